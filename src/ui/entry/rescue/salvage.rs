//! A damaged vault without a good backup: what can still be read is carried into a new one, and what is missing is named.

use std::path::PathBuf;

use egui::{Id, Ui};

use crate::app::rescue::{Ask, Told};
use crate::text::{say, say_with};
use crate::ui::fields::{self, Line};
use crate::ui::theme::space;
use crate::ui::widgets::{Banner, Secret, Text, Tone};

use super::{Now, Wish, buttons, secret, sent};

/// So many lines of what is missing are shown; the rest is counted.
const SHOWN: usize = 12;

/// The page.
pub(super) struct SalvagePage {
    login: String,
    passphrase: Secret,
    tried: bool,
    focus: bool,
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
            login: login.to_owned(),
            passphrase: Secret::new(),
            tried: false,
            focus: true,
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
        Line::new(id("login"), "unlock-login")
            .width(360.0)
            .show(ui, &mut self.login);
        let error = (self.tried && self.passphrase.is_empty()).then_some("error-needed");
        let passphrase = &mut self.passphrase;
        let entered = secret(ui, id("passphrase"), "unlock-passphrase", error, passphrase);
        fields::focus_once(ui, &mut self.focus, id("login"));
        let (go, back) = buttons(ui, "salvage-go", id("buttons"), now);
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
        Some(Wish::Ask(Ask::Salvage {
            login: self.login.trim().to_owned(),
            passphrase,
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
