//! The suggestion of the few questions before both pathways: which conversation to begin, and what it takes along.

use egui::Ui;

use crate::app::command::Command;
use crate::app::explain::{Explained, quote};
use crate::domain::answers::{Answer, Answers};
use crate::domain::form::Pathway;
use crate::text;
use crate::ui::screen::{Ask, Place};
use crate::ui::shell::card;
use crate::ui::theme::space;
use crate::ui::widgets::{AnswerRow, Button, Outcome, Text};

use super::super::frame::{self, Foot, Frame, Pressed};
use super::super::{Step, Work};

/// Draws the page.
pub(super) fn show(
    ui: &mut Ui,
    frame: &Frame,
    work: &mut Work,
    told: &Explained,
    asks: &mut Vec<Ask>,
) {
    let mut question = None;
    let mut start = None;
    frame.body(ui, |ui| {
        ui.add_space(space::S12);
        Outcome::new(
            frame::standing_state(work.recommendation.standing),
            &told.sentence,
        )
        .word(&told.title)
        .detail(&told.line)
        .show(ui);
        for (index, quote) in told.missing.iter().enumerate() {
            let id = frame::id(work, "missing").with(index);
            if AnswerRow::new(id, &quote.prompt, None).show(ui).clicked() {
                question = Some(quote.question.clone());
            }
        }
        frame::block(ui, &text::say("triage-begin"));
        for (index, pathway) in [Pathway::Therapy, Pathway::Support].into_iter().enumerate() {
            let begin = frame::id(work, "begin").with(index);
            card(ui, |ui| {
                let (title, help) = words(pathway);
                Text::strong(&title).show(ui);
                Text::help(&help).show(ui);
                carried(ui, work, pathway);
                ui.add_space(space::S4);
                let label = text::say("triage-start");
                let named = text::say_with("triage-start-named", &[("pathway", &title)]);
                let button = Button::quiet(&label).id(begin).show(ui);
                ui.accesskit_node_builder(button.id, |node| node.set_label(named.as_str()));
                if button.clicked() {
                    start = Some(pathway);
                }
            });
        }
    });
    if let Some(question) = question {
        work.show_question(&question);
    }
    foot(ui, frame, work, asks, &mut start);
    if let Some(pathway) = start {
        asks.push(Ask::Do(Command::StartScreening {
            pathway,
            client: work.open.client.as_ref().map(|(id, _)| *id),
            answers: carry_over(&work.open.content.answers, pathway),
        }));
    }
}

fn foot(
    ui: &mut Ui,
    frame: &Frame,
    work: &mut Work,
    asks: &mut Vec<Ask>,
    start: &mut Option<Pathway>,
) {
    let suggested = match work.recommendation.outcome.as_str() {
        "therapy-group assessment" | "both" => Some(Pathway::Therapy),
        "support-group check" => Some(Pathway::Support),
        _ => None,
    };
    let back = text::say("back-to-answers");
    let word = suggested.map_or_else(
        || text::say("to-home"),
        |pathway| text::say_with("triage-start-named", &[("pathway", &words(pathway).0)]),
    );
    let foot = Foot {
        back: &back,
        other: None,
        main: Some(Button::primary(&word)),
    };
    match frame.foot(ui, foot) {
        Some(Pressed::Back) => work.step = Step::Answer,
        Some(Pressed::Main) => match suggested {
            Some(pathway) => *start = Some(pathway),
            None => asks.push(Ask::Go(Place::Home)),
        },
        Some(Pressed::Other) | None => {}
    }
}

fn words(pathway: Pathway) -> (String, String) {
    match pathway {
        Pathway::Support => (
            text::say("pathway-support"),
            text::say("pathway-support-help"),
        ),
        _ => (
            text::say("pathway-therapy"),
            text::say("pathway-therapy-help"),
        ),
    }
}

/// What the chosen conversation starts with, shown so that it can be confirmed there.
fn carried(ui: &mut Ui, work: &Work, pathway: Pathway) {
    let carried = carry_over(&work.open.content.answers, pathway);
    if carried.given.is_empty() {
        return;
    }
    Text::meta(&text::say("triage-carried")).show(ui);
    let pack = crate::catalog::shipped().pack(pathway);
    for (question, answer) in &carried.given {
        let quote = quote(pack, question, Some(answer));
        let answer = quote.answer.unwrap_or_default();
        Text::meta(&format!("{} {answer}", quote.prompt)).show(ui);
    }
}

/// Only these answers mean the same in both conversations (rulings 20); safety questions are never filled in.
fn carry_over(answers: &Answers, pathway: Pathway) -> Answers {
    let said = |question: &str| answers.said(question).and_then(Answer::one);
    let mut carried = Answers::default();
    let mut put = |question: &str, code: &str| {
        let answer = Answer::One(code.to_owned());
        carried.given.insert(question.to_owned(), answer);
    };
    match (pathway, said("tr-aim")) {
        (Pathway::Support, Some("coping")) => put("sg-aim", "company"),
        (Pathway::Support, Some(code @ ("both" | "change"))) => put("sg-aim", code),
        (Pathway::Therapy, Some(code @ ("both" | "change"))) => put("tg-aim", code),
        _ => {}
    }
    if pathway == Pathway::Support
        && let Some(code) = said("tr-safe")
    {
        put("sg-safe-now", code);
    }
    carried
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(pairs: &[(&str, &str)]) -> Answers {
        let mut answers = Answers::default();
        for (question, code) in pairs {
            let answer = Answer::One((*code).to_owned());
            answers.given.insert((*question).to_owned(), answer);
        }
        answers
    }

    #[test]
    fn only_aim_and_todays_safety_go_along_and_never_into_the_safety_section() {
        let answers = said(&[
            ("tr-aim", "coping"),
            ("tr-safe", "dark-thoughts"),
            ("tr-lead", "host"),
        ]);
        assert_eq!(
            carry_over(&answers, Pathway::Support),
            said(&[("sg-aim", "company"), ("sg-safe-now", "dark-thoughts")])
        );
        assert_eq!(carry_over(&answers, Pathway::Therapy), said(&[]));
        assert_eq!(
            carry_over(&said(&[("tr-aim", "change")]), Pathway::Therapy),
            said(&[("tg-aim", "change")])
        );
    }
}
