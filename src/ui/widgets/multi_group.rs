//! Several answers out of many: rows with a letter each that are ticked and unticked.

use egui::{Id, Role, Ui, vec2};

use super::{
    choice_row::{self, Density, Item, Mark, Standing},
    option_group,
    roving::{self, Parts, Reply},
};
use crate::ui::keys;

/// A question with any number of answers.
#[must_use = "call `show`"]
pub struct MultiGroup<'a> {
    id: Id,
    name: &'a str,
    items: Vec<Item<'a>>,
    density: Density,
    alone: Option<usize>,
}

impl<'a> MultiGroup<'a> {
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
            alone: None,
        }
    }

    /// Rows of 36 points.
    pub fn dense(mut self) -> Self {
        self.density = Density::Dense;
        self
    }

    /// Large rows, for the hand-over view.
    pub fn hand_over(mut self) -> Self {
        self.density = Density::HandOver;
        self
    }

    /// The option that excludes all others, such as "None of these".
    pub fn alone(mut self, index: usize) -> Self {
        self.alone = Some(index);
        self
    }

    /// Draws it; `ticked` holds one entry an option, in their order.
    pub fn show(self, ui: &mut Ui, ticked: &mut [bool]) -> Reply {
        let (rows, height) =
            choice_row::lay_out(ui, &self.items, self.density, ui.available_width());
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), height));
        let own_keys: Vec<_> = keys::tick_keys().iter().map(|(key, _)| *key).collect();
        let parts = Parts {
            count: self.items.len(),
            columns: 1,
            keys: &own_keys,
            start: 0,
        };
        let pressed = roving::keyboard(ui, self.id, parts);
        let before = ticked.to_vec();
        if let Some(index) = pressed.part {
            self.toggle(ticked, index);
            roving::set_cursor(ui, self.id, index);
        }
        if pressed.clear {
            ticked.fill(false);
        }
        let about = (self.id, Role::Group, self.name);
        let (mut response, ()) = roving::group(ui, about, rect, |ui| self.rows(ui, &rows, ticked));
        let at = roving::cursor(ui, self.id, parts);
        if let Some(row) = rows.get(at) {
            option_group::show_cursor(ui, &response, row.rect, pressed.moved);
            roving::announce_cursor(ui, self.id, at);
        }
        let changed = before != ticked;
        if changed {
            response.mark_changed();
        }
        Reply {
            response,
            changed,
            wish: pressed.wish,
        }
    }

    fn rows(&self, ui: &Ui, rows: &[choice_row::Row], ticked: &mut [bool]) {
        let count = self.items.len();
        for (index, (item, row)) in self.items.iter().zip(rows).enumerate() {
            let part = roving::part(ui, self.id, index, row.rect);
            if part.clicked() {
                self.toggle(ticked, index);
            }
            let standing = Standing {
                chosen: ticked.get(index).copied().unwrap_or(false),
                available: item.disabled.is_none(),
                key: keys::tick_keys().get(index).map(|(_, cap)| *cap),
                mark: Mark::Box,
            };
            choice_row::draw(ui, row, &part, standing);
            option_group::announce(ui, &part, item, standing, (index, count), Role::CheckBox);
        }
    }

    fn toggle(&self, ticked: &mut [bool], index: usize) {
        let free = self
            .items
            .get(index)
            .is_some_and(|item| item.disabled.is_none());
        let Some(now) = ticked.get(index).copied().filter(|_| free) else {
            return;
        };
        if !now && self.alone == Some(index) {
            ticked.fill(false);
        } else if let Some(alone) = self.alone.and_then(|alone| ticked.get_mut(alone)) {
            *alone = false;
        }
        ticked[index] = !now;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn none_of_these_unticks_the_rest_and_the_rest_untick_it() {
        let group = MultiGroup::new(
            Id::unique("areas"),
            "Areas",
            ["Mood", "Worry", "None of these"],
        )
        .alone(2);
        let mut ticked = [true, true, false];
        group.toggle(&mut ticked, 2);
        assert_eq!(ticked, [false, false, true]);
        group.toggle(&mut ticked, 0);
        assert_eq!(ticked, [true, false, false]);
        group.toggle(&mut ticked, 0);
        assert_eq!(ticked, [false, false, false]);
    }

    #[test]
    fn an_option_that_is_not_there_or_not_available_cannot_be_ticked() {
        let items = [
            Item::new("Mood").disabled(Some("Not at this clinic")),
            Item::new("Worry"),
        ];
        let group = MultiGroup::new(Id::unique("areas"), "Areas", items);
        let mut ticked = [false, false];
        group.toggle(&mut ticked, 0);
        group.toggle(&mut ticked, 7);
        assert_eq!(ticked, [false, false]);
    }
}
