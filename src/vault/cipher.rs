//! Hands the page key to SQLCipher: the one place of the program with `unsafe` code.

use std::ffi::c_int;
use std::sync::Once;

use rusqlite::{Connection, ffi};
use zeroize::Zeroizing;

use crate::vault::Error;
use crate::vault::keys::Key;

/// `x'` + 64 digits + `'`. Anything of another shape would silently be taken for a passphrase
/// (measured with `x'00'`), so the text is built here from 32 bytes and from nothing else.
const KEY_TEXT: usize = 2 + 64 + 1;

/// What a connection keeps for its small and short-lived memory: so many bytes, so many times. SQLCipher locks every
/// other piece into memory and wipes it when it is given back, two calls of the system each; the pieces that one answer's
/// saving takes all fit in here, which is locked and wiped once, when the connection is closed.
const LOOKASIDE: (c_int, c_int) = (6_144, 64);

/// Starts SQLCipher once, before the first connection. Left to itself, SQLite calls itself ready before SQLCipher's
/// part is: a second thread that comes in between is refused its key.
#[allow(unsafe_code)]
pub(super) fn start() {
    static STARTED: Once = Once::new();
    STARTED.call_once(|| {
        // SAFETY: the option takes two numbers, and is refused with a code and without harm if SQLite has started. The
        // second takes nothing and may be called at any time; what goes wrong in it is said again by the first
        // connection.
        let _ = unsafe {
            ffi::sqlite3_config(ffi::SQLITE_CONFIG_LOOKASIDE, LOOKASIDE.0, LOOKASIDE.1);
            ffi::sqlite3_initialize()
        };
    });
}

/// Keys a connection that has not read anything yet. Through the C function and not by `PRAGMA
/// key`: the text of an SQL statement would stay in memory that nobody wipes.
#[allow(unsafe_code)]
pub(super) fn hand_over(connection: &Connection, page_key: &Key) -> Result<(), Error> {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = Zeroizing::new([b'\''; KEY_TEXT]);
    text[0] = b'x';
    for (index, byte) in page_key.bytes().iter().enumerate() {
        text[2 + 2 * index] = DIGITS[usize::from(byte >> 4)];
        text[3 + 2 * index] = DIGITS[usize::from(byte & 15)];
    }
    // SAFETY: the handle is that of a live connection, which outlives the call; the pointer and the
    // length describe `text`, which SQLCipher copies and does not keep.
    let code =
        unsafe { ffi::sqlite3_key(connection.handle(), text.as_ptr().cast(), KEY_TEXT as c_int) };
    if code == ffi::SQLITE_OK {
        Ok(())
    } else {
        Err(Error::Database {
            step: "take the key",
            code,
        })
    }
}
