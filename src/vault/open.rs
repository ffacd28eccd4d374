//! An open vault: its connection, its session and the doors to each kind of record.

mod change;
mod note;
#[cfg(test)]
mod others;
mod rooms;

pub(super) use change::Change;
pub use note::Note;

use std::cell::{Cell, Ref, RefCell};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::Connection;

use crate::domain::clock::Clock;
use crate::domain::id::PersonId;
use crate::domain::staff::{Role, Staff};
use crate::vault::anchor::{Doubt, Memory};
use crate::vault::attempts::Door;
use crate::vault::audit::{Action, Detail, Event};
use crate::vault::clients::{Changes, Lookup};
use crate::vault::files::{self, LockFile};
use crate::vault::header::{Anchor, Header};
use crate::vault::keys::ClinicalKeys;
use crate::vault::session::Session;
use crate::vault::{Error, Locked, Passphrase, database, record, scrub, support};

/// An open vault. It belongs to one thread at a time; dropping it closes the file and wipes the keys.
pub struct Open {
    db: Connection,
    /// Of what search knows.
    changes: Changes,
    lookup: RefCell<Option<Lookup>>,
    session: Session,
    header: RefCell<Header>,
    /// A committed header that could not be renamed yet. Nothing may be staged over it.
    unpromoted: Cell<bool>,
    notes: Vec<Note>,
    clock: Arc<dyn Clock>,
    dir: PathBuf,
    /// Pages of the file are known to be damaged: nothing more is written into it.
    damaged: Cell<bool>,
    state: Option<PathBuf>,
    /// Why the vault can be read and not changed, if it is so.
    pub(super) doubt: Cell<Option<Doubt>>,
    /// What the header's anchor says, and since when it stands.
    pub(super) anchored: Cell<(Anchor, Instant)>,
    pub(super) memory: Option<Memory>,
    pub(super) forgets: Cell<bool>,
    // Last, so that the lock outlives the connection.
    #[allow(dead_code, reason = "held until the vault is dropped")]
    lock: Option<LockFile>,
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

/// What an open vault is made of.
pub(super) struct OpenParts {
    pub(super) dir: PathBuf,
    pub(super) db: Connection,
    pub(super) session: Session,
    pub(super) header: Header,
    pub(super) notes: Vec<Note>,
    pub(super) clock: Arc<dyn Clock>,
    /// None while somebody up the stack holds it.
    pub(super) lock: Option<LockFile>,
    pub(super) state: Option<PathBuf>,
    pub(super) doubt: Option<Doubt>,
    pub(super) memory: Option<Memory>,
}

impl Open {
    pub(super) fn new(mut parts: OpenParts) -> Self {
        let changes = Changes::of(&mut parts.db);
        let anchored = Cell::new((parts.header.anchor, Instant::now()));
        Self {
            doubt: Cell::new(parts.doubt),
            anchored,
            memory: parts.memory,
            forgets: Cell::new(false),
            db: parts.db,
            changes,
            lookup: RefCell::new(None),
            session: parts.session,
            header: RefCell::new(parts.header),
            unpromoted: Cell::new(false),
            notes: parts.notes,
            clock: parts.clock,
            dir: parts.dir,
            damaged: Cell::new(false),
            state: parts.state,
            lock: parts.lock,
        }
    }

    /// Who is signed in.
    #[must_use]
    pub fn me(&self) -> &Staff {
        &self.session.staff
    }

    /// Whether whoever is signed in reaches what clinicians keep. The role alone is not enough.
    #[must_use]
    pub fn reaches_clinical(&self) -> bool {
        self.session.clinical.is_some()
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
    /// Tries are counted as at the door; the vault stays open.
    pub fn prove(&self, passphrase: &Passphrase) -> Result<Proof, Error> {
        let header = self.header.borrow();
        let slot = header
            .slots
            .iter()
            .find(|slot| slot.id == self.session.slot_id);
        let slot = slot.ok_or(Error::NotAccepted)?;
        self.attempt(slot.user_tag, || {
            let secret = passphrase.normalised();
            let derived = slot.kdf.derive(secret.as_bytes(), &slot.salt)?;
            slot.open(&header.vault, header.format, &derived).map(drop)
        })?;
        Ok(Proof {
            session: self.session.id,
        })
    }

    /// Locks: chains the drafts, notes the event, anchors the log, closes the file, wipes the keys.
    #[must_use]
    pub fn lock(self, reason: LockReason) -> Closed {
        let noted = self
            .change_in_doubt(|change| {
                if self.doubt.get().is_none() {
                    record::chain_drafts(change, None)?;
                    support::chain_drafts(change)?;
                }
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
            state,
            ..
        } = self;
        let closed = database::close(db);
        drop(session);
        drop(lock);
        scrub::stack();
        Closed {
            locked: Locked::again(dir, clock, state),
            problem: noted.and(closed).err(),
        }
    }

    pub(super) fn db(&self) -> &Connection {
        &self.db
    }

    pub(super) fn header(&self) -> Ref<'_, Header> {
        self.header.borrow()
    }

    /// Takes a header over whose change was committed.
    pub(super) fn adopt(&self, header: Header) {
        *self.header.borrow_mut() = header;
        self.unpromoted.set(true);
    }

    /// Gives a committed header its name, if that could not be done when it was committed.
    pub(super) fn promote_pending(&self) -> Result<(), Error> {
        if self.unpromoted.get() {
            // A rename may have been done, and only the sync of the folder after it failed. After a rotation it is
            // the database that has to last before the header does: the old header opens the old database only.
            files::sync_dir(&self.dir)?;
            if self.dir.join(files::NEW_HEADER).exists() {
                files::promote_header(&self.dir)?;
            }
            self.unpromoted.set(false);
        }
        Ok(())
    }

    /// Goes on with other clinicians' keys, or without any.
    pub(super) fn take_clinical_keys(&mut self, keys: Option<ClinicalKeys>) {
        if let Some(keys) = &keys {
            self.session.p_tx = *keys.public();
            self.session.e_tx = keys.epoch;
        }
        self.session.clinical = keys;
    }

    /// Goes on with other clinicians' keys if there are any.
    pub(super) fn take_clinical(&mut self, keys: Option<ClinicalKeys>) {
        if keys.is_some() {
            self.take_clinical_keys(keys);
        }
    }

    /// Goes on with the roles that the roster gives now.
    pub(super) fn reload_own_roles(&mut self) -> Result<(), Error> {
        let me = self.staff().get(self.session.staff.id)?;
        if !me.roles.has(Role::Clinician) {
            self.session.clinical = None;
        }
        self.session.staff = me;
        Ok(())
    }

    /// Goes on with another database under other keys, for rotation.
    pub(super) fn exchange(&mut self, mut db: Connection) -> Connection {
        self.changes = Changes::of(&mut db);
        self.lookup.replace(None);
        std::mem::replace(&mut self.db, db)
    }

    /// Asks what is held in memory for search; it is read first where it is out of date.
    pub(super) fn look_up<T>(&self, ask: impl FnOnce(&mut Lookup) -> T) -> Result<T, Error> {
        let mut held = self.lookup.borrow_mut();
        let current = held
            .take()
            .filter(|lookup| lookup.is_current(&self.changes));
        let lookup = match current {
            Some(lookup) => lookup,
            None => Lookup::read(&self.db, &self.changes)?,
        };
        Ok(ask(held.insert(lookup)))
    }

    pub(super) fn session_mut(&mut self) -> &mut Session {
        &mut self.session
    }

    pub(super) fn add_note(&mut self, note: Note) {
        self.notes.push(note);
    }

    pub(super) fn clock(&self) -> &dyn Clock {
        &*self.clock
    }

    /// From here on nothing is written: every write into a damaged file can make it worse.
    pub(super) fn stop_writing(&self) {
        self.damaged.set(true);
    }

    pub(super) fn clock_shared(&self) -> Arc<dyn Clock> {
        Arc::clone(&self.clock)
    }

    /// The header as it is now.
    pub(super) fn header_copy(&self) -> Header {
        self.header.borrow().clone()
    }

    /// Where tries to prove who one is are counted.
    pub(super) fn door(&self) -> Door {
        let header = self.header.borrow();
        let state = self.state.as_deref();
        Door::new(&self.dir, state, &self.clock, header.vault, &[&*header])
    }

    pub(super) fn session(&self) -> &Session {
        &self.session
    }

    /// Puts another list of what may be done over the connection.
    pub(super) fn guard_with(
        &mut self,
        guard: fn(&mut Connection) -> Result<(), Error>,
    ) -> Result<(), Error> {
        guard(&mut self.db)
    }

    /// Writes the file anew without its free pages.
    pub(super) fn compact(&mut self) -> Result<(), Error> {
        let done = database::compact(&mut self.db);
        if done.is_err() && self.has_tail()? {
            return database::compact(&mut self.db);
        }
        done
    }

    /// Whether the file goes on behind its last page. SQLite shortens it after the commit that freed its end; stopped
    /// between the two it leaves a tail, which nothing reads and which a full check would have to call damage.
    pub(super) fn has_tail(&self) -> Result<bool, Error> {
        Ok(files::database_len(&self.dir)? > database::length(&self.db)?)
    }

    /// What time it is, by the vault's clock.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The zone in which the clinic's days begin.
    #[must_use]
    pub fn zone(&self) -> jiff::tz::TimeZone {
        self.clock.zone()
    }

    /// Which day it is, by the vault's clock.
    #[must_use]
    pub fn today(&self) -> Date {
        self.clock.today()
    }

    pub(super) fn person(&self) -> PersonId {
        self.session.staff.id
    }

    /// Refuses a proof of another session.
    pub(super) fn accept(&self, proof: &Proof) -> Result<(), Error> {
        if proof.session == self.session.id {
            Ok(())
        } else {
            Err(Error::NotAccepted)
        }
    }

    /// Writes an anchor into the header.
    pub(super) fn anchor_header(&self, newest: Anchor) -> Result<(), Error> {
        self.promote_pending()?;
        let mut header = self.header.borrow_mut();
        header.anchor = newest;
        header.authenticate(&self.session.office.header_mac)?;
        files::stage_header(&self.dir, &header)?;
        files::promote_header(&self.dir)
    }
}
