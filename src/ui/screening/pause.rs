//! Pause until the next meeting: its day and place, and what is still to be asked; and what was said, when it goes on.

use egui::{Id, Ui};
use jiff::civil::Date;

use crate::app::explain::{LANGUAGE, answer_text, quote};
use crate::app::letter::in_words;
use crate::domain::answers::Answer;
use crate::domain::form::{AnswerKind, Question};
use crate::domain::id::ScreeningId;
use crate::domain::screening::Pause;
use crate::text::{count, say, say_with};
use crate::ui::screen::{Ask, Place, Shared};
use crate::ui::shell::COLUMN;
use crate::ui::theme::space;
use crate::ui::widgets::{AnswerRow, Button, DateField, StateBadge, Text, TextField, Tick};
use crate::ui::{Icon, State, Type};

use super::frame::{self, Foot, Frame, Pressed};
use super::{Step, Work};

/// The page on which a conversation is paused.
#[derive(Default)]
pub struct PausePage {
    screening: Option<ScreeningId>,
    on: Option<Date>,
    place: String,
    still: Vec<(String, bool)>,
    focus: bool,
}

impl PausePage {
    /// Draws the page.
    pub fn show(&mut self, ui: &mut Ui, work: &mut Work, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
        if self.screening != Some(work.open.id) {
            self.begin(work);
        }
        let id = frame::id(work, "pause");
        let page = Frame::begin(ui, id, COLUMN);
        let past = self.on.is_some_and(|on| on < shared.today);
        page.body(ui, |ui| {
            Text::h1(&say("pause-title")).show(ui);
            Text::body(&say("pause-text")).show(ui);
            ui.add_space(space::S16);
            self.meeting(ui, id, past);
            ui.add_space(space::S16);
            self.list(ui, id, work);
        });
        if self.focus {
            ui.memory_mut(|memory| memory.request_focus(id.with("on")));
            self.focus = false;
        }
        let (back, pause) = (say("pause-back"), say("pause-now"));
        let wrong = past.then(|| say("pause-past"));
        let foot = Foot {
            back: &back,
            other: None,
            main: Some(
                Button::primary(&pause)
                    .icon(Icon::Clock)
                    .disabled(wrong.as_deref()),
            ),
        };
        match page.foot(ui, foot) {
            Some(Pressed::Back) => {
                self.screening = None;
                work.step = Step::Answer;
            }
            Some(Pressed::Main) => self.pause(work, asks),
            Some(Pressed::Other) | None => {}
        }
    }

    fn begin(&mut self, work: &Work) {
        let content = &work.open.content;
        let marked = &content.still_to_ask;
        let missing = work.view.missing.iter();
        let rest = missing.filter(|id| !marked.contains(id));
        let pause = content.pause.as_ref();
        *self = Self {
            screening: Some(work.open.id),
            on: pause.and_then(|pause| pause.on),
            place: pause.map(|pause| pause.place.clone()).unwrap_or_default(),
            still: marked
                .iter()
                .map(|id| (id.clone(), true))
                .chain(rest.map(|id| (id.clone(), false)))
                .collect(),
            focus: true,
        };
    }

    fn meeting(&mut self, ui: &mut Ui, id: Id, past: bool) {
        let wrong = say("pause-past");
        DateField::new(id.with("on"), &say("pause-on"))
            .help(&say("pause-on-help"))
            .error(past.then_some(wrong.as_str()))
            .show(ui, &mut self.on);
        TextField::new(id.with("place"), &say("pause-place"))
            .help(&say("pause-place-help"))
            .optional()
            .limit(200)
            .show(ui, &mut self.place);
    }

    /// What is open, each to be ticked if it is to come first next time.
    fn list(&mut self, ui: &mut Ui, id: Id, work: &Work) {
        frame::block(ui, &say("pause-still"));
        if self.still.is_empty() {
            Text::help(&say("answering-gaps-none")).show(ui);
            return;
        }
        Text::help(&say("pause-still-help")).show(ui);
        for (question, on) in &mut self.still {
            let prompt = quote(work.pack(), question, None).prompt;
            Tick::new(id.with(("still", &question)), &prompt).show(ui, on);
        }
    }

    fn pause(&mut self, work: &mut Work, asks: &mut Vec<Ask>) {
        let place = self.place.trim().to_owned();
        let on = self.on;
        let still = self.still.iter().filter(|(_, on)| *on);
        let still: Vec<String> = still.map(|(question, _)| question.clone()).collect();
        work.change(asks, |content| {
            content.still_to_ask = still;
            content.pause = Some(Pause {
                on,
                place,
                at: jiff::Timestamp::now(),
            });
        });
        self.screening = None;
        asks.push(Ask::Toast(say("pause-done")));
        asks.push(Ask::Go(Place::Home));
    }
}

/// The page on which a paused conversation is taken up again.
#[derive(Default)]
pub struct RecallPage {
    last_frame: u64,
}

impl RecallPage {
    /// Draws the page.
    pub fn show(&mut self, ui: &mut Ui, work: &mut Work, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
        let id = frame::id(work, "recall");
        let page = Frame::begin(ui, id, COLUMN);
        let mut went = None;
        let mut safety = false;
        page.body(ui, |ui| {
            Text::h1(&say("recall-title")).show(ui);
            meeting(ui, work);
            let answered = work.view.answered.len();
            let missing = work.view.missing.len();
            let so_far = say_with(
                "recall-so-far",
                &[
                    ("answered", &count("recall-answered", answered)),
                    ("missing", &count("recall-missing", missing)),
                ],
            );
            Text::help(&so_far).show(ui);
            if crate::app::decide::review_due(&work.open.content, &work.recommendation) {
                let label = say("answering-open-safety");
                safety = frame::way(
                    ui,
                    id.with("safety"),
                    State::Concern,
                    &say("answering-review-title"),
                    &label,
                );
            }
            went = still(ui, id, work);
            went = said(ui, id, work).or(went.take());
        });
        let first = ui.cumulative_frame_nr() > self.last_frame + 1 || self.last_frame == 0;
        self.last_frame = ui.cumulative_frame_nr();
        let (home, on) = (say("recall-home"), say("recall-on"));
        let foot = Foot {
            back: &home,
            other: None,
            main: Some(Button::primary(&on)),
        };
        let pressed = page.foot(ui, foot);
        if first {
            // Enter goes on where one stopped.
            ui.memory_mut(|memory| memory.request_focus(id.with(("foot", true))));
        }
        let _ = shared;
        if safety {
            work.open_safety();
        } else if let Some(question) = went {
            resume(work, asks);
            work.show_question(&question);
        } else {
            match pressed {
                Some(Pressed::Back) => asks.push(Ask::Go(Place::Home)),
                Some(Pressed::Main) => {
                    let next = first_open(work);
                    resume(work, asks);
                    if let Some(question) = next {
                        work.show_question(&question);
                    }
                }
                Some(Pressed::Other) | None => {}
            }
        }
    }
}

/// It goes on now.
fn resume(work: &mut Work, asks: &mut Vec<Ask>) {
    work.step = Step::Answer;
    if work.open.content.pause.is_some() {
        work.change(asks, |content| content.pause = None);
    }
}

/// What was marked to come first and is still open, else nothing in particular.
fn first_open(work: &Work) -> Option<String> {
    let open = |id: &&String| !settled(work, id);
    work.open.content.still_to_ask.iter().find(open).cloned()
}

fn settled(work: &Work, id: &str) -> bool {
    let has = |list: &[String]| list.iter().any(|known| known == id);
    has(&work.view.answered) || has(&work.view.declined)
}

fn meeting(ui: &mut Ui, work: &Work) {
    let Some(pause) = &work.open.content.pause else {
        return;
    };
    let place = pause.place.trim();
    let words = match (pause.on, place.is_empty()) {
        (Some(on), false) => say_with(
            "recall-planned-at",
            &[("date", &in_words(on)), ("place", place)],
        ),
        (Some(on), true) => say_with("recall-planned", &[("date", &in_words(on))]),
        (None, false) => say_with("recall-at", &[("place", place)]),
        (None, true) => say("recall-no-date"),
    };
    StateBadge::new(State::Note).word(&words).show(ui);
}

fn still(ui: &mut Ui, id: Id, work: &Work) -> Option<String> {
    let marked = work.open.content.still_to_ask.iter();
    let open: Vec<&String> = marked.filter(|id| !settled(work, id)).collect();
    if open.is_empty() {
        return None;
    }
    frame::block(ui, &say("recall-still"));
    let mut went = None;
    for question in open {
        let prompt = quote(work.pack(), question, None).prompt;
        let leads = say("answering-to-question");
        if frame::way(
            ui,
            id.with(("still", question)),
            State::NotAnswered,
            &prompt,
            &leads,
        ) {
            went = Some(question.clone());
        }
    }
    went
}

/// What was said, section by section, each a press from its question.
fn said(ui: &mut Ui, id: Id, work: &Work) -> Option<String> {
    let answers = &work.open.content.answers;
    let mut went = None;
    for section in &work.pack().form.sections {
        let asked = section.questions.iter();
        let said: Vec<&Question> = asked
            .filter(|question| settled(work, &question.id))
            .collect();
        if said.is_empty() {
            continue;
        }
        frame::block(ui, section.title.say(LANGUAGE));
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = space::S4;
            for question in said {
                let words = match answers.said(&question.id) {
                    Some(answer) => in_its_words(question, answer),
                    None => say("answering-declined"),
                };
                let note = answers.notes.get(&question.id).map(String::as_str);
                let row = AnswerRow::new(
                    id.with(("said", &question.id)),
                    question.prompt.say(LANGUAGE),
                    Some(&words),
                );
                if row.note(note).show(ui).clicked() {
                    went = Some(question.id.clone());
                }
            }
        });
    }
    if went.is_none() && work.view.answered.is_empty() {
        Text::new(&say("recall-nothing"), Type::Small).show(ui);
    }
    went
}

fn in_its_words(question: &Question, answer: &Answer) -> String {
    match (&question.answer, answer) {
        (AnswerKind::Rating { .. }, Answer::Number(number)) => {
            say_with("answering-of-ten", &[("number", &number.to_string())])
        }
        (AnswerKind::Date, Answer::One(date)) => date.parse().map_or(date.clone(), in_words),
        _ => answer_text(question, answer),
    }
}
