//! The keys of the window as one table: what is pressed, what it does, and the list that F1 shows.

use egui::{Context, Event, Id, Key, Modifiers, ScrollArea, Ui};

use crate::text::say;
use crate::ui::screen::Place;
use crate::ui::theme::space;
use crate::ui::widgets::{Dialog, KeyCap, Text};
use crate::ui::{Type, fields, keys};

/// What a key of the window does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shortcut {
    /// Lock.
    Lock,
    /// The pathway is chosen.
    NewScreening,
    /// The list of clients, in its search.
    FindClient,
    /// What needs me now.
    Home,
    /// The list of clients.
    Clients,
    /// The catalogue of groups.
    Groups,
    /// Letters that were written.
    Letters,
    /// The activity log.
    Activity,
    /// Settings.
    Settings,
    /// Larger text.
    Larger,
    /// Smaller text.
    Smaller,
    /// Text at 100 per cent.
    NormalSize,
    /// This list.
    Keys,
}

/// When a key counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    /// Also while locked, and over a dialog.
    Always,
    /// While the vault is open, also over a dialog.
    Open,
    /// While the vault is open and nothing stands over the page.
    Page,
}

/// A row of the table.
struct Row {
    shortcut: Shortcut,
    message: &'static str,
    modifiers: Modifiers,
    key: Key,
    cap: &'static str,
    when: When,
}

const fn row(
    shortcut: Shortcut,
    message: &'static str,
    key: (Modifiers, Key, &'static str),
    when: When,
) -> Row {
    let (modifiers, key, cap) = key;
    Row {
        shortcut,
        message,
        modifiers,
        key,
        cap,
        when,
    }
}

const CTRL: Modifiers = Modifiers::COMMAND;

const TABLE: [Row; 13] = [
    row(Shortcut::Lock, "key-lock", (CTRL, Key::L, "L"), When::Open),
    row(
        Shortcut::NewScreening,
        "key-new-screening",
        (CTRL, Key::N, "N"),
        When::Page,
    ),
    row(
        Shortcut::FindClient,
        "key-find-client",
        (CTRL, Key::K, "K"),
        When::Page,
    ),
    row(
        Shortcut::Home,
        "key-home",
        (CTRL, Key::Num1, "1"),
        When::Page,
    ),
    row(
        Shortcut::Clients,
        "key-clients",
        (CTRL, Key::Num2, "2"),
        When::Page,
    ),
    row(
        Shortcut::Groups,
        "key-groups",
        (CTRL, Key::Num3, "3"),
        When::Page,
    ),
    row(
        Shortcut::Letters,
        "key-letters",
        (CTRL, Key::Num4, "4"),
        When::Page,
    ),
    row(
        Shortcut::Activity,
        "key-activity",
        (CTRL, Key::Num5, "5"),
        When::Page,
    ),
    row(
        Shortcut::Settings,
        "key-settings",
        (CTRL, Key::Comma, ","),
        When::Page,
    ),
    row(
        Shortcut::Larger,
        "key-larger",
        (CTRL, Key::Plus, "+"),
        When::Always,
    ),
    row(
        Shortcut::Smaller,
        "key-smaller",
        (CTRL, Key::Minus, "-"),
        When::Always,
    ),
    row(
        Shortcut::NormalSize,
        "key-normal-size",
        (CTRL, Key::Num0, "0"),
        When::Always,
    ),
    row(
        Shortcut::Keys,
        "key-keys",
        (Modifiers::NONE, Key::F1, "F1"),
        When::Open,
    ),
];

/// The keys while answering: drawn from the widgets, listed here for reading.
const ANSWERING: [(&str, &[&str]); 8] = [
    ("key-answer-choose", &["1", "9", "A"]),
    ("key-answer-rate", &["0", "9", "T"]),
    ("key-answer-next", &["Enter"]),
    ("key-answer-decline", &["."]),
    ("key-answer-clear", &["Backspace"]),
    ("key-answer-note", &["F2"]),
    ("key-answer-reasons", &["F8"]),
    ("key-answer-cover", &["F9"]),
];

impl Shortcut {
    /// Whether it may be pressed by whoever the screen was given to.
    pub(super) fn is_for_anybody(self) -> bool {
        matches!(
            self,
            Self::Lock | Self::Larger | Self::Smaller | Self::NormalSize
        )
    }

    /// Where it leads, if it leads anywhere.
    pub(super) fn place(self) -> Option<Place> {
        match self {
            Self::NewScreening => Some(Place::NewScreening),
            Self::FindClient | Self::Clients => Some(Place::Clients),
            Self::Home => Some(Place::Home),
            Self::Groups => Some(Place::Groups),
            Self::Letters => Some(Place::Letters),
            Self::Activity => Some(Place::Activity),
            Self::Settings => Some(Place::Settings),
            _ => None,
        }
    }
}

/// The shortcut that was pressed in this frame, if it counts now.
pub(super) fn pressed(ctx: &Context, open: bool) -> Option<Shortcut> {
    let free = keys::shortcuts_allowed(ctx);
    for row in &TABLE {
        let counts = match row.when {
            When::Always => true,
            When::Open => open,
            When::Page => open && free,
        };
        if counts && ctx.input_mut(|input| input.consume_key(row.modifiers, row.key)) {
            return Some(row.shortcut);
        }
    }
    // Plus is on the key of the equals sign on many keyboards.
    if ctx.input_mut(|input| input.consume_key(CTRL, Key::Equals)) {
        return Some(Shortcut::Larger);
    }
    let asked = open && free && !ctx.egui_wants_keyboard_input() && take_question_mark(ctx);
    asked.then_some(Shortcut::Keys)
}

fn take_question_mark(ctx: &Context) -> bool {
    ctx.input_mut(|input| {
        let before = input.events.len();
        input
            .events
            .retain(|event| !matches!(event, Event::Text(text) if text == "?"));
        input.events.len() < before
    })
}

/// How a shortcut is written on a button, such as Ctrl K.
pub(crate) fn cap(shortcut: Shortcut) -> String {
    TABLE
        .iter()
        .find(|row| row.shortcut == shortcut)
        .map(|row| caps(row).join(" "))
        .unwrap_or_default()
}

fn caps(row: &Row) -> Vec<String> {
    let mut caps = Vec::new();
    if row.modifiers.command {
        let command = if cfg!(target_os = "macos") {
            "key-command"
        } else {
            "key-control"
        };
        caps.push(say(command));
    }
    caps.push(row.cap.to_owned());
    caps
}

/// Draws the list over the page; true when it is to be closed.
pub(super) fn show_list(ui: &Ui) -> bool {
    let (title, close) = (say("keys-title"), say("keys-close"));
    let most = (ui.content_rect().height() - 220.0).max(80.0);
    Dialog::new(Id::unique("keys"), &title, &close)
        .width(560.0)
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
    fields::label(ui, "keys-window");
    for row in &TABLE {
        line(ui, &say(row.message), &caps(row));
    }
    ui.add_space(space::S16);
    fields::label(ui, "keys-answering");
    for (message, caps) in ANSWERING {
        let caps: Vec<String> = caps.iter().map(|cap| (*cap).to_owned()).collect();
        line(ui, &say(message), &caps);
    }
}

fn line(ui: &mut Ui, what: &str, caps: &[String]) {
    ui.spacing_mut().interact_size.y = 28.0;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::S4;
        let left = ui.cursor().left();
        for cap in caps {
            KeyCap::new(cap).show(ui);
        }
        let used = ui.cursor().left() - left;
        ui.add_space((CAPS - used).max(space::S8));
        Text::new(what, Type::Body).show(ui);
    });
}

/// The width that key caps stand in.
const CAPS: f32 = 140.0;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_shortcuts_share_a_key() {
        for (index, row) in TABLE.iter().enumerate() {
            for other in &TABLE[index + 1..] {
                assert!(
                    (row.modifiers, row.key) != (other.modifiers, other.key),
                    "{:?} and {:?}",
                    row.shortcut,
                    other.shortcut
                );
            }
        }
    }
}
