//! `anteroom forms`: list what is shipped, check a file, write a shipped file out.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::Subcommand;
use serde_json::json;

use crate::catalog::{self, DataFile, json as files};
use crate::domain::form::{Form, Pathway};

use super::Common;
use super::output::{Failure, json_line, print};

#[derive(Subcommand)]
pub(super) enum Forms {
    /// The forms, rules and measures that come with the program
    List,
    /// Every problem of a form, criteria or measure file, each with its place and a hint
    Check {
        /// The file
        file: PathBuf,
        /// The form that the rules in FILE read, where it is not a shipped one
        #[arg(long, value_name = "FORM.json")]
        form: Option<PathBuf>,
    },
    /// Write a shipped form, its rules or a measure as a file
    Export {
        /// For example therapy-group, criteria/therapy-group or phq9
        id: String,
        /// Where to; standard output if left out
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
}

impl Forms {
    pub(super) fn run(&self, common: &Common) -> Result<(), Failure> {
        match self {
            Self::List => list(common.json),
            Self::Check { file, form } => check(file, form.as_deref(), common.json),
            Self::Export { id, out } => export(id, out.as_deref()),
        }
    }
}

fn list(as_json: bool) -> Result<(), Failure> {
    let shipped = catalog::shipped();
    let mut out = String::new();
    for pathway in [Pathway::Therapy, Pathway::Support, Pathway::Triage] {
        let pack = shipped.pack(pathway);
        let (form, rules) = (&pack.form, &pack.criteria);
        let questions = form.questions().count();
        if as_json {
            out += &json_line(&json!({
                "kind": "form", "id": form.id, "version": form.version, "status": form.status, "questions": questions,
                "sections": form.sections.len(), "criteria": rules.criteria.len(), "rules_version": rules.version,
                "hash": pack.hash(),
            }))?;
        } else {
            let _ = writeln!(
                out,
                "{:<14} form version {}, {} questions in {} sections; {} criteria, rules version {}; {}",
                form.id,
                form.version,
                questions,
                form.sections.len(),
                rules.criteria.len(),
                rules.version,
                form.status
            );
        }
    }
    for measure in &shipped.therapy.measures {
        if as_json {
            out += &json_line(&json!({
                "kind": "measure", "id": measure.id, "version": measure.version, "status": measure.status,
                "title": measure.title.en(),
            }))?;
        } else {
            let _ = writeln!(
                out,
                "{:<14} measure: {}; {}",
                measure.id,
                measure.title.en(),
                measure.status
            );
        }
    }
    print(&out)
}

fn check(file: &Path, form: Option<&Path>, as_json: bool) -> Result<(), Failure> {
    let form = form.map(read_form).transpose()?;
    let name = file.display().to_string();
    let bytes = read(file, &name)?;
    match catalog::read(&name, &bytes, form.as_ref()) {
        Ok(data) => {
            let (kind, id) = match &data {
                DataFile::Form(form) => ("form", &form.id),
                DataFile::Criteria(criteria) => ("criteria", &criteria.id),
                DataFile::Measure(measure) => ("measure", &measure.id),
            };
            if as_json {
                print(&json_line(
                    &json!({"file": name, "kind": kind, "id": id, "problems": []}),
                )?)
            } else {
                print(&format!("{name}: {kind} {id}: no problems\n"))
            }
        }
        Err(report) if as_json => {
            let problems: Vec<_> = report
                .problems
                .iter()
                .map(|found| json!({"place": found.place, "problem": found.problem, "hint": found.hint}))
                .collect();
            print(&json_line(&json!({"file": name, "problems": problems}))?)?;
            Err(Failure::new(
                "bad-input",
                format!("{name}: {} problems", report.problems.len()),
            ))
        }
        Err(report) => Err(Failure::new("bad-input", report.to_string())),
    }
}

fn read(file: &Path, name: &str) -> Result<Vec<u8>, Failure> {
    files::read_file(file, files::LARGEST_DATA_FILE).map_err(|problem| {
        Failure::new(
            "bad-input",
            format!("{name}: {problem} (hint: {})", problem.hint()),
        )
    })
}

fn read_form(file: &Path) -> Result<Form, Failure> {
    let name = file.display().to_string();
    match catalog::read(&name, &read(file, &name)?, None) {
        Ok(DataFile::Form(form)) => Ok(*form),
        Ok(_) => Err(Failure::new(
            "bad-input",
            format!("{name}: this is not a form"),
        )),
        Err(report) => Err(Failure::new("bad-input", report.to_string())),
    }
}

fn export(id: &str, out: Option<&Path>) -> Result<(), Failure> {
    let wanted = |name: &str| {
        let short = name.strip_suffix(".json").unwrap_or(name);
        short == id || short == format!("forms/{id}") || short == format!("measures/{id}")
    };
    let Some((_, bytes)) = catalog::shipped_files().find(|(name, _)| wanted(name)) else {
        let message =
            format!("no shipped form, rules or measure \"{id}\": see anteroom forms list");
        return Err(Failure::new("not-found", message));
    };
    match out {
        None => print(&String::from_utf8_lossy(bytes)),
        Some(path) => super::output::write_new(path, bytes),
    }
}
