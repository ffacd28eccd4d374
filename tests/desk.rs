//! What the desk does with the vault, whatever a screen sends.
#![allow(clippy::unwrap_used, missing_docs)]

use anteroom::app::command::{NewAcknowledgement, Secret};
use anteroom::app::{decide, demo, screenings};
use anteroom::domain::answers::{Answer, Answers, SafetyLevel};
use anteroom::domain::form::Pathway;
use anteroom::domain::screening::{SafetyAction, ScreeningContent};
use zeroize::Zeroizing;

#[test]
fn a_screen_that_lags_behind_lowers_no_level_and_loses_no_acknowledgement() {
    let folder = tempfile::tempdir().unwrap();
    let open = demo::build(&folder.path().join("demo")).unwrap().open;
    let id = screenings::start(&open, Pathway::Support, None, Answers::default()).unwrap();
    let empty = ScreeningContent::default();
    let mut danger = empty.clone();
    let said = Answer::One("in-danger".to_owned());
    danger.answers.given.insert("sg-safe-now".to_owned(), said);
    screenings::save_from_screen(&open, id, &danger).unwrap();
    screenings::save_from_screen(&open, id, &empty).unwrap();
    let kept = screenings::view(&open, id).unwrap().content;
    assert_eq!(kept.highest_safety, SafetyLevel::ActNow);
    assert!(decide::is_locked(
        &kept,
        kept.recommendation.as_ref().unwrap()
    ));
    assert!(screenings::keep_nothing(&open, id).is_err());
    let concerns = screenings::concerns(&open).unwrap();
    assert!(concerns.iter().any(|row| row.id == id));

    let new = NewAcknowledgement {
        login: String::new(),
        done: vec![SafetyAction::CrisisTeam],
        detail: String::new(),
        agreed: "stays here until the team comes".to_owned(),
        follow_up: "the clinician on call".to_owned(),
    };
    let secret = Secret(Zeroizing::new(demo::PASSPHRASE.to_owned()));
    screenings::acknowledge(&open, id, &new, &secret).unwrap();
    screenings::save_from_screen(&open, id, &empty).unwrap();
    let kept = screenings::view(&open, id).unwrap().content;
    assert!(kept.acknowledgement.is_some());
    let waiting = open.risks().waiting().unwrap();
    let stubs = waiting
        .iter()
        .filter_map(|stored| stored.value.stub.as_ref());
    let mine = stubs.filter(|stub| stub.screening == Some(id));
    assert_eq!(mine.count(), 0, "the stub was sealed");
}
