//! Clients, the clear records, letters and risk records.

use anteroom::domain::answers::SafetyLevel;
use anteroom::domain::client::{Client, Phone};
use anteroom::domain::clinic::{Letterhead, Policy};
use anteroom::domain::clock::Clock;
use anteroom::domain::consent::{Consent, ContentClass, DisclosureDetails, Given, GivenBy, Ground};
use anteroom::domain::group::Group;
use anteroom::domain::id::{ClientId, Id, ScreeningId};
use anteroom::domain::leader::{Leader, Treats};
use anteroom::domain::letter_record::{FinishedLetter, ShownKind};
use anteroom::domain::recipient::Recipient;
use anteroom::domain::risk::{RiskContent, RiskStub};
use anteroom::domain::screening::{Acknowledgement, SafetyAction};
use anteroom::vault::{DuplicateReason, Error, NewLetter, Open};
use jiff::SignedDuration;
use jiff::civil::date;

use super::desk::{lock, words};
use super::{House, sign, therapy};

fn find(open: &Open, query: &str) -> Vec<String> {
    open.clients()
        .find(query, 20)
        .unwrap()
        .into_iter()
        .map(|card| card.name)
        .collect()
}

#[test]
fn clients_are_found_by_name_number_birth_date_and_telephone() {
    let house = House::new();
    let open = house.vault();
    let zoe = Client {
        record_number: Some("A-1042".to_owned()),
        chosen_name: Some("Zoë".to_owned()),
        birth_date: Some(date(1990, 4, 12)),
        phones: vec![Phone {
            number: "+44 20 7946 0147".to_owned(),
            safe_for_voice_message: true,
        }],
        ..Client::named("Alexander O’Neill")
    };
    open.clients().add(&zoe).unwrap();
    open.clients().add(&Client::named("Zoltan Reed")).unwrap();
    for query in [
        "zoe",
        "ZOË",
        "oneill",
        "O'Neill alex",
        "a-1042",
        "A1042",
        "1042",
        "12.4.1990",
        "1990-04-12",
        "7946 0147",
        "+44 20 7946",
        "neil zo",
    ] {
        assert_eq!(find(&open, query), ["Zoë"], "{query}");
    }
    assert_eq!(find(&open, "zo"), ["Zoë", "Zoltan Reed"]);
    assert_eq!(find(&open, ""), ["Zoë", "Zoltan Reed"]);
    assert!(find(&open, "nobody").is_empty());
    assert!(find(&open, "%").len() == 2, "signs alone are no query");
}

#[test]
fn a_changed_client_is_found_under_the_new_name_only() {
    let house = House::new();
    let open = house.vault();
    let id = open.clients().add(&Client::named("Ada Vale")).unwrap();
    let mut stored = open.clients().view(id).unwrap();
    stored.value.legal_name = "Ada Reed".to_owned();
    open.clients().save(&stored).unwrap();
    assert!(find(&open, "vale").is_empty());
    assert_eq!(find(&open, "reed"), ["Ada Reed"]);
    assert!(
        matches!(open.clients().save(&stored), Err(Error::Stale(_))),
        "saved from an old version"
    );
    assert!(open.check().unwrap().is_clean());
}

#[test]
fn likely_duplicates_are_named_with_their_reason() {
    let house = House::new();
    let open = house.vault();
    let born = Some(date(1990, 4, 12));
    let known = Client {
        birth_date: born,
        ..Client::named("Anders Lindqvist")
    };
    open.clients().add(&known).unwrap();
    let reasons = |client: &Client| -> Vec<DuplicateReason> {
        open.clients()
            .likely_duplicates(client)
            .unwrap()
            .into_iter()
            .map(|one| one.reason)
            .collect()
    };
    assert_eq!(reasons(&known), [DuplicateReason::NameAndBirthDate]);
    let turned = Client {
        birth_date: born,
        ..Client::named("LINDQVIST, Anders")
    };
    assert_eq!(reasons(&turned), [DuplicateReason::NameAndBirthDate]);
    let slip = Client {
        birth_date: born,
        ..Client::named("Andres Lindqvist")
    };
    assert_eq!(reasons(&slip), [DuplicateReason::SimilarNameAndBirthDate]);
    assert_eq!(
        reasons(&Client::named("anders lindqvist")),
        [DuplicateReason::Name]
    );
    let other = Client {
        birth_date: Some(date(1961, 1, 2)),
        ..known.clone()
    };
    assert!(reasons(&other).is_empty());
    assert!(
        reasons(&Client {
            birth_date: born,
            ..Client::named("Mary Okoro")
        })
        .is_empty()
    );
}

#[test]
fn a_client_with_records_cannot_be_removed() {
    let house = House::new();
    let open = house.vault();
    let (client, id) = therapy(&open);
    assert!(matches!(
        open.clients().remove(client),
        Err(Error::BrokenLink(_))
    ));
    open.screenings().discard(id).unwrap();
    open.clients().remove(client).unwrap();
    assert!(find(&open, "ada").is_empty());
    assert!(open.check().unwrap().is_clean());
}

#[test]
fn many_clients_are_added_together_or_not_at_all() {
    let house = House::new();
    let open = house.vault();
    let many: Vec<Client> = (0..300)
        .map(|n| Client::named(format!("Person {n:03}")))
        .collect();
    assert_eq!(open.clients().add_all(&many).unwrap().len(), 300);
    let spoiled = [Client::named("Ada Vale"), Client::named("")];
    assert!(open.clients().add_all(&spoiled).is_err());
    assert_eq!(open.clients().count().unwrap(), 300);
    let names = |offset| {
        open.clients()
            .page(offset, 2)
            .unwrap()
            .into_iter()
            .map(|card| card.name)
    };
    assert!(names(298).eq(["Person 298", "Person 299"]));
    assert!(open.check().unwrap().is_clean());
}

#[test]
fn a_nameless_client_is_refused() {
    let house = House::new();
    let open = house.vault();
    assert!(matches!(
        open.clients().add(&Client::named("  ")),
        Err(Error::Refused { .. })
    ));
}

#[test]
fn groups_leaders_recipients_and_consents_are_kept() {
    let house = House::new();
    let open = house.vault();
    let group: Group = serde_json::from_str(
        r#"{"id": "grief", "name": "Grief group", "kind": "support", "enrolled": 3}"#,
    )
    .unwrap();
    open.groups().add(&group).unwrap();
    assert!(
        matches!(open.groups().add(&group), Err(Error::BrokenLink(_))),
        "one group a name"
    );
    let mut stored = open.groups().named("grief").unwrap();
    stored.value.enrolled = 4;
    open.groups().save(&stored).unwrap();
    let client = open.clients().add(&Client::named("Ada Vale")).unwrap();
    let leader = open
        .leaders()
        .add(&Leader {
            name: "Bo Reed".to_owned(),
            ..Leader::default()
        })
        .unwrap();
    let treats = Treats {
        leader,
        client,
        from: date(2025, 1, 1),
        to: None,
    };
    open.treats().add(&treats).unwrap();
    let receiver = open.recipients().add(&Recipient::default()).unwrap();
    let consent = Consent {
        client,
        receiver,
        purpose: "referral".to_owned(),
        classes: [ContentClass::Basics].into(),
        given: Given::Signature,
        by: GivenBy::Person,
        on: date(2025, 3, 10),
        ends: None,
        revoked: None,
    };
    open.consents().add(&consent).unwrap();
    let nobody = ClientId::from_bytes([9; 16]);
    let broken = open.consents().add(&Consent {
        client: nobody,
        ..consent.clone()
    });
    assert!(matches!(broken, Err(Error::BrokenLink(_))));
    lock(open);
    let open = house.unlock().unwrap();
    assert_eq!(open.groups().list().unwrap()[0].value.enrolled, 4);
    assert_eq!(open.treats().of_client(client).unwrap()[0].value, treats);
    assert_eq!(open.consents().of_client(client).unwrap()[0].value, consent);
    assert!(open.check().unwrap().is_clean());
}

#[test]
fn settings_are_kept_and_each_change_is_in_the_log() {
    let house = House::new();
    let open = house.vault();
    let letterhead = Letterhead {
        logo_png: vec![0x89, b'P', 0, 255],
        ..Letterhead::default()
    };
    open.settings().put(&letterhead).unwrap();
    let policy = Policy {
        support_keep_days: 30,
        ..Policy::default()
    };
    open.settings().put(&policy).unwrap();
    open.settings().put(&policy).unwrap();
    let changes = open.audit().newest(None, 100).unwrap();
    assert_eq!(
        changes
            .iter()
            .filter(|row| row.action == "setting.change")
            .count(),
        1
    );
    lock(open);
    let open = house.unlock().unwrap();
    assert_eq!(
        open.settings().letterhead().unwrap().logo_png,
        letterhead.logo_png
    );
    assert_eq!(open.settings().policy().unwrap().support_keep_days, 30);
    assert!(!open.settings().kind().unwrap().demo);
    assert!(
        open.settings()
            .put_json("No Word", serde_json::Value::Null)
            .is_err()
    );
}

pub(super) fn letter(
    kind: ShownKind,
    client: ClientId,
    screening: ScreeningId,
    pdf: &[u8],
) -> NewLetter {
    NewLetter {
        kind,
        screening: Some(screening),
        client: Some(client),
        replaces: None,
        letter: FinishedLetter {
            code: "L1".to_owned(),
            language: "en".to_owned(),
            pdf: pdf.to_vec(),
        },
    }
}

#[test]
fn a_finished_letter_keeps_its_bytes_its_number_and_where_it_went() {
    let house = House::new();
    let open = house.vault();
    let (client, id) = therapy(&open);
    sign(&open, id, "x");
    let letters = open.letters();
    let clinical = letters
        .finish(
            1,
            &letter(ShownKind::ClinicalLetter, client, id, b"%PDF one"),
        )
        .unwrap();
    let desk = letters
        .finish(2, &letter(ShownKind::ToThePerson, client, id, b"%PDF two"))
        .unwrap();
    let taken = letters.finish(
        2,
        &letter(ShownKind::ToThePerson, client, id, b"%PDF three"),
    );
    assert!(matches!(taken, Err(Error::Stale(_))));
    let details = DisclosureDetails {
        what: Vec::new(),
        group: None,
        sha256: String::new(),
        recipient: None,
        receiver: "River House".to_owned(),
        ground: Ground::Emergency("present danger".to_owned()),
    };
    letters.disclose(clinical, &details).unwrap();
    letters
        .disclose(
            desk,
            &DisclosureDetails {
                group: None,
                ground: Ground::ToThePerson,
                ..details.clone()
            },
        )
        .unwrap();
    letters.release(clinical, date(2025, 3, 12)).unwrap();
    assert!(letters.release(clinical, date(2025, 3, 30)).is_err());
    lock(open);
    let open = house.unlock().unwrap();
    let letters = open.letters();
    assert_eq!(letters.view(clinical).unwrap().pdf, b"%PDF one");
    assert_eq!(letters.view(clinical).unwrap().code, "L1");
    assert_eq!(letters.view(desk).unwrap().pdf, b"%PDF two");
    assert!(letters.get(clinical).unwrap().value.sha256.is_none());
    assert_eq!(
        letters.disclosures(clinical).unwrap()[0]
            .details
            .as_ref()
            .unwrap(),
        &details
    );
    assert_eq!(letters.of_client(client).unwrap().len(), 2);
    assert_eq!(letters.next_number().unwrap(), 3);
    letters.note_print(clinical).unwrap();
    letters.note_export(desk, true, b"%PDF two").unwrap();
    let report = open.check().unwrap();
    assert!(report.is_clean(), "{:?}", report.findings);
    lock(open);
    house.clock.advance(SignedDuration::from_hours(24 * 5));
    let open = house.unlock().unwrap();
    let ended = open.audit().of(clinical).unwrap();
    assert_eq!(ended.last().unwrap().action, "letter.release-end");
}

#[test]
fn a_risk_stub_waits_until_a_clinician_seals_it() {
    let house = House::new();
    let open = house.vault();
    let me = open.me().id;
    let stub = RiskStub {
        level: SafetyLevel::ActNow,
        group: Some("grief".to_owned()),
        screening: None,
        by: me,
        told: Vec::new(),
    };
    let id = open.risks().open_stub(stub).unwrap();
    open.risks().note_told(id, "Dr Reed").unwrap();
    assert_eq!(open.risks().waiting().unwrap().len(), 1);
    let content = RiskContent {
        stub: None,
        client: None,
        screening: None,
        level: SafetyLevel::ActNow,
        note: "what was said".to_owned(),
        acknowledgement: Acknowledgement {
            by: me,
            at: house.clock.now(),
            done: vec![SafetyAction::CrisisTeam],
            detail: String::new(),
            agreed: "stays with a friend".to_owned(),
            follow_up: "Vera".to_owned(),
        },
    };
    open.risks()
        .seal(id, &content, open.prove(&words()).unwrap())
        .unwrap();
    assert!(open.risks().waiting().unwrap().is_empty());
    let sealed = open.risks().view(id).unwrap();
    assert_eq!(sealed.note, "what was said");
    assert_eq!(sealed.stub.unwrap().told[0].clinician, "Dr Reed");
    assert!(open.risks().list().unwrap()[0].value.stub.is_none());
    let twice = open
        .risks()
        .seal(id, &content, open.prove(&words()).unwrap());
    assert!(matches!(twice, Err(Error::Frozen(_))));
    assert!(open.check().unwrap().is_clean());
}
