//! The activity log from outside: what `anteroom audit` shows, verifies and writes, and a vault in doubt; and a word for every action.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "desk/computer.rs"]
#[allow(dead_code, reason = "a part of it is for other tests")]
mod computer;

use std::collections::BTreeSet;
use std::fs;
use std::ops::Deref;
use std::path::{Path, PathBuf};

use anteroom::app::activity;
use computer::{Computer, lines, told};
use serde_json::Value;

/// A computer with a sample clinic on it.
struct Desk(Computer);

impl Deref for Desk {
    type Target = Computer;

    fn deref(&self) -> &Computer {
        &self.0
    }
}

impl Desk {
    fn new() -> Self {
        Self(Computer::with_sample())
    }

    fn seen(&self, args: &[&str]) -> String {
        told(args, &self.inside(args), 0)
    }

    fn database(&self) -> PathBuf {
        self.path("demo/Sample.vault/vault.db")
    }

    fn clients(&self) -> Vec<Value> {
        lines(&self.seen(&["client", "find", "--json"]))
    }
}

#[test]
fn the_log_is_shown_by_kind_day_and_number_in_neutral_words() {
    let desk = Desk::new();
    let all = lines(&desk.seen(&["audit", "show", "--last", "10000", "--json"]));
    assert!(all.len() > 50);
    assert_eq!(all[0]["action"], "session.login");
    assert_eq!(all.last().unwrap()["seq"], 1);
    let three = lines(&desk.seen(&["audit", "show", "--last", "3", "--json"]));
    assert_eq!(three.len(), 3);
    let letters = lines(&desk.seen(&["audit", "show", "--action", "letter.", "--json"]));
    assert!(!letters.is_empty());
    for row in &letters {
        assert!(row["action"].as_str().unwrap().starts_with("letter."));
    }
    let later = desk.seen(&["audit", "show", "--since", "2025-03-11"]);
    assert_eq!(later, "", "the sample clinic lives on the day before");
    let words = desk.seen(&["audit", "show", "--last", "1000"]);
    assert!(words.contains("signed a screening") && words.contains("2025-03-10"));
    for name in ["Paperdoll", "Mockridge", "Dummett"] {
        assert!(!words.contains(name));
    }
}

#[test]
fn who_looked_at_a_client_and_what_went_out_are_told() {
    let desk = Desk::new();
    // Made again, to learn the id of its signed assessment.
    let made = desk.done(&["demo", "demo", "--no-window", "--json"]);
    let made: Value = serde_json::from_str(&made).unwrap();
    let id = made["therapy"].as_str().unwrap().to_owned();
    desk.seen(&["screening", "show", &id]);
    let mut with_letter = 0;
    for client in desk.clients() {
        let id = client["client"].as_str().unwrap();
        let rows = lines(&desk.seen(&["audit", "show", "--client", id, "--json"]));
        let looked = |row: &&Value| row["action"] == "screening.view";
        if let Some(out) = rows.iter().find(|row| row["disclosure"] == true) {
            with_letter += 1;
            assert!(rows.iter().find(looked).is_some());
            assert!(!out["receiver"].as_str().unwrap().is_empty());
            assert!(!out["ground"].as_str().unwrap().is_empty());
        }
    }
    assert_eq!(with_letter, 2, "both sample letters are about clients");
}

#[test]
fn a_whole_log_verifies_with_its_mark_and_another_mark_does_not_fit() {
    let desk = Desk::new();
    let found: Value = serde_json::from_str(&desk.seen(&["audit", "verify", "--json"])).unwrap();
    assert_eq!(found["holds"], true);
    assert_eq!(found["code"], 0);
    assert!(found["records"].as_u64().unwrap() > 20);
    let mark = found["mark"].as_str().unwrap();
    let again = desk.seen(&["audit", "verify", "--mark", mark]);
    assert!(again.contains("Every event hangs on the one before"));
    let args = ["audit", "verify", "--json", "--mark", "000003-0000-0000"];
    let output = desk.inside(&args);
    let found: Value = serde_json::from_str(&told(&args, &output, 1)).unwrap();
    assert_eq!((&found["code"], &found["seq"]), (&12.into(), &3.into()));
    let args = ["audit", "verify", "--mark", "nonsense"];
    told(&args, &desk.inside(&args), 1);
}

#[test]
fn an_exported_log_verifies_with_no_vault_and_no_passphrase() {
    let desk = Desk::new();
    let said = desk.seen(&["audit", "export", "log.jsonl", "--json"]);
    let said: Value = serde_json::from_str(&said).unwrap();
    let mark = said["mark"].as_str().unwrap();
    let text = fs::read_to_string(desk.path("log.jsonl")).unwrap();
    assert!(!text.contains("Paperdoll") && !text.contains("Sample"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(desk.path("log.jsonl")).unwrap();
        assert_eq!(mode.permissions().mode() & 0o777, 0o600);
    }
    // The vault grows on; the earlier export is a witness for it.
    let later = ["audit", "verify", "--anchor", "log.jsonl"];
    assert!(
        desk.seen(&later)
            .contains("Every event hangs on the one before")
    );
    fs::remove_dir_all(desk.path("demo")).unwrap();
    fs::remove_file(desk.path("pw")).unwrap();
    let check = |args: &[&str]| {
        let all = [
            &["audit", "verify", "--export", "log.jsonl", "--json"],
            args,
        ]
        .concat();
        let output = desk.run(&all);
        let found = String::from_utf8(output.stdout).unwrap();
        (
            output.status.code(),
            serde_json::from_str::<Value>(&found).unwrap_or_default(),
        )
    };
    let (code, found) = check(&["--mark", mark]);
    assert_eq!((code, &found["holds"]), (Some(0), &true.into()));
    let (code, found) = check(&["--mark", "000003-0000-0000"]);
    assert_eq!((code, &found["code"]), (Some(1), &12.into()));
    let edited = text.replacen(
        "\"action\":\"vault.create\"",
        "\"action\":\"vault.other\"",
        1,
    );
    fs::write(desk.path("log.jsonl"), edited).unwrap();
    let (code, found) = check(&[]);
    assert_eq!(code, Some(1));
    assert_eq!(
        (&found["code"], &found["kind"]),
        (&14.into(), &"edited".into())
    );
    assert_eq!(found["seq"], 1);
    fs::write(desk.path("log.jsonl"), "not a log").unwrap();
    assert_eq!(check(&[]).0, Some(1));
}

#[test]
fn an_export_takes_the_place_of_no_file() {
    let desk = Desk::new();
    fs::write(desk.path("log.jsonl"), "kept").unwrap();
    let args = ["audit", "export", "log.jsonl"];
    told(&args, &desk.inside(&args), 1);
    assert_eq!(fs::read_to_string(desk.path("log.jsonl")).unwrap(), "kept");
}

#[test]
fn an_older_vault_is_read_with_a_warning_and_changed_after_an_acknowledgement() {
    let desk = Desk::new();
    let before = fs::read(desk.database()).unwrap();
    fs::write(desk.path("person.json"), r#"{"legal-name": "Ada Vale"}"#).unwrap();
    let add = ["client", "add", "person.json", "--even-if-duplicate"];
    desk.seen(&add);
    let count = desk.clients().len();
    fs::write(desk.database(), before).unwrap();
    let args = ["client", "find", "--json"];
    let output = desk.inside(&args);
    assert_eq!(lines(&told(&args, &output, 0)).len() + 1, count);
    let warned = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        warned.contains("The vault’s own header remembers"),
        "{warned}"
    );
    let refused = desk.inside(&[&add[..], &["--json"]].concat());
    told(&add, &refused, 1);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("in-doubt"));
    let short = ["audit", "acknowledge", "--why", "backup", "--reason", "no"];
    told(&short, &desk.inside(&short), 1);
    let reason = "The disk failed and we put the copy of Friday back.";
    let long = [
        "audit",
        "acknowledge",
        "--why",
        "backup",
        "--reason",
        reason,
    ];
    desk.seen(&long);
    told(&long, &desk.inside(&long), 1);
    desk.seen(&add);
    assert_eq!(desk.clients().len(), count);
    let log = desk.seen(&["audit", "show", "--last", "100", "--json"]);
    assert!(log.contains("acknowledgement.add") && !log.contains("Friday"));
    desk.seen(&["audit", "verify"]);
}

// Words ------------------------------------------------------------------------------------------

/// Every action that the vault's sources can write.
fn actions() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src/vault")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            for (at, _) in text.match_indices("Self(\"") {
                let word = text[at + 6..].split('"').next().unwrap();
                if word.contains('.') && path.ends_with("audit.rs") {
                    found.insert(word.to_owned());
                }
            }
            for (at, _) in text.match_indices("table!(\"") {
                let table = text[at + 8..].split('"').next().unwrap();
                for verb in ["add", "change", "remove", "view"] {
                    found.insert(format!("{table}.{verb}"));
                }
            }
        }
    }
    found
}

#[test]
fn every_action_of_the_log_has_words() {
    let actions = actions();
    assert!(
        actions.len() > 60,
        "only {}: the scan is broken",
        actions.len()
    );
    let without: Vec<&String> = actions
        .iter()
        .filter(|action| activity::did(action).contains(action.as_str()))
        .collect();
    assert_eq!(without, [] as [&String; 0]);
}

#[test]
fn an_action_of_a_newer_version_is_shown_as_its_own_word() {
    assert!(activity::did("moon.land").contains("moon.land"));
}

#[test]
fn every_kind_of_the_filter_has_a_name_and_looks_are_looks() {
    for kind in activity::Kind::ALL {
        let name = anteroom::text::say(kind.message());
        assert_ne!(name, kind.message());
    }
    for (action, wanted) in [
        ("client.view", true),
        ("letter.print", true),
        ("client.change", false),
        ("session.login", false),
    ] {
        assert_eq!(activity::looks(action), wanted, "{action}");
    }
}
