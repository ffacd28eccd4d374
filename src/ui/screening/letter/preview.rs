//! The page as it will be printed: asked for a moment after the last change, drawn away from the window's thread.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::Duration;

use egui::{Color32, ColorImage, Key, Rect, TextureHandle, TextureOptions, Ui, pos2};

use crate::app::command::{Leaving, LetterPreview};
use crate::letter::Sheets;
use crate::letter::picture_of_page::{Pixels, render};
use crate::text;
use crate::ui::theme::space;
use crate::ui::widgets::{Button, PagePreview, Progress, Text};
use crate::ui::{Icon, keys};

use super::super::Work;
use super::super::frame;

/// How long nothing must change before the letter is set anew.
const PAUSE_SECS: f64 = 0.3;
/// Points of a page to a millimetre.
const POINTS_TO_MM: f32 = 25.4 / 72.0;
/// The steps of the zoom, in percent of the paper's size.
const STEPS: [u16; 9] = [50, 75, 100, 125, 150, 200, 250, 300, 400];
/// A window is never so low that a page is shown smaller than this.
const LEAST_HEIGHT: f32 = 360.0;
/// Points of the window to a point of paper at its own size, as screens count inches.
const OWN_SIZE: f32 = 96.0 / 72.0;

/// How large the page is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Zoom {
    /// As wide as there is room.
    #[default]
    Width,
    /// The whole page.
    Page,
    /// In percent of the paper's size.
    Percent(u16),
}

impl Zoom {
    /// How wide a page of this size is shown in this room.
    fn width(self, (page_width, page_height): (f32, f32), room: egui::Vec2) -> f32 {
        let width = match self {
            Self::Width => room.x,
            Self::Page => room.x.min(room.y * page_width / page_height.max(1.0)),
            Self::Percent(percent) => page_width * OWN_SIZE * f32::from(percent) / 100.0,
        };
        width.max(120.0)
    }

    /// The next step up or down from what is shown, in percent.
    fn step(shown: f32, up: bool) -> Self {
        let near = |percent: u16| (f32::from(percent) - shown).abs() < 1.0;
        let next = if up {
            STEPS
                .into_iter()
                .find(|percent| f32::from(*percent) > shown && !near(*percent))
        } else {
            STEPS
                .into_iter()
                .rev()
                .find(|percent| f32::from(*percent) < shown && !near(*percent))
        };
        let last = if up { STEPS[STEPS.len() - 1] } else { STEPS[0] };
        Self::Percent(next.unwrap_or(last))
    }
}

/// The preview and how far it has come.
#[derive(Default)]
pub(super) struct Preview {
    /// When something changed last that was not asked for yet.
    changed_at: Option<f64>,
    /// Whether an answer is awaited.
    waiting: bool,
    letter: Option<Letter>,
    /// The page that is shown, from nought.
    page: usize,
    zoom: Zoom,
    /// How large the page was shown last, in percent of its own size.
    shown: f32,
}

/// A letter that was set.
struct Letter {
    sheets: Arc<Sheets>,
    stops: Vec<String>,
    hints: Vec<String>,
    leaves: Vec<Leaving>,
    held: Vec<(String, String)>,
    /// Pictures of pages, each with its pixels to the point; nought for those of the letter before.
    pictures: BTreeMap<usize, (f32, TextureHandle)>,
    /// The page and the pixels to the point that are being drawn.
    drawing: Option<(usize, f32, Receiver<Pixels>)>,
}

impl Preview {
    /// Asks without waiting for a pause.
    pub(super) fn ask_at_once(&mut self) {
        self.changed_at = Some(f64::NEG_INFINITY);
    }

    /// Something in the letter changed.
    pub(super) fn changed(&mut self, ui: &Ui) {
        self.changed_at = Some(ui.input(|input| input.time));
    }

    /// Whether the letter is to be asked for now.
    pub(super) fn is_due(&mut self, ui: &Ui) -> bool {
        let Some(changed_at) = self.changed_at else {
            return false;
        };
        let waits = changed_at + PAUSE_SECS - ui.input(|input| input.time);
        if waits > 0.0 {
            ui.request_repaint_after(Duration::from_secs_f64(waits));
            return false;
        }
        self.changed_at = None;
        self.waiting = true;
        true
    }

    /// Takes a letter that was set.
    pub(super) fn take(&mut self, letter: &LetterPreview) {
        self.waiting = false;
        // The pictures of the one before stay until the new ones are drawn, so that nothing flickers.
        let mut pictures = self.letter.take().map(|letter| letter.pictures);
        let old = pictures.iter_mut().flatten();
        old.for_each(|(_, (scale, _))| *scale = 0.0);
        self.letter = Some(Letter {
            sheets: Arc::new(letter.sheets.clone()),
            stops: letter.stops.clone(),
            hints: letter.hints.clone(),
            leaves: letter.leaves.clone(),
            held: letter.held.clone(),
            pictures: pictures.unwrap_or_default(),
            drawing: None,
        });
    }

    /// No answer will come.
    pub(super) fn give_up(&mut self) {
        self.waiting = false;
    }

    /// Whether an answer is awaited.
    pub(super) fn is_waiting(&self) -> bool {
        self.waiting
    }

    /// Whether what is shown is what was typed.
    pub(super) fn is_current(&self) -> bool {
        self.letter.is_some() && !self.waiting && self.changed_at.is_none()
    }

    /// What stops the letter.
    pub(super) fn stops(&self) -> &[String] {
        self.letter.as_ref().map_or(&[], |letter| &letter.stops)
    }

    /// What leaves, field by field.
    pub(super) fn leaves(&self) -> &[Leaving] {
        self.letter.as_ref().map_or(&[], |letter| &letter.leaves)
    }

    /// What was ticked and stays out.
    pub(super) fn held(&self) -> &[(String, String)] {
        self.letter.as_ref().map_or(&[], |letter| &letter.held)
    }

    /// What should be looked at.
    pub(super) fn hints(&self) -> &[String] {
        self.letter.as_ref().map_or(&[], |letter| &letter.hints)
    }

    /// Draws the pages.
    pub(super) fn show(&mut self, ui: &mut Ui, work: &Work) {
        let id = frame::id(work, "preview");
        ui.spacing_mut().item_spacing.y = space::S8;
        let Some(letter) = &mut self.letter else {
            let words = text::say("preview-setting");
            Progress::new(id.with("setting"), &words, None).show(ui);
            return;
        };
        // The line is always there, so that the page does not jump while one types.
        Text::meta(&text::say(
            if self.waiting || self.changed_at.is_some() || letter.drawing.is_some() {
                "preview-setting"
            } else {
                "preview-as-printed"
            },
        ))
        .show(ui);
        letter.receive(ui);
        let count = letter.sheets.pages.len();
        self.page = self.page.min(count.saturating_sub(1));
        self.tools(ui, id, count);
        self.sheet(ui, id, count);
    }

    /// Which page, and how large.
    fn tools(&mut self, ui: &mut Ui, id: egui::Id, count: usize) {
        let shown = format!("{:.0}", self.shown);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(space::S4, space::S4);
            let first = (self.page == 0).then(|| text::say("preview-first"));
            if tool(ui, id, Icon::CaretLeft, "preview-back", first.as_deref()) {
                self.page = self.page.saturating_sub(1);
            }
            let numbers = [
                ("page", (self.page + 1).to_string()),
                ("pages", count.to_string()),
            ];
            let numbers = numbers
                .each_ref()
                .map(|(name, value)| (*name, value.as_str()));
            Text::meta(&text::say_with("preview-page", &numbers)).show(ui);
            let last = (self.page + 1 >= count).then(|| text::say("preview-last"));
            if tool(ui, id, Icon::CaretRight, "preview-on", last.as_deref()) {
                self.page += 1;
            }
            ui.add_space(space::S16);
            for (icon, word, up) in [
                (Icon::Minus, "preview-smaller", false),
                (Icon::Plus, "preview-larger", true),
            ] {
                if tool(ui, id, icon, word, None) {
                    self.zoom = Zoom::step(self.shown, up);
                }
                if !up {
                    Text::meta(&text::say_with("preview-percent", &[("percent", &shown)])).show(ui);
                }
            }
            ui.add_space(space::S8);
            for (word, zoom) in [
                ("preview-fit-width", Zoom::Width),
                ("preview-fit-page", Zoom::Page),
            ] {
                let label = text::say(word);
                let button = Button::plain(&label).small().id(id.with(word));
                if button.show(ui).clicked() {
                    self.zoom = zoom;
                }
            }
        });
    }

    /// The page itself; a zoomed one is moved about in a room of its own.
    fn sheet(&mut self, ui: &mut Ui, id: egui::Id, count: usize) {
        let Some(letter) = &mut self.letter else {
            return;
        };
        let Some(page) = letter.sheets.pages.get(self.page) else {
            return;
        };
        let margin = 2.0 * space::S8;
        let height = (ui.clip_rect().height() - 3.0 * space::S48).max(LEAST_HEIGHT);
        let room = egui::vec2(ui.available_width() - margin, height);
        let width = self.zoom.width((page.width_pt, page.height_pt), room);
        self.shown = width / (page.width_pt.max(1.0) * OWN_SIZE) * 100.0;
        let wider = width > room.x + 0.5;
        let response = if wider {
            egui::ScrollArea::both()
                .id_salt(id.with("room"))
                .max_height(height)
                .show(ui, |ui| {
                    ui.set_min_width(width + margin);
                    letter.show(ui, id, self.page, count, width)
                })
                .inner
        } else {
            letter.show(ui, id, self.page, count, width)
        };
        if response.clicked() {
            response.request_focus();
        }
        if response.has_focus() {
            self.keys(ui, count);
        }
    }

    /// Keys while the page has the focus.
    fn keys(&mut self, ui: &Ui, count: usize) {
        if keys::take(ui, Key::PageDown) {
            self.page = (self.page + 1).min(count.saturating_sub(1));
        }
        if keys::take(ui, Key::PageUp) {
            self.page = self.page.saturating_sub(1);
        }
        if keys::take(ui, Key::Home) {
            self.page = 0;
        }
        if keys::take(ui, Key::End) {
            self.page = count.saturating_sub(1);
        }
        for (key, up) in [(Key::Plus, true), (Key::Equals, true), (Key::Minus, false)] {
            if keys::take(ui, key) {
                self.zoom = Zoom::step(self.shown, up);
            }
        }
        if keys::take(ui, Key::Num0) {
            self.zoom = Zoom::Width;
        }
    }
}

fn tool(ui: &mut Ui, id: egui::Id, icon: Icon, word: &str, reason: Option<&str>) -> bool {
    let label = text::say(word);
    Button::icon_only(icon, &label)
        .small()
        .disabled(reason)
        .id(id.with(word))
        .show(ui)
        .clicked()
}

impl Letter {
    fn show(
        &mut self,
        ui: &mut Ui,
        id: egui::Id,
        index: usize,
        count: usize,
        width: f32,
    ) -> egui::Response {
        let name = text::say("preview-name");
        let sheets = Arc::clone(&self.sheets);
        let (mut wanted, mut said) = (0.0, String::new());
        let mut size = (210.0, 297.0);
        let mut points = 1.0;
        if let Some(page) = sheets.pages.get(index) {
            size = (page.width_pt * POINTS_TO_MM, page.height_pt * POINTS_TO_MM);
            points = page.width_pt.max(1.0);
            said = page.text();
        }
        let picture = self.pictures.get(&index).map(|(_, picture)| picture.id());
        let pixels = ui.pixels_per_point();
        let response = PagePreview::new(id.with("page"), &name, size, index + 1, count)
            .most_width(width)
            .show(ui, |painter, sheet, _| {
                wanted = sheet.width() * pixels / points;
                if let Some(picture) = picture {
                    let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
                    painter.image(picture, sheet, whole, Color32::WHITE);
                }
            });
        ui.accesskit_node_builder(response.id, |node| node.set_value(said));
        self.draw(ui, index, wanted);
        response
    }

    /// Has the page drawn in the size in which it is shown.
    fn draw(&mut self, ui: &Ui, index: usize, wanted: f32) {
        let Some(page) = self.sheets.pages.get(index) else {
            return;
        };
        let most = ui.input(|input| input.max_texture_side) as f32;
        let wanted = wanted.min(most / page.height_pt.max(page.width_pt).max(1.0));
        let wanted = wanted.max(0.1);
        let scale = self.pictures.get(&index).map_or(0.0, |(scale, _)| *scale);
        if (scale - wanted).abs() < 0.01 * wanted || self.drawing.is_some() {
            return;
        }
        let (tell, heard) = channel();
        let (sheets, ctx) = (Arc::clone(&self.sheets), ui.ctx().clone());
        std::thread::spawn(move || {
            let Some(page) = sheets.pages.get(index) else {
                return;
            };
            // Nobody listens any more if the page was left: then the pixels are dropped.
            if tell.send(render(page, wanted)).is_ok() {
                ctx.request_repaint();
            }
        });
        self.drawing = Some((index, wanted, heard));
    }

    /// Takes the pixels that were drawn.
    fn receive(&mut self, ui: &Ui) {
        let Some((index, scale, heard)) = &self.drawing else {
            return;
        };
        match heard.try_recv() {
            Ok(page) => {
                let size = [page.width, page.height];
                let image = ColorImage::from_rgba_unmultiplied(size, &page.rgba);
                let picture = ui.load_texture("page of a letter", image, TextureOptions::LINEAR);
                // One large picture at a time: at four times its size a page takes a hundred megabytes.
                self.pictures.retain(|_, (scale, _)| *scale < 3.0);
                self.pictures.insert(*index, (*scale, picture));
                self.drawing = None;
            }
            Err(TryRecvError::Disconnected) => self.drawing = None,
            Err(TryRecvError::Empty) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A4: (f32, f32) = (595.28, 841.89);

    #[test]
    fn a_page_fits_the_width_or_is_whole_or_has_its_own_size() {
        let room = egui::vec2(700.0, 500.0);
        assert_eq!(Zoom::Width.width(A4, room), 700.0);
        let whole = Zoom::Page.width(A4, room);
        assert!((whole * A4.1 / A4.0 - 500.0).abs() < 0.1);
        let own = Zoom::Percent(100).width(A4, room);
        assert!((own - 793.7).abs() < 0.1, "210 mm at 96 to the inch");
        assert!(Zoom::Page.width(A4, egui::vec2(10.0, 10.0)) >= 120.0);
    }

    #[test]
    fn the_zoom_goes_by_steps_from_what_is_shown_and_ends() {
        assert_eq!(Zoom::step(88.2, true), Zoom::Percent(100));
        assert_eq!(Zoom::step(88.2, false), Zoom::Percent(75));
        assert_eq!(Zoom::step(100.0, true), Zoom::Percent(125));
        assert_eq!(Zoom::step(100.4, false), Zoom::Percent(75));
        assert_eq!(Zoom::step(400.0, true), Zoom::Percent(400));
        assert_eq!(Zoom::step(20.0, false), Zoom::Percent(50));
    }
}
