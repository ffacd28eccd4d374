//! A clinic in memory behind the window's port: it answers commands at once, and keeps a list of what was asked.

#![allow(clippy::unwrap_used, dead_code, reason = "a double for tests")]

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use anteroom::app::command::{
    ClientRow, ClientView, Command, Event, HomeView, LetterRow, OpenScreening, Opened, Port,
    RecoverySheets, ScreeningRow, Standing, Trouble, Typed,
};
use anteroom::domain::answers::{Answers, SafetyLevel};
use anteroom::domain::client::Client;
use anteroom::domain::clinic::{Clinic, Policy};
use anteroom::domain::form::Pathway;
use anteroom::domain::group::Group;
use anteroom::domain::id::{ClientId, ScreeningId};
use anteroom::domain::screening::{ScreeningContent, Stage};
use anteroom::vault::Error;
use jiff::Timestamp;
use zeroize::Zeroizing;

/// The passphrase that opens it.
/// What the fake vault takes for one guess too many.
pub(crate) const TOO_OFTEN: &str = "one guess too many";
pub(crate) const PASSPHRASE: &str = "orbit lantern cobalt thicket mural wren";
/// Its recovery sheets.
pub(crate) const OFFICE: &str = "A1B2-C3D4-E5F6-G7H8-J9K1-L2M3-N4P5-Q6R7";
pub(crate) const CLINICAL: &str = "S1T2-U3V4-W5X6-Y7Z8-B9C1-D2F3-H4J5-K6M7";

/// What happened, and what stands in the clinic.
#[derive(Default)]
pub(crate) struct Inside {
    pub(crate) asked: Vec<&'static str>,
    pub(crate) clients: Vec<(ClientId, Client)>,
    pub(crate) groups: Vec<Group>,
    pub(crate) started: Vec<(Pathway, Option<ClientId>, Answers)>,
    pub(crate) letters: Vec<LetterRow>,
    pub(crate) home: HomeView,
    pub(crate) clinic: Clinic,
    /// Nothing is answered while this is set.
    pub(crate) silent: bool,
    /// Drafts fail while this is set.
    pub(crate) disk_full: bool,
    /// Whether the vault lies in a folder that is kept in step, until somebody allows that.
    pub(crate) synced: bool,
    /// What was being typed at the last lock.
    pub(crate) typed: Option<Box<Typed>>,
    events: VecDeque<Event>,
    waiting: usize,
    screenings: u8,
}

/// The port; a clone sees the same clinic.
#[derive(Clone, Default)]
pub(crate) struct Fake(pub(crate) Rc<RefCell<Inside>>);

pub(crate) fn client_id(number: u8) -> ClientId {
    format!("{number:032x}").parse().unwrap()
}

pub(crate) fn screening_id(number: u8) -> ScreeningId {
    format!("{number:032x}").parse().unwrap()
}

impl Fake {
    /// Where no vault is.
    pub(crate) fn nothing() -> Self {
        let fake = Self::default();
        let dir = "/home/sample/Clinic.vault".into();
        fake.push(Event::Standing(Standing::Nothing { dir }));
        fake
    }

    /// A locked vault with one login.
    pub(crate) fn locked() -> Self {
        let fake = Self::default();
        fake.0.borrow_mut().clinic = clinic();
        fake.push(Event::Standing(standing()));
        fake
    }

    /// A locked vault with the sample clinic in it.
    pub(crate) fn sample() -> Self {
        let fake = Self::locked();
        fake.0.borrow_mut().fill();
        fake
    }

    pub(crate) fn push(&self, event: Event) {
        self.0.borrow_mut().events.push_back(event);
    }

    #[allow(dead_code, reason = "the gallery's window does not count")]
    pub(crate) fn count(&self, name: &str) -> usize {
        let asked = &self.0.borrow().asked;
        asked.iter().filter(|one| **one == name).count()
    }

    pub(crate) fn asked(&self, name: &str) -> bool {
        self.0.borrow().asked.contains(&name)
    }
}

fn standing() -> Standing {
    Standing::Locked {
        dir: "/home/sample/Clinic.vault".into(),
        logins: vec!["robin".to_owned()],
    }
}

fn clinic() -> Clinic {
    Clinic {
        name: "Sample Clinic".to_owned(),
        address: vec!["1 Sample Street".to_owned(), "Sampletown".to_owned()],
        emergency_number: "112".to_owned(),
        on_call_name: "Vera Example".to_owned(),
        on_call_phone: "555-0190".to_owned(),
        currency: "USD".to_owned(),
        ..Clinic::default()
    }
}

fn opened(demo: bool, clinic: &Clinic) -> Opened {
    Opened {
        name: "Robin Example".to_owned(),
        login: "robin".to_owned(),
        clinician: true,
        administrator: true,
        doubt: None,
        roles: anteroom::domain::staff::Roles::all(),
        clinic: clinic.clone(),
        policy: Policy::default(),
        demo,
        notes: Vec::new(),
    }
}

pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

impl Inside {
    /// Puts the shipped sample clinic in.
    pub(crate) fn fill(&mut self) {
        let groups = include_str!("../../assets/sample/groups.json");
        self.groups = serde_json::from_str(groups).unwrap();
        let persons: serde_json::Value =
            serde_json::from_str(include_str!("../../assets/sample/persons.json")).unwrap();
        for (index, person) in persons.as_array().unwrap().iter().enumerate() {
            let Ok(client) = serde_json::from_value::<Client>(person["client"].clone()) else {
                continue;
            };
            let id = client_id(u8::try_from(index).unwrap() + 1);
            self.clients.push((id, client));
        }
        let row = |number: u8, stage, safety, outcome: Option<&str>, when: &str, missing| {
            let person = &self.clients[usize::from(number) % self.clients.len()].1;
            ScreeningRow {
                id: screening_id(number),
                person: person.display_name().to_owned(),
                pathway: if number.is_multiple_of(3) {
                    Pathway::Support
                } else {
                    Pathway::Therapy
                },
                stage,
                safety,
                outcome: outcome.map(str::to_owned),
                updated: at(when),
                missing,
                planned: None,
                set_aside: false,
            }
        };
        let (draft, signed) = (Stage::Draft, Stage::Signed);
        self.home = HomeView {
            backups: None,
            drafts: vec![
                row(1, draft, SafetyLevel::None, None, "2025-03-10T10:42:00Z", 3),
                row(
                    2,
                    draft,
                    SafetyLevel::Review,
                    None,
                    "2025-03-09T16:05:00Z",
                    0,
                ),
                row(
                    3,
                    draft,
                    SafetyLevel::None,
                    None,
                    "2025-03-03T09:00:00Z",
                    12,
                ),
            ],
            concerns: vec![row(
                5,
                draft,
                SafetyLevel::ActNow,
                None,
                "2025-03-10T09:12:00Z",
                21,
            )],
            recent: vec![
                row(
                    7,
                    signed,
                    SafetyLevel::None,
                    Some("Suitable"),
                    "2025-03-08T11:00:00Z",
                    0,
                ),
                row(
                    8,
                    signed,
                    SafetyLevel::None,
                    Some("Suitable with preparation"),
                    "2025-03-07T15:30:00Z",
                    0,
                ),
            ],
            groups: self.groups.len(),
            clients: self.clients.len(),
            ..HomeView::default()
        };
        self.letters = vec![LetterRow {
            id: anteroom::domain::id::Id::from_bytes([5; 16]),
            corrected_by: None,
            ground: "Consent of 8 March 2025".to_owned(),
            author: "Robin Example".to_owned(),
            sha256: String::new(),
            number: 12,
            kind: "Referral to a therapy group".to_owned(),
            person: self.clients[0].1.display_name().to_owned(),
            what: "Purpose; The goal".to_owned(),
            group: None,
            receiver: "Dr. Ada Sample".to_owned(),
            created: at("2025-03-08T11:10:00Z"),
        }];
    }

    fn row(id: ClientId, client: &Client) -> ClientRow {
        ClientRow {
            id: Some(id),
            name: client.display_name().to_owned(),
            legal_name: Some(client.legal_name.clone())
                .filter(|name| name != client.display_name()),
            record_number: client.record_number.clone(),
            birth_date: client.birth_date,
            phone: client.phones.first().map(|phone| phone.number.clone()),
            restricted: false,
        }
    }

    fn find(&self, query: &str) -> Vec<ClientRow> {
        let query = query.to_lowercase();
        let fits = |client: &Client| {
            let number = client.record_number.clone().unwrap_or_default();
            [&client.legal_name, client.display_name(), &number]
                .iter()
                .any(|text| text.to_lowercase().contains(&query))
        };
        let found = self.clients.iter().filter(|(_, client)| fits(client));
        found.map(|(id, client)| Self::row(*id, client)).collect()
    }

    fn view(&self, id: ClientId) -> Event {
        let (_, client) = self.clients.iter().find(|(other, _)| *other == id).unwrap();
        let name = client.display_name();
        let mine = |rows: &[ScreeningRow]| -> Vec<ScreeningRow> {
            rows.iter()
                .filter(|row| row.person == name)
                .cloned()
                .collect()
        };
        let mut screenings = mine(&self.home.drafts);
        screenings.extend(mine(&self.home.recent));
        Event::Client(Box::new(ClientView {
            id,
            client: client.clone(),
            screenings,
            letters: self
                .letters
                .iter()
                .filter(|row| row.person == name)
                .cloned()
                .collect(),
            timeline: Vec::new(),
            courses: Vec::new(),
            may_see_looks: false,
        }))
    }

    fn screening(&self, id: ScreeningId, pathway: Pathway, client: Option<ClientId>) -> Event {
        let client = client.and_then(|id| {
            let found = self.clients.iter().find(|(other, _)| *other == id);
            found.cloned()
        });
        Event::Screening(Box::new(OpenScreening {
            offered: None,
            handed_over: 0,
            additions: Vec::new(),
            set_aside_for: None,
            id,
            pathway,
            client,
            stage: Stage::Draft,
            content: ScreeningContent::default(),
            created: at("2025-03-10T10:00:00Z"),
            signature: None,
            kept: None,
        }))
    }

    fn answer(&mut self, command: Command) -> (&'static str, Vec<Event>) {
        match command {
            Command::CreateVault(new) => {
                self.clinic = new.clinic.clone();
                let sheets = RecoverySheets {
                    office: Zeroizing::new(OFFICE.to_owned()),
                    clinical: Zeroizing::new(CLINICAL.to_owned()),
                    challenge: [[1, 4], [0, 7]],
                };
                ("create", vec![Event::SheetsReady(Box::new(sheets))])
            }
            Command::FinishVault { .. } => (
                "finish",
                vec![Event::Opened(Box::new(opened(false, &self.clinic)))],
            ),
            Command::AbandonVault => ("abandon", Vec::new()),
            Command::KeepTyped(typed) => {
                self.typed = Some(typed);
                ("typed", vec![Event::TypedKept])
            }
            Command::AllowSyncedFolder => {
                self.synced = false;
                ("synced", vec![Event::Standing(standing())])
            }
            Command::LookAround => {
                self.clinic = clinic();
                self.fill();
                (
                    "look around",
                    vec![Event::Opened(Box::new(opened(true, &self.clinic)))],
                )
            }
            Command::Unlock { login, passphrase } => {
                let right = login == "robin" && *passphrase.0 == PASSPHRASE;
                let event = if self.synced {
                    Event::Failed(Trouble::from(Error::SyncedFolder("Dropbox")))
                } else if right {
                    Event::Opened(Box::new(opened(false, &self.clinic)))
                } else if *passphrase.0 == TOO_OFTEN {
                    Event::Failed(Trouble::from(Error::Wait {
                        seconds: 30,
                        shut: true,
                    }))
                } else {
                    let text = "Login or passphrase are not right. Nothing was opened.";
                    Event::Failed(Trouble::new("not-accepted", text))
                };
                let typed = self.typed.take().filter(|_| right).map(Event::Typed);
                ("unlock", [event].into_iter().chain(typed).collect())
            }
            Command::Lock(_) => ("lock", vec![Event::Locked, Event::Standing(standing())]),
            Command::Home => ("home", vec![Event::Home(Box::new(self.home.clone()))]),
            Command::FindClients { query } => {
                let rows = self.find(&query);
                ("find", vec![Event::Clients { query, rows }])
            }
            Command::FindDuplicates { name, .. } => {
                ("duplicates", vec![Event::Duplicates(self.find(&name))])
            }
            Command::SaveClient { id, client } => {
                let next = client_id(u8::try_from(self.clients.len()).unwrap() + 1);
                let id = id.unwrap_or(next);
                self.clients.retain(|(other, _)| *other != id);
                self.clients.push((id, *client));
                ("save client", vec![Event::ClientSaved(id)])
            }
            Command::OpenClient(id) => ("open client", vec![self.view(id)]),
            Command::StartScreening {
                pathway,
                client,
                answers,
            } => {
                self.started.push((pathway, client, answers));
                self.screenings += 1;
                let id = screening_id(100 + self.screenings);
                ("start", vec![self.screening(id, pathway, client)])
            }
            Command::OpenScreening(id) => {
                let person = self.clients.first().map(|(id, _)| *id);
                (
                    "open screening",
                    vec![self.screening(id, Pathway::Therapy, person)],
                )
            }
            Command::SaveDraft { .. } if self.disk_full => {
                let mut trouble = Trouble::new("disk", "The disk is full. Free some space.");
                trouble.not_saved = true;
                ("draft", vec![Event::Failed(trouble)])
            }
            Command::SaveDraft { screening, .. } => {
                let at = at("2025-03-10T10:43:00Z");
                ("draft", vec![Event::DraftSaved { screening, at }])
            }
            Command::Groups => ("groups", vec![Event::Groups(self.groups.clone())]),
            Command::SaveGroup { mut group, leaders } => {
                if group.id.is_empty() {
                    group.id = format!("g-{}", self.groups.len());
                }
                group.leaders = leaders.into_iter().map(|leader| leader.name).collect();
                self.groups.retain(|other| other.id != group.id);
                self.groups.push((*group).clone());
                ("save group", vec![Event::GroupSaved(group)])
            }
            Command::Letters => ("letters", vec![Event::Letters(self.letters.clone())]),
            Command::Letterhead => ("letterhead", vec![Event::Letterhead(Box::default())]),
            Command::SaveLetterhead(letterhead) => {
                ("save letterhead", vec![Event::Letterhead(letterhead)])
            }
            Command::SaveClinic(clinic) => {
                self.clinic = (*clinic).clone();
                ("save clinic", vec![Event::ClinicSaved(clinic)])
            }
            _ => (
                "other",
                vec![Event::Failed(Trouble::new("later", "Not in this clinic."))],
            ),
        }
    }
}

impl Port for Fake {
    fn send(&mut self, command: Command) {
        let mut inside = self.0.borrow_mut();
        if inside.silent {
            inside.waiting += 1;
            inside.asked.push("unanswered");
            return;
        }
        let (name, events) = inside.answer(command);
        inside.asked.push(name);
        inside.events.extend(events);
    }

    fn poll(&mut self) -> Option<Event> {
        self.0.borrow_mut().events.pop_front()
    }

    fn waiting(&self) -> usize {
        self.0.borrow().waiting
    }
}
