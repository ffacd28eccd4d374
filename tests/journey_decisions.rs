//! What is decided and by whom it is confirmed: a waitlist by hand, what was settled with a leader, an override that is
//! named twice, a second signature, a change that is taken back. By keyboard and by the names of things.
#![allow(clippy::unwrap_used, missing_docs, unreachable_pub, dead_code)]

#[allow(dead_code, reason = "each journey needs a part of it")]
#[path = "journey/answers.rs"]
mod answers;
#[allow(dead_code, reason = "each journey needs a part of it")]
#[path = "journey/desk.rs"]
mod desk;
#[allow(dead_code, reason = "each journey needs a part of it")]
#[path = "journey/house.rs"]
mod house;

use answers::{answer, answer_all, answer_until, asked};
use anteroom::domain::form::Pathway;
use anteroom::domain::staff::Role;
use anteroom::ui::screen::Place;
use desk::{PASSPHRASE, Person};
use egui::Key;
use house::{HERS, THEIRS, a_clinic, a_clinic_of_three_groups, a_clinic_with, signs_in};

/// Robin begins an assessment of Wren.
fn begins(person: &mut Person) {
    signs_in(person, "robin", PASSPHRASE);
    person.press_ctrl(Key::N);
    person.press(Key::Num1);
    person.types("Wren");
    person.enters_row("Wren Newcomer");
    assert!(matches!(person.place(), Some(Place::Screening(_))));
}

/// Robin answers an assessment of Wren to its end, and stands on the groups.
fn answered(person: &mut Person) {
    begins(person);
    answer_all(person, Pathway::Therapy);
    person.goes_to_step("Groups");
    assert!(person.says("Monday relations"), "{}", person.everything());
}

const WHY: &str = "Two of her colleagues are in it until June";

/// Wren is put on the waitlist by hand, although the group has seats, and that is signed.
fn put_on_the_waitlist(person: &mut Person) {
    answered(person);
    person.enters("Put on the waitlist by hand…");
    assert_eq!(person.focused(), "Why on the waitlist");
    // Without a reason nothing happens.
    person.press(Key::Enter);
    assert!(!person.says("By hand:"), "{}", person.everything());
    person.fills("Why on the waitlist", WHY);
    person.press(Key::Enter);
    assert!(
        person.says(&format!("By hand: {WHY}")),
        "{}",
        person.everything()
    );
    person.goes_to_step("Decide");
    person.chooses_down("Your judgement", "I follow the recommendation");
    signs(person);
}

/// Wren is put on the waitlists of both therapy groups, and that is signed.
fn put_on_two_waitlists(person: &mut Person) {
    answered(person);
    for _ in 0..2 {
        person.enters("Put on the waitlist by hand…");
        person.fills("Why on the waitlist", WHY);
        person.press(Key::Enter);
    }
    person.goes_to_step("Decide");
    person.chooses_down("Your judgement", "I follow the recommendation");
    signs(person);
}

fn signs(person: &mut Person) {
    assert!(
        person.says("Nothing is missing."),
        "{}",
        person.everything()
    );
    person.fills("Passphrase of Robin Sample", PASSPHRASE);
    person.press(Key::Enter);
    assert!(person.says("What now"), "{}", person.everything());
}

fn opens_the_group(person: &mut Person) {
    opens(person, "Monday relations");
}

fn opens(person: &mut Person, group: &str) {
    person.press_ctrl(Key::K);
    person.types(group);
    person.press(Key::Enter);
    assert!(person.says("Keep the group"), "{}", person.everything());
}

#[test]
fn a_place_on_a_waitlist_by_hand_keeps_its_reason_in_the_group_and_in_the_clients_course() {
    let mut person = a_clinic();
    put_on_the_waitlist(&mut person);
    person.press_ctrl(Key::L);
    signs_in(&mut person, "robin", PASSPHRASE);
    person.press_ctrl(Key::Num2);
    person.enters_row("Wren Newcomer");
    assert!(
        person.says("Put on the waitlist: Monday relations") && person.says(WHY),
        "{}",
        person.everything()
    );
    person.press_ctrl(Key::Num3);
    assert!(person.says("1 waiting"), "{}", person.everything());
    opens_the_group(&mut person);
    assert!(
        person.says("Waits since 10 March 2025") && person.says(&format!("By hand: {WHY}")),
        "{}",
        person.everything()
    );
    // It counts among the people who wait while a seat is free.
    person.press_ctrl(Key::Num1);
    assert!(person.says("Monday relations"), "{}", person.everything());
    person.press_ctrl(Key::L);
    // The desk sees that somebody waits, and neither who nor why.
    signs_in(&mut person, "ina", HERS);
    person.press_ctrl(Key::Num3);
    assert!(
        person.says("One person waits for a seat. A clinician sees for which group."),
        "{}",
        person.everything()
    );
    assert!(!person.says("waiting"), "{}", person.everything());
    opens_the_group(&mut person);
    assert!(
        !person.says("Wren") && !person.says(WHY),
        "{}",
        person.everything()
    );
}

#[test]
fn whoever_waits_is_offered_a_seat_which_is_held_and_that_can_be_taken_back() {
    let mut person = a_clinic();
    put_on_the_waitlist(&mut person);
    opens_the_group(&mut person);
    person.enters("Take Wren Newcomer off the list");
    assert!(!person.says("Waits since"), "{}", person.everything());
    // The message names nobody, and its key brings them back.
    assert!(person.says("Off the waitlist"), "{}", person.everything());
    person.press_ctrl(Key::Z);
    assert!(person.says("Waits since"), "{}", person.everything());
    person.enters("Offer a seat to Wren Newcomer");
    assert!(!person.says("Waits since"), "{}", person.everything());
    person.press_ctrl(Key::Num3);
    assert!(person.says("6 of 8"), "{}", person.everything());
    assert!(!person.says("1 waiting"), "{}", person.everything());
    // What is not the last thing any more is not taken back.
    person.press_ctrl(Key::Z);
    assert!(person.says("6 of 8"), "{}", person.everything());
    // The days until the place count in the report, as the waiting did before.
    person.press_ctrl(Key::Num6);
    assert!(person.says("Waiting"), "{}", person.everything());
}

#[test]
fn a_seat_in_one_group_asks_what_becomes_of_the_other_lists() {
    let mut person = a_clinic_of_three_groups();
    put_on_two_waitlists(&mut person);
    let (monday, wednesday) = ("Monday relations", "Wednesday relations");
    let (stay, end) = (
        "Offer a seat to Wren Newcomer, the other lists stay",
        "Offer a seat to Wren Newcomer, the other lists end",
    );
    opens(&mut person, monday);
    assert!(
        person.says("Waits also for: Wednesday relations."),
        "{}",
        person.everything()
    );
    person.enters(stay);
    assert!(!person.says("Waits since"), "{}", person.everything());
    opens(&mut person, wednesday);
    assert!(
        person.says("Waits since") && person.says("A seat is offered in: Monday relations."),
        "{}",
        person.everything()
    );
    // For that group alone there is nothing left to ask.
    assert!(
        !person.says(stay) && !person.says(end),
        "{}",
        person.everything()
    );
    person.press_ctrl(Key::Num1);
    assert!(
        person.says("1 person waits for a seat."),
        "{}",
        person.everything()
    );
    // Off the last list: nobody waits any more, until that is taken back.
    opens(&mut person, wednesday);
    person.enters("Take Wren Newcomer off the list");
    assert!(!person.says("Waits since"), "{}", person.everything());
    person.press_ctrl(Key::Z);
    assert!(person.says("Waits since"), "{}", person.everything());
    opens(&mut person, monday);
    assert!(!person.says("Waits since"), "{}", person.everything());
}

#[test]
fn a_seat_that_ends_all_waiting_is_taken_back_with_all_of_it() {
    let mut person = a_clinic_of_three_groups();
    put_on_two_waitlists(&mut person);
    opens(&mut person, "Monday relations");
    person.enters("Offer a seat to Wren Newcomer, the other lists end");
    assert!(!person.says("Waits since"), "{}", person.everything());
    person.press_ctrl(Key::Z);
    assert!(
        person.says("Waits since") && person.says("Waits also for: Wednesday relations."),
        "{}",
        person.everything()
    );
    person.enters("Offer a seat to Wren Newcomer, the other lists end");
    opens(&mut person, "Wednesday relations");
    assert!(!person.says("Waits since"), "{}", person.everything());
    person.press_ctrl(Key::Num1);
    assert!(!person.says("waits for a seat"), "{}", person.everything());
}

#[test]
fn what_was_settled_with_the_leader_is_kept_over_a_lock() {
    let mut person = a_clinic();
    answered(&mut person);
    for tick in ticks(&person) {
        person.chooses(&tick, "Yes");
    }
    person.press_ctrl(Key::L);
    signs_in(&mut person, "robin", PASSPHRASE);
    person.press_ctrl(Key::Num1);
    person.enters_row("Wren Newcomer");
    person.goes_to_step("Groups");
    let all = ticks(&person);
    assert_eq!(all.len(), 2);
    for tick in all {
        assert_eq!(person.chosen(&tick), "Yes", "{tick}");
    }
}

/// The points that only a clinician can confirm with a leader.
fn ticks(person: &Person) -> Vec<String> {
    let points = ["tick-for-whom", "tick-composition"].map(anteroom::text::say);
    points
        .into_iter()
        .filter(|tick| person.says(tick))
        .collect()
}

#[test]
fn an_override_of_what_is_not_met_names_it_a_second_time_before_it_can_be_signed() {
    let mut person = a_clinic();
    begins(&mut person);
    // Company only and no change: that stands in the way of a therapy group.
    answer_until(&mut person, Pathway::Therapy, Some("tg-aim"));
    let question = asked(&person, Pathway::Therapy).unwrap();
    let worst = match &question.answer {
        anteroom::domain::form::AnswerKind::Single { options, .. } => options.len(),
        _ => unreachable!("a single choice"),
    };
    person.press([Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5][worst - 1]);
    person.press(Key::Enter);
    answer_all(&mut person, Pathway::Therapy);
    person.goes_to_step("Decide");
    person.chooses_down("Your judgement", "I decide otherwise");
    person.chooses_down("Your outcome", "Suitable");
    person.fills("Your reason", "She came back twice and says so herself");
    person.chooses_down("What happens next", "Refer on");
    let again = "I know that this is not met:";
    assert!(person.says(again), "{}", person.everything());
    // Nothing else is missing, and it is not signed.
    assert!(
        person.says("One point is still open."),
        "{}",
        person.everything()
    );
    person.fills("Passphrase of Robin Sample", PASSPHRASE);
    person.press(Key::Enter);
    assert!(!person.says("What now"), "{}", person.everything());
    person.goes_to_group("Name each point that has to hold, and does not");
    person.press(Key::A);
    person.press_ctrl(Key::L);
    // It is stored with the draft.
    signs_in(&mut person, "robin", PASSPHRASE);
    person.press_ctrl(Key::Num1);
    person.enters_row("Wren Newcomer");
    person.goes_to_step("Decide");
    signs(&mut person);
}

#[test]
fn a_second_clinician_signs_too_and_the_first_cannot_sign_twice() {
    let mut person = a_clinic_with(&[("dana", "Dana Sample", Role::Clinician)]);
    put_on_the_waitlist(&mut person);
    person.enters("Second signature");
    person.fills("Passphrase of Robin Sample", PASSPHRASE);
    person.press(Key::Enter);
    assert!(!person.refused().is_empty(), "{}", person.everything());
    assert!(person.says("Nothing was added."), "{}", person.everything());
    person.press_ctrl(Key::L);
    signs_in(&mut person, "dana", THEIRS);
    person.press_ctrl(Key::Num2);
    person.enters_row("Wren Newcomer");
    person.enters_row("Therapy-group assessment");
    person.goes_to_step("Decide");
    person.enters("Second signature");
    assert_eq!(person.focused(), "Passphrase of Dana Sample");
    person.fills("Passphrase of Dana Sample", PASSPHRASE);
    person.press(Key::Enter);
    assert!(
        person.says("Nothing was added."),
        "a colleague's passphrase"
    );
    person.fills("Passphrase of Dana Sample", THEIRS);
    person.press(Key::Enter);
    assert!(
        person.says("Dana Sample") && !person.says("Nothing was added."),
        "{}",
        person.everything()
    );
}

#[test]
fn the_last_answer_is_taken_back_by_key_but_no_level_that_was_reached() {
    let mut person = a_clinic();
    begins(&mut person);
    answer_until(&mut person, Pathway::Therapy, Some("tg-importance"));
    person.press(Key::Num7);
    person.press(Key::Backspace);
    assert!(person.says("Answer cleared"), "{}", person.everything());
    assert!(!person.says("7 of 10"), "{}", person.everything());
    person.press_ctrl(Key::Z);
    person.seen.run();
    person.press(Key::Enter);
    assert!(person.says("7 of 10"), "{}", person.everything());
    answer_until(&mut person, Pathway::Therapy, Some("tg-si-now"));
    person.press(Key::Num4);
    assert!(person.says("Act now: suicide"), "{}", person.everything());
    person.enters("Continue the conversation");
    person.press_ctrl(Key::Z);
    person.goes_to_step("Decide");
    assert!(
        person.says("Letters, seats, the waitlist and overrides are locked"),
        "{}",
        person.everything()
    );
}

#[test]
fn in_a_text_the_key_takes_back_letters_and_no_answer() {
    let mut person = a_clinic();
    begins(&mut person);
    answer_until(&mut person, Pathway::Therapy, Some("tg-goal"));
    let question = asked(&person, Pathway::Therapy).unwrap();
    let before = person.everything();
    answer(&mut person, question);
    person.press_ctrl(Key::Z);
    assert_eq!(
        asked(&person, Pathway::Therapy).map(|question| &question.id),
        Some(&question.id)
    );
    assert!(!before.contains("In their own words"));
}
