//! How backups and other long work stand.

use std::path::PathBuf;

use jiff::Timestamp;

/// How backups stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BackupView {
    /// Where they go; empty until somebody chose a folder.
    pub folder: String,
    /// The last one that was opened again and checked.
    pub last: Option<Timestamp>,
    /// The last one that was restored for proof.
    pub proven: Option<Timestamp>,
    /// The last check of the whole vault, and whether it found nothing.
    pub checked: Option<(Timestamp, bool)>,
    /// Whether it is too long ago.
    pub late: bool,
    /// Whether the proof is too long ago.
    pub drill_due: bool,
}

/// How far long work is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WorkView {
    /// What is being done: a word of `work-`.
    pub phase: &'static str,
    /// From 0 to 1.
    pub part: f32,
}

/// A backup that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackedUp {
    /// The file.
    pub path: PathBuf,
    /// Whether it lies on the disk of the vault.
    pub same_disk: bool,
    /// Older backups that were removed.
    pub removed: u64,
    /// How backups stand now.
    pub view: BackupView,
}

/// A backup that was proven.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drilled {
    /// When it was made.
    pub created: Timestamp,
    /// Clients in it.
    pub clients: u64,
    /// Screenings in it.
    pub screenings: u64,
    /// Letters in it.
    pub letters: u64,
    /// Its last event: number and time.
    pub last: Option<(u64, String)>,
    /// How backups stand now.
    pub view: BackupView,
}
