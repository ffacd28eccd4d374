//! The course of one measure over time: its numbers as points with a line between them, its cut-offs as named lines.
//! Where a number is missing there is a gap, and a ring says that the measure was begun.

use std::sync::Arc;

use egui::{Galley, Id, Pos2, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};
use jiff::civil::Date;

use crate::ui::theme::space;
use crate::ui::{Ground, Ink, Line, Theme, Type, paint};

/// One time at which it was taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// When.
    pub on: Date,
    /// The day in words.
    pub day: String,
    /// The number; none where items are missing.
    pub score: Option<f32>,
}

/// A number with a name, such as where a band begins.
#[derive(Clone, Debug, PartialEq)]
pub struct Cut {
    /// The number.
    pub at: f32,
    /// What begins there, in words.
    pub name: String,
}

/// The plot.
#[must_use = "call `show`"]
pub struct Course<'a> {
    id: Id,
    title: &'a str,
    described: String,
    range: (f32, f32),
    cuts: &'a [Cut],
}

const HEIGHT: f32 = 180.0;
const AXIS: f32 = 36.0;
const LABELS: f32 = 24.0;
const DOT: f32 = 4.5;

impl<'a> Course<'a> {
    /// A plot over the whole range that the measure can take.
    pub fn new(id: Id, title: &'a str, range: (f32, f32), cuts: &'a [Cut]) -> Self {
        Self {
            id,
            title,
            described: String::new(),
            range,
            cuts,
        }
    }

    /// What it shows, in words.
    pub fn described(mut self, words: String) -> Self {
        self.described = words;
        self
    }

    /// Draws it, the earliest point first.
    pub fn show(self, ui: &mut Ui, points: &[Point]) {
        let width = ui.available_width();
        let (_, rect) = ui.allocate_space(vec2(width, HEIGHT + LABELS));
        let response = ui.interact(rect, self.id, Sense::hover());
        let title = self.title;
        response.widget_info(|| WidgetInfo::labeled(Role::Figure, true, title));
        let described = self.described.clone();
        ui.accesskit_node_builder(self.id, |node| node.set_description(described));
        if !ui.is_rect_visible(rect) {
            return;
        }
        let names = self.names(ui);
        let room = names.iter().map(|name| name.size().x).fold(0.0, f32::max) + 6.0;
        let plot = Rect::from_min_max(
            pos2(rect.left() + AXIS, rect.top() + 12.0),
            pos2(rect.right() - room - space::S8, rect.bottom() - LABELS),
        );
        let (low, high) = (self.range.0, self.range.1.max(self.range.0 + 1.0));
        let y = |score: f32| {
            plot.bottom() - (score.clamp(low, high) - low) / (high - low) * plot.height()
        };
        self.axis(ui, plot, &y, (low, high));
        self.cuts(ui, plot, &names, &y);
        let places = places(points, plot);
        course(ui, points, &places, &y);
        marks(ui, points, &places, plot, &y);
        days(ui, points, &places, plot, rect);
    }

    fn axis(&self, ui: &Ui, plot: Rect, y: &dyn Fn(f32) -> f32, (low, high): (f32, f32)) {
        let theme = Theme::of(ui);
        paint::frame(ui, plot, 0, Some(Ground::Surface), None);
        for end in [low, high] {
            let line = if end == low {
                Line::Edge
            } else {
                Line::Decoration
            };
            ui.painter().hline(plot.x_range(), y(end), theme.line(line));
            let text = paint::one_line(ui, &format!("{end:.0}"), Type::Meta, theme.ink(Ink::Help));
            let at = pos2(
                plot.left() - space::S8 - text.size().x,
                y(end) - text.size().y / 2.0,
            );
            paint::text(ui, at, text);
        }
    }

    /// The lines of the cut-offs, with their names at the right of the plot, where no point can stand upon them.
    fn cuts(&self, ui: &Ui, plot: Rect, names: &[Arc<Galley>], y: &dyn Fn(f32) -> f32) {
        let line = Stroke::new(1.0, Theme::of(ui).ink(Ink::Help));
        let mut free_below = f32::INFINITY;
        for (cut, name) in self.cuts.iter().zip(names) {
            let at = y(cut.at);
            let ends = [pos2(plot.left(), at), pos2(plot.right(), at)];
            ui.painter()
                .extend(Shape::dashed_line(&ends, line, 6.0, 4.0));
            // Of names that lie too close the table has the rest.
            let top = at - name.size().y / 2.0;
            if top + name.size().y <= free_below {
                free_below = top;
                paint::text(ui, pos2(plot.right() + 6.0, top), Arc::clone(name));
            }
        }
    }

    fn names(&self, ui: &Ui) -> Vec<Arc<Galley>> {
        let ink = Theme::of(ui).ink(Ink::Help);
        let words = self
            .cuts
            .iter()
            .map(|cut| format!("{:.0}  {}", cut.at, cut.name));
        words
            .map(|words| paint::one_line(ui, &words, Type::Meta, ink))
            .collect()
    }
}

/// Where the points stand from left to right, by their days.
fn places(points: &[Point], plot: Rect) -> Vec<f32> {
    let number = |date: Date| {
        let since = Date::constant(1970, 1, 1).until(date);
        since.map_or(0.0, |span| span.get_days() as f32)
    };
    let first = points.first().map_or(0.0, |point| number(point.on));
    let last = points.last().map_or(0.0, |point| number(point.on));
    let inside = plot.shrink2(vec2(space::S32.min(plot.width() / 4.0), 0.0));
    let long = last - first;
    points
        .iter()
        .map(|point| {
            if long > 0.0 {
                inside.left() + (number(point.on) - first) / long * inside.width()
            } else {
                inside.center().x
            }
        })
        .collect()
}

fn course(ui: &Ui, points: &[Point], places: &[f32], y: &dyn Fn(f32) -> f32) {
    let line = Stroke::new(2.0, Theme::of(ui).ink(Ink::Accent));
    for (pair, at) in points.windows(2).zip(places.windows(2)) {
        if let (Some(one), Some(two)) = (pair[0].score, pair[1].score) {
            ui.painter()
                .line_segment([pos2(at[0], y(one)), pos2(at[1], y(two))], line);
        }
    }
}

fn marks(ui: &Ui, points: &[Point], places: &[f32], plot: Rect, y: &dyn Fn(f32) -> f32) {
    let theme = Theme::of(ui);
    let mut taken = Vec::new();
    for (point, x) in points.iter().zip(places) {
        let Some(score) = point.score else {
            let ring = Stroke::new(2.0, theme.ink(Ink::Open));
            let at = pos2(*x, plot.bottom() - DOT - 2.0);
            ui.painter().circle_stroke(at, DOT, ring);
            continue;
        };
        let at: Pos2 = pos2(*x, y(score));
        ui.painter()
            .circle_filled(at, DOT + 2.0, theme.ground(Ground::Surface));
        ui.painter().circle_filled(at, DOT, theme.ink(Ink::Accent));
        let text = paint::one_line(
            ui,
            &format!("{score:.0}"),
            Type::SmallStrong,
            theme.ink(Ink::Body),
        );
        let above = at.y - DOT - 2.0 - text.size().y;
        let top = if above < plot.top() - 12.0 {
            at.y + DOT + 2.0
        } else {
            above
        };
        let place = pos2(at.x - text.size().x / 2.0, top);
        let ground = Rect::from_min_size(place, text.size());
        // Of points that lie too close the table has the number.
        if taken.iter().any(|other: &Rect| other.intersects(ground)) {
            continue;
        }
        taken.push(ground);
        paint::frame(ui, ground, 2, Some(Ground::Surface), None);
        paint::text(ui, place, text);
    }
}

/// The days under the points, as many as do not touch.
fn days(ui: &Ui, points: &[Point], places: &[f32], plot: Rect, rect: Rect) {
    let theme = Theme::of(ui);
    let mut free_from = f32::NEG_INFINITY;
    for (point, x) in points.iter().zip(places) {
        let text = paint::one_line(ui, &point.day, Type::Meta, theme.ink(Ink::Help));
        let left = (x - text.size().x / 2.0)
            .min(rect.right() - text.size().x)
            .max(rect.left());
        if left < free_from {
            continue;
        }
        free_from = left + text.size().x + space::S12;
        paint::text(ui, pos2(left, plot.bottom() + 4.0), text);
    }
}
