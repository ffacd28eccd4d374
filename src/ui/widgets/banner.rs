//! A message that stays until its cause is gone.

use egui::{Frame, Id, Margin, Role, Ui, UiBuilder, vec2};

use super::{Button, Text};
use crate::ui::{
    Ground, Icon, Ink, State, Theme, Type, paint,
    theme::{Line, space},
};

/// How urgent a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Worth knowing.
    Info,
    /// Done.
    Ok,
    /// To be looked at.
    Care,
    /// Something does not work.
    Stop,
    /// Someone may be in danger.
    ActNow,
}

impl Tone {
    pub(super) fn state(self) -> State {
        match self {
            Tone::Info => State::Note,
            Tone::Ok => State::Met,
            Tone::Care => State::Concern,
            Tone::Stop => State::NotMet,
            Tone::ActNow => State::ActNow,
        }
    }

    pub(super) fn icon(self) -> Icon {
        self.state().icon()
    }
}

/// A banner.
#[must_use = "call `show`"]
pub struct Banner<'a> {
    id: Id,
    tone: Tone,
    title: &'a str,
    text: &'a str,
    actions: &'a [&'a str],
}

impl<'a> Banner<'a> {
    /// A banner with what it says in a few words.
    pub fn new(id: Id, tone: Tone, title: &'a str) -> Self {
        Self {
            id,
            tone,
            title,
            text: "",
            actions: &[],
        }
    }

    /// What happened, what was kept and what to do.
    pub fn text(mut self, text: &'a str) -> Self {
        self.text = text;
        self
    }

    /// Buttons under the text.
    pub fn actions(mut self, labels: &'a [&'a str]) -> Self {
        self.actions = labels;
        self
    }

    /// Draws it, and says which button was pressed.
    pub fn show(self, ui: &mut Ui) -> Option<usize> {
        let theme = Theme::of(ui);
        let state = self.tone.state();
        let role = match self.tone {
            Tone::Info | Tone::Ok => Role::Status,
            _ => Role::Alert,
        };
        let live = match self.tone {
            Tone::Info | Tone::Ok => egui::accesskit::Live::Polite,
            _ => egui::accesskit::Live::Assertive,
        };
        let builder = UiBuilder::new()
            .scope_id(self.id)
            .accessibility_role(role)
            .accessibility_label(self.title);
        let line = if theme.look().is_high_contrast() {
            theme.line(Line::Edge)
        } else {
            egui::Stroke::new(1.0, theme.ink(state.ink_on_plain()).gamma_multiply(0.35))
        };
        let pressed = ui
            .scope_builder(builder, |ui| {
                Frame::new()
                    .fill(theme.ground(state.ground()))
                    .stroke(line)
                    .corner_radius(space::RADIUS_CARD)
                    .inner_margin(Margin::symmetric(16, 12))
                    .show(ui, |ui| self.contents(ui))
                    .inner
            })
            .inner;
        ui.accesskit_node_builder(self.id, |node| node.set_live(live));
        pressed
    }

    fn contents(&self, ui: &mut Ui) -> Option<usize> {
        let mut pressed = None;
        let state = self.tone.state();
        let ink = if self.tone == Tone::ActNow {
            Ink::OnActNow
        } else {
            Ink::Body
        };
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::S12, 2.0);
            let (_, rect) = ui.allocate_space(vec2(20.0, Type::Strong.line()));
            paint::icon(
                ui,
                rect.center(),
                self.tone.icon(),
                20.0,
                paint::ink(ui, state.ink()),
            );
            ui.vertical(|ui| {
                ui.set_width(ui.available_width());
                Text::strong(self.title).ink(ink).show(ui);
                if !self.text.is_empty() {
                    Text::new(self.text, Type::Small).ink(ink).show(ui);
                }
                if !self.actions.is_empty() {
                    ui.add_space(space::S8);
                    pressed = self.buttons(ui);
                }
            });
        });
        pressed
    }

    fn buttons(&self, ui: &mut Ui) -> Option<usize> {
        let mut pressed = None;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::S8, space::S8);
            for (index, label) in self.actions.iter().enumerate() {
                let id = self.id.with(("action", index));
                if Button::quiet(label).small().id(id).show(ui).clicked() {
                    pressed = Some(index);
                }
            }
        });
        pressed
    }
}

/// The ground that a banner of this tone stands on.
pub fn ground(tone: Tone) -> Ground {
    tone.state().ground()
}
