//! Erasure of one client: asked for by one, confirmed by another, everything of the client gone from the file.
//!
//! The activity log stays whole: it names rows by random ids and hashes, and the tombstone says which of
//! those nothing has any more. What is signed may go only within this one transaction: the triggers ask
//! the table `erasing`, and the list of what may be done is widened only around it.

mod belongings;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};
use rusqlite::{Connection, params};

use crate::domain::client::Client;
use crate::domain::id::{ClientId, EraseRequestId, Id, TombstoneId};
use crate::domain::retention::{EraseRequest, EraseWhy, Erased, Tombstone};
use crate::vault::audit::{Action, Detail, Event};
use crate::vault::backup::{gone_by, place};
use crate::vault::open::Change;
use crate::vault::policy::{Decision, Deed, State};
use crate::vault::record::{self};
use crate::vault::restricted::reason_of;
use crate::vault::shelf::{self, table};
use crate::vault::{Document, Error, Open, Proof, Stored, Table, database, files, hold, support};

use belongings::{Belongings, absent, remove, sealed_parts};

/// How long a request rests where no second person confirms it.
pub const ERASE_DELAY: SignedDuration = SignedDuration::from_hours(24);
/// Months after which the last monthly backup that knew the client was thrown away.
const BACKUP_MONTHS: i64 = 12;

impl Document for EraseRequest {
    type Id = EraseRequestId;
    const TABLE: Table = table!("erase_request", "request to erase");
}

impl Document for Tombstone {
    type Id = TombstoneId;
    const TABLE: Table = table!("tombstone", "tombstone");
}

/// What an erasure did, and what remains where. It names nobody.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct ErasureReport {
    /// Under which id the log tells of it.
    pub tombstone: TombstoneId,
    /// When.
    pub at: Timestamp,
    /// Why, in a word.
    pub why: EraseWhy,
    /// What was removed.
    pub erased: Erased,
    /// Letters that had gone out: those are with their receivers.
    pub sent: u64,
    /// Rows of the activity log that stay, with ids and without a name.
    pub events: u64,
    /// Backups in the clinic's folder that hold the client; absent where no folder was chosen or it cannot be reached.
    pub backups: Option<u64>,
    /// By when the last backup that holds the client has aged out; absent while a legal hold keeps backups.
    pub backups_until: Option<Date>,
    /// Whether the file was written anew without the space that the client had. If not, that space was
    /// overwritten all the same.
    pub compacted: bool,
    /// Whether the clinicians' key was changed since, so that the keys in older backups open nothing new.
    pub rotated: bool,
}

/// Requests to erase a client, and what erasures left.
pub struct Erasures<'v>(pub(super) &'v Open);

impl Erasures<'_> {
    /// Asks for the erasure of a client. Refused while a legal hold lies on the client.
    pub fn request(
        &self,
        client: ClientId,
        why: EraseWhy,
        reason: &str,
    ) -> Result<EraseRequestId, Error> {
        self.0.may_of(Deed::EraseRequest, Some(client))?;
        shelf::get::<Client>(self.0.db(), client)?;
        let reason = reason_of(reason)?;
        let id = shelf::fresh()?;
        self.0.change(|change| {
            let request = EraseRequest {
                client,
                by: self.0.person(),
                at: change.now(),
                why,
                reason,
            };
            shelf::insert(change, id, &request)
        })?;
        Ok(id)
    }

    /// Takes a request back.
    pub fn withdraw(&self, id: EraseRequestId) -> Result<(), Error> {
        if !self.0.can(Deed::EraseConfirm) {
            self.0.may(Deed::EraseRequest)?;
        }
        self.0
            .change(|change| shelf::remove::<EraseRequest>(change, id))
    }

    /// Requests that wait to be confirmed, oldest first.
    pub fn waiting(&self) -> Result<Vec<Stored<EraseRequest>>, Error> {
        self.0.may(Deed::EraseSee)?;
        shelf::select(self.0.db(), EraseRequest::TABLE.all, [])
    }

    /// The request for a client, if there is one.
    pub fn of_client(&self, client: ClientId) -> Result<Option<Stored<EraseRequest>>, Error> {
        if !self.0.can(Deed::EraseSee) {
            self.0.may(Deed::ClientFind)?;
        }
        request_of(self.0.db(), client)
    }

    /// What past erasures left, oldest first.
    pub fn tombstones(&self) -> Result<Vec<Stored<Tombstone>>, Error> {
        self.0.may(Deed::EraseSee)?;
        shelf::select(self.0.db(), Tombstone::TABLE.all, [])
    }

    /// From when on a request may be confirmed by the signed-in person: at once by a second person, after a
    /// day by the same one where there is nobody else.
    pub fn not_before(&self, request: &EraseRequest) -> Timestamp {
        if request.by == self.0.person() {
            request.at.saturating_add(ERASE_DELAY).unwrap_or(request.at)
        } else {
            request.at
        }
    }
}

fn request_of(db: &Connection, client: ClientId) -> Result<Option<Stored<EraseRequest>>, Error> {
    let sql = "SELECT id, version, body FROM erase_request WHERE client = ?1";
    Ok(shelf::select(db, sql, params![client.to_bytes()])?.pop())
}

impl Open {
    /// Confirms a request: everything of the client goes in one transaction, then the file is written anew.
    /// Needs a clinician, as only they can tell whose the sealed risk records are.
    pub fn erase(
        &mut self,
        id: EraseRequestId,
        reason: &str,
        proof: &Proof,
    ) -> Result<ErasureReport, Error> {
        self.accept(proof)?;
        let request: Stored<EraseRequest> = shelf::get(self.db(), id)?;
        self.may_erase(&request.value, reason)?;
        self.session().clinical()?;
        // The file is written anew at the end; without room for that the client's space would stay, overwritten.
        place::room(self.dir(), files::database_len(self.dir())?)?;
        let at_hand = self.backups_at_hand();
        self.guard_with(database::guard_erasing)?;
        let done = self.change(|change| erase(change, &request.value));
        self.guard_with(database::guard)?;
        let mut report = done?;
        report.backups = at_hand.as_ref().map(|made| made.len() as u64);
        if let (Some(made), Some(_)) = (&at_hand, report.backups_until) {
            let gone = gone_by(made, self.now(), &self.zone());
            report.backups_until = Some(gone.unwrap_or(self.today()));
        }
        self.forget_all_typed();
        report.compacted = self.compact().is_ok();
        self.anchor_soon();
        Ok(report)
    }

    fn may_erase(&self, request: &EraseRequest, reason: &str) -> Result<(), Error> {
        let mut states = self.client_states(Some(request.client))?;
        let mine = request.by == self.person();
        states.push(if mine {
            State::AskedByMe
        } else {
            State::AskedByAnother
        });
        match self.decision(Deed::EraseConfirm, &states)? {
            Decision::NeedsReason => {
                reason_of(reason)?;
                let from = self.erasures().not_before(request);
                if self.now() < from {
                    return Err(Error::TooEarly(from));
                }
                Ok(())
            }
            _ => self.may_in(Deed::EraseConfirm, &states),
        }
    }
}

fn erase(change: &Change<'_>, request: &EraseRequest) -> Result<ErasureReport, Error> {
    let belongings = Belongings::of(change, request.client)?;
    // The log has to know of everything that goes, so that the tombstone can name all that is absent.
    for record in belongings.sealed() {
        record::chain_drafts(change, Some(*record))?;
    }
    support::chain_drafts(change)?;
    let highest_letter = highest_letter(change.db())?;
    let hashes = absent(change, &belongings)?;
    let erased = Erased {
        screenings: belongings.screenings.len() as u64,
        sealed: sealed_parts(change, &belongings)?,
        letters: belongings.letters.len() as u64,
        disclosures: belongings.disclosures.len() as u64,
        consents: belongings.consents.len() as u64,
        addenda: belongings.addenda.len() as u64,
        risks: belongings.risks.len() as u64,
        others: [
            &belongings.treats,
            &belongings.openings,
            &belongings.holds,
            &belongings.recipients,
        ]
        .iter()
        .map(|rows| rows.len() as u64)
        .sum(),
    };
    remove(change, &belongings)?;
    let id: TombstoneId = shelf::fresh()?;
    let tombstone = Tombstone {
        at: change.now(),
        asked_by: request.by,
        confirmed_by: change.session().staff.id,
        why: request.why,
        erased,
        sent: erased.disclosures,
        highest_letter,
        hashes,
    };
    shelf::insert(change, id, &tombstone)?;
    let detail = Detail::default()
        .word("why", request.why.word())
        .number("screenings", erased.screenings)
        .number("letters", erased.letters)
        .number("sealed", erased.sealed);
    let events = change.log(
        &Event::new(Action::CLIENT_ERASE)
            .about(id.to_bytes())
            .detail(detail),
    )?;
    Ok(ErasureReport {
        tombstone: id,
        at: tombstone.at,
        why: request.why,
        erased,
        sent: tombstone.sent,
        events,
        backups: None,
        backups_until: backups_until(change)?,
        compacted: false,
        rotated: false,
    })
}

/// By when the last monthly backup that knew the client is thrown away at the latest, where nobody can look at them.
/// A hold keeps all of them.
fn backups_until(change: &Change<'_>) -> Result<Option<Date>, Error> {
    let held = hold::any(change.db())?;
    let day = change.vault.today();
    Ok((!held).then(|| day.saturating_add(BACKUP_MONTHS.months())))
}

/// The highest number that a letter was given, also one that was erased.
pub(super) fn highest_letter(db: &Connection) -> Result<u32, Error> {
    let sql = "SELECT max(coalesce((SELECT max(number) FROM letter), 0), \
               coalesce((SELECT max(highest_letter) FROM tombstone), 0))";
    db.query_row(sql, [], |row| row.get(0))
        .map_err(Error::db("number a letter"))
}

/// The hashes that tombstones name as absent, for the full check.
pub(super) fn absent_hashes(db: &Connection) -> Result<std::collections::HashSet<String>, Error> {
    // A vault of an older format is checked before it is brought to today's, and has no such table.
    let sql = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'tombstone')";
    let known: bool = db
        .query_row(sql, [], |row| row.get(0))
        .map_err(Error::db("read the tables"))?;
    if !known {
        return Ok(std::collections::HashSet::new());
    }
    let stones: Vec<Stored<Tombstone>> = shelf::select(db, Tombstone::TABLE.all, [])?;
    Ok(stones
        .into_iter()
        .flat_map(|stone| stone.value.hashes)
        .collect())
}
