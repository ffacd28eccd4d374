//! The row of an option: key cap, label and help, and at the right a ring or a box.

use std::sync::Arc;

use egui::{Galley, Rect, Response, Ui, pos2, vec2};

use super::key_cap;
use crate::ui::{
    Ground, Icon, Ink, Theme, Type, paint,
    theme::{Line, space},
};

/// One thing that can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item<'a> {
    pub(super) label: &'a str,
    pub(super) help: Option<&'a str>,
    pub(super) disabled: Option<&'a str>,
}

impl<'a> Item<'a> {
    /// An option with its words.
    pub fn new(label: &'a str) -> Self {
        Self {
            label,
            help: None,
            disabled: None,
        }
    }

    /// A second line under the label.
    pub fn help(mut self, help: &'a str) -> Self {
        self.help = Some(help);
        self
    }

    /// Cannot be chosen, for this reason, which is shown under the label.
    pub fn disabled(mut self, reason: Option<&'a str>) -> Self {
        self.disabled = reason;
        self
    }
}

impl<'a> From<&'a str> for Item<'a> {
    fn from(label: &'a str) -> Self {
        Self::new(label)
    }
}

impl<'a> From<&'a String> for Item<'a> {
    fn from(label: &'a String) -> Self {
        Self::new(label)
    }
}

/// What stands at the right of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Ring,
    Box,
}

/// How high rows are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Density {
    Calm,
    Dense,
    HandOver,
}

impl Density {
    fn face(self) -> (Type, Type) {
        match self {
            Density::Calm | Density::Dense => (Type::Body, Type::Small),
            Density::HandOver => (Type::HandOverBody, Type::Body),
        }
    }

    fn least(self) -> f32 {
        match self {
            Density::Calm => space::TARGET,
            Density::Dense => space::DENSE,
            Density::HandOver => 56.0,
        }
    }
}

/// A row that was laid out.
pub(super) struct Row {
    pub(super) rect: Rect,
    label: Arc<Galley>,
    help: Option<Arc<Galley>>,
}

const MARK: f32 = 20.0;

/// Lays the rows out under each other from the cursor on, and says how much room they need.
pub(super) fn lay_out(
    ui: &Ui,
    items: &[Item<'_>],
    density: Density,
    width: f32,
) -> (Vec<Row>, f32) {
    let theme = Theme::of(ui);
    let (label_face, help_face) = density.face();
    let padding = if density == Density::Dense {
        space::S4
    } else {
        10.0
    };
    let text_width = width - 2.0 * space::S12 - key_cap::SIDE - space::S12 - MARK - space::S12;
    let mut rows = Vec::with_capacity(items.len());
    let origin = ui.cursor().min;
    let mut y = origin.y;
    for item in items {
        let ink = if item.disabled.is_some() {
            Ink::Disabled
        } else {
            Ink::Body
        };
        let label = paint::wrapped(ui, item.label, label_face, theme.ink(ink), text_width);
        let help = item
            .disabled
            .or(item.help)
            .map(|text| paint::wrapped(ui, text, help_face, theme.ink(Ink::Help), text_width));
        let text = label.size().y + help.as_ref().map_or(0.0, |help| help.size().y);
        let height = (text + 2.0 * padding).max(density.least());
        let rect = Rect::from_min_size(pos2(origin.x, y), vec2(width, height));
        rows.push(Row { rect, label, help });
        y += height + gap(density);
    }
    let height = (y - gap(density) - origin.y).max(0.0);
    (rows, height)
}

fn gap(density: Density) -> f32 {
    match density {
        Density::Calm | Density::HandOver => space::S8,
        Density::Dense => space::S4,
    }
}

/// How a row stands at the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Standing<'a> {
    pub(super) chosen: bool,
    pub(super) available: bool,
    pub(super) key: Option<&'a str>,
    pub(super) mark: Mark,
}

pub(super) fn draw(ui: &Ui, row: &Row, response: &Response, standing: Standing<'_>) {
    let rect = row.rect;
    let over = standing.available && response.hovered();
    let down = standing.available && response.is_pointer_button_down_on();
    let (ground, line) = match (standing.chosen, standing.available) {
        (true, _) => (Ground::AccentSoft, Line::Chosen),
        (false, false) => (Ground::Canvas, Line::Decoration),
        (false, true) if down => (Ground::AccentSoft, Line::Strong),
        (false, true) if over => (Ground::Sunken, Line::Strong),
        (false, true) => (Ground::Surface, Line::Edge),
    };
    paint::frame(ui, rect, space::RADIUS_CONTROL, Some(ground), Some(line));
    let mut x = rect.left() + space::S12;
    if let Some(key) = standing.key {
        let look = match (standing.chosen, standing.available) {
            (true, _) => key_cap::Look::Chosen,
            (false, true) => key_cap::Look::Plain,
            (false, false) => key_cap::Look::Disabled,
        };
        let cap = Rect::from_center_size(
            pos2(x + key_cap::SIDE / 2.0, rect.center().y),
            vec2(key_cap::SIDE, key_cap::SIDE),
        );
        key_cap::draw(ui, cap, key, look);
    }
    x += key_cap::SIDE + space::S12;
    let help = row.help.as_ref().map_or(0.0, |help| help.size().y);
    let mut y = rect.center().y - (row.label.size().y + help) / 2.0;
    paint::text(ui, pos2(x, y), row.label.clone());
    y += row.label.size().y;
    if let Some(help) = &row.help {
        paint::text(ui, pos2(x, y), help.clone());
    }
    let centre = pos2(rect.right() - space::S12 - MARK / 2.0, rect.center().y);
    draw_mark(ui, centre, standing);
}

pub(super) fn draw_mark(ui: &Ui, centre: egui::Pos2, standing: Standing<'_>) {
    let theme = Theme::of(ui);
    let edge = if standing.available {
        Line::Edge
    } else {
        Line::Decoration
    };
    match standing.mark {
        Mark::Ring => {
            let painter = ui.painter();
            if standing.chosen {
                painter.circle_filled(centre, MARK / 2.0, theme.ground(Ground::Accent));
                painter.circle_filled(centre, 4.0, theme.ink(Ink::OnAccent));
            } else {
                let stroke = theme.line(edge);
                painter.circle(
                    centre,
                    MARK / 2.0 - stroke.width / 2.0,
                    theme.ground(Ground::Surface),
                    stroke,
                );
            }
        }
        Mark::Box => {
            let rect = Rect::from_center_size(centre, vec2(MARK, MARK));
            if standing.chosen {
                paint::frame(ui, rect, 4, Some(Ground::Accent), None);
                paint::icon(ui, centre, Icon::Check, 14.0, theme.ink(Ink::OnAccent));
            } else {
                paint::frame(ui, rect, 4, Some(Ground::Surface), Some(edge));
            }
        }
    }
}
