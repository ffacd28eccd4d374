//! The rail at the left: where one can go, each place an icon and its name.

use egui::{Id, Rect, Response, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::{Divided, Part};
use crate::ui::{
    Ground, Icon, Ink, Theme, Type, Words, paint,
    theme::{Line, space},
    widgets::{Drawer, drawer::Edge},
};

/// A place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RailItem<'a> {
    /// Its icon.
    pub icon: Icon,
    /// Its name.
    pub label: &'a str,
    /// How many things wait there; none is not shown.
    pub count: usize,
}

impl<'a> RailItem<'a> {
    /// A place where nothing waits.
    pub const fn new(icon: Icon, label: &'a str) -> Self {
        Self {
            icon,
            label,
            count: 0,
        }
    }

    /// How many things wait there.
    pub const fn count(mut self, count: usize) -> Self {
        self.count = count;
        self
    }
}

const ITEM: f32 = 60.0;

impl Divided {
    /// Draws the rail, or its menu while that is open, and says where to go.
    pub fn rail(&self, ui: &mut Ui, items: &[RailItem<'_>], current: usize) -> Option<usize> {
        let id = self.shell.id.with("rail");
        let Some(rect) = self.rail else {
            return self.rail_drawer(ui, id, items, current);
        };
        let builder = UiBuilder::new()
            .id_salt(id)
            .max_rect(rect)
            .accessibility_role(Role::Navigation)
            .accessibility_label(Words::of(ui).menu.clone());
        ui.scope_builder(builder, |ui| {
            let mut went = None;
            // On a low window the places stand closer, so that none is cut off.
            let height =
                ((rect.height() - space::S16) / items.len().max(1) as f32).clamp(44.0, ITEM);
            for (index, item) in items.iter().enumerate() {
                let min = rect.min + vec2(space::S4, space::S8 + index as f32 * height);
                let place =
                    Rect::from_min_size(min, vec2(rect.width() - space::S8, height - space::S4));
                let response = ui.interact(place, id.with(index), Sense::click());
                draw_place(ui, place, item, index == current, &response);
                announce(ui, &response, item, index == current);
                if response.clicked() {
                    went = Some(index);
                }
            }
            went
        })
        .inner
    }

    fn rail_drawer(
        &self,
        ui: &mut Ui,
        id: Id,
        items: &[RailItem<'_>],
        current: usize,
    ) -> Option<usize> {
        if !self.is_open(ui, Part::Rail) {
            return None;
        }
        let title = Words::of(ui).menu.clone();
        let (close, went) = Drawer::new(id.with("drawer"), &title, Edge::Left).show(ui, |ui| {
            let mut went = None;
            ui.spacing_mut().item_spacing.y = space::S4;
            for (index, item) in items.iter().enumerate() {
                if draw_line(ui, id.with(("line", index)), item, index == current).clicked() {
                    went = Some(index);
                }
            }
            went
        });
        if close || went.is_some() {
            self.set_open(ui, Part::Rail, false);
        }
        went
    }
}

fn grounds(
    theme: Theme,
    current: bool,
    response: &Response,
) -> (Option<Ground>, Option<Line>, Ink) {
    let over = response.hovered() || response.is_pointer_button_down_on();
    match (current, over) {
        (true, _) => (
            Some(Ground::AccentSoft),
            theme.look().is_high_contrast().then_some(Line::Chosen),
            Ink::Accent,
        ),
        (false, true) => (Some(Ground::Sunken), None, Ink::Body),
        (false, false) => (None, None, Ink::Help),
    }
}

fn draw_place(ui: &Ui, rect: Rect, item: &RailItem<'_>, current: bool, response: &Response) {
    let theme = Theme::of(ui);
    let (ground, line, ink) = grounds(theme, current, response);
    paint::frame(ui, rect, space::RADIUS_CONTROL, ground, line);
    let color = theme.ink(ink);
    let face = if current {
        Type::MetaStrong
    } else {
        Type::Meta
    };
    let label = paint::elided(ui, item.label, face, color, rect.width() - 2.0);
    let with_label = rect.height() >= 40.0;
    let icon_y = if with_label {
        rect.center().y - 9.0
    } else {
        rect.center().y
    };
    paint::icon(ui, pos2(rect.center().x, icon_y), item.icon, 22.0, color);
    if with_label {
        let at = pos2(
            rect.center().x - label.size().x / 2.0,
            rect.center().y + 4.0,
        );
        paint::text(ui, at, label);
    }
    if item.count > 0 {
        let centre = pos2(rect.center().x + 15.0, icon_y - 7.0);
        badge(ui, centre, item.count);
    }
    paint::focus(ui, response, rect, space::RADIUS_CONTROL);
}

fn badge(ui: &Ui, centre: egui::Pos2, count: usize) {
    let theme = Theme::of(ui);
    let text = if count > 99 {
        "99+".to_owned()
    } else {
        count.to_string()
    };
    let galley = paint::one_line(ui, &text, Type::MetaStrong, theme.ink(Ink::OnAccent));
    let rect = Rect::from_center_size(centre, vec2((galley.size().x + 8.0).max(18.0), 18.0));
    paint::frame(ui, rect, space::RADIUS_CHIP, Some(Ground::Accent), None);
    paint::text_centred(ui, rect, galley);
}

fn draw_line(ui: &mut Ui, id: Id, item: &RailItem<'_>, current: bool) -> Response {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), space::TARGET));
    let response = ui.interact(rect, id, Sense::click());
    let theme = Theme::of(ui);
    let (ground, line, ink) = grounds(theme, current, &response);
    paint::frame(ui, rect, space::RADIUS_CONTROL, ground, line);
    let color = theme.ink(ink);
    paint::icon(
        ui,
        pos2(rect.left() + 24.0, rect.center().y),
        item.icon,
        22.0,
        color,
    );
    let face = if current { Type::Strong } else { Type::Body };
    let text = paint::elided(ui, item.label, face, color, rect.width() - 96.0);
    paint::text(
        ui,
        pos2(rect.left() + 48.0, rect.center().y - text.size().y / 2.0),
        text,
    );
    if item.count > 0 {
        badge(ui, pos2(rect.right() - 24.0, rect.center().y), item.count);
    }
    paint::focus(ui, &response, rect, space::RADIUS_CONTROL);
    announce(ui, &response, item, current);
    response
}

fn announce(ui: &Ui, response: &Response, item: &RailItem<'_>, current: bool) {
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, item.label));
    ui.accesskit_node_builder(response.id, |node| {
        if current {
            node.set_aria_current(egui::accesskit::AriaCurrent::Page);
        }
        if item.count > 0 {
            node.set_description(item.count.to_string());
        }
    });
}
