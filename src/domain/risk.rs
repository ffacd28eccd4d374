//! Clinical risk records: a stub at the desk until a clinician comes, then sealed.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::domain::answers::SafetyLevel;
use crate::domain::id::{ClientId, PersonId, ScreeningId};
use crate::domain::redacted::redacted;
use crate::domain::screening::Acknowledgement;

/// What stands under the desk's key until a clinician has acknowledged.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RiskStub {
    /// How grave.
    pub level: SafetyLevel,
    /// The group that the check was about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// The screening in which it came up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub screening: Option<ScreeningId>,
    /// Who noted it.
    pub by: PersonId,
    /// Clinicians who were told; this unlocks nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub told: Vec<Told>,
}

/// The desk told a clinician.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Told {
    /// Whom.
    pub clinician: String,
    /// When.
    pub at: Timestamp,
    /// Who told.
    pub by: PersonId,
}

/// The clear row of a risk record.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Risk {
    /// When it was opened.
    pub opened: Timestamp,
    /// The stub; gone once the record is sealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stub: Option<RiskStub>,
    /// When a clinician sealed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealed: Option<Timestamp>,
    /// The screening that a clinician acknowledged beside somebody who may not read it; whoever may takes it over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beside: Option<ScreeningId>,
}

/// The sealed part of a risk record.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RiskContent {
    /// The stub as it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stub: Option<RiskStub>,
    /// The client, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client: Option<ClientId>,
    /// The screening in which it came up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub screening: Option<ScreeningId>,
    /// How grave.
    pub level: SafetyLevel,
    /// What was said, in the words that the protocol needs.
    #[serde(default)]
    pub note: String,
    /// What was done.
    pub acknowledgement: Acknowledgement,
}

redacted!(RiskStub, Told, Risk, RiskContent);
