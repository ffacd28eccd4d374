//! Before the vault is open: first start, unlock, and why it is locked. Nothing here holds a record.

mod challenge;
mod first_start;
pub(crate) mod logo;
mod rescue;
mod sheet_file;
mod stage;
mod strength;
mod synced;
mod unlock;

use std::path::PathBuf;

use egui::{TextureHandle, Ui};

use crate::app::command::{Command, Event, LockWhy, RecoverySheets, Standing, Trouble};
use crate::text::say;
use crate::ui::screen::Ask;
use crate::ui::theme::space;
use crate::ui::widgets::{Banner, Text, Tone};
use crate::ui::{Icon, Ink};

use first_start::FirstStart;
use rescue::{Rescue, Way};
use stage::Stage;
use synced::{Chosen, SyncedFolder};
use unlock::Unlock;

/// Which page stands before the vault.
#[derive(Default)]
pub enum Entry {
    /// It is not known yet what stands there.
    #[default]
    Waiting,
    /// There is no vault yet.
    First(Box<FirstStart>),
    /// A locked vault.
    Unlock(Box<Unlock>),
    /// Something that cannot be opened.
    Unusable {
        /// Where.
        dir: PathBuf,
        /// Why, and what next.
        message: String,
    },
}

/// The locked window.
#[derive(Default)]
pub struct Gate {
    entry: Entry,
    why: Option<LockWhy>,
    trouble: Option<Trouble>,
    synced: Option<Box<SyncedFolder>>,
    /// A page that stands in the place of the entry.
    rescue: Option<Box<Rescue>>,
    picture: Option<TextureHandle>,
}

impl Gate {
    /// A locked window, and why it was locked.
    #[must_use]
    pub fn new(entry: Entry, why: Option<LockWhy>) -> Self {
        Self {
            entry,
            why,
            ..Self::default()
        }
    }

    /// Takes note of what stands where the vault is looked for.
    pub fn stand(&mut self, standing: Standing) {
        // Another vault was found, or the page before is told again.
        if let Some(rescue) = &self.rescue
            && rescue.ends_with_a_vault()
        {
            (self.rescue, self.trouble) = (None, None);
        }
        self.entry = match standing {
            // A vault that is being made is not thrown away by being told again that there is none.
            Standing::Nothing { .. } if matches!(self.entry, Entry::First(_)) => return,
            Standing::Nothing { dir } => Entry::First(Box::new(FirstStart::new(dir))),
            Standing::Locked { dir, logins } => {
                Entry::Unlock(Box::new(Unlock::new(dir, &logins, self.why)))
            }
            Standing::Unusable { dir, message } => Entry::Unusable { dir, message },
        };
    }

    /// The recovery sheets of a new vault came.
    pub fn sheets_ready(&mut self, sheets: RecoverySheets) {
        if let Entry::First(first) = &mut self.entry {
            first.sheets_ready(sheets);
        }
    }

    /// What else comes while it is locked.
    pub fn hear(&mut self, event: Event) {
        match (event, &mut self.rescue) {
            (Event::Rescue(told), Some(rescue)) => rescue.hear(told),
            (Event::Rescue(told), None) => self.rescue = Rescue::restore(told).map(Box::new),
            (Event::Work(work), Some(rescue)) => rescue.working(work),
            _ => {}
        }
    }

    /// Something was refused.
    pub fn fail(&mut self, trouble: Trouble) {
        if let Some(rescue) = &mut self.rescue
            && trouble.kind != "synced-folder"
        {
            rescue.fail(trouble);
            return;
        }
        if let ("older", Entry::Unlock(unlock)) = (trouble.kind, &self.entry) {
            let page = Rescue::upgrade(unlock.login(), trouble.message);
            self.rescue = Some(Box::new(page));
            return;
        }
        if let Entry::Unlock(unlock) = &mut self.entry {
            unlock.refused(&trouble);
        }
        if trouble.kind == "synced-folder" {
            self.synced = Some(Box::new(SyncedFolder::new(trouble.message)));
            self.trouble = None;
        } else {
            self.trouble = Some(trouble);
        }
    }

    /// A command is about to be sent.
    pub fn asked(&mut self, command: &Command) {
        self.trouble = None;
        match (command, &mut self.rescue) {
            (Command::StopWork, _) | (_, None) => {}
            (_, Some(rescue)) => rescue.asked(),
        }
    }

    /// Whether a new vault is being finished, so that its owner is welcomed.
    #[must_use]
    pub fn is_finishing(&self) -> bool {
        matches!(&self.entry, Entry::First(first) if first.is_finishing())
    }

    /// Whether there is no vault yet.
    #[must_use]
    pub fn is_first_start(&self) -> bool {
        matches!(&self.entry, Entry::First(_))
    }

    /// Whether a vault was begun and not finished.
    #[must_use]
    pub fn has_unfinished_vault(&self) -> bool {
        matches!(&self.entry, Entry::First(first) if first.has_sheets())
    }

    /// Whether a passphrase can be typed.
    #[cfg(test)]
    pub(crate) fn can_unlock(&self) -> bool {
        matches!(self.entry, Entry::Unlock(_))
    }

    /// Draws the page.
    pub fn show(&mut self, ui: &mut Ui, busy: bool, asks: &mut Vec<Ask>) {
        let picture = self
            .picture
            .get_or_insert_with(|| stage::picture(ui))
            .clone();
        if let Some(page) = &mut self.synced {
            match page.show(ui, &picture) {
                Some(Chosen::Anyway) => asks.push(Ask::Do(Command::AllowSyncedFolder)),
                Some(Chosen::Back) => {}
                None => return,
            }
            self.synced = None;
            return;
        }
        if let Some(page) = &mut self.rescue {
            if page.show(ui, &picture, busy, asks) {
                (self.rescue, self.trouble) = (None, None);
            }
            return;
        }
        let trouble = self.trouble.as_ref();
        let mut login = String::new();
        let way = match &mut self.entry {
            Entry::Waiting => {
                waiting(ui, &picture, self.why);
                None
            }
            Entry::First(first) => {
                first.show(ui, &picture, trouble, busy, asks);
                first.take_way()
            }
            Entry::Unlock(unlock) => {
                let way = unlock.show(ui, &picture, trouble, busy, asks);
                unlock.login().clone_into(&mut login);
                way
            }
            Entry::Unusable { dir, message } => unusable(ui, &picture, dir, message),
        };
        if let Some(way) = way {
            self.rescue = Some(Box::new(Rescue::of(way, &login)));
            ui.request_repaint();
        }
    }
}

fn waiting(ui: &mut Ui, picture: &TextureHandle, why: Option<LockWhy>) {
    let stage = Stage::begin(ui, stage::Foot::None);
    stage.aside(ui, picture, |_| {});
    stage.body(ui, "waiting", |ui| {
        let message = if why.is_some() {
            "entry-locking"
        } else {
            "entry-looking"
        };
        Text::body(&say(message)).ink(Ink::Help).show(ui);
    });
}

fn unusable(
    ui: &mut Ui,
    picture: &TextureHandle,
    dir: &std::path::Path,
    message: &str,
) -> Option<Way> {
    let stage = Stage::begin(ui, stage::Foot::None);
    stage.aside(ui, picture, |_| {});
    stage.body(ui, "unusable", |ui| {
        Text::h1(&say("unusable-title")).show(ui);
        ui.add_space(space::S16);
        let title = say("unusable-banner");
        Banner::new(egui::Id::unique("unusable"), Tone::Stop, &title)
            .text(message)
            .show(ui);
        ui.add_space(space::S16);
        vault_place(ui, dir);
        Text::help(&say("unusable-next")).show(ui);
        ui.add_space(space::S16);
        rescue::ways(ui, &[Way::Restore, Way::Salvage, Way::Another])
    })
}

/// Where the vault is, in one quiet line.
fn vault_place(ui: &mut Ui, dir: &std::path::Path) {
    let dir = dir.display().to_string();
    stage::quiet_line(
        ui,
        Icon::Storage,
        &crate::text::say_with("entry-vault-at", &[("dir", &dir)]),
    );
}

/// What was refused, as a banner.
fn refused(ui: &mut Ui, trouble: Option<&Trouble>) {
    let Some(trouble) = trouble else { return };
    let title = say("window-refused");
    Banner::new(egui::Id::unique("entry refused"), Tone::Stop, &title)
        .text(&trouble.message)
        .show(ui);
    ui.add_space(space::S16);
}
