//! The JSON Schemas of every kind of data file; they are written from the Rust types, which a test compares.

use std::sync::OnceLock;

use jsonschema::Validator;
use serde_json::Value;

use crate::domain::answer_file::AnswerFile;
use crate::domain::criteria::Criteria;
use crate::domain::form::Form;
use crate::domain::measure::Measure;

use super::places::Report;

/// Kinds of data files with a format line of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `anteroom-form/1`.
    Form,
    /// `anteroom-criteria/1`.
    Criteria,
    /// `anteroom-measure/1`.
    Measure,
}

/// A schema, ready to check with.
pub struct Schema {
    kind: Kind,
    validator: Option<Validator>,
}

/// The schema for a format line.
#[must_use]
pub fn of_format(format: &str) -> Option<&'static Schema> {
    static FORM: OnceLock<Schema> = OnceLock::new();
    static CRITERIA: OnceLock<Schema> = OnceLock::new();
    static MEASURE: OnceLock<Schema> = OnceLock::new();
    let schema = |kind, text| move || Schema::new(kind, text);
    match format {
        "anteroom-form/1" => Some(FORM.get_or_init(schema(
            Kind::Form,
            include_str!("../../schema/form.schema.json"),
        ))),
        "anteroom-criteria/1" => Some(CRITERIA.get_or_init(schema(
            Kind::Criteria,
            include_str!("../../schema/criteria.schema.json"),
        ))),
        "anteroom-measure/1" => Some(MEASURE.get_or_init(schema(
            Kind::Measure,
            include_str!("../../schema/measure.schema.json"),
        ))),
        _ => None,
    }
}

impl Schema {
    fn new(kind: Kind, text: &str) -> Self {
        let value: Option<Value> = serde_json::from_str(text).ok();
        let validator = value.and_then(|value| jsonschema::validator_for(&value).ok());
        Self { kind, validator }
    }

    /// What kind of file it is for.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Reports everything in which `value` differs from the schema.
    pub(super) fn check(&self, value: &Value, report: &mut Report) {
        let Some(validator) = &self.validator else {
            return;
        };
        for error in validator.iter_errors(value) {
            let place = error.instance_path().to_string();
            report.add(
                &place,
                shorten(&error.to_string()),
                "see the schema of this kind of file in schema/",
            );
        }
    }
}

/// Messages quote the whole value; a line of it is enough to find the place.
fn shorten(message: &str) -> String {
    const MOST: usize = 200;
    if message.chars().count() <= MOST {
        return message.to_owned();
    }
    let end: String = message.chars().rev().take(MOST / 2).collect();
    let start: String = message.chars().take(MOST / 2).collect();
    format!("{start} … {}", end.chars().rev().collect::<String>())
}

/// Every schema as the Rust types give it, by file name below `schema/`.
#[must_use]
pub fn from_types() -> [(&'static str, Value); 4] {
    [
        ("form.schema.json", schemars::schema_for!(Form).to_value()),
        (
            "criteria.schema.json",
            schemars::schema_for!(Criteria).to_value(),
        ),
        (
            "measure.schema.json",
            schemars::schema_for!(Measure).to_value(),
        ),
        (
            "answers.schema.json",
            schemars::schema_for!(AnswerFile).to_value(),
        ),
    ]
}
