//! A clinician raises the safety level by hand: it counts once a reason is written.

use egui::Ui;

use super::{Answering, Hand};
use crate::domain::answers::{SafetyLevel, SafetyRaised};
use crate::text::say;
use crate::ui::shell;
use crate::ui::theme::space;
use crate::ui::widgets::{Segment, Text, TextField};

const LEVELS: [SafetyLevel; 3] = [SafetyLevel::None, SafetyLevel::Review, SafetyLevel::ActNow];

/// What is being decided, until it counts.
#[derive(Default)]
pub(super) struct Raise {
    level: Option<SafetyLevel>,
    reason: Option<String>,
}

impl std::fmt::Debug for Raise {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Raise [redacted]")
    }
}

impl Answering {
    /// Draws it below the questions about safety.
    pub(super) fn raise(&mut self, ui: &mut Ui, hand: &mut Hand<'_, '_>) {
        if !hand.work.is_draft() || !hand.shared.opened.clinician {
            return;
        }
        let now = hand.work.open.content.answers.safety_raised.clone();
        let kept = now
            .as_ref()
            .map_or(SafetyLevel::None, |raised| raised.level);
        let level = self.raise.level.unwrap_or(kept);
        let mut chosen = LEVELS.iter().position(|one| *one == level).unwrap_or(0);
        let id = self.id().with("raise");
        let name = say("answering-raise");
        let mut done = false;
        ui.add_space(space::S16);
        shell::card(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::S8;
            Text::strong(&name).show(ui);
            Text::help(&say("answering-raise-help")).show(ui);
            let labels = [
                say("answering-raise-none"),
                say("answering-raise-review"),
                say("answering-raise-act-now"),
            ];
            let labels = [&*labels[0], &*labels[1], &*labels[2]];
            let reply = Segment::new(id.with("level"), &name, &labels).show(ui, &mut chosen);
            if reply.changed {
                self.raise.level = LEVELS.get(chosen).copied();
                done = chosen == 0;
            }
            if chosen == 0 {
                return;
            }
            let said = now.as_ref().map_or("", |raised| raised.reason.as_str());
            let mut reason = self.raise.reason.clone().unwrap_or_else(|| said.to_owned());
            let label = say("answering-raise-reason");
            let reply = TextField::new(id.with("reason"), &label)
                .help(&say("answering-raise-reason-help"))
                .limit(500)
                .show(ui, &mut reason);
            if reply.changed {
                self.raise.reason = Some(reason);
            }
            done = done || reply.response.lost_focus() || reply.wish.is_some();
        });
        if done {
            self.keep_raise(hand, now);
        }
    }

    fn keep_raise(&mut self, hand: &mut Hand<'_, '_>, now: Option<SafetyRaised>) {
        let kept = now
            .as_ref()
            .map_or(SafetyLevel::None, |raised| raised.level);
        let level = self.raise.level.unwrap_or(kept);
        let reason = self
            .raise
            .reason
            .clone()
            .or_else(|| now.as_ref().map(|raised| raised.reason.clone()))
            .unwrap_or_default();
        let raised =
            (level != SafetyLevel::None && !reason.trim().is_empty()).then(|| SafetyRaised {
                level,
                reason: reason.trim().to_owned(),
            });
        let waits = level != SafetyLevel::None && raised.is_none();
        if waits || raised == now {
            return;
        }
        hand.work
            .change(hand.asks, |content| content.answers.safety_raised = raised);
        self.raise = Raise::default();
    }
}
