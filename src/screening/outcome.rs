//! From findings to the outcome and to what is recommended besides, by the tables in the criteria file.

use crate::domain::answers::SafetyLevel;
use crate::domain::criteria::{Clause, CriterionResult, Effect, Kind, Standing};
use crate::domain::form::Pathway;
use crate::domain::recommendation::Finding;

use super::pack::Pack;
use super::values::{Value, Values};

/// What the tables conclude.
pub(super) struct Concluded {
    pub(super) outcome: String,
    pub(super) standing: Standing,
    pub(super) line: usize,
    pub(super) also: Vec<String>,
    pub(super) team_hint: bool,
}

struct Facts<'a> {
    pack: &'a Pack,
    values: &'a Values<'a>,
    safety: SafetyLevel,
    findings: &'a [Finding],
    missing: bool,
}

pub(super) fn conclude(
    pack: &Pack,
    values: &Values<'_>,
    safety: SafetyLevel,
    findings: &[Finding],
    missing: bool,
) -> Concluded {
    let facts = Facts {
        pack,
        values,
        safety,
        findings,
        missing,
    };
    let rules = &pack.criteria.outcome_rules;
    let line = rules
        .iter()
        .position(|rule| rule.when.is_empty() || facts.any(&rule.when, None, &[]));
    let outcome = line
        .map(|line| rules[line].outcome.clone())
        .unwrap_or_default();
    let words = pack
        .criteria
        .outcomes
        .iter()
        .find(|words| words.outcome == outcome);
    // A file without a last line that always applies is refused by `catalog`; too little is known then.
    let standing = words.map_or(Standing::NeedsInformation, |words| words.standing);
    let also = facts.also(standing);
    let concerns = findings
        .iter()
        .filter(|finding| finding.result == CriterionResult::Concern)
        .count();
    let team_hint = pack
        .criteria
        .team_hint_at
        .is_some_and(|limit| concerns >= limit as usize);
    Concluded {
        outcome,
        standing,
        line: line.unwrap_or(rules.len()),
        also,
        team_hint,
    }
}

impl Facts<'_> {
    fn also(&self, standing: Standing) -> Vec<String> {
        let mut also: Vec<String> = Vec::new();
        for rule in &self.pack.criteria.also {
            let holds = self.any(&rule.when, Some(standing), &also);
            if holds && !self.any(&rule.unless, Some(standing), &also) {
                also.push(rule.code.clone());
            }
        }
        if self.safety == SafetyLevel::ActNow {
            also.truncate(1);
        }
        also
    }

    fn any(&self, sets: &[Vec<Clause>], standing: Option<Standing>, also: &[String]) -> bool {
        sets.iter().any(|all| {
            !all.is_empty() && all.iter().all(|clause| self.holds(clause, standing, also))
        })
    }

    fn holds(&self, clause: &Clause, standing: Option<Standing>, also: &[String]) -> bool {
        match clause {
            Clause::Answer { condition } => self.values.condition(self.pack, condition),
            Clause::Safety { levels } => levels.contains(&self.safety),
            Clause::Criterion { criteria, results } => self.findings.iter().any(|finding| {
                criteria.contains(&finding.criterion) && results.contains(&finding.result)
            }),
            Clause::Outcome { standings } => {
                standing.is_some_and(|standing| standings.contains(&standing))
            }
            Clause::Recommended { code } => also.contains(code),
            Clause::Blocked => self
                .not_met()
                .any(|finding| finding.effect == Some(Effect::Blocks)),
            Clause::ReadinessGaps { at_least } => self.readiness_gaps() >= *at_least as usize,
            Clause::Missing => self.missing,
            Clause::ToPrepare => self.not_met().next().is_some() || self.concerns_to_prepare(),
            Clause::Leans {
                to,
                at_least,
                more_than_other,
            } => self.leans(*to, *at_least as usize, *more_than_other),
        }
    }

    fn not_met(&self) -> impl Iterator<Item = &Finding> {
        self.findings
            .iter()
            .filter(|finding| finding.result == CriterionResult::NotMet)
    }

    fn concerns_to_prepare(&self) -> bool {
        self.findings.iter().any(|finding| {
            finding.result == CriterionResult::Concern && finding.effect == Some(Effect::Prepare)
        })
    }

    fn readiness_gaps(&self) -> usize {
        let criteria = self.pack.criteria.criteria.iter().zip(self.findings);
        criteria
            .filter(|(criterion, finding)| {
                matches!(criterion.kind, Kind::ReadinessWanting | Kind::ReadinessAble)
                    && finding.result == CriterionResult::NotMet
                    && finding.effect == Some(Effect::Prepare)
            })
            .count()
    }

    fn leans(&self, to: Pathway, at_least: usize, more_than_other: bool) -> bool {
        let count = |towards_therapy: bool| {
            let leanings = self.pack.leanings().iter();
            leanings
                .filter(|leaning| {
                    let slot = self.pack.slots.get(&leaning.question);
                    let codes = if towards_therapy {
                        &leaning.therapy
                    } else {
                        &leaning.support
                    };
                    match slot.map(|slot| self.values.at(*slot)) {
                        Some(Value::One(code)) => codes.iter().any(|known| known == code),
                        _ => false,
                    }
                })
                .count()
        };
        let therapy = to == Pathway::Therapy;
        let towards = count(therapy);
        towards >= at_least && (!more_than_other || towards > count(!therapy))
    }
}
