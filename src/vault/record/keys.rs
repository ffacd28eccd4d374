//! The keys of sealed parts: each under the clinicians' key, or sealed to its public half by the desk.

use rusqlite::{Connection, params};

use super::{Head, Kind, Place, Row, wrap_aad};
use crate::vault::audit::Detail;
use crate::vault::keys::{ClinicalKeys, Key, VaultId, clinical_key_id, sha256};
use crate::vault::open::Change;
use crate::vault::session::Session;
use crate::vault::shelf::execute;
use crate::vault::{Error, random, seal};

const WRAP: u8 = 0;
/// The form of a key that the desk sealed to the clinicians' public half.
pub(in crate::vault) const SEAL: u8 = 1;
const BY_CLINICIAN: u8 = 0;
const BY_DESK: u8 = 1;

/// A wrapped or sealed `R`.
pub(super) struct WrappedKey {
    pub(super) r_id: [u8; 16],
    pub(super) e_tx: u32,
    pub(super) wrapped: Vec<u8>,
    pub(super) form: u8,
    pub(super) origin: u8,
}

/// The key to write with: that of the part if a clinician wrote it in this epoch, else a fresh one.
pub(super) fn key_for_writing(
    change: &Change<'_>,
    place: Place,
    before: Option<&Head>,
) -> Result<([u8; 16], Key), Error> {
    let session = change.session();
    if let Some(before) = before {
        // Who cannot open a part must not write over it.
        let clinical = session.clinical()?;
        let key = wrapped_key(change.db(), &before.r_id)?;
        let r = open_key(session, place, &key)?;
        if key.e_tx == clinical.epoch {
            return Ok((key.r_id, r));
        }
    }
    let (r_id, r): ([u8; 16], Key) = (random::bytes()?, Key::random()?);
    let (form, origin, wrapped) = match &session.clinical {
        Some(clinical) => {
            let aad = wrap_aad(&session.vault, place, &r_id, clinical.epoch, BY_CLINICIAN);
            (
                WRAP,
                BY_CLINICIAN,
                seal::close_box(&clinical.wrap, &aad, r.bytes())?,
            )
        }
        None => {
            let aad = wrap_aad(&session.vault, place, &r_id, session.e_tx, BY_DESK);
            (
                SEAL,
                BY_DESK,
                seal::seal(&session.p_tx, "r", &aad, r.bytes())?,
            )
        }
    };
    let sql = "INSERT INTO r_keys (r_id, record_id, part, e_tx, wrapped, form, origin) \
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let values = params![
        r_id,
        place.record,
        place.part,
        session.e_tx,
        wrapped,
        form,
        origin
    ];
    execute(change.db(), sql, "record", values)?;
    Ok((r_id, r))
}

/// A wrapped or sealed `R` with the place that it belongs to, for those who change the clinicians' key.
pub(in crate::vault) struct KeyRow {
    pub(in crate::vault) r_id: [u8; 16],
    pub(in crate::vault) record: [u8; 16],
    pub(in crate::vault) part: u16,
    pub(in crate::vault) wrapped: Vec<u8>,
    e_tx: u32,
    form: u8,
    origin: u8,
}

impl KeyRow {
    pub(in crate::vault) fn is_seal(&self) -> bool {
        self.form == SEAL
    }

    /// Takes the key out, with the clinicians' keys that it was put in with.
    pub(in crate::vault) fn open(
        &self,
        vault: &VaultId,
        keys: &ClinicalKeys,
    ) -> Result<Key, Error> {
        let aad = self.aad(vault);
        match self.form {
            WRAP => Key::from_slice(&seal::open_box(&keys.wrap, &aad, &self.wrapped)?),
            _ => seal::unseal_key(keys.pair(), "r", &aad, &self.wrapped),
        }
    }

    /// The key under other clinicians' keys. The epoch in its binding stays that of its birth, because a save in a
    /// later epoch takes a fresh key; where it came from stays too, and is shown.
    pub(in crate::vault) fn wrap(
        &self,
        vault: &VaultId,
        keys: &ClinicalKeys,
        r: &Key,
    ) -> Result<Vec<u8>, Error> {
        seal::close_box(&keys.wrap, &self.aad(vault), r.bytes())
    }

    fn aad(&self, vault: &VaultId) -> Vec<u8> {
        let place = Place {
            record: self.record,
            part: self.part,
            kind: Kind::Screening,
        };
        wrap_aad(vault, place, &self.r_id, self.e_tx, self.origin)
    }
}

/// Keys of records, all of them.
pub(in crate::vault) fn all_keys(db: &Connection) -> Result<Vec<KeyRow>, Error> {
    let sql = "SELECT r_id, record_id, part, wrapped, e_tx, form, origin FROM r_keys";
    key_rows(db, sql, [])
}

/// Keys that the desk sealed, so many at most.
pub(in crate::vault) fn sealed_keys(db: &Connection, most: usize) -> Result<Vec<KeyRow>, Error> {
    // The number stands in the text, so that the index of these rows alone is used.
    let sql = "SELECT r_id, record_id, part, wrapped, e_tx, form, origin FROM r_keys \
               WHERE form = 1 LIMIT ?1";
    key_rows(db, sql, [i64::try_from(most).unwrap_or(-1)])
}

fn key_rows(
    db: &Connection,
    sql: &str,
    values: impl rusqlite::Params,
) -> Result<Vec<KeyRow>, Error> {
    let step = Error::db("read the keys");
    let mut statement = db.prepare_cached(sql).map_err(&step)?;
    statement
        .query_map(values, |row| {
            Ok(KeyRow {
                r_id: row.get(0)?,
                record: row.get(1)?,
                part: row.get(2)?,
                wrapped: row.get(3)?,
                e_tx: row.get(4)?,
                form: row.get(5)?,
                origin: row.get(6)?,
            })
        })
        .and_then(Iterator::collect)
        .map_err(&step)
}

/// Puts a wrap in the place of what was there.
pub(in crate::vault) fn replace_wrap(
    db: &Connection,
    r_id: &[u8; 16],
    wrapped: &[u8],
) -> Result<(), Error> {
    let sql = "UPDATE r_keys SET wrapped = ?2, form = 0 WHERE r_id = ?1";
    execute(db, sql, "record", params![r_id, wrapped]).map(|_| ())
}

pub(super) fn drop_older_keys(
    change: &Change<'_>,
    place: Place,
    keep: &[u8; 16],
) -> Result<(), Error> {
    let sql = "DELETE FROM r_keys WHERE record_id = ?1 AND part = ?2 AND r_id <> ?3";
    execute(
        change.db(),
        sql,
        "record",
        params![place.record, place.part, keep],
    )?;
    Ok(())
}

pub(super) fn wrapped_key(db: &Connection, r_id: &[u8; 16]) -> Result<WrappedKey, Error> {
    db.prepare_cached("SELECT r_id, e_tx, wrapped, form, origin FROM r_keys WHERE r_id = ?1")
        .and_then(|mut statement| statement.query_row(params![r_id], read_wrapped))
        .map_err(Error::db("read a key"))
}

pub(super) fn read_wrapped(row: &rusqlite::Row<'_>) -> rusqlite::Result<WrappedKey> {
    Ok(WrappedKey {
        r_id: row.get(0)?,
        e_tx: row.get(1)?,
        wrapped: row.get(2)?,
        form: row.get(3)?,
        origin: row.get(4)?,
    })
}

pub(super) fn open_key(session: &Session, place: Place, key: &WrappedKey) -> Result<Key, Error> {
    let clinical = session.clinical()?;
    let aad = wrap_aad(&session.vault, place, &key.r_id, key.e_tx, key.origin);
    match key.form {
        WRAP => Key::from_slice(&seal::open_box(&clinical.wrap, &aad, &key.wrapped)?),
        _ => seal::unseal_key(clinical.pair(), "r", &aad, &key.wrapped),
    }
}

/// For a part that the desk sealed, the seal and the key's name are kept in the log as evidence.
pub(super) fn evidence(change: &Change<'_>, row: &Row) -> Result<Detail, Error> {
    let key = wrapped_key(change.db(), &row.r_id)?;
    if key.form != SEAL {
        return Ok(Detail::default());
    }
    Ok(Detail::default()
        .hash("seal", &sha256(&key.wrapped))
        .hash("kid", &clinical_key_id(&change.session().p_tx)))
}
