//! The question that has the focus: its words, the widget that answers it, its note, and what else a key does.

use egui::{Frame as Margins, Id, Key, Margin, Role, Sense, Ui, WidgetInfo, vec2};

use super::course;
use super::options;
use super::rows;
use super::typing::{Key as Field, Part};
use super::{Answering, Hand, Want};
use crate::app::decide;
use crate::app::explain::LANGUAGE;
use crate::domain::form::{Ask, Pathway, Question, Who};
use crate::text::{say, say_with};
use crate::ui::keys::{self, Wish};
use crate::ui::theme::space;
use crate::ui::widgets::{Button, Chip, KeyCap, OptionGroup, Text, TextField};
use crate::ui::{Ground, Icon, Ink, Theme, Type, paint, theme::Line};

/// Where a card asks to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Move {
    /// To the next question that nothing was said to.
    On,
}

/// Whether a question can be declined: what staff observe or the program fills in cannot.
pub(super) fn may_decline(question: &Question) -> bool {
    matches!(question.ask, Ask::Alone | Ask::Aloud)
}

impl Answering {
    /// The id of a question's widget: it takes the focus.
    pub(super) fn widget(&self, question: &str) -> Id {
        self.id().with(("question", question))
    }

    /// Draws the card of the question that has the focus.
    pub(super) fn card(
        &mut self,
        ui: &mut Ui,
        question: &'static Question,
        hand: &mut Hand<'_, '_>,
    ) -> Option<Move> {
        let theme = Theme::of(ui);
        let narrow = ui.available_width() < 560.0;
        let margin = if narrow { 16 } else { 24 };
        Margins::new()
            .fill(theme.ground(Ground::Surface))
            .stroke(theme.line(Line::Decoration))
            .corner_radius(space::RADIUS_CARD)
            .inner_margin(Margin::symmetric(margin, 20))
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = space::S8;
                self.contents(ui, question, hand)
            })
            .inner
    }

    fn contents(
        &mut self,
        ui: &mut Ui,
        question: &'static Question,
        hand: &mut Hand<'_, '_>,
    ) -> Option<Move> {
        words(ui, question, hand);
        if !hand.work.is_draft() {
            self.signed(ui, question, hand);
            return None;
        }
        if self.must_ask_alone(question) {
            return self.asked_alone(ui, question);
        }
        let widget = self.widget(&question.id);
        self.take_focus(ui, widget);
        let focused = ui.memory(|memory| memory.has_focus(widget));
        let mut wish = None;
        if focused && keys::take(ui, Key::F2) {
            wish = Some(Wish::Note);
        }
        let declined = hand.declined(&question.id);
        if focused && declined && keys::take(ui, Key::Backspace) {
            hand.decline(&question.id, false);
        }
        ui.add_space(space::S4);
        self.earlier(ui, widget, question, hand);
        wish = self.field(ui, widget, question, hand).or(wish);
        let mut go = match wish {
            Some(Wish::GoOn) => self.on_or_reason(question, hand),
            Some(Wish::Decline) if may_decline(question) => {
                self.decline(question, hand);
                None
            }
            Some(Wish::Note) => {
                self.open_note(question);
                None
            }
            _ => None,
        };
        go = self.note(ui, question, hand).or(go);
        go = self.tools(ui, question, hand).or(go);
        go
    }

    /// What was said on another pathway to a related question: a quote, until one key confirms that it is still so.
    fn earlier(&mut self, ui: &mut Ui, id: Id, question: &Question, hand: &mut Hand<'_, '_>) {
        let content = &hand.work.open.content;
        let said = course::is_settled(hand.work, &question.id);
        let Some(quote) = content.quotes.get(&question.id).filter(|_| !said) else {
            return;
        };
        let quote = quote.clone();
        let mut confirmed = false;
        sunken(ui, |ui| {
            Text::new(&say("quote-earlier"), Type::MetaStrong)
                .ink(Ink::Help)
                .show(ui);
            Text::new(&quote.words, Type::Body).show(ui);
            let to = say_with("quote-question", &[("question", &quote.question)]);
            Text::meta(&to).full_width().show(ui);
            if quote.same.is_some() {
                let label = say("quote-same");
                let button = Button::quiet(&label).small().key("F4");
                confirmed = button.id(id.with("same")).show(ui).clicked();
            } else {
                Text::help(&say("quote-only")).show(ui);
            }
        });
        let focused = ui.memory(|memory| memory.has_focus(id));
        confirmed |= focused && quote.same.is_some() && keys::take(ui, Key::F4);
        if confirmed {
            hand.answer(&question.id, quote.same);
            self.want = Want::Question;
        }
    }

    /// Gives the focus to the widget if that is wanted; it is drawn in this frame.
    pub(super) fn take_focus(&mut self, ui: &Ui, widget: Id) {
        if self.want == Want::Question && keys::shortcuts_allowed(ui) {
            ui.memory_mut(|memory| memory.request_focus(widget));
            self.want = Want::Nothing;
        }
    }

    /// Goes on, unless a reason is still asked for: then to its field.
    fn on_or_reason(&mut self, question: &Question, hand: &Hand<'_, '_>) -> Option<Move> {
        let answers = &hand.work.open.content.answers;
        let field: Field = (question.id.clone(), Part::Note);
        let said = answers.notes.get(&question.id).map_or("", String::as_str);
        let blank = self.typing.text(&field, said).trim().is_empty();
        if decide::needs_reason(question, answers) && blank {
            self.want = Want::Note;
            return None;
        }
        Some(Move::On)
    }

    pub(super) fn decline(&mut self, question: &Question, hand: &mut Hand<'_, '_>) {
        self.typing.forget(&(question.id.clone(), Part::Answer));
        let now = hand.declined(&question.id);
        hand.decline(&question.id, !now);
    }

    fn open_note(&mut self, question: &Question) {
        self.note_open = Some(question.id.clone());
        self.want = Want::Note;
    }

    /// The note, where one is written or wanted, or the short reason that an observation asks for.
    fn note(&mut self, ui: &mut Ui, question: &Question, hand: &mut Hand<'_, '_>) -> Option<Move> {
        let answers = &hand.work.open.content.answers;
        let reason = decide::needs_reason(question, answers);
        let said = answers.notes.get(&question.id).cloned().unwrap_or_default();
        let open = self.note_open.as_deref() == Some(&question.id);
        let field: Field = (question.id.clone(), Part::Note);
        let shown = (reason || open || !said.is_empty()) && !self.covered;
        if !shown {
            if self.want == Want::Note {
                self.want = Want::Question;
            }
            return None;
        }
        let id = self.widget(&question.id).with("note");
        if self.want == Want::Note && keys::shortcuts_allowed(ui) {
            ui.memory_mut(|memory| memory.request_focus(id));
            self.want = Want::Nothing;
        }
        let (label, help) = if reason {
            (say("answering-reason"), say("answering-reason-help"))
        } else {
            (say("answering-note"), say("answering-note-help"))
        };
        let mut text = self.typing.text(&field, &said);
        ui.add_space(space::S8);
        let reply = TextField::new(id, &label)
            .help(&help)
            .limit(2_000)
            .show(ui, &mut text);
        if reply.changed {
            self.typing.changed(field.clone(), text, self.now);
        }
        if reply.response.lost_focus() {
            self.typing.left(&field);
        }
        if reply.wish == Some(Wish::GoOn) {
            self.typing.left(&field);
            if course::is_settled(hand.work, &question.id) {
                return Some(Move::On);
            }
            self.want = Want::Question;
        }
        None
    }

    /// What keys do besides answering, each also a button.
    fn tools(&mut self, ui: &mut Ui, question: &Question, hand: &mut Hand<'_, '_>) -> Option<Move> {
        let mut go = None;
        let id = self.widget(&question.id);
        ui.add_space(space::S8);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::S8, space::S8);
            if may_decline(question) {
                let declined = hand.declined(&question.id);
                let label = say("answering-decline");
                if Chip::toggle(id.with("decline"), &label, declined)
                    .show(ui)
                    .clicked()
                {
                    self.decline(question, hand);
                    self.want = Want::Question;
                }
                if !takes_text(question) {
                    KeyCap::new(".").show(ui);
                    ui.add_space(space::S4);
                }
            }
            let settled = course::is_settled(hand.work, &question.id);
            let nothing = say("answering-clear-nothing");
            let clear = say("answering-clear");
            let button = Button::plain(&clear)
                .small()
                .id(id.with("clear"))
                .disabled((!settled).then_some(nothing.as_str()));
            if button.show(ui).clicked() {
                self.typing.forget(&(question.id.clone(), Part::Answer));
                hand.answer(&question.id, None);
                self.want = Want::Question;
            }
            if !self.covered {
                let note = say("answering-note-add");
                let button = Button::plain(&note)
                    .small()
                    .key("F2")
                    .id(id.with("note add"));
                if button.show(ui).clicked() {
                    self.open_note(question);
                }
            }
            let on = say("answering-go-on");
            let key = if takes_lines(question) {
                "Ctrl Enter"
            } else {
                "Enter"
            };
            let button = Button::quiet(&on).small().key(key).id(id.with("on"));
            if button.show(ui).clicked() {
                go = self.on_or_reason(question, hand);
            }
        });
        go
    }

    /// Whether this question waits until somebody says that it is asked alone.
    fn must_ask_alone(&self, question: &Question) -> bool {
        question.id == "tg-unsafe-home" && self.room.is_overheard() && !self.alone
    }

    fn asked_alone(&mut self, ui: &mut Ui, question: &Question) -> Option<Move> {
        let id = self.widget(&question.id).with("alone");
        self.take_focus(ui, id);
        ui.add_space(space::S8);
        let title = say("answering-alone");
        Text::strong(&title).show(ui);
        Text::help(&say("answering-alone-help")).show(ui);
        let items = [say("answering-alone-yes"), say("answering-alone-later")];
        let mut chosen = None;
        let reply = OptionGroup::new(id, &title, &items).show(ui, &mut chosen);
        match chosen {
            Some(0) => {
                self.alone = true;
                self.want = Want::Question;
                None
            }
            Some(_) => Some(Move::On),
            None => (reply.wish == Some(Wish::GoOn)).then_some(Move::On),
        }
    }

    /// What was said, where it can no longer be changed.
    fn signed(&mut self, ui: &mut Ui, question: &Question, hand: &Hand<'_, '_>) {
        let widget = self.widget(&question.id);
        self.take_focus(ui, widget);
        let answer = match hand.said(&question.id) {
            Some(answer) => rows::in_words(ui, question, answer, hand),
            None if hand.declined(&question.id) => say("answering-declined"),
            None => say("answer-blank"),
        };
        resting(ui, widget, question.prompt.say(LANGUAGE), &answer);
        if let Some(note) = hand.work.open.content.answers.notes.get(&question.id) {
            Text::help(note).show(ui);
        }
    }
}

/// Whether digits and full stops are typed into the answer.
pub(super) fn takes_text(question: &Question) -> bool {
    use crate::domain::form::AnswerKind;
    matches!(
        question.answer,
        AnswerKind::Text { .. } | AnswerKind::Number { .. } | AnswerKind::Date
    )
}

fn takes_lines(question: &Question) -> bool {
    use crate::domain::form::AnswerKind;
    matches!(question.answer, AnswerKind::Text { long: true })
}

/// How it is asked, the question, its help, and what the group's record says to it.
fn words(ui: &mut Ui, question: &Question, hand: &Hand<'_, '_>) {
    if let Some(how) = how_asked(question, hand.work.open.pathway) {
        Text::new(&how, Type::Meta).ink(Ink::Meta).show(ui);
    }
    Text::question(question.prompt.say(LANGUAGE)).show(ui);
    let help = question.help.say(LANGUAGE);
    if !help.is_empty() {
        Text::help(help).show(ui);
    }
    if let Some(record) = options::group_says(question, hand) {
        from_record(ui, &record);
    }
}

fn how_asked(question: &Question, pathway: Pathway) -> Option<String> {
    let how = match (pathway, question.ask) {
        (Pathway::Therapy, Ask::Alone) => Some(say("answering-ask-alone")),
        (Pathway::Therapy, Ask::Aloud) => Some(say("answering-ask-aloud")),
        (Pathway::Therapy, Ask::Filled) => Some(say("answering-ask-filled")),
        (_, Ask::Observe) => Some(say("answering-ask-observe")),
        (_, _) if question.who == Who::Staff => Some(say("answering-ask-observe")),
        _ => None,
    };
    let optional = (!question.required).then(|| say("answering-optional"));
    match (how, optional) {
        (Some(how), Some(optional)) => Some(format!("{how} · {optional}")),
        (None, Some(_)) => Some(say("answering-optional-alone")),
        (how, None) => how,
    }
}

/// The group's own words, to be read out.
fn from_record(ui: &mut Ui, record: &str) {
    sunken(ui, |ui| {
        Text::new(&say("answering-group-record"), Type::MetaStrong)
            .ink(Ink::Help)
            .show(ui);
        Text::new(record, Type::Body).show(ui);
    });
}

/// What stands with a question and is not the question's.
fn sunken(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let theme = Theme::of(ui);
    Margins::new()
        .fill(theme.ground(Ground::Sunken))
        .corner_radius(space::RADIUS_CONTROL)
        .inner_margin(Margin::symmetric(12, 10))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 2.0;
            add(ui);
        });
}

/// Something that holds the focus and is only read; true on Enter.
pub(super) fn resting(ui: &mut Ui, id: Id, name: &str, text: &str) -> bool {
    let theme = Theme::of(ui);
    let width = ui.available_width();
    let room = width - 2.0 * space::S12 - 16.0 - space::S8;
    let galley = paint::wrapped(ui, text, Type::Body, theme.ink(Ink::Body), room);
    let height = (galley.size().y + 2.0 * 10.0).max(space::TARGET);
    let (_, rect) = ui.allocate_space(vec2(width, height));
    let response = ui.interact(rect, id, Sense::focusable_noninteractive());
    paint::frame(ui, rect, space::RADIUS_CONTROL, Some(Ground::Sunken), None);
    let mark = rect.left_center() + vec2(space::S12 + 8.0, 0.0);
    paint::icon(ui, mark, Icon::Info, 16.0, theme.ink(Ink::Help));
    let at = egui::pos2(
        rect.left() + space::S12 + 16.0 + space::S8,
        rect.center().y - galley.size().y / 2.0,
    );
    paint::text(ui, at, galley);
    paint::focus(ui, &response, rect, space::RADIUS_CONTROL);
    let spoken = format!("{name} {text}");
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &spoken));
    response.has_focus() && keys::take(ui, Key::Enter)
}
