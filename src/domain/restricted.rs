//! Openings of restricted clients: staff and family are looked at only with a reason.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::domain::id::{ClientId, PersonId};
use crate::domain::redacted::redacted;

/// Why a restricted client is opened, as one of a closed list: this word stands in the activity log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OpeningWhy {
    /// To treat or assess the person.
    Care,
    /// Somebody may be in danger.
    Emergency,
    /// To correct or complete the record.
    Record,
    /// The person asked for something, or somebody has a right to know.
    Request,
    /// Something else.
    Other,
}

impl OpeningWhy {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Care,
        Self::Emergency,
        Self::Record,
        Self::Request,
        Self::Other,
    ];

    /// The word in the log and on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Care => "care",
            Self::Emergency => "emergency",
            Self::Record => "record",
            Self::Request => "request",
            Self::Other => "other",
        }
    }
}

/// One opening, as it stands under the key of all staff. The reason in words is sealed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Opening {
    /// Who was opened.
    pub client: ClientId,
    /// By whom.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
    /// Until when it was open.
    pub until: Timestamp,
    /// Why, in a word.
    pub why: OpeningWhy,
    /// The second clinician who looked at it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acknowledged: Option<Acknowledged>,
}

/// A second clinician looked at an opening.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Acknowledged {
    /// Who.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
}

/// The reason, as it is sealed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct OpeningReason {
    /// In words.
    pub text: String,
}

redacted!(Opening, Acknowledged, OpeningReason);
