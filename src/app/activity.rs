//! The activity log for people: who did what, who looked at a client, whether it holds, and a vault in doubt.

mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use crate::domain::consent::Ground;
use crate::domain::id::{ClientId, Id, PersonId};
use crate::domain::staff::Role;
use crate::text;
use crate::vault::{AuditEntry, AuditReport, Explanation, Open, Wanted};

use super::command::{Secret, Trouble};
use super::vaults;

pub use words::{Kind, did, doubt_words, fault_words, looks};

/// So many rows come at once.
pub const ROWS_AT_ONCE: u32 = 500;
/// More than anybody reads; older ones are in the export.
const MOST_OF_CLIENT: u32 = 2_000;

/// Which rows a page shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActivityQuery {
    /// Only of this person.
    pub person: Option<PersonId>,
    /// Only of this kind.
    pub kind: Option<Kind>,
    /// Only of this day.
    pub day: Option<Date>,
    /// Only below this number: the next rows of a list.
    pub before: Option<u64>,
}

/// A row of the log in words.
#[derive(Clone, PartialEq, Eq)]
pub struct ActivityRow {
    /// Its number.
    pub seq: u64,
    /// When, by the clock of the computer on which it happened.
    pub at: Option<Timestamp>,
    /// Who.
    pub who: String,
    /// What, in neutral words.
    pub what: String,
    /// The word in the log.
    pub action: String,
    /// The id of what it was about; for auditors only, and empty where there is nothing.
    pub about: String,
}

impl fmt::Debug for ActivityRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ActivityRow({}, {})", self.seq, self.action)
    }
}

/// Rows of the log, and what the page needs beside them.
#[derive(Clone, PartialEq, Eq)]
pub struct ActivityView {
    /// What was asked.
    pub query: ActivityQuery,
    /// Newest first.
    pub rows: Vec<ActivityRow>,
    /// Whether there are older ones.
    pub more: bool,
    /// Everybody who works or worked here.
    pub people: Vec<(PersonId, String)>,
    /// The newest row in the short form that letters print.
    pub mark: String,
    /// Whether this computer could remember the log when it last should; nothing where it need not.
    pub computer_remembers: Option<bool>,
}

impl fmt::Debug for ActivityView {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ActivityView({} rows)", self.rows.len())
    }
}

/// What a verification found, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Whether everything holds.
    pub holds: bool,
    /// One sentence a line.
    pub lines: Vec<String>,
}

/// Who looked at a client, and what went out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookedView {
    /// Whose.
    pub client: ClientId,
    /// Newest first.
    pub looks: Vec<ActivityRow>,
    /// Newest first.
    pub disclosures: Vec<DisclosureRow>,
}

/// Information about a client left the clinic.
#[derive(Clone, PartialEq, Eq)]
pub struct DisclosureRow {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub who: String,
    /// Number of the letter.
    pub letter: u32,
    /// Kind of the letter in words.
    pub kind: String,
    /// To whom, where whoever reads this may know.
    pub receiver: Option<String>,
    /// On what ground, in words, where whoever reads this may know.
    pub ground: Option<String>,
    /// What it told of the person, by name, where whoever reads this may know.
    pub what: Option<String>,
}

impl fmt::Debug for DisclosureRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DisclosureRow({})", self.letter)
    }
}

/// A log that was written to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// Where.
    pub path: PathBuf,
    /// Rows.
    pub rows: u64,
    /// The newest row in the short form that letters print.
    pub mark: String,
}

/// Whether whoever is signed in may read the whole log.
#[must_use]
pub fn may_read(open: &Open) -> bool {
    let roles = open.me().roles;
    roles.has(Role::Administrator) || roles.has(Role::Auditor)
}

fn refuse_unless(allowed: bool, words: &str) -> Result<(), Trouble> {
    if allowed {
        Ok(())
    } else {
        Err(Trouble::new("not-allowed", text::say(words)))
    }
}

/// Rows of the log, newest first.
///
/// # Errors
/// If whoever is signed in may not read it, or the vault refuses.
pub fn read(open: &Open, query: &ActivityQuery) -> Result<ActivityView, Trouble> {
    refuse_unless(may_read(open), "trouble-activity-rights")?;
    let mut wanted = Wanted {
        before: query.before,
        actor: query.person,
        actions: query.kind.map(Kind::actions).unwrap_or_default(),
        ..Wanted::default()
    };
    if let Some(day) = query.day {
        wanted.since = Some(start_of(open, day));
        wanted.until = day.checked_add(1.day()).ok().map(|day| start_of(open, day));
    }
    let mut entries = open.audit().rows(&wanted, ROWS_AT_ONCE + 1)?;
    let most = usize::try_from(ROWS_AT_ONCE).unwrap_or(usize::MAX);
    let more = entries.len() > most;
    entries.truncate(most);
    let names = Names::of(open)?;
    Ok(ActivityView {
        query: query.clone(),
        rows: entries.iter().map(|entry| names.row(entry)).collect(),
        more,
        people: names.people(),
        mark: open.audit().mark()?,
        computer_remembers: open.computer_remembers(),
    })
}

/// The moment at which a day begins here, as the log writes it.
#[must_use]
pub fn start_of(open: &Open, day: Date) -> String {
    let start = day.to_zoned(open.zone()).map(|start| start.timestamp());
    format!("{:.3}", start.unwrap_or(Timestamp::UNIX_EPOCH))
}

/// Names of actors, and whether ids are shown.
pub struct Names {
    known: BTreeMap<[u8; 16], String>,
    with_ids: bool,
}

impl Names {
    /// Everybody who works or worked here.
    ///
    /// # Errors
    /// If the vault refuses.
    pub fn of(open: &Open) -> Result<Self, Trouble> {
        let everybody = open.staff().everybody()?;
        Ok(Self {
            known: everybody
                .into_iter()
                .map(|staff| (staff.id.to_bytes(), staff.name))
                .collect(),
            with_ids: open.me().roles.has(Role::Auditor),
        })
    }

    /// A person's name; a recovery sheet has none.
    #[must_use]
    pub fn name(&self, person: PersonId, role: &str) -> String {
        match self.known.get(&person.to_bytes()) {
            Some(name) => name.clone(),
            None if role.ends_with("-sheet") => text::say("activity-by-sheet"),
            None => text::say("activity-by-nobody"),
        }
    }

    /// A row in words.
    #[must_use]
    pub fn row(&self, entry: &AuditEntry) -> ActivityRow {
        ActivityRow {
            seq: entry.seq,
            at: entry.time_utc.parse().ok(),
            who: self.name(entry.actor, &entry.role),
            what: did(&entry.action),
            action: entry.action.clone(),
            about: if self.with_ids {
                entry.object.clone()
            } else {
                String::new()
            },
        }
    }

    fn people(&self) -> Vec<(PersonId, String)> {
        let mut people: Vec<_> = self
            .known
            .iter()
            .map(|(id, name)| (PersonId::from_bytes(*id), name.clone()))
            .collect();
        people.sort_by(|one, other| one.1.cmp(&other.1));
        people
    }
}

/// Verifies the log and everything that it tells of.
///
/// # Errors
/// If whoever is signed in may not, or the vault refuses.
pub fn verify(open: &Open) -> Result<Verdict, Trouble> {
    refuse_unless(may_read(open), "trouble-activity-rights")?;
    let report = open.audit().verify_all(&[])?;
    Ok(verdict(&report))
}

/// The result of a verification in words.
#[must_use]
pub fn verdict(report: &AuditReport) -> Verdict {
    let (rows, compared) = (report.chain.rows.to_string(), report.compared.to_string());
    let mut lines = vec![text::say_with(
        "activity-read",
        &[("rows", &rows), ("records", &compared)],
    )];
    match report.faults.first() {
        None => lines.push(text::say_with(
            "activity-holds",
            &[("mark", &report.chain.mark())],
        )),
        Some(first) => {
            lines.push(fault_words(first));
            let others = report.faults.len() - 1;
            if others > 0 {
                lines.push(text::count("activity-more-faults", others));
            }
            lines.push(text::say("activity-what-next"));
        }
    }
    if let Some(first) = report.chain.clock_back.first() {
        lines.push(text::say_with(
            "activity-clock-back",
            &[("seq", &first.to_string())],
        ));
    }
    Verdict {
        holds: report.holds(),
        lines,
    }
}

/// Writes the log to a new file that only this user can read, for verification without the vault.
///
/// # Errors
/// If whoever is signed in may not, the file cannot be written, or the vault refuses; then no file is left.
pub fn export(open: &Open, path: &Path) -> Result<Exported, Trouble> {
    refuse_unless(may_read(open), "trouble-activity-rights")?;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options
        .open(path)
        .map_err(|error| super::letters::file_trouble(path, &error))?;
    let written = write_all(open, file, path);
    if written.is_err() {
        // Half a log would look like one that was cut.
        let _ = std::fs::remove_file(path);
    }
    written
}

fn write_all(open: &Open, file: File, path: &Path) -> Result<Exported, Trouble> {
    let mut out = BufWriter::new(file);
    let chain = open.audit().export_to(&mut out)?;
    out.flush()
        .and_then(|()| out.get_ref().sync_all())
        .map_err(|error| super::letters::file_trouble(path, &error))?;
    Ok(Exported {
        path: path.to_path_buf(),
        rows: chain.rows,
        mark: chain.mark(),
    })
}

/// Whether whoever is signed in may know who looked at a client: administrators, auditors, and clinicians
/// who treat or assess the client.
///
/// # Errors
/// If the vault refuses.
pub fn may_see_looks(open: &Open, client: ClientId) -> Result<bool, Trouble> {
    if may_read(open) {
        return Ok(true);
    }
    let me = open.me();
    if !me.roles.has(Role::Clinician) {
        return Ok(false);
    }
    let screenings = open
        .screenings()
        .list(crate::vault::Show::Of(client), MOST_OF_CLIENT)?;
    let mine = screenings.iter().any(|listed| {
        let value = &listed.row.value;
        let signed = value.signature.as_ref();
        value.author == me.id || signed.is_some_and(|signature| signature.by == me.id)
    });
    if mine {
        return Ok(true);
    }
    let leaders: BTreeSet<[u8; 16]> = open
        .leaders()
        .list()?
        .into_iter()
        .filter(|leader| leader.value.staff == Some(me.id))
        .map(|leader| leader.id.to_bytes())
        .collect();
    let today = open.today();
    Ok(open.treats().list()?.iter().any(|treats| {
        let treats = &treats.value;
        let now = treats.from <= today && treats.to.is_none_or(|last| last >= today);
        treats.client == client && now && leaders.contains(&treats.leader.to_bytes())
    }))
}

/// Who looked at a client's record, and what of it left the clinic.
///
/// # Errors
/// If whoever is signed in may not know, or the vault refuses.
pub fn looked(open: &Open, client: ClientId) -> Result<LookedView, Trouble> {
    refuse_unless(may_see_looks(open, client)?, "trouble-looked-rights")?;
    let names = Names::of(open)?;
    let entries = open.audit().about_client(client, MOST_OF_CLIENT)?;
    Ok(LookedView {
        client,
        looks: entries
            .iter()
            .filter(|entry| looks(&entry.action))
            .map(|entry| names.row(entry))
            .collect(),
        disclosures: disclosures(open, client, &names)?,
    })
}

fn disclosures(
    open: &Open,
    client: ClientId,
    names: &Names,
) -> Result<Vec<DisclosureRow>, Trouble> {
    let disclosed = open.letters().disclosed(client)?;
    let mut rows: Vec<DisclosureRow> = disclosed
        .into_iter()
        .map(|(letter, disclosure)| DisclosureRow {
            at: disclosure.at,
            who: names.name(disclosure.by, ""),
            letter: letter.number,
            kind: super::letters::kind_words(letter.kind),
            receiver: disclosure
                .details
                .as_ref()
                .map(|details| details.receiver.clone()),
            what: disclosure.details.as_ref().map(super::letters::what_words),
            ground: disclosure
                .details
                .map(|details| ground_words(&details.ground)),
        })
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.at));
    Ok(rows)
}

fn ground_words(ground: &Ground) -> String {
    match ground {
        Ground::Consent(_) => text::say("ground-consent"),
        Ground::ToThePerson => text::say("ground-person"),
        Ground::Emergency(what) => text::say_with("ground-emergency", &[("what", what)]),
        Ground::Law(what) => text::say_with("ground-law", &[("what", what)]),
    }
}

/// An administrator says why the vault is older than what is remembered of it.
///
/// # Errors
/// If whoever is signed in may not, the reason is too short, or the passphrase is wrong.
pub fn acknowledge(
    open: &Open,
    explanation: Explanation,
    reason: &str,
    passphrase: &Secret,
) -> Result<(), Trouble> {
    let administrator = open.me().roles.has(Role::Administrator);
    refuse_unless(administrator, "trouble-doubt-rights")?;
    if reason.trim().chars().count() < SHORTEST_REASON {
        return Err(Trouble::new("bad-input", text::say("trouble-doubt-reason")));
    }
    let proof = open.prove(&vaults::passphrase(passphrase))?;
    open.acknowledge_doubt(explanation, reason, proof)?;
    Ok(())
}

/// Shortest reason of an acknowledgement, in characters.
pub const SHORTEST_REASON: usize = 20;
