//! Finds a client while one types: one search is under way at a time, so that typing never queues.

use egui::{Id, Ui};

use std::collections::BTreeMap;

use crate::app::clients::PAGE;
use crate::app::command::{ClientRow, Command};
use crate::text::say;
use crate::ui::screen::Ask;
use crate::ui::theme::space;
use crate::ui::widgets::{Cell, Column, EmptyState, SearchField, Table};
use crate::ui::{Icon, Words, dates, fields, keys::Wish};

/// Pages that are held at once; further ones are asked for again when they come into view.
const HELD: usize = 12;

/// A search and its table.
pub struct Finder {
    id: Id,
    query: String,
    /// What was asked and not answered yet.
    asked: Option<String>,
    found: Option<Found>,
    focus: bool,
    wants_new: bool,
}

/// Who was found: how many in all, and the pages that were looked at.
#[derive(Default)]
struct Found {
    query: String,
    total: usize,
    pages: BTreeMap<usize, Vec<ClientRow>>,
    /// The page that was asked for.
    asked: Option<usize>,
}

impl Found {
    fn row(&self, index: usize) -> Option<&ClientRow> {
        self.pages.get(&(index / PAGE))?.get(index % PAGE)
    }

    fn take(&mut self, page: usize, rows: Vec<ClientRow>) {
        self.pages.insert(page, rows);
        // What lies farthest from here is let go.
        while self.pages.len() > HELD {
            let (first, last) = (self.pages.keys().next(), self.pages.keys().next_back());
            let (Some(&first), Some(&last)) = (first, last) else {
                return;
            };
            let far = if page - first > last - page {
                first
            } else {
                last
            };
            self.pages.remove(&far);
        }
    }
}

impl Finder {
    /// A search; nothing is listed until it was asked once.
    #[must_use]
    pub fn new(id: Id) -> Self {
        Self {
            id,
            query: String::new(),
            asked: None,
            found: None,
            focus: true,
            wants_new: false,
        }
    }

    /// The field has the focus next.
    pub fn focus(&mut self) {
        self.focus = true;
    }

    /// Nothing is searched for, and the field has the focus next.
    pub fn begin_anew(&mut self) {
        self.query.clear();
        self.focus = true;
    }

    /// The command that lists what is searched for now.
    pub fn ask(&mut self) -> Command {
        let query = self.query.trim().to_owned();
        self.asked = Some(query.clone());
        Command::FindClients { query }
    }

    /// The search failed; the next letter asks again.
    pub fn refused(&mut self) {
        self.asked = None;
    }

    /// Rows came; if more was typed meanwhile, that is asked next.
    pub fn hear(&mut self, query: &str, rows: &[ClientRow], asks: &mut Vec<Ask>) {
        if self.asked.as_deref() != Some(query) {
            return;
        }
        let whole = rows.len() < PAGE;
        self.found = Some(Found {
            query: query.to_owned(),
            total: rows.len(),
            pages: BTreeMap::from([(0, rows.to_vec())]),
            asked: (!whole).then_some(1),
        });
        self.asked = None;
        if !whole && self.query.trim() == query {
            asks.push(Ask::Do(Command::MoreClients {
                query: query.to_owned(),
                from: PAGE,
            }));
        }
        if self.query.trim() != query {
            let command = self.ask();
            asks.push(Ask::Do(command));
        }
    }

    /// A further page came.
    pub fn hear_more(&mut self, query: &str, from: usize, total: usize, rows: &[ClientRow]) {
        let Some(found) = self.found.as_mut().filter(|found| found.query == query) else {
            return;
        };
        let page = from / PAGE;
        if found.asked == Some(page) {
            found.asked = None;
        }
        found.total = total;
        found.take(page, rows.to_vec());
    }

    /// Whether the person searched for is to be added, asked for since the last frame.
    pub fn wants_new(&mut self) -> bool {
        std::mem::take(&mut self.wants_new)
    }

    /// Whether it found nobody and offers to add the person itself.
    #[must_use]
    pub fn offers_new(&self) -> bool {
        let nobody = self.found.as_ref().is_some_and(|found| found.total == 0);
        nobody && !self.query.trim().is_empty()
    }

    /// What was typed, if it can be a name.
    #[must_use]
    pub fn typed_name(&self) -> &str {
        let typed = self.query.trim();
        if typed.chars().any(|letter| letter.is_ascii_digit()) {
            ""
        } else {
            typed
        }
    }

    /// Draws the field and the table, and says who was chosen.
    pub fn show(&mut self, ui: &mut Ui, asks: &mut Vec<Ask>) -> Option<ClientRow> {
        let field = self.id.with("search");
        let table_id = self.id.with("table");
        let (name, hint) = (say("clients-search"), say("clients-search-hint"));
        let search = SearchField::new(field, &name)
            .hint(&hint)
            .width(560.0)
            .show(ui, &mut self.query);
        if search.reply.changed && self.asked.is_none() {
            let command = self.ask();
            asks.push(Ask::Do(command));
        }
        fields::focus_once(ui, &mut self.focus, field);
        let listed = self.found.as_ref().map_or(0, |found| found.total);
        if listed > 0 && (search.to_results || search.reply.wish == Some(Wish::GoOn)) {
            ui.memory_mut(|memory| memory.request_focus(table_id));
        }
        ui.add_space(space::S8);
        let found = self.found.as_mut()?;
        if found.total == 0 {
            return self.nobody(ui, search.reply.wish == Some(Wish::GoOn));
        }
        let mut wanted = None;
        let picked = table(ui, table_id, found.total, |index| {
            let row = found.row(index);
            if row.is_none() {
                wanted = wanted.or(Some(index / PAGE));
            }
            row
        });
        if let (Some(page), None) = (wanted, found.asked) {
            found.asked = Some(page);
            asks.push(Ask::Do(Command::MoreClients {
                query: found.query.clone(),
                from: page * PAGE,
            }));
        }
        picked.and_then(|index| found.row(index).cloned())
    }

    /// Nobody was found; Enter in the field adds the person, as the button does.
    fn nobody(&mut self, ui: &mut Ui, entered: bool) -> Option<ClientRow> {
        let searching = !self.query.trim().is_empty();
        let (title, text) = if searching {
            (say("clients-none-found"), say("clients-none-found-text"))
        } else {
            (say("clients-none"), say("clients-none-text"))
        };
        let add = say("clients-add-this");
        let empty = EmptyState::new(Icon::Users, &title).text(&text);
        let empty = if searching { empty.action(&add) } else { empty };
        let pressed = empty.show(ui).is_some_and(|button| button.clicked());
        self.wants_new |= pressed || entered && searching;
        None
    }
}

/// A table of clients.
pub fn table_of(ui: &mut Ui, id: Id, rows: &[ClientRow]) -> Option<usize> {
    table(ui, id, rows.len(), |index| rows.get(index))
}

/// A table of so many clients, of whom those in view are asked for; one who is on the way is an empty line.
fn table<'r>(
    ui: &mut Ui,
    id: Id,
    total: usize,
    mut row: impl FnMut(usize) -> Option<&'r ClientRow>,
) -> Option<usize> {
    let heads = ["name", "born", "number"].map(|part| say(&format!("client-col-{part}")));
    let columns = [
        Column::new(&heads[0], 3.0).least(200.0),
        Column::new(&heads[1], 1.2).least(140.0),
        Column::new(&heads[2], 1.2).least(130.0),
    ];
    let name = say("place-clients");
    let words = Words::of(ui);
    Table::new(id, &name, &columns, total)
        .show(ui, |index| match row(index) {
            Some(row) => cells(row, &words),
            None => vec![Cell::Text("\u{2026}".to_owned()), "".into(), "".into()],
        })
        .opened
}

fn cells(row: &ClientRow, words: &Words) -> Vec<Cell> {
    let name = match &row.legal_name {
        Some(legal) if *legal != row.name => format!("{} ({legal})", row.name),
        _ => row.name.clone(),
    };
    // The name is shown, as staff need it to greet somebody; the record behind it asks for a reason.
    let name = if row.restricted {
        format!("{name} \u{b7} {}", say("restricted-mark"))
    } else {
        name
    };
    vec![
        Cell::Strong(name),
        row.birth_date
            .map(|date| dates::day(date, words))
            .unwrap_or_default()
            .into(),
        row.record_number.clone().unwrap_or_default().into(),
    ]
}
