//! Every single write, sync, rename and removal of every operation fails once, is torn, or is the last one.
//!
//! A small library in C (`faults.c`) stands between the child and the C library; SQLite and our own code both
//! go through it. The state afterwards is the old or the new one, never a third.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use tempfile::TempDir;

use crate::chance::{self, Chance};
use crate::driver;
use crate::house::{FEW, House};
use crate::kill::verify;
use crate::operations::{self, Operation};
use crate::report::{Came, Report};

/// How a step fails, in words, and how many steps of an operation are tried in a usual run; which ones, the seed
/// says. With `ANTEROOM_ORDEAL_ALL=1` it is every one. Of an operation that derives several keys it is three, or as
/// many as `ANTEROOM_ORDEAL_HEAVY` says.
const MODES: [(&str, &str, usize); 5] = [
    ("eio", "a write, sync, rename or removal fails", 24),
    ("full", "disk full from here on", 8),
    ("short", "a write is cut to 512 bytes", 4),
    ("torn", "the program ends inside a write", 10),
    (
        "cut",
        "the program ends after a write, sync, rename or removal",
        24,
    ),
];

/// The shim, built once; or why there is none.
pub(crate) fn shim() -> Result<&'static Path, &'static str> {
    static SHIM: OnceLock<Option<(TempDir, PathBuf)>> = OnceLock::new();
    if !cfg!(target_os = "linux") {
        return Err("Linux only");
    }
    let built = SHIM.get_or_init(|| {
        let place = TempDir::new().unwrap();
        let library = place.path().join("faults.so");
        let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/ordeal/faults.c");
        let built = Command::new("cc")
            .args(["-shared", "-fPIC", "-O1", "-o"])
            .arg(&library)
            .args([source, "-ldl"])
            .status();
        built
            .is_ok_and(|status| status.success())
            .then_some((place, library))
    });
    match built {
        Some((_, library)) => Ok(library),
        None => Err("no C compiler named cc"),
    }
}

pub(crate) fn run(report: &mut Report) {
    if let Err(why) = shim() {
        report.skip("failing writes", why);
        return;
    }
    let heavy = chance::asked("ANTEROOM_ORDEAL_HEAVY", 3);
    for (mode, words, most) in MODES {
        let mut cases = Vec::new();
        for operation in operations::wanted() {
            let steps = steps(operation, mode);
            assert!(steps > 0, "the shim saw nothing of: {}", operation.name);
            let most = if operation.heavy { heavy } else { most };
            let tried: Vec<usize> = some_of(steps, most).collect();
            println!("  {}: {} of {steps} steps", operation.name, tried.len());
            cases.extend(tried.into_iter().map(|step| (operation, step)));
        }
        report.row(words, cases, |(operation, step)| {
            fault(operation, mode, step)
                .map_err(|problem| format!("{}, step {step}: {problem}", operation.name))
        });
    }
}

/// So many steps out of all, evenly spread, from a random one on; or the one that was asked for.
fn some_of(steps: usize, most: usize) -> impl Iterator<Item = usize> {
    let one = chance::asked("ANTEROOM_ORDEAL_STEP", 0);
    let most = chance::asked("ANTEROOM_ORDEAL_ALL", 0)
        .saturating_mul(usize::MAX / 2)
        .max(most);
    let stride = steps.div_ceil(most).max(1);
    let first = Chance::of(u64::try_from(steps).unwrap()).below(stride);
    let spread = (1 + first..=steps).step_by(stride);
    let of_one = (1..=steps).contains(&one).then_some(one);
    spread.filter(move |_| one == 0).chain(of_one)
}

/// A child with the shim before the C library.
pub(crate) fn shimmed(house: &House, operation: &Operation, mode: &str, step: usize) -> Command {
    let mut command = driver::child(house, operation.name, FEW);
    command
        .env("LD_PRELOAD", shim().unwrap())
        .env("ORDEAL_UNDER", house.grounds())
        .env("ORDEAL_MODE", mode)
        .env("ORDEAL_AT", step.to_string())
        .env("ORDEAL_COUNT", house.beside("count"));
    command
}

/// How many steps of this mode's kind one round has.
fn steps(operation: &Operation, mode: &str) -> usize {
    let house = operation.house(FEW);
    let out = shimmed(&house, operation, mode, 0).output().unwrap();
    assert!(
        out.status.success(),
        "{}: {}",
        operation.name,
        String::from_utf8_lossy(&out.stderr)
    );
    let count = std::fs::read_to_string(house.beside("count")).unwrap();
    count.split(' ').next().unwrap().parse().unwrap()
}

fn fault(operation: &Operation, mode: &str, step: usize) -> Result<Came, String> {
    let house = operation.house(FEW);
    let out = shimmed(&house, operation, mode, step).output().unwrap();
    let said = driver::read_log(&house);
    if let Some(words) = said.unclean.first() {
        return Err(format!("unclean while open: {words}"));
    }
    let ended_there = out.status.code() == Some(86);
    if matches!(mode, "torn" | "cut") != ended_there {
        let words = String::from_utf8_lossy(&out.stderr);
        return Err(format!(
            "ended with {}: {words} {:?}",
            out.status, said.gave_up
        ));
    }
    for error in &said.errors {
        clear(mode, error)?;
    }
    if mode == "short" && !said.errors.is_empty() {
        return Err(format!("a short write is no failure: {:?}", said.errors));
    }
    if !ended_there && let Some(why) = said.gave_up.iter().find(|line| line.starts_with("cannot")) {
        return Err(format!("gave up: {why}"));
    }
    verify(&house, FEW, operation, &said)?;
    // After a failure the same work was asked for again: it is there, by the first or the second try.
    if !ended_there && operation.counted && said.acknowledged.is_empty() {
        let again = said.gave_up.join(", ");
        let there = [
            "signed",
            "present state",
            "meanwhile",
            "exists",
            "no such",
            "not accepted",
            "taken",
        ];
        if !there.iter().any(|words| again.contains(words)) {
            return Err(format!("could not be done again: {again}"));
        }
    }
    let noticed = ended_there || !said.errors.is_empty();
    Ok(if noticed { Came::Met } else { Came::Harmless })
}

/// The words say what it was, and do not blame the vault or the passphrase.
pub(crate) fn clear(mode: &str, error: &str) -> Result<(), String> {
    let blames = [
        "damaged",
        "not accepted",
        "cut short",
        "another vault",
        "does not verify",
    ];
    if let Some(words) = blames.iter().find(|words| error.contains(**words)) {
        return Err(format!("a failing disk is called {words:?}: {error}"));
    }
    let room = ["disk is full", "make room", "not enough room"];
    if mode == "full" && !room.iter().any(|words| error.contains(words)) {
        return Err(format!("a full disk is called: {error}"));
    }
    Ok(())
}
