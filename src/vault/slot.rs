//! Key slots: how one person, or one recovery sheet, gets from a secret to the keys.

use zeroize::Zeroizing;

use crate::vault::attempts::COUNTED;
use crate::vault::header::Header;
use crate::vault::kdf::Kdf;
use crate::vault::keys::{DbKey, Key, Pair, Public, Seeds, VaultId, hkdf, label, same};
use crate::vault::seal::{NONCE, SEALED_KEY, TAG};
use crate::vault::{Error, random, seal};

const PLAIN: usize = 96;
const BOX: usize = NONCE + PLAIN + TAG;
const PARKED: u8 = 1;

/// What a slot is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SlotKind {
    Person,
    OfficeSheet,
    ClinicalSheet,
}

impl SlotKind {
    pub(super) fn code(self) -> u8 {
        match self {
            Self::Person => 1,
            Self::OfficeSheet => 2,
            Self::ClinicalSheet => 3,
        }
    }

    fn from_code(code: u8) -> Option<Self> {
        match code {
            1 => Some(Self::Person),
            2 => Some(Self::OfficeSheet),
            3 => Some(Self::ClinicalSheet),
            _ => None,
        }
    }
}

/// One slot as it stands in the header. All slots have one size, and what a role does not use is
/// random, so that roles do not show.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) id: [u8; 16],
    pub(super) kind: SlotKind,
    pub(super) user_tag: [u8; 16],
    pub(super) kdf: Kdf,
    pub(super) salt: [u8; 32],
    pub(super) flags: u8,
    commit: [u8; 32],
    boxed: [u8; BOX],
    k_db: [u8; SEALED_KEY],
}

/// What a slot opens to.
pub(super) struct SlotContents {
    pub(super) seeds: Seeds,
    /// P_tx as last accepted; zeros when none was yet.
    pub(super) pin: Public,
}

/// What a new slot is made of, beside the secret that opens it.
pub(super) struct NewSlot<'a> {
    pub(super) kind: SlotKind,
    pub(super) user_tag: [u8; 16],
    pub(super) kdf: Kdf,
    pub(super) contents: &'a SlotContents,
    pub(super) k_db: &'a DbKey,
    pub(super) e_db: u32,
}

/// The random parts of a slot, apart so that the known-answer tests can give them.
pub(super) struct SlotNoise {
    pub(super) id: [u8; 16],
    pub(super) salt: [u8; 32],
    pub(super) nonce: [u8; NONCE],
    pub(super) ephemeral: Key,
}

impl SlotNoise {
    pub(super) fn random() -> Result<Self, Error> {
        Ok(Self {
            id: random::bytes()?,
            salt: random::bytes()?,
            nonce: random::bytes()?,
            ephemeral: Key::random()?,
        })
    }
}

/// A slot before its box is closed: what the box is bound to.
struct Binding<'a> {
    vault: &'a VaultId,
    format: u16,
}

impl Slot {
    /// Length in the header.
    pub(super) const LEN: usize = 16 + 1 + 16 + 9 + 32 + 1 + 32 + BOX + SEALED_KEY;

    /// Makes a slot that `secret` opens.
    pub(super) fn close(
        vault: &VaultId,
        format: u16,
        secret: &[u8],
        new: &NewSlot<'_>,
        noise: &SlotNoise,
    ) -> Result<Self, Error> {
        let derived = new.kdf.derive(secret, &noise.salt)?;
        let mut slot = Self {
            id: noise.id,
            kind: new.kind,
            user_tag: new.user_tag,
            kdf: new.kdf,
            salt: noise.salt,
            flags: 0,
            commit: commitment(&derived, &noise.id)?,
            boxed: [0; BOX],
            k_db: [0; SEALED_KEY],
        };
        let plain = plain_of(new.contents);
        let kek = key_encryption_key(&derived, &noise.id)?;
        let aad = slot.aad(&Binding { vault, format });
        let boxed = seal::close_box_with(&kek, &noise.nonce, &aad, &plain)?;
        slot.boxed = boxed.try_into().map_err(|_| Error::Authentication)?;
        let staff = new.contents.seeds.staff_pair(vault)?;
        let sealed = seal::seal_with(
            &Pair::from_key(&noise.ephemeral),
            staff.public(),
            "k_db",
            &db_seal_aad(vault, &noise.id, new.e_db),
            new.k_db.0.bytes(),
        )?;
        slot.k_db = sealed.try_into().map_err(|_| Error::Authentication)?;
        Ok(slot)
    }

    /// Opens the slot with a derived key. A wrong secret is seen at the commitment, so the time
    /// does not depend on the box.
    pub(super) fn open(
        &self,
        vault: &VaultId,
        format: u16,
        derived: &Key,
    ) -> Result<SlotContents, Error> {
        if !same(&commitment(derived, &self.id)?, &self.commit) {
            return Err(Error::NotAccepted);
        }
        let kek = key_encryption_key(derived, &self.id)?;
        let aad = self.aad(&Binding { vault, format });
        let plain = seal::open_box(&kek, &aad, &self.boxed).map_err(|_| Error::HeaderForged)?;
        let (staff, rest) = plain.split_at_checked(32).ok_or(Error::HeaderForged)?;
        let (clinical, pin) = rest.split_at_checked(32).ok_or(Error::HeaderForged)?;
        Ok(SlotContents {
            seeds: Seeds {
                staff: Key::from_slice(staff)?,
                clinical: Key::from_slice(clinical)?,
            },
            pin: pin.try_into().map_err(|_| Error::HeaderForged)?,
        })
    }

    /// Closes the box again with other contents, under the same secret.
    pub(super) fn rebox(
        &mut self,
        vault: &VaultId,
        format: u16,
        derived: &Key,
        contents: &SlotContents,
    ) -> Result<(), Error> {
        let kek = key_encryption_key(derived, &self.id)?;
        let aad = self.aad(&Binding { vault, format });
        let boxed = seal::close_box(&kek, &aad, &plain_of(contents))?;
        self.boxed = boxed.try_into().map_err(|_| Error::Authentication)?;
        Ok(())
    }

    /// Seals another `K_db` to the person of the slot, who need not be there.
    pub(super) fn reseal(
        &mut self,
        vault: &VaultId,
        to: &Public,
        k_db: &DbKey,
        e_db: u32,
    ) -> Result<(), Error> {
        let aad = db_seal_aad(vault, &self.id, e_db);
        let sealed = seal::seal(to, "k_db", &aad, k_db.0.bytes())?;
        self.k_db = sealed.try_into().map_err(|_| Error::Authentication)?;
        Ok(())
    }

    /// Parks the slot: it signs nobody in any more, and gives clinical access back to whoever knows its passphrase.
    pub(super) fn park(&mut self) -> Result<(), Error> {
        self.flags |= PARKED;
        self.k_db = random::bytes()?;
        Ok(())
    }

    /// A slot beside others says like them that tries at this vault are counted.
    pub(super) fn counted_like(mut self, header: &Header) -> Self {
        self.flags |= header
            .slots
            .iter()
            .fold(0, |flags, slot| flags | slot.flags & COUNTED);
        self
    }

    pub(super) fn is_parked(&self) -> bool {
        self.flags & PARKED != 0
    }

    /// Opens the seal of `K_db`.
    pub(super) fn db_key(&self, vault: &VaultId, seeds: &Seeds, e_db: u32) -> Result<DbKey, Error> {
        let pair = seeds.staff_pair(vault)?;
        seal::unseal_key(
            &pair,
            "k_db",
            &db_seal_aad(vault, &self.id, e_db),
            &self.k_db,
        )
        .map(DbKey)
        .map_err(|_| Error::HeaderForged)
    }

    pub(super) fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.id);
        out.push(self.kind.code());
        out.extend_from_slice(&self.user_tag);
        out.extend_from_slice(&kdf_bytes(self.kdf));
        out.extend_from_slice(&self.salt);
        out.push(self.flags);
        out.extend_from_slice(&self.commit);
        out.extend_from_slice(&self.boxed);
        out.extend_from_slice(&self.k_db);
    }

    /// Reads a slot; an unknown kind belongs to a newer program.
    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        Some(Self {
            id: reader.array()?,
            kind: SlotKind::from_code(reader.array::<1>()?[0])?,
            user_tag: reader.array()?,
            kdf: Kdf {
                m_kib: u32::from_le_bytes(reader.array()?),
                t: u32::from_le_bytes(reader.array()?),
                p: reader.array::<1>()?[0],
            },
            salt: reader.array()?,
            flags: reader.array::<1>()?[0],
            commit: reader.array()?,
            boxed: reader.array()?,
            k_db: reader.array()?,
        })
    }

    /// Binds the box to everything beside it. The parked flag is left out: parking does not need the
    /// passphrase.
    fn aad(&self, to: &Binding<'_>) -> Vec<u8> {
        [
            label("slot").as_slice(),
            to.vault,
            &to.format.to_le_bytes(),
            &self.id,
            &[self.kind.code()],
            &self.user_tag,
            &kdf_bytes(self.kdf),
            &self.salt,
            &self.commit,
        ]
        .concat()
    }
}

fn plain_of(contents: &SlotContents) -> Zeroizing<Vec<u8>> {
    let mut plain = Zeroizing::new(Vec::with_capacity(PLAIN));
    plain.extend_from_slice(contents.seeds.staff.bytes());
    plain.extend_from_slice(contents.seeds.clinical.bytes());
    plain.extend_from_slice(&contents.pin);
    plain
}

/// The tag by which the slot of a login is found; names themselves are not in the header.
pub(super) fn user_tag(name_salt: &[u8; 16], login: &str) -> Result<[u8; 16], Error> {
    let mut tag = [0; 16];
    hkdf(
        crate::domain::staff::normalise_login(login).as_bytes(),
        name_salt,
        &label("user-tag"),
        &mut tag,
    )?;
    Ok(tag)
}

fn kdf_bytes(kdf: Kdf) -> [u8; 9] {
    let mut out = [0; 9];
    out[..4].copy_from_slice(&kdf.m_kib.to_le_bytes());
    out[4..8].copy_from_slice(&kdf.t.to_le_bytes());
    out[8] = kdf.p;
    out
}

fn key_encryption_key(derived: &Key, slot_id: &[u8; 16]) -> Result<Key, Error> {
    derived.derive(slot_id, "slot-enc")
}

fn commitment(derived: &Key, slot_id: &[u8; 16]) -> Result<[u8; 32], Error> {
    Ok(*derived.derive(slot_id, "slot-commit")?.bytes())
}

fn db_seal_aad(vault: &VaultId, slot_id: &[u8; 16], e_db: u32) -> Vec<u8> {
    [&vault[..], &slot_id[..], &e_db.to_le_bytes()].concat()
}

/// Reads fixed fields one after the other; never beyond the end.
pub(super) struct Reader<'a>(pub(super) &'a [u8]);

impl Reader<'_> {
    pub(super) fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (head, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*head)
    }
}
