//! The rooms of an open vault: one method for each kind of record.

use crate::domain::consent::Consent;
use crate::domain::group::Group;
use crate::domain::leader::{Leader, Treats};
use crate::domain::recipient::Recipient;
use crate::vault::audit::AuditLog;
use crate::vault::{
    Addenda, Clients, Erasures, Holds, Letters, People, Reports, Restricted, Retentions, Risks,
    Screenings, Settings, Shelf, StaffList,
};

use super::Open;

impl Open {
    /// Settings.
    #[must_use]
    pub fn settings(&self) -> Settings<'_> {
        Settings(self)
    }

    /// Staff.
    #[must_use]
    pub fn staff(&self) -> StaffList<'_> {
        StaffList(self)
    }

    /// Clients.
    #[must_use]
    pub fn clients(&self) -> Clients<'_> {
        Clients(self)
    }

    /// The catalogue of groups.
    #[must_use]
    pub fn groups(&self) -> Shelf<'_, Group> {
        Shelf::new(self)
    }

    /// Leaders and hosts.
    #[must_use]
    pub fn leaders(&self) -> Shelf<'_, Leader> {
        Shelf::new(self)
    }

    /// Who treats whom.
    #[must_use]
    pub fn treats(&self) -> Shelf<'_, Treats> {
        Shelf::new(self)
    }

    /// The address book.
    #[must_use]
    pub fn recipients(&self) -> Shelf<'_, Recipient> {
        Shelf::new(self)
    }

    /// Consents.
    #[must_use]
    pub fn consents(&self) -> Shelf<'_, Consent> {
        Shelf::new(self)
    }

    /// Screenings.
    #[must_use]
    pub fn screenings(&self) -> Screenings<'_> {
        Screenings(self)
    }

    /// Counts over many screenings.
    #[must_use]
    pub fn reports(&self) -> Reports<'_> {
        Reports(self)
    }

    /// Additions to signed screenings.
    #[must_use]
    pub fn addenda(&self) -> Addenda<'_> {
        Addenda(self)
    }

    /// Clinical risk records.
    #[must_use]
    pub fn risks(&self) -> Risks<'_> {
        Risks(self)
    }

    /// People, their roles and their keys.
    pub fn people(&mut self) -> People<'_> {
        People(self, None)
    }

    /// Finished letters and where they went.
    #[must_use]
    pub fn letters(&self) -> Letters<'_> {
        Letters(self)
    }

    /// Legal holds.
    #[must_use]
    pub fn holds(&self) -> Holds<'_> {
        Holds(self)
    }

    /// The retention table and what is due by it.
    #[must_use]
    pub fn retention(&self) -> Retentions<'_> {
        Retentions(self)
    }

    /// Requests to erase a client, and what erasures left.
    #[must_use]
    pub fn erasures(&self) -> Erasures<'_> {
        Erasures(self)
    }

    /// Openings of restricted clients.
    #[must_use]
    pub fn restricted(&self) -> Restricted<'_> {
        Restricted(self)
    }

    /// The activity log.
    #[must_use]
    pub fn audit(&self) -> AuditLog<'_> {
        AuditLog(self)
    }
}
