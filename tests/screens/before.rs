//! Vaults that need help before they open: one to restore or to take over with a sheet, a damaged one, an old one.

use std::path::Path;
use std::sync::Arc;

use anteroom::domain::client::Client;
use anteroom::domain::clinic::{Clinic, VaultKind};
use anteroom::domain::clock::FixedClock;
use anteroom::domain::staff::{Profile, Role};
use anteroom::vault::{
    Cost, Creation, FirstPerson, LockReason, NewPerson, NewVault, Open, Passphrase, Sheet, Sheets,
    Watch,
};
use egui::Key;
use tempfile::TempDir;

use crate::visit::Visit;

/// Of Vera, who leads the clinic.
pub const VERAS: &str = "orbit lantern cobalt thicket mural wren";
/// Of Ina, who is at the desk.
pub const INAS: &str = "saddle quartz ember willow tundra knoll";

fn passphrase(words: &str) -> Passphrase {
    Passphrase::new(words.to_owned())
}

pub fn clock() -> Arc<FixedClock> {
    Arc::new(FixedClock::noon_of(anteroom::app::demo::DAY))
}

/// A clinic of two with one client.
pub fn clinic(dir: &Path) -> Open {
    let new = NewVault {
        clinic: Clinic {
            name: "Harbour Clinic".to_owned(),
            address: vec!["1 Quay Street".to_owned(), "Portsample".to_owned()],
            phone: "0555 0199".to_owned(),
            emergency_number: "112".to_owned(),
            on_call_name: "Vera Sample".to_owned(),
            on_call_phone: "0555 0100".to_owned(),
            ..Clinic::default()
        },
        first: FirstPerson {
            login: "vera".to_owned(),
            name: "Vera Sample".to_owned(),
            profile: Profile::default(),
            passphrase: passphrase(VERAS),
        },
        cost: Cost::Least,
        sheets: Sheets::Waived,
        kind: VaultKind::default(),
    };
    let mut open = Creation::begin(dir, new, clock())
        .unwrap()
        .finish()
        .unwrap();
    open.clients().add(&Client::named("Wren Newcomer")).unwrap();
    let ina = NewPerson {
        login: "ina".to_owned(),
        name: "Ina Sample".to_owned(),
        roles: [Role::Intake].into_iter().collect(),
        profile: Profile::default(),
        passphrase: passphrase(INAS),
        cost: Cost::Least,
    };
    open.people().add(&ina, &passphrase(VERAS)).unwrap();
    open
}

fn lock(open: Open) {
    assert!(open.lock(LockReason::Exit).problem.is_none());
}

/// A locked vault; a backup of it lies in `safe.cbk`, and the codes of its two sheets are told.
pub fn kept() -> (TempDir, [String; 2]) {
    let place = tempfile::tempdir().unwrap();
    let safe = place.path().join("safe");
    std::fs::create_dir(&safe).unwrap();
    let mut open = clinic(&place.path().join("Clinic.vault"));
    let codes = [Sheet::Office, Sheet::Clinical].map(|which| {
        let mut people = open.people();
        let mut sheet = people.begin_sheet(which).unwrap();
        let code = sheet.code().printed().to_string();
        sheet.waive();
        people
            .renew_sheet(&sheet, &passphrase(VERAS), None)
            .unwrap();
        code
    });
    let made = open.backup(&safe, &Watch::silent()).unwrap();
    std::fs::rename(made.path, place.path().join("safe.cbk")).unwrap();
    open.clients().add(&Client::named("Ben Moor")).unwrap();
    lock(open);
    (place, codes)
}

/// A vault whose last page is gone.
pub fn damaged() -> TempDir {
    let place = tempfile::tempdir().unwrap();
    let dir = place.path().join("Clinic.vault");
    let open = clinic(&dir);
    for number in 0..60 {
        let name = format!("Person {number:02} Sample");
        open.clients().add(&Client::named(&name)).unwrap();
    }
    lock(open);
    let file = dir.join("vault.db");
    let length = std::fs::metadata(&file).unwrap().len();
    let cut = std::fs::OpenOptions::new().write(true).open(&file).unwrap();
    cut.set_len(length - 4096).unwrap();
    place
}

/// A vault of an older format.
pub fn old() -> TempDir {
    let place = tempfile::tempdir().unwrap();
    let dir = place.path().join("Clinic.vault");
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vaults/format-1");
    std::fs::create_dir(&dir).unwrap();
    for name in ["vault.db", "vault.hdr"] {
        std::fs::copy(from.join(name), dir.join(name)).unwrap();
    }
    place
}

/// Signs in on the page before the vault.
pub fn signs_in(on: &mut Visit, login: &str, words: &str) {
    on.refill("Your login", login);
    on.fill("Your passphrase", words);
    on.press(Key::Enter);
}

fn backup_of(on: &Visit) -> String {
    on.file("safe.cbk")
}

pub fn begins_restore(on: &mut Visit) {
    on.click("Restore from a backup…");
}

pub fn unpacks(on: &mut Visit) {
    let file = backup_of(on);
    on.refill("Backup file", &file);
    on.click("Unpack this backup");
}

pub fn opens_it(on: &mut Visit) {
    on.refill("Your login", "vera");
    on.fill("Passphrase of that time", VERAS);
    on.click("Open and check it");
}

pub fn puts_it_in_place(on: &mut Visit) {
    on.fill("Your passphrase, once more", VERAS);
    on.click("Put it in place");
}

pub fn reads_sheet(on: &mut Visit, which: usize) {
    let code = on.codes[which].clone();
    on.fill("Code of the sheet", &code);
    on.click("Read the code");
}
