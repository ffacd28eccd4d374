//! What is due by the table: class by class, with the date and the reason, and why something stays although it is.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use rusqlite::{OptionalExtension, params};

use crate::domain::answers::SafetyLevel;
use crate::domain::form::Pathway;
use crate::domain::id::{ClientId, Id, LetterId, RiskId, ScreeningId};
use crate::domain::letter_record::LetterRecord;
use crate::domain::retention::Retention;
use crate::domain::risk::{Risk, RiskContent};
use crate::domain::screening::{DeskState, Screening, ScreeningIndex, Stage};
use crate::vault::record::{self, INDEX_PART, Kind, MAIN_PART, Place};
use crate::vault::shelf;
use crate::vault::{Error, Open, Stored, hold};

/// A draft with a planned meeting is kept until so many days after it.
const DAYS_AFTER_MEETING: i64 = 14;

/// Which class of the table something belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// The outcome of a support-group check.
    Support,
    /// An unsigned assessment.
    Draft,
    /// A signed assessment, also one entered in error.
    Signed,
    /// A clinical risk record.
    Risk,
    /// A letter of a support-group check that is gone.
    Letter,
}

impl Class {
    /// The word for programs.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Support => "support-check",
            Self::Draft => "draft",
            Self::Signed => "signed",
            Self::Risk => "risk-record",
            Self::Letter => "letter",
        }
    }
}

/// Why something is due, or why it stays although it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DueWhy {
    /// Its last day is over.
    TimeIsOver,
    /// The person joined.
    Joined,
    /// It will be removed on its date; somebody should finish it before.
    Soon,
    /// Its years are over, counted from the day of signing.
    YearsAreOver,
    /// Its years are over, counted from the day on which the person came of age.
    YearsSinceAdulthood,
    /// A safety concern is open: a clinician has to look first.
    ConcernOpen,
}

impl DueWhy {
    /// The word for programs.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::TimeIsOver => "time-is-over",
            Self::Joined => "joined",
            Self::Soon => "soon",
            Self::YearsAreOver => "years-are-over",
            Self::YearsSinceAdulthood => "years-since-adulthood",
            Self::ConcernOpen => "concern-open",
        }
    }
}

/// The record that is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DueRecord {
    /// A screening.
    Screening(ScreeningId),
    /// A risk record.
    Risk(RiskId),
    /// A letter.
    Letter(LetterId),
}

/// A line of the due list. It names nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// Its class.
    pub class: Class,
    /// The record.
    pub record: DueRecord,
    /// Whose, where that is known without opening it.
    pub client: Option<ClientId>,
    /// Since when, or from when, it is due.
    pub date: Date,
    /// Why.
    pub why: DueWhy,
    /// A legal hold keeps it.
    pub held: bool,
    /// Whether the program removes it by itself.
    pub by_itself: bool,
}

/// Drafts and kept checks, both by an index: this runs at each unlock. `?1` is not used.
pub(super) const THAT_MAY_GO: &str = "SELECT id, version, body, updated, \
    EXISTS (SELECT 1 FROM addendum WHERE addendum.screening = screening.id) FROM screening \
    WHERE ?1 IS NOT NULL AND stage = 'draft' \
    UNION ALL SELECT id, version, body, updated, \
    EXISTS (SELECT 1 FROM addendum WHERE addendum.screening = screening.id) FROM screening \
    WHERE body ->> '$.kept.keep-until' IS NOT NULL";
/// Those, and what was signed before the day `?1`; each part by its own index, as an "or" over all would read everything.
pub(super) const THAT_MAY_BE_DUE: &str = "SELECT id, version, body, updated, \
    EXISTS (SELECT 1 FROM addendum WHERE addendum.screening = screening.id) FROM screening \
    WHERE stage = 'draft' \
    UNION ALL SELECT id, version, body, updated, \
    EXISTS (SELECT 1 FROM addendum WHERE addendum.screening = screening.id) FROM screening \
    WHERE body ->> '$.kept.keep-until' IS NOT NULL \
    UNION ALL SELECT id, version, body, updated, \
    EXISTS (SELECT 1 FROM addendum WHERE addendum.screening = screening.id) FROM screening \
    WHERE body ->> '$.signature.at' < ?1 AND body ->> '$.kept.keep-until' IS NULL";

/// One look over the records, by the table of the moment.
pub(super) struct Look<'v> {
    open: &'v Open,
    state: Retention,
    today: Date,
}

impl<'v> Look<'v> {
    pub(super) fn new(open: &'v Open) -> Result<Self, Error> {
        Ok(Self {
            state: super::of(open.db())?,
            today: open.today(),
            open,
        })
    }

    pub(super) fn screenings(&self, which: &str) -> Result<Vec<Due>, Error> {
        let step = Error::db("read screenings");
        let years = i64::from(self.state.table.signed_years).years();
        let before = self.today.saturating_sub(years).saturating_add(1.day());
        let mut statement = self.open.db().prepare_cached(which).map_err(&step)?;
        let mut rows = statement
            .query(params![before.to_string()])
            .map_err(&step)?;
        let mut due = Vec::new();
        while let Some(row) = rows.next().map_err(&step)? {
            let read = || -> rusqlite::Result<([u8; 16], u32, String, String, bool)> {
                Ok((
                    row.get(0)?,
                    row.get(1)?,
                    row.get(2)?,
                    row.get(3)?,
                    row.get(4)?,
                ))
            };
            let (id, version, body, updated, added_to) = read().map_err(&step)?;
            let unreadable = || Error::Unreadable("screening");
            let stored = Stored::<Screening> {
                id: ScreeningId::from_bytes(id),
                version,
                value: serde_json::from_str(&body).map_err(|_| unreadable())?,
            };
            let updated: Timestamp = updated.parse().map_err(|_| unreadable())?;
            due.extend(self.screening(&stored, updated, added_to)?);
        }
        Ok(due)
    }

    fn screening(
        &self,
        row: &Stored<Screening>,
        updated: Timestamp,
        added_to: bool,
    ) -> Result<Option<Due>, Error> {
        let line = match (row.value.pathway, row.value.stage) {
            (Pathway::Therapy, Stage::Draft) => self.draft(row, self.day(updated))?,
            (Pathway::Therapy, _) => self.signed(row)?,
            // An open check goes with its day, by another rule.
            (Pathway::Support | Pathway::Triage, Stage::Draft) => None,
            (Pathway::Support | Pathway::Triage, _) => {
                self.support(row, self.day(updated), added_to)
            }
        };
        let Some((class, date, why, by_itself)) = line else {
            return Ok(None);
        };
        Ok(Some(Due {
            class,
            record: DueRecord::Screening(row.id),
            client: row.value.client,
            date,
            why,
            held: self.held(row.value.client)?,
            by_itself,
        }))
    }

    fn support(
        &self,
        row: &Stored<Screening>,
        updated: Date,
        added_to: bool,
    ) -> Option<(Class, Date, DueWhy, bool)> {
        let kept = row.value.kept.as_ref()?;
        let joined =
            row.value.desk_state == DeskState::Joined && self.state.table.support_on_joining;
        if kept.keep_until < self.today {
            let by_itself = !added_to;
            Some((
                Class::Support,
                kept.keep_until,
                DueWhy::TimeIsOver,
                by_itself,
            ))
        } else if joined && updated < self.today {
            Some((Class::Support, updated, DueWhy::Joined, !added_to))
        } else {
            None
        }
    }

    fn draft(
        &self,
        row: &Stored<Screening>,
        updated: Date,
    ) -> Result<Option<(Class, Date, DueWhy, bool)>, Error> {
        let table = &self.state.table;
        let mut warn = updated.saturating_add(i64::from(table.draft_warn_days).days());
        let mut date = updated.saturating_add(i64::from(table.draft_days).days());
        if let Some(planned) = &row.value.planned {
            // Somebody comes back on that day: nothing of theirs goes before, nor in the two weeks after.
            warn = warn.max(planned.on);
            date = date.max(planned.on.saturating_add(DAYS_AFTER_MEETING.days()));
        }
        if self.today < warn {
            return Ok(None);
        }
        if self.today < date {
            return Ok(Some((Class::Draft, date, DueWhy::Soon, false)));
        }
        if self.concern_open(row)? {
            return Ok(Some((Class::Draft, date, DueWhy::ConcernOpen, false)));
        }
        // Only where a clinician is there can it be seen that no concern is open.
        let by_itself = self.state.activated.is_some() && self.open.session().clinical.is_some();
        Ok(Some((Class::Draft, date, DueWhy::TimeIsOver, by_itself)))
    }

    fn signed(
        &self,
        row: &Stored<Screening>,
    ) -> Result<Option<(Class, Date, DueWhy, bool)>, Error> {
        let Some(signature) = &row.value.signature else {
            return Ok(None);
        };
        let line = self.years(self.day(signature.at), row.value.client)?;
        Ok(line.map(|(date, why)| (Class::Signed, date, why, false)))
    }

    /// The end of the years that begin on a day, or when somebody under age comes of age; if it is over.
    fn years(
        &self,
        begin: Date,
        client: Option<ClientId>,
    ) -> Result<Option<(Date, DueWhy)>, Error> {
        let table = &self.state.table;
        let adult = match client.filter(|_| table.minors_from_adulthood) {
            Some(client) => self
                .birth(client)?
                .map(|birth| birth.saturating_add(i64::from(table.adult_at).years())),
            None => None,
        };
        let (begin, why) = match adult.filter(|adult| *adult > begin) {
            Some(adult) => (adult, DueWhy::YearsSinceAdulthood),
            None => (begin, DueWhy::YearsAreOver),
        };
        let date = begin.saturating_add(i64::from(table.signed_years).years());
        Ok((date <= self.today).then_some((date, why)))
    }

    /// Letters of support-group checks that are gone: they follow the checks, but where they went is kept,
    /// so a person decides.
    pub(super) fn letters(&self) -> Result<Vec<Due>, Error> {
        let sql = "SELECT id, version, body FROM letter WHERE screening IS NOT NULL \
                   AND NOT EXISTS (SELECT 1 FROM screening WHERE screening.id = letter.screening) ORDER BY rowid";
        let letters: Vec<Stored<LetterRecord>> = shelf::select(self.open.db(), sql, [])?;
        let days = i64::from(self.state.table.support_days).days();
        let mut due = Vec::new();
        for letter in letters {
            let date = self.day(letter.value.created).saturating_add(days);
            if date < self.today {
                due.push(Due {
                    class: Class::Letter,
                    record: DueRecord::Letter(letter.id),
                    client: letter.value.client,
                    date,
                    why: DueWhy::TimeIsOver,
                    held: self.held(letter.value.client)?,
                    by_itself: false,
                });
            }
        }
        Ok(due)
    }

    /// Risk records say inside whose they are; so only clinicians see them in the list.
    pub(super) fn risks(&self) -> Result<Vec<Due>, Error> {
        let sql = "SELECT id, version, body FROM risk WHERE body ->> '$.sealed' IS NOT NULL ORDER BY rowid";
        let risks: Vec<Stored<Risk>> = shelf::select(self.open.db(), sql, [])?;
        let mut due = Vec::new();
        for risk in risks {
            // Most are far from due; those are not opened.
            let opened = self.day(risk.value.opened);
            if self.years(opened, None)?.is_none() {
                continue;
            }
            let place = Place::of(risk.id, MAIN_PART, Kind::Risk);
            let content: record::Opened<RiskContent> =
                record::load(self.open.db(), self.open.session(), place)?;
            if let Some((date, why)) = self.years(opened, content.value.client)? {
                due.push(Due {
                    class: Class::Risk,
                    record: DueRecord::Risk(risk.id),
                    client: content.value.client,
                    date,
                    why,
                    held: self.held(content.value.client)?,
                    by_itself: false,
                });
            }
        }
        Ok(due)
    }

    fn held(&self, client: Option<ClientId>) -> Result<bool, Error> {
        match client {
            Some(client) => hold::lies_on(self.open.db(), client),
            None => hold::lies_on_vault(self.open.db()),
        }
    }

    /// Whether somebody has still to look at the safety of a draft.
    fn concern_open(&self, row: &Stored<Screening>) -> Result<bool, Error> {
        if row.value.desk_state == DeskState::AskAClinician {
            return Ok(true);
        }
        let db = self.open.db();
        if self.open.session().clinical.is_none()
            || !record::has_part(db, row.id.to_bytes(), INDEX_PART)?
        {
            return Ok(false);
        }
        let place = Place::of(row.id, INDEX_PART, Kind::Index);
        let index: ScreeningIndex = record::load(db, self.open.session(), place)?.value;
        let unacknowledged = index.safety == SafetyLevel::ActNow && !index.acknowledged;
        Ok(unacknowledged || index.review_due)
    }

    fn birth(&self, client: ClientId) -> Result<Option<Date>, Error> {
        let found: Option<String> = self
            .open
            .db()
            .prepare_cached("SELECT birth FROM client_index WHERE client = ?1")
            .and_then(|mut statement| {
                statement
                    .query_row(params![client.to_bytes()], |row| row.get(0))
                    .optional()
            })
            .map_err(Error::db("read a client"))?;
        Ok(found.and_then(|birth| birth.parse().ok()))
    }

    fn day(&self, at: Timestamp) -> Date {
        at.to_zoned(self.open.zone()).date()
    }
}
