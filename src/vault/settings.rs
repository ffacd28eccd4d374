//! Settings: JSON documents by name. Every change is in the activity log, by the document's hash.

use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::domain::clinic::{Clinic, Letterhead, Policy, Setting, VaultKind};
use crate::domain::id::{Id, SettingId};
use crate::vault::audit::Event;
use crate::vault::keys::hash;
use crate::vault::open::Change;
use crate::vault::shelf::{self, table};
use crate::vault::{Deed, Document, Error, Open, Stored, Table, retention};

/// A setting as stored: its name is in the body, its id is made from the name.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sheet {
    name: String,
    value: Value,
}

impl Document for Sheet {
    type Id = SettingId;
    const TABLE: Table = table!("setting", "setting");
}

/// The settings of an open vault.
pub struct Settings<'v>(pub(super) &'v Open);

impl Settings<'_> {
    /// The clinic.
    pub fn clinic(&self) -> Result<Clinic, Error> {
        self.get().map(Option::unwrap_or_default)
    }

    /// The letterhead.
    pub fn letterhead(&self) -> Result<Letterhead, Error> {
        self.get().map(Option::unwrap_or_default)
    }

    /// The policy.
    pub fn policy(&self) -> Result<Policy, Error> {
        self.get().map(Option::unwrap_or_default)
    }

    /// Whether this is a sample clinic.
    pub fn kind(&self) -> Result<VaultKind, Error> {
        self.get().map(Option::unwrap_or_default)
    }

    /// A setting, if it was ever written.
    pub fn get<T: Setting>(&self) -> Result<Option<T>, Error> {
        let found = self.get_json(T::NAME)?;
        found
            .map(serde_json::from_value)
            .transpose()
            .map_err(|_| Error::Unreadable("setting"))
    }

    /// Writes a setting; writing what stands there already changes nothing.
    pub fn put<T: Setting>(&self, value: &T) -> Result<(), Error> {
        self.put_json(T::NAME, to_value(value)?)
    }

    /// A document by name.
    pub fn get_json(&self, name: &str) -> Result<Option<Value>, Error> {
        self.0.may(Deed::SettingSee)?;
        match shelf::get::<Sheet>(self.0.db(), id_of(name)) {
            Ok(stored) => Ok(Some(stored.value.value)),
            Err(Error::NotFound(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Writes a document by name: lower-case letters, digits and dashes.
    pub fn put_json(&self, name: &str, value: Value) -> Result<(), Error> {
        self.0.may(Deed::SettingChange)?;
        if retention::is_reserved(name) {
            return Err(Error::Refused {
                what: "retention table",
                problem: "changed by proposing another one",
            });
        }
        let plain =
            |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
        if name.is_empty() || name.len() > 64 || !name.chars().all(plain) {
            return Err(Error::Refused {
                what: "name of a setting",
                problem: "not a plain word",
            });
        }
        let sheet = Sheet {
            name: name.to_owned(),
            value,
        };
        self.0.change(|change| write_sheet(change, sheet))
    }
}

/// Writes a setting within a change.
pub(super) fn write<T: Setting>(change: &Change<'_>, value: &T) -> Result<(), Error> {
    let sheet = Sheet {
        name: T::NAME.to_owned(),
        value: to_value(value)?,
    };
    write_sheet(change, sheet)
}

fn write_sheet(change: &Change<'_>, sheet: Sheet) -> Result<(), Error> {
    let id = id_of(&sheet.name);
    match shelf::get::<Sheet>(change.db(), id) {
        Ok(before) if before.value.value == sheet.value => Ok(()),
        Ok(before) => {
            let stored = Stored {
                id,
                version: before.version,
                value: sheet,
            };
            shelf::update(change, &stored).map(|_| ())
        }
        Err(Error::NotFound(_)) => shelf::insert(change, id, &sheet),
        Err(error) => Err(error),
    }
}

/// Writes a setting while the vault is made.
pub(super) fn first<T: Serialize>(db: &Connection, name: &str, value: &T) -> Result<Event, Error> {
    let sheet = Sheet {
        name: name.to_owned(),
        value: to_value(value)?,
    };
    shelf::insert_row(db, id_of(name), &sheet)
}

/// A setting without an open vault, for its description.
pub(super) fn peek<T: Setting>(db: &Connection) -> Result<Option<T>, Error> {
    match shelf::get::<Sheet>(db, id_of(T::NAME)) {
        Ok(stored) => serde_json::from_value(stored.value.value)
            .map(Some)
            .map_err(|_| Error::Unreadable("setting")),
        Err(Error::NotFound(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

fn id_of(name: &str) -> SettingId {
    let sum = hash("setting", &[name.as_bytes()]);
    SettingId::from_bytes(sum.first_chunk().copied().unwrap_or_default())
}

fn to_value<T: Serialize>(value: &T) -> Result<Value, Error> {
    serde_json::to_value(value).map_err(|_| Error::Refused {
        what: "setting",
        problem: "not something that can be written",
    })
}
