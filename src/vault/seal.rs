//! Boxes (symmetric) and seals (to a public half): the only two ways in which a byte is encrypted here.

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use crate::vault::keys::{Key, Pair, Public, hkdf, label};
use crate::vault::{Error, random};

/// Length of a nonce. 192 bits: random ones never meet.
pub(super) const NONCE: usize = 24;
/// Length of an authentication tag.
pub(super) const TAG: usize = 16;
/// Length of a sealed key.
pub(super) const SEALED_KEY: usize = 32 + 32 + TAG;

/// Encrypts under a nonce of the caller; `ct || tag`.
pub(super) fn encrypt(
    key: &Key,
    nonce: &[u8; NONCE],
    aad: &[u8],
    plain: &[u8],
) -> Result<Vec<u8>, Error> {
    XChaCha20Poly1305::new(key.bytes().into())
        .encrypt(&XNonce::from(*nonce), Payload { msg: plain, aad })
        .map_err(|_| Error::Authentication)
}

/// Undoes [`encrypt`]. Every failure is the same failure.
pub(super) fn decrypt(
    key: &Key,
    nonce: &[u8; NONCE],
    aad: &[u8],
    cipher: &[u8],
) -> Result<Zeroizing<Vec<u8>>, Error> {
    XChaCha20Poly1305::new(key.bytes().into())
        .decrypt(&XNonce::from(*nonce), Payload { msg: cipher, aad })
        .map(Zeroizing::new)
        .map_err(|_| Error::Authentication)
}

/// `nonce || ct || tag` under a fresh nonce.
pub(super) fn close_box(key: &Key, aad: &[u8], plain: &[u8]) -> Result<Vec<u8>, Error> {
    close_box_with(key, &random::bytes()?, aad, plain)
}

/// [`close_box`] with a given nonce, for the known-answer tests.
pub(super) fn close_box_with(
    key: &Key,
    nonce: &[u8; NONCE],
    aad: &[u8],
    plain: &[u8],
) -> Result<Vec<u8>, Error> {
    let mut out = nonce.to_vec();
    out.extend(encrypt(key, nonce, aad, plain)?);
    Ok(out)
}

/// Opens `nonce || ct || tag`.
pub(super) fn open_box(key: &Key, aad: &[u8], boxed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Error> {
    let (nonce, cipher) = boxed
        .split_first_chunk::<NONCE>()
        .ok_or(Error::Authentication)?;
    decrypt(key, nonce, aad, cipher)
}

/// Seals to a public half: `E || ct || tag`. Whoever seals cannot open again.
pub(super) fn seal(to: &Public, purpose: &str, aad: &[u8], plain: &[u8]) -> Result<Vec<u8>, Error> {
    seal_with(&Pair::from_key(&Key::random()?), to, purpose, aad, plain)
}

/// [`seal`] with a given ephemeral pair, for the known-answer tests.
pub(super) fn seal_with(
    ephemeral: &Pair,
    to: &Public,
    purpose: &str,
    aad: &[u8],
    plain: &[u8],
) -> Result<Vec<u8>, Error> {
    let key = seal_key(&ephemeral.agree(to)?, ephemeral.public(), to, purpose)?;
    let mut out = ephemeral.public().to_vec();
    // The key is used once, so the nonce may be constant.
    out.extend(encrypt(&key, &[0; NONCE], aad, plain)?);
    Ok(out)
}

/// Opens a seal with the private half.
pub(super) fn unseal(
    mine: &Pair,
    purpose: &str,
    aad: &[u8],
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, Error> {
    let (ephemeral, cipher) = sealed
        .split_first_chunk::<32>()
        .ok_or(Error::Authentication)?;
    let key = seal_key(&mine.agree(ephemeral)?, ephemeral, mine.public(), purpose)?;
    decrypt(&key, &[0; NONCE], aad, cipher)
}

/// Opens a sealed key.
pub(super) fn unseal_key(
    mine: &Pair,
    purpose: &str,
    aad: &[u8],
    sealed: &[u8],
) -> Result<Key, Error> {
    Key::from_slice(&unseal(mine, purpose, aad, sealed)?)
}

fn seal_key(shared: &Key, ephemeral: &Public, to: &Public, purpose: &str) -> Result<Key, Error> {
    let mut out = Zeroizing::new([0; 32]);
    let salt = [&ephemeral[..], &to[..]].concat();
    hkdf(
        shared.bytes(),
        &salt,
        &label(&format!("seal {purpose}")),
        out.as_mut(),
    )?;
    Ok(Key::take(&mut out))
}
