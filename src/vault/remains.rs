//! For the test of what stays in memory: every secret of an open vault, as bytes to look for.
#![allow(clippy::unwrap_used)]

use crate::vault::people::Authority;
use crate::vault::{Open, Passphrase};

/// Keys, with what they are. Each is looked for as it is and as SQLCipher is told it.
pub(crate) fn keys(open: &Open, typed: &str) -> Vec<(&'static str, Vec<u8>)> {
    let authority = Authority::own(open, &Passphrase::new(typed.to_owned())).unwrap();
    let session = open.session();
    let clinical = session.clinical.as_ref().unwrap();
    let (seeds, vault) = (&authority.contents.seeds, &session.vault);
    let k_tx = authority.clinician(open).unwrap();
    let header = open.header();
    let slot = header.slots.iter().find(|slot| slot.id == session.slot_id);
    let salt = slot.unwrap().id;
    let keys = [
        ("page key", &session.office.page),
        ("header MAC key", &session.office.header_mac),
        ("manifest MAC key", &session.office.manifest_mac),
        ("wrap key", &clinical.wrap),
        ("roster MAC key of clinicians", clinical.roster_mac()),
        ("K_db", &authority.k_db.0),
        ("K_adm", &authority.administrator(open).unwrap().0),
        ("K_tx", k_tx),
        (
            "private half of P_tx",
            &k_tx.derive(vault, "x25519").unwrap(),
        ),
        ("derived from the passphrase", &authority.derived),
        (
            "key of the slot's box",
            &authority.derived.derive(&salt, "slot-enc").unwrap(),
        ),
        ("U", &seeds.staff),
        ("T", &seeds.clinical),
        ("x", &seeds.staff.derive(vault, "id-staff").unwrap()),
        ("t", &seeds.clinical.derive(vault, "id-tx").unwrap()),
    ]
    .map(|(name, key)| (name, key.bytes().to_vec()));
    let mut found = keys.to_vec();
    let page = crate::vault::audit::hex(&keys[0].1);
    found.push(("page key as text", page.clone().into_bytes()));
    found.push(("page key as text", page.to_uppercase().into_bytes()));
    found
}
