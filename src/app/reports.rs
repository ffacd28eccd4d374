//! Reports: how many, when, how long and why not, as tables of numbers. The window draws them, a file holds them.
//!
//! Who is no clinician counts pathways, dates, seats and waiting, and no number under five: none of it tells
//! what was said. A file holds exactly what was shown.

mod count;
mod csv;

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::text;
use crate::vault::{Deed, Open};

use super::command::Trouble;

/// Numbers from one to this are shown as "fewer than five" where small numbers are hidden.
pub const FEW: u32 = 4;
/// Periods longer than this are shown by years.
const MOST_MONTHS: i32 = 36;
/// The longest period, in years.
const MOST_YEARS: i16 = 30;

/// Whether small numbers are hidden.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Small {
    /// They are shown to those who may see them.
    #[default]
    Shown,
    /// They are hidden.
    Hidden,
}

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Query {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Whether small numbers are hidden also where they could be shown.
    pub small: Small,
}

impl Query {
    /// The twelve months that end with this one.
    #[must_use]
    pub fn last_year(today: Date) -> Self {
        Self {
            from: today.first_of_month().saturating_sub(11.months()),
            to: today,
            small: Small::Shown,
        }
    }

    /// What is wrong with it, as a message id.
    #[must_use]
    pub fn problem(&self) -> Option<&'static str> {
        if self.from > self.to {
            Some("report-period-backwards")
        } else if i32::from(self.to.year()) - i32::from(self.from.year()) > i32::from(MOST_YEARS) {
            Some("report-period-long")
        } else {
            None
        }
    }
}

/// A number of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// So many.
    Count(u32),
    /// One to four, and no more is told.
    Few,
    /// Nobody recorded it.
    Unknown,
}

impl Number {
    /// As tables show it.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Count(number) => number.to_string(),
            Self::Few => text::say("report-few"),
            Self::Unknown => "\u{2013}".to_owned(),
        }
    }
}

/// A line of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What is counted here.
    pub name: String,
    /// A number a series.
    pub numbers: Vec<Number>,
}

/// A part of a report: one plot and its table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Which: its heading is the message `report-{key}`, its explanation `report-{key}-help`.
    pub key: &'static str,
    /// What is counted, beside each other.
    pub series: Vec<String>,
    /// The lines.
    pub lines: Vec<Line>,
    /// A sentence that sums it up.
    pub sum: Option<String>,
}

impl Part {
    /// Whether nothing was counted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let nothing = |number: &Number| matches!(number, Number::Count(0) | Number::Unknown);
        self.lines
            .iter()
            .all(|line| line.numbers.iter().all(nothing))
    }

    /// Heading of the first column.
    #[must_use]
    pub fn head(&self) -> String {
        text::say(&format!("report-{}-col", self.key))
    }

    /// Its heading.
    #[must_use]
    pub fn title(&self) -> String {
        text::say(&format!("report-{}", self.key))
    }
}

/// A report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// What was asked.
    pub query: Query,
    /// Whether small numbers are hidden.
    pub hidden: bool,
    /// Whether they have to be: whoever is signed in is no clinician.
    pub forced: bool,
    /// What should be known when reading it, a sentence each.
    pub notes: Vec<String>,
    /// Its parts.
    pub parts: Vec<Part>,
}

/// Makes a report.
///
/// # Errors
/// If the period is none, or whoever is signed in may not see reports.
pub fn make(open: &Open, query: Query) -> Result<Report, Trouble> {
    if let Some(problem) = query.problem() {
        return Err(Trouble::new("bad-input", text::say(problem)));
    }
    let clinician = open.can(Deed::TherapyIndex) && open.reaches_clinical();
    let zone = open.zone();
    let from = start_of(query.from, &zone);
    let before = start_of(query.to.saturating_add(1.day()), &zone);
    let counted = open.reports().begun(from, before)?;
    let waiting = open.reports().waiting()?;
    let groups = open.groups().list()?;
    let counting = count::Counting {
        query,
        zone,
        today: open.today(),
        screenings: &counted,
        waiting: &waiting,
    };
    let mut parts = vec![counting.screenings()];
    if clinician {
        parts.extend(counting.outcomes());
    }
    parts.extend([counting.days(), counting.waiting()]);
    parts.push(count::seats(
        groups.iter().map(|stored| &stored.value),
        clinician.then_some(waiting.as_slice()),
    ));
    if clinician {
        parts.push(counting.declined());
    }
    let hidden = !clinician || query.small == Small::Hidden;
    if hidden {
        parts.iter_mut().for_each(hide);
    }
    Ok(Report {
        query,
        hidden,
        forced: !clinician,
        notes: notes(open, hidden, clinician)?,
        parts,
    })
}

fn start_of(day: Date, zone: &TimeZone) -> jiff::Timestamp {
    day.to_zoned(zone.clone())
        .map_or(jiff::Timestamp::MAX, |start| start.timestamp())
}

fn notes(open: &Open, hidden: bool, clinician: bool) -> Result<Vec<String>, Trouble> {
    let days = open.settings().policy()?.support_keep_days.to_string();
    let mut notes = vec![text::say_with("report-note-kept", &[("days", &days)])];
    if hidden {
        notes.push(text::say("report-note-few"));
    }
    if !clinician {
        notes.push(text::say("report-note-no-outcomes"));
    }
    Ok(notes)
}

/// Seats are no numbers of persons who were asked something; everything else is, also how many wait for one.
fn hide(part: &mut Part) {
    let kept = if part.key == count::SEATS { 3 } else { 0 };
    let lines = part.lines.iter_mut();
    let numbers = lines.flat_map(|line| line.numbers.iter_mut().skip(kept));
    for number in numbers {
        if matches!(number, Number::Count(1..=FEW)) {
            *number = Number::Few;
        }
    }
    if kept > 0 {
        return;
    }
    // A middle of few says when somebody had a seat.
    part.sum = None;
}

/// Writes what is shown to a new file that only this user can read.
///
/// # Errors
/// If whoever is signed in may not, the file cannot be written, or the vault refuses; then no file is left.
pub fn save(open: &Open, report: &Report, path: &Path) -> Result<PathBuf, Trouble> {
    let bytes = csv::write(report);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options
        .open(path)
        .map_err(|error| super::letters::file_trouble(path, &error))?;
    let written = open
        .reports()
        .leaves(&bytes)
        .map_err(Trouble::from)
        .and_then(|()| {
            file.write_all(&bytes)
                .and_then(|()| file.sync_all())
                .map_err(|error| super::letters::file_trouble(path, &error))
        });
    if written.is_err() {
        let _ = std::fs::remove_file(path);
    }
    written.map(|()| path.to_path_buf())
}

/// A report as CSV, as it is written to a file.
#[must_use]
pub fn as_csv(report: &Report) -> Vec<u8> {
    csv::write(report)
}
