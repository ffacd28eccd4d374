//! Questions that do not have the focus: one line each, answered or still to come.

use egui::{Id, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::Hand;
use crate::app::explain::{self, LANGUAGE};
use crate::domain::answers::Answer;
use crate::domain::form::{AnswerKind, OptionsFrom, Question};
use crate::domain::group::Group;
use crate::text::{say, say_with};
use crate::ui::theme::space;
use crate::ui::widgets::{AnswerRow, date_field};
use crate::ui::{Ground, Icon, Ink, State, Theme, Type, Words, paint};

/// The longest text that a line quotes, in letters.
const LONGEST_QUOTE: usize = 160;

/// Draws a question as one line; true if it is to be opened.
pub(super) fn show(ui: &mut Ui, id: Id, question: &Question, hand: &Hand<'_, '_>) -> bool {
    let prompt = question.prompt.say(LANGUAGE);
    let answers = &hand.work.open.content.answers;
    let note = answers.notes.get(&question.id).map(String::as_str);
    let declined = answers.declined.contains(&question.id);
    // What is signed is only looked at.
    let look = (!hand.work.is_draft()).then(|| say("answering-look"));
    let look = look.as_deref();
    if declined {
        let answer = say("answering-declined");
        let row = AnswerRow::new(id, prompt, Some(&answer)).note(note);
        let row = row.step(look);
        return row.state(State::Note).show(ui).clicked();
    }
    match hand.said(&question.id) {
        Some(answer) => {
            let answer = in_words(ui, question, answer, hand);
            let row = AnswerRow::new(id, prompt, Some(&answer)).note(note);
            row.step(look).show(ui).clicked()
        }
        None => ahead(ui, id, prompt, question.required).clicked(),
    }
}

/// An answer in the words of its question, of the clinic's lists, or of the calendar; a long text is shortened.
pub(super) fn in_words(
    ui: &Ui,
    question: &Question,
    answer: &Answer,
    hand: &Hand<'_, '_>,
) -> String {
    match (&question.answer, answer) {
        (AnswerKind::Rating { .. }, Answer::Number(number)) => {
            say_with("answering-of-ten", &[("number", &number.to_string())])
        }
        (AnswerKind::Date, Answer::One(date)) => date.parse().map_or_else(
            |_| date.clone(),
            |date| date_field::in_words(date, &Words::of(ui)),
        ),
        (AnswerKind::Text { .. }, Answer::One(text)) => shortened(text),
        (kind, Answer::One(code)) if kind.options_from() == Some(OptionsFrom::Groups) => {
            let group = hand.shared.groups.iter().find(|group| &group.id == code);
            group.map_or_else(|| code.clone(), |group| group.name.clone())
        }
        (kind, Answer::Many(ids)) if kind.options_from() == Some(OptionsFrom::Leaders) => {
            let names = ids.iter().map(|id| leader(hand.shared.groups, id));
            names.collect::<Vec<_>>().join(", ")
        }
        _ => explain::answer_text(question, answer),
    }
}

/// A leader's name; the id of one whom no group has any more.
pub(in crate::ui::screening) fn leader(groups: &[Group], id: &str) -> String {
    let mut all = groups.iter().flat_map(Group::leaders_named);
    let found = all.find(|(known, _)| *known == id);
    found.map_or_else(|| id.to_owned(), |(_, name)| name.to_owned())
}

/// The beginning of a text, on one line.
fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST_QUOTE {
        return line;
    }
    let start: String = line.chars().take(LONGEST_QUOTE).collect();
    format!("{}…", start.trim_end())
}

const RING: f32 = 18.0;

/// A question that nothing was said to yet: quiet, so that the one with the focus stands out.
pub(super) fn ahead(ui: &mut Ui, id: Id, prompt: &str, required: bool) -> Response {
    let theme = Theme::of(ui);
    let words = Words::of(ui);
    let width = ui.available_width();
    let optional = (!required)
        .then(|| paint::one_line(ui, &words.optional, Type::Small, theme.ink(Ink::Meta)));
    let left = space::S12 + RING + space::S12;
    let side = optional
        .as_ref()
        .map_or(0.0, |galley| galley.size().x + space::S12);
    let room = width - left - side - space::S12;
    let text = paint::wrapped(ui, prompt, Type::Body, theme.ink(Ink::Body), room);
    let height = (text.size().y + 2.0 * space::S8).max(space::TARGET);
    let (_, rect) = ui.allocate_space(vec2(width, height));
    let response = ui.interact(rect, id, Sense::click());
    if response.hovered() || response.is_pointer_button_down_on() {
        paint::frame(ui, rect, space::RADIUS_CONTROL, Some(Ground::Sunken), None);
    }
    let ring = pos2(rect.left() + space::S12 + RING / 2.0, rect.center().y);
    paint::icon(
        ui,
        ring,
        State::NotAnswered.icon(),
        RING,
        theme.ink(Ink::Meta),
    );
    let y = rect.center().y - text.size().y / 2.0;
    paint::text(ui, pos2(rect.left() + left, y), text);
    if let Some(galley) = optional {
        let at = pos2(
            rect.right() - space::S12 - galley.size().x,
            rect.center().y - galley.size().y / 2.0,
        );
        paint::text(ui, at, galley);
    }
    paint::focus(ui, &response, rect, space::RADIUS_CONTROL);
    let name = format!("{prompt} {}", words.not_answered);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    ui.accesskit_node_builder(id, |node| node.set_expanded(false));
    response
}

/// A measure that is not entered yet.
pub(super) fn plus(ui: &mut Ui, id: Id, title: &str) -> Response {
    let theme = Theme::of(ui);
    let width = ui.available_width();
    let left = space::S12 + RING + space::S12;
    let room = width - left - space::S12;
    let text = paint::wrapped(ui, title, Type::Body, theme.ink(Ink::Body), room);
    let height = (text.size().y + 2.0 * space::S8).max(space::DENSE);
    let (_, rect) = ui.allocate_space(vec2(width, height));
    let response = ui.interact(rect, id, Sense::click());
    if response.hovered() || response.is_pointer_button_down_on() {
        paint::frame(ui, rect, space::RADIUS_CONTROL, Some(Ground::Sunken), None);
    }
    let mark = pos2(rect.left() + space::S12 + RING / 2.0, rect.center().y);
    paint::icon(ui, mark, Icon::Plus, 16.0, theme.ink(Ink::Accent));
    let y = rect.center().y - text.size().y / 2.0;
    paint::text(ui, pos2(rect.left() + left, y), text);
    paint::focus(ui, &response, rect, space::RADIUS_CONTROL);
    let name = say_with("answering-measure-add", &[("measure", title)]);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    response
}

/// A line of the side that leads to a question.
pub(super) fn link(ui: &mut Ui, id: Id, icon: Icon, text: &str) -> Response {
    let theme = Theme::of(ui);
    let width = ui.available_width();
    let left = space::S8 + 16.0 + space::S8;
    let galley = paint::wrapped(
        ui,
        text,
        Type::Small,
        theme.ink(Ink::Body),
        width - left - space::S8,
    );
    let height = (galley.size().y + space::S12).max(space::DENSE);
    let (_, rect) = ui.allocate_space(vec2(width, height));
    let response = ui.interact(rect, id, Sense::click());
    if response.hovered() || response.is_pointer_button_down_on() {
        paint::frame(ui, rect, space::RADIUS_CONTROL, Some(Ground::Sunken), None);
    }
    let y = rect.center().y - galley.size().y / 2.0;
    let mark = pos2(rect.left() + space::S8 + 8.0, y + Type::Small.line() / 2.0);
    paint::icon(ui, mark, icon, 16.0, theme.ink(Ink::Open));
    paint::text(ui, pos2(rect.left() + left, y), galley);
    paint::focus(ui, &response, rect, space::RADIUS_CONTROL);
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, text));
    response
}
