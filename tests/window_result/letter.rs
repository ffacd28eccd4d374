//! The page of the letter.

use anteroom::app::command::Field;
use anteroom::ui::screening::Step;
use egui_kittest::Harness;

use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::desk::Desk;
use super::{field, has, is_disabled, open, press, type_into};

// --- The letter -----------------------------------------------------------------------------------------------------

#[test]
fn the_letter_page_shows_the_page_and_its_text() {
    let harness = open(Desk::of(1).decided().signed().at(Step::Letter));
    let page = harness.get_by_label("Letter, Page 1 of 2");
    let text = page.accesskit_node().value().unwrap();
    assert!(text.contains("This is group therapy"), "{text}");
    assert!(text.contains("Tuesday process group"));
}

#[test]
fn what_stops_the_letter_is_said_and_nothing_is_saved_before_it_is_settled() {
    let mut harness = open(Desk::of(1).decided().signed().at(Step::Letter));
    assert!(!is_disabled(&harness, "Save as PDF"));
    press(&mut harness, "Outside");
    harness.run_steps(30);
    assert!(harness.state().request.as_ref().unwrap().outside);
    assert!(has(&harness, "stops this letter") || has(&harness, "stop this letter"));
    assert!(is_disabled(&harness, "Save as PDF"));
    assert!(is_disabled(&harness, "Save with password"));
    type_into(&mut harness, "Agreed on", "10/03/2025");
    harness.run_steps(30);
    assert!(harness.state().request.as_ref().unwrap().consent.is_some());
    assert!(!is_disabled(&harness, "Save as PDF"));
}

#[test]
fn saving_plainly_is_asked_about_each_time_and_then_told() {
    let mut harness = open(Desk::of(1).decided().signed().at(Step::Letter));
    press(&mut harness, "Save as PDF");
    assert!(has(&harness, "Save without a password?"));
    press(&mut harness, "Go back");
    assert!(
        !harness
            .state()
            .log
            .iter()
            .any(|entry| entry.starts_with("write"))
    );
    press(&mut harness, "Save as PDF");
    harness
        .get_all_by_label("Save as PDF")
        .last()
        .unwrap()
        .click();
    harness.run_steps(4);
    assert!(harness.state().log.contains(&"write plain".to_owned()));
    assert!(has(&harness, "Letter 12 was saved"));
    assert!(
        harness
            .state()
            .log
            .contains(&"toast The letter was saved.".to_owned())
    );
}

#[test]
fn a_password_is_typed_twice_and_has_eight_characters() {
    let mut harness = open(Desk::of(1).decided().signed().at(Step::Letter));
    press(&mut harness, "Save with password");
    harness.run_steps(6);
    let password = field(&harness, "Password for this file");
    assert!(password.accesskit_node().is_focused(), "one types at once");
    type_into(&mut harness, "Password for this file", "short");
    type_into(&mut harness, "The same again", "short");
    let act = |harness: &Harness<'_, Desk>| {
        let all = harness.get_all_by_label("Save with password");
        all.last().unwrap().accesskit_node().is_disabled()
    };
    assert!(act(&harness));
    type_into(&mut harness, "Password for this file", " but longer");
    assert!(act(&harness), "the two are not the same");
    type_into(&mut harness, "The same again", " but longer");
    assert!(!act(&harness));
    harness
        .get_all_by_label("Save with password")
        .last()
        .unwrap()
        .click();
    harness.run_steps(4);
    assert!(harness.state().log.contains(&"write locked".to_owned()));
}

#[test]
fn safety_arrangements_need_consent() {
    let mut harness = open(Desk::of(1).decided().signed().at(Step::Letter));
    assert!(is_disabled(&harness, "Present safety arrangements"));
    press(&mut harness, "The person agreed to this letter");
    type_into(&mut harness, "Agreed on", "10/03/2025");
    press(&mut harness, "Present safety arrangements");
    harness.run_steps(30);
    let request = harness.state().request.as_ref().unwrap();
    assert!(request.fields.contains(&Field::Safety));
}

#[test]
fn an_introduction_to_a_support_group_always_needs_consent() {
    let mut harness = open(Desk::of(9).decided().signed().at(Step::Letter));
    assert!(has(&harness, "needs the person\u{2019}s consent"));
    assert!(is_disabled(&harness, "Save as PDF"));
    type_into(&mut harness, "Agreed on", "10/03/2025");
    harness.run_steps(30);
    assert!(!is_disabled(&harness, "Save as PDF"));
}

#[test]
fn there_is_no_letter_before_the_signature_and_none_without_a_group() {
    let harness = open(Desk::of(1).at(Step::Letter));
    assert!(has(&harness, "The letter comes after the signature"));
    let harness = open(Desk::of(4).signed().at(Step::Letter));
    assert!(has(&harness, "No letter of referral follows"));
}
