//! Beside signing in, over real vaults: another vault, a backup put back, a recovery sheet, a damaged vault, an older format.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

#[path = "desk/vault.rs"]
#[allow(dead_code, reason = "a part of it is for other tests")]
mod desk;
#[path = "desk/hands.rs"]
mod hands;
#[path = "desk/window.rs"]
mod window;

use std::fs;
use std::path::{Path, PathBuf};

use anteroom::app::desk::Desk;
use anteroom::app::worker::DirectPort;
use anteroom::domain::client::Client;
use anteroom::domain::durability::BackupPlan;
use anteroom::domain::staff::{Profile, Role};
use anteroom::vault::{Cost, Locked, NewPerson, Open, Passphrase, Sheet, Watch};
use desk::{WORDS, clock, lock, words};
use egui::Key;
use hands::Hands;
use jiff::civil::date;
use tempfile::TempDir;
use window::Seen;

const OTHER: &str = "saddle quartz ember willow tundra knoll";
const SAMPLE: &str = "marble lantern orchard copper violin harbour";

/// A clinic of one, with one client and a folder for backups.
fn clinic(dir: &Path, client: &str) -> Open {
    let open = desk::made(dir, desk::new_vault(), clock());
    open.clients().add(&Client::named(client)).unwrap();
    open
}

fn unlock(dir: &Path, login: &str, passphrase: &str) -> Open {
    let passphrase = Passphrase::new(passphrase.to_owned());
    let locked = Locked::at(dir, clock()).unwrap();
    locked.unlock(login, &passphrase).unwrap()
}

struct Person {
    seen: Seen,
}

impl Hands for Person {
    fn seen(&self) -> &Seen {
        &self.seen
    }

    fn seen_mut(&mut self) -> &mut Seen {
        &mut self.seen
    }
}

impl Person {
    fn sits_down(dir: &Path, size: [f32; 2]) -> Self {
        let desk = Desk::new(dir.to_path_buf(), clock());
        let day = date(2025, 3, 10);
        let seen = window::before(DirectPort::new(desk), size, day);
        Self { seen }
    }

    fn is_in(&self) -> bool {
        self.seen.state().as_ref().unwrap().is_open()
    }

    fn signs_in(&mut self, login: &str, passphrase: &str) {
        self.fills("Your login", login);
        self.fills("Your passphrase", passphrase);
        self.enters("Open");
    }
}

const WIDE: [f32; 2] = [1280.0, 1400.0];

#[test]
fn a_backup_is_put_back_from_the_page_before_the_vault_and_the_old_vault_is_kept() {
    let place = TempDir::new().unwrap();
    let (dir, safe) = (place.path().join("Clinic.vault"), place.path().join("safe"));
    fs::create_dir(&safe).unwrap();
    let open = clinic(&dir, "Ada Vale");
    let made = open.backup(&safe, &Watch::silent()).unwrap();
    open.clients().add(&Client::named("Ben Moor")).unwrap();
    lock(open);
    let mut person = Person::sits_down(&dir, WIDE);
    person.enters("Restore from a backup…");
    person.fills("Backup file", &made.path.display().to_string());
    person.enters("Unpack this backup");
    assert!(person.reads("Backup of 10 March 2025"));
    assert!(person.reads("What stands there now is kept beside it"));
    // A slip of a finger costs nothing.
    person.fills("Your login", "vera");
    person.fills("Passphrase of that time", OTHER);
    person.enters("Open and check it");
    assert!(person.reads("not accepted"));
    person.fills("Passphrase of that time", WORDS);
    person.enters("Open and check it");
    assert!(person.reads("later events of the present vault are not in this backup"));
    assert!(person.reads("Vera Sample (vera)"));
    person.fills("Your passphrase, once more", OTHER);
    person.enters("Put it in place");
    assert!(person.reads("not accepted"));
    person.fills("Your passphrase, once more", WORDS);
    person.enters("Put it in place");
    assert!(person.reads("The vault is restored"));
    assert!(person.reads("Clinic.vault.replaced-2025-03-10"));
    person.enters("To sign-in");
    person.signs_in("vera", WORDS);
    assert!(person.is_in());
    person.presses(Key::L);
    drop(person);
    assert_eq!(unlock(&dir, "vera", WORDS).clients().count().unwrap(), 1);
    let kept = place.path().join("Clinic.vault.replaced-2025-03-10");
    assert_eq!(unlock(&kept, "vera", WORDS).clients().count().unwrap(), 2);
}

#[test]
fn who_turns_back_in_the_middle_of_a_restore_leaves_nothing_behind() {
    let place = TempDir::new().unwrap();
    let (dir, safe) = (place.path().join("Clinic.vault"), place.path().join("safe"));
    fs::create_dir(&safe).unwrap();
    let open = clinic(&dir, "Ada Vale");
    let made = open.backup(&safe, &Watch::silent()).unwrap();
    lock(open);
    let listing = || fs::read_dir(place.path()).unwrap().count();
    let before = listing();
    let mut person = Person::sits_down(&dir, WIDE);
    person.enters("Restore from a backup…");
    person.fills("Backup file", &made.path.display().to_string());
    person.enters("Unpack this backup");
    assert_eq!(listing(), before + 1);
    person.enters("Back");
    assert_eq!(listing(), before);
    person.signs_in("vera", WORDS);
    assert!(person.is_in());
}

#[test]
fn a_file_that_is_no_backup_is_refused_in_words() {
    let place = TempDir::new().unwrap();
    let dir = place.path().join("Clinic.vault");
    lock(clinic(&dir, "Ada Vale"));
    let file = place.path().join("notes.txt");
    fs::write(&file, "not a backup").unwrap();
    let mut person = Person::sits_down(&dir, WIDE);
    person.enters("Restore from a backup…");
    person.fills("Backup file", &file.display().to_string());
    person.enters("Unpack this backup");
    assert!(person.reads("is not a whole backup"));
    assert!(person.reads("Unpack this backup"));
}

#[test]
fn settings_lock_the_vault_and_offer_its_backups() {
    let place = TempDir::new().unwrap();
    let (dir, safe) = (place.path().join("Clinic.vault"), place.path().join("safe"));
    fs::create_dir(&safe).unwrap();
    let open = clinic(&dir, "Ada Vale");
    let folder = safe.display().to_string();
    open.settings().put(&BackupPlan { folder }).unwrap();
    open.backup(&safe, &Watch::silent()).unwrap();
    lock(open);
    let mut person = Person::sits_down(&dir, [1280.0, 1800.0]);
    person.signs_in("vera", WORDS);
    person.presses(Key::Comma);
    person.enters("Backups");
    person.enters("Restore from a backup…");
    assert!(!person.is_in());
    assert!(person.reads("Backups of this vault"));
    person.enters("10 March 2025, 12:00");
    person.enters("Unpack this backup");
    assert!(person.reads("Backup of 10 March 2025"));
}

#[test]
fn another_vault_is_looked_at_and_a_folder_without_one_is_refused() {
    let place = TempDir::new().unwrap();
    let (dir, other) = (
        place.path().join("Clinic.vault"),
        place.path().join("Other.vault"),
    );
    lock(clinic(&dir, "Ada Vale"));
    lock(clinic(&other, "Ben Moor"));
    let mut person = Person::sits_down(&dir, WIDE);
    person.enters("Another vault…");
    let nowhere = place.path().join("Nothing.vault").display().to_string();
    person.fills("Folder of the vault", &nowhere);
    person.enters("Look at this vault");
    assert!(person.reads("Nothing.vault"));
    assert!(person.reads("Look at this vault"));
    person.fills("Folder of the vault", &other.display().to_string());
    person.enters("Look at this vault");
    assert!(person.reads("Other.vault"));
    person.signs_in("vera", WORDS);
    assert!(person.is_in());
}

/// A clinic of two with fresh sheets; returns their codes.
fn clinic_with_sheets(dir: &Path) -> (String, String) {
    let mut open = clinic(dir, "Ada Vale");
    let ina = NewPerson {
        login: "ina".to_owned(),
        name: "Ina Sample".to_owned(),
        roles: [Role::Intake].into_iter().collect(),
        profile: Profile::default(),
        passphrase: Passphrase::new(OTHER.to_owned()),
        cost: Cost::Least,
    };
    open.people().add(&ina, &words()).unwrap();
    let codes = [Sheet::Office, Sheet::Clinical].map(|which| {
        let mut people = open.people();
        let mut sheet = people.begin_sheet(which).unwrap();
        let code = sheet.code().printed().to_string();
        sheet.waive();
        people.renew_sheet(&sheet, &words(), None).unwrap();
        code
    });
    lock(open);
    codes.into()
}

#[test]
fn the_office_sheet_lets_somebody_in_with_a_new_passphrase_and_everybody_is_told() {
    let place = TempDir::new().unwrap();
    let dir = place.path().join("Clinic.vault");
    let (office, _) = clinic_with_sheets(&dir);
    let mut person = Person::sits_down(&dir, WIDE);
    person.enters("I have a recovery sheet");
    person.fills("Code of the sheet", "7K3M-0000");
    person.enters("Read the code");
    assert!(person.reads("Read the code"), "a slip is told");
    person.fills("Code of the sheet", &office);
    person.enters("Read the code");
    assert!(person.reads("This is the office sheet"));
    person.enters("Is new here");
    person.fills("Your login", "nora");
    person.fills("Your name", "Nora Sample");
    let fresh = "gravel pepper lunar cabinet ribbon falcon";
    person.fills("Passphrase", fresh);
    person.fills("The same again", fresh);
    person.enters("Let this person in");
    assert!(person.is_in());
    person.presses(Key::L);
    drop(person);
    let open = unlock(&dir, "nora", fresh);
    assert!(open.me().roles.has(Role::Administrator));
}

#[test]
fn the_clinical_sheet_asks_for_the_present_passphrase() {
    let place = TempDir::new().unwrap();
    let dir = place.path().join("Clinic.vault");
    let (_, clinical) = clinic_with_sheets(&dir);
    let mut person = Person::sits_down(&dir, WIDE);
    person.enters("I have a recovery sheet");
    person.fills("Code of the sheet", &clinical);
    person.enters("Read the code");
    assert!(person.reads("This is the clinical sheet"));
    person.nothing_is_cut("clinical sheet");
    person.fills("Your login", "vera");
    person.fills("Your passphrase", WORDS);
    person.enters("Let this person in");
    assert!(person.is_in(), "vera has the role and takes the key anew");
}

#[test]
fn what_can_be_read_of_a_damaged_vault_is_carried_into_one_that_opens() {
    let place = TempDir::new().unwrap();
    let dir = place.path().join("Clinic.vault");
    let open = clinic(&dir, "Ada Vale");
    for number in 0..60 {
        let name = format!("Person {number:02} Sample");
        open.clients().add(&Client::named(&name)).unwrap();
    }
    lock(open);
    // Cut off the end: the vault is unusable and says so.
    let file = dir.join("vault.db");
    let len = fs::metadata(&file).unwrap().len();
    let cut = fs::OpenOptions::new().write(true).open(&file).unwrap();
    cut.set_len(len - 4096).unwrap();
    drop(cut);
    let mut person = Person::sits_down(&dir, WIDE);
    person.signs_in("vera", WORDS);
    assert!(!person.is_in());
    person.enters("Carry over what can be read…");
    person.fills("Your login", "vera");
    person.fills("Your passphrase", WORDS);
    person.enters("Carry over");
    assert!(person.reads("The rescued vault"));
    assert!(person.reads("were carried over"));
    person.nothing_is_cut("rescued");
    person.enters("Open the rescued vault");
    person.signs_in("vera", WORDS);
    assert!(person.is_in());
    assert_eq!(fs::metadata(&file).unwrap().len(), len - 4096);
}

fn old_vault(place: &Path, format: &str) -> PathBuf {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/vaults/{format}"));
    let dir = place.join("Clinic.vault");
    fs::create_dir(&dir).unwrap();
    for name in ["vault.db", "vault.hdr"] {
        fs::copy(from.join(name), dir.join(name)).unwrap();
    }
    dir
}

#[test]
fn an_older_format_is_asked_about_first_and_left_alone_if_somebody_turns_back() {
    for format in ["format-1", "format-4"] {
        let place = TempDir::new().unwrap();
        let dir = old_vault(place.path(), format);
        let before = fs::read(dir.join("vault.db")).unwrap();
        let mut person = Person::sits_down(&dir, WIDE);
        person.signs_in("sample", SAMPLE);
        assert!(!person.is_in());
        assert!(person.reads("Bring the vault up to date?"));
        let number = format.trim_start_matches("format-");
        assert!(person.reads(&format!("This vault has format {number};")));
        person.nothing_is_cut(format);
        person.enters("Back");
        assert_eq!(fs::read(dir.join("vault.db")).unwrap(), before);
        person.signs_in("sample", SAMPLE);
        person.fills("Your passphrase, once more", SAMPLE);
        person.enters("Back up and bring up to date");
        assert!(person.is_in());
        let backups = fs::read_dir(place.path()).unwrap().flatten();
        let made = backups.filter(|entry| entry.path().extension().is_some_and(|it| it == "cbk"));
        assert_eq!(made.count(), 1);
    }
}

#[test]
fn no_text_of_these_pages_is_cut_or_printed_over_another() {
    let place = TempDir::new().unwrap();
    let dir = place.path().join("Clinic.vault");
    lock(clinic(&dir, "Ada Vale"));
    for size in [[640.0, 1400.0], [1280.0, 900.0]] {
        for (way, title) in [
            ("Another vault…", "Another vault"),
            ("Restore from a backup…", "Restore from a backup"),
            ("I have a recovery sheet", "Recovery sheet"),
        ] {
            let mut person = Person::sits_down(&dir, size);
            person.nothing_is_cut("sign-in");
            person.enters(way);
            assert!(person.reads(title));
            person.nothing_is_cut(way);
        }
    }
}
