//! The worked cases as letters: each with a decision that it could have, and a letter that follows from it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anteroom::app::command::{Field, LetterConsent, LetterReceiver, LetterRequest, Slot};
use anteroom::app::letter::{Sources, letter};
use anteroom::catalog::{answer_file, shipped};
use anteroom::domain::client::Client;
use anteroom::domain::clinic::{Clinic, Policy};
use anteroom::domain::group::Group;
use anteroom::domain::id::{Id as _, PersonId, ScreeningId};
use anteroom::domain::leader::Leader;
use anteroom::domain::screening::{
    Disposition, Judgement, LeaderMeeting, MeetingMode, ScreeningContent,
};
use anteroom::letter::facts::Signer;
use anteroom::letter::{Kind, Letter};
use anteroom::screening::evaluate;
use anteroom::text::Catalogue;
use jiff::civil::date;

pub(crate) struct Case {
    pub(crate) name: String,
    number: u32,
    kind: Kind,
    disposition: Disposition,
    fields: Vec<Field>,
    consent: bool,
    medical: bool,
}

fn file(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn seat(group: &str) -> Disposition {
    Disposition::OfferSeat {
        group: group.to_owned(),
        meeting: Some(LeaderMeeting {
            leader: "Dr Avery Placeholder".to_owned(),
            on: date(2025, 3, 10),
            mode: MeetingMode::InPerson,
            topics: Vec::new(),
            rules_version: None,
        }),
    }
}

fn list(group: &str) -> Disposition {
    Disposition::Waitlist {
        groups: vec![group.to_owned()],
    }
}

fn other(named: &[&str]) -> Disposition {
    Disposition::OtherOption {
        named: named.iter().map(|one| (*one).to_owned()).collect(),
    }
}

/// Case, word for the disposition, disposition, kinds.
pub(crate) fn all() -> Vec<Case> {
    use Kind::{L1, L2, L3, L4, L5, L6};
    let company = other(&["Lantern Evenings, a support group, telephone 555-0155"]);
    let skills = other(&["The skills group on Thursdays, telephone 555-0190"]);
    let rows: Vec<(u32, &str, Disposition, &[Kind])> = vec![
        (1, "seat", seat("g-process"), &[L1, L4, L5]),
        (1, "own", Disposition::PersonChoseOtherwise, &[L3, L4, L5]),
        (2, "waitlist", list("g-process"), &[L1, L4, L5]),
        (3, "other", company, &[L3, L4, L5]),
        (4, "other", skills, &[L3, L4, L5]),
        (5, "onward", Disposition::ReferOn, &[L3, L6]),
        (6, "onward", Disposition::ReferOn, &[L3, L4, L5]),
        (7, "seat", seat("g-process"), &[L1, L4, L5]),
        (8, "more", Disposition::MoreInformation, &[L4]),
        (9, "seat", seat("g-loss"), &[L2, L4, L5]),
        (10, "waitlist", list("g-loss"), &[L2, L5]),
        (
            11,
            "other",
            other(&["The same theme with another host, telephone 555-0190"]),
            &[L3, L5],
        ),
        (12, "onward", Disposition::ReferOn, &[L6]),
    ];
    let mut cases = Vec::new();
    for (number, word, disposition, kinds) in rows {
        for kind in kinds {
            let code = kind.code().to_lowercase();
            cases.push(Case {
                name: format!("{number:02}-{word}-{code}"),
                number,
                kind: *kind,
                disposition: disposition.clone(),
                fields: Vec::new(),
                consent: true,
                medical: false,
            });
        }
    }
    // With everything that the person agreed to, for the one who has most to tell.
    for (number, word, disposition, kind) in [
        (7, "all-told", seat("g-process"), L1),
        (6, "all-told", Disposition::ReferOn, L3),
    ] {
        let fields = Field::ALL.iter().copied().filter(|field| {
            field.is_offered(kind)
                && !matches!(
                    field,
                    Field::Substance | Field::Immigration | Field::FreeText
                )
        });
        cases.push(Case {
            name: format!("{number:02}-{word}-{}", kind.code().to_lowercase()),
            number,
            kind,
            disposition,
            fields: fields.collect(),
            consent: true,
            medical: false,
        });
    }
    cases.push(Case {
        name: "05-to-a-doctor-l6".to_owned(),
        number: 5,
        kind: L6,
        disposition: Disposition::ReferOn,
        fields: Vec::new(),
        consent: false,
        medical: true,
    });
    cases
}

impl Case {
    pub(crate) fn letter(&self) -> Letter {
        self.compose(&self.fields, self.consent).0
    }

    /// Every field ticked and nobody asked: the letter, and what each field would say.
    pub(crate) fn with_everything_ticked(&self) -> (Letter, Vec<(Field, String)>) {
        self.compose(Field::ALL, false)
    }

    fn compose(&self, fields: &[Field], consent: bool) -> (Letter, Vec<(Field, String)>) {
        let start = format!("{:02}-", self.number);
        let path = std::fs::read_dir(file("tests/vignettes"))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .find(|path| {
                path.file_name()
                    .unwrap()
                    .to_string_lossy()
                    .starts_with(&start)
            })
            .unwrap();
        let given = answer_file::read(&std::fs::read(path).unwrap(), shipped()).unwrap();
        let pack = shipped().pack(given.pathway);
        let recommendation = evaluate(pack, &given.answers);
        let content = ScreeningContent {
            answers: given.answers,
            recommendation: Some(recommendation.clone()),
            judgement: Some(Judgement::Agree),
            disposition: Some(self.disposition.clone()),
            decided_by: Some(PersonId::from_bytes([1; 16])),
            ..ScreeningContent::default()
        };
        let known: Vec<Group> =
            serde_json::from_slice(&std::fs::read(file("assets/sample/groups.json")).unwrap())
                .unwrap();
        let ids: Vec<&String> = match &self.disposition {
            Disposition::OfferSeat { group, .. } => vec![group],
            Disposition::Waitlist { groups } => groups.iter().collect(),
            _ => Vec::new(),
        };
        let groups: Vec<Group> = known
            .into_iter()
            .filter(|group| ids.contains(&&group.id))
            .collect();
        let leaders = leaders();
        let client = client(self.number);
        let clinic = clinic();
        let policy = Policy {
            part_2_programme: Some(false),
            ..Policy::default()
        };
        let sources = Sources {
            pack,
            content: &content,
            recommendation: &recommendation,
            client: Some(&client),
            chosen_name: "",
            arrangements: "",
            kind: self.kind,
            texts: Catalogue::english(),
            groups: &groups,
            leaders: &leaders,
            clinic: &clinic,
            logo: None,
            stationery: anteroom::letter::blocks::Stationery::default(),
            policy: &policy,
            signer: Signer {
                name: "Robin Example".to_owned(),
                role: "Group therapist".to_owned(),
                licence: Some(("Psychotherapist".to_owned(), "SAMPLE-001".to_owned())),
            },
            number: "000012".to_owned(),
            anchor: Some("3fa29c7be0415d".to_owned()),
            date: date(2025, 3, 10),
            at: "10 March 2025, 12:00".to_owned(),
        };
        let request = LetterRequest {
            receiver: self.receiver(&client, &leaders, &groups),
            outside: self.kind != Kind::L1 || consent,
            consent: consent.then(|| LetterConsent {
                on: date(2025, 3, 10),
                purpose: String::new(),
                signed: true,
                ends: Some(date(2025, 6, 10)),
                known: None,
                record: None,
            }),
            fields: fields.iter().copied().collect::<BTreeSet<_>>(),
            said: self.said(),
            ..LetterRequest::new(ScreeningId::from_bytes([9; 16]), self.kind)
        };
        let sentences = Field::ALL
            .iter()
            .flat_map(|field| {
                field
                    .prints(&sources)
                    .into_iter()
                    .map(|text| (*field, text))
            })
            .collect();
        (letter(&sources, &request), sentences)
    }

    fn said(&self) -> BTreeMap<Slot, String> {
        let mut said = BTreeMap::new();
        let mut say = |slot: Slot, text: &str| said.insert(slot, text.to_owned());
        match self.kind {
            Kind::L3 => {
                say(
                    Slot::Asked,
                    "A first appointment, and what you think should come first.",
                );
                say(
                    Slot::Why,
                    "More frequent help than a weekly group comes first.",
                );
                say(Slot::Urgency, "soon");
            }
            Kind::L6 => {
                say(Slot::Place, "Sample Clinic, room 2");
                say(Slot::Company, "Robin Example");
                say(Slot::Done, "The crisis team was called at 11:50.");
            }
            _ => {}
        }
        said
    }

    fn receiver(
        &self,
        client: &Client,
        leaders: &[(String, Leader)],
        groups: &[Group],
    ) -> LetterReceiver {
        let lead = leaders
            .iter()
            .find(|(id, _)| groups.iter().any(|group| group.leaders.contains(id)))
            .map(|(_, leader)| leader.name.clone());
        let (name, organisation) = match self.kind {
            Kind::L1 | Kind::L2 => (lead.unwrap(), "Sample Clinic"),
            Kind::L3 => ("Intake team".to_owned(), "Quayside Day Programme"),
            Kind::L4 => ("Dr Ada Merrow".to_owned(), "Mill Road Surgery"),
            Kind::L5 => (client.display_name().to_owned(), ""),
            _ => (
                "Duty clinician".to_owned(),
                "Sampleton Hospital, crisis team",
            ),
        };
        LetterReceiver {
            name,
            organisation: organisation.to_owned(),
            address: vec!["4 Quay Street".to_owned(), "Sampleton".to_owned()],
            medical: self.medical,
            ..LetterReceiver::default()
        }
    }
}

fn client(number: u32) -> Client {
    let names = [
        "Marigold Testwell",
        "Barnaby Mockridge",
        "Odalys Specimen",
        "Lucian Makebelieve",
        "Juniper Fakenham",
        "Cosmo Dummett",
        "Tansy Notreal",
        "Lorcan Invented",
        "Pippa Exampleton",
        "Rowan Pretender",
        "Hester Nobodysen",
        "Ambrose Paperdoll",
    ];
    let mut client = Client::named(names[number as usize - 1]);
    client.record_number = Some(format!("2025-{number:04}"));
    client.birth_date = Some(date(1984, 12, 1));
    client
}

fn clinic() -> Clinic {
    Clinic {
        name: "Sample Clinic".to_owned(),
        address: vec!["1 Sample Street".to_owned(), "Sampletown".to_owned()],
        phone: "555-0190".to_owned(),
        email: "hello@sample-clinic.example".to_owned(),
        emergency_number: "112".to_owned(),
        on_call_name: "Dr Avery Placeholder".to_owned(),
        on_call_phone: "555-0199".to_owned(),
        currency: "EUR".to_owned(),
        ..Clinic::default()
    }
}

fn leaders() -> Vec<(String, Leader)> {
    let bytes = std::fs::read(file("assets/sample/leaders.json")).unwrap();
    let all: Vec<serde_json::Value> = serde_json::from_slice(&bytes).unwrap();
    let leader = |value: &serde_json::Value| {
        let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
        let leader = Leader {
            name: text("name"),
            role: text("role"),
            contact: text("contact"),
            ..Leader::default()
        };
        (text("id"), leader)
    };
    all.iter().map(leader).collect()
}
