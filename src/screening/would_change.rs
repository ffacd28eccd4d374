//! "What would change this": the smallest improving changes of answers, found by trying them.

use crate::domain::answers::{Answer, Answers};
use crate::domain::criteria::CriterionResult;
use crate::domain::form::{AnswerKind, Question, Worse, WorseTicks};
use crate::domain::recommendation::{Change, Recommendation, WouldChange};

use super::pack::Pack;
use super::{evaluate, view};

/// How many are named.
const AT_MOST: usize = 5;

struct Candidate<'a> {
    question: &'a Question,
    /// Better answers, nearest first.
    better: Vec<Answer>,
}

pub(super) fn search(pack: &Pack, answers: &Answers, now: &Recommendation) -> Vec<WouldChange> {
    let candidates = candidates(pack, answers, now);
    let mut found = Vec::new();
    for candidate in &candidates {
        for to in &candidate.better {
            if let Some(change) = try_changes(pack, answers, now, &[(candidate.question, to)]) {
                found.push(change);
                break;
            }
        }
    }
    if found.is_empty() {
        pairs(pack, answers, now, &candidates, &mut found);
    }
    found.truncate(AT_MOST);
    found
}

fn pairs(
    pack: &Pack,
    answers: &Answers,
    now: &Recommendation,
    candidates: &[Candidate<'_>],
    found: &mut Vec<WouldChange>,
) {
    for (index, first) in candidates.iter().enumerate() {
        for second in &candidates[index + 1..] {
            if found.len() >= AT_MOST {
                return;
            }
            // The best answer of each shows whether the pair can do it at all; then the nearest pair is looked for.
            let (Some(best_a), Some(best_b)) = (first.better.last(), second.better.last()) else {
                continue;
            };
            if try_changes(
                pack,
                answers,
                now,
                &[(first.question, best_a), (second.question, best_b)],
            )
            .is_none()
            {
                continue;
            }
            let nearest = first
                .better
                .iter()
                .flat_map(|a| second.better.iter().map(move |b| (a, b)));
            let change = nearest.into_iter().find_map(|(a, b)| {
                try_changes(
                    pack,
                    answers,
                    now,
                    &[(first.question, a), (second.question, b)],
                )
            });
            found.extend(change);
        }
    }
}

fn try_changes(
    pack: &Pack,
    answers: &Answers,
    now: &Recommendation,
    changes: &[(&Question, &Answer)],
) -> Option<WouldChange> {
    let mut changed = answers.clone();
    for (question, to) in changes {
        changed.declined.remove(&question.id);
        changed.given.insert(question.id.clone(), (*to).clone());
    }
    let then = evaluate(pack, &changed);
    (then.standing < now.standing && then.safety <= now.safety).then(|| WouldChange {
        changes: changes
            .iter()
            .map(|(question, to)| Change {
                question: question.id.clone(),
                from: answers.said(&question.id).cloned(),
                to: (*to).clone(),
            })
            .collect(),
        outcome: then.outcome,
    })
}

/// Questions that a result other than met rests on, or that are missing, and that may be spoken of.
fn candidates<'a>(pack: &'a Pack, answers: &Answers, now: &Recommendation) -> Vec<Candidate<'a>> {
    let shown = view(pack, answers);
    let unmet = |id: &str| {
        pack.criteria
            .criteria
            .iter()
            .zip(&now.findings)
            .any(|(criterion, finding)| {
                finding.result != CriterionResult::Met
                    && criterion.inputs.iter().any(|input| input == id)
            })
    };
    let questions = pack.form.questions().filter(|question| {
        question.may_suggest
            && shown.visible.contains(&question.id)
            && (now.missing.contains(&question.id) || unmet(&question.id))
    });
    questions
        .map(|question| Candidate {
            question,
            better: better(question, answers),
        })
        .filter(|candidate| !candidate.better.is_empty())
        .collect()
}

/// Better answers than the present one, nearest first; for a blank every answer, best last.
fn better(question: &Question, answers: &Answers) -> Vec<Answer> {
    let said = answers.said(&question.id);
    match &question.answer {
        AnswerKind::Single {
            ordered: true,
            options,
            ..
        } => {
            let now = match said.and_then(Answer::one) {
                Some(code) => options.iter().position(|choice| choice.code == code),
                None => Some(options.len()),
            };
            let codes = options.iter().take(now.unwrap_or(0)).rev();
            codes
                .map(|choice| Answer::One(choice.code.clone()))
                .collect()
        }
        AnswerKind::Multi {
            options,
            exclusive,
            worse: Some(worse),
            ..
        } => better_ticks(
            options.iter().map(|choice| &choice.code),
            exclusive.as_ref(),
            *worse,
            said,
        ),
        AnswerKind::Rating { worse } => better_numbers(0, 10, *worse, said),
        AnswerKind::Number { min, max, worse } => better_numbers(*min, *max, *worse, said),
        _ => Vec::new(),
    }
}

fn better_ticks<'o>(
    options: impl Iterator<Item = &'o String>,
    exclusive: Option<&String>,
    worse: WorseTicks,
    said: Option<&Answer>,
) -> Vec<Answer> {
    let best: Vec<String> = match worse {
        WorseTicks::Fewer => options
            .filter(|code| Some(*code) != exclusive)
            .cloned()
            .collect(),
        WorseTicks::More => exclusive.into_iter().cloned().collect(),
    };
    let same = said.is_some_and(|answer| answer.many() == best.as_slice());
    if same || best.is_empty() {
        Vec::new()
    } else {
        vec![Answer::Many(best)]
    }
}

fn better_numbers(min: i64, max: i64, worse: Worse, said: Option<&Answer>) -> Vec<Answer> {
    let now = said.and_then(Answer::number);
    match worse {
        Worse::Higher => {
            let top = now.map_or(max, |now| now.saturating_sub(1).min(max));
            (min..=top).rev().map(Answer::Number).collect()
        }
        Worse::Lower => {
            let low = now.map_or(min, |now| now.saturating_add(1).max(min));
            (low..=max).map(Answer::Number).collect()
        }
    }
}
