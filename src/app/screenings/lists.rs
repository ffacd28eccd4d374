//! Lists of screenings: who, which conversation, how it stands; and what needs somebody first of all.

use std::collections::HashMap;

use super::super::command::{ScreeningRow, Trouble};
use super::super::explain::LANGUAGE;
use super::danger::in_danger;
use super::index;
use crate::catalog::shipped;
use crate::domain::answers::{Answer, SafetyLevel};
use crate::domain::form::Pathway;
use crate::domain::id::{ClientId, ScreeningId};
use crate::domain::screening::{ScreeningIndex, Stage};
use crate::screening::evaluate;
use crate::text;
use crate::vault::{Deed, Open, ScreeningRow as Listed, Show};

/// How many lines a list has at most.
const LONGEST_LIST: u32 = 200;

/// Lines of a list, the latest first.
///
/// # Errors
/// If the vault refuses.
pub fn rows(open: &Open, show: Show) -> Result<Vec<ScreeningRow>, Trouble> {
    newest(open, show, LONGEST_LIST)
}

/// As [`rows`], so many at most.
///
/// # Errors
/// If the vault refuses.
pub fn newest(open: &Open, show: Show, most: u32) -> Result<Vec<ScreeningRow>, Trouble> {
    if !open.can(Deed::ScreeningList) {
        return Ok(Vec::new());
    }
    let rows = open.screenings().list(show, most)?;
    lines(open, rows)
}

/// What a client is called in lists.
pub fn called(open: &Open, client: Option<ClientId>) -> String {
    client
        .and_then(|client| open.clients().card(client).ok())
        .map_or_else(|| text::say("screening-unnamed"), |card| card.name)
}

/// The lines of these screenings.
fn lines(open: &Open, rows: Vec<Listed>) -> Result<Vec<ScreeningRow>, Trouble> {
    let indexes = indexes(open, &rows)?;
    let danger = in_danger(open)?;
    let groups = open.groups().list()?;
    let mut lines = Vec::with_capacity(rows.len());
    for row in rows {
        let value = row.row.value;
        let found = indexes.get(&row.row.id);
        let index = found.map(|(index, _)| index);
        let client = value
            .client
            .and_then(|client| open.clients().card(client).ok())
            .map(|card| card.name);
        let kept = value.kept.as_ref();
        let asked = found.and_then(|(_, group)| group.as_deref());
        let group = kept.and_then(|kept| kept.group.as_deref()).or(asked);
        let group = group.and_then(|id| groups.iter().find(|stored| stored.value.id == id));
        let person = client
            .or_else(|| {
                kept.map(|kept| kept.chosen_name.clone())
                    .filter(|name| !name.trim().is_empty())
            })
            .or_else(|| group.map(|stored| stored.value.name.clone()))
            .unwrap_or_else(|| text::say("screening-unnamed"));
        let outcome =
            index.and_then(|index| index.decided.clone().or_else(|| index.outcome.clone()));
        let outcome = outcome.or_else(|| kept.map(|kept| kept.outcome.clone()));
        lines.push(ScreeningRow {
            id: row.row.id,
            person,
            pathway: value.pathway,
            stage: value.stage,
            safety: if danger.contains(&row.row.id) {
                SafetyLevel::ActNow
            } else {
                index.map(|index| index.safety).unwrap_or_default()
            },
            outcome: outcome.map(|outcome| title(value.pathway, &outcome)),
            updated: row.updated,
            missing: index.map(|index| index.missing).unwrap_or_default(),
            planned: value.planned,
            set_aside: value.set_aside_for.is_some(),
        });
    }
    Ok(lines)
}

/// Open safety concerns, gravest first: act-now that nobody acknowledged, and reviews that are due. Nothing is signed
/// while one is open, so that they are among the drafts; all of those are looked at, however many there are.
///
/// # Errors
/// If the vault refuses.
pub fn concerns(open: &Open) -> Result<Vec<ScreeningRow>, Trouble> {
    if !open.can(Deed::ScreeningList) {
        return Ok(Vec::new());
    }
    let waits = |index: &ScreeningIndex| {
        index.safety == SafetyLevel::ActNow && !index.acknowledged || index.review_due
    };
    let danger = in_danger(open)?;
    let mut rows = open.screenings().list(Show::In(Stage::Draft), u32::MAX)?;
    let indexes = indexes(open, &rows)?;
    rows.retain(|draft| {
        let found = indexes.get(&draft.row.id);
        danger.contains(&draft.row.id) || found.is_some_and(|(index, _)| waits(index))
    });
    // What was raised in a check outlives it.
    if !danger
        .iter()
        .all(|id| rows.iter().any(|row| row.row.id == *id))
    {
        let ended = open.screenings().list(Show::All, LONGEST_LIST)?;
        rows.extend(
            ended
                .into_iter()
                .filter(|row| row.row.value.stage != Stage::Draft && danger.contains(&row.row.id)),
        );
    }
    let mut concerns = lines(open, rows)?;
    concerns.sort_by_key(|row| std::cmp::Reverse(row.safety));
    Ok(concerns)
}

/// The facts of screenings that lists need, and the group that a check is about: from the clinicians' index for
/// assessments, from the open drafts themselves for support-group checks, which have none.
fn indexes(
    open: &Open,
    rows: &[Listed],
) -> Result<HashMap<ScreeningId, (ScreeningIndex, Option<String>)>, Trouble> {
    let of = |pathway| {
        rows.iter()
            .filter(move |row| row.row.value.pathway == pathway)
    };
    let mut indexes = HashMap::new();
    // Who is no clinician sees no index, and the lines without it.
    if open.can(Deed::TherapyIndex) && open.reaches_clinical() {
        let ids = of(Pathway::Therapy).map(|row| row.row.id);
        let sealed = open.screenings().index_of(ids)?;
        indexes.extend(sealed.into_iter().map(|(id, index)| (id, (index, None))));
    }
    for row in of(Pathway::Support).filter(|row| row.row.value.stage == Stage::Draft) {
        // A colleague's check stays closed for the desk; its line is shown without what was said.
        let Ok(Some(content)) = open
            .screenings()
            .view(row.row.id)
            .map(|viewed| viewed.content)
        else {
            continue;
        };
        let now = evaluate(shipped().pack(Pathway::Support), &content.answers);
        let group = content
            .answers
            .said("sg-group")
            .and_then(Answer::one)
            .map(str::to_owned);
        indexes.insert(row.row.id, (index(&content, &now), group));
    }
    Ok(indexes)
}

fn title(pathway: Pathway, outcome: &str) -> String {
    let outcomes = &shipped().pack(pathway).criteria.outcomes;
    let words = outcomes.iter().find(|words| words.outcome == outcome);
    words.map_or_else(
        || outcome.to_owned(),
        |words| words.title.say(LANGUAGE).to_owned(),
    )
}
