//! The parts of the form, each with what belongs to the kind of group.

use egui::Ui;

use super::codes::{
    ACCESS, ACTIVITIES, ADVICE, KINDS, MEMBERSHIP, MODES, ROLES, STAGES, STATUS, STYLES,
    SUPPORT_THEMES, THERAPY_THEMES, WELCOME,
};
use super::limits::Field;
use super::lines::{
    is_number, long, maybe_one_of, number, one_of, settle_any, some, text, unusual, wrong, yes_no,
};
use super::{GroupForm, id};
use crate::domain::group::{GroupKind, LeaderRole, Membership};
use crate::text::{say, say_with};
use crate::ui::fields::{self, Line, Most};
use crate::ui::theme::space;
use crate::ui::widgets::{DateField, Text, TextField, time_grid};

impl GroupForm {
    pub(super) fn basics(&mut self, ui: &mut Ui) {
        one_of(ui, id("kind"), "group-kind", &KINDS, &mut self.group.kind);
        wrong(ui, id("kind"), self.error(Field::Kind));
        let about = if self.therapy() {
            "group-kind-therapy-about"
        } else {
            "group-kind-support-about"
        };
        Text::help(&say(about)).show(ui);
        ui.add_space(space::S16);
        let error = self.error(Field::Name);
        Line::new(id("name"), "group-name")
            .error(error)
            .show(ui, &mut self.group.name);
        fields::focus_once(ui, &mut self.focus, id("name"));
        one_of(
            ui,
            id("status"),
            "group-status",
            &STATUS,
            &mut self.group.status,
        );
        ui.add_space(space::S8);
    }

    pub(super) fn about(&mut self, ui: &mut Ui) {
        if self.therapy() {
            maybe_one_of(
                ui,
                id("style"),
                "group-style",
                &STYLES,
                &mut self.group.style,
            );
        }
        let themes: &[&str] = if self.therapy() {
            &THERAPY_THEMES
        } else {
            &SUPPORT_THEMES
        };
        let (theme, outcome) = (self.error(Field::Themes), self.error(Field::OutcomeLine));
        let group = &mut self.group;
        let changed = fields::chips(
            ui,
            id("themes"),
            "group-themes",
            ("theme", themes),
            Most::Any,
            &mut group.themes,
        );
        if changed {
            settle_any(&mut group.themes);
        }
        wrong(ui, id("themes").with(themes[0]), theme);
        if group.kind == GroupKind::Support {
            let codes = ("stage", STAGES.as_slice());
            let chosen = &mut group.stages;
            if fields::chips(ui, id("stages"), "group-stages", codes, Most::Any, chosen) {
                settle_any(chosen);
            }
            let codes = ("welcome", WELCOME.as_slice());
            let chosen = &mut group.welcome;
            fields::chips(ui, id("welcome"), "group-welcome", codes, Most::Any, chosen);
        }
        text(ui, "for whom", "group-for-whom", &mut group.for_whom);
        if group.kind == GroupKind::Therapy {
            let mut line = group.outcome_line.clone().unwrap_or_default();
            Line::new(id("outcome line"), "group-outcome-line")
                .error(outcome)
                .show(ui, &mut line);
            group.outcome_line = some(&line);
        }
    }

    pub(super) fn when(&mut self, ui: &mut Ui) {
        let group = &mut self.group;
        let mut slot: Vec<String> = group.slot.iter().cloned().collect();
        let codes = ("slot", time_grid::CODES.as_slice());
        if fields::chips(ui, id("slot"), "group-slot", codes, Most::One, &mut slot) {
            group.slot = slot.pop();
        }
        fields::pair(
            ui,
            |ui| text(ui, "time", "group-time", &mut group.time),
            |ui| text(ui, "frequency", "group-frequency", &mut group.frequency),
        );
        let hint = self.hint(Field::Minutes);
        number(
            ui,
            "minutes",
            "group-minutes",
            hint,
            &mut self.numbers.minutes,
        );
        let (ends, weeks) = (self.error(Field::Ends).map(say), self.hint(Field::Ends));
        let group = &mut self.group;
        let (starts_label, ends_label) = (say("group-starts"), say("group-ends"));
        fields::pair(
            ui,
            |ui| {
                DateField::new(id("starts"), &starts_label)
                    .optional()
                    .show(ui, &mut group.starts)
            },
            |ui| {
                DateField::new(id("ends"), &ends_label)
                    .optional()
                    .error(ends.as_deref())
                    .show(ui, &mut group.ends)
            },
        );
        unusual(ui, "ends", weeks);
        text(ui, "season", "group-season", &mut group.season);
        let mut mode = group.mode;
        maybe_one_of(ui, id("mode"), "group-mode", &MODES, &mut mode);
        group.mode = mode;
        text(ui, "place", "group-place", &mut group.place);
    }

    pub(super) fn seats(&mut self, ui: &mut Ui) {
        let mut membership = self.group.membership();
        one_of(
            ui,
            id("membership"),
            "group-membership",
            &MEMBERSHIP,
            &mut membership,
        );
        if membership != self.group.membership() {
            self.group.membership = Some(membership);
        }
        ui.add_space(space::S12);
        if membership == Membership::Closed {
            let label = say("group-enrol-until");
            DateField::new(id("enrol until"), &label)
                .optional()
                .show(ui, &mut self.group.enrol_until);
        }
        let (capacity, hint) = (self.error(Field::Capacity), self.hint(Field::Capacity));
        let numbers = &mut self.numbers;
        fields::pair(
            ui,
            |ui| number(ui, "minimum", "group-minimum", None, &mut numbers.minimum),
            |ui| {
                number(
                    ui,
                    "capacity",
                    "group-capacity",
                    capacity.map(|it| (it, true)).or(hint),
                    &mut numbers.capacity,
                );
            },
        );
        fields::pair(
            ui,
            |ui| {
                number(
                    ui,
                    "enrolled",
                    "group-enrolled",
                    None,
                    &mut numbers.enrolled,
                )
            },
            |ui| {
                number(
                    ui,
                    "reserved",
                    "group-reserved",
                    None,
                    &mut numbers.reserved,
                )
            },
        );
        if self.group.kind == GroupKind::Support {
            fields::tick(
                ui,
                id("large"),
                "group-large-support",
                &mut self.group.large_support,
            );
        }
    }

    pub(super) fn cost(&mut self, ui: &mut Ui) {
        if !self.therapy() {
            Text::body(&say("group-support-free")).show(ui);
            ui.add_space(space::S8);
            text(
                ui,
                "donation",
                "group-donation",
                &mut self.group.donation_note,
            );
            return;
        }
        if !self.currency.is_empty() {
            let line = say_with("group-currency", &[("currency", &self.currency)]);
            Text::help(&line).show(ui);
        }
        let fee = match self.error(Field::Fee) {
            _ if !is_number(&self.numbers.fee) => Some("error-number"),
            error => error,
        };
        let numbers = &mut self.numbers;
        fields::pair(
            ui,
            |ui| {
                Line::new(id("fee"), "group-fee")
                    .error(fee)
                    .width(160.0)
                    .limit(6)
                    .show(ui, &mut numbers.fee)
            },
            |ui| {
                number(
                    ui,
                    "reduced",
                    "group-reduced-places",
                    None,
                    &mut numbers.reduced,
                )
            },
        );
        if self.numbers.fee.trim() == "0" {
            let error = self.error(Field::FreeReason);
            let mut reason = self.group.free_reason.clone().unwrap_or_default();
            Line::new(id("free reason"), "group-free-reason")
                .error(error)
                .show(ui, &mut reason);
            self.group.free_reason = some(&reason);
        }
        yes_no(
            ui,
            id("insurance"),
            "group-insurance",
            &mut self.group.insurance,
        );
    }

    pub(super) fn people(&mut self, ui: &mut Ui) {
        Line::new(id("leaders"), "group-leaders")
            .error(self.error(Field::Leaders))
            .limit(400)
            .show(ui, &mut self.leaders);
        self.each_leader(ui);
        let roles: &[(LeaderRole, &str)] = if self.therapy() { &ROLES[..1] } else { &ROLES };
        let therapy = self.therapy();
        let group = &mut self.group;
        if !therapy {
            maybe_one_of(
                ui,
                id("role"),
                "group-leader-role",
                roles,
                &mut group.leader_role,
            );
            yes_no(
                ui,
                id("mandated"),
                "group-host-mandated",
                &mut group.host_mandated,
            );
            let shares = &mut group.host_shares_experience;
            yes_no(ui, id("shares"), "group-host-shares", shares);
        }
        fields::pair(
            ui,
            |ui| text(ui, "language", "group-language", &mut group.language),
            |_| {},
        );
        yes_no(
            ui,
            id("interpreter"),
            "group-interpreter",
            &mut group.interpreter_ok,
        );
        let mut access = group.access.clone().unwrap_or_default();
        let codes = ("access", ACCESS.as_slice());
        if fields::chips(
            ui,
            id("access"),
            "group-access",
            codes,
            Most::Any,
            &mut access,
        ) {
            group.access = Some(access);
        }
    }

    /// Of who leads a therapy group the licence, of a host how to be reached: the introduction to a support group says it.
    fn each_leader(&mut self, ui: &mut Ui) {
        let therapy = self.therapy();
        for name in self.names() {
            let line = self.known.entry(name.clone()).or_default();
            let of = id("leader").with(&name);
            if !therapy {
                let label = say_with("group-leader-contact", &[("name", &name)]);
                TextField::new(of.with("contact"), &label)
                    .optional()
                    .limit(100)
                    .show(ui, &mut line.contact);
                continue;
            }
            let (kind, number, until) = (
                say_with("group-leader-licence", &[("name", &name)]),
                say("group-leader-number"),
                say("group-leader-until"),
            );
            fields::triple(
                ui,
                |ui| {
                    TextField::new(of.with("licence"), &kind)
                        .limit(100)
                        .show(ui, &mut line.licence)
                },
                |ui| {
                    TextField::new(of.with("number"), &number)
                        .limit(60)
                        .show(ui, &mut line.number)
                },
                |ui| DateField::new(of.with("until"), &until).show(ui, &mut line.until),
            );
        }
    }

    pub(super) fn working(&mut self, ui: &mut Ui) {
        let therapy = self.therapy();
        let group = &mut self.group;
        if therapy {
            fields::label(ui, "group-homework");
            fields::tick(
                ui,
                id("homework"),
                "group-homework-tick",
                &mut group.homework,
            );
            ui.add_space(space::S12);
        } else {
            maybe_one_of(ui, id("advice"), "group-advice", &ADVICE, &mut group.advice);
            yes_no(ui, id("talks"), "group-guest-talks", &mut group.guest_talks);
        }
        let codes = ("activity", ACTIVITIES.as_slice());
        let chosen = &mut group.activities;
        fields::chips(
            ui,
            id("activities"),
            "group-activities",
            codes,
            Most::Any,
            chosen,
        );
        text(
            ui,
            "composition",
            "group-composition",
            &mut group.composition,
        );
        long(ui, "rules", "group-rules", &mut group.rules);
        text(ui, "banner", "group-banner", &mut group.banner);
    }
}
