//! How long a vault takes: to open, to show its first list, to save one answer, to be backed up.
//!
//! The last two are compared with what bare SQLCipher needs for the same bytes with the same settings, in the same
//! run. The first are times, because nothing else does the same; they are printed, and over 1.5 s or 50 ms is a failure.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

#[path = "clinic.rs"]
mod clinic;
#[path = "measure.rs"]
mod measure;

use std::hint::black_box;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anteroom::domain::answers::{Answer, Answers};
use anteroom::domain::client::Client;
use anteroom::domain::form::Pathway;
use anteroom::domain::recommendation::RuleVersions;
use anteroom::domain::screening::{ScreeningContent, ScreeningIndex};
use anteroom::vault::{Cost, NewScreening, Watch};
use rusqlite::{Connection, params};
use tempfile::TempDir;

const UNLOCK: Duration = Duration::from_millis(1_500);
const FIRST_LIST: Duration = Duration::from_millis(50);
const MOST: f64 = 1.3;
/// As the vault settles its own connection.
const SETTINGS: &str = "PRAGMA cipher_memory_security = ON; PRAGMA locking_mode = EXCLUSIVE; \
    PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA; PRAGMA fullfsync = 1; \
    PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON; PRAGMA cache_size = -32768;";

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
    let place = TempDir::new().unwrap();
    for row in opening(place.path(), clients, asked) {
        add(row);
    }
    add(saving(place.path(), rounds));
    add(backing_up(
        place.path(),
        megabytes,
        if asked { 3 } else { 1 },
    ));
    if asked {
        println!("{}\n{}", measure::head(), rows.join("\n"));
    }
    ExitCode::from(u8::from(asked && !good))
}

/// The whole sign-in with the cost that this computer gets, and from the derived key to the first hundred names.
fn opening(place: &Path, clients: usize, asked: bool) -> [(String, bool); 2] {
    let dir = place.join("Large.vault");
    let cost = if asked { Cost::Calibrated } else { Cost::Least };
    let open = clinic::empty(&dir, cost);
    clinic::fill(&open, clients);
    clinic::lock(open);
    let (mut unlocks, mut proofs, mut lists) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..if asked { 7 } else { 1 } {
        let start = Instant::now();
        let open = clinic::unlock(&dir);
        unlocks.push(start.elapsed());
        let start = Instant::now();
        assert!(!black_box(open.clients().page(0, 100).unwrap()).is_empty());
        lists.push(start.elapsed());
        // Proving the passphrase is one derivation and little else.
        let start = Instant::now();
        assert!(open.prove(&clinic::words()).is_ok());
        proofs.push(start.elapsed());
        clinic::lock(open);
    }
    let [unlock, proof, list] = [unlocks, proofs, lists].map(measure::median);
    let after = unlock.saturating_sub(proof) + list;
    [
        measure::row("unlock, calibrated", unlock, UNLOCK, 1.0),
        measure::row("from the key to the first list", after, FIRST_LIST, 1.0),
    ]
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
    let tables = "CREATE TABLE record (id BLOB PRIMARY KEY, version INT, nonce BLOB, ct BLOB, tag BLOB) WITHOUT ROWID; \
                  CREATE TABLE screening (id BLOB PRIMARY KEY, updated TEXT) WITHOUT ROWID; \
                  INSERT INTO screening VALUES (zeroblob(16), '');";
    bare.execute_batch(tables).unwrap();
    let mut version = 0_u32;
    let mut against = || {
        version += 1;
        let change = bare.unchecked_transaction().unwrap();
        for (part, len) in [(0_u8, 512), (1, 4096)] {
            let bytes = vec![u8::try_from(version % 251).unwrap(); len];
            let sql = "INSERT OR REPLACE INTO record VALUES (?1, ?2, ?3, ?4, ?5)";
            let values = params![[part; 18], version, &bytes[..24], bytes, &bytes[..16]];
            change.prepare_cached(sql).unwrap().execute(values).unwrap();
        }
        let sql = "UPDATE screening SET updated = ?1 WHERE id = zeroblob(16)";
        change.execute(sql, [version.to_string()]).unwrap();
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

/// A verified backup, against SQLite's backup into a keyed file, with both integrity checks, as ours has them.
fn backing_up(place: &Path, megabytes: usize, rounds: usize) -> (String, bool) {
    let open = clinic::empty(&place.join("Copy.vault"), Cost::Least);
    // A megabyte takes some 700 clients.
    clinic::fill(&open, megabytes * 700);
    let safe = place.join("safe");
    std::fs::create_dir(&safe).unwrap();
    let len = std::fs::metadata(place.join("Copy.vault/vault.db"))
        .unwrap()
        .len();
    let source = bare(&place.join("source.db"));
    source
        .execute_batch("CREATE TABLE filler (bytes BLOB)")
        .unwrap();
    let change = source.unchecked_transaction().unwrap();
    for _ in 0..len / 4096 {
        let sql = "INSERT INTO filler VALUES (randomblob(3900))";
        change.execute(sql, []).unwrap();
    }
    change.commit().unwrap();
    let mut ours = || {
        let report = open.backup(&safe, &Watch::silent()).unwrap();
        std::fs::remove_file(report.path).unwrap();
    };
    let copy = place.join("copy.db");
    let mut against = || {
        let _ = std::fs::remove_file(&copy);
        let mut target = bare(&copy);
        let backup = rusqlite::backup::Backup::new(&source, &mut target).unwrap();
        backup.run_to_completion(256, Duration::ZERO, None).unwrap();
        drop(backup);
        for check in ["PRAGMA cipher_integrity_check", "PRAGMA integrity_check"] {
            let mut statement = target.prepare(check).unwrap();
            let mut rows = statement.query([]).unwrap();
            while rows.next().unwrap().is_some() {}
        }
    };
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..rounds {
        let works: [&mut dyn FnMut(); 2] = [&mut ours, &mut against];
        for (work, times) in works.into_iter().zip(&mut times) {
            let start = Instant::now();
            work();
            times.push(start.elapsed());
        }
    }
    let [ours, against] = times.map(measure::median);
    clinic::lock(open);
    let name = format!("back up {} MB, against the bare backup", len / 1_000_000);
    measure::row(&name, ours, against, MOST)
}

fn bare(path: &Path) -> Connection {
    let db = Connection::open(path).unwrap();
    let key = "2b".repeat(32);
    db.execute_batch(&format!("PRAGMA key = \"x'{key}'\"; {SETTINGS}"))
        .unwrap();
    db
}
