//! What a schema cannot say of rules: questions, criteria and outcomes that they name, and their texts.

use std::collections::BTreeSet;

use crate::domain::criteria::{Clause, Criteria, Criterion};
use crate::domain::form::Form;

use super::check_form::{Seen, check_condition, check_conditions, nearest};
use super::places::Report;

struct Checker<'a> {
    criteria: &'a Criteria,
    form: &'a Form,
    measure_ids: &'a [String],
    ids: BTreeSet<&'a str>,
}

pub(super) fn check(criteria: &Criteria, form: &Form, measure_ids: &[String], report: &mut Report) {
    let ids = criteria
        .criteria
        .iter()
        .map(|criterion| criterion.id.as_str())
        .collect();
    let checker = Checker {
        criteria,
        form,
        measure_ids,
        ids,
    };
    checker.safety(report);
    let mut seen = Seen::default();
    for (c, criterion) in criteria.criteria.iter().enumerate() {
        let place = format!("/criteria/{c}");
        seen.once(&criterion.id, &format!("{place}/id"), "criterion", report);
        checker.criterion(criterion, &place, report);
    }
    checker.outcomes(report);
    checker.also(report);
    checker.leanings(report);
}

impl Checker<'_> {
    fn safety(&self, report: &mut Report) {
        let safety = &self.criteria.safety;
        for (level, rules) in [("act_now", &safety.act_now), ("review", &safety.review)] {
            for (r, rule) in rules.iter().enumerate() {
                let place = format!("/safety/{level}/{r}/when");
                check_conditions(self.form, &rule.when, self.measure_ids, &place, report);
            }
        }
    }

    fn criterion(&self, criterion: &Criterion, place: &str, report: &mut Report) {
        let languages = &self.criteria.languages;
        for (name, words) in [
            ("name", &criterion.name),
            ("why", &criterion.why),
            ("concern_text", &criterion.concern_text),
            ("prepare_text", &criterion.prepare_text),
        ] {
            report.words(&format!("{place}/{name}"), words, languages);
        }
        if !criterion.not_met.is_empty() {
            report.words(
                &format!("{place}/not_met_text"),
                &criterion.not_met_text,
                languages,
            );
            if criterion.effect_not_met.is_none() {
                report.add(place, "\"not_met\" has no effect", "add \"effect_not_met\"");
            }
        }
        if criterion.evidence.trim().is_empty() {
            report.add(
                &format!("{place}/evidence"),
                "every rule names its source",
                "name a document, a guideline or the clinic's policy",
            );
        }
        for (i, input) in criterion.inputs.iter().enumerate() {
            if self.form.question(input).is_none() && !self.measure_ids.contains(input) {
                report.add(
                    &format!("{place}/inputs/{i}"),
                    format!("unknown question: {input}"),
                    nearest(self.form, input),
                );
            }
        }
        check_conditions(
            self.form,
            &criterion.not_met,
            self.measure_ids,
            &format!("{place}/not_met"),
            report,
        );
        check_conditions(
            self.form,
            &criterion.concern,
            self.measure_ids,
            &format!("{place}/concern"),
            report,
        );
        for condition in criterion
            .not_met
            .conditions()
            .chain(criterion.concern.conditions())
        {
            if !criterion
                .inputs
                .iter()
                .any(|input| input == condition.question())
            {
                let problem = format!(
                    "reads {} which is not among its inputs",
                    condition.question()
                );
                report.add(&format!("{place}/inputs"), problem, "add it to \"inputs\"");
            }
        }
    }

    fn outcomes(&self, report: &mut Report) {
        for (o, words) in self.criteria.outcomes.iter().enumerate() {
            report.words(
                &format!("/outcomes/{o}/title"),
                &words.title,
                &self.criteria.languages,
            );
            report.words(
                &format!("/outcomes/{o}/sentence"),
                &words.sentence,
                &self.criteria.languages,
            );
        }
        for (r, rule) in self.criteria.outcome_rules.iter().enumerate() {
            let place = format!("/outcome_rules/{r}");
            if !self
                .criteria
                .outcomes
                .iter()
                .any(|words| words.outcome == rule.outcome)
            {
                report.add(
                    &format!("{place}/outcome"),
                    format!("unknown outcome: {}", rule.outcome),
                    "add it to \"outcomes\"",
                );
            }
            report.words(&format!("{place}/why"), &rule.why, &self.criteria.languages);
            self.clauses(&rule.when, &format!("{place}/when"), report);
        }
        if self
            .criteria
            .outcome_rules
            .last()
            .is_none_or(|rule| !rule.when.is_empty())
        {
            let hint = "end with a rule whose \"when\" is empty";
            report.add("/outcome_rules", "no outcome when no line applies", hint);
        }
    }

    fn also(&self, report: &mut Report) {
        for (a, rule) in self.criteria.also.iter().enumerate() {
            let place = format!("/also/{a}");
            report.words(
                &format!("{place}/title"),
                &rule.title,
                &self.criteria.languages,
            );
            report.words(
                &format!("{place}/text"),
                &rule.text,
                &self.criteria.languages,
            );
            self.clauses(&rule.when, &format!("{place}/when"), report);
            self.clauses(&rule.unless, &format!("{place}/unless"), report);
        }
    }

    fn clauses(&self, sets: &[Vec<Clause>], place: &str, report: &mut Report) {
        for (s, set) in sets.iter().enumerate() {
            for (c, clause) in set.iter().enumerate() {
                let place = format!("{place}/{s}/{c}");
                match clause {
                    Clause::Answer { condition } => {
                        check_condition(
                            self.form,
                            condition,
                            self.measure_ids,
                            &format!("{place}/condition"),
                            report,
                        );
                    }
                    Clause::Criterion { criteria, .. } => {
                        for id in criteria.iter().filter(|id| !self.ids.contains(id.as_str())) {
                            report.add(
                                &place,
                                format!("unknown criterion: {id}"),
                                "name one of \"criteria\"",
                            );
                        }
                    }
                    Clause::Recommended { code }
                        if !self.criteria.also.iter().any(|rule| &rule.code == code) =>
                    {
                        report.add(
                            &place,
                            format!("unknown recommendation: {code}"),
                            "name one of \"also\"",
                        );
                    }
                    _ => {}
                }
            }
        }
    }

    fn leanings(&self, report: &mut Report) {
        for (l, leaning) in self.criteria.leanings.iter().enumerate() {
            let values = [leaning.support.as_slice(), leaning.therapy.as_slice()].concat();
            let condition = crate::domain::condition::Condition::AnyOf {
                question: leaning.question.clone(),
                values,
            };
            check_condition(
                self.form,
                &condition,
                self.measure_ids,
                &format!("/leanings/{l}"),
                report,
            );
        }
    }
}
