//! The policy at the vault's own doors: who is signed in, how the thing stands, and the refusal in words.

use std::collections::{BTreeSet, HashSet};

use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};

use crate::domain::id::{ClientId, Id, PersonId};
use crate::domain::screening::{Screening, Stage};
use crate::domain::staff::{Role, Roles};
use crate::vault::policy::{Context, Decision, Deed, Practice, State, Why, allowed};
use crate::vault::{Error, Open, Stored, hold, roster};

impl Open {
    /// What is decided about a deed of the signed-in person, done to something in these states.
    pub fn decision(&self, deed: Deed, states: &[State]) -> Result<Decision, Error> {
        let mut context = Context {
            states: states.to_vec(),
            practice: Practice::Several,
        };
        if self.doubt().is_some() {
            context.states.push(State::Suspect);
        }
        let roles = self.me().roles;
        let decision = allowed(roles, deed, &context);
        // Whether there is a second person is asked only where it matters: most deeds are saves.
        if matches!(
            decision,
            Decision::NeedsSecondPerson
                | Decision::Refused {
                    why: Why::SamePerson
                }
        ) {
            context.practice = self.practice()?;
            return Ok(allowed(roles, deed, &context));
        }
        Ok(decision)
    }

    /// Whether the signed-in person's roles reach a deed at all: for buttons that are shown or not.
    #[must_use]
    pub fn can(&self, deed: Deed) -> bool {
        !matches!(
            self.decision(deed, &[]),
            Ok(Decision::Refused { why: Why::Role }) | Err(_)
        )
    }

    /// Whether two people could confirm each other's requests.
    pub fn practice(&self) -> Result<Practice, Error> {
        let rows = roster::staff_rows(self.db())?;
        let could = rows
            .iter()
            .filter(|row| row.state == roster::PRESENT)
            .map(|row| Roles::from_bits(row.roles))
            .filter(|roles| roles.has(Role::Administrator) || roles.has(Role::Clinician));
        Ok(if could.count() > 1 {
            Practice::Several
        } else {
            Practice::OnePerson
        })
    }

    /// Refuses what the signed-in person may not do.
    pub(super) fn may(&self, deed: Deed) -> Result<(), Error> {
        self.may_in(deed, &[])
    }

    /// Refuses what the signed-in person may not do to something that stands so.
    pub(super) fn may_in(&self, deed: Deed, states: &[State]) -> Result<(), Error> {
        match self.decision(deed, states)? {
            Decision::Allowed => Ok(()),
            Decision::NeedsReason => Err(Error::ReasonNeeded),
            Decision::NeedsSecondPerson => Err(Error::SecondPersonNeeded),
            Decision::Refused { why: Why::Role } => Err(Error::RoleNeeded(roles_for(deed, states))),
            Decision::Refused { why: Why::Suspect } => Err(Error::InDoubt),
            Decision::Refused { why } => Err(Error::NotAllowed(why)),
        }
    }

    /// Refuses what may not be done to something of a client, or of nobody.
    pub(super) fn may_of(&self, deed: Deed, client: Option<ClientId>) -> Result<(), Error> {
        self.may_in(deed, &self.client_states(client)?)
    }

    /// Refuses what may not be done to a screening.
    pub(super) fn may_with(&self, deed: Deed, row: &Stored<Screening>) -> Result<(), Error> {
        self.may_in(deed, &self.screening_states(row)?)
    }

    /// How a client stands.
    pub(super) fn client_states(&self, client: Option<ClientId>) -> Result<Vec<State>, Error> {
        let mut states = Vec::new();
        if let Some(client) = client {
            if self.is_restricted(client)? {
                states.push(if self.has_access(client) {
                    State::RestrictedOpen
                } else {
                    State::RestrictedClosed
                });
            }
            if hold::lies_on(self.db(), client)? {
                states.push(State::Held);
            }
        } else if hold::lies_on_vault(self.db())? {
            states.push(State::Held);
        }
        Ok(states)
    }

    /// How a screening stands, with its client.
    pub(super) fn screening_states(&self, row: &Stored<Screening>) -> Result<Vec<State>, Error> {
        let mut states = self.client_states(row.value.client)?;
        // A draft that is being worked on stays open until it is left: an hour's end loses no word.
        if self.session().drafts_opened.borrow().contains(&row.id) {
            for state in &mut states {
                if *state == State::RestrictedClosed {
                    *state = State::RestrictedOpen;
                }
            }
        }
        let signed_by = row.value.signature.as_ref().map(|signature| signature.by);
        let mine = |person: PersonId| person == self.person();
        match row.value.stage {
            Stage::Draft if mine(row.value.author) => states.push(State::OwnDraft),
            Stage::Draft if self.is_clinician(row.value.author)? => {
                states.push(State::DraftOfAnother);
            }
            Stage::Draft => states.push(State::DraftFromDesk),
            stage => {
                let by = signed_by.unwrap_or(row.value.author);
                states.push(if mine(by) {
                    State::OwnSigned
                } else if self.is_clinician(by)? {
                    State::SignedByAnother
                } else {
                    State::SignedByLeaver
                });
                if stage == Stage::EnteredInError {
                    states.push(State::EnteredInError);
                }
            }
        }
        Ok(states)
    }

    /// Whether a client is restricted.
    pub(super) fn is_restricted(&self, client: ClientId) -> Result<bool, Error> {
        self.db()
            .prepare_cached(
                "SELECT coalesce(card ->> '$.restricted', 0) FROM client_index WHERE client = ?1",
            )
            .and_then(|mut statement| {
                statement
                    .query_row(params![client.to_bytes()], |row| row.get(0))
                    .optional()
            })
            .map(|found| found.unwrap_or(false))
            .map_err(Error::db("read a client"))
    }

    /// Which of these clients are restricted. Of many, each page of the list is read once.
    pub(super) fn restricted_among(
        &self,
        clients: impl Iterator<Item = ClientId>,
    ) -> Result<HashSet<ClientId>, Error> {
        let step = Error::db("read a client");
        let clients: BTreeSet<ClientId> = clients.collect();
        let find = "SELECT rowid FROM client_index WHERE client = ?1";
        let mut find = self.db().prepare_cached(find).map_err(&step)?;
        let mut places = Vec::with_capacity(clients.len());
        for client in &clients {
            let found: Option<i64> = find
                .query_row([client.to_bytes()], |row| row.get(0))
                .optional()
                .map_err(&step)?;
            places.extend(found);
        }
        places.sort_unstable();
        let look = "SELECT client FROM client_index WHERE rowid = ?1 AND card ->> '$.restricted'";
        let mut look = self.db().prepare_cached(look).map_err(&step)?;
        let mut restricted = HashSet::new();
        for place in places {
            let client: Option<[u8; 16]> = look
                .query_row([place], |row| row.get(0))
                .optional()
                .map_err(&step)?;
            restricted.extend(client.map(ClientId::from_bytes));
        }
        Ok(restricted)
    }

    /// Whether the signed-in person opened a restricted client with a reason, less than an hour ago.
    pub(super) fn has_access(&self, client: ClientId) -> bool {
        self.access_until(client).is_some()
    }

    /// Until when the signed-in person may look at a restricted client.
    #[must_use]
    pub fn access_until(&self, client: ClientId) -> Option<Timestamp> {
        let now = self.now();
        let opened = self.session().opened.borrow();
        opened
            .get(&client)
            .copied()
            // A clock that was set back gives no second hour.
            .filter(|(from, until)| *from <= now && now < *until)
            .map(|(_, until)| until)
    }

    fn is_clinician(&self, person: PersonId) -> Result<bool, Error> {
        let person = person.to_bytes();
        let rows = roster::staff_rows(self.db())?;
        Ok(rows.iter().any(|row| {
            row.person == person
                && row.state == roster::PRESENT
                && Roles::from_bits(row.roles).has(Role::Clinician)
        }))
    }
}

/// The roles that reach a deed, in words.
fn roles_for(deed: Deed, states: &[State]) -> &'static str {
    let context = Context {
        states: states.to_vec(),
        practice: Practice::Several,
    };
    let reaches = |role: Role| {
        let alone = allowed([role].into_iter().collect(), deed, &context);
        alone != Decision::Refused { why: Why::Role }
    };
    match Role::ALL.map(reaches) {
        [true, true, true, _] => "administrator, clinician or intake",
        [true, true, false, true] => "administrator, clinician or auditor",
        [true, true, false, false] => "administrator or clinician",
        [false, true, true, _] => "clinician or intake",
        [true, false, false, true] => "administrator or auditor",
        [true, ..] => "administrator",
        [false, true, ..] => "clinician",
        [false, false, true, _] => "intake",
        [false, false, false, true] => "auditor",
        [false, false, false, false] => "nobody",
    }
}
