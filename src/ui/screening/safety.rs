//! Holds the place of this step until its own branch lands.

use crate::app::command::Event;
use crate::ui::screen::{Ask, Shared};

use super::Work;

/// The step.
#[derive(Default)]
pub struct SafetyPage;

impl SafetyPage {
    /// Draws it.
    pub fn show(
        &mut self,
        _ui: &mut egui::Ui,
        _work: &mut Work,
        _shared: &Shared<'_>,
        _asks: &mut Vec<Ask>,
    ) {
    }

    /// Takes note of an event.
    pub fn hear(&mut self, _event: &Event, _work: &mut Work) {}
}
