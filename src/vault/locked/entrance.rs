//! From an opened slot to an open vault: keys, rosters, doubts, the header put in order, and the event of who came.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use crate::domain::clinic::VaultKind;
use crate::domain::clock::Clock;
use crate::vault::anchor::{self, Doubt, Memory};
use crate::vault::attempts::{Door, Past};
use crate::vault::audit::{self, Action, Detail, Event};
use crate::vault::files::{self, LockFile};
use crate::vault::header::{Header, HeaderCopy};
use crate::vault::keys::{Key, OfficeKeys};
use crate::vault::open::{Change, OpenParts};
use crate::vault::roster::Meta;
use crate::vault::session::{Session, SessionKeys};
use crate::vault::slot::SlotContents;
use crate::vault::watch::Watch;
use crate::vault::{
    Error, Note, Open, Synced, letters, migrate, people, record, retention, settings, support,
};

use super::fits;

/// An opened slot, on its way to an open vault.
pub(in crate::vault) struct Entry<'w> {
    pub(in crate::vault) dir: PathBuf,
    pub(in crate::vault) lock: LockFile,
    pub(in crate::vault) header: Header,
    pub(in crate::vault) slot_id: [u8; 16],
    pub(in crate::vault) contents: SlotContents,
    /// What the slot's box is closed with, until the slot has remembered a new clinicians' key.
    pub(in crate::vault) derived: Option<Key>,
    pub(in crate::vault) clock: Arc<dyn Clock>,
    pub(in crate::vault) repaired: Option<HeaderCopy>,
    pub(in crate::vault) door: Door,
    pub(in crate::vault) past: Past,
    pub(in crate::vault) synced: Option<Synced>,
    /// Who waits while an older format is brought up to date; nobody allowed it, if there is none.
    pub(in crate::vault) upgrade: Option<&'w Watch<'w>>,
}

/// From an opened slot to an open vault: keys, MACs, rosters, and the event before anything is shown.
pub(in crate::vault) fn enter(entry: Entry<'_>) -> Result<Open, Error> {
    let Entry {
        dir,
        lock,
        header,
        slot_id,
        contents,
        derived,
        clock,
        repaired,
        door,
        past,
        synced,
        upgrade,
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
        upgrade,
    })?;
    let meta = Meta::read(&db)?;
    fits(&header, &meta)?;
    let arrival = people::arrive(&db, &meta, &vault, &slot_id, &contents)?;
    let session = Session::begin(SessionKeys {
        vault,
        staff: arrival.staff,
        slot_id,
        office,
        p_tx: meta.p_tx,
        e_tx: meta.e_tx,
        clinical: arrival.clinical,
    })?;
    let mut notes = notes(&db, &*clock, repaired)?;
    notes.extend(migrated.then_some(Note::NewFormat));
    notes.extend(past.notes());
    notes.extend(arrival.notes);
    let (doubt, memory) = doubts(&db, &header, &door, &mut notes)?;
    settle_header(&dir, &header, repaired)?;
    let mut open = Open::new(OpenParts {
        dir,
        db,
        session,
        header,
        notes,
        clock,
        lock: Some(lock),
        state: door.into_state(),
        doubt,
        memory,
    });
    first_change(&open, repaired, past, synced)?;
    let pin = arrival
        .pin
        .zip(derived)
        .map(|(pin, derived)| (pin, contents, derived));
    if open.doubt().is_none() {
        people::settle_in(&mut open, pin)?;
    }
    Ok(open)
}

/// Whether the vault is older than what is remembered of it, and where this computer remembers.
pub(in crate::vault) fn doubts(
    db: &rusqlite::Connection,
    header: &Header,
    door: &Door,
    notes: &mut Vec<Note>,
) -> Result<(Option<Doubt>, Option<Memory>), Error> {
    // A sample clinic is made anew whenever somebody likes.
    let memory = if settings::peek::<VaultKind>(db)?.is_some_and(|kind| kind.demo) {
        None
    } else {
        door.state().map(Memory::in_dir)
    };
    let remembered = memory.as_ref().map(|memory| memory.recall(&header.vault));
    let remembered = remembered.unwrap_or(Ok(None)).unwrap_or_else(|_| {
        notes.push(Note::ComputerForgot);
        None
    });
    let doubt = anchor::judge(db, &header.vault, header.anchor, remembered)?;
    Ok((doubt, memory))
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
        let (last, now) = (time.parse::<jiff::Timestamp>(), clock.now());
        if last.as_ref().is_ok_and(|last| *last > now) {
            notes.push(Note::ClockWentBack);
        } else if last.is_ok_and(|last| retention::jumped(last, now)) {
            notes.push(Note::ClockJumped);
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
pub(in crate::vault) fn settle_header(
    dir: &Path,
    header: &Header,
    repaired: Option<HeaderCopy>,
) -> Result<(), Error> {
    let is_true = |name| files::read_header(dir, name).is_ok_and(|read| read.header == *header);
    if is_true(files::NEW_HEADER) && !is_true(files::HEADER) {
        files::promote_header(dir)?;
    }
    // What an unfinished rotation or migration left; nothing was promised of it.
    files::sweep_new_database(dir)?;
    if repaired.is_some() {
        files::stage_header(dir, header)?;
        return files::promote_header(dir);
    }
    files::sweep_new_header(dir)
}

/// The first transaction: who came, and what the last session left. Nothing is shown before it is in.
/// A vault in doubt hears who came and nothing else: no record of it changes.
fn first_change(
    open: &Open,
    repaired: Option<HeaderCopy>,
    past: Past,
    synced: Option<Synced>,
) -> Result<(), Error> {
    let today = open.today();
    let noted = |note| open.notes().contains(&note);
    open.change_in_doubt(|change| {
        if repaired.is_some() {
            change.log(&Event::new(Action::HEADER_REPAIR))?;
        }
        if let Some(synced) = synced {
            let detail = Detail::default().word("by", synced.word);
            change.log(&Event::new(Action::SYNCED).detail(detail))?;
        }
        if let Some(event) = past.event() {
            change.log(&event)?;
        }
        if audit::other_version(change.db())? {
            change.log(&Event::new(Action::VERSION))?;
        }
        let mut detail = Detail::default();
        let back = noted(Note::ClockWentBack);
        if back {
            detail = detail.word("clock", "back");
        }
        let jumped = noted(Note::ClockJumped);
        if jumped {
            detail = detail.word("clock", "ahead");
            retention::wait(change)?;
        }
        if noted(Note::ComputerForgot) {
            detail = detail.word("memory", "unreadable");
        }
        if let Some(doubt) = open.doubt() {
            detail = detail
                .word("log", doubt.stands.word())
                .word("place", doubt.place.word())
                .number("remembered", doubt.remembered);
        }
        change.log(&Event::new(Action::LOGIN).detail(detail))?;
        if open.doubt().is_some() {
            return Ok(());
        }
        catch_up(change, today, back)
    })
}

/// What the last session left: drafts that the chain has not heard of, and what is over with the day.
pub(in crate::vault) fn catch_up(
    change: &Change<'_>,
    today: Date,
    back: bool,
) -> Result<(), Error> {
    record::chain_drafts(change, None)?;
    support::chain_drafts(change)?;
    // With a date in doubt, "yesterday" means nothing: sweeping waits.
    if !back && retention::at_unlock(change)? {
        support::sweep(change, today)?;
        letters::end_releases(change, today)?;
    }
    Ok(())
}
