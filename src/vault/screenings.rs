//! Screenings: a clear row for everyone, what was said sealed (therapy) or in a draft of the day (support).

mod index;
mod signing;

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, params};

use crate::domain::form::Pathway;
use crate::domain::id::{ClientId, Id, ScreeningId};
use crate::domain::recommendation::RuleVersions;
use crate::domain::screening::{
    DeskState, Planned, Screening, ScreeningContent, ScreeningIndex, Stage,
};
use crate::vault::audit::{Action, Detail, Event};
use crate::vault::keys::sha256;
use crate::vault::open::Change;
use crate::vault::record::{self, INDEX_PART, Kind, MAIN_PART, Place};
use crate::vault::shelf::{self, execute, table};
use crate::vault::{Deed, Document, Error, Open, Stored, Table, support};

impl Document for Screening {
    type Id = ScreeningId;
    const TABLE: Table = Table {
        insert: "INSERT INTO screening (id, version, body, updated) VALUES (?1, ?2, ?3, '')",
        ..table!("screening", "screening")
    };
}

/// A screening to be started.
#[derive(Clone)]
pub struct NewScreening {
    /// The person; a therapy assessment needs one before it is signed.
    pub client: Option<ClientId>,
    /// Which pathway.
    pub pathway: Pathway,
    /// Form and criteria.
    pub rules: RuleVersions,
}

/// A screening as lists show it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ScreeningRow {
    /// The clear row.
    pub row: Stored<Screening>,
    /// When it was last saved.
    pub updated: Timestamp,
}

/// A screening with everything in it.
#[derive(Clone, PartialEq, Debug)]
pub struct Viewed {
    /// The clear row.
    pub row: Stored<Screening>,
    /// What was said, found and decided; absent where nothing was saved or kept.
    pub content: Option<ScreeningContent>,
}

/// What "saved" means: it was committed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Version of the content.
    pub version: u32,
    /// When.
    pub at: Timestamp,
}

/// Which screenings to list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    /// All, newest first.
    All,
    /// Of one client.
    Of(ClientId),
    /// In one stage.
    In(Stage),
    /// Whose person waits for a seat, the earliest decision first.
    Waiting,
}

/// Where an internal sheet goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetTo {
    /// A file.
    File,
    /// A printer.
    Printer,
}

impl SheetTo {
    fn word(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Printer => "printer",
        }
    }
}

/// The screenings of an open vault.
pub struct Screenings<'v>(pub(super) &'v Open);

impl Screenings<'_> {
    /// Starts a draft.
    pub fn start(&self, new: NewScreening) -> Result<ScreeningId, Error> {
        let deed = match new.pathway {
            Pathway::Therapy => self.therapy_or_hand_over(Deed::TherapyStart),
            Pathway::Support | Pathway::Triage => Deed::SupportStart,
        };
        self.0.may_of(deed, new.client)?;
        let id = shelf::fresh()?;
        self.0.change(|change| {
            let screening = Screening {
                client: new.client,
                pathway: new.pathway,
                rules: new.rules,
                author: self.0.person(),
                created: change.now(),
                desk_state: DeskState::Draft,
                stage: Stage::Draft,
                signature: None,
                marked: None,
                kept: None,
                finished_sections: Vec::new(),
                planned: None,
                set_aside_for: None,
            };
            shelf::insert(change, id, &screening)?;
            touch(change, id)
        })?;
        Ok(id)
    }

    /// Saves a draft at once, in one transaction. The chain hears of it at close, lock or sign.
    pub fn save_draft(
        &self,
        id: ScreeningId,
        content: &ScreeningContent,
        index: &ScreeningIndex,
    ) -> Result<Saved, Error> {
        self.0.change(|change| {
            let row = draft(change.db(), id)?;
            let therapy = self.therapy_or_hand_over(Deed::TherapySave);
            let deed = by_pathway(&row, therapy, Deed::SupportSave);
            self.0.may_with(deed, &row)?;
            // The desk gives the screen of any draft away; into the clinicians' own part it writes only what it began.
            if deed == Deed::HandOver && row.value.author != self.0.person() {
                return Err(Error::RoleNeeded("clinician"));
            }
            let version = match row.value.pathway {
                Pathway::Therapy => save_sealed(change, &row, content, index)?,
                Pathway::Support | Pathway::Triage => {
                    support::save(change, id, content, self.0.today())?
                }
            };
            touch_now_and_then(change, id)?;
            Ok(Saved {
                version,
                at: change.now(),
            })
        })
    }

    /// Tells the chain of a draft that is being left.
    pub fn close_draft(&self, id: ScreeningId) -> Result<(), Error> {
        self.0.change(|change| {
            record::chain_drafts(change, Some(id.to_bytes()))?;
            support::chain_drafts(change)
        })?;
        self.0.session().drafts_opened.borrow_mut().remove(&id);
        Ok(())
    }

    /// A screening with its content. That it was seen is in the log before it is returned: once for a
    /// draft and session, else each time.
    pub fn view(&self, id: ScreeningId) -> Result<Viewed, Error> {
        self.0.may(Deed::ScreeningList)?;
        let row = shelf::get::<Screening>(self.0.db(), id)?;
        let therapy = row.value.pathway == Pathway::Therapy;
        let seeing = by_pathway(&row, Deed::TherapySee, Deed::SupportSee);
        let seen = self.0.may_with(seeing, &row);
        // Of a colleague's finished check the desk sees what was kept for it, and no answer.
        let without_answers = !therapy
            && row.value.stage != Stage::Draft
            && matches!(seen, Err(Error::RoleNeeded(_)));
        if !without_answers {
            seen?;
        }
        if therapy {
            self.0.session().clinical()?;
        }
        let is_draft = row.value.stage == Stage::Draft;
        let noted = is_draft && self.0.session().drafts_opened.borrow().contains(&id);
        if !noted {
            self.0
                .note(Event::new(Screening::TABLE.view).about(id.to_bytes()))?;
        }
        if is_draft {
            self.0.session().drafts_opened.borrow_mut().insert(id);
        }
        let content = if without_answers {
            None
        } else {
            self.content(&row)?
        };
        let row = without_kept_answers(row);
        Ok(Viewed { row, content })
    }

    /// The clear row alone.
    pub fn row(&self, id: ScreeningId) -> Result<Stored<Screening>, Error> {
        self.0.may(Deed::ScreeningList)?;
        shelf::get(self.0.db(), id).map(without_kept_answers)
    }

    /// Clear rows, the latest saved first.
    pub fn list(&self, show: Show, limit: u32) -> Result<Vec<ScreeningRow>, Error> {
        self.0.may(Deed::ScreeningList)?;
        // Drafts are few and have no order of their own: saving an answer would move them in it.
        const ALL: &str = "SELECT id, version, body, updated FROM ( \
                           SELECT id, version, body, updated, rowid AS at FROM screening WHERE stage = 'draft' \
                           UNION ALL SELECT * FROM ( \
                           SELECT id, version, body, updated, rowid FROM screening WHERE stage <> 'draft' \
                           ORDER BY updated DESC, rowid DESC LIMIT ?1)) \
                           ORDER BY updated DESC, at DESC LIMIT ?1";
        const OF: &str = "SELECT id, version, body, updated FROM screening WHERE client = ?2 \
                          ORDER BY updated DESC, rowid DESC LIMIT ?1";
        const DRAFTS: &str = "SELECT id, version, body, updated FROM screening WHERE stage = 'draft' \
                              ORDER BY updated DESC, rowid DESC LIMIT ?1";
        const IN: &str = "SELECT id, version, body, updated FROM screening INDEXED BY screening_settled \
                          WHERE stage <> 'draft' AND stage = ?2 ORDER BY updated DESC, rowid DESC LIMIT ?1";
        const WAITING: &str = "SELECT id, version, body, updated FROM screening \
                               WHERE body ->> '$.desk-state' = 'waiting' AND stage <> 'entered-in-error' \
                               ORDER BY body ->> '$.signature.at', rowid LIMIT ?1";
        match show {
            Show::Waiting => self.rows(WAITING, params![limit]),
            Show::All => self.rows(ALL, params![limit]),
            Show::Of(client) => self.rows(OF, params![limit, client.to_bytes()]),
            Show::In(Stage::Draft) => self.rows(DRAFTS, params![limit]),
            Show::In(stage) => self.rows(IN, params![limit, stage_word(stage)]),
        }
    }

    /// The screenings whose id begins with these digits, at most two: enough to know whether it is one.
    pub fn with_prefix(&self, digits: &str) -> Result<Vec<ScreeningId>, Error> {
        self.0.may(Deed::ScreeningList)?;
        let plain = digits.to_ascii_lowercase();
        if plain.is_empty() || !plain.chars().all(|digit| digit.is_ascii_hexdigit()) {
            return Ok(Vec::new());
        }
        let sql = "SELECT id FROM screening WHERE lower(hex(id)) LIKE ?1 || '%' LIMIT 2";
        let step = Error::db("find a screening");
        let mut statement = self.0.db().prepare_cached(sql).map_err(&step)?;
        let ids = statement
            .query_map(params![plain], |row| row.get(0))
            .and_then(Iterator::collect::<rusqlite::Result<Vec<[u8; 16]>>>)
            .map_err(&step)?;
        Ok(ids.into_iter().map(ScreeningId::from_bytes).collect())
    }

    /// Names the client of a draft.
    pub fn link_client(&self, id: ScreeningId, client: ClientId) -> Result<(), Error> {
        self.0.change(|change| {
            let mut row = draft(change.db(), id)?;
            self.0.may_with(Deed::ScreeningLink, &row)?;
            self.0.may_of(Deed::ScreeningLink, Some(client))?;
            row.value.client = Some(client);
            shelf::update(change, &row)?;
            // The client's id is inside what is sealed, so that is written again.
            for (part, kind) in [(MAIN_PART, Kind::Screening), (INDEX_PART, Kind::Index)] {
                if record::has_part(change.db(), id.to_bytes(), part)? {
                    let place = Place::of(id, part, kind);
                    let opened =
                        record::load::<serde_json::Value>(change.db(), change.session(), place)?;
                    record::save(change, place, Some(client), &opened.value)?;
                }
            }
            touch(change, id)
        })
    }

    /// Notes when a draft goes on, or that it goes on now. Everyone on staff may know the day, nobody what was said.
    pub fn plan(&self, id: ScreeningId, planned: Option<Planned>) -> Result<(), Error> {
        self.change_draft(id, |row| {
            let changed = row.planned != planned;
            row.planned = planned;
            changed
        })
    }

    /// Sets a draft aside for one on the other pathway. It stays, and can be opened.
    pub fn set_aside(&self, id: ScreeningId, other: ScreeningId) -> Result<(), Error> {
        self.change_draft(id, |row| {
            row.desk_state = DeskState::Closed;
            row.set_aside_for.replace(other) != Some(other)
        })
    }

    fn change_draft(
        &self,
        id: ScreeningId,
        change_row: impl FnOnce(&mut Screening) -> bool,
    ) -> Result<(), Error> {
        self.0.change(|change| {
            let mut row = draft(change.db(), id)?;
            let therapy = self.therapy_or_hand_over(Deed::TherapySave);
            self.0
                .may_with(by_pathway(&row, therapy, Deed::SupportSave), &row)?;
            if change_row(&mut row.value) {
                shelf::update(change, &row)?;
            }
            Ok(())
        })
    }

    /// Moves what the front desk sees; also possible after signing.
    pub fn set_desk_state(&self, id: ScreeningId, state: DeskState) -> Result<(), Error> {
        self.0.change(|change| {
            let mut row = shelf::get::<Screening>(change.db(), id)?;
            self.0.may_with(Deed::DeskStateMove, &row)?;
            if row.value.desk_state == state {
                return Ok(());
            }
            row.value.desk_state = state;
            shelf::update(change, &row)?;
            touch(change, id)
        })
    }

    /// Throws a draft away.
    pub fn discard(&self, id: ScreeningId) -> Result<(), Error> {
        self.0.change(|change| {
            let row = draft(change.db(), id)?;
            let deed = by_pathway(&row, Deed::TherapyDiscard, Deed::SupportDiscard);
            self.0.may_with(deed, &row)?;
            record::remove(change, id.to_bytes())?;
            support::remove(change, id)?;
            shelf::remove::<Screening>(change, id)
        })
    }

    /// Notes, before it happens, that a screening leaves as an internal sheet: on paper or in a file. A therapy assessment
    /// goes out as data does; a support check may be printed by whoever may see it.
    pub fn sheet_leaves(&self, id: ScreeningId, bytes: &[u8], to: SheetTo) -> Result<(), Error> {
        let row = shelf::get::<Screening>(self.0.db(), id)?;
        let deed = by_pathway(&row, Deed::DataExport, Deed::SupportSee);
        self.0.may_with(deed, &row)?;
        let detail = Detail::default()
            .word("what", "sheet")
            .word("to", to.word())
            .number("bytes", bytes.len() as u64)
            .hash("sha256", &sha256(bytes));
        let event = Event::new(Action::DATA_EXPORT)
            .about(id.to_bytes())
            .detail(detail);
        self.0.note(event)?;
        self.0.anchor_soon();
        Ok(())
    }

    /// Removes the record of a finished support check, when its time is over or the person joined.
    pub fn remove_kept(&self, id: ScreeningId) -> Result<(), Error> {
        self.0.change(|change| {
            let row = shelf::get::<Screening>(change.db(), id)?;
            self.0.may_with(Deed::SupportRemove, &row)?;
            shelf::remove::<Screening>(change, id)
        })
    }

    /// The desk may begin what a person answers alone; it is sealed as it comes, and the desk cannot read it back.
    fn therapy_or_hand_over(&self, therapy: Deed) -> Deed {
        if self.0.can(therapy) {
            therapy
        } else {
            Deed::HandOver
        }
    }

    fn content(&self, row: &Stored<Screening>) -> Result<Option<ScreeningContent>, Error> {
        if row.value.pathway != Pathway::Therapy {
            let draft = support::load(self.0.db(), row.id)?;
            return Ok(draft.or_else(|| {
                row.value
                    .kept
                    .as_ref()
                    .and_then(|kept| kept.content.clone())
            }));
        }
        if !record::has_part(self.0.db(), row.id.to_bytes(), MAIN_PART)? {
            return Ok(None);
        }
        let place = Place::of(row.id, MAIN_PART, Kind::Screening);
        let opened = record::load(self.0.db(), self.0.session(), place)?;
        // A row that was moved to another client opens, but does not fit.
        if opened.client != row.value.client {
            return Err(Error::BrokenLink("screening"));
        }
        Ok(Some(opened.value))
    }

    fn rows(&self, sql: &str, values: impl rusqlite::Params) -> Result<Vec<ScreeningRow>, Error> {
        let step = Error::db("list screenings");
        let unreadable = || Error::Unreadable("screening");
        let mut statement = self.0.db().prepare_cached(sql).map_err(&step)?;
        let rows = statement
            .query_map(values, |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })
            .and_then(Iterator::collect::<rusqlite::Result<Vec<([u8; 16], u32, String, String)>>>)
            .map_err(&step)?;
        rows.into_iter()
            .map(|(id, version, body, updated)| {
                let value = serde_json::from_str(&body).map_err(|_| unreadable())?;
                let updated = updated.parse().map_err(|_| unreadable())?;
                let row = Stored {
                    id: ScreeningId::from_bytes(id),
                    version,
                    value,
                };
                let row = without_kept_answers(row);
                Ok(ScreeningRow { row, updated })
            })
            .collect()
    }
}

/// Where the clinic keeps the answers of support checks, they are content and not part of a list.
fn without_kept_answers(mut row: Stored<Screening>) -> Stored<Screening> {
    if let Some(kept) = &mut row.value.kept {
        kept.content = None;
    }
    row
}

/// The deed for a therapy assessment, or the one for a support check.
fn by_pathway(row: &Stored<Screening>, therapy: Deed, support: Deed) -> Deed {
    match row.value.pathway {
        Pathway::Therapy => therapy,
        Pathway::Support | Pathway::Triage => support,
    }
}

/// A screening that may still change.
pub(super) fn draft(db: &Connection, id: ScreeningId) -> Result<Stored<Screening>, Error> {
    let row = shelf::get::<Screening>(db, id)?;
    if row.value.stage == Stage::Draft {
        Ok(row)
    } else {
        Err(Error::Frozen("screening"))
    }
}

pub(super) fn save_sealed(
    change: &Change<'_>,
    row: &Stored<Screening>,
    content: &ScreeningContent,
    index: &ScreeningIndex,
) -> Result<u32, Error> {
    let client = row.value.client;
    let main = Place::of(row.id, MAIN_PART, Kind::Screening);
    let version = record::save(change, main, client, content)?;
    record::save(
        change,
        Place::of(row.id, INDEX_PART, Kind::Index),
        client,
        index,
    )?;
    Ok(version)
}

pub(super) fn touch(change: &Change<'_>, id: ScreeningId) -> Result<(), Error> {
    let sql = "UPDATE screening SET updated = ?2 WHERE id = ?1";
    let now = format!("{:.3}", change.now());
    execute(change.db(), sql, "screening", params![id.to_bytes(), now]).map(|_| ())
}

/// As [`touch`], for every answer that is saved: its time is written if the last one is so old that a list would show
/// another, and not with each answer.
fn touch_now_and_then(change: &Change<'_>, id: ScreeningId) -> Result<(), Error> {
    let sql = "UPDATE screening SET updated = ?2 WHERE id = ?1 AND updated NOT BETWEEN ?3 AND ?2";
    let now = change.now();
    let (latest, recent) = (format!("{now:.3}"), format!("{:.3}", now - STILL_NEW));
    let values = params![id.to_bytes(), latest, recent];
    execute(change.db(), sql, "screening", values).map(|_| ())
}

/// For how long the time of the last change stands although more was saved.
const STILL_NEW: SignedDuration = SignedDuration::from_secs(20);

fn stage_word(stage: Stage) -> &'static str {
    match stage {
        Stage::Draft => "draft",
        Stage::Signed => "signed",
        Stage::EnteredInError => "entered-in-error",
    }
}
