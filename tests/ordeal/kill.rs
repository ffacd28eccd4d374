//! Killed at any moment: what was acknowledged is there, what was not is there whole or not at all.

use std::time::{Duration, Instant};

use crate::chance::{self, Chance};
use crate::driver::{self, Said};
use crate::house::{self, House, MANY};
use crate::operations::{self, Look, Operation};
use crate::report::{Came, Report};

const WHAT_A_VAULT_HAS: [&str; 4] = ["attempts.bin", "vault.db", "vault.hdr", "vault.lock"];

pub(crate) fn run(report: &mut Report) {
    // More than 200 in all, as the slow operations have two each.
    let runs = chance::asked("ANTEROOM_ORDEAL_KILLS", 260);
    let each = runs.div_ceil(operations::ALL.len());
    for (at, operation) in operations::wanted().enumerate() {
        let span = how_long(operation);
        // What derives many keys is killed less often, and as often as the rest in a soak.
        let each = match each {
            1..50 if operation.heavy => 2,
            _ => each,
        };
        let cases: Vec<u64> = (0..each)
            .map(|run| u64::try_from(at * 1_000_000 + run).unwrap())
            .collect();
        report.row(
            format!("kill -9 during: {}", operation.name),
            cases,
            |case| kill_once(operation, span, case),
        );
    }
}

/// How long all rounds take, so that kills fall among them. No test depends on it.
fn how_long(operation: &Operation) -> Duration {
    let house = operation.house(MANY);
    let mut child = driver::child(&house, operation.name, MANY).spawn().unwrap();
    driver::wait_until_ready(&mut child);
    let started = Instant::now();
    child.wait().unwrap();
    started.elapsed()
}

fn kill_once(operation: &Operation, span: Duration, case: u64) -> Result<Came, String> {
    let house = operation.house(MANY);
    let mut child = driver::child(&house, operation.name, MANY).spawn().unwrap();
    driver::wait_until_ready(&mut child);
    let micros = usize::try_from(span.as_micros()).unwrap();
    let wait = Chance::of(case).below(micros);
    std::thread::sleep(Duration::from_micros(u64::try_from(wait).unwrap()));
    let _ = child.kill();
    child.wait().unwrap();
    let said = driver::read_log(&house);
    let cut_short = said.begun.len() > said.acknowledged.len();
    verify(&house, MANY, operation, &said).map_err(|problem| format!("case {case}: {problem}"))?;
    Ok(if cut_short { Came::Met } else { Came::Harmless })
}

/// The vault opens with the passphrase, is whole, and holds what it said it holds.
pub(crate) fn verify(
    house: &House,
    rounds: u32,
    operation: &Operation,
    said: &Said,
) -> Result<(), String> {
    let words = |error: anteroom::vault::Error| format!("does not open: {error}");
    let (open, second) = house::unlock_either(&house.dir()).map_err(words)?;
    let report = open.check().map_err(|error| format!("check: {error}"))?;
    if !report.is_clean() {
        return Err(format!("check: {:?}", report.findings));
    }
    let look = Look {
        open: &open,
        grounds: house.grounds(),
        plan: &house::template(rounds).1,
        second,
    };
    let seen = (operation.seen)(&look)?;
    if operation.counted {
        if let Some(lost) = said.acknowledged.iter().find(|round| !seen.contains(round)) {
            return Err(format!("round {lost} was acknowledged and is not there"));
        }
        // What was reported as failed and asked for again may have been done twice.
        let early = seen.iter().find(|round| !said.begun.contains(round));
        if let Some(early) = early.filter(|_| said.errors.is_empty()) {
            return Err(format!("round {early} is there and was never begun"));
        }
        // A failure may come after the commit, for example from the last sync; asked again, it is done again.
        let twice = seen.windows(2).find(|pair| pair[0] == pair[1]);
        if let Some([round, _]) = twice
            && said.errors.is_empty()
        {
            return Err(format!("round {round} is there twice"));
        }
    }
    house::lock(open).map_err(|error| format!("lock: {error}"))?;
    let mut left: Vec<_> = std::fs::read_dir(house.dir())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !WHAT_A_VAULT_HAS.contains(&name.as_str()))
        .collect();
    left.sort();
    if left.is_empty() {
        Ok(())
    } else {
        Err(format!("left behind: {left:?}"))
    }
}
