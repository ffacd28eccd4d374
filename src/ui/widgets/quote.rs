//! An answer in its own words, one key from its question.

use egui::{Id, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::ui::{Ground, Icon, Ink, Theme, Type, paint, theme::space};

/// A quoted answer that leads to its question. A press is `.clicked()`.
#[must_use = "call `show`"]
pub struct Quote<'a> {
    id: Id,
    question: &'a str,
    answer: &'a str,
}

const ICON: f32 = 14.0;

impl<'a> Quote<'a> {
    /// A question and its answer.
    pub fn new(id: Id, question: &'a str, answer: &'a str) -> Self {
        Self {
            id,
            question,
            answer,
        }
    }

    /// Draws it.
    pub fn show(self, ui: &mut Ui) -> Response {
        let theme = Theme::of(ui);
        let inset = space::S8;
        let left = inset + ICON + space::S8;
        let room = (ui.available_width() - left - inset).min(Type::Small.measure());
        let answer = format!("\u{201c}{}\u{201d}", self.answer);
        let parts = [
            (self.question, Type::Small, theme.ink(Ink::Help)),
            (" ", Type::Small, theme.ink(Ink::Help)),
            (answer.as_str(), Type::SmallStrong, theme.ink(Ink::Accent)),
        ];
        let text = paint::pieces(ui, &parts, room);
        let size = vec2(
            left + text.size().x + inset,
            (text.size().y + space::S8).max(28.0),
        );
        let (_, rect) = ui.allocate_space(size);
        let response = ui.interact(rect, self.id, Sense::click());
        if response.hovered() {
            paint::frame(
                ui,
                rect,
                space::RADIUS_CONTROL,
                Some(Ground::AccentSoft),
                None,
            );
        }
        let mark = pos2(
            rect.left() + inset + ICON / 2.0,
            rect.center().y - text.size().y / 2.0 + 10.0,
        );
        paint::icon(ui, mark, Icon::Quotes, ICON, theme.ink(Ink::Accent));
        let y = rect.center().y - text.size().y / 2.0;
        paint::text(ui, pos2(rect.left() + left, y), text);
        paint::focus(ui, &response, rect, space::RADIUS_CONTROL);
        let name = format!("{} {answer}", self.question);
        response.widget_info(|| WidgetInfo::labeled(Role::Link, true, &name));
        response
    }
}
