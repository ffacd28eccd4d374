//! A client over time: what happened and when, and the course of each measure. For the desk neither tells what was said.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::app::command::Trouble;
use crate::app::explain::LANGUAGE;
use crate::app::{letters, screenings};
use crate::catalog::shipped;
use crate::domain::answers::{Answer, Answers};
use crate::domain::form::Pathway;
use crate::domain::id::{ClientId, PersonId, ScreeningId};
use crate::domain::measure::{Direction, Measure};
use crate::domain::screening::{DeskState, MeasureTaken, ScreeningIndex, Stage};
use crate::screening::scoring;
use crate::text::{self, say, say_with};
use crate::vault::{Deed, Open, ScreeningRow, Show};

/// Most screenings of one client that are looked at.
const MOST: u32 = 200;

/// What kind of thing happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happened {
    /// A screening began and is not signed yet.
    Draft,
    /// A screening began.
    Began,
    /// It was signed, and with it decided.
    Decided,
    /// Something was added to it.
    Noted,
    /// It was marked as entered in error.
    InError,
    /// A letter was written.
    Letter,
}

/// One thing that happened.
#[derive(Clone, PartialEq, Eq)]
pub struct TimelineRow {
    /// When.
    pub at: Timestamp,
    /// What kind of thing.
    pub kind: Happened,
    /// What, in words.
    pub what: String,
    /// More of it, in words.
    pub more: String,
    /// The screening that it belongs to.
    pub screening: Option<ScreeningId>,
}

/// A measure as it was taken once.
#[derive(Clone, PartialEq, Eq)]
pub struct Taken {
    /// When.
    pub on: Date,
    /// The total; none where items are missing.
    pub total: Option<i64>,
    /// The band of the total, in the words of the measure.
    pub band: String,
}

/// The course of one measure.
#[derive(Clone, PartialEq, Eq)]
pub struct Course {
    /// The measure's id.
    pub measure: String,
    /// Its name.
    pub title: String,
    /// What a higher number means, and the period it asks about.
    pub help: String,
    /// The lowest and the highest total.
    pub range: (i64, i64),
    /// Where its bands begin, but for the lowest.
    pub cuts: Vec<(i64, String)>,
    /// Each time it was taken, the earliest first.
    pub taken: Vec<Taken>,
}

/// The measures with a total that these answers hold.
pub(in crate::app) fn measures_taken(answers: &Answers) -> Vec<MeasureTaken> {
    let measures = &shipped().pack(Pathway::Therapy).measures;
    let taken = measures.iter().filter_map(|measure| {
        let total = measure.total.as_ref()?;
        let said = |id: &str| answers.said(id);
        let items = measure.items.iter().map(|item| item.id.as_str());
        let any = items
            .chain([total.id.as_str()])
            .any(|id| said(id).is_some());
        any.then(|| MeasureTaken {
            measure: measure.id.clone(),
            on: said(&measure.date_id())
                .and_then(Answer::one)
                .and_then(|date| date.parse().ok()),
            total: scoring::total(measure, answers),
        })
    });
    taken.collect()
}

/// What happened with a client, newest first.
pub(super) fn timeline(open: &Open, client: ClientId) -> Result<Vec<TimelineRow>, Trouble> {
    if !open.can(Deed::ScreeningList) {
        return Ok(Vec::new());
    }
    let mut rows = Vec::new();
    let shown = screenings::newest(open, Show::Of(client), MOST)?;
    for listed in open.screenings().list(Show::Of(client), MOST)? {
        let line = shown.iter().find(|line| line.id == listed.row.id);
        let missing = line.map_or(0, |line| line.missing as usize);
        let outcome = line.and_then(|line| line.outcome.clone());
        of_screening(open, &listed, missing, outcome, &mut rows)?;
        waits(open, &listed, &mut rows)?;
    }
    for letter in letters::of_client(open, client)? {
        let number = letter.number.to_string();
        let values = [("number", number.as_str()), ("receiver", &letter.receiver)];
        rows.push(TimelineRow {
            at: letter.created,
            kind: Happened::Letter,
            what: letter.kind,
            more: say_with("timeline-letter", &values),
            screening: None,
        });
    }
    rows.sort_by_key(|row| std::cmp::Reverse(row.at));
    Ok(rows)
}

fn of_screening(
    open: &Open,
    listed: &ScreeningRow,
    missing: usize,
    outcome: Option<String>,
    rows: &mut Vec<TimelineRow>,
) -> Result<(), Trouble> {
    let (id, screening) = (listed.row.id, &listed.row.value);
    let pathway = say(match screening.pathway {
        Pathway::Therapy => "pathway-therapy",
        Pathway::Support => "pathway-support",
        Pathway::Triage => "pathway-triage",
    });
    let mut add = |at, kind, what: String, more: String| {
        rows.push(TimelineRow {
            at,
            kind,
            what,
            more,
            screening: Some(id),
        });
    };
    let (kind, more) = match (screening.stage, missing) {
        (Stage::Draft, 0) => (Happened::Draft, say("screening-to-sign")),
        (Stage::Draft, missing) => (Happened::Draft, text::count("screening-missing", missing)),
        _ => (Happened::Began, String::new()),
    };
    let begun = say_with("timeline-began", &[("pathway", &pathway)]);
    add(screening.created, kind, begun, more);
    if let Some(signature) = &screening.signature {
        let by = somebody(open, signature.by);
        let signed = say_with("timeline-signed", &[("pathway", &pathway), ("by", &by)]);
        let state = say(desk_message(screening.desk_state));
        let more = outcome.map_or_else(|| state.clone(), |outcome| format!("{outcome}. {state}"));
        add(signature.at, Happened::Decided, signed, more);
    }
    for (at, by) in open.addenda().when(id)? {
        let noted = say_with("timeline-noted", &[("by", &somebody(open, by))]);
        add(at, Happened::Noted, noted, pathway.clone());
    }
    if let Some(marked) = &screening.marked {
        let error = say_with("timeline-in-error", &[("by", &somebody(open, marked.by))]);
        add(marked.at, Happened::InError, error, pathway.clone());
    }
    Ok(())
}

/// For which groups somebody waits or waited, and why by hand; only for clinicians.
fn waits(open: &Open, listed: &ScreeningRow, rows: &mut Vec<TimelineRow>) -> Result<(), Trouble> {
    let Some(signature) = &listed.row.value.signature else {
        return Ok(());
    };
    let may = open.can(Deed::TherapyIndex) && open.reaches_clinical();
    if !may || listed.row.value.pathway != Pathway::Therapy {
        return Ok(());
    }
    let found = open.screenings().index_of([listed.row.id])?;
    let Some((_, index)) = found.into_iter().next() else {
        return Ok(());
    };
    let groups = open.groups().list()?;
    for id in &index.waits_for {
        let found = groups.iter().find(|stored| stored.value.id == *id);
        let name = found.map_or(id.as_str(), |stored| stored.value.name.as_str());
        let more = index.by_hand.get(id);
        rows.push(TimelineRow {
            at: signature.at,
            kind: Happened::Noted,
            what: say_with("timeline-waits", &[("group", name)]),
            more: more.map_or_else(String::new, |why| {
                say_with("timeline-by-hand", &[("why", why)])
            }),
            screening: Some(listed.row.id),
        });
    }
    Ok(())
}

fn desk_message(state: DeskState) -> &'static str {
    match state {
        DeskState::Draft => "timeline-desk-draft",
        DeskState::ToSign => "timeline-desk-to-sign",
        DeskState::SeatOffered => "timeline-desk-seat-offered",
        DeskState::Waiting => "timeline-desk-waiting",
        DeskState::Joined => "timeline-desk-joined",
        DeskState::Closed => "timeline-desk-closed",
        DeskState::AskAClinician => "timeline-desk-ask",
    }
}

fn somebody(open: &Open, person: PersonId) -> String {
    open.staff()
        .get(person)
        .map_or_else(|_| say("records-somebody"), |staff| staff.name)
}

/// The course of each measure, by the index alone: what was said stays closed. Only for clinicians.
pub(super) fn courses(open: &Open, client: ClientId) -> Result<Vec<Course>, Trouble> {
    if !open.can(Deed::TherapyIndex) || !open.reaches_clinical() {
        return Ok(Vec::new());
    }
    let mut rows = open.screenings().list(Show::Of(client), MOST)?;
    rows.retain(|row| {
        let value = &row.row.value;
        value.pathway == Pathway::Therapy && value.stage != Stage::EnteredInError
    });
    let ids = rows.iter().map(|row| row.row.id);
    let indexes = open.screenings().index_of(ids)?;
    let begun = |id: ScreeningId| {
        let row = rows.iter().find(|row| row.row.id == id);
        row.map(|row| row.row.value.created.to_zoned(open.zone()).date())
    };
    let dated: Vec<(Date, ScreeningIndex)> = indexes
        .into_iter()
        .filter_map(|(id, index)| Some((begun(id)?, index)))
        .collect();
    let measures = shipped().pack(Pathway::Therapy).measures.iter();
    Ok(measures
        .filter_map(|measure| course(measure, &dated))
        .collect())
}

fn course(measure: &Measure, screenings: &[(Date, ScreeningIndex)]) -> Option<Course> {
    let total = measure.total.as_ref()?;
    let band = |total: Option<i64>| {
        let band = total.and_then(|total| measure.band(total));
        band.map(|band| band.label.say(LANGUAGE).to_owned())
    };
    let mut taken: Vec<Taken> = screenings
        .iter()
        .flat_map(|(begun, index)| index.measures.iter().map(move |one| (begun, one)))
        .filter(|(_, one)| one.measure == measure.id)
        .map(|(begun, one)| Taken {
            on: one.on.unwrap_or(*begun),
            total: one.total,
            band: band(one.total).unwrap_or_default(),
        })
        .collect();
    if taken.is_empty() {
        return None;
    }
    taken.sort_by_key(|one| one.on);
    let higher = match measure.higher_is {
        Direction::Better => "course-higher-better",
        Direction::Worse => "course-higher-worse",
    };
    Some(Course {
        measure: measure.id.clone(),
        title: measure.title.say(LANGUAGE).to_owned(),
        help: say_with(higher, &[("period", measure.period.say(LANGUAGE))]),
        range: (total.min, total.max),
        cuts: measure
            .bands
            .iter()
            .filter(|band| band.from > total.min)
            .map(|band| (band.from, band.label.say(LANGUAGE).to_owned()))
            .collect(),
        taken,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn given(pairs: &[(&str, Answer)]) -> Answers {
        let mut answers = Answers::default();
        for (id, value) in pairs {
            answers.given.insert((*id).to_owned(), value.clone());
        }
        answers
    }

    #[test]
    fn a_measure_with_missing_items_is_a_gap_and_no_zero() {
        let answers = given(&[
            ("m-phq9-i1", Answer::Number(2)),
            ("m-gad7-total", Answer::Number(11)),
            ("m-gad7-date", Answer::One("2025-02-01".to_owned())),
        ]);
        let taken = measures_taken(&answers);
        let of = |id: &str| taken.iter().find(|one| one.measure == id).unwrap();
        assert_eq!(of("phq9").total, None);
        assert_eq!(of("gad7").total, Some(11));
        assert_eq!(of("gad7").on, Some(jiff::civil::date(2025, 2, 1)));
        assert_eq!(taken.len(), 2);
    }

    #[test]
    fn a_course_goes_by_the_day_on_which_the_measure_was_taken() {
        let index = |on: Option<Date>, total| ScreeningIndex {
            measures: vec![MeasureTaken {
                measure: "phq9".to_owned(),
                on,
                total,
            }],
            ..ScreeningIndex::default()
        };
        let (first, second) = (jiff::civil::date(2025, 1, 5), jiff::civil::date(2025, 3, 1));
        let screenings = [
            (second, index(None, Some(12))),
            (second, index(Some(first), Some(4))),
        ];
        let measures = &shipped().pack(Pathway::Therapy).measures;
        let phq9 = measures
            .iter()
            .find(|measure| measure.id == "phq9")
            .unwrap();
        let course = course(phq9, &screenings).unwrap();
        let points: Vec<_> = course.taken.iter().map(|one| (one.on, one.total)).collect();
        assert_eq!(points, [(first, Some(4)), (second, Some(12))]);
        assert_eq!(course.range, (0, 27));
        assert_eq!(course.cuts[0], (5, "mild".to_owned()));
        assert_eq!(course.taken[1].band, "moderate");
    }
}
