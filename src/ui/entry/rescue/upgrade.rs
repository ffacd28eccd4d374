//! The vault has an older format: what will be done with it, asked first.

use egui::{Id, Ui};

use crate::app::rescue::Ask;
use crate::text::say;
use crate::ui::fields::{self, Line};
use crate::ui::theme::space;
use crate::ui::widgets::{Banner, Secret, Text, Tone};

use super::{Now, Wish, buttons, secret, sent};

/// The page.
pub(super) struct UpgradePage {
    login: String,
    message: String,
    passphrase: Secret,
    tried: bool,
    focus: bool,
}

fn id(part: &str) -> Id {
    Id::unique("upgrade").with(part)
}

impl UpgradePage {
    pub(super) fn new(login: &str, message: String) -> Self {
        Self {
            login: login.to_owned(),
            message,
            passphrase: Secret::new(),
            tried: false,
            focus: true,
        }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, now: &Now<'_>) -> Option<Wish> {
        Text::h1(&say("upgrade-title")).show(ui);
        ui.add_space(space::S16);
        super::super::refused(ui, now.trouble);
        let title = say("upgrade-banner");
        Banner::new(id("about"), Tone::Care, &title)
            .text(&self.message)
            .show(ui);
        ui.add_space(space::S16);
        Text::body(&say("upgrade-backup")).show(ui);
        ui.add_space(space::S16);
        Line::new(id("login"), "unlock-login")
            .width(360.0)
            .show(ui, &mut self.login);
        let error = (self.tried && self.passphrase.is_empty()).then_some("error-needed");
        let entered = secret(
            ui,
            id("passphrase"),
            "upgrade-passphrase",
            error,
            &mut self.passphrase,
        );
        fields::focus_once(ui, &mut self.focus, id("passphrase"));
        let (go, back) = buttons(ui, "upgrade-go", id("buttons"), now);
        if back {
            return Some(Wish::Leave);
        }
        if !(go || entered) || now.busy {
            return None;
        }
        self.tried = true;
        if self.passphrase.is_empty() {
            return None;
        }
        let passphrase = sent(&self.passphrase);
        self.passphrase.clear();
        Some(Wish::Ask(Ask::Upgrade {
            login: self.login.trim().to_owned(),
            passphrase,
        }))
    }
}
