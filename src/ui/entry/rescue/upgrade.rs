//! The vault has an older format: what will be done with it, asked first.

use egui::{Id, Ui};

use crate::app::rescue::Ask;
use crate::text::say;
use crate::ui::theme::space;
use crate::ui::widgets::{Banner, Text, Tone};

use super::{Now, SignIn, Wish};

/// The page.
pub(super) struct UpgradePage {
    sign_in: SignIn,
    message: String,
}

fn id(part: &str) -> Id {
    Id::unique("upgrade").with(part)
}

impl UpgradePage {
    pub(super) fn new(login: &str, message: String) -> Self {
        Self {
            sign_in: SignIn::new(login),
            message,
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
        let labels = ["upgrade-passphrase", "upgrade-go"];
        let sent = self.sign_in.show(ui, id, labels, "passphrase", now)?;
        Some(sent.map_or(Wish::Leave, |(login, passphrase)| {
            Wish::Ask(Ask::Upgrade { login, passphrase })
        }))
    }
}
