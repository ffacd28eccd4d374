//! The file of a backup: the encrypted database, the header that opens it, and a manifest at the end.
//!
//! ```text
//! database   db_len bytes, a SQLCipher file with a salt of its own
//! header     header_len bytes, as vault.hdr
//! manifest   format u16 | min_reader u16 | vault[16] | generation u64 | e_db u32 | e_tx u32
//!            | seq u64 | head[32] | created: u32 length, text (at most 40)
//!            | db_len u64 | sha256[32] of the database | header_len u32 | sha256[32] of the header | mac[32]
//! sum        sha256[32] of the manifest
//! end        manifest_len u32 (at most 1024) | magic "ANTRCBK1"
//! ```
//! Integers are little-endian. The database comes first, so that the copy that was checked becomes the
//! backup without being written a second time. The mac is HMAC-SHA-256 under the vault's manifest key
//! over the manifest before it; the sums tell damage without a key. There are no names and no counts.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use sha2::{Digest, Sha256};

use crate::vault::header::{Anchor, LONGEST_FILE};
use crate::vault::keys::{Key, VaultId, same, sha256};
use crate::vault::slot::Reader;
use crate::vault::watch::{Phase, Watch};
use crate::vault::{Error, files};

const MAGIC: &[u8; 8] = b"ANTRCBK1";
const FORMAT: u16 = 1;
const SUM: usize = 32;
const END: usize = 4 + 8;
const LONGEST_MANIFEST: usize = 1024;
const LONGEST_TIME: usize = 40;
const PAGE: u64 = 4096;
/// A tebibyte; SQLCipher itself would go on to 16.
const LARGEST_DATABASE: u64 = 1 << 40;
/// How far from the end another end is looked for, to say that something was added.
const LOOK_BACK: u64 = 1 << 20;
const STEP: usize = 1 << 20;

/// What stands in a backup beside its contents. No names, no counts.
#[derive(Clone, PartialEq, Eq)]
pub(in crate::vault) struct Manifest {
    pub(in crate::vault) vault: VaultId,
    pub(in crate::vault) generation: u64,
    pub(in crate::vault) e_db: u32,
    pub(in crate::vault) e_tx: u32,
    /// The newest event in the backup.
    pub(in crate::vault) anchor: Anchor,
    pub(in crate::vault) created: Timestamp,
    pub(in crate::vault) db_len: u64,
    pub(in crate::vault) db_sum: [u8; 32],
    pub(in crate::vault) header_len: u32,
    pub(in crate::vault) header_sum: [u8; 32],
    mac: [u8; 32],
}

impl Manifest {
    /// A manifest without its MAC; [`Manifest::append`] puts it in.
    #[allow(
        clippy::too_many_arguments,
        reason = "one field each, named at the one call"
    )]
    pub(in crate::vault) fn new(
        vault: VaultId,
        generation: u64,
        epochs: (u32, u32),
        anchor: Anchor,
        created: Timestamp,
        database: (u64, [u8; 32]),
        header: &[u8],
    ) -> Self {
        Self {
            vault,
            generation,
            e_db: epochs.0,
            e_tx: epochs.1,
            anchor,
            created,
            db_len: database.0,
            db_sum: database.1,
            header_len: u32::try_from(header.len()).unwrap_or(u32::MAX),
            header_sum: sha256(header),
            mac: [0; 32],
        }
    }

    fn before_mac(&self) -> Vec<u8> {
        let created = self.created.to_string();
        let mut out = Vec::with_capacity(256);
        out.extend_from_slice(&FORMAT.to_le_bytes());
        out.extend_from_slice(&FORMAT.to_le_bytes());
        out.extend_from_slice(&self.vault);
        out.extend_from_slice(&self.generation.to_le_bytes());
        out.extend_from_slice(&self.e_db.to_le_bytes());
        out.extend_from_slice(&self.e_tx.to_le_bytes());
        out.extend_from_slice(&self.anchor.seq.to_le_bytes());
        out.extend_from_slice(&self.anchor.head);
        let len = u32::try_from(created.len()).unwrap_or(u32::MAX);
        out.extend_from_slice(&len.to_le_bytes());
        out.extend_from_slice(created.as_bytes());
        out.extend_from_slice(&self.db_len.to_le_bytes());
        out.extend_from_slice(&self.db_sum);
        out.extend_from_slice(&self.header_len.to_le_bytes());
        out.extend_from_slice(&self.header_sum);
        out
    }

    /// Everything that follows the header in the file.
    pub(in crate::vault) fn tail(&mut self, manifest_mac: &Key) -> Result<Vec<u8>, Error> {
        let mut bytes = self.before_mac();
        self.mac = manifest_mac.mac("manifest", &bytes)?;
        bytes.extend_from_slice(&self.mac);
        let len = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        let sum = sha256(&bytes);
        bytes.extend_from_slice(&sum);
        bytes.extend_from_slice(&len.to_le_bytes());
        bytes.extend_from_slice(MAGIC);
        Ok(bytes)
    }

    /// Whether a holder of the vault's key wrote it.
    pub(in crate::vault) fn verify(&self, manifest_mac: &Key) -> Result<(), Error> {
        let mac = manifest_mac.mac("manifest", &self.before_mac())?;
        if same(&mac, &self.mac) {
            Ok(())
        } else {
            Err(Error::BackupForged)
        }
    }

    fn read(bytes: &[u8]) -> Result<Option<Self>, Error> {
        let mut reader = Reader(bytes);
        let (Some(_), Some(min_reader)) = (reader.array::<2>(), reader.array::<2>()) else {
            return Ok(None);
        };
        let min_reader = u16::from_le_bytes(min_reader);
        if min_reader > FORMAT {
            return Err(Error::Newer {
                found: u32::from(min_reader),
                known: u32::from(FORMAT),
            });
        }
        Ok(Self::fields(&mut reader).filter(|_| reader.0.is_empty()))
    }

    fn fields(reader: &mut Reader<'_>) -> Option<Self> {
        Some(Self {
            vault: reader.array()?,
            generation: u64::from_le_bytes(reader.array()?),
            e_db: u32::from_le_bytes(reader.array()?),
            e_tx: u32::from_le_bytes(reader.array()?),
            anchor: Anchor {
                seq: u64::from_le_bytes(reader.array()?),
                head: reader.array()?,
            },
            created: created(reader)?,
            db_len: u64::from_le_bytes(reader.array()?),
            db_sum: reader.array()?,
            header_len: u32::from_le_bytes(reader.array()?),
            header_sum: reader.array()?,
            mac: reader.array()?,
        })
    }

    fn is_possible(&self) -> bool {
        (PAGE..=LARGEST_DATABASE).contains(&self.db_len)
            && self.db_len.is_multiple_of(PAGE)
            && self.header_len > 0
            && self.header_len as usize <= LONGEST_FILE
    }
}

fn created(reader: &mut Reader<'_>) -> Option<Timestamp> {
    let len = usize::try_from(u32::from_le_bytes(reader.array()?)).ok()?;
    if len > LONGEST_TIME {
        return None;
    }
    let (text, rest) = reader.0.split_at_checked(len)?;
    reader.0 = rest;
    std::str::from_utf8(text).ok()?.parse().ok()
}

/// A backup whose end and lengths were read. Its contents were not.
pub(in crate::vault) struct BackupFile {
    file: File,
    path: PathBuf,
    pub(in crate::vault) manifest: Manifest,
}

impl BackupFile {
    /// Reads the end of a backup. Nothing is allocated by what the file says.
    pub(in crate::vault) fn open(path: &Path) -> Result<Self, Error> {
        let found = std::fs::metadata(path).map_err(Error::io("look at the backup", path))?;
        if !found.is_file() {
            return Err(Error::NotABackup(path.to_path_buf()));
        }
        let mut file = File::open(path).map_err(Error::io("open the backup", path))?;
        let manifest = read_end(&mut file, path)?;
        Ok(Self {
            file,
            path: path.to_path_buf(),
            manifest,
        })
    }

    /// Writes database and header into a private directory that is empty, and compares their sums.
    pub(in crate::vault) fn unpack(&mut self, dir: &Path, watch: &Watch<'_>) -> Result<(), Error> {
        let start = self.file.seek(SeekFrom::Start(0));
        start.map_err(Error::io("read the backup", &self.path))?;
        let database = dir.join(files::DATABASE);
        let mut out = files::create_private_file(&database)?;
        let sum = self.copy(self.manifest.db_len, &mut out, &database, watch)?;
        out.sync_all()
            .map_err(Error::io("write the database", &database))?;
        let header = self.header()?;
        if !same(&sum, &self.manifest.db_sum) {
            return Err(Error::BackupDamaged(self.path.clone()));
        }
        let path = dir.join(files::HEADER);
        let mut out = files::create_private_file(&path)?;
        out.write_all(&header)
            .and_then(|()| out.sync_all())
            .map_err(Error::io("write the header", &path))?;
        files::sync_dir(dir)
    }

    /// The header's bytes, with their sum compared.
    pub(in crate::vault) fn header(&mut self) -> Result<Vec<u8>, Error> {
        let failed = Error::io("read the backup", &self.path);
        let mut header = vec![0; self.manifest.header_len as usize];
        self.file
            .seek(SeekFrom::Start(self.manifest.db_len))
            .and_then(|_| self.file.read_exact(&mut header))
            .map_err(failed)?;
        if same(&sha256(&header), &self.manifest.header_sum) {
            Ok(header)
        } else {
            Err(Error::BackupDamaged(self.path.clone()))
        }
    }

    fn copy(
        &mut self,
        len: u64,
        out: &mut File,
        to: &Path,
        watch: &Watch<'_>,
    ) -> Result<[u8; 32], Error> {
        let path = self.path.clone();
        let failed = Error::io("read the backup", &path);
        let mut hasher = Sha256::new();
        let mut buffer = vec![0; STEP];
        let mut left = len;
        while left > 0 {
            watch.at(Phase::Copying, len - left, len)?;
            let now = usize::try_from(left).map_or(STEP, |left| left.min(STEP));
            let part = &mut buffer[..now];
            self.file.read_exact(part).map_err(&failed)?;
            out.write_all(part)
                .map_err(Error::io("write the database", to))?;
            hasher.update(&*part);
            left -= now as u64;
        }
        Ok(hasher.finalize().into())
    }
}

/// Length of a file and the state of SHA-256 after it, so that what is appended need not be read again.
pub(in crate::vault) fn sum_of(path: &Path, watch: &Watch<'_>) -> Result<(u64, Sha256), Error> {
    let failed = Error::io("read the copy", path);
    let mut file = File::open(path).map_err(&failed)?;
    let len = file.metadata().map_err(&failed)?.len();
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; STEP];
    let mut done = 0;
    loop {
        watch.at(Phase::Summing, done, len)?;
        match file.read(&mut buffer) {
            Ok(0) => return Ok((done, hasher)),
            Ok(count) => {
                hasher.update(&buffer[..count]);
                done += count as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(failed(error)),
        }
    }
}

/// Reads any bytes as a backup, and as the manifest of one that has nothing before it; see [`crate::vault::fuzzing`].
pub(in crate::vault) fn read_any(bytes: &[u8]) {
    let len = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    let ended = [bytes, &sha256(bytes), &len.to_le_bytes(), MAGIC].concat();
    for file in [bytes, &ended] {
        let _ = read_end(&mut io::Cursor::new(file), Path::new("any.cbk"));
    }
}

fn read_end(file: &mut (impl Read + Seek), path: &Path) -> Result<Manifest, Error> {
    let failed = Error::io("read the backup", path);
    let not_whole = || Error::NotABackup(path.to_path_buf());
    let damaged = || Error::BackupDamaged(path.to_path_buf());
    let len = file.seek(SeekFrom::End(0)).map_err(&failed)?;
    let window = len.min((END + SUM + LONGEST_MANIFEST) as u64);
    let tail = read_tail(file, len, window).map_err(&failed)?;
    let Some(rest) = tail.strip_suffix(MAGIC) else {
        let back = read_tail(file, len, len.min(LOOK_BACK)).map_err(&failed)?;
        return Err(added_behind(&back, path).unwrap_or_else(not_whole));
    };
    let (rest, said) = rest.split_last_chunk::<4>().ok_or_else(not_whole)?;
    let (rest, sum) = rest.split_last_chunk::<SUM>().ok_or_else(not_whole)?;
    let manifest_len = u32::from_le_bytes(*said) as usize;
    let start = rest.len().checked_sub(manifest_len).ok_or_else(damaged)?;
    let bytes = &rest[start..];
    if !same(&sha256(bytes), sum) {
        return Err(damaged());
    }
    let manifest = Manifest::read(bytes)?.ok_or_else(damaged)?;
    if !manifest.is_possible() {
        return Err(damaged());
    }
    let behind = (bytes.len() + SUM + END) as u64;
    match manifest.db_len + u64::from(manifest.header_len) + behind {
        whole if whole == len => Ok(manifest),
        whole if whole > len => Err(not_whole()),
        whole => Err(Error::BackupGrew {
            path: path.to_path_buf(),
            extra: len - whole,
        }),
    }
}

fn read_tail(file: &mut (impl Read + Seek), len: u64, count: u64) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(len - count))?;
    let mut tail = Vec::new();
    file.take(count).read_to_end(&mut tail)?;
    Ok(tail)
}

fn added_behind(back: &[u8], path: &Path) -> Option<Error> {
    let at = back
        .windows(MAGIC.len())
        .rposition(|bytes| bytes == MAGIC)?;
    let extra = (back.len() - at - MAGIC.len()) as u64;
    Some(Error::BackupGrew {
        path: path.to_path_buf(),
        extra,
    })
}
