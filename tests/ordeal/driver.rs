//! The child: does one operation on a vault, round after round, and writes down what was acknowledged.
//!
//! The log stands outside the vault and is the measure of everything: `begin 3`, then `ok 3` or `error 3 WORDS`.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};

use crate::house::{self, House};
use crate::operations::{self, Hand, Operation};

const WANTED: &str = "ORDEAL_OPERATION";
const GROUNDS: &str = "ORDEAL_GROUNDS";
const LOG: &str = "ORDEAL_LOG";
const PLAN: &str = "ORDEAL_PLAN";
const ARM: &str = "ORDEAL_ARM";

pub(crate) fn is_wanted() -> bool {
    std::env::var_os(WANTED).is_some()
}

/// A child that is about to work on a house.
pub(crate) fn child(house: &House, operation: &str, rounds: u32) -> Command {
    let plan = house.beside("plan");
    std::fs::write(
        &plan,
        serde_json::to_vec(&house::template(rounds).1).unwrap(),
    )
    .unwrap();
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .env(WANTED, operation)
        .env(GROUNDS, house.grounds())
        .env(LOG, house.beside("log"))
        .env(PLAN, plan)
        .env(ARM, house.beside("arm"))
        .env("ORDEAL_BACKUP", house::backup_file())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Waits until the child says that its vault is open.
pub(crate) fn wait_until_ready(child: &mut Child) {
    let mut ready = [0];
    let out = child.stdout.as_mut().unwrap();
    // A child that ended early gives nothing; its log tells.
    let _ = std::io::Read::read(out, &mut ready);
}

/// What the log says.
#[derive(Default)]
pub(crate) struct Said {
    pub(crate) begun: Vec<u32>,
    pub(crate) acknowledged: Vec<u32>,
    /// Words of the failures.
    pub(crate) errors: Vec<String>,
    /// What a full check found in the same process after a failure; nothing when it was clean.
    pub(crate) unclean: Vec<String>,
    /// Other lines: why the child gave up.
    pub(crate) gave_up: Vec<String>,
}

pub(crate) fn read_log(house: &House) -> Said {
    let mut said = Said::default();
    let log = std::fs::read_to_string(house.beside("log")).unwrap_or_default();
    for line in log.lines() {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        match word {
            "begin" => said.begun.extend(rest.parse::<u32>()),
            "ok" => said.acknowledged.extend(rest.parse::<u32>()),
            "error" => said.errors.push(rest.to_owned()),
            "unclean" => said.unclean.push(rest.to_owned()),
            _ => said.gave_up.push(line.to_owned()),
        }
    }
    said
}

struct Log(File);

impl Log {
    fn say(&mut self, line: &str) {
        self.0.write_all(format!("{line}\n").as_bytes()).unwrap();
    }
}

pub(crate) fn run() -> ExitCode {
    let var = |name| std::env::var(name).unwrap();
    let mut log = Log(OpenOptions::new()
        .create(true)
        .append(true)
        .open(var(LOG))
        .unwrap());
    let mut hand = Hand {
        open: None,
        grounds: PathBuf::from(var(GROUNDS)),
        plan: serde_json::from_slice(&std::fs::read(var(PLAN)).unwrap()).unwrap(),
        ready: Default::default(),
    };
    let operation = operations::named(&var(WANTED));
    if let Err(error) = hand.unlock() {
        log.say(&format!("cannot open: {error}"));
        return ExitCode::FAILURE;
    }
    print!("r");
    std::io::stdout().flush().unwrap();
    for round in 0..hand.plan.rounds.min(operation.most) {
        if let Err(error) = (operation.before)(&mut hand) {
            log.say(&format!("cannot begin: {error}"));
            return ExitCode::FAILURE;
        }
        log.say(&format!("begin {round}"));
        arm("");
        let result = once(operation, &mut hand, round);
        arm(".off");
        match result {
            Ok(()) => log.say(&format!("ok {round}")),
            Err(error) => {
                log.say(&format!("error {error} [{error:?}]"));
                after_failure(operation, &mut hand, round, &mut log);
            }
        }
    }
    match hand.lock() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            log.say(&format!("cannot lock: {error}"));
            ExitCode::FAILURE
        }
    }
}

fn once(operation: &Operation, hand: &mut Hand, round: u32) -> Result<(), anteroom::vault::Error> {
    match operation.turn {
        Some(turn) => turn(hand),
        None => (operation.run)(hand, round),
    }
}

/// The disk works again: the vault that is still open must be whole, and the same work must go through.
fn after_failure(operation: &Operation, hand: &mut Hand, round: u32, log: &mut Log) {
    if let Some(open) = &hand.open {
        match open.check() {
            Ok(report) if report.is_clean() => {}
            Ok(report) => log.say(&format!("unclean {:?}", report.findings)),
            Err(error) => log.say(&format!("unclean {error}")),
        }
    }
    match (operation.before)(hand).and_then(|()| once(operation, hand, round)) {
        Ok(()) => log.say(&format!("ok {round}")),
        // It had reached the disk after all, and cannot be done twice.
        Err(error) => log.say(&format!("again {error}")),
    }
}

/// Tells the shim, where there is one, that what follows counts.
fn arm(suffix: &str) {
    let path = format!("{}{suffix}", std::env::var(ARM).unwrap_or_default());
    let _ = File::open(Path::new(&path));
}
