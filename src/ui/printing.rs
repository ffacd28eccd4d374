//! The dialog before a letter goes to a printer: which printer, how many, which sides, which tray.

use egui::{Context, Id, Ui};

use crate::app::command::Trouble;
use crate::app::printing::{Abilities, Job, MOST_COPIES, PrintError, Printer, Sides, System};
use crate::text::{say, say_with};
use crate::ui::background::Background;
use crate::ui::fields;
use crate::ui::theme::space;
use crate::ui::widgets::dialog::Choice;
use crate::ui::widgets::{Button, Dialog, NumberField, Progress, Segment, Select, Text};
use crate::ui::{Icon, Ink, State};

/// Copies and sides stand beside each other from this width on.
const BESIDE: f32 = 400.0;
/// The width of the number of copies.
const COPIES: f32 = 140.0;

/// What came of the dialog.
pub enum Wish {
    /// Print.
    Print(Job),
    /// Print the test page.
    Test(Job),
}

/// The dialog, and what was chosen in it the last time.
#[derive(Default)]
pub struct PrintDialog {
    open: bool,
    printers: Option<Result<Vec<Printer>, String>>,
    listing: Background<Result<Vec<Printer>, PrintError>>,
    chosen: Option<usize>,
    copies: Option<i64>,
    sides: usize,
    tray: Option<usize>,
    abilities: Abilities,
    /// Of which printer the abilities are, or are being asked for.
    asked: String,
    asking: Background<(String, Abilities)>,
}

impl PrintDialog {
    /// Opens it.
    pub fn ask(&mut self) {
        self.open = true;
        self.printers = None;
        self.copies = self.copies.or(Some(1));
    }

    /// Whether it is open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// Draws it; what is wished when it was answered. `title` and `text` say what will be printed.
    pub fn show(&mut self, ui: &Ui, id: Id, title: &str, text: &str) -> Option<Wish> {
        if !self.open {
            return None;
        }
        self.receive(ui);
        let [back, act] = ["dialog-back", "print-do"].map(say);
        let reason = self.problem();
        let mut test = false;
        let dialog = Dialog::new(id, title, &back)
            .icon(Icon::Printer, Ink::Accent)
            .text(text)
            .act(&act)
            .act_disabled(reason.as_deref());
        let (choice, ()) = dialog.show_with(ui, |ui| {
            ui.add_space(space::S8);
            test = self.fields(ui, id);
        });
        let wish = match choice {
            _ if test => self.job().map(Wish::Test),
            Some(Choice::Safe) => None,
            Some(_) => self.job().map(Wish::Print),
            None => return None,
        };
        self.open = test;
        wish
    }

    fn fields(&mut self, ui: &mut Ui, id: Id) -> bool {
        if !System::is_direct() {
            return false;
        }
        ui.spacing_mut().item_spacing.y = space::S8;
        match &self.printers {
            None => {
                let words = say("print-looking");
                Progress::new(id.with("looking"), &words, None).show(ui);
                false
            }
            Some(Err(trouble)) => {
                Text::body(trouble)
                    .ink(State::NotMet.ink())
                    .full_width()
                    .show(ui);
                self.again(ui, id);
                false
            }
            Some(Ok(printers)) if printers.is_empty() => {
                Text::body(&say("print-none")).full_width().show(ui);
                self.again(ui, id);
                false
            }
            Some(Ok(_)) => self.choices(ui, id),
        }
    }

    fn again(&mut self, ui: &mut Ui, id: Id) {
        let word = say("print-again");
        if Button::quiet(&word)
            .small()
            .id(id.with("again"))
            .show(ui)
            .clicked()
        {
            self.printers = None;
        }
    }

    fn choices(&mut self, ui: &mut Ui, id: Id) -> bool {
        let Some(Ok(printers)) = &self.printers else {
            return false;
        };
        let names: Vec<String> = printers.iter().map(shown).collect();
        let [label, none] = ["print-printer", "print-wait-printer"].map(say);
        let select = Select::new(
            id.with("printer"),
            &label,
            &none,
            names.iter().map(String::as_str),
        );
        if select.show(ui, &mut self.chosen).changed() {
            self.tray = None;
        }
        let label = say("print-copies");
        let mut copies = |ui: &mut Ui| {
            NumberField::new(id.with("copies"), &label, 1..=i64::from(MOST_COPIES))
                .show(ui, &mut self.copies);
        };
        if self.abilities.both_sides {
            let sides = &mut self.sides;
            let mut both = |ui: &mut Ui| {
                fields::label(ui, "print-sides");
                let name = say("print-sides");
                let words = ["print-sides-one", "print-sides-both"].map(say);
                let items = [words[0].as_str(), words[1].as_str()];
                Segment::new(id.with("sides"), &name, &items).show(ui, sides);
                ui.add_space(space::S8);
            };
            let room = ui.available_width();
            if room < BESIDE {
                copies(ui);
                both(ui);
            } else {
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = space::S16;
                    fields::column(ui, COPIES, copies);
                    fields::column(ui, room - COPIES - space::S16, both);
                });
            }
        } else {
            copies(ui);
        }
        if self.abilities.trays.len() > 1 {
            let [label, any] = ["print-tray", "print-tray-any"].map(say);
            let trays = self.abilities.trays.iter().map(String::as_str);
            Select::new(id.with("tray"), &label, &any, trays)
                .optional()
                .show(ui, &mut self.tray);
        }
        let word = say("print-test");
        let test = Button::quiet(&word).small().id(id.with("test"));
        let pressed = test.show(ui).clicked();
        ui.add_space(space::S8);
        pressed
    }

    /// Takes what the print system said, and asks what is not known yet. Never on the window's own thread.
    fn receive(&mut self, ui: &Ui) {
        if !System::is_direct() {
            return;
        }
        if let Some(listed) = self.listing.poll() {
            let listed = listed.map_err(|error| Trouble::from(error).message);
            let kept = self.printer().map(|printer| printer.name.clone());
            if let Ok(printers) = &listed {
                let again = kept.and_then(|name| printers.iter().position(|it| it.name == name));
                let usual = printers.iter().position(|it| it.is_default);
                let only = (printers.len() == 1).then_some(0);
                self.chosen = again.or(usual).or(only);
            }
            self.printers = Some(listed);
        } else if self.printers.is_none() && !self.listing.is_running() {
            let system = system(ui);
            self.listing.start(ui.ctx(), move || system.printers());
        }
        if let Some((printer, abilities)) = self.asking.poll()
            && printer == self.asked
        {
            self.abilities = abilities;
        }
        let name = self.printer().map(|printer| printer.name.clone());
        if let Some(name) = name.filter(|name| *name != self.asked)
            && !self.asking.is_running()
        {
            self.asked.clone_from(&name);
            self.abilities = Abilities::default();
            let system = system(ui);
            self.asking.start(ui.ctx(), move || {
                let abilities = system.abilities(&name).unwrap_or_default();
                (name, abilities)
            });
        }
    }

    fn printer(&self) -> Option<&Printer> {
        let printers = self.printers.as_ref()?.as_ref().ok()?;
        printers.get(self.chosen?)
    }

    fn problem(&self) -> Option<String> {
        if !System::is_direct() {
            return None;
        }
        let Some(printer) = self.printer() else {
            return Some(say("print-wait-printer"));
        };
        let printer = printer.clone();
        let error = match (printer.refuses, printer.stopped) {
            (Some(reason), _) => PrintError::Refused {
                printer: printer.name,
                reason,
            },
            (None, Some(reason)) => PrintError::Stopped {
                printer: printer.name,
                reason,
            },
            (None, None) => return self.copies.is_none().then(|| say("print-copies")),
        };
        Some(Trouble::from(error).message)
    }

    /// What was chosen.
    fn job(&self) -> Option<Job> {
        if !System::is_direct() {
            return Some(Job::on(""));
        }
        let trays = &self.abilities.trays;
        Some(Job {
            copies: self
                .copies
                .and_then(|copies| u16::try_from(copies).ok())
                .unwrap_or(1),
            sides: if self.sides == 1 && self.abilities.both_sides {
                Sides::Both
            } else {
                Sides::One
            },
            tray: self.tray.and_then(|tray| trays.get(tray)).cloned(),
            ..Job::on(self.printer()?.name.clone())
        })
    }
}

/// Asks another print system than this computer's, for tests and pictures.
pub fn stand_in(ctx: &Context, system: System) {
    ctx.data_mut(|data| data.insert_temp(Id::unique("print system"), system));
}

fn system(ctx: &Context) -> System {
    let known = ctx.data(|data| data.get_temp(Id::unique("print system")));
    known.unwrap_or_default()
}

/// What a dialog says will happen, where nothing was final before.
#[must_use]
pub fn what_happens() -> String {
    if System::is_direct() {
        say("print-dialog-text")
    } else {
        say("print-dialog-text-viewer")
    }
}

fn shown(printer: &Printer) -> String {
    let named = |message| say_with(message, &[("printer", &printer.name)]);
    if printer.refuses.is_some() {
        named("print-printer-refuses")
    } else if printer.stopped.is_some() {
        named("print-printer-stopped")
    } else if printer.is_default {
        named("print-printer-default")
    } else {
        printer.name.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printer(name: &str) -> Printer {
        Printer {
            name: name.to_owned(),
            is_default: false,
            stopped: None,
            refuses: None,
        }
    }

    fn with(printers: Vec<Printer>, chosen: usize) -> PrintDialog {
        PrintDialog {
            printers: Some(Ok(printers)),
            chosen: Some(chosen),
            copies: Some(2),
            ..PrintDialog::default()
        }
    }

    #[test]
    fn a_printer_that_cannot_print_says_why_before_anything_is_final() {
        let stopped = Printer {
            stopped: Some("Out of paper".to_owned()),
            ..printer("Back")
        };
        let refusing = Printer {
            refuses: Some(String::new()),
            ..printer("Hall")
        };
        let all = vec![printer("Front"), stopped, refusing];
        assert_eq!(with(all.clone(), 0).problem(), None);
        let words = with(all.clone(), 1).problem().unwrap_or_default();
        assert!(
            words.contains("Back") && words.contains("Out of paper"),
            "{words}"
        );
        let words = with(all.clone(), 2).problem().unwrap_or_default();
        assert!(
            words.contains("Hall") && words.contains("no reason"),
            "{words}"
        );
        assert!(with(all, 9).problem().is_some(), "none is chosen");
    }

    #[test]
    fn a_job_asks_for_nothing_that_the_printer_cannot_do() {
        let mut dialog = with(vec![printer("Front")], 0);
        (dialog.sides, dialog.tray) = (1, Some(1));
        let job = dialog.job();
        let plain = job.is_some_and(|job| job.sides == Sides::One && job.tray.is_none());
        assert!(plain, "nothing is known of the printer yet");
        dialog.abilities = Abilities {
            both_sides: true,
            trays: vec!["Auto".to_owned(), "Tray-2".to_owned()],
        };
        let job = dialog.job();
        let able = job.is_some_and(|job| {
            job.sides == Sides::Both && job.tray.as_deref() == Some("Tray-2") && job.copies == 2
        });
        assert!(able);
    }
}
