//! Legal holds: set by one person, released by two, kept for ever after.

use rusqlite::{Connection, params};

use crate::domain::hold::{Hold, Release};
use crate::domain::id::{ClientId, HoldId, Id};
use crate::vault::audit::{Action, Detail};
use crate::vault::policy::{Decision, Deed, State, Why};
use crate::vault::restricted::reason_of;
use crate::vault::shelf::{self, table};
use crate::vault::{Document, Error, Open, Stored, Table};

impl Document for Hold {
    type Id = HoldId;
    const TABLE: Table = table!("hold", "hold");
}

/// What came of asking for a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Released {
    /// It is released.
    Yes,
    /// It waits for a second person.
    Asked,
}

/// The legal holds of an open vault.
pub struct Holds<'v>(pub(super) &'v Open);

impl Holds<'_> {
    /// Sets a hold on a client, or on the whole vault. It works at once.
    pub fn set(
        &self,
        client: Option<ClientId>,
        reason: &str,
        matter: &str,
    ) -> Result<HoldId, Error> {
        self.0.may(Deed::HoldSet)?;
        let reason = reason_of(reason)?;
        let id = shelf::fresh()?;
        self.0.change(|change| {
            let hold = Hold {
                client,
                reason,
                matter: matter.trim().to_owned(),
                set_by: self.0.person(),
                since: change.now(),
                asked: None,
                released: None,
            };
            shelf::insert(change, id, &hold)
        })?;
        Ok(id)
    }

    /// Asks for a release, or releases what somebody else has asked for. In a one-person practice the
    /// reason takes the place of the second person.
    pub fn release(&self, id: HoldId, reason: &str) -> Result<Released, Error> {
        let stored: Stored<Hold> = shelf::get(self.0.db(), id)?;
        if stored.value.released.is_some() {
            return Err(Error::WrongState("hold"));
        }
        let states: &[State] = match &stored.value.asked {
            Some(asked) if asked.by == self.0.person() => &[State::AskedByMe],
            Some(_) => &[State::AskedByAnother],
            None => &[],
        };
        let decision = self.0.decision(Deed::HoldRelease, states)?;
        let release = Release {
            by: self.0.person(),
            at: self.0.now(),
            reason: reason_of(reason)?,
        };
        match decision {
            Decision::Allowed | Decision::NeedsReason => {
                self.write(stored, |hold| hold.released = Some(release))?;
                Ok(Released::Yes)
            }
            Decision::NeedsSecondPerson => {
                self.write(stored, |hold| hold.asked = Some(release))?;
                Ok(Released::Asked)
            }
            Decision::Refused { why: Why::Role } => {
                Err(Error::RoleNeeded("administrator or clinician"))
            }
            Decision::Refused { why } => Err(Error::NotAllowed(why)),
        }
    }

    /// Takes back that a release was asked for; the hold stays.
    pub fn keep(&self, id: HoldId) -> Result<(), Error> {
        self.0.may(Deed::HoldSet)?;
        let stored: Stored<Hold> = shelf::get(self.0.db(), id)?;
        if stored.value.released.is_some() || stored.value.asked.is_none() {
            return Err(Error::WrongState("hold"));
        }
        self.write(stored, |hold| hold.asked = None)
    }

    /// Every hold, also released ones, oldest first.
    pub fn list(&self) -> Result<Vec<Stored<Hold>>, Error> {
        self.0.may(Deed::HoldSee)?;
        shelf::select(self.0.db(), Hold::TABLE.all, [])
    }

    /// The holds that lie on a client, also those on the whole vault. Whoever works with the client is
    /// told, as it says what cannot be removed.
    pub fn on(&self, client: ClientId) -> Result<Vec<Stored<Hold>>, Error> {
        if !self.0.can(Deed::HoldSee) {
            self.0.may(Deed::ClientFind)?;
        }
        let sql = "SELECT id, version, body FROM hold \
                   WHERE released = 0 AND (client = ?1 OR client IS NULL) ORDER BY rowid";
        shelf::select(self.0.db(), sql, params![client.to_bytes()])
    }

    /// Whether any hold stands: then no backup is thrown away.
    pub fn any(&self) -> Result<bool, Error> {
        any(self.0.db())
    }

    fn write(&self, mut stored: Stored<Hold>, edit: impl FnOnce(&mut Hold)) -> Result<(), Error> {
        edit(&mut stored.value);
        let step = match &stored.value {
            hold if hold.released.is_some() => "released",
            hold if hold.asked.is_some() => "asked",
            _ => "kept",
        };
        let detail = Detail::default().word("release", step);
        self.0.change(|change| {
            shelf::update_as(change, &stored, Action("hold.change"), detail).map(|_| ())
        })
    }
}

/// Whether any hold stands.
pub(super) fn any(db: &Connection) -> Result<bool, Error> {
    exists(
        db,
        "SELECT EXISTS (SELECT 1 FROM hold WHERE released = 0)",
        [],
    )
}

/// Whether a hold lies on a client, or on the whole vault.
pub(super) fn lies_on(db: &Connection, client: ClientId) -> Result<bool, Error> {
    let sql =
        "SELECT EXISTS (SELECT 1 FROM hold WHERE released = 0 AND (client = ?1 OR client IS NULL))";
    exists(db, sql, params![client.to_bytes()])
}

/// Whether a hold lies on the whole vault.
pub(super) fn lies_on_vault(db: &Connection) -> Result<bool, Error> {
    let sql = "SELECT EXISTS (SELECT 1 FROM hold WHERE released = 0 AND client IS NULL)";
    exists(db, sql, [])
}

fn exists(db: &Connection, sql: &str, values: impl rusqlite::Params) -> Result<bool, Error> {
    db.prepare_cached(sql)
        .and_then(|mut statement| statement.query_row(values, |row| row.get(0)))
        .map_err(Error::db("read holds"))
}
