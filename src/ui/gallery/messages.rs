//! Banners, dialogs and paper.

use egui::{Align2, Color32, Ui, vec2};

use super::{Over, id};
use crate::ui::{
    Type,
    theme::space,
    widgets::{Banner, Button, Dialog, PagePreview, Tone},
};

pub(super) fn show(ui: &mut Ui, over: &mut Over) {
    let tones = [
        (
            Tone::Info,
            "This is the sample clinic",
            "Nobody in it is real, and nothing in it is kept.",
        ),
        (
            Tone::Ok,
            "The backup was read back",
            "All 1,310 records are whole.",
        ),
        (
            Tone::Care,
            "The last backup is nine days old",
            "Put in the drive that belongs to it, or choose another.",
        ),
        (
            Tone::Stop,
            "Not saved",
            "The disk is full. What was typed is kept in memory; make room and press Try again.",
        ),
        (
            Tone::ActNow,
            "Stay with the person",
            "Call the clinician on call. The clinic’s steps need no passphrase.",
        ),
    ];
    for (index, (tone, title, text)) in tones.into_iter().enumerate() {
        let actions: &[&str] = if index >= 2 {
            &["Try again", "What was kept?"]
        } else {
            &[]
        };
        Banner::new(id(("banner", index)), tone, title)
            .text(text)
            .actions(actions)
            .show(ui);
        ui.add_space(space::S4);
    }
    if Button::danger("Delete this draft...").show(ui).clicked() {
        *over = Over::Dialog;
    }
    ui.add_space(space::S16);
    PagePreview::new(id("paper"), "Referral letter", (210.0, 297.0), 1, 2)
        .most_width(360.0)
        .show(ui, |painter, sheet, scale| {
            let font = egui::FontId::new(4.0 * scale, Type::Body.font().family);
            let at = sheet.min + vec2(25.0 * scale, 30.0 * scale);
            painter.text(
                at,
                Align2::LEFT_TOP,
                "Dear colleague,",
                font,
                Color32::BLACK,
            );
        });
}

pub(super) fn over(ui: &Ui, over: &mut Over) {
    if *over == Over::Nothing {
        return;
    }
    let choice = Dialog::new(id("dialog"), "Delete this draft?", "Keep it")
        .text("The answers of 10 March are erased from this computer and from the next backup. This cannot be taken back.")
        .danger("Delete the draft")
        .show(ui);
    if choice.is_some() {
        *over = Over::Nothing;
    }
}
