//! Where a letter's blocks stand: text in lines, lines in slabs, slabs on pages.

mod ends;
mod flow;
mod head;
mod look;
mod section;
mod shape;
mod table;
mod test_page;

use flow::{Bounds, Slab};
use look::{Frame, Look};
use shape::Shaper;
pub use test_page::TestWords;

use super::LetterError;
use super::blocks::{Kind, Letter, Part};
use super::clean::isolate;
use super::page::{Area, Colour, Item, Node, NodeId, Page, Placed, Role, Sheets};
use super::picture::Picture;

/// Text beyond this is not a letter, and setting it would only keep somebody waiting.
const MOST_BYTES: usize = 400_000;
/// A spill of less than this share of a page is worth a tighter setting.
const SPILL: f32 = 0.34;
/// The same for a page that the kind of letter should not have.
const SPILL_TOO_MANY: f32 = 0.6;
/// A last page that is fuller than this has its signature on the foot's rule.
const CROWDED: f32 = 0.985;

/// Sets letters. Costly to make and cheap to use again: keep one for as long as letters are written. It keeps
/// texts that it set, so it goes when the vault is locked.
pub struct Press {
    shaper: Shaper,
    /// The logo that was read last, and from what.
    logo: Option<(Vec<u8>, Picture)>,
}

impl Default for Press {
    fn default() -> Self {
        Self::new()
    }
}

impl Press {
    /// A press with the shipped fonts and no others.
    pub fn new() -> Self {
        Self {
            shaper: Shaper::new(),
            logo: None,
        }
    }

    /// Reads a logo, once for all letters that it stands on; nothing for an empty file.
    ///
    /// # Errors
    /// If it is no picture that can be printed.
    pub fn logo(&mut self, file: &[u8]) -> Result<Option<Picture>, LetterError> {
        if file.is_empty() {
            return Ok(None);
        }
        if let Some((known, picture)) = &self.logo
            && known == file
        {
            return Ok(Some(picture.clone()));
        }
        let picture = Picture::read(file)?;
        self.logo = Some((file.to_vec(), picture.clone()));
        Ok(Some(picture))
    }

    /// Sets a letter. If it spills a little over a page, it is set a little tighter.
    pub fn set(&mut self, letter: &Letter) -> Result<Sheets, LetterError> {
        let size: usize = letter.texts().iter().map(|(_, text)| text.len()).sum();
        if size > MOST_BYTES {
            return Err(LetterError::TooLong { part: Part::Whole });
        }
        let accent = letter.head.stationery.accent;
        if let Some(colour) = accent {
            readable(colour)?;
        }
        let (sheets, spill) = self.set_with(letter, &Look::NORMAL.in_colour(accent))?;
        let (pages, most) = (sheets.pages.len(), letter.kind.most_pages());
        let worth = if pages == most + 1 {
            SPILL_TOO_MANY
        } else {
            SPILL
        };
        let crowded = spill > CROWDED && pages <= most;
        if !crowded && (pages < 2 || spill > worth) {
            return Ok(sheets);
        }
        let mut best = sheets;
        for look in [Look::TIGHT, Look::SNUG] {
            let (tighter, _) = self.set_with(letter, &look.in_colour(accent))?;
            if tighter.pages.len() < best.pages.len() + usize::from(crowded) {
                best = tighter;
            }
            if best.pages.len() <= letter.kind.most_pages() {
                break;
            }
        }
        Ok(best)
    }

    /// Sets a letter with one look, and says how much of the last page is filled.
    fn set_with(&mut self, letter: &Letter, look: &Look) -> Result<(Sheets, f32), LetterError> {
        let frame = Frame::of(letter.paper, letter.head.stationery.window);
        let mut setter = Setter {
            shaper: &mut self.shaper,
            look: *look,
            frame,
            nodes: vec![Node {
                role: Role::Document,
                parent: None,
            }],
            grounds: 0,
            wide: letter.kind == Kind::Handout
                && letter.body.iter().all(|section| section.heading.is_empty()),
        };
        let (head, head_bottom) = setter.head(letter)?;
        let slabs = setter.text(letter)?;
        let bounds = Bounds {
            first_top: if letter.kind == Kind::Handout {
                head_bottom
            } else {
                frame.first_top.max(head_bottom)
            },
            later_top: frame.later_top,
            bottom: frame.bottom,
        };
        let poured = flow::pour(slabs, bounds);
        let mut texts = poured.pages.into_iter();
        let mut bodies = vec![head];
        if let (Some(first), Some(text)) = (bodies.first_mut(), texts.next()) {
            first.extend(text);
        }
        bodies.extend(texts);
        let count = bodies.len();
        let mut pages = Vec::with_capacity(count);
        for (index, body) in bodies.into_iter().enumerate() {
            let mut items = setter.marks(letter.kind, index);
            items.extend(setter.running(letter, index)?);
            items.extend(body);
            items.extend(setter.footer(letter, index + 1, count)?);
            pages.push(Page {
                width_pt: frame.width,
                height_pt: frame.height,
                items,
            });
        }
        let spill = (poured.last_y - bounds.later_top) / (bounds.bottom - bounds.later_top);
        let sheets = Sheets {
            pages,
            nodes: setter.nodes,
            language: letter.language.clone(),
            title: letter.kind_line.clone(),
        };
        Ok((sheets, spill))
    }
}

/// Refuses a colour that cannot be read on paper.
///
/// # Errors
/// With the nearest darker colour that can.
pub fn readable(colour: Colour) -> Result<(), LetterError> {
    if colour.contrast(Colour::WHITE) >= look::LEAST_CONTRAST {
        return Ok(());
    }
    Err(LetterError::Colour {
        chosen: colour.hex(),
        darker: colour.darkened_to(look::LEAST_CONTRAST).hex(),
    })
}

/// One letter being set.
struct Setter<'a> {
    shaper: &'a mut Shaper,
    look: Look,
    frame: Frame,
    nodes: Vec<Node>,
    grounds: usize,
    /// Whether text without a heading takes the whole width.
    wide: bool,
}

impl Setter<'_> {
    fn node(&mut self, role: Role, parent: NodeId) -> NodeId {
        self.nodes.push(Node {
            role,
            parent: Some(parent),
        });
        NodeId(self.nodes.len() - 1)
    }

    /// The text of the letter below its head, as slabs.
    fn text(&mut self, letter: &Letter) -> Result<Vec<Slab>, LetterError> {
        let mut slabs = self.title(letter)?;
        slabs.extend(self.urgent(letter.urgent.as_ref())?);
        slabs.extend(self.statement(&letter.statement)?);
        slabs.extend(self.opening(letter)?);
        let body = self.look.body;
        let small = self.look.small;
        for section in &letter.body {
            slabs.extend(self.section(section, body, Part::Body)?);
        }
        if let Some(next) = &letter.next {
            slabs.extend(self.section(next, body, Part::Next)?);
        }
        if let Some(consent) = &letter.consent {
            slabs.extend(self.section(consent, small, Part::Consent)?);
        }
        for notice in letter.emergency.iter().chain(&letter.notices) {
            slabs.extend(self.section(notice, small, Part::Notices)?);
        }
        // A signature never stands on a page of its own.
        if let Some(last) = slabs.last_mut() {
            last.keep = true;
        }
        slabs.extend(self.signature(letter)?);
        Ok(slabs)
    }

    /// What it is and whom it is about, at the top of each page but the first.
    fn running(&mut self, letter: &Letter, index: usize) -> Result<Vec<Placed>, LetterError> {
        if index == 0 {
            return Ok(Vec::new());
        }
        let (frame, style) = (self.frame, self.look.running);
        let width = frame.full_width();
        let kind = self
            .shaper
            .lines(&letter.kind_line, style.bold(), width, Part::KindLine)?;
        let whom = self
            .shaper
            .lines(&letter.person.line(), style, width, Part::Identifiers)?;
        let lines: Vec<shape::Line> = kind
            .into_iter()
            .take(1)
            .chain(whom.into_iter().take(2))
            .collect();
        // Upwards from the rule, so that a long name takes its second line from the margin.
        let rule = frame.later_top - 14.0;
        #[allow(clippy::cast_precision_loss)]
        let mut y = rule - 4.0 - lines.len() as f32 * style.leading;
        let mut items = Vec::new();
        for line in lines {
            items.extend(section::place(line, frame.left, y + style.baseline(), None));
            y += style.leading;
        }
        items.push(hairline(frame.left, frame.right, rule));
        Ok(items)
    }

    /// The line at the foot of each page.
    fn footer(
        &mut self,
        letter: &Letter,
        page: usize,
        pages: usize,
    ) -> Result<Vec<Placed>, LetterError> {
        let (frame, style) = (self.frame, self.look.running);
        let labels = &letter.labels;
        let numbered = labels
            .page
            .replace("{page}", &page.to_string())
            .replace("{pages}", &pages.to_string());
        let mut left = vec![isolate(&letter.head.clinic)];
        if letter.kind != Kind::Handout {
            left.insert(0, labels.confidential.clone());
            left.push(format!("{} {}", labels.number, letter.number));
        }
        left.extend(Some(isolate(&letter.head.stationery.footer)).filter(|line| !line.is_empty()));
        let left = left.join(" \u{b7} ");
        let room = (frame.left, frame.full_width() - 90.0);
        let mut items = self.furniture(&left, style, room, Flush::Left)?;
        let room = (frame.right - 90.0, 90.0);
        items.extend(self.furniture(&numbered, style, room, Flush::Right)?);
        flow::shift(&mut items, frame.footer_top + 4.0);
        items.push(hairline(frame.left, frame.right, frame.footer_top));
        let fine = self.look.fine;
        let room = (frame.left, frame.full_width());
        let mut private = self.furniture(&labels.private, fine, room, Flush::Left)?;
        flow::shift(&mut private, frame.footer_top + 4.0 + style.leading);
        if page == 1 {
            // Said once in full; on later pages it is furniture.
            let node = self.node(Role::Paragraph, NodeId::DOCUMENT);
            private
                .iter_mut()
                .for_each(|placed| placed.node = Some(node));
        }
        items.extend(private);
        Ok(items)
    }

    /// At most two lines of the footer that mean nothing to the reading order.
    fn furniture(
        &mut self,
        text: &str,
        style: look::Style,
        (x, width): (f32, f32),
        flush: Flush,
    ) -> Result<Vec<Placed>, LetterError> {
        let mut items = Vec::new();
        let mut y = style.baseline();
        let lines = self.shaper.lines(text, style, width, Part::Footer)?;
        for line in lines.into_iter().take(2) {
            let start = match flush {
                Flush::Left => x,
                Flush::Right => x + width - line.width,
            };
            items.extend(section::place(line, start, y, None));
            y += style.leading;
        }
        Ok(items)
    }
}

/// On which edge a line of the footer stands.
#[derive(Clone, Copy)]
enum Flush {
    Left,
    Right,
}

/// A hairline from left to right.
fn hairline(left: f32, right: f32, y: f32) -> Placed {
    let area = Area {
        x: left,
        y,
        width: right - left,
        height: 0.5,
    };
    Placed {
        node: None,
        item: Item::Fill {
            area,
            colour: look::HAIR,
        },
    }
}
