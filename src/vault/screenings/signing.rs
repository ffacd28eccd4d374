//! Signing: a therapy assessment is frozen, a support check is finished, an error is marked and never undone.

use rusqlite::params;

use crate::domain::answers::SafetyLevel;
use crate::domain::form::Pathway;
use crate::domain::id::{Id, ScreeningId};
use crate::domain::screening::{
    AddendumContent, DeskState, Marked, Screening, ScreeningContent, ScreeningIndex, Signature,
    Stage,
};
use crate::vault::audit::{Action, Detail, hex};
use crate::vault::keys::hash;
use crate::vault::open::Change;
use crate::vault::record::{self, Kind, Place};
use crate::vault::shelf;
use crate::vault::{Deed, Error, Keep, Proof, addenda, support};

use super::{Screenings, by_pathway, draft, save_sealed, touch};

impl Screenings<'_> {
    /// Signs a therapy assessment: saves its last content and freezes it, in one transaction. Whether it
    /// is ready to be signed is for `app` to say; whether it may still change is said here.
    pub fn sign(
        &self,
        id: ScreeningId,
        content: &ScreeningContent,
        index: &ScreeningIndex,
        statement: &str,
        proof: Proof,
    ) -> Result<Signature, Error> {
        self.0.accept(&proof)?;
        self.0.session().clinical()?;
        let signature = self.0.change(|change| {
            let mut row = draft(change.db(), id)?;
            if row.value.pathway != Pathway::Therapy {
                return Err(Error::WrongState("support check"));
            }
            self.0.may_with(Deed::TherapySign, &row)?;
            if row.value.client.is_none() {
                return Err(Error::Refused {
                    what: "client of the screening",
                    problem: "not known",
                });
            }
            save_sealed(change, &row, content, index)?;
            record::chain_drafts(change, Some(id.to_bytes()))?;
            let content_hash = freeze_parts(change, id)?;
            let signature = signature(change, statement, &content_hash)?;
            row.value.signature = Some(signature.clone());
            row.value.stage = Stage::Signed;
            row.value.desk_state = DeskState::Closed;
            shelf::update_as(change, &row, Action::SCREENING_SIGN, Detail::default())?;
            touch(change, id)?;
            Ok(signature)
        })?;
        self.0.anchor_soon();
        Ok(signature)
    }

    /// Finishes a support check: signed by whoever ran it, kept as far as `keep` says, its draft gone.
    pub fn finish_support(
        &self,
        id: ScreeningId,
        keep: Keep,
        statement: &str,
        proof: Proof,
    ) -> Result<Option<Signature>, Error> {
        self.0.accept(&proof)?;
        let signature = self.0.change(|change| {
            let mut row = draft(change.db(), id)?;
            if row.value.pathway == Pathway::Therapy {
                return Err(Error::WrongState("therapy assessment"));
            }
            self.0.may_with(Deed::SupportFinish, &row)?;
            let answered = support::load(change.db(), id)?;
            if answered.is_some_and(|content| content.highest_safety != SafetyLevel::None) {
                change.session().clinical()?;
            }
            support::remove(change, id)?;
            let Keep::This(kept) = keep else {
                shelf::remove::<Screening>(change, id)?;
                return Ok(None);
            };
            let body = serde_json::to_vec(&kept).map_err(|_| Error::Unreadable("screening"))?;
            let signature = signature(change, statement, &hash("kept", &[&body]))?;
            row.value.kept = Some(*kept);
            row.value.signature = Some(signature.clone());
            row.value.stage = Stage::Signed;
            row.value.desk_state = DeskState::Closed;
            shelf::update_as(change, &row, Action::SCREENING_SIGN, Detail::default())?;
            touch(change, id)?;
            Ok(Some(signature))
        })?;
        self.0.anchor_soon();
        Ok(signature)
    }

    /// Marks a signed screening as entered in error; the reason becomes an addendum.
    pub fn mark_in_error(&self, id: ScreeningId, reason: &str, proof: Proof) -> Result<(), Error> {
        self.0.accept(&proof)?;
        let content = AddendumContent {
            text: reason.to_owned(),
            entered_in_error: true,
            co_signs: false,
        };
        self.0.change(|change| {
            let mut row = shelf::get::<Screening>(change.db(), id)?;
            if row.value.stage != Stage::Signed {
                return Err(Error::WrongState("screening"));
            }
            let deed = by_pathway(&row, Deed::TherapyMark, Deed::SupportMark);
            self.0.may_with(deed, &row)?;
            addenda::write(change, &row, &content)?;
            row.value.stage = Stage::EnteredInError;
            row.value.marked = Some(Marked {
                by: self.0.person(),
                at: change.now(),
            });
            shelf::update_as(change, &row, Action::SCREENING_MARK, Detail::default())?;
            touch(change, id)
        })?;
        self.0.anchor_soon();
        Ok(())
    }
}

/// Freezes every part but the index; returns the hash over them as they are stored.
fn freeze_parts(change: &Change<'_>, id: ScreeningId) -> Result<[u8; 32], Error> {
    let step = Error::db("read parts");
    let sql = "SELECT part FROM record WHERE record_id = ?1 AND part > 0 ORDER BY part";
    let parts = change
        .db()
        .prepare_cached(sql)
        .and_then(|mut statement| {
            statement
                .query_map(params![id.to_bytes()], |row| row.get(0))?
                .collect::<rusqlite::Result<Vec<u16>>>()
        })
        .map_err(step)?;
    let mut hashes = Vec::with_capacity(parts.len() * 32);
    for part in parts {
        hashes.extend(record::freeze(
            change,
            Place::of(id, part, Kind::Screening),
        )?);
    }
    Ok(signed_hash(&hashes))
}

/// What a signature covers: the stored hashes of all parts, in order.
pub(in crate::vault) fn signed_hash(hashes: &[u8]) -> [u8; 32] {
    hash("signed", &[hashes])
}

fn signature(
    change: &Change<'_>,
    statement: &str,
    content_hash: &[u8; 32],
) -> Result<Signature, Error> {
    if statement.trim().is_empty() || statement.len() > 2000 {
        return Err(Error::Refused {
            what: "signature statement",
            problem: "empty or too long",
        });
    }
    Ok(Signature {
        by: change.session().staff.id,
        at: change.now(),
        statement: statement.to_owned(),
        content_hash: hex(content_hash),
        seq: change.next_seq()?,
    })
}
