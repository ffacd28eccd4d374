//! A field that is typed into over a list that is chosen from, and the rows of such a list and of a menu.

use std::sync::Arc;

use egui::{Galley, Id, Key, Rect, Response, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::{SearchField, Text, dialog, key_cap};
use crate::ui::{
    Ground, Icon, Ink, Theme, Type, keys,
    keys::Wish,
    paint,
    theme::{Line, space},
};

/// A row: what is chosen, and what helps to choose it.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct PaletteRow {
    /// Its icon.
    pub icon: Option<Icon>,
    /// What it is called.
    pub name: String,
    /// A line about it.
    pub about: String,
    /// Its shortcut.
    pub caps: Vec<String>,
    /// Why it cannot be chosen now; takes the place of the line about it.
    pub cannot: Option<String>,
    /// A heading over it.
    pub heading: Option<String>,
}

/// A palette. The caller shows it in each frame while it is open.
#[derive(Clone, Copy, Debug)]
#[must_use = "call `show`"]
pub struct Palette<'a> {
    id: Id,
    title: &'a str,
    hint: &'a str,
    status: &'a str,
}

/// What came of showing a palette.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PaletteReply {
    /// Something else is searched for.
    pub changed: bool,
    /// This row was chosen.
    pub chosen: Option<usize>,
    /// Enter was pressed, also where no row could be chosen.
    pub entered: bool,
    /// Escape, or a press beside it.
    pub close: bool,
}

const ROW: f32 = 48.0;
const WIDTH: f32 = 640.0;

impl<'a> Palette<'a> {
    /// A palette with its accessible name.
    pub fn new(id: Id, title: &'a str) -> Self {
        Self {
            id,
            title,
            hint: "",
            status: "",
        }
    }

    /// What may be typed.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// What came of the search, under the list; announced.
    pub fn status(mut self, status: &'a str) -> Self {
        self.status = status;
        self
    }

    /// Draws it.
    pub fn show(
        self,
        ui: &Ui,
        query: &mut String,
        selected: &mut usize,
        rows: &[PaletteRow],
    ) -> PaletteReply {
        let field = self.id.with("field");
        let height = ui.content_rect().height();
        let top = (height * 0.08).min(space::S64);
        let sheet = dialog::sheet_at(ui, self.id, self.title, WIDTH, Some(top), |ui| {
            self.contents(ui, field, height - 2.0 * top, query, selected, rows)
        });
        dialog::focus_when_new(ui, self.id, field);
        let mut reply = sheet.inner;
        reply.close = (sheet.dismissed || sheet.beside) && !sheet.is_new;
        if sheet.is_new {
            reply.chosen = None;
            reply.entered = false;
        }
        if reply.close || reply.chosen.is_some() {
            dialog::give_focus_back(ui, self.id);
        }
        reply
    }

    fn contents(
        &self,
        ui: &mut Ui,
        field: Id,
        height: f32,
        query: &mut String,
        selected: &mut usize,
        rows: &[PaletteRow],
    ) -> PaletteReply {
        let moved = move_selection(ui, selected, rows.len());
        let search = SearchField::new(field, self.title)
            .hint(self.hint)
            .show(ui, query);
        // The keyboard stays in the field whatever is pressed.
        crate::ui::focus::hold(ui, field);
        let mut reply = PaletteReply {
            changed: search.reply.changed,
            entered: search.reply.wish == Some(Wish::GoOn),
            ..PaletteReply::default()
        };
        if reply.changed {
            *selected = 0;
        }
        let list = self.id.with("list");
        // Field, status, distances and the sheet's own margins.
        let most = (height - 180.0).max(2.0 * ROW);
        let builder = UiBuilder::new()
            .id_salt(list)
            .accessibility_role(Role::ListBox)
            .accessibility_label(self.title);
        ui.scope_builder(builder, |ui| {
            egui::ScrollArea::vertical()
                .id_salt(list)
                .max_height(most)
                .auto_shrink([false, false])
                .show(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = 2.0;
                    // Room for the scroll bar.
                    ui.set_max_width(ui.available_width() - space::S12);
                    for (index, row) in rows.iter().enumerate() {
                        let here = index == *selected;
                        let response = option(ui, list.with(index), row, here);
                        if here {
                            point_at(ui, field, &response);
                            if moved || reply.changed {
                                ui.scroll_to_rect(response.rect.expand(space::S8), None);
                            }
                        }
                        if response.clicked() && row.cannot.is_none() {
                            reply.chosen = Some(index);
                        }
                    }
                });
        });
        if reply.entered && !reply.changed {
            let can = rows.get(*selected).is_some_and(|row| row.cannot.is_none());
            reply.chosen = can.then_some(*selected);
        }
        if !self.status.is_empty() {
            let status = Text::help(self.status).full_width().show(ui);
            ui.accesskit_node_builder(status.id, |node| {
                node.set_live(egui::accesskit::Live::Polite);
            });
        }
        reply
    }
}

/// Arrows and pages move what is chosen; the field never sees them.
fn move_selection(ui: &Ui, selected: &mut usize, count: usize) -> bool {
    let last = count.saturating_sub(1);
    let before = (*selected).min(last);
    let mut at = before;
    for (key, to) in [
        (Key::ArrowDown, if before == last { 0 } else { before + 1 }),
        (
            Key::ArrowUp,
            if before == 0 {
                last
            } else {
                before.saturating_sub(1)
            },
        ),
        (Key::PageDown, (before + 6).min(last)),
        (Key::PageUp, before.saturating_sub(6)),
    ] {
        if keys::take(ui, key) {
            at = to;
        }
    }
    let moved = at != *selected;
    *selected = at;
    moved
}

fn point_at(ui: &Ui, field: Id, response: &Response) {
    let row = response.id.accesskit_id();
    ui.accesskit_node_builder(field, |node| node.set_active_descendant(row));
}

fn option(ui: &mut Ui, id: Id, row: &PaletteRow, here: bool) -> Response {
    head(ui, row);
    let set = Set::of(ui, row);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), set.height()));
    // Not a stop of Tab: the field keeps the keyboard.
    let response = ui.interact(rect, id, Sense::CLICK);
    let over = response.hovered() && row.cannot.is_none();
    draw(ui, rect, row, set, (here, over));
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, here, &row.name));
    describe(ui, id, row);
    response
}

/// A row of a menu: it is a stop of Tab, and Enter chooses it. `here` marks where one is.
pub fn menu_row(ui: &mut Ui, id: Id, row: &PaletteRow, here: bool) -> Response {
    head(ui, row);
    let set = Set::of(ui, row);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), set.height()));
    let response = ui.interact(rect, id, Sense::click());
    let over = response.hovered() && row.cannot.is_none();
    draw(ui, rect, row, set, (here, over));
    paint::focus(ui, &response, rect, space::RADIUS_CONTROL);
    response.widget_info(|| WidgetInfo::labeled(Role::MenuItem, true, &row.name));
    if here {
        ui.accesskit_node_builder(id, |node| {
            node.set_aria_current(egui::accesskit::AriaCurrent::Page);
        });
    }
    describe(ui, id, row);
    response
}

fn head(ui: &mut Ui, row: &PaletteRow) {
    if let Some(heading) = &row.heading {
        ui.add_space(space::S8);
        Text::new(heading, Type::SmallStrong)
            .ink(Ink::Help)
            .show(ui);
    }
}

fn describe(ui: &Ui, id: Id, row: &PaletteRow) {
    ui.accesskit_node_builder(id, |node| {
        let about = row.cannot.as_ref().unwrap_or(&row.about);
        if !about.is_empty() {
            node.set_description(about.as_str());
        }
        if !row.caps.is_empty() {
            node.set_keyboard_shortcut(row.caps.join("+"));
        }
        if row.cannot.is_some() {
            node.set_disabled();
        }
    });
}

fn draw(ui: &Ui, rect: Rect, row: &PaletteRow, set: Set, (here, over): (bool, bool)) {
    let theme = Theme::of(ui);
    let ground = match (here, over) {
        (true, _) => Some(Ground::AccentSoft),
        (false, true) => Some(Ground::Sunken),
        (false, false) => None,
    };
    let line = (here && theme.look().is_high_contrast()).then_some(Line::Chosen);
    paint::frame(ui, rect, space::RADIUS_CONTROL, ground, line);
    if here {
        // Told by more than its ground.
        let bar = Rect::from_min_max(rect.min, pos2(rect.left() + 4.0, rect.bottom()));
        paint::frame(
            ui,
            bar.shrink2(vec2(0.0, 8.0)),
            2,
            Some(Ground::Accent),
            None,
        );
    }
    let dim = row.cannot.is_some();
    if let Some(icon) = row.icon {
        let at = pos2(rect.left() + 26.0, rect.center().y);
        let ink = if dim { Ink::Help } else { Ink::Accent };
        paint::icon(ui, at, icon, 20.0, theme.ink(ink));
    }
    let left = rect.left() + indent(row);
    let height = set.text_height();
    let top = rect.center().y - height / 2.0;
    let below = top + set.name.size().y;
    paint::text(ui, pos2(left, top), set.name);
    if let Some(about) = set.about {
        paint::text(ui, pos2(left, below), about);
    }
    let caps = caps_width(ui, &row.caps);
    let mut at = rect.right() - space::S12 - caps;
    for cap in &row.caps {
        let cap = key_cap::draw_at(ui, pos2(at, rect.center().y), cap, key_cap::Look::Plain);
        at = cap.right() + space::S4;
    }
}

/// The texts of a row, set in the room that its icon and its keys leave.
struct Set {
    name: Arc<Galley>,
    about: Option<Arc<Galley>>,
}

impl Set {
    fn of(ui: &Ui, row: &PaletteRow) -> Self {
        let theme = Theme::of(ui);
        let ink = if row.cannot.is_some() {
            Ink::Help
        } else {
            Ink::Body
        };
        let caps = caps_width(ui, &row.caps);
        let taken = indent(row) + caps + 2.0 * space::S12;
        let room = (ui.available_width() - taken).max(48.0);
        let about = row.cannot.as_ref().unwrap_or(&row.about);
        Self {
            name: paint::wrapped(ui, &row.name, Type::Body, theme.ink(ink), room),
            about: (!about.is_empty())
                .then(|| paint::wrapped(ui, about, Type::Small, theme.ink(Ink::Help), room)),
        }
    }

    fn text_height(&self) -> f32 {
        let about = self.about.as_ref().map_or(0.0, |about| about.size().y);
        self.name.size().y + about
    }

    fn height(&self) -> f32 {
        (self.text_height() + space::S4).max(ROW)
    }
}

fn indent(row: &PaletteRow) -> f32 {
    if row.icon.is_some() { 48.0 } else { 16.0 }
}

fn caps_width(ui: &Ui, caps: &[String]) -> f32 {
    let widths: f32 = caps.iter().map(|cap| key_cap::size(ui, cap).x).sum();
    widths + space::S4 * caps.len().saturating_sub(1) as f32
}
