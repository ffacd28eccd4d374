//! What was said: answers by question, what was declined, notes beside them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One answer. Its meaning (code, text, date) is in the form's question.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Answer {
    /// A whole number: a rating, a count, a score.
    Number(i64),
    /// A code, a text or a date.
    One(String),
    /// Codes of a multiple choice, each once.
    Many(Vec<String>),
}

impl Answer {
    /// Whether it says nothing: only white space, or no code.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Number(_) => false,
            Self::One(text) => text.trim().is_empty(),
            Self::Many(codes) => codes.is_empty(),
        }
    }

    /// The code or text, if it is one.
    #[must_use]
    pub fn one(&self) -> Option<&str> {
        match self {
            Self::One(text) => Some(text),
            _ => None,
        }
    }

    /// The codes of a multiple choice; empty for other kinds.
    #[must_use]
    pub fn many(&self) -> &[String] {
        match self {
            Self::Many(codes) => codes,
            _ => &[],
        }
    }

    /// The number, if it is one.
    #[must_use]
    pub fn number(&self) -> Option<i64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }
}

/// Answers never show themselves in logs or errors.
impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Answer(..)")
    }
}

/// How grave things are, computed apart from the outcome and only ever raised.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum SafetyLevel {
    /// Nothing that asks for a look.
    #[default]
    None,
    /// A clinician looks at it before the person leaves.
    Review,
    /// Same-day action before anything else.
    ActNow,
}

impl SafetyLevel {
    /// The word that files use for it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Review => "review",
            Self::ActNow => "act-now",
        }
    }
}

/// A level raised by hand.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SafetyRaised {
    /// The level, at least.
    pub level: SafetyLevel,
    /// Why.
    pub reason: String,
}

/// Everything that was said in one screening.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Answers {
    /// Answers by question id, also those that are hidden at present (parked).
    #[serde(default)]
    pub given: BTreeMap<String, Answer>,
    /// Questions that the person preferred not to answer; they count as blank.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub declined: BTreeSet<String>,
    /// Notes and reasons beside questions.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub notes: BTreeMap<String, String>,
    /// A safety level that a clinician raised by hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub safety_raised: Option<SafetyRaised>,
}

impl fmt::Debug for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Answers({} given)", self.given.len())
    }
}

impl Answers {
    /// The answer that counts: given, not blank, not declined. Visibility is the engine's matter.
    #[must_use]
    pub fn said(&self, question: &str) -> Option<&Answer> {
        if self.declined.contains(question) {
            return None;
        }
        self.given.get(question).filter(|answer| !answer.is_blank())
    }
}
