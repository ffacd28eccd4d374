//! What comes between: a pause until the next meeting, a kill, a second window, a change of mind, danger at the desk,
//! an addition after the signature. By keyboard and by the names of things.
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

use answers::{answer_all, answer_until, asked};
use anteroom::domain::form::Pathway;
use anteroom::ui::screen::Place;
use desk::{PASSPHRASE, Person};
use egui::Key;
use house::{HERS, a_clinic, signs_in};

/// Robin begins an assessment with somebody who is known.
fn an_assessment(person: &mut Person) {
    signs_in(person, "robin", PASSPHRASE);
    person.press_ctrl(Key::N);
    person.press(Key::Num1);
    person.types("Wren");
    person.enters_row("Wren Newcomer");
    assert!(
        matches!(person.place(), Some(Place::Screening(_))),
        "{}",
        person.everything()
    );
}

/// A support-group check; how many keys it took from Home to the result.
fn a_check(person: &mut Person) -> usize {
    person.press_ctrl(Key::Num1);
    person.press_ctrl(Key::N);
    let card = if person.says("Therapy-group assessment") {
        Key::Num2
    } else {
        Key::Num1
    };
    person.press(card);
    let (keys, questions) = answer_all(person, Pathway::Support);
    assert_eq!(questions, 15);
    assert!(person.says("Why"), "{}", person.everything());
    keys + 2
}

#[test]
fn a_check_takes_at_most_forty_keys_from_home_to_its_result() {
    let mut person = a_clinic();
    signs_in(&mut person, "ina", HERS);
    let keys = a_check(&mut person);
    assert!(keys <= 40, "{keys}");
    assert_eq!(keys, 32);
}

#[test]
fn an_assessment_takes_one_key_a_choice_and_enter() {
    let mut person = a_clinic();
    an_assessment(&mut person);
    let (keys, questions) = answer_all(&mut person, Pathway::Therapy);
    // Eight keys for the eight points of the agreements, one for every other choice, and Enter.
    assert!(
        keys <= 2 * questions + 7,
        "{keys} keys for {questions} questions"
    );
}

#[test]
fn a_pause_stands_under_its_day_and_goes_on_where_it_was_marked() {
    let mut person = a_clinic();
    an_assessment(&mut person);
    answer_until(&mut person, Pathway::Therapy, Some("tg-importance"));
    person.enters("Pause until the next meeting");
    person.fills("Day of the next meeting", "2025-03-17");
    person.fills("Time and place", "10:00, room 2");
    let marked = "How sure are you that you could do your part?";
    person.ticks(marked);
    person.enters("Pause");
    assert_eq!(person.place(), Some(Place::Home), "{}", person.everything());
    assert!(
        person.says("17 March 2025") && person.says("10:00, room 2"),
        "{}",
        person.everything()
    );
    person.press_ctrl(Key::L);
    // The desk sees when and where, and nothing else.
    signs_in(&mut person, "ina", HERS);
    assert!(
        person.says("17 March 2025") && person.says("10:00, room 2"),
        "{}",
        person.everything()
    );
    person.press_ctrl(Key::L);
    signs_in(&mut person, "robin", PASSPHRASE);
    person.enters_row("Wren Newcomer");
    assert!(
        person.says("What was said last time") && person.says("Planned for"),
        "{}",
        person.everything()
    );
    assert!(person.says("First of all") && person.says(marked));
    assert_eq!(person.focused(), "Go on");
    person.press(Key::Enter);
    assert_eq!(
        asked(&person, Pathway::Therapy).map(|q| q.id.as_str()),
        Some("tg-confidence")
    );
    person.press_ctrl(Key::Num1);
    assert!(
        !person.says("Goes on at a meeting"),
        "{}",
        person.everything()
    );
}

#[test]
fn a_kill_loses_nothing_that_was_called_saved() {
    let mut person = a_clinic();
    an_assessment(&mut person);
    let (_, before) = answer_until(&mut person, Pathway::Therapy, Some("tg-importance"));
    person.press(Key::Num7);
    let folder = person.leaves();
    let mut person = Person::sits_down_in(folder);
    signs_in(&mut person, "robin", PASSPHRASE);
    person.enters_row("Wren Newcomer");
    assert!(
        before > 3
            && asked(&person, Pathway::Therapy).map(|q| q.id.as_str()) == Some("tg-confidence"),
        "{}",
        person.everything()
    );
}

#[test]
fn a_second_window_is_refused_and_the_first_goes_on() {
    let mut person = a_clinic();
    an_assessment(&mut person);
    let mut other = Person::beside(&person);
    other.fills("Your login", "ina");
    other.fills("Your passphrase", HERS);
    other.press(Key::Enter);
    assert_eq!(other.place(), None);
    assert!(
        other.says("another") || other.says("already"),
        "{}",
        other.everything()
    );
    answer_until(&mut person, Pathway::Therapy, Some("tg-importance"));
    assert!(person.says("Saved"), "{}", person.everything());
}

#[test]
fn an_answer_that_is_changed_three_times_counts_as_it_was_said_last() {
    let mut person = a_clinic();
    signs_in(&mut person, "ina", HERS);
    person.press_ctrl(Key::N);
    person.press(Key::Num1);
    answer_until(&mut person, Pathway::Support, Some("sg-listening"));
    for key in [Key::Num3, Key::Num2, Key::Num1] {
        person.press(key);
    }
    answer_all(&mut person, Pathway::Support);
    assert!(
        person.says("The person is welcome at a support group of this kind"),
        "{}",
        person.everything()
    );
    assert!(
        !person.says("with the support below"),
        "{}",
        person.everything()
    );
}

#[test]
fn a_name_in_arabic_is_found_and_shown() {
    let mut person = a_clinic();
    signs_in(&mut person, "robin", PASSPHRASE);
    person.press_ctrl(Key::N);
    person.press(Key::Num1);
    person.types("ليلى حداد");
    person.enters("Add this person");
    person.enters("Keep the record");
    assert!(person.says("ليلى حداد"), "{}", person.everything());
    answer_until(&mut person, Pathway::Therapy, Some("tg-importance"));
    person.press_ctrl(Key::Num1);
    person.enters_row("ليلى حداد");
    assert_eq!(
        asked(&person, Pathway::Therapy).map(|q| q.id.as_str()),
        Some("tg-importance")
    );
}

fn danger_at_the_desk(person: &mut Person) {
    person.press_ctrl(Key::N);
    person.press(Key::Num1);
    answer_until(person, Pathway::Support, Some("sg-safe-now"));
    person.press(Key::Num4);
    assert!(
        person.says("A clinician acknowledges here"),
        "{}",
        person.everything()
    );
}

#[test]
fn at_the_desk_a_clinician_acknowledges_beside_whoever_is_signed_in() {
    let mut person = a_clinic();
    signs_in(&mut person, "ina", HERS);
    danger_at_the_desk(&mut person);
    // Whom one told is noted, and unlocks nothing.
    person.fills("Whom you told", "Robin");
    person.press(Key::Enter);
    person.goes_to_step("Decide");
    let lock = "Letters, seats, the waitlist and overrides are locked";
    assert!(person.says(lock), "{}", person.everything());
    person.goes_to_step("Safety");
    person.goes_to_group("What was done");
    person.press(Key::B);
    person.fills("What was agreed", "Goes to the crisis team now");
    person.fills("Who follows up, and by when", "Robin, tomorrow at nine");
    // Not with the desk's own passphrase, nor a clinician's login without theirs.
    for (login, words) in [("ina", HERS), ("robin", HERS)] {
        person.fills("Login of the clinician", login);
        person.fills("Passphrase of the clinician", words);
        person.enters("Acknowledge");
        assert!(!person.refused().is_empty());
        person.goes_to_step("Decide");
        assert!(person.says(lock), "{login}: {}", person.everything());
        person.goes_to_step("Safety");
    }
    person.fills("Login of the clinician", "robin");
    person.fills("Passphrase of the clinician", PASSPHRASE);
    person.enters("Acknowledge");
    person.goes_to_step("Decide");
    assert!(!person.says(lock), "{}", person.everything());
    assert!(
        person.says("Ina Sample"),
        "who is signed in does not change"
    );
}

#[test]
fn a_level_that_was_a_mistake_drops_only_by_a_clinicians_signed_reason() {
    let mut person = a_clinic();
    an_assessment(&mut person);
    answer_until(&mut person, Pathway::Therapy, Some("tg-si-now"));
    person.press(Key::Num4);
    assert!(person.says("Act now: suicide or self-harm was answered"));
    assert!(
        !person.says("This level was entered by mistake…"),
        "the answer says it"
    );
    person.enters("Continue the conversation");
    person.press(Key::Num1);
    person.goes_to_step("Decide");
    let lock = "Letters, seats, the waitlist and overrides are locked";
    assert!(person.says(lock), "another answer does not lower it");
    person.goes_to_step("Safety");
    person.enters("This level was entered by mistake…");
    person.fills("Your passphrase", PASSPHRASE);
    person.enters("Sign that it was a mistake");
    assert!(
        person.says("Say in a few words what happened."),
        "{}",
        person.everything()
    );
    person.fills("What happened", "The key beside it was pressed");
    person.fills("Your passphrase", PASSPHRASE);
    person.enters("Sign that it was a mistake");
    assert_eq!(person.refused(), "");
    person.goes_to_step("Decide");
    assert!(!person.says(lock), "{}", person.everything());
}

/// A check that Robin ran, kept and signed.
fn a_signed_check(person: &mut Person) {
    signs_in(person, "robin", PASSPHRASE);
    a_check(person);
    person.goes_to_step("Decide");
    person.chooses_down("Your judgement", "I follow the recommendation");
    person.chooses_down("What happens next", "Refer on");
    person.fills("Name to be called by", "Juniper");
    person.fills("Passphrase of Robin Sample", PASSPHRASE);
    assert!(
        person.says("Nothing is missing."),
        "{}",
        person.everything()
    );
    person.press(Key::Enter);
    assert!(person.says("What now"), "{}", person.everything());
}

#[test]
fn what_is_signed_is_added_to_and_marked_and_never_changed() {
    let mut person = a_clinic();
    a_signed_check(&mut person);
    assert!(person.says("Nothing was added."));
    person.enters("Add to it");
    person.fills("What is to be added", "Rang back; comes on Thursday.");
    person.fills("Passphrase of Robin Sample", PASSPHRASE);
    person.enters("Add and sign");
    assert!(
        person.says("Rang back; comes on Thursday."),
        "{}",
        person.everything()
    );
    person.enters("Entered in error…");
    person.fills("Why it is an error", "Was somebody else");
    person.fills("Passphrase of Robin Sample", PASSPHRASE);
    person.enters("Mark as entered in error");
    assert!(person.says("Was somebody else"), "{}", person.everything());
    assert!(!person.says("Entered in error…"), "{}", person.everything());
    person.press_ctrl(Key::Num1);
    assert!(!person.says("Juniper"), "{}", person.everything());
}

#[test]
fn on_another_pathway_what_was_said_stands_as_a_quote_until_a_key_confirms_it() {
    let mut person = a_clinic();
    signs_in(&mut person, "robin", PASSPHRASE);
    a_check(&mut person);
    person.enters("Go on as a therapy-group assessment");
    assert!(
        person.says("Therapy-group assessment"),
        "{}",
        person.everything()
    );
    answer_until(&mut person, Pathway::Therapy, Some("tg-turn-to"));
    assert!(person.says("Said before"), "{}", person.everything());
    person.press(Key::F4);
    person.press(Key::Enter);
    assert_ne!(
        asked(&person, Pathway::Therapy).map(|q| q.id.as_str()),
        Some("tg-turn-to")
    );
}

#[test]
fn a_dialog_that_stays_open_draws_at_most_two_frames_a_minute() {
    let mut person = a_clinic();
    signs_in(&mut person, "robin", PASSPHRASE);
    let frames = person.frames_in_a_minute();
    assert!(frames <= 2, "{frames} on a page");
    person.press(Key::F1);
    assert!(
        person.says("Close") || person.says("Keys"),
        "{}",
        person.everything()
    );
    let frames = person.frames_in_a_minute();
    assert!(frames <= 2, "{frames} with a dialog");
    person.press(Key::Escape);
    person.press_ctrl(Key::Num5);
    person.opens_list("Person");
    let frames = person.frames_in_a_minute();
    assert!(frames <= 2, "{frames} with a list");
}

fn by_name(person: &mut Person, typed: &str) {
    person.press_ctrl(Key::K);
    person.types(typed);
    person.press(Key::Enter);
    person.seen.run();
}

#[test]
fn pause_hand_over_and_the_passes_are_found_by_their_names() {
    let mut person = a_clinic();
    an_assessment(&mut person);
    answer_until(&mut person, Pathway::Therapy, Some("tg-importance"));
    by_name(&mut person, "pass: observe");
    let now = asked(&person, Pathway::Therapy);
    let now = now.unwrap_or_else(|| panic!("{} {}", person.focused(), person.everything()));
    assert_eq!(now.ask, anteroom::domain::form::Ask::Observe, "{}", now.id);
    by_name(&mut person, "show all questions");
    by_name(&mut person, "raise a safety");
    assert_eq!(person.focused(), "Raise the safety level by hand");
    by_name(&mut person, "pause until");
    assert!(
        person.says("Day of the next meeting"),
        "{}",
        person.everything()
    );
    // While it is being paused it is not offered once more.
    person.press_ctrl(Key::K);
    person.types("pause until");
    assert!(person.explains("You are here"), "{}", person.everything());
    person.press(Key::Escape);
    person.press(Key::Escape);
    by_name(&mut person, "hand the screen");
    assert!(
        person.says("A few questions before you talk"),
        "{}",
        person.everything()
    );
}

#[test]
fn what_a_page_of_a_screening_offers_is_offered_by_name_with_the_reason_why_not() {
    let mut person = a_clinic();
    an_assessment(&mut person);
    for (typed, reason) in [
        ("add an addendum", "Only once it is signed"),
        ("finish and keep", "Only in a support-group check"),
        ("urgent summary", "Nobody is said to be in danger here"),
        ("print the letter", "Only on the page of a letter"),
    ] {
        person.press_ctrl(Key::K);
        person.types(typed);
        assert!(person.explains(reason), "{typed}: {}", person.everything());
        person.press(Key::Escape);
    }
    by_name(&mut person, "save the result");
    assert!(
        person.says("Save the result as an internal sheet"),
        "{}",
        person.everything()
    );
    person.enters("Print it instead");
    assert!(
        person.says("Print this internal sheet?"),
        "{}",
        person.everything()
    );
    person.press(Key::Escape);
    by_name(&mut person, "print the result");
    assert!(person.says("Print this internal sheet?"));
    person.press(Key::Escape);
    person.press_ctrl(Key::K);
    person.types("sign");
    person.press(Key::Escape);
    by_name(&mut person, "add a group");
    assert!(person.says("Keep the group"), "{}", person.everything());
    person.press_ctrl(Key::Num1);
    by_name(&mut person, "add a client");
    assert!(person.says("Keep the record"), "{}", person.everything());
}

#[test]
fn sign_by_name_goes_to_the_passphrase_and_an_addendum_to_its_words() {
    let mut person = a_clinic();
    signs_in(&mut person, "robin", PASSPHRASE);
    a_check(&mut person);
    by_name(&mut person, "sign");
    assert_eq!(person.focused(), "Passphrase of Robin Sample");
    person.goes_to_step("Decide");
    person.chooses_down("Your judgement", "I follow the recommendation");
    person.chooses_down("What happens next", "Refer on");
    person.fills("Name to be called by", "Juniper");
    person.fills("Passphrase of Robin Sample", PASSPHRASE);
    person.press(Key::Enter);
    by_name(&mut person, "add an addendum");
    assert_eq!(person.focused(), "What is to be added");
    // What is missing is said beside its field, which takes the keyboard.
    person.enters("Add and sign");
    assert!(
        person.says("Write something first."),
        "{}",
        person.everything()
    );
    assert_eq!(person.focused(), "What is to be added");
    person.fills("What is to be added", "Rang back; comes on Thursday.");
    person.enters("Add and sign");
    assert!(
        person.says("Type your passphrase; it stands for your signature."),
        "{}",
        person.everything()
    );
    assert_eq!(person.focused(), "Passphrase of Robin Sample");
    by_name(&mut person, "mark as entered");
    assert_eq!(person.focused(), "Why it is an error");
}
