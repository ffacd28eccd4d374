//! The vault's own parsers, open to the fuzzer: each is given any bytes, and those bytes with checksums made right.

use crate::vault::audit::hex;
use crate::vault::backup::container;
use crate::vault::code::RecoveryCode;
use crate::vault::header::Header;
use crate::vault::keys::{Key, VaultId, sha256};
use crate::vault::slot::{Reader, Slot, user_tag};
use crate::vault::{anchor as anchors, attempts as tries, record as records};

/// The vault of all samples: that of the known answers.
pub const VAULT: VaultId = [
    0x01, 0x08, 0x0f, 0x16, 0x1d, 0x24, 0x2b, 0x32, 0x39, 0x40, 0x47, 0x4e, 0x55, 0x5c, 0x63, 0x6a,
];

/// A header file; then one copy of a header, twice, with its sum.
pub fn header(bytes: &[u8]) {
    for file in [bytes.to_vec(), [bytes, &sha256(bytes)].concat().repeat(2)] {
        let Ok(read) = Header::from_file(&file) else {
            continue;
        };
        // What every reader of a header does with one that nobody authenticated.
        let _ = read.header.to_file();
        if let Ok(tag) = user_tag(&read.header.name_salt, "vera") {
            let _ = read.header.person_slot(&tag);
        }
        read.header.slots.iter().for_each(try_slot);
    }
}

/// One slot.
pub fn slot(bytes: &[u8]) {
    if let Some(slot) = Slot::read(&mut Reader(bytes)) {
        try_slot(&slot);
        let mut again = Vec::new();
        slot.write(&mut again);
        assert!(
            bytes.starts_with(&again),
            "a slot is written as it was read"
        );
    }
}

/// Opens a slot with a key that is not its own. The cost is looked at and never paid.
fn try_slot(slot: &Slot) {
    let _ = slot.kdf.check();
    let derived = Key::take(&mut [3; 32]);
    assert!(
        slot.open(&VAULT, 1, &derived).is_err(),
        "nothing opens by chance"
    );
}

/// What somebody typed from a sheet.
pub fn recovery_code(bytes: &[u8]) {
    let typed = String::from_utf8_lossy(bytes);
    if let Ok(code) = RecoveryCode::parse(&typed, &VAULT) {
        assert!(RecoveryCode::parse(&code.printed(), &VAULT).is_ok());
    }
    let code = RecoveryCode::from_secret(&VAULT, &[9; 16]);
    let _ = code.prove(&[0, 5], &typed);
}

/// The ledger of failed tries.
pub fn attempts(bytes: &[u8]) {
    tries::read_any(bytes, &VAULT);
}

/// What a computer remembers of vaults.
pub fn anchor(bytes: &[u8]) {
    for file in [bytes.to_vec(), [bytes, &sha256(bytes)].concat()] {
        let _ = anchors::witness_in(&file, &hex(&VAULT));
    }
}

/// A backup, and a manifest behind an empty database and an empty header.
pub fn backup(bytes: &[u8]) {
    container::read_any(bytes);
}

/// The payload of a sealed record, as it is once it was decrypted.
pub fn record(bytes: &[u8]) {
    records::read_any(bytes);
}
