//! What no honest clinic types: a right page or a clear error, never a wrong page and never a crash.

use std::collections::{BTreeMap, BTreeSet};

use anteroom::letter::compose::{support, therapy};
use anteroom::letter::fonts::Face;
use anteroom::letter::page::Item;
use anteroom::letter::{LetterError, Press, Problem, lint, pdf};
use skrifa::{FontRef, MetadataProvider};

use super::{odd_everywhere, reader, samples, set, words};

/// Everything on a page stands on it.
fn inside(sheets: &anteroom::letter::Sheets) {
    for page in &sheets.pages {
        for placed in &page.items {
            if let Item::Glyphs(run) = &placed.item {
                assert!(
                    run.x >= 0.0 && run.x + run.width <= page.width_pt - 20.0,
                    "{:.0}",
                    run.x + run.width
                );
                assert!(run.y >= 0.0 && run.y <= page.height_pt, "{}", run.y);
            }
        }
    }
}

#[test]
fn a_name_of_a_hundred_kilobytes_is_stopped_in_words_and_never_cut() {
    for name in [
        "Noor ".repeat(20_000),
        "n".repeat(100_000),
        "محمد ".repeat(11_000),
    ] {
        let letter = therapy(&samples::short_referral(&name), words());
        assert!(
            lint(&letter)
                .iter()
                .any(|problem| matches!(problem, Problem::TooLong(_)) && problem.stops())
        );
        match Press::new().set(&letter) {
            Ok(sheets) => inside(&sheets),
            Err(error) => assert!(matches!(error, LetterError::TooLong { .. }), "{error}"),
        }
    }
}

#[test]
fn five_thousand_words_without_a_space_are_set_in_full() {
    let mut facts = samples::short_referral("Noor Haddad");
    facts.reason = "closeness".repeat(5_000);
    let sheets = set(&therapy(&facts, words()));
    inside(&sheets);
    let text: String = sheets
        .text()
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    let count: usize = text.matches("closeness").count();
    // Page ends come between, with the foot of one page and the head of the next.
    assert!(count >= 5_000 - 2 * sheets.pages.len(), "{count}");
    let letters = |text: &str| text.chars().filter(|c| "closenes".contains(*c)).count();
    assert!(letters(&text) >= 45_000);
}

/// Every character that a shipped font draws, by blocks of 256.
fn blocks() -> BTreeMap<u32, String> {
    let mut found: BTreeSet<char> = BTreeSet::new();
    for face in Face::ALL {
        let font = FontRef::new(face.bytes()).unwrap();
        let mapped = font.charmap().mappings();
        found.extend(mapped.filter_map(|(code, _)| char::from_u32(code)));
    }
    let mut blocks: BTreeMap<u32, String> = BTreeMap::new();
    for c in found {
        blocks.entry(u32::from(c) >> 8).or_default().push(c);
    }
    blocks
}

#[test]
fn every_block_of_characters_that_the_fonts_have_is_printed_and_read_back() {
    let mut press = Press::new();
    let words = words();
    let blocks = blocks();
    assert!(blocks.len() > 40, "{}", blocks.len());
    let mut batch: Vec<char> = Vec::new();
    let mut refused = BTreeSet::new();
    let mut lost = BTreeSet::new();
    let last = *blocks.keys().last().unwrap();
    for (block, characters) in blocks {
        batch.extend(characters.chars().filter(|c| !c.is_control()));
        if batch.len() < 2_500 && block != last {
            continue;
        }
        // A space after each, so that none joins another.
        let mut rest = std::mem::take(&mut batch);
        let sheets = loop {
            let mut facts = samples::short_referral("Noor Haddad");
            facts.reason = rest.iter().flat_map(|c| [*c, ' ']).collect();
            match press.set(&therapy(&facts, words)) {
                Ok(sheets) => break sheets,
                // Some signs stand for nothing by themselves: then they are named.
                Err(LetterError::NoGlyph { character, .. }) if rest.contains(&character) => {
                    rest.retain(|c| *c != character);
                    refused.insert(character);
                }
                Err(error) => panic!("up to block {block:02X}: {error}"),
            }
        };
        inside(&sheets);
        let document = reader::open(&pdf::write(&sheets, &samples::stamp()).unwrap());
        for (page, id) in sheets.pages.iter().zip(reader::pages(&document)) {
            // Right-to-left words come as they are seen: compared without their order.
            let count = |text: &str| {
                let mut counts: BTreeMap<char, usize> = BTreeMap::new();
                for c in text.chars().filter(|c| !c.is_whitespace()) {
                    *counts.entry(c).or_default() += 1;
                }
                counts
            };
            let (placed, read) = (count(&page.text()), count(&reader::text(&document, id)));
            lost.extend(
                placed
                    .iter()
                    .filter(|(c, n)| read.get(c) != Some(n))
                    .map(|(c, _)| *c),
            );
        }
    }
    assert!(lost.is_empty(), "{lost:?}");
    assert!(refused.len() < 100, "{refused:?}");
}

#[test]
fn nothing_that_steers_or_turns_text_reaches_the_page_or_the_file() {
    let controls: String = (0_u32..0x20)
        .chain(0x7F..0xA0)
        .filter_map(char::from_u32)
        .collect();
    let turning = "\u{202a}a\u{202b}b\u{202c}c\u{202d}d\u{202e}e\u{2066}f\u{2067}g\u{206a}h\u{feff}i\u{fff9}j\u{e0041}k";
    for odd in [
        format!("Ada{controls}Example"),
        format!("Ada {turning} Example"),
    ] {
        let sheets = set(&therapy(&odd_everywhere(&odd), words()));
        inside(&sheets);
        let text = sheets.text();
        let steers = |c: char| {
            (c.is_control() && !matches!(c, '\n' | '\t' | '\u{c}'))
                || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}' | '\u{2067}' | '\u{206a}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
        };
        assert!(!text.contains(steers));
        assert!(text.contains("Ada") && text.contains("Example"));
        // From left to right, as it was typed.
        let squeezed: String = text.chars().filter(|c| c.is_ascii_alphabetic()).collect();
        let typed: String = odd.chars().filter(|c| c.is_ascii_alphabetic()).collect();
        assert!(squeezed.contains(&typed), "{typed}");
    }
}

#[test]
fn a_file_name_trick_in_a_name_is_printed_in_the_order_in_which_it_is_read() {
    let sheets = set(&therapy(
        &samples::short_referral("Ada \u{202e}elpmaxE"),
        words(),
    ));
    assert!(sheets.pages[0].text().contains("Ada elpmaxE"));
}

#[test]
fn what_looks_like_a_template_is_printed_as_it_was_typed() {
    for odd in [
        "{page} of {pages}",
        "{ $name } { $date }",
        "{\"\"}",
        "%s %d ${HOME} $(id) `id`",
        "<b>bold</b> &amp; \\n \\u{202e}",
        "letter-dear = x",
        "(unbalanced ) >> << endobj stream [",
    ] {
        let letter = therapy(&odd_everywhere(odd), words());
        let sheets = set(&letter);
        let text = sheets.text().replace(['\n', '\t'], " ");
        assert!(text.matches(odd).count() > 5, "{odd} in {text}");
        let bytes = pdf::write(&sheets, &samples::stamp()).unwrap();
        let document = reader::open(&bytes);
        assert_eq!(reader::pages(&document).len(), sheets.pages.len());
        let read = reader::text(&document, reader::pages(&document)[0]).replace('\n', " ");
        let squeeze = |text: &str| {
            text.chars()
                .filter(|c| !c.is_whitespace())
                .collect::<String>()
        };
        assert!(squeeze(&read).contains(&squeeze(odd)), "{odd}");
    }
}

#[test]
fn a_title_that_is_written_in_the_file_breaks_nothing() {
    let mut letter = support(&samples::support("Łucja Nguyễn"), words());
    letter.kind_line = "A) /Author (x) << >> ]]> <x> & \u{202e}\u{0} “quoted” 王".into();
    let bytes = pdf::write(&set(&letter), &samples::stamp()).unwrap();
    let document = reader::open(&bytes);
    let info = document
        .dereference(document.trailer.get(b"Info").unwrap())
        .unwrap()
        .1
        .as_dict()
        .unwrap();
    assert!(!info.has(b"Author"));
    assert!(
        lopdf::decode_text_string(info.get(b"Title").unwrap())
            .unwrap()
            .contains("王")
    );
}
