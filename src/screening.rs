//! From answers to a recommendation: pure and total, with no clock, no files and no opinion beyond the rules.

pub mod check;
mod findings;
pub mod matching;
mod outcome;
pub mod pack;
pub mod scoring;
mod values;
mod would_change;

use crate::domain::answers::{Answers, SafetyLevel};
use crate::domain::recommendation::{Recommendation, RuleVersions, WouldChange};

pub use pack::Pack;
pub use values::View;

/// What the rules of `pack` make of `answers`. Half-filled is normal: gaps are part of the result.
#[must_use]
pub fn evaluate(pack: &Pack, answers: &Answers) -> Recommendation {
    let values = values::Values::read(pack, answers);
    let alarms = findings::alarms(pack, &values, answers);
    let safety = alarms
        .iter()
        .map(|alarm| alarm.level)
        .max()
        .unwrap_or_default();
    let findings = findings::findings(pack, &values);
    let missing = values.missing(pack);
    let concluded = outcome::conclude(pack, &values, safety, &findings, !missing.is_empty());
    Recommendation {
        rules: RuleVersions {
            form: pack.form.id.clone(),
            form_version: pack.form.version,
            criteria_version: pack.criteria.version,
            hash: pack.hash().to_owned(),
        },
        outcome: concluded.outcome,
        standing: concluded.standing,
        outcome_line: concluded.line,
        safety,
        alarms,
        safety_incomplete: values.safety_incomplete(pack),
        team_hint: concluded.team_hint,
        findings,
        also: concluded.also,
        missing,
        parked: values.parked(pack, answers),
    }
}

/// The smallest changes of answers that would give a better outcome: sets of one, then of two, at most five.
/// Never speaks of safety, consent, the clinician's observations or measures; empty under act-now.
#[must_use]
pub fn would_change(pack: &Pack, answers: &Answers, now: &Recommendation) -> Vec<WouldChange> {
    if now.safety == SafetyLevel::ActNow {
        Vec::new()
    } else {
        would_change::search(pack, answers, now)
    }
}

/// Which questions are visible, in form order, and which of them are answered.
#[must_use]
pub fn view(pack: &Pack, answers: &Answers) -> View {
    values::Values::read(pack, answers).view(pack, answers)
}
