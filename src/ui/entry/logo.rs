//! The picture for the letterhead: chosen in the system's dialog or typed as a path, read and checked beside the window.

use std::path::{Path, PathBuf};

use egui::{Id, Ui};

use crate::domain::clinic::Letterhead;
use crate::letter::picture::Picture;
use crate::text::say;
use crate::ui::Icon;
use crate::ui::background::Background;
use crate::ui::fields;
use crate::ui::keys::Wish;
use crate::ui::theme::space;
use crate::ui::widgets::{Button, TextField};

type Read = Result<Vec<u8>, &'static str>;

/// The logo so far.
#[derive(Default)]
pub(crate) struct Logo {
    typed: String,
    /// The path that was read last.
    read: String,
    bytes: Vec<u8>,
    error: Option<&'static str>,
    work: Background<Option<(PathBuf, Read)>>,
}

impl Logo {
    /// The picture; empty if there is none.
    pub(crate) fn png(&self) -> &[u8] {
        &self.bytes
    }

    /// Draws the field and its button.
    pub(crate) fn show(&mut self, ui: &mut Ui) {
        if let Some(Some((path, read))) = self.work.poll() {
            self.take(&path, read);
        }
        let id = Id::unique("clinic logo");
        let label = say("clinic-logo");
        let help = match (self.bytes.is_empty(), self.error) {
            (false, None) => say("clinic-logo-read"),
            _ => say("clinic-logo-help"),
        };
        let error = self.error.map(say);
        let button = say("clinic-logo-choose");
        let width = ui.available_width();
        let button_width = 132.0_f32.min(width / 2.0);
        let mut choose = false;
        let reply = ui
            .horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = space::S8;
                let reply = fields::column(ui, width - button_width - space::S8, |ui| {
                    TextField::new(id, &label)
                        .help(&help)
                        .error(error.as_deref())
                        .optional()
                        .show(ui, &mut self.typed)
                });
                fields::column(ui, button_width, |ui| {
                    ui.add_space(26.0);
                    choose = Button::quiet(&button)
                        .icon(Icon::Storage)
                        .full_width()
                        .busy(self.work.is_running())
                        .show(ui)
                        .clicked();
                });
                reply
            })
            .inner;
        if choose {
            self.choose(ui);
        }
        let left = reply.response.lost_focus() || reply.wish == Some(Wish::GoOn);
        if left && self.typed.trim() != self.read {
            self.read_typed(ui);
        }
    }

    fn take(&mut self, path: &Path, read: Read) {
        self.typed = path.display().to_string();
        self.read = self.typed.clone();
        match read {
            Ok(bytes) => {
                self.bytes = bytes;
                self.error = None;
            }
            Err(message) => {
                self.bytes.clear();
                self.error = Some(message);
            }
        }
    }

    fn choose(&mut self, ui: &Ui) {
        let title = say("clinic-logo");
        self.work.start(ui.ctx(), move || {
            let _visible = crate::app::process::Visible::begin();
            let dialog = rfd::FileDialog::new().set_title(title);
            let path = dialog
                .add_filter("PNG, JPEG", &["png", "jpg", "jpeg"])
                .pick_file()?;
            let read = read(&path);
            Some((path, read))
        });
    }

    fn read_typed(&mut self, ui: &Ui) {
        self.read = self.typed.trim().to_owned();
        self.bytes.clear();
        self.error = None;
        if self.read.is_empty() {
            return;
        }
        let path = PathBuf::from(&self.read);
        self.work.start(ui.ctx(), move || {
            let read = read(&path);
            Some((path, read))
        });
    }
}

fn read(path: &Path) -> Read {
    let size = std::fs::metadata(path)
        .map_err(|_| "logo-error-missing")?
        .len();
    if size > Letterhead::LARGEST_LOGO_BYTES as u64 {
        return Err("logo-error-large");
    }
    let bytes = std::fs::read(path).map_err(|_| "logo-error-missing")?;
    Picture::read(&bytes).map_err(|_| "logo-error-picture")?;
    Ok(bytes)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    #[test]
    fn a_logo_is_a_picture_that_is_not_too_large() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("logo.png");
        assert_eq!(read(&file), Err("logo-error-missing"));
        std::fs::write(&file, "not a picture").unwrap();
        assert_eq!(read(&file), Err("logo-error-picture"));
        std::fs::write(&file, vec![0; Letterhead::LARGEST_LOGO_BYTES + 1]).unwrap();
        assert_eq!(read(&file), Err("logo-error-large"));
        std::fs::write(&file, crate::ui::icons::PROGRAM_PNG).unwrap();
        assert!(read(&file).is_ok());
    }
}
