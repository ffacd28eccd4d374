//! Records: what waits for somebody, what is due, legal holds, for how long what is kept, and past erasures.

pub(crate) mod form;
mod lists;
mod waiting;

use egui::{Id, Ui};

use crate::app::command::{Command, Deed};
use crate::app::records::{Ask as RecordsAsk, EraseRow, HoldRow, Told, View, report_lines};
use crate::text::{say, say_with};
use crate::ui::fields;
use crate::ui::screen::{Ask, Shared};
use crate::ui::theme::space;
use crate::ui::widgets::{Banner, Button, Choice, Dialog, Text, Tone};
use crate::ui::{Icon, Words, dates};

use form::{Form, Matter};
use lists::past_part;

/// The page.
#[derive(Default)]
pub struct RecordsPage {
    view: Option<Box<View>>,
    form: Option<Box<Form>>,
    /// The reason for an opening, as it was read.
    reading: Option<(crate::domain::id::OpeningId, String)>,
    /// The report of an erasure, a line each.
    report: Option<Vec<String>>,
}

fn do_it(asks: &mut Vec<Ask>, ask: RecordsAsk) {
    asks.push(Ask::Do(Command::Records(ask)));
}

impl RecordsPage {
    /// How many things wait.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.view.as_ref().map_or(0, |view| view.waiting())
    }

    /// How many records are due: those that go by themselves, and go without anybody, are not counted.
    #[must_use]
    pub fn due(&self) -> usize {
        let due = self.view.iter().flat_map(|view| &view.due);
        due.filter(|row| !row.due.by_itself && !row.due.held)
            .count()
    }

    /// Something came.
    pub fn hear(&mut self, told: Told) {
        match told {
            Told::View(view) => self.view = Some(view),
            Told::Reason { opening, text } => self.reading = Some((opening, text)),
            Told::Erased(report) => {
                self.form = None;
                self.report = Some(report_lines(&report));
            }
            Told::Done(_) => self.close_form(),
            Told::OfClient(_) | Told::Closed(_) | Told::Opened(_) => {}
        }
    }

    /// Something was refused.
    pub fn refused(&mut self) {
        if let Some(form) = &mut self.form {
            form.refused();
        }
    }

    fn close_form(&mut self) {
        if self.form.as_ref().is_some_and(|form| form.is_sent()) {
            self.form = None;
        }
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
        let (title, help) = (say("place-records"), say("records-help"));
        let hold_all = say("hold-set-all");
        let may_hold = shared.opened.can(Deed::HoldSet);
        let pressed = fields::head(ui, &title, &help, |ui| {
            may_hold && Button::quiet(&hold_all).icon(Icon::Lock).show(ui).clicked()
        });
        if pressed {
            self.form = Some(Box::new(Form::new(Matter::Hold(None))));
        }
        ui.add_space(space::S16);
        if let Some(view) = self.view.take() {
            self.waiting_part(ui, &view, shared, asks);
            self.due_part(ui, &view, shared, asks);
            self.holds_part(ui, &view, shared);
            self.table_part(ui, &view, shared);
            past_part(ui, &view, shared);
            self.view = Some(view);
        } else {
            Text::help(&say("records-loading")).show(ui);
        }
        self.dialogs(ui, shared, asks);
    }

    fn dialogs(&mut self, ui: &Ui, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
        if let Some(form) = &mut self.form
            && form.show(ui, shared, asks)
        {
            self.form = None;
        }
        if let Some((opening, text)) = &self.reading {
            let (title, looked) = (say("opening-reason-title"), say("opening-looked"));
            let close = say("erase-done-close");
            let choice = Dialog::new(Id::unique("opening reason"), &title, &close)
                .text(text)
                .act(&looked)
                .show(ui);
            if choice == Some(Choice::Act) {
                do_it(asks, RecordsAsk::AcknowledgeOpening(*opening));
            }
            if choice.is_some() {
                self.reading = None;
            }
        }
        if let Some(lines) = &self.report {
            let (title, close) = (say("erase-done-title"), say("erase-done-close"));
            let (choice, ()) = Dialog::new(Id::unique("erasure report"), &title, &close)
                .width(600.0)
                .show_with(ui, |ui| {
                    for line in lines {
                        Text::body(line).full_width().show(ui);
                    }
                });
            if choice.is_some() {
                self.report = None;
            }
        }
    }
}

/// A hold, with a button where it may be released; whether that was pressed.
pub(crate) fn hold_banner(
    ui: &mut Ui,
    row: &HoldRow,
    may_release: bool,
    alone: bool,
    shared: &Shared<'_>,
) -> bool {
    let words = Words::of(ui);
    let title = match &row.client {
        Some(client) => say_with("hold-on", &[("client", client)]),
        None => say("hold-on-all"),
    };
    let since = dates::moment_within(row.since, shared.today, &words);
    let values = [
        ("reason", row.reason.as_str()),
        ("matter", row.matter.as_str()),
        ("by", row.by.as_str()),
        ("when", since.as_str()),
    ];
    let message = if row.matter.is_empty() {
        "hold-line"
    } else {
        "hold-line-matter"
    };
    let text = say_with(message, &values);
    let release = say(if alone {
        "hold-release"
    } else {
        "hold-release-ask"
    });
    let actions = [release.as_str()];
    let pressed = Banner::new(Id::unique(("hold", row.id)), Tone::Info, &title)
        .text(&text)
        .actions(if may_release { &actions } else { &[] })
        .show(ui);
    ui.add_space(space::S8);
    pressed.is_some()
}

/// Who asked to erase whom, when and why.
pub(crate) fn erase_line(row: &EraseRow, shared: &Shared<'_>, words: &Words) -> String {
    let when = dates::moment_within(row.at, shared.today, words);
    let why = say(&format!("erase-why-{}", row.why.word()));
    say_with(
        "erase-asked-line",
        &[
            ("by", &row.by),
            ("client", &row.client),
            ("when", &when),
            ("why", &why),
            ("reason", &row.reason),
        ],
    )
}
