//! How long a log of a million events takes to verify, beside reading the same rows from a plain SQLite file.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs, dead_code)]

#[path = "measure.rs"]
mod measure;

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use anteroom::domain::clinic::{Clinic, VaultKind};
use anteroom::domain::clock::FixedClock;
use anteroom::domain::form::Pathway;
use anteroom::domain::id::ScreeningId;
use anteroom::domain::recommendation::RuleVersions;
use anteroom::domain::screening::{AddendumContent, SupportKept};
use anteroom::domain::staff::Profile;
use anteroom::vault::{
    Cost, Creation, FirstPerson, Keep, NewScreening, NewVault, Open, Passphrase, Sheets, Wanted,
};
use rusqlite::{Connection, params};

const WORDS: &str = "orbit lantern cobalt thicket mural wren";
/// Events of one transaction: each look at a screening notes every one of its addenda.
const AT_ONCE: u64 = 200;

fn main() -> ExitCode {
    let rows: u64 = if measure::asked() { 1_000_000 } else { 1_000 };
    let place = tempfile::tempdir().unwrap();
    let open = vault(place.path());
    fill(&open, rows);
    let plain = copy(&open, &place.path().join("plain.db"));
    let ours = || {
        let report = open.audit().verify().unwrap();
        assert!(report.broken.is_none() && report.rows >= rows);
    };
    let other = || {
        let read = read_plain(&plain);
        assert!(read >= rows);
    };
    if !measure::asked() {
        ours();
        other();
        return ExitCode::SUCCESS;
    }
    let [ours, other] = measure::in_turns(3, [&mut { ours }, &mut { other }]);
    println!("{}", measure::head());
    // Decryption with its page MACs, and a SHA-256 a row, beside reading from a plain file.
    let (text, good) = measure::row("verify a million events", ours, other, 12.0);
    println!("{text}");
    if good {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn vault(place: &Path) -> Open {
    let clock = Arc::new(FixedClock::noon_of(jiff::civil::date(2025, 3, 10)));
    let new = NewVault {
        clinic: Clinic::default(),
        first: FirstPerson {
            login: "vera".to_owned(),
            name: "Vera Sample".to_owned(),
            profile: Profile::default(),
            passphrase: Passphrase::new(WORDS.to_owned()),
        },
        cost: Cost::Least,
        sheets: Sheets::Waived,
        kind: VaultKind::default(),
    };
    let creation = Creation::begin(&place.join("Clinic.vault"), new, clock).unwrap();
    creation.finish().unwrap()
}

fn fill(open: &Open, rows: u64) {
    let proof = || open.prove(&Passphrase::new(WORDS.to_owned())).unwrap();
    let rules = RuleVersions {
        form: "support-group".to_owned(),
        form_version: 1,
        criteria_version: 1,
        hash: String::new(),
    };
    let new = NewScreening {
        client: None,
        pathway: Pathway::Support,
        rules,
    };
    let id: ScreeningId = open.screenings().start(new).unwrap();
    let keep = Keep::This(Box::new(kept()));
    open.screenings()
        .finish_support(id, keep, "I ran it.", proof())
        .unwrap();
    let note = AddendumContent {
        text: "A note.".to_owned(),
        entered_in_error: false,
        co_signs: false,
    };
    for _ in 0..AT_ONCE {
        open.addenda().add(id, &note, proof()).unwrap();
    }
    for _ in 0..rows / AT_ONCE {
        open.addenda().view(id).unwrap();
    }
}

fn kept() -> SupportKept {
    let day = jiff::civil::date(2025, 3, 10);
    SupportKept {
        chosen_name: "Sample".to_owned(),
        contact: None,
        group: None,
        on: day,
        outcome: "welcome".to_owned(),
        criteria: Vec::new(),
        disposition: None,
        arrangements: String::new(),
        keep_until: day,
        content: None,
    }
}

/// The same rows in a file without encryption.
fn copy(open: &Open, path: &Path) -> Connection {
    let db = Connection::open(path).unwrap();
    db.execute_batch(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; CREATE TABLE audit (seq INTEGER PRIMARY KEY, \
         prev BLOB, time_utc TEXT, actor BLOB, role TEXT, action TEXT, object BLOB, record_version INTEGER, \
         content_hash BLOB, detail TEXT, app_version TEXT, hash BLOB) STRICT; BEGIN",
    )
    .unwrap();
    let sql = "INSERT INTO audit VALUES (?1, unhex(?2), ?3, unhex(?4), ?5, ?6, unhex(?7), ?8, unhex(?9), ?10, ?11, unhex(?12))";
    let mut before = None;
    loop {
        let wanted = Wanted {
            before,
            ..Wanted::default()
        };
        let rows = open.audit().rows(&wanted, 50_000).unwrap();
        let Some(last) = rows.last() else { break };
        before = Some(last.seq);
        let mut insert = db.prepare_cached(sql).unwrap();
        for row in &rows {
            let actor = row.actor.to_string();
            insert
                .execute(params![
                    row.seq,
                    row.prev,
                    row.time_utc,
                    actor,
                    row.role,
                    row.action,
                    row.object,
                    row.version,
                    row.content_hash,
                    row.detail,
                    row.app_version,
                    row.hash
                ])
                .unwrap();
        }
    }
    db.execute_batch("COMMIT").unwrap();
    db
}

fn read_plain(db: &Connection) -> u64 {
    let mut statement = db
        .prepare_cached("SELECT * FROM audit ORDER BY seq")
        .unwrap();
    let mut rows = statement.query([]).unwrap();
    let mut count = 0;
    while let Some(row) = rows.next().unwrap() {
        let texts: [String; 4] = [2, 4, 5, 9].map(|at| row.get(at).unwrap());
        let blobs: [Vec<u8>; 5] = [1, 3, 6, 8, 11].map(|at| row.get(at).unwrap());
        std::hint::black_box((texts, blobs));
        count += 1;
    }
    count
}
