//! A client over time: what happened, as a table from which screenings are opened, and a plot of each measure.

use egui::{Id, Rect, Role, Ui, UiBuilder, pos2};

use crate::app::clients::{Course, Happened, Taken, TimelineRow};
use crate::text::{say, say_with};
use crate::ui::plot::{self, Cut, Point};
use crate::ui::screen::Shared;
use crate::ui::theme::space;
use crate::ui::widgets::{Cell, Column, Table, Text};
use crate::ui::{Line, State, Theme, Words, dates, fields, paint};

/// What happened, newest first: a line down the page, with a mark and words for each. Screenings are opened from the
/// table above it.
pub(super) fn timeline(ui: &mut Ui, rows: &[TimelineRow], shared: &Shared<'_>) {
    fields::heading(ui, "client-timeline");
    ui.add_space(space::S4);
    let words = Words::of(ui);
    let builder = UiBuilder::new()
        .scope_id(Id::unique("client timeline"))
        .accessibility_role(Role::List)
        .accessibility_label(say("client-timeline"));
    ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (index, row) in rows.iter().enumerate() {
            let when = dates::moment(row.at, shared.today, &words);
            happened(ui, row, &when, index + 1 == rows.len());
        }
    });
}

fn happened(ui: &mut Ui, row: &TimelineRow, when: &str, last: bool) {
    let theme = Theme::of(ui);
    let (left, right) = (ui.cursor().left(), ui.max_rect().right());
    let top = ui.cursor().top();
    let place = Rect::from_min_max(pos2(left + MARK, top), pos2(right, top));
    let builder = UiBuilder::new()
        .max_rect(place)
        .accessibility_role(Role::ListItem);
    let inner = ui.scope_builder(builder, |ui| {
        ui.set_width(place.width());
        Text::strong(&row.what).full_width().show(ui);
        let more = if row.more.is_empty() {
            when.to_owned()
        } else {
            format!("{when} \u{b7} {}", row.more)
        };
        Text::help(&more).full_width().show(ui);
        ui.add_space(space::S12);
    });
    let bottom = inner.response.rect.bottom();
    let (state, x) = (state(row.kind), left + 10.0);
    if !last {
        let line = theme.line(Line::Decoration);
        ui.painter().vline(x, top + 24.0..=bottom + 2.0, line);
    }
    let mark = pos2(x, top + 12.0);
    paint::icon(
        ui,
        mark,
        state.icon(),
        16.0,
        theme.ink(state.ink_on_plain()),
    );
}

/// The width of the line with its marks.
const MARK: f32 = 32.0;

fn state(kind: Happened) -> State {
    match kind {
        Happened::Draft => State::NotAnswered,
        Happened::Began | Happened::Noted | Happened::Letter => State::Note,
        Happened::Decided => State::Met,
        Happened::InError => State::NotMet,
    }
}

/// Each measure: its plot, and the same as a table.
pub(super) fn courses(ui: &mut Ui, courses: &[Course]) {
    if courses.is_empty() {
        return;
    }
    ui.add_space(space::S32);
    fields::heading(ui, "client-courses");
    Text::help(&say("client-courses-help"))
        .full_width()
        .show(ui);
    for course in courses {
        ui.add_space(space::S24);
        one(ui, course);
    }
}

fn one(ui: &mut Ui, course: &Course) {
    let words = Words::of(ui);
    Text::strong(&course.title).show(ui);
    let gaps = course.taken.iter().any(|taken| taken.total.is_none());
    let help = if gaps {
        format!("{} {}", course.help, say("course-gap-help"))
    } else {
        course.help.clone()
    };
    Text::help(&help).full_width().show(ui);
    ui.add_space(space::S8);
    let cuts: Vec<Cut> = course
        .cuts
        .iter()
        .map(|(at, name)| Cut {
            at: *at as f32,
            name: name.clone(),
        })
        .collect();
    let points: Vec<Point> = course
        .taken
        .iter()
        .map(|taken| Point {
            on: taken.on,
            day: dates::day(taken.on, &words),
            score: taken.total.map(|total| total as f32),
        })
        .collect();
    let id = Id::unique("client course").with(&course.measure);
    let range = (course.range.0 as f32, course.range.1 as f32);
    plot::Course::new(id, &course.title, range, &cuts)
        .described(described(course, &words))
        .show(ui, &points);
    ui.add_space(space::S8);
    table(ui, id.with("table"), course, &words);
}

fn described(course: &Course, words: &Words) -> String {
    let (low, high) = (course.range.0.to_string(), course.range.1.to_string());
    let range = say_with("course-range", &[("low", &low), ("high", &high)]);
    let cuts = course.cuts.iter().map(|(from, name)| {
        let from = from.to_string();
        say_with("course-cut", &[("from", &from), ("name", name)])
    });
    let points = course.taken.iter().map(|taken| {
        let day = dates::day(taken.on, words);
        match taken.total {
            Some(total) => {
                let total = total.to_string();
                let values = [
                    ("day", day.as_str()),
                    ("total", &total),
                    ("band", &taken.band),
                ];
                say_with("course-point", &values)
            }
            None => say_with("course-gap", &[("day", &day)]),
        }
    });
    let (cuts, points) = (
        cuts.collect::<Vec<_>>().join(" "),
        points.collect::<Vec<_>>().join(" "),
    );
    say_with(
        "course-described",
        &[("range", &range), ("cuts", &cuts), ("points", &points)],
    )
}

fn table(ui: &mut Ui, id: Id, course: &Course, words: &Words) {
    let heads = ["when", "total", "band"].map(|part| say(&format!("course-col-{part}")));
    let columns = [
        Column::new(&heads[0], 1.4).least(140.0),
        Column::new(&heads[1], 0.8).numbers().least(64.0),
        Column::new(&heads[2], 2.0).least(120.0),
    ];
    let newest_first: Vec<&Taken> = course.taken.iter().rev().collect();
    Table::new(id, &course.title, &columns, newest_first.len())
        .dense()
        .show(ui, |index| {
            let taken = newest_first[index];
            let total = taken.total.map(|total| total.to_string());
            let band = match taken.total {
                Some(_) => Cell::Text(taken.band.clone()),
                None => Cell::State(State::NotAnswered, Some(say("course-incomplete"))),
            };
            vec![
                Cell::Strong(dates::day(taken.on, words)),
                total.unwrap_or_default().into(),
                band,
            ]
        });
}
