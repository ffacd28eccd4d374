//! Making, finding, opening and describing a vault.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::domain::clinic::{Letterhead, VaultKind};
use crate::domain::clock::Clock;
use crate::domain::staff::{Licence, Profile, Role};
use crate::text;
use crate::vault::{
    Cost, Creation, Deed, Error, FirstPerson, Folders, Locked, NewVault, Note, Open, Passphrase,
    Sheets, Upgrade, Watch,
};

use super::activity;
use super::command::{NewClinic, Opened, RecoverySheets, Secret, Standing, Trouble, Typed};
use super::{failures, notes};

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        if let Error::Wait { seconds, shut } = error {
            return waiting(seconds, shut);
        }
        Self::new(failures::kind(&error), failures::words(&error))
    }
}

fn waiting(seconds: u64, shut: bool) -> Trouble {
    let mut message = wait_words(seconds);
    if shut {
        message.push(' ');
        message.push_str(&text::say("trouble-wait-shut"));
    }
    Trouble {
        wait_secs: Some(seconds),
        ..Trouble::new("wait", message)
    }
}

/// Too many tries: when the next one is possible, in words.
#[must_use]
pub fn wait_words(seconds: u64) -> String {
    let (message, number) = match seconds {
        0..=119 => ("trouble-wait-seconds", seconds),
        120..=7199 => ("trouble-wait-minutes", seconds.div_ceil(60)),
        _ => ("trouble-wait-hours", seconds.div_ceil(3600)),
    };
    text::count(message, usize::try_from(number).unwrap_or(usize::MAX))
}

/// Where this computer remembers what does not belong into the vault's folder: a second record of failed tries,
/// and how far the logs of its vaults had come.
#[must_use]
pub fn state_dir() -> Option<PathBuf> {
    let dirs = directories::ProjectDirs::from("", "", "Anteroom")?;
    Some(
        dirs.state_dir()
            .unwrap_or(dirs.data_local_dir())
            .to_path_buf(),
    )
}

/// Where the vault is looked for if nobody says otherwise.
///
/// # Errors
/// If this user has no data directory.
pub fn default_dir() -> Result<PathBuf, Trouble> {
    let dirs = directories::ProjectDirs::from("", "", "Anteroom");
    let dirs = dirs.ok_or_else(|| Trouble::new("no-home", text::say("trouble-no-home")))?;
    Ok(dirs.data_local_dir().join("Clinic.vault"))
}

/// Where a vault lies, and what this computer remembers of it outside.
#[derive(Clone)]
pub struct Site {
    /// The vault's directory.
    pub dir: PathBuf,
    /// Its clock.
    pub clock: Arc<dyn Clock>,
    /// Where failed tries are recorded a second time; nowhere in tests.
    pub state: Option<PathBuf>,
    /// Which folders it may lie in.
    pub folders: Folders,
    /// Whether an older format may be brought up to date.
    pub upgrade: Upgrade,
}

impl Site {
    /// A vault of which nothing is remembered outside.
    #[must_use]
    pub fn new(dir: PathBuf, clock: Arc<dyn Clock>) -> Self {
        Self {
            dir,
            clock,
            state: None,
            folders: Folders::LocalOnly,
            upgrade: Upgrade::Asked,
        }
    }

    /// A sample clinic: its passphrase is public, so it may lie anywhere, and there is nothing to guess.
    #[must_use]
    pub fn of_sample(dir: PathBuf, clock: Arc<dyn Clock>) -> Self {
        Self {
            folders: Folders::SyncedToo,
            ..Self::new(dir, clock)
        }
    }

    /// The vault that stands there, locked.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn locked(&self) -> Result<Locked, Error> {
        Ok(Locked::at(&self.dir, Arc::clone(&self.clock))?
            .with_state(self.state.as_deref())
            .in_folders(self.folders)
            .upgrading(self.upgrade))
    }
}

/// What stands at a place.
#[must_use]
pub fn standing(dir: &Path, clock: &Arc<dyn Clock>) -> Standing {
    let dir = dir.to_path_buf();
    match Locked::at(&dir, Arc::clone(clock)) {
        Ok(_) => Standing::Locked {
            dir,
            logins: Vec::new(),
        },
        Err(Error::NotThere(_)) => Standing::Nothing { dir },
        Err(error) => Standing::Unusable {
            dir,
            message: failures::words(&error),
        },
    }
}

/// The passphrase as the vault takes it.
#[must_use]
pub fn passphrase(secret: &Secret) -> Passphrase {
    Passphrase::new(secret.0.to_string())
}

/// Begins a vault for its first person, who is administrator and clinician. The parent folder is made if it is missing.
///
/// # Errors
/// See [`Error`]; nothing is left behind.
pub fn begin(site: &Site, new: NewClinic, sheets: Sheets) -> Result<Creation, Trouble> {
    make_parent(&site.dir)?;
    let logo_png = new.logo_png;
    let letterhead = Letterhead {
        logo_png,
        ..Letterhead::default()
    };
    check_logo(&letterhead)?;
    let new_vault = NewVault {
        clinic: new.clinic,
        first: FirstPerson {
            login: new.login,
            name: new.name.clone(),
            profile: profile(new.name, new.profession, new.licence),
            passphrase: passphrase(&new.passphrase),
        },
        cost: Cost::Calibrated,
        sheets,
        kind: VaultKind { demo: false },
    };
    let clock = Arc::clone(&site.clock);
    Ok(Creation::begin_in(
        &site.dir,
        new_vault,
        clock,
        site.folders,
    )?)
}

fn profile(name: String, profession: String, licence: (String, String)) -> Profile {
    let (kind, number) = licence;
    let text = |text: String| Some(text).filter(|text| !text.trim().is_empty());
    let licence = text(number.clone())
        .or_else(|| text(kind.clone()))
        .map(|_| Licence {
            kind,
            number,
            expires: None,
        });
    Profile {
        printed_name: text(name),
        profession: text(profession),
        licence,
    }
}

pub(super) fn make_parent(dir: &Path) -> Result<(), Trouble> {
    let Some(parent) = dir.parent().filter(|parent| !parent.as_os_str().is_empty()) else {
        return Ok(());
    };
    std::fs::create_dir_all(parent).map_err(|error| {
        let message = format!(
            "{}: the folder cannot be made ({})",
            parent.display(),
            error.kind()
        );
        Trouble::new("no-permission", message)
    })
}

/// Refuses a logo that letters could not print.
///
/// # Errors
/// In words, if it is too large or no PNG.
pub fn check_logo(letterhead: &Letterhead) -> Result<(), Trouble> {
    if letterhead.logo_png.is_empty() {
        return Ok(());
    }
    if letterhead.logo_png.len() > Letterhead::LARGEST_LOGO_BYTES {
        return Err(Trouble::new("bad-input", text::say("trouble-logo-large")));
    }
    let read = crate::letter::picture::Picture::read(&letterhead.logo_png);
    read.map(|_| ())
        .map_err(|error| Trouble::new("bad-input", error.to_string()))
}

/// Both sheets, as they are shown once.
#[must_use]
pub fn sheets(creation: &Creation) -> RecoverySheets {
    RecoverySheets {
        office: creation.office_code().printed(),
        clinical: creation.clinical_code().printed(),
        challenge: [creation.office_challenge(), creation.clinical_challenge()],
    }
}

/// Opens a vault.
///
/// # Errors
/// See [`Error`]; an unknown name and a wrong passphrase read the same.
pub fn unlock(site: &Site, login: &str, secret: &Secret) -> Result<Open, Trouble> {
    unlock_watched(site, login, secret, &Watch::silent())
}

/// As [`unlock`]; tells how far it is with what takes long.
///
/// # Errors
/// See [`unlock`].
pub fn unlock_watched(
    site: &Site,
    login: &str,
    secret: &Secret,
    watch: &Watch<'_>,
) -> Result<Open, Trouble> {
    let locked = site.locked()?;
    let open = locked.unlock_watched(login, &passphrase(secret), watch)?;
    // A vault in doubt is not changed, also not by what is over with the day.
    // With a date in doubt, "former days" means nothing.
    let undated = open.notes().contains(&Note::ClockWentBack) || open.retention().waits()?;
    if open.doubt().is_none() && !undated && open.can(Deed::SupportDiscard) {
        super::screenings::drop_support_drafts_of_former_days(&open)?;
    }
    Ok(open)
}

/// Who is in, and what every page needs.
///
/// # Errors
/// See [`Error`].
pub fn opened(open: &Open) -> Result<Opened, Trouble> {
    let me = open.me();
    Ok(Opened {
        name: me.name.clone(),
        login: me.login.clone(),
        clinician: open.reaches_clinical(),
        administrator: me.roles.has(Role::Administrator),
        doubt: open.doubt().map(activity::doubt_words),
        roles: me.roles,
        clinic: open.settings().clinic()?,
        policy: open.settings().policy()?,
        demo: open.settings().kind()?.demo,
        notes: open.notes().iter().map(notes::words).collect(),
    })
}

/// Keeps what stands in the fields of a form until this person signs in again.
///
/// # Errors
/// See [`Error`].
pub fn keep_typed(open: &Open, typed: &Typed) -> Result<(), Trouble> {
    let bytes = serde_json::to_vec(typed).map(zeroize::Zeroizing::new);
    let bytes = bytes.map_err(|_| Trouble::new("vault", text::say("trouble-fault")))?;
    Ok(open.keep_typed(&bytes)?)
}

/// What this person had typed when the vault was locked, once.
#[must_use]
pub fn take_typed(open: &Open) -> Option<Typed> {
    serde_json::from_slice(&open.take_typed()?).ok()
}
