//! Leaders and hosts, and whom they treat.

use rusqlite::params;

use crate::domain::id::{ClientId, Id, LeaderId, TreatsId};
use crate::domain::leader::{Leader, Treats};
use crate::vault::shelf::{self, table};
use crate::vault::{Deed, Document, Error, Shelf, Shelved, Stored, Table};

impl Document for Leader {
    type Id = LeaderId;
    const TABLE: Table = table!("leader", "leader");
}

impl Shelved for Leader {
    const SEE: Deed = Deed::GroupSee;
    const CHANGE: Deed = Deed::GroupChange;
}

impl Document for Treats {
    type Id = TreatsId;
    const TABLE: Table = table!("treats", "treatment");
}

impl Shelved for Treats {
    const SEE: Deed = Deed::ConsentSee;
    const CHANGE: Deed = Deed::ConsentChange;
    fn client(&self) -> Option<ClientId> {
        Some(self.client)
    }
}

impl Shelf<'_, Treats> {
    /// Who treats this client, or did.
    pub fn of_client(&self, client: ClientId) -> Result<Vec<Stored<Treats>>, Error> {
        self.vault.may_of(Deed::ConsentSee, Some(client))?;
        let sql = "SELECT id, version, body FROM treats WHERE client = ?1 ORDER BY rowid";
        shelf::select(self.vault.db(), sql, params![client.to_bytes()])
    }
}
