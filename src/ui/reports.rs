//! Reports: counts over many screenings, each as a plot and as a table, for a period that is chosen.

use egui::{Id, Ui};
use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::app::command::{Command, Deed};
use crate::app::reports::{Number, Part, Query, Report, Small};
use crate::text::{say, say_with};
use crate::ui::plot::{Bars, Upright, Value};
use crate::ui::screen::{Ask, Place, Shared};
use crate::ui::theme::space;
use crate::ui::widgets::{
    Banner, Button, Cell, Column, DateField, EmptyState, Select, Table, Text, Tick, Tone,
};
use crate::ui::{Icon, Ink, Type, fields, paint};

use crate::ui::save_file::{File, SaveFile};

/// The periods that are offered.
const PERIODS: [&str; 5] = [
    "report-period-12",
    "report-period-3",
    "report-period-this-year",
    "report-period-before",
    "report-period-own",
];
const OWN: usize = 4;
/// What a report is saved as.
const FILE: File = File {
    words: "report-save",
    stem: "report",
    extension: "csv",
    other: "",
};

/// The page.
#[derive(Default)]
pub struct ReportsPage {
    period: Option<usize>,
    from: Option<Date>,
    to: Option<Date>,
    hide: bool,
    /// What was asked last.
    asked: Option<Query>,
    report: Option<Box<Report>>,
    saved: Option<String>,
    save: SaveFile,
}

fn id(part: &str) -> Id {
    Id::unique("reports").with(part)
}

impl ReportsPage {
    /// The page is opened.
    pub fn enter(&mut self) {
        *self = Self {
            period: Some(0),
            ..Self::default()
        };
    }

    /// A report came; one for a period that was left meanwhile is of no use.
    pub fn hear(&mut self, report: Report) {
        if self.asked == Some(report.query) {
            self.report = Some(Box::new(report));
        }
    }

    /// It was written to a file.
    pub fn hear_saved(&mut self, path: String) {
        self.saved = Some(path);
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
        let (title, help, save) = (say("place-reports"), say("report-help"), say("report-save"));
        let may_save = shared.opened.can(Deed::ReportExport) && self.report.is_some();
        let pressed = fields::head(ui, &title, &help, |ui| {
            may_save
                && Button::primary(&save)
                    .icon(Icon::Download)
                    .id(id("save"))
                    .show(ui)
                    .clicked()
        });
        if pressed {
            self.save.open(&FILE, shared.today);
        }
        if let Some(path) = &self.saved {
            let text = say_with("report-saved", &[("path", path)]);
            Banner::new(id("saved"), Tone::Ok, &text).show(ui);
            ui.add_space(space::S16);
        }
        self.choose(ui, shared);
        self.ask(shared.today, asks);
        ui.add_space(space::S16);
        match &self.report {
            Some(report) => show_report(ui, report, shared, asks),
            None if self.query(shared.today).is_some() => {
                Text::help(&say("page-loading")).show(ui);
            }
            None => {}
        }
        if let (Some(path), Some(report)) = (self.save.show(ui, &FILE, shared.today), &self.report)
        {
            self.saved = None;
            let report = report.clone();
            asks.push(Ask::Do(Command::SaveReport { report, path }));
        }
    }

    fn choose(&mut self, ui: &mut Ui, shared: &Shared<'_>) {
        let (label, own) = (say("report-period"), say(PERIODS[OWN]));
        let words = PERIODS.map(say);
        let items: Vec<&str> = words.iter().map(String::as_str).collect();
        let forced = self.report.as_ref().is_some_and(|report| report.forced);
        let before = self.period;
        let period = &mut self.period;
        let (from, to) = (&mut self.from, &mut self.to);
        let is_own = *period == Some(OWN);
        let problem = match (is_own, *from, *to) {
            (true, Some(from), Some(to)) => Query {
                from,
                to,
                small: Small::Shown,
            }
            .problem()
            .map(say),
            _ => None,
        };
        fields::triple(
            ui,
            |ui| {
                Select::new(id("period"), &label, &own, items).show(ui, period);
            },
            |ui| {
                if is_own {
                    let label = say("report-from");
                    DateField::new(id("from"), &label).show(ui, from);
                }
            },
            |ui| {
                if is_own {
                    let label = say("report-to");
                    DateField::new(id("to"), &label)
                        .error(problem.as_deref())
                        .show(ui, to);
                }
            },
        );
        if self.period == Some(OWN) && before != Some(OWN) {
            let shown = before.and_then(|period| days(period, shared.today));
            (self.from, self.to) = shown.unzip();
        }
        ui.add_space(space::S8);
        let (hide, help, why) = (
            say("report-hide"),
            say("report-hide-help"),
            say("report-hide-forced"),
        );
        let mut on = self.hide || forced;
        Tick::new(id("hide"), &hide)
            .help(&help)
            .disabled(forced.then_some(why.as_str()))
            .show(ui, &mut on);
        if !forced {
            self.hide = on;
        }
    }

    fn query(&self, today: Date) -> Option<Query> {
        let (from, to) = match self.period {
            Some(OWN) => (self.from?, self.to?),
            Some(period) => days(period, today)?,
            None => return None,
        };
        let small = if self.hide {
            Small::Hidden
        } else {
            Small::Shown
        };
        Some(Query { from, to, small }).filter(|query| query.problem().is_none())
    }

    /// Asks for what is chosen, once.
    fn ask(&mut self, today: Date, asks: &mut Vec<Ask>) {
        let query = self.query(today);
        if let Some(query) = query
            && self.asked != Some(query)
        {
            self.asked = Some(query);
            self.saved = None;
            asks.push(Ask::Do(Command::Report(query)));
        }
    }
}

/// The first and the last day of a period that is offered.
fn days(period: usize, today: Date) -> Option<(Date, Date)> {
    let year = today.year();
    match period {
        0 => Some((Query::last_year(today).from, today)),
        1 => Some((today.first_of_month().saturating_sub(2.months()), today)),
        2 => Some((date(year, 1, 1), today)),
        3 => Some((date(year - 1, 1, 1), date(year - 1, 12, 31))),
        _ => None,
    }
}

fn show_report(ui: &mut Ui, report: &Report, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
    if report.parts.iter().all(Part::is_empty) {
        let (title, text, go) = (
            say("report-none"),
            say("report-none-text"),
            say("report-none-go"),
        );
        let empty = EmptyState::new(Icon::ChartBar, &title).text(&text);
        let may = shared.opened.can(Deed::SupportStart);
        let empty = if may { empty.action(&go) } else { empty };
        if empty.show(ui).is_some_and(|button| button.clicked()) {
            asks.push(Ask::Go(Place::NewScreening));
        }
        return;
    }
    for note in &report.notes {
        Text::help(note).full_width().show(ui);
    }
    for part in &report.parts {
        ui.add_space(space::S24);
        show_part(ui, part);
    }
    ui.add_space(space::S24);
}

fn show_part(ui: &mut Ui, part: &Part) {
    let title = part.title();
    Text::h2(&title).show(ui);
    let help = say(&format!("report-{}-help", part.key));
    Text::help(&help).full_width().show(ui);
    if let Some(sum) = &part.sum {
        ui.add_space(space::S4);
        Text::strong(sum).show(ui);
    }
    ui.add_space(space::S8);
    if part.is_empty() {
        Text::body(&say("report-empty")).ink(Ink::Help).show(ui);
        return;
    }
    let upright = match part.key {
        "screenings" | "outcomes-therapy" | "outcomes-support" => Upright::Yes,
        _ => Upright::No,
    };
    let bars: Vec<(&str, Vec<Value>)> = part
        .lines
        .iter()
        .map(|line| (line.name.as_str(), line.numbers.iter().map(value).collect()))
        .collect();
    Bars::new(id(part.key), &title, &part.series, upright)
        .described(described(part))
        .show(ui, &bars);
    ui.add_space(space::S16);
    table(ui, part, &title);
}

fn value(number: &Number) -> Value {
    Value {
        length: match number {
            Number::Count(number) => *number as f32,
            Number::Few => 2.0,
            Number::Unknown => 0.0,
        },
        hidden: *number == Number::Few,
    }
}

/// Everything that a plot shows, in words.
fn described(part: &Part) -> String {
    let line = |line: &crate::app::reports::Line| {
        let numbers = part.series.iter().zip(&line.numbers);
        let numbers: Vec<String> = numbers
            .map(|(series, number)| {
                let number = number.words();
                say_with(
                    "report-plot-number",
                    &[("series", series), ("number", &number)],
                )
            })
            .collect();
        let numbers = numbers.join(", ");
        say_with(
            "report-plot-line",
            &[("name", &line.name), ("numbers", &numbers)],
        )
    };
    let lines: Vec<String> = part.lines.iter().map(line).collect();
    lines.join(" ")
}

/// The part as a table: a column a series where there is room for their names, else a line a number.
fn table(ui: &mut Ui, part: &Part, title: &str) {
    let head = part.head();
    let id = id(part.key).with("table");
    let wide = |text: &str, kind| {
        let text = paint::one_line(ui, text, kind, egui::Color32::PLACEHOLDER);
        text.size().x + 2.0
    };
    let names = part
        .lines
        .iter()
        .map(|line| wide(&line.name, Type::Strong))
        .fold(wide(&head, Type::SmallStrong), f32::max);
    let series: Vec<f32> = part
        .series
        .iter()
        .map(|series| wide(series, Type::SmallStrong).max(NUMBER))
        .collect();
    let gaps = space::S16 * (series.len() as f32 + 2.0);
    let room = ui.available_width();
    let all: f32 = series.iter().sum();
    if names + all + gaps <= room {
        let mut columns = vec![Column::new(&head, room - all - gaps).least(NUMBER)];
        let numbers = part.series.iter().zip(&series);
        columns.extend(
            numbers.map(|(series, width)| Column::new(series, *width).numbers().least(1.0)),
        );
        Table::new(id, title, &columns, part.lines.len())
            .dense()
            .show(ui, |index| {
                let line = &part.lines[index];
                let name = Cell::Strong(line.name.clone());
                let numbers = line.numbers.iter().map(|number| number.words().into());
                std::iter::once(name).chain(numbers).collect()
            });
        return;
    }
    let (what, number) = (say("report-col-what"), say("report-col-number"));
    let columns = [
        Column::new(&head, names).least(1.0),
        Column::new(&what, all / series.len().max(1) as f32).least(1.0),
        Column::new(&number, NUMBER).numbers().least(1.0),
    ];
    let told: Vec<(&str, &str, &Number)> = part
        .lines
        .iter()
        .flat_map(|line| {
            let numbers = part.series.iter().zip(&line.numbers);
            numbers.map(|(series, number)| (line.name.as_str(), series.as_str(), number))
        })
        .filter(|(_, _, number)| **number != Number::Count(0))
        .collect();
    Table::new(id, title, &columns, told.len())
        .dense()
        .show(ui, |index| {
            let (name, series, number) = told[index];
            vec![
                Cell::Strong(name.to_owned()),
                series.into(),
                number.words().into(),
            ]
        });
}

/// The least width of a column of numbers.
const NUMBER: f32 = 72.0;
