//! One question for the person alone: the same widgets as in the conversation, and nothing of anybody beside them.

use egui::{Key, Ui};

use super::question::may_decline;
use super::{Answering, Hand, Want};
use crate::app::explain::LANGUAGE;
use crate::domain::form::{Ask, Question};
use crate::text::say;
use crate::ui::keys::{self, Wish};
use crate::ui::screen::{Ask as Asked, Shared};
use crate::ui::screening::Work;
use crate::ui::theme::space;
use crate::ui::widgets::{Chip, KeyCap, Text};

use super::course;

/// A section and the questions in it that may be answered alone, among those that are visible now.
pub(in crate::ui::screening) fn alone(work: &Work) -> Vec<(&'static str, Vec<&'static Question>)> {
    let form = &work.pack().form;
    let sections = form.sections.iter().filter(|section| !section.safety);
    sections
        .map(|section| {
            let asked = section.questions.iter().filter(|question| {
                question.ask == Ask::Alone && course::is_visible(work, &question.id)
            });
            (section.id.as_str(), asked.collect::<Vec<_>>())
        })
        .filter(|(_, asked)| !asked.is_empty())
        .collect()
}

impl Answering {
    /// Draws one question for the person, and says whether to go on. `arrived` gives it the focus.
    pub(in crate::ui::screening) fn ask_alone(
        &mut self,
        ui: &mut Ui,
        work: &mut Work,
        shared: &Shared<'_>,
        asks: &mut Vec<Asked>,
        (question, arrived): (&'static Question, bool),
    ) -> bool {
        self.now = ui.input(|input| input.time);
        self.screening = Some(work.open.id);
        self.covered = true;
        question.id.clone_into(&mut self.focus);
        let lost = ui.memory(|memory| memory.focused().is_none());
        if arrived || lost {
            self.want = Want::Question;
        }
        let mut hand = Hand { work, shared, asks };
        Text::h2(question.prompt.say(LANGUAGE))
            .full_width()
            .show(ui);
        let help = question.help.say(LANGUAGE);
        if !help.is_empty() {
            Text::help(help).show(ui);
        }
        ui.add_space(space::S8);
        let widget = self.widget(&question.id);
        self.take_focus(ui, widget);
        let declined = hand.declined(&question.id);
        let focused = ui.memory(|memory| memory.has_focus(widget));
        if focused && declined && keys::take(ui, Key::Backspace) {
            hand.decline(&question.id, false);
        }
        let wish = self.field(ui, widget, question, &mut hand);
        if wish == Some(Wish::Decline) && may_decline(question) {
            self.decline(question, &mut hand);
        }
        ui.add_space(space::S4);
        ui.horizontal_wrapped(|ui| {
            let declined = hand.declined(&question.id);
            let label = say("hand-over-decline");
            let chip = Chip::toggle(widget.with("decline"), &label, declined);
            if chip.show(ui).clicked() {
                self.decline(question, &mut hand);
                self.want = Want::Question;
            }
            if !super::question::takes_text(question) {
                KeyCap::new(".").show(ui);
            }
        });
        let on = wish == Some(Wish::GoOn);
        if let Some(wait) = self.typing.settle(&mut hand, self.now, on) {
            let wait = std::time::Duration::from_secs_f64(wait.max(0.05));
            ui.ctx().request_repaint_after(wait);
        }
        on
    }
}
