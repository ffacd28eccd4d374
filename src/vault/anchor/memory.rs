//! What one user of this computer remembers of vaults: a small file outside of them.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use crate::vault::audit::{from_hex, hex};
use crate::vault::header::Anchor;
use crate::vault::keys::{VaultId, sha256};
use crate::vault::{Error, files, random};

use super::Witness;

const MAGIC: &[u8; 4] = b"ANTA";
const VERSION: u16 = 1;
const ENTRY: usize = 16 + 8 + 32;
const SUM: usize = 32;
/// So many vaults are remembered; the one that was opened longest ago goes first.
pub(super) const MOST_VAULTS: usize = 16;
const LONGEST_FILE: usize = 4 + 2 + 1 + MOST_VAULTS * ENTRY + SUM;

/// What one user of this computer remembers of vaults: a small file outside of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Memory(PathBuf);

impl Memory {
    /// In a directory of the user; it and the file are made when there is something to remember.
    #[must_use]
    pub fn in_dir(dir: &Path) -> Self {
        Self(dir.join("anchor.bin"))
    }

    /// What is remembered of a vault. A file that is damaged is an error; one that is not there is none.
    pub(in crate::vault) fn recall(&self, vault: &VaultId) -> Result<Option<Anchor>, Error> {
        let entries = self.read()?;
        let found = entries.into_iter().find(|(known, _)| known == vault);
        Ok(found.map(|(_, anchor)| anchor))
    }

    /// Remembers a vault. What the file said of others stays.
    pub(in crate::vault) fn keep(&self, vault: &VaultId, anchor: Anchor) -> Result<(), Error> {
        let folder = self.0.parent().unwrap_or_else(|| Path::new("."));
        make_private(folder)?;
        let lock_path = self.0.with_extension("lock");
        let lock = files::private_options()
            .create(true)
            .truncate(false)
            .open(&lock_path)
            .map_err(Error::io("remember the vault on this computer", &lock_path))?;
        // Another window is writing: what it writes is as good, and ours follows at the next chance.
        if lock.try_lock().is_err() {
            return Ok(());
        }
        // A damaged file was told of at opening; what it held is lost.
        let mut entries = self.read().unwrap_or_default();
        entries.retain(|(known, _)| known != vault);
        entries.insert(0, (*vault, anchor));
        entries.truncate(MOST_VAULTS);
        self.write(folder, &entries)
    }

    pub(super) fn read(&self) -> Result<Vec<(VaultId, Anchor)>, Error> {
        let step = "read what this computer remembers";
        let file = match File::open(&self.0) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(Error::io(step, &self.0)(error)),
        };
        let mut bytes = Vec::new();
        file.take(LONGEST_FILE as u64 + 1)
            .read_to_end(&mut bytes)
            .map_err(Error::io(step, &self.0))?;
        let damaged = Error::Io {
            step,
            kind: io::ErrorKind::InvalidData,
        };
        entries(&bytes).ok_or(damaged)
    }

    fn write(&self, folder: &Path, entries: &[(VaultId, Anchor)]) -> Result<(), Error> {
        let mut bytes = Vec::with_capacity(LONGEST_FILE);
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(&VERSION.to_le_bytes());
        bytes.push(u8::try_from(entries.len()).unwrap_or(u8::MAX));
        for (vault, anchor) in entries {
            bytes.extend_from_slice(vault);
            bytes.extend_from_slice(&anchor.seq.to_le_bytes());
            bytes.extend_from_slice(&anchor.head);
        }
        let sum = sha256(&bytes);
        bytes.extend_from_slice(&sum);
        let unique = hex(&random::bytes::<8>()?);
        let new = self.0.with_extension(format!("{unique}.new"));
        let step = "remember the vault on this computer";
        let written = files::create_private_file(&new).and_then(|mut file| {
            file.write_all(&bytes)
                .and_then(|()| file.sync_all())
                .and_then(|()| fs::rename(&new, &self.0))
                .map_err(Error::io(step, &self.0))
        });
        if written.is_err() {
            let _ = fs::remove_file(&new);
        }
        written.and_then(|()| files::sync_dir(folder))
    }
}

fn make_private(folder: &Path) -> Result<(), Error> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
        .create(folder)
        .map_err(Error::io("make the folder for what is remembered", folder))
}

fn entries(file: &[u8]) -> Option<Vec<(VaultId, Anchor)>> {
    let (content, sum) = file.split_at_checked(file.len().checked_sub(SUM)?)?;
    let rest = content.strip_prefix(MAGIC)?;
    let (version, rest) = rest.split_first_chunk::<2>()?;
    let (count, rest) = rest.split_first()?;
    let sound = file.len() <= LONGEST_FILE
        && u16::from_le_bytes(*version) == VERSION
        && usize::from(*count) <= MOST_VAULTS
        && rest.len() == usize::from(*count) * ENTRY
        && sha256(content) == *sum;
    if !sound {
        return None;
    }
    rest.chunks_exact(ENTRY)
        .map(|entry| {
            let (vault, entry) = entry.split_first_chunk::<16>()?;
            let (seq, entry) = entry.split_first_chunk::<8>()?;
            let (head, _) = entry.split_first_chunk::<32>()?;
            let seq = u64::from_le_bytes(*seq);
            Some((*vault, Anchor { seq, head: *head }))
        })
        .collect()
}

/// What the bytes of an anchor file remember of a vault, named by its id in hexadecimal; nothing if they
/// are no whole anchor file or know no such vault.
#[must_use]
pub fn witness_in(file: &[u8], vault: &str) -> Option<Witness> {
    let vault: VaultId = from_hex(vault)?;
    let found = entries(file)?
        .into_iter()
        .find(|(known, _)| *known == vault);
    found.map(|(_, anchor)| anchor.into())
}
