//! Whole ways through the program, as a clinic goes them: the real window over a real vault, by keyboard and by the
//! names of things. No pointer is used anywhere in this file.
#![allow(clippy::unwrap_used, missing_docs, unreachable_pub)]

#[path = "journey/answers.rs"]
mod answers;
#[path = "journey/desk.rs"]
mod desk;

use answers::{answer_all, asked};
use anteroom::domain::form::Pathway;
use anteroom::ui::screen::Place;
use desk::{PASSPHRASE, Person};
use egui::Key;

/// First start: the clinic, you, a passphrase, both recovery sheets typed back, and an empty clinic.
fn a_new_clinic() -> Person {
    let mut person = Person::sits_down();
    person.types("Harbour Clinic");
    person.fills("Telephone", "0555 0199");
    person.fills("Emergency number", "112");
    person.fills("Who is on call", "Vera Example");
    person.fills("Their telephone", "0555 0100");
    person.press(Key::Enter);
    assert!(person.says("And you?"));
    person.types("Robin Sample");
    person.fills("Profession", "Psychologist");
    person.fills("Kind of licence", "State licence");
    person.fills("Its number", "PSY 1200");
    person.press(Key::Enter);
    person.types(PASSPHRASE);
    person.press(Key::Enter);
    person.types(PASSPHRASE);
    person.press(Key::Enter);
    proves_both_sheets(&mut person);
    assert!(person.says("Harbour Clinic is ready"));
    person.enters("Start empty");
    assert!(person.says("Begin with your groups"));
    person
}

/// Reads two groups from each sheet, as asked, and types them back.
fn proves_both_sheets(person: &mut Person) {
    person.enters("I have both sheets");
    let asked: Vec<String> = {
        let heard = person.heard.borrow();
        let pairs = heard.codes.iter().zip(heard.challenge);
        pairs
            .flat_map(|(code, groups)| {
                let parts: Vec<&str> = code.split('-').collect();
                groups.map(|group| parts[group].to_lowercase())
            })
            .collect()
    };
    for group in asked {
        person.types(&group);
        person.press(Key::Enter);
    }
}

fn adds_the_therapy_group(person: &mut Person) {
    person.press_ctrl(Key::Num3);
    person.enters("Add a group");
    person.chooses("Kind of group", "Therapy group");
    person.fills("Name", "Monday relations");
    person.chooses("Status", "Running");
    person.chooses("Way of working", "Process group");
    person.enters("Every theme");
    person.enters("Monday, daytime");
    person.fills("Time of day", "10:00 to 11:30");
    person.chooses("Room or video", "In person");
    person.chooses("Who may join when", "Slow-open");
    person.fills("Seats", "8");
    person.fills("Seats taken", "5");
    person.fills("Fee a meeting", "30");
    person.fills("Leaders or hosts", "Vera Example");
    person.fills("Language spoken", "en");
    person.enters("Keep the group");
    assert!(person.says("Monday relations"), "{}", person.refused());
}

fn adds_the_support_group(person: &mut Person) {
    person.press_ctrl(Key::Num3);
    person.enters("Add a group");
    person.chooses("Kind of group", "Support group");
    person.fills("Name", "Thursday company");
    person.chooses("Status", "Running");
    person.enters("Loss");
    person.enters("People with their own experience");
    person.enters("Thursday evening");
    person.fills("Leaders or hosts", "Sol Example");
    person.chooses("What the leader is", "Host");
    person.fills("Language spoken", "en");
    person.enters("Keep the group");
    assert!(person.says("Thursday company"), "{}", person.refused());
}

fn a_clinic_with_groups() -> Person {
    let mut person = a_new_clinic();
    adds_the_therapy_group(&mut person);
    adds_the_support_group(&mut person);
    person
}

/// Ctrl+N, a therapy assessment, and a person who was never here before.
fn begins_an_assessment(person: &mut Person, name: &str) {
    person.press_ctrl(Key::N);
    person.press(Key::Num1);
    assert!(person.says("Who is the assessment for?"));
    person.types(name);
    person.enters("Add this person");
    person.fills("Birth date", "1988-04-12");
    person.enters("English");
    person.enters("Keep the record");
    assert!(
        matches!(person.place(), Some(Place::Screening(_))),
        "{}",
        person.refused()
    );
}

/// Every question of the assessment, then past the measures to the result.
fn answers_the_assessment(person: &mut Person) {
    let (_, answered) = answer_all(person, Pathway::Therapy);
    assert!(answered > 70, "{answered}");
    while person.focused() == "Next section" {
        person.press(Key::Enter);
    }
    if person.says("See result") {
        person.enters("See result");
    }
    assert!(person.says("Why"), "{}", person.focused());
}

#[test]
fn from_first_start_to_a_signed_referral_on_paper() {
    let mut person = a_clinic_with_groups();
    begins_an_assessment(&mut person, "Wren Newcomer");
    answers_the_assessment(&mut person);
    person.enters("See groups");
    assert!(person.says("Monday relations"));
    person.enters("Offer a seat here");
    person.enters("Decide");
}

#[test]
fn a_support_group_check_takes_thirty_keys() {
    let mut person = a_clinic_with_groups();
    person.press_ctrl(Key::N);
    person.press(Key::Num2);
    assert!(
        asked(&person, Pathway::Support).is_some(),
        "{}",
        person.focused()
    );
    assert_eq!(answer_all(&mut person, Pathway::Support), (30, 15));
}
