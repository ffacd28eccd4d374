//! The file, its objects and what stands on its pages.

use std::collections::BTreeSet;

use lopdf::Object;

use super::super::reader;
use super::{Pdf, all, ensure, is, operations, streams_of};

pub(super) fn header(pdf: &Pdf) -> Result<(), String> {
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

pub(super) fn trailer(pdf: &Pdf) -> Result<(), String> {
    let id = pdf.document.trailer.get(b"ID").and_then(Object::as_array);
    ensure(id.is_ok_and(|id| id.len() == 2), "no identifier")?;
    ensure(!pdf.document.trailer.has(b"Encrypt"), "encrypted")
}

pub(super) fn end(pdf: &Pdf) -> Result<(), String> {
    let text = pdf.bytes.trim_ascii_end();
    ensure(
        text.ends_with(b"%%EOF") && pdf.bytes.len() - text.len() <= 2,
        "something follows",
    )
}

pub(super) fn table(pdf: &Pdf) -> Result<(), String> {
    let tail = String::from_utf8_lossy(&pdf.bytes[pdf.bytes.len() - 60..]).into_owned();
    let at = tail
        .split_once("startxref")
        .map(|(_, rest)| rest.trim().lines().next().unwrap_or_default().to_owned());
    let at: usize = at.and_then(|at| at.parse().ok()).ok_or("no startxref")?;
    ensure(pdf.bytes[at..].starts_with(b"xref\n0 "), "no table there")
}

pub(super) fn streams(pdf: &Pdf) -> Result<(), String> {
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

pub(super) fn filters(pdf: &Pdf) -> Result<(), String> {
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

pub(super) fn names(pdf: &Pdf) -> Result<(), String> {
    let mut good = true;
    all(pdf, |object| {
        if let Object::Name(name) = object {
            good &= std::str::from_utf8(name).is_ok() && name.len() <= 127;
        }
    });
    ensure(good, "a name is no text")
}

pub(super) fn limits(pdf: &Pdf) -> Result<(), String> {
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

pub(super) fn operators(pdf: &Pdf) -> Result<(), String> {
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

pub(super) fn resources(pdf: &Pdf) -> Result<(), String> {
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
