//! Restricted clients: opened only with a reason, for an hour, and looked at by a second clinician.

use jiff::{SignedDuration, Timestamp};
use rusqlite::params;

use crate::domain::id::{ClientId, Id, OpeningId};
use crate::domain::restricted::{Acknowledged, Opening, OpeningReason, OpeningWhy};
use crate::vault::audit::{Action, Detail, Event};
use crate::vault::policy::{Decision, Deed, Practice, State, Why};
use crate::vault::record::{self, Kind, MAIN_PART, Place};
use crate::vault::shelf::{self, table};
use crate::vault::{Document, Error, Open, Stored, Table};

/// Shortest reason for what needs one, in characters.
pub const SHORTEST_REASON: usize = 20;
/// Longest one.
const LONGEST_REASON: usize = 2000;
/// For how long a restricted client stays open.
const OPEN_FOR: SignedDuration = SignedDuration::from_mins(60);
/// Within which time a second clinician looks at it.
pub const ACKNOWLEDGE_WITHIN: SignedDuration = SignedDuration::from_hours(72);

impl Document for Opening {
    type Id = OpeningId;
    const TABLE: Table = table!("opening", "opening");
}

/// A reason that says enough, without the space around it.
pub(super) fn reason_of(text: &str) -> Result<String, Error> {
    let text = text.trim();
    match text.chars().count() {
        0..SHORTEST_REASON => Err(Error::ReasonNeeded),
        SHORTEST_REASON..=LONGEST_REASON => Ok(text.to_owned()),
        _ => Err(Error::Refused {
            what: "reason",
            problem: "too long",
        }),
    }
}

/// The restricted clients of an open vault.
pub struct Restricted<'v>(pub(super) &'v Open);

impl Restricted<'_> {
    /// Opens a restricted client for an hour. The reason is sealed to the clinicians, whoever gives it;
    /// the log has its word. Returns until when.
    pub fn open(
        &self,
        client: ClientId,
        why: OpeningWhy,
        reason: &str,
    ) -> Result<Timestamp, Error> {
        let states = self.0.client_states(Some(client))?;
        match self.0.decision(Deed::ClientOpen, &states)? {
            Decision::NeedsReason => {}
            Decision::Refused { why: Why::Role } => {
                return Err(Error::RoleNeeded("clinician or intake"));
            }
            _ => return Err(Error::WrongState("client")),
        }
        let text = reason_of(reason)?;
        let id: OpeningId = shelf::fresh()?;
        let (at, until) = self.0.change(|change| {
            let at = change.now();
            let until = at.saturating_add(OPEN_FOR).unwrap_or(at);
            let opening = Opening {
                client,
                by: self.0.person(),
                at,
                until,
                why,
                acknowledged: None,
            };
            shelf::insert(change, id, &opening)?;
            let place = Place::of(id, MAIN_PART, Kind::Reason);
            record::save_frozen(change, place, Some(client), &OpeningReason { text })?;
            let detail = Detail::default().word("why", why.word());
            change.log(
                &Event::new(Action::CLIENT_UNLOCK)
                    .about(client.to_bytes())
                    .detail(detail),
            )?;
            Ok((at, until))
        })?;
        let mut opened = self.0.session().opened.borrow_mut();
        opened.insert(client, (at, until));
        Ok(until)
    }

    /// Ends one's own access before its time.
    pub fn close(&self, client: ClientId) {
        self.0.session().opened.borrow_mut().remove(&client);
    }

    /// Openings by colleagues that nobody has looked at yet, oldest first. None in a one-person practice:
    /// there the log is all.
    pub fn waiting(&self) -> Result<Vec<Stored<Opening>>, Error> {
        self.0.may(Deed::RestrictedAcknowledge)?;
        if self.0.practice()? == Practice::OnePerson {
            return Ok(Vec::new());
        }
        let sql = "SELECT id, version, body FROM opening WHERE acknowledged = 0 ORDER BY rowid";
        let mut waiting: Vec<Stored<Opening>> = shelf::select(self.0.db(), sql, [])?;
        waiting.retain(|opening| opening.value.by != self.0.person());
        Ok(waiting)
    }

    /// Every opening of a client, oldest first.
    pub fn of_client(&self, client: ClientId) -> Result<Vec<Stored<Opening>>, Error> {
        self.0.may(Deed::LogOfClient)?;
        let sql = "SELECT id, version, body FROM opening WHERE client = ?1 ORDER BY rowid";
        shelf::select(self.0.db(), sql, params![client.to_bytes()])
    }

    /// The reason that a colleague gave. That it was read is in the log before.
    pub fn reason(&self, id: OpeningId) -> Result<String, Error> {
        self.0.may(Deed::RestrictedAcknowledge)?;
        self.0
            .note(Event::new(Opening::TABLE.view).about(id.to_bytes()))?;
        let place = Place::of(id, MAIN_PART, Kind::Reason);
        let opened: record::Opened<OpeningReason> =
            record::load(self.0.db(), self.0.session(), place)?;
        Ok(opened.value.text)
    }

    /// A second clinician has looked at it.
    pub fn acknowledge(&self, id: OpeningId) -> Result<(), Error> {
        let mut stored: Stored<Opening> = shelf::get(self.0.db(), id)?;
        let mine = stored.value.by == self.0.person();
        let state = if mine {
            State::AskedByMe
        } else {
            State::AskedByAnother
        };
        self.0.may_in(Deed::RestrictedAcknowledge, &[state])?;
        if stored.value.acknowledged.is_some() {
            return Err(Error::WrongState("opening"));
        }
        stored.value.acknowledged = Some(Acknowledged {
            by: self.0.person(),
            at: self.0.now(),
        });
        self.0
            .change(|change| shelf::update(change, &stored).map(|_| ()))
    }
}
