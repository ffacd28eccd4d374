//! PDF/A-2b, rule by rule: what of ISO 19005-2 can be checked here, each with its clause, on letters of every sort.
//! No certified checker can be had from a package registry, so this list is what "designed for PDF/A-2b" means.

#[path = "archive/about.rs"]
mod about;
#[path = "archive/colour.rs"]
mod colour;
#[path = "archive/fonts.rs"]
mod fonts;
#[path = "archive/structure.rs"]
mod structure;

use anteroom::letter::compose::{support, therapy};
use anteroom::letter::{Paper, pdf};
use lopdf::{Dictionary, Document, Object, Stream};

use super::{NAMES, reader, samples, set, words};
use about::{actions, claim, info, metadata, presentations, xml};
use colour::{colours, intent, pictures, transparency, xobjects};
use fonts::{embedded, identity, mapped, notdef, unicode, widths};
use structure::{
    end, filters, header, limits, names, operators, resources, streams, table, trailer,
};

struct Pdf {
    bytes: Vec<u8>,
    document: Document,
}

type Check = fn(&Pdf) -> Result<(), String>;

/// Clause of ISO 19005-2, what it asks for, and how that is looked at.
const RULES: [(&str, &str, Check); 33] = [
    (
        "6.1.2",
        "the header, and a line of four bytes above 127",
        header,
    ),
    (
        "6.1.3",
        "an identifier in the trailer, and no encryption",
        trailer,
    ),
    ("6.1.3", "nothing after the last end-of-file mark", end),
    (
        "6.1.4",
        "a cross-reference table where startxref points",
        table,
    ),
    (
        "6.1.7.1",
        "streams say how long they are and lie in no other file",
        streams,
    ),
    ("6.1.7.2", "no filter but Flate", filters),
    ("6.1.8", "names are UTF-8", names),
    ("6.1.12", "no permissions", |pdf| absent(pdf, b"Perms")),
    (
        "6.1.13",
        "no number, string or name beyond what every reader holds",
        limits,
    ),
    (
        "6.2.2",
        "no operator that the standard does not know",
        operators,
    ),
    (
        "6.2.2",
        "every page has resources of its own list",
        resources,
    ),
    (
        "6.2.3",
        "an output intent for PDF/A with an RGB profile",
        intent,
    ),
    ("6.2.4", "no colour but RGB", colours),
    ("6.2.5", "no extended graphics state", |pdf| {
        absent(pdf, b"ExtGState")
    }),
    (
        "6.2.8",
        "pictures without alternates, OPI or interpolation",
        pictures,
    ),
    (
        "6.2.9",
        "no forms, PostScript or references among XObjects",
        xobjects,
    ),
    ("6.2.10", "no transparency", transparency),
    (
        "6.2.11.3.1",
        "composite fonts are Identity in both places",
        identity,
    ),
    (
        "6.2.11.3.2",
        "TrueType glyphs are mapped by Identity",
        mapped,
    ),
    ("6.2.11.4.1", "every font is embedded", embedded),
    (
        "6.2.11.5",
        "widths in the file are those of the font",
        widths,
    ),
    ("6.2.11.7", "every glyph shown has its text", unicode),
    (
        "6.2.11.8",
        "no glyph for a character that is missing",
        notdef,
    ),
    ("6.3", "no annotations", |pdf| absent(pdf, b"Annots")),
    ("6.4.1", "no forms", |pdf| absent(pdf, b"AcroForm")),
    ("6.5.1", "no actions", actions),
    ("6.6.2.1", "metadata in clear, of its right kind", metadata),
    (
        "6.6.2.3",
        "metadata is whole XML, with every foreign name described",
        xml,
    ),
    ("6.6.3", "what stands in Info stands in the metadata", info),
    ("6.6.4", "the metadata claims part 2, level B", claim),
    ("6.8", "no embedded files", |pdf| {
        absent(pdf, b"EmbeddedFiles")
    }),
    ("6.9", "no optional content", |pdf| {
        absent(pdf, b"OCProperties")
    }),
    (
        "6.10",
        "no alternate presentations or requirements",
        presentations,
    ),
];

fn letters() -> Vec<(&'static str, Vec<u8>)> {
    let mut us = therapy(&samples::full_referral("Noor Haddad"), words());
    us.paper = Paper::UsLetter;
    let letters = [
        (
            "full",
            therapy(&samples::full_referral("Noor Haddad"), words()),
        ),
        ("us", us),
        (
            "support",
            support(&samples::support("Łucja Nguyễn"), words()),
        ),
        (
            "scripts",
            therapy(&samples::short_referral(&NAMES.join(" ")), words()),
        ),
    ];
    letters
        .into_iter()
        .map(|(name, letter)| (name, pdf::write(&set(&letter), &samples::stamp()).unwrap()))
        .collect()
}

#[test]
fn every_rule_for_archives_that_can_be_checked_here_holds() {
    for (name, bytes) in letters() {
        let document = reader::open(&bytes);
        let pdf = Pdf { bytes, document };
        for (clause, words, check) in RULES {
            if let Err(why) = check(&pdf) {
                panic!("{name}: {clause} {words}: {why}");
            }
        }
    }
}

#[test]
fn the_rules_see_what_is_wrong() {
    let (_, bytes) = letters().remove(0);
    let broken = |change: fn(&mut Document)| {
        let mut document = reader::open(&bytes);
        change(&mut document);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        let document = reader::open(&bytes);
        let pdf = Pdf { bytes, document };
        let failed = RULES.iter().filter(|(_, _, check)| check(&pdf).is_err());
        failed.map(|(clause, ..)| *clause).collect::<Vec<_>>()
    };
    assert!(
        broken(|document| document
            .catalog_mut()
            .unwrap()
            .set("OpenAction", Object::Null))
        .contains(&"6.5.1")
    );
    assert!(
        broken(|document| document
            .catalog_mut()
            .unwrap()
            .set("AcroForm", Object::Null))
        .contains(&"6.4.1")
    );
    assert!(
        broken(|document| {
            document.catalog_mut().unwrap().remove(b"OutputIntents");
        })
        .contains(&"6.2.3")
    );
    assert!(
        broken(|document| {
            document.trailer.remove(b"ID");
        })
        .contains(&"6.1.3")
    );
    assert!(
        broken(|document| {
            for object in document.objects.values_mut() {
                if let Ok(dict) = object.as_dict_mut() {
                    dict.remove(b"FontFile2");
                }
            }
        })
        .contains(&"6.2.11.4.1")
    );
    assert!(
        broken(|document| {
            for object in document.objects.values_mut() {
                if let Object::Stream(stream) = object
                    && stream.dict.has(b"Subtype")
                    && !stream.dict.has(b"Width")
                {
                    let text = String::from_utf8_lossy(&stream.content)
                        .replace("conformance>B<", "conformance>A<");
                    stream.set_content(text.into_bytes());
                }
            }
        })
        .contains(&"6.6.4")
    );
}

fn ensure(good: bool, why: impl Into<String>) -> Result<(), String> {
    if good { Ok(()) } else { Err(why.into()) }
}

/// Every object, and every object within an object.
fn walk<'a>(object: &'a Object, see: &mut impl FnMut(&'a Object)) {
    see(object);
    match object {
        Object::Array(list) => list.iter().for_each(|object| walk(object, see)),
        Object::Dictionary(dict) => dict.iter().for_each(|(_, object)| walk(object, see)),
        Object::Stream(stream) => stream.dict.iter().for_each(|(_, object)| walk(object, see)),
        _ => {}
    }
}

fn all<'a>(pdf: &'a Pdf, mut see: impl FnMut(&'a Object)) {
    for object in pdf.document.objects.values() {
        walk(object, &mut see);
    }
    for (_, object) in pdf.document.trailer.iter() {
        walk(object, &mut see);
    }
}

fn dictionaries(pdf: &Pdf) -> Vec<&Dictionary> {
    let mut found = Vec::new();
    all(pdf, |object| match object {
        Object::Dictionary(dict) => found.push(dict),
        Object::Stream(stream) => found.push(&stream.dict),
        _ => {}
    });
    found
}

fn streams_of(pdf: &Pdf) -> impl Iterator<Item = &Stream> {
    pdf.document
        .objects
        .values()
        .filter_map(|object| object.as_stream().ok())
}

fn absent(pdf: &Pdf, key: &[u8]) -> Result<(), String> {
    let there = dictionaries(pdf).iter().any(|dict| dict.has(key));
    ensure(!there, format!("{} is there", String::from_utf8_lossy(key)))
}

fn is(dict: &Dictionary, key: &[u8], name: &str) -> bool {
    dict.get(key)
        .and_then(Object::as_name)
        .is_ok_and(|found| found == name.as_bytes())
}

fn operations(pdf: &Pdf) -> Vec<lopdf::content::Operation> {
    let pages = reader::pages(&pdf.document).into_iter();
    pages
        .flat_map(|page| reader::content(&pdf.document, page).operations)
        .collect()
}
