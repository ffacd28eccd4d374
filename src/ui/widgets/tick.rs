//! One thing that is so or not: a box and its words.

use egui::{Id, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::choice_row::{self, Mark, Standing};
use crate::ui::{Ground, Ink, Theme, Type, paint, theme::space};

/// A single box to tick.
#[must_use = "call `show`"]
pub struct Tick<'a> {
    id: Id,
    label: &'a str,
    help: Option<&'a str>,
    disabled: Option<&'a str>,
}

const BOX: f32 = 20.0;

impl<'a> Tick<'a> {
    /// A box with its words.
    pub fn new(id: Id, label: &'a str) -> Self {
        Self {
            id,
            label,
            help: None,
            disabled: None,
        }
    }

    /// What it means.
    pub fn help(mut self, help: &'a str) -> Self {
        self.help = Some(help);
        self
    }

    /// Cannot be changed, for this reason, which takes the place of the help.
    pub fn disabled(mut self, reason: Option<&'a str>) -> Self {
        self.disabled = reason;
        self
    }

    /// Draws it; `.changed()` when it was ticked or unticked.
    pub fn show(self, ui: &mut Ui, ticked: &mut bool) -> Response {
        let theme = Theme::of(ui);
        let available = self.disabled.is_none();
        let left = space::S4 + BOX + space::S12;
        let room = ui.available_width() - left - space::S8;
        let ink = if available { Ink::Body } else { Ink::Disabled };
        let label = paint::wrapped(ui, self.label, Type::Body, theme.ink(ink), room);
        let about = self.disabled.or(self.help).unwrap_or_default();
        let help = paint::wrapped(
            ui,
            about,
            Type::Small,
            theme.ink(Ink::Help),
            room.min(Type::Small.measure()),
        );
        let help_height = if about.is_empty() { 0.0 } else { help.size().y };
        let text = label.size().y + help_height;
        let width = left + label.size().x.max(help.size().x) + space::S8;
        let (_, rect) = ui.allocate_space(vec2(width, (text + 2.0 * 10.0).max(space::TARGET)));
        let sense = if available {
            Sense::click()
        } else {
            Sense::focusable_noninteractive()
        };
        let mut response = ui.interact(rect, self.id, sense);
        if response.clicked() {
            *ticked = !*ticked;
            response.mark_changed();
        }
        if available && response.hovered() {
            paint::frame(ui, rect, space::RADIUS_CONTROL, Some(Ground::Sunken), None);
        }
        let top = rect.center().y - text / 2.0;
        let standing = Standing {
            chosen: *ticked,
            available,
            key: None,
            mark: Mark::Box,
        };
        let centre = pos2(
            rect.left() + space::S4 + BOX / 2.0,
            top + Type::Body.line() / 2.0,
        );
        choice_row::draw_mark(ui, centre, standing);
        let label_height = label.size().y;
        paint::text(ui, pos2(rect.left() + left, top), label);
        if !about.is_empty() {
            paint::text(ui, pos2(rect.left() + left, top + label_height), help);
        }
        paint::focus(ui, &response, rect, space::RADIUS_CONTROL);
        response
            .widget_info(|| WidgetInfo::selected(Role::CheckBox, available, *ticked, self.label));
        if !about.is_empty() {
            ui.accesskit_node_builder(self.id, |node| node.set_description(about));
        }
        response
    }
}
