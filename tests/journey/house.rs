//! A clinic with a clinician, somebody at the desk, two groups and a person, as it stands before a day begins.

use std::sync::Arc;

use anteroom::app::groups;
use anteroom::domain::client::Client;
use anteroom::domain::clinic::{Clinic, Policy, SupportKeeping, VaultKind};
use anteroom::domain::clock::FixedClock;
use anteroom::domain::leader::Leader;
use anteroom::domain::staff::{Licence, Profile, Role};
use anteroom::vault::{
    Cost, Creation, FirstPerson, LockReason, NewPerson, NewVault, Passphrase, Sheets,
};
use egui::Key;

use super::desk::{PASSPHRASE, Person};

/// Of somebody at the desk.
pub const HERS: &str = "velvet anchor pretzel dune saddle comet";

fn passphrase(words: &str) -> Passphrase {
    Passphrase::new(words.to_owned())
}

/// The clinic, locked, with somebody sitting before it.
pub fn a_clinic() -> Person {
    a_clinic_with(&[])
}

/// Of a second clinician, where there is one.
pub const THEIRS: &str = "barley pocket thimble glacier onyx tulip";

/// The same with further people, by login, name and role; their passphrase is [`THEIRS`].
pub fn a_clinic_with(others: &[(&str, &str, Role)]) -> Person {
    clinic(others, &[])
}

/// The same as the first, with a second therapy group.
pub fn a_clinic_of_three_groups() -> Person {
    clinic(&[], &[(OTHER_THERAPY, "Vera Example")])
}

fn clinic(others: &[(&str, &str, Role)], more: &[(&str, &str)]) -> Person {
    let folder = tempfile::tempdir().unwrap();
    let clock = Arc::new(FixedClock::noon_of(jiff::civil::date(2025, 3, 10)));
    let new = NewVault {
        clinic: Clinic {
            name: "Harbour Clinic".to_owned(),
            phone: "0555 0199".to_owned(),
            emergency_number: "112".to_owned(),
            on_call_name: "Vera Example".to_owned(),
            on_call_phone: "0555 0100".to_owned(),
            ..Clinic::default()
        },
        first: FirstPerson {
            login: "robin".to_owned(),
            name: "Robin Sample".to_owned(),
            profile: Profile::default(),
            passphrase: passphrase(PASSPHRASE),
        },
        cost: Cost::Least,
        sheets: Sheets::Waived,
        kind: VaultKind::default(),
    };
    let dir = folder.path().join("Clinic.vault");
    let mut open = Creation::begin(&dir, new, clock).unwrap().finish().unwrap();
    let policy = Policy {
        support_keeping: SupportKeeping::Outcome,
        ..Policy::default()
    };
    open.settings().put(&policy).unwrap();
    let ina = NewPerson {
        login: "ina".to_owned(),
        name: "Ina Sample".to_owned(),
        roles: [Role::Intake].into_iter().collect(),
        profile: Profile::default(),
        passphrase: passphrase(HERS),
        cost: Cost::Least,
    };
    open.people().add(&ina, &passphrase(PASSPHRASE)).unwrap();
    for (login, name, role) in others {
        let new = NewPerson {
            login: (*login).to_owned(),
            name: (*name).to_owned(),
            roles: [*role].into_iter().collect(),
            profile: Profile::default(),
            passphrase: passphrase(THEIRS),
            cost: Cost::Least,
        };
        open.people().add(&new, &passphrase(PASSPHRASE)).unwrap();
    }
    open.clients().add(&Client::named("Wren Newcomer")).unwrap();
    let catalogue = [(THERAPY, "Vera Example"), (SUPPORT, "Sol Example")];
    for (group, leader) in catalogue.iter().chain(more) {
        let group = serde_json::from_str(group).unwrap();
        let leader = Leader {
            licence: Some(Licence {
                kind: "Licence (sample)".to_owned(),
                number: "SAMPLE-1".to_owned(),
                expires: Some(jiff::civil::date(2027, 12, 31)),
            }),
            ..Leader::named(leader)
        };
        groups::save(&open, group, &[leader]).unwrap();
    }
    assert!(open.lock(LockReason::Asked).problem.is_none());
    Person::sits_down_in(folder)
}

const THERAPY: &str = r#"{"id": "", "name": "Monday relations", "kind": "therapy", "style": "process",
    "themes": ["any"], "membership": "slow-open", "capacity": 8, "enrolled": 5, "slot": "mon-day",
    "mode": "in-person", "fee": 30, "outcome_line": "Members try out saying what they need.", "language": "en", "status": "running"}"#;
const OTHER_THERAPY: &str = r#"{"id": "", "name": "Wednesday relations", "kind": "therapy", "style": "process",
    "themes": ["any"], "membership": "slow-open", "capacity": 8, "enrolled": 6, "slot": "wed-day",
    "mode": "in-person", "fee": 30, "outcome_line": "Members try out saying what they need.", "language": "en", "status": "running"}"#;
const SUPPORT: &str = r#"{"id": "", "name": "Thursday company", "kind": "support", "themes": ["loss"],
    "for": ["own"], "slot": "thu-eve", "language": "en", "status": "running", "fee": 0}"#;

/// Signs in at the locked window.
pub fn signs_in(person: &mut Person, login: &str, words: &str) {
    person.fills("Your login", login);
    person.fills("Your passphrase", words);
    person.press(Key::Enter);
    assert!(person.place().is_some(), "{}", person.everything());
}
