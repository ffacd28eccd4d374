//! The vault from outside: making, opening, keeping, signing, locking, and what happens to a damaged one.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

#[path = "vault/damaged.rs"]
mod damaged;
#[path = "desk/vault.rs"]
#[allow(dead_code, reason = "a part of it is for other tests")]
mod desk;
#[path = "vault/opening.rs"]
mod opening;
#[path = "vault/records.rs"]
mod records;
#[path = "vault/screenings.rs"]
mod screenings;

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use anteroom::domain::client::Client;
use anteroom::domain::clock::{Clock, FixedClock};
use anteroom::domain::form::Pathway;
use anteroom::domain::id::{ClientId, ScreeningId};
use anteroom::domain::screening::{ScreeningContent, ScreeningIndex};
use anteroom::vault::{Creation, Error, Locked, NewVault, Open, Sheets};
use desk::{content, lock, start, words};
use tempfile::TempDir;

struct House {
    place: TempDir,
    clock: Arc<FixedClock>,
}

impl House {
    fn new() -> Self {
        Self {
            place: TempDir::new().unwrap(),
            clock: desk::clock(),
        }
    }

    fn dir(&self) -> PathBuf {
        self.place.path().join("Clinic.vault")
    }

    fn clock(&self) -> Arc<dyn Clock> {
        self.clock.clone()
    }

    fn creation(&self) -> Result<Creation, Error> {
        Creation::begin(&self.dir(), new_vault(Sheets::Waived), self.clock())
    }

    fn vault(&self) -> Open {
        self.creation().unwrap().finish().unwrap()
    }

    fn locked(&self) -> Result<Locked, Error> {
        Locked::at(&self.dir(), self.clock())
    }

    fn unlock(&self) -> Result<Open, Error> {
        self.locked()?.unlock("vera", &words())
    }

    fn file(&self, name: &str) -> PathBuf {
        self.dir().join(name)
    }
}

fn new_vault(sheets: Sheets) -> NewVault {
    let mut new = desk::new_vault();
    new.clinic.name = "Sample Clinic".to_owned();
    new.first.login = "Vera".to_owned();
    NewVault { sheets, ..new }
}

fn said(content: &ScreeningContent) -> String {
    content.answers.given["tg-goal"].one().unwrap().to_owned()
}

fn therapy(open: &Open) -> (ClientId, ScreeningId) {
    let client = open.clients().add(&Client::named("Ada Vale")).unwrap();
    (client, start(open, Pathway::Therapy, Some(client)))
}

fn support(open: &Open) -> ScreeningId {
    start(open, Pathway::Support, None)
}

fn index() -> ScreeningIndex {
    ScreeningIndex {
        outcome: Some("suitable".to_owned()),
        ..ScreeningIndex::default()
    }
}

fn sign(open: &Open, id: ScreeningId, text: &str) {
    let proof = open.prove(&words()).unwrap();
    open.screenings()
        .sign(id, &content(text), &index(), "I ran it.", proof)
        .unwrap();
}

#[test]
fn what_was_typed_comes_back_once_and_only_to_who_typed_it() {
    let house = House::new();
    let open = house.vault();
    assert!(open.take_typed().is_none());
    open.keep_typed(b"an unfinished sentence").unwrap();
    open.keep_typed(b"an unfinished sentence of").unwrap();
    lock(open);
    let mut kept = Vec::new();
    for entry in fs::read_dir(house.dir()).unwrap() {
        let path = entry.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        assert!(!bytes.windows(10).any(|part| part == b"unfinished"));
        if path.to_string_lossy().contains("typed-") {
            kept.push((path, bytes));
        }
    }
    assert_eq!(kept.len(), 1);
    let (path, bytes) = kept.remove(0);
    let open = house.unlock().unwrap();
    assert_eq!(**open.take_typed().unwrap(), *b"an unfinished sentence of");
    assert!(open.take_typed().is_none() && !path.exists());
    lock(open);
    // Changed, or of another vault: dropped, and nothing else.
    let mut changed = bytes.clone();
    changed[30] ^= 1;
    for other in [changed, Vec::new(), vec![0; 70]] {
        fs::write(&path, other).unwrap();
        let open = house.unlock().unwrap();
        assert!(open.take_typed().is_none() && !path.exists());
        lock(open);
    }
}
