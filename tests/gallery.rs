//! The gallery of all widgets in every look, at three widths and two text sizes: nothing is cut, nameless or out of reach.
#![cfg(debug_assertions)]
#![allow(clippy::unwrap_used)]

use std::{collections::BTreeSet, sync::OnceLock};

use anteroom::ui::{
    Look, Theme, Words,
    gallery::{Chapter, Gallery, Over},
    layout_check::{self, Check},
};
use egui::{Event, Key, Modifiers, accesskit::Action};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};

/// Window widths in pixels, and text sizes in per cent.
const WIDTHS: [f32; 3] = [1280.0, 1000.0, 640.0];
const SCALES: [f32; 2] = [1.0, 2.0];
/// So high that nothing scrolls.
const HIGH: f32 = 14_000.0;

fn harness<'a>(
    look: Look,
    size: [f32; 2],
    scale: f32,
    chapter: Option<Chapter>,
) -> Harness<'a, Gallery> {
    let theme = Theme::new(look);
    Harness::builder()
        .with_size([size[0] / scale, size[1]])
        .with_pixels_per_point(scale)
        .with_context_setup(move |ctx| theme.install(ctx, Words::default()))
        .build_ui_state(
            |ui, gallery: &mut Gallery| gallery.ui(ui),
            Gallery::new(theme, chapter),
        )
}

/// What was found in every look, at every width and at both text sizes; looked at once for all tests.
#[derive(Default)]
struct Found {
    layout: Vec<String>,
    nameless: Vec<String>,
    clashes: Vec<String>,
}

fn found() -> &'static Found {
    static FOUND: OnceLock<Found> = OnceLock::new();
    FOUND.get_or_init(|| {
        let mut found = Found::default();
        for width in WIDTHS {
            for scale in SCALES {
                let mut harness = harness(Look::Light, [width, HIGH], scale, None);
                for look in Look::ALL {
                    Theme::new(look).install(&harness.ctx, Words::default());
                    harness.run();
                    let place = format!("{look:?}, {width} px, {} %", scale * 100.0);
                    look_at(&place, &harness, &mut found);
                }
            }
        }
        found
    })
}

fn look_at(place: &str, harness: &Harness<'_, Gallery>, found: &mut Found) {
    let check = Check {
        vertical: true,
        elided: false,
    };
    let shapes = &harness.output().shapes;
    let faults = layout_check::faults(shapes, check);
    found
        .layout
        .extend(faults.iter().map(|fault| format!("{place}: {fault}")));
    for node in harness.root().children_recursive() {
        let node = node.accesskit_node();
        let data = node.data();
        let acts = data.supports_action(Action::Focus) || data.supports_action(Action::Click);
        let name = node.label().unwrap_or_default();
        let role = data.role();
        let no_role = matches!(role, egui::Role::Unknown | egui::Role::GenericContainer);
        if acts && (name.trim().is_empty() || no_role) {
            found
                .nameless
                .push(format!("{place}: {role:?} {name:?} at {:?}", data.bounds()));
        }
    }
    for clipped in shapes {
        if let egui::Shape::Text(text) = &clipped.shape
            && text.galley.text().contains("use of widget ID")
        {
            found
                .clashes
                .push(format!("{place}: {}", text.galley.text()));
        }
    }
}

#[test]
fn no_text_is_cut_or_printed_over_other_text() {
    let faults = &found().layout;
    assert!(
        faults.is_empty(),
        "{} faults:\n{}",
        faults.len(),
        faults.join("\n")
    );
}

#[test]
fn whatever_can_be_focused_or_pressed_has_a_name_and_a_role() {
    assert!(
        found().nameless.is_empty(),
        "{}",
        found().nameless.join("\n")
    );
}

#[test]
fn no_two_widgets_share_an_id() {
    assert!(found().clashes.is_empty(), "{}", found().clashes.join("\n"));
}

#[test]
fn at_full_width_no_text_is_shortened() {
    let harness = harness(Look::Light, [1280.0, HIGH], 1.0, None);
    let check = Check {
        vertical: true,
        elided: true,
    };
    let faults = layout_check::faults(&harness.output().shapes, check);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn tab_reaches_everything_once_and_comes_round() {
    for (width, scale) in [(1280.0, 1.0), (1000.0, 1.0), (640.0, 2.0)] {
        let mut harness = harness(Look::Light, [width, 720.0], scale, None);
        // The top of the page has the focus at first and is left behind by the first press.
        let top = harness.ctx.memory(|memory| memory.focused());
        let mut focusable = focusable(&harness);
        focusable.retain(|(id, _)| Some(*id) != top.map(|top| top.value()));
        let mut seen = Vec::new();
        for _ in 0..focusable.len() + 5 {
            harness.key_press(Key::Tab);
            harness.run();
            let Some(id) = harness.ctx.memory(|memory| memory.focused()) else {
                continue;
            };
            if seen.first() == Some(&id.value()) {
                break;
            }
            assert!(!seen.contains(&id.value()), "{width}: {id:?} twice");
            seen.push(id.value());
        }
        let seen: BTreeSet<u64> = seen.into_iter().collect();
        let missed: Vec<_> = focusable
            .iter()
            .filter(|(id, _)| !seen.contains(id))
            .collect();
        assert!(
            missed.is_empty(),
            "{width} at {scale}: not reached: {missed:?}"
        );
    }
}

fn focusable(harness: &Harness<'_, Gallery>) -> Vec<(u64, String)> {
    harness
        .root()
        .children_recursive()
        .map(|node| node.accesskit_node())
        .filter(|node| node.data().supports_action(Action::Focus))
        .map(|node| (node.locate().0.0, node.label().unwrap_or_default()))
        .collect()
}

#[test]
fn whatever_gets_the_focus_by_tab_is_brought_into_view() {
    let mut harness = harness(Look::Light, [640.0, 360.0], 1.0, Some(Chapter::Choices));
    let screen = egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(640.0, 360.0));
    for _ in 0..24 {
        harness.key_press(Key::Tab);
        harness.run();
        let Some(id) = harness.ctx.memory(|memory| memory.focused()) else {
            continue;
        };
        let rect = harness.ctx.read_response(id).unwrap().rect;
        assert!(screen.intersects(rect), "{id:?} at {rect:?} is out of view");
    }
}

#[test]
fn a_digit_picks_an_option_and_enter_is_not_swallowed() {
    let mut harness = harness(Look::Light, [1280.0, HIGH], 1.0, Some(Chapter::Choices));
    harness
        .get_by_role_and_label(egui::Role::RadioGroup, "How sure are you?")
        .focus();
    harness.run();
    harness.key_press(Key::Num2);
    harness.run();
    let picked = harness.get_by_role_and_label(egui::Role::RadioButton, "Not sure");
    assert_eq!(
        picked.accesskit_node().toggled(),
        Some(egui::accesskit::Toggled::True)
    );
}

#[test]
fn arrows_move_among_options_without_answering() {
    let mut harness = harness(Look::Light, [1280.0, HIGH], 1.0, Some(Chapter::Choices));
    harness
        .get_by_role_and_label(egui::Role::RadioGroup, "How sure are you?")
        .focus();
    harness.run();
    let focused = harness.ctx.memory(|memory| memory.focused());
    for _ in 0..2 {
        harness.key_press(Key::ArrowDown);
        harness.run();
    }
    assert_eq!(
        harness.ctx.memory(|memory| memory.focused()),
        focused,
        "the group keeps the focus"
    );
    let last = |harness: &Harness<'_, Gallery>| {
        let node = harness.get_by_role_and_label(egui::Role::RadioButton, "I could not");
        node.accesskit_node().toggled()
    };
    assert_eq!(last(&harness), Some(egui::accesskit::Toggled::False));
    harness.key_press(Key::Space);
    harness.run();
    assert_eq!(last(&harness), Some(egui::accesskit::Toggled::True));
    harness.key_press(Key::Backspace);
    harness.run();
    assert_eq!(
        last(&harness),
        Some(egui::accesskit::Toggled::False),
        "Backspace clears"
    );
}

#[test]
fn what_cannot_be_chosen_is_not_chosen_by_key_or_by_pointer() {
    let mut harness = harness(Look::Light, [1280.0, HIGH], 1.0, Some(Chapter::Choices));
    let name = "A court’s or an employer’s";
    harness
        .get_by_role_and_label(egui::Role::RadioButton, name)
        .click();
    harness.run();
    harness.key_press(Key::Num4);
    harness.run();
    let node = harness.get_by_role_and_label(egui::Role::RadioButton, name);
    assert_eq!(
        node.accesskit_node().toggled(),
        Some(egui::accesskit::Toggled::False)
    );
}

#[test]
fn t_rates_ten() {
    let mut harness = harness(Look::Light, [1280.0, HIGH], 1.0, Some(Chapter::Choices));
    harness
        .get_by_role_and_label(egui::Role::RadioGroup, "How confident are you?")
        .focus();
    harness.run();
    harness.key_press(Key::T);
    harness.run();
    let ten = harness
        .get_all_by_role_and_label(egui::Role::RadioButton, "10")
        .filter(|node| node.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True))
        .count();
    assert_eq!(ten, 1);
}

#[test]
fn a_dialog_takes_the_focus_to_its_safest_button_keeps_it_and_gives_it_back() {
    let mut harness = harness(Look::Light, [1280.0, 720.0], 1.0, Some(Chapter::Messages));
    let opener = harness.get_by_label("Delete this draft...");
    opener.focus();
    harness.run();
    let opener = harness.ctx.memory(|memory| memory.focused()).unwrap();
    harness.key_press(Key::Enter);
    harness.run();
    assert!(
        harness.get_by_label("Keep it").is_focused(),
        "the safest button has the focus"
    );
    assert!(!anteroom::ui::keys::shortcuts_allowed(&harness.ctx));
    harness.key_press(Key::Tab);
    harness.run();
    assert!(harness.get_by_label("Delete the draft").is_focused());
    for _ in 0..3 {
        harness.key_press(Key::Tab);
        harness.run();
        let focused = harness.ctx.memory(|memory| memory.focused());
        assert_ne!(focused, Some(opener), "Tab stays in the dialog");
    }
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.query_by_label("Keep it").is_none(), "Escape closes");
    assert_eq!(harness.ctx.memory(|memory| memory.focused()), Some(opener));
}

#[test]
fn the_press_that_opens_a_dialog_does_not_answer_it() {
    let mut harness = harness(Look::Light, [1280.0, 720.0], 1.0, Some(Chapter::Messages));
    harness.state_mut().open(Over::Dialog);
    harness.event(key_event(Key::Escape));
    harness.step();
    harness.run();
    assert!(harness.query_by_label("Keep it").is_some());
}

fn key_event(key: Key) -> Event {
    Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    }
}

#[test]
fn where_there_is_no_room_the_rail_and_the_sections_are_drawers() {
    let mut harness = harness(Look::Light, [640.0, 360.0], 1.0, Some(Chapter::Choices));
    assert!(harness.query_by_label("Reports").is_none());
    harness.get_by_label("Menu").click();
    harness.run();
    assert!(harness.query_by_label("Reports").is_some());
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.query_by_label("Reports").is_none());
    harness.get_by_label("Sections").click();
    harness.run();
    harness.get_by_label("3. Fields").click();
    harness.run();
    assert!(
        harness.query_by_label("Chosen name").is_some(),
        "the section was gone to"
    );
    assert!(
        harness.query_by_label("3. Fields").is_none(),
        "and the drawer closed"
    );
}

#[test]
fn a_drawer_and_a_dialog_have_no_text_cut_or_over_each_other() {
    for (size, scale) in [
        ([1280.0, 720.0], 1.0),
        ([640.0, 360.0], 1.0),
        ([640.0, 720.0], 2.0),
    ] {
        let mut harness = harness(Look::Light, size, scale, Some(Chapter::Words));
        harness.state_mut().open(Over::Dialog);
        harness.run();
        let check = Check {
            vertical: false,
            elided: false,
        };
        let faults = layout_check::faults(&harness.output().shapes, check);
        assert!(
            faults.is_empty(),
            "{size:?} at {scale}: {}",
            faults.join("\n")
        );
    }
}

#[test]
fn a_typed_passphrase_is_masked_and_leaves_no_undo_behind() {
    let mut harness = harness(Look::Light, [1280.0, HIGH], 1.0, Some(Chapter::Fields));
    harness
        .get_by_role_and_label(egui::Role::PasswordInput, "Passphrase")
        .focus();
    harness.run();
    let id = harness.ctx.memory(|memory| memory.focused()).unwrap();
    harness.event(Event::Text("lantern".to_owned()));
    harness.run();
    let node = harness.get_by_role_and_label(egui::Role::PasswordInput, "Passphrase");
    let value = node.value().unwrap();
    assert_eq!(
        value.chars().count(),
        "five words of a sample".len() + "lantern".len()
    );
    assert!(value.chars().all(|letter| letter == '\u{2022}'));
    assert!(egui::TextEdit::load_state(&harness.ctx, id).is_none());
    let drawn = harness
        .output()
        .shapes
        .iter()
        .any(|clipped| match &clipped.shape {
            egui::Shape::Text(text) => text.galley.text().contains("lantern"),
            _ => false,
        });
    assert!(!drawn);
}

#[test]
fn a_date_is_typed_and_read() {
    let mut harness = harness(Look::Light, [1280.0, HIGH], 1.0, Some(Chapter::Fields));
    harness
        .get_by_role_and_label(egui::Role::DateInput, "Next meeting")
        .focus();
    harness.run();
    harness.event(Event::Text("2025-03-10".to_owned()));
    harness.run();
    assert!(
        harness
            .query_by_label_contains("Monday 10 March 2025")
            .is_some()
    );
    harness.key_press(Key::ArrowUp);
    harness.run();
    assert!(
        harness
            .query_by_label_contains("Tuesday 11 March 2025")
            .is_some()
    );
}

#[test]
fn an_idle_gallery_asks_for_no_further_frame() {
    let mut harness = harness(Look::Light, [1280.0, 720.0], 1.0, Some(Chapter::Choices));
    harness.run();
    harness.step();
    let delay = harness.output().viewport_output[&egui::ViewportId::ROOT].repaint_delay;
    assert!(delay > std::time::Duration::from_secs(3_600), "{delay:?}");
}

#[test]
fn a_list_opens_on_a_sheet_and_a_digit_chooses_from_it() {
    let mut harness = harness(Look::Light, [1280.0, 720.0], 1.0, Some(Chapter::Fields));
    let field = harness.get_by_role_and_label(egui::Role::ComboBox, "Group");
    field.focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    harness.key_press(Key::Num2);
    harness.run();
    let field = harness.get_by_role_and_label(egui::Role::ComboBox, "Group");
    assert_eq!(field.value().as_deref(), Some("After the illness"));
    assert!(field.is_focused(), "the focus is back at the field");
}

#[test]
fn a_box_is_ticked_by_space_unless_it_may_not_be() {
    let mut harness = harness(Look::Light, [1280.0, HIGH], 1.0, Some(Chapter::Fields));
    for (label, after) in [
        (
            "Post may be sent to this address",
            egui::accesskit::Toggled::False,
        ),
        ("Erase after ninety days", egui::accesskit::Toggled::False),
    ] {
        harness
            .get_by_role_and_label(egui::Role::CheckBox, label)
            .focus();
        harness.run();
        harness.key_press(Key::Space);
        harness.run();
        let node = harness.get_by_role_and_label(egui::Role::CheckBox, label);
        assert_eq!(node.accesskit_node().toggled(), Some(after), "{label}");
    }
}

/// A page whose first part can grow above a button.
fn growing(ui: &mut egui::Ui, extra: &mut f32) {
    let shell = anteroom::ui::shell::Shell::new(egui::Id::unique("growing")).begin(ui);
    shell.page(ui, "one", |ui| {
        ui.add_space(900.0 + *extra);
        anteroom::ui::widgets::Button::quiet("Below what grows").show(ui);
        ui.add_space(1_500.0);
    });
}

#[test]
fn what_has_the_focus_stays_where_it_is_while_the_page_above_it_grows() {
    let mut harness = Harness::builder()
        .with_size([1280.0, 720.0])
        .with_context_setup(|ctx| Theme::default().install(ctx, Words::default()))
        .build_ui_state(growing, 0.0_f32);
    for _ in 0..3 {
        harness.key_press(Key::Tab);
        harness.run();
    }
    let top = |harness: &Harness<'_, f32>| harness.get_by_label("Below what grows").rect().top();
    assert!(harness.get_by_label("Below what grows").is_focused());
    let before = top(&harness);
    for extra in [240.0, -300.0, 0.0] {
        *harness.state_mut() = extra;
        harness.run();
        assert!(
            (top(&harness) - before).abs() < 1.5,
            "{extra}: {} instead of {before}",
            top(&harness)
        );
    }
}

#[test]
fn text_over_other_text_and_text_that_is_cut_are_found() {
    let faults = |second: egui::Pos2, clip: f32| {
        let ctx = egui::Context::default();
        Theme::default().install(&ctx, Words::default());
        let mut found = Vec::new();
        for _ in 0..2 {
            let output = ctx.run_ui(egui::RawInput::default(), |ui| {
                ui.set_clip_rect(egui::Rect::from_min_size(
                    egui::Pos2::ZERO,
                    egui::vec2(clip, 400.0),
                ));
                for at in [egui::pos2(20.0, 20.0), second] {
                    let font = anteroom::ui::Type::Body.font();
                    let left = egui::Align2::LEFT_TOP;
                    ui.painter()
                        .text(at, left, "Some words", font, egui::Color32::BLACK);
                }
            });
            let check = Check {
                vertical: true,
                elided: true,
            };
            found = layout_check::faults(&output.shapes, check);
            output.drop_without_applying_deltas();
        }
        found
    };
    assert!(faults(egui::pos2(20.0, 60.0), 400.0).is_empty());
    assert_eq!(
        faults(egui::pos2(30.0, 24.0), 400.0).len(),
        1,
        "over each other"
    );
    assert_eq!(
        faults(egui::pos2(20.0, 60.0), 60.0).len(),
        2,
        "both cut at the right"
    );
}
