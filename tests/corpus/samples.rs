//! Makes the corpus: for each parser a few small files that it accepts, and a few that it must not.

use std::fs;
use std::path::Path;

use anteroom::domain::clinic::Clinic;
use anteroom::vault::fuzzing::VAULT;

use crate::desk;

pub(crate) fn write() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (target, name, bytes) in all(root) {
        let folder = root.join("tests/corpus").join(target);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(name), bytes).unwrap();
    }
}

type Sample = (&'static str, &'static str, Vec<u8>);

fn all(root: &Path) -> Vec<Sample> {
    let known = fs::read(root.join("tests/vectors/vault.json")).unwrap();
    let known: serde_json::Value = serde_json::from_slice(&known).unwrap();
    let text = |pointer: &str| known.pointer(pointer).unwrap().as_str().unwrap().to_owned();
    let header = from_hex(&text("/header/file"));
    let half = header.len() / 2;
    let slot = from_hex(&text("/slot/bytes"));
    let code = text("/code/printed");
    let export = audit_export();
    let read = |path: &str| fs::read(root.join(path)).unwrap();
    vec![
        ("header", "whole", header.clone()),
        ("header", "one-copy-without-sum", header[..half - 32].to_vec()),
        ("header", "cut", header[..half + 40].to_vec()),
        ("header", "newer", newer(&header)),
        ("header", "many-slots", many_slots(&header[..half - 32])),
        ("slot", "whole", slot.clone()),
        ("slot", "dear", dear(&slot)),
        ("slot", "unknown-kind", [&slot[..16], &[9], &slot[17..]].concat()),
        ("recovery-code", "printed", code.clone().into_bytes()),
        ("recovery-code", "sloppy", code.to_lowercase().replace('0', "o").replace('-', " – ").into_bytes()),
        ("recovery-code", "other-vault", b"7K3M-7K3M-7K3M-7K3M-7K3M-7K3M-7K3M-7K3M".to_vec()),
        ("attempts", "new", ledger(0, 0)),
        ("attempts", "some-names", ledger(2, 3)),
        ("attempts", "too-many", ledger(2, 300)),
        ("anchor", "one", anchors(1)),
        ("anchor", "full", anchors(16)),
        ("anchor", "too-many", anchors(17)),
        ("backup", "manifest", manifest(4096, 0, "2025-03-10T12:00:00Z")),
        ("backup", "huge", manifest(u64::MAX, u32::MAX, "2025-03-10T12:00:00Z")),
        ("backup", "bad-time", manifest(4096, 2348, "yesterday")),
        ("backup", "end-only", [&[0; 4][..], b"ANTRCBK1"].concat()),
        ("record", "envelope", padded(br#"{"v":1,"client":null,"author":"01080f161d242b323940474e555c636a","salt":"00","hash":"00","body":"{\"answers\":{\"given\":{\"tg-goal\":\"rest\"}}}"}"#)),
        ("record", "content", br#"{"answers":{"given":{"tg-goal":"rest"},"notes":{"tg-goal":"said so"}},"highest-safety":"none"}"#.to_vec()),
        ("record", "longer-than-it-is", [&[0xff; 4][..], &[b'{'; 40]].concat()),
        ("audit-export", "two-rows", export.clone()),
        ("audit-export", "cut", cut_lines(&export)),
        ("audit-export", "mark", b"004211-7F3A-91C2".to_vec()),
        ("form-file", "form", read("assets/forms/triage.json")),
        ("form-file", "criteria", read("assets/criteria/triage.json")),
        ("form-file", "measure", read("assets/measures/phq2.json")),
        ("form-file", "deep", "[".repeat(3000).into_bytes()),
        ("answer-file", "support", read("tests/vignettes/10-support-with-support.json")),
        ("answer-file", "danger", read("tests/vignettes/12-support-in-danger.json")),
        ("answer-file", "group", br#"{"id": "grief", "name": "Grief group", "kind": "support", "enrolled": 3}"#.to_vec()),
        ("clinic", "named", serde_json::to_vec(&Clinic { name: "Sample Clinic".to_owned(), ..Clinic::default() }).unwrap()),
        ("clinic", "empty", b"{}".to_vec()),
        ("logo", "grey", png(3, 2, png::ColorType::Grayscale)),
        ("logo", "rgba", png(8, 8, png::ColorType::Rgba)),
        ("logo", "crash-much-from-little", png(8000, 8000, png::ColorType::Grayscale)),
    ]
}

fn from_hex(text: &str) -> Vec<u8> {
    (0..text.len() / 2)
        .map(|at| u8::from_str_radix(&text[2 * at..][..2], 16).unwrap())
        .collect()
}

fn newer(header: &[u8]) -> Vec<u8> {
    let mut bytes = header.to_vec();
    for start in [0, header.len() / 2] {
        bytes[start + 4] = 2;
        bytes[start + 6] = 2;
    }
    bytes
}

/// A copy of a header that says it has 255 slots, and has.
fn many_slots(copy: &[u8]) -> Vec<u8> {
    const BEFORE: usize = 69;
    const AFTER: usize = 104;
    let slot = &copy[BEFORE..copy.len() - AFTER];
    let mut bytes = copy[..BEFORE].to_vec();
    bytes[BEFORE - 1] = 255;
    bytes.extend(slot.repeat(255));
    bytes.extend_from_slice(&copy[copy.len() - AFTER..]);
    bytes
}

/// A slot that asks for 4 TiB, for ever.
fn dear(slot: &[u8]) -> Vec<u8> {
    let mut bytes = slot.to_vec();
    bytes[33..42].fill(0xff);
    bytes
}

/// A ledger of tries without its sum.
fn ledger(twins: u16, names: u16) -> Vec<u8> {
    let mut out = b"ANTA\x01".to_vec();
    out.extend_from_slice(&VAULT);
    out.extend_from_slice(&[1]);
    out.extend_from_slice(&[5; 16]);
    out.extend_from_slice(&123_456_u64.to_le_bytes());
    out.push(0);
    let rung = [&3_u16.to_le_bytes()[..], &30_000_u64.to_le_bytes()].concat();
    out.extend_from_slice(&rung.repeat(2));
    out.extend_from_slice(&twins.to_le_bytes());
    (0..twins).for_each(|_| out.extend_from_slice(&[8; 16]));
    out.extend_from_slice(&names.to_le_bytes());
    for name in 0..names {
        out.extend_from_slice(&[u8::try_from(name % 256).unwrap(); 16]);
        out.extend_from_slice(&rung);
        out.extend_from_slice(&7_u32.to_le_bytes());
        out.extend_from_slice(&(-1_i64).to_le_bytes());
    }
    out
}

/// An anchor file without its sum.
fn anchors(count: u8) -> Vec<u8> {
    let mut out = b"ANTA".to_vec();
    out.extend_from_slice(&1_u16.to_le_bytes());
    out.push(count);
    for _ in 0..count {
        out.extend_from_slice(&VAULT);
        out.extend_from_slice(&42_u64.to_le_bytes());
        out.extend_from_slice(&[6; 32]);
    }
    out
}

/// A manifest without its sum and end.
fn manifest(db_len: u64, header_len: u32, created: &str) -> Vec<u8> {
    let mut out = Vec::new();
    out.extend_from_slice(&1_u16.to_le_bytes());
    out.extend_from_slice(&1_u16.to_le_bytes());
    out.extend_from_slice(&VAULT);
    out.extend_from_slice(&3_u64.to_le_bytes());
    out.extend_from_slice(&1_u32.to_le_bytes());
    out.extend_from_slice(&1_u32.to_le_bytes());
    out.extend_from_slice(&42_u64.to_le_bytes());
    out.extend_from_slice(&[6; 32]);
    out.extend_from_slice(&u32::try_from(created.len()).unwrap().to_le_bytes());
    out.extend_from_slice(created.as_bytes());
    out.extend_from_slice(&db_len.to_le_bytes());
    out.extend_from_slice(&[4; 32]);
    out.extend_from_slice(&header_len.to_le_bytes());
    out.extend_from_slice(&[4; 32]);
    out.extend_from_slice(&[2; 32]);
    out
}

fn padded(payload: &[u8]) -> Vec<u8> {
    let mut out = u32::try_from(payload.len()).unwrap().to_le_bytes().to_vec();
    out.extend_from_slice(payload);
    out.resize(512, 0);
    out
}

/// The activity log of a vault that was just made.
fn audit_export() -> Vec<u8> {
    let place = tempfile::TempDir::new().unwrap();
    let dir = place.path().join("Clinic.vault");
    let open = desk::made(&dir, desk::new_vault(), desk::clock());
    let mut out = Vec::new();
    open.audit().export_to(&mut out).unwrap();
    out
}

fn cut_lines(text: &[u8]) -> Vec<u8> {
    let last = text.iter().rposition(|byte| *byte == b'}').unwrap();
    text[..last].to_vec()
}

fn png(width: u32, height: u32, color: png::ColorType) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, width, height);
    encoder.set_color(color);
    encoder.set_compression(png::Compression::High);
    let bytes = usize::try_from(width * height).unwrap() * color.samples();
    encoder
        .write_header()
        .unwrap()
        .write_image_data(&vec![0; bytes])
        .unwrap();
    out
}
