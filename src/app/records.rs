//! Records over time: restricted clients, legal holds, retention and erasure, as pages and commands ask for them.

mod read;
mod rows;

pub use read::{closed, of_client, view};
pub use rows::{DueRow, EraseRow, HoldRow, OfClient, OpeningRow, PastRow, View};

use crate::domain::id::{ClientId, EraseRequestId, HoldId, Id, OpeningId};
use crate::domain::restricted::OpeningWhy;
use crate::domain::retention::{EraseWhy, RetentionTable};
use crate::text;
use crate::vault::{Due, DueRecord, ErasureReport, Open, Released};

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
