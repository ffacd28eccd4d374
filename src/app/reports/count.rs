//! The counting of reports: pure, from facts to tables.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::app::explain::LANGUAGE;
use crate::catalog::shipped;
use crate::domain::criteria::Standing;
use crate::domain::form::Pathway;
use crate::domain::group::{Group, GroupStatus};
use crate::domain::screening::{DeskState, Stage};
use crate::screening::Pack;
use crate::text::{self, count, say, say_with};
use crate::vault::Counted;

use super::{Line, MOST_MONTHS, Number, Part, Query};

/// The part about seats.
pub(super) const SEATS: &str = "seats";
/// The pathways that reports tell apart; triage leaves nothing.
const PATHWAYS: [(Pathway, &str); 2] = [
    (Pathway::Therapy, "pathway-therapy"),
    (Pathway::Support, "pathway-support"),
];
/// Days until a seat: the last day of each step, but for the last step.
const DAYS: [(i64, &str); 6] = [
    (0, "report-days-0"),
    (7, "report-days-7"),
    (14, "report-days-14"),
    (30, "report-days-30"),
    (60, "report-days-60"),
    (i64::MAX, "report-days-more"),
];
/// Days of waiting.
const WAITS: [(i64, &str); 5] = [
    (14, "report-wait-14"),
    (30, "report-wait-30"),
    (90, "report-wait-90"),
    (180, "report-wait-180"),
    (i64::MAX, "report-wait-more"),
];

/// What is counted.
pub(super) struct Counting<'a> {
    pub(super) query: Query,
    pub(super) zone: TimeZone,
    pub(super) today: Date,
    pub(super) screenings: &'a [Counted],
    pub(super) waiting: &'a [Counted],
}

/// A table that is being counted.
struct Table {
    series: Vec<String>,
    names: Vec<String>,
    counts: Vec<u32>,
}

impl Table {
    fn new(series: Vec<String>, names: Vec<String>) -> Self {
        let counts = vec![0; series.len() * names.len()];
        Self {
            series,
            names,
            counts,
        }
    }

    fn add(&mut self, line: usize, series: usize) {
        if let Some(count) = self.counts.get_mut(line * self.series.len() + series) {
            *count += 1;
        }
    }

    fn part(self, key: &'static str, sum: Option<String>) -> Part {
        let width = self.series.len().max(1);
        let lines = self.names.into_iter().zip(self.counts.chunks(width));
        let lines = lines.map(|(name, counts)| Line {
            name,
            numbers: counts.iter().map(|count| Number::Count(*count)).collect(),
        });
        Part {
            key,
            series: self.series,
            lines: lines.collect(),
            sum,
        }
    }
}

/// Months, or years where there would be too many months.
struct Steps {
    first: Date,
    by_year: bool,
    names: Vec<String>,
}

impl Steps {
    fn of(query: &Query) -> Self {
        let months = |date: Date| i32::from(date.year()) * 12 + i32::from(date.month()) - 1;
        let by_year = months(query.to) - months(query.from) >= MOST_MONTHS;
        let last = if by_year {
            i32::from(query.to.year()) - i32::from(query.from.year())
        } else {
            months(query.to) - months(query.from)
        };
        let names = (0..=last).map(|step| {
            if by_year {
                return (i32::from(query.from.year()) + step).to_string();
            }
            let month = months(query.from) + step;
            let name = say(&format!("report-month-{}", month % 12 + 1));
            let year = (month / 12).to_string();
            say_with("report-month", &[("month", &name), ("year", &year)])
        });
        Self {
            first: query.from,
            by_year,
            names: names.collect(),
        }
    }

    fn at(&self, day: Date) -> usize {
        let years = i32::from(day.year()) - i32::from(self.first.year());
        let step = if self.by_year {
            years
        } else {
            years * 12 + i32::from(day.month()) - i32::from(self.first.month())
        };
        usize::try_from(step).unwrap_or(usize::MAX)
    }
}

impl Counting<'_> {
    fn day(&self, at: Timestamp) -> Date {
        at.to_zoned(self.zone.clone()).date()
    }

    fn days_between(&self, from: Timestamp, to: Timestamp) -> i64 {
        let (from, to) = (self.day(from), self.day(to));
        from.until(to)
            .map_or(0, |span| i64::from(span.get_days()))
            .max(0)
    }

    /// How many began in each month, by pathway.
    pub(super) fn screenings(&self) -> Part {
        let steps = Steps::of(&self.query);
        let mut table = Table::new(pathways(), steps.names.clone());
        for one in self.screenings {
            if let Some(pathway) = place_of(one.pathway) {
                table.add(steps.at(self.day(one.begun)), pathway);
            }
        }
        let total = count("report-screenings-sum", self.screenings.len());
        table.part("screenings", Some(total))
    }

    /// What was decided in each month, a part a pathway.
    pub(super) fn outcomes(&self) -> [Part; 2] {
        let of = |pathway: Pathway, key| {
            let steps = Steps::of(&self.query);
            let outcomes = &shipped().pack(pathway).criteria.outcomes;
            let titles = outcomes
                .iter()
                .map(|words| words.title.say(LANGUAGE).to_owned());
            let series: Vec<String> = titles.chain([say("report-not-signed")]).collect();
            let unsigned = series.len() - 1;
            let mut table = Table::new(series, steps.names.clone());
            for one in self.screenings.iter().filter(|one| one.pathway == pathway) {
                let named =
                    |outcome: &String| outcomes.iter().position(|words| &words.outcome == outcome);
                let place = match one.stage {
                    Stage::Signed => one.outcome.as_ref().and_then(named),
                    _ => Some(unsigned),
                };
                // Of a restricted client no outcome is told.
                if let Some(place) = place {
                    table.add(steps.at(self.day(one.begun)), place);
                }
            }
            table.part(key, None)
        };
        [
            of(Pathway::Therapy, "outcomes-therapy"),
            of(Pathway::Support, "outcomes-support"),
        ]
    }

    /// How long it took from the screening until a seat was offered or taken.
    pub(super) fn days(&self) -> Part {
        let names = DAYS.iter().map(|(_, message)| say(message)).collect();
        let mut table = Table::new(pathways(), names);
        let mut all = Vec::new();
        for one in self.screenings {
            let placed = matches!(one.desk_state, DeskState::SeatOffered | DeskState::Joined);
            if let (true, Some(pathway)) = (placed, place_of(one.pathway)) {
                let days = self.days_between(one.begun, one.moved);
                all.push(days);
                table.add(step(&DAYS, days), pathway);
            }
        }
        all.sort_unstable();
        let sum = all.get(all.len().saturating_sub(1) / 2).map(|middle| {
            let (days, people) = (
                count("report-days-number", usize::try_from(*middle).unwrap_or(0)),
                count("report-people", all.len()),
            );
            say_with("report-days-sum", &[("days", &days), ("people", &people)])
        });
        table.part("days", sum)
    }

    /// Who waits now, by how long.
    pub(super) fn waiting(&self) -> Part {
        let names = WAITS.iter().map(|(_, message)| say(message)).collect();
        let mut table = Table::new(pathways(), names);
        for one in self.waiting {
            if let Some(pathway) = place_of(one.pathway) {
                let since = one.signed.unwrap_or(one.begun);
                let since = self.day(since);
                let days = since
                    .until(self.today)
                    .map_or(0, |span| i64::from(span.get_days()));
                table.add(step(&WAITS, days.max(0)), pathway);
            }
        }
        let sum = count("report-waiting-sum", self.waiting.len());
        table.part("waiting", Some(sum))
    }

    /// Why signed screenings did not lead into a group: each criterion that was not met.
    pub(super) fn declined(&self) -> Part {
        let mut names: Vec<String> = Vec::new();
        let mut counts: Vec<[u32; 2]> = Vec::new();
        let mut add = |name: String, pathway: usize| {
            let at = names.iter().position(|known| *known == name);
            let at = at.unwrap_or_else(|| {
                names.push(name);
                counts.push([0; 2]);
                names.len() - 1
            });
            counts[at][pathway] += 1;
        };
        let mut people = 0;
        for one in self.screenings.iter().filter(|one| ended_elsewhere(one)) {
            let Some(pathway) = place_of(one.pathway) else {
                continue;
            };
            people += 1;
            if one.disposition.as_deref() == Some("person-chose-otherwise") {
                add(say("report-declined-person"), pathway);
                continue;
            }
            for reason in &one.reasons {
                add(criterion(one.pathway, reason), pathway);
            }
            if one.reasons.is_empty() {
                add(say("report-declined-other"), pathway);
            }
        }
        let mut lines: Vec<(String, [u32; 2])> = names.into_iter().zip(counts).collect();
        lines.sort_by_key(|(_, counts)| std::cmp::Reverse(counts.iter().sum::<u32>()));
        let lines = lines.into_iter().map(|(name, counts)| Line {
            name,
            numbers: counts.map(Number::Count).to_vec(),
        });
        Part {
            key: "declined",
            series: pathways(),
            lines: lines.collect(),
            sum: Some(count("report-declined-sum", people)),
        }
    }
}

/// The seats of groups that take place: taken, held, free.
/// How many wait for a group is known to clinicians only.
pub(super) fn seats<'g>(
    groups: impl Iterator<Item = &'g Group>,
    waiting: Option<&[Counted]>,
) -> Part {
    let lines = groups
        .filter(|group| group.status != GroupStatus::Paused)
        .map(|group| {
            let used = group.enrolled + group.reserved;
            let free = group.capacity.map_or(Number::Unknown, |capacity| {
                Number::Count(capacity.saturating_sub(used))
            });
            let mut numbers = vec![
                Number::Count(group.enrolled),
                Number::Count(group.reserved),
                free,
            ];
            numbers.extend(waiting.map(|all| {
                let wait = all.iter().filter(|one| one.waits_for.contains(&group.id));
                Number::Count(u32::try_from(wait.count()).unwrap_or(u32::MAX))
            }));
            Line {
                name: group.name.clone(),
                numbers,
            }
        });
    Part {
        key: SEATS,
        series: ["taken", "held", "free", "waiting"]
            .iter()
            .take(if waiting.is_some() { 4 } else { 3 })
            .map(|word| say(&format!("report-seats-{word}")))
            .collect(),
        lines: lines.collect(),
        sum: None,
    }
}

/// Whether a signed screening led neither to a seat nor to a waitlist nor to another meeting.
fn ended_elsewhere(one: &Counted) -> bool {
    if one.stage != Stage::Signed {
        return false;
    }
    match one.disposition.as_deref() {
        Some("other-option" | "refer-on" | "person-chose-otherwise") => true,
        Some(_) => false,
        None => {
            let pack = shipped().pack(one.pathway);
            let standing = one.outcome.as_deref().and_then(|name| standing(pack, name));
            standing == Some(Standing::NotNow)
        }
    }
}

fn standing(pack: &Pack, outcome: &str) -> Option<Standing> {
    let outcomes = &pack.criteria.outcomes;
    let words = outcomes.iter().find(|words| words.outcome == outcome);
    words.map(|words| words.standing)
}

/// A criterion's name for people; one that is no longer in the rules by its code.
fn criterion(pathway: Pathway, id: &str) -> String {
    let criteria = &shipped().pack(pathway).criteria.criteria;
    let known = criteria.iter().find(|criterion| criterion.id == id);
    known.map_or_else(
        || id.to_owned(),
        |criterion| criterion.name.say(LANGUAGE).to_owned(),
    )
}

fn pathways() -> Vec<String> {
    PATHWAYS
        .iter()
        .map(|(_, message)| text::say(message))
        .collect()
}

fn place_of(pathway: Pathway) -> Option<usize> {
    PATHWAYS.iter().position(|(known, _)| *known == pathway)
}

fn step(steps: &[(i64, &str)], days: i64) -> usize {
    let place = steps.iter().position(|(last, _)| days <= *last);
    place.unwrap_or(steps.len() - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::reports::Small;
    use jiff::civil::date;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap_or(Timestamp::UNIX_EPOCH)
    }

    fn one(begun: &str, moved: &str, desk_state: DeskState) -> Counted {
        Counted {
            pathway: Pathway::Therapy,
            stage: Stage::Signed,
            desk_state,
            begun: at(begun),
            signed: Some(at(begun)),
            moved: at(moved),
            outcome: Some("not suitable at this time".to_owned()),
            disposition: None,
            reasons: Vec::new(),
            waits_for: Vec::new(),
        }
    }

    fn counting<'a>(
        screenings: &'a [Counted],
        waiting: &'a [Counted],
        (from, to): (Date, Date),
    ) -> Counting<'a> {
        Counting {
            query: Query {
                from,
                to,
                small: Small::Shown,
            },
            zone: TimeZone::UTC,
            today: date(2025, 3, 10),
            screenings,
            waiting,
        }
    }

    fn numbers(part: &Part, series: usize) -> Vec<u32> {
        let number = |line: &Line| match line.numbers[series] {
            Number::Count(number) => number,
            Number::Few | Number::Unknown => 999,
        };
        part.lines.iter().map(number).collect()
    }

    #[test]
    fn months_run_over_the_turn_of_a_year_and_empty_ones_stay() {
        let found = [
            one(
                "2024-12-31T23:59:00Z",
                "2025-01-02T08:00:00Z",
                DeskState::Closed,
            ),
            one(
                "2025-02-01T00:00:00Z",
                "2025-02-02T08:00:00Z",
                DeskState::Closed,
            ),
        ];
        let part = counting(&found, &[], (date(2024, 12, 1), date(2025, 2, 28))).screenings();
        assert_eq!(numbers(&part, 0), [1, 0, 1]);
        assert_eq!(part.lines[0].name, "Dec 2024");
        let long = counting(&found, &[], (date(2015, 1, 1), date(2025, 2, 28))).screenings();
        assert_eq!(long.lines.len(), 11);
        assert_eq!(numbers(&long, 0)[9..], [1, 1]);
    }

    #[test]
    fn days_count_until_the_seat_and_only_for_those_who_have_one() {
        let found = [
            one(
                "2025-01-01T10:00:00Z",
                "2025-01-01T11:00:00Z",
                DeskState::SeatOffered,
            ),
            one(
                "2025-01-01T10:00:00Z",
                "2025-01-15T09:00:00Z",
                DeskState::Joined,
            ),
            one(
                "2025-01-01T10:00:00Z",
                "2025-01-16T09:00:00Z",
                DeskState::Joined,
            ),
            one(
                "2025-01-01T10:00:00Z",
                "2025-01-16T09:00:00Z",
                DeskState::Waiting,
            ),
        ];
        let part = counting(&found, &[], (date(2025, 1, 1), date(2025, 1, 31))).days();
        assert_eq!(numbers(&part, 0), [1, 0, 1, 1, 0, 0]);
        assert!(part.sum.is_some_and(|sum| sum.contains("14 days")));
    }

    #[test]
    fn who_waits_is_counted_from_the_signature_whenever_it_was() {
        let waits = [
            one(
                "2025-03-01T10:00:00Z",
                "2025-03-01T10:00:00Z",
                DeskState::Waiting,
            ),
            one(
                "2024-01-01T10:00:00Z",
                "2024-01-01T10:00:00Z",
                DeskState::Waiting,
            ),
        ];
        let part = counting(&[], &waits, (date(2025, 3, 1), date(2025, 3, 31))).waiting();
        assert_eq!(numbers(&part, 0), [1, 0, 0, 0, 1]);
    }
}
