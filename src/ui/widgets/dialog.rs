//! A question that stands before everything else, only where something is destroyed or disclosed.

use egui::{
    Align2, Area, Context, Frame, Id, Key, Margin, Modal, Order, Response, Role, Ui, UiKind, Vec2,
};

use super::{Button, Text};
use crate::ui::{
    Ground, Icon, Ink, Theme, paint,
    theme::{Line, space},
};

/// What was chosen in a dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// The safest way out; also Escape.
    Safe,
    /// What the dialog asked about.
    Act,
}

/// A dialog. The caller shows it in each frame until it returns a choice.
#[must_use = "call `show`"]
pub struct Dialog<'a> {
    id: Id,
    title: &'a str,
    text: &'a str,
    icon: Option<(Icon, Ink)>,
    safe: &'a str,
    act: Option<(&'a str, Act)>,
    cannot: Option<&'a str>,
    width: f32,
    first: Option<Id>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    Primary,
    Danger,
}

impl<'a> Dialog<'a> {
    /// A dialog with the label of its safest button, which has the focus at first and answers to Escape.
    pub fn new(id: Id, title: &'a str, safe: &'a str) -> Self {
        Self {
            id,
            title,
            text: "",
            icon: None,
            safe,
            act: None,
            cannot: None,
            width: 480.0,
            first: None,
        }
    }

    /// What will happen.
    pub fn text(mut self, text: &'a str) -> Self {
        self.text = text;
        self
    }

    /// The button that does what was asked about.
    pub fn act(mut self, label: &'a str) -> Self {
        self.act = Some((label, Act::Primary));
        self
    }

    /// The button that destroys.
    pub fn danger(mut self, label: &'a str) -> Self {
        self.act = Some((label, Act::Danger));
        self.icon = Some((Icon::WarningFill, Ink::Stop));
        self
    }

    /// Why the second button cannot be pressed yet.
    pub fn act_disabled(mut self, reason: Option<&'a str>) -> Self {
        self.cannot = reason;
        self
    }

    /// An icon before the title.
    pub fn icon(mut self, icon: Icon, ink: Ink) -> Self {
        self.icon = Some((icon, ink));
        self
    }

    /// Another width than 480.
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// A field that is typed into at once, where the dialog is a form: it has the focus at first.
    pub fn first(mut self, field: Option<Id>) -> Self {
        self.first = field;
        self
    }

    /// Draws it.
    pub fn show(self, ui: &Ui) -> Option<Choice> {
        self.show_with(ui, |_| ()).0
    }

    /// Draws it with more between text and buttons.
    pub fn show_with<R>(self, ui: &Ui, body: impl FnOnce(&mut Ui) -> R) -> (Option<Choice>, R) {
        let safe_id = self.id.with("safe");
        let sheet = sheet(ui, self.id, self.title, self.width, |ui| {
            if let Some((icon, ink)) = self.icon {
                let (_, rect) = ui.allocate_space(Vec2::splat(32.0));
                paint::icon(ui, rect.center(), icon, 30.0, paint::ink(ui, ink));
            }
            Text::h2(self.title).full_width().show(ui);
            if !self.text.is_empty() {
                Text::body(self.text).ink(Ink::Help).full_width().show(ui);
            }
            let inner = body(ui);
            ui.add_space(space::S8);
            (self.buttons(ui, safe_id), inner)
        });
        focus_when_new(ui, self.id, self.first.unwrap_or(safe_id));
        let (mut choice, inner) = sheet.inner;
        if sheet.dismissed {
            choice = Some(Choice::Safe);
        }
        if sheet.is_new {
            // What opened the dialog must not answer it.
            choice = None;
        }
        if choice.is_some() {
            give_focus_back(ui, self.id);
        }
        (choice, inner)
    }

    fn buttons(&self, ui: &mut Ui, safe_id: Id) -> Option<Choice> {
        let mut choice = None;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::S12;
            if Button::quiet(self.safe).id(safe_id).show(ui).clicked() {
                choice = Some(Choice::Safe);
            }
            if let Some((label, act)) = self.act {
                let button = match act {
                    Act::Primary => Button::primary(label),
                    Act::Danger => Button::danger(label),
                };
                let button = button.id(self.id.with("act")).disabled(self.cannot);
                if button.show(ui).clicked() {
                    choice = Some(Choice::Act);
                }
            }
        });
        choice
    }
}

/// What came of showing a sheet.
pub(in crate::ui) struct Sheet<R> {
    pub(in crate::ui) inner: R,
    /// Escape.
    pub(in crate::ui) dismissed: bool,
    /// A press beside it, which counts only where nothing can be lost.
    pub(in crate::ui) beside: bool,
    /// Whether it was not shown in the frame before.
    pub(in crate::ui) is_new: bool,
}

#[derive(Clone, Copy, Debug, Default)]
struct Memory {
    last_shown: u64,
    opener: Option<Id>,
    focused: bool,
    /// How often the focus was asked for: what cannot take it must not keep the window drawing.
    tries: u8,
}

/// So often the focus is asked for.
const MOST_TRIES: u8 = 4;

fn memory(ctx: &Context, id: Id) -> Memory {
    ctx.data(|data| data.get_temp(id.with("dialog")))
        .unwrap_or_default()
}

fn remember(ctx: &Context, id: Id, memory: Memory) {
    ctx.data_mut(|data| data.insert_temp(id.with("dialog"), memory));
}

/// A modal surface in the middle of the window.
pub(super) fn sheet<R>(
    ui: &Ui,
    id: Id,
    name: &str,
    width: f32,
    add: impl FnOnce(&mut Ui) -> R,
) -> Sheet<R> {
    sheet_at(ui, id, name, width, None, add)
}

/// A modal surface, in the middle of the window or so far below its upper edge.
pub(in crate::ui) fn sheet_at<R>(
    ui: &Ui,
    id: Id,
    name: &str,
    width: f32,
    top: Option<f32>,
    add: impl FnOnce(&mut Ui) -> R,
) -> Sheet<R> {
    let ctx = ui.ctx();
    let theme = Theme::of(ctx);
    let is_new = opened_now(ctx, id);
    let screen = ctx.content_rect().size();
    let padding = if screen.x < 480.0 { 16 } else { 24 };
    let width = width.min(screen.x - 2.0 * space::S16) - 2.0 * f32::from(padding);
    let frame = Frame::new()
        .fill(theme.ground(Ground::Surface))
        .stroke(theme.line(Line::Decoration))
        .corner_radius(space::RADIUS_DIALOG)
        .shadow(ctx.global_style().visuals.window_shadow)
        .inner_margin(Margin::same(padding));
    let area = Area::new(id)
        .kind(UiKind::Modal)
        .role(Role::AlertDialog)
        .accessible_name(name)
        .anchor(
            top.map_or(Align2::CENTER_CENTER, |_| Align2::CENTER_TOP),
            Vec2::new(0.0, top.unwrap_or(0.0)),
        )
        .order(Order::Foreground)
        .fade_in(theme.fade_secs() > 0.0);
    let modal = Modal::new(id)
        .area(area)
        .frame(frame)
        .backdrop_color(backdrop(theme))
        .show(ctx, |ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = space::S12;
            add(ui)
        });
    ctx.accesskit_node_builder(id, |node| node.set_modal());
    // Only Escape: a press beside the dialog is too easily made by accident.
    let escape = modal.is_top_modal
        && !modal.any_popup_open
        && !is_new
        && ctx.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Escape));
    Sheet {
        inner: modal.inner,
        dismissed: escape,
        beside: modal.backdrop_response.clicked(),
        is_new,
    }
}

/// What lies behind a dialog or drawer.
pub(super) fn backdrop(theme: Theme) -> egui::Color32 {
    let alpha = if theme.look().is_dark() { 160 } else { 110 };
    egui::Color32::from_black_alpha(alpha)
}

/// Whether a dialog opens in this frame; if so, what had the focus is remembered.
pub(super) fn opened_now(ctx: &Context, id: Id) -> bool {
    let frame = ctx.cumulative_frame_nr();
    let mut memory = memory(ctx, id);
    let is_new = memory.last_shown == 0 || frame > memory.last_shown + 1;
    if is_new {
        memory.opener = ctx.memory(|memory| memory.focused());
        memory.focused = false;
        memory.tries = 0;
    }
    memory.last_shown = frame.max(1);
    remember(ctx, id, memory);
    is_new
}

/// Gives the focus to the safest part of a dialog in the frame after it opened.
pub(in crate::ui) fn focus_when_new(ctx: &Context, id: Id, part: Id) {
    let mut memory = memory(ctx, id);
    let has = ctx.memory(|memory| memory.has_focus(part));
    if !memory.focused && memory.tries < MOST_TRIES {
        memory.tries += 1;
        ctx.memory_mut(|memory| memory.request_focus(part));
        memory.focused = has;
        ctx.request_repaint();
        remember(ctx, id, memory);
    }
}

/// Gives the focus back to what opened the dialog.
pub(in crate::ui) fn give_focus_back(ctx: &Context, id: Id) {
    if let Some(opener) = memory(ctx, id).opener {
        crate::ui::focus::give(ctx, opener);
    }
}

/// Whether a response belongs to the topmost dialog or to no dialog at all.
pub fn is_reachable(response: &Response) -> bool {
    response
        .ctx
        .memory(|memory| memory.is_above_modal_layer(response.layer_id))
}
