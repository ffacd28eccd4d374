//! The sentences of letters as a clinic may word them: listed by file, checked before they are kept.
//!
//! A text keeps its variables and what is mandatory in it. The check composes every specimen with the new wording
//! and asks the linter, so whatever stops a letter also stops a text.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::blocks::{Kind, Letter};
use super::facts::Clinic;
use super::lint::{self, Problem};
use super::specimen;
use super::words::Say;
use crate::domain::clinic::Setting;
use crate::text::{self, Catalogue};

/// A text longer than this is no sentence of a letter.
const LONGEST: usize = 4_000;

/// A clinic's own wording: id and pattern. What is not named stays as shipped.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OwnTexts(pub BTreeMap<String, String>);

impl Setting for OwnTexts {
    const NAME: &'static str = "letter-texts";
}

/// A shipped text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shipped {
    /// Its id.
    pub id: String,
    /// Its words, with places as `{ $name }`.
    pub pattern: String,
    /// The names of its places.
    pub variables: Vec<String>,
    /// Whether its meaning is fixed by the rules of letters.
    pub mandatory: bool,
}

/// The shipped texts of one file.
#[derive(Clone, Debug)]
pub struct File {
    /// Its name: `around`, `l1` to `l6`, `facts`, `handouts`.
    pub name: &'static str,
    /// Its texts, in the order of the file.
    pub texts: Vec<Shipped>,
}

/// All shipped texts, letters first.
pub fn shipped() -> &'static [File] {
    static FILES: OnceLock<Vec<File>> = OnceLock::new();
    FILES.get_or_init(|| {
        let mut files: Vec<File> = text::letter_files()
            .map(|(name, content)| File {
                name,
                texts: read(content),
            })
            .collect();
        let order = [
            "l1", "l2", "l3", "l4", "l5", "l6", "handouts", "around", "facts",
        ];
        let place = |file: &File| order.iter().position(|name| *name == file.name);
        files.sort_by_key(|file| place(file).unwrap_or(order.len()));
        files
    })
}

/// The shipped text with an id, and its file.
pub fn find(id: &str) -> Option<(&'static File, &'static Shipped)> {
    shipped().iter().find_map(|file| {
        let found = file.texts.iter().find(|text| text.id == id)?;
        Some((file, found))
    })
}

fn read(content: &str) -> Vec<Shipped> {
    let mut all: Vec<(String, String)> = Vec::new();
    for line in content.lines() {
        let continues = line.starts_with("    ");
        match line.split_once(" =") {
            Some((id, rest)) if !continues && !id.contains(' ') && !id.starts_with('#') => {
                all.push((id.to_owned(), rest.trim().to_owned()));
            }
            _ if continues => {
                if let Some((_, pattern)) = all.last_mut() {
                    if !pattern.is_empty() {
                        pattern.push('\n');
                    }
                    pattern.push_str(line.trim());
                }
            }
            _ => {}
        }
    }
    let shipped = |(id, pattern): (String, String)| Shipped {
        variables: variables(&pattern).unwrap_or_default(),
        mandatory: is_mandatory(&id),
        id,
        pattern,
    };
    all.into_iter().map(shipped).collect()
}

fn is_mandatory(id: &str) -> bool {
    id.contains("-statement")
        || id.starts_with("letter-l5-about-")
        || id.starts_with("letter-consent-")
        || id.ends_with("-emergency")
        || id.starts_with("letter-emergency")
        || id.starts_with("letter-l6-disclosure")
        || (id.starts_with("handout-") && id.ends_with("-lead"))
}

/// The names in `{ $name }`; none if a brace is anything else.
fn variables(pattern: &str) -> Option<Vec<String>> {
    let mut names = Vec::new();
    let mut rest = pattern;
    while let Some(at) = rest.find(['{', '}']) {
        let inside = rest.get(at..)?.strip_prefix('{')?;
        let (name, after) = inside.split_once('}')?;
        let name = name.trim().strip_prefix('$')?;
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if name.is_empty() || !name.chars().all(plain) {
            return None;
        }
        names.push(name.to_owned());
        rest = after;
    }
    names.sort();
    names.dedup();
    Some(names)
}

/// Why a wording is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// There is no text of this name.
    Unknown,
    /// Nothing is left of it.
    Empty,
    /// It is longer than a letter can hold.
    TooLong,
    /// A brace that is no place, or a line that the format reads otherwise.
    Braces,
    /// A place was lost.
    Lost(String),
    /// A place that nothing fills.
    Extra(String),
    /// A list has another number of lines or columns than the page needs.
    Shape,
    /// The statement of a handout lost a part of its meaning.
    Statement(String),
    /// A letter with it would be stopped.
    Letter(Problem),
}

impl Refusal {
    /// The refusal in a sentence for staff.
    pub fn message(&self, say: &dyn Say) -> String {
        match self {
            Self::Unknown => say.say("texts-refused-unknown", &[]),
            Self::Empty => say.say("texts-refused-empty", &[]),
            Self::TooLong => say.say("texts-refused-long", &[]),
            Self::Braces => say.say("texts-refused-braces", &[]),
            Self::Lost(name) => say.say("texts-refused-lost", &[("place", &place(name))]),
            Self::Extra(name) => say.say("texts-refused-extra", &[("place", &place(name))]),
            Self::Shape => say.say("texts-refused-shape", &[]),
            Self::Statement(words) => say.say("letter-problem-statement", &[("words", words)]),
            Self::Letter(problem) => problem.message(say),
        }
    }
}

fn place(name: &str) -> String {
    format!("{{ ${name} }}")
}

/// Looks at a new wording of one text, beside the clinic's other texts. Empty means that it may be kept.
#[must_use]
pub fn check(id: &str, wording: &str, own: &OwnTexts) -> Vec<Refusal> {
    let Some((file, shipped)) = find(id) else {
        return vec![Refusal::Unknown];
    };
    if wording.trim().is_empty() {
        return vec![Refusal::Empty];
    }
    if wording.len() > LONGEST {
        return vec![Refusal::TooLong];
    }
    let Some(names) = variables(wording) else {
        return vec![Refusal::Braces];
    };
    let lost = shipped
        .variables
        .iter()
        .filter(|name| !names.contains(name));
    let more = names
        .iter()
        .filter(|name| !shipped.variables.contains(name));
    let mut refused: Vec<Refusal> = lost.map(|name| Refusal::Lost(name.clone())).collect();
    refused.extend(more.map(|name| Refusal::Extra(name.clone())));
    let mut with = own.clone();
    with.0.insert(id.to_owned(), wording.trim().to_owned());
    let say = Catalogue::with_own(&with.0);
    // What the format reads otherwise does not come back as it was written.
    let args: Vec<(&str, &str)> = names
        .iter()
        .map(|name| (name.as_str(), name.as_str()))
        .collect();
    let mut filled = wording.trim().to_owned();
    for name in &names {
        filled = fill(&filled, name);
    }
    if squeeze(&Catalogue::say(&say, id, &args)) != squeeze(&filled) {
        refused.push(Refusal::Braces);
        return refused;
    }
    refused.extend(shape(id, wording, &shipped.pattern));
    refused.extend(handout_statement(id, wording));
    let found = problems(&say, file.name);
    let before = problems(Catalogue::english(), file.name);
    let new = found
        .into_iter()
        .filter(|problem| !before.contains(problem));
    refused.extend(new.map(Refusal::Letter));
    refused.dedup();
    refused
}

/// `{ $name }`, however it is spaced, becomes the name.
fn fill(text: &str, name: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let (inside, left) = after.split_once('}').unwrap_or((after, ""));
        if inside.trim().strip_prefix('$') == Some(name) {
            out.push_str(name);
        } else {
            out.push('{');
            out.push_str(inside);
            out.push('}');
        }
        rest = left;
    }
    out + rest
}

fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A table keeps its columns.
fn shape(id: &str, wording: &str, shipped: &str) -> Option<Refusal> {
    let columns = |line: &str| line.matches('|').count();
    let wrong = match id {
        "handout-compare-head" => wording.trim().lines().count() != shipped.lines().count(),
        "handout-compare-rows" => wording.trim().lines().any(|line| columns(line) != 2),
        _ => false,
    };
    wrong.then_some(Refusal::Shape)
}

/// The leads of handouts say what the statements of letters say.
fn handout_statement(id: &str, wording: &str) -> Vec<Refusal> {
    let kind = match id {
        "handout-therapy-lead" | "handout-therapist-lead" => Kind::L1,
        "handout-support-lead" | "handout-host-lead" => Kind::L2,
        _ => return Vec::new(),
    };
    lint::lost_of_statement(kind, wording)
        .into_iter()
        .map(Refusal::Statement)
        .collect()
}

fn problems(say: &Catalogue, file: &str) -> Vec<Problem> {
    let kinds = specimen::kinds(file);
    let letters = specimen::all(say).into_iter().map(|(_, letter)| letter);
    letters
        .filter(|letter| kinds.contains(&letter.kind))
        .flat_map(|letter| lint::lint(&letter))
        .filter(Problem::stops)
        .collect()
}

/// The specimen in which a wording is seen, as a clinic would send it.
#[must_use]
pub fn preview(id: &str, wording: &str, own: &OwnTexts, clinic: Option<&Clinic>) -> Option<Letter> {
    let (file, _) = find(id)?;
    let mut with = own.clone();
    if variables(wording).is_some() && !wording.trim().is_empty() {
        with.0.insert(id.to_owned(), wording.trim().to_owned());
    }
    specimen::showing(&Catalogue::with_own(&with.0), file.name, id, clinic)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(id: &str, wording: &str) -> Vec<Refusal> {
        check(id, wording, &OwnTexts::default())
    }

    #[test]
    fn every_shipped_text_passes_its_own_check() {
        let files = shipped();
        assert!(files.len() == 9 && files.iter().map(|file| file.texts.len()).sum::<usize>() > 150);
        // Each check composes all specimens: one text of each file that carries a rule, and all statements.
        for text in files.iter().flat_map(|file| &file.texts) {
            assert!(variables(&text.pattern).is_some(), "{}", text.id);
            if text.mandatory {
                assert_eq!(refused(&text.id, &text.pattern), [], "{}", text.id);
            }
        }
    }

    #[test]
    fn a_statement_that_loses_its_meaning_is_refused_and_one_that_keeps_it_is_not() {
        let lost = refused("letter-l1-statement", "A group for talking.");
        assert!(lost.len() >= 4, "{lost:?}");
        let kept = "Please note that this is group therapy. A licensed therapist leads it and keeps clinical notes. A fee applies.";
        assert_eq!(refused("letter-l1-statement", kept), []);
        assert!(
            !refused(
                "letter-l5-statement-support",
                "This is not therapy. It is free."
            )
            .is_empty()
        );
        assert!(!refused("letter-l6-statement", "A summary.").is_empty());
        assert!(!refused("handout-host-lead", "The host is kind.").is_empty());
    }

    #[test]
    fn a_lost_place_an_unknown_place_and_loose_braces_are_refused() {
        let id = "letter-l1-purpose";
        assert!(
            refused(id, "I am writing about { $name }.").contains(&Refusal::Lost("group".into()))
        );
        let extra = refused(id, "{ $name } and “{ $group }” and { $age }.");
        assert!(extra.contains(&Refusal::Extra("age".into())));
        for loose in [
            "{ $name } {",
            "{ $name } } { $group }",
            "{ DATETIME($name) } { $group }",
            "{ $name ->\n [a] b\n *[c] d\n } { $group }",
        ] {
            assert!(refused(id, loose).contains(&Refusal::Braces), "{loose}");
        }
        assert_eq!(refused(id, "{$name} would like to join “{ $group }”."), []);
        assert_eq!(refused("no-such-text", "x"), [Refusal::Unknown]);
        assert_eq!(refused(id, "  "), [Refusal::Empty]);
        assert_eq!(refused(id, &"x".repeat(LONGEST + 1)), [Refusal::TooLong]);
    }

    #[test]
    fn a_clinical_word_in_a_support_letter_and_an_unkind_one_to_the_person_are_refused() {
        let word = refused(
            "letter-l2-come-and-go",
            "Everyone may come and go during treatment.",
        );
        assert!(
            matches!(
                word.as_slice(),
                [Refusal::Letter(Problem::ClinicalWord { .. })]
            ),
            "{word:?}"
        );
        let unkind = refused(
            "letter-l5-other-purpose",
            "You were screened out as unsuitable.",
        );
        assert!(
            unkind
                .iter()
                .any(|refusal| matches!(refusal, Refusal::Letter(Problem::Model { .. })))
        );
        let score = refused("letter-l5-own-door", "You had 12 of 27 points.");
        assert!(
            score
                .iter()
                .any(|refusal| matches!(refusal, Refusal::Letter(Problem::Score(_))))
        );
    }

    #[test]
    fn a_wording_is_seen_in_a_letter_of_its_kind() {
        let wording = "We are so glad that you will come to “{ $group }”.";
        let letter = preview(
            "letter-l5-offer-purpose",
            wording,
            &OwnTexts::default(),
            None,
        );
        let letter = letter.unwrap_or_else(|| panic!("no specimen"));
        assert_eq!(letter.kind, Kind::L5);
        assert!(letter.purpose.starts_with("We are so glad"));
    }

    #[test]
    fn a_table_keeps_its_columns() {
        assert_eq!(refused("handout-compare-rows", "a | b"), [Refusal::Shape]);
        assert_eq!(refused("handout-compare-rows", "a | b | c\nd | e | f"), []);
    }
}
