//! Every text and every name that the window shows, on every page.

use anteroom::text::Catalogue;
use anteroom::ui::layout_check::{self, Check};
use anteroom::ui::local::LocalSettings;
use egui::Key;
use egui_kittest::kittest::{By, Queryable as _};

use super::clinic::{Fake, PASSPHRASE};
use super::{Seen, click, is_field, open, press, press_with, type_text, unlock, window};

/// What leads to a page.
type Way = fn(&mut Seen);

/// Every page, with what leads there from Home.
fn pages() -> Vec<(&'static str, Way)> {
    vec![
        ("home", |_| {}),
        ("clients", |seen| press_with(seen, Key::Num2)),
        ("client form", |seen| {
            press_with(seen, Key::Num2);
            click(seen, "Add a client");
        }),
        ("client page", |seen| {
            press_with(seen, Key::Num2);
            type_text(seen, "marigold");
            press(seen, Key::Enter);
            press(seen, Key::Enter);
        }),
        ("groups", |seen| press_with(seen, Key::Num3)),
        ("group form", |seen| {
            press_with(seen, Key::Num3);
            click(seen, "Add a group");
        }),
        ("letters", |seen| press_with(seen, Key::Num4)),
        ("settings", |seen| press_with(seen, Key::Comma)),
        ("appearance", |seen| {
            press_with(seen, Key::Comma);
            click(seen, "Appearance");
        }),
        ("about", |seen| {
            press_with(seen, Key::Comma);
            click(seen, "About");
        }),
        ("new screening", |seen| press_with(seen, Key::N)),
        ("triage", |seen| {
            press_with(seen, Key::N);
            press(seen, Key::Num3);
        }),
    ]
}

#[test]
fn no_text_is_cut_or_printed_over_another_on_any_page() {
    let mut faults = Vec::new();
    // The low window shows what is cut at the sides, the high one everything that a page has.
    for size in [[640.0, 360.0], [1280.0, 3000.0]] {
        for (name, go) in pages() {
            let fake = Fake::sample();
            let mut seen = window(&fake, size, LocalSettings::default());
            unlock(&mut seen, PASSPHRASE);
            go(&mut seen);
            let check = Check {
                vertical: false,
                elided: false,
            };
            let found = layout_check::faults(&seen.output().shapes, check);
            faults.extend(
                found
                    .iter()
                    .map(|fault| format!("{name} at {size:?}: {fault}")),
            );
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn everything_that_takes_the_focus_has_a_name() {
    let mut nameless = Vec::new();
    for (name, go) in pages() {
        let fake = Fake::sample();
        let mut seen = open(&fake);
        go(&mut seen);
        let bare = seen
            .query_all(By::new().predicate(|node| {
                let pressed = matches!(
                    node.role(),
                    egui::accesskit::Role::Button
                        | egui::accesskit::Role::Tab
                        | egui::accesskit::Role::RadioButton
                        | egui::accesskit::Role::CheckBox
                        | egui::accesskit::Role::Table
                );
                (pressed || is_field(node.role()))
                    && node.label().is_none_or(|label| label.trim().is_empty())
            }))
            .count();
        if bare > 0 {
            nameless.push(format!("{name}: {bare}"));
        }
    }
    assert!(nameless.is_empty(), "{nameless:?}");
}

#[test]
fn every_message_that_the_window_says_exists() {
    let rooms = [
        "window.rs",
        "window",
        "entry.rs",
        "entry",
        "home.rs",
        "clients.rs",
        "clients",
        "new_screening.rs",
        "new_screening",
        "groups.rs",
        "groups",
        "letters.rs",
        "settings.rs",
        "fields.rs",
        "dates.rs",
    ];
    let mut missing = Vec::new();
    for room in rooms {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("src/ui")
            .join(room);
        read_all(&path, &mut |text| {
            for id in literals(text) {
                let command = format!("command-{id}");
                let known = [id, &command].iter().any(|id| Catalogue::english().has(id));
                let known = known || CODES.contains(&id);
                if !known {
                    missing.push(id.to_owned());
                }
            }
        });
    }
    for (prefix, codes) in COMPOSED {
        for code in codes.split(' ') {
            let id = format!("{prefix}-{code}");
            if !Catalogue::english().has(&id) {
                missing.push(id);
            }
        }
    }
    assert!(missing.is_empty(), "{missing:?}");
    assert!(
        Catalogue::english().problems().is_empty(),
        "{:?}",
        Catalogue::english().problems()
    );
}

/// Literals that look like message ids and are codes of forms, or the first part of an id that is put together.
const CODES: [&str; 49] = [
    "support-check",
    "therapy-assessment",
    "clients-and-groups",
    "first-start",
    "when-something-is-wrong",
    "hand-over",
    "new-screening",
    "find-client",
    "settings-letterhead",
    "step-answer",
    "step-safety",
    "step-result",
    "step-match",
    "step-decide",
    "step-letter",
    "normal-size",
    "contrast-light",
    "contrast-dark",
    "not-accepted",
    "second-person-needed",
    "in-use",
    "synced-folder",
    "therapy-group",
    "tg-goal",
    "chronic-illness",
    "dark-thoughts",
    "drop-in",
    "in-danger",
    "life-change",
    "long-term",
    "plain-text",
    "role-play",
    "safe-email",
    "safe-post",
    "safe-voice",
    "self-worth",
    "sg-aim",
    "sg-safe-now",
    "sick-children",
    "step-free",
    "tg-aim",
    "tg-date",
    "tg-language",
    "tr-aim",
    "tr-feedback",
    "tr-lead",
    "tr-rhythm",
    "tr-safe",
    "work-study",
];

/// Ids that are put together from a code.
const COMPOSED: [(&str, &str); 16] = [
    ("safe-voice", "yes no"),
    ("safe-email", "yes no"),
    ("safe-post", "yes no"),
    ("language", "en es fr de pt it pl uk ar zh"),
    (
        "theme",
        "any relationships mood chronic-illness sick-children work-study other",
    ),
    ("stage", "any new during after long-term"),
    ("welcome", "own close professional"),
    (
        "access",
        "step-free hearing vision breaks quiet plain-text childcare",
    ),
    ("activity", "art music exercise role-play mindfulness"),
    (
        "slot",
        "mon-day mon-eve tue-day tue-eve wed-day wed-eve thu-day thu-eve fri-day fri-eve sat sun",
    ),
    ("new-therapy", "text meta"),
    ("new-support", "text meta"),
    ("new-triage", "text meta"),
    ("client-col", "name born number phone"),
    ("letter-col", "number kind person receiver when"),
    ("screening-col", "person pathway state when"),
];

fn read_all(path: &std::path::Path, read: &mut impl FnMut(&str)) {
    if path.is_dir() {
        for entry in std::fs::read_dir(path).unwrap() {
            read_all(&entry.unwrap().path(), read);
        }
    } else {
        read(&std::fs::read_to_string(path).unwrap());
    }
}

/// Quoted words with dashes between them.
fn literals(text: &str) -> impl Iterator<Item = &str> {
    text.split('"').filter(|part| {
        part.contains('-')
            && part.starts_with(|letter: char| letter.is_ascii_lowercase())
            && !part.ends_with('-')
            && part.chars().all(|letter| {
                letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-'
            })
    })
}
