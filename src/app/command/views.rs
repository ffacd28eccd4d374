//! Clients, screenings and the first page, as pages show them.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::app::clients::{Course, TimelineRow};
use crate::domain::answers::SafetyLevel;
use crate::domain::client::Client;
use crate::domain::form::Pathway;
use crate::domain::id::{ClientId, ScreeningId};
use crate::domain::screening::{Planned, ScreeningContent, Signature, Stage};

use super::{BackupView, KeepSupport, LetterRow};

/// What needs me now.
#[derive(Clone, Default)]
pub struct HomeView {
    /// Drafts to finish, newest first.
    pub drafts: Vec<ScreeningRow>,
    /// Open safety concerns.
    pub concerns: Vec<ScreeningRow>,
    /// Signed in the last days.
    pub recent: Vec<ScreeningRow>,
    /// How many groups there are.
    pub groups: usize,
    /// How many clients there are.
    pub clients: usize,
    /// How backups stand; none for a sample clinic.
    pub backups: Option<BackupView>,
    /// Who waits for a seat, and where one came free.
    pub waiting: WaitingView,
}

/// Who waits for a seat.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WaitingView {
    /// How many people wait.
    pub people: usize,
    /// Groups with free seats: the name, the free seats, and how many wait for this group, where that may be known.
    pub free: Vec<(String, u32, Option<usize>)>,
}

/// A line of a list of screenings.
#[derive(Clone)]
pub struct ScreeningRow {
    /// Which.
    pub id: ScreeningId,
    /// Name of the person, or of the group for an unnamed check.
    pub person: String,
    /// Which conversation.
    pub pathway: Pathway,
    /// Draft, signed or entered in error.
    pub stage: Stage,
    /// The level, where this person may see it.
    pub safety: SafetyLevel,
    /// Title of the decided outcome, where this person may see it.
    pub outcome: Option<String>,
    /// Last change.
    pub updated: Timestamp,
    /// Required questions that are blank.
    pub missing: u32,
    /// When it goes on, while it is paused.
    pub planned: Option<Planned>,
    /// Another pathway took its place.
    pub set_aside: bool,
}

/// A line of a list of clients.
#[derive(Clone, Default)]
pub struct ClientRow {
    /// Which.
    pub id: Option<ClientId>,
    /// Chosen name, else legal name.
    pub name: String,
    /// Legal name, where it differs.
    pub legal_name: Option<String>,
    /// Record number.
    pub record_number: Option<String>,
    /// Birth date.
    pub birth_date: Option<Date>,
    /// First phone.
    pub phone: Option<String>,
    /// Opening it needs a reason.
    pub restricted: bool,
}

/// A client's page.
#[derive(Clone)]
pub struct ClientView {
    /// Which.
    pub id: ClientId,
    /// The record.
    pub client: Client,
    /// Screenings, newest first.
    pub screenings: Vec<ScreeningRow>,
    /// Letters, newest first.
    pub letters: Vec<LetterRow>,
    /// What happened, newest first.
    pub timeline: Vec<TimelineRow>,
    /// Measures over time, where this person may see them.
    pub courses: Vec<Course>,
    /// Whether whoever is signed in may know who looked at the record.
    pub may_see_looks: bool,
}

/// A screening as screens work on it.
#[derive(Clone)]
pub struct OpenScreening {
    /// Which.
    pub id: ScreeningId,
    /// Which conversation.
    pub pathway: Pathway,
    /// Whose.
    pub client: Option<(ClientId, Client)>,
    /// Draft, signed or entered in error.
    pub stage: Stage,
    /// What was said and decided.
    pub content: ScreeningContent,
    /// When it was begun.
    pub created: Timestamp,
    /// Who signed when.
    pub signature: Option<Signature>,
    /// What was kept of a finished support-group check.
    pub kept: Option<KeepSupport>,
    /// How many parts the person answered by themselves wait to be accepted.
    pub handed_over: usize,
    /// What was added after the signature, a line each.
    pub additions: Vec<String>,
    /// The screening on the other pathway that took its place.
    pub set_aside_for: Option<ScreeningId>,
    /// The group of which a seat was offered from its waitlist, after the signature: letters say that.
    pub offered: Option<String>,
}
