//! Ordeals of the vault: killed, short of disk, lied to, damaged, robbed. It keeps what it said it kept, or says so.
//!
//! A program of its own, without the test harness: it starts itself again as the child that works on a vault
//! (`ordeal/driver.rs`), two at a time, and ends with one table of what was tried and what was lost.
//!
//! ```text
//! cargo test --test ordeal [-- PART...]      parts: kill faults power damage ...
//! ANTEROOM_ORDEAL_SEED=7                     other random choices than the usual ones
//! ANTEROOM_ORDEAL_ONLY="change the keys"     kills and failing writes in operations of this name
//! ANTEROOM_ORDEAL_ALL=1                     every failing write instead of some
//! ANTEROOM_ORDEAL_STEP=580                  one step alone, to look at it
//! ANTEROOM_ORDEAL_KILLS=5000                 a soak instead of the usual 214
//! ANTEROOM_ORDEAL_REPORT=FILE                the table also goes there
//! ```
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    missing_docs
)]

#[path = "ordeal/canaries.rs"]
mod canaries;
#[path = "ordeal/chance.rs"]
mod chance;
#[path = "ordeal/damage.rs"]
mod damage;
#[path = "ordeal/disk.rs"]
mod disk;
#[path = "ordeal/driver.rs"]
mod driver;
#[path = "ordeal/faults.rs"]
mod faults;
#[path = "ordeal/hostile.rs"]
mod hostile;
#[path = "ordeal/house.rs"]
mod house;
#[path = "ordeal/kill.rs"]
mod kill;
#[path = "ordeal/operations.rs"]
mod operations;
#[path = "ordeal/passphrases.rs"]
mod passphrases;
#[path = "ordeal/report.rs"]
mod report;
#[path = "ordeal/staffing.rs"]
mod staffing;

use std::process::ExitCode;

use report::Report;

/// One part: the word that asks for it, and what it does.
type Part = (&'static str, fn(&mut Report));

const PARTS: &[Part] = &[
    ("kill", kill::run),
    ("faults", faults::run),
    ("damage", damage::run),
    ("hostile", hostile::run),
    ("passphrases", passphrases::run),
    ("canaries", canaries::run),
    ("disk", disk::run),
];

fn main() -> ExitCode {
    if driver::is_wanted() {
        return driver::run();
    }
    if hostile::is_wanted() {
        return hostile::child();
    }
    if canaries::is_wanted() {
        return canaries::child();
    }
    // Words behind `--` are names of parts; switches of the usual test harness are none of ours.
    let asked: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with('-'))
        .collect();
    if std::env::args().any(|word| word == "--list") {
        PARTS.iter().for_each(|(name, _)| println!("{name}: test"));
        return ExitCode::SUCCESS;
    }
    let mut report = Report::new();
    for (name, run) in PARTS {
        if asked.is_empty() || asked.iter().any(|word| name.contains(word.as_str())) {
            run(&mut report);
        }
    }
    report.finish()
}
