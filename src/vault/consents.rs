//! Consents to disclose, by client.

use rusqlite::params;

use crate::domain::consent::Consent;
use crate::domain::id::{ClientId, ConsentId, Id};
use crate::vault::shelf::{self, table};
use crate::vault::{Document, Error, Shelf, Stored, Table};

impl Document for Consent {
    type Id = ConsentId;
    const TABLE: Table = table!("consent", "consent");
}

impl Shelf<'_, Consent> {
    /// A client's consents, oldest first.
    pub fn of_client(&self, client: ClientId) -> Result<Vec<Stored<Consent>>, Error> {
        let sql = "SELECT id, version, body FROM consent WHERE client = ?1 ORDER BY rowid";
        shelf::select(self.vault.db(), sql, params![client.to_bytes()])
    }
}
