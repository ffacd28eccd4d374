//! What the program can do, without a window: one file a use case.

pub mod activity;
pub mod away;
pub mod backups;
pub mod clients;
pub mod command;
pub mod decide;
pub mod demo;
pub mod desk;
pub mod evaluate;
pub mod explain;
pub mod failures;
pub mod groups;
pub mod handover;
pub mod letter;
pub mod letters;
pub mod notes;
pub mod people;
pub mod printing;
pub mod process;
pub mod records;
pub mod reports;
pub mod screenings;
pub mod texts;
pub mod vaults;
pub mod worker;
