//! A small reader of our own PDFs: text by way of /ToUnicode and /ActualText, fonts, marks.

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

/// Code to text.
type CMap = BTreeMap<u16, String>;

pub(crate) fn open(bytes: &[u8]) -> Document {
    Document::load_mem(bytes).unwrap()
}

pub(crate) fn pages(document: &Document) -> Vec<ObjectId> {
    document.get_pages().into_values().collect()
}

/// The text of a page in the order of its content; right-to-left runs come as they are seen.
pub(crate) fn text(document: &Document, page: ObjectId) -> String {
    let maps = maps(document, page);
    let mut map: Option<&CMap> = None;
    let mut out = String::new();
    // Depth of marks inside a span that says its text itself.
    let mut spelt: Option<usize> = None;
    for operation in content(document, page).operations {
        match operation.operator.as_str() {
            "Tf" => map = maps.get(operation.operands[0].as_name().unwrap()),
            "ET" => out.push('\n'),
            "BMC" => spelt = spelt.map(|depth| depth + 1),
            "BDC" => {
                let words = operation.operands[1]
                    .as_dict()
                    .ok()
                    .and_then(|dict| dict.get(b"ActualText").ok());
                spelt = match (spelt, words) {
                    (Some(depth), _) => Some(depth + 1),
                    (None, Some(words)) => {
                        out.push_str(&utf16(words.as_str().unwrap()));
                        Some(0)
                    }
                    (None, None) => None,
                };
            }
            "EMC" => spelt = spelt.and_then(|depth| depth.checked_sub(1)),
            "TJ" if spelt.is_none() => {
                for part in operation.operands[0].as_array().unwrap() {
                    let Object::String(codes, _) = part else {
                        continue;
                    };
                    for code in codes.chunks_exact(2) {
                        let code = u16::from_be_bytes([code[0], code[1]]);
                        out.push_str(map.unwrap().get(&code).map_or("\u{fffd}", String::as_str));
                    }
                }
            }
            _ => {}
        }
    }
    out
}

pub(crate) fn content(document: &Document, page: ObjectId) -> Content {
    Content::decode(&document.get_page_content(page)).unwrap()
}

/// Font dictionaries by resource name.
pub(crate) fn fonts(document: &Document, page: ObjectId) -> BTreeMap<Vec<u8>, Dictionary> {
    document
        .get_page_fonts(page)
        .unwrap()
        .into_iter()
        .map(|(name, font)| (name, font.clone()))
        .collect()
}

/// The descriptor of a composite font.
pub(crate) fn descriptor(document: &Document, font: &Dictionary) -> Dictionary {
    let below = font.get(b"DescendantFonts").unwrap().as_array().unwrap();
    let below = document
        .dereference(&below[0])
        .unwrap()
        .1
        .as_dict()
        .unwrap();
    let descriptor = document
        .dereference(below.get(b"FontDescriptor").unwrap())
        .unwrap()
        .1;
    descriptor.as_dict().unwrap().clone()
}

fn maps(document: &Document, page: ObjectId) -> BTreeMap<Vec<u8>, CMap> {
    fonts(document, page)
        .into_iter()
        .map(|(name, font)| (name, cmap(document, &font)))
        .collect()
}

fn cmap(document: &Document, font: &Dictionary) -> CMap {
    let stream = document
        .dereference(font.get(b"ToUnicode").unwrap())
        .unwrap()
        .1
        .as_stream()
        .unwrap();
    let bytes = stream
        .decompressed_content()
        .unwrap_or_else(|_| stream.content.clone());
    let text = String::from_utf8(bytes).unwrap();
    let mut map = CMap::new();
    let mut section = "";
    for line in text.lines() {
        if line.contains("beginbfchar") {
            section = "char";
        } else if line.contains("beginbfrange") {
            section = "range";
        } else if line.contains("endbf") {
            section = "";
        } else {
            let parts: Vec<&str> = line
                .split(['<', '>'])
                .map(str::trim)
                .filter(|part| !part.is_empty())
                .collect();
            let number = |hex: &str| u16::from_str_radix(hex, 16).unwrap();
            match (section, parts.as_slice()) {
                ("char", [code, words]) => drop(map.insert(number(code), utf16(&hex(words)))),
                ("range", [first, last, words]) if !words.starts_with('[') => {
                    let mut units = hex(words);
                    for code in number(first)..=number(last) {
                        map.insert(code, utf16(&units));
                        if let Some(last) = units.last_mut() {
                            *last = last.wrapping_add(1);
                        }
                    }
                }
                ("range", [first, _, "[", rest @ ..]) => {
                    for (index, words) in rest.iter().filter(|part| **part != "]").enumerate() {
                        map.insert(
                            number(first) + u16::try_from(index).unwrap(),
                            utf16(&hex(words)),
                        );
                    }
                }
                _ => {}
            }
        }
    }
    map
}

fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_hexdigit).collect();
    digits
        .chunks_exact(2)
        .map(|two| u8::from_str_radix(std::str::from_utf8(two).unwrap(), 16).unwrap())
        .collect()
}

fn utf16(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(&[0xFE, 0xFF]).unwrap_or(bytes);
    let units: Vec<u16> = bytes
        .chunks_exact(2)
        .map(|two| u16::from_be_bytes([two[0], two[1]]))
        .collect();
    String::from_utf16_lossy(&units)
}
