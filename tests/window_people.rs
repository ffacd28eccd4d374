//! People and their keys in the window over a real vault: joining, a wrong passphrase, gaps in a form, fresh keys.
#![allow(clippy::unwrap_used, missing_docs)]

use std::sync::Arc;

use anteroom::app::desk::Desk;
use anteroom::app::worker::DirectPort;
use anteroom::domain::clinic::{Clinic, VaultKind};
use anteroom::domain::clock::FixedClock;
use anteroom::domain::staff::Profile;
use anteroom::text::say;
use anteroom::ui::layout_check::{self, Check};
use anteroom::ui::local::LocalSettings;
use anteroom::ui::window::Window;
use anteroom::vault::{Cost, Creation, FirstPerson, NewVault, Passphrase, Sheets};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{By, NodeT as _, Queryable as _};
use jiff::civil::date;
use tempfile::TempDir;

const WORDS: &str = "orbit lantern cobalt thicket mural wren";
const HERS: &str = "velvet anchor pretzel dune saddle comet";

struct Person {
    seen: Harness<'static, Option<Window>>,
    _place: TempDir,
}

impl Person {
    /// Vera has signed in and looks at Settings, People.
    fn looks_at_people(size: [f32; 2]) -> Self {
        let place = TempDir::new().unwrap();
        let day = date(2025, 3, 10);
        let clock = Arc::new(FixedClock::noon_of(day));
        let new = NewVault {
            clinic: Clinic::default(),
            first: FirstPerson {
                login: "vera".to_owned(),
                name: "Vera Sample".to_owned(),
                profile: Profile::default(),
                passphrase: Passphrase::new(WORDS.to_owned()),
            },
            cost: Cost::Least,
            sheets: Sheets::Waived,
            kind: VaultKind::default(),
        };
        let dir = place.path().join("Clinic.vault");
        let creation = Creation::begin(&dir, new, clock.clone()).unwrap();
        let desk = Desk::with_open(creation.finish().unwrap(), clock);
        let mut port = Some(DirectPort::new(desk));
        let mut seen = Harness::builder()
            .with_size(size)
            .with_max_steps(64)
            .build_ui_state(
                move |ui, state: &mut Option<Window>| {
                    let window = state.get_or_insert_with(|| {
                        let port = Box::new(port.take().unwrap());
                        Window::new(ui.ctx(), port, LocalSettings::default()).on_day(day)
                    });
                    window.frame(ui);
                },
                None,
            );
        seen.run();
        let mut person = Self {
            seen,
            _place: place,
        };
        person
            .seen
            .key_press_modifiers(Modifiers::COMMAND, Key::Comma);
        person.seen.run();
        person.enters("People");
        person
    }

    /// The last button of this name: that of the dialog, where one is open.
    fn enters(&mut self, label: &str) {
        let mut all = self.seen.query_all(By::new().label(label));
        let node = all.rfind(|node| {
            let role = node.accesskit_node().role();
            matches!(role, Role::Button | Role::RadioButton | Role::Tab)
        });
        node.unwrap_or_else(|| panic!("no button {label:?}"))
            .click();
        drop(all);
        self.seen.run();
    }

    fn fills(&mut self, label: &str, text: &str) {
        let mut all = self.seen.query_all(By::new().label(label));
        let node = all.find(|node| {
            let role = node.accesskit_node().role();
            matches!(role, Role::TextInput | Role::PasswordInput)
        });
        node.unwrap_or_else(|| panic!("no field {label:?}")).focus();
        drop(all);
        self.seen.run();
        self.seen.event(egui::Event::Text(text.to_owned()));
        self.seen.run();
    }

    fn reads(&self, text: &str) -> bool {
        let found = By::new().label_contains(text);
        self.seen.query_all(found).next().is_some()
    }

    fn adds_ina(&mut self, own: &str) {
        self.enters("Add a person");
        self.fills("Login", "ina");
        self.fills("Name", "Ina Sample");
        self.fills("Their passphrase", HERS);
        self.fills("The same once more", HERS);
        self.fills("Your passphrase", own);
        self.enters("Add a person");
    }
}

#[test]
fn a_person_joins_after_a_slip_of_the_administrator() {
    let mut vera = Person::looks_at_people([1280.0, 1500.0]);
    assert!(vera.reads("Vera Sample") && vera.reads(&say("people-short-all")));
    vera.adds_ina("orbit lantern cobalt thicket mural wrong");
    assert!(vera.reads("not accepted"), "the form says why");
    vera.fills("Your passphrase", WORDS);
    vera.enters("Add a person");
    assert!(vera.reads(&say("people-added")));
    assert!(vera.reads("Ina Sample") && vera.reads(&say("people-short-intake")));
}

#[test]
fn a_form_with_gaps_says_so_and_sends_nothing() {
    let mut vera = Person::looks_at_people([1280.0, 1500.0]);
    vera.enters("Add a person");
    vera.fills("Login", "ina");
    vera.enters("Add a person");
    assert!(vera.reads(&say("people-missing")));
    vera.enters("Cancel");
    assert!(!vera.reads(&say("people-missing")));
}

#[test]
fn keys_are_changed_and_the_session_goes_on() {
    let mut vera = Person::looks_at_people([1280.0, 1500.0]);
    vera.enters(&say("people-all-keys"));
    vera.fills("Your passphrase", WORDS);
    vera.enters(&say("people-all-keys"));
    assert!(vera.reads(&say("people-keys-changed")));
    vera.enters(&say("people-clinical-key"));
    vera.fills("Your passphrase", WORDS);
    vera.enters(&say("people-clinical-key"));
    assert!(vera.reads(&say("people-clinical-key-changed")));
}

#[test]
fn the_page_fits_a_low_screen() {
    let vera = Person::looks_at_people([1280.0, 720.0]);
    let check = Check {
        vertical: false,
        elided: false,
    };
    let faults = layout_check::faults(&vera.seen.output().shapes, check);
    assert!(faults.is_empty(), "{} faults", faults.len());
}
