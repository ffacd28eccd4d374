//! Conditions on answers, as data files write them: any of several sets, each of which must hold whole.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One test on one answer. On a blank, declined or hidden answer every condition is false.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "is", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Condition {
    /// A single choice is one of the codes.
    AnyOf {
        /// Id of the question.
        question: String,
        /// Codes of its options.
        values: Vec<String>,
    },
    /// A multiple choice includes at least one of the codes.
    Includes {
        /// Id of the question.
        question: String,
        /// Codes of its options.
        values: Vec<String>,
    },
    /// A multiple choice lacks at least one of the codes.
    Lacks {
        /// Id of the question.
        question: String,
        /// Codes of its options.
        values: Vec<String>,
    },
    /// A number is the value or more.
    AtLeast {
        /// Id of the question or of a measure's value (`m-...`).
        question: String,
        /// The lowest number for which it holds.
        value: i64,
    },
    /// A number is the value or less.
    AtMost {
        /// Id of the question or of a measure's value (`m-...`).
        question: String,
        /// The highest number for which it holds.
        value: i64,
    },
}

impl Condition {
    /// The question that the condition reads.
    #[must_use]
    pub fn question(&self) -> &str {
        match self {
            Self::AnyOf { question, .. }
            | Self::Includes { question, .. }
            | Self::Lacks { question, .. }
            | Self::AtLeast { question, .. }
            | Self::AtMost { question, .. } => question,
        }
    }

    /// The option codes that the condition names; empty for numbers.
    #[must_use]
    pub fn values(&self) -> &[String] {
        match self {
            Self::AnyOf { values, .. }
            | Self::Includes { values, .. }
            | Self::Lacks { values, .. } => values,
            Self::AtLeast { .. } | Self::AtMost { .. } => &[],
        }
    }
}

/// "This and that, or else those": true when every condition of at least one inner list holds.
/// Empty means never.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct AnyAll(pub Vec<Vec<Condition>>);

impl AnyAll {
    /// Every condition in it, in order.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        self.0.iter().flatten()
    }

    /// Whether it holds nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
