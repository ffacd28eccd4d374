//! Recipients: the address book of those who get letters.

use serde::{Deserialize, Serialize};

use crate::domain::redacted::redacted;

/// Who a recipient is to the person; several rules about disclosure turn on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RecipientKind {
    /// Leads a therapy group.
    GroupTherapist,
    /// Hosts a support group.
    Host,
    /// Referred the person.
    Referrer,
    /// Emergency or crisis service.
    Crisis,
    /// Doctor, hospital or other medical care.
    Medical,
    /// Any other service.
    #[default]
    Service,
    /// The person themself.
    Person,
}

/// Someone who receives letters.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Recipient {
    /// Name.
    pub name: String,
    /// Function.
    #[serde(default)]
    pub role: String,
    /// Organisation.
    #[serde(default)]
    pub organisation: String,
    /// Lines of the address.
    #[serde(default)]
    pub address: Vec<String>,
    /// Telephone.
    #[serde(default)]
    pub phone: String,
    /// Who they are to the person.
    #[serde(default)]
    pub kind: RecipientKind,
}

redacted!(Recipient);
