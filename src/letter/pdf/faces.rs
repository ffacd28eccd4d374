//! The fonts of one PDF: each cut down to its glyphs in use, each glyph with the one text it stands for.
//!
//! The glyphs of most letters are those of English: that cut is made and packed once and stands in each letter that
//! needs nothing beyond it. It depends on the shipped fonts alone, so a letter's bytes do not tell what was written before.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use printpdf::{
    Codepoint, FontId, Op, ParsedFont, PdfDocument, PdfFont, PdfFontHandle, PdfPage, Pt, TextItem,
};
use sha2::{Digest, Sha256};
use skrifa::{FontRef, MetadataProvider};
use subsetter::GlyphRemapper;

use super::pack;
use crate::letter::LetterError;
use crate::letter::fonts::Face;
use crate::letter::page::{GlyphRun, Item, Sheets};

/// What most letters are written with, beside the letters and figures of ASCII.
const USUAL: &str = "£§©«°²³´·»¼½¾¿×ßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞ\
                     –—‘’“”„•…€™ŁłŚśŠšŽžŐőĆćČč";
/// Ligatures, and what they stand for; and the space that holds a number together, which is read as any other.
const LIGATURES: [(char, &str); 6] = [
    ('\u{a0}', " "),
    ('\u{fb00}', "ff"),
    ('\u{fb01}', "fi"),
    ('\u{fb02}', "fl"),
    ('\u{fb03}', "ffi"),
    ('\u{fb04}', "ffl"),
];

/// A font as it will stand in the file.
pub(super) struct FaceInUse {
    /// The glyph's number in the cut-down font, by its number in the whole one; nought for one that is not in it.
    codes: Vec<u16>,
    /// Thousandths of an em, by the number in the cut-down font.
    widths: Vec<i64>,
    /// The text that the file gives for a glyph, by the number in the cut-down font.
    texts: Vec<String>,
    objects: FontObjects,
}

impl FaceInUse {
    /// The glyph's number in the cut-down font.
    pub(super) fn code(&self, id: u16) -> u16 {
        self.codes.get(usize::from(id)).copied().unwrap_or(0)
    }

    /// Thousandths of an em, cut off the way the writer of `/W` cuts them, or lines would drift.
    pub(super) fn width(&self, id: u16) -> i64 {
        let code = usize::from(self.code(id));
        self.widths.get(code).copied().unwrap_or(0)
    }

    /// The text that the file will give for a glyph.
    pub(super) fn text(&self, id: u16) -> &str {
        let code = usize::from(self.code(id));
        self.texts.get(code).map_or("", String::as_str)
    }

    fn holds(&self, run: &GlyphRun) -> bool {
        run.glyphs
            .iter()
            .all(|glyph| glyph.id == 0 || self.code(glyph.id) != 0)
    }
}

/// All fonts in use.
pub(super) struct Faces {
    used: BTreeMap<Face, Arc<FaceInUse>>,
}

impl Faces {
    /// Finds the glyphs in use and cuts the fonts down to them.
    pub(super) fn collect(sheets: &Sheets) -> Result<Self, LetterError> {
        let mut runs: BTreeMap<Face, Vec<&GlyphRun>> = BTreeMap::new();
        for placed in sheets.pages.iter().flat_map(|page| &page.items) {
            if let Item::Glyphs(run) = &placed.item {
                runs.entry(run.face).or_default().push(run);
            }
        }
        let mut used = BTreeMap::new();
        for (face, runs) in runs {
            used.insert(face, face_for(face, &runs)?);
        }
        Ok(Self { used })
    }

    pub(super) fn get(&self, face: Face) -> Option<&FaceInUse> {
        self.used.get(&face).map(Arc::as_ref)
    }

    /// Adds the fonts to a document.
    pub(super) fn add_to(&self, document: &mut Document) -> Vec<(Face, ObjectId)> {
        self.used
            .iter()
            .map(|(face, used)| (*face, used.objects.add_to(document)))
            .collect()
    }
}

fn face_for(face: Face, runs: &[&GlyphRun]) -> Result<Arc<FaceInUse>, LetterError> {
    if let Some(usual) = usual(face)
        && runs.iter().all(|run| usual.holds(run))
    {
        return Ok(Arc::clone(usual));
    }
    let mut texts = BTreeMap::new();
    for pass in [Pass::Whole, Pass::Parts] {
        runs.iter()
            .for_each(|run| collect_run(run, pass, &mut texts));
    }
    cut(face, texts).map(Arc::new)
}

/// The cut that most letters need, made when it is needed first.
fn usual(face: Face) -> Option<&'static Arc<FaceInUse>> {
    static USUAL_FACES: [OnceLock<Option<Arc<FaceInUse>>>; 2] = [OnceLock::new(), OnceLock::new()];
    let at = match face {
        Face::Regular => 0,
        Face::Bold => 1,
        _ => return None,
    };
    USUAL_FACES[at]
        .get_or_init(|| cut(face, usual_texts(face)).ok().map(Arc::new))
        .as_ref()
}

fn usual_texts(face: Face) -> BTreeMap<u16, String> {
    let mut texts = BTreeMap::new();
    let Ok(font) = FontRef::new(face.bytes()) else {
        return texts;
    };
    let charmap = font.charmap();
    let plain = (' '..='~').chain(USUAL.chars()).map(|c| (c, c.to_string()));
    let joined = LIGATURES.map(|(c, text)| (c, text.to_owned()));
    for (c, text) in plain.chain(joined) {
        let id = charmap
            .map(c)
            .and_then(|id| u16::try_from(id.to_u32()).ok());
        if let Some(id) = id.filter(|id| *id != 0) {
            texts.entry(id).or_insert(text);
        }
    }
    texts
}

/// The first text of a glyph holds; whatever else it stands for is spelt out where it stands.
///
/// A glyph that is only ever a part of a cluster stands for a character of it: readers want some text for each,
/// although the cluster is spelt out.
fn collect_run(run: &GlyphRun, pass: Pass, texts: &mut BTreeMap<u16, String>) {
    for cluster in &run.clusters {
        let said = run.text.get(cluster.text.clone()).unwrap_or_default();
        let glyphs = run.glyphs.get(cluster.glyphs.clone()).unwrap_or_default();
        match (pass, glyphs) {
            (Pass::Whole, [only]) => {
                texts.entry(only.id).or_insert_with(|| said.to_owned());
            }
            (Pass::Parts, [_, _, ..]) => {
                let last = said.chars().next_back();
                for (index, glyph) in glyphs.iter().enumerate() {
                    let text = || {
                        said.chars()
                            .nth(index)
                            .or(last)
                            .map(String::from)
                            .unwrap_or_default()
                    };
                    texts.entry(glyph.id).or_insert_with(text);
                }
            }
            _ => {}
        }
    }
}

/// Glyphs that are a cluster by themselves come first.
#[derive(Clone, Copy)]
enum Pass {
    Whole,
    Parts,
}

fn cut(face: Face, texts: BTreeMap<u16, String>) -> Result<FaceInUse, LetterError> {
    let failed = || LetterError::Font(face.name());
    let ids: Vec<u16> = texts.keys().copied().collect();
    let remapper = GlyphRemapper::new_from_glyphs_sorted(&ids);
    let bytes = subsetter::subset(face.bytes(), 0, &remapper).map_err(|_| failed())?;
    let mut parsed = ParsedFont::from_bytes(&bytes, 0, &mut Vec::new()).ok_or_else(failed)?;
    parsed.font_name = Some(format!("{}+{}", tag(&ids), face.name()));
    parsed.pdf_font_metrics.us_weight_class = if face == Face::Bold { 700 } else { 400 };
    let mut codes = vec![0; ids.last().map_or(0, |last| usize::from(*last) + 1)];
    let mut by_code = vec![String::new(); texts.len() + 1];
    for (id, text) in texts {
        let code = remapper.get(id).unwrap_or(0);
        if let (Some(place), Some(said)) = (
            codes.get_mut(usize::from(id)),
            by_code.get_mut(usize::from(code)),
        ) {
            (*place, *said) = (code, text);
        }
    }
    let widths = (0..by_code.len())
        .map(|code| width(&parsed, code))
        .collect();
    Ok(FaceInUse {
        codes,
        widths,
        objects: FontObjects::new(parsed, &by_code).ok_or_else(failed)?,
        texts: by_code,
    })
}

fn width(parsed: &ParsedFont, code: usize) -> i64 {
    let units = f32::from(parsed.pdf_font_metrics.units_per_em);
    let code = u16::try_from(code).unwrap_or(0);
    let width = parsed.get_glyph_width(code).unwrap_or(0);
    #[allow(clippy::cast_possible_truncation)]
    let width = (f32::from(width) * 1000.0 / units) as i64;
    width
}

/// Six capitals that tell one subset of a font from another.
fn tag(ids: &[u16]) -> String {
    let bytes: Vec<u8> = ids.iter().flat_map(|id| id.to_be_bytes()).collect();
    Sha256::digest(&bytes)
        .iter()
        .take(6)
        .map(|byte| char::from(b'A' + byte % 26))
        .collect()
}

/// A font as objects of a PDF, its streams packed, ready to be put into any document.
struct FontObjects {
    font: Dictionary,
    descendant: Dictionary,
    descriptor: Dictionary,
    to_unicode: Stream,
    program: Stream,
    /// Under which name the descriptor leads to the program.
    key: &'static [u8],
}

impl FontObjects {
    /// Has printpdf embed the font into a document of its own, and takes the objects out of it.
    fn new(parsed: ParsedFont, texts: &[String]) -> Option<Self> {
        let id = FontId("F".to_owned());
        let mut pdf = PdfDocument::new("");
        let codes = texts.iter().enumerate().skip(1);
        let codes = codes.filter_map(|(code, text)| {
            let code = u16::try_from(code).ok()?;
            Some(Codepoint::with_cid(code, 0.0, text.clone()))
        });
        let ops = vec![
            Op::StartTextSection,
            Op::SetFont {
                font: PdfFontHandle::External(id.clone()),
                size: Pt(1.0),
            },
            Op::ShowText {
                items: vec![TextItem::GlyphIds(codes.collect())],
            },
            Op::EndTextSection,
        ];
        pdf.resources.fonts.map.insert(id, PdfFont::new(parsed));
        pdf.pages
            .push(PdfPage::new(Pt(1.0).into(), Pt(1.0).into(), ops));
        let mut warnings = Vec::new();
        let mut document = pdf.to_lopdf_document(&super::options(), &mut warnings);
        if !warnings.is_empty() {
            return None;
        }
        Self::taken_from(&mut document)
    }

    fn taken_from(document: &mut Document) -> Option<Self> {
        let is_whole = |dict: &Dictionary| {
            dict.get(b"Subtype").and_then(Object::as_name).ok() == Some(b"Type0".as_slice())
        };
        let fonts = document
            .objects
            .values()
            .filter_map(|object| object.as_dict().ok());
        let mut font = fonts.into_iter().find(|dict| is_whole(dict))?.clone();
        let descendants = font.get(b"DescendantFonts").ok()?.as_array().ok()?;
        let mut descendant = descendants.first()?.as_dict().ok()?.clone();
        let id = descendant
            .get(b"FontDescriptor")
            .ok()?
            .as_reference()
            .ok()?;
        let mut descriptor = document.get_dictionary(id).ok()?.clone();
        let key: &'static [u8] = if descriptor.has(b"FontFile2") {
            b"FontFile2"
        } else {
            b"FontFile3"
        };
        let program = descriptor.get(key).ok()?.as_reference().ok()?;
        let to_unicode = font.get(b"ToUnicode").ok()?.as_reference().ok()?;
        font.remove(b"DescendantFonts");
        font.remove(b"ToUnicode");
        descendant.remove(b"FontDescriptor");
        descriptor.remove(key);
        let mut stream = |id| match document.objects.remove(&id)? {
            Object::Stream(mut stream) => {
                pack::kept(&mut stream).ok()?;
                Some(stream)
            }
            _ => None,
        };
        Some(Self {
            font,
            descendant,
            descriptor,
            to_unicode: stream(to_unicode)?,
            program: stream(program)?,
            key,
        })
    }

    fn add_to(&self, document: &mut Document) -> ObjectId {
        let program = document.add_object(self.program.clone());
        let mut descriptor = self.descriptor.clone();
        descriptor.set(self.key, Object::Reference(program));
        let descriptor = document.add_object(descriptor);
        let mut descendant = self.descendant.clone();
        descendant.set("FontDescriptor", Object::Reference(descriptor));
        let to_unicode = document.add_object(self.to_unicode.clone());
        let mut font = self.font.clone();
        font.set("ToUnicode", Object::Reference(to_unicode));
        let descendants = vec![Object::Dictionary(descendant)];
        font.set("DescendantFonts", Object::Array(descendants));
        document.add_object(font)
    }
}
