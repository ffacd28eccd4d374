//! The recovery sheets: who comes in with one, and what is asked for afterwards.

use std::fs;
use std::sync::Arc;

use jiff::SignedDuration;

use crate::domain::staff::{Profile, Role, Roles};
use crate::vault::people::{NewPerson, Present, Successor};
use crate::vault::{Cost, Error, LockReason, Locked, Note, Sheet, Watch, files};

use super::{Practice, copy, draft, said, secret};

#[test]
fn the_office_sheet_makes_an_administrator_and_asks_for_a_fresh_one() {
    let mut clinic = Practice::new();
    let id = draft(clinic.open(), "sleep");
    clinic.lock();
    let successor = Successor::New(NewPerson {
        login: "nora".to_owned(),
        name: "Nora Sample".to_owned(),
        roles: [Role::Intake].into_iter().collect(),
        profile: Profile::default(),
        passphrase: secret("nora"),
        cost: Cost::Least,
    });
    let mut open = clinic
        .locked()
        .recover(&clinic.sheets[0], &successor)
        .unwrap();
    assert!(open.me().roles.has(Role::Administrator));
    assert!(
        said(&open, id).is_err(),
        "the office sheet reaches nothing clinical"
    );
    assert!(open.notes().contains(&Note::SheetUsed(Sheet::Office)));
    assert!(open.notes().contains(&Note::SheetToRenew(Sheet::Office)));
    let mut people = open.people();
    let mut fresh = people.begin_sheet(Sheet::Office).unwrap();
    let unproved = people.renew_sheet(&fresh, &secret("nora"), None);
    assert!(matches!(unproved, Err(Error::SheetNotProved("office"))));
    let printed = fresh.code().printed();
    let groups: Vec<&str> = printed.split('-').collect();
    let typed = fresh.challenge().map(|group| groups[group]).concat();
    assert!(fresh.prove(&typed));
    people.renew_sheet(&fresh, &secret("nora"), None).unwrap();
    people
        .rotate(&[], &secret("nora"), &Watch::silent())
        .unwrap();
    clinic.open = Some(open);
    let open = clinic.enter("nora");
    assert_eq!(open.notes(), [Note::SheetUsed(Sheet::Office)]);
    clinic.lock();
    let old = clinic.locked().unlock_with_code(&clinic.sheets[0]);
    assert!(matches!(old, Err(Error::CodeNotAccepted)));
    assert!(clinic.locked().unlock_with_code(&printed).is_ok());
    clinic.clock.advance(SignedDuration::from_hours(31 * 24));
    assert!(clinic.enter("nora").notes().is_empty());
    clinic.clean();
}

#[test]
fn the_office_sheet_lets_in_somebody_who_forgot_the_passphrase() {
    let mut clinic = Practice::new();
    let id = draft(clinic.open(), "sleep");
    clinic.lock();
    let new = secret("vera the second");
    let successor = Successor::Present {
        login: "Vera".to_owned(),
        passphrase: new.again(),
    };
    let open = clinic
        .locked()
        .recover(&clinic.sheets[0], &successor)
        .unwrap();
    assert!(open.notes().contains(&Note::ClinicalAccessParked));
    clinic.open = Some(open);
    clinic.lock();
    // And the clinical sheet gives the rest back.
    let successor = Successor::Present {
        login: "vera".to_owned(),
        passphrase: new,
    };
    let open = clinic
        .locked()
        .recover(&clinic.sheets[1], &successor)
        .unwrap();
    assert!(said(&open, id).unwrap().contains("sleep"));
    clinic.open = Some(open);
    clinic.clean();
}

#[test]
fn a_used_sheet_does_not_hide_that_an_older_vault_was_put_back() {
    let mut clinic = Practice::new();
    let state = clinic.dir.with_file_name("state");
    clinic.lock();
    let older = clinic.dir.with_file_name("older");
    copy(&clinic.dir, &older);
    let locked = || {
        let locked = Locked::at(&clinic.dir, Arc::clone(&clinic.clock) as _).unwrap();
        locked.with_state(Some(&state))
    };
    let open = locked().unlock("vera", &secret("vera")).unwrap();
    draft(&open, "sleep");
    assert!(open.lock(LockReason::Asked).problem.is_none());
    for file in [files::DATABASE, files::HEADER] {
        fs::copy(older.join(file), clinic.dir.join(file)).unwrap();
    }
    let successor = Successor::Present {
        login: "vera".to_owned(),
        passphrase: secret("vera the second"),
    };
    let open = locked().recover(&clinic.sheets[0], &successor).unwrap();
    assert!(open.doubt().is_some());
}

#[test]
fn a_fresh_clinical_sheet_takes_an_administrator_and_a_clinician() {
    let mut clinic = Practice::new();
    clinic.add("adam", &[Role::Administrator]);
    clinic.enter("adam");
    let (adam, vera) = (secret("adam"), secret("vera"));
    let mut people = clinic.open().people();
    let mut fresh = people.begin_sheet(Sheet::Clinical).unwrap();
    fresh.waive();
    let alone = people.renew_sheet(&fresh, &adam, None);
    assert!(matches!(alone, Err(Error::RoleNeeded("clinician"))));
    let beside = Present {
        login: "vera",
        passphrase: &vera,
    };
    people.renew_sheet(&fresh, &adam, Some(&beside)).unwrap();
    let printed = fresh.code().printed();
    clinic.lock();
    assert!(clinic.locked().unlock_with_code(&printed).is_ok());
    assert!(clinic.locked().unlock_with_code(&clinic.sheets[1]).is_err());
    let successor = Successor::New(NewPerson {
        login: "nora".to_owned(),
        name: "Nora Sample".to_owned(),
        roles: Roles::all(),
        profile: Profile::default(),
        passphrase: secret("nora"),
        cost: Cost::Least,
    });
    let refused = clinic.locked().recover(&printed, &successor);
    assert!(matches!(refused, Err(Error::RoleNeeded("administrator"))));
    clinic.enter("vera");
    clinic.clean();
}
