//! A clinic with 100,000 clients and 300,000 screenings: search as one types, a frame of the list of clients, what a frame
//! allocates while one scrolls, when it would be drawn again at rest, and how long Home and a report take.
//!
//! Search is compared with the same question to plain SQLite, unencrypted, over the same rows in the same run. A frame is
//! the UI pass and the tessellation, without painting; the vault works on a thread of its own meanwhile, as in the window.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    unsafe_code,
    missing_docs,
    reason = "a bench counts what is allocated"
)]

#[path = "clinic.rs"]
mod clinic;
#[path = "measure.rs"]
#[allow(dead_code, reason = "a part of it is for other benches")]
mod measure;

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::hint::black_box;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anteroom::app::clients;
use anteroom::app::desk::Desk;
use anteroom::app::reports::{self, Query, Small};
use anteroom::app::worker::ThreadPort;
use anteroom::domain::clock::SystemClock;
use anteroom::ui::local::LocalSettings;
use anteroom::ui::window::Window;
use anteroom::vault::{Cost, Open};
use egui::{Event, Key, Modifiers, RawInput, pos2, vec2};
use rusqlite::{Connection, params};
use tempfile::TempDir;

/// Counts what this thread allocates.
struct Counting;

thread_local! {
    static COUNT: Cell<u64> = const { Cell::new(0) };
}

// SAFETY: everything is handed on to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let _ = COUNT.try_with(|count| count.set(count.get() + 1));
        // SAFETY: as above.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: as above.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        let _ = COUNT.try_with(|count| count.set(count.get() + 1));
        // SAFETY: as above.
        unsafe { System.realloc(pointer, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

const SEARCH: Duration = Duration::from_millis(10);
const FRAME: Duration = Duration::from_millis(2);
/// Reading Home or a year's report is no frame; somebody waits for it.
const PAGE: Duration = Duration::from_millis(500);
/// Two frames a minute.
const REST: Duration = Duration::from_secs(30);
const MOST: f64 = 1.3;
/// A frame of 100,000 rows may allocate this much more often than one of 1,000.
const MOST_ALLOCATIONS: f64 = 1.1;

/// Draws one frame with these events: its time, its allocations, and when the next one comes.
type Frame<'f> = dyn FnMut(&mut Window, Vec<Event>) -> (Duration, u64, Duration) + 'f;

fn main() -> ExitCode {
    if let Some(code) = make() {
        return code;
    }
    let asked = measure::asked();
    let (many, few, screenings, frames) = if asked {
        (100_000, 1_000, 300_000, 600)
    } else {
        (600, 300, 120, 40)
    };
    let place = TempDir::new().unwrap();
    let mut rows = Vec::new();
    let large = place.path().join("Large.vault");
    let open = clinic::empty(&large, Cost::Least);
    clinic::fill(&open, many);
    clinic::screen(&open, many, screenings);
    rows.extend(searching(&open, place.path(), if asked { 4 } else { 1 }));
    rows.extend(pages(&open, asked));
    let (of_many, counted) = scrolling(open, frames);
    rows.extend(of_many);
    let small = clinic::empty(&place.path().join("Small.vault"), Cost::Least);
    clinic::fill(&small, few);
    let (_, of_few) = scrolling(small, frames);
    let ratio = counted as f64 / of_few.max(1) as f64;
    rows.push((
        format!(
            "allocations of a frame: {counted} with {many} rows, {of_few} with {few}: {ratio:.2}"
        ),
        ratio <= MOST_ALLOCATIONS,
    ));
    if asked {
        println!("{}", measure::head());
    }
    for (text, _) in &rows {
        println!("{text}");
    }
    let good = rows.iter().all(|(_, fits)| *fits);
    ExitCode::from(u8::from(asked && !good))
}

/// `--make DIR full|small` leaves such a vault in a directory, for the window's memory.
fn make() -> Option<ExitCode> {
    let mut arguments = std::env::args()
        .skip_while(|argument| argument != "--make")
        .skip(1);
    let dir = arguments.next()?;
    let small = arguments.next().is_some_and(|size| size == "small");
    let (many, screenings) = if small {
        (600, 120)
    } else {
        (100_000, 300_000)
    };
    let open = clinic::empty(Path::new(&dir), Cost::Least);
    clinic::fill(&open, many);
    clinic::screen(&open, many, screenings);
    clinic::lock(open);
    Some(ExitCode::SUCCESS)
}

/// What somebody types: names letter by letter, numbers, dates, telephones, and who is not there.
fn typed() -> Vec<String> {
    let whole = [
        "ada vale",
        "priya holm",
        "moor",
        "lindqvist jonas",
        "012345",
        "7946 0123",
        "1961-02-01",
        "zzz nobody",
        "o",
        "castro keiko 07",
    ];
    let prefixes = |text: &'static str| {
        let ends = text
            .char_indices()
            .map(|(at, letter)| at + letter.len_utf8());
        ends.map(|end| text[..end].to_owned()).collect::<Vec<_>>()
    };
    whole.into_iter().flat_map(prefixes).collect()
}

fn searching(open: &Open, place: &Path, rounds: usize) -> [(String, bool); 2] {
    let plain = plain(open, &place.join("plain.db"));
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    // The list is on the screen before anybody types.
    black_box(clients::find(open, "").unwrap());
    black_box(plain_find(&plain, ""));
    for _ in 0..rounds {
        for query in typed() {
            let start = Instant::now();
            let found = black_box(clients::find(open, &query).unwrap());
            ours.push(start.elapsed());
            let start = Instant::now();
            let same = black_box(plain_find(&plain, &query));
            theirs.push(start.elapsed());
            assert_eq!(found.len(), same.len(), "{query}");
        }
    }
    let (ours, theirs) = (p99(ours), p99(theirs));
    [
        measure::row("search as one types, p99", ours, SEARCH, 1.0),
        measure::row("the same, against plain SQLite", ours, theirs, MOST),
    ]
}

/// The same rows in a file without encryption and without anything of ours around it.
fn plain(open: &Open, path: &Path) -> Connection {
    let plain = Connection::open(path).unwrap();
    let table = "CREATE TABLE client_index (client BLOB PRIMARY KEY, haystack TEXT, sort_name TEXT, card TEXT); \
                 CREATE INDEX in_order ON client_index (sort_name, client); PRAGMA cache_size = -131072;";
    plain.execute_batch(table).unwrap();
    let change = plain.unchecked_transaction().unwrap();
    let total = open.clients().count().unwrap();
    for (number, client) in (0..usize::try_from(total).unwrap()).map(|n| (n, clinic::client(n))) {
        let (haystack, name) = clinic::searched(&client);
        let card = serde_json::json!({
            "name": client.legal_name, "record-number": client.record_number, "birth-date": client.birth_date,
            "restricted": false,
        });
        let id = u128::try_from(number).unwrap().to_be_bytes();
        let sql = "INSERT INTO client_index VALUES (?1, ?2, ?3, ?4)";
        let values = params![id, haystack, name, card.to_string()];
        change.prepare_cached(sql).unwrap().execute(values).unwrap();
    }
    change.commit().unwrap();
    plain
}

fn plain_find(plain: &Connection, query: &str) -> Vec<(Vec<u8>, serde_json::Value)> {
    // As the vault reads what is typed: a whole date is one word, signs part others.
    let is_date = |word: &str| word.len() == 10 && word.as_bytes()[4] == b'-';
    let read = |word: &str| match is_date(word) {
        true => word.to_owned(),
        false => anteroom::vault::fold(word),
    };
    let read: Vec<String> = query.split_whitespace().map(read).collect();
    let mut words: Vec<&str> = read
        .iter()
        .flat_map(|word| word.split_whitespace())
        .collect();
    words.resize(6, "");
    let sql = "SELECT client, card FROM client_index \
               WHERE instr(haystack, ?1) AND instr(haystack, ?2) AND instr(haystack, ?3) \
                 AND instr(haystack, ?4) AND instr(haystack, ?5) AND instr(haystack, ?6) \
               ORDER BY instr(haystack, ' ' || ?1) = 0, sort_name, client LIMIT 200";
    let mut statement = plain.prepare_cached(sql).unwrap();
    let values = params![words[0], words[1], words[2], words[3], words[4], words[5]];
    let rows = statement.query_map(values, |row| Ok((row.get(0)?, row.get::<_, String>(1)?)));
    let card = |text: String| serde_json::from_str(&text).unwrap();
    rows.unwrap()
        .map(|row| row.map(|(id, text)| (id, card(text))).unwrap())
        .collect()
}

/// Home, and the report of a year.
fn pages(open: &Open, asked: bool) -> [(String, bool); 2] {
    let rounds = if asked { 5 } else { 1 };
    let (mut homes, mut years) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        let start = Instant::now();
        black_box(anteroom::app::desk::home(open).unwrap());
        homes.push(start.elapsed());
        let query = Query {
            small: Small::Shown,
            ..Query::last_year(open.today())
        };
        let start = Instant::now();
        black_box(reports::make(open, query).unwrap());
        years.push(start.elapsed());
    }
    [
        measure::row("what Home shows", measure::median(homes), PAGE, 1.0),
        measure::row("the report of a year", measure::median(years), PAGE, 4.0),
    ]
}

/// Scrolls through the list of clients; returns the time of a frame, the time at rest, and what a frame allocates.
fn scrolling(open: Open, frames: usize) -> (Vec<(String, bool)>, u64) {
    let ctx = egui::Context::default();
    ctx.enable_accesskit();
    let desk = Desk::with_open(open, Arc::new(SystemClock));
    let port = ThreadPort::start(desk, || {}).unwrap();
    let mut window = Window::new(&ctx, Box::new(port), LocalSettings::default());
    let mut clock = 0.0;
    let mut frame = |window: &mut Window, events: Vec<Event>| {
        clock += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(egui::Rect::from_min_size(
                pos2(0.0, 0.0),
                vec2(1280.0, 800.0),
            )),
            time: Some(clock),
            focused: true,
            events,
            ..RawInput::default()
        };
        let before = COUNT.with(Cell::get);
        let start = Instant::now();
        let mut output = ctx.run_ui(input, |ui| window.frame(ui));
        // Nothing is painted, so the textures are nobody's.
        output.textures_delta.clear();
        let shapes = black_box(ctx.tessellate(output.shapes, output.pixels_per_point));
        let spent = start.elapsed();
        let allocated = COUNT.with(Cell::get) - before;
        drop(shapes);
        let rest = output
            .viewport_output
            .get(&egui::ViewportId::ROOT)
            .map_or(Duration::ZERO, |viewport| viewport.repaint_delay);
        (spent, allocated, rest)
    };
    let settle = |window: &mut Window, frame: &mut Frame<'_>| {
        let mut rest = Duration::ZERO;
        for _ in 0..200 {
            rest = frame(window, Vec::new()).2;
            std::thread::sleep(Duration::from_millis(5));
        }
        rest
    };
    settle(&mut window, &mut frame);
    let go = Event::Key {
        key: Key::F,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::COMMAND,
    };
    frame(&mut window, vec![go]);
    let rest = settle(&mut window, &mut frame);
    let (mut times, mut allocations) = (Vec::new(), Vec::new());
    for number in 0..frames {
        // Down and up again within what the smaller list has as well: at its end, where no new row comes into view, a
        // frame would set no text.
        let by = if number / 60 % 2 == 0 { -440.0 } else { 440.0 };
        let scroll = Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: vec2(0.0, by),
            modifiers: Modifiers::NONE,
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
        };
        let events = vec![Event::PointerMoved(pos2(700.0, 500.0)), scroll];
        let (spent, allocated, _) = frame(&mut window, events);
        if number >= frames / 10 {
            times.push(spent);
            allocations.push(allocated);
        }
        // The vault's thread has its turn, as between two frames of a screen.
        std::thread::sleep(Duration::from_millis(1));
    }
    allocations.sort_unstable();
    let typical = allocations[allocations.len() / 2];
    let still = rest >= REST;
    let rows = vec![
        measure::row(
            "a frame of the list of clients, p99",
            p99(times),
            FRAME,
            1.0,
        ),
        (
            format!("the next frame at rest: in {:.0} s", rest.as_secs_f64()),
            still,
        ),
    ];
    (rows, typical)
}

fn p99(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times
        .get(times.len() * 99 / 100)
        .copied()
        .unwrap_or_default()
}
