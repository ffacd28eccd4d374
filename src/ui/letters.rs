//! Letters: what was written to whom, on what ground, newest first; printed again, one or all of a day or a group; a copy
//! of each, the list as CSV; handouts.

mod batch;
mod handouts;

use std::path::PathBuf;

mod many;

use egui::{Id, Ui};

use crate::app::command::{Command, LetterRow};
use crate::app::{printing, texts};
use crate::domain::id::LetterId;
use crate::text::{say, say_with};
use crate::ui::screen::{Ask, Shared};
use crate::ui::theme::space;
use crate::ui::widgets::{
    Button, Cell, Column, EmptyState, SearchField, Segment, Table, Text, TextField,
};
use crate::ui::{Icon, Ink, Words, dates, fields, shell};
use handouts::Handouts;

use batch::Batch;

pub use many::ManyDialog;

/// The page.
#[derive(Default)]
pub struct LettersPage {
    part: usize,
    rows: Option<Vec<LetterRow>>,
    query: String,
    /// The letter that was picked.
    picked: Option<LetterId>,
    path: String,
    csv: String,
    handouts: Handouts,
    batch: Batch,
}

impl LettersPage {
    /// The page is opened.
    pub fn enter(&mut self) {
        self.batch = Batch::default();
    }

    /// The letters came.
    pub fn hear(&mut self, rows: Vec<LetterRow>) {
        self.rows = Some(rows);
    }

    /// A handout was set or written.
    pub fn hear_handout(&mut self, told: texts::Told, asks: &mut Vec<Ask>) {
        self.handouts.hear(told, asks);
    }

    /// A copy or a list was written.
    pub fn written(&mut self, asks: &mut Vec<Ask>) {
        self.path.clear();
        self.csv.clear();
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

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
        let (title, help) = (say("place-letters"), say("letters-help"));
        fields::head(ui, &title, &help, |_| {});
        let words = ["letters-part-letters", "letters-part-handouts"].map(say);
        let items: Vec<&str> = words.iter().map(String::as_str).collect();
        let name = say("letters-parts");
        Segment::new(Id::unique("letters parts"), &name, &items).show(ui, &mut self.part);
        ui.add_space(space::S16);
        if self.part == 1 {
            self.handouts.show(ui, shared, asks);
        } else {
            self.list(ui, shared, asks);
        }
    }

    fn list(&mut self, ui: &mut Ui, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
        let Some(rows) = &self.rows else {
            Text::help(&say("page-loading")).show(ui);
            return;
        };
        if rows.is_empty() {
            let (title, text) = (say("letters-none"), say("letters-none-text"));
            EmptyState::new(Icon::Envelope, &title).text(&text).show(ui);
            return;
        }
        self.batch.progress(ui, asks);
        let (name, hint) = (say("letters-search"), say("letters-search-hint"));
        SearchField::new(Id::unique("letters search"), &name)
            .hint(&hint)
            .width(420.0)
            .show(ui, &mut self.query);
        ui.add_space(space::S8);
        self.batch.show(ui, rows);
        let wanted = self.query.trim().to_lowercase();
        let found: Vec<LetterRow> = rows
            .iter()
            .filter(|row| matches(row, &wanted) && self.batch.holds(row))
            .cloned()
            .collect();
        if found.is_empty() {
            Text::help(&say("letters-none-found")).show(ui);
        } else {
            let at = found.iter().position(|row| Some(row.id) == self.picked);
            let opened = letters_rows(ui, Id::unique("letters"), &found, shared, at);
            if let Some(row) = opened.and_then(|index| found.get(index)) {
                self.picked = Some(row.id);
                let name = format!("letter-{:06}", row.number);
                self.path = handouts::free(&handouts::folder(), &name, "pdf");
            }
            self.batch.button(ui, &found);
        }
        let rows = self.rows.as_deref().unwrap_or_default();
        let picked = rows.iter().find(|row| Some(row.id) == self.picked).cloned();
        if let Some(row) = picked {
            ui.add_space(space::S24);
            shell::card(ui, |ui| self.copy(ui, &row, shared, asks));
        }
        ui.add_space(space::S24);
        self.export(ui, shared, asks);
        self.batch.dialog(ui, asks);
    }

    /// One letter: on what ground it went, and the same bytes once more.
    fn copy(&mut self, ui: &mut Ui, row: &LetterRow, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
        ui.spacing_mut().item_spacing.y = space::S8;
        let number = row.number.to_string();
        Text::question(&say_with("letters-picked", &[("number", &number)])).show(ui);
        for (label, value) in [
            ("letter-col-what", &row.what),
            ("letter-col-ground", &row.ground),
            ("letter-col-author", &row.author),
            ("letter-col-hash", &row.sha256),
        ] {
            if !value.is_empty() {
                let words = format!("{}: {value}", say(label));
                Text::help(&words).ink(Ink::Help).show(ui);
            }
        }
        let again = say("letters-print-again");
        let button = Button::quiet(&again).id(Id::unique("letters print"));
        if button.show(ui).clicked() {
            self.batch.ask_for(vec![row.number]);
        }
        let (label, help) = (say("letters-file"), say("letters-file-help"));
        TextField::new(Id::unique("letters copy path"), &label)
            .help(&help)
            .show(ui, &mut self.path);
        let (copy, empty) = (say("letters-copy"), say("letters-path-empty"));
        let reason = self.path.trim().is_empty().then_some(empty.as_str());
        let button = Button::quiet(&copy)
            .icon(Icon::FilePdf)
            .busy(shared.busy)
            .disabled(reason)
            .id(Id::unique("letters copy"));
        if button.show(ui).clicked() {
            asks.push(Ask::Do(Command::CopyLetter {
                letter: row.id,
                path: PathBuf::from(self.path.trim()),
                password: None,
            }));
        }
    }

    /// The list of what left, for a spreadsheet.
    fn export(&mut self, ui: &mut Ui, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
        if self.csv.is_empty() {
            self.csv = handouts::free(&handouts::folder(), "disclosures", "csv");
        }
        let (label, help) = (say("letters-csv-file"), say("letters-file-help"));
        TextField::new(Id::unique("letters csv path"), &label)
            .help(&help)
            .show(ui, &mut self.csv);
        let button_words = say("letters-csv");
        let button = Button::quiet(&button_words)
            .busy(shared.busy)
            .id(Id::unique("letters csv"));
        if button.show(ui).clicked() {
            asks.push(Ask::Do(Command::ExportDisclosures {
                path: PathBuf::from(self.csv.trim()),
            }));
        }
    }
}

fn matches(row: &LetterRow, wanted: &str) -> bool {
    wanted.is_empty()
        || [&row.person, &row.receiver, &row.kind]
            .iter()
            .any(|text| text.to_lowercase().contains(wanted))
        || row.number.to_string() == wanted
}

/// A table of letters, and the row that was opened: what was finalised does not change, but it is printed again.
pub fn letters_table(
    ui: &mut Ui,
    id: Id,
    rows: &[LetterRow],
    shared: &Shared<'_>,
) -> Option<usize> {
    letters_rows(ui, id, rows, shared, None)
}

fn letters_rows(
    ui: &mut Ui,
    id: Id,
    rows: &[LetterRow],
    shared: &Shared<'_>,
    selected: Option<usize>,
) -> Option<usize> {
    let heads = ["number", "kind", "person", "receiver", "ground", "when"]
        .map(|part| say(&format!("letter-col-{part}")));
    let columns = [
        Column::new(&heads[0], 0.6).least(40.0),
        Column::new(&heads[1], 2.6).least(170.0),
        Column::new(&heads[2], 1.7).least(110.0),
        Column::new(&heads[3], 1.9).least(130.0),
        Column::new(&heads[4], 2.2).least(150.0),
        Column::new(&heads[5], 1.5).least(130.0),
    ];
    let (name, words) = (say("place-letters"), Words::of(ui));
    let reply = Table::new(id, &name, &columns, rows.len())
        .selected(selected)
        .show(ui, |index| {
            let row = &rows[index];
            let kind = match row.corrected_by {
                Some(number) => {
                    let number = number.to_string();
                    let corrected = say_with("letter-corrected", &[("number", &number)]);
                    format!("{} ({corrected})", row.kind)
                }
                None => row.kind.clone(),
            };
            vec![
                row.number.to_string().into(),
                Cell::Strong(kind),
                row.person.clone().into(),
                row.receiver.clone().into(),
                row.ground.clone().into(),
                dates::moment(row.created, shared.today, &words).into(),
            ]
        });
    reply.opened
}
