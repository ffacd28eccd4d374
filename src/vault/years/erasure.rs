//! An erased client is gone from every file, and everybody else is untouched.

use std::fs;
use std::path::Path;

use jiff::SignedDuration;
use jiff::civil::date;

use crate::domain::answers::SafetyLevel;
use crate::domain::client::{Client, Phone};
use crate::domain::consent::{Consent, ContentClass, DisclosureDetails, Given, GivenBy, Ground};
use crate::domain::form::Pathway;
use crate::domain::id::{ClientId, EraseRequestId, ScreeningId};
use crate::domain::leader::{Leader, Treats};
use crate::domain::letter_record::{FinishedLetter, ShownKind};
use crate::domain::recipient::Recipient;
use crate::domain::restricted::OpeningWhy;
use crate::domain::retention::EraseWhy;
use crate::domain::risk::{RiskContent, RiskStub};
use crate::domain::screening::{Acknowledgement, AddendumContent, SafetyAction, ScreeningIndex};
use crate::vault::desk::{lock, rules, words};
use crate::vault::{Error, NewLetter, NewScreening, Open, Why};

use super::{House, WHY, clean, content, draft_of, signed_of, support_of};

/// Everything that a vault can hold of somebody, each with a mark of its own.
fn fill(open: &Open, mark: &str) -> ClientId {
    let m = |what: &str| format!("{mark}-{what}");
    let client = Client {
        chosen_name: Some(m("chosen")),
        record_number: Some(m("number")),
        phones: vec![Phone {
            number: m("phone"),
            safe_for_voice_message: true,
        }],
        ..Client::named(m("name"))
    };
    let client = open.clients().add(&client).unwrap();
    let draft = draft_of(open, client, &m("draft"));
    let signed = signed_of(open, client, &m("signed"));
    let addendum = AddendumContent {
        text: m("addendum"),
        entered_in_error: false,
        co_signs: false,
    };
    let proof = || open.prove(&words()).unwrap();
    open.addenda().add(signed, &addendum, proof()).unwrap();
    let wrong = signed_of(open, client, &m("wrong"));
    open.screenings()
        .mark_in_error(wrong, &m("mark"), proof())
        .unwrap();
    support_of(open, Some(client), date(2025, 6, 8), &m("support"));
    let check = open
        .screenings()
        .start(NewScreening {
            client: Some(client),
            pathway: Pathway::Support,
            rules: rules(),
        })
        .unwrap();
    open.screenings()
        .save_draft(check, &content(&m("check")), &ScreeningIndex::default())
        .unwrap();
    risks(open, client, draft, mark);
    letters(open, client, signed, mark);
    let leader = open.leaders().add(&Leader::default()).unwrap();
    open.treats()
        .add(&Treats {
            leader,
            client,
            from: date(2025, 1, 1),
            to: None,
        })
        .unwrap();
    let hold = open
        .holds()
        .set(Some(client), &m("hold because of the court"), &m("matter"));
    open.holds()
        .release(hold.unwrap(), &m("release because it is over"))
        .unwrap();
    client
}

fn risks(open: &Open, client: ClientId, draft: ScreeningId, mark: &str) {
    let stub = RiskStub {
        level: SafetyLevel::ActNow,
        group: Some(format!("{mark}-group")),
        screening: Some(draft),
        by: open.me().id,
        told: Vec::new(),
    };
    open.risks().open_stub(stub).unwrap();
    let content = RiskContent {
        stub: None,
        client: Some(client),
        screening: None,
        level: SafetyLevel::ActNow,
        note: format!("{mark}-risk"),
        acknowledgement: Acknowledgement {
            by: open.me().id,
            at: open.now(),
            done: vec![SafetyAction::CrisisTeam],
            detail: String::new(),
            agreed: format!("{mark}-agreed"),
            follow_up: format!("{mark}-follow"),
        },
    };
    let proof = open.prove(&words()).unwrap();
    open.risks().add_sealed(&content, proof).unwrap();
}

fn letters(open: &Open, client: ClientId, screening: ScreeningId, mark: &str) {
    let recipient = Recipient {
        name: format!("{mark}-receiver"),
        ..Recipient::default()
    };
    let receiver = open.recipients().add(&recipient).unwrap();
    let consent = open
        .consents()
        .add(&Consent {
            client,
            receiver,
            purpose: format!("{mark}-purpose"),
            classes: [ContentClass::Basics].into(),
            given: Given::Signature,
            by: GivenBy::Person,
            on: date(2025, 3, 10),
            ends: None,
            revoked: None,
        })
        .unwrap();
    let mut before = None;
    for kind in [
        ShownKind::ToThePerson,
        ShownKind::ToThePerson,
        ShownKind::ClinicalLetter,
    ] {
        let number = open.letters().next_number().unwrap();
        let new = NewLetter {
            kind,
            screening: Some(screening),
            client: Some(client),
            replaces: before.filter(|_| kind == ShownKind::ToThePerson),
            letter: FinishedLetter {
                code: "L5".to_owned(),
                language: "en".to_owned(),
                pdf: format!("{mark}-pdf").into_bytes(),
            },
        };
        let letter = open.letters().finish(number, &new).unwrap();
        before = Some(letter);
        let details = DisclosureDetails {
            what: Vec::new(),
            group: None,
            sha256: String::new(),
            recipient: None,
            receiver: format!("{mark}-sent-to"),
            ground: Ground::Consent(consent),
        };
        open.letters().disclose(letter, &details).unwrap();
        if kind == ShownKind::ClinicalLetter {
            let until = open.today();
            open.letters().release(letter, until).unwrap();
        }
    }
}

fn request(open: &Open, client: ClientId) -> EraseRequestId {
    open.erasures()
        .request(client, EraseWhy::Request, WHY)
        .unwrap()
}

/// The file as whoever holds its key reads it: every page decrypted, also free ones and what lies between
/// rows. AES-256-CBC by hand, after SQLCipher's format, so that nothing of SQLite can hide a page.
fn in_clear(open: &Open) -> Vec<u8> {
    use aes::cipher::{BlockCipherDecrypt, KeyInit};
    const PAGE: usize = 4096;
    const RESERVED: usize = 80;
    let cipher = aes::Aes256::new_from_slice(open.session().office.page.bytes()).unwrap();
    let file = fs::read(open.dir().join("vault.db")).unwrap();
    let mut plain = Vec::with_capacity(file.len());
    for (number, page) in file.chunks(PAGE).enumerate() {
        let begin = if number == 0 { 16 } else { 0 };
        let mut before: [u8; 16] = *page[PAGE - RESERVED..].first_chunk().unwrap();
        for block in page[begin..PAGE - RESERVED].chunks(16) {
            let mut opened = aes::Block::try_from(block).unwrap();
            cipher.decrypt_block(&mut opened);
            plain.extend(opened.iter().zip(before).map(|(byte, mask)| byte ^ mask));
            before = block.try_into().unwrap();
        }
    }
    assert!(
        plain.windows(12).any(|w| w == b"CREATE TABLE"),
        "not decrypted"
    );
    plain
}

fn hits(bytes: &[u8], mark: &str) -> usize {
    let utf16: Vec<u8> = mark.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let folded = mark.to_lowercase();
    [mark.as_bytes(), folded.as_bytes(), &utf16]
        .iter()
        .map(|form| bytes.windows(form.len()).filter(|w| w == form).count())
        .sum()
}

fn hits_in_files(dir: &Path, mark: &str) -> usize {
    let files = fs::read_dir(dir).unwrap();
    files
        .map(|file| hits(&fs::read(file.unwrap().path()).unwrap(), mark))
        .sum()
}

#[test]
fn an_erased_client_is_nowhere_and_everybody_else_is_untouched() {
    let house = House::new();
    let open = house.vault();
    let (gone, stays) = ("QZXGONE", "QZXSTAYS");
    let client = fill(&open, gone);
    let other = fill(&open, stays);
    let number = open.letters().next_number().unwrap();
    let id = request(&open, client);
    assert!(hits(&in_clear(&open), gone) > 10);
    let mut open = house.after_days(open, 1);
    let proof = open.prove(&words()).unwrap();
    let report = open.erase(id, WHY, &proof).unwrap();
    assert_eq!(report.backups, None, "no folder for backups was chosen");
    assert!(report.compacted);
    assert_eq!(report.erased.letters, 3);
    assert_eq!(report.erased.disclosures, 3);
    assert_eq!((report.erased.risks, report.erased.addenda), (2, 2));
    assert_eq!(report.backups_until, Some(date(2026, 3, 11)));
    let plain = in_clear(&open);
    assert_eq!(hits(&plain, gone), 0);
    assert!(hits(&plain, stays) > 10);
    // What was sealed of others still opens; the client's own records are not even there.
    assert!(matches!(
        open.clients().view(client),
        Err(Error::NotFound(_))
    ));
    assert_eq!(open.risks().list().unwrap().len(), 2);
    assert_eq!(open.screenings().index().unwrap().len(), 3);
    let theirs = open.letters().of_client(other).unwrap();
    assert!(
        theirs
            .iter()
            .all(|letter| open.letters().view(letter.id).is_ok())
    );
    assert_eq!(open.recipients().list().unwrap().len(), 1);
    assert_eq!(open.letters().next_number().unwrap(), number);
    clean(&open);
    assert!(open.audit().verify().unwrap().broken.is_none());
    lock(open);
    let open = house.unlock();
    clean(&open);
    let tombs = open.erasures().tombstones().unwrap();
    assert_eq!(tombs[0].value.erased, report.erased);
    lock(open);
    assert_eq!(hits_in_files(&house.dir(), gone), 0);
}

#[test]
fn a_number_on_paper_is_not_given_twice() {
    let house = House::new();
    let open = house.vault();
    let client = fill(&open, "QZX");
    let number = open.letters().next_number().unwrap();
    let id = request(&open, client);
    let mut open = house.after_days(open, 1);
    let proof = open.prove(&words()).unwrap();
    open.erase(id, WHY, &proof).unwrap();
    assert!(open.letters().list(9).unwrap().is_empty());
    assert_eq!(open.letters().next_number().unwrap(), number);
}

#[test]
fn alone_one_waits_a_day_and_gives_a_reason() {
    let house = House::new();
    let mut open = house.vault();
    let client = open.clients().add(&Client::named("Ada Vale")).unwrap();
    let short = open.erasures().request(client, EraseWhy::Request, "please");
    assert!(matches!(short, Err(Error::ReasonNeeded)));
    let id = request(&open, client);
    let twice = open.erasures().request(client, EraseWhy::Request, WHY);
    assert!(matches!(twice, Err(Error::BrokenLink(_))));
    let proof = open.prove(&words()).unwrap();
    let early = open.erase(id, WHY, &proof);
    assert!(matches!(early, Err(Error::TooEarly(_))));
    house.clock.advance(SignedDuration::from_hours(24));
    let wordless = open.erase(id, "", &proof);
    assert!(matches!(wordless, Err(Error::ReasonNeeded)));
    open.erase(id, WHY, &proof).unwrap();
    assert_eq!(open.clients().count().unwrap(), 0);
    let again = open.erase(id, WHY, &proof);
    assert!(matches!(again, Err(Error::NotFound(_))));
}

#[test]
fn a_hold_stops_an_erasure_at_both_ends() {
    let house = House::new();
    let mut open = house.vault();
    let client = open.clients().add(&Client::named("Ada Vale")).unwrap();
    let id = request(&open, client);
    let hold = open
        .holds()
        .set(None, "Letter of the court of 3 March", "")
        .unwrap();
    house.clock.advance(SignedDuration::from_hours(25));
    let proof = open.prove(&words()).unwrap();
    let held = open.erase(id, WHY, &proof);
    assert!(matches!(held, Err(Error::NotAllowed(Why::Held))));
    open.erasures().withdraw(id).unwrap();
    let again = open.erasures().request(client, EraseWhy::Request, WHY);
    assert!(matches!(again, Err(Error::NotAllowed(Why::Held))));
    open.holds()
        .release(hold, "The matter was closed in May")
        .unwrap();
    request(&open, client);
    clean(&open);
}

#[test]
fn a_restricted_clients_openings_go_with_the_client() {
    let house = House::new();
    let open = house.vault();
    let client = Client {
        restricted: true,
        ..Client::named("QZX Vale")
    };
    let client = open.clients().add(&client).unwrap();
    open.restricted()
        .open(client, OpeningWhy::Care, "QZX is a cousin of ours and asks")
        .unwrap();
    let id = request(&open, client);
    let mut open = house.after_days(open, 1);
    let proof = open.prove(&words()).unwrap();
    let report = open.erase(id, WHY, &proof).unwrap();
    assert_eq!((report.erased.sealed, report.erased.others), (1, 1));
    assert_eq!(hits(&in_clear(&open), "QZX"), 0);
    clean(&open);
}
