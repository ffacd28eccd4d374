//! A file of answers from outside: what `anteroom evaluate` and `anteroom screening add` read.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::answers::SafetyRaised;
use super::form::Pathway;
use super::group::Group;

/// A file of answers. Any other key is an error.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerFile {
    /// Which conversation it was.
    pub pathway: Pathway,
    /// Answers by question id: text or a code, a list of codes, or a whole number.
    pub answers: BTreeMap<String, Value>,
    /// The person, as a client record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client: Option<Value>,
    /// The clinic's groups to match with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub groups: Option<Vec<Group>>,
    /// The day of matching, `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub date: Option<Date>,
    /// Questions that the person preferred not to answer.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub declined: BTreeSet<String>,
    /// Notes beside questions.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub notes: BTreeMap<String, String>,
    /// A safety level raised by hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub safety_raised: Option<SafetyRaised>,
    /// Name of a worked case; ignored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Why a worked case comes out as it does; ignored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// What a worked case expects; ignored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<Value>,
}
