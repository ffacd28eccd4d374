//! How the page of a screening is divided: sections at the left, the column, the side, and the footer below.

use egui::{
    Align, Frame as Margins, Id, Layout, Margin, Rect, Role, ScrollArea, Ui, UiBuilder, pos2, vec2,
};

use crate::ui::shell::{Breadth, COLUMN, FOOTER, SECTIONS, SIDE};
use crate::ui::theme::space;
use crate::ui::{Ground, Theme, theme::Line};

/// The parts of a page.
#[derive(Clone, Copy, Debug)]
pub(in crate::ui::screening) struct Frame {
    /// How much room the window has.
    pub(in crate::ui::screening) breadth: Breadth,
    /// The whole page.
    pub(in crate::ui::screening) all: Rect,
    /// The list of sections, unless it is a drawer.
    pub(in crate::ui::screening) sections: Option<Rect>,
    /// What scrolls.
    pub(in crate::ui::screening) page: Rect,
    /// The side, unless it is a drawer.
    pub(in crate::ui::screening) side: Option<Rect>,
    /// Back, what was saved when, and the primary button.
    pub(in crate::ui::screening) footer: Rect,
}

impl Frame {
    /// Divides the room that `ui` has, and draws the lines between the parts.
    pub(in crate::ui::screening) fn begin(ui: &Ui, with_sections: bool, with_side: bool) -> Self {
        let all = ui.max_rect();
        let breadth = Breadth::of_width(ui.ctx().content_rect().width());
        let sections = (with_sections && breadth != Breadth::Narrow)
            .then(|| Rect::from_min_max(all.min, pos2(all.left() + SECTIONS, all.bottom())));
        let side = (with_side && breadth == Breadth::Wide)
            .then(|| Rect::from_min_max(pos2(all.right() - SIDE, all.top()), all.max));
        let left = sections.map_or(all.left(), |rect| rect.right());
        let right = side.map_or(all.right(), |rect| rect.left());
        let middle = Rect::from_x_y_ranges(left..=right.max(left), all.y_range());
        let edge = (middle.bottom() - FOOTER).max(middle.top());
        let frame = Self {
            breadth,
            all,
            sections,
            page: Rect::from_min_max(middle.min, pos2(middle.right(), edge)),
            side,
            footer: Rect::from_min_max(pos2(middle.left(), edge), middle.max),
        };
        frame.draw(ui);
        frame
    }

    fn draw(&self, ui: &Ui) {
        let theme = Theme::of(ui);
        let painter = ui.painter();
        painter.rect_filled(self.all, 0.0, theme.ground(Ground::Canvas));
        let line = theme.line(Line::Decoration);
        if let Some(rect) = self.sections {
            painter.vline(rect.right(), rect.y_range(), line);
        }
        if let Some(rect) = self.side {
            painter.vline(rect.left(), rect.y_range(), line);
        }
        painter.hline(self.footer.x_range(), self.footer.top(), line);
    }

    /// Whether sections and side are drawers behind buttons.
    pub(in crate::ui::screening) fn is_narrow(&self) -> bool {
        self.breadth == Breadth::Narrow
    }

    /// The bounds of the column within the page.
    pub(in crate::ui::screening) fn column(&self) -> Rect {
        let gutter = if self.is_narrow() {
            space::S16
        } else {
            space::S24
        };
        let width = (self.page.width() - 2.0 * gutter).clamp(0.0, COLUMN);
        let left = self.page.left() + ((self.page.width() - width) / 2.0).max(gutter);
        Rect::from_x_y_ranges(left..=left + width, self.page.y_range())
    }

    /// Draws what stands beside the page; it scrolls by itself where it must.
    pub(in crate::ui::screening) fn beside<R>(
        ui: &mut Ui,
        rect: Rect,
        id: Id,
        (role, name): (Role, &str),
        add: impl FnOnce(&mut Ui) -> R,
    ) -> R {
        let builder = UiBuilder::new()
            .id_salt(id)
            .max_rect(rect)
            .accessibility_role(role)
            .accessibility_label(name);
        ui.scope_builder(builder, |ui| {
            ScrollArea::vertical()
                .id_salt(id)
                .auto_shrink(false)
                .show(ui, |ui| {
                    ui.set_width(rect.width());
                    Margins::new()
                        .inner_margin(Margin::symmetric(12, 16))
                        .show(ui, add)
                        .inner
                })
                .inner
        })
        .inner
    }

    /// Draws the page, the one thing that scrolls, from `offset` on if that is set; says where it was scrolled to.
    pub(in crate::ui::screening) fn page<R>(
        &self,
        ui: &mut Ui,
        id: Id,
        offset: Option<f32>,
        add: impl FnOnce(&mut Ui, f32) -> R,
    ) -> (R, f32) {
        let column = self.column();
        let builder = UiBuilder::new()
            .id_salt(id)
            .max_rect(self.page)
            .accessibility_role(Role::Main)
            .accessibility_label(crate::text::say("landmark-page"));
        ui.scope_builder(builder, |ui| {
            let mut area = ScrollArea::vertical().id_salt(id).auto_shrink(false);
            if let Some(offset) = offset {
                area = area.vertical_scroll_offset(offset);
            }
            let out = area.show(ui, |ui| {
                ui.set_width(self.page.width());
                let start = ui.cursor().top();
                ui.add_space(if self.is_narrow() {
                    space::S12
                } else {
                    space::S24
                });
                let top = ui.cursor().top();
                let builder = UiBuilder::new()
                    .id_salt("column")
                    .max_rect(Rect::from_x_y_ranges(column.x_range(), top..=f32::INFINITY))
                    .layout(Layout::top_down(Align::Min));
                let inner = ui.scope_builder(builder, |ui| add(ui, start)).inner;
                ui.add_space(space::S48);
                inner
            });
            (out.inner, out.state.clamped_offset().y)
        })
        .inner
    }

    /// Draws the footer: what leads back, what never moves, and the one primary button.
    pub(in crate::ui::screening) fn footer(
        &self,
        ui: &mut Ui,
        id: Id,
        back: impl FnOnce(&mut Ui),
        status: impl FnOnce(&mut Ui),
        next: impl FnOnce(&mut Ui),
    ) {
        let column = self.column();
        let rect = Rect::from_x_y_ranges(column.x_range(), self.footer.y_range())
            .shrink2(vec2(0.0, space::S8));
        let builder = UiBuilder::new()
            .id_salt(id)
            .max_rect(rect)
            .accessibility_role(Role::Footer)
            .accessibility_label(crate::text::say("landmark-foot"));
        ui.scope_builder(builder, |ui| {
            part(
                ui,
                (id, "back"),
                rect,
                Layout::left_to_right(Align::Center),
                back,
            );
            let middle = Rect::from_center_size(rect.center(), vec2(STATUS, rect.height()));
            part(
                ui,
                (id, "status"),
                middle,
                Layout::left_to_right(Align::Center),
                status,
            );
            part(
                ui,
                (id, "next"),
                rect,
                Layout::right_to_left(Align::Center),
                next,
            );
        });
    }
}

/// The room of the words that say what was saved when.
const STATUS: f32 = 112.0;

fn part(ui: &mut Ui, salt: (Id, &str), rect: Rect, layout: Layout, add: impl FnOnce(&mut Ui)) {
    let builder = UiBuilder::new().id_salt(salt).max_rect(rect).layout(layout);
    ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.x = space::S12;
        add(ui);
    });
}
