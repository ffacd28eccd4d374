//! What answers a question.

use egui::Ui;

use super::{block, id};
use crate::ui::{
    theme::space,
    widgets::{AnswerRow, Item, MultiGroup, OptionGroup, Rating, Segment, Text, TimeGrid},
};

#[derive(Debug)]
pub(super) struct Choices {
    whose: Option<usize>,
    sure: Option<usize>,
    hand_over: Option<usize>,
    areas: [bool; 5],
    daily: Option<u8>,
    unset: Option<u8>,
    times: [bool; 12],
    view: usize,
}

impl Default for Choices {
    fn default() -> Self {
        Self {
            whose: Some(0),
            sure: None,
            hand_over: None,
            areas: [true, false, true, false, false],
            daily: Some(7),
            unset: None,
            times: [
                false, true, false, true, false, false, false, false, false, false, true, false,
            ],
            view: 0,
        }
    }
}

impl Choices {
    pub(super) fn show(&mut self, ui: &mut Ui) {
        let answer = Some("A few times a month");
        AnswerRow::new(
            id("row care"),
            "How often do you meet other people?",
            answer,
        )
        .show(ui);
        AnswerRow::new(
            id("row note"),
            "What makes you think about a group now?",
            Some("My sister told me about it"),
        )
        .note(Some("Said with a smile; came with the sister."))
        .show(ui);
        AnswerRow::new(
            id("row open"),
            "Is there anything that you would rather not talk about?",
            None,
        )
        .show(ui);
        ui.add_space(space::S24);

        Text::question("Whose choice is it to come?").show(ui);
        Text::help("A group works best for people who choose it themselves.").show(ui);
        let items = [
            Item::new("Mine"),
            Item::new("Mine, after someone suggested it")
                .help("A friend, a relative, or someone who treats you."),
            Item::new("Mostly someone else’s"),
            Item::new("A court’s or an employer’s")
                .disabled(Some("Not at this clinic: ask for the other form.")),
        ];
        OptionGroup::new(id("whose"), "Whose choice is it to come?", items)
            .show(ui, &mut self.whose);
        ui.add_space(space::S24);

        Text::question("How sure are you that you could come each week?").show(ui);
        OptionGroup::new(
            id("sure"),
            "How sure are you?",
            ["Sure", "Not sure", "I could not"],
        )
        .dense()
        .show(ui, &mut self.sure);
        ui.add_space(space::S24);

        Text::question("Which areas would you like help with?").show(ui);
        Text::help("Choose as many as fit.").show(ui);
        let areas = [
            "Relationships",
            "Low mood",
            "Worry or fear",
            "Loss",
            "None of these",
        ];
        MultiGroup::new(id("areas"), "Which areas would you like help with?", areas)
            .alone(4)
            .show(ui, &mut self.areas);
        ui.add_space(space::S24);

        Text::question("How much does this get in the way of daily life?").show(ui);
        Rating::new(
            id("daily"),
            "How much does this get in the way of daily life?",
        )
        .ends("hardly at all", "I can barely manage")
        .show(ui, &mut self.daily);
        Rating::new(id("unset"), "How confident are you?").show(ui, &mut self.unset);
        ui.add_space(space::S24);

        Text::question("When could you come every week?").show(ui);
        TimeGrid::new(id("times"), "When could you come every week?").show(ui, &mut self.times);
        block(ui, "In the hand-over view");
        OptionGroup::new(
            id("handed"),
            "How have you slept?",
            ["Well", "Now and then badly", "Badly"],
        )
        .hand_over()
        .show(ui, &mut self.hand_over);
        block(ui, "What is set rather than answered");
        Segment::new(
            id("view"),
            "View",
            &["By section", "By person", "As a table"],
        )
        .show(ui, &mut self.view);
    }
}
