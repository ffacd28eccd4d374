//! Totals and bands of standard measures: no total while an item is missing, no band where the measure has none.

use crate::domain::answers::{Answer, Answers};
use crate::domain::condition::{AnyAll, Condition};
use crate::domain::measure::{Measure, MeasureItem, Total};
use crate::domain::words::Words;

/// The total: the one that was typed, else the sum of the items if none is missing.
#[must_use]
pub fn total(measure: &Measure, answers: &Answers) -> Option<i64> {
    let total = measure.total.as_ref()?;
    let typed = answers.said(&total.id).and_then(Answer::number);
    typed.or_else(|| total_of_items(measure, answers))
}

/// The sum of the items, none if an item is missing or outside its range, or if the version is not known
/// although the printed versions differ.
#[must_use]
pub fn total_of_items(measure: &Measure, answers: &Answers) -> Option<i64> {
    let total = measure.total.as_ref()?;
    if let Some(gate) = &total.gate {
        match answers.said(gate).and_then(Answer::number) {
            Some(0) => return Some(0),
            None => return None,
            Some(_) => {}
        }
    }
    let reversed = reversed_items(measure, answers)?;
    let mut sum = 0;
    for item in measure.items.iter().filter(|item| item.scored) {
        let value = answers.said(&item.id).and_then(Answer::number)?;
        if !in_range(item, value) {
            return None;
        }
        let turned = item.reversed || reversed.contains(&item.id);
        sum += if turned {
            item.min + item.max - value
        } else {
            value
        };
    }
    Some(sum * total.times)
}

/// Ids that the chosen version reverses; none if a version is needed and not chosen.
fn reversed_items<'m>(measure: &'m Measure, answers: &Answers) -> Option<&'m [String]> {
    if measure.versions.is_empty() {
        return Some(&[]);
    }
    let code = answers.said(&measure.version_id())?.one()?;
    measure
        .versions
        .iter()
        .find(|version| version.code == code)
        .map(|version| version.reversed.as_slice())
}

/// Whether an item's value is one that it can have.
#[must_use]
pub fn in_range(item: &MeasureItem, value: i64) -> bool {
    (item.min..=item.max).contains(&value) && (item.only.is_empty() || item.only.contains(&value))
}

/// Whether a total is one that the measure can have.
#[must_use]
pub fn total_in_range(total: &Total, value: i64) -> bool {
    (total.min..=total.max).contains(&value) && total.times != 0 && value % total.times == 0
}

/// The band: of the total, or of the items where the measure has no total.
#[must_use]
pub fn band<'m>(measure: &'m Measure, answers: &Answers) -> Option<&'m Words> {
    if holds(&measure.unbanded_when, answers) {
        return None;
    }
    if let Some(band) = total(measure, answers).and_then(|total| measure.band(total)) {
        return Some(&band.label);
    }
    let mut bands = measure.item_bands.iter();
    bands
        .rfind(|band| holds(&band.when, answers))
        .map(|band| &band.label)
}

fn holds(rule: &AnyAll, answers: &Answers) -> bool {
    let test = |condition: &Condition| {
        let value = answers.said(condition.question()).and_then(Answer::number);
        match condition {
            Condition::AtLeast { value: low, .. } => value.is_some_and(|value| value >= *low),
            Condition::AtMost { value: high, .. } => value.is_some_and(|value| value <= *high),
            _ => false,
        }
    };
    rule.0
        .iter()
        .any(|all| !all.is_empty() && all.iter().all(test))
}
