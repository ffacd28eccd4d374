//! What is added to a signed screening: an addendum, a second signature, or that it was entered in error.

use egui::{Id, Ui};
use zeroize::Zeroizing;

use crate::app::command::{Command, Event, Secret as Sent};
use crate::domain::form::Pathway;
use crate::domain::screening::Stage;
use crate::text;
use crate::ui::Icon;
use crate::ui::keys::Wish;
use crate::ui::screen::{Ask, Shared};
use crate::ui::shell::card;
use crate::ui::theme::space;
use crate::ui::widgets::{Button, LongText, Secret, SecretField, Text};

use super::super::frame;
use super::super::{OnPage, Work};

/// What is being added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Addendum,
    Signature,
    Error,
}

impl What {
    const ALL: [Self; 3] = [Self::Addendum, Self::Signature, Self::Error];

    fn message(self) -> &'static str {
        match self {
            Self::Addendum => "added-addendum",
            Self::Signature => "added-signature",
            Self::Error => "added-error",
        }
    }

    fn first_field(self) -> &'static str {
        match self {
            Self::Signature => "passphrase",
            Self::Addendum | Self::Error => "text",
        }
    }

    fn icon(self) -> Icon {
        match self {
            Self::Addendum => Icon::Plus,
            Self::Signature => Icon::Signature,
            Self::Error => Icon::WarningOctagonFill,
        }
    }
}

/// The part of the page.
#[derive(Default)]
pub(super) struct Added {
    what: Option<What>,
    text: String,
    passphrase: Secret,
    sent: bool,
    tried: bool,
    was_refused: bool,
}

impl Added {
    /// Takes note of what came back.
    pub(super) fn hear(&mut self, event: &Event) {
        match event {
            Event::Screening(_) if self.sent => *self = Self::default(),
            Event::Failed(_) => self.was_refused |= std::mem::take(&mut self.sent),
            Event::Locked => *self = Self::default(),
            _ => {}
        }
    }

    /// Opens what a command asked for.
    pub(super) fn commanded(&mut self, ui: &Ui, work: &mut Work) {
        for (act, what) in [
            (OnPage::Addendum, What::Addendum),
            (OnPage::SecondSignature, What::Signature),
            (OnPage::InError, What::Error),
        ] {
            if work.takes(act) {
                *self = Self::default();
                self.what = Some(what);
                let id = frame::id(work, "added").with(what.first_field());
                crate::ui::focus::give(ui, id);
            }
        }
    }

    /// Draws what was added, and the ways to add more.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        work: &Work,
        shared: &Shared<'_>,
        asks: &mut Vec<Ask>,
    ) {
        let id = frame::id(work, "added");
        frame::block(ui, &text::say("added-title"));
        if work.open.additions.is_empty() {
            Text::help(&text::say("added-nothing")).show(ui);
        }
        for line in &work.open.additions {
            card(ui, |ui| {
                Text::body(line).full_width().show(ui);
            });
        }
        ui.add_space(space::S8);
        let Some(what) = self.what else {
            self.ways(ui, id, work, shared);
            return;
        };
        let send = card(ui, |ui| self.form(ui, id, what, shared));
        if send && !self.sent {
            self.send(ui, work, what, asks);
        }
    }

    fn ways(&mut self, ui: &mut Ui, id: Id, work: &Work, shared: &Shared<'_>) {
        ui.horizontal_wrapped(|ui| {
            for what in What::ALL {
                let marked = work.open.stage == Stage::EnteredInError;
                let signing = work.open.pathway == Pathway::Therapy && shared.opened.clinician;
                let offered = match what {
                    What::Addendum => true,
                    What::Signature => signing && !marked,
                    What::Error => !marked,
                };
                if !offered {
                    continue;
                }
                let label = text::say(what.message());
                let button = Button::quiet(&label).small().icon(what.icon());
                if button.id(id.with(what.message())).show(ui).clicked() {
                    self.what = Some(what);
                    let field = id.with(what.first_field());
                    ui.memory_mut(|memory| memory.request_focus(field));
                }
            }
        });
    }

    fn form(&mut self, ui: &mut Ui, id: Id, what: What, shared: &Shared<'_>) -> bool {
        ui.spacing_mut().item_spacing.y = space::S8;
        Text::strong(&text::say(what.message())).show(ui);
        Text::help(&text::say(&format!("{}-help", what.message()))).show(ui);
        if what != What::Signature {
            let label = text::say(&format!("{}-text", what.message()));
            let missing = text::say("added-missing");
            let gap = self.tried && self.text.trim().is_empty();
            LongText::new(id.with("text"), &label)
                .lines(3)
                .limit(8_000)
                .error(gap.then_some(missing.as_str()))
                .show(ui, &mut self.text);
        }
        let refused = shared.trouble.filter(|_| self.was_refused);
        let refused = refused.map(|trouble| trouble.message.clone());
        let gap = self.tried && !self.sent && self.passphrase.is_empty();
        let refused = refused.or(gap.then(|| text::say("added-passphrase-missing")));
        let label = text::say_with("added-passphrase", &[("name", &shared.opened.name)]);
        let reply = SecretField::new(id.with("passphrase"), &label)
            .error(refused.as_deref())
            .show(ui, &mut self.passphrase);
        let mut send = reply.wish == Some(Wish::GoOn);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::S12;
            let back = text::say("added-back");
            if Button::plain(&back)
                .small()
                .id(id.with("back"))
                .show(ui)
                .clicked()
            {
                *self = Self::default();
            }
            let act = text::say(&format!("{}-act", what.message()));
            let button = match what {
                What::Error => Button::danger(&act),
                _ => Button::quiet(&act),
            };
            let busy = self.sent && shared.busy;
            send |= button
                .small()
                .busy(busy)
                .id(id.with("act"))
                .show(ui)
                .clicked();
        });
        send
    }

    fn send(&mut self, ui: &Ui, work: &Work, what: What, asks: &mut Vec<Ask>) {
        self.tried = true;
        self.was_refused = false;
        let text = self.text.trim().to_owned();
        let id = frame::id(work, "added");
        if what != What::Signature && text.is_empty() {
            ui.memory_mut(|memory| memory.request_focus(id.with("text")));
            return;
        }
        if self.passphrase.is_empty() {
            ui.memory_mut(|memory| memory.request_focus(id.with("passphrase")));
            return;
        }
        let passphrase = Sent(Zeroizing::new(self.passphrase.as_str().to_owned()));
        self.passphrase.clear();
        self.sent = true;
        let screening = work.open.id;
        asks.push(Ask::Do(match what {
            What::Addendum => Command::AddTo {
                screening,
                text,
                passphrase,
            },
            What::Signature => Command::CoSign {
                screening,
                passphrase,
            },
            What::Error => Command::MarkInError {
                screening,
                reason: text,
                passphrase,
            },
        }));
    }
}
