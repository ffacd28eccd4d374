//! At the desk: an assessment that may be given to the person and not read, with nothing of what was said.

use egui::{Id, Ui};

use crate::app::command::Command;
use crate::app::handover::{Ask as HandOver, Standing};
use crate::catalog::shipped;
use crate::domain::form::{Ask as Asked, Pathway};
use crate::text::{count, say, say_with};
use crate::ui::screen::{Ask, Place, Shared};
use crate::ui::theme::space;
use crate::ui::widgets::{Banner, Button, StateBadge, Text, Tone};
use crate::ui::{Icon, State, shell};

/// The page.
#[derive(Default)]
pub struct GivePage {
    standing: Option<Standing>,
}

impl GivePage {
    /// How a draft stands came.
    pub fn hear(&mut self, standing: Standing) {
        self.standing = Some(standing);
    }

    /// Draws it.
    pub fn show(&self, ui: &mut Ui, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
        let Some(standing) = &self.standing else {
            Text::help(&say("page-loading")).show(ui);
            return;
        };
        let id = Id::unique("give").with(standing.screening.to_string());
        ui.spacing_mut().item_spacing.y = space::S8;
        if standing.danger {
            let clinic = &shared.opened.clinic;
            let text = say_with(
                "give-danger-text",
                &[
                    ("name", &clinic.on_call_name),
                    ("phone", &clinic.on_call_phone),
                    ("number", &clinic.emergency_number),
                ],
            );
            Banner::new(id.with("danger"), Tone::ActNow, &say("give-danger"))
                .text(&text)
                .show(ui);
            ui.add_space(space::S16);
        }
        Text::h1(&say("give-title")).show(ui);
        Text::body(&say("give-text")).show(ui);
        ui.add_space(space::S16);
        shell::card(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::S8;
            Text::strong(&say("give-sections")).show(ui);
            for section in &shipped().pack(Pathway::Therapy).form.sections {
                let mut asked = section.questions.iter();
                if section.safety || !asked.any(|question| question.ask == Asked::Alone) {
                    continue;
                }
                let done = standing.finished.contains(&section.id);
                let state = if done { State::Met } else { State::NotAnswered };
                let title = section.title.say(crate::app::explain::LANGUAGE);
                let word = say(if done { "give-done" } else { "give-open" });
                StateBadge::new(state)
                    .word(&format!("{title}: {word}"))
                    .show(ui);
            }
            if standing.waiting > 0 {
                Text::help(&count("give-waiting", standing.waiting)).show(ui);
            }
        });
        ui.add_space(space::S24);
        let (now, later) = (say("give-now"), say("give-later"));
        // With danger, the next step is a person and not this button.
        let button = if standing.danger {
            Button::quiet(&now)
        } else {
            Button::primary(&now)
        };
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::S12;
            let button = button.icon(Icon::Handshake).busy(shared.busy);
            if button.id(id.with("now")).show(ui).clicked() {
                asks.push(Ask::Do(Command::HandOver(HandOver::Give(
                    standing.screening,
                ))));
            }
            let button = Button::quiet(&later).id(id.with("later"));
            if button.show(ui).clicked() {
                asks.push(Ask::Go(Place::Home));
            }
        });
    }
}
