//! What a vault is, in numbers: for `vault info`, for Settings, and for whoever opens it with a sheet.

use std::path::Path;

use rusqlite::Connection;

use crate::domain::clinic::{Clinic, VaultKind};
use crate::vault::audit::hex;
use crate::vault::header::FORMAT;
use crate::vault::keys::VaultId;
use crate::vault::roster::{self, Meta};
use crate::vault::{Error, Open, files, settings};

/// A description of a vault. It counts records and names none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Info {
    /// The vault's id, hexadecimal.
    pub vault_id: String,
    /// Format of the files.
    pub format: u16,
    /// When it was made.
    pub created: String,
    /// The clinic's name.
    pub clinic: String,
    /// Whether it is a sample clinic.
    pub demo: bool,
    /// Members of staff.
    pub staff: u64,
    /// Clients.
    pub clients: u64,
    /// Screenings.
    pub screenings: u64,
    /// Letters.
    pub letters: u64,
    /// Groups.
    pub groups: u64,
    /// Events in the activity log.
    pub events: u64,
    /// Time of the newest event.
    pub last_event: String,
    /// Size of the database.
    pub size_bytes: u64,
}

/// Which recovery sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// For administrators.
    Office,
    /// For clinicians.
    Clinical,
}

impl Sheet {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Office => "office-sheet",
            Self::Clinical => "clinical-sheet",
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Office => "office",
            Self::Clinical => "clinical",
        }
    }
}

/// What a recovery code shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetReport {
    /// Which sheet the code is from.
    pub sheet: Sheet,
    /// The vault.
    pub info: Info,
}

impl Open {
    /// What this vault is.
    pub fn info(&self) -> Result<Info, Error> {
        let meta = Meta::read(self.db())?;
        read(self.db(), &self.session().vault, &meta, self.dir())
    }
}

pub(super) fn read(
    db: &Connection,
    vault: &VaultId,
    meta: &Meta,
    dir: &Path,
) -> Result<Info, Error> {
    let count = |sql: &str| -> Result<u64, Error> {
        db.query_row(sql, [], |row| row.get(0))
            .map_err(Error::db("count records"))
    };
    let last_event = "SELECT time_utc FROM audit ORDER BY seq DESC LIMIT 1";
    let present = |row: &&roster::StaffRow| row.state == roster::PRESENT;
    Ok(Info {
        vault_id: hex(vault),
        format: FORMAT,
        created: meta.created.clone(),
        clinic: settings::peek::<Clinic>(db)?.unwrap_or_default().name,
        demo: settings::peek::<VaultKind>(db)?.unwrap_or_default().demo,
        staff: roster::staff_rows(db)?.iter().filter(present).count() as u64,
        clients: count("SELECT count(*) FROM client_index")?,
        screenings: count("SELECT count(*) FROM screening")?,
        letters: count("SELECT count(*) FROM letter")?,
        groups: count("SELECT count(*) FROM clinic_group")?,
        events: count("SELECT count(*) FROM audit")?,
        last_event: db
            .query_row(last_event, [], |row| row.get(0))
            .map_err(Error::db("read the activity log"))?,
        size_bytes: files::database_len(dir)?,
    })
}
