//! Backups: what one is, what it leaves out, and that a damaged one is refused.

use std::cell::{Cell, RefCell};
use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use anteroom::app::demo;
use anteroom::domain::client::Client;
use anteroom::domain::form::Pathway;
use anteroom::domain::screening::{ScreeningContent, ScreeningIndex};
use anteroom::vault::{Error, LockReason, Locked, Phase, Restore, Show, Watch};
use jiff::SignedDuration;
use jiff::civil::date;
use jiff::tz::TimeZone;
use tempfile::TempDir;

use super::desk::start;
use super::formats::sample_words;
use super::{House, fill};

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
