//! Restores: what comes back, from which state, and who may do it.

use std::fs;
use std::path::Path;

use anteroom::domain::client::Client;
use anteroom::domain::staff::{Profile, Role};
use anteroom::vault::{
    Cost, Error, LockReason, Locked, Lost, NewPerson, Note, Open, Passphrase, Present, Restore,
    Show, Watch,
};

use super::desk::words;
use super::{House, fill, names};

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
