//! Reads forms, criteria and measures from files and reports every problem of a file at once.

pub mod answer_file;
mod check_criteria;
mod check_form;
mod check_measure;
pub mod json;
mod places;
pub mod schema;

use std::sync::OnceLock;

use include_dir::{Dir, include_dir};

use crate::domain::criteria::Criteria;
use crate::domain::form::{Form, Pathway};
use crate::domain::measure::Measure;
use crate::screening::Pack;

pub use places::{Problem, Report};

static FORMS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/assets/forms");
static CRITERIA: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/assets/criteria");
static MEASURES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/assets/measures");

/// The forms, rules and measures that come with the program.
#[derive(Debug)]
pub struct Shipped {
    /// The comprehensive assessment.
    pub therapy: Pack,
    /// The light check.
    pub support: Pack,
    /// The step before both.
    pub triage: Pack,
}

impl Shipped {
    /// The pack of a pathway.
    #[must_use]
    pub fn pack(&self, pathway: Pathway) -> &Pack {
        match pathway {
            Pathway::Therapy => &self.therapy,
            Pathway::Support => &self.support,
            Pathway::Triage => &self.triage,
        }
    }
}

/// What comes with the program, read once.
///
/// # Panics
/// Never in a released program: `shipped_files_are_whole` in `tests/catalog.rs` holds that the files can be read.
#[must_use]
pub fn shipped() -> &'static Shipped {
    static SHIPPED: OnceLock<Shipped> = OnceLock::new();
    SHIPPED.get_or_init(|| {
        let pack = |name: &str, measures| {
            Pack::new(
                read_shipped(&FORMS, name),
                read_shipped(&CRITERIA, name),
                measures,
            )
        };
        Shipped {
            therapy: pack("therapy-group.json", shipped_measures()),
            support: pack("support-group.json", Vec::new()),
            triage: pack("triage.json", Vec::new()),
        }
    })
}

fn shipped_measures() -> Vec<Measure> {
    let mut names: Vec<&str> = MEASURES
        .files()
        .filter_map(|file| file.path().to_str())
        .collect();
    names.sort_unstable();
    names
        .into_iter()
        .map(|name| read_shipped(&MEASURES, name))
        .collect()
}

#[expect(
    clippy::expect_used,
    reason = "shipped files are part of the program; a test reads every one of them"
)]
fn read_shipped<T: serde::de::DeserializeOwned>(dir: &Dir<'static>, name: &str) -> T {
    let file = dir
        .get_file(name)
        .expect("a shipped file is part of the program");
    serde_json::from_slice(file.contents()).expect("a shipped file is whole")
}

/// Every shipped file with its path below `assets/` and its bytes.
pub fn shipped_files() -> impl Iterator<Item = (String, &'static [u8])> {
    [
        ("forms", &FORMS),
        ("criteria", &CRITERIA),
        ("measures", &MEASURES),
    ]
    .into_iter()
    .flat_map(|(folder, dir)| {
        dir.files().map(move |file| {
            (
                format!("{folder}/{}", file.path().display()),
                file.contents(),
            )
        })
    })
}

/// What a data file turned out to be.
#[derive(Debug)]
pub enum DataFile {
    /// A form.
    Form(Box<Form>),
    /// Rules.
    Criteria(Box<Criteria>),
    /// A measure.
    Measure(Box<Measure>),
}

/// Reads a form, a criteria file or a measure and reports every problem in it.
/// Rules are checked against `form` if it has their id, else against the shipped form.
///
/// # Errors
/// A report with every problem, each with its place and a hint.
pub fn read(file: &str, bytes: &[u8], form: Option<&Form>) -> Result<DataFile, Report> {
    let mut report = Report::new(file);
    let read = read_into(bytes, form, &mut report);
    match read {
        Some(data) if report.problems.is_empty() => Ok(data),
        _ => Err(report),
    }
}

fn read_into(bytes: &[u8], form: Option<&Form>, report: &mut Report) -> Option<DataFile> {
    let value = match json::read(bytes, json::LARGEST_DATA_FILE) {
        Ok(value) => value,
        Err(problem) => {
            report.add("", problem.to_string(), problem.hint());
            return None;
        }
    };
    let format = value
        .get("format")
        .and_then(serde_json::Value::as_str)
        .unwrap_or_default();
    let Some(schema) = schema::of_format(format) else {
        let known = "one of anteroom-form/1, anteroom-criteria/1, anteroom-measure/1";
        report.add(
            "/format",
            "this is not a kind of file that the program knows".to_owned(),
            known,
        );
        return None;
    };
    schema.check(&value, report);
    if !report.problems.is_empty() {
        return None;
    }

    match schema.kind() {
        schema::Kind::Form => parse(value, report).map(|form: Form| {
            check_form::check(&form, measure_ids(), report);
            DataFile::Form(Box::new(form))
        }),
        schema::Kind::Criteria => parse(value, report).map(|criteria: Criteria| {
            let own = form.filter(|form| form.id == criteria.id);
            let known = || shipped().pack(criteria.pathway);
            check_criteria::check(
                &criteria,
                own.unwrap_or_else(|| &known().form),
                measure_ids(),
                report,
            );
            DataFile::Criteria(Box::new(criteria))
        }),
        schema::Kind::Measure => parse(value, report).map(|measure: Measure| {
            check_measure::check(&measure, report);
            DataFile::Measure(Box::new(measure))
        }),
    }
}

fn parse<T: serde::de::DeserializeOwned>(
    value: serde_json::Value,
    report: &mut Report,
) -> Option<T> {
    match serde_json::from_value(value) {
        Ok(data) => Some(data),
        Err(error) => {
            report.add(
                "",
                error.to_string(),
                "compare it with the schema in schema/",
            );
            None
        }
    }
}

/// Ids of every number that a shipped measure stores.
fn measure_ids() -> &'static [String] {
    static IDS: OnceLock<Vec<String>> = OnceLock::new();
    IDS.get_or_init(|| {
        let measures = shipped_measures();
        measures
            .iter()
            .flat_map(|measure| {
                measure
                    .numbers()
                    .map(|(id, _, _)| id.to_owned())
                    .collect::<Vec<_>>()
            })
            .collect()
    })
}
