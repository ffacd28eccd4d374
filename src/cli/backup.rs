//! `anteroom vault backup|restore|drill|check`: what keeps a vault from being lost.

use std::cell::Cell;
use std::fmt::Write as _;
use std::io::{IsTerminal, Write as _};
use std::path::Path;
use std::sync::atomic::AtomicBool;

use serde_json::{Value, json};

use crate::app::{failures, vaults};
use crate::domain::staff::normalise_login;
use crate::vault::{LockReason, Locked, Lost, Present, Progress, Restore, Watch};

use super::Common;
use super::output::{Failure, json_line, print};
use super::session;

static NEVER: AtomicBool = AtomicBool::new(false);

/// Runs long work and, on a terminal, says on one line how far it is.
pub(super) fn watched<T>(common: &Common, work: impl FnOnce(&Watch<'_>) -> T) -> T {
    if common.json || !std::io::stderr().is_terminal() {
        return work(&Watch::silent());
    }
    let shown = Cell::new(None);
    let tell = |progress: Progress| {
        let percent = progress.done * 100 / progress.of.max(1);
        let now = Some((progress.phase, percent));
        if shown.replace(now) != now {
            let mut out = std::io::stderr().lock();
            let _ = write!(out, "\r\x1b[K{} {percent} %", progress.phase.word());
            let _ = out.flush();
        }
    };
    let result = work(&Watch::new(&tell, &NEVER));
    if shown.get().is_some() {
        let _ = write!(std::io::stderr().lock(), "\r\x1b[K");
    }
    result
}

pub(super) fn back_up(common: &Common, to: &Path, keep: bool) -> Result<(), Failure> {
    let dir = session::dir(common)?;
    let zone = session::clock(&dir).zone();
    let (report, removed) = session::with_vault(common, |open| {
        let report = watched(common, |watch| open.backup(to, watch))?;
        let removed = if keep {
            let held = open.holds().any()?;
            open.prune_backups(to, &report.path, held, &zone)?
        } else {
            0
        };
        Ok((report, removed))
    })?;
    let path = report.path.display().to_string();
    if common.json {
        return print(&json_line(&json!({
            "path": path, "bytes": report.bytes, "sha256": report.sha256, "seq": report.seq, "rows": report.rows,
            "created": report.created.to_string(), "same_disk": report.same_disk, "removed": removed,
        }))?);
    }
    let mut out = String::new();
    let _ = writeln!(out, "{path}");
    let _ = writeln!(
        out,
        "{} bytes, opened again and checked: {} rows, {} events",
        report.bytes, report.rows, report.seq
    );
    if removed > 0 {
        let _ = writeln!(out, "{removed} older backups were removed");
    }
    if report.same_disk {
        let _ = writeln!(
            out,
            "This is the same disk as the vault's: both are lost with it. Keep one elsewhere too."
        );
    }
    print(&out)
}

pub(super) fn restore(
    common: &Common,
    file: &Path,
    into: &Path,
    without: &[String],
    second: Option<(&str, &Path)>,
) -> Result<(), Failure> {
    let clock = session::clock(into);
    let state = session::site(into, session::folders(common)).state;
    let restore = watched(common, |watch| Restore::open(file, into, clock, watch))?;
    let mut restore = restore.with_state(state.as_deref());
    let secret = session::passphrase(common, "Passphrase of that time: ")?;
    let login = common.login.as_deref().unwrap_or_default();
    let secret = vaults::passphrase(&secret);
    watched(common, |watch| restore.unlock(login, &secret, watch))?;
    let left = |login: &str| {
        without
            .iter()
            .any(|name| normalise_login(name) == normalise_login(login))
    };
    let leave: Vec<_> = restore
        .persons()
        .iter()
        .filter(|person| person.still_here == Some(false) || left(&person.staff.login))
        .map(|person| (person.staff.id, person.staff.login.clone()))
        .collect();
    let (ids, logins): (Vec<_>, Vec<_>) = leave.into_iter().unzip();
    let typed = second
        .map(|(login, file)| session::secret_from(file).map(|secret| (login, secret)))
        .transpose()?
        .map(|(login, secret)| (login, vaults::passphrase(&secret)));
    let second = typed
        .as_ref()
        .map(|(login, passphrase)| Present { login, passphrase });
    let report = watched(common, |watch| {
        restore.finish(&ids, &secret, second.as_ref(), watch)
    })?;
    let vault = report.vault.display().to_string();
    let replaced = report.replaced.map(|path| path.display().to_string());
    let lost = match report.lost {
        Lost::Events(count) => Some(count),
        Lost::Unknown | Lost::Otherwise => None,
    };
    if common.json {
        return print(&json_line(&json!({
            "vault": vault, "replaced": replaced, "seq": report.seq, "lost_events": lost, "rows": report.rows,
            "head": report.head, "left": logins,
        }))?);
    }
    let mut out = String::new();
    let _ = writeln!(out, "The vault stands at {vault}");
    if let Some(replaced) = replaced {
        let _ = writeln!(out, "What stood there is kept as {replaced}");
    }
    match lost {
        Some(0) => {}
        Some(count) => {
            let _ = writeln!(out, "{count} later events are not in the backup");
        }
        None => {
            let _ = writeln!(out, "What happened after the backup is not known");
        }
    }
    for login in logins {
        let _ = writeln!(out, "{login} no longer works here and cannot open it");
    }
    let _ = writeln!(
        out,
        "Its keys are new: make a backup now, and keep the old ones only as long as they are needed"
    );
    print(&out)
}

pub(super) fn take_header(common: &Common, file: &Path, into: &Path) -> Result<(), Failure> {
    let secret = session::passphrase(common, "Passphrase: ")?;
    let login = common.login.as_deref().unwrap_or_default();
    let clock = session::clock(into);
    let secret = vaults::passphrase(&secret);
    let open = Locked::with_header_from(file, into, login, &secret, clock)?;
    let closed = open.lock(LockReason::Exit);
    if let Some(problem) = closed.problem {
        return Err(problem.into());
    }
    let shown = into.display().to_string();
    if common.json {
        print(&json_line(
            &json!({"vault": shown, "header": "from-backup"}),
        )?)
    } else {
        print(&format!("The vault at {shown} opens again\n"))
    }
}

pub(super) fn salvage(common: &Common, into: &Path) -> Result<(), Failure> {
    let dir = session::dir(common)?;
    let secret = vaults::passphrase(&session::passphrase(common, "Passphrase: ")?);
    let login = common.login.as_deref().unwrap_or_default();
    let clock = session::clock(&dir);
    let report = watched(common, |watch| {
        crate::vault::salvage(&dir, into, login, &secret, &clock, watch)
    })?;
    let missing: Vec<String> = report
        .check
        .findings
        .iter()
        .map(failures::finding)
        .collect();
    let vault = report.vault.display().to_string();
    if common.json {
        return print(&json_line(&json!({
            "vault": vault, "rows": report.rows, "gaps": report.gaps, "clean": report.check.is_clean() && report.gaps.is_empty(),
            "missing": missing,
        }))?);
    }
    let mut out = String::new();
    let _ = writeln!(out, "{} rows were carried into {vault}", report.rows);
    if !report.gaps.is_empty() {
        let _ = writeln!(out, "rows could not be read in: {}", report.gaps.join(", "));
    }
    let _ = match missing.as_slice() {
        [] if report.gaps.is_empty() => writeln!(out, "nothing is missing"),
        [] => Ok(()),
        some => writeln!(
            out,
            "{} things are missing or do not fit:\n{}",
            some.len(),
            some.join("\n")
        ),
    };
    print(&out)
}

pub(super) fn drill(common: &Common, file: &Path) -> Result<(), Failure> {
    let secret = session::passphrase(common, "Passphrase: ")?;
    let open = session::unlock(common, &secret)?;
    let me = open.me().login.clone();
    let result = watched(common, |watch| {
        open.drill(file, &me, &vaults::passphrase(&secret), watch)
    });
    let closed = open.lock(LockReason::Exit);
    let report = result?;
    if let Some(problem) = closed.problem {
        return Err(problem.into());
    }
    let info = &report.info;
    let last = report.last.as_ref();
    if common.json {
        return print(&json_line(&json!({
            "proven": true, "created": report.created.to_string(), "rows": report.rows, "staff": info.staff,
            "clients": info.clients, "screenings": info.screenings, "letters": info.letters, "groups": info.groups,
            "last_seq": last.map(|event| event.seq), "last_action": last.map(|event| event.action.clone()),
            "last_event": last.map(|event| event.time_utc.clone()),
        }))?);
    }
    let mut out = String::new();
    let _ = writeln!(
        out,
        "The backup of {} opens and is whole: {} rows compared with its log",
        report.created, report.rows
    );
    let _ = writeln!(
        out,
        "{} staff, {} clients, {} screenings, {} letters, {} groups",
        info.staff, info.clients, info.screenings, info.letters, info.groups
    );
    if let Some(event) = last {
        let _ = writeln!(
            out,
            "its last event is number {}, {}, at {}",
            event.seq, event.action, event.time_utc
        );
    }
    print(&out)
}

pub(super) fn check(common: &Common) -> Result<(), Failure> {
    let mut found = None;
    let result = session::with_vault(common, |open| {
        found = Some(watched(common, |watch| open.check_watched(watch))?);
        Ok(())
    });
    // A damaged vault cannot note that it was closed; what was found matters more.
    let report = match (found, result) {
        (Some(report), Ok(())) => report,
        (Some(report), Err(_)) if report.is_damaged() => report,
        (_, result) => return result,
    };
    if common.json {
        let findings: Vec<Value> = report
            .findings
            .iter()
            .map(|finding| json!({"finding": format!("{finding:?}"), "message": failures::finding(finding)}))
            .collect();
        print(&json_line(&json!({
            "clean": report.is_clean(), "damaged": report.is_damaged(), "pages": report.pages, "rows": report.rows,
            "events": report.chain.rows, "pending": report.pending, "findings": findings,
        }))?)?;
    } else {
        let rows = format!("{} pages and {} rows were read", report.pages, report.rows);
        let found: Vec<String> = report.findings.iter().map(failures::finding).collect();
        print(&match found.as_slice() {
            [] => format!("{rows}: no problem was found\n"),
            found => format!("{rows}:\n{}\n", found.join("\n")),
        })?;
    }
    if report.is_clean() {
        Ok(())
    } else {
        Err(Failure::new(
            "damaged",
            "the vault has problems: copy its folder aside, then restore the newest backup",
        ))
    }
}
