//! The table against itself, against the texts, and against what the keyboard does elsewhere.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeSet;

use super::*;
use crate::text::Catalogue;
use crate::ui::keys::{CHOICE_KEYS, RATING_KEYS};

fn now(screening: Option<Screening>) -> Situation<'static> {
    Situation {
        open: true,
        may: &|_| true,
        screening,
        undo: false,
        on_page: &|_| None,
        percent: 100,
        look: Look::Light,
    }
}

#[test]
fn no_two_shortcuts_clash() {
    let keyed: Vec<&Row> = TABLE.iter().filter(|row| row.chord.is_some()).collect();
    for (index, row) in keyed.iter().enumerate() {
        for other in &keyed[index + 1..] {
            let (one, two) = (row.chord.unwrap(), other.chord.unwrap());
            // Shift held beside a shortcut without it makes no difference, so it cannot tell two apart.
            let same = one.key == two.key && one.modifiers.command == two.modifiers.command;
            assert!(!same, "{} and {}", row.id, other.id);
        }
    }
}

#[test]
fn no_shortcut_is_a_key_that_answers_a_question_or_works_in_a_text() {
    let text = [
        Key::A,
        Key::C,
        Key::V,
        Key::X,
        Key::Z,
        Key::Y,
        Key::U,
        Key::W,
        Key::H,
    ];
    for row in &TABLE {
        let Some(chord) = row.chord else { continue };
        let answers = CHOICE_KEYS.iter().any(|(key, _)| *key == chord.key)
            || RATING_KEYS.contains(&chord.key)
            || [
                Key::Enter,
                Key::Period,
                Key::Backspace,
                Key::Space,
                Key::Tab,
                Key::Escape,
            ]
            .contains(&chord.key);
        if answers {
            assert!(
                chord.modifiers.command,
                "{} would answer a question",
                row.id
            );
        }
        assert!(
            !(chord.modifiers.command && text.contains(&chord.key)) || row.when == When::Reading,
            "{} is a key of text fields",
            row.id
        );
    }
}

#[test]
fn every_command_has_a_name_help_and_an_id_of_its_own() {
    let mut ids = BTreeSet::new();
    for row in &TABLE {
        assert!(ids.insert(row.id), "{} twice", row.id);
        for id in [
            format!("command-{}", row.id),
            format!("command-{}-help", row.id),
        ] {
            assert!(Catalogue::english().has(&id), "{id} has no text");
        }
    }
    let names: BTreeSet<String> = TABLE.iter().map(Row::name).collect();
    assert_eq!(names.len(), TABLE.len(), "two commands have one name");
}

#[test]
fn every_place_of_the_rail_has_a_command() {
    for place in [
        Place::Home,
        Place::Clients,
        Place::NewScreening,
        Place::Groups,
        Place::Letters,
        Place::Records,
        Place::Reports,
        Place::Activity,
        Place::Settings,
    ] {
        assert!(row_of(&Act::Go(place.clone())).is_some(), "{place:?}");
    }
}

#[test]
fn a_command_that_cannot_be_done_says_why() {
    let because = |act: &Act, now: &Situation<'_>| row_of(act).unwrap().why_not(now);
    let home = Act::Go(Place::Home);
    assert_eq!(because(&home, &now(None)), None);
    let mut locked = now(None);
    locked.open = false;
    assert_eq!(because(&home, &locked), Some("command-not-locked"));
    assert_eq!(because(&Act::Guide, &locked), None);
    let mut nobody = now(None);
    nobody.may = &|_| false;
    assert_eq!(because(&Act::FindClient, &nobody), Some("command-not-role"));
    assert_eq!(
        because(&Act::Step(Step::Result), &now(None)),
        Some("command-not-screening")
    );
    let at = |step| {
        Some(Screening {
            step,
            safety_due: false,
        })
    };
    let answering = now(at(Step::Answer));
    assert_eq!(because(&Act::Step(Step::Result), &answering), None);
    assert_eq!(
        because(&Act::Step(Step::Answer), &answering),
        Some("command-not-here")
    );
    assert_eq!(
        because(&Act::Step(Step::Safety), &answering),
        Some("command-not-safety")
    );
    assert_eq!(
        because(&Act::Press(Modifiers::NONE, Key::F8), &answering),
        None
    );
    assert_eq!(
        because(
            &Act::Press(Modifiers::NONE, Key::F8),
            &now(at(Step::Result))
        ),
        Some("command-not-answering")
    );
    let mut large = now(None);
    large.percent = 200;
    assert_eq!(because(&Act::Larger, &large), Some("command-not-larger"));
    assert_eq!(
        because(&Act::Wear(Look::Light), &now(None)),
        Some("command-not-other")
    );
    // Each reason is a text.
    for reason in [
        "locked",
        "role",
        "screening",
        "safety",
        "here",
        "answering",
        "larger",
        "smaller",
        "other",
    ] {
        let id = format!("command-not-{reason}");
        assert!(Catalogue::english().has(&id), "{id}");
    }
}
