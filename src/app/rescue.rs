//! Ways in and ways back while the vault is locked: another vault, a backup, a recovery sheet, what can be read of a damaged one, an older format.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;

use crate::domain::clock::SystemClock;
use crate::domain::id::PersonId;
use crate::domain::staff::{Profile, Role};
use crate::text::{count, say, say_with};
use crate::vault::{
    Cost, Error, Lost, NewPerson, Open, Present, Restore, RestoreReport, SalvageReport, Sheet,
    Successor, Upgrade, Watch, salvage,
};

use super::command::{Secret, Trouble};
use super::people::Beside;
use super::vaults::{self, Site};
use super::{demo, failures};

/// So many backups are offered by name; any other can be chosen.
const OFFERED: usize = 5;

/// What a page before the vault asks for.
pub enum Ask {
    /// Look at the vault in this folder from now on.
    Another(PathBuf),
    /// From Settings: lock the vault, and offer its backups.
    FromSettings,
    /// Unpack a backup beside the place where the vault is looked for, and compare its sums.
    Unpack(PathBuf),
    /// Open the unpacked backup as somebody who could open the vault then, and check all of it.
    OpenBackup {
        /// As typed.
        login: String,
        /// Of that time.
        passphrase: Secret,
    },
    /// Put it in its place under new keys.
    PutBack {
        /// Who no longer works here.
        leave: Vec<PersonId>,
        /// Of whoever opened it, typed again.
        passphrase: Secret,
        /// A second person, where two could confirm each other.
        second: Option<Beside>,
    },
    /// Carry what can be read of a damaged vault into a new one beside it.
    Salvage {
        /// As typed.
        login: String,
        /// As typed.
        passphrase: Secret,
    },
    /// Which sheet a code is from.
    Sheet(Secret),
    /// Let a successor in with a sheet.
    Recover {
        /// The code of the sheet.
        code: Secret,
        /// The successor's login.
        login: String,
        /// The name of a successor who is new here; empty for others.
        name: String,
        /// The successor's passphrase.
        passphrase: Secret,
    },
    /// Bring a vault of an older format up to date and open it.
    Upgrade {
        /// As typed.
        login: String,
        /// As typed.
        passphrase: Secret,
    },
    /// Nothing of it: what was begun is removed.
    Leave,
}

/// Somebody on the roster of a backup.
#[derive(Clone, PartialEq, Eq)]
pub struct PersonThen {
    /// Who.
    pub id: PersonId,
    /// Name and login, as a line.
    pub line: String,
    /// Whether they work here by the present vault; unknown without it.
    pub still_here: Option<bool>,
}

impl fmt::Debug for PersonThen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonThen(..)")
    }
}

/// What comes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// The vault was locked for a restore; these backups lie in the clinic's folder, newest first.
    Backups(Vec<(PathBuf, Timestamp)>),
    /// A backup is unpacked.
    Unpacked {
        /// When it was made.
        created: Timestamp,
        /// Where the vault will stand.
        target: PathBuf,
        /// Whether something stands there.
        replaces: bool,
    },
    /// It is open and whole.
    BackupOpened {
        /// Its roster.
        persons: Vec<PersonThen>,
        /// What the present vault has beyond it, in words.
        lost: String,
        /// Whether a second person has to confirm.
        needs_second: bool,
    },
    /// The vault stands in its place; what there is to know, a line each.
    PutBack(Vec<String>),
    /// What could be read is in a new vault.
    Salvaged {
        /// Where.
        vault: PathBuf,
        /// What came over, in words.
        text: String,
        /// What is missing or does not fit, a line each.
        missing: Vec<String>,
    },
    /// Which sheet a code is from.
    Sheet(SheetKind),
}

/// Which recovery sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetKind {
    /// Makes an administrator.
    Office,
    /// Gives the clinicians' key.
    Clinical,
}

/// What came of an ask.
pub(super) enum Done {
    Told(Told),
    /// As [`Done::Told`], and another vault stands where it is looked for.
    ToldOfVault(Told),
    /// Another vault is looked at.
    Looks,
    /// A vault is open.
    Opened(Box<Open>),
}

/// Does what was asked of a locked vault. A backup that was unpacked waits in `waiting`.
pub(super) fn handle(
    site: &mut Site,
    waiting: &mut Option<Restore>,
    ask: Ask,
    watch: &Watch<'_>,
) -> Result<Done, Trouble> {
    match ask {
        Ask::Another(dir) => {
            *waiting = None;
            let other = at(site, dir);
            // Nobody who names a folder without a vault wants a new one there.
            if let Err(error @ Error::NotThere(_)) = other.locked() {
                return Err(error.into());
            }
            *site = other;
            Ok(Done::Looks)
        }
        Ask::Leave | Ask::FromSettings => {
            *waiting = None;
            Ok(Done::Looks)
        }
        Ask::Unpack(file) => {
            *waiting = None;
            unpack(site, waiting, &file, watch).map(Done::Told)
        }
        Ask::OpenBackup { login, passphrase } => {
            let restore = waiting.as_mut().ok_or_else(nothing_unpacked)?;
            restore.unlock(&login, &vaults::passphrase(&passphrase), watch)?;
            opened(restore).map(Done::Told)
        }
        Ask::PutBack {
            leave,
            passphrase,
            second,
        } => put_back(waiting, &leave, &passphrase, second, watch).map(Done::ToldOfVault),
        Ask::Salvage { login, passphrase } => {
            carry_over(site, &login, &passphrase, watch).map(Done::Told)
        }
        Ask::Sheet(code) => {
            let report = site.locked()?.unlock_with_code(&code.0)?;
            Ok(Done::Told(Told::Sheet(match report.sheet {
                Sheet::Office => SheetKind::Office,
                Sheet::Clinical => SheetKind::Clinical,
            })))
        }
        Ask::Recover {
            code,
            login,
            name,
            passphrase,
        } => {
            let successor = successor(login, name, &passphrase);
            let open = site.locked()?.recover(&code.0, &successor)?;
            Ok(Done::Opened(Box::new(open)))
        }
        Ask::Upgrade { login, passphrase } => {
            let site = Site {
                upgrade: Upgrade::Allowed,
                ..site.clone()
            };
            let open = vaults::unlock_watched(&site, &login, &passphrase, watch)?;
            Ok(Done::Opened(Box::new(open)))
        }
    }
}

/// The backups in the clinic's folder, for the page that follows the lock. What cannot be read is not offered.
pub(super) fn backups_of(open: &Open) -> Vec<(PathBuf, Timestamp)> {
    let plan: Option<crate::domain::durability::BackupPlan> = open.settings().get().ok().flatten();
    let filed = plan
        .as_ref()
        .and_then(|plan| plan.folder())
        .and_then(|folder| open.backups_in(folder).ok());
    let filed = filed.unwrap_or_default().into_iter().take(OFFERED);
    filed.map(|backup| (backup.path, backup.created)).collect()
}

/// The vault in another folder. What this computer remembers of vaults lies where it lay, unless only a sample clinic,
/// of which nothing is remembered, was looked at before.
fn at(before: &Site, dir: PathBuf) -> Site {
    if let Some(clock) = demo::clock_of(&dir) {
        return Site::of_sample(dir, clock);
    }
    let from_sample = demo::clock_of(&before.dir).is_some();
    Site {
        clock: if from_sample {
            Arc::new(SystemClock)
        } else {
            Arc::clone(&before.clock)
        },
        state: if from_sample {
            vaults::state_dir()
        } else {
            before.state.clone()
        },
        ..Site::new(dir, Arc::clone(&before.clock))
    }
}

fn nothing_unpacked() -> Trouble {
    Trouble::new("backup-gone", say("rescue-begin-again"))
}

fn unpack(
    site: &Site,
    waiting: &mut Option<Restore>,
    file: &Path,
    watch: &Watch<'_>,
) -> Result<Told, Trouble> {
    vaults::make_parent(&site.dir)?;
    let restore = Restore::open(file, &site.dir, Arc::clone(&site.clock), watch)?;
    let restore = restore.with_state(site.state.as_deref());
    let (target, replaces) = restore.target();
    let told = Told::Unpacked {
        created: restore.created(),
        target: target.to_path_buf(),
        replaces,
    };
    *waiting = Some(restore);
    Ok(told)
}

fn opened(restore: &Restore) -> Result<Told, Trouble> {
    let mut persons: Vec<PersonThen> = restore
        .persons()
        .iter()
        .map(|person| PersonThen {
            id: person.staff.id,
            line: format!("{} ({})", person.staff.name, person.staff.login),
            still_here: person.still_here,
        })
        .collect();
    persons.sort_by(|one, other| one.line.cmp(&other.line));
    Ok(Told::BackupOpened {
        persons,
        lost: lost_words(restore.lost()),
        needs_second: restore.needs_second()?,
    })
}

fn lost_words(lost: Lost) -> String {
    match lost {
        Lost::Events(0) => say("rescue-lost-nothing"),
        Lost::Events(events) => count(
            "rescue-lost-events",
            usize::try_from(events).unwrap_or(usize::MAX),
        ),
        Lost::Unknown => say("rescue-lost-unknown"),
        Lost::Otherwise => say("rescue-lost-other"),
    }
}

fn put_back(
    waiting: &mut Option<Restore>,
    leave: &[PersonId],
    passphrase: &Secret,
    second: Option<Beside>,
    watch: &Watch<'_>,
) -> Result<Told, Trouble> {
    let restore = waiting.as_ref().ok_or_else(nothing_unpacked)?;
    let words = vaults::passphrase(passphrase);
    let beside = second.map(|second| (second.login, vaults::passphrase(&second.passphrase)));
    let second = beside
        .as_ref()
        .map(|(login, passphrase)| Present { login, passphrase });
    restore.confirm(&words, second.as_ref())?;
    let restore = waiting.take().ok_or_else(nothing_unpacked)?;
    let report = restore.finish(leave, &words, second.as_ref(), watch)?;
    Ok(Told::PutBack(put_back_words(&report, leave.len())))
}

fn put_back_words(report: &RestoreReport, left: usize) -> Vec<String> {
    let shown = |path: &Path| path.display().to_string();
    let mut lines = vec![say_with(
        "rescue-done-at",
        &[("vault", &shown(&report.vault))],
    )];
    if let Some(replaced) = &report.replaced {
        lines.push(say_with(
            "rescue-done-replaced",
            &[("place", &shown(replaced))],
        ));
    }
    lines.push(lost_words(report.lost));
    if left > 0 {
        lines.push(count("rescue-done-left", left));
    }
    lines.push(say("rescue-done-next"));
    lines
}

fn carry_over(
    site: &Site,
    login: &str,
    passphrase: &Secret,
    watch: &Watch<'_>,
) -> Result<Told, Trouble> {
    let target = free_beside(site);
    let words = vaults::passphrase(passphrase);
    let report = salvage(&site.dir, &target, login, &words, &site.clock, watch)?;
    Ok(salvaged(report))
}

/// A name beside the vault that nothing has.
fn free_beside(site: &Site) -> PathBuf {
    let stem = site.dir.file_stem().unwrap_or_default().to_string_lossy();
    let day = site.clock.today();
    let named = |number: u32| match number {
        1 => site
            .dir
            .with_file_name(format!("{stem}-rescued-{day}.vault")),
        _ => site
            .dir
            .with_file_name(format!("{stem}-rescued-{day}-{number}.vault")),
    };
    (1..1000)
        .map(named)
        .find(|path| std::fs::symlink_metadata(path).is_err())
        .unwrap_or_else(|| named(1))
}

fn salvaged(report: SalvageReport) -> Told {
    let mut missing: Vec<String> = report
        .gaps
        .iter()
        .map(|table| say_with("rescue-gap", &[("table", &failures::table_words(table))]))
        .collect();
    missing.extend(failures::findings(&report.check.findings));
    let rows = usize::try_from(report.rows).unwrap_or(usize::MAX);
    Told::Salvaged {
        vault: report.vault,
        text: count("rescue-carried", rows),
        missing,
    }
}

fn successor(login: String, name: String, passphrase: &Secret) -> Successor {
    let passphrase = vaults::passphrase(passphrase);
    if name.trim().is_empty() {
        return Successor::Present { login, passphrase };
    }
    Successor::New(NewPerson {
        login,
        name,
        roles: [Role::Administrator].into_iter().collect(),
        profile: Profile::default(),
        passphrase,
        cost: Cost::Calibrated,
    })
}
