//! What the page of records shows, line by line.

use jiff::Timestamp;

use crate::domain::id::{ClientId, EraseRequestId, HoldId, OpeningId, ScreeningId};
use crate::domain::restricted::OpeningWhy;
use crate::domain::retention::{EraseWhy, Erased, Retention};
use crate::vault::Due;

/// Everything that the page of records shows.
#[derive(Clone, Default)]
pub struct View {
    /// Openings that a second clinician has to look at.
    pub openings: Vec<OpeningRow>,
    /// Erasures that were asked for.
    pub erasures: Vec<EraseRow>,
    /// Legal holds that stand.
    pub holds: Vec<HoldRow>,
    /// The retention table.
    pub retention: Retention,
    /// Who proposed another one, if it was not me.
    pub proposed_by: Option<String>,
    /// Who put the table of today in force.
    pub activated_by: Option<String>,
    /// Whether removing waits because the date jumped.
    pub clock_waits: bool,
    /// What is due.
    pub due: Vec<DueRow>,
    /// Erasures of the past, newest first.
    pub past: Vec<PastRow>,
    /// Whether a reason takes the place of a second person.
    pub alone: bool,
}

impl View {
    /// How many things wait for somebody.
    #[must_use]
    pub fn waiting(&self) -> usize {
        let releases = self.holds.iter().filter(|hold| hold.asked.is_some());
        self.openings.len()
            + self.erasures.len()
            + releases.count()
            + usize::from(self.clock_waits)
            + usize::from(self.retention.proposed.is_some())
    }
}

/// An opening of a restricted client by a colleague.
#[derive(Clone)]
pub struct OpeningRow {
    /// Which.
    pub id: OpeningId,
    /// Whom.
    pub client: String,
    /// By whom.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Why, in a word.
    pub why: OpeningWhy,
    /// Whether three days are over.
    pub overdue: bool,
}

/// An erasure that was asked for.
#[derive(Clone)]
pub struct EraseRow {
    /// Which.
    pub id: EraseRequestId,
    /// Whom.
    pub client: String,
    /// Their id.
    pub client_id: ClientId,
    /// By whom.
    pub by: String,
    /// Whether that was me.
    pub mine: bool,
    /// When.
    pub at: Timestamp,
    /// Why, in a word.
    pub why: EraseWhy,
    /// Why, in a sentence.
    pub reason: String,
    /// From when on I may confirm it.
    pub from: Timestamp,
    /// Whether that is still to come.
    pub early: bool,
}

/// A legal hold.
#[derive(Clone)]
pub struct HoldRow {
    /// Which.
    pub id: HoldId,
    /// On whom; on everything where nobody is named.
    pub client: Option<String>,
    /// Why.
    pub reason: String,
    /// Number of the matter.
    pub matter: String,
    /// Who set it.
    pub by: String,
    /// When.
    pub since: Timestamp,
    /// Who wants it released and why.
    pub asked: Option<(String, String)>,
    /// Whether that was me.
    pub asked_by_me: bool,
}

/// A line of the due list.
#[derive(Clone)]
pub struct DueRow {
    /// The line.
    pub due: Due,
    /// Whose, as far as this person may know.
    pub client: String,
    /// The screening, where it is one.
    pub screening: Option<ScreeningId>,
}

/// An erasure of the past.
#[derive(Clone)]
pub struct PastRow {
    /// When.
    pub at: Timestamp,
    /// Who confirmed it.
    pub by: String,
    /// Why, in a word.
    pub why: EraseWhy,
    /// What went.
    pub erased: Erased,
}

/// What lies on one client.
#[derive(Clone, Default)]
pub struct OfClient {
    /// Whose.
    pub client: Option<ClientId>,
    /// Holds that stand, also those on everything.
    pub holds: Vec<HoldRow>,
    /// Whether erasure was asked for.
    pub erasure: Option<EraseRow>,
    /// Whether nobody else could confirm an erasure.
    pub alone: bool,
    /// For how many more seconds a restricted client is open.
    pub open_for_secs: Option<u64>,
}
