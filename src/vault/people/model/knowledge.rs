//! What somebody can open who kept every file and every passphrase that they ever had.

use std::collections::{BTreeSet, HashSet};

use crate::domain::id::PersonId;
use crate::domain::staff::{Role, Roles};
use crate::vault::keys::{Key, Seeds, VaultId};
use crate::vault::roster::Wrapped;
use crate::vault::slot::{Slot, SlotKind};
use crate::vault::{Open, roster, seal};

/// A key by its kind and epoch: 0 the database's, 1 the administrators', 2 the clinicians'.
type Known = BTreeSet<(u8, u32)>;

/// Everything that ever stood in a file, without repetitions.
#[derive(Default)]
pub(super) struct Files {
    slots: Vec<(Slot, u32)>,
    wraps: Vec<StoredWrap>,
    seen: HashSet<Vec<u8>>,
}

struct StoredWrap {
    e_db: u32,
    person: [u8; 16],
    which: Wrapped,
    epoch: u32,
    sealed: [u8; 80],
}

impl Files {
    pub(super) fn remember(&mut self, open: &Open) {
        let header = open.header();
        for slot in &header.slots {
            let mut bytes = header.e_db.to_le_bytes().to_vec();
            slot.write(&mut bytes);
            if slot.kind == SlotKind::Person && self.seen.insert(bytes) {
                self.slots.push((slot.clone(), header.e_db));
            }
        }
        let mut statement = open
            .db()
            .prepare("SELECT person, key, epoch, seal FROM key_wraps")
            .unwrap();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let (person, key, epoch, sealed): ([u8; 16], u8, u32, [u8; 80]) = (
                row.get(0).unwrap(),
                row.get(1).unwrap(),
                row.get(2).unwrap(),
                row.get(3).unwrap(),
            );
            let seen = [&header.e_db.to_le_bytes()[..], &sealed].concat();
            if self.seen.insert(seen) {
                let which = match key {
                    1 => Wrapped::Administrators,
                    _ => Wrapped::Clinicians,
                };
                let e_db = header.e_db;
                self.wraps.push(StoredWrap {
                    e_db,
                    person,
                    which,
                    epoch,
                    sealed,
                });
            }
        }
    }
}

/// Somebody with everything that they ever knew.
pub(super) struct Actor {
    pub(super) id: PersonId,
    pub(super) login: String,
    /// The passphrase of today is the last. Administrators also keep what they typed for others.
    pub(super) knows: Vec<String>,
    pub(super) own: String,
    /// Somebody else typed the present passphrase and knows it.
    pub(super) typed_by_another: bool,
    pub(super) slot_known_to: Vec<usize>,
    /// The passphrase of a parked slot.
    pub(super) parked: Option<String>,
    pub(super) present: bool,
    pub(super) roles: Roles,
    /// Had the clinicians' key at some time.
    pub(super) ever_clinical: bool,
    pub(super) ever_administrator: bool,
    /// Keys that were made after this are none of theirs.
    pub(super) limit: [u32; 3],
    pub(super) seeds: Vec<Seeds>,
    pub(super) tried: HashSet<(usize, usize)>,
    pub(super) keys: Known,
}

impl Actor {
    pub(super) fn new(id: PersonId, login: String, own: String, roles: Roles) -> Self {
        Self {
            id,
            login,
            knows: vec![own.clone()],
            own,
            typed_by_another: false,
            slot_known_to: Vec::new(),
            parked: None,
            present: true,
            roles,
            ever_clinical: false,
            ever_administrator: roles.has(Role::Administrator),
            limit: [u32::MAX; 3],
            seeds: Vec::new(),
            tried: HashSet::new(),
            keys: Known::new(),
        }
    }

    /// Everything that follows from what they know and from all files.
    pub(super) fn conclude(&mut self, vault: &VaultId, files: &Files) {
        for (at, (slot, _)) in files.slots.iter().enumerate() {
            for (which, known) in self.knows.iter().enumerate() {
                if !self.tried.insert((at, which)) {
                    continue;
                }
                let derived = slot.kdf.derive(known.as_bytes(), &slot.salt).unwrap();
                if let Ok(contents) = slot.open(vault, 1, &derived) {
                    self.seeds.push(contents.seeds);
                }
            }
        }
        for seeds in &self.seeds {
            for (slot, e_db) in &files.slots {
                if !self.keys.contains(&(0, *e_db)) && slot.db_key(vault, seeds, *e_db).is_ok() {
                    self.keys.insert((0, *e_db));
                }
            }
            for wrap in &files.wraps {
                let (kind, pair) = match wrap.which {
                    Wrapped::Administrators => (1, seeds.staff_pair(vault).unwrap()),
                    Wrapped::Clinicians => (2, seeds.clinical_pair(vault).unwrap()),
                };
                if self.keys.contains(&(kind, wrap.epoch)) || !self.keys.contains(&(0, wrap.e_db)) {
                    continue;
                }
                let aad = roster::wrap_aad(vault, &wrap.person, wrap.epoch);
                let key: Result<Key, _> =
                    seal::unseal_key(&pair, wrap.which.purpose(), &aad, &wrap.sealed);
                if key.is_ok() {
                    self.keys.insert((kind, wrap.epoch));
                }
            }
        }
    }
}
