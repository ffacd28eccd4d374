//! One change of an open vault: a transaction, and the events that tell of it.

use jiff::Timestamp;
use rusqlite::{Connection, Transaction};

use crate::vault::audit::{self, Action, Detail, Event, Stamp};
use crate::vault::people::Pen;
use crate::vault::session::Session;
use crate::vault::{Error, database};

use super::Open;

/// One change: a transaction and the events that tell of it. All of it happens, or nothing.
pub(in crate::vault) struct Change<'a> {
    tx: Transaction<'a>,
    stamp: Stamp,
    pub(in crate::vault) vault: &'a Open,
}

impl Change<'_> {
    pub(in crate::vault) fn db(&self) -> &Connection {
        &self.tx
    }

    pub(in crate::vault) fn now(&self) -> Timestamp {
        self.stamp.time
    }

    pub(in crate::vault) fn session(&self) -> &Session {
        &self.vault.session
    }

    /// What the steps of operations on people and keys write with.
    pub(in crate::vault) fn pen(&self) -> Pen<'_> {
        Pen::new(&self.tx, self.vault.session.vault, &self.stamp)
    }

    /// Adds an event; returns its number.
    pub(in crate::vault) fn log(&self, event: &Event) -> Result<u64, Error> {
        audit::append(&self.tx, &self.vault.session.vault, &self.stamp, event)
    }

    /// The number that the next event will have.
    pub(in crate::vault) fn next_seq(&self) -> Result<u64, Error> {
        Ok(audit::head(&self.tx, &self.vault.session.vault)?.seq + 1)
    }
}

impl Open {
    /// Runs a change. What it returns was committed. Refused while the vault is in doubt.
    pub(in crate::vault) fn change<T>(
        &self,
        work: impl FnOnce(&Change<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        match self.doubt.get() {
            Some(_) => Err(Error::InDoubt),
            None => self.change_in_doubt(work),
        }
    }

    /// As [`Open::change`], also while the vault is in doubt: for events that tell of no change of a record,
    /// and for the acknowledgement that ends the doubt.
    pub(in crate::vault) fn change_in_doubt<T>(
        &self,
        work: impl FnOnce(&Change<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        if self.damaged.get() {
            return Err(Error::DatabaseDamaged);
        }
        let tx = database::begin(&self.db)?;
        let change = Change {
            tx,
            stamp: self.session.stamp(&*self.clock),
            vault: self,
        };
        let result = work(&change)?;
        change.tx.commit().map_err(Error::db("commit"))?;
        Ok(result)
    }

    /// Commits an event on its own: before something is shown, printed or exported.
    pub(in crate::vault) fn note(&self, event: Event) -> Result<(), Error> {
        self.note_all(&[event])
    }

    /// As [`Open::note`] for what is done at every key and on every page: once a kind and session.
    pub(in crate::vault) fn note_once(
        &self,
        action: Action,
        kind: &'static str,
    ) -> Result<(), Error> {
        if self.session.noted.borrow().contains(kind) {
            return Ok(());
        }
        self.note(Event::new(action).detail(Detail::default().word("kind", kind)))?;
        self.session.noted.borrow_mut().insert(kind);
        Ok(())
    }

    /// As [`Open::note`], several in one transaction.
    pub(in crate::vault) fn note_all(&self, events: &[Event]) -> Result<(), Error> {
        self.change_in_doubt(|change| {
            events
                .iter()
                .try_for_each(|event| change.log(event).map(|_| ()))
        })
    }
}
