//! Every door of the vault, tried by every set of roles: it opens for those for whom the policy says so, and for nobody else.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use jiff::civil::date;
use rusqlite::params;
use tempfile::TempDir;

use crate::domain::answers::SafetyLevel;
use crate::domain::client::Client;
use crate::domain::clinic::Clinic;
use crate::domain::clock::FixedClock;
use crate::domain::consent::{Consent, DisclosureDetails, Given, GivenBy, Ground};
use crate::domain::form::Pathway;
use crate::domain::group::Group;
use crate::domain::id::{
    ClientId, ConsentId, GroupRecordId, Id, LeaderId, LetterId, OpeningId, PersonId, RecipientId,
    RiskId, ScreeningId, TreatsId,
};
use crate::domain::leader::{Leader, Treats};
use crate::domain::letter_record::{FinishedLetter, ShownKind};
use crate::domain::recipient::Recipient;
use crate::domain::restricted::OpeningWhy;
use crate::domain::retention::EraseWhy;
use crate::domain::risk::{RiskContent, RiskStub};
use crate::domain::screening::{
    Acknowledgement, AddendumContent, DeskState, SafetyAction, ScreeningContent, ScreeningIndex,
};
use crate::domain::staff::{Profile, Role, Roles};
use crate::vault::desk::{self, rules, therapy, vault_of, words};
use crate::vault::keys::ClinicalKeys;
use crate::vault::policy::{Context, Decision, Deed, Practice, State, Why, allowed};
use crate::vault::{Error, Keep, NewLetter, NewScreening, Open, Show, Stored};

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

/// Things to try the doors on.
struct Things {
    client: ClientId,
    support: ScreeningId,
    therapy: ScreeningId,
    signed: ScreeningId,
    desk_letter: LetterId,
    clinical_letter: LetterId,
    risk: RiskId,
    group: GroupRecordId,
    leader: LeaderId,
    consent: ConsentId,
    treats: TreatsId,
    recipient: RecipientId,
    me: PersonId,
    other: PersonId,
}

fn things(house: &House) -> Things {
    let open = &house.open;
    let client = open.clients().add(&Client::named("Ada Vale")).unwrap();
    let therapy = therapy(open, client);
    let signed = signed(open, client);
    let support = open
        .screenings()
        .start(NewScreening {
            client: None,
            pathway: Pathway::Support,
            rules: rules(),
        })
        .unwrap();
    let finish = |kind| {
        let number = open.letters().next_number().unwrap();
        let new = letter(kind, client, signed);
        open.letters().finish(number, &new).unwrap()
    };
    let stub = RiskStub {
        level: SafetyLevel::ActNow,
        group: None,
        screening: None,
        by: house.vera,
        told: Vec::new(),
    };
    let leader = open.leaders().add(&Leader::default()).unwrap();
    let recipient = open.recipients().add(&Recipient::default()).unwrap();
    let consent = consent(client, recipient);
    let treats = Treats {
        leader,
        client,
        from: date(2025, 1, 1),
        to: None,
    };
    Things {
        client,
        support,
        therapy,
        signed,
        desk_letter: finish(ShownKind::ToThePerson),
        clinical_letter: finish(ShownKind::ClinicalLetter),
        risk: open.risks().open_stub(stub).unwrap(),
        group: open.groups().add(&group()).unwrap(),
        leader,
        consent: open.consents().add(&consent).unwrap(),
        treats: open.treats().add(&treats).unwrap(),
        recipient,
        me: house.vera,
        other: house.colleague(set(&[Role::Clinician])),
    }
}

fn group() -> Group {
    serde_json::from_str(r#"{"id": "g1", "name": "Evening group", "kind": "therapy"}"#).unwrap()
}

fn consent(client: ClientId, receiver: RecipientId) -> Consent {
    Consent {
        client,
        receiver,
        purpose: "To join".to_owned(),
        classes: [].into(),
        given: Given::Signature,
        by: GivenBy::Person,
        on: date(2025, 3, 10),
        ends: None,
        revoked: None,
    }
}

fn risk_content() -> RiskContent {
    RiskContent {
        stub: None,
        client: None,
        screening: None,
        level: SafetyLevel::ActNow,
        note: String::new(),
        acknowledgement: Acknowledgement {
            by: PersonId::from_bytes([0; 16]),
            at: jiff::Timestamp::UNIX_EPOCH,
            done: vec![SafetyAction::CrisisTeam],
            detail: String::new(),
            agreed: "Stays".to_owned(),
            follow_up: "Vera".to_owned(),
        },
    }
}

type Door = (
    &'static str,
    Deed,
    &'static [State],
    fn(&Open, &Things) -> Result<(), Error>,
);

fn new(pathway: Pathway) -> NewScreening {
    NewScreening {
        client: None,
        pathway,
        rules: rules(),
    }
}

fn details() -> DisclosureDetails {
    DisclosureDetails {
        what: Vec::new(),
        group: None,
        sha256: String::new(),
        recipient: None,
        receiver: "Sam Placeholder".to_owned(),
        ground: Ground::Law("same clinic".to_owned()),
    }
}

/// Every public method of an open vault that shows or changes something of somebody.
#[rustfmt::skip]
fn doors() -> Vec<Door> {
    use Deed as D;
    const OWN: &[State] = &[State::OwnDraft];
    const SIGNED: &[State] = &[State::OwnSigned];
    vec![
        ("clients.add", D::ClientAdd, &[], |v, _| v.clients().add(&Client::named("Bo")).map(drop)),
        ("clients.add_all", D::ClientAdd, &[], |v, _| v.clients().add_all(&[]).map(drop)),
        ("clients.save", D::ClientChange, &[], |v, t| {
            v.clients().save(&Stored { id: t.client, version: 99, value: Client::named("Bo") }).map(drop)
        }),
        ("clients.view", D::ClientOpen, &[], |v, t| v.clients().view(t.client).map(drop)),
        ("clients.card", D::ClientFind, &[], |v, t| v.clients().card(t.client).map(drop)),
        ("clients.page", D::ClientFind, &[], |v, _| v.clients().page(0, 9).map(drop)),
        ("clients.find", D::ClientFind, &[], |v, _| v.clients().find("ada", 9).map(drop)),
        ("clients.likely_duplicates", D::ClientFind, &[], |v, _| v.clients().likely_duplicates(&Client::named("Bo")).map(drop)),
        ("clients.remove", D::ClientRemove, &[], |v, t| v.clients().remove(t.client)),
        ("consents.add", D::ConsentChange, &[], |v, t| v.consents().add(&consent(t.client, t.recipient)).map(drop)),
        ("consents.get", D::ConsentSee, &[], |v, t| v.consents().get(t.consent).map(drop)),
        ("consents.list", D::ConsentSee, &[], |v, _| v.consents().list().map(drop)),
        ("consents.of_client", D::ConsentSee, &[], |v, t| v.consents().of_client(t.client).map(drop)),
        ("treats.get", D::ConsentSee, &[], |v, t| v.treats().get(t.treats).map(drop)),
        ("treats.of_client", D::ConsentSee, &[], |v, t| v.treats().of_client(t.client).map(drop)),
        ("groups.list", D::GroupSee, &[], |v, _| v.groups().list().map(drop)),
        ("groups.named", D::GroupSee, &[], |v, _| v.groups().named("g1").map(drop)),
        ("groups.save", D::GroupChange, &[], |v, t| {
            v.groups().save(&Stored { id: t.group, version: 99, value: group() }).map(drop)
        }),
        ("leaders.get", D::GroupSee, &[], |v, t| v.leaders().get(t.leader).map(drop)),
        ("leaders.add", D::GroupChange, &[], |v, _| v.leaders().add(&Leader::default()).map(drop)),
        ("recipients.list", D::RecipientSee, &[], |v, _| v.recipients().list().map(drop)),
        ("recipients.add", D::RecipientChange, &[], |v, _| v.recipients().add(&Recipient::default()).map(drop)),
        ("recipients.remove", D::RecipientChange, &[], |v, _| v.recipients().remove(RecipientId::from_bytes([9; 16]))),
        ("screenings.start therapy", D::HandOver, &[], |v, _| v.screenings().start(new(Pathway::Therapy)).map(drop)),
        ("screenings.start support", D::SupportStart, &[], |v, _| v.screenings().start(new(Pathway::Support)).map(drop)),
        ("screenings.save_draft therapy", D::HandOver, OWN, |v, _| {
            // Fresh each time: what a clinician has written the desk cannot write over, by its keys.
            let id = v.screenings().start(new(Pathway::Therapy))?;
            v.screenings().save_draft(id, &ScreeningContent::default(), &ScreeningIndex::default()).map(drop)
        }),
        ("screenings.save_draft support", D::SupportSave, OWN, |v, t| {
            v.screenings().save_draft(t.support, &ScreeningContent::default(), &ScreeningIndex::default()).map(drop)
        }),
        ("screenings.view therapy", D::TherapySee, OWN, |v, t| v.screenings().view(t.therapy).map(drop)),
        ("screenings.view support", D::SupportSee, OWN, |v, t| v.screenings().view(t.support).map(drop)),
        ("screenings.row", D::ScreeningList, &[], |v, t| v.screenings().row(t.therapy).map(drop)),
        ("screenings.list", D::ScreeningList, &[], |v, _| v.screenings().list(Show::All, 9).map(drop)),
        ("screenings.with_prefix", D::ScreeningList, &[], |v, _| v.screenings().with_prefix("a").map(drop)),
        ("screenings.index", D::TherapyIndex, &[], |v, _| v.screenings().index().map(drop)),
        ("screenings.save_index", D::TherapyIndex, &[], |v, t| {
            v.screenings().save_index(t.therapy, &ScreeningIndex::default())
        }),
        ("screenings.link_client", D::ScreeningLink, OWN, |v, t| v.screenings().link_client(t.support, t.client)),
        ("screenings.set_desk_state", D::DeskStateMove, &[], |v, t| v.screenings().set_desk_state(t.signed, DeskState::Closed)),
        ("screenings.sign", D::TherapySign, OWN, |v, t| {
            let (content, index) = (ScreeningContent::default(), ScreeningIndex::default());
            v.screenings().sign(t.therapy, &content, &index, "", v.prove(&words())?).map(drop)
        }),
        ("screenings.finish_support", D::SupportFinish, OWN, |v, t| {
            // An empty statement is refused last, so the draft is there for the next set of roles.
            let kept = serde_json::from_str(r#"{"on": "2025-03-10", "outcome": "fits", "keep-until": "2025-06-08"}"#).unwrap();
            v.screenings().finish_support(t.support, Keep::This(Box::new(kept)), "", v.prove(&words())?).map(drop)
        }),
        ("screenings.mark_in_error", D::TherapyMark, SIGNED, |v, t| {
            v.screenings().mark_in_error(t.signed, "", v.prove(&words())?)
        }),
        ("screenings.discard", D::SupportDiscard, &[], |v, _| {
            let id = v.screenings().start(new(Pathway::Support))?;
            v.screenings().discard(id)
        }),
        ("addenda.add", D::TherapyAddendum, SIGNED, |v, t| {
            let text = AddendumContent { text: String::new(), entered_in_error: false, co_signs: false };
            v.addenda().add(t.signed, &text, v.prove(&words())?).map(drop)
        }),
        ("addenda.view", D::TherapySee, SIGNED, |v, t| v.addenda().view(t.signed).map(drop)),
        ("addenda.count", D::ScreeningList, &[], |v, t| v.addenda().count(t.signed).map(drop)),
        ("risks.note_told", D::RiskNote, &[], |v, t| v.risks().note_told(t.risk, "Vera")),
        ("risks.open_stub", D::RiskNote, &[], |v, t| {
            let stub = RiskStub { level: SafetyLevel::ActNow, group: None, screening: None, by: t.me, told: Vec::new() };
            v.risks().open_stub(stub).map(drop)
        }),
        ("risks.add_sealed", D::RiskSeal, &[], |v, _| v.risks().add_sealed(&risk_content(), v.prove(&words())?).map(drop)),
        ("risks.waiting", D::RiskList, &[], |v, _| v.risks().waiting().map(drop)),
        ("risks.list", D::RiskList, &[], |v, _| v.risks().list().map(drop)),
        ("risks.view", D::RiskSee, &[], |v, t| v.risks().view(t.risk).map(drop)),
        ("letters.finish desk", D::DeskLetterFinish, &[], |v, t| {
            v.letters().finish(0, &letter(ShownKind::ToThePerson, t.client, t.signed)).map(drop)
        }),
        ("letters.finish clinical", D::ClinicalLetterFinish, &[], |v, t| {
            v.letters().finish(0, &letter(ShownKind::ClinicalLetter, t.client, t.signed)).map(drop)
        }),
        ("letters.get", D::LetterList, &[], |v, t| v.letters().get(t.desk_letter).map(drop)),
        ("letters.list", D::LetterList, &[], |v, _| v.letters().list(9).map(drop)),
        ("letters.of_client", D::LetterList, &[], |v, t| v.letters().of_client(t.client).map(drop)),
        ("letters.of_screening", D::LetterList, &[], |v, t| v.letters().of_screening(t.signed).map(drop)),
        ("letters.view desk", D::DeskLetterSend, &[], |v, t| v.letters().view(t.desk_letter).map(drop)),
        ("letters.view clinical", D::ClinicalLetterSend, &[], |v, t| v.letters().view(t.clinical_letter).map(drop)),
        ("letters.note_print", D::ClinicalLetterSend, &[], |v, t| v.letters().note_print(t.clinical_letter)),
        ("letters.note_export", D::ClinicalLetterSend, &[], |v, t| v.letters().note_export(t.clinical_letter, true, b"")),
        ("letters.release", D::LetterRelease, &[], |v, t| v.letters().release(t.desk_letter, v.today())),
        ("letters.end_release", D::LetterReleaseEnd, &[], |v, t| v.letters().end_release(t.clinical_letter)),
        ("letters.disclose", D::Disclose, &[], |v, t| v.letters().disclose(t.desk_letter, &details()).map(drop)),
        ("letters.disclosures", D::LetterList, &[], |v, t| v.letters().disclosures(t.desk_letter).map(drop)),
        ("settings.get", D::SettingSee, &[], |v, _| v.settings().clinic().map(drop)),
        ("settings.put", D::SettingChange, &[], |v, _| v.settings().put(&Clinic::default())),
        ("staff.list", D::StaffSee, &[], |v, _| v.staff().list().map(drop)),
        ("staff.get", D::StaffSee, &[], |v, t| v.staff().get(t.me).map(drop)),
        ("staff.save_profile mine", D::ProfileChange, &[State::Myself], |v, t| {
            v.staff().save_profile(&Stored { id: t.me, version: 99, value: Profile::default() }).map(drop)
        }),
        ("staff.save_profile other", D::ProfileChange, &[], |v, t| {
            v.staff().save_profile(&Stored { id: t.other, version: 99, value: Profile::default() }).map(drop)
        }),
        ("screenings.sheet_leaves", D::DataExport, SIGNED, |v, t| v.screenings().sheet_leaves(t.signed, b"", crate::vault::SheetTo::File)),
        ("addenda.when", D::ScreeningList, &[], |v, t| v.addenda().when(t.signed).map(drop)),
        ("reports.begun", D::ReportSee, &[], |v, _| {
            v.reports().begun(jiff::Timestamp::MIN, jiff::Timestamp::MAX).map(drop)
        }),
        ("reports.waiting", D::ReportSee, &[], |v, _| v.reports().waiting().map(drop)),
        ("reports.leaves", D::ReportExport, &[], |v, _| v.reports().leaves(b"")),
        ("audit.newest", D::LogSee, &[], |v, _| v.audit().newest(None, 1).map(drop)),
        ("audit.verify", D::LogVerify, &[], |v, _| v.audit().verify().map(drop)),
        ("audit.export", D::LogExport, &[], |v, _| v.audit().export().map(drop)),
        ("audit.of", D::LogOfClient, &[], |v, t| v.audit().of(t.client).map(drop)),
        ("retention.state", D::RetentionSee, &[], |v, _| v.retention().state().map(drop)),
        ("retention.propose", D::RetentionPropose, &[], |v, _| v.retention().propose(Default::default())),
        ("retention.withdraw", D::RetentionPropose, &[], |v, _| v.retention().withdraw()),
        ("retention.activate", D::RetentionActivate, &[], |v, _| v.retention().activate("")),
        ("retention.due", D::DueSee, &[], |v, _| v.retention().due().map(drop)),
        ("retention.run", D::PurgeRun, &[], |v, _| v.retention().run().map(drop)),
        ("retention.waits", D::RetentionSee, &[], |v, _| v.retention().waits().map(drop)),
        ("retention.confirm_clock", D::ClockConfirm, &[], |v, _| v.retention().confirm_clock("").map(drop)),
        ("erasures.request", D::EraseRequest, &[], |v, t| v.erasures().request(t.client, EraseWhy::Other, "").map(drop)),
        ("erasures.waiting", D::EraseSee, &[], |v, _| v.erasures().waiting().map(drop)),
        ("erasures.tombstones", D::EraseSee, &[], |v, _| v.erasures().tombstones().map(drop)),
        ("holds.set", D::HoldSet, &[], |v, _| v.holds().set(None, "", "").map(drop)),
        ("holds.list", D::HoldSee, &[], |v, _| v.holds().list().map(drop)),
        ("restricted.open", D::ClientOpen, &[State::RestrictedClosed], |v, t| {
            v.restricted().open(t.client, OpeningWhy::Care, "").map(drop)
        }),
        ("restricted.waiting", D::RestrictedAcknowledge, &[], |v, _| v.restricted().waiting().map(drop)),
        ("restricted.of_client", D::LogOfClient, &[], |v, t| v.restricted().of_client(t.client).map(drop)),
        ("restricted.reason", D::RestrictedAcknowledge, &[], |v, _| v.restricted().reason(OpeningId::from_bytes([9; 16])).map(drop)),
    ]
}

#[test]
fn every_door_opens_for_whom_the_policy_says_and_for_nobody_else() {
    let mut house = house();
    let things = things(&house);
    let doors = doors();
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
