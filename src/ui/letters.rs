//! Letters: what was written to whom, newest first; printed again, one or all of a day or a group.

mod batch;

use egui::{Id, Ui};

use crate::app::command::LetterRow;
use crate::app::printing::Told;
use crate::text::say;
use crate::ui::screen::{Ask, Shared};
use crate::ui::theme::space;
use crate::ui::widgets::{Cell, Column, EmptyState, SearchField, Table, Text};
use crate::ui::{Icon, Words, dates, fields};

use batch::Batch;

/// The page.
#[derive(Default)]
pub struct LettersPage {
    rows: Option<Vec<LetterRow>>,
    query: String,
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

    /// What the printer did.
    pub fn hear_print(&mut self, told: Told, asks: &mut Vec<Ask>) {
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
            let id = Id::unique("letters");
            if let Some(row) = letters_table(ui, id, &found, shared).and_then(|at| found.get(at)) {
                self.batch.ask_for(vec![row.number]);
            }
            self.batch.button(ui, &found);
        }
        self.batch.dialog(ui, asks);
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
    let reply = Table::new(id, &name, &columns, rows.len()).show(ui, |index| {
        let row = &rows[index];
        vec![
            row.number.to_string().into(),
            Cell::Strong(row.kind.clone()),
            row.person.clone().into(),
            row.receiver.clone().into(),
            dates::moment(row.created, shared.today, &words).into(),
        ]
    });
    reply.opened
}
