//! Letters of more than ten clients in one day: the dialog that asks why, once.

use egui::{Id, Ui};

use crate::app::activity::SHORTEST_REASON;
use crate::app::command::Command;
use crate::text::say;
use crate::ui::Ink;
use crate::ui::screen::Ask;
use crate::ui::theme::space;
use crate::ui::widgets::{Choice, Dialog, LongText, Text};

/// The dialog.
#[derive(Default)]
pub struct ManyDialog {
    message: Option<String>,
    reason: String,
}

fn id(part: &str) -> Id {
    Id::unique("letters of many").with(part)
}

impl ManyDialog {
    /// A letter was refused until somebody says why.
    pub fn open(&mut self, message: String) {
        self.message = Some(message);
    }

    /// The reason is kept.
    pub fn over(&mut self) {
        *self = Self::default();
    }

    /// Draws it over the window.
    pub fn show(&mut self, ui: &Ui, asks: &mut Vec<Ask>) {
        let Some(message) = self.message.clone() else {
            return;
        };
        let (title, back, go) = (say("many-title"), say("many-back"), say("many-go"));
        let (reason, help, short) = (
            say("many-reason"),
            say("many-reason-help"),
            say("many-short"),
        );
        let enough = self.reason.trim().chars().count() >= SHORTEST_REASON;
        let dialog = Dialog::new(id("dialog"), &title, &back)
            .width(560.0)
            .first(Some(id("reason")))
            .act(&go)
            .act_disabled((!enough).then_some(short.as_str()));
        let typed = &mut self.reason;
        let (choice, ()) = dialog.show_with(ui, |ui| {
            Text::body(&message).ink(Ink::Help).full_width().show(ui);
            ui.add_space(space::S8);
            LongText::new(id("reason"), &reason)
                .help(&help)
                .lines(2)
                .limit(1_000)
                .show(ui, typed);
        });
        match choice {
            Some(Choice::Safe) => self.over(),
            Some(Choice::Act) => {
                self.message = None;
                asks.push(Ask::Do(Command::ExplainMany(self.reason.clone())));
            }
            None => {}
        }
    }
}
