//! What can go wrong with a vault: what, where and what next; never an answer, a name or a key.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use crate::vault::policy::Why;

/// Every failure of the vault. Texts are for logs and tests; `app` turns the variant into words for staff.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Nothing stands at the path.
    #[error("there is no vault at {0}: create one or choose another folder")]
    NotThere(PathBuf),
    /// Something other than a directory stands at the path.
    #[error("{0} is not a vault: a vault is a folder")]
    NotADirectory(PathBuf),
    /// The directory is there, a file of it is not.
    #[error("the vault at {dir} has no {file}: restore the folder from a backup")]
    HalfThere {
        /// The vault.
        dir: PathBuf,
        /// The file that is missing.
        file: &'static str,
    },
    /// A file of the vault is a link, a directory or a device.
    #[error("{0} in the vault is not a plain file: the vault is not opened through links")]
    NotAPlainFile(&'static str),
    /// The medium or the file's mode forbids writing.
    #[error("{0} cannot be written: a vault needs to record who opened it, so make it writable")]
    ReadOnly(PathBuf),
    /// The operating system refuses access.
    #[error("no permission for {0}: ask whoever set up this computer")]
    NoPermission(PathBuf),
    /// Another program or window holds the vault.
    #[error("the vault at {0} is in use by another window or program: close that first")]
    InUse(PathBuf),
    /// The folder is kept in step with other computers, or lies on one.
    #[error("the vault would lie in a folder of {0}: choose a folder of this computer alone")]
    SyncedFolder(&'static str),
    /// A program that keeps folders in step has put a second version of a file beside it.
    #[error(
        "beside the vault's files stands {0}, a second version made by a program that keeps folders in step: \
         move the vault out of that folder and keep both versions until it is clear which is the true one"
    )]
    ConflictCopy(String),
    /// Creation would overwrite something.
    #[error("{0} exists already: choose a name that is free")]
    TargetExists(PathBuf),
    /// A newer program wrote it.
    #[error("the vault has format {found}, this program knows {known}: install the newer version")]
    Newer {
        /// Format in the file.
        found: u32,
        /// Newest format known here.
        known: u32,
    },
    /// Both copies of the header are damaged.
    #[error("both copies of the vault's header are damaged: restore it from a backup")]
    HeaderDamaged,
    /// The header reads well, but was not written by a holder of the vault's keys.
    #[error("the vault's header does not fit its keys: it was changed or belongs to another vault")]
    HeaderForged,
    /// The header is of another generation than the database.
    #[error("header and database are of different times: restore both from the same backup")]
    HeaderOfAnotherTime,
    /// The database is shorter than it says.
    #[error("the vault's database is cut short: restore it from a backup")]
    DatabaseTruncated,
    /// Pages of the database do not verify.
    #[error("the vault's database is damaged: restore it from a backup")]
    DatabaseDamaged,
    /// The encryption library was built without what the vault relies on.
    #[error("this program was built without {0}: it does not open vaults")]
    BadBuild(&'static str),
    /// Login name or passphrase are wrong. One text for both.
    #[error("name or passphrase not accepted")]
    NotAccepted,
    /// Too many tries that failed; nothing was looked at.
    #[error("too many tries that failed: wait {seconds} seconds")]
    Wait {
        /// How long.
        seconds: u64,
        /// So many that an administrator or a recovery sheet is the shorter way.
        shut: bool,
    },
    /// A recovery code whose checksum is wrong.
    #[error("this is not a recovery code of this vault: compare it with the sheet")]
    CodeMistyped,
    /// A recovery code that was replaced by another.
    #[error("this recovery code is no longer valid: look for a newer sheet")]
    CodeNotAccepted,
    /// A sheet was not typed back.
    #[error("the {0} recovery sheet was not typed back yet")]
    SheetNotProved(&'static str),
    /// Shorter than 15 characters.
    #[error("the passphrase is too short: at least 15 characters")]
    PassphraseTooShort,
    /// Longer than 256 characters.
    #[error("the passphrase is too long: at most 256 characters")]
    PassphraseTooLong,
    /// Too easy to guess.
    #[error("the passphrase is too easy to guess: use six words that do not belong together")]
    PassphraseGuessable,
    /// The cost written in a slot is outside what is allowed.
    #[error("the vault asks for a passphrase cost outside the allowed range: it was changed")]
    KdfRange,
    /// Argon2id found no memory.
    #[error("not enough free memory to check the passphrase: close other programs")]
    NotEnoughMemory,
    /// The operating system has no random bytes.
    #[error("the operating system gave no random bytes: nothing was written")]
    NoRandomness,
    /// Something encrypted did not verify.
    #[error("an encrypted part of the vault does not verify: it was changed or damaged")]
    Authentication,
    /// The roster of staff or clinicians was changed behind the program's back.
    #[error("the roster of {0} does not verify: the vault was changed from outside")]
    RosterForged(&'static str),
    /// The record is not there.
    #[error("no such {0} in this vault")]
    NotFound(&'static str),
    /// Somebody saved it meanwhile.
    #[error("this {0} was changed meanwhile: load it again")]
    Stale(&'static str),
    /// Signed things do not change.
    #[error("this {0} is signed and does not change: add an addendum")]
    Frozen(&'static str),
    /// The step does not fit the record's state.
    #[error("not possible for this {0} in its present state")]
    WrongState(&'static str),
    /// The person's role does not reach that far.
    #[error("this needs the role of {0}")]
    RoleNeeded(&'static str),
    /// The policy refuses it, whatever the roles.
    #[error("not possible: {}", .0.words())]
    NotAllowed(Why),
    /// Only with a typed reason.
    #[error("this needs a reason of at least 20 characters")]
    ReasonNeeded,
    /// Letters of many clients left today, and nobody said why.
    #[error(
        "letters of {0} clients left today by the same person: a reason of at least 20 characters is needed"
    )]
    ManyToday(u64),
    /// A request rests for a day where nobody else confirms it.
    #[error("this was asked for less than a day ago: it can be confirmed from {0} on")]
    TooEarly(jiff::Timestamp),
    /// Only with somebody else.
    #[error("this needs a second person: ask a colleague to confirm it")]
    SecondPersonNeeded,
    /// Another record points to it, or it points to one that is not there.
    #[error("this {0} does not fit the records that it belongs to")]
    BrokenLink(&'static str),
    /// A value that the vault refuses to keep.
    #[error("{what} is {problem}")]
    Refused {
        /// Which value.
        what: &'static str,
        /// Why not.
        problem: &'static str,
    },
    /// A stored record cannot be read as what it should be.
    #[error("a stored {0} cannot be read: it was written by another version or damaged")]
    Unreadable(&'static str),
    /// A file that should be a backup has no end that reads.
    #[error("{0} is not a whole backup: it was cut short or is another kind of file")]
    NotABackup(PathBuf),
    /// A backup with something behind its end.
    #[error("{path} has {extra} bytes behind its end: it was changed; use another backup")]
    BackupGrew {
        /// The file.
        path: PathBuf,
        /// How many.
        extra: u64,
    },
    /// A checksum in a backup differs.
    #[error("{0} is damaged: its checksum differs; use another backup")]
    BackupDamaged(PathBuf),
    /// The manifest was not written by a holder of the keys.
    #[error("the backup's manifest does not fit its keys: it was changed; use another backup")]
    BackupForged,
    /// The finished copy did not pass its check.
    #[error("the new backup did not pass its check ({0}) and was removed: check the vault")]
    BackupUnproven(&'static str),
    /// Backups do not lie in the vault that they are to replace.
    #[error("{0} is inside the vault: choose a folder elsewhere, best on another disk")]
    BackupInVault(PathBuf),
    /// Not enough free space to begin.
    #[error("not enough room at {place}: {needed_mib} MiB are needed, {free_mib} are free")]
    NoRoom {
        /// Where.
        place: PathBuf,
        /// Needed, in MiB.
        needed_mib: u64,
        /// Free, in MiB.
        free_mib: u64,
    },
    /// Taking the vault to the format of this program failed; it is as before.
    #[error(
        "not brought to the new format, the vault is as before: {reason}; a backup is at {backup}"
    )]
    MigrationFailed {
        /// The backup that was made before.
        backup: PathBuf,
        /// What went wrong.
        reason: Box<Error>,
    },
    /// The tables have an older format, and this way of opening does not bring them up to date.
    #[error("the vault has format {found}, this program writes {known}: sign in by name once")]
    Older {
        /// Format in the file.
        found: u32,
        /// Format of this program.
        known: u32,
    },
    /// The backup is of another vault than the one that it is to help.
    #[error("this is a backup of another vault")]
    BackupOfAnotherVault,
    /// The log is shorter than what was remembered of it, or another.
    #[error(
        "the vault is older than what is remembered of it: it can be read, and not changed until an \
         administrator acknowledges that"
    )]
    InDoubt,
    /// The chain of the activity log is broken.
    #[error("the activity log does not hold together: run a full check")]
    ChainBroken,
    /// A part that was sealed by the desk does not fit what the log says of it.
    #[error("a sealed part does not fit the activity log: it stays closed; run a full check")]
    SealSuspect,
    /// The last one who holds a key.
    #[error("this is the last {0}: give the role to somebody else first")]
    LastHolder(&'static str),
    /// A login name that is taken, also by somebody who left.
    #[error("this login name is taken: choose another")]
    LoginTaken,
    /// Somebody stopped it; nothing was changed.
    #[error("stopped: nothing was changed")]
    Stopped,
    /// No space left.
    #[error("the disk is full: nothing was saved; make room and try again")]
    DiskFull,
    /// No file could be made beside the database, and without its journal nothing is written.
    #[error(
        "the vault's folder takes no new file, so nothing was saved: make room on the disk, check that the folder can be written, and try again"
    )]
    NoJournal,
    /// The file system failed.
    #[error("could not {step} in the vault ({kind})")]
    Io {
        /// What was tried.
        step: &'static str,
        /// What the system said.
        kind: io::ErrorKind,
    },
    /// The database failed in a way that has no variant of its own.
    #[error("the vault's database refused to {step} (code {code})")]
    Database {
        /// What was tried.
        step: &'static str,
        /// SQLite's extended result code; 0 when it is not from SQLite.
        code: i32,
    },
}

impl Error {
    /// Maps a failure of the file system, with the path where that helps.
    pub(super) fn io(step: &'static str, path: &Path) -> impl Fn(io::Error) -> Self {
        move |error| match error.kind() {
            io::ErrorKind::NotFound => Self::NotThere(path.to_path_buf()),
            io::ErrorKind::PermissionDenied => Self::NoPermission(path.to_path_buf()),
            io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly(path.to_path_buf()),
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull,
            kind => Self::Io { step, kind },
        }
    }

    /// Maps a failure of the database. Its message is dropped: it can hold stored values.
    pub(super) fn db(step: &'static str) -> impl Fn(rusqlite::Error) -> Self {
        move |error| match &error {
            rusqlite::Error::SqliteFailure(failure, _) => match failure.code {
                ErrorCode::DiskFull => Self::DiskFull,
                // SQLite does not say why; a full disk is the usual reason.
                ErrorCode::CannotOpen => Self::NoJournal,
                // Either code is what a damaged page gives; never take it for an empty database.
                ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Self::DatabaseDamaged,
                _ => Self::Database {
                    step,
                    code: failure.extended_code,
                },
            },
            _ => Self::Database { step, code: 0 },
        }
    }

    /// The extended code of a failed constraint, if that is what it is.
    pub(super) fn code(&self) -> Option<i32> {
        match self {
            Self::Database { code, .. } => Some(*code),
            _ => None,
        }
    }
}
