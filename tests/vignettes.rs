//! The worked cases, their variants, the triage checks and the PHQ-9 totals, as data.
#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anteroom::catalog::{answer_file, shipped};
use anteroom::domain::answers::{Answer, Answers};
use anteroom::domain::form::{AnswerKind, Pathway};
use anteroom::screening::matching::{Circumstances, matches};
use anteroom::screening::{evaluate, scoring};
use serde_json::{Value, json};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vignettes")
}

fn json_file(name: &str) -> Value {
    serde_json::from_slice(&std::fs::read(folder().join(name)).unwrap()).unwrap()
}

fn read(file: &Value) -> answer_file::Given {
    let bytes = serde_json::to_vec(file).unwrap();
    answer_file::read(&bytes, shipped())
        .map_err(|error| error.to_string())
        .unwrap()
}

/// What `evaluate --json` gives, for the keys that `expected` uses.
fn evaluated(file: &Value) -> Value {
    let given = read(file);
    let pack = shipped().pack(given.pathway);
    let result = evaluate(pack, &given.answers);
    let criteria: BTreeMap<_, _> = result
        .findings
        .iter()
        .map(|finding| (finding.criterion.clone(), finding.result.code()))
        .collect();
    let date = given
        .date
        .or_else(|| given.answers.said("tg-date")?.one()?.parse().ok());
    let circumstances = Circumstances {
        date: date.unwrap_or(jiff::civil::date(2025, 3, 10)),
        standing: result.standing,
        ticks: None,
    };
    let groups = given.groups.unwrap_or_default();
    let matching: BTreeMap<_, _> = matches(pack, &given.answers, &result, &groups, &circumstances)
        .into_iter()
        .map(|found| (found.group, found.verdict.code()))
        .collect();
    json!({
        "outcome": result.outcome, "safety": result.safety.code(), "criteria": criteria,
        "also": result.also, "missing": result.missing, "matching": matching,
    })
}

fn assert_expected(name: &str, file: &Value, expected: &Value) {
    let got = evaluated(file);
    for (key, value) in expected.as_object().unwrap() {
        if key == "criteria" || key == "matching" {
            for (id, result) in value.as_object().unwrap() {
                assert_eq!(&got[key][id], result, "{name}: {id}");
            }
        } else {
            assert_eq!(&got[key], value, "{name}: {key}");
        }
    }
}

#[test]
fn the_twelve_vignettes_come_out_as_expected() {
    let mut counted = 0;
    for entry in std::fs::read_dir(folder()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let file = json_file(&name);
        if let Some(expected) = file.get("expected") {
            assert_expected(&name, &file, expected);
            let all = evaluated(&file)["criteria"].as_object().unwrap().len();
            assert_eq!(
                all,
                expected["criteria"].as_object().unwrap().len(),
                "{name}: every criterion has a result"
            );
            counted += 1;
        }
    }
    assert_eq!(counted, 12);
}

#[test]
fn the_variants_come_out_as_expected() {
    let variants = json_file("variants.json");
    for variant in variants.as_array().unwrap() {
        let mut file = json_file(variant["from"].as_str().unwrap());
        for (question, value) in variant
            .get("set")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
        {
            file["answers"][question] = value.clone();
        }
        for question in variant
            .get("remove")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            file["answers"]
                .as_object_mut()
                .unwrap()
                .remove(question.as_str().unwrap());
        }
        assert_expected(
            variant["name"].as_str().unwrap(),
            &file,
            &variant["expected"],
        );
    }
    assert!(variants.as_array().unwrap().len() >= 7);
}

#[test]
fn the_triage_suggests_as_written() {
    let cases = json_file("triage.json");
    for case in cases.as_array().unwrap() {
        let got = evaluated(&json!({"pathway": "triage", "answers": case["answers"]}));
        assert_eq!(got["outcome"], case["suggestion"], "{}", case["name"]);
    }
    assert!(cases.as_array().unwrap().len() >= 6);
}

#[test]
fn each_phq9_total_lies_in_its_band() {
    let bands = json_file("phq9-bands.json");
    let measure = shipped()
        .therapy
        .measures
        .iter()
        .find(|measure| measure.id == "phq9")
        .unwrap();
    let bands = bands.as_array().unwrap();
    assert_eq!(bands.len(), 28);
    for case in bands {
        let total = case["total"].as_i64().unwrap();
        let mut answers = Answers::default();
        // The same total from items: as many threes as fit, then the rest.
        for item in 1..=9 {
            let value = (total - 3 * (item - 1)).clamp(0, 3);
            answers
                .given
                .insert(format!("m-phq9-i{item}"), Answer::Number(value));
        }
        assert_eq!(scoring::total(measure, &answers), Some(total));
        assert_eq!(
            scoring::band(measure, &answers).unwrap().en(),
            case["band"].as_str().unwrap(),
            "total {total}"
        );
    }
}

#[test]
fn there_is_no_total_while_an_item_is_missing() {
    let measure = shipped()
        .therapy
        .measures
        .iter()
        .find(|measure| measure.id == "phq9")
        .unwrap();
    let mut answers = Answers::default();
    for item in 1..=8 {
        answers
            .given
            .insert(format!("m-phq9-i{item}"), Answer::Number(3));
    }
    assert_eq!(scoring::total(measure, &answers), None);
    assert_eq!(scoring::band(measure, &answers), None);
}

#[test]
fn an_answer_to_a_hidden_question_is_parked_and_comes_back() {
    let mut answers = read(&json_file("01-clearly-suitable.json")).answers;
    let pack = shipped().pack(Pathway::Therapy);
    let set = |answers: &mut Answers, question: &str, code: &str| {
        answers
            .given
            .insert(question.to_owned(), Answer::One(code.to_owned()));
    };
    // before -> ended -> lesson: two floors of visibility.
    set(&mut answers, "tg-group-before", "yes");
    set(&mut answers, "tg-group-ended", "asked-to-leave");
    set(&mut answers, "tg-group-lesson", "cannot");
    assert_eq!(
        evaluate(pack, &answers).result("c-dropout").code(),
        "not met"
    );
    set(&mut answers, "tg-group-before", "no");
    let hidden = evaluate(pack, &answers);
    assert_eq!(hidden.result("c-dropout").code(), "met");
    assert_eq!(hidden.parked, ["tg-group-ended", "tg-group-lesson"]);
    set(&mut answers, "tg-group-before", "yes");
    assert_eq!(
        evaluate(pack, &answers).result("c-dropout").code(),
        "not met"
    );
}

/// What no rule of suitability may use, beside every text (decisions.md section 3, note c).
const FREE_OF_RULES: [&str; 7] = [
    "tg-referred-by",
    "tg-identity",
    "tg-culture",
    "tg-immigration",
    "tg-makeup",
    "tg-supports",
    "tg-coping",
];

#[test]
fn texts_identity_and_who_sent_somebody_never_change_what_is_recommended() {
    let mut tried = 0;
    for entry in std::fs::read_dir(folder()).unwrap() {
        let file = json_file(&entry.unwrap().file_name().into_string().unwrap());
        if file.get("expected").is_none() {
            continue;
        }
        let given = read(&file);
        let pack = shipped().pack(given.pathway);
        let told = |answers: &Answers| {
            let found = evaluate(pack, answers);
            let results: Vec<_> = found.findings.iter().map(|one| one.result).collect();
            (found.outcome, found.safety, found.also, results)
        };
        let before = told(&given.answers);
        for question in pack.form.questions() {
            let free = FREE_OF_RULES.contains(&question.id.as_str());
            let values: Vec<Answer> = match &question.answer {
                AnswerKind::Text { .. } => {
                    // A text that a criterion waits for is only worded otherwise, not given or taken.
                    if !free && given.answers.said(&question.id).is_none() {
                        continue;
                    }
                    vec![Answer::One("schizophrenia, F20.0; no".to_owned())]
                }
                AnswerKind::Single { options, .. } if free => options
                    .iter()
                    .map(|choice| Answer::One(choice.code.clone()))
                    .collect(),
                AnswerKind::Multi { options, .. } if free => options
                    .iter()
                    .map(|choice| Answer::Many(vec![choice.code.clone()]))
                    .collect(),
                _ => continue,
            };
            for value in values {
                let mut answers = given.answers.clone();
                answers.given.insert(question.id.clone(), value);
                assert_eq!(told(&answers), before, "{}", question.id);
                tried += 1;
            }
        }
    }
    assert!(tried > 150, "{tried}");
}
