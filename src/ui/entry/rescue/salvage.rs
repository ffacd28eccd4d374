//! A damaged vault without a good backup: what can still be read is carried into a new one, and what is missing is named.

use std::path::PathBuf;

use egui::{Id, Ui};

use crate::app::rescue::{Ask, Told};
use crate::text::{say, say_with};
use crate::ui::fields;
use crate::ui::theme::space;
use crate::ui::widgets::{Banner, Text, Tone};

use super::{Now, SignIn, Wish, buttons};

/// So many lines of what is missing are shown; the rest is counted.
const SHOWN: usize = 12;

/// The page.
pub(super) struct SalvagePage {
    sign_in: SignIn,
    done: Option<Carried>,
}

struct Carried {
    vault: PathBuf,
    text: String,
    missing: Vec<String>,
}

fn id(part: &str) -> Id {
    Id::unique("salvage").with(part)
}

impl SalvagePage {
    pub(super) fn new(login: &str) -> Self {
        Self {
            sign_in: SignIn::new(login),
            done: None,
        }
    }

    pub(super) fn is_done(&self) -> bool {
        self.done.is_some()
    }

    pub(super) fn hear(&mut self, told: Told) {
        if let Told::Salvaged {
            vault,
            text,
            missing,
        } = told
        {
            self.done = Some(Carried {
                vault,
                text,
                missing,
            });
        }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, now: &Now<'_>) -> Option<Wish> {
        if let Some(done) = &self.done {
            return done.show(ui, now);
        }
        fields::title(ui, "salvage-title");
        ui.add_space(space::S16);
        super::super::refused(ui, now.trouble);
        let labels = ["unlock-passphrase", "salvage-go"];
        let sent = self.sign_in.show(ui, id, labels, "login", now)?;
        Some(sent.map_or(Wish::Leave, |(login, passphrase)| {
            Wish::Ask(Ask::Salvage { login, passphrase })
        }))
    }
}

impl Carried {
    fn show(&self, ui: &mut Ui, now: &Now<'_>) -> Option<Wish> {
        Text::h1(&say("salvage-done")).show(ui);
        ui.add_space(space::S16);
        super::super::refused(ui, now.trouble);
        let whole = self.missing.is_empty();
        let (tone, title) = if whole {
            (Tone::Ok, say("salvage-whole"))
        } else {
            (Tone::Care, say("salvage-missing"))
        };
        Banner::new(id("done"), tone, &title)
            .text(&self.text)
            .show(ui);
        ui.add_space(space::S16);
        for line in self.missing.iter().take(SHOWN) {
            Text::body(line).show(ui);
        }
        if self.missing.len() > SHOWN {
            let more = (self.missing.len() - SHOWN).to_string();
            Text::help(&say_with("salvage-more", &[("count", &more)])).show(ui);
        }
        let vault = self.vault.display().to_string();
        Text::body(&say_with("salvage-at", &[("vault", &vault)])).show(ui);
        Text::help(&say("salvage-next")).show(ui);
        let (go, back) = buttons(ui, "salvage-open", id("done buttons"), now);
        if back {
            return Some(Wish::Leave);
        }
        go.then(|| Wish::Ask(Ask::Another(self.vault.clone())))
    }
}
