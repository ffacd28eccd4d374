//! One focusable widget with several parts: the arrows move a cursor among them, a key of their own picks them.
//!
//! Moving never picks: a question about danger must not be answered by someone who is only reading the options.

use egui::{EventFilter, Id, Key, Rect, Response, Role, Sense, Ui, UiBuilder};

use crate::ui::keys::{self, Wish};

/// What came of showing a widget that answers a question.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The whole widget; it holds the focus.
    pub response: Response,
    /// Whether the answer changed in this frame.
    pub changed: bool,
    /// What else was asked for by key.
    pub wish: Option<Wish>,
}

/// What the keyboard did to the parts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Pressed {
    /// The part whose own key, or Space on the cursor, was pressed.
    pub(super) part: Option<usize>,
    /// Backspace.
    pub(super) clear: bool,
    /// Enter, full stop or F2.
    pub(super) wish: Option<Wish>,
    /// The cursor moved.
    pub(super) moved: bool,
}

/// How the parts stand to each other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parts<'a> {
    /// How many there are.
    pub(super) count: usize,
    /// How many stand side by side.
    pub(super) columns: usize,
    /// The key of each.
    pub(super) keys: &'a [Key],
    /// Where the cursor stands when nothing was moved yet.
    pub(super) start: usize,
}

pub(super) fn cursor(ui: &Ui, id: Id, parts: Parts<'_>) -> usize {
    ui.data(|data| data.get_temp::<usize>(id))
        .unwrap_or(parts.start)
        .min(parts.count.saturating_sub(1))
}

pub(super) fn set_cursor(ui: &Ui, id: Id, at: usize) {
    ui.data_mut(|data| data.insert_temp(id, at));
}

/// Reads the keyboard if the widget has the focus.
pub(super) fn keyboard(ui: &Ui, id: Id, parts: Parts<'_>) -> Pressed {
    let mut pressed = Pressed::default();
    if !ui.is_enabled() || !ui.memory(|memory| memory.has_focus(id)) || parts.count == 0 {
        return pressed;
    }
    ui.memory_mut(|memory| {
        let arrows = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            ..EventFilter::default()
        };
        memory.set_focus_lock_filter(id, arrows);
    });
    let before = cursor(ui, id, parts);
    let at = moved(ui, before, parts);
    if at != before {
        set_cursor(ui, id, at);
        pressed.moved = true;
    }
    if keys::take(ui, Key::Space) {
        pressed.part = Some(at);
    }
    for (index, key) in parts.keys.iter().enumerate().take(parts.count) {
        if keys::take(ui, *key) {
            pressed.part = Some(index);
        }
    }
    pressed.clear = keys::take(ui, Key::Backspace);
    pressed.wish = keys::take_wish(ui);
    pressed
}

fn moved(ui: &Ui, from: usize, parts: Parts<'_>) -> usize {
    let last = parts.count - 1;
    let rows_apart = parts.columns.max(1);
    let mut at = from;
    if keys::take(ui, Key::ArrowDown) && at + rows_apart <= last {
        at += rows_apart;
    }
    if keys::take(ui, Key::ArrowUp) && at >= rows_apart {
        at -= rows_apart;
    }
    if keys::take(ui, Key::ArrowRight) {
        at = (at + 1).min(last);
    }
    if keys::take(ui, Key::ArrowLeft) {
        at = at.saturating_sub(1);
    }
    if keys::take(ui, Key::Home) {
        at = 0;
    }
    if keys::take(ui, Key::End) {
        at = last;
    }
    at
}

/// The focusable node around the parts.
pub(super) fn group<R>(
    ui: &mut Ui,
    (id, role, name): (Id, Role, &str),
    rect: Rect,
    add: impl FnOnce(&mut Ui) -> R,
) -> (Response, R) {
    let builder = UiBuilder::new()
        .scope_id(id)
        .max_rect(rect)
        .sense(Sense::focusable_noninteractive())
        .accessibility_role(role)
        .accessibility_label(name);
    let mut child = ui.new_child(builder);
    child.expand_to_include_rect(rect);
    let inner = add(&mut child);
    let response = child.response().with_new_rect(rect);
    ui.accesskit_node_builder(id, |node| node.set_bounds(bounds(rect)));
    (response, inner)
}

/// A part that is pressed by the pointer or by an assistive program, and never focused by itself.
pub(super) fn part(ui: &Ui, group: Id, index: usize, rect: Rect) -> Response {
    let response = ui.interact(rect, group.with(index), Sense::CLICK);
    if response.clicked() {
        ui.memory_mut(|memory| memory.request_focus(group));
        set_cursor(ui, group, index);
    }
    response
}

/// Tells assistive programs which part the cursor is on.
pub(super) fn announce_cursor(ui: &Ui, group: Id, index: usize) {
    let part = group.with(index).accesskit_id();
    ui.accesskit_node_builder(group, |node| node.set_active_descendant(part));
}

/// Tells assistive programs which of how many a part is.
pub(super) fn announce_place(ui: &Ui, part: Id, index: usize, count: usize) {
    ui.accesskit_node_builder(part, |node| {
        node.set_position_in_set(index + 1);
        node.set_size_of_set(count);
    });
}

fn bounds(rect: Rect) -> egui::accesskit::Rect {
    egui::accesskit::Rect {
        x0: rect.min.x.into(),
        y0: rect.min.y.into(),
        x1: rect.max.x.into(),
        y1: rect.max.y.into(),
    }
}
