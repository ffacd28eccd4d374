//! The program from outside: what its commands print, refuse and leave behind.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "desk/computer.rs"]
#[allow(dead_code, reason = "a part of it is for other tests")]
mod computer;

use std::ops::Deref;
use std::path::{Path, PathBuf};

use computer::{Computer, PASSPHRASE, lines, refusal, told};
use serde_json::{Value, json};

/// A computer with nothing on it: no home, no display.
struct Desk(Computer);

impl Deref for Desk {
    type Target = Computer;

    fn deref(&self) -> &Computer {
        &self.0
    }
}

impl Desk {
    fn new() -> Self {
        Self(Computer::new())
    }

    fn refused(&self, args: &[&str]) -> String {
        let before = self.listing();
        let output = self.run(args);
        let message = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{args:?}: {message}");
        assert!(
            output.stdout.is_empty(),
            "{args:?} printed something although it was refused"
        );
        assert!(
            !message.trim().is_empty() && !message.contains("panicked"),
            "{args:?}: {message}"
        );
        assert_eq!(before, self.listing(), "{args:?} left something behind");
        message
    }

    fn listing(&self) -> Vec<(PathBuf, u64)> {
        let mut files = files_below(self.dir());
        // The activity log of a vault grows with every look at it; that is no trace of the refused command.
        files.retain(|path| {
            !path
                .parent()
                .is_some_and(|folder| folder.ends_with("Sample.vault"))
        });
        files
            .into_iter()
            .map(|path| (path.clone(), std::fs::metadata(&path).unwrap().len()))
            .collect()
    }

    /// A small vault with a passphrase file.
    fn demo(&self) -> (String, String) {
        self.add_sample();
        ("demo/Sample.vault".to_owned(), "pw".to_owned())
    }
}

fn files_below(dir: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(files_below(&path))
        } else {
            files.push(path)
        }
    }
    files.sort();
    files
}

fn vignette(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/vignettes")
        .join(name)
}

#[test]
fn demo_without_a_display_makes_a_vault_and_two_letters_and_says_how_to_go_on() {
    let desk = Desk::new();
    let told = desk.done(&["demo"]);
    assert!(
        told.contains("anteroom-demo/Sample.vault") && told.contains("anteroom --vault"),
        "{told}"
    );
    assert!(desk.path("anteroom-demo/Sample.vault/vault.db").is_file());
    let letters: Vec<_> = files_below(&desk.path("anteroom-demo/letters"));
    assert!(letters.len() >= 2);
    for letter in letters {
        assert!(std::fs::read(letter).unwrap().starts_with(b"%PDF-1.7"));
    }
    let again = desk.done(&["demo"]);
    assert_eq!(
        told, again,
        "a sample clinic is made anew in its own folder"
    );
}

#[test]
fn demo_refuses_a_folder_with_something_else_in_it() {
    let desk = Desk::new();
    std::fs::create_dir(desk.path("mine")).unwrap();
    desk.file("mine/thesis.txt", "words");
    assert!(
        desk.refused(&["demo", "mine", "--no-window"])
            .contains("something else stands there")
    );
    desk.file("plain", "x");
    desk.refused(&["demo", "plain", "--no-window"]);
}

#[test]
fn no_name_or_answer_of_a_sample_person_stands_in_clear_in_any_file_but_the_letters() {
    let desk = Desk::new();
    let output = desk.run(&["demo", "demo", "--no-window"]);
    let mut canaries: Vec<String> = Vec::new();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample");
    let persons: Value =
        serde_json::from_slice(&std::fs::read(sample.join("persons.json")).unwrap()).unwrap();
    for person in persons.as_array().unwrap() {
        let client = &person["client"];
        canaries.extend(
            ["legal-name", "chosen-name", "record-number"]
                .iter()
                .filter_map(|key| client[*key].as_str())
                .map(str::to_owned),
        );
        let answers: Value = serde_json::from_slice(
            &std::fs::read(sample.join(person["answers"].as_str().unwrap())).unwrap(),
        )
        .unwrap();
        let texts = answers["answers"]
            .as_object()
            .unwrap()
            .values()
            .filter_map(Value::as_str);
        canaries.extend(texts.filter(|text| text.len() > 11).map(str::to_owned));
    }
    assert!(canaries.len() > 36);
    let mut places: Vec<(String, Vec<u8>)> = files_below(desk.dir())
        .into_iter()
        .filter(|path| path.extension().is_none_or(|kind| kind != "pdf"))
        .map(|path| (path.display().to_string(), std::fs::read(&path).unwrap()))
        .collect();
    places.push(("standard output".to_owned(), output.stdout));
    places.push(("standard error".to_owned(), output.stderr));
    for (place, bytes) in places {
        for canary in &canaries {
            let wide: Vec<u8> = canary.encode_utf16().flat_map(u16::to_le_bytes).collect();
            for form in [canary.as_bytes().to_vec(), wide] {
                let found = bytes.windows(form.len()).any(|window| window == form);
                assert!(!found, "a canary stands in clear in {place}");
            }
        }
    }
}

#[test]
fn evaluate_gives_exactly_what_the_vignettes_expect() {
    let desk = Desk::new();
    let mut names: Vec<PathBuf> = std::fs::read_dir(vignette(""))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    names.retain(|path| {
        path.file_name()
            .unwrap()
            .to_str()
            .unwrap()
            .starts_with(|c: char| c.is_ascii_digit())
    });
    names.sort();
    let args: Vec<&str> = ["evaluate", "--json"]
        .into_iter()
        .chain(names.iter().map(|path| path.to_str().unwrap()))
        .collect();
    let out = desk.done(&args);
    let lines: Vec<Value> = out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 12);
    for (path, line) in names.iter().zip(lines) {
        let file: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        assert_eq!(line["file"], path.to_str().unwrap());
        for (key, value) in file["expected"].as_object().unwrap() {
            assert_eq!(&line[key], value, "{}: {key}", path.display());
        }
        assert!(line["findings"].is_array() && line["would_change"].is_array());
    }
}

#[test]
fn bad_answer_files_are_refused_with_their_reason() {
    let desk = Desk::new();
    let deep = "[".repeat(100_000);
    let cases: [(&str, Vec<u8>, &str); 12] = [
        ("empty", Vec::new(), "empty"),
        ("words", b"not json".to_vec(), "line 1"),
        ("large", vec![b' '; 50_000_000], "larger than"),
        ("deep", deep.into_bytes(), "recursion"),
        (
            "deep-inside",
            format!(
                "{{\"pathway\": \"support\", \"answers\": {}",
                "{\"a\":".repeat(100_000)
            )
            .into_bytes(),
            "recursion",
        ),
        (
            "twice",
            br#"{"pathway": "support", "answers": {"sg-aim": "company", "sg-aim": "both"}}"#
                .to_vec(),
            "stands twice",
        ),
        (
            "bytes",
            b"{\"pathway\": \"support\", \"answers\": {\"sg-aim\": \"\xff\xfe\"}}".to_vec(),
            "UTF-8",
        ),
        (
            "keys",
            br#"{"pathway": "support", "answers": {}, "surprise": 1}"#.to_vec(),
            "surprise",
        ),
        (
            "path",
            br#"{"pathway": "sideways", "answers": {}}"#.to_vec(),
            "pathway",
        ),
        ("list", b"[]".to_vec(), "not an object"),
        ("none", br#"{"pathway": "support"}"#.to_vec(), "answers"),
        (
            "groups",
            br#"{"pathway": "support", "answers": {}, "groups": [{"id": 7}]}"#.to_vec(),
            "groups",
        ),
    ];
    for (name, content, expected) in cases {
        let file = desk.file(name, content);
        let message = desk.refused(&["evaluate", file.to_str().unwrap()]);
        assert!(
            message.contains(expected) && message.contains(name),
            "{name}: {message}"
        );
    }
    assert!(
        desk.refused(&["evaluate", "nowhere.json"])
            .contains("nowhere.json")
    );
    assert!(
        desk.refused(&["evaluate", "."])
            .contains("not a regular file")
    );
}

#[test]
fn every_wrong_answer_is_named_at_once_and_none_is_repeated() {
    let desk = Desk::new();
    let file = desk.file("answers.json", json!({"pathway": "therapy", "answers": {
        "tg-nothing": "secret-one", "tg-aim": "secret-two", "tg-impact": 11, "tg-focus": "secret-three",
        "tg-importance": "secret-four", "tg-date": "secret-five", "m-phq9-total": 28, "tg-medical": ["none", "eating"],
    }}).to_string());
    let message = desk.refused(&["evaluate", "--json", file.to_str().unwrap()]);
    let told: Value = serde_json::from_str(&message).unwrap();
    assert_eq!(told["error"], "bad-input");
    let message = told["message"].as_str().unwrap();
    for question in [
        "tg-nothing",
        "tg-aim",
        "tg-impact",
        "tg-focus",
        "tg-importance",
        "tg-date",
        "m-phq9-total",
        "tg-medical",
    ] {
        assert!(message.contains(question), "{question} not in {message}");
    }
    assert!(!message.contains("secret"), "{message}");
}

#[test]
fn wrong_usage_is_told_apart_by_its_exit_code() {
    let desk = Desk::new();
    for args in [
        vec!["no-such-command"],
        vec!["evaluate"],
        vec!["letter"],
        vec!["letter", "1", "--kind", "L9", "--out", "x"],
    ] {
        assert_eq!(desk.run(&args).status.code(), Some(2), "{args:?}");
    }
    // Also where it shows only once the arguments are read; programs are told which kind of failure it is.
    let late = desk.run(&["client", "erase", &"0".repeat(32), "--json"]);
    assert_eq!(late.status.code(), Some(2));
    let told: Value = serde_json::from_slice(&late.stderr).unwrap();
    assert_eq!(told["error"], "usage");
    assert!(desk.done(&["--help"]).contains("evaluate"));
    assert!(desk.done(&["--version"]).contains("anteroom"));
}

/// The commands under this one, as its help tells them.
fn under(desk: &Desk, path: &[String]) -> Vec<Vec<String>> {
    let help = help_of(desk, path);
    let named = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let names = named
        .take_while(|line| line.starts_with("  "))
        .filter_map(|line| line.split_whitespace().next());
    let paths = names.map(|name| [path, &[name.to_owned()]].concat());
    paths
        .flat_map(|path| {
            let below = under(desk, &path);
            if below.is_empty() { vec![path] } else { below }
        })
        .collect()
}

fn help_of(desk: &Desk, path: &[String]) -> String {
    let words = path.iter().map(String::as_str).chain(["--help"]);
    desk.done(&words.collect::<Vec<_>>())
}

/// What follows two dashes in a text.
fn options(text: &str) -> std::collections::BTreeSet<&str> {
    let after = text.split("--").skip(1);
    let words = after.map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_lowercase() && c != '-');
        &rest[..end.unwrap_or(rest.len())]
    });
    words
        .filter(|word| word.starts_with(|c: char| c.is_ascii_lowercase()))
        .collect()
}

#[test]
fn readme_and_manual_name_every_command_of_the_program_and_none_that_it_has_not() {
    let desk = Desk::new();
    let commands = under(&desk, &[]);
    assert!(commands.len() > 40, "{commands:?}");
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(here.join("README.md")).unwrap();
    let (_, use_it) = readme.split_once("## Use it").unwrap();
    let (use_it, _) = use_it.split_once("\n## ").unwrap();
    let rows = use_it
        .lines()
        .filter(|line| line.starts_with("| `anteroom"));
    let told: Vec<Vec<&str>> = rows
        .flat_map(|row| {
            row.split(" | ")
                .next()
                .unwrap()
                .split('`')
                .skip(1)
                .step_by(2)
        })
        .map(|span| span.strip_prefix("anteroom").unwrap_or(span))
        .map(|span| span.split_whitespace().collect())
        .collect();
    let manual = std::fs::read_to_string(here.join("packaging/linux/anteroom.1")).unwrap();
    let manual = manual.replace("\\-", "-");
    let plain = manual
        .replace("\\fI", "")
        .replace("\\fR", "")
        .replace(['"', '|', '[', ']'], " ");
    let lines: Vec<&str> = plain.lines().collect();
    let heads: Vec<Vec<&str>> = lines
        .windows(2)
        .filter(|two| two[0] == ".TP" && two[1].starts_with(".B"))
        .map(|two| two[1].split_whitespace().skip(1).collect())
        .collect();
    for command in &commands {
        let words: Vec<&str> = command.iter().map(String::as_str).collect();
        let in_readme = told.iter().any(|span| span.starts_with(&words));
        assert!(in_readme, "README does not tell of {command:?}");
        let (first, rest) = words.split_first().unwrap();
        let in_manual = heads
            .iter()
            .any(|head| head.first() == Some(first) && rest.iter().all(|word| head.contains(word)));
        assert!(in_manual, "the manual does not tell of {command:?}");
    }
    let known = |span: &&Vec<&str>| {
        let starts = |command: &Vec<String>| command.iter().eq(span.iter().take(command.len()));
        span.is_empty() || commands.iter().any(starts) || span[0] == "--out"
    };
    let stale = told.iter().find(|span| !known(span));
    assert_eq!(stale, None, "README tells of what is not there");
    let helps: Vec<String> = commands
        .iter()
        .map(|path| help_of(&desk, path))
        .chain([help_of(&desk, &[])])
        .collect();
    let there: std::collections::BTreeSet<&str> =
        helps.iter().flat_map(|help| options(help)).collect();
    for (place, text) in [("README", use_it), ("the manual", manual.as_str())] {
        let stale: Vec<_> = options(text).difference(&there).copied().collect();
        assert!(
            stale.is_empty(),
            "{place} tells of options that are not there: {stale:?}"
        );
    }
    // Those of every command stand in the manual.
    let everywhere = help_of(&desk, &[]);
    let missing: Vec<_> = options(&everywhere)
        .difference(&options(&manual))
        .copied()
        .collect();
    assert!(missing.is_empty(), "not in the manual: {missing:?}");
}

#[test]
fn a_vault_that_is_no_vault_is_told_what_it_is() {
    let desk = Desk::new();
    let (vault, pw) = desk.demo();
    let info = |dir: &str| {
        vec![
            "--vault".to_owned(),
            dir.to_owned(),
            "--as".to_owned(),
            "sample".to_owned(),
            "--passphrase-file".to_owned(),
            pw.clone(),
            "vault".to_owned(),
            "info".to_owned(),
        ]
    };
    let refused =
        |dir: &str| desk.refused(&info(dir).iter().map(String::as_str).collect::<Vec<_>>());
    assert!(refused("nowhere").contains("There is no vault"));
    desk.file("plain", "x");
    assert!(refused("plain").contains("A vault is a folder"));
    std::fs::create_dir(desk.path("half")).unwrap();
    std::fs::copy(
        desk.path(&vault).join("vault.hdr"),
        desk.path("half/vault.hdr"),
    )
    .unwrap();
    assert!(refused("half").contains("vault.db"));
    std::fs::copy(
        desk.path(&vault).join("vault.db"),
        desk.path("half/vault.db"),
    )
    .unwrap();
    std::fs::remove_file(desk.path("half/vault.hdr")).unwrap();
    assert!(refused("half").contains("vault.hdr"));
    desk.file("wrong", "another passphrase that is long enough\n");
    let message = desk.refused(&[
        "--vault",
        &vault,
        "--as",
        "sample",
        "--passphrase-file",
        "wrong",
        "vault",
        "info",
    ]);
    assert!(message.contains("not accepted"), "{message}");
    let unknown = desk.refused(&[
        "--vault",
        &vault,
        "--as",
        "nobody",
        "--passphrase-file",
        &pw,
        "vault",
        "info",
    ]);
    assert_eq!(
        message, unknown,
        "an unknown name reads like a wrong passphrase"
    );
    desk.refused(&["--vault", &vault, "--as", "sample", "vault", "info"]);
    desk.refused(&[
        "--vault",
        &vault,
        "--as",
        "sample",
        "--passphrase-file",
        "nowhere",
        "vault",
        "info",
    ]);
    desk.done(&[
        "--vault",
        &vault,
        "--as",
        "sample",
        "--passphrase-file",
        &pw,
        "vault",
        "check",
    ]);
}

#[test]
fn a_letter_is_not_written_over_anything() {
    let desk = Desk::new();
    let (vault, pw) = desk.demo();
    let vault_args = [
        "--vault",
        &vault,
        "--as",
        "sample",
        "--passphrase-file",
        &pw,
    ];
    let with = |rest: &[&str]| {
        [&vault_args[..], rest]
            .concat()
            .into_iter()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let list = desk.done(
        &with(&["--json", "screening", "list"])
            .iter()
            .map(String::as_str)
            .collect::<Vec<_>>(),
    );
    let rows: Vec<Value> = list
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let of = |pathway: &str, stage: &str| {
        let row = rows
            .iter()
            .find(|row| row["pathway"] == pathway && row["stage"] == stage)
            .unwrap();
        row["screening"].as_str().unwrap().to_owned()
    };
    let therapy = of("therapy", "signed");
    let letter =
        |id: &str, kind: &str, out: &str| with(&["letter", id, "--kind", kind, "--out", out]);
    let run =
        |args: Vec<String>| desk.refused(&args.iter().map(String::as_str).collect::<Vec<_>>());
    desk.file("there.pdf", "mine");
    assert!(run(letter(&therapy, "L1", "there.pdf")).contains("exists already"));
    assert_eq!(std::fs::read(desk.path("there.pdf")).unwrap(), b"mine");
    assert!(run(letter(&therapy, "L1", "no/such/folder.pdf")).contains("folder does not exist"));
    assert!(run(letter(&therapy, "L2", "new.pdf")).contains("does not belong"));
    assert!(run(letter(&of("therapy", "draft"), "L1", "new.pdf")).contains("Sign it first"));
    assert!(run(letter("ffff", "L1", "new.pdf")).contains("no screening has this id"));
    desk.done(
        &letter(&therapy[..8], "L1", "new.pdf")
            .iter()
            .map(String::as_str)
            .collect::<Vec<_>>(),
    );
    let pdf = std::fs::read(desk.path("new.pdf")).unwrap();
    assert!(pdf.starts_with(b"%PDF"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(
            std::fs::metadata(desk.path("new.pdf"))
                .unwrap()
                .permissions()
                .mode()
                & 0o777,
            0o600
        );
    }
}

#[test]
fn names_that_no_letter_could_carry_are_refused_without_repeating_them() {
    let desk = Desk::new();
    let (vault, pw) = desk.demo();
    for (case, name) in [
        ("newline", "Zebra\nCanary".to_owned()),
        ("nul", "Zebra\u{0}Canary".to_owned()),
        ("marks", "Zebra\u{202e}Canary".to_owned()),
        ("long", "Zebra Canary ".repeat(8_000)),
        ("nothing", "   ".to_owned()),
    ] {
        let file = desk.file(case, json!({"legal-name": name}).to_string());
        let args = [
            "--vault",
            &vault,
            "--as",
            "sample",
            "--passphrase-file",
            &pw,
            "client",
            "add",
            file.to_str().unwrap(),
        ];
        let message = desk.refused(&args);
        assert!(
            message.contains("client:") && !message.contains("Zebra"),
            "{case}: {message}"
        );
    }
    let names = ["王小明", "محمد", "हिन्दी", "Ωμέγα", "Łucja", "Nguyễn"];
    for name in names {
        let file = desk.file("client.json", json!({"legal-name": name}).to_string());
        let args = [
            "--vault",
            &vault,
            "--as",
            "sample",
            "--passphrase-file",
            &pw,
            "client",
            "add",
            file.to_str().unwrap(),
        ];
        desk.done(&args);
        let args = [
            "--vault",
            &vault,
            "--as",
            "sample",
            "--passphrase-file",
            &pw,
            "client",
            "find",
            name,
        ];
        assert!(desk.done(&args).contains(name), "{name}");
    }
}

#[test]
fn the_main_job_can_be_done_without_a_window() {
    let desk = Desk::new();
    desk.file("pw", format!("{PASSPHRASE}\n"));
    let clinic = json!({"name": "Clinic of Nowhere", "address": ["1 Sample Street"], "phone": "555-0100",
        "emergency-number": "112", "on-call-name": "Nobody Real", "on-call-phone": "555-0101", "currency": "EUR"});
    desk.file("clinic.json", clinic.to_string());
    let vault = [
        "--vault",
        "house/Clinic.vault",
        "--as",
        "first",
        "--passphrase-file",
        "pw",
    ];
    let run = |rest: &[&str]| desk.done(&[&vault[..], rest].concat());
    run(&[
        "vault",
        "new",
        "--clinic",
        "clinic.json",
        "--name",
        "Fictional Firstperson",
        "--profession",
        "Therapist",
        "--licence",
        "SAMPLE-LIC-1",
        "--sheets",
        "sheets.txt",
    ]);
    let sheets = std::fs::read_to_string(desk.path("sheets.txt")).unwrap();
    assert_eq!(sheets.lines().count(), 2);
    let groups: Value =
        serde_json::from_slice(&std::fs::read(vignette("01-clearly-suitable.json")).unwrap())
            .unwrap();
    let mut group = groups["groups"][0].clone();
    group["leaders"] = json!([]);
    group["outcome_line"] = json!("Members notice how they are with others.");
    // The clock of this vault is the computer's.
    group.as_object_mut().unwrap().remove("enrol_until");
    desk.file("group.json", group.to_string());
    // Nobody leads a therapy group without a licence.
    let add = [
        &vault[..],
        &[
            "group",
            "add",
            "group.json",
            "--leader",
            "Dr Invented Leader",
        ],
    ]
    .concat();
    assert_eq!(desk.run(&add).status.code(), Some(1));
    let leader = json!({"name": "Dr Invented Leader", "licence": {"kind": "Licence", "number": "SAMPLE-LIC-2",
        "expires": "2199-12-31"}});
    desk.file("leader.json", leader.to_string());
    run(&["group", "leader", "leader.json"]);
    run(&[
        "group",
        "add",
        "group.json",
        "--leader",
        "Dr Invented Leader",
    ]);
    assert!(run(&["group", "list"]).contains("Tuesday process group"));
    let mut answers = groups.clone();
    answers.as_object_mut().unwrap().remove("groups");
    answers["client"] = json!({"legal-name": "Marigold Testwell", "record-number": "T-1", "birth-date": "1988-04-12"});
    answers["answers"]["tg-leader-tie"] = json!("none");
    answers["answers"]
        .as_object_mut()
        .unwrap()
        .remove("tg-leader-ids");
    answers["answers"]
        .as_object_mut()
        .unwrap()
        .remove("tg-dual-consent");
    desk.file("answers.json", answers.to_string());
    let added: Value =
        serde_json::from_str(&run(&["--json", "screening", "add", "answers.json"])).unwrap();
    let id = added["screening"].as_str().unwrap();
    assert_eq!(added["outcome"], "suitable");
    let meeting = json!({"leader": "Dr Invented Leader", "on": "2025-03-10", "mode": "in-person",
        "topics": ["histories", "issues", "goals", "format", "rules"]});
    let decision = |meeting: &Value| json!({"judgement": "agree", "disposition": {"offer-seat": {"group": "g-process", "meeting": meeting}}});
    desk.file("decision.json", decision(&meeting).to_string());
    let unready = desk.run(
        &[
            &vault[..],
            &["screening", "sign", id, "--decision", "decision.json"],
        ]
        .concat(),
    );
    assert_eq!(
        unready.status.code(),
        Some(1),
        "a topic of the meeting is missing"
    );
    let mut whole = meeting.clone();
    whole["topics"]
        .as_array_mut()
        .unwrap()
        .push(json!("expectations"));
    desk.file("decision.json", decision(&whole).to_string());
    run(&["screening", "sign", id, "--decision", "decision.json"]);
    assert!(run(&["screening", "list"]).contains("signed"));
    assert!(run(&["screening", "show", id]).contains("Suitable"));
    run(&["letter", id, "--kind", "L1", "--out", "letter.pdf"]);
    run(&["vault", "check"]);
    let again = desk.run(
        &[
            &vault[..],
            &["screening", "sign", id, "--decision", "decision.json"],
        ]
        .concat(),
    );
    assert_eq!(
        again.status.code(),
        Some(1),
        "what is signed is not signed again"
    );
}

/// The draft of somebody who wants company and no change, and who does not accept the rules: two points that block.
fn company_only(desk: &Desk) -> String {
    let company = std::fs::read(vignette("03-only-company.json")).unwrap();
    let mut answers: Value = serde_json::from_slice(&company).unwrap();
    answers["client"] = json!({"legal-name": "Nobody Onlycompany"});
    answers["answers"]["tg-rules-accept"] = json!("not-accept");
    desk.file("company.json", answers.to_string());
    let args = ["screening", "add", "company.json", "--json"];
    let added = lines(&told(&args, &desk.0.inside(&args), 0)).remove(0);
    assert_eq!(added["outcome"], "not at this time");
    added["screening"].as_str().unwrap().to_owned()
}

#[test]
fn an_override_of_what_is_not_met_names_it_a_second_time_in_the_file_or_with_a_flag() {
    let desk = Desk(Computer::with_sample());
    let inside = |rest: &[&str]| desk.0.inside(rest);
    let id = company_only(&desk);
    let decision = |outcome: &str, confirmed: &[&str]| {
        let decision = json!({
            "judgement": {"override": {"outcome": outcome, "reason": "Ready since the spring, by her own account"}},
            "disposition": "refer-on", "confirmed": confirmed,
        });
        desk.file("decision.json", decision.to_string());
    };
    let sign = [
        "screening",
        "sign",
        &id,
        "--decision",
        "decision.json",
        "--json",
    ];
    let stage = || {
        let show = ["screening", "show", &id, "--json"];
        let shown = lines(&told(&show, &inside(&show), 0)).remove(0);
        (shown["stage"].clone(), shown["judgement"].clone())
    };
    let refused = |args: &[&str]| {
        let told = refusal(args, &inside(args));
        // Nothing of it is kept.
        assert_eq!(stage(), (json!("draft"), Value::Null));
        (
            told["error"].clone(),
            told["message"].as_str().unwrap().to_owned(),
        )
    };

    decision("suitable", &[]);
    let (kind, message) = refused(&sign);
    assert_eq!(kind, "unconfirmed");
    for criterion in ["a-agreements", "w-change-aim"] {
        assert!(message.contains(&format!("({criterion})")), "{message}");
        assert!(
            message.contains(&format!("--confirm {criterion}")),
            "{message}"
        );
    }
    // One of two is not enough.
    let half = [&sign[..], &["--confirm", "a-agreements"]].concat();
    let (kind, message) = refused(&half);
    assert_eq!(kind, "unconfirmed");
    assert!(
        !message.contains("a-agreements") && message.contains("w-change-aim"),
        "{message}"
    );
    decision("suitable", &["w-change-aim"]);
    assert_eq!(refused(&sign).0, "unconfirmed");
    // What does not block here is a slip of the pen, and so is an outcome that no rule knows.
    let other = [
        &sign[..],
        &["--confirm", "a-agreements", "--confirm", "a-attendance"],
    ]
    .concat();
    let (kind, message) = refused(&other);
    assert_eq!(kind, "bad-input");
    assert!(
        message.contains("a-attendance") && !message.contains("a-agreements"),
        "{message}"
    );
    decision("splendid", &[]);
    let (kind, message) = refused(&sign);
    assert!(
        kind == "bad-input" && message.contains("suitable with preparation"),
        "{message}"
    );

    decision("suitable", &["w-change-aim"]);
    told(&half, &inside(&half), 0);
    assert_eq!(stage().0, "signed");
}

#[test]
fn an_override_that_passes_over_nothing_needs_no_second_word() {
    let desk = Desk(Computer::with_sample());
    let inside = |rest: &[&str]| desk.0.inside(rest);
    let decision = json!({
        "judgement": {"override": {"outcome": "needs information", "reason": "What she says differs from the referral"}},
        "disposition": "more-information",
    });
    desk.file("decision.json", decision.to_string());
    let id = company_only(&desk);
    let sign = ["screening", "sign", &id, "--decision", "decision.json"];
    told(&sign, &inside(&sign), 0);
}

#[test]
fn after_five_wrong_passphrases_every_program_waits_whatever_is_deleted() {
    let desk = Desk::new();
    let (vault, pw) = desk.demo();
    // Out of the sample clinic's folder: its clock stands, and nobody waits there.
    std::fs::rename(desk.path(&vault), desk.path("Clinic.vault")).unwrap();
    desk.file("wrong", "not this one\n");
    let info = |file: &str| {
        let args = ["vault", "info", "--json", "--vault", "Clinic.vault"];
        let output =
            desk.run(&[&args[..], &["--as", "sample", "--passphrase-file", file]].concat());
        assert_eq!(output.status.code(), Some(1));
        serde_json::from_slice::<serde_json::Value>(&output.stderr).unwrap()
    };
    for _ in 0..5 {
        assert_eq!(info("wrong")["error"], "not-accepted");
    }
    for deed in ["nothing", "attempts.bin", "state"] {
        match deed {
            "attempts.bin" => std::fs::remove_file(desk.path("Clinic.vault/attempts.bin")).unwrap(),
            "state" => std::fs::remove_dir_all(desk.path("home/state")).unwrap(),
            _ => {}
        }
        for file in ["wrong", pw.as_str()] {
            let told = info(file);
            assert_eq!(told["error"], "wait", "{deed}");
            let seconds = told["wait_seconds"].as_u64().unwrap();
            assert!((1..=30).contains(&seconds), "{deed}: {seconds}");
            assert!(
                told["message"]
                    .as_str()
                    .unwrap()
                    .contains(&format!("{seconds} seconds"))
            );
        }
    }
}

#[test]
fn a_vault_in_a_synced_folder_needs_a_flag_each_time_and_the_log_says_so() {
    let desk = Desk::new();
    let (vault, pw) = desk.demo();
    std::fs::create_dir(desk.path("Dropbox")).unwrap();
    std::fs::rename(desk.path(&vault), desk.path("Dropbox/Clinic.vault")).unwrap();
    let args = [
        "vault",
        "info",
        "--json",
        "--vault",
        "Dropbox/Clinic.vault",
        "--as",
        "sample",
        "--passphrase-file",
        &pw,
    ];
    let events = |told: &str| {
        let told: serde_json::Value = serde_json::from_str(told).unwrap();
        told["events"].as_u64().unwrap()
    };
    let refused = desk.run(&args);
    let told: serde_json::Value = serde_json::from_slice(&refused.stderr).unwrap();
    assert_eq!(
        (refused.status.code(), &told["error"]),
        (Some(1), &"synced-folder".into())
    );
    let anyway = [&args[..], &["--synced-folder-anyway"]].concat();
    // The first opening also puts in order what the sample left of another day.
    desk.done(&anyway);
    let first = events(&desk.done(&anyway));
    // Of each opening: the folder, the sign-in, the lock.
    assert_eq!(events(&desk.done(&anyway)), first + 3);
    desk.file("Dropbox/Clinic.vault/vault (conflicted copy).db", "x");
    let refused = desk.run(&anyway);
    let told: serde_json::Value = serde_json::from_slice(&refused.stderr).unwrap();
    assert_eq!(told["error"], "conflict-copy");
    assert!(
        told["message"]
            .as_str()
            .unwrap()
            .contains("vault (conflicted copy).db")
    );
}

#[test]
fn no_vault_is_made_in_a_synced_folder_unless_it_is_asked_for() {
    let desk = Desk::new();
    std::fs::create_dir_all(desk.path("shared/.stfolder")).unwrap();
    desk.file("pw", format!("{PASSPHRASE}\n"));
    desk.file(
        "clinic.json",
        r#"{"name": "Sample Clinic", "emergency-number": "112"}"#,
    );
    let args = [
        "vault",
        "new",
        "--clinic",
        "clinic.json",
        "--name",
        "Vera Sample",
        "--as",
        "vera",
        "--sheets",
        "sheets",
        "--vault",
        "shared/Clinic.vault",
        "--passphrase-file",
        "pw",
    ];
    let told = desk.refused(&args);
    assert!(told.contains("Syncthing"), "{told}");
    desk.done(&[&args[..], &["--synced-folder-anyway"]].concat());
    assert!(desk.path("shared/Clinic.vault/vault.db").is_file());
}
