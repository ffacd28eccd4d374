//! What each kind of person comes for, from beginning to end, by keyboard and by the names of things: the person who
//! answers on the clinic's own screen, the desk, the clinician.
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

use answers::asked;
use anteroom::catalog::shipped;
use anteroom::domain::form::{AnswerKind, Ask, Pathway, Question};
use anteroom::ui::screen::Place;
use desk::{PASSPHRASE, Person};
use egui::Key;
use house::{HERS, a_clinic, signs_in};

/// Ina at the desk begins an assessment for somebody, for them to answer alone.
fn the_desk_begins(person: &mut Person) {
    signs_in(person, "ina", HERS);
    person.press_ctrl(Key::N);
    person.press(Key::Num3);
    assert!(
        person.says("Who is the assessment for?"),
        "{}",
        person.everything()
    );
    person.types("Wren");
    person.enters_row("Wren Newcomer");
    assert!(person.says("Before the visit"), "{}", person.everything());
    person.enters("Hand the screen to the person");
    assert!(
        person.says("A few questions before you talk"),
        "{}",
        person.everything()
    );
}

/// Answers what is asked with the first option, a letter or an eight, until the thanks; says which were asked.
fn answers_alone(person: &mut Person, most: usize) -> Vec<&'static Question> {
    let mut all = Vec::new();
    while let Some(question) = asked(person, Pathway::Therapy).filter(|_| all.len() < most) {
        answers::answer(person, question);
        match question.answer {
            AnswerKind::Text { long: true } => person.press_ctrl(Key::Enter),
            _ => person.press(Key::Enter),
        }
        assert_ne!(
            asked(person, Pathway::Therapy).map(|next| &next.id),
            Some(&question.id)
        );
        all.push(question);
    }
    all
}

fn takes_the_screen_back(person: &mut Person, name: &str, words: &str) {
    person.fills(&format!("Passphrase of {name}"), words);
    person.press(Key::Enter);
}

#[test]
fn a_person_answers_alone_and_a_clinician_accepts_it() {
    let mut person = a_clinic();
    the_desk_begins(&mut person);
    // Nothing of the clinic's other people or pages is on the screen, and no key leads there.
    for word in ["Wren", "Home", "Clients", "Ina", "Find"] {
        assert!(!person.says(word), "{word}: {}", person.everything());
    }
    person.enters("I agree, and want to start");
    let place = person.place();
    for key in [Key::N, Key::K, Key::Num1, Key::Num2, Key::Comma] {
        person.press_ctrl(key);
        assert_eq!(person.place(), place);
    }
    person.press(Key::F1);
    assert!(!person.says("Keys"), "{}", person.everything());
    let all = answers_alone(&mut person, 40);
    assert!(all.iter().all(|question| question.ask == Ask::Alone));
    assert_eq!(all.len(), 22, "as ruled");
    assert!(person.says("Thank you"));
    person.enters("Take the screen back");
    takes_the_screen_back(&mut person, "Ina Sample", "not the passphrase at all");
    assert!(
        person.says("For staff") && person.refused().contains("passphrase"),
        "{}",
        person.everything()
    );
    takes_the_screen_back(&mut person, "Ina Sample", HERS);
    assert_eq!(person.place(), Some(Place::Home), "{}", person.everything());
    // What was said cannot be read at the desk.
    person.enters_row("Wren Newcomer");
    assert!(
        person.says("One part waits for a clinician"),
        "{}",
        person.everything()
    );
    assert!(!person.says("How much do you want things to be different?"));
    person.press_ctrl(Key::L);

    signs_in(&mut person, "robin", PASSPHRASE);
    person.enters_row("Wren Newcomer");
    assert!(
        person.says("What the person answered") && person.says("22 new answers"),
        "{}",
        person.everything()
    );
    person.enters("Ask again: How much do you want things to be different?");
    person.enters("Accept 21 answers");
    assert!(!person.says("What the person answered"));
    // What was marked is asked, and nothing else of the part.
    person.press_ctrl(Key::PageDown);
    person.press_ctrl(Key::PageDown);
    let next = asked(&person, Pathway::Therapy).map(|question| question.id.as_str());
    assert_eq!(next, Some("tg-importance"));
    person.press(Key::Num9);
    person.press(Key::Enter);
    let next = asked(&person, Pathway::Therapy).map(|question| question.id.as_str());
    assert_ne!(next, Some("tg-confidence"), "that was accepted");
}

#[test]
fn a_lock_while_the_person_answers_loses_nothing_and_shows_nothing() {
    let mut person = a_clinic();
    the_desk_begins(&mut person);
    person.enters("I agree, and want to start");
    let before = answers_alone(&mut person, 8);
    // In the middle of a word of the second section's goal, and the clock runs out.
    person.away.says(anteroom::app::away::Away::Sleeps);
    person.seen.run();
    assert_eq!(person.place(), None);
    signs_in(&mut person, "ina", HERS);
    assert!(
        person.says("One part waits for a clinician"),
        "{}",
        person.everything()
    );
    person.enters("Hand the screen to the person");
    person.enters("I agree, and want to start");
    let first = asked(&person, Pathway::Therapy).unwrap();
    // The section that was through is not asked again; the one that was not begins anew.
    let section = |id: &str| {
        let form = &shipped().pack(Pathway::Therapy).form;
        form.sections
            .iter()
            .position(|s| s.questions.iter().any(|q| q.id == id))
    };
    assert_ne!(section(&first.id), section(&before[0].id));
    assert_eq!(section(&first.id), section(&before[7].id));
    answers_alone(&mut person, 40);
    person.enters("Take the screen back");
    takes_the_screen_back(&mut person, "Ina Sample", HERS);
    person.press_ctrl(Key::L);
    signs_in(&mut person, "robin", PASSPHRASE);
    person.enters_row("Wren Newcomer");
    assert!(
        person.says("8 new answers") && person.says("One more part follows"),
        "{}",
        person.everything()
    );
    person.enters("Accept 8 answers");
    assert!(
        person.says("answers as before") || person.says("new answers"),
        "{}",
        person.everything()
    );
}

#[test]
fn after_two_minutes_it_is_covered_and_a_key_uncovers_it_without_answering() {
    let mut person = a_clinic();
    the_desk_begins(&mut person);
    person.enters("I agree, and want to start");
    person.press(Key::A);
    let question = asked(&person, Pathway::Therapy).unwrap();
    person.seen.run_steps(4 * 125);
    assert!(
        person.says("Press any key to go on"),
        "{}",
        person.everything()
    );
    assert!(!person.says(question.prompt.say("en")));
    person.press(Key::Enter);
    assert_eq!(
        asked(&person, Pathway::Therapy).map(|q| &q.id),
        Some(&question.id)
    );
}

#[test]
fn a_crisis_is_met_kindly_before_anything_else_is_asked() {
    let mut person = a_clinic();
    the_desk_begins(&mut person);
    person.enters("I agree, and want to start");
    let mut asked_for = asked(&person, Pathway::Therapy).unwrap();
    for _ in 0..22 {
        if asked_for.id == "tg-stability" {
            break;
        }
        // Everything may be left out.
        person.press_ctrl(Key::Enter);
        if asked(&person, Pathway::Therapy).map(|q| &q.id) == Some(&asked_for.id) {
            person.press(Key::Enter);
        }
        asked_for = asked(&person, Pathway::Therapy).unwrap();
    }
    assert_eq!(asked_for.id, "tg-stability");
    person.press(Key::Num3);
    assert!(
        person.says("Please show this to staff now.") && person.says("112"),
        "{}",
        person.everything()
    );
    person.enters("Go back to the questions");
    assert_eq!(
        asked(&person, Pathway::Therapy).map(|q| &q.id),
        Some(&asked_for.id)
    );
}

#[test]
fn somebody_who_does_not_feel_safe_sees_whom_to_show_it_to_and_a_clinician_sees_it_first() {
    let mut person = a_clinic();
    the_desk_begins(&mut person);
    person.enters("I agree, and want to start");
    answers_alone(&mut person, 2);
    person.press(Key::F2);
    assert!(
        person.says("Please show this to staff now.") && person.says("112"),
        "{}",
        person.everything()
    );
    person.enters("Go back to the questions");
    assert!(asked(&person, Pathway::Therapy).is_some());
    person.enters("For staff");
    takes_the_screen_back(&mut person, "Ina Sample", HERS);
    person.press_ctrl(Key::Num1);
    assert!(
        person.says("Act now: Wren Newcomer"),
        "{}",
        person.everything()
    );
    person.enters("Open");
    assert!(
        person.says("this person said that they do not feel safe"),
        "{}",
        person.everything()
    );
    person.press_ctrl(Key::L);
    signs_in(&mut person, "robin", PASSPHRASE);
    person.press_ctrl(Key::Num1);
    assert!(
        person.says("Act now: Wren Newcomer"),
        "{}",
        person.everything()
    );
    person.enters("Open");
    assert!(person.says("Acknowledge"), "{}", person.everything());
}

#[test]
fn what_differs_from_before_is_shown_to_the_clinician_who_gave_the_screen() {
    let mut person = a_clinic();
    signs_in(&mut person, "robin", PASSPHRASE);
    person.press_ctrl(Key::N);
    person.press(Key::Num1);
    person.types("Wren");
    person.enters_row("Wren Newcomer");
    answers::answer_until(&mut person, Pathway::Therapy, Some("tg-confidence"));
    person.enters("Hand the screen to the person");
    person.enters("I agree, and want to start");
    let mut question = asked(&person, Pathway::Therapy).unwrap();
    while question.id != "tg-confidence" {
        if question.id == "tg-importance" {
            person.press(Key::Num3);
        }
        person.press(Key::Enter);
        question = asked(&person, Pathway::Therapy).unwrap();
    }
    person.enters("For staff");
    takes_the_screen_back(&mut person, "Robin Sample", PASSPHRASE);
    assert!(
        person.says("One answer differs from before"),
        "{}",
        person.everything()
    );
    assert!(
        person.says("3 of 10") && person.says("Before: 8 of 10"),
        "{}",
        person.everything()
    );
    person.enters("Accept one answer");
    assert!(
        !person.says("What the person answered"),
        "{}",
        person.everything()
    );
    assert!(person.says("3 of 10"), "{}", person.everything());
}

#[test]
fn an_administrator_adds_somebody_who_then_signs_in() {
    let mut person = a_clinic();
    signs_in(&mut person, "robin", PASSPHRASE);
    person.press_ctrl(Key::Comma);
    person.chooses("Parts of the settings", "People");
    person.enters("Add a person");
    person.fills("Login", "lee");
    person.fills("Name", "Lee Sample");
    person.fills(
        "Their passphrase",
        "barley pocket thimble glacier onyx tulip",
    );
    person.fills(
        "The same once more",
        "barley pocket thimble glacier onyx tulip",
    );
    person.fills("Your passphrase", PASSPHRASE);
    person.confirms("Add a person");
    assert!(person.says("Lee Sample"), "{}", person.everything());
    person.press_ctrl(Key::L);
    signs_in(
        &mut person,
        "lee",
        "barley pocket thimble glacier onyx tulip",
    );
    assert!(person.says("Lee Sample"), "{}", person.everything());
}

#[test]
fn danger_said_alone_brings_the_desk_to_the_safety_page_and_a_clinician_acknowledges_it_beside_them()
 {
    let mut person = a_clinic();
    the_desk_begins(&mut person);
    person.enters("I agree, and want to start");
    answers_alone(&mut person, 2);
    person.press(Key::F2);
    person.enters("For staff");
    // What to do needs no passphrase; the record does.
    assert!(
        person.says("Call the on-call clinician: Vera Example, 0555 0100."),
        "{}",
        person.everything()
    );
    takes_the_screen_back(&mut person, "Ina Sample", HERS);
    let lives = "Act now: this person said that they do not feel safe";
    assert!(
        person.says(lives) && person.says("112") && person.says("0555 0100"),
        "{}",
        person.everything()
    );
    // Nothing of what was answered, and no way to it.
    for word in ["Result", "Decide", "Urgent summary", "What brings you here"] {
        assert!(!person.says(word), "{word}: {}", person.everything());
    }
    person.fills("Whom you told", "Robin");
    person.press(Key::Enter);
    assert!(
        person.says("I told Robin at") && person.says(lives),
        "{}",
        person.everything()
    );
    person.goes_to_group("What was done");
    person.press(Key::B);
    person.fills("What was agreed", "Goes to the crisis team now");
    person.fills("Who follows up, and by when", "Robin, tomorrow at nine");
    for (login, words) in [("ina", HERS), ("robin", HERS)] {
        person.fills("Login of the clinician", login);
        person.fills("Passphrase of the clinician", words);
        person.enters("Acknowledge");
        assert!(!person.refused().is_empty());
        assert!(person.says(lives), "{}", person.everything());
    }
    person.fills("Login of the clinician", "robin");
    person.fills("Passphrase of the clinician", PASSPHRASE);
    person.enters("Acknowledge");
    assert!(!person.says(lives), "{}", person.everything());
    assert!(
        person.says("Ina Sample"),
        "who is signed in does not change"
    );
    person.press_ctrl(Key::Num1);
    assert!(!person.says("Act now: Wren"), "{}", person.everything());
    person.press_ctrl(Key::L);
    // The clinician finds it in the assessment, with what was done.
    signs_in(&mut person, "robin", PASSPHRASE);
    person.press_ctrl(Key::Num1);
    person.enters_row("Wren Newcomer");
    assert!(person.says("Safety"), "{}", person.everything());
    person.goes_to_step("Safety");
    assert!(
        person.says("Goes to the crisis team now"),
        "{}",
        person.everything()
    );
}

#[test]
fn danger_said_alone_brings_a_clinician_who_takes_the_screen_back_to_the_safety_page() {
    let mut person = a_clinic();
    signs_in(&mut person, "robin", PASSPHRASE);
    person.press_ctrl(Key::N);
    person.press(Key::Num1);
    person.types("Wren");
    person.enters_row("Wren Newcomer");
    person.enters("Hand the screen to the person");
    person.enters("I agree, and want to start");
    person.press(Key::F2);
    person.enters("For staff");
    takes_the_screen_back(&mut person, "Robin Sample", PASSPHRASE);
    assert!(
        person.says("What was done") && person.says("Acknowledge"),
        "{}",
        person.everything()
    );
    // The urgent summary is one press away, before anything is acknowledged.
    person.enters("Urgent summary…");
    assert!(
        person.says("Urgent summary") && person.says("Save as PDF"),
        "{}",
        person.everything()
    );
}
