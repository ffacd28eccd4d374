//! A small stopwatch: medians of many runs, taken in turns so that a busy computer slows all alike.
//!
//! A figure is only ever compared with another from the same run.

use std::time::{Duration, Instant};

/// Whether measuring was asked for. `cargo bench` says so; anything else only wants to see it run once.
#[must_use]
pub(crate) fn asked() -> bool {
    std::env::args().any(|argument| argument == "--bench")
}

/// The median of some durations.
#[must_use]
pub(crate) fn median(mut runs: Vec<Duration>) -> Duration {
    runs.sort_unstable();
    runs.get(runs.len() / 2).copied().unwrap_or_default()
}

/// How long each of several things takes: all once to warm up, then `rounds` times in turns.
pub(crate) fn in_turns<const N: usize>(
    rounds: usize,
    things: [&mut dyn FnMut(); N],
) -> [Duration; N] {
    let mut runs: [Vec<Duration>; N] = std::array::from_fn(|_| Vec::with_capacity(rounds));
    let mut things = things;
    for _ in 0..3 {
        things.iter_mut().for_each(|thing| thing());
    }
    for _ in 0..rounds {
        for (thing, runs) in things.iter_mut().zip(&mut runs) {
            let start = Instant::now();
            thing();
            runs.push(start.elapsed());
        }
    }
    runs.map(median)
}

/// A row of the table: what, how long, how that compares with what is allowed.
#[must_use]
pub(crate) fn row(name: &str, ours: Duration, other: Duration, most: f64) -> (String, bool) {
    let ratio = ours.as_secs_f64() / other.as_secs_f64().max(f64::MIN_POSITIVE);
    let good = ratio <= most;
    let verdict = if good { "ok" } else { "OVER" };
    let text = format!(
        "{name:<44} {:>11} {:>11} {ratio:>7.2} {most:>6.2}  {verdict}",
        shown(ours),
        shown(other)
    );
    (text, good)
}

/// The head of the table.
#[must_use]
pub(crate) fn head() -> String {
    format!(
        "{:<44} {:>11} {:>11} {:>7} {:>6}",
        "median of one run", "ours", "against", "ratio", "most"
    )
}

fn shown(time: Duration) -> String {
    let micros = time.as_secs_f64() * 1e6;
    if micros < 1_000.0 {
        format!("{micros:.2} us")
    } else {
        format!("{:.2} ms", micros / 1_000.0)
    }
}
