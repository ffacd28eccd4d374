//! Who lost a role, or left, with everything that they kept.

use std::fs;
use std::sync::Arc;

use jiff::SignedDuration;
use rusqlite::params;

use crate::domain::id::Id;
use crate::domain::staff::{Profile, Role};
use crate::vault::people::NewPerson;
use crate::vault::{Cost, Error, Locked, Note, Open, Watch, files};

use super::{Practice, copy, draft, header, reaches, said, secret, write};

#[test]
fn a_removed_administrator_opens_nothing_that_the_rotation_wrote() {
    let mut clinic = Practice::new();
    let adam = clinic.add("adam", &[Role::Administrator, Role::Clinician]);
    let old = header(&clinic.dir);
    let taken = clinic.dir.with_file_name("taken");
    copy(&clinic.dir, &taken);
    let both = [old.clone(), header(&clinic.dir)];
    assert_eq!(
        reaches(clinic.open(), &both, &secret("adam")),
        (true, true, true)
    );
    clinic.remove(adam.id);
    let both = [old, header(&clinic.dir)];
    assert_eq!(
        reaches(clinic.open(), &both, &secret("adam")),
        (false, false, false)
    );
    clinic.lock();
    assert!(matches!(
        clinic.try_enter("adam", &secret("adam")),
        Err(Error::NotAccepted)
    ));
    // The old header does not open the new database, and the other way round.
    fs::copy(taken.join(files::HEADER), clinic.dir.join(files::HEADER)).unwrap();
    let refused = Locked::at(&clinic.dir, Arc::clone(&clinic.clock) as _);
    assert!(matches!(refused.err(), Some(Error::HeaderOfAnotherTime)));
    // What was taken before stays readable to who could read it: a stated limit.
    let taken = Locked::at(&taken, Arc::clone(&clinic.clock) as _).unwrap();
    assert!(taken.unlock("adam", &secret("adam")).is_ok());
}

#[test]
fn an_administrator_who_typed_the_first_passphrase_does_not_follow_the_grant() {
    let mut clinic = Practice::new();
    clinic.add("adam", &[Role::Administrator]);
    clinic.enter("adam");
    let typed = secret("typed by adam");
    let new = NewPerson {
        login: "clara".to_owned(),
        name: "Clara Sample".to_owned(),
        roles: [Role::Clinician].into_iter().collect(),
        profile: Profile::default(),
        passphrase: secret("typed by adam"),
        cost: Cost::Least,
    };
    let clara = clinic.open().people().add(&new, &secret("adam")).unwrap();
    let kept = header(&clinic.dir);
    let open = clinic.try_enter("clara", &typed).unwrap();
    open.people()
        .change_passphrase(&typed, &secret("clara"))
        .unwrap();
    clinic.grant(clara.id, "clara");
    let both = [kept, header(&clinic.dir)];
    let (db, adm, tx) = reaches(clinic.open(), &both, &typed);
    assert!(db, "the database is an administrator's anyway");
    assert!(!adm && !tx);
    assert!(reaches(clinic.open(), &both, &secret("clara")).2);
}

#[test]
fn a_reset_of_the_only_clinician_parks_their_access() {
    let mut clinic = Practice::new();
    let id = draft(clinic.open(), "sleep");
    let vera = clinic.open().me().id;
    clinic.add("adam", &[Role::Administrator]);
    clinic.enter("adam");
    let new = secret("vera the second");
    clinic
        .open()
        .people()
        .reset(vera, &new, false, &secret("adam"))
        .unwrap();
    assert!(matches!(
        clinic.try_enter("vera", &secret("vera")),
        Err(Error::NotAccepted)
    ));
    let open = clinic.try_enter("vera", &new).unwrap();
    assert!(open.notes().contains(&Note::ClinicalAccessParked));
    assert!(said(open, id).is_err());
    let wrong = open.people().take_back(&secret("guess"), &new);
    assert!(matches!(wrong, Err(Error::NotAccepted)));
    open.people().take_back(&secret("vera"), &new).unwrap();
    assert!(said(open, id).unwrap().contains("sleep"));
    let open = clinic.try_enter("vera", &new).unwrap();
    // Only the guesses of before are told.
    assert!(matches!(open.notes(), [Note::FailedTries { .. }]));
    assert_eq!(
        open.header()
            .slots
            .iter()
            .filter(|slot| slot.is_parked())
            .count(),
        0
    );
    clinic.clean();
}

#[test]
fn a_copy_from_before_a_removal_is_rotated_without_who_left() {
    let mut clinic = Practice::new();
    let adam = clinic.add("adam", &[Role::Administrator, Role::Clinician]);
    clinic.lock();
    let backup = clinic.dir.with_file_name("backup");
    copy(&clinic.dir, &backup);
    clinic.enter("vera");
    clinic.remove(adam.id);
    clinic.lock();
    let restored = Locked::at(&backup, Arc::clone(&clinic.clock) as _).unwrap();
    let mut open = restored.unlock("vera", &secret("vera")).unwrap();
    let report = open
        .people()
        .rotate(&[adam.id], &secret("vera"), &Watch::silent())
        .unwrap();
    assert_eq!(report.left, 1);
    let headers = [header(&clinic.dir), header(&backup)];
    assert_eq!(
        reaches(&open, &headers, &secret("adam")),
        (false, false, false)
    );
}

#[test]
fn what_is_written_after_a_rotation_has_a_key_that_no_former_clinician_saw() {
    let mut clinic = Practice::new();
    let id = draft(clinic.open(), "sleep");
    let keys = |open: &Open| -> Vec<[u8; 16]> {
        let sql = "SELECT r_id FROM r_keys WHERE record_id = ?1 AND part = 1";
        let mut statement = open.db().prepare(sql).unwrap();
        let rows = statement.query_map(params![id.to_bytes()], |row| row.get(0));
        rows.unwrap().map(Result::unwrap).collect()
    };
    let before = keys(clinic.open());
    clinic
        .open()
        .people()
        .finish_clinical_rotation(&secret("vera"))
        .unwrap();
    assert_eq!(
        keys(clinic.open()),
        before,
        "rotation alone does not touch what was said"
    );
    write(clinic.open(), id, "rest");
    let after = keys(clinic.open());
    assert!(after.len() == 1 && after != before);
    clinic.clean();
}

#[test]
fn a_role_that_was_taken_and_given_again_waits_for_the_key() {
    let mut clinic = Practice::new();
    clinic.add("adam", &[Role::Administrator]);
    let clara = clinic.add("clara", &[Role::Clinician]);
    clinic.enter("adam");
    for role in [Role::Intake, Role::Clinician] {
        let roles = [role].into_iter().collect();
        clinic
            .open()
            .people()
            .set_roles(clara.id, roles, &secret("adam"))
            .unwrap();
    }
    assert!(
        clinic
            .enter("clara")
            .notes()
            .contains(&Note::ClinicalAccessWaits)
    );
    clinic.grant(clara.id, "clara");
    assert!(clinic.enter("clara").reaches_clinical());
    // The key that was to be changed is still to be changed, and Clara stays when it is.
    let open = clinic.enter("vera");
    assert!(open.notes().contains(&Note::ClinicalRotationPending));
    open.people()
        .finish_clinical_rotation(&secret("vera"))
        .unwrap();
    assert!(clinic.enter("clara").reaches_clinical());
    clinic.clean();
}

#[test]
fn a_parked_slot_goes_after_ninety_days() {
    let mut clinic = Practice::new();
    let vera = clinic.open().me().id;
    clinic.add("adam", &[Role::Administrator]);
    clinic.enter("adam");
    clinic
        .open()
        .people()
        .reset(vera, &secret("second"), false, &secret("adam"))
        .unwrap();
    let parked = |open: &Open| {
        open.header()
            .slots
            .iter()
            .filter(|slot| slot.is_parked())
            .count()
    };
    clinic.clock.advance(SignedDuration::from_hours(89 * 24));
    assert_eq!(parked(clinic.enter("adam")), 1);
    clinic.clock.advance(SignedDuration::from_hours(2 * 24));
    assert_eq!(parked(clinic.enter("adam")), 0);
    clinic.clean();
}
