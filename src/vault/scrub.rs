//! What calls have left on the stack is written over: keys pass through there by value, in this program and in the libraries.

use std::hint::black_box;

/// More than the deepest of the calls that handle keys.
const DEPTH: usize = 256 * 1024;

/// Writes over the stack below the caller. Call it where such calls have returned.
#[inline(never)]
pub(super) fn stack() {
    let mut below = [0u8; DEPTH];
    black_box(&mut below);
}
