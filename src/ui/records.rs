//! Records: what waits for somebody, what is due, legal holds, for how long what is kept, and past erasures.

pub(crate) mod form;

use egui::{Id, Ui};

use crate::app::command::{Command, Deed};
use crate::app::records::{
    Ask as RecordsAsk, EraseRow, HoldRow, OpeningRow, Told, View, report_lines,
};
use crate::text::{count, say, say_with};
use crate::ui::fields;
use crate::ui::screen::{Ask, Place, Shared};
use crate::ui::shell;
use crate::ui::theme::space;
use crate::ui::widgets::{Banner, Button, Cell, Choice, Column, Dialog, Table, Text, Tone};
use crate::ui::{Icon, Ink, State, Words, dates};

use form::{Form, Matter};

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

    fn waiting_part(&mut self, ui: &mut Ui, view: &View, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
        fields::heading(ui, "records-waiting");
        ui.add_space(space::S4);
        if view.waiting() == 0 {
            Text::help(&say("records-nothing-waits")).show(ui);
        }
        if view.clock_waits {
            self.clock(ui, shared);
        }
        for row in &view.openings {
            opening(ui, row, shared, asks);
        }
        for row in &view.erasures {
            self.erasure(ui, row, view, shared, asks);
        }
        for row in view.holds.iter().filter(|row| row.asked.is_some()) {
            self.release(ui, row, view, shared, asks);
        }
        self.proposal(ui, view, shared, asks);
        ui.add_space(space::S24);
    }

    fn clock(&mut self, ui: &mut Ui, shared: &Shared<'_>) {
        let (title, text, right) = (say("clock-title"), say("clock-text"), say("clock-confirm"));
        let actions = [right.as_str()];
        let may = shared.opened.can(Deed::ClockConfirm);
        let pressed = Banner::new(Id::unique("clock waits"), Tone::Care, &title)
            .text(&text)
            .actions(if may { &actions } else { &[] })
            .show(ui);
        if pressed.is_some() {
            self.form = Some(Box::new(Form::new(Matter::Clock)));
        }
        ui.add_space(space::S8);
    }

    fn erasure(
        &mut self,
        ui: &mut Ui,
        row: &EraseRow,
        view: &View,
        shared: &Shared<'_>,
        asks: &mut Vec<Ask>,
    ) {
        let opened = shared.opened;
        let words = Words::of(ui);
        let blocked = if !opened.can(Deed::EraseConfirm) {
            Some(say("erase-clinician"))
        } else if row.mine && !view.alone {
            Some(say("erase-mine"))
        } else if row.early {
            let (day, time) = (
                dates::moment(row.from, shared.today, &words),
                dates::clock(row.from),
            );
            // Another day is told without its hour, and here the hour matters.
            let when = if day.contains(&time) {
                day
            } else {
                format!("{day}, {time}")
            };
            Some(say_with("erase-early", &[("when", &when)]))
        } else {
            None
        };
        let mut text = erase_line(row, shared, &words);
        if let Some(blocked) = &blocked {
            text = format!("{text} {blocked}");
        }
        let (erase, back) = (say("erase-confirm"), say("erase-withdraw"));
        let mut actions = Vec::new();
        if blocked.is_none() {
            actions.push(erase.as_str());
        }
        let may_withdraw = opened.can(Deed::EraseRequest) || opened.can(Deed::EraseConfirm);
        if may_withdraw {
            actions.push(back.as_str());
        }
        let title = say("erase-asked");
        let pressed = Banner::new(Id::unique(("erasure", row.id)), Tone::Stop, &title)
            .text(&text)
            .actions(&actions)
            .show(ui);
        match pressed {
            Some(0) if blocked.is_none() => {
                let matter = Matter::Erase {
                    row: Box::new(row.clone()),
                    alone: row.mine,
                };
                self.form = Some(Box::new(Form::new(matter)));
            }
            Some(_) => do_it(asks, RecordsAsk::WithdrawErasure(row.id)),
            None => {}
        }
        ui.add_space(space::S8);
    }

    fn release(
        &mut self,
        ui: &mut Ui,
        row: &HoldRow,
        view: &View,
        shared: &Shared<'_>,
        asks: &mut Vec<Ask>,
    ) {
        let Some((by, reason)) = &row.asked else {
            return;
        };
        let values = |client| [("by", by.as_str()), ("client", client), ("reason", reason)];
        let title = match &row.client {
            Some(client) => say_with("hold-asked", &values(client)),
            None => say_with("hold-asked-all", &values("")),
        };
        let text = if row.asked_by_me && !view.alone {
            say("hold-asked-mine")
        } else {
            String::new()
        };
        let may = shared.opened.can(Deed::HoldRelease) && (!row.asked_by_me || view.alone);
        let (release, keep) = (say("hold-release"), say("hold-keep"));
        let mut actions = Vec::new();
        if may {
            actions.push(release.as_str());
        }
        if shared.opened.can(Deed::HoldSet) {
            actions.push(keep.as_str());
        }
        let pressed = Banner::new(Id::unique(("release", row.id)), Tone::Care, &title)
            .text(&text)
            .actions(&actions)
            .show(ui);
        match pressed {
            Some(0) if may => {
                let matter = Matter::Release {
                    hold: row.id,
                    asks: false,
                };
                self.form = Some(Box::new(Form::new(matter)));
            }
            Some(_) => do_it(asks, RecordsAsk::KeepHold(row.id)),
            None => {}
        }
        ui.add_space(space::S8);
    }

    fn proposal(&mut self, ui: &mut Ui, view: &View, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
        let Some(proposed) = &view.retention.proposed else {
            return;
        };
        let mine = view.proposed_by.is_none();
        let title = match &view.proposed_by {
            Some(by) => say_with("retention-proposed", &[("by", by)]),
            None => say("retention-proposed-mine"),
        };
        let table = &proposed.table;
        let numbers = [
            ("support", table.support_days.to_string()),
            ("draft", table.draft_days.to_string()),
            ("warn", table.draft_warn_days.to_string()),
            ("signed", table.signed_years.to_string()),
        ];
        let values: Vec<(&str, &str)> = numbers
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let mut text = say_with("retention-proposed-text", &values);
        let may = shared.opened.can(Deed::RetentionActivate) && (!mine || view.alone);
        if !may {
            text = format!("{text} {}", say("retention-wait-second"));
        }
        let (activate, back) = (say("retention-activate"), say("erase-withdraw"));
        let mut actions = Vec::new();
        if may {
            actions.push(activate.as_str());
        }
        if shared.opened.can(Deed::RetentionPropose) {
            actions.push(back.as_str());
        }
        let pressed = Banner::new(Id::unique("proposed table"), Tone::Care, &title)
            .text(&text)
            .actions(&actions)
            .show(ui);
        match pressed {
            Some(0) if may => {
                let matter = Matter::Activate { alone: mine };
                self.form = Some(Box::new(Form::new(matter)));
            }
            Some(_) => do_it(asks, RecordsAsk::WithdrawTable),
            None => {}
        }
        ui.add_space(space::S8);
    }

    fn due_part(&mut self, ui: &mut Ui, view: &View, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
        if !shared.opened.can(Deed::DueSee) {
            return;
        }
        fields::heading(ui, "due-title");
        ui.add_space(space::S4);
        if view.due.is_empty() {
            Text::help(&say("due-none")).show(ui);
            ui.add_space(space::S24);
            return;
        }
        let heads = ["what", "client", "date", "why"].map(|part| say(&format!("due-col-{part}")));
        let columns = [
            Column::new(&heads[0], 2.0).least(160.0),
            Column::new(&heads[1], 2.0).least(160.0),
            Column::new(&heads[2], 1.2).least(110.0),
            Column::new(&heads[3], 2.6).least(180.0),
        ];
        let (name, words) = (say("due-title"), Words::of(ui));
        let table = Table::new(Id::unique("due list"), &name, &columns, view.due.len());
        let opened = table
            .show(ui, |index| {
                let row = &view.due[index];
                vec![
                    Cell::Strong(say(&format!("due-class-{}", row.due.class.word()))),
                    row.client.clone().into(),
                    dates::day(row.due.date, &words).into(),
                    due_why(row, view),
                ]
            })
            .opened;
        let row = opened.and_then(|index| view.due.get(index));
        if let Some(id) = row.and_then(|row| row.screening)
            && shared.opened.can(Deed::ScreeningList)
        {
            asks.push(Ask::Go(Place::Screening(id)));
        }
        ui.add_space(space::S24);
    }

    fn holds_part(&mut self, ui: &mut Ui, view: &View, shared: &Shared<'_>) {
        if !shared.opened.can(Deed::HoldSee) {
            return;
        }
        fields::heading(ui, "hold-title");
        ui.add_space(space::S4);
        if view.holds.is_empty() {
            Text::help(&say("hold-none")).show(ui);
        }
        for row in &view.holds {
            let may = shared.opened.can(Deed::HoldRelease) && row.asked.is_none();
            if hold_banner(ui, row, may, view.alone, shared) {
                let matter = Matter::Release {
                    hold: row.id,
                    asks: !view.alone,
                };
                self.form = Some(Box::new(Form::new(matter)));
            }
        }
        ui.add_space(space::S24);
    }

    fn table_part(&mut self, ui: &mut Ui, view: &View, shared: &Shared<'_>) {
        fields::heading(ui, "retention-title");
        ui.add_space(space::S4);
        let words = Words::of(ui);
        match &view.retention.activated {
            Some(done) => {
                let when = dates::moment_within(done.at, shared.today, &words);
                let by = view.activated_by.as_deref().unwrap_or_default();
                Text::help(&say_with(
                    "retention-active",
                    &[("when", &when), ("by", by)],
                ))
                .show(ui);
            }
            None => {
                Text::help(&say("retention-not-active"))
                    .full_width()
                    .show(ui);
            }
        }
        ui.add_space(space::S8);
        shell::card(ui, |ui| periods(ui, view));
        ui.add_space(space::S8);
        if shared.opened.can(Deed::RetentionPropose) {
            let propose = say(if view.retention.activated.is_some() {
                "retention-propose"
            } else {
                "retention-propose-these"
            });
            if Button::quiet(&propose)
                .icon(Icon::Pencil)
                .id(Id::unique("propose periods"))
                .show(ui)
                .clicked()
            {
                self.form = Some(Box::new(Form::propose(&view.retention.table)));
            }
        }
        ui.add_space(space::S24);
    }
}

/// The class, the period and what is particular about it, a row each.
fn periods(ui: &mut Ui, view: &View) {
    let table = &view.retention.table;
    let mut support = count("retention-support-value", usize::from(table.support_days));
    if table.support_on_joining {
        support = format!("{support} {}", say("retention-support-joined"));
    }
    let draft = format!(
        "{}; {}",
        count("retention-draft-value", usize::from(table.draft_days)),
        count("retention-draft-warn", usize::from(table.draft_warn_days)),
    );
    let minors = if table.minors_from_adulthood {
        let age = table.adult_at.to_string();
        say_with("retention-minors", &[("age", &age)])
    } else {
        say("retention-minors-not")
    };
    let signed = count("retention-signed-value", usize::from(table.signed_years));
    for (label, value) in [
        ("retention-support", support),
        ("retention-draft", draft),
        ("retention-signed", format!("{signed}. {minors}.")),
    ] {
        Text::strong(&say(label)).show(ui);
        Text::body(&value).ink(Ink::Help).full_width().show(ui);
        ui.add_space(space::S8);
    }
}

fn due_why(row: &crate::app::records::DueRow, view: &View) -> Cell {
    if row.due.held {
        return Cell::State(State::Note, Some(say("due-held")));
    }
    let word = row.due.why.word();
    // Until periods are in force, an old draft is only named.
    let message = if word == "soon" && view.retention.activated.is_none() {
        "due-why-soon-kept".to_owned()
    } else {
        format!("due-why-{word}")
    };
    let state = if row.due.by_itself {
        State::Concern
    } else {
        State::Note
    };
    Cell::State(state, Some(say(&message)))
}

fn past_part(ui: &mut Ui, view: &View, shared: &Shared<'_>) {
    if view.past.is_empty() {
        return;
    }
    fields::heading(ui, "erased-past");
    ui.add_space(space::S4);
    let words = Words::of(ui);
    for row in &view.past {
        let when = dates::moment_within(row.at, shared.today, &words);
        let why = say(&format!("erase-why-{}", row.why.word()));
        let number = |value: u64| usize::try_from(value).unwrap_or(usize::MAX);
        let line = say_with(
            "erased-past-line",
            &[
                ("when", &when),
                ("why", &why),
                (
                    "screenings",
                    &count("erased-screenings", number(row.erased.screenings)),
                ),
                (
                    "letters",
                    &count("erased-letters", number(row.erased.letters)),
                ),
                ("by", &row.by),
            ],
        );
        Text::body(&line).full_width().show(ui);
    }
}

fn opening(ui: &mut Ui, row: &OpeningRow, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
    let words = Words::of(ui);
    let when = dates::moment_within(row.at, shared.today, &words);
    let why = say(&format!("restricted-why-{}", row.why.word()));
    let title = say_with(
        "opening-line",
        &[
            ("by", &row.by),
            ("client", &row.client),
            ("when", &when),
            ("why", &why),
        ],
    );
    let (tone, text) = if row.overdue {
        (Tone::Stop, say("opening-overdue"))
    } else {
        (Tone::Care, say("opening-due"))
    };
    let read = say("opening-read");
    let pressed = Banner::new(Id::unique(("opening", row.id)), tone, &title)
        .text(&text)
        .actions(&[&read])
        .show(ui);
    if pressed.is_some() {
        do_it(asks, RecordsAsk::ReadOpening(row.id));
    }
    ui.add_space(space::S8);
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
