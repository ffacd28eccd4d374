//! The two recovery sheets: shown and saved, then hidden and proved by typing two groups of each back.

use std::path::PathBuf;

use egui::{Id, Ui};
use zeroize::Zeroizing;

use crate::app::command::RecoverySheets;
use crate::text::{say, say_with};
use crate::ui::background::Background;
use crate::ui::fields;
use crate::ui::keys::Wish;
use crate::ui::shell;
use crate::ui::theme::space;
use crate::ui::widgets::{Banner, Button, Text, TextField, Tone};
use crate::ui::{Icon, Ink, Type};

use super::sheet_file::{self, Form, Sheet};

/// What can be seen of the sheets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum View {
    /// The codes.
    Shown,
    /// The fields for typing back; the codes are hidden, or nothing would be proved.
    Proving,
}

/// The sheets of a new vault.
pub(super) struct Challenge {
    sheets: RecoverySheets,
    clinic: String,
    pub(super) view: View,
    typed: [[String; 2]; 2],
    work: Background<Option<Result<PathBuf, std::io::ErrorKind>>>,
    saved: Option<Result<PathBuf, std::io::ErrorKind>>,
    /// No place was chosen, or no window for choosing could be shown.
    nowhere: bool,
    focus: bool,
}

/// The names of the sheets and what each is for.
const SHEETS: [(&str, &str); 2] = [
    ("sheet-office", "sheet-office-about"),
    ("sheet-clinical", "sheet-clinical-about"),
];

impl Challenge {
    pub(super) fn new(sheets: RecoverySheets, clinic: &str) -> Self {
        Self {
            sheets,
            clinic: clinic.to_owned(),
            view: View::Shown,
            typed: Default::default(),
            work: Background::default(),
            saved: None,
            nowhere: false,
            focus: false,
        }
    }

    fn code(&self, sheet: usize) -> &str {
        if sheet == 0 {
            &self.sheets.office
        } else {
            &self.sheets.clinical
        }
    }

    /// Whether a group was typed back as it stands on its sheet.
    fn is_right(&self, sheet: usize, part: usize) -> bool {
        let wanted = self.sheets.challenge[sheet][part];
        let typed = normal(&self.typed[sheet][part]);
        groups(self.code(sheet))
            .nth(wanted)
            .is_some_and(|group| normal(group) == typed)
    }

    /// What was typed back of a sheet, for the vault to prove once more.
    pub(super) fn typed_back(&self, sheet: usize) -> Zeroizing<String> {
        Zeroizing::new(self.typed[sheet].concat())
    }

    /// Whether both sheets were proved.
    pub(super) fn is_proved(&self) -> bool {
        (0..2).all(|sheet| (0..2).all(|part| self.is_right(sheet, part)))
    }

    /// Shows the other side: the codes, or the fields.
    pub(super) fn turn(&mut self, view: View) {
        self.view = view;
        self.focus = view == View::Proving;
    }

    /// Draws the sheets or the fields; whether Enter was pressed in the last field.
    pub(super) fn show(&mut self, ui: &mut Ui) -> bool {
        if let Some(saved) = self.work.poll() {
            self.nowhere = saved.is_none();
            self.saved = saved.or(self.saved.take());
        }
        match self.view {
            View::Shown => {
                self.show_codes(ui);
                false
            }
            View::Proving => self.show_fields(ui),
        }
    }

    fn show_codes(&mut self, ui: &mut Ui) {
        Text::h1(&say("sheets-title")).show(ui);
        Text::body(&say("sheets-text")).ink(Ink::Help).show(ui);
        ui.add_space(space::S8);
        for (index, (title, about)) in SHEETS.iter().enumerate() {
            let rows = rows(self.code(index));
            shell::card(ui, |ui| {
                ui.spacing_mut().item_spacing.y = space::S4;
                Text::strong(&say(title)).show(ui);
                Text::help(&say(about)).show(ui);
                for row in rows.iter() {
                    Text::new(row, Type::Question).show(ui);
                }
            });
            ui.add_space(space::S4);
        }
        self.show_saving(ui);
    }

    fn show_saving(&mut self, ui: &mut Ui) {
        let (pdf, text) = (say("sheets-save-pdf"), say("sheets-save-text"));
        let busy = self.work.is_running();
        let mut form = None;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::S12;
            let button = Button::quiet(&pdf).icon(Icon::FilePdf).busy(busy);
            if button.show(ui).clicked() {
                form = Some(Form::Pdf);
            }
            let button = Button::quiet(&text).icon(Icon::Floppy).busy(busy);
            if button.show(ui).clicked() {
                form = Some(Form::Text);
            }
        });
        if let Some(form) = form {
            self.save(ui, form);
        }
        let (tone, title) = match &self.saved {
            None => {
                let help = if self.nowhere {
                    "sheets-save-nowhere"
                } else {
                    "sheets-save-help"
                };
                Text::help(&say(help)).show(ui);
                return;
            }
            Some(Ok(path)) => {
                let path = path.display().to_string();
                (Tone::Ok, say_with("sheets-saved", &[("path", &path)]))
            }
            Some(Err(std::io::ErrorKind::AlreadyExists)) => (Tone::Stop, say("sheets-exists")),
            Some(Err(_)) => (Tone::Stop, say("sheets-failed")),
        };
        let about = say("sheets-saved-text");
        let banner = Banner::new(Id::unique("sheets saved"), tone, &title);
        if tone == Tone::Ok {
            banner.text(&about).show(ui);
        } else {
            banner.show(ui);
        }
    }

    fn save(&mut self, ui: &Ui, form: Form) {
        let sheets: Vec<Sheet> = SHEETS
            .iter()
            .enumerate()
            .map(|(index, (title, about))| Sheet {
                title: format!("{}: {}", self.clinic, say(title)),
                about: vec![say(about), say("sheet-keep")],
                code: rows(self.code(index)),
            })
            .collect();
        let (kind, name) = match form {
            Form::Pdf => ("pdf", say("sheets-file-pdf")),
            Form::Text => ("txt", say("sheets-file-text")),
        };
        let title = say("sheets-title");
        self.work.start(ui.ctx(), move || {
            let _visible = crate::app::process::Visible::begin();
            let dialog = rfd::FileDialog::new().set_title(title).set_file_name(name);
            let path = dialog.add_filter(kind, &[kind]).save_file()?;
            let saved = sheet_file::save(&sheets, form, &path);
            Some(saved.map(|()| path).map_err(|error| error.kind()))
        });
    }

    fn show_fields(&mut self, ui: &mut Ui) -> bool {
        Text::h1(&say("prove-title")).show(ui);
        Text::body(&say("prove-text")).ink(Ink::Help).show(ui);
        ui.add_space(space::S16);
        let mut entered = false;
        for (sheet, (title, _)) in SHEETS.iter().enumerate() {
            Text::strong(&say(title)).show(ui);
            ui.add_space(space::S4);
            let rights = [self.is_right(sheet, 0), self.is_right(sheet, 1)];
            let wanted = self.sheets.challenge[sheet];
            let [first, second] = &mut self.typed[sheet];
            let (left, right) = fields::pair(
                ui,
                |ui| group_field(ui, (sheet, 0), wanted[0], rights[0], first),
                |ui| group_field(ui, (sheet, 1), wanted[1], rights[1], second),
            );
            entered |= left || right;
            ui.add_space(space::S8);
        }
        fields::focus_once(ui, &mut self.focus, field_id((0, 0)));
        entered
    }
}

fn field_id(place: (usize, usize)) -> Id {
    Id::unique("sheet group").with(place)
}

fn group_field(
    ui: &mut Ui,
    place: (usize, usize),
    wanted: usize,
    right: bool,
    typed: &mut String,
) -> bool {
    let sheet = say(SHEETS[place.0].0);
    let number = (wanted + 1).to_string();
    let label = say_with("prove-group", &[("number", &number), ("sheet", &sheet)]);
    let (good, wrong, help) = (say("prove-right"), say("prove-wrong"), say("prove-help"));
    let whole = normal(typed).chars().count() >= 4;
    let field = TextField::new(field_id(place), &label)
        .limit(12)
        .help(if right { &good } else { &help })
        .error((whole && !right).then_some(wrong.as_str()));
    let reply = field.show(ui, typed);
    if !(reply.wish == Some(Wish::GoOn) && right) {
        return false;
    }
    // Enter goes on to the next field; in the last one it finishes.
    let next = match place {
        (0, 0) => (0, 1),
        (0, 1) => (1, 0),
        (1, 0) => (1, 1),
        _ => return true,
    };
    ui.memory_mut(|memory| memory.request_focus(field_id(next)));
    false
}

fn groups(code: &str) -> impl Iterator<Item = &str> {
    code.split(|letter: char| !letter.is_alphanumeric())
        .filter(|group| !group.is_empty())
}

/// Four groups a row, as on the printed sheet.
fn rows(code: &str) -> Zeroizing<Vec<String>> {
    let groups: Vec<&str> = groups(code).collect();
    Zeroizing::new(groups.chunks(4).map(|row| row.join("  ")).collect())
}

fn normal(typed: &str) -> String {
    typed
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_uppercase)
        .collect()
}
