//! One rule of the decision: how it stands, in which words, and on which answers it rests.

use egui::{Frame, Id, Margin, Role, Ui, UiBuilder, vec2};

use super::{Quote, StateBadge, Text};
use crate::ui::{
    Ground, State, Theme, Words,
    theme::{Line, space},
};

/// A criterion.
#[must_use = "call `show`"]
pub struct Criterion<'a> {
    id: Id,
    state: State,
    name: &'a str,
    reason: &'a str,
    quotes: &'a [(&'a str, &'a str)],
    source: &'a str,
}

impl<'a> Criterion<'a> {
    /// A rule by its name, with the reason for how it stands.
    pub fn new(id: Id, state: State, name: &'a str, reason: &'a str) -> Self {
        Self {
            id,
            state,
            name,
            reason,
            quotes: &[],
            source: "",
        }
    }

    /// Questions and answers that it rests on.
    pub fn quotes(mut self, quotes: &'a [(&'a str, &'a str)]) -> Self {
        self.quotes = quotes;
        self
    }

    /// Source, confidence and version of the rule.
    pub fn source(mut self, source: &'a str) -> Self {
        self.source = source;
        self
    }

    /// Draws it, and says which of the quotes was pressed.
    pub fn show(self, ui: &mut Ui) -> Option<usize> {
        let theme = Theme::of(ui);
        let words = Words::of(ui);
        let name = format!("{}: {}", self.name, self.state.word(&words));
        let builder = UiBuilder::new()
            .id_salt(self.id)
            .accessibility_role(Role::Group)
            .accessibility_label(name);
        ui.scope_builder(builder, |ui| {
            Frame::new()
                .fill(theme.ground(Ground::Surface))
                .stroke(theme.line(Line::Decoration))
                .corner_radius(space::RADIUS_CARD)
                .inner_margin(Margin::same(16))
                .show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    self.contents(ui)
                })
                .inner
        })
        .inner
    }

    fn contents(&self, ui: &mut Ui) -> Option<usize> {
        ui.spacing_mut().item_spacing = vec2(space::S12, space::S4);
        ui.horizontal_wrapped(|ui| {
            StateBadge::new(self.state).show(ui);
            Text::strong(self.name).show(ui);
        });
        Text::body(self.reason).show(ui);
        let mut pressed = None;
        if !self.quotes.is_empty() {
            ui.add_space(space::S4);
        }
        for (index, (question, answer)) in self.quotes.iter().enumerate() {
            let id = self.id.with(("quote", index));
            if Quote::new(id, question, answer).show(ui).clicked() {
                pressed = Some(index);
            }
        }
        if !self.source.is_empty() {
            ui.add_space(space::S4);
            Text::meta(self.source).show(ui);
        }
        pressed
    }
}
