//! At the desk: whom to call, and a note of whom one told, which unlocks nothing.

use egui::Ui;

use super::steps::list;
use super::{Hand, SafetyPage, part};
use crate::app::command::Command;
use crate::domain::answers::SafetyLevel;
use crate::domain::clinic::Clinic;
use crate::text::{say, say_with};
use crate::ui::keys::Wish;
use crate::ui::screen::Ask;
use crate::ui::widgets::{Button, Text, TextField};

impl SafetyPage {
    /// Whom to call now.
    pub(super) fn desk(&mut self, ui: &mut Ui, hand: &mut Hand<'_, '_>) {
        let steps = steps_at_the_desk(&hand.shared.opened.clinic);
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
            for (clinician, at) in hand.work.unread.iter().flatten() {
                let time = crate::ui::dates::clock(*at);
                let words = [("clinician", clinician.as_str()), ("time", &time)];
                Text::help(&say_with("protocol-desk-told", &words)).show(ui);
            }
        });
        if add {
            self.told(hand);
        }
    }

    /// Writes whom one told beside the answer that raised the level, where the clinician will read it.
    fn told(&mut self, hand: &mut Hand<'_, '_>) {
        let who = self.told.trim().to_owned();
        let question = raised_by(hand);
        let known = question.is_some() || hand.work.unread.is_some();
        if who.is_empty() || !known {
            return;
        }
        let time = jiff::Zoned::now().strftime("%H:%M").to_string();
        let told = say_with(
            "protocol-desk-told",
            &[("clinician", &who), ("time", &time)],
        );
        if let Some(question) = question {
            hand.work.change(hand.asks, |content| {
                let note = content.answers.notes.entry(question).or_default();
                if !note.is_empty() {
                    note.push(' ');
                }
                note.push_str(&told);
            });
        }
        hand.asks.push(Ask::Do(Command::NoteTold {
            screening: hand.work.open.id,
            clinician: who,
        }));
        self.told.clear();
        hand.asks.push(Ask::Toast(say("safety-noted")));
    }
}

/// What is done at once, whoever is there: it names nobody but the clinic's own people.
pub(in crate::ui::screening) fn steps_at_the_desk(clinic: &Clinic) -> [String; 4] {
    let on_call = [
        ("name", clinic.on_call_name.as_str()),
        ("phone", clinic.on_call_phone.as_str()),
    ];
    let number = [("number", clinic.emergency_number.as_str())];
    [
        say("protocol-desk-step-1"),
        say_with("protocol-desk-step-2", &on_call),
        say_with("protocol-desk-step-3", &number),
        say("protocol-desk-step-4"),
    ]
}

/// The question whose answer raised the level.
fn raised_by(hand: &Hand<'_, '_>) -> Option<String> {
    let alarms = &hand.work.recommendation.alarms;
    let alarm = alarms
        .iter()
        .find(|alarm| alarm.level == SafetyLevel::ActNow)?;
    alarm.because.first().map(|cited| cited.question.clone())
}
