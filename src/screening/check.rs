//! Whether answers from outside are answers to this form at all: every problem at once, and never the answer itself.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value as Json;

use crate::domain::answers::{Answer, Answers};
use crate::domain::form::{AnswerKind, OptionsFrom, Question};
use crate::domain::measure::Measure;

use super::pack::Pack;
use super::scoring;

/// Longest text of one answer, in characters.
pub const LONGEST_TEXT: usize = 20_000;
/// Longest text of a one-line answer, in characters.
pub const LONGEST_LINE: usize = 500;

/// What is wrong with one answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerProblem {
    /// Id of the question as it was given, shortened and without control characters.
    pub question: String,
    /// What is wrong and what would be right.
    pub problem: Problem,
}

/// Kinds of problems.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Neither a question of this form nor a value of a measure.
    UnknownQuestion,
    /// Another type of value was expected.
    Type(&'static str),
    /// A code that is not among the options; these are.
    UnknownOption(Vec<String>),
    /// The same option twice.
    Twice,
    /// An option that excludes the others together with others.
    Exclusive(String),
    /// A number outside the range.
    Range(i64, i64),
    /// A number that the scale does not have.
    Step,
    /// Not a date `YYYY-MM-DD`.
    Date,
    /// Longer than so many characters.
    TooLong(usize),
    /// Holds control characters.
    Control,
    /// Items are complete and give another total.
    TotalDisagrees,
    /// Outside the range, with the measure's own hint.
    RangeHint(i64, i64, String),
}

impl fmt::Display for AnswerProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.question)?;
        match &self.problem {
            Problem::UnknownQuestion => f.write_str("no such question in this form"),
            Problem::Type(expected) => write!(f, "expected {expected}"),
            Problem::UnknownOption(known) if known.is_empty() => f.write_str("not a usable code"),
            Problem::UnknownOption(known) => {
                write!(f, "not one of its options ({})", known.join(", "))
            }
            Problem::Twice => f.write_str("an option is named twice"),
            Problem::Exclusive(code) => write!(f, "\"{code}\" cannot stand beside other options"),
            Problem::Range(min, max) => write!(f, "outside {min} to {max}"),
            Problem::Step => f.write_str("a value that this scale does not have"),
            Problem::Date => f.write_str("expected a date as YYYY-MM-DD"),
            Problem::TooLong(most) => write!(f, "longer than {most} characters"),
            Problem::Control => f.write_str("holds control characters; remove them"),
            Problem::TotalDisagrees => {
                f.write_str("the items give another total; correct one of the two")
            }
            Problem::RangeHint(min, max, hint) => write!(f, "outside {min} to {max}. {hint}"),
        }
    }
}

/// Turns JSON values into answers, or names every problem.
///
/// # Errors
/// All problems, in the order of the ids.
pub fn answers(
    pack: &Pack,
    given: &BTreeMap<String, Json>,
) -> Result<BTreeMap<String, Answer>, Vec<AnswerProblem>> {
    let mut fine = BTreeMap::new();
    let mut problems = Vec::new();
    for (id, value) in given {
        match answer(pack, id, value) {
            Ok(Some(answer)) => {
                fine.insert(id.clone(), answer);
            }
            Ok(None) => {}
            Err(problem) => problems.push(AnswerProblem {
                question: printable(id),
                problem,
            }),
        }
    }
    let said = Answers {
        given: fine,
        ..Answers::default()
    };
    problems.extend(disagreeing_totals(pack, &said));
    if problems.is_empty() {
        Ok(said.given)
    } else {
        Err(problems)
    }
}

/// Turns one JSON value into an answer; nothing for `null`.
///
/// # Errors
/// What is wrong with it.
pub fn answer(pack: &Pack, id: &str, value: &Json) -> Result<Option<Answer>, Problem> {
    if value.is_null() {
        return if known(pack, id) {
            Ok(None)
        } else {
            Err(Problem::UnknownQuestion)
        };
    }
    if let Some(question) = pack.form.question(id) {
        return of_question(question, value).map(Some);
    }
    for measure in &pack.measures {
        if let Some(answer) = of_measure(measure, id, value) {
            return answer.map(Some);
        }
    }
    Err(Problem::UnknownQuestion)
}

/// Whether the form or one of its measures has this id.
#[must_use]
pub fn known(pack: &Pack, id: &str) -> bool {
    pack.slots.contains_key(id)
}

/// An id as it may be shown in a message.
#[must_use]
pub fn printable(id: &str) -> String {
    let short: String = id.chars().filter(|c| !c.is_control()).take(60).collect();
    if short.is_empty() {
        "(an empty name)".to_owned()
    } else {
        short
    }
}

fn of_question(question: &Question, value: &Json) -> Result<Answer, Problem> {
    match &question.answer {
        AnswerKind::Single { options_from, .. } => {
            let code = value
                .as_str()
                .ok_or(Problem::Type("the code of one option, as text"))?;
            option(question, *options_from, code).map(Answer::One)
        }
        AnswerKind::Multi {
            options_from,
            exclusive,
            ..
        } => {
            let codes = value.as_array().ok_or(Problem::Type("a list of codes"))?;
            ticks(question, *options_from, exclusive.as_deref(), codes)
        }
        AnswerKind::Rating { .. } => number(value, 0, 10),
        AnswerKind::Number { min, max, .. } => number(value, *min, *max),
        AnswerKind::Date => {
            let text = value
                .as_str()
                .ok_or(Problem::Type("a date as text, YYYY-MM-DD"))?;
            let date: jiff::civil::Date = text.parse().map_err(|_| Problem::Date)?;
            Ok(Answer::One(date.to_string()))
        }
        AnswerKind::Text { long } => {
            let text = value.as_str().ok_or(Problem::Type("text"))?;
            self::text(text, *long).map(Answer::One)
        }
    }
}

/// Refuses control characters (line breaks are welcome in long texts) and texts beyond all use.
fn text(text: &str, long: bool) -> Result<String, Problem> {
    let most = if long { LONGEST_TEXT } else { LONGEST_LINE };
    if text.chars().count() > most {
        return Err(Problem::TooLong(most));
    }
    let allowed = |c: char| !c.is_control() || long && matches!(c, '\n' | '\t' | '\r');
    if text.chars().all(allowed) {
        Ok(text.to_owned())
    } else {
        Err(Problem::Control)
    }
}

fn option(question: &Question, from: Option<OptionsFrom>, code: &str) -> Result<String, Problem> {
    let options = question.answer.options();
    if options.iter().any(|choice| choice.code == code) || from.is_some_and(|_| usable(code)) {
        return Ok(code.to_owned());
    }
    Err(Problem::UnknownOption(
        options.iter().map(|choice| choice.code.clone()).collect(),
    ))
}

/// An id of the clinic's own lists, or a language tag.
fn usable(code: &str) -> bool {
    (1..=64).contains(&code.len())
        && code
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

fn ticks(
    question: &Question,
    from: Option<OptionsFrom>,
    exclusive: Option<&str>,
    codes: &[Json],
) -> Result<Answer, Problem> {
    let mut ticked: Vec<String> = Vec::new();
    for code in codes {
        let code = code
            .as_str()
            .ok_or(Problem::Type("a list of codes, each as text"))?;
        let code = option(question, from, code)?;
        if ticked.contains(&code) {
            return Err(Problem::Twice);
        }
        ticked.push(code);
    }
    match exclusive {
        Some(alone) if ticked.len() > 1 && ticked.iter().any(|code| code == alone) => {
            Err(Problem::Exclusive(alone.to_owned()))
        }
        _ => Ok(Answer::Many(ticked)),
    }
}

fn number(value: &Json, min: i64, max: i64) -> Result<Answer, Problem> {
    let number = value.as_i64().ok_or(Problem::Type("a whole number"))?;
    if (min..=max).contains(&number) {
        Ok(Answer::Number(number))
    } else {
        Err(Problem::Range(min, max))
    }
}

fn of_measure(measure: &Measure, id: &str, value: &Json) -> Option<Result<Answer, Problem>> {
    if id == measure.version_id() {
        let codes = measure
            .versions
            .iter()
            .map(|version| version.code.clone())
            .collect::<Vec<_>>();
        let code = value.as_str().map(str::to_owned);
        return Some(match code {
            Some(code) if codes.contains(&code) => Ok(Answer::One(code)),
            Some(_) => Err(Problem::UnknownOption(codes)),
            None => Err(Problem::Type("the code of a version, as text")),
        });
    }
    if id == measure.date_id() {
        let date = value
            .as_str()
            .and_then(|text| text.parse::<jiff::civil::Date>().ok());
        return Some(
            date.map(|date| Answer::One(date.to_string()))
                .ok_or(Problem::Date),
        );
    }
    if let Some(item) = measure.items.iter().find(|item| item.id == id) {
        return Some(number(value, item.min, item.max).and_then(|answer| {
            let fine = answer
                .number()
                .is_some_and(|number| scoring::in_range(item, number));
            if fine { Ok(answer) } else { Err(Problem::Step) }
        }));
    }
    if let Some(total) = measure.total.as_ref().filter(|total| total.id == id) {
        return Some(match number(value, total.min, total.max) {
            Err(Problem::Range(min, max)) => Err(match &measure.range_hint {
                Some(hint) => Problem::RangeHint(min, max, hint.en().to_owned()),
                None => Problem::Range(min, max),
            }),
            Ok(Answer::Number(value)) if !scoring::total_in_range(total, value) => {
                Err(Problem::Step)
            }
            other => other,
        });
    }
    measure
        .flags
        .iter()
        .any(|flag| flag.id == id)
        .then(|| number(value, 0, 1))
}

fn disagreeing_totals<'p>(pack: &'p Pack, said: &Answers) -> Vec<AnswerProblem> {
    let disagrees = |measure: &&'p Measure| {
        let total = measure.total.as_ref()?;
        let typed = said.said(&total.id)?.number()?;
        let summed = scoring::total_of_items(measure, said)?;
        (typed != summed).then(|| AnswerProblem {
            question: total.id.clone(),
            problem: Problem::TotalDisagrees,
        })
    };
    pack.measures
        .iter()
        .filter_map(|measure| disagrees(&measure))
        .collect()
}
