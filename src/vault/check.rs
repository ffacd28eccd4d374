//! The full check: files, header, every page, every link of the chain, and every row that the chain tells of.

use std::collections::HashMap;

use std::path::Path;

use rusqlite::{Connection, OptionalExtension};

use crate::vault::audit::{self, AuditEntry, ChainReport, hex};
use crate::vault::keys::{Key, VaultId, sha256};
use crate::vault::roster::Meta;
use crate::vault::shelf::row_hash;
use crate::vault::watch::{Phase, Watch};
use crate::vault::{Error, HeaderCopy, clients, database, erase, files, record, support};

/// Something that a check found.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Finding {
    /// The header on the disk does not read.
    Header,
    /// One copy of it is damaged.
    HeaderCopy(HeaderCopy),
    /// It was not written by a holder of the keys, or is of another time.
    HeaderForged,
    /// The database file is not as long as its pages.
    Length,
    /// Pages whose MAC does not fit; how many.
    Pages(u64),
    /// SQLite's own check; how many findings.
    Structure(u64),
    /// Rows that point to rows that are not there; how many.
    ForeignKeys(u64),
    /// The chain of the activity log is broken.
    Chain(audit::Break),
    /// The log is shorter than, or differs from, what the header remembers.
    Anchor,
    /// A stored row differs from what the log says.
    Content {
        /// Its table.
        table: String,
        /// Its id.
        object: String,
    },
    /// A row of which the log tells is gone.
    Missing {
        /// Its table.
        table: String,
        /// Its id.
        object: String,
    },
    /// A stored row of which the log does not tell.
    Unknown {
        /// Its table.
        table: String,
        /// Its id.
        object: String,
    },
    /// What search knows of a client differs from the client's record.
    SearchIndex {
        /// The client's id.
        object: String,
    },
    /// The bytes of a letter do not fit their hash.
    Letter {
        /// Its id.
        object: String,
    },
}

/// The result of a full check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckReport {
    /// Events in the log.
    pub chain: ChainReport,
    /// Pages of the database.
    pub pages: u64,
    /// Stored rows that were compared with the log.
    pub rows: u64,
    /// Drafts that were saved since the log last heard of them. Normal.
    pub pending: u64,
    /// What was found; empty when all is well.
    pub findings: Vec<Finding>,
}

impl CheckReport {
    /// Whether nothing was found.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.findings.is_empty()
    }
}

/// Tables of (id, version, body) that the chain covers.
const SHELVES: [&str; 19] = [
    "setting",
    "profile",
    "client",
    "clinic_group",
    "leader",
    "treats",
    "recipient",
    "consent",
    "screening",
    "letter",
    "disclosure",
    "risk",
    "addendum",
    "acknowledgement",
    "hold",
    "opening",
    "erase_request",
    "tombstone",
    // Not a shelf, but of the same shape once its columns are named.
    support::TABLE,
];

/// (table, object, part) -> (version, hash), as the log has it.
pub(super) type Told = HashMap<(String, String, String), (u32, String)>;

/// The vault that is checked: an open one, or the copy in a backup.
pub(super) struct Checked<'a> {
    pub(super) db: &'a Connection,
    pub(super) dir: &'a Path,
    pub(super) vault: &'a VaultId,
    pub(super) header_mac: &'a Key,
    pub(super) watch: &'a Watch<'a>,
}

impl Checked<'_> {
    /// Checks everything; about 20 ms a megabyte.
    pub(super) fn run(&self) -> Result<CheckReport, Error> {
        let mut report = CheckReport {
            chain: ChainReport {
                rows: 0,
                broken: None,
                head: String::new(),
                clock_back: Vec::new(),
            },
            pages: 0,
            rows: 0,
            pending: 0,
            findings: Vec::new(),
        };
        self.check_header(&mut report.findings)?;
        report.pages = self.check_file(&mut report.findings)?;
        match self.check_content(&mut report) {
            // That pages are damaged is known already; what stands behind them cannot be read.
            Err(Error::DatabaseDamaged) if report.is_damaged() => Ok(report),
            result => result.map(|()| report),
        }
    }

    fn check_content(&self, report: &mut CheckReport) -> Result<(), Error> {
        let mut told = Told::new();
        let mut anchored = None;
        let mut stopped = Ok(());
        let anchor = self.anchor_on_disk();
        let events = audit::head(self.db, self.vault)?.seq;
        report.chain = audit::walk(self.db, self.vault, |row| {
            if anchor.as_ref().is_some_and(|anchor| anchor.seq == row.seq) {
                anchored = Some(row.hash.clone());
            }
            remember(&mut told, row);
            if row.seq.is_multiple_of(1024) && stopped.is_ok() {
                stopped = self.watch.at(Phase::Log, row.seq, events);
            }
        })?;
        stopped?;
        let findings = &mut report.findings;
        findings.extend(report.chain.broken.map(Finding::Chain));
        if anchor.is_some_and(|anchor| anchored != Some(hex(&anchor.head))) {
            findings.push(Finding::Anchor);
        }
        for draft in left_out(self.db)? {
            told.remove(&("draft".to_owned(), hex(&draft), String::new()));
        }
        (report.rows, report.pending) = self.check_rows(told, findings)?;
        self.check_letters(findings)?;
        let stale = clients::stale_index(self.db)?;
        findings.extend(stale.iter().map(|id| Finding::SearchIndex {
            object: id.to_string(),
        }));
        Ok(())
    }

    fn anchor_on_disk(&self) -> Option<crate::vault::header::Anchor> {
        files::read_header(self.dir, files::HEADER)
            .ok()
            .map(|read| read.header.anchor)
    }

    fn check_header(&self, findings: &mut Vec<Finding>) -> Result<(), Error> {
        let Ok(read) = files::read_header(self.dir, files::HEADER) else {
            findings.push(Finding::Header);
            return Ok(());
        };
        findings.extend(read.damaged.map(Finding::HeaderCopy));
        let meta = Meta::read(self.db)?;
        let true_one =
            read.header.generation == meta.generation && read.header.core_mac == meta.core_mac;
        if !true_one || read.header.verify(self.header_mac).is_err() {
            findings.push(Finding::HeaderForged);
        }
        Ok(())
    }

    /// Both integrity checks: SQLCipher's does not see a file cut at a page, SQLite's not every flipped bit.
    fn check_file(&self, findings: &mut Vec<Finding>) -> Result<u64, Error> {
        let db = self.db;
        self.watch.at(Phase::Pages, 0, 1)?;
        let length = database::length(db)?;
        if files::database_len(self.dir)? != length {
            findings.push(Finding::Length);
        }
        let bad_pages = count(db, "PRAGMA cipher_integrity_check", |_| true)?;
        if bad_pages > 0 {
            findings.push(Finding::Pages(bad_pages));
        }
        self.watch.at(Phase::Structure, 0, 1)?;
        let structure = count(db, "PRAGMA integrity_check", |line| line != "ok");
        match structure {
            Ok(0) => {}
            Ok(lines) => findings.push(Finding::Structure(lines)),
            Err(Error::DatabaseDamaged) => findings.push(Finding::Structure(1)),
            Err(error) => return Err(error),
        }
        match count(db, "PRAGMA foreign_key_check", |_| true) {
            Ok(0) => {}
            Ok(orphans) => findings.push(Finding::ForeignKeys(orphans)),
            // After one bad page SQLCipher reads no other; that much is told already.
            Err(Error::DatabaseDamaged) if !findings.is_empty() => {}
            Err(error) => return Err(error),
        }
        Ok(length / 4096)
    }

    /// Compares every stored row with the newest that the log says of it.
    pub(super) fn check_rows(
        &self,
        mut told: Told,
        findings: &mut Vec<Finding>,
    ) -> Result<(u64, u64), Error> {
        let mut counts = (0, 0);
        let shelves = self.shelves()?;
        let all = shelves.len() as u64 + 2;
        for (at, table) in shelves.into_iter().enumerate() {
            self.watch.at(Phase::Records, at as u64, all)?;
            let word = if table == support::TABLE {
                "draft"
            } else {
                table
            };
            for (id, version, chained, stored) in self.shelf_rows(table)? {
                let key = (word.to_owned(), hex(&id), String::new());
                compare(
                    &mut told,
                    key,
                    version,
                    chained,
                    &stored,
                    findings,
                    &mut counts,
                );
            }
        }
        self.watch.at(Phase::Records, all - 2, all)?;
        let step = Error::db("read records");
        let sql =
            "SELECT record_id, part, version, kind, r_id, nonce, ct, tag, chained FROM record";
        let mut statement = self.db.prepare_cached(sql).map_err(&step)?;
        let mut rows = statement.query([]).map_err(&step)?;
        while let Some(row) = rows.next().map_err(&step)? {
            let row = record::read_row(row).map_err(&step)?;
            let key = ("part".to_owned(), hex(&row.record), row.part.to_string());
            let hash = row.stored_hash();
            compare(
                &mut told,
                key,
                row.version,
                row.chained,
                &hash,
                findings,
                &mut counts,
            );
        }
        // What an erasure removed is missing with a reason.
        let absent = if self.shelves()?.contains(&"tombstone") {
            erase::absent_hashes(self.db)?
        } else {
            // Before format 3 nothing was erased.
            Default::default()
        };
        let mut gone: Vec<_> = told
            .into_iter()
            .filter(|(_, (_, hash))| !absent.contains(hash))
            .map(|(key, _)| key)
            .collect();
        gone.sort();
        findings.extend(
            gone.into_iter()
                .map(|(table, object, _)| Finding::Missing { table, object }),
        );
        Ok(counts)
    }

    /// The shelves that this vault has; one of an older format lacks some.
    fn shelves(&self) -> Result<Vec<&'static str>, Error> {
        let step = Error::db("read the tables");
        let sql = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1)";
        let mut statement = self.db.prepare_cached(sql).map_err(&step)?;
        let mut found = Vec::with_capacity(SHELVES.len());
        for table in SHELVES {
            if statement
                .query_row([table], |row| row.get(0))
                .map_err(&step)?
            {
                found.push(table);
            }
        }
        Ok(found)
    }

    #[allow(
        clippy::type_complexity,
        reason = "one use, and the tuple is spelled out beside it"
    )]
    fn shelf_rows(&self, table: &str) -> Result<Vec<([u8; 16], u32, u32, [u8; 32])>, Error> {
        let step = Error::db("read records");
        // The names come from the constant list above.
        let sql = if table == support::TABLE {
            "SELECT screening, version, chained, body FROM sc_draft".to_owned()
        } else {
            format!("SELECT id, version, version, body FROM {table}")
        };
        let mut statement = self.db.prepare(&sql).map_err(&step)?;
        statement
            .query_map([], |row| {
                let (id, version, body): ([u8; 16], u32, String) =
                    (row.get(0)?, row.get(1)?, row.get(3)?);
                let hash = row_hash(table, &id, version, &body);
                Ok((id, version, row.get(2)?, hash))
            })
            .and_then(Iterator::collect)
            .map_err(&step)
    }

    fn check_letters(&self, findings: &mut Vec<Finding>) -> Result<(), Error> {
        self.watch.at(Phase::Records, 1, 1)?;
        let step = Error::db("read letters");
        let sql = "SELECT letter.id, letter.body ->> '$.sha256', desk_letter.pdf FROM letter \
                   LEFT JOIN desk_letter ON desk_letter.letter = letter.id \
                   WHERE letter.body ->> '$.sha256' IS NOT NULL \
                   UNION ALL SELECT letter, sha256, pdf FROM released";
        let mut statement = self.db.prepare_cached(sql).map_err(&step)?;
        let mut rows = statement.query([]).map_err(&step)?;
        while let Some(row) = rows.next().map_err(&step)? {
            let read = || -> rusqlite::Result<([u8; 16], String, Option<Vec<u8>>)> {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            };
            let (id, wanted, pdf) = read().map_err(&step)?;
            if pdf.map(|pdf| hex(&sha256(&pdf))) != Some(wanted) {
                findings.push(Finding::Letter { object: hex(&id) });
            }
        }
        Ok(())
    }
}

/// Key of the fact that says which support drafts a backup left out: their ids, one after the other.
pub(super) const LEFT_OUT: &str = "backup_left_out";

/// The support drafts that are absent because this is a backup, or was restored from one a moment ago.
pub(super) fn left_out(db: &Connection) -> Result<Vec<[u8; 16]>, Error> {
    let found: Option<Vec<u8>> = db
        .prepare_cached("SELECT value FROM meta WHERE key = ?1")
        .and_then(|mut statement| statement.query_row([LEFT_OUT], |row| row.get(0)).optional())
        .map_err(Error::db("read the facts about the vault"))?;
    let found = found.unwrap_or_default();
    Ok(found.as_chunks().0.to_vec())
}

/// Notes what an event says about a stored row; what was removed is forgotten.
pub(super) fn remember(told: &mut Told, row: &AuditEntry) {
    let Some((table, verb)) = row.action.split_once('.') else {
        return;
    };
    if matches!(table, "roster" | "vault") {
        return;
    }
    let part = row.detail("part").unwrap_or_default().to_owned();
    let key = (table.to_owned(), row.object.clone(), part);
    if verb == "remove" {
        told.remove(&key);
    } else if !row.content_hash.is_empty() {
        told.insert(key, (row.version, row.content_hash.clone()));
    }
}

/// Compares one stored row with what the log says. A draft may be ahead of the log, never behind it.
fn compare(
    told: &mut Told,
    key: (String, String, String),
    version: u32,
    chained: u32,
    stored: &[u8; 32],
    findings: &mut Vec<Finding>,
    counts: &mut (u64, u64),
) {
    let said = told.remove(&key);
    let (table, object, _) = key;
    counts.0 += 1;
    match said {
        Some((said, hash)) if said == version && hash == hex(stored) => {}
        Some((said, _)) if said == chained && chained < version => counts.1 += 1,
        None if chained == 0 && version > 0 => counts.1 += 1,
        Some(_) => findings.push(Finding::Content { table, object }),
        None => findings.push(Finding::Unknown { table, object }),
    }
}

fn count(db: &Connection, sql: &str, matters: impl Fn(&str) -> bool) -> Result<u64, Error> {
    let step = Error::db("check the pages");
    let mut statement = db.prepare(sql).map_err(&step)?;
    let mut rows = statement.query([]).map_err(&step)?;
    let mut found = 0;
    while let Some(row) = rows.next().map_err(&step)? {
        let line: String = row.get(0).map_err(&step)?;
        found += u64::from(matters(&line));
    }
    Ok(found)
}
