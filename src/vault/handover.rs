//! The hand-over: a person answers for themselves, at a screen that somebody of the desk gave them.
//!
//! What they say goes into a part of its own, under a key that lives in memory while the view is open and is sealed
//! to the clinicians. So the desk can give the screen away and cannot read it back: after a lock or a crash the
//! person goes on with the sections that are not finished, in another part. Which sections are finished stands in
//! clear; what was said in them does not. A clinician takes a part over into the screening.

use rusqlite::params;
use serde::{Deserialize, Serialize};

use crate::domain::answers::Answers;
use crate::domain::form::Pathway;
use crate::domain::id::{Id, ScreeningId};
use crate::domain::redacted::redacted;
use crate::domain::screening::{Screening, ScreeningContent, ScreeningIndex, Stage};
use crate::vault::audit::{Action, Detail, Event};
use crate::vault::open::Change;
use crate::vault::record::{self, Kind, MAIN_PART, PartKey, Place};
use crate::vault::screenings::{Saved, Screenings, draft, save_sealed, touch};
use crate::vault::shelf;
use crate::vault::{Deed, Error, Open, Stored};

/// Longest name of a section, and how many there may be.
const LONGEST_SECTION: usize = 64;
const MOST_SECTIONS: usize = 64;

/// An open hand-over. Dropping it wipes the key; nothing in it can be read again but by a clinician.
pub struct HandOver {
    screening: ScreeningId,
    place: Place,
    key: Option<PartKey>,
}

/// What a person said in one hand-over, for the clinician who takes it over.
#[derive(Clone, PartialEq)]
pub struct HandedOver {
    /// Which part.
    pub part: u16,
    /// What was said.
    pub answers: Answers,
}

redacted!(HandedOver);

/// A part as it is stored.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    handed_over: Answers,
}

impl HandOver {
    /// Which screening.
    #[must_use]
    pub fn screening(&self) -> ScreeningId {
        self.screening
    }

    /// Keeps what was said so far. `finished` is a section that the person is through with.
    pub fn save(
        &mut self,
        open: &Open,
        answers: &Answers,
        finished: Option<&str>,
    ) -> Result<Saved, Error> {
        let said = Said {
            handed_over: answers.clone(),
        };
        let id = self.screening;
        let (saved, key) = open.change(|change| {
            let mut row = draft(change.db(), id)?;
            open.may_with(Deed::HandOver, &row)?;
            let client = row.value.client;
            let (version, key) =
                record::save_with(change, self.place, client, &said, self.key.as_ref())?;
            if let Some(section) = finished {
                finish_section(change, &mut row, section)?;
            }
            touch(change, id)?;
            let at = change.now();
            Ok((Saved { version, at }, key))
        })?;
        if let Some(key) = key {
            self.key = Some(key);
        }
        Ok(saved)
    }

    /// Ends the hand-over: the log hears of the part, and the key is wiped.
    pub fn close(self, open: &Open) -> Result<(), Error> {
        let record = self.place.record;
        open.change(|change| record::chain_drafts(change, Some(record)))
            .map(|_| ())
    }
}

fn finish_section(
    change: &Change<'_>,
    row: &mut Stored<Screening>,
    section: &str,
) -> Result<(), Error> {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
    if section.is_empty() || section.len() > LONGEST_SECTION || !section.chars().all(plain) {
        return Err(Error::Refused {
            what: "name of a section",
            problem: "not a plain word",
        });
    }
    let finished = &mut row.value.finished_sections;
    if finished.iter().any(|known| known == section) || finished.len() >= MOST_SECTIONS {
        return Ok(());
    }
    finished.push(section.to_owned());
    shelf::update(change, row).map(|_| ())
}

impl Screenings<'_> {
    /// Gives the screen to the person. Sections that are finished are in the screening's row.
    pub fn hand_over(&self, id: ScreeningId) -> Result<HandOver, Error> {
        let row = draft(self.0.db(), id)?;
        if row.value.pathway != Pathway::Therapy {
            return Err(Error::WrongState("screening"));
        }
        self.0.may_with(Deed::HandOver, &row)?;
        let last: u16 = self
            .0
            .db()
            .query_row(
                "SELECT coalesce(max(part), ?2) FROM record WHERE record_id = ?1",
                params![id.to_bytes(), MAIN_PART],
                |found| found.get(0),
            )
            .map_err(Error::db("read parts"))?;
        let part = last.max(MAIN_PART).checked_add(1);
        let part = part.ok_or(Error::WrongState("screening"))?;
        self.0
            .note(Event::new(Action::HAND_OVER).about(id.to_bytes()))?;
        Ok(HandOver {
            screening: id,
            place: Place::of(id, part, Kind::Screening),
            key: None,
        })
    }

    /// How many parts wait for a clinician; nothing of them is opened for that.
    pub fn parts_waiting(&self, id: ScreeningId) -> Result<usize, Error> {
        self.0.may(Deed::ScreeningList)?;
        Ok(record::parts_above(self.0.db(), id.to_bytes(), MAIN_PART)?.len())
    }

    /// What was handed over and not taken over yet, for a clinician; the log hears of it first.
    pub fn handed_over(&self, id: ScreeningId) -> Result<Vec<HandedOver>, Error> {
        let row = shelf::get::<Screening>(self.0.db(), id)?;
        self.0.may_with(Deed::TherapySee, &row)?;
        self.0.session().clinical()?;
        if row.value.stage != Stage::Draft {
            return Ok(Vec::new());
        }
        let parts = record::parts_above(self.0.db(), id.to_bytes(), MAIN_PART)?;
        if !parts.is_empty() {
            self.0
                .note(Event::new(Action::HAND_OVER_VIEW).about(id.to_bytes()))?;
        }
        parts
            .into_iter()
            .map(|part| {
                let place = Place::of(id, part, Kind::Screening);
                let said = record::load::<Said>(self.0.db(), self.0.session(), place)?;
                Ok(HandedOver {
                    part,
                    answers: said.value.handed_over,
                })
            })
            .collect()
    }

    /// Takes a part over: the screening's content as the clinician saved it with the person's answers, and the part
    /// goes, in one transaction.
    pub fn take_over(
        &self,
        id: ScreeningId,
        part: u16,
        content: &ScreeningContent,
        index: &ScreeningIndex,
    ) -> Result<Saved, Error> {
        self.0.session().clinical()?;
        self.0.change(|change| {
            let row = draft(change.db(), id)?;
            self.0.may_with(Deed::TherapySave, &row)?;
            if part <= MAIN_PART || !record::has_part(change.db(), id.to_bytes(), part)? {
                return Err(Error::NotFound("part"));
            }
            let version = save_sealed(change, &row, content, index)?;
            record::remove_part(change, id.to_bytes(), part)?;
            let detail = Detail::default().number("part", u64::from(part));
            change.log(
                &Event::new(Action::HAND_OVER_TAKEN)
                    .about(id.to_bytes())
                    .detail(detail),
            )?;
            touch(change, id)?;
            let at = change.now();
            Ok(Saved { version, at })
        })
    }
}
