//! Search as one types: a glass, the text, and a cross that empties it.

use egui::{Id, Key, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::{Reply, text_field};
use crate::ui::{Icon, Ink, Theme, Words, keys, paint, theme::space};

/// A field that is searched with.
#[must_use = "call `show`"]
pub struct SearchField<'a> {
    id: Id,
    name: &'a str,
    hint: &'a str,
    width: Option<f32>,
    low: bool,
}

/// What came of showing a search field.
#[derive(Clone, Debug)]
pub struct Search {
    /// The field; Enter is [`crate::ui::keys::Wish::GoOn`].
    pub reply: Reply,
    /// Arrow down: to the first result.
    pub to_results: bool,
}

impl<'a> SearchField<'a> {
    /// A field with its accessible name.
    pub fn new(id: Id, name: &'a str) -> Self {
        Self {
            id,
            name,
            hint: "",
            width: None,
            low: false,
        }
    }

    /// What may be searched for, inside the empty field.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// At most this wide.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// 36 points high, for the bar.
    pub fn low(mut self) -> Self {
        self.low = true;
        self
    }

    /// Draws it. Escape empties it before it does anything else.
    pub fn show(self, ui: &mut Ui, text: &mut String) -> Search {
        let height = if self.low {
            space::DENSE
        } else {
            space::TARGET
        };
        let width = self
            .width
            .unwrap_or(f32::INFINITY)
            .min(ui.available_width());
        let (_, rect) = ui.allocate_space(vec2(width, height));
        let focused = ui.memory(|memory| memory.has_focus(self.id));
        let to_results = focused && keys::take(ui, Key::ArrowDown);
        let spec = text_field::Spec {
            id: self.id,
            name: self.name,
            about: "",
            hint: self.hint,
            role: Role::SearchInput,
            wrong: false,
            disabled: false,
            left: 38.0,
            right: height,
            limit: 200,
        };
        let mut reply = text_field::edit(ui, rect, &spec, text);
        let color = Theme::of(ui).ink(Ink::Help);
        paint::icon(
            ui,
            pos2(rect.left() + 21.0, rect.center().y),
            Icon::Search,
            17.0,
            color,
        );
        if !text.is_empty() && self.cross(ui, rect, height) {
            text.clear();
            reply.changed = true;
            reply.response.request_focus();
        }
        Search { reply, to_results }
    }

    fn cross(&self, ui: &Ui, field: Rect, height: f32) -> bool {
        let side = height - 2.0 * space::S4;
        let rect = Rect::from_center_size(
            pos2(field.right() - height / 2.0, field.center().y),
            vec2(side, side),
        );
        let response = ui.interact(rect, self.id.with("clear"), Sense::click());
        let ink = if response.hovered() {
            Ink::Body
        } else {
            Ink::Help
        };
        paint::icon(ui, rect.center(), Icon::Close, 14.0, Theme::of(ui).ink(ink));
        paint::focus(ui, &response, rect, space::RADIUS_CONTROL);
        let word = &Words::of(ui).clear;
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, word));
        response.clicked()
    }
}
