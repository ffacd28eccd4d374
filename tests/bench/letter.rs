//! How long a warm two-page letter takes, and which of its three steps takes it; `peers` holds the limits.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    missing_docs,
    dead_code
)]

#[path = "measure.rs"]
mod measure;
#[path = "../letters/samples.rs"]
mod samples;

use std::hint::black_box;

use anteroom::letter::compose::therapy;
use anteroom::letter::{Press, pdf};

fn main() {
    let words = anteroom::text::Catalogue::english();
    let facts = samples::full_referral("Noor Haddad");
    let stamp = samples::stamp();
    let letter = therapy(&facts, words);
    let mut press = Press::new();
    let sheets = press.set(&letter).unwrap();
    assert_eq!(sheets.pages.len(), 2, "the sample letter has two pages");
    let mut other_press = Press::new();
    let mut whole = || {
        let sheets = press.set(&therapy(&facts, words)).unwrap();
        black_box(pdf::write(&sheets, &stamp).unwrap());
    };
    if !measure::asked() {
        whole();
        return;
    }
    let times = measure::in_turns(
        101,
        [
            &mut whole,
            &mut || {
                black_box(therapy(&facts, words));
            },
            &mut || {
                black_box(other_press.set(&letter).unwrap());
            },
            &mut || {
                black_box(pdf::write(&sheets, &stamp).unwrap());
            },
        ],
    );
    let names = [
        "a two-page letter",
        "  what it says",
        "  where it stands",
        "  as PDF",
    ];
    for (name, time) in names.iter().zip(times) {
        println!("{name:<44} {:>8.2} ms", time.as_secs_f64() * 1e3);
    }
}
