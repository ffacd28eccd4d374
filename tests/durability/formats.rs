//! Vaults of older formats come up to date.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use anteroom::domain::clock::FixedClock;
use anteroom::domain::form::Pathway;
use anteroom::domain::screening::Stage;
use anteroom::vault::{Error, LockReason, Locked, Note, Passphrase, Restore, Show, Upgrade, Watch};
use jiff::civil::date;
use tempfile::TempDir;

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

pub(super) fn sample_words() -> Passphrase {
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
