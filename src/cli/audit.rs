//! `anteroom audit`: read the activity log, verify it, take it out, and end a doubt about the vault.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use clap::{Subcommand, ValueEnum};
use jiff::civil::Date;
use serde_json::{Value, json};

use crate::app::activity::{self, Names};
use crate::domain::id::ClientId;
use crate::domain::staff::Role;
use crate::text;
use crate::vault::{
    AuditEntry, AuditReport, Break, ChainReport, Explanation, ExportReport, Fault, Open, Wanted,
    Witness, verify_export, witness_in,
};

use super::Common;
use super::output::{Failure, json_line, print};
use super::session;

/// Largest file that is taken for an anchor file.
const LARGEST_ANCHOR: u64 = 64 * 1024;

#[derive(Subcommand)]
pub(super) enum Audit {
    /// Events, the newest first: who did what and when
    Show {
        /// At most so many
        #[arg(long, value_name = "N", default_value_t = 50)]
        last: u32,
        /// Who looked at this client, and what of the record left the clinic
        #[arg(long, value_name = "ID", conflicts_with_all = ["action", "since"])]
        client: Option<ClientId>,
        /// Only actions that begin so, such as letter. or session.login
        #[arg(long, value_name = "PREFIX")]
        action: Option<String>,
        /// Only from this day on
        #[arg(long, value_name = "DATE")]
        since: Option<Date>,
    },
    /// Verify the log and every record that it tells of; or an exported file, without vault and passphrase
    Verify {
        /// A place that remembers the log: a copy of anchor.bin, or an earlier export; may be named several times
        #[arg(long = "anchor", value_name = "FILE")]
        anchors: Vec<PathBuf>,
        /// A code as letters print it, such as 004211-7F3A-91C2; may be named several times
        #[arg(long = "mark", value_name = "CODE")]
        marks: Vec<String>,
        /// Verify this file instead of a vault
        #[arg(long, value_name = "FILE")]
        export: Option<PathBuf>,
    },
    /// Write the log to a new file that can be verified without the vault
    Export {
        /// Lines of JSON: ids and hashes, no names
        file: PathBuf,
    },
    /// Go on with a vault that is older than what is remembered of it; for administrators
    Acknowledge {
        /// What happened
        #[arg(long, value_enum)]
        why: Why,
        /// In your own words, at least 20 characters; kept in the vault, not in the log
        #[arg(long)]
        reason: String,
    },
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Why {
    /// A backup was put in its place
    Backup,
    /// The computer or its disk was put back to an earlier state
    Computer,
    /// The folder was copied from another place
    Copied,
    /// It could not be found out
    Unknown,
}

impl From<Why> for Explanation {
    fn from(why: Why) -> Self {
        match why {
            Why::Backup => Self::Backup,
            Why::Computer => Self::Computer,
            Why::Copied => Self::Copied,
            Why::Unknown => Self::Unknown,
        }
    }
}

impl Audit {
    pub(super) fn run(&self, common: &Common) -> Result<(), Failure> {
        match self {
            Self::Show {
                client: Some(client),
                ..
            } => session::with_vault(common, |open| show_client(common, open, *client)),
            Self::Show {
                last,
                action,
                since,
                ..
            } => session::with_vault(common, |open| {
                show(common, open, *last, action.as_deref(), *since)
            }),
            Self::Verify {
                anchors,
                marks,
                export: Some(file),
            } => verify_file(common, file, anchors, marks),
            Self::Verify { anchors, marks, .. } => {
                session::with_vault(common, |open| verify(common, open, anchors, marks))
            }
            Self::Export { file } => session::with_vault(common, |open| export(common, open, file)),
            Self::Acknowledge { why, reason } => acknowledge(common, (*why).into(), reason),
        }
    }
}

// Reading ----------------------------------------------------------------------------------------

fn show(
    common: &Common,
    open: &Open,
    last: u32,
    action: Option<&str>,
    since: Option<Date>,
) -> Result<(), Failure> {
    if !activity::may_read(open) {
        let words = text::say("trouble-activity-rights");
        return Err(Failure::new("not-allowed", words));
    }
    let wanted = Wanted {
        actions: action.map(str::to_owned).into_iter().collect(),
        since: since.map(|day| activity::start_of(open, day)),
        ..Wanted::default()
    };
    let rows = open.audit().rows(&wanted, last)?;
    let names = Names::of(open)?;
    let with_ids = open.me().roles.has(Role::Auditor);
    let mut out = String::new();
    for entry in &rows {
        out.push_str(&line(common, open, entry, &names, with_ids)?);
    }
    print(&out)
}

fn line(
    common: &Common,
    open: &Open,
    entry: &AuditEntry,
    names: &Names,
    with_ids: bool,
) -> Result<String, Failure> {
    let row = names.row(entry);
    if common.json {
        let mut line = json!({
            "seq": row.seq, "time": entry.time_utc, "who": row.who, "role": entry.role, "action": row.action,
            "what": row.what, "detail": entry.detail, "app": entry.app_version, "hash": entry.hash,
        });
        if with_ids {
            line["object"] = json!(entry.object);
        }
        return json_line(&line);
    }
    let time = row.at.map(|at| at.to_zoned(open.zone()));
    let time = time.map(|at| at.strftime("%Y-%m-%d %H:%M").to_string());
    let (time, about) = (time.unwrap_or_default(), row.about);
    let about = if about.is_empty() {
        about
    } else {
        format!("  {about}")
    };
    Ok(format!(
        "{:>6}  {time}  {}  {}{about}\n",
        row.seq, row.who, row.what
    ))
}

fn show_client(common: &Common, open: &Open, client: ClientId) -> Result<(), Failure> {
    let view = activity::looked(open, client)?;
    let moment = |at: jiff::Timestamp| {
        at.to_zoned(open.zone())
            .strftime("%Y-%m-%d %H:%M")
            .to_string()
    };
    let mut out = String::new();
    if common.json {
        for row in &view.looks {
            let line = json!({"seq": row.seq, "time": row.at, "who": row.who, "action": row.action, "what": row.what});
            out.push_str(&json_line(&line)?);
        }
        for row in &view.disclosures {
            let line = json!({
                "disclosure": true, "time": row.at, "who": row.who, "letter": row.letter, "kind": row.kind,
                "receiver": row.receiver, "ground": row.ground, "what": row.what,
            });
            out.push_str(&json_line(&line)?);
        }
        return print(&out);
    }
    let _ = writeln!(out, "{}", text::say("looked-title"));
    for row in &view.looks {
        let time = row.at.map(moment).unwrap_or_default();
        let _ = writeln!(out, "{:>6}  {time}  {}  {}", row.seq, row.who, row.what);
    }
    if view.looks.is_empty() {
        let _ = writeln!(out, "{}", text::say("looked-nobody"));
    }
    let _ = writeln!(out, "\n{}", text::say("looked-out"));
    for row in &view.disclosures {
        let letter = text::say_with(
            "looked-letter",
            &[("number", &row.letter.to_string()), ("kind", &row.kind)],
        );
        let hidden = text::say("looked-hidden");
        let (receiver, ground) = (
            row.receiver.as_deref().unwrap_or(&hidden),
            row.ground.as_deref().unwrap_or_default(),
        );
        let time = moment(row.at);
        let _ = writeln!(out, "{time}  {}  {letter}  {receiver}  {ground}", row.who);
        if let Some(what) = row.what.as_ref().filter(|what| !what.is_empty()) {
            let _ = writeln!(out, "    {}: {what}", text::say("letter-col-what"));
        }
    }
    if view.disclosures.is_empty() {
        let _ = writeln!(out, "{}", text::say("looked-nothing-out"));
    }
    print(&out)
}

// Verifying --------------------------------------------------------------------------------------

fn verify(
    common: &Common,
    open: &Open,
    anchors: &[PathBuf],
    marks: &[String],
) -> Result<(), Failure> {
    if !activity::may_read(open) {
        let words = text::say("trouble-activity-rights");
        return Err(Failure::new("not-allowed", words));
    }
    let vault = open.info()?.vault_id;
    let witnesses = witnesses(&vault, anchors, marks)?;
    let report = open.audit().verify_all(&witnesses)?;
    if common.json {
        print(&json_line(&report_json(&report))?)?;
    } else {
        print(&(activity::verdict(&report).lines.join("\n") + "\n"))?;
    }
    match report.faults.first() {
        None => Ok(()),
        Some(fault) => Err(Failure::new("audit", activity::fault_words(fault))),
    }
}

fn report_json(report: &AuditReport) -> Value {
    let faults: Vec<Value> = report
        .faults
        .iter()
        .map(|fault| {
            let mut line = json!({"code": fault.code(), "kind": fault.kind(), "seq": fault.seq()});
            match fault {
                Fault::Content { table, object, .. } => {
                    line["table"] = json!(table);
                    line["object"] = json!(object);
                }
                Fault::Anchor { place, .. } => line["place"] = json!(place.word()),
                _ => {}
            }
            line
        })
        .collect();
    let anchors: Vec<Value> = report
        .anchors
        .iter()
        .map(|check| {
            json!({"place": check.place.word(), "seq": check.seq, "stands": check.stands.word()})
        })
        .collect();
    json!({
        "holds": report.holds(), "code": report.faults.first().map_or(0, Fault::code),
        "kind": report.faults.first().map(Fault::kind), "seq": report.faults.first().and_then(Fault::seq),
        "rows": report.chain.rows, "head": report.chain.head, "mark": report.chain.mark(),
        "records": report.compared, "pending": report.pending, "anchors": anchors,
        "clock_back": report.chain.clock_back, "faults": faults,
    })
}

/// Verifies an exported file: no vault is opened and nothing is asked.
fn verify_file(
    common: &Common,
    file: &Path,
    anchors: &[PathBuf],
    marks: &[String],
) -> Result<(), Failure> {
    // The first pass says of which vault the file is, so that a remembered place can be found for it.
    let first = read_export(file, &[])?;
    let witnesses = witnesses(&first.vault, anchors, marks)?;
    let report = if witnesses.is_empty() {
        first
    } else {
        read_export(file, &witnesses)?
    };
    let broken = report.broken().map(Fault::Chain);
    let missing = witnesses
        .iter()
        .zip(&report.witnesses)
        .find(|(_, stands)| !**stands)
        .map(|(witness, _)| Fault::Anchor {
            place: crate::vault::AnchorPlace::Given,
            seq: witness.seq(),
        });
    let fault = broken.or(missing);
    if common.json {
        print(&json_line(&json!({
            "holds": fault.is_none(), "code": fault.as_ref().map_or(0, Fault::code),
            "kind": fault.as_ref().map(Fault::kind), "seq": fault.as_ref().and_then(Fault::seq),
            "vault": report.vault, "rows": report.chain.rows, "head": report.chain.head,
            "mark": report.chain.mark(), "clock_back": report.chain.clock_back,
        }))?)?;
    } else {
        print(&file_words(&report.chain, report.broken(), &report.vault))?;
    }
    match fault {
        None => Ok(()),
        Some(fault) => Err(Failure::new("audit", activity::fault_words(&fault))),
    }
}

fn file_words(chain: &ChainReport, broken: Option<Break>, vault: &str) -> String {
    let mut out = format!("{} events of vault {vault} were read\n", chain.rows);
    if broken.is_none() {
        let _ = writeln!(out, "the chain holds; its newest event is {}", chain.mark());
        let _ = writeln!(
            out,
            "compare this with a code that was written down, printed on a letter or kept elsewhere (--mark, --anchor): \
             only that shows whether the end was cut off or everything was written anew"
        );
    }
    if let Some(seq) = chain.clock_back.first() {
        let seq = seq.to_string();
        let _ = writeln!(
            out,
            "{}",
            text::say_with("activity-clock-back", &[("seq", &seq)])
        );
    }
    out
}

fn read_export(file: &Path, witnesses: &[Witness]) -> Result<ExportReport, Failure> {
    let failed =
        |problem: String| Failure::new("bad-input", format!("{}: {problem}", file.display()));
    let opened = File::open(file)
        .map_err(|error| failed(format!("the file cannot be read ({})", error.kind())))?;
    verify_export(BufReader::new(opened), witnesses).map_err(|problem| failed(problem.to_string()))
}

/// What was named as remembering the log.
fn witnesses(vault: &str, anchors: &[PathBuf], marks: &[String]) -> Result<Vec<Witness>, Failure> {
    let of_marks = marks.iter().map(|mark| {
        Witness::from_mark(mark).ok_or_else(|| {
            let message =
                format!("{mark} is no code as letters print it, such as 004211-7F3A-91C2");
            Failure::new("bad-input", message)
        })
    });
    let of_files = anchors.iter().map(|file| witness_of(vault, file));
    of_marks.chain(of_files).collect()
}

fn witness_of(vault: &str, file: &Path) -> Result<Witness, Failure> {
    let failed =
        |problem: &str| Failure::new("bad-input", format!("{}: {problem}", file.display()));
    let mut bytes = Vec::new();
    let opened = File::open(file).map_err(|_| failed("the file cannot be read"))?;
    opened
        .take(LARGEST_ANCHOR)
        .read_to_end(&mut bytes)
        .map_err(|_| failed("the file cannot be read"))?;
    if let Some(witness) = witness_in(&bytes, vault) {
        return Ok(witness);
    }
    let Ok(export) = read_export(file, &[]) else {
        return Err(failed(
            "neither an anchor file that knows this vault nor an export of an activity log",
        ));
    };
    if export.vault != vault {
        return Err(failed("an export of another vault"));
    }
    Witness::from_row(export.chain.rows, &export.chain.head)
        .ok_or_else(|| failed("an export without a head"))
}

// Taking out, and going on -----------------------------------------------------------------------

fn export(common: &Common, open: &Open, file: &Path) -> Result<(), Failure> {
    let done = activity::export(open, file)?;
    let path = done.path.display().to_string();
    if common.json {
        return print(&json_line(
            &json!({"file": path, "rows": done.rows, "mark": done.mark}),
        )?);
    }
    print(&format!(
        "{} events were written to {path}; the newest is {}\n",
        done.rows, done.mark
    ))
}

fn acknowledge(common: &Common, why: Explanation, reason: &str) -> Result<(), Failure> {
    let again = session::dir(common)?;
    // Said before anything is asked: a passphrase typed for nothing is a nuisance.
    drop(crate::vault::Locked::at(&again, session::clock(&again))?);
    let secret = session::passphrase(common, "Passphrase: ")?;
    session::with_secret(common, &secret, |open| {
        if open.doubt().is_none() {
            return Err(Failure::new("bad-input", "this vault is not in doubt"));
        }
        activity::acknowledge(open, why, reason, &secret)?;
        Ok(())
    })?;
    if common.json {
        return print(&json_line(&json!({"doubt": false}))?);
    }
    print(&(text::say("doubt-over") + "\n"))
}
