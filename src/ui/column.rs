//! One column in the middle of a page that scrolls, and a foot with one thing at each side: what a task is done in.

use egui::{Align, Id, Layout, Rangef, Rect, Role, ScrollArea, Ui, UiBuilder, vec2};

use crate::text::say;
use crate::ui::theme::space;

/// Where the column stands on its page.
pub struct Column {
    /// What scrolls: all of it, so that the wheel works beside the column too.
    pub page: Rect,
    /// From where to where the column goes.
    pub across: Rangef,
}

impl Column {
    /// Draws what scrolls, beginning so far below the upper edge. `id` keeps each page's own place.
    pub fn body<R>(&self, ui: &mut Ui, id: Id, top: f32, add: impl FnOnce(&mut Ui) -> R) -> R {
        let builder = UiBuilder::new()
            .id_salt(id)
            .max_rect(self.page)
            .accessibility_role(Role::Main)
            .accessibility_label(say("landmark-page"));
        let across = self.across;
        ui.scope_builder(builder, |ui| {
            ScrollArea::vertical()
                .id_salt(id)
                .auto_shrink(false)
                .show(ui, |ui| {
                    ui.set_width(self.page.width());
                    ui.add_space(top);
                    let at = ui.cursor().top();
                    let builder = UiBuilder::new()
                        .id_salt("column")
                        .max_rect(Rect::from_x_y_ranges(across, at..=f32::INFINITY))
                        .layout(Layout::top_down(Align::Min));
                    let inner = ui
                        .scope_builder(builder, |ui| {
                            ui.spacing_mut().item_spacing.y = space::S8;
                            add(ui)
                        })
                        .inner;
                    ui.add_space(space::S32);
                    inner
                })
                .inner
        })
        .inner
    }

    /// Draws the foot: one thing at the left of the column, one at its right.
    pub fn foot<A, B>(
        &self,
        ui: &mut Ui,
        id: Id,
        foot: Rect,
        back: impl FnOnce(&mut Ui) -> A,
        next: impl FnOnce(&mut Ui) -> B,
    ) -> (A, B) {
        let rect = Rect::from_x_y_ranges(self.across, foot.y_range()).shrink2(vec2(0.0, space::S8));
        let builder = UiBuilder::new()
            .id_salt(id)
            .max_rect(rect)
            .accessibility_role(Role::Footer)
            .accessibility_label(say("landmark-foot"));
        let side =
            |name: &str, layout| UiBuilder::new().id_salt(name).max_rect(rect).layout(layout);
        ui.scope_builder(builder, |ui| {
            let left = side("back", Layout::left_to_right(Align::Center));
            let right = side("next", Layout::right_to_left(Align::Center));
            let back = ui.scope_builder(left, back).inner;
            (back, ui.scope_builder(right, next).inner)
        })
        .inner
    }
}
