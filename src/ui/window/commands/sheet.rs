//! The list of shortcuts, from the table of commands: over the page, and in the settings.

use egui::{Id, ScrollArea, Ui};

use super::{Family, TABLE};
use crate::text::say;
use crate::ui::theme::space;
use crate::ui::widgets::{Dialog, KeyCap, Text};
use crate::ui::{Ink, Type, fields};

/// The keys while answering: drawn from the widgets, listed here for reading.
const ANSWERING: [(&str, &[&str]); 6] = [
    ("key-answer-choose", &["1", "9", "A"]),
    ("key-answer-rate", &["0", "9", "T"]),
    ("key-answer-next", &["Enter"]),
    ("key-answer-decline", &["."]),
    ("key-answer-clear", &["Backspace"]),
    ("key-answer-note", &["F2"]),
];

/// Draws the list over the page; true when it is to be closed.
pub(in crate::ui::window) fn show_list(ui: &Ui) -> bool {
    let (title, close) = (say("keys-title"), say("keys-close"));
    let most = (ui.content_rect().height() - 220.0).max(80.0);
    Dialog::new(Id::unique("keys"), &title, &close)
        .width(640.0)
        .show_with(ui, |ui| {
            ScrollArea::vertical()
                .max_height(most)
                .auto_shrink([false, true])
                .show(ui, list);
        })
        .0
        .is_some()
}

/// The list itself, for the dialog and for the settings.
pub(crate) fn list(ui: &mut Ui) {
    ui.spacing_mut().item_spacing.y = space::S4;
    for family in Family::ALL {
        let rows = TABLE
            .iter()
            .filter(|row| row.family == family && row.chord.is_some());
        for (index, row) in rows.enumerate() {
            if index == 0 {
                heading(ui, &family.heading());
            }
            line(ui, &row.name(), &row.help(), &row.caps());
        }
    }
    heading(ui, &say("keys-answering"));
    for (message, caps) in ANSWERING {
        let caps: Vec<String> = caps.iter().map(|cap| (*cap).to_owned()).collect();
        line(ui, &say(message), "", &caps);
    }
    ui.add_space(space::S8);
    fields::label(ui, "keys-more");
}

fn heading(ui: &mut Ui, words: &str) {
    ui.add_space(space::S12);
    Text::new(words, Type::SmallStrong).ink(Ink::Help).show(ui);
}

fn line(ui: &mut Ui, what: &str, help: &str, caps: &[String]) {
    ui.spacing_mut().interact_size.y = 28.0;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::S4;
        let left = ui.cursor().left();
        for cap in caps {
            KeyCap::new(cap).show(ui);
        }
        let used = ui.cursor().left() - left;
        ui.add_space((CAPS - used).max(space::S8));
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            Text::new(what, Type::Body).show(ui);
            if !help.is_empty() {
                Text::help(help).show(ui);
            }
        });
    });
}

/// The width that key caps stand in.
const CAPS: f32 = 140.0;
