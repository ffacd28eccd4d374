//! Printing: which printers there are, and a letter to one of them without a file of ours on the way.
//!
//! Linux and macOS take a letter by standard input of `lp`. Windows prints no PDF by itself: there the letter is opened in
//! the program that shows PDFs, from a folder of this user alone that is emptied again.

mod cups;
mod viewer;

use std::path::PathBuf;
use std::time::Duration;

use crate::domain::id::ScreeningId;
use crate::letter::Paper;
use crate::text;

use super::command::{LetterRequest, Trouble};

pub use viewer::clean as clean_folder;

/// More copies than this are a slip of the finger.
pub const MOST_COPIES: u16 = 20;
/// How long the print system may take to answer a question.
const PATIENCE: Duration = Duration::from_secs(10);

/// What a screen asks for. Answered by [`Told`].
pub enum Ask {
    /// Finalise a letter and print it.
    New {
        /// The letter.
        request: Box<LetterRequest>,
        /// How.
        job: Job,
    },
    /// Print finalised letters, byte for byte as they are kept.
    Kept {
        /// Their numbers, in the order of printing.
        numbers: Vec<u32>,
        /// How.
        job: Job,
    },
    /// Print the result of a screening as an internal sheet.
    Sheet {
        /// Which screening.
        screening: ScreeningId,
        /// How.
        job: Job,
    },
    /// Print a page that shows whether addresses will meet the window.
    Test(Job),
}

/// What comes back.
pub enum Told {
    /// So many of so many letters went to the printer.
    Progress {
        /// Letters that went.
        done: usize,
        /// All of them.
        of: usize,
    },
    /// Letters went to the printer.
    Printed(Printed),
    /// The internal sheet went to the printer.
    SheetPrinted,
    /// The test page went to the printer.
    Tested,
}

/// Letters that went to the printer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Printed {
    /// Their numbers.
    pub numbers: Vec<u32>,
    /// How many were wished.
    pub of: usize,
    /// Why the rest did not go, in words; nothing if all went or somebody stopped it.
    pub trouble: Option<String>,
}

/// How a letter is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// The printer's name.
    pub printer: String,
    /// How many.
    pub copies: u16,
    /// On which sides.
    pub sides: Sides,
    /// From which tray, by the printer's own word; the printer chooses if there is none.
    pub tray: Option<String>,
    /// The paper that the letter is set for, where it is known.
    pub paper: Option<Paper>,
}

impl Job {
    /// One copy on one side from wherever the printer likes.
    #[must_use]
    pub fn on(printer: impl Into<String>) -> Self {
        Self {
            printer: printer.into(),
            copies: 1,
            sides: Sides::One,
            tray: None,
            paper: None,
        }
    }
}

/// On which sides of the paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sides {
    /// On the front only.
    #[default]
    One,
    /// On both, turned like a book.
    Both,
}

/// A printer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printer {
    /// Its name.
    pub name: String,
    /// Whether it is the one that is used when nobody says which.
    pub is_default: bool,
    /// Why it prints nothing now, in the print system's words; empty if it gives none.
    pub stopped: Option<String>,
    /// Whether it takes no jobs now, likewise.
    pub refuses: Option<String>,
}

/// What a printer can do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Abilities {
    /// Whether it prints on both sides.
    pub both_sides: bool,
    /// Its trays, by its own words.
    pub trays: Vec<String>,
}

/// Why nothing was printed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PrintError {
    /// There is no print system on this computer, or it does not run.
    #[error("no print system runs on this computer; start CUPS, or save the letter as PDF")]
    NoSystem,
    /// The print system did not answer.
    #[error("the print system did not answer; try again, or save the letter as PDF")]
    NoAnswer,
    /// The printer is not there any more.
    #[error("the printer {printer} is not there any more; choose another")]
    Gone {
        /// Its name.
        printer: String,
    },
    /// The printer is stopped.
    #[error("the printer {printer} is stopped: {reason}")]
    Stopped {
        /// Its name.
        printer: String,
        /// In the print system's words.
        reason: String,
    },
    /// The printer takes no jobs.
    #[error("the printer {printer} takes no jobs: {reason}")]
    Refused {
        /// Its name.
        printer: String,
        /// In the print system's words.
        reason: String,
    },
    /// Something else; the print system's words.
    #[error("the print system refused: {0}")]
    Failed(String),
    /// The folder for showing a letter cannot be used.
    #[error("the folder {path} cannot be used: {reason}")]
    Folder {
        /// The folder.
        path: String,
        /// Why.
        reason: String,
    },
}

impl From<PrintError> for Trouble {
    fn from(error: PrintError) -> Self {
        let or_none = |reason: &str| {
            if reason.is_empty() {
                text::say("print-no-reason")
            } else {
                reason.to_owned()
            }
        };
        let words = match &error {
            PrintError::NoSystem => text::say("print-no-system"),
            PrintError::NoAnswer => text::say("print-no-answer"),
            PrintError::Gone { printer } => text::say_with("print-gone", &[("printer", printer)]),
            PrintError::Stopped { printer, reason } => text::say_with(
                "print-stopped",
                &[("printer", printer), ("reason", &or_none(reason))],
            ),
            PrintError::Refused { printer, reason } => text::say_with(
                "print-refused",
                &[("printer", printer), ("reason", &or_none(reason))],
            ),
            PrintError::Failed(reason) => {
                text::say_with("print-failed", &[("reason", &or_none(reason))])
            }
            PrintError::Folder { path, reason } => {
                text::say_with("print-folder", &[("path", path), ("reason", reason)])
            }
        };
        Self::new("print", words)
    }
}

/// The print system of this computer.
#[derive(Clone, Debug)]
pub struct System {
    /// Where its programs are; wherever the system finds them if there is none.
    programs: Option<PathBuf>,
    patience: Duration,
}

impl Default for System {
    fn default() -> Self {
        Self {
            programs: None,
            patience: PATIENCE,
        }
    }
}

impl System {
    /// One whose programs are in a folder, for tests.
    #[must_use]
    pub fn at(programs: impl Into<PathBuf>, patience: Duration) -> Self {
        Self {
            programs: Some(programs.into()),
            patience,
        }
    }

    /// Whether letters go straight to a printer; else the program that shows PDFs prints them.
    #[must_use]
    pub fn is_direct() -> bool {
        !cfg!(windows)
    }

    /// The printers there are, the default first.
    ///
    /// # Errors
    /// If no print system runs, or it does not answer.
    pub fn printers(&self) -> Result<Vec<Printer>, PrintError> {
        cups::printers(self)
    }

    /// What a printer can do. Asks the printer itself, so it may take a moment.
    ///
    /// # Errors
    /// If the print system does not answer, or has no such printer.
    pub fn abilities(&self, printer: &str) -> Result<Abilities, PrintError> {
        cups::abilities(self, printer)
    }

    /// Whether a printer would take a job now: asked before a letter is finalised for it.
    ///
    /// # Errors
    /// Why it would not.
    pub fn ready(&self, printer: &str) -> Result<(), PrintError> {
        if !Self::is_direct() {
            return Ok(());
        }
        cups::ready(self, printer)
    }

    /// Prints a PDF. Returns the print system's name for the job.
    ///
    /// # Errors
    /// Why it was not printed.
    pub fn print(&self, job: &Job, pdf: &[u8]) -> Result<String, PrintError> {
        if Self::is_direct() {
            cups::print(self, job, pdf)
        } else {
            viewer::show(pdf)
        }
    }
}
