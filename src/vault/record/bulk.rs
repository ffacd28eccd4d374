//! The same part of very many records, read in the order in which it lies in the file.
//!
//! Ids are random. Asked for one after the other, each costs pages of its own of several indexes, and every page that is
//! read is decrypted. In the order of the indexes, and then of the tables, each page is read once.

use rusqlite::{Connection, OptionalExtension, params};
use serde::de::DeserializeOwned;

use super::keys::{WrappedKey, read_wrapped, wrapped_key};
use super::{Kind, Opened, Place, Row, open_row, read_row};
use crate::vault::Error;
use crate::vault::session::Session;

/// Where a part and its key lie.
struct Lies {
    /// Which of those that were asked for.
    at: usize,
    row: i64,
    /// Of several keys any; it is compared.
    key: Option<i64>,
}

/// Opens this part of each of the records, in the order in which they are named; of those that have none, nothing.
pub(in crate::vault) fn load_all<T: DeserializeOwned>(
    db: &Connection,
    session: &Session,
    (part, kind): (u16, Kind),
    records: &[[u8; 16]],
) -> Result<Vec<Option<Opened<T>>>, Error> {
    let mut opened: Vec<Option<Opened<T>>> = records.iter().map(|_| None).collect();
    for lies in places(db, part, records)? {
        let (row, key) = read(db, &lies)?;
        let key = match key.filter(|key| key.r_id == row.r_id) {
            Some(key) => key,
            None => wrapped_key(db, &row.r_id)?,
        };
        let (record, part) = (row.record, row.part);
        let place = Place { record, part, kind };
        if let Some(place_of) = opened.get_mut(lies.at) {
            *place_of = Some(open_row(session, place, &row, &key)?);
        }
    }
    Ok(opened)
}

/// Where they lie, in the order of the file. Only indexes are read for it.
fn places(db: &Connection, part: u16, records: &[[u8; 16]]) -> Result<Vec<Lies>, Error> {
    let step = Error::db("find records");
    let mut order: Vec<usize> = (0..records.len()).collect();
    order.sort_unstable_by_key(|at| records.get(*at));
    let sql = "SELECT record.rowid, r_keys.rowid FROM record \
               LEFT JOIN r_keys ON r_keys.record_id = record.record_id AND r_keys.part = record.part \
               WHERE record.record_id = ?1 AND record.part = ?2 LIMIT 1";
    let mut statement = db.prepare_cached(sql).map_err(&step)?;
    let mut found = Vec::with_capacity(order.len());
    for at in order {
        let lies = statement
            .query_row(params![records.get(at), part], |row| {
                let (row, key) = (row.get(0)?, row.get(1)?);
                Ok(Lies { at, row, key })
            })
            .optional()
            .map_err(&step)?;
        found.extend(lies);
    }
    found.sort_unstable_by_key(|lies| lies.row);
    Ok(found)
}

fn read(db: &Connection, lies: &Lies) -> Result<(Row, Option<WrappedKey>), Error> {
    let step = Error::db("read a record");
    let row = db
        .prepare_cached(
            "SELECT record_id, part, version, kind, r_id, nonce, ct, tag, chained \
             FROM record WHERE rowid = ?1",
        )
        .and_then(|mut statement| statement.query_row([lies.row], read_row))
        .map_err(&step)?;
    let key = db
        .prepare_cached("SELECT r_id, e_tx, wrapped, form, origin FROM r_keys WHERE rowid = ?1")
        .and_then(|mut statement| statement.query_row([lies.key], read_wrapped).optional())
        .map_err(&step)?;
    Ok((row, key))
}
