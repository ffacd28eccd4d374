//! `anteroom report`: the counts of the Reports page without a window.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;
use serde_json::{Value, json};

use crate::app::reports::{self, Number, Part, Query, Report as Made, Small};

use super::Common;
use super::output::{Failure, json_line, print};
use super::session;

#[derive(Args)]
pub(super) struct Report {
    /// First day, as 2025-03-10 [default: the first day of the last twelve months]
    #[arg(long, value_name = "DAY")]
    from: Option<Date>,
    /// Last day [default: today]
    #[arg(long, value_name = "DAY")]
    to: Option<Date>,
    /// Hide numbers from one to four; done anyway for whoever is no clinician
    #[arg(long)]
    hide_small: bool,
    /// Write the tables to a new file for a spreadsheet
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
}

impl Report {
    pub(super) fn run(&self, common: &Common) -> Result<(), Failure> {
        session::with_vault(common, |open| {
            let usual = Query::last_year(open.today());
            let query = Query {
                from: self.from.unwrap_or(usual.from),
                to: self.to.unwrap_or(usual.to),
                small: if self.hide_small {
                    Small::Hidden
                } else {
                    Small::Shown
                },
            };
            let report = reports::make(open, query)?;
            if let Some(path) = &self.csv {
                let path = reports::save(open, &report, path)?;
                let path = path.display().to_string();
                return if common.json {
                    print(&json_line(&json!({"file": path}))?)
                } else {
                    print(&format!("{path}\n"))
                };
            }
            if common.json {
                print(&json_line(&as_json(&report))?)
            } else {
                print(&as_text(&report))
            }
        })
    }
}

fn as_json(report: &Made) -> Value {
    let number = |number: &Number| match number {
        Number::Count(number) => json!(number),
        Number::Few => json!("<5"),
        Number::Unknown => Value::Null,
    };
    let part = |part: &Part| {
        let lines: Vec<Value> = part
            .lines
            .iter()
            .map(|line| {
                let numbers: Vec<Value> = line.numbers.iter().map(number).collect();
                json!({"name": line.name, "numbers": numbers})
            })
            .collect();
        json!({"part": part.key, "series": part.series, "lines": lines})
    };
    let parts: Vec<Value> = report.parts.iter().map(part).collect();
    json!({
        "from": report.query.from, "to": report.query.to, "hidden": report.hidden,
        "notes": report.notes, "parts": parts,
    })
}

fn as_text(report: &Made) -> String {
    let mut out = format!("{} - {}\n", report.query.from, report.query.to);
    for note in &report.notes {
        out.push_str(note);
        out.push('\n');
    }
    for part in &report.parts {
        out.push_str(&format!("\n{}\n", part.title()));
        if let Some(sum) = &part.sum {
            out.push_str(&format!("{sum}\n"));
        }
        let mut rows = vec![[vec![part.head()], part.series.clone()].concat()];
        rows.extend(part.lines.iter().map(|line| {
            let numbers = line.numbers.iter().map(|number| number.words());
            std::iter::once(line.name.clone()).chain(numbers).collect()
        }));
        let width = |column: usize| {
            let cells = rows.iter().filter_map(|row: &Vec<String>| row.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..=part.series.len()).map(width).collect();
        for row in &rows {
            let cells: Vec<String> = row
                .iter()
                .zip(&widths)
                .enumerate()
                .map(|(column, (cell, width))| match column {
                    0 => format!("{cell:<width$}"),
                    _ => format!("{cell:>width$}"),
                })
                .collect();
            out.push_str(cells.join("  ").trim_end());
            out.push('\n');
        }
    }
    out
}
