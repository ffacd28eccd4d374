//! Problems of a data file, each with its place and a hint.

use std::fmt;

use crate::domain::words::Words;

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where in the file: a JSON pointer such as `/sections/2/questions/0`, or empty for the whole file.
    pub place: String,
    /// What is wrong.
    pub problem: String,
    /// What to do.
    pub hint: String,
}

/// Every problem of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Name of the file.
    pub file: String,
    /// Its problems in file order.
    pub problems: Vec<Problem>,
}

impl Report {
    pub(super) fn new(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            problems: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, place: &str, problem: impl Into<String>, hint: impl Into<String>) {
        self.problems.push(Problem {
            place: place.to_owned(),
            problem: problem.into(),
            hint: hint.into(),
        });
    }

    /// Reports each declared language that a text lacks.
    pub(super) fn words(&mut self, place: &str, words: &Words, languages: &[String]) {
        for language in languages {
            if words
                .0
                .get(language)
                .is_none_or(|text| text.trim().is_empty())
            {
                self.add(
                    place,
                    format!("missing translation into {language}"),
                    format!("add \"{language}\" with the text"),
                );
            }
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.problems.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            let place = if problem.place.is_empty() {
                "the file"
            } else {
                &problem.place
            };
            write!(
                f,
                "{}: {}: {} (hint: {})",
                self.file, place, problem.problem, problem.hint
            )?;
        }
        Ok(())
    }
}
