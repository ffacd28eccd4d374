//! What is due, what is held, for how long records are kept, and what was erased.

use egui::{Id, Ui};

use crate::app::command::Deed;
use crate::app::records::View;
use crate::text::{count, say, say_with};
use crate::ui::screen::{Ask, Place, Shared};
use crate::ui::theme::space;
use crate::ui::widgets::{Button, Cell, Column, Table, Text};
use crate::ui::{Icon, Ink, State, Words, dates, fields, shell};

use super::form::{Form, Matter};
use super::{RecordsPage, hold_banner};

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

pub(super) fn past_part(ui: &mut Ui, view: &View, shared: &Shared<'_>) {
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

impl RecordsPage {
    pub(super) fn due_part(
        &mut self,
        ui: &mut Ui,
        view: &View,
        shared: &Shared<'_>,
        asks: &mut Vec<Ask>,
    ) {
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

    pub(super) fn holds_part(&mut self, ui: &mut Ui, view: &View, shared: &Shared<'_>) {
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

    pub(super) fn table_part(&mut self, ui: &mut Ui, view: &View, shared: &Shared<'_>) {
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
