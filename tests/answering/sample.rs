//! A sample clinic and screenings for tests of the answering page; nobody in it is real.

use std::collections::BTreeMap;

use anteroom::app::command::{OpenScreening, Opened};
use anteroom::catalog::shipped;
use anteroom::domain::client::Client;
use anteroom::domain::clinic::{Clinic, Policy};
use anteroom::domain::form::Pathway;
use anteroom::domain::group::Group;
use anteroom::domain::id::{ClientId, Id, ScreeningId};
use anteroom::domain::screening::{ScreeningContent, Stage};
use anteroom::domain::staff::Role;
use anteroom::screening::check;

pub(crate) fn opened(clinician: bool) -> Opened {
    Opened {
        name: "Robin Sample".to_owned(),
        login: "robin".to_owned(),
        clinician,
        administrator: false,
        doubt: None,
        roles: [if clinician {
            Role::Clinician
        } else {
            Role::Intake
        }]
        .into_iter()
        .collect(),
        clinic: Clinic {
            name: "Sample Clinic".to_owned(),
            emergency_number: "000".to_owned(),
            on_call_name: "Dr Casey Placeholder".to_owned(),
            on_call_phone: "0555 0100".to_owned(),
            ..Clinic::default()
        },
        policy: Policy::default(),
        demo: true,
        notes: Vec::new(),
    }
}

pub(crate) fn groups() -> Vec<Group> {
    let text = include_str!("../../assets/sample/groups.json");
    serde_json::from_str(text).unwrap()
}

pub(crate) fn screening(pathway: Pathway, answers: &str) -> OpenScreening {
    let given: BTreeMap<String, serde_json::Value> = serde_json::from_str(answers).unwrap();
    let given = check::answers(shipped().pack(pathway), &given).unwrap();
    let mut content = ScreeningContent::default();
    content.answers.given = given;
    let client = (pathway == Pathway::Therapy).then(|| {
        let client = Client::named("Alex Example");
        (ClientId::from_bytes([2; 16]), client)
    });
    OpenScreening {
        offered: None,
        handed_over: 0,
        additions: Vec::new(),
        set_aside_for: None,
        id: ScreeningId::from_bytes([1; 16]),
        pathway,
        client,
        stage: Stage::Draft,
        content,
        created: "2025-03-10T09:00:00Z".parse().unwrap(),
        signature: None,
        kept: None,
    }
}

/// The answers of a sample file under `assets/sample`.
#[allow(dead_code)]
pub(crate) fn answers_of(file: &str) -> String {
    let whole: serde_json::Value = serde_json::from_str(file).unwrap();
    whole["answers"].to_string()
}
