//! The table at the end: what was tried, how often, what was noticed, what was lost.

use std::fmt::Write;
use std::process::ExitCode;
use std::sync::Mutex;
use std::time::Instant;

use crate::chance;

/// What came of one case.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Came {
    /// The damage, the fault or the cut was met, and named or survived as it should.
    Met,
    /// It changed nothing that matters: the other copy was there, or the work was done before.
    Harmless,
    /// There was nothing to try, for example no such step.
    Nothing,
}

struct Row {
    what: String,
    met: usize,
    harmless: usize,
    lost: usize,
}

pub(crate) struct Report {
    rows: Vec<Row>,
    skipped: Vec<String>,
    failures: Vec<String>,
}

impl Report {
    pub(crate) fn new() -> Self {
        println!("ordeal seed {}", chance::seed());
        Self {
            rows: Vec::new(),
            skipped: Vec::new(),
            failures: Vec::new(),
        }
    }

    /// Runs the cases, two at a time, and adds a row of what came of them.
    pub(crate) fn row<C: Send>(
        &mut self,
        what: impl Into<String>,
        cases: Vec<C>,
        run: impl Fn(C) -> Result<Came, String> + Sync,
    ) {
        let what = what.into();
        let started = Instant::now();
        let queue = Mutex::new(cases.into_iter());
        let done = Mutex::new(Vec::new());
        let next = || queue.lock().unwrap().next();
        std::thread::scope(|scope| {
            for _ in 0..workers() {
                scope.spawn(|| {
                    while let Some(case) = next() {
                        let came = run(case);
                        done.lock().unwrap().push(came);
                    }
                });
            }
        });
        let done = done.into_inner().unwrap();
        let count = |wanted| done.iter().filter(|came| **came == Ok(wanted)).count();
        let problems: Vec<&String> = done.iter().filter_map(|came| came.as_ref().err()).collect();
        let row = Row {
            met: count(Came::Met),
            harmless: count(Came::Harmless),
            lost: problems.len(),
            what,
        };
        for problem in problems.into_iter().take(5) {
            eprintln!("FAILED {}: {problem}", row.what);
            self.failures.push(format!("{}: {problem}", row.what));
        }
        println!("{} {:>4} s", line(&row), started.elapsed().as_secs());
        self.rows.push(row);
    }

    /// Something that cannot be tried here, and why.
    pub(crate) fn skip(&mut self, what: &str, why: &str) {
        println!("ordeal: {what}: skipped ({why})");
        self.skipped.push(format!("{what}: skipped ({why})"));
    }

    pub(crate) fn finish(self) -> ExitCode {
        let mut text = head();
        for row in &self.rows {
            writeln!(text, "{}", line(row)).unwrap();
        }
        for skipped in &self.skipped {
            writeln!(text, "{skipped}").unwrap();
        }
        let total: usize = self
            .rows
            .iter()
            .map(|row| row.met + row.harmless + row.lost)
            .sum();
        let lost: usize = self.rows.iter().map(|row| row.lost).sum();
        writeln!(text, "{total} cases, {lost} lost, seed {}", chance::seed()).unwrap();
        println!("\n{text}");
        if let Ok(path) = std::env::var("ANTEROOM_ORDEAL_REPORT") {
            std::fs::write(path, &text).unwrap();
        }
        for failure in &self.failures {
            eprintln!("FAILED {failure}");
        }
        if lost == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::from(101)
        }
    }
}

/// Two, or one where there is one core.
fn workers() -> usize {
    std::thread::available_parallelism().map_or(1, |cores| cores.get().min(2))
}

fn head() -> String {
    format!(
        "{:<58} {:>6} {:>8} {:>9} {:>5}\n",
        "what", "cases", "detected", "harmless", "lost"
    )
}

fn line(row: &Row) -> String {
    let cases = row.met + row.harmless + row.lost;
    format!(
        "{:<58} {cases:>6} {:>8} {:>9} {:>5}",
        row.what, row.met, row.harmless, row.lost
    )
}
