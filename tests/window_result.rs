//! The pages from the result to the letter, driven by key and pointer with the worked cases.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "window_result/deciding.rs"]
mod deciding;
#[path = "window_result/desk.rs"]
mod desk;
#[path = "window_result/letter.rs"]
mod letter;
#[path = "window_result/matching.rs"]
mod matching;
#[path = "window_result/outcome.rs"]
mod outcome;
#[path = "window_result/words.rs"]
mod words;

use anteroom::ui::{Look, Theme, Words};
use desk::Desk;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

/// So high that nothing scrolls.
const HIGH: f32 = 6_000.0;

fn harness<'a>(desk: Desk, width: f32) -> Harness<'a, Desk> {
    let theme = Theme::new(Look::Light);
    let mut harness = Harness::builder()
        .with_size([width, HIGH])
        .with_context_setup(move |ctx| theme.install(ctx, Words::default()))
        .build_ui_state(|ui, desk: &mut Desk| desk.ui(ui), desk);
    harness.run_steps(4);
    harness
}

fn open<'a>(desk: Desk) -> Harness<'a, Desk> {
    harness(desk.bare(), 1_216.0)
}

fn has(harness: &Harness<'_, Desk>, words: &str) -> bool {
    harness.query_all_by_label_contains(words).next().is_some()
}

fn press(harness: &mut Harness<'_, Desk>, label: &str) {
    harness.get_by_label(label).click();
    harness.run_steps(4);
}

fn is_disabled(harness: &Harness<'_, Desk>, label: &str) -> bool {
    let node = harness.get_by_label(label);
    node.accesskit_node().is_disabled()
}

/// The field with this label; the label itself is a node of its own.
fn field<'h>(harness: &'h Harness<'_, Desk>, label: &str) -> egui_kittest::Node<'h> {
    let fields = [
        Role::TextInput,
        Role::MultilineTextInput,
        Role::PasswordInput,
        Role::DateInput,
    ];
    harness
        .root()
        .children_recursive()
        .find(|node| {
            let node = node.accesskit_node();
            fields.contains(&node.role()) && node.label().is_some_and(|name| name == label)
        })
        .unwrap()
}

fn type_into(harness: &mut Harness<'_, Desk>, label: &str, typed: &str) {
    field(harness, label).focus();
    harness.run_steps(2);
    harness.event(egui::Event::Text(typed.to_owned()));
    harness.run_steps(3);
}
