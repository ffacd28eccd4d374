//! Making, opening and locking a vault.

use std::fs;
use std::path::Path;

use anteroom::domain::staff::Role;
use anteroom::vault::{Creation, Error, LockReason, Passphrase, Sheet, Sheets};

use super::desk::{WORDS, lock, words};
use super::{House, new_vault};

#[test]
fn a_new_vault_is_whole_and_its_first_person_holds_all_roles() {
    let house = House::new();
    let open = house.vault();
    assert!(Role::ALL.into_iter().all(|role| open.me().roles.has(role)));
    assert_eq!(open.me().login, "vera");
    assert_eq!(open.settings().clinic().unwrap().name, "Sample Clinic");
    let report = open.check().unwrap();
    assert!(report.is_clean(), "{:?}", report.findings);
    assert!(open.notes().is_empty());
    lock(open);
    let mut names: Vec<_> = fs::read_dir(house.dir())
        .unwrap()
        .map(|e| e.unwrap().file_name())
        .collect();
    names.sort();
    assert_eq!(
        names,
        ["attempts.bin", "vault.db", "vault.hdr", "vault.lock"]
    );
}

#[cfg(unix)]
#[test]
fn directory_and_files_belong_to_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let house = House::new();
    let open = house.vault();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&house.dir()), 0o700);
    for entry in fs::read_dir(house.dir()).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
    drop(open);
}

#[test]
fn an_open_vault_can_go_to_a_worker_thread() {
    let house = House::new();
    let open = house.vault();
    std::thread::spawn(move || lock(open)).join().unwrap();
}

#[test]
fn nothing_is_written_over_an_existing_path() {
    let house = House::new();
    fs::create_dir(house.dir()).unwrap();
    assert!(matches!(house.creation(), Err(Error::TargetExists(_))));
    fs::remove_dir(house.dir()).unwrap();
    fs::write(house.dir(), "mine").unwrap();
    assert!(matches!(house.creation(), Err(Error::TargetExists(_))));
    assert_eq!(fs::read(house.dir()).unwrap(), b"mine");
}

#[test]
fn a_target_that_appears_meanwhile_is_not_replaced() {
    let house = House::new();
    let creation = house.creation().unwrap();
    fs::create_dir(house.dir()).unwrap();
    assert!(matches!(creation.finish(), Err(Error::TargetExists(_))));
    assert_eq!(fs::read_dir(house.dir()).unwrap().count(), 0);
}

#[test]
fn an_abandoned_creation_leaves_nothing() {
    let house = House::new();
    drop(house.creation().unwrap());
    assert_eq!(fs::read_dir(house.place.path()).unwrap().count(), 0);
}

#[test]
fn what_a_killed_creation_left_is_swept_by_the_next() {
    let house = House::new();
    let left = house
        .place
        .path()
        .join(".Clinic.vault.creating-0123456789abcdef");
    fs::create_dir(&left).unwrap();
    fs::write(left.join("vault.db"), "half").unwrap();
    let at_work = house.creation().unwrap();
    assert!(!left.exists());
    // One that is still at work holds its lock, and stays.
    let second = house.creation().unwrap();
    drop(second);
    drop(at_work.finish().unwrap());
}

#[test]
fn a_vault_without_typed_back_sheets_is_not_finished() {
    let house = House::new();
    let mut creation =
        Creation::begin(&house.dir(), new_vault(Sheets::TypedBack), house.clock()).unwrap();
    let typed = |code: &anteroom::vault::RecoveryCode, groups: [usize; 2]| {
        let printed = code.printed();
        let all: Vec<&str> = printed.split('-').collect();
        format!("{} {}", all[groups[0]], all[groups[1]].to_lowercase())
    };
    let office = typed(creation.office_code(), creation.office_challenge());
    let clinical = typed(creation.clinical_code(), creation.clinical_challenge());
    assert!(!creation.prove_office(&clinical));
    assert!(creation.prove_office(&office));
    assert!(creation.prove_clinical(&clinical));
    lock(creation.finish().unwrap());

    let other = House::new();
    let mut creation =
        Creation::begin(&other.dir(), new_vault(Sheets::TypedBack), other.clock()).unwrap();
    let office = typed(creation.office_code(), creation.office_challenge());
    creation.prove_office(&office);
    assert!(matches!(
        creation.finish(),
        Err(Error::SheetNotProved("clinical"))
    ));
    assert!(!other.dir().exists());
}

#[test]
fn a_weak_passphrase_makes_no_vault() {
    let house = House::new();
    let mut new = new_vault(Sheets::Waived);
    new.first.passphrase = Passphrase::new("sample clinic vera".to_owned());
    let result = Creation::begin(&house.dir(), new, house.clock());
    assert!(matches!(result, Err(Error::PassphraseGuessable)));
    assert_eq!(fs::read_dir(house.place.path()).unwrap().count(), 0);
}

#[test]
fn wrong_passphrase_and_unknown_name_read_the_same() {
    let house = House::new();
    lock(house.vault());
    let locked = house.locked().unwrap();
    let wrong = [
        ("vera", "orbit lantern cobalt thicket mural wrem"),
        ("vera", "Orbit lantern cobalt thicket mural wren"),
        ("vera", "orbit lantern cobalt thicket mural wren "),
        ("vera", ""),
        ("ada", WORDS),
        ("", "orbit lantern cobalt thicket mural wrem"),
    ];
    for (login, passphrase) in wrong {
        let result = locked.unlock(login, &Passphrase::new(passphrase.to_owned()));
        assert!(matches!(result, Err(Error::NotAccepted)), "{login}");
    }
    lock(locked.unlock(" VERA ", &words()).unwrap());
    // While there is one person, nobody else can be meant.
    lock(locked.unlock("", &words()).unwrap());
}

#[test]
fn a_second_window_is_kept_out_until_the_first_locks() {
    let house = House::new();
    let open = house.vault();
    assert!(matches!(house.unlock(), Err(Error::InUse(_))));
    let locked = open.lock(LockReason::Idle).locked;
    lock(locked.unlock("vera", &words()).unwrap());
}

#[test]
fn each_recovery_code_opens_the_vault_far_enough_to_describe_it() {
    let house = House::new();
    let creation = house.creation().unwrap();
    let office = creation.office_code().printed();
    let clinical = creation.clinical_code().printed();
    lock(creation.finish().unwrap());
    let locked = house.locked().unwrap();
    let report = locked.unlock_with_code(&office.to_lowercase()).unwrap();
    assert_eq!(report.sheet, Sheet::Office);
    assert_eq!(report.info.clinic, "Sample Clinic");
    assert_eq!(
        locked.unlock_with_code(&clinical).unwrap().sheet,
        Sheet::Clinical
    );
    let open = house.unlock().unwrap();
    let uses = open.audit().newest(None, 100).unwrap();
    assert_eq!(
        uses.iter()
            .filter(|row| row.action == "session.sheet")
            .count(),
        2
    );
}

#[test]
fn a_code_of_another_vault_or_with_a_slip_is_refused() {
    let house = House::new();
    let other = House::new();
    let foreign = other.creation().unwrap();
    let foreign = foreign.office_code().printed();
    lock(house.vault());
    let locked = house.locked().unwrap();
    assert!(matches!(
        locked.unlock_with_code(&foreign),
        Err(Error::CodeMistyped)
    ));
    assert!(matches!(
        locked.unlock_with_code("7K3M"),
        Err(Error::CodeMistyped)
    ));
}
