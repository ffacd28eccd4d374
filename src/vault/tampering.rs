//! What somebody with the files, or even with the key of the file, can do without being noticed: nothing that matters.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use rusqlite::params;
use tempfile::TempDir;

use crate::domain::client::Client;
use crate::domain::id::Id;
use crate::domain::letter_record::{FinishedLetter, ShownKind};
use crate::domain::screening::{ScreeningContent, ScreeningIndex};
use crate::vault::desk::{clock, signed, therapy, unlock, vault, words};
use crate::vault::header::Header;
use crate::vault::keys::{Key, sha256};
use crate::vault::{
    Break, Error, Finding, LockReason, Locked, NewLetter, database, files, vectors,
};

// The header --------------------------------------------------------------------------------------

#[test]
fn every_flipped_byte_of_one_header_copy_leaves_the_other() {
    let (header, _) = vectors::header();
    let file = header.to_file();
    for at in 0..file.len() {
        for bit in [1, 16, 128] {
            let mut flipped = file.clone();
            flipped[at] ^= bit;
            let read = Header::from_file(&flipped).unwrap();
            assert!(read.header == header && read.damaged.is_some(), "byte {at}");
        }
    }
}

#[test]
fn a_header_of_any_length_is_read_or_refused() {
    let (header, _) = vectors::header();
    let file = header.to_file();
    for len in 0..file.len() {
        match Header::from_file(&file[..len]) {
            Ok(read) => assert!(read.header == header && read.damaged.is_some(), "{len}"),
            Err(error) => assert!(matches!(error, Error::HeaderDamaged)),
        }
    }
    let longer = [&file[..], &[0; 7]].concat();
    assert!(Header::from_file(&longer).unwrap().damaged.is_some());
    assert!(Header::from_file(&vec![b'A'; 70_000]).is_err());
}

/// A flipped byte in both copies with the checksums made right again, as somebody would do on purpose.
#[test]
fn every_changed_byte_of_the_header_is_noticed_before_the_vault_opens() {
    let (_place, dir, open) = vault();
    assert!(open.lock(LockReason::Exit).problem.is_none());
    let path = dir.join(files::HEADER);
    let file = fs::read(&path).unwrap();
    let copy = file[..file.len() / 2 - 32].to_vec();
    for at in 0..copy.len() {
        let mut changed = copy.clone();
        changed[at] ^= 0x80;
        let sum = sha256(&changed);
        changed.extend(sum);
        fs::write(&path, changed.repeat(2)).unwrap();
        assert!(unlock(&dir).is_err(), "byte {at}");
    }
    fs::write(&path, file).unwrap();
    drop(unlock(&dir).unwrap());
}

#[test]
fn a_slot_that_asks_for_too_little_or_too_much_is_refused_before_the_memory() {
    let (_place, dir, open) = vault();
    assert!(open.lock(LockReason::Exit).problem.is_none());
    let read = files::read_header(&dir, files::HEADER).unwrap().header;
    let costs = [
        (0, 1, 1),
        (u32::MAX, 1, 1),
        (64, 0, 1),
        (64, u32::MAX, 1),
        (64, 1, 0),
        (64, 1, 255),
    ];
    for (m_kib, t, p) in costs {
        let mut header = read.clone();
        for slot in &mut header.slots {
            slot.kdf = crate::vault::Kdf { m_kib, t, p };
        }
        fs::write(dir.join(files::HEADER), header.to_file()).unwrap();
        assert!(matches!(unlock(&dir), Err(Error::KdfRange)));
    }
}

#[test]
fn a_slot_copied_under_another_name_does_not_open() {
    let (_place, dir, open) = vault();
    assert!(open.lock(LockReason::Exit).problem.is_none());
    let mut header = files::read_header(&dir, files::HEADER).unwrap().header;
    let tag = crate::vault::slot::user_tag(&header.name_salt, "ada").unwrap();
    for slot in &mut header.slots {
        slot.user_tag = tag;
    }
    fs::write(dir.join(files::HEADER), header.to_file()).unwrap();
    let result = Locked::at(&dir, clock()).unwrap().unlock("ada", &words());
    assert!(matches!(result, Err(Error::HeaderForged)));
}

// The rosters -------------------------------------------------------------------------------------

#[test]
fn a_changed_roster_is_noticed_at_the_next_sign_in() {
    let changes = [
        ("UPDATE staff SET roles = 1", "staff"),
        ("UPDATE staff SET name = 'X'", "staff"),
        ("UPDATE sheet SET x = zeroblob(32)", "staff"),
        ("UPDATE staff SET x = zeroblob(32)", "staff"),
        ("DELETE FROM key_wraps WHERE key = 1", "staff"),
        ("UPDATE tx_roster SET y = zeroblob(32)", "clinicians"),
        ("DELETE FROM key_wraps WHERE key = 2", "clinicians"),
        (
            "UPDATE meta SET value = zeroblob(32) WHERE key = 'P_tx'",
            "clinicians",
        ),
    ];
    for (sql, which) in changes {
        let (_place, dir, mut open) = vault();
        open.unguarded().execute_batch(sql).unwrap();
        assert!(open.lock(LockReason::Exit).problem.is_none());
        match unlock(&dir) {
            Err(Error::RosterForged(found)) => assert_eq!(found, which, "{sql}"),
            other => panic!("{sql}: {:?}", other.err()),
        }
    }
}

// The activity log --------------------------------------------------------------------------------

pub(super) const LET_GO: &str =
    "DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete; DROP TRIGGER audit_gapless;";

#[test]
fn an_edited_row_of_the_log_is_named() {
    let columns = [
        "time_utc = '2020-01-01T00:00:00.000Z'",
        "boot_id = zeroblob(16)",
        "mono_ms = mono_ms + 1",
        "actor = zeroblob(16)",
        "session = zeroblob(16)",
        "role = 'intake'",
        "action = 'x'",
        "object = zeroblob(16)",
        "record_version = 9",
        "content_hash = zeroblob(32)",
        "detail = 'x'",
        "app_version = 'x'",
        "hash = zeroblob(32)",
    ];
    for column in columns {
        let (_place, _dir, mut open) = vault();
        let db = open.unguarded();
        db.execute_batch(LET_GO).unwrap();
        db.execute(&format!("UPDATE audit SET {column} WHERE seq = 5"), [])
            .unwrap();
        assert_eq!(
            open.audit().verify().unwrap().broken,
            Some(Break::Edited { seq: 5 }),
            "{column}"
        );
    }
    let (_place, _dir, mut open) = vault();
    let db = open.unguarded();
    db.execute_batch(LET_GO).unwrap();
    db.execute("UPDATE audit SET prev = zeroblob(32) WHERE seq = 5", [])
        .unwrap();
    assert_eq!(
        open.audit().verify().unwrap().broken,
        Some(Break::Link { seq: 5 })
    );
}

#[test]
fn a_removed_row_of_the_log_leaves_a_gap_and_a_cut_end_is_behind_the_anchor() {
    let (_place, _dir, mut open) = vault();
    let db = open.unguarded();
    db.execute_batch(LET_GO).unwrap();
    db.execute("DELETE FROM audit WHERE seq = 4", []).unwrap();
    assert_eq!(
        open.audit().verify().unwrap().broken,
        Some(Break::Gap { seq: 5 })
    );

    let (_place, _dir, mut open) = vault();
    open.anchor().unwrap();
    let db = open.unguarded();
    db.execute_batch(LET_GO).unwrap();
    db.execute("DELETE FROM audit WHERE seq > 5", []).unwrap();
    assert_eq!(open.audit().verify().unwrap().broken, None);
    assert!(open.check().unwrap().findings.contains(&Finding::Anchor));
}

#[test]
fn the_log_cannot_be_rewritten_through_the_programs_own_connection() {
    let (_place, _dir, mut open) = vault();
    let attacks = [
        "UPDATE audit SET action = 'x'",
        "DELETE FROM audit",
        "INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE seq = 3",
        "DROP TABLE audit",
        "DROP TRIGGER audit_no_update",
        "ALTER TABLE audit RENAME TO other",
        "CREATE TRIGGER t AFTER INSERT ON audit BEGIN SELECT 1; END",
        "CREATE TABLE t (a)",
        "ATTACH ':memory:' AS m",
        "PRAGMA recursive_triggers = 0",
        "PRAGMA writable_schema = 1",
        "UPDATE sqlite_schema SET sql = ''",
        "DELETE FROM disclosure",
        "SELECT load_extension('x')",
    ];
    for sql in attacks {
        assert!(open.db().execute_batch(sql).is_err(), "{sql}");
    }
    // With the list of what may be done taken away, the triggers still stand.
    let db = open.unguarded();
    let attacks = [
        "UPDATE audit SET action = 'x' WHERE seq = 3",
        "DELETE FROM audit WHERE seq = 3",
        "INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE seq = 3",
        "INSERT INTO audit SELECT 99, prev, time_utc, boot_id, mono_ms, actor, session, role, action, object, \
         record_version, content_hash, detail, app_version, hash FROM audit WHERE seq = 3",
        "INSERT INTO audit SELECT max(seq) + 1, prev, time_utc, boot_id, mono_ms, actor, session, role, action, \
         object, record_version, content_hash, detail, app_version, hash FROM audit",
    ];
    for sql in attacks {
        assert!(db.execute_batch(sql).is_err(), "{sql}");
    }
    assert_eq!(open.audit().verify().unwrap().broken, None);
}

// What is signed ----------------------------------------------------------------------------------

#[test]
fn signed_rows_do_not_change_even_by_hand() {
    let (_place, _dir, mut open) = vault();
    let id = signed(&open);
    let client = open.clients().add(&Client::named("Bo Reed")).unwrap();
    let letter = NewLetter {
        kind: ShownKind::ToThePerson,
        screening: Some(id),
        client: Some(client),
        replaces: None,
        letter: FinishedLetter {
            code: "L5".to_owned(),
            language: "en".to_owned(),
            pdf: vec![1],
        },
    };
    open.letters().finish(1, &letter).unwrap();
    let db = open.unguarded();
    let attacks = [
        "UPDATE screening SET body = json_set(body, '$.stage', 'draft')",
        "UPDATE screening SET body = json_set(body, '$.author', '00')",
        "UPDATE screening SET body = json_remove(body, '$.client')",
        "UPDATE screening SET body = json_set(body, '$.signature.statement', 'x')",
        "DELETE FROM screening",
        "UPDATE record SET ct = zeroblob(8) WHERE part = 1",
        "UPDATE record SET frozen = 0 WHERE part = 1",
        "DELETE FROM record WHERE part = 1",
        "INSERT OR REPLACE INTO record SELECT record_id, part, 9, kind, r_id, nonce, ct, tag, 9, 0 \
         FROM record WHERE part = 1",
        "UPDATE letter SET body = json_set(body, '$.number', 7)",
        "UPDATE desk_letter SET pdf = zeroblob(8)",
    ];
    for sql in attacks {
        assert!(db.execute_batch(sql).is_err(), "{sql}");
    }
    assert!(open.check().unwrap().is_clean());
}

#[test]
fn a_row_changed_behind_the_program_is_found_by_the_check() {
    let changes = [
        (
            "UPDATE client SET body = '{\"legal-name\":\"X\"}'",
            "client",
        ),
        ("UPDATE client SET version = 7", "client"),
        ("DELETE FROM setting WHERE rowid = 1", "setting"),
        (
            "INSERT INTO recipient VALUES (zeroblob(16), 1, '{\"name\":\"\"}')",
            "recipient",
        ),
        (
            "UPDATE screening SET body = json_set(body, '$.desk-state', 'joined')",
            "screening",
        ),
        (
            "UPDATE record SET ct = zeroblob(500) WHERE part = 0",
            "part",
        ),
    ];
    for (sql, table) in changes {
        let (_place, _dir, mut open) = vault();
        signed(&open);
        open.unguarded().execute_batch(sql).unwrap();
        let findings = open.check().unwrap().findings;
        let named = findings.iter().any(|finding| match finding {
            Finding::Content { table: found, .. }
            | Finding::Missing { table: found, .. }
            | Finding::Unknown { table: found, .. } => found == table,
            _ => false,
        });
        assert!(
            named || (table == "none" && findings.is_empty()),
            "{sql}: {findings:?}"
        );
    }
}

// Sealed records ----------------------------------------------------------------------------------

#[test]
fn a_record_moved_to_another_client_or_place_does_not_open() {
    let (_place, _dir, mut open) = vault();
    let ada = open.clients().add(&Client::named("Ada Vale")).unwrap();
    let bo = open.clients().add(&Client::named("Bo Reed")).unwrap();
    let (one, two) = (therapy(&open, ada), therapy(&open, bo));
    let (content, index) = (ScreeningContent::default(), ScreeningIndex::default());
    open.screenings().save_draft(one, &content, &index).unwrap();
    open.screenings().save_draft(two, &content, &index).unwrap();
    let db = open.unguarded();
    let body = "UPDATE screening SET body = json_set(body, '$.client', ?2) WHERE id = ?1";
    db.execute(body, params![one.to_bytes(), bo.to_string()])
        .unwrap();
    assert!(matches!(
        open.screenings().view(one),
        Err(Error::BrokenLink(_))
    ));
    let db = open.unguarded();
    db.execute(
        "DELETE FROM record WHERE record_id = ?1 AND part = 1",
        params![two.to_bytes()],
    )
    .unwrap();
    let moved = "UPDATE record SET record_id = ?2 WHERE record_id = ?1 AND part = 1";
    db.execute(moved, params![one.to_bytes(), two.to_bytes()])
        .unwrap();
    assert!(matches!(
        open.screenings().view(two),
        Err(Error::Authentication)
    ));
}

#[test]
fn the_desk_can_write_a_record_and_cannot_read_it_or_write_over_it() {
    let (_place, dir, open) = vault();
    let client = open.clients().add(&Client::named("Ada Vale")).unwrap();
    let open = open.at_the_desk();
    let id = therapy(&open, client);
    let (content, index) = (ScreeningContent::default(), ScreeningIndex::default());
    open.screenings().save_draft(id, &content, &index).unwrap();
    assert!(matches!(
        open.screenings().view(id),
        Err(Error::RoleNeeded(_))
    ));
    assert!(matches!(
        open.screenings().index(),
        Err(Error::RoleNeeded(_))
    ));
    let again = open.screenings().save_draft(id, &content, &index);
    assert!(matches!(again, Err(Error::RoleNeeded(_))));
    let proof = open.prove(&words()).unwrap();
    let sign = open
        .screenings()
        .sign(id, &content, &index, "I ran it.", proof);
    assert!(matches!(sign, Err(Error::RoleNeeded(_))));
    assert!(open.lock(LockReason::Asked).problem.is_none());
    let open = unlock(&dir).unwrap();
    assert!(open.screenings().view(id).unwrap().content.is_some());
    let kept = open.audit().of(id).unwrap();
    let evidence = kept.iter().find(|row| row.action == "part.keep").unwrap();
    assert_eq!(evidence.detail("seal").map(str::len), Some(64));
    assert_eq!(evidence.detail("kid").map(str::len), Some(32));
    assert!(open.check().unwrap().is_clean());
}

// The database ------------------------------------------------------------------------------------

#[test]
fn a_database_is_opened_only_with_its_key_and_never_made_by_opening() {
    let place = TempDir::new().unwrap();
    let (key, other) = (Key::random().unwrap(), Key::random().unwrap());
    assert!(database::open(place.path(), &key).is_err(), "nothing there");
    assert!(!place.path().join(files::DATABASE).exists());
    database::close(database::create(place.path(), &key).unwrap()).unwrap();
    assert!(matches!(
        database::open(place.path(), &other),
        Err(Error::DatabaseDamaged)
    ));
    let mut nearly = *key.bytes();
    nearly[31] ^= 1;
    assert!(database::open(place.path(), &Key::take(&mut nearly)).is_err());
    database::close(database::open(place.path(), &key).unwrap()).unwrap();
    // SQLCipher takes an empty file for a fresh database; we do not.
    fs::write(place.path().join(files::DATABASE), "").unwrap();
    assert!(matches!(
        database::open(place.path(), &key),
        Err(Error::DatabaseDamaged)
    ));
}

/// For `tests/external/sqlcipher.sh`, which says where: a vault's database, and the raw key of its pages in
/// hexadecimal. No command of the program gives that key away.
#[test]
fn the_database_and_its_key_can_be_given_to_another_program() {
    let Ok(place) = std::env::var("ANTEROOM_RAW_KEY_TO") else {
        return;
    };
    let (_place, dir, open) = vault();
    signed(&open);
    let key = crate::vault::audit::hex(open.session().office.page.bytes());
    assert!(open.lock(LockReason::Exit).problem.is_none());
    fs::copy(
        dir.join(files::DATABASE),
        Path::new(&place).join("vault.db"),
    )
    .unwrap();
    fs::write(Path::new(&place).join("key"), key).unwrap();
}

#[test]
fn a_database_of_a_newer_program_is_refused_untouched() {
    let (_place, dir, mut open) = vault();
    open.unguarded()
        .execute_batch("PRAGMA user_version = 99")
        .unwrap();
    assert!(open.lock(LockReason::Exit).problem.is_none());
    let before = fs::read(dir.join(files::DATABASE)).unwrap();
    assert!(matches!(
        unlock(&dir),
        Err(Error::Newer { found: 99, known })
            if i64::from(known) == database::USER_VERSION
    ));
    assert_eq!(fs::read(dir.join(files::DATABASE)).unwrap(), before);
}

#[test]
fn the_settings_of_a_connection_are_as_decided() {
    let (_place, _dir, mut open) = vault();
    let db = open.unguarded();
    let wanted = [
        ("cipher_status", "1"),
        ("cipher_page_size", "4096"),
        ("cipher_hmac_algorithm", "HMAC_SHA512"),
        ("cipher_memory_security", "1"),
        ("locking_mode", "exclusive"),
        ("journal_mode", "delete"),
        ("synchronous", "3"),
        ("fullfsync", "1"),
        ("foreign_keys", "1"),
        ("recursive_triggers", "1"),
        ("temp_store", "2"),
        ("secure_delete", "1"),
        ("trusted_schema", "0"),
        ("cell_size_check", "1"),
    ];
    for (pragma, wanted) in wanted {
        let found: rusqlite::types::Value = db
            .query_row(&format!("PRAGMA {pragma}"), [], |row| row.get(0))
            .unwrap();
        let found = match found {
            rusqlite::types::Value::Integer(number) => number.to_string(),
            rusqlite::types::Value::Text(text) => text,
            other => panic!("{other:?}"),
        };
        assert_eq!(found, wanted, "{pragma}");
    }
}
