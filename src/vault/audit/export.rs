//! The log as a file that an auditor can verify with no vault, no passphrase and, with `tests/vectors/audit.py`, without this program.
//!
//! Lines of JSON: the first names the format and the vault, one a row of the log follows, the last
//! gives the number of rows and the head. Ids and hashes only; no name and no record is in it.

use std::io::{self, BufRead, Read, Write};

use serde::{Deserialize, Serialize};

use super::chain::{Link, Walker, hex};
use super::{Break, ChainReport};
use crate::vault::Error;
use crate::vault::anchor::Witness;
use crate::vault::keys::{VaultId, sha256};

const FORMAT: &str = "anteroom-audit";
const VERSION: u32 = 1;
/// No line of an export is longer; a line that is was not written by this program.
const LONGEST_LINE: u64 = 4096;
/// A clinic of twenty writes so much in centuries.
const MOST_ROWS: u64 = 50_000_000;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    format: String,
    version: u32,
    vault: String,
    prev: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    seq: u64,
    prev: String,
    time: String,
    boot: String,
    mono_ms: u64,
    actor: String,
    session: String,
    role: String,
    action: String,
    object: String,
    version: u32,
    content: String,
    detail: String,
    app: String,
    hash: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct End {
    rows: u64,
    head: String,
}

/// Why a file is not a whole export. `line` counts from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ExportProblem {
    /// The file could not be read.
    #[error("the file could not be read ({0})")]
    Io(io::ErrorKind),
    /// A line is longer than any that the program writes.
    #[error("line {line} is too long for an export of the activity log")]
    LongLine {
        /// Which.
        line: u64,
    },
    /// More rows than any log has.
    #[error("more rows than any activity log has")]
    TooManyRows,
    /// The first line does not say that this is an export.
    #[error("the first line does not say that this is an export of an activity log")]
    NotAnExport,
    /// A newer program wrote it.
    #[error("this export has format {0}: verify it with a newer version of the program")]
    Newer(u32),
    /// A line is not what it should be.
    #[error("line {line} is not a row of the activity log")]
    BadLine {
        /// Which.
        line: u64,
    },
    /// The file ends without its last line.
    #[error("the file ends after line {line} without the line that gives the head: it was cut")]
    Cut {
        /// The last line.
        line: u64,
    },
    /// Something stands behind the last line.
    #[error("line {line} stands behind the line that gives the head")]
    Behind {
        /// Which.
        line: u64,
    },
    /// The last line gives another number of rows or another head than the rows have.
    #[error("the last line does not fit the rows: it gives another number or another head")]
    WrongEnd,
}

/// What was found in an export that reads well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportReport {
    /// Id of the vault, hexadecimal.
    pub vault: String,
    /// The chain.
    pub chain: ChainReport,
    /// Whether each witness stands in it, in the order in which they were given.
    pub witnesses: Vec<bool>,
}

/// Verifies an export. Witnesses are places that somebody wrote down at the time: each has to be a row
/// of the log. Reads line by line and holds one at a time, whatever stands in the file.
pub fn verify_export(
    mut file: impl BufRead,
    witnesses: &[Witness],
) -> Result<ExportReport, ExportProblem> {
    let mut lines = Lines::new(&mut file);
    let first = lines.next()?.ok_or(ExportProblem::NotAnExport)?;
    let head: Head = serde_json::from_str(first).map_err(|_| ExportProblem::NotAnExport)?;
    if head.format != FORMAT {
        return Err(ExportProblem::NotAnExport);
    }
    if head.version != VERSION {
        return Err(ExportProblem::Newer(head.version));
    }
    let vault: VaultId = bytes(&head.vault).ok_or(ExportProblem::NotAnExport)?;
    // The first row hangs on the vault's id, so the line that names it is checked with the chain.
    if bytes::<32>(&head.prev) != Some(sha256(&vault)) {
        return Err(ExportProblem::NotAnExport);
    }
    let mut walker = Walker::new(&vault);
    let mut standing = vec![false; witnesses.len()];
    let end = loop {
        let number = lines.read;
        let Some(text) = lines.next()? else {
            return Err(ExportProblem::Cut { line: number });
        };
        let line = number + 1;
        if let Ok(row) = serde_json::from_str::<Line>(text) {
            if line > MOST_ROWS {
                return Err(ExportProblem::TooManyRows);
            }
            let (link, hash) = row.link().ok_or(ExportProblem::BadLine { line })?;
            walker.step(&link, &hash);
            for (witness, stands) in witnesses.iter().zip(&mut standing) {
                *stands |= witness.fits(link.seq, &hash);
            }
        } else {
            break serde_json::from_str::<End>(text)
                .map_err(|_| ExportProblem::BadLine { line })?;
        }
    };
    if lines.next()?.is_some() {
        return Err(ExportProblem::Behind { line: lines.read });
    }
    let chain = walker.finish();
    if end.rows != chain.rows || end.head != chain.head {
        return Err(ExportProblem::WrongEnd);
    }
    Ok(ExportReport {
        vault: head.vault,
        chain,
        witnesses: standing,
    })
}

impl ExportReport {
    /// The first broken row, if there is one.
    #[must_use]
    pub fn broken(&self) -> Option<Break> {
        self.chain.broken
    }
}

impl Line {
    fn link(&self) -> Option<(Link, [u8; 32])> {
        let link = Link {
            seq: self.seq,
            prev: bytes(&self.prev)?,
            time_utc: self.time.clone(),
            boot: bytes(&self.boot)?,
            mono_ms: self.mono_ms,
            actor: bytes(&self.actor)?,
            session: bytes(&self.session)?,
            role: self.role.clone(),
            action: self.action.clone(),
            object: bytes_or_none::<16>(&self.object)?,
            version: self.version,
            content_hash: bytes_or_none::<32>(&self.content)?,
            detail: self.detail.clone(),
            app_version: self.app.clone(),
        };
        Some((link, bytes(&self.hash)?))
    }
}

pub(super) fn write_head(out: &mut dyn Write, vault: &VaultId) -> io::Result<()> {
    let head = Head {
        format: FORMAT.to_owned(),
        version: VERSION,
        vault: hex(vault),
        prev: hex(&sha256(vault)),
    };
    write_line(out, &head)
}

pub(super) fn write_row(out: &mut dyn Write, link: &Link, hash: &[u8; 32]) -> io::Result<()> {
    let line = Line {
        seq: link.seq,
        prev: hex(&link.prev),
        time: link.time_utc.clone(),
        boot: hex(&link.boot),
        mono_ms: link.mono_ms,
        actor: hex(&link.actor),
        session: hex(&link.session),
        role: link.role.clone(),
        action: link.action.clone(),
        object: hex(&link.object),
        version: link.version,
        content: hex(&link.content_hash),
        detail: link.detail.clone(),
        app: link.app_version.clone(),
        hash: hex(hash),
    };
    write_line(out, &line)
}

pub(super) fn write_end(out: &mut dyn Write, chain: &ChainReport) -> io::Result<()> {
    let end = End {
        rows: chain.rows,
        head: chain.head.clone(),
    };
    write_line(out, &end)
}

fn write_line(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}

pub(super) fn write_failed(error: io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Error::DiskFull,
        kind => Error::Io {
            step: "write the export of the activity log",
            kind,
        },
    }
}

/// Lines of a file, each with a line end, none longer than allowed.
struct Lines<'f, F> {
    file: &'f mut F,
    buffer: Vec<u8>,
    read: u64,
}

impl<'f, F: BufRead> Lines<'f, F> {
    fn new(file: &'f mut F) -> Self {
        Self {
            file,
            buffer: Vec::new(),
            read: 0,
        }
    }

    fn next(&mut self) -> Result<Option<&str>, ExportProblem> {
        self.buffer.clear();
        let taken = Read::take(&mut *self.file, LONGEST_LINE).read_until(b'\n', &mut self.buffer);
        if taken.map_err(|error| ExportProblem::Io(error.kind()))? == 0 {
            return Ok(None);
        }
        self.read += 1;
        let line = self.read;
        match self.buffer.pop() {
            Some(b'\n') => {}
            _ if self.buffer.len() as u64 + 1 >= LONGEST_LINE => {
                return Err(ExportProblem::LongLine { line });
            }
            // A line without its end was cut in the middle.
            _ => return Err(ExportProblem::Cut { line }),
        }
        std::str::from_utf8(&self.buffer)
            .map(Some)
            .map_err(|_| ExportProblem::BadLine { line })
    }
}

/// Exactly so many bytes, in lower-case hexadecimal.
pub(in crate::vault) fn bytes<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digits = text.as_bytes();
    if digits.len() != 2 * N {
        return None;
    }
    let mut out = [0; N];
    for (byte, pair) in out.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = digit(*pair.first()?)? << 4 | digit(*pair.get(1)?)?;
    }
    Some(out)
}

fn bytes_or_none<const N: usize>(text: &str) -> Option<Vec<u8>> {
    if text.is_empty() {
        return Some(Vec::new());
    }
    bytes::<N>(text).map(|bytes| bytes.to_vec())
}

fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    }
}
