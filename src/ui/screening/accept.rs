//! Accept the part: what the person answered by themselves, what differs from before, and what is asked again.

use std::collections::BTreeSet;

use egui::{Id, Ui};

use crate::app::command::{Command, Event};
use crate::app::decide;
use crate::app::explain::{LANGUAGE, answer_text};
use crate::app::handover::{Ask as HandOver, HandedOver, Told};
use crate::domain::answers::{Answer, Answers};
use crate::domain::form::{AnswerKind, Question};
use crate::domain::id::ScreeningId;
use crate::domain::screening::ScreeningContent;
use crate::text::{count, say, say_with};
use crate::ui::screen::{Ask, Shared};
use crate::ui::shell::{COLUMN, card};
use crate::ui::theme::space;
use crate::ui::widgets::{Banner, Button, Chip, StateBadge, Text, Tone};
use crate::ui::{Icon, State, Type};

use super::frame::{self, Foot, Frame, Pressed};
use super::{Step, Work};

/// The page.
#[derive(Default)]
pub struct AcceptPage {
    screening: Option<ScreeningId>,
    parts: Vec<HandedOver>,
    heard: bool,
    /// Questions that are not taken over but asked again.
    again: BTreeSet<String>,
    sent: bool,
}

/// How an answer of the person stands to what was there before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    Differs,
    New,
    Same,
}

/// A question that the person went through.
struct Row {
    question: &'static Question,
    change: Change,
    now: String,
    before: Option<String>,
}

impl AcceptPage {
    /// Draws the page.
    pub fn show(&mut self, ui: &mut Ui, work: &mut Work, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
        if self.screening != Some(work.open.id) {
            *self = Self {
                screening: Some(work.open.id),
                ..Self::default()
            };
            asks.push(Ask::Do(Command::HandOver(HandOver::Look(work.open.id))));
        }
        let id = frame::id(work, "accept");
        let page = Frame::begin(ui, id, COLUMN);
        let rows = self.rows(work);
        let pressed_locked = page.body(ui, |ui| self.page(ui, id, work, &rows));
        if pressed_locked {
            work.open_safety();
            return;
        }
        let taken = rows.len() - self.again_among(&rows);
        let later = say("accept-later");
        let accept = count("accept-take", taken);
        let foot = Foot {
            back: &later,
            other: None,
            main: (!rows.is_empty()).then(|| {
                Button::primary(&accept)
                    .icon(Icon::Check)
                    .busy(self.sent && shared.busy)
            }),
        };
        match page.foot(ui, foot) {
            Some(Pressed::Back) => work.step = Step::Answer,
            Some(Pressed::Main) => self.accept(work, &rows, asks),
            Some(Pressed::Other) | None => {}
        }
    }

    /// Takes what came back.
    pub fn hear(&mut self, event: &Event, work: &mut Work) {
        match event {
            Event::HandOver(Told::Parts { screening, parts }) if *screening == work.open.id => {
                self.parts.clone_from(parts);
                self.heard = true;
                self.sent = false;
                self.again.clear();
                if self.parts.is_empty() && work.step == Step::Accept {
                    work.step = Step::Answer;
                }
            }
            Event::Failed(_) => self.sent = false,
            Event::Locked => *self = Self::default(),
            _ => {}
        }
    }

    fn page(&mut self, ui: &mut Ui, id: Id, work: &Work, rows: &[Row]) -> bool {
        Text::h1(&say("accept-title")).show(ui);
        let Some(_) = self.parts.first() else {
            let text = if self.heard {
                "accept-nothing"
            } else {
                "page-loading"
            };
            Text::help(&say(text)).show(ui);
            return false;
        };
        Text::body(&say("accept-text")).show(ui);
        if self.parts.len() > 1 {
            Text::help(&count("accept-more-parts", self.parts.len() - 1)).show(ui);
        }
        let mut safety = false;
        if decide::is_locked(&work.open.content, &work.recommendation) {
            ui.add_space(space::S8);
            let title = say("answering-act-now-title");
            safety = Banner::new(id.with("safety"), Tone::ActNow, &title)
                .text(&say("accept-danger"))
                .actions(&[&say("answering-open-safety")])
                .show(ui)
                .is_some();
        }
        if rows.is_empty() {
            Text::help(&say("accept-nothing")).show(ui);
        }
        for change in [Change::Differs, Change::New, Change::Same] {
            let of: Vec<&Row> = rows.iter().filter(|row| row.change == change).collect();
            if of.is_empty() {
                continue;
            }
            let title = match change {
                Change::Differs => "accept-differs",
                Change::New => "accept-new",
                Change::Same => "accept-same",
            };
            frame::block(ui, &count(title, of.len()));
            for row in of {
                self.row(ui, id, row);
            }
        }
        safety
    }

    fn row(&mut self, ui: &mut Ui, id: Id, row: &Row) {
        let again = self.again.contains(&row.question.id);
        let mut pressed = false;
        card(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::S4;
            Text::new(row.question.prompt.say(LANGUAGE), Type::SmallStrong)
                .full_width()
                .show(ui);
            Text::body(&row.now).full_width().show(ui);
            if let (Change::Differs, Some(before)) = (row.change, &row.before) {
                let text = say_with("accept-before", &[("answer", before)]);
                StateBadge::new(State::Concern)
                    .word(&say("accept-differs-word"))
                    .show(ui);
                Text::help(&text).show(ui);
            }
            ui.horizontal(|ui| {
                let label = say("accept-again");
                let name = format!("{label}: {}", row.question.prompt.say(LANGUAGE));
                let chip = Chip::toggle(id.with(("again", &row.question.id)), &label, again);
                let response = chip.show(ui);
                ui.accesskit_node_builder(response.id, |node| node.set_label(name));
                pressed = response.clicked();
            });
        });
        if pressed {
            if again {
                self.again.remove(&row.question.id);
            } else {
                self.again.insert(row.question.id.clone());
            }
        }
    }

    /// What the person said in the first part that waits, in the order of the form.
    fn rows(&self, work: &Work) -> Vec<Row> {
        let Some(part) = self.parts.first() else {
            return Vec::new();
        };
        let before = &work.open.content.answers;
        let questions = work.pack().form.questions();
        questions
            .filter_map(|question| {
                let now = in_words(question, &part.answers)?;
                let before = in_words(question, before);
                let change = match &before {
                    None => Change::New,
                    Some(before) if *before == now => Change::Same,
                    Some(_) => Change::Differs,
                };
                Some(Row {
                    question,
                    change,
                    now,
                    before,
                })
            })
            .collect()
    }

    fn again_among(&self, rows: &[Row]) -> usize {
        let again = |row: &&Row| self.again.contains(&row.question.id);
        rows.iter().filter(again).count()
    }

    fn accept(&mut self, work: &Work, rows: &[Row], asks: &mut Vec<Ask>) {
        let Some(part) = self.parts.first().filter(|_| !self.sent) else {
            return;
        };
        let mut content = work.open.content.clone();
        for row in rows {
            let id = &row.question.id;
            if !self.again.contains(id) {
                take(&mut content, id, &part.answers);
            }
        }
        self.sent = true;
        asks.push(Ask::Do(Command::HandOver(HandOver::Accept {
            screening: work.open.id,
            part: part.part,
            content: Box::new(content),
        })));
    }
}

/// Takes one answer over as it was given.
fn take(content: &mut ScreeningContent, id: &str, said: &Answers) {
    let answers = &mut content.answers;
    if said.declined.contains(id) {
        answers.given.remove(id);
        answers.declined.insert(id.to_owned());
    } else if let Some(answer) = said.said(id) {
        answers.declined.remove(id);
        answers.given.insert(id.to_owned(), answer.clone());
    }
}

/// What was said to a question, in its own words; nothing if nothing was.
fn in_words(question: &Question, answers: &Answers) -> Option<String> {
    if answers.declined.contains(&question.id) {
        return Some(say("answering-declined"));
    }
    let answer = answers.said(&question.id)?;
    Some(match (&question.answer, answer) {
        (AnswerKind::Rating { .. }, Answer::Number(number)) => {
            say_with("answering-of-ten", &[("number", &number.to_string())])
        }
        _ => answer_text(question, answer),
    })
}
