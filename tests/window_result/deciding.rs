//! The decision: overrides, gaps, and what is kept.

use anteroom::domain::screening::{Disposition, Judgement};
use anteroom::ui::screening::Step;
use egui::Key;
use egui::accesskit::Role;

use egui_kittest::kittest::Queryable as _;

use super::desk::{Desk, PASSPHRASE};
use super::{has, is_disabled, open, press, type_into};

// --- Decide and sign ------------------------------------------------------------------------------------------------

#[test]
fn an_override_without_a_reason_cannot_be_signed() {
    let mut harness = open(Desk::of(4).at(Step::Decide));
    press(&mut harness, "I decide otherwise");
    press(&mut harness, "Suitable with preparation");
    harness.get_by_label("The person chose otherwise").click();
    harness.run_steps(3);
    type_into(&mut harness, "Passphrase of Robin Example", PASSPHRASE);
    assert!(has(&harness, "reason of at least 20 characters"));
    assert!(is_disabled(&harness, "Sign"));
    type_into(&mut harness, "Your reason", "known well");
    assert!(has(&harness, "10 of at least 20 characters"));
    assert!(is_disabled(&harness, "Sign"));
    type_into(&mut harness, "Your reason", " from earlier work");
    assert!(!is_disabled(&harness, "Sign"));
    let judgement = harness.state().work.open.content.judgement.clone();
    assert!(
        matches!(judgement, Some(Judgement::Override { outcome, .. })
        if outcome == "suitable with preparation")
    );
    press(&mut harness, "Sign");
    assert!(harness.state().log.contains(&"sign".to_owned()));
    assert!(has(&harness, "What now"));
}

#[test]
fn passing_over_a_blocking_criterion_names_it_a_second_time() {
    let mut harness = open(Desk::of(6).at(Step::Decide));
    press(&mut harness, "I decide otherwise");
    press(&mut harness, "Suitable with preparation");
    assert!(has(
        &harness,
        "I know that this is not met: In touch with shared reality"
    ));
    assert!(has(&harness, "Name each point that you pass over."));
    press(
        &mut harness,
        "I know that this is not met: In touch with shared reality",
    );
    assert!(!has(&harness, "Name each point that you pass over."));
}

#[test]
fn signing_takes_the_right_passphrase_and_then_says_what_now() {
    let mut harness = open(Desk::of(1).decided().at(Step::Decide));
    assert!(has(&harness, "Nothing is missing."));
    assert!(is_disabled(&harness, "Sign"), "no passphrase yet");
    type_into(
        &mut harness,
        "Passphrase of Robin Example",
        "something else",
    );
    press(&mut harness, "Sign");
    assert!(has(&harness, "The passphrase was not accepted."));
    type_into(&mut harness, "Passphrase of Robin Example", PASSPHRASE);
    harness.key_press(Key::Enter);
    harness.run_steps(4);
    assert!(has(&harness, "Signed by Robin Example"));
    assert!(has(&harness, "What now"));
    let letter = harness.get_by_role_and_label(Role::Button, "Write the letter");
    letter.click();
    harness.run_steps(4);
    assert_eq!(harness.state().work.step, Step::Letter);
}

#[test]
fn every_gap_is_said_and_leads_to_where_it_is_settled() {
    let mut harness = open(Desk::of(8).at(Step::Decide));
    for words in [
        "safety question",
        "A clinician notes what was agreed",
        "Follow the recommendation, or decide otherwise.",
        "Say what happens next.",
    ] {
        assert!(has(&harness, words), "{words}");
    }
    let gap = harness
        .get_all_by_label_contains("safety question")
        .next()
        .unwrap();
    gap.click();
    harness.run_steps(3);
    let went = harness.state().work.go_to.clone().unwrap();
    assert!(
        harness.state().work.recommendation.missing.contains(&went),
        "{went}"
    );
    assert!(
        harness
            .state()
            .work
            .pack()
            .form
            .sections
            .iter()
            .any(|section| {
                section.safety && section.questions.iter().any(|question| question.id == went)
            })
    );
}

#[test]
fn the_desk_cannot_sign_for_a_clinician() {
    let mut desk = Desk::of(1).decided().at(Step::Decide);
    desk.opened.clinician = false;
    let mut harness = open(desk);
    type_into(&mut harness, "Passphrase of Robin Example", PASSPHRASE);
    assert!(is_disabled(&harness, "Sign"));
    assert!(is_disabled(&harness, "I decide otherwise"));
}

#[test]
fn the_meeting_with_the_leader_needs_all_six_topics() {
    let mut harness = open(Desk::of(1).decided().at(Step::Decide));
    press(&mut harness, "Goals for the group");
    assert!(has(&harness, "with all six topics"));
    press(&mut harness, "Goals for the group");
    assert!(has(&harness, "Nothing is missing."));
}

#[test]
fn another_option_starts_with_what_is_recommended_besides() {
    let mut harness = open(Desk::of(4).at(Step::Decide));
    press(&mut harness, "Another option");
    let disposition = harness.state().work.open.content.disposition.clone();
    let Some(Disposition::OtherOption { named }) = disposition else {
        panic!("another option");
    };
    assert_eq!(named, ["Another type of group", "Support group"]);
}

#[test]
fn a_support_check_can_be_finished_with_nothing_kept_after_one_question() {
    let mut harness = open(Desk::of(9).at(Step::Decide));
    press(&mut harness, "Finish, keep nothing");
    assert!(has(&harness, "Finish and keep nothing?"));
    assert!(!harness.state().log.contains(&"keep nothing".to_owned()));
    press(&mut harness, "Keep nothing");
    let log = &harness.state().log;
    assert!(log.contains(&"keep nothing".to_owned()));
    assert!(log.contains(&"go Home".to_owned()));
}

#[test]
fn a_support_check_with_a_point_of_safety_is_not_forgotten_before_a_clinician_looked() {
    let harness = open(Desk::of(10).at(Step::Decide));
    assert!(is_disabled(&harness, "Finish, keep nothing"));
}

#[test]
fn a_support_check_keeps_a_name_and_a_way_to_reach_the_person() {
    let mut harness = open(Desk::of(9).decided().at(Step::Decide));
    assert!(has(&harness, "write the name that they go by"));
    type_into(&mut harness, "Name to be called by", "Pippa");
    type_into(&mut harness, "Passphrase of Robin Example", PASSPHRASE);
    press(&mut harness, "Keep and sign");
    let kept = harness.state().work.open.kept.clone().unwrap();
    assert_eq!(kept.chosen_name, "Pippa");
}
