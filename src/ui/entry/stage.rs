//! The look of the pages before the vault is open: the name of the program at the left, one column at the right.

use egui::{
    Align, Color32, ColorImage, Id, Layout, Rangef, Rect, Role, Sense, TextureHandle,
    TextureOptions, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use crate::text::say;
use crate::ui::column::Column;
use crate::ui::shell::{Breadth, FOOTER};
use crate::ui::theme::{Line, space};
use crate::ui::widgets::Text;
use crate::ui::{Ground, Icon, Ink, Theme, Type, icons, paint};

/// Whether the page has buttons at its foot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Foot {
    None,
    Buttons,
}

/// A divided page.
pub(super) struct Stage {
    aside: Option<Rect>,
    column: Column,
    foot: Option<Rect>,
}

/// The width of the column.
const COLUMN: f32 = 560.0;
const ASIDE: f32 = 400.0;

impl Stage {
    /// Divides the window and draws the grounds.
    pub(super) fn begin(ui: &Ui, foot: Foot) -> Self {
        let all = ui.max_rect();
        let breadth = Breadth::of_width(all.width());
        let wide = breadth != Breadth::Narrow;
        let theme = Theme::of(ui);
        ui.painter()
            .rect_filled(all, 0.0, theme.ground(Ground::Canvas));
        let aside_width = (all.width() * 0.32).clamp(280.0, ASIDE);
        let aside = wide.then(|| Rect::from_min_size(all.min, vec2(aside_width, all.height())));
        let left = aside.map_or(all.left(), |rect| rect.right());
        let right = Rect::from_min_max(pos2(left, all.top()), all.max);
        let foot = (foot == Foot::Buttons)
            .then(|| Rect::from_min_max(pos2(left, all.bottom() - FOOTER), all.max));
        let bottom = foot.map_or(all.bottom(), |rect| rect.top());
        let body = Rect::from_min_max(right.min, pos2(right.right(), bottom));
        let gutter = if wide { space::S32 } else { space::S16 };
        let width = (body.width() - 2.0 * gutter).min(COLUMN);
        let column_left = body.left() + ((body.width() - width) / 2.0).max(gutter);
        let column = Column {
            page: body,
            across: Rangef::new(column_left, column_left + width),
        };
        if let Some(foot) = foot {
            ui.painter()
                .hline(foot.x_range(), foot.top(), theme.line(Line::Decoration));
        }
        Self {
            aside,
            column,
            foot,
        }
    }

    /// Draws the left part, with what the page adds under the name.
    pub(super) fn aside(&self, ui: &mut Ui, picture: &TextureHandle, add: impl FnOnce(&mut Ui)) {
        let Some(rect) = self.aside else { return };
        let theme = Theme::of(ui);
        paint::frame(ui, rect, 0, Some(Ground::AccentSoft), None);
        ui.painter()
            .vline(rect.right(), rect.y_range(), theme.line(Line::Decoration));
        let inner = rect.shrink2(vec2(space::S32, space::S48));
        let builder = UiBuilder::new()
            .id_salt("aside")
            .max_rect(inner)
            .layout(Layout::top_down(Align::Min))
            .accessibility_role(Role::Complementary)
            .accessibility_label(say("entry-name"));
        ui.scope_builder(builder, |ui| {
            ui.spacing_mut().item_spacing.y = space::S8;
            let (square, _) = ui.allocate_exact_size(vec2(64.0, 64.0), Sense::hover());
            let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
            ui.painter()
                .image(picture.id(), square, whole, Color32::WHITE);
            ui.add_space(space::S12);
            Text::h1(&say("entry-name")).show(ui);
            Text::body(&say("entry-claim")).ink(Ink::Help).show(ui);
            ui.add_space(space::S24);
            add(ui);
        });
    }

    /// Draws the column: the one thing that scrolls.
    pub(super) fn body<R>(&self, ui: &mut Ui, page: &str, add: impl FnOnce(&mut Ui) -> R) -> R {
        // Where there is room, the page begins lower, so that it does not hang under the upper edge.
        let top = if self.column.page.height() > 560.0 {
            space::S32
        } else {
            space::S16
        };
        let id = Id::unique("entry page").with(page);
        self.column.body(ui, id, top, add)
    }

    /// Draws the foot: one thing at the left, one at the right.
    pub(super) fn foot<A, B>(
        &self,
        ui: &mut Ui,
        back: impl FnOnce(&mut Ui) -> A,
        next: impl FnOnce(&mut Ui) -> B,
    ) -> Option<(A, B)> {
        let id = Id::unique("entry foot");
        let foot = self.foot?;
        Some(self.column.foot(ui, id, foot, back, next))
    }
}

/// The program's own picture.
pub(super) fn picture(ui: &Ui) -> TextureHandle {
    let image = eframe::icon_data::from_png_bytes(icons::PROGRAM_PNG).map_or_else(
        |_| ColorImage::example(),
        |icon| {
            let size = [icon.width as usize, icon.height as usize];
            ColorImage::from_rgba_unmultiplied(size, &icon.rgba)
        },
    );
    ui.load_texture("program", image, TextureOptions::LINEAR)
}

/// An icon and a line in the ink of help.
pub(super) fn quiet_line(ui: &mut Ui, icon: Icon, text: &str) {
    let theme = Theme::of(ui);
    let color = theme.ink(Ink::Help);
    let width = (ui.available_width() - 24.0).max(40.0);
    let galley = paint::wrapped(ui, text, Type::Small, color, width);
    let size = vec2(24.0 + galley.size().x, galley.size().y.max(20.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let at = pos2(rect.left() + 8.0, rect.top() + Type::Small.line() / 2.0);
    paint::icon(ui, at, icon, 16.0, color);
    paint::text(ui, pos2(rect.left() + 24.0, rect.top()), galley);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
}

/// A step of the first start: its number or a tick, and its name.
pub(super) fn step(ui: &mut Ui, number: usize, name: &str, done: bool, here: bool) {
    let theme = Theme::of(ui);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), 36.0));
    let centre = pos2(rect.left() + 14.0, rect.center().y);
    let (ground, ink) = if done || here {
        (Ground::Accent, Ink::OnAccent)
    } else {
        (Ground::Surface, Ink::Help)
    };
    let circle = Rect::from_center_size(centre, vec2(28.0, 28.0));
    let line = (!done && !here).then_some(Line::Edge);
    paint::frame(ui, circle, space::RADIUS_CHIP, Some(ground), line);
    if done {
        paint::icon(ui, centre, Icon::Check, 14.0, theme.ink(ink));
    } else {
        let text = paint::one_line(ui, &number.to_string(), Type::SmallStrong, theme.ink(ink));
        paint::text_centred(ui, circle, text);
    }
    let face = if here { Type::Strong } else { Type::Body };
    let name_ink = if here { Ink::Body } else { Ink::Help };
    let text = paint::elided(ui, name, face, theme.ink(name_ink), rect.width() - 44.0);
    let at = pos2(rect.left() + 40.0, rect.center().y - text.size().y / 2.0);
    paint::text(ui, at, text);
    let response = ui.interact(
        rect,
        egui::Id::unique(("entry step", number)),
        Sense::hover(),
    );
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, name));
    if here {
        ui.accesskit_node_builder(response.id, |node| {
            node.set_aria_current(egui::accesskit::AriaCurrent::Step);
        });
    }
}
