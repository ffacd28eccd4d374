//! The guide in the window: chapters of `assets/guide` with their pictures, read without network and while locked.

mod chapter;

use std::collections::BTreeMap;

use egui::{ColorImage, Id, Key, Rect, Role, ScrollArea, Sense, TextureHandle, TextureOptions, Ui};
use egui::{UiBuilder, WidgetInfo, pos2, vec2};
use include_dir::{Dir, include_dir};

use crate::text::say;
use crate::ui::theme::{Line, space};
use crate::ui::widgets::palette::{PaletteRow, menu_row};
use crate::ui::widgets::{Button, Text, dialog};
use crate::ui::{Ground, Icon, Ink, Theme, Type, keys, paint};

use chapter::{Block, Piece, chapters};

static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/assets/guide");

/// The guide while it is open.
pub struct Guide {
    at: usize,
    /// Where there is no room for the list of chapters beside the page, it takes the page's place.
    contents: bool,
    pictures: BTreeMap<String, TextureHandle>,
}

const WIDTH: f32 = 1_080.0;
const CHAPTERS: f32 = 240.0;

impl Guide {
    /// The guide, open at a chapter; at the first where there is none of that name.
    #[must_use]
    pub fn at(chapter: &str) -> Self {
        let at = chapters().iter().position(|one| one.id == chapter);
        Self {
            at: at.unwrap_or(0),
            contents: false,
            pictures: BTreeMap::new(),
        }
    }

    /// Which chapter is open.
    #[must_use]
    pub fn chapter(&self) -> &'static str {
        chapters().get(self.at).map_or("", |one| one.id.as_str())
    }

    /// Draws it over the window; true when it is to be closed.
    pub fn show(&mut self, ui: &Ui) -> bool {
        let id = Id::unique("guide");
        let screen = ui.content_rect();
        let title = say("guide-title");
        let close_id = id.with("close");
        let sheet = dialog::sheet_at(ui, id, &title, WIDTH, Some(space::S16), |ui| {
            let height = screen.height() - 2.0 * space::S16 - 2.0 * space::S24;
            let close = head(ui, &title, close_id);
            let wide = ui.available_width() >= 760.0;
            let rest = (height - space::BUTTON - space::S12).max(120.0);
            if wide {
                self.beside(ui, id, rest);
            } else {
                self.under(ui, id, rest);
            }
            close
        });
        dialog::focus_when_new(ui, id, close_id);
        let close = (sheet.inner || sheet.dismissed || sheet.beside) && !sheet.is_new;
        if close {
            dialog::give_focus_back(ui, id);
        }
        close
    }

    fn beside(&mut self, ui: &mut Ui, id: Id, height: f32) {
        let area = ui.available_rect_before_wrap();
        let area = Rect::from_min_size(area.min, vec2(area.width(), height));
        let left = Rect::from_min_size(area.min, vec2(CHAPTERS, height));
        let right = Rect::from_min_max(pos2(left.right() + space::S24, area.top()), area.max);
        ui.scope_builder(
            UiBuilder::new().id_salt("guide left").max_rect(left),
            |ui| self.list(ui, id, height),
        );
        ui.scope_builder(
            UiBuilder::new().id_salt("guide right").max_rect(right),
            |ui| self.page(ui, id, height),
        );
        ui.advance_cursor_after_rect(area);
    }

    fn under(&mut self, ui: &mut Ui, id: Id, height: f32) {
        if !self.contents {
            let words = say("guide-contents");
            let button = Button::quiet(&words).icon(Icon::List).small();
            if button.id(id.with("contents")).show(ui).clicked() {
                self.contents = true;
            }
        }
        let height = (height - space::DENSE - space::S12).max(80.0);
        if self.contents {
            self.list(ui, id, height);
        } else {
            self.page(ui, id, height);
        }
    }

    fn list(&mut self, ui: &mut Ui, id: Id, height: f32) {
        let builder = UiBuilder::new()
            .id_salt("chapters")
            .accessibility_role(Role::Navigation)
            .accessibility_label(say("guide-contents"));
        ui.scope_builder(builder, |ui| {
            ScrollArea::vertical()
                .id_salt("guide chapters")
                .max_height(height)
                .auto_shrink([false, true])
                .show(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = 2.0;
                    // Room for the scroll bar.
                    ui.set_max_width(ui.available_width() - space::S12);
                    for (index, chapter) in chapters().iter().enumerate() {
                        let row = PaletteRow {
                            name: chapter.title.clone(),
                            ..PaletteRow::default()
                        };
                        let here = index == self.at;
                        if menu_row(ui, id.with(("chapter", index)), &row, here).clicked() {
                            self.at = index;
                            self.contents = false;
                        }
                    }
                });
        });
    }

    fn page(&mut self, ui: &mut Ui, id: Id, height: f32) {
        let Some(chapter) = chapters().get(self.at) else {
            return;
        };
        let scroll = id.with(("page", self.at));
        let builder = UiBuilder::new()
            .id_salt(scroll)
            .accessibility_role(Role::Document)
            .accessibility_label(chapter.title.as_str());
        let mut go = None;
        ui.scope_builder(builder, |ui| {
            ScrollArea::vertical()
                .id_salt(scroll)
                .max_height(height)
                .auto_shrink(false)
                .show(ui, |ui| {
                    page_keys(ui, height);
                    ui.spacing_mut().item_spacing.y = space::S8;
                    // Room for the scroll bar.
                    ui.set_max_width(ui.available_width() - space::S16);
                    for (index, block) in chapter.blocks.iter().enumerate() {
                        if let Some(to) = self.block(ui, id.with(("block", index)), block) {
                            go = Some(to);
                        }
                    }
                    ui.add_space(space::S32);
                });
        });
        if let Some(to) = go {
            self.at = to;
        }
    }

    /// Draws a block; the chapter that a press leads to.
    fn block(&mut self, ui: &mut Ui, id: Id, block: &Block) -> Option<usize> {
        match block {
            Block::Title(text) => {
                Text::h1(text).show(ui);
            }
            Block::Heading(text) => {
                ui.add_space(space::S12);
                Text::h2(text).show(ui);
            }
            Block::Paragraph(pieces) => prose(ui, pieces, 0.0, ""),
            Block::Point(pieces) => prose(ui, pieces, space::S24, "\u{2022}"),
            Block::Step(number, pieces) => {
                prose(ui, pieces, space::S24, &format!("{number}."));
            }
            Block::Note(pieces) => note(ui, pieces),
            Block::Picture { file, about } => self.picture(ui, file, about),
            Block::Leads { words, chapter } => {
                let button = Button::plain(words).icon(Icon::ArrowRight).small();
                if button.id(id).show(ui).clicked() {
                    return chapters().iter().position(|one| one.id == *chapter);
                }
            }
        }
        None
    }

    fn picture(&mut self, ui: &mut Ui, file: &str, about: &str) {
        let Some(image) = self.pictures.get(file).cloned().or_else(|| load(ui, file)) else {
            return;
        };
        self.pictures
            .entry(file.to_owned())
            .or_insert_with(|| image.clone());
        let size = image.size_vec2();
        let width = ui.available_width().min(size.x).min(PICTURE);
        let size = vec2(width, width * size.y / size.x.max(1.0));
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        let all = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        ui.painter()
            .image(image.id(), rect, all, egui::Color32::WHITE);
        paint::frame(ui, rect.expand(1.0), 2, None, Some(Line::Decoration));
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, about));
        Text::meta(about).show(ui);
        ui.add_space(space::S8);
    }
}

/// The widest that a picture is shown.
const PICTURE: f32 = 760.0;

fn head(ui: &mut Ui, title: &str, close_id: Id) -> bool {
    let words = say("guide-close");
    let mut close = false;
    ui.horizontal(|ui| {
        let button = Button::icon_only(Icon::Close, &words).id(close_id);
        close = button.show(ui).clicked();
        ui.add_space(space::S4);
        Text::h2(title).show(ui);
    });
    close
}

/// The keys that move a page, as nothing on it has the focus.
fn page_keys(ui: &Ui, height: f32) {
    for (key, by) in [
        (Key::PageDown, -0.9 * height),
        (Key::PageUp, 0.9 * height),
        (Key::End, f32::MIN / 4.0),
        (Key::Home, f32::MAX / 4.0),
    ] {
        if keys::take(ui, key) {
            ui.scroll_with_delta(vec2(0.0, by));
        }
    }
}

fn galley(ui: &Ui, pieces: &[Piece], width: f32) -> std::sync::Arc<egui::Galley> {
    let theme = Theme::of(ui);
    let parts: Vec<_> = pieces
        .iter()
        .map(|piece| {
            let face = if piece.strong {
                Type::Strong
            } else {
                Type::Body
            };
            (piece.text.as_str(), face, theme.ink(Ink::Body))
        })
        .collect();
    paint::pieces(ui, &parts, width)
}

fn spoken(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| piece.text.as_str()).collect()
}

fn prose(ui: &mut Ui, pieces: &[Piece], indent: f32, mark: &str) {
    let width = (ui.available_width() - indent).min(Type::Body.measure());
    let text = galley(ui, pieces, width);
    let size = vec2(indent + text.size().x, text.size().y);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    if !mark.is_empty() {
        let color = Theme::of(ui).ink(Ink::Accent);
        let mark = paint::one_line(ui, mark, Type::Strong, color);
        paint::text(ui, rect.min, mark);
    }
    paint::text(ui, rect.min + vec2(indent, 0.0), text);
    let words = spoken(pieces);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
}

fn note(ui: &mut Ui, pieces: &[Piece]) {
    let theme = Theme::of(ui);
    egui::Frame::new()
        .fill(theme.ground(Ground::Sunken))
        .stroke(theme.line(Line::Decoration))
        .corner_radius(space::RADIUS_CARD)
        .inner_margin(egui::Margin::same(16))
        .show(ui, |ui| prose(ui, pieces, 0.0, ""));
    ui.add_space(space::S4);
}

fn load(ui: &Ui, file: &str) -> Option<TextureHandle> {
    let bytes = FILES.get_file(file)?.contents();
    let image = decoded(bytes)?;
    Some(ui.load_texture(file.to_owned(), image, TextureOptions::LINEAR))
}

/// A picture of the guide as points; nothing if it is no picture.
fn decoded(bytes: &[u8]) -> Option<ColorImage> {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::STRIP_16);
    let mut reader = decoder.read_info().ok()?;
    let mut buffer = vec![0; reader.output_buffer_size()?];
    let info = reader.next_frame(&mut buffer).ok()?;
    let points = &buffer[..info.buffer_size()];
    let size = [info.width as usize, info.height as usize];
    match info.color_type {
        png::ColorType::Rgb => Some(ColorImage::from_rgb(size, points)),
        png::ColorType::Rgba => Some(ColorImage::from_rgba_unmultiplied(size, points)),
        png::ColorType::Grayscale => Some(ColorImage::from_gray(size, points)),
        _ => None,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    /// What F1 may open, and the pages that the guide has to have.
    const CHAPTERS: [&str; 9] = [
        "first-start",
        "support-check",
        "therapy-assessment",
        "result",
        "letter",
        "people",
        "backups",
        "when-something-is-wrong",
        "shortcuts",
    ];

    #[test]
    fn every_chapter_is_there_and_says_something() {
        let all = chapters();
        for id in CHAPTERS {
            let chapter = all.iter().find(|one| one.id == id);
            let chapter = chapter.unwrap_or_else(|| panic!("no chapter {id}"));
            assert!(!chapter.title.is_empty(), "{id} has no title");
            assert!(chapter.blocks.len() > 4, "{id} says too little");
        }
    }

    #[test]
    fn every_picture_can_be_read_and_every_link_leads_somewhere() {
        let mut pictures = 0;
        for chapter in chapters() {
            for block in &chapter.blocks {
                match block {
                    Block::Picture { file, about } => {
                        pictures += 1;
                        let found = FILES.get_file(file);
                        let found = found.unwrap_or_else(|| panic!("{}: no {file}", chapter.id));
                        assert!(decoded(found.contents()).is_some(), "{file}");
                        assert!(about.len() > 10, "{file} is not described");
                    }
                    Block::Leads { chapter: to, .. } => {
                        assert!(chapters().iter().any(|one| one.id == *to), "{to}");
                    }
                    _ => {}
                }
            }
        }
        assert!(pictures >= 10, "{pictures} pictures");
    }

    #[test]
    fn every_picture_is_one_that_the_tests_draw_and_is_shown() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let used: std::collections::BTreeSet<&String> = chapters()
            .iter()
            .flat_map(|chapter| &chapter.blocks)
            .filter_map(|block| match block {
                Block::Picture { file, .. } => Some(file),
                _ => None,
            })
            .collect();
        let mut looked = 0;
        for entry in std::fs::read_dir(root.join("assets/guide/pictures")).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            let shown = format!("pictures/{name}");
            assert!(used.contains(&shown), "{name} is not in the guide");
            let drawn = std::fs::read(root.join("tests/snapshots").join(&name));
            assert!(
                drawn.is_ok_and(|drawn| drawn == std::fs::read(&path).unwrap()),
                "{name} is not the picture that the tests compare: run tests/guide.sh"
            );
            looked += 1;
        }
        assert_eq!(looked, used.len(), "the guide shows what is not there");
    }

    #[test]
    fn what_the_program_is_stands_in_the_guide_word_for_word() {
        let words: String = chapters()
            .iter()
            .flat_map(|chapter| &chapter.blocks)
            .map(|block| match block {
                Block::Paragraph(pieces) | Block::Note(pieces) => spoken(pieces),
                _ => String::new(),
            })
            .collect();
        assert!(words.contains(&say("about-intended-use")));
        assert!(words.contains(&say("about-not-a-device")));
    }
}
