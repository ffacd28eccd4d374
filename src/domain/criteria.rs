//! The decision model as data: safety levels, criteria, outcomes and what is recommended besides.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::answers::SafetyLevel;
use super::condition::{AnyAll, Condition};
use super::form::Pathway;
use super::words::Words;

/// The rules of one pathway as their file holds them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Criteria {
    /// Always `anteroom-criteria/1`.
    pub format: String,
    /// The form that these rules read.
    pub id: String,
    /// Raised with every change of content; stored with every result.
    pub version: u32,
    /// For example `draft for clinical review`.
    pub status: String,
    /// Languages that every text must have.
    pub languages: Vec<String>,
    /// The conversation that they belong to.
    pub pathway: Pathway,
    /// What raises the safety level.
    pub safety: SafetyRules,
    /// Criteria in the order in which they are shown.
    #[serde(default)]
    pub criteria: Vec<Criterion>,
    /// Outcomes, best first.
    pub outcomes: Vec<OutcomeWords>,
    /// How criteria become an outcome: the first line that applies.
    pub outcome_rules: Vec<OutcomeRule>,
    /// What is recommended besides the outcome, in order.
    #[serde(default)]
    pub also: Vec<AlsoRule>,
    /// What an answer leans to; for the triage.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub leanings: Vec<Leaning>,
    /// At this number of concerns a talk in the team is proposed; no effect on the outcome.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team_hint_at: Option<u32>,
}

/// What raises the safety level; both are read before and apart from the outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SafetyRules {
    /// Same-day action under the clinic's protocol.
    pub act_now: Vec<SafetyRule>,
    /// A clinician looks at it before the assessment is closed.
    pub review: Vec<SafetyRule>,
}

/// One reason to raise the level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SafetyRule {
    /// When it holds (all of one inner list).
    pub when: AnyAll,
    /// What kind of danger; decides which text of the protocol is shown.
    pub cause: Cause,
}

/// Kinds of danger.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// Suicide or self-harm.
    Suicide,
    /// Danger to someone else.
    Violence,
    /// The person is being hurt or threatened.
    Abuse,
    /// A child or dependent adult may be in danger.
    Protection,
    /// A medical or acute mental state.
    Medical,
    /// Anything else, also what a clinician raised by hand.
    Other,
}

/// A rule of the decision model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Name, for example `w-goals`.
    pub id: String,
    /// Name for people.
    pub name: Words,
    /// What sort of criterion it is.
    pub kind: Kind,
    /// Questions and measure values that it rests on.
    pub inputs: Vec<String>,
    /// When it is not met.
    #[serde(default)]
    pub not_met: AnyAll,
    /// When it is a concern.
    #[serde(default)]
    pub concern: AnyAll,
    /// What "not met" does to the outcome.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effect_not_met: Option<Effect>,
    /// What "concern" does to the outcome.
    pub effect_concern: Effect,
    /// Why it matters, in one sentence.
    pub why: Words,
    /// What it rests on.
    pub evidence: String,
    /// H, M or L: how sure the team is of the evidence.
    pub confidence: String,
    /// What is said when it is a concern.
    pub concern_text: Words,
    /// What is said when it is not met; empty where it cannot be.
    #[serde(default)]
    pub not_met_text: Words,
    /// What would prepare it.
    pub prepare_text: Words,
    /// The neutral sentence that a letter may carry; empty where it is never written.
    #[serde(default)]
    pub letter_text: Words,
}

/// Sorts of criteria.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// While it is not met, there is no joining.
    Exclusion,
    /// Does the person want it?
    ReadinessWanting,
    /// Is the person able to use it now?
    ReadinessAble,
    /// Something that needs a plan.
    Caution,
    /// Whether person and group go together.
    Fit,
    /// Time, way and money.
    Logistics,
    /// Danger.
    Safety,
}

/// What a result does to the outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// Leads to the last outcome.
    Blocks,
    /// Has to be prepared.
    Prepare,
    /// Shown, weighs nothing.
    Note,
}

/// Result of one criterion, from best to worst.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
pub enum CriterionResult {
    /// Nothing speaks against it.
    #[serde(rename = "met")]
    Met,
    /// Needs attention.
    #[serde(rename = "concern")]
    Concern,
    /// Not enough was said.
    #[serde(rename = "not answered")]
    NotAnswered,
    /// Does not hold at present.
    #[serde(rename = "not met")]
    NotMet,
}

impl CriterionResult {
    /// The words that files use for it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Concern => "concern",
            Self::NotAnswered => "not answered",
            Self::NotMet => "not met",
        }
    }
}

/// Where an outcome stands among the four.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Suitable; appropriate.
    Ready,
    /// With preparation; with support in place.
    WithPreparation,
    /// Too little is known.
    NeedsInformation,
    /// Not at this time; not appropriate.
    NotNow,
    /// A suggestion of the triage; not an outcome.
    Suggestion,
}

/// An outcome and what it says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OutcomeWords {
    /// Name, for example `suitable with preparation`.
    pub outcome: String,
    /// Where it stands.
    pub standing: Standing,
    /// Heading for people.
    pub title: Words,
    /// One human sentence that comes first on the result.
    pub sentence: Words,
}

/// One line of the table from criteria to outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OutcomeRule {
    /// Any of these sets, each of which must hold whole; empty means always.
    #[serde(default)]
    pub when: Vec<Vec<Clause>>,
    /// The outcome (a name in `outcomes`).
    pub outcome: String,
    /// Why this line gives that outcome.
    pub why: Words,
}

/// Something recommended besides the outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AlsoRule {
    /// Name, for example `individual-first`.
    pub code: String,
    /// Any of these sets, each of which must hold whole.
    pub when: Vec<Vec<Clause>>,
    /// Never when any of these sets holds whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unless: Vec<Vec<Clause>>,
    /// Heading for people.
    pub title: Words,
    /// One sentence.
    pub text: Words,
}

/// A statement about answers, criteria or what was concluded so far.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "is", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Clause {
    /// An answer.
    Answer {
        /// The condition on it.
        condition: Condition,
    },
    /// The safety level is one of these.
    Safety {
        /// Levels.
        levels: Vec<SafetyLevel>,
    },
    /// At least one of the criteria has one of the results.
    Criterion {
        /// Ids of criteria.
        criteria: Vec<String>,
        /// Results.
        results: Vec<CriterionResult>,
    },
    /// The outcome stands at one of these places.
    Outcome {
        /// Places.
        standings: Vec<Standing>,
    },
    /// Something was recommended already (an earlier line).
    Recommended {
        /// Its code.
        code: String,
    },
    /// A criterion whose effect is *blocks* is not met.
    Blocked,
    /// So many readiness criteria (wanting or able) with effect *prepare* are not met.
    ReadinessGaps {
        /// At least this many.
        at_least: u32,
    },
    /// A required, visible question is blank.
    Missing,
    /// A criterion is not met, or a concern has the effect *prepare*.
    ToPrepare,
    /// So many answers lean to a pathway (triage).
    Leans {
        /// The pathway.
        to: Pathway,
        /// At least this many.
        at_least: u32,
        /// Whether it must also be more than lean to the other.
        #[serde(default)]
        more_than_other: bool,
    },
}

/// What the answers to one question lean to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Leaning {
    /// Id of the question.
    pub question: String,
    /// Codes that lean to a support group.
    pub support: Vec<String>,
    /// Codes that lean to a therapy group.
    pub therapy: Vec<String>,
}
