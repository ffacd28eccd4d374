//! Sealed records: what was said in a therapy assessment, each part under its own random key.
//!
//! A part's key `R` is wrapped under the clinicians' key when a clinician writes, else sealed to its
//! public half; it lives for one (record, part, epoch). The chain covers the bytes as they are stored.

mod bulk;
mod keys;
mod payload;

use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;
use serde::de::DeserializeOwned;
use zeroize::Zeroizing;

use crate::domain::id::{ClientId, Id};
use crate::vault::audit::{Action, Detail, Event, hex};
use crate::vault::keys::{Key, hash};
use crate::vault::open::Change;
use crate::vault::seal::{self, NONCE, TAG};
use crate::vault::session::Session;
use crate::vault::shelf::execute;
use crate::vault::{Error, random};

pub(super) use bulk::load_all;
pub(super) use keys::{KeyRow, all_keys, replace_wrap, sealed_keys};
use keys::{WrappedKey, drop_older_keys, evidence, key_for_writing, open_key, wrapped_key};
use payload::{Envelope, envelope, unpad};
pub(super) use payload::{content_hash, pad, read_any, record_aad, wrap_aad};

/// What a sealed record is; stands in clear beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Screening,
    Index,
    Letter,
    Risk,
    Addendum,
    Reason,
}

impl Kind {
    pub(super) fn code(self) -> u8 {
        match self {
            Self::Screening => 1,
            Self::Index => 2,
            Self::Letter => 3,
            Self::Risk => 4,
            Self::Addendum => 5,
            Self::Reason => 6,
        }
    }

    /// Lengths are rounded up, so that they do not tell how much was said.
    fn padding(self) -> usize {
        if self == Self::Index { 512 } else { 4096 }
    }
}

/// Which part of which record.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) record: [u8; 16],
    pub(super) part: u16,
    pub(super) kind: Kind,
}

/// The index row of a screening.
pub(super) const INDEX_PART: u16 = 0;
/// The part that the clinician writes. Parts above it come from hand-overs.
pub(super) const MAIN_PART: u16 = 1;

/// A row of `record` as stored.
pub(super) struct Row {
    pub(super) record: [u8; 16],
    pub(super) part: u16,
    pub(super) version: u32,
    pub(super) kind: u8,
    pub(super) r_id: [u8; 16],
    pub(super) nonce: [u8; NONCE],
    pub(super) ct: Vec<u8>,
    pub(super) tag: [u8; TAG],
    pub(super) chained: u32,
}

impl Row {
    /// What the chain says about the row.
    pub(super) fn stored_hash(&self) -> [u8; 32] {
        let parts: [&[u8]; 8] = [
            &self.record,
            &self.part.to_le_bytes(),
            &self.version.to_le_bytes(),
            &[self.kind],
            &self.r_id,
            &self.nonce,
            &self.ct,
            &self.tag,
        ];
        hash("row", &parts)
    }
}

/// A record's content after opening.
pub(super) struct Opened<T> {
    pub(super) value: T,
    pub(super) client: Option<ClientId>,
}

/// The key of a part, held by whoever goes on writing it without being able to open it.
pub(super) struct PartKey {
    r_id: [u8; 16],
    r: Key,
}

/// Saves a part: a new one, or the next version of a draft. The chain learns of it at close, lock or sign.
pub(super) fn save<T: Serialize>(
    change: &Change<'_>,
    place: Place,
    client: Option<ClientId>,
    value: &T,
) -> Result<u32, Error> {
    save_with(change, place, client, value, None).map(|(version, _)| version)
}

/// As [`save`], with a key that is held already. Without one, the key that was used is returned.
pub(super) fn save_with<T: Serialize>(
    change: &Change<'_>,
    place: Place,
    client: Option<ClientId>,
    value: &T,
    held: Option<&PartKey>,
) -> Result<(u32, Option<PartKey>), Error> {
    let before = head(change.db(), place)?;
    if before.as_ref().is_some_and(|row| row.frozen) {
        return Err(Error::Frozen("record"));
    }
    let version = before.as_ref().map_or(1, |row| row.version + 1);
    let session = change.session();
    let (fresh, r_id) = match held {
        // Somebody wrote the part meanwhile under another key: the held one is of no use any more.
        Some(held) if before.as_ref().is_some_and(|row| row.r_id != held.r_id) => {
            return Err(Error::Stale("part"));
        }
        Some(held) => (None, held.r_id),
        None => {
            let (r_id, r) = key_for_writing(change, place, before.as_ref())?;
            (Some(PartKey { r_id, r }), r_id)
        }
    };
    let r = match (held, &fresh) {
        (Some(held), _) => &held.r,
        (None, Some(fresh)) => &fresh.r,
        (None, None) => return Err(Error::Authentication),
    };
    let plain = pad(&envelope(session, client, value)?, place.kind)?;
    let nonce: [u8; NONCE] = random::bytes()?;
    let aad = record_aad(&session.vault, place, version, &r_id);
    let mut ct = seal::encrypt(r, &nonce, &aad, &plain)?;
    let tag = ct.split_off(ct.len() - TAG);
    let kept = before.as_ref().is_some_and(|row| row.r_id == r_id);
    // The key is not written again if it stays, and a fault ends the whole change: else SQLite keeps a second copy of
    // each page for this one statement.
    let sql = if kept {
        "UPDATE OR ROLLBACK record SET version = ?3, kind = ?4, nonce = ?6, ct = ?7, tag = ?8 \
         WHERE record_id = ?1 AND part = ?2 AND r_id = ?5"
    } else if before.is_some() {
        "UPDATE record SET version = ?3, kind = ?4, r_id = ?5, nonce = ?6, ct = ?7, tag = ?8 \
         WHERE record_id = ?1 AND part = ?2"
    } else {
        "INSERT INTO record (record_id, part, version, kind, r_id, nonce, ct, tag, chained, frozen) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, 0)"
    };
    let values = params![
        place.record,
        place.part,
        version,
        place.kind.code(),
        r_id,
        nonce,
        ct,
        tag
    ];
    execute(change.db(), sql, "record", values)?;
    if kept {
        return Ok((version, fresh));
    }
    drop_older_keys(change, place, &r_id)?;
    Ok((version, fresh))
}

/// Saves a part that will not change: chained and frozen in the same transaction.
pub(super) fn save_frozen<T: Serialize>(
    change: &Change<'_>,
    place: Place,
    client: Option<ClientId>,
    value: &T,
) -> Result<[u8; 32], Error> {
    save(change, place, client, value)?;
    chain_drafts(change, Some(place.record))?;
    freeze(change, place)
}

/// Freezes a part; returns the hash of it as it is stored.
pub(super) fn freeze(change: &Change<'_>, place: Place) -> Result<[u8; 32], Error> {
    let row = row(change.db(), place.record, place.part)?.ok_or(Error::NotFound("record"))?;
    let sql = "UPDATE record SET frozen = 1 WHERE record_id = ?1 AND part = ?2";
    execute(
        change.db(),
        sql,
        "record",
        params![place.record, place.part],
    )?;
    Ok(row.stored_hash())
}

/// Opens a part.
pub(super) fn load<T: DeserializeOwned>(
    db: &Connection,
    session: &Session,
    place: Place,
) -> Result<Opened<T>, Error> {
    let row = row(db, place.record, place.part)?.ok_or(Error::NotFound("record"))?;
    let key = wrapped_key(db, &row.r_id)?;
    open_row(session, place, &row, &key)
}

/// Opens a part that was read, with the key that was read for it.
fn open_row<T: DeserializeOwned>(
    session: &Session,
    place: Place,
    row: &Row,
    key: &WrappedKey,
) -> Result<Opened<T>, Error> {
    let r = open_key(session, place, key)?;
    let aad = record_aad(&session.vault, place, row.version, &row.r_id);
    let sealed = [&row.ct[..], &row.tag[..]].concat();
    let plain = seal::decrypt(&r, &row.nonce, &aad, &sealed)?;
    let mut envelope: Envelope =
        serde_json::from_slice(unpad(&plain)?).map_err(|_| Error::Unreadable("record"))?;
    let body = Zeroizing::new(std::mem::take(&mut envelope.body));
    let salt = envelope.salt.as_bytes();
    if envelope.v != 1 || hex(&content_hash(salt, body.as_bytes())) != envelope.hash {
        return Err(Error::Unreadable("record"));
    }
    let value = serde_json::from_str(&body).map_err(|_| Error::Unreadable("record"))?;
    Ok(Opened {
        value,
        client: envelope.client,
    })
}

/// Tells the chain of every part that was saved since it last heard, or of those of one record.
pub(super) fn chain_drafts(change: &Change<'_>, only: Option<[u8; 16]>) -> Result<u64, Error> {
    // The index of open parts does not change when one is saved. An index row has a part of its own beside it as
    // long as the chain can be behind with it: later ones are chained in the transaction that saves them.
    const ALL: &str = "SELECT record_id, part FROM record WHERE chained < version AND record_id IN \
                       (SELECT record_id FROM record WHERE frozen = 0 AND part > 0)";
    const OF: &str =
        "SELECT record_id, part FROM record WHERE chained < version AND record_id = ?1";
    let step = Error::db("read drafts");
    let (sql, values) = match &only {
        Some(record) => (OF, rusqlite::params_from_iter(Some(record))),
        None => (ALL, rusqlite::params_from_iter(None)),
    };
    let mut statement = change.db().prepare_cached(sql).map_err(&step)?;
    let places = statement
        .query_map(values, |row| Ok((row.get(0)?, row.get(1)?)))
        .and_then(Iterator::collect::<rusqlite::Result<Vec<([u8; 16], u16)>>>)
        .map_err(&step)?;
    for (record, part) in &places {
        let row = row(change.db(), *record, *part)?.ok_or(Error::NotFound("record"))?;
        let detail = evidence(change, &row)?.number("part", u64::from(*part));
        let event = Event::new(Action::PART_KEEP)
            .about(*record)
            .stored(row.version, row.stored_hash())
            .detail(detail);
        change.log(&event)?;
        let sql = "UPDATE record SET chained = version WHERE record_id = ?1 AND part = ?2";
        execute(change.db(), sql, "record", params![record, part])?;
    }
    Ok(places.len() as u64)
}

/// The parts of a record above one.
pub(super) fn parts_above(db: &Connection, record: [u8; 16], part: u16) -> Result<Vec<u16>, Error> {
    db.prepare_cached("SELECT part FROM record WHERE record_id = ?1 AND part > ?2 ORDER BY part")
        .and_then(|mut statement| {
            statement
                .query_map(params![record, part], |row| row.get(0))?
                .collect()
        })
        .map_err(Error::db("read parts"))
}

/// Removes one unsigned part and its key.
pub(super) fn remove_part(change: &Change<'_>, record: [u8; 16], part: u16) -> Result<(), Error> {
    let sql = "DELETE FROM record WHERE record_id = ?1 AND part = ?2";
    execute(change.db(), sql, "record", params![record, part])?;
    let sql = "DELETE FROM r_keys WHERE record_id = ?1 AND part = ?2";
    execute(change.db(), sql, "record", params![record, part])?;
    let detail = Detail::default().number("part", u64::from(part));
    change.log(&Event::new(Action::PART_REMOVE).about(record).detail(detail))?;
    Ok(())
}

/// Removes an unsigned part and its keys.
pub(super) fn remove(change: &Change<'_>, record: [u8; 16]) -> Result<(), Error> {
    let rows = "SELECT part FROM record WHERE record_id = ?1";
    let step = Error::db("read drafts");
    let parts = change
        .db()
        .prepare_cached(rows)
        .and_then(|mut statement| {
            statement
                .query_map(params![record], |row| row.get(0))?
                .collect::<rusqlite::Result<Vec<u16>>>()
        })
        .map_err(step)?;
    for part in parts {
        let sql = "DELETE FROM record WHERE record_id = ?1 AND part = ?2";
        execute(change.db(), sql, "record", params![record, part])?;
        let detail = Detail::default().number("part", u64::from(part));
        change.log(&Event::new(Action::PART_REMOVE).about(record).detail(detail))?;
    }
    let sql = "DELETE FROM r_keys WHERE record_id = ?1";
    execute(change.db(), sql, "record", params![record])?;
    Ok(())
}

pub(super) fn row(db: &Connection, record: [u8; 16], part: u16) -> Result<Option<Row>, Error> {
    db.prepare_cached(
        "SELECT record_id, part, version, kind, r_id, nonce, ct, tag, chained \
         FROM record WHERE record_id = ?1 AND part = ?2",
    )
    .and_then(|mut statement| {
        statement
            .query_row(params![record, part], read_row)
            .optional()
    })
    .map_err(Error::db("read a record"))
}

pub(super) fn read_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
    Ok(Row {
        record: row.get(0)?,
        part: row.get(1)?,
        version: row.get(2)?,
        kind: row.get(3)?,
        r_id: row.get(4)?,
        nonce: row.get(5)?,
        ct: row.get(6)?,
        tag: row.get(7)?,
        chained: row.get(8)?,
    })
}

/// What saving a part needs to know of what is there, without reading the text itself.
struct Head {
    version: u32,
    r_id: [u8; 16],
    frozen: bool,
}

fn head(db: &Connection, place: Place) -> Result<Option<Head>, Error> {
    db.prepare_cached("SELECT version, r_id, frozen FROM record WHERE record_id = ?1 AND part = ?2")
        .and_then(|mut statement| {
            statement
                .query_row(params![place.record, place.part], |row| {
                    Ok(Head {
                        version: row.get(0)?,
                        r_id: row.get(1)?,
                        frozen: row.get(2)?,
                    })
                })
                .optional()
        })
        .map_err(Error::db("read a record"))
}

/// The parts of a record that exist.
pub(super) fn has_part(db: &Connection, record: [u8; 16], part: u16) -> Result<bool, Error> {
    db.prepare_cached("SELECT EXISTS (SELECT 1 FROM record WHERE record_id = ?1 AND part = ?2)")
        .and_then(|mut statement| statement.query_row(params![record, part], |row| row.get(0)))
        .map_err(Error::db("read a record"))
}

impl Place {
    pub(super) fn of<I: Id>(id: I, part: u16, kind: Kind) -> Self {
        Self {
            record: id.to_bytes(),
            part,
            kind,
        }
    }
}
