//! Who is in the room: kept in memory only, and only so that some questions are asked alone.

use egui::{Id, Ui, vec2};

use crate::text::say;
use crate::ui::theme::space;
use crate::ui::widgets::{Chip, Text};

/// Who is in the room, beside the clinician.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct InRoom {
    person: bool,
    interpreter: bool,
    support_person: bool,
    guardian: bool,
}

impl Default for InRoom {
    fn default() -> Self {
        Self {
            person: true,
            interpreter: false,
            support_person: false,
            guardian: false,
        }
    }
}

impl InRoom {
    /// Whether somebody could overhear who should not: an interpreter may, a relative or guardian may not.
    pub(super) fn is_overheard(self) -> bool {
        self.support_person || self.guardian
    }

    /// Draws the chips, and says whether one was switched.
    pub(super) fn show(&mut self, ui: &mut Ui, id: Id) -> bool {
        let before = *self;
        Text::new(&say("answering-room"), crate::ui::Type::SmallStrong).show(ui);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::S8, space::S8);
            let chips = [
                ("answering-room-person", &mut self.person),
                ("answering-room-interpreter", &mut self.interpreter),
                ("answering-room-support", &mut self.support_person),
                ("answering-room-guardian", &mut self.guardian),
            ];
            for (message, on) in chips {
                if Chip::toggle(id.with(message), &say(message), *on)
                    .show(ui)
                    .clicked()
                {
                    *on = !*on;
                }
            }
        });
        before != *self
    }
}
