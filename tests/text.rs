//! The texts: files without mistakes, and a message for every id that the program asks for.
#![allow(clippy::unwrap_used, missing_docs)]

use std::path::{Path, PathBuf};

use anteroom::text::Catalogue;

fn sources(dir: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
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
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut files,
    );
    let mut missing = Vec::new();
    let mut asked = 0;
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        // Unit tests make messages of their own.
        let program = text.split("#[cfg(test)]").next().unwrap_or_default();
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

#[test]
fn no_message_has_two_texts() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut seen = std::collections::BTreeMap::new();
    let mut twice = Vec::new();
    let folders = ["assets/text/en", "assets/letters/en"];
    let entries = folders
        .iter()
        .flat_map(|folder| std::fs::read_dir(root.join(folder)).unwrap());
    for entry in entries {
        let path = entry.unwrap().path();
        for line in std::fs::read_to_string(&path).unwrap().lines() {
            let Some((id, _)) = line.split_once(" =") else {
                continue;
            };
            let is_message =
                id.starts_with(|letter: char| letter.is_ascii_lowercase()) && !id.contains(' ');
            if is_message && let Some(other) = seen.insert(id.to_owned(), path.clone()) {
                twice.push(format!("{id}: {} and {}", other.display(), path.display()));
            }
        }
    }
    assert_eq!(twice, [] as [String; 0]);
}
