//! A client: who they are, how to reach them safely, and who else is involved. Only a name is required.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::domain::id::RecipientId;
use crate::domain::redacted::redacted;

/// A client's record.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Client {
    /// The clinic's own number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record_number: Option<String>,
    /// Name in documents.
    pub legal_name: String,
    /// Name that the person uses; letters use it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chosen_name: Option<String>,
    /// Pronouns, in the person's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pronouns: Option<String>,
    /// Date of birth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_date: Option<Date>,
    /// Postal addresses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub addresses: Vec<Address>,
    /// Telephones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<Phone>,
    /// E-mail addresses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub emails: Vec<Email>,
    /// Preferred language, a BCP-47 code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Who sent them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub referrer: Option<Referrer>,
    /// Who decides with or for them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guardian: Option<Guardian>,
    /// Whom to call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub emergency_contact: Option<EmergencyContact>,
    /// Staff or family: opening needs a reason.
    #[serde(default)]
    pub restricted: bool,
    /// Known to a federally assisted substance use programme; `None` until someone asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_2: Option<bool>,
}

/// A postal address.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Address {
    /// The lines as on an envelope, without the name.
    pub lines: Vec<String>,
    /// Whether post may go there.
    #[serde(default)]
    pub safe_for_post: bool,
}

/// A telephone.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Phone {
    /// The number as it was given.
    pub number: String,
    /// Whether a message may be left.
    #[serde(default)]
    pub safe_for_voice_message: bool,
}

/// An e-mail address.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Email {
    /// The address.
    pub address: String,
    /// Whether it may be written to.
    #[serde(default)]
    pub safe: bool,
}

/// Who referred the client.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Referrer {
    /// Name or organisation, as told.
    pub name: String,
    /// The entry in the address book, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipient: Option<RecipientId>,
}

/// A parent or guardian.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Guardian {
    /// Name.
    pub name: String,
    /// Relation to the client.
    #[serde(default)]
    pub relation: String,
    /// How to reach them.
    #[serde(default)]
    pub contact: String,
    /// Whether letters may be addressed care of them.
    #[serde(default)]
    pub may_receive_letters: bool,
}

/// Whom to call in an emergency.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct EmergencyContact {
    /// Name.
    pub name: String,
    /// Relation to the client.
    #[serde(default)]
    pub relation: String,
    /// Telephone.
    #[serde(default)]
    pub phone: String,
}

redacted!(
    Client,
    Address,
    Phone,
    Email,
    Referrer,
    Guardian,
    EmergencyContact
);

impl Client {
    /// A client of whom only the name is known.
    #[must_use]
    pub fn named(legal_name: impl Into<String>) -> Self {
        Self {
            legal_name: legal_name.into(),
            ..Self::default()
        }
    }

    /// The name to use on the screen and in letters.
    #[must_use]
    pub fn display_name(&self) -> &str {
        self.chosen_name
            .as_deref()
            .filter(|name| !name.trim().is_empty())
            .unwrap_or(&self.legal_name)
    }
}
