//! Letters: what was written to whom, on what ground, newest first; printed again, one or all of a day or a group; a copy
//! of each, the list as CSV; handouts.

mod batch;
mod book;
mod handouts;
mod many;
mod one;

use std::path::PathBuf;

use egui::{Id, Ui};

use crate::app::command::{Command, LetterRow};
use crate::app::{printing, recipients, texts};
use crate::domain::id::RecipientId;
use crate::domain::recipient::Recipient;
use crate::text::{say, say_with};
use crate::ui::screen::{Ask, Shared};
use crate::ui::theme::space;
use crate::ui::widgets::{
    Button, Cell, Column, EmptyState, SearchField, Segment, Table, Text, TextField,
};
use crate::ui::{Icon, Words, dates, fields};

use batch::Batch;
use book::Book;
use handouts::Handouts;
use one::OneLetter;

pub use many::ManyDialog;
pub use one::LettersOf;

/// The page.
#[derive(Default)]
pub struct LettersPage {
    part: usize,
    rows: Option<Vec<LetterRow>>,
    query: String,
    one: OneLetter,
    csv: String,
    handouts: Handouts,
    book: Book,
    batch: Batch,
}

impl LettersPage {
    /// The page is opened.
    pub fn enter(&mut self) {
        self.batch = Batch::default();
        self.part = 0;
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
        self.one.written();
        self.csv.clear();
        asks.push(Ask::Toast(say("letters-copied")));
    }

    /// What the printer did.
    pub fn hear_print(&mut self, told: printing::Told, asks: &mut Vec<Ask>) {
        self.batch.hear(told, asks);
    }

    /// The address book came.
    pub fn hear_book(&mut self, entries: Vec<(RecipientId, Recipient)>, asks: &mut Vec<Ask>) {
        self.book.hear(entries, asks);
    }

    /// What was asked for was refused.
    pub fn refused(&mut self) {
        self.batch.refused();
        self.book.refused();
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
        let help = ["letters-help", "handouts-help", "book-help"][self.part.min(2)];
        let (title, help) = (say("place-letters"), say(help));
        fields::head(ui, &title, &help, |_| {});
        let words = [
            "letters-part-letters",
            "letters-part-handouts",
            "letters-part-book",
        ]
        .map(say);
        let items: Vec<&str> = words.iter().map(String::as_str).collect();
        let name = say("letters-parts");
        let parts = Segment::new(Id::unique("letters parts"), &name, &items);
        if parts.show(ui, &mut self.part).changed && self.part == 2 {
            asks.push(Ask::Do(Command::Recipients(recipients::Ask::List)));
        }
        ui.add_space(space::S16);
        match self.part {
            1 => self.handouts.show(ui, shared, asks),
            2 => self.book.show(ui, shared, asks),
            _ => self.list(ui, shared, asks),
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
            let at = self.one.place(&found);
            let opened = letters_rows(ui, Id::unique("letters"), &found, shared, (at, Of::All));
            if let Some(row) = opened.and_then(|index| found.get(index)) {
                self.one.pick(row);
            }
            self.batch.button(ui, &found);
        }
        let rows = self.rows.as_deref().unwrap_or_default();
        if let Some(number) = self.one.show(ui, rows, shared, asks) {
            self.batch.ask_for(vec![number]);
        }
        ui.add_space(space::S24);
        self.export(ui, shared, asks);
        self.batch.dialog(ui, asks);
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
fn letters_rows(
    ui: &mut Ui,
    id: Id,
    rows: &[LetterRow],
    shared: &Shared<'_>,
    (selected, of): (Option<usize>, Of),
) -> Option<usize> {
    let heads = ["number", "kind", "person", "receiver", "ground", "when"]
        .map(|part| say(&format!("letter-col-{part}")));
    let mut columns = vec![
        Column::new(&heads[0], 0.6).least(40.0),
        Column::new(&heads[1], 2.6).least(170.0),
        Column::new(&heads[2], 1.7).least(110.0),
        Column::new(&heads[3], 1.9).least(130.0),
        Column::new(&heads[4], 2.2).least(150.0),
        Column::new(&heads[5], 1.5).least(130.0),
    ];
    if of == Of::One {
        columns.remove(PERSON);
    }
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
            let mut cells: Vec<Cell> = vec![
                row.number.to_string().into(),
                Cell::Strong(kind),
                row.person.clone().into(),
                row.receiver.clone().into(),
                row.ground.clone().into(),
                dates::moment(row.created, shared.today, &words).into(),
            ];
            if of == Of::One {
                cells.remove(PERSON);
            }
            cells
        });
    reply.opened
}

/// Whose letters a table holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    /// Everybody's.
    All,
    /// Those of one person, whose page says who it is.
    One,
}

/// The column of the person.
const PERSON: usize = 2;
