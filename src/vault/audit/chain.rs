//! The chain itself: how a row hashes, how one is added, and the walk that finds the first broken one.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use sha2::{Digest, Sha256};

use super::{AuditEntry, Event};
use crate::vault::Error;
use crate::vault::header::Anchor;
use crate::vault::keys::{VaultId, sha256};

/// At most so many rows with a clock that went back are named.
const MOST_CLOCK_NOTES: usize = 100;

/// Who, when, and on which start of which computer.
pub(in crate::vault) struct Stamp {
    pub(in crate::vault) time: Timestamp,
    pub(in crate::vault) boot: [u8; 16],
    pub(in crate::vault) mono_ms: u64,
    pub(in crate::vault) actor: [u8; 16],
    pub(in crate::vault) session: [u8; 16],
    pub(in crate::vault) role: String,
}

/// A row as stored.
pub(in crate::vault) struct Link {
    pub(in crate::vault) seq: u64,
    pub(in crate::vault) prev: [u8; 32],
    pub(in crate::vault) time_utc: String,
    pub(in crate::vault) boot: [u8; 16],
    pub(in crate::vault) mono_ms: u64,
    pub(in crate::vault) actor: [u8; 16],
    pub(in crate::vault) session: [u8; 16],
    pub(in crate::vault) role: String,
    pub(in crate::vault) action: String,
    pub(in crate::vault) object: Vec<u8>,
    pub(in crate::vault) version: u32,
    pub(in crate::vault) content_hash: Vec<u8>,
    pub(in crate::vault) detail: String,
    pub(in crate::vault) app_version: String,
}

impl Link {
    /// SHA-256 over a tag and every field with its length, so that no two rows share their bytes.
    pub(in crate::vault) fn hash(&self) -> [u8; 32] {
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
pub(super) const COLUMNS: &str = "seq, prev, time_utc, boot_id, mono_ms, actor, session, role, action, object, \
     record_version, content_hash, detail, app_version, hash";

/// The newest row: its number and hash. Number 0 and the hash of the vault's id before the first.
pub(in crate::vault) fn head(db: &Connection, vault: &VaultId) -> Result<Anchor, Error> {
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
pub(in crate::vault) fn append(
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

impl Break {
    /// The row that is named.
    #[must_use]
    pub fn seq(self) -> u64 {
        match self {
            Self::Gap { seq } | Self::Link { seq } | Self::Edited { seq } => seq,
        }
    }
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
    /// Rows whose clock shows an earlier time than the row before, the first hundred. A note, no break:
    /// the order of the log is that of its numbers.
    pub clock_back: Vec<u64>,
}

impl ChainReport {
    /// The short form that stands on letters, for example `004211-7F3A-91C2`.
    #[must_use]
    pub fn mark(&self) -> String {
        mark(self.rows, &self.head)
    }
}

pub(super) fn mark(seq: u64, head: &str) -> String {
    let head = head.to_uppercase();
    format!(
        "{seq:06}-{}-{}",
        head.get(..4).unwrap_or_default(),
        head.get(4..8).unwrap_or_default()
    )
}

/// Follows a chain row by row, wherever the rows come from.
pub(super) struct Walker {
    before: Anchor,
    time: String,
    report: ChainReport,
}

impl Walker {
    /// Before the first row of a vault's log.
    pub(super) fn new(vault: &VaultId) -> Self {
        let head = sha256(vault);
        Self {
            before: Anchor { seq: 0, head },
            time: String::new(),
            report: ChainReport {
                rows: 0,
                broken: None,
                head: hex(&head),
                clock_back: Vec::new(),
            },
        }
    }

    /// Looks at the next row.
    pub(super) fn step(&mut self, link: &Link, stored: &[u8; 32]) {
        let found = examine(link, stored, &self.before);
        self.report.broken = self.report.broken.or(found);
        // Times are written in one form, so that their order is that of their letters.
        let back = link.time_utc < self.time;
        if back && self.report.clock_back.len() < MOST_CLOCK_NOTES {
            self.report.clock_back.push(link.seq);
        }
        self.time.clone_from(&link.time_utc);
        self.before = Anchor {
            seq: link.seq,
            head: *stored,
        };
        self.report.rows += 1;
    }

    /// A row that cannot be read as one: whoever wrote it was not this program.
    pub(super) fn unreadable(&mut self) {
        let seq = self.before.seq + 1;
        let found = Break::Edited { seq };
        self.report.broken = self.report.broken.or(Some(found));
    }

    pub(super) fn finish(mut self) -> ChainReport {
        self.report.head = hex(&self.before.head);
        self.report
    }
}

/// Walks the chain from its beginning and hands each row to `visit`.
pub(in crate::vault) fn walk(
    db: &Connection,
    vault: &VaultId,
    mut visit: impl FnMut(&AuditEntry),
) -> Result<ChainReport, Error> {
    walk_links(db, vault, |link, stored| {
        visit(&AuditEntry::new(link, stored));
        Ok(())
    })
}

/// As [`walk`], with the rows as they are stored. Stops at a row that cannot be read.
pub(super) fn walk_links(
    db: &Connection,
    vault: &VaultId,
    mut visit: impl FnMut(Link, &[u8; 32]) -> Result<(), Error>,
) -> Result<ChainReport, Error> {
    let step = Error::db("read the activity log");
    let sql = format!("SELECT {COLUMNS} FROM audit ORDER BY seq");
    let mut statement = db.prepare_cached(&sql).map_err(&step)?;
    let mut rows = statement.query([]).map_err(&step)?;
    let mut walker = Walker::new(vault);
    while let Some(row) = rows.next().map_err(&step)? {
        match read_link(row) {
            Ok((link, stored)) => {
                walker.step(&link, &stored);
                visit(link, &stored)?;
            }
            Err(error @ rusqlite::Error::SqliteFailure(..)) => return Err(step(error)),
            Err(_) => {
                walker.unreadable();
                break;
            }
        }
    }
    Ok(walker.finish())
}

/// Whether another version of the program wrote the newest row. The new one stands in the rows that follow.
pub(in crate::vault) fn other_version(db: &Connection) -> Result<bool, Error> {
    let last: Option<String> = db
        .prepare_cached("SELECT app_version FROM audit ORDER BY seq DESC LIMIT 1")
        .and_then(|mut statement| statement.query_row([], |row| row.get(0)).optional())
        .map_err(Error::db("read the activity log"))?;
    Ok(last.is_some_and(|last| last != env!("CARGO_PKG_VERSION")))
}

/// The hash of one row, if it is there.
pub(in crate::vault) fn hash_at(db: &Connection, seq: u64) -> Result<Option<[u8; 32]>, Error> {
    db.prepare_cached("SELECT hash FROM audit WHERE seq = ?1")
        .and_then(|mut statement| statement.query_row([seq], |row| row.get(0)).optional())
        .map_err(Error::db("read the activity log"))
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

pub(super) fn read_link(row: &Row<'_>) -> rusqlite::Result<(Link, [u8; 32])> {
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

/// Lower-case hexadecimal.
pub(in crate::vault) fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f',
    ];
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(DIGITS[usize::from(byte >> 4)]);
        text.push(DIGITS[usize::from(byte & 15)]);
    }
    text
}
