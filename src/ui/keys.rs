//! Which key means what, and when a key may mean anything at all.

use egui::{Context, Event, Id, ImeEvent, Key, Modifiers, Ui};

/// What a person may ask for, beside answering, while a question has the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Go on to the next question.
    GoOn,
    /// Rather not say.
    Decline,
    /// Write a note beside the answer.
    Note,
}

/// Whether a command of the window may run: not while a dialog or drawer is open.
pub fn shortcuts_allowed(ctx: &Context) -> bool {
    ctx.memory(|memory| memory.top_modal_layer().is_none())
}

fn composing_id() -> Id {
    Id::unique("anteroom composing")
}

/// Whether an input method is composing text, or committed some in this frame: then no key means a command.
pub fn composing(ctx: &Context) -> bool {
    let (touched, open) = ctx.input(|input| {
        let mut touched = false;
        let mut open = None;
        for event in &input.events {
            match event {
                Event::Ime(ImeEvent::Preedit { text, .. }) => {
                    touched = true;
                    open = Some(!text.is_empty());
                }
                Event::Ime(ImeEvent::Commit(_)) => {
                    touched = true;
                    open = Some(false);
                }
                _ => {}
            }
        }
        (touched, open)
    });
    let before = ctx.data_mut(|data| {
        let before = data.get_temp(composing_id()).unwrap_or(false);
        if let Some(open) = open {
            data.insert_temp(composing_id(), open);
        }
        before
    });
    touched || (before && open.is_none())
}

/// Takes a key press without modifiers, so that nothing else acts on it.
pub fn take(ui: &Ui, key: Key) -> bool {
    !composing(ui) && ui.input_mut(|input| input.consume_key(Modifiers::NONE, key))
}

/// Takes the keys that every question understands; Backspace is for the widget.
pub fn take_wish(ui: &Ui) -> Option<Wish> {
    if take(ui, Key::Enter) {
        Some(Wish::GoOn)
    } else if take(ui, Key::Period) {
        Some(Wish::Decline)
    } else if take(ui, Key::F2) {
        Some(Wish::Note)
    } else {
        None
    }
}

/// The keys of single choices: the digits 1 to 9, then letters.
pub const CHOICE_KEYS: [(Key, &str); 35] = [
    (Key::Num1, "1"),
    (Key::Num2, "2"),
    (Key::Num3, "3"),
    (Key::Num4, "4"),
    (Key::Num5, "5"),
    (Key::Num6, "6"),
    (Key::Num7, "7"),
    (Key::Num8, "8"),
    (Key::Num9, "9"),
    (Key::A, "A"),
    (Key::B, "B"),
    (Key::C, "C"),
    (Key::D, "D"),
    (Key::E, "E"),
    (Key::F, "F"),
    (Key::G, "G"),
    (Key::H, "H"),
    (Key::I, "I"),
    (Key::J, "J"),
    (Key::K, "K"),
    (Key::L, "L"),
    (Key::M, "M"),
    (Key::N, "N"),
    (Key::O, "O"),
    (Key::P, "P"),
    (Key::Q, "Q"),
    (Key::R, "R"),
    (Key::S, "S"),
    (Key::T, "T"),
    (Key::U, "U"),
    (Key::V, "V"),
    (Key::W, "W"),
    (Key::X, "X"),
    (Key::Y, "Y"),
    (Key::Z, "Z"),
];

/// The keys of what can be ticked: letters, as several may hold.
pub fn tick_keys() -> &'static [(Key, &'static str)] {
    &CHOICE_KEYS[9..]
}

/// The keys of a rating from 0 to 10.
pub const RATING_KEYS: [Key; 11] = [
    Key::Num0,
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
    Key::T,
];
