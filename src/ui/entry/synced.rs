//! The vault would lie in a folder that is kept in step with other computers: why not, and a word to be typed by whoever wants it all the same.

use egui::{Id, TextureHandle, Ui};

use crate::text::{say, say_with};
use crate::ui::Ink;
use crate::ui::fields::{self, Line};
use crate::ui::keys::Wish;
use crate::ui::theme::space;
use crate::ui::widgets::{Banner, Button, Text, Tone};

use super::stage::{Foot, Stage};

/// The page.
pub(super) struct SyncedFolder {
    message: String,
    typed: String,
    tried: bool,
    focus: bool,
}

/// What was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Chosen {
    /// Back to the page before.
    Back,
    /// This folder all the same.
    Anyway,
}

impl SyncedFolder {
    pub(super) fn new(message: String) -> Self {
        Self {
            message,
            typed: String::new(),
            tried: false,
            focus: true,
        }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, picture: &TextureHandle) -> Option<Chosen> {
        let stage = Stage::begin(ui, Foot::None);
        stage.aside(ui, picture, |_| {});
        stage.body(ui, "synced folder", |ui| {
            Text::h1(&say("synced-title")).show(ui);
            ui.add_space(space::S16);
            let title = say("synced-banner");
            Banner::new(Id::unique("synced folder"), Tone::Stop, &title)
                .text(&self.message)
                .show(ui);
            ui.add_space(space::S16);
            let word = say("synced-word");
            let anyway = say_with("synced-anyway", &[("word", &word)]);
            Text::body(&anyway).ink(Ink::Help).show(ui);
            ui.add_space(space::S8);
            let is_typed = self.typed.trim().to_lowercase() == word.to_lowercase();
            let id = Id::unique("synced word");
            let error = (self.tried && !is_typed).then_some("synced-wrong");
            let reply = Line::new(id, "synced-type")
                .width(240.0)
                .error(error)
                .show(ui, &mut self.typed);
            fields::focus_once(ui, &mut self.focus, id);
            ui.add_space(space::S16);
            let (back, go) = (say("synced-back"), say("synced-go"));
            let (went_back, pressed) = ui
                .horizontal(|ui| {
                    let back = Button::primary(&back).show(ui).clicked();
                    (back, Button::danger(&go).show(ui).clicked())
                })
                .inner;
            if went_back {
                return Some(Chosen::Back);
            }
            let asked = pressed || reply.wish == Some(Wish::GoOn);
            self.tried |= asked;
            (asked && is_typed).then_some(Chosen::Anyway)
        })
    }
}
