//! `anteroom evaluate`: the recommendation for files of answers.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::app::evaluate::{Evaluated, evaluate_file};
use crate::app::explain::{Axis, Explained, Quote, Reason, explain};
use crate::catalog::{answer_file, json, shipped};
use crate::domain::answers::SafetyLevel;
use crate::domain::criteria::CriterionResult;
use crate::domain::form::Pathway;
use crate::text;

use super::Common;
use super::output::{Failure, json_line, print};

#[derive(Args)]
pub(super) struct Evaluate {
    /// Files of answers
    #[arg(required = true, value_name = "ANSWERS.json")]
    files: Vec<PathBuf>,
}

impl Evaluate {
    pub(super) fn run(&self, common: &Common) -> Result<(), Failure> {
        let today = jiff::Zoned::now().date();
        let mut problems = Vec::new();
        let mut out = String::new();
        for path in &self.files {
            let name = path.display().to_string();
            match read(path) {
                Err(problem) => problems.push(problem),
                Ok(given) => {
                    let evaluated = evaluate_file(shipped(), given, today);
                    if common.json {
                        out += &json_line(&evaluated.line(&name))?;
                    } else {
                        in_words(&name, &evaluated, &mut out);
                    }
                }
            }
        }
        if problems.is_empty() {
            print(&out)
        } else {
            Err(Failure::new("bad-input", problems.join("\n")))
        }
    }
}

/// Reads a file of answers; the message of a failure names the file in every line.
pub(super) fn read(path: &Path) -> Result<answer_file::Given, String> {
    let name = path.display();
    let bytes = json::read_file(path, json::LARGEST_ANSWER_FILE)
        .map_err(|problem| format!("{name}: {problem} (hint: {})", problem.hint()))?;
    answer_file::read(&bytes, shipped()).map_err(|refused| {
        let lines: Vec<String> = refused
            .to_string()
            .lines()
            .map(|line| format!("{name}: {line}"))
            .collect();
        lines.join("\n")
    })
}

pub(super) fn in_words(name: &str, evaluated: &Evaluated<'_>, out: &mut String) {
    let explained = explain(
        evaluated.pack,
        &evaluated.given.answers,
        &evaluated.recommendation,
        true,
    );
    let _ = writeln!(out, "{name}");
    let _ = writeln!(out, "  {}", explained.title);
    let _ = writeln!(out, "  {}", explained.sentence);
    let _ = writeln!(out, "  {}", explained.line);
    if explained.safety > SafetyLevel::None || evaluated.given.pathway != Pathway::Triage {
        let level = text::say(&format!("safety-{}", explained.safety.code()));
        let _ = writeln!(out, "\n  {}: {level}", text::say("axis-safety"));
    }
    for alarm in &explained.alarms {
        quotes(&alarm.quotes, out);
    }
    missing(&explained, out);
    for axis in Axis::ALL {
        column(&explained, axis, out);
    }
    besides(&explained, out);
    groups(evaluated, out);
    let _ = writeln!(out, "\n  {}", text::say("about-intended-use"));
    let _ = writeln!(out, "  {}\n", evaluated.pack.criteria.status);
}

fn missing(explained: &Explained, out: &mut String) {
    if !explained.missing.is_empty() {
        let _ = writeln!(
            out,
            "\n  {}",
            text::count("cli-missing", explained.missing.len())
        );
        for quote in &explained.missing {
            let _ = writeln!(out, "    - {} ({})", quote.prompt, quote.question);
        }
    }
}

fn column(explained: &Explained, axis: Axis, out: &mut String) {
    let reasons = explained.column(axis);
    if reasons.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n  {}", text::say(axis.message()));
    for reason in reasons {
        let _ = writeln!(
            out,
            "    {} - {} ({})",
            result_word(reason),
            reason.name,
            reason.criterion
        );
        if reason.result != CriterionResult::Met && !reason.left_open {
            let _ = writeln!(out, "      {}", reason.text);
            quotes(&reason.quotes, out);
        }
    }
}

fn result_word(reason: &Reason) -> String {
    match reason.result {
        CriterionResult::NotAnswered if reason.left_open => text::say("result-left-open"),
        other => text::say(&format!("result-{}", other.code().replace(' ', "-"))),
    }
}

fn quotes(quotes: &[Quote], out: &mut String) {
    for quote in quotes {
        let answer = quote
            .answer
            .clone()
            .unwrap_or_else(|| text::say("answer-blank"));
        let _ = writeln!(out, "      \"{}\" - {answer}", quote.prompt);
    }
}

fn besides(explained: &Explained, out: &mut String) {
    if !explained.also.is_empty() {
        let _ = writeln!(out, "\n  {}", text::say("result-also"));
        for also in &explained.also {
            let _ = writeln!(out, "    - {}: {}", also.title, also.text);
        }
    }
    if !explained.what_ifs.is_empty() {
        let _ = writeln!(out, "\n  {}", text::say("result-would-change"));
        for what_if in &explained.what_ifs {
            let changes: Vec<String> = what_if
                .changes
                .iter()
                .map(|(quote, then)| {
                    let now = quote
                        .answer
                        .clone()
                        .unwrap_or_else(|| text::say("answer-blank"));
                    format!("\"{}\": {now} -> {then}", quote.prompt)
                })
                .collect();
            let _ = writeln!(out, "    - {} => {}", changes.join("; "), what_if.outcome);
        }
    }
}

fn groups(evaluated: &Evaluated<'_>, out: &mut String) {
    let Some(matching) = &evaluated.matching else {
        return;
    };
    let _ = writeln!(out, "\n  {}", text::say("result-groups"));
    for found in matching {
        let groups = evaluated.given.groups.iter().flatten();
        let name = groups
            .clone()
            .find(|group| group.id == found.group)
            .map_or("", |group| group.name.as_str());
        let verdict = text::say(&format!("verdict-{}", found.verdict.code()));
        let _ = writeln!(out, "    {name} ({}): {verdict}", found.group);
        for condition in &found.conditions {
            let name = text::say(&format!("match-name-{}", condition.condition));
            let _ = writeln!(out, "      {name}: {}", text::say(&condition.reason));
        }
    }
}
