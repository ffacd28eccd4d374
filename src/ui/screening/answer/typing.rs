//! What is being typed: kept here until a second after the last key or until the field is left, then said.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::Hand;
use crate::domain::answers::Answer;
use crate::domain::form::{AnswerKind, OptionsFrom};
use crate::screening::check::{self, Problem};
use crate::text;

/// How long after the last key what was typed is kept, in seconds.
const PAUSE_SECS: f64 = 1.0;

/// Which field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// The answer itself, or a value of a measure.
    Answer,
    /// The note or reason beside it.
    Note,
}

/// A question or value, and which of its fields.
pub(super) type Key = (String, Part);

struct Typed {
    text: String,
    changed_at: f64,
    left: bool,
    problem: Option<String>,
}

/// Everything that is being typed.
#[derive(Default)]
pub(super) struct Typing(BTreeMap<Key, Typed>);

impl std::fmt::Debug for Typing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Typing [redacted]")
    }
}

impl Typing {
    /// What the field shows: what is being typed, else what was said.
    pub(super) fn text(&self, key: &Key, said: &str) -> String {
        self.0
            .get(key)
            .map_or_else(|| said.to_owned(), |typed| typed.text.clone())
    }

    /// What is wrong with it, in words, once the field was left or the pause is over.
    pub(super) fn problem(&self, key: &Key) -> Option<&str> {
        self.0.get(key).and_then(|typed| typed.problem.as_deref())
    }

    /// Takes a change of a field.
    pub(super) fn changed(&mut self, key: Key, text: String, now: f64) {
        self.0.insert(
            key,
            Typed {
                text,
                changed_at: now,
                left: false,
                problem: None,
            },
        );
    }

    /// The field was left: what was typed counts at once.
    pub(super) fn left(&mut self, key: &Key) {
        if let Some(typed) = self.0.get_mut(key) {
            typed.left = true;
        }
    }

    /// Forgets what was typed into a field, as when its answer is cleared.
    pub(super) fn forget(&mut self, key: &Key) {
        self.0.remove(key);
    }

    /// Says what has rested for a second or was left; `all` says everything. Returns when to look again, in seconds.
    pub(super) fn settle(&mut self, hand: &mut Hand<'_, '_>, now: f64, all: bool) -> Option<f64> {
        let mut soonest = None;
        let keys: Vec<Key> = self.0.keys().cloned().collect();
        for key in keys {
            let Some(typed) = self.0.get_mut(&key) else {
                continue;
            };
            let waits = typed.changed_at + PAUSE_SECS - now;
            if typed.problem.is_some() {
                continue;
            }
            if waits > 0.0 && !typed.left && !all {
                soonest = Some(soonest.map_or(waits, |other: f64| other.min(waits)));
                continue;
            }
            match say(hand, &key, &typed.text) {
                Ok(()) => {
                    self.0.remove(&key);
                }
                Err(problem) => typed.problem = Some(problem),
            }
        }
        soonest
    }
}

fn say(hand: &mut Hand<'_, '_>, (id, part): &Key, typed: &str) -> Result<(), String> {
    match part {
        Part::Note => {
            hand.note(id, clean(typed, false));
            Ok(())
        }
        Part::Answer => {
            let answer = read(hand, id, typed)?;
            hand.answer(id, answer);
            Ok(())
        }
    }
}

/// Reads an answer; nothing where the field is empty.
fn read(hand: &Hand<'_, '_>, id: &str, typed: &str) -> Result<Option<Answer>, String> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let pack = hand.work.pack();
    let kind = pack.form.question(id).map(|question| &question.answer);
    let json = match kind {
        Some(AnswerKind::Text { long }) => Json::String(clean(typed, *long)),
        Some(kind) if kind.options_from() == Some(OptionsFrom::Languages) => {
            Json::String(language(typed)?)
        }
        _ => {
            let number: i64 = typed
                .trim()
                .parse()
                .map_err(|_| text::say("answering-problem-number"))?;
            Json::from(number)
        }
    };
    check::answer(pack, id, &json).map_err(|problem| words(&problem))
}

/// A language as a tag, such as `fr` or `pt-BR`.
fn language(typed: &str) -> Result<String, String> {
    let tag: Result<unic_langid::LanguageIdentifier, _> = typed.trim().parse();
    tag.map(|tag| tag.to_string())
        .map_err(|_| text::say("answering-problem-language"))
}

/// Without control characters, which a paste may bring.
fn clean(typed: &str, long: bool) -> String {
    let keep = |letter: &char| !letter.is_control() || long && matches!(letter, '\n' | '\t');
    typed.chars().filter(keep).collect()
}

/// What is wrong with an answer, in words for whoever typed it.
pub(super) fn words(problem: &Problem) -> String {
    let range = |min: &i64, max: &i64| {
        text::say_with(
            "answering-problem-range",
            &[("min", &min.to_string()), ("max", &max.to_string())],
        )
    };
    match problem {
        Problem::Range(min, max) => range(min, max),
        Problem::RangeHint(_, _, hint) => hint.clone(),
        Problem::Step => text::say("answering-problem-step"),
        Problem::TooLong(most) => {
            text::say_with("answering-problem-too-long", &[("most", &most.to_string())])
        }
        Problem::Date => text::say("answering-problem-date"),
        Problem::TotalDisagrees => text::say("answering-problem-disagrees"),
        _ => text::say("answering-problem-number"),
    }
}
