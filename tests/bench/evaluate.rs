//! How long the rules take for a whole therapy assessment: at most 50 microseconds.
#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

#[path = "measure.rs"]
mod measure;

use std::hint::black_box;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use anteroom::catalog::{answer_file, shipped};
use anteroom::screening::evaluate;

const LIMIT: Duration = Duration::from_micros(50);
/// One evaluation is too short for a clock, so that many are timed together.
const BATCH: u32 = 100;

fn main() -> ExitCode {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vignettes/01-clearly-suitable.json");
    let given = answer_file::read(&std::fs::read(path).unwrap(), shipped()).unwrap();
    let pack = shipped().pack(given.pathway);
    let mut assess = || {
        for _ in 0..BATCH {
            black_box(evaluate(pack, black_box(&given.answers)));
        }
    };
    if !measure::asked() {
        assess();
        return ExitCode::SUCCESS;
    }
    let [batch] = measure::in_turns(301, [&mut assess]);
    let (text, good) = measure::row(
        "evaluate a full therapy assessment",
        batch / BATCH,
        LIMIT,
        1.0,
    );
    println!("{}\n{text}", measure::head());
    ExitCode::from(u8::from(!good))
}
