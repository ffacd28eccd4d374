//! Open support checks: a draft with its answers for one day, under the key of all staff.

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, params};

use crate::domain::id::{Id, ScreeningId};
use crate::domain::screening::{Screening, ScreeningContent, SupportKept};
use crate::vault::Error;
use crate::vault::audit::{Action, Event};
use crate::vault::open::Change;
use crate::vault::shelf::{self, execute, row_hash};

/// What is kept of a support check when it is finished.
pub enum Keep {
    /// Nothing: the check leaves only its events.
    Nothing,
    /// This, until its last day.
    This(Box<SupportKept>),
}

/// Name of the table in the hashes of its rows.
pub(super) const TABLE: &str = "sc_draft";

/// Saves the draft; returns its version.
pub(super) fn save(
    change: &Change<'_>,
    id: ScreeningId,
    content: &ScreeningContent,
    day: Date,
) -> Result<u32, Error> {
    let body = serde_json::to_string(content).map_err(|_| Error::Unreadable("screening"))?;
    let sql = "INSERT INTO sc_draft (screening, version, body, day, chained) VALUES (?1, 1, ?2, ?3, 0) \
               ON CONFLICT (screening) DO UPDATE SET version = version + 1, body = ?2";
    execute(
        change.db(),
        sql,
        "screening",
        params![id.to_bytes(), body, day.to_string()],
    )?;
    change
        .db()
        .query_row(
            "SELECT version FROM sc_draft WHERE screening = ?1",
            params![id.to_bytes()],
            |row| row.get(0),
        )
        .map_err(Error::db("read a draft"))
}

/// The draft, if there is one.
pub(super) fn load(db: &Connection, id: ScreeningId) -> Result<Option<ScreeningContent>, Error> {
    let found: Option<String> = db
        .prepare_cached("SELECT body FROM sc_draft WHERE screening = ?1")
        .and_then(|mut statement| {
            statement
                .query_row(params![id.to_bytes()], |row| row.get(0))
                .optional()
        })
        .map_err(Error::db("read a draft"))?;
    let read =
        |body: String| serde_json::from_str(&body).map_err(|_| Error::Unreadable("screening"));
    found.map(read).transpose()
}

/// Removes the draft, if there is one.
pub(super) fn remove(change: &Change<'_>, id: ScreeningId) -> Result<(), Error> {
    let sql = "DELETE FROM sc_draft WHERE screening = ?1";
    if execute(change.db(), sql, "screening", params![id.to_bytes()])? > 0 {
        change.log(&Event::new(Action::DRAFT_REMOVE).about(id.to_bytes()))?;
    }
    Ok(())
}

/// Tells the chain of every draft that was saved since it last heard.
pub(super) fn chain_drafts(change: &Change<'_>) -> Result<(), Error> {
    let step = Error::db("read drafts");
    let sql = "SELECT screening, version, body FROM sc_draft WHERE chained < version";
    let mut statement = change.db().prepare_cached(sql).map_err(&step)?;
    let drafts = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .and_then(Iterator::collect::<rusqlite::Result<Vec<([u8; 16], u32, String)>>>)
        .map_err(&step)?;
    for (id, version, body) in drafts {
        let stored = row_hash(TABLE, &id, version, &body);
        change.log(
            &Event::new(Action::DRAFT_KEEP)
                .about(id)
                .stored(version, stored),
        )?;
        let sql = "UPDATE sc_draft SET chained = version WHERE screening = ?1";
        execute(change.db(), sql, "screening", params![id])?;
    }
    Ok(())
}

/// Removes the drafts of earlier days: answers to a support check do not outlive the day.
pub(super) fn sweep(change: &Change<'_>, today: Date) -> Result<(), Error> {
    let step = Error::db("read drafts");
    let sql = "SELECT screening FROM sc_draft WHERE day < ?1";
    let mut statement = change.db().prepare_cached(sql).map_err(&step)?;
    let ids = statement
        .query_map(params![today.to_string()], |row| row.get(0))
        .and_then(Iterator::collect::<rusqlite::Result<Vec<[u8; 16]>>>)
        .map_err(&step)?;
    for id in ids.into_iter().map(ScreeningId::from_bytes) {
        remove(change, id)?;
        shelf::remove::<Screening>(change, id)?;
    }
    Ok(())
}
