//! The window over a clinic in memory: first start, unlock, clients, groups, new screenings, lock, all by keyboard and names.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

#[path = "window/clinic.rs"]
mod clinic;
#[path = "window_entry/entry.rs"]
mod entry;
#[path = "window_entry/lock.rs"]
mod lock;
#[path = "window_entry/people.rs"]
mod people;
#[path = "window_entry/words.rs"]
mod words;

use std::cell::RefCell;
use std::rc::Rc;

use anteroom::app::away::{Away, Sentinel};
use anteroom::app::command::{Command, Port};
use anteroom::text::say;
use anteroom::ui::local::LocalSettings;
use anteroom::ui::screen::Place;
use anteroom::ui::window::Window;
use anteroom::ui::{Look, Theme};
use clinic::{Fake, PASSPHRASE};
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

#[test]
fn a_port_may_be_asked_before_the_first_frame() {
    let mut fake = Fake::sample();
    fake.send(Command::LookAround);
    let seen = at_desk(&fake);
    assert_eq!(place(&seen), Some(Place::Home));
}
