//! Salvage: what a damaged database still holds is carried, row by row, into a new vault beside it.
//!
//! The damaged files are only read, and from a copy. Pages authenticate themselves, so a row is whole or
//! unreadable; what is unreadable is stepped over. The new vault has the same keys and the same log, as
//! far as it could be read, and its full check is the report of what is missing.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::config::DbConfig;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use crate::domain::clock::Clock;
use crate::domain::staff::{Role, Roles};
use crate::vault::attempts;
use crate::vault::audit::{self, Action, Detail, Event, hex};
use crate::vault::backup::place::{self, Scratch};
use crate::vault::check::{CheckReport, Checked};
use crate::vault::database::{self, STEPS};
use crate::vault::header::Header;
use crate::vault::keys::OfficeKeys;
use crate::vault::roster::{self, Meta};
use crate::vault::watch::{Phase, Watch};
use crate::vault::{Error, Passphrase, files, locked, migrate, random, repair};

/// After a row that cannot be read, so many places are tried one by one; then wider and wider.
const ONE_BY_ONE: i64 = 16;
/// No table has so many rows.
const WIDEST: i64 = 1 << 40;

/// What a salvage brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SalvageReport {
    /// The new vault.
    pub vault: PathBuf,
    /// Rows that were carried over.
    pub rows: u64,
    /// Tables in which rows could not be read, once for each place. Not every table is covered by the log.
    pub gaps: Vec<String>,
    /// The check of the new vault: what is missing, and what does not fit the log.
    pub check: CheckReport,
}

/// Carries what can be read of the vault at `dir` into a new vault at `target`.
pub fn salvage(
    dir: &Path,
    target: &Path,
    login: &str,
    passphrase: &Passphrase,
    clock: &Arc<dyn Clock>,
    watch: &Watch<'_>,
) -> Result<SalvageReport, Error> {
    let (dir, target) = (files::absolute(dir)?, files::absolute(target)?);
    if fs::symlink_metadata(&target).is_ok() {
        return Err(Error::TargetExists(target));
    }
    let held = files::lock(&dir)?;
    let header = files::read_header(&dir, files::HEADER)?.header;
    let (office, slot) = repair::open_slot(&dir, &header, login, passphrase, clock)?;
    header.verify(&office.header_mac)?;
    place::room(
        target.parent().unwrap_or(Path::new(".")),
        files::database_len(&dir)?,
    )?;
    let old = copy_aside(&dir, &target)?;
    let scratch = Scratch::new(beside(&target, "salvaging")?)?;
    let damaged = Damaged {
        dir: old.dir(),
        office: &office,
    };
    let mut new = Salvage::begin(&damaged, scratch.dir())?;
    new.carry_all(&damaged, watch)?;
    let made = Made {
        header: &header,
        office: &office,
        slot: &slot,
        clock: &**clock,
    };
    let (rows, gaps) = (new.rows, new.gaps.clone());
    let check = new.finish(&made, scratch.dir(), watch)?;
    attempts::begin(scratch.dir(), &**clock, header.vault)?;
    let unfinished = scratch.dir().join(files::UNFINISHED);
    fs::remove_file(&unfinished).map_err(Error::io("finish the vault", &unfinished))?;
    files::sync_dir(scratch.dir())?;
    files::rename_dir(scratch.dir(), &target)?;
    drop(held);
    Ok(SalvageReport {
        vault: target,
        rows,
        gaps,
        check,
    })
}

/// The damaged files, copied: opening a database can change it.
fn copy_aside(dir: &Path, target: &Path) -> Result<Scratch, Error> {
    let old = Scratch::new(beside(target, "damaged")?)?;
    for name in [files::DATABASE, files::JOURNAL] {
        let (from, to) = (dir.join(name), old.dir().join(name));
        if name == files::JOURNAL && !from.exists() {
            continue;
        }
        drop(files::create_private_file(&to)?);
        let copied = fs::copy(&from, &to).map_err(Error::io("copy the damaged database", &from))?;
        if name == files::DATABASE {
            lengthen(&to, copied)?;
        }
    }
    Ok(old)
}

/// SQLite opens no file that is shorter than its first page says. Pages of zeros in the place of what was cut off
/// are read as pages without rows; a file system that can leaves them out.
fn lengthen(copy: &Path, len: u64) -> Result<(), Error> {
    let whole = len.saturating_mul(2).next_multiple_of(4096);
    fs::OpenOptions::new()
        .write(true)
        .open(copy)
        .and_then(|file| file.set_len(whole))
        .map_err(Error::io("copy the damaged database", copy))
}

fn beside(target: &Path, what: &str) -> Result<PathBuf, Error> {
    let random: [u8; 8] = random::bytes()?;
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    Ok(target.with_file_name(format!(".{name}.{what}-{}", hex(&random))))
}

struct Damaged<'a> {
    dir: &'a Path,
    office: &'a OfficeKeys,
}

impl Damaged<'_> {
    /// A fresh connection: after one bad page SQLCipher reads nothing more on the old one.
    fn open(&self) -> Result<Connection, Error> {
        database::as_found(self.dir, &self.office.page)
    }
}

struct Made<'a> {
    header: &'a Header,
    office: &'a OfficeKeys,
    slot: &'a [u8; 16],
    clock: &'a dyn Clock,
}

/// The new database, while it is filled.
struct Salvage {
    db: Connection,
    rows: u64,
    gaps: Vec<String>,
}

impl Salvage {
    fn begin(damaged: &Damaged<'_>, dir: &Path) -> Result<Self, Error> {
        let version = database::version(&damaged.open()?)?;
        let steps = STEPS.get(..version).filter(|steps| !steps.is_empty());
        let steps = steps.ok_or(Error::DatabaseDamaged)?;
        let db = database::create_empty(dir, &damaged.office.page)?;
        database::take_steps(&db, steps, 0)?;
        // Rows come in any order and may lack what they point to; the check says so afterwards.
        db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)
            .and_then(|_| db.pragma_update(None, "foreign_keys", false))
            .map_err(Error::db("prepare the new database"))?;
        Ok(Self {
            db,
            rows: 0,
            gaps: Vec::new(),
        })
    }

    fn carry_all(&mut self, damaged: &Damaged<'_>, watch: &Watch<'_>) -> Result<(), Error> {
        let step = Error::db("write the new database");
        let names = "SELECT name, sql LIKE '%WITHOUT ROWID%' FROM sqlite_schema WHERE type = 'table' \
                     AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
        let tables: Vec<(String, bool)> = self
            .db
            .prepare(names)
            .and_then(|mut all| {
                all.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                    .collect()
            })
            .map_err(&step)?;
        self.db.execute_batch("BEGIN IMMEDIATE").map_err(&step)?;
        let all = tables.len() as u64;
        for (at, (table, without_rowid)) in tables.into_iter().enumerate() {
            watch.at(Phase::Records, at as u64, all)?;
            let columns = columns(&self.db, &table)?;
            if without_rowid {
                self.carry_whole(damaged, &table, &columns)?;
            } else {
                self.carry(damaged, &table, &columns)?;
            }
        }
        self.db.execute_batch("COMMIT").map_err(&step)
    }

    /// A small table on which everything rests: all of it, or nothing can be done.
    fn carry_whole(
        &mut self,
        damaged: &Damaged<'_>,
        table: &str,
        columns: &[String],
    ) -> Result<(), Error> {
        let db = damaged.open()?;
        let sql = format!("SELECT {} FROM {table}", columns.join(", "));
        let rows = read(&db, &sql, [], columns.len())?;
        rows.rows
            .iter()
            .try_for_each(|row| self.insert(table, columns, row))?;
        rows.broken.map_or(Ok(()), Err)
    }

    /// Row by row in the order of the file; over what cannot be read to the next that can.
    fn carry(
        &mut self,
        damaged: &Damaged<'_>,
        table: &str,
        columns: &[String],
    ) -> Result<(), Error> {
        let select = format!(
            "SELECT rowid, {} FROM {table} WHERE rowid >= ?1 ORDER BY rowid",
            columns.join(", ")
        );
        let mut from = i64::MIN;
        loop {
            let db = damaged.open()?;
            let found = read(&db, &select, [from], columns.len() + 1)?;
            for row in &found.rows {
                if let Some((Value::Integer(rowid), values)) = row.split_first() {
                    from = rowid.saturating_add(1);
                    self.insert(table, columns, values)?;
                }
            }
            match found.broken {
                None => return Ok(()),
                Some(Error::DatabaseDamaged) => self.gaps.push(table.to_owned()),
                Some(error) => return Err(error),
            }
            match next_readable(damaged, table, from)? {
                Some(next) => from = next,
                None => return Ok(()),
            }
        }
    }

    fn insert(&mut self, table: &str, columns: &[String], row: &[Value]) -> Result<(), Error> {
        let marks = vec!["?"; columns.len()].join(", ");
        // What the steps themselves put there gives way.
        let sql = format!(
            "INSERT OR REPLACE INTO {table} ({}) VALUES ({marks})",
            columns.join(", ")
        );
        self.db
            .prepare_cached(&sql)
            .and_then(|mut insert| insert.execute(params_from_iter(row)))
            .map_err(Error::db("write the new database"))?;
        self.rows += 1;
        Ok(())
    }

    /// Writes the header that belongs to the new database, tells the log, and checks everything.
    fn finish(self, made: &Made<'_>, dir: &Path, watch: &Watch<'_>) -> Result<CheckReport, Error> {
        let step = Error::db("write the new database");
        let rows = roster::staff_rows(&self.db)?;
        let me = rows.iter().find(|row| row.slot_id == *made.slot);
        if !me.is_some_and(|row| Roles::from_bits(row.roles).has(Role::Administrator)) {
            return Err(Error::RoleNeeded("administrator"));
        }
        let vault = made.header.vault;
        let mut header = made.header.clone();
        header.db_salt = files::database_salt(dir)?;
        header.authenticate(&made.office.header_mac)?;
        let change = database::begin(&self.db)?;
        roster::set_header_facts(&change, header.generation, &header.core_mac)?;
        let detail = Detail::default()
            .number("rows", self.rows)
            .number("gaps", self.gaps.len() as u64);
        let stamp = migrate::stamp(&change, made.slot, made.clock)?;
        let event = Event::new(Action::SALVAGE).detail(detail);
        audit::append(&change, &vault, &stamp, &event)?;
        change.commit().map_err(&step)?;
        database::close(self.db)?;
        files::stage_header(dir, &header)?;
        files::promote_header(dir)?;
        let db = database::open_as_it_is(dir, &made.office.page)?;
        locked::fits(&header, &Meta::read(&db)?)?;
        let report = Checked {
            db: &db,
            dir,
            vault: &vault,
            header_mac: &made.office.header_mac,
            watch,
        }
        .run()?;
        database::close(db)?;
        Ok(report)
    }
}

/// The columns that are stored; those that follow from others make themselves.
fn columns(db: &Connection, table: &str) -> Result<Vec<String>, Error> {
    db.prepare(&format!("PRAGMA table_info({table})"))
        .and_then(|mut info| info.query_map([], |row| row.get(1))?.collect())
        .map_err(Error::db("read the tables"))
}

/// Rows until the end, or until one cannot be read.
struct Rows {
    rows: Vec<Vec<Value>>,
    broken: Option<Error>,
}

fn read(
    db: &Connection,
    sql: &str,
    values: impl rusqlite::Params,
    width: usize,
) -> Result<Rows, Error> {
    let step = Error::db("read the damaged database");
    let mut found = Rows {
        rows: Vec::new(),
        broken: None,
    };
    let result = db.prepare(sql).and_then(|mut select| {
        let mut rows = select.query(values)?;
        while let Some(row) = rows.next()? {
            let values: rusqlite::Result<Vec<Value>> = (0..width).map(|at| row.get(at)).collect();
            found.rows.push(values?);
        }
        Ok(())
    });
    match result.map_err(step) {
        Ok(()) => {}
        Err(error @ Error::DatabaseDamaged) => found.broken = Some(error),
        Err(error) => return Err(error),
    }
    Ok(found)
}

/// The first place from which rows can be read again; none if everything behind is unreadable.
fn next_readable(damaged: &Damaged<'_>, table: &str, after: i64) -> Result<Option<i64>, Error> {
    let sql = format!("SELECT * FROM {table} WHERE rowid >= ?1 ORDER BY rowid LIMIT 1");
    let readable = |from: i64| -> Result<bool, Error> {
        let db = damaged.open()?;
        Ok(read(&db, &sql, [from], 1)?.broken.is_none())
    };
    // Rows are numbered from 1; before the first that was read there is nothing.
    let start = after.max(1);
    for from in start..start.saturating_add(ONE_BY_ONE) {
        if readable(from)? {
            return Ok(Some(from));
        }
    }
    let (mut bad, mut step) = (start.saturating_add(ONE_BY_ONE - 1), ONE_BY_ONE);
    let mut good = loop {
        let Some(from) = start.checked_add(step).filter(|_| step < WIDEST) else {
            return Ok(None);
        };
        if readable(from)? {
            break from;
        }
        (bad, step) = (from, step * 2);
    };
    // Back to the first of those that can be read.
    while good - bad > 1 {
        let middle = bad + (good - bad) / 2;
        if readable(middle)? {
            good = middle;
        } else {
            bad = middle;
        }
    }
    Ok(Some(good))
}
