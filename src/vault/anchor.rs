//! Anchors: places outside the database that remember how far the activity log had come, and what follows when it has not.
//!
//! One stands in the header of the vault, one in a small file of the user on this computer. A vault
//! whose log is shorter than an anchor, or has another row there, was put back to an older state or
//! rewritten: it opens in doubt, can be read and not changed, until an administrator says why. While it
//! is in doubt no anchor moves.

mod memory;
#[cfg(test)]
mod tests;

use std::time::{Duration, Instant};

use jiff::Timestamp;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use crate::domain::id::{AcknowledgementId, PersonId};
use crate::domain::redacted::redacted;
use crate::domain::staff::Role;
use crate::vault::audit::{self, Action, Detail, from_hex, hex};
use crate::vault::header::Anchor;
use crate::vault::keys::VaultId;
use crate::vault::shelf::{self, table};
use crate::vault::{Document, Error, Note, Open, Proof, Table, locked};

pub use memory::{Memory, witness_in};

/// After a change, the anchors follow within this time.
const EVERY: Duration = Duration::from_secs(60);
/// Shortest reason of an acknowledgement, in characters.
const SHORTEST_REASON: usize = 20;
const LONGEST_REASON: usize = 1_000;

/// Where the log is remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnchorPlace {
    /// In the header of the vault.
    Header,
    /// On this computer, by this user.
    Computer,
    /// Somebody named it: an earlier export, a copy of an anchor file, a code printed on a letter.
    Given,
}

impl AnchorPlace {
    /// The word in the log and for programs.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::Computer => "computer",
            Self::Given => "given",
        }
    }
}

/// How a remembered place stands to the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// The log has that row.
    Fits,
    /// The log ends before it.
    Older,
    /// The log has another row there.
    Differs,
}

impl Stands {
    /// The word in the log and for programs.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Fits => "fits",
            Self::Older => "older",
            Self::Differs => "differs",
        }
    }
}

/// A place in the log that somebody wrote down: its number and how its hash begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness {
    seq: u64,
    begins: Vec<u8>,
}

impl From<Anchor> for Witness {
    fn from(anchor: Anchor) -> Self {
        Self {
            seq: anchor.seq,
            begins: anchor.head.to_vec(),
        }
    }
}

impl Witness {
    /// From the code that stands on letters, for example `004211-7F3A-91C2`.
    #[must_use]
    pub fn from_mark(mark: &str) -> Option<Self> {
        let mut parts = mark.trim().split('-');
        let number = parts.next()?;
        let hash = format!("{}{}", parts.next()?, parts.next()?).to_lowercase();
        let digits = number.len() >= 6 && number.bytes().all(|byte| byte.is_ascii_digit());
        if parts.next().is_some() || !digits {
            return None;
        }
        Some(Self {
            seq: number.parse().ok()?,
            begins: from_hex::<4>(&hash)?.to_vec(),
        })
    }

    /// From the number and the whole hash of a row, in hexadecimal.
    #[must_use]
    pub fn from_row(seq: u64, hash: &str) -> Option<Self> {
        Some(Self {
            seq,
            begins: from_hex::<32>(hash)?.to_vec(),
        })
    }

    /// Which row.
    #[must_use]
    pub fn seq(&self) -> u64 {
        self.seq
    }

    pub(super) fn fits(&self, seq: u64, hash: &[u8; 32]) -> bool {
        seq == self.seq && hash.starts_with(&self.begins)
    }

    pub(super) fn stands(&self, newest: u64, found: Option<&[u8; 32]>) -> Stands {
        match found {
            Some(hash) if hash.starts_with(&self.begins) => Stands::Fits,
            None if newest < self.seq => Stands::Older,
            _ => Stands::Differs,
        }
    }
}

/// Why a vault is in doubt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// Who remembers more.
    pub place: AnchorPlace,
    /// The log ends before it, or has another row there.
    pub stands: Stands,
    /// The row that is remembered.
    pub remembered: u64,
    /// The newest row of the log, as the vault was found.
    pub found: u64,
    head: [u8; 32],
}

/// What an administrator found out about a vault in doubt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Explanation {
    /// A backup of the vault was put in its place.
    Backup,
    /// The whole computer, or its disk, was put back to an earlier state.
    Computer,
    /// The folder was copied from another place.
    Copied,
    /// Not known.
    Unknown,
}

impl Explanation {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Backup, Self::Computer, Self::Copied, Self::Unknown];

    /// The word in the log.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Backup => "backup",
            Self::Computer => "computer",
            Self::Copied => "copied",
            Self::Unknown => "unknown",
        }
    }
}

/// That a doubt was acknowledged: who, when and why, in their own words. The log has only the word.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Acknowledged {
    /// Who.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
    /// What they found out.
    pub explanation: Explanation,
    /// In their own words.
    pub reason: String,
}

redacted!(Acknowledged);

impl Document for Acknowledged {
    type Id = AcknowledgementId;
    const TABLE: Table = table!("acknowledgement", "acknowledgement");
}

/// How an opened log stands to what is remembered of it. The header is asked first: it belongs to the vault.
pub(super) fn judge(
    db: &Connection,
    vault: &VaultId,
    header: Anchor,
    computer: Option<Anchor>,
) -> Result<Option<Doubt>, Error> {
    let newest = audit::head(db, vault)?.seq;
    let places = [
        (AnchorPlace::Header, Some(header)),
        (AnchorPlace::Computer, computer),
    ];
    for (place, anchor) in places {
        let Some(anchor) = anchor.filter(|anchor| anchor.seq > 0) else {
            continue;
        };
        let found = audit::hash_at(db, anchor.seq)?;
        let stands = Witness::from(anchor).stands(newest, found.as_ref());
        if stands != Stands::Fits && !is_acknowledged(db, &anchor)? {
            return Ok(Some(Doubt {
                place,
                stands,
                remembered: anchor.seq,
                found: newest,
                head: anchor.head,
            }));
        }
    }
    Ok(None)
}

/// Whether the log says that just this remembered row was given up: another user of the same vault, who
/// remembers it too, is not asked again.
fn is_acknowledged(db: &Connection, anchor: &Anchor) -> Result<bool, Error> {
    let sql = "SELECT EXISTS (SELECT 1 FROM audit WHERE action = ?1 AND instr(detail, ?2))";
    let lost = format!("lost={}", hex(&anchor.head));
    db.query_row(sql, (Action::ACKNOWLEDGED.word(), lost), |row| row.get(0))
        .map_err(Error::db("read the activity log"))
}

impl Open {
    /// Why the vault is in doubt, if it is. Then it can be read, each reading with its event as ever, and
    /// not changed.
    #[must_use]
    pub fn doubt(&self) -> Option<Doubt> {
        self.doubt.get()
    }

    /// Acknowledgements of earlier doubts, oldest first.
    pub fn acknowledgements(&self) -> Result<Vec<Acknowledged>, Error> {
        let rows: Vec<shelf::Stored<Acknowledged>> =
            shelf::select(self.db(), Acknowledged::TABLE.all, [])?;
        Ok(rows.into_iter().map(|row| row.value).collect())
    }

    /// An administrator says why the vault is older than what was remembered of it. From then on it can
    /// be changed again, and the anchors follow it.
    pub fn acknowledge_doubt(
        &self,
        explanation: Explanation,
        reason: &str,
        proof: Proof,
    ) -> Result<(), Error> {
        self.accept(&proof)?;
        let doubt = self.doubt().ok_or(Error::WrongState("vault"))?;
        if !self.me().roles.has(Role::Administrator) {
            return Err(Error::RoleNeeded("administrator"));
        }
        let reason = reason.trim();
        if !(SHORTEST_REASON..=LONGEST_REASON).contains(&reason.chars().count()) {
            return Err(Error::Refused {
                what: "reason",
                problem: "shorter than 20 or longer than 1,000 characters",
            });
        }
        let id = shelf::fresh()?;
        let today = self.today();
        self.change_in_doubt(|change| {
            let value = Acknowledged {
                by: self.person(),
                at: change.now(),
                explanation,
                reason: reason.to_owned(),
            };
            let detail = Detail::default()
                .word("why", explanation.word())
                .word("place", doubt.place.word())
                .word("log", doubt.stands.word())
                .number("remembered", doubt.remembered)
                .number("found", doubt.found)
                .hash("lost", &doubt.head);
            change.log(&shelf::insert_row(change.db(), id, &value)?.detail(detail))?;
            locked::catch_up(change, today, self.notes().contains(&Note::ClockWentBack))
        })?;
        self.doubt.set(None);
        self.anchor()
    }

    /// The head of the log as this computer remembers it, where it can.
    pub(super) fn remembered(&self) -> Option<Anchor> {
        let memory = self.memory.as_ref()?;
        memory.recall(&self.session().vault).ok().flatten()
    }

    /// Remembers this vault on this computer from now on: for one that was just made.
    pub fn remember_in(&mut self, memory: Memory) -> Result<(), Error> {
        self.memory = Some(memory);
        self.anchor()
    }

    /// Whether this computer could remember the vault when it last should; nothing where it need not.
    #[must_use]
    pub fn computer_remembers(&self) -> Option<bool> {
        self.memory.as_ref().map(|_| !self.forgets.get())
    }

    /// How long until the anchors have to follow the log; nothing while they are level with it, and
    /// nothing while the vault is in doubt.
    #[must_use]
    pub fn anchor_due_in(&self, now: Instant) -> Option<Duration> {
        if self.doubt().is_some() {
            return None;
        }
        let newest = self.audit().head().ok()?;
        let (last, when) = self.anchored.get();
        (last != newest).then(|| EVERY.saturating_sub(now.saturating_duration_since(when)))
    }

    /// Moves the anchors if it is time; whether it was.
    pub fn anchor_if_due(&self, now: Instant) -> Result<bool, Error> {
        if self.anchor_due_in(now) != Some(Duration::ZERO) {
            return Ok(false);
        }
        // Also when it fails it waits before it tries again.
        self.anchored.set((self.anchored.get().0, now));
        self.anchor().map(|()| true)
    }

    /// As [`Open::anchor`], after what stands already whatever becomes of it: an anchor that fails now has another chance
    /// within the minute.
    pub(super) fn anchor_soon(&self) {
        let _ = self.anchor();
    }

    /// Writes the head of the activity log outside the database: into the header and, where this computer
    /// remembers, into the user's file. The anchor is outside the header's core MAC, so no generation
    /// changes and no transaction is needed. A vault in doubt is never anchored again by itself.
    pub(super) fn anchor(&self) -> Result<(), Error> {
        if self.doubt().is_some() {
            return Ok(());
        }
        let newest = self.audit().head()?;
        self.anchor_header(newest)?;
        self.anchored.set((newest, Instant::now()));
        // The header remembers; that the computer cannot is said, and stops nobody from working.
        if let Some(memory) = &self.memory {
            let kept = memory.keep(&self.session().vault, newest);
            self.forgets.set(kept.is_err());
        }
        Ok(())
    }
}
