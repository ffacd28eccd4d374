//! Fields whose words come from the text files, and how they stand beside each other.

use egui::{Id, Role, Ui, UiBuilder, vec2};

use crate::text::{Catalogue, say};
use crate::ui::{
    Type, paint,
    theme::space,
    widgets::{BETWEEN_FACTS, Chip, LongText, Reply, Segment, Text, TextField},
};

/// The help that belongs to a label, if there is one.
fn help_of(message: &str) -> Option<String> {
    let id = format!("{message}-help");
    Catalogue::english().has(&id).then(|| say(&id))
}

/// One line of text with the label of a message, and its help where `{message}-help` exists.
#[must_use = "call `show`"]
pub struct Line<'a> {
    id: Id,
    message: &'a str,
    error: Option<&'a str>,
    optional: bool,
    width: Option<f32>,
    limit: usize,
}

impl<'a> Line<'a> {
    /// A line; the id takes the focus.
    pub fn new(id: Id, message: &'a str) -> Self {
        Self {
            id,
            message,
            error: None,
            optional: false,
            width: None,
            limit: 200,
        }
    }

    /// What is wrong with it, as a message id.
    pub fn error(mut self, message: Option<&'a str>) -> Self {
        self.error = message;
        self
    }

    /// Marks that it may stay empty.
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// At most this wide.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// At most so many letters.
    pub fn limit(mut self, letters: usize) -> Self {
        self.limit = letters;
        self
    }

    /// Draws it.
    pub fn show(self, ui: &mut Ui, text: &mut String) -> Reply {
        let label = say(self.message);
        let help = help_of(self.message);
        let error = self.error.map(say);
        let mut field = TextField::new(self.id, &label)
            .error(error.as_deref())
            .limit(self.limit);
        if let Some(help) = &help {
            field = field.help(help);
        }
        if self.optional {
            field = field.optional();
        }
        if let Some(width) = self.width {
            field = field.width(width);
        }
        field.show(ui, text)
    }
}

/// Several lines of text, which may stay empty.
pub fn lines(ui: &mut Ui, id: Id, message: &str, height: usize, text: &mut String) -> Reply {
    let label = say(message);
    let help = help_of(message);
    let mut field = LongText::new(id, &label).optional().lines(height);
    if let Some(help) = &help {
        field = field.help(help);
    }
    field.show(ui, text)
}

/// Two things side by side where there is room, else under each other.
pub fn pair<A, B>(
    ui: &mut Ui,
    left: impl FnOnce(&mut Ui) -> A,
    right: impl FnOnce(&mut Ui) -> B,
) -> (A, B) {
    let width = ui.available_width();
    if width < PAIR {
        return (left(ui), right(ui));
    }
    let half = (width - space::S16) / 2.0;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::S16;
        let first = column(ui, half, left);
        let second = column(ui, half, right);
        (first, second)
    })
    .inner
}

const PAIR: f32 = 440.0;

/// Three things side by side where there is room, else under each other.
pub fn triple<A, B, C>(
    ui: &mut Ui,
    first: impl FnOnce(&mut Ui) -> A,
    second: impl FnOnce(&mut Ui) -> B,
    third: impl FnOnce(&mut Ui) -> C,
) -> (A, B, C) {
    let width = ui.available_width();
    if width < PAIR {
        return (first(ui), second(ui), third(ui));
    }
    let each = (width - 2.0 * space::S16) / 3.0;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::S16;
        let first = column(ui, each, first);
        let second = column(ui, each, second);
        let third = column(ui, each, third);
        (first, second, third)
    })
    .inner
}

/// A column of this width.
pub fn column<R>(ui: &mut Ui, width: f32, add: impl FnOnce(&mut Ui) -> R) -> R {
    let layout = egui::Layout::top_down(egui::Align::Min);
    ui.allocate_ui_with_layout(vec2(width, 0.0), layout, |ui| {
        ui.set_width(width);
        add(ui)
    })
    .inner
}

/// Gives the focus once, when a page opens.
pub fn focus_once(ui: &Ui, wanted: &mut bool, id: Id) {
    if !*wanted {
        return;
    }
    if ui.memory(|memory| memory.top_modal_layer().is_some()) {
        // It would be lost under what is just closing.
        crate::ui::focus::give(ui, id);
        *wanted = false;
    } else if ui.memory(|memory| memory.has_focus(id)) {
        *wanted = false;
    } else {
        ui.memory_mut(|memory| memory.request_focus(id));
        ui.request_repaint();
    }
}

/// The heading of a block, from a message.
pub fn heading(ui: &mut Ui, message: &str) {
    Text::h2(&say(message)).show(ui);
}

/// The heading of a page and the sentence under it.
pub fn title(ui: &mut Ui, message: &str) {
    Text::h1(&say(message)).show(ui);
    if let Some(help) = help_of(message) {
        Text::body(&help).ink(crate::ui::Ink::Help).show(ui);
    }
}

/// A label above something that is not a field.
pub fn label(ui: &mut Ui, message: &str) {
    Text::new(&say(message), Type::SmallStrong).show(ui);
    if let Some(help) = help_of(message) {
        Text::help(&help).show(ui);
    }
}

/// A few codes side by side, one of which holds; the words are messages of `{prefix}-{code}`.
pub fn segment(ui: &mut Ui, id: Id, message: &str, words: &[String], chosen: &mut usize) -> Reply {
    label(ui, message);
    let name = say(message);
    let items: Vec<&str> = words.iter().map(String::as_str).collect();
    Segment::new(id, &name, &items).show(ui, chosen)
}

/// How many may be on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Most {
    /// At most one.
    One,
    /// Any number.
    Any,
}

/// Chips that are on or off, over as many rows as they need; the words are messages of `{prefix}-{code}`.
pub fn chips(
    ui: &mut Ui,
    id: Id,
    message: &str,
    (prefix, codes): (&str, &[&str]),
    most: Most,
    chosen: &mut Vec<String>,
) -> bool {
    label(ui, message);
    let items: Vec<(&str, String)> = codes
        .iter()
        .map(|code| (*code, say(&format!("{prefix}-{code}"))))
        .collect();
    let builder = UiBuilder::new()
        .scope_id(id)
        .accessibility_role(Role::Group)
        .accessibility_label(say(message));
    let pressed = ui
        .scope_builder(builder, |ui| {
            flow(ui, &items, |ui, (code, word)| {
                let on = chosen.iter().any(|other| other == code);
                Chip::toggle(id.with(code), word, on).show(ui).clicked()
            })
        })
        .inner;
    ui.add_space(space::S8);
    let Some(at) = pressed else { return false };
    let code = items[at].0;
    if let Some(place) = chosen.iter().position(|other| other == code) {
        chosen.remove(place);
    } else {
        if most == Most::One {
            chosen.clear();
        }
        chosen.push(code.to_owned());
    }
    true
}

/// One chip that is on or off.
pub fn tick(ui: &mut Ui, id: Id, message: &str, on: &mut bool) -> bool {
    let clicked = Chip::toggle(id, &say(message), *on).show(ui).clicked();
    if clicked {
        *on = !*on;
    }
    clicked
}

/// Lays chips out in rows, and says which one was pressed.
fn flow<'a>(
    ui: &mut Ui,
    items: &'a [(&'a str, String)],
    mut add: impl FnMut(&mut Ui, &'a (&'a str, String)) -> bool,
) -> Option<usize> {
    ui.spacing_mut().item_spacing = vec2(space::S8, space::S8);
    // A row is as high as its chips.
    ui.spacing_mut().interact_size.y = 32.0;
    let room = ui.available_width();
    let mut rows: Vec<Vec<usize>> = vec![Vec::new()];
    let mut used = 0.0;
    for (index, (_, word)) in items.iter().enumerate() {
        let text = paint::one_line(ui, word, Type::Small, egui::Color32::PLACEHOLDER);
        let width = text.size().x.ceil() + CHIP;
        if used > 0.0 && used + width > room {
            rows.push(Vec::new());
            used = 0.0;
        }
        used += width + space::S8;
        if let Some(row) = rows.last_mut() {
            row.push(index);
        }
    }
    let mut pressed = None;
    for row in rows {
        ui.horizontal(|ui| {
            for index in row {
                if add(ui, &items[index]) {
                    pressed = Some(index);
                }
            }
        });
    }
    pressed
}

/// What a chip needs beside its word: its mark, its padding on both sides, and a point for rounding.
const CHIP: f32 = 2.0 * space::S12 + 14.0 + space::S8 + 1.0;

/// The head of a page: its heading and a line under it at the left, buttons at the right, or under it where room is short.
pub fn head<R>(ui: &mut Ui, title: &str, line: &str, buttons: impl FnOnce(&mut Ui) -> R) -> R {
    let under = |ui: &mut Ui| {
        if !line.is_empty() {
            Text::body(line).ink(crate::ui::Ink::Help).facts().show(ui);
        }
    };
    // Facts stand under the buttons, where there is more room; sentences keep to the column of the heading.
    let wide = line.contains(BETWEEN_FACTS);
    let words = |ui: &mut Ui| {
        Text::h1(title).show(ui);
        if !wide {
            under(ui);
        }
    };
    let width = ui.available_width();
    let inner = if width < HEAD {
        words(ui);
        if wide {
            under(ui);
        }
        ui.add_space(space::S8);
        // Where there is no button, no room is taken.
        let row = egui::Layout::left_to_right(egui::Align::Center).with_main_wrap(true);
        ui.allocate_ui_with_layout(egui::vec2(width, 0.0), row, |ui| {
            ui.spacing_mut().item_spacing.x = space::S12;
            buttons(ui)
        })
        .inner
    } else {
        let top = ui.cursor().top();
        let left = column(ui, width - BUTTONS - space::S16, |ui| {
            words(ui);
            ui.min_rect().bottom()
        });
        if wide {
            under(ui);
        }
        let right = ui.max_rect().left() + width;
        let area = egui::Rect::from_min_max(
            egui::pos2(right - BUTTONS, top),
            egui::pos2(right, left.max(top + space::BUTTON)),
        );
        let layout = egui::Layout::right_to_left(egui::Align::TOP);
        let builder = UiBuilder::new()
            .id_salt("head buttons")
            .max_rect(area)
            .layout(layout);
        let mut child = ui.new_child(builder);
        child.spacing_mut().item_spacing.x = space::S12;
        buttons(&mut child)
    };
    ui.add_space(space::S16);
    inner
}

const HEAD: f32 = 720.0;
const BUTTONS: f32 = 420.0;
