//! Who waits for a seat: by group, in the order of decision, and why where somebody stands there by hand.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use crate::domain::id::{ClientId, ScreeningId};
use crate::domain::screening::{DeskState, Screening, ScreeningIndex, Stage, WaitOver};
use crate::text;
use crate::vault::{Deed, Open, Show};

use super::super::command::{Event, Trouble};
use super::super::screenings;

/// Somebody who waits is asked how things are after so many days (decisions.md section 7).
const CHECK_IN_DAYS: i64 = 30;
/// More people than this wait in no clinic; beyond it the list says nothing.
const MOST: u32 = 2_000;

/// What becomes of the other lists on which somebody stands who is offered a seat: whoever offers it says so
/// (decisions.md section 7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Others {
    /// They wait on for the other groups.
    Stay,
    /// They wait for no group any more.
    End,
}

/// What a screen asks for. Answered by [`Waitlists`].
pub enum Ask {
    /// Who waits.
    Look,
    /// A seat of this group is offered to somebody: they wait for it no longer, and the seat is held.
    Offer {
        /// Whose screening.
        screening: ScreeningId,
        /// Of which group.
        group: String,
        /// What becomes of the other lists.
        others: Others,
    },
    /// Somebody waits for this group no longer.
    Leave {
        /// Whose screening.
        screening: ScreeningId,
        /// For which group.
        group: String,
    },
    /// Somebody waits again: what was done last is taken back.
    Back {
        /// Whose screening.
        screening: ScreeningId,
        /// The groups for which they waited before.
        groups: Vec<String>,
        /// The group whose seat was held for them.
        seat: Option<String>,
    },
}

/// Who waits.
#[derive(Clone, Default)]
pub struct Waitlists {
    /// How many wait, for whichever group.
    pub people: usize,
    /// Whether it is known who waits for which group: the desk knows only how many.
    pub known: bool,
    /// Those who wait, the earliest decision first.
    pub waiters: Vec<Waiter>,
}

/// Somebody who waits.
#[derive(Clone)]
pub struct Waiter {
    /// The screening in which that was decided.
    pub screening: ScreeningId,
    /// Whose it is.
    pub client: Option<ClientId>,
    /// What they are called.
    pub person: String,
    /// When it was decided.
    pub since: Timestamp,
    /// Until when somebody asks how things are.
    pub check_in: Date,
    /// The day on which the assessment is no longer valid.
    pub lapses: Date,
    /// Whether they said that nobody is there to turn to. It moves nobody up the list.
    pub alone: bool,
    /// The groups for which they wait still.
    pub groups: Vec<String>,
    /// Groups in which they were offered a seat meanwhile.
    pub offered: Vec<String>,
    /// Why they stand there although the rules speak of no waitlist, by group.
    pub by_hand: BTreeMap<String, String>,
}

impl Waitlists {
    /// Those who wait for a group, in their order.
    pub fn of<'a>(&'a self, group: &'a str) -> impl Iterator<Item = &'a Waiter> {
        let waits = move |waiter: &&Waiter| waiter.groups.iter().any(|other| other == group);
        self.waiters.iter().filter(waits)
    }
}

/// Does what was asked for, and says who waits now.
///
/// # Errors
/// If there is no free seat to be offered, they do not wait for it any more, or the vault refuses.
pub fn handle(open: &Open, ask: Ask) -> Result<Vec<Event>, Trouble> {
    let mut moved = true;
    match ask {
        Ask::Look => moved = false,
        Ask::Offer {
            screening,
            group,
            others,
        } => offer(open, screening, &group, others)?,
        Ask::Leave { screening, group } => {
            let mut index = waiting_for(open, screening, &group)?;
            index.waits_over.insert(group, WaitOver::Left);
            settle(open, screening, &index)?;
        }
        Ask::Back {
            screening,
            groups,
            seat,
        } => back(open, screening, &groups, seat.as_deref())?,
    }
    let mut events = vec![Event::Waitlists(Box::new(look(open)?))];
    if moved {
        events.push(Event::Groups(super::list(open)?));
    }
    Ok(events)
}

/// Offers a seat, which is held.
fn offer(open: &Open, screening: ScreeningId, group: &str, others: Others) -> Result<(), Trouble> {
    let mut index = waiting_for(open, screening, group)?;
    still_valid(open, screening)?;
    hold(open, group, true)?;
    index.waits_over.insert(group.to_owned(), WaitOver::Offered);
    if others == Others::End {
        let rest: Vec<String> = index.waits().cloned().collect();
        let left = rest.into_iter().map(|group| (group, WaitOver::Left));
        index.waits_over.extend(left);
    }
    settle(open, screening, &index)
}

/// Takes the end of waiting back, and the seat with it.
fn back(
    open: &Open,
    screening: ScreeningId,
    groups: &[String],
    seat: Option<&str>,
) -> Result<(), Trouble> {
    let mut index = index(open, screening)?;
    if !groups
        .iter()
        .all(|group| index.waits_over.contains_key(group))
    {
        return Err(not_there());
    }
    if let Some(seat) = seat {
        hold(open, seat, false)?;
    }
    index.waits_over.retain(|group, _| !groups.contains(group));
    settle(open, screening, &index)
}

/// The facts of somebody who waits for this group.
fn waiting_for(
    open: &Open,
    screening: ScreeningId,
    group: &str,
) -> Result<ScreeningIndex, Trouble> {
    let index = index(open, screening)?;
    let row = open.screenings().row(screening)?.value;
    let waits = row.stage == Stage::Signed && row.desk_state == DeskState::Waiting;
    if waits && index.waits().any(|other| other == group) {
        Ok(index)
    } else {
        Err(not_there())
    }
}

fn index(open: &Open, screening: ScreeningId) -> Result<ScreeningIndex, Trouble> {
    let mut found = open.screenings().index_of([screening])?;
    found.pop().map(|(_, index)| index).ok_or_else(not_there)
}

fn not_there() -> Trouble {
    Trouble::new("not-waiting", text::say("waitlist-not-there"))
}

/// Keeps for which groups somebody waits still, and with it what the desk sees of that. Whoever waits for one is among
/// those who wait; each of the two alone shows them at most once too often.
fn settle(open: &Open, screening: ScreeningId, index: &ScreeningIndex) -> Result<(), Trouble> {
    let screenings = open.screenings();
    if index.waits().next().is_some() {
        screenings.save_index(screening, index)?;
        screenings.set_desk_state(screening, DeskState::Waiting)?;
        return Ok(());
    }
    let offered = index
        .waits_over
        .values()
        .any(|over| *over == WaitOver::Offered);
    let state = if offered {
        DeskState::SeatOffered
    } else {
        DeskState::Closed
    };
    screenings.set_desk_state(screening, state)?;
    screenings.save_index(screening, index)?;
    Ok(())
}

/// Refuses a seat on an assessment that is too old: a short re-check comes first (decisions.md section 7).
fn still_valid(open: &Open, screening: ScreeningId) -> Result<(), Trouble> {
    let row = open.screenings().row(screening)?.value;
    let valid = i64::from(open.settings().policy()?.assessment_valid_days);
    if after(day_of(open, &row), valid) < open.today() {
        return Err(Trouble::new("lapsed", text::say("waitlist-lapsed-first")));
    }
    Ok(())
}

/// The day of the decision: that of the signature.
fn day_of(open: &Open, row: &Screening) -> Date {
    let signature = row.signature.as_ref();
    let since = signature.map_or(row.created, |signature| signature.at);
    since.to_zoned(open.zone()).date()
}

fn after(day: Date, days: i64) -> Date {
    day.checked_add(days.days()).unwrap_or(day)
}

/// Holds a seat, or lets it go.
fn hold(open: &Open, group: &str, more: bool) -> Result<(), Trouble> {
    let stored = open.groups().list()?.into_iter();
    let found = stored.into_iter().find(|stored| stored.value.id == group);
    let Some(mut stored) = found else {
        return Err(Trouble::new("group", text::say("waitlist-no-group")));
    };
    let it = &mut stored.value;
    if !more {
        it.reserved = it.reserved.saturating_sub(1);
    } else if it
        .capacity
        .is_some_and(|capacity| it.enrolled + it.reserved >= capacity)
    {
        return Err(Trouble::new("full", text::say("waitlist-full")));
    } else {
        it.reserved += 1;
    }
    open.groups().save(&stored)?;
    Ok(())
}

/// Where a seat was offered.
fn offered_in(index: &ScreeningIndex) -> Vec<String> {
    let over = index.waits_over.iter();
    let offered = over.filter(|(_, over)| **over == WaitOver::Offered);
    offered.map(|(group, _)| group.clone()).collect()
}

/// Who waits.
///
/// # Errors
/// If the vault refuses.
pub fn look(open: &Open) -> Result<Waitlists, Trouble> {
    if !open.can(Deed::ScreeningList) {
        return Ok(Waitlists::default());
    }
    let rows = open.screenings().list(Show::Waiting, MOST)?;
    let mut found = Waitlists {
        people: rows.len(),
        known: open.can(Deed::TherapyIndex) && open.reaches_clinical(),
        waiters: Vec::new(),
    };
    if !found.known || rows.is_empty() {
        return Ok(found);
    }
    let valid = i64::from(open.settings().policy()?.assessment_valid_days);
    let ids = rows.iter().map(|row| row.row.id);
    let mut indexes: BTreeMap<_, _> = open.screenings().index_of(ids)?.into_iter().collect();
    for row in rows {
        let Some(index) = indexes.remove(&row.row.id) else {
            continue;
        };
        let value = row.row.value;
        let since = value
            .signature
            .as_ref()
            .map_or(value.created, |signature| signature.at);
        let day = day_of(open, &value);
        found.waiters.push(Waiter {
            screening: row.row.id,
            client: value.client,
            person: screenings::called(open, value.client),
            since,
            check_in: after(day, CHECK_IN_DAYS),
            lapses: after(day, valid),
            alone: index.alone,
            groups: index.waits().cloned().collect(),
            offered: offered_in(&index),
            by_hand: index.by_hand,
        });
    }
    found.waiters.sort_by_key(|waiter| waiter.since);
    Ok(found)
}
