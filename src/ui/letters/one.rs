//! One finalised letter: on what ground it went, and the same bytes once more, on paper or as a file.

use std::path::PathBuf;

use egui::{Id, Rect, Ui};

use crate::app::command::{Command, LetterRow};
use crate::app::printing;
use crate::domain::id::LetterId;
use crate::text::{say, say_with};
use crate::ui::screen::{Ask, Shared};
use crate::ui::shell;
use crate::ui::theme::space;
use crate::ui::widgets::{Button, Text, TextField};
use crate::ui::{Icon, Ink, Type};

use super::batch::Batch;
use super::{Of, handouts, letters_rows};

/// The letter that was picked from a table.
#[derive(Default)]
pub(super) struct OneLetter {
    picked: Option<LetterId>,
    path: String,
    /// It was picked just now, and comes into sight.
    fresh: bool,
}

fn id(part: &str) -> Id {
    Id::unique("letters one").with(part)
}

impl OneLetter {
    /// Picks a letter.
    pub(super) fn pick(&mut self, row: &LetterRow) {
        self.picked = Some(row.id);
        self.fresh = true;
        let name = format!("letter-{:06}", row.number);
        self.path = handouts::free(&handouts::folder(), &name, "pdf");
    }

    /// Where the picked one stands among these.
    pub(super) fn place(&self, rows: &[LetterRow]) -> Option<usize> {
        rows.iter().position(|row| Some(row.id) == self.picked)
    }

    /// A copy was written.
    pub(super) fn written(&mut self) {
        self.path.clear();
    }

    /// Draws it, if it is among these; the number of the letter that is to be printed.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        rows: &[LetterRow],
        shared: &Shared<'_>,
        asks: &mut Vec<Ask>,
    ) -> Option<u32> {
        let row = rows.get(self.place(rows)?)?;
        ui.add_space(space::S24);
        let top = ui.cursor().min;
        let print = shell::card(ui, |ui| self.card(ui, row, shared, asks));
        if std::mem::take(&mut self.fresh) {
            let card = Rect::from_min_max(top, ui.min_rect().max);
            ui.scroll_to_rect(card, None);
        }
        print
    }

    fn card(
        &mut self,
        ui: &mut Ui,
        row: &LetterRow,
        shared: &Shared<'_>,
        asks: &mut Vec<Ask>,
    ) -> Option<u32> {
        ui.spacing_mut().item_spacing.y = space::S4;
        let number = row.number.to_string();
        Text::question(&say_with("letters-picked", &[("number", &number)])).show(ui);
        ui.add_space(space::S4);
        for (label, value) in [
            ("letter-col-what", &row.what),
            ("letter-col-ground", &row.ground),
            ("letter-col-author", &row.author),
            ("letter-col-hash", &row.sha256),
        ] {
            if !value.is_empty() {
                let words = format!("{}: {value}", say(label));
                let line = Text::new(&words, Type::Small).ink(Ink::Help);
                line.full_width().show(ui);
            }
        }
        ui.add_space(space::S8);
        let again = say("letters-print-again");
        let button = Button::quiet(&again).icon(Icon::Printer).id(id("print"));
        let print = button.show(ui).clicked();
        ui.add_space(space::S12);
        let (label, help) = (say("letters-file"), say("letters-file-help"));
        TextField::new(id("path"), &label)
            .help(&help)
            .show(ui, &mut self.path);
        ui.add_space(space::S4);
        let (copy, empty) = (say("letters-copy"), say("letters-path-empty"));
        let reason = self.path.trim().is_empty().then_some(empty.as_str());
        let button = Button::quiet(&copy)
            .icon(Icon::FilePdf)
            .busy(shared.busy)
            .disabled(reason)
            .id(id("copy"));
        if button.show(ui).clicked() {
            asks.push(Ask::Do(Command::CopyLetter {
                letter: row.id,
                path: PathBuf::from(self.path.trim()),
                password: None,
            }));
        }
        print.then_some(row.number)
    }
}

/// The letters about one client, on the client's page, with what can be done with each.
#[derive(Default)]
pub struct LettersOf {
    one: OneLetter,
    batch: Batch,
}

impl LettersOf {
    /// A copy was written.
    pub fn written(&mut self, asks: &mut Vec<Ask>) {
        self.one.written();
        asks.push(Ask::Toast(say("letters-copied")));
    }

    /// What the printer did.
    pub fn hear_print(&mut self, told: printing::Told, asks: &mut Vec<Ask>) {
        self.batch.hear(told, asks);
    }

    /// What was asked for was refused.
    pub fn refused(&mut self) {
        self.batch.refused();
    }

    /// Draws them.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        rows: &[LetterRow],
        shared: &Shared<'_>,
        asks: &mut Vec<Ask>,
    ) {
        if rows.is_empty() {
            Text::help(&say("client-no-letters")).show(ui);
            return;
        }
        self.batch.progress(ui, asks);
        let at = self.one.place(rows);
        let opened = letters_rows(
            ui,
            Id::unique("client letters"),
            rows,
            shared,
            (at, Of::One),
        );
        if let Some(row) = opened.and_then(|index| rows.get(index)) {
            self.one.pick(row);
        }
        if let Some(number) = self.one.show(ui, rows, shared, asks) {
            self.batch.ask_for(vec![number]);
        }
        self.batch.dialog(ui, asks);
    }
}
