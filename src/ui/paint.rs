//! How text, icons, frames and focus rings are drawn, once, for all widgets.

use std::sync::Arc;

use egui::{
    Align, Align2, Color32, CornerRadius, Galley, Pos2, Rect, Response, StrokeKind, Ui, pos2,
    text::{LayoutJob, TextFormat, TextWrapping},
};

use crate::ui::{Ground, Icon, Ink, Theme, Type, theme::Line};

/// The gap between a control and its focus ring.
pub const FOCUS_GAP: f32 = 2.0;

/// How a piece of text is set.
pub fn format(kind: Type, color: Color32) -> TextFormat {
    TextFormat {
        font_id: kind.font(),
        color,
        line_height: Some(kind.line()),
        valign: Align::Center,
        ..TextFormat::default()
    }
}

/// Text that wraps at a width.
pub fn wrapped(ui: &Ui, text: &str, kind: Type, color: Color32, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(text.to_owned(), format(kind, color));
    job.wrap.max_width = width.max(1.0);
    ui.painter().layout_job(job)
}

/// Text on one line, however wide.
pub fn one_line(ui: &Ui, text: &str, kind: Type, color: Color32) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(text.to_owned(), format(kind, color));
    job.wrap.max_width = f32::INFINITY;
    job.break_on_newline = false;
    ui.painter().layout_job(job)
}

/// Text on one line, with an ellipsis where it would be wider than `width`.
pub fn elided(ui: &Ui, text: &str, kind: Type, color: Color32, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(text.to_owned(), format(kind, color));
    job.wrap = TextWrapping::truncate_at_width(width.max(1.0));
    ui.painter().layout_job(job)
}

/// Pieces of text in one paragraph.
pub fn pieces(ui: &Ui, parts: &[(&str, Type, Color32)], width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::default();
    for (text, kind, color) in parts {
        job.append(text, 0.0, format(*kind, *color));
    }
    job.wrap.max_width = width.max(1.0);
    ui.painter().layout_job(job)
}

/// Draws text that was laid out, with its top left corner at `pos`.
pub fn text(ui: &Ui, pos: Pos2, galley: Arc<Galley>) {
    // On whole pixels, so that letters stay sharp.
    let scale = ui.pixels_per_point();
    let pos = pos2(
        (pos.x * scale).round() / scale,
        (pos.y * scale).round() / scale,
    );
    ui.painter().galley(pos, galley, Color32::PLACEHOLDER);
}

/// Draws text that was laid out, centred in `rect`.
pub fn text_centred(ui: &Ui, rect: Rect, galley: Arc<Galley>) {
    text(ui, rect.center() - galley.size() / 2.0, galley);
}

/// Draws an icon with its centre at `center`.
pub fn icon(ui: &Ui, center: Pos2, icon: Icon, size: f32, color: Color32) {
    ui.painter().text(
        center,
        Align2::CENTER_CENTER,
        icon.char(),
        Icon::font(size),
        color,
    );
}

/// Draws a filled area with a line inside its edge.
pub fn frame(ui: &Ui, rect: Rect, radius: u8, ground: Option<Ground>, line: Option<Line>) {
    let theme = Theme::of(ui);
    let fill = ground.map_or(Color32::TRANSPARENT, |ground| theme.ground(ground));
    let stroke = line.map_or(egui::Stroke::NONE, |line| theme.line(line));
    ui.painter()
        .rect(rect, corner(rect, radius), fill, stroke, StrokeKind::Inside);
}

/// Draws the focus ring around a control if it has the focus, and brings it into view when it gets it.
pub fn focus(ui: &Ui, response: &Response, rect: Rect, radius: u8) {
    if !response.has_focus() {
        return;
    }
    // What was given the focus after it was drawn does not gain it in any frame, as egui counts.
    let seen = egui::Id::unique("focus last drawn");
    let before: Option<egui::Id> = ui.data(|data| data.get_temp(seen));
    if response.gained_focus() || before != Some(response.id) {
        ui.data_mut(|data| data.insert_temp(seen, response.id));
        ui.scroll_to_rect(rect.expand(crate::ui::theme::space::S12), None);
    }
    focus_ring(ui, rect, radius);
}

/// Draws the focus ring: a gap in the colour of the surface, then the ring.
pub fn focus_ring(ui: &Ui, rect: Rect, radius: u8) {
    let theme = Theme::of(ui);
    let radius = corner(rect, radius);
    let gap = egui::Stroke::new(FOCUS_GAP, theme.ground(Ground::Surface));
    ui.painter()
        .rect_stroke(rect, radius, gap, StrokeKind::Outside);
    ui.painter().rect_stroke(
        rect.expand(FOCUS_GAP),
        radius + CornerRadius::same(FOCUS_GAP as u8),
        theme.line(Line::Focus),
        StrokeKind::Outside,
    );
}

/// A radius that is never larger than half the height.
pub fn corner(rect: Rect, radius: u8) -> CornerRadius {
    let most = (rect.height().min(rect.width()) / 2.0).clamp(0.0, 255.0) as u8;
    CornerRadius::same(radius.min(most))
}

/// The colour of an ink in the theme that is worn.
pub fn ink(ui: &Ui, ink: Ink) -> Color32 {
    Theme::of(ui).ink(ink)
}
