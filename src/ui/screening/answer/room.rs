//! Who is in the room: kept in memory only, and only so that some questions are asked alone.

use egui::{Id, Ui, vec2};

use crate::text::{say, say_with};
use crate::ui::theme::space;
use crate::ui::widgets::{Chip, Text};

/// Somebody who may be in the room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    /// Whose screening it is.
    Person,
    /// Somebody who interprets.
    Interpreter,
    /// Somebody whom the person brought.
    Support,
    /// Parent or guardian.
    Guardian,
}

impl Who {
    const ALL: [Self; 4] = [
        Self::Person,
        Self::Interpreter,
        Self::Support,
        Self::Guardian,
    ];

    fn message(self) -> &'static str {
        match self {
            Self::Person => "answering-room-person",
            Self::Interpreter => "answering-room-interpreter",
            Self::Support => "answering-room-support",
            Self::Guardian => "answering-room-guardian",
        }
    }
}

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

    fn of(&mut self, who: Who) -> &mut bool {
        match who {
            Who::Person => &mut self.person,
            Who::Interpreter => &mut self.interpreter,
            Who::Support => &mut self.support_person,
            Who::Guardian => &mut self.guardian,
        }
    }

    /// Somebody comes in, or goes out.
    pub(super) fn switch(&mut self, who: Who) {
        let there = self.of(who);
        *there = !*there;
    }

    /// Who is there, in words.
    pub(super) fn in_words(mut self) -> String {
        let there = Who::ALL.into_iter().filter(|who| *self.of(*who));
        let names: Vec<String> = there.map(|who| say(who.message())).collect();
        if names.is_empty() {
            say("answering-room-nobody")
        } else {
            say_with("answering-room-now", &[("who", &names.join(", "))])
        }
    }

    /// Draws the chips, and says whether one was switched.
    pub(super) fn show(&mut self, ui: &mut Ui, id: Id) -> bool {
        let before = *self;
        Text::new(&say("answering-room"), crate::ui::Type::SmallStrong).show(ui);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::S8, space::S8);
            for who in Who::ALL {
                let message = who.message();
                let label = say(message);
                let chip = Chip::toggle(id.with(message), &label, *self.of(who));
                if chip.show(ui).clicked() {
                    self.switch(who);
                }
            }
        });
        before != *self
    }
}
