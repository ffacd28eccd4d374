//! The way in: what stands there, what is kept of a new vault, and who is signed in.

use std::path::PathBuf;

use zeroize::Zeroizing;

use crate::domain::clinic::{Clinic, Policy};
use crate::domain::staff::Roles;
use crate::vault::{Context, Decision, Deed, Practice, Why, allowed};

/// What stands where the vault is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing: the first start.
    Nothing {
        /// Where a vault would be made.
        dir: PathBuf,
    },
    /// A locked vault.
    Locked {
        /// Where it is.
        dir: PathBuf,
        /// Login names that may be offered; empty if the clinic does not want that.
        logins: Vec<String>,
    },
    /// Something that cannot be opened, with the reason in words.
    Unusable {
        /// Where.
        dir: PathBuf,
        /// Why, and what next.
        message: String,
    },
}

/// Both recovery sheets of a new vault, shown once.
pub struct RecoverySheets {
    /// Opens the office part; 8 groups of 4.
    pub office: Zeroizing<String>,
    /// Opens the clinical part; 8 groups of 4.
    pub clinical: Zeroizing<String>,
    /// Which two groups (from 0) are typed back, for each sheet.
    pub challenge: [[usize; 2]; 2],
}

/// Who is in, and what every page needs.
#[derive(Clone)]
pub struct Opened {
    /// Name of whoever is signed in.
    pub name: String,
    /// Their login.
    pub login: String,
    /// Whether they are a clinician.
    pub clinician: bool,
    /// Whether they are an administrator.
    pub administrator: bool,
    /// Why the vault can be read and not changed, in words, if it is so.
    pub doubt: Option<String>,
    /// All their roles.
    pub roles: Roles,
    /// The clinic.
    pub clinic: Clinic,
    /// Its policy.
    pub policy: Policy,
    /// Whether this is the sample clinic.
    pub demo: bool,
    /// Notes of the vault at opening, in words.
    pub notes: Vec<String>,
}

impl Opened {
    /// Whether whoever is signed in may do this at all: what they may not is not offered.
    #[must_use]
    pub fn can(&self, deed: Deed) -> bool {
        let context = Context {
            states: Vec::new(),
            practice: Practice::Several,
        };
        allowed(self.roles, deed, &context) != Decision::Refused { why: Why::Role }
    }
}
