//! Keys that change: what stays readable, who follows, and what is refused on the way.

use std::fs;
use std::sync::atomic::AtomicBool;

use crate::domain::id::Id;
use crate::domain::staff::Role;
use crate::vault::roster::{self, Wrapped};
use crate::vault::{Error, Note, Watch, files};

use super::{Practice, draft, header, reaches, said, secret, write};

#[test]
fn a_stopped_rotation_changes_nothing() {
    let mut clinic = Practice::new();
    let ina = clinic.add("ina", &[Role::Intake]);
    let before = fs::read(clinic.dir.join(files::DATABASE)).unwrap();
    let stop = AtomicBool::new(true);
    let watch = Watch::new(&|_| {}, &stop);
    let stopped = clinic
        .open()
        .people()
        .rotate(&[ina.id], &secret("vera"), &watch);
    assert!(matches!(stopped, Err(Error::Stopped)));
    assert_eq!(fs::read(clinic.dir.join(files::DATABASE)).unwrap(), before);
    assert!(!clinic.dir.join(files::NEW_DATABASE).exists());
    assert!(!clinic.dir.join(files::NEW_HEADER).exists());
    clinic.clean();
}

#[test]
fn rotation_keeps_every_record_and_every_other_person() {
    let mut clinic = Practice::new();
    let id = draft(clinic.open(), "sleep");
    clinic.add("ina", &[Role::Intake]);
    let clara = clinic.add("clara", &[Role::Clinician]);
    let salt = fs::read(clinic.dir.join(files::DATABASE)).unwrap()[..16].to_vec();
    let report = clinic
        .open()
        .people()
        .rotate(&[], &secret("vera"), &Watch::silent())
        .unwrap();
    assert!(report.clinical && report.pages > 0);
    assert_ne!(
        fs::read(clinic.dir.join(files::DATABASE)).unwrap()[..16],
        salt
    );
    // The session goes on.
    assert!(said(clinic.open(), id).unwrap().contains("sleep"));
    write(clinic.open(), id, "rest");
    clinic.clean();
    clinic.enter("ina");
    let open = clinic.enter("clara");
    assert!(open.notes().contains(&Note::ClinicalKeyChanged));
    assert_eq!(open.me().id, clara.id);
    assert!(said(open, id).unwrap().contains("rest"));
    // The slot remembers the new key: the second time there is nothing to say.
    assert!(clinic.enter("clara").notes().is_empty());
    clinic.clean();
}

#[test]
fn a_clinician_who_missed_two_rotations_follows_both_links() {
    let mut clinic = Practice::new();
    let id = draft(clinic.open(), "sleep");
    clinic.add("clara", &[Role::Clinician]);
    for _ in 0..2 {
        let by = secret("vera");
        clinic
            .open()
            .people()
            .finish_clinical_rotation(&by)
            .unwrap();
    }
    let open = clinic.enter("clara");
    assert!(said(open, id).unwrap().contains("sleep"));
    let held = roster::wrap_epochs(open.db(), &open.me().id.to_bytes(), Wrapped::Clinicians);
    assert_eq!(held.unwrap(), [3]);
    clinic.clean();
}

#[test]
fn a_clinicians_key_without_a_link_is_refused() {
    let mut clinic = Practice::new();
    clinic.add("clara", &[Role::Clinician]);
    clinic
        .open()
        .people()
        .finish_clinical_rotation(&secret("vera"))
        .unwrap();
    let forged = "UPDATE tx_link SET mac = zeroblob(32)";
    clinic.open().unguarded().execute_batch(forged).unwrap();
    let refused = clinic.try_enter("clara", &secret("clara"));
    assert!(matches!(refused, Err(Error::RosterForged("clinicians"))));
}

#[test]
fn the_desk_is_told_of_a_new_clinicians_key_and_refuses_a_swapped_one() {
    let mut clinic = Practice::new();
    clinic.add("ina", &[Role::Intake]);
    clinic
        .open()
        .people()
        .finish_clinical_rotation(&secret("vera"))
        .unwrap();
    assert!(
        clinic
            .enter("ina")
            .notes()
            .contains(&Note::ClinicalKeyChanged)
    );
    assert!(clinic.enter("ina").notes().is_empty());
    // The public half swapped by somebody with the key of the file.
    let swap = "UPDATE meta SET value = zeroblob(32) WHERE key = 'P_tx'";
    clinic.open().unguarded().execute_batch(swap).unwrap();
    let refused = clinic.try_enter("ina", &secret("ina"));
    assert!(matches!(refused, Err(Error::RosterForged("clinicians"))));
}

#[test]
fn a_clinical_rotation_waits_for_a_clinician_when_an_administrator_removes_one() {
    let mut clinic = Practice::new();
    clinic.add("adam", &[Role::Administrator]);
    let clara = clinic.add("clara", &[Role::Clinician]);
    let old = header(&clinic.dir);
    clinic.enter("adam");
    let report = clinic
        .open()
        .people()
        .remove(clara.id, &secret("adam"))
        .unwrap();
    assert!(!report.clinical);
    assert!(clinic.open().people().clinical_rotation_pending().unwrap());
    let open = clinic.enter("vera");
    assert!(open.notes().contains(&Note::ClinicalRotationPending));
    open.people()
        .finish_clinical_rotation(&secret("vera"))
        .unwrap();
    assert!(!open.people().clinical_rotation_pending().unwrap());
    let both = [old, header(&clinic.dir)];
    assert_eq!(
        reaches(clinic.open(), &both, &secret("clara")),
        (false, false, false)
    );
    clinic.clean();
}
