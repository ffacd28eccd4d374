//! Finished letters, as the vault keeps them: fixed bytes, a number, and no more in clear than the desk needs.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::domain::id::{ClientId, LetterId, PersonId, ScreeningId};
use crate::domain::redacted::redacted;

/// What kind of letter stands in clear: the kind of a clinical one would tell the desk too much.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ShownKind {
    /// Support-group referral (L2).
    SupportReferral,
    /// Offer, waitlist or other option, to the person (L5).
    ToThePerson,
    /// Any other letter.
    ClinicalLetter,
}

/// The clear row of a finished letter.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LetterRecord {
    /// Number within the vault, from 1.
    pub number: u32,
    /// Kind as shown.
    pub kind: ShownKind,
    /// The screening.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub screening: Option<ScreeningId>,
    /// The client.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client: Option<ClientId>,
    /// The version that this one corrects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<LetterId>,
    /// Who finished it.
    pub author: PersonId,
    /// When.
    pub created: Timestamp,
    /// SHA-256 of a desk letter's bytes; that of a clinical letter is sealed with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
}

/// A finished letter with its content.
#[derive(Clone, PartialEq, Eq)]
pub struct FinishedLetter {
    /// Code of the letter, for example `L1`.
    pub code: String,
    /// Language of the letter.
    pub language: String,
    /// The PDF.
    pub pdf: Vec<u8>,
}

redacted!(LetterRecord, FinishedLetter);
