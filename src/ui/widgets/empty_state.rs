//! What a list says while nothing is in it.

use egui::{Response, Ui, vec2};

use super::{Button, Text};
use crate::ui::{Ground, Icon, Ink, paint, theme::space};

/// An empty place, what it is for, and the step that fills it.
#[must_use = "call `show`"]
pub struct EmptyState<'a> {
    icon: Icon,
    title: &'a str,
    text: &'a str,
    action: Option<&'a str>,
}

impl<'a> EmptyState<'a> {
    /// An icon and what is not there yet.
    pub fn new(icon: Icon, title: &'a str) -> Self {
        Self {
            icon,
            title,
            text: "",
            action: None,
        }
    }

    /// What will stand here, and how it comes here.
    pub fn text(mut self, text: &'a str) -> Self {
        self.text = text;
        self
    }

    /// The step that fills it.
    pub fn action(mut self, label: &'a str) -> Self {
        self.action = Some(label);
        self
    }

    /// Draws it; the response is that of its button.
    pub fn show(self, ui: &mut Ui) -> Option<Response> {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = space::S8;
            ui.add_space(space::S24);
            let (_, rect) = ui.allocate_space(vec2(56.0, 56.0));
            paint::frame(ui, rect, space::RADIUS_CHIP, Some(Ground::AccentSoft), None);
            paint::icon(
                ui,
                rect.center(),
                self.icon,
                28.0,
                paint::ink(ui, Ink::Accent),
            );
            ui.add_space(space::S8);
            Text::h2(self.title).show(ui);
            if !self.text.is_empty() {
                Text::body(self.text).ink(Ink::Help).show(ui);
            }
            let button = self.action.map(|label| {
                ui.add_space(space::S8);
                Button::quiet(label).show(ui)
            });
            ui.add_space(space::S24);
            button
        })
        .inner
    }
}
