//! Conversations that are paused, under the day of their next meeting.

use egui::{Id, Ui};
use jiff::civil::Date;

use crate::app::command::ScreeningRow;
use crate::app::letter::in_words;
use crate::domain::id::ScreeningId;
use crate::text::say;
use crate::ui::clients::pathway_name;
use crate::ui::fields;
use crate::ui::screen::Shared;
use crate::ui::theme::space;
use crate::ui::widgets::{Cell, Column, Table, Text};

/// Whether a draft waits for a day.
pub(super) fn is_planned(row: &ScreeningRow) -> bool {
    row.planned.is_some() && !row.set_aside
}

/// Draws them, the next day first, and says which one was opened.
pub(super) fn show(
    ui: &mut Ui,
    drafts: &[ScreeningRow],
    shared: &Shared<'_>,
) -> Option<ScreeningId> {
    let mut rows: Vec<(Date, &ScreeningRow)> = drafts
        .iter()
        .filter(|row| is_planned(row))
        .filter_map(|row| Some((row.planned.as_ref()?.on, row)))
        .collect();
    if rows.is_empty() {
        return None;
    }
    rows.sort_by_key(|(on, _)| *on);
    fields::heading(ui, "home-planned");
    let heads = [
        "screening-col-person",
        "screening-col-pathway",
        "home-planned-col-place",
    ]
    .map(say);
    let columns = [
        Column::new(&heads[0], 2.2).least(160.0),
        Column::new(&heads[1], 2.2).least(180.0),
        Column::new(&heads[2], 3.0).least(180.0),
    ];
    let mut opened = None;
    let days: Vec<Date> = rows.iter().map(|(on, _)| *on).collect();
    let mut last = None;
    for day in days {
        if last.replace(day) == Some(day) {
            continue;
        }
        let of: Vec<&ScreeningRow> = rows
            .iter()
            .filter(|(on, _)| *on == day)
            .map(|(_, row)| *row)
            .collect();
        let name = on_day(day, shared.today);
        ui.add_space(space::S4);
        Text::strong(&name).show(ui);
        let id = Id::unique("home planned").with(day.to_string());
        let went = Table::new(id, &name, &columns, of.len())
            .show(ui, |index| {
                let row = of[index];
                let place = row.planned.as_ref().map(|planned| planned.place.clone());
                vec![
                    Cell::Strong(row.person.clone()),
                    pathway_name(row.pathway).into(),
                    place.unwrap_or_default().into(),
                ]
            })
            .opened;
        opened = opened.or(went.and_then(|index| of.get(index)).map(|row| row.id));
    }
    ui.add_space(space::S32);
    opened
}

fn on_day(day: Date, today: Date) -> String {
    let words = in_words(day);
    if day == today {
        format!("{}, {words}", say("home-planned-today"))
    } else if day < today {
        format!("{words} ({})", say("home-planned-past"))
    } else {
        words
    }
}
