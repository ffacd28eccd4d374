//! Unlock: who you are and your passphrase; one answer for everything that is not accepted.

use std::path::PathBuf;

use egui::{Id, TextureHandle, Ui};
use zeroize::Zeroizing;

use crate::app::command::{Command, LockWhy, Secret as Sent, Trouble};
use crate::app::{demo, vaults};
use crate::text::{say, say_with};
use crate::ui::fields::{self, Line};
use crate::ui::focus;
use crate::ui::keys::Wish;
use crate::ui::screen::Ask;
use crate::ui::theme::space;
use crate::ui::widgets::{Banner, Button, Secret, SecretField, Text, Tone};
use crate::ui::{Icon, Ink};

use super::rescue::{self, Way};
use super::stage::{Foot, Stage, quiet_line};

/// The page.
pub struct Unlock {
    dir: PathBuf,
    /// The sample clinic: its passphrase is public, so it is said here.
    sample: bool,
    login: String,
    secret: Secret,
    why: Option<LockWhy>,
    /// Shown under the fields if one of them was left empty.
    empty: bool,
    focus: bool,
    wait: Option<Wait>,
}

/// Too many tries failed under one login; another may be typed meanwhile.
struct Wait {
    login: String,
    secs: u64,
    message: String,
    /// The end by the window's clock; known from the first frame on.
    until: Option<f64>,
}

impl Wait {
    /// What is left, if anything is; wakes the window when the words change.
    fn left(&mut self, ui: &Ui) -> Option<u64> {
        let now = ui.input(|input| input.time);
        let until = *self.until.get_or_insert(now + self.secs as f64);
        let left = until - now;
        if left <= 0.0 {
            return None;
        }
        // Ten seconds at a time until the last ten: the words are read out each time they change.
        let step = if left <= 10.0 { 1.0 } else { 10.0 };
        let shown = (left / step).ceil() * step;
        let next = left - (shown - step) + 0.02;
        ui.ctx()
            .request_repaint_after(std::time::Duration::from_secs_f64(next));
        Some(shown as u64)
    }
}

impl Unlock {
    pub(super) fn new(dir: PathBuf, logins: &[String], why: Option<LockWhy>) -> Self {
        let sample = dir.file_name().is_some_and(|name| name == demo::VAULT);
        let login = match logins {
            [only] => only.clone(),
            _ if sample => demo::LOGIN.to_owned(),
            _ => String::new(),
        };
        Self {
            dir,
            sample,
            login,
            secret: Secret::new(),
            why,
            empty: false,
            focus: true,
            wait: None,
        }
    }

    /// It was not accepted: the passphrase is typed anew.
    pub(super) fn refused(&mut self, trouble: &Trouble) {
        self.wait = trouble.wait_secs.map(|secs| Wait {
            login: self.login.trim().to_owned(),
            secs,
            message: trouble.message.clone(),
            until: None,
        });
        self.secret.clear();
        self.focus = true;
    }

    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        picture: &TextureHandle,
        trouble: Option<&Trouble>,
        busy: bool,
        asks: &mut Vec<Ask>,
    ) -> Option<Way> {
        let stage = Stage::begin(ui, Foot::None);
        stage.aside(ui, picture, |ui| {
            quiet_line(ui, Icon::Shield, &say("entry-promise-local"));
            quiet_line(ui, Icon::LockFill, &say("entry-promise-locked"));
        });
        let (open, way) = stage.body(ui, "unlock", |ui| {
            Text::h1(&say("unlock-title")).show(ui);
            if let Some(why) = self.why {
                Text::body(&say(why_message(why))).ink(Ink::Help).show(ui);
            }
            ui.add_space(space::S16);
            let open = self.fields(ui, trouble, busy);
            ui.add_space(space::S16);
            (open, self.ways(ui, trouble))
        });
        if open {
            self.send(asks);
        }
        way.filter(|_| !busy)
    }

    /// What is typed as the login.
    pub(super) fn login(&self) -> &str {
        self.login.trim()
    }

    /// What else can be done here; a damaged vault can be carried over too.
    fn ways(&self, ui: &mut Ui, trouble: Option<&Trouble>) -> Option<Way> {
        if self.sample {
            return rescue::ways(ui, &[Way::Another]);
        }
        let damaged = trouble.is_some_and(|trouble| trouble.kind == "damaged");
        let usual = [Way::Sheet, Way::Restore, Way::Another];
        let salvage = [Way::Restore, Way::Salvage, Way::Another];
        rescue::ways(ui, if damaged { &salvage } else { &usual })
    }

    /// Why this login has to wait, with what is left of it.
    fn waiting(&mut self, ui: &Ui) -> Option<String> {
        let wait = self.wait.as_mut()?;
        let Some(left) = wait.left(ui) else {
            self.wait = None;
            return None;
        };
        if wait.login != self.login.trim() {
            return None;
        }
        // The first words also say what helps sooner.
        let words = vaults::wait_words(left);
        let helps = wait.message.strip_prefix(&vaults::wait_words(wait.secs));
        Some(words + helps.unwrap_or_default())
    }

    fn fields(&mut self, ui: &mut Ui, trouble: Option<&Trouble>, busy: bool) -> bool {
        let (login_id, secret_id) = (Id::unique("unlock login"), Id::unique("unlock passphrase"));
        let login = Line::new(login_id, "unlock-login")
            .width(360.0)
            .show(ui, &mut self.login);
        let label = say("unlock-passphrase");
        let empty = say("unlock-empty");
        let waiting = self.waiting(ui);
        let trouble = trouble.filter(|trouble| trouble.wait_secs.is_none());
        let error = match trouble {
            _ if waiting.is_some() => waiting.as_deref(),
            Some(trouble) => Some(trouble.message.as_str()),
            None if self.empty => Some(empty.as_str()),
            None => None,
        };
        let width = ui.available_width().min(360.0);
        let secret = fields::column(ui, width, |ui| {
            SecretField::new(secret_id, &label)
                .error(error)
                .show(ui, &mut self.secret)
        });
        ui.add_space(space::S8);
        let button = say("unlock-open");
        let pressed = Button::primary(&button)
            .icon(Icon::LockOpen)
            .busy(busy)
            .disabled(waiting.as_deref())
            .show(ui)
            .clicked();
        ui.add_space(space::S32);
        if self.sample {
            let (title, text) = (
                say("unlock-sample"),
                say_with(
                    "unlock-sample-text",
                    &[("login", demo::LOGIN), ("passphrase", demo::PASSPHRASE)],
                ),
            );
            Banner::new(Id::unique("unlock sample"), Tone::Info, &title)
                .text(&text)
                .show(ui);
            ui.add_space(space::S16);
        }
        super::vault_place(ui, &self.dir);
        if login.wish == Some(Wish::GoOn) {
            ui.memory_mut(|memory| memory.request_focus(secret_id));
        }
        let first = if self.login.is_empty() {
            login_id
        } else {
            secret_id
        };
        fields::focus_once(ui, &mut self.focus, first);
        // After a lock, after Escape, after a press beside the fields: whoever types must not type into nothing.
        focus::keep(ui, first);
        !busy && waiting.is_none() && (pressed || secret.wish == Some(Wish::GoOn))
    }

    fn send(&mut self, asks: &mut Vec<Ask>) {
        self.empty = self.login.trim().is_empty() || self.secret.is_empty();
        if self.empty {
            self.focus = true;
            return;
        }
        let passphrase = Sent(Zeroizing::new(self.secret.as_str().to_owned()));
        self.secret.clear();
        asks.push(Ask::Do(Command::Unlock {
            login: self.login.trim().to_owned(),
            passphrase,
        }));
    }
}

fn why_message(why: LockWhy) -> &'static str {
    match why {
        LockWhy::Asked => "locked-asked",
        LockWhy::Idle => "locked-idle",
        LockWhy::System => "locked-system",
        LockWhy::Exit => "locked-exit",
    }
}
