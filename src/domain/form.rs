//! A form: an assessment as data, its sections, questions, options and when each is shown.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::condition::AnyAll;
use super::words::Words;

/// Which conversation a form belongs to.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Pathway {
    /// The comprehensive therapy-group assessment.
    Therapy,
    /// The light support-group check.
    Support,
    /// The short step that suggests one of the two.
    Triage,
}

impl Pathway {
    /// The word that files use for it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Therapy => "therapy",
            Self::Support => "support",
            Self::Triage => "triage",
        }
    }
}

/// A form as its file holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// Always `anteroom-form/1`.
    pub format: String,
    /// Name of the form, for example `therapy-group`.
    pub id: String,
    /// Raised with every change of content.
    pub version: u32,
    /// For example `draft for clinical review`.
    pub status: String,
    /// Languages that every text must have.
    pub languages: Vec<String>,
    /// The conversation that it belongs to.
    pub pathway: Pathway,
    /// Name for people.
    pub title: Words,
    /// What this kind of group is, shown on every screen and sheet of the pathway.
    pub banner: Words,
    /// Sections in the order in which they are asked.
    pub sections: Vec<Section>,
}

/// A part of a form that is answered together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Name within the form.
    pub id: String,
    /// Number or letter for people.
    pub number: String,
    /// Heading.
    pub title: Words,
    /// One or two sentences under the heading.
    pub intro: Words,
    /// Whether it holds the safety questions: asked in private, every time; a declined one asks for a review.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub safety: bool,
    /// Questions in order.
    pub questions: Vec<Question>,
}

/// Who gives the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Who {
    /// The prospective member, alone or read aloud.
    Person,
    /// The clinician, or whoever runs a support-group check.
    Staff,
}

/// How a question may be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Ask {
    /// May be answered alone, before the visit or in the hand-over view.
    Alone,
    /// Asked aloud, together.
    Aloud,
    /// The clinician's observation or decision.
    Observe,
    /// Filled in by the program from what is known, to be checked.
    Filled,
}

/// A class of content that is protected beyond the rest.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Sensitivity {
    /// Health history.
    Health,
    /// Hard experiences.
    Trauma,
    /// Danger to life or from others.
    Safety,
    /// Alcohol and drugs.
    Substance,
    /// Gender, sexuality and other identity.
    Identity,
    /// Immigration or legal status.
    Immigration,
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Name, for example `tg-aim`; the same in every version.
    pub id: String,
    /// The question.
    pub prompt: Words,
    /// A sentence of help; may be empty.
    #[serde(default, skip_serializing_if = "no_words")]
    pub help: Words,
    /// What kind of answer it takes.
    pub answer: AnswerKind,
    /// Whether a blank counts as missing while the question is visible.
    pub required: bool,
    /// Who answers.
    pub who: Who,
    /// How it may be asked.
    pub ask: Ask,
    /// Its class of protected content, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sensitive: Option<Sensitivity>,
    /// When it is shown; empty means always.
    #[serde(default, skip_serializing_if = "AnyAll::is_empty")]
    pub visible_when: AnyAll,
    /// Whether a short reason is asked for when the answer is not the first option.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub asks_reason: bool,
    /// Whether "what would change this" may speak of it.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub may_suggest: bool,
}

fn no_words(words: &Words) -> bool {
    words.0.is_empty()
}

pub(super) fn yes() -> bool {
    true
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for a reference"
)]
pub(super) fn is_yes(value: &bool) -> bool {
    *value
}

/// An option of a choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The code that is stored.
    pub code: String,
    /// What people read.
    pub label: Words,
}

/// A list that the clinic keeps, from which options are taken besides those of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum OptionsFrom {
    /// Ids of the clinic's groups.
    Groups,
    /// Ids of group leaders.
    Leaders,
    /// BCP-47 codes of languages.
    Languages,
}

/// In which direction a number is worse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Worse {
    /// Higher numbers are of more concern.
    Higher,
    /// Lower numbers are of more concern.
    Lower,
}

/// In which direction a set of ticks is worse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum WorseTicks {
    /// More ticks are of more concern.
    More,
    /// Fewer ticks are of more concern.
    Fewer,
}

/// What kind of answer a question takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "kebab-case", deny_unknown_fields)]
pub enum AnswerKind {
    /// One option.
    Single {
        /// Whether the options stand in order from least to most concern.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        ordered: bool,
        /// The options.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        options: Vec<Choice>,
        /// A list of the clinic that adds options.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        options_from: Option<OptionsFrom>,
    },
    /// Any number of options.
    Multi {
        /// The options.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        options: Vec<Choice>,
        /// A list of the clinic that adds options.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        options_from: Option<OptionsFrom>,
        /// The option that excludes all others, for example `none`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        exclusive: Option<String>,
        /// Whether more or fewer ticks are of more concern, if either.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        worse: Option<WorseTicks>,
    },
    /// 0 to 10.
    Rating {
        /// The direction of concern.
        worse: Worse,
    },
    /// Free text, never read by a rule.
    Text {
        /// Whether several sentences are expected.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        long: bool,
    },
    /// A calendar date, `YYYY-MM-DD`.
    Date,
    /// A whole number.
    Number {
        /// Lowest that is accepted.
        min: i64,
        /// Highest that is accepted.
        max: i64,
        /// The direction of concern.
        worse: Worse,
    },
}

impl AnswerKind {
    /// The options of a choice; empty for other kinds.
    #[must_use]
    pub fn options(&self) -> &[Choice] {
        match self {
            Self::Single { options, .. } | Self::Multi { options, .. } => options,
            _ => &[],
        }
    }

    /// The list of the clinic that adds options, if any.
    #[must_use]
    pub fn options_from(&self) -> Option<OptionsFrom> {
        match self {
            Self::Single { options_from, .. } | Self::Multi { options_from, .. } => *options_from,
            _ => None,
        }
    }
}

impl Form {
    /// Every question in order.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.sections.iter().flat_map(|section| &section.questions)
    }

    /// The question with this id.
    #[must_use]
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions().find(|question| question.id == id)
    }
}

impl Question {
    /// The words for one code of this question; the code itself where the clinic's own list gave it.
    #[must_use]
    pub fn label<'a>(&'a self, code: &'a str, language: &str) -> &'a str {
        self.answer
            .options()
            .iter()
            .find(|choice| choice.code == code)
            .map_or(code, |choice| choice.label.say(language))
    }
}
