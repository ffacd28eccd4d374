//! How strong a passphrase is: four bars and a word.

use egui::{Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::ui::{
    Ground, Ink, Theme, Type, Words, paint,
    theme::{Line, space},
    words::fill,
};

/// A meter of four bars.
#[must_use = "call `show`"]
pub struct Strength<'a> {
    name: &'a str,
    score: u8,
    word: &'a str,
    hint: &'a str,
    empty: bool,
}

const BAR: f32 = 6.0;

impl<'a> Strength<'a> {
    /// A score of 0 to 4 and its word.
    pub fn new(name: &'a str, score: u8, word: &'a str) -> Self {
        Self {
            name,
            score: score.min(4),
            word,
            hint: "",
            empty: false,
        }
    }

    /// Nothing was typed yet, which is no fault.
    pub fn empty(mut self, empty: bool) -> Self {
        self.empty = empty;
        self
    }

    /// How to make it stronger.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// Draws it; the room for the hint is kept while there is none.
    pub fn show(self, ui: &mut Ui) -> Response {
        let theme = Theme::of(ui);
        let width = ui.available_width();
        let ink = match self.score {
            _ if self.empty => Ink::Help,
            0 | 1 => Ink::Stop,
            2 => Ink::Care,
            _ => Ink::Ok,
        };
        let score = self.score.to_string();
        let of_four = fill(&Words::of(ui).score_of_four, &[("score", &score)]);
        let parts = [
            (self.word, Type::SmallStrong, theme.ink(ink)),
            ("  ", Type::Small, theme.ink(Ink::Help)),
            (of_four.as_str(), Type::Small, theme.ink(Ink::Help)),
        ];
        let word = paint::pieces(ui, &parts, width);
        let hint = paint::wrapped(ui, self.hint, Type::Small, theme.ink(Ink::Help), width);
        let hint_height = hint.size().y.max(Type::Small.line());
        let height = BAR + space::S8 + word.size().y + hint_height;
        let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
        let bar = (width - 3.0 * space::S4) / 4.0;
        for index in 0..4_u8 {
            let left = rect.left() + f32::from(index) * (bar + space::S4);
            let place = Rect::from_min_size(pos2(left, rect.top()), vec2(bar, BAR));
            if index < self.score {
                ui.painter().rect_filled(place, 3.0, theme.ink(ink));
            } else {
                paint::frame(ui, place, 3, Some(Ground::Sunken), Some(Line::Edge));
            }
        }
        let y = rect.top() + BAR + space::S8;
        let word_height = word.size().y;
        paint::text(ui, pos2(rect.left(), y), word);
        paint::text(ui, pos2(rect.left(), y + word_height), hint);
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::Meter, true, self.name);
            info.value = Some(f64::from(self.score));
            info.current_text_value = Some(format!("{}, {of_four}. {}", self.word, self.hint));
            info
        });
        ui.accesskit_node_builder(response.id, |node| {
            node.set_min_numeric_value(0.0);
            node.set_max_numeric_value(4.0);
        });
        response
    }
}
