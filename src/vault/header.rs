//! The header: two equal copies in one small file, with the key slots, a MAC and the last anchor of the activity log.

use crate::vault::Error;
use crate::vault::kdf::{Cost, Kdf};
use crate::vault::keys::{Key, VaultId, same, sha256};
use crate::vault::slot::{Reader, Slot, SlotKind};

const MAGIC: &[u8; 4] = b"ANTR";
/// The format that this program writes.
pub(super) const FORMAT: u16 = 1;
const SUM: usize = 32;
/// People and sheets together.
pub(super) const MOST_SLOTS: usize = 64;
/// Nothing larger is read.
pub(super) const LONGEST_FILE: usize = 64 * 1024;
const BEFORE_SLOTS: usize = 4 + 2 + 2 + 16 + 8 + 4 + 16 + 16 + 1;
const AFTER_SLOTS: usize = 32 + 8 + 32 + 32;

/// A place in the activity log that stands outside the database.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Anchor {
    /// Number of the row; 0 before the first.
    pub seq: u64,
    /// Its hash.
    pub head: [u8; 32],
}

/// Everything in one copy of the header.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) format: u16,
    pub(super) vault: VaultId,
    pub(super) generation: u64,
    pub(super) e_db: u32,
    pub(super) db_salt: [u8; 16],
    pub(super) name_salt: [u8; 16],
    pub(super) slots: Vec<Slot>,
    pub(super) core_mac: [u8; 32],
    pub(super) anchor: Anchor,
    mac: [u8; 32],
}

/// Which of the two copies could not be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderCopy {
    /// The first.
    A,
    /// The second.
    B,
}

/// A header as read, and the copy that has to be written again.
pub(super) struct ReadHeader {
    pub(super) header: Header,
    pub(super) damaged: Option<HeaderCopy>,
}

impl Header {
    /// A new header without MACs; [`Header::authenticate`] puts them in.
    pub(super) fn new(
        vault: VaultId,
        db_salt: [u8; 16],
        name_salt: [u8; 16],
        mut slots: Vec<Slot>,
    ) -> Self {
        slots.sort_by_key(|slot| slot.id);
        Self {
            format: FORMAT,
            vault,
            generation: 1,
            e_db: 1,
            db_salt,
            name_salt,
            slots,
            core_mac: [0; 32],
            anchor: Anchor::default(),
            mac: [0; 32],
        }
    }

    /// Computes both MACs. The anchor is outside the first, so that moving it changes no generation.
    pub(super) fn authenticate(&mut self, header_mac: &Key) -> Result<(), Error> {
        self.core_mac = header_mac.mac("core", &self.core_bytes())?;
        self.mac = header_mac.mac("hdr", &self.bytes_before_mac())?;
        Ok(())
    }

    /// Whether a holder of the key wrote this header.
    pub(super) fn verify(&self, header_mac: &Key) -> Result<(), Error> {
        let core = header_mac.mac("core", &self.core_bytes())?;
        let whole = header_mac.mac("hdr", &self.bytes_before_mac())?;
        if same(&core, &self.core_mac) && same(&whole, &self.mac) {
            Ok(())
        } else {
            Err(Error::HeaderForged)
        }
    }

    /// The slot of a login that may sign in.
    pub(super) fn person_slot(&self, user_tag: &[u8; 16]) -> Option<&Slot> {
        self.slots.iter().find(|slot| {
            slot.kind == SlotKind::Person && !slot.is_parked() && same(&slot.user_tag, user_tag)
        })
    }

    /// What a new slot costs beside those that are there.
    pub(super) fn usual_cost(&self) -> Cost {
        let costs: Vec<Kdf> = self.slots.iter().map(|slot| slot.kdf).collect();
        Cost::beside(&costs)
    }

    /// Puts a slot in the place of the one with its id.
    pub(super) fn replace(&mut self, slot: Slot) {
        self.slots.retain(|old| old.id != slot.id);
        self.slots.push(slot);
    }

    /// Takes slots away.
    pub(super) fn remove(&mut self, ids: &[[u8; 16]]) {
        self.slots.retain(|slot| !ids.contains(&slot.id));
    }

    /// The slot of the only person, while there is one: then the login need not be typed.
    pub(super) fn only_person(&self) -> Option<&Slot> {
        let mut persons = self
            .slots
            .iter()
            .filter(|slot| slot.kind == SlotKind::Person && !slot.is_parked());
        persons.next().filter(|_| persons.next().is_none())
    }

    /// The file: copy A and copy B, each with its SHA-256.
    pub(super) fn to_file(&self) -> Vec<u8> {
        let mut copy = self.bytes_before_mac();
        copy.extend_from_slice(&self.mac);
        let sum = sha256(&copy);
        copy.extend_from_slice(&sum);
        copy.repeat(2)
    }

    /// Reads a header file; one damaged copy is no error.
    pub(super) fn from_file(file: &[u8]) -> Result<ReadHeader, Error> {
        if file.len() > LONGEST_FILE {
            return Err(Error::HeaderDamaged);
        }
        // Copy A says itself how long it is; copy B is the rest, whatever stands in A.
        let first = Self::read_copy(file);
        let second = file.get(file.len() / 2..).and_then(Self::read_copy);
        let whole = |header: &Header| header.to_file().len() == file.len();
        match (first, second) {
            (Some(a), Some(b)) if a == b && whole(&a) => Ok(ReadHeader {
                header: a,
                damaged: None,
            }),
            // A torn write cannot leave two good copies that differ: each is written in one file
            // that is renamed. The first is used, the second written again.
            (Some(a), _) => Ok(ReadHeader {
                header: a,
                damaged: Some(HeaderCopy::B),
            }),
            (None, Some(b)) => Ok(ReadHeader {
                header: b,
                damaged: Some(HeaderCopy::A),
            }),
            (None, None) => Err(newer_or_damaged(file)),
        }
    }

    fn read_copy(bytes: &[u8]) -> Option<Self> {
        let count = usize::from(*bytes.get(BEFORE_SLOTS - 1)?);
        let len = BEFORE_SLOTS + count * Slot::LEN + AFTER_SLOTS;
        let copy = bytes.get(..len)?;
        if count > MOST_SLOTS || !same(&sha256(copy), bytes.get(len..len + SUM)?) {
            return None;
        }
        let mut reader = Reader(copy);
        let magic: [u8; 4] = reader.array()?;
        let format = u16::from_le_bytes(reader.array()?);
        let min_reader = u16::from_le_bytes(reader.array()?);
        if &magic != MAGIC || min_reader > FORMAT {
            return None;
        }
        let vault = reader.array()?;
        let generation = u64::from_le_bytes(reader.array()?);
        let e_db = u32::from_le_bytes(reader.array()?);
        let db_salt = reader.array()?;
        let name_salt = reader.array()?;
        reader.array::<1>()?;
        let slots = (0..count)
            .map(|_| Slot::read(&mut reader))
            .collect::<Option<Vec<_>>>()?;
        let core_mac = reader.array()?;
        let anchor = Anchor {
            seq: u64::from_le_bytes(reader.array()?),
            head: reader.array()?,
        };
        let mac = reader.array()?;
        Some(Self {
            format,
            vault,
            generation,
            e_db,
            db_salt,
            name_salt,
            slots,
            core_mac,
            anchor,
            mac,
        })
    }

    fn core_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(BEFORE_SLOTS + self.slots.len() * Slot::LEN);
        out.extend_from_slice(MAGIC);
        out.extend_from_slice(&self.format.to_le_bytes());
        out.extend_from_slice(&FORMAT.to_le_bytes());
        out.extend_from_slice(&self.vault);
        out.extend_from_slice(&self.generation.to_le_bytes());
        out.extend_from_slice(&self.e_db.to_le_bytes());
        out.extend_from_slice(&self.db_salt);
        out.extend_from_slice(&self.name_salt);
        out.push(u8::try_from(self.slots.len()).unwrap_or(u8::MAX));
        self.slots.iter().for_each(|slot| slot.write(&mut out));
        out
    }

    fn bytes_before_mac(&self) -> Vec<u8> {
        let mut out = self.core_bytes();
        out.extend_from_slice(&self.core_mac);
        out.extend_from_slice(&self.anchor.seq.to_le_bytes());
        out.extend_from_slice(&self.anchor.head);
        out
    }
}

/// Both copies of a newer format are unreadable here, but agree on saying so.
fn newer_or_damaged(file: &[u8]) -> Error {
    let min_reader = |bytes: &[u8]| {
        let start: &[u8; 8] = bytes.first_chunk()?;
        (&start[..4] == MAGIC).then(|| u16::from_le_bytes([start[6], start[7]]))
    };
    let halves = (
        min_reader(file),
        file.get(file.len() / 2..).and_then(min_reader),
    );
    match halves {
        (Some(a), Some(b)) if a == b && a > FORMAT => Error::Newer {
            found: u32::from(a),
            known: u32::from(FORMAT),
        },
        _ => Error::HeaderDamaged,
    }
}
