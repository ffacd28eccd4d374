//! One group: how it fits, when it meets, its seats, what to settle first, and on demand every condition.

use egui::{Id, Role, Ui, UiBuilder};

use crate::app::letter::when;
use crate::domain::group::{Group, Mode};
use crate::domain::recommendation::{Fit, GroupMatch, MatchCondition, Verdict};
use crate::domain::screening::Disposition;
use crate::text;
use crate::ui::keys::Wish;
use crate::ui::screen::Shared;
use crate::ui::shell::card;
use crate::ui::theme::space;
use crate::ui::widgets::{BETWEEN_FACTS, Button, Seats, Segment, StateBadge, Text, TextField};
use crate::ui::{Icon, State};

use super::super::Work;
use super::super::frame;
use super::{Chosen, GroupsFit, Terms};

impl GroupsFit {
    /// Draws the card of a group.
    pub(super) fn card(
        &mut self,
        ui: &mut Ui,
        work: &Work,
        (found, group): (&GroupMatch, &Group),
        shared: &Shared<'_>,
        terms: &Terms,
    ) -> Option<Chosen> {
        let id = id(work, &group.id);
        let verdict = text::say(&format!("verdict-{}", found.verdict.code()));
        let related = is_related(&group.id, terms);
        let builder = UiBuilder::new()
            .id_salt(id)
            .accessibility_role(Role::Article)
            .accessibility_label(format!("{}: {verdict}", group.name));
        ui.scope_builder(builder, |ui| {
            card(ui, |ui| {
                ui.spacing_mut().item_spacing.y = space::S8;
                head(ui, found, group, shared, &verdict);
                // Where something else rules the group out there is nothing left to confirm.
                let ruled_out = found
                    .conditions
                    .iter()
                    .any(|condition| condition.fit == Fit::No && !is_ticked(condition));
                let ticks_shown = terms.draft && !related && !ruled_out;
                settle(ui, found, ticks_shown || related || ruled_out);
                if related {
                    return again(ui, id, terms);
                }
                let confirmed = ticks_shown.then(|| ticks(ui, id, work, group)).flatten();
                self.conditions(ui, id, found);
                let pressed = buttons(ui, id, work, found, terms);
                let by_hand = self.by_hand(ui, id, work, found, terms);
                pressed.or(by_hand).or(confirmed)
            })
        })
        .inner
    }

    /// Every condition, where that is asked for.
    fn conditions(&mut self, ui: &mut Ui, id: Id, found: &GroupMatch) {
        let words = text::count("conditions-count", found.conditions.len());
        let mut open = self.opened.contains(&found.group);
        frame::fold(ui, id.with("conditions"), None, &words, &mut open);
        if !open {
            self.opened.remove(&found.group);
            return;
        }
        self.opened.insert(found.group.clone());
        for condition in &found.conditions {
            line(ui, condition);
        }
    }

    /// A waitlist although the rules do not speak of one, or a place out of turn: by hand, with a reason.
    fn by_hand(
        &mut self,
        ui: &mut Ui,
        id: Id,
        work: &Work,
        found: &GroupMatch,
        terms: &Terms,
    ) -> Option<Chosen> {
        if !can_wait_by_hand(work, found, terms) {
            return None;
        }
        let label = text::say("by-hand-open");
        let Some(why) = self.why.get_mut(&found.group) else {
            let button = Button::plain(&label).small().icon(Icon::Hourglass);
            if button.id(id.with("by hand")).show(ui).clicked() {
                self.why.insert(found.group.clone(), String::new());
                ui.memory_mut(|memory| memory.request_focus(id.with("why")));
            }
            return None;
        };
        let reply = TextField::new(id.with("why"), &text::say("by-hand-why"))
            .help(&text::say("by-hand-help"))
            .limit(400)
            .show(ui, why);
        let gap = text::say("by-hand-missing");
        let short = why.trim().chars().count() < SHORTEST_REASON;
        let add = text::say("by-hand-add");
        let button = Button::quiet(&add)
            .icon(Icon::Hourglass)
            .disabled(short.then_some(gap.as_str()))
            .id(id.with("by hand add"));
        let pressed = button.show(ui).clicked() || reply.wish == Some(Wish::GoOn);
        if !pressed || short {
            return None;
        }
        let why = why.trim().to_owned();
        self.why.remove(&found.group);
        Some(Chosen::ByHand(why))
    }
}

/// The id of a group's card.
pub(super) fn id(work: &Work, group: &str) -> Id {
    frame::id(work, "group").with(group)
}

/// Whether a check is about another group, for which it would be asked again.
fn is_related(group: &str, terms: &Terms) -> bool {
    terms.asked.as_ref().is_some_and(|asked| asked != group)
}

/// Whether something of this group could be chosen that is not chosen yet.
fn is_free(work: &Work, found: &GroupMatch, terms: &Terms) -> bool {
    let open = terms.draft && terms.locked.is_none() && terms.no_seat.is_none();
    open && !is_related(&found.group, terms) && !is_chosen(work, &found.group)
}

/// Whether the group can be chosen as the rules have it: a seat, or its waitlist.
pub(super) fn can_choose(work: &Work, found: &GroupMatch, terms: &Terms) -> bool {
    is_free(work, found, terms) && found.verdict != Verdict::No
}

/// Whether somebody can be put on its waitlist by hand: where the rules speak of one, that needs no hand.
pub(super) fn can_wait_by_hand(work: &Work, found: &GroupMatch, terms: &Terms) -> bool {
    is_free(work, found, terms) && found.verdict != Verdict::Waitlist
}

/// Shortest reason for a waitlist by hand, in letters.
const SHORTEST_REASON: usize = 10;

/// The two points that only a clinician can confirm; what changed, if something did.
fn ticks(ui: &mut Ui, id: Id, work: &Work, group: &Group) -> Option<Chosen> {
    let before = work.open.content.group_ticks.get(&group.id);
    let before = before.copied().unwrap_or_default();
    let mut ticks = before;
    let whom = match group.for_whom.as_deref() {
        Some(whom) if !whom.trim().is_empty() => {
            text::say_with("tick-for-whom-named", &[("whom", whom)])
        }
        _ => text::say("tick-for-whom"),
    };
    tick(ui, id.with("for whom"), &whom, &mut ticks.for_whom);
    let composition = text::say("tick-composition");
    tick(
        ui,
        id.with("composition"),
        &composition,
        &mut ticks.composition,
    );
    (ticks != before).then_some(Chosen::Ticked(ticks))
}

fn tick(ui: &mut Ui, id: Id, question: &str, tick: &mut Option<bool>) {
    let words = [
        text::say("tick-not-yet"),
        text::say("tick-yes"),
        text::say("tick-no"),
    ];
    let items = [words[0].as_str(), words[1].as_str(), words[2].as_str()];
    let mut at = match tick {
        None => 0,
        Some(true) => 1,
        Some(false) => 2,
    };
    let state = match tick {
        None => State::Note,
        Some(true) => State::Met,
        Some(false) => State::NotMet,
    };
    // Beside each other where there is room, so that both points stay in one look.
    let side = 216.0;
    let beside = ui.available_width() > 2.2 * side;
    let changed = if beside {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::S16;
            let width = (ui.available_width() - side - space::S16).min(520.0);
            ui.vertical(|ui| {
                ui.set_width(width);
                frame::point(ui, state, "", question);
            });
            Segment::new(id, question, &items).show(ui, &mut at).changed
        })
        .inner
    } else {
        frame::point(ui, state, "", question);
        Segment::new(id, question, &items).show(ui, &mut at).changed
    };
    if changed {
        *tick = match at {
            1 => Some(true),
            2 => Some(false),
            _ => None,
        };
    }
}

fn head(ui: &mut Ui, found: &GroupMatch, group: &Group, shared: &Shared<'_>, verdict: &str) {
    StateBadge::new(frame::verdict_state(found.verdict))
        .word(verdict)
        .show(ui);
    Text::question(&group.name).show(ui);
    Text::help(&facts(group, &shared.opened.clinic.currency))
        .facts()
        .show(ui);
    if let Some(capacity) = group.capacity {
        let small = |number: u32| u16::try_from(number).unwrap_or(u16::MAX);
        let taken = group.enrolled.saturating_add(group.reserved);
        seats(ui, small(taken), small(capacity));
    }
}

fn seats(ui: &mut Ui, taken: u16, capacity: u16) {
    let (some, all) = (taken.to_string(), capacity.to_string());
    let words = text::say_with("seats-taken", &[("taken", &some), ("total", &all)]);
    Seats::new(taken, capacity, 0).sentence(&words).show(ui);
}

/// Way of working, day and time, place and fee on a line.
fn facts(group: &Group, currency: &str) -> String {
    let code = |prefix: &str, value: Option<serde_json::Value>| {
        let code = value.and_then(|value| value.as_str().map(str::to_owned));
        code.map(|code| text::say(&format!("{prefix}-{code}")))
    };
    let style = code("style", serde_json::to_value(group.style).ok());
    let membership = code("membership", serde_json::to_value(group.membership()).ok());
    let place = match (group.mode, &group.place) {
        (Some(Mode::Video), _) => Some(text::say("mode-video")),
        (_, Some(place)) => Some(place.clone()),
        (Some(Mode::InPerson), None) => Some(text::say("mode-in-person")),
        (None, None) => None,
    };
    let fee = group.fee().map(|fee| {
        if fee == 0 {
            return text::say("facts-fee-free");
        }
        let amount = format!("{fee} {currency}");
        text::say_with("facts-fee", &[("amount", amount.trim())])
    });
    let when = (group.slot.is_some() || group.time.is_some()).then(|| when(group));
    let parts = [style, membership, when, place, fee];
    parts
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(BETWEEN_FACTS)
}

/// What does not go, has to wait or is to be settled first; gravest first.
fn settle(ui: &mut Ui, found: &GroupMatch, without_ticks: bool) {
    let mut open: Vec<&MatchCondition> = found
        .conditions
        .iter()
        .filter(|condition| condition.fit != Fit::Fits)
        .filter(|condition| !(without_ticks && is_ticked(condition)))
        .collect();
    open.sort_by_key(|condition| std::cmp::Reverse(condition.fit));
    for condition in open {
        line(ui, condition);
    }
    if found.verdict == Verdict::Offer {
        frame::point(ui, State::Met, "", &text::say("all-conditions-fit"));
    }
}

/// Whether this is one of the two points that only a clinician confirms.
fn is_ticked(condition: &MatchCondition) -> bool {
    matches!(condition.condition.as_str(), "for-whom" | "composition")
}

fn line(ui: &mut Ui, condition: &MatchCondition) {
    let name = text::say(&format!("match-name-{}", condition.condition));
    let reason = text::say(&condition.reason);
    let fit = text::say(match condition.fit {
        Fit::Fits => "fit-fits",
        Fit::Note => "fit-note",
        Fit::Wait => "fit-wait",
        Fit::No => "fit-no",
    });
    let state = frame::fit_state(condition.fit);
    frame::point_as(ui, (state, &fit), &name, &reason);
}

fn again(ui: &mut Ui, id: Id, terms: &Terms) -> Option<Chosen> {
    if !terms.draft {
        return None;
    }
    let word = text::say("ask-again");
    Text::meta(&text::say("ask-again-help")).show(ui);
    let button = Button::quiet(&word)
        .icon(Icon::ArrowCounterClockwise)
        .disabled(terms.locked.as_deref())
        .id(id.with("again"));
    button.show(ui).clicked().then_some(Chosen::AskAgain)
}

/// Whether this group is what happens next.
fn is_chosen(work: &Work, id: &str) -> bool {
    match &work.open.content.disposition {
        Some(Disposition::OfferSeat { group, .. }) => group == id,
        Some(Disposition::Waitlist { groups }) => groups.iter().any(|group| group == id),
        _ => false,
    }
}

fn buttons(ui: &mut Ui, id: Id, work: &Work, found: &GroupMatch, terms: &Terms) -> Option<Chosen> {
    ui.add_space(space::S4);
    if is_chosen(work, &found.group) {
        return ui
            .horizontal_wrapped(|ui| taken(ui, id, (work, &found.group), terms))
            .inner;
    }
    let (word, chosen, icon) = match found.verdict {
        Verdict::Offer | Verdict::OfferWithNote => ("offer-seat", Chosen::Seat, Icon::Chair),
        Verdict::Waitlist => ("add-to-waitlist", Chosen::Waitlist, Icon::Hourglass),
        Verdict::No => return None,
    };
    if !terms.draft {
        return None;
    }
    let reason = terms.locked.as_deref().or(terms.no_seat.as_deref());
    let label = text::say(word);
    let button = Button::quiet(&label)
        .icon(icon)
        .disabled(reason)
        .id(id.with("choose"));
    button.show(ui).clicked().then_some(chosen)
}

fn taken(ui: &mut Ui, id: Id, (work, group): (&Work, &str), terms: &Terms) -> Option<Chosen> {
    let seat = matches!(
        work.open.content.disposition,
        Some(Disposition::OfferSeat { .. })
    );
    let word = text::say(if seat {
        "seat-chosen"
    } else {
        "waitlist-chosen"
    });
    ui.spacing_mut().item_spacing.x = space::S12;
    StateBadge::new(State::Met).word(&word).show(ui);
    if let Some(why) = work.open.content.by_hand.get(group) {
        let words = text::say_with("by-hand-said", &[("why", why)]);
        Text::help(&words).show(ui);
    }
    if !terms.draft {
        return None;
    }
    let word = text::say("take-back");
    let button = Button::plain(&word).small().id(id.with("take back"));
    button.show(ui).clicked().then_some(Chosen::TakenBack)
}
