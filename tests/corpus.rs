//! The corpus of the fuzz targets, and thousands of mutations of it, through the same parsers: no panic, no hang, no flood of memory.
//!
//! The corpus in `tests/corpus/TARGET` is written anew by `ANTEROOM_WRITE_CORPUS=1 cargo test --test corpus`; what
//! once crashed a parser is added there by hand, under a name that begins with `crash-`.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

#[path = "desk/vault.rs"]
#[allow(dead_code, reason = "a part of it is for other tests")]
mod desk;
#[path = "corpus/samples.rs"]
mod samples;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anteroom::fuzzing::{TARGETS, Target};

/// Mutations of each target; `ANTEROOM_MUTATIONS` asks for more.
const MUTATIONS: usize = 1_500;
/// The child may use this much address space above what it has at the start.
const ROOM: u64 = 256 << 20;

fn folder(target: &Target) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/corpus")
        .join(target.name)
}

fn corpus(target: &Target) -> Vec<Vec<u8>> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder(target))
        .unwrap_or_else(|_| panic!("{} has no corpus", target.name))
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

#[test]
fn every_target_has_a_corpus_and_every_corpus_a_target() {
    if std::env::var_os("ANTEROOM_WRITE_CORPUS").is_some() {
        samples::write();
    }
    for target in TARGETS {
        assert!(corpus(target).len() >= 2, "{}", target.name);
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    for entry in fs::read_dir(root)
        .unwrap()
        .flatten()
        .filter(|entry| entry.path().is_dir())
    {
        let name = entry.file_name().into_string().unwrap();
        assert!(
            TARGETS.iter().any(|target| target.name == name),
            "{name} has no target"
        );
    }
}

/// SplitMix64: the same mutations each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % u64::try_from(end.max(1)).unwrap()).unwrap()
    }

    fn byte(&mut self) -> u8 {
        u8::try_from(self.below(256)).unwrap()
    }
}

fn mutate(from: &[u8], other: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = from.to_vec();
    for _ in 0..=chance.below(4) {
        let at = chance.below(bytes.len() + 1);
        let len = chance.below(40).min(bytes.len() - at);
        match chance.below(8) {
            0 if !bytes.is_empty() => bytes[at.saturating_sub(1)] ^= 1 << chance.below(8),
            1 => bytes.truncate(at),
            2 => drop(bytes.drain(at..at + len)),
            3 => (0..=len).for_each(|_| bytes.insert(at, chance.byte())),
            4 => bytes
                .splice(at..at + len, other.iter().skip(at).take(60).copied())
                .for_each(drop),
            5 => bytes.extend_from_within(at..at + len),
            // Counts and lengths love these.
            6 => bytes[at..at + len].fill([0, 0x7f, 0x80, 0xff, b'9', b'['][chance.below(6)]),
            _ => bytes.insert(at, b"\0\"{}[],:-\xff"[chance.below(10)]),
        }
    }
    bytes
}

/// The work of the child: everything through one target.
#[test]
fn read_all_of_one_target() {
    let Ok(name) = std::env::var("ANTEROOM_CORPUS_TARGET") else {
        return;
    };
    let target = TARGETS.iter().find(|target| target.name == name).unwrap();
    // What is made once and stays, such as the shipped forms, is not the parser's.
    (target.read)(b"");
    bound_memory();
    let corpus = corpus(target);
    corpus.iter().for_each(|bytes| (target.read)(bytes));
    let asked = std::env::var("ANTEROOM_MUTATIONS").ok();
    let mutations = asked
        .and_then(|text| text.parse().ok())
        .unwrap_or(MUTATIONS);
    let mut chance = Chance(7);
    for _ in 0..mutations {
        let from = &corpus[chance.below(corpus.len())];
        let other = &corpus[chance.below(corpus.len())];
        let bytes = mutate(from, other, &mut chance);
        let note = std::env::var("ANTEROOM_CORPUS_LAST").unwrap();
        fs::write(note, &bytes).unwrap();
        (target.read)(&bytes);
    }
}

#[cfg(target_os = "linux")]
fn bound_memory() {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmSize:"))
        .unwrap();
    let now: u64 = line.trim().trim_end_matches(" kB").parse().unwrap();
    let most = rustix::process::Rlimit {
        current: Some(now * 1024 + ROOM),
        maximum: None,
    };
    rustix::process::setrlimit(rustix::process::Resource::As, most).unwrap();
}

#[cfg(not(target_os = "linux"))]
fn bound_memory() {
    let _ = ROOM;
}

#[test]
fn nothing_from_outside_makes_a_parser_panic_hang_or_take_more_than_256_mib() {
    let place = tempfile::TempDir::new().unwrap();
    for target in TARGETS {
        let last = place.path().join(target.name);
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "read_all_of_one_target", "--nocapture"])
            .env("ANTEROOM_CORPUS_TARGET", target.name)
            .env("ANTEROOM_CORPUS_LAST", &last)
            .env_remove("ANTEROOM_WRITE_CORPUS")
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // Generous: this finds what never ends, not what is slow.
        let patience = Instant::now() + Duration::from_secs(600);
        let status = loop {
            if let Some(status) = child.try_wait().unwrap() {
                break status;
            }
            if Instant::now() > patience {
                child.kill().unwrap();
            }
            std::thread::sleep(Duration::from_millis(5));
        };
        if !status.success() {
            let mut words = String::new();
            std::io::Read::read_to_string(&mut child.stderr.take().unwrap(), &mut words).unwrap();
            let kept =
                PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("crash-{}", target.name));
            let _ = fs::copy(&last, &kept);
            panic!(
                "{}: {status}, with the bytes in {}: {words}",
                target.name,
                kept.display()
            );
        }
    }
    println!(
        "ordeal corpus: {} parsers, {} mutations each, 0 crashes",
        TARGETS.len(),
        MUTATIONS
    );
}
