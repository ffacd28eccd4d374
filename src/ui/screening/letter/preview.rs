//! The page as it will be printed: asked for a moment after the last change, drawn away from the window's thread.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::Duration;

use egui::{Color32, ColorImage, Rect, TextureHandle, TextureOptions, Ui, pos2};

use crate::app::command::{Leaving, LetterPreview};
use crate::letter::Sheets;
use crate::letter::picture_of_page::{Pixels, render};
use crate::text;
use crate::ui::theme::space;
use crate::ui::widgets::{PagePreview, Progress, Text};

use super::super::Work;
use super::super::frame;

/// How long nothing must change before the letter is set anew.
const PAUSE_SECS: f64 = 0.3;
/// Points of a page to a millimetre.
const POINTS_TO_MM: f32 = 25.4 / 72.0;
/// The widest that a page is shown.
const MOST_WIDTH: f32 = 640.0;

/// The preview and how far it has come.
#[derive(Default)]
pub(super) struct Preview {
    /// When something changed last that was not asked for yet.
    changed_at: Option<f64>,
    /// Whether an answer is awaited.
    waiting: bool,
    letter: Option<Letter>,
}

/// A letter that was set.
struct Letter {
    sheets: Arc<Sheets>,
    stops: Vec<String>,
    hints: Vec<String>,
    leaves: Vec<Leaving>,
    held: Vec<(String, String)>,
    pictures: Vec<TextureHandle>,
    /// Pixels to the point of the pictures, and of those that are being drawn.
    scale: f32,
    drawing: Option<(f32, Receiver<Vec<Pixels>>)>,
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
        let pictures = self.letter.take().map(|letter| letter.pictures);
        self.letter = Some(Letter {
            sheets: Arc::new(letter.sheets.clone()),
            stops: letter.stops.clone(),
            hints: letter.hints.clone(),
            leaves: letter.leaves.clone(),
            held: letter.held.clone(),
            pictures: pictures.unwrap_or_default(),
            scale: 0.0,
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
        letter.show(ui, id);
    }
}

impl Letter {
    fn show(&mut self, ui: &mut Ui, id: egui::Id) {
        let name = text::say("preview-name");
        let count = self.sheets.pages.len();
        let mut wanted = self.scale;
        for (index, page) in self.sheets.pages.iter().enumerate() {
            let size = (page.width_pt * POINTS_TO_MM, page.height_pt * POINTS_TO_MM);
            let preview = PagePreview::new(id.with(index), &name, size, index + 1, count);
            let picture = self.pictures.get(index);
            let pixels = ui.pixels_per_point();
            let response = preview
                .most_width(MOST_WIDTH)
                .show(ui, |painter, sheet, _| {
                    wanted = sheet.width() * pixels / page.width_pt.max(1.0);
                    if let Some(picture) = picture {
                        let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
                        painter.image(picture.id(), sheet, whole, Color32::WHITE);
                    }
                });
            ui.accesskit_node_builder(response.id, |node| node.set_value(page.text()));
        }
        self.draw(ui, wanted);
    }

    /// Has the pages drawn in the size in which they are shown.
    fn draw(&mut self, ui: &Ui, wanted: f32) {
        let most = ui.input(|input| input.max_texture_side) as f32;
        let longest = self.sheets.pages.iter().map(|page| page.height_pt);
        let wanted = wanted.min(most / longest.fold(1.0, f32::max)).max(0.1);
        let near = |scale: f32| (scale - wanted).abs() < 0.01 * wanted;
        if near(self.scale) || self.drawing.is_some() {
            return;
        }
        let (tell, heard) = channel();
        let (sheets, ctx) = (Arc::clone(&self.sheets), ui.ctx().clone());
        std::thread::spawn(move || {
            let pages = sheets.pages.iter().map(|page| render(page, wanted));
            // Nobody listens any more if the page was left: then the pixels are dropped.
            if tell.send(pages.collect()).is_ok() {
                ctx.request_repaint();
            }
        });
        self.drawing = Some((wanted, heard));
    }

    /// Takes the pixels that were drawn.
    fn receive(&mut self, ui: &Ui) {
        let Some((scale, heard)) = &self.drawing else {
            return;
        };
        match heard.try_recv() {
            Ok(pages) => {
                self.scale = *scale;
                self.pictures = pages
                    .iter()
                    .map(|page| {
                        let image = ColorImage::from_rgba_unmultiplied(
                            [page.width, page.height],
                            &page.rgba,
                        );
                        ui.load_texture("page of a letter", image, TextureOptions::LINEAR)
                    })
                    .collect();
                self.drawing = None;
            }
            Err(TryRecvError::Disconnected) => self.drawing = None,
            Err(TryRecvError::Empty) => {}
        }
    }
}
