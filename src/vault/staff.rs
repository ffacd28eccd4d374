//! Staff of an open vault: the roster, read, and what letters say about each person.

use rusqlite::Connection;

use crate::domain::id::PersonId;
use crate::domain::staff::{Profile, Staff, normalise_login};
use crate::vault::audit::Event;
use crate::vault::roster;
use crate::vault::shelf::{self, table};
use crate::vault::{Deed, Document, Error, Open, State, Stored, Table};

impl Document for Profile {
    type Id = PersonId;
    const TABLE: Table = table!("profile", "profile");
}

/// The staff of an open vault.
pub struct StaffList<'v>(pub(super) &'v Open);

impl StaffList<'_> {
    /// Everyone who works here.
    pub fn list(&self) -> Result<Vec<Staff>, Error> {
        self.0.may(Deed::StaffSee)?;
        let rows = roster::staff_rows(self.0.db())?;
        Ok(rows
            .iter()
            .filter(|row| row.state == roster::PRESENT)
            .map(roster::StaffRow::staff)
            .collect())
    }

    /// Everyone who works or worked here: the log keeps their names.
    pub fn everybody(&self) -> Result<Vec<Staff>, Error> {
        let rows = roster::staff_rows(self.0.db())?;
        Ok(rows.iter().map(roster::StaffRow::staff).collect())
    }

    /// One person, also one who left: signatures keep their names.
    pub fn get(&self, id: PersonId) -> Result<Staff, Error> {
        self.0.may(Deed::StaffSee)?;
        let rows = roster::staff_rows(self.0.db())?;
        let found = rows
            .iter()
            .map(roster::StaffRow::staff)
            .find(|staff| staff.id == id);
        found.ok_or(Error::NotFound("member of staff"))
    }

    /// What letters say about a person.
    pub fn profile(&self, id: PersonId) -> Result<Stored<Profile>, Error> {
        self.0.may(Deed::StaffSee)?;
        shelf::get(self.0.db(), id)
    }

    /// Saves what letters say about a person.
    pub fn save_profile(&self, profile: &Stored<Profile>) -> Result<u32, Error> {
        let mine = profile.id == self.0.person();
        let states: &[State] = if mine { &[State::Myself] } else { &[] };
        self.0.may_in(Deed::ProfileChange, states)?;
        self.0.change(|change| shelf::update(change, profile))
    }
}

/// Writes the profile of the first person while the vault is made.
pub(super) fn first_profile(
    db: &Connection,
    person: PersonId,
    profile: &Profile,
) -> Result<Event, Error> {
    shelf::insert_row(db, person, profile)
}

/// Refuses a login or a name that nobody could type or read.
pub(super) fn check_names(login: &str, name: &str) -> Result<(), Error> {
    let login = normalise_login(login);
    if login.is_empty() || login.chars().count() > 64 || login.chars().any(char::is_control) {
        return Err(Error::Refused {
            what: "login name",
            problem: "empty, too long or unreadable",
        });
    }
    let unreadable = name.chars().any(char::is_control);
    if name.trim().is_empty() || name.chars().count() > 200 || unreadable {
        return Err(Error::Refused {
            what: "name",
            problem: "empty, too long or unreadable",
        });
    }
    Ok(())
}
