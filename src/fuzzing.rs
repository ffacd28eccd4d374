//! Every parser of bytes from outside, as a function from bytes to nothing: for the fuzzer and for `tests/corpus.rs`.

use crate::catalog::{answer_file, json, shipped};
use crate::domain::clinic::Clinic;
use crate::letter::picture::Picture;
use crate::vault::fuzzing as vault;
use crate::{catalog, vault as keeping};

/// A parser.
pub struct Target {
    /// The name of its corpus.
    pub name: &'static str,
    /// Reads the bytes, and lets go of what they were.
    pub read: fn(&[u8]),
}

/// All of them.
pub const TARGETS: &[Target] = &[
    target("header", vault::header),
    target("slot", vault::slot),
    target("recovery-code", vault::recovery_code),
    target("attempts", vault::attempts),
    target("anchor", vault::anchor),
    target("backup", vault::backup),
    target("record", vault::record),
    target("audit-export", audit_export),
    target("form-file", form_file),
    target("answer-file", answers),
    target("clinic", clinic),
    target("logo", logo),
];

const fn target(name: &'static str, read: fn(&[u8])) -> Target {
    Target { name, read }
}

fn audit_export(bytes: &[u8]) {
    let witness = keeping::Witness::from_mark("000001-0000-0000");
    let witnesses: Vec<_> = witness.into_iter().collect();
    let _ = keeping::verify_export(bytes, &witnesses);
    let text = String::from_utf8_lossy(bytes);
    let _ = keeping::Witness::from_mark(&text);
}

/// Forms, criteria and measures: the file says itself which it is.
fn form_file(bytes: &[u8]) {
    let _ = catalog::read("file.json", bytes, None);
}

fn answers(bytes: &[u8]) {
    let _ = answer_file::read(bytes, shipped());
    if let Ok(value) = json::read(bytes, json::LARGEST_ANSWER_FILE) {
        let _ = answer_file::group(&value);
    }
}

fn clinic(bytes: &[u8]) {
    let _ = serde_json::from_slice::<Clinic>(bytes);
}

fn logo(bytes: &[u8]) {
    let _ = Picture::read(bytes);
}
