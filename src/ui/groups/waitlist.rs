//! Who waits for a seat of a group: offered one, or taken off the list, and back again.

use egui::{Id, Ui};

use crate::app::command::Command;
use crate::app::groups::waitlist::{Ask as Wait, Others, Waiter, Waitlists};
use crate::app::letter::in_words;
use crate::domain::group::Group;
use crate::text::{say, say_with};
use crate::ui::screen::{Ask, Place, Shared};
use crate::ui::screening::standing_note;
use crate::ui::shell::card;
use crate::ui::theme::space;
use crate::ui::widgets::{Button, Text};
use crate::ui::{Icon, State};

/// Draws the list of a group, where somebody waits. `dirty` says that the form below was changed and not kept.
pub(super) fn show(
    ui: &mut Ui,
    group: &Group,
    lists: &Waitlists,
    dirty: bool,
    shared: &Shared<'_>,
    asks: &mut Vec<Ask>,
) {
    let waiters: Vec<&Waiter> = lists.of(&group.id).collect();
    if waiters.is_empty() {
        return;
    }
    Text::h2(&say("waitlist-title")).show(ui);
    Text::help(&say("waitlist-list-help")).show(ui);
    ui.add_space(space::S8);
    for waiter in waiters {
        card(ui, |ui| one(ui, group, waiter, dirty, shared, asks));
        ui.add_space(space::S8);
    }
    ui.add_space(space::S24);
}

fn one(
    ui: &mut Ui,
    group: &Group,
    waiter: &Waiter,
    dirty: bool,
    shared: &Shared<'_>,
    asks: &mut Vec<Ask>,
) {
    ui.spacing_mut().item_spacing.y = space::S4;
    let since = waiter.since.to_zoned(jiff::tz::TimeZone::system()).date();
    let (since, check_in) = (in_words(since), in_words(waiter.check_in));
    let lapsed = waiter.lapses < shared.today;
    Text::strong(&waiter.person).show(ui);
    let values = [("since", since.as_str()), ("checkin", check_in.as_str())];
    Text::help(&say_with("waitlist-line", &values)).show(ui);
    if let Some(why) = waiter.by_hand.get(&group.id) {
        standing_note(ui, State::Note, &say_with("by-hand-said", &[("why", why)]));
    }
    if waiter.alone {
        standing_note(ui, State::Concern, &say("waitlist-alone"));
    }
    let others = waiter.groups.iter().filter(|other| **other != group.id);
    let others = named(shared, others);
    if !others.is_empty() {
        let words = say_with("waitlist-others", &[("groups", &others)]);
        standing_note(ui, State::Note, &words);
    }
    let elsewhere = named(shared, waiter.offered.iter());
    if !elsewhere.is_empty() {
        let words = say_with("waitlist-seat-elsewhere", &[("groups", &elsewhere)]);
        standing_note(ui, State::Note, &words);
    }
    if lapsed {
        let words = say_with("waitlist-lapsed", &[("day", &in_words(waiter.lapses))]);
        standing_note(ui, State::Concern, &words);
    }
    ui.add_space(space::S4);
    let id = Id::unique(("waitlist", &group.id)).with(waiter.screening.to_string());
    let full = group
        .capacity
        .is_some_and(|capacity| group.enrolled + group.reserved >= capacity);
    let unkept = dirty.then(|| say("waitlist-dirty"));
    let cannot = if lapsed {
        Some(say("waitlist-lapsed-first"))
    } else {
        full.then(|| say("waitlist-full"))
    };
    let cannot = unkept.clone().or(cannot);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::S12;
        let of = |message| say_with(message, &[("person", &waiter.person)]);
        // Whoever stands on other lists too: what becomes of those is said with the offer.
        let ways: &[(&str, Others)] = if others.is_empty() {
            &[("waitlist-offer-to", Others::End)]
        } else {
            &[
                ("waitlist-offer-stay", Others::Stay),
                ("waitlist-offer-end", Others::End),
            ]
        };
        for (message, others) in ways {
            let word = of(message);
            let button = Button::quiet(&word).icon(Icon::Chair).small();
            let button = button.disabled(cannot.as_deref()).busy(shared.busy);
            if button.id(id.with(message)).show(ui).clicked() {
                offer(waiter, group, *others, asks);
            }
        }
        let word = of("waitlist-leave-of");
        let button = Button::plain(&word).small().busy(shared.busy);
        let button = button.disabled(unkept.as_deref());
        if button.id(id.with("leave")).show(ui).clicked() {
            leave(waiter, group, asks);
        }
        let word = of("waitlist-open-of");
        let button = Button::plain(&word).small();
        if button.id(id.with("open")).show(ui).clicked() {
            asks.push(Ask::Go(Place::Screening(waiter.screening)));
        }
    });
}

/// The names of groups in one line.
fn named<'g>(shared: &Shared<'_>, ids: impl Iterator<Item = &'g String>) -> String {
    let name = |id: &'g String| {
        let known = shared.groups.iter().find(|group| group.id == *id);
        known.map_or_else(|| id.clone(), |group| group.name.clone())
    };
    ids.map(name).collect::<Vec<_>>().join(", ")
}

/// A seat is offered; that can be taken back.
fn offer(waiter: &Waiter, group: &Group, others: Others, asks: &mut Vec<Ask>) {
    let ended = match others {
        Others::Stay => vec![group.id.clone()],
        Others::End => waiter.groups.clone(),
    };
    asks.push(Ask::Do(Command::Waitlist(Wait::Offer {
        screening: waiter.screening,
        group: group.id.clone(),
        others,
    })));
    let back = Wait::Back {
        screening: waiter.screening,
        groups: ended,
        seat: Some(group.id.clone()),
    };
    undoable("waitlist-offered", back, asks);
}

/// The list of this group is left; that can be taken back.
fn leave(waiter: &Waiter, group: &Group, asks: &mut Vec<Ask>) {
    asks.push(Ask::Do(Command::Waitlist(Wait::Leave {
        screening: waiter.screening,
        group: group.id.clone(),
    })));
    let back = Wait::Back {
        screening: waiter.screening,
        groups: vec![group.id.clone()],
        seat: None,
    };
    undoable("waitlist-left", back, asks);
}

fn undoable(done: &'static str, back: Wait, asks: &mut Vec<Ask>) {
    let back = Box::new(Command::Waitlist(back));
    asks.push(Ask::Undoable(say(done), Some(back)));
}
