//! `anteroom paper`: handouts, copies of letters, the list of what left. `anteroom printers`: where to.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde_json::json;

use crate::app::command::Trouble;
use crate::app::printing::System;
use crate::app::{letters, texts};
use crate::letter::Press;
use crate::letter::compose::Handout;

use super::Common;
use super::letter::PaperName;
use super::many::Reason;
use super::output::{Failure, json_line, print};
use super::session;

/// Pages for anyone, and the list of what left the clinic.
#[derive(Subcommand)]
pub(super) enum Papers {
    /// A handout as a PDF: compare, therapy-group, support-group, therapist, host
    Handout {
        /// Which
        #[arg(value_parser = which)]
        which: Handout,
        /// A new file for the PDF
        #[arg(long, value_name = "FILE.pdf")]
        out: PathBuf,
        /// Paper size
        #[arg(long, default_value = "a4")]
        paper: PaperName,
    },
    /// A finished letter once more: the same bytes
    Reprint {
        /// The letter's number
        number: u32,
        /// A new file for the PDF
        #[arg(long, value_name = "FILE.pdf")]
        out: PathBuf,
        /// Protect the copy with the password in the first line of this file
        #[arg(long, value_name = "FILE")]
        encrypt: Option<PathBuf>,
        #[command(flatten)]
        reason: Reason,
    },
    /// What left the clinic, to whom, when, by whom and on what ground, as CSV
    Disclosures {
        /// A new file
        #[arg(long, value_name = "FILE.csv")]
        out: PathBuf,
    },
}

fn which(word: &str) -> Result<Handout, String> {
    Handout::of_code(word).ok_or_else(|| {
        let words: Vec<&str> = Handout::ALL.iter().map(|one| one.code()).collect();
        format!("one of: {}", words.join(", "))
    })
}

impl Papers {
    pub(super) fn run(&self, common: &Common) -> Result<(), Failure> {
        let path = match self {
            Self::Handout { which, out, paper } => {
                session::with_vault(common, |open| {
                    let mut press = Press::new();
                    Ok(texts::save(open, &mut press, *which, paper.paper(), out)?)
                })?;
                out
            }
            Self::Reprint {
                number,
                out,
                encrypt,
                reason,
            } => {
                let password = encrypt.as_deref().map(session::secret_from).transpose()?;
                session::with_vault(common, |open| {
                    let letter = letters::numbered(open, *number)?;
                    reason.leave(open, || letters::copy(open, letter, out, password.as_ref()))
                })?;
                out
            }
            Self::Disclosures { out } => {
                session::with_vault(common, |open| Ok(letters::disclosures_csv(open, out)?))?;
                out
            }
        };
        let path = path.display().to_string();
        if common.json {
            print(&json_line(&json!({"file": path}))?)
        } else {
            print(&format!("written to {path}\n"))
        }
    }
}

/// The printers of this computer. Touches no vault.
#[derive(Args)]
pub(super) struct Printers {}

impl Printers {
    pub(super) fn run(&self, common: &Common) -> Result<(), Failure> {
        let system = System::default();
        let printers = system.printers().map_err(Trouble::from)?;
        let mut out = String::new();
        for printer in printers {
            let state = match (&printer.refuses, &printer.stopped) {
                (Some(_), _) => "takes no jobs",
                (None, Some(_)) => "stopped",
                (None, None) => "ready",
            };
            if common.json {
                let able = system.abilities(&printer.name).unwrap_or_default();
                out.push_str(&json_line(&json!({
                    "printer": printer.name,
                    "default": printer.is_default,
                    "state": state,
                    "both_sides": able.both_sides,
                    "trays": able.trays,
                }))?);
            } else {
                let usual = if printer.is_default { " (usual)" } else { "" };
                out.push_str(&format!("{}{usual}: {state}\n", printer.name));
            }
        }
        print(&out)
    }
}
