//! The activity log as people read it: rows, newest first or of one record, and its export.

use std::io::Write;

use rusqlite::params;

use super::chain::{COLUMNS, Link, hex, mark, read_link, walk_links};
use super::{Action, ChainReport, Detail, Event, export, head, walk};
use crate::domain::id::{ClientId, Id, PersonId};
use crate::vault::header::Anchor;
use crate::vault::keys::sha256;
use crate::vault::{Deed, Error, Open};

/// A row of the log, for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditEntry {
    /// Number, without gaps.
    pub seq: u64,
    /// When, as the computer's clock said.
    pub time_utc: String,
    /// Who.
    pub actor: PersonId,
    /// In which roles.
    pub role: String,
    /// What.
    pub action: String,
    /// Of which record, 32 hexadecimal digits; empty where there is none.
    pub object: String,
    /// Which version of it.
    pub version: u32,
    /// Hash of what was stored, hexadecimal; empty where nothing was.
    pub content_hash: String,
    /// Details, from a closed list of words.
    pub detail: String,
    /// Version of the program.
    pub app_version: String,
    /// Hash of the row before.
    pub prev: String,
    /// Hash of this row.
    pub hash: String,
}

impl AuditEntry {
    pub(super) fn new(link: Link, hash: &[u8; 32]) -> Self {
        Self {
            seq: link.seq,
            time_utc: link.time_utc,
            actor: PersonId::from_bytes(link.actor),
            role: link.role,
            action: link.action,
            object: hex(&link.object),
            version: link.version,
            content_hash: hex(&link.content_hash),
            detail: link.detail,
            app_version: link.app_version,
            prev: hex(&link.prev),
            hash: hex(hash),
        }
    }

    /// The value of a detail.
    #[must_use]
    pub fn detail(&self, key: &str) -> Option<&str> {
        super::detail_of(&self.detail, key)
    }
}

/// Which rows of the log are asked for; empty asks for all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Only below this number.
    pub before: Option<u64>,
    /// Only of this person.
    pub actor: Option<PersonId>,
    /// Only actions that begin with one of these.
    pub actions: Vec<String>,
    /// Only from this moment on, as the log writes it.
    pub since: Option<String>,
    /// Only before this moment.
    pub until: Option<String>,
}

/// The activity log of an open vault.
pub struct AuditLog<'v>(pub(in crate::vault) &'v Open);

impl AuditLog<'_> {
    /// Whether the chain holds together.
    pub fn verify(&self) -> Result<ChainReport, Error> {
        self.0.may(Deed::LogVerify)?;
        walk_links(self.0.db(), &self.0.session().vault, |_, _| Ok(()))
    }

    /// Rows from the newest back, starting below `before`; at most `limit`.
    pub fn newest(&self, before: Option<u64>, limit: u32) -> Result<Vec<AuditEntry>, Error> {
        self.0.may(Deed::LogSee)?;
        let wanted = Wanted {
            before,
            ..Wanted::default()
        };
        self.rows(&wanted, limit)
    }

    /// Rows that fit, from the newest back; at most `limit`.
    pub fn rows(&self, wanted: &Wanted, limit: u32) -> Result<Vec<AuditEntry>, Error> {
        self.0.may(Deed::LogSee)?;
        // Constant words and placeholders only: what is asked for is bound.
        let mut sql = format!("SELECT {COLUMNS} FROM audit WHERE seq < ?1");
        let below = wanted.before.unwrap_or(u64::MAX / 2);
        let mut values: Vec<Box<dyn rusqlite::ToSql>> = vec![Box::new(below)];
        if let Some(actor) = wanted.actor {
            values.push(Box::new(actor.to_bytes()));
            sql.push_str(&format!(" AND actor = ?{}", values.len()));
        }
        let times = [(&wanted.since, ">="), (&wanted.until, "<")];
        for (time, compare) in times {
            if let Some(time) = time {
                values.push(Box::new(time.clone()));
                sql.push_str(&format!(" AND time_utc {compare} ?{}", values.len()));
            }
        }
        // More kinds than any list has would only make the statement too long.
        let kinds: Vec<String> = wanted.actions.iter().take(64).cloned().collect();
        let kinds: Vec<String> = kinds
            .into_iter()
            .map(|prefix| {
                values.push(Box::new(prefix));
                format!("substr(action, 1, length(?{0})) = ?{0}", values.len())
            })
            .collect();
        if !kinds.is_empty() {
            sql.push_str(&format!(" AND ({})", kinds.join(" OR ")));
        }
        values.push(Box::new(limit));
        sql.push_str(&format!(" ORDER BY seq DESC LIMIT ?{}", values.len()));
        self.collect(&sql, rusqlite::params_from_iter(values))
    }

    /// Everything that was done with one record, oldest first.
    pub fn of<I: Id>(&self, object: I) -> Result<Vec<AuditEntry>, Error> {
        self.0.may(Deed::LogOfClient)?;
        let sql = format!("SELECT {COLUMNS} FROM audit WHERE object = ?1 ORDER BY seq");
        self.collect(&sql, params![object.to_bytes()])
    }

    /// Everything that was done with a client and with what belongs to the client, newest first; at most
    /// `limit`. What a risk record is about is sealed, so those are not among them.
    pub fn about_client(&self, client: ClientId, limit: u32) -> Result<Vec<AuditEntry>, Error> {
        self.0.may(Deed::LogOfClient)?;
        let sql = format!(
            "SELECT {COLUMNS} FROM audit WHERE object IN ( \
               SELECT ?1 UNION SELECT id FROM screening WHERE client = ?1 \
               UNION SELECT id FROM letter WHERE client = ?1 \
               UNION SELECT id FROM consent WHERE client = ?1 \
               UNION SELECT id FROM treats WHERE client = ?1 \
               UNION SELECT addendum.id FROM addendum JOIN screening \
                 ON screening.id = addendum.screening WHERE screening.client = ?1 \
               UNION SELECT disclosure.id FROM disclosure JOIN letter \
                 ON letter.id = disclosure.letter WHERE letter.client = ?1) \
             ORDER BY seq DESC LIMIT ?2"
        );
        self.collect(&sql, params![client.to_bytes(), limit])
    }

    /// The whole log for a file that can be checked without the vault; the export is itself an event.
    pub fn export(&self) -> Result<Vec<AuditEntry>, Error> {
        self.0.may(Deed::LogExport)?;
        self.note_export()?;
        let mut rows = Vec::new();
        walk(self.0.db(), &self.0.session().vault, |row| {
            rows.push(row.clone())
        })?;
        Ok(rows)
    }

    /// Writes the whole log as lines of JSON that can be verified without the vault. The export is
    /// itself an event, the last one that is written.
    pub fn export_to(&self, out: &mut dyn Write) -> Result<ChainReport, Error> {
        self.0.may(Deed::LogExport)?;
        self.note_export()?;
        let vault = self.0.session().vault;
        let failed = export::write_failed;
        export::write_head(out, &vault).map_err(failed)?;
        let report = walk_links(self.0.db(), &vault, |link, hash| {
            export::write_row(out, &link, hash).map_err(failed)
        })?;
        export::write_end(out, &report).map_err(failed)?;
        Ok(report)
    }

    fn note_export(&self) -> Result<(), Error> {
        self.0.note(Event::new(Action::AUDIT_EXPORT))?;
        self.0.anchor_soon();
        Ok(())
    }

    /// Number and hash of the newest row: what an anchor outside the vault has to remember.
    pub fn head(&self) -> Result<Anchor, Error> {
        head(self.0.db(), &self.0.session().vault)
    }

    /// Number and head of the newest row in the short form that stands on letters.
    pub fn mark(&self) -> Result<String, Error> {
        let head = self.head()?;
        Ok(mark(head.seq, &hex(&head.head)))
    }

    /// Notes, before it happens, that data leaves for a file: what kind, how many bytes, which hash.
    pub fn data_leaves(&self, what: &'static str, bytes: &[u8]) -> Result<(), Error> {
        let detail = Detail::default()
            .word("what", what)
            .number("bytes", bytes.len() as u64)
            .hash("sha256", &sha256(bytes));
        self.0
            .note(Event::new(Action::DATA_EXPORT).detail(detail))?;
        self.0.anchor_soon();
        Ok(())
    }

    fn collect(&self, sql: &str, values: impl rusqlite::Params) -> Result<Vec<AuditEntry>, Error> {
        let step = Error::db("read the activity log");
        let mut statement = self.0.db().prepare_cached(sql).map_err(&step)?;
        statement
            .query_map(values, |row| {
                read_link(row).map(|(link, hash)| AuditEntry::new(link, &hash))
            })
            .and_then(Iterator::collect)
            .map_err(&step)
    }
}
