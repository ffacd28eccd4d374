//! One line of text.

use egui::{
    Align2, EventFilter, Frame, Id, Key, Margin, Rect, Response, RichText, Role, TextEdit, Ui, vec2,
};

use super::form_row::row_words;
use super::{FormRow, Reply, typed};
use crate::ui::{
    Ground, Ink, Theme, Type, keys,
    keys::Wish,
    paint,
    theme::{Line, space},
};

/// A field for one line of text.
#[must_use = "call `show`"]
pub struct TextField<'a> {
    id: Id,
    row: FormRow<'a>,
    hint: &'a str,
    width: Option<f32>,
    disabled: Option<&'a str>,
    limit: usize,
}

impl<'a> TextField<'a> {
    /// A field with its label.
    pub fn new(id: Id, label: &'a str) -> Self {
        Self {
            id,
            row: FormRow::new(label),
            hint: "",
            width: None,
            disabled: None,
            limit: 1_000,
        }
    }

    row_words!();

    /// An example inside the empty field.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// At most this wide, where what is typed is short.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// At most so many letters.
    pub fn limit(mut self, letters: usize) -> Self {
        self.limit = letters;
        self
    }

    /// Cannot be changed, for this reason, which takes the place of the help.
    pub fn disabled(mut self, reason: Option<&'a str>) -> Self {
        self.disabled = reason;
        self
    }

    /// Draws it. Enter is [`Wish::GoOn`].
    pub fn show(self, ui: &mut Ui, text: &mut String) -> Reply {
        let row = match self.disabled {
            Some(reason) => self.row.help(reason),
            None => self.row,
        };
        row.show_around(ui, self.id, |ui| {
            let width = self
                .width
                .unwrap_or(f32::INFINITY)
                .min(ui.available_width());
            let (_, rect) = ui.allocate_space(vec2(width, space::TARGET));
            let spec = Spec {
                id: self.id,
                name: row.label_text(),
                about: row.about(),
                hint: self.hint,
                role: Role::TextInput,
                wrong: row.has_error(),
                disabled: self.disabled.is_some(),
                left: space::S12,
                right: space::S12,
                limit: self.limit,
            };
            edit(ui, rect, &spec, text)
        })
    }
}

/// What a one-line editor needs to know.
pub(super) struct Spec<'a> {
    pub(super) id: Id,
    pub(super) name: &'a str,
    pub(super) about: &'a str,
    pub(super) hint: &'a str,
    pub(super) role: Role,
    pub(super) wrong: bool,
    pub(super) disabled: bool,
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) limit: usize,
}

/// A framed one-line editor.
pub(super) fn edit(ui: &mut Ui, rect: Rect, spec: &Spec<'_>, text: &mut String) -> Reply {
    let theme = Theme::of(ui);
    // What is searched for is no work that could be lost.
    let kept = spec.role != Role::SearchInput;
    let back = kept && typed::put_back(ui, spec.id, text);
    let focused = ui.memory(|memory| memory.has_focus(spec.id));
    // Taken before the editor sees it, which would give up the focus.
    let wish = (focused && keys::take(ui, Key::Enter)).then_some(Wish::GoOn);
    let frame_at = ui.painter().add(egui::Shape::Noop);
    let ink = if spec.disabled { Ink::Help } else { Ink::Body };
    let hint = RichText::new(spec.hint)
        .font(Type::Body.font())
        .color(theme.ink(Ink::Meta));
    let margin = Margin {
        left: spec.left as i8,
        right: spec.right as i8,
        top: 6,
        bottom: 6,
    };
    let editor = TextEdit::singleline(text)
        .id(spec.id)
        .font(Type::Body.font())
        .text_color(theme.ink(ink))
        .hint_text(hint)
        .frame(Frame::NONE.inner_margin(margin))
        .min_size(rect.size())
        .desired_width(rect.width() - spec.left - spec.right)
        .align(Align2::LEFT_CENTER)
        .char_limit(spec.limit)
        .event_filter(EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            ..EventFilter::default()
        })
        .return_key(None)
        .interactive(!spec.disabled);
    let mut child = ui.new_child(egui::UiBuilder::new().id_salt(spec.id).max_rect(rect));
    let mut response = editor.show(&mut child).response.response;
    response = response.with_new_rect(rect);
    if kept && response.changed() {
        typed::note(ui, spec.id, text);
    }
    if back {
        response.mark_changed();
    }
    announce(ui, &response, spec);
    let shape = frame_shape(ui, rect, &response, spec);
    ui.painter().set(frame_at, shape);
    paint::focus(ui, &response, rect, space::RADIUS_CONTROL);
    Reply {
        changed: response.changed(),
        response,
        wish,
    }
}

pub(super) fn announce(ui: &Ui, response: &Response, spec: &Spec<'_>) {
    ui.accesskit_node_builder(response.id, |node| {
        node.set_role(spec.role);
        node.set_label(spec.name);
        if !spec.about.is_empty() {
            node.set_description(spec.about);
        }
        if !spec.hint.is_empty() {
            node.set_placeholder(spec.hint);
        }
        if spec.disabled {
            node.set_disabled();
        }
        if spec.wrong {
            node.set_invalid(egui::accesskit::Invalid::True);
        }
    });
}

/// The frame of a field in its present state.
pub(super) fn frame_shape(
    ui: &Ui,
    rect: Rect,
    response: &Response,
    spec: &Spec<'_>,
) -> egui::Shape {
    let theme = Theme::of(ui);
    let (ground, stroke) = field_colours(theme, response, spec.wrong, spec.disabled);
    egui::Shape::Rect(egui::epaint::RectShape::new(
        rect,
        paint::corner(rect, space::RADIUS_CONTROL),
        theme.ground(ground),
        stroke,
        egui::StrokeKind::Inside,
    ))
}

/// Ground and edge of anything that is typed into.
pub(super) fn field_colours(
    theme: Theme,
    response: &Response,
    wrong: bool,
    disabled: bool,
) -> (Ground, egui::Stroke) {
    if disabled {
        return (Ground::Sunken, theme.line(Line::Decoration));
    }
    let stroke = if wrong {
        egui::Stroke::new(theme.line(Line::Chosen).width, theme.ink(Ink::Stop))
    } else if response.hovered() {
        theme.line(Line::Strong)
    } else {
        theme.line(Line::Edge)
    };
    (Ground::Surface, stroke)
}
