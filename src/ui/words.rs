//! The few words that widgets say by themselves; the program fills them from its text files.

/// In which order a date is typed and shown where it is not typed as year-month-day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum DateOrder {
    /// 10/03/2025 is in March.
    #[default]
    DayMonthYear,
    /// 10/03/2025 is in October.
    MonthDayYear,
}

/// Words of the widgets. The default is English.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// State: as it should be.
    pub met: String,
    /// State: to be weighed.
    pub concern: String,
    /// State: not as it should be.
    pub not_met: String,
    /// State: worth knowing.
    pub note: String,
    /// State: no answer yet.
    pub not_answered: String,
    /// State: danger.
    pub act_now: String,
    /// Shows what a secret field hides.
    pub show: String,
    /// Hides it again.
    pub hide: String,
    /// Empties a field.
    pub clear: String,
    /// Closes a drawer or a message.
    pub close: String,
    /// Takes a chip away.
    pub remove: String,
    /// Stops long work.
    pub cancel: String,
    /// Opens a long text on a sheet of its own.
    pub larger: String,
    /// Opens a question that has no answer yet.
    pub answer: String,
    /// Opens an answered question again.
    pub change: String,
    /// A button whose work is under way.
    pub busy: String,
    /// Under a secret field.
    pub caps_lock: String,
    /// Beside the label of a field that may stay empty.
    pub optional: String,
    /// Opens the rail where it is a menu.
    pub menu: String,
    /// Opens the list of sections where it is a menu.
    pub sections: String,
    /// Opens the side where it is a drawer.
    pub details: String,
    /// Monday to Sunday, short.
    pub days_short: [String; 7],
    /// Monday to Sunday.
    pub days: [String; 7],
    /// January to December.
    pub months: [String; 12],
    /// A row of the times of the week.
    pub daytime: String,
    /// A row of the times of the week.
    pub evening: String,
    /// The one time of Saturday and of Sunday.
    pub any_time: String,
    /// How a date is typed.
    pub date_hint: String,
    /// Under a date that cannot be read.
    pub date_error: String,
    /// Under a number that is out of its range, with `{low}` and `{high}`.
    pub number_error: String,
    /// How a date is typed.
    pub date_order: DateOrder,
    /// Where in a list one stands, with `{row}` and `{total}`.
    pub row_of_total: String,
    /// How far work is, with `{percent}`.
    pub percent: String,
    /// How strong a secret is, with `{score}` of 4.
    pub score_of_four: String,
    /// Seats, with `{taken}`, `{total}` and `{waiting}`.
    pub seats: String,
    /// The page of a preview, with `{page}` and `{total}`.
    pub page_of_total: String,
}

impl Default for Words {
    fn default() -> Self {
        let own = str::to_owned;
        Self {
            met: own("Met"),
            concern: own("Concern"),
            not_met: own("Not met"),
            note: own("Note"),
            not_answered: own("Not answered"),
            act_now: own("Act now"),
            show: own("Show"),
            hide: own("Hide"),
            clear: own("Clear"),
            close: own("Close"),
            remove: own("Remove"),
            cancel: own("Cancel"),
            larger: own("Open larger"),
            answer: own("Answer"),
            change: own("Change"),
            busy: own("Working"),
            caps_lock: own("Caps Lock seems to be on."),
            optional: own("optional"),
            menu: own("Menu"),
            sections: own("Sections"),
            details: own("Details"),
            days_short: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].map(own),
            days: [
                "Monday",
                "Tuesday",
                "Wednesday",
                "Thursday",
                "Friday",
                "Saturday",
                "Sunday",
            ]
            .map(own),
            months: [
                "January",
                "February",
                "March",
                "April",
                "May",
                "June",
                "July",
                "August",
                "September",
                "October",
                "November",
                "December",
            ]
            .map(own),
            daytime: own("Day"),
            evening: own("Evening"),
            any_time: own("Any time"),
            date_hint: own("day/month/year"),
            date_error: own("This is not a date. Type it like 10/03/2025 or 2025-03-10."),
            number_error: own("Type a whole number from {low} to {high}."),
            date_order: DateOrder::DayMonthYear,
            row_of_total: own("{row} of {total}"),
            percent: own("{percent} %"),
            score_of_four: own("{score} of 4"),
            seats: own("{taken} of {total} seats taken, {waiting} waiting"),
            page_of_total: own("Page {page} of {total}"),
        }
    }
}

/// Puts values into a pattern such as `{row} of {total}`.
pub fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut text = pattern.to_owned();
    for (name, value) in values {
        text = text.replace(&format!("{{{name}}}"), value);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn a_pattern_takes_its_values_by_name_and_in_any_order() {
        assert_eq!(
            fill(
                "{total} rows, you are on {row}",
                &[("row", "12"), ("total", "100,000")]
            ),
            "100,000 rows, you are on 12"
        );
    }
}
