//! A section: its heading on the left, and beside it running text, quotes, lists and tables.

use std::rc::Rc;

use super::Setter;
use super::flow::{Ground, GroundKind, Repeat, Slab};
use super::look::Style;
use super::shape::Line;
use crate::letter::LetterError;
use crate::letter::blocks::{Block, Part, Section};
use crate::letter::page::{Item, NodeId, Placed, Role};

/// Between a bullet and its text.
const INDENT: f32 = 11.0;
/// A section no taller than this is not cut.
const SHORT: f32 = 110.0;

/// Puts a line in its place.
pub(super) fn place(line: Line, x: f32, y: f32, node: Option<NodeId>) -> Vec<Placed> {
    line.runs
        .into_iter()
        .map(|mut run| {
            run.x += x;
            run.y += y;
            Placed {
                node,
                item: Item::Glyphs(run),
            }
        })
        .collect()
}

impl Setter<'_> {
    /// A heading on the left and its content beside it.
    pub(super) fn section(
        &mut self,
        section: &Section,
        style: Style,
        part: Part,
    ) -> Result<Vec<Slab>, LetterError> {
        let frame = self.frame;
        let column = frame.text_left - frame.left - 14.0;
        let mut heading = Vec::new();
        if !section.heading.is_empty() {
            let node = self.node(Role::Heading, NodeId::DOCUMENT);
            let bold = style.bold().coloured(self.look.accent);
            for (index, line) in self
                .shaper
                .lines(&section.heading, bold, column, part)?
                .into_iter()
                .enumerate()
            {
                #[allow(clippy::cast_precision_loss)]
                let y = style.baseline() + index as f32 * style.leading;
                heading.push(place(line, frame.left, y, Some(node)));
            }
        }
        let (x, width) = self.column(&section.heading);
        let mut slabs: Vec<Slab> = Vec::new();
        for block in &section.blocks {
            let mut more = self.block(block, style, x, width, part)?;
            if let Some(first) = more.first_mut().filter(|_| !slabs.is_empty()) {
                first.gap = self.look.gap;
            }
            slabs.extend(more);
        }
        go_on(&mut slabs, &heading);
        beside(&mut slabs, heading, style.leading);
        if let Some(first) = slabs.first_mut() {
            first.gap = self.look.section_gap;
        }
        Ok(slabs)
    }

    /// Left edge and width of a text: beside the headings, or the whole page where there are none.
    pub(super) fn column(&self, heading: &str) -> (f32, f32) {
        let frame = self.frame;
        if self.wide && heading.is_empty() {
            (frame.left, frame.full_width())
        } else {
            (frame.text_left, frame.text_width())
        }
    }

    pub(super) fn block(
        &mut self,
        block: &Block,
        style: Style,
        x: f32,
        width: f32,
        part: Part,
    ) -> Result<Vec<Slab>, LetterError> {
        match block {
            Block::Paragraph(text) => {
                let node = self.node(Role::Paragraph, NodeId::DOCUMENT);
                self.lines(text, style, x, width, node, part)
            }
            Block::Quote(text) => self.quote(text, style, x, width, part),
            Block::Bullets(items) => self.bullets(items, style, x, width, part),
            Block::Pairs(pairs) => self.pairs(pairs, style, x, width, part),
            Block::Table(table) => self.table(table, style, x, width, part),
        }
    }

    fn quote(
        &mut self,
        text: &str,
        style: Style,
        x: f32,
        width: f32,
        part: Part,
    ) -> Result<Vec<Slab>, LetterError> {
        let node = self.node(Role::Quote, NodeId::DOCUMENT);
        let mut slabs = self.lines(text, style, x + INDENT, width - INDENT, node, part)?;
        self.grounds += 1;
        let ground = Ground {
            number: self.grounds,
            kind: GroundKind::Quote,
            x,
            width,
            bar: self.look.accent,
            soft: self.look.soft,
        };
        for slab in &mut slabs {
            slab.ground = Some(ground);
        }
        Ok(slabs)
    }

    fn bullets(
        &mut self,
        items: &[String],
        style: Style,
        x: f32,
        width: f32,
        part: Part,
    ) -> Result<Vec<Slab>, LetterError> {
        let accent = self.look.accent;
        let list = self.node(Role::List, NodeId::DOCUMENT);
        let mut slabs = Vec::new();
        for item in items {
            let li = self.node(Role::Item, list);
            let label = self.node(Role::Bullet, li);
            let body = self.node(Role::ItemBody, li);
            let mut lines = self.lines(item, style, x + INDENT, width - INDENT, body, part)?;
            if let Some(first) = lines.first_mut() {
                for dot in self
                    .shaper
                    .lines("\u{2022}", style.coloured(accent), width, part)?
                {
                    first
                        .items
                        .splice(0..0, place(dot, x + 1.0, style.baseline(), Some(label)));
                }
                first.gap = if slabs.is_empty() { 0.0 } else { 1.5 };
            }
            slabs.extend(lines);
        }
        Ok(slabs)
    }

    /// Running text with no line alone at the foot or the top of a page.
    pub(super) fn lines(
        &mut self,
        text: &str,
        style: Style,
        x: f32,
        width: f32,
        node: NodeId,
        part: Part,
    ) -> Result<Vec<Slab>, LetterError> {
        let lines = self.shaper.lines(text, style, width, part)?;
        let mut slabs: Vec<Slab> = lines
            .into_iter()
            .map(|line| Slab::new(style.leading, place(line, x, style.baseline(), Some(node))))
            .collect();
        keep_ends(&mut slabs);
        Ok(slabs)
    }
}

/// Keeps the first two and the last two together.
pub(super) fn keep_ends(slabs: &mut [Slab]) {
    let count = slabs.len();
    for (index, slab) in slabs.iter_mut().enumerate() {
        if index + 1 < count && (index == 0 || index + 2 == count) {
            slab.keep = true;
        }
    }
}

/// Keeps all together, and with what follows.
pub(super) fn keep_all(slabs: &mut [Slab]) {
    for slab in slabs {
        slab.keep = true;
    }
}

/// Keeps a short section whole; a long one says its heading again where it goes on.
fn go_on(slabs: &mut [Slab], heading: &[Vec<Placed>]) {
    let tall: f32 = slabs.iter().map(|slab| slab.gap + slab.height).sum();
    if tall <= SHORT {
        keep_all(slabs);
        if let Some(last) = slabs.last_mut() {
            last.keep = false;
        }
        return;
    }
    keep_ends(slabs);
    let copy: Vec<Placed> = heading
        .iter()
        .flatten()
        .map(|placed| Placed {
            node: None,
            ..placed.clone()
        })
        .collect();
    let plain = Rc::new(Repeat {
        height: 0.0,
        items: copy.clone(),
    });
    for slab in slabs.iter_mut().skip(1) {
        slab.repeat = Some(match &slab.repeat {
            None => plain.clone(),
            Some(row) => {
                let items = copy.iter().chain(&row.items).cloned().collect();
                Rc::new(Repeat {
                    height: row.height,
                    items,
                })
            }
        });
    }
}

/// Sets a heading beside its content, which is made tall enough for it.
fn beside(slabs: &mut Vec<Slab>, heading: Vec<Vec<Placed>>, leading: f32) {
    #[allow(clippy::cast_precision_loss)]
    let needed = heading.len() as f32 * leading;
    let mut tall = 0.0;
    for slab in slabs.iter_mut() {
        if tall + slab.height + slab.gap >= needed {
            tall = needed;
            break;
        }
        tall += slab.height + slab.gap;
        slab.keep = true;
    }
    if tall < needed {
        slabs.push(Slab::new(needed - tall, Vec::new()));
    }
    if let Some(first) = slabs.first_mut() {
        first.items.splice(0..0, heading.into_iter().flatten());
    }
}
