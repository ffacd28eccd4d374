//! Printing finalised letters from the list: one, all of a day, or all of a group, with progress and a way to stop.

use std::collections::BTreeSet;

use egui::{Id, Ui};
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::app::command::{Command, LetterRow};
use crate::app::letter::in_words;
use crate::app::printing::{self, Told};
use crate::text::{count, say, say_with};
use crate::ui::Icon;
use crate::ui::printing::{PrintDialog, Wish};
use crate::ui::screen::Ask;
use crate::ui::theme::space;
use crate::ui::widgets::{Banner, Button, Progress, Segment, Select, Text, Tone};

/// What is chosen and how far it has come.
#[derive(Default)]
pub(super) struct Batch {
    /// All, of a day, of a group.
    which: usize,
    day: Option<Date>,
    group: Option<String>,
    dialog: PrintDialog,
    /// What the dialog is about.
    numbers: Vec<u32>,
    /// Letters that went, of how many.
    running: Option<(usize, usize)>,
    news: Option<(Tone, String)>,
}

fn id(part: &str) -> Id {
    Id::unique("letters print").with(part)
}

/// The day of a letter where this computer is.
fn day_of(row: &LetterRow) -> Date {
    row.created.to_zoned(TimeZone::system()).date()
}

impl Batch {
    /// Whether a letter is among those that are shown.
    pub(super) fn holds(&self, row: &LetterRow) -> bool {
        match self.which {
            1 => self.day == Some(day_of(row)),
            2 => self.group.is_some() && row.group == self.group,
            _ => true,
        }
    }

    /// Draws what is chosen among.
    pub(super) fn show(&mut self, ui: &mut Ui, rows: &[LetterRow]) {
        let name = say("letters-print-which");
        let words = [
            "letters-print-all",
            "letters-print-day",
            "letters-print-group",
        ]
        .map(say);
        let items = words.each_ref().map(String::as_str);
        Segment::new(id("which"), &name, &items).show(ui, &mut self.which);
        ui.add_space(space::S8);
        match self.which {
            1 => {
                let days: BTreeSet<Date> = rows.iter().map(day_of).collect();
                let days: Vec<Date> = days.into_iter().rev().collect();
                let words: Vec<String> = days.iter().map(|day| in_words(*day)).collect();
                let mut chosen = days.iter().position(|day| Some(*day) == self.day);
                chosen = chosen.or((!days.is_empty()).then_some(0));
                pick(ui, "letters-print-which-day", &words, &mut chosen);
                self.day = chosen.and_then(|at| days.get(at)).copied();
            }
            2 => {
                let groups: BTreeSet<&String> =
                    rows.iter().filter_map(|row| row.group.as_ref()).collect();
                let words: Vec<String> = groups.into_iter().cloned().collect();
                let mut chosen = words
                    .iter()
                    .position(|name| Some(name) == self.group.as_ref());
                chosen = chosen.or((!words.is_empty()).then_some(0));
                pick(ui, "letters-print-which-group", &words, &mut chosen);
                self.group = chosen.and_then(|at| words.get(at)).cloned();
                let groupless = rows.iter().filter(|row| row.group.is_none()).count();
                if groupless > 0 {
                    ui.add_space(space::S4);
                    Text::help(&count("letters-print-groupless", groupless)).show(ui);
                }
            }
            _ => {}
        }
    }

    /// The button that prints what is shown.
    pub(super) fn button(&mut self, ui: &mut Ui, found: &[LetterRow]) {
        if self.which == 0 {
            return;
        }
        ui.add_space(space::S12);
        let word = say("letters-print-these");
        let button = Button::primary(&word)
            .icon(Icon::Printer)
            .busy(self.running.is_some())
            .id(id("these"));
        if button.show(ui).clicked() {
            // The oldest first, as they were written.
            self.ask_for(found.iter().rev().map(|row| row.number).collect());
        }
    }

    /// Asks for the printer for these letters.
    pub(super) fn ask_for(&mut self, numbers: Vec<u32>) {
        if self.running.is_none() {
            self.numbers = numbers;
            self.news = None;
            self.dialog.ask();
        }
    }

    /// Draws the dialog.
    pub(super) fn dialog(&mut self, ui: &Ui, asks: &mut Vec<Ask>) {
        let title = count("letters-print-many-title", self.numbers.len());
        let text = say("print-dialog-again");
        let Some(wish) = self.dialog.show(ui, id("dialog"), &title, &text) else {
            return;
        };
        let ask = match wish {
            Wish::Print(job) => {
                self.running = Some((0, self.numbers.len()));
                printing::Ask::Kept {
                    numbers: self.numbers.clone(),
                    job,
                }
            }
            Wish::Test(job) => printing::Ask::Test(job),
        };
        asks.push(Ask::Do(Command::Print(ask)));
    }

    /// Draws how far it is, or what came of it.
    pub(super) fn progress(&mut self, ui: &mut Ui, asks: &mut Vec<Ask>) {
        if let Some((done, of)) = self.running {
            let now = [
                ("done", (done + 1).min(of).to_string()),
                ("of", of.to_string()),
            ];
            let now = now.each_ref().map(|(name, value)| (*name, value.as_str()));
            let words = say_with("print-under-way", &now);
            #[allow(clippy::cast_precision_loss)]
            let part = done as f32 / of.max(1) as f32;
            let progress = Progress::new(id("progress"), &words, Some(part)).can_cancel();
            if progress.show(ui) {
                asks.push(Ask::Do(Command::StopWork));
            }
            ui.add_space(space::S12);
        } else if let Some((tone, words)) = &self.news {
            Banner::new(id("news"), *tone, words).show(ui);
            ui.add_space(space::S12);
        }
    }

    /// What the printer did.
    pub(super) fn hear(&mut self, told: Told, asks: &mut Vec<Ask>) {
        match told {
            Told::Progress { done, of } => {
                if self.running.is_some() {
                    self.running = Some((done, of));
                }
            }
            Told::SheetPrinted => {}
            Told::Tested => asks.push(Ask::Toast(say("print-tested"))),
            Told::Printed(printed) => {
                if self.running.take().is_none() {
                    return;
                }
                let done = printed.numbers.len();
                let how = [("done", done.to_string()), ("of", printed.of.to_string())];
                let how = how.each_ref().map(|(name, value)| (*name, value.as_str()));
                self.news = Some(match printed.trouble {
                    Some(trouble) => {
                        let words = say_with("print-broken-off", &how);
                        (Tone::Stop, format!("{words} {trouble}"))
                    }
                    None if done < printed.of => {
                        (Tone::Care, say_with("print-stopped-early", &how))
                    }
                    None => (Tone::Ok, count("print-done-some", done)),
                });
            }
        }
    }

    /// What was asked for was refused; the page says why.
    pub(super) fn refused(&mut self) {
        self.running = None;
    }
}

fn pick(ui: &mut Ui, message: &str, words: &[String], chosen: &mut Option<usize>) {
    let (label, none) = (say(message), say("letters-print-nothing"));
    Select::new(id(message), &label, &none, words.iter().map(String::as_str))
        .width(420.0)
        .show(ui, chosen);
    ui.add_space(space::S8);
}
