//! An answered question as one sentence that opens again.

use egui::{Id, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::ui::{
    Ground, Icon, Ink, State, Theme, Type, Words, paint,
    theme::{Line, space},
};

/// A question that is folded to its answer. A press is `.clicked()`: it asks to be opened.
#[must_use = "call `show`"]
pub struct AnswerRow<'a> {
    id: Id,
    question: &'a str,
    answer: Option<&'a str>,
    note: Option<&'a str>,
    state: Option<State>,
    step: Option<&'a str>,
}

const ICON: f32 = 18.0;

impl<'a> AnswerRow<'a> {
    /// The question, and its answer if there is one.
    pub fn new(id: Id, question: &'a str, answer: Option<&'a str>) -> Self {
        Self {
            id,
            question,
            answer,
            note: None,
            state: None,
            step: None,
        }
    }

    /// What was noted beside the answer.
    pub fn note(mut self, note: Option<&'a str>) -> Self {
        self.note = note;
        self
    }

    /// A state to show instead of "answered" or "not answered".
    pub fn state(mut self, state: State) -> Self {
        self.state = Some(state);
        self
    }

    /// What a press does, in a word, instead of answering or changing.
    pub fn step(mut self, step: Option<&'a str>) -> Self {
        self.step = step;
        self
    }

    /// Draws it.
    pub fn show(self, ui: &mut Ui) -> Response {
        let theme = Theme::of(ui);
        let words = Words::of(ui);
        let width = ui.available_width();
        let step = match (self.step, self.answer) {
            (Some(step), _) => step,
            (None, Some(_)) => &words.change,
            (None, None) => &words.answer,
        };
        let change = paint::one_line(ui, step, Type::Small, theme.ink(Ink::Accent));
        let side = change.size().x + space::S8 + 12.0;
        let left = space::S12 + ICON + space::S12;
        let room = width - left - side - 2.0 * space::S12;
        let (answer, answer_ink) = match self.answer {
            Some(answer) => (answer, Ink::Body),
            None => (words.not_answered.as_str(), Ink::Open),
        };
        let mut parts = vec![
            (self.question, Type::Body, theme.ink(Ink::Help)),
            (" ", Type::Body, theme.ink(Ink::Help)),
            (answer, Type::Strong, theme.ink(answer_ink)),
        ];
        if let Some(note) = self.note {
            parts.push(("\n", Type::Small, theme.ink(Ink::Help)));
            parts.push((note, Type::Small, theme.ink(Ink::Help)));
        }
        let sentence = paint::pieces(ui, &parts, room);
        let height = (sentence.size().y + 2.0 * 10.0).max(space::TARGET);
        let (_, rect) = ui.allocate_space(vec2(width, height));
        let response = ui.interact(rect, self.id, Sense::click());
        let ground = if response.hovered() || response.is_pointer_button_down_on() {
            Ground::Sunken
        } else {
            Ground::Canvas
        };
        paint::frame(
            ui,
            rect,
            space::RADIUS_CONTROL,
            Some(ground),
            Some(Line::Decoration),
        );
        let state = self.state.unwrap_or(if self.answer.is_some() {
            State::Met
        } else {
            State::NotAnswered
        });
        let icon = if self.answer.is_some() && self.state.is_none() {
            Icon::CheckCircleFill
        } else {
            state.icon()
        };
        let mark = pos2(rect.left() + space::S12 + ICON / 2.0, rect.center().y);
        paint::icon(ui, mark, icon, ICON, theme.ink(state.ink_on_plain()));
        let y = rect.center().y - sentence.size().y / 2.0;
        paint::text(ui, pos2(rect.left() + left, y), sentence);
        let caret = pos2(rect.right() - space::S12 - 6.0, rect.center().y);
        paint::icon(ui, caret, Icon::CaretDown, 12.0, theme.ink(Ink::Accent));
        let at = pos2(
            rect.right() - space::S12 - side,
            rect.center().y - change.size().y / 2.0,
        );
        paint::text(ui, at, change);
        paint::focus(ui, &response, rect, space::RADIUS_CONTROL);
        self.announce(ui, &response, answer);
        response
    }

    fn announce(&self, ui: &Ui, response: &Response, answer: &str) {
        let name = format!("{} {answer}", self.question);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        ui.accesskit_node_builder(response.id, |node| {
            node.set_expanded(false);
            if let Some(note) = self.note {
                node.set_description(note);
            }
        });
    }
}
