//! Clients, groups, and how a screening begins.

use anteroom::domain::answers::Answer;
use anteroom::domain::form::Pathway;
use anteroom::domain::group::{GroupKind, Membership};
use anteroom::text::say;
use anteroom::ui::screen::Place;
use egui::Key;
use egui_kittest::kittest::{By, Queryable as _};

use super::clinic::{self, Fake};
use super::entry::focused;
use super::{click, field, fill, open, place, press, press_with, says, type_text};

#[test]
fn a_client_is_added_by_keyboard_and_their_page_opens() {
    let fake = Fake::sample();
    let mut seen = open(&fake);
    press_with(&mut seen, Key::F);
    type_text(&mut seen, "Wren Newcomer");
    assert!(says(&seen, &say("clients-none-found")));
    click(&mut seen, "Add this person");
    assert_eq!(
        field(&seen, "Legal name").value().as_deref(),
        Some("Wren Newcomer")
    );
    fill(&mut seen, "Chosen name", "Wren");
    fill(&mut seen, "Telephone", "12");
    click(&mut seen, "Keep the record");
    assert!(says(&seen, &say("error-phone")) && !fake.asked("save client"));
    fill(&mut seen, "Telephone", "345");
    click(&mut seen, "A voice message is safe");
    click(&mut seen, "Keep the record");
    assert!(fake.asked("duplicates") && fake.asked("save client"));
    let inside = fake.0.borrow();
    let (id, client) = inside.clients.last().unwrap();
    assert_eq!(client.display_name(), "Wren");
    assert!(client.phones[0].safe_for_voice_message && client.addresses.is_empty());
    assert_eq!(place(&seen), Some(Place::Client(*id)));
}

#[test]
fn the_first_field_that_is_wrong_takes_the_keyboard_and_says_what_to_do() {
    let fake = Fake::sample();
    let mut seen = open(&fake);
    press_with(&mut seen, Key::Num2);
    click(&mut seen, &say("clients-add"));
    fill(&mut seen, &say("client-emergency-name"), "Sol Sample");
    click(&mut seen, &say("client-save"));
    assert_eq!(focused(&seen), say("client-legal-name"));
    assert!(says(&seen, &say("error-client-name")));
    // With the first put right, the next one takes it, wherever it stands in the form.
    type_text(&mut seen, "Juniper Testwell");
    click(&mut seen, &say("client-save"));
    assert_eq!(focused(&seen), say("client-emergency-phone"));
    assert!(says(&seen, &say("error-phone")));
    press_with(&mut seen, Key::Num3);
    click(&mut seen, &say("leaving-leave"));
    click(&mut seen, &say("groups-add"));
    fill(&mut seen, &say("group-name"), "Monday");
    fill(&mut seen, &say("group-capacity"), "many");
    click(&mut seen, &say("group-save"));
    assert_eq!(focused(&seen), say("group-outcome-line"));
    assert!(says(&seen, &say("group-error-outcome-line")));
    fill(
        &mut seen,
        &say("group-outcome-line"),
        "Members say what they need",
    );
    click(&mut seen, &say("group-save"));
    assert_eq!(focused(&seen), say("group-capacity"));
    assert!(says(&seen, &say("error-number")));
}

#[test]
fn before_a_second_record_of_a_person_the_first_one_is_shown() {
    let fake = Fake::sample();
    let mut seen = open(&fake);
    press_with(&mut seen, Key::Num2);
    click(&mut seen, "Add a client");
    type_text(&mut seen, "Marigold Anne Testwell");
    press(&mut seen, Key::Enter);
    assert!(says(&seen, "This is the person") && !fake.asked("save client"));
    click(&mut seen, "This is the person");
    assert_eq!(place(&seen), Some(Place::Client(clinic::client_id(1))));
}

#[test]
fn leaving_a_form_asks_first() {
    let fake = Fake::sample();
    let mut seen = open(&fake);
    press_with(&mut seen, Key::Num2);
    click(&mut seen, "Add a client");
    type_text(&mut seen, "Somebody");
    press_with(&mut seen, Key::Num1);
    assert_eq!(place(&seen), Some(Place::Clients));
    click(&mut seen, "Stay here");
    assert_eq!(
        field(&seen, "Legal name").value().as_deref(),
        Some("Somebody")
    );
    press_with(&mut seen, Key::Num1);
    click(&mut seen, "Leave it");
    assert_eq!(place(&seen), Some(Place::Home));
}

#[test]
fn a_support_group_is_added_without_anything_that_belongs_to_therapy() {
    let fake = Fake::sample();
    let mut seen = open(&fake);
    press_with(&mut seen, Key::Num3);
    click(&mut seen, "Add a group");
    assert!(says(&seen, "Fee a meeting"));
    click(&mut seen, "Support group");
    assert!(!says(&seen, "Fee a meeting"));
    click(&mut seen, "Keep the group");
    assert!(says(&seen, &say("group-error-name")) && !fake.asked("save group"));
    fill(&mut seen, "Name", "Night shift company");
    click(&mut seen, "Keep the group");
    assert!(says(&seen, &say("group-error-theme")) && !fake.asked("save group"));
    click(&mut seen, &say("theme-grief"));
    fill(&mut seen, "Leaders or hosts", "Sol Sample, Vera Example");
    click(&mut seen, "Keep the group");
    assert!(fake.asked("save group"));
    let inside = fake.0.borrow();
    let group = inside.groups.last().unwrap();
    assert_eq!((group.kind, group.fee()), (GroupKind::Support, Some(0)));
    assert_eq!(group.membership(), Membership::Open);
    assert_eq!(group.leaders, ["Sol Sample", "Vera Example"]);
}

#[test]
fn a_support_check_starts_at_once_and_unnamed() {
    let fake = Fake::sample();
    let mut seen = open(&fake);
    press_with(&mut seen, Key::N);
    press(&mut seen, Key::Num2);
    let inside = fake.0.borrow();
    let (pathway, client, answers) = inside.started.last().unwrap();
    assert_eq!((*pathway, *client), (Pathway::Support, None));
    assert!(answers.given.is_empty());
    assert!(matches!(place(&seen), Some(Place::Screening(_))));
}

#[test]
fn an_assessment_finds_the_person_first_and_takes_their_language_and_the_date() {
    let fake = Fake::sample();
    let mut seen = open(&fake);
    press_with(&mut seen, Key::N);
    press(&mut seen, Key::Enter);
    assert!(says(&seen, &say("new-person-title")));
    type_text(&mut seen, "barnaby");
    press(&mut seen, Key::Enter);
    press(&mut seen, Key::Enter);
    let inside = fake.0.borrow();
    let (pathway, client, answers) = inside.started.last().unwrap();
    assert_eq!(
        (*pathway, *client),
        (Pathway::Therapy, Some(clinic::client_id(2)))
    );
    let said = |question: &str| {
        answers
            .said(question)
            .and_then(Answer::one)
            .map(str::to_owned)
    };
    assert_eq!(said("tg-language").as_deref(), Some("es"));
    assert!(said("tg-date").is_some());
}

#[test]
fn triage_suggests_and_takes_along_only_what_was_confirmed() {
    let fake = Fake::sample();
    let mut seen = open(&fake);
    press_with(&mut seen, Key::N);
    press(&mut seen, Key::Num3);
    for key in [Key::Num2, Key::Num1, Key::Num1, Key::Num1, Key::Num1] {
        press(&mut seen, key);
        press(&mut seen, Key::Enter);
    }
    assert!(says(
        &seen,
        "Begin with the short check for a support group."
    ));
    // Dark thoughts ask for a clinician before the person leaves.
    assert!(says(&seen, &say("triage-review")));
    click(&mut seen, "Support-group check");
    assert!(!fake.asked("start"));
    seen.query_all(By::new().label("Take along"))
        .next()
        .unwrap()
        .click();
    seen.run();
    click(&mut seen, "Begin");
    let inside = fake.0.borrow();
    let (_, _, answers) = inside.started.last().unwrap();
    let given: Vec<&str> = answers.given.keys().map(String::as_str).collect();
    assert_eq!(given, ["sg-safe-now"]);
}
