//! The lines of the form: texts, numbers and choices that may be absent.

use egui::{Id, Ui};

use super::id;
use crate::text::say;
use crate::ui::fields::{self, Line};
use crate::ui::theme::space;
use crate::ui::widgets::{Banner, FormRow, Tone};

pub(super) fn part(ui: &mut Ui, message: &str) {
    ui.add_space(space::S24);
    fields::heading(ui, message);
    ui.add_space(space::S8);
}

pub(super) fn is_number(text: &str) -> bool {
    text.trim().is_empty() || text.trim().parse::<u32>().is_ok()
}

pub(super) fn some(text: &str) -> Option<String> {
    (!text.trim().is_empty()).then(|| text.to_owned())
}

/// A line of text that may be absent.
pub(super) fn text(ui: &mut Ui, part: &str, message: &str, value: &mut Option<String>) {
    let mut typed = value.clone().unwrap_or_default();
    Line::new(id(part), message).optional().show(ui, &mut typed);
    *value = some(&typed);
}

pub(super) fn long(ui: &mut Ui, part: &str, message: &str, value: &mut Option<String>) {
    let mut typed = value.clone().unwrap_or_default();
    fields::lines(ui, id(part), message, 3, &mut typed);
    *value = some(&typed);
}

/// A number, with what is wrong or unusual about it; the flag says which.
pub(super) fn number(
    ui: &mut Ui,
    part: &str,
    message: &'static str,
    said: Option<(&'static str, bool)>,
    typed: &mut String,
) {
    let error = match said {
        _ if !is_number(typed) => Some("error-number"),
        Some((message, true)) => Some(message),
        _ => None,
    };
    Line::new(id(part), message)
        .optional()
        .error(error)
        .width(160.0)
        .limit(6)
        .show(ui, typed);
    if error.is_none() {
        unusual(ui, part, said);
    }
}

/// What is unusual about what stands above.
pub(super) fn unusual(ui: &mut Ui, part: &str, said: Option<(&'static str, bool)>) {
    let Some((hint, false)) = said else { return };
    let (title, hint) = (say("group-hint"), say(hint));
    Banner::new(id(part).with("hint"), Tone::Info, &title)
        .text(&hint)
        .show(ui);
    ui.add_space(space::S8);
}

/// What is wrong with the choice above; what is to be pressed takes the keyboard if it is the first that is wrong.
pub(super) fn wrong(ui: &mut Ui, press: Id, message: Option<&'static str>) {
    let Some(message) = message else { return };
    let words = say(message);
    FormRow::new(&words)
        .hide_label()
        .error(Some(&words))
        .show(ui, |_| ());
    crate::ui::focus::error_drawn(ui, press);
    ui.add_space(space::S8);
}

/// One of a few values.
pub(super) fn one_of<T: Copy + PartialEq>(
    ui: &mut Ui,
    id: Id,
    message: &str,
    values: &[(T, &str)],
    value: &mut T,
) {
    let words: Vec<String> = values.iter().map(|(_, message)| say(message)).collect();
    let at = values.iter().position(|(it, _)| it == value);
    let mut chosen = at.unwrap_or(usize::MAX);
    fields::segment(ui, id, message, &words, &mut chosen);
    if let Some((it, _)) = values.get(chosen) {
        *value = *it;
    }
}

/// One of a few values, or none recorded.
pub(super) fn maybe_one_of<T: Copy + PartialEq>(
    ui: &mut Ui,
    id: Id,
    message: &str,
    values: &[(T, &str)],
    value: &mut Option<T>,
) {
    let mut words = vec![say("group-not-stated")];
    words.extend(values.iter().map(|(_, message)| say(message)));
    let at = value.and_then(|value| values.iter().position(|(it, _)| *it == value));
    let mut chosen = at.map_or(0, |at| at + 1);
    fields::segment(ui, id, message, &words, &mut chosen);
    *value = chosen
        .checked_sub(1)
        .and_then(|at| values.get(at))
        .map(|(it, _)| *it);
    ui.add_space(space::S12);
}

pub(super) fn yes_no(ui: &mut Ui, id: Id, message: &str, value: &mut Option<bool>) {
    let values = [(true, "group-yes"), (false, "group-no")];
    maybe_one_of(ui, id, message, &values, value);
}

/// "Every" and a list exclude each other; what was pressed last holds.
pub(super) fn settle_any(codes: &mut Vec<String>) {
    if codes.last().is_some_and(|last| last == "any") {
        codes.retain(|code| code == "any");
    } else {
        codes.retain(|code| code != "any");
    }
}
