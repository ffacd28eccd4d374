//! People and keys from the command line: joining, leaving, another passphrase, a used recovery sheet.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "desk/computer.rs"]
#[allow(dead_code, reason = "a part of it is for other tests")]
mod computer;

use std::path::PathBuf;
use std::process::Output;

use computer::{Computer, lines, refusal, told};
use serde_json::Value;

struct Desk(Computer);

const VERA: &str = "orbit lantern cobalt thicket mural wren";

impl Desk {
    /// A vault of its own, with both sheets in the file `sheets`.
    fn new() -> Self {
        let desk = Self(Computer::new());
        desk.file("vera", VERA);
        desk.file(
            "clinic.json",
            r#"{"name": "Sample Clinic", "emergency-number": "112"}"#,
        );
        desk.done(&[
            "vault",
            "new",
            "--clinic",
            "clinic.json",
            "--name",
            "Vera Sample",
            "--as",
            "vera",
            "--passphrase-file",
            "vera",
            "--sheets",
            "sheets",
        ]);
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path(name)
    }

    fn file(&self, name: &str, line: &str) {
        self.0.file(name, format!("{line}\n"));
    }

    /// A passphrase of somebody, in a file under their name.
    fn person(&self, name: &str) {
        self.file(name, &format!("{VERA} {name}"));
    }

    fn run(&self, args: &[&str]) -> Output {
        let vault = ["--vault", "Clinic.vault", "--json"];
        self.0.run(&[args, &vault].concat())
    }

    fn done(&self, args: &[&str]) -> Vec<Value> {
        lines(&told(args, &self.run(args), 0))
    }

    fn refused(&self, args: &[&str]) -> String {
        let told = refusal(args, &self.run(args));
        told["error"].as_str().unwrap().to_owned()
    }

    /// As somebody, whose passphrase is in the file under their name.
    fn as_(&self, who: &str, args: &[&str]) -> Vec<Value> {
        self.done(&[args, &["--as", who, "--passphrase-file", who]].concat())
    }

    fn not_as(&self, who: &str, args: &[&str]) -> String {
        self.refused(&[args, &["--as", who, "--passphrase-file", who]].concat())
    }

    fn add(&self, login: &str, role: &str) {
        self.person(login);
        self.as_(
            "vera",
            &[
                "staff",
                "add",
                login,
                "--name",
                "Some Sample",
                "--role",
                role,
                "--new-passphrase-file",
                login,
            ],
        );
    }

    fn code(&self, which: &str) {
        let sheets = std::fs::read_to_string(self.path("sheets")).unwrap();
        let line = sheets.lines().find(|line| line.starts_with(which)).unwrap();
        self.file("code", line.split_whitespace().last().unwrap());
    }
}

#[test]
fn people_join_sign_in_and_leave() {
    let desk = Desk::new();
    desk.add("ina", "intake");
    let listed = desk.as_("ina", &["staff", "list"]);
    assert_eq!(listed.len(), 2);
    let ina = listed.iter().find(|row| row["login"] == "ina").unwrap();
    assert_eq!(
        (&ina["roles"][0], &ina["clinical_key"]),
        (&"intake".into(), &"none".into())
    );
    assert_eq!(
        desk.not_as("ina", &["staff", "remove", "vera"]),
        "not-allowed"
    );
    let report = desk.as_("vera", &["staff", "remove", "ina"]);
    assert_eq!(report[0]["clinical_key_changed"], true);
    assert_eq!(desk.not_as("ina", &["staff", "list"]), "not-accepted");
    let listed = desk.as_("vera", &["staff", "list"]);
    let ina = listed.iter().find(|row| row["login"] == "ina").unwrap();
    assert_eq!(ina["present"], false);
    assert_eq!(desk.as_("vera", &["vault", "check"])[0]["clean"], true);
}

#[test]
fn an_administrator_gives_the_role_and_a_clinician_beside_them_the_key() {
    let desk = Desk::new();
    desk.add("adam", "administrator");
    desk.person("clara");
    let add = [
        "staff",
        "add",
        "clara",
        "--name",
        "Clara Sample",
        "--role",
        "clinician",
        "--new-passphrase-file",
        "clara",
    ];
    desk.as_("adam", &add);
    let access = || {
        let listed = desk.as_("adam", &["staff", "list"]);
        let clara = listed.iter().find(|row| row["login"] == "clara").unwrap();
        clara["clinical_key"].as_str().unwrap().to_owned()
    };
    assert_eq!(access(), "waiting");
    let grant = [
        "staff",
        "grant",
        "clara",
        "--their-passphrase-file",
        "clara",
    ];
    assert_eq!(desk.not_as("adam", &grant), "not-allowed");
    desk.as_(
        "adam",
        &[
            &grant[..],
            &["--by", "vera", "--by-passphrase-file", "vera"],
        ]
        .concat(),
    );
    assert_eq!(access(), "granted");
    // Another administrator takes two who could be asked.
    let roles = [
        "staff",
        "roles",
        "clara",
        "--role",
        "clinician",
        "--role",
        "administrator",
    ];
    assert_eq!(desk.not_as("adam", &roles), "second-person-needed");
    desk.as_(
        "adam",
        &[
            &roles[..],
            &["--second", "vera", "--second-passphrase-file", "vera"],
        ]
        .concat(),
    );
}

#[test]
fn a_lost_passphrase_is_reset_and_clinical_access_comes_back_with_the_former_one() {
    let desk = Desk::new();
    desk.add("adam", "administrator");
    desk.file("former", VERA);
    desk.person("vera2");
    desk.as_(
        "adam",
        &["staff", "reset", "vera", "--new-passphrase-file", "vera2"],
    );
    assert_eq!(desk.not_as("vera", &["staff", "list"]), "not-accepted");
    std::fs::copy(desk.path("vera2"), desk.path("vera")).unwrap();
    let listed = desk.as_("vera", &["staff", "list"]);
    let vera = listed.iter().find(|row| row["login"] == "vera").unwrap();
    assert_eq!(vera["clinical_key"], "parked");
    desk.as_(
        "vera",
        &["staff", "take-back", "--former-passphrase-file", "former"],
    );
    desk.person("vera3");
    desk.as_(
        "vera",
        &["staff", "passphrase", "--new-passphrase-file", "vera3"],
    );
    std::fs::copy(desk.path("vera3"), desk.path("vera")).unwrap();
    let listed = desk.as_("vera", &["staff", "list"]);
    let vera = listed.iter().find(|row| row["login"] == "vera").unwrap();
    assert_eq!(vera["clinical_key"], "granted");
}

#[test]
fn a_used_office_sheet_makes_a_successor_and_is_replaced() {
    let desk = Desk::new();
    desk.code("Office");
    desk.person("nora");
    let recover = [
        "vault",
        "recover",
        "--code-file",
        "code",
        "--successor",
        "nora",
        "--name",
        "Nora Sample",
        "--new-passphrase-file",
        "nora",
    ];
    desk.done(&recover);
    desk.as_("nora", &["vault", "sheet", "office", "--sheet", "fresh"]);
    assert!(
        desk.as_("nora", &["vault", "rotate"])[0]["pages"]
            .as_u64()
            .unwrap()
            > 0
    );
    // The old code is no longer valid; the fresh one is.
    desk.person("nils");
    let again = |code: &str| {
        desk.run(&[
            "vault",
            "recover",
            "--code-file",
            code,
            "--successor",
            "nils",
            "--name",
            "Nils Sample",
            "--new-passphrase-file",
            "nils",
        ])
    };
    assert_eq!(again("code").status.code(), Some(1));
    assert_eq!(again("fresh").status.code(), Some(0));
    assert_eq!(desk.as_("vera", &["vault", "check"])[0]["clean"], true);
}

#[test]
fn what_is_refused_says_which_kind_it_is_and_changes_nothing() {
    let desk = Desk::new();
    desk.add("ina", "intake");
    let add = [
        "staff",
        "add",
        "INA",
        "--name",
        "X",
        "--role",
        "intake",
        "--new-passphrase-file",
        "ina",
    ];
    assert_eq!(desk.not_as("vera", &add), "login-taken");
    desk.file("weak", "ida ida ida ida ida");
    let weak = [
        "staff",
        "add",
        "ida",
        "--name",
        "X",
        "--role",
        "intake",
        "--new-passphrase-file",
        "weak",
    ];
    assert_eq!(desk.not_as("vera", &weak), "passphrase");
    assert_eq!(
        desk.not_as("vera", &["staff", "remove", "nobody"]),
        "not-found"
    );
    let last = ["staff", "roles", "vera", "--role", "clinician"];
    assert_eq!(desk.not_as("vera", &last), "last-holder");
    let no_role = desk.run(&[
        "staff",
        "add",
        "x",
        "--name",
        "X",
        "--as",
        "vera",
        "--passphrase-file",
        "vera",
    ]);
    assert_eq!(no_role.status.code(), Some(2));
    assert_eq!(desk.as_("vera", &["staff", "list"]).len(), 2);
}
