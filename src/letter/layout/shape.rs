//! From a text to lines of glyphs: shaping, line breaking and the search for a font, by parley.

use std::borrow::Cow;
use std::sync::Arc;

use parley::fontique::{Blob, Charmap, Collection, CollectionOptions, SourceCache};
use parley::style::{
    FontFamily, FontFamilyName, FontWeight, LineHeight, OverflowWrap, StyleProperty,
};
use parley::{Alignment, AlignmentOptions, FontContext, LayoutContext};

use super::look::{Style, Weight};
use crate::letter::LetterError;
use crate::letter::blocks::Part;
use crate::letter::clean::{is_invisible, is_right_to_left};
use crate::letter::fonts::Face;
use crate::letter::page::{Cluster, Glyph, GlyphRun};

/// Parley counts bytes of a run in sixteen bits, so longer texts are set in pieces.
const PIECE_BYTES: usize = 16_000;
/// Left-to-right mark: it keeps an English line from left to right when a name in it is not.
const FROM_LEFT: char = '\u{200e}';

const FAMILIES: [FontFamilyName<'static>; 6] = [
    FontFamilyName::named("Noto Sans"),
    FontFamilyName::named("Noto Sans Arabic"),
    FontFamilyName::named("Noto Sans Devanagari"),
    FontFamilyName::named("Noto Sans Hebrew"),
    FontFamilyName::named("Noto Sans Thai"),
    FontFamilyName::named("Noto Sans CJK SC"),
];

/// A line: runs in the order in which they are read, `x` from the line's left edge, baseline 0.
pub(super) struct Line {
    pub(super) width: f32,
    pub(super) runs: Vec<GlyphRun>,
}

/// The fonts and the scratch space for shaping; costly to make, cheap to use again.
pub(super) struct Shaper {
    fonts: FontContext,
    context: LayoutContext<()>,
    layout: parley::Layout<()>,
    faces: Vec<(u64, Face)>,
    charmaps: Vec<Charmap<'static>>,
}

impl Shaper {
    pub(super) fn new() -> Self {
        let mut collection = Collection::new(CollectionOptions {
            shared: false,
            system_fonts: false,
        });
        let mut faces = Vec::new();
        let mut charmaps = Vec::new();
        for face in Face::ALL {
            let blob = Blob::new(Arc::new(face.bytes()));
            faces.push((blob.id(), face));
            for (_, fonts) in collection.register_fonts(blob, None) {
                let maps = fonts
                    .iter()
                    .filter_map(|font| font.charmap_index().charmap(face.bytes()));
                charmaps.extend(maps);
            }
        }
        Self {
            fonts: FontContext {
                collection,
                source_cache: SourceCache::default(),
            },
            context: LayoutContext::new(),
            layout: parley::Layout::new(),
            faces,
            charmaps,
        }
    }

    /// Sets a text in lines of at most `width`. Line ends in the text are kept.
    pub(super) fn lines(
        &mut self,
        text: &str,
        style: Style,
        width: f32,
        part: Part,
    ) -> Result<Vec<Line>, LetterError> {
        self.require_glyphs(text, part)?;
        let mut out = Vec::new();
        for line in text.split('\n') {
            for piece in pieces(line) {
                self.piece(piece, style, width, part, &mut out)?;
            }
        }
        Ok(out)
    }

    fn require_glyphs(&self, text: &str, part: Part) -> Result<(), LetterError> {
        let missing = |c: &char| {
            !c.is_ascii()
                && !c.is_whitespace()
                && !is_invisible(*c)
                && !self
                    .charmaps
                    .iter()
                    .any(|map| map.map(*c).is_some_and(|glyph| glyph != 0))
        };
        match text.chars().find(missing) {
            Some(character) => Err(LetterError::NoGlyph { character, part }),
            None => Ok(()),
        }
    }

    fn piece(
        &mut self,
        piece: &str,
        style: Style,
        width: f32,
        part: Part,
        out: &mut Vec<Line>,
    ) -> Result<(), LetterError> {
        let text: Cow<'_, str> = if piece.chars().any(is_right_to_left) {
            Cow::Owned(format!("{FROM_LEFT}{piece}"))
        } else {
            Cow::Borrowed(piece)
        };
        if text.trim().is_empty() {
            return Ok(());
        }
        let weight = if style.weight == Weight::Bold {
            FontWeight::BOLD
        } else {
            FontWeight::NORMAL
        };
        let mut builder = self
            .context
            .ranged_builder(&mut self.fonts, &text, 1.0, false);
        builder.push_default(FontFamily::List(Cow::Borrowed(&FAMILIES)));
        builder.push_default(StyleProperty::FontSize(style.size));
        builder.push_default(StyleProperty::FontWeight(weight));
        builder.push_default(StyleProperty::LineHeight(LineHeight::Absolute(
            style.leading,
        )));
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        builder.build_into(&mut self.layout, &text);
        self.layout.break_all_lines(Some(width));
        self.layout
            .align(Alignment::Left, AlignmentOptions::default());
        for line in self.layout.lines() {
            out.push(self.line(&line, &text, style, part)?);
        }
        Ok(())
    }

    fn line(
        &self,
        line: &parley::Line<'_, ()>,
        text: &str,
        style: Style,
        part: Part,
    ) -> Result<Line, LetterError> {
        let metrics = line.metrics();
        let mut x = metrics.offset + metrics.inline_min_coord;
        let mut runs = Vec::new();
        for run in line.runs() {
            if let Some(placed) = self.run(&run, text, style, x, part)? {
                runs.push((run.text_range().start, placed));
            }
            x += run.advance();
        }
        // As read, not as seen: extraction and screen readers follow this order.
        runs.sort_by_key(|(start, _)| *start);
        Ok(Line {
            width: metrics.advance - metrics.trailing_whitespace,
            runs: runs.into_iter().map(|(_, run)| run).collect(),
        })
    }

    fn run(
        &self,
        run: &parley::Run<'_, ()>,
        text: &str,
        style: Style,
        x: f32,
        part: Part,
    ) -> Result<Option<GlyphRun>, LetterError> {
        let id = run.font().data.id();
        let Some(face) = self
            .faces
            .iter()
            .find(|(known, _)| *known == id)
            .map(|(_, face)| *face)
        else {
            return Err(LetterError::Font("unknown"));
        };
        let mut placed = GlyphRun {
            face,
            size: style.size,
            colour: style.colour,
            x,
            y: 0.0,
            width: run.advance(),
            text: String::new(),
            glyphs: Vec::new(),
            clusters: Vec::new(),
            right_to_left: run.is_rtl(),
        };
        let mut units = units(run);
        let mut read: Vec<&mut Unit> = units.iter_mut().collect();
        read.sort_by_key(|unit| unit.text.start);
        for unit in read {
            let said = text.get(unit.text.clone()).unwrap_or_default();
            if said.chars().all(is_invisible) {
                unit.glyphs.clear();
                continue;
            }
            let start = placed.text.len();
            placed.text.push_str(said);
            unit.text = start..placed.text.len();
            let drawn = !said.chars().all(char::is_whitespace);
            if drawn && unit.glyphs.iter().any(|glyph| glyph.id == 0) {
                // A mark that stands after a space is one with it: the mark is what is missing.
                let mut shown = said
                    .chars()
                    .filter(|c| !c.is_whitespace() && !is_invisible(*c));
                let character = shown.next().unwrap_or('\u{fffd}');
                return Err(LetterError::NoGlyph { character, part });
            }
        }
        put_units(&units, &mut placed);
        Ok((!placed.glyphs.is_empty()).then_some(placed))
    }
}

/// A cluster with its ligature parts joined.
struct Unit {
    text: std::ops::Range<usize>,
    advance: f32,
    glyphs: Vec<parley::Glyph>,
}

/// The clusters of a run as they are seen. A ligature's parts follow its first, whichever way the text is read.
fn units(run: &parley::Run<'_, ()>) -> Vec<Unit> {
    let mut units: Vec<Unit> = Vec::with_capacity(run.len());
    for cluster in run.visual_clusters() {
        let text = cluster.text_range();
        match units.last_mut() {
            Some(unit) if cluster.is_ligature_continuation() => {
                unit.text = unit.text.start.min(text.start)..unit.text.end.max(text.end);
                unit.advance += cluster.advance();
            }
            _ => units.push(Unit {
                text,
                advance: cluster.advance(),
                glyphs: cluster.glyphs().collect(),
            }),
        }
    }
    units
}

/// Lays clusters one after the other, as they are seen.
fn put_units(units: &[Unit], placed: &mut GlyphRun) {
    let mut pen = 0.0;
    for unit in units {
        let first = placed.glyphs.len();
        let mut x = pen;
        for glyph in &unit.glyphs {
            let id = u16::try_from(glyph.id).unwrap_or_default();
            placed.glyphs.push(Glyph {
                id,
                x: x + glyph.x,
                y: glyph.y,
            });
            x += glyph.advance;
        }
        pen += unit.advance;
        if placed.glyphs.len() > first {
            let glyphs = first..placed.glyphs.len();
            placed.clusters.push(Cluster {
                text: unit.text.clone(),
                glyphs,
            });
        }
    }
}

/// Cuts an absurdly long line at spaces, or anywhere if there are none.
fn pieces(line: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = line;
    while rest.len() > PIECE_BYTES {
        let most = (0..=PIECE_BYTES)
            .rev()
            .find(|&at| rest.is_char_boundary(at))
            .unwrap_or(rest.len());
        let at = match rest[..most].rfind(' ') {
            Some(space) if space > 0 => space + 1,
            _ => most,
        };
        let (piece, tail) = rest.split_at(at);
        out.push(piece);
        rest = tail;
    }
    out.push(rest);
    out
}
