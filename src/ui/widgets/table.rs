//! A table that stays quick at a hundred thousand rows: only the rows in view are drawn, and it says which of how many.

use egui::{
    EventFilter, Id, Key, Rect, Response, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::state_badge::ICON;
use crate::ui::{
    Ground, Icon, Ink, State, Theme, Type, Words, keys, paint,
    theme::{Line, space},
    words::fill,
};

/// A column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Column<'a> {
    title: &'a str,
    share: f32,
    least: f32,
    numbers: bool,
}

impl<'a> Column<'a> {
    /// A column that takes a share of the width.
    pub fn new(title: &'a str, share: f32) -> Self {
        Self {
            title,
            share: share.max(0.01),
            least: 72.0,
            numbers: false,
        }
    }

    /// Set from the right, as numbers are.
    pub fn numbers(mut self) -> Self {
        self.numbers = true;
        self
    }

    /// Left out where the table would give it less than this.
    pub fn least(mut self, width: f32) -> Self {
        self.least = width;
        self
    }
}

/// What stands in a cell.
#[derive(Clone, PartialEq)]
pub enum Cell {
    /// Text.
    Text(String),
    /// The text that names the row.
    Strong(String),
    /// A state, with its word or another.
    State(State, Option<String>),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Cell::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Cell::Text(text)
    }
}

/// What came of showing a table.
#[derive(Clone, Debug)]
pub struct TableReply {
    /// The whole table; it holds the focus.
    pub response: Response,
    /// The row that the cursor came to.
    pub moved_to: Option<usize>,
    /// The row that was opened, by a press or by Enter.
    pub opened: Option<usize>,
}

/// A table of rows that are opened.
#[must_use = "call `show`"]
pub struct Table<'a> {
    id: Id,
    name: &'a str,
    columns: &'a [Column<'a>],
    rows: usize,
    selected: Option<usize>,
    dense: bool,
}

const HEAD: f32 = 36.0;

impl<'a> Table<'a> {
    /// The table's id is what takes the focus.
    pub fn new(id: Id, name: &'a str, columns: &'a [Column<'a>], rows: usize) -> Self {
        Self {
            id,
            name,
            columns,
            rows,
            selected: None,
            dense: false,
        }
    }

    /// The row that the caller's selection stands on; the caller keeps an id, not an index.
    pub fn selected(mut self, row: Option<usize>) -> Self {
        self.selected = row;
        self
    }

    /// Rows of 36 points.
    pub fn dense(mut self) -> Self {
        self.dense = true;
        self
    }

    /// Draws it; `cells` is asked for the rows in view only.
    pub fn show(self, ui: &mut Ui, mut cells: impl FnMut(usize) -> Vec<Cell>) -> TableReply {
        let width = ui.available_width();
        let row_height = if self.dense {
            space::DENSE
        } else {
            space::TARGET
        };
        let height = HEAD + self.rows as f32 * row_height;
        let (_, rect) = ui.allocate_space(vec2(width, height));
        let edges = column_edges(self.columns, rect);
        let mut cursor = self.cursor(ui);
        let (moved, enter) = self.keyboard(ui, &mut cursor, row_height);
        let builder = UiBuilder::new()
            .scope_id(self.id)
            .max_rect(rect)
            .sense(Sense::focusable_noninteractive())
            .accessibility_role(Role::Table)
            .accessibility_label(self.name);
        let mut child = ui.new_child(builder);
        child.expand_to_include_rect(rect);
        let response = child.response().with_new_rect(rect);
        self.head(&child, rect, &edges);
        let mut opened = enter.then_some(cursor).filter(|_| self.rows > 0);
        for row in visible(ui.clip_rect(), rect, row_height, self.rows) {
            let row_rect = row_rect(rect, row, row_height);
            let part = child.interact(row_rect, self.id.with(row), Sense::CLICK);
            if part.clicked() {
                child.memory_mut(|memory| memory.request_focus(self.id));
                cursor = row;
                opened = Some(row);
            }
            let texts = cells(row);
            self.row(&child, (row, row_rect), &edges, &texts, &part);
            self.announce_row(&child, row, &texts, &part);
        }
        drop(child);
        self.finish(ui, rect, row_height, cursor, moved, &response);
        TableReply {
            response,
            moved_to: moved.then_some(cursor),
            opened,
        }
    }

    fn cursor(&self, ui: &Ui) -> usize {
        let stored = ui.data(|data| data.get_temp::<usize>(self.id));
        stored
            .or(self.selected)
            .unwrap_or(0)
            .min(self.rows.saturating_sub(1))
    }

    fn keyboard(&self, ui: &Ui, cursor: &mut usize, row_height: f32) -> (bool, bool) {
        if self.rows == 0 || !ui.memory(|memory| memory.has_focus(self.id)) {
            return (false, false);
        }
        ui.memory_mut(|memory| {
            let filter = EventFilter {
                vertical_arrows: true,
                ..EventFilter::default()
            };
            memory.set_focus_lock_filter(self.id, filter);
        });
        let before = *cursor;
        let last = self.rows - 1;
        let page = ((ui.clip_rect().height() / row_height) as usize)
            .saturating_sub(2)
            .max(1);
        if keys::take(ui, Key::ArrowDown) {
            *cursor = (*cursor + 1).min(last);
        }
        if keys::take(ui, Key::ArrowUp) {
            *cursor = cursor.saturating_sub(1);
        }
        if keys::take(ui, Key::PageDown) {
            *cursor = (*cursor + page).min(last);
        }
        if keys::take(ui, Key::PageUp) {
            *cursor = cursor.saturating_sub(page);
        }
        if keys::take(ui, Key::Home) {
            *cursor = 0;
        }
        if keys::take(ui, Key::End) {
            *cursor = last;
        }
        (*cursor != before, keys::take(ui, Key::Enter))
    }

    fn head(&self, ui: &Ui, rect: Rect, edges: &[Option<(f32, f32)>]) {
        let theme = Theme::of(ui);
        let head = Rect::from_min_size(rect.min, vec2(rect.width(), HEAD));
        for (column, edge) in self.columns.iter().zip(edges) {
            let Some((left, right)) = *edge else { continue };
            let text = paint::elided(
                ui,
                column.title,
                Type::SmallStrong,
                theme.ink(Ink::Help),
                right - left,
            );
            let x = if column.numbers {
                right - text.size().x
            } else {
                left
            };
            paint::text(ui, pos2(x, head.center().y - text.size().y / 2.0), text);
        }
        ui.painter()
            .hline(head.x_range(), head.bottom(), theme.line(Line::Edge));
    }

    fn row(
        &self,
        ui: &Ui,
        (row, rect): (usize, Rect),
        edges: &[Option<(f32, f32)>],
        cells: &[Cell],
        part: &Response,
    ) {
        let theme = Theme::of(ui);
        let chosen = self.selected == Some(row);
        let ground = match (chosen, part.hovered()) {
            (true, _) => Some(Ground::AccentSoft),
            (false, true) => Some(Ground::Sunken),
            (false, false) => None,
        };
        paint::frame(ui, rect.shrink2(vec2(0.0, 1.0)), 4, ground, None);
        if row + 1 < self.rows {
            let line = theme.line(Line::Decoration);
            ui.painter().hline(rect.x_range(), rect.bottom(), line);
        }
        for ((column, edge), cell) in self.columns.iter().zip(edges).zip(cells) {
            if let Some((left, right)) = *edge {
                draw_cell(ui, rect, (left, right), column.numbers, cell);
            }
        }
        if chosen {
            let mark = pos2(rect.left() + 7.0, rect.center().y);
            paint::icon(ui, mark, Icon::CaretRight, 10.0, theme.ink(Ink::Accent));
        }
    }

    fn announce_row(&self, ui: &Ui, row: usize, cells: &[Cell], part: &Response) {
        let words = Words::of(ui);
        let name: Vec<String> = self
            .columns
            .iter()
            .zip(cells)
            .map(|(column, cell)| format!("{}: {}", column.title, text_of(cell, &words)))
            .collect();
        let name = name.join(", ");
        let selected = self.selected == Some(row);
        part.widget_info(|| WidgetInfo::labeled(Role::Row, true, &name));
        ui.accesskit_node_builder(part.id, |node| {
            node.set_row_index(row);
            node.set_selected(selected);
        });
    }

    fn finish(
        &self,
        ui: &Ui,
        rect: Rect,
        row_height: f32,
        cursor: usize,
        moved: bool,
        response: &Response,
    ) {
        ui.data_mut(|data| data.insert_temp(self.id, cursor));
        if self.rows == 0 {
            return;
        }
        let at = row_rect(rect, cursor, row_height);
        if moved || response.gained_focus() {
            ui.scroll_to_rect(at.expand(space::S12), None);
        }
        if response.has_focus() {
            paint::focus_ring(ui, at.shrink2(vec2(0.0, 2.0)), space::RADIUS_CONTROL);
        }
        let (row, total) = ((cursor + 1).to_string(), grouped(self.rows));
        let place = fill(
            &Words::of(ui).row_of_total,
            &[("row", &row), ("total", &total)],
        );
        let part = self.id.with(cursor);
        let drawn = ui.ctx().has_accesskit_node(part);
        ui.accesskit_node_builder(self.id, |node| {
            node.set_row_count(self.rows);
            node.set_column_count(self.columns.len());
            node.set_description(place);
            if drawn {
                node.set_active_descendant(part.accesskit_id());
            }
        });
    }
}

fn text_of<'a>(cell: &'a Cell, words: &'a Words) -> &'a str {
    match cell {
        Cell::Text(text) | Cell::Strong(text) => text,
        Cell::State(_, Some(word)) => word,
        Cell::State(state, None) => state.word(words),
    }
}

fn draw_cell(ui: &Ui, row: Rect, (left, right): (f32, f32), numbers: bool, cell: &Cell) {
    let theme = Theme::of(ui);
    let words = Words::of(ui);
    let (face, ink, icon) = match cell {
        Cell::Text(_) => (Type::Body, Ink::Body, None),
        Cell::Strong(_) => (Type::Strong, Ink::Body, None),
        Cell::State(state, _) => (Type::SmallStrong, state.ink_on_plain(), Some(state.icon())),
    };
    let inset = if icon.is_some() { ICON + 6.0 } else { 0.0 };
    let text = paint::elided(
        ui,
        text_of(cell, &words),
        face,
        theme.ink(ink),
        right - left - inset,
    );
    if let Some(icon) = icon {
        paint::icon(
            ui,
            pos2(left + ICON / 2.0, row.center().y),
            icon,
            ICON,
            theme.ink(ink),
        );
    }
    let x = if numbers {
        right - text.size().x
    } else {
        left + inset
    };
    paint::text(ui, pos2(x, row.center().y - text.size().y / 2.0), text);
}

/// Where columns begin and end; those that would be too narrow are left out from the right.
fn column_edges(columns: &[Column<'_>], rect: Rect) -> Vec<Option<(f32, f32)>> {
    let width = rect.width() - 2.0 * PADDING;
    let mut count = columns.len();
    while count > 1 {
        let shares: f32 = columns[..count].iter().map(|column| column.share).sum();
        let room = width - (count - 1) as f32 * space::S16;
        if columns[..count]
            .iter()
            .all(|column| room * column.share / shares >= column.least)
        {
            break;
        }
        count -= 1;
    }
    let shares: f32 = columns[..count].iter().map(|column| column.share).sum();
    let room = width - count.saturating_sub(1) as f32 * space::S16;
    let mut x = rect.left() + PADDING;
    let mut edges: Vec<_> = columns[..count]
        .iter()
        .map(|column| {
            let left = x;
            let right = left + room * column.share / shares;
            x = right + space::S16;
            Some((left, right))
        })
        .collect();
    edges.resize(columns.len(), None);
    edges
}

const PADDING: f32 = space::S16;

fn row_rect(table: Rect, row: usize, height: f32) -> Rect {
    let top = table.top() + HEAD + row as f32 * height;
    Rect::from_min_size(pos2(table.left(), top), vec2(table.width(), height))
}

/// The rows that touch the part of the page in view.
fn visible(clip: Rect, table: Rect, row_height: f32, rows: usize) -> std::ops::Range<usize> {
    let top = table.top() + HEAD;
    let first = ((clip.top() - top) / row_height).floor().max(0.0) as usize;
    let last = ((clip.bottom() - top) / row_height).ceil().max(0.0) as usize;
    first.min(rows)..last.min(rows)
}

/// A number with commas between thousands.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_hundred_thousand_rows_only_those_in_view_are_asked_for() {
        let table = Rect::from_min_size(pos2(0.0, -2_000_000.0), vec2(600.0, 4_400_036.0));
        let clip = Rect::from_min_size(pos2(0.0, 0.0), vec2(600.0, 440.0));
        let rows = visible(clip, table, 44.0, 100_000);
        assert!(rows.len() <= 12, "{rows:?}");
        assert_eq!(rows.start, ((2_000_000.0_f32 - HEAD) / 44.0) as usize);
    }

    #[test]
    fn a_table_above_or_below_the_view_asks_for_no_row() {
        let clip = Rect::from_min_size(pos2(0.0, 0.0), vec2(600.0, 440.0));
        for top in [-5_000.0, 5_000.0] {
            let table = Rect::from_min_size(pos2(0.0, top), vec2(600.0, 476.0));
            assert!(visible(clip, table, 44.0, 10).is_empty());
        }
    }

    #[test]
    fn where_room_is_short_columns_go_from_the_right() {
        let columns = [
            Column::new("Name", 3.0).least(160.0),
            Column::new("Born", 1.0).least(90.0),
            Column::new("State", 1.0).least(90.0),
        ];
        let edges = |width: f32| {
            let rect = Rect::from_min_size(pos2(0.0, 0.0), vec2(width, 100.0));
            column_edges(&columns, rect)
                .iter()
                .filter(|edge| edge.is_some())
                .count()
        };
        assert_eq!(edges(900.0), 3);
        assert_eq!(edges(420.0), 2);
        assert_eq!(edges(200.0), 1);
    }

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(grouped(7), "7");
        assert_eq!(grouped(100_000), "100,000");
        assert_eq!(grouped(1_234_567), "1,234,567");
    }
}
