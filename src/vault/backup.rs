//! Backups: an encrypted copy in one file, opened again and checked before it gets its name.

pub(super) mod container;
pub(super) mod place;
mod rotation;

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, params};
use sha2::Digest;

use crate::vault::audit::{self, Action, Detail, Event, hex};
use crate::vault::check::{Checked, LEFT_OUT};
use crate::vault::header::{Anchor, Header};
use crate::vault::keys::{OfficeKeys, VaultId};
use crate::vault::roster::Meta;
use crate::vault::upkeep::done;
use crate::vault::watch::{Phase, Watch};
use crate::vault::{Deed, Error, Open, database, files};

use container::{BackupFile, Manifest};
use place::Scratch;

pub(super) use rotation::gone_by;
pub use rotation::{Filed, kept};

/// What the name of a backup ends with.
pub(super) const ENDING: &str = "cbk";
/// Pages a step: 1 MiB, after which somebody may stop the work.
const PAGES_A_STEP: i32 = 256;

/// A backup that was made, opened again and checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupReport {
    /// The file.
    pub path: PathBuf,
    /// Its length.
    pub bytes: u64,
    /// Its SHA-256, hexadecimal.
    pub sha256: String,
    /// The newest event in it.
    pub seq: u64,
    /// Rows that were compared with the activity log.
    pub rows: u64,
    /// When it was made.
    pub created: Timestamp,
    /// Whether it lies on the same disk as the vault, and is lost with it.
    pub same_disk: bool,
}

/// What is copied.
pub(super) struct Source<'a> {
    pub(super) db: &'a Connection,
    pub(super) dir: &'a Path,
    pub(super) vault: VaultId,
    pub(super) header: Header,
    pub(super) office: &'a OfficeKeys,
    pub(super) now: Timestamp,
}

/// A finished file.
pub(super) struct Written {
    pub(super) path: PathBuf,
    pub(super) bytes: u64,
    pub(super) sum: [u8; 32],
    pub(super) seq: u64,
    pub(super) rows: u64,
}

impl Open {
    /// The real folder behind a path, if backups of this vault may lie there.
    pub fn backup_folder(&self, folder: &Path) -> Result<PathBuf, Error> {
        place::folder(folder, self.dir())
    }

    /// Makes a backup in a folder because somebody asked for it.
    pub fn backup(&self, folder: &Path, watch: &Watch<'_>) -> Result<BackupReport, Error> {
        self.may(Deed::BackupMake)?;
        self.backup_by_plan(folder, watch)
    }

    /// Makes a backup that the clinic's plan asks for, whoever is signed in. The log tells of it before,
    /// and again when it was checked.
    pub fn backup_by_plan(&self, folder: &Path, watch: &Watch<'_>) -> Result<BackupReport, Error> {
        let folder = place::folder(folder, self.dir())?;
        place::room(&folder, files::database_len(self.dir())?)?;
        let now = self.now();
        let begin = Detail::default().word("step", "begin");
        self.note(Event::new(Action::BACKUP).detail(begin))?;
        let session = self.session();
        let source = Source {
            db: self.db(),
            dir: self.dir(),
            vault: session.vault,
            header: self.header_copy(),
            office: &session.office,
            now,
        };
        let name = file_name(self.dir(), now, source.header.generation);
        let written = write(&source, &folder, &name, watch)?;
        let detail = Detail::default()
            .word("step", "done")
            .number("bytes", written.bytes)
            .number("seq", written.seq)
            .hash("sha256", &written.sum);
        self.note(done(Action::BACKUP, detail))?;
        Ok(BackupReport {
            same_disk: place::same_disk(&folder, self.dir()),
            path: written.path,
            bytes: written.bytes,
            sha256: hex(&written.sum),
            seq: written.seq,
            rows: written.rows,
            created: now,
        })
    }
}

/// `NAME-YYYYMMDDTHHMMSSZ-GENERATION`, without the ending.
fn file_name(vault: &Path, now: Timestamp, generation: u64) -> String {
    let stem = place::stem(vault);
    format!("{stem}-{}-{generation}", now.strftime("%Y%m%dT%H%M%SZ"))
}

/// Copies, checks and names. Whatever fails on the way leaves no file.
pub(super) fn write(
    source: &Source<'_>,
    folder: &Path,
    name: &str,
    watch: &Watch<'_>,
) -> Result<Written, Error> {
    let stem = place::stem(source.dir);
    place::sweep(folder, &stem, ".cbk.part");
    let target = free_name(folder, name)?;
    let part = target.with_extension("cbk.part");
    let scratch = Scratch::held(part)?;
    let header = copy(source, scratch.dir(), watch)?;
    let rows = prove(source, &header, scratch.dir(), watch)?;
    let database = scratch.dir().join(files::DATABASE);
    let written = finish(source, &header, &database, watch)?;
    fs::rename(&database, &target).map_err(Error::io("name the backup", &target))?;
    files::sync_dir(folder)?;
    Ok(Written {
        path: target,
        rows,
        ..written
    })
}

/// A name that nothing has; backups are never written over.
fn free_name(folder: &Path, name: &str) -> Result<PathBuf, Error> {
    let numbered = |number: u32| match number {
        1 => folder.join(format!("{name}.{ENDING}")),
        _ => folder.join(format!("{name}-{number}.{ENDING}")),
    };
    (1..1000)
        .map(numbered)
        .find(|path| fs::symlink_metadata(path).is_err())
        .ok_or_else(|| Error::TargetExists(numbered(1)))
}

/// The pages, without what backups leave out, and the header that belongs to them.
fn copy(source: &Source<'_>, dir: &Path, watch: &Watch<'_>) -> Result<Header, Error> {
    let mut db = database::create_empty(dir, &source.office.page)?;
    copy_pages(source.db, &mut db, watch)?;
    let change = database::begin(&db)?;
    leave_out(&change)?;
    let mut header = source.header.clone();
    header.db_salt = files::database_salt(dir)?;
    header.anchor = audit::head(&change, &source.vault)?;
    header.authenticate(&source.office.header_mac)?;
    let sql = "UPDATE meta SET value = ?1 WHERE key = 'hdr_core_mac'";
    change
        .execute(sql, params![header.core_mac])
        .map_err(Error::db("write the copy"))?;
    change.commit().map_err(Error::db("write the copy"))?;
    database::close(db)?;
    files::stage_header(dir, &header)?;
    files::promote_header(dir)?;
    Ok(header)
}

/// Copies every page into a database that may have another key.
pub(in crate::vault) fn copy_pages(
    from: &Connection,
    to: &mut Connection,
    watch: &Watch<'_>,
) -> Result<(), Error> {
    let step = Error::db("copy the pages");
    let backup = Backup::new(from, to).map_err(&step)?;
    loop {
        let told = backup.progress();
        let of = u64::try_from(told.pagecount).unwrap_or(0);
        let left = u64::try_from(told.remaining).unwrap_or(0);
        watch.at(Phase::Copying, of.saturating_sub(left), of)?;
        match backup.step(PAGES_A_STEP).map_err(&step)? {
            StepResult::Done => return Ok(()),
            StepResult::More => {}
            _ => {
                return Err(Error::Database {
                    step: "copy the pages",
                    code: rusqlite::ffi::SQLITE_BUSY,
                });
            }
        }
    }
}

/// Released letters and open support checks live for days; backups live for a year. They are left out,
/// and the copy says which drafts it lacks, so that its check knows.
fn leave_out(copy: &Connection) -> Result<(), Error> {
    let step = Error::db("write the copy");
    let mut statement = copy
        .prepare("SELECT screening FROM sc_draft ORDER BY screening")
        .map_err(&step)?;
    let drafts = statement
        .query_map([], |row| row.get(0))
        .and_then(Iterator::collect::<rusqlite::Result<Vec<[u8; 16]>>>)
        .map_err(&step)?;
    copy.execute("DELETE FROM released", []).map_err(&step)?;
    copy.execute("DELETE FROM sc_draft", []).map_err(&step)?;
    let sql = "INSERT INTO meta (key, value) VALUES (?1, ?2) \
               ON CONFLICT (key) DO UPDATE SET value = excluded.value";
    copy.execute(sql, params![LEFT_OUT, drafts.concat()])
        .map_err(&step)?;
    Ok(())
}

/// A backup that was not opened again does not count: a fresh connection, through the header as it was
/// written, and everything that a full check looks at. Returns how many rows were compared.
fn prove(
    source: &Source<'_>,
    written: &Header,
    dir: &Path,
    watch: &Watch<'_>,
) -> Result<u64, Error> {
    let read = files::read_header(dir, files::HEADER)?;
    let office = source.office;
    read.header.verify(&office.header_mac)?;
    if read.header != *written || read.header.db_salt != files::database_salt(dir)? {
        return Err(Error::BackupUnproven("header"));
    }
    let db = database::open_as_it_is(dir, &office.page)?;
    let meta = Meta::read(&db)?;
    if meta.core_mac != read.header.core_mac || meta.generation != read.header.generation {
        return Err(Error::BackupUnproven("header"));
    }
    let checked = Checked {
        db: &db,
        dir,
        vault: &source.vault,
        header_mac: &office.header_mac,
        watch,
    };
    let report = checked.run()?;
    if !report.is_clean() {
        return Err(Error::BackupUnproven("content"));
    }
    compare_counts(source.db, &db)?;
    database::close(db)?;
    Ok(report.rows)
}

/// The copy has the format, the tables and as many rows as the vault, but for what was left out.
fn compare_counts(source: &Connection, copy: &Connection) -> Result<(), Error> {
    let step = Error::db("count the rows of the copy");
    let number = |db: &Connection, sql: &str| -> Result<u64, Error> {
        db.query_row(sql, [], |row| row.get(0)).map_err(&step)
    };
    let names = "SELECT name FROM sqlite_schema WHERE type = 'table' \
                 AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name";
    let tables = |db: &Connection| -> Result<Vec<String>, Error> {
        let mut statement = db.prepare(names).map_err(&step)?;
        statement
            .query_map([], |row| row.get(0))
            .and_then(Iterator::collect)
            .map_err(&step)
    };
    let (wanted, found) = (tables(source)?, tables(copy)?);
    let format = "PRAGMA user_version";
    if wanted != found || number(source, format)? != number(copy, format)? {
        return Err(Error::BackupUnproven("tables"));
    }
    for table in found {
        // Names from the schema itself, quoted.
        let sql = format!("SELECT count(*) FROM \"{table}\"");
        let fits = match table.as_str() {
            "released" | "sc_draft" => number(copy, &sql)? == 0,
            // The copy says here what it lacks.
            "meta" => number(copy, &sql)? >= number(source, &sql)?,
            _ => number(copy, &sql)? == number(source, &sql)?,
        };
        if !fits {
            return Err(Error::BackupUnproven("number of rows"));
        }
    }
    Ok(())
}

/// Adds header and manifest to the checked database, which thereby becomes the backup.
fn finish(
    source: &Source<'_>,
    header: &Header,
    database: &Path,
    watch: &Watch<'_>,
) -> Result<Written, Error> {
    let (len, mut sum) = container::sum_of(database, watch)?;
    let database_sum = (len, sum.clone().finalize().into());
    let file = header.to_file();
    let anchor: Anchor = header.anchor;
    let epochs = (header.e_db, Meta::read(source.db)?.e_tx);
    let mut manifest = Manifest::new(
        source.vault,
        header.generation,
        epochs,
        anchor,
        source.now,
        database_sum,
        &file,
    );
    let tail = manifest.tail(&source.office.manifest_mac)?;
    let failed = Error::io("write the backup", database);
    let mut out = OpenOptions::new()
        .append(true)
        .open(database)
        .map_err(&failed)?;
    out.write_all(&file)
        .and_then(|()| out.write_all(&tail))
        .and_then(|()| out.sync_all())
        .map_err(&failed)?;
    drop(out);
    let back = BackupFile::open(database)?;
    if back.manifest != manifest {
        return Err(Error::BackupUnproven("manifest"));
    }
    sum.update(&file);
    sum.update(&tail);
    Ok(Written {
        path: database.to_path_buf(),
        bytes: len + (file.len() + tail.len()) as u64,
        sum: sum.finalize().into(),
        seq: anchor.seq,
        rows: 0,
    })
}
