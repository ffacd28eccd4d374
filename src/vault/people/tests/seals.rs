//! What the desk writes for clinicians and cannot read.

use crate::domain::screening::{ScreeningContent, ScreeningIndex};
use crate::domain::staff::Role;
use crate::vault::{Error, Note, Open};

use super::{Practice, answer, draft, said, secret};

#[test]
fn what_the_desk_sealed_is_wrapped_when_a_clinician_comes_and_says_where_it_is_from() {
    let mut clinic = Practice::new();
    clinic.add_waiting("ina");
    let open = clinic.open();
    let id = draft(open, "sleep");
    assert!(said(open, id).is_err());
    let forms = |open: &Open| -> Vec<(u8, u8)> {
        let mut statement = open
            .db()
            .prepare("SELECT form, origin FROM r_keys")
            .unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
        rows.unwrap().map(Result::unwrap).collect()
    };
    assert!(forms(open).iter().all(|form| *form == (1, 1)));
    let open = clinic.enter("vera");
    assert!(forms(open).iter().all(|form| *form == (0, 1)));
    assert!(said(open, id).unwrap().contains("sleep"));
    clinic.clean();
}

#[test]
fn a_seal_that_the_log_does_not_know_stays_closed_and_is_told() {
    // H10: somebody with the key of the file puts a record of their own in the place of a clinician's.
    let mut clinic = Practice::new();
    clinic.add_waiting("ina");
    let id = draft(clinic.open(), "sleep");
    clinic.lock();
    clinic.open = Some(clinic.locked().unlock("ina", &secret("ina")).unwrap());
    let forged = "UPDATE r_keys SET wrapped = zeroblob(80)";
    clinic.open().unguarded().execute_batch(forged).unwrap();
    let open = clinic.enter("vera");
    assert!(
        open.notes()
            .iter()
            .any(|note| matches!(note, Note::SealsSuspect(_)))
    );
    assert!(said(open, id).is_err());
    // It stops nobody from leaving.
    open.people()
        .finish_clinical_rotation(&secret("vera"))
        .unwrap();
}

#[test]
fn the_desk_gives_the_screen_away_and_cannot_read_it_back() {
    let mut clinic = Practice::new();
    let id = draft(clinic.open(), "said to the clinician");
    clinic.add("ina", &[Role::Intake]);
    let open = clinic.enter("ina");
    let mut view = open.screenings().hand_over(id).unwrap();
    view.save(open, &answer("first"), None).unwrap();
    view.save(open, &answer("sleep"), Some("aims")).unwrap();
    assert!(open.screenings().handed_over(id).is_err());
    assert!(said(open, id).is_err());
    view.close(open).unwrap();
    // After a lock the person goes on, in a part of its own, with what is not finished.
    let open = clinic.enter("ina");
    assert_eq!(
        open.screenings().row(id).unwrap().value.finished_sections,
        ["aims"]
    );
    let mut view = open.screenings().hand_over(id).unwrap();
    view.save(open, &answer("evenings"), None).unwrap();
    drop(view);
    let open = clinic.enter("vera");
    let parts = open.screenings().handed_over(id).unwrap();
    let texts: Vec<_> = parts
        .iter()
        .map(|part| part.answers.given["tg-goal"].one())
        .collect();
    assert_eq!(texts, [Some("sleep"), Some("evenings")]);
    // Until a clinician takes it over, what the clinician wrote stands as it was.
    assert!(said(open, id).unwrap().contains("said to the clinician"));
    let content = ScreeningContent {
        answers: parts[1].answers.clone(),
        ..ScreeningContent::default()
    };
    let index = ScreeningIndex::default();
    open.screenings()
        .take_over(id, parts[1].part, &content, &index)
        .unwrap();
    assert!(said(open, id).unwrap().contains("evenings"));
    assert_eq!(open.screenings().handed_over(id).unwrap().len(), 1);
    let gone = open
        .screenings()
        .take_over(id, parts[1].part, &content, &index);
    assert!(matches!(gone, Err(Error::NotFound("part"))));
    clinic.clean();
}
