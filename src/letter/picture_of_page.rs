//! A page as pixels, for the preview: the same glyphs in the same places as in the PDF.

use std::collections::BTreeMap;
use std::fmt;

use ab_glyph_rasterizer::{Point, Rasterizer, point};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlineGlyphCollection, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};

use super::fonts::Face;
use super::page::{Area, Colour, GlyphRun, Item, Page};
use super::picture::Picture;

/// No side of the pixels is longer than this.
const MOST_SIDE: f32 = 8_192.0;
/// A glyph with more pixels than this on a side is left out.
const MOST_GLYPH: f32 = 2_048.0;

/// Opaque pixels of a page.
#[derive(Clone, PartialEq, Eq)]
pub struct Pixels {
    /// Pixels in a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// Four bytes a pixel, row by row; the last is always 255.
    pub rgba: Vec<u8>,
}

impl fmt::Debug for Pixels {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pixels({} by {})", self.width, self.height)
    }
}

/// Draws a page with `scale` pixels to the point.
#[must_use]
pub fn render(page: &Page, scale: f32) -> Pixels {
    let longest = page.width_pt.max(page.height_pt).max(1.0);
    let most = MOST_SIDE / longest;
    let scale = if scale.is_finite() { scale } else { 1.0 }.clamp(0.05_f32.min(most), most);
    let mut sheet = Sheet::new(page.width_pt * scale, page.height_pt * scale);
    let mut pens = Pens::default();
    for placed in &page.items {
        match &placed.item {
            Item::Glyphs(run) => pens.run(&mut sheet, run, scale),
            Item::Fill { area, colour } => sheet.fill(scaled(*area, scale), *colour),
            Item::Outline {
                area,
                colour,
                thickness,
            } => {
                for side in outline(*area, *thickness) {
                    sheet.fill(scaled(side, scale), *colour);
                }
            }
            Item::Picture { area, picture } => sheet.picture(scaled(*area, scale), picture),
        }
    }
    sheet.pixels
}

fn scaled(area: Area, scale: f32) -> Area {
    Area {
        x: area.x * scale,
        y: area.y * scale,
        width: area.width * scale,
        height: area.height * scale,
    }
}

/// The four sides of a rectangle, the line lying on its edge.
fn outline(area: Area, thickness: f32) -> [Area; 4] {
    let half = thickness / 2.0;
    let (left, top) = (area.x - half, area.y - half);
    let (wide, high) = (area.width + thickness, area.height - thickness);
    let side = |x, y, width, height| Area {
        x,
        y,
        width,
        height,
    };
    [
        side(left, top, wide, thickness),
        side(left, area.y + area.height - half, wide, thickness),
        side(left, area.y + half, thickness, high),
        side(area.x + area.width - half, area.y + half, thickness, high),
    ]
}

/// White paper that is drawn on.
struct Sheet {
    pixels: Pixels,
}

impl Sheet {
    fn new(width: f32, height: f32) -> Self {
        let (width, height) = (whole(width.ceil()).max(1), whole(height.ceil()).max(1));
        Self {
            pixels: Pixels {
                width,
                height,
                rgba: vec![255; width * height * 4],
            },
        }
    }

    /// Mixes a colour into one pixel; outside the sheet nothing happens.
    fn mix(&mut self, x: usize, y: usize, colour: [f32; 3], cover: f32) {
        if x >= self.pixels.width || y >= self.pixels.height || cover <= 0.0 {
            return;
        }
        let cover = cover.min(1.0);
        let at = (y * self.pixels.width + x) * 4;
        let Some(pixel) = self.pixels.rgba.get_mut(at..at + 3) else {
            return;
        };
        for (below, above) in pixel.iter_mut().zip(colour) {
            let mixed = f32::from(*below) + (above - f32::from(*below)) * cover;
            *below = byte(mixed);
        }
    }

    fn fill(&mut self, area: Area, colour: Colour) {
        let colour = channels(colour);
        let (left, right) = (area.x, area.x + area.width);
        let (top, bottom) = (area.y, area.y + area.height);
        for y in rows(top, bottom, self.pixels.height) {
            let down = overlap(y, top, bottom);
            for x in rows(left, right, self.pixels.width) {
                self.mix(x, y, colour, down * overlap(x, left, right));
            }
        }
    }

    /// Each pixel is the mean of those of the picture that it covers.
    fn picture(&mut self, area: Area, picture: &Picture) {
        if area.width <= 0.0 || area.height <= 0.0 {
            return;
        }
        let across = picture.width as f32 / area.width;
        let down = picture.height as f32 / area.height;
        let right = area.x + area.width;
        let bottom = area.y + area.height;
        for y in rows(area.y, bottom, self.pixels.height) {
            for x in rows(area.x, right, self.pixels.width) {
                let from = ((x as f32 - area.x) * across, (y as f32 - area.y) * down);
                let colour = mean(picture, from, (across, down));
                let cover = overlap(x, area.x, right) * overlap(y, area.y, bottom);
                self.mix(x, y, colour, cover);
            }
        }
    }
}

fn mean(picture: &Picture, (x, y): (f32, f32), (across, down): (f32, f32)) -> [f32; 3] {
    let (width, height) = (picture.width as usize, picture.height as usize);
    let span = |from: f32, by: f32, most: usize| {
        let first = whole(from).min(most.saturating_sub(1));
        first..whole(from + by).clamp(first + 1, most.max(first + 1))
    };
    let mut sum = [0.0; 3];
    let mut count = 0.0_f32;
    for row in span(y, down, height) {
        for column in span(x, across, width) {
            let at = (row * width + column) * 3;
            if let Some(pixel) = picture.rgb.get(at..at + 3) {
                for (total, value) in sum.iter_mut().zip(pixel) {
                    *total += f32::from(*value);
                }
                count += 1.0;
            }
        }
    }
    sum.map(|total| if count > 0.0 { total / count } else { 255.0 })
}

fn channels(colour: Colour) -> [f32; 3] {
    [colour.0, colour.1, colour.2].map(f32::from)
}

/// The pixels that lie at least partly between two edges.
fn rows(from: f32, to: f32, most: usize) -> std::ops::Range<usize> {
    whole(from.floor()).min(most)..whole(to.ceil()).min(most)
}

/// How much of one pixel lies between two edges.
fn overlap(pixel: usize, from: f32, to: f32) -> f32 {
    let start = pixel as f32;
    ((start + 1.0).min(to) - start.max(from)).clamp(0.0, 1.0)
}

/// A number of pixels; what is below zero or no number is none.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a cast from a float saturates, and nothing is larger than a sheet"
)]
fn whole(value: f32) -> usize {
    value.max(0.0) as usize
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to the range of a byte"
)]
fn byte(value: f32) -> u8 {
    (value + 0.5).clamp(0.0, 255.0) as u8
}

/// The fonts in use and the one rasteriser.
struct Pens {
    outlines: BTreeMap<Face, Option<OutlineGlyphCollection<'static>>>,
    rasterizer: Rasterizer,
    path: Path,
}

impl Default for Pens {
    fn default() -> Self {
        Self {
            outlines: BTreeMap::new(),
            rasterizer: Rasterizer::new(0, 0),
            path: Path::default(),
        }
    }
}

impl Pens {
    fn run(&mut self, sheet: &mut Sheet, run: &GlyphRun, scale: f32) {
        let outlines = self.outlines.entry(run.face).or_insert_with(|| {
            FontRef::new(run.face.bytes())
                .ok()
                .map(|font| font.outline_glyphs())
        });
        let Some(outlines) = outlines.clone() else {
            return;
        };
        let colour = channels(run.colour);
        let size = Size::new(run.size * scale);
        for glyph in &run.glyphs {
            let Some(outline) = outlines.get(GlyphId::from(glyph.id)) else {
                continue;
            };
            let x = (run.x + glyph.x) * scale;
            let y = (run.y + glyph.y) * scale;
            self.path.start(x, y);
            let settings = DrawSettings::unhinted(size, LocationRef::default());
            if outline.draw(settings, &mut self.path).is_ok() {
                self.ink(sheet, colour);
            }
        }
    }

    /// Fills the path with a colour.
    fn ink(&mut self, sheet: &mut Sheet, colour: [f32; 3]) {
        let Some((left, top, width, height)) = self.path.bounds() else {
            return;
        };
        self.rasterizer.reset(whole(width), whole(height));
        self.path.draw(&mut self.rasterizer, left, top);
        // Glyphs never stand left of or above the paper: then they would not be on the printed page either.
        if left < 0.0 || top < 0.0 {
            return;
        }
        let (left, top) = (whole(left), whole(top));
        self.rasterizer.for_each_pixel_2d(|x, y, cover| {
            sheet.mix(left + x as usize, top + y as usize, colour, cover);
        });
    }
}

#[derive(Clone, Copy)]
enum Piece {
    Line(Point, Point),
    Quad(Point, Point, Point),
    Cubic(Point, Point, Point, Point),
}

/// An outline in pixels of the sheet.
#[derive(Default)]
struct Path {
    origin: (f32, f32),
    pieces: Vec<Piece>,
    start: Point,
    at: Point,
    least: Point,
    most: Point,
}

impl Path {
    fn start(&mut self, x: f32, y: f32) {
        self.origin = (x, y);
        self.pieces.clear();
        self.least = point(f32::INFINITY, f32::INFINITY);
        self.most = point(f32::NEG_INFINITY, f32::NEG_INFINITY);
    }

    /// From the font's upward axis to the sheet's downward one.
    fn point(&mut self, x: f32, y: f32) -> Point {
        let placed = point(self.origin.0 + x, self.origin.1 - y);
        self.least = point(self.least.x.min(placed.x), self.least.y.min(placed.y));
        self.most = point(self.most.x.max(placed.x), self.most.y.max(placed.y));
        placed
    }

    /// Left, top, width and height in whole pixels with one to spare; nothing for a blank or a giant.
    fn bounds(&self) -> Option<(f32, f32, f32, f32)> {
        if self.pieces.is_empty() {
            return None;
        }
        let (left, top) = (self.least.x.floor() - 1.0, self.least.y.floor() - 1.0);
        let width = self.most.x.ceil() + 2.0 - left;
        let height = self.most.y.ceil() + 2.0 - top;
        let usable = [left, top, width, height]
            .iter()
            .all(|side| side.is_finite())
            && width <= MOST_GLYPH
            && height <= MOST_GLYPH;
        usable.then_some((left, top, width, height))
    }

    fn draw(&self, rasterizer: &mut Rasterizer, left: f32, top: f32) {
        let at = |from: Point| point(from.x - left, from.y - top);
        for piece in &self.pieces {
            match *piece {
                Piece::Line(a, b) => rasterizer.draw_line(at(a), at(b)),
                Piece::Quad(a, b, c) => rasterizer.draw_quad(at(a), at(b), at(c)),
                Piece::Cubic(a, b, c, d) => rasterizer.draw_cubic(at(a), at(b), at(c), at(d)),
            }
        }
    }
}

impl OutlinePen for Path {
    fn move_to(&mut self, x: f32, y: f32) {
        self.start = self.point(x, y);
        self.at = self.start;
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let to = self.point(x, y);
        self.pieces.push(Piece::Line(self.at, to));
        self.at = to;
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let (control, to) = (self.point(cx, cy), self.point(x, y));
        self.pieces.push(Piece::Quad(self.at, control, to));
        self.at = to;
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        let (first, second) = (self.point(cx0, cy0), self.point(cx1, cy1));
        let to = self.point(x, y);
        self.pieces.push(Piece::Cubic(self.at, first, second, to));
        self.at = to;
    }

    fn close(&mut self) {
        self.pieces.push(Piece::Line(self.at, self.start));
        self.at = self.start;
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::letter::page::{Glyph, Placed};

    fn page(item: Item) -> Page {
        Page {
            width_pt: 40.0,
            height_pt: 30.0,
            items: vec![Placed { node: None, item }],
        }
    }

    fn letter_h(x: f32) -> Page {
        page(Item::Glyphs(GlyphRun {
            face: Face::Regular,
            size: 20.0,
            colour: Colour(0, 0, 0),
            x,
            y: 25.0,
            width: 15.0,
            text: "H".to_owned(),
            glyphs: vec![Glyph {
                id: u16::try_from(glyph_of('H')).unwrap(),
                x: 0.0,
                y: 0.0,
            }],
            clusters: Vec::new(),
            right_to_left: false,
        }))
    }

    fn glyph_of(letter: char) -> u32 {
        let font = FontRef::new(Face::Regular.bytes()).unwrap();
        font.charmap().map(letter).unwrap().to_u32()
    }

    fn dark(pixels: &Pixels, x: usize, y: usize) -> bool {
        pixels.rgba[(y * pixels.width + x) * 4] < 100
    }

    #[test]
    fn a_glyph_is_dark_where_its_strokes_are_and_paper_is_white_elsewhere() {
        let pixels = render(&letter_h(5.0), 2.0);
        assert_eq!((pixels.width, pixels.height), (80, 60));
        let row = |y: usize| (0..pixels.width).filter(|x| dark(&pixels, *x, y)).count();
        // At the height of the bar nearly the whole width is dark, above it only the two posts.
        assert!(
            row(36) > 2 * row(26) && row(26) > 0,
            "{} {}",
            row(36),
            row(26)
        );
        assert_eq!(row(55), 0, "below the baseline");
        assert_eq!(row(15), 0, "above the capitals");
    }

    #[test]
    fn a_rule_half_a_pixel_high_is_half_as_dark() {
        let area = Area {
            x: 0.0,
            y: 10.0,
            width: 40.0,
            height: 0.5,
        };
        let rule = Item::Fill {
            area,
            colour: Colour(0, 0, 0),
        };
        let pixels = render(&page(rule), 1.0);
        let at = (10 * pixels.width + 20) * 4;
        assert_eq!(&pixels.rgba[at..at + 4], [128, 128, 128, 255]);
    }

    #[test]
    fn a_picture_is_made_smaller_by_taking_means() {
        let picture = Picture::new(2, 2, vec![0, 0, 0, 255, 255, 255, 255, 255, 255, 0, 0, 0]);
        let area = Area {
            x: 3.0,
            y: 3.0,
            width: 1.0,
            height: 1.0,
        };
        let pixels = render(&page(Item::Picture { area, picture }), 1.0);
        let at = (3 * pixels.width + 3) * 4;
        assert_eq!(pixels.rgba[at], 128);
    }

    #[test]
    fn what_reaches_over_the_paper_or_is_no_number_does_no_harm() {
        for x in [-8.0, 38.0, 1e9, f32::NAN, f32::INFINITY] {
            let _ = render(&letter_h(x), 1.0);
        }
        for scale in [0.0, -1.0, f32::NAN, 1e9] {
            let pixels = render(&letter_h(5.0), scale);
            assert_eq!(pixels.rgba.len(), pixels.width * pixels.height * 4);
        }
    }
}
