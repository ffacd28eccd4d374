//! Fonts: embedded, mapped, as wide as they say, and with a character for every glyph.

use lopdf::{Dictionary, Object};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, GlyphId, MetadataProvider};

use super::super::reader;
use super::{Pdf, ensure, is, operations};

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

pub(super) fn identity(pdf: &Pdf) -> Result<(), String> {
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

pub(super) fn mapped(pdf: &Pdf) -> Result<(), String> {
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

pub(super) fn embedded(pdf: &Pdf) -> Result<(), String> {
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

pub(super) fn widths(pdf: &Pdf) -> Result<(), String> {
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

pub(super) fn unicode(pdf: &Pdf) -> Result<(), String> {
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

pub(super) fn notdef(pdf: &Pdf) -> Result<(), String> {
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
