//! Asks where a file is written to: a path that may be typed or chosen in the system's own dialog.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use egui::{Id, Ui};
use jiff::civil::Date;

use crate::text::say;
use crate::ui::Icon;
use crate::ui::widgets::{Button, Choice, Dialog, TextField};

/// What is written: its words are the messages `{words}-title`, `{words}-text` and `{words}-act`.
pub struct File {
    /// The beginning of its messages.
    pub words: &'static str,
    /// The beginning of its name; it names no person.
    pub stem: &'static str,
    /// The end of its name.
    pub extension: &'static str,
    /// Message of another way than a file; empty if there is none.
    pub other: &'static str,
}

/// The question, while it is open.
#[derive(Default)]
pub struct SaveFile {
    open: bool,
    path: String,
    choosing: Option<Receiver<Option<PathBuf>>>,
    other: bool,
}

impl SaveFile {
    /// Asks from now on.
    pub fn open(&mut self, file: &File, today: Date) {
        self.open = true;
        if self.path.is_empty() {
            self.path = start(file, today).display().to_string();
        }
    }

    /// Draws it while it is open; the path when it was answered.
    pub fn show(&mut self, ui: &Ui, file: &File, today: Date) -> Option<PathBuf> {
        if !self.open {
            return None;
        }
        self.receive();
        let word = |part: &str| say(&format!("{}-{part}", file.words));
        let (title, text, act) = (word("title"), word("text"), word("act"));
        let back = say("dialog-back");
        let problem = problem(&self.path).map(say);
        let id = Id::unique("save file").with(file.words);
        let dialog = Dialog::new(id, &title, &back)
            .icon(Icon::Download, crate::ui::Ink::Accent)
            .text(&text)
            .act(&act)
            .act_disabled(problem.as_deref());
        let mut other = false;
        let (choice, ()) = dialog.show_with(ui, |ui| {
            let label = say("file-path");
            TextField::new(id.with("path"), &label)
                .error(problem.as_deref())
                .show(ui, &mut self.path);
            let choose = say("file-choose");
            let button = Button::quiet(&choose)
                .icon(Icon::Storage)
                .small()
                .busy(self.choosing.is_some())
                .id(id.with("choose"));
            if button.show(ui).clicked() {
                self.choose(ui, file, today);
            }
            if !file.other.is_empty() {
                let word = say(file.other);
                let button = Button::quiet(&word).icon(Icon::Printer).small();
                other = button.id(id.with("other")).show(ui).clicked();
            }
        });
        if other {
            (self.open, self.other) = (false, true);
            return None;
        }
        let choice = choice?;
        self.open = false;
        let path = PathBuf::from(self.path.trim());
        // The next file gets a free name again.
        self.path.clear();
        (choice == Choice::Act).then_some(path)
    }

    /// Whether the other way was chosen.
    pub fn takes_other(&mut self) -> bool {
        std::mem::take(&mut self.other)
    }

    /// The system's own dialog, on a thread of its own so that the window goes on.
    fn choose(&mut self, ui: &Ui, file: &File, today: Date) {
        let (tell, heard) = channel();
        let (title, ctx) = (say(&format!("{}-title", file.words)), ui.ctx().clone());
        let (start, extension) = (start(file, today), file.extension);
        std::thread::spawn(move || {
            let mut dialog = rfd::FileDialog::new()
                .set_title(title)
                .add_filter(extension.to_uppercase(), &[extension]);
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
        Some("file-empty")
    } else if path.is_dir() {
        Some("path-folder")
    } else if folder.is_none_or(|folder| !folder.is_dir()) {
        Some("path-no-folder")
    } else if path.exists() {
        Some("file-exists")
    } else {
        None
    }
}

/// `report-2025-03-10.csv` in the documents, with a number behind it where that is taken.
fn start(file: &File, today: Date) -> PathBuf {
    let folder = directories::UserDirs::new()
        .map(|dirs| {
            let documents = dirs.document_dir().filter(|dir| dir.is_dir());
            documents.unwrap_or_else(|| dirs.home_dir()).to_owned()
        })
        .unwrap_or_default();
    let (stem, extension) = (file.stem, file.extension);
    let named = |ending: &str| folder.join(format!("{stem}-{today}{ending}.{extension}"));
    let others = (2..1_000).map(|number| named(&format!("-{number}")));
    std::iter::once(named(""))
        .chain(others)
        .find(|path| !path.exists())
        .unwrap_or_else(|| named(""))
}
