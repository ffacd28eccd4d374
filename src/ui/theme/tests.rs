//! The palette against its floors, and the theme against what egui would do by itself.

use super::{Ground, Ink, Line, Look, Theme, contrast::ratio};

const GROUNDS: [Ground; 3] = [Ground::Canvas, Ground::Surface, Ground::Sunken];
const SOFTS: [Ground; 6] = [
    Ground::AccentSoft,
    Ground::OkSoft,
    Ground::CareSoft,
    Ground::StopSoft,
    Ground::InfoSoft,
    Ground::OpenSoft,
];

fn worst(look: Look, color: egui::Color32, softs: &[Ground]) -> f64 {
    let theme = Theme::new(look);
    GROUNDS
        .iter()
        .chain(softs)
        .map(|ground| ratio(color, theme.ground(*ground)))
        .fold(f64::INFINITY, f64::min)
}

/// Floors as the design states them, to one place, each look in the order of [`Look::ALL`].
fn assert_floors(
    name: &str,
    color: impl Fn(Theme) -> egui::Color32,
    softs: &[Ground],
    floors: [f64; 4],
) {
    for (look, floor) in Look::ALL.into_iter().zip(floors) {
        let got = worst(look, color(Theme::new(look)), softs);
        assert!(
            got >= floor - 0.06,
            "{name} in {look:?}: {got:.2} is below {floor}"
        );
    }
}

#[test]
fn text_stands_out_from_every_ground_it_may_stand_on() {
    let ink = |ink: Ink| move |theme: Theme| theme.ink(ink);
    assert_floors("body", ink(Ink::Body), &SOFTS, [13.3, 11.2, 18.1, 14.4]);
    assert_floors("help", ink(Ink::Help), &SOFTS, [6.5, 7.4, 14.2, 11.5]);
    assert_floors("meta", ink(Ink::Meta), &[], [4.7, 6.5, 11.3, 11.8]);
    assert_floors(
        "accent",
        ink(Ink::Accent),
        &[Ground::AccentSoft],
        [6.2, 6.2, 10.2, 10.0],
    );
}

#[test]
fn a_state_stands_out_from_its_own_soft_ground() {
    for (name, ink, soft, floors) in [
        ("ok", Ink::Ok, Ground::OkSoft, [5.8, 7.6, 9.2, 11.5]),
        ("care", Ink::Care, Ground::CareSoft, [6.2, 7.9, 9.6, 11.5]),
        ("stop", Ink::Stop, Ground::StopSoft, [6.2, 7.6, 9.7, 10.2]),
        ("info", Ink::Info, Ground::InfoSoft, [6.8, 7.8, 9.7, 10.7]),
        ("open", Ink::Open, Ground::OpenSoft, [6.8, 7.7, 10.2, 11.0]),
    ] {
        assert_floors(name, |theme| theme.ink(ink), &[soft], floors);
    }
}

#[test]
fn text_on_a_filled_ground_can_be_read() {
    for (look, accent, act_now) in [
        (Look::Light, 7.5, 9.4),
        (Look::Dark, 8.1, 10.2),
        (Look::ContrastLight, 11.8, 11.2),
        (Look::ContrastDark, 14.6, 12.3),
    ] {
        let theme = Theme::new(look);
        let on = |ink, ground| ratio(theme.ink(ink), theme.ground(ground));
        assert!(
            on(Ink::OnAccent, Ground::Accent) >= accent - 0.05,
            "{look:?}"
        );
        assert!(
            on(Ink::OnAccent, Ground::AccentHover) >= accent - 0.05,
            "{look:?} under the pointer"
        );
        assert!(
            on(Ink::OnActNow, Ground::ActNow) >= act_now - 0.05,
            "{look:?}"
        );
    }
}

#[test]
fn edges_and_the_focus_ring_reach_three_to_one_on_every_ground() {
    let line = |line: Line| move |theme: Theme| theme.line(line).color;
    assert_floors("edge", line(Line::Edge), &[], [3.15, 4.6, 18.8, 18.4]);
    assert_floors("focus", line(Line::Focus), &[], [5.3, 8.1, 8.5, 14.2]);
}

/// Every ink with every ground that it may stand on.
fn pairs() -> Vec<(Ink, Vec<Ground>)> {
    let on = |softs: &[Ground]| GROUNDS.iter().chain(softs).copied().collect::<Vec<_>>();
    vec![
        (Ink::Body, on(&SOFTS)),
        (Ink::Help, on(&SOFTS)),
        (Ink::Meta, on(&[])),
        (Ink::Accent, on(&[Ground::AccentSoft])),
        (Ink::OnAccent, vec![Ground::Accent, Ground::AccentHover]),
        (Ink::Ok, on(&[Ground::OkSoft])),
        (Ink::Care, on(&[Ground::CareSoft])),
        (Ink::Stop, on(&[Ground::StopSoft])),
        (Ink::Info, on(&[Ground::InfoSoft])),
        (Ink::Open, on(&[Ground::OpenSoft])),
        (Ink::OnActNow, vec![Ground::ActNow]),
    ]
}

#[test]
fn every_pair_of_tokens_that_stands_together_reaches_aa_and_in_high_contrast_aaa() {
    let mut pale = Vec::new();
    for look in Look::ALL {
        let theme = Theme::new(look);
        let needed = if look.is_high_contrast() { 7.0 } else { 4.5 };
        for (ink, grounds) in pairs() {
            for ground in grounds {
                let got = ratio(theme.ink(ink), theme.ground(ground));
                if got < needed {
                    pale.push(format!("{look:?}: {ink:?} on {ground:?} {got:.2}"));
                }
            }
        }
        for line in [Line::Edge, Line::Strong, Line::Chosen, Line::Focus] {
            for ground in GROUNDS {
                let got = ratio(theme.line(line).color, theme.ground(ground));
                if got < 3.0 {
                    pale.push(format!("{look:?}: {line:?} on {ground:?} {got:.2}"));
                }
            }
        }
    }
    assert!(pale.is_empty(), "{}", pale.join("\n"));
}

#[test]
fn each_state_has_an_icon_and_a_word_of_its_own() {
    use crate::ui::{State, Words};
    let words = Words::default();
    for (index, state) in State::ALL.iter().enumerate() {
        assert!(!state.word(&words).is_empty());
        for other in &State::ALL[index + 1..] {
            assert_ne!(state.icon(), other.icon(), "{state:?} and {other:?}");
            assert_ne!(state.word(&words), other.word(&words));
        }
    }
}

#[test]
fn high_contrast_has_heavier_lines() {
    let usual = Theme::new(Look::Light);
    let heavy = Theme::new(Look::ContrastLight);
    for line in [Line::Edge, Line::Focus, Line::Chosen] {
        assert!(heavy.line(line).width > usual.line(line).width);
    }
}

#[test]
fn text_size_stays_between_eighty_and_two_hundred_per_cent() {
    let ctx = egui::Context::default();
    for (asked, zoom) in [
        (50, 0.8),
        (80, 0.8),
        (100, 1.0),
        (150, 1.5),
        (200, 2.0),
        (900, 2.0),
    ] {
        Theme::default()
            .text_percent(asked)
            .install(&ctx, Default::default());
        ctx.run_ui(Default::default(), |_| {})
            .drop_without_applying_deltas();
        assert_eq!(ctx.zoom_factor(), zoom, "asked for {asked}");
    }
}

#[test]
fn egui_neither_zooms_nor_quits_by_itself_and_labels_are_not_selectable() {
    let ctx = egui::Context::default();
    Theme::default().install(&ctx, Default::default());
    assert!(
        ctx.options(|options| !options.zoom_with_keyboard && options.quit_shortcuts.is_empty())
    );
    assert!(!ctx.global_style().interaction.selectable_labels);
}

#[test]
fn marked_text_never_reaches_the_primary_selection() {
    let ctx = egui::Context::default();
    Theme::default().install(&ctx, Default::default());
    let output = ctx.run_ui(Default::default(), |ui| {
        ui.output_mut(|out| {
            out.commands.push(egui::OutputCommand::TextSelectionSettled(
                "told in confidence".to_owned(),
            ));
            out.commands.push(egui::OutputCommand::CopyText(
                "copied on purpose".to_owned(),
            ));
        });
    });
    assert_eq!(output.platform_output.commands.len(), 1);
    output.drop_without_applying_deltas();
}

#[test]
fn what_was_typed_is_forgotten_with_its_undo_copies_and_its_letters() {
    let ctx = egui::Context::default();
    Theme::default().install(&ctx, Default::default());
    let id = egui::Id::unique("field");
    let frame = |ctx: &egui::Context| {
        ctx.run_ui(Default::default(), |ui| {
            ui.add(egui::TextEdit::singleline(&mut "told in confidence".to_owned()).id(id));
        })
        .drop_without_applying_deltas();
    };
    frame(&ctx);
    assert!(egui::TextEdit::load_state(&ctx, id).is_some());
    let families = |ctx: &egui::Context| ctx.fonts(|fonts| fonts.definitions().families.clone());
    let before = families(&ctx);
    super::forget_typed(&ctx);
    assert!(egui::TextEdit::load_state(&ctx, id).is_none());
    frame(&ctx);
    assert_ne!(
        before,
        families(&ctx),
        "new definitions start a new picture of letters"
    );
}

#[test]
fn every_icon_has_a_character_of_its_own() {
    let characters: std::collections::HashSet<char> = crate::ui::Icon::ALL
        .iter()
        .map(|icon| icon.char())
        .collect();
    assert_eq!(characters.len(), crate::ui::Icon::ALL.len());
}
