//! Long work tells how far it is, and stops when asked to.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::vault::Error;

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Phase {
    /// Pages are copied.
    Copying,
    /// The MAC of every page.
    Pages,
    /// The structure of the database.
    Structure,
    /// The activity log.
    Log,
    /// Records, against the log.
    Records,
    /// Checksums over the whole file.
    Summing,
}

impl Phase {
    /// A word for messages and for programs.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Copying => "copying",
            Self::Pages => "pages",
            Self::Structure => "structure",
            Self::Log => "log",
            Self::Records => "records",
            Self::Summing => "summing",
        }
    }
}

/// How far a phase is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Which phase.
    pub phase: Phase,
    /// Done.
    pub done: u64,
    /// Of this many.
    pub of: u64,
}

/// Whoever waits for long work: is told about it, and can stop it.
pub struct Watch<'a> {
    tell: &'a dyn Fn(Progress),
    stop: &'a AtomicBool,
}

static NEVER: AtomicBool = AtomicBool::new(false);
const SILENT: fn(Progress) = |_| {};

impl<'a> Watch<'a> {
    /// `tell` is called often; the work stops soon after `stop` is set.
    #[must_use]
    pub fn new(tell: &'a dyn Fn(Progress), stop: &'a AtomicBool) -> Self {
        Self { tell, stop }
    }

    /// Nobody waits.
    #[must_use]
    pub fn silent() -> Self {
        Self {
            tell: &SILENT,
            stop: &NEVER,
        }
    }

    /// Says how far the work is; an error if it is to stop.
    pub(super) fn at(&self, phase: Phase, done: u64, of: u64) -> Result<(), Error> {
        if self.stop.load(Ordering::Relaxed) {
            return Err(Error::Stopped);
        }
        (self.tell)(Progress { phase, done, of });
        Ok(())
    }
}
