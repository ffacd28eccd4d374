//! A form, its rules and the measures, with every id turned into a number once so that evaluating is cheap.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use crate::domain::condition::{AnyAll, Condition};
use crate::domain::criteria::{Criteria, Leaning};
use crate::domain::form::{Form, Sensitivity};
use crate::domain::measure::Measure;

/// Place of a question or of a measure's value in the table of values.
pub(super) type Slot = u32;

/// A condition whose question is a slot; none if no such question exists (then it is never true).
#[derive(Clone, Debug)]
pub(super) struct Compiled {
    pub(super) slot: Option<Slot>,
    pub(super) test: Condition,
}

/// "Any of (all of)", with slots.
pub(super) type Rule = Vec<Vec<Compiled>>;

#[derive(Debug)]
pub(super) struct CompiledQuestion {
    pub(super) slot: Slot,
    pub(super) visible_when: Rule,
    pub(super) required: bool,
    pub(super) in_safety: bool,
}

#[derive(Debug)]
pub(super) struct CompiledCriterion {
    pub(super) inputs: Vec<Option<Slot>>,
    pub(super) not_met: Rule,
    pub(super) concern: Rule,
}

#[derive(Debug)]
pub(super) struct CompiledMeasure {
    pub(super) numbers: Vec<Slot>,
    pub(super) total: Option<Slot>,
    pub(super) flags: Vec<(Slot, Rule)>,
    pub(super) critical: Vec<(Rule, Vec<Slot>)>,
}

/// Everything that one pathway's evaluation needs.
#[derive(Debug)]
pub struct Pack {
    /// The form.
    pub form: Form,
    /// Its rules.
    pub criteria: Criteria,
    /// Measures that may be attached; empty for support and triage.
    pub measures: Vec<Measure>,
    pub(super) slots: HashMap<String, Slot>,
    pub(super) names: Vec<String>,
    /// Questions so ordered that each comes after those that its visibility rests on.
    pub(super) questions: Vec<CompiledQuestion>,
    /// Slots in form order.
    pub(super) in_order: Vec<Slot>,
    pub(super) rules: Vec<CompiledCriterion>,
    pub(super) act_now: Vec<Rule>,
    pub(super) review: Vec<Rule>,
    pub(super) compiled_measures: Vec<CompiledMeasure>,
    hash: String,
}

impl Pack {
    /// Puts form, rules and measures together. Total: a condition on an unknown question is never true
    /// (`catalog` reports it when the file is read).
    #[must_use]
    pub fn new(form: Form, criteria: Criteria, measures: Vec<Measure>) -> Self {
        let hash = content_hash(&form, &criteria, &measures);
        let mut table = Table::default();
        let in_order: Vec<Slot> = form
            .questions()
            .map(|question| table.add(&question.id))
            .collect();
        for measure in &measures {
            for (id, _, _) in measure.numbers() {
                table.add(id);
            }
            table.add(&measure.version_id());
            table.add(&measure.date_id());
        }
        let questions = in_dependency_order(compile_questions(&form, &criteria, &table));
        let rules = criteria
            .criteria
            .iter()
            .map(|criterion| CompiledCriterion {
                inputs: criterion.inputs.iter().map(|id| table.find(id)).collect(),
                not_met: table.rule(&criterion.not_met),
                concern: table.rule(&criterion.concern),
            })
            .collect();
        let act_now = criteria
            .safety
            .act_now
            .iter()
            .map(|rule| table.rule(&rule.when))
            .collect();
        let review = criteria
            .safety
            .review
            .iter()
            .map(|rule| table.rule(&rule.when))
            .collect();
        let compiled_measures = measures
            .iter()
            .map(|measure| compile_measure(measure, &table))
            .collect();
        Self {
            form,
            criteria,
            measures,
            slots: table.slots,
            names: table.names,
            questions,
            in_order,
            rules,
            act_now,
            review,
            compiled_measures,
            hash,
        }
    }

    /// SHA-256 over form, criteria and measures, hexadecimal.
    #[must_use]
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// Place of a question's position in the criteria's leanings.
    pub(super) fn leanings(&self) -> &[Leaning] {
        &self.criteria.leanings
    }
}

fn content_hash(form: &Form, criteria: &Criteria, measures: &[Measure]) -> String {
    let mut hasher = Sha256::new();
    for text in [
        serde_json::to_vec(form),
        serde_json::to_vec(criteria),
        serde_json::to_vec(measures),
    ] {
        let text = text.unwrap_or_default();
        hasher.update((text.len() as u64).to_le_bytes());
        hasher.update(&text);
    }
    hasher
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[derive(Default)]
struct Table {
    slots: HashMap<String, Slot>,
    names: Vec<String>,
}

impl Table {
    fn add(&mut self, id: &str) -> Slot {
        if let Some(slot) = self.slots.get(id) {
            return *slot;
        }
        let slot = Slot::try_from(self.names.len()).unwrap_or(Slot::MAX);
        self.slots.insert(id.to_owned(), slot);
        self.names.push(id.to_owned());
        slot
    }

    fn find(&self, id: &str) -> Option<Slot> {
        self.slots.get(id).copied()
    }

    fn rule(&self, rule: &AnyAll) -> Rule {
        let compile = |test: &Condition| Compiled {
            slot: self.find(test.question()),
            test: test.clone(),
        };
        rule.0
            .iter()
            .map(|all| all.iter().map(compile).collect())
            .collect()
    }
}

fn compile_questions(form: &Form, criteria: &Criteria, table: &Table) -> Vec<CompiledQuestion> {
    let rules = criteria
        .safety
        .act_now
        .iter()
        .chain(&criteria.safety.review);
    let read: Vec<&str> = rules
        .flat_map(|rule| rule.when.conditions().map(Condition::question))
        .collect();
    let mut compiled = Vec::new();
    for section in &form.sections {
        for question in &section.questions {
            let class_safety = question.sensitive == Some(Sensitivity::Safety);
            let Some(slot) = table.find(&question.id) else {
                continue;
            };
            compiled.push(CompiledQuestion {
                slot,
                visible_when: table.rule(&question.visible_when),
                required: question.required,
                in_safety: section.safety || class_safety && read.contains(&question.id.as_str()),
            });
        }
    }
    compiled
}

/// Repeatedly takes questions whose conditions read only what was taken already. What is left over in a loop
/// (which `catalog` refuses) comes last in form order, so that evaluation stays total.
fn in_dependency_order(mut waiting: Vec<CompiledQuestion>) -> Vec<CompiledQuestion> {
    let mut ordered: Vec<CompiledQuestion> = Vec::with_capacity(waiting.len());
    loop {
        let open: Vec<Slot> = waiting.iter().map(|question| question.slot).collect();
        let ready = |question: &CompiledQuestion| {
            question
                .visible_when
                .iter()
                .flatten()
                .all(|test| test.slot.is_none_or(|slot| !open.contains(&slot)))
        };
        let (now, later): (Vec<_>, Vec<_>) = waiting.into_iter().partition(ready);
        let stuck = now.is_empty();
        ordered.extend(now);
        if stuck || later.is_empty() {
            ordered.extend(later);
            return ordered;
        }
        waiting = later;
    }
}

fn compile_measure(measure: &Measure, table: &Table) -> CompiledMeasure {
    let slots = |ids: &[String]| {
        ids.iter()
            .filter_map(|id| table.find(id))
            .collect::<Vec<_>>()
    };
    CompiledMeasure {
        numbers: measure
            .numbers()
            .filter_map(|(id, _, _)| table.find(id))
            .collect(),
        total: measure
            .total
            .as_ref()
            .and_then(|total| table.find(&total.id)),
        flags: measure
            .flags
            .iter()
            .filter_map(|flag| Some((table.find(&flag.id)?, table.rule(&flag.when))))
            .collect(),
        critical: measure
            .critical
            .iter()
            .map(|rule| (table.rule(&rule.when), slots(&rule.items)))
            .collect(),
    }
}
