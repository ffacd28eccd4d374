//! What is asked before people or keys change: the passphrase of whoever is signed in, and of everyone it concerns.

use egui::{Frame, Id, Margin, ScrollArea, Ui};
use zeroize::Zeroizing;

use crate::app::command::{Command, Secret as Typed};
use crate::app::people::{Ask as PeopleAsk, Beside, Deed, Row};
use crate::domain::staff::{Role, Roles};
use crate::text::{say, say_with};
use crate::ui::fields::{self, Line};
use crate::ui::focus;
use crate::ui::screen::{Ask, Shared};
use crate::ui::theme::space;
use crate::ui::widgets::{Choice, Dialog, Secret, SecretField, Text, TextField};
use crate::ui::{Ink, State, Type};
use crate::vault::Sheet;

use super::remove_text;

/// What the form is for.
pub(super) enum Matter {
    Add,
    Roles(Box<Row>),
    Grant(Box<Row>),
    Reset(Box<Row>),
    Remove(Box<Row>),
    Passphrase,
    TakeBack,
    ClinicalKey,
    Keys,
    Sheet {
        sheet: Sheet,
        code: Zeroizing<String>,
        challenge: [usize; 2],
    },
}

/// A form that stands before the page until it is done or left.
pub(super) struct Form {
    matter: Matter,
    login: String,
    name: String,
    profession: String,
    roles: [bool; 4],
    /// A passphrase that is new, or of somebody else.
    other: Secret,
    again: Secret,
    own: Secret,
    beside_login: String,
    beside: Secret,
    typed: String,
    compromised: bool,
    /// The code of a sheet was written down; it is hidden while it is typed back.
    written: bool,
    tried: bool,
    sent: bool,
}

/// What stands in the dialog and around it beside what scrolls.
const AROUND: f32 = 290.0;

const ROLES: [Role; 4] = [
    Role::Administrator,
    Role::Clinician,
    Role::Intake,
    Role::Auditor,
];

fn id(part: &str) -> Id {
    Id::unique("people form").with(part)
}

impl Form {
    pub(super) fn new(matter: Matter) -> Self {
        let roles = match &matter {
            Matter::Roles(row) => ROLES.map(|role| row.roles.has(role)),
            _ => [false, false, true, false],
        };
        Self {
            matter,
            login: String::new(),
            name: String::new(),
            profession: String::new(),
            roles,
            other: Secret::new(),
            again: Secret::new(),
            own: Secret::new(),
            beside_login: String::new(),
            beside: Secret::new(),
            typed: String::new(),
            compromised: false,
            written: false,
            tried: false,
            sent: false,
        }
    }

    /// What was sent was refused; the form stays, and passphrases are typed again.
    pub(super) fn refused(&mut self) {
        self.sent = false;
        for secret in [&mut self.own, &mut self.beside] {
            secret.clear();
        }
    }

    fn word(&self) -> &'static str {
        match &self.matter {
            Matter::Add => "people-add",
            Matter::Roles(_) => "people-roles",
            Matter::Grant(_) => "people-grant",
            Matter::Reset(_) => "people-reset",
            Matter::Remove(_) => "people-remove",
            Matter::Passphrase => "people-passphrase",
            Matter::TakeBack => "people-take-back",
            Matter::ClinicalKey => "people-clinical-key",
            Matter::Keys => "people-all-keys",
            Matter::Sheet {
                sheet: Sheet::Office,
                ..
            } => "people-sheet-office",
            Matter::Sheet {
                sheet: Sheet::Clinical,
                ..
            } => "people-sheet-clinical",
        }
    }

    fn text(&self) -> String {
        match &self.matter {
            Matter::Remove(row) => remove_text(row),
            Matter::Sheet { .. } => say("people-sheet-text"),
            _ => say(&format!("{}-text", self.word())),
        }
    }

    /// What is typed first, where something is; elsewhere the dialog is a question.
    fn first_field(&self) -> Option<Id> {
        let part = match &self.matter {
            Matter::Add => "login",
            Matter::Grant(_) => "people-their-passphrase",
            Matter::Reset(_) => "people-new-passphrase",
            Matter::Passphrase => "people-my-new",
            Matter::TakeBack => "people-former",
            _ => return None,
        };
        Some(id(part))
    }

    fn title(&self) -> String {
        let word = say(self.word());
        match &self.matter {
            Matter::Roles(row) | Matter::Grant(row) | Matter::Reset(row) | Matter::Remove(row) => {
                format!("{word}: {}", row.name)
            }
            _ => word,
        }
    }

    /// Draws it; true when it is left.
    pub(super) fn show(&mut self, ui: &Ui, shared: &Shared<'_>, asks: &mut Vec<Ask>) -> bool {
        let (title, text, act, cancel) =
            (self.title(), self.text(), self.act(), say("people-cancel"));
        let dialog = Dialog::new(id("dialog"), &title, &cancel)
            .text(&text)
            .width(560.0)
            .first(self.first_field());
        let dialog = if matches!(self.matter, Matter::Remove(_)) {
            dialog.danger(&act)
        } else {
            dialog.act(&act)
        };
        // Title and buttons stay in view also on a low screen and with large text.
        let most = (ui.content_rect().height() - AROUND).max(96.0);
        let (choice, ()) = dialog.show_with(ui, |ui| {
            self.problem(ui, shared);
            let area = ScrollArea::vertical()
                .max_height(most)
                .auto_shrink([false, true]);
            area.show(ui, |ui| {
                // At the right there is room for the bar.
                let room = Frame::new().inner_margin(Margin {
                    right: 16,
                    ..Margin::same(4)
                });
                room.show(ui, |ui| self.fields(ui));
            });
        });
        match choice {
            Some(Choice::Safe) => true,
            Some(Choice::Act) if matches!(self.matter, Matter::Sheet { .. }) && !self.written => {
                self.written = true;
                ui.request_repaint();
                false
            }
            Some(Choice::Act) => {
                self.tried = true;
                // What is missing is said in the next frame, beside its field.
                focus::to_first_error(ui);
                if let (Some(deed), false) = (self.deed(), self.sent) {
                    self.sent = true;
                    let ask = PeopleAsk::Do {
                        deed: Box::new(deed),
                        by: typed(&self.own),
                        beside: self.colleague(),
                    };
                    asks.push(Ask::Do(Command::People(ask)));
                }
                false
            }
            None => false,
        }
    }

    fn act(&self) -> String {
        match &self.matter {
            Matter::Sheet { .. } if !self.written => say("people-sheet-written"),
            _ => say(self.word()),
        }
    }

    fn fields(&mut self, ui: &mut Ui) {
        ui.add_space(space::S8);
        if self.sent {
            Text::help(&say("page-loading")).show(ui);
            return;
        }
        let tried = self.tried;
        match &self.matter {
            Matter::Add => {
                Line::new(id("login"), "people-new-login")
                    .error(self.missing(self.login.trim().is_empty()))
                    .show(ui, &mut self.login);
                Line::new(id("name"), "people-new-name")
                    .error(self.missing(self.name.trim().is_empty()))
                    .show(ui, &mut self.name);
                Line::new(id("profession"), "people-new-profession")
                    .optional()
                    .show(ui, &mut self.profession);
                self.role_ticks(ui);
                self.new_passphrase(ui, "people-new-passphrase");
            }
            Matter::Roles(_) => self.role_ticks(ui),
            Matter::Grant(_) => secret(ui, "people-their-passphrase", tried, &mut self.other),
            Matter::Reset(_) => {
                self.new_passphrase(ui, "people-new-passphrase");
                fields::tick(
                    ui,
                    id("compromised"),
                    "people-compromised",
                    &mut self.compromised,
                );
            }
            Matter::Passphrase => self.new_passphrase(ui, "people-my-new"),
            Matter::TakeBack => secret(ui, "people-former", tried, &mut self.other),
            Matter::Sheet {
                code, challenge, ..
            } => {
                if !self.written {
                    Text::new(code, Type::Question).show(ui);
                    return;
                }
                let [one, two] = challenge.map(|group| (group + 1).to_string());
                let label = say_with("people-sheet-groups", &[("one", &one), ("two", &two)]);
                let needed = say("error-needed");
                let gap = tried && self.typed.trim().is_empty();
                TextField::new(id("groups"), &label)
                    .error(gap.then_some(needed.as_str()))
                    .limit(20)
                    .show(ui, &mut self.typed);
            }
            Matter::Remove(_) | Matter::ClinicalKey | Matter::Keys => {}
        }
        ui.add_space(space::S8);
        secret(ui, "people-own", tried, &mut self.own);
        if self.may_need_two() {
            ui.add_space(space::S16);
            Text::help(&say("people-beside")).ink(Ink::Help).show(ui);
            Line::new(id("beside"), "people-beside-login")
                .optional()
                .show(ui, &mut self.beside_login);
            let named = !self.beside_login.trim().is_empty();
            secret(
                ui,
                "people-beside-passphrase",
                tried && named,
                &mut self.beside,
            );
        }
    }

    fn problem(&self, ui: &mut Ui, shared: &Shared<'_>) {
        let ink = State::NotMet.ink();
        if self.sent {
            return;
        }
        if let (Some(trouble), true) = (shared.trouble, self.tried) {
            Text::body(&trouble.message).ink(ink).full_width().show(ui);
        } else if self.tried && self.deed().is_none() {
            let two = !self.again.is_empty() && self.other.as_str() != self.again.as_str();
            let message = if two {
                "people-differ"
            } else {
                "people-missing"
            };
            Text::body(&say(message)).ink(ink).show(ui);
        }
    }

    /// The message for a field that was left empty, once somebody tried to go on.
    fn missing(&self, empty: bool) -> Option<&'static str> {
        (self.tried && empty).then_some("error-needed")
    }

    fn role_ticks(&mut self, ui: &mut Ui) {
        ui.add_space(space::S8);
        for (role, on) in ROLES.into_iter().zip(&mut self.roles) {
            let message = format!("people-role-{}", role.word());
            fields::tick(ui, id(&message), &message, on);
        }
        ui.add_space(space::S8);
    }

    fn new_passphrase(&mut self, ui: &mut Ui, message: &str) {
        secret(ui, message, self.tried, &mut self.other);
        Text::help(&say("people-new-passphrase-help")).show(ui);
        let differs = self.tried && self.other.as_str() != self.again.as_str();
        let words = say("people-differ");
        SecretField::new(id("people-once-more"), &say("people-once-more"))
            .error(differs.then_some(words.as_str()))
            .show(ui, &mut self.again);
        ui.add_space(space::S4);
    }

    /// Whether a second person could be asked for: a new administrator, the clinicians' key, the clinical sheet.
    fn may_need_two(&self) -> bool {
        match &self.matter {
            Matter::Add | Matter::Roles(_) => self.roles[0],
            Matter::Grant(_) => true,
            Matter::Sheet { sheet, .. } => *sheet == Sheet::Clinical,
            _ => false,
        }
    }

    fn colleague(&self) -> Option<Beside> {
        let login = self.beside_login.trim().to_owned();
        (self.may_need_two() && !login.is_empty()).then(|| Beside {
            login,
            passphrase: typed(&self.beside),
        })
    }

    fn chosen_roles(&self) -> Option<Roles> {
        let roles: Roles = ROLES
            .into_iter()
            .zip(self.roles)
            .filter_map(|(role, on)| on.then_some(role))
            .collect();
        (roles != Roles::default()).then_some(roles)
    }

    fn fresh(&self) -> Option<Typed> {
        let same = self.other.as_str() == self.again.as_str();
        (same && !self.other.is_empty()).then(|| typed(&self.other))
    }

    /// What is asked of the vault, once nothing is missing.
    fn deed(&self) -> Option<Deed> {
        if self.own.is_empty() {
            return None;
        }
        let other = || (!self.other.is_empty()).then(|| typed(&self.other));
        Some(match &self.matter {
            Matter::Add => {
                if self.login.trim().is_empty() || self.name.trim().is_empty() {
                    return None;
                }
                Deed::Add {
                    login: self.login.trim().to_owned(),
                    name: self.name.trim().to_owned(),
                    profession: self.profession.clone(),
                    roles: self.chosen_roles()?,
                    passphrase: self.fresh()?,
                }
            }
            Matter::Roles(row) => Deed::Roles {
                person: row.id,
                roles: self.chosen_roles()?,
            },
            Matter::Grant(row) => Deed::Grant {
                person: row.id,
                passphrase: other()?,
            },
            Matter::Reset(row) => Deed::Reset {
                person: row.id,
                passphrase: self.fresh()?,
                compromised: self.compromised,
            },
            Matter::Remove(row) => Deed::Remove(row.id),
            Matter::Passphrase => Deed::Passphrase(self.fresh()?),
            Matter::TakeBack => Deed::TakeBack(other()?),
            Matter::ClinicalKey => Deed::ClinicalKey,
            Matter::Keys => Deed::Keys,
            Matter::Sheet { .. } => {
                let groups = Zeroizing::new(self.typed.clone());
                (!groups.trim().is_empty()).then(|| Deed::Sheet(Typed(groups)))?
            }
        })
    }
}

fn secret(ui: &mut Ui, message: &str, tried: bool, value: &mut Secret) {
    let (label, needed) = (say(message), say("error-needed"));
    SecretField::new(id(message), &label)
        .error((tried && value.is_empty()).then_some(needed.as_str()))
        .show(ui, value);
    ui.add_space(space::S4);
}

fn typed(secret: &Secret) -> Typed {
    Typed(Zeroizing::new(secret.as_str().to_owned()))
}
