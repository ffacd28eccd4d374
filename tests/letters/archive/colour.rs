//! The output intent, colours and pictures.

use lopdf::{Object, Stream};

use super::{Pdf, absent, dictionaries, ensure, is, operations, streams_of};

pub(super) fn intent(pdf: &Pdf) -> Result<(), String> {
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

pub(super) fn colours(pdf: &Pdf) -> Result<(), String> {
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

pub(super) fn pictures(pdf: &Pdf) -> Result<(), String> {
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

pub(super) fn xobjects(pdf: &Pdf) -> Result<(), String> {
    let kinds = ["Form", "PS"];
    let odd =
        streams_of(pdf).any(|stream| kinds.iter().any(|kind| is(&stream.dict, b"Subtype", kind)));
    ensure(!odd, "a form")
}

pub(super) fn transparency(pdf: &Pdf) -> Result<(), String> {
    [b"SMask".as_slice(), b"Group", b"CA", b"ca", b"BM", b"Mask"]
        .into_iter()
        .try_for_each(|key| absent(pdf, key))
}
