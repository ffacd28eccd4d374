//! What belongs to a client: the rows that go with them, by table, their hashes, and their removal.

use rusqlite::{Connection, OptionalExtension, params};

use crate::domain::id::{ClientId, Id, ScreeningId};
use crate::domain::risk::{Risk, RiskContent};
use crate::vault::audit::hex;
use crate::vault::open::Change;
use crate::vault::record::{self, Kind, MAIN_PART, Place};
use crate::vault::shelf::{self, execute, row_hash};
use crate::vault::{Document, Error, Stored, support};

/// What belongs to a client: the rows that go, by table.
pub(super) struct Belongings {
    pub(super) client: ClientId,
    pub(super) screenings: Vec<[u8; 16]>,
    pub(super) letters: Vec<[u8; 16]>,
    pub(super) disclosures: Vec<[u8; 16]>,
    pub(super) consents: Vec<[u8; 16]>,
    pub(super) treats: Vec<[u8; 16]>,
    pub(super) addenda: Vec<[u8; 16]>,
    pub(super) risks: Vec<[u8; 16]>,
    pub(super) openings: Vec<[u8; 16]>,
    pub(super) holds: Vec<[u8; 16]>,
    pub(super) requests: Vec<[u8; 16]>,
    /// Receivers that were written down for this client's consents and nobody else's.
    pub(super) recipients: Vec<[u8; 16]>,
}

impl Belongings {
    pub(super) fn of(change: &Change<'_>, client: ClientId) -> Result<Self, Error> {
        let db = change.db();
        let ids = |sql: &str| ids(db, sql, &client.to_bytes());
        let screenings = ids("SELECT id FROM screening WHERE client = ?1")?;
        Ok(Self {
            client,
            letters: ids("SELECT id FROM letter WHERE client = ?1 \
                 OR screening IN (SELECT id FROM screening WHERE client = ?1)")?,
            disclosures: ids(
                "SELECT id FROM disclosure WHERE letter IN (SELECT id FROM letter WHERE client = ?1 \
                 OR screening IN (SELECT id FROM screening WHERE client = ?1)) \
                 OR consent IN (SELECT id FROM consent WHERE client = ?1)",
            )?,
            consents: ids("SELECT id FROM consent WHERE client = ?1")?,
            treats: ids("SELECT id FROM treats WHERE client = ?1")?,
            addenda: ids(
                "SELECT id FROM addendum WHERE screening IN (SELECT id FROM screening WHERE client = ?1)",
            )?,
            risks: risks_of(change, client, &screenings)?,
            openings: ids("SELECT id FROM opening WHERE client = ?1")?,
            holds: ids("SELECT id FROM hold WHERE client = ?1")?,
            requests: ids("SELECT id FROM erase_request WHERE client = ?1")?,
            recipients: ids(
                "SELECT DISTINCT receiver FROM consent AS mine WHERE client = ?1 AND NOT EXISTS \
                 (SELECT 1 FROM consent WHERE receiver = mine.receiver AND client <> ?1)",
            )?,
            screenings,
        })
    }

    /// Table by table, in an order in which no row is left that points to one that is gone.
    fn rows(&self) -> Vec<(&'static str, &[[u8; 16]])> {
        vec![
            ("disclosure", &self.disclosures),
            ("addendum", &self.addenda),
            ("letter", &self.letters),
            ("screening", &self.screenings),
            ("consent", &self.consents),
            ("treats", &self.treats),
            ("risk", &self.risks),
            ("opening", &self.openings),
            ("hold", &self.holds),
            ("erase_request", &self.requests),
            ("recipient", &self.recipients),
        ]
    }

    /// Records whose sealed parts go: everything that can have some.
    pub(super) fn sealed(&self) -> impl Iterator<Item = &[u8; 16]> {
        [
            &self.screenings,
            &self.letters,
            &self.addenda,
            &self.risks,
            &self.openings,
        ]
        .into_iter()
        .flatten()
    }
}

/// Whose a risk record is stands inside it, or in the screening that its stub names.
fn risks_of(
    change: &Change<'_>,
    client: ClientId,
    screenings: &[[u8; 16]],
) -> Result<Vec<[u8; 16]>, Error> {
    let named = |id: Option<ScreeningId>| id.is_some_and(|id| screenings.contains(&id.to_bytes()));
    let all: Vec<Stored<Risk>> = shelf::select(change.db(), Risk::TABLE.all, [])?;
    let mut found = Vec::new();
    for risk in all {
        let theirs = match &risk.value.stub {
            Some(stub) => named(stub.screening),
            None => {
                let place = Place::of(risk.id, MAIN_PART, Kind::Risk);
                let content: record::Opened<RiskContent> =
                    record::load(change.db(), change.session(), place)?;
                content.value.client == Some(client) || named(content.value.screening)
            }
        };
        if theirs {
            found.push(risk.id.to_bytes());
        }
    }
    Ok(found)
}

/// The hashes of all rows that go, as the log has them.
pub(super) fn absent(change: &Change<'_>, belongings: &Belongings) -> Result<Vec<String>, Error> {
    let db = change.db();
    let mut hashes = Vec::new();
    let client = [belongings.client.to_bytes()];
    for (table, ids) in belongings
        .rows()
        .into_iter()
        .chain([("client", &client[..])])
    {
        // The names come from the constant list above.
        let sql = format!("SELECT version, body FROM {table} WHERE id = ?1");
        for id in ids {
            let (version, body) = row(db, &sql, id)?;
            hashes.push(hex(&row_hash(table, id, version, &body)));
        }
    }
    for id in &belongings.screenings {
        let sql = "SELECT version, body FROM sc_draft WHERE screening = ?1";
        match row(db, sql, id) {
            Ok((version, body)) => {
                hashes.push(hex(&row_hash(support::TABLE, id, version, &body)));
            }
            Err(Error::NotFound(_)) => {}
            Err(error) => return Err(error),
        }
    }
    for record in belongings.sealed() {
        let parts = parts(db, record)?;
        for part in parts {
            let row = record::row(db, *record, part)?.ok_or(Error::NotFound("record"))?;
            hashes.push(hex(&row.stored_hash()));
        }
    }
    hashes.sort();
    Ok(hashes)
}

pub(super) fn sealed_parts(change: &Change<'_>, belongings: &Belongings) -> Result<u64, Error> {
    belongings.sealed().try_fold(0, |count, record| {
        Ok(count + parts(change.db(), record)?.len() as u64)
    })
}

pub(super) fn remove(change: &Change<'_>, belongings: &Belongings) -> Result<(), Error> {
    let db = change.db();
    for (_, ids) in belongings.rows() {
        for id in ids {
            execute(
                db,
                "INSERT OR IGNORE INTO erasing (object) VALUES (?1)",
                "record",
                [id],
            )?;
        }
    }
    for record in belongings.sealed() {
        execute(
            db,
            "DELETE FROM record WHERE record_id = ?1",
            "record",
            [record],
        )?;
        execute(
            db,
            "DELETE FROM r_keys WHERE record_id = ?1",
            "record",
            [record],
        )?;
    }
    for (table, _) in belongings.rows() {
        // One statement a table: a letter may correct another one that goes with it.
        let sql = format!("DELETE FROM {table} WHERE id IN (SELECT object FROM erasing)");
        execute(db, &sql, "record", [])?;
    }
    let client = belongings.client.to_bytes();
    execute(db, "DELETE FROM client WHERE id = ?1", "client", [client])?;
    execute(db, "DELETE FROM erasing", "record", [])?;
    Ok(())
}

fn ids(db: &Connection, sql: &str, client: &[u8; 16]) -> Result<Vec<[u8; 16]>, Error> {
    db.prepare_cached(sql)
        .and_then(|mut statement| {
            statement
                .query_map(params![client], |row| row.get(0))?
                .collect::<rusqlite::Result<Vec<_>>>()
        })
        .map_err(Error::db("read what belongs to a client"))
}

fn parts(db: &Connection, record: &[u8; 16]) -> Result<Vec<u16>, Error> {
    db.prepare_cached("SELECT part FROM record WHERE record_id = ?1 ORDER BY part")
        .and_then(|mut statement| {
            statement
                .query_map(params![record], |row| row.get(0))?
                .collect::<rusqlite::Result<Vec<_>>>()
        })
        .map_err(Error::db("read what belongs to a client"))
}

fn row(db: &Connection, sql: &str, id: &[u8; 16]) -> Result<(u32, String), Error> {
    db.prepare_cached(sql)
        .and_then(|mut statement| {
            statement
                .query_row(params![id], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()
        })
        .map_err(Error::db("read what belongs to a client"))?
        .ok_or(Error::NotFound("record"))
}
