//! Whatever is done to the log with the key of the file and no scruple has its name; an export tells the same without the vault.
#![allow(clippy::unwrap_used)]

use std::io::Cursor;

use rusqlite::Connection;

use super::chain::{COLUMNS, Link, read_link};
use super::{Break, ExportProblem, Fault, verify_export};
use crate::domain::answers::SafetyLevel;
use crate::domain::client::Client;
use crate::domain::id::{ClientId, LetterId, RiskId, ScreeningId};
use crate::domain::letter_record::{FinishedLetter, ShownKind};
use crate::domain::risk::RiskContent;
use crate::domain::screening::{
    Acknowledgement, AddendumContent, SafetyAction, ScreeningContent, ScreeningIndex,
};
use crate::vault::anchor::{AnchorPlace, Stands, Witness};
use crate::vault::desk::{lock, signed, therapy, vault, words};
use crate::vault::keys::sha256;
use crate::vault::tampering::LET_GO;
use crate::vault::{NewLetter, Open, files};

fn row(db: &Connection, seq: u64) -> (Link, [u8; 32]) {
    let sql = format!("SELECT {COLUMNS} FROM audit WHERE seq = ?1");
    db.query_row(&sql, [seq], read_link).unwrap()
}

/// Writes the hashes of all rows from this one on again, as somebody who knows the format would.
fn rebuild(db: &Connection, from: u64) {
    let last: u64 = db
        .query_row("SELECT max(seq) FROM audit", [], |row| row.get(0))
        .unwrap();
    for seq in from..=last {
        let (mut link, _) = row(db, seq);
        if seq > 1 {
            link.prev = row(db, seq - 1).1;
        }
        let values = rusqlite::params![seq, link.prev, link.hash()];
        db.execute(
            "UPDATE audit SET prev = ?2, hash = ?3 WHERE seq = ?1",
            values,
        )
        .unwrap();
    }
}

fn attack(open: &mut Open, sql: &str) -> Option<Break> {
    let db = open.unguarded();
    db.execute_batch(LET_GO).unwrap();
    db.execute_batch(sql).unwrap();
    open.audit().verify().unwrap().broken
}

#[test]
fn every_way_to_take_rows_from_the_log_or_put_some_in_has_its_name() {
    let gap = |seq| Some(Break::Gap { seq });
    let link = |seq| Some(Break::Link { seq });
    let edited = |seq| Some(Break::Edited { seq });
    let copy = "INSERT INTO audit SELECT {to}, prev, time_utc, boot_id, mono_ms, actor, session, role, action, \
                object, record_version, content_hash, detail, app_version, hash FROM audit WHERE seq = {from}";
    let insert = |to: u64, from: u64| {
        copy.replace("{to}", &to.to_string())
            .replace("{from}", &from.to_string())
    };
    let swap = "UPDATE audit SET seq = -3 WHERE seq = 3; UPDATE audit SET seq = 3 WHERE seq = 4; \
                UPDATE audit SET seq = 4 WHERE seq = -3";
    let cases: Vec<(&str, String, Option<Break>)> = vec![
        (
            "the first row goes",
            "DELETE FROM audit WHERE seq = 1".into(),
            gap(2),
        ),
        (
            "one row goes",
            "DELETE FROM audit WHERE seq = 4".into(),
            gap(5),
        ),
        (
            "three rows go",
            "DELETE FROM audit WHERE seq BETWEEN 3 AND 5".into(),
            gap(6),
        ),
        (
            "a row goes and the rest move up",
            "DELETE FROM audit WHERE seq = 4; UPDATE audit SET seq = seq - 1000 WHERE seq > 4; \
             UPDATE audit SET seq = seq + 999 WHERE seq < 0"
                .into(),
            link(4),
        ),
        ("two rows change places", swap.into(), link(3)),
        ("a row comes before the first", insert(0, 3), gap(0)),
        (
            "a row with an impossible number",
            insert(0, 3).replace("SELECT 0", "SELECT -9"),
            edited(1),
        ),
        ("a row is added at the end", insert(9, 3), link(9)),
        ("a row is added far behind", insert(99, 3), gap(99)),
        (
            "a row is written over with another",
            format!("DELETE FROM audit WHERE seq = 5; {}", insert(5, 6)),
            link(5),
        ),
    ];
    for (what, sql, wanted) in cases {
        let (_place, _dir, mut open) = vault();
        assert_eq!(open.audit().head().unwrap().seq, 8, "the cases count on it");
        assert_eq!(attack(&mut open, &sql), wanted, "{what}");
    }
}

#[test]
fn a_chain_rebuilt_by_somebody_who_has_the_key_holds_and_no_anchor_fits_it() {
    let (_place, dir, mut open) = vault();
    open.anchor().unwrap();
    let before = Witness::from(open.audit().head().unwrap());
    let db = open.unguarded();
    db.execute_batch(LET_GO).unwrap();
    db.execute("UPDATE audit SET actor = zeroblob(16) WHERE seq = 5", [])
        .unwrap();
    rebuild(db, 5);
    let report = open.audit().verify_all(&[before]).unwrap();
    assert_eq!(report.chain.broken, None);
    let stands: Vec<_> = report
        .anchors
        .iter()
        .map(|check| (check.place, check.stands))
        .collect();
    assert_eq!(
        stands,
        [
            (AnchorPlace::Header, Stands::Differs),
            (AnchorPlace::Given, Stands::Differs)
        ]
    );
    assert!(report.faults.iter().all(|fault| fault.code() == 12));
    drop(open);
    let again = crate::vault::desk::unlock(&dir).unwrap();
    assert!(again.doubt().is_some());
}

#[test]
fn a_cut_end_is_older_than_the_anchor() {
    let (_place, _dir, mut open) = vault();
    open.anchor().unwrap();
    assert_eq!(attack(&mut open, "DELETE FROM audit WHERE seq > 5"), None);
    let report = open.audit().verify_all(&[]).unwrap();
    let fault = report.faults.first().unwrap();
    assert_eq!((fault.kind(), fault.code()), ("older-than-anchor", 12));
    assert_eq!(report.anchors[0].stands, Stands::Older);
}

#[test]
fn an_older_record_under_a_whole_chain_is_named_with_the_event_that_tells_of_it() {
    let (_place, _dir, mut open) = vault();
    let id = open.clients().add(&Client::named("Ada Vale")).unwrap();
    let old: (u32, String) = open
        .db()
        .query_row("SELECT version, body FROM client", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .unwrap();
    let mut stored = open.clients().view(id).unwrap();
    stored.value = Client::named("Ada Reed");
    open.clients().save(&stored).unwrap();
    let told = open.audit().head().unwrap().seq;
    assert!(open.audit().verify_all(&[]).unwrap().holds());
    // As an older page put back would do it.
    open.unguarded()
        .execute("UPDATE client SET version = ?1, body = ?2", (old.0, &old.1))
        .unwrap();
    let report = open.audit().verify_all(&[]).unwrap();
    assert_eq!(report.chain.broken, None);
    let fault = report.faults.first().unwrap();
    assert_eq!((fault.kind(), fault.code()), ("content", 13));
    assert_eq!(fault.seq(), Some(told));
    assert!(matches!(fault, Fault::Content { table, .. } if table == "client"));
}

#[test]
fn one_older_page_put_back_is_found_although_every_page_verifies() {
    let (_place, dir, open) = vault();
    let id = open.clients().add(&Client::named("Ada Vale")).unwrap();
    lock(open);
    let path = dir.join(files::DATABASE);
    let before = std::fs::read(&path).unwrap();
    let open = crate::vault::desk::unlock(&dir).unwrap();
    let mut stored = open.clients().view(id).unwrap();
    stored.value.legal_name = "Ada Reed".to_owned();
    open.clients().save(&stored).unwrap();
    let root: usize = open
        .db()
        .query_row(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'client'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    lock(open);
    let mut now = std::fs::read(&path).unwrap();
    let page = (root - 1) * 4096..root * 4096;
    assert_ne!(now[page.clone()], before[page.clone()]);
    now[page.clone()].copy_from_slice(&before[page]);
    std::fs::write(&path, now).unwrap();
    let open = crate::vault::desk::unlock(&dir).unwrap();
    let card = open.clients().view(id).unwrap().value;
    assert_eq!(card.legal_name, "Ada Vale", "the older row is back");
    let report = open.audit().verify_all(&[]).unwrap();
    assert_eq!(report.chain.broken, None);
    assert_eq!(report.faults.first().map(Fault::code), Some(13));
}

#[test]
fn a_clock_that_went_back_is_a_note_and_no_break() {
    let (_place, _dir, mut open) = vault();
    let db = open.unguarded();
    db.execute_batch(LET_GO).unwrap();
    let earlier = "UPDATE audit SET time_utc = '2020-01-01T00:00:00.000Z' WHERE seq = 5";
    db.execute_batch(earlier).unwrap();
    rebuild(db, 5);
    let chain = open.audit().verify().unwrap();
    assert_eq!(chain.broken, None);
    assert_eq!(chain.clock_back, [5]);
}

// What is shown ------------------------------------------------------------------------------------

type Shows = fn(&Open, &Shown) -> Result<(), crate::vault::Error>;

/// Something of every kind.
struct Shown {
    client: ClientId,
    therapy: ScreeningId,
    draft: ScreeningId,
    risk: RiskId,
    clinical: LetterId,
    desk: LetterId,
}

fn everything(open: &Open) -> Shown {
    let therapy_id = signed(open);
    let client = open.screenings().row(therapy_id).unwrap();
    let client = client.value.client.unwrap();
    let proof = || open.prove(&words()).unwrap();
    let text = AddendumContent {
        text: "More.".to_owned(),
        entered_in_error: false,
        co_signs: false,
    };
    open.addenda().add(therapy_id, &text, proof()).unwrap();
    let acknowledgement = Acknowledgement {
        by: open.me().id,
        at: open.now(),
        done: vec![SafetyAction::CrisisTeam],
        detail: String::new(),
        agreed: "stays with a friend".to_owned(),
        follow_up: "Vera".to_owned(),
    };
    let risk = RiskContent {
        stub: None,
        client: Some(client),
        screening: Some(therapy_id),
        level: SafetyLevel::ActNow,
        note: String::new(),
        acknowledgement,
    };
    let risk = open.risks().add_sealed(&risk, proof()).unwrap();
    let letter = |number, kind| {
        let new = NewLetter {
            kind,
            screening: Some(therapy_id),
            client: Some(client),
            replaces: None,
            letter: FinishedLetter {
                code: "L1".to_owned(),
                language: "en".to_owned(),
                pdf: vec![1],
            },
        };
        open.letters().finish(number, &new).unwrap()
    };
    let draft = therapy(open, client);
    let (content, index) = (ScreeningContent::default(), ScreeningIndex::default());
    open.screenings()
        .save_draft(draft, &content, &index)
        .unwrap();
    Shown {
        client,
        therapy: therapy_id,
        draft,
        risk,
        clinical: letter(1, ShownKind::ClinicalLetter),
        desk: letter(2, ShownKind::ToThePerson),
    }
}

/// Every method that gives out what a record says, or lets it out, with its event. Lists of clear rows, by which
/// staff find their way (cards of clients, rows of screenings, letters, stubs, groups), stand under the sign-in:
/// one row a login.
const SHOWS: [(&str, Shows); 15] = [
    ("client.view", |open, it| {
        open.clients().view(it.client).map(drop)
    }),
    ("client.search", |open, _| {
        open.clients().find("ada", 9).map(drop)
    }),
    ("client.search", |open, _| {
        let like = Client::named("Ada Vale");
        open.clients().likely_duplicates(&like).map(drop)
    }),
    ("screening.view", |open, it| {
        open.screenings().view(it.therapy).map(drop)
    }),
    ("screening.view", |open, it| {
        open.screenings().view(it.draft).map(drop)
    }),
    ("index.view", |open, _| open.screenings().index().map(drop)),
    ("addendum.view", |open, it| {
        open.addenda().view(it.therapy).map(drop)
    }),
    ("risk.view", |open, it| open.risks().view(it.risk).map(drop)),
    ("letter.view", |open, it| {
        open.letters().view(it.clinical).map(drop)
    }),
    ("letter.view", |open, it| {
        open.letters().view(it.desk).map(drop)
    }),
    ("disclosure.view", |open, it| {
        open.letters().disclosures(it.desk).map(drop)
    }),
    ("letter.print", |open, it| {
        open.letters().note_print(it.desk)
    }),
    ("letter.export", |open, it| {
        open.letters().note_export(it.desk, false, b"1")
    }),
    ("audit.export", |open, _| {
        open.audit().export_to(&mut Vec::new()).map(drop)
    }),
    ("data.export", |open, _| {
        open.audit().data_leaves("csv", b"1")
    }),
];

#[test]
fn whatever_is_shown_or_taken_out_has_its_event_before() {
    let (_place, _dir, open) = vault();
    let it = everything(&open);
    for (wanted, show) in SHOWS {
        let before = open.audit().head().unwrap().seq;
        show(&open, &it).unwrap();
        let rows = open.audit().newest(None, 1).unwrap();
        assert_eq!(rows[0].action, wanted);
        assert!(rows[0].seq > before, "{wanted}");
    }
}

#[test]
fn without_its_event_nothing_is_shown() {
    let (_place, _dir, mut open) = vault();
    let it = everything(&open);
    let stop = "CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'full'); END";
    open.unguarded().execute_batch(stop).unwrap();
    for (wanted, show) in SHOWS {
        assert!(show(&open, &it).is_err(), "{wanted}");
    }
}

#[test]
fn what_is_done_at_every_key_is_in_the_log_once_a_session_and_without_its_words() {
    let (_place, dir, open) = vault();
    everything(&open);
    for words in ["a", "ad", "ada"] {
        open.clients().find(words, 9).unwrap();
    }
    let count = |open: &Open| {
        let rows = open.audit().newest(None, 1_000).unwrap();
        assert!(rows.iter().all(|row| !row.detail.contains("ada")));
        rows.iter()
            .filter(|row| row.action == "client.search")
            .count()
    };
    assert_eq!(count(&open), 1);
    lock(open);
    let open = crate::vault::desk::unlock(&dir).unwrap();
    open.clients().find("ada", 9).unwrap();
    assert_eq!(count(&open), 2);
}

#[test]
fn another_version_of_the_program_is_in_the_log_when_it_opens_the_vault() {
    let (_place, dir, mut open) = vault();
    let db = open.unguarded();
    db.execute_batch(LET_GO).unwrap();
    let older = "UPDATE audit SET app_version = '0.0.1' WHERE seq = (SELECT max(seq) FROM audit)";
    db.execute_batch(older).unwrap();
    rebuild(db, 8);
    drop(open);
    // The header's anchor is older than the row that was edited, so nothing else is noticed.
    let open = crate::vault::desk::unlock(&dir).unwrap();
    assert_eq!(open.doubt(), None);
    let rows = open.audit().newest(None, 3).unwrap();
    assert!(rows.iter().any(|row| row.action == "vault.version"));
    lock(open);
    let open = crate::vault::desk::unlock(&dir).unwrap();
    let rows = open.audit().newest(None, 1_000).unwrap();
    let told = rows.iter().filter(|row| row.action == "vault.version");
    assert_eq!(told.count(), 1);
}

// The export --------------------------------------------------------------------------------------

fn export(open: &Open) -> String {
    let mut out = Vec::new();
    open.audit().export_to(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn exported() -> (String, Witness) {
    let (_place, _dir, open) = vault();
    signed(&open);
    let text = export(&open);
    (text, Witness::from(open.audit().head().unwrap()))
}

fn check(text: &str) -> Result<Option<Break>, ExportProblem> {
    verify_export(Cursor::new(text), &[]).map(|report| report.broken())
}

#[test]
fn an_export_verifies_without_the_vault_and_fits_what_was_written_down() {
    let (text, head) = exported();
    let other = Witness::from_mark("000003-0000-0000").unwrap();
    let report = verify_export(Cursor::new(&text), &[head, other]).unwrap();
    assert_eq!(report.broken(), None);
    assert_eq!(report.witnesses, [true, false]);
    assert_eq!(report.chain.rows as usize, text.lines().count() - 2);
    assert!(text.lines().rev().nth(1).unwrap().contains("audit.export"));
}

#[test]
fn an_export_has_ids_and_hashes_and_no_name() {
    let (text, _) = exported();
    for name in ["Vera", "vera", "Ada", "Vale", "Sample"] {
        assert!(!text.contains(name), "{name}");
    }
}

#[test]
fn an_export_with_any_field_of_any_row_changed_names_the_row() {
    let (text, _) = exported();
    let lines: Vec<&str> = text.lines().collect();
    let line: serde_json::Value = serde_json::from_str(lines[5]).unwrap();
    let seq = 5;
    let mut seen = 0;
    for (key, value) in line.as_object().unwrap() {
        let mut changed = line.clone();
        changed[key] = match value {
            serde_json::Value::Number(number) => (number.as_u64().unwrap() + 1).into(),
            serde_json::Value::String(text) if text.len() >= 32 && key != "time" => {
                let other = if text.starts_with('0') { "1" } else { "0" };
                format!("{other}{}", &text[1..]).into()
            }
            serde_json::Value::String(text) if matches!(key.as_str(), "object" | "content") => {
                assert_eq!(text, "");
                "00".repeat(if key == "object" { 16 } else { 32 }).into()
            }
            other => format!("{}x", other.as_str().unwrap()).into(),
        };
        let mut with: Vec<String> = lines.iter().map(ToString::to_string).collect();
        with[5] = changed.to_string();
        let found = check(&(with.join("\n") + "\n")).unwrap();
        let wanted = match key.as_str() {
            "seq" => Break::Gap { seq: seq + 1 },
            "prev" => Break::Link { seq },
            _ => Break::Edited { seq },
        };
        assert_eq!(found, Some(wanted), "{key}");
        seen += 1;
    }
    assert_eq!(seen, 15);
}

#[test]
fn an_export_that_was_cut_joined_or_reordered_is_named() {
    let (text, _) = exported();
    let lines: Vec<&str> = text.lines().collect();
    let last = lines.len() as u64;
    let join = |lines: &[&str]| lines.join("\n") + "\n";
    assert_eq!(
        check(&join(&lines[..lines.len() - 1])),
        Err(ExportProblem::Cut { line: last - 1 })
    );
    assert_eq!(
        check(text.trim_end()),
        Err(ExportProblem::Cut { line: last })
    );
    let without: Vec<&str> = [&lines[..4], &lines[5..]].concat();
    assert_eq!(check(&join(&without)), Err(ExportProblem::WrongEnd));
    let mut swapped = lines.clone();
    swapped.swap(3, 4);
    assert_eq!(check(&join(&swapped)), Ok(Some(Break::Gap { seq: 4 })));
    let twice = text.repeat(2);
    assert_eq!(check(&twice), Err(ExportProblem::Behind { line: last + 1 }));
    // Cut, with a last line that fits: only what was written down elsewhere knows better.
    let short: serde_json::Value = serde_json::from_str(lines[4]).unwrap();
    let end = format!(r#"{{"rows":4,"head":{}}}"#, short["hash"]);
    let cut = join(&[&lines[..5], &[end.as_str()]].concat());
    let (_, head) = exported();
    let report = verify_export(Cursor::new(&cut), &[head]).unwrap();
    assert_eq!((report.broken(), report.witnesses), (None, vec![false]));
}

#[test]
fn what_is_no_export_is_refused_and_nothing_makes_the_reader_fail() {
    let (text, _) = exported();
    let lines: Vec<&str> = text.lines().collect();
    let first = |line: &str| check(&format!("{line}\n{}\n", lines[1..].join("\n")));
    let no = Err(ExportProblem::NotAnExport);
    assert_eq!(check(""), no);
    assert_eq!(check("{}\n"), no);
    assert_eq!(first(&lines[0].replace("anteroom-audit", "other")), no);
    let newer = lines[0].replace("\"version\":1", "\"version\":2");
    assert_eq!(first(&newer), Err(ExportProblem::Newer(2)));
    // Another vault's id: the first row does not hang on it.
    let other = format!(
        r#"{{"format":"anteroom-audit","version":1,"vault":"{}","prev":"{}"}}"#,
        "00".repeat(16),
        super::hex(&sha256(&[0; 16]))
    );
    assert_eq!(first(&other), Ok(Some(Break::Link { seq: 1 })));
    let line = |text: &str| check(&format!("{}\n{text}\n", lines[0]));
    assert_eq!(line("[]"), Err(ExportProblem::BadLine { line: 2 }));
    let more = lines[1].replace("{\"seq\"", "{\"more\":1,\"seq\"");
    assert_eq!(line(&more), Err(ExportProblem::BadLine { line: 2 }));
    let upper = lines[1].replace("\"hash\":\"", "\"hash\":\"G");
    assert_eq!(line(&upper), Err(ExportProblem::BadLine { line: 2 }));
    let long = " ".repeat(5_000);
    assert_eq!(line(&long), Err(ExportProblem::LongLine { line: 2 }));
    let bytes = [lines[0].as_bytes(), b"\n\xff\xfe\n"].concat();
    assert_eq!(
        verify_export(Cursor::new(bytes), &[]),
        Err(ExportProblem::BadLine { line: 2 })
    );
    for len in 0..text.len().min(3_000) {
        let _ = check(&text[..len]);
    }
}
