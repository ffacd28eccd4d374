//! A few short choices side by side, for what is set rather than answered.

use egui::{Id, Rect, Role, Ui, WidgetInfo, pos2, vec2};

use super::roving::{self, Parts, Reply};
use crate::ui::{
    Ground, Ink, Theme, Type,
    keys::Wish,
    paint,
    theme::{Line, space},
};

/// A row of short choices, one of which holds.
#[must_use = "call `show`"]
pub struct Segment<'a> {
    id: Id,
    name: &'a str,
    items: &'a [&'a str],
}

impl<'a> Segment<'a> {
    /// The segment's id is what takes the focus.
    pub fn new(id: Id, name: &'a str, items: &'a [&'a str]) -> Self {
        Self { id, name, items }
    }

    /// Draws it; `chosen` is the index of the one that holds.
    pub fn show(self, ui: &mut Ui, chosen: &mut usize) -> Reply {
        let before = *chosen;
        let widths: Vec<f32> = self
            .items
            .iter()
            .map(|item| {
                let strong =
                    paint::one_line(ui, item, Type::SmallStrong, egui::Color32::PLACEHOLDER);
                (strong.size().x + 2.0 * space::S16)
                    .max(space::TARGET)
                    .ceil()
            })
            .collect();
        let wide: f32 = widths.iter().sum::<f32>() + 2.0 * INSET;
        // Where there is no room side by side they stand under each other, many of them in several columns.
        let columns = (wide > ui.available_width()).then(|| columns(&widths, ui.available_width()));
        let size = match columns {
            Some(columns) => vec2(
                ui.available_width(),
                self.items.len().div_ceil(columns) as f32 * space::DENSE + 2.0 * INSET,
            ),
            None => vec2(wide, space::BUTTON),
        };
        let (_, rect) = ui.allocate_space(size);
        let parts = Parts {
            count: self.items.len(),
            columns: 1,
            keys: &[],
            start: *chosen,
        };
        let mut pressed = roving::keyboard(ui, self.id, parts);
        // Enter on another choice picks it, as Space does; on the one that holds it goes on.
        let at = roving::cursor(ui, self.id, parts);
        if pressed.wish == Some(Wish::GoOn) && at != *chosen {
            pressed.part = Some(at);
            pressed.wish = None;
        }
        if let Some(index) = pressed.part {
            *chosen = index;
        }
        let cells = cells(rect, &widths, columns);
        paint::frame(
            ui,
            rect,
            space::RADIUS_CONTROL,
            Some(Ground::Sunken),
            Some(Line::Edge),
        );
        let about = (self.id, Role::RadioGroup, self.name);
        let (mut response, clicked) =
            roving::group(ui, about, rect, |ui| self.cells(ui, &cells, *chosen));
        if let Some(index) = clicked {
            *chosen = index;
        }
        let at = roving::cursor(ui, self.id, parts);
        if let Some(cell) = cells.get(at) {
            super::option_group::show_cursor(ui, &response, *cell, pressed.moved);
            roving::announce_cursor(ui, self.id, at);
        }
        let changed = *chosen != before;
        if changed {
            response.mark_changed();
        }
        Reply {
            response,
            changed,
            wish: pressed.wish,
        }
    }

    fn cells(&self, ui: &Ui, cells: &[Rect], chosen: usize) -> Option<usize> {
        let theme = Theme::of(ui);
        let mut clicked = None;
        for (index, (item, rect)) in self.items.iter().zip(cells).enumerate() {
            let part = roving::part(ui, self.id, index, *rect);
            if part.clicked() {
                clicked = Some(index);
            }
            let holds = clicked.unwrap_or(chosen) == index;
            let (ground, line, ink, face) = if holds {
                (
                    Some(Ground::Surface),
                    Some(Line::Chosen),
                    Ink::Accent,
                    Type::SmallStrong,
                )
            } else if part.hovered() {
                (Some(Ground::Surface), None, Ink::Body, Type::Small)
            } else {
                (None, None, Ink::Help, Type::Small)
            };
            paint::frame(ui, *rect, space::RADIUS_CONTROL - 2, ground, line);
            let galley = paint::elided(ui, item, face, theme.ink(ink), rect.width() - space::S8);
            paint::text_centred(ui, *rect, galley);
            part.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, holds, item));
            roving::announce_place(ui, part.id, index, self.items.len());
        }
        clicked
    }
}

const INSET: f32 = 3.0;

/// More than this many are set in columns where one row has no room for them.
const FEW: usize = 4;

/// How many columns there is room for, so that the rows are filled evenly.
fn columns(widths: &[f32], room: f32) -> usize {
    let count = widths.len();
    if count <= FEW {
        return 1;
    }
    let widest = widths.iter().copied().fold(1.0, f32::max);
    let most = (1..=count)
        .rev()
        .find(|columns| *columns as f32 * widest + 2.0 * INSET <= room);
    count.div_ceil(count.div_ceil(most.unwrap_or(1)))
}

fn cells(rect: Rect, widths: &[f32], columns: Option<usize>) -> Vec<Rect> {
    let inner = rect.shrink(INSET);
    if let Some(columns) = columns {
        let size = vec2(inner.width() / columns as f32, space::DENSE);
        return (0..widths.len())
            .map(|index| {
                let (row, column) = (index / columns, index % columns);
                let at = vec2(column as f32 * size.x, row as f32 * size.y);
                Rect::from_min_size(inner.min + at, size)
            })
            .collect();
    }
    let mut left = inner.left();
    widths
        .iter()
        .map(|width| {
            let at = pos2(left, inner.top());
            let cell = Rect::from_min_size(at, vec2(*width, inner.height()));
            left = cell.right();
            cell
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_parts_without_room_stand_in_columns_that_are_filled_evenly() {
        assert_eq!(columns(&[100.0; 8], 640.0), 4);
        assert_eq!(columns(&[100.0; 8], 330.0), 3);
        assert_eq!(columns(&[100.0; 8], 90.0), 1);
        assert_eq!(
            columns(&[100.0; 3], 250.0),
            1,
            "a few stand under each other"
        );
        let rect = Rect::from_min_size(pos2(0.0, 0.0), vec2(406.0, 200.0));
        let cells = cells(rect, &[100.0; 8], Some(4));
        assert_eq!(cells[4].left(), cells[0].left());
        assert_eq!(cells[4].top(), cells[0].bottom());
        assert!(rect.contains_rect(cells[7]));
    }
}
