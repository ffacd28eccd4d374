//! The encrypted store: one directory, one SQLCipher file, one small header with key slots.
//!
//! ```text
//! Creation::begin -> prove both sheets -> finish -> Open
//! Locked::at(dir) -> unlock(login, passphrase)  -> Open -> lock -> Locked
//! ```
//! A [`Locked`] vault has no method that returns a record. Keys live in the session inside [`Open`] and
//! are wiped with it. Every change and the event that tells of it are one transaction; whatever is shown
//! for reading, printing or export was written to the activity log before.

mod addenda;
mod anchor;
mod attempts;
mod audit;
mod backup;
mod check;
mod cipher;
mod clients;
mod code;
mod consents;
mod creation;
mod database;
#[cfg(test)]
mod desk;
#[cfg(test)]
mod doors;
mod drill;
mod erase;
mod error;
#[cfg(test)]
mod few_pages;
mod files;
mod fold;
#[doc(hidden)]
pub mod fuzzing;
mod groups;
mod handover;
mod header;
mod hold;
mod info;
mod kdf;
mod keys;
mod leaders;
mod letters;
mod locked;
mod many;
mod migrate;
mod open;
mod passphrase;
mod people;
mod place;
mod policy;
#[cfg(test)]
mod published;
mod random;
mod recipients;
mod record;
#[cfg(all(test, target_os = "linux"))]
pub(crate) mod remains;
mod repair;
mod reports;
mod restore;
mod restricted;
mod retention;
mod rights;
mod risks;
mod roster;
mod salvage;
#[doc(hidden)]
pub mod sample;
mod screenings;
mod scrub;
mod seal;
mod session;
mod settings;
mod shelf;
mod slot;
mod staff;
mod support;
#[cfg(test)]
mod tampering;
mod typed;
mod upkeep;
#[cfg(test)]
mod vectors;
mod watch;
#[cfg(test)]
mod years;

pub use addenda::{Addenda, Addendum};
pub use anchor::{
    Acknowledged, AnchorPlace, Doubt, Explanation, Memory, Stands, Witness, witness_in,
};
pub use audit::{
    Action, AnchorCheck, AuditEntry, AuditLog, AuditReport, Break, ChainReport, ExportProblem,
    ExportReport, Fault, Wanted, verify_export,
};
pub use backup::{BackupReport, Filed, kept};
pub use check::{CheckReport, Finding};
pub use clients::{ClientCard, Clients, Duplicate, DuplicateReason};
pub use code::RecoveryCode;
pub use creation::{Creation, FirstPerson, NewVault, Sheets};
pub use drill::DrillReport;
pub use erase::{ERASE_DELAY, ErasureReport, Erasures};
pub use error::Error;
pub use fold::fold;
pub use handover::{HandOver, HandedOver};
pub use header::{Anchor, HeaderCopy};
pub use hold::{Holds, Released};
pub use info::{Info, Sheet, SheetReport};
pub use kdf::{Cost, Kdf};
pub use letters::{Letters, NewLetter};
pub use locked::{Locked, Upgrade};
pub use many::MANY_CLIENTS;
pub use open::{Closed, LockReason, Note, Open, Proof};
pub use passphrase::{Passphrase, Standing, Strength};
pub use people::{
    ClinicalAccess, Member, NewPerson, NewSheet, People, Present, Rotated, Successor,
};
pub use place::{Folders, Synced};
pub use policy::{Context, Decision, Deed, Practice, State, Why, allowed};
pub use reports::{Counted, Reports};
pub use restore::{Lost, PersonInBackup, Restore, RestoreReport};
pub use restricted::{ACKNOWLEDGE_WITHIN, Restricted, SHORTEST_REASON};
pub use retention::{Class, Due, DueRecord, DueWhy, Purged, Retentions};
pub use risks::{Risks, SecondClinician};
pub use salvage::{SalvageReport, salvage};
pub use screenings::{NewScreening, Saved, ScreeningRow, Screenings, SheetTo, Show, Viewed};
pub use settings::Settings;
pub use shelf::{Document, Shelf, Shelved, Stored, Table};
pub use staff::StaffList;
pub use support::Keep;
pub use upkeep::{Checked, Moment, Upkeep};
pub use watch::{Phase, Progress, Watch};
