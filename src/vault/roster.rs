//! The rosters: who is on staff, who is a clinician, and one MAC over each as a whole.

mod meta;

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::domain::id::{Id, PersonId};
use crate::domain::staff::{Roles, Staff};
use crate::vault::Error;
use crate::vault::keys::{Key, Public, VaultId, same};
use crate::vault::seal::SEALED_KEY;

pub(super) use meta::{Meta, set_fact, set_header_facts};

/// Which key a wrap holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wrapped {
    Administrators,
    Clinicians,
}

impl Wrapped {
    fn code(self) -> u8 {
        match self {
            Self::Administrators => 1,
            Self::Clinicians => 2,
        }
    }

    /// The purpose that stands in the seal.
    pub(super) fn purpose(self) -> &'static str {
        match self {
            Self::Administrators => "k_adm",
            Self::Clinicians => "k_tx",
        }
    }
}

/// A member of staff as the roster knows them.
pub(super) struct StaffRow {
    pub(super) person: [u8; 16],
    pub(super) slot_id: [u8; 16],
    pub(super) login: String,
    pub(super) name: String,
    pub(super) roles: u8,
    pub(super) x: Public,
    pub(super) made_by: [u8; 16],
    pub(super) state: u8,
}

/// Works here.
pub(super) const PRESENT: u8 = 1;

/// Left. The row stays, because signatures keep the name.
pub(super) const LEFT: u8 = 2;
/// The kind of the office sheet.
pub(super) const OFFICE_SHEET: u8 = 2;

/// A recovery sheet.
pub(super) struct SheetRow {
    pub(super) slot_id: [u8; 16],
    pub(super) kind: u8,
    pub(super) x: Public,
    pub(super) made_by: [u8; 16],
    pub(super) made: String,
}

/// Someone who reaches `K_tx`; the clinical sheet has a row under its slot id.
pub(super) struct ClinicalRow {
    pub(super) person: [u8; 16],
    pub(super) y: Public,
    pub(super) granted_by: [u8; 16],
    pub(super) time: String,
}

impl StaffRow {
    pub(super) fn staff(&self) -> Staff {
        Staff {
            id: PersonId::from_bytes(self.person),
            login: self.login.clone(),
            name: self.name.clone(),
            roles: Roles::from_bits(self.roles),
        }
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            person: row.get(0)?,
            slot_id: row.get(1)?,
            login: row.get(2)?,
            name: row.get(3)?,
            roles: row.get(4)?,
            x: row.get(5)?,
            made_by: row.get(6)?,
            state: row.get(7)?,
        })
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.person);
        out.extend_from_slice(&self.slot_id);
        push_text(out, &self.login);
        push_text(out, &self.name);
        out.push(self.roles);
        out.extend_from_slice(&self.x);
        out.extend_from_slice(&self.made_by);
        out.push(self.state);
    }
}

/// `L"staff" || V || e_adm || staff_gen || all rows || all sheets`, each list with its length.
pub(super) fn staff_mac(
    roster_mac: &Key,
    vault: &VaultId,
    e_adm: u32,
    generation: u64,
    staff: &[StaffRow],
    sheets: &[SheetRow],
) -> Result<[u8; 32], Error> {
    let mut bytes = vault.to_vec();
    bytes.extend_from_slice(&e_adm.to_le_bytes());
    bytes.extend_from_slice(&generation.to_le_bytes());
    push_count(&mut bytes, staff.len());
    staff.iter().for_each(|row| row.write(&mut bytes));
    push_count(&mut bytes, sheets.len());
    for sheet in sheets {
        bytes.extend_from_slice(&sheet.slot_id);
        bytes.push(sheet.kind);
        bytes.extend_from_slice(&sheet.x);
        bytes.extend_from_slice(&sheet.made_by);
        push_text(&mut bytes, &sheet.made);
    }
    roster_mac.mac("staff", &bytes)
}

/// `L"tx" || V || e_tx || tx_gen || all rows`.
pub(super) fn clinical_mac(
    roster_mac: &Key,
    vault: &VaultId,
    e_tx: u32,
    generation: u64,
    rows: &[ClinicalRow],
) -> Result<[u8; 32], Error> {
    let mut bytes = vault.to_vec();
    bytes.extend_from_slice(&e_tx.to_le_bytes());
    bytes.extend_from_slice(&generation.to_le_bytes());
    push_count(&mut bytes, rows.len());
    for row in rows {
        bytes.extend_from_slice(&row.person);
        bytes.extend_from_slice(&row.y);
        bytes.extend_from_slice(&row.granted_by);
        push_text(&mut bytes, &row.time);
    }
    roster_mac.mac("tx", &bytes)
}

fn push_count(out: &mut Vec<u8>, count: usize) {
    out.extend_from_slice(&u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes());
}

fn push_text(out: &mut Vec<u8>, text: &str) {
    push_count(out, text.len());
    out.extend_from_slice(text.as_bytes());
}

/// The associated data of a wrapped key: whose it is, of which epoch.
pub(super) fn wrap_aad(vault: &VaultId, person: &[u8; 16], epoch: u32) -> Vec<u8> {
    [&vault[..], &person[..], &epoch.to_le_bytes()].concat()
}

const STAFF: &str =
    "SELECT person, slot_id, login, name, roles, x, made_by, state FROM staff ORDER BY person";

pub(super) fn staff_rows(db: &Connection) -> Result<Vec<StaffRow>, Error> {
    collect(db, STAFF, StaffRow::read)
}

pub(super) fn sheet_rows(db: &Connection) -> Result<Vec<SheetRow>, Error> {
    collect(
        db,
        "SELECT slot_id, kind, x, made_by, made FROM sheet ORDER BY slot_id",
        |row| {
            Ok(SheetRow {
                slot_id: row.get(0)?,
                kind: row.get(1)?,
                x: row.get(2)?,
                made_by: row.get(3)?,
                made: row.get(4)?,
            })
        },
    )
}

pub(super) fn clinical_rows(db: &Connection) -> Result<Vec<ClinicalRow>, Error> {
    collect(
        db,
        "SELECT person, y, granted_by, time FROM tx_roster ORDER BY person",
        |row| {
            Ok(ClinicalRow {
                person: row.get(0)?,
                y: row.get(1)?,
                granted_by: row.get(2)?,
                time: row.get(3)?,
            })
        },
    )
}

fn collect<T>(
    db: &Connection,
    sql: &str,
    read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>, Error> {
    let step = Error::db("read the rosters");
    let mut statement = db.prepare_cached(sql).map_err(&step)?;
    statement
        .query_map([], read)
        .and_then(Iterator::collect)
        .map_err(&step)
}

pub(super) fn insert_staff(db: &Connection, row: &StaffRow) -> Result<(), Error> {
    db.execute(
        "INSERT INTO staff (person, slot_id, login, name, roles, x, made_by, state) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            row.person,
            row.slot_id,
            row.login,
            row.name,
            row.roles,
            row.x,
            row.made_by,
            row.state
        ],
    )
    .map(|_| ())
    .map_err(Error::db("write the roster"))
}

pub(super) fn insert_sheet(db: &Connection, row: &SheetRow) -> Result<(), Error> {
    db.execute(
        "INSERT INTO sheet (slot_id, kind, x, made_by, made) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![row.slot_id, row.kind, row.x, row.made_by, row.made],
    )
    .map(|_| ())
    .map_err(Error::db("write the roster"))
}

pub(super) fn insert_clinical(db: &Connection, row: &ClinicalRow) -> Result<(), Error> {
    db.execute(
        "INSERT INTO tx_roster (person, y, granted_by, time) VALUES (?1, ?2, ?3, ?4)",
        params![row.person, row.y, row.granted_by, row.time],
    )
    .map(|_| ())
    .map_err(Error::db("write the roster"))
}

pub(super) fn insert_wrap(
    db: &Connection,
    person: &[u8; 16],
    key: Wrapped,
    epoch: u32,
    sealed: &[u8],
) -> Result<(), Error> {
    db.execute(
        "INSERT INTO key_wraps (person, key, epoch, seal) VALUES (?1, ?2, ?3, ?4)",
        params![person, key.code(), epoch, sealed],
    )
    .map(|_| ())
    .map_err(Error::db("write the keys"))
}

/// The seal of a key to one person or sheet, if they have one.
pub(super) fn wrap(
    db: &Connection,
    person: &[u8; 16],
    key: Wrapped,
    epoch: u32,
) -> Result<Option<[u8; SEALED_KEY]>, Error> {
    db.query_row(
        "SELECT seal FROM key_wraps WHERE person = ?1 AND key = ?2 AND epoch = ?3",
        params![person, key.code(), epoch],
        |row| row.get(0),
    )
    .optional()
    .map_err(Error::db("read the keys"))
}

/// Changes what the roster of staff says of a person.
pub(super) fn update_staff(db: &Connection, row: &StaffRow) -> Result<(), Error> {
    write(
        db,
        "UPDATE staff SET slot_id = ?2, name = ?3, roles = ?4, x = ?5, made_by = ?6, state = ?7 \
         WHERE person = ?1",
        params![
            row.person,
            row.slot_id,
            row.name,
            row.roles,
            row.x,
            row.made_by,
            row.state
        ],
    )
}

/// Takes a recovery sheet off the roster.
pub(super) fn remove_sheet(db: &Connection, slot_id: &[u8; 16]) -> Result<(), Error> {
    write(db, "DELETE FROM sheet WHERE slot_id = ?1", [slot_id])
}

/// Takes somebody off the roster of clinicians.
pub(super) fn remove_clinical(db: &Connection, person: &[u8; 16]) -> Result<(), Error> {
    write(db, "DELETE FROM tx_roster WHERE person = ?1", [person])
}

/// Forgets every seal of a key to one person.
pub(super) fn remove_wraps(db: &Connection, person: &[u8; 16], key: Wrapped) -> Result<(), Error> {
    write(
        db,
        "DELETE FROM key_wraps WHERE person = ?1 AND key = ?2",
        params![person, key.code()],
    )
}

/// Forgets every seal of a key.
pub(super) fn remove_all_wraps(db: &Connection, key: Wrapped) -> Result<(), Error> {
    write(db, "DELETE FROM key_wraps WHERE key = ?1", [key.code()])
}

/// The epochs of a key that are sealed to a person.
pub(super) fn wrap_epochs(
    db: &Connection,
    person: &[u8; 16],
    key: Wrapped,
) -> Result<Vec<u32>, Error> {
    let step = Error::db("read the keys");
    db.prepare_cached("SELECT epoch FROM key_wraps WHERE person = ?1 AND key = ?2 ORDER BY epoch")
        .and_then(|mut statement| {
            statement
                .query_map(params![person, key.code()], |row| row.get(0))?
                .collect()
        })
        .map_err(step)
}

/// Notes that one clinicians' key follows another.
pub(super) fn insert_link(
    db: &Connection,
    e_tx: u32,
    old_kid: &[u8; 16],
    new_kid: &[u8; 16],
    mac: &[u8; 32],
) -> Result<(), Error> {
    write(
        db,
        "INSERT INTO tx_link (e_tx, old_kid, new_kid, mac) VALUES (?1, ?2, ?3, ?4)",
        params![e_tx, old_kid, new_kid, mac],
    )
}

/// The MAC of the link to the key of an epoch.
pub(super) fn link(db: &Connection, e_tx: u32) -> Result<Option<[u8; 32]>, Error> {
    db.query_row("SELECT mac FROM tx_link WHERE e_tx = ?1", [e_tx], |row| {
        row.get(0)
    })
    .optional()
    .map_err(Error::db("read the keys"))
}

/// Who lost the clinical role while nobody could change the clinicians' key.
pub(super) fn pending(db: &Connection) -> Result<Vec<[u8; 16]>, Error> {
    collect(db, "SELECT person FROM tx_pending", |row| row.get(0))
}

pub(super) fn insert_pending(db: &Connection, person: &[u8; 16], since: &str) -> Result<(), Error> {
    write(
        db,
        "INSERT OR IGNORE INTO tx_pending (person, since) VALUES (?1, ?2)",
        params![person, since],
    )
}

pub(super) fn remove_pending(db: &Connection, person: &[u8; 16]) -> Result<(), Error> {
    write(db, "DELETE FROM tx_pending WHERE person = ?1", [person])
}

/// Whether somebody has the clinicians' key: on the roster, and not waiting to be struck from it.
pub(super) fn holds_clinical(db: &Connection, person: &[u8; 16]) -> Result<bool, Error> {
    let enrolled = clinical_rows(db)?.iter().any(|row| row.person == *person);
    Ok(enrolled && !pending(db)?.contains(person))
}

pub(super) fn clear_pending(db: &Connection) -> Result<(), Error> {
    write(db, "DELETE FROM tx_pending", [])
}

/// Whose slot lies parked, or was closed for good, until they get clinical access back.
pub(super) fn parked_persons(db: &Connection) -> Result<Vec<[u8; 16]>, Error> {
    collect(db, "SELECT person FROM parked", |row| row.get(0))
}

/// A parked slot: its id, whose, since when.
pub(super) type ParkedSlot = ([u8; 16], [u8; 16], String);

/// Parked slots.
pub(super) fn parked_slots(db: &Connection) -> Result<Vec<ParkedSlot>, Error> {
    collect(db, "SELECT slot_id, person, since FROM parked", |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
    })
}

pub(super) fn insert_parked(
    db: &Connection,
    slot_id: &[u8; 16],
    person: &[u8; 16],
    since: &str,
) -> Result<(), Error> {
    write(
        db,
        "INSERT INTO parked (slot_id, person, since) VALUES (?1, ?2, ?3)",
        params![slot_id, person, since],
    )
}

pub(super) fn clear_parked(db: &Connection, person: &[u8; 16]) -> Result<(), Error> {
    write(db, "DELETE FROM parked WHERE person = ?1", [person])
}

fn write(db: &Connection, sql: &str, values: impl rusqlite::Params) -> Result<(), Error> {
    db.prepare_cached(sql)
        .and_then(|mut statement| statement.execute(values))
        .map(|_| ())
        .map_err(Error::db("write the rosters"))
}

/// Checks the roster of staff as an administrator.
pub(super) fn verify_staff(
    db: &Connection,
    meta: &Meta,
    vault: &VaultId,
    roster_mac: &Key,
) -> Result<(), Error> {
    let (staff, sheets) = (staff_rows(db)?, sheet_rows(db)?);
    let mac = staff_mac(
        roster_mac,
        vault,
        meta.e_adm,
        meta.staff_gen,
        &staff,
        &sheets,
    )?;
    if same(&mac, &meta.staff_mac) {
        Ok(())
    } else {
        Err(Error::RosterForged("staff"))
    }
}

/// Checks the roster of clinicians as one of them.
pub(super) fn verify_clinical(
    db: &Connection,
    meta: &Meta,
    vault: &VaultId,
    roster_mac: &Key,
) -> Result<(), Error> {
    let mac = clinical_mac(
        roster_mac,
        vault,
        meta.e_tx,
        meta.tx_gen,
        &clinical_rows(db)?,
    )?;
    if same(&mac, &meta.tx_mac) {
        Ok(())
    } else {
        Err(Error::RosterForged("clinicians"))
    }
}
