//! One way to open the database, for every connection: key, checks, settings, limits and the list of what may be done.

use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use crate::vault::keys::Key;
use crate::vault::{Error, cipher, files};

/// The steps from nothing to the tables of today, in order; a step is never changed once a vault has taken it.
pub(super) const STEPS: [&str; 7] = [
    include_str!("../../schema/vault/0001_first.sql"),
    include_str!("../../schema/vault/0002_people.sql"),
    include_str!("../../schema/vault/0003_records.sql"),
    include_str!("../../schema/vault/0005_audit.sql"),
    include_str!("../../schema/vault/0006_few_pages.sql"),
    include_str!("../../schema/vault/0007_reports.sql"),
    include_str!("../../schema/vault/0008_saving.sql"),
];
/// The format of the tables that this program writes: how many steps were taken.
pub(super) const USER_VERSION: i64 = STEPS.len() as i64;
/// Before this, a bug in resetting the write-ahead log could corrupt a database.
const OLDEST_SQLITE: i32 = 3_051_003;
/// What `.cargo/config.toml` asks for. It is an environment variable, easily lost when cargo runs
/// from another directory, so the result is looked at.
const BUILT_WITH: [&str; 7] = [
    "DQS=0",
    "HAS_CODEC",
    "DEFAULT_SYNCHRONOUS=3",
    "MAX_ATTACHED=1",
    "OMIT_LOAD_EXTENSION",
    "SECURE_DELETE",
    "TEMP_STORE=3",
];

/// Creates the database in a directory that has none, with its tables.
pub(super) fn create(dir: &Path, page_key: &Key) -> Result<Connection, Error> {
    let file = files::create_private_file(&dir.join(files::DATABASE))?;
    drop(file);
    let mut db = keyed(dir, page_key)?;
    settle(&db)?;
    let change = begin(&db)?;
    take_steps(&change, &STEPS, 0)?;
    change.commit().map_err(Error::db("create the tables"))?;
    guard(&mut db)?;
    Ok(db)
}

/// An empty, keyed database that pages are copied into. Its tables come with the pages.
pub(super) fn create_empty(dir: &Path, page_key: &Key) -> Result<Connection, Error> {
    let file = files::create_private_file(&dir.join(files::DATABASE))?;
    drop(file);
    let db = keyed(dir, page_key)?;
    settle(&db)?;
    Ok(db)
}

/// Takes the steps that a database of this version has not taken, within the caller's transaction.
pub(super) fn take_steps(db: &Connection, steps: &[&str], version: usize) -> Result<(), Error> {
    let failed = Error::db("change the tables");
    for step in steps.iter().skip(version) {
        db.execute_batch(step).map_err(&failed)?;
    }
    db.pragma_update(None, "user_version", steps.len())
        .map_err(&failed)
}

/// Opens the database of a vault. A file that fails here, after its slot was opened, is damaged; one of
/// an older format is brought up to date by [`crate::vault::migrate`] and by nothing else.
pub(super) fn open(dir: &Path, page_key: &Key) -> Result<Connection, Error> {
    let mut db = unguarded(dir, page_key)?;
    let version = version(&db)?;
    if version < STEPS.len() {
        let small = |number| u32::try_from(number).unwrap_or(u32::MAX);
        return Err(Error::Older {
            found: small(version),
            known: small(STEPS.len()),
        });
    }
    guard(&mut db)?;
    Ok(db)
}

/// Opens a database in its own format, whichever of ours that is.
pub(super) fn open_as_it_is(dir: &Path, page_key: &Key) -> Result<Connection, Error> {
    let mut db = unguarded(dir, page_key)?;
    guard(&mut db)?;
    Ok(db)
}

/// A damaged database, as far as it can be read at all.
pub(super) fn as_found(dir: &Path, page_key: &Key) -> Result<Connection, Error> {
    let db = keyed(dir, page_key)?;
    settle(&db)?;
    Ok(db)
}

/// A connection with every setting but the list of what may be done, for changes of the tables.
pub(super) fn unguarded(dir: &Path, page_key: &Key) -> Result<Connection, Error> {
    let db = keyed(dir, page_key)?;
    let version: i64 = db
        .query_row("PRAGMA user_version", [], |row| row.get(0))
        .map_err(busy_or(dir, "read the format"))?;
    let tables: i64 = db
        .query_row(
            "SELECT count(*) FROM sqlite_schema WHERE name = 'meta'",
            [],
            |row| row.get(0),
        )
        .map_err(busy_or(dir, "read the tables"))?;
    if version > USER_VERSION {
        let found = u32::try_from(version).unwrap_or(u32::MAX);
        let known = u32::try_from(USER_VERSION).unwrap_or(u32::MAX);
        return Err(Error::Newer { found, known });
    }
    if version < 1 || tables != 1 {
        return Err(Error::DatabaseDamaged);
    }
    settle(&db)?;
    whole(&db, dir)?;
    Ok(db)
}

/// The format of the tables of a database: how many steps it took.
pub(super) fn version(db: &Connection) -> Result<usize, Error> {
    db.query_row("PRAGMA user_version", [], |row| row.get(0))
        .map_err(Error::db("read the format"))
}

/// A transaction that takes the write lock at once, so that it cannot fail half-way for want of it.
pub(super) fn begin(db: &Connection) -> Result<Transaction<'_>, Error> {
    Transaction::new_unchecked(db, TransactionBehavior::Immediate)
        .map_err(Error::db("begin a change"))
}

/// Drops every statement, then closes; SQLCipher wipes its key with the connection.
pub(super) fn close(db: Connection) -> Result<(), Error> {
    db.close().map_err(|(_, error)| Error::db("close")(error))
}

/// An empty, keyed file beside the database, for a copy of it under another key.
pub(super) fn create_new(dir: &Path, page_key: &Key) -> Result<Connection, Error> {
    drop(files::create_private_file(&dir.join(files::NEW_DATABASE))?);
    keyed_at(&dir.join(files::NEW_DATABASE), page_key)
}

/// The settings of every connection, for a copy that has its pages now. What may be done is not limited yet.
pub(super) fn settle_new(db: &Connection) -> Result<(), Error> {
    settle(db)
}

/// Opens a finished copy again, to look at it.
pub(super) fn open_new(dir: &Path, page_key: &Key) -> Result<Connection, Error> {
    let mut db = keyed_at(&dir.join(files::NEW_DATABASE), page_key)?;
    settle(&db)?;
    guard(&mut db)?;
    Ok(db)
}

/// Both integrity checks, without the details: SQLCipher's does not see a cut at a page, SQLite's not every flipped bit.
pub(super) fn sound(db: &Connection) -> Result<bool, Error> {
    let step = Error::db("check the pages");
    let first = |sql: &str| -> rusqlite::Result<Option<String>> {
        let mut statement = db.prepare(sql)?;
        let mut rows = statement.query([])?;
        rows.next()?.map(|row| row.get(0)).transpose()
    };
    let pages = first("PRAGMA cipher_integrity_check").map_err(&step)?;
    let structure = first("PRAGMA integrity_check").map_err(&step)?;
    let orphans = first("PRAGMA foreign_key_check").map_err(&step)?;
    Ok(pages.is_none() && structure.as_deref() == Some("ok") && orphans.is_none())
}

fn keyed(dir: &Path, page_key: &Key) -> Result<Connection, Error> {
    keyed_at(&dir.join(files::DATABASE), page_key)
}

fn keyed_at(path: &Path, page_key: &Key) -> Result<Connection, Error> {
    // Never SQLITE_OPEN_CREATE: a missing file must not become an empty vault. No URI, no links.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_NOFOLLOW
        | OpenFlags::SQLITE_OPEN_EXRESCODE;
    cipher::start();
    let db = Connection::open_with_flags(path, flags).map_err(|error| {
        match error.sqlite_error_code() {
            // It is there, as was just seen, and no file of ours is in the way.
            Some(rusqlite::ErrorCode::CannotOpen) => Error::NoPermission(path.to_path_buf()),
            _ => Error::db("open the file")(error),
        }
    })?;
    // By default SQLCipher writes to standard error when a key is wrong.
    set(&db, "PRAGMA cipher_log_level = NONE")?;
    // Wipes SQLCipher's own buffers. Measured: writing 30 MB takes 2.6 s instead of 1.5, reading no longer.
    set(&db, "PRAGMA cipher_memory_security = ON")?;
    cipher::hand_over(&db, page_key)?;
    Ok(db)
}

/// Settings of every connection, each read back where SQLite may refuse it silently.
fn settle(db: &Connection) -> Result<(), Error> {
    built_as_asked(db)?;
    expect(db, "PRAGMA cipher_status", "1", "an encrypted database")?;
    expect(db, "PRAGMA cipher_page_size", "4096", "SQLCipher 4 pages")?;
    expect(
        db,
        "PRAGMA cipher_hmac_algorithm",
        "HMAC_SHA512",
        "SQLCipher 4 page MACs",
    )?;
    // One program at a time, beside the lock file: a second connection gets "database is locked".
    expect(
        db,
        "PRAGMA locking_mode = EXCLUSIVE",
        "exclusive",
        "exclusive locking",
    )?;
    // No write-ahead log: 60 of 60 flipped bits in one dropped acknowledged work without an error.
    expect(
        db,
        "PRAGMA journal_mode = DELETE",
        "delete",
        "a rollback journal",
    )?;
    // Measured: 14.4 ms a commit instead of 5.5 with a write-ahead log; a form can afford that.
    set(db, "PRAGMA synchronous = EXTRA")?;
    expect(db, "PRAGMA synchronous", "3", "synchronous writing")?;
    // Only macOS has it; there plain fsync leaves data in the drive's cache.
    set(db, "PRAGMA fullfsync = 1")?;
    set(db, "PRAGMA foreign_keys = 1")?;
    expect(db, "PRAGMA foreign_keys", "1", "foreign keys")?;
    // Without this, INSERT OR REPLACE deletes audit rows past their DELETE trigger.
    set(db, "PRAGMA recursive_triggers = 1")?;
    expect(db, "PRAGMA recursive_triggers", "1", "recursive triggers")?;
    // Nothing of a sort or an index build goes to a temporary file.
    set(db, "PRAGMA temp_store = MEMORY")?;
    set(db, "PRAGMA secure_delete = ON")?;
    set(db, "PRAGMA mmap_size = 0")?;
    set(db, "PRAGMA trusted_schema = 0")?;
    set(db, "PRAGMA cell_size_check = 1")?;
    set(db, "PRAGMA busy_timeout = 0")?;
    // 32 MiB: search over 100,000 names reads the same pages again at every key.
    set(db, "PRAGMA cache_size = -32768")?;
    configure(db)
}

fn configure(db: &Connection) -> Result<(), Error> {
    let switches = [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, true),
    ];
    for (switch, on) in switches {
        if db.set_db_config(switch, on).map_err(Error::db("settle"))? != on {
            return Err(Error::BadBuild("a switch of the database"));
        }
    }
    let limits = [
        (Limit::SQLITE_LIMIT_LENGTH, 16 * 1024 * 1024),
        (Limit::SQLITE_LIMIT_SQL_LENGTH, 100_000),
        (Limit::SQLITE_LIMIT_ATTACHED, 0),
        (Limit::SQLITE_LIMIT_VARIABLE_NUMBER, 999),
    ];
    for (limit, most) in limits {
        db.set_limit(limit, most).map_err(Error::db("settle"))?;
    }
    db.set_prepared_statement_cache_capacity(64);
    Ok(())
}

fn built_as_asked(db: &Connection) -> Result<(), Error> {
    if rusqlite::version_number() < OLDEST_SQLITE {
        return Err(Error::BadBuild("a current SQLite"));
    }
    let step = Error::db("read how it was built");
    let mut statement = db.prepare("PRAGMA compile_options").map_err(&step)?;
    let options = statement
        .query_map([], |row| row.get::<_, String>(0))
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(&step)?;
    match BUILT_WITH
        .iter()
        .find(|needed| !options.iter().any(|option| option == *needed))
    {
        Some(missing) => Err(Error::BadBuild(missing)),
        None => Ok(()),
    }
}

/// The file is as long as its first page says. A cut at a page boundary passes SQLCipher's own check.
fn whole(db: &Connection, dir: &Path) -> Result<(), Error> {
    if files::database_len(dir)? < length(db)? {
        Err(Error::DatabaseTruncated)
    } else {
        Ok(())
    }
}

/// How long the file is by its own count of pages.
pub(super) fn length(db: &Connection) -> Result<u64, Error> {
    let pages: i64 = db
        .query_row("PRAGMA page_count", [], |row| row.get(0))
        .map_err(Error::db("count the pages"))?;
    Ok(u64::try_from(pages).unwrap_or(0) * 4096)
}

/// From here on no statement can change the schema, attach a file or touch what is append-only.
pub(super) fn guard(db: &mut Connection) -> Result<(), Error> {
    db.authorizer(Some(allowed))
        .map_err(Error::db("guard the tables"))
}

/// The same, but rows that are written once may be deleted: for the one transaction of an erasure, in
/// which the triggers ask the table `erasing` whether they may.
pub(super) fn guard_erasing(db: &mut Connection) -> Result<(), Error> {
    db.authorizer(Some(|context: AuthContext<'_>| match context.action {
        AuthAction::Delete { table_name } if erasable(table_name) => Authorization::Allow,
        AuthAction::Insert {
            table_name: ERASING,
        }
        | AuthAction::Delete {
            table_name: ERASING,
        } => Authorization::Allow,
        _ => allowed(context),
    }))
    .map_err(Error::db("guard the tables"))
}

/// Names what may go within an erasure; no other transaction touches it.
const ERASING: &str = "erasing";

fn erasable(table: &str) -> bool {
    matches!(table, "disclosure" | "addendum")
}

/// Writes the file anew without its free pages. The copy lies in memory and in the journal, both encrypted
/// or gone at the end; it attaches a database to itself, so the list and the limit give way for a moment.
pub(super) fn compact(db: &mut Connection) -> Result<(), Error> {
    let failed = Error::db("write the file anew");
    let off: Option<fn(AuthContext<'_>) -> Authorization> = None;
    db.flush_prepared_statement_cache();
    db.authorizer(off).map_err(&failed)?;
    let attached = |most| db.set_limit(Limit::SQLITE_LIMIT_ATTACHED, most);
    let done = attached(1)
        .and_then(|_| db.execute_batch("VACUUM"))
        .map_err(&failed);
    let closed = attached(0).map_err(&failed);
    guard(db)?;
    done.and(closed.map(|_| ()))
}

fn allowed(context: AuthContext<'_>) -> Authorization {
    const READ_PRAGMAS: [&str; 7] = [
        "cipher_integrity_check",
        "foreign_key_check",
        "integrity_check",
        "page_count",
        "user_version",
        "cipher_version",
        "compile_options",
    ];
    let fine = match context.action {
        AuthAction::Select
        | AuthAction::Read { .. }
        | AuthAction::Recursive
        | AuthAction::Transaction { .. }
        | AuthAction::Savepoint { .. } => true,
        AuthAction::Function { function_name } => function_name != "load_extension",
        AuthAction::Insert { table_name } => is_ours(table_name) && table_name != ERASING,
        AuthAction::Update { table_name, .. } => is_ours(table_name) && !append_only(table_name),
        AuthAction::Delete { table_name } => {
            is_ours(table_name) && !append_only(table_name) && table_name != ERASING
        }
        AuthAction::Pragma {
            pragma_name,
            pragma_value,
        } => READ_PRAGMAS.contains(&pragma_name) && pragma_value.is_none(),
        _ => false,
    };
    if fine {
        Authorization::Allow
    } else {
        Authorization::Deny
    }
}

/// Rows of these are written once. Triggers say the same; this also stops DROP and upsert.
fn append_only(table: &str) -> bool {
    matches!(
        table,
        "audit" | "acknowledgement" | "disclosure" | "addendum" | "tx_link" | "tombstone"
    )
}

fn is_ours(table: &str) -> bool {
    !table.starts_with("sqlite_")
}

fn set(db: &Connection, sql: &str) -> Result<(), Error> {
    let step = Error::db("settle");
    let mut statement = db.prepare(sql).map_err(&step)?;
    let mut rows = statement.query([]).map_err(&step)?;
    while rows.next().map_err(&step)?.is_some() {}
    Ok(())
}

fn expect(db: &Connection, sql: &str, wanted: &str, what: &'static str) -> Result<(), Error> {
    let found: rusqlite::types::Value = db
        .query_row(sql, [], |row| row.get(0))
        .map_err(Error::db("settle"))?;
    let found = match found {
        rusqlite::types::Value::Integer(number) => number.to_string(),
        rusqlite::types::Value::Text(text) => text,
        _ => String::new(),
    };
    if found.eq_ignore_ascii_case(wanted) {
        Ok(())
    } else {
        Err(Error::BadBuild(what))
    }
}

fn busy_or(dir: &Path, step: &'static str) -> impl Fn(rusqlite::Error) -> Error {
    let dir = dir.to_path_buf();
    move |error| match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => {
            Error::InUse(dir.clone())
        }
        Some(rusqlite::ErrorCode::ReadOnly) => Error::ReadOnly(dir.clone()),
        _ => Error::db(step)(error),
    }
}
