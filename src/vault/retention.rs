//! Retention: the table, what is due by it, and the little that the program removes by itself.

mod due;

use jiff::Timestamp;
use rusqlite::{Connection, params};

use crate::domain::clinic::{Policy, Setting};
use crate::domain::id::Id;
use crate::domain::retention::{Decided, ProposedTable, Retention, RetentionTable};
use crate::domain::screening::Screening;
use crate::vault::audit::{Action, Detail, Event};
use crate::vault::open::Change;
use crate::vault::policy::{Decision, Deed, State, Why};
use crate::vault::record::{self};
use crate::vault::restricted::reason_of;
use crate::vault::shelf::{self, execute};
use crate::vault::{Error, Open, settings};

pub use due::{Class, Due, DueRecord, DueWhy};
use due::{Look, THAT_MAY_BE_DUE, THAT_MAY_GO};

/// A date further ahead of the newest event than this is not believed until an administrator says so.
const JUMP_DAYS: i64 = 31;
/// The fact in `meta` that purging waits.
const WAITS: &str = "purge_waits";

/// How many of what the program removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Purged {
    /// Outcomes of support-group checks.
    pub support: u64,
    /// Unsigned assessments.
    pub drafts: u64,
}

/// Retention in an open vault.
pub struct Retentions<'v>(pub(super) &'v Open);

impl Retentions<'_> {
    /// The table, who put it in force, and one that waits.
    pub fn state(&self) -> Result<Retention, Error> {
        self.0.may(Deed::RetentionSee)?;
        of(self.0.db())
    }

    /// Proposes another table. Nothing changes before it is put in force.
    pub fn propose(&self, table: RetentionTable) -> Result<(), Error> {
        self.0.may(Deed::RetentionPropose)?;
        if let Some(problem) = table.problem() {
            return Err(Error::Refused {
                what: "retention table",
                problem,
            });
        }
        self.0.change(|change| {
            let mut state = of(change.db())?;
            state.proposed = Some(ProposedTable {
                table,
                by: self.0.person(),
                at: change.now(),
            });
            settings::write(change, &state)
        })
    }

    /// Takes a proposed table back.
    pub fn withdraw(&self) -> Result<(), Error> {
        self.0.may(Deed::RetentionPropose)?;
        self.0.change(|change| {
            let mut state = of(change.db())?;
            state.proposed = None;
            settings::write(change, &state)
        })
    }

    /// Puts the proposed table in force. Somebody else than who proposed it; in a one-person practice with
    /// a reason.
    pub fn activate(&self, reason: &str) -> Result<(), Error> {
        let state = of(self.0.db())?;
        let proposed = state.proposed.as_ref();
        let mine = proposed.is_some_and(|proposed| proposed.by == self.0.person());
        let states: &[State] = match (proposed, mine) {
            (None, _) => &[State::NotAsked],
            (Some(_), true) => &[State::AskedByMe],
            (Some(_), false) => &[State::AskedByAnother],
        };
        let reason = match self.0.decision(Deed::RetentionActivate, states)? {
            Decision::NeedsReason => reason_of(reason)?,
            _ => {
                self.0.may_in(Deed::RetentionActivate, states)?;
                reason.trim().to_owned()
            }
        };
        let Some(ProposedTable { table, .. }) = state.proposed else {
            return Err(Error::NotAllowed(Why::NotAsked));
        };
        self.0.change(|change| {
            // The promise that is made when a check is finished follows the table.
            let mut policy: Policy = settings::peek(change.db())?.unwrap_or_default();
            policy.support_keep_days = table.support_days;
            settings::write(change, &policy)?;
            let state = Retention {
                table,
                activated: Some(Decided {
                    by: self.0.person(),
                    at: change.now(),
                    reason,
                }),
                proposed: None,
                clock_confirmed: of(change.db())?.clock_confirmed,
            };
            settings::write(change, &state)
        })
    }

    /// Whether purging waits because the computer's date jumped.
    pub fn waits(&self) -> Result<bool, Error> {
        self.0.may(Deed::RetentionSee)?;
        waits(self.0.db())
    }

    /// An administrator says that the date is right: what waited is removed now.
    pub fn confirm_clock(&self, reason: &str) -> Result<Purged, Error> {
        match self.0.decision(Deed::ClockConfirm, &[])? {
            Decision::NeedsReason => {}
            _ => self.0.may(Deed::ClockConfirm)?,
        }
        let reason = reason_of(reason)?;
        if !waits(self.0.db())? {
            return Err(Error::WrongState("date"));
        }
        self.0.change(|change| {
            let mut state = of(change.db())?;
            state.clock_confirmed.push(Decided {
                by: self.0.person(),
                at: change.now(),
                reason,
            });
            settings::write(change, &state)?;
            execute(
                change.db(),
                "DELETE FROM meta WHERE key = ?1",
                "date",
                [WAITS],
            )?;
            change.log(&Event::new(Action::CLOCK_CONFIRM))?;
            purge(change)
        })
    }

    /// Removes now what the program removes by itself at the first unlock of a day.
    pub fn run(&self) -> Result<Purged, Error> {
        self.0.may_in(Deed::PurgeRun, &[])?;
        if waits(self.0.db())? {
            return Err(Error::Refused {
                what: "the computer's date",
                problem: "not confirmed since it jumped",
            });
        }
        self.0.change(purge)
    }

    /// What is due, or soon will be, oldest date first. Nothing of it names anybody.
    pub fn due(&self) -> Result<Vec<Due>, Error> {
        self.0.may(Deed::DueSee)?;
        let look = Look::new(self.0)?;
        let mut due = look.screenings(THAT_MAY_BE_DUE)?;
        due.extend(look.letters()?);
        if self.0.session().clinical.is_some() {
            due.extend(look.risks()?);
        }
        due.sort_by_key(|line| (line.date, line.class));
        Ok(due)
    }
}

/// The table of a vault.
fn of(db: &Connection) -> Result<Retention, Error> {
    Ok(settings::peek(db)?.unwrap_or_default())
}

fn waits(db: &Connection) -> Result<bool, Error> {
    db.query_row(
        "SELECT EXISTS (SELECT 1 FROM meta WHERE key = ?1)",
        [WAITS],
        |row| row.get(0),
    )
    .map_err(Error::db("read the facts about the vault"))
}

/// Whether this moment is so far ahead of the newest event that it is not believed.
pub(super) fn jumped(last: Timestamp, now: Timestamp) -> bool {
    now.duration_since(last).as_hours() > JUMP_DAYS * 24
}

/// From now on purging waits for an administrator.
pub(super) fn wait(change: &Change<'_>) -> Result<(), Error> {
    if waits(change.db())? {
        return Ok(());
    }
    let since = format!("{:.3}", change.now());
    let sql = "INSERT INTO meta (key, value) VALUES (?1, ?2)";
    execute(change.db(), sql, "date", params![WAITS, since.as_bytes()]).map(|_| ())
}

/// At an unlock: removes what is to go, unless the date is in doubt. Returns whether it was not.
pub(super) fn at_unlock(change: &Change<'_>) -> Result<bool, Error> {
    if waits(change.db())? {
        return Ok(false);
    }
    purge(change)?;
    Ok(true)
}

/// Removes what the program may remove by itself. One neutral event for each record, and one with numbers.
fn purge(change: &Change<'_>) -> Result<Purged, Error> {
    let look = Look::new(change.vault)?;
    let mut purged = Purged::default();
    for due in look.screenings(THAT_MAY_GO)? {
        let (DueRecord::Screening(id), true, false) = (due.record, due.by_itself, due.held) else {
            continue;
        };
        if due.class == Class::Draft {
            record::remove(change, id.to_bytes())?;
            purged.drafts += 1;
        } else {
            purged.support += 1;
        }
        shelf::remove::<Screening>(change, id)?;
    }
    if purged != Purged::default() {
        let detail = Detail::default()
            .number("support", purged.support)
            .number("drafts", purged.drafts);
        change.log(&Event::new(Action::PURGE).detail(detail))?;
    }
    Ok(purged)
}

/// The name of the table's setting: it is changed here, by two people, and not with the other settings.
pub(super) fn is_reserved(setting: &str) -> bool {
    setting == Retention::NAME
}
