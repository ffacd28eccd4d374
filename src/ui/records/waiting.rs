//! What waits for somebody: openings, erasures, releases, a proposed table, a date that jumped.

use egui::{Id, Ui};

use crate::app::command::Deed;
use crate::app::records::{Ask as RecordsAsk, EraseRow, HoldRow, OpeningRow, View};
use crate::text::{say, say_with};
use crate::ui::screen::{Ask, Shared};
use crate::ui::theme::space;
use crate::ui::widgets::{Banner, Text, Tone};
use crate::ui::{Words, dates, fields};

use super::form::{Form, Matter};
use super::{RecordsPage, do_it, erase_line};

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

impl RecordsPage {
    pub(super) fn waiting_part(
        &mut self,
        ui: &mut Ui,
        view: &View,
        shared: &Shared<'_>,
        asks: &mut Vec<Ask>,
    ) {
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
}
