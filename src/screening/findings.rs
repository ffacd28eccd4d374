//! The result of each criterion, and what raises the safety level, each with the answers it rests on.

use crate::domain::answers::{Answers, SafetyLevel};
use crate::domain::criteria::{Cause, Criterion, CriterionResult, SafetyRule};
use crate::domain::recommendation::{Alarm, Cited, Finding};

use super::pack::{CompiledCriterion, Pack, Rule, Slot};
use super::values::{Value, Values};

/// What raises the level, gravest first; empty means level none.
pub(super) fn alarms(pack: &Pack, values: &Values<'_>, answers: &Answers) -> Vec<Alarm> {
    let mut alarms = Vec::new();
    if let Some(raised) = &answers.safety_raised
        && raised.level > SafetyLevel::None
    {
        alarms.push(Alarm {
            level: raised.level,
            cause: Cause::Other,
            because: Vec::new(),
        });
    }
    let mut add = |level, rules: &[SafetyRule], compiled: &[Rule]| {
        for (rule, tests) in rules.iter().zip(compiled) {
            let because = cite_true(pack, values, tests);
            if !because.is_empty() {
                alarms.push(Alarm {
                    level,
                    cause: rule.cause,
                    because,
                });
            }
        }
    };
    add(
        SafetyLevel::ActNow,
        &pack.criteria.safety.act_now,
        &pack.act_now,
    );
    add(
        SafetyLevel::Review,
        &pack.criteria.safety.review,
        &pack.review,
    );
    for question in values.declined_safety(pack) {
        let because = vec![Cited {
            question: question.to_owned(),
            answer: None,
        }];
        alarms.push(Alarm {
            level: SafetyLevel::Review,
            cause: Cause::Other,
            because,
        });
    }
    alarms.sort_by_key(|alarm| std::cmp::Reverse(alarm.level));
    alarms
}

/// A finding for every criterion, in order.
pub(super) fn findings(pack: &Pack, values: &Values<'_>) -> Vec<Finding> {
    let criteria = pack.criteria.criteria.iter().zip(&pack.rules);
    criteria
        .map(|(criterion, rules)| finding(pack, values, criterion, rules))
        .collect()
}

/// The five steps of decisions.md section 1, in their order.
fn finding(
    pack: &Pack,
    values: &Values<'_>,
    criterion: &Criterion,
    rules: &CompiledCriterion,
) -> Finding {
    let result = |result, effect, because| Finding {
        criterion: criterion.id.clone(),
        result,
        effect,
        left_open: false,
        because,
    };
    let not_met = cite_true(pack, values, &rules.not_met);
    if !not_met.is_empty() {
        return result(CriterionResult::NotMet, criterion.effect_not_met, not_met);
    }
    let inputs = || rules.inputs.iter().flatten().copied();
    let blank: Vec<Cited> = inputs()
        .filter(|slot| values.at(*slot).is_blank() && values.is_required(pack, *slot))
        .map(|slot| cite(pack, values, slot))
        .collect();
    if !blank.is_empty() {
        return result(CriterionResult::NotAnswered, None, blank);
    }
    let concern = cite_true(pack, values, &rules.concern);
    if !concern.is_empty() {
        return result(
            CriterionResult::Concern,
            Some(criterion.effect_concern),
            concern,
        );
    }
    if inputs().all(|slot| values.at(slot).is_blank()) {
        let open = result(CriterionResult::NotAnswered, None, Vec::new());
        return Finding {
            left_open: true,
            ..open
        };
    }
    let answered = inputs().filter(|slot| !values.at(*slot).is_blank());
    result(
        CriterionResult::Met,
        None,
        answered.map(|slot| cite(pack, values, slot)).collect(),
    )
}

/// The answers of every inner list that holds whole, each once.
fn cite_true(pack: &Pack, values: &Values<'_>, rule: &Rule) -> Vec<Cited> {
    let mut slots: Vec<Slot> = Vec::new();
    for all in rule.iter().filter(|all| values.all_hold(all)) {
        for slot in all.iter().filter_map(|test| test.slot) {
            if !slots.contains(&slot) {
                slots.push(slot);
            }
        }
    }
    slots
        .into_iter()
        .map(|slot| cite(pack, values, slot))
        .collect()
}

fn cite(pack: &Pack, values: &Values<'_>, slot: Slot) -> Cited {
    use crate::domain::answers::Answer;
    let answer = match values.at(slot) {
        Value::Blank => None,
        Value::One(text) => Some(Answer::One(text.to_owned())),
        Value::Many(codes) => Some(Answer::Many(codes.to_vec())),
        Value::Number(number) => Some(Answer::Number(number)),
    };
    Cited {
        question: pack.names[slot as usize].clone(),
        answer,
    }
}
