//! Legal holds: while one lies on a client or on the vault, nothing under it is removed.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::domain::id::{ClientId, PersonId};
use crate::domain::redacted::redacted;

/// A legal hold.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Hold {
    /// On whom; on the whole vault where nobody is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client: Option<ClientId>,
    /// Why.
    pub reason: String,
    /// Number of the matter.
    #[serde(default)]
    pub matter: String,
    /// Who set it.
    pub set_by: PersonId,
    /// When.
    pub since: Timestamp,
    /// Somebody wants it released, and waits for a second person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<Release>,
    /// Who released it, when and why. It stays as a record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub released: Option<Release>,
}

/// A release, asked for or done.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Release {
    /// By whom.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: String,
}

redacted!(Hold, Release);
