//! The pen: a transaction, who writes, and the activity log of that database. Rotation writes with one into a file that is not open yet.

use rusqlite::{Connection, Transaction};

use crate::vault::Error;
use crate::vault::audit::{self, Event, Stamp};
use crate::vault::keys::VaultId;

/// What the steps of an operation write with.
pub(in crate::vault) struct Pen<'a> {
    tx: &'a Transaction<'a>,
    vault: VaultId,
    stamp: &'a Stamp,
}

impl<'a> Pen<'a> {
    pub(in crate::vault) fn new(tx: &'a Transaction<'a>, vault: VaultId, stamp: &'a Stamp) -> Self {
        Self { tx, vault, stamp }
    }

    pub(in crate::vault) fn db(&self) -> &Connection {
        self.tx
    }

    pub(in crate::vault) fn vault(&self) -> &VaultId {
        &self.vault
    }

    /// Who writes: a person, or a recovery sheet under its slot's id.
    pub(in crate::vault) fn actor(&self) -> [u8; 16] {
        self.stamp.actor
    }

    /// The time of the change, as rosters keep it.
    pub(in crate::vault) fn now(&self) -> String {
        format!("{:.3}", self.stamp.time)
    }

    pub(in crate::vault) fn log(&self, event: &Event) -> Result<u64, Error> {
        audit::append(self.tx, &self.vault, self.stamp, event)
    }
}
