//! Properties of the rules over random answers: no worse answer improves anything, and nothing makes them panic.
#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeMap;

use anteroom::catalog::shipped;
use anteroom::domain::answers::{Answer, Answers};
use anteroom::domain::condition::Condition;
use anteroom::domain::criteria::CriterionResult;
use anteroom::domain::form::{AnswerKind, Pathway, Question, Worse, WorseTicks};
use anteroom::domain::recommendation::Recommendation;
use anteroom::screening::matching::{Circumstances, Ticks, matches};
use anteroom::screening::{Pack, evaluate, view, would_change};
use proptest::prelude::*;

/// Any valid answer of a question, or none.
fn any_answer(question: &Question) -> BoxedStrategy<Option<Answer>> {
    let codes: Vec<String> = question
        .answer
        .options()
        .iter()
        .map(|choice| choice.code.clone())
        .collect();
    let answer = match &question.answer {
        AnswerKind::Single { .. } if codes.is_empty() => {
            Just(Answer::One("g-loss".to_owned())).boxed()
        }
        AnswerKind::Single { .. } => prop::sample::select(codes).prop_map(Answer::One).boxed(),
        AnswerKind::Multi { .. } if codes.is_empty() => {
            Just(Answer::Many(vec!["leader-a".to_owned()])).boxed()
        }
        AnswerKind::Multi { exclusive, .. } => {
            let alone = exclusive.clone();
            let free: Vec<String> = codes
                .into_iter()
                .filter(|code| Some(code) != alone.as_ref())
                .collect();
            let most = free.len();
            prop::sample::subsequence(free, 0..=most)
                .prop_map(move |ticked| match &alone {
                    Some(alone) if ticked.is_empty() => Answer::Many(vec![alone.clone()]),
                    _ => Answer::Many(ticked),
                })
                .boxed()
        }
        AnswerKind::Rating { .. } => (0..=10i64).prop_map(Answer::Number).boxed(),
        AnswerKind::Number { min, max, .. } => (*min..=*max).prop_map(Answer::Number).boxed(),
        AnswerKind::Text { .. } => Just(Answer::One("some words".to_owned())).boxed(),
        AnswerKind::Date => Just(Answer::One("2025-03-10".to_owned())).boxed(),
    };
    prop_oneof![1 => Just(None), 12 => answer.prop_map(Some)].boxed()
}

fn any_answers(pathway: Pathway) -> impl Strategy<Value = Answers> {
    let pack = shipped().pack(pathway);
    let questions: Vec<_> = pack
        .form
        .questions()
        .map(|question| (question.id.clone(), any_answer(question)))
        .collect();
    let numbers: Vec<_> = pack
        .measures
        .iter()
        .flat_map(|measure| {
            measure
                .numbers()
                .map(|(id, min, max)| (id.to_owned(), min, max))
                .collect::<Vec<_>>()
        })
        .map(|(id, min, max)| {
            let value = (min..=max).prop_map(Answer::Number);
            (
                id,
                prop_oneof![30 => Just(None), 1 => value.prop_map(Some)].boxed(),
            )
        })
        .collect();
    let (ids, values): (Vec<_>, Vec<_>) = questions.into_iter().chain(numbers).unzip();
    values.prop_map(move |values| Answers {
        given: ids
            .iter()
            .cloned()
            .zip(values)
            .filter_map(|(id, value)| Some((id, value?)))
            .collect(),
        ..Answers::default()
    })
}

/// Answers one step worse than the present one, for every question and measure value whose answers are ordered.
fn worse_steps(pack: &Pack, answers: &Answers) -> Vec<(String, Answer)> {
    let mut steps = Vec::new();
    for question in pack.form.questions() {
        if let Some(said) = answers.said(&question.id) {
            let worse = worse_than(question, said);
            steps.extend(
                worse
                    .into_iter()
                    .map(|answer| (question.id.clone(), answer)),
            );
        }
    }
    for (id, lower_is_worse, min, max) in read_numbers(pack) {
        if let Some(value) = answers.said(&id).and_then(Answer::number) {
            let next = if lower_is_worse { value - 1 } else { value + 1 };
            if (min..=max).contains(&next) {
                steps.push((id, Answer::Number(next)));
            }
        }
    }
    steps
}

/// Values of measures that rules read, with the direction in which the rules see them as worse.
fn read_numbers(pack: &Pack) -> Vec<(String, bool, i64, i64)> {
    let ranges: BTreeMap<String, (i64, i64)> = pack
        .measures
        .iter()
        .flat_map(|measure| {
            measure
                .numbers()
                .map(|(id, min, max)| (id.to_owned(), (min, max)))
                .collect::<Vec<_>>()
        })
        .collect();
    let criteria = pack
        .criteria
        .criteria
        .iter()
        .flat_map(|rule| rule.not_met.conditions().chain(rule.concern.conditions()));
    let mut found = BTreeMap::new();
    for condition in criteria {
        if let Some((min, max)) = ranges.get(condition.question()) {
            let lower = matches!(condition, Condition::AtMost { .. });
            found.insert(condition.question().to_owned(), (lower, *min, *max));
        }
    }
    found
        .into_iter()
        .map(|(id, (lower, min, max))| (id, lower, min, max))
        .collect()
}

fn worse_than(question: &Question, said: &Answer) -> Vec<Answer> {
    match (&question.answer, said) {
        (
            AnswerKind::Single {
                ordered: true,
                options,
                ..
            },
            Answer::One(code),
        ) => {
            let at = options
                .iter()
                .position(|choice| &choice.code == code)
                .unwrap();
            options[at + 1..]
                .iter()
                .map(|choice| Answer::One(choice.code.clone()))
                .collect()
        }
        (AnswerKind::Rating { worse }, Answer::Number(value)) => step(*value, 0, 10, *worse),
        (AnswerKind::Number { min, max, worse }, Answer::Number(value)) => {
            step(*value, *min, *max, *worse)
        }
        (
            AnswerKind::Multi {
                worse: Some(WorseTicks::Fewer),
                ..
            },
            Answer::Many(codes),
        ) if codes.len() > 1 => {
            vec![Answer::Many(codes[1..].to_vec())]
        }
        (
            AnswerKind::Multi {
                worse: Some(WorseTicks::More),
                options,
                exclusive,
                ..
            },
            Answer::Many(codes),
        ) => {
            let more = options.iter().find(|choice| {
                !codes.contains(&choice.code) && Some(&choice.code) != exclusive.as_ref()
            });
            let kept = codes
                .iter()
                .filter(|code| Some(*code) != exclusive.as_ref())
                .cloned();
            more.map(|choice| Answer::Many(kept.chain([choice.code.clone()]).collect()))
                .into_iter()
                .collect()
        }
        _ => Vec::new(),
    }
}

fn step(value: i64, min: i64, max: i64, worse: Worse) -> Vec<Answer> {
    let next = if worse == Worse::Higher {
        value + 1
    } else {
        value - 1
    };
    if (min..=max).contains(&next) {
        vec![Answer::Number(next)]
    } else {
        Vec::new()
    }
}

fn assert_not_better(before: &Recommendation, after: &Recommendation, change: &str) {
    assert!(
        after.standing >= before.standing,
        "{change}: outcome {} became {}",
        before.outcome,
        after.outcome
    );
    assert!(
        after.safety >= before.safety,
        "{change}: safety {:?} became {:?}",
        before.safety,
        after.safety
    );
    for (before, after) in before.findings.iter().zip(&after.findings) {
        let open = |left_open: bool, result| left_open && result == CriterionResult::NotAnswered;
        if !open(before.left_open, before.result) && !open(after.left_open, after.result) {
            assert!(
                after.result >= before.result,
                "{change}: {} {:?} became {:?}",
                before.criterion,
                before.result,
                after.result
            );
        }
    }
}

fn no_worse_answer_improves(pathway: Pathway, answers: &Answers) {
    let pack = shipped().pack(pathway);
    let before = evaluate(pack, answers);
    for (question, answer) in worse_steps(pack, answers) {
        let mut worse = answers.clone();
        worse.given.insert(question.clone(), answer);
        assert_not_better(&before, &evaluate(pack, &worse), &question);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_worse_answer_improves_a_therapy_assessment(answers in any_answers(Pathway::Therapy)) {
        no_worse_answer_improves(Pathway::Therapy, &answers);
    }

    #[test]
    fn no_worse_answer_improves_a_support_check(answers in any_answers(Pathway::Support)) {
        no_worse_answer_improves(Pathway::Support, &answers);
    }

    #[test]
    fn a_declined_safety_question_is_never_quieter_than_rather_not_say(answers in any_answers(Pathway::Therapy)) {
        let pack = shipped().pack(Pathway::Therapy);
        let mut declined = answers.clone();
        declined.declined.insert("tg-unsafe-home".to_owned());
        let mut said = answers;
        said.given.insert("tg-unsafe-home".to_owned(), Answer::One("rather-not-say".to_owned()));
        prop_assert!(evaluate(pack, &declined).safety >= evaluate(pack, &said).safety);
    }

    #[test]
    fn nothing_that_would_change_a_result_speaks_of_safety_or_makes_it_worse(answers in any_answers(Pathway::Therapy)) {
        let pack = shipped().pack(Pathway::Therapy);
        let now = evaluate(pack, &answers);
        let found = would_change(pack, &answers, &now);
        prop_assert!(found.len() <= 5);
        for suggestion in found {
            prop_assert!((1..=2).contains(&suggestion.changes.len()));
            let mut then = answers.clone();
            for change in &suggestion.changes {
                let section = pack.form.sections.iter().find(|section| section.questions.iter().any(|q| q.id == change.question)).unwrap();
                prop_assert!(!section.safety);
                then.given.insert(change.question.clone(), change.to.clone());
            }
            let then = evaluate(pack, &then);
            prop_assert_eq!(&then.outcome, &suggestion.outcome);
            prop_assert!(then.standing < now.standing);
        }
    }

    #[test]
    fn no_answers_whatever_make_it_panic(
        given in prop::collection::btree_map(any_id(), any_value(), 0..40),
        declined in prop::collection::btree_set(any_id(), 0..5),
        pathway in prop::sample::select(vec![Pathway::Therapy, Pathway::Support, Pathway::Triage]),
    ) {
        let pack = shipped().pack(pathway);
        let answers = Answers { given, declined, ..Answers::default() };
        let result = evaluate(pack, &answers);
        let _ = view(pack, &answers);
        let _ = would_change(pack, &answers, &result);
        let ticks = |_: &str| Ticks::default();
        let circumstances = Circumstances { date: jiff::civil::date(2025, 3, 10), standing: result.standing, ticks: Some(&ticks) };
        let _ = matches(pack, &answers, &result, &sample_groups(), &circumstances);
    }
}

fn any_id() -> BoxedStrategy<String> {
    let known: Vec<String> = [Pathway::Therapy, Pathway::Support, Pathway::Triage]
        .iter()
        .flat_map(|pathway| {
            let pack = shipped().pack(*pathway);
            let numbers = pack.measures.iter().flat_map(|measure| {
                measure
                    .numbers()
                    .map(|(id, _, _)| id.to_owned())
                    .collect::<Vec<_>>()
            });
            pack.form
                .questions()
                .map(|question| question.id.clone())
                .chain(numbers)
                .collect::<Vec<_>>()
        })
        .collect();
    prop_oneof![20 => prop::sample::select(known), 1 => any::<String>()].boxed()
}

fn any_value() -> impl Strategy<Value = Answer> {
    let code = prop_oneof![
        prop::sample::select(vec!["yes", "no", "none", "active", "any", ""])
            .prop_map(str::to_owned),
        any::<String>()
    ];
    prop_oneof![
        any::<i64>().prop_map(Answer::Number),
        (0..60i64).prop_map(Answer::Number),
        code.clone().prop_map(Answer::One),
        prop::collection::vec(code, 0..4).prop_map(Answer::Many),
    ]
}

fn sample_groups() -> Vec<anteroom::domain::group::Group> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample/groups.json");
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}
