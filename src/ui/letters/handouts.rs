//! Letters, handouts: pages for anyone, looked at and written as PDF.

use std::path::{Path, PathBuf};

use egui::{Id, Ui};

use crate::app::command::Command;
use crate::app::texts::{Ask as Question, Told};
use crate::letter::Paper;
use crate::letter::compose::Handout;
use crate::text::{say, say_with};
use crate::ui::Icon;
use crate::ui::fields;
use crate::ui::screen::{Ask, Shared};
use crate::ui::sheet_view::SheetView;
use crate::ui::theme::space;
use crate::ui::widgets::{Button, Segment, Select, Text, TextField};

/// Beside each other from this width on.
const WIDE: f32 = 820.0;

/// The part of the page.
#[derive(Default)]
pub(super) struct Handouts {
    which: usize,
    us_paper: bool,
    asked: Option<(usize, bool)>,
    path: String,
    named: Option<usize>,
    view: SheetView,
}

fn id(part: &str) -> Id {
    Id::unique("handouts").with(part)
}

/// Where files go if nothing else is said: the documents.
pub(super) fn folder() -> PathBuf {
    directories::UserDirs::new()
        .map(|dirs| {
            let documents = dirs.document_dir().filter(|dir| dir.is_dir());
            documents.unwrap_or_else(|| dirs.home_dir()).to_owned()
        })
        .unwrap_or_default()
}

/// A name that is free: `name.pdf`, `name-2.pdf` and so on.
pub(super) fn free(folder: &Path, name: &str, ending: &str) -> String {
    let first = folder.join(format!("{name}.{ending}"));
    let others = (2..1_000).map(|number| folder.join(format!("{name}-{number}.{ending}")));
    let path = std::iter::once(first.clone())
        .chain(others)
        .find(|path| !path.exists());
    path.unwrap_or(first).display().to_string()
}

impl Handouts {
    fn which(&self) -> Handout {
        Handout::ALL
            .get(self.which)
            .copied()
            .unwrap_or(Handout::Compare)
    }

    fn paper(&self) -> Paper {
        if self.us_paper {
            Paper::UsLetter
        } else {
            Paper::A4
        }
    }

    /// What was set or written.
    pub(super) fn hear(&mut self, told: Told, asks: &mut Vec<Ask>) {
        match told {
            Told::Handout(which, sheets) if which == self.which() => self.view.take(sheets),
            Told::Written(path) => {
                self.named = None;
                let file = path.display().to_string();
                asks.push(Ask::Toast(say_with("handouts-written", &[("file", &file)])));
            }
            _ => {}
        }
    }

    /// Draws it.
    pub(super) fn show(&mut self, ui: &mut Ui, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
        let wanted = (self.which, self.us_paper);
        if self.asked != Some(wanted) {
            self.asked = Some(wanted);
            let question = Question::Handout(self.which(), self.paper());
            asks.push(Ask::Do(Command::Texts(question)));
        }
        if self.named != Some(self.which) {
            self.named = Some(self.which);
            self.path = free(&folder(), self.which().code(), "pdf");
        }
        let all = ui.available_width();
        if all < WIDE {
            self.choose(ui, shared, asks);
            ui.add_space(space::S24);
            self.page(ui);
        } else {
            let left = (all * 0.4).clamp(280.0, 380.0);
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = space::S24;
                fields::column(ui, left, |ui| self.choose(ui, shared, asks));
                fields::column(ui, all - left - space::S24, |ui| self.page(ui));
            });
        }
    }

    fn choose(&mut self, ui: &mut Ui, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
        ui.spacing_mut().item_spacing.y = space::S8;
        let words: Vec<String> = Handout::ALL.iter().map(|one| say(one.title())).collect();
        let label = say("handouts-which");
        let mut at = Some(self.which);
        let select = Select::new(id("which"), &label, "", words.iter().map(String::as_str));
        if select.show(ui, &mut at).changed() {
            self.which = at.unwrap_or(0);
        }
        fields::label(ui, "paper-title");
        let name = say("paper-title");
        let words = [say("paper-a4"), say("paper-us")];
        let items = [words[0].as_str(), words[1].as_str()];
        let mut at = usize::from(self.us_paper);
        Segment::new(id("paper"), &name, &items).show(ui, &mut at);
        self.us_paper = at == 1;
        ui.add_space(space::S8);
        let (label, help) = (say("letters-file"), say("letters-file-help"));
        TextField::new(id("path"), &label)
            .help(&help)
            .show(ui, &mut self.path);
        let (save, empty) = (say("handouts-save"), say("letters-path-empty"));
        let reason = self.path.trim().is_empty().then_some(empty.as_str());
        let button = Button::primary(&save)
            .icon(Icon::FilePdf)
            .busy(shared.busy)
            .disabled(reason)
            .id(id("save"));
        if button.show(ui).clicked() {
            asks.push(Ask::Do(Command::Texts(Question::SaveHandout {
                which: self.which(),
                paper: self.paper(),
                path: PathBuf::from(self.path.trim()),
            })));
        }
    }

    fn page(&mut self, ui: &mut Ui) {
        if self.view.is_empty() {
            Text::help(&say("page-loading")).show(ui);
            return;
        }
        let name = say(self.which().title());
        self.view.show(ui, id("page"), &name, 560.0);
    }
}
