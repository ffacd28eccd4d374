//! A state as icon and word on its soft ground.

use egui::{Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::ui::{State, Theme, Type, Words, paint, theme::space};

/// A state in the line of something else.
#[must_use = "call `show`"]
pub struct StateBadge<'a> {
    state: State,
    word: Option<&'a str>,
}

pub(super) const ICON: f32 = 16.0;
const HEIGHT: f32 = 26.0;

impl<'a> StateBadge<'a> {
    /// A badge with the state's own word.
    pub fn new(state: State) -> Self {
        Self { state, word: None }
    }

    /// Another word, such as an outcome, in the state's colours.
    pub fn word(mut self, word: &'a str) -> Self {
        self.word = Some(word);
        self
    }

    /// Draws it.
    pub fn show(self, ui: &mut Ui) -> Response {
        let words = Words::of(ui);
        let word = self.word.unwrap_or_else(|| self.state.word(&words));
        let color = Theme::of(ui).ink(self.state.ink());
        let room = ui.available_width() - ICON - 3.0 * space::S8;
        let galley = paint::elided(ui, word, Type::SmallStrong, color, room);
        let size = vec2((galley.size().x + ICON + 3.0 * space::S8).ceil(), HEIGHT);
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        paint::frame(
            ui,
            rect,
            space::RADIUS_CHIP,
            Some(self.state.ground()),
            None,
        );
        let x = rect.left() + space::S8;
        paint::icon(
            ui,
            pos2(x + ICON / 2.0, rect.center().y),
            self.state.icon(),
            ICON,
            color,
        );
        let y = rect.center().y - galley.size().y / 2.0;
        paint::text(ui, pos2(x + ICON + space::S8 - 2.0, y), galley);
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, word));
        response
    }
}
