//! Authority: somebody typed their secret a moment ago, and these are the keys that it reaches.

use crate::domain::id::{Id, PersonId};
use crate::domain::staff::{Role, Staff};
use crate::vault::header::Header;
use crate::vault::keys::{AdminKey, ClinicalKeys, DbKey, Key, Public, VaultId};
use crate::vault::people::Present;
use crate::vault::roster::{self, Meta, Wrapped};
use crate::vault::slot::{Slot, SlotContents, user_tag};
use crate::vault::{Error, Open, Passphrase, seal};

impl Open {
    /// Whether somebody else on the staff stands beside whoever is signed in, and typed their passphrase.
    pub(in crate::vault) fn second_person(&self, second: &Present<'_>) -> Result<PersonId, Error> {
        let found = Authority::of_login(self, second.login, second.passphrase)?.person();
        if found == self.me().id {
            return Err(Error::SecondPersonNeeded);
        }
        Ok(found)
    }

    /// A clinician who stands beside whoever is signed in, typed their passphrase, and holds the clinicians' key.
    pub(in crate::vault) fn second_clinician(&self, second: &Present<'_>) -> Result<Staff, Error> {
        let found = Authority::of_login(self, second.login, second.passphrase)?;
        let rows = roster::staff_rows(self.db())?;
        let staff = rows.into_iter().find(|row| row.person == found.id);
        let staff = staff
            .map(|row| row.staff())
            .ok_or(Error::RosterForged("staff"))?;
        if staff.roles.has(Role::Clinician) && found.reaches_clinical() {
            Ok(staff)
        } else {
            Err(Error::RoleNeeded("clinician"))
        }
    }
}

/// The keys of one person or sheet, opened for one operation. Never part of a session; wiped when it is dropped.
pub(in crate::vault) struct Authority {
    /// The person, or the slot of the sheet.
    pub(in crate::vault) id: [u8; 16],
    pub(in crate::vault) slot_id: [u8; 16],
    pub(in crate::vault) contents: SlotContents,
    /// What the slot's box is closed with, for those who change their own slot.
    pub(in crate::vault) derived: Key,
    pub(in crate::vault) k_db: DbKey,
    k_adm: Option<AdminKey>,
    k_tx: Option<Key>,
}

impl Authority {
    /// Of whoever is signed in.
    pub(in crate::vault) fn own(open: &Open, passphrase: &Passphrase) -> Result<Self, Error> {
        let header = open.header();
        let slot = slot(&header, &open.session().slot_id)?;
        let (contents, derived) = open_with(open, &header, slot, passphrase)?;
        Self::new(
            open,
            &header,
            open.session().staff.id.to_bytes(),
            slot,
            contents,
            derived,
        )
    }

    /// Of a colleague who stands beside the one who is signed in.
    pub(in crate::vault) fn of_login(
        open: &Open,
        login: &str,
        passphrase: &Passphrase,
    ) -> Result<Self, Error> {
        let header = open.header();
        let tag = user_tag(&header.name_salt, login)?;
        let Some(slot) = header.person_slot(&tag) else {
            return open.attempt(tag, || Err(Error::NotAccepted));
        };
        let (contents, derived) = open_with(open, &header, slot, passphrase)?;
        let row = roster::staff_rows(open.db())?
            .into_iter()
            .find(|row| row.slot_id == slot.id && row.state == roster::PRESENT)
            .ok_or(Error::RosterForged("staff"))?;
        Self::new(open, &header, row.person, slot, contents, derived)
    }

    /// Of a slot that was opened already: a sheet, or a person in the middle of signing in.
    pub(in crate::vault) fn new(
        open: &Open,
        header: &Header,
        id: [u8; 16],
        slot: &Slot,
        contents: SlotContents,
        derived: Key,
    ) -> Result<Self, Error> {
        let vault = header.vault;
        let k_db = slot.db_key(&vault, &contents.seeds, header.e_db)?;
        let meta = Meta::read(open.db())?;
        let k_adm = open_wrap(
            open,
            &vault,
            &id,
            Wrapped::Administrators,
            meta.e_adm,
            &contents,
        )?;
        let k_tx = open_wrap(open, &vault, &id, Wrapped::Clinicians, meta.e_tx, &contents)?;
        Ok(Self {
            id,
            slot_id: slot.id,
            contents,
            derived,
            k_db,
            k_adm: k_adm.map(AdminKey),
            k_tx,
        })
    }

    /// Of whoever is signed in, with the clinical seed of their slot from before a reset.
    pub(in crate::vault) fn of_parked(
        open: &Open,
        header: &Header,
        parked: SlotContents,
        present: &Passphrase,
    ) -> Result<Self, Error> {
        let mut own = Self::own(open, present)?;
        let meta = Meta::read(open.db())?;
        own.k_tx = open_wrap(
            open,
            &header.vault,
            &own.id,
            Wrapped::Clinicians,
            meta.e_tx,
            &parked,
        )?;
        Ok(own)
    }

    /// What a session keeps of the clinicians' key.
    pub(in crate::vault) fn clinical_keys(&self, open: &Open) -> Result<ClinicalKeys, Error> {
        let key = self.clinician(open)?;
        ClinicalKeys::derive(key, &open.session().vault, Meta::read(open.db())?.e_tx)
    }

    pub(in crate::vault) fn person(&self) -> PersonId {
        PersonId::from_bytes(self.id)
    }

    /// The administrators' key, with the roster of staff checked by it.
    pub(in crate::vault) fn administrator(&self, open: &Open) -> Result<&AdminKey, Error> {
        let key = self
            .k_adm
            .as_ref()
            .ok_or(Error::RoleNeeded("administrator"))?;
        let vault = &open.session().vault;
        roster::verify_staff(
            open.db(),
            &Meta::read(open.db())?,
            vault,
            &key.roster_mac(vault)?,
        )?;
        Ok(key)
    }

    /// The clinicians' key, with their roster checked by it.
    pub(in crate::vault) fn clinician(&self, open: &Open) -> Result<&Key, Error> {
        let key = self.k_tx.as_ref().ok_or(Error::RoleNeeded("clinician"))?;
        let (vault, meta) = (&open.session().vault, Meta::read(open.db())?);
        let keys = ClinicalKeys::derive(key, vault, meta.e_tx)?;
        roster::verify_clinical(open.db(), &meta, vault, keys.roster_mac())?;
        Ok(key)
    }

    pub(in crate::vault) fn reaches_clinical(&self) -> bool {
        self.k_tx.is_some()
    }

    /// The own slot with another pin.
    pub(in crate::vault) fn repinned(&self, header: &Header, pin: Public) -> Result<Slot, Error> {
        let mut slot = slot(header, &self.slot_id)?.clone();
        let contents = SlotContents {
            seeds: self.contents.seeds.copy()?,
            pin,
        };
        slot.rebox(&header.vault, header.format, &self.derived, &contents)?;
        Ok(slot)
    }
}

/// A slot by its id.
pub(in crate::vault) fn slot<'h>(header: &'h Header, id: &[u8; 16]) -> Result<&'h Slot, Error> {
    let found = header.slots.iter().find(|slot| slot.id == *id);
    found.ok_or(Error::NotAccepted)
}

/// Opens a slot with a passphrase, as a try that is counted; returns its contents and what its box is closed with.
pub(in crate::vault) fn open_with(
    open: &Open,
    header: &Header,
    slot: &Slot,
    passphrase: &Passphrase,
) -> Result<(SlotContents, Key), Error> {
    open.attempt(slot.user_tag, || {
        let secret = passphrase.normalised();
        let derived = slot.kdf.derive(secret.as_bytes(), &slot.salt)?;
        let contents = slot.open(&header.vault, header.format, &derived)?;
        Ok((contents, derived))
    })
}

/// A wrapped key, if there is one for this person. One that does not open was sealed to a former slot, or by
/// somebody who had no business to; either way this person does not have it.
fn open_wrap(
    open: &Open,
    vault: &VaultId,
    id: &[u8; 16],
    which: Wrapped,
    epoch: u32,
    contents: &SlotContents,
) -> Result<Option<Key>, Error> {
    let Some(sealed) = roster::wrap(open.db(), id, which, epoch)? else {
        return Ok(None);
    };
    let pair = match which {
        Wrapped::Administrators => contents.seeds.staff_pair(vault)?,
        Wrapped::Clinicians => contents.seeds.clinical_pair(vault)?,
    };
    let aad = roster::wrap_aad(vault, id, epoch);
    Ok(seal::unseal_key(&pair, which.purpose(), &aad, &sealed).ok())
}
