//! The activity page, who looked at a record, and a vault in doubt: the real window over a sample clinic.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "desk/window.rs"]
mod window;

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use anteroom::app::command::Secret;
use anteroom::app::desk::Desk;
use anteroom::app::worker::DirectPort;
use anteroom::app::{demo, vaults};
use anteroom::domain::client::Client;
use anteroom::domain::clock::Clock;
use anteroom::ui::screen::Place;
use anteroom::vault::{LockReason, Open};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{By, NodeT, Queryable};
use window::Seen;
use zeroize::Zeroizing;

const DAY: jiff::civil::Date = jiff::civil::date(2025, 3, 10);

/// A sample clinic in a folder of its own.
struct Clinic {
    folder: tempfile::TempDir,
    clock: Arc<dyn Clock>,
}

impl Clinic {
    fn new() -> (Self, Open) {
        let folder = tempfile::tempdir().unwrap();
        let sample = demo::build(&folder.path().join("demo")).unwrap();
        let clinic = Self {
            folder,
            clock: sample.clock,
        };
        (clinic, sample.open)
    }

    fn vault(&self) -> PathBuf {
        self.folder.path().join("demo").join(demo::VAULT)
    }

    fn unlock(&self) -> Open {
        let secret = Secret(Zeroizing::new(demo::PASSPHRASE.to_owned()));
        vaults::unlock(
            &vaults::Site::new(self.vault(), self.clock.clone()),
            demo::LOGIN,
            &secret,
        )
        .unwrap()
    }

    /// A vault whose database is that of before, under the header of after.
    fn older(&self, open: Open) -> Open {
        assert!(open.lock(LockReason::Exit).problem.is_none());
        let database = self.vault().join("vault.db");
        let before = fs::read(&database).unwrap();
        let open = self.unlock();
        open.clients().add(&Client::named("Ada Vale")).unwrap();
        assert!(open.lock(LockReason::Exit).problem.is_none());
        fs::write(database, before).unwrap();
        self.unlock()
    }

    fn window(&self, open: Open) -> Seen {
        let desk = Desk::with_open(open, self.clock.clone());
        window::before(DirectPort::new(desk), [1280.0, 800.0], DAY)
    }
}

fn says(seen: &Seen, text: &str) -> bool {
    seen.query_all(By::new().label_contains(text))
        .next()
        .is_some()
}

fn rows(seen: &Seen) -> Vec<String> {
    seen.query_all(By::new().label_contains("What: "))
        .filter_map(|node| node.accesskit_node().label())
        .collect()
}

fn press(seen: &mut Seen, label: &str) {
    let all = seen.query_all(By::new().label(label));
    let mut buttons = all.filter(|node| {
        let role = node.accesskit_node().role();
        matches!(role, Role::Button | Role::ComboBox | Role::RadioButton)
    });
    buttons
        .next_back()
        .unwrap_or_else(|| panic!("no button {label:?}"))
        .focus();
    drop(buttons);
    seen.run();
    seen.key_press(Key::Enter);
    seen.run();
}

fn fill(seen: &mut Seen, label: &str, text: &str) {
    let all = seen.query_all(By::new().label(label));
    let mut fields = all.filter(|node| {
        let role = node.accesskit_node().role();
        !matches!(role, Role::Label | Role::Button)
    });
    fields
        .next_back()
        .unwrap_or_else(|| panic!("no field {label:?}"))
        .focus();
    drop(fields);
    seen.run();
    seen.key_press_modifiers(Modifiers::COMMAND, Key::A);
    seen.event(egui::Event::Text(text.to_owned()));
    seen.run();
}

fn go(seen: &mut Seen, key: Key) {
    seen.key_press_modifiers(Modifiers::COMMAND, key);
    seen.run();
}

#[test]
fn the_activity_page_shows_what_was_done_and_verifies_and_writes_it() {
    let (clinic, open) = Clinic::new();
    let mut seen = clinic.window(open);
    go(&mut seen, Key::Num5);
    assert_eq!(
        seen.state().as_ref().unwrap().place(),
        Some(&Place::Activity)
    );
    let shown = rows(&seen);
    assert!(shown.len() > 5, "{shown:?}");
    assert!(
        shown[0].contains("Today") || shown[0].contains("today"),
        "{}",
        shown[0]
    );
    press(&mut seen, "Verify");
    assert!(says(&seen, "The log holds"));
    press(&mut seen, "Export…");
    let path = clinic.folder.path().join("log.jsonl");
    fill(&mut seen, "File", path.to_str().unwrap());
    press(&mut seen, "Write");
    assert!(says(&seen, "events were written to"));
    let file = std::io::BufReader::new(fs::File::open(path).unwrap());
    let report = anteroom::vault::verify_export(file, &[]).unwrap();
    assert_eq!(report.broken(), None);
}

#[test]
fn a_kind_and_a_day_narrow_the_list() {
    let (clinic, open) = Clinic::new();
    let mut seen = clinic.window(open);
    go(&mut seen, Key::Num5);
    press(&mut seen, "Kind");
    // The list opens on what holds now: everything; Signed is the fifth.
    seen.key_press(Key::Home);
    for _ in 0..4 {
        seen.key_press(Key::ArrowDown);
    }
    seen.key_press(Key::Space);
    seen.run();
    let shown = rows(&seen);
    assert!(!shown.is_empty());
    assert!(
        shown.iter().all(|row| row.contains("signed a screening")),
        "{shown:?}"
    );
    fill(&mut seen, "Day", "2025-03-09");
    seen.key_press(Key::Tab);
    seen.run();
    assert!(rows(&seen).is_empty());
    assert!(says(&seen, "Nothing was done that fits"));
}

#[test]
fn who_looked_at_a_record_unfolds_on_the_clients_page() {
    let (clinic, open) = Clinic::new();
    let client = open.clients().page(0, 1).unwrap().remove(0);
    open.clients().view(client.id).unwrap();
    let mut seen = clinic.window(open);
    go(&mut seen, Key::Num2);
    let row = seen
        .query_all(By::new().label_contains(&client.name))
        .find(|node| node.accesskit_node().role() == Role::Row);
    row.unwrap().click();
    seen.run();
    assert!(says(&seen, "Who looked at this record"));
    assert!(!says(&seen, "looked at a client’s record"));
    press(&mut seen, "Show");
    assert!(says(&seen, "looked at a client’s record"));
    assert!(says(&seen, "What left the clinic"));
    press(&mut seen, "Hide");
    assert!(!says(&seen, "looked at a client’s record"));
}

#[test]
fn what_left_tells_of_each_letter_what_it_told() {
    let (clinic, open) = Clinic::new();
    let letters = open.letters().list(10).unwrap();
    let mut clients = letters.iter().filter_map(|letter| letter.value.client);
    let client = open.clients().card(clients.next_back().unwrap()).unwrap();
    let mut seen = clinic.window(open);
    go(&mut seen, Key::Num2);
    let row = seen
        .query_all(By::new().label_contains(&client.name))
        .find(|node| node.accesskit_node().role() == Role::Row);
    row.unwrap().click();
    seen.run();
    assert!(!says(&seen, "told of:"));
    press(&mut seen, "Show");
    assert!(says(&seen, "Letter 1 told of: "));
    // More than one thing, each by its name.
    let parts = seen.query_all(By::new().label_contains("; "));
    let told: Vec<String> = parts
        .filter_map(|node| node.accesskit_node().value())
        .collect();
    assert!(
        told.iter()
            .any(|line| line.starts_with("Letter 1 told of: ")),
        "{told:?}"
    );
}

#[test]
fn a_vault_in_doubt_says_so_on_every_page_until_an_administrator_says_why() {
    let (clinic, open) = Clinic::new();
    let open = clinic.older(open);
    assert!(open.doubt().is_some());
    let mut seen = clinic.window(open);
    let line = "This vault is older than what is remembered of it. It can be read";
    for key in [
        Key::Num1,
        Key::Num2,
        Key::Num3,
        Key::Num4,
        Key::Num5,
        Key::Comma,
    ] {
        go(&mut seen, key);
        assert!(says(&seen, line), "{key:?}");
    }
    go(&mut seen, Key::Num1);
    press(&mut seen, "What to do");
    assert!(says(&seen, "Look for a newer copy or backup first"));
    let group = seen
        .query_all(By::new().label("What happened"))
        .find(|node| node.accesskit_node().role() == Role::RadioGroup);
    group.unwrap().focus();
    seen.run();
    seen.key_press(Key::Home);
    seen.run();
    seen.key_press(Key::Space);
    seen.run();
    fill(
        &mut seen,
        "In your own words",
        "The disk failed and we put Friday back.",
    );
    fill(&mut seen, "Your passphrase", "not the passphrase at all");
    press(&mut seen, "Go on with this vault");
    assert!(says(&seen, line), "the passphrase was wrong");
    fill(&mut seen, "Your passphrase", demo::PASSPHRASE);
    press(&mut seen, "Go on with this vault");
    assert!(!says(&seen, line));
    assert!(says(&seen, "The vault can be changed again"));
}
