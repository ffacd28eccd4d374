//! At the desk: whom to call, and a note of whom one told, which unlocks nothing.

use egui::Ui;

use super::steps::list;
use super::{Hand, SafetyPage, part};
use crate::app::command::Command;
use crate::domain::answers::SafetyLevel;
use crate::text::{say, say_with};
use crate::ui::keys::Wish;
use crate::ui::screen::Ask;
use crate::ui::widgets::{Button, Text, TextField};

impl SafetyPage {
    /// Whom to call now.
    pub(super) fn desk(&mut self, ui: &mut Ui, hand: &mut Hand<'_, '_>) {
        let clinic = &hand.shared.opened.clinic;
        let steps = [
            say("protocol-desk-step-1"),
            say_with(
                "protocol-desk-step-2",
                &[
                    ("name", &clinic.on_call_name),
                    ("phone", &clinic.on_call_phone),
                ],
            ),
            say_with(
                "protocol-desk-step-3",
                &[("number", &clinic.emergency_number)],
            ),
            say("protocol-desk-step-4"),
        ];
        let id = self.id();
        let mut add = false;
        part(ui, &say("protocol-desk-title"), |ui| {
            list(ui, steps.into_iter());
            let label = say("protocol-desk-told-who");
            let reply = TextField::new(id.with("told"), &label)
                .help(&say("protocol-desk-told-note"))
                .limit(80)
                .width(320.0)
                .show(ui, &mut self.told);
            let label = say("safety-desk-told-add");
            let button = Button::quiet(&label).small().id(id.with("told add"));
            add = button.show(ui).clicked() || reply.wish == Some(Wish::GoOn);
            if let Some(note) = raised_by(hand)
                .and_then(|question| hand.work.open.content.answers.notes.get(&question))
            {
                Text::help(note).show(ui);
            }
        });
        if add {
            self.told(hand);
        }
    }

    /// Writes whom one told beside the answer that raised the level, where the clinician will read it.
    fn told(&mut self, hand: &mut Hand<'_, '_>) {
        let who = self.told.trim().to_owned();
        let Some(question) = raised_by(hand).filter(|_| !who.is_empty()) else {
            return;
        };
        let time = jiff::Zoned::now().strftime("%H:%M").to_string();
        let told = say_with(
            "protocol-desk-told",
            &[("clinician", &who), ("time", &time)],
        );
        hand.work.change(hand.asks, |content| {
            let note = content.answers.notes.entry(question).or_default();
            if !note.is_empty() {
                note.push(' ');
            }
            note.push_str(&told);
        });
        hand.asks.push(Ask::Do(Command::NoteTold {
            screening: hand.work.open.id,
            clinician: who,
        }));
        self.told.clear();
        hand.asks.push(Ask::Toast(say("safety-noted")));
    }
}

/// The question whose answer raised the level.
fn raised_by(hand: &Hand<'_, '_>) -> Option<String> {
    let alarms = &hand.work.recommendation.alarms;
    let alarm = alarms
        .iter()
        .find(|alarm| alarm.level == SafetyLevel::ActNow)?;
    alarm.because.first().map(|cited| cited.question.clone())
}
