//! Feeds what the fuzzer makes up to the parser that `ANTEROOM_FUZZ` names.
#![no_main]

use std::sync::OnceLock;

use anteroom::fuzzing::{TARGETS, Target};
use libfuzzer_sys::fuzz_target;

fn target() -> &'static Target {
    static CHOSEN: OnceLock<&Target> = OnceLock::new();
    CHOSEN.get_or_init(|| {
        let name = std::env::var("ANTEROOM_FUZZ").expect("ANTEROOM_FUZZ names a target");
        let found = TARGETS.iter().find(|target| target.name == name);
        found.expect("a target of that name")
    })
}

fuzz_target!(|bytes: &[u8]| (target().read)(bytes));
