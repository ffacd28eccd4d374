//! Settings, letterhead: the clinic's colour, logo, envelopes and lines, with the top of a letter as it will look.

use egui::{Color32, Id, Rect, Sense, TextureHandle, TextureOptions, Ui, pos2, vec2};

use crate::app::command::Command;
use crate::app::letter::stationery;
use crate::domain::clinic::{Clinic, Letterhead, Window};
use crate::letter::layout::{TestWords, readable};
use crate::letter::page::Colour;
use crate::letter::picture_of_page::{Pixels, render};
use crate::letter::{LetterError, Paper, Press};
use crate::text::{say, say_with};
use crate::ui::background::Background;
use crate::ui::entry::logo::Logo;
use crate::ui::fields;
use crate::ui::screen::{Ask, Shared};
use crate::ui::theme::{Line, Theme, space};
use crate::ui::widgets::{Banner, Button, Segment, Text, TextField, Tone};

/// How much of the page is shown: the part that the letterhead is in.
const SHOWN: f32 = 0.42;
/// Pixels to the point of the picture.
const SCALE: f32 = 1.6;

/// The part of the page.
#[derive(Default)]
pub(crate) struct LetterheadPart {
    asked: bool,
    kept: Option<Letterhead>,
    colour: String,
    window: usize,
    lines: String,
    footer: String,
    remove_logo: bool,
    logo: Logo,
    waiting: bool,
    drawing: Background<Option<Pixels>>,
    /// What the picture shows, or is being drawn of.
    drawn: Option<Letterhead>,
    picture: Option<TextureHandle>,
}

fn id(part: &str) -> Id {
    Id::unique("settings letterhead").with(part)
}

impl LetterheadPart {
    /// The page is opened: what is kept is asked for again.
    pub(super) fn enter(&mut self) {
        *self = Self::default();
    }

    /// What the vault holds.
    pub(crate) fn hear(&mut self, letterhead: Letterhead, asks: &mut Vec<Ask>) {
        if std::mem::take(&mut self.waiting) {
            asks.push(Ask::Toast(say("settings-saved")));
        }
        self.colour.clone_from(&letterhead.colour);
        self.window = usize::from(letterhead.window == Window::Dl);
        self.lines = letterhead.lines.join("\n");
        self.footer.clone_from(&letterhead.footer);
        self.remove_logo = false;
        self.logo = Logo::default();
        self.kept = Some(letterhead);
    }

    /// What was asked for was refused; the page says why.
    pub(crate) fn refused(&mut self) {
        self.waiting = false;
    }

    /// Whether something was typed that is not kept.
    pub(super) fn is_dirty(&self) -> bool {
        self.kept
            .as_ref()
            .is_some_and(|kept| self.record(kept) != *kept)
    }

    fn record(&self, kept: &Letterhead) -> Letterhead {
        let lines = self.lines.lines().map(str::trim);
        let logo_png = match self.logo.png() {
            [] if self.remove_logo => Vec::new(),
            [] => kept.logo_png.clone(),
            chosen => chosen.to_vec(),
        };
        Letterhead {
            lines: lines
                .filter(|line| !line.is_empty())
                .map(str::to_owned)
                .collect(),
            footer: self.footer.trim().to_owned(),
            window: if self.window == 1 {
                Window::Dl
            } else {
                Window::Din
            },
            colour: self.colour.trim().to_owned(),
            logo_png,
        }
    }

    /// What is wrong with the colour.
    fn colour_problem(&self) -> Option<String> {
        let typed = self.colour.trim();
        if typed.is_empty() {
            return None;
        }
        let Some(colour) = Colour::from_hex(typed) else {
            return Some(say("letterhead-colour-wrong"));
        };
        match readable(colour) {
            Err(LetterError::Colour { darker, .. }) => {
                Some(say_with("letterhead-colour-pale", &[("colour", &darker)]))
            }
            _ => None,
        }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
        if !self.asked {
            self.asked = true;
            asks.push(Ask::Do(Command::Letterhead));
        }
        let Some(kept) = self.kept.clone() else {
            Text::help(&say("page-loading")).show(ui);
            return;
        };
        Text::help(&say("letterhead-help")).show(ui);
        ui.add_space(space::S12);
        self.fields(ui, &kept);
        if let (Some(trouble), false) = (shared.trouble, self.waiting) {
            ui.add_space(space::S12);
            Banner::new(id("trouble"), Tone::Stop, &trouble.message).show(ui);
        }
        ui.add_space(space::S16);
        self.save(ui, shared, &kept, asks);
        ui.add_space(space::S24);
        self.picture(ui, &shared.opened.clinic, &kept);
    }

    fn fields(&mut self, ui: &mut Ui, kept: &Letterhead) {
        let (label, help) = (say("letterhead-colour"), say("letterhead-colour-help"));
        let problem = self.colour_problem();
        let chosen = Colour::from_hex(&self.colour).filter(|_| problem.is_none());
        TextField::new(id("colour"), &label)
            .help(&help)
            .error(problem.as_deref())
            .optional()
            .limit(7)
            .show(ui, &mut self.colour);
        if let Some(colour) = chosen {
            let (rect, _) = ui.allocate_exact_size(vec2(96.0, 16.0), Sense::hover());
            let fill = Color32::from_rgb(colour.0, colour.1, colour.2);
            ui.painter().rect_filled(rect, 2.0, fill);
        }
        ui.add_space(space::S8);
        fields::label(ui, "letterhead-window");
        let name = say("letterhead-window");
        let words = ["letterhead-window-din", "letterhead-window-dl"].map(say);
        let items = words.each_ref().map(String::as_str);
        Segment::new(id("window"), &name, &items).show(ui, &mut self.window);
        ui.add_space(space::S12);
        fields::lines(ui, id("lines"), "letterhead-lines", 2, &mut self.lines);
        let label = say("letterhead-footer");
        TextField::new(id("footer"), &label)
            .optional()
            .limit(120)
            .show(ui, &mut self.footer);
        ui.add_space(space::S8);
        self.logo.show(ui);
        if !kept.logo_png.is_empty() && self.logo.png().is_empty() {
            fields::tick(
                ui,
                id("no logo"),
                "letterhead-logo-remove",
                &mut self.remove_logo,
            );
        }
    }

    fn save(&mut self, ui: &mut Ui, shared: &Shared<'_>, kept: &Letterhead, asks: &mut Vec<Ask>) {
        let (save, same, rights) = (
            say("settings-save"),
            say("settings-same"),
            say("settings-rights"),
        );
        let problem = self.colour_problem();
        let record = self.record(kept);
        let cannot = if !shared.opened.administrator {
            Some(rights.as_str())
        } else if record == *kept {
            Some(same.as_str())
        } else {
            problem.as_deref()
        };
        let button = Button::primary(&save)
            .busy(self.waiting)
            .disabled(cannot)
            .id(id("save"));
        if button.show(ui).clicked() {
            self.waiting = true;
            asks.push(Ask::Do(Command::SaveLetterhead(Box::new(record))));
        }
    }

    /// The top of a page as it will look, drawn beside the window.
    fn picture(&mut self, ui: &mut Ui, clinic: &Clinic, kept: &Letterhead) {
        let wanted = self.record(kept);
        if let Some(Some(pixels)) = self.drawing.poll() {
            let size = [pixels.width, pixels.height];
            let image = egui::ColorImage::from_rgba_unmultiplied(size, &pixels.rgba);
            let options = TextureOptions::LINEAR;
            self.picture = Some(ui.load_texture("letterhead", image, options));
        }
        let may = self.colour_problem().is_none();
        if may && self.drawn.as_ref() != Some(&wanted) && !self.drawing.is_running() {
            self.drawn = Some(wanted.clone());
            let clinic = clinic.clone();
            self.drawing
                .start(ui.ctx(), move || sample(&clinic, &wanted));
        }
        let Some(picture) = &self.picture else {
            return;
        };
        let size = picture.size_vec2();
        let width = ui.available_width().min(size.x / SCALE * 1.2);
        let height = width * size.y / size.x * SHOWN;
        let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
        let part = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, SHOWN));
        ui.painter().image(picture.id(), rect, part, Color32::WHITE);
        let line = Theme::of(ui).line(Line::Decoration);
        ui.painter()
            .rect_stroke(rect, 2.0, line, egui::StrokeKind::Outside);
    }
}

/// A page with the letterhead and nobody on it.
fn sample(clinic: &Clinic, letterhead: &Letterhead) -> Option<Pixels> {
    let mut press = Press::new();
    let head = crate::letter::blocks::Letterhead {
        clinic: clinic.name.clone(),
        address: clinic.address.clone(),
        phone: clinic.phone.clone(),
        email: clinic.email.clone(),
        logo: press.logo(&letterhead.logo_png).ok().flatten(),
        stationery: stationery(letterhead),
    };
    let words = TestWords {
        head,
        title: say("test-page-title"),
        address: say("test-page-window"),
        sentences: ["what", "fold", "good"].map(|part| say(&format!("test-page-{part}"))),
        scale: say("test-page-scale"),
    };
    let sheets = press.test_page(Paper::A4, &words).ok()?;
    sheets.pages.first().map(|page| render(page, SCALE))
}
