//! The conversation: one question has the focus, what was said stands as sentences, and every change is kept at once.

mod alone;
mod course;
mod field;
pub(super) mod frame;
mod measure_card;
mod measures;
mod options;
mod page;
mod question;
mod raise;
mod room;
mod rows;
mod side;
mod typing;

use egui::{Context, Id, Key, Modifiers, Ui};
use jiff::civil::Date;

use self::course::Place;
use self::frame::Frame;
use self::measures::Measures;
use self::raise::Raise;
use self::room::InRoom;
use self::typing::Typing;
use super::{OnPage, Step, Work};
use crate::app::command::Event;
use crate::app::explain::Explained;
use crate::domain::answers::Answer;
use crate::domain::form::{AnswerKind, Pathway};
use crate::domain::id::ScreeningId;
use crate::text;
use crate::ui::keys;
use crate::ui::screen::{self, Ask, Shared};
pub(super) use alone::alone;
pub(crate) use course::Pass;
pub(crate) use room::Who;
pub(super) use rows::leader;

/// What the page draws from and asks with.
struct Hand<'a, 's> {
    work: &'a mut Work,
    shared: &'a Shared<'s>,
    asks: &'a mut Vec<Ask>,
}

impl Hand<'_, '_> {
    /// The answer that counts.
    fn said(&self, id: &str) -> Option<&Answer> {
        self.work.open.content.answers.said(id)
    }

    fn declined(&self, id: &str) -> bool {
        self.work.open.content.answers.declined.contains(id)
    }

    /// The person's age in whole years, where the birth date is known.
    fn age(&self) -> Option<i16> {
        let client = self.work.open.client.as_ref().map(|(_, client)| client)?;
        let (birth, today) = (client.birth_date?, self.shared.today);
        let had_birthday = (today.month(), today.day()) >= (birth.month(), birth.day());
        Some(today.year() - birth.year() - i16::from(!had_birthday))
    }

    /// Keeps an answer, or takes it back; also what was declined is answered now.
    fn answer(&mut self, id: &str, answer: Option<Answer>) {
        let answer = answer.filter(|answer| !answer.is_blank());
        let answers = &self.work.open.content.answers;
        if !answers.declined.contains(id) && answers.given.get(id) == answer.as_ref() {
            return;
        }
        let typed = self.is_typed(id);
        let clears = answer.is_none() && !typed && answers.said(id).is_some();
        if clears {
            self.asks
                .push(Ask::Undoable(text::say("undo-cleared"), None));
        }
        self.work.change(self.asks, |content| {
            content.answers.declined.remove(id);
            match answer {
                Some(answer) => content.answers.given.insert(id.to_owned(), answer),
                None => content.answers.given.remove(id),
            };
        });
    }

    /// Whether the answer is a text, which has its own way of taking back.
    fn is_typed(&self, id: &str) -> bool {
        let sections = self.work.pack().form.sections.iter();
        let mut all = sections.flat_map(|section| &section.questions);
        all.any(|question| question.id == id && matches!(question.answer, AnswerKind::Text { .. }))
    }

    /// The person would rather not say, or takes that back.
    fn decline(&mut self, id: &str, declined: bool) {
        self.work.change(self.asks, |content| {
            content.answers.given.remove(id);
            if declined {
                content.answers.declined.insert(id.to_owned());
            } else {
                content.answers.declined.remove(id);
            }
        });
    }

    /// Keeps a note, or takes it away where it is empty.
    fn note(&mut self, id: &str, text: String) {
        let notes = &self.work.open.content.answers.notes;
        if notes.get(id).map_or("", String::as_str) == text {
            return;
        }
        self.work.change(self.asks, |content| {
            if text.trim().is_empty() {
                content.answers.notes.remove(id);
            } else {
                content.answers.notes.insert(id.to_owned(), text);
            }
        });
    }
}

/// What is to get the focus when it is drawn next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Want {
    #[default]
    Nothing,
    /// The question that is open.
    Question,
    /// The note beside it.
    Note,
    /// The primary button.
    Primary,
}

/// Which drawer is open, where there is no room beside the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Open {
    #[default]
    Nothing,
    Sections,
    Side,
}

/// The page on which questions are answered.
#[derive(Debug, Default)]
pub struct Answering {
    screening: Option<ScreeningId>,
    at: Place,
    focus: String,
    want: Want,
    note_open: Option<String>,
    typing: Typing,
    /// A date that is half typed, with its question.
    date: Option<(String, Option<Date>)>,
    pass: Pass,
    room: InRoom,
    /// Somebody said that what may not be overheard is asked alone.
    alone: bool,
    covered: bool,
    reasoning: bool,
    explained: Option<(u64, Explained)>,
    all_gaps: bool,
    drawer: Open,
    measures: Measures,
    raise: Raise,
    /// Where the open question stood within the page, so that it stays there.
    anchor: Option<(Place, String, f32)>,
    /// Where the page is scrolled to next, so that the open question does not move.
    scroll: Option<f32>,
    /// How large the page was, and which section the list was last scrolled to.
    size: egui::Vec2,
    listed: Option<Place>,
    last_frame: u64,
    now: f64,
}

impl Answering {
    /// Draws the page.
    pub fn show(&mut self, ui: &mut Ui, work: &mut Work, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
        let mut hand = Hand { work, shared, asks };
        self.now = ui.input(|input| input.time);
        let before = (hand.work.revision, hand.work.step);
        self.take_up(&mut hand);
        self.arrive(ui, &mut hand);
        self.commanded(ui, &mut hand);
        self.keys(ui, &mut hand);
        let form = &hand.work.pack().form;
        let with_sections = form.sections.len() > 1 && !self.covered;
        let frame = Frame::begin(ui, with_sections, !self.covered);
        if with_sections {
            self.sections(ui, &frame, &hand);
        }
        self.page(ui, &frame, &mut hand);
        if !self.covered {
            self.side(ui, &frame, &mut hand);
        }
        self.footer(ui, &frame, &mut hand);
        if let Some(wait) = self.typing.settle(&mut hand, self.now, false) {
            ui.ctx()
                .request_repaint_after(std::time::Duration::from_secs_f64(wait.max(0.05)));
        }
        // What was drawn before the change shows it only now.
        if before != (hand.work.revision, hand.work.step) {
            ui.ctx().request_repaint();
        }
    }

    /// Takes what came back from the vault.
    pub fn hear(&mut self, event: &Event, work: &mut Work) {
        match event {
            Event::DraftSaved { screening, at } if *screening == work.open.id => {
                work.unsaved = false;
                work.saved_at = Some(*at);
            }
            _ => {}
        }
    }

    /// Keeps at once whatever is still being typed: before the page is left and before the program locks.
    pub fn settle(&mut self, work: &mut Work, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
        if self.screening == Some(work.open.id) {
            let now = self.now;
            self.typing
                .settle(&mut Hand { work, shared, asks }, now, true);
        }
    }

    /// Whether everything but the open question is covered (F9): then rail and bar show nothing of anybody either.
    #[must_use]
    pub fn is_covered(&self) -> bool {
        self.covered
    }

    /// The question or the value that is open.
    pub(crate) fn question(&self) -> Option<&str> {
        match self.at {
            Place::Section(_) => Some(self.focus.as_str()).filter(|id| !id.is_empty()),
            Place::Measures => self.measures.target.as_deref(),
        }
    }

    fn id(&self) -> Id {
        Id::unique("answering").with(self.screening)
    }

    /// Starts anew when another screening is taken up, and fills in what is known.
    fn take_up(&mut self, hand: &mut Hand<'_, '_>) {
        let id = hand.work.open.id;
        if self.screening == Some(id) {
            return;
        }
        *self = Self {
            screening: Some(id),
            want: Want::Question,
            ..Self::default()
        };
        fill_in(hand);
        let missing = hand.work.view.missing.first().cloned();
        let form = &hand.work.pack().form;
        let section = missing
            .and_then(|id| course::section_of(form, &id))
            .unwrap_or(0);
        self.enter(Place::Section(section), hand);
    }

    /// Opens what was asked for from elsewhere, and brings the focus back if it was lost.
    fn arrive(&mut self, ctx: &Context, hand: &mut Hand<'_, '_>) {
        let frame = ctx.cumulative_frame_nr();
        if frame > self.last_frame + 1 {
            self.want = Want::Question;
        }
        self.last_frame = frame;
        if let Some(question) = hand.work.go_to.take() {
            self.go_to(&question, hand);
        }
        if !course::may_open(hand.work, self.at) {
            self.enter(Place::Section(0), hand);
        }
        if let Place::Section(section) = self.at {
            let here = course::questions(hand.work, section, self.pass);
            if !here.is_empty() && !here.iter().any(|question| question.id == self.focus) {
                self.enter(self.at, hand);
            }
        }
        let lost = ctx.memory(|memory| memory.focused().is_none());
        if lost && self.want == Want::Nothing && keys::shortcuts_allowed(ctx) {
            self.want = Want::Question;
        }
    }

    /// Does what a command asked for.
    fn commanded(&mut self, ctx: &Context, hand: &mut Hand<'_, '_>) {
        if let Some(OnPage::Pass(pass)) = hand.work.wanted {
            hand.work.wanted = None;
            self.pass = pass;
            let here = match self.at {
                Place::Section(section) => !course::questions(hand.work, section, pass).is_empty(),
                Place::Measures => false,
            };
            let other = || self.beside(hand, true).or_else(|| self.beside(hand, false));
            let place = if here { Some(self.at) } else { other() };
            self.enter(place.unwrap_or(self.at), hand);
        }
        if let Some(OnPage::InRoom(who)) = hand.work.wanted {
            hand.work.wanted = None;
            self.room.switch(who);
            self.alone = false;
            // Where the side is a drawer nothing else would tell.
            hand.asks.push(Ask::Toast(self.room.in_words()));
        }
        if hand.work.takes(OnPage::Raise) {
            let form = &hand.work.pack().form;
            let safety = form.sections.iter().position(|section| section.safety);
            if let Some(section) = safety {
                self.pass = Pass::All;
                self.enter(Place::Section(section), hand);
                self.want = Want::Nothing;
                crate::ui::focus::give(ctx, self.id().with("raise").with("level"));
            }
        }
    }

    /// Goes to a question of the form or to a value of a measure.
    fn go_to(&mut self, id: &str, hand: &Hand<'_, '_>) {
        self.drawer = Open::Nothing;
        let pack = hand.work.pack();
        if let Some(section) = course::section_of(&pack.form, id) {
            if course::is_visible(hand.work, id) && course::is_open(hand.work, section) {
                let shown = course::questions(hand.work, section, self.pass);
                if !shown.iter().any(|question| question.id == id) {
                    self.pass = Pass::All;
                }
                self.open(section, id);
            }
        } else if self.measures.open_value(pack, id) {
            self.at = Place::Measures;
            self.want = Want::Question;
        }
    }

    fn open(&mut self, section: usize, question: &str) {
        self.at = Place::Section(section);
        question.clone_into(&mut self.focus);
        self.note_open = None;
        self.want = Want::Question;
    }

    /// Enters a page at the first question that is open.
    fn enter(&mut self, place: Place, hand: &Hand<'_, '_>) {
        self.at = place;
        self.want = Want::Question;
        self.note_open = None;
        self.drawer = Open::Nothing;
        if let Place::Section(section) = place {
            let first = course::entrance(hand.work, section, self.pass);
            self.focus = first
                .map(|question| question.id.clone())
                .unwrap_or_default();
        }
    }

    /// The page after or before this one that has something to show.
    fn beside(&self, hand: &Hand<'_, '_>, forward: bool) -> Option<Place> {
        let places = course::places(hand.work);
        let at = places.iter().position(|place| *place == self.at)?;
        let shows = |place: &&Place| {
            course::may_open(hand.work, **place)
                && match **place {
                    Place::Section(section) => {
                        !course::questions(hand.work, section, self.pass).is_empty()
                    }
                    Place::Measures => true,
                }
        };
        if forward {
            places[at + 1..].iter().find(shows).copied()
        } else {
            places[..at].iter().rev().find(shows).copied()
        }
    }

    /// From this question to the next that nothing was said to, over the ends of sections, and at last to the result.
    fn go_on(&mut self, hand: &mut Hand<'_, '_>) {
        let now = self.now;
        self.typing.settle(hand, now, true);
        let next = course::next_unanswered(hand.work, &self.focus, self.pass);
        if let Some((section, question)) = next {
            self.open(section, &question.id);
            return;
        }
        let light = hand.work.open.pathway != Pathway::Therapy;
        if light && hand.work.view.missing.is_empty() && hand.work.step == Step::Answer {
            hand.work.step = Step::Result;
        } else {
            self.want = Want::Primary;
        }
    }

    fn step_by(&mut self, hand: &Hand<'_, '_>, step: isize) {
        if let Some((section, question)) =
            course::neighbour(hand.work, &self.focus, self.pass, step)
        {
            self.open(section, &question.id);
        }
    }

    /// Keys of the whole page; those of the question are read by its widget.
    fn keys(&mut self, ui: &Ui, hand: &mut Hand<'_, '_>) {
        if keys::composing(ui) || !keys::shortcuts_allowed(ui) {
            return;
        }
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        if pressed(Modifiers::NONE, Key::F8) {
            self.reasoning = !self.reasoning;
            self.open_side_where_narrow(ui);
        }
        if pressed(Modifiers::NONE, Key::F9) {
            self.covered = !self.covered;
            self.want = Want::Question;
        }
        if pressed(Modifiers::COMMAND, Key::PageDown)
            && let Some(place) = self.beside(hand, true)
        {
            self.enter(place, hand);
        }
        if pressed(Modifiers::COMMAND, Key::PageUp)
            && let Some(place) = self.beside(hand, false)
        {
            self.enter(place, hand);
        }
        if !matches!(self.at, Place::Section(_)) {
            return;
        }
        if pressed(Modifiers::ALT, Key::ArrowUp) || pressed(Modifiers::SHIFT, Key::Enter) {
            self.step_by(hand, -1);
        }
        if pressed(Modifiers::ALT, Key::ArrowDown) {
            self.step_by(hand, 1);
        }
    }

    fn open_side_where_narrow(&mut self, ctx: &Context) {
        let wide = crate::ui::shell::Breadth::of_width(ctx.content_rect().width())
            == crate::ui::shell::Breadth::Wide;
        if self.reasoning && !wide && !self.covered {
            self.drawer = Open::Side;
        }
    }

    fn see_result(&mut self, hand: &mut Hand<'_, '_>) {
        let now = self.now;
        self.typing.settle(hand, now, true);
        // What was typed last may have raised a level, which stands above everything.
        if hand.work.step == Step::Answer {
            hand.work.step = Step::Result;
        }
    }

    fn leave(&mut self, hand: &mut Hand<'_, '_>) {
        let now = self.now;
        self.typing.settle(hand, now, true);
        hand.asks.push(Ask::Go(screen::Place::Home));
    }
}

/// The day, and the language of the client's record, in a therapy assessment that holds nothing yet.
fn fill_in(hand: &mut Hand<'_, '_>) {
    let work = &*hand.work;
    let fresh = work.is_draft() && work.open.pathway == Pathway::Therapy;
    let blank = |id: &str| {
        let answers = &work.open.content.answers;
        answers.said(id).is_none() && !answers.declined.contains(id)
    };
    if !fresh {
        return;
    }
    let mut known = Vec::new();
    if blank("tg-date") {
        known.push(("tg-date", hand.shared.today.to_string()));
    }
    let client = work.open.client.as_ref().map(|(_, client)| client);
    if let Some(language) = client.and_then(|client| client.language.clone())
        && blank("tg-language")
    {
        known.push(("tg-language", language));
    }
    if known.is_empty() {
        return;
    }
    hand.work.change(hand.asks, |content| {
        for (id, value) in known {
            let value = Answer::One(value);
            content.answers.given.insert(id.to_owned(), value);
        }
    });
}
