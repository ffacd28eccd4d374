//! The texts: files without mistakes, a message for every id that the program asks for, and none that nobody asks for.
#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anteroom::text::Catalogue;

fn files_of(dir: &Path, kind: &str, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files_of(&path, kind, into);
        } else if path.extension().is_some_and(|found| found == kind) {
            into.push(path);
        }
    }
}

/// Ids in `say("...")`, `say_with("...")`, `count("...")` and `lines("...")`.
fn ids_asked_for(source: &str) -> Vec<String> {
    let mut ids = Vec::new();
    for call in ["say(\"", "say_with(\"", "count(\"", "lines(\""] {
        for (at, _) in source.match_indices(call) {
            let rest = &source[at + call.len()..];
            let id = rest.split('"').next().unwrap_or_default();
            if id.contains('-')
                && id
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
            {
                ids.push(id.to_owned());
            }
        }
    }
    ids
}

#[test]
fn the_text_files_have_no_mistakes() {
    assert_eq!(Catalogue::english().problems(), [] as [String; 0]);
}

#[test]
fn every_message_that_the_program_asks_for_is_there() {
    let mut files = Vec::new();
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    files_of(&src, "rs", &mut files);
    let mut missing = Vec::new();
    let mut asked = 0;
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        // Unit tests make messages of their own.
        let program = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
        for id in ids_asked_for(program) {
            asked += 1;
            if !Catalogue::english().has(&id) {
                missing.push(format!("{}: {id}", file.display()));
            }
        }
    }
    assert!(asked > 50, "only {asked} were found: the scan is broken");
    assert_eq!(missing, [] as [String; 0]);
}

#[test]
fn a_missing_message_is_seen_as_its_id_and_nothing_fails() {
    assert_eq!(
        Catalogue::english().say("no-such-message", &[]),
        "no-such-message"
    );
}

/// Every message id of the program and of the letters, with the file that it stands in.
fn messages() -> Vec<(String, PathBuf)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for folder in ["assets/text/en", "assets/letters/en"] {
        for entry in std::fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            for line in std::fs::read_to_string(&path).unwrap().lines() {
                let id = line.split_once(" =").map(|(id, _)| id);
                let is_id = |id: &&str| {
                    id.starts_with(|letter: char| letter.is_ascii_lowercase()) && !id.contains(' ')
                };
                found.extend(id.filter(is_id).map(|id| (id.to_owned(), path.clone())));
            }
        }
    }
    assert!(found.len() > 2_000, "only {} were found", found.len());
    found
}

#[test]
fn no_message_has_two_texts() {
    let mut seen = BTreeMap::new();
    let mut twice = Vec::new();
    for (id, path) in messages() {
        if let Some(other) = seen.insert(id.clone(), path.clone()) {
            twice.push(format!("{id}: {} and {}", other.display(), path.display()));
        }
    }
    assert_eq!(twice, [] as [String; 0]);
}

/// What ids begin with that are put together from a word and a code of a group, a form or a handout.
const PUT_TOGETHER: [&str; 12] = [
    "access",
    "activity",
    "handout-host",
    "handout-support",
    "handout-therapist",
    "handout-therapy",
    "language",
    "mode",
    "stage",
    "style",
    "theme",
    "welcome",
];

/// Whether an id is what a pattern such as `due-why-{word}` may become.
fn fits(pattern: &str, id: &str) -> bool {
    let mut pieces: Vec<&str> = pattern
        .split('{')
        .map(|piece| piece.split_once('}').map_or(piece, |(_, after)| after))
        .collect();
    let last = pieces.pop().unwrap_or_default();
    let mut pieces = pieces.into_iter();
    let first = pieces.next().unwrap_or_default();
    let middle = id.strip_prefix(first).and_then(|rest| {
        pieces.try_fold(rest, |rest, piece| {
            let at = rest.get(1..)?.find(piece)?;
            rest.get(1 + at + piece.len()..)
        })
    });
    middle.is_some_and(|rest| rest.len() > last.len() && rest.ends_with(last))
}

/// What stands in quotes in the sources and the data files, and what messages take from one another.
struct Asked {
    words: BTreeSet<String>,
    patterns: Vec<String>,
}

impl Asked {
    fn read() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut files = Vec::new();
        files_of(&root.join("src"), "rs", &mut files);
        files_of(&root.join("assets"), "json", &mut files);
        let (mut words, mut patterns) = (BTreeSet::new(), BTreeSet::new());
        for file in &files {
            for part in std::fs::read_to_string(file).unwrap().split('"') {
                let is_id = |letter: char| {
                    letter.is_ascii_lowercase()
                        || letter.is_ascii_digit()
                        || "-_{}".contains(letter)
                };
                if part.len() > 60 || !part.chars().all(is_id) {
                    continue;
                }
                if part.contains('{') {
                    patterns.insert(part.to_owned());
                } else {
                    words.insert(part.to_owned());
                }
            }
        }
        let mut texts = Vec::new();
        files_of(&root.join("assets"), "ftl", &mut texts);
        for file in &texts {
            for place in std::fs::read_to_string(file).unwrap().split('{').skip(1) {
                let place = place.split('}').next().unwrap_or_default();
                words.insert(place.trim().to_owned());
            }
        }
        let says_something = |pattern: &String| {
            pattern
                .split(['{', '}'])
                .step_by(2)
                .any(|piece| piece.len() > 2)
        };
        Self {
            words,
            patterns: patterns.into_iter().filter(says_something).collect(),
        }
    }

    fn has(&self, id: &str) -> bool {
        self.words.contains(id)
            || self
                .patterns
                .iter()
                .any(|pattern| match pattern.rsplit_once('}') {
                    // The word before it has to be asked for as well.
                    Some((_, tail)) if pattern.starts_with('{') => id
                        .strip_suffix(tail)
                        .is_some_and(|word| word.len() < id.len() && self.has(word)),
                    _ => fits(pattern, id),
                })
            || PUT_TOGETHER.iter().any(|word| {
                id.strip_prefix(word)
                    .and_then(|rest| rest.strip_prefix('-'))
                    .is_some_and(|code| self.words.contains(code))
            })
    }
}

#[test]
fn every_message_is_asked_for_somewhere() {
    let asked = Asked::read();
    assert!(asked.has("trouble-file"), "the scan is broken");
    assert!(!asked.has("no-such-message-at-all"), "the scan is broken");
    let forgotten: Vec<String> = messages()
        .into_iter()
        .filter(|(id, _)| !asked.has(id))
        .map(|(id, path)| format!("{}: {id}", path.display()))
        .collect();
    assert_eq!(forgotten, [] as [String; 0]);
}
