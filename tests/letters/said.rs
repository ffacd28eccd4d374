//! What letters say, and what has to be in the facts for it.

use std::path::Path;

use anteroom::letter::compose::{support, therapy};
use anteroom::letter::facts::Class;
use anteroom::letter::{Letter, Sheets};

use super::{bullets, samples, set, words};

fn golden(name: &str, sheets: &Sheets) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/letters/golden")
        .join(name);
    let text = sheets.text() + "\n";
    if std::env::var_os("WRITE_GOLDEN").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let expected = std::fs::read_to_string(&path)
        .unwrap()
        .replace("\r\n", "\n");
    assert_eq!(
        text, expected,
        "{name}: look at the change, then run with WRITE_GOLDEN=1"
    );
}

#[test]
fn the_short_referral_reads_as_it_did() {
    golden(
        "l1-short.txt",
        &set(&therapy(&samples::short_referral("Noor Haddad"), words())),
    );
}

#[test]
fn the_full_referral_reads_as_it_did() {
    golden(
        "l1-full.txt",
        &set(&therapy(&samples::full_referral("Noor Haddad"), words())),
    );
}

#[test]
fn the_introduction_to_a_support_group_reads_as_it_did() {
    golden(
        "l2.txt",
        &set(&support(&samples::support("Łucja Nguyễn"), words())),
    );
}

#[test]
fn the_mandatory_statements_stand_on_the_first_page() {
    let first = |letter: &Letter| set(letter).pages[0].text().replace('\n', " ");
    let l1 = first(&therapy(&samples::short_referral("Noor Haddad"), words()));
    assert!(l1.contains("This is group therapy, led by a licensed therapist who keeps clinical notes; a fee applies."));
    let l2 = first(&support(&samples::support("Łucja Nguyễn"), words()));
    assert!(l2.contains("This is not therapy or a clinical service. It is free, the leader is a host, and records are normally not kept."));
    assert!(
        l2.contains("If the host is a mandated reporter, abuse or danger must still be reported.")
    );
}

#[test]
fn every_page_says_whom_it_is_about_what_it_is_and_which_page_it_is() {
    let mut facts = samples::full_referral("Noor Haddad");
    facts.next = bullets(80);
    let sheets = set(&therapy(&facts, words()));
    let count = sheets.pages.len();
    assert!(count > 3);
    for (index, page) in sheets.pages.iter().enumerate() {
        let text = page.text();
        let numbered = format!("Page {} of {count}", index + 1);
        for part in [
            "Noor Haddad",
            "born 4 May 1991",
            "record R-1042",
            "Referral to a therapy group",
            "Confidential",
            &numbered,
        ] {
            assert!(text.contains(part), "page {} lacks {part}", index + 1);
        }
    }
}

#[test]
fn a_support_letter_shows_no_birth_date_no_licence_no_anchor_and_no_fee() {
    let mut facts = samples::support("Łucja Nguyễn");
    facts.cover.signer.licence = Some(("Registration PYL".into(), "038117".into()));
    facts.group.fee = "5 pounds".into();
    let text = set(&support(&facts, words())).text();
    for hidden in ["1991", "038117", samples::ANCHOR, "5 pounds"] {
        assert!(!text.contains(hidden), "{hidden}");
    }
}

#[test]
fn what_needs_consent_is_left_out_without_it() {
    let mut facts = samples::full_referral("Noor Haddad");
    facts.cover.consent.as_mut().unwrap().classes.clear();
    let text = set(&therapy(&facts, words())).text();
    for hidden in ["written plan", "PHQ-9", "feet"] {
        assert!(!text.contains(hidden), "{hidden}");
    }
    facts.cover.consent.as_mut().unwrap().classes = vec![Class::Safety];
    let text = set(&therapy(&facts, words())).text();
    assert!(text.contains("written plan") && !text.contains("PHQ-9"));
}

#[test]
fn others_are_not_named_where_contact_is_not_allowed() {
    let mut facts = samples::full_referral("Noor Haddad");
    facts.care.as_mut().unwrap().contact_allowed = false;
    let text = set(&therapy(&facts, words())).text();
    assert!(!text.contains("Merrow") && text.contains("do not contact them"));
}

#[test]
fn urgent_information_stands_above_the_statement() {
    let mut facts = samples::short_referral("Noor Haddad");
    facts.urgent = vec!["Present danger as stated this morning.".into()];
    let text = set(&therapy(&facts, words())).text();
    assert!(text.find("Present danger").unwrap() < text.find("This is group therapy").unwrap());
    assert!(text.find("Noor Haddad").unwrap() < text.find("Present danger").unwrap());
}

#[test]
fn what_is_not_known_is_said_to_be_not_yet_set() {
    let mut facts = samples::short_referral("Noor Haddad");
    facts.group.start.clear();
    assert!(
        set(&therapy(&facts, words()))
            .text()
            .contains("not yet set")
    );
}

#[test]
fn each_sentence_that_is_asked_for_is_there_and_each_that_is_there_is_asked_for() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let code = code_of(&root.join("src/letter"));
    let words = words();
    let is_text = |part: &&str| part.starts_with("letter-") || part.starts_with("handout-");
    let asked: Vec<&str> = code
        .split('"')
        .filter(|part| is_text(part) && !part.contains('{') && !part.ends_with('-'))
        // The name of a setting.
        .filter(|part| *part != "letter-texts")
        .collect();
    assert!(asked.len() > 40);
    // A handout asks for its parts by the name of the page.
    let page = |id: &str| {
        let mut files = anteroom::letter::texts::shipped().iter();
        let part = format!("{id}-");
        files.any(|file| file.texts.iter().any(|text| text.id.starts_with(&part)))
    };
    for id in &asked {
        let there = words.has(id) || id.starts_with("handout-") && page(id);
        assert!(there, "no sentence {id}");
    }
    // Pages for anyone ask for their parts by the name of the page.
    let by_page = |id: &str| id.starts_with("handout-") && words.has(id);
    for file in anteroom::letter::texts::shipped() {
        for text in file.texts.iter().filter(|_| file.name != "facts") {
            let id = text.id.as_str();
            let said = id.starts_with("letter-month-") || asked.contains(&id) || by_page(id);
            // The app proposes who calls whom.
            assert!(said || id == "letter-next-call", "nobody says {id}");
        }
    }
}

/// The code of a floor, without its tests.
fn code_of(dir: &Path) -> String {
    let mut code = String::new();
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            code += &code_of(&path);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            code += text.split("#[cfg(test)]").next().unwrap();
        }
    }
    code
}
