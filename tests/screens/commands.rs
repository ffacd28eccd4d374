//! Commands wherever they are chosen: palette, menu, keys; the guide; messages that pass; how many keys a check takes.

use anteroom::text::say;
use anteroom::ui::screen::Place;
use anteroom::ui::{Look, Theme};
use egui::{Key, accesskit::Role};
use egui_kittest::kittest::{By, NodeT as _, Queryable as _};

use crate::visit::Visit;

fn place(on: &Visit) -> Option<&Place> {
    on.seen.state().place()
}

fn has(on: &Visit, role: Role, name: &str) -> bool {
    let mut all = on.seen.query_all(By::new().label(name));
    all.any(|node| node.accesskit_node().role() == role)
}

#[test]
fn the_palette_finds_people_groups_pages_and_commands() {
    let mut on = Visit::sample();
    on.ctrl(Key::K);
    on.types("mari");
    assert!(has(&on, Role::ListBoxOption, "Marigold Testwell"));
    on.press(Key::Enter);
    assert!(matches!(place(&on), Some(Place::Client(_))));
    on.ctrl(Key::K);
    on.types("thursday");
    on.press(Key::Enter);
    assert_eq!(place(&on), Some(&Place::Groups));
    assert!(on.says("Keep the group"), "its form is open");
    on.home();
    for (typed, there) in [
        ("letters", Place::Letters),
        ("activity", Place::Activity),
        ("settings", Place::Settings),
        ("home", Place::Home),
    ] {
        on.ctrl(Key::K);
        on.types(typed);
        on.press(Key::Enter);
        assert_eq!(place(&on), Some(&there), "{typed}");
    }
    on.ctrl(Key::K);
    on.types("dark");
    on.press(Key::Enter);
    assert_eq!(Theme::of(&on.seen.ctx).look(), Look::Dark);
}

#[test]
fn the_palette_says_why_a_command_cannot_be_used_and_does_not_do_it() {
    let mut on = Visit::sample();
    on.ctrl(Key::K);
    on.types("show the result");
    let reason = say("command-not-screening");
    let name = say("command-step-result");
    let told = {
        let mut all = on.seen.query_all(By::new().label(&name));
        all.any(|node| {
            let node = node.accesskit_node();
            node.is_disabled() && node.data().description() == Some(reason.as_str())
        })
    };
    assert!(told, "{}", on.everything());
    on.press(Key::Enter);
    assert!(
        has(&on, Role::ListBoxOption, &say("command-step-result")),
        "still open"
    );
    on.press(Key::Escape);
    assert!(!has(&on, Role::ListBoxOption, &say("command-step-result")));
}

#[test]
fn a_key_of_the_page_can_be_chosen_by_its_name() {
    let mut on = Visit::sample();
    on.opens("Lucian Makebelieve");
    on.step("Answer");
    assert!(on.says("Show reasoning"));
    on.ctrl(Key::K);
    on.types("show the reasoning");
    on.press(Key::Enter);
    on.settle();
    assert!(on.says("Hide reasoning"), "{}", on.everything());
}

/// What has the keyboard, by its name.
fn focused(on: &Visit) -> String {
    let all = on.seen.root().children_recursive();
    let focused = all.into_iter().find(|node| node.is_focused());
    focused
        .and_then(|node| node.accesskit_node().label())
        .unwrap_or_default()
}

/// Why the palette says that a command cannot be done; nothing where it can.
fn why_not(on: &mut Visit, id: &str) -> Option<String> {
    let name = say(&format!("command-{id}"));
    on.ctrl(Key::K);
    on.types(&name.to_lowercase());
    let told = {
        let mut all = on.seen.query_all(By::new().label(&name));
        let option = all.find(|node| node.accesskit_node().role() == Role::ListBoxOption);
        let option = option.unwrap_or_else(|| panic!("no {name:?} in {}", on.everything()));
        let node = option.accesskit_node();
        let why = node.data().description().map(str::to_owned);
        why.filter(|_| node.is_disabled())
    };
    on.press(Key::Escape);
    told
}

/// Chooses a command in the palette.
fn command(on: &mut Visit, id: &str) {
    on.ctrl(Key::K);
    on.types(&say(&format!("command-{id}")).to_lowercase());
    on.press(Key::Enter);
    on.settle();
}

#[test]
fn who_is_in_the_room_is_told_by_command_also_where_the_side_is_a_drawer() {
    let mut on = Visit::sample();
    assert_eq!(
        why_not(&mut on, "room-guardian"),
        Some(say("command-not-screening"))
    );
    on.opens("Lucian Makebelieve");
    on.step("Result");
    on.seen.set_size(egui::vec2(900.0, 600.0));
    on.settle();
    command(&mut on, "room-guardian");
    assert!(
        on.says("In the room: The person, Guardian"),
        "{}",
        on.everything()
    );
    command(&mut on, "room-person");
    assert!(on.says("In the room: Guardian"), "{}", on.everything());
    on.seen.set_size(egui::vec2(1280.0, 720.0));
    on.settle();
    let chip = |on: &Visit, name: &str| {
        let mut all = on.seen.query_all(By::new().label(name));
        all.any(|node| node.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True))
    };
    assert!(
        chip(&on, "Guardian") && !chip(&on, "The person"),
        "{}",
        on.everything()
    );
    // Of a check and of what is signed nobody asks who hears it.
    on.opens("Marigold Testwell");
    assert_eq!(
        why_not(&mut on, "room-guardian"),
        Some(say("command-not-draft"))
    );
}

#[test]
fn a_group_and_a_place_on_a_waitlist_are_chosen_by_command() {
    let mut on = Visit::sample();
    // No group fits him: only by hand.
    on.opens("Barnaby Mockridge");
    assert_eq!(
        why_not(&mut on, "choose-group"),
        Some(say("command-not-group"))
    );
    assert_eq!(why_not(&mut on, "wait-by-hand"), None);
    on.opens("Tansy Notreal");
    assert_eq!(why_not(&mut on, "choose-group"), None);
    command(&mut on, "choose-group");
    assert_eq!(focused(&on), say("offer-seat"), "{}", on.everything());
    on.press(Key::Enter);
    assert!(on.says(&say("seat-chosen")), "{}", on.everything());
    command(&mut on, "wait-by-hand");
    assert_eq!(focused(&on), say("by-hand-why"), "{}", on.everything());
    on.types("Two of her colleagues are in it until June");
    on.press(Key::Enter);
    assert!(
        on.says("By hand: Two of her colleagues"),
        "{}",
        on.everything()
    );
    // What was decided on somebody else leads to no seat, and that is said.
    on.opens("Lucian Makebelieve");
    for id in ["choose-group", "wait-by-hand"] {
        assert_eq!(why_not(&mut on, id), Some(say("no-seat-outcome")), "{id}");
    }
    on.opens("Marigold Testwell");
    assert_eq!(
        why_not(&mut on, "choose-group"),
        Some(say("command-not-draft"))
    );
}

#[test]
fn the_menu_lists_every_command_and_does_what_is_pressed() {
    let mut on = Visit::sample();
    on.press(Key::F10);
    for name in ["New support-group check", "Lock", "Dark look", "Guide"] {
        assert!(has(&on, Role::MenuItem, name), "{name}");
    }
    on.click("Settings: people");
    assert_eq!(place(&on), Some(&Place::Settings));
    assert!(on.says("Add a person"), "{}", on.everything());
    assert!(!has(&on, Role::MenuItem, "Lock"), "the menu is closed");
}

#[test]
fn the_guide_opens_at_the_page_that_fits_also_while_locked() {
    let mut on = Visit::sample();
    for (go, title) in [
        (Key::Num1, "Working with Anteroom"),
        (Key::Num4, "The letter"),
        (Key::Num2, "Clients and groups"),
    ] {
        on.ctrl(go);
        on.press(Key::F1);
        assert!(has(&on, Role::Heading, title), "{title}");
        on.press(Key::Escape);
        assert!(!has(&on, Role::Heading, title));
    }
    on.opens("Lucian Makebelieve");
    on.step("Result");
    on.press(Key::F1);
    assert!(has(&on, Role::Heading, "Reading a result"));
    on.click("The letter");
    assert!(has(&on, Role::Heading, "The letter"), "a link leads on");
    let mut on = Visit::locked();
    on.press(Key::F1);
    assert!(has(&on, Role::Heading, "When something is wrong"));
    let mut on = Visit::first_start();
    on.press(Key::F1);
    assert!(has(&on, Role::Heading, "First start"));
}

#[test]
fn under_900_points_the_rail_and_the_sections_are_menus_in_the_bar() {
    let mut on = Visit::sample();
    on.opens("Lucian Makebelieve");
    on.step("Answer");
    on.seen.set_size(egui::vec2(640.0, 360.0));
    on.settle();
    assert!(!has(&on, Role::Button, "Clients"));
    on.click("Menu");
    assert!(has(&on, Role::Button, "Clients"));
    on.press(Key::Escape);
    on.click("Sections");
    assert!(on.says("What brings you here"), "{}", on.everything());
    on.press(Key::Escape);
    on.click("Menu");
    on.click("Letters");
    assert_eq!(place(&on), Some(&Place::Letters));
}

#[test]
fn messages_pass_after_six_seconds_at_most_two_at_a_time_at_the_bottom_left() {
    let mut on = Visit::sample();
    for _ in 0..3 {
        on.ctrl(Key::Plus);
    }
    let shown = |on: &Visit| {
        let all = on.seen.query_all(By::new().label_contains("Text size"));
        all.count()
    };
    assert_eq!(shown(&on), 2);
    let places: Vec<egui::Pos2> = on
        .seen
        .output()
        .shapes
        .iter()
        .filter_map(|clipped| match &clipped.shape {
            egui::Shape::Text(text) if text.galley.text().starts_with("Text size") => {
                Some(text.pos)
            }
            _ => None,
        })
        .collect();
    assert_eq!(places.len(), 2);
    let screen = on.seen.ctx.content_rect();
    for place in places {
        assert!(
            place.x < screen.center().x && place.y > screen.center().y,
            "{place:?}"
        );
    }
    let announced = on.seen.query_all(By::new().label_contains("Text size"));
    for node in announced {
        assert_eq!(node.accesskit_node().role(), Role::Status);
    }
    let now = on.seen.input().time.unwrap_or(0.0);
    on.seen.input_mut().time = Some(now + 60.0);
    on.settle();
    assert_eq!(shown(&on), 0);
}

#[test]
fn with_motion_off_nothing_fades_and_an_idle_window_draws_nothing() {
    let mut on = Visit::sample();
    assert!(Theme::of(&on.seen.ctx).fade_secs().abs() < f32::EPSILON);
    on.ctrl(Key::K);
    on.press(Key::Escape);
    on.settle();
    on.seen.step();
    let delay = on.seen.output().viewport_output[&egui::ViewportId::ROOT].repaint_delay;
    assert!(delay > std::time::Duration::from_secs(10), "{delay:?}");
}

#[test]
fn a_support_check_takes_at_most_forty_keys_from_home_to_its_result() {
    let mut on = Visit::sample();
    let mut keys = 2;
    on.ctrl(Key::N);
    on.press(Key::Num2);
    while !has(&on, Role::Heading, "Why") && keys < 60 {
        // The last question is answered by letters.
        let letters = {
            let all = on.seen.root().children_recursive();
            let focused = all.into_iter().find(|node| node.is_focused());
            focused.is_some_and(|node| node.accesskit_node().role() == Role::Group)
        };
        on.press(if letters { Key::A } else { Key::Num1 });
        on.press(Key::Enter);
        keys += 2;
    }
    assert!(has(&on, Role::Heading, "Why"), "{}", on.everything());
    assert!(keys <= 40, "{keys} keys");
}
