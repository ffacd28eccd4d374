//! What every page stands in: rail, bar, sections, column, side and footer, at three widths.
//!
//! `Shell::new(..).begin(ui)` divides the window; its parts are then drawn in reading order, which is also the order of Tab.

mod anchor;
mod bar;
mod rail;

use egui::{Align, Frame, Id, Layout, Margin, Rect, Role, ScrollArea, Ui, UiBuilder, pos2, vec2};

pub use bar::{Bar, BarReply};
pub use rail::RailItem;

use crate::ui::{
    Ground, Theme, Words, paint,
    theme::{Line, space},
    widgets::{Drawer, drawer::Edge},
};

/// The width of the rail.
pub const RAIL: f32 = 64.0;
/// The width of the list of sections.
pub const SECTIONS: f32 = 216.0;
/// The width of the column.
pub const COLUMN: f32 = 640.0;
/// The width of a column without sections and side, such as of a table.
pub const WIDE_COLUMN: f32 = 1_120.0;
/// The width of the side.
pub const SIDE: f32 = 312.0;
/// The height of the bar.
pub const BAR: f32 = 48.0;
/// The height of the footer.
pub const FOOTER: f32 = 56.0;

/// How much room there is, in points after the text size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breadth {
    /// From 1200: everything side by side.
    Wide,
    /// From 900: the side is a drawer.
    Middle,
    /// Under 900: rail, sections and side are menus.
    Narrow,
}

impl Breadth {
    /// The breadth of a window that is so wide.
    pub fn of_width(width: f32) -> Self {
        if width >= 1_200.0 {
            Breadth::Wide
        } else if width >= 900.0 {
            Breadth::Middle
        } else {
            Breadth::Narrow
        }
    }
}

/// Which parts a page has.
#[derive(Clone, Copy, Debug)]
#[must_use = "call `begin`"]
pub struct Shell {
    id: Id,
    sections: bool,
    side: bool,
    footer: bool,
    wide_column: bool,
}

impl Shell {
    /// A page with rail, bar and column; the id is the same on all pages, as the drawers hang on it.
    pub fn new(id: Id) -> Self {
        Self {
            id,
            sections: false,
            side: false,
            footer: false,
            wide_column: false,
        }
    }

    /// With a list of sections.
    pub fn sections(mut self) -> Self {
        self.sections = true;
        self
    }

    /// With a side.
    pub fn side(mut self) -> Self {
        self.side = true;
        self
    }

    /// With a footer.
    pub fn footer(mut self) -> Self {
        self.footer = true;
        self
    }

    /// With a column as wide as there is room, up to [`WIDE_COLUMN`].
    pub fn wide_column(mut self) -> Self {
        self.wide_column = true;
        self
    }

    /// Divides the window and draws the grounds.
    pub fn begin(self, ui: &Ui) -> Divided {
        let divided = self.divide(ui.max_rect());
        let painter = ui.painter();
        let theme = Theme::of(ui);
        painter.rect_filled(divided.all, 0.0, theme.ground(Ground::Canvas));
        let line = theme.line(Line::Decoration);
        for rect in [divided.rail, divided.sections].into_iter().flatten() {
            painter.vline(rect.right(), rect.y_range(), line);
        }
        if let Some(side) = divided.side {
            painter.vline(side.left(), side.y_range(), line);
        }
        painter.hline(divided.bar.x_range(), divided.bar.bottom(), line);
        if let Some(footer) = divided.footer {
            painter.hline(footer.x_range(), footer.top(), line);
        }
        divided
    }

    fn divide(self, all: Rect) -> Divided {
        let breadth = Breadth::of_width(all.width());
        let rail_width = if breadth == Breadth::Narrow {
            0.0
        } else {
            RAIL
        };
        let rail = (breadth != Breadth::Narrow)
            .then(|| Rect::from_min_max(all.min, pos2(all.left() + RAIL, all.bottom())));
        let bar = Rect::from_min_max(
            pos2(all.left() + rail_width, all.top()),
            pos2(all.right(), all.top() + BAR),
        );
        let below = Rect::from_min_max(pos2(bar.left(), bar.bottom()), all.max);
        let sections = (self.sections && breadth != Breadth::Narrow)
            .then(|| Rect::from_min_max(below.min, pos2(below.left() + SECTIONS, below.bottom())));
        let side = (self.side && breadth == Breadth::Wide)
            .then(|| Rect::from_min_max(pos2(below.right() - SIDE, below.top()), below.max));
        let middle = Rect::from_min_max(
            pos2(
                sections.map_or(below.left(), |rect| rect.right()),
                below.top(),
            ),
            pos2(
                side.map_or(below.right(), |rect| rect.left()),
                below.bottom(),
            ),
        );
        let footer = self
            .footer
            .then(|| Rect::from_min_max(pos2(middle.left(), middle.bottom() - FOOTER), middle.max));
        let page = Rect::from_min_max(
            middle.min,
            pos2(
                middle.right(),
                footer.map_or(middle.bottom(), |rect| rect.top()),
            ),
        );
        Divided {
            shell: self,
            breadth,
            all,
            rail,
            bar,
            sections,
            page,
            side,
            footer,
        }
    }
}

/// A window that was divided; each part is drawn by a call of its own.
#[derive(Clone, Copy, Debug)]
pub struct Divided {
    shell: Shell,
    /// How much room there is.
    pub breadth: Breadth,
    /// The whole window.
    pub all: Rect,
    /// The rail, unless it is a menu.
    pub rail: Option<Rect>,
    /// The bar at the top.
    pub bar: Rect,
    /// The sections, unless they are a menu or there are none.
    pub sections: Option<Rect>,
    /// Where the page scrolls.
    pub page: Rect,
    /// The side, unless it is a drawer or there is none.
    pub side: Option<Rect>,
    /// The footer, if there is one.
    pub footer: Option<Rect>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Part {
    Rail,
    Sections,
    Side,
}

impl Divided {
    /// The horizontal bounds of the column within the page.
    pub fn column(&self) -> Rect {
        let most = if self.shell.wide_column {
            WIDE_COLUMN
        } else {
            COLUMN
        };
        let gutter = if self.breadth == Breadth::Narrow {
            space::S16
        } else {
            space::S24
        };
        let width = (self.page.width() - 2.0 * gutter).min(most);
        let left = self.page.left() + ((self.page.width() - width) / 2.0).max(gutter);
        Rect::from_x_y_ranges(left..=left + width, self.page.y_range())
    }

    /// Draws the list of sections, at the left or in its drawer.
    pub fn sections<R>(&self, ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> Option<R> {
        let words = Words::of(ui);
        self.beside(ui, Part::Sections, self.sections, &words.sections, add)
    }

    /// Draws the side, at the right or in its drawer.
    pub fn side<R>(&self, ui: &mut Ui, title: &str, add: impl FnOnce(&mut Ui) -> R) -> Option<R> {
        self.beside(ui, Part::Side, self.side, title, add)
    }

    fn beside<R>(
        &self,
        ui: &mut Ui,
        part: Part,
        place: Option<Rect>,
        title: &str,
        add: impl FnOnce(&mut Ui) -> R,
    ) -> Option<R> {
        if let Some(rect) = place {
            let role = if part == Part::Side {
                Role::Complementary
            } else {
                Role::Navigation
            };
            let inner = scrolled(ui, self.shell.id.with(part), rect, (role, title), |ui| {
                Frame::new()
                    .inner_margin(Margin::symmetric(12, 16))
                    .show(ui, add)
                    .inner
            });
            return Some(inner);
        }
        if !self.is_open(ui, part) {
            return None;
        }
        let edge = if part == Part::Side {
            Edge::Right
        } else {
            Edge::Left
        };
        let (close, inner) =
            Drawer::new(self.shell.id.with((part, "drawer")), title, edge).show(ui, add);
        if close {
            self.set_open(ui, part, false);
        }
        Some(inner)
    }

    /// Draws the page: the one thing that scrolls.
    ///
    /// `page` names what is shown, so that each page keeps its own place.
    pub fn page<R>(
        &self,
        ui: &mut Ui,
        page: impl std::hash::Hash + std::fmt::Debug,
        add: impl FnOnce(&mut Ui) -> R,
    ) -> R {
        let column = self.column();
        let id = self.shell.id.with(("page", page));
        let name = crate::text::say("landmark-page");
        scrolled(ui, id, self.page, (Role::Main, &name), |ui| {
            super::focus::arrive(ui, id.with("top"), &crate::text::say("page-top"));
            ui.add_space(space::S24);
            let top = ui.cursor().top();
            let builder = UiBuilder::new()
                .id_salt("column")
                .max_rect(Rect::from_x_y_ranges(column.x_range(), top..=f32::INFINITY))
                .layout(Layout::top_down(Align::Min));
            let inner = ui.scope_builder(builder, add).inner;
            ui.add_space(space::S48);
            inner
        })
    }

    /// Draws the footer: what `back` adds stands at the left, what `next` adds at the right.
    pub fn footer<A, B>(
        &self,
        ui: &mut Ui,
        back: impl FnOnce(&mut Ui) -> A,
        next: impl FnOnce(&mut Ui) -> B,
    ) -> Option<(A, B)> {
        let footer = self.footer?;
        let column = self.column();
        let rect =
            Rect::from_x_y_ranges(column.x_range(), footer.y_range()).shrink2(vec2(0.0, space::S8));
        let id = self.shell.id.with("footer");
        let builder = UiBuilder::new()
            .id_salt(id)
            .max_rect(rect)
            .accessibility_role(Role::Footer)
            .accessibility_label(crate::text::say("landmark-foot"));
        Some(
            ui.scope_builder(builder, |ui| {
                let left = part(
                    ui,
                    (id, "back"),
                    rect,
                    Layout::left_to_right(Align::Center),
                    back,
                );
                // Tab goes from left to right, so the right part is laid out after the left.
                let right = part(
                    ui,
                    (id, "next"),
                    rect,
                    Layout::right_to_left(Align::Center),
                    next,
                );
                (left, right)
            })
            .inner,
        )
    }

    fn is_open(&self, ui: &Ui, part: Part) -> bool {
        let id = self.shell.id.with((part, "open"));
        ui.data(|data| data.get_temp(id).unwrap_or(false))
    }

    fn set_open(&self, ui: &Ui, part: Part, open: bool) {
        let id = self.shell.id.with((part, "open"));
        ui.data_mut(|data| data.insert_temp(id, open));
    }

    /// Closes all drawers, as after a choice in one of them, or before the program locks.
    pub fn close_drawers(&self, ui: &Ui) {
        for part in [Part::Rail, Part::Sections, Part::Side] {
            self.set_open(ui, part, false);
        }
    }
}

fn part<R>(
    ui: &mut Ui,
    salt: (Id, &str),
    rect: Rect,
    layout: Layout,
    add: impl FnOnce(&mut Ui) -> R,
) -> R {
    let builder = UiBuilder::new().id_salt(salt).max_rect(rect).layout(layout);
    ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.x = space::S12;
        add(ui)
    })
    .inner
}

fn scrolled<R>(
    ui: &mut Ui,
    id: Id,
    rect: Rect,
    (role, name): (Role, &str),
    add: impl FnOnce(&mut Ui) -> R,
) -> R {
    let mut builder = UiBuilder::new()
        .id_salt(id)
        .max_rect(rect)
        .accessibility_role(role);
    if !name.is_empty() {
        builder = builder.accessibility_label(name);
    }
    ui.scope_builder(builder, |ui| {
        let area = ScrollArea::vertical().id_salt(id).auto_shrink(false);
        let mut top = rect.top();
        let output = anchor::apply(ui, id, area).show(ui, |ui| {
            top = ui.max_rect().top();
            ui.set_width(rect.width());
            add(ui)
        });
        anchor::follow(ui, id, top, &output);
        output.inner
    })
    .inner
}

/// Draws a card: a surface with a line and room around its contents.
pub fn card<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    let theme = Theme::of(ui);
    Frame::new()
        .fill(theme.ground(Ground::Surface))
        .stroke(theme.line(Line::Decoration))
        .corner_radius(space::RADIUS_CARD)
        .inner_margin(Margin::same(16))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            add(ui)
        })
        .inner
}

/// Draws a line across, between blocks.
pub fn rule(ui: &mut Ui) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), 1.0));
    let line = Theme::of(ui).line(Line::Decoration);
    ui.painter().hline(rect.x_range(), rect.center().y, line);
}

/// Fills a rectangle with a ground, as behind a page that stands alone.
pub fn fill(ui: &Ui, rect: Rect, ground: Ground) {
    paint::frame(ui, rect, 0, Some(ground), None);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn divided(width: f32) -> Divided {
        let all = Rect::from_min_size(pos2(0.0, 0.0), vec2(width, 720.0));
        Shell::new(Id::unique("shell"))
            .sections()
            .side()
            .footer()
            .divide(all)
    }

    #[test]
    fn from_1200_everything_stands_side_by_side() {
        let wide = divided(1_280.0);
        assert!(wide.rail.is_some() && wide.sections.is_some() && wide.side.is_some());
        assert_eq!(wide.column().width(), COLUMN);
        assert!(wide.column().right() <= wide.page.right() - space::S24 + 0.1);
    }

    #[test]
    fn from_900_the_side_is_a_drawer() {
        for width in [900.0, 1_199.0] {
            let middle = divided(width);
            assert_eq!(middle.breadth, Breadth::Middle);
            assert!(middle.rail.is_some() && middle.sections.is_some() && middle.side.is_none());
            assert!(middle.column().width() >= 560.0);
        }
    }

    #[test]
    fn under_900_only_the_column_is_left_and_it_is_the_width_less_32() {
        let narrow = divided(640.0);
        assert!(narrow.rail.is_none() && narrow.sections.is_none() && narrow.side.is_none());
        assert_eq!(narrow.column().width(), 640.0 - 32.0);
    }

    #[test]
    fn the_footer_never_covers_the_page() {
        for width in [320.0, 640.0, 1_000.0, 1_280.0, 2_560.0] {
            let all = divided(width);
            let footer = all.footer.map(|rect| rect.top());
            assert_eq!(footer, Some(all.page.bottom()), "{width}");
        }
    }
}
