//! Where the letter is written to, and the two equal ways of writing it: plain, or with a password.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use egui::Ui;
use jiff::civil::Date;
use zeroize::Zeroizing;

use crate::app::command::{self, Command, LetterRequest};
use crate::text;
use crate::ui::Icon;
use crate::ui::screen::Ask;
use crate::ui::theme::space;
use crate::ui::widgets::dialog::Choice;
use crate::ui::widgets::{Button, Dialog, Secret, SecretField, Text, TextField};

use super::super::Work;
use super::super::frame;

/// Fewer letters than this are no password.
const SHORTEST_PASSWORD: usize = 8;
/// A PDF's password has at most so many bytes.
const LONGEST_PASSWORD_BYTES: usize = 127;

/// Where to, and how far it has come.
#[derive(Default)]
pub(super) struct Save {
    path: String,
    /// What is wrong with the path, as a message id; looked up when it changes only.
    wrong: Option<&'static str>,
    open: Open,
    password: Secret,
    again: Secret,
    /// The password was made up here, and is shown to be written down.
    made_up: bool,
    choosing: Option<Receiver<Option<PathBuf>>>,
    waiting: bool,
    saved: Option<(u32, PathBuf)>,
    told: bool,
    /// Frames until the first field of the dialog takes the focus.
    until_focus: u8,
}

/// Which dialog is open.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Open {
    #[default]
    Nothing,
    Plain,
    Locked,
}

impl Save {
    /// A path in the documents, with a name that names no person.
    pub(super) fn start(today: Date) -> Self {
        let folder = directories::UserDirs::new()
            .map(|dirs| {
                let documents = dirs.document_dir().filter(|dir| dir.is_dir());
                documents.unwrap_or_else(|| dirs.home_dir()).to_owned()
            })
            .unwrap_or_default();
        let mut save = Self {
            path: free_name(&folder, today).display().to_string(),
            told: true,
            ..Self::default()
        };
        save.look();
        save
    }

    /// What is written, once it is: its number and where.
    pub(super) fn saved(&self) -> Option<(u32, String)> {
        let (number, path) = self.saved.as_ref()?;
        Some((*number, path.display().to_string()))
    }

    /// Whether an answer is awaited.
    pub(super) fn is_waiting(&self) -> bool {
        self.waiting
    }

    /// No answer will come.
    pub(super) fn give_up(&mut self) {
        self.waiting = false;
    }

    /// The letter was written.
    pub(super) fn done(&mut self, path: &Path, number: u32) {
        self.waiting = false;
        self.told = false;
        self.saved = Some((number, path.to_owned()));
    }

    /// What was written is not what the page is about any more.
    pub(super) fn forget(&mut self) {
        self.saved = None;
    }

    /// The same as a message.
    pub(super) fn wrong(&self) -> Option<&'static str> {
        self.wrong
    }

    /// Why nothing can be written to that path.
    pub(super) fn problem(&self) -> Option<String> {
        self.wrong.map(text::say)
    }

    /// Asks whether it may be written without a password.
    pub(super) fn ask_plain(&mut self) {
        self.open = Open::Plain;
    }

    /// Asks for a password.
    pub(super) fn ask_locked(&mut self) {
        self.open = Open::Locked;
        self.until_focus = 4;
    }

    /// Looks at the path: only when it changes, as a folder may be far away.
    fn look(&mut self) {
        let path = Path::new(self.path.trim());
        let folder = path.parent().filter(|dir| !dir.as_os_str().is_empty());
        self.wrong = if path.file_stem().is_none() || self.path.trim().is_empty() {
            Some("path-empty")
        } else if path.is_dir() {
            Some("path-folder")
        } else if folder.is_none_or(|folder| !folder.is_dir()) {
            Some("path-no-folder")
        } else {
            None
        };
    }

    fn target(&self) -> PathBuf {
        let mut path = PathBuf::from(self.path.trim());
        let pdf = path
            .extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"));
        if !pdf {
            path.as_mut_os_string().push(".pdf");
        }
        path
    }

    /// Draws the path; never a reason to set the letter anew.
    pub(super) fn show(&mut self, ui: &mut Ui, work: &Work) -> bool {
        let id = frame::id(work, "letter file");
        ui.add_space(space::S24);
        Text::question(&text::say("file-title")).show(ui);
        let (label, help) = (text::say("file-path"), text::say("file-path-help"));
        let problem = self.problem();
        let field = TextField::new(id.with("path"), &label)
            .help(&help)
            .error(problem.as_deref());
        if field.show(ui, &mut self.path).changed {
            self.look();
        }
        let word = text::say("file-choose");
        let button = Button::quiet(&word)
            .icon(Icon::Storage)
            .small()
            .busy(self.choosing.is_some())
            .id(id.with("choose"));
        if button.show(ui).clicked() {
            self.choose(ui);
        }
        false
    }

    /// The system's own dialog, on a thread of its own so that the window goes on.
    fn choose(&mut self, ui: &Ui) {
        let (tell, heard) = channel();
        let (target, ctx) = (self.target(), ui.ctx().clone());
        let title = text::say("file-dialog");
        std::thread::spawn(move || {
            let _visible = crate::app::process::Visible::begin();
            let mut dialog = rfd::FileDialog::new()
                .set_title(title)
                .add_filter("PDF", &["pdf"]);
            if let Some(folder) = target.parent() {
                dialog = dialog.set_directory(folder);
            }
            if let Some(name) = target.file_name() {
                dialog = dialog.set_file_name(name.to_string_lossy());
            }
            // The page may have been left meanwhile; then nobody listens.
            if tell.send(dialog.save_file()).is_ok() {
                ctx.request_repaint();
            }
        });
        self.choosing = Some(heard);
    }

    /// Takes what was chosen, and tells once that a letter was written.
    pub(super) fn receive(&mut self, asks: &mut Vec<Ask>) {
        if let Some(heard) = &self.choosing {
            match heard.try_recv() {
                Ok(Some(path)) => {
                    self.path = path.display().to_string();
                    self.choosing = None;
                    self.look();
                }
                Ok(None) | Err(TryRecvError::Disconnected) => self.choosing = None,
                Err(TryRecvError::Empty) => {}
            }
        }
        if !self.told {
            self.told = true;
            asks.push(Ask::Toast(text::say("letter-saved-toast")));
        }
    }

    /// Draws what is asked before writing; the command when it was answered.
    pub(super) fn dialogs(
        &mut self,
        ui: &Ui,
        work: &Work,
        request: impl FnOnce() -> LetterRequest,
    ) -> Option<Command> {
        let choice = match self.open {
            Open::Nothing => return None,
            Open::Plain => self.plain(ui, work),
            Open::Locked => self.locked(ui, work),
        }?;
        let password = (self.open == Open::Locked).then(|| {
            let password = Zeroizing::new(self.password.as_str().to_owned());
            command::Secret(password)
        });
        self.open = Open::Nothing;
        self.password.clear();
        self.again.clear();
        self.made_up = false;
        if choice == Choice::Safe {
            return None;
        }
        self.waiting = true;
        self.saved = None;
        Some(Command::SaveLetter {
            request: Box::new(request()),
            path: self.target(),
            password,
        })
    }

    fn plain(&self, ui: &Ui, work: &Work) -> Option<Choice> {
        let words = ["plain-title", "dialog-back", "plain-text", "save-as-pdf"];
        let [title, back, words, act] = words.map(text::say);
        Dialog::new(frame::id(work, "save plain"), &title, &back)
            .icon(Icon::FilePdf, crate::ui::Ink::Accent)
            .text(&words)
            .act(&act)
            .show_with(ui, |ui| self.replaces(ui))
            .0
    }

    fn locked(&mut self, ui: &Ui, work: &Work) -> Option<Choice> {
        let words = [
            "locked-title",
            "dialog-back",
            "locked-text",
            "save-with-password",
        ];
        let [title, back, words, act] = words.map(text::say);
        let reason = self.password_problem().map(text::say);
        let id = frame::id(work, "save locked");
        let dialog = Dialog::new(id, &title, &back)
            .icon(Icon::LockFill, crate::ui::Ink::Accent)
            .text(&words)
            .act(&act)
            .act_disabled(reason.as_deref());
        let (choice, ()) = dialog.show_with(ui, |ui| {
            ui.add_space(space::S8);
            let labels = ["password", "password-help", "password-again"];
            let [label, help, again] = labels.map(text::say);
            SecretField::new(id.with("password"), &label)
                .help(&help)
                .show(ui, &mut self.password);
            let differs = !self.again.is_empty() && self.again.as_str() != self.password.as_str();
            let error = text::say("password-differs");
            SecretField::new(id.with("again"), &again)
                .error(differs.then_some(error.as_str()))
                .show(ui, &mut self.again);
            self.make_up(ui, id.with("make up"));
            self.replaces(ui);
        });
        self.focus_password(ui, id.with("password"));
        choice
    }

    /// A password for those who have none, shown as long as it stands.
    fn make_up(&mut self, ui: &mut Ui, id: egui::Id) {
        let word = text::say("password-make");
        if Button::plain(&word).small().id(id).show(ui).clicked()
            && let Ok(password) = crate::letter::pdf::made_up_password()
        {
            for secret in [&mut self.password, &mut self.again] {
                secret.clear();
                secret.push_str(&password);
            }
            self.made_up = true;
        }
        self.made_up &= self.password.as_str() == self.again.as_str() && !self.password.is_empty();
        if self.made_up {
            Text::strong(self.password.as_str()).show(ui);
            Text::help(&text::say("password-made")).show(ui);
        }
    }

    /// The dialog gives the focus to its safest button first; here one types at once.
    fn focus_password(&mut self, ui: &Ui, field: egui::Id) {
        if self.until_focus == 0 {
            return;
        }
        self.until_focus -= 1;
        if self.until_focus == 0 {
            ui.memory_mut(|memory| memory.request_focus(field));
        }
        ui.request_repaint();
    }

    /// Says that a file of this name is there already.
    fn replaces(&self, ui: &mut Ui) {
        let target = self.target();
        let name = target
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        Text::meta(&text::say_with("file-name", &[("name", &name)])).show(ui);
        if target.exists() {
            frame::point(
                ui,
                crate::ui::State::Concern,
                "",
                &text::say("file-replaces"),
            );
        }
    }

    fn password_problem(&self) -> Option<&'static str> {
        let password = self.password.as_str();
        if password.chars().count() < SHORTEST_PASSWORD {
            Some("password-short")
        } else if password.len() > LONGEST_PASSWORD_BYTES {
            Some("password-long")
        } else if password != self.again.as_str() {
            Some("password-differs")
        } else {
            None
        }
    }
}

/// `letter-2025-03-10.pdf`, with a number behind it where that is taken.
fn free_name(folder: &Path, today: Date) -> PathBuf {
    let named = |ending: &str| folder.join(format!("letter-{today}{ending}.pdf"));
    let first = named("");
    if !first.exists() {
        return first;
    }
    let others = (2..1_000).map(|number| named(&format!("-{number}")));
    others
        .into_iter()
        .find(|path| !path.exists())
        .unwrap_or(first)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_file_name_has_the_day_and_no_name_and_takes_nobodys_place() {
        let folder = tempfile::tempdir().unwrap();
        let day = jiff::civil::date(2025, 3, 10);
        let first = free_name(folder.path(), day);
        assert_eq!(first.file_name().unwrap(), "letter-2025-03-10.pdf");
        std::fs::write(&first, "taken").unwrap();
        let second = free_name(folder.path(), day);
        assert_eq!(second.file_name().unwrap(), "letter-2025-03-10-2.pdf");
    }

    #[test]
    fn a_path_without_its_ending_gets_one_and_a_missing_folder_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let mut save = Save {
            path: folder.path().join("letter").display().to_string(),
            ..Save::default()
        };
        save.look();
        assert_eq!(save.wrong, None);
        assert_eq!(save.target().extension().unwrap(), "pdf");
        save.path = folder.path().join("gone/letter.pdf").display().to_string();
        save.look();
        assert_eq!(save.wrong, Some("path-no-folder"));
        save.path = folder.path().display().to_string();
        save.look();
        assert_eq!(save.wrong, Some("path-folder"));
    }
}
