//! Backup, restore, drill and check from outside: what the commands print, refuse and leave behind.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "desk/computer.rs"]
#[allow(dead_code, reason = "a part of it is for other tests")]
mod computer;

use std::ops::Deref;
use std::process::Output;

use computer::{Computer, refusal};
use serde_json::Value;

/// A computer with a sample clinic, a passphrase file and a folder for backups.
struct Desk(Computer);

impl Deref for Desk {
    type Target = Computer;

    fn deref(&self) -> &Computer {
        &self.0
    }
}

impl Desk {
    fn new() -> Self {
        let desk = Self(Computer::with_sample());
        std::fs::create_dir(desk.path("safe")).unwrap();
        desk
    }

    /// Runs a command of the vault, with JSON.
    fn attempt(&self, args: &[&str]) -> Output {
        self.inside(&[&["--json", "vault"], args].concat())
    }

    fn vault(&self, args: &[&str]) -> Value {
        serde_json::from_str(&computer::told(args, &self.attempt(args), 0)).unwrap()
    }

    fn refused(&self, args: &[&str]) -> Value {
        refusal(args, &self.attempt(args))
    }

    fn backup(&self) -> String {
        let told = self.vault(&["backup", "--to", "safe"]);
        told["path"].as_str().unwrap().to_owned()
    }
}

#[test]
fn a_backup_is_written_drilled_and_restored_from_the_command_line() {
    let desk = Desk::new();
    let told = desk.vault(&["backup", "--to", "safe", "--keep"]);
    let path = told["path"].as_str().unwrap();
    assert!(path.ends_with("Sample-20250310T120000Z-1.cbk"), "{path}");
    assert_eq!(
        (&told["removed"], &told["same_disk"]),
        (&0.into(), &true.into())
    );
    assert_eq!(told["bytes"], std::fs::metadata(path).unwrap().len());

    let drill = desk.vault(&["drill", path]);
    assert_eq!(drill["proven"], true);
    assert_eq!(drill["clients"], 12);
    assert_eq!(drill["last_seq"], told["seq"]);

    let restored = desk.vault(&["restore", path, "--into", "demo/Sample.vault"]);
    assert!(
        restored["replaced"]
            .as_str()
            .unwrap()
            .ends_with("Sample.vault.replaced-2025-03-10")
    );
    assert_eq!(restored["seq"], told["seq"]);
    let check = desk.vault(&["check"]);
    assert_eq!(
        (&check["clean"], check["findings"].as_array().unwrap().len()),
        (&true.into(), 0)
    );
    assert!(check["events"].as_u64().unwrap() > 0);

    let second = desk.vault(&["restore", path, "--into", "demo/Second.vault"]);
    assert!(second["replaced"].is_null());
    assert!(desk.path("demo/Second.vault/vault.db").is_file());
}

#[test]
fn people_read_where_the_backup_is_that_it_was_checked_and_that_one_disk_is_not_enough() {
    let desk = Desk::new();
    let output = desk.inside(&["vault", "backup", "--to", "safe"]);
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(
        told.contains("opened again and checked") && told.contains("same disk"),
        "{told}"
    );
    assert!(output.stderr.is_empty(), "no progress where nobody looks");
}

#[test]
fn each_kind_of_bad_backup_is_refused_with_its_own_word() {
    let desk = Desk::new();
    let bytes = std::fs::read(desk.backup()).unwrap();
    let mut flipped = bytes.clone();
    flipped[5000] ^= 4;
    let cases = [
        ("cut.cbk", bytes[..bytes.len() - 9000].to_vec(), "cut short"),
        (
            "grown.cbk",
            [&bytes[..], b"more"].concat(),
            "4 bytes too many",
        ),
        ("flipped.cbk", flipped, "checksums"),
        ("other.cbk", b"%PDF-1.7".to_vec(), "another kind"),
    ];
    for (name, content, word) in cases {
        std::fs::write(desk.path(name), content).unwrap();
        let told = desk.refused(&["restore", name, "--into", "demo/New.vault"]);
        assert_eq!(told["error"], "backup-damaged", "{name}");
        assert!(told["message"].as_str().unwrap().contains(word), "{told}");
        let told = desk.refused(&["drill", name]);
        assert_eq!(told["error"], "backup-damaged", "{name}");
    }
    let left: Vec<_> = std::fs::read_dir(desk.path("demo")).unwrap().collect();
    assert_eq!(
        left.len(),
        3,
        "the sample vault, its letters and its marker"
    );
    let told = desk.refused(&["backup", "--to", "demo/Sample.vault"]);
    assert!(
        told["message"]
            .as_str()
            .unwrap()
            .contains("inside the vault")
    );
    assert_eq!(
        desk.refused(&["backup", "--to", "nowhere"])["error"],
        "not-found"
    );
    assert_eq!(
        desk.attempt(&["backup"]).status.code(),
        Some(2),
        "a folder must be named"
    );
}

#[test]
fn a_damaged_vault_is_told_in_words_and_its_header_comes_back_from_a_backup() {
    let desk = Desk::new();
    let backup = desk.backup();
    let header = desk.path("demo/Sample.vault/vault.hdr");
    std::fs::write(&header, "nothing that reads").unwrap();
    let told = desk.refused(&["check"]);
    assert_eq!(told["error"], "damaged");
    assert!(told["message"].as_str().unwrap().contains("key header"));
    desk.vault(&[
        "restore",
        &backup,
        "--into",
        "demo/Sample.vault",
        "--header",
    ]);
    assert_eq!(desk.vault(&["check"])["clean"], true);
    let told = desk.refused(&[
        "restore",
        &backup,
        "--into",
        "demo/Sample.vault",
        "--header",
    ]);
    assert!(told["message"].as_str().unwrap().contains("not replaced"));

    let database = desk.path("demo/Sample.vault/vault.db");
    let whole = std::fs::read(&database).unwrap();
    let mut reports = 0;
    for tenth in 1..10 {
        let mut bytes = whole.clone();
        bytes[whole.len() / 10 * tenth] ^= 1;
        std::fs::write(&database, &bytes).unwrap();
        let output = desk.attempt(&["check"]);
        let out = computer::told(&["check"], &output, 1);
        let err = String::from_utf8(output.stderr).unwrap();
        assert!(err.contains(r#""error":"damaged""#), "{err}");
        // With some pages damaged the vault does not even open.
        if let Ok(report) = serde_json::from_str::<Value>(&out) {
            assert_eq!(
                (&report["clean"], &report["damaged"]),
                (&false.into(), &true.into())
            );
            let said = report["findings"][0]["message"].as_str().unwrap();
            assert!(said.contains("Damaged pages: 1"), "{said}");
            reports += 1;
        }
    }
    assert!(reports > 0);
    // A backup of a damaged vault does not pass.
    let args = ["backup", "--to", "safe"];
    computer::told(&args, &desk.attempt(&args), 1);
    assert_eq!(std::fs::read_dir(desk.path("safe")).unwrap().count(), 1);
}

#[test]
fn a_damaged_vault_is_salvaged_into_a_new_one() {
    let desk = Desk::new();
    let told = desk.vault(&["salvage", "--into", "demo/Saved.vault"]);
    assert_eq!(
        (&told["clean"], told["gaps"].as_array().unwrap().len()),
        (&true.into(), 0)
    );
    assert!(told["rows"].as_u64().unwrap() > 100);
    assert!(desk.path("demo/Saved.vault/vault.db").is_file());
    let told = desk.refused(&["salvage", "--into", "demo/Saved.vault"]);
    assert_eq!(told["error"], "exists");
}
