//! The catalogue of groups, found by the name that answer files and letters use for a group.

use rusqlite::params;

use crate::domain::group::Group;
use crate::domain::id::GroupRecordId;
use crate::vault::shelf::{self, table};
use crate::vault::{Deed, Document, Error, Shelf, Shelved, Stored, Table};

impl Document for Group {
    type Id = GroupRecordId;
    const TABLE: Table = table!("clinic_group", "group");
}

impl Shelved for Group {
    const SEE: Deed = Deed::GroupSee;
    const CHANGE: Deed = Deed::GroupChange;
}

impl Shelf<'_, Group> {
    /// The group with this `id` in its data.
    pub fn named(&self, id: &str) -> Result<Stored<Group>, Error> {
        self.vault.may(Deed::GroupSee)?;
        let sql = "SELECT id, version, body FROM clinic_group WHERE name = ?1";
        shelf::select(self.vault.db(), sql, params![id])?
            .pop()
            .ok_or(Error::NotFound("group"))
    }
}
