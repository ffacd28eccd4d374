//! The bar at the top: the page's title, search, what was saved when, who is signed in, and the lock.

use egui::{Align, Layout, Rect, Role, Ui, UiBuilder, pos2, vec2};

use super::{Breadth, Divided, Part};
use crate::ui::{
    Icon, Ink, Theme, Type, Words, paint,
    theme::space,
    widgets::{Button, StatusLine, status_line::Saved},
};

/// What the bar says.
#[derive(Clone, Copy, Debug)]
#[must_use = "pass it to `Divided::bar`"]
pub struct Bar<'a> {
    title: &'a str,
    search: Option<(&'a str, &'a str)>,
    saved: Option<(Saved, &'a str)>,
    who: &'a str,
    lock_at: &'a str,
    menu: &'a str,
    lock: &'a str,
}

impl<'a> Bar<'a> {
    /// The title of the page.
    pub fn new(title: &'a str) -> Self {
        Self {
            title,
            search: None,
            saved: None,
            who: "",
            lock_at: "",
            menu: "",
            lock: "",
        }
    }

    /// The button that opens the search, with its shortcut.
    pub fn search(mut self, label: &'a str, shortcut: &'a str) -> Self {
        self.search = Some((label, shortcut));
        self
    }

    /// How safe the work is.
    pub fn saved(mut self, saved: Saved, text: &'a str) -> Self {
        self.saved = Some((saved, text));
        self
    }

    /// Who is signed in.
    pub fn who(mut self, who: &'a str) -> Self {
        self.who = who;
        self
    }

    /// When the program locks by itself, in words.
    pub fn locks(mut self, text: &'a str) -> Self {
        self.lock_at = text;
        self
    }

    /// The button that opens the menu of commands.
    pub fn menu(mut self, label: &'a str) -> Self {
        self.menu = label;
        self
    }

    /// The button that locks.
    pub fn lock(mut self, label: &'a str) -> Self {
        self.lock = label;
        self
    }
}

/// What was pressed in the bar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BarReply {
    /// The search.
    pub search: bool,
    /// The menu of commands.
    pub menu: bool,
    /// The lock.
    pub lock: bool,
}

impl Divided {
    /// Draws the bar, with the buttons for whatever is a menu or drawer at this breadth.
    pub fn bar(&self, ui: &mut Ui, bar: Bar<'_>) -> BarReply {
        let id = self.shell.id.with("bar");
        let rect = self.bar.shrink2(vec2(space::S12, 0.0));
        let builder = UiBuilder::new()
            .id_salt(id)
            .max_rect(rect)
            .layout(Layout::left_to_right(Align::Center))
            .accessibility_role(Role::Banner)
            .accessibility_label(crate::text::say("landmark-bar"));
        ui.scope_builder(builder, |ui| {
            ui.spacing_mut().item_spacing.x = space::S4;
            let mut reply = BarReply::default();
            self.menus(ui);
            let right = self.right_width(&bar);
            let title_room = (rect.right() - right - ui.cursor().left() - space::S8).max(24.0);
            title(ui, bar.title, title_room);
            let place = Rect::from_min_max(pos2(rect.right() - right, rect.top()), rect.max);
            let builder = UiBuilder::new()
                .id_salt("right")
                .max_rect(place)
                .layout(Layout::left_to_right(Align::Center));
            ui.scope_builder(builder, |ui| self.right(ui, &bar, &mut reply));
            reply
        })
        .inner
    }

    fn menus(&self, ui: &mut Ui) {
        let words = Words::of(ui);
        let mut menu = |part: Part, icon: Icon, label: &str| {
            let id = self.shell.id.with((part, "menu"));
            if Button::icon_only(icon, label)
                .small()
                .id(id)
                .show(ui)
                .clicked()
            {
                self.set_open(ui, part, true);
            }
        };
        if self.rail.is_none() {
            menu(Part::Rail, Icon::List, &words.menu);
        }
        if self.shell.sections && self.sections.is_none() {
            menu(Part::Sections, Icon::ListChecks, &words.sections);
        }
    }

    /// The right part is as wide as it can ever be, so that nothing in it moves.
    fn right_width(&self, bar: &Bar<'_>) -> f32 {
        let icons = f32::from(self.buttons(bar)) * (space::DENSE + space::S4);
        let search = match (bar.search.is_some(), self.breadth) {
            (false, _) => 0.0,
            (true, Breadth::Narrow) => space::DENSE + space::S4,
            (true, _) => SEARCH + space::S4 + AFTER_SEARCH,
        };
        let status = match self.breadth {
            _ if bar.saved.is_none() => 0.0,
            Breadth::Wide => 112.0 + 168.0 + 124.0 + 3.0 * space::S12,
            Breadth::Middle => 112.0 + 168.0 + 2.0 * space::S12,
            Breadth::Narrow if self.all.width() >= 560.0 => 112.0 + space::S12,
            Breadth::Narrow => 16.0 + space::S12,
        };
        icons + search + status
    }

    fn right(&self, ui: &mut Ui, bar: &Bar<'_>, reply: &mut BarReply) {
        ui.spacing_mut().item_spacing.x = space::S4;
        if let Some((label, shortcut)) = bar.search {
            let id = self.shell.id.with("search");
            let button = if self.breadth == Breadth::Narrow {
                Button::icon_only(Icon::Search, label).small()
            } else {
                Button::quiet(label)
                    .icon(Icon::Search)
                    .key(shortcut)
                    .small()
            };
            let place = ui.available_rect_before_wrap();
            let place = Rect::from_min_size(place.min, vec2(SEARCH, place.height()));
            if self.breadth == Breadth::Narrow {
                reply.search = button.id(id).show(ui).clicked();
            } else {
                let layout = Layout::left_to_right(Align::Center);
                let builder = UiBuilder::new()
                    .id_salt("search")
                    .max_rect(place)
                    .layout(layout);
                reply.search = ui
                    .scope_builder(builder, |ui| button.full_width().id(id).show(ui).clicked())
                    .inner;
            }
            if self.breadth != Breadth::Narrow {
                ui.add_space(AFTER_SEARCH);
            }
        }
        if let Some((saved, text)) = bar.saved {
            self.status(ui, bar, saved, text);
        }
        if self.shell.side && self.side.is_none() {
            let id = self.shell.id.with((Part::Side, "menu"));
            let words = Words::of(ui);
            if Button::icon_only(Icon::Sidebar, &words.details)
                .small()
                .id(id)
                .show(ui)
                .clicked()
            {
                self.set_open(ui, Part::Side, true);
            }
        }
        if !bar.menu.is_empty() {
            let id = self.shell.id.with("commands");
            reply.menu = Button::icon_only(Icon::More, bar.menu)
                .small()
                .id(id)
                .show(ui)
                .clicked();
        }
        if !bar.lock.is_empty() {
            let id = self.shell.id.with("lock");
            reply.lock = Button::icon_only(Icon::Lock, bar.lock)
                .small()
                .id(id)
                .show(ui)
                .clicked();
        }
    }

    /// How many icons stand at the right.
    fn buttons(&self, bar: &Bar<'_>) -> u8 {
        u8::from(self.shell.side && self.side.is_none())
            + u8::from(!bar.menu.is_empty())
            + u8::from(!bar.lock.is_empty())
    }

    fn status(&self, ui: &mut Ui, bar: &Bar<'_>, saved: Saved, text: &str) {
        let room = ui.available_width() - f32::from(self.buttons(bar)) * (space::DENSE + space::S4);
        let rect = ui.available_rect_before_wrap();
        let rect = Rect::from_min_size(rect.min, vec2(room, rect.height()));
        let layout = Layout::left_to_right(Align::Center);
        let builder = UiBuilder::new()
            .id_salt("status")
            .max_rect(rect)
            .layout(layout);
        ui.scope_builder(builder, |ui| {
            StatusLine::new(saved, text)
                .who(bar.who)
                .lock(bar.lock_at)
                .show(ui);
            ui.take_available_width();
        });
    }
}

const SEARCH: f32 = 176.0;
/// Between the search and what follows it.
const AFTER_SEARCH: f32 = space::S16;

fn title(ui: &mut Ui, title: &str, room: f32) {
    let color = Theme::of(ui).ink(Ink::Body);
    // Where there is no room for the person and what is done, the person is enough.
    let whole = paint::one_line(ui, title, Type::Strong, color).size().x;
    let short = title.split(" \u{b7} ").next().filter(|_| whole > room);
    let text = paint::elided(ui, short.unwrap_or(title), Type::Strong, color, room);
    let (rect, response) =
        ui.allocate_exact_size(vec2(text.size().x, text.size().y), egui::Sense::hover());
    paint::text(ui, rect.min, text);
    response.widget_info(|| egui::WidgetInfo::labeled(Role::Heading, true, title));
}
