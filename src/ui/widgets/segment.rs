//! A few short choices side by side, for what is set rather than answered.

use egui::{Id, Rect, Role, Ui, WidgetInfo, pos2, vec2};

use super::roving::{self, Parts, Reply};
use crate::ui::{
    Ground, Ink, Theme, Type, paint,
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
        // Where there is no room side by side they stand under each other.
        let stacked = wide > ui.available_width();
        let size = if stacked {
            vec2(
                ui.available_width(),
                self.items.len() as f32 * space::DENSE + 2.0 * INSET,
            )
        } else {
            vec2(wide, space::BUTTON)
        };
        let (_, rect) = ui.allocate_space(size);
        let parts = Parts {
            count: self.items.len(),
            columns: 1,
            keys: &[],
            start: *chosen,
        };
        let pressed = roving::keyboard(ui, self.id, parts);
        if let Some(index) = pressed.part {
            *chosen = index;
        }
        let cells = cells(rect, &widths, stacked);
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

fn cells(rect: Rect, widths: &[f32], stacked: bool) -> Vec<Rect> {
    let inner = rect.shrink(INSET);
    let mut at = inner.min;
    widths
        .iter()
        .map(|width| {
            let size = if stacked {
                vec2(inner.width(), space::DENSE)
            } else {
                vec2(*width, inner.height())
            };
            let cell = Rect::from_min_size(at, size);
            at = if stacked {
                pos2(at.x, cell.bottom())
            } else {
                pos2(cell.right(), at.y)
            };
            cell
        })
        .collect()
}
