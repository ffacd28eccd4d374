//! Tables: rows of cells cut into lines, with hairlines between them and a header row that is repeated.

use std::rc::Rc;

use super::flow::{Repeat, Slab, shift};
use super::look::{QUIET, Style, Weight};
use super::section::{keep_all, keep_ends, place};
use super::shape::Line;
use super::{Setter, hairline};
use crate::letter::LetterError;
use crate::letter::blocks::{Pair, Part, Table};
use crate::letter::page::{NodeId, Role};

/// The column of labels in a table of pairs.
const LABEL: f32 = 84.0;
/// A column of texts with no more letters than this has them on one line.
const SHORT: f32 = 24.0;
/// Between two columns.
const GUTTER: f32 = 10.0;

/// A cell: its lines, where they start, and what it means.
struct Cell {
    lines: Vec<Line>,
    x: f32,
    node: Option<NodeId>,
}

impl Setter<'_> {
    pub(super) fn pairs(
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

    pub(super) fn table(
        &mut self,
        table: &Table,
        style: Style,
        x: f32,
        width: f32,
        part: Part,
    ) -> Result<Vec<Slab>, LetterError> {
        let widths = columns(table, width, style);
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
        // The header stands on the line of what is beside the table.
        let above = if style.weight == Weight::Bold {
            0.0
        } else {
            self.look.cell
        };
        Ok(row_slabs(cells, style, above, self.look.cell))
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

/// Widths by the longest text of a column: short ones on one line, and what is left for the others.
fn columns(table: &Table, width: f32, style: Style) -> Vec<f32> {
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
        let longest = texts.map(|text| text.chars().count()).max();
        #[allow(clippy::cast_precision_loss)]
        let longest = longest.unwrap_or(0).clamp(8, 40) as f32;
        longest
    };
    let longest: Vec<f32> = (0..count).map(longest).collect();
    // As wide as letters are on average, and a little more.
    let whole = |chars: f32| chars * style.size * 0.58 + GUTTER;
    let is_short = |chars: f32| chars <= SHORT;
    let short: f32 = longest
        .iter()
        .copied()
        .filter(|n| is_short(*n))
        .map(whole)
        .sum();
    let long: f32 = longest.iter().filter(|n| !is_short(**n)).sum();
    if long == 0.0 || short > width / 2.0 {
        let sum: f32 = longest.iter().sum();
        return longest.iter().map(|n| width * n / sum.max(1.0)).collect();
    }
    let share = |n: &f32| {
        if is_short(*n) {
            whole(*n)
        } else {
            (width - short) * n / long
        }
    };
    longest.iter().map(share).collect()
}
