//! Opening a vault for one command: where it is, who asks, and the passphrase, which never comes from an argument.

use std::io::{BufRead, IsTerminal, Read, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use zeroize::Zeroizing;

use crate::app::command::{Secret, Trouble};
use crate::app::vaults::Site;
use crate::app::{activity, demo, vaults};
use crate::domain::clock::{Clock, SystemClock};
use crate::vault::{Folders, LockReason, Open, Upgrade};

use super::Common;
use super::backup;
use super::output::{Failure, warn};

/// Longest line of a passphrase file, in bytes.
const LONGEST_SECRET: u64 = 4096;

impl From<Trouble> for Failure {
    fn from(trouble: Trouble) -> Self {
        Self {
            wait_secs: trouble.wait_secs,
            ..Self::new(trouble.kind, trouble.message)
        }
    }
}

impl From<crate::vault::Error> for Failure {
    fn from(error: crate::vault::Error) -> Self {
        Trouble::from(error).into()
    }
}

/// The vault's directory.
pub(super) fn dir(common: &Common) -> Result<PathBuf, Failure> {
    match &common.vault {
        Some(dir) => Ok(dir.clone()),
        None => Ok(vaults::default_dir()?),
    }
}

/// The clock of a vault: that of the system, but for a sample clinic.
pub(super) fn clock(dir: &Path) -> Arc<dyn Clock> {
    demo::clock_of(dir).unwrap_or_else(|| Arc::new(SystemClock))
}

/// The vault at a place, with what this computer remembers of it.
pub(super) fn site(dir: &Path, folders: Folders) -> Site {
    match demo::clock_of(dir) {
        Some(clock) => Site::of_sample(dir.to_path_buf(), clock),
        None => Site {
            state: vaults::state_dir(),
            folders,
            ..Site::new(dir.to_path_buf(), clock(dir))
        },
    }
}

/// Which folders the command line allows a vault to lie in.
pub(super) fn folders(common: &Common) -> Folders {
    if common.synced_folder_anyway {
        Folders::SyncedToo
    } else {
        Folders::LocalOnly
    }
}

/// Runs `work` on the open vault and locks it afterwards, whatever came of it.
pub(super) fn with_vault<T>(
    common: &Common,
    work: impl FnOnce(&mut Open) -> Result<T, Failure>,
) -> Result<T, Failure> {
    with_vault_changed(common, |open| work(open))
}

/// The same for work that changes the vault as a whole.
pub(super) fn with_vault_changed<T>(
    common: &Common,
    work: impl FnOnce(&mut Open) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let dir = dir(common)?;
    // Said before anything is asked: a passphrase typed for nothing is a nuisance.
    drop(crate::vault::Locked::at(&dir, clock(&dir))?);
    let secret = passphrase(common, "Passphrase: ")?;
    with_secret(common, &secret, work)
}

/// As [`with_vault`], with the passphrase that was typed already.
pub(super) fn with_secret<T>(
    common: &Common,
    secret: &Secret,
    work: impl FnOnce(&mut Open) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let mut open = unlock(common, secret)?;
    if let Some(doubt) = open.doubt() {
        warn(common.json, &activity::doubt_words(doubt));
    }
    let result = work(&mut open);
    let closed = open.lock(LockReason::Exit);
    match (result, closed.problem) {
        (Ok(_), Some(problem)) => Err(problem.into()),
        (result, _) => result,
    }
}

/// Opens the vault. One of an older format is brought up to date if that was said, or if the terminal says yes.
pub(super) fn unlock(common: &Common, secret: &Secret) -> Result<Open, Failure> {
    let mut site = site(&dir(common)?, folders(common));
    site.upgrade = upgrade(common);
    let login = common.login.as_deref().unwrap_or_default();
    let open = |site: &Site| {
        backup::watched(common, |watch| {
            vaults::unlock_watched(site, login, secret, watch)
        })
    };
    match open(&site) {
        Err(trouble) if trouble.kind == "older" => {
            may_upgrade(common, &trouble)?;
            site.upgrade = Upgrade::Allowed;
            Ok(open(&site)?)
        }
        result => Ok(result?),
    }
}

/// What the command line says of older formats.
pub(super) fn upgrade(common: &Common) -> Upgrade {
    if common.upgrade {
        Upgrade::Allowed
    } else {
        Upgrade::Asked
    }
}

/// Asks on a terminal whether the vault may be brought up to date; elsewhere it has to be said beforehand.
pub(super) fn may_upgrade(common: &Common, trouble: &Trouble) -> Result<(), Failure> {
    let refused = |hint: &str| Failure::new("older", format!("{} {hint}", trouble.message));
    let stdin = std::io::stdin();
    if common.json || !stdin.is_terminal() || !std::io::stderr().is_terminal() {
        return Err(refused("Say --upgrade to do that."));
    }
    warn(false, &trouble.message);
    let mut out = std::io::stderr().lock();
    let _ = write!(out, "Back it up and bring it up to date now? (yes/no) ");
    let _ = out.flush();
    let mut typed = String::new();
    stdin.lock().read_line(&mut typed)?;
    if matches!(typed.trim().to_lowercase().as_str(), "y" | "yes") {
        Ok(())
    } else {
        Err(refused("It was left as it is."))
    }
}

/// The passphrase once more, for what is an act of its own. A file is read again, standard input is not.
pub(super) fn passphrase_again(common: &Common, prompt: &str) -> Result<Secret, Failure> {
    if common.passphrase_file.as_deref() == Some(Path::new("-")) {
        return Err(Failure::new(
            "usage",
            "this reads the passphrase twice: name a file instead of -",
        ));
    }
    passphrase(common, prompt)
}

/// The passphrase, from the file that was named or from the terminal.
pub(super) fn passphrase(common: &Common, prompt: &str) -> Result<Secret, Failure> {
    match &common.passphrase_file {
        Some(path) => secret_from(path),
        None if std::io::stdin().is_terminal() => {
            let typed = rpassword::prompt_password(prompt).map_err(|error| {
                Failure::new(
                    "passphrase",
                    format!("the passphrase could not be read ({})", error.kind()),
                )
            })?;
            Ok(Secret(Zeroizing::new(typed)))
        }
        None => {
            let message = "a passphrase is needed: name a file with --passphrase-file FILE (- is standard input)";
            Err(Failure::new("passphrase", message))
        }
    }
}

/// The first line of a file, without its line end; `-` is standard input.
pub(super) fn secret_from(path: &Path) -> Result<Secret, Failure> {
    let failed = |error: std::io::Error| {
        Failure::new(
            "passphrase",
            format!(
                "{}: the passphrase file cannot be read ({})",
                path.display(),
                error.kind()
            ),
        )
    };
    let mut line = Zeroizing::new(String::with_capacity(256));
    if path == Path::new("-") {
        std::io::stdin()
            .lock()
            .take(LONGEST_SECRET)
            .read_line(&mut line)
            .map_err(failed)?;
    } else {
        let file = std::fs::File::open(path).map_err(failed)?;
        std::io::BufReader::new(file.take(LONGEST_SECRET))
            .read_line(&mut line)
            .map_err(failed)?;
    }
    let trimmed = line.trim_end_matches(['\n', '\r']);
    if trimmed.is_empty() {
        return Err(Failure::new(
            "passphrase",
            format!("{}: the first line is empty", path.display()),
        ));
    }
    Ok(Secret(Zeroizing::new(trimmed.to_owned())))
}
