//! People and their keys: who joins, who leaves, and what every change of that means for slots, rosters and keys.
//!
//! Formats and the order of writes are those of the key design: a change of the header is staged, committed
//! with one transaction of the database, and then renamed, so that a stop at any point leaves the old state or
//! the new one. Nobody can hand out a key that they do not hold; there is no escrow.

mod arrival;
mod authority;
mod clinical;
mod header_change;
mod joining;
#[cfg(test)]
mod model;
mod passphrase;
mod pen;
mod recovery;
mod roles;
mod rotation;
mod sheets;
#[cfg(test)]
mod tests;

pub(in crate::vault) use arrival::{arrive, settle_in};
pub(in crate::vault) use authority::Authority;
pub(in crate::vault) use pen::Pen;

pub use joining::{NewPerson, Present};
pub use recovery::Successor;
pub use rotation::Rotated;
pub use sheets::NewSheet;

use crate::domain::id::{Id, PersonId};
use crate::domain::staff::{Role, Staff};
use crate::vault::roster::{self, Meta};
use crate::vault::{Deed, Error, Open};

/// Changes of people, roles, keys and sheets of an open vault. Everything here asks for passphrases again.
pub struct People<'v>(
    pub(in crate::vault) &'v mut Open,
    pub(in crate::vault) Option<Present<'v>>,
);

/// How far a person reaches the clinicians' key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClinicalAccess {
    /// Is not a clinician.
    None,
    /// Has the key.
    Granted,
    /// Has the role; a clinician has to give the key.
    Waiting,
    /// Had the key before a reset; a clinician, or the old passphrase, gives it back.
    Parked,
}

/// A member of staff with what the list of people shows beside the name.
#[derive(Clone, PartialEq, Eq)]
pub struct Member {
    /// The person.
    pub staff: Staff,
    /// Their reach.
    pub clinical: ClinicalAccess,
    /// Whether they work here; those who left stay, because signatures keep their names.
    pub present: bool,
}

impl<'v> People<'v> {
    /// A second person stands beside, for what the policy asks two for.
    #[must_use]
    pub fn beside(self, second: Present<'v>) -> Self {
        Self(self.0, Some(second))
    }

    /// Asks the policy. Where it wants a second person, the one who stands beside has to be another who could do
    /// the same; in a practice of one the event alone tells.
    fn agreed(&self, deed: Deed) -> Result<(), Error> {
        match self.0.may(deed) {
            Err(Error::ReasonNeeded) => Ok(()),
            Err(Error::SecondPersonNeeded) => {
                let second = self.1.as_ref().ok_or(Error::SecondPersonNeeded)?;
                let other = Authority::of_login(self.0, second.login, second.passphrase)?;
                let roles = self.row(other.person())?.staff().roles;
                let could = roles.has(Role::Administrator) || roles.has(Role::Clinician);
                if could && other.person() != self.0.me().id {
                    Ok(())
                } else {
                    Err(Error::SecondPersonNeeded)
                }
            }
            result => result,
        }
    }

    /// Everybody, also those who left.
    pub fn list(&self) -> Result<Vec<Member>, Error> {
        self.0.may(Deed::StaffSee)?;
        let db = self.0.db();
        let parked = roster::parked_persons(db)?;
        let member = |row: roster::StaffRow| {
            let staff = row.staff();
            let clinical = if !staff.roles.has(Role::Clinician) {
                ClinicalAccess::None
            } else if parked.contains(&row.person) {
                ClinicalAccess::Parked
            } else if roster::holds_clinical(db, &row.person)? {
                ClinicalAccess::Granted
            } else {
                ClinicalAccess::Waiting
            };
            Ok(Member {
                staff,
                clinical,
                present: row.state == roster::PRESENT,
            })
        };
        roster::staff_rows(db)?.into_iter().map(member).collect()
    }

    /// Who works here with a slot that this person made. If they typed the passphrase in the other's place they know what
    /// it opens: before such a person is removed, the others type new ones ([`People::reset`]).
    pub fn made_by(&self, person: PersonId) -> Result<Vec<Staff>, Error> {
        self.0.may(Deed::StaffSee)?;
        let made = |row: &roster::StaffRow| {
            row.state == roster::PRESENT
                && row.made_by == person.to_bytes()
                && row.person != person.to_bytes()
        };
        let rows = roster::staff_rows(self.0.db())?.into_iter();
        Ok(rows.filter(made).map(|row| row.staff()).collect())
    }

    /// Whether a clinician left or lost the role and the clinicians' key was not changed since.
    pub fn clinical_rotation_pending(&self) -> Result<bool, Error> {
        Ok(!roster::pending(self.0.db())?.is_empty())
    }

    /// People changed: the anchors follow at once, so that an older roster cannot be put back unseen. A sheet that is
    /// used moves none: if the vault was put back to an older state, that has to be seen by the successor.
    fn anchored<T>(&self, changed: Result<T, Error>) -> Result<T, Error> {
        if changed.is_ok() {
            self.0.anchor_soon();
        }
        changed
    }

    /// The row of a person who works here.
    fn row(&self, person: PersonId) -> Result<roster::StaffRow, Error> {
        roster::staff_rows(self.0.db())?
            .into_iter()
            .find(|row| row.person == person.to_bytes() && row.state == roster::PRESENT)
            .ok_or(Error::NotFound("member of staff"))
    }

    fn meta(&self) -> Result<Meta, Error> {
        Meta::read(self.0.db())
    }
}
