//! A large clinic for measuring: a vault with as many invented clients and screenings as are asked for.
#![allow(dead_code, reason = "each bench takes what it needs")]

use std::path::Path;
use std::sync::Arc;

use anteroom::domain::client::{Client, Phone};
use anteroom::domain::clinic::{Clinic, VaultKind};
use anteroom::domain::clock::SystemClock;
use anteroom::domain::form::Pathway;
use anteroom::domain::id::ClientId;
use anteroom::domain::recommendation::RuleVersions;
use anteroom::domain::screening::{DeskState, ScreeningIndex, Stage, SupportKept};
use anteroom::domain::staff::Profile;
use anteroom::vault::sample::{self, Invented};
use anteroom::vault::{
    Cost, Creation, FirstPerson, LockReason, Locked, NewScreening, NewVault, Open, Passphrase,
    Sheets, fold,
};
use jiff::civil::date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

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
        // Only a sample takes screenings that nobody signed.
        kind: VaultKind { demo: true },
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

/// Adds so many screenings over the last seven years, of clients one after another: most are signed therapy assessments,
/// a few drafts and waiting, and the support checks of the last ninety days.
pub(crate) fn screen(open: &Open, clients: usize, screenings: usize) {
    let ids: Vec<ClientId> = (0..clients)
        .step_by(200)
        .flat_map(|from| open.clients().find_from("", from, 200).unwrap().1)
        .map(|card| card.id)
        .collect();
    let now = open.now();
    let numbers: Vec<usize> = (0..screenings).collect();
    for batch in numbers.chunks(BATCH) {
        let of = |number: &usize| invented(*number, screenings, ids[number % ids.len()], now);
        let many: Vec<Invented> = batch.iter().map(of).collect();
        sample::invent(open, &many).unwrap();
    }
}

fn invented(number: usize, of: usize, client: ClientId, now: Timestamp) -> Invented {
    let years = 7.0 * 365.0 * 24.0;
    let hours = years * (of - number) as f64 / of as f64;
    let begun = now - SignedDuration::from_hours(hours as i64);
    let recent = hours < 80.0 * 24.0;
    let support = recent && number.is_multiple_of(2);
    let draft = recent && number % 10 == 1;
    let waits = recent && number % 10 == 3;
    let outcome = ["suitable", "suitable with preparation", "not at this time"][number % 3];
    let kept = SupportKept {
        chosen_name: String::new(),
        contact: None,
        group: None,
        on: begun.to_zoned(TimeZone::UTC).date(),
        outcome: "appropriate".to_owned(),
        criteria: Vec::new(),
        disposition: None,
        arrangements: String::new(),
        keep_until: date(2999, 1, 1),
        content: None,
    };
    let index = ScreeningIndex {
        outcome: Some(outcome.to_owned()),
        decided: (!draft).then(|| outcome.to_owned()),
        disposition: Some(
            if number % 3 == 2 {
                "refer-on"
            } else {
                "offer-seat"
            }
            .to_owned(),
        ),
        missing: if draft { 7 } else { 0 },
        ..ScreeningIndex::default()
    };
    Invented {
        new: NewScreening {
            client: (!support).then_some(client),
            pathway: if support {
                Pathway::Support
            } else {
                Pathway::Therapy
            },
            rules: RuleVersions {
                form: "therapy-group".to_owned(),
                form_version: 1,
                criteria_version: 1,
                hash: String::new(),
            },
        },
        begun,
        stage: if draft { Stage::Draft } else { Stage::Signed },
        desk_state: match (draft, waits) {
            (true, _) => DeskState::Draft,
            (_, true) => DeskState::Waiting,
            _ => DeskState::SeatOffered,
        },
        kept: (support && !draft).then_some(kept),
        index: (!support).then_some(index),
        content: None,
    }
}

/// What search knows of such a client, and the name by which it is listed: as the vault folds them.
pub(crate) fn searched(client: &Client) -> (String, String) {
    let name = fold(&client.legal_name);
    let number = client.record_number.clone().unwrap_or_default();
    let birth = client
        .birth_date
        .map(|date| date.to_string())
        .unwrap_or_default();
    let phone: String = client.phones[0]
        .number
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    (format!(" {name} {number} {number} {birth} {phone} "), name)
}

pub(crate) fn client(number: usize) -> Client {
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
