//! The answers that count: given, not blank, not declined, not hidden, with the measures' totals worked out.

use crate::domain::answers::{Answer, Answers};
use crate::domain::condition::Condition;

use super::pack::{Compiled, Pack, Rule, Slot};
use super::scoring;

/// One value as rules read it.
#[derive(Clone, Copy)]
pub(super) enum Value<'a> {
    Blank,
    One(&'a str),
    Many(&'a [String]),
    Number(i64),
}

impl Value<'_> {
    pub(super) fn is_blank(self) -> bool {
        matches!(self, Self::Blank)
    }
}

/// The table of values, by slot.
pub(super) struct Values<'a> {
    values: Vec<Value<'a>>,
    /// Declined, by slot.
    declined: Vec<bool>,
    visible: Vec<bool>,
    /// Measure values that became required.
    required: Vec<Slot>,
}

/// What a screen shows of a form: which questions are visible, answered and still open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// Visible questions in form order.
    pub visible: Vec<String>,
    /// Those among them that are answered.
    pub answered: Vec<String>,
    /// Those among them that were declined.
    pub declined: Vec<String>,
    /// Required and blank, also values of measures.
    pub missing: Vec<String>,
    /// Kept answers of hidden questions.
    pub parked: Vec<String>,
}

impl<'a> Values<'a> {
    pub(super) fn read(pack: &Pack, answers: &'a Answers) -> Self {
        let size = pack.names.len();
        let mut table = Self {
            values: vec![Value::Blank; size],
            declined: vec![false; size],
            visible: vec![true; size],
            required: Vec::new(),
        };
        for (id, answer) in &answers.given {
            if let Some(slot) = pack.slots.get(id) {
                table.values[*slot as usize] = match answer {
                    _ if answer.is_blank() => Value::Blank,
                    Answer::Number(number) => Value::Number(*number),
                    Answer::One(text) => Value::One(text),
                    Answer::Many(codes) => Value::Many(codes),
                };
            }
        }
        for id in &answers.declined {
            if let Some(slot) = pack.slots.get(id) {
                table.values[*slot as usize] = Value::Blank;
                table.declined[*slot as usize] = true;
            }
        }
        table.work_out_measures(pack, answers);
        table.hide(pack);
        table
    }

    pub(super) fn at(&self, slot: Slot) -> Value<'a> {
        self.values
            .get(slot as usize)
            .copied()
            .unwrap_or(Value::Blank)
    }

    fn work_out_measures(&mut self, pack: &Pack, answers: &Answers) {
        for (measure, compiled) in pack.measures.iter().zip(&pack.compiled_measures) {
            if compiled
                .numbers
                .iter()
                .all(|slot| self.at(*slot).is_blank())
            {
                continue;
            }
            if let (Some(total), Some(slot)) = (scoring::total(measure, answers), compiled.total) {
                self.values[slot as usize] = Value::Number(total);
            }
            for ((slot, rule), flag) in compiled.flags.iter().zip(&measure.flags) {
                let known = flag.needs.iter().all(|id| {
                    pack.slots
                        .get(id)
                        .is_some_and(|need| !self.at(*need).is_blank())
                });
                if known {
                    self.values[*slot as usize] = Value::Number(i64::from(self.holds(rule)));
                }
            }
            for (rule, items) in &compiled.critical {
                if rule.is_empty() || self.holds(rule) {
                    self.required.extend(items);
                }
            }
        }
    }

    fn hide(&mut self, pack: &Pack) {
        for question in &pack.questions {
            if !question.visible_when.is_empty() && !self.holds(&question.visible_when) {
                self.visible[question.slot as usize] = false;
                self.values[question.slot as usize] = Value::Blank;
            }
        }
    }

    /// Whether any inner list holds whole.
    pub(super) fn holds(&self, rule: &Rule) -> bool {
        rule.iter().any(|all| self.all_hold(all))
    }

    pub(super) fn all_hold(&self, all: &[Compiled]) -> bool {
        !all.is_empty() && all.iter().all(|test| self.test(test))
    }

    fn test(&self, compiled: &Compiled) -> bool {
        compiled
            .slot
            .is_some_and(|slot| test(&compiled.test, self.at(slot)))
    }

    /// Whether a condition holds that was not compiled (clauses of outcomes).
    pub(super) fn condition(&self, pack: &Pack, condition: &Condition) -> bool {
        pack.slots
            .get(condition.question())
            .is_some_and(|slot| test(condition, self.at(*slot)))
    }

    /// Whether a blank here counts as missing.
    pub(super) fn is_required(&self, pack: &Pack, slot: Slot) -> bool {
        self.required.contains(&slot)
            || self.visible[slot as usize]
                && pack
                    .questions
                    .iter()
                    .any(|question| question.slot == slot && question.required)
    }

    /// Required, visible and blank, in form order; values of measures after the questions.
    pub(super) fn missing(&self, pack: &Pack) -> Vec<String> {
        let mut required = vec![false; self.values.len()];
        for question in &pack.questions {
            required[question.slot as usize] =
                question.required && self.visible[question.slot as usize];
        }
        let blank = |slot: &&Slot| self.at(**slot).is_blank();
        let questions = pack
            .in_order
            .iter()
            .filter(|slot| required[**slot as usize]);
        let mut from_measures = self.required.clone();
        from_measures.sort_unstable();
        from_measures.dedup();
        questions
            .chain(&from_measures)
            .filter(blank)
            .map(|slot| pack.names[*slot as usize].clone())
            .collect()
    }

    /// Visible questions of the safety part that are declined.
    pub(super) fn declined_safety<'p>(&self, pack: &'p Pack) -> impl Iterator<Item = &'p str> {
        let declined: Vec<Slot> = pack
            .questions
            .iter()
            .filter(|question| {
                let at = question.slot as usize;
                question.in_safety && self.declined[at] && self.visible[at]
            })
            .map(|question| question.slot)
            .collect();
        declined
            .into_iter()
            .map(|slot| pack.names[slot as usize].as_str())
    }

    pub(super) fn safety_incomplete(&self, pack: &Pack) -> bool {
        pack.questions.iter().any(|question| {
            let at = question.slot as usize;
            question.in_safety
                && question.required
                && self.visible[at]
                && self.values[at].is_blank()
        })
    }

    pub(super) fn parked(&self, pack: &Pack, answers: &Answers) -> Vec<String> {
        let hidden = pack
            .in_order
            .iter()
            .filter(|slot| !self.visible[**slot as usize]);
        hidden
            .map(|slot| &pack.names[*slot as usize])
            .filter(|id| {
                answers
                    .given
                    .get(*id)
                    .is_some_and(|answer| !answer.is_blank())
            })
            .cloned()
            .collect()
    }

    pub(super) fn view(&self, pack: &Pack, answers: &Answers) -> View {
        let visible = || {
            pack.in_order
                .iter()
                .filter(|slot| self.visible[**slot as usize])
        };
        let name = |slot: &Slot| pack.names[*slot as usize].clone();
        View {
            visible: visible().map(name).collect(),
            answered: visible()
                .filter(|slot| !self.at(**slot).is_blank())
                .map(name)
                .collect(),
            declined: visible()
                .filter(|slot| self.declined[**slot as usize])
                .map(name)
                .collect(),
            missing: self.missing(pack),
            parked: self.parked(pack, answers),
        }
    }
}

fn test(condition: &Condition, value: Value<'_>) -> bool {
    match (condition, value) {
        (Condition::AnyOf { values, .. }, Value::One(code)) => {
            values.iter().any(|known| known == code)
        }
        (Condition::Includes { values, .. }, Value::Many(codes)) => {
            codes.iter().any(|code| values.contains(code))
        }
        (Condition::Lacks { values, .. }, Value::Many(codes)) => {
            values.iter().any(|code| !codes.contains(code))
        }
        (Condition::AtLeast { value, .. }, Value::Number(number)) => number >= *value,
        (Condition::AtMost { value, .. }, Value::Number(number)) => number <= *value,
        _ => false,
    }
}
