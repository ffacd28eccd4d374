//! Letters: what was written to whom, newest first.

mod many;

use egui::{Id, Ui};

use crate::app::command::LetterRow;
use crate::text::say;
use crate::ui::screen::{Ask, Shared};
use crate::ui::theme::space;
use crate::ui::widgets::{Cell, Column, EmptyState, SearchField, Table, Text};
use crate::ui::{Icon, Words, dates, fields};

pub use many::ManyDialog;

/// The page.
#[derive(Default)]
pub struct LettersPage {
    rows: Option<Vec<LetterRow>>,
    query: String,
}

impl LettersPage {
    /// The letters came.
    pub fn hear(&mut self, rows: Vec<LetterRow>) {
        self.rows = Some(rows);
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, shared: &Shared<'_>, _asks: &mut Vec<Ask>) {
        let (title, help) = (say("place-letters"), say("letters-help"));
        fields::head(ui, &title, &help, |_| {});
        let Some(rows) = &self.rows else {
            Text::help(&say("page-loading")).show(ui);
            return;
        };
        if rows.is_empty() {
            let (title, text) = (say("letters-none"), say("letters-none-text"));
            EmptyState::new(Icon::Envelope, &title).text(&text).show(ui);
            return;
        }
        let (name, hint) = (say("letters-search"), say("letters-search-hint"));
        SearchField::new(Id::unique("letters search"), &name)
            .hint(&hint)
            .width(420.0)
            .show(ui, &mut self.query);
        ui.add_space(space::S8);
        let wanted = self.query.trim().to_lowercase();
        let found: Vec<LetterRow> = rows
            .iter()
            .filter(|row| matches(row, &wanted))
            .cloned()
            .collect();
        if found.is_empty() {
            Text::help(&say("letters-none-found")).show(ui);
        } else {
            letters_table(ui, Id::unique("letters"), &found, shared);
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

/// A table of letters; they are looked at only, as what was finalised does not change.
pub fn letters_table(ui: &mut Ui, id: Id, rows: &[LetterRow], shared: &Shared<'_>) {
    let heads = ["number", "kind", "person", "receiver", "when"]
        .map(|part| say(&format!("letter-col-{part}")));
    let columns = [
        Column::new(&heads[0], 0.8).least(64.0),
        Column::new(&heads[1], 3.0).least(180.0),
        Column::new(&heads[2], 2.0).least(140.0),
        Column::new(&heads[3], 2.0).least(140.0),
        Column::new(&heads[4], 1.6).least(130.0),
    ];
    let (name, words) = (say("place-letters"), Words::of(ui));
    Table::new(id, &name, &columns, rows.len()).show(ui, |index| {
        let row = &rows[index];
        vec![
            row.number.to_string().into(),
            Cell::Strong(row.kind.clone()),
            row.person.clone().into(),
            row.receiver.clone().into(),
            dates::moment(row.created, shared.today, &words).into(),
        ]
    });
}
