//! From a text to lines of glyphs: shaping, line breaking and the search for a font, by parley.

use std::borrow::Cow;
use std::collections::HashMap;
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
use crate::letter::page::{Cluster, Colour, Glyph, GlyphRun};

/// Parley counts bytes of a run in sixteen bits, so longer texts are set in pieces.
const PIECE_BYTES: usize = 16_000;
/// A last line narrower than this part of the column is a word that stands alone.
const ALONE: f32 = 0.12;
/// A space at which no line breaks.
const HOLD: &str = "\u{a0}";
/// Left-to-right mark: it keeps an English line from left to right when a name in it is not.
const FROM_LEFT: char = '\u{200e}';

static FAMILIES: [FontFamilyName<'static>; 6] = [
    FontFamilyName::named("Noto Sans"),
    FontFamilyName::named("Noto Sans Arabic"),
    FontFamilyName::named("Noto Sans Devanagari"),
    FontFamilyName::named("Noto Sans Hebrew"),
    FontFamilyName::named("Noto Sans Thai"),
    FontFamilyName::named("Noto Sans CJK SC"),
];

/// Lines of longer texts are not kept: they hardly come twice.
const LONGEST_KEPT: usize = 2_000;
/// Bytes of text whose lines are kept; the lines take some fifty times as much.
const MOST_KEPT: usize = 100_000;

/// A line: runs in the order in which they are read, `x` from the line's left edge, baseline 0.
#[derive(Clone)]
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
    kept: Kept,
}

/// Texts that were set already: most of a letter stands in the next one too, and in the next look at the same one.
#[derive(Default)]
struct Kept {
    lines: HashMap<Setting, HashMap<String, Vec<Line>>>,
    /// Bytes of text.
    size: usize,
}

/// What lines depend on beside their text; a colour is put on afterwards.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Setting {
    size: u32,
    leading: u32,
    is_bold: bool,
    width: u32,
}

impl Setting {
    fn of(style: Style, width: f32) -> Self {
        Self {
            size: style.size.to_bits(),
            leading: style.leading.to_bits(),
            is_bold: style.weight == Weight::Bold,
            width: width.to_bits(),
        }
    }
}

impl Kept {
    fn find(&self, setting: Setting, text: &str, colour: Colour) -> Option<Vec<Line>> {
        let mut lines = self.lines.get(&setting)?.get(text)?.clone();
        for run in lines.iter_mut().flat_map(|line| &mut line.runs) {
            run.colour = colour;
        }
        Some(lines)
    }

    fn keep(&mut self, setting: Setting, text: &str, lines: &[Line]) {
        if text.len() > LONGEST_KEPT {
            return;
        }
        if self.size + text.len() > MOST_KEPT {
            *self = Self::default();
        }
        self.size += text.len();
        let lines = lines.to_vec();
        self.lines
            .entry(setting)
            .or_default()
            .insert(text.to_owned(), lines);
    }
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
            kept: Kept::default(),
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
        let setting = Setting::of(style, width);
        if let Some(lines) = self.kept.find(setting, text, style.colour) {
            return Ok(lines);
        }
        self.require_glyphs(text, part)?;
        let mut out = Vec::new();
        for line in text.split('\n') {
            for piece in pieces(line) {
                self.piece(piece, style, width, part, &mut out)?;
            }
        }
        self.kept.keep(setting, text, &out);
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
        let mut text = held_together(piece);
        if piece.chars().any(is_right_to_left) {
            text = Cow::Owned(format!("{FROM_LEFT}{text}"));
        }
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
        builder.push_default(families(&text));
        builder.push_default(StyleProperty::FontSize(style.size));
        builder.push_default(StyleProperty::FontWeight(weight));
        builder.push_default(StyleProperty::LineHeight(LineHeight::Absolute(
            style.leading,
        )));
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        builder.build_into(&mut self.layout, &text);
        self.break_lines(width);
        self.layout
            .align(Alignment::Left, AlignmentOptions::default());
        for line in self.layout.lines() {
            out.push(self.line(&line, &text, style, part)?);
        }
        Ok(())
    }

    /// Breaks the text into lines, and a little earlier where otherwise a short word would stand alone in the last.
    fn break_lines(&mut self, width: f32) {
        self.layout.break_all_lines(Some(width));
        let count = self.layout.len();
        let least = width * ALONE;
        if count < 2 || last_width(&self.layout) >= least {
            return;
        }
        for part in [0.96, 0.92, 0.88] {
            self.layout.break_all_lines(Some(width * part));
            if self.layout.len() == count && last_width(&self.layout) >= least {
                return;
            }
        }
        self.layout.break_all_lines(Some(width));
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
        let (mut units, glyphs) = units(run);
        let mut read: Vec<&mut Unit> = units.iter_mut().collect();
        read.sort_by_key(|unit| unit.text.start);
        for unit in read {
            let said = text.get(unit.text.clone()).unwrap_or_default();
            if said.chars().all(is_invisible) {
                unit.glyphs = 0..0;
                continue;
            }
            let start = placed.text.len();
            placed.text.push_str(if said == HOLD { " " } else { said });
            unit.text = start..placed.text.len();
            let drawn = !said.chars().all(char::is_whitespace);
            let own = glyphs.get(unit.glyphs.clone()).unwrap_or_default();
            if drawn && own.iter().any(|glyph| glyph.id == 0) {
                // A mark that stands after a space is one with it: the mark is what is missing.
                let mut shown = said
                    .chars()
                    .filter(|c| !c.is_whitespace() && !is_invisible(*c));
                let character = shown.next().unwrap_or('\u{fffd}');
                return Err(LetterError::NoGlyph { character, part });
            }
        }
        put_units(&units, &glyphs, &mut placed);
        Ok((!placed.glyphs.is_empty()).then_some(placed))
    }
}

/// Where fonts are looked for: texts in ASCII, which are most, need only the first.
fn families(text: &str) -> FontFamily<'static> {
    let needed = if text.is_ascii() { 1 } else { FAMILIES.len() };
    FontFamily::List(Cow::Borrowed(&FAMILIES[..needed]))
}

/// How wide the last line is.
fn last_width(layout: &parley::Layout<()>) -> f32 {
    let last = layout.lines().last();
    last.map_or(0.0, |line| {
        let metrics = line.metrics();
        metrics.advance - metrics.trailing_whitespace
    })
}

/// Puts spaces at which no line breaks into telephone numbers ("01632 960 114") and dates ("10 March 2025").
fn held_together(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let holds = |at: &usize| {
        let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let before = at.checked_sub(1).is_some_and(digit);
        before && (digit(at + 1) || day_before_month(text, *at))
    };
    let spaces = text.match_indices(' ').map(|(at, _)| at);
    let held: Vec<usize> = spaces.filter(holds).collect();
    if held.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + held.len());
    let mut from = 0;
    for at in held {
        out.push_str(&text[from..at]);
        out.push_str(HOLD);
        from = at + 1;
    }
    out.push_str(&text[from..]);
    Cow::Owned(out)
}

/// Whether the space parts the day from its month, with the year behind.
fn day_before_month(text: &str, space: usize) -> bool {
    let digits = text[..space].bytes().rev().take_while(u8::is_ascii_digit);
    if digits.count() > 2 {
        return false;
    }
    let Some((month, year)) = text[space + 1..].split_once(' ') else {
        return false;
    };
    let year = year.bytes().take_while(u8::is_ascii_digit).count();
    !month.is_empty() && month.chars().all(char::is_alphabetic) && year == 4
}

/// A cluster with its ligature parts joined.
struct Unit {
    text: std::ops::Range<usize>,
    advance: f32,
    /// Which of the run's glyphs.
    glyphs: std::ops::Range<usize>,
}

/// The clusters of a run as they are seen. A ligature's parts follow its first, whichever way the text is read.
fn units(run: &parley::Run<'_, ()>) -> (Vec<Unit>, Vec<parley::Glyph>) {
    let mut units: Vec<Unit> = Vec::with_capacity(run.len());
    let mut glyphs = Vec::with_capacity(run.len());
    for cluster in run.visual_clusters() {
        let text = cluster.text_range();
        match units.last_mut() {
            Some(unit) if cluster.is_ligature_continuation() => {
                unit.text = unit.text.start.min(text.start)..unit.text.end.max(text.end);
                unit.advance += cluster.advance();
            }
            _ => {
                let first = glyphs.len();
                glyphs.extend(cluster.glyphs());
                units.push(Unit {
                    text,
                    advance: cluster.advance(),
                    glyphs: first..glyphs.len(),
                });
            }
        }
    }
    (units, glyphs)
}

/// Lays clusters one after the other, as they are seen.
fn put_units(units: &[Unit], glyphs: &[parley::Glyph], placed: &mut GlyphRun) {
    let mut pen = 0.0;
    placed.glyphs.reserve_exact(glyphs.len());
    placed.clusters.reserve_exact(units.len());
    for unit in units {
        let first = placed.glyphs.len();
        let mut x = pen;
        for glyph in glyphs.get(unit.glyphs.clone()).unwrap_or_default() {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_dates_are_held_together_and_nothing_else_is() {
        let shown = |text: &str| held_together(text).replace(HOLD, "_");
        for (text, wanted) in [
            (
                "Desk, telephone 01632 960 114.",
                "Desk, telephone 01632_960_114.",
            ),
            ("by 10 March 2025, at 9", "by 10_March 2025, at 9"),
            ("Room 3 and 12 people", "Room 3 and 12 people"),
            ("in 2025 March comes", "in 2025 March comes"),
            ("21 of 27", "21 of 27"),
            (" 1 ", " 1 "),
            ("5 ", "5 "),
            ("5 März 2025", "5_März 2025"),
            ("", ""),
        ] {
            assert_eq!(shown(text), wanted);
        }
    }
}
