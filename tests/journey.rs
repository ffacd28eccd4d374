//! Whole ways through the program, as a clinic goes them: the real window over a real vault, by keyboard and by the
//! names of things. No pointer is used anywhere in this file.
#![allow(clippy::unwrap_used, missing_docs, unreachable_pub)]

#[allow(dead_code, reason = "each journey needs a part of it")]
#[path = "journey/answers.rs"]
mod answers;
#[allow(dead_code, reason = "each journey needs a part of it")]
#[path = "journey/desk.rs"]
mod desk;

use answers::{answer_all, answer_until};
use anteroom::app::away::Away;
use anteroom::domain::form::Pathway;
use anteroom::ui::screen::Place;
use desk::{PASSPHRASE, Person};
use egui::Key;

/// First start: the clinic, you, a passphrase, both recovery sheets typed back, and an empty clinic.
fn a_new_clinic() -> Person {
    let mut person = Person::sits_down();
    person.types("Harbour Clinic");
    person.fills("Street and number", "1 Quay Street");
    person.fills("Postcode and town", "Portsample");
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
    // What a therapy group is not without is asked for.
    person.enters("Keep the group");
    assert_eq!(person.focused(), "What members can expect to change");
    person.fills(
        "What members can expect to change",
        "Members try out saying what they need",
    );
    person.enters("Keep the group");
    assert_eq!(person.focused(), "Leaders or hosts");
    person.fills("Licence of Vera Example", "Licence (sample)");
    person.fills("Its number", "SAMPLE-1");
    person.fills("Valid until", "2199-12-31");
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

fn signs(person: &mut Person) {
    person.fills("Passphrase of Robin Sample", PASSPHRASE);
    person.press(Key::Enter);
    assert!(person.says("What now"), "{}", person.everything());
}

/// Writes the letter to a file, and looks at what lies there.
fn saves_the_letter(person: &mut Person, name: &str) {
    let path = person.file(name);
    person.fills("File", &path.display().to_string());
    person.waits();
    person.enters("Save as PDF");
    person.confirms("Save as PDF");
    assert!(person.says("was saved"), "{}", person.everything());
    let letter = std::fs::read(&path).unwrap();
    assert!(letter.starts_with(b"%PDF"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

fn locks_and_comes_back(person: &mut Person) {
    let place = person.place();
    person.press_ctrl(Key::L);
    assert_eq!(person.place(), None);
    assert!(person.says("Locked. Everything was saved.") && !person.says("Wren"));
    // Who works here is not shown either.
    person.types("robin");
    person.press(Key::Enter);
    person.types(PASSPHRASE);
    person.press(Key::Enter);
    assert_eq!(person.place(), place, "{}", person.everything());
}

#[test]
fn the_welcome_greets_whoever_made_the_vault_once() {
    let mut person = a_new_clinic();
    // Chosen once, it is gone: on Home, and after the next unlock.
    assert!(!person.says("Harbour Clinic is ready"));
    person.press_ctrl(Key::Num2);
    person.press_ctrl(Key::Num1);
    assert!(!person.says("Harbour Clinic is ready"));
    person.press_ctrl(Key::L);
    person.types("robin");
    person.press(Key::Enter);
    person.types(PASSPHRASE);
    person.press(Key::Enter);
    assert!(
        person.says("Begin with your groups") && !person.says("Harbour Clinic is ready"),
        "{}",
        person.everything()
    );
}

#[test]
fn a_lock_in_the_middle_of_a_word_loses_no_letter() {
    for away in [Away::Sleeps, Away::ScreenLocked, Away::UserSwitched] {
        let mut person = a_new_clinic();
        begins_an_assessment(&mut person, "Wren Newcomer");
        let place = person.place();
        person.press(Key::F2);
        // One frame, and nothing was sent to the vault yet.
        person
            .seen
            .event(egui::Event::Text("Came with a sis".to_owned()));
        person.seen.step();
        person.away.says(away);
        person.seen.step();
        assert_eq!(person.place(), None);
        person.seen.run();
        assert!(!person.everything().contains("Came with"));
        person.types("robin");
        person.press(Key::Enter);
        person.types(PASSPHRASE);
        person.press(Key::Enter);
        assert_eq!(person.place(), place, "{}", person.everything());
        person.press(Key::F2);
        let shown = person.everything();
        assert!(shown.contains("Came with a sis"), "{away:?}: {shown}");
    }
}

#[test]
fn after_a_lock_the_same_question_is_open_and_the_same_step() {
    let mut person = a_new_clinic();
    begins_an_assessment(&mut person, "Wren Newcomer");
    let first = person.focused();
    person.press_ctrl(Key::PageDown);
    person.press_ctrl(Key::PageDown);
    person.press(Key::Num2);
    person.press(Key::Enter);
    let open = person.focused();
    assert_ne!(open, first);
    locks_and_comes_back(&mut person);
    assert_eq!(person.focused(), open, "{}", person.everything());
    person.goes_to_step("Decide");
    assert!(person.says("Decide and sign"), "{}", person.everything());
    locks_and_comes_back(&mut person);
    assert!(person.says("Decide and sign"), "{}", person.everything());
}

#[test]
fn what_the_palette_opens_has_the_keyboard() {
    let mut person = a_clinic_with_groups();
    person.press_ctrl(Key::K);
    person.types("clients");
    person.press(Key::Enter);
    assert_eq!(person.place(), Some(Place::Clients));
    person.types("Nobody of that name");
    assert!(person.says("Nobody found"), "{}", person.focused());
    // A page without a field of its own: Tab goes on inside the page.
    person.press_ctrl(Key::K);
    person.types("groups");
    person.press(Key::Enter);
    assert_eq!(person.place(), Some(Place::Groups));
    person.press(Key::Tab);
    assert_eq!(person.focused(), "Add a group");
}

#[test]
fn tab_between_two_passphrases_does_not_stop_at_the_button_that_shows_them() {
    let mut person = Person::sits_down();
    person.types("Harbour Clinic");
    person.fills("Emergency number", "112");
    person.press(Key::Enter);
    person.types("Robin Sample");
    person.press(Key::Enter);
    person.types(PASSPHRASE);
    person.press(Key::Tab);
    assert_eq!(person.focused(), "The same again");
    person.types(PASSPHRASE);
    assert!(!person.everything().contains(PASSPHRASE));
    // F8 shows it, and hides it again.
    assert!(
        person.says("Show: The same again"),
        "{}",
        person.everything()
    );
    person.press(Key::F8);
    assert!(
        person.says("Hide: The same again"),
        "{}",
        person.everything()
    );
    person.press(Key::F8);
    person.press(Key::Enter);
    assert!(
        person.says("Two recovery sheets"),
        "{}",
        person.everything()
    );
}

#[test]
fn enter_picks_the_choice_that_the_arrows_went_to() {
    let mut person = a_new_clinic();
    person.press_ctrl(Key::Num3);
    person.enters("Add a group");
    person.goes_to_group("Status");
    assert_eq!(person.chosen("Status"), "Forming");
    person.press(Key::ArrowRight);
    assert_eq!(person.chosen("Status"), "Forming", "arrows only read");
    person.press(Key::Enter);
    assert_eq!(person.chosen("Status"), "Running");
}

/// Nothing that was typed may be read from the vault's files.
fn nothing_lies_in_clear(person: &Person, typed: &[&str]) {
    let bytes = person.bytes_of_vault();
    for word in typed {
        let utf16: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for pattern in [word.as_bytes(), &utf16] {
            let found = bytes.windows(pattern.len()).any(|part| part == pattern);
            assert!(!found, "{word} lies in clear");
        }
    }
}

#[test]
fn from_first_start_to_a_signed_referral_on_paper() {
    let mut person = a_clinic_with_groups();
    begins_an_assessment(&mut person, "Wren Newcomer");
    answers_the_assessment(&mut person);
    person.enters("See groups");
    assert!(person.says("Monday relations") && !person.says("Thursday company"));
    person.enters("Offer a seat here");
    assert!(person.says("A seat is offered here"));
    person.enters("Decide");
    person.chooses_down("Your judgement", "I follow the recommendation");
    person.fills("Who led the meeting", "Vera Example");
    person.goes_to_group("Talked through");
    for topic in [Key::A, Key::B, Key::C, Key::D, Key::E, Key::F] {
        person.press(topic);
    }
    assert!(person.says("Nothing is missing."));
    signs(&mut person);
    person.enters("Write the letter");
    saves_the_letter(&mut person, "referral.pdf");
    locks_and_comes_back(&mut person);
    nothing_lies_in_clear(&person, &["Wren", "Newcomer", "Vera", "Monday relations"]);
    nothing_lies_in_clear(&person, &["Harbour Clinic", "own words", PASSPHRASE]);
}

#[test]
fn from_a_support_group_check_of_thirty_keys_to_an_introduction() {
    let mut person = a_clinic_with_groups();
    person.press_ctrl(Key::N);
    person.press(Key::Num2);
    assert_eq!(answer_all(&mut person, Pathway::Support), (30, 15));
    assert!(person.says("Why"));
    person.enters("See groups");
    person.enters("Offer a seat here");
    person.enters("Decide");
    person.chooses_down("Your judgement", "I follow the recommendation");
    person.fills("Name to be called by", "Juniper");
    person.fills("A way to reach them", "0555 0142");
    signs(&mut person);
    person.enters("Write the letter");
    person.fills("Agreed on", "2025-03-10");
    person.fills("For what", "an introduction to the host");
    person.waits();
    saves_the_letter(&mut person, "introduction.pdf");
    nothing_lies_in_clear(&person, &["Juniper", "0555 0142", "Thursday company"]);
}

#[test]
fn a_plan_to_die_opens_the_safety_page_and_locks_letters_until_it_is_acknowledged() {
    let mut person = a_clinic_with_groups();
    begins_an_assessment(&mut person, "Wren Newcomer");
    answer_until(&mut person, Pathway::Therapy, Some("tg-si-now"));
    person.press(Key::Num4);
    assert!(person.says("Act now: suicide or self-harm was answered"));
    // Whoever was about to press Enter for the next question does not close the page by it.
    person.press(Key::Enter);
    assert!(person.says("Act now: suicide or self-harm was answered"));
    assert!(person.says("112") && person.says("0555 0100"));
    let lock = "Letters, seats, the waitlist and overrides are locked";
    person.goes_to_step("Decide");
    assert!(person.says(lock));
    person.goes_to_step("Letter");
    // The urgent summary is for just this, and is the only letter that can be had.
    assert!(person.says("Urgent summary"));
    person.press_ctrl(Key::Num1);
    assert!(person.says("Act now: Wren Newcomer"));
    person.enters("Open");
    acknowledges(&mut person);
    person.goes_to_step("Decide");
    assert!(!person.says(lock));
    person.press_ctrl(Key::Num1);
    assert!(!person.says("Act now: Wren Newcomer"));
}

fn acknowledges(person: &mut Person) {
    assert!(person.says("Act now: suicide or self-harm was answered"));
    person.goes_to_group("What was done");
    person.press(Key::B);
    person.press(Key::E);
    person.fills("What was agreed", "Stays with a friend tonight");
    person.fills("Who follows up, and by when", "Robin, tomorrow at nine");
    person.fills("Passphrase of the clinician", PASSPHRASE);
    person.enters("Acknowledge");
    assert_eq!(person.refused(), "");
}

#[test]
fn after_a_page_opens_tab_goes_on_inside_it() {
    let mut person = a_clinic_with_groups();
    for (place, first) in [(Key::Num1, "New screening"), (Key::Num3, "Add a group")] {
        person.press_ctrl(place);
        person.press(Key::Tab);
        assert_eq!(person.focused(), first);
    }
}
