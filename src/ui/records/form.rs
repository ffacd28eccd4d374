//! What is asked before something of records changes: why, which matter, and the passphrase where it is for good.

use egui::{Id, Ui};
use zeroize::Zeroizing;

use crate::app::command::{Command, Secret as Typed};
use crate::app::records::{Ask as RecordsAsk, EraseRow};
use crate::domain::id::{ClientId, HoldId};
use crate::domain::retention::{EraseWhy, RetentionTable};
use crate::text::{say, say_with};
use crate::ui::fields;
use crate::ui::screen::{Ask, Shared};
use crate::ui::theme::space;
use crate::ui::widgets::{
    Choice, Dialog, LongText, NumberField, Secret, SecretField, Select, Text, TextField,
};
use crate::ui::{Ink, State};

/// The shortest reason, as the vault asks for it.
const SHORTEST: usize = 20;

/// What the form is for.
pub(crate) enum Matter {
    /// A legal hold, on a client or on everything.
    Hold(Option<ClientId>),
    /// Its release, or the wish for one.
    Release {
        /// Which.
        hold: HoldId,
        /// Whether a second person has to follow.
        asks: bool,
    },
    /// The wish to erase a client.
    AskErasure {
        /// Whom.
        client: ClientId,
        /// Whether nobody else is there to confirm.
        alone: bool,
    },
    /// The erasure itself.
    Erase {
        /// What was asked.
        row: Box<EraseRow>,
        /// Whether a reason takes the place of a second person.
        alone: bool,
    },
    /// Other periods.
    Propose,
    /// Putting periods in force.
    Activate {
        /// Whether a reason takes the place of a second person.
        alone: bool,
    },
    /// The date is right.
    Clock,
}

/// A form that stands before the page until it is sent or left.
pub(crate) struct Form {
    matter: Matter,
    why: Option<usize>,
    reason: String,
    number: String,
    secret: Secret,
    table: Periods,
    tried: bool,
    sent: bool,
}

/// The periods as they are typed.
#[derive(Clone, Copy)]
struct Periods {
    support: Option<i64>,
    draft: Option<i64>,
    warn: Option<i64>,
    signed: Option<i64>,
    adult: Option<i64>,
    joined: bool,
    minors: bool,
}

impl Periods {
    fn of(table: &RetentionTable) -> Self {
        Self {
            support: Some(i64::from(table.support_days)),
            draft: Some(i64::from(table.draft_days)),
            warn: Some(i64::from(table.draft_warn_days)),
            signed: Some(i64::from(table.signed_years)),
            adult: Some(i64::from(table.adult_at)),
            joined: table.support_on_joining,
            minors: table.minors_from_adulthood,
        }
    }

    fn table(&self) -> Option<RetentionTable> {
        let days = |value: Option<i64>| value.and_then(|value| u16::try_from(value).ok());
        let years = |value: Option<i64>| value.and_then(|value| u8::try_from(value).ok());
        let table = RetentionTable {
            support_days: days(self.support)?,
            support_on_joining: self.joined,
            draft_days: days(self.draft)?,
            draft_warn_days: days(self.warn)?,
            signed_years: years(self.signed)?,
            minors_from_adulthood: self.minors,
            adult_at: years(self.adult)?,
        };
        table.problem().is_none().then_some(table)
    }
}

fn id(part: &str) -> Id {
    Id::unique("records form").with(part)
}

/// The words of a form: its title, what will happen, and its button.
struct Words {
    title: String,
    text: String,
    act: String,
    destroys: bool,
}

impl Form {
    pub(crate) fn new(matter: Matter) -> Self {
        Self {
            matter,
            why: Some(0),
            reason: String::new(),
            number: String::new(),
            secret: Secret::new(),
            table: Periods::of(&RetentionTable::default()),
            tried: false,
            sent: false,
        }
    }

    /// Other periods, beginning with those of today.
    pub(crate) fn propose(table: &RetentionTable) -> Self {
        Self {
            table: Periods::of(table),
            ..Self::new(Matter::Propose)
        }
    }

    /// What was sent was refused; the form stays.
    pub(crate) fn refused(&mut self) {
        self.sent = false;
        self.secret.clear();
    }

    /// Whether it waits for an answer.
    pub(crate) fn is_sent(&self) -> bool {
        self.sent
    }

    fn words(&self) -> Words {
        let (title, text, act) = match &self.matter {
            Matter::Hold(Some(_)) => (say("hold-set-title"), say("hold-set-text"), "hold-set-do"),
            Matter::Hold(None) => (
                say("hold-set-title"),
                say("hold-set-all-text"),
                "hold-set-do",
            ),
            Matter::Release { asks: true, .. } => (
                say("hold-release-title"),
                say("hold-release-ask-text"),
                "hold-release-ask",
            ),
            Matter::Release { asks: false, .. } => (
                say("hold-release-title"),
                say("hold-release-text"),
                "hold-release",
            ),
            Matter::AskErasure { alone: true, .. } => (
                say("erase-ask-title"),
                say("erase-ask-alone"),
                "erase-ask-do",
            ),
            Matter::AskErasure { alone: false, .. } => (
                say("erase-ask-title"),
                say("erase-ask-text"),
                "erase-ask-do",
            ),
            Matter::Erase { row, .. } => (
                say_with("erase-confirm-title", &[("client", &row.client)]),
                say("erase-confirm-text"),
                "erase-confirm",
            ),
            Matter::Propose => (
                say("retention-propose-title"),
                say("retention-propose-text"),
                "retention-propose-do",
            ),
            Matter::Activate { .. } => (
                say("retention-activate-title"),
                say("retention-activate-text"),
                "retention-activate",
            ),
            Matter::Clock => (say("clock-title"), say("clock-text"), "clock-confirm"),
        };
        Words {
            title,
            text,
            act: say(act),
            destroys: matches!(self.matter, Matter::Erase { .. }),
        }
    }

    /// Draws it; true when it is left.
    pub(crate) fn show(&mut self, ui: &Ui, shared: &Shared<'_>, asks: &mut Vec<Ask>) -> bool {
        let words = self.words();
        let cancel = say("records-cancel");
        let dialog = Dialog::new(id("dialog"), &words.title, &cancel)
            .text(&words.text)
            .width(560.0)
            .first(matches!(self.matter, Matter::Hold(_)).then(|| id("reason")));
        let dialog = if words.destroys {
            dialog.danger(&words.act)
        } else {
            dialog.act(&words.act)
        };
        let (choice, ()) = dialog.show_with(ui, |ui| self.fields(ui, shared));
        match choice {
            Some(Choice::Safe) => true,
            Some(Choice::Act) => {
                self.tried = true;
                crate::ui::focus::to_first_error(ui);
                if let (Some(ask), false) = (self.ask(), self.sent) {
                    self.sent = true;
                    asks.push(Ask::Do(Command::Records(ask)));
                }
                false
            }
            None => false,
        }
    }

    fn fields(&mut self, ui: &mut Ui, shared: &Shared<'_>) {
        ui.add_space(space::S8);
        if let (Some(trouble), true) = (shared.trouble, self.tried && !self.sent) {
            let ink = State::NotMet.ink();
            Text::body(&trouble.message).ink(ink).full_width().show(ui);
        }
        match &self.matter {
            Matter::Hold(_) => {
                self.reason(ui);
                let label = say("hold-matter");
                TextField::new(id("matter"), &label)
                    .optional()
                    .limit(100)
                    .show(ui, &mut self.number);
            }
            Matter::AskErasure { .. } => {
                let (label, none) = (say("erase-why"), say("erase-why"));
                let words = EraseWhy::ALL.map(|why| say(&format!("erase-why-{}", why.word())));
                Select::new(id("why"), &label, &none, words.iter().map(String::as_str))
                    .show(ui, &mut self.why);
                self.reason(ui);
            }
            Matter::Erase { alone, .. } => {
                let (alone, label) = (*alone, say("erase-passphrase"));
                if alone {
                    self.reason(ui);
                }
                let needed = say("error-needed");
                let gap = self.tried && !self.sent && self.secret.is_empty();
                SecretField::new(id("passphrase"), &label)
                    .error(gap.then_some(needed.as_str()))
                    .show(ui, &mut self.secret);
            }
            Matter::Activate { alone: false } => {}
            Matter::Release { .. } | Matter::Activate { alone: true } | Matter::Clock => {
                self.reason(ui);
            }
            Matter::Propose => self.periods(ui),
        }
    }

    fn reason(&mut self, ui: &mut Ui) {
        let (label, help) = (say("records-reason"), say("records-reason-help"));
        let short = say("records-reason-short");
        let error = (self.tried && !self.has_reason()).then_some(short.as_str());
        LongText::new(id("reason"), &label)
            .help(&help)
            .error(error)
            .lines(3)
            .limit(2_000)
            .show(ui, &mut self.reason);
    }

    fn periods(&mut self, ui: &mut Ui) {
        let table = &mut self.table;
        let number = |ui: &mut Ui, message: &str, range, value: &mut Option<i64>| {
            let label = say(message);
            NumberField::new(id(message), &label, range).show(ui, value)
        };
        fields::pair(
            ui,
            |ui| number(ui, "retention-field-support", 1..=3650, &mut table.support),
            |ui| number(ui, "retention-field-signed", 1..=100, &mut table.signed),
        );
        fields::pair(
            ui,
            |ui| number(ui, "retention-field-draft", 2..=3650, &mut table.draft),
            |ui| number(ui, "retention-field-warn", 1..=3649, &mut table.warn),
        );
        number(ui, "retention-field-adult", 14..=25, &mut table.adult);
        fields::tick(
            ui,
            id("joined"),
            "retention-field-joined",
            &mut table.joined,
        );
        fields::tick(
            ui,
            id("minors"),
            "retention-field-minors",
            &mut table.minors,
        );
        if self.tried && self.table.table().is_none() {
            let ink = State::NotMet.ink();
            Text::help(&say("retention-problem")).ink(ink).show(ui);
        } else {
            Text::help(&say("retention-law")).ink(Ink::Help).show(ui);
        }
    }

    fn has_reason(&self) -> bool {
        self.reason.trim().chars().count() >= SHORTEST
    }

    /// What is asked of the vault, once nothing is missing.
    fn ask(&mut self) -> Option<RecordsAsk> {
        let reason = self.reason.trim().to_owned();
        let given = self.has_reason();
        match &self.matter {
            Matter::Hold(client) if given => Some(RecordsAsk::SetHold {
                client: *client,
                reason,
                matter: self.number.trim().to_owned(),
            }),
            Matter::Release { hold, .. } if given => Some(RecordsAsk::ReleaseHold {
                hold: *hold,
                reason,
            }),
            Matter::AskErasure { client, .. } if given => Some(RecordsAsk::RequestErasure {
                client: *client,
                why: *self.why.and_then(|at| EraseWhy::ALL.get(at))?,
                reason,
            }),
            Matter::Erase { row, alone } if (given || !*alone) && !self.secret.is_empty() => {
                let typed = Zeroizing::new(self.secret.as_str().to_owned());
                let request = row.id;
                self.secret.clear();
                Some(RecordsAsk::ConfirmErasure {
                    request,
                    reason,
                    passphrase: Typed(typed),
                })
            }
            Matter::Activate { alone } if given || !*alone => Some(RecordsAsk::Activate { reason }),
            Matter::Clock if given => Some(RecordsAsk::ConfirmClock { reason }),
            Matter::Propose => self.table.table().map(RecordsAsk::Propose),
            _ => None,
        }
    }
}
