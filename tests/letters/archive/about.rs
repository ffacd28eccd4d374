//! What the file says about itself: actions, metadata, and the claim to be an archive.

use lopdf::{ObjectId, Stream};

use super::{Pdf, absent, ensure, is};

pub(super) fn actions(pdf: &Pdf) -> Result<(), String> {
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

pub(super) fn metadata(pdf: &Pdf) -> Result<(), String> {
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

pub(super) fn xml(pdf: &Pdf) -> Result<(), String> {
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

pub(super) fn info(pdf: &Pdf) -> Result<(), String> {
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

pub(super) fn claim(pdf: &Pdf) -> Result<(), String> {
    let (_, _, text) = xmp(pdf);
    ensure(
        text.contains("<pdfaid:part>2</pdfaid:part>")
            && text.contains("<pdfaid:conformance>B</pdfaid:conformance>"),
        "no claim",
    )
}

pub(super) fn presentations(pdf: &Pdf) -> Result<(), String> {
    [
        b"AlternatePresentations".as_slice(),
        b"PresSteps",
        b"Requirements",
    ]
    .into_iter()
    .try_for_each(|key| absent(pdf, key))
}
