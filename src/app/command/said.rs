//! What goes to the vault along with a command: what was typed, and what was decided.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::clinic::Clinic;
use crate::domain::screening::SafetyAction;

use super::Secret;

/// What stood in the fields of a page when the vault was locked.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Typed {
    /// The page, as the window writes it.
    pub place: String,
    /// Texts by the number of their field.
    pub fields: BTreeMap<u64, String>,
}

/// A new vault.
pub struct NewClinic {
    /// Name, letterhead, emergency numbers.
    pub clinic: Clinic,
    /// A PNG for the letterhead; may be empty.
    pub logo_png: Vec<u8>,
    /// Name of the first person.
    pub name: String,
    /// Their login.
    pub login: String,
    /// Their profession, as letters print it; may be empty.
    pub profession: String,
    /// Kind and number of their licence; may be empty.
    pub licence: (String, String),
    /// Their passphrase.
    pub passphrase: Secret,
}

/// What a clinician says on the safety page.
#[derive(Clone, Default)]
pub struct NewAcknowledgement {
    /// Of a clinician beside whoever is signed in; empty where they are signed in themselves.
    pub login: String,
    /// At least one.
    pub done: Vec<SafetyAction>,
    /// Date and place of an evaluation elsewhere, names of services.
    pub detail: String,
    /// What was agreed.
    pub agreed: String,
    /// Who follows up.
    pub follow_up: String,
}

impl NewAcknowledgement {
    /// An evaluation elsewhere counts with its date: without a number there is none.
    #[must_use]
    pub fn lacks_detail(&self) -> bool {
        self.done.contains(&SafetyAction::EvaluatedElsewhere)
            && !self.detail.contains(|letter: char| letter.is_numeric())
    }
}

/// What is kept of a support-group check.
#[derive(Clone, Default)]
pub struct KeepSupport {
    /// Name to be called by.
    pub chosen_name: String,
    /// A way to reach the person, with their consent; may be empty.
    pub contact: String,
    /// Arrangements agreed; may be empty.
    pub arrangements: String,
}
