//! Letters in the window, by labels and keys: every kind from a screening to a file, and what was written once more.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, missing_docs, unreachable_pub)]

#[allow(dead_code, reason = "letters need a part of it")]
#[path = "journey/desk.rs"]
mod desk;

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::time::Duration;

use anteroom::app::demo;
use anteroom::app::printing::System;
use anteroom::ui::screen::Place;
use anteroom::vault::LockReason;
use desk::Person;
use egui::Key;

fn script(dir: &Path, name: &str, lines: &str) {
    let path = dir.join(name);
    let dir = dir.display();
    std::fs::write(&path, format!("#!/bin/sh\ncd '{dir}'\n{lines}\n")).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o700)).unwrap();
}

/// Somebody in the sample clinic, with a printer that keeps what it is sent as `printers/sent-1` and so on.
fn in_the_sample() -> Person {
    let folder = tempfile::tempdir().unwrap();
    let sample = demo::build(&folder.path().join("demo")).unwrap();
    assert!(sample.open.lock(LockReason::Exit).problem.is_none());
    std::fs::rename(
        folder.path().join("demo").join(demo::VAULT),
        folder.path().join("Clinic.vault"),
    )
    .unwrap();
    let dir = folder.path().join("printers");
    std::fs::create_dir(&dir).unwrap();
    script(
        &dir,
        "lpstat",
        "case $1 in -r) echo scheduler is running;; -e) echo Front;; -d) echo system default destination: Front;; esac",
    );
    script(&dir, "lpoptions", "");
    script(
        &dir,
        "lp",
        "n=$(ls | grep -c '^sent-'); n=$((n + 1)); cat >\"sent-$n\"; echo \"request id is Front-$n (0 file(s))\"",
    );
    let printers = System::at(&dir, Duration::from_secs(60));
    let mut person = Person::sits_down_by(folder, printers.clone());
    person.fills("Your login", demo::LOGIN);
    person.fills("Your passphrase", demo::PASSPHRASE);
    person.press(Key::Enter);
    assert_eq!(person.place(), Some(Place::Home), "{}", person.everything());
    // So high that no row lies below the window, where it would not be drawn.
    person.seen.set_size(egui::vec2(1280.0, 2400.0));
    person.seen.run();
    // What the window remembers before a sign-in is dropped with it.
    anteroom::ui::printing::stand_in(&person.seen.ctx, printers);
    person
}

fn opens(person: &mut Person, name: &str) {
    person.press_ctrl(Key::Num1);
    person.enters_row(name);
    assert!(
        matches!(person.place(), Some(Place::Screening(_))),
        "{}",
        person.everything()
    );
}

/// Lucian's assessment is signed: another service fits better.
fn refers_on(person: &mut Person) {
    opens(person, "Lucian Makebelieve");
    person.goes_to_step("Decide");
    person.chooses_down("Your judgement", "I follow the recommendation");
    person.chooses_down("What happens next", "Refer on");
    person.fills("Passphrase of Robin Sampleton", demo::PASSPHRASE);
    person.press(Key::Enter);
    assert!(person.says("What now"), "{}", person.everything());
    person.goes_to_step("Letter");
    person.waits();
}

/// Takes an entry of a list, by the arrows.
fn takes(person: &mut Person, list: &str, entry: &str) {
    person.opens_list(list);
    person.chooses_down(list, entry);
    person.waits();
}

fn agrees(person: &mut Person, what_for: &str) {
    person.fills("Agreed on", "2025-03-10");
    person.fills("For what", what_for);
    person.waits();
}

/// Saves the letter and says how many bytes it has.
fn saves(person: &mut Person, name: &str) -> Vec<u8> {
    assert!(!person.says("stop this letter"), "{}", person.everything());
    let path = person.file(name);
    person.fills("File", &path.display().to_string());
    person.waits();
    person.enters("Save as PDF");
    person.confirms("Save as PDF");
    assert!(person.says("was saved"), "{}", person.everything());
    let letter = std::fs::read(&path).unwrap();
    assert!(letter.starts_with(b"%PDF"));
    letter
}

/// Waits for the print system, which answers on another thread.
fn prints(person: &mut Person, words: &str) {
    for _ in 0..2_000 {
        if !anteroom::ui::background::is_anything_running() && !person.says("Looking for printers")
        {
            break;
        }
        std::thread::sleep(Duration::from_millis(5));
        person.seen.step();
    }
    person.seen.run_steps(3);
    person.confirms(words);
    person.seen.run();
}

fn sent(person: &Person, number: usize) -> Option<Vec<u8>> {
    std::fs::read(person.file(&format!("printers/sent-{number}"))).ok()
}

#[test]
fn a_letter_to_another_service_says_what_stops_it_and_is_saved_when_that_is_settled() {
    let mut person = in_the_sample();
    refers_on(&mut person);
    takes(&mut person, "Which letter", "To another service");
    assert!(person.says("To another service"), "{}", person.everything());
    assert!(
        person.says("does not say whom it is for") && person.says("3 points stop this letter"),
        "{}",
        person.everything()
    );
    person.fills("Name", "Intake team");
    person.fills("Organisation", "Quayside Day Programme");
    person.fills(
        "What you ask for",
        "A first appointment for the day programme.",
    );
    agrees(&mut person, "care at the day programme");
    let letter = saves(&mut person, "onward.pdf");
    assert!(letter.len() > 5_000);
    // The receiver stands in the address book from now on, for the letter to the referrer too.
    takes(&mut person, "Which letter", "To the referrer");
    takes(&mut person, "Address book", "Intake team");
    assert!(
        person.everything().contains("Quayside Day Programme"),
        "{}",
        person.everything()
    );
    agrees(&mut person, "a reply to whoever sent them");
    saves(&mut person, "reply.pdf");
    person.press_ctrl(Key::Num4);
    // The list is open to the desk, and tells no more than that these are clinical letters.
    for number in ["No.: 3", "No.: 4"] {
        let row = format!(
            "{number}, Letter: Clinical letter, Person: Lucian Makebelieve, To: Intake team"
        );
        assert!(person.says(&row), "{row}: {}", person.everything());
    }
}

#[test]
fn a_letter_to_the_person_names_a_next_step_before_it_goes() {
    let mut person = in_the_sample();
    refers_on(&mut person);
    assert!(
        person.says("To the person") && person.says("name at least one next step"),
        "{}",
        person.everything()
    );
    person.fills(
        "What you suggest, with names and numbers",
        "Talks with one person at Quayside, telephone 555-0177.",
    );
    person.waits();
    saves(&mut person, "to-the-person.pdf");
}

#[test]
fn what_was_said_of_one_letter_is_not_said_of_the_next() {
    let mut person = in_the_sample();
    opens(&mut person, "Marigold Testwell");
    person.goes_to_step("Letter");
    person.waits();
    takes(&mut person, "Which letter", "To the person");
    saves(&mut person, "seat.pdf");
    assert!(person.says("Letter 3 was saved"), "{}", person.everything());
    // The same letter may be looked at as long as one likes.
    person.waits();
    assert!(person.says("Letter 3 was saved"), "{}", person.everything());
    takes(&mut person, "Which letter", "To the therapy group");
    assert!(
        !person.says("Letter 3 was saved"),
        "{}",
        person.everything()
    );
    takes(&mut person, "Which letter", "To the person");
    assert!(
        !person.says("Letter 3 was saved"),
        "{}",
        person.everything()
    );
}

#[test]
fn an_offer_of_a_seat_needs_nothing_more_than_a_look() {
    let mut person = in_the_sample();
    opens(&mut person, "Marigold Testwell");
    person.goes_to_step("Letter");
    person.waits();
    takes(&mut person, "Which letter", "To the person");
    assert!(person.says("Offers the seat"), "{}", person.everything());
    saves(&mut person, "seat.pdf");
}

#[test]
fn an_urgent_summary_is_written_from_a_draft_and_names_the_service() {
    let mut person = in_the_sample();
    opens(&mut person, "Juniper Fakenham");
    person.goes_to_step("Letter");
    person.waits();
    assert!(
        person.says("Urgent summary") && person.says("service is not named"),
        "{}",
        person.everything()
    );
    person.fills("Name", "Duty doctor");
    person.fills("Organisation", "Sampleton Hospital, crisis team");
    person.waits();
    saves(&mut person, "urgent.pdf");
}

#[test]
fn a_letter_that_was_written_is_found_copied_and_printed_the_same() {
    let mut person = in_the_sample();
    person.press_ctrl(Key::Num4);
    person.fills("Search letters", "Standin");
    assert!(
        person.says("Pippa Exampleton") && !person.says("Marigold Testwell"),
        "{}",
        person.everything()
    );
    person.enters_row("Introduction to a support group");
    assert!(person.says("Letter 2"), "{}", person.everything());
    let copy = person.file("copy.pdf");
    person.fills("File", &copy.display().to_string());
    person.enters("Save a copy");
    assert!(
        person.says("The file was written."),
        "{}",
        person.everything()
    );
    person.enters("Print it again");
    prints(&mut person, "Print");
    assert!(
        person.says("One letter went to the printer."),
        "{}",
        person.everything()
    );
    let first = std::fs::read_dir(person.file("demo/letters")).unwrap();
    let written: Vec<Vec<u8>> = first
        .map(|entry| std::fs::read(entry.unwrap().path()).unwrap())
        .collect();
    let copy = std::fs::read(copy).unwrap();
    assert!(written.contains(&copy), "the bytes of the first time");
    assert_eq!(sent(&person, 1).unwrap(), copy);
    assert!(sent(&person, 2).is_none());
}

#[test]
fn all_letters_of_a_day_go_to_the_printer_one_after_the_other() {
    let mut person = in_the_sample();
    person.press_ctrl(Key::Num4);
    person.chooses("Which", "Of a day");
    assert!(
        person.says("Print these letters"),
        "{}",
        person.everything()
    );
    person.enters("Print these letters");
    prints(&mut person, "Print");
    assert!(
        person.says("2 letters went to the printer."),
        "{}",
        person.everything()
    );
    assert!(sent(&person, 1).is_some() && sent(&person, 2).is_some());
    assert_ne!(sent(&person, 1), sent(&person, 2));
    assert!(sent(&person, 3).is_none());
}

#[test]
fn letters_of_a_group_say_how_many_others_name_no_group() {
    let mut person = in_the_sample();
    person.press_ctrl(Key::Num4);
    person.chooses("Which", "Of a group");
    // Both letters of the sample name one, and nothing is said of others.
    assert!(!person.says("Not among these"), "{}", person.everything());
    refers_on(&mut person);
    person.fills(
        "What you suggest, with names and numbers",
        "Talks with one person at Quayside, telephone 555-0177.",
    );
    person.waits();
    saves(&mut person, "to-the-person.pdf");
    person.press_ctrl(Key::Num4);
    person.chooses("Which", "Of a group");
    assert!(
        person.says("Not among these: one letter about no group"),
        "{}",
        person.everything()
    );
    assert!(!person.says("Lucian Makebelieve"), "it is not among them");
    person.enters("Print these letters");
    prints(&mut person, "Print");
    assert!(
        person.says("One letter went to the printer."),
        "{}",
        person.everything()
    );
    assert!(sent(&person, 1).is_some() && sent(&person, 2).is_none());
}

#[test]
fn the_page_of_a_client_offers_the_same_for_each_of_their_letters() {
    let mut person = in_the_sample();
    person.press_ctrl(Key::K);
    person.types("Marigold");
    person.press(Key::Enter);
    assert!(
        matches!(person.place(), Some(Place::Client(_))),
        "{}",
        person.everything()
    );
    person.enters_row("Clinical letter");
    assert!(person.says("Letter 1"), "{}", person.everything());
    let copy = person.file("copy.pdf");
    person.fills("File", &copy.display().to_string());
    person.enters("Save a copy");
    assert!(
        person.says("The file was written."),
        "{}",
        person.everything()
    );
    assert!(std::fs::read(&copy).unwrap().starts_with(b"%PDF"));
    person.enters("Print it again");
    prints(&mut person, "Print");
    assert!(
        person.says("One letter went to the printer."),
        "{}",
        person.everything()
    );
    assert_eq!(sent(&person, 1).unwrap(), std::fs::read(copy).unwrap());
}

#[test]
fn a_copy_is_never_written_over_another_file() {
    let mut person = in_the_sample();
    person.press_ctrl(Key::Num4);
    person.enters_row("Clinical letter");
    let taken = person.file("taken.pdf");
    std::fs::write(&taken, "mine").unwrap();
    person.fills("File", &taken.display().to_string());
    person.enters("Save a copy");
    assert!(!person.refused().is_empty(), "{}", person.everything());
    assert_eq!(std::fs::read(taken).unwrap(), b"mine");
}

#[test]
fn the_address_book_is_added_to_changed_and_kept_where_a_letter_names_it() {
    let mut person = in_the_sample();
    person.press_ctrl(Key::Num4);
    person.chooses("Parts of the page", "Address book");
    assert!(person.says("Harriet Standin"), "{}", person.everything());
    person.enters("Add somebody");
    assert_eq!(person.focused(), "Name");
    person.types("Dr Ada Merrow");
    person.fills("Organisation", "Mill Road Surgery");
    person.fills("Telephone", "0555 0144");
    person.opens_list("Who they are to the person");
    person.chooses_down("Who they are to the person", "Referred the person");
    person.enters("Keep the entry");
    let row =
        "Name: Dr Ada Merrow, Organisation: Mill Road Surgery, Who they are: Referred the person";
    assert!(person.says(row), "{}", person.everything());
    // Changed, and found changed after a lock.
    person.enters_row("Dr Ada Merrow");
    person.fills("Organisation", "Mill Lane Surgery");
    person.enters("Keep the entry");
    person.press_ctrl(Key::L);
    person.fills("Your login", demo::LOGIN);
    person.fills("Your passphrase", demo::PASSPHRASE);
    person.press(Key::Enter);
    person.press_ctrl(Key::Num4);
    person.chooses("Parts of the page", "Address book");
    assert!(person.says("Mill Lane Surgery"), "{}", person.everything());
    // Whom no letter names goes; whom one names stays.
    person.enters_row("Dr Ada Merrow");
    person.enters("Remove");
    assert!(!person.says("Dr Ada Merrow"), "{}", person.everything());
    person.enters_row("Harriet Standin");
    person.enters("Remove");
    assert!(
        person.refused().contains("it stays"),
        "{}",
        person.everything()
    );
    assert!(person.says("Harriet Standin"));
}

#[test]
fn a_handout_is_looked_at_and_saved() {
    let mut person = in_the_sample();
    person.press_ctrl(Key::Num4);
    person.chooses("Parts of the page", "Handouts");
    person.waits();
    let path = person.file("compare.pdf");
    person.fills("File", &path.display().to_string());
    person.enters("Save as PDF");
    assert!(std::fs::read(path).unwrap().starts_with(b"%PDF"));
}
