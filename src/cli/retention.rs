//! `anteroom retention` and what `anteroom client` does with holds and erasure: records over the years, without a window.

use clap::{Subcommand, ValueEnum};
use serde_json::json;

use crate::app::records;
use crate::domain::id::{ClientId, HoldId};
use crate::domain::retention::{EraseWhy, RetentionTable};
use crate::vault::{Due, Open, Released};

use super::Common;
use super::output::{Failure, json_line, print};
use super::session;

/// Why a client is erased.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Ground {
    /// The person asked for it
    Request,
    /// The time for which it had to be kept is over
    Overdue,
    /// It should never have been entered
    Mistake,
    /// A court or an authority ordered it
    Order,
    /// Something else
    Other,
}

impl Ground {
    fn why(self) -> EraseWhy {
        match self {
            Self::Request => EraseWhy::Request,
            Self::Overdue => EraseWhy::Overdue,
            Self::Mistake => EraseWhy::Mistake,
            Self::Order => EraseWhy::Order,
            Self::Other => EraseWhy::Other,
        }
    }
}

/// A client by id.
pub(super) fn client(id: &str) -> Result<ClientId, Failure> {
    id.parse().map_err(|_| {
        Failure::new(
            "bad-input",
            "an id is 32 hexadecimal digits: see anteroom client find",
        )
    })
}

#[derive(Subcommand)]
pub(super) enum Retention {
    /// The periods, who put them in force, and what is proposed
    Show,
    /// What is due, a line each; no names
    List,
    /// Remove now what goes by itself at the first unlock of a day
    Run,
    /// Propose other periods; they hold once a second person has put them in force
    Propose {
        /// Days for which the outcome of a support-group check is kept
        #[arg(long, value_name = "DAYS")]
        support: Option<u16>,
        /// Days for which an unsigned assessment is kept after its last change
        #[arg(long, value_name = "DAYS")]
        draft: Option<u16>,
        /// Days after which a draft is warned of
        #[arg(long, value_name = "DAYS")]
        warn: Option<u16>,
        /// Years for which a signed assessment is kept before it is due
        #[arg(long, value_name = "YEARS")]
        signed: Option<u8>,
        /// When somebody under age is an adult
        #[arg(long, value_name = "YEARS")]
        adult: Option<u8>,
    },
    /// Put the proposed periods in force
    Activate {
        /// Why; needed where there is no second person
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// Say that the computer's date is right, after it jumped by more than a month
    ConfirmDate {
        /// Why
        #[arg(long)]
        reason: String,
    },
}

impl Retention {
    pub(super) fn run(&self, common: &Common) -> Result<(), Failure> {
        session::with_vault(common, |open| match self {
            Self::Show => show(open, common.json),
            Self::List => due(open, common.json),
            Self::Run => {
                let purged = open.retention().run()?;
                if common.json {
                    return print(&json_line(
                        &json!({"support": purged.support, "drafts": purged.drafts}),
                    )?);
                }
                print(&format!(
                    "removed: {} support-group checks, {} drafts\n",
                    purged.support, purged.drafts
                ))
            }
            Self::Propose {
                support,
                draft,
                warn,
                signed,
                adult,
            } => {
                let now = open.retention().state()?.table;
                let table = RetentionTable {
                    support_days: support.unwrap_or(now.support_days),
                    draft_days: draft.unwrap_or(now.draft_days),
                    draft_warn_days: warn.unwrap_or(now.draft_warn_days),
                    signed_years: signed.unwrap_or(now.signed_years),
                    adult_at: adult.unwrap_or(now.adult_at),
                    ..now
                };
                open.retention().propose(table)?;
                done(common, "proposed")
            }
            Self::Activate { reason } => {
                open.retention().activate(reason)?;
                done(common, "in-force")
            }
            Self::ConfirmDate { reason } => {
                open.retention().confirm_clock(reason)?;
                done(common, "confirmed")
            }
        })
    }
}

fn done(common: &Common, what: &str) -> Result<(), Failure> {
    if common.json {
        print(&json_line(&json!({"retention": what}))?)
    } else {
        print(&format!("{what}\n"))
    }
}

fn show(open: &Open, as_json: bool) -> Result<(), Failure> {
    let state = open.retention().state()?;
    if as_json {
        return print(&json_line(&json!({
            "table": state.table,
            "in_force_since": state.activated.as_ref().map(|done| done.at),
            "proposed": state.proposed.as_ref().map(|proposed| proposed.table),
            "date_waits": open.retention().waits()?,
        }))?);
    }
    let table = state.table;
    let force = state.activated.map_or_else(
        || "not in force: nobody has put periods in force yet".to_owned(),
        |done| format!("in force since {}", done.at),
    );
    print(&format!(
        "{force}\nsupport-group check  {} days\nunsigned assessment  {} days, warning after {}\nsigned assessment    {} years, never removed by itself\n",
        table.support_days, table.draft_days, table.draft_warn_days, table.signed_years
    ))
}

/// The due list. It names nobody, so that it can be shown to an auditor.
pub(super) fn due(open: &Open, as_json: bool) -> Result<(), Failure> {
    let mut out = String::new();
    for line in open.retention().due()? {
        out += &due_line(&line, as_json)?;
    }
    print(&out)
}

fn due_line(line: &Due, as_json: bool) -> Result<String, Failure> {
    let id = records::due_id(line);
    if as_json {
        return json_line(&json!({
            "class": line.class.word(), "record": id, "client": line.client, "due": line.date,
            "why": line.why.word(), "held": line.held, "by_itself": line.by_itself,
        }));
    }
    let held = if line.held { "  held" } else { "" };
    Ok(format!(
        "{}  {:<13} {id}  {}{held}\n",
        line.date,
        line.class.word(),
        line.why.word()
    ))
}

/// Sets a hold on a client, or on everything.
pub(super) fn hold(
    common: &Common,
    id: Option<&str>,
    reason: &str,
    matter: &str,
) -> Result<(), Failure> {
    let on = id.map(client).transpose()?;
    session::with_vault(common, |open| {
        let hold = open.holds().set(on, reason, matter)?;
        if common.json {
            print(&json_line(&json!({"hold": hold}))?)
        } else {
            print(&format!("{hold}\n"))
        }
    })
}

/// Releases a hold, or asks for that.
pub(super) fn release(common: &Common, id: &str, reason: &str) -> Result<(), Failure> {
    let hold: HoldId = id
        .parse()
        .map_err(|_| Failure::new("bad-input", "a hold's id is 32 hexadecimal digits"))?;
    session::with_vault(common, |open| {
        let word = match open.holds().release(hold, reason)? {
            Released::Yes => "released",
            Released::Asked => "asked",
        };
        if common.json {
            print(&json_line(&json!({"hold": hold, "release": word}))?)
        } else if word == "asked" {
            print("asked: the hold stands until a second person releases it\n")
        } else {
            print("released\n")
        }
    })
}

/// Every hold, also released ones.
pub(super) fn holds(common: &Common) -> Result<(), Failure> {
    session::with_vault(common, |open| {
        let mut out = String::new();
        for stored in open.holds().list()? {
            let hold = stored.value;
            let state = match (&hold.released, &hold.asked) {
                (Some(_), _) => "released",
                (None, Some(_)) => "asked",
                (None, None) => "stands",
            };
            if common.json {
                out += &json_line(&json!({
                    "hold": stored.id, "client": hold.client, "matter": hold.matter, "reason": hold.reason,
                    "since": hold.since, "state": state,
                }))?;
            } else {
                let on = hold
                    .client
                    .map_or_else(|| "everything".to_owned(), |id| id.to_string());
                out += &format!("{}  {state:<8}  {on}  {}\n", stored.id, hold.matter);
            }
        }
        print(&out)
    })
}

/// Asks for an erasure, or confirms one that was asked for.
pub(super) fn erase(
    common: &Common,
    id: &str,
    ground: Option<Ground>,
    reason: &str,
    confirm: bool,
) -> Result<(), Failure> {
    let id = client(id)?;
    if !confirm {
        let ground = ground.ok_or_else(|| {
            Failure::new(
                "usage",
                "name the ground: --ground request|overdue|mistake|order|other",
            )
        })?;
        return session::with_vault(common, |open| {
            let request = open.erasures().request(id, ground.why(), reason)?;
            let stored = open.erasures().of_client(id)?;
            let from = stored.map(|stored| open.erasures().not_before(&stored.value));
            if common.json {
                return print(&json_line(
                    &json!({"request": request, "not_before": from}),
                )?);
            }
            print("asked: nothing is removed before somebody confirms with --confirm\n")
        });
    }
    session::with_vault_changed(common, |open| {
        let Some(request) = open.erasures().of_client(id)? else {
            return Err(Failure::new(
                "not-found",
                "nobody has asked for the erasure of this client",
            ));
        };
        // Asked for again: what cannot be undone is an act of its own.
        let secret = session::passphrase_again(common, "Passphrase again, to erase: ")?;
        let report = records::erase(open, request.id, reason, &secret)?;
        if common.json {
            return print(&json_line(&report)?);
        }
        print(&(records::report_lines(&report).join("\n") + "\n"))
    })
}

/// Takes a request to erase back.
pub(super) fn keep(common: &Common, id: &str) -> Result<(), Failure> {
    let id = client(id)?;
    session::with_vault(common, |open| {
        let Some(request) = open.erasures().of_client(id)? else {
            return Err(Failure::new(
                "not-found",
                "nobody has asked for the erasure of this client",
            ));
        };
        open.erasures().withdraw(request.id)?;
        if common.json {
            print(&json_line(&json!({"withdrawn": request.id}))?)
        } else {
            print("taken back\n")
        }
    })
}
