//! Backups in the window over a real vault: the line on Home, the part of Settings, by keyboard and by names.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "desk/vault.rs"]
#[allow(dead_code, reason = "a part of it is for other tests")]
mod desk;
#[path = "desk/hands.rs"]
mod hands;
#[path = "desk/window.rs"]
mod window;

use std::path::PathBuf;
use std::sync::Arc;

use anteroom::app::desk::Desk;
use anteroom::app::worker::DirectPort;
use anteroom::domain::clock::FixedClock;
use desk::WORDS;
use egui::Key;
use hands::Hands;
use jiff::SignedDuration;
use jiff::civil::date;
use tempfile::TempDir;
use window::Seen;

struct Person {
    seen: Seen,
    clock: Arc<FixedClock>,
    place: TempDir,
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
    fn sits_down(size: [f32; 2]) -> Self {
        let place = TempDir::new().unwrap();
        std::fs::create_dir(place.path().join("safe")).unwrap();
        let day = date(2025, 3, 10);
        let clock = desk::clock();
        let dir = place.path().join("Clinic.vault");
        let open = desk::made(&dir, desk::new_vault(), clock.clone());
        let desk = Desk::with_open(open, clock.clone());
        let seen = window::before(DirectPort::new(desk), size, day);
        Self { seen, clock, place }
    }

    fn safe(&self) -> PathBuf {
        self.place.path().join("safe")
    }

    fn goes_to_backups(&mut self) {
        self.presses(Key::Comma);
        self.enters("Backups");
    }
}

#[test]
fn a_folder_is_chosen_a_backup_made_and_proven_and_home_tells_of_it() {
    let mut person = Person::sits_down([1280.0, 1600.0]);
    assert!(person.reads("No backup was made yet"));
    person.goes_to_backups();
    let folder = person.safe().display().to_string();
    person.fills("Folder for backups", &folder);
    person.enters("Use this folder");
    person.enters("Back up now");
    assert!(person.reads("The backup is made and checked"));
    assert!(person.reads("same disk"));
    assert_eq!(std::fs::read_dir(person.safe()).unwrap().count(), 1);
    person.fills("Your passphrase", WORDS);
    person.enters("Prove the newest backup");
    assert!(person.reads("The backup opens and is whole"));
    person.enters("Check the whole vault");
    assert!(person.reads("The vault is whole"));
    person.presses(Key::Num1);
    assert!(person.reads("Last backup:") && person.reads("Last proven:"));
    assert!(!person.reads("No checked backup for a week"));
}

#[test]
fn after_a_week_home_says_so_in_a_banner_that_leads_to_settings() {
    let mut person = Person::sits_down([1280.0, 900.0]);
    assert!(!person.reads("No checked backup for a week"));
    person.clock.advance(SignedDuration::from_hours(24 * 7));
    person.presses(Key::Comma);
    person.presses(Key::Num1);
    assert!(person.reads("No checked backup for a week"));
}

#[test]
fn a_refused_folder_is_told_and_the_page_goes_on() {
    let mut person = Person::sits_down([1280.0, 1600.0]);
    person.goes_to_backups();
    let inside = person.place.path().join("Clinic.vault");
    person.fills("Folder for backups", &inside.display().to_string());
    person.enters("Use this folder");
    assert!(person.reads("inside the vault"));
    assert!(person.reads("Back up now"));
}

#[test]
fn no_text_of_the_page_is_cut_or_printed_over_another() {
    for size in [[640.0, 2400.0], [1280.0, 1600.0]] {
        let mut person = Person::sits_down(size);
        person.nothing_is_cut("home");
        person.goes_to_backups();
        person.nothing_is_cut("settings");
        let folder = person.safe().display().to_string();
        person.fills("Folder for backups", &folder);
        person.enters("Use this folder");
        person.enters("Back up now");
        person.nothing_is_cut("after a backup");
        person.clock.advance(SignedDuration::from_hours(24 * 8));
        person.presses(Key::Num1);
        person.goes_to_backups();
        person.nothing_is_cut("late");
        person.presses(Key::Num1);
        person.nothing_is_cut("late, at home");
    }
}
