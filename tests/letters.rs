//! Letters from facts to PDF bytes: what they say, where it stands, and that nothing makes them fail unseen.
#![allow(clippy::unwrap_used, clippy::cast_precision_loss)]

#[path = "letters/archive.rs"]
mod archive;
#[path = "letters/hostile.rs"]
mod hostile;
#[path = "letters/reader.rs"]
mod reader;
#[path = "letters/samples.rs"]
mod samples;
#[path = "letters/stationery.rs"]
mod stationery;

use std::path::Path;

use anteroom::letter::blocks::{Block, LegalText, Part, Reach, Section, Table};
use anteroom::letter::compose::{support, therapy};
use anteroom::letter::facts::{Class, Legal, ReferralFacts};
use anteroom::letter::lint::lint_pages;
use anteroom::letter::page::{Colour, GlyphRun, Item, Role};
use anteroom::letter::{Letter, LetterError, Paper, Press, Problem, Say, Sheets, lint, pdf};
use anteroom::text::Catalogue;
use lopdf::Object;
use proptest::prelude::{ProptestConfig, any, proptest};

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

// What they say.

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

// Where it stands.

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

// What may leave the house.

#[test]
fn the_sample_letters_have_no_problems() {
    let words = words();
    for letter in [
        therapy(&samples::short_referral("Noor Haddad"), words),
        therapy(&samples::full_referral("Noor Haddad"), words),
        support(&samples::support("Łucja Nguyễn"), words),
    ] {
        assert_eq!(lint(&letter), []);
    }
}

#[test]
fn an_empty_letter_has_all_its_problems_named_at_once() {
    let mut letter = therapy(&samples::short_referral("Noor Haddad"), words());
    letter.person.chosen_name.clear();
    letter.date.clear();
    letter.receiver.lines.clear();
    letter.head.clinic.clear();
    letter.statement.clear();
    letter.consent = None;
    letter.emergency = None;
    letter.signature.licence = None;
    letter.anchor = None;
    let problems = lint(&letter);
    for part in [
        Part::Identifiers,
        Part::Reference,
        Part::Address,
        Part::Letterhead,
        Part::Statement,
        Part::Consent,
        Part::Notices,
        Part::Signature,
        Part::Footer,
    ] {
        assert!(problems.contains(&Problem::Missing(part)), "{part}");
    }
    assert!(problems.iter().all(Problem::stops));
}

#[test]
fn clinical_words_titles_and_scores_are_refused_in_support_letters() {
    let corpus = [
        ("We treat grief here.", "treat"),
        ("A therapy for loss.", "therapy"),
        ("After the diagnosis last year.", "diagnosis"),
        ("An intervention at school.", "intervention"),
        ("See the session notes.", "session notes"),
        ("Led by a therapist.", "therapist"),
        ("Ask the counsellor.", "counsellor"),
        ("Symptoms have eased.", "symptoms"),
        ("Takes medication at noon.", "medication"),
        ("The patient is early.", "patient"),
        ("PHQ-9 was done.", ""),
        ("It was 11 of 27.", ""),
        ("It was 11/27.", ""),
        ("Because of sg-theme.", ""),
    ];
    for (sentence, word) in corpus {
        let mut facts = samples::support("Łucja Nguyễn");
        facts.access.push(sentence.into());
        let problems = lint(&support(&facts, words()));
        assert!(!problems.is_empty(), "{sentence}");
        let named = problems.iter().any(|problem| match problem {
            Problem::ClinicalWord { word: found, .. } | Problem::Title { word: found, .. } => {
                found == word
            }
            Problem::Score(_) | Problem::Code(_) => word.is_empty(),
            _ => false,
        });
        assert!(named, "{sentence}: {problems:?}");
    }
}

#[test]
fn harmless_sentences_pass_in_support_letters() {
    for sentence in [
        "I lost my brother last autumn.",
        "Comes by bus 24/7 if need be.",
        "A seat by the door on 12/03/2025.",
        "Somebody who treasures quiet.",
        "Parents of children in hospital.",
        "Newly told, in the middle of it, or after.",
    ] {
        let mut facts = samples::support("Łucja Nguyễn");
        facts.link = sentence.into();
        assert_eq!(lint(&support(&facts, words())), [], "{sentence}");
    }
}

#[test]
fn the_same_leader_is_a_therapist_in_one_letter_and_a_host_in_the_other() {
    let mut facts = samples::support("Łucja Nguyễn");
    facts.cover.signer.role = "Group therapist".into();
    let problems = lint(&support(&facts, words()));
    assert!(problems.iter().any(|problem| matches!(
        problem,
        Problem::Title {
            part: Part::Signature,
            ..
        }
    )));
    facts.cover.signer.role = "Facilitator".into();
    assert_eq!(lint(&support(&facts, words())), []);
    let mut referral = samples::short_referral("Noor Haddad");
    referral.cover.signer.role = "Group therapist".into();
    assert_eq!(lint(&therapy(&referral, words())), []);
}

#[test]
fn names_of_clinics_and_people_are_not_judged_by_the_word_list() {
    let mut facts = samples::support("Mercy Treat");
    facts.cover.clinic.name = "Sampleton Therapy Clinic".into();
    let problems = lint(&support(&facts, words()));
    let blocked = problems.iter().filter(|problem| problem.stops()).count();
    // The name also stands in running sentences; there it is found, and the clinic may word them otherwise.
    assert!(problems.iter().all(|problem| !matches!(
        problem,
        Problem::ClinicalWord {
            part: Part::Letterhead | Part::Identifiers,
            ..
        }
    )));
    assert!(blocked <= 3);
}

#[test]
fn a_statement_may_be_reworded_but_not_lose_its_meaning() {
    let mut letter = support(&samples::support("Łucja Nguyễn"), words());
    letter.statement = "Please note: this is not therapy or a clinical service. It is free; the leader is your host; records are not kept. A host who is a mandated reporter must report abuse or danger.".into();
    assert_eq!(lint(&letter), []);
    letter.statement = "A group for talking. It is free.".into();
    let lost = lint(&letter);
    assert!(
        lost.iter()
            .filter(|problem| matches!(problem, Problem::StatementMeaning(_)))
            .count()
            >= 3
    );
}

#[test]
fn a_letter_holds_only_what_its_kind_may_hold() {
    let words = words();
    let mut letter = support(&samples::support("Łucja Nguyễn"), words);
    letter.person.birth_date = Some("born 4 May 1991".into());
    letter.anchor = Some(samples::ANCHOR.into());
    letter.urgent = Some(Section {
        heading: "Urgent".into(),
        blocks: Vec::new(),
    });
    letter.legal = LegalText::Missing;
    letter.receiver.lines[0] = "Wren Castellane and Ola Brand".into();
    let problems = lint(&letter);
    for problem in [
        Problem::BirthDate,
        Problem::Anchor,
        Problem::UrgentBox,
        Problem::LegalText,
        Problem::Receivers,
    ] {
        assert!(problems.contains(&problem), "{problem:?}");
    }
    let sentence = Problem::BirthDate.message(words);
    assert!(sentence.ends_with('.') && !sentence.starts_with("letter-"));
}

#[test]
fn inside_the_clinic_a_referral_needs_no_consent_line() {
    let mut facts = samples::short_referral("Noor Haddad");
    facts.cover.consent = None;
    assert!(lint(&therapy(&facts, words())).contains(&Problem::Missing(Part::Consent)));
    facts.cover.receiver.reach = Reach::InClinic;
    assert_eq!(lint(&therapy(&facts, words())), []);
}

#[test]
fn substance_content_without_the_legal_text_stops_and_with_it_prints_it() {
    let mut facts = samples::short_referral("Noor Haddad");
    facts.cover.legal = Legal::Missing;
    assert!(lint(&therapy(&facts, words())).contains(&Problem::LegalText));
    facts.cover.legal = Legal::Text {
        heading: "Notice".into(),
        text: "The approved text, word for word.".into(),
    };
    let letter = therapy(&facts, words());
    assert_eq!(lint(&letter), []);
    assert!(
        set(&letter)
            .text()
            .contains("The approved text, word for word.")
    );
}

#[test]
fn more_pages_than_are_read_is_advice_not_a_stop() {
    let problem = lint_pages(anteroom::letter::Kind::L2, 2).unwrap();
    assert!(!problem.stops());
    assert_eq!(lint_pages(anteroom::letter::Kind::L1, 2), None);
}

// What the PDF is.

#[test]
fn six_names_in_six_scripts_can_be_read_back_from_the_pdf() {
    for name in NAMES {
        let bytes = written(&therapy(&samples::short_referral(name), words()));
        let document = reader::open(&bytes);
        for page in reader::pages(&document) {
            let text = reader::text(&document, page);
            let as_seen: String = name.chars().rev().collect();
            assert!(
                text.contains(name) || text.contains(&as_seen),
                "{name} in {text}"
            );
            assert!(!text.contains('\u{fffd}'));
        }
    }
}

#[test]
fn the_whole_text_can_be_read_back_from_the_pdf() {
    let letter = therapy(&samples::full_referral("Noor Haddad"), words());
    let sheets = set(&letter);
    let document = reader::open(&pdf::write(&sheets, &samples::stamp()).unwrap());
    let squeeze = |text: &str| {
        text.chars()
            .filter(|c| !c.is_whitespace())
            .collect::<String>()
    };
    for (page, id) in sheets.pages.iter().zip(reader::pages(&document)) {
        assert_eq!(squeeze(&page.text()), squeeze(&reader::text(&document, id)));
    }
}

#[test]
fn every_font_is_embedded_cut_down_and_readable() {
    let document = reader::open(&written(&therapy(
        &samples::short_referral(&NAMES.join(" ")),
        words(),
    )));
    let fonts = reader::fonts(&document, reader::pages(&document)[0]);
    assert_eq!(fonts.len(), 5);
    for font in fonts.values() {
        let name =
            String::from_utf8(font.get(b"BaseFont").unwrap().as_name().unwrap().to_vec()).unwrap();
        let (tag, rest) = name.split_once('+').unwrap();
        assert!(
            tag.len() == 6
                && tag.bytes().all(|byte| byte.is_ascii_uppercase())
                && rest.starts_with("NotoSans")
        );
        assert!(font.has(b"ToUnicode"));
        let descriptor = reader::descriptor(&document, font);
        let file = descriptor
            .get(b"FontFile2")
            .or_else(|_| descriptor.get(b"FontFile3"))
            .unwrap();
        let stream = document.dereference(file).unwrap().1.as_stream().unwrap();
        assert!(
            !stream.content.is_empty() && stream.content.len() < 60_000,
            "{name}"
        );
    }
}

#[test]
fn the_same_letter_gives_the_same_bytes_and_another_id_gives_others() {
    let letter = therapy(&samples::full_referral("محمد"), words());
    let first = written(&letter);
    assert_eq!(first, written(&letter));
    // A used press sets as a new one does.
    let mut press = Press::new();
    press
        .set(&support(&samples::support("王小明"), words()))
        .unwrap();
    let again = pdf::write(&press.set(&letter).unwrap(), &samples::stamp()).unwrap();
    assert_eq!(first, again);
    let stamp = pdf::Stamp {
        id: [7; 16],
        ..samples::stamp()
    };
    assert_ne!(first, pdf::write(&set(&letter), &stamp).unwrap());
}

#[test]
fn what_a_file_manager_shows_names_nobody() {
    let document = reader::open(&written(&therapy(
        &samples::short_referral("Noor Haddad"),
        words(),
    )));
    let info = document
        .dereference(document.trailer.get(b"Info").unwrap())
        .unwrap()
        .1
        .as_dict()
        .unwrap();
    let title = lopdf::decode_text_string(info.get(b"Title").unwrap()).unwrap();
    assert_eq!(title, "Referral to a therapy group");
    let metadata = document
        .dereference(document.catalog().unwrap().get(b"Metadata").unwrap())
        .unwrap()
        .1;
    let xmp = String::from_utf8(metadata.as_stream().unwrap().content.clone()).unwrap();
    for value in info.iter().filter_map(|(_, value)| value.as_str().ok()) {
        assert!(!String::from_utf8_lossy(value).contains("Noor"));
    }
    assert!(
        !xmp.contains("Noor") && xmp.contains("pdfaid:part>2") && xmp.contains("pdfuaid:part>1")
    );
    assert!(xmp.contains("2025-03-10T09:30:00Z"));
}

#[test]
fn the_file_is_what_archives_and_screen_readers_ask_for() {
    let bytes = written(&therapy(&samples::full_referral("Noor Haddad"), words()));
    assert!(bytes.starts_with(b"%PDF-1.7"));
    let document = reader::open(&bytes);
    let catalog = document.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"en-GB");
    assert!(
        catalog
            .get(b"MarkInfo")
            .unwrap()
            .as_dict()
            .unwrap()
            .get(b"Marked")
            .unwrap()
            .as_bool()
            .unwrap()
    );
    let view = catalog
        .get(b"ViewerPreferences")
        .unwrap()
        .as_dict()
        .unwrap();
    assert!(view.get(b"DisplayDocTitle").unwrap().as_bool().unwrap());
    let intents = catalog.get(b"OutputIntents").unwrap().as_array().unwrap();
    assert_eq!(
        intents[0]
            .as_dict()
            .unwrap()
            .get(b"S")
            .unwrap()
            .as_name()
            .unwrap(),
        b"GTS_PDFA1"
    );
    let id = document.trailer.get(b"ID").unwrap().as_array().unwrap();
    assert_eq!(id[0].as_str().unwrap(), samples::stamp().id);
}

#[test]
fn each_mark_on_a_page_leads_to_an_element_and_nothing_is_unmarked() {
    let document = reader::open(&written(&therapy(
        &samples::full_referral("Noor Haddad"),
        words(),
    )));
    let root = document.catalog().unwrap().get(b"StructTreeRoot").unwrap();
    let root = document.dereference(root).unwrap().1.as_dict().unwrap();
    let nums = root
        .get(b"ParentTree")
        .unwrap()
        .as_dict()
        .unwrap()
        .get(b"Nums")
        .unwrap()
        .as_array()
        .unwrap();
    for (index, page) in reader::pages(&document).into_iter().enumerate() {
        let elements = nums[2 * index + 1].as_array().unwrap();
        let mut depth = 0;
        let mut marks = 0;
        for operation in reader::content(&document, page).operations {
            match operation.operator.as_str() {
                "BMC" => depth += 1,
                "BDC" => {
                    depth += 1;
                    let dict = operation.operands[1].as_dict().unwrap();
                    if let Ok(mark) = dict.get(b"MCID").and_then(Object::as_i64) {
                        assert_eq!(mark, marks);
                        marks += 1;
                        let element = document
                            .dereference(&elements[usize::try_from(mark).unwrap()])
                            .unwrap()
                            .1;
                        let kind = element.as_dict().unwrap().get(b"S").unwrap();
                        assert_eq!(kind, &operation.operands[0]);
                    }
                }
                "EMC" => depth -= 1,
                "TJ" | "Do" | "f" | "S" => assert!(depth > 0),
                _ => {}
            }
        }
        assert_eq!(depth, 0);
        assert_eq!(usize::try_from(marks).unwrap(), elements.len());
    }
}

#[test]
fn a_logo_stands_for_the_clinics_name_and_is_kept_opaque() {
    let mut letter = therapy(&samples::full_referral("Noor Haddad"), words());
    let bytes = written(&letter);
    let document = reader::open(&bytes);
    let figure = document
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .find(|dict| {
            dict.get(b"S")
                .and_then(Object::as_name)
                .is_ok_and(|name| name == b"Figure")
        });
    assert_eq!(
        lopdf::decode_text_string(figure.unwrap().get(b"Alt").unwrap()).unwrap(),
        "Millrace Clinic"
    );
    assert!(!document.objects.values().any(|object| {
        object
            .as_stream()
            .is_ok_and(|stream| stream.dict.has(b"SMask"))
    }));
    letter.head.logo = None;
    assert!(written(&letter).len() < bytes.len());
}

#[test]
fn a_locked_copy_opens_with_its_password_only_and_claims_less() {
    let bytes = written(&therapy(&samples::short_referral("Noor Haddad"), words()));
    let locked = pdf::encrypt(&bytes, "Zoë-pass").unwrap();
    assert!(!locked.windows(8).any(|window| window == b"Referral"));
    let document = lopdf::Document::load_mem(&locked).unwrap();
    assert!(document.is_encrypted());
    let encrypt = document.get_encrypted().unwrap();
    assert_eq!(encrypt.get(b"Length").unwrap().as_i64().unwrap(), 256);
    assert!(document.authenticate_password("wrong").is_err());
    let opened = lopdf::Document::load_mem_with_options(
        &locked,
        lopdf::LoadOptions::with_password("Zoë-pass"),
    )
    .unwrap();
    let page = reader::pages(&opened)[0];
    assert!(reader::text(&opened, page).contains("Noor Haddad"));
    let metadata = opened
        .dereference(opened.catalog().unwrap().get(b"Metadata").unwrap())
        .unwrap()
        .1;
    let xmp = String::from_utf8(metadata.as_stream().unwrap().content.clone()).unwrap();
    assert!(xmp.contains("pdfuaid") && !xmp.contains("<pdfaid:part>"));
    for password in ["", &"x".repeat(128)] {
        assert_eq!(pdf::encrypt(&bytes, password), Err(LetterError::Password));
    }
}

// What nobody expects.

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
fn odd_everywhere(odd: &str) -> ReferralFacts {
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
