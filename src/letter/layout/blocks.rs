//! The text of a letter as slabs: title, boxes, sections, tables, signature.

use std::rc::Rc;

use super::flow::{Ground, GroundKind, Repeat, Slab, shift};
use super::look::{ACCENT, ALARM, QUIET, Style};
use super::shape::Line;
use super::{Setter, hairline};
use crate::letter::LetterError;
use crate::letter::blocks::{Block, Letter, Pair, Part, Section, Table};
use crate::letter::page::{Area, Item, NodeId, Placed, Role};

/// Between a bullet and its text.
const INDENT: f32 = 11.0;
/// The column of labels in a table of pairs.
const LABEL: f32 = 84.0;
/// Between two columns.
const GUTTER: f32 = 10.0;
/// A section no taller than this is not cut.
const SHORT: f32 = 110.0;
/// Inside a box.
const PAD: f32 = 7.0;

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

/// A cell: its lines, where they start, and what it means.
struct Cell {
    lines: Vec<Line>,
    x: f32,
    node: Option<NodeId>,
}

impl Setter<'_> {
    pub(super) fn title(&mut self, letter: &Letter) -> Result<Vec<Slab>, LetterError> {
        let (frame, look) = (self.frame, self.look);
        let node = self.node(Role::Title, NodeId::DOCUMENT);
        let mut slabs = self.lines(
            &letter.kind_line,
            look.title,
            frame.left,
            frame.full_width(),
            node,
            Part::KindLine,
        )?;
        slabs.extend(self.whom(letter)?);
        keep_all(&mut slabs);
        Ok(slabs)
    }

    /// The name in bold, and beside it, or under it, what else tells the person from others.
    fn whom(&mut self, letter: &Letter) -> Result<Vec<Slab>, LetterError> {
        let frame = self.frame;
        let style = self.look.person;
        let node = self.node(Role::Paragraph, NodeId::DOCUMENT);
        let person = &letter.person;
        let rest: Vec<&str> = [&person.birth_date, &person.record, &person.pronouns]
            .into_iter()
            .filter_map(|phrase| phrase.as_deref())
            .collect();
        let width = frame.full_width();
        let names =
            self.shaper
                .lines(&person.chosen_name, style.bold(), width, Part::Identifiers)?;
        let name_width = names.first().map_or(0.0, |line| line.width);
        let one_line = names.len() == 1;
        let mut slabs: Vec<Slab> = names
            .into_iter()
            .map(|line| {
                Slab::new(
                    style.leading,
                    place(line, frame.left, style.baseline(), Some(node)),
                )
            })
            .collect();
        if !rest.is_empty() {
            let beside = format!(" \u{b7} {}", rest.join(" \u{b7} "));
            let quiet = style.coloured(QUIET);
            let mut lines = self
                .shaper
                .lines(&beside, quiet, width, Part::Identifiers)?;
            let fits =
                lines.len() == 1 && lines.iter().all(|line| name_width + line.width <= width);
            match slabs.first_mut() {
                Some(first) if one_line && fits => {
                    let line = lines.remove(0);
                    first.items.extend(place(
                        line,
                        frame.left + name_width,
                        style.baseline(),
                        Some(node),
                    ));
                }
                _ => {
                    let text = rest.join(" \u{b7} ");
                    slabs.extend(self.lines(
                        &text,
                        quiet,
                        frame.left,
                        width,
                        node,
                        Part::Identifiers,
                    )?);
                }
            }
        }
        if let Some(first) = slabs.first_mut() {
            first.gap = 2.0;
        }
        Ok(slabs)
    }

    pub(super) fn statement(&mut self, text: &str) -> Result<Vec<Slab>, LetterError> {
        let (frame, style) = (self.frame, self.look.statement);
        if text.is_empty() {
            return Ok(Vec::new());
        }
        let node = self.node(Role::Paragraph, NodeId::DOCUMENT);
        let width = frame.full_width() - 2.0 * PAD - 4.0;
        let mut slabs = self.lines(
            text,
            style,
            frame.left + PAD + 4.0,
            width,
            node,
            Part::Statement,
        )?;
        self.enclose(&mut slabs, GroundKind::Statement, PAD - 1.0);
        Ok(slabs)
    }

    pub(super) fn urgent(&mut self, section: Option<&Section>) -> Result<Vec<Slab>, LetterError> {
        let Some(section) = section else {
            return Ok(Vec::new());
        };
        let frame = self.frame;
        let style = self.look.body;
        let x = frame.left + PAD + 8.0;
        let width = frame.full_width() - 2.0 * PAD - 10.0;
        let heading = self.node(Role::Heading, NodeId::DOCUMENT);
        let mut slabs = self.lines(
            &section.heading,
            style.bold().coloured(ALARM),
            x,
            width,
            heading,
            Part::Urgent,
        )?;
        for block in &section.blocks {
            let mut more = self.block(block, style, x, width, Part::Urgent)?;
            if let Some(first) = more.first_mut() {
                first.gap += self.look.gap * 0.5;
            }
            slabs.extend(more);
        }
        self.enclose(&mut slabs, GroundKind::Urgent, PAD);
        Ok(slabs)
    }

    /// Puts one ground behind slabs, with room above and below, and keeps them together.
    fn enclose(&mut self, slabs: &mut [Slab], kind: GroundKind, pad: f32) {
        self.grounds += 1;
        let ground = Ground {
            number: self.grounds,
            kind,
            x: self.frame.left,
            width: self.frame.full_width(),
        };
        keep_all(slabs);
        for slab in &mut *slabs {
            slab.ground = Some(ground);
        }
        if let Some(first) = slabs.first_mut() {
            shift(&mut first.items, pad);
            first.height += pad;
            first.gap = self.look.section_gap;
        }
        if let Some(last) = slabs.last_mut() {
            last.height += pad;
            last.keep = false;
        }
    }

    /// Salutation and purpose line.
    pub(super) fn opening(&mut self, letter: &Letter) -> Result<Vec<Slab>, LetterError> {
        let (x, width, style) = (
            self.frame.text_left,
            self.frame.text_width(),
            self.look.body,
        );
        let mut slabs = Vec::new();
        for (text, part) in [
            (&letter.salutation, Part::Salutation),
            (&letter.purpose, Part::Purpose),
        ] {
            if text.is_empty() {
                continue;
            }
            let node = self.node(Role::Paragraph, NodeId::DOCUMENT);
            let mut lines = self.lines(text, style, x, width, node, part)?;
            if let Some(first) = lines.first_mut() {
                first.gap = if slabs.is_empty() {
                    self.look.section_gap + 2.0
                } else {
                    self.look.gap + 1.0
                };
            }
            if part == Part::Salutation {
                keep_all(&mut lines);
            }
            slabs.extend(lines);
        }
        Ok(slabs)
    }

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
            let bold = style.bold().coloured(ACCENT);
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
        let mut slabs: Vec<Slab> = Vec::new();
        for block in &section.blocks {
            let mut more = self.block(block, style, frame.text_left, frame.text_width(), part)?;
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

    fn block(
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
                    .lines("\u{2022}", style.coloured(ACCENT), width, part)?
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

    fn pairs(
        &mut self,
        pairs: &[Pair],
        style: Style,
        x: f32,
        width: f32,
        part: Part,
    ) -> Result<Vec<Slab>, LetterError> {
        let table = self.node(Role::Table, NodeId::DOCUMENT);
        let mut slabs = Vec::new();
        for (index, pair) in pairs.iter().enumerate() {
            let row = self.node(Role::Row, table);
            let head = self.node(Role::RowHead, row);
            let cell = self.node(Role::Cell, row);
            let label =
                self.shaper
                    .lines(&pair.label, style.coloured(QUIET), LABEL - GUTTER, part)?;
            let value = self.shaper.lines(&pair.value, style, width - LABEL, part)?;
            let cells = vec![
                Cell {
                    lines: label,
                    x,
                    node: Some(head),
                },
                Cell {
                    lines: value,
                    x: x + LABEL,
                    node: Some(cell),
                },
            ];
            let above = if index == 0 { 0.0 } else { self.look.cell };
            let mut slabs_of_row = row_slabs(cells, style, above, self.look.cell);
            if index > 0
                && let Some(first) = slabs_of_row.first_mut()
            {
                first.items.insert(0, hairline(x, x + width, 0.0));
            }
            slabs.extend(slabs_of_row);
        }
        keep_ends(&mut slabs);
        Ok(slabs)
    }

    fn table(
        &mut self,
        table: &Table,
        style: Style,
        x: f32,
        width: f32,
        part: Part,
    ) -> Result<Vec<Slab>, LetterError> {
        let widths = columns(table, width);
        let node = self.node(Role::Table, NodeId::DOCUMENT);
        let bold = Style {
            size: style.size * 0.9,
            ..style.bold().coloured(QUIET)
        };
        let mut slabs = self.row(&table.head, &widths, bold, x, Some((node, true)), part)?;
        let mut copy = self.row(&table.head, &widths, bold, x, None, part)?;
        keep_all(&mut slabs);
        let repeat = Rc::new(stack(&mut copy));
        for cells in &table.rows {
            let mut row = self.row(cells, &widths, style, x, Some((node, false)), part)?;
            if let Some(first) = row.first_mut() {
                first.items.insert(0, hairline(x, x + width, 0.0));
            }
            for slab in &mut row {
                slab.repeat = Some(repeat.clone());
            }
            slabs.extend(row);
        }
        keep_ends(&mut slabs);
        Ok(slabs)
    }

    /// A row of a table; without a table it is furniture.
    fn row(
        &mut self,
        texts: &[String],
        widths: &[f32],
        style: Style,
        x: f32,
        table: Option<(NodeId, bool)>,
        part: Part,
    ) -> Result<Vec<Slab>, LetterError> {
        let row = table.map(|(table, _)| self.node(Role::Row, table));
        let is_head = table.is_some_and(|(_, head)| head);
        let mut cells = Vec::new();
        let mut at = x;
        for (index, width) in widths.iter().enumerate() {
            let text = texts.get(index).map_or("", String::as_str);
            let role = if is_head {
                Role::ColumnHead
            } else {
                Role::Cell
            };
            let node = row.map(|row| self.node(role, row));
            let lines = self.shaper.lines(text, style, width - GUTTER, part)?;
            cells.push(Cell { lines, x: at, node });
            at += width;
        }
        Ok(row_slabs(cells, style, self.look.cell, self.look.cell))
    }

    pub(super) fn signature(&mut self, letter: &Letter) -> Result<Vec<Slab>, LetterError> {
        let (x, width, look) = (self.frame.text_left, self.frame.text_width(), self.look);
        let sign = &letter.signature;
        let mut slabs = Vec::new();
        let mut line = |setter: &mut Self, text: &str, style: Style, gap: f32, part: Part| {
            let node = setter.node(Role::Paragraph, NodeId::DOCUMENT);
            let mut lines = setter.lines(text, style, x, width, node, part)?;
            if let Some(first) = lines.first_mut() {
                first.gap = gap;
            }
            slabs.extend(lines);
            Ok::<(), LetterError>(())
        };
        line(
            self,
            &sign.greeting,
            look.body,
            look.section_gap + 4.0,
            Part::Signature,
        )?;
        line(
            self,
            &sign.name,
            look.body.bold(),
            look.hand,
            Part::Signature,
        )?;
        line(self, &sign.role, look.body, 0.0, Part::Signature)?;
        if let Some(licence) = &sign.licence {
            line(self, licence, look.body, 0.0, Part::Signature)?;
        }
        if let Some(anchor) = &letter.anchor {
            let text = format!("{} {anchor}", letter.labels.anchor);
            line(self, &text, look.fine, look.section_gap, Part::Footer)?;
        }
        // The line to sign on stands above the name.
        if let Some(name) = slabs.iter_mut().find(|slab| slab.gap >= look.hand) {
            let area = Area {
                x,
                y: -1.0,
                width: 190.0,
                height: 0.5,
            };
            name.items.push(Placed {
                node: None,
                item: Item::Fill {
                    area,
                    colour: QUIET,
                },
            });
        }
        keep_all(&mut slabs);
        if let Some(last) = slabs.last_mut() {
            last.keep = false;
        }
        Ok(slabs)
    }

    /// Running text with no line alone at the foot or the top of a page.
    fn lines(
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
fn keep_ends(slabs: &mut [Slab]) {
    let count = slabs.len();
    for (index, slab) in slabs.iter_mut().enumerate() {
        if index + 1 < count && (index == 0 || index + 2 == count) {
            slab.keep = true;
        }
    }
}

/// Keeps all together, and with what follows.
fn keep_all(slabs: &mut [Slab]) {
    for slab in slabs {
        slab.keep = true;
    }
}

/// A row's cells as slabs of a line each.
fn row_slabs(cells: Vec<Cell>, style: Style, above: f32, below: f32) -> Vec<Slab> {
    let count = cells
        .iter()
        .map(|cell| cell.lines.len())
        .max()
        .unwrap_or(0)
        .max(1);
    let mut slabs: Vec<Slab> = (0..count)
        .map(|_| Slab::new(style.leading, Vec::new()))
        .collect();
    for cell in cells {
        for (line, slab) in cell.lines.into_iter().zip(&mut slabs) {
            slab.items
                .extend(place(line, cell.x, style.baseline(), cell.node));
        }
    }
    if let Some(first) = slabs.first_mut() {
        shift(&mut first.items, above);
        first.height += above;
    }
    let last = count - 1;
    for (index, slab) in slabs.iter_mut().enumerate() {
        slab.keep = index < last;
        if index == last {
            slab.height += below;
        }
    }
    slabs
}

/// Slabs as one row to repeat.
fn stack(slabs: &mut Vec<Slab>) -> Repeat {
    let mut height = 0.0;
    let mut items = Vec::new();
    for mut slab in slabs.drain(..) {
        shift(&mut slab.items, height);
        items.extend(slab.items);
        height += slab.height;
    }
    Repeat { height, items }
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

/// Widths by the longest text of a column, none too narrow.
fn columns(table: &Table, width: f32) -> Vec<f32> {
    let count = table
        .rows
        .iter()
        .map(Vec::len)
        .chain([table.head.len()])
        .max()
        .unwrap_or(0);
    let longest = |index: usize| {
        let texts = table
            .rows
            .iter()
            .chain([&table.head])
            .filter_map(|row| row.get(index));
        texts
            .map(|text| text.chars().count())
            .max()
            .unwrap_or(0)
            .clamp(8, 40)
    };
    let weights: Vec<usize> = (0..count).map(longest).collect();
    let sum: usize = weights.iter().sum();
    #[allow(clippy::cast_precision_loss)]
    weights
        .iter()
        .map(|weight| width * *weight as f32 / sum.max(1) as f32)
        .collect()
}
