//! The activity log: who did what and when, whether it holds, and its export. Nothing here changes anything.

mod doubt;
mod looked;

use egui::{Id, Ui};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::app::activity::{ActivityQuery, ActivityRow, ActivityView, Exported, Kind, Verdict};
use crate::app::command::{Command, Deed};
use crate::domain::id::PersonId;
use crate::text::{say, say_with};
use crate::ui::save_file::{File, SaveFile};
use crate::ui::screen::{Ask, Shared};
use crate::ui::theme::space;
use crate::ui::widgets::{
    Banner, Button, Cell, Column, DateField, EmptyState, Select, Table, Text, Tone,
};
use crate::ui::{Icon, Words, dates, fields};

pub use doubt::DoubtDialog;
pub use looked::Looked;

/// What the log is written as.
const LOG: File = File {
    words: "activity-export",
    stem: "activity",
    extension: "jsonl",
    other: "",
};

/// The page.
#[derive(Default)]
pub struct ActivityPage {
    query: ActivityQuery,
    rows: Option<Vec<ActivityRow>>,
    more: bool,
    people: Vec<(PersonId, String)>,
    mark: String,
    computer_remembers: Option<bool>,
    person: Option<usize>,
    kind: Option<usize>,
    verdict: Option<Verdict>,
    exported: Option<Exported>,
    export: SaveFile,
}

fn id(part: &str) -> Id {
    Id::unique("activity").with(part)
}

impl ActivityPage {
    /// The page is opened.
    pub fn enter(&mut self) -> Command {
        *self = Self::default();
        self.ask()
    }

    /// Rows came.
    pub fn hear(&mut self, view: ActivityView) {
        // What was asked before the filter changed is of no use any more.
        let (asked, came) = (&self.query, &view.query);
        let fits = asked.person == came.person && asked.kind == came.kind && asked.day == came.day;
        if !fits {
            return;
        }
        match (&mut self.rows, came.before) {
            (Some(rows), Some(before)) if rows.last().is_some_and(|row| row.seq == before) => {
                rows.extend(view.rows);
            }
            (_, Some(_)) => return,
            (rows, None) => *rows = Some(view.rows),
        }
        self.more = view.more;
        self.people = view.people;
        self.mark = view.mark;
        self.computer_remembers = view.computer_remembers;
    }

    /// The log was verified.
    pub fn hear_verdict(&mut self, verdict: Verdict) {
        self.verdict = Some(verdict);
    }

    /// The log was written to a file.
    pub fn hear_export(&mut self, exported: Exported) {
        self.exported = Some(exported);
    }

    fn ask(&mut self) -> Command {
        self.query.before = None;
        Command::Activity(Box::new(self.query.clone()))
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
        self.head(ui, shared, asks);
        self.results(ui);
        self.filters(ui, asks);
        ui.add_space(space::S8);
        match &self.rows {
            None => {
                Text::help(&say("page-loading")).show(ui);
            }
            Some(rows) if rows.is_empty() => {
                let (title, text) = (say("activity-none"), say("activity-none-text"));
                EmptyState::new(Icon::ClockCounterClockwise, &title)
                    .text(&text)
                    .show(ui);
            }
            Some(rows) => table(ui, id("table"), rows, shared),
        }
        self.foot(ui, asks);
        if let Some(path) = self.export.show(ui, &LOG, shared.today) {
            self.exported = None;
            asks.push(Ask::Do(Command::ExportActivity { path }));
        }
    }

    fn head(&mut self, ui: &mut Ui, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
        let (title, help) = (say("place-activity"), say("activity-help"));
        let verify = if self.verdict.is_some() {
            say("activity-verify-again")
        } else {
            say("activity-verify")
        };
        let export = say("activity-export");
        let pressed = fields::head(ui, &title, &help, |ui| {
            let verify = shared.opened.can(Deed::LogVerify)
                && Button::primary(&verify)
                    .icon(Icon::CheckCircle)
                    .busy(shared.busy)
                    .id(id("verify"))
                    .show(ui)
                    .clicked();
            let export = shared.opened.can(Deed::LogExport)
                && Button::quiet(&export)
                    .icon(Icon::Download)
                    .id(id("export"))
                    .show(ui)
                    .clicked();
            (verify, export)
        });
        if pressed.0 {
            self.verdict = None;
            asks.push(Ask::Do(Command::VerifyActivity));
        }
        if pressed.1 {
            self.export.open(&LOG, shared.today);
        }
    }

    /// What came of verifying and of writing the log, until the page is left.
    fn results(&self, ui: &mut Ui) {
        if let Some(verdict) = &self.verdict {
            let (tone, title) = if verdict.holds {
                (Tone::Ok, say("activity-result-ok"))
            } else {
                (Tone::Stop, say("activity-result-bad"))
            };
            Banner::new(id("verdict"), tone, &title)
                .text(&verdict.lines.join("\n"))
                .show(ui);
            ui.add_space(space::S16);
        }
        if let Some(exported) = &self.exported {
            let (rows, path) = (
                exported.rows.to_string(),
                exported.path.display().to_string(),
            );
            let text = say_with("activity-exported", &[("rows", &rows), ("path", &path)]);
            let title = say_with("activity-mark", &[("mark", &exported.mark)]);
            Banner::new(id("exported"), Tone::Ok, &text)
                .text(&title)
                .show(ui);
            ui.add_space(space::S16);
        }
    }

    fn filters(&mut self, ui: &mut Ui, asks: &mut Vec<Ask>) {
        let (person, everybody) = (say("activity-person"), say("activity-everybody"));
        let (kind, all) = (say("activity-kind"), say("activity-all-kinds"));
        let (day, day_help) = (say("activity-day"), say("activity-day-help"));
        let kinds = Kind::ALL.map(|kind| say(kind.message()));
        let people = self.people.iter().map(|(_, name)| name.as_str());
        let people: Vec<&str> = std::iter::once(everybody.as_str()).chain(people).collect();
        let kinds: Vec<&str> = std::iter::once(all.as_str())
            .chain(kinds.iter().map(String::as_str))
            .collect();
        let before = self.query.clone();
        let (of_person, of_kind) = (&mut self.person, &mut self.kind);
        let date = &mut self.query.day;
        fields::triple(
            ui,
            |ui| Select::new(id("person"), &person, &everybody, people).show(ui, of_person),
            |ui| Select::new(id("kind"), &kind, &all, kinds).show(ui, of_kind),
            |ui| {
                DateField::new(id("day"), &day)
                    .help(&day_help)
                    .optional()
                    .show(ui, date)
            },
        );
        let chosen = |index: Option<usize>| index.and_then(|index| index.checked_sub(1));
        self.query.person = chosen(self.person)
            .and_then(|index| self.people.get(index))
            .map(|(person, _)| *person);
        self.query.kind = chosen(self.kind).and_then(|index| Kind::ALL.get(index).copied());
        if self.query != before {
            self.rows = None;
            let command = self.ask();
            asks.push(Ask::Do(command));
        }
    }

    fn foot(&mut self, ui: &mut Ui, asks: &mut Vec<Ask>) {
        let Some(rows) = &self.rows else { return };
        ui.add_space(space::S16);
        if self.more {
            let older = say("activity-older");
            let pressed = Button::quiet(&older).id(id("older")).show(ui).clicked();
            if let (true, Some(last)) = (pressed, rows.last()) {
                let query = ActivityQuery {
                    before: Some(last.seq),
                    ..self.query.clone()
                };
                asks.push(Ask::Do(Command::Activity(Box::new(query))));
            }
            ui.add_space(space::S16);
        }
        Text::meta(&say_with("activity-mark", &[("mark", &self.mark)])).show(ui);
        let computer = match self.computer_remembers {
            Some(true) => "activity-computer-yes",
            Some(false) => "activity-computer-no",
            None => return,
        };
        ui.add_space(space::S4);
        Text::meta(&say(computer)).show(ui);
    }
}

fn table(ui: &mut Ui, id: Id, rows: &[ActivityRow], shared: &Shared<'_>) {
    let with_ids = rows.iter().any(|row| !row.about.is_empty());
    let mut parts = vec![
        ("activity-col-when", 1.6, 150.0),
        ("activity-col-who", 1.8, 140.0),
        ("activity-col-what", 3.2, 200.0),
    ];
    if with_ids {
        parts.push(("activity-col-about", 1.0, 96.0));
    }
    parts.push(("activity-col-number", 0.6, 64.0));
    let heads: Vec<String> = parts.iter().map(|(message, _, _)| say(message)).collect();
    let columns: Vec<Column<'_>> = parts
        .iter()
        .zip(&heads)
        .map(|((_, share, least), head)| Column::new(head, *share).least(*least))
        .collect();
    let (name, words) = (say("place-activity"), Words::of(ui));
    Table::new(id, &name, &columns, rows.len())
        .dense()
        .show(ui, |index| {
            let row = &rows[index];
            let when = row
                .at
                .map(|at| moment(at, shared.today, &words))
                .unwrap_or_default();
            let mut cells: Vec<Cell> = vec![
                when.into(),
                row.who.clone().into(),
                Cell::Strong(row.what.clone()),
            ];
            if with_ids {
                cells.push(row.about.get(..8).unwrap_or_default().into());
            }
            cells.push(row.seq.to_string().into());
            cells
        });
}

/// The day with the time, as an older event is looked for by both.
pub(super) fn moment(at: Timestamp, today: Date, words: &Words) -> String {
    let date = dates::local(at).date();
    let shown = dates::moment(at, today, words);
    let day = dates::day(date, words);
    if shown == day {
        format!("{day}, {}", dates::clock(at))
    } else {
        shown
    }
}
