//! A backup on its way back, in four steps: which, opened by whom, who still works here, done.

use std::path::PathBuf;

use egui::{Id, Ui};
use jiff::Timestamp;

use crate::app::command::Trouble;
use crate::app::people::Beside;
use crate::app::rescue::{Ask, PersonThen, Told};
use crate::domain::id::PersonId;
use crate::text::{say, say_with};
use crate::ui::fields::{self, Line};
use crate::ui::theme::space;
use crate::ui::widgets::{Banner, Button, Secret, Text, Tick, Tone};
use crate::ui::{Words, dates};

use super::{Chosen, Now, What, Wish, buttons, secret, sent};

/// The page.
pub(super) struct RestorePage {
    step: Step,
    offered: Vec<(PathBuf, Timestamp)>,
    file: Chosen,
    login: String,
    passphrase: Secret,
    second_login: String,
    second: Secret,
    tried: bool,
    focus: bool,
}

enum Step {
    File,
    Who(Found),
    Confirm(Roster),
    Done(Vec<String>),
}

/// A backup that is unpacked.
#[derive(Clone)]
struct Found {
    created: Timestamp,
    target: PathBuf,
    replaces: bool,
}

/// Who was on the staff then, and a tick for each who still works here.
struct Roster {
    found: Found,
    persons: Vec<(PersonThen, bool)>,
    lost: String,
    needs_second: bool,
}

fn id(part: &str) -> Id {
    Id::unique("restore").with(part)
}

impl RestorePage {
    pub(super) fn new(login: &str, offered: Vec<(PathBuf, Timestamp)>) -> Self {
        Self {
            step: Step::File,
            offered,
            file: Chosen::default(),
            login: login.to_owned(),
            passphrase: Secret::new(),
            second_login: String::new(),
            second: Secret::new(),
            tried: false,
            focus: true,
        }
    }

    fn go(&mut self, step: Step) {
        self.step = step;
        self.passphrase.clear();
        self.second.clear();
        (self.tried, self.focus) = (false, true);
    }

    pub(super) fn hear(&mut self, told: Told) {
        match told {
            Told::Backups(offered) => self.offered = offered,
            Told::Unpacked {
                created,
                target,
                replaces,
            } => self.go(Step::Who(Found {
                created,
                target,
                replaces,
            })),
            Told::BackupOpened {
                persons,
                lost,
                needs_second,
            } => {
                if let Step::Who(found) = &self.step {
                    let here = |person: PersonThen| {
                        let here = person.still_here != Some(false);
                        (person, here)
                    };
                    let roster = Roster {
                        found: found.clone(),
                        persons: persons.into_iter().map(here).collect(),
                        lost,
                        needs_second,
                    };
                    self.go(Step::Confirm(roster));
                }
            }
            Told::PutBack(lines) => self.go(Step::Done(lines)),
            Told::Salvaged { .. } | Told::Sheet(_) => {}
        }
    }

    /// What was refused: a slip of a finger is typed again, anything else begins anew.
    pub(super) fn failed(&mut self, trouble: &Trouble) {
        self.passphrase.clear();
        self.second.clear();
        let slip = matches!(
            trouble.kind,
            "not-accepted" | "wait" | "second-person-needed" | "in-use"
        );
        if !slip && !matches!(self.step, Step::Done(_)) {
            self.go(Step::File);
        }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, now: &Now<'_>) -> Option<Wish> {
        fields::title(ui, "restore-title");
        ui.add_space(space::S16);
        super::super::refused(ui, now.trouble);
        match &self.step {
            Step::File => self.show_file(ui, now),
            Step::Who(found) => {
                let found = found.clone();
                self.show_who(ui, now, &found)
            }
            Step::Confirm(_) => self.show_confirm(ui, now),
            Step::Done(lines) => show_done(ui, now, lines),
        }
    }

    fn show_file(&mut self, ui: &mut Ui, now: &Now<'_>) -> Option<Wish> {
        let words = Words::of(ui);
        if !self.offered.is_empty() {
            Text::strong(&say("restore-offered")).show(ui);
            for (path, created) in &self.offered {
                let day = dates::local(*created).date();
                let when = format!("{}, {}", dates::day(day, &words), dates::clock(*created));
                let chosen = Button::quiet(&when)
                    .small()
                    .id(id("offered").with(path))
                    .show(ui)
                    .clicked();
                if chosen {
                    self.file.typed = path.display().to_string();
                }
            }
            ui.add_space(space::S16);
        }
        let path = self.file.path();
        let error = (self.tried && path.is_none()).then_some("error-needed");
        let entered = self
            .file
            .show(ui, id("file"), "restore-file", error, What::Backup);
        fields::focus_once(ui, &mut self.focus, id("file"));
        let (go, back) = buttons(ui, "restore-unpack", id("file buttons"), now);
        if back {
            return Some(Wish::Leave);
        }
        if !(go || entered) || now.busy {
            return None;
        }
        self.tried = true;
        path.map(|path| Wish::Ask(Ask::Unpack(path)))
    }

    fn show_who(&mut self, ui: &mut Ui, now: &Now<'_>, found: &Found) -> Option<Wish> {
        show_found(ui, found);
        Line::new(id("login"), "unlock-login")
            .width(360.0)
            .limit(64)
            .show(ui, &mut self.login);
        let error = (self.tried && self.passphrase.is_empty()).then_some("error-needed");
        let typed = &mut self.passphrase;
        let entered = secret(ui, id("then"), "restore-passphrase", error, typed);
        fields::focus_once(ui, &mut self.focus, id("login"));
        let (go, back) = buttons(ui, "restore-open", id("who buttons"), now);
        if back {
            return Some(Wish::Leave);
        }
        if !(go || entered) || now.busy {
            return None;
        }
        self.tried = true;
        (!self.passphrase.is_empty()).then(|| {
            Wish::Ask(Ask::OpenBackup {
                login: self.login.trim().to_owned(),
                passphrase: sent(&self.passphrase),
            })
        })
    }

    fn show_confirm(&mut self, ui: &mut Ui, now: &Now<'_>) -> Option<Wish> {
        let Step::Confirm(roster) = &mut self.step else {
            return None;
        };
        show_found(ui, &roster.found);
        Text::body(&roster.lost).show(ui);
        ui.add_space(space::S16);
        fields::label(ui, "restore-persons");
        let first = roster.persons.first().map(|(person, _)| id_of(person.id));
        for (person, here) in &mut roster.persons {
            Tick::new(id_of(person.id), &person.line).show(ui, here);
        }
        if let Some(first) = first {
            fields::focus_once(ui, &mut self.focus, first);
        }
        ui.add_space(space::S16);
        let empty = |secret: &Secret| (self.tried && secret.is_empty()).then_some("error-needed");
        let (own_error, second_error) = (empty(&self.passphrase), empty(&self.second));
        let needs_second = roster.needs_second;
        let own = &mut self.passphrase;
        let mut entered = secret(ui, id("again"), "restore-again", own_error, own);
        if needs_second {
            ui.add_space(space::S8);
            Text::help(&say("restore-second")).show(ui);
            Line::new(id("second login"), "restore-second-login")
                .width(360.0)
                .limit(64)
                .show(ui, &mut self.second_login);
            let typed = &mut self.second;
            let message = "restore-second-passphrase";
            entered = secret(ui, id("second"), message, second_error, typed);
        }
        let leave = roster.leavers();
        let nobody = leave.len() == roster.persons.len();
        if nobody {
            Text::help(&say("restore-nobody"))
                .ink(crate::ui::Ink::Stop)
                .show(ui);
        }
        let (go, back) = buttons(ui, "restore-go", id("confirm buttons"), now);
        if back {
            return Some(Wish::Leave);
        }
        if !(go || entered) || now.busy {
            return None;
        }
        self.tried = true;
        let second = !needs_second || !self.second.is_empty();
        let complete = !self.passphrase.is_empty() && second;
        (complete && !nobody).then(|| {
            let beside = || Beside {
                login: self.second_login.trim().to_owned(),
                passphrase: sent(&self.second),
            };
            Wish::Ask(Ask::PutBack {
                leave,
                passphrase: sent(&self.passphrase),
                second: needs_second.then(beside),
            })
        })
    }
}

fn id_of(person: PersonId) -> Id {
    id("person").with(person.to_string())
}

impl Roster {
    fn leavers(&self) -> Vec<PersonId> {
        let gone = self.persons.iter().filter(|(_, here)| !here);
        gone.map(|(person, _)| person.id).collect()
    }
}

fn show_found(ui: &mut Ui, found: &Found) {
    let words = Words::of(ui);
    let day = dates::local(found.created).date();
    let when = format!(
        "{}, {}",
        dates::day(day, &words),
        dates::clock(found.created)
    );
    let title = say_with("restore-found", &[("when", &when)]);
    let target = found.target.display().to_string();
    let message = if found.replaces {
        "restore-replaces"
    } else {
        "restore-stands"
    };
    Banner::new(id("found"), Tone::Info, &title)
        .text(&say_with(message, &[("place", &target)]))
        .show(ui);
    ui.add_space(space::S16);
}

fn show_done(ui: &mut Ui, now: &Now<'_>, lines: &[String]) -> Option<Wish> {
    let title = say("restore-done");
    Banner::new(id("done"), Tone::Ok, &title)
        .text(&lines.join("\n"))
        .show(ui);
    ui.add_space(space::S16);
    let go = Button::primary(&say("restore-sign-in"))
        .busy(now.busy)
        .id(id("sign in"))
        .show(ui)
        .clicked();
    go.then_some(Wish::Leave)
}
