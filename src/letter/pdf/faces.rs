//! The fonts of one PDF: each cut down to its glyphs in use, each glyph with the one text it stands for.

use std::collections::BTreeMap;

use printpdf::{FontId, ParsedFont, PdfDocument, PdfFont};
use sha2::{Digest, Sha256};
use subsetter::GlyphRemapper;

use crate::letter::LetterError;
use crate::letter::fonts::Face;
use crate::letter::page::{GlyphRun, Item, Sheets};

/// A font as it will stand in the file.
pub(super) struct FaceInUse {
    pub(super) id: FontId,
    remapper: GlyphRemapper,
    parsed: ParsedFont,
    /// The text of each glyph that always stands for the same one.
    texts: BTreeMap<u16, String>,
}

impl FaceInUse {
    /// The glyph's number in the cut-down font.
    pub(super) fn glyph(&self, id: u16) -> u16 {
        self.remapper.get(id).unwrap_or(0)
    }

    /// Thousandths of an em, cut off the way the writer of `/W` cuts them, or lines would drift.
    pub(super) fn width(&self, id: u16) -> i64 {
        let units = f32::from(self.parsed.pdf_font_metrics.units_per_em);
        let width = self.parsed.get_glyph_width(self.glyph(id)).unwrap_or(0);
        #[allow(clippy::cast_possible_truncation)]
        let width = (f32::from(width) * 1000.0 / units) as i64;
        width
    }

    /// The text that the file will give for a glyph.
    pub(super) fn text(&self, id: u16) -> &str {
        self.texts.get(&id).map_or("", String::as_str)
    }
}

/// All fonts in use.
pub(super) struct Faces {
    used: BTreeMap<Face, FaceInUse>,
}

impl Faces {
    /// Finds the glyphs in use and cuts the fonts down to them.
    pub(super) fn collect(sheets: &Sheets) -> Result<Self, LetterError> {
        let mut glyphs: BTreeMap<Face, BTreeMap<u16, String>> = BTreeMap::new();
        for pass in [Pass::Whole, Pass::Parts] {
            for placed in sheets.pages.iter().flat_map(|page| &page.items) {
                if let Item::Glyphs(run) = &placed.item {
                    collect_run(run, pass, glyphs.entry(run.face).or_default());
                }
            }
        }
        let mut used = BTreeMap::new();
        for (face, texts) in glyphs {
            used.insert(face, cut(face, texts)?);
        }
        Ok(Self { used })
    }

    /// Puts the fonts into a document.
    pub(super) fn register(&self, pdf: &mut PdfDocument) {
        for face in self.used.values() {
            pdf.resources
                .fonts
                .map
                .insert(face.id.clone(), PdfFont::new(face.parsed.clone()));
        }
    }

    pub(super) fn get(&self, face: Face) -> Option<&FaceInUse> {
        self.used.get(&face)
    }
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
    let id = FontId(face.name().replace('-', ""));
    Ok(FaceInUse {
        id,
        remapper,
        parsed,
        texts,
    })
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
