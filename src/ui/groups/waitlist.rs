//! Who waits for a seat of a group: offered one, or taken off the list, and back again.

use egui::{Id, Ui};

use crate::app::command::Command;
use crate::app::groups::waitlist::{Ask as Wait, Waiter, Waitlists};
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
    if waiter.groups.len() > 1 {
        let number = waiter.groups.len().to_string();
        let words = say_with("waitlist-others", &[("number", &number)]);
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
        let word = of("waitlist-offer-to");
        let button = Button::quiet(&word).icon(Icon::Chair).small();
        let button = button.disabled(cannot.as_deref()).busy(shared.busy);
        if button.id(id.with("offer")).show(ui).clicked() {
            let group = group.id.clone();
            move_on(waiter, Some(group), "waitlist-offered", asks);
        }
        let word = of("waitlist-leave-of");
        let button = Button::plain(&word).small().busy(shared.busy);
        let button = button.disabled(unkept.as_deref());
        if button.id(id.with("leave")).show(ui).clicked() {
            move_on(waiter, None, "waitlist-left", asks);
        }
        let word = of("waitlist-open-of");
        let button = Button::plain(&word).small();
        if button.id(id.with("open")).show(ui).clicked() {
            asks.push(Ask::Go(Place::Screening(waiter.screening)));
        }
    });
}

/// A seat is offered, or the list is left; both can be taken back.
fn move_on(waiter: &Waiter, group: Option<String>, done: &'static str, asks: &mut Vec<Ask>) {
    let screening = waiter.screening;
    let ask = match &group {
        Some(group) => Wait::Offer {
            screening,
            group: group.clone(),
        },
        None => Wait::Leave(screening),
    };
    asks.push(Ask::Do(Command::Waitlist(ask)));
    let back = Command::Waitlist(Wait::Back { screening, group });
    asks.push(Ask::Undoable(say(done), Some(Box::new(back))));
}
