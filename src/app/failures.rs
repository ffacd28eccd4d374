//! A failing vault in words for staff: what happened, what was kept, what to do next.

use crate::text::{say, say_with};
use crate::vault::{Error, Finding};

/// A word for programs.
#[must_use]
pub fn kind(error: &Error) -> &'static str {
    match error {
        Error::NotAccepted => "not-accepted",
        Error::NotThere(_) | Error::NotFound(_) => "not-found",
        Error::TargetExists(_) => "exists",
        Error::InUse(_) => "in-use",
        Error::ReadOnly(_) | Error::NoPermission(_) => "no-permission",
        Error::Newer { .. } => "newer",
        Error::Older { .. } => "older",
        Error::PassphraseTooShort | Error::PassphraseTooLong | Error::PassphraseGuessable => {
            "passphrase"
        }
        Error::Frozen(_) => "signed",
        Error::InDoubt => "in-doubt",
        Error::SyncedFolder(_) => "synced-folder",
        Error::ConflictCopy(_) => "conflict-copy",
        Error::LastHolder(_) => "last-holder",
        Error::LoginTaken => "login-taken",
        Error::SealSuspect => "seal-suspect",
        Error::RoleNeeded(_) | Error::NotAllowed(_) => "not-allowed",
        Error::ReasonNeeded => "reason-needed",
        Error::ManyToday(_) => "many-today",
        Error::TooEarly(_) => "too-early",
        Error::SecondPersonNeeded => "second-person-needed",
        Error::DiskFull | Error::NoJournal | Error::NoRoom { .. } => "disk-full",
        Error::NotABackup(_) | Error::BackupGrew { .. } | Error::BackupDamaged(_) => {
            "backup-damaged"
        }
        Error::BackupForged | Error::BackupOfAnotherVault => "backup-foreign",
        Error::BackupUnproven(_) => "backup-unproven",
        Error::BackupInVault(_) => "bad-input",
        Error::Stopped => "stopped",
        Error::MigrationFailed { .. } => "not-migrated",
        Error::HeaderDamaged | Error::DatabaseDamaged | Error::DatabaseTruncated => "damaged",
        _ => "vault",
    }
}

/// What staff read. Failures that have no words of their own keep those of the vault.
#[must_use]
pub fn words(error: &Error) -> String {
    let place = |path: &std::path::Path| path.display().to_string();
    match error {
        Error::SyncedFolder(by) => say_with("trouble-synced-folder", &[("by", by)]),
        Error::ConflictCopy(name) => say_with("trouble-conflict-copy", &[("name", name)]),
        Error::NotThere(path) => say_with("failure-not-there", &[("place", &place(path))]),
        Error::NotADirectory(path) => say_with("failure-no-folder", &[("place", &place(path))]),
        Error::HeaderDamaged => say("failure-header"),
        Error::HeaderForged | Error::HeaderOfAnotherTime => say("failure-header-foreign"),
        Error::DatabaseDamaged => say("failure-pages"),
        Error::DatabaseTruncated => say("failure-cut"),
        Error::DiskFull => say("failure-disk-full"),
        Error::NoJournal => say("failure-no-journal"),
        Error::ReadOnly(path) => say_with("failure-read-only", &[("place", &place(path))]),
        Error::Newer { found, known } => say_with(
            "failure-newer",
            &[("found", &found.to_string()), ("known", &known.to_string())],
        ),
        Error::Older { found, known } => say_with(
            "failure-older",
            &[("found", &found.to_string()), ("known", &known.to_string())],
        ),
        Error::MigrationFailed { backup, reason } => say_with(
            "failure-migration",
            &[("backup", &place(backup)), ("reason", &words(reason))],
        ),
        Error::NotABackup(path) => say_with("failure-no-backup", &[("file", &place(path))]),
        Error::BackupGrew { path, extra } => say_with(
            "failure-backup-grew",
            &[("file", &place(path)), ("bytes", &extra.to_string())],
        ),
        Error::BackupDamaged(path) => say_with("failure-backup-damaged", &[("file", &place(path))]),
        Error::BackupForged => say("failure-backup-forged"),
        Error::BackupOfAnotherVault => say("failure-backup-other"),
        Error::BackupUnproven(_) => say("failure-backup-unproven"),
        Error::BackupInVault(path) => say_with("failure-backup-inside", &[("place", &place(path))]),
        Error::NoRoom {
            place: at,
            needed_mib,
            free_mib,
        } => say_with(
            "failure-no-room",
            &[
                ("place", &place(at)),
                ("needed", &needed_mib.to_string()),
                ("free", &free_mib.to_string()),
            ],
        ),
        Error::ManyToday(clients) => say_with("many-today", &[("count", &clients.to_string())]),
        Error::Stopped => say("failure-stopped"),
        other => other.to_string(),
    }
}

/// All findings of a check, for people: those of one kind in one line.
#[must_use]
pub fn findings(all: &[Finding]) -> Vec<String> {
    let mut lines = Vec::new();
    let mut told = Vec::new();
    for one in all {
        let Some(kind) = kind_of_row(one) else {
            lines.push(finding(one));
            continue;
        };
        if told.contains(&kind) {
            continue;
        }
        told.push(kind);
        let alike = all.iter().filter(|other| kind_of_row(other) == Some(kind));
        let (message, table) = kind;
        lines.push(match alike.count() {
            1 => finding(one),
            many => say_with(
                &format!("{message}-many"),
                &[("count", &many.to_string()), ("table", &table_words(table))],
            ),
        });
    }
    lines
}

/// What a table holds, in words.
pub(super) fn table_words(table: &str) -> String {
    say_with("table-words", &[("table", table)])
}

/// The message of a finding that is about one row, and its table.
fn kind_of_row(finding: &Finding) -> Option<(&'static str, &str)> {
    match finding {
        Finding::Content { table, .. } => Some(("finding-content", table)),
        Finding::Missing { table, .. } => Some(("finding-missing", table)),
        Finding::Unknown { table, .. } => Some(("finding-unknown", table)),
        Finding::SearchIndex { .. } => Some(("finding-index", "client")),
        Finding::Letter { .. } => Some(("finding-letter", "letter")),
        _ => None,
    }
}

/// A finding of a full check.
#[must_use]
pub fn finding(finding: &Finding) -> String {
    let number = |message, count: u64| say_with(message, &[("count", &count.to_string())]);
    let row = |message, table: &str, object: &str| {
        say_with(
            message,
            &[("table", &table_words(table)), ("object", object)],
        )
    };
    match finding {
        Finding::Header => say("finding-header"),
        Finding::HeaderCopy(_) => say("finding-header-copy"),
        Finding::HeaderForged => say("finding-header-forged"),
        Finding::Length => say("finding-length"),
        Finding::Pages(count) => number("finding-pages", *count),
        Finding::Structure(count) => number("finding-structure", *count),
        Finding::ForeignKeys(count) => number("finding-links", *count),
        Finding::Chain(_) => say("finding-chain"),
        Finding::Anchor => say("finding-anchor"),
        Finding::Content { table, object } => row("finding-content", table, object),
        Finding::Missing { table, object } => row("finding-missing", table, object),
        Finding::Unknown { table, object } => row("finding-unknown", table, object),
        Finding::SearchIndex { object } => row("finding-index", "client", object),
        Finding::Letter { object } => row("finding-letter", "letter", object),
    }
}
