//! The times of the week: seven days, day and evening, one time for Saturday and for Sunday.

use egui::{Id, Key, Rect, Role, Ui, WidgetInfo, pos2, vec2};

use super::{
    choice_row::{Mark, Standing},
    roving::{self, Parts, Reply},
};
use crate::ui::{
    Ground, Ink, Theme, Type, Words, keys, paint,
    theme::{Line, space},
};

/// The codes of the times, in the order of the ticks.
pub const CODES: [&str; 12] = [
    "mon-day", "mon-eve", "tue-day", "tue-eve", "wed-day", "wed-eve", "thu-day", "thu-eve",
    "fri-day", "fri-eve", "sat", "sun",
];

/// A grid of times.
#[must_use = "call `show`"]
pub struct TimeGrid<'a> {
    id: Id,
    name: &'a str,
}

impl<'a> TimeGrid<'a> {
    /// The grid's id is what takes the focus; the name is the question.
    pub fn new(id: Id, name: &'a str) -> Self {
        Self { id, name }
    }

    /// Draws it; the ticks are in the order of [`CODES`].
    pub fn show(self, ui: &mut Ui, ticked: &mut [bool; 12]) -> Reply {
        let words = Words::of(ui);
        let before = *ticked;
        let plan = Plan::new(ui);
        let (_, rect) = ui.allocate_space(plan.size);
        let own_keys: Vec<Key> = keys::tick_keys()
            .iter()
            .take(12)
            .map(|(key, _)| *key)
            .collect();
        let parts = Parts {
            count: 12,
            // The arrows are read here, as the cells are not in rows of one length.
            columns: 12,
            keys: &own_keys,
            start: 0,
        };
        let moved = plan.arrows(ui, self.id, parts);
        let pressed = roving::keyboard(ui, self.id, parts);
        if let Some(index) = pressed.part {
            ticked[index] = !ticked[index];
            roving::set_cursor(ui, self.id, index);
        }
        if pressed.clear {
            ticked.fill(false);
        }
        plan.heads(ui, rect, &words);
        let about = (self.id, Role::Group, self.name);
        let (mut response, ()) = roving::group(ui, about, rect, |ui| {
            self.cells(ui, &plan, rect, ticked, &words)
        });
        let at = roving::cursor(ui, self.id, parts);
        super::option_group::show_cursor(
            ui,
            &response,
            plan.cell(rect, at),
            moved || pressed.moved,
        );
        roving::announce_cursor(ui, self.id, at);
        let changed = before != *ticked;
        if changed {
            response.mark_changed();
        }
        Reply {
            response,
            changed,
            wish: pressed.wish,
        }
    }

    fn cells(&self, ui: &Ui, plan: &Plan, rect: Rect, ticked: &mut [bool; 12], words: &Words) {
        for (index, tick) in ticked.iter_mut().enumerate() {
            let cell = plan.cell(rect, index);
            let part = roving::part(ui, self.id, index, cell);
            if part.clicked() {
                *tick = !*tick;
            }
            let cap = keys::tick_keys().get(index).map(|(_, cap)| *cap);
            draw_cell(ui, cell, &part, *tick, cap);
            let (day, part_of_day) = place(index);
            let name = match part_of_day {
                Some(0) => format!("{}, {}", words.days[day], words.daytime),
                Some(_) => format!("{}, {}", words.days[day], words.evening),
                None => format!("{}, {}", words.days[day], words.any_time),
            };
            part.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, *tick, &name));
            roving::announce_place(ui, part.id, index, 12);
        }
    }
}

/// Day of the week, and day or evening unless the day has but one time.
fn place(index: usize) -> (usize, Option<usize>) {
    match index {
        0..=9 => (index / 2, Some(index % 2)),
        _ => (index - 5, None),
    }
}

fn index_of(day: usize, part: usize) -> usize {
    if day < 5 { day * 2 + part } else { day + 5 }
}

/// Days across, or down where there is no room across.
struct Plan {
    across: bool,
    head: f32,
    cell: egui::Vec2,
    size: egui::Vec2,
}

const GAP: f32 = space::S4;

impl Plan {
    fn new(ui: &Ui) -> Self {
        let words = Words::of(ui);
        let width_of = |text: &str| {
            paint::one_line(ui, text, Type::Small, egui::Color32::PLACEHOLDER)
                .size()
                .x
        };
        let available = ui.available_width();
        let head = words
            .days_short
            .iter()
            .chain([&words.daytime, &words.evening])
            .map(|word| width_of(word))
            .fold(0.0, f32::max)
            + space::S12;
        let wide = ((available - head - 7.0 * GAP) / 7.0).min(76.0);
        let across = wide >= 56.0;
        let cell = if across {
            vec2(wide.floor(), space::TARGET)
        } else {
            vec2(
                ((available - head - 2.0 * GAP) / 2.0)
                    .clamp(56.0, 120.0)
                    .floor(),
                space::TARGET,
            )
        };
        let size = if across {
            vec2(
                head + 7.0 * (cell.x + GAP),
                HEAD_LINE + 2.0 * (cell.y + GAP) - GAP,
            )
        } else {
            vec2(
                head + 2.0 * (cell.x + GAP),
                HEAD_LINE + 7.0 * (cell.y + GAP) - GAP,
            )
        };
        Self {
            across,
            head: head.ceil(),
            cell,
            size,
        }
    }

    fn cell(&self, rect: Rect, index: usize) -> Rect {
        let (day, part) = place(index);
        let (column, row) = if self.across {
            (day, part.unwrap_or(0))
        } else {
            (part.unwrap_or(0), day)
        };
        let min = rect.min
            + vec2(
                self.head + GAP + column as f32 * (self.cell.x + GAP),
                HEAD_LINE + row as f32 * (self.cell.y + GAP),
            );
        let mut size = self.cell;
        if part.is_none() && self.across {
            size.y = 2.0 * self.cell.y + GAP;
        } else if part.is_none() {
            size.x = 2.0 * self.cell.x + GAP;
        }
        Rect::from_min_size(min, size)
    }

    fn heads(&self, ui: &Ui, rect: Rect, words: &Words) {
        let color = Theme::of(ui).ink(Ink::Help);
        let above = |text: &str, rect: Rect| {
            let galley = paint::one_line(ui, text, Type::Small, color);
            paint::text_centred(ui, rect, galley);
        };
        let beside = |text: &str, rect: Rect| {
            let galley = paint::one_line(ui, text, Type::Small, color);
            let y = rect.center().y - galley.size().y / 2.0;
            paint::text(ui, pos2(rect.left(), y), galley);
        };
        let column = |index: usize| self.cell(rect, index);
        if self.across {
            for day in 0..7 {
                let cell = column(index_of(day, 0));
                above(
                    &words.days_short[day],
                    Rect::from_x_y_ranges(cell.x_range(), rect.top()..=cell.top()),
                );
            }
            for (part, word) in [&words.daytime, &words.evening].into_iter().enumerate() {
                let cell = column(part);
                let side = Rect::from_x_y_ranges(
                    rect.left()..=rect.left() + self.head - GAP,
                    cell.y_range(),
                );
                beside(word, side);
            }
        } else {
            for day in 0..7 {
                let cell = column(index_of(day, 0));
                let side = Rect::from_x_y_ranges(
                    rect.left()..=rect.left() + self.head - GAP,
                    cell.y_range(),
                );
                beside(&words.days_short[day], side);
            }
            for (part, word) in [&words.daytime, &words.evening].into_iter().enumerate() {
                let cell = column(part);
                above(
                    word,
                    Rect::from_x_y_ranges(cell.x_range(), rect.top()..=cell.top()),
                );
            }
        }
    }

    /// Moves the cursor by days and parts of the day.
    fn arrows(&self, ui: &Ui, id: Id, parts: Parts<'_>) -> bool {
        if !ui.memory(|memory| memory.has_focus(id)) {
            return false;
        }
        let from = roving::cursor(ui, id, parts);
        let (day, part) = place(from);
        let part = part.unwrap_or(0);
        let (later, earlier, down, up) = if self.across {
            (
                Key::ArrowRight,
                Key::ArrowLeft,
                Key::ArrowDown,
                Key::ArrowUp,
            )
        } else {
            (
                Key::ArrowDown,
                Key::ArrowUp,
                Key::ArrowRight,
                Key::ArrowLeft,
            )
        };
        let at = if keys::take(ui, later) {
            index_of((day + 1).min(6), part)
        } else if keys::take(ui, earlier) {
            index_of(day.saturating_sub(1), part)
        } else if keys::take(ui, down) {
            index_of(day, 1)
        } else if keys::take(ui, up) {
            index_of(day, 0)
        } else {
            from
        };
        roving::set_cursor(ui, id, at);
        at != from
    }
}

const HEAD_LINE: f32 = 24.0;

fn draw_cell(ui: &Ui, rect: Rect, part: &egui::Response, ticked: bool, cap: Option<&str>) {
    let theme = Theme::of(ui);
    let (ground, line) = if ticked {
        (Ground::AccentSoft, Line::Chosen)
    } else if part.hovered() {
        (Ground::Sunken, Line::Strong)
    } else {
        (Ground::Surface, Line::Edge)
    };
    paint::frame(ui, rect, space::RADIUS_CONTROL, Some(ground), Some(line));
    let standing = Standing {
        chosen: ticked,
        available: true,
        key: cap,
        mark: Mark::Box,
    };
    let half = rect.width() / 4.0;
    if let Some(cap) = cap {
        let square = Rect::from_center_size(
            pos2(rect.center().x - half + 2.0, rect.center().y),
            vec2(22.0, 22.0),
        );
        let ink = if ticked { Ink::Accent } else { Ink::Help };
        paint::text_centred(
            ui,
            square,
            paint::one_line(ui, cap, Type::MetaStrong, theme.ink(ink)),
        );
    }
    super::choice_row::draw_mark(
        ui,
        pos2(rect.center().x + half - 2.0, rect.center().y),
        standing,
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_its_own_place_and_the_weekend_has_one_time_a_day() {
        for (index, code) in CODES.iter().enumerate() {
            let (day, part) = place(index);
            assert_eq!(index_of(day, part.unwrap_or(0)), index, "{code}");
            assert_eq!(part.is_none(), day >= 5, "{code}");
            assert!(code.starts_with(["mon", "tue", "wed", "thu", "fri", "sat", "sun"][day]));
        }
    }

    #[test]
    fn going_down_from_saturday_stays_on_saturday() {
        assert_eq!(index_of(5, 1), 10);
        assert_eq!(index_of(6, 1), 11);
    }
}
