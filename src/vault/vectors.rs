//! Known answers: keys, slots, header, rosters, records and log rows as an independent script makes them
//! (`tests/vectors/vault.py`).
#![allow(clippy::unwrap_used)]

use serde_json::Value;

use crate::vault::audit::{Link, hex};
use crate::vault::code::RecoveryCode;
use crate::vault::header::{Anchor, Header};
use crate::vault::kdf::Kdf;
use crate::vault::keys::{
    AdminKey, ClinicalKeys, DbKey, Key, Pair, Seeds, VaultId, clinical_key_id, sha256,
};
use crate::vault::record::{self, Kind, Place};
use crate::vault::roster::{self, ClinicalRow, SheetRow, StaffRow};
use crate::vault::slot::{NewSlot, Slot, SlotContents, SlotKind, SlotNoise, user_tag};
use crate::vault::{Passphrase, seal, shelf};

struct Answers(Value);

impl Answers {
    fn load() -> Self {
        Self(serde_json::from_str(include_str!("../../tests/vectors/vault.json")).unwrap())
    }

    fn at(&self, pointer: &str) -> &Value {
        self.0
            .pointer(pointer)
            .unwrap_or_else(|| panic!("no {pointer}"))
    }

    fn text(&self, pointer: &str) -> &str {
        self.at(pointer).as_str().unwrap()
    }

    fn number(&self, pointer: &str) -> u64 {
        self.at(pointer).as_u64().unwrap()
    }

    fn bytes(&self, pointer: &str) -> Vec<u8> {
        let text = self.text(pointer);
        (0..text.len() / 2)
            .map(|at| u8::from_str_radix(&text[2 * at..][..2], 16).unwrap())
            .collect()
    }

    fn array<const N: usize>(&self, pointer: &str) -> [u8; N] {
        self.bytes(pointer).try_into().unwrap()
    }

    fn key(&self, pointer: &str) -> Key {
        Key::from_slice(&self.bytes(pointer)).unwrap()
    }

    fn vault(&self) -> VaultId {
        self.array("/vault")
    }

    fn seeds(&self) -> Seeds {
        Seeds {
            staff: self.key("/u"),
            clinical: self.key("/t"),
        }
    }

    fn ephemeral(&self) -> Pair {
        Pair::from_key(&self.key("/seal/ephemeral"))
    }
}

#[test]
fn keys_derive_as_written() {
    let known = Answers::load();
    let vault = known.vault();
    let seeds = known.seeds();
    let k_db = DbKey(known.key("/k_db"));
    let clinical = ClinicalKeys::derive(&known.key("/k_tx"), &vault, 1).unwrap();
    let staff = AdminKey(known.key("/k_adm")).roster_mac(&vault).unwrap();
    let derived = [
        ("x_public", hex(seeds.staff_pair(&vault).unwrap().public())),
        (
            "y_public",
            hex(seeds.clinical_pair(&vault).unwrap().public()),
        ),
        ("page", hex(k_db.page(&vault).unwrap().bytes())),
        ("header_mac", hex(k_db.header_mac(&vault).unwrap().bytes())),
        ("staff_roster_mac", hex(staff.bytes())),
        ("tx_roster_mac", hex(clinical.roster_mac().bytes())),
        ("wrap", hex(clinical.wrap.bytes())),
        ("p_tx", hex(clinical.public())),
        ("kid_tx", hex(&clinical_key_id(clinical.public()))),
    ];
    for (name, found) in derived {
        assert_eq!(found, known.text(&format!("/keys/{name}")), "{name}");
    }
}

#[test]
fn seals_are_as_written_and_open_again() {
    let known = Answers::load();
    let (vault, person) = (known.vault(), known.array("/seal/person"));
    let aad = roster::wrap_aad(&vault, &person, 1);
    let seeds = known.seeds();
    let cases = [
        ("k_adm", seeds.staff_pair(&vault).unwrap()),
        ("k_tx", seeds.clinical_pair(&vault).unwrap()),
    ];
    for (purpose, to) in cases {
        let key = known.key(&format!("/{purpose}"));
        let sealed =
            seal::seal_with(&known.ephemeral(), to.public(), purpose, &aad, key.bytes()).unwrap();
        assert_eq!(hex(&sealed), known.text(&format!("/seal/{purpose}")));
        let opened = seal::unseal_key(&to, purpose, &aad, &sealed).unwrap();
        assert_eq!(opened.bytes(), key.bytes());
        assert!(seal::unseal_key(&to, "k_other", &aad, &sealed).is_err());
        assert!(seal::unseal_key(&to, purpose, b"other", &sealed).is_err());
    }
}

#[test]
fn a_seal_to_a_point_of_small_order_is_refused() {
    assert!(seal::seal(&[0; 32], "r", b"", &[1; 32]).is_err());
    let pair = Pair::from_key(&Key::random().unwrap());
    assert!(seal::unseal(&pair, "r", b"", &[0; 80]).is_err());
    assert!(seal::unseal(&pair, "r", b"", &[]).is_err());
}

fn slot(known: &Answers) -> (Slot, SlotContents) {
    let contents = SlotContents {
        seeds: known.seeds(),
        pin: known.array("/slot/pin"),
    };
    let noise = SlotNoise {
        id: known.array("/slot/id"),
        salt: known.array("/slot/salt"),
        nonce: known.array("/slot/nonce"),
        ephemeral: known.key("/slot/ephemeral"),
    };
    let kdf = Kdf {
        m_kib: 64,
        t: 1,
        p: 1,
    };
    assert_eq!(known.number("/slot/m"), u64::from(kdf.m_kib));
    let k_db = DbKey(known.key("/k_db"));
    let tag = known.array("/user_tag/tag");
    let new = NewSlot {
        kind: SlotKind::Person,
        user_tag: tag,
        kdf,
        contents: &contents,
        k_db: &k_db,
        e_db: 1,
    };
    let secret = Passphrase::new(known.text("/slot/typed").to_owned()).normalised();
    (
        Slot::close(&known.vault(), 1, secret.as_bytes(), &new, &noise).unwrap(),
        contents,
    )
}

#[test]
fn a_slot_is_as_written_and_opens_to_its_seeds() {
    let known = Answers::load();
    let (slot, contents) = slot(&known);
    let mut bytes = Vec::new();
    slot.write(&mut bytes);
    assert_eq!(bytes.len(), Slot::LEN);
    assert_eq!(hex(&bytes), known.text("/slot/bytes"));
    let secret = Passphrase::new("caf\u{e9} orbit lantern".to_owned()).normalised();
    let derived = slot.kdf.derive(secret.as_bytes(), &slot.salt).unwrap();
    let opened = slot.open(&known.vault(), 1, &derived).unwrap();
    assert_eq!(opened.seeds.staff.bytes(), contents.seeds.staff.bytes());
    assert_eq!(
        opened.seeds.clinical.bytes(),
        contents.seeds.clinical.bytes()
    );
    assert_eq!(opened.pin, contents.pin);
    let k_db = slot.db_key(&known.vault(), &opened.seeds, 1).unwrap();
    assert_eq!(k_db.0.bytes(), known.key("/k_db").bytes());
    assert!(
        slot.db_key(&known.vault(), &opened.seeds, 2).is_err(),
        "another epoch"
    );
    assert!(slot.open(&[0; 16], 1, &derived).is_err(), "another vault");
    assert!(
        slot.open(&known.vault(), 2, &derived).is_err(),
        "another format"
    );
}

#[test]
fn login_tags_and_codes_are_as_written() {
    let known = Answers::load();
    let salt = known.array("/user_tag/name_salt");
    let tag = user_tag(&salt, known.text("/user_tag/login")).unwrap();
    assert_eq!(hex(&tag), known.text("/user_tag/tag"));
    let code = RecoveryCode::from_secret(&known.vault(), &known.array("/code/secret"));
    assert_eq!(*code.printed(), known.text("/code/printed"));
}

pub(super) fn header() -> (Header, Key) {
    let known = Answers::load();
    let mut header = Header::new(
        known.vault(),
        known.array("/header/db_salt"),
        known.array("/header/name_salt"),
        vec![slot(&known).0],
    );
    header.anchor = Anchor {
        seq: known.number("/header/anchor_seq"),
        head: known.array("/header/anchor_head"),
    };
    let key = known.key("/keys/header_mac");
    header.authenticate(&key).unwrap();
    (header, key)
}

#[test]
fn the_header_is_as_written_and_reads_back() {
    let known = Answers::load();
    let (header, key) = header();
    assert_eq!(hex(&header.core_mac), known.text("/header/core_mac"));
    let file = header.to_file();
    assert_eq!(hex(&file), known.text("/header/file"));
    let read = Header::from_file(&file).unwrap();
    assert!(read.header == header && read.damaged.is_none());
    read.header.verify(&key).unwrap();
}

#[test]
fn roster_macs_are_as_written() {
    let known = Answers::load();
    let person = known.array("/roster/staff_row/person");
    let row = StaffRow {
        person,
        slot_id: known.array("/roster/staff_row/slot_id"),
        login: known.text("/roster/staff_row/login").to_owned(),
        name: known.text("/roster/staff_row/name").to_owned(),
        roles: 15,
        x: known.array("/roster/staff_row/x"),
        made_by: person,
        state: 1,
    };
    let sheet = SheetRow {
        slot_id: known.array("/roster/sheet/slot_id"),
        kind: 2,
        x: known.array("/roster/sheet/x"),
        made_by: person,
        made: known.text("/roster/sheet/made").to_owned(),
    };
    let key = known.key("/keys/staff_roster_mac");
    let mac = roster::staff_mac(&key, &known.vault(), 1, 1, &[row], &[sheet]).unwrap();
    assert_eq!(hex(&mac), known.text("/roster/staff_mac"));
    let row = ClinicalRow {
        person,
        y: known.array("/keys/y_public"),
        granted_by: person,
        time: "2025-03-10".to_owned(),
    };
    let key = known.key("/keys/tx_roster_mac");
    let mac = roster::clinical_mac(&key, &known.vault(), 1, 1, &[row]).unwrap();
    assert_eq!(hex(&mac), known.text("/roster/tx_mac"));
}

#[test]
fn sealed_records_are_as_written() {
    let known = Answers::load();
    let vault = known.vault();
    let place = Place {
        record: known.array("/record/record"),
        part: 3,
        kind: Kind::Screening,
    };
    let (r_id, r) = (known.array("/record/r_id"), known.key("/record/r"));
    let aad = record::record_aad(&vault, place, 7, &r_id);
    let plain = record::pad(known.text("/record/plain").as_bytes(), Kind::Screening).unwrap();
    assert_eq!(plain.len(), 4096);
    let nonce = known.array("/record/nonce");
    let mut sealed = seal::encrypt(&r, &nonce, &aad, &plain).unwrap();
    assert_eq!(hex(&sha256(&sealed)), known.text("/record/sealed_sha256"));
    let tag = sealed
        .split_off(sealed.len() - seal::TAG)
        .try_into()
        .unwrap();
    let row = record::Row {
        record: place.record,
        part: 3,
        version: 7,
        kind: 1,
        r_id,
        nonce,
        ct: sealed,
        tag,
        chained: 0,
    };
    assert_eq!(hex(&row.stored_hash()), known.text("/record/row_hash"));
    assert_eq!(
        hex(&record::content_hash(b"salt", b"body")),
        known.text("/record/content_hash")
    );
    let clinical = ClinicalKeys::derive(&known.key("/k_tx"), &vault, 1).unwrap();
    let aad = record::wrap_aad(&vault, place, &r_id, 1, 0);
    let nonce = known.array("/record/wrap_nonce");
    let wrap = seal::close_box_with(&clinical.wrap, &nonce, &aad, r.bytes()).unwrap();
    assert_eq!(hex(&wrap), known.text("/record/wrap"));
    let aad = record::wrap_aad(&vault, place, &r_id, 1, 1);
    let sealed =
        seal::seal_with(&known.ephemeral(), clinical.public(), "r", &aad, r.bytes()).unwrap();
    assert_eq!(hex(&sealed), known.text("/record/seal"));
}

#[test]
fn stored_rows_and_log_rows_hash_as_written() {
    let known = Answers::load();
    let object: [u8; 16] = known.array("/doc/id");
    let stored = shelf::row_hash(
        known.text("/doc/table"),
        &object,
        2,
        known.text("/doc/body"),
    );
    assert_eq!(hex(&stored), known.text("/doc/hash"));
    let link = Link {
        seq: known.number("/audit/link/seq"),
        prev: known.array("/audit/link/prev"),
        time_utc: known.text("/audit/link/time_utc").to_owned(),
        boot: known.array("/audit/link/boot"),
        mono_ms: known.number("/audit/link/mono_ms"),
        actor: known.array("/audit/link/actor"),
        session: known.array("/audit/link/session"),
        role: known.text("/audit/link/role").to_owned(),
        action: known.text("/audit/link/action").to_owned(),
        object: object.to_vec(),
        version: 1,
        content_hash: stored.to_vec(),
        detail: known.text("/audit/link/detail").to_owned(),
        app_version: known.text("/audit/link/app_version").to_owned(),
    };
    assert_eq!(hex(&link.hash()), known.text("/audit/hash"));
    assert_eq!(sha256(&known.vault()), link.prev);
}
