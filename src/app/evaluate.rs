//! The recommendation for a file of answers, without a vault.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::catalog::Shipped;
use crate::catalog::answer_file::Given;
use crate::domain::answers::Answer;
use crate::domain::form::Pathway;
use crate::domain::recommendation::{Cited, GroupMatch, Recommendation, WouldChange};
use crate::screening::matching::{Circumstances, matches};
use crate::screening::{Pack, evaluate, would_change};

use super::explain::LANGUAGE;

/// Everything that is known about one file of answers.
pub struct Evaluated<'a> {
    /// Form and rules.
    pub pack: &'a Pack,
    /// The file.
    pub given: Given,
    /// What the rules make of it.
    pub recommendation: Recommendation,
    /// The groups of the file, in the order in which they are shown; none if the file has no groups.
    pub matching: Option<Vec<GroupMatch>>,
    /// What would change the outcome.
    pub would_change: Vec<WouldChange>,
}

/// Evaluates one file. The day of matching is the file's `date`, else `tg-date`, else `today`.
#[must_use]
pub fn evaluate_file(shipped: &Shipped, given: Given, today: Date) -> Evaluated<'_> {
    let pack = shipped.pack(given.pathway);
    let recommendation = evaluate(pack, &given.answers);
    let answered = || {
        given
            .answers
            .said("tg-date")
            .and_then(Answer::one)
            .and_then(|date| date.parse().ok())
    };
    let circumstances = Circumstances {
        date: given.date.or_else(answered).unwrap_or(today),
        standing: recommendation.standing,
        ticks: None,
    };
    let matching = given.groups.as_ref().map(|groups| {
        matches(
            pack,
            &given.answers,
            &recommendation,
            groups,
            &circumstances,
        )
    });
    let would_change = would_change(pack, &given.answers, &recommendation);
    Evaluated {
        pack,
        given,
        recommendation,
        matching,
        would_change,
    }
}

/// The line that `evaluate --json` prints.
#[derive(Serialize)]
pub struct Line<'a> {
    file: &'a str,
    pathway: Pathway,
    #[serde(skip_serializing_if = "Option::is_none")]
    suggestion: Option<&'a str>,
    outcome: &'a str,
    safety: &'static str,
    safety_incomplete: bool,
    criteria: BTreeMap<&'a str, &'static str>,
    also: &'a [String],
    missing: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    matching: Option<BTreeMap<&'a str, &'static str>>,
    findings: Vec<FindingLine<'a>>,
    would_change: &'a [WouldChange],
    #[serde(skip_serializing_if = "Option::is_none")]
    groups: Option<&'a [GroupMatch]>,
    parked: &'a [String],
    rules: &'a crate::domain::recommendation::RuleVersions,
    status: &'a str,
}

#[derive(Serialize)]
struct FindingLine<'a> {
    criterion: &'a str,
    result: &'static str,
    effect: Option<crate::domain::criteria::Effect>,
    left_open: bool,
    because: &'a [Cited],
    why: &'a str,
    evidence: &'a str,
    confidence: &'a str,
}

impl Evaluated<'_> {
    /// The line for a file of this name.
    #[must_use]
    pub fn line<'a>(&'a self, file: &'a str) -> Line<'a> {
        let result = &self.recommendation;
        let findings = self.pack.criteria.criteria.iter().zip(&result.findings);
        let verdicts = |groups: &'a Vec<GroupMatch>| {
            groups
                .iter()
                .map(|found| (found.group.as_str(), found.verdict.code()))
                .collect()
        };
        Line {
            file,
            pathway: self.given.pathway,
            suggestion: (self.given.pathway == Pathway::Triage).then_some(result.outcome.as_str()),
            outcome: &result.outcome,
            safety: result.safety.code(),
            safety_incomplete: result.safety_incomplete,
            criteria: result
                .findings
                .iter()
                .map(|finding| (finding.criterion.as_str(), finding.result.code()))
                .collect(),
            also: &result.also,
            missing: &result.missing,
            matching: self.matching.as_ref().map(verdicts),
            findings: findings
                .map(|(criterion, finding)| FindingLine {
                    criterion: &criterion.id,
                    result: finding.result.code(),
                    effect: finding.effect,
                    left_open: finding.left_open,
                    because: &finding.because,
                    why: criterion.why.say(LANGUAGE),
                    evidence: &criterion.evidence,
                    confidence: &criterion.confidence,
                })
                .collect(),
            would_change: &self.would_change,
            groups: self.matching.as_deref(),
            parked: &result.parked,
            rules: &result.rules,
            status: &self.pack.criteria.status,
        }
    }
}
