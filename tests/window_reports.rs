//! Seeing over time: reports, a client's course and what Home gathers, in the real window over a sample clinic.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

#[path = "desk/window.rs"]
mod window;

use std::fs;
use std::sync::Arc;

use anteroom::app::demo;
use anteroom::app::desk::Desk;
use anteroom::app::reports::{self, Number, Query, Small};
use anteroom::app::worker::DirectPort;
use anteroom::domain::answers::Answer;
use anteroom::domain::clock::Clock;
use anteroom::ui::screen::Place;
use anteroom::vault::{Deed, Open, Show};
use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::{By, NodeT, Queryable};
use window::Seen;

const DAY: jiff::civil::Date = jiff::civil::date(2025, 3, 10);

struct Clinic {
    folder: tempfile::TempDir,
    clock: Arc<dyn Clock>,
}

impl Clinic {
    fn new() -> (Self, Open) {
        let folder = tempfile::tempdir().unwrap();
        let sample = demo::build(&folder.path().join("demo")).unwrap();
        let clock = sample.clock;
        (Self { folder, clock }, sample.open)
    }

    fn window(&self, open: Open) -> Seen {
        self.window_of(open, [1280.0, 800.0])
    }

    fn window_of(&self, open: Open, size: [f32; 2]) -> Seen {
        let desk = Desk::with_open(open, self.clock.clone());
        window::before(DirectPort::new(desk), size, DAY)
    }
}

fn press(seen: &mut Seen, label: &str) {
    let all = seen.query_all(By::new().label(label));
    let mut buttons = all.filter(|node| {
        let role = node.accesskit_node().role();
        matches!(
            role,
            Role::Button | Role::ComboBox | Role::RadioButton | Role::Tab | Role::CheckBox
        )
    });
    buttons
        .next_back()
        .unwrap_or_else(|| panic!("no button {label:?}"))
        .focus();
    drop(buttons);
    seen.run();
    seen.key_press(Key::Enter);
    seen.run();
}

fn fill(seen: &mut Seen, label: &str, text: &str) {
    let all = seen.query_all(By::new().label(label));
    let mut fields = all.filter(|node| {
        let role = node.accesskit_node().role();
        !matches!(role, Role::Label | Role::Button)
    });
    fields
        .next_back()
        .unwrap_or_else(|| panic!("no field {label:?}"))
        .focus();
    drop(fields);
    seen.run();
    seen.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    seen.event(egui::Event::Text(text.to_owned()));
    seen.run();
}

fn labels(seen: &Seen, role: Role) -> Vec<String> {
    let nodes = seen.query_all_by(|node| node.role() == role);
    nodes
        .filter_map(|node| node.accesskit_node().label())
        .collect()
}

fn query() -> Query {
    Query::last_year(DAY)
}

fn part<'r>(report: &'r reports::Report, key: &str) -> Option<&'r reports::Part> {
    report.parts.iter().find(|part| part.key == key)
}

fn sum(part: &reports::Part) -> u32 {
    let numbers = part.lines.iter().flat_map(|line| &line.numbers);
    let count = |number: &Number| match number {
        Number::Count(count) => *count,
        Number::Few | Number::Unknown => 0,
    };
    numbers.map(count).sum()
}

#[test]
fn each_part_counts_what_the_clinic_holds() {
    let (_clinic, open) = Clinic::new();
    let report = reports::make(&open, query()).unwrap();
    let keys: Vec<&str> = report.parts.iter().map(|part| part.key).collect();
    assert_eq!(
        keys,
        [
            "screenings",
            "outcomes-therapy",
            "outcomes-support",
            "days",
            "waiting",
            "seats",
            "declined"
        ]
    );
    let all = open
        .screenings()
        .list(anteroom::vault::Show::All, 99)
        .unwrap()
        .len();
    let counted = sum(part(&report, "screenings").unwrap());
    assert_eq!(usize::try_from(counted).unwrap(), all);
    let outcomes =
        ["outcomes-therapy", "outcomes-support"].map(|key| sum(part(&report, key).unwrap()));
    assert_eq!(outcomes.iter().sum::<u32>(), counted);
    let groups = open.groups().list().unwrap().len();
    assert_eq!(part(&report, "seats").unwrap().lines.len(), groups);
}

#[test]
fn hidden_numbers_are_hidden_on_the_page_and_in_the_file() {
    let (clinic, open) = Clinic::new();
    let hidden = Query {
        small: Small::Hidden,
        ..query()
    };
    let report = reports::make(&open, hidden).unwrap();
    let persons = report.parts.iter().filter(|part| part.key != "seats");
    let numbers: Vec<&Number> = persons
        .flat_map(|part| part.lines.iter().flat_map(|line| &line.numbers))
        .collect();
    let small = |number: &&Number| matches!(number, Number::Count(1..=4));
    assert!(numbers.len() > 10 && !numbers.iter().any(small));
    assert!(report.parts.iter().all(|part| part.sum.is_none()));
    let path = clinic.folder.path().join("report.csv");
    reports::save(&open, &report, &path).unwrap();
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.starts_with('\u{feff}') && text.contains("<5"));
    assert_eq!(text.as_bytes(), reports::as_csv(&report));
    // A second one does not write over it, and nothing is lost.
    assert_eq!(
        reports::save(&open, &report, &path).unwrap_err().kind,
        "output"
    );
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
    let newest = open.audit().newest(None, 9).unwrap();
    assert!(newest.iter().any(|event| event.action == "data.export"));
}

#[test]
fn no_name_and_no_answer_is_in_a_report() {
    let (_clinic, open) = Clinic::new();
    let report = reports::make(&open, query()).unwrap();
    let text = String::from_utf8(reports::as_csv(&report)).unwrap();
    let cards = open.clients().page(0, 99).unwrap();
    assert!(cards.len() > 5);
    for card in cards {
        assert!(!text.contains(&card.name), "a name");
    }
    let mut sentences = 0;
    for row in open.screenings().list(Show::All, 99).unwrap() {
        let viewed = open.screenings().view(row.row.id).unwrap();
        let given = viewed.content.map(|content| content.answers.given);
        for answer in given.unwrap_or_default().values() {
            // Codes are words that a report may have of its own.
            if let Answer::One(said) = answer
                && said.contains(' ')
            {
                assert!(!text.contains(said.as_str()), "an answer");
                sentences += 1;
            }
        }
    }
    assert!(sentences > 3, "{sentences}");
}

#[test]
fn a_period_that_ends_before_it_begins_is_refused_in_words() {
    let (_clinic, open) = Clinic::new();
    let backwards = Query {
        from: DAY,
        to: DAY.yesterday().unwrap(),
        small: Small::Shown,
    };
    assert_eq!(
        reports::make(&open, backwards).unwrap_err().kind,
        "bad-input"
    );
    assert!(open.can(Deed::ReportSee));
}

#[test]
fn the_page_has_a_plot_and_a_table_for_each_part_and_writes_what_it_shows() {
    let (clinic, open) = Clinic::new();
    let wanted = reports::as_csv(&reports::make(&open, query()).unwrap());
    let mut seen = clinic.window(open);
    press(&mut seen, "Reports");
    assert_eq!(
        seen.state().as_ref().unwrap().place(),
        Some(&Place::Reports)
    );
    let (figures, tables) = (labels(&seen, Role::Figure), labels(&seen, Role::Table));
    assert!(
        figures.contains(&"Screenings by month".to_owned()),
        "{figures:?}"
    );
    assert_eq!(figures, tables);
    let plot = seen.get_by(|node| {
        node.role() == Role::Figure && node.label().as_deref() == Some("Screenings by month")
    });
    let said = plot.accesskit_node().description().unwrap();
    assert!(
        said.contains("Mar 2025: Therapy-group assessment"),
        "{said}"
    );
    press(&mut seen, "Save as CSV\u{2026}");
    let path = clinic.folder.path().join("shown.csv");
    fill(&mut seen, "File", &path.display().to_string());
    press(&mut seen, "Save");
    assert_eq!(fs::read(&path).unwrap(), wanted);
}

#[test]
fn small_numbers_are_hidden_with_one_tick() {
    let (clinic, open) = Clinic::new();
    let mut seen = clinic.window(open);
    press(&mut seen, "Reports");
    let few = |seen: &Seen| seen.query_all(By::new().label_contains("<5")).count();
    assert_eq!(few(&seen), 0);
    press(&mut seen, "Hide numbers under five");
    assert!(few(&seen) > 0);
}

/// A second assessment of a client of the sample clinic, with a measure and one whose items are missing.
fn assessed(open: &Open) -> anteroom::domain::id::ClientId {
    use anteroom::app::screenings;
    use anteroom::domain::answers::{Answer, Answers};
    use anteroom::domain::form::Pathway;
    let client = open.clients().page(0, 1).unwrap()[0].id;
    for (total, day) in [(18, "2024-11-04"), (9, "2025-02-03")] {
        let mut answers = Answers::default();
        let mut say = |id: &str, value| answers.given.insert(id.to_owned(), value);
        say("m-phq9-total", Answer::Number(total));
        say("m-phq9-date", Answer::One(day.to_owned()));
        say("m-gad7-i1", Answer::Number(1));
        screenings::start(open, Pathway::Therapy, Some(client), answers).unwrap();
    }
    client
}

#[test]
fn a_clients_page_tells_what_happened_and_draws_each_measure() {
    let (clinic, open) = Clinic::new();
    let client = assessed(&open);
    let name = open.clients().card(client).unwrap().name;
    // So high that nothing has to be scrolled to: rows out of view are not there.
    let mut seen = clinic.window_of(open, [1280.0, 3000.0]);
    press(&mut seen, "Clients");
    let wanted = format!("Name: {name}");
    let row = seen.query_all(By::new().label_contains(&wanted)).next();
    row.unwrap().click();
    seen.run();
    let rows = seen.query_all(By::new().label_contains("Therapy-group assessment begun"));
    assert!(rows.count() >= 2);
    let plot = seen.get_by(|node| {
        node.role() == Role::Figure
            && node.label().as_deref() == Some("Patient Health Questionnaire-9")
    });
    let said = plot.accesskit_node().description().unwrap();
    for words in [
        "4 November 2024: 18",
        "3 February 2025: 9",
        "From 10: moderate",
    ] {
        assert!(said.contains(words), "{said}");
    }
    let table = seen.query_all(By::new().label_contains("When: 4 November 2024, Total: 18"));
    assert_eq!(table.count(), 1);
    // Of the other measure items are missing: it has no total, and says so.
    assert!(
        seen.query_all(By::new().label_contains("Band: Items missing"))
            .count()
            >= 2
    );
}

#[test]
fn home_says_which_seat_came_free_for_whom() {
    use anteroom::domain::screening::{DeskState, Stage};
    use anteroom::vault::Show;
    let (clinic, open) = Clinic::new();
    let signed = open.screenings().list(Show::In(Stage::Signed), 9).unwrap();
    open.screenings()
        .set_desk_state(signed[0].row.id, DeskState::Waiting)
        .unwrap();
    let seen = clinic.window(open);
    let said = seen.query_all(By::new().label_contains("1 person waits for a seat."));
    assert_eq!(said.count(), 1);
}

#[test]
fn a_list_longer_than_a_page_is_fetched_as_it_is_scrolled() {
    let (clinic, open) = Clinic::new();
    let many: Vec<_> = (0..450)
        .map(|number| anteroom::domain::client::Client::named(format!("Zoe Number{number:03}")))
        .collect();
    open.clients().add_all(&many).unwrap();
    let total = open.clients().count().unwrap();
    let mut seen = clinic.window(open);
    press(&mut seen, "Clients");
    let table = seen.get_by(|node| node.role() == Role::Table);
    assert_eq!(
        table.accesskit_node().description(),
        Some(format!("1 of {total}"))
    );
    // Down from the search leads to the table.
    seen.key_press(Key::ArrowDown);
    seen.run();
    seen.key_press(Key::End);
    seen.run();
    seen.run();
    let last = seen.query_all(By::new().label_contains("Zoe Number449"));
    assert_eq!(last.count(), 1);
}

#[test]
fn the_policy_is_changed_in_the_settings_and_holds_at_once() {
    let (clinic, open) = Clinic::new();
    let mut seen = clinic.window(open);
    press(&mut seen, "Settings");
    fill(&mut seen, "Locks in an assessment after", "25");
    press(&mut seen, "Nothing");
    press(&mut seen, "Keep these settings");
    press(&mut seen, "Home");
    press(&mut seen, "Settings");
    let field = seen
        .query_all(By::new().label("Locks in an assessment after"))
        .find_map(|node| node.accesskit_node().value());
    assert_eq!(field.as_deref(), Some("25"));
}

#[test]
fn the_result_is_written_as_an_internal_sheet_that_says_so() {
    use anteroom::app::sheet;
    use anteroom::domain::screening::Stage;
    use anteroom::letter::{Paper, Press};
    use anteroom::vault::Show;
    let (clinic, open) = Clinic::new();
    let mut press = Press::new();
    for (stage, name) in [(Stage::Signed, "signed"), (Stage::Draft, "draft")] {
        for listed in open.screenings().list(Show::In(stage), 99).unwrap() {
            let sheets = sheet::set(&open, &mut press, listed.row.id, Paper::A4).unwrap();
            assert!(!sheets.pages.is_empty());
        }
        let id = open.screenings().list(Show::In(stage), 9).unwrap()[0]
            .row
            .id;
        let path = clinic.folder.path().join(format!("{name}.pdf"));
        sheet::save(&open, &mut press, id, Paper::A4, &path).unwrap();
        assert!(fs::read(&path).unwrap().starts_with(b"%PDF"));
        if let Ok(folder) = std::env::var("ANTEROOM_PICTURES") {
            fs::copy(&path, format!("{folder}/sheet-{name}.pdf")).unwrap();
        }
        let newest = open.audit().newest(None, 3).unwrap();
        assert!(newest.iter().any(|event| event.action == "data.export"));
    }
}
