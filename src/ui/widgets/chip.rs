//! A small word that is on or off, or that can be taken away.

use egui::{Color32, Id, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::ui::{
    Ground, Icon, Ink, Theme, Type, Words, paint,
    theme::{Line, space},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Toggle { on: bool },
    Removable,
}

/// A chip. A press is `.clicked()`: it asks to be switched, or to be taken away.
#[must_use = "call `show`"]
pub struct Chip<'a> {
    id: Id,
    label: &'a str,
    icon: Option<Icon>,
    kind: Kind,
}

const HEIGHT: f32 = 32.0;
const ICON: f32 = 14.0;

impl<'a> Chip<'a> {
    /// A chip that is on or off.
    pub fn toggle(id: Id, label: &'a str, on: bool) -> Self {
        Self {
            id,
            label,
            icon: None,
            kind: Kind::Toggle { on },
        }
    }

    /// A chip that a press takes away.
    pub fn removable(id: Id, label: &'a str) -> Self {
        Self {
            id,
            label,
            icon: None,
            kind: Kind::Removable,
        }
    }

    /// An icon before the label, while it is not on.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// Draws it.
    pub fn show(self, ui: &mut Ui) -> Response {
        let on = matches!(self.kind, Kind::Toggle { on: true });
        // Room for the mark is kept while it is off, so that nothing moves when it is switched.
        let marks = match self.kind {
            Kind::Toggle { .. } => ICON + space::S8,
            Kind::Removable if self.icon.is_some() => 2.0 * (ICON + space::S8),
            Kind::Removable => ICON + space::S8,
        };
        let room = (ui.available_width() - 2.0 * space::S12 - marks).max(40.0);
        // A label that is longer than the line goes on in the next, and the chip is higher.
        let galley = paint::wrapped(ui, self.label, Type::Small, Color32::PLACEHOLDER, room);
        let width = (galley.size().x + marks + 2.0 * space::S12).ceil();
        let height = HEIGHT.max((galley.size().y + 2.0 * space::S8).ceil());
        let (_, rect) = ui.allocate_space(vec2(width, height));
        let response = ui.interact(rect, self.id, Sense::click());
        let theme = Theme::of(ui);
        let (ground, line, ink) = if on {
            (Ground::AccentSoft, Line::Chosen, Ink::Accent)
        } else if response.hovered() {
            (Ground::Sunken, Line::Strong, Ink::Body)
        } else {
            (Ground::Surface, Line::Edge, Ink::Body)
        };
        paint::frame(ui, rect, space::RADIUS_CHIP, Some(ground), Some(line));
        let color = theme.ink(ink);
        let mut x = rect.left() + space::S12;
        let before = match self.kind {
            Kind::Toggle { on: true } => Some(Icon::Check),
            Kind::Toggle { on: false } => Some(self.icon.unwrap_or(Icon::Plus)),
            Kind::Removable => self.icon,
        };
        if let Some(icon) = before {
            paint::icon(ui, pos2(x + ICON / 2.0, rect.center().y), icon, ICON, color);
            x += ICON + space::S8;
        }
        let galley = paint::wrapped(ui, self.label, Type::Small, color, room);
        paint::text(ui, pos2(x, rect.center().y - galley.size().y / 2.0), galley);
        if self.kind == Kind::Removable {
            let centre = pos2(rect.right() - space::S12 - ICON / 2.0, rect.center().y);
            paint::icon(ui, centre, Icon::Close, ICON - 2.0, theme.ink(Ink::Help));
        }
        paint::focus(ui, &response, rect, space::RADIUS_CHIP);
        self.announce(ui, &response);
        response
    }

    fn announce(&self, ui: &Ui, response: &Response) {
        match self.kind {
            Kind::Toggle { on } => {
                response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, self.label));
            }
            Kind::Removable => {
                let name = format!("{}: {}", Words::of(ui).remove, self.label);
                response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
            }
        }
    }
}
