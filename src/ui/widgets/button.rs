//! Buttons: one primary a page, quiet ones for the rest, and one for what destroys.

use egui::{Id, Response, Role, Sense, Ui, Vec2, WidgetInfo, vec2};

use super::key_cap;
use crate::ui::{
    Ground, Icon, Ink, Theme, Type, Words, paint,
    theme::{Line, space},
};

/// What a button is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Primary,
    Quiet,
    Plain,
    Danger,
}

/// Whether a button can be pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Can<'a> {
    BePressed,
    NotFor(&'a str),
    Wait,
}

/// A button.
#[must_use = "call `show`"]
pub struct Button<'a> {
    label: &'a str,
    kind: Kind,
    icon: Option<Icon>,
    icon_only: bool,
    key: Option<&'a str>,
    can: Can<'a>,
    id: Option<Id>,
    full_width: bool,
    small: bool,
}

impl<'a> Button<'a> {
    fn new(label: &'a str, kind: Kind) -> Self {
        Self {
            label,
            kind,
            icon: None,
            icon_only: false,
            key: None,
            can: Can::BePressed,
            id: None,
            full_width: false,
            small: false,
        }
    }

    /// The one step that the page is for.
    pub fn primary(label: &'a str) -> Self {
        Self::new(label, Kind::Primary)
    }

    /// Any other step.
    pub fn quiet(label: &'a str) -> Self {
        Self::new(label, Kind::Quiet)
    }

    /// A step so small that it has no frame.
    pub fn plain(label: &'a str) -> Self {
        Self::new(label, Kind::Plain)
    }

    /// A step that destroys or discloses.
    pub fn danger(label: &'a str) -> Self {
        Self::new(label, Kind::Danger)
    }

    /// Only an icon is drawn; the label is its accessible name and its tooltip.
    pub fn icon_only(icon: Icon, label: &'a str) -> Self {
        let mut button = Self::new(label, Kind::Plain);
        button.icon = Some(icon);
        button.icon_only = true;
        button
    }

    /// An icon before the label.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// The key that does the same, drawn as a key cap; the caller handles it.
    pub fn key(mut self, key: &'a str) -> Self {
        self.key = Some(key);
        self
    }

    /// Cannot be pressed, for this reason; `None` leaves it as it is.
    pub fn disabled(mut self, reason: Option<&'a str>) -> Self {
        if let Some(reason) = reason {
            self.can = Can::NotFor(reason);
        }
        self
    }

    /// Its work is under way.
    pub fn busy(mut self, busy: bool) -> Self {
        if busy {
            self.can = Can::Wait;
        }
        self
    }

    /// An id of the caller's; without it the id comes from the label and the place in the page's tree.
    pub fn id(mut self, id: Id) -> Self {
        self.id = Some(id);
        self
    }

    /// As wide as there is room.
    pub fn full_width(mut self) -> Self {
        self.full_width = true;
        self
    }

    /// Lower, for bars and rows; still 36 points high.
    pub fn small(mut self) -> Self {
        self.small = true;
        self
    }

    /// Draws it. A press is `.clicked()`, also by Enter or Space.
    pub fn show(self, ui: &mut Ui) -> Response {
        let id = self
            .id
            .unwrap_or_else(|| ui.scope_id().with(("button", self.label)));
        let words = Words::of(ui);
        let layout = Layout::of(ui, &self, &words);
        let (_, rect) = ui.allocate_space(layout.size);
        // What cannot be pressed can still be focused, so that its reason can be read.
        let sense = match self.can {
            Can::BePressed => Sense::click(),
            Can::NotFor(_) | Can::Wait => Sense::focusable_noninteractive(),
        };
        let response = ui.interact(rect, id, sense);
        self.draw(ui, &response, &layout);
        self.announce(ui, &response);
        if self.icon_only && self.can == Can::BePressed {
            return response.on_hover_text(self.label);
        }
        match self.can {
            Can::NotFor(reason) if response.has_focus() || response.hovered() => {
                response.show_tooltip_text(reason);
                response
            }
            _ => response,
        }
    }

    fn draw(&self, ui: &Ui, response: &Response, layout: &Layout) {
        let theme = Theme::of(ui);
        let rect = response.rect;
        let (ground, line, ink) = self.colours(response);
        paint::frame(ui, rect, space::RADIUS_CONTROL, ground, line);
        let color = theme.ink(ink);
        let mut x = rect.center().x - layout.content / 2.0;
        if let Some(icon) = layout.icon {
            paint::icon(
                ui,
                egui::pos2(x + ICON / 2.0, rect.center().y),
                icon,
                ICON,
                color,
            );
            x += ICON + layout.icon_gap;
        }
        if let Some(text) = &layout.text {
            let galley = paint::wrapped(ui, text, self.face(), color, layout.text_width);
            let size = galley.size();
            paint::text(ui, egui::pos2(x, rect.center().y - size.y / 2.0), galley);
            x += size.x;
        }
        if let Some(key) = self.key {
            let look = match (self.can, self.kind) {
                (Can::NotFor(_) | Can::Wait, _) => key_cap::Look::Disabled,
                (Can::BePressed, Kind::Primary) => key_cap::Look::OnAccent,
                (Can::BePressed, _) => key_cap::Look::Plain,
            };
            key_cap::draw_at(ui, egui::pos2(x + space::S12, rect.center().y), key, look);
        }
        paint::focus(ui, response, rect, space::RADIUS_CONTROL);
    }

    fn colours(&self, response: &Response) -> (Option<Ground>, Option<Line>, Ink) {
        if self.can != Can::BePressed {
            let framed = self.kind != Kind::Plain;
            return (
                framed.then_some(Ground::Sunken),
                framed.then_some(Line::Decoration),
                if self.can == Can::Wait {
                    Ink::Help
                } else {
                    Ink::Disabled
                },
            );
        }
        let down = response.is_pointer_button_down_on();
        let over = response.hovered();
        match self.kind {
            Kind::Primary if over || down => (Some(Ground::AccentHover), None, Ink::OnAccent),
            Kind::Primary => (Some(Ground::Accent), None, Ink::OnAccent),
            Kind::Quiet if down => (Some(Ground::AccentSoft), Some(Line::Chosen), Ink::Accent),
            Kind::Quiet if over => (Some(Ground::Sunken), Some(Line::Strong), Ink::Body),
            Kind::Quiet => (Some(Ground::Surface), Some(Line::Edge), Ink::Body),
            Kind::Plain if down => (Some(Ground::AccentSoft), None, Ink::Accent),
            Kind::Plain if over => (Some(Ground::Sunken), None, Ink::Accent),
            Kind::Plain => (None, None, Ink::Accent),
            Kind::Danger if over || down => (Some(Ground::StopSoft), Some(Line::Strong), Ink::Stop),
            Kind::Danger => (Some(Ground::Surface), Some(Line::Edge), Ink::Stop),
        }
    }

    fn face(&self) -> Type {
        match (self.kind, self.small) {
            (Kind::Primary, false) => Type::Strong,
            (Kind::Primary, true) => Type::SmallStrong,
            (_, false) => Type::Body,
            (_, true) => Type::Small,
        }
    }

    fn announce(&self, ui: &Ui, response: &Response) {
        let pressable = self.can == Can::BePressed;
        response.widget_info(|| WidgetInfo::labeled(Role::Button, pressable, self.label));
        ui.accesskit_node_builder(response.id, |node| {
            if let Can::NotFor(reason) = self.can {
                node.set_description(reason);
            }
            if self.can == Can::Wait {
                node.set_busy();
            }
            if let Some(key) = self.key {
                node.set_keyboard_shortcut(key);
            }
        });
    }
}

const ICON: f32 = 18.0;

/// What is drawn and how much room it needs.
struct Layout {
    size: Vec2,
    content: f32,
    icon: Option<Icon>,
    icon_gap: f32,
    text: Option<String>,
    text_width: f32,
}

impl Layout {
    fn of(ui: &Ui, button: &Button<'_>, words: &Words) -> Self {
        let least = if button.small {
            space::DENSE
        } else {
            space::BUTTON
        };
        if button.icon_only {
            return Self {
                size: Vec2::splat(least),
                content: ICON,
                icon: button.icon,
                icon_gap: 0.0,
                text: None,
                text_width: 0.0,
            };
        }
        let busy = button.can == Can::Wait;
        let text = if busy {
            words.busy.as_str()
        } else {
            button.label
        };
        let icon = if busy {
            Some(Icon::Hourglass)
        } else {
            button.icon
        };
        let icon_gap = if icon.is_some() { space::S8 } else { 0.0 };
        let icon_width = if icon.is_some() { ICON } else { 0.0 };
        let key = button
            .key
            .map_or(0.0, |key| key_cap::size(ui, key).x + space::S12);
        let padding = match button.kind {
            Kind::Plain => space::S12,
            _ => space::S16,
        };
        let room = (ui.available_width() - 2.0 * padding - icon_width - icon_gap - key).max(40.0);
        // The width is that of the label at rest, so that nothing moves when the work begins.
        let width_of = |text: &str| {
            paint::wrapped(ui, text, button.face(), egui::Color32::PLACEHOLDER, room).size()
        };
        let now = width_of(text);
        let rest = width_of(button.label);
        let rest_icon = if button.icon.is_some() {
            ICON + space::S8
        } else {
            0.0
        };
        let content = icon_width + icon_gap + now.x + key;
        let outer = content.max(rest_icon + rest.x + key) + 2.0 * padding;
        let width = if button.full_width {
            ui.available_width()
        } else {
            outer
        };
        let height = (now.y.max(rest.y) + 2.0 * space::S8).max(least);
        Self {
            size: vec2(width.ceil(), height),
            content,
            icon,
            icon_gap,
            text: Some(text.to_owned()),
            text_width: room,
        }
    }
}
