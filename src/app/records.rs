//! Records over time: restricted clients, legal holds, retention and erasure, as pages and commands ask for them.

use jiff::Timestamp;

use crate::domain::hold::Hold;
use crate::domain::id::{ClientId, EraseRequestId, HoldId, Id, OpeningId, PersonId, ScreeningId};
use crate::domain::restricted::OpeningWhy;
use crate::domain::retention::{EraseRequest, EraseWhy, Erased, Retention, RetentionTable};
use crate::text;
use crate::vault::{
    ACKNOWLEDGE_WITHIN, Deed, Due, DueRecord, ErasureReport, Open, Practice, Released, Stored,
};

use super::clients;
use super::command::{ClientRow, ClientView, Secret, Trouble};
use super::vaults::passphrase;

/// What a page asks of records.
pub enum Ask {
    /// Everything that waits, is due, lies on something or was erased.
    Look,
    /// Open a restricted client for an hour.
    Open {
        /// Whom.
        client: ClientId,
        /// Why, in a word.
        why: OpeningWhy,
        /// Why, in a sentence.
        reason: String,
    },
    /// Read why a colleague opened a restricted client.
    ReadOpening(OpeningId),
    /// That was looked at.
    AcknowledgeOpening(OpeningId),
    /// Set a legal hold on a client, or on everything.
    SetHold {
        /// On whom.
        client: Option<ClientId>,
        /// Why.
        reason: String,
        /// Number of the matter.
        matter: String,
    },
    /// Release one, or ask for that.
    ReleaseHold {
        /// Which.
        hold: HoldId,
        /// Why.
        reason: String,
    },
    /// Somebody asked for the release; it is kept.
    KeepHold(HoldId),
    /// Ask for the erasure of a client.
    RequestErasure {
        /// Whom.
        client: ClientId,
        /// Why, in a word.
        why: EraseWhy,
        /// Why, in a sentence.
        reason: String,
    },
    /// Take that back.
    WithdrawErasure(EraseRequestId),
    /// Erase.
    ConfirmErasure {
        /// What was asked.
        request: EraseRequestId,
        /// Why, where one is alone.
        reason: String,
        /// Of whoever confirms.
        passphrase: Secret,
    },
    /// Propose other periods.
    Propose(RetentionTable),
    /// Take the proposal back.
    WithdrawTable,
    /// Put the proposal in force.
    Activate {
        /// Why, where one is alone.
        reason: String,
    },
    /// The date that jumped is right.
    ConfirmClock {
        /// Why.
        reason: String,
    },
}

/// What records answer.
pub enum Told {
    /// Everything.
    View(Box<View>),
    /// What lies on the client whose page is shown.
    OfClient(Box<OfClient>),
    /// A restricted client: opening needs a reason.
    Closed(Box<ClientRow>),
    /// It was opened.
    Opened(Box<ClientView>),
    /// Why a colleague opened a restricted client.
    Reason {
        /// Which opening.
        opening: OpeningId,
        /// In words.
        text: String,
    },
    /// A client was erased.
    Erased(Box<ErasureReport>),
    /// Something was done; a message of `assets/text`.
    Done(&'static str),
}

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

/// Does what a page asked.
///
/// # Errors
/// In words, if the vault refuses.
pub fn handle(open: &mut Open, ask: Ask) -> Result<Vec<Told>, Trouble> {
    let of = client_of(open, &ask)?;
    let done = match ask {
        Ask::Look => return Ok(vec![Told::View(Box::new(view(open)?))]),
        Ask::Open {
            client,
            why,
            reason,
        } => {
            open.restricted().open(client, why, &reason)?;
            let opened = clients::view(open, client)?;
            return Ok(vec![
                Told::Opened(Box::new(opened)),
                Told::OfClient(Box::new(of_client(open, client)?)),
            ]);
        }
        Ask::ReadOpening(opening) => {
            let text = open.restricted().reason(opening)?;
            return Ok(vec![Told::Reason { opening, text }]);
        }
        Ask::ConfirmErasure {
            request,
            reason,
            passphrase,
        } => {
            let report = erase(open, request, &reason, &passphrase)?;
            return Ok(vec![
                Told::Erased(Box::new(report)),
                Told::View(Box::new(view(open)?)),
            ]);
        }
        other => change(open, other)?,
    };
    let mut told = vec![Told::Done(done), Told::View(Box::new(view(open)?))];
    if let Some(client) = of {
        told.push(Told::OfClient(Box::new(of_client(open, client)?)));
    }
    Ok(told)
}

/// The client whose page has to be told too.
fn client_of(open: &Open, ask: &Ask) -> Result<Option<ClientId>, Trouble> {
    Ok(match ask {
        Ask::SetHold { client, .. } => *client,
        Ask::RequestErasure { client, .. } => Some(*client),
        Ask::ReleaseHold { hold, .. } | Ask::KeepHold(hold) => {
            let all = open.holds().list()?;
            all.into_iter()
                .find(|stored| stored.id == *hold)
                .and_then(|stored| stored.value.client)
        }
        Ask::WithdrawErasure(request) => {
            let all = open.erasures().waiting()?;
            all.into_iter()
                .find(|stored| stored.id == *request)
                .map(|stored| stored.value.client)
        }
        _ => None,
    })
}

fn change(open: &Open, ask: Ask) -> Result<&'static str, Trouble> {
    Ok(match ask {
        Ask::AcknowledgeOpening(opening) => {
            open.restricted().acknowledge(opening)?;
            "records-done-acknowledged"
        }
        Ask::SetHold {
            client,
            reason,
            matter,
        } => {
            open.holds().set(client, &reason, &matter)?;
            "records-done-held"
        }
        Ask::ReleaseHold { hold, reason } => match open.holds().release(hold, &reason)? {
            Released::Yes => "records-done-released",
            Released::Asked => "records-done-release-asked",
        },
        Ask::KeepHold(hold) => {
            open.holds().keep(hold)?;
            "records-done-kept"
        }
        Ask::RequestErasure {
            client,
            why,
            reason,
        } => {
            open.erasures().request(client, why, &reason)?;
            "records-done-erasure-asked"
        }
        Ask::WithdrawErasure(request) => {
            open.erasures().withdraw(request)?;
            "records-done-erasure-withdrawn"
        }
        Ask::Propose(table) => {
            open.retention().propose(table)?;
            "records-done-proposed"
        }
        Ask::WithdrawTable => {
            open.retention().withdraw()?;
            "records-done-table-withdrawn"
        }
        Ask::Activate { reason } => {
            open.retention().activate(&reason)?;
            "records-done-activated"
        }
        Ask::ConfirmClock { reason } => {
            open.retention().confirm_clock(&reason)?;
            "records-done-clock"
        }
        // The others answer with more than a word.
        Ask::Look | Ask::Open { .. } | Ask::ReadOpening(_) | Ask::ConfirmErasure { .. } => {
            "records-done-nothing"
        }
    })
}

/// Erases a client and changes the clinicians' key, so that keys in older backups open nothing that is
/// written from now on.
///
/// # Errors
/// If it is too early, somebody else has to confirm, a hold lies on the client, or the passphrase is wrong.
pub fn erase(
    open: &mut Open,
    request: EraseRequestId,
    reason: &str,
    secret: &Secret,
) -> Result<ErasureReport, Trouble> {
    let typed = passphrase(secret);
    let proof = open.prove(&typed)?;
    let mut report = open.erase(request, reason, &proof)?;
    // The erasure stands; a rotation that fails now is asked for again on the report.
    report.rotated = open.people().finish_clinical_rotation(&typed).is_ok();
    Ok(report)
}

/// Everything that the page of records shows, as far as this person may see it.
///
/// # Errors
/// If the vault refuses.
pub fn view(open: &Open) -> Result<View, Trouble> {
    let mut view = View {
        alone: open.practice()? == Practice::OnePerson,
        ..View::default()
    };
    if open.can(Deed::RetentionSee) {
        view.retention = open.retention().state()?;
        view.clock_waits = open.retention().waits()?;
        let activated = view.retention.activated.as_ref();
        view.activated_by = activated.map(|done| staff_name(open, done.by));
        let proposed = view.retention.proposed.as_ref();
        view.proposed_by = proposed
            .filter(|table| table.by != open.me().id)
            .map(|table| staff_name(open, table.by));
    }
    if open.can(Deed::RestrictedAcknowledge) {
        view.openings = openings(open)?;
    }
    if open.can(Deed::EraseSee) {
        let waiting = open.erasures().waiting()?;
        view.erasures = waiting.iter().map(|row| erase_row(open, row)).collect();
        let mut past = open.erasures().tombstones()?;
        past.reverse();
        view.past = past
            .into_iter()
            .map(|stone| PastRow {
                at: stone.value.at,
                by: staff_name(open, stone.value.confirmed_by),
                why: stone.value.why,
                erased: stone.value.erased,
            })
            .collect();
    }
    if open.can(Deed::HoldSee) {
        let standing = open.holds().list()?;
        let standing = standing.iter().filter(|hold| hold.value.released.is_none());
        view.holds = standing.map(|hold| hold_row(open, hold)).collect();
    }
    if open.can(Deed::DueSee) {
        let due = open.retention().due()?;
        view.due = due.into_iter().map(|line| due_row(open, line)).collect();
    }
    Ok(view)
}

/// What lies on one client.
///
/// # Errors
/// If the vault refuses.
pub fn of_client(open: &Open, client: ClientId) -> Result<OfClient, Trouble> {
    let holds = open.holds().on(client)?;
    let erasure = open.erasures().of_client(client)?;
    let open_for_secs = open.access_until(client).map(|until| {
        let left = until.duration_since(open.now()).as_secs();
        u64::try_from(left).unwrap_or(0)
    });
    Ok(OfClient {
        client: Some(client),
        holds: holds.iter().map(|hold| hold_row(open, hold)).collect(),
        erasure: erasure.as_ref().map(|row| erase_row(open, row)),
        alone: open.practice()? == Practice::OnePerson,
        open_for_secs,
    })
}

/// Whether a client is restricted and not open to whoever is signed in: then its row, else nothing.
///
/// # Errors
/// If there is none, or the vault refuses.
pub fn closed(open: &Open, client: ClientId) -> Result<Option<ClientRow>, Trouble> {
    let card = open.clients().card(client)?;
    let closed = card.restricted && open.access_until(client).is_none();
    Ok(closed.then(|| clients::row(card)))
}

fn openings(open: &Open) -> Result<Vec<OpeningRow>, Trouble> {
    let now = open.now();
    let waiting = open.restricted().waiting()?;
    Ok(waiting
        .into_iter()
        .map(|stored| OpeningRow {
            id: stored.id,
            client: client_name(open, stored.value.client),
            by: staff_name(open, stored.value.by),
            at: stored.value.at,
            why: stored.value.why,
            overdue: now.duration_since(stored.value.at) > ACKNOWLEDGE_WITHIN,
        })
        .collect())
}

fn erase_row(open: &Open, stored: &Stored<EraseRequest>) -> EraseRow {
    let request = &stored.value;
    let from = open.erasures().not_before(request);
    EraseRow {
        id: stored.id,
        client: client_name(open, request.client),
        client_id: request.client,
        by: staff_name(open, request.by),
        mine: request.by == open.me().id,
        at: request.at,
        why: request.why,
        reason: request.reason.clone(),
        from,
        early: open.now() < from,
    }
}

fn hold_row(open: &Open, stored: &Stored<Hold>) -> HoldRow {
    let hold = &stored.value;
    let asked = hold.asked.as_ref();
    HoldRow {
        id: stored.id,
        client: hold.client.map(|client| client_name(open, client)),
        reason: hold.reason.clone(),
        matter: hold.matter.clone(),
        by: staff_name(open, hold.set_by),
        since: hold.since,
        asked: asked.map(|asked| (staff_name(open, asked.by), asked.reason.clone())),
        asked_by_me: asked.is_some_and(|asked| asked.by == open.me().id),
    }
}

fn due_row(open: &Open, due: Due) -> DueRow {
    DueRow {
        due,
        client: due.client.map_or_else(
            || text::say("screening-unnamed"),
            |client| client_name(open, client),
        ),
        screening: match due.record {
            DueRecord::Screening(id) => Some(id),
            DueRecord::Risk(_) | DueRecord::Letter(_) => None,
        },
    }
}

/// A client's name where this person may find clients, else the beginning of the id.
fn client_name(open: &Open, client: ClientId) -> String {
    if open.can(Deed::ClientFind)
        && let Ok(card) = open.clients().card(client)
    {
        return card.name;
    }
    let id = client.to_string();
    text::say_with(
        "records-client-id",
        &[("id", id.get(..8).unwrap_or_default())],
    )
}

fn staff_name(open: &Open, person: PersonId) -> String {
    open.staff()
        .get(person)
        .map_or_else(|_| text::say("records-somebody"), |staff| staff.name)
}

/// What an erasure did and what remains where, a line each.
#[must_use]
pub fn report_lines(report: &ErasureReport) -> Vec<String> {
    let erased = &report.erased;
    let count = |message: &str, number: u64| {
        text::count(message, usize::try_from(number).unwrap_or(usize::MAX))
    };
    let removed = [
        count("erased-screenings", erased.screenings),
        count("erased-sealed", erased.sealed),
        count("erased-letters", erased.letters),
        count("erased-addenda", erased.addenda),
        count("erased-risks", erased.risks),
        count("erased-consents", erased.consents),
        count("erased-others", erased.others + erased.disclosures),
    ];
    let mut lines = vec![text::say_with(
        "erased-removed",
        &[("what", &removed.join(", "))],
    )];
    lines.push(text::say(if report.compacted {
        "erased-compacted"
    } else {
        "erased-overwritten"
    }));
    lines.push(match (report.backups_until, report.backups) {
        (Some(_), Some(0)) => text::say("erased-backups-none"),
        (Some(day), Some(number)) => text::say_with(
            "erased-backups-until",
            &[
                ("number", &number.to_string()),
                ("day", &super::letter::in_words(day)),
            ],
        ),
        (Some(day), None) => text::say_with(
            "erased-backups-unknown",
            &[("day", &super::letter::in_words(day))],
        ),
        (None, _) => text::say("erased-backups-held"),
    });
    lines.push(text::say(if report.rotated {
        "erased-rotated"
    } else {
        "erased-rotate"
    }));
    lines.push(count("erased-sent", report.sent));
    lines.push(text::say("erased-paper"));
    lines.push(text::say_with(
        "erased-log",
        &[("id", &report.tombstone.to_string()[..8])],
    ));
    lines
}

/// An id as hexadecimal digits, where a type parameter is not known.
#[must_use]
pub fn due_id(due: &Due) -> String {
    match due.record {
        DueRecord::Screening(id) => hex(id),
        DueRecord::Risk(id) => hex(id),
        DueRecord::Letter(id) => hex(id),
    }
}

fn hex(id: impl Id) -> String {
    id.to_string()
}
