//! A standard measure, of which only numbers and our own neutral labels are kept.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::condition::AnyAll;
use super::form::{Sensitivity, is_yes, yes};
use super::words::Words;

/// A measure as its file holds it. Never any wording of the questionnaire itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Always `anteroom-measure/1`.
    pub format: String,
    /// Short code, for example `phq9`; every id of the measure begins with `m-` and this code.
    pub id: String,
    /// Raised with every change of content.
    pub version: u32,
    /// For example `draft for clinical review`.
    pub status: String,
    /// Languages that every text must have.
    pub languages: Vec<String>,
    /// Name of the measure.
    pub title: Words,
    /// The time that it asks about.
    pub period: Words,
    /// Items in order.
    pub items: Vec<MeasureItem>,
    /// The total, if the measure has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<Total>,
    /// Bands of the total, lowest first, without gaps or overlaps.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bands: Vec<Band>,
    /// Bands that depend on single items, for measures without a total; the last that holds counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub item_bands: Vec<ItemBand>,
    /// Values that follow from others, for example `m-mdq-positive`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<Flag>,
    /// The usual cut-off, in words.
    pub cutoff: Words,
    /// Whether a higher total is worse.
    pub higher_is: Direction,
    /// Versions whose reversed items differ; the answer `m-<id>-version` names one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub versions: Vec<MeasureVersion>,
    /// When set and true, the total is not put into a band.
    #[serde(default, skip_serializing_if = "AnyAll::is_empty")]
    pub unbanded_when: AnyAll,
    /// Items that must be answered when the condition holds, as they are looked at whatever the total.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub critical: Vec<CriticalItems>,
    /// Its class of protected content, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sensitive: Option<Sensitivity>,
    /// Hints for whoever types the numbers in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<Words>,
    /// Shown when a total is outside the range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range_hint: Option<Words>,
    /// What is known of the permission to use it.
    pub permission: Words,
    /// Publications.
    pub source: String,
    /// H, M or L: how sure the team is of the facts in this file.
    pub confidence: String,
}

/// An item of a measure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MeasureItem {
    /// For example `m-phq9-i9`.
    pub id: String,
    /// Our own neutral label, for example "Item 9 (risk item)".
    pub label: Words,
    /// Lowest value.
    pub min: i64,
    /// Highest value.
    pub max: i64,
    /// The only values allowed, where not every whole number is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub only: Vec<i64>,
    /// Whether it counts in the total.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub scored: bool,
    /// Whether it is scored in the opposite direction: `max + min - value`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reversed: bool,
    /// When it is asked; empty means always.
    #[serde(default, skip_serializing_if = "AnyAll::is_empty")]
    pub asked_when: AnyAll,
}

/// The total of a measure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Total {
    /// For example `m-phq9-total`.
    pub id: String,
    /// Lowest possible total.
    pub min: i64,
    /// Highest possible total.
    pub max: i64,
    /// The sum of the items is multiplied by this (4 for WHO-5).
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub times: i64,
    /// A gate item: at 0 the total is 0 whatever the others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gate: Option<String>,
}

fn one() -> i64 {
    1
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for a reference"
)]
fn is_one(value: &i64) -> bool {
    *value == 1
}

/// A named range of totals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// Lowest total in it.
    pub from: i64,
    /// Highest total in it.
    pub to: i64,
    /// Its name.
    pub label: Words,
}

/// A band that rests on single items.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemBand {
    /// When it holds.
    pub when: AnyAll,
    /// Its name.
    pub label: Words,
}

/// A value, 0 or 1, that follows from other values of the measure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Flag {
    /// For example `m-mdq-positive`.
    pub id: String,
    /// Values that must be known before the flag is.
    pub needs: Vec<String>,
    /// 1 when this holds.
    pub when: AnyAll,
    /// Its name.
    pub label: Words,
}

/// Which direction is worse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// Higher totals mean more trouble.
    Worse,
    /// Higher totals mean better wellbeing.
    Better,
}

/// A printed version of a measure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MeasureVersion {
    /// Code stored in `m-<id>-version`.
    pub code: String,
    /// Name for people.
    pub label: Words,
    /// Ids of the items that this version scores in reverse.
    pub reversed: Vec<String>,
}

/// Items that become required.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CriticalItems {
    /// When; empty means as soon as any value of the measure is given.
    #[serde(default, skip_serializing_if = "AnyAll::is_empty")]
    pub when: AnyAll,
    /// Which.
    pub items: Vec<String>,
}

impl Measure {
    /// The band of a total, if the measure has bands and the total lies in one.
    #[must_use]
    pub fn band(&self, total: i64) -> Option<&Band> {
        self.bands
            .iter()
            .find(|band| (band.from..=band.to).contains(&total))
    }

    /// Every id under which the measure stores a number, with its lowest and highest value.
    pub fn numbers(&self) -> impl Iterator<Item = (&str, i64, i64)> {
        let items = self
            .items
            .iter()
            .map(|item| (item.id.as_str(), item.min, item.max));
        let total = self
            .total
            .iter()
            .map(|total| (total.id.as_str(), total.min, total.max));
        let flags = self.flags.iter().map(|flag| (flag.id.as_str(), 0, 1));
        items.chain(total).chain(flags)
    }

    /// The id under which the printed version is stored.
    #[must_use]
    pub fn version_id(&self) -> String {
        format!("m-{}-version", self.id)
    }

    /// The id under which the date of the measure is stored.
    #[must_use]
    pub fn date_id(&self) -> String {
        format!("m-{}-date", self.id)
    }
}
