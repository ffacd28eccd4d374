//! What a schema cannot say of a form: ids, options, conditions, loops, translations.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::domain::condition::{AnyAll, Condition};
use crate::domain::form::{AnswerKind, Choice, Form, Question};

use super::places::Report;

pub(super) fn check(form: &Form, measure_ids: &[String], report: &mut Report) {
    report.words("/title", &form.title, &form.languages);
    report.words("/banner", &form.banner, &form.languages);
    let mut seen = Seen::default();
    for (s, section) in form.sections.iter().enumerate() {
        let place = format!("/sections/{s}");
        seen.once(&section.id, &format!("{place}/id"), "section", report);
        report.words(&format!("{place}/title"), &section.title, &form.languages);
        report.words(&format!("{place}/intro"), &section.intro, &form.languages);
        for (q, question) in section.questions.iter().enumerate() {
            let place = format!("{place}/questions/{q}");
            seen.once(&question.id, &format!("{place}/id"), "question", report);
            check_question(form, question, &place, report);
            check_conditions(
                form,
                &question.visible_when,
                measure_ids,
                &format!("{place}/visible_when"),
                report,
            );
        }
    }
    check_loops(form, report);
}

/// Ids that were met already.
#[derive(Default)]
pub(super) struct Seen(BTreeMap<String, String>);

impl Seen {
    pub(super) fn once(&mut self, id: &str, place: &str, what: &str, report: &mut Report) {
        let plain = !id.is_empty()
            && id
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if !plain {
            report.add(
                place,
                "an id of lower-case letters, digits and hyphens is needed",
                "for example tg-aim",
            );
        }
        if let Some(first) = self.0.insert(format!("{what} {id}"), place.to_owned()) {
            report.add(
                place,
                format!("duplicate id of a {what}: {id}"),
                format!("it stands at {first} already; rename one"),
            );
        }
    }
}

fn check_question(form: &Form, question: &Question, place: &str, report: &mut Report) {
    report.words(
        &format!("{place}/prompt"),
        &question.prompt,
        &form.languages,
    );
    if !question.help.0.is_empty() {
        report.words(&format!("{place}/help"), &question.help, &form.languages);
    }
    let is_choice = matches!(
        question.answer,
        AnswerKind::Single { .. } | AnswerKind::Multi { .. }
    );
    if is_choice && question.answer.options().is_empty() && question.answer.options_from().is_none()
    {
        report.add(
            &format!("{place}/answer"),
            "a choice without options",
            "add \"options\" or \"options_from\"",
        );
    }
    check_options(question.answer.options(), &form.languages, place, report);
    if let AnswerKind::Multi {
        exclusive: Some(code),
        options,
        ..
    } = &question.answer
        && !options.iter().any(|choice| &choice.code == code)
    {
        report.add(
            &format!("{place}/answer/exclusive"),
            format!("\"{code}\" is not an option"),
            "name one of its options",
        );
    }
    if let AnswerKind::Number { min, max, .. } = &question.answer
        && min > max
    {
        report.add(
            &format!("{place}/answer"),
            "\"min\" is above \"max\"",
            "swap them",
        );
    }
}

fn check_options(options: &[Choice], languages: &[String], place: &str, report: &mut Report) {
    let mut codes = BTreeSet::new();
    for (o, choice) in options.iter().enumerate() {
        let place = format!("{place}/answer/options/{o}");
        report.words(&format!("{place}/label"), &choice.label, languages);
        if !codes.insert(&choice.code) {
            report.add(
                &format!("{place}/code"),
                format!("duplicate option: {}", choice.code),
                "rename or remove one",
            );
        }
    }
}

/// Reports conditions on unknown questions, on options that are not there, and of the wrong kind.
pub(super) fn check_conditions(
    form: &Form,
    rule: &AnyAll,
    measure_ids: &[String],
    place: &str,
    report: &mut Report,
) {
    for (a, all) in rule.0.iter().enumerate() {
        for (c, condition) in all.iter().enumerate() {
            check_condition(
                form,
                condition,
                measure_ids,
                &format!("{place}/{a}/{c}"),
                report,
            );
        }
        if all.is_empty() {
            report.add(
                &format!("{place}/{a}"),
                "an empty set of conditions never holds",
                "remove it",
            );
        }
    }
}

pub(super) fn check_condition(
    form: &Form,
    condition: &Condition,
    measure_ids: &[String],
    place: &str,
    report: &mut Report,
) {
    let id = condition.question();
    let number = matches!(
        condition,
        Condition::AtLeast { .. } | Condition::AtMost { .. }
    );
    if measure_ids.iter().any(|known| known == id) {
        if !number {
            report.add(
                place,
                format!("{id} is a number"),
                "use \"at-least\" or \"at-most\"",
            );
        }
        return;
    }
    let Some(question) = form.question(id) else {
        report.add(place, format!("unknown question: {id}"), nearest(form, id));
        return;
    };
    let fits = match (&question.answer, condition) {
        (AnswerKind::Single { .. }, Condition::AnyOf { .. }) => true,
        (AnswerKind::Multi { .. }, Condition::Includes { .. } | Condition::Lacks { .. }) => true,
        (AnswerKind::Rating { .. } | AnswerKind::Number { .. }, _) => number,
        _ => false,
    };
    if !fits {
        let hint =
            "any-of for one option, includes or lacks for several, at-least or at-most for numbers";
        report.add(
            place,
            format!("this kind of condition cannot be put to {id}"),
            hint,
        );
        return;
    }
    if question.answer.options_from().is_some() {
        return;
    }
    for value in condition.values() {
        if !question
            .answer
            .options()
            .iter()
            .any(|choice| &choice.code == value)
        {
            let known: Vec<&str> = question
                .answer
                .options()
                .iter()
                .map(|choice| choice.code.as_str())
                .collect();
            report.add(
                place,
                format!("{id} has no option \"{value}\""),
                format!("its options are {}", known.join(", ")),
            );
        }
    }
}

/// The known id that shares the longest beginning, as a hint.
pub(super) fn nearest(form: &Form, id: &str) -> String {
    let shared = |known: &str| {
        known
            .chars()
            .zip(id.chars())
            .take_while(|(a, b)| a == b)
            .count()
    };
    match form.questions().max_by_key(|question| shared(&question.id)) {
        Some(question) if shared(&question.id) > 3 => format!("did you mean {}?", question.id),
        _ => "name a question of this form or a value of a measure".to_owned(),
    }
}

fn check_loops(form: &Form, report: &mut Report) {
    let mut reads: HashMap<&str, Vec<&str>> = HashMap::new();
    for question in form.questions() {
        let read = question.visible_when.conditions().map(Condition::question);
        reads.entry(&question.id).or_default().extend(read);
    }
    let mut reported = BTreeSet::new();
    for (s, section) in form.sections.iter().enumerate() {
        for (q, question) in section.questions.iter().enumerate() {
            if let Some(path) = loop_through(&question.id, &reads) {
                let mut members: Vec<&str> = path.clone();
                members.sort_unstable();
                if reported.insert(members) {
                    let place = format!("/sections/{s}/questions/{q}/visible_when");
                    let path = path.join(" → ");
                    report.add(
                        &place,
                        format!("a loop of visibility: {path} → {}", question.id),
                        "let one of them always be shown",
                    );
                }
            }
        }
    }
}

/// A path of conditions that leads from a question back to itself.
fn loop_through<'f>(
    start: &'f str,
    reads: &HashMap<&'f str, Vec<&'f str>>,
) -> Option<Vec<&'f str>> {
    let mut path = vec![start];
    let mut visited = BTreeSet::new();
    fn walk<'f>(
        start: &str,
        path: &mut Vec<&'f str>,
        visited: &mut BTreeSet<&'f str>,
        reads: &HashMap<&'f str, Vec<&'f str>>,
    ) -> bool {
        let Some(last) = path.last().copied() else {
            return false;
        };
        for next in reads.get(last).into_iter().flatten().copied() {
            if next == start {
                return true;
            }
            if visited.insert(next) {
                path.push(next);
                if walk(start, path, visited, reads) {
                    return true;
                }
                path.pop();
            }
        }
        false
    }
    walk(start, &mut path, &mut visited, reads).then_some(path)
}
