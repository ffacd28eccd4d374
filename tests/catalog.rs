//! Shipped data files, their schemas, and what a bad file is told.
#![allow(clippy::unwrap_used, missing_docs)]

use std::path::Path;

use anteroom::catalog::{self, schema};
use serde_json::{Value, json};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Run with `UPDATE_SCHEMAS=1` to write the schemas anew after the types have changed.
#[test]
fn the_schemas_in_the_folder_are_those_of_the_types() {
    for (name, from_types) in schema::from_types() {
        let path = root().join("schema").join(name);
        if std::env::var_os("UPDATE_SCHEMAS").is_some() {
            std::fs::write(
                &path,
                serde_json::to_string_pretty(&from_types).unwrap() + "\n",
            )
            .unwrap();
        }
        let kept: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        assert_eq!(
            kept, from_types,
            "{name} differs from the types: run with UPDATE_SCHEMAS=1"
        );
    }
}

#[test]
fn shipped_files_are_whole() {
    let mut counted = 0;
    for (name, bytes) in catalog::shipped_files() {
        if let Err(report) = catalog::read(&name, bytes, None) {
            panic!("{report}");
        }
        counted += 1;
    }
    assert_eq!(counted, 26, "3 forms, 3 criteria files, 20 measures");
    let shipped = catalog::shipped();
    assert_eq!(shipped.therapy.form.questions().count(), 93);
    assert_eq!(shipped.support.form.questions().count(), 15);
    assert_eq!(shipped.triage.form.questions().count(), 5);
    assert_eq!(
        shipped.therapy.criteria.criteria.len() + shipped.support.criteria.criteria.len(),
        49
    );
    assert_eq!(shipped.therapy.measures.len(), 20);
}

#[test]
fn every_shipped_file_is_marked_as_a_draft_for_clinical_review() {
    let mut looked = 0;
    for (name, bytes) in catalog::shipped_files() {
        let value: Value = serde_json::from_slice(bytes).unwrap();
        assert_eq!(value["status"], "draft for clinical review", "{name}");
        looked += 1;
    }
    assert!(looked > 6, "{looked}");
}

#[test]
fn counts_of_required_questions_are_those_of_the_specification() {
    let form = &catalog::shipped().therapy.form;
    let count = |required: bool, always: bool| {
        let counted = form.questions().filter(|question| {
            question.required == required && question.visible_when.is_empty() == always
        });
        counted.count()
    };
    assert_eq!((count(true, true), count(true, false)), (62, 10));
    assert_eq!(count(false, true) + count(false, false), 21);
}

#[test]
fn answer_files_follow_their_schema() {
    let schema = std::fs::read(root().join("schema/answers.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&serde_json::from_slice(&schema).unwrap()).unwrap();
    let mut looked = 0;
    for entry in std::fs::read_dir(root().join("tests/vignettes")).unwrap() {
        let path = entry.unwrap().path();
        let value: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        if value.get("pathway").is_some() {
            assert!(validator.is_valid(&value), "{}", path.display());
            looked += 1;
        }
    }
    assert_eq!(looked, 12);
    assert!(!validator.is_valid(&json!({"pathway": "therapy", "answers": {}, "surprise": 1})));
}

fn shipped_json(name: &str) -> Value {
    let (_, bytes) = catalog::shipped_files()
        .find(|(known, _)| known == name)
        .unwrap();
    serde_json::from_slice(bytes).unwrap()
}

fn problems_of(change: impl FnOnce(&mut Value)) -> Vec<String> {
    let mut value = shipped_json("forms/support-group.json");
    change(&mut value);
    match catalog::read("form.json", &serde_json::to_vec(&value).unwrap(), None) {
        Ok(_) => Vec::new(),
        Err(report) => {
            let line = |found: &catalog::Problem| {
                format!("{}: {} [{}]", found.place, found.problem, found.hint)
            };
            report.problems.iter().map(line).collect()
        }
    }
}

#[test]
fn a_bad_form_is_told_all_its_problems_at_once() {
    let problems = problems_of(|form| {
        let questions = &mut form["sections"][0]["questions"];
        questions[1]["visible_when"] =
            json!([[{"is": "any-of", "question": "sg-lnk", "values": ["own"]}]]);
        questions[2]["visible_when"] =
            json!([[{"is": "any-of", "question": "sg-stage", "values": ["nowhere"]}]]);
        questions[3]["visible_when"] =
            json!([[{"is": "any-of", "question": "sg-link", "values": ["own"]}]]);
        questions[4]["id"] = json!("sg-group");
        questions[5]["prompt"] = json!({});
        questions[6]["answer"]["options"][1]["code"] = json!("yes");
    });
    let all = problems.join("\n");
    for expected in [
        "/sections/0/questions/1/visible_when/0/0: unknown question: sg-lnk [did you mean",
        "sg-stage has no option \"nowhere\"",
        "a loop of visibility",
        "duplicate id of a question: sg-group",
        "/sections/0/questions/5/prompt: missing translation into en",
        "duplicate option: yes",
    ] {
        assert!(all.contains(expected), "{expected}\nnot in\n{all}");
    }
}

#[test]
fn what_the_schema_refuses_is_told_with_its_place() {
    let problems = problems_of(|form| {
        form["sections"][0]["questions"][0]["requird"] = json!(true);
        form["sections"][0]["questions"][1]["who"] = json!("nobody");
    });
    assert!(problems.len() >= 2, "{problems:?}");
    let named = |place: &str, word: &str| {
        problems
            .iter()
            .any(|line| line.contains(place) && line.contains(word))
    };
    assert!(named("/sections/0/questions/0", "requird"), "{problems:?}");
    assert!(named("/sections/0/questions/1", "nobody"), "{problems:?}");
}

#[test]
fn a_new_question_and_a_new_rule_need_no_rust() {
    let mut form = shipped_json("forms/support-group.json");
    form["sections"][0]["questions"].as_array_mut().unwrap().push(json!({
        "id": "sg-pets", "prompt": {"en": "Could you be near a dog?"}, "required": true, "who": "person", "ask": "alone",
        "answer": {"type": "single", "ordered": true, "options": [
            {"code": "yes", "label": {"en": "Yes"}}, {"code": "no", "label": {"en": "No"}}]}
    }));
    let mut criteria = shipped_json("criteria/support-group.json");
    let mut rule = criteria["criteria"][0].clone();
    rule["id"] = json!("sl-pets");
    rule["inputs"] = json!(["sg-pets"]);
    rule["not_met"] = json!([[{"is": "any-of", "question": "sg-pets", "values": ["no"]}]]);
    rule["concern"] = json!([]);
    criteria["criteria"].as_array_mut().unwrap().push(rule);
    let form = match catalog::read("form", &serde_json::to_vec(&form).unwrap(), None) {
        Ok(catalog::DataFile::Form(form)) => form,
        other => panic!("{other:?}"),
    };
    let criteria = match catalog::read(
        "criteria",
        &serde_json::to_vec(&criteria).unwrap(),
        Some(&form),
    ) {
        Ok(catalog::DataFile::Criteria(criteria)) => criteria,
        other => panic!("{other:?}"),
    };
    let pack = anteroom::screening::Pack::new(*form, *criteria, Vec::new());
    let mut answers = anteroom::domain::answers::Answers::default();
    answers.given.insert(
        "sg-pets".to_owned(),
        anteroom::domain::answers::Answer::One("no".to_owned()),
    );
    assert_eq!(
        anteroom::screening::evaluate(&pack, &answers).outcome,
        "not appropriate"
    );
}
