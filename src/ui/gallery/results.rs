//! What a result is made of.

use egui::Ui;

use super::id;
use crate::ui::{
    State,
    theme::space,
    widgets::{Criterion, Outcome, SectionItem},
};

pub(super) fn show(ui: &mut Ui) {
    Outcome::new(State::Met, "A therapy group fits what was said.")
        .word("Recommended")
        .detail("Eleven of twelve criteria are met; one should be talked about first.")
        .show(ui);
    ui.add_space(space::S8);
    Outcome::new(
        State::ActNow,
        "Someone may be in danger. Stay with the person.",
    )
    .detail("The clinic’s own steps stand below.")
    .show(ui);
    ui.add_space(space::S16);
    let quotes = [
        ("Whose choice is it to come?", "Mine"),
        (
            "How much does this get in the way of daily life?",
            "7 of 10",
        ),
    ];
    for (index, state) in State::ALL.into_iter().enumerate() {
        let pressed = Criterion::new(
            id(("criterion", index)),
            state,
            "Wants to come",
            "The person chooses the group and says what they hope for.",
        )
        .quotes(&quotes[..index.min(2)])
        .source("Clinic’s own rule, version 3, moderate confidence")
        .show(ui);
        if pressed.is_some() {
            ui.add_space(0.0);
        }
        ui.add_space(space::S4);
    }
    ui.add_space(space::S16);
    ui.scope(|ui| {
        ui.set_max_width(216.0);
        for (index, state) in State::ALL.into_iter().enumerate() {
            SectionItem::new(
                id(("section", index)),
                index + 8,
                "Safety and what helps",
                state,
                "2 of 4",
            )
            .current(index == 2)
            .show(ui);
        }
    });
}
