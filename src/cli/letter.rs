//! `anteroom letter`: a letter of a signed screening as a PDF, or on paper. `anteroom printers`: where to.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use serde_json::json;

use crate::app::command::{LetterConsent, LetterReceiver, LetterRequest, Trouble};
use crate::app::letters;
use crate::app::printing::{Ask, Job, Sides, System, Told};
use crate::letter::{Kind, Paper, Press};

use super::Common;
use super::output::{Failure, json_line, print};
use super::{records, session};

#[derive(Clone, Copy, ValueEnum)]
enum KindName {
    /// Therapy-group referral
    #[value(name = "L1")]
    L1,
    /// Support-group referral
    #[value(name = "L2")]
    L2,
}

#[derive(Clone, Copy, ValueEnum)]
enum PaperName {
    A4,
    Letter,
}

#[derive(Args)]
pub(super) struct Letter {
    /// The screening's id, or the beginning of it
    id: String,
    /// Which letter
    #[arg(long)]
    kind: KindName,
    /// A new file for the PDF
    #[arg(
        long,
        value_name = "FILE.pdf",
        required_unless_present = "print",
        conflicts_with = "print"
    )]
    out: Option<PathBuf>,
    /// Print it on this printer; no file is left (see `anteroom printers`)
    #[arg(long, value_name = "PRINTER")]
    print: Option<String>,
    #[command(flatten)]
    paper_way: PaperWay,
    /// Protect the PDF with the password in the first line of this file
    #[arg(long, value_name = "FILE", requires = "out")]
    encrypt: Option<PathBuf>,
    /// Name of the receiver; the group's leader if left out
    #[arg(long, default_value = "")]
    to: String,
    /// Organisation of the receiver
    #[arg(long, default_value = "")]
    organisation: String,
    /// A line of the receiver's address; may be given several times
    #[arg(long = "address", value_name = "LINE")]
    address: Vec<String>,
    /// The receiver is outside the clinic (always so for L2)
    #[arg(long)]
    outside: bool,
    /// The day on which the person agreed to this letter, YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    consent: Option<Date>,
    /// The consent was given verbally to whoever signs, not in writing
    #[arg(long, requires = "consent")]
    verbal: bool,
    /// What the consent was given for
    #[arg(long, requires = "consent", default_value = "")]
    purpose: String,
    /// The day on which the consent ends, YYYY-MM-DD
    #[arg(long, requires = "consent", value_name = "DATE")]
    consent_ends: Option<Date>,
    /// Print totals of measures
    #[arg(long)]
    with_measures: bool,
    /// Print present safety arrangements (with consent)
    #[arg(long)]
    with_safety: bool,
    /// The person's link with the group, in a phrase of their own (L2)
    #[arg(long, default_value = "")]
    link: String,
    /// Paper size
    #[arg(long, default_value = "a4")]
    paper: PaperName,
}

/// How it is printed.
#[derive(Args)]
struct PaperWay {
    /// How many are printed
    #[arg(long, requires = "print", default_value = "1", value_parser = clap::value_parser!(u16).range(1..=20))]
    copies: u16,
    /// Print on both sides of the paper
    #[arg(long, requires = "print")]
    both_sides: bool,
    /// From which tray, by the printer's word for it
    #[arg(long, requires = "print", value_name = "TRAY")]
    tray: Option<String>,
}

impl Letter {
    pub(super) fn run(&self, common: &Common) -> Result<(), Failure> {
        match (&self.print, &self.out) {
            (Some(printer), _) => self.print(common, printer),
            (None, Some(out)) => self.save(common, out),
            (None, None) => Ok(()),
        }
    }

    fn print(&self, common: &Common, printer: &str) -> Result<(), Failure> {
        let job = Job {
            copies: self.paper_way.copies,
            sides: if self.paper_way.both_sides {
                Sides::Both
            } else {
                Sides::One
            },
            tray: self.paper_way.tray.clone(),
            ..Job::on(printer)
        };
        let printed = session::with_vault(common, |open| {
            let request = Box::new(self.request(records::find(open, &self.id)?));
            let ask = Ask::New { request, job };
            let (stop, tell) = (AtomicBool::new(false), |_, _| {});
            let system = System::default();
            Ok(letters::print(
                open,
                &mut Press::new(),
                &system,
                ask,
                &tell,
                &stop,
            )?)
        })?;
        let Told::Printed(printed) = printed else {
            return Ok(());
        };
        if let Some(trouble) = printed.trouble {
            return Err(Trouble::new("print", trouble).into());
        }
        let number = printed.numbers.first().copied().unwrap_or_default();
        if common.json {
            print(&json_line(&json!({"letter": number, "printer": printer}))?)
        } else {
            print(&format!("letter {number:06} went to {printer}\n"))
        }
    }

    fn save(&self, common: &Common, out: &Path) -> Result<(), Failure> {
        let password = self
            .encrypt
            .as_deref()
            .map(session::secret_from)
            .transpose()?;
        let number = session::with_vault(common, |open| {
            let screening = records::find(open, &self.id)?;
            let request = self.request(screening);
            Ok(letters::save(
                open,
                &mut Press::new(),
                &request,
                out,
                password.as_ref(),
            )?)
        })?;
        let path = out.display().to_string();
        if common.json {
            print(&json_line(&json!({"letter": number, "file": path}))?)
        } else {
            print(&format!("letter {number:06} stands in {path}\n"))
        }
    }

    fn request(&self, screening: crate::domain::id::ScreeningId) -> LetterRequest {
        let kind = match self.kind {
            KindName::L1 => Kind::L1,
            KindName::L2 => Kind::L2,
        };
        LetterRequest {
            screening,
            kind,
            receiver: LetterReceiver {
                name: self.to.clone(),
                role: String::new(),
                organisation: self.organisation.clone(),
                address: self.address.clone(),
            },
            outside: self.outside || kind == Kind::L2,
            consent: self.consent.map(|on| LetterConsent {
                on,
                purpose: self.purpose.clone(),
                signed: !self.verbal,
                ends: self.consent_ends,
            }),
            with_measures: self.with_measures,
            with_safety: self.with_safety,
            link: self.link.clone(),
            brings: String::new(),
            next: String::new(),
            paper: match self.paper {
                PaperName::A4 => Paper::A4,
                PaperName::Letter => Paper::UsLetter,
            },
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
