//! Days and times as people say them.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::text::say_with;
use crate::ui::Words;

/// A moment by the clock of this computer.
#[must_use]
pub fn local(at: Timestamp) -> DateTime {
    at.to_zoned(TimeZone::system()).datetime()
}

/// The time of day, such as 10:42.
#[must_use]
pub fn clock(at: Timestamp) -> String {
    let at = local(at);
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// A day, such as 10 March 2025.
#[must_use]
pub fn day(date: Date, words: &Words) -> String {
    let month = usize::try_from(date.month() - 1).unwrap_or(0);
    format!("{} {} {}", date.day(), words.months[month], date.year())
}

/// A moment: the time for today, "yesterday" with the time, else the day.
#[must_use]
pub fn moment(at: Timestamp, today: Date, words: &Words) -> String {
    let date = local(at).date();
    let time = clock(at);
    if date == today {
        return say_with("when-today", &[("time", &time)]);
    }
    if today
        .checked_sub(1.day())
        .is_ok_and(|before| before == date)
    {
        return say_with("when-yesterday", &[("time", &time)]);
    }
    day(date, words)
}

/// As [`moment`], in the middle of a sentence.
#[must_use]
pub fn moment_within(at: Timestamp, today: Date, words: &Words) -> String {
    let date = local(at).date();
    let time = clock(at);
    if date == today {
        return say_with("when-today-within", &[("time", &time)]);
    }
    let before = today.checked_sub(1.day());
    if before.is_ok_and(|before| before == date) {
        return say_with("when-yesterday-within", &[("time", &time)]);
    }
    moment(at, today, words)
}

/// Whole years from a birth date to today.
#[must_use]
pub fn age(birth: Date, today: Date) -> i16 {
    let had_birthday = (today.month(), today.day()) >= (birth.month(), birth.day());
    today.year() - birth.year() - i16::from(!had_birthday)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_person_is_a_year_older_on_their_birthday_and_not_before() {
        let birth = date(1988, 4, 12);
        assert_eq!(age(birth, date(2025, 4, 11)), 36);
        assert_eq!(age(birth, date(2025, 4, 12)), 37);
    }

    #[test]
    fn a_day_is_said_with_its_month() {
        assert_eq!(day(date(2025, 3, 10), &Words::default()), "10 March 2025");
    }
}
