//! What takes a reason or a second person: restricted clients, holds, erasures, the retention table.

use crate::domain::answers::SafetyLevel;
use crate::domain::client::Client;
use crate::domain::form::Pathway;
use crate::domain::restricted::OpeningWhy;
use crate::domain::retention::EraseWhy;
use crate::domain::screening::{ScreeningContent, ScreeningIndex};
use crate::domain::staff::Role;
use crate::vault::desk::{therapy, words};
use crate::vault::policy::Why;
use crate::vault::{Error, Open};

use super::table::new;
use super::{house, set, signed};

#[test]
fn a_restricted_client_opens_with_a_reason_for_an_hour() {
    let mut house = house();
    let noor = house.colleague(set(&[Role::Clinician]));
    let restricted = Client {
        restricted: true,
        ..Client::named("Ada Vale")
    };
    let client = house.open.clients().add(&restricted).unwrap();
    let closed = |open: &Open| matches!(open.clients().view(client), Err(Error::ReasonNeeded));
    assert!(closed(&house.open));
    assert!(house.open.clients().card(client).unwrap().restricted);
    let short = house
        .open
        .restricted()
        .open(client, OpeningWhy::Care, "  because I say so  ");
    assert!(matches!(short, Err(Error::ReasonNeeded)));
    let why = "Assessment for the Tuesday group";
    let until = house
        .open
        .restricted()
        .open(client, OpeningWhy::Care, why)
        .unwrap();
    assert_eq!(until.duration_since(house.open.now()).as_mins(), 60);
    let draft = therapy(&house.open, client);
    assert!(house.open.clients().view(client).is_ok());
    house.open.screenings().view(draft).unwrap();
    // A colleague sees that, reads why, and acknowledges; nobody acknowledges an opening of their own.
    let own = house.open.restricted();
    assert!(own.waiting().unwrap().is_empty());
    house.be(noor, &[Role::Clinician]);
    assert!(closed(&house.open) && house.open.screenings().view(draft).is_err());
    let waiting = house.open.restricted().waiting().unwrap();
    assert_eq!(house.open.restricted().reason(waiting[0].id).unwrap(), why);
    house.be(house.vera, &[Role::Clinician]);
    let mine = house.open.restricted().acknowledge(waiting[0].id);
    assert!(matches!(mine, Err(Error::NotAllowed(Why::SamePerson))));
    house.be(noor, &[Role::Clinician]);
    house.open.restricted().acknowledge(waiting[0].id).unwrap();
    assert!(house.open.restricted().waiting().unwrap().is_empty());
    let again = house.open.restricted().acknowledge(waiting[0].id);
    assert!(matches!(again, Err(Error::WrongState(_))));
}

#[test]
fn an_hours_end_closes_the_client_and_loses_no_word_of_a_draft() {
    let house = house();
    let restricted = Client {
        restricted: true,
        ..Client::named("Ada Vale")
    };
    let client = house.open.clients().add(&restricted).unwrap();
    house
        .open
        .restricted()
        .open(client, OpeningWhy::Care, "Assessment for the group")
        .unwrap();
    let draft = therapy(&house.open, client);
    house.open.screenings().view(draft).unwrap();
    house.clock.advance(jiff::SignedDuration::from_mins(61));
    let open = &house.open;
    assert!(matches!(
        open.clients().view(client),
        Err(Error::ReasonNeeded)
    ));
    let (content, index) = (ScreeningContent::default(), ScreeningIndex::default());
    open.screenings()
        .save_draft(draft, &content, &index)
        .unwrap();
    open.screenings().close_draft(draft).unwrap();
    let left = open.screenings().save_draft(draft, &content, &index);
    assert!(matches!(left, Err(Error::NotAllowed(Why::Restricted))));
}

#[test]
fn lists_hide_nothing_of_safety_and_everything_else_of_a_restricted_client() {
    let house = house();
    let client = house
        .open
        .clients()
        .add(&Client::named("Ada Vale"))
        .unwrap();
    let draft = therapy(&house.open, client);
    let index = ScreeningIndex {
        outcome: Some("suitable".to_owned()),
        safety: SafetyLevel::ActNow,
        missing: 3,
        ..ScreeningIndex::default()
    };
    let open = &house.open;
    open.screenings()
        .save_draft(draft, &ScreeningContent::default(), &index)
        .unwrap();
    let mut stored = open.clients().view(client).unwrap();
    stored.value.restricted = true;
    open.clients().save(&stored).unwrap();
    let seen = open.screenings().index().unwrap().remove(0).1;
    assert_eq!(
        (seen.safety, seen.outcome, seen.missing),
        (SafetyLevel::ActNow, None, 0)
    );
    // The mark goes only by somebody who has given a reason.
    stored.version += 1;
    stored.value.restricted = false;
    assert!(matches!(
        open.clients().save(&stored),
        Err(Error::NotAllowed(Why::Restricted))
    ));
    open.restricted()
        .open(client, OpeningWhy::Record, "No longer a colleague of ours")
        .unwrap();
    open.clients().save(&stored).unwrap();
    assert!(open.screenings().index().unwrap()[0].1.outcome.is_some());
}

#[test]
fn a_hold_is_set_by_one_and_released_by_two() {
    let mut house = house();
    let noor = house.colleague(set(&[Role::Administrator]));
    let client = house
        .open
        .clients()
        .add(&Client::named("Ada Vale"))
        .unwrap();
    let why = "Letter of the court of 3 March";
    let hold = house
        .open
        .holds()
        .set(Some(client), why, "24-1187")
        .unwrap();
    let held = house.open.clients().remove(client);
    assert!(matches!(held, Err(Error::NotAllowed(Why::Held))));
    let asked = house
        .open
        .holds()
        .release(hold, "The matter was closed")
        .unwrap();
    assert_eq!(asked, crate::vault::Released::Asked);
    let alone = house.open.holds().release(hold, "The matter was closed");
    assert!(matches!(alone, Err(Error::NotAllowed(Why::SamePerson))));
    assert!(house.open.clients().remove(client).is_err());
    house.be(noor, &[Role::Administrator]);
    house
        .open
        .holds()
        .release(hold, "Confirmed with counsel today")
        .unwrap();
    let kept = house.open.holds().list().unwrap().remove(0).value;
    assert_eq!(
        (kept.reason.as_str(), kept.matter.as_str()),
        (why, "24-1187")
    );
    assert!(kept.released.is_some() && !house.open.holds().any().unwrap());
    house.be(house.vera, &[Role::Clinician, Role::Administrator]);
    // A released hold is history and does not change; its client stays until it is erased.
    assert!(
        house
            .open
            .holds()
            .release(hold, "Once more, for no reason")
            .is_err()
    );
    assert!(house.open.check().unwrap().is_clean());
}

#[test]
fn in_a_one_person_practice_a_reason_takes_the_place_of_the_second_person() {
    let house = house();
    let open = &house.open;
    let hold = open
        .holds()
        .set(None, "Letter of the court of 3 March", "")
        .unwrap();
    let id = open.screenings().start(new(Pathway::Support)).unwrap();
    assert!(matches!(
        open.screenings().discard(id),
        Err(Error::NotAllowed(Why::Held))
    ));
    let short = open.holds().release(hold, "closed");
    assert!(matches!(short, Err(Error::ReasonNeeded)));
    let done = open.holds().release(hold, "The matter was closed").unwrap();
    assert_eq!(done, crate::vault::Released::Yes);
    open.screenings().discard(id).unwrap();
}

#[test]
fn erasure_is_asked_for_by_one_and_confirmed_by_another() {
    let mut house = house();
    let noor = house.colleague(set(&[Role::Clinician]));
    let lou = house.colleague(set(&[Role::Administrator]));
    let client = house
        .open
        .clients()
        .add(&Client::named("Ada Vale"))
        .unwrap();
    let signed = signed(&house.open, client);
    let why = "The person asked for it in writing";
    let ask = |open: &Open| {
        open.erasures()
            .request(client, EraseWhy::Request, why)
            .unwrap()
    };
    let id = ask(&house.open);
    let proof = house.open.prove(&words()).unwrap();
    let alone = house.open.erase(id, why, &proof);
    assert!(matches!(alone, Err(Error::NotAllowed(Why::SamePerson))));
    house.be(lou, &[Role::Administrator]);
    let no_clinician = house.open.erase(id, why, &proof);
    assert!(matches!(no_clinician, Err(Error::RoleNeeded("clinician"))));
    house.open.erasures().withdraw(id).unwrap();
    let id = ask(&house.open);
    house.be(noor, &[Role::Clinician]);
    // At once, and without a reason: there are two.
    house.open.erase(id, "", &proof).unwrap();
    assert!(matches!(
        house.open.screenings().row(signed),
        Err(Error::NotFound(_))
    ));
    assert!(house.open.check().unwrap().is_clean());
}

#[test]
fn what_is_signed_goes_only_within_an_erasure() {
    let house = house();
    let client = house
        .open
        .clients()
        .add(&Client::named("Ada Vale"))
        .unwrap();
    let id = signed(&house.open, client);
    let db = house.open.db();
    for sql in [
        "INSERT INTO erasing (object) SELECT id FROM screening",
        "DELETE FROM erasing",
        "DELETE FROM addendum",
        "DELETE FROM disclosure",
        "DELETE FROM tombstone",
        "UPDATE tombstone SET version = 2",
        "DELETE FROM screening",
        "DELETE FROM record WHERE frozen = 1",
        "VACUUM",
        "ATTACH ':memory:' AS other",
    ] {
        assert!(db.execute(sql, []).is_err(), "{sql}");
    }
    assert!(house.open.screenings().view(id).is_ok());
}

#[test]
fn after_an_erasure_the_list_is_as_strict_as_before() {
    let mut house = house();
    let client = house
        .open
        .clients()
        .add(&Client::named("Ada Vale"))
        .unwrap();
    let other = house.open.clients().add(&Client::named("Bo Vale")).unwrap();
    let signed = signed(&house.open, other);
    let why = "The person asked for it in writing";
    let id = house
        .open
        .erasures()
        .request(client, EraseWhy::Request, why)
        .unwrap();
    house.clock.advance(jiff::SignedDuration::from_hours(25));
    let proof = house.open.prove(&words()).unwrap();
    assert!(house.open.erase(id, why, &proof).unwrap().compacted);
    let db = house.open.db();
    for sql in [
        "DELETE FROM addendum",
        "DELETE FROM disclosure",
        "DELETE FROM erasing",
        "VACUUM",
    ] {
        assert!(db.execute(sql, []).is_err(), "{sql}");
    }
    assert!(
        db.execute("INSERT INTO erasing (object) SELECT id FROM screening", [])
            .is_err()
    );
    assert!(house.open.screenings().view(signed).is_ok());
}

#[test]
fn a_table_is_proposed_by_one_and_put_in_force_by_another() {
    let mut house = house();
    let noor = house.colleague(set(&[Role::Clinician]));
    house.open.retention().propose(Default::default()).unwrap();
    let alone = house
        .open
        .retention()
        .activate("It fits the law of our state");
    assert!(matches!(alone, Err(Error::NotAllowed(Why::SamePerson))));
    house.be(noor, &[Role::Clinician]);
    house.open.retention().activate("").unwrap();
    assert_eq!(
        house
            .open
            .retention()
            .state()
            .unwrap()
            .activated
            .unwrap()
            .by,
        noor
    );
}
