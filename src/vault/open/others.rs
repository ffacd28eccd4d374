//! The same vault as somebody else would have it, for tests.

use rusqlite::Connection;

use crate::domain::id::PersonId;
use crate::domain::staff::{Role, Roles};
use crate::vault::keys::ClinicalKeys;

use super::Open;

impl Open {
    /// The same vault as a colleague at the desk would have it.
    pub(in crate::vault) fn at_the_desk(mut self) -> Self {
        self.session.clinical = None;
        self
    }

    /// The same vault as somebody with other roles would have it.
    pub(in crate::vault) fn with_roles(mut self, roles: Roles) -> Self {
        self.session.staff.roles = roles;
        self
    }

    /// The same session in other roles; who is no clinician has not their keys, which are kept aside.
    pub(in crate::vault) fn wear(&mut self, roles: Roles, aside: &mut Option<ClinicalKeys>) {
        let clinician = roles.has(Role::Clinician);
        if clinician != self.session.clinical.is_some() {
            std::mem::swap(&mut self.session.clinical, aside);
        }
        self.session.staff.roles = roles;
    }

    /// Somebody else at the same desk, as a test needs where two people are asked.
    pub(in crate::vault) fn become_person(&mut self, person: PersonId) {
        self.session.staff.id = person;
        self.session.opened.borrow_mut().clear();
        self.session.drafts_opened.borrow_mut().clear();
    }

    /// The connection without the list of what may be done, as an attacker with the key would have it.
    pub(in crate::vault) fn unguarded(&mut self) -> &Connection {
        let off: Option<fn(rusqlite::hooks::AuthContext<'_>) -> rusqlite::hooks::Authorization> =
            None;
        assert!(self.db.authorizer(off).is_ok());
        &self.db
    }
}
