//! The key schedule: which key derives from which, under which words.

use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::vault::{Error, random};

/// Opens every label, so that no key of another program or format can ever be one of ours.
const LABEL: &[u8] = b"anteroom/1 ";

/// The id of a vault; salt of every derivation, so keys of two vaults never meet.
pub(super) type VaultId = [u8; 16];

/// The public half of an X25519 pair.
pub(super) type Public = [u8; 32];

/// 32 secret bytes. On the heap, so that moving the owner leaves no copy behind; wiped when dropped.
pub(super) struct Key(Place);

enum Place {
    /// For a moment.
    Loose(Box<[u8; 32]>),
    /// For a session: out of swap, where the system allows it.
    Kept(Kept),
}

/// A page of memory for one key alone: what is locked and unlocked is a whole page, and two keys on one
/// would let go of each other.
#[cfg_attr(not(target_vendor = "apple"), repr(C, align(4096)))]
#[cfg_attr(target_vendor = "apple", repr(C, align(16384)))]
struct Page {
    bytes: [u8; 32],
}

struct Kept {
    // First, so that it ends before the page does. A user has a small allowance of such pages; a key without one is a key all the same.
    #[allow(dead_code, reason = "held, not read")]
    lock: Option<region::LockGuard>,
    page: Box<Page>,
}

impl Zeroize for Key {
    fn zeroize(&mut self) {
        self.bytes_mut().zeroize();
    }
}

impl Drop for Key {
    fn drop(&mut self) {
        self.zeroize();
    }
}

impl ZeroizeOnDrop for Key {}

impl Key {
    /// Room for a key, with nothing in it yet.
    fn empty() -> Self {
        Self(Place::Loose(Box::new([0; 32])))
    }

    pub(super) fn random() -> Result<Self, Error> {
        let mut key = Self::empty();
        random::fill(key.bytes_mut())?;
        Ok(key)
    }

    /// Takes the bytes over and wipes the place they came from.
    pub(super) fn take(from: &mut [u8; 32]) -> Self {
        let mut key = Self::empty();
        key.bytes_mut().copy_from_slice(from);
        from.zeroize();
        key
    }

    pub(super) fn from_slice(from: &[u8]) -> Result<Self, Error> {
        if from.len() != 32 {
            return Err(Error::Authentication);
        }
        let mut key = Self::empty();
        key.bytes_mut().copy_from_slice(from);
        Ok(key)
    }

    /// The same key in a place for as long as a session lasts.
    fn kept(self) -> Self {
        let mut page = Box::new(Page { bytes: [0; 32] });
        let lock = region::lock(page.bytes.as_ptr(), page.bytes.len()).ok();
        page.bytes.copy_from_slice(self.bytes());
        Self(Place::Kept(Kept { lock, page }))
    }

    pub(super) fn bytes(&self) -> &[u8; 32] {
        match &self.0 {
            Place::Loose(bytes) => bytes,
            Place::Kept(kept) => &kept.page.bytes,
        }
    }

    fn bytes_mut(&mut self) -> &mut [u8; 32] {
        match &mut self.0 {
            Place::Loose(bytes) => bytes,
            Place::Kept(kept) => &mut kept.page.bytes,
        }
    }

    /// `HKDF(self, salt, L"words")`.
    pub(super) fn derive(&self, salt: &[u8], words: &str) -> Result<Self, Error> {
        let mut out = Self::empty();
        hkdf(self.bytes(), salt, &label(words), out.bytes_mut())?;
        Ok(out)
    }

    /// `HMAC-SHA-256(self, L"words" || message)`.
    pub(super) fn mac(&self, words: &str, message: &[u8]) -> Result<[u8; 32], Error> {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(self.bytes()).map_err(|_| Error::Authentication)?;
        mac.update(&label(words));
        mac.update(message);
        Ok(mac.finalize().into_bytes().into())
    }
}

/// `L"words"`.
pub(super) fn label(words: &str) -> Vec<u8> {
    [LABEL, words.as_bytes()].concat()
}

/// HKDF-SHA-256 into a buffer of the caller.
pub(super) fn hkdf(ikm: &[u8], salt: &[u8], info: &[u8], out: &mut [u8]) -> Result<(), Error> {
    Hkdf::<Sha256>::new(Some(salt), ikm)
        .expand(info, out)
        .map_err(|_| Error::Authentication)
}

/// `SHA-256(L"words" || parts)`. Callers length-prefix whatever can vary.
pub(super) fn hash(words: &str, parts: &[&[u8]]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(label(words));
    for part in parts {
        hasher.update(part);
    }
    hasher.finalize().into()
}

/// SHA-256 of bytes as they are, for checksums and for finished files.
pub(super) fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// Compares without telling by its time where the difference is.
pub(super) fn same(left: &[u8], right: &[u8]) -> bool {
    left.ct_eq(right).into()
}

/// An X25519 pair; the private half is wiped when dropped.
pub(super) struct Pair {
    /// A key, because the library's own type leaves a copy behind each time it is moved.
    secret: Key,
    public: Public,
}

impl Pair {
    /// The pair whose private half is `HKDF(seed, V, L"words")`, clamped.
    pub(super) fn derive(seed: &Key, vault: &VaultId, words: &str) -> Result<Self, Error> {
        Ok(Self::from_key(&seed.derive(vault, words)?))
    }

    pub(super) fn from_key(key: &Key) -> Self {
        let public = PublicKey::from(&StaticSecret::from(*key.bytes())).to_bytes();
        let mut secret = Key::empty();
        secret.bytes_mut().copy_from_slice(key.bytes());
        Self { secret, public }
    }

    fn kept(self) -> Self {
        let Self { secret, public } = self;
        let secret = secret.kept();
        Self { secret, public }
    }

    pub(super) fn public(&self) -> &Public {
        &self.public
    }

    /// The shared secret. An all-zero one (a public half of small order) is an error.
    pub(super) fn agree(&self, theirs: &Public) -> Result<Key, Error> {
        let secret = StaticSecret::from(*self.secret.bytes());
        let shared = secret.diffie_hellman(&PublicKey::from(*theirs));
        if !shared.was_contributory() {
            return Err(Error::Authentication);
        }
        Key::from_slice(shared.as_bytes())
    }
}

/// The two seeds of a person or a sheet. They never change with the passphrase.
pub(super) struct Seeds {
    pub(super) staff: Key,
    pub(super) clinical: Key,
}

impl Seeds {
    pub(super) fn random() -> Result<Self, Error> {
        Ok(Self {
            staff: Key::random()?,
            clinical: Key::random()?,
        })
    }

    /// The same seeds once more, for a slot whose box is closed again.
    pub(super) fn copy(&self) -> Result<Self, Error> {
        Ok(Self {
            staff: Key::from_slice(self.staff.bytes())?,
            clinical: Key::from_slice(self.clinical.bytes())?,
        })
    }

    /// x_i, X_i: what `K_db` and `K_adm` are sealed to.
    pub(super) fn staff_pair(&self, vault: &VaultId) -> Result<Pair, Error> {
        Pair::derive(&self.staff, vault, "id-staff")
    }

    /// t_i, Y_i: what `K_tx` is sealed to.
    pub(super) fn clinical_pair(&self, vault: &VaultId) -> Result<Pair, Error> {
        Pair::derive(&self.clinical, vault, "id-tx")
    }
}

/// Opens the file; every member of staff reaches it.
pub(super) struct DbKey(pub(super) Key);

impl DbKey {
    pub(super) fn page(&self, vault: &VaultId) -> Result<Key, Error> {
        self.0.derive(vault, "sqlcipher")
    }

    pub(super) fn header_mac(&self, vault: &VaultId) -> Result<Key, Error> {
        self.0.derive(vault, "hdr-mac")
    }

    pub(super) fn manifest_mac(&self, vault: &VaultId) -> Result<Key, Error> {
        self.0.derive(vault, "manifest-mac")
    }
}

/// Everything of `K_db` that an open vault goes on using.
pub(super) struct OfficeKeys {
    /// Authenticates the header, for anchors.
    pub(super) header_mac: Key,
    /// Authenticates the manifest of a backup.
    pub(super) manifest_mac: Key,
    /// Opens the pages; a backup is written under it, with a salt of its own.
    pub(super) page: Key,
}

impl OfficeKeys {
    pub(super) fn derive(k_db: &DbKey, vault: &VaultId) -> Result<Self, Error> {
        Ok(Self {
            header_mac: k_db.header_mac(vault)?.kept(),
            manifest_mac: k_db.manifest_mac(vault)?.kept(),
            page: k_db.page(vault)?.kept(),
        })
    }
}

/// MACs the roster of staff; administrators reach it. It is not kept in a session: who changes
/// the roster types the passphrase again.
pub(super) struct AdminKey(pub(super) Key);

impl AdminKey {
    pub(super) fn roster_mac(&self, vault: &VaultId) -> Result<Key, Error> {
        self.0.derive(vault, "roster-mac")
    }
}

/// Everything that `K_tx` gives to a clinician.
pub(super) struct ClinicalKeys {
    pub(super) epoch: u32,
    pub(super) wrap: Key,
    roster_mac: Key,
    pair: Pair,
}

impl ClinicalKeys {
    pub(super) fn derive(k_tx: &Key, vault: &VaultId, epoch: u32) -> Result<Self, Error> {
        Ok(Self {
            epoch,
            wrap: k_tx.derive(vault, "wrap")?.kept(),
            roster_mac: k_tx.derive(vault, "roster-mac")?.kept(),
            pair: Pair::derive(k_tx, vault, "x25519")?.kept(),
        })
    }

    pub(super) fn roster_mac(&self) -> &Key {
        &self.roster_mac
    }

    pub(super) fn pair(&self) -> &Pair {
        &self.pair
    }

    /// P_tx: what staff without `K_tx` seal to.
    pub(super) fn public(&self) -> &Public {
        self.pair.public()
    }
}

/// The name of an epoch of `K_tx` that anyone may see.
pub(super) fn clinical_key_id(p_tx: &Public) -> [u8; 16] {
    let mut id = [0; 16];
    id.copy_from_slice(&hash("kid", &[p_tx])[..16]);
    id
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_key_for_a_session_has_a_page_of_its_own_and_is_the_same_key() {
        let key = Key::from_slice(&[7; 32]).unwrap();
        let before = *key.bytes();
        let (one, other) = (key.kept(), Key::from_slice(&[8; 32]).unwrap().kept());
        assert_eq!(*one.bytes(), before);
        let page = |key: &Key| key.bytes().as_ptr().addr() / 4096;
        assert_ne!(page(&one), page(&other));
        drop(other);
        assert_eq!(*one.bytes(), before);
    }
}
