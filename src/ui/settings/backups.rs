//! Settings, backups: where they go, how old the newest is, and what can be done now.

use std::path::PathBuf;

use egui::{Id, Ui};
use zeroize::Zeroizing;

use crate::app::command::{self, BackedUp, BackupView, Command, Drilled, Event, WorkView};
use crate::app::rescue;
use crate::text::{say, say_with};
use crate::ui::background::Background;
use crate::ui::fields::{self, Line};
use crate::ui::screen::{Ask, Shared};
use crate::ui::theme::space;
use crate::ui::widgets::{Banner, Button, Progress, Secret, SecretField, Text, Tone};
use crate::ui::{Icon, Ink, Words, dates};

/// The part of the page.
#[derive(Default)]
pub(crate) struct BackupsPart {
    view: Option<BackupView>,
    asked: bool,
    folder: String,
    choosing: Background<Option<PathBuf>>,
    passphrase: Secret,
    running: Option<WorkView>,
    told: Option<(Tone, String, String)>,
    /// The work is over: the button that began it was gone meanwhile, and the focus with it.
    over: bool,
}

fn id(part: &str) -> Id {
    Id::unique("settings backups").with(part)
}

impl BackupsPart {
    /// The page is opened: what is shown is asked for again.
    pub(super) fn enter(&mut self) {
        self.asked = false;
        self.told = None;
        self.passphrase.clear();
    }

    /// What the vault says.
    pub(crate) fn hear(&mut self, event: Event) {
        if let Event::Work(work) = event {
            // Work that nobody asked for here has no line here.
            if self.running.is_some() {
                self.running = Some(work);
            }
            return;
        }
        self.over |= self.running.take().is_some();
        match event {
            Event::Backups(view) => {
                if self.view.as_ref().map(|old| &old.folder) != Some(&view.folder) {
                    self.folder.clone_from(&view.folder);
                }
                self.view = Some(*view);
            }
            Event::BackedUp(made) => self.backed_up(*made),
            Event::VaultChecked(found) => self.checked(&found),
            Event::Drilled(proof) => self.drilled(*proof),
            _ => {}
        }
    }

    /// What was asked for was refused.
    pub(crate) fn refused(&mut self) {
        self.over |= self.running.take().is_some();
    }

    fn backed_up(&mut self, made: BackedUp) {
        let file = made.path.display().to_string();
        let mut text = say_with("backup-made-text", &[("file", &file)]);
        if made.same_disk {
            text = format!("{text}\n{}", say("backup-same-disk"));
        }
        let tone = if made.same_disk { Tone::Care } else { Tone::Ok };
        self.told = Some((tone, say("backup-made"), text));
        self.view = Some(made.view);
    }

    fn checked(&mut self, found: &[String]) {
        self.asked = false;
        self.told = Some(if found.is_empty() {
            (Tone::Ok, say("check-clean"), say("check-clean-text"))
        } else {
            (Tone::Stop, say("check-found"), found.join("\n"))
        });
    }

    fn drilled(&mut self, proof: Drilled) {
        self.passphrase.clear();
        let (seq, time) = proof.last.unwrap_or_default();
        let text = say_with(
            "drill-done-text",
            &[
                ("clients", &proof.clients.to_string()),
                ("screenings", &proof.screenings.to_string()),
                ("letters", &proof.letters.to_string()),
                ("event", &seq.to_string()),
                ("time", &time),
            ],
        );
        self.told = Some((Tone::Ok, say("drill-done"), text));
        self.view = Some(proof.view);
    }

    /// Draws it.
    pub(super) fn show(&mut self, ui: &mut Ui, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
        if !self.asked {
            self.asked = true;
            asks.push(Ask::Do(Command::Backups));
        }
        let Some(view) = self.view.clone() else {
            Text::help(&say("page-loading")).show(ui);
            return;
        };
        self.show_state(ui, &view, shared);
        self.show_folder(ui, &view, shared, asks);
        if let Some(work) = self.running {
            ui.add_space(space::S24);
            show_work(ui, work, asks);
        } else {
            self.show_actions(ui, &view, asks);
            self.show_drill(ui, &view, asks);
            show_restore(ui, shared, asks);
        }
    }

    fn show_state(&self, ui: &mut Ui, view: &BackupView, shared: &Shared<'_>) {
        if let Some((tone, title, text)) = &self.told {
            Banner::new(id("told"), *tone, title).text(text).show(ui);
            ui.add_space(space::S16);
        }
        if view.late {
            let (title, text) = (say("backup-late"), say("backup-late-text"));
            Banner::new(id("late"), Tone::Stop, &title)
                .text(&text)
                .show(ui);
            ui.add_space(space::S16);
        }
        let words = Words::of(ui);
        let when = |at| dates::moment_within(at, shared.today, &words);
        let or_never = |message: &str, at: Option<jiff::Timestamp>| {
            let when = at.map_or_else(|| say("backup-never"), when);
            say_with(message, &[("when", &when)])
        };
        Text::body(&or_never("backup-last", view.last)).show(ui);
        Text::body(&or_never("backup-proven", view.proven)).show(ui);
        let checked = view.checked.map(|(at, _)| at);
        Text::body(&or_never("backup-checked", checked)).show(ui);
        if view.checked.is_some_and(|(_, clean)| !clean) {
            Text::body(&say("backup-checked-badly"))
                .ink(Ink::Stop)
                .show(ui);
        }
        ui.add_space(space::S24);
    }

    fn show_folder(
        &mut self,
        ui: &mut Ui,
        view: &BackupView,
        shared: &Shared<'_>,
        asks: &mut Vec<Ask>,
    ) {
        if let Some(Some(folder)) = self.choosing.poll() {
            self.folder = folder.display().to_string();
        }
        Line::new(id("folder"), "backup-folder")
            .optional()
            .limit(1000)
            .show(ui, &mut self.folder);
        let (choose, keep) = (say("backup-choose"), say("backup-keep-folder"));
        let rights = say("settings-rights");
        let same = say("settings-same");
        let cannot = if !shared.opened.administrator {
            Some(rights.as_str())
        } else if self.folder.trim() == view.folder {
            Some(same.as_str())
        } else {
            None
        };
        let pressed = ui
            .horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = space::S12;
                let choose = Button::quiet(&choose)
                    .icon(Icon::Storage)
                    .small()
                    .busy(self.choosing.is_running())
                    .id(id("choose"))
                    .show(ui)
                    .clicked();
                let keep = Button::quiet(&keep)
                    .small()
                    .busy(shared.busy)
                    .disabled(cannot)
                    .id(id("keep"))
                    .show(ui)
                    .clicked();
                (choose, keep)
            })
            .inner;
        if pressed.0 {
            let title = say("backup-folder");
            self.choosing.start(ui.ctx(), move || {
                rfd::FileDialog::new().set_title(title).pick_folder()
            });
        }
        if pressed.1 {
            let folder = self.folder.trim().to_owned();
            asks.push(Ask::Do(Command::ChooseBackups(folder)));
        }
    }

    fn show_actions(&mut self, ui: &mut Ui, view: &BackupView, asks: &mut Vec<Ask>) {
        ui.add_space(space::S24);
        let (now, check) = (say("backup-now"), say("backup-check"));
        let nowhere = say("backup-no-folder");
        let cannot = view.folder.is_empty().then_some(nowhere.as_str());
        let pressed = ui
            .horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = space::S12;
                let now = Button::primary(&now)
                    .disabled(cannot)
                    .id(id("now"))
                    .show(ui)
                    .clicked();
                let check = Button::quiet(&check).id(id("check")).show(ui).clicked();
                (now, check)
            })
            .inner;
        if std::mem::take(&mut self.over) && ui.memory(|memory| memory.focused().is_none()) {
            ui.memory_mut(|memory| memory.request_focus(id("now")));
        }
        if pressed.0 {
            self.begin(Command::BackUp, asks);
        }
        if pressed.1 {
            self.begin(Command::CheckVault, asks);
        }
    }

    fn show_drill(&mut self, ui: &mut Ui, view: &BackupView, asks: &mut Vec<Ask>) {
        ui.add_space(space::S32);
        fields::heading(ui, "drill-title");
        Text::help(&say("drill-help")).show(ui);
        if view.drill_due && view.last.is_some() {
            Text::help(&say("drill-due")).ink(Ink::Care).show(ui);
        }
        ui.add_space(space::S8);
        let label = say("drill-passphrase");
        SecretField::new(id("passphrase"), &label).show(ui, &mut self.passphrase);
        ui.add_space(space::S8);
        let word = say("drill-now");
        let (nowhere, empty) = (say("backup-no-folder"), say("drill-needs-passphrase"));
        let cannot = if view.folder.is_empty() {
            Some(nowhere.as_str())
        } else if self.passphrase.is_empty() {
            Some(empty.as_str())
        } else {
            None
        };
        let pressed = Button::quiet(&word)
            .disabled(cannot)
            .id(id("drill"))
            .show(ui)
            .clicked();
        if pressed {
            let typed = Zeroizing::new(self.passphrase.as_str().to_owned());
            self.begin(Command::Drill(command::Secret(typed)), asks);
        }
    }

    fn begin(&mut self, command: Command, asks: &mut Vec<Ask>) {
        self.told = None;
        self.running = Some(WorkView {
            phase: "copying",
            part: 0.0,
        });
        asks.push(Ask::Do(command));
    }
}

/// The way back from a backup leads over the locked window.
fn show_restore(ui: &mut Ui, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
    ui.add_space(space::S32);
    fields::heading(ui, "restore-title");
    Text::help(&say("backups-restore-about")).show(ui);
    ui.add_space(space::S8);
    let (word, rights) = (say("backups-restore"), say("settings-rights"));
    let cannot = (!shared.opened.administrator).then_some(rights.as_str());
    let pressed = Button::quiet(&word)
        .disabled(cannot)
        .id(id("restore"))
        .show(ui)
        .clicked();
    if pressed {
        asks.push(Ask::Do(Command::Rescue(rescue::Ask::FromSettings)));
    }
}

fn show_work(ui: &mut Ui, work: WorkView, asks: &mut Vec<Ask>) {
    let (label, detail) = (say("work-title"), say(&format!("work-{}", work.phase)));
    let stop = Progress::new(id("work"), &label, Some(work.part))
        .detail(&detail)
        .can_cancel()
        .show(ui);
    if stop {
        asks.push(Ask::Do(Command::StopWork));
    }
}
