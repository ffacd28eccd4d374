//! Random bytes, from the operating system only: no generator of our own stands between it and a key.

use crate::vault::Error;

/// Fresh random bytes.
pub(super) fn bytes<const N: usize>() -> Result<[u8; N], Error> {
    let mut out = [0u8; N];
    fill(&mut out)?;
    Ok(out)
}

/// Fills a buffer in place, so that a secret need not be moved after it was made.
pub(super) fn fill(out: &mut [u8]) -> Result<(), Error> {
    getrandom::fill(out).map_err(|_| Error::NoRandomness)
}
