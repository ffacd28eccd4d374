//! A two-page letter: our PDF writer beside krilla's, in turns, in one process; then whole processes.
//!
//! `letters [DIR]`; with a directory both PDFs are left there for other programs to read.

#[path = "../../../measure.rs"]
#[allow(dead_code)]
mod measure;
#[path = "../../../../letters/samples.rs"]
#[allow(dead_code)]
mod samples;

use std::hint::black_box;
use std::process::{Command, ExitCode, Stdio};

use anteroom::letter::compose::therapy;
use anteroom::letter::{Press, pdf};
use anteroom::text::Catalogue;
use anteroom_peers::Krilla;

/// Letters in a batch.
const BATCH: u32 = 500;
/// Names of the kind that clinics meet; one in eight needs a glyph beyond the usual ones.
const NAMES: [&str; 8] = [
    "Reyes",
    "Castellane",
    "Müller",
    "Okonkwo",
    "Brand",
    "Halloran",
    "Frost",
    "Nguyễn",
];

fn main() -> ExitCode {
    let words = Catalogue::english();
    let facts = samples::full_referral("Noor Haddad");
    let stamp = samples::stamp();
    let mut press = Press::new();
    let sheets = press.set(&therapy(&facts, words)).unwrap();
    assert_eq!(sheets.pages.len(), 2, "the sample letter has two pages");
    let mut krilla = Krilla::default();
    if let Some(dir) = std::env::args_os().nth(1).map(std::path::PathBuf::from) {
        std::fs::write(dir.join("ours.pdf"), pdf::write(&sheets, &stamp).unwrap()).unwrap();
        std::fs::write(dir.join("krilla.pdf"), krilla.write(&sheets)).unwrap();
    }

    // Five hundred persons with five hundred names, as a clinic prints the letters of a group.
    let mut all: Vec<_> = (0..BATCH).map(|_| facts.clone()).collect();
    for (number, facts) in all.iter_mut().enumerate() {
        facts.cover.person.chosen_name = format!("Noor {} {number}", NAMES[number % NAMES.len()]);
        facts.cover.number = format!("2025-{number:04}");
    }
    // Another person each time, so that nobody's letter is found whole among what was set before.
    let (mut next, mut their_next) = (all.iter().cycle(), all.iter().cycle());
    let mut their_press = Press::new();
    let mut their_krilla = Krilla::default();
    let [ours, theirs, our_whole, their_whole] = measure::in_turns(
        101,
        [
            &mut || {
                black_box(pdf::write(&sheets, &stamp).unwrap());
            },
            &mut || {
                black_box(krilla.write(&sheets));
            },
            &mut || {
                let facts = next.next().unwrap();
                let sheets = press.set(&therapy(facts, words)).unwrap();
                black_box(pdf::write(&sheets, &stamp).unwrap());
            },
            &mut || {
                let facts = their_next.next().unwrap();
                let sheets = their_press.set(&therapy(facts, words)).unwrap();
                black_box(their_krilla.write(&sheets));
            },
        ],
    );
    let mut batch_press = Press::new();
    let [batch] = measure::in_turns(
        3,
        [&mut || {
            for facts in &all {
                let sheets = batch_press.set(&therapy(facts, words)).unwrap();
                black_box(pdf::write(&sheets, &stamp).unwrap());
            }
        }],
    );
    let [letter, fonts] =
        measure::in_turns(41, [&mut || run("write-letter"), &mut || run("load-fonts")]);
    let rows = [
        measure::row("PDF from a display list, beside krilla", ours, theirs, 1.15),
        measure::row(
            "two-page letter, warm, beside krilla",
            our_whole,
            their_whole,
            1.15,
        ),
        measure::row(
            "letter as a process, beside loading fonts",
            letter,
            fonts,
            1.3,
        ),
        measure::row(
            "a letter in a batch of 500, beside one alone",
            batch / BATCH,
            our_whole,
            1.05,
        ),
    ];
    let mut good = true;
    for (text, fine) in rows {
        println!("{text}");
        good &= fine;
    }
    ExitCode::from(u8::from(!good))
}

/// Runs a program that lies beside this one.
fn run(name: &str) {
    let beside = std::env::current_exe().unwrap().with_file_name(name);
    let status = Command::new(beside).stdout(Stdio::null()).status().unwrap();
    assert!(status.success(), "{name} failed");
}
