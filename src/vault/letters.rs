//! Finished letters: fixed bytes under a number, and where they went. Clinical ones are sealed.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::ToSpan;
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};

use crate::domain::consent::{Disclosure, DisclosureDetails};
use crate::domain::id::{ClientId, DisclosureId, Id, LetterId, ScreeningId};
use crate::domain::letter_record::{FinishedLetter, LetterRecord, ShownKind};
use crate::vault::audit::{Action, Detail, Event, hex};
use crate::vault::keys::sha256;
use crate::vault::open::Change;
use crate::vault::record::{self, Kind, MAIN_PART, Place};
use crate::vault::shelf::{self, execute, table};
use crate::vault::{Deed, Document, Error, Open, State, Stored, Table, erase};

/// Largest letter.
const LARGEST_PDF: usize = 6 * 1024 * 1024;
/// Days for which a clinician may release a letter to the desk.
const RELEASE_DAYS: i64 = 7;
/// The code of the urgent summary, which whoever is there may write while there is danger.
const URGENT: &str = "L6";

impl Document for LetterRecord {
    type Id = LetterId;
    const TABLE: Table = table!("letter", "letter");
}

impl Document for Disclosure {
    type Id = DisclosureId;
    const TABLE: Table = table!("disclosure", "disclosure");
}

/// A letter to be finished.
pub struct NewLetter {
    /// What stands in clear.
    pub kind: ShownKind,
    /// The screening.
    pub screening: Option<ScreeningId>,
    /// The client.
    pub client: Option<ClientId>,
    /// The version that it corrects.
    pub replaces: Option<LetterId>,
    /// The letter.
    pub letter: FinishedLetter,
}

/// What is sealed of a clinical letter.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SealedLetter {
    code: String,
    language: String,
    sha256: String,
    pdf: String,
}

/// The letters of an open vault.
pub struct Letters<'v>(pub(super) &'v Open);

impl Letters<'_> {
    /// The number that the next letter gets; it is printed before the letter is finished.
    pub fn next_number(&self) -> Result<u32, Error> {
        next_number(self.0.db())
    }

    /// Finishes a letter under the number that was printed on it; it never changes after that.
    pub fn finish(&self, number: u32, new: &NewLetter) -> Result<LetterId, Error> {
        if new.letter.pdf.is_empty() || new.letter.pdf.len() > LARGEST_PDF {
            return Err(Error::Refused {
                what: "letter",
                problem: "empty or too large",
            });
        }
        self.0
            .may_in(finishing(new.kind), &self.finish_states(new)?)?;
        let id = shelf::fresh()?;
        self.0.change(|change| {
            if next_number(change.db())? != number {
                return Err(Error::Stale("letter number"));
            }
            let clinical = new.kind == ShownKind::ClinicalLetter;
            let sum = hex(&sha256(&new.letter.pdf));
            let record = LetterRecord {
                number,
                kind: new.kind,
                screening: new.screening,
                client: new.client,
                replaces: new.replaces,
                author: self.0.person(),
                created: change.now(),
                sha256: (!clinical).then(|| sum.clone()),
            };
            shelf::insert(change, id, &record)?;
            if clinical {
                seal(change, id, new, sum)
            } else {
                keep_at_desk(change, id, &new.letter)
            }
        })?;
        Ok(id)
    }

    /// A letter without its bytes.
    pub fn get(&self, id: LetterId) -> Result<Stored<LetterRecord>, Error> {
        self.0.may(Deed::LetterList)?;
        shelf::get(self.0.db(), id)
    }

    /// Letters, the newest first.
    pub fn list(&self, limit: u32) -> Result<Vec<Stored<LetterRecord>>, Error> {
        self.0.may(Deed::LetterList)?;
        let sql = "SELECT id, version, body FROM letter ORDER BY number DESC LIMIT ?1";
        shelf::select(self.0.db(), sql, params![limit])
    }

    /// A client's letters, the newest first.
    pub fn of_client(&self, client: ClientId) -> Result<Vec<Stored<LetterRecord>>, Error> {
        self.0.may(Deed::LetterList)?;
        let sql = "SELECT id, version, body FROM letter WHERE client = ?1 ORDER BY number DESC";
        shelf::select(self.0.db(), sql, params![client.to_bytes()])
    }

    /// A screening's letters, the newest first.
    pub fn of_screening(&self, screening: ScreeningId) -> Result<Vec<Stored<LetterRecord>>, Error> {
        self.0.may(Deed::LetterList)?;
        let sql = "SELECT id, version, body FROM letter WHERE screening = ?1 ORDER BY number DESC";
        shelf::select(self.0.db(), sql, params![screening.to_bytes()])
    }

    /// A letter's bytes. That it was seen is in the log before they are returned.
    pub fn view(&self, id: LetterId) -> Result<FinishedLetter, Error> {
        let row = self.get(id)?;
        self.may_send(&row)?;
        self.0
            .note(Event::new(LetterRecord::TABLE.view).about(id.to_bytes()))?;
        if row.value.kind != ShownKind::ClinicalLetter {
            return at_desk(self.0.db(), id);
        }
        if self.0.session().clinical.is_none() {
            return released(self.0.db(), id)?.ok_or(Error::RoleNeeded("clinician"));
        }
        self.unseal(id)
    }

    /// Notes, before it happens, that a letter is printed.
    pub fn note_print(&self, id: LetterId) -> Result<(), Error> {
        let row = self.get(id)?;
        self.may_send(&row)?;
        self.may_leave(row.value.kind, row.value.client)?;
        self.0
            .note(Event::new(Action::LETTER_PRINT).about(id.to_bytes()))?;
        self.0.anchor_soon();
        Ok(())
    }

    /// Notes, before it happens, that a letter is written to a file.
    pub fn note_export(
        &self,
        id: LetterId,
        with_password: bool,
        bytes: &[u8],
    ) -> Result<(), Error> {
        let row = self.get(id)?;
        self.may_send(&row)?;
        self.may_leave(row.value.kind, row.value.client)?;
        let detail = Detail::default()
            .word("password", if with_password { "yes" } else { "no" })
            .number("bytes", bytes.len() as u64)
            .hash("sha256", &sha256(bytes));
        self.0.note(
            Event::new(Action::LETTER_EXPORT)
                .about(id.to_bytes())
                .detail(detail),
        )?;
        self.0.anchor_soon();
        Ok(())
    }

    /// Puts the bytes of a clinical letter where the desk can print them, for some days.
    pub fn release(&self, id: LetterId, until: Date) -> Result<(), Error> {
        let last = self.0.today().saturating_add(RELEASE_DAYS.days());
        if until > last || until < self.0.today() {
            return Err(Error::Refused {
                what: "last day of the release",
                problem: "not within a week",
            });
        }
        self.0
            .may_of(Deed::LetterRelease, self.get(id)?.value.client)?;
        let letter = self.unseal(id)?;
        self.0.change(|change| {
            let sum = sha256(&letter.pdf);
            let sql = "INSERT INTO released (letter, until, sha256, pdf) VALUES (?1, ?2, ?3, ?4) \
                       ON CONFLICT (letter) DO UPDATE SET until = ?2";
            let values = params![id.to_bytes(), until.to_string(), hex(&sum), letter.pdf];
            execute(change.db(), sql, "letter", values)?;
            let detail = Detail::default().hash("sha256", &sum);
            change.log(
                &Event::new(Action::LETTER_RELEASE)
                    .about(id.to_bytes())
                    .detail(detail),
            )?;
            Ok(())
        })
    }

    /// Ends a release, for example because the letter was printed.
    pub fn end_release(&self, id: LetterId) -> Result<(), Error> {
        self.0.may(Deed::LetterReleaseEnd)?;
        self.0.change(|change| end_release(change, id))
    }

    /// Notes that a letter went to somebody, and on what ground. Written once.
    pub fn disclose(
        &self,
        id: LetterId,
        details: &DisclosureDetails,
    ) -> Result<DisclosureId, Error> {
        let disclosure = shelf::fresh()?;
        self.0.change(|change| {
            let row = shelf::get::<LetterRecord>(change.db(), id)?;
            self.0.may_of(Deed::Disclose, row.value.client)?;
            let sealed = row.value.kind == ShownKind::ClinicalLetter;
            let part = if sealed {
                Some(seal_details(change, &row, details)?)
            } else {
                None
            };
            let value = Disclosure {
                letter: id,
                at: change.now(),
                by: self.0.person(),
                details: (!sealed).then(|| details.clone()),
                part,
            };
            shelf::insert(change, disclosure, &value)
        })?;
        Ok(disclosure)
    }

    /// Where a letter went, oldest first; for a clinical letter the details need a clinician.
    pub fn disclosures(&self, id: LetterId) -> Result<Vec<Disclosure>, Error> {
        self.0.may(Deed::LetterList)?;
        let sql = "SELECT id, version, body FROM disclosure WHERE letter = ?1 ORDER BY rowid";
        let rows: Vec<Stored<Disclosure>> =
            shelf::select(self.0.db(), sql, params![id.to_bytes()])?;
        let session = self.0.session();
        let of = shelf::get::<LetterRecord>(self.0.db(), id)?.value.client;
        let reaches = self.0.may_of(Deed::ClinicalLetterSend, of).is_ok();
        self.0.note_once(Action::DISCLOSURE_VIEW, "letters")?;
        rows.into_iter()
            .map(|row| {
                let mut value = row.value;
                if let (Some(part), true) = (value.part, reaches && session.clinical.is_some()) {
                    let place = Place::of(id, part, Kind::Letter);
                    value.details = Some(record::load(self.0.db(), session, place)?.value);
                }
                Ok(value)
            })
            .collect()
    }

    /// What of a client left the clinic, with the letters: the accounting of disclosures. To whom and why is for
    /// whoever may know it from the letters too.
    pub fn disclosed(&self, client: ClientId) -> Result<Vec<(LetterRecord, Disclosure)>, Error> {
        self.0.may(Deed::LogOfClient)?;
        let knows = self.0.may_of(Deed::LetterList, Some(client)).is_ok();
        let sql = "SELECT id, version, body FROM letter WHERE client = ?1 ORDER BY number";
        let letters: Vec<Stored<LetterRecord>> =
            shelf::select(self.0.db(), sql, params![client.to_bytes()])?;
        let mut all = Vec::new();
        for letter in letters {
            let rows = if knows {
                self.disclosures(letter.id)?
            } else {
                self.without_details(letter.id)?
            };
            all.extend(rows.into_iter().map(|row| (letter.value.clone(), row)));
        }
        Ok(all)
    }

    fn without_details(&self, id: LetterId) -> Result<Vec<Disclosure>, Error> {
        let sql = "SELECT id, version, body FROM disclosure WHERE letter = ?1 ORDER BY rowid";
        let rows: Vec<Stored<Disclosure>> =
            shelf::select(self.0.db(), sql, params![id.to_bytes()])?;
        let bare = |row: Stored<Disclosure>| Disclosure {
            details: None,
            ..row.value
        };
        Ok(rows.into_iter().map(bare).collect())
    }

    /// Refuses a clinical letter that would be one of too many clients today, until somebody said why. Asked before a
    /// letter is finished, so that none is finished in vain.
    pub fn may_leave(&self, kind: ShownKind, client: Option<ClientId>) -> Result<(), Error> {
        if kind != ShownKind::ClinicalLetter || !self.0.is_one_of_many(client)? {
            return Ok(());
        }
        match self.0.may_in(Deed::ClinicalLetterSend, &[State::ManyToday]) {
            Err(Error::ReasonNeeded) => Err(Error::ManyToday(self.0.clients_sent_today()?)),
            result => result,
        }
    }

    /// Refuses whoever may not see, print or export this letter.
    fn may_send(&self, row: &Stored<LetterRecord>) -> Result<(), Error> {
        let mut states = self.0.client_states(row.value.client)?;
        if row.value.kind != ShownKind::ClinicalLetter {
            return self.0.may_in(Deed::DeskLetterSend, &states);
        }
        if is_released(self.0.db(), row.id)? {
            states.push(State::Released);
        }
        self.0.may_in(Deed::ClinicalLetterSend, &states)
    }

    /// How the screening stands for which a letter is finished.
    fn finish_states(&self, new: &NewLetter) -> Result<Vec<State>, Error> {
        let mut states = self.0.client_states(new.client)?;
        if new.letter.code == URGENT {
            states.push(State::Danger);
        }
        Ok(states)
    }

    fn unseal(&self, id: LetterId) -> Result<FinishedLetter, Error> {
        let place = Place::of(id, MAIN_PART, Kind::Letter);
        let sealed: SealedLetter = record::load(self.0.db(), self.0.session(), place)?.value;
        let pdf = STANDARD
            .decode(&sealed.pdf)
            .map_err(|_| Error::Unreadable("letter"))?;
        if hex(&sha256(&pdf)) != sealed.sha256 {
            return Err(Error::Unreadable("letter"));
        }
        Ok(FinishedLetter {
            code: sealed.code,
            language: sealed.language,
            pdf,
        })
    }
}

fn finishing(kind: ShownKind) -> Deed {
    match kind {
        ShownKind::ClinicalLetter => Deed::ClinicalLetterFinish,
        ShownKind::SupportReferral | ShownKind::ToThePerson => Deed::DeskLetterFinish,
    }
}

fn is_released(db: &Connection, id: LetterId) -> Result<bool, Error> {
    db.prepare_cached("SELECT EXISTS (SELECT 1 FROM released WHERE letter = ?1)")
        .and_then(|mut statement| statement.query_row(params![id.to_bytes()], |row| row.get(0)))
        .map_err(Error::db("read a letter"))
}

/// Ends the releases whose last day is over.
pub(super) fn end_releases(change: &Change<'_>, today: Date) -> Result<(), Error> {
    let step = Error::db("read releases");
    let sql = "SELECT letter FROM released WHERE until < ?1";
    let mut statement = change.db().prepare_cached(sql).map_err(&step)?;
    let ids = statement
        .query_map(params![today.to_string()], |row| row.get(0))
        .and_then(Iterator::collect::<rusqlite::Result<Vec<[u8; 16]>>>)
        .map_err(&step)?;
    ids.into_iter()
        .try_for_each(|id| end_release(change, LetterId::from_bytes(id)))
}

fn end_release(change: &Change<'_>, id: LetterId) -> Result<(), Error> {
    let sql = "DELETE FROM released WHERE letter = ?1";
    if execute(change.db(), sql, "letter", params![id.to_bytes()])? > 0 {
        change.log(&Event::new(Action::LETTER_RELEASE_END).about(id.to_bytes()))?;
    }
    Ok(())
}

fn next_number(db: &Connection) -> Result<u32, Error> {
    // A number stands on paper; it is not given again when its letter was erased.
    Ok(erase::highest_letter(db)? + 1)
}

fn seal(change: &Change<'_>, id: LetterId, new: &NewLetter, sha256: String) -> Result<(), Error> {
    let sealed = SealedLetter {
        code: new.letter.code.clone(),
        language: new.letter.language.clone(),
        sha256,
        pdf: STANDARD.encode(&new.letter.pdf),
    };
    record::save_frozen(
        change,
        Place::of(id, MAIN_PART, Kind::Letter),
        new.client,
        &sealed,
    )
    .map(|_| ())
}

fn keep_at_desk(change: &Change<'_>, id: LetterId, letter: &FinishedLetter) -> Result<(), Error> {
    let sql = "INSERT INTO desk_letter (letter, code, language, pdf) VALUES (?1, ?2, ?3, ?4)";
    let values = params![id.to_bytes(), letter.code, letter.language, letter.pdf];
    execute(change.db(), sql, "letter", values).map(|_| ())
}

fn at_desk(db: &Connection, id: LetterId) -> Result<FinishedLetter, Error> {
    db.query_row(
        "SELECT code, language, pdf FROM desk_letter WHERE letter = ?1",
        params![id.to_bytes()],
        |row| {
            Ok(FinishedLetter {
                code: row.get(0)?,
                language: row.get(1)?,
                pdf: row.get(2)?,
            })
        },
    )
    .map_err(Error::db("read a letter"))
}

/// A released letter: its bytes and nothing else, as its code would tell what it is about.
fn released(db: &Connection, id: LetterId) -> Result<Option<FinishedLetter>, Error> {
    let nameless = |pdf| FinishedLetter {
        code: String::new(),
        language: String::new(),
        pdf,
    };
    db.query_row(
        "SELECT pdf FROM released WHERE letter = ?1",
        params![id.to_bytes()],
        |row| row.get(0).map(nameless),
    )
    .optional()
    .map_err(Error::db("read a letter"))
}

/// Seals the details of a disclosure as a further part of the letter's record.
fn seal_details(
    change: &Change<'_>,
    letter: &Stored<LetterRecord>,
    details: &DisclosureDetails,
) -> Result<u16, Error> {
    let last: u16 = change
        .db()
        .query_row(
            "SELECT max(part) FROM record WHERE record_id = ?1",
            params![letter.id.to_bytes()],
            |row| row.get(0),
        )
        .map_err(Error::db("read a letter"))?;
    let part = last.checked_add(1).ok_or(Error::WrongState("letter"))?;
    let place = Place::of(letter.id, part, Kind::Letter);
    record::save_frozen(change, place, letter.value.client, details)?;
    Ok(part)
}
