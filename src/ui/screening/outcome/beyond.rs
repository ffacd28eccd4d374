//! What follows from the reasons: what to prepare, what would change the result, what else is recommended, and the small print.

use egui::{Id, Ui};

use crate::app::explain::{Explained, WhatIf};
use crate::domain::criteria::Standing;
use crate::text;
use crate::ui::screen::Shared;
use crate::ui::shell::{Breadth, card, rule};
use crate::ui::theme::space;
use crate::ui::widgets::{Banner, Quote, Text, Tone};
use crate::ui::{Icon, Ink, State, Type, paint};

use super::super::Work;
use super::super::frame::{self, Frame};

/// Draws all of it, and says to which question a press leads.
pub(super) fn show(
    ui: &mut Ui,
    frame: &Frame,
    work: &Work,
    shared: &Shared<'_>,
    told: &Explained,
) -> Option<String> {
    let id = frame::id(work, "beyond");
    if told.team_hint {
        ui.add_space(space::S16);
        let (title, words) = (text::say("team-title"), text::say("team-text"));
        Banner::new(id.with("team"), Tone::Info, &title)
            .text(&words)
            .show(ui);
    }
    let mut go = None;
    let blocks = blocks(told);
    let count = if frame.breadth == Breadth::Narrow {
        1
    } else {
        blocks.len().min(2)
    };
    let block = |ui: &mut Ui, at: usize| match blocks.get(at) {
        Some(Block::Prepare) => prepare(ui, told),
        Some(Block::WouldChange) => {
            let pressed = would_change(ui, id, shared, told);
            go = go.take().or(pressed);
        }
        Some(Block::Also) => also(ui, told),
        Some(Block::Ways) => ways(ui, work),
        None => {}
    };
    frame::columns(ui, count, block, blocks.len());
    small_print(ui);
    go
}

#[derive(Clone, Copy)]
enum Block {
    Prepare,
    WouldChange,
    Also,
    Ways,
}

fn blocks(told: &Explained) -> Vec<Block> {
    let mut blocks = Vec::new();
    if told.to_prepare().next().is_some() {
        blocks.push(Block::Prepare);
    }
    if !told.what_ifs.is_empty() {
        blocks.push(Block::WouldChange);
    }
    if !told.also.is_empty() {
        blocks.push(Block::Also);
    }
    blocks.push(Block::Ways);
    blocks
}

fn prepare(ui: &mut Ui, told: &Explained) {
    frame::block(ui, &text::say("prepare-title"));
    card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::S8;
        for reason in told.to_prepare() {
            frame::point(ui, State::Concern, &reason.name, &reason.prepare);
        }
    });
}

fn would_change(ui: &mut Ui, id: Id, shared: &Shared<'_>, told: &Explained) -> Option<String> {
    frame::block(ui, &text::say("result-would-change"));
    let mut go = None;
    card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::S4;
        Text::help(&text::say("would-change-help")).show(ui);
        for (index, what_if) in told.what_ifs.iter().enumerate() {
            if index > 0 {
                rule(ui);
            }
            let pressed = one_change(ui, id.with(("what if", index)), shared, what_if);
            go = go.take().or(pressed);
        }
    });
    go
}

fn one_change(ui: &mut Ui, id: Id, shared: &Shared<'_>, what_if: &WhatIf) -> Option<String> {
    let mut go = None;
    for (index, (quote, then)) in what_if.changes.iter().enumerate() {
        let now = frame::answer(quote, shared);
        let shown = Quote::new(id.with(index), &quote.prompt, &now);
        if shown.show(ui).clicked() {
            go = Some(quote.question.clone());
        }
        let words = text::say_with("would-change-then", &[("answer", then)]);
        after_arrow(ui, &words, Type::Small, Ink::Body);
    }
    let words = text::say_with("would-change-outcome", &[("outcome", &what_if.outcome)]);
    after_arrow(ui, &words, Type::SmallStrong, Ink::Accent);
    go
}

fn after_arrow(ui: &mut Ui, words: &str, face: Type, ink: Ink) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::S8;
        let (_, rect) = ui.allocate_space(egui::vec2(space::S24, face.line()));
        let color = paint::ink(ui, Ink::Meta);
        paint::icon(ui, rect.center(), Icon::ArrowRight, 14.0, color);
        Text::new(words, face).ink(ink).show(ui);
    });
}

fn also(ui: &mut Ui, told: &Explained) {
    frame::block(ui, &text::say("result-also"));
    card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::S8;
        for also in &told.also {
            frame::point(ui, State::Note, &also.title, &also.text);
        }
    });
}

/// At least two ways on, whatever the result: the program names options and chooses none.
fn ways(ui: &mut Ui, work: &Work) {
    frame::block(ui, &text::say("ways-title"));
    let list = match work.recommendation.standing {
        Standing::Ready => "ways-ready",
        Standing::WithPreparation => "ways-with-preparation",
        Standing::NeedsInformation => "ways-needs-information",
        Standing::NotNow | Standing::Suggestion => "ways-not-now",
    };
    card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::S8;
        for line in text::lines(list) {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = space::S8;
                let (_, rect) = ui.allocate_space(egui::vec2(18.0, Type::Small.line()));
                let color = paint::ink(ui, Ink::Accent);
                paint::icon(ui, rect.center(), Icon::ArrowRight, 14.0, color);
                Text::new(&line, Type::Small).show(ui);
            });
        }
    });
}

/// Which rules gave the result.
pub(super) fn rules(work: &Work) -> String {
    let rules = &work.recommendation.rules;
    let version = format!("{}.{}", rules.form_version, rules.criteria_version);
    text::say_with(
        "result-rules",
        &[("form", &rules.form), ("version", &version)],
    )
}

fn small_print(ui: &mut Ui) {
    ui.add_space(space::S32);
    rule(ui);
    ui.add_space(space::S8);
    Text::new(&text::say("about-draft"), Type::MetaStrong)
        .ink(Ink::Help)
        .show(ui);
    Text::meta(&text::say("about-draft-note")).show(ui);
    Text::meta(&text::say("about-intended-use")).show(ui);
    Text::meta(&text::say("about-not-a-device")).show(ui);
}
