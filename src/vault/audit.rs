//! The activity log: a chain of hashes that only grows, written in the transaction of what it tells.

use std::fmt::Write as _;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use sha2::{Digest, Sha256};

use crate::domain::id::{Id, PersonId};
use crate::vault::header::Anchor;
use crate::vault::keys::{VaultId, sha256};
use crate::vault::{Error, Open};

/// What happened, as one of a closed list of words. Neutral: none tells what a record says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Action(pub(super) &'static str);

#[allow(missing_docs, reason = "the words say it")]
impl Action {
    pub const CREATE: Self = Self("vault.create");
    pub const LOGIN: Self = Self("session.login");
    pub const SHEET: Self = Self("session.sheet");
    pub const SYNCED: Self = Self("vault.synced-folder");
    pub const TRIES: Self = Self("session.tries");
    pub const LET_TRY: Self = Self("session.let-try");
    pub const LOCK: Self = Self("session.lock");
    pub const ROSTER_STAFF: Self = Self("roster.staff");
    pub const ROSTER_CLINICAL: Self = Self("roster.clinical");
    pub const STAFF_ADD: Self = Self("staff.add");
    pub const STAFF_GRANT: Self = Self("staff.grant");
    pub const STAFF_RESET: Self = Self("staff.reset");
    pub const STAFF_PASSPHRASE: Self = Self("staff.passphrase");
    pub const STAFF_ROLES: Self = Self("staff.roles");
    pub const STAFF_LEAVE: Self = Self("staff.leave");
    pub const KEY_ROTATE: Self = Self("key.rotate");
    pub const KEY_ADMINISTRATORS: Self = Self("key.administrators");
    pub const KEY_CLINICAL: Self = Self("key.clinical");
    pub const KEY_PIN: Self = Self("key.pin");
    pub const KEY_SEALS: Self = Self("key.seals");
    pub const SHEET_RENEW: Self = Self("sheet.renew");
    pub const SHEET_USE: Self = Self("sheet.use");
    pub const HEADER_REPAIR: Self = Self("header.repair");
    pub const CHECK: Self = Self("vault.check");
    pub const SCREENING_SIGN: Self = Self("screening.sign");
    pub const SCREENING_MARK: Self = Self("screening.mark");
    pub const PART_KEEP: Self = Self("part.keep");
    pub const PART_REMOVE: Self = Self("part.remove");
    pub const DRAFT_KEEP: Self = Self("draft.keep");
    pub const DRAFT_REMOVE: Self = Self("draft.remove");
    pub const LETTER_PRINT: Self = Self("letter.print");
    pub const LETTER_EXPORT: Self = Self("letter.export");
    pub const LETTER_RELEASE: Self = Self("letter.release");
    pub const LETTER_RELEASE_END: Self = Self("letter.release-end");
    pub const DATA_EXPORT: Self = Self("data.export");
    pub const AUDIT_EXPORT: Self = Self("audit.export");

    /// The word in the log.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.0
    }
}

/// Details of an event: constant keys, and constant words, numbers or hashes. No free text, no names.
#[derive(Clone, Default)]
pub(super) struct Detail(String);

impl Detail {
    pub(super) fn word(self, key: &'static str, word: &'static str) -> Self {
        self.push(key, word)
    }

    pub(super) fn number(self, key: &'static str, number: u64) -> Self {
        self.push(key, &number.to_string())
    }

    pub(super) fn hash(self, key: &'static str, bytes: &[u8]) -> Self {
        self.push(key, &hex(bytes))
    }

    fn push(mut self, key: &'static str, value: &str) -> Self {
        if !self.0.is_empty() {
            self.0.push(' ');
        }
        self.0.push_str(key);
        self.0.push('=');
        self.0.push_str(value);
        self
    }
}

/// One thing to note.
pub(super) struct Event {
    pub(super) action: Action,
    pub(super) object: Option<[u8; 16]>,
    pub(super) version: u32,
    pub(super) content_hash: Option<[u8; 32]>,
    pub(super) detail: Detail,
}

impl Event {
    pub(super) fn new(action: Action) -> Self {
        Self {
            action,
            object: None,
            version: 0,
            content_hash: None,
            detail: Detail::default(),
        }
    }

    pub(super) fn about(mut self, object: [u8; 16]) -> Self {
        self.object = Some(object);
        self
    }

    /// The event stands for this stored version, with this hash.
    pub(super) fn stored(mut self, version: u32, content_hash: [u8; 32]) -> Self {
        self.version = version;
        self.content_hash = Some(content_hash);
        self
    }

    pub(super) fn detail(mut self, detail: Detail) -> Self {
        self.detail = detail;
        self
    }
}

/// Who, when, and on which start of which computer.
pub(super) struct Stamp {
    pub(super) time: Timestamp,
    pub(super) boot: [u8; 16],
    pub(super) mono_ms: u64,
    pub(super) actor: [u8; 16],
    pub(super) session: [u8; 16],
    pub(super) role: String,
}

/// A row as stored.
pub(super) struct Link {
    pub(super) seq: u64,
    pub(super) prev: [u8; 32],
    pub(super) time_utc: String,
    pub(super) boot: [u8; 16],
    pub(super) mono_ms: u64,
    pub(super) actor: [u8; 16],
    pub(super) session: [u8; 16],
    pub(super) role: String,
    pub(super) action: String,
    pub(super) object: Vec<u8>,
    pub(super) version: u32,
    pub(super) content_hash: Vec<u8>,
    pub(super) detail: String,
    pub(super) app_version: String,
}

impl Link {
    /// SHA-256 over a tag and every field with its length, so that no two rows share their bytes.
    pub(super) fn hash(&self) -> [u8; 32] {
        let fields: [&[u8]; 14] = [
            &self.seq.to_le_bytes(),
            &self.prev,
            self.time_utc.as_bytes(),
            &self.boot,
            &self.mono_ms.to_le_bytes(),
            &self.actor,
            &self.session,
            self.role.as_bytes(),
            self.action.as_bytes(),
            &self.object,
            &self.version.to_le_bytes(),
            &self.content_hash,
            self.detail.as_bytes(),
            self.app_version.as_bytes(),
        ];
        let mut hasher = Sha256::new();
        hasher.update(b"aud1");
        for field in fields {
            hasher.update(u32::try_from(field.len()).unwrap_or(u32::MAX).to_le_bytes());
            hasher.update(field);
        }
        hasher.finalize().into()
    }
}

const INSERT: &str = "INSERT INTO audit (seq, prev, time_utc, boot_id, mono_ms, actor, session, role, action, \
     object, record_version, content_hash, detail, app_version, hash) \
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)";
const COLUMNS: &str = "seq, prev, time_utc, boot_id, mono_ms, actor, session, role, action, object, \
     record_version, content_hash, detail, app_version, hash";

/// The newest row: its number and hash. Number 0 and the hash of the vault's id before the first.
pub(super) fn head(db: &Connection, vault: &VaultId) -> Result<Anchor, Error> {
    db.prepare_cached("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")
        .and_then(|mut statement| {
            statement
                .query_row([], |row| {
                    Ok(Anchor {
                        seq: row.get(0)?,
                        head: row.get(1)?,
                    })
                })
                .optional()
        })
        .map(|found| {
            found.unwrap_or(Anchor {
                seq: 0,
                head: sha256(vault),
            })
        })
        .map_err(Error::db("read the activity log"))
}

/// Adds an event within the transaction of the change that it tells. Returns its number.
pub(super) fn append(
    change: &Transaction<'_>,
    vault: &VaultId,
    stamp: &Stamp,
    event: &Event,
) -> Result<u64, Error> {
    let before = head(change, vault)?;
    let link = Link {
        seq: before.seq + 1,
        prev: before.head,
        time_utc: format!("{:.3}", stamp.time),
        boot: stamp.boot,
        mono_ms: stamp.mono_ms,
        actor: stamp.actor,
        session: stamp.session,
        role: stamp.role.clone(),
        action: event.action.0.to_owned(),
        object: event.object.map_or_else(Vec::new, |id| id.to_vec()),
        version: event.version,
        content_hash: event
            .content_hash
            .map_or_else(Vec::new, |hash| hash.to_vec()),
        detail: event.detail.0.clone(),
        app_version: env!("CARGO_PKG_VERSION").to_owned(),
    };
    let step = Error::db("write the activity log");
    change
        .prepare_cached(INSERT)
        .and_then(|mut statement| {
            statement.execute(params![
                link.seq,
                link.prev,
                link.time_utc,
                link.boot,
                link.mono_ms,
                link.actor,
                link.session,
                link.role,
                link.action,
                link.object,
                link.version,
                link.content_hash,
                link.detail,
                link.app_version,
                link.hash(),
            ])
        })
        .map_err(step)?;
    Ok(link.seq)
}

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
    /// The value of a detail.
    #[must_use]
    pub fn detail(&self, key: &str) -> Option<&str> {
        detail_of(&self.detail, key)
    }
}

/// The value of one detail in the text of all.
pub(super) fn detail_of<'a>(detail: &'a str, key: &str) -> Option<&'a str> {
    detail
        .split(' ')
        .find_map(|pair| pair.strip_prefix(key)?.strip_prefix('='))
}

/// How a chain is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Break {
    /// A row is missing before this one.
    Gap {
        /// The row after the gap.
        seq: u64,
    },
    /// The row does not name the row before it.
    Link {
        /// The row.
        seq: u64,
    },
    /// The row was edited.
    Edited {
        /// The row.
        seq: u64,
    },
}

/// The result of walking the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainReport {
    /// Rows that were read.
    pub rows: u64,
    /// The first break, if there is one.
    pub broken: Option<Break>,
    /// Hash of the newest row, hexadecimal.
    pub head: String,
}

impl ChainReport {
    /// The short form that stands on letters, for example `004211-7F3A-91C2`.
    #[must_use]
    pub fn mark(&self) -> String {
        mark(self.rows, &self.head)
    }
}

fn mark(seq: u64, head: &str) -> String {
    let head = head.to_uppercase();
    format!(
        "{seq:06}-{}-{}",
        head.get(..4).unwrap_or_default(),
        head.get(4..8).unwrap_or_default()
    )
}

/// Walks the chain from its beginning and hands each row to `visit`.
pub(super) fn walk(
    db: &Connection,
    vault: &VaultId,
    mut visit: impl FnMut(&AuditEntry),
) -> Result<ChainReport, Error> {
    let step = Error::db("read the activity log");
    let sql = format!("SELECT {COLUMNS} FROM audit ORDER BY seq");
    let mut statement = db.prepare_cached(&sql).map_err(&step)?;
    let mut rows = statement.query([]).map_err(&step)?;
    let mut before = Anchor {
        seq: 0,
        head: sha256(vault),
    };
    let mut report = ChainReport {
        rows: 0,
        broken: None,
        head: hex(&before.head),
    };
    while let Some(row) = rows.next().map_err(&step)? {
        let (link, stored) = read_link(row).map_err(&step)?;
        let found = examine(&link, &stored, &before);
        report.broken = report.broken.or(found);
        before = Anchor {
            seq: link.seq,
            head: stored,
        };
        report.rows += 1;
        visit(&entry(link, &stored));
    }
    report.head = hex(&before.head);
    Ok(report)
}

fn examine(link: &Link, stored: &[u8; 32], before: &Anchor) -> Option<Break> {
    let seq = link.seq;
    if seq != before.seq + 1 {
        Some(Break::Gap { seq })
    } else if link.prev != before.head {
        Some(Break::Link { seq })
    } else if link.hash() != *stored {
        Some(Break::Edited { seq })
    } else {
        None
    }
}

fn read_link(row: &Row<'_>) -> rusqlite::Result<(Link, [u8; 32])> {
    let link = Link {
        seq: row.get(0)?,
        prev: row.get(1)?,
        time_utc: row.get(2)?,
        boot: row.get(3)?,
        mono_ms: row.get(4)?,
        actor: row.get(5)?,
        session: row.get(6)?,
        role: row.get(7)?,
        action: row.get(8)?,
        object: row.get(9)?,
        version: row.get(10)?,
        content_hash: row.get(11)?,
        detail: row.get(12)?,
        app_version: row.get(13)?,
    };
    Ok((link, row.get(14)?))
}

fn entry(link: Link, hash: &[u8; 32]) -> AuditEntry {
    AuditEntry {
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

/// Lower-case hexadecimal.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}

/// The activity log of an open vault.
pub struct AuditLog<'v>(pub(super) &'v Open);

impl AuditLog<'_> {
    /// Whether the chain holds together.
    pub fn verify(&self) -> Result<ChainReport, Error> {
        walk(self.0.db(), &self.0.session().vault, |_| {})
    }

    /// Rows from the newest back, starting below `before`; at most `limit`.
    pub fn newest(&self, before: Option<u64>, limit: u32) -> Result<Vec<AuditEntry>, Error> {
        let sql = format!("SELECT {COLUMNS} FROM audit WHERE seq < ?1 ORDER BY seq DESC LIMIT ?2");
        let below = before.unwrap_or(u64::MAX / 2);
        self.collect(&sql, params![below, limit])
    }

    /// Everything that was done with one record, oldest first.
    pub fn of<I: Id>(&self, object: I) -> Result<Vec<AuditEntry>, Error> {
        let sql = format!("SELECT {COLUMNS} FROM audit WHERE object = ?1 ORDER BY seq");
        self.collect(&sql, params![object.to_bytes()])
    }

    /// The whole log for a file that can be checked without the vault; the export is itself an event.
    pub fn export(&self) -> Result<Vec<AuditEntry>, Error> {
        self.0.note(Event::new(Action::AUDIT_EXPORT))?;
        let mut rows = Vec::new();
        walk(self.0.db(), &self.0.session().vault, |row| {
            rows.push(row.clone())
        })?;
        Ok(rows)
    }

    /// Number and head of the newest row in the short form that stands on letters.
    pub fn mark(&self) -> Result<String, Error> {
        let head = head(self.0.db(), &self.0.session().vault)?;
        Ok(mark(head.seq, &hex(&head.head)))
    }

    /// Notes, before it happens, that data leaves for a file: what kind, how many bytes, which hash.
    pub fn data_leaves(&self, what: &'static str, bytes: &[u8]) -> Result<(), Error> {
        let detail = Detail::default()
            .word("what", what)
            .number("bytes", bytes.len() as u64)
            .hash("sha256", &sha256(bytes));
        self.0.note(Event::new(Action::DATA_EXPORT).detail(detail))
    }

    fn collect(&self, sql: &str, values: impl rusqlite::Params) -> Result<Vec<AuditEntry>, Error> {
        let step = Error::db("read the activity log");
        let mut statement = self.0.db().prepare_cached(sql).map_err(&step)?;
        statement
            .query_map(values, |row| {
                read_link(row).map(|(link, hash)| entry(link, &hash))
            })
            .and_then(Iterator::collect)
            .map_err(&step)
    }
}
