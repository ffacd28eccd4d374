//! The display list: placed glyphs, rules, boxes and pictures, and the reading order that binds them.
//!
//! Measures are points from the page's upper left corner, downwards; a glyph run's `y` is its baseline.

use std::fmt;
use std::ops::Range;

use super::fonts::Face;
use super::picture::Picture;

/// A colour as printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Colour(pub u8, pub u8, pub u8);

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
