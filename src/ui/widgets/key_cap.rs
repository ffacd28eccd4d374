//! The picture of a key.

use egui::{Pos2, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo, vec2};

use crate::ui::{Ground, Ink, Theme, Type, paint, theme::Line};

/// A key on its own, such as in the list of shortcuts.
#[must_use = "call `show`"]
pub struct KeyCap<'a> {
    key: &'a str,
}

impl<'a> KeyCap<'a> {
    /// The name on the key, such as `Ctrl` or `K`.
    pub fn new(key: &'a str) -> Self {
        Self { key }
    }

    /// Draws it.
    pub fn show(self, ui: &mut Ui) -> Response {
        let (rect, response) = ui.allocate_exact_size(size(ui, self.key), Sense::hover());
        draw(ui, rect, self.key, Look::Plain);
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, self.key));
        response
    }
}

/// What the cap stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// On a plain ground.
    Plain,
    /// On a row that is chosen.
    Chosen,
    /// On the primary button.
    OnAccent,
    /// On something that is not available.
    Disabled,
}

/// The least side of a cap.
pub(super) const SIDE: f32 = 24.0;

pub(super) fn size(ui: &Ui, key: &str) -> Vec2 {
    let width = paint::one_line(ui, key, Type::MetaStrong, egui::Color32::PLACEHOLDER)
        .size()
        .x;
    vec2((width + 12.0).max(SIDE).ceil(), SIDE)
}

pub(super) fn draw(ui: &Ui, rect: Rect, key: &str, look: Look) {
    let theme = Theme::of(ui);
    let (ground, line, ink) = match look {
        Look::Plain => (Some(Ground::Sunken), Some(Line::Decoration), Ink::Help),
        Look::Chosen => (Some(Ground::Accent), None, Ink::OnAccent),
        Look::OnAccent => (None, None, Ink::OnAccent),
        Look::Disabled => (Some(Ground::Sunken), None, Ink::Disabled),
    };
    paint::frame(ui, rect, 5, ground, line);
    if look == Look::OnAccent {
        let stroke = egui::Stroke::new(1.0, theme.ink(Ink::OnAccent).gamma_multiply(0.7));
        ui.painter()
            .rect_stroke(rect, 5.0, stroke, egui::StrokeKind::Inside);
    }
    let galley = paint::one_line(ui, key, Type::MetaStrong, theme.ink(ink));
    paint::text_centred(ui, rect, galley);
}

/// Draws a cap with its left edge at `left`.
pub(super) fn draw_at(ui: &Ui, left_centre: Pos2, key: &str, look: Look) -> Rect {
    let size = size(ui, key);
    let rect = Rect::from_min_size(left_centre - vec2(0.0, size.y / 2.0), size);
    draw(ui, rect, key, look);
    rect
}
