//! `anteroom client`, `group`, `screening`: records of a vault from files and to the terminal.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::Subcommand;
use serde_json::{Value, json};

use crate::app::command::{ClientRow, OpenScreening, Secret, Trouble};
use crate::app::evaluate::Evaluated;
use crate::app::{clients, groups, screenings};
use crate::catalog::answer_file::Given;
use crate::catalog::{json as files, shipped};
use crate::domain::id::{ClientId, ScreeningId};
use crate::domain::leader::Leader;
use crate::domain::screening::{Judgement, Stage};
use crate::text;
use crate::vault::{Open, Show};

use super::Common;
use super::decision::Decision;
use super::output::{Failure, json_line, print};
use super::{evaluate, retention, session};

/// Longest text of an addendum, in bytes.
const LONGEST_TEXT: u64 = 64 * 1024;

#[derive(Subcommand)]
pub(super) enum Client {
    /// Add a client from a JSON file
    Add {
        /// A client record; only "legal-name" is needed
        file: PathBuf,
        /// Add it although a record of the same person may exist
        #[arg(long)]
        even_if_duplicate: bool,
    },
    /// Search names, record number, birth date and phone; without words, list
    Find {
        /// What to look for
        words: Vec<String>,
    },
    /// Set a legal hold: nothing under it is removed until two people release it
    Hold {
        /// The client's id
        #[arg(required_unless_present = "everything")]
        id: Option<String>,
        /// Hold the whole vault
        #[arg(long, conflicts_with = "id")]
        everything: bool,
        /// Why, at least 20 characters
        #[arg(long)]
        reason: String,
        /// Number of the matter
        #[arg(long, default_value = "")]
        matter: String,
    },
    /// Every legal hold with its id and state
    Holds,
    /// Ask to release a hold, or release one that somebody else asked to release
    Release {
        /// The hold's id
        hold: String,
        /// Why, at least 20 characters
        #[arg(long)]
        reason: String,
    },
    /// Ask for the erasure of a client; with --confirm, do what somebody asked for
    Erase {
        /// The client's id
        id: String,
        /// The ground; stays in the log when the client is gone
        #[arg(long, value_enum)]
        ground: Option<retention::Ground>,
        /// Why, at least 20 characters; with --confirm only where there is no second person
        #[arg(long, default_value = "")]
        reason: String,
        /// Erase for good; prints what was removed and what remains where
        #[arg(long)]
        confirm: bool,
    },
    /// Take a request to erase back
    Keep {
        /// The client's id
        id: String,
    },
    /// What is due by the retention table; the same as anteroom retention list
    Due,
}

#[derive(Subcommand)]
pub(super) enum GroupCommand {
    /// Add or replace groups from a JSON file
    Add {
        /// A group record or a list of them
        file: PathBuf,
        /// Name of a leader; may be named several times
        #[arg(long = "leader", value_name = "NAME")]
        leaders: Vec<String>,
    },
    /// Add a leader or host from a JSON file, or add to what is known of one: role, licence, telephone
    Leader {
        /// {"name": "...", "licence": {"kind": "...", "number": "...", "expires": "2027-12-31"}, "contact": "..."}
        file: PathBuf,
    },
    /// The clinic's groups
    List,
}

#[derive(Subcommand)]
pub(super) enum Screening {
    /// Keep the answers of a file as a draft; a "client" in the file is added
    Add {
        /// A file of answers
        file: PathBuf,
        /// The client, where the file has none
        #[arg(long, value_name = "ID")]
        client: Option<String>,
    },
    /// A screening with the recommendation and its reasons
    Show {
        /// Its id, or the beginning of it
        id: String,
        /// Write it to a new file instead: an internal sheet with every reason, not for sending
        #[arg(long, value_name = "FILE.pdf")]
        pdf: Option<PathBuf>,
    },
    /// Sign a screening with the decision in a file
    Sign {
        /// Its id, or the beginning of it
        id: String,
        /// {"judgement": "agree", "disposition": {...}, ...}: see the manual
        #[arg(long, value_name = "DECISION.json")]
        decision: PathBuf,
        /// Name a criterion that blocks and that an override passes over, a second time; may be given several times. The
        /// file may name them instead: "confirmed": ["CRITERION"]
        #[arg(long, value_name = "CRITERION")]
        confirm: Vec<String>,
    },
    /// Add to a signed screening; needs the passphrase again
    Addendum {
        /// Its id, or the beginning of it
        id: String,
        /// A file with the text
        file: PathBuf,
    },
    /// Mark a signed screening as entered in error; it is kept and struck through
    MarkError {
        /// Its id, or the beginning of it
        id: String,
        /// Why
        #[arg(long)]
        reason: String,
    },
    /// Sign a colleague's assessment as a second clinician
    CoSign {
        /// Its id, or the beginning of it
        id: String,
    },
    /// All screenings, the latest first
    List,
}

pub(super) fn read_json(path: &Path) -> Result<Value, Failure> {
    let failed = |problem: files::JsonProblem| {
        Failure::new(
            "bad-input",
            format!("{}: {problem} (hint: {})", path.display(), problem.hint()),
        )
    };
    let bytes = files::read_file(path, files::LARGEST_ANSWER_FILE).map_err(failed)?;
    files::read(&bytes, files::LARGEST_ANSWER_FILE).map_err(failed)
}

fn in_file(path: &Path, failure: Failure) -> Failure {
    let lines: Vec<String> = failure
        .message
        .lines()
        .map(|line| format!("{}: {line}", path.display()))
        .collect();
    Failure {
        message: lines.join("\n"),
        ..failure
    }
}

impl Client {
    pub(super) fn run(&self, common: &Common) -> Result<(), Failure> {
        match self {
            Self::Add {
                file,
                even_if_duplicate,
            } => {
                let client = clients::read(&read_json(file)?)
                    .map_err(|trouble| in_file(file, trouble.into()))?;
                session::with_vault(common, |open| {
                    let name = client.display_name().to_owned();
                    let like = clients::duplicates(open, &name, client.birth_date)?;
                    if !like.is_empty() && !even_if_duplicate {
                        let ids: Vec<String> = like
                            .iter()
                            .filter_map(|row| row.id)
                            .map(|id| id.to_string())
                            .collect();
                        let message = format!(
                            "a record of the same person may exist ({}): look at it, or add with --even-if-duplicate",
                            ids.join(", ")
                        );
                        return Err(Failure::new("duplicate", message));
                    }
                    let id = clients::save(open, None, &client)?;
                    if common.json {
                        print(&json_line(&json!({"client": id}))?)
                    } else {
                        print(&format!("{id}\n"))
                    }
                })
            }
            Self::Hold {
                id, reason, matter, ..
            } => retention::hold(common, id.as_deref(), reason, matter),
            Self::Holds => retention::holds(common),
            Self::Release { hold, reason } => retention::release(common, hold, reason),
            Self::Erase {
                id,
                ground,
                reason,
                confirm,
            } => retention::erase(common, id, *ground, reason, *confirm),
            Self::Keep { id } => retention::keep(common, id),
            Self::Due => session::with_vault(common, |open| retention::due(open, common.json)),
            Self::Find { words } => session::with_vault(common, |open| {
                let mut out = String::new();
                for row in clients::find(open, &words.join(" "))? {
                    out += &client_line(&row, common.json)?;
                }
                print(&out)
            }),
        }
    }
}

fn client_line(row: &ClientRow, as_json: bool) -> Result<String, Failure> {
    if as_json {
        return json_line(&json!({
            "client": row.id, "name": row.name, "legal_name": row.legal_name, "record_number": row.record_number,
            "birth_date": row.birth_date,
        }));
    }
    let id = row.id.map(|id| id.to_string()).unwrap_or_default();
    let born = row
        .birth_date
        .map(|date| date.to_string())
        .unwrap_or_default();
    Ok(format!(
        "{id}  {:<12} {born:<10}  {}\n",
        row.record_number.as_deref().unwrap_or(""),
        row.name
    ))
}

impl GroupCommand {
    pub(super) fn run(&self, common: &Common) -> Result<(), Failure> {
        match self {
            Self::Add { file, leaders } => {
                let read = groups::read(&read_json(file)?)
                    .map_err(|trouble| in_file(file, trouble.into()))?;
                let leaders: Vec<Leader> = leaders.iter().map(|name| Leader::named(name)).collect();
                session::with_vault(common, |open| {
                    let mut out = String::new();
                    for group in read {
                        let kept = groups::save(open, group, &leaders)?;
                        out += &group_line(&kept, common.json)?;
                    }
                    print(&out)
                })
            }
            Self::Leader { file } => {
                let leader: Leader = serde_json::from_value(read_json(file)?).map_err(|error| {
                    Failure::new("bad-input", format!("{}: {error}", file.display()))
                })?;
                session::with_vault(common, |open| {
                    let id = groups::save_leader(open, &leader)?;
                    if common.json {
                        print(&json_line(&json!({"leader": id}))?)
                    } else {
                        print(&format!("{id}\n"))
                    }
                })
            }
            Self::List => session::with_vault(common, |open| {
                let mut out = String::new();
                for group in groups::list(open)? {
                    out += &group_line(&group, common.json)?;
                }
                print(&out)
            }),
        }
    }
}

fn group_line(group: &crate::domain::group::Group, as_json: bool) -> Result<String, Failure> {
    if as_json {
        return json_line(group);
    }
    let seats = group
        .capacity
        .map(|capacity| format!("{} of {capacity} seats", group.enrolled))
        .unwrap_or_default();
    let when = crate::app::letter::when(group);
    Ok(format!(
        "{:<24} {}, {when}, {seats}\n",
        group.id, group.name
    ))
}

impl Screening {
    pub(super) fn run(&self, common: &Common) -> Result<(), Failure> {
        match self {
            Self::Add { file, client } => add(common, file, client.as_deref()),
            Self::Show { id, pdf } => session::with_vault(common, |open| {
                let id = find(open, id)?;
                match pdf {
                    Some(path) => sheet(open, id, path, common.json),
                    None => show(open, &id, common.json),
                }
            }),
            Self::Sign {
                id,
                decision,
                confirm,
            } => {
                let decision = Decision::read(decision, confirm)?;
                session::with_vault(common, |open| decision.sign(common, open, find(open, id)?))
            }
            Self::Addendum { id, file } => {
                let text = read_text(file)?;
                attest(common, id, |open, id, secret| {
                    screenings::add_to(open, id, &text, secret).map(|()| "added")
                })
            }
            Self::MarkError { id, reason } => attest(common, id, |open, id, secret| {
                screenings::mark_in_error(open, id, reason, secret).map(|()| "marked")
            }),
            Self::CoSign { id } => attest(common, id, |open, id, secret| {
                screenings::co_sign(open, id, secret).map(|()| "co-signed")
            }),
            Self::List => session::with_vault(common, |open| list(open, common.json)),
        }
    }
}

/// Does what needs the passphrase again, and says what was done.
fn attest(
    common: &Common,
    id: &str,
    work: impl FnOnce(&Open, ScreeningId, &Secret) -> Result<&'static str, Trouble>,
) -> Result<(), Failure> {
    session::with_vault(common, |open| {
        let id = find(open, id)?;
        let secret = session::passphrase_again(common, "Passphrase again: ")?;
        let done = work(open, id, &secret)?;
        if common.json {
            print(&json_line(&json!({"screening": id, "done": done}))?)
        } else {
            print(&format!("{done} {id}\n"))
        }
    })
}

/// A text of moderate length from a file.
fn read_text(path: &Path) -> Result<String, Failure> {
    let failed =
        |problem: &str| Failure::new("bad-input", format!("{}: {problem}", path.display()));
    let bytes =
        files::read_file(path, LONGEST_TEXT).map_err(|problem| failed(&problem.to_string()))?;
    String::from_utf8(bytes).map_err(|_| failed("not a text in UTF-8"))
}

/// The screening with this id or beginning of an id.
pub(super) fn find(open: &Open, id: &str) -> Result<ScreeningId, Failure> {
    if let Ok(id) = id.parse() {
        return Ok(id);
    }
    match open.screenings().with_prefix(id)?.as_slice() {
        [one] => Ok(*one),
        [] => Err(Failure::new(
            "not-found",
            "no screening has this id: see anteroom screening list",
        )),
        _ => Err(Failure::new(
            "not-found",
            "several screenings begin with this id: type more of it",
        )),
    }
}

fn add(common: &Common, file: &Path, client: Option<&str>) -> Result<(), Failure> {
    let given = evaluate::read(file).map_err(|problem| Failure::new("bad-input", problem))?;
    let in_this = |failure: Failure| in_file(file, failure);
    let record = given
        .client
        .as_ref()
        .map(clients::read)
        .transpose()
        .map_err(|trouble| in_this(trouble.into()))?;
    let named: Option<ClientId> = client.map(str::parse).transpose().map_err(|_| {
        Failure::new(
            "bad-input",
            "--client: an id is 32 hexadecimal digits: see anteroom client find",
        )
    })?;
    if record.is_some() && named.is_some() {
        return Err(Failure::new(
            "usage",
            "the file has a client of its own: leave --client out",
        ));
    }
    session::with_vault(common, |open| {
        let client = match (record, named) {
            (Some(record), _) => Some(clients::save(open, None, &record)?),
            (None, Some(id)) => Some(open.clients().view(id)?.id),
            (None, None) => None,
        };
        let id = screenings::start(open, given.pathway, client, given.answers.clone())?;
        let screening = screenings::view(open, id)?;
        let outcome = screening
            .content
            .recommendation
            .map(|now| (now.outcome, now.safety));
        let (outcome, safety) = outcome.unwrap_or_default();
        if common.json {
            return print(&json_line(&json!({
                "screening": id, "client": client, "outcome": outcome, "safety": safety.code(),
            }))?);
        }
        print(&format!("{id}\n{outcome}; safety: {}\n", safety.code()))
    })
}

/// The internal sheet as a file.
fn sheet(open: &Open, id: ScreeningId, path: &Path, as_json: bool) -> Result<(), Failure> {
    let mut press = crate::letter::Press::new();
    let paper = crate::letter::Paper::default();
    let path = crate::app::sheet::save(open, &mut press, id, paper, path)?;
    let path = path.display().to_string();
    if as_json {
        print(&json_line(&json!({"file": path}))?)
    } else {
        print(&format!("{path}\n"))
    }
}

fn show(open: &Open, id: &ScreeningId, as_json: bool) -> Result<(), Failure> {
    let screening = screenings::view(open, *id)?;
    let pack = shipped().pack(screening.pathway);
    let Some(recommendation) = screening.content.recommendation.clone() else {
        return Err(Failure::new(
            "not-found",
            "nothing was kept of this screening",
        ));
    };
    let stage = stage_word(screening.stage);
    let given = Given {
        pathway: screening.pathway,
        answers: screening.content.answers.clone(),
        client: None,
        groups: None,
        date: None,
    };
    let evaluated = Evaluated {
        pack,
        given,
        recommendation,
        matching: None,
        would_change: Vec::new(),
    };
    if as_json {
        let mut value = serde_json::to_value(evaluated.line(&id.to_string())).unwrap_or_default();
        if let Some(object) = value.as_object_mut() {
            object.remove("file");
            object.insert("screening".to_owned(), json!(id));
            object.insert("stage".to_owned(), json!(stage));
            object.insert("judgement".to_owned(), json!(screening.content.judgement));
            object.insert(
                "disposition".to_owned(),
                json!(screening.content.disposition),
            );
            object.insert(
                "additions".to_owned(),
                json!(screenings::additions(open, *id)?),
            );
            object.insert(
                "signed_at".to_owned(),
                json!(screening.signature.map(|signature| signature.at)),
            );
        }
        return print(&json_line(&value)?);
    }
    let mut out = String::new();
    let name = screening.client.as_ref().map_or_else(
        || text::say("screening-unnamed"),
        |(_, client)| client.display_name().to_owned(),
    );
    let _ = writeln!(out, "{name}, {stage}");
    evaluate::in_words(&id.to_string(), &evaluated, &mut out);
    decided_in_words(&screening, &mut out);
    for addition in screenings::additions(open, *id)? {
        let _ = writeln!(out, "  {addition}");
    }
    print(&out)
}

/// The clinician's decision beside the rules' outcome: both stand on the internal sheet (decisions.md section 6).
fn decided_in_words(screening: &OpenScreening, out: &mut String) {
    match &screening.content.judgement {
        Some(Judgement::Agree) => {
            let _ = writeln!(out, "  The clinician follows the recommendation.");
        }
        Some(Judgement::Override { outcome, reason }) => {
            let _ = writeln!(
                out,
                "  The clinician decided otherwise: {outcome}. Reason: {reason}"
            );
        }
        None => {}
    }
    if let Some(disposition) = &screening.content.disposition {
        let _ = writeln!(out, "  Next: {}", screenings::disposition_word(disposition));
    }
    if let Some(signature) = &screening.signature {
        let _ = writeln!(out, "  Signed {}: {}", signature.at, signature.statement);
    }
}

fn stage_word(stage: Stage) -> &'static str {
    match stage {
        Stage::Draft => "draft",
        Stage::Signed => "signed",
        Stage::EnteredInError => "entered-in-error",
    }
}

fn list(open: &Open, as_json: bool) -> Result<(), Failure> {
    let mut out = String::new();
    for row in screenings::rows(open, Show::All)? {
        let stage = stage_word(row.stage);
        if as_json {
            out += &json_line(&json!({
                "screening": row.id, "pathway": row.pathway, "stage": stage, "person": row.person,
                "outcome": row.outcome, "safety": row.safety.code(), "updated": row.updated,
            }))?;
        } else {
            let outcome = row.outcome.unwrap_or_default();
            let _ = writeln!(
                out,
                "{}  {:<8} {stage:<7} {:<28} {outcome}",
                row.id,
                row.pathway.code(),
                row.person
            );
        }
    }
    print(&out)
}
