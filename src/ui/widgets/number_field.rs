//! A whole number that is typed, or stepped with the arrows.

use std::ops::RangeInclusive;

use egui::{Id, Key, Role, Ui, vec2};

use super::form_row::row_words;
use super::{FormRow, Reply, text_field};
use crate::ui::{Words, keys, theme::space, words::fill};

/// A field for a whole number.
#[must_use = "call `show`"]
pub struct NumberField<'a> {
    id: Id,
    row: FormRow<'a>,
    range: RangeInclusive<i64>,
}

impl<'a> NumberField<'a> {
    /// A field with its label.
    pub fn new(id: Id, label: &'a str, range: RangeInclusive<i64>) -> Self {
        Self {
            id,
            row: FormRow::new(label),
            range,
        }
    }

    row_words!();

    /// Draws it; the value is empty while what is typed is no number of the range.
    pub fn show(self, ui: &mut Ui, value: &mut Option<i64>) -> Reply {
        let words = Words::of(ui);
        let typed_id = self.id.with("typed");
        let before = *value;
        let focused = ui.memory(|memory| memory.has_focus(self.id));
        let mut typed = ui
            .data(|data| data.get_temp::<String>(typed_id))
            .filter(|typed| read(typed, &self.range) == *value)
            .unwrap_or_else(|| value.map(|value| value.to_string()).unwrap_or_default());
        if focused {
            step(ui, value, &self.range, &mut typed);
        }
        let (low, high) = (self.range.start().to_string(), self.range.end().to_string());
        let range = fill(&words.number_error, &[("low", &low), ("high", &high)]);
        let wrong = !typed.trim().is_empty() && read(&typed, &self.range).is_none();
        let row = if wrong {
            self.row.error(Some(&range))
        } else {
            self.row
        };
        let mut reply = row.show_around(ui, self.id, |ui| {
            let width = ui.available_width().min(140.0);
            let (_, rect) = ui.allocate_space(vec2(width, space::TARGET));
            let spec = text_field::Spec {
                id: self.id,
                name: row.label_text(),
                about: row.about(),
                hint: "",
                role: Role::NumberInput,
                wrong: row.has_error(),
                disabled: false,
                left: space::S12,
                right: space::S12,
                limit: 18,
            };
            text_field::edit(ui, rect, &spec, &mut typed)
        });
        if reply.changed {
            *value = read(&typed, &self.range);
        }
        ui.data_mut(|data| data.insert_temp(typed_id, typed));
        reply.changed = *value != before;
        reply
    }
}

fn step(ui: &Ui, value: &mut Option<i64>, range: &RangeInclusive<i64>, typed: &mut String) {
    let by = i64::from(keys::take(ui, Key::ArrowUp)) - i64::from(keys::take(ui, Key::ArrowDown));
    if by != 0 {
        let next = value.map_or(*range.start(), |value| value.saturating_add(by));
        let next = next.clamp(*range.start(), *range.end());
        *value = Some(next);
        *typed = next.to_string();
    }
}

fn read(typed: &str, range: &RangeInclusive<i64>) -> Option<i64> {
    typed
        .trim()
        .parse()
        .ok()
        .filter(|number| range.contains(number))
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn only_whole_numbers_of_the_range_are_read() {
        assert_eq!(read(" 12 ", &(0..=12)), Some(12));
        for typed in ["", "13", "-1", "1.5", "a few", "99999999999999999999"] {
            assert_eq!(read(typed, &(0..=12)), None, "{typed}");
        }
    }
}
