//! What stays in memory after a lock: the real window over a real vault in a process of its own, read from outside.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)]

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command as Process, Stdio};
use std::sync::Arc;
use std::time::Duration;

use egui::{Context, Event, Key, Modifiers, RawInput};
use jiff::civil::date;
use tempfile::TempDir;
use unicode_normalization::UnicodeNormalization;

use super::{Outer, Window};
use crate::app::command::LockWhy;
use crate::app::desk::Desk;
use crate::app::worker::ThreadPort;
use crate::domain::answers::{Answer, Answers};
use crate::domain::client::Client;
use crate::domain::clinic::{Clinic, VaultKind};
use crate::domain::clock::FixedClock;
use crate::domain::form::Pathway;
use crate::domain::id::{ClientId, ScreeningId};
use crate::domain::recommendation::RuleVersions;
use crate::domain::screening::{ScreeningContent, ScreeningIndex};
use crate::domain::staff::Profile;
use crate::ui::local::LocalSettings;
use crate::ui::screen::{Ask, Place};
use crate::vault::{
    Cost, Creation, FirstPerson, LockReason, NewScreening, NewVault, Passphrase, Sheets, remains,
};

/// Tells the second process which vault to open, and what to do otherwise than a person would.
const VAULT: &str = "ANTEROOM_TEST_REMAINS";
const DEED: &str = "ANTEROOM_TEST_REMAINS_DEED";
const CHILD: &str = "ui::window::remains::the_process_that_is_looked_into";

fn clock() -> Arc<FixedClock> {
    Arc::new(FixedClock::noon_of(date(2025, 3, 10)))
}

/// Random words, so that they stand nowhere in the program itself.
fn secret_words() -> String {
    let mut bytes = [0; 24];
    getrandom::fill(&mut bytes).unwrap();
    let letters = bytes.map(|byte| char::from(b'a' + byte % 26));
    let words: String = letters.iter().collect();
    // One letter is typed in two parts, and becomes one by normalisation.
    format!("{} e\u{301} {}", &words[..12], &words[12..])
}

struct Clinicful {
    place: TempDir,
    typed: String,
    keys: Vec<(&'static str, Vec<u8>)>,
    said: [String; 2],
}

fn vault(place: &TempDir) -> PathBuf {
    place.path().join("Clinic.vault")
}

/// A vault with a client and a screening in it, and everything that is looked for.
fn prepared() -> Clinicful {
    let place = TempDir::new().unwrap();
    let typed = secret_words();
    let new = NewVault {
        clinic: Clinic::default(),
        first: FirstPerson {
            login: "vera".to_owned(),
            name: "Vera Sample".to_owned(),
            profile: Profile::default(),
            passphrase: Passphrase::new(typed.clone()),
        },
        cost: Cost::Least,
        sheets: Sheets::Waived,
        kind: VaultKind::default(),
    };
    let creation = Creation::begin(&vault(&place), new, clock()).unwrap();
    let open = creation.finish().unwrap();
    let said = [secret_words(), secret_words()];
    let client = open.clients().add(&Client::named(&said[0])).unwrap();
    let rules = RuleVersions {
        form: "therapy-group".to_owned(),
        form_version: 1,
        criteria_version: 1,
        hash: String::new(),
    };
    let screening = NewScreening {
        client: Some(client),
        pathway: Pathway::Therapy,
        rules,
    };
    let screening = open.screenings().start(screening).unwrap();
    let mut answers = Answers::default();
    answers
        .given
        .insert("tg-goal".to_owned(), Answer::One(said[1].clone()));
    let content = ScreeningContent {
        answers,
        ..ScreeningContent::default()
    };
    open.screenings()
        .save_draft(screening, &content, &ScreeningIndex::default())
        .unwrap();
    let keys = remains::keys(&open, &typed);
    let ids = format!("{client}\n{screening}\n");
    std::fs::write(place.path().join("ids"), ids).unwrap();
    assert!(open.lock(LockReason::Exit).problem.is_none());
    Clinicful {
        place,
        typed,
        keys,
        said,
    }
}

// The process that is looked into ---------------------------------------------------------------------

/// Somebody at the window, without a display.
struct Somebody {
    ctx: Context,
    window: Window,
    time: f64,
}

impl Somebody {
    fn sits_down(dir: &Path) -> Self {
        let ctx = Context::default();
        let port = ThreadPort::start(Desk::new(dir.to_path_buf(), clock()), || {}).unwrap();
        let window = Window::new(&ctx, Box::new(port), LocalSettings::default());
        let mut somebody = Self {
            ctx,
            window,
            time: 0.0,
        };
        somebody.frames_until(
            |window| matches!(&window.outer, Outer::Locked(gate) if gate.can_unlock()),
        );
        somebody
    }

    fn frame(&mut self, events: Vec<Event>) {
        self.time += 0.05;
        let input = RawInput {
            screen_rect: Some(egui::Rect::from_min_size(
                egui::Pos2::ZERO,
                egui::vec2(1280.0, 720.0),
            )),
            time: Some(self.time),
            focused: true,
            events,
            ..RawInput::default()
        };
        let window = &mut self.window;
        let mut output = self.ctx.run_ui(input, |ui| window.frame(ui));
        output.textures_delta.clear();
    }

    fn frames_until(&mut self, done: impl Fn(&Window) -> bool) {
        for _ in 0..2000 {
            self.frame(Vec::new());
            if done(&self.window) {
                // What the page drew first may have asked for more.
                (0..5).for_each(|_| self.frame(Vec::new()));
                return;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        panic!("the window did not come so far");
    }

    fn press(&mut self, key: Key) {
        for pressed in [true, false] {
            self.frame(vec![Event::Key {
                key,
                physical_key: None,
                pressed,
                repeat: false,
                modifiers: Modifiers::NONE,
            }]);
        }
    }

    fn go(&mut self, place: Place) {
        let ctx = self.ctx.clone();
        self.window.grant(&ctx, Ask::Go(place));
        self.frames_until(|window| !window.outbox.busy());
    }
}

/// The next letter from standard input; nothing of it stays behind, because nothing is read ahead.
fn letter(from: &mut File) -> Option<char> {
    let mut bytes = [0; 4];
    for len in 1..=4 {
        from.read_exact(&mut bytes[len - 1..len]).ok()?;
        if let Ok(letter) = std::str::from_utf8(&bytes[..len]) {
            return letter.chars().next().filter(|letter| *letter != '\n');
        }
    }
    None
}

/// Not a test: what the tests below start. It opens the vault as a person does, looks around, locks, and waits.
#[test]
fn the_process_that_is_looked_into() {
    let Some(dir) = std::env::var_os(VAULT).map(PathBuf::from) else {
        return;
    };
    let deed = std::env::var(DEED).unwrap_or_default();
    let ids = std::fs::read_to_string(dir.with_file_name("ids")).unwrap();
    let (client, screening) = ids.trim().split_once('\n').unwrap();
    let client: ClientId = client.parse().unwrap();
    let screening: ScreeningId = screening.parse().unwrap();
    let mut somebody = Somebody::sits_down(&dir);
    for letter in "vera".chars() {
        somebody.frame(vec![Event::Text(letter.to_string())]);
    }
    somebody.press(Key::Enter);
    let mut stdin = File::open("/dev/stdin").unwrap();
    let mut kept = String::with_capacity(256);
    while let Some(letter) = letter(&mut stdin) {
        somebody.frame(vec![Event::Text(letter.to_string())]);
        if deed == "keep a copy" {
            kept.push(letter);
        }
    }
    somebody.press(Key::Enter);
    somebody.frames_until(Window::is_open);
    somebody.go(Place::Client(client));
    somebody.go(Place::Screening(screening));
    if deed == "stay open" {
        println!("as far as that");
        std::io::stdout().flush().unwrap();
        let _ = letter(&mut stdin);
    }
    let ctx = somebody.ctx.clone();
    somebody.window.lock(&ctx, LockWhy::Asked);
    somebody
        .frames_until(|window| matches!(&window.outer, Outer::Locked(gate) if gate.can_unlock()));
    println!("as far as that");
    std::io::stdout().flush().unwrap();
    let _ = letter(&mut stdin);
    std::hint::black_box(&kept);
}

// Looking into it ---------------------------------------------------------------------------------------

struct LookedInto {
    process: Child,
}

impl Drop for LookedInto {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl LookedInto {
    fn start(clinic: &Clinicful, deed: &str) -> Self {
        let mut command = Process::new(std::env::current_exe().unwrap());
        command
            .args(["--exact", CHILD, "--nocapture", "--test-threads=1"])
            .env(VAULT, vault(&clinic.place))
            .env(DEED, deed)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let mut looked = Self {
            process: command.spawn().unwrap(),
        };
        let stdin = looked.process.stdin.as_mut().unwrap();
        writeln!(stdin, "{}", clinic.typed).unwrap();
        let stdout = looked.process.stdout.as_mut().unwrap();
        let came = BufReader::new(stdout)
            .lines()
            .map_while(Result::ok)
            .any(|line| line.ends_with("as far as that"));
        assert!(came, "the process did not come so far");
        looked
    }

    /// Where each needle was found, by the name of the mapping.
    fn search(&self, needles: &[(&'static str, Vec<u8>)]) -> BTreeMap<&'static str, Vec<String>> {
        let id = self.process.id();
        let maps = std::fs::read_to_string(format!("/proc/{id}/maps")).unwrap();
        let mut memory = File::open(format!("/proc/{id}/mem")).unwrap();
        let mut found: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
        for line in maps.lines() {
            let mut fields = line.split_whitespace();
            let (Some(range), Some(rights)) = (fields.next(), fields.next()) else {
                continue;
            };
            let name = fields.nth(3).unwrap_or("anonymous").to_owned();
            if !rights.starts_with("rw") {
                continue;
            }
            let (from, to) = range.split_once('-').unwrap();
            let from = u64::from_str_radix(from, 16).unwrap();
            let to = u64::from_str_radix(to, 16).unwrap();
            let mut bytes = vec![0; usize::try_from(to - from).unwrap()];
            if memory.seek(SeekFrom::Start(from)).is_err() || memory.read_exact(&mut bytes).is_err()
            {
                continue;
            }
            for (what, at) in occurrences(&bytes, needles) {
                let place = format!("{name}+{:x} at {:x}", at, from + at as u64);
                found.entry(what).or_default().push(place);
            }
        }
        found
    }
}

fn occurrences(bytes: &[u8], needles: &[(&'static str, Vec<u8>)]) -> Vec<(&'static str, usize)> {
    const PAGE: usize = 4096;
    let mut begins = [false; 256];
    needles
        .iter()
        .for_each(|(_, needle)| begins[usize::from(needle[0])] = true);
    let mut found = Vec::new();
    for start in (0..bytes.len()).step_by(PAGE) {
        let page = &bytes[start..bytes.len().min(start + PAGE)];
        // Most of memory was never written.
        if page == &[0; PAGE][..page.len()] {
            continue;
        }
        for (at, byte) in page.iter().enumerate() {
            if begins[usize::from(*byte)] {
                let rest = &bytes[start + at..];
                let here = needles
                    .iter()
                    .filter(|(_, needle)| rest.starts_with(needle));
                found.extend(here.map(|(what, _)| (*what, start + at)));
            }
        }
    }
    found
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn passphrase(typed: &str) -> Vec<(&'static str, Vec<u8>)> {
    let normal: String = typed.nfkc().collect();
    vec![
        ("passphrase", typed.as_bytes().to_vec()),
        ("passphrase in UTF-16", utf16(typed)),
        ("passphrase, normalised", normal.as_bytes().to_vec()),
        ("normalised in UTF-16", utf16(&normal)),
        // A buffer that was half overwritten still tells half of it.
        ("first half", typed.as_bytes()[..14].to_vec()),
        ("second half", typed.as_bytes()[17..].to_vec()),
    ]
}

#[test]
fn after_a_lock_neither_passphrase_nor_key_is_in_memory() {
    let clinic = prepared();
    let looked = LookedInto::start(&clinic, "");
    let mut needles = passphrase(&clinic.typed);
    needles.extend(clinic.keys.clone());
    let found = looked.search(&needles);
    assert!(found.is_empty(), "{found:#?}");
}

/// Names and answers pass through buffers of the toolkit and of the allocator, which nobody wipes: counted, and said in
/// THREAT_MODEL.md. While the vault is open they are there, so the search finds what there is.
#[test]
fn what_was_said_is_there_while_it_is_shown_and_counted_after_a_lock() {
    let clinic = prepared();
    let said = clinic.said.each_ref();
    let needles = vec![
        ("name", said[0].as_bytes().to_vec()),
        ("answer", said[1].as_bytes().to_vec()),
    ];
    let open = LookedInto::start(&clinic, "stay open").search(&needles);
    assert!(open.contains_key("name") && open.contains_key("answer"));
    let locked = LookedInto::start(&clinic, "").search(&needles);
    for (what, places) in &open {
        let after = locked.get(what).map_or(0, Vec::len);
        println!(
            "{what}: {} times while open, {after} after the lock",
            places.len()
        );
        assert!(after <= places.len());
    }
}

#[test]
fn a_copy_that_was_kept_is_found() {
    let clinic = prepared();
    let looked = LookedInto::start(&clinic, "keep a copy");
    let found = looked.search(&passphrase(&clinic.typed));
    assert!(found.contains_key("passphrase"), "{found:?}");
}
