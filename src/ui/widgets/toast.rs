//! Short messages at the bottom left: six seconds, at most two, never with a name in them.

use egui::{Align2, Area, Context, Frame, Id, Margin, Order, Role, Ui, vec2};

use super::{Button, Tone, banner};
use crate::text::say;
use crate::ui::{
    Ink, Theme, Type, paint,
    theme::{Line, space},
};

const SECONDS: f64 = 6.0;
const MOST: usize = 2;

#[derive(Clone, PartialEq)]
struct Toast {
    number: u64,
    tone: Tone,
    text: String,
    /// Whether what it says can be taken back by a press.
    undo: bool,
    /// When it goes; unknown until it was shown once.
    until: Option<f64>,
}

/// The messages that are shown at the moment; the window holds one of these.
#[derive(Clone, Default)]
pub struct Toasts {
    toasts: Vec<Toast>,
    count: u64,
}

impl Toasts {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a message; of more than two the oldest goes.
    pub fn push(&mut self, tone: Tone, text: impl Into<String>) {
        self.add(tone, text.into(), false);
    }

    /// Adds a message about something that can be taken back; only the last one can.
    pub fn push_undo(&mut self, tone: Tone, text: impl Into<String>) {
        self.clear_undo();
        self.add(tone, text.into(), true);
    }

    /// Takes away what offers to take something back.
    pub fn clear_undo(&mut self) {
        self.toasts.retain(|toast| !toast.undo);
    }

    fn add(&mut self, tone: Tone, text: String, undo: bool) {
        self.count += 1;
        self.toasts.push(Toast {
            number: self.count,
            tone,
            text,
            undo,
            until: None,
        });
        let surplus = self.toasts.len().saturating_sub(MOST);
        self.toasts.drain(..surplus);
    }

    /// Takes all away, as when the program locks.
    pub fn clear(&mut self) {
        self.toasts.clear();
    }

    /// How many are shown.
    pub fn len(&self) -> usize {
        self.toasts.len()
    }

    /// Whether none is shown.
    pub fn is_empty(&self) -> bool {
        self.toasts.is_empty()
    }

    /// Draws them over the page, `bottom` points above the window's lower edge; true if something is to be taken back.
    pub fn show(&mut self, ctx: &Context, bottom: f32) -> bool {
        let now = ctx.input(|input| input.time);
        self.retire(now);
        let mut offset = bottom + space::S16;
        let mut undo = false;
        for toast in self.toasts.iter().rev() {
            let (height, pressed) = draw(ctx, toast, offset);
            offset += height + space::S8;
            undo |= pressed;
        }
        if let Some(next) = self
            .toasts
            .iter()
            .filter_map(|toast| toast.until)
            .reduce(f64::min)
        {
            let wait = std::time::Duration::from_secs_f64((next - now).max(0.0));
            ctx.request_repaint_after(wait);
        }
        undo
    }

    fn retire(&mut self, now: f64) {
        for toast in &mut self.toasts {
            toast.until.get_or_insert(now + SECONDS);
        }
        self.toasts
            .retain(|toast| toast.until.is_none_or(|until| now < until));
    }
}

fn draw(ctx: &Context, toast: &Toast, offset: f32) -> (f32, bool) {
    let theme = Theme::of(ctx);
    let id = Id::unique(("toast", toast.number));
    let width = (ctx.content_rect().width() - 2.0 * space::S16).min(400.0);
    let area = Area::new(id)
        .order(Order::Tooltip)
        .anchor(Align2::LEFT_BOTTOM, vec2(space::S16, -offset))
        .interactable(toast.undo)
        .role(Role::Status)
        .accessible_name(&toast.text)
        .fade_in(theme.fade_secs() > 0.0);
    let mut pressed = false;
    let response = area
        .show(ctx, |ui| {
            Frame::new()
                .fill(theme.ground(banner::ground(toast.tone)))
                .stroke(theme.line(Line::Edge))
                .corner_radius(space::RADIUS_CARD)
                .shadow(ctx.global_style().visuals.popup_shadow)
                .inner_margin(Margin::symmetric(16, 12))
                .show(ui, |ui| {
                    let row = |ui: &mut Ui| {
                        ui.spacing_mut().item_spacing.x = space::S12;
                        let state = toast.tone.state();
                        let (_, rect) = ui.allocate_space(vec2(18.0, Type::Small.line()));
                        paint::icon(
                            ui,
                            rect.center(),
                            state.icon(),
                            18.0,
                            theme.ink(state.ink()),
                        );
                        let ink = if toast.tone == Tone::ActNow {
                            Ink::OnActNow
                        } else {
                            Ink::Body
                        };
                        let button = if toast.undo { UNDO } else { 0.0 };
                        let room = width - 2.0 * space::S16 - 18.0 - space::S12 - button;
                        let text =
                            paint::wrapped(ui, &toast.text, Type::Small, theme.ink(ink), room);
                        let (_, rect) = ui.allocate_space(text.size());
                        paint::text(ui, rect.min, text);
                        if toast.undo {
                            let word = say("undo-do");
                            let button = Button::quiet(&word).small().id(id.with("undo"));
                            pressed = button.show(ui).clicked();
                        }
                    };
                    // Beside a button the words stand in its middle.
                    if toast.undo {
                        ui.horizontal(row);
                    } else {
                        ui.horizontal_top(row);
                    }
                });
        })
        .response;
    ctx.accesskit_node_builder(id, |node| node.set_live(egui::accesskit::Live::Polite));
    (response.rect.height(), pressed)
}

/// The width of the button beside a message.
const UNDO: f32 = 96.0;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_three_messages_the_oldest_goes() {
        let mut toasts = Toasts::new();
        for text in ["Saved", "Printed", "Backed up"] {
            toasts.push(Tone::Ok, text);
        }
        let texts: Vec<_> = toasts
            .toasts
            .iter()
            .map(|toast| toast.text.as_str())
            .collect();
        assert_eq!(texts, ["Printed", "Backed up"]);
    }

    #[test]
    fn a_message_goes_six_seconds_after_it_was_first_shown() {
        let mut toasts = Toasts::new();
        toasts.push(Tone::Info, "Saved");
        toasts.retire(100.0);
        toasts.retire(105.9);
        assert_eq!(toasts.len(), 1);
        toasts.retire(106.0);
        assert!(toasts.is_empty());
    }
}
