//! PDF/A-2b, rule by rule: what of ISO 19005-2 can be checked here, each with its clause, on letters of every sort.
//! No certified checker can be had from a package registry, so this list is what "designed for PDF/A-2b" means.

use std::collections::BTreeSet;

use anteroom::letter::compose::{support, therapy};
use anteroom::letter::{Paper, pdf};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, GlyphId, MetadataProvider};

use super::{NAMES, reader, samples, set, words};

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

fn header(pdf: &Pdf) -> Result<(), String> {
    let mut lines = pdf.bytes.split(|byte| *byte == b'\n');
    ensure(lines.next() == Some(b"%PDF-1.7".as_slice()), "version")?;
    let mark = lines.next().unwrap_or_default();
    let high = mark
        .iter()
        .skip(1)
        .take(4)
        .filter(|byte| **byte > 127)
        .count();
    ensure(mark.starts_with(b"%") && high == 4, format!("{mark:?}"))
}

fn trailer(pdf: &Pdf) -> Result<(), String> {
    let id = pdf.document.trailer.get(b"ID").and_then(Object::as_array);
    ensure(id.is_ok_and(|id| id.len() == 2), "no identifier")?;
    ensure(!pdf.document.trailer.has(b"Encrypt"), "encrypted")
}

fn end(pdf: &Pdf) -> Result<(), String> {
    let text = pdf.bytes.trim_ascii_end();
    ensure(
        text.ends_with(b"%%EOF") && pdf.bytes.len() - text.len() <= 2,
        "something follows",
    )
}

fn table(pdf: &Pdf) -> Result<(), String> {
    let tail = String::from_utf8_lossy(&pdf.bytes[pdf.bytes.len() - 60..]).into_owned();
    let at = tail
        .split_once("startxref")
        .map(|(_, rest)| rest.trim().lines().next().unwrap_or_default().to_owned());
    let at: usize = at.and_then(|at| at.parse().ok()).ok_or("no startxref")?;
    ensure(pdf.bytes[at..].starts_with(b"xref\n0 "), "no table there")
}

fn streams(pdf: &Pdf) -> Result<(), String> {
    for stream in streams_of(pdf) {
        let length = stream
            .dict
            .get(b"Length")
            .and_then(Object::as_i64)
            .map_err(|_| "no length")?;
        ensure(
            usize::try_from(length) == Ok(stream.content.len()),
            "a wrong length",
        )?;
        for key in [b"F".as_slice(), b"FFilter", b"FDecodeParms"] {
            ensure(!stream.dict.has(key), "lies in another file")?;
        }
    }
    Ok(())
}

fn filters(pdf: &Pdf) -> Result<(), String> {
    for stream in streams_of(pdf) {
        let known = !stream.dict.has(b"Filter") || is(&stream.dict, b"Filter", "FlateDecode");
        ensure(known, format!("{:?}", stream.dict.get(b"Filter")))?;
        ensure(
            !stream.dict.has(b"Filter") || stream.decompressed_content().is_ok(),
            "cannot be unpacked",
        )?;
    }
    Ok(())
}

fn names(pdf: &Pdf) -> Result<(), String> {
    let mut good = true;
    all(pdf, |object| {
        if let Object::Name(name) = object {
            good &= std::str::from_utf8(name).is_ok() && name.len() <= 127;
        }
    });
    ensure(good, "a name is no text")
}

fn limits(pdf: &Pdf) -> Result<(), String> {
    let mut why = Ok(());
    all(pdf, |object| match object {
        Object::Integer(number) if i32::try_from(*number).is_err() => {
            why = Err(format!("{number}"))
        }
        Object::Real(number) if !number.is_finite() => why = Err(format!("{number}")),
        Object::String(text, _) if text.len() > 32_767 => why = Err("a long string".into()),
        _ => {}
    });
    why?;
    for page in reader::pages(&pdf.document) {
        let page = pdf.document.get_dictionary(page).unwrap();
        let sides = page.get(b"MediaBox").unwrap().as_array().unwrap();
        let long = sides
            .iter()
            .filter_map(|side| side.as_float().ok())
            .fold(0.0, f32::max);
        ensure((3.0..=14_400.0).contains(&long), "a page of odd size")?;
    }
    Ok(())
}

fn operations(pdf: &Pdf) -> Vec<lopdf::content::Operation> {
    let pages = reader::pages(&pdf.document).into_iter();
    pages
        .flat_map(|page| reader::content(&pdf.document, page).operations)
        .collect()
}

fn operators(pdf: &Pdf) -> Result<(), String> {
    let known: BTreeSet<&str> = "q Q cm w RG rg re f S BT ET Tf Tm TJ Do BMC BDC EMC"
        .split(' ')
        .collect();
    let mut depth = 0_i32;
    for operation in operations(pdf) {
        let name = operation.operator.as_str();
        ensure(known.contains(name), name)?;
        depth += i32::from(name == "q") - i32::from(name == "Q");
        ensure((0..=28).contains(&depth), "q and Q are not in pairs")?;
    }
    ensure(depth == 0, "q and Q are not in pairs")
}

fn resources(pdf: &Pdf) -> Result<(), String> {
    for page in reader::pages(&pdf.document) {
        let dict = pdf.document.get_dictionary(page).unwrap();
        let own = dict.get(b"Resources").map_err(|_| "none")?;
        let own = pdf.document.dereference(own).unwrap().1.as_dict().unwrap();
        for operation in reader::content(&pdf.document, page).operations {
            let list = match operation.operator.as_str() {
                "Tf" => b"Font".as_slice(),
                "Do" => b"XObject",
                _ => continue,
            };
            let list = own
                .get(list)
                .and_then(Object::as_dict)
                .map_err(|_| "no list")?;
            let name = operation.operands[0].as_name().unwrap();
            ensure(list.has(name), String::from_utf8_lossy(name))?;
        }
    }
    Ok(())
}

fn intent(pdf: &Pdf) -> Result<(), String> {
    let intents = pdf
        .document
        .catalog()
        .unwrap()
        .get(b"OutputIntents")
        .and_then(Object::as_array)
        .map_err(|_| "none")?;
    ensure(intents.len() == 1, "not one")?;
    let intent = intents[0].as_dict().unwrap();
    ensure(
        is(intent, b"S", "GTS_PDFA1") && intent.has(b"OutputConditionIdentifier"),
        "not for PDF/A",
    )?;
    let profile = pdf
        .document
        .dereference(intent.get(b"DestOutputProfile").unwrap())
        .unwrap()
        .1
        .as_stream()
        .unwrap();
    let bytes = profile
        .decompressed_content()
        .unwrap_or_else(|_| profile.content.clone());
    ensure(
        profile.dict.get(b"N").and_then(Object::as_i64).ok() == Some(3),
        "N",
    )?;
    ensure(
        bytes[8] <= 4 && &bytes[12..20] == b"mntrRGB " && &bytes[36..40] == b"acsp",
        "no monitor profile",
    )?;
    let size = u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
    ensure(size as usize == bytes.len(), "a profile of another size")
}

fn colours(pdf: &Pdf) -> Result<(), String> {
    for operation in operations(pdf) {
        let other = [
            "k", "K", "g", "G", "cs", "CS", "sc", "SC", "scn", "SCN", "sh",
        ];
        ensure(
            !other.contains(&operation.operator.as_str()),
            operation.operator.clone(),
        )?;
        if matches!(operation.operator.as_str(), "rg" | "RG") {
            let parts = operation
                .operands
                .iter()
                .filter_map(|part| part.as_float().ok());
            ensure(
                parts.filter(|part| (0.0..=1.0).contains(part)).count() == 3,
                "a colour",
            )?;
        }
    }
    let spaces = dictionaries(pdf)
        .into_iter()
        .filter(|dict| dict.has(b"ColorSpace"));
    spaces
        .into_iter()
        .try_for_each(|dict| ensure(is(dict, b"ColorSpace", "DeviceRGB"), "a colour space"))
}

fn images(pdf: &Pdf) -> impl Iterator<Item = &Stream> {
    streams_of(pdf).filter(|stream| is(&stream.dict, b"Subtype", "Image"))
}

fn pictures(pdf: &Pdf) -> Result<(), String> {
    for stream in images(pdf) {
        for key in [b"Alternates".as_slice(), b"OPI", b"Interpolate", b"Intent"] {
            ensure(!stream.dict.has(key), "an extra")?;
        }
        let number = |key: &[u8]| stream.dict.get(key).and_then(Object::as_i64).unwrap();
        let size = number(b"Width") * number(b"Height") * 3;
        let content = stream
            .decompressed_content()
            .map_err(|error| error.to_string())?;
        ensure(
            usize::try_from(size) == Ok(content.len()),
            "pixels are missing",
        )?;
    }
    Ok(())
}

fn xobjects(pdf: &Pdf) -> Result<(), String> {
    let kinds = ["Form", "PS"];
    let odd =
        streams_of(pdf).any(|stream| kinds.iter().any(|kind| is(&stream.dict, b"Subtype", kind)));
    ensure(!odd, "a form")
}

fn transparency(pdf: &Pdf) -> Result<(), String> {
    [b"SMask".as_slice(), b"Group", b"CA", b"ca", b"BM", b"Mask"]
        .into_iter()
        .try_for_each(|key| absent(pdf, key))
}

fn fonts(pdf: &Pdf) -> Vec<&Dictionary> {
    let page = reader::pages(&pdf.document)[0];
    let dict = pdf.document.get_dictionary(page).unwrap();
    let own = pdf
        .document
        .dereference(dict.get(b"Resources").unwrap())
        .unwrap()
        .1
        .as_dict()
        .unwrap();
    let list = own.get(b"Font").unwrap().as_dict().unwrap();
    list.iter()
        .map(|(_, font)| pdf.document.dereference(font).unwrap().1.as_dict().unwrap())
        .collect()
}

fn descendant<'a>(pdf: &'a Pdf, font: &'a Dictionary) -> &'a Dictionary {
    let list = font.get(b"DescendantFonts").unwrap().as_array().unwrap();
    pdf.document
        .dereference(&list[0])
        .unwrap()
        .1
        .as_dict()
        .unwrap()
}

fn identity(pdf: &Pdf) -> Result<(), String> {
    for font in fonts(pdf) {
        ensure(
            is(font, b"Encoding", "Identity-H") && is(font, b"Subtype", "Type0"),
            "encoding",
        )?;
        let info = descendant(pdf, font)
            .get(b"CIDSystemInfo")
            .unwrap()
            .as_dict()
            .unwrap();
        let text = |key: &[u8]| {
            String::from_utf8_lossy(info.get(key).unwrap().as_str().unwrap()).into_owned()
        };
        ensure(
            text(b"Registry") == "Adobe" && text(b"Ordering") == "Identity",
            "system info",
        )?;
    }
    Ok(())
}

fn mapped(pdf: &Pdf) -> Result<(), String> {
    for font in fonts(pdf) {
        let cid = descendant(pdf, font);
        let glyf = is(cid, b"Subtype", "CIDFontType2");
        ensure(!glyf || is(cid, b"CIDToGIDMap", "Identity"), "no map")?;
        ensure(glyf || is(cid, b"Subtype", "CIDFontType0"), "another kind")?;
    }
    Ok(())
}

fn program(pdf: &Pdf, font: &Dictionary) -> Option<(bool, Vec<u8>)> {
    let descriptor = reader::descriptor(&pdf.document, font);
    let (glyf, file) = match descriptor.get(b"FontFile2") {
        Ok(file) => (true, file),
        Err(_) => (false, descriptor.get(b"FontFile3").ok()?),
    };
    let stream = pdf.document.dereference(file).ok()?.1.as_stream().ok()?;
    Some((
        glyf,
        stream
            .decompressed_content()
            .unwrap_or_else(|_| stream.content.clone()),
    ))
}

fn embedded(pdf: &Pdf) -> Result<(), String> {
    for font in fonts(pdf) {
        let (glyf, bytes) = program(pdf, font).ok_or("not embedded")?;
        ensure(bytes.len() > 200, "an empty font")?;
        ensure(!glyf || FontRef::new(&bytes).is_ok(), "no font")?;
        let name = |dict: &Dictionary, key: &[u8]| {
            dict.get(key)
                .and_then(Object::as_name)
                .unwrap_or_default()
                .to_vec()
        };
        let descriptor = reader::descriptor(&pdf.document, font);
        let base = name(font, b"BaseFont");
        ensure(
            base == name(descendant(pdf, font), b"BaseFont")
                && base == name(&descriptor, b"FontName"),
            "names differ",
        )?;
    }
    Ok(())
}

fn widths(pdf: &Pdf) -> Result<(), String> {
    let mut seen = 0;
    for font in fonts(pdf) {
        let Some((true, bytes)) = program(pdf, font) else {
            continue;
        };
        let file = FontRef::new(&bytes).map_err(|error| error.to_string())?;
        let metrics = file.glyph_metrics(Size::new(1000.0), LocationRef::default());
        let list = descendant(pdf, font).get(b"W").unwrap().as_array().unwrap();
        for pair in list.chunks_exact(2) {
            let first = u32::try_from(pair[0].as_i64().unwrap()).unwrap();
            for (index, width) in (0_u32..).zip(pair[1].as_array().unwrap()) {
                let own = metrics
                    .advance_width(GlyphId::new(first + index))
                    .unwrap_or(-1.0);
                ensure(
                    (own - width.as_float().unwrap()).abs() <= 1.0,
                    format!("glyph {} is {own}", first + index),
                )?;
                seen += 1;
            }
        }
    }
    ensure(seen > 20, "no widths")
}

fn unicode(pdf: &Pdf) -> Result<(), String> {
    for page in reader::pages(&pdf.document) {
        ensure(
            !reader::text(&pdf.document, page).contains('\u{fffd}'),
            "a glyph without text",
        )?;
    }
    fonts(pdf)
        .into_iter()
        .try_for_each(|font| ensure(font.has(b"ToUnicode"), "no table"))
}

fn notdef(pdf: &Pdf) -> Result<(), String> {
    for operation in operations(pdf)
        .into_iter()
        .filter(|operation| operation.operator == "TJ")
    {
        for part in operation.operands[0].as_array().unwrap() {
            if let Object::String(codes, _) = part {
                ensure(
                    codes.chunks_exact(2).all(|code| code != [0, 0]) && codes.len() % 2 == 0,
                    "a missing glyph",
                )?;
            }
        }
    }
    Ok(())
}

fn actions(pdf: &Pdf) -> Result<(), String> {
    [
        b"OpenAction".as_slice(),
        b"AA",
        b"JavaScript",
        b"JS",
        b"URI",
        b"Launch",
    ]
    .into_iter()
    .try_for_each(|key| absent(pdf, key))?;
    let catalog = pdf.document.catalog().unwrap();
    ensure(!catalog.has(b"OpenAction"), "an action at opening")
}

fn xmp(pdf: &Pdf) -> (ObjectId, &Stream, String) {
    let id = pdf
        .document
        .catalog()
        .unwrap()
        .get(b"Metadata")
        .unwrap()
        .as_reference()
        .unwrap();
    let stream = pdf.document.get_object(id).unwrap().as_stream().unwrap();
    (
        id,
        stream,
        String::from_utf8(stream.content.clone()).unwrap(),
    )
}

fn metadata(pdf: &Pdf) -> Result<(), String> {
    let (_, stream, text) = xmp(pdf);
    ensure(!stream.dict.has(b"Filter"), "packed")?;
    ensure(
        is(&stream.dict, b"Type", "Metadata") && is(&stream.dict, b"Subtype", "XML"),
        "kind",
    )?;
    ensure(
        text.starts_with("<?xpacket begin=\"\u{feff}\"")
            && text.trim_end().ends_with("<?xpacket end=\"w\"?>"),
        "no packet",
    )?;
    ensure(
        !text.contains("bytes=") && !text.contains("encoding="),
        "an attribute that is not allowed",
    )
}

fn xml(pdf: &Pdf) -> Result<(), String> {
    let (_, _, text) = xmp(pdf);
    let mut open: Vec<&str> = Vec::new();
    for part in text.split('<').skip(1) {
        let (tag, words) = part.split_once('>').ok_or("a tag without its end")?;
        ensure(!words.contains('>'), "a stray sign")?;
        if tag.starts_with('?') || tag.ends_with('/') {
            continue;
        }
        let name = tag.split([' ', '\n']).next().unwrap_or_default();
        match name.strip_prefix('/') {
            Some(name) => ensure(open.pop() == Some(name), name)?,
            None => open.push(name),
        }
        let prefix = name
            .trim_start_matches('/')
            .split(':')
            .next()
            .unwrap_or_default();
        ensure(text.contains(&format!("xmlns:{prefix}=")), prefix)?;
    }
    ensure(open.is_empty(), "tags stay open")?;
    ensure(
        text.contains("pdfaSchema:prefix>pdfuaid<") && text.contains("pdfaProperty:name>part<"),
        "pdfuaid is not described",
    )
}

fn info(pdf: &Pdf) -> Result<(), String> {
    let (_, _, text) = xmp(pdf);
    let info = pdf
        .document
        .dereference(pdf.document.trailer.get(b"Info").unwrap())
        .unwrap()
        .1
        .as_dict()
        .unwrap();
    let said = |key: &[u8]| {
        info.get(key)
            .map(|value| lopdf::decode_text_string(value).unwrap())
            .unwrap_or_default()
    };
    ensure(
        text.contains(&format!(">{}</rdf:li>", said(b"Title"))),
        "title",
    )?;
    ensure(
        text.contains(&format!("CreatorTool>{}<", said(b"Creator"))),
        "creator",
    )?;
    ensure(
        text.contains(&format!("pdf:Producer>{}<", said(b"Producer"))),
        "producer",
    )?;
    for (key, name) in [
        (b"CreationDate".as_slice(), "CreateDate"),
        (b"ModDate", "ModifyDate"),
    ] {
        let digits = |text: &str| {
            text.chars()
                .filter(char::is_ascii_digit)
                .collect::<String>()
        };
        let (_, rest) = text.split_once(&format!("<xmp:{name}>")).ok_or("no date")?;
        let date = rest.split('<').next().unwrap_or_default();
        ensure(digits(date) == digits(&said(key)), name)?;
    }
    ensure(
        !info.has(b"Author") && !info.has(b"Subject") && !info.has(b"Keywords"),
        "more than is needed",
    )
}

fn claim(pdf: &Pdf) -> Result<(), String> {
    let (_, _, text) = xmp(pdf);
    ensure(
        text.contains("<pdfaid:part>2</pdfaid:part>")
            && text.contains("<pdfaid:conformance>B</pdfaid:conformance>"),
        "no claim",
    )
}

fn presentations(pdf: &Pdf) -> Result<(), String> {
    [
        b"AlternatePresentations".as_slice(),
        b"PresSteps",
        b"Requirements",
    ]
    .into_iter()
    .try_for_each(|key| absent(pdf, key))
}
