//! A client over time: what happened, as a table from which screenings are opened, and a plot of each measure.

use egui::{Id, Ui};

use crate::app::clients::{Course, Happened, Taken, TimelineRow};
use crate::text::{say, say_with};
use crate::ui::plot::{self, Cut, Point};
use crate::ui::screen::{Ask, Place, Shared};
use crate::ui::theme::space;
use crate::ui::widgets::{Cell, Column, Table, Text};
use crate::ui::{State, Words, dates, fields};

/// What happened, newest first.
pub(super) fn timeline(
    ui: &mut Ui,
    rows: &[TimelineRow],
    shared: &Shared<'_>,
    asks: &mut Vec<Ask>,
) {
    fields::heading(ui, "client-timeline");
    let heads = ["when", "what", "more"].map(|part| say(&format!("timeline-col-{part}")));
    let columns = [
        Column::new(&heads[0], 1.2).least(120.0),
        Column::new(&heads[1], 3.0).least(220.0),
        Column::new(&heads[2], 2.6).least(180.0),
    ];
    let (name, words) = (say("client-timeline"), Words::of(ui));
    let opened = Table::new(Id::unique("client timeline"), &name, &columns, rows.len())
        .dense()
        .show(ui, |index| {
            let row = &rows[index];
            vec![
                dates::moment(row.at, shared.today, &words).into(),
                Cell::State(state(row.kind), Some(row.what.clone())),
                row.more.clone().into(),
            ]
        })
        .opened;
    let screening = opened.and_then(|index| rows.get(index)?.screening);
    asks.extend(screening.map(|id| Ask::Go(Place::Screening(id))));
}

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
