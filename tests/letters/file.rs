//! What the PDF of a letter is.

use anteroom::letter::compose::{support, therapy};
use anteroom::letter::{LetterError, Press, pdf};
use lopdf::Object;

use super::{NAMES, reader, samples, set, words, written};

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
    let pages = reader::pages(&document);
    assert_eq!(pages.len(), sheets.pages.len());
    for (page, id) in sheets.pages.iter().zip(pages) {
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
        assert!(marks > 0);
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
