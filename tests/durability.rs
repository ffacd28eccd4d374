//! What is in a vault survives: backups that were opened again, restores, drills, new formats, and damage of every kind.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

#[path = "durability/backups.rs"]
mod backups;
#[path = "durability/daily.rs"]
mod daily;
#[path = "desk/vault.rs"]
#[allow(dead_code, reason = "a part of it is for other tests")]
mod desk;
#[path = "durability/formats.rs"]
mod formats;
#[path = "durability/restore.rs"]
mod restore;
#[path = "durability/salvage.rs"]
mod salvage;

use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use anteroom::domain::client::Client;
use anteroom::domain::clock::{Clock, FixedClock};
use anteroom::domain::form::Pathway;
use anteroom::domain::id::{ClientId, ScreeningId};
use anteroom::domain::screening::{ScreeningContent, ScreeningIndex};
use anteroom::vault::{BackupReport, Error, Locked, Open, Passphrase, Phase, Restore, Watch};
use desk::{start, words};
use tempfile::TempDir;

struct House {
    place: TempDir,
    clock: Arc<FixedClock>,
}

impl House {
    fn new() -> Self {
        let house = Self {
            place: TempDir::new().unwrap(),
            clock: desk::clock(),
        };
        fs::create_dir(house.safe()).unwrap();
        house
    }

    fn dir(&self) -> PathBuf {
        self.place.path().join("Clinic.vault")
    }

    /// The folder for backups.
    fn safe(&self) -> PathBuf {
        self.place.path().join("safe")
    }

    fn clock(&self) -> Arc<dyn Clock> {
        self.clock.clone()
    }

    fn vault(&self) -> Open {
        desk::made(&self.dir(), desk::new_vault(), self.clock())
    }

    fn unlock(&self) -> Open {
        self.try_unlock().unwrap()
    }

    fn try_unlock(&self) -> Result<Open, Error> {
        Locked::at(&self.dir(), self.clock())?.unlock("vera", &words())
    }

    fn backup(&self, open: &Open) -> BackupReport {
        open.backup(&self.safe(), &Watch::silent()).unwrap()
    }

    /// Everything that lies in the house, with lengths.
    fn listing(&self) -> Vec<(PathBuf, u64)> {
        let mut found = Vec::new();
        list(self.place.path(), &mut found);
        found.sort();
        found
    }

    fn restore(&self, file: &Path, target: &Path) -> Result<Restore, Error> {
        let mut restore = Restore::open(file, target, self.clock(), &Watch::silent())?;
        restore.unlock("vera", &words(), &Watch::silent())?;
        Ok(restore)
    }
}

fn list(dir: &Path, found: &mut Vec<(PathBuf, u64)>) {
    for entry in fs::read_dir(dir).unwrap() {
        let entry = entry.unwrap();
        found.push((entry.path(), entry.metadata().unwrap().len()));
        if entry.path().is_dir() {
            found.last_mut().unwrap().1 = 0;
            list(&entry.path(), found);
        }
    }
}

/// Two persons, a therapy draft and an open support check.
fn fill(open: &Open) -> (ClientId, ScreeningId) {
    let client = open.clients().add(&Client::named("Ada Vale")).unwrap();
    open.clients().add(&Client::named("Ben Moor")).unwrap();
    let therapy = start(open, Pathway::Therapy, Some(client));
    let check = start(open, Pathway::Support, None);
    for id in [therapy, check] {
        open.screenings()
            .save_draft(id, &ScreeningContent::default(), &ScreeningIndex::default())
            .unwrap();
    }
    (client, check)
}

fn names(open: &Open) -> Vec<String> {
    let cards = open.clients().page(0, 200).unwrap();
    let mut found: Vec<String> = cards.into_iter().map(|card| card.name).collect();
    found.sort();
    found
}

#[test]
fn a_drill_proves_a_backup_shows_what_is_in_it_and_leaves_nothing() {
    let house = House::new();
    let open = house.vault();
    fill(&open);
    let made = house.backup(&open);
    let before = house.listing().len();
    assert!(open.upkeep().unwrap().proven.is_none());
    let report = open
        .drill(&made.path, "vera", &words(), &Watch::silent())
        .unwrap();
    assert_eq!(report.info.clients, 2);
    assert_eq!(report.last.unwrap().seq, made.seq);
    assert_eq!(before, house.listing().len());
    assert_eq!(open.upkeep().unwrap().proven.unwrap().at, open.now());
    let wrong = Passphrase::new("orbit lantern cobalt thicket mural robin".to_owned());
    let refused = open.drill(&made.path, "vera", &wrong, &Watch::silent());
    assert!(matches!(refused, Err(Error::NotAccepted)));
    assert_eq!(before, house.listing().len());
    let elsewhere = House::new();
    let other = elsewhere.vault();
    let refused = other.drill(&made.path, "vera", &words(), &Watch::silent());
    assert!(matches!(refused, Err(Error::BackupOfAnotherVault)));
}

#[test]
fn a_check_tells_how_far_it_is_can_be_stopped_and_is_remembered() {
    let house = House::new();
    let open = house.vault();
    fill(&open);
    assert!(open.upkeep().unwrap().checked.is_none());
    let stop = AtomicBool::new(true);
    let stopped = open.check_watched(&Watch::new(&|_| {}, &stop));
    assert!(matches!(stopped, Err(Error::Stopped)));
    assert!(
        open.upkeep().unwrap().checked.is_none(),
        "half a check is none"
    );
    let phases = RefCell::new(Vec::new());
    let never = AtomicBool::new(false);
    let tell = |progress: anteroom::vault::Progress| phases.borrow_mut().push(progress.phase);
    open.check_watched(&Watch::new(&tell, &never)).unwrap();
    for phase in [Phase::Pages, Phase::Structure, Phase::Records] {
        assert!(phases.borrow().contains(&phase), "{phase:?}");
    }
    let checked = open.upkeep().unwrap().checked.unwrap();
    assert!(checked.clean && checked.when.at == open.now());
}
