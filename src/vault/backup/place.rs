//! Where a backup goes: not into the vault, with enough room, and better not on the same disk.

use std::path::{Path, PathBuf};

use crate::vault::{Error, files};

/// Beside twice the database: room for the journal, the header and what else the disk is used for.
const SPARE: u64 = 64 << 20;

/// The real folder for backups; refused inside the vault.
pub(in crate::vault) fn folder(target: &Path, vault: &Path) -> Result<PathBuf, Error> {
    let failed = Error::io("look at the folder for backups", target);
    let real = target.canonicalize().map_err(&failed)?;
    if !real.is_dir() {
        return Err(Error::NotADirectory(real));
    }
    if real.starts_with(vault) {
        return Err(Error::BackupInVault(real));
    }
    Ok(real)
}

/// Refuses to begin where a copy of `bytes` might not fit.
pub(in crate::vault) fn room(place: &Path, bytes: u64) -> Result<(), Error> {
    let needed = bytes.saturating_mul(2).saturating_add(SPARE);
    match free(place)? {
        Some(free) if free < needed => Err(Error::NoRoom {
            place: place.to_path_buf(),
            needed_mib: needed.div_ceil(1 << 20),
            free_mib: free >> 20,
        }),
        _ => Ok(()),
    }
}

#[cfg(unix)]
fn free(place: &Path) -> Result<Option<u64>, Error> {
    let found = rustix::fs::statvfs(place)
        .map_err(|error| Error::io("look at the free space", place)(error.into()))?;
    Ok(Some(found.f_bavail.saturating_mul(found.f_frsize)))
}

#[cfg(not(unix))]
fn free(_place: &Path) -> Result<Option<u64>, Error> {
    Ok(None)
}

/// Whether both are lost with one disk. Unknown counts as no.
#[cfg(unix)]
pub(in crate::vault) fn same_disk(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let device = |path: &Path| std::fs::metadata(path).map(|found| found.dev()).ok();
    device(one).is_some() && device(one) == device(other)
}

/// Whether both are lost with one disk. Unknown counts as no.
#[cfg(not(unix))]
pub(in crate::vault) fn same_disk(one: &Path, other: &Path) -> bool {
    let root = |path: &Path| {
        path.components()
            .next()
            .map(|part| part.as_os_str().to_owned())
    };
    root(one).is_some() && root(one) == root(other)
}

/// The name under which backups of a vault are filed: that of its folder.
pub(in crate::vault) fn stem(vault: &Path) -> String {
    let name = vault.file_stem().unwrap_or_default().to_string_lossy();
    let plain = |letter: char| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_');
    let name: String = name.chars().filter(|letter| plain(*letter)).collect();
    if name.is_empty() {
        "vault".to_owned()
    } else {
        name
    }
}

/// A private directory that goes with everything in it while it is marked as unfinished.
pub(in crate::vault) struct Scratch {
    dir: PathBuf,
    lock: Option<files::LockFile>,
}

impl Scratch {
    /// Makes the directory and holds it, so that nobody sweeps it away.
    pub(in crate::vault) fn held(dir: PathBuf) -> Result<Self, Error> {
        let mut scratch = Self::new(dir)?;
        scratch.lock = Some(files::lock(&scratch.dir)?);
        Ok(scratch)
    }

    /// Makes the directory.
    pub(in crate::vault) fn new(dir: PathBuf) -> Result<Self, Error> {
        files::create_private_dir(&dir)?;
        let marked = files::create_private_file(&dir.join(files::UNFINISHED));
        if let Err(error) = marked {
            let _ = std::fs::remove_dir(&dir);
            return Err(error);
        }
        Ok(Self { dir, lock: None })
    }

    pub(in crate::vault) fn dir(&self) -> &Path {
        &self.dir
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        self.lock = None;
        remove(&self.dir);
    }
}

/// Only what is marked: after an exchange of names an old vault may stand here.
fn remove(dir: &Path) {
    if dir.join(files::UNFINISHED).exists() {
        files::remove_unfinished(dir);
    } else {
        let _ = std::fs::remove_dir(dir);
    }
}

/// Removes what interrupted work left in a folder: directories of ours that nobody holds.
pub(in crate::vault) fn sweep(folder: &Path, prefix: &str, suffix: &str) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let ours = name.starts_with(prefix)
            && name.ends_with(suffix)
            && entry.path().join(files::UNFINISHED).exists();
        if ours && files::lock(&entry.path()).is_ok() {
            remove(&entry.path());
        }
    }
}
