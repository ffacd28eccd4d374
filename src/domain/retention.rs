//! How long what is kept, as the clinic decided; and what was asked to be erased.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::domain::clinic::Setting;
use crate::domain::id::{ClientId, PersonId};
use crate::domain::redacted::redacted;

/// The periods, a class of records each.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct RetentionTable {
    /// Days for which the outcome of a support-group check is kept.
    pub support_days: u16,
    /// Whether it goes as soon as the person has joined.
    pub support_on_joining: bool,
    /// Days for which an unsigned assessment is kept after its last change.
    pub draft_days: u16,
    /// Days after which its author is warned.
    pub draft_warn_days: u16,
    /// Years for which a signed assessment is kept. It is never removed by itself.
    pub signed_years: u8,
    /// Whether the years of somebody under age begin when they come of age.
    pub minors_from_adulthood: bool,
    /// When that is.
    pub adult_at: u8,
}

impl Default for RetentionTable {
    fn default() -> Self {
        Self {
            support_days: 90,
            support_on_joining: true,
            draft_days: 30,
            draft_warn_days: 23,
            signed_years: 7,
            minors_from_adulthood: true,
            adult_at: 18,
        }
    }
}

impl RetentionTable {
    /// What is wrong with it, if something is.
    #[must_use]
    pub fn problem(&self) -> Option<&'static str> {
        let days = 1..=3650;
        if !days.contains(&self.support_days) || !days.contains(&self.draft_days) {
            return Some("not between 1 and 3650 days");
        }
        if self.draft_warn_days >= self.draft_days {
            return Some("warning later than it removes");
        }
        if !(1..=100).contains(&self.signed_years) || !(14..=25).contains(&self.adult_at) {
            return Some("not a plausible number of years");
        }
        None
    }
}

/// A table that somebody proposed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ProposedTable {
    /// The periods.
    pub table: RetentionTable,
    /// By whom.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
}

/// Who put a table in force.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Decided {
    /// Who.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
    /// Why, where a reason takes the place of a second person.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// The retention table of a vault. Until one was put in force the shipped periods are shown, and nothing is
/// removed by them but what was promised to somebody when their check was finished.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Retention {
    /// The periods.
    pub table: RetentionTable,
    /// Who put them in force; nobody yet where it is absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub activated: Option<Decided>,
    /// Others that wait for a second person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proposed: Option<ProposedTable>,
    /// Who said that a date was right that had jumped.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub clock_confirmed: Vec<Decided>,
}

impl Setting for Retention {
    const NAME: &'static str = "retention";
}

/// Why a client is erased: this word stays when the client is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EraseWhy {
    /// The person asked for it.
    Request,
    /// The time for which it had to be kept is over.
    Overdue,
    /// It should never have been entered.
    Mistake,
    /// A court or an authority ordered it.
    Order,
    /// Something else.
    Other,
}

impl EraseWhy {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Request,
        Self::Overdue,
        Self::Mistake,
        Self::Order,
        Self::Other,
    ];

    /// The word in the log and on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Overdue => "overdue",
            Self::Mistake => "mistake",
            Self::Order => "order",
            Self::Other => "other",
        }
    }
}

/// Somebody asked for the erasure of a client.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct EraseRequest {
    /// Whom.
    pub client: ClientId,
    /// Who asked.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
    /// Why, in a word.
    pub why: EraseWhy,
    /// Why, in more words; gone with the client.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// How many of each kind an erasure removed.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Erased {
    /// Screenings of every kind, also drafts.
    pub screenings: u64,
    /// Sealed records, with the keys that open them.
    pub sealed: u64,
    /// Letters, with their bytes.
    pub letters: u64,
    /// Notes of where letters went.
    pub disclosures: u64,
    /// Consents.
    pub consents: u64,
    /// Additions to signed screenings.
    pub addenda: u64,
    /// Risk records.
    pub risks: u64,
    /// Other rows: who treats, openings, released holds, receivers of nobody else's letters.
    pub others: u64,
}

/// What is left of a client: numbers, and the hashes that the activity log names and nothing has any more.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Tombstone {
    /// When.
    pub at: Timestamp,
    /// Who asked.
    pub asked_by: PersonId,
    /// Who confirmed.
    pub confirmed_by: PersonId,
    /// Why, in a word.
    pub why: EraseWhy,
    /// How many of what.
    pub erased: Erased,
    /// Letters that had gone out to somebody.
    pub sent: u64,
    /// The highest number of a letter that was ever given: numbers are not given twice.
    pub highest_letter: u32,
    /// Hashes of the rows that are gone, hexadecimal.
    pub hashes: Vec<String>,
}

redacted!(ProposedTable, Decided, Retention, EraseRequest, Tombstone);
