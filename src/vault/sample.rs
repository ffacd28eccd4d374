//! Many invented screenings at once, for measuring. Only a vault that is marked as a sample takes them: what stands in
//! them was signed by nobody.

use jiff::Timestamp;

use crate::domain::id::ScreeningId;
use crate::domain::screening::{
    DeskState, Screening, ScreeningContent, ScreeningIndex, Signature, Stage, SupportKept,
};
use crate::vault::record::{self, INDEX_PART, Kind, Place};
use crate::vault::shelf::{self, execute};
use crate::vault::{Deed, Error, NewScreening, Open};

/// An invented screening.
pub struct Invented {
    /// Who and what.
    pub new: NewScreening,
    /// When it began; it is signed at the same moment.
    pub begun: Timestamp,
    /// Draft or signed.
    pub stage: Stage,
    /// How it stands for the desk.
    pub desk_state: DeskState,
    /// What is kept of a support check.
    pub kept: Option<SupportKept>,
    /// The index of a therapy assessment.
    pub index: Option<ScreeningIndex>,
    /// What was said in it.
    pub content: Option<ScreeningContent>,
}

/// Adds invented screenings in one transaction; refused unless the vault is a sample.
pub fn invent(open: &Open, invented: &[Invented]) -> Result<Vec<ScreeningId>, Error> {
    open.may(Deed::TherapyStart)?;
    if !open.settings().kind()?.demo {
        return Err(Error::WrongState("vault"));
    }
    open.change(|change| {
        invented
            .iter()
            .map(|one| {
                let id = shelf::fresh()?;
                shelf::insert(change, id, &row(open, one))?;
                if let Some(index) = &one.index {
                    let place = Place::of(id, INDEX_PART, Kind::Index);
                    record::save(change, place, one.new.client, index)?;
                }
                if let Some(content) = &one.content {
                    let place = Place::of(id, record::MAIN_PART, Kind::Screening);
                    record::save(change, place, one.new.client, content)?;
                }
                record::chain_drafts(change, Some(crate::domain::id::Id::to_bytes(id)))?;
                let sql = "UPDATE screening SET updated = ?2 WHERE id = ?1";
                let at = format!("{:.3}", one.begun);
                let values = rusqlite::params![crate::domain::id::Id::to_bytes(id), at];
                execute(change.db(), sql, "screening", values)?;
                Ok(id)
            })
            .collect()
    })
}

fn row(open: &Open, one: &Invented) -> Screening {
    let by = open.person();
    let signature = (one.stage != Stage::Draft).then(|| Signature {
        by,
        at: one.begun,
        statement: "Invented".to_owned(),
        content_hash: String::new(),
        seq: 1,
    });
    Screening {
        client: one.new.client,
        pathway: one.new.pathway,
        rules: one.new.rules.clone(),
        author: by,
        created: one.begun,
        desk_state: one.desk_state,
        stage: one.stage,
        signature,
        marked: None,
        kept: one.kept.clone(),
        finished_sections: Vec::new(),
        planned: None,
        set_aside_for: None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::vault::doors::house;

    #[test]
    fn a_clinics_own_vault_takes_nothing_invented() {
        let house = house();
        let refused = invent(&house.open, &[]).unwrap_err();
        assert!(matches!(refused, Error::WrongState("vault")));
    }
}
