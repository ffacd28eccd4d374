//! Tables, gauges and empty places.

use egui::Ui;

use super::{block, id};
use crate::ui::{
    Icon, State, shell,
    theme::space,
    widgets::{Cell, Column, EmptyState, Progress, Seats, Table},
};

#[derive(Debug, Default)]
pub(super) struct Lists {
    selected: Option<usize>,
}

impl Lists {
    pub(super) fn show(&mut self, ui: &mut Ui) {
        shell::card(ui, |ui| {
            let columns = [
                Column::new("Name", 3.0).least(120.0),
                Column::new("Record", 1.4).least(90.0),
                Column::new("State", 2.0).least(120.0),
                Column::new("Seen", 1.0).numbers().least(60.0),
            ];
            let reply = Table::new(id("clients"), "Clients", &columns, 7)
                .selected(self.selected.or(Some(1)))
                .show(ui, row);
            if reply.opened.is_some() {
                self.selected = reply.opened;
            }
        });
        block(ui, "Seats");
        for (taken, total, waiting) in [(5, 8, 0), (8, 8, 2), (0, 10, 0), (22, 30, 1)] {
            Seats::new(taken, total, waiting).show(ui);
        }
        block(ui, "Long work");
        Progress::new(id("backup"), "Backing up", Some(0.62))
            .detail("812 of 1,310 records")
            .can_cancel()
            .show(ui);
        ui.add_space(space::S16);
        Progress::new(id("opening"), "Opening the vault", None).show(ui);
        block(ui, "Nothing yet");
        EmptyState::new(Icon::Envelope, "No letters yet")
            .text("A letter is written from a signed screening. It will stand here with the day and the recipient.")
            .action("Write a letter")
            .show(ui);
    }
}

fn row(index: usize) -> Vec<Cell> {
    let names = [
        "Alex Example",
        "Bo Sample",
        "Charlie Specimen",
        "Dana Placeholder",
    ];
    let state = State::ALL[index % State::ALL.len()];
    vec![
        Cell::Strong(names[index % names.len()].to_owned()),
        Cell::Text(format!("2025-{:04}", index + 1)),
        Cell::State(state, None),
        Cell::Text(format!("{} March", index + 1)),
    ]
}
