//! Every public method of an open vault that shows or changes something of somebody, as a table.

use jiff::civil::date;

use crate::domain::answers::SafetyLevel;
use crate::domain::client::Client;
use crate::domain::clinic::Clinic;
use crate::domain::consent::{Consent, DisclosureDetails, Given, GivenBy, Ground};
use crate::domain::form::Pathway;
use crate::domain::group::Group;
use crate::domain::id::{
    ClientId, ConsentId, GroupRecordId, Id, LeaderId, LetterId, OpeningId, PersonId, RecipientId,
    RiskId, ScreeningId, TreatsId,
};
use crate::domain::leader::{Leader, Treats};
use crate::domain::letter_record::ShownKind;
use crate::domain::recipient::Recipient;
use crate::domain::restricted::OpeningWhy;
use crate::domain::retention::EraseWhy;
use crate::domain::risk::{RiskContent, RiskStub};
use crate::domain::screening::{
    Acknowledgement, AddendumContent, DeskState, SafetyAction, ScreeningContent, ScreeningIndex,
};
use crate::domain::staff::{Profile, Role};
use crate::vault::desk::{rules, therapy, words};
use crate::vault::policy::{Deed, State};
use crate::vault::{Error, Keep, NewScreening, Open, Show, Stored};

use super::{House, letter, set, signed};

/// Things to try the doors on.
pub(super) struct Things {
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

pub(super) fn things(house: &House) -> Things {
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

pub(super) fn new(pathway: Pathway) -> NewScreening {
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
pub(super) fn doors() -> Vec<Door> {
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
