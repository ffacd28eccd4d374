//! The widget that answers a question, by the kind of its answer.

use egui::{Id, Ui};
use jiff::civil::Date;

use super::options::{self, Offer};
use super::question::resting;
use super::typing::{Key as Field, Part};
use super::{Answering, Hand};
use crate::app::explain::LANGUAGE;
use crate::domain::answers::Answer;
use crate::domain::form::{AnswerKind, OptionsFrom, Question};
use crate::screening::check::{LONGEST_LINE, LONGEST_TEXT};
use crate::text::{say, say_with};
use crate::ui::keys::Wish;
use crate::ui::screen::{Ask, Place};
use crate::ui::theme::space;
use crate::ui::widgets::{
    Button, DateField, Item, LongText, MultiGroup, OptionGroup, Rating, TextField, TimeGrid,
    time_grid,
};

/// The code that stands for a language outside the list.
const OTHER: &str = "other";

impl Answering {
    /// Draws the widget, takes the answer, and says what else was asked for by key.
    pub(super) fn field(
        &mut self,
        ui: &mut Ui,
        id: Id,
        question: &'static Question,
        hand: &mut Hand<'_, '_>,
    ) -> Option<Wish> {
        match &question.answer {
            AnswerKind::Single { options_from, .. } => match options_from {
                Some(OptionsFrom::Languages) => self.language(ui, id, question, hand),
                _ => single(ui, id, question, hand),
            },
            AnswerKind::Multi { exclusive, .. } => {
                if is_week(question) {
                    return week(ui, id, question, hand);
                }
                multi(ui, id, question, exclusive.as_deref(), hand)
            }
            AnswerKind::Rating { .. } => rating(ui, id, question, hand),
            AnswerKind::Text { long } => self.text(ui, id, question, *long, hand),
            AnswerKind::Date => self.date(ui, id, question, hand),
            AnswerKind::Number { min, max, .. } => {
                self.number(ui, id, question, (*min, *max), hand)
            }
        }
    }

    fn text(
        &mut self,
        ui: &mut Ui,
        id: Id,
        question: &Question,
        long: bool,
        hand: &Hand<'_, '_>,
    ) -> Option<Wish> {
        let field: Field = (question.id.clone(), Part::Answer);
        let said = hand.said(&question.id).and_then(Answer::one).unwrap_or("");
        let mut text = self.typing.text(&field, said);
        let prompt = question.prompt.say(LANGUAGE);
        let problem = self.typing.problem(&field);
        let reply = if long {
            LongText::new(id, prompt)
                .hide_label()
                .limit(LONGEST_TEXT)
                .error(problem)
                .show(ui, &mut text)
        } else {
            TextField::new(id, prompt)
                .hide_label()
                .limit(LONGEST_LINE)
                .error(problem)
                .show(ui, &mut text)
        };
        self.typed(field, text, &reply);
        reply.wish
    }

    fn number(
        &mut self,
        ui: &mut Ui,
        id: Id,
        question: &Question,
        (min, max): (i64, i64),
        hand: &Hand<'_, '_>,
    ) -> Option<Wish> {
        let field: Field = (question.id.clone(), Part::Answer);
        let said = hand.said(&question.id).and_then(Answer::number);
        let said = said.map(|number| number.to_string()).unwrap_or_default();
        let mut text = self.typing.text(&field, &said);
        let range = say_with(
            "answering-number-help",
            &[("min", &min.to_string()), ("max", &max.to_string())],
        );
        let reply = TextField::new(id, question.prompt.say(LANGUAGE))
            .hide_label()
            .help(&range)
            .error(self.typing.problem(&field))
            .limit(6)
            .width(120.0)
            .show(ui, &mut text);
        self.typed(field, text, &reply);
        reply.wish
    }

    /// Takes what a field says: a change starts its second, leaving ends it.
    pub(super) fn typed(&mut self, field: Field, text: String, reply: &crate::ui::widgets::Reply) {
        if reply.changed {
            self.typing.changed(field.clone(), text, self.now);
        }
        if reply.response.lost_focus() || reply.wish == Some(Wish::GoOn) {
            self.typing.left(&field);
        }
    }

    fn date(
        &mut self,
        ui: &mut Ui,
        id: Id,
        question: &Question,
        hand: &mut Hand<'_, '_>,
    ) -> Option<Wish> {
        let reply = self.any_date(ui, (id, &question.id), hand, |id| {
            DateField::new(id, question.prompt.say(LANGUAGE)).hide_label()
        });
        reply.wish
    }

    /// A date field; a date that is only half typed changes nothing until the field is left.
    pub(super) fn any_date<'f>(
        &mut self,
        ui: &mut Ui,
        (id, value): (Id, &str),
        hand: &mut Hand<'_, '_>,
        field: impl FnOnce(Id) -> DateField<'f>,
    ) -> crate::ui::widgets::Reply {
        let said: Option<Date> = hand
            .said(value)
            .and_then(Answer::one)
            .and_then(|date| date.parse().ok());
        let editing = self.date.take().filter(|(of, _)| of == value);
        let mut date = editing.as_ref().map_or(said, |(_, date)| *date);
        let reply = field(id).show(ui, &mut date);
        let left = reply.response.lost_focus() || reply.wish == Some(Wish::GoOn);
        if date.is_some() {
            if date != said {
                hand.answer(value, date.map(|date| Answer::One(date.to_string())));
            }
        } else if left && said.is_some() {
            hand.answer(value, None);
        } else if !left && (reply.changed || editing.is_some()) {
            self.date = Some((value.to_owned(), None));
        }
        reply
    }

    /// The languages of the list, and a tag for any other.
    fn language(
        &mut self,
        ui: &mut Ui,
        id: Id,
        question: &'static Question,
        hand: &mut Hand<'_, '_>,
    ) -> Option<Wish> {
        let offers = options::offers(question, hand);
        let said = hand.said(&question.id).and_then(Answer::one);
        let listed = |code: &str| offers.iter().position(|offer| offer.code == code);
        let other = listed(OTHER);
        let mut chosen = said.and_then(|code| listed(code).or(other));
        let tag = said
            .filter(|code| listed(code).is_none())
            .unwrap_or("")
            .to_owned();
        let reply = OptionGroup::new(id, question.prompt.say(LANGUAGE), items(&offers))
            .show(ui, &mut chosen);
        let field: Field = (question.id.clone(), Part::Answer);
        if reply.changed {
            self.typing.forget(&field);
            let code = chosen.and_then(|index| offers.get(index));
            hand.answer(
                &question.id,
                code.map(|offer| Answer::One(offer.code.clone())),
            );
        }
        let mut wish = reply.wish;
        if chosen.is_some() && chosen == other {
            let tag_id = id.with("tag");
            if reply.changed || wish == Some(Wish::GoOn) && tag.is_empty() {
                ui.memory_mut(|memory| memory.request_focus(tag_id));
                wish = None;
            }
            let mut text = self.typing.text(&field, &tag);
            ui.add_space(space::S4);
            let reply = TextField::new(tag_id, &say("answering-language-tag"))
                .help(&say("answering-language-tag-help"))
                .error(self.typing.problem(&field))
                .limit(35)
                .width(240.0)
                .show(ui, &mut text);
            // An empty field stands for the plain "other", which is said already.
            if reply.changed && text.trim().is_empty() {
                self.typing.forget(&field);
                hand.answer(&question.id, Some(Answer::One(OTHER.to_owned())));
            } else {
                self.typed(field, text, &reply);
            }
            wish = reply.wish.or(wish);
        }
        wish
    }
}

fn items(offers: &[Offer]) -> Vec<Item<'_>> {
    offers
        .iter()
        .map(|offer| {
            let item = Item::new(&offer.label);
            match &offer.help {
                Some(help) => item.help(help),
                None => item,
            }
        })
        .collect()
}

fn single(
    ui: &mut Ui,
    id: Id,
    question: &'static Question,
    hand: &mut Hand<'_, '_>,
) -> Option<Wish> {
    let offers = options::offers(question, hand);
    if offers.is_empty() {
        return nothing_to_choose(ui, id, question, hand);
    }
    let said = hand.said(&question.id).and_then(Answer::one);
    let mut chosen = said.and_then(|code| offers.iter().position(|offer| offer.code == code));
    let reply =
        OptionGroup::new(id, question.prompt.say(LANGUAGE), items(&offers)).show(ui, &mut chosen);
    if reply.changed {
        let code = chosen.and_then(|index| offers.get(index));
        hand.answer(
            &question.id,
            code.map(|offer| Answer::One(offer.code.clone())),
        );
    }
    reply.wish
}

/// A list of the clinic that holds nothing yet.
fn nothing_to_choose(
    ui: &mut Ui,
    id: Id,
    question: &'static Question,
    hand: &mut Hand<'_, '_>,
) -> Option<Wish> {
    let groups = question.answer.options_from() == Some(OptionsFrom::Groups);
    let text = if groups {
        say("answering-no-groups")
    } else {
        say("answering-no-leaders")
    };
    let on = resting(ui, id, question.prompt.say(LANGUAGE), &text);
    let open = say("answering-open-groups");
    if Button::quiet(&open)
        .small()
        .id(id.with("groups"))
        .show(ui)
        .clicked()
    {
        hand.asks.push(Ask::Go(Place::Groups));
    }
    on.then_some(Wish::GoOn)
}

fn multi(
    ui: &mut Ui,
    id: Id,
    question: &'static Question,
    exclusive: Option<&str>,
    hand: &mut Hand<'_, '_>,
) -> Option<Wish> {
    let offers = options::offers(question, hand);
    if offers.is_empty() {
        return nothing_to_choose(ui, id, question, hand);
    }
    let said = hand
        .said(&question.id)
        .map_or(&[] as &[String], Answer::many);
    let mut ticked: Vec<bool> = offers
        .iter()
        .map(|offer| said.contains(&offer.code))
        .collect();
    let mut group = MultiGroup::new(id, question.prompt.say(LANGUAGE), items(&offers));
    if let Some(alone) = exclusive.and_then(|code| offers.iter().position(|o| o.code == code)) {
        group = group.alone(alone);
    }
    if offers.len() > 8 {
        group = group.dense();
    }
    let reply = group.show(ui, &mut ticked);
    if reply.changed {
        let codes = offers.iter().zip(&ticked).filter(|(_, on)| **on);
        let codes: Vec<String> = codes.map(|(offer, _)| offer.code.clone()).collect();
        hand.answer(&question.id, Some(Answer::Many(codes)));
    }
    reply.wish
}

/// Whether the options are the times of the week.
fn is_week(question: &Question) -> bool {
    let options = question.answer.options();
    let same = options
        .iter()
        .map(|choice| choice.code.as_str())
        .eq(time_grid::CODES);
    same && question.answer.options_from().is_none()
}

fn week(ui: &mut Ui, id: Id, question: &'static Question, hand: &mut Hand<'_, '_>) -> Option<Wish> {
    let said = hand
        .said(&question.id)
        .map_or(&[] as &[String], Answer::many);
    let mut ticked = time_grid::CODES.map(|code| said.iter().any(|said| said == code));
    let reply = TimeGrid::new(id, question.prompt.say(LANGUAGE)).show(ui, &mut ticked);
    if reply.changed {
        let codes = time_grid::CODES.iter().zip(ticked).filter(|(_, on)| *on);
        let codes = codes.map(|(code, _)| (*code).to_owned()).collect();
        hand.answer(&question.id, Some(Answer::Many(codes)));
    }
    reply.wish
}

fn rating(
    ui: &mut Ui,
    id: Id,
    question: &'static Question,
    hand: &mut Hand<'_, '_>,
) -> Option<Wish> {
    let said = hand.said(&question.id).and_then(Answer::number);
    let mut value = said.and_then(|number| u8::try_from(number).ok());
    let reply = Rating::new(id, question.prompt.say(LANGUAGE)).show(ui, &mut value);
    if reply.changed {
        let answer = value.map(|value| Answer::Number(i64::from(value)));
        hand.answer(&question.id, answer);
    }
    reply.wish
}
