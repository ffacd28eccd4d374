//! People and their keys in the window over a real vault: joining, a wrong passphrase, gaps in a form, fresh keys.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "desk/vault.rs"]
#[allow(dead_code, reason = "a part of it is for other tests")]
mod desk;
#[path = "desk/hands.rs"]
mod hands;
#[path = "desk/window.rs"]
mod window;

use anteroom::app::desk::Desk;
use anteroom::app::worker::DirectPort;
use anteroom::text::say;
use desk::WORDS;
use egui::Key;
use hands::Hands;
use jiff::civil::date;
use tempfile::TempDir;
use window::Seen;

const HERS: &str = "velvet anchor pretzel dune saddle comet";

struct Person {
    seen: Seen,
    _place: TempDir,
}

impl Hands for Person {
    fn seen(&self) -> &Seen {
        &self.seen
    }

    fn seen_mut(&mut self) -> &mut Seen {
        &mut self.seen
    }
}

impl Person {
    /// Vera has signed in and looks at Settings, People.
    fn looks_at_people(size: [f32; 2]) -> Self {
        let place = TempDir::new().unwrap();
        let day = date(2025, 3, 10);
        let clock = desk::clock();
        let dir = place.path().join("Clinic.vault");
        let open = desk::made(&dir, desk::new_vault(), clock.clone());
        let desk = Desk::with_open(open, clock);
        let seen = window::before(DirectPort::new(desk), size, day);
        let mut person = Self {
            seen,
            _place: place,
        };
        person.presses(Key::Comma);
        person.enters("People");
        person
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
    vera.nothing_is_cut("people");
}
