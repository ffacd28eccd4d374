//! First start and unlocking.

use anteroom::app::command::{Event, Standing};
use anteroom::text::say;
use anteroom::ui::screen::Place;
use egui::Key;
use egui_kittest::kittest::{By, NodeT as _, Queryable as _};

use super::clinic::{CLINICAL, Fake, OFFICE, PASSPHRASE, TOO_OFTEN};
use super::{Seen, at_desk, click, field, fill, place, press, press_with, says, type_text, unlock};

#[test]
fn from_first_start_to_home_by_keyboard() {
    let fake = Fake::nothing();
    let mut seen = at_desk(&fake);
    // The first field has the focus, and Enter says what is missing.
    press(&mut seen, Key::Enter);
    assert!(says(&seen, &say("error-clinic-name")));
    type_text(&mut seen, "Harbour Clinic");
    fill(&mut seen, "Emergency number", "112");
    press(&mut seen, Key::Enter);
    assert!(says(&seen, &say("first-you-title")));
    type_text(&mut seen, "Robin Example");
    assert_eq!(field(&seen, "Your login").value().as_deref(), Some("robin"));
    press(&mut seen, Key::Enter);
    // A weak passphrase is not accepted, and the page says why.
    type_text(&mut seen, "harbour");
    press(&mut seen, Key::Enter);
    assert!(says(&seen, &say("error-passphrase-weak")));
    assert!(!fake.asked("create"));
    type_text(&mut seen, &PASSPHRASE.replace("orbit", " orbit"));
    press(&mut seen, Key::Enter);
    type_text(&mut seen, "another one");
    press(&mut seen, Key::Enter);
    assert!(says(&seen, &say("error-passphrase-differs")));
    press_with(&mut seen, Key::Backspace);
    type_text(&mut seen, &format!("harbour {PASSPHRASE}"));
    press(&mut seen, Key::Enter);
    assert!(fake.asked("create"));
    // The sheets are shown, then hidden while they are proved.
    assert!(says(&seen, "A1B2"));
    click(&mut seen, "I have both sheets");
    assert!(!says(&seen, "A1B2"));
    let group = |code: &str, at: usize| code.split('-').nth(at).unwrap().to_lowercase();
    for text in [group(OFFICE, 1), group(OFFICE, 4), group(CLINICAL, 0)] {
        type_text(&mut seen, &text);
        press(&mut seen, Key::Enter);
    }
    type_text(&mut seen, "XXXX");
    press(&mut seen, Key::Enter);
    assert!(says(&seen, &say("prove-wrong")) && !fake.asked("finish"));
    for _ in 0..4 {
        press(&mut seen, Key::Backspace);
    }
    type_text(&mut seen, &group(CLINICAL, 7));
    press(&mut seen, Key::Enter);
    assert!(fake.asked("finish"));
    assert_eq!(place(&seen), Some(Place::Home));
    assert!(says(&seen, "Harbour Clinic is ready"));
    click(&mut seen, "Start empty");
    assert!(says(&seen, &say("home-empty-groups")));
}

#[test]
fn looking_around_is_offered_on_the_first_page_and_says_that_all_is_invented() {
    let fake = Fake::nothing();
    let mut seen = at_desk(&fake);
    click(&mut seen, "Look around first");
    assert!(fake.asked("look around"));
    assert!(says(&seen, &say("window-demo")));
}

#[test]
fn going_back_from_the_sheets_forgets_the_vault() {
    let fake = Fake::nothing();
    let mut seen = at_desk(&fake);
    type_text(&mut seen, "Harbour Clinic");
    fill(&mut seen, "Emergency number", "112");
    press(&mut seen, Key::Enter);
    type_text(&mut seen, "Robin Example");
    press(&mut seen, Key::Enter);
    type_text(&mut seen, PASSPHRASE);
    press(&mut seen, Key::Enter);
    type_text(&mut seen, PASSPHRASE);
    press(&mut seen, Key::Enter);
    assert!(says(&seen, "A1B2"));
    click(&mut seen, "Back");
    assert!(fake.asked("abandon") && !says(&seen, "A1B2"));
    assert!(
        field(&seen, "Passphrase")
            .value()
            .unwrap_or_default()
            .is_empty()
    );
}

#[test]
fn a_wrong_passphrase_opens_nothing_and_the_right_one_opens_home() {
    let fake = Fake::sample();
    let mut seen = at_desk(&fake);
    assert_eq!(field(&seen, "Your login").value().as_deref(), Some("robin"));
    unlock(&mut seen, "not the passphrase");
    assert!(says(&seen, "not right"));
    assert!(
        field(&seen, "Your passphrase")
            .value()
            .unwrap_or_default()
            .is_empty()
    );
    assert!(place(&seen).is_none());
    unlock(&mut seen, PASSPHRASE);
    assert_eq!(place(&seen), Some(Place::Home));
    assert!(says(&seen, "Act now: "));
}

/// What has the keyboard.
pub(super) fn focused(seen: &Seen) -> String {
    let mut all = seen.query_all(By::new());
    let node = all.find(|node| node.accesskit_node().is_focused());
    node.and_then(|node| node.accesskit_node().label())
        .unwrap_or_default()
}

#[test]
fn the_passphrase_has_the_keyboard_whenever_the_page_is_shown() {
    let fake = Fake::locked();
    let mut seen = at_desk(&fake);
    let field = say("unlock-passphrase");
    assert_eq!(focused(&seen), field);
    press(&mut seen, Key::Escape);
    assert_eq!(focused(&seen), field, "after Escape");
    unlock(&mut seen, "not that one");
    assert_eq!(focused(&seen), field, "after an error");
    // Another vault and back, by key and by button.
    click(&mut seen, &say("way-another"));
    assert_eq!(focused(&seen), say("another-folder"));
    press(&mut seen, Key::Escape);
    assert!(!says(&seen, &say("another-folder")));
    assert_eq!(focused(&seen), field, "after Another vault");
    unlock(&mut seen, PASSPHRASE);
    assert_eq!(place(&seen), Some(Place::Home));
    // Nobody there for five minutes.
    let now = seen.ctx.input(|input| input.time);
    seen.input_mut().time = Some(now + 301.0);
    seen.step();
    seen.run();
    assert!(says(&seen, &say("locked-idle")));
    assert_eq!(focused(&seen), field, "after an automatic lock");
    press(&mut seen, Key::Escape);
    assert_eq!(focused(&seen), field, "after an automatic lock and Escape");
}

#[test]
fn after_too_many_tries_the_page_counts_down_and_lets_another_login_in() {
    let fake = Fake::sample();
    let mut seen = at_desk(&fake);
    unlock(&mut seen, TOO_OFTEN);
    assert!(says(&seen, "possible in 30 seconds"));
    assert!(says(&seen, "a recovery sheet"));
    let asked = fake.count("unlock");
    unlock(&mut seen, PASSPHRASE);
    assert_eq!(fake.count("unlock"), asked, "nothing is tried meanwhile");
    seen.run_steps(44);
    assert!(says(&seen, "possible in 20 seconds"));
    // A colleague need not wait.
    fill(&mut seen, "Your login", "x");
    assert!(!says(&seen, "possible in"));
    field(&seen, "Your login").focus();
    press(&mut seen, Key::Backspace);
    assert!(says(&seen, "possible in"));
    seen.run_steps(120);
    assert!(!says(&seen, "possible in"));
    field(&seen, "Your passphrase").focus();
    press(&mut seen, Key::Enter);
    assert_eq!(place(&seen), Some(Place::Home));
}

#[test]
fn a_vault_in_a_synced_folder_opens_only_after_a_typed_word_and_the_window_remembers_it() {
    let fake = Fake::sample();
    fake.0.borrow_mut().synced = true;
    let mut seen = at_desk(&fake);
    unlock(&mut seen, PASSPHRASE);
    assert!(says(&seen, "a folder of Dropbox") && place(&seen).is_none());
    // Back, and nothing was allowed.
    click(&mut seen, &say("synced-back"));
    assert!(says(&seen, &say("unlock-title")) && !fake.asked("synced"));
    field(&seen, "Your passphrase").focus();
    unlock(&mut seen, PASSPHRASE);
    type_text(&mut seen, "any");
    press(&mut seen, Key::Enter);
    assert!(says(&seen, &say("synced-wrong")) && !fake.asked("synced"));
    type_text(&mut seen, "way");
    press(&mut seen, Key::Enter);
    assert!(fake.asked("synced"));
    unlock(&mut seen, PASSPHRASE);
    assert_eq!(place(&seen), Some(Place::Home));
}

#[test]
fn the_sample_clinic_says_how_it_is_opened_and_another_vault_does_not() {
    let fake = Fake::default();
    fake.push(Event::Standing(Standing::Locked {
        dir: "/home/sample/Sample clinic/Sample.vault".into(),
        logins: Vec::new(),
    }));
    let seen = at_desk(&fake);
    assert_eq!(
        field(&seen, "Your login").value().as_deref(),
        Some(anteroom::app::demo::LOGIN)
    );
    assert!(says(&seen, &say("unlock-sample")));
    assert!(!says(&at_desk(&Fake::sample()), &say("unlock-sample")));
}

#[test]
fn a_vault_that_cannot_be_opened_says_why() {
    let fake = Fake::default();
    fake.push(Event::Standing(Standing::Unusable {
        dir: "/somewhere/Clinic.vault".into(),
        message: "It was made by a newer version.".to_owned(),
    }));
    let seen = at_desk(&fake);
    assert!(says(&seen, "newer version") || says(&seen, &say("unusable-banner")));
}
