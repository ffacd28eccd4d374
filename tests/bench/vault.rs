//! How long a vault takes: to open, to show its first list, to save one answer, to be backed up.
//!
//! The last two are compared with what bare SQLCipher needs for the same bytes with the same settings, in the same
//! run. The first are times, because nothing else does the same; they are printed, and over 1.5 s or 50 ms is a failure.
//! A backup counts only after it was opened again and checked: what that costs is a row of its own, against SQLCipher's and
//! SQLite's own checks of the same copy, and is told without a limit. `-- save` (or `open`, `backup`) measures that alone.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

#[path = "clinic.rs"]
mod clinic;
#[path = "measure.rs"]
mod measure;

use std::cell::Cell;
use std::hint::black_box;
use std::path::Path;
use std::process::ExitCode;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use anteroom::domain::answers::{Answer, Answers};
use anteroom::domain::client::Client;
use anteroom::domain::form::Pathway;
use anteroom::domain::recommendation::RuleVersions;
use anteroom::domain::screening::{ScreeningContent, ScreeningIndex};
use anteroom::vault::{Cost, NewScreening, Open, Phase, Progress, Watch};
use rusqlite::{Connection, Transaction, TransactionBehavior, params};
use tempfile::TempDir;

const UNLOCK: Duration = Duration::from_millis(1_500);
const FIRST_LIST: Duration = Duration::from_millis(50);
const MOST: f64 = 1.3;
/// As the vault settles its own connection, in the same order.
const SETTINGS: &str = "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE; \
    PRAGMA synchronous = EXTRA; PRAGMA fullfsync = 1; PRAGMA foreign_keys = 1; \
    PRAGMA recursive_triggers = 1; PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON; \
    PRAGMA mmap_size = 0; PRAGMA trusted_schema = 0; PRAGMA cell_size_check = 1; \
    PRAGMA busy_timeout = 0; PRAGMA cache_size = -32768;";
/// What the vault stores of one answer: the assessment and the row of facts about it, each padded.
const PARTS: [(u8, usize); 2] = [(0, 512), (1, 4096)];

fn main() -> ExitCode {
    let asked = measure::asked();
    let (clients, rounds, megabytes) = if asked {
        (100_000, 101, 200)
    } else {
        (50, 1, 1)
    };
    let mut good = true;
    let mut rows = Vec::new();
    let mut add = |(text, fits): (String, bool)| {
        good &= fits;
        rows.push(text);
    };
    let only: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with('-'))
        .collect();
    let wanted = |word: &str| only.is_empty() || only.iter().any(|asked| asked == word);
    let place = TempDir::new().unwrap();
    if wanted("open") {
        let rows = opening(place.path(), clients, asked);
        rows.into_iter().for_each(&mut add);
    }
    if wanted("save") {
        add(saving(place.path(), rounds));
    }
    if wanted("backup") {
        let rounds = if asked { 3 } else { 1 };
        let rows = backing_up(place.path(), megabytes, rounds);
        rows.into_iter().for_each(&mut add);
    }
    if asked {
        println!("{}\n{}", measure::head(), rows.join("\n"));
    }
    ExitCode::from(u8::from(asked && !good))
}

/// The whole sign-in with the cost that this computer gets; and from the derived key to the first hundred names. The
/// second is measured in a vault whose key costs the least: a derivation takes longer than all the rest, and no two of
/// them the same time, so that a difference of two long ones would tell of nothing else.
fn opening(place: &Path, clients: usize, asked: bool) -> [(String, bool); 2] {
    let calibrated = if asked { Cost::Calibrated } else { Cost::Least };
    let rounds = if asked { 7 } else { 1 };
    let [unlock, ..] = sign_ins(&place.join("Calibrated.vault"), calibrated, clients, rounds);
    let rounds = if asked { 21 } else { 1 };
    let [whole, proof, list] = sign_ins(&place.join("Least.vault"), Cost::Least, clients, rounds);
    let after = whole.saturating_sub(proof) + list;
    [
        measure::row("unlock, calibrated", unlock, UNLOCK, 1.0),
        measure::row("from the key to the first list", after, FIRST_LIST, 1.0),
    ]
}

/// How long a sign-in takes, how long its passphrase alone is to be proved (one derivation and little else), and how
/// long the first hundred names.
fn sign_ins(dir: &Path, cost: Cost, clients: usize, rounds: usize) -> [Duration; 3] {
    let open = clinic::empty(dir, cost);
    clinic::fill(&open, clients);
    clinic::lock(open);
    let (mut unlocks, mut proofs, mut lists) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..rounds {
        let start = Instant::now();
        let open = clinic::unlock(dir);
        unlocks.push(start.elapsed());
        let start = Instant::now();
        assert!(!black_box(open.clients().page(0, 100).unwrap()).is_empty());
        lists.push(start.elapsed());
        let start = Instant::now();
        assert!(open.prove(&clinic::words()).is_ok());
        proofs.push(start.elapsed());
        clinic::lock(open);
    }
    [unlocks, proofs, lists].map(measure::median)
}

/// One answer of a draft, against one transaction of bare SQLCipher that writes as many bytes into as many rows.
fn saving(place: &Path, rounds: usize) -> (String, bool) {
    let open = clinic::empty(&place.join("Save.vault"), Cost::Least);
    let client = open.clients().add(&Client::named("Ada Vale")).unwrap();
    let rules = RuleVersions {
        form: "therapy-group".to_owned(),
        form_version: 1,
        criteria_version: 1,
        hash: String::new(),
    };
    let new = NewScreening {
        client: Some(client),
        pathway: Pathway::Therapy,
        rules,
    };
    let id = open.screenings().start(new).unwrap();
    let mut count = 0_u32;
    let mut ours = || {
        count += 1;
        let mut answers = Answers::default();
        let given = Answer::One(count.to_string());
        answers.given.insert("tg-goal".to_owned(), given);
        let content = ScreeningContent {
            answers,
            ..ScreeningContent::default()
        };
        open.screenings()
            .save_draft(id, &content, &ScreeningIndex::default())
            .unwrap();
    };
    let bare = bare(&place.join("bare.db"));
    let tables = "CREATE TABLE record (record_id BLOB NOT NULL, part INTEGER NOT NULL, version INTEGER, \
                  kind INTEGER, r_id BLOB, nonce BLOB, ct BLOB, tag BLOB, PRIMARY KEY (record_id, part)) STRICT;";
    bare.execute_batch(tables).unwrap();
    for (part, len) in PARTS {
        let row = "INSERT INTO record VALUES (zeroblob(16), ?1, 1, 1, zeroblob(16), zeroblob(24), zeroblob(?2), zeroblob(16))";
        bare.execute(row, params![part, len]).unwrap();
    }
    let mut version = 0_u32;
    let mut against = || {
        version += 1;
        // The vault's transactions take the write lock at once too.
        let kind = TransactionBehavior::Immediate;
        let change = Transaction::new_unchecked(&bare, kind).unwrap();
        for (part, len) in PARTS {
            let bytes = vec![u8::try_from(version % 251).unwrap(); len];
            let sql = "UPDATE record SET version = ?2, kind = 1, r_id = ?3, nonce = ?4, ct = ?5, tag = ?6 \
                       WHERE record_id = zeroblob(16) AND part = ?1";
            let (r_id, nonce, tag) = (&bytes[..16], &bytes[..24], &bytes[..16]);
            let values = params![part, version, r_id, nonce, bytes, tag];
            change.prepare_cached(sql).unwrap().execute(values).unwrap();
        }
        change.commit().unwrap();
    };
    let [ours, against] = measure::in_turns(rounds, [&mut ours, &mut against]);
    clinic::lock(open);
    measure::row(
        "save one answer, against bare SQLCipher",
        ours,
        against,
        MOST,
    )
}

/// The copying of a backup, against SQLite's backup into a keyed file with the same settings; and the proof of the copy,
/// against both integrity checks of such a file.
fn backing_up(place: &Path, megabytes: usize, rounds: usize) -> [(String, bool); 2] {
    let open = clinic::empty(&place.join("Copy.vault"), Cost::Least);
    // A megabyte takes some 1,080 clients.
    clinic::fill(&open, megabytes * 1_080);
    let safe = place.join("safe");
    std::fs::create_dir(&safe).unwrap();
    let file = place.join("Copy.vault/vault.db");
    let len = std::fs::metadata(file).unwrap().len();
    let source = filler(&place.join("source.db"), len);
    let mut times = [const { Vec::new() }; 4];
    for _ in 0..rounds {
        let ours = our_backup(&open, &safe);
        let against = bare_backup(&source, &place.join("copy.db"));
        for (times, took) in times.iter_mut().zip([ours, against].concat()) {
            times.push(took);
        }
    }
    let [copy, proof, bare_copy, bare_checks] = times.map(measure::median);
    clinic::lock(open);
    let name = format!("copy {} MB, against the bare backup", len / 1_000_000);
    let (told, _) = measure::row(
        "prove the copy, against both bare checks",
        proof,
        bare_checks,
        f64::INFINITY,
    );
    [measure::row(&name, copy, bare_copy, MOST), (told, true)]
}

/// A backup as the program makes it: how long until every page was copied, and how long it was looked at after that.
fn our_backup(open: &Open, safe: &Path) -> [Duration; 2] {
    let start = Instant::now();
    let copied = Cell::new(None);
    let tell = |progress: Progress| {
        if progress.phase != Phase::Copying && copied.get().is_none() {
            copied.set(Some(start.elapsed()));
        }
    };
    let stop = AtomicBool::new(false);
    let report = open.backup(safe, &Watch::new(&tell, &stop)).unwrap();
    let whole = start.elapsed();
    std::fs::remove_file(report.path).unwrap();
    let copied = copied.get().unwrap();
    [copied, whole.saturating_sub(copied)]
}

/// The same by hand: copied and closed, opened again and checked.
fn bare_backup(source: &Connection, copy: &Path) -> [Duration; 2] {
    let _ = std::fs::remove_file(copy);
    let start = Instant::now();
    let mut target = bare(copy);
    let backup = rusqlite::backup::Backup::new(source, &mut target).unwrap();
    backup.run_to_completion(256, Duration::ZERO, None).unwrap();
    drop(backup);
    drop(target);
    let copied = start.elapsed();
    let target = bare(copy);
    for check in ["PRAGMA cipher_integrity_check", "PRAGMA integrity_check"] {
        let mut statement = target.prepare(check).unwrap();
        let mut rows = statement.query([]).unwrap();
        while rows.next().unwrap().is_some() {}
    }
    [copied, start.elapsed().saturating_sub(copied)]
}

/// A bare database as long as the vault's.
fn filler(path: &Path, len: u64) -> Connection {
    let source = bare(path);
    source
        .execute_batch("CREATE TABLE filler (bytes BLOB)")
        .unwrap();
    let change = source.unchecked_transaction().unwrap();
    for _ in 0..len / 4096 {
        let sql = "INSERT INTO filler VALUES (randomblob(3900))";
        change.execute(sql, []).unwrap();
    }
    change.commit().unwrap();
    source
}

fn bare(path: &Path) -> Connection {
    let db = Connection::open(path).unwrap();
    let key = "2b".repeat(32);
    let wipe = "PRAGMA cipher_log_level = NONE; PRAGMA cipher_memory_security = ON;";
    db.execute_batch(&format!("{wipe} PRAGMA key = \"x'{key}'\"; {SETTINGS}"))
        .unwrap();
    db.set_prepared_statement_cache_capacity(64);
    db
}
