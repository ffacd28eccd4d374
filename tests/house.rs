//! How the code is laid out: floors import only from the floors under them, and what belongs to one room is used there only.
#![allow(clippy::unwrap_used, missing_docs)]

use std::path::{Path, PathBuf};

/// From the ground up.
const FLOORS: [&str; 9] = [
    "domain",
    "screening",
    "catalog",
    "text",
    "vault",
    "letter",
    "app",
    "ui",
    "cli",
];

/// Crates that one part of the source alone may name.
const ROOMS: [(&str, &[&str]); 4] = [
    ("rusqlite", &["vault"]),
    ("printpdf", &["letter/pdf"]),
    // The door to the window names the toolkit once, to say which one could not be started.
    ("egui", &["ui", "cli/window.rs"]),
    ("eframe", &["ui", "cli/window.rs"]),
];

fn files_of(dir: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files_of(&path, into);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            into.push(path);
        }
    }
}

/// The files of the program by their path under `src`, without comments and without the tests at their end.
fn sources() -> Vec<(String, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    files_of(&src, &mut files);
    assert!(files.len() > 300, "only {} were found", files.len());
    files
        .into_iter()
        .map(|path| {
            let name = path
                .strip_prefix(&src)
                .unwrap()
                .to_str()
                .unwrap()
                .replace('\\', "/");
            let text = std::fs::read_to_string(&path).unwrap();
            let program = text
                .split("#[cfg(test)]\nmod tests {")
                .next()
                .unwrap_or_default();
            let code = program
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"));
            (name, code.map(|line| format!("{line}\n")).collect())
        })
        .collect()
}

/// Where a word stands on its own, what follows it.
fn after<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = &'a str> {
    text.match_indices(word).filter_map(move |(at, _)| {
        let before = text[..at].chars().next_back();
        let inside = before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_');
        (!inside).then(|| &text[at + word.len()..])
    })
}

fn height(floor: &str) -> Option<usize> {
    FLOORS.iter().position(|known| *known == floor)
}

#[test]
fn a_floor_imports_only_from_the_floors_under_it() {
    let (mut climbs, mut looked) = (Vec::new(), 0);
    for (name, code) in sources() {
        let own = name.split(['/', '.']).next().unwrap_or_default();
        let Some(mine) = height(own) else { continue };
        for path in after(&code, "crate::") {
            let named = path.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
            let floor = named.into_iter().next().unwrap_or_default();
            looked += 1;
            if height(floor).is_some_and(|other| other > mine) {
                climbs.push(format!("{name}: {floor}"));
            }
        }
    }
    assert!(looked > 1_000, "only {looked} were found");
    assert_eq!(climbs, [] as [String; 0]);
}

#[test]
fn what_belongs_to_one_room_is_named_there_only() {
    let (mut strays, mut looked) = (Vec::new(), 0);
    for (name, code) in sources() {
        for (word, rooms) in ROOMS {
            let named = after(&code, word).any(|rest| rest.starts_with("::"));
            looked += usize::from(named);
            if named && !rooms.iter().any(|room| name.starts_with(room)) {
                strays.push(format!("{name}: {word}"));
            }
        }
    }
    assert!(looked > 100, "only {looked} were found");
    assert_eq!(strays, [] as [String; 0]);
}

#[test]
fn every_file_opens_with_a_sentence_of_intent() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let silent: Vec<String> = sources()
        .into_iter()
        .map(|(name, _)| name)
        .filter(|name| {
            let text = std::fs::read_to_string(src.join(name)).unwrap();
            !text.starts_with("//! ")
        })
        .collect();
    assert_eq!(silent, [] as [String; 0]);
}
