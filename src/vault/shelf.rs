//! Shelves: how records under the key of all staff are kept. Each kind is a table of (id, version, body).

use std::marker::PhantomData;

use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::domain::id::{ClientId, Id};
use crate::vault::audit::{Action, Detail, Event};
use crate::vault::keys::hash;
use crate::vault::open::Change;
use crate::vault::policy::Deed;
use crate::vault::{Error, Open, random};

/// Largest body of a record; the logo is the largest thing in one.
const LARGEST_BODY: usize = 2 * 1024 * 1024;

/// A kind of record: its table's statements, constant, and its words in the activity log.
pub struct Table {
    pub(super) name: &'static str,
    pub(super) noun: &'static str,
    pub(super) insert: &'static str,
    pub(super) update: &'static str,
    pub(super) select: &'static str,
    pub(super) all: &'static str,
    pub(super) delete: &'static str,
    pub(super) add: Action,
    pub(super) change: Action,
    pub(super) remove: Action,
    pub(super) view: Action,
}

/// The statements of a table that has no columns of its own beside id, version and body.
macro_rules! table {
    ($name:literal, $noun:literal) => {
        $crate::vault::shelf::Table {
            name: $name,
            noun: $noun,
            insert: concat!(
                "INSERT INTO ",
                $name,
                " (id, version, body) VALUES (?1, ?2, ?3)"
            ),
            update: concat!(
                "UPDATE ",
                $name,
                " SET version = ?2, body = ?3 WHERE id = ?1"
            ),
            select: concat!("SELECT id, version, body FROM ", $name, " WHERE id = ?1"),
            all: concat!("SELECT id, version, body FROM ", $name, " ORDER BY rowid"),
            delete: concat!("DELETE FROM ", $name, " WHERE id = ?1"),
            add: $crate::vault::audit::Action(concat!($name, ".add")),
            change: $crate::vault::audit::Action(concat!($name, ".change")),
            remove: $crate::vault::audit::Action(concat!($name, ".remove")),
            view: $crate::vault::audit::Action(concat!($name, ".view")),
        }
    };
}
pub(super) use table;

/// What can stand on a shelf.
pub trait Document: Serialize + DeserializeOwned {
    /// Its id.
    type Id: Id;
    /// Its table.
    const TABLE: Table;
}

/// A kind of record that screens and commands reach as a whole shelf.
pub trait Shelved: Document {
    /// Who may see it.
    const SEE: Deed;
    /// Who may change it.
    const CHANGE: Deed;
    /// The client to whom it belongs, if it belongs to one.
    fn client(&self) -> Option<ClientId> {
        None
    }
}

/// A record as stored: its id, the version that was read, and its content.
#[derive(Clone, PartialEq, Eq)]
pub struct Stored<D: Document> {
    /// Id.
    pub id: D::Id,
    /// Version; saving needs the newest.
    pub version: u32,
    /// Content.
    pub value: D,
}

impl<D: Document> std::fmt::Debug for Stored<D> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} version {}", D::TABLE.noun, self.id, self.version)
    }
}

/// All records of one kind.
pub struct Shelf<'v, D: Document> {
    pub(super) vault: &'v Open,
    kind: PhantomData<D>,
}

impl<'v, D: Shelved> Shelf<'v, D> {
    pub(super) fn new(vault: &'v Open) -> Self {
        Self {
            vault,
            kind: PhantomData,
        }
    }

    /// Refuses a deed of the signed-in person to this record.
    pub(super) fn may(&self, deed: Deed, value: &D) -> Result<(), Error> {
        match value.client() {
            Some(client) => self.vault.may_of(deed, Some(client)),
            None => self.vault.may(deed),
        }
    }

    /// Adds a record under a fresh id.
    pub fn add(&self, value: &D) -> Result<D::Id, Error> {
        self.may(D::CHANGE, value)?;
        let id = fresh::<D::Id>()?;
        self.vault.change(|change| insert(change, id, value))?;
        Ok(id)
    }

    /// Saves a changed record; refused if somebody saved it since it was read. Returns the new version.
    pub fn save(&self, stored: &Stored<D>) -> Result<u32, Error> {
        self.may(D::CHANGE, &stored.value)?;
        self.vault.change(|change| update(change, stored))
    }

    /// One record.
    pub fn get(&self, id: D::Id) -> Result<Stored<D>, Error> {
        self.vault.may(D::SEE)?;
        let stored = get(self.vault.db(), id)?;
        self.may(D::SEE, &stored.value)?;
        Ok(stored)
    }

    /// All records that this person may see, in the order in which they were added.
    pub fn list(&self) -> Result<Vec<Stored<D>>, Error> {
        self.vault.may(D::SEE)?;
        let mut all = select(self.vault.db(), D::TABLE.all, [])?;
        all.retain(|stored| self.may(D::SEE, &stored.value).is_ok());
        Ok(all)
    }

    /// Removes a record that nothing refers to.
    pub fn remove(&self, id: D::Id) -> Result<(), Error> {
        self.vault.may(D::CHANGE)?;
        self.may(D::CHANGE, &get::<D>(self.vault.db(), id)?.value)?;
        self.vault.change(|change| remove::<D>(change, id))
    }
}

/// A fresh id.
pub(super) fn fresh<I: Id>() -> Result<I, Error> {
    Ok(I::from_bytes(random::bytes()?))
}

/// Hash of a stored row: what the chain says about it, and what a replayed page cannot fake.
pub(super) fn row_hash(table: &str, id: &[u8], version: u32, body: &str) -> [u8; 32] {
    let len = |text: &str| u32::try_from(text.len()).unwrap_or(u32::MAX).to_le_bytes();
    hash(
        "doc",
        &[
            &len(table),
            table.as_bytes(),
            id,
            &version.to_le_bytes(),
            &len(body),
            body.as_bytes(),
        ],
    )
}

pub(super) fn insert<D: Document>(change: &Change<'_>, id: D::Id, value: &D) -> Result<(), Error> {
    let event = insert_row(change.db(), id, value)?;
    change.log(&event).map(|_| ())
}

/// Inserts a row and returns the event that has to go into the log with it.
pub(super) fn insert_row<D: Document>(
    db: &Connection,
    id: D::Id,
    value: &D,
) -> Result<Event, Error> {
    let table = D::TABLE;
    let body = to_body(value, table.noun)?;
    execute(
        db,
        table.insert,
        table.noun,
        params![id.to_bytes(), 1, body],
    )?;
    let stored = row_hash(table.name, &id.to_bytes(), 1, &body);
    Ok(Event::new(table.add).about(id.to_bytes()).stored(1, stored))
}

pub(super) fn update<D: Document>(change: &Change<'_>, stored: &Stored<D>) -> Result<u32, Error> {
    update_as(change, stored, D::TABLE.change, Detail::default())
}

/// Saves a record under another action than a plain change.
pub(super) fn update_as<D: Document>(
    change: &Change<'_>,
    stored: &Stored<D>,
    action: Action,
    detail: Detail,
) -> Result<u32, Error> {
    let table = D::TABLE;
    if get::<D>(change.db(), stored.id)?.version != stored.version {
        return Err(Error::Stale(table.noun));
    }
    let version = stored.version + 1;
    let body = to_body(&stored.value, table.noun)?;
    let id = stored.id.to_bytes();
    execute(
        change.db(),
        table.update,
        table.noun,
        params![id, version, body],
    )?;
    let hash = row_hash(table.name, &id, version, &body);
    change.log(
        &Event::new(action)
            .about(id)
            .stored(version, hash)
            .detail(detail),
    )?;
    Ok(version)
}

pub(super) fn remove<D: Document>(change: &Change<'_>, id: D::Id) -> Result<(), Error> {
    let table = D::TABLE;
    if execute(
        change.db(),
        table.delete,
        table.noun,
        params![id.to_bytes()],
    )? == 0
    {
        return Err(Error::NotFound(table.noun));
    }
    change.log(&Event::new(table.remove).about(id.to_bytes()))?;
    Ok(())
}

pub(super) fn get<D: Document>(db: &Connection, id: D::Id) -> Result<Stored<D>, Error> {
    let step = Error::db("read a record");
    let found = db
        .prepare_cached(D::TABLE.select)
        .and_then(|mut statement| statement.query_row(params![id.to_bytes()], raw).optional())
        .map_err(step)?;
    read(found.ok_or(Error::NotFound(D::TABLE.noun))?)
}

/// Records by a constant statement that yields id, version and body.
pub(super) fn select<D: Document>(
    db: &Connection,
    sql: &str,
    values: impl rusqlite::Params,
) -> Result<Vec<Stored<D>>, Error> {
    let step = Error::db("read records");
    let mut statement = db.prepare_cached(sql).map_err(&step)?;
    let rows = statement
        .query_map(values, raw)
        .and_then(Iterator::collect::<rusqlite::Result<Vec<_>>>)
        .map_err(&step)?;
    rows.into_iter().map(read).collect()
}

/// Runs a statement and says in words of the house why it was refused.
pub(super) fn execute(
    db: &Connection,
    sql: &str,
    noun: &'static str,
    values: impl rusqlite::Params,
) -> Result<usize, Error> {
    use rusqlite::ffi;
    db.prepare_cached(sql)
        .and_then(|mut statement| statement.execute(values))
        .map_err(Error::db("save a record"))
        .map_err(|error| match error.code() {
            Some(ffi::SQLITE_CONSTRAINT_TRIGGER) => Error::Frozen(noun),
            Some(
                ffi::SQLITE_CONSTRAINT_FOREIGNKEY
                | ffi::SQLITE_CONSTRAINT_NOTNULL
                | ffi::SQLITE_CONSTRAINT_UNIQUE,
            ) => Error::BrokenLink(noun),
            _ => error,
        })
}

type Raw = ([u8; 16], u32, String);

fn raw(row: &Row<'_>) -> rusqlite::Result<Raw> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
}

fn read<D: Document>((id, version, body): Raw) -> Result<Stored<D>, Error> {
    let value = serde_json::from_str(&body).map_err(|_| Error::Unreadable(D::TABLE.noun))?;
    Ok(Stored {
        id: D::Id::from_bytes(id),
        version,
        value,
    })
}

fn to_body<D: Serialize>(value: &D, noun: &'static str) -> Result<String, Error> {
    let body = serde_json::to_string(value).map_err(|_| Error::Refused {
        what: noun,
        problem: "not something that can be written",
    })?;
    if body.len() > LARGEST_BODY {
        return Err(Error::Refused {
            what: noun,
            problem: "too large",
        });
    }
    Ok(body)
}
