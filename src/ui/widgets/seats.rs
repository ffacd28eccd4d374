//! The seats of a group: taken, free, and how many wait.

use egui::{Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::ui::{
    Ground, Ink, Theme, Type, Words, paint,
    theme::{Line, space},
    words::fill,
};

/// A gauge of seats.
#[must_use = "call `show`"]
pub struct Seats<'a> {
    taken: u16,
    total: u16,
    waiting: u16,
    sentence: Option<&'a str>,
}

const SEAT: f32 = 14.0;
const MOST_SEATS: u16 = 16;

impl<'a> Seats<'a> {
    /// How many seats are taken of how many, and how many people wait.
    pub fn new(taken: u16, total: u16, waiting: u16) -> Self {
        Self {
            taken,
            total,
            waiting,
            sentence: None,
        }
    }

    /// Another sentence beside the gauge, as where it is not known how many wait.
    pub fn sentence(mut self, sentence: &'a str) -> Self {
        self.sentence = Some(sentence);
        self
    }

    /// Draws it.
    pub fn show(self, ui: &mut Ui) -> Response {
        let theme = Theme::of(ui);
        let values = [
            ("taken", self.taken.to_string()),
            ("total", self.total.to_string()),
            ("waiting", self.waiting.to_string()),
        ];
        let values = values
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        let sentence = match self.sentence {
            Some(sentence) => sentence.to_owned(),
            None => fill(&Words::of(ui).seats, &values),
        };
        let gauge = self.gauge_width().min(ui.available_width());
        let text = paint::wrapped(
            ui,
            &sentence,
            Type::Small,
            theme.ink(Ink::Help),
            ui.available_width(),
        );
        let beside = gauge + space::S12 + text.size().x <= ui.available_width();
        let size = if beside {
            vec2(gauge + space::S12 + text.size().x, text.size().y.max(SEAT))
        } else {
            vec2(gauge.max(text.size().x), SEAT + space::S4 + text.size().y)
        };
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        let middle = if beside {
            rect.center().y
        } else {
            rect.top() + SEAT / 2.0
        };
        let gauge_rect =
            Rect::from_min_size(pos2(rect.left(), middle - SEAT / 2.0), vec2(gauge, SEAT));
        self.draw_gauge(ui, gauge_rect);
        let at = if beside {
            pos2(
                rect.left() + gauge + space::S12,
                rect.center().y - text.size().y / 2.0,
            )
        } else {
            pos2(rect.left(), rect.top() + SEAT + space::S4)
        };
        paint::text(ui, at, text);
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::Meter, true, &sentence);
            info.value = Some(f64::from(self.taken));
            info
        });
        ui.accesskit_node_builder(response.id, |node| {
            node.set_min_numeric_value(0.0);
            node.set_max_numeric_value(f64::from(self.total));
        });
        response
    }

    fn gauge_width(&self) -> f32 {
        if self.total > MOST_SEATS {
            160.0
        } else {
            f32::from(self.total.max(1)) * (SEAT + space::S4) - space::S4
        }
    }

    fn draw_gauge(&self, ui: &Ui, rect: Rect) {
        if self.total > MOST_SEATS {
            let part = f32::from(self.taken.min(self.total)) / f32::from(self.total);
            paint::frame(ui, rect, 4, Some(Ground::Surface), Some(Line::Edge));
            let filled = Rect::from_min_size(rect.min, vec2(rect.width() * part, rect.height()));
            paint::frame(ui, filled, 4, Some(Ground::Accent), None);
            return;
        }
        for seat in 0..self.total {
            let left = rect.left() + f32::from(seat) * (SEAT + space::S4);
            let place = Rect::from_min_size(pos2(left, rect.top()), vec2(SEAT, SEAT));
            if seat < self.taken {
                paint::frame(ui, place, 4, Some(Ground::Accent), None);
            } else {
                paint::frame(ui, place, 4, Some(Ground::Surface), Some(Line::Edge));
            }
        }
    }
}
