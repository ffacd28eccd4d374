//! Text of several lines: it grows to eight, and opens larger from there. The page follows its cursor.

use egui::{
    EventFilter, Frame, Id, Key, Margin, Modifiers, Rect, Role, TextEdit, Ui, UiBuilder, vec2,
};

use super::form_row::row_words;
use super::{Button, FormRow, Reply, dialog, text_field, typed};
use crate::ui::{Icon, Ink, Theme, Type, Words, keys, keys::Wish, paint, theme::space};

const MOST_LINES: usize = 8;

/// A field for several lines.
#[must_use = "call `show`"]
pub struct LongText<'a> {
    id: Id,
    row: FormRow<'a>,
    hint: &'a str,
    least_lines: usize,
    limit: usize,
}

impl<'a> LongText<'a> {
    /// A field with its label.
    pub fn new(id: Id, label: &'a str) -> Self {
        Self {
            id,
            row: FormRow::new(label),
            hint: "",
            least_lines: 3,
            limit: 20_000,
        }
    }

    row_words!();

    /// An example inside the empty field.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// How many lines high it is while it is empty.
    pub fn lines(mut self, lines: usize) -> Self {
        self.least_lines = lines.clamp(1, MOST_LINES);
        self
    }

    /// At most so many letters.
    pub fn limit(mut self, letters: usize) -> Self {
        self.limit = letters;
        self
    }

    /// Draws it. Ctrl or Cmd with Enter is [`Wish::GoOn`]; Enter alone is a new line.
    pub fn show(self, ui: &mut Ui, text: &mut String) -> Reply {
        let row = self.row;
        row.show_around(ui, self.id, |ui| {
            let width = ui.available_width();
            let room = width - space::S12 - f32::from(RIGHT);
            let lines = lines_of(ui, text, room);
            // Room for the hint is kept while one types, so that nothing moves.
            let shown = lines
                .max(lines_of(ui, self.hint, room))
                .clamp(self.least_lines, MOST_LINES);
            let height = shown as f32 * Type::Body.line() + 2.0 * PADDING;
            let (_, rect) = ui.allocate_space(vec2(width, height));
            let (mut reply, cursor) = self.edit(ui, rect, self.id, text);
            if let Some(cursor) = cursor {
                follow(ui, self.id, cursor);
            }
            if lines > MOST_LINES {
                // Its corner is always kept free, so that nothing moves when the ninth line is begun.
                let side = space::DENSE;
                let corner = rect.right_bottom() - vec2(side + space::S8, side + space::S4);
                self.larger(
                    ui,
                    Rect::from_min_size(corner, vec2(side, side)),
                    text,
                    &mut reply,
                );
            }
            reply
        })
    }

    /// Draws the editor; also where its cursor stands within what is seen of it, while it has the focus.
    fn edit(&self, ui: &mut Ui, rect: Rect, id: Id, text: &mut String) -> (Reply, Option<Cursor>) {
        let theme = Theme::of(ui);
        let back = typed::put_back(ui, id, text);
        let focused = ui.memory(|memory| memory.has_focus(id));
        let go_on = focused
            && !keys::composing(ui)
            && ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
        let frame_at = ui.painter().add(egui::Shape::Noop);
        let inner = rect.shrink2(vec2(0.0, PADDING));
        let builder = UiBuilder::new().id_salt(id).max_rect(inner);
        let mut child = ui.new_child(builder);
        let (response, cursor) = egui::ScrollArea::vertical()
            .id_salt(id.with("lines"))
            .max_height(inner.height())
            .auto_shrink(false)
            // The wheel belongs to the page; the cursor is kept in view by the editor.
            .scroll_source(egui::scroll_area::ScrollSource::NONE)
            // Nothing of it could be dragged; a longer text opens on a sheet of its own.
            .scroll_bar_visibility(egui::scroll_area::ScrollBarVisibility::AlwaysHidden)
            .show(&mut child, |ui| self.editor(ui, theme, inner, id, text))
            .inner;
        let mut response = response.with_new_rect(rect);
        if response.changed() {
            typed::note(ui, id, text);
        }
        if back {
            response.mark_changed();
        }
        let spec = text_field::Spec {
            id,
            name: self.row.label_text(),
            about: self.row.about(),
            hint: self.hint,
            role: Role::MultilineTextInput,
            wrong: self.row.has_error(),
            disabled: false,
            left: space::S12,
            right: space::S12,
            limit: self.limit,
        };
        text_field::announce(ui, &response, &spec);
        let shape = text_field::frame_shape(ui, rect, &response, &spec);
        ui.painter().set(frame_at, shape);
        paint::focus(ui, &response, rect, space::RADIUS_CONTROL);
        let reply = Reply {
            changed: response.changed(),
            response,
            wish: go_on.then_some(Wish::GoOn),
        };
        (reply, cursor.filter(|_| focused))
    }

    fn editor(
        &self,
        ui: &mut Ui,
        theme: Theme,
        inner: Rect,
        id: Id,
        text: &mut String,
    ) -> (egui::Response, Option<Cursor>) {
        let color = theme.ink(Ink::Body);
        let mut layouter = |ui: &Ui, text: &dyn egui::TextBuffer, width: f32| {
            let mut job = egui::text::LayoutJob::single_section(
                text.as_str().to_owned(),
                paint::format(Type::Body, color),
            );
            job.wrap.max_width = width;
            job.keep_trailing_whitespace = true;
            ui.painter().layout_job(job)
        };
        let is_empty = text.is_empty();
        let output = TextEdit::multiline(text)
            .id(id)
            .font(Type::Body.font())
            .layouter(&mut layouter)
            .frame(Frame::NONE.inner_margin(Margin {
                left: 12,
                right: RIGHT,
                top: 0,
                bottom: 0,
            }))
            .desired_width(inner.width() - space::S12 - f32::from(RIGHT))
            .desired_rows(1)
            .min_size(inner.size())
            .char_limit(self.limit)
            .event_filter(EventFilter {
                horizontal_arrows: true,
                vertical_arrows: true,
                ..EventFilter::default()
            })
            .show(ui);
        if is_empty && !self.hint.is_empty() {
            // The editor's own hint is one line, however long.
            let room = inner.width() - space::S12 - f32::from(RIGHT);
            let hint = paint::wrapped(ui, self.hint, Type::Body, theme.ink(Ink::Meta), room);
            paint::text(ui, output.galley_pos, hint);
        }
        let cursor = output.cursor_range.map(|range| {
            let line = output.galley.pos_from_cursor(range.primary);
            let line = line.translate(output.galley_pos.to_vec2());
            // Lines above or below are scrolled to by the editor itself.
            let y = line.y_range();
            let (top, bottom) = (inner.top(), inner.bottom());
            Cursor {
                at: range.primary.index.0,
                line: Rect::from_x_y_ranges(
                    line.x_range(),
                    y.min.clamp(top, bottom)..=y.max.clamp(top, bottom),
                ),
            }
        });
        (output.response.response, cursor)
    }

    fn larger(&self, ui: &mut Ui, line: Rect, text: &mut String, reply: &mut Reply) {
        let words = Words::of(ui);
        let open_id = self.id.with("is open large");
        let builder = UiBuilder::new().id_salt(open_id).max_rect(line);
        let pressed = Button::icon_only(Icon::ArrowSquareOut, &words.larger)
            .small()
            .id(self.id.with("open large"))
            .show(&mut ui.new_child(builder))
            .clicked();
        let mut open = ui.data(|data| data.get_temp(open_id).unwrap_or(false));
        open |= pressed;
        if open {
            open = !self.large_sheet(ui, text, reply);
        }
        ui.data_mut(|data| data.insert_temp(open_id, open));
    }

    /// The same text on a sheet of its own; true when it is to be closed.
    fn large_sheet(&self, ui: &Ui, text: &mut String, reply: &mut Reply) -> bool {
        let words = Words::of(ui);
        let screen = ui.content_rect().size();
        let width = (screen.x - 2.0 * space::S32).min(760.0);
        let height = (screen.y - 180.0).clamp(120.0, 560.0);
        let id = self.id.with("sheet");
        let sheet = dialog::sheet(ui, id, self.row.label_text(), width, |ui| {
            let (_, rect) = ui.allocate_space(vec2(ui.available_width(), height));
            let (inner, _) = self.edit(ui, rect, id.with("text"), text);
            reply.changed |= inner.changed;
            ui.add_space(space::S16);
            let button = Button::quiet(&words.close).id(id.with("close")).show(ui);
            (button.clicked() || inner.wish.is_some(), inner.response.id)
        });
        dialog::focus_when_new(ui, id, sheet.inner.1);
        sheet.dismissed || sheet.inner.0
    }
}

/// Where the cursor stands.
struct Cursor {
    /// Before which letter.
    at: usize,
    line: Rect,
}

/// What was followed last: before which letter the cursor stood, in which frame, and for how many more.
#[derive(Clone, Copy, Debug, Default)]
struct Followed {
    at: usize,
    frame: u64,
    left: u8,
}

/// The page moves as little as is needed for the cursor to be seen, after it moved. Where the field takes the focus the
/// page itself brings it into view, and whoever scrolls away by the wheel is left alone.
fn follow(ui: &Ui, id: Id, cursor: Cursor) {
    let key = id.with("followed");
    let frame = ui.cumulative_frame_nr();
    let before: Followed = ui.data(|data| data.get_temp(key)).unwrap_or_default();
    let arrives = before.frame + 1 < frame;
    let left = match (arrives, before.at == cursor.at) {
        (true, _) => 0,
        (false, true) => before.left,
        (false, false) => FOLLOWS,
    };
    if left > 0 {
        ui.scroll_to_rect(cursor.line.expand(PADDING), None);
    }
    let now = Followed {
        at: cursor.at,
        frame,
        left: left.saturating_sub(1),
    };
    ui.data_mut(|data| data.insert_temp(key, now));
    if left > 1 {
        ui.ctx().request_repaint();
    }
}

/// For so many frames: the field grows by its line in the one after it was begun.
const FOLLOWS: u8 = 3;
const PADDING: f32 = 10.0;
/// Room for the button in the corner.
const RIGHT: i8 = 48;

fn lines_of(ui: &Ui, text: &str, width: f32) -> usize {
    let galley = paint::wrapped(ui, text, Type::Body, egui::Color32::PLACEHOLDER, width);
    galley.rows.len()
}
