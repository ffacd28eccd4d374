//! The window in every set of roles: no page that somebody's roles do not reach, and none that fails where they do.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "desk/vault.rs"]
#[allow(dead_code, reason = "a part of it is for other tests")]
mod desk;
#[path = "desk/window.rs"]
mod window;

use std::cell::RefCell;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

use anteroom::app::command::{Command, Deed, Event, Port, Secret};
use anteroom::app::desk::Desk;
use anteroom::app::handover::Told;
use anteroom::app::records;
use anteroom::app::worker::DirectPort;
use anteroom::domain::client::Client;
use anteroom::domain::clinic::Clinic;
use anteroom::domain::clock::{Clock, FixedClock};
use anteroom::domain::form::Pathway;
use anteroom::domain::id::{ClientId, ScreeningId};
use anteroom::domain::recommendation::RuleVersions;
use anteroom::domain::screening::{ScreeningContent, ScreeningIndex};
use anteroom::domain::staff::{Profile, Role, Roles};
use anteroom::ui::screen::Place;
use anteroom::vault::{
    Context, Cost, Decision, LockReason, NewPerson, NewScreening, NewVault, Open, Practice,
    Present, Why, allowed,
};
use desk::{WORDS, made, new_vault, words};
use egui::accesskit;
use egui_kittest::kittest::Queryable as _;
use window::Seen;
use zeroize::Zeroizing;

/// A clinic with one person for each set of roles, and something of everything.
struct House {
    folder: tempfile::TempDir,
    clock: Arc<dyn Clock>,
    client: ClientId,
    restricted: ClientId,
    assessment: ScreeningId,
}

fn login(bits: u8) -> String {
    format!("person{bits}")
}

impl House {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let day = jiff::civil::date(2025, 3, 10);
        let clock: Arc<dyn Clock> = Arc::new(FixedClock::noon_of(day));
        let new = NewVault {
            clinic: Clinic {
                name: "Sample Clinic".to_owned(),
                emergency_number: "000".to_owned(),
                ..Clinic::default()
            },
            ..new_vault()
        };
        let mut open = made(&folder.path().join("Clinic.vault"), new, clock.clone());
        let client = open.clients().add(&Client::named("Ada Vale")).unwrap();
        let restricted = Client {
            restricted: true,
            ..Client::named("Bo Vale")
        };
        let restricted = open.clients().add(&restricted).unwrap();
        let assessment = assessment(&open, client);
        for bits in 1..16 {
            let person = NewPerson {
                login: login(bits),
                name: format!("Person {bits} Sample"),
                roles: Roles::from_bits(bits),
                profile: Profile::default(),
                passphrase: words(),
                cost: Cost::Least,
            };
            // From the second administrator on, two have to agree.
            let (second, agrees) = (login(1), words());
            let second = Present {
                login: &second,
                passphrase: &agrees,
            };
            let people = open.people();
            let mut people = if bits == 1 {
                people
            } else {
                people.beside(second)
            };
            people.add(&person, &words()).unwrap();
        }
        assert!(open.lock(LockReason::Asked).problem.is_none());
        Self {
            folder,
            clock,
            client,
            restricted,
            assessment,
        }
    }

    fn vault(&self) -> PathBuf {
        self.folder.path().join("Clinic.vault")
    }

    /// A desk at which somebody with these roles has signed in.
    fn desk(&self, bits: u8) -> Desk {
        let mut desk = Desk::new(self.vault(), self.clock.clone());
        let events = desk.handle(Command::Unlock {
            login: login(bits),
            passphrase: Secret(Zeroizing::new(WORDS.to_owned())),
        });
        let opened = events.iter().any(|event| matches!(event, Event::Opened(_)));
        assert!(opened, "{}", Roles::from_bits(bits).words());
        desk
    }
}

fn assessment(open: &Open, client: ClientId) -> ScreeningId {
    let new = NewScreening {
        client: Some(client),
        pathway: Pathway::Therapy,
        rules: RuleVersions {
            form: "therapy-group".to_owned(),
            form_version: 1,
            criteria_version: 1,
            hash: String::new(),
        },
    };
    let id = open.screenings().start(new).unwrap();
    let (content, index) = (ScreeningContent::default(), ScreeningIndex::default());
    open.screenings().save_draft(id, &content, &index).unwrap();
    id
}

fn may(bits: u8, deed: Deed) -> bool {
    let context = Context {
        states: Vec::new(),
        practice: Practice::Several,
    };
    let no = Decision::Refused { why: Why::Role };
    allowed(Roles::from_bits(bits), deed, &context) != no
}

#[derive(Default)]
struct Heard {
    refused: Vec<String>,
}

/// Passes everything on and notes what was refused.
struct Spy {
    port: DirectPort,
    heard: Rc<RefCell<Heard>>,
}

impl Port for Spy {
    fn send(&mut self, command: Command) {
        self.port.send(command);
    }

    fn poll(&mut self) -> Option<Event> {
        let event = self.port.poll()?;
        if let Event::Failed(trouble) = &event {
            self.heard
                .borrow_mut()
                .refused
                .push(trouble.message.clone());
        }
        Some(event)
    }

    fn waiting(&self) -> usize {
        self.port.waiting()
    }
}

fn window(desk: Desk) -> (Seen, Rc<RefCell<Heard>>) {
    let heard = Rc::new(RefCell::new(Heard::default()));
    let day = jiff::civil::date(2025, 3, 10);
    let spy = Spy {
        port: DirectPort::new(desk),
        heard: heard.clone(),
    };
    let seen = window::before(spy, [1280.0, 720.0], day);
    (seen, heard)
}

#[test]
fn every_set_of_roles_is_offered_the_places_that_it_reaches_and_all_of_them_open() {
    let house = House::new();
    let places = [
        ("Home", Place::Home),
        ("Clients", Place::Clients),
        ("Groups", Place::Groups),
        ("Letters", Place::Letters),
        ("Reports", Place::Reports),
        ("Records", Place::Records),
        ("Activity", Place::Activity),
        ("Settings", Place::Settings),
    ];
    for bits in 1..16 {
        let roles = Roles::from_bits(bits).words();
        let (mut seen, heard) = window(house.desk(bits));
        for (name, place) in &places {
            let reaches = place.deed().is_none_or(|deed| may(bits, deed));
            let found: Vec<_> = seen
                .query_all_by_role_and_label(accesskit::Role::Button, name)
                .collect();
            assert_eq!(!found.is_empty(), reaches, "{roles}: {name}");
            if let Some(button) = found.first() {
                button.click();
                seen.run();
                let here = seen.state().as_ref().unwrap().place().cloned();
                assert_eq!(here.as_ref(), Some(place), "{roles}");
            }
        }
        let refused = heard.borrow().refused.clone();
        assert!(refused.is_empty(), "{roles}: {refused:?}");
    }
}

#[test]
fn what_roles_do_not_reach_is_refused_at_the_desk_too() {
    let house = House::new();
    for bits in 1..16 {
        let roles = Roles::from_bits(bits).words();
        let mut desk = house.desk(bits);
        let reads = may(bits, Deed::TherapySee);
        let finds = may(bits, Deed::ClientFind);
        let events = desk.handle(Command::OpenScreening(house.assessment));
        let shown = |event: &Event| matches!(event, Event::Screening(_));
        assert_eq!(events.iter().any(shown), reads, "{roles}");
        // Whoever may give it to the person, and not read it, hears how far they are and nothing that was said.
        let given = |event: &Event| matches!(event, Event::HandOver(Told::Standing(_)));
        let gives = !reads && may(bits, Deed::HandOver);
        assert_eq!(events.iter().any(given), gives, "{roles}");
        let refused = |event: &Event| matches!(event, Event::Failed(_));
        assert_eq!(events.iter().any(refused), !reads && !gives, "{roles}");
        let mut refuses = |command| desk.handle(command).iter().any(refused);
        assert_eq!(
            refuses(Command::OpenClient(house.client)),
            !finds,
            "{roles}"
        );
        // Asked for a reason, and not refused: whoever may find clients may give one.
        assert_eq!(
            refuses(Command::OpenClient(house.restricted)),
            !finds,
            "{roles}"
        );
        assert!(
            !refuses(Command::Home) && !refuses(Command::Groups),
            "{roles}"
        );
        let records = Command::Records(records::Ask::Look);
        assert!(!refuses(records), "{roles}");
        let all = FIND.to_owned();
        assert_eq!(
            refuses(Command::FindClients { query: all }),
            !finds,
            "{roles}"
        );
        assert_eq!(
            refuses(Command::Letters),
            !may(bits, Deed::LetterList),
            "{roles}"
        );
    }
}

const FIND: &str = "vale";

#[test]
fn the_roles_of_the_test_are_all_roles() {
    assert_eq!(Roles::from_bits(15), Role::ALL.into_iter().collect());
}
