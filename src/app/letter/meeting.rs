//! A group as letters tell of it: its name, when and where it meets, what it costs.

use jiff::civil::Date;

use crate::domain::group::{Group, Membership, Mode};
use crate::letter::facts::GroupFacts;
use crate::text;

use super::{Sources, lines};

pub(super) fn group_facts(sources: &Sources<'_>) -> GroupFacts {
    let Some(group) = sources.group() else {
        return GroupFacts::default();
    };
    let leaders = sources
        .leaders
        .iter()
        .filter(|(id, _)| group.leaders.contains(id));
    GroupFacts {
        name: group.name.clone(),
        leaders: leaders.map(|(_, leader)| leader.name.clone()).collect(),
        slot: when(group),
        start: start(group),
        length: length(group),
        place: place(group),
        fee: fee(group, &sources.clinic.currency),
        rules: group.rules.as_deref().map(lines).unwrap_or_default(),
        meeting: numbered(sources, "facts-minutes", "minutes", group.minutes),
        size: numbered(sources, "facts-size", "most", group.capacity),
        joining: sources.say(match group.membership() {
            Membership::Open => "facts-joining-open",
            Membership::SlowOpen => "facts-joining-slow-open",
            Membership::Closed => "facts-joining-closed",
        }),
    }
}

fn numbered(sources: &Sources<'_>, id: &str, name: &str, number: Option<u32>) -> String {
    number
        .map(|number| sources.say_with(id, &[(name, &number.to_string())]))
        .unwrap_or_default()
}

/// Day and time of a group in words.
#[must_use]
pub fn when(group: &Group) -> String {
    let Some(slot) = &group.slot else {
        return group
            .time
            .clone()
            .unwrap_or_else(|| text::say("facts-not-set"));
    };
    let day = text::say(&format!("slot-{slot}"));
    match &group.time {
        Some(time) => text::say_with("facts-weekly", &[("day", &day), ("time", time)]),
        None => text::say_with("facts-day-only", &[("day", &day)]),
    }
}

fn start(group: &Group) -> String {
    match (group.starts, group.membership()) {
        (_, Membership::Open) => text::say("facts-open-start"),
        (Some(date), _) => in_words(date),
        (None, Membership::SlowOpen) => text::say("facts-slow-open-start"),
        (None, Membership::Closed) => text::say("facts-not-set"),
    }
}

fn length(group: &Group) -> String {
    match (group.ends, &group.season) {
        (Some(date), _) => text::say_with("facts-until", &[("date", &in_words(date))]),
        (None, Some(season)) => season.clone(),
        (None, None) => text::say("facts-ongoing"),
    }
}

fn place(group: &Group) -> String {
    match (&group.place, group.mode) {
        (Some(place), _) => place.clone(),
        (None, Some(Mode::Video)) => text::say("facts-video"),
        (None, _) => text::say("facts-not-set"),
    }
}

fn fee(group: &Group, currency: &str) -> String {
    match group.fee() {
        None => text::say("facts-not-set"),
        Some(0) => text::say("facts-free"),
        Some(fee) => {
            let amount = format!("{fee} {currency}");
            let message = if group.insurance == Some(true) {
                "facts-fee-insurance"
            } else {
                "facts-fee"
            };
            text::say_with(message, &[("amount", amount.trim())])
        }
    }
}

/// A date as letters write it: 10 March 2025.
#[must_use]
pub fn in_words(date: Date) -> String {
    let month = text::say(&format!("letter-month-{}", date.month()));
    let (day, year) = (date.day().to_string(), date.year().to_string());
    text::say_with(
        "letter-date",
        &[("day", &day), ("month", &month), ("year", &year)],
    )
}
