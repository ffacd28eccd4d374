//! How the area of a series is filled: with a pattern in its ink, on the surface, inside a line.

use egui::{Painter, Pos2, Rect, Stroke, StrokeKind, Ui, pos2};

use crate::ui::{Ground, Ink, Theme};

/// The pattern of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// Full.
    Solid,
    /// Lines that rise.
    Rising,
    /// Dots.
    Dots,
    /// Lines that lie.
    Level,
    /// Both kinds of slanted lines.
    Crossed,
    /// Lines that fall.
    Falling,
}

/// What tells the series apart, in their order.
const SERIES: [(Ink, Pattern); 6] = [
    (Ink::Accent, Pattern::Solid),
    (Ink::Info, Pattern::Rising),
    (Ink::Care, Pattern::Dots),
    (Ink::Open, Pattern::Level),
    (Ink::Ok, Pattern::Crossed),
    (Ink::Help, Pattern::Falling),
];
const GAP: f32 = 5.0;

/// Ink and pattern of a series.
pub(super) fn of(series: usize) -> (Ink, Pattern) {
    SERIES[series % SERIES.len()]
}

/// Fills an area as a series is filled; what stands for a hidden number is empty within a broken line.
pub(super) fn area(ui: &Ui, rect: Rect, series: usize, hidden: bool) {
    let theme = Theme::of(ui);
    let (ink, pattern) = of(series);
    let color = theme.ink(ink);
    let painter = ui.painter().with_clip_rect(ui.clip_rect().intersect(rect));
    painter.rect_filled(rect, 0.0, theme.ground(Ground::Surface));
    let line = Stroke::new(1.0, color);
    if hidden {
        let corners = [
            rect.left_top(),
            rect.right_top(),
            rect.right_bottom(),
            rect.left_bottom(),
            rect.left_top(),
        ];
        let inside = corners.map(|corner| corner + (rect.center() - corner).normalized());
        painter.extend(egui::Shape::dashed_line(&inside, line, 3.0, 3.0));
        return;
    }
    match pattern {
        Pattern::Solid => {
            painter.rect_filled(rect, 0.0, color);
        }
        Pattern::Rising => slanted(&painter, rect, line, 1.0),
        Pattern::Falling => slanted(&painter, rect, line, -1.0),
        Pattern::Crossed => {
            slanted(&painter, rect, line, 1.0);
            slanted(&painter, rect, line, -1.0);
        }
        Pattern::Level => {
            let mut y = rect.bottom() - GAP;
            while y > rect.top() {
                painter.hline(rect.x_range(), y, line);
                y -= GAP;
            }
        }
        Pattern::Dots => {
            let mut y = rect.bottom() - GAP / 2.0;
            while y > rect.top() {
                let mut x = rect.left() + GAP / 2.0;
                while x < rect.right() {
                    painter.circle_filled(pos2(x, y), 1.2, color);
                    x += GAP;
                }
                y -= GAP;
            }
        }
    }
    painter.rect_stroke(rect, 0.0, line, StrokeKind::Inside);
}

fn slanted(painter: &Painter, rect: Rect, line: Stroke, rise: f32) {
    let (width, height) = (rect.width(), rect.height());
    let mut x = -height;
    while x < width {
        let low: Pos2 = pos2(rect.left() + x, rect.bottom());
        let high = pos2(low.x + height, rect.top());
        let points = if rise > 0.0 {
            [low, high]
        } else {
            [pos2(low.x, rect.top()), pos2(high.x, rect.bottom())]
        };
        painter.line_segment(points, line);
        x += GAP + 1.0;
    }
}

/// The small area beside the word of a series.
pub fn swatch(ui: &Ui, rect: Rect, series: usize) {
    area(ui, rect, series, false);
}
