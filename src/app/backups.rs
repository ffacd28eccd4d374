//! Backups from the desk: where they go, when one is due, what the page shows of them.

use std::path::Path;

use jiff::{SignedDuration, Timestamp};

use crate::domain::durability::BackupPlan;
use crate::domain::staff::Role;
use crate::text::say;
use crate::vault::{BackupReport, Error, Open, Upkeep, Watch};

use super::command::{BackedUp, BackupView, Command, Drilled, Event, Secret, Trouble};
use super::{failures, vaults};

/// Does a command about backups.
pub(super) fn handle(open: &Open, command: Command, watch: &Watch<'_>) -> Result<Event, Trouble> {
    match command {
        Command::ChooseBackups(folder) => choose(open, folder.trim()),
        Command::BackUp => Ok(Event::BackedUp(Box::new(now(open, Open::backup, watch)?))),
        Command::CheckVault => check(open, watch),
        Command::Drill(passphrase) => drill(open, &passphrase, watch),
        _ => Ok(Event::Backups(Box::new(view(open)?))),
    }
}

/// How backups stand, for Home; a sample clinic has nothing to lose.
pub(super) fn shown(open: &Open) -> Result<Option<BackupView>, Trouble> {
    if open.settings().kind()?.demo {
        return Ok(None);
    }
    view(open).map(Some)
}

fn view(open: &Open) -> Result<BackupView, Trouble> {
    let upkeep = open.upkeep()?;
    let now = open.now();
    let older =
        |at: Timestamp, days: i64| now.duration_since(at) >= SignedDuration::from_hours(24 * days);
    let last = upkeep.backup.map(|moment| moment.at);
    let proven = upkeep.proven.map(|moment| moment.at);
    Ok(BackupView {
        folder: plan(open)?.folder,
        late: last
            .or(upkeep.since)
            .is_none_or(|at| older(at, BackupPlan::LATE_DAYS)),
        drill_due: proven.is_none_or(|at| older(at, BackupPlan::DRILL_DAYS)),
        checked: upkeep.checked.map(|check| (check.when.at, check.clean)),
        last,
        proven,
    })
}

fn plan(open: &Open) -> Result<BackupPlan, Trouble> {
    Ok(open.settings().get()?.unwrap_or_default())
}

fn choose(open: &Open, folder: &str) -> Result<Event, Trouble> {
    if !open.me().roles.has(Role::Administrator) {
        return Err(Trouble::new("role", say("settings-rights")));
    }
    let folder = if folder.is_empty() {
        String::new()
    } else {
        open.backup_folder(Path::new(folder))?.display().to_string()
    };
    open.settings().put(&BackupPlan { folder })?;
    Ok(Event::Backups(Box::new(view(open)?)))
}

/// The folder that was chosen.
fn folder(open: &Open) -> Result<std::path::PathBuf, Trouble> {
    let plan = plan(open)?;
    plan.folder()
        .map(Path::to_path_buf)
        .ok_or_else(|| Trouble::new("no-folder", say("backup-no-folder")))
}

/// How a backup is made: because somebody asked, or by plan.
type Make = fn(&Open, &Path, &Watch<'_>) -> Result<BackupReport, Error>;

fn now(open: &Open, make: Make, watch: &Watch<'_>) -> Result<BackedUp, Trouble> {
    let folder = folder(open)?;
    let report = make(open, &folder, watch)?;
    // What cannot be removed today is removed another day; the backup counts all the same.
    let held = open.holds().any().unwrap_or(true);
    let removed = open.prune_backups(&folder, &report.path, held, &open.zone());
    Ok(BackedUp {
        path: report.path,
        same_disk: report.same_disk,
        removed: removed.unwrap_or(0),
        view: view(open)?,
    })
}

fn check(open: &Open, watch: &Watch<'_>) -> Result<Event, Trouble> {
    let report = open.check_watched(watch)?;
    let mut words = failures::findings(&report.findings);
    if report.is_damaged() {
        words.push(say("failure-pages"));
        words.extend(newest_known(open));
    }
    Ok(Event::VaultChecked(words))
}

/// Names the newest backup that can be had, for a vault that is damaged.
fn newest_known(open: &Open) -> Option<String> {
    let folder = folder(open).ok()?;
    let newest = open.backups_in(&folder).ok()?.into_iter().next()?;
    let file = newest.path.display().to_string();
    Some(crate::text::say_with("backup-newest", &[("file", &file)]))
}

fn drill(open: &Open, passphrase: &Secret, watch: &Watch<'_>) -> Result<Event, Trouble> {
    let folder = folder(open)?;
    let newest = open.backups_in(&folder)?.into_iter().next();
    let newest = newest.ok_or_else(|| Trouble::new("not-found", say("backup-none-there")))?;
    let words = vaults::passphrase(passphrase);
    let report = open.drill(&newest.path, &open.me().login, &words, watch)?;
    Ok(Event::Drilled(Box::new(Drilled {
        created: report.created,
        clients: report.info.clients,
        screenings: report.info.screenings,
        letters: report.info.letters,
        last: report.last.map(|event| (event.seq, event.time_utc)),
        view: view(open)?,
    })))
}

/// The daily backup and the weekly check, as far as they are due.
pub(super) fn rest(open: &Open, watch: &Watch<'_>) -> Result<(), Trouble> {
    if open.settings().kind()?.demo || open.doubt().is_some() {
        return Ok(());
    }
    let upkeep = open.upkeep()?;
    if backup_is_due(open, &upkeep)? {
        now(open, Open::backup_by_plan, watch)?;
    }
    let week = SignedDuration::from_hours(24 * BackupPlan::CHECK_DAYS);
    let recent = |at: Timestamp| open.now().duration_since(at) < week;
    if upkeep.checked.is_some_and(|check| recent(check.when.at)) {
        return Ok(());
    }
    match check(open, watch)? {
        Event::VaultChecked(words) if !words.is_empty() => {
            Err(Trouble::new("damaged", words.join(" ")))
        }
        _ => Ok(()),
    }
}

/// Once a day, if something changed and the folder can be reached; a stick that is not there is no
/// fault, and Home says when it has been too long.
fn backup_is_due(open: &Open, upkeep: &Upkeep) -> Result<bool, Trouble> {
    let day = |at: Timestamp| at.to_zoned(open.zone()).date();
    let today = upkeep
        .backup
        .is_some_and(|last| day(last.at) == open.today());
    Ok(upkeep.changed && !today && reachable(open)?)
}

fn reachable(open: &Open) -> Result<bool, Trouble> {
    let plan = plan(open)?;
    Ok(plan.folder().is_some_and(Path::is_dir))
}

/// The last thing before the program ends: a backup, if anything changed since the last one.
pub(super) fn at_exit(open: &Open, watch: &Watch<'_>) -> Result<(), Trouble> {
    let kept = open.settings().kind()?.demo || open.doubt().is_some();
    let wanted = !kept && open.upkeep()?.changed && reachable(open)?;
    if wanted {
        now(open, Open::backup_by_plan, watch)?;
    }
    Ok(())
}
