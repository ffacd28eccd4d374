//! The form of a group: its kind first, then only what belongs to that kind. Limits are the record's own.

mod codes;
mod limits;
mod lines;
mod parts;

use std::collections::BTreeMap;

use egui::{Id, Ui};
use jiff::civil::Date;

use crate::app::command::Command;
use crate::domain::clinic::Clinic;
use crate::domain::group::{Group, GroupKind, GroupProblem, Mode};
use crate::domain::leader::Leader;
use crate::domain::staff::Licence;
use crate::text::say;
use crate::ui::Ink;
use crate::ui::fields;
use crate::ui::screen::{Ask, Shared};
use crate::ui::shell::Divided;
use crate::ui::theme::space;
use crate::ui::widgets::{Button, Text, typed};

use limits::{Field, field_of};
use lines::{is_number, part};

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

/// What is written of a leader.
#[derive(Clone, Default, PartialEq)]
struct LeaderLine {
    licence: String,
    number: String,
    until: Option<Date>,
    contact: String,
}

impl LeaderLine {
    fn of(leader: &Leader) -> Self {
        let licence = leader.licence.clone();
        let (licence, number, until) = licence
            .map(|licence| (licence.kind, licence.number, licence.expires))
            .unwrap_or_default();
        Self {
            licence,
            number,
            until,
            contact: leader.contact.clone(),
        }
    }

    fn leader(&self, name: &str) -> Leader {
        let written = !self.licence.trim().is_empty() || !self.number.trim().is_empty();
        Leader {
            licence: written.then(|| Licence {
                kind: self.licence.trim().to_owned(),
                number: self.number.trim().to_owned(),
                expires: self.until,
            }),
            contact: self.contact.trim().to_owned(),
            ..Leader::named(name)
        }
    }
}

/// The form.
pub struct GroupForm {
    /// What the form changes; what it does not show stays as it is.
    group: Group,
    start: Group,
    numbers: Numbers,
    leaders: String,
    start_leaders: String,
    /// What is written of each leader, by name.
    known: BTreeMap<String, LeaderLine>,
    start_known: BTreeMap<String, LeaderLine>,
    currency: String,
    today: Date,
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
        let known = group.leader_records.iter();
        let known: BTreeMap<String, LeaderLine> = known
            .map(|leader| (leader.name.clone(), LeaderLine::of(leader)))
            .collect();
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
            known: known.clone(),
            start_known: known,
            today: Date::default(),
            currency: String::new(),
            tried: false,
            focus: true,
        };
        form.start = form.record();
        form
    }

    /// Without asking for the keyboard.
    #[must_use]
    pub fn quietly(mut self) -> Self {
        self.focus = false;
        self
    }

    /// The id of its group; empty for a new one.
    #[must_use]
    pub fn of(&self) -> &str {
        &self.group.id
    }

    /// Whether something was changed.
    #[must_use]
    pub fn is_dirty(&self) -> bool {
        self.record() != self.start
            || self.leaders.trim() != self.start_leaders.trim()
            || self.known.iter().any(|(name, line)| {
                let before = self.start_known.get(name).cloned().unwrap_or_default();
                *line != before
            })
    }

    /// The leaders as the form stands.
    fn led_by(&self) -> Vec<Leader> {
        let line = |name: &String| self.known.get(name).cloned().unwrap_or_default();
        let names = self.names();
        names.iter().map(|name| line(name).leader(name)).collect()
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

    /// What is wrong or unusual about the record as the form stands.
    fn problems(&self) -> Vec<GroupProblem> {
        let record = self.record();
        let mut found = record.kept_problems();
        if !self.start.id.is_empty() && !self.start.may_become(record.kind) {
            found.push(GroupProblem::Error("group-error-kind"));
        }
        if !record.may_be_led_by(self.led_by().iter(), self.today) {
            found.push(GroupProblem::Error("group-error-licence"));
        }
        found
    }

    fn problem(&self, field: Field) -> Option<GroupProblem> {
        self.problems()
            .into_iter()
            .find(|problem| field_of(*problem) == field)
    }

    /// What is wrong at a field; said at once, except that the form is blank at first.
    fn error(&self, field: Field) -> Option<&'static str> {
        match self.problem(field) {
            Some(GroupProblem::Error(message)) if self.tried || !field.may_wait() => Some(message),
            _ => None,
        }
    }

    fn has_errors(&self) -> bool {
        let wrong = |problem: &GroupProblem| matches!(problem, GroupProblem::Error(_));
        self.problems().iter().any(wrong) || self.wrong_number().is_some()
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
    pub fn show(&mut self, ui: &mut Ui, shared: &Shared<'_>, _asks: &mut Vec<Ask>) {
        self.today = shared.today;
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
                    crate::ui::focus::to_first_error(ui);
                } else {
                    let mut group = self.record();
                    // The names say who leads it now; without a change the ids stay as they are.
                    if self.leaders.trim() != self.start_leaders.trim() {
                        group.leaders.clear();
                    }
                    asks.push(Ask::Do(Command::SaveGroup {
                        group: Box::new(group),
                        leaders: self.led_by(),
                    }));
                }
            }
            _ => {}
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::lines::settle_any;
    use super::*;
    use crate::domain::group::Style;

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
        assert_eq!(
            group.kept_problems(),
            [GroupProblem::Error("group-error-theme")]
        );
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
