//! Reads a file of answers: every problem in one message, and nothing of what was answered in it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use jiff::civil::Date;
use serde_json::Value;

use crate::domain::answers::{Answers, SafetyRaised};
use crate::domain::form::Pathway;
use crate::domain::group::{Group, GroupProblem};
use crate::screening::Pack;
use crate::screening::check::{self, LONGEST_TEXT};

use super::Shipped;
use super::json::{self, JsonProblem};

/// A file of answers that was found to be whole.
pub struct Given {
    /// Which conversation it was.
    pub pathway: Pathway,
    /// What was said.
    pub answers: Answers,
    /// The person, not looked at yet.
    pub client: Option<Value>,
    /// Groups to match with.
    pub groups: Option<Vec<Group>>,
    /// The day of matching, if the file says it.
    pub date: Option<Date>,
}

/// Why a file of answers was refused.
#[derive(Debug)]
pub enum Refused {
    /// It is not usable JSON.
    Json(JsonProblem),
    /// Everything that is wrong with it.
    Content(Vec<String>),
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Json(problem) => write!(f, "{problem} (hint: {})", problem.hint()),
            Self::Content(problems) => f.write_str(&problems.join("\n")),
        }
    }
}

impl std::error::Error for Refused {}

const KEYS: [&str; 11] = [
    "pathway",
    "answers",
    "client",
    "groups",
    "date",
    "declined",
    "notes",
    "safety_raised",
    "name",
    "why",
    "expected",
];

/// Reads the bytes of a file of answers.
///
/// # Errors
/// Every problem of the file at once.
pub fn read(bytes: &[u8], shipped: &Shipped) -> Result<Given, Refused> {
    let value = json::read(bytes, json::LARGEST_ANSWER_FILE).map_err(Refused::Json)?;
    let mut problems = Vec::new();
    let given = given(&value, shipped, &mut problems);
    match given {
        Some(given) if problems.is_empty() => Ok(given),
        _ => Err(Refused::Content(problems)),
    }
}

fn given(value: &Value, shipped: &Shipped, problems: &mut Vec<String>) -> Option<Given> {
    let Some(object) = value.as_object() else {
        problems.push(
            "the file is not an object: it should look like {\"pathway\": ..., \"answers\": {...}}"
                .to_owned(),
        );
        return None;
    };
    for key in object.keys().filter(|key| !KEYS.contains(&key.as_str())) {
        problems.push(format!(
            "unknown key \"{}\": known are {}",
            check::printable(key),
            KEYS.join(", ")
        ));
    }
    let pathway: Option<Pathway> = object
        .get("pathway")
        .and_then(|value| serde_json::from_value(value.clone()).ok());
    let Some(pathway) = pathway else {
        problems.push("\"pathway\" is needed: \"therapy\", \"support\" or \"triage\"".to_owned());
        return None;
    };
    let pack = shipped.pack(pathway);
    let answers = Answers {
        given: answers(object.get("answers"), pack, problems),
        declined: declined(object.get("declined"), pack, problems),
        notes: notes(object.get("notes"), pack, problems),
        safety_raised: raised(object.get("safety_raised"), problems),
    };
    let client = object
        .get("client")
        .filter(|client| !client.is_null())
        .cloned();
    if client.as_ref().is_some_and(|client| !client.is_object()) {
        problems.push("\"client\": expected an object".to_owned());
    }
    let groups = groups(object.get("groups"), problems);
    let date = date(object.get("date"), problems);
    Some(Given {
        pathway,
        answers,
        client,
        groups,
        date,
    })
}

fn answers(
    value: Option<&Value>,
    pack: &Pack,
    problems: &mut Vec<String>,
) -> BTreeMap<String, crate::domain::answers::Answer> {
    let Some(object) = value.and_then(Value::as_object) else {
        problems.push("\"answers\" is needed: an object of question ids and answers".to_owned());
        return BTreeMap::new();
    };
    let given: BTreeMap<String, Value> = object
        .iter()
        .map(|(id, value)| (id.clone(), value.clone()))
        .collect();
    check::answers(pack, &given).unwrap_or_else(|found| {
        problems.extend(found.iter().map(|problem| format!("answers: {problem}")));
        BTreeMap::new()
    })
}

fn declined(value: Option<&Value>, pack: &Pack, problems: &mut Vec<String>) -> BTreeSet<String> {
    let Some(value) = value.filter(|value| !value.is_null()) else {
        return BTreeSet::new();
    };
    let ids: Option<Vec<&str>> = value
        .as_array()
        .and_then(|ids| ids.iter().map(Value::as_str).collect());
    let Some(ids) = ids else {
        problems.push("\"declined\": expected a list of question ids".to_owned());
        return BTreeSet::new();
    };
    for id in ids.iter().filter(|id| pack.form.question(id).is_none()) {
        problems.push(format!(
            "declined: {}: no such question in this form",
            check::printable(id)
        ));
    }
    ids.into_iter().map(str::to_owned).collect()
}

fn notes(
    value: Option<&Value>,
    pack: &Pack,
    problems: &mut Vec<String>,
) -> BTreeMap<String, String> {
    let Some(value) = value.filter(|value| !value.is_null()) else {
        return BTreeMap::new();
    };
    let Some(object) = value.as_object() else {
        problems.push("\"notes\": expected an object of question ids and texts".to_owned());
        return BTreeMap::new();
    };
    let mut notes = BTreeMap::new();
    for (id, note) in object {
        let name = check::printable(id);
        match note.as_str() {
            _ if !check::known(pack, id) => {
                problems.push(format!("notes: {name}: no such question in this form"))
            }
            None => problems.push(format!("notes: {name}: expected text")),
            Some(text) if text.chars().count() > LONGEST_TEXT => {
                problems.push(format!(
                    "notes: {name}: longer than {LONGEST_TEXT} characters"
                ));
            }
            Some(text) => {
                notes.insert(id.clone(), text.to_owned());
            }
        }
    }
    notes
}

fn raised(value: Option<&Value>, problems: &mut Vec<String>) -> Option<SafetyRaised> {
    let value = value.filter(|value| !value.is_null())?;
    let raised: Option<SafetyRaised> = serde_json::from_value(value.clone()).ok();
    if raised.is_none() {
        problems.push(
            "\"safety_raised\": expected {\"level\": \"review\" or \"act-now\", \"reason\": text}"
                .to_owned(),
        );
    }
    raised
}

fn groups(value: Option<&Value>, problems: &mut Vec<String>) -> Option<Vec<Group>> {
    let value = value.filter(|value| !value.is_null())?;
    let Some(list) = value.as_array() else {
        problems.push("\"groups\": expected a list of groups".to_owned());
        return None;
    };
    let mut groups: Vec<Group> = Vec::new();
    for (index, value) in list.iter().enumerate() {
        match group(value) {
            Ok(group) if groups.iter().any(|known| known.id == group.id) => {
                problems.push(format!("groups: number {}: the id stands twice", index + 1));
            }
            Ok(group) => groups.push(group),
            Err(found) => problems.push(format!("groups: number {}: {found}", index + 1)),
        }
    }
    Some(groups)
}

/// Reads one group record and refuses one with errors.
///
/// # Errors
/// What is wrong, in words.
pub fn group(value: &Value) -> Result<Group, String> {
    let group: Group = serde_json::from_value(value.clone()).map_err(|error| error.to_string())?;
    let errors: Vec<&str> = group
        .problems()
        .iter()
        .filter_map(|problem| match problem {
            GroupProblem::Error(id) => Some(*id),
            GroupProblem::Hint(_) => None,
        })
        .collect();
    if errors.is_empty() {
        Ok(group)
    } else {
        Err(errors.join(", "))
    }
}

fn date(value: Option<&Value>, problems: &mut Vec<String>) -> Option<Date> {
    let value = value.filter(|value| !value.is_null())?;
    let date = value.as_str().and_then(|text| text.parse().ok());
    if date.is_none() {
        problems.push("\"date\": expected a date as YYYY-MM-DD".to_owned());
    }
    date
}
