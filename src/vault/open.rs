//! An open vault: its connection, its session and the doors to each kind of record.

use std::cell::{Cell, RefCell};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{Connection, Transaction};

use crate::domain::clock::Clock;
use crate::domain::consent::Consent;
use crate::domain::group::Group;
use crate::domain::id::PersonId;
use crate::domain::leader::{Leader, Treats};
use crate::domain::recipient::Recipient;
use crate::domain::staff::Staff;
use crate::vault::audit::{self, Action, AuditLog, Detail, Event, Stamp};
use crate::vault::files::{self, LockFile};
use crate::vault::header::{Header, HeaderCopy};
use crate::vault::session::Session;
use crate::vault::{
    Addenda, Clients, Error, Letters, Locked, Passphrase, Risks, Screenings, Settings, Shelf,
    StaffList, database, record, support,
};

/// An open vault. It belongs to one thread at a time; dropping it closes the file and wipes the keys.
pub struct Open {
    db: Connection,
    session: Session,
    header: RefCell<Header>,
    notes: Vec<Note>,
    clock: Arc<dyn Clock>,
    dir: PathBuf,
    /// Pages of the file are known to be damaged: nothing more is written into it.
    damaged: Cell<bool>,
    // Last, so that the lock outlives the connection.
    #[allow(dead_code, reason = "held until the vault is dropped")]
    lock: LockFile,
}

/// Something that whoever signs in should know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// A copy of the header was damaged and was written again from the other.
    HeaderRepaired(HeaderCopy),
    /// The clock shows an earlier time than the newest event.
    ClockWentBack,
    /// The vault was of an older format and was brought up to date, after a backup.
    NewFormat,
    /// The last session ended without locking; its drafts are as they were last saved.
    LastSessionEndedEarly,
}

/// Why a vault is locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockReason {
    /// Somebody asked for it.
    Asked,
    /// Nobody did anything for a while.
    Idle,
    /// The system sleeps, or its user left.
    System,
    /// The program ends.
    Exit,
}

impl LockReason {
    fn word(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Idle => "idle",
            Self::System => "system",
            Self::Exit => "exit",
        }
    }
}

/// A vault after locking. It is locked whatever went wrong while closing.
pub struct Closed {
    /// The locked vault.
    pub locked: Locked,
    /// What could not be done on the way, for example the last event on a full disk.
    pub problem: Option<Error>,
}

/// The signed-in person typed their passphrase again, a moment ago. Used up by what it allows.
pub struct Proof {
    session: [u8; 16],
}

/// One change: a transaction and the events that tell of it. All of it happens, or nothing.
pub(super) struct Change<'a> {
    tx: Transaction<'a>,
    stamp: Stamp,
    pub(super) vault: &'a Open,
}

impl Change<'_> {
    pub(super) fn db(&self) -> &Connection {
        &self.tx
    }

    pub(super) fn now(&self) -> Timestamp {
        self.stamp.time
    }

    pub(super) fn session(&self) -> &Session {
        &self.vault.session
    }

    /// Adds an event; returns its number.
    pub(super) fn log(&self, event: &Event) -> Result<u64, Error> {
        audit::append(&self.tx, &self.vault.session.vault, &self.stamp, event)
    }

    /// The number that the next event will have.
    pub(super) fn next_seq(&self) -> Result<u64, Error> {
        Ok(audit::head(&self.tx, &self.vault.session.vault)?.seq + 1)
    }
}

/// What an open vault is made of.
pub(super) struct OpenParts {
    pub(super) dir: PathBuf,
    pub(super) db: Connection,
    pub(super) session: Session,
    pub(super) header: Header,
    pub(super) notes: Vec<Note>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) lock: LockFile,
}

impl Open {
    pub(super) fn new(parts: OpenParts) -> Self {
        Self {
            db: parts.db,
            session: parts.session,
            header: RefCell::new(parts.header),
            notes: parts.notes,
            clock: parts.clock,
            dir: parts.dir,
            damaged: Cell::new(false),
            lock: parts.lock,
        }
    }

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

    /// Finished letters and where they went.
    #[must_use]
    pub fn letters(&self) -> Letters<'_> {
        Letters(self)
    }

    /// The activity log.
    #[must_use]
    pub fn audit(&self) -> AuditLog<'_> {
        AuditLog(self)
    }

    /// Who is signed in.
    #[must_use]
    pub fn me(&self) -> &Staff {
        &self.session.staff
    }

    /// What whoever signs in should know.
    #[must_use]
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// Where the vault is.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Checks that the signed-in person knows their passphrase: for signing, and for what cannot be undone.
    pub fn prove(&self, passphrase: &Passphrase) -> Result<Proof, Error> {
        let header = self.header.borrow();
        let slot = header
            .slots
            .iter()
            .find(|slot| slot.id == self.session.slot_id);
        let slot = slot.ok_or(Error::NotAccepted)?;
        let derived = slot
            .kdf
            .derive(passphrase.normalised().as_bytes(), &slot.salt)?;
        slot.open(&header.vault, header.format, &derived)?;
        Ok(Proof {
            session: self.session.id,
        })
    }

    /// Locks: chains the drafts, notes the event, anchors the log, closes the file, wipes the keys.
    #[must_use]
    pub fn lock(self, reason: LockReason) -> Closed {
        let noted = self
            .change(|change| {
                record::chain_drafts(change, None)?;
                support::chain_drafts(change)?;
                let detail = Detail::default().word("why", reason.word());
                change.log(&Event::new(Action::LOCK).detail(detail))
            })
            .and_then(|_| self.anchor());
        let Self {
            db,
            session,
            dir,
            clock,
            lock,
            ..
        } = self;
        let closed = database::close(db);
        drop(session);
        drop(lock);
        Closed {
            locked: Locked::again(dir, clock),
            problem: noted.and(closed).err(),
        }
    }

    pub(super) fn db(&self) -> &Connection {
        &self.db
    }

    /// From here on nothing is written: every write into a damaged file can make it worse.
    pub(super) fn stop_writing(&self) {
        self.damaged.set(true);
    }

    pub(super) fn clock(&self) -> &Arc<dyn Clock> {
        &self.clock
    }

    /// The header as it is now.
    pub(super) fn header_copy(&self) -> Header {
        self.header.borrow().clone()
    }

    /// The same vault as a colleague at the desk would have it.
    #[cfg(test)]
    pub(super) fn at_the_desk(mut self) -> Self {
        self.session.clinical = None;
        self
    }

    /// The connection without the list of what may be done, as an attacker with the key would have it.
    #[cfg(test)]
    pub(super) fn unguarded(&mut self) -> &Connection {
        let off: Option<fn(rusqlite::hooks::AuthContext<'_>) -> rusqlite::hooks::Authorization> =
            None;
        assert!(self.db.authorizer(off).is_ok());
        &self.db
    }

    pub(super) fn session(&self) -> &Session {
        &self.session
    }

    /// What time it is, by the vault's clock.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Which day it is, by the vault's clock.
    #[must_use]
    pub fn today(&self) -> Date {
        self.clock.today()
    }

    /// Where the clinic's days begin.
    #[must_use]
    pub fn zone(&self) -> jiff::tz::TimeZone {
        self.clock.zone()
    }

    pub(super) fn person(&self) -> PersonId {
        self.session.staff.id
    }

    /// Runs a change. What it returns was committed.
    pub(super) fn change<T>(
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
    pub(super) fn note(&self, event: Event) -> Result<(), Error> {
        self.change(|change| change.log(&event)).map(|_| ())
    }

    /// Refuses a proof of another session.
    pub(super) fn accept(&self, proof: &Proof) -> Result<(), Error> {
        if proof.session == self.session.id {
            Ok(())
        } else {
            Err(Error::NotAccepted)
        }
    }

    /// Writes the head of the activity log into the header, outside the database. The anchor is outside
    /// the header's core MAC, so no generation changes and no transaction is needed.
    pub(super) fn anchor(&self) -> Result<(), Error> {
        let mut header = self.header.borrow_mut();
        header.anchor = audit::head(&self.db, &self.session.vault)?;
        header.authenticate(&self.session.office.header_mac)?;
        files::stage_header(&self.dir, &header)?;
        files::promote_header(&self.dir)
    }
}
