//! Letters from facts to PDF bytes: what they say, where it stands, and that nothing makes them fail unseen.
#![allow(clippy::unwrap_used, clippy::cast_precision_loss)]

#[path = "letters/archive.rs"]
mod archive;
#[path = "letters/file.rs"]
mod file;
#[path = "letters/hostile.rs"]
mod hostile;
#[path = "letters/leaving.rs"]
mod leaving;
#[path = "letters/odd.rs"]
mod odd;
#[path = "letters/reader.rs"]
mod reader;
#[path = "letters/said.rs"]
mod said;
#[path = "letters/samples.rs"]
mod samples;
#[path = "letters/stationery.rs"]
mod stationery;

use odd::odd_everywhere;

use anteroom::letter::blocks::{Block, Section, Table};
use anteroom::letter::compose::{support, therapy};
use anteroom::letter::page::{Colour, GlyphRun, Item, Role};
use anteroom::letter::{Letter, Paper, Press, Say, Sheets, pdf};
use anteroom::text::Catalogue;

const NAMES: [&str; 6] = ["王小明", "محمد", "हिन्दी", "Ωμέγα", "Łucja", "Nguyễn"];

fn words() -> &'static Catalogue {
    Catalogue::english()
}

fn set(letter: &Letter) -> Sheets {
    Press::new().set(letter).unwrap()
}

fn written(letter: &Letter) -> Vec<u8> {
    pdf::write(&set(letter), &samples::stamp()).unwrap()
}

fn runs(sheets: &Sheets) -> impl Iterator<Item = &GlyphRun> {
    sheets
        .pages
        .iter()
        .flat_map(|page| &page.items)
        .filter_map(|placed| match &placed.item {
            Item::Glyphs(run) => Some(run),
            _ => None,
        })
}

fn bullets(count: usize) -> Vec<String> {
    (0..count).map(|index| format!("Step {index}: one more thing that was agreed, in a sentence of some length that wraps.")).collect()
}

#[test]
fn nothing_stands_outside_the_page_and_no_signature_stands_alone() {
    let mut press = Press::new();
    let words = words();
    for paper in [Paper::A4, Paper::UsLetter] {
        for count in (0..60).step_by(11) {
            let mut facts = samples::full_referral("Noor Haddad");
            facts.cover.paper = paper;
            facts.next = bullets(count);
            let sheets = press.set(&therapy(&facts, words)).unwrap();
            for run in runs(&sheets) {
                let page = &sheets.pages[0];
                assert!(
                    run.x >= 50.0 && run.x + run.width <= page.width_pt - 40.0,
                    "{}",
                    run.text
                );
                assert!(
                    run.y >= 30.0 && run.y <= page.height_pt - 15.0,
                    "{}",
                    run.text
                );
            }
            let last = sheets.pages.last().unwrap().text();
            assert!(
                last.contains("With kind regards,") && last.contains("In an emergency"),
                "{count} steps"
            );
            assert!(last.contains("Registration PYL 038117") && last.contains(samples::ANCHOR));
        }
    }
}

#[test]
fn a_long_table_repeats_its_header_and_means_it_once() {
    let mut letter = therapy(&samples::short_referral("Noor Haddad"), words());
    let table = Table {
        head: vec!["Meeting".into(), "What was worked on".into()],
        rows: (0..90)
            .map(|row| vec![format!("No. {row}"), "Closeness and distance".into()])
            .collect(),
    };
    letter.body.push(Section {
        heading: "So far".into(),
        blocks: vec![Block::Table(table)],
    });
    let sheets = set(&letter);
    let with_rows: Vec<String> = sheets
        .pages
        .iter()
        .map(|page| page.text())
        .filter(|text| text.contains("No. "))
        .collect();
    assert!(with_rows.len() > 2);
    for text in &with_rows {
        assert!(text.contains("What was worked on") && text.contains("So far"));
    }
    assert_eq!(
        sheets
            .nodes
            .iter()
            .filter(|node| node.role == Role::ColumnHead)
            .count(),
        2
    );
}

#[test]
fn a_letter_that_was_set_before_stands_as_it_did_to_the_last_point() {
    let words = words();
    let mut press = Press::new();
    let letters = [
        therapy(&samples::full_referral("Noor Haddad"), words),
        therapy(&samples::full_referral("محمد عبد الرحمن"), words),
        therapy(&samples::short_referral(&NAMES.join(" ")), words),
        support(&samples::support("Łucja Nguyễn"), words),
    ];
    for letter in letters.iter().chain(&letters) {
        let again = press.set(letter).unwrap();
        assert!(again == Press::new().set(letter).unwrap());
        // In another colour, from the same lines.
        let mut coloured = letter.clone();
        coloured.head.stationery.accent = Some(Colour(0x40, 0x10, 0x60));
        assert!(press.set(&coloured).unwrap() == Press::new().set(&coloured).unwrap());
    }
}

#[test]
fn a_letter_that_spills_over_is_set_tighter_before_it_takes_a_page() {
    assert_eq!(
        set(&support(&samples::support("Łucja Nguyễn"), words()))
            .pages
            .len(),
        1
    );
    let mut facts = samples::support("Łucja Nguyễn");
    facts.cover.paper = Paper::UsLetter;
    assert_eq!(set(&support(&facts, words())).pages.len(), 1);
    assert_eq!(
        set(&therapy(&samples::full_referral("Noor Haddad"), words()))
            .pages
            .len(),
        2
    );
}

#[test]
fn another_catalogue_can_say_the_sentences() {
    struct Loud(&'static Catalogue);
    impl Say for Loud {
        fn say(&self, id: &str, args: &[(&str, &str)]) -> String {
            self.0.say(id, args).to_uppercase()
        }
    }
    let letter = support(&samples::support("Łucja"), &Loud(words()));
    assert_eq!(letter.kind_line, "INTRODUCTION TO A SUPPORT GROUP");
}

/// Writes sample letters for looking at and for `tests/external/check-pdf`:
/// `LETTERS_DIR=dir cargo test --test letters -- --ignored samples`.
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
    let mut urgent = samples::short_referral("Noor Haddad");
    urgent.urgent = vec!["Said this morning: thoughts of not waking up, no plan. A sister is with her until tonight.".into(), "Spoken by telephone with Dr Okonkwo at 09:10.".into()];
    let letters = [
        (
            "l1-short",
            therapy(&samples::short_referral("Noor Haddad"), words),
        ),
        ("l1-urgent", therapy(&urgent, words)),
        (
            "l1-full",
            therapy(&samples::full_referral("Noor Haddad"), words),
        ),
        (
            "l1-full-us",
            us(therapy(&samples::full_referral("Noor Haddad"), words)),
        ),
        (
            "l1-arabic",
            therapy(
                &samples::full_referral("محمد عبد الرحمن بن خالد الأنصاري القرطبي"),
                words,
            ),
        ),
        (
            "l1-chinese",
            therapy(&samples::short_referral("王小明"), words),
        ),
        (
            "l1-six",
            therapy(&samples::short_referral(&NAMES.join(" ")), words),
        ),
        ("l2", support(&samples::support("Łucja Nguyễn"), words)),
        (
            "l2-us",
            us(support(&samples::support("Łucja Nguyễn"), words)),
        ),
    ];
    for (name, letter) in letters {
        let bytes = pdf::write(&press.set(&letter).unwrap(), &samples::stamp()).unwrap();
        std::fs::write(dir.join(format!("{name}.pdf")), &bytes).unwrap();
        if name == "l1-short" {
            let locked = pdf::encrypt(&bytes, "Zoë-pass").unwrap();
            std::fs::write(dir.join("locked.pdf"), locked).unwrap();
        }
    }
}
