//! A number from 0 to 10: eleven cells, the digits 0 to 9 and T for ten.

use egui::{Id, Rect, Role, Ui, WidgetInfo, pos2, vec2};

use super::roving::{self, Parts, Reply};
use crate::ui::{
    Ground, Ink, Theme, Type, keys, paint,
    theme::{Line, space},
};

/// A rating.
#[must_use = "call `show`"]
pub struct Rating<'a> {
    id: Id,
    name: &'a str,
    low: &'a str,
    high: &'a str,
}

const COUNT: usize = 11;
const GAP: f32 = space::S4;

impl<'a> Rating<'a> {
    /// The rating's id is what takes the focus; the name is the question.
    pub fn new(id: Id, name: &'a str) -> Self {
        Self {
            id,
            name,
            low: "",
            high: "",
        }
    }

    /// What 0 and 10 mean.
    pub fn ends(mut self, low: &'a str, high: &'a str) -> Self {
        self.low = low;
        self.high = high;
        self
    }

    /// Draws it.
    pub fn show(self, ui: &mut Ui, value: &mut Option<u8>) -> Reply {
        let before = *value;
        let per_row = columns(ui.available_width());
        let lines = COUNT.div_ceil(per_row);
        let width = (per_row as f32 * (space::TARGET + GAP) - GAP).min(ui.available_width());
        let cells_height = lines as f32 * (space::TARGET + GAP) - GAP;
        let ends = self.end_texts(ui, width);
        let has_ends = !(self.low.is_empty() && self.high.is_empty());
        let ends_height = match &ends {
            [low, high] if has_ends => low.size().y.max(high.size().y),
            _ => 0.0,
        };
        let ends_gap = if ends_height > 0.0 { space::S8 } else { 0.0 };
        let (_, rect) = ui.allocate_space(vec2(width, cells_height + ends_gap + ends_height));
        let parts = Parts {
            count: COUNT,
            columns: per_row,
            keys: &keys::RATING_KEYS,
            start: before.map_or(0, usize::from),
        };
        let pressed = roving::keyboard(ui, self.id, parts);
        if let Some(index) = pressed.part {
            *value = u8::try_from(index).ok();
            roving::set_cursor(ui, self.id, index);
        }
        if pressed.clear {
            *value = None;
        }
        let about = (self.id, Role::RadioGroup, self.name);
        let cells: Vec<Rect> = (0..COUNT).map(|index| cell(rect, index, per_row)).collect();
        let (mut response, clicked) =
            roving::group(ui, about, rect, |ui| self.cells(ui, &cells, *value));
        if clicked.is_some() {
            *value = clicked;
        }
        let top = rect.top() + cells_height + ends_gap;
        let [low, high] = ends;
        let high_left = rect.left() + width - high.size().x;
        paint::text(ui, pos2(rect.left(), top), low);
        paint::text(ui, pos2(high_left, top), high);
        let at = roving::cursor(ui, self.id, parts);
        super::option_group::show_cursor(ui, &response, cells[at], pressed.moved);
        roving::announce_cursor(ui, self.id, at);
        let changed = *value != before;
        if changed {
            response.mark_changed();
        }
        Reply {
            response,
            changed,
            wish: pressed.wish,
        }
    }

    fn end_texts(&self, ui: &Ui, width: f32) -> [std::sync::Arc<egui::Galley>; 2] {
        let color = Theme::of(ui).ink(Ink::Help);
        [self.low, self.high]
            .map(|text| paint::wrapped(ui, text, Type::Small, color, width / 2.0 - space::S8))
    }

    fn cells(&self, ui: &Ui, cells: &[Rect], value: Option<u8>) -> Option<u8> {
        let mut clicked = None;
        for (index, rect) in cells.iter().enumerate() {
            let part = roving::part(ui, self.id, index, *rect);
            let number = index as u8;
            if part.clicked() {
                clicked = Some(number);
            }
            let chosen = clicked.or(value) == Some(number);
            draw_cell(ui, *rect, index, chosen, &part);
            part.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, chosen, index));
            roving::announce_place(ui, part.id, index, COUNT);
            let end = match index {
                0 => self.low,
                10 => self.high,
                _ => "",
            };
            if !end.is_empty() {
                ui.accesskit_node_builder(part.id, |node| node.set_description(end));
            }
        }
        clicked
    }
}

fn draw_cell(ui: &Ui, rect: Rect, index: usize, chosen: bool, part: &egui::Response) {
    let theme = Theme::of(ui);
    let (ground, line, ink, face) = if chosen {
        (Ground::Accent, None, Ink::OnAccent, Type::Strong)
    } else if part.is_pointer_button_down_on() {
        (
            Ground::AccentSoft,
            Some(Line::Strong),
            Ink::Body,
            Type::Body,
        )
    } else if part.hovered() {
        (Ground::Sunken, Some(Line::Strong), Ink::Body, Type::Body)
    } else {
        (Ground::Surface, Some(Line::Edge), Ink::Body, Type::Body)
    };
    paint::frame(ui, rect, space::RADIUS_CONTROL, Some(ground), line);
    let number = paint::one_line(ui, &index.to_string(), face, theme.ink(ink));
    paint::text_centred(ui, rect, number);
    if index == COUNT - 1 {
        let ink = if chosen { Ink::OnAccent } else { Ink::Meta };
        let key = paint::one_line(ui, "T", Type::Meta, theme.ink(ink));
        paint::text(ui, pos2(rect.right() - key.size().x - 5.0, rect.top()), key);
    }
}

fn columns(width: f32) -> usize {
    let fit = ((width + GAP) / (space::TARGET + GAP)).floor() as usize;
    if fit >= COUNT { COUNT } else { fit.clamp(1, 6) }
}

fn cell(rect: Rect, index: usize, per_row: usize) -> Rect {
    let step = space::TARGET + GAP;
    let (row, column) = (index / per_row, index % per_row);
    let min = rect.min + vec2(column as f32 * step, row as f32 * step);
    Rect::from_min_size(min, vec2(space::TARGET, space::TARGET))
}
