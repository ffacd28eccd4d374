//! The result: its sentence, its reasons, and act-now above everything.

use anteroom::ui::screening::Step;
use egui::accesskit::Role;

use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::desk::Desk;
use super::{has, is_disabled, open};

// --- The result -----------------------------------------------------------------------------------------------------

#[test]
fn the_result_says_its_sentence_its_line_and_the_reasons_with_their_answers() {
    let harness = open(Desk::of(1).at(Step::Result));
    for words in [
        "A therapy group can be offered",
        "Every required question is answered",
        "Wanting",
        "Able",
        "Fit",
        "Safety",
        "Willing to share something",
        "Draft for clinical review",
        "For licensed clinicians.",
        "Rules for therapy groups, version 1.1",
    ] {
        assert!(has(&harness, words), "{words}");
    }
}

#[test]
fn a_concern_that_weighs_nothing_is_shown_as_a_note() {
    let harness = open(Desk::of(1).at(Step::Result));
    assert!(has(&harness, "Willing to share something: Note"));
    let harness = open(Desk::of(4).at(Step::Result));
    assert!(has(&harness, ": Not met"));
}

#[test]
fn a_quoted_answer_is_one_press_from_its_question() {
    let mut harness = open(Desk::of(1).at(Step::Result));
    let quote = harness
        .get_all_by_role(Role::Link)
        .find(|node| {
            node.accesskit_node()
                .label()
                .is_some_and(|name| name.contains("Not sure"))
        })
        .unwrap();
    quote.click();
    harness.run_steps(3);
    let work = &harness.state().work;
    assert_eq!(work.step, Step::Answer);
    assert_eq!(work.go_to.as_deref(), Some("tg-member-tie"));
}

#[test]
fn met_criteria_are_one_line_until_they_are_asked_for() {
    let mut harness = open(Desk::of(9).at(Step::Result));
    let folds: Vec<String> = harness
        .get_all_by_role(Role::Button)
        .filter_map(|node| node.accesskit_node().label())
        .filter(|label| label.ends_with(" met"))
        .collect();
    assert!(!folds.is_empty());
    assert!(!has(&harness, ": Met"));
    let fold = harness
        .get_all_by_role(Role::Button)
        .find(|node| {
            let name = node.accesskit_node().label();
            name.is_some_and(|name| name.ends_with(" met"))
        })
        .unwrap();
    fold.click();
    harness.run_steps(3);
    assert!(has(&harness, ": Met"));
}

#[test]
fn source_and_confidence_come_when_they_are_asked_for() {
    let mut harness = open(Desk::of(4).at(Step::Result));
    assert!(!has(&harness, "Confidence:"));
    let why = harness.get_all_by_label("Why this matters").next().unwrap();
    why.click();
    harness.run_steps(3);
    assert!(has(&harness, "Confidence:"));
}

#[test]
fn what_is_missing_leads_to_its_question_and_what_would_change_the_result_is_named() {
    let mut harness = open(Desk::of(8).at(Step::Result));
    assert!(has(&harness, "questions are still open"));
    let missing = harness.state().work.recommendation.missing.clone();
    let row = harness
        .get_all_by_role(Role::Button)
        .find(|node| {
            let name = node.accesskit_node().label();
            name.is_some_and(|name| name.ends_with("Not answered"))
        })
        .unwrap();
    row.click();
    harness.run_steps(3);
    assert_eq!(harness.state().work.go_to, missing.first().cloned());
    let harness = open(Desk::of(4).at(Step::Result));
    assert!(has(&harness, "Then: "));
    assert!(has(&harness, "Support group"));
}

#[test]
fn act_now_stands_above_everything_and_locks_the_way_on() {
    let mut harness = open(Desk::of(5).at(Step::Result));
    assert!(has(&harness, "Act now: safety comes first"));
    assert!(!has(&harness, "See groups"));
    assert!(
        !has(&harness, "Then: "),
        "nothing that would change it under act-now"
    );
    harness.state_mut().work.step = Step::Decide;
    harness.run_steps(3);
    assert!(has(
        &harness,
        "Letters, seats, the waitlist and overrides are locked"
    ));
    for option in ["I decide otherwise", "Offer a seat", "Waitlist"] {
        assert!(is_disabled(&harness, option), "{option}");
    }
    assert!(is_disabled(&harness, "Sign"));
    harness.state_mut().work.step = Step::Result;
    harness.run_steps(3);
    harness
        .get_all_by_label("Open the safety page")
        .next()
        .unwrap()
        .click();
    harness.run_steps(3);
    assert_eq!(harness.state().work.step, Step::Safety);
}
