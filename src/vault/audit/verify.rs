//! The whole verification: the chain, the anchors outside the database, and every stored row that the chain tells of.

use super::chain::hash_at;
use super::{Action, AuditLog, Break, ChainReport, Event, head, walk};
use crate::vault::anchor::{AnchorPlace, Stands, Witness};
use crate::vault::check::{self, Finding};
use crate::vault::{Deed, Error, files};

/// Something that does not hold, in the order in which it is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// The first broken row of the chain.
    Chain(Break),
    /// The log is older than what was remembered outside, or another.
    Anchor {
        /// Where it was remembered.
        place: AnchorPlace,
        /// The row that was remembered.
        seq: u64,
    },
    /// A stored row differs from what the log says of it, is gone, or is unknown to the log.
    Content {
        /// Its table.
        table: String,
        /// Its id.
        object: String,
        /// The newest row of the log that tells of it, where there is one.
        seq: Option<u64>,
    },
}

impl Fault {
    /// The number by which programs know the kind: 10 link, 11 gap, 12 older than an anchor, 13 content,
    /// 14 an edited row.
    #[must_use]
    pub fn code(&self) -> u8 {
        match self {
            Self::Chain(Break::Link { .. }) => 10,
            Self::Chain(Break::Gap { .. }) => 11,
            Self::Anchor { .. } => 12,
            Self::Content { .. } => 13,
            Self::Chain(Break::Edited { .. }) => 14,
        }
    }

    /// The word by which programs know the kind.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Chain(Break::Link { .. }) => "link",
            Self::Chain(Break::Gap { .. }) => "gap",
            Self::Chain(Break::Edited { .. }) => "edited",
            Self::Anchor { .. } => "older-than-anchor",
            Self::Content { .. } => "content",
        }
    }

    /// The row of the log that is named.
    #[must_use]
    pub fn seq(&self) -> Option<u64> {
        match self {
            Self::Chain(broken) => Some(broken.seq()),
            Self::Anchor { seq, .. } => Some(*seq),
            Self::Content { seq, .. } => *seq,
        }
    }
}

/// How one place that remembers the log stands to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnchorCheck {
    /// Where it was remembered.
    pub place: AnchorPlace,
    /// The row.
    pub seq: u64,
    /// How it stands.
    pub stands: Stands,
}

/// The result of a whole verification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditReport {
    /// The chain.
    pub chain: ChainReport,
    /// The places that remember it.
    pub anchors: Vec<AnchorCheck>,
    /// Stored rows that were compared with the log.
    pub compared: u64,
    /// Drafts that were saved since the log last heard of them. Normal.
    pub pending: u64,
    /// What does not hold; the first is the first broken row.
    pub faults: Vec<Fault>,
}

impl AuditReport {
    /// Whether everything holds.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.faults.is_empty()
    }
}

impl AuditLog<'_> {
    /// Verifies the chain, the header's anchor, this computer's, those that are given, and every stored
    /// row that the log tells of. The verification is itself an event.
    pub fn verify_all(&self, given: &[Witness]) -> Result<AuditReport, Error> {
        self.0.may(Deed::LogVerify)?;
        self.0.note(Event::new(Action::AUDIT_VERIFY))?;
        let mut told = check::Told::new();
        let mut rows_of = std::collections::HashMap::new();
        let chain = walk(self.0.db(), &self.0.session().vault, |row| {
            if !row.content_hash.is_empty() {
                rows_of.insert(row.object.clone(), row.seq);
            }
            check::remember(&mut told, row);
        })?;
        let mut faults: Vec<Fault> = chain.broken.map(Fault::Chain).into_iter().collect();
        let anchors = self.stand(given)?;
        let off = anchors.iter().filter(|check| check.stands != Stands::Fits);
        faults.extend(off.map(|check| Fault::Anchor {
            place: check.place,
            seq: check.seq,
        }));
        let mut findings = Vec::new();
        let (compared, pending) = self.0.check_rows(told, &mut findings)?;
        let mut contents: Vec<Fault> = findings
            .into_iter()
            .filter_map(|finding| match finding {
                Finding::Content { table, object }
                | Finding::Missing { table, object }
                | Finding::Unknown { table, object } => Some(Fault::Content {
                    seq: rows_of.get(&object).copied(),
                    table,
                    object,
                }),
                _ => None,
            })
            .collect();
        contents.sort_by_key(|fault| fault.seq().unwrap_or(u64::MAX));
        faults.extend(contents);
        Ok(AuditReport {
            chain,
            anchors,
            compared,
            pending,
            faults,
        })
    }

    fn stand(&self, given: &[Witness]) -> Result<Vec<AnchorCheck>, Error> {
        let vault = self.0.session().vault;
        let header = files::read_header(self.0.dir(), files::HEADER)
            .ok()
            .map(|read| (AnchorPlace::Header, read.header.anchor.into()));
        let computer = self
            .0
            .remembered()
            .map(|anchor| (AnchorPlace::Computer, anchor.into()));
        let given = given
            .iter()
            .map(|witness| (AnchorPlace::Given, witness.clone()));
        let newest = head(self.0.db(), &vault)?.seq;
        header
            .into_iter()
            .chain(computer)
            .chain(given)
            .filter(|(_, witness): &(AnchorPlace, Witness)| witness.seq() > 0)
            .map(|(place, witness)| {
                let found = hash_at(self.0.db(), witness.seq())?;
                Ok(AnchorCheck {
                    place,
                    seq: witness.seq(),
                    stands: witness.stands(newest, found.as_ref()),
                })
            })
            .collect()
    }
}
