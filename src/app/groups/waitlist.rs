//! Who waits for a seat: by group, in the order of decision, and why where somebody stands there by hand.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use crate::domain::id::{ClientId, ScreeningId};
use crate::domain::screening::{DeskState, Screening};
use crate::text;
use crate::vault::{Deed, Open, Show};

use super::super::command::{Event, Trouble};
use super::super::screenings;

/// Somebody who waits is asked how things are after so many days (decisions.md section 7).
const CHECK_IN_DAYS: i64 = 30;
/// More people than this wait in no clinic; beyond it the list says nothing.
const MOST: u32 = 2_000;

/// What a screen asks for. Answered by [`Waitlists`].
pub enum Ask {
    /// Who waits.
    Look,
    /// A seat of this group is offered to somebody: they wait no longer, and the seat is held.
    Offer {
        /// Whose screening.
        screening: ScreeningId,
        /// Of which group.
        group: String,
    },
    /// Somebody waits no longer.
    Leave(ScreeningId),
    /// Somebody waits again: what was done last is taken back.
    Back {
        /// Whose screening.
        screening: ScreeningId,
        /// The group whose seat was held for them.
        group: Option<String>,
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
    /// The groups.
    pub groups: Vec<String>,
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
/// If there is no free seat to be offered, or the vault refuses.
pub fn handle(open: &Open, ask: Ask) -> Result<Vec<Event>, Trouble> {
    let mut moved = true;
    match ask {
        Ask::Look => moved = false,
        Ask::Offer { screening, group } => {
            still_valid(open, screening)?;
            hold(open, &group, true)?;
            open.screenings()
                .set_desk_state(screening, DeskState::SeatOffered)?;
        }
        Ask::Leave(screening) => {
            open.screenings()
                .set_desk_state(screening, DeskState::Closed)?;
        }
        Ask::Back { screening, group } => {
            if let Some(group) = group {
                hold(open, &group, false)?;
            }
            open.screenings()
                .set_desk_state(screening, DeskState::Waiting)?;
        }
    }
    let mut events = vec![Event::Waitlists(Box::new(look(open)?))];
    if moved {
        events.push(Event::Groups(super::list(open)?));
    }
    Ok(events)
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
            groups: index.waits_for,
            by_hand: index.by_hand,
        });
    }
    found.waiters.sort_by_key(|waiter| waiter.since);
    Ok(found)
}
