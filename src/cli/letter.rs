//! `anteroom letter`: a letter of a screening as a PDF, or on paper.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use serde_json::json;

use crate::app::command::{Field, LetterConsent, LetterReceiver, LetterRequest, Slot, Trouble};
use crate::app::letters;
use crate::app::printing::{Ask, Job, Sides, System, Told};
use crate::letter::{Kind, Paper, Press};

use super::Common;
use super::many::Reason;
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
    /// Referral to another service
    #[value(name = "L3")]
    L3,
    /// Reply to the referrer
    #[value(name = "L4")]
    L4,
    /// To the person: offer, waiting list, other option, own decision
    #[value(name = "L5")]
    L5,
    /// Urgent summary, also of a draft
    #[value(name = "L6")]
    L6,
}

impl KindName {
    fn kind(self) -> Kind {
        match self {
            Self::L1 => Kind::L1,
            Self::L2 => Kind::L2,
            Self::L3 => Kind::L3,
            Self::L4 => Kind::L4,
            Self::L5 => Kind::L5,
            Self::L6 => Kind::L6,
        }
    }
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum PaperName {
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
        required_unless_present_any = ["print", "show"],
        conflicts_with = "print"
    )]
    out: Option<PathBuf>,
    /// Print it on this printer; no file is left (see `anteroom printers`)
    #[arg(long, value_name = "PRINTER")]
    print: Option<String>,
    #[command(flatten)]
    paper_way: PaperWay,
    #[command(flatten)]
    reason: Reason,
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
    /// The receiver is outside the clinic (always so for all but L1)
    #[arg(long)]
    outside: bool,
    /// The receiver is medical personnel (L6)
    #[arg(long)]
    medical: bool,
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
    /// Print something else that kind, receiver and consent allow; may be given several times
    #[arg(long = "with", value_name = "FIELD", value_parser = field)]
    with: Vec<Field>,
    /// Word a place of the letter: PLACE=TEXT, lines parted by ';;'; may be given several times
    #[arg(long = "say", value_name = "PLACE=TEXT", value_parser = place)]
    say: Vec<(Slot, String)>,
    /// Somebody asked whether writing immigration down is safe, and it is
    #[arg(long)]
    safe_to_write: bool,
    /// Show what would leave, field by field, and what stops the letter; nothing is written
    #[arg(long)]
    show: bool,
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
        if self.show {
            return self.look(common);
        }
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
            let request = self.request(records::find(open, &self.id)?);
            let (stop, tell) = (AtomicBool::new(false), |_, _| {});
            let (system, mut press) = (System::default(), Press::new());
            self.reason.leave(open, || {
                let request = Box::new(request.clone());
                let job = job.clone();
                let ask = Ask::New { request, job };
                letters::print(open, &mut press, &system, ask, &tell, &stop)
            })
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
            let mut press = Press::new();
            self.reason.leave(open, || {
                letters::save(open, &mut press, &request, out, password.as_ref())
            })
        })?;
        let path = out.display().to_string();
        if common.json {
            print(&json_line(&json!({"letter": number, "file": path}))?)
        } else {
            print(&format!("letter {number:06} stands in {path}\n"))
        }
    }

    /// What would leave, and what stops it.
    fn look(&self, common: &Common) -> Result<(), Failure> {
        let preview = session::with_vault(common, |open| {
            let screening = records::find(open, &self.id)?;
            let request = self.request(screening);
            Ok(letters::preview(open, &mut Press::new(), &request)?)
        })?;
        if common.json {
            let leaves: Vec<_> = preview
                .leaves
                .iter()
                .map(|field| json!({"name": field.name, "text": field.text}))
                .collect();
            let held: Vec<_> = preview
                .held
                .iter()
                .map(|(name, why)| json!({"name": name, "why": why}))
                .collect();
            return print(&json_line(&json!({
                "leaves": leaves,
                "held": held,
                "stops": preview.stops,
                "hints": preview.hints,
            }))?);
        }
        let mut out = String::new();
        for field in &preview.leaves {
            let text = field.text.replace('\n', "\n    ");
            out.push_str(&format!("{}\n    {text}\n", field.name));
        }
        for (name, why) in &preview.held {
            out.push_str(&format!("stays out: {name} ({why})\n"));
        }
        for stop in &preview.stops {
            out.push_str(&format!("stops the letter: {stop}\n"));
        }
        for hint in &preview.hints {
            out.push_str(&format!("look at: {hint}\n"));
        }
        print(&out)
    }

    fn request(&self, screening: crate::domain::id::ScreeningId) -> LetterRequest {
        let kind = self.kind.kind();
        let mut fields: BTreeSet<Field> = self.with.iter().copied().collect();
        fields.extend(self.with_measures.then_some(Field::Measures));
        fields.extend(self.with_safety.then_some(Field::Safety));
        let mut said: BTreeMap<Slot, String> = self.say.iter().cloned().collect();
        if !self.link.trim().is_empty() {
            said.insert(Slot::Link, self.link.clone());
        }
        LetterRequest {
            receiver: LetterReceiver {
                name: self.to.clone(),
                role: String::new(),
                organisation: self.organisation.clone(),
                address: self.address.clone(),
                known: None,
                medical: self.medical,
            },
            outside: self.outside || kind != Kind::L1,
            consent: self.consent.map(|on| LetterConsent {
                on,
                purpose: self.purpose.clone(),
                signed: !self.verbal,
                ends: self.consent_ends,
                known: None,
                record: None,
            }),
            fields,
            said,
            safe_to_write: self.safe_to_write,
            paper: self.paper.paper(),
            ..LetterRequest::new(screening, kind)
        }
    }
}

impl PaperName {
    pub(super) fn paper(self) -> Paper {
        match self {
            Self::A4 => Paper::A4,
            Self::Letter => Paper::UsLetter,
        }
    }
}

fn field(word: &str) -> Result<Field, String> {
    Field::of_code(word).ok_or_else(|| {
        let words: Vec<&str> = Field::ALL.iter().map(|field| field.code()).collect();
        format!("one of: {}", words.join(", "))
    })
}

fn place(text: &str) -> Result<(Slot, String), String> {
    let (word, said) = text.split_once('=').ok_or("PLACE=TEXT is meant")?;
    let slot = Slot::of_code(word.trim()).ok_or_else(|| {
        let words: Vec<&str> = Slot::ALL.iter().map(|slot| slot.code()).collect();
        format!("a place is one of: {}", words.join(", "))
    })?;
    Ok((slot, said.replace(";;", "\n")))
}
