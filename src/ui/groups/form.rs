//! The form of a group: its kind first, then only what belongs to that kind. Limits are the record's own.

mod limits;

use egui::{Id, Ui};

use crate::app::command::Command;
use crate::domain::clinic::Clinic;
use crate::domain::group::{
    AdviceNorm, Group, GroupKind, GroupProblem, GroupStatus, LeaderRole, Membership, Mode, Style,
};
use crate::text::{say, say_with};
use crate::ui::Ink;
use crate::ui::fields::{self, Line, Most};
use crate::ui::screen::{Ask, Shared};
use crate::ui::shell::Divided;
use crate::ui::theme::space;
use crate::ui::widgets::{Banner, Button, DateField, Text, Tone, time_grid, typed};

use limits::{Field, field_of};

const KINDS: [(GroupKind, &str); 2] = [
    (GroupKind::Therapy, "group-kind-therapy"),
    (GroupKind::Support, "group-kind-support"),
];
const STATUS: [(GroupStatus, &str); 3] = [
    (GroupStatus::Forming, "status-forming"),
    (GroupStatus::Running, "status-running"),
    (GroupStatus::Paused, "status-paused"),
];
const STYLES: [(Style, &str); 3] = [
    (Style::Process, "style-process"),
    (Style::Skills, "style-skills"),
    (Style::Psychoeducational, "style-psychoeducational"),
];
const MEMBERSHIP: [(Membership, &str); 3] = [
    (Membership::Open, "membership-open"),
    (Membership::SlowOpen, "membership-slow-open"),
    (Membership::Closed, "membership-closed"),
];
const MODES: [(Mode, &str); 2] = [
    (Mode::InPerson, "mode-in-person"),
    (Mode::Video, "mode-video"),
];
const ROLES: [(LeaderRole, &str); 3] = [
    (LeaderRole::Therapist, "leader-role-therapist"),
    (LeaderRole::Host, "leader-role-host"),
    (LeaderRole::Peer, "leader-role-peer"),
];
const ADVICE: [(AdviceNorm, &str); 3] = [
    (AdviceNorm::ShareOnly, "advice-share-only"),
    (AdviceNorm::IdeasIfAsked, "advice-ideas-if-asked"),
    (AdviceNorm::IdeasWelcome, "advice-ideas-welcome"),
];
const THERAPY_THEMES: [&str; 17] = [
    "any",
    "relationships",
    "mood",
    "anxiety",
    "grief",
    "trauma",
    "anger",
    "illness",
    "eating",
    "perinatal",
    "parenting",
    "life-change",
    "self-worth",
    "identity",
    "work-study",
    "substance",
    "other",
];
const SUPPORT_THEMES: [&str; 10] = [
    "any",
    "grief",
    "addiction",
    "chronic-illness",
    "sick-children",
    "parenting",
    "perinatal",
    "identity",
    "life-change",
    "other",
];
const STAGES: [&str; 5] = ["any", "new", "during", "after", "long-term"];
const WELCOME: [&str; 3] = ["own", "close", "professional"];
const ACCESS: [&str; 7] = [
    "step-free",
    "hearing",
    "vision",
    "breaks",
    "quiet",
    "plain-text",
    "childcare",
];
const ACTIVITIES: [&str; 5] = ["art", "music", "exercise", "role-play", "mindfulness"];

/// Message id of a kind.
#[must_use]
pub fn kind_message(kind: GroupKind) -> &'static str {
    match kind {
        GroupKind::Therapy => "group-kind-therapy",
        GroupKind::Support => "group-kind-support",
    }
}

/// Message id of a way of meeting.
#[must_use]
pub fn mode_message(mode: Mode) -> &'static str {
    match mode {
        Mode::InPerson => "mode-in-person",
        Mode::Video => "mode-video",
    }
}

/// Numbers as they are typed.
#[derive(Clone, Default, PartialEq)]
struct Numbers {
    minimum: String,
    capacity: String,
    enrolled: String,
    reserved: String,
    minutes: String,
    fee: String,
    reduced: String,
}

/// The form.
pub struct GroupForm {
    /// What the form changes; what it does not show stays as it is.
    group: Group,
    start: Group,
    numbers: Numbers,
    leaders: String,
    start_leaders: String,
    currency: String,
    tried: bool,
    focus: bool,
}

fn id(part: &str) -> Id {
    Id::unique("group form").with(part)
}

impl GroupForm {
    /// A form for a new group.
    #[must_use]
    pub fn new(clinic: &Clinic) -> Self {
        let mut form = Self::edit(&Group::new("", "", GroupKind::Therapy));
        form.currency.clone_from(&clinic.currency);
        form
    }

    /// A form for a group that is there.
    #[must_use]
    pub fn edit(group: &Group) -> Self {
        let number = |number: Option<u32>| number.map(|it| it.to_string()).unwrap_or_default();
        let above_zero = |it: u32| {
            if it > 0 {
                it.to_string()
            } else {
                String::new()
            }
        };
        let names: Vec<&str> = group.leaders_named().map(|(_, name)| name).collect();
        let leaders = names.join(", ");
        let mut form = Self {
            numbers: Numbers {
                minimum: number(group.minimum),
                capacity: number(group.capacity),
                enrolled: above_zero(group.enrolled),
                reserved: above_zero(group.reserved),
                minutes: number(group.minutes),
                fee: number(group.fee),
                reduced: above_zero(group.reduced_places),
            },
            group: group.clone(),
            start: group.clone(),
            start_leaders: leaders.clone(),
            leaders,
            currency: String::new(),
            tried: false,
            focus: true,
        };
        form.start = form.record();
        form
    }

    /// Whether something was changed.
    #[must_use]
    pub fn is_dirty(&self) -> bool {
        self.record() != self.start || self.leaders.trim() != self.start_leaders.trim()
    }

    fn names(&self) -> Vec<String> {
        self.leaders
            .split([',', '\n', ';'])
            .map(|name| name.trim().to_owned())
            .filter(|name| !name.is_empty())
            .collect()
    }

    /// The record as the form stands, without what does not belong to its kind.
    fn record(&self) -> Group {
        let number = |text: &str| text.trim().parse::<u32>().ok();
        let mut group = self.group.clone();
        group.name = group.name.trim().to_owned();
        group.minimum = number(&self.numbers.minimum);
        group.capacity = number(&self.numbers.capacity);
        group.enrolled = number(&self.numbers.enrolled).unwrap_or(0);
        group.reserved = number(&self.numbers.reserved).unwrap_or(0);
        group.minutes = number(&self.numbers.minutes);
        group.reduced_places = number(&self.numbers.reduced).unwrap_or(0);
        group.fee = number(&self.numbers.fee);
        limits::keep_to_kind(&mut group);
        group
    }

    fn problem(&self, field: Field) -> Option<GroupProblem> {
        self.record()
            .problems()
            .into_iter()
            .find(|problem| field_of(*problem) == field)
    }

    /// What is wrong at a field; said at once, except that the form is blank at first.
    fn error(&self, field: Field) -> Option<&'static str> {
        match self.problem(field) {
            Some(GroupProblem::Error(message)) if self.tried || field != Field::Name => {
                Some(message)
            }
            _ => None,
        }
    }

    fn has_errors(&self) -> bool {
        let wrong = |problem: &GroupProblem| matches!(problem, GroupProblem::Error(_));
        self.record().problems().iter().any(wrong) || self.wrong_number().is_some()
    }

    /// A field that is not a number.
    fn wrong_number(&self) -> Option<()> {
        let numbers = &self.numbers;
        [
            &numbers.minimum,
            &numbers.capacity,
            &numbers.enrolled,
            &numbers.reserved,
            &numbers.minutes,
            &numbers.fee,
            &numbers.reduced,
        ]
        .iter()
        .any(|text| !is_number(text))
        .then_some(())
    }

    /// Draws the fields.
    pub fn show(&mut self, ui: &mut Ui, _shared: &Shared<'_>, _asks: &mut Vec<Ask>) {
        let title = if self.group.id.is_empty() {
            "group-form-new"
        } else {
            "group-form-edit"
        };
        let record = self.group.id.clone();
        typed::about(ui, &record, |ui| self.parts(ui, title));
    }

    fn parts(&mut self, ui: &mut Ui, title: &str) {
        fields::title(ui, title);
        ui.add_space(space::S16);
        self.basics(ui);
        part(ui, "group-part-about");
        self.about(ui);
        part(ui, "group-part-when");
        self.when(ui);
        part(ui, "group-part-seats");
        self.seats(ui);
        part(ui, "group-part-cost");
        self.cost(ui);
        part(ui, "group-part-people");
        self.people(ui);
        part(ui, "group-part-working");
        self.working(ui);
    }

    fn therapy(&self) -> bool {
        self.group.kind == GroupKind::Therapy
    }

    fn basics(&mut self, ui: &mut Ui) {
        one_of(ui, id("kind"), "group-kind", &KINDS, &mut self.group.kind);
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

    fn about(&mut self, ui: &mut Ui) {
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
            text(
                ui,
                "outcome line",
                "group-outcome-line",
                &mut group.outcome_line,
            );
        }
    }

    fn when(&mut self, ui: &mut Ui) {
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
        let ends = self.error(Field::Ends).map(say);
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
        text(ui, "season", "group-season", &mut group.season);
        let mut mode = group.mode;
        maybe_one_of(ui, id("mode"), "group-mode", &MODES, &mut mode);
        group.mode = mode;
        text(ui, "place", "group-place", &mut group.place);
    }

    fn seats(&mut self, ui: &mut Ui) {
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

    fn cost(&mut self, ui: &mut Ui) {
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
        let numbers = &mut self.numbers;
        fields::pair(
            ui,
            |ui| number(ui, "fee", "group-fee", None, &mut numbers.fee),
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

    fn people(&mut self, ui: &mut Ui) {
        Line::new(id("leaders"), "group-leaders")
            .limit(400)
            .show(ui, &mut self.leaders);
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

    fn working(&mut self, ui: &mut Ui) {
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

    fn hint(&self, field: Field) -> Option<(&'static str, bool)> {
        match self.problem(field) {
            Some(GroupProblem::Hint(message)) => Some((message, false)),
            _ => None,
        }
    }

    /// Draws the buttons; true when the form is to be closed.
    pub fn show_footer(
        &mut self,
        shell: &Divided,
        ui: &mut Ui,
        shared: &Shared<'_>,
        asks: &mut Vec<Ask>,
    ) -> bool {
        let (cancel, save) = (say("form-cancel"), say("group-save"));
        let wrong = self.tried && self.has_errors();
        let pressed = shell.footer(
            ui,
            |ui| Button::quiet(&cancel).id(id("cancel")).show(ui).clicked(),
            |ui| {
                let button = Button::primary(&save).busy(shared.busy).id(id("save"));
                let pressed = button.show(ui).clicked();
                if wrong {
                    Text::help(&say("form-wrong")).ink(Ink::Stop).show(ui);
                }
                pressed
            },
        );
        match pressed {
            Some((true, _)) => return true,
            Some((_, true)) => {
                self.tried = true;
                if self.has_errors() {
                    self.focus = self.error(Field::Name).is_some();
                } else {
                    let mut group = self.record();
                    // The names say who leads it now; without a change the ids stay as they are.
                    if self.leaders.trim() != self.start_leaders.trim() {
                        group.leaders.clear();
                    }
                    asks.push(Ask::Do(Command::SaveGroup {
                        group: Box::new(group),
                        leaders: self.names(),
                    }));
                }
            }
            _ => {}
        }
        false
    }
}

fn part(ui: &mut Ui, message: &str) {
    ui.add_space(space::S24);
    fields::heading(ui, message);
    ui.add_space(space::S8);
}

fn is_number(text: &str) -> bool {
    text.trim().is_empty() || text.trim().parse::<u32>().is_ok()
}

fn some(text: &str) -> Option<String> {
    (!text.trim().is_empty()).then(|| text.to_owned())
}

/// A line of text that may be absent.
fn text(ui: &mut Ui, part: &str, message: &str, value: &mut Option<String>) {
    let mut typed = value.clone().unwrap_or_default();
    Line::new(id(part), message).optional().show(ui, &mut typed);
    *value = some(&typed);
}

fn long(ui: &mut Ui, part: &str, message: &str, value: &mut Option<String>) {
    let mut typed = value.clone().unwrap_or_default();
    fields::lines(ui, id(part), message, 3, &mut typed);
    *value = some(&typed);
}

/// A number, with what is wrong or unusual about it; the flag says which.
fn number(
    ui: &mut Ui,
    part: &str,
    message: &'static str,
    said: Option<(&'static str, bool)>,
    typed: &mut String,
) {
    let error = match said {
        _ if !is_number(typed) => Some("error-number"),
        Some((message, true)) => Some(message),
        _ => None,
    };
    Line::new(id(part), message)
        .optional()
        .error(error)
        .width(160.0)
        .limit(6)
        .show(ui, typed);
    if let (Some((hint, false)), None) = (said, error) {
        let (title, hint) = (say("group-hint"), say(hint));
        Banner::new(id(part).with("hint"), Tone::Info, &title)
            .text(&hint)
            .show(ui);
        ui.add_space(space::S8);
    }
}

/// One of a few values.
fn one_of<T: Copy + PartialEq>(
    ui: &mut Ui,
    id: Id,
    message: &str,
    values: &[(T, &str)],
    value: &mut T,
) {
    let words: Vec<String> = values.iter().map(|(_, message)| say(message)).collect();
    let at = values.iter().position(|(it, _)| it == value);
    let mut chosen = at.unwrap_or(usize::MAX);
    fields::segment(ui, id, message, &words, &mut chosen);
    if let Some((it, _)) = values.get(chosen) {
        *value = *it;
    }
}

/// One of a few values, or none recorded.
fn maybe_one_of<T: Copy + PartialEq>(
    ui: &mut Ui,
    id: Id,
    message: &str,
    values: &[(T, &str)],
    value: &mut Option<T>,
) {
    let mut words = vec![say("group-not-stated")];
    words.extend(values.iter().map(|(_, message)| say(message)));
    let at = value.and_then(|value| values.iter().position(|(it, _)| *it == value));
    let mut chosen = at.map_or(0, |at| at + 1);
    fields::segment(ui, id, message, &words, &mut chosen);
    *value = chosen
        .checked_sub(1)
        .and_then(|at| values.get(at))
        .map(|(it, _)| *it);
    ui.add_space(space::S12);
}

fn yes_no(ui: &mut Ui, id: Id, message: &str, value: &mut Option<bool>) {
    let values = [(true, "group-yes"), (false, "group-no")];
    maybe_one_of(ui, id, message, &values, value);
}

/// "Every" and a list exclude each other; what was pressed last holds.
fn settle_any(codes: &mut Vec<String>) {
    if codes.last().is_some_and(|last| last == "any") {
        codes.retain(|code| code == "any");
    } else {
        codes.retain(|code| code != "any");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_support_group_keeps_nothing_that_belongs_to_therapy() {
        let mut form = GroupForm::new(&Clinic::default());
        form.group.name = "Company".to_owned();
        form.group.style = Some(Style::Process);
        form.group.homework = true;
        form.numbers.fee = "60".to_owned();
        form.numbers.reduced = "2".to_owned();
        form.group.kind = GroupKind::Support;
        let group = form.record();
        assert_eq!(
            (group.fee, group.homework, group.reduced_places),
            (None, false, 0)
        );
        assert!(group.problems().is_empty(), "{:?}", group.problems());
    }

    #[test]
    fn a_group_of_three_seats_is_refused_and_one_of_five_is_hinted_at() {
        let mut form = GroupForm::new(&Clinic::default());
        form.numbers.capacity = "3".to_owned();
        assert_eq!(form.error(Field::Capacity), Some("group-error-capacity"));
        form.numbers.capacity = "5".to_owned();
        assert_eq!(form.error(Field::Capacity), None);
        assert!(form.hint(Field::Capacity).is_some());
    }

    #[test]
    fn names_of_leaders_are_told_apart_by_commas() {
        let mut form = GroupForm::new(&Clinic::default());
        form.leaders = " Vera Example ,, Sol Sample ".to_owned();
        assert_eq!(form.names(), ["Vera Example", "Sol Sample"]);
        assert!(form.is_dirty());
    }

    #[test]
    fn every_theme_and_a_list_of_themes_exclude_each_other() {
        let mut codes = vec!["any".to_owned(), "grief".to_owned()];
        settle_any(&mut codes);
        assert_eq!(codes, ["grief"]);
        codes.push("any".to_owned());
        settle_any(&mut codes);
        assert_eq!(codes, ["any"]);
    }
}
