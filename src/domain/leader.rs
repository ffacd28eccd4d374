//! Leaders of groups, apart from login staff, and whom they treat.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::domain::id::{ClientId, LeaderId, PersonId};
use crate::domain::redacted::redacted;
use crate::domain::staff::Licence;

/// Someone who leads or hosts groups.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Leader {
    /// Name, with titles.
    pub name: String,
    /// Function, as printed.
    #[serde(default)]
    pub role: String,
    /// Licence; a host has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<Licence>,
    /// Whether the law obliges them to report abuse.
    #[serde(default)]
    pub mandated: bool,
    /// Their login, where they have one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff: Option<PersonId>,
    /// Telephone or e-mail for letters.
    #[serde(default)]
    pub contact: String,
}

impl Leader {
    /// Somebody of whom nothing but the name is known.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            ..Self::default()
        }
    }

    /// Whether there is a licence, with kind, number and last day, that holds on a day.
    #[must_use]
    pub fn is_licensed(&self, on: Date) -> bool {
        self.licence.as_ref().is_some_and(|licence| {
            let known = [&licence.kind, &licence.number];
            let whole = known.iter().all(|part| !part.trim().is_empty());
            whole && licence.expires.is_some_and(|last| on <= last)
        })
    }
}

/// A leader treats a client: they should not meet in a group without talking about it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Treats {
    /// The leader.
    pub leader: LeaderId,
    /// The client.
    pub client: ClientId,
    /// First day.
    pub from: Date,
    /// Last day; open while treatment goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
}

redacted!(Leader, Treats);
