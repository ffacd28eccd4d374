//! The head of a result: one human sentence, and what it means in a word.

use egui::{Frame, Margin, Role, Ui, UiBuilder, vec2};

use super::{Text, text};
use crate::ui::{
    Ink, State, Theme, Type, Words, paint,
    theme::{Line, space},
};

/// The head of a result.
#[must_use = "call `show`"]
pub struct Outcome<'a> {
    state: State,
    word: Option<&'a str>,
    sentence: &'a str,
    detail: &'a str,
}

impl<'a> Outcome<'a> {
    /// One sentence in the colours of a state.
    pub fn new(state: State, sentence: &'a str) -> Self {
        Self {
            state,
            word: None,
            sentence,
            detail: "",
        }
    }

    /// The outcome in a word, instead of the state's own.
    pub fn word(mut self, word: &'a str) -> Self {
        self.word = Some(word);
        self
    }

    /// What stands under the sentence.
    pub fn detail(mut self, detail: &'a str) -> Self {
        self.detail = detail;
        self
    }

    /// Draws it.
    pub fn show(self, ui: &mut Ui) {
        let theme = Theme::of(ui);
        let words = Words::of(ui);
        let word = self.word.unwrap_or_else(|| self.state.word(&words));
        let builder = UiBuilder::new()
            .id_salt("outcome")
            .accessibility_role(Role::Group)
            .accessibility_label(word);
        let heavy = theme.look().is_high_contrast();
        let line = if heavy {
            theme.line(Line::Edge)
        } else {
            egui::Stroke::NONE
        };
        ui.scope_builder(builder, |ui| {
            Frame::new()
                .fill(theme.ground(self.state.ground()))
                .stroke(line)
                .corner_radius(space::RADIUS_CARD)
                .inner_margin(Margin::same(24))
                .show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    ui.spacing_mut().item_spacing.y = space::S8;
                    self.contents(ui, word);
                });
        });
    }

    fn contents(&self, ui: &mut Ui, word: &str) {
        let act_now = self.state == State::ActNow;
        let ink = if act_now { Ink::OnActNow } else { Ink::Body };
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::S8;
            let (_, rect) = ui.allocate_space(vec2(22.0, Type::Strong.line()));
            let color = paint::ink(ui, self.state.ink());
            paint::icon(ui, rect.center(), self.state.icon(), 22.0, color);
            Text::strong(word).ink(self.state.ink()).show(ui);
        });
        text::Text::h1(self.sentence).ink(ink).show(ui);
        if !self.detail.is_empty() {
            let ink = if act_now { Ink::OnActNow } else { Ink::Help };
            Text::body(self.detail).ink(ink).show(ui);
        }
    }
}
