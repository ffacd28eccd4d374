//! A date that is typed, as year-month-day or in the order of the place.

use egui::{Id, Key, Role, Ui, vec2};
use jiff::{ToSpan, civil::Date};

use super::{FormRow, Reply, text_field};
use crate::ui::{Words, keys, theme::space, words::DateOrder};

/// A field for a date.
#[must_use = "call `show`"]
pub struct DateField<'a> {
    id: Id,
    label: &'a str,
    help: Option<&'a str>,
    error: Option<&'a str>,
    optional: bool,
    hide_label: bool,
    disabled: Option<&'a str>,
}

impl<'a> DateField<'a> {
    /// A field with its label.
    pub fn new(id: Id, label: &'a str) -> Self {
        Self {
            id,
            label,
            help: None,
            error: None,
            optional: false,
            hide_label: false,
            disabled: None,
        }
    }

    /// What helps to fill it in, instead of the date in words.
    pub fn help(mut self, help: &'a str) -> Self {
        self.help = Some(help);
        self
    }

    /// What is wrong with a date that can be read.
    pub fn error(mut self, error: Option<&'a str>) -> Self {
        self.error = error;
        self
    }

    /// Marks that it may stay empty.
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// The label is for assistive programs only.
    pub fn hide_label(mut self) -> Self {
        self.hide_label = true;
        self
    }

    /// Cannot be changed, for this reason.
    pub fn disabled(mut self, reason: Option<&'a str>) -> Self {
        self.disabled = reason;
        self
    }

    /// Draws it. Arrow up and down go a day on or back.
    pub fn show(self, ui: &mut Ui, date: &mut Option<Date>) -> Reply {
        let words = Words::of(ui);
        let typed_id = self.id.with("typed");
        let focused = ui.memory(|memory| memory.has_focus(self.id));
        let mut typed = ui
            .data(|data| data.get_temp::<String>(typed_id))
            .filter(|typed| {
                focused
                    || parse(typed, words.date_order) == *date
                    || !typed.is_empty() && date.is_none()
            })
            .unwrap_or_else(|| {
                date.map(|date| written(date, words.date_order))
                    .unwrap_or_default()
            });
        let before = *date;
        if focused {
            step_by_arrows(ui, &mut typed, date, words.date_order);
        }
        let unreadable =
            !typed.trim().is_empty() && parse(&typed, words.date_order).is_none() && !focused;
        let spoken = date.map(|date| in_words(date, &words));
        let mut row = FormRow::new(self.label).error(self.error);
        if unreadable {
            row = row.error(Some(&words.date_error));
        }
        if let Some(help) = self.disabled.or(self.help).or(spoken.as_deref()) {
            row = row.help(help);
        } else {
            row = row.help(&words.date_hint);
        }
        if self.optional {
            row = row.optional();
        }
        if self.hide_label {
            row = row.hide_label();
        }
        let mut reply = row.show_around(ui, self.id, |ui| self.field(ui, row, &mut typed));
        if reply.changed {
            *date = parse(&typed, words.date_order);
        }
        if reply.response.lost_focus()
            && let Some(date) = *date
        {
            typed = written(date, words.date_order);
        }
        ui.data_mut(|data| data.insert_temp(typed_id, typed));
        reply.changed = *date != before;
        reply
    }

    fn field(&self, ui: &mut Ui, row: FormRow<'_>, typed: &mut String) -> Reply {
        let width = ui.available_width().min(200.0);
        let (_, rect) = ui.allocate_space(vec2(width, space::TARGET));
        let spec = text_field::Spec {
            id: self.id,
            name: self.label,
            about: row.about(),
            hint: "",
            role: Role::DateInput,
            wrong: row.has_error(),
            disabled: self.disabled.is_some(),
            left: space::S12,
            right: space::S12,
            limit: 20,
        };
        text_field::edit(ui, rect, &spec, typed)
    }
}

fn step_by_arrows(ui: &Ui, typed: &mut String, date: &mut Option<Date>, order: DateOrder) {
    let days = i64::from(keys::take(ui, Key::ArrowUp)) - i64::from(keys::take(ui, Key::ArrowDown));
    if days != 0
        && let Some(next) = date.and_then(|date| date.checked_add(days.days()).ok())
    {
        *date = Some(next);
        *typed = written(next, order);
    }
}

/// How a date is shown in the field.
pub fn written(date: Date, order: DateOrder) -> String {
    let (day, month, year) = (date.day(), date.month(), date.year());
    match order {
        DateOrder::DayMonthYear => format!("{day:02}/{month:02}/{year:04}"),
        DateOrder::MonthDayYear => format!("{month:02}/{day:02}/{year:04}"),
    }
}

/// A date in words, such as Monday 10 March 2025.
pub fn in_words(date: Date, words: &Words) -> String {
    let weekday = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or(0);
    let month = usize::try_from(date.month() - 1).unwrap_or(0);
    format!(
        "{} {} {} {}",
        words.days[weekday],
        date.day(),
        words.months[month],
        date.year()
    )
}

/// Reads a date: 2025-03-10 always, else three numbers in the order of the place; a two-digit year is not guessed.
pub fn parse(typed: &str, order: DateOrder) -> Option<Date> {
    let numbers: Vec<&str> = typed
        .trim()
        .split(|letter: char| !letter.is_ascii_digit())
        .filter(|number| !number.is_empty())
        .collect();
    let [first, second, third] = numbers.as_slice() else {
        return None;
    };
    let plain = typed
        .trim()
        .chars()
        .all(|letter| letter.is_ascii_digit() || matches!(letter, '-' | '/' | '.' | ' '));
    if !plain {
        return None;
    }
    let (year, month, day) = if first.len() == 4 {
        (first, second, third)
    } else {
        match order {
            DateOrder::DayMonthYear => (third, second, first),
            DateOrder::MonthDayYear => (third, first, second),
        }
    };
    if year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_with_the_year_first_or_in_the_order_of_the_place() {
        let march = Some(jiff::civil::date(2025, 3, 10));
        for typed in [
            "2025-03-10",
            "10/03/2025",
            "10.3.2025",
            "10 3 2025",
            " 2025/3/10 ",
        ] {
            assert_eq!(parse(typed, DateOrder::DayMonthYear), march, "{typed}");
        }
        assert_eq!(parse("03/10/2025", DateOrder::MonthDayYear), march);
        assert_eq!(parse("2025-03-10", DateOrder::MonthDayYear), march);
    }

    #[test]
    fn what_is_not_a_whole_date_is_no_date() {
        for typed in [
            "",
            "10/03",
            "10/03/25",
            "31/02/2025",
            "2025-13-01",
            "soon",
            "10/03/2025x",
            "1/2/3/2025",
            "-",
        ] {
            assert_eq!(parse(typed, DateOrder::DayMonthYear), None, "{typed}");
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        let date = jiff::civil::date(1984, 12, 1);
        for order in [DateOrder::DayMonthYear, DateOrder::MonthDayYear] {
            assert_eq!(parse(&written(date, order), order), Some(date));
        }
    }

    #[test]
    fn a_date_in_words_names_its_weekday() {
        assert_eq!(
            in_words(jiff::civil::date(2025, 3, 10), &Words::default()),
            "Monday 10 March 2025"
        );
    }
}
