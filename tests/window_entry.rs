//! The window over a clinic in memory: first start, unlock, clients, groups, new screenings, lock, all by keyboard and names.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

#[path = "window/clinic.rs"]
mod clinic;

use std::cell::RefCell;
use std::rc::Rc;

use anteroom::app::away::{Away, Sentinel};
use anteroom::app::command::{Command, Event, Port, Standing};
use anteroom::domain::answers::Answer;
use anteroom::domain::form::Pathway;
use anteroom::domain::group::{GroupKind, Membership};
use anteroom::text::{Catalogue, say};
use anteroom::ui::layout_check::{self, Check};
use anteroom::ui::local::LocalSettings;
use anteroom::ui::screen::Place;
use anteroom::ui::window::Window;
use anteroom::ui::{Look, Theme};
use clinic::{CLINICAL, Fake, OFFICE, PASSPHRASE, TOO_OFTEN};
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{By, NodeT as _, Queryable as _};

type Seen = Harness<'static, Option<Window>>;

fn window(fake: &Fake, size: [f32; 2], settings: LocalSettings) -> Seen {
    let fake = fake.clone();
    let mut settings = Some(settings);
    let mut harness = Harness::builder().with_size(size).build_ui_state(
        move |ui, state: &mut Option<Window>| {
            let window = state.get_or_insert_with(|| {
                let settings = settings.take().unwrap_or_default();
                Window::new(ui.ctx(), Box::new(fake.clone()), settings)
                    .on_day(jiff::civil::date(2025, 3, 10))
            });
            window.frame(ui);
        },
        None,
    );
    harness.run();
    harness
}

/// What the system says, by the test's word, and what it is told.
#[derive(Clone, Default)]
struct Lookout(Rc<RefCell<Told>>);

#[derive(Default)]
struct Told {
    away: Option<Away>,
    lock_by: Option<std::time::Instant>,
    locked: bool,
}

impl Lookout {
    fn says(&self, away: Away) {
        self.0.borrow_mut().away = Some(away);
    }
}

impl Sentinel for Lookout {
    fn poll(&mut self) -> Option<Away> {
        self.0.borrow_mut().away.take()
    }
    fn lock_by(&mut self, at: Option<std::time::Instant>) {
        self.0.borrow_mut().lock_by = at;
    }
    fn locked(&mut self) {
        self.0.borrow_mut().locked = true;
    }
}

fn watched(fake: &Fake, lookout: &Lookout) -> Seen {
    let mut seen = at_desk(fake);
    let window = seen.state_mut().take().unwrap();
    *seen.state_mut() = Some(window.watched_by(Box::new(lookout.clone())));
    seen
}

fn at_desk(fake: &Fake) -> Seen {
    window(fake, [1280.0, 720.0], LocalSettings::default())
}

/// Signs in and stands on Home.
fn open(fake: &Fake) -> Seen {
    let mut seen = at_desk(fake);
    unlock(&mut seen, PASSPHRASE);
    assert!(seen.state().as_ref().unwrap().is_open());
    seen
}

fn unlock(seen: &mut Seen, passphrase: &str) {
    type_text(seen, passphrase);
    press(seen, Key::Enter);
}

fn press(seen: &mut Seen, key: Key) {
    seen.key_press(key);
    seen.run();
}

fn press_with(seen: &mut Seen, key: Key) {
    seen.key_press_modifiers(Modifiers::COMMAND, key);
    seen.run();
}

/// Types into whatever has the focus.
fn type_text(seen: &mut Seen, text: &str) {
    seen.event(egui::Event::Text(text.to_owned()));
    seen.run();
}

/// Goes to a field by its label and types.
fn fill(seen: &mut Seen, label: &str, text: &str) {
    field(seen, label).focus();
    seen.run();
    type_text(seen, text);
}

fn field<'a>(seen: &'a Seen, label: &'a str) -> egui_kittest::Node<'a> {
    seen.query_all(By::new().label(label))
        .find(|node| is_field(node.accesskit_node().role()))
        .unwrap_or_else(|| panic!("no field {label:?}"))
}

fn is_field(role: egui::accesskit::Role) -> bool {
    use egui::accesskit::Role;
    matches!(
        role,
        Role::TextInput
            | Role::MultilineTextInput
            | Role::SearchInput
            | Role::PasswordInput
            | Role::DateInput
    )
}

fn click(seen: &mut Seen, label: &str) {
    button(seen, label).click();
    seen.run();
}

fn button<'a>(seen: &'a Seen, label: &'a str) -> egui_kittest::Node<'a> {
    use egui::accesskit::Role;
    seen.query_all(By::new().label(label))
        .find(|node| {
            let role = node.accesskit_node().role();
            matches!(role, Role::Button | Role::RadioButton | Role::Tab)
        })
        .unwrap_or_else(|| panic!("no button {label:?}"))
}

fn says(seen: &Seen, text: &str) -> bool {
    seen.query_all(By::new().label_contains(text))
        .next()
        .is_some()
}

fn place(seen: &Seen) -> Option<Place> {
    seen.state().as_ref().unwrap().place().cloned()
}

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
fn focused(seen: &Seen) -> String {
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

#[test]
fn a_lock_clears_the_screen_and_what_egui_remembers() {
    let fake = Fake::sample();
    let mut seen = open(&fake);
    press_with(&mut seen, Key::F);
    type_text(&mut seen, "Marigold");
    assert!(says(&seen, "Marigold"));
    let remembers = |seen: &Seen| {
        seen.ctx
            .data(|data| data.count::<egui::widgets::text_edit::TextEditState>())
    };
    assert!(remembers(&seen) > 0);
    press_with(&mut seen, Key::L);
    assert!(fake.asked("lock"));
    assert!(place(&seen).is_none());
    assert!(!says(&seen, "Marigold"));
    assert!(says(&seen, &say("locked-asked")));
    // The fields of the page for signing in are all that is left.
    assert!(remembers(&seen) <= 1, "{}", remembers(&seen));
    // The same person is taken back to where they were.
    unlock(&mut seen, PASSPHRASE);
    assert_eq!(place(&seen), Some(Place::Clients));
}

#[test]
fn nobody_there_for_five_minutes_locks() {
    let fake = Fake::sample();
    let mut seen = open(&fake);
    let now = seen.ctx.input(|input| input.time);
    seen.input_mut().time = Some(now + 299.0);
    seen.step();
    assert!(place(&seen).is_some());
    // A move of the hand comes too late.
    seen.event(egui::Event::PointerMoved(egui::pos2(9.0, 9.0)));
    seen.input_mut().time = Some(now + 302.0);
    seen.step();
    assert!(fake.asked("lock") && place(&seen).is_none());
}

#[test]
fn half_a_minute_before_it_locks_the_window_says_so() {
    let fake = Fake::sample();
    let mut seen = open(&fake);
    let now = seen.ctx.input(|input| input.time);
    seen.input_mut().time = Some(now + 271.0);
    seen.step();
    seen.step();
    assert!(says(&seen, &say("window-locks-soon")));
    assert!(says(&seen, &say("window-locks-now")));
    seen.event(egui::Event::PointerMoved(egui::pos2(9.0, 9.0)));
    seen.input_mut().time = Some(now + 280.0);
    seen.step();
    seen.input_mut().time = Some(now + 310.0);
    seen.step();
    assert!(place(&seen).is_some() && !says(&seen, &say("window-locks-now")));
}

#[test]
fn whoever_goes_away_leaves_a_locked_window_whatever_was_open() {
    type Before = fn(&mut Seen);
    let befores: [(&str, Before); 4] = [
        ("on a page", |_| {}),
        ("with the list of keys", |seen| press_with(seen, Key::Slash)),
        ("in a form", |seen| {
            press_with(seen, Key::F);
            type_text(seen, "Mari");
        }),
        ("with a question open", |seen| {
            press_with(seen, Key::N);
            press(seen, Key::Num2);
        }),
    ];
    for (name, before) in befores {
        let fake = Fake::sample();
        let lookout = Lookout::default();
        let mut seen = watched(&fake, &lookout);
        unlock(&mut seen, PASSPHRASE);
        before(&mut seen);
        assert!(place(&seen).is_some());
        lookout.says(Away::ScreenLocked);
        // Before the next page is drawn.
        seen.step();
        assert!(place(&seen).is_none() && fake.asked("lock"), "{name}");
        seen.run();
        assert!(says(&seen, &say("locked-system")), "{name}");
        assert!(!says(&seen, "Mari"), "{name}");
        assert_eq!(
            seen.ctx.memory(|memory| memory.top_modal_layer()),
            None,
            "{name}"
        );
    }
}

#[test]
fn a_window_that_is_not_drawn_locks_as_well() {
    let fake = Fake::sample();
    let lookout = Lookout::default();
    let mut seen = watched(&fake, &lookout);
    unlock(&mut seen, PASSPHRASE);
    lookout.says(Away::Sleeps);
    let ctx = seen.ctx.clone();
    seen.state_mut().as_mut().unwrap().unseen(&ctx);
    assert!(place(&seen).is_none() && fake.asked("lock"));
    assert!(lookout.0.borrow().lock_by.is_none(), "and is not reminded");
    seen.run();
    assert!(lookout.0.borrow().locked, "who waits for it may go on");
}

#[test]
fn the_sentinel_knows_until_when_the_window_means_to_lock() {
    let fake = Fake::sample();
    let lookout = Lookout::default();
    let mut seen = watched(&fake, &lookout);
    assert!(lookout.0.borrow().lock_by.is_none());
    unlock(&mut seen, PASSPHRASE);
    let left = lookout
        .0
        .borrow()
        .lock_by
        .unwrap()
        .saturating_duration_since(std::time::Instant::now());
    let minutes = std::time::Duration::from_secs(60);
    assert!(left > 4 * minutes && left < 6 * minutes);
}

#[test]
fn what_could_not_be_saved_stays_on_the_screen_and_is_sent_again() {
    let fake = Fake::sample();
    let mut seen = open(&fake);
    press_with(&mut seen, Key::N);
    press(&mut seen, Key::Num2);
    fake.0.borrow_mut().disk_full = true;
    let mut trouble = anteroom::app::command::Trouble::new("disk", "The disk is full.");
    trouble.not_saved = true;
    fake.push(Event::Failed(trouble));
    seen.run();
    assert!(says(&seen, "NOT SAVED"));
    fake.0.borrow_mut().disk_full = false;
    click(&mut seen, "Save again");
    assert!(fake.asked("draft") && !says(&seen, "NOT SAVED"));
}

#[test]
fn closing_waits_for_the_disk_and_asks_after_five_seconds() {
    let fake = Fake::sample();
    let mut seen = open(&fake);
    fake.0.borrow_mut().silent = true;
    let root = egui::ViewportId::ROOT;
    let viewport = seen.input_mut().viewports.entry(root).or_default();
    viewport.events.push(egui::ViewportEvent::Close);
    let now = seen.ctx.input(|input| input.time);
    seen.step();
    seen.input_mut()
        .viewports
        .entry(root)
        .or_default()
        .events
        .clear();
    seen.step();
    assert!(says(&seen, &say("closing-saving-text")) || says(&seen, &say("closing-saving")));
    seen.input_mut().time = Some(now + 6.0);
    seen.step();
    seen.step();
    assert!(says(&seen, &say("closing-close")));
    click(&mut seen, "Stay");
    assert!(!says(&seen, &say("closing-close")));
    assert!(place(&seen).is_some());
}

#[test]
fn the_list_of_keys_opens_by_key_and_closes_with_escape() {
    let fake = Fake::sample();
    let mut seen = open(&fake);
    press_with(&mut seen, Key::Slash);
    assert!(says(&seen, &say("command-normal-size")));
    press(&mut seen, Key::Escape);
    assert!(!says(&seen, &say("command-normal-size")));
}

#[test]
fn the_text_grows_by_key_and_keeps_within_its_limits() {
    let fake = Fake::sample();
    let mut seen = open(&fake);
    for _ in 0..20 {
        press_with(&mut seen, Key::Plus);
    }
    assert_eq!(Theme::of(&seen.ctx).look(), Look::Light);
    assert!((seen.ctx.zoom_factor() - 2.0).abs() < 0.01);
    press_with(&mut seen, Key::Num0);
    assert!((seen.ctx.zoom_factor() - 1.0).abs() < 0.01);
    for _ in 0..9 {
        press_with(&mut seen, Key::Minus);
    }
    assert!((seen.ctx.zoom_factor() - 0.8).abs() < 0.01);
}

/// What leads to a page.
type Way = fn(&mut Seen);

/// Every page, with what leads there from Home.
fn pages() -> Vec<(&'static str, Way)> {
    vec![
        ("home", |_| {}),
        ("clients", |seen| press_with(seen, Key::Num2)),
        ("client form", |seen| {
            press_with(seen, Key::Num2);
            click(seen, "Add a client");
        }),
        ("client page", |seen| {
            press_with(seen, Key::Num2);
            type_text(seen, "marigold");
            press(seen, Key::Enter);
            press(seen, Key::Enter);
        }),
        ("groups", |seen| press_with(seen, Key::Num3)),
        ("group form", |seen| {
            press_with(seen, Key::Num3);
            click(seen, "Add a group");
        }),
        ("letters", |seen| press_with(seen, Key::Num4)),
        ("settings", |seen| press_with(seen, Key::Comma)),
        ("appearance", |seen| {
            press_with(seen, Key::Comma);
            click(seen, "Appearance");
        }),
        ("about", |seen| {
            press_with(seen, Key::Comma);
            click(seen, "About");
        }),
        ("new screening", |seen| press_with(seen, Key::N)),
        ("triage", |seen| {
            press_with(seen, Key::N);
            press(seen, Key::Num3);
        }),
    ]
}

#[test]
fn no_text_is_cut_or_printed_over_another_on_any_page() {
    let mut faults = Vec::new();
    // The low window shows what is cut at the sides, the high one everything that a page has.
    for size in [[640.0, 360.0], [1280.0, 3000.0]] {
        for (name, go) in pages() {
            let fake = Fake::sample();
            let mut seen = window(&fake, size, LocalSettings::default());
            unlock(&mut seen, PASSPHRASE);
            go(&mut seen);
            let check = Check {
                vertical: false,
                elided: false,
            };
            let found = layout_check::faults(&seen.output().shapes, check);
            faults.extend(
                found
                    .iter()
                    .map(|fault| format!("{name} at {size:?}: {fault}")),
            );
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn everything_that_takes_the_focus_has_a_name() {
    let mut nameless = Vec::new();
    for (name, go) in pages() {
        let fake = Fake::sample();
        let mut seen = open(&fake);
        go(&mut seen);
        let bare = seen
            .query_all(By::new().predicate(|node| {
                let pressed = matches!(
                    node.role(),
                    egui::accesskit::Role::Button
                        | egui::accesskit::Role::Tab
                        | egui::accesskit::Role::RadioButton
                        | egui::accesskit::Role::CheckBox
                        | egui::accesskit::Role::Table
                );
                (pressed || is_field(node.role()))
                    && node.label().is_none_or(|label| label.trim().is_empty())
            }))
            .count();
        if bare > 0 {
            nameless.push(format!("{name}: {bare}"));
        }
    }
    assert!(nameless.is_empty(), "{nameless:?}");
}

#[test]
fn every_message_that_the_window_says_exists() {
    let rooms = [
        "window.rs",
        "window",
        "entry.rs",
        "entry",
        "home.rs",
        "clients.rs",
        "clients",
        "new_screening.rs",
        "new_screening",
        "groups.rs",
        "groups",
        "letters.rs",
        "settings.rs",
        "fields.rs",
        "dates.rs",
    ];
    let mut missing = Vec::new();
    for room in rooms {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("src/ui")
            .join(room);
        read_all(&path, &mut |text| {
            for id in literals(text) {
                let command = format!("command-{id}");
                let known = [id, &command].iter().any(|id| Catalogue::english().has(id));
                let known = known || CODES.contains(&id);
                if !known {
                    missing.push(id.to_owned());
                }
            }
        });
    }
    for (prefix, codes) in COMPOSED {
        for code in codes.split(' ') {
            let id = format!("{prefix}-{code}");
            if !Catalogue::english().has(&id) {
                missing.push(id);
            }
        }
    }
    assert!(missing.is_empty(), "{missing:?}");
    assert!(
        Catalogue::english().problems().is_empty(),
        "{:?}",
        Catalogue::english().problems()
    );
}

/// Literals that look like message ids and are codes of forms, or the first part of an id that is put together.
const CODES: [&str; 49] = [
    "support-check",
    "therapy-assessment",
    "clients-and-groups",
    "first-start",
    "when-something-is-wrong",
    "hand-over",
    "new-screening",
    "find-client",
    "settings-letterhead",
    "step-answer",
    "step-safety",
    "step-result",
    "step-match",
    "step-decide",
    "step-letter",
    "normal-size",
    "contrast-light",
    "contrast-dark",
    "not-accepted",
    "second-person-needed",
    "in-use",
    "synced-folder",
    "therapy-group",
    "tg-goal",
    "chronic-illness",
    "dark-thoughts",
    "drop-in",
    "in-danger",
    "life-change",
    "long-term",
    "plain-text",
    "role-play",
    "safe-email",
    "safe-post",
    "safe-voice",
    "self-worth",
    "sg-aim",
    "sg-safe-now",
    "sick-children",
    "step-free",
    "tg-aim",
    "tg-date",
    "tg-language",
    "tr-aim",
    "tr-feedback",
    "tr-lead",
    "tr-rhythm",
    "tr-safe",
    "work-study",
];

/// Ids that are put together from a code.
const COMPOSED: [(&str, &str); 16] = [
    ("safe-voice", "yes no"),
    ("safe-email", "yes no"),
    ("safe-post", "yes no"),
    ("language", "en es fr de pt it pl uk ar zh"),
    (
        "theme",
        "any relationships mood chronic-illness sick-children work-study other",
    ),
    ("stage", "any new during after long-term"),
    ("welcome", "own close professional"),
    (
        "access",
        "step-free hearing vision breaks quiet plain-text childcare",
    ),
    ("activity", "art music exercise role-play mindfulness"),
    (
        "slot",
        "mon-day mon-eve tue-day tue-eve wed-day wed-eve thu-day thu-eve fri-day fri-eve sat sun",
    ),
    ("new-therapy", "text meta"),
    ("new-support", "text meta"),
    ("new-triage", "text meta"),
    ("client-col", "name born number phone"),
    ("letter-col", "number kind person receiver when"),
    ("screening-col", "person pathway state when"),
];

fn read_all(path: &std::path::Path, read: &mut impl FnMut(&str)) {
    if path.is_dir() {
        for entry in std::fs::read_dir(path).unwrap() {
            read_all(&entry.unwrap().path(), read);
        }
    } else {
        read(&std::fs::read_to_string(path).unwrap());
    }
}

/// Quoted words with dashes between them.
fn literals(text: &str) -> impl Iterator<Item = &str> {
    text.split('"').filter(|part| {
        part.contains('-')
            && part.starts_with(|letter: char| letter.is_ascii_lowercase())
            && !part.ends_with('-')
            && part.chars().all(|letter| {
                letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-'
            })
    })
}

#[test]
fn a_port_may_be_asked_before_the_first_frame() {
    let mut fake = Fake::sample();
    fake.send(Command::LookAround);
    let seen = at_desk(&fake);
    assert_eq!(place(&seen), Some(Place::Home));
}

#[test]
fn what_stands_in_a_form_at_a_lock_comes_back_into_the_same_form_and_no_other() {
    let fake = Fake::sample();
    let lookout = Lookout::default();
    let mut seen = watched(&fake, &lookout);
    unlock(&mut seen, PASSPHRASE);
    press_with(&mut seen, Key::Num3);
    click(&mut seen, "Add a group");
    fill(&mut seen, "Name", "Night shift comp");
    lookout.says(Away::Sleeps);
    seen.step();
    assert!(place(&seen).is_none());
    assert_eq!(fake.0.borrow().typed.as_ref().unwrap().place, "groups");
    seen.run();
    unlock(&mut seen, PASSPHRASE);
    assert_eq!(place(&seen), Some(Place::Groups));
    assert!(says(&seen, &say("window-typed-back")));
    // Elsewhere it does not turn up.
    press_with(&mut seen, Key::Num2);
    press_with(&mut seen, Key::Num3);
    click(&mut seen, "Add a group");
    assert_eq!(
        field(&seen, "Name").value().as_deref(),
        Some("Night shift comp")
    );
    // What was put back is kept by the next lock as well.
    press_with(&mut seen, Key::L);
    assert_eq!(fake.0.borrow().typed.as_ref().unwrap().fields.len(), 1);
    unlock(&mut seen, PASSPHRASE);
    assert!(says(&seen, &say("window-typed-back")));
}

#[test]
fn a_form_that_was_closed_leaves_nothing_to_be_kept() {
    let fake = Fake::sample();
    let mut seen = open(&fake);
    press_with(&mut seen, Key::Num3);
    click(&mut seen, "Add a group");
    fill(&mut seen, "Name", "Night shift company");
    click(&mut seen, &say("form-cancel"));
    seen.run_steps(4);
    press_with(&mut seen, Key::L);
    assert!(fake.0.borrow().typed.is_none());
}
