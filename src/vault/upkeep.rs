//! When the vault was last checked, backed up and proven: read from the activity log, which cannot say it falsely.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use crate::vault::audit::{Action, AuditEntry, Detail, Event};
use crate::vault::check::{self, Finding};
use crate::vault::keys::hash;
use crate::vault::watch::Watch;
use crate::vault::{CheckReport, Deed, Error, Open};

/// Something that was done for the vault, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Its event.
    pub seq: u64,
    /// When.
    pub at: Timestamp,
}

/// The last full check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checked {
    /// When.
    pub when: Moment,
    /// Whether nothing was found.
    pub clean: bool,
}

/// What was done lately so that nothing gets lost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Upkeep {
    /// The last backup that was opened again and checked.
    pub backup: Option<Moment>,
    /// The last time that a backup was restored for proof.
    pub proven: Option<Moment>,
    /// The last full check.
    pub checked: Option<Checked>,
    /// Whether records changed since the last backup.
    pub changed: bool,
    /// When the vault was made.
    pub since: Option<Timestamp>,
}

/// Under which object the events of an action stand, so that the newest is found at once.
pub(super) fn topic(action: Action) -> [u8; 16] {
    let sum = hash("upkeep", &[action.word().as_bytes()]);
    sum.first_chunk().copied().unwrap_or_default()
}

/// An event of an action that is finished.
pub(super) fn done(action: Action, detail: Detail) -> Event {
    Event::new(action).about(topic(action)).detail(detail)
}

fn newest(db: &Connection, action: Action) -> Result<Option<(Moment, String)>, Error> {
    let step = Error::db("read the activity log");
    let sql = "SELECT seq, time_utc, detail FROM audit WHERE object = ?1 AND action = ?2 \
               ORDER BY seq DESC LIMIT 1";
    let found: Option<(u64, String, String)> = db
        .prepare_cached(sql)
        .and_then(|mut statement| {
            statement
                .query_row(params![topic(action), action.word()], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
                })
                .optional()
        })
        .map_err(step)?;
    Ok(found.and_then(|(seq, time, detail)| {
        let at = time.parse().ok()?;
        Some((Moment { seq, at }, detail))
    }))
}

/// Whether anything but coming, going and upkeep itself happened after an event.
fn changed_after(db: &Connection, seq: u64) -> Result<bool, Error> {
    let sql = "SELECT EXISTS (SELECT 1 FROM audit WHERE seq > ?1 \
               AND action NOT LIKE 'session.%' AND action NOT LIKE 'vault.%')";
    db.prepare_cached(sql)
        .and_then(|mut statement| statement.query_row([seq], |row| row.get(0)))
        .map_err(Error::db("read the activity log"))
}

impl Open {
    /// What was done lately so that nothing gets lost.
    pub fn upkeep(&self) -> Result<Upkeep, Error> {
        let db = self.db();
        let backup = newest(db, Action::BACKUP)?.map(|(when, _)| when);
        let checked = newest(db, Action::CHECK)?.map(|(when, detail)| Checked {
            when,
            clean: detail.split(' ').any(|pair| pair == "result=clean"),
        });
        let first = "SELECT time_utc FROM audit WHERE seq = 1";
        let since: Option<String> = db
            .query_row(first, [], |row| row.get(0))
            .optional()
            .map_err(Error::db("read the activity log"))?;
        Ok(Upkeep {
            since: since.and_then(|time| time.parse().ok()),
            changed: changed_after(db, backup.map_or(0, |when| when.seq))?,
            backup,
            proven: newest(db, Action::DRILL)?.map(|(when, _)| when),
            checked,
        })
    }

    /// Checks everything; about 20 ms a megabyte. The check is itself an event.
    pub fn check(&self) -> Result<CheckReport, Error> {
        self.check_watched(&Watch::silent())
    }

    /// Checks everything and says how far it is.
    pub fn check_watched(&self, watch: &Watch<'_>) -> Result<CheckReport, Error> {
        self.may(Deed::VaultCheck)?;
        let report = self.examine(watch)?;
        if report.is_damaged() {
            self.stop_writing();
        } else {
            let word = if report.is_clean() {
                "clean"
            } else {
                "problems"
            };
            let detail = Detail::default().word("kind", "full").word("result", word);
            self.note(done(Action::CHECK, detail.number("rows", report.rows)))?;
        }
        Ok(report)
    }

    /// The check itself, of which the log is not told.
    pub(super) fn examine(&self, watch: &Watch<'_>) -> Result<CheckReport, Error> {
        // A header that was committed but not yet renamed is no forgery.
        self.promote_pending()?;
        self.checked(watch).run()
    }

    /// Compares every stored row with the newest that the log says of it; how many, and how many drafts
    /// the log has yet to hear of.
    pub(super) fn check_rows(
        &self,
        told: check::Told,
        findings: &mut Vec<Finding>,
    ) -> Result<(u64, u64), Error> {
        self.checked(&Watch::silent()).check_rows(told, findings)
    }

    fn checked<'a>(&'a self, watch: &'a Watch<'a>) -> check::Checked<'a> {
        let session = self.session();
        check::Checked {
            db: self.db(),
            dir: self.dir(),
            vault: &session.vault,
            header_mac: &session.office.header_mac,
            watch,
        }
    }

    /// The newest event, for people who compare a backup with what they remember.
    pub fn last_event(&self) -> Result<Option<AuditEntry>, Error> {
        Ok(self.audit().newest(None, 1)?.pop())
    }
}

impl CheckReport {
    /// Whether the file itself is damaged, so that nothing more should be written into it.
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        self.findings.iter().any(|finding| {
            matches!(
                finding,
                Finding::Pages(_) | Finding::Structure(_) | Finding::Length
            )
        })
    }
}
