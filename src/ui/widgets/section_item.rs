//! A section in the list at the left: its number, title, state and how much of it is answered.

use egui::{Id, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::ui::{
    Ground, Ink, State, Theme, Type, Words, paint,
    theme::{Line, space},
};

/// A section. A press is `.clicked()`.
#[must_use = "call `show`"]
pub struct SectionItem<'a> {
    id: Id,
    number: usize,
    title: &'a str,
    state: State,
    count: &'a str,
    current: bool,
}

const ICON: f32 = 16.0;

impl<'a> SectionItem<'a> {
    /// A section, such as 2, "Reasons", with a count such as "3 of 5".
    pub fn new(id: Id, number: usize, title: &'a str, state: State, count: &'a str) -> Self {
        Self {
            id,
            number,
            title,
            state,
            count,
            current: false,
        }
    }

    /// Whether it is the one on the page.
    pub fn current(mut self, current: bool) -> Self {
        self.current = current;
        self
    }

    /// Draws it.
    pub fn show(self, ui: &mut Ui) -> Response {
        let theme = Theme::of(ui);
        let width = ui.available_width();
        let number_width = 24.0;
        let left = space::S8 + number_width;
        let room = width - left - space::S8 - ICON - space::S12;
        let (face, ink) = if self.current {
            (Type::SmallStrong, Ink::Body)
        } else {
            (Type::Small, Ink::Body)
        };
        let title = paint::wrapped(ui, self.title, face, theme.ink(ink), room);
        let count = paint::wrapped(ui, self.count, Type::Meta, theme.ink(Ink::Help), room);
        let text = title.size().y + count.size().y;
        let height = (text + space::S12).max(space::TARGET);
        let (_, rect) = ui.allocate_space(vec2(width, height));
        let response = ui.interact(rect, self.id, Sense::click());
        let over = response.hovered() || response.is_pointer_button_down_on();
        let (ground, line) = match (self.current, over) {
            (true, _) => (
                Some(Ground::AccentSoft),
                theme.look().is_high_contrast().then_some(Line::Chosen),
            ),
            (false, true) => (Some(Ground::Sunken), None),
            (false, false) => (None, None),
        };
        paint::frame(ui, rect, space::RADIUS_CONTROL, ground, line);
        let number_ink = if self.current { Ink::Accent } else { Ink::Help };
        let number = paint::one_line(
            ui,
            &self.number.to_string(),
            Type::SmallStrong,
            theme.ink(number_ink),
        );
        let top = rect.center().y - text / 2.0;
        let at = pos2(rect.left() + left - space::S8 - number.size().x, top);
        paint::text(ui, at, number);
        let title_height = title.size().y;
        paint::text(ui, pos2(rect.left() + left, top), title);
        paint::text(ui, pos2(rect.left() + left, top + title_height), count);
        let mark = pos2(
            rect.right() - space::S8 - ICON / 2.0,
            top + Type::Small.line() / 2.0,
        );
        paint::icon(
            ui,
            mark,
            self.state.icon(),
            ICON,
            theme.ink(self.state.ink_on_plain()),
        );
        paint::focus(ui, &response, rect, space::RADIUS_CONTROL);
        self.announce(ui, &response);
        response
    }

    fn announce(&self, ui: &Ui, response: &Response) {
        let words = Words::of(ui);
        let name = format!("{}. {}", self.number, self.title);
        let state = format!("{}, {}", self.state.word(&words), self.count);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        ui.accesskit_node_builder(response.id, |node| {
            node.set_description(state);
            if self.current {
                node.set_aria_current(egui::accesskit::AriaCurrent::Step);
            }
        });
    }
}
