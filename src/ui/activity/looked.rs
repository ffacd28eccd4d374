//! Who looked at a client's record, folded away on the client's page until somebody asks.

use egui::{Id, Rect, Ui, vec2};

use crate::app::activity::{DisclosureRow, LookedView};
use crate::app::command::Command;
use crate::domain::id::ClientId;
use crate::text::{say, say_with};
use crate::ui::screen::{Ask, Shared};
use crate::ui::theme::space;
use crate::ui::widgets::{Button, Cell, Column, Table, Text};
use crate::ui::{Icon, Words, fields};

use super::moment;

/// The part of the page.
#[derive(Default)]
pub struct Looked {
    open: bool,
    /// For so many passes yet what was unfolded is brought into view: the first ones may be drawn again.
    reveal: u8,
    view: Option<LookedView>,
    /// The letter that left of which is said what it told.
    told: usize,
}

fn id(part: &str) -> Id {
    Id::unique("looked").with(part)
}

impl Looked {
    /// It came.
    pub fn hear(&mut self, view: LookedView) {
        self.view = Some(view);
        self.told = 0;
        self.reveal = 3;
    }

    /// Draws the heading, and what is under it once it is unfolded.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        client: ClientId,
        shared: &Shared<'_>,
        asks: &mut Vec<Ask>,
    ) {
        ui.add_space(space::S24);
        let top = ui.cursor().min;
        fields::heading(ui, "looked-title");
        let (word, icon) = if self.open {
            (say("looked-hide"), Icon::CaretUp)
        } else {
            (say("looked-show"), Icon::CaretDown)
        };
        let button = Button::quiet(&word).icon(icon).small().id(id("fold"));
        if button.show(ui).clicked() {
            self.open = !self.open;
            if self.open {
                self.view = None;
                asks.push(Ask::Do(Command::WhoLooked(client)));
            }
        }
        if !self.open {
            return;
        }
        ui.add_space(space::S8);
        let view = self.view.take();
        match view.as_ref().filter(|view| view.client == client) {
            Some(view) => self.tables(ui, view, shared),
            None if shared.trouble.is_none() => {
                Text::help(&say("page-loading")).show(ui);
            }
            None => {}
        }
        self.view = view;
        if self.reveal > 0 && self.view.is_some() {
            self.reveal -= 1;
            let room = ui.clip_rect().height() - space::S48;
            let height = (ui.cursor().top() - top.y).min(room.max(0.0));
            let shown = Rect::from_min_size(top, vec2(1.0, height));
            ui.scroll_to_rect(shown, None);
        }
    }

    fn tables(&mut self, ui: &mut Ui, view: &LookedView, shared: &Shared<'_>) {
        if view.looks.is_empty() {
            Text::help(&say("looked-nobody")).show(ui);
        } else {
            let heads = ["when", "who", "what"].map(|part| say(&format!("activity-col-{part}")));
            let columns = [
                Column::new(&heads[0], 1.6).least(150.0),
                Column::new(&heads[1], 1.8).least(140.0),
                Column::new(&heads[2], 3.0).least(180.0),
            ];
            let (name, words) = (say("looked-title"), Words::of(ui));
            Table::new(id("looks"), &name, &columns, view.looks.len())
                .dense()
                .show(ui, |index| {
                    let row = &view.looks[index];
                    let when = row.at.map(|at| moment(at, shared.today, &words));
                    vec![
                        when.unwrap_or_default().into(),
                        row.who.clone().into(),
                        Cell::Strong(row.what.clone()),
                    ]
                });
        }
        ui.add_space(space::S16);
        Text::strong(&say("looked-out")).show(ui);
        if view.disclosures.is_empty() {
            Text::help(&say("looked-nothing-out")).show(ui);
        } else {
            self.out(ui, view, shared);
        }
    }

    /// What left, a line each; under the table what the letter on which the cursor stands told of the person.
    fn out(&mut self, ui: &mut Ui, view: &LookedView, shared: &Shared<'_>) {
        let rows = &view.disclosures;
        let at = self.told.min(rows.len().saturating_sub(1));
        let table = id("out").with(view.client.to_string());
        self.told = out(ui, table, rows, at, shared).unwrap_or(at);
        let Some(row) = rows.get(at) else { return };
        let hidden = say("looked-hidden");
        let what = row.what.as_deref().unwrap_or(&hidden);
        let number = row.letter.to_string();
        let values = [("number", number.as_str()), ("what", what)];
        ui.add_space(space::S8);
        Text::help(&say_with("looked-told", &values)).show(ui);
    }
}

/// Draws the table; the row to which the cursor came, or that was opened.
fn out(
    ui: &mut Ui,
    table: Id,
    rows: &[DisclosureRow],
    told: usize,
    shared: &Shared<'_>,
) -> Option<usize> {
    let heads = ["when", "who", "letter", "receiver", "ground"];
    let heads = heads.map(|part| say(&format!("looked-col-{part}")));
    let columns = [
        Column::new(&heads[0], 1.6).least(150.0),
        Column::new(&heads[1], 1.6).least(130.0),
        Column::new(&heads[2], 2.2).least(150.0),
        Column::new(&heads[3], 1.8).least(120.0),
        Column::new(&heads[4], 1.8).least(120.0),
    ];
    let (name, words) = (say("looked-out"), Words::of(ui));
    let hidden = say("looked-hidden");
    let reply = Table::new(table, &name, &columns, rows.len())
        .dense()
        .selected(Some(told))
        .show(ui, |index| {
            let row = &rows[index];
            let number = row.letter.to_string();
            let letter = say_with("looked-letter", &[("number", &number), ("kind", &row.kind)]);
            vec![
                moment(row.at, shared.today, &words).into(),
                row.who.clone().into(),
                Cell::Strong(letter),
                row.receiver
                    .clone()
                    .unwrap_or_else(|| hidden.clone())
                    .into(),
                row.ground.clone().unwrap_or_default().into(),
            ]
        });
    reply.opened.or(reply.moved_to)
}
