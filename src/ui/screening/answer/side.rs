//! What stands beside the questions: progress and gaps, who is in the room, and the reasoning behind a key.

use egui::{Role, Ui};

use super::course::{self, Pass};
use super::frame::Frame;
use super::rows;
use super::{Answering, Hand, Open};
use crate::app::command::Command;
use crate::app::explain::{self, Axis, Reason};
use crate::app::handover;
use crate::domain::criteria::CriterionResult;
use crate::domain::form::Pathway;
use crate::text::{count, say, say_with};
use crate::ui::screen::Ask;
use crate::ui::screening::Step;
use crate::ui::theme::space;
use crate::ui::widgets::{Button, Drawer, Progress, Segment, StateBadge, Text, drawer::Edge};
use crate::ui::{Icon, State, Type, shell};

/// How many gaps are listed before the rest is counted.
const GAPS: usize = 4;

impl Answering {
    /// Draws the side, or its drawer while that is open.
    pub(super) fn side(&mut self, ui: &mut Ui, frame: &Frame, hand: &mut Hand<'_, '_>) {
        let title = say("answering-side");
        let id = self.id().with("side");
        let went = if let Some(rect) = frame.side {
            let about = (Role::Complementary, title.as_str());
            Frame::beside(ui, rect, id, about, |ui| self.beside_page(ui, hand))
        } else if self.drawer == Open::Side {
            let drawer = Drawer::new(id, &title, Edge::Right);
            let (close, went) = drawer.show(ui, |ui| self.beside_page(ui, hand));
            if close {
                self.drawer = Open::Nothing;
            }
            went
        } else {
            None
        };
        if let Some(question) = went {
            self.go_to(&question, hand);
        }
    }

    fn beside_page(&mut self, ui: &mut Ui, hand: &mut Hand<'_, '_>) -> Option<String> {
        ui.spacing_mut().item_spacing.y = space::S8;
        let mut went = None;
        if self.reasoning {
            self.reasoning_button(ui);
            went = self.reasons(ui, hand);
            block(ui);
        }
        went = self.progress(ui, hand).or(went);
        if hand.work.open.pathway == Pathway::Therapy {
            block(ui);
            if self.room.show(ui, self.id().with("room")) {
                self.alone = false;
            }
            block(ui);
            self.passes(ui);
            if hand.work.is_draft() {
                ui.add_space(space::S8);
                let label = say("pause-open");
                let button = Button::quiet(&label).small().icon(Icon::Clock).full_width();
                if button.id(self.id().with("pause")).show(ui).clicked() {
                    let now = self.now;
                    self.typing.settle(hand, now, true);
                    if hand.work.step == Step::Answer {
                        hand.work.step = Step::Pause;
                    }
                    self.drawer = Open::Nothing;
                }
                let label = say("hand-over-give");
                let button = Button::quiet(&label)
                    .small()
                    .icon(Icon::Handshake)
                    .full_width();
                if button.id(self.id().with("give")).show(ui).clicked() {
                    let now = self.now;
                    self.typing.settle(hand, now, true);
                    let give = handover::Ask::Give(hand.work.open.id);
                    hand.asks.push(Ask::Do(Command::HandOver(give)));
                }
            }
        }
        block(ui);
        if !self.reasoning {
            self.reasoning_button(ui);
        }
        let label = say("answering-cover");
        let button = Button::quiet(&label).small().key("F9").full_width();
        if button.id(self.id().with("cover")).show(ui).clicked() {
            self.covered = true;
            self.drawer = Open::Nothing;
        }
        went
    }

    /// How far one is and what is still asked for.
    fn progress(&mut self, ui: &mut Ui, hand: &Hand<'_, '_>) -> Option<String> {
        let so_far = course::progress(hand.work);
        let label = say_with(
            "answering-progress",
            &[
                ("done", &so_far.done.to_string()),
                ("total", &so_far.total.to_string()),
            ],
        );
        Progress::new(self.id().with("progress"), &label, Some(so_far.part())).show(ui);
        let missing = hand.work.view.missing.clone();
        let mut went = None;
        if missing.is_empty() {
            Text::help(&say("answering-gaps-none")).show(ui);
        } else {
            ui.add_space(space::S8);
            Text::new(&say("answering-gaps"), Type::SmallStrong).show(ui);
            went = self.gaps(ui, &missing, hand);
        }
        let parked = hand.work.view.parked.len();
        if parked > 0 {
            Text::help(&count("answering-parked", parked)).show(ui);
        }
        went
    }

    fn gaps(&mut self, ui: &mut Ui, missing: &[String], hand: &Hand<'_, '_>) -> Option<String> {
        let mut went = None;
        let shown = if self.all_gaps { missing.len() } else { GAPS };
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for id in missing.iter().take(shown) {
                let prompt = explain::quote(hand.work.pack(), id, None).prompt;
                let link = self.id().with(("gap", id));
                if rows::link(ui, link, Icon::Open, &prompt).clicked() {
                    went = Some(id.clone());
                }
            }
        });
        let rest = missing.len().saturating_sub(GAPS);
        if rest > 0 {
            let label = if self.all_gaps {
                say("answering-gaps-fewer")
            } else {
                count("answering-gaps-more", rest)
            };
            let button = Button::plain(&label).small().id(self.id().with("all gaps"));
            if button.show(ui).clicked() {
                self.all_gaps = !self.all_gaps;
            }
        }
        went
    }

    /// The three passes over the same questions.
    fn passes(&mut self, ui: &mut Ui) {
        let name = say("answering-passes");
        Text::new(&name, Type::SmallStrong).show(ui);
        let labels = Pass::ALL.map(|pass| say(pass.message()));
        let labels = [&*labels[0], &*labels[1], &*labels[2], &*labels[3]];
        let mut chosen = Pass::ALL
            .iter()
            .position(|pass| *pass == self.pass)
            .unwrap_or(0);
        let reply = Segment::new(self.id().with("pass"), &name, &labels).show(ui, &mut chosen);
        if reply.changed {
            self.pass = Pass::ALL.get(chosen).copied().unwrap_or_default();
            self.drawer = Open::Nothing;
        }
    }

    fn reasoning_button(&mut self, ui: &mut Ui) {
        let label = if self.reasoning {
            say("answering-reasoning-hide")
        } else {
            say("answering-reasoning-show")
        };
        let button = Button::quiet(&label).small().key("F8").full_width();
        if button.id(self.id().with("reasoning")).show(ui).clicked() {
            self.reasoning = !self.reasoning;
        }
    }

    /// What the rules make of it so far, by axis, for the clinician only.
    fn reasons(&mut self, ui: &mut Ui, hand: &Hand<'_, '_>) -> Option<String> {
        let work = &*hand.work;
        let fresh = |kept: &(u64, explain::Explained)| kept.0 == work.revision;
        if !self.explained.as_ref().is_some_and(fresh) {
            let answers = &work.open.content.answers;
            let explained = explain::explain(work.pack(), answers, &work.recommendation, false);
            self.explained = Some((work.revision, explained));
        }
        let id = self.id().with("reason");
        let explained = self.explained.as_ref().map(|(_, explained)| explained)?;
        let mut went = None;
        for axis in Axis::ALL {
            let reasons = explained.column(axis);
            if reasons.is_empty() {
                continue;
            }
            block(ui);
            Text::strong(&say(axis.message())).show(ui);
            let of = |result: CriterionResult| {
                let same = reasons.iter().filter(|reason| reason.result == result);
                same.count()
            };
            let met = of(CriterionResult::Met);
            let open = of(CriterionResult::NotAnswered);
            if met > 0 {
                Text::help(&count("answering-reasons-met", met)).show(ui);
            }
            if open > 0 {
                Text::help(&count("answering-reasons-open", open)).show(ui);
            }
            for reason in reasons {
                let weighs = matches!(
                    reason.result,
                    CriterionResult::Concern | CriterionResult::NotMet
                );
                if weighs {
                    went = one_reason(ui, id, reason).or(went);
                }
            }
        }
        went
    }
}

fn one_reason(ui: &mut Ui, id: egui::Id, reason: &Reason) -> Option<String> {
    let state = match reason.result {
        CriterionResult::Met => State::Met,
        CriterionResult::Concern => State::Concern,
        CriterionResult::NotMet => State::NotMet,
        CriterionResult::NotAnswered => State::NotAnswered,
    };
    ui.add_space(space::S4);
    StateBadge::new(state).word(&reason.name).show(ui);
    Text::help(&reason.text).show(ui);
    let quote = reason.quotes.first()?;
    let label = say("answering-to-question");
    let button = Button::plain(&label).small().id(id.with(&reason.criterion));
    button.show(ui).clicked().then(|| quote.question.clone())
}

/// A line between two parts of the side.
fn block(ui: &mut Ui) {
    ui.add_space(space::S8);
    shell::rule(ui);
    ui.add_space(space::S8);
}
