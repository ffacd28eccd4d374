//! The word lists as data, and how a text is searched for them.

use serde::Deserialize;

use crate::letter::blocks::{Kind, Part};

/// The shipped English list.
const ENGLISH: &str = include_str!("../../../assets/letters/en/lint.json");

/// What each kind's statement must still say.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "UPPERCASE")]
struct Statements {
    l1: Vec<Vec<String>>,
    l2: Vec<Vec<String>>,
    l3: Vec<Vec<String>>,
    l4: Vec<Vec<String>>,
    l5: Vec<Vec<String>>,
    l6: Vec<Vec<String>>,
}

/// The lists.
#[derive(Deserialize, Default)]
pub(super) struct WordList {
    clinical: Vec<String>,
    titles: Vec<String>,
    measures: Vec<String>,
    blame: Vec<String>,
    model: Vec<String>,
    statement: Statements,
}

impl WordList {
    /// The shipped lists. They are part of the program; a test reads them, so that they are never empty here.
    pub(super) fn english() -> Self {
        serde_json::from_str(ENGLISH).unwrap_or_default()
    }

    /// What the statement of a kind must say. A letter to the person says what the kind of group that it is about asks for.
    pub(super) fn statement(&self, kind: Kind) -> &[Vec<String>] {
        let all = &self.statement;
        match kind {
            Kind::Handout => &[],
            Kind::L1 => &all.l1,
            Kind::L2 => &all.l2,
            Kind::L3 => &all.l3,
            Kind::L4 => &all.l4,
            Kind::L5 => &all.l5,
            Kind::L6 => &all.l6,
        }
    }

    /// Clinical words in a text; titles are told apart.
    pub(super) fn clinical(&self, text: &str) -> impl Iterator<Item = String> {
        let titles = found(&self.titles, text);
        found(&self.clinical, text)
            .into_iter()
            .filter(move |word| !titles.contains(word))
    }

    pub(super) fn titles(&self, text: &str) -> impl Iterator<Item = String> {
        found(&self.titles, text).into_iter()
    }

    pub(super) fn blame(&self, text: &str) -> impl Iterator<Item = String> {
        found(&self.blame, text).into_iter()
    }

    /// Words of the decision model, and unkind ones: neither has a place in a letter to the person.
    pub(super) fn model(&self, text: &str) -> impl Iterator<Item = String> {
        found(&self.model, text).into_iter()
    }

    pub(super) fn measures(&self, text: &str) -> bool {
        !found(&self.measures, text).is_empty()
    }
}

/// The listed words that a text holds, as the text has them.
fn found(list: &[String], text: &str) -> Vec<String> {
    let words = words_of(text);
    let mut out = Vec::new();
    for entry in list {
        let (entry, open) = match entry.strip_suffix('*') {
            Some(start) => (start, true),
            None => (entry.as_str(), false),
        };
        let parts: Vec<&str> = entry.split(' ').collect();
        let hit = words.windows(parts.len()).find(|window| {
            let last = parts.len() - 1;
            window
                .iter()
                .zip(&parts)
                .enumerate()
                .all(|(index, (word, part))| {
                    if open && index == last {
                        word.starts_with(part)
                    } else {
                        word == part
                    }
                })
        });
        if let Some(hit) = hit {
            out.push(hit.join(" "));
        }
    }
    out.sort();
    out.dedup();
    out
}

/// Words in lower case; hyphens and apostrophes inside a word belong to it.
fn words_of(text: &str) -> Vec<String> {
    text.to_lowercase()
        .replace(['\u{2010}', '\u{2011}'], "-")
        .replace('\u{2019}', "'")
        .split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '\''))
        .map(|word| word.trim_matches(['-', '\'']).to_owned())
        .filter(|word| !word.is_empty())
        .collect()
}

/// An id such as `tg-goal`, `sg-theme` or `c-goal`.
pub(super) fn has_code(text: &str) -> bool {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))
        .any(|word| {
            let code = |start| {
                word.strip_prefix(start).is_some_and(|rest: &str| {
                    rest.len() > 2 && rest.chars().all(|c| c.is_ascii_lowercase() || c == '-')
                })
            };
            code("tg-") || code("sg-") || code("tr-") || code("c-")
        })
}

/// "12/27", "12 of 27", "12 out of 27", "15 points". Dates, telephone numbers and "24/7" are none.
pub(super) fn has_score(text: &str) -> bool {
    let tokens: Vec<&str> = text
        .split_whitespace()
        .map(|token| token.trim_matches(|c: char| !c.is_alphanumeric()))
        .collect();
    let number = |token: &str| {
        !token.is_empty() && token.len() <= 3 && token.chars().all(|c| c.is_ascii_digit())
    };
    let slashed = tokens.iter().any(|token| {
        let parts: Vec<&str> = token.split('/').collect();
        matches!(parts.as_slice(), [a, b] if number(a) && number(b) && *token != "24/7")
    });
    let of = tokens
        .windows(3)
        .any(|window| matches!(window, [a, "of", b] if number(a) && number(b)));
    let out_of = tokens
        .windows(4)
        .any(|window| matches!(window, [a, "out", "of", b] if number(a) && number(b)));
    let points = tokens
        .windows(2)
        .any(|window| matches!(window, [a, "points" | "point"] if number(a)));
    slashed || of || out_of || points
}

/// A place of a sentence that nothing was put into, or an id that no sentence was found for.
pub(super) fn has_placeholder(text: &str, part: Part) -> bool {
    // The page line keeps its places until the pages are known.
    let open = part != Part::Footer && (text.contains("{ $") || text.contains("{$"));
    open || text.starts_with("letter-") && !text.contains(' ')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_shipped_lists_are_whole() {
        let list: WordList = serde_json::from_str(ENGLISH).unwrap();
        assert!(list.clinical.len() > 30 && list.titles.len() > 10 && list.measures.len() > 10);
        assert!(list.statement.l1.len() > 2 && list.statement.l2.len() > 4);
        for entry in [
            &list.clinical,
            &list.titles,
            &list.measures,
            &list.blame,
            &list.model,
        ]
        .into_iter()
        .flatten()
        {
            assert_eq!(entry, &entry.to_lowercase());
        }
    }

    #[test]
    fn words_are_found_whole_and_with_any_ending_where_starred() {
        let list = [
            "treat".to_owned(),
            "therap*".to_owned(),
            "session note*".to_owned(),
        ];
        assert_eq!(
            found(&list, "A treat for THERAPISTS."),
            ["therapists", "treat"]
        );
        assert_eq!(found(&list, "Session notes"), ["session notes"]);
        assert!(found(&list, "retreat; a session of notes").is_empty());
    }

    #[test]
    fn scores_are_told_from_dates_and_times() {
        for score in [
            "12/27",
            "a score of 12 out of 27",
            "15 points.",
            "(9 of 21)",
        ] {
            assert!(has_score(score), "{score}");
        }
        for harmless in [
            "12/03/2025",
            "24/7",
            "Tuesdays, 18:00 to 19:30",
            "1 of the group",
            "555 0123",
            "3 of May",
        ] {
            assert!(!has_score(harmless), "{harmless}");
        }
    }

    #[test]
    fn codes_are_told_from_words() {
        assert!(has_code("because of tg-goal.") && has_code("(c-willing)"));
        assert!(!has_code("Mg-rich") && !has_code("A to C-D") && !has_code("c-4"));
    }
}
