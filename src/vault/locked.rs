//! A locked vault: it can be looked at from outside and opened, and nothing else.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::domain::clock::Clock;
use crate::domain::staff::Role;
use crate::vault::audit::{self, Action, Detail, Event};
use crate::vault::files::{self, LockFile};
use crate::vault::header::{Header, HeaderCopy, ReadHeader};
use crate::vault::info::{self, Sheet, SheetReport};
use crate::vault::kdf::Kdf;
use crate::vault::keys::{AdminKey, ClinicalKeys, Key, OfficeKeys, VaultId, same};
use crate::vault::open::OpenParts;
use crate::vault::roster::{self, Meta, Wrapped};
use crate::vault::session::{self, Session, SessionKeys};
use crate::vault::slot::{Slot, SlotContents, SlotKind, user_tag};
use crate::vault::{
    Error, Note, Open, Passphrase, RecoveryCode, database, letters, migrate, random, record,
    restore, seal, support,
};

/// A vault that is closed. It holds no key and shows no record.
pub struct Locked {
    dir: PathBuf,
    clock: Arc<dyn Clock>,
    /// A private copy made from a backup: it is not the vault that people use.
    copy: bool,
}

impl Locked {
    /// Looks at a directory and says whether a vault stands there that this program could open.
    pub fn at(dir: &Path, clock: Arc<dyn Clock>) -> Result<Self, Error> {
        restore::settle(dir);
        let dir = files::inspect(dir)?;
        candidates(&dir)?;
        Ok(Self {
            dir,
            clock,
            copy: false,
        })
    }

    /// The same for a private copy that was unpacked from a backup. What is remembered of the vault
    /// outside of its directory (failed attempts, anchors) says nothing about a copy.
    pub(super) fn copy_at(dir: &Path, clock: Arc<dyn Clock>) -> Result<Self, Error> {
        Ok(Self {
            copy: true,
            ..Self::at(dir, clock)?
        })
    }

    /// Where it is.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    pub(super) fn again(dir: PathBuf, clock: Arc<dyn Clock>) -> Self {
        Self {
            dir,
            clock,
            copy: false,
        }
    }

    /// Opens the vault for a person; the login may be left out while there is one person. An unknown name costs the same and reads the same as a wrong
    /// passphrase.
    pub fn unlock(&self, login: &str, passphrase: &Passphrase) -> Result<Open, Error> {
        self.unlock_slot(login, passphrase)
    }

    /// Opens the slot of a person, and with it the vault.
    pub(super) fn unlock_slot(&self, login: &str, passphrase: &Passphrase) -> Result<Open, Error> {
        let dir = files::inspect(&self.dir)?;
        let secret = passphrase.normalised();
        self.try_candidates(&dir, |header| {
            let tag = user_tag(&header.name_salt, login)?;
            let unnamed = login.trim().is_empty();
            let alone = || if unnamed { header.only_person() } else { None };
            match header.person_slot(&tag).or_else(alone) {
                Some(slot) => {
                    let derived = slot.kdf.derive(secret.as_bytes(), &slot.salt)?;
                    let contents = slot.open(&header.vault, header.format, &derived)?;
                    Ok((slot.id, contents))
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
    /// Giving a person access again builds on this in a later version.
    pub fn unlock_with_code(&self, typed: &str) -> Result<SheetReport, Error> {
        let dir = files::inspect(&self.dir)?;
        let lock = files::lock(&dir)?;
        let mut last = Error::HeaderDamaged;
        for candidate in candidates(&dir)? {
            match self.describe(&dir, &candidate.read.header, typed) {
                Err(error @ (Error::HeaderOfAnotherTime | Error::CodeNotAccepted)) => last = error,
                result => return result,
            }
        }
        drop(lock);
        Err(last)
    }

    fn describe(&self, dir: &Path, header: &Header, typed: &str) -> Result<SheetReport, Error> {
        let code = RecoveryCode::parse(typed, &header.vault)?;
        let (slot, contents) = open_sheet(header, &code)?;
        let k_db = slot.db_key(&header.vault, &contents.seeds, header.e_db)?;
        header.verify(&k_db.header_mac(&header.vault)?)?;
        let db = database::open(dir, &k_db.page(&header.vault)?)?;
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

    /// Tries the headers that may be the true one; with a crash in the middle of a change there are two.
    fn try_candidates(
        &self,
        dir: &Path,
        unlock: impl Fn(&Header) -> Result<([u8; 16], SlotContents), Error>,
    ) -> Result<Open, Error> {
        let mut last = Error::HeaderDamaged;
        // Locked before the header is read: another program may be changing it.
        let mut lock = Some(files::lock(dir)?);
        for candidate in candidates(dir)? {
            let ReadHeader { header, damaged } = candidate.read;
            let (slot_id, contents) = match unlock(&header) {
                Ok(opened) => opened,
                Err(error) => {
                    last = error;
                    continue;
                }
            };
            let lock = match lock.take() {
                Some(lock) => lock,
                None => files::lock(dir)?,
            };
            let entry = Entry {
                dir: dir.to_path_buf(),
                lock,
                header,
                slot_id,
                contents,
                clock: Arc::clone(&self.clock),
                repaired: damaged,
                copy: self.copy,
            };
            match (enter(entry), candidate.name) {
                (Err(Error::HeaderOfAnotherTime), files::NEW_HEADER) => {
                    last = Error::HeaderOfAnotherTime;
                }
                (result, _) => return result,
            }
        }
        Err(last)
    }
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

fn open_sheet<'h>(
    header: &'h Header,
    code: &RecoveryCode,
) -> Result<(&'h Slot, SlotContents), Error> {
    for slot in header
        .slots
        .iter()
        .filter(|slot| slot.kind != SlotKind::Person)
    {
        let derived = slot.kdf.derive(code.secret(), &slot.salt)?;
        match slot.open(&header.vault, header.format, &derived) {
            Ok(contents) => return Ok((slot, contents)),
            Err(Error::NotAccepted) => {}
            Err(error) => return Err(error),
        }
    }
    Err(Error::CodeNotAccepted)
}

pub(super) fn fits(header: &Header, meta: &Meta) -> Result<(), Error> {
    if header.generation == meta.generation && same(&header.core_mac, &meta.core_mac) {
        Ok(())
    } else {
        Err(Error::HeaderOfAnotherTime)
    }
}

/// An opened slot, on its way to an open vault.
pub(super) struct Entry {
    pub(super) dir: PathBuf,
    pub(super) lock: LockFile,
    pub(super) header: Header,
    pub(super) slot_id: [u8; 16],
    pub(super) contents: SlotContents,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) repaired: Option<HeaderCopy>,
    pub(super) copy: bool,
}

/// From an opened slot to an open vault: keys, MACs, rosters, and the event before anything is shown.
pub(super) fn enter(entry: Entry) -> Result<Open, Error> {
    let Entry {
        dir,
        lock,
        header,
        slot_id,
        contents,
        clock,
        repaired,
        copy,
    } = entry;
    let vault = header.vault;
    let slot = header
        .slots
        .iter()
        .find(|slot| slot.id == slot_id)
        .ok_or(Error::HeaderDamaged)?;
    let k_db = slot.db_key(&vault, &contents.seeds, header.e_db)?;
    let office = OfficeKeys::derive(&k_db, &vault)?;
    drop(k_db);
    header.verify(&office.header_mac)?;
    let (db, migrated) = migrate::open(&migrate::Place {
        dir: &dir,
        header: &header,
        office: &office,
        clock: &*clock,
        slot: &slot_id,
        copy,
    })?;
    let meta = Meta::read(&db)?;
    fits(&header, &meta)?;
    let me = own_row(&db, &vault, &slot_id, &contents)?;
    let staff = me.staff();
    if staff.roles.has(Role::Administrator) {
        verify_as_administrator(&db, &meta, &vault, &me.person, &contents)?;
    }
    let clinical = if staff.roles.has(Role::Clinician) {
        Some(clinical_keys(&db, &meta, &vault, &me.person, &contents)?)
    } else {
        None
    };
    let session = Session::begin(SessionKeys {
        vault,
        staff,
        slot_id,
        office,
        p_tx: meta.p_tx,
        e_tx: meta.e_tx,
        clinical,
    })?;
    drop(contents);
    let mut notes = notes(&db, &*clock, repaired)?;
    notes.extend(migrated.then_some(Note::NewFormat));
    settle_header(&dir, &header, repaired)?;
    let open = Open::new(OpenParts {
        dir,
        db,
        session,
        header,
        notes,
        clock,
        lock,
    });
    first_change(&open, repaired)?;
    Ok(open)
}

fn own_row(
    db: &rusqlite::Connection,
    vault: &VaultId,
    slot_id: &[u8; 16],
    contents: &SlotContents,
) -> Result<roster::StaffRow, Error> {
    let x = contents.seeds.staff_pair(vault)?;
    roster::staff_rows(db)?
        .into_iter()
        .find(|row| row.slot_id == *slot_id && row.state == roster::PRESENT)
        .filter(|row| same(&row.x, x.public()))
        .ok_or(Error::RosterForged("staff"))
}

/// An administrator checks the roster at each sign-in; the key itself is let go at once.
fn verify_as_administrator(
    db: &rusqlite::Connection,
    meta: &Meta,
    vault: &VaultId,
    person: &[u8; 16],
    contents: &SlotContents,
) -> Result<(), Error> {
    let forged = Error::RosterForged("staff");
    let Some(sealed) = roster::wrap(db, person, Wrapped::Administrators, meta.e_adm)? else {
        return Err(forged);
    };
    let pair = contents.seeds.staff_pair(vault)?;
    let aad = roster::wrap_aad(vault, person, meta.e_adm);
    let key = seal::unseal_key(&pair, Wrapped::Administrators.purpose(), &aad, &sealed);
    let key = AdminKey(key.map_err(|_| forged)?);
    roster::verify_staff(db, meta, vault, &key.roster_mac(vault)?)
}

/// A clinician's keys, checked against the roster, the stored public half and the slot's pin.
fn clinical_keys(
    db: &rusqlite::Connection,
    meta: &Meta,
    vault: &VaultId,
    person: &[u8; 16],
    contents: &SlotContents,
) -> Result<ClinicalKeys, Error> {
    let forged = || Error::RosterForged("clinicians");
    let sealed = roster::wrap(db, person, Wrapped::Clinicians, meta.e_tx)?.ok_or_else(forged)?;
    let pair = contents.seeds.clinical_pair(vault)?;
    let aad = roster::wrap_aad(vault, person, meta.e_tx);
    let k_tx: Key = seal::unseal_key(&pair, Wrapped::Clinicians.purpose(), &aad, &sealed)
        .map_err(|_| forged())?;
    let keys = ClinicalKeys::derive(&k_tx, vault, meta.e_tx)?;
    roster::verify_clinical(db, meta, vault, keys.roster_mac())?;
    if !same(keys.public(), &meta.p_tx) || !same(keys.public(), &contents.pin) {
        return Err(forged());
    }
    Ok(keys)
}

fn notes(
    db: &rusqlite::Connection,
    clock: &dyn Clock,
    repaired: Option<HeaderCopy>,
) -> Result<Vec<Note>, Error> {
    let mut notes: Vec<Note> = repaired.map(Note::HeaderRepaired).into_iter().collect();
    let last: Option<(String, String)> = rusqlite::OptionalExtension::optional(db.query_row(
        "SELECT time_utc, action FROM audit ORDER BY seq DESC LIMIT 1",
        [],
        |row| Ok((row.get(0)?, row.get(1)?)),
    ))
    .map_err(Error::db("read the activity log"))?;
    if let Some((time, action)) = last {
        if time
            .parse::<jiff::Timestamp>()
            .is_ok_and(|last| last > clock.now())
        {
            notes.push(Note::ClockWentBack);
        }
        let rested = [Action::LOCK, Action::SHEET, Action::MIGRATE]
            .iter()
            .any(|rest| rest.word() == action);
        if !rested && somebody_signed_in(db)? {
            notes.push(Note::LastSessionEndedEarly);
        }
    }
    Ok(notes)
}

fn somebody_signed_in(db: &rusqlite::Connection) -> Result<bool, Error> {
    db.query_row(
        "SELECT EXISTS (SELECT 1 FROM audit WHERE action = ?1)",
        [Action::LOGIN.word()],
        |row| row.get(0),
    )
    .map_err(Error::db("read the activity log"))
}

/// Leaves one whole header under its name: finishes a change that was committed, removes one that was
/// not, writes a damaged copy again. At every moment one of the two files is the true header.
fn settle_header(dir: &Path, header: &Header, repaired: Option<HeaderCopy>) -> Result<(), Error> {
    let is_true = |name| files::read_header(dir, name).is_ok_and(|read| read.header == *header);
    if is_true(files::NEW_HEADER) && !is_true(files::HEADER) {
        files::promote_header(dir)?;
    }
    if repaired.is_some() {
        files::stage_header(dir, header)?;
        return files::promote_header(dir);
    }
    files::sweep_new_header(dir)
}

/// The first transaction: who came, and what the last session left. Nothing is shown before it is in.
fn first_change(open: &Open, repaired: Option<HeaderCopy>) -> Result<(), Error> {
    let today = open.today();
    open.change(|change| {
        if repaired.is_some() {
            change.log(&Event::new(Action::HEADER_REPAIR))?;
        }
        let back = open.notes().contains(&Note::ClockWentBack);
        let detail = Detail::default();
        let detail = if back {
            detail.word("clock", "back")
        } else {
            detail
        };
        change.log(&Event::new(Action::LOGIN).detail(detail))?;
        record::chain_drafts(change, None)?;
        support::chain_drafts(change)?;
        // With a clock that went back, "yesterday" means nothing: sweeping waits.
        if !back {
            support::sweep(change, today)?;
            letters::end_releases(change, today)?;
        }
        Ok(())
    })
}
