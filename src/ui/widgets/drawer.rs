//! What stands beside the page where there is room, and over it where there is not.

use egui::{Align2, Area, Frame, Id, Key, Margin, Modal, Order, Role, Ui, UiKind, Vec2};

use super::{Button, Text, dialog};
use crate::ui::{
    Ground, Icon, Theme, Words,
    theme::{Line, space},
};

/// Where a drawer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// At the left: the rail and the sections.
    Left,
    /// At the right: what goes with the page.
    Right,
}

/// A drawer over the page. The caller shows it in each frame while it is open.
#[must_use = "call `show`"]
pub struct Drawer<'a> {
    id: Id,
    title: &'a str,
    edge: Edge,
    width: f32,
}

/// Room for focus rings at the left and for the scroll bar at the right.
const DRAWER: Margin = Margin {
    left: 6,
    right: 14,
    top: 0,
    bottom: 0,
};

impl<'a> Drawer<'a> {
    /// A drawer with its title.
    pub fn new(id: Id, title: &'a str, edge: Edge) -> Self {
        Self {
            id,
            title,
            edge,
            width: 312.0,
        }
    }

    /// Another width than 312.
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// Draws it, and says whether it is to be closed: Escape, the cross, or a press beside it.
    pub fn show<R>(self, ui: &Ui, add: impl FnOnce(&mut Ui) -> R) -> (bool, R) {
        let ctx = ui.ctx();
        let theme = Theme::of(ctx);
        let is_new = dialog::opened_now(ctx, self.id);
        let screen = ctx.content_rect();
        let width = self.width.min(screen.width() - space::S48);
        let close_id = self.id.with("close");
        let anchor = match self.edge {
            Edge::Left => Align2::LEFT_TOP,
            Edge::Right => Align2::RIGHT_TOP,
        };
        let area = Area::new(self.id)
            .kind(UiKind::Modal)
            .role(Role::Dialog)
            .accessible_name(self.title)
            .anchor(anchor, Vec2::ZERO)
            .order(Order::Foreground)
            .constrain(false)
            .fade_in(theme.fade_secs() > 0.0);
        let frame = Frame::new()
            .fill(theme.ground(Ground::Canvas))
            .stroke(theme.line(Line::Decoration))
            .shadow(ctx.global_style().visuals.window_shadow)
            .inner_margin(Margin::same(16));
        let modal = Modal::new(self.id)
            .area(area)
            .frame(frame)
            .backdrop_color(dialog::backdrop(theme))
            .show(ctx, |ui| {
                ui.set_width(width - 2.0 * space::S16);
                ui.set_min_height(screen.height() - 2.0 * space::S16);
                self.contents(ui, close_id, screen.height(), add)
            });
        ctx.accesskit_node_builder(self.id, |node| node.set_modal());
        dialog::focus_when_new(ctx, self.id, close_id);
        let escape = modal.is_top_modal
            && !modal.any_popup_open
            && ctx.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Escape));
        let (pressed, inner) = modal.inner;
        let close = !is_new && (escape || pressed || modal.backdrop_response.clicked());
        if close {
            dialog::give_focus_back(ctx, self.id);
        }
        (close, inner)
    }

    fn contents<R>(
        &self,
        ui: &mut Ui,
        close_id: Id,
        height: f32,
        add: impl FnOnce(&mut Ui) -> R,
    ) -> (bool, R) {
        let close = Words::of(ui).close.clone();
        let pressed = ui
            .horizontal(|ui| {
                let pressed = Button::icon_only(Icon::Close, &close)
                    .id(close_id)
                    .show(ui)
                    .clicked();
                ui.add_space(space::S4);
                Text::strong(self.title).show(ui);
                pressed
            })
            .inner;
        ui.add_space(space::S8);
        let inner = egui::ScrollArea::vertical()
            .id_salt("drawer")
            .max_height(height - 2.0 * space::S16 - space::S48)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                ui.add_space(space::S8);
                let inner = Frame::new().inner_margin(DRAWER).show(ui, add).inner;
                ui.add_space(space::S16);
                inner
            })
            .inner;
        (pressed, inner)
    }
}
