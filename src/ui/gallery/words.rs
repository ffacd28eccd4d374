//! Type, icons, states and buttons.

use egui::{Ui, vec2};

use super::{block, id};
use crate::ui::{
    Icon, Ink, State, Theme, Type, paint,
    theme::space,
    widgets::{Button, Chip, KeyCap, StateBadge, Text},
};

pub(super) fn show(ui: &mut Ui) {
    Text::h1("One human sentence first").show(ui);
    Text::h2("What was said last time").show(ui);
    Text::question("How much does this get in the way of daily life?").show(ui);
    Text::help("0 is hardly at all, 10 is that you can barely manage.").show(ui);
    Text::body(
        "The group meets on Tuesday evenings for twelve weeks. It is led by two people, and it is closed after the third meeting.",
    )
    .show(ui);
    Text::strong("Nothing is sent anywhere.").show(ui);
    Text::meta("Saved 10:42, 10 March 2025").show(ui);
    Text::body("Zoë, Nguyễn Thị Ánh, Ωμέγα, Дмитрий, שלום, محمد, हिन्दी, ไทย, 王小明").show(ui);
    Text::new("How have the last two weeks been?", Type::HandOverQuestion).show(ui);
    Text::new(
        "Take your time. You can skip any question.",
        Type::HandOverBody,
    )
    .show(ui);

    block(ui, "Buttons");
    buttons(ui);
    block(ui, "States");
    ui.horizontal_wrapped(|ui| {
        for state in State::ALL {
            StateBadge::new(state).show(ui);
        }
    });
    block(ui, "Chips and keys");
    ui.horizontal_wrapped(|ui| {
        Chip::toggle(id("chip person"), "The person", true).show(ui);
        Chip::toggle(id("chip interpreter"), "An interpreter", false).show(ui);
        Chip::removable(id("chip theme"), "Grief").show(ui);
        Chip::removable(id("chip filter"), "Tuesday evening")
            .icon(Icon::Calendar)
            .show(ui);
    });
    ui.horizontal_wrapped(|ui| {
        for key in ["Ctrl", "K", "F8", "Enter", "."] {
            KeyCap::new(key).show(ui);
        }
    });
    block(ui, "Icons");
    icons(ui);
}

fn buttons(ui: &mut Ui) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::S12, space::S12);
        Button::primary("Sign")
            .icon(Icon::Signature)
            .key("Enter")
            .show(ui);
        Button::quiet("Print").icon(Icon::Printer).show(ui);
        Button::quiet("Add a note").key("F2").show(ui);
        Button::plain("Show all").show(ui);
        Button::danger("Delete this draft")
            .icon(Icon::Trash)
            .show(ui);
        Button::icon_only(Icon::Bell, "Open concerns").show(ui);
    });
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::S12, space::S12);
        let reason = Some("Section 8 is not finished.");
        Button::primary("Sign now").disabled(reason).show(ui);
        Button::quiet("Print later")
            .icon(Icon::Printer)
            .disabled(reason)
            .show(ui);
        Button::plain("Show more").disabled(reason).show(ui);
        Button::danger("Delete all").disabled(reason).show(ui);
        Button::primary("Save the letter").busy(true).show(ui);
        Button::quiet("Back up now")
            .icon(Icon::Storage)
            .busy(true)
            .show(ui);
    });
    ui.horizontal_wrapped(|ui| {
        Button::primary("Small").small().show(ui);
        Button::quiet("Low").small().icon(Icon::Funnel).show(ui);
        Button::plain("Lower").small().show(ui);
    });
}

fn icons(ui: &mut Ui) {
    let color = Theme::of(ui).ink(Ink::Help);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::S4, space::S4);
        for icon in Icon::ALL {
            let (_, rect) = ui.allocate_space(vec2(32.0, 32.0));
            paint::icon(ui, rect.center(), icon, 22.0, color);
        }
    });
}
