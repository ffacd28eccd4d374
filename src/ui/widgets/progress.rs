//! Long work: how far it is, and a way to stop it.

use egui::{Id, Rect, Role, Sense, Ui, WidgetInfo, vec2};

use super::{Button, Text};
use crate::ui::{
    Ground, Theme, Words, paint,
    theme::{Line, space},
    words::fill,
};

/// Progress of long work.
#[must_use = "call `show`"]
pub struct Progress<'a> {
    id: Id,
    label: &'a str,
    part: Option<f32>,
    detail: &'a str,
    can_cancel: bool,
}

const BAR: f32 = 8.0;

impl<'a> Progress<'a> {
    /// Work by its name; `part` is from 0 to 1, or nothing where it is not known.
    pub fn new(id: Id, label: &'a str, part: Option<f32>) -> Self {
        Self {
            id,
            label,
            part: part.map(|part| part.clamp(0.0, 1.0)),
            detail: "",
            can_cancel: false,
        }
    }

    /// What is being done just now.
    pub fn detail(mut self, detail: &'a str) -> Self {
        self.detail = detail;
        self
    }

    /// Adds a button that stops it.
    pub fn can_cancel(mut self) -> Self {
        self.can_cancel = true;
        self
    }

    /// Draws it, and says whether it is to stop.
    pub fn show(self, ui: &mut Ui) -> bool {
        let words = Words::of(ui);
        let percent = self.part.map(|part| {
            let number = format!("{:.0}", part * 100.0);
            fill(&words.percent, &[("percent", &number)])
        });
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = space::S4;
            ui.horizontal(|ui| {
                Text::strong(self.label).show(ui);
                if let Some(percent) = &percent {
                    Text::meta(percent).show(ui);
                }
            });
            self.bar(ui);
            if !self.detail.is_empty() {
                Text::help(self.detail).show(ui);
            }
            if self.can_cancel {
                ui.add_space(space::S4);
                return Button::quiet(&words.cancel)
                    .small()
                    .id(self.id.with("cancel"))
                    .show(ui)
                    .clicked();
            }
            false
        })
        .inner
    }

    fn bar(&self, ui: &mut Ui) {
        let theme = Theme::of(ui);
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), BAR));
        let response = ui.interact(rect, self.id, Sense::hover());
        paint::frame(ui, rect, 4, Some(Ground::Sunken), Some(Line::Edge));
        match self.part {
            Some(part) => {
                let filled = Rect::from_min_size(rect.min, vec2(rect.width() * part, BAR));
                paint::frame(ui, filled, 4, Some(Ground::Accent), None);
            }
            // Not known: three still dashes, as nothing moves for show.
            None => {
                let step = rect.width() / 5.0;
                for index in [0.5_f32, 2.0, 3.5] {
                    let min = rect.min + vec2(index * step, 0.0);
                    let dash = Rect::from_min_size(min, vec2(step, BAR));
                    ui.painter()
                        .rect_filled(dash, 4.0, theme.ground(Ground::Accent));
                }
            }
        }
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::ProgressIndicator, true, self.label);
            info.value = self.part.map(f64::from);
            info
        });
        ui.accesskit_node_builder(self.id, |node| {
            node.set_min_numeric_value(0.0);
            node.set_max_numeric_value(1.0);
        });
    }
}
