//! Entered by mistake: a clinician signs, with a reason, that a level was never reached.

use egui::{Id, Ui};
use zeroize::Zeroizing;

use super::{Hand, part};
use crate::app::command::{Command, Secret as Sent};
use crate::app::decide;
use crate::text::say;
use crate::ui::keys::Wish;
use crate::ui::screen::Ask;
use crate::ui::theme::space;
use crate::ui::widgets::{Button, LongText, Secret, SecretField, Text};

/// What is being written about a mistake.
#[derive(Default)]
pub(super) struct Mistake {
    open: bool,
    reason: String,
    passphrase: Secret,
    sent: bool,
    was_refused: bool,
    tried: bool,
}

impl std::fmt::Debug for Mistake {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Mistake [redacted]")
    }
}

impl Mistake {
    /// It was refused: the reason is kept.
    pub(super) fn refused(&mut self) {
        self.was_refused |= std::mem::take(&mut self.sent);
    }

    /// Draws it, where the answers as they are now say less than the level that was reached.
    pub(super) fn show(&mut self, ui: &mut Ui, id: Id, hand: &mut Hand<'_, '_>) {
        let work = &*hand.work;
        let (content, now) = (&work.open.content, &work.recommendation);
        let lower = now.safety < decide::reached(content, now);
        if !lower || !hand.shared.opened.clinician || !work.is_draft() {
            return;
        }
        ui.add_space(space::S8);
        let id = id.with("mistake");
        if !self.open {
            let label = say("mistake-open");
            if Button::plain(&label)
                .small()
                .id(id.with("open"))
                .show(ui)
                .clicked()
            {
                self.open = true;
                ui.memory_mut(|memory| memory.request_focus(id.with("reason")));
            }
            return;
        }
        let mut send = false;
        part(ui, &say("mistake-title"), |ui| {
            Text::help(&say("mistake-text")).show(ui);
            let missing = say("mistake-reason-missing");
            let gap = self.tried && self.reason.trim().chars().count() < 10;
            LongText::new(id.with("reason"), &say("mistake-reason"))
                .lines(2)
                .limit(2_000)
                .error(gap.then_some(missing.as_str()))
                .show(ui, &mut self.reason);
            let refused = hand.shared.trouble.filter(|_| self.was_refused);
            let refused = refused.map(|trouble| trouble.message.clone());
            let empty = self.tried && !self.sent && self.passphrase.is_empty();
            let refused = refused.or(empty.then(|| say("safety-passphrase-missing")));
            let reply = SecretField::new(id.with("passphrase"), &say("mistake-passphrase"))
                .error(refused.as_deref())
                .show(ui, &mut self.passphrase);
            let label = say("mistake-sign");
            let button = Button::quiet(&label).busy(self.sent && hand.shared.busy);
            send = button.id(id.with("sign")).show(ui).clicked() || reply.wish == Some(Wish::GoOn);
        });
        if send && !self.sent {
            crate::ui::focus::to_first_error(ui);
            self.send(hand);
        }
    }

    fn send(&mut self, hand: &mut Hand<'_, '_>) {
        self.tried = true;
        self.was_refused = false;
        if self.reason.trim().chars().count() < 10 || self.passphrase.is_empty() {
            return;
        }
        let passphrase = Sent(Zeroizing::new(self.passphrase.as_str().to_owned()));
        self.passphrase.clear();
        self.sent = true;
        hand.asks.push(Ask::Do(Command::LowerSafety {
            screening: hand.work.open.id,
            reason: self.reason.trim().to_owned(),
            passphrase,
        }));
    }
}
