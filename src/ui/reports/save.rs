//! Where a report is written to: a path that may be typed or chosen.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use egui::Ui;
use jiff::civil::Date;

use super::id;
use crate::text::say;
use crate::ui::Icon;
use crate::ui::widgets::{Button, Choice, Dialog, TextField};

/// What is asked before the report is written.
#[derive(Default)]
pub(super) struct SaveDialog {
    open: bool,
    path: String,
    choosing: Option<Receiver<Option<PathBuf>>>,
}

impl SaveDialog {
    pub(super) fn open(&mut self, today: Date) {
        self.open = true;
        if self.path.is_empty() {
            self.path = start(today).display().to_string();
        }
    }

    /// Draws it while it is open; the file when it was answered.
    pub(super) fn show(&mut self, ui: &Ui, today: Date) -> Option<PathBuf> {
        if !self.open {
            return None;
        }
        self.receive();
        let words = [
            "report-save-title",
            "dialog-back",
            "report-save-text",
            "report-save-act",
        ];
        let [title, back, text, act] = words.map(say);
        let problem = problem(&self.path).map(say);
        let dialog = Dialog::new(id("save dialog"), &title, &back)
            .icon(Icon::Download, crate::ui::Ink::Accent)
            .text(&text)
            .act(&act)
            .act_disabled(problem.as_deref());
        let (choice, ()) = dialog.show_with(ui, |ui| {
            let label = say("file-path");
            TextField::new(id("save path"), &label)
                .error(problem.as_deref())
                .show(ui, &mut self.path);
            let choose = say("file-choose");
            let button = Button::quiet(&choose)
                .icon(Icon::Storage)
                .small()
                .busy(self.choosing.is_some())
                .id(id("save choose"));
            if button.show(ui).clicked() {
                self.choose(ui, today);
            }
        });
        let choice = choice?;
        self.open = false;
        let path = PathBuf::from(self.path.trim());
        // The next report gets a free name again.
        self.path.clear();
        (choice == Choice::Act).then_some(path)
    }

    /// The system's own dialog, on a thread of its own so that the window goes on.
    fn choose(&mut self, ui: &Ui, today: Date) {
        let (tell, heard) = channel();
        let (title, ctx) = (say("report-save-title"), ui.ctx().clone());
        let start = start(today);
        std::thread::spawn(move || {
            let mut dialog = rfd::FileDialog::new()
                .set_title(title)
                .add_filter("CSV", &["csv"]);
            if let Some(folder) = start.parent() {
                dialog = dialog.set_directory(folder);
            }
            if let Some(name) = start.file_name() {
                dialog = dialog.set_file_name(name.to_string_lossy());
            }
            // The page may have been left meanwhile; then nobody listens.
            if tell.send(dialog.save_file()).is_ok() {
                ctx.request_repaint();
            }
        });
        self.choosing = Some(heard);
    }

    fn receive(&mut self) {
        let Some(heard) = &self.choosing else { return };
        match heard.try_recv() {
            Ok(chosen) => {
                if let Some(path) = chosen {
                    self.path = path.display().to_string();
                }
                self.choosing = None;
            }
            Err(TryRecvError::Disconnected) => self.choosing = None,
            Err(TryRecvError::Empty) => {}
        }
    }
}

/// Why nothing can be written there: as a message id.
fn problem(path: &str) -> Option<&'static str> {
    let path = Path::new(path.trim());
    let folder = path.parent().filter(|dir| !dir.as_os_str().is_empty());
    if path.file_stem().is_none() {
        Some("report-file-empty")
    } else if path.is_dir() {
        Some("path-folder")
    } else if folder.is_none_or(|folder| !folder.is_dir()) {
        Some("path-no-folder")
    } else if path.exists() {
        Some("report-file-exists")
    } else {
        None
    }
}

/// `report-2025-03-10.csv` in the documents, with a number behind it where that is taken.
fn start(today: Date) -> PathBuf {
    let folder = directories::UserDirs::new()
        .map(|dirs| {
            let documents = dirs.document_dir().filter(|dir| dir.is_dir());
            documents.unwrap_or_else(|| dirs.home_dir()).to_owned()
        })
        .unwrap_or_default();
    let named = |ending: &str| folder.join(format!("report-{today}{ending}.csv"));
    let others = (2..1_000).map(|number| named(&format!("-{number}")));
    std::iter::once(named(""))
        .chain(others)
        .find(|path| !path.exists())
        .unwrap_or_else(|| named(""))
}
