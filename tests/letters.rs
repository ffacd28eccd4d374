//! Letters from facts to PDF bytes: what they say, where it stands, and that nothing makes them fail unseen.
#![allow(clippy::unwrap_used, clippy::cast_precision_loss)]

#[path = "letters/samples.rs"]
mod samples;

use anteroom::letter::compose::{support, therapy};
use anteroom::letter::{Letter, Paper, Press, Words, pdf};

fn words() -> Words {
    Words::english().unwrap()
}

/// Writes sample letters for looking at: `LETTERS_DIR=dir cargo test --test letters -- --ignored samples`.
#[test]
#[ignore = "writes files for the eye"]
fn samples_are_written() {
    let Some(dir) = std::env::var_os("LETTERS_DIR").map(std::path::PathBuf::from) else {
        return;
    };
    let words = words();
    let mut press = Press::new();
    let us = |mut letter: Letter| {
        letter.paper = Paper::UsLetter;
        letter
    };
    let letters = [
        (
            "l1-short",
            therapy(&samples::short_referral("Noor Haddad"), &words),
        ),
        (
            "l1-full",
            therapy(&samples::full_referral("Noor Haddad"), &words),
        ),
        (
            "l1-full-us",
            us(therapy(&samples::full_referral("Noor Haddad"), &words)),
        ),
        (
            "l1-arabic",
            therapy(
                &samples::full_referral("محمد عبد الرحمن بن خالد الأنصاري القرطبي"),
                &words,
            ),
        ),
        (
            "l1-chinese",
            therapy(&samples::short_referral("王小明"), &words),
        ),
        (
            "l1-six",
            therapy(
                &samples::short_referral("王小明 محمد हिन्दी Ωμέγα Łucja Nguyễn"),
                &words,
            ),
        ),
        ("l2", support(&samples::support("Łucja Nguyễn"), &words)),
        (
            "l2-us",
            us(support(&samples::support("Łucja Nguyễn"), &words)),
        ),
    ];
    for (name, letter) in letters {
        let sheets = press.set(&letter).unwrap();
        let bytes = pdf::write(&sheets, &samples::stamp()).unwrap();
        std::fs::write(dir.join(format!("{name}.pdf")), bytes).unwrap();
    }
}
