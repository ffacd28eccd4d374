//! What the rules make of the answers: the outcome, each finding with what it rests on, what is missing, which groups fit.

use serde::{Deserialize, Serialize};

use super::answers::{Answer, SafetyLevel};
use super::criteria::{Cause, CriterionResult, Effect, Standing};

/// The recommendation: the rules' result and nothing beyond them. A person decides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recommendation {
    /// Form and criteria that gave it.
    pub rules: RuleVersions,
    /// Name of the outcome, for example `suitable`.
    pub outcome: String,
    /// Where the outcome stands.
    pub standing: Standing,
    /// Which line of the table gave the outcome, counted from 0.
    pub outcome_line: usize,
    /// How grave things are.
    pub safety: SafetyLevel,
    /// What raised the level, gravest first.
    pub alarms: Vec<Alarm>,
    /// Whether a required safety question is still blank.
    pub safety_incomplete: bool,
    /// A result for every criterion, in order.
    pub findings: Vec<Finding>,
    /// Codes of what is recommended besides, in order.
    pub also: Vec<String>,
    /// Required, visible questions that are blank.
    pub missing: Vec<String>,
    /// Answers that are kept but hidden at present and count for nothing.
    pub parked: Vec<String>,
    /// Whether so many concerns came together that a talk in the team is proposed.
    pub team_hint: bool,
}

/// The versions of the data that a recommendation rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleVersions {
    /// Id of form and criteria.
    pub form: String,
    /// Version of the form.
    pub form_version: u32,
    /// Version of the criteria.
    pub criteria_version: u32,
    /// SHA-256 over form, criteria and measures, hexadecimal.
    pub hash: String,
}

/// A reason why the safety level was raised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alarm {
    /// To which level.
    pub level: SafetyLevel,
    /// What kind of danger.
    pub cause: Cause,
    /// The answers that it rests on; empty if a person raised it by hand.
    pub because: Vec<Cited>,
}

/// A criterion's result with the answers it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Id of the criterion.
    pub criterion: String,
    /// Its result.
    pub result: CriterionResult,
    /// What that does to the outcome; none for met and left open.
    pub effect: Option<Effect>,
    /// Whether all its inputs were optional and left open ("not discussed").
    pub left_open: bool,
    /// The answers that caused the result; for "not answered" the questions that are blank.
    pub because: Vec<Cited>,
}

/// An answer that a finding rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cited {
    /// Id of the question.
    pub question: String,
    /// The answer; none if it is blank.
    pub answer: Option<Answer>,
}

impl Recommendation {
    /// The finding of one criterion.
    #[must_use]
    pub fn finding(&self, criterion: &str) -> Option<&Finding> {
        self.findings
            .iter()
            .find(|finding| finding.criterion == criterion)
    }

    /// The result of one criterion; "not answered" for one that does not exist.
    #[must_use]
    pub fn result(&self, criterion: &str) -> CriterionResult {
        self.finding(criterion)
            .map_or(CriterionResult::NotAnswered, |finding| finding.result)
    }
}

/// A small set of changed answers and the outcome that they would give.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WouldChange {
    /// What would be different.
    pub changes: Vec<Change>,
    /// The outcome then.
    pub outcome: String,
}

/// One changed answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Id of the question.
    pub question: String,
    /// The answer now; none if blank.
    pub from: Option<Answer>,
    /// The answer then.
    pub to: Answer,
}

/// How a group fits as a whole, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// A seat can be offered.
    Offer,
    /// A seat can be offered once the notes are settled.
    OfferWithNote,
    /// The person can wait for a seat.
    Waitlist,
    /// Not this group.
    No,
}

impl Verdict {
    /// The word that files use for it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Offer => "offer",
            Self::OfferWithNote => "offer-with-note",
            Self::Waitlist => "waitlist",
            Self::No => "no",
        }
    }
}

/// How one condition fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fit {
    /// Nothing stands in the way.
    Fits,
    /// Something to settle first.
    Note,
    /// Has to wait.
    Wait,
    /// Does not go.
    No,
}

/// A group and how it fits, each condition with its reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupMatch {
    /// Id of the group.
    pub group: String,
    /// As a whole.
    pub verdict: Verdict,
    /// Every condition that applies, in order.
    pub conditions: Vec<MatchCondition>,
}

/// One condition of matching.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatchCondition {
    /// Name, for example `slot`.
    pub condition: String,
    /// How it fits.
    pub fit: Fit,
    /// Message id of the reason in `src/text`: `match-<condition>-<reason>`.
    pub reason: String,
}
