//! The session: the only owner of keys while a vault is open. Dropping it wipes them.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::time::Instant;

use jiff::Timestamp;

use crate::domain::clock::Clock;
use crate::domain::id::{ClientId, Id, ScreeningId};
use crate::domain::staff::Staff;
use crate::vault::audit::Stamp;
use crate::vault::keys::{ClinicalKeys, OfficeKeys, Public, VaultId};
use crate::vault::{Error, random};

/// Who is signed in, and what they hold. No `Clone`, no `Debug`, no serialisation.
pub(super) struct Session {
    pub(super) vault: VaultId,
    pub(super) id: [u8; 16],
    pub(super) staff: Staff,
    pub(super) slot_id: [u8; 16],
    /// What of `K_db` is needed while the file is open. `K_db` itself was wiped.
    pub(super) office: OfficeKeys,
    /// What staff without `K_tx` seal to.
    pub(super) p_tx: Public,
    pub(super) e_tx: u32,
    /// Only in a clinician's session.
    pub(super) clinical: Option<ClinicalKeys>,
    /// Drafts whose opening is in the log already: one event a draft and session.
    pub(super) drafts_opened: RefCell<HashSet<ScreeningId>>,
    /// Kinds of searches and lists that are in the log already: one event a kind and session.
    pub(super) noted: RefCell<HashSet<&'static str>>,
    /// Restricted clients that were opened with a reason, from when until when.
    pub(super) opened: RefCell<HashMap<ClientId, (Timestamp, Timestamp)>>,
    boot: [u8; 16],
    started: Instant,
}

/// The parts of a session that come from the keys.
pub(super) struct SessionKeys {
    pub(super) vault: VaultId,
    pub(super) staff: Staff,
    pub(super) slot_id: [u8; 16],
    pub(super) office: OfficeKeys,
    pub(super) p_tx: Public,
    pub(super) e_tx: u32,
    pub(super) clinical: Option<ClinicalKeys>,
}

impl Session {
    pub(super) fn begin(keys: SessionKeys) -> Result<Self, Error> {
        Ok(Self {
            vault: keys.vault,
            id: random::bytes()?,
            staff: keys.staff,
            slot_id: keys.slot_id,
            office: keys.office,
            p_tx: keys.p_tx,
            e_tx: keys.e_tx,
            clinical: keys.clinical,
            drafts_opened: RefCell::default(),
            noted: RefCell::default(),
            opened: RefCell::default(),
            boot: boot_id()?,
            started: Instant::now(),
        })
    }

    /// The clinical keys, or the refusal.
    pub(super) fn clinical(&self) -> Result<&ClinicalKeys, Error> {
        self.clinical.as_ref().ok_or(Error::RoleNeeded("clinician"))
    }

    /// Who does something, and when, for the activity log.
    pub(super) fn stamp(&self, clock: &dyn Clock) -> Stamp {
        Stamp {
            time: clock.now(),
            boot: self.boot,
            mono_ms: u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX),
            actor: self.staff.id.to_bytes(),
            session: self.id,
            role: self.staff.roles.words(),
        }
    }
}

/// Tells one start of the computer from the next, so that a clock set back shows in the log.
pub(super) fn boot_id() -> Result<[u8; 16], Error> {
    #[cfg(target_os = "linux")]
    if let Some(id) = std::fs::read_to_string("/proc/sys/kernel/random/boot_id")
        .ok()
        .and_then(|text| text.trim().parse::<crate::domain::id::SettingId>().ok())
    {
        return Ok(id.to_bytes());
    }
    random::bytes()
}
