//! What the clinic decided about how the program works, within what the design allows: what is kept, how long an
//! assessment holds, when the window locks.

use egui::Ui;

use crate::app::command::Command;
use crate::domain::clinic::{Policy, SupportKeeping};
use crate::text::say;
use crate::ui::fields;
use crate::ui::screen::Shared;
use crate::ui::theme::space;
use crate::ui::widgets::{NumberField, Text, Tick};

use super::id;

const KEEPING: [(SupportKeeping, &str); 3] = [
    (SupportKeeping::Nothing, "policy-keep-nothing"),
    (SupportKeeping::Outcome, "policy-keep-outcome"),
    (SupportKeeping::Answers, "policy-keep-answers"),
];
const PART_2: [(Option<bool>, &str); 3] = [
    (None, "policy-part-2-open"),
    (Some(false), "policy-part-2-no"),
    (Some(true), "policy-part-2-yes"),
];

/// The form; it holds a policy once something was changed.
#[derive(Clone, Default, PartialEq)]
pub(super) struct PolicyForm {
    edited: Option<Policy>,
    /// What stands in the fields of numbers.
    typed: Option<[Option<i64>; 4]>,
}

impl PolicyForm {
    /// Whether something was changed that is not kept.
    pub(super) fn is_dirty(&self) -> bool {
        self.edited.is_some()
    }

    /// The command that keeps it, if something was changed and nothing is missing.
    pub(super) fn save(&self) -> Option<Command> {
        let whole = self
            .typed
            .is_none_or(|typed| typed.iter().all(Option::is_some));
        let policy = self.edited.as_ref().filter(|_| whole)?;
        Some(Command::SavePolicy(Box::new(policy.clone())))
    }

    /// It is kept.
    pub(super) fn saved(&mut self) {
        self.edited = None;
    }

    /// Draws it.
    pub(super) fn show(&mut self, ui: &mut Ui, shared: &Shared<'_>) {
        let kept = &shared.opened.policy;
        let mut policy = self.edited.clone().unwrap_or_else(|| kept.clone());
        let mut typed = self.typed.unwrap_or_else(|| numbers_of(&policy));
        ui.add_space(space::S32);
        fields::heading(ui, "policy-title");
        Text::help(&say("policy-help")).show(ui);
        ui.add_space(space::S16);
        numbers(ui, &mut typed);
        take_numbers(&mut policy, &typed);
        ui.add_space(space::S16);
        choose(ui, "policy-keep", &KEEPING, &mut policy.support_keeping);
        ui.add_space(space::S16);
        let (names, help) = (say("policy-names"), say("policy-names-help"));
        Tick::new(id("policy names"), &names)
            .help(&help)
            .show(ui, &mut policy.offer_names);
        ui.add_space(space::S16);
        choose(ui, "policy-part-2", &PART_2, &mut policy.part_2_programme);
        if policy.part_2_programme == Some(true) {
            ui.add_space(space::S8);
            let notice = &mut policy.redisclosure_notice;
            fields::lines(ui, id("policy notice"), "policy-notice", 4, notice);
        }
        self.typed = Some(typed);
        self.edited = (policy != *kept).then_some(policy);
    }
}

/// A number of the policy: its messages, the fewest and the most.
const NUMBERS: [(&str, i64, i64); 4] = [
    (
        "policy-lock-desk",
        Policy::LOCK_MINUTES.0 as i64,
        Policy::LOCK_MINUTES.1 as i64,
    ),
    (
        "policy-lock-assessment",
        Policy::LOCK_MINUTES.0 as i64,
        Policy::LOCK_MINUTES.1 as i64,
    ),
    ("policy-valid", 7, 365),
    ("policy-age", 12, 21),
];

fn numbers_of(policy: &Policy) -> [Option<i64>; 4] {
    [
        Some(i64::from(policy.lock_after_minutes)),
        Some(i64::from(policy.assessment_lock_minutes)),
        Some(i64::from(policy.assessment_valid_days)),
        Some(i64::from(policy.age_of_consent)),
    ]
}

/// Takes over what is a number; a field that is being typed in holds none for a moment.
fn take_numbers(policy: &mut Policy, typed: &[Option<i64>; 4]) {
    let small = |value: i64| u8::try_from(value).ok();
    let [desk, assessment, valid, age] = *typed;
    let take = |to: &mut u8, value: Option<i64>| *to = value.and_then(small).unwrap_or(*to);
    take(&mut policy.lock_after_minutes, desk);
    take(&mut policy.assessment_lock_minutes, assessment);
    take(&mut policy.age_of_consent, age);
    let days = valid.and_then(|days| u16::try_from(days).ok());
    policy.assessment_valid_days = days.unwrap_or(policy.assessment_valid_days);
}

fn numbers(ui: &mut Ui, typed: &mut [Option<i64>; 4]) {
    let one = |ui: &mut Ui, at: usize, value: &mut Option<i64>| {
        let (part, low, high) = NUMBERS[at];
        let (label, help) = (say(part), say(&format!("{part}-help")));
        NumberField::new(id(part), &label, low..=high)
            .help(&help)
            .show(ui, value);
    };
    let [desk, assessment, valid, age] = typed;
    fields::pair(ui, |ui| one(ui, 0, desk), |ui| one(ui, 1, assessment));
    fields::pair(ui, |ui| one(ui, 2, valid), |ui| one(ui, 3, age));
}

fn choose<T: Copy + PartialEq>(
    ui: &mut Ui,
    message: &'static str,
    choices: &[(T, &'static str)],
    value: &mut T,
) {
    let words: Vec<String> = choices.iter().map(|(_, word)| say(word)).collect();
    let place = choices.iter().position(|(choice, _)| choice == value);
    let mut chosen = place.unwrap_or(0);
    fields::segment(ui, id(message), message, &words, &mut chosen);
    if let Some((choice, _)) = choices.get(chosen) {
        *value = *choice;
    }
}
