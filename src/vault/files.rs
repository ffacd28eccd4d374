//! The files of a vault: private from their first byte, replaced whole, locked against a second program.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use crate::vault::Error;
use crate::vault::header::{Header, LONGEST_FILE, ReadHeader};

pub(super) const HEADER: &str = "vault.hdr";
pub(super) const NEW_HEADER: &str = "vault.hdr.new";
pub(super) const DATABASE: &str = "vault.db";
/// A database that is being written under another key, and its journal.
pub(super) const NEW_DATABASE: &str = "vault.db.new";
const NEW_JOURNAL: &str = "vault.db.new-journal";
pub(super) const JOURNAL: &str = "vault.db-journal";
const LOCK: &str = "vault.lock";
/// Marks a directory that was not finished: nothing in it was promised to anyone.
pub(super) const UNFINISHED: &str = "unfinished";
/// Failed tries; see `attempts`.
pub(super) const ATTEMPTS: &str = "attempts.bin";
const NEW_ATTEMPTS: &str = "attempts.new";
/// Shortest database that is opened: one page. SQLCipher takes a shorter file for a fresh, empty
/// database under any key, without a word (measured with 0 and 1 byte).
const PAGE: u64 = 4096;

/// Keeps other programs out while it lives.
pub(super) struct LockFile(
    #[allow(dead_code, reason = "held, not read: the lock ends with it")] File,
);

/// Checks that a path is a vault that this program could open, and returns its real place.
pub(super) fn inspect(dir: &Path) -> Result<PathBuf, Error> {
    let found = fs::metadata(dir).map_err(Error::io("look at the folder", dir))?;
    if !found.is_dir() {
        return Err(Error::NotADirectory(dir.to_path_buf()));
    }
    // Links above the vault are the user's business; SQLite refuses any link in a path it opens.
    let real = dir
        .canonicalize()
        .map_err(Error::io("look at the folder", dir))?;
    let header = require_plain(&real, HEADER)?;
    let new_header = require_plain(&real, NEW_HEADER)?;
    let database = require_plain(&real, DATABASE)?;
    if header.is_none() && new_header.is_none() {
        return Err(Error::HalfThere {
            dir: real,
            file: HEADER,
        });
    }
    let Some(database) = database else {
        return Err(Error::HalfThere {
            dir: real,
            file: DATABASE,
        });
    };
    if found.permissions().readonly() || database.permissions().readonly() {
        return Err(Error::ReadOnly(real));
    }
    if database.len() < PAGE || (database.len() % PAGE != 0 && !has_journal(&real)) {
        return Err(Error::DatabaseTruncated);
    }
    Ok(real)
}

/// The metadata of a file of the vault, if it is there; refuses links, pipes and devices.
pub(super) fn require_plain(dir: &Path, name: &'static str) -> Result<Option<fs::Metadata>, Error> {
    let path = dir.join(name);
    match fs::symlink_metadata(&path) {
        Ok(found) if found.is_file() => Ok(Some(found)),
        Ok(_) => Err(Error::NotAPlainFile(name)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::io("look at a file", &path)(error)),
    }
}

/// Whether a transaction was interrupted; its journal is SQLite's to use, never ours to move.
pub(super) fn has_journal(dir: &Path) -> bool {
    fs::metadata(dir.join(JOURNAL)).is_ok_and(|found| found.len() > 0)
}

/// Length of the database file.
pub(super) fn database_len(dir: &Path) -> Result<u64, Error> {
    let path = dir.join(DATABASE);
    Ok(fs::metadata(&path)
        .map_err(Error::io("look at the database", &path))?
        .len())
}

/// The salt with which the database begins; it tells which header belongs to it.
pub(super) fn database_salt(dir: &Path) -> Result<[u8; 16], Error> {
    salt_of(&dir.join(DATABASE))
}

fn salt_of(path: &Path) -> Result<[u8; 16], Error> {
    let mut salt = [0; 16];
    File::open(path)
        .and_then(|mut file| file.read_exact(&mut salt))
        .map_err(Error::io("read the database", path))?;
    Ok(salt)
}

/// Locks the vault, or says that it is in use. Ends with the process, however that ends.
pub(super) fn lock(dir: &Path) -> Result<LockFile, Error> {
    require_plain(dir, LOCK)?;
    let path = dir.join(LOCK);
    let mut options = private_options();
    let mut file = options
        .create(true)
        .truncate(false)
        .open(&path)
        .map_err(Error::io("open the lock file", &path))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(Error::InUse(dir.to_path_buf())),
        Err(TryLockError::Error(error)) => return Err(Error::io("lock the vault", &path)(error)),
    }
    // Only for a person who wonders who holds it; nothing reads it back.
    let note = format!("pid {}\n", std::process::id());
    file.set_len(0)
        .and_then(|()| file.write_all(note.as_bytes()))
        .map_err(Error::io("write the lock file", &path))?;
    Ok(LockFile(file))
}

/// Makes a directory that only its owner can enter.
pub(super) fn create_private_dir(path: &Path) -> Result<(), Error> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Error::TargetExists(path.to_path_buf()),
        _ => Error::io("make the folder", path)(error),
    })
}

/// Creates a file that was not there, readable by its owner only. SQLite gives the mode of the
/// database to its journals, so this is done before SQLite sees the file.
pub(super) fn create_private_file(path: &Path) -> Result<File, Error> {
    private_options()
        .create_new(true)
        .open(path)
        .map_err(Error::io("make a file", path))
}

pub(super) fn private_options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// The header under one of its two names, if there is one that reads.
pub(super) fn read_header(dir: &Path, name: &str) -> Result<ReadHeader, Error> {
    let path = dir.join(name);
    let file = File::open(&path).map_err(Error::io("read the header", &path))?;
    let mut bytes = Vec::new();
    let limit = LONGEST_FILE as u64 + 1;
    file.take(limit)
        .read_to_end(&mut bytes)
        .map_err(Error::io("read the header", &path))?;
    Header::from_file(&bytes)
}

/// Step 1 of a header change: write it beside the old one, to the disk, and read it back.
pub(super) fn stage_header(dir: &Path, header: &Header) -> Result<(), Error> {
    let path = dir.join(NEW_HEADER);
    let step = "write the header";
    match fs::remove_file(&path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(Error::io(step, &path)(error));
        }
        _ => {}
    }
    let mut file = create_private_file(&path)?;
    file.write_all(&header.to_file())
        .and_then(|()| file.sync_all())
        .map_err(Error::io(step, &path))?;
    drop(file);
    let back = read_header(dir, NEW_HEADER)?;
    if back.damaged.is_some() || back.header != *header {
        return Err(Error::Io {
            step,
            kind: io::ErrorKind::InvalidData,
        });
    }
    Ok(())
}

/// Step 3 of a header change: the new one takes the name, and the directory remembers it.
pub(super) fn promote_header(dir: &Path) -> Result<(), Error> {
    let path = dir.join(HEADER);
    fs::rename(dir.join(NEW_HEADER), &path).map_err(Error::io("replace the header", &path))?;
    sync_dir(dir)
}

/// Takes away a header that no committed transaction speaks of.
pub(super) fn sweep_new_header(dir: &Path) -> Result<(), Error> {
    let path = dir.join(NEW_HEADER);
    match fs::remove_file(&path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(Error::io("remove an unfinished header", &path)(error))
        }
        _ => Ok(()),
    }
}

/// Takes away a database that was being written when something stopped it.
pub(super) fn sweep_new_database(dir: &Path) -> Result<(), Error> {
    for name in [NEW_DATABASE, NEW_JOURNAL] {
        let path = dir.join(name);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(Error::io("remove an unfinished database", &path)(error));
            }
            _ => {}
        }
    }
    Ok(())
}

/// The salt of the database that is being written.
pub(super) fn new_database_salt(dir: &Path) -> Result<[u8; 16], Error> {
    salt_of(&dir.join(NEW_DATABASE))
}

/// Brings the database that was written to the disk.
pub(super) fn sync_new_database(dir: &Path) -> Result<(), Error> {
    let path = dir.join(NEW_DATABASE);
    OpenOptions::new()
        .write(true)
        .open(&path)
        .and_then(|file| file.sync_all())
        .map_err(Error::io("save the new database", &path))?;
    sync_dir(dir)
}

/// Puts the new database in the place of the old: the moment at which a rotation is done. A journal beside the
/// old one would be rolled into the new one, so there must be none.
pub(super) fn promote_database(dir: &Path) -> Result<(), Error> {
    if has_journal(dir) {
        return Err(Error::Io {
            step: "exchange the database beside a journal",
            kind: io::ErrorKind::InvalidData,
        });
    }
    let path = dir.join(DATABASE);
    fs::rename(dir.join(NEW_DATABASE), &path).map_err(Error::io("exchange the database", &path))
}

/// Length of the database that is being written.
pub(super) fn new_database_len(dir: &Path) -> Result<u64, Error> {
    let path = dir.join(NEW_DATABASE);
    Ok(fs::metadata(&path)
        .map_err(Error::io("look at the database", &path))?
        .len())
}

/// Makes renames in a directory last. Windows does this with the rename itself.
pub(super) fn sync_dir(dir: &Path) -> Result<(), Error> {
    #[cfg(unix)]
    File::open(dir)
        .and_then(|dir| dir.sync_all())
        .map_err(Error::io("save the folder", dir))?;
    #[cfg(not(unix))]
    let _ = dir;
    Ok(())
}

/// The target with its parent made real, so that nothing that happens later moves it.
pub(super) fn absolute(target: &Path) -> Result<PathBuf, Error> {
    let name = target
        .file_name()
        .ok_or_else(|| Error::NotADirectory(target.to_path_buf()))?;
    let parent = match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let parent = parent
        .canonicalize()
        .map_err(Error::io("look at the folder", parent))?;
    if !parent.is_dir() {
        return Err(Error::NotADirectory(parent));
    }
    Ok(parent.join(name))
}

/// Gives a finished directory its name; never over something else, not even an empty directory.
pub(super) fn rename_dir(from: &Path, to: &Path) -> Result<(), Error> {
    if fs::symlink_metadata(to).is_ok() {
        return Err(Error::TargetExists(to.to_path_buf()));
    }
    fs::rename(from, to).map_err(Error::io("name the folder", to))?;
    to.parent().map_or(Ok(()), sync_dir)
}

/// Where an unfinished vault stands until it gets its name.
pub(super) fn unfinished_name(target: &Path, random: &[u8; 8]) -> Result<PathBuf, Error> {
    let suffix = random
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect::<String>();
    Ok(target.with_file_name(format!("{}{suffix}", unfinished_prefix(target)?)))
}

fn unfinished_prefix(target: &Path) -> Result<String, Error> {
    let name = target
        .file_name()
        .ok_or_else(|| Error::NotADirectory(target.to_path_buf()))?;
    Ok(format!(".{}.creating-", name.to_string_lossy()))
}

/// Removes what earlier attempts to create this vault left behind. Nothing was promised of them; one
/// that another program is still at work on is locked, and stays.
pub(super) fn sweep_unfinished(target: &Path) {
    let (Ok(prefix), Some(parent)) = (unfinished_prefix(target), target.parent()) else {
        return;
    };
    let Ok(entries) = fs::read_dir(parent) else {
        return;
    };
    for entry in entries.flatten() {
        let ours = entry.file_name().to_string_lossy().starts_with(&prefix)
            && entry.file_type().is_ok_and(|kind| kind.is_dir());
        if ours && lock(&entry.path()).is_ok() {
            remove_unfinished(&entry.path());
        }
    }
}

/// Removes an unfinished vault: only the files that a vault has, then the directory if it is empty.
pub(super) fn remove_unfinished(dir: &Path) {
    let names = [
        DATABASE,
        JOURNAL,
        NEW_DATABASE,
        NEW_JOURNAL,
        HEADER,
        NEW_HEADER,
        ATTEMPTS,
        NEW_ATTEMPTS,
        LOCK,
        UNFINISHED,
    ];
    for name in names {
        let _ = fs::remove_file(dir.join(name));
    }
    let _ = fs::remove_dir(dir);
}
