//! The display list: placed glyphs, rules, boxes and pictures, and the reading order that binds them.
//!
//! Measures are points from the page's upper left corner, downwards; a glyph run's `y` is its baseline.

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::fonts::Face;
use super::picture::Picture;

/// A colour as printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Colour(pub u8, pub u8, pub u8);

impl Colour {
    /// Paper.
    pub const WHITE: Self = Self(255, 255, 255);

    /// Reads `#rrggbb`.
    pub fn from_hex(text: &str) -> Option<Self> {
        let digits = text.trim().strip_prefix('#').unwrap_or(text.trim());
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        Some(Self(part(0)?, part(2)?, part(4)?))
    }

    /// As `#rrggbb`.
    pub fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }

    /// How far it stands out from another, from 1 to 21 (WCAG).
    pub fn contrast(self, other: Self) -> f32 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// A part of it, the rest white: a ground on which ink is read.
    pub fn tint(self, part: f32) -> Self {
        self.mixed(Self::WHITE, part)
    }

    /// The nearest darker colour that stands out from paper by at least so much.
    pub fn darkened_to(self, contrast: f32) -> Self {
        let mut colour = self;
        let mut part = 1.0;
        while colour.contrast(Self::WHITE) < contrast && part > 0.0 {
            part -= 0.02;
            colour = self.mixed(Self(0, 0, 0), part);
        }
        colour
    }

    fn mixed(self, other: Self, part: f32) -> Self {
        let mix = |own: u8, other: u8| {
            let value = f32::from(own) * part + f32::from(other) * (1.0 - part);
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a mean of bytes is a byte"
            )]
            let byte = value.round().clamp(0.0, 255.0) as u8;
            byte
        };
        Self(
            mix(self.0, other.0),
            mix(self.1, other.1),
            mix(self.2, other.2),
        )
    }

    fn luminance(self) -> f32 {
        let part = |value: u8| {
            let value = f32::from(value) / 255.0;
            if value <= 0.040_45 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * part(self.0) + 0.7152 * part(self.1) + 0.0722 * part(self.2)
    }
}

/// A set letter: its pages and the tree of what they mean.
#[derive(Clone, PartialEq)]
pub struct Sheets {
    /// The pages.
    pub pages: Vec<Page>,
    /// What each piece means, in reading order; the first node is the document.
    pub nodes: Vec<Node>,
    /// The language of the whole (BCP-47).
    pub language: String,
    /// A title that names no person.
    pub title: String,
}

impl fmt::Debug for Sheets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sheets({} pages)", self.pages.len())
    }
}

/// One page.
#[derive(Clone, PartialEq)]
pub struct Page {
    /// Its width.
    pub width_pt: f32,
    /// Its height.
    pub height_pt: f32,
    /// What stands on it, in reading order.
    pub items: Vec<Placed>,
}

impl fmt::Debug for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Page({} items)", self.items.len())
    }
}

/// Index of a [`Node`] in [`Sheets::nodes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub usize);

impl NodeId {
    /// The document itself.
    pub const DOCUMENT: Self = Self(0);
}

/// A node of the reading order.
#[derive(Clone, PartialEq)]
pub struct Node {
    /// What it is.
    pub role: Role,
    /// The node that it belongs to; the document belongs to none.
    pub parent: Option<NodeId>,
}

/// What a piece of a letter is, as a screen reader names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// The whole letter.
    Document,
    /// The kind line.
    Title,
    /// The heading of a section.
    Heading,
    /// Running text.
    Paragraph,
    /// The person's own words.
    Quote,
    /// A list.
    List,
    /// An item of a list.
    Item,
    /// The bullet of an item.
    Bullet,
    /// The text of an item.
    ItemBody,
    /// A table.
    Table,
    /// A row.
    Row,
    /// A cell that names its column.
    ColumnHead,
    /// A cell that names its row.
    RowHead,
    /// Any other cell.
    Cell,
    /// A picture, with the words that stand for it.
    Figure(String),
}

/// Something in its place.
#[derive(Clone, PartialEq)]
pub struct Placed {
    /// What it belongs to; nothing for rules, running lines and other furniture.
    pub node: Option<NodeId>,
    /// What it is.
    pub item: Item,
}

/// What can stand on a page.
#[derive(Clone, PartialEq)]
pub enum Item {
    /// Glyphs on one baseline.
    Glyphs(GlyphRun),
    /// A filled rectangle: a rule, a bar, the ground of a box.
    Fill {
        /// Where it is.
        area: Area,
        /// Its colour.
        colour: Colour,
    },
    /// A rectangle's outline.
    Outline {
        /// Where it is.
        area: Area,
        /// Its colour.
        colour: Colour,
        /// How thick the line is.
        thickness: f32,
    },
    /// A picture.
    Picture {
        /// Where it is.
        area: Area,
        /// Its pixels.
        picture: Picture,
    },
}

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// Left edge.
    pub x: f32,
    /// Upper edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

/// Glyphs of one font, size and colour on one baseline, from left to right.
#[derive(Clone, PartialEq)]
pub struct GlyphRun {
    /// The font.
    pub face: Face,
    /// Its size.
    pub size: f32,
    /// Its colour.
    pub colour: Colour,
    /// Where the first glyph's origin stands.
    pub x: f32,
    /// The baseline.
    pub y: f32,
    /// How far the run reaches.
    pub width: f32,
    /// The text, as it is read.
    pub text: String,
    /// The glyphs, as they are seen.
    pub glyphs: Vec<Glyph>,
    /// Which text belongs to which glyphs, as they are seen.
    pub clusters: Vec<Cluster>,
    /// Whether the text is read from right to left.
    pub right_to_left: bool,
}

/// One glyph.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// Its number in the font.
    pub id: u16,
    /// Right of the run's start.
    pub x: f32,
    /// Below the baseline.
    pub y: f32,
}

/// A piece of text and the glyphs that draw it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster {
    /// Bytes of [`GlyphRun::text`].
    pub text: Range<usize>,
    /// Indices in [`GlyphRun::glyphs`].
    pub glyphs: Range<usize>,
}

impl Page {
    /// The text as a reader meets it: a line each, furniture included.
    pub fn text(&self) -> String {
        let mut out = String::new();
        let mut last: Option<(&GlyphRun, Option<NodeId>)> = None;
        for placed in &self.items {
            let Item::Glyphs(run) = &placed.item else {
                continue;
            };
            if let Some((before, node)) = last {
                let same_line = (before.y - run.y).abs() < 0.5;
                if !same_line {
                    out.push('\n');
                } else if node != placed.node || run.x > before.x + before.width + 4.0 {
                    out.push('\t');
                }
            }
            out.push_str(&run.text);
            last = Some((run, placed.node));
        }
        out.split('\n')
            .map(str::trim_end)
            .collect::<Vec<_>>()
            .join("\n")
    }
}

impl Sheets {
    /// The text of all pages, with a form feed between them.
    pub fn text(&self) -> String {
        self.pages
            .iter()
            .map(Page::text)
            .collect::<Vec<_>>()
            .join("\n\u{c}\n")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn colours_are_read_as_people_write_them() {
        assert_eq!(Colour::from_hex("#0b5f5A"), Some(Colour(0x0B, 0x5F, 0x5A)));
        assert_eq!(Colour::from_hex(" 0b5f5a "), Some(Colour(0x0B, 0x5F, 0x5A)));
        for wrong in ["", "#fff", "#12345g", "#ä1234", "red", "#+1+1+1"] {
            assert_eq!(Colour::from_hex(wrong), None, "{wrong}");
        }
        assert_eq!(Colour(1, 2, 255).hex(), "#0102ff");
    }

    #[test]
    fn contrast_is_what_wcag_says() {
        let black = Colour(0, 0, 0);
        assert!((black.contrast(Colour::WHITE) - 21.0).abs() < 0.01);
        assert!((Colour(0x76, 0x76, 0x76).contrast(Colour::WHITE) - 4.54).abs() < 0.01);
    }

    #[test]
    fn a_pale_colour_is_darkened_until_it_can_be_read_and_keeps_its_hue() {
        let pale = Colour(0xFF, 0xC0, 0x20);
        let dark = pale.darkened_to(4.5);
        assert!(dark.contrast(Colour::WHITE) >= 4.5 && dark.contrast(Colour::WHITE) < 5.2);
        assert!(dark.0 > dark.1 && dark.1 > dark.2);
        assert_eq!(Colour(0, 0, 0).darkened_to(4.5), Colour(0, 0, 0));
    }
}
