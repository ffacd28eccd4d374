//! The index of therapy assessments: the sealed facts from which lists and reports are made.

use crate::domain::id::{ClientId, Id, ScreeningId};
use crate::domain::screening::{Screening, ScreeningIndex};
use crate::vault::audit::Action;
use crate::vault::record::{self, INDEX_PART, Kind, Place};
use crate::vault::{Deed, Error, shelf};

use super::Screenings;

impl Screenings<'_> {
    /// The facts of all therapy screenings from which lists and reports are made. Clinicians only. Of a
    /// restricted client who was not opened with a reason only safety is told: a concern must not be hidden.
    pub fn index(&self) -> Result<Vec<(ScreeningId, ScreeningIndex)>, Error> {
        self.0.may(Deed::TherapyIndex)?;
        self.0.session().clinical()?;
        self.0.note_once(Action::INDEX_VIEW, "index")?;
        let step = Error::db("read the index");
        let sql = "SELECT record_id FROM record WHERE kind = 2 ORDER BY rowid";
        let mut statement = self.0.db().prepare_cached(sql).map_err(&step)?;
        let ids = statement
            .query_map([], |row| row.get(0))
            .and_then(Iterator::collect::<rusqlite::Result<Vec<[u8; 16]>>>)
            .map_err(&step)?;
        self.index_of(ids.into_iter().map(ScreeningId::from_bytes))
    }

    /// The same of these screenings alone; those without such a row are left out.
    pub fn index_of(
        &self,
        ids: impl IntoIterator<Item = ScreeningId>,
    ) -> Result<Vec<(ScreeningId, ScreeningIndex)>, Error> {
        self.0.may(Deed::TherapyIndex)?;
        self.0.session().clinical()?;
        self.0.note_once(Action::INDEX_VIEW, "index")?;
        let ids: Vec<ScreeningId> = ids.into_iter().collect();
        let rows = self.index_rows(&ids)?;
        let has_one = |(id, row): (ScreeningId, Option<ScreeningIndex>)| Some((id, row?));
        Ok(ids.into_iter().zip(rows).filter_map(has_one).collect())
    }

    /// The index rows of screenings, in their order. Who may see them was asked before, and that they are seen was noted.
    pub(in crate::vault) fn index_rows(
        &self,
        ids: &[ScreeningId],
    ) -> Result<Vec<Option<ScreeningIndex>>, Error> {
        let records: Vec<[u8; 16]> = ids.iter().map(|id| id.to_bytes()).collect();
        let part = (INDEX_PART, Kind::Index);
        let opened: Vec<Option<record::Opened<ScreeningIndex>>> =
            record::load_all(self.0.db(), self.0.session(), part, &records)?;
        let clients = opened.iter().flatten().filter_map(|one| one.client);
        let restricted = self.0.restricted_among(clients)?;
        let closed = |client: ClientId| restricted.contains(&client) && !self.0.has_access(client);
        let row = |opened: record::Opened<ScreeningIndex>| {
            if opened.client.is_some_and(closed) {
                ScreeningIndex {
                    safety: opened.value.safety,
                    acknowledged: opened.value.acknowledged,
                    review_due: opened.value.review_due,
                    ..ScreeningIndex::default()
                }
            } else {
                opened.value
            }
        };
        Ok(opened.into_iter().map(|one| one.map(row)).collect())
    }

    /// Rewrites the index row, also of a signed screening: whether a note is due changes after it.
    pub fn save_index(&self, id: ScreeningId, index: &ScreeningIndex) -> Result<(), Error> {
        self.0.change(|change| {
            let row = shelf::get::<Screening>(change.db(), id)?;
            self.0.may_of(Deed::TherapyIndex, row.value.client)?;
            let place = Place::of(id, INDEX_PART, Kind::Index);
            record::save(change, place, row.value.client, index)?;
            record::chain_drafts(change, Some(id.to_bytes())).map(|_| ())
        })
    }
}
