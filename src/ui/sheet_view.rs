//! Pages as they will be printed, outside of a screening: drawn away from the window's thread, shown when they are there.

use std::sync::Arc;

use egui::{Color32, ColorImage, Id, Rect, TextureHandle, TextureOptions, Ui, pos2};

use crate::letter::Sheets;
use crate::letter::picture_of_page::{Pixels, render};
use crate::ui::background::Background;
use crate::ui::widgets::PagePreview;

/// Points of a page to a millimetre.
const POINTS_TO_MM: f32 = 25.4 / 72.0;

/// Pages and their pictures.
#[derive(Default)]
pub struct SheetView {
    sheets: Option<Arc<Sheets>>,
    pictures: Vec<TextureHandle>,
    scale: f32,
    drawing: Background<(f32, Vec<Pixels>)>,
}

impl SheetView {
    /// Takes other pages; the pictures of those before stay until the new ones are drawn.
    pub fn take(&mut self, sheets: Sheets) {
        self.sheets = Some(Arc::new(sheets));
        self.scale = 0.0;
        // What is being drawn is of the pages before.
        self.drawing = Background::default();
    }

    /// Whether there is anything to show.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sheets.is_none()
    }

    /// Draws the pages, at most this wide.
    pub fn show(&mut self, ui: &mut Ui, id: Id, name: &str, most_width: f32) {
        let Some(sheets) = self.sheets.clone() else {
            return;
        };
        self.receive(ui);
        let count = sheets.pages.len();
        let mut wanted = self.scale;
        for (index, page) in sheets.pages.iter().enumerate() {
            let size = (page.width_pt * POINTS_TO_MM, page.height_pt * POINTS_TO_MM);
            let preview = PagePreview::new(id.with(index), name, size, index + 1, count);
            let (picture, pixels) = (self.pictures.get(index), ui.pixels_per_point());
            let response = preview
                .most_width(most_width)
                .show(ui, |painter, sheet, _| {
                    wanted = sheet.width() * pixels / page.width_pt.max(1.0);
                    if let Some(picture) = picture {
                        let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
                        painter.image(picture.id(), sheet, whole, Color32::WHITE);
                    }
                });
            ui.accesskit_node_builder(response.id, |node| node.set_value(page.text()));
        }
        self.draw(ui, &sheets, wanted);
    }

    fn draw(&mut self, ui: &Ui, sheets: &Arc<Sheets>, wanted: f32) {
        let most = ui.input(|input| input.max_texture_side) as f32;
        let longest = sheets.pages.iter().map(|page| page.height_pt);
        let wanted = wanted.min(most / longest.fold(1.0, f32::max)).max(0.1);
        if (self.scale - wanted).abs() < 0.01 * wanted || self.drawing.is_running() {
            return;
        }
        let sheets = Arc::clone(sheets);
        self.drawing.start(ui.ctx(), move || {
            let pages = sheets.pages.iter().map(|page| render(page, wanted));
            (wanted, pages.collect())
        });
    }

    fn receive(&mut self, ui: &Ui) {
        let Some((scale, pages)) = self.drawing.poll() else {
            return;
        };
        self.scale = scale;
        let texture = |page: &Pixels| {
            let size = [page.width, page.height];
            let image = ColorImage::from_rgba_unmultiplied(size, &page.rgba);
            ui.load_texture("page of a text", image, TextureOptions::LINEAR)
        };
        self.pictures = pages.iter().map(texture).collect();
    }
}
