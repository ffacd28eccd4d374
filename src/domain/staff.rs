//! Staff: who signs in, and in which roles.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::domain::id::PersonId;
use crate::domain::redacted::redacted;

/// What a member of staff may do. A person may hold several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Users, policy, backups.
    Administrator,
    /// Therapy assessments, signing, clinical letters.
    Clinician,
    /// The front desk.
    Intake,
    /// Reads the activity log.
    Auditor,
}

impl Role {
    /// All roles, in the order of their bits.
    pub const ALL: [Self; 4] = [
        Self::Administrator,
        Self::Clinician,
        Self::Intake,
        Self::Auditor,
    ];

    /// The word that stands in files and in the activity log.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Clinician => "clinician",
            Self::Intake => "intake",
            Self::Auditor => "auditor",
        }
    }

    fn bit(self) -> u8 {
        1 << (self as u8)
    }
}

/// A set of roles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Roles(u8);

impl Roles {
    /// The roles of whoever sets a clinic up alone.
    #[must_use]
    pub fn all() -> Self {
        Role::ALL.into_iter().collect()
    }

    /// Whether a role is among them.
    #[must_use]
    pub fn has(self, role: Role) -> bool {
        self.0 & role.bit() != 0
    }

    /// As one byte; unknown bits are dropped by [`Roles::from_bits`].
    #[must_use]
    pub fn bits(self) -> u8 {
        self.0
    }

    /// From one byte.
    #[must_use]
    pub fn from_bits(bits: u8) -> Self {
        Self(bits & 0b1111)
    }

    /// The roles, one after the other.
    pub fn iter(self) -> impl Iterator<Item = Role> {
        Role::ALL.into_iter().filter(move |role| self.has(*role))
    }

    /// The words, joined by `+`.
    #[must_use]
    pub fn words(self) -> String {
        self.iter().map(Role::word).collect::<Vec<_>>().join("+")
    }
}

impl FromIterator<Role> for Roles {
    fn from_iter<I: IntoIterator<Item = Role>>(roles: I) -> Self {
        Self(roles.into_iter().fold(0, |bits, role| bits | role.bit()))
    }
}

/// A member of staff, as the roster knows them.
#[derive(Clone, PartialEq, Eq)]
pub struct Staff {
    /// Id; stays when the name changes.
    pub id: PersonId,
    /// What they type to sign in.
    pub login: String,
    /// Their name.
    pub name: String,
    /// What they may do.
    pub roles: Roles,
}

/// What letters and signatures say about a member of staff.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Profile {
    /// Name as printed, with titles.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printed_name: Option<String>,
    /// Profession or function.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profession: Option<String>,
    /// Licence, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<Licence>,
}

/// A professional licence.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Licence {
    /// Kind of licence, as the board calls it.
    pub kind: String,
    /// Number.
    pub number: String,
    /// Last day on which it is valid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<jiff::civil::Date>,
}

redacted!(Staff, Profile, Licence);

/// The same login however it is typed: outer spaces, case and Unicode spelling do not matter.
#[must_use]
pub fn normalise_login(login: &str) -> String {
    login.trim().nfkc().collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_survive_their_byte_form() {
        let roles: Roles = [Role::Clinician, Role::Auditor].into_iter().collect();
        assert_eq!(Roles::from_bits(roles.bits()), roles);
        assert_eq!(roles.words(), "clinician+auditor");
        assert!(!roles.has(Role::Administrator));
    }

    #[test]
    fn a_login_does_not_depend_on_how_it_is_typed() {
        assert_eq!(normalise_login(" Zoe\u{308} "), normalise_login("zo\u{eb}"));
    }
}
