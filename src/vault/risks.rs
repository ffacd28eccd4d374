//! Clinical risk records: a stub at the desk until a clinician comes; sealed and frozen from then on.

use rusqlite::params;

use crate::domain::id::{Id, RiskId, ScreeningId};
use crate::domain::risk::{Risk, RiskContent, RiskStub, Told};
use crate::domain::staff::Staff;
use crate::vault::audit::{Action, Detail, Event};
use crate::vault::open::Change;
use crate::vault::record::{self, Kind, MAIN_PART, Place};
use crate::vault::shelf::{self, table};
use crate::vault::{Deed, Document, Error, Open, Present, Proof, Stored, Table};

impl Document for Risk {
    type Id = RiskId;
    const TABLE: Table = table!("risk", "risk record");
}

/// Proof that a clinician typed their passphrase beside whoever is signed in.
pub struct SecondClinician {
    staff: Staff,
    session: [u8; 16],
}

impl SecondClinician {
    /// Who it is.
    #[must_use]
    pub fn staff(&self) -> &Staff {
        &self.staff
    }
}

/// The risk records of an open vault.
pub struct Risks<'v>(pub(super) &'v Open);

impl Risks<'_> {
    /// Opens a stub: time, level, group, staff. It outlives the check in which it came up.
    pub fn open_stub(&self, stub: RiskStub) -> Result<RiskId, Error> {
        self.0.may(Deed::RiskNote)?;
        let id = shelf::fresh()?;
        self.0.change(|change| {
            let risk = Risk {
                opened: change.now(),
                stub: Some(stub),
                sealed: None,
                beside: None,
            };
            shelf::insert(change, id, &risk)
        })?;
        Ok(id)
    }

    /// Notes that a clinician was told. It unlocks nothing.
    pub fn note_told(&self, id: RiskId, clinician: &str) -> Result<(), Error> {
        self.0.may(Deed::RiskNote)?;
        self.0.change(|change| {
            let mut stored = shelf::get::<Risk>(change.db(), id)?;
            let stub = stored
                .value
                .stub
                .as_mut()
                .ok_or(Error::Frozen("risk record"))?;
            stub.told.push(Told {
                clinician: clinician.to_owned(),
                at: change.now(),
                by: self.0.person(),
            });
            shelf::update(change, &stored).map(|_| ())
        })
    }

    /// A clinician acknowledges: the record is sealed, and the stub goes.
    pub fn seal(&self, id: RiskId, content: &RiskContent, proof: Proof) -> Result<(), Error> {
        self.0.may(Deed::RiskSeal)?;
        self.0.accept(&proof)?;
        self.0.session().clinical()?;
        self.0.change(|change| {
            let mut stored = shelf::get::<Risk>(change.db(), id)?;
            let stub = stored
                .value
                .stub
                .take()
                .ok_or(Error::Frozen("risk record"))?;
            let content = RiskContent {
                stub: Some(stub),
                ..content.clone()
            };
            stored.value.sealed = Some(change.now());
            write(change, id, &content)?;
            shelf::update(change, &stored).map(|_| ())
        })
    }

    /// A clinician types login and passphrase at the desk of somebody else, whose session goes on. What they hold is
    /// used for nothing but this proof.
    pub fn second(&self, second: &Present<'_>) -> Result<SecondClinician, Error> {
        self.0.may(Deed::RiskNote)?;
        let staff = self.0.second_clinician(second)?;
        Ok(SecondClinician {
            staff,
            session: self.0.session().id,
        })
    }

    /// As [`Self::seal`], by a clinician who stands beside whoever is signed in. `unread` is the screening if whoever is
    /// signed in may not read it, so that it cannot be noted there yet.
    pub fn seal_beside(
        &self,
        id: RiskId,
        content: &RiskContent,
        second: &SecondClinician,
        unread: Option<ScreeningId>,
    ) -> Result<(), Error> {
        self.0.may(Deed::RiskNote)?;
        if second.session != self.0.session().id {
            return Err(Error::NotAccepted);
        }
        self.0.change(|change| {
            let mut stored = shelf::get::<Risk>(change.db(), id)?;
            let stub = stored.value.stub.take();
            let stub = stub.ok_or(Error::Frozen("risk record"))?;
            let content = RiskContent {
                stub: Some(stub),
                ..content.clone()
            };
            stored.value.sealed = Some(change.now());
            stored.value.beside = unread;
            write(change, id, &content)?;
            let second = Detail::default().hash("second", &second.staff.id.to_bytes());
            change.log(
                &Event::new(Action::RISK_SECOND)
                    .about(id.to_bytes())
                    .detail(second),
            )?;
            shelf::update(change, &stored).map(|_| ())
        })
    }

    /// A record that a clinician opens and seals at once.
    pub fn add_sealed(&self, content: &RiskContent, proof: Proof) -> Result<RiskId, Error> {
        self.0.may(Deed::RiskSeal)?;
        self.0.accept(&proof)?;
        self.0.session().clinical()?;
        let id = shelf::fresh()?;
        self.0.change(|change| {
            let now = change.now();
            shelf::insert(
                change,
                id,
                &Risk {
                    opened: now,
                    stub: None,
                    sealed: Some(now),
                    beside: None,
                },
            )?;
            write(change, id, content)
        })?;
        Ok(id)
    }

    /// Stubs that wait for a clinician, oldest first.
    pub fn waiting(&self) -> Result<Vec<Stored<Risk>>, Error> {
        self.0.may(Deed::RiskList)?;
        let sql =
            "SELECT id, version, body FROM risk WHERE body ->> '$.sealed' IS NULL ORDER BY rowid";
        shelf::select(self.0.db(), sql, params![])
    }

    /// What a clinician acknowledged of a screening beside somebody who could not read it.
    pub fn acknowledged_beside(&self, screening: ScreeningId) -> Result<Option<RiskId>, Error> {
        let found = self.list()?.into_iter().rev();
        let mut found = found.filter(|stored| stored.value.beside == Some(screening));
        Ok(found.next().map(|stored| stored.id))
    }

    /// All records, oldest first, without what is sealed.
    pub fn list(&self) -> Result<Vec<Stored<Risk>>, Error> {
        self.0.may(Deed::RiskList)?;
        shelf::select(self.0.db(), Risk::TABLE.all, params![])
    }

    /// What a sealed record says. That it was seen is in the log before it is returned.
    pub fn view(&self, id: RiskId) -> Result<RiskContent, Error> {
        self.0.may(Deed::RiskSee)?;
        self.0.session().clinical()?;
        // Whose it is stands inside; it is opened to know that, and shown only after.
        let place = Place::of(id, MAIN_PART, Kind::Risk);
        let content: RiskContent = record::load(self.0.db(), self.0.session(), place)?.value;
        self.0.may_of(Deed::RiskSee, content.client)?;
        self.0
            .note(Event::new(Risk::TABLE.view).about(id.to_bytes()))?;
        Ok(content)
    }
}

fn write(change: &Change<'_>, id: RiskId, content: &RiskContent) -> Result<(), Error> {
    let place = Place::of(id, MAIN_PART, Kind::Risk);
    record::save_frozen(change, place, content.client, content).map(|_| ())
}
