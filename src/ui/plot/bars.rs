//! Bars, one upon the other: upright for what goes on in time, lying for what has long names.

use std::sync::Arc;

use egui::{Galley, Id, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::fill;
use crate::text::say_with;
use crate::ui::theme::space;
use crate::ui::{Ground, Ink, Line, Theme, Type, paint};

/// A number that is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Value {
    /// How long its bar is.
    pub length: f32,
    /// Whether the bar stands for a number that is not told.
    pub hidden: bool,
}

/// Which way bars go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Upright {
    /// From below, a column each.
    Yes,
    /// From the left, a row each.
    No,
}

/// A plot of bars.
#[must_use = "call `show`"]
pub struct Bars<'a> {
    id: Id,
    title: &'a str,
    series: &'a [String],
    upright: Upright,
    described: String,
}

const HEIGHT: f32 = 200.0;
const ROW: f32 = 32.0;
const BAR: f32 = 20.0;
const AXIS: f32 = 40.0;
const LABELS: f32 = 24.0;
const SWATCH: f32 = 16.0;

impl<'a> Bars<'a> {
    /// Bars of these series.
    pub fn new(id: Id, title: &'a str, series: &'a [String], upright: Upright) -> Self {
        Self {
            id,
            title,
            series,
            upright,
            described: String::new(),
        }
    }

    /// What it shows, in words.
    pub fn described(mut self, words: String) -> Self {
        self.described = words;
        self
    }

    /// Draws it: a name and a value a series, for each bar.
    pub fn show(self, ui: &mut Ui, bars: &[(&str, Vec<Value>)]) {
        legend(ui, self.series);
        ui.add_space(space::S8);
        let width = ui.available_width();
        let (texts, rows) = match self.upright {
            Upright::Yes => (Vec::new(), HEIGHT + LABELS),
            Upright::No => names(ui, bars, names_width(width)),
        };
        let height = rows;
        let (_, rect) = ui.allocate_space(vec2(width, height));
        let response = ui.interact(rect, self.id, Sense::hover());
        let title = self.title;
        response.widget_info(|| WidgetInfo::labeled(Role::Figure, true, title));
        let described = say_with(
            "report-plot",
            &[("title", title), ("lines", &self.described)],
        );
        ui.accesskit_node_builder(self.id, |node| node.set_description(described));
        if !ui.is_rect_visible(rect) {
            return;
        }
        let total = |values: &[Value]| values.iter().map(|value| value.length).sum::<f32>();
        let most = bars
            .iter()
            .map(|(_, values)| total(values))
            .fold(0.0_f32, f32::max);
        match self.upright {
            Upright::Yes => upright(ui, rect, bars, most),
            Upright::No => lying(ui, rect, bars, most, texts),
        }
    }
}

fn upright(ui: &Ui, rect: Rect, bars: &[(&str, Vec<Value>)], most: f32) {
    let theme = Theme::of(ui);
    let plot = Rect::from_min_max(
        pos2(rect.left() + AXIS, rect.top() + 10.0),
        pos2(rect.right(), rect.bottom() - LABELS),
    );
    let (top, step) = scale(most);
    let y = |value: f32| plot.bottom() - value / top * plot.height();
    let mut mark = 0.0;
    while mark <= top {
        let line = if mark == 0.0 {
            Line::Edge
        } else {
            Line::Decoration
        };
        ui.painter()
            .hline(plot.x_range(), y(mark), theme.line(line));
        let text = paint::one_line(ui, &format!("{mark:.0}"), Type::Meta, theme.ink(Ink::Help));
        let at = pos2(
            plot.left() - space::S8 - text.size().x,
            y(mark) - text.size().y / 2.0,
        );
        paint::text(ui, at, text);
        mark += step;
    }
    let slot = plot.width() / bars.len().max(1) as f32;
    let broad = (slot * 0.7).clamp(2.0, 56.0);
    // A name stands under every so many bars, as many as there is room for.
    let widest = bars.iter().map(|(name, _)| {
        let text = paint::one_line(ui, name, Type::Meta, theme.ink(Ink::Help));
        text.size().x
    });
    let widest = widest.fold(1.0_f32, f32::max) + space::S8;
    let every = ((widest / slot).ceil().max(1.0)) as usize;
    let mut free_from = f32::NEG_INFINITY;
    for (index, (name, values)) in bars.iter().enumerate() {
        let middle = plot.left() + slot * (index as f32 + 0.5);
        let mut from = 0.0;
        for (series, value) in values
            .iter()
            .enumerate()
            .filter(|(_, value)| value.length > 0.0)
        {
            let area = Rect::from_min_max(
                pos2(middle - broad / 2.0, y(from + value.length)),
                pos2(middle + broad / 2.0, y(from)),
            );
            fill::area(ui, area, series, value.hidden);
            from += value.length;
        }
        if index % every == 0 {
            let text = paint::one_line(ui, name, Type::Meta, theme.ink(Ink::Help));
            let left = (middle - text.size().x / 2.0)
                .min(rect.right() - text.size().x)
                .max(rect.left());
            if left >= free_from {
                free_from = left + text.size().x + 4.0;
                paint::text(ui, pos2(left, plot.bottom() + 4.0), text);
            }
        }
    }
}

/// The names of lying bars, over as many lines as they need, and the height of all rows.
fn names(ui: &Ui, bars: &[(&str, Vec<Value>)], width: f32) -> (Vec<Arc<Galley>>, f32) {
    let ink = Theme::of(ui).ink(Ink::Body);
    let texts: Vec<_> = bars
        .iter()
        .map(|(name, _)| paint::wrapped(ui, name, Type::Small, ink, width))
        .collect();
    let height = texts.iter().map(|text| row_height(text)).sum();
    (texts, height)
}

fn row_height(text: &Galley) -> f32 {
    ROW.max(text.size().y + 8.0)
}

/// How wide the names of lying bars are set.
fn names_width(width: f32) -> f32 {
    (width * 0.4).min(320.0)
}

fn lying(ui: &Ui, rect: Rect, bars: &[(&str, Vec<Value>)], most: f32, texts: Vec<Arc<Galley>>) {
    let theme = Theme::of(ui);
    let left = rect.left() + names_width(rect.width()) + space::S12;
    let room = (rect.right() - left - 8.0).max(1.0);
    let mut top = rect.top();
    for ((_, values), text) in bars.iter().zip(texts) {
        let height = row_height(&text);
        let row = Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width(), height));
        top += height;
        paint::text(
            ui,
            pos2(rect.left(), row.center().y - text.size().y / 2.0),
            text,
        );
        ui.painter()
            .vline(left, row.y_range(), theme.line(Line::Edge));
        let mut x = left;
        let bar = row.center().y - BAR / 2.0;
        for (series, value) in values
            .iter()
            .enumerate()
            .filter(|(_, value)| value.length > 0.0)
        {
            let long = value.length / most.max(1.0) * room;
            let area = Rect::from_min_size(pos2(x, bar), vec2(long, BAR));
            fill::area(ui, area, series, value.hidden);
            x += long;
        }
    }
}

/// Which pattern is which series.
fn legend(ui: &mut Ui, series: &[String]) {
    if series.len() < 2 {
        return;
    }
    let theme = Theme::of(ui);
    let room = ui.available_width();
    let (mut x, mut y) = (0.0_f32, 0.0_f32);
    let mut places = Vec::with_capacity(series.len());
    for word in series {
        let text = paint::one_line(ui, word, Type::Small, theme.ink(Ink::Body));
        let width = SWATCH + 6.0 + text.size().x;
        if x > 0.0 && x + width > room {
            x = 0.0;
            y += LABELS;
        }
        places.push((x, y, text));
        x += width + space::S16;
    }
    let (_, rect) = ui.allocate_space(vec2(room, y + LABELS));
    for (index, (x, y, text)) in places.into_iter().enumerate() {
        let at = rect.min + vec2(x, y);
        let square = Rect::from_min_size(at + vec2(0.0, 4.0), vec2(SWATCH, SWATCH));
        paint::frame(ui, square, 0, Some(Ground::Surface), None);
        fill::swatch(ui, square, index);
        let middle = at.y + LABELS / 2.0 - text.size().y / 2.0;
        paint::text(ui, pos2(square.right() + 6.0, middle), text);
    }
}

/// The top of an axis and the distance of its marks: whole numbers, about four marks.
fn scale(most: f32) -> (f32, f32) {
    let least = (most / 4.0).max(1.0);
    let power = 10.0_f32.powf(least.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0]
        .map(|times| times * power)
        .into_iter()
        .find(|step| *step >= least)
        .unwrap_or(10.0 * power);
    ((most / step).ceil().max(1.0) * step, step)
}

#[cfg(test)]
mod tests {
    use super::scale;

    #[test]
    fn an_axis_has_whole_marks_and_ends_above_the_longest_bar() {
        for most in [0.0, 1.0, 3.0, 4.0, 7.0, 19.0, 20.0, 96.0, 1_234.0, 99_999.0] {
            let (top, step) = scale(most);
            assert!(top >= most && top > 0.0, "{most}: {top}");
            assert!(step >= 1.0 && step.fract() == 0.0, "{most}: {step}");
            assert!(top / step <= 5.0, "{most}: {top} {step}");
        }
    }
}
