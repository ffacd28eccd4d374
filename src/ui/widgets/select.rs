//! One of a list too long to stand on the page: a field that opens the list on a sheet.

use egui::{Id, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::form_row::row_words;
use super::{Button, FormRow, Item, OptionGroup, Text, dialog};
use crate::ui::{Icon, Ink, Theme, Type, Words, focus, paint, theme::space};

/// A choice out of a list.
#[must_use = "call `show`"]
pub struct Select<'a> {
    id: Id,
    row: FormRow<'a>,
    items: Vec<Item<'a>>,
    none: &'a str,
    width: Option<f32>,
}

impl<'a> Select<'a> {
    /// A field with its label, what it says while nothing is chosen, and the list.
    pub fn new<T: Into<Item<'a>>>(
        id: Id,
        label: &'a str,
        none: &'a str,
        items: impl IntoIterator<Item = T>,
    ) -> Self {
        Self {
            id,
            row: FormRow::new(label),
            items: items.into_iter().map(Into::into).collect(),
            none,
            width: None,
        }
    }

    row_words!();

    /// At most this wide.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// Draws it; `.changed()` when another was chosen.
    pub fn show(self, ui: &mut Ui, chosen: &mut Option<usize>) -> Response {
        let row = self.row;
        row.show_around(ui, self.id, |ui| {
            let mut response = self.field(ui, *chosen);
            let open_id = self.id.with("open");
            let mut open = ui.data(|data| data.get_temp(open_id).unwrap_or(false));
            open |= response.clicked();
            if open {
                let before = *chosen;
                open = !self.sheet(ui, chosen);
                if before != *chosen {
                    response.mark_changed();
                }
            }
            ui.data_mut(|data| data.insert_temp(open_id, open));
            response
        })
    }

    fn field(&self, ui: &mut Ui, chosen: Option<usize>) -> Response {
        let theme = Theme::of(ui);
        let width = self
            .width
            .unwrap_or(f32::INFINITY)
            .min(ui.available_width());
        let (_, rect) = ui.allocate_space(vec2(width, space::TARGET));
        let response = ui.interact(rect, self.id, Sense::click());
        let wrong = self.row.has_error();
        let (ground, stroke) = super::text_field::field_colours(theme, &response, wrong, false);
        let radius = paint::corner(rect, space::RADIUS_CONTROL);
        let fill = theme.ground(ground);
        ui.painter()
            .rect(rect, radius, fill, stroke, egui::StrokeKind::Inside);
        let item = chosen.and_then(|index| self.items.get(index));
        let (text, ink) = match item {
            Some(item) => (item.label, Ink::Body),
            None => (self.none, Ink::Meta),
        };
        let room = width - 2.0 * space::S12 - space::S24;
        let galley = paint::elided(ui, text, Type::Body, theme.ink(ink), room);
        let y = rect.center().y - galley.size().y / 2.0;
        paint::text(ui, pos2(rect.left() + space::S12, y), galley);
        let caret = pos2(rect.right() - space::S12 - 7.0, rect.center().y);
        paint::icon(ui, caret, Icon::CaretDown, 14.0, theme.ink(Ink::Help));
        paint::focus(ui, &response, rect, space::RADIUS_CONTROL);
        response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, self.row.label_text()));
        ui.accesskit_node_builder(self.id, |node| {
            node.set_value(text);
            node.set_has_popup(egui::accesskit::HasPopup::Dialog);
            if !self.row.about().is_empty() {
                node.set_description(self.row.about());
            }
            if wrong {
                node.set_invalid(egui::accesskit::Invalid::True);
            }
        });
        response
    }

    /// The list; true when it is to be closed.
    fn sheet(&self, ui: &Ui, chosen: &mut Option<usize>) -> bool {
        let id = self.id.with("sheet");
        let list = id.with("list");
        let name = self.row.label_text();
        let most = ui.content_rect().height() - 220.0;
        let sheet = dialog::sheet(ui, id, name, 480.0, |ui| {
            Text::h2(name).full_width().show(ui);
            let (reply, picked) = egui::ScrollArea::vertical()
                .id_salt("list")
                .max_height(most.max(120.0))
                .show(ui, |ui| {
                    ui.add_space(space::S8);
                    let room = egui::Frame::new().inner_margin(egui::Margin::symmetric(6, 0));
                    let items = self.items.iter().copied();
                    let group = |ui: &mut Ui| {
                        OptionGroup::new(list, name, items)
                            .dense()
                            .show_picked(ui, chosen)
                    };
                    let reply = room.show(ui, group).inner;
                    ui.add_space(space::S8);
                    reply
                })
                .inner;
            let close = Words::of(ui).close.clone();
            let pressed = Button::quiet(&close)
                .id(id.with("close"))
                .show(ui)
                .clicked();
            pressed || reply.changed || picked || reply.wish.is_some()
        });
        dialog::focus_when_new(ui, id, list);
        let close = !sheet.is_new && (sheet.dismissed || sheet.inner);
        if close {
            focus::give(ui, self.id);
        }
        close
    }
}
