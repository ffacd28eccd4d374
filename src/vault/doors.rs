//! Every door of the vault, tried by every set of roles: it opens for those for whom the policy says so, and for nobody else.
#![allow(clippy::unwrap_used)]

mod table;
mod two;

use table::{doors, new, things};

use std::sync::Arc;

use rusqlite::params;
use tempfile::TempDir;

use crate::domain::client::Client;
use crate::domain::clock::FixedClock;
use crate::domain::form::Pathway;
use crate::domain::id::{ClientId, Id, PersonId, ScreeningId};
use crate::domain::letter_record::{FinishedLetter, ShownKind};
use crate::domain::screening::{AddendumContent, ScreeningContent, ScreeningIndex};
use crate::domain::staff::{Role, Roles};
use crate::vault::desk::{self, therapy, vault_of, words};
use crate::vault::keys::ClinicalKeys;
use crate::vault::policy::{Context, Decision, Practice, Why, allowed};
use crate::vault::{Error, NewLetter, Open, Show};

/// A vault, its clock, and a colleague of the first person.
pub(super) struct House {
    _place: TempDir,
    pub(super) open: Open,
    pub(super) clock: Arc<FixedClock>,
    pub(super) aside: Option<ClinicalKeys>,
    pub(super) vera: PersonId,
}

pub(super) fn house() -> House {
    let place = TempDir::new().unwrap();
    let clock = desk::clock();
    let dir = place.path().join("Clinic.vault");
    let (open, _) = vault_of(&dir, ("vera", words()), clock.clone());
    let vera = open.person();
    House {
        _place: place,
        open,
        clock,
        aside: None,
        vera,
    }
}

pub(super) fn set(roles: &[Role]) -> Roles {
    roles.iter().copied().collect()
}

impl House {
    /// Somebody else on the roster; only the roster's rows, as nobody signs in here.
    pub(super) fn colleague(&self, roles: Roles) -> PersonId {
        let person: [u8; 16] = crate::vault::random::bytes().unwrap();
        self.open
            .db()
            .execute(
                "INSERT INTO staff (person, slot_id, login, name, roles, x, made_by, state) \
                 VALUES (?1, ?2, ?3, 'Noor Example', ?4, ?5, ?6, 1)",
                params![
                    person,
                    crate::vault::random::bytes::<16>().unwrap(),
                    crate::vault::audit::hex(&person),
                    roles.bits(),
                    [7_u8; 32],
                    self.vera.to_bytes(),
                ],
            )
            .unwrap();
        PersonId::from_bytes(person)
    }

    /// Sits down as somebody in some roles.
    pub(super) fn be(&mut self, person: PersonId, roles: &[Role]) {
        self.open.become_person(person);
        self.open.wear(set(roles), &mut self.aside);
    }
}

pub(super) fn signed(open: &Open, client: ClientId) -> ScreeningId {
    let id = therapy(open, client);
    let (content, index) = (ScreeningContent::default(), ScreeningIndex::default());
    open.screenings()
        .sign(
            id,
            &content,
            &index,
            "I ran it.",
            open.prove(&words()).unwrap(),
        )
        .unwrap();
    id
}

pub(super) fn letter(kind: ShownKind, client: ClientId, screening: ScreeningId) -> NewLetter {
    NewLetter {
        kind,
        screening: Some(screening),
        client: Some(client),
        replaces: None,
        letter: FinishedLetter {
            code: "L1".to_owned(),
            language: "en".to_owned(),
            pdf: b"%PDF of Ada Vale".to_vec(),
        },
    }
}

#[test]
fn every_door_opens_for_whom_the_policy_says_and_for_nobody_else() {
    let mut house = house();
    let things = things(&house);
    let doors = doors();
    assert!(doors.len() > 90, "{}", doors.len());
    let mut tried = 0;
    for bits in 0..16 {
        let roles = Roles::from_bits(bits);
        house.open.wear(roles, &mut house.aside);
        for (name, deed, states, door) in &doors {
            let context = Context {
                states: states.to_vec(),
                practice: Practice::Several,
            };
            let refused = Decision::Refused { why: Why::Role };
            let wanted = allowed(roles, *deed, &context) == refused;
            let said = door(&house.open, &things);
            let is = matches!(said, Err(Error::RoleNeeded(_)));
            assert_eq!(is, wanted, "{name} as {:?}: {said:?}", roles.words());
            tried += 1;
        }
    }
    println!("doors: {} methods, {tried} tries", doors.len());
}

#[test]
fn a_colleagues_draft_and_signature_are_theirs() {
    let mut house = house();
    let client = house
        .open
        .clients()
        .add(&Client::named("Ada Vale"))
        .unwrap();
    let draft = therapy(&house.open, client);
    let done = signed(&house.open, client);
    let noor = house.colleague(set(&[Role::Clinician]));
    house.be(noor, &[Role::Clinician]);
    let open = &house.open;
    let yours = |result: Result<(), Error>| matches!(result, Err(Error::NotAllowed(Why::NotYours)));
    assert!(yours(open.screenings().discard(draft)));
    assert!(open.screenings().view(done).is_ok());
    let text = AddendumContent {
        text: "Seen with her.".to_owned(),
        entered_in_error: false,
        co_signs: false,
    };
    let proof = || open.prove(&words()).unwrap();
    assert!(yours(open.addenda().add(done, &text, proof()).map(drop)));
    assert!(yours(open.screenings().mark_in_error(
        done,
        "Of another person.",
        proof()
    )));
    open.addenda()
        .co_sign(done, "I agree with this.", proof())
        .unwrap();
    let seen = open.addenda().view(done).unwrap();
    assert!(seen[0].content.co_signs && seen[0].author == noor);
    // One does not sign twice for oneself.
    house.be(house.vera, &[Role::Clinician]);
    let own = house
        .open
        .addenda()
        .co_sign(done, "I agree.", house.open.prove(&words()).unwrap());
    assert!(matches!(own, Err(Error::NotAllowed(Why::YourOwn))));
}

#[test]
fn at_the_desk_a_support_check_is_open_to_whoever_began_it() {
    let mut house = house();
    let id = house
        .open
        .screenings()
        .start(new(Pathway::Support))
        .unwrap();
    let noor = house.colleague(set(&[Role::Intake]));
    house.be(noor, &[Role::Intake]);
    let closed = house.open.screenings().view(id);
    assert!(matches!(closed, Err(Error::RoleNeeded("clinician"))));
    assert_eq!(house.open.screenings().list(Show::All, 9).unwrap().len(), 1);
    house.be(house.vera, &[Role::Intake]);
    assert!(house.open.screenings().view(id).is_ok());
}
