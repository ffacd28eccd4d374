//! What is in a vault survives: backups that were opened again, restores, drills, new formats, and damage of every kind.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

#[path = "desk/vault.rs"]
#[allow(dead_code, reason = "a part of it is for other tests")]
mod desk;

use std::cell::{Cell, RefCell};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anteroom::app::command::{BackupView, Command, Event, LockWhy, Secret};
use anteroom::app::demo;
use anteroom::app::desk::Desk;
use anteroom::domain::client::Client;
use anteroom::domain::clock::{Clock, FixedClock};
use anteroom::domain::form::Pathway;
use anteroom::domain::id::{ClientId, ScreeningId};
use anteroom::domain::screening::{ScreeningContent, ScreeningIndex, Stage};
use anteroom::domain::staff::{Profile, Role};
use anteroom::vault::{
    BackupReport, Cost, Error, LockReason, Locked, Lost, NewPerson, Note, Open, Passphrase, Phase,
    Present, Restore, SalvageReport, Show, Upgrade, Watch, salvage,
};
use desk::{start, words};
use jiff::SignedDuration;
use jiff::civil::date;
use jiff::tz::TimeZone;
use tempfile::TempDir;
use zeroize::Zeroizing;

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

// Backups ------------------------------------------------------------------------------------------

#[test]
fn a_backup_is_one_private_file_whose_name_tells_no_person_and_the_log_tells_of_it() {
    let house = House::new();
    let open = house.vault();
    fill(&open);
    let made = house.backup(&open);
    let name = made.path.file_name().unwrap().to_str().unwrap();
    assert_eq!(name, "Clinic-20250310T120000Z-1.cbk");
    let only: Vec<_> = fs::read_dir(house.safe()).unwrap().collect();
    assert_eq!(only.len(), 1, "nothing but the backup is left");
    assert_eq!(fs::metadata(&made.path).unwrap().len(), made.bytes);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(&made.path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let rows = open.audit().newest(None, 2).unwrap();
    assert_eq!(rows[0].detail("step"), Some("done"));
    assert_eq!(rows[0].detail("sha256"), Some(made.sha256.as_str()));
    assert_eq!(rows[1].detail("step"), Some("begin"));
    assert_eq!(made.seq, rows[1].seq, "the backup knows its own beginning");
    let bytes = fs::read(&made.path).unwrap();
    for canary in ["Ada Vale", "Vera Sample", "vera", "SQLite format 3"] {
        assert!(
            !bytes
                .windows(canary.len())
                .any(|part| part == canary.as_bytes())
        );
    }
    assert!(open.check().unwrap().is_clean());
}

#[test]
fn a_second_backup_of_the_same_second_has_its_own_name() {
    let house = House::new();
    let open = house.vault();
    let (one, other) = (house.backup(&open), house.backup(&open));
    assert_ne!(one.path, other.path);
    let filed = open.backups_in(&house.safe()).unwrap();
    assert_eq!(filed.len(), 2);
    assert!(filed[0].seq > filed[1].seq && filed.iter().all(|backup| backup.present_key));
}

#[test]
fn backups_do_not_lie_in_the_vault_and_not_where_there_is_no_folder() {
    let house = House::new();
    let open = house.vault();
    let inside = house.dir().join("backups");
    fs::create_dir(&inside).unwrap();
    for folder in [house.dir(), inside] {
        let refused = open.backup(&folder, &Watch::silent());
        assert!(matches!(refused, Err(Error::BackupInVault(_))));
    }
    let nowhere = house.place.path().join("stick");
    let refused = open.backup(&nowhere, &Watch::silent());
    assert!(matches!(refused, Err(Error::NotThere(_))));
    assert!(!nowhere.exists(), "a stick that is not there is not made");
}

#[test]
fn a_backup_tells_how_far_it_is_and_stops_in_every_phase_without_a_trace() {
    let house = House::new();
    let open = house.vault();
    fill(&open);
    let phases = RefCell::new(Vec::new());
    let never = AtomicBool::new(false);
    let tell = |progress: anteroom::vault::Progress| {
        assert!(progress.done <= progress.of);
        phases.borrow_mut().push(progress.phase);
    };
    open.backup(&house.safe(), &Watch::new(&tell, &never))
        .unwrap();
    let steps = phases.borrow().len();
    for phase in [Phase::Copying, Phase::Pages, Phase::Records, Phase::Summing] {
        assert!(phases.borrow().contains(&phase), "{phase:?}");
    }
    let before = house.listing();
    for at in 0..steps {
        let (count, stop) = (Cell::new(0), AtomicBool::new(at == 0));
        let tell = |_| {
            count.set(count.get() + 1);
            stop.store(count.get() >= at, Ordering::Relaxed);
        };
        let stopped = open.backup(&house.safe(), &Watch::new(&tell, &stop));
        assert!(matches!(stopped, Err(Error::Stopped)), "at {at}");
    }
    let files = |listing: Vec<(PathBuf, u64)>| -> Vec<PathBuf> {
        listing.into_iter().map(|(path, _)| path).collect()
    };
    assert_eq!(files(before), files(house.listing()));
    assert!(open.check().unwrap().is_clean());
}

#[test]
fn what_an_interrupted_backup_left_is_swept_by_the_next_one() {
    let house = House::new();
    let open = house.vault();
    let left = house.safe().join("Clinic-20250309T120000Z-1.cbk.part");
    fs::create_dir(&left).unwrap();
    for name in ["unfinished", "vault.db", "vault.hdr"] {
        fs::write(left.join(name), "torn").unwrap();
    }
    house.backup(&open);
    assert!(!left.exists());
}

#[test]
fn the_newest_backup_and_whether_something_changed_since_are_known() {
    let house = House::new();
    let open = house.vault();
    let before = open.upkeep().unwrap();
    assert!(before.backup.is_none() && before.changed);
    house.backup(&open);
    let after = open.upkeep().unwrap();
    assert_eq!(after.backup.unwrap().at, open.now());
    assert!(!after.changed);
    drop(open.lock(LockReason::Asked));
    let open = house.unlock();
    assert!(
        !open.upkeep().unwrap().changed,
        "coming and going changes nothing"
    );
    open.clients().add(&Client::named("Cora Lane")).unwrap();
    assert!(open.upkeep().unwrap().changed);
}

#[test]
fn old_backups_go_and_the_newest_other_vaults_and_other_files_stay() {
    let house = House::new();
    let open = house.vault();
    fs::write(house.safe().join("notes.cbk"), "not a backup").unwrap();
    let elsewhere = House::new();
    let other = elsewhere.vault();
    let foreign = other.backup(&house.safe(), &Watch::silent()).unwrap().path;
    let mut newest = foreign.clone();
    for _ in 0..12 {
        house.clock.advance(SignedDuration::from_hours(24));
        newest = house.backup(&open).path;
        open.prune_backups(&house.safe(), &newest, true, &TimeZone::UTC)
            .unwrap();
    }
    assert_eq!(
        open.backups_in(&house.safe()).unwrap().len(),
        12,
        "a hold keeps all"
    );
    let gone = open
        .prune_backups(&house.safe(), &newest, false, &TimeZone::UTC)
        .unwrap();
    // Seven days; the one other week ended on the first of them, and all are of one month.
    assert_eq!(gone, 5);
    assert!(newest.exists() && foreign.exists());
    assert!(house.safe().join("notes.cbk").exists());
    let again = open.prune_backups(&house.safe(), &newest, false, &TimeZone::UTC);
    assert_eq!(again.unwrap(), 0);
}

// Restore -----------------------------------------------------------------------------------------

#[test]
fn a_restore_brings_back_what_the_backup_held_and_keeps_the_old_vault() {
    let house = House::new();
    let open = house.vault();
    let (_, check) = fill(&open);
    let made = house.backup(&open);
    open.clients().add(&Client::named("Cora Lane")).unwrap();
    drop(open.lock(LockReason::Asked));

    let restore = house.restore(&made.path, &house.dir()).unwrap();
    let persons = restore.persons();
    assert_eq!(persons.len(), 1);
    assert_eq!(persons[0].still_here, Some(true));
    // Backup done, client, two drafts chained, lock.
    assert!(
        matches!(restore.lost(), Lost::Events(4..=6)),
        "{:?}",
        restore.lost()
    );
    let report = restore
        .finish(&[], &words(), None, &Watch::silent())
        .unwrap();
    let old = report.replaced.unwrap();
    assert_eq!(old.file_name().unwrap(), "Clinic.vault.replaced-2025-03-10");

    let open = house.unlock();
    assert_eq!(names(&open), ["Ada Vale", "Ben Moor"]);
    assert!(open.check().unwrap().is_clean());
    let drafts = open.screenings().list(Show::All, 200).unwrap();
    assert_eq!(drafts.len(), 1, "the support check is not in the backup");
    assert!(drafts.iter().all(|row| row.row.id != check));
    let event = open.audit().newest(None, 20).unwrap();
    let event = event
        .iter()
        .find(|row| row.action == "vault.restore")
        .unwrap();
    assert_eq!(event.detail("from"), Some(made.seq.to_string().as_str()));
    drop(open.lock(LockReason::Asked));
    let before = Locked::at(&old, house.clock())
        .unwrap()
        .unlock("vera", &words())
        .unwrap();
    assert_eq!(names(&before), ["Ada Vale", "Ben Moor", "Cora Lane"]);
}

#[test]
fn a_restore_to_a_new_place_makes_a_vault_there() {
    let house = House::new();
    let open = house.vault();
    fill(&open);
    let made = house.backup(&open);
    drop(open);
    let place = house.place.path().join("Second.vault");
    let restore = house.restore(&made.path, &place).unwrap();
    assert_eq!(restore.lost(), Lost::Unknown);
    let report = restore
        .finish(&[], &words(), None, &Watch::silent())
        .unwrap();
    assert_eq!(report.replaced, None);
    let open = Locked::at(&place, house.clock())
        .unwrap()
        .unlock("vera", &words())
        .unwrap();
    assert_eq!(names(&open), ["Ada Vale", "Ben Moor"]);
    assert!(open.check().unwrap().is_clean());
}

#[test]
fn a_restore_that_is_given_up_or_refused_leaves_the_vault_and_nothing_else() {
    let house = House::new();
    let open = house.vault();
    let made = house.backup(&open);
    drop(open.lock(LockReason::Asked));
    let before = house.listing();
    let mut restore =
        Restore::open(&made.path, &house.dir(), house.clock(), &Watch::silent()).unwrap();
    let wrong = Passphrase::new("orbit lantern cobalt thicket mural robin".to_owned());
    let refused = restore.unlock("vera", &wrong, &Watch::silent());
    assert!(matches!(refused, Err(Error::NotAccepted)));
    assert!(restore.persons().is_empty());
    assert!(matches!(
        restore.finish(&[], &words(), None, &Watch::silent()),
        Err(Error::NotAccepted)
    ));
    assert_eq!(before, house.listing());
    let held = house.unlock();
    let refused = house.restore(&made.path, &house.dir()).map(drop);
    assert!(
        matches!(refused, Err(Error::InUse(_))),
        "not under somebody's hands"
    );
    drop(held);
}

#[test]
fn a_vault_whose_database_is_gone_or_cut_is_restored_all_the_same() {
    for cut in [None, Some(0), Some(5000)] {
        let house = House::new();
        let open = house.vault();
        fill(&open);
        let made = house.backup(&open);
        drop(open.lock(LockReason::Asked));
        let database = house.dir().join("vault.db");
        match cut {
            None => fs::remove_file(&database).unwrap(),
            Some(len) => fs::OpenOptions::new()
                .write(true)
                .open(&database)
                .unwrap()
                .set_len(len)
                .unwrap(),
        }
        assert!(house.try_unlock().is_err());
        let restore = house.restore(&made.path, &house.dir()).unwrap();
        assert_eq!(restore.persons()[0].still_here, None);
        restore
            .finish(&[], &words(), None, &Watch::silent())
            .unwrap();
        assert_eq!(names(&house.unlock()), ["Ada Vale", "Ben Moor"]);
    }
}

#[test]
fn a_folder_that_is_no_vault_is_not_replaced() {
    let house = House::new();
    let open = house.vault();
    let made = house.backup(&open);
    let pictures = house.place.path().join("Pictures");
    fs::create_dir(&pictures).unwrap();
    fs::write(pictures.join("one.png"), "x").unwrap();
    let refused = Restore::open(&made.path, &pictures, house.clock(), &Watch::silent());
    assert!(refused.is_err());
    assert!(pictures.join("one.png").exists());
}

// Damaged backups ---------------------------------------------------------------------------------

/// Opens a changed backup and expects a refusal that leaves nothing behind.
fn refused(house: &House, bytes: &[u8]) -> Error {
    let file = house.place.path().join("changed.cbk");
    fs::write(&file, bytes).unwrap();
    let before = house.listing();
    let target = house.place.path().join("Other.vault");
    let error = house.restore(&file, &target).map(drop).unwrap_err();
    assert_eq!(before, house.listing(), "something was written");
    error
}

#[test]
fn a_backup_that_was_cut_or_grew_is_refused_with_its_own_message() {
    let house = House::new();
    let open = house.vault();
    let bytes = fs::read(house.backup(&open).path).unwrap();
    drop(open);
    for len in [
        0,
        1,
        11,
        4096,
        bytes.len() / 2,
        bytes.len() - 300,
        bytes.len() - 1,
    ] {
        let error = refused(&house, &bytes[..len]);
        assert!(matches!(error, Error::NotABackup(_)), "{len}: {error}");
    }
    // The beginning cut away: the end still says how long it was.
    let error = refused(&house, &bytes[4096..]);
    assert!(matches!(error, Error::NotABackup(_)), "{error}");
    for more in [1, 100, 5000] {
        let error = refused(&house, &[&bytes[..], &vec![7; more]].concat());
        assert!(
            matches!(error, Error::BackupGrew { extra, .. } if extra == more as u64),
            "{more}: {error}"
        );
    }
    let error = refused(&house, &[&vec![7; 4096][..], &bytes].concat());
    assert!(
        matches!(error, Error::BackupGrew { extra: 4096, .. }),
        "{error}"
    );
}

#[test]
fn a_flipped_bit_anywhere_in_a_backup_is_found() {
    let house = House::new();
    let open = house.vault();
    let bytes = fs::read(house.backup(&open).path).unwrap();
    drop(open);
    let tail = bytes.len() - 3000;
    let spots = (0..tail)
        .step_by(bytes.len() / 40)
        .chain((tail..bytes.len()).step_by(13));
    for at in spots {
        let mut flipped = bytes.clone();
        flipped[at] ^= 1 << (at % 8);
        let error = refused(&house, &flipped);
        assert!(
            matches!(error, Error::BackupDamaged(_) | Error::NotABackup(_)),
            "byte {at}: {error}"
        );
    }
}

#[test]
fn a_manifest_that_was_written_anew_without_the_key_is_refused() {
    let house = House::new();
    let open = house.vault();
    let bytes = fs::read(house.backup(&open).path).unwrap();
    drop(open);
    // The event number in the manifest, raised, with a fresh checksum.
    let end = bytes.len();
    let len = u32::from_le_bytes(bytes[end - 12..end - 8].try_into().unwrap()) as usize;
    let start = end - 12 - 32 - len;
    let mut forged = bytes.clone();
    forged[start + 36] ^= 1;
    let sum = sha256(&forged[start..start + len]);
    forged[start + len..start + len + 32].copy_from_slice(&sum);
    assert!(matches!(refused(&house, &forged), Error::BackupForged));
    // A later minimal reader.
    let mut newer = bytes;
    newer[start + 2] = 9;
    let sum = sha256(&newer[start..start + len]);
    newer[start + len..start + len + 32].copy_from_slice(&sum);
    assert!(matches!(
        refused(&house, &newer),
        Error::Newer { found: 9, known: 1 }
    ));
}

fn sha256(bytes: &[u8]) -> [u8; 32] {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes).into()
}

// The drill ---------------------------------------------------------------------------------------

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

// Older formats -----------------------------------------------------------------------------------

fn golden(place: &Path, format: &str) -> PathBuf {
    let from = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/vaults")
        .join(format!("format-{format}"));
    let dir = place.join("Clinic.vault");
    fs::create_dir(&dir).unwrap();
    for name in ["vault.db", "vault.hdr"] {
        fs::copy(from.join(name), dir.join(name)).unwrap();
    }
    dir
}

fn sample_words() -> Passphrase {
    Passphrase::new("marble lantern orchard copper violin harbour".to_owned())
}

#[test]
fn the_frozen_vault_of_format_1_opens_with_everything_in_it_and_a_backup_of_before_beside_it() {
    comes_up_to_date("1");
}

#[test]
fn the_frozen_vault_of_format_4_opens_with_everything_in_it_and_a_backup_of_before_beside_it() {
    comes_up_to_date("4");
}

fn comes_up_to_date(format: &str) {
    let place = TempDir::new().unwrap();
    let dir = golden(place.path(), format);
    let clock = Arc::new(FixedClock::noon_of(date(2025, 3, 10)));
    let locked = Locked::at(&dir, clock.clone()).unwrap();
    // Nobody allowed it yet: refused, and not a byte differs.
    let bytes = |name: &str| fs::read(dir.join(name)).unwrap();
    let before = bytes("vault.db");
    let refused = locked.unlock("sample", &sample_words());
    assert!(matches!(refused, Err(Error::Older { .. })));
    // Stopped while the backup is made: the same.
    let locked = locked.upgrading(Upgrade::Allowed);
    let stop = AtomicBool::new(true);
    let silent = |_| {};
    let watch = Watch::new(&silent, &stop);
    let stopped = locked.unlock_watched("sample", &sample_words(), &watch);
    assert!(matches!(stopped, Err(Error::Stopped)));
    assert_eq!(bytes("vault.db"), before);
    let open = locked.unlock("sample", &sample_words()).unwrap();
    assert!(open.notes().contains(&Note::NewFormat));
    let report = open.check().unwrap();
    assert!(report.is_clean(), "{:?}", report.findings);
    assert_eq!(open.clients().count().unwrap(), 12);
    let rows = open.screenings().list(Show::All, 200).unwrap();
    let signed = open
        .screenings()
        .list(Show::In(Stage::Signed), 200)
        .unwrap();
    assert_eq!((rows.len(), signed.len()), (12, 2));
    for row in &rows {
        let viewed = open.screenings().view(row.row.id).unwrap();
        let therapy = viewed.row.value.pathway == Pathway::Therapy;
        let answers = viewed
            .content
            .map_or(0, |content| content.answers.given.len());
        assert!(answers > 0 || !therapy, "a therapy assessment is readable");
    }
    let info = open.info().unwrap();
    assert_eq!((info.letters, info.staff, info.groups > 0), (2, 1, true));
    for letter in open.letters().list(200).unwrap() {
        let opened = open.letters().view(letter.id).unwrap();
        assert!(opened.pdf.starts_with(b"%PDF-1.7"));
    }
    let events = open.audit().newest(None, 100).unwrap();
    let told = events
        .iter()
        .find(|row| row.action == "vault.migrate")
        .unwrap();
    assert_eq!(told.detail("from"), Some(format));
    let format = told.detail("to").unwrap().to_owned();
    drop(open.lock(LockReason::Asked));
    // Once only.
    let open = locked.unlock("sample", &sample_words()).unwrap();
    assert!(!open.notes().contains(&Note::NewFormat));
    drop(open.lock(LockReason::Asked));
    // And back: the backup of before is a whole vault of format 1, which comes up to date by itself.
    let file = place
        .path()
        .join(format!("Clinic-before-format-{format}.cbk"));
    let target = place.path().join("Again.vault");
    let mut restore = Restore::open(&file, &target, clock.clone(), &Watch::silent()).unwrap();
    restore
        .unlock("sample", &sample_words(), &Watch::silent())
        .unwrap();
    restore
        .finish(&[], &sample_words(), None, &Watch::silent())
        .unwrap();
    let open = Locked::at(&target, clock)
        .unwrap()
        .unlock("sample", &sample_words())
        .unwrap();
    assert_eq!(open.clients().count().unwrap(), 12);
    assert!(open.check().unwrap().is_clean());
}

// Interrupted restores ------------------------------------------------------------------------------

fn copy_dir(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}

#[test]
fn a_restore_that_was_killed_before_its_end_is_swept_by_the_next() {
    let house = House::new();
    let open = house.vault();
    let made = house.backup(&open);
    drop(open.lock(LockReason::Asked));
    let left = house
        .place
        .path()
        .join(".Clinic.vault.restoring-0011223344556677");
    copy_dir(&house.dir(), &left);
    fs::write(left.join("unfinished"), "").unwrap();
    drop(house.restore(&made.path, &house.dir()).unwrap());
    assert!(!left.exists());
    assert!(house.try_unlock().is_ok());
}

#[test]
fn an_old_vault_that_has_the_private_name_after_a_kill_is_never_swept() {
    let house = House::new();
    let open = house.vault();
    let made = house.backup(&open);
    drop(open.lock(LockReason::Asked));
    // Killed between the exchange of names and the setting aside.
    let left = house
        .place
        .path()
        .join(".Clinic.vault.restoring-0011223344556677");
    copy_dir(&house.dir(), &left);
    house
        .restore(&made.path, &house.dir())
        .unwrap()
        .finish(&[], &words(), None, &Watch::silent())
        .unwrap();
    assert!(left.join("vault.db").is_file());
    assert!(
        Locked::at(&left, house.clock())
            .unwrap()
            .unlock("vera", &words())
            .is_ok()
    );
}

#[test]
fn a_finished_vault_that_had_not_got_its_name_gets_it_when_it_is_looked_for() {
    let house = House::new();
    let open = house.vault();
    fill(&open);
    drop(open.lock(LockReason::Asked));
    let private = house
        .place
        .path()
        .join(".Clinic.vault.restoring-0011223344556677");
    fs::rename(house.dir(), &private).unwrap();
    assert_eq!(names(&house.unlock()), ["Ada Vale", "Ben Moor"]);
    assert!(!private.exists());
}

// The header of a backup --------------------------------------------------------------------------

#[test]
fn a_vault_without_a_readable_header_takes_the_header_of_a_backup_and_only_of_its_own() {
    let house = House::new();
    let open = house.vault();
    fill(&open);
    let made = house.backup(&open);
    open.clients().add(&Client::named("Cora Lane")).unwrap();
    drop(open.lock(LockReason::Asked));
    let header = house.dir().join("vault.hdr");
    let take = |file: &Path, words: &Passphrase| {
        Locked::with_header_from(file, &house.dir(), "vera", words, house.clock()).map(drop)
    };
    let whole = take(&made.path, &words());
    assert!(
        matches!(whole, Err(Error::Refused { .. })),
        "a good header stays"
    );
    for broken in [None, Some("not a header")] {
        match broken {
            None => fs::remove_file(&header).unwrap(),
            Some(text) => fs::write(&header, text).unwrap(),
        }
        assert!(house.try_unlock().is_err());
        let elsewhere = House::new();
        let other = elsewhere.vault();
        let foreign = elsewhere.backup(&other).path;
        let refused = take(&foreign, &words());
        assert!(
            matches!(refused, Err(Error::HeaderOfAnotherTime)),
            "{refused:?}"
        );
        let wrong = Passphrase::new("orbit lantern cobalt thicket mural robin".to_owned());
        assert!(matches!(take(&made.path, &wrong), Err(Error::NotAccepted)));
        take(&made.path, &words()).unwrap();
        let open = house.unlock();
        assert_eq!(
            names(&open),
            ["Ada Vale", "Ben Moor", "Cora Lane"],
            "nothing is lost"
        );
        assert!(open.check().unwrap().is_clean());
        drop(open.lock(LockReason::Asked));
    }
}

// Checks ------------------------------------------------------------------------------------------

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

// People who left ---------------------------------------------------------------------------------

fn second_words() -> Passphrase {
    Passphrase::new("walnut ferry copper lagoon anvil thistle".to_owned())
}

fn add_second(open: &mut Open) -> anteroom::domain::id::PersonId {
    let new = NewPerson {
        login: "otto".to_owned(),
        name: "Otto Sample".to_owned(),
        roles: [Role::Intake].into_iter().collect(),
        profile: Profile::default(),
        passphrase: second_words(),
        cost: Cost::Least,
    };
    open.people().add(&new, &words()).unwrap().id
}

#[test]
fn who_left_since_the_backup_is_named_and_opens_nothing_after_the_restore() {
    let house = House::new();
    let mut open = house.vault();
    let left = add_second(&mut open);
    let made = house.backup(&open);
    open.people().remove(left, &words()).unwrap();
    drop(open.lock(LockReason::Asked));
    let otto = |dir: &Path| Locked::at(dir, house.clock())?.unlock("otto", &second_words());
    assert!(otto(&house.dir()).is_err(), "left");

    let restore = house.restore(&made.path, &house.dir()).unwrap();
    let here = |login: &str| {
        let mut persons = restore.persons().iter();
        let person = persons.find(|person| person.staff.login == login).unwrap();
        person.still_here
    };
    assert_eq!((here("vera"), here("otto")), (Some(true), Some(false)));
    restore
        .finish(&[left], &words(), None, &Watch::silent())
        .unwrap();
    assert!(matches!(otto(&house.dir()), Err(Error::NotAccepted)));
    let open = house.unlock();
    assert!(open.check().unwrap().is_clean());
    assert!(
        open.backups_in(&house.safe())
            .unwrap()
            .iter()
            .all(|old| !old.present_key)
    );
    // The old backup itself opens to whoever could open it then: that is told, and it ages out.
    drop(open.lock(LockReason::Asked));
    let place = house.place.path().join("Aside.vault");
    let mut old = Restore::open(&made.path, &place, house.clock(), &Watch::silent()).unwrap();
    old.unlock("otto", &second_words(), &Watch::silent())
        .unwrap();
    let refused = old.finish(&[], &second_words(), None, &Watch::silent());
    assert!(matches!(refused, Err(Error::RoleNeeded("administrator"))));
    assert!(!place.exists(), "the desk restores nothing");
}

#[test]
fn this_computer_expects_the_restored_vault_and_wrong_tries_are_not_forgotten() {
    let house = House::new();
    let state = house.place.path().join("state");
    let unlock = |words: &Passphrase| {
        let locked = Locked::at(&house.dir(), house.clock())?;
        locked.with_state(Some(&state)).unlock("vera", words)
    };
    drop(house.vault());
    let open = unlock(&words()).unwrap();
    let made = house.backup(&open);
    for name in ["Cora Lane", "Dan Hill", "Eve Stone"] {
        open.clients().add(&Client::named(name)).unwrap();
    }
    drop(open.lock(LockReason::Asked));
    let restore = Restore::open(&made.path, &house.dir(), house.clock(), &Watch::silent());
    let mut restore = restore.unwrap().with_state(Some(&state));
    restore.unlock("vera", &words(), &Watch::silent()).unwrap();
    let wrong = Passphrase::new("orbit lantern cobalt thicket mural robin".to_owned());
    assert!(unlock(&wrong).is_err());
    restore
        .finish(&[], &words(), None, &Watch::silent())
        .unwrap();
    let open = unlock(&words()).unwrap();
    assert_eq!(
        open.doubt(),
        None,
        "an older vault that was asked for is no doubt"
    );
    let tries = |note: &Note| matches!(note, Note::FailedTries { tries: 1, .. });
    assert!(open.notes().iter().any(tries), "{:?}", open.notes());
}

// What backups leave out --------------------------------------------------------------------------

#[test]
fn open_support_checks_and_released_letters_are_not_in_backups() {
    let place = TempDir::new().unwrap();
    let sample = demo::build(&place.path().join("demo")).unwrap();
    let open = sample.open;
    let safe = place.path().join("safe");
    fs::create_dir(&safe).unwrap();
    let letters = open.letters().list(200).unwrap();
    let clinical = letters
        .iter()
        .find(|letter| open.letters().release(letter.id, date(2025, 3, 12)).is_ok());
    assert!(clinical.is_some(), "one of the letters can be released");
    let check = start(&open, Pathway::Support, None);
    let (content, index) = (ScreeningContent::default(), ScreeningIndex::default());
    open.screenings()
        .save_draft(check, &content, &index)
        .unwrap();
    let before = open.screenings().list(Show::All, 200).unwrap().len();
    let made = open.backup(&safe, &Watch::silent()).unwrap();
    drop(open.lock(LockReason::Asked));

    let target = place.path().join("demo/Again.vault");
    let clock = demo::clock_of(&target).unwrap();
    let mut restore = Restore::open(&made.path, &target, clock.clone(), &Watch::silent()).unwrap();
    restore
        .unlock("", &sample_words(), &Watch::silent())
        .unwrap();
    restore
        .finish(&[], &sample_words(), None, &Watch::silent())
        .unwrap();
    let open = Locked::at(&target, clock)
        .unwrap()
        .unlock("", &sample_words())
        .unwrap();
    let rows = open.screenings().list(Show::All, 200).unwrap();
    assert!(rows.len() < before && rows.iter().all(|row| row.row.id != check));
    let report = open.check().unwrap();
    assert!(report.is_clean(), "{:?}", report.findings);
    // Ending a release that is not there changes nothing; ending one that is there is told.
    let events = open.audit().newest(None, 1).unwrap()[0].seq;
    open.letters().end_release(clinical.unwrap().id).ok();
    let now = open.audit().newest(None, 1).unwrap();
    assert!(now[0].seq == events || now[0].action != "letter.release-end");
}

// The desk ----------------------------------------------------------------------------------------

fn desk(house: &House) -> Desk {
    Desk::with_open(house.vault(), house.clock())
}

fn one(events: Vec<Event>) -> Event {
    let mut events = events.into_iter();
    let event = events.next().unwrap();
    assert!(events.next().is_none());
    event
}

fn home(desk: &mut Desk) -> BackupView {
    match one(desk.handle(Command::Home)) {
        Event::Home(view) => view.backups.unwrap(),
        Event::Failed(trouble) => panic!("{}", trouble.message),
        _ => panic!("not Home"),
    }
}

fn choose(desk: &mut Desk, folder: &Path) -> Result<BackupView, String> {
    let folder = folder.display().to_string();
    match one(desk.handle(Command::ChooseBackups(folder))) {
        Event::Backups(view) => Ok(*view),
        Event::Failed(trouble) => Err(trouble.message),
        _ => panic!("no answer"),
    }
}

fn add_client(desk: &mut Desk, name: &str) {
    let client = Box::new(Client::named(name));
    let kept = one(desk.handle(Command::SaveClient { id: None, client }));
    assert!(matches!(kept, Event::ClientSaved(_)));
}

fn filed(house: &House) -> usize {
    fs::read_dir(house.safe()).unwrap().count()
}

#[test]
fn home_tells_of_backups_calmly_for_a_week_and_then_not() {
    let house = House::new();
    let mut desk = desk(&house);
    let view = home(&mut desk);
    assert!(
        view.last.is_none() && !view.late,
        "a new vault is not late yet"
    );
    house.clock.advance(SignedDuration::from_hours(24 * 7));
    assert!(home(&mut desk).late);
    match one(desk.handle(Command::BackUp)) {
        Event::Failed(trouble) => assert!(trouble.message.contains("folder")),
        _ => panic!("there is no folder yet"),
    }
    assert!(
        choose(&mut desk, &house.dir())
            .unwrap_err()
            .contains("inside the vault")
    );
    let view = choose(&mut desk, &house.safe()).unwrap();
    assert!(Path::new(&view.folder).ends_with("safe"));
    let told = RefCell::new(0);
    let events = desk.handle_telling(Command::BackUp, &|event| {
        assert!(matches!(event, Event::Work(_)));
        *told.borrow_mut() += 1;
    });
    match one(events) {
        Event::BackedUp(made) => assert!(made.path.is_file() && made.same_disk),
        _ => panic!("no backup"),
    }
    assert!(told.into_inner() > 3, "it says how far it is");
    let view = home(&mut desk);
    assert!(!view.late && view.drill_due && view.last.is_some());
    let secret = Secret(Zeroizing::new(
        "orbit lantern cobalt thicket mural wren".to_owned(),
    ));
    match one(desk.handle(Command::Drill(secret))) {
        Event::Drilled(proof) => assert!(!proof.view.drill_due && proof.last.is_some()),
        _ => panic!("no proof"),
    }
    match one(desk.handle(Command::CheckVault)) {
        Event::VaultChecked(found) => assert!(found.is_empty(), "{found:?}"),
        _ => panic!("no check"),
    }
    assert_eq!(home(&mut desk).checked.map(|(_, clean)| clean), Some(true));
}

#[test]
fn a_backup_is_made_once_a_day_while_nobody_asks_and_at_the_end_if_something_changed() {
    let house = House::new();
    let mut desk = desk(&house);
    assert!(desk.rest_is_due());
    desk.rest(&|_| {});
    assert_eq!(filed(&house), 0, "no folder, no backup");
    choose(&mut desk, &house.safe()).unwrap();
    house.clock.advance(SignedDuration::from_hours(24));
    add_client(&mut desk, "Ada Vale");
    assert!(matches!(one(desk.rest(&|_| {})), Event::Home(_)));
    assert_eq!(filed(&house), 1);
    assert!(!desk.rest_is_due() && desk.rest(&|_| {}).is_empty());
    house.clock.advance(SignedDuration::from_hours(24));
    desk.rest(&|_| {});
    assert_eq!(filed(&house), 1, "nothing changed");
    desk.handle(Command::Lock(LockWhy::Idle));
    assert_eq!(filed(&house), 1);
    let login = "vera".to_owned();
    let passphrase = Secret(Zeroizing::new(
        "orbit lantern cobalt thicket mural wren".to_owned(),
    ));
    desk.handle(Command::Unlock { login, passphrase });
    add_client(&mut desk, "Ben Moor");
    desk.handle(Command::Lock(LockWhy::Exit));
    assert_eq!(filed(&house), 2);
    let open = house.unlock();
    assert!(!open.upkeep().unwrap().changed);
}

#[test]
fn daily_work_gives_way_to_whoever_asks_and_comes_again() {
    let house = House::new();
    let mut desk = desk(&house);
    choose(&mut desk, &house.safe()).unwrap();
    let stop = desk.stop_flag();
    assert!(
        desk.rest(&|_| stop.store(true, Ordering::SeqCst))
            .is_empty()
    );
    assert_eq!(filed(&house), 0);
    assert!(desk.rest_is_due(), "it was only put off");
    desk.rest(&|_| {});
    assert_eq!(filed(&house), 1);
}

#[test]
fn a_folder_that_is_not_there_today_is_no_trouble_until_a_week_has_passed() {
    let house = House::new();
    let mut desk = desk(&house);
    choose(&mut desk, &house.safe()).unwrap();
    fs::remove_dir(house.safe()).unwrap();
    house.clock.advance(SignedDuration::from_hours(24));
    let events = desk.rest(&|_| {});
    assert!(events.iter().all(|event| matches!(event, Event::Home(_))));
    assert!(!home(&mut desk).late);
    house.clock.advance(SignedDuration::from_hours(24 * 6));
    assert!(home(&mut desk).late);
}

// Salvage -----------------------------------------------------------------------------------------

fn salvaged(house: &House, name: &str) -> Result<SalvageReport, Error> {
    let target = house.place.path().join(name);
    let watch = Watch::silent();
    salvage(
        &house.dir(),
        &target,
        "vera",
        &words(),
        &house.clock(),
        &watch,
    )
}

#[test]
fn a_whole_vault_is_carried_over_with_nothing_missing() {
    let house = House::new();
    let open = house.vault();
    let (client, _) = fill(&open);
    drop(open.lock(LockReason::Asked));
    let report = salvaged(&house, "New.vault").unwrap();
    assert!(report.gaps.is_empty());
    assert!(report.check.is_clean(), "{:?}", report.check.findings);
    let open = Locked::at(&report.vault, house.clock())
        .unwrap()
        .unlock("vera", &words())
        .unwrap();
    assert_eq!(names(&open), ["Ada Vale", "Ben Moor"]);
    assert_eq!(
        open.clients().view(client).unwrap().value,
        Client::named("Ada Vale")
    );
    // What was frozen before is frozen again: triggers and links are in force.
    assert!(open.check().unwrap().is_clean());
    let again = salvaged(&house, "New.vault");
    assert!(matches!(again, Err(Error::TargetExists(_))));
}

#[test]
fn of_a_vault_with_a_damaged_page_everything_else_is_carried_over_and_the_loss_is_named() {
    let house = House::new();
    let open = house.vault();
    let all: Vec<String> = (0..60).map(|at| format!("Person {at:02} Sample")).collect();
    for name in &all {
        open.clients().add(&Client::named(name)).unwrap();
    }
    let events = open.audit().newest(None, 1).unwrap()[0].seq;
    drop(open.lock(LockReason::Asked));
    let database = house.dir().join("vault.db");
    let whole = fs::read(&database).unwrap();
    let pages = whole.len() / 4096;
    let (mut carried, mut with_loss) = (0, 0);
    for page in (0..pages).step_by(17) {
        let mut bytes = whole.clone();
        bytes[page * 4096 + 1000] ^= 4;
        fs::write(&database, &bytes).unwrap();
        let name = format!("New {page}.vault");
        match salvaged(&house, &name) {
            // The page on which everything rests: tables, keys, staff.
            Err(Error::DatabaseDamaged | Error::RoleNeeded(_) | Error::Unreadable(_)) => {
                assert!(!house.place.path().join(&name).exists());
            }
            Err(error) => panic!("page {page}: {error}"),
            Ok(report) => {
                carried += 1;
                let named = report.check.findings.len();
                with_loss += usize::from(named > 0);
                let locked = Locked::at(&report.vault, house.clock()).unwrap();
                if let Ok(open) = locked.unlock("vera", &words()) {
                    let found = names(&open);
                    assert!(found.iter().all(|name| all.contains(name)));
                    let silent = found.len() < 60 && named == 0;
                    assert!(!silent, "page {page}: {} are there", found.len());
                    assert!(report.rows > events, "page {page}: {}", report.rows);
                }
            }
        }
        assert_eq!(
            fs::read(&database).unwrap(),
            bytes,
            "the damaged file is only read"
        );
    }
    assert!(carried > pages / 17 / 2, "{carried} of {}", pages / 17);
    assert!(with_loss > 0);
    let left = fs::read_dir(house.place.path()).unwrap().flatten();
    let hidden = left.filter(|entry| entry.file_name().to_string_lossy().starts_with('.'));
    assert_eq!(hidden.count(), 0, "no private copies are left");
}

#[test]
fn where_two_could_confirm_each_other_nobody_restores_alone() {
    let house = House::new();
    let mut open = house.vault();
    let new = NewPerson {
        login: "otto".to_owned(),
        name: "Otto Sample".to_owned(),
        roles: [Role::Clinician].into_iter().collect(),
        profile: Profile::default(),
        passphrase: second_words(),
        cost: Cost::Least,
    };
    open.people().add(&new, &words()).unwrap();
    let made = house.backup(&open);
    drop(open.lock(LockReason::Asked));
    let (vera, otto) = (words(), second_words());
    let attempt = |second: Option<(&str, &Passphrase)>| {
        let restore = house.restore(&made.path, &house.dir()).unwrap();
        let second = second.map(|(login, passphrase)| Present { login, passphrase });
        restore.finish(&[], &words(), second.as_ref(), &Watch::silent())
    };
    assert!(matches!(attempt(None), Err(Error::SecondPersonNeeded)));
    let oneself = attempt(Some(("vera", &vera)));
    assert!(matches!(oneself, Err(Error::SecondPersonNeeded)));
    assert!(matches!(
        attempt(Some(("otto", &vera))),
        Err(Error::NotAccepted)
    ));
    assert!(house.try_unlock().is_ok(), "the vault stands as it was");
    assert!(attempt(Some(("otto", &otto))).unwrap().replaced.is_some());
}
