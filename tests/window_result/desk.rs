//! A desk for the pages from the result to the letter: a worked case, and a stand-in for the vault that answers at once.

use std::path::{Path, PathBuf};

use anteroom::app::command::{
    Command, Event, KeepSupport, LetterPreview, LetterRequest, OpenScreening, Opened, Trouble,
};
use anteroom::app::letter::{Sources, letter};
use anteroom::catalog::{answer_file, shipped};
use anteroom::domain::client::Client;
use anteroom::domain::clinic::{Clinic, Policy};
use anteroom::domain::form::Pathway;
use anteroom::domain::group::Group;
use anteroom::domain::id::{ClientId, Id as _, PersonId, ScreeningId};
use anteroom::domain::leader::Leader;
use anteroom::domain::screening::{
    Disposition, Judgement, LeaderMeeting, MeetingMode, ReviewNote, ScreeningContent, Signature,
    Stage,
};
use anteroom::letter::{Press, lint};
use anteroom::text::Catalogue;
use anteroom::ui::Icon;
use anteroom::ui::screen::{Ask, Shared};
use anteroom::ui::screening::decide::DecidePage;
use anteroom::ui::screening::groups_fit::GroupsFit;
use anteroom::ui::screening::letter::LetterPage;
use anteroom::ui::screening::outcome::OutcomePage;
use anteroom::ui::screening::{Step, Work};
use anteroom::ui::shell::{Bar, RailItem, Shell};
use anteroom::ui::widgets::{Text, status_line::Saved};
use egui::{Id, Ui, UiBuilder};
use jiff::Timestamp;
use jiff::civil::{Date, date};

pub(crate) const TODAY: Date = date(2025, 3, 10);
/// What the stand-in takes for a passphrase.
pub(crate) const PASSPHRASE: &str = "six words for this sample clinic";

pub(crate) fn noon() -> Timestamp {
    TODAY
        .at(12, 0, 0, 0)
        .to_zoned(jiff::tz::TimeZone::system())
        .unwrap()
        .timestamp()
}

/// Everything that a page needs, and what came of it.
pub(crate) struct Desk {
    pub(crate) work: Work,
    pub(crate) groups: Vec<Group>,
    pub(crate) leaders: Vec<(String, Leader)>,
    pub(crate) opened: Opened,
    pub(crate) trouble: Option<Trouble>,
    pub(crate) outcome: OutcomePage,
    pub(crate) fit: GroupsFit,
    pub(crate) decide: DecidePage,
    pub(crate) letter: LetterPage,
    /// Everything that was asked for, in a word each.
    pub(crate) log: Vec<String>,
    /// The last letter that was asked for.
    pub(crate) request: Option<LetterRequest>,
    press: Press,
    bare: bool,
}

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// A worked case by its number.
pub(crate) fn case(number: u32) -> answer_file::Given {
    let start = format!("{number:02}-");
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
    answer_file::read(&std::fs::read(path).unwrap(), shipped()).unwrap()
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

impl Desk {
    /// A draft of a worked case.
    pub(crate) fn of(number: u32) -> Self {
        Self::with(case(number))
    }

    /// A draft with these answers.
    pub(crate) fn with(given: answer_file::Given) -> Self {
        let groups: Vec<Group> =
            serde_json::from_slice(&std::fs::read(file("assets/sample/groups.json")).unwrap())
                .unwrap();
        let groups = given.groups.unwrap_or(groups);
        let client = (given.pathway == Pathway::Therapy).then(|| {
            let mut client = Client::named("Marigold Testwell");
            client.record_number = Some("2025-0042".to_owned());
            client.birth_date = Some(date(1984, 12, 1));
            (ClientId::from_bytes([7; 16]), client)
        });
        let open = OpenScreening {
            offered: None,
            handed_over: 0,
            additions: Vec::new(),
            set_aside_for: None,
            id: ScreeningId::from_bytes([9; 16]),
            pathway: given.pathway,
            client,
            stage: Stage::Draft,
            content: ScreeningContent {
                answers: given.answers,
                ..ScreeningContent::default()
            },
            created: noon(),
            signature: None,
            kept: None,
        };
        Self {
            work: Work::new(open),
            groups,
            leaders: leaders(),
            opened: Opened {
                name: "Robin Example".to_owned(),
                login: "robin".to_owned(),
                clinician: true,
                administrator: false,
                doubt: None,
                roles: [anteroom::domain::staff::Role::Clinician]
                    .into_iter()
                    .collect(),
                clinic: clinic(),
                policy: Policy::default(),
                demo: false,
                notes: Vec::new(),
            },
            trouble: None,
            outcome: OutcomePage::default(),
            fit: GroupsFit::default(),
            decide: DecidePage::default(),
            letter: LetterPage::default(),
            log: Vec::new(),
            request: None,
            press: Press::new(),
            bare: false,
        }
    }

    /// Without rail and bar.
    pub(crate) fn bare(mut self) -> Self {
        self.bare = true;
        self
    }

    /// At a step.
    pub(crate) fn at(mut self, step: Step) -> Self {
        self.work.step = step;
        self
    }

    /// Decided and noted, ready to be signed.
    pub(crate) fn decided(mut self) -> Self {
        let support = self.work.open.pathway == Pathway::Support;
        let group = if support { "g-loss" } else { "g-process" };
        let meeting = (!support).then(|| LeaderMeeting {
            leader: "Dr Avery Placeholder".to_owned(),
            on: TODAY,
            mode: MeetingMode::InPerson,
            topics: anteroom::app::decide::MEETING_TOPICS
                .map(str::to_owned)
                .to_vec(),
            rules_version: Some(1),
        });
        let mut asks = Vec::new();
        self.work.change(&mut asks, |content| {
            content.judgement = Some(Judgement::Agree);
            content.disposition = Some(Disposition::OfferSeat {
                group: group.to_owned(),
                meeting,
            });
            content.review_notes.push(ReviewNote {
                question: String::new(),
                by: PersonId::from_bytes([1; 16]),
                at: noon(),
                agreed: "talked through".to_owned(),
            });
        });
        self
    }

    /// Signed.
    pub(crate) fn signed(mut self) -> Self {
        let open = self.signed_open(None);
        self.work = Work::new(open);
        self
    }

    fn signed_open(&self, kept: Option<KeepSupport>) -> OpenScreening {
        let mut open = self.work.open.clone();
        open.stage = Stage::Signed;
        open.content.recommendation = Some(self.work.recommendation.clone());
        open.kept = kept;
        open.signature = Some(Signature {
            by: PersonId::from_bytes([1; 16]),
            at: noon(),
            statement: "Signed by Robin Example, licensed psychotherapist (sample).".to_owned(),
            content_hash: String::new(),
            seq: 12,
        });
        open
    }

    /// Draws the window and answers what was asked.
    pub(crate) fn ui(&mut self, ui: &mut Ui) {
        let mut asks = Vec::new();
        if self.bare {
            self.page(ui, &mut asks);
        } else {
            let shell = Shell::new(Id::unique("desk")).begin(ui);
            let places = [
                (Icon::Home, "Home"),
                (Icon::Users, "Clients"),
                (Icon::UsersThree, "Groups"),
                (Icon::Envelope, "Letters"),
                (Icon::ChartBar, "Reports"),
                (Icon::Gear, "Settings"),
            ]
            .map(|(icon, name)| RailItem::new(icon, name));
            shell.rail(ui, &places, 0);
            let bar = Bar::new("Therapy-group assessment")
                .saved(Saved::Yes, "Saved 10:42")
                .who("Robin Example")
                .lock("Lock");
            shell.bar(ui, bar);
            ui.scope_builder(
                UiBuilder::new().id_salt("page").max_rect(shell.page),
                |ui| {
                    self.page(ui, &mut asks);
                },
            );
        }
        self.answer(asks);
    }

    fn page(&mut self, ui: &mut Ui, asks: &mut Vec<Ask>) {
        let shared = Shared {
            opened: &self.opened,
            groups: &self.groups,
            today: TODAY,
            busy: false,
            trouble: self.trouble.as_ref(),
        };
        let work = &mut self.work;
        match work.step {
            Step::Result => self.outcome.show(ui, work, &shared, asks),
            Step::Match => self.fit.show(ui, work, &shared, asks),
            Step::Decide => self.decide.show(ui, work, &shared, asks),
            Step::Letter => self.letter.show(ui, work, &shared, asks),
            Step::Answer | Step::Safety | Step::Accept | Step::Recall | Step::Pause => {
                let words = format!("{:?} {:?}", work.step, work.go_to);
                Text::body(&words).show(ui);
            }
        }
    }

    fn answer(&mut self, asks: Vec<Ask>) {
        for ask in asks {
            match ask {
                Ask::Do(command) => self.command(command),
                Ask::Go(place) => self.log.push(format!("go {place:?}")),
                Ask::Toast(words) | Ask::Undoable(words, _) => {
                    self.log.push(format!("toast {words}"))
                }
                Ask::ShowKeys | Ask::ShowPalette | Ask::ShowMenu | Ask::ShowGuide => {}
            }
        }
    }

    /// Tells every page, as the window does.
    pub(crate) fn tell(&mut self, event: &Event) {
        self.outcome.hear(event, &mut self.work);
        self.fit.hear(event, &mut self.work);
        self.decide.hear(event, &mut self.work);
        self.letter.hear(event, &mut self.work);
    }

    fn command(&mut self, command: Command) {
        match command {
            Command::SaveDraft { .. } => self.log.push("save".to_owned()),
            Command::Sign {
                keep, passphrase, ..
            } => {
                self.log.push("sign".to_owned());
                if passphrase.0.as_str() == PASSPHRASE {
                    self.trouble = None;
                    let open = self.signed_open(keep);
                    self.tell(&Event::Signed(Box::new(open)));
                } else {
                    let trouble = Trouble::new("not-accepted", "The passphrase was not accepted.");
                    self.trouble = Some(trouble.clone());
                    self.tell(&Event::Failed(trouble));
                }
            }
            Command::KeepNothing(_) => {
                self.log.push("keep nothing".to_owned());
                self.tell(&Event::NothingKept);
            }
            Command::PreviewLetter(request) => {
                self.log.push("preview".to_owned());
                let event = self.preview(&request);
                self.request = Some(*request);
                self.tell(&event);
            }
            Command::SaveLetter { path, password, .. } => {
                let how = if password.is_some() {
                    "locked"
                } else {
                    "plain"
                };
                self.log.push(format!("write {how}"));
                self.tell(&Event::LetterSaved { path, number: 12 });
            }
            Command::StartScreening { pathway, .. } => self.log.push(format!("start {pathway:?}")),
            _ => self.log.push("something else".to_owned()),
        }
    }

    fn preview(&mut self, request: &LetterRequest) -> Event {
        let groups: Vec<Group> = match &self.work.open.content.disposition {
            Some(Disposition::OfferSeat { group, .. }) => self
                .groups
                .iter()
                .filter(|known| &known.id == group)
                .cloned()
                .collect(),
            _ => Vec::new(),
        };
        let therapy = self.work.open.pathway == Pathway::Therapy;
        let sources = Sources {
            pack: self.work.pack(),
            content: &self.work.open.content,
            recommendation: &self.work.recommendation,
            client: self.work.open.client.as_ref().map(|(_, client)| client),
            chosen_name: "Pippa Exampleton",
            arrangements: "",
            kind: request.kind,
            texts: Catalogue::english(),
            groups: &groups,
            leaders: &self.leaders,
            clinic: &self.opened.clinic,
            logo: None,
            stationery: anteroom::letter::blocks::Stationery::default(),
            policy: &self.opened.policy,
            signer: anteroom::letter::facts::Signer {
                name: "Robin Example".to_owned(),
                role: if therapy {
                    "Group therapist"
                } else {
                    "Coordinator"
                }
                .to_owned(),
                licence: therapy.then(|| ("Psychotherapist".to_owned(), "SAMPLE-001".to_owned())),
            },
            number: "12".to_owned(),
            anchor: Some("3fa29c".to_owned()),
            date: TODAY,
            at: "10 March 2025, 12:00".to_owned(),
        };
        let letter = letter(&sources, request);
        let problems = lint(&letter);
        let (stops, hints): (Vec<_>, Vec<_>) = problems.iter().partition(|problem| problem.stops());
        let say = |problem: &&anteroom::letter::Problem| problem.message(Catalogue::english());
        Event::Letter(Box::new(LetterPreview {
            sheets: self.press.set(&letter).unwrap(),
            stops: stops.iter().map(say).collect(),
            hints: hints.iter().map(say).collect(),
            leaves: anteroom::app::letters::leaving(&letter),
            held: Vec::new(),
        }))
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
