//! Consents to disclose, by client.

use rusqlite::params;

use crate::domain::consent::Consent;
use crate::domain::id::{ClientId, ConsentId, Id};
use crate::vault::shelf::{self, table};
use crate::vault::{Deed, Document, Error, Shelf, Shelved, Stored, Table};

impl Document for Consent {
    type Id = ConsentId;
    const TABLE: Table = table!("consent", "consent");
}

impl Shelved for Consent {
    const SEE: Deed = Deed::ConsentSee;
    const CHANGE: Deed = Deed::ConsentChange;
    fn client(&self) -> Option<ClientId> {
        Some(self.client)
    }
}

impl Shelf<'_, Consent> {
    /// A client's consents, oldest first.
    pub fn of_client(&self, client: ClientId) -> Result<Vec<Stored<Consent>>, Error> {
        self.vault.may_of(Deed::ConsentSee, Some(client))?;
        let sql = "SELECT id, version, body FROM consent WHERE client = ?1 ORDER BY rowid";
        shelf::select(self.vault.db(), sql, params![client.to_bytes()])
    }
}
