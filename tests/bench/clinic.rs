//! A large clinic for measuring: a vault with as many invented clients as are asked for.

use std::path::Path;
use std::sync::Arc;

use anteroom::domain::client::{Client, Phone};
use anteroom::domain::clinic::{Clinic, VaultKind};
use anteroom::domain::clock::SystemClock;
use anteroom::domain::staff::Profile;
use anteroom::vault::{
    Cost, Creation, FirstPerson, LockReason, Locked, NewVault, Open, Passphrase, Sheets,
};
use jiff::civil::date;

/// Clients that are added in one transaction.
const BATCH: usize = 2_000;
const GIVEN: [&str; 16] = [
    "Ada", "Ben", "Cora", "Dov", "Ewa", "Farid", "Greta", "Hugo", "Imani", "Jonas", "Keiko",
    "Luis", "Mira", "Noor", "Otto", "Priya",
];
const FAMILY: [&str; 16] = [
    "Vale",
    "Moor",
    "Reed",
    "Okoro",
    "Lindqvist",
    "Tanaka",
    "Silva",
    "Novak",
    "Hassan",
    "Byrne",
    "Castro",
    "Dietrich",
    "Eriksen",
    "Fontaine",
    "Grant",
    "Holm",
];

pub(crate) fn words() -> Passphrase {
    Passphrase::new("orbit lantern cobalt thicket mural wren".to_owned())
}

/// An empty vault whose slots cost this much.
pub(crate) fn empty(dir: &Path, cost: Cost) -> Open {
    let new = NewVault {
        clinic: Clinic::default(),
        first: FirstPerson {
            login: "vera".to_owned(),
            name: "Vera Sample".to_owned(),
            profile: Profile::default(),
            passphrase: words(),
        },
        cost,
        sheets: Sheets::Waived,
        kind: VaultKind::default(),
    };
    let made = Creation::begin(dir, new, Arc::new(SystemClock)).unwrap();
    made.finish().unwrap()
}

/// Adds so many clients; names repeat, record numbers do not.
pub(crate) fn fill(open: &Open, clients: usize) {
    let numbers: Vec<usize> = (0..clients).collect();
    for batch in numbers.chunks(BATCH) {
        let many: Vec<Client> = batch.iter().map(|number| client(*number)).collect();
        open.clients().add_all(&many).unwrap();
    }
}

fn client(number: usize) -> Client {
    let given = GIVEN[number % GIVEN.len()];
    let family = FAMILY[number / GIVEN.len() % FAMILY.len()];
    let year = i16::try_from(1940 + number % 65).unwrap();
    let month = i8::try_from(1 + number % 12).unwrap();
    Client {
        record_number: Some(format!("{number:06}")),
        birth_date: Some(date(year, month, 1)),
        phones: vec![Phone {
            number: format!("020 7946 {:04}", number % 10_000),
            safe_for_voice_message: false,
        }],
        ..Client::named(format!("{given} {family}"))
    }
}

pub(crate) fn unlock(dir: &Path) -> Open {
    let locked = Locked::at(dir, Arc::new(SystemClock)).unwrap();
    locked.unlock("vera", &words()).unwrap()
}

pub(crate) fn lock(open: Open) {
    assert!(open.lock(LockReason::Exit).problem.is_none());
}
