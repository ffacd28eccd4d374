//! `anteroom letter`: a letter of a signed screening as a PDF.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use serde_json::json;

use crate::app::command::{LetterConsent, LetterReceiver, LetterRequest};
use crate::app::letters;
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
    #[arg(long, value_name = "FILE.pdf")]
    out: PathBuf,
    /// Protect the PDF with the password in the first line of this file
    #[arg(long, value_name = "FILE")]
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

impl Letter {
    pub(super) fn run(&self, common: &Common) -> Result<(), Failure> {
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
                &self.out,
                password.as_ref(),
            )?)
        })?;
        let path = self.out.display().to_string();
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
