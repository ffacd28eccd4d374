//! Addenda: what is added to a signed screening, each signed, none ever changed.

use jiff::Timestamp;
use rusqlite::params;
use serde::{Deserialize, Serialize};

use crate::domain::form::Pathway;
use crate::domain::id::{AddendumId, Id, PersonId, ScreeningId};
use crate::domain::redacted::redacted;
use crate::domain::screening::{AddendumContent, Screening, Stage};
use crate::vault::audit::Event;
use crate::vault::open::Change;
use crate::vault::record::{self, Kind, MAIN_PART, Place};
use crate::vault::shelf::{self, table};
use crate::vault::{Deed, Document, Error, Open, Proof, Stored, Table};

/// The clear row of an addendum.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct AddendumRow {
    screening: ScreeningId,
    author: PersonId,
    created: Timestamp,
    /// The content hash of the signature that it adds to.
    parent: String,
    /// The text, where the screening is not sealed either.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    content: Option<AddendumContent>,
}

redacted!(AddendumRow);

impl Document for AddendumRow {
    type Id = AddendumId;
    const TABLE: Table = table!("addendum", "addendum");
}

/// An addendum with its text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Addendum {
    /// Id.
    pub id: AddendumId,
    /// Who wrote and signed it.
    pub author: PersonId,
    /// When.
    pub created: Timestamp,
    /// What it says.
    pub content: AddendumContent,
}

/// The addenda of an open vault.
pub struct Addenda<'v>(pub(super) &'v Open);

impl Addenda<'_> {
    /// Adds to a signed screening.
    pub fn add(
        &self,
        screening: ScreeningId,
        content: &AddendumContent,
        proof: Proof,
    ) -> Result<AddendumId, Error> {
        self.0.accept(&proof)?;
        let id = self.0.change(|change| {
            let row = shelf::get::<Screening>(change.db(), screening)?;
            if row.value.stage == Stage::Draft {
                return Err(Error::WrongState("screening"));
            }
            self.0.may_with(deed(&row), &row)?;
            let plain = AddendumContent {
                entered_in_error: false,
                co_signs: false,
                ..content.clone()
            };
            write(change, &row, &plain)
        })?;
        self.0.anchor_soon();
        Ok(id)
    }

    /// Signs a colleague's assessment as a second clinician: an addendum of its own kind, on the same hash.
    pub fn co_sign(
        &self,
        screening: ScreeningId,
        statement: &str,
        proof: Proof,
    ) -> Result<AddendumId, Error> {
        self.0.accept(&proof)?;
        let id = self.0.change(|change| {
            let row = shelf::get::<Screening>(change.db(), screening)?;
            if row.value.pathway != Pathway::Therapy || row.value.stage != Stage::Signed {
                return Err(Error::WrongState("screening"));
            }
            self.0.may_with(Deed::CoSign, &row)?;
            let content = AddendumContent {
                text: statement.to_owned(),
                entered_in_error: false,
                co_signs: true,
            };
            write(change, &row, &content)
        })?;
        self.0.anchor_soon();
        Ok(id)
    }

    /// When something was added to a screening and by whom, oldest first; not what.
    pub fn when(&self, screening: ScreeningId) -> Result<Vec<(Timestamp, PersonId)>, Error> {
        self.0.may(Deed::ScreeningList)?;
        let sql = "SELECT id, version, body FROM addendum WHERE screening = ?1 ORDER BY rowid";
        let rows: Vec<Stored<AddendumRow>> =
            shelf::select(self.0.db(), sql, params![screening.to_bytes()])?;
        let when = rows
            .into_iter()
            .map(|row| (row.value.created, row.value.author));
        Ok(when.collect())
    }

    /// The addenda of a screening, oldest first. That they were seen is in the log before.
    pub fn view(&self, screening: ScreeningId) -> Result<Vec<Addendum>, Error> {
        let of = shelf::get::<Screening>(self.0.db(), screening)?;
        let deed = match of.value.pathway {
            Pathway::Therapy => Deed::TherapySee,
            Pathway::Support | Pathway::Triage => Deed::SupportSee,
        };
        self.0.may_with(deed, &of)?;
        let sql = "SELECT id, version, body FROM addendum WHERE screening = ?1 ORDER BY rowid";
        let rows: Vec<Stored<AddendumRow>> =
            shelf::select(self.0.db(), sql, params![screening.to_bytes()])?;
        let events: Vec<Event> = rows
            .iter()
            .map(|row| Event::new(AddendumRow::TABLE.view).about(row.id.to_bytes()))
            .collect();
        self.0.note_all(&events)?;
        rows.into_iter().map(|row| self.open(row)).collect()
    }

    /// How many a screening has.
    pub fn count(&self, screening: ScreeningId) -> Result<u32, Error> {
        self.0.may(Deed::ScreeningList)?;
        self.0
            .db()
            .prepare_cached("SELECT count(*) FROM addendum WHERE screening = ?1")
            .and_then(|mut statement| {
                statement.query_row(params![screening.to_bytes()], |row| row.get(0))
            })
            .map_err(Error::db("count addenda"))
    }

    fn open(&self, row: Stored<AddendumRow>) -> Result<Addendum, Error> {
        let AddendumRow {
            author,
            created,
            content,
            ..
        } = row.value;
        let content = match content {
            Some(content) => content,
            None => {
                let place = Place::of(row.id, MAIN_PART, Kind::Addendum);
                record::load(self.0.db(), self.0.session(), place)?.value
            }
        };
        Ok(Addendum {
            id: row.id,
            author,
            created,
            content,
        })
    }
}

fn deed(row: &Stored<Screening>) -> Deed {
    match row.value.pathway {
        Pathway::Therapy => Deed::TherapyAddendum,
        Pathway::Support | Pathway::Triage => Deed::SupportAddendum,
    }
}

/// Writes an addendum within a change; what belongs to a therapy assessment is sealed like it.
pub(super) fn write(
    change: &Change<'_>,
    screening: &Stored<Screening>,
    content: &AddendumContent,
) -> Result<AddendumId, Error> {
    let signature = screening.value.signature.as_ref();
    let signature = signature.ok_or(Error::WrongState("screening"))?;
    if screening.value.stage == Stage::Draft {
        return Err(Error::WrongState("screening"));
    }
    if content.text.trim().is_empty() {
        return Err(Error::Refused {
            what: "addendum",
            problem: "empty",
        });
    }
    let id = shelf::fresh()?;
    let sealed = screening.value.pathway == Pathway::Therapy;
    let row = AddendumRow {
        screening: screening.id,
        author: change.session().staff.id,
        created: change.now(),
        parent: signature.content_hash.clone(),
        content: (!sealed).then(|| content.clone()),
    };
    shelf::insert(change, id, &row)?;
    if sealed {
        change.session().clinical()?;
        let place = Place::of(id, MAIN_PART, Kind::Addendum);
        record::save_frozen(change, place, screening.value.client, content)?;
    }
    Ok(id)
}
