//! One answer out of several: rows with a key cap each, picked by key, by pointer or by Space.

use egui::{Id, Response, Role, Ui, WidgetInfo, vec2};

use super::{
    choice_row::{self, Density, Item, Mark, Standing},
    roving::{self, Parts, Reply},
};
use crate::ui::{keys, paint, theme::space};

/// A question with one answer.
#[must_use = "call `show`"]
pub struct OptionGroup<'a> {
    id: Id,
    name: &'a str,
    items: Vec<Item<'a>>,
    density: Density,
}

impl<'a> OptionGroup<'a> {
    /// The group's id is what takes the focus; the name is the question.
    pub fn new<T: Into<Item<'a>>>(
        id: Id,
        name: &'a str,
        items: impl IntoIterator<Item = T>,
    ) -> Self {
        Self {
            id,
            name,
            items: items.into_iter().map(Into::into).collect(),
            density: Density::Calm,
        }
    }

    /// Rows of 36 points, for tables at the desk.
    pub fn dense(mut self) -> Self {
        self.density = Density::Dense;
        self
    }

    /// Large rows, for the hand-over view.
    pub fn hand_over(mut self) -> Self {
        self.density = Density::HandOver;
        self
    }

    /// Draws it; `chosen` is the index of the answer.
    pub fn show(self, ui: &mut Ui, chosen: &mut Option<usize>) -> Reply {
        self.show_picked(ui, chosen).0
    }

    /// The same; also whether an answer was pressed, be it the one that is chosen already.
    pub(super) fn show_picked(self, ui: &mut Ui, chosen: &mut Option<usize>) -> (Reply, bool) {
        let before = *chosen;
        let (rows, height) =
            choice_row::lay_out(ui, &self.items, self.density, ui.available_width());
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), height));
        let own_keys: Vec<_> = keys::CHOICE_KEYS.iter().map(|(key, _)| *key).collect();
        let parts = Parts {
            count: self.items.len(),
            columns: 1,
            keys: &own_keys,
            start: chosen.unwrap_or(0),
        };
        let pressed = roving::keyboard(ui, self.id, parts);
        let mut picked = false;
        let available = |index: usize| {
            self.items
                .get(index)
                .is_some_and(|item| item.disabled.is_none())
        };
        if let Some(index) = pressed.part.filter(|index| available(*index)) {
            (*chosen, picked) = (Some(index), true);
            roving::set_cursor(ui, self.id, index);
        }
        if pressed.clear {
            *chosen = None;
        }
        let about = (self.id, Role::RadioGroup, self.name);
        let (mut response, clicked) =
            roving::group(ui, about, rect, |ui| self.rows(ui, &rows, *chosen));
        if let Some(index) = clicked {
            (*chosen, picked) = (Some(index), true);
        }
        self.cursor(ui, &rows, &response, parts, pressed.moved);
        let changed = *chosen != before;
        if changed {
            response.mark_changed();
        }
        let reply = Reply {
            response,
            changed,
            wish: pressed.wish,
        };
        (reply, picked)
    }

    fn rows(&self, ui: &Ui, rows: &[choice_row::Row], chosen: Option<usize>) -> Option<usize> {
        let mut clicked = None;
        for (index, (item, row)) in self.items.iter().zip(rows).enumerate() {
            let part = roving::part(ui, self.id, index, row.rect);
            let available = item.disabled.is_none();
            if part.clicked() && available {
                clicked = Some(index);
            }
            let standing = Standing {
                chosen: clicked.map_or(chosen == Some(index), |clicked| clicked == index),
                available,
                key: keys::CHOICE_KEYS.get(index).map(|(_, cap)| *cap),
                mark: Mark::Ring,
            };
            choice_row::draw(ui, row, &part, standing);
            announce(
                ui,
                &part,
                item,
                standing,
                (index, self.items.len()),
                Role::RadioButton,
            );
        }
        clicked
    }

    fn cursor(
        &self,
        ui: &Ui,
        rows: &[choice_row::Row],
        response: &Response,
        parts: Parts<'_>,
        moved: bool,
    ) {
        let at = roving::cursor(ui, self.id, parts);
        if let Some(row) = rows.get(at) {
            show_cursor(ui, response, row.rect, moved);
            roving::announce_cursor(ui, self.id, at);
        }
    }
}

/// Draws the ring around the part that the cursor is on, and keeps it in view.
pub(super) fn show_cursor(ui: &Ui, group: &Response, part: egui::Rect, moved: bool) {
    if group.gained_focus() {
        ui.scroll_to_rect(group.rect.expand(space::S12), None);
    }
    if moved {
        ui.scroll_to_rect(part.expand(space::S12), None);
    }
    if group.has_focus() {
        paint::focus_ring(ui, part, space::RADIUS_CONTROL);
    }
}

/// Tells assistive programs what a row is and how it stands.
pub(super) fn announce(
    ui: &Ui,
    part: &Response,
    item: &Item<'_>,
    standing: Standing<'_>,
    (index, count): (usize, usize),
    role: Role,
) {
    part.widget_info(|| {
        WidgetInfo::selected(role, standing.available, standing.chosen, item.label)
    });
    roving::announce_place(ui, part.id, index, count);
    ui.accesskit_node_builder(part.id, |node| {
        if let Some(help) = item.disabled.or(item.help) {
            node.set_description(help);
        }
        if let Some(key) = standing.key {
            node.set_keyboard_shortcut(key);
        }
    });
}
