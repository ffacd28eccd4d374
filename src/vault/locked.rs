//! A locked vault: it can be looked at from outside and opened, and nothing else.

mod entrance;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::domain::clock::Clock;
use crate::vault::attempts::{self, Door, Past, Tag};
use crate::vault::audit::{self, Action, Event};
use crate::vault::files::{self, LockFile};
use crate::vault::header::{Header, ReadHeader};
use crate::vault::info::{self, Sheet, SheetReport};
use crate::vault::kdf::Kdf;
use crate::vault::keys::{Key, OfficeKeys, VaultId, same};
use crate::vault::roster::Meta;
use crate::vault::session::{self};
use crate::vault::slot::{Slot, SlotContents, SlotKind, user_tag};
use crate::vault::watch::Watch;
use crate::vault::{
    Error, Folders, Open, Passphrase, RecoveryCode, Synced, database, migrate, place, random,
    restore, scrub,
};

pub(super) use entrance::{Entry, catch_up, doubts, enter, settle_header};

/// A vault that is closed. It holds no key and shows no record.
pub struct Locked {
    dir: PathBuf,
    clock: Arc<dyn Clock>,
    state: Option<PathBuf>,
    folders: Folders,
    upgrade: Upgrade,
}

/// Whether a vault of an older format may be brought up to date when it is opened. Older programs cannot open it then.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Upgrade {
    /// It is refused and not changed: somebody is asked first.
    #[default]
    Asked,
    /// After a backup that was opened again and checked.
    Allowed,
}

impl Locked {
    /// Looks at a directory and says whether a vault stands there that this program could open.
    pub fn at(dir: &Path, clock: Arc<dyn Clock>) -> Result<Self, Error> {
        restore::settle(dir);
        let dir = files::inspect(dir)?;
        place::no_conflict_copies(&dir)?;
        candidates(&dir)?;
        Ok(Self::again(dir, clock, None))
    }

    /// Opens it wherever it lies, if somebody chose that; each opening is noted.
    #[must_use]
    pub fn in_folders(mut self, folders: Folders) -> Self {
        self.folders = folders;
        self
    }

    /// Somebody was asked, and allows that a vault of an older format is brought up to date.
    #[must_use]
    pub fn upgrading(mut self, upgrade: Upgrade) -> Self {
        self.upgrade = upgrade;
        self
    }

    pub(super) fn upgrade<'w>(&self, watch: &'w Watch<'w>) -> Option<&'w Watch<'w>> {
        (self.upgrade == Upgrade::Allowed).then_some(watch)
    }

    /// The vault's directory if it can be opened there, and what keeps that in step.
    pub(super) fn inspect(&self) -> Result<(PathBuf, Option<Synced>), Error> {
        let dir = files::inspect(&self.dir)?;
        place::no_conflict_copies(&dir)?;
        let synced = place::check(&dir, self.folders)?;
        Ok((dir, synced))
    }

    /// Keeps what this computer remembers of the vault in a directory of whoever uses it: a second copy of the record of failed tries.
    #[must_use]
    pub fn with_state(mut self, dir: Option<&Path>) -> Self {
        self.state = dir.map(Path::to_path_buf);
        self
    }

    /// Where it is.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    pub(super) fn clock(&self) -> Arc<dyn Clock> {
        Arc::clone(&self.clock)
    }

    pub(super) fn state(&self) -> Option<PathBuf> {
        self.state.clone()
    }

    pub(super) fn again(dir: PathBuf, clock: Arc<dyn Clock>, state: Option<PathBuf>) -> Self {
        Self {
            dir,
            clock,
            state,
            folders: Folders::default(),
            upgrade: Upgrade::default(),
        }
    }

    /// Opens the vault for a person; the login may be left out while there is one person. An unknown name costs the same and reads the same as a wrong
    /// passphrase.
    pub fn unlock(&self, login: &str, passphrase: &Passphrase) -> Result<Open, Error> {
        self.unlock_watched(login, passphrase, &Watch::silent())
    }

    /// As [`Locked::unlock`]; bringing an older format up to date can take long, and tells how far it is. Stopped before
    /// the tables are changed, it changes nothing.
    pub fn unlock_watched(
        &self,
        login: &str,
        passphrase: &Passphrase,
        watch: &Watch<'_>,
    ) -> Result<Open, Error> {
        let (dir, synced) = self.inspect()?;
        let secret = passphrase.normalised();
        let tag = |header: &Header| tag_of(header, login);
        let upgrade = self.upgrade(watch);
        self.try_candidates(&dir, (synced, upgrade), tag, |header| {
            let tag = tag_of(header, login)?;
            match header.person_slot(&tag) {
                Some(slot) => {
                    let derived = slot.kdf.derive(secret.as_bytes(), &slot.salt)?;
                    let contents = slot.open(&header.vault, header.format, &derived)?;
                    Ok((slot.id, contents, derived))
                }
                None => {
                    let salt = [tag, header.name_salt]
                        .concat()
                        .try_into()
                        .unwrap_or([0; 32]);
                    dummy_cost(header)
                        .derive(secret.as_bytes(), &salt)?
                        .derive(&tag, "slot-commit")?;
                    Err(Error::NotAccepted)
                }
            }
        })
    }

    /// Opens the vault with a recovery code, far enough to say what it is. The log notes it first.
    pub fn unlock_with_code(&self, typed: &str) -> Result<SheetReport, Error> {
        self.with_code(typed, |header, door| {
            self.describe(door.dir(), header, typed)
        })
    }

    /// Does something with a recovery code under the header that is the true one, as a try that is counted.
    pub(super) fn with_code<T>(
        &self,
        typed: &str,
        work: impl Fn(&Header, &Door) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let (dir, _) = self.inspect()?;
        let lock = files::lock(&dir)?;
        let found = candidates(&dir)?;
        let headers: Vec<&Header> = found.iter().map(|one| &one.read.header).collect();
        let Some(standing) = headers.last() else {
            return Err(Error::HeaderDamaged);
        };
        // A slip of the pen is no try: it is seen without looking at anything secret.
        RecoveryCode::parse(typed, &standing.vault)?;
        let door = self.door(&dir, standing.vault, &headers);
        let trial = door.knock(attempts::SHEETS)?;
        let mut result = Err(Error::HeaderDamaged);
        for header in &headers {
            result = work(header, &door);
            if !matches!(
                result,
                Err(Error::HeaderOfAnotherTime | Error::CodeNotAccepted)
            ) {
                break;
            }
        }
        match &result {
            Ok(_) => {
                trial.opened();
                door.forgive_all()?;
            }
            Err(error) => trial.failed(error),
        }
        drop(lock);
        result
    }

    fn door(&self, dir: &Path, vault: VaultId, headers: &[&Header]) -> Door {
        Door::new(dir, self.state.as_deref(), &self.clock, vault, headers)
    }

    fn describe(&self, dir: &Path, header: &Header, typed: &str) -> Result<SheetReport, Error> {
        let code = RecoveryCode::parse(typed, &header.vault)?;
        let (slot, contents, _) = open_sheet(header, &code)?;
        let k_db = slot.db_key(&header.vault, &contents.seeds, header.e_db)?;
        let office = OfficeKeys::derive(&k_db, &header.vault)?;
        header.verify(&office.header_mac)?;
        let (db, _) = migrate::open(&migrate::Place {
            dir,
            header,
            office: &office,
            clock: &*self.clock,
            slot: &slot.id,
            upgrade: None,
        })?;
        let meta = Meta::read(&db)?;
        fits(header, &meta)?;
        let sheet = match slot.kind {
            SlotKind::OfficeSheet => Sheet::Office,
            SlotKind::ClinicalSheet | SlotKind::Person => Sheet::Clinical,
        };
        let stamp = audit::Stamp {
            time: self.clock.now(),
            boot: session::boot_id()?,
            mono_ms: 0,
            actor: slot.id,
            session: random::bytes()?,
            role: sheet.word().to_owned(),
        };
        let change = database::begin(&db)?;
        audit::append(&change, &header.vault, &stamp, &Event::new(Action::SHEET))?;
        change.commit().map_err(Error::db("note who opened it"))?;
        let info = info::read(&db, &header.vault, &meta, dir)?;
        database::close(db)?;
        Ok(SheetReport { sheet, info })
    }

    /// Counts a try, and makes it.
    fn try_candidates(
        &self,
        dir: &Path,
        (synced, upgrade): (Option<Synced>, Option<&Watch<'_>>),
        tag: impl Fn(&Header) -> Result<Tag, Error>,
        unlock: impl Fn(&Header) -> Result<([u8; 16], SlotContents, Key), Error>,
    ) -> Result<Open, Error> {
        // Locked before the header is read: another program may be changing it.
        let mut lock = Some(files::lock(dir)?);
        let found = candidates(dir)?;
        let headers: Vec<&Header> = found.iter().map(|one| &one.read.header).collect();
        let Some(standing) = headers.last() else {
            return Err(Error::HeaderDamaged);
        };
        let door = self.door(dir, standing.vault, &headers);
        let trial = door.knock(tag(standing)?)?;
        let told = (trial.past(), synced, upgrade);
        let result = self.try_each(found, &mut lock, &door, told, unlock);
        match &result {
            Ok(_) => trial.opened(),
            Err(error) => trial.failed(error),
        }
        scrub::stack();
        result
    }

    /// Tries the headers that may be the true one; with a crash in the middle of a change there are two.
    fn try_each(
        &self,
        found: Vec<Candidate>,
        lock: &mut Option<LockFile>,
        door: &Door,
        (past, synced, upgrade): (Past, Option<Synced>, Option<&Watch<'_>>),
        unlock: impl Fn(&Header) -> Result<([u8; 16], SlotContents, Key), Error>,
    ) -> Result<Open, Error> {
        let mut last = Error::HeaderDamaged;
        for candidate in found {
            let ReadHeader { header, damaged } = candidate.read;
            let (slot_id, contents, derived) = match unlock(&header) {
                Ok(opened) => opened,
                Err(error) => {
                    last = error;
                    continue;
                }
            };
            let lock = match lock.take() {
                Some(lock) => lock,
                None => files::lock(door.dir())?,
            };
            let entry = Entry {
                dir: door.dir().to_path_buf(),
                lock,
                header,
                slot_id,
                contents,
                derived: Some(derived),
                clock: Arc::clone(&self.clock),
                repaired: damaged,
                door: door.clone(),
                past,
                synced,
                upgrade,
            };
            match (enter(entry), candidate.name) {
                (Err(Error::HeaderOfAnotherTime), files::NEW_HEADER) => {
                    last = Error::HeaderOfAnotherTime;
                }
                // The new header is the true one, and it does not take this passphrase: it was changed just
                // before the program ended, and this is the old one.
                (Err(Error::HeaderOfAnotherTime), _) if matches!(last, Error::NotAccepted) => {
                    return Err(last);
                }
                (result, _) => return result,
            }
        }
        Err(last)
    }
}

/// The tag of a login; of the only person's, if none was typed.
fn tag_of(header: &Header, login: &str) -> Result<Tag, Error> {
    if login.trim().is_empty()
        && let Some(only) = header.only_person()
    {
        return Ok(only.user_tag);
    }
    user_tag(&header.name_salt, login)
}

/// A header that may be the true one.
struct Candidate {
    name: &'static str,
    read: ReadHeader,
}

/// `vault.hdr.new` first: if its transaction was committed, it is the true one.
fn candidates(dir: &Path) -> Result<Vec<Candidate>, Error> {
    let salt = files::database_salt(dir)?;
    let mut found = Vec::new();
    let mut problem = Error::HeaderDamaged;
    for name in [files::NEW_HEADER, files::HEADER] {
        match files::read_header(dir, name) {
            Ok(read) if same(&read.header.db_salt, &salt) => found.push(Candidate { name, read }),
            Ok(_) => problem = Error::HeaderOfAnotherTime,
            // A torn new header is an unfinished change, and the old one stands.
            Err(_) if name == files::NEW_HEADER => {}
            Err(error) => problem = error,
        }
    }
    if found.is_empty() {
        Err(problem)
    } else {
        Ok(found)
    }
}

/// What an unknown name costs: as much as the dearest slot of a person.
fn dummy_cost(header: &Header) -> Kdf {
    header
        .slots
        .iter()
        .filter(|slot| slot.kind == SlotKind::Person)
        .map(|slot| slot.kdf)
        .max_by_key(|kdf| u64::from(kdf.m_kib) * u64::from(kdf.t))
        .unwrap_or(Kdf::least())
}

/// Finds the sheet that a code belongs to; returns its slot, what is in it and what closes its box.
pub(super) fn open_sheet<'h>(
    header: &'h Header,
    code: &RecoveryCode,
) -> Result<(&'h Slot, SlotContents, Key), Error> {
    for slot in header
        .slots
        .iter()
        .filter(|slot| slot.kind != SlotKind::Person)
    {
        let derived = slot.kdf.derive(code.secret(), &slot.salt)?;
        match slot.open(&header.vault, header.format, &derived) {
            Ok(contents) => return Ok((slot, contents, derived)),
            Err(Error::NotAccepted) => {}
            Err(error) => return Err(error),
        }
    }
    Err(Error::CodeNotAccepted)
}

/// Whether header and database are of the same moment.
pub(super) fn fits(header: &Header, meta: &Meta) -> Result<(), Error> {
    if header.generation == meta.generation && same(&header.core_mac, &meta.core_mac) {
        Ok(())
    } else {
        Err(Error::HeaderOfAnotherTime)
    }
}
