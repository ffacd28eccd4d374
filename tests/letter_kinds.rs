//! The six letters, the handouts and their gates: golden pages of every kind, variant, outcome and paper; no gated field
//! in any combination; every mandatory statement in the text of the PDF.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "letter_kinds/cases.rs"]
mod cases;
#[path = "letter_kinds/gate.rs"]
mod gate;
#[path = "letters/reader.rs"]
#[allow(dead_code)]
mod reader;
#[path = "letter_kinds/tone.rs"]
mod tone;

use std::path::Path;

use anteroom::letter::lint::lint_pages;
use anteroom::letter::{Kind, Paper, Press, Sheets, lint, pdf, specimen};
use anteroom::text::Catalogue;

fn words() -> &'static Catalogue {
    Catalogue::english()
}

/// Compares with a page as it was looked at; `WRITE_GOLDEN=1` writes it anew, `LETTERS_DIR=dir` the PDF for the eye.
fn golden(folder: &str, name: &str, sheets: &Sheets) -> Option<String> {
    if let Some(dir) = std::env::var_os("LETTERS_DIR") {
        let stamp = pdf::Stamp {
            id: [0; 16],
            time: jiff::Timestamp::UNIX_EPOCH,
        };
        let path = Path::new(&dir).join(format!("{folder}-{name}.pdf"));
        std::fs::write(path, pdf::write(sheets, &stamp).unwrap()).unwrap();
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/letters/golden")
        .join(folder)
        .join(format!("{name}.txt"));
    let text = sheets.text() + "\n";
    if std::env::var_os("WRITE_GOLDEN").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &text).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    (expected.replace("\r\n", "\n") != text).then(|| name.to_owned())
}

const PAPERS: [(Paper, &str); 2] = [(Paper::A4, "a4"), (Paper::UsLetter, "us")];

#[test]
fn every_kind_and_variant_reads_as_it_did_on_both_papers() {
    let mut press = Press::new();
    let mut other = Vec::new();
    for (name, mut letter) in specimen::all(words()) {
        for (paper, size) in PAPERS {
            letter.paper = paper;
            let sheets = press.set(&letter).unwrap();
            assert_eq!(lint(&letter), [], "{name}");
            assert_eq!(
                lint_pages(letter.kind, sheets.pages.len()),
                None,
                "{name} {size}"
            );
            other.extend(golden("specimens", &format!("{name}-{size}"), &sheets));
        }
    }
    assert_eq!(
        other,
        [] as [String; 0],
        "look at the change, then run with WRITE_GOLDEN=1"
    );
}

#[test]
fn every_outcome_of_the_worked_cases_reads_as_it_did_on_both_papers() {
    let mut press = Press::new();
    let mut other = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for case in cases::all() {
        let mut letter = case.letter();
        seen.insert(letter.kind.code());
        for (paper, size) in PAPERS {
            letter.paper = paper;
            let sheets = press.set(&letter).unwrap();
            let stops: Vec<_> = lint(&letter)
                .into_iter()
                .filter(|problem| problem.stops())
                .collect();
            assert_eq!(stops, [], "{}", case.name);
            assert_eq!(
                lint_pages(letter.kind, sheets.pages.len()),
                None,
                "{} {size}",
                case.name
            );
            other.extend(golden("cases", &format!("{}-{size}", case.name), &sheets));
        }
    }
    assert_eq!(seen.len(), 6, "each kind has a case: {seen:?}");
    assert_eq!(
        other,
        [] as [String; 0],
        "look at the change, then run with WRITE_GOLDEN=1"
    );
}

#[test]
fn every_mandatory_statement_and_the_emergency_number_are_found_in_the_text_of_each_pdf() {
    let meaning: [(&str, &[&str]); 4] = [
        (
            "therapy",
            &["grouptherapy", "licensedtherapist", "clinicalnotes", "fee"],
        ),
        (
            "support",
            &[
                "nottherapyoraclinicalservice",
                "free",
                "host",
                "recordsarenormallynotkept",
                "mandatedreporter",
                "mustbereported|muststillbereported",
            ],
        ),
        (
            "screening",
            &["screeningforagroupprogramme;itisnotadiagnosis"],
        ),
        ("none", &[]),
    ];
    let of = |name: &str| -> Vec<&str> {
        match name {
            "l1"
            | "l5-offer-therapy"
            | "l5-waitlist-therapy"
            | "l5-other-therapy"
            | "l5-own-therapy"
            | "handout-therapy"
            | "handout-therapist" => vec!["therapy"],
            "l2"
            | "l2-ideas-if-asked"
            | "l2-ideas-welcome"
            | "l5-offer-support"
            | "l5-waitlist-support"
            | "l5-other-support"
            | "l5-own-support"
            | "handout-support"
            | "handout-host" => vec!["support"],
            "l5-waitlist-both" | "l5-other-both" => vec!["therapy", "support"],
            "handout-compare" => vec!["none"],
            _ => vec!["screening"],
        }
    };
    let mut press = Press::new();
    let stamp = pdf::Stamp {
        id: *b"sample letter 01",
        time: "2025-03-10T09:30:00Z".parse().unwrap(),
    };
    for (name, letter) in specimen::all(words()) {
        let bytes = pdf::write(&press.set(&letter).unwrap(), &stamp).unwrap();
        // For looking at them: the pages of this run as files.
        if let Some(folder) = std::env::var_os("LETTER_PDFS") {
            std::fs::write(Path::new(&folder).join(format!("{name}.pdf")), &bytes).unwrap();
        }
        let document = reader::open(&bytes);
        let text: String = reader::pages(&document)
            .into_iter()
            .map(|page| reader::text(&document, page))
            .collect();
        let text: String = text
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect::<String>()
            .to_lowercase();
        for kind in of(name) {
            let parts = meaning.iter().find(|(known, _)| *known == kind).unwrap().1;
            for part in parts {
                assert!(
                    part.split('|').any(|one| text.contains(one)),
                    "{name} lacks {part}"
                );
            }
        }
        assert!(text.contains("112"), "{name} names no emergency number");
        if letter.kind != Kind::Handout {
            assert!(text.contains("page1of"), "{name}");
            assert!(text.contains("confidential"), "{name}");
        }
    }
}
