//! The clinic's groups and their leaders.

pub mod waitlist;

use serde_json::Value;

use crate::domain::group::{Group, GroupProblem, GroupStatus};
use crate::domain::leader::Leader;
use crate::text;
use crate::vault::{Deed, Open, Stored};

use super::command::{Trouble, WaitingView};

/// Every group, in the order of their names.
///
/// # Errors
/// If the vault refuses.
pub fn list(open: &Open) -> Result<Vec<Group>, Trouble> {
    let known = leaders(open)?;
    let mut groups: Vec<Group> = open
        .groups()
        .list()?
        .into_iter()
        .map(|stored| named(stored.value, &known))
        .collect();
    groups.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(groups)
}

/// Who waits for a seat, and which groups have one. A clinician sees who waits for which; the desk, how many wait.
///
/// # Errors
/// If the vault refuses.
pub fn waiting(open: &Open) -> Result<WaitingView, Trouble> {
    if !open.can(Deed::ReportSee) {
        return Ok(WaitingView::default());
    }
    let waiting = open.reports().waiting()?;
    if waiting.is_empty() {
        return Ok(WaitingView::default());
    }
    let known = open.can(Deed::TherapyIndex) && open.reaches_clinical();
    let mut free = Vec::new();
    for Group {
        id,
        name,
        capacity,
        enrolled,
        reserved,
        status,
        ..
    } in list(open)?
    {
        let seats = capacity.map_or(0, |capacity| capacity.saturating_sub(enrolled + reserved));
        let wait = waiting.iter().filter(|one| one.waits_for.contains(&id));
        let wait = known.then(|| wait.count());
        if seats > 0 && wait != Some(0) && status != GroupStatus::Paused {
            free.push((name, seats, wait));
        }
    }
    Ok(WaitingView {
        people: waiting.len(),
        free,
    })
}

/// The group with the names of its leaders, one for each id.
fn named(mut group: Group, known: &[(String, Leader)]) -> Group {
    let name = |id: &String| {
        let found = known.iter().find(|(other, _)| other == id);
        found.map_or_else(|| id.clone(), |(_, leader)| leader.name.clone())
    };
    group.leader_names = group.leaders.iter().map(name).collect();
    let record = |id: &String| known.iter().find(|(other, _)| other == id);
    group.leader_records = group
        .leaders
        .iter()
        .filter_map(record)
        .map(|(_, leader)| leader.clone())
        .collect();
    group
}

/// Leaders with the ids that groups and answers use for them.
///
/// # Errors
/// If the vault refuses.
pub fn leaders(open: &Open) -> Result<Vec<(String, Leader)>, Trouble> {
    Ok(open
        .leaders()
        .list()?
        .into_iter()
        .map(|stored| (stored.id.to_string(), stored.value))
        .collect())
}

/// Reads one group, or a list of groups, from JSON.
///
/// # Errors
/// Every problem at once.
pub fn read(value: &Value) -> Result<Vec<Group>, Trouble> {
    let list = value
        .as_array()
        .cloned()
        .unwrap_or_else(|| vec![value.clone()]);
    let mut groups = Vec::new();
    let mut problems = Vec::new();
    for (index, value) in list.iter().enumerate() {
        match serde_json::from_value::<Group>(value.clone()) {
            Ok(group) => {
                let found = errors(&group);
                problems.extend(
                    found
                        .into_iter()
                        .map(|line| format!("group {}: {line}", index + 1)),
                );
                groups.push(group);
            }
            Err(error) => problems.push(format!("group {}: {error}", index + 1)),
        }
    }
    if problems.is_empty() {
        Ok(groups)
    } else {
        Err(Trouble::new("bad-input", problems.join("\n")))
    }
}

/// What forbids keeping the record, in words.
#[must_use]
pub fn errors(group: &Group) -> Vec<String> {
    let problems = group.kept_problems();
    let errors = problems.iter().filter_map(|problem| match problem {
        GroupProblem::Error(id) => Some(text::say(id)),
        GroupProblem::Hint(_) => None,
    });
    errors.collect()
}

/// Keeps a group. One without an id gets one; leaders are found by name and added where they are new, and what is said
/// of them is kept.
///
/// # Errors
/// If something is wrong with it, or the vault refuses.
pub fn save(open: &Open, mut group: Group, led_by: &[Leader]) -> Result<Group, Trouble> {
    let errors = errors(&group);
    if !errors.is_empty() {
        return Err(Trouble::new("bad-input", errors.join("\n")));
    }
    let stored = open
        .groups()
        .list()?
        .into_iter()
        .find(|stored| stored.value.id == group.id);
    if let Some(stored) = &stored
        && !stored.value.may_become(group.kind)
    {
        return Err(Trouble::new("bad-input", text::say("group-error-kind")));
    }
    let known = leaders(open)?;
    let by_id = known.iter().filter(|(id, _)| group.leaders.contains(id));
    let mut leading: Vec<Leader> = by_id.map(|(_, leader)| leader.clone()).collect();
    for said in led_by {
        let before = known.iter().find(|(_, leader)| leader.name == said.name);
        leading.retain(|leader| leader.name != said.name);
        leading.push(with(before.map(|(_, leader)| leader), said));
    }
    if !group.may_be_led_by(leading.iter(), open.today()) {
        return Err(Trouble::new("bad-input", text::say("group-error-licence")));
    }
    for said in led_by {
        let id = save_leader(open, said)?;
        if !group.leaders.contains(&id) {
            group.leaders.push(id);
        }
    }
    match stored {
        Some(stored) if !group.id.is_empty() => {
            open.groups().save(&Stored {
                value: group.clone(),
                ..stored
            })?;
        }
        _ => {
            if group.id.is_empty() {
                group.id = fresh_id(open, &group.name)?;
            }
            open.groups().add(&group)?;
        }
    }
    Ok(named(group, &leaders(open)?))
}

/// Keeps what is said of a leader, who is found by name; returns the id. What is not said stays as it is known.
///
/// # Errors
/// If there is no name, or the vault refuses.
pub fn save_leader(open: &Open, said: &Leader) -> Result<String, Trouble> {
    if said.name.trim().is_empty() {
        return Err(Trouble::new("bad-input", text::say("group-error-name")));
    }
    let list = open.leaders().list()?;
    let before = list.into_iter().find(|one| one.value.name == said.name);
    let Some(before) = before else {
        return Ok(open.leaders().add(said)?.to_string());
    };
    let value = with(Some(&before.value), said);
    let id = before.id.to_string();
    if value != before.value {
        open.leaders().save(&Stored { value, ..before })?;
    }
    Ok(id)
}

/// What is known of somebody with what is said now.
fn with(before: Option<&Leader>, said: &Leader) -> Leader {
    let Some(before) = before else {
        return said.clone();
    };
    let text = |said: &String, before: &String| {
        let kept = if said.trim().is_empty() { before } else { said };
        kept.clone()
    };
    Leader {
        name: said.name.clone(),
        role: text(&said.role, &before.role),
        licence: said.licence.clone().or_else(|| before.licence.clone()),
        mandated: said.mandated || before.mandated,
        staff: said.staff.or(before.staff),
        contact: text(&said.contact, &before.contact),
    }
}

/// An id from the name, with a number where it is taken.
fn fresh_id(open: &Open, name: &str) -> Result<String, Trouble> {
    let plain: String = name
        .to_lowercase()
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect::<String>()
        .split('-')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join("-");
    let plain: String = plain.chars().take(40).collect();
    let base = if plain.is_empty() {
        "g-group".to_owned()
    } else {
        format!("g-{plain}")
    };
    let taken: Vec<String> = open
        .groups()
        .list()?
        .into_iter()
        .map(|stored| stored.value.id)
        .collect();
    let numbered = (2..).map(|number| format!("{base}-{number}"));
    let free = std::iter::once(base.clone())
        .chain(numbered)
        .find(|id| !taken.contains(id));
    Ok(free.unwrap_or(base))
}
