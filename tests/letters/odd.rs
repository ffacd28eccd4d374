//! Texts that nobody expects.

use anteroom::letter::blocks::{Part, Reach};
use anteroom::letter::compose::therapy;
use anteroom::letter::facts::ReferralFacts;
use anteroom::letter::{LetterError, Press, Problem, lint, pdf};
use proptest::prelude::{ProptestConfig, any, proptest};

use super::{runs, samples, set, words};

#[test]
fn a_character_that_no_font_has_stops_the_letter_and_is_the_only_thing_named() {
    let mut facts = samples::short_referral("Noor Haddad");
    facts.cover.receiver.address[0] = "4 Quay \u{1F600} Street".into();
    let error = Press::new().set(&therapy(&facts, words())).unwrap_err();
    assert_eq!(
        error,
        LetterError::NoGlyph {
            character: '\u{1F600}',
            part: Part::Address
        }
    );
    let message = error.to_string();
    assert!(message.contains("the character U+1F600 in the address") && !message.contains("Quay"));
}

#[test]
fn a_character_that_no_font_has_is_found_in_every_part() {
    for part in [
        Part::Body,
        Part::Signature,
        Part::Reference,
        Part::Consent,
        Part::KindLine,
        Part::Letterhead,
    ] {
        let mut letter = therapy(&samples::short_referral("Noor Haddad"), words());
        let odd = "\u{1D11E}".to_owned();
        match part {
            Part::Body => letter.body[1].heading = odd,
            Part::Signature => letter.signature.role = odd,
            Part::Reference => letter.number = odd,
            Part::Consent => letter.consent.as_mut().unwrap().heading = odd,
            Part::KindLine => letter.kind_line = odd,
            _ => letter.head.email = odd,
        }
        let error = Press::new().set(&letter).unwrap_err();
        assert_eq!(
            error,
            LetterError::NoGlyph {
                character: '\u{1D11E}',
                part
            }
        );
    }
}

/// Facts with one odd text in every place that people type in.
pub(super) fn odd_everywhere(odd: &str) -> ReferralFacts {
    let mut facts = samples::full_referral(odd);
    let text = odd.to_owned();
    facts.cover.number.clone_from(&text);
    facts.cover.clinic.name.clone_from(&text);
    facts.cover.receiver.salutation.clone_from(&text);
    facts.cover.receiver.address = vec![text.clone()];
    facts.cover.signer.name.clone_from(&text);
    facts
        .cover
        .consent
        .as_mut()
        .unwrap()
        .purpose
        .clone_from(&text);
    facts.group.name.clone_from(&text);
    facts.group.leaders = vec![text.clone(), text.clone(), text.clone()];
    facts.group.place.clone_from(&text);
    facts.reason.clone_from(&text);
    facts.goal.clone_from(&text);
    facts.brings = vec![text.clone(); 2];
    facts.access = vec![text.clone()];
    facts.measures[0].result = text;
    facts
}

#[test]
fn odd_texts_in_every_place_are_set_or_refused_but_never_fatal() {
    let mut press = Press::new();
    let words = words();
    let odd = [
        String::new(),
        " \n\t\r\n ".into(),
        "\0\u{1}\u{7f}".into(),
        "a\0b\nc\r\nd\u{2028}e".into(),
        "\u{202e}evil\u{202c} \u{2067}x\u{2069}\u{2069}\u{200f}\u{200e}".into(),
        "\u{2068}\u{2068}محمد".into(),
        "محمد 1980 (Ada) عبد\u{200c}الله 12:30".into(),
        "क\u{94d}\u{200d}ष ก็\u{e33} שָׁלוֹם ﷺ ﬁ".into(),
        format!("z{}", "\u{300}\u{316}".repeat(2_000)),
        "\u{feff}\u{200b}\u{ad}\u{fe0f}".into(),
        "e\u{301}\u{20dd}".into(),
        "{ $name } {page} letter-born".into(),
    ];
    let mut fit = 0;
    for text in &odd {
        if let Ok(sheets) = press.set(&therapy(&odd_everywhere(text), words)) {
            pdf::write(&sheets, &samples::stamp()).unwrap();
            fit += 1;
        }
    }
    // Most of them are fit to be set.
    assert!(fit >= 9, "{fit}");
}

#[test]
fn very_long_texts_are_set_over_many_pages_or_refused_by_part() {
    let mut press = Press::new();
    let words = words();
    let long = "A sentence that goes on. ".repeat(4_000);
    for text in [
        long.clone(),
        "x".repeat(100_000),
        "王".repeat(10_000),
        "محمد ".repeat(3_000),
        "line\n".repeat(1_000),
    ] {
        let mut facts = samples::short_referral("Noor Haddad");
        facts.reason.clone_from(&text);
        let sheets = press.set(&therapy(&facts, words)).unwrap();
        assert!(sheets.pages.len() > 5);
        let last = sheets.pages.last().unwrap().text();
        assert!(last.contains("Tomasz Reyes-Lind"));
    }
    let mut facts = samples::short_referral("Noor Haddad");
    facts.measures = samples::full_referral("Noor").measures;
    // Within the clinic totals need the tick and no consent.
    facts.cover.receiver.reach = Reach::InClinic;
    facts.cover.consent = None;
    facts.measures[0].result.clone_from(&long);
    assert!(press.set(&therapy(&facts, words)).unwrap().pages.len() > 5);
    facts.cover.receiver.address = vec![long.clone()];
    let error = press.set(&therapy(&facts, words)).unwrap_err();
    assert_eq!(
        error,
        LetterError::TooLong {
            part: Part::Address
        }
    );
    facts.cover.clinic.name = "Long ".repeat(2_000);
    facts.measures.clear();
    facts.cover.receiver.address.clear();
    assert_eq!(
        press.set(&therapy(&facts, words)).unwrap_err(),
        LetterError::TooLong {
            part: Part::Letterhead
        }
    );
    facts.reason = "y".repeat(500_000);
    assert_eq!(
        press.set(&therapy(&facts, words)).unwrap_err(),
        LetterError::TooLong { part: Part::Whole }
    );
}

#[test]
fn a_very_long_name_is_set_in_full_once_and_flagged() {
    let name = "Wolfeschlegelsteinhausenbergerdorff ".repeat(12);
    let letter = therapy(&samples::short_referral(&name), words());
    assert!(lint(&letter).contains(&Problem::TooLong(Part::Identifiers)));
    let sheets = set(&letter);
    assert_eq!(
        sheets.pages[0]
            .text()
            .matches("Wolfeschlegelsteinhausenbergerdorff")
            .count()
            % 12,
        0
    );
    assert!(runs(&sheets).all(|run| run.x + run.width <= sheets.pages[0].width_pt));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_in_any_place_is_set_or_refused(text in any::<String>()) {
        let words = words();
        if let Ok(sheets) = Press::new().set(&therapy(&odd_everywhere(&text), words)) {
            pdf::write(&sheets, &samples::stamp()).unwrap();
        }
    }

    #[test]
    fn any_text_of_the_shipped_scripts_is_set(text in "[a-zÀ-ſΑ-ΡΣ-ωА-я\u{5d0}-\u{5ea}\u{621}-\u{64a}\u{904}-\u{939}\u{93e}-\u{94d}\u{e01}-\u{e2e} \u{200d}\u{200c}0-9().,]{0,60}") {
        let words = words();
        let sheets = Press::new().set(&therapy(&odd_everywhere(&text), words));
        let sheets = match sheets {
            Ok(sheets) => sheets,
            Err(error) => panic!("{error}: {text:?}"),
        };
        pdf::write(&sheets, &samples::stamp()).unwrap();
    }
}
