//! Settings, people: who works here, what they may do, and the keys that come with it.

mod form;

use egui::{Id, Ui};

use crate::app::command::{Command, Deed};
use crate::app::people::{Ask as PeopleAsk, Row, Told};
use crate::domain::id::PersonId;
use crate::domain::staff::Roles;
use crate::text::{say, say_with};
use crate::ui::fields;
use crate::ui::screen::{Ask, Shared};
use crate::ui::theme::space;
use crate::ui::widgets::{Banner, Button, Cell, Column, Table, Text, Tone};
use crate::vault::{ClinicalAccess, Sheet};

use form::{Form, Matter};

/// The part of the page.
#[derive(Default)]
pub(crate) struct PeoplePart {
    rows: Vec<Row>,
    pending: bool,
    asked: bool,
    picked: Option<PersonId>,
    form: Option<Box<Form>>,
    told: Option<&'static str>,
}

fn id(part: &str) -> Id {
    Id::unique("settings people").with(part)
}

impl PeoplePart {
    /// The page is opened: what is shown is asked for again.
    pub(super) fn enter(&mut self) {
        *self = Self::default();
    }

    /// What the vault says.
    pub(crate) fn hear(&mut self, told: Told) {
        match told {
            Told::List { rows, pending } => (self.rows, self.pending) = (rows, pending),
            Told::Done(message) => {
                self.told = Some(message);
                self.form = None;
            }
            Told::Sheet {
                sheet,
                code,
                challenge,
            } => {
                let matter = Matter::Sheet {
                    sheet,
                    code,
                    challenge,
                };
                self.form = Some(Box::new(Form::new(matter)));
            }
        }
    }

    /// What was asked for was refused; the form stays.
    pub(crate) fn refused(&mut self) {
        if let Some(form) = &mut self.form {
            form.refused();
        }
    }

    /// Draws it.
    pub(super) fn show(&mut self, ui: &mut Ui, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
        if !self.asked {
            self.asked = true;
            asks.push(Ask::Do(Command::People(PeopleAsk::List)));
        }
        if let Some(message) = self.told {
            let text = say(message);
            Banner::new(id("told"), Tone::Ok, &text).show(ui);
            ui.add_space(space::S16);
        }
        if self.pending {
            let (title, text) = (say("people-pending"), say("people-pending-text"));
            Banner::new(id("pending"), Tone::Care, &title)
                .text(&text)
                .show(ui);
            ui.add_space(space::S16);
        }
        Text::help(&say("people-help")).show(ui);
        ui.add_space(space::S12);
        self.list(ui);
        ui.add_space(space::S16);
        self.about_others(ui, shared);
        ui.add_space(space::S32);
        fields::heading(ui, "people-mine");
        self.about_me(ui);
        ui.add_space(space::S32);
        fields::heading(ui, "people-keys");
        self.about_keys(ui, shared, asks);
        let left = self
            .form
            .as_mut()
            .is_some_and(|form| form.show(ui, shared, asks));
        if left {
            self.form = None;
        }
    }

    fn list(&mut self, ui: &mut Ui) {
        let heads =
            ["name", "login", "roles", "clinical"].map(|part| say(&format!("people-col-{part}")));
        let columns = [
            Column::new(&heads[0], 2.0).least(150.0),
            Column::new(&heads[1], 1.2).least(90.0),
            Column::new(&heads[2], 2.4).least(160.0),
            Column::new(&heads[3], 1.8).least(130.0),
        ];
        let name = say("people-list");
        let at = |picked: Option<PersonId>| self.rows.iter().position(|row| Some(row.id) == picked);
        let reply = Table::new(id("list"), &name, &columns, self.rows.len())
            .selected(at(self.picked))
            .show(ui, |index| cells(&self.rows[index]));
        let row = reply.opened.or(reply.moved_to);
        if let Some(row) = row.and_then(|index| self.rows.get(index)) {
            self.picked = Some(row.id);
        }
    }

    fn picked(&self) -> Option<&Row> {
        self.rows
            .iter()
            .find(|row| Some(row.id) == self.picked && row.present)
    }

    fn about_others(&mut self, ui: &mut Ui, shared: &Shared<'_>) {
        let picked = self.picked().cloned();
        let (pick, rights) = (say("people-pick"), say("settings-rights"));
        let may = shared.opened.can(Deed::StaffAdd);
        let cannot = |needs_person: bool| {
            if !may {
                Some(rights.as_str())
            } else if needs_person && picked.is_none() {
                Some(pick.as_str())
            } else {
                None
            }
        };
        let mut chosen = None;
        buttons(ui, |ui| {
            let button = |ui: &mut Ui, message: &str, cannot: Option<&str>| {
                let word = say(message);
                Button::quiet(&word)
                    .small()
                    .busy(shared.busy)
                    .disabled(cannot)
                    .id(id(message))
                    .show(ui)
                    .clicked()
            };
            if button(ui, "people-add", cannot(false)) {
                chosen = Some(Matter::Add);
            }
            let person = picked.clone().map(Box::new);
            if button(ui, "people-roles", cannot(true)) {
                chosen = person.clone().map(Matter::Roles);
            }
            // Giving the key is a clinician's, who may stand beside anyone.
            let nobody = picked.is_none().then_some(pick.as_str());
            if button(ui, "people-grant", nobody) {
                chosen = person.clone().map(Matter::Grant);
            }
            if button(ui, "people-reset", cannot(true)) {
                chosen = person.clone().map(Matter::Reset);
            }
            if button(ui, "people-remove", cannot(true)) {
                chosen = person.map(Matter::Remove);
            }
        });
        self.open(chosen);
    }

    fn about_me(&mut self, ui: &mut Ui) {
        let parked = self
            .rows
            .iter()
            .any(|row| row.clinical == ClinicalAccess::Parked);
        let mut chosen = None;
        buttons(ui, |ui| {
            let word = say("people-passphrase");
            let button = Button::quiet(&word).small().id(id("passphrase"));
            if button.show(ui).clicked() {
                chosen = Some(Matter::Passphrase);
            }
            let word = say("people-take-back");
            if parked
                && Button::quiet(&word)
                    .small()
                    .id(id("take back"))
                    .show(ui)
                    .clicked()
            {
                chosen = Some(Matter::TakeBack);
            }
        });
        self.open(chosen);
    }

    fn about_keys(&mut self, ui: &mut Ui, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
        let rights = say("settings-rights");
        let unless = |deed| (!shared.opened.can(deed)).then_some(rights.as_str());
        let (clinical, all, sheets) = (
            unless(Deed::ClinicalKeyRotate),
            unless(Deed::KeyRotate),
            unless(Deed::SheetRenew),
        );
        let mut chosen = None;
        buttons(ui, |ui| {
            let button = |ui: &mut Ui, message: &str, cannot: Option<&str>| {
                let word = say(message);
                let button = Button::quiet(&word).small().busy(shared.busy);
                button.disabled(cannot).id(id(message)).show(ui).clicked()
            };
            if button(ui, "people-clinical-key", clinical) {
                chosen = Some(Matter::ClinicalKey);
            }
            if button(ui, "people-all-keys", all) {
                chosen = Some(Matter::Keys);
            }
            for (message, sheet) in [
                ("people-sheet-office", Sheet::Office),
                ("people-sheet-clinical", Sheet::Clinical),
            ] {
                if button(ui, message, sheets) {
                    asks.push(Ask::Do(Command::People(PeopleAsk::BeginSheet(sheet))));
                }
            }
        });
        self.open(chosen);
    }

    fn open(&mut self, matter: Option<Matter>) {
        if let Some(matter) = matter {
            self.told = None;
            self.form = Some(Box::new(Form::new(matter)));
        }
    }
}

fn buttons(ui: &mut Ui, draw: impl FnOnce(&mut Ui)) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::S12;
        draw(ui);
    });
}

fn cells(row: &Row) -> Vec<Cell> {
    let roles = if !row.present {
        say("people-left")
    } else if row.roles == Roles::all() {
        say("people-short-all")
    } else {
        let words: Vec<String> = row
            .roles
            .iter()
            .map(|role| say(&format!("people-short-{}", role.word())))
            .collect();
        words.join(", ")
    };
    let key = match row.clinical {
        ClinicalAccess::None => "people-key-none",
        ClinicalAccess::Granted => "people-key-granted",
        ClinicalAccess::Waiting => "people-key-waiting",
        ClinicalAccess::Parked => "people-key-parked",
    };
    vec![
        Cell::Strong(row.name.clone()),
        row.login.clone().into(),
        roles.into(),
        say(key).into(),
    ]
}

/// What will happen to those to whom somebody gave a way in.
fn remove_text(row: &Row) -> String {
    let text = say_with("people-remove-text", &[("name", &row.name)]);
    if row.made.is_empty() {
        return text;
    }
    let made = row.made.join(", ");
    let more = say_with(
        "people-remove-made",
        &[("name", &row.name), ("made", &made)],
    );
    format!("{text} {more}")
}
