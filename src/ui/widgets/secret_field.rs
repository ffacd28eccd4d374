//! A passphrase: our own field over a buffer that is wiped, because egui's keeps clear copies to undo with.

use egui::{
    Event, EventFilter, Id, ImeEvent, Key, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2,
};
use zeroize::{Zeroize, Zeroizing};

use super::form_row::row_words;
use super::{FormRow, Reply};
use crate::ui::{
    Icon, Ink, Theme, Type, Words, keys,
    keys::Wish,
    paint,
    theme::{Ground, space},
};

/// The most bytes that a secret may have; the buffer never grows, so that no copy is left behind.
const CAPACITY: usize = 1024;

/// Text that is wiped when it is dropped or emptied.
pub struct Secret {
    text: Zeroizing<String>,
}

impl Default for Secret {
    fn default() -> Self {
        Self {
            text: Zeroizing::new(String::with_capacity(CAPACITY)),
        }
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(..)")
    }
}

impl Secret {
    /// An empty secret with all the room that it will ever have.
    pub fn new() -> Self {
        Self::default()
    }

    /// What was typed.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Adds what was typed, leaving out control characters; what has no room is left out too.
    pub fn push_str(&mut self, typed: &str) {
        for letter in typed.chars().filter(|letter| !letter.is_control()) {
            if self.text.len() + letter.len_utf8() <= CAPACITY {
                self.text.push(letter);
            }
        }
    }

    /// Takes away the last letter and wipes its bytes.
    pub fn pop(&mut self) {
        if self.text.pop().is_some() {
            self.wipe_behind();
        }
    }

    /// Empties it and wipes all of its bytes.
    pub fn clear(&mut self) {
        self.text.zeroize();
    }

    /// Overwrites what lies between the length and the capacity with zeros.
    fn wipe_behind(&mut self) {
        let length = self.text.len();
        let room = self.text.capacity() - length;
        for _ in 0..room {
            self.text.push('\0');
        }
        self.text.truncate(length);
    }
}

/// A field for a secret.
#[must_use = "call `show`"]
pub struct SecretField<'a> {
    id: Id,
    row: FormRow<'a>,
}

const EYE: f32 = 76.0;
/// Shows and hides what was typed, from within the field.
const EYE_KEY: Key = Key::F8;
const DOT: &str = "\u{2022}";

impl<'a> SecretField<'a> {
    /// A field with its label.
    pub fn new(id: Id, label: &'a str) -> Self {
        Self {
            id,
            row: FormRow::new(label),
        }
    }

    row_words!();

    /// Draws it. Enter is [`Wish::GoOn`]; Ctrl or Cmd with A marks all of it; F8 shows and hides it.
    pub fn show(self, ui: &mut Ui, secret: &mut Secret) -> Reply {
        let words = Words::of(ui);
        let row = if state(ui, self.id).caps && ui.memory(|memory| memory.has_focus(self.id)) {
            self.row.help(&words.caps_lock)
        } else {
            self.row
        };
        row.show_around(ui, self.id, |ui| self.field(ui, secret, row, &words))
    }

    fn field(&self, ui: &mut Ui, secret: &mut Secret, row: FormRow<'_>, words: &Words) -> Reply {
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), space::TARGET));
        let text_rect = Rect::from_min_max(rect.min, pos2(rect.right() - EYE, rect.bottom()));
        let mut response = ui.interact(text_rect, self.id, Sense::click());
        if response.clicked_by(egui::PointerButton::Primary) {
            response.request_focus();
        }
        let mut now = state(ui, self.id);
        let mut wish = None;
        let before = (secret.as_str().len(), now.version);
        if response.has_focus() {
            wish = typed(ui, self.id, secret, &mut now);
        }
        set_from_assistive(ui, self.id, secret, &mut now);
        self.draw(ui, rect, &response, secret, now, row.has_error());
        let by_key = response.has_focus() && keys::take(ui, EYE_KEY);
        if self.eye(ui, rect, now.shown, words) || by_key {
            now.shown = !now.shown;
        }
        self.announce(ui, &response, secret, row);
        let changed = before != (secret.as_str().len(), now.version);
        if changed {
            response.mark_changed();
        }
        ui.data_mut(|data| data.insert_temp(self.id, now));
        Reply {
            response,
            changed,
            wish,
        }
    }

    fn draw(
        &self,
        ui: &Ui,
        rect: Rect,
        response: &Response,
        secret: &Secret,
        now: Now,
        wrong: bool,
    ) {
        let theme = Theme::of(ui);
        let (ground, stroke) = super::text_field::field_colours(theme, response, wrong, false);
        ui.painter().rect(
            rect,
            paint::corner(rect, space::RADIUS_CONTROL),
            theme.ground(ground),
            stroke,
            egui::StrokeKind::Inside,
        );
        let inner = Rect::from_min_max(
            rect.min + vec2(space::S12, 0.0),
            pos2(rect.right() - EYE, rect.bottom()),
        );
        let painter_clip = ui
            .painter()
            .with_clip_rect(inner.expand2(vec2(2.0, 0.0)).intersect(ui.clip_rect()));
        let shown = Zeroizing::new(if now.shown {
            secret.as_str().to_owned()
        } else {
            DOT.repeat(secret.as_str().chars().count())
        });
        let galley = paint::one_line(ui, &shown, Type::Body, theme.ink(Ink::Body));
        let width = galley.size().x;
        // The end is where one types, so the end is what stays in view.
        let left = inner.left() - (width - inner.width() + 4.0).max(0.0);
        let y = rect.center().y - galley.size().y / 2.0;
        if now.marked && response.has_focus() && width > 0.0 {
            let mark = Rect::from_min_size(pos2(left, y), galley.size());
            painter_clip.rect_filled(mark, 2.0, theme.ground(Ground::AccentSoft));
        }
        painter_clip.galley(pos2(left, y), galley, theme.ink(Ink::Body));
        if response.has_focus() {
            let x = left + width + 1.0;
            let stroke = egui::Stroke::new(2.0, theme.ink(Ink::Accent));
            painter_clip.vline(x, rect.center().y - 10.0..=rect.center().y + 10.0, stroke);
        }
        paint::focus(ui, response, rect, space::RADIUS_CONTROL);
    }

    fn eye(&self, ui: &Ui, field: Rect, shown: bool, words: &Words) -> bool {
        let theme = Theme::of(ui);
        let rect =
            Rect::from_min_max(pos2(field.right() - EYE, field.top()), field.max).shrink(space::S4);
        // Tab passes it by: whoever types the next words blindly would press it with every space, and show the passphrase.
        let response = ui.interact(rect, self.id.with("show"), Sense::CLICK);
        let (icon, word) = if shown {
            (Icon::EyeSlash, &words.hide)
        } else {
            (Icon::Eye, &words.show)
        };
        if response.hovered() {
            paint::frame(ui, rect, 4, Some(Ground::Sunken), None);
        }
        let color = theme.ink(Ink::Accent);
        let room = rect.width() - 18.0 - 2.0 * space::S4 - 2.0;
        let galley = paint::elided(ui, word, Type::Small, color, room);
        let width = 18.0 + space::S4 + galley.size().x;
        let left = rect.center().x - width / 2.0;
        paint::icon(ui, pos2(left + 9.0, rect.center().y), icon, 18.0, color);
        paint::text(
            ui,
            pos2(
                left + 18.0 + space::S4,
                rect.center().y - galley.size().y / 2.0,
            ),
            galley,
        );
        paint::focus(ui, &response, rect, 4);
        let name = format!("{word}: {}", self.row.label_text());
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, shown, &name));
        ui.accesskit_node_builder(response.id, |node| {
            node.set_keyboard_shortcut(EYE_KEY.name())
        });
        response.on_hover_text(EYE_KEY.name()).clicked()
    }

    fn announce(&self, ui: &Ui, response: &Response, secret: &Secret, row: FormRow<'_>) {
        let dots = DOT.repeat(secret.as_str().chars().count());
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::PasswordInput, true, self.row.label_text());
            info.current_text_value = Some(dots.clone());
            info
        });
        ui.accesskit_node_builder(self.id, |node| {
            node.add_action(egui::accesskit::Action::SetValue);
            if !row.about().is_empty() {
                node.set_description(row.about());
            }
            if row.has_error() {
                node.set_invalid(egui::accesskit::Invalid::True);
            }
        });
    }
}

/// What the field remembers between frames: nothing of the secret.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Now {
    shown: bool,
    marked: bool,
    caps: bool,
    version: u64,
}

fn state(ui: &Ui, id: Id) -> Now {
    ui.data(|data| data.get_temp(id)).unwrap_or_default()
}

/// Takes what was typed out of the input and wipes what is taken.
fn typed(ui: &Ui, id: Id, secret: &mut Secret, now: &mut Now) -> Option<Wish> {
    ui.memory_mut(|memory| {
        let arrows = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            ..EventFilter::default()
        };
        memory.set_focus_lock_filter(id, arrows);
    });
    let shift = ui.input(|input| input.modifiers.shift);
    ui.input_mut(|input| {
        input.events.retain_mut(|event| match event {
            Event::Text(text) | Event::Paste(text) | Event::Ime(ImeEvent::Commit(text)) => {
                if now.marked {
                    secret.clear();
                    now.marked = false;
                }
                if let Some(caps) = caps_lock(text, shift) {
                    now.caps = caps;
                }
                secret.push_str(text);
                text.zeroize();
                now.version += 1;
                false
            }
            // Neither copied nor cut.
            Event::Copy | Event::Cut => false,
            _ => true,
        });
    });
    let all = ui.input_mut(|input| input.consume_key(egui::Modifiers::COMMAND, Key::A));
    now.marked |= all && !secret.is_empty();
    let word = ui.input_mut(|input| {
        input.consume_key(egui::Modifiers::COMMAND, Key::Backspace)
            || input.consume_key(egui::Modifiers::ALT, Key::Backspace)
    });
    if word || (now.marked && (keys::take(ui, Key::Backspace) || keys::take(ui, Key::Delete))) {
        secret.clear();
        now.marked = false;
        now.version += 1;
    } else if ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Backspace)) {
        secret.pop();
        now.version += 1;
    }
    keys::take(ui, Key::Enter).then_some(Wish::GoOn)
}

/// Whether Caps Lock seems to be on, told from a single letter and the Shift key.
fn caps_lock(text: &str, shift: bool) -> Option<bool> {
    let mut letters = text.chars();
    let (Some(letter), None) = (letters.next(), letters.next()) else {
        return None;
    };
    if letter.is_uppercase() {
        Some(!shift)
    } else if letter.is_lowercase() {
        Some(shift)
    } else {
        None
    }
}

/// What an assistive program puts in, such as dictation or a password manager.
fn set_from_assistive(ui: &Ui, id: Id, secret: &mut Secret, now: &mut Now) {
    use egui::accesskit::{Action, ActionData};
    ui.input(|input| {
        for request in input.accesskit_action_requests(id, Action::SetValue) {
            if let Some(ActionData::Value(value)) = &request.data {
                secret.clear();
                secret.push_str(value);
                now.version += 1;
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_never_moves_to_a_larger_buffer() {
        let mut secret = Secret::new();
        let place = secret.as_str().as_ptr();
        secret.push_str(&"long ".repeat(1_000));
        assert_eq!(secret.as_str().as_ptr(), place);
        assert!(secret.as_str().len() <= CAPACITY);
    }

    #[test]
    fn a_letter_taken_away_is_a_letter_and_not_a_byte() {
        let mut secret = Secret::new();
        secret.push_str("caf\u{e9}\u{30ab}");
        secret.pop();
        secret.pop();
        assert_eq!(secret.as_str(), "caf");
        secret.clear();
        secret.pop();
        assert!(secret.is_empty());
    }

    #[test]
    fn line_breaks_of_a_paste_are_left_out() {
        let mut secret = Secret::new();
        secret.push_str("one two\r\n\tthree");
        assert_eq!(secret.as_str(), "one twothree");
    }

    #[test]
    fn a_secret_is_not_shown_by_debug() {
        let mut secret = Secret::new();
        secret.push_str("hidden");
        assert_eq!(format!("{secret:?}"), "Secret(..)");
    }

    #[test]
    fn caps_lock_is_told_from_the_letter_and_the_shift_key() {
        assert_eq!(caps_lock("A", false), Some(true));
        assert_eq!(caps_lock("a", true), Some(true));
        assert_eq!(caps_lock("A", true), Some(false));
        assert_eq!(caps_lock("a", false), Some(false));
        assert_eq!(caps_lock("7", false), None);
        assert_eq!(caps_lock("AB", false), None);
    }
}
