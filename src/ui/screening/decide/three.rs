//! The three decisions side by side: the program suggests, the clinician decides, the person decides.

use egui::{Id, Ui};

use crate::app::decide;
use crate::app::explain::{LANGUAGE, quote};
use crate::domain::answers::Answer;
use crate::domain::criteria::Standing;
use crate::domain::form::Pathway;
use crate::domain::screening::{Disposition, Judgement};
use crate::text;
use crate::ui::shell::Breadth;
use crate::ui::widgets::{Quote, StateBadge, Text};
use crate::ui::{Ink, State, Type};

use super::super::Work;
use super::super::frame::{self, Frame};
use super::Go;

/// Draws the three.
pub(super) fn show(ui: &mut Ui, frame: &Frame, work: &Work) -> Option<Go> {
    let count = if frame.breadth == Breadth::Narrow {
        1
    } else {
        3
    };
    let id = frame::id(work, "three");
    let mut go = None;
    let column = |ui: &mut Ui, at: usize| match at {
        0 => program(ui, work),
        1 => clinician(ui, work),
        _ => go = go.take().or(person(ui, id, work)),
    };
    frame::cards(ui, count, column, 3);
    go
}

fn title(ui: &mut Ui, id: &str) {
    Text::new(&text::say(id), Type::SmallStrong)
        .ink(Ink::Help)
        .show(ui);
}

fn program(ui: &mut Ui, work: &Work) {
    title(ui, "three-program");
    let now = &work.recommendation;
    let word = outcome_title(work, &now.outcome);
    StateBadge::new(frame::standing_state(now.standing))
        .word(&word)
        .show(ui);
    let line = work.pack().criteria.outcome_rules.get(now.outcome_line);
    if let Some(line) = line {
        Text::help(line.why.say(LANGUAGE)).show(ui);
    }
}

fn clinician(ui: &mut Ui, work: &Work) {
    title(
        ui,
        if work.open.pathway == Pathway::Support {
            "three-clinic"
        } else {
            "three-clinician"
        },
    );
    let content = &work.open.content;
    match &content.judgement {
        None => undecided(ui),
        Some(judgement) => {
            let decided = decide::decided_outcome(content, &work.recommendation);
            if decided.is_empty() {
                undecided(ui);
            } else {
                let state = decided_state(work, decided);
                let word = outcome_title(work, decided);
                StateBadge::new(state).word(&word).show(ui);
            }
            let how = match judgement {
                Judgement::Agree => "three-agrees",
                Judgement::Override { .. } => "three-overrides",
            };
            Text::help(&text::say(how)).show(ui);
        }
    }
    if let Some(disposition) = &content.disposition {
        Text::new(&text::say(disposition_word(disposition)), Type::SmallStrong).show(ui);
    }
}

fn undecided(ui: &mut Ui) {
    let word = text::say("three-undecided");
    StateBadge::new(State::NotAnswered).word(&word).show(ui);
}

fn person(ui: &mut Ui, id: Id, work: &Work) -> Option<Go> {
    title(ui, "three-person");
    if matches!(
        work.open.content.disposition,
        Some(Disposition::PersonChoseOtherwise)
    ) {
        let word = text::say("disposition-person-chose-otherwise");
        StateBadge::new(State::Note).word(&word).show(ui);
    }
    if work.open.pathway == Pathway::Support {
        Text::help(&text::say("three-person-support")).show(ui);
        return None;
    }
    let answer = work.open.content.answers.said("tg-decision");
    let quoted = quote(work.pack(), "tg-decision", answer);
    let words = quoted.answer.unwrap_or_else(|| text::say("answer-blank"));
    let state = match answer.and_then(Answer::one) {
        Some("join") => State::Met,
        Some(_) => State::Note,
        None => State::NotAnswered,
    };
    StateBadge::new(state).word(&words).show(ui);
    let shown = Quote::new(id.with("person"), &quoted.prompt, &words).show(ui);
    shown
        .clicked()
        .then(|| Go::Question("tg-decision".to_owned()))
}

/// The title of an outcome in words.
pub(super) fn outcome_title(work: &Work, outcome: &str) -> String {
    let known = work
        .pack()
        .criteria
        .outcomes
        .iter()
        .find(|words| words.outcome == outcome);
    known.map_or(outcome.to_owned(), |words| {
        words.title.say(LANGUAGE).to_owned()
    })
}

fn decided_state(work: &Work, outcome: &str) -> State {
    let known = work
        .pack()
        .criteria
        .outcomes
        .iter()
        .find(|words| words.outcome == outcome);
    frame::standing_state(known.map_or(Standing::NeedsInformation, |words| words.standing))
}

/// Message id of what happens next.
pub(super) fn disposition_word(disposition: &Disposition) -> &'static str {
    match disposition {
        Disposition::OfferSeat { .. } => "disposition-offer-seat",
        Disposition::Waitlist { .. } => "disposition-waitlist",
        Disposition::OtherOption { .. } => "disposition-other-option",
        Disposition::ReferOn => "disposition-refer-on",
        Disposition::MoreInformation => "disposition-more-information",
        Disposition::PersonChoseOtherwise => "disposition-person-chose-otherwise",
    }
}
