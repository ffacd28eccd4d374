//! A sheet of paper as it will come out of the printer.

use egui::{Color32, Id, Painter, Rect, Response, Role, Sense, Ui, WidgetInfo, vec2};

use crate::ui::{
    Ink, Theme, Type, Words, paint,
    theme::{Line, space},
    words::fill,
};

/// One page of a letter, scaled to the room there is.
#[must_use = "call `show`"]
pub struct PagePreview<'a> {
    id: Id,
    name: &'a str,
    width_mm: f32,
    height_mm: f32,
    page: usize,
    pages: usize,
    most_width: f32,
}

impl<'a> PagePreview<'a> {
    /// Page `page` of `pages` (counted from one) of a letter, on a sheet of this size.
    pub fn new(
        id: Id,
        name: &'a str,
        (width_mm, height_mm): (f32, f32),
        page: usize,
        pages: usize,
    ) -> Self {
        Self {
            id,
            name,
            width_mm,
            height_mm,
            page,
            pages,
            most_width: 560.0,
        }
    }

    /// At most this wide.
    pub fn most_width(mut self, width: f32) -> Self {
        self.most_width = width;
        self
    }

    /// Draws the sheet; `draw` gets a painter that is clipped to it, where it stands, and how many points a millimetre has.
    ///
    /// Paper is white in every look, because the printer's is.
    pub fn show(self, ui: &mut Ui, draw: impl FnOnce(&Painter, Rect, f32)) -> Response {
        let theme = Theme::of(ui);
        let margin = space::S8;
        let width = (ui.available_width() - 2.0 * margin).min(self.most_width);
        let scale = width / self.width_mm;
        let height = self.height_mm * scale;
        let number = [
            ("page", self.page.to_string()),
            ("total", self.pages.to_string()),
        ];
        let number = number
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        let caption = fill(&Words::of(ui).page_of_total, &number);
        let line = Type::Meta.line() + space::S8;
        let (_, rect) = ui.allocate_space(vec2(width + 2.0 * margin, height + 2.0 * margin + line));
        let sheet = Rect::from_min_size(rect.min + vec2(margin, margin), vec2(width, height));
        let response = ui.interact(sheet, self.id, Sense::click());
        let shadow = ui.visuals().popup_shadow;
        ui.painter().add(shadow.as_shape(sheet, 2.0));
        ui.painter().rect(
            sheet,
            2.0,
            Color32::WHITE,
            theme.line(Line::Decoration),
            egui::StrokeKind::Outside,
        );
        let clipped = ui.painter().with_clip_rect(sheet.intersect(ui.clip_rect()));
        draw(&clipped, sheet, scale);
        paint::focus(ui, &response, sheet, 2);
        let text = paint::one_line(ui, &caption, Type::Meta, theme.ink(Ink::Meta));
        paint::text(
            ui,
            egui::pos2(sheet.left(), sheet.bottom() + space::S8),
            text,
        );
        let name = format!("{}, {caption}", self.name);
        response.widget_info(|| WidgetInfo::labeled(Role::Document, true, &name));
        response
    }
}
