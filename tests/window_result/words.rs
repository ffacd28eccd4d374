//! Every text, name and press of these pages.

use std::collections::BTreeSet;
use std::path::Path;

use anteroom::text::Catalogue;
use anteroom::ui::screening::Step;
use egui::accesskit::Role;
use egui::{Key, Modifiers};

use egui_kittest::kittest::NodeT as _;

use super::desk::Desk;
use super::{harness, open};

// --- All pages ------------------------------------------------------------------------------------------------------

fn pages() -> Vec<(&'static str, Desk)> {
    let mut pages = Vec::new();
    for number in [1, 4, 5, 8, 9, 10] {
        for step in [Step::Result, Step::Match, Step::Decide] {
            pages.push(("draft", Desk::of(number).at(step)));
        }
    }
    for number in [1, 9] {
        for step in [Step::Result, Step::Match, Step::Decide, Step::Letter] {
            pages.push(("decided", Desk::of(number).decided().at(step)));
            pages.push(("signed", Desk::of(number).decided().signed().at(step)));
        }
    }
    pages
}

#[test]
#[cfg(debug_assertions)]
fn no_text_is_cut_or_printed_over_other_text_at_three_widths() {
    use anteroom::ui::layout_check::{Check, faults};
    let check = Check {
        vertical: true,
        elided: false,
    };
    let mut found = Vec::new();
    for width in [1_280.0, 1_000.0, 640.0] {
        for (name, desk) in pages() {
            let place = format!(
                "{name} {:?} {:?} at {width}",
                desk.work.open.pathway, desk.work.step
            );
            let harness = harness(desk, width);
            let faults = faults(&harness.output().shapes, check);
            // A long text shows eight lines and scrolls.
            let faults = faults
                .iter()
                .filter(|fault| !fault.contains("Can come every week."));
            found.extend(faults.map(|fault| format!("{place}: {fault}")));
        }
    }
    assert!(
        found.is_empty(),
        "{} faults:\n{}",
        found.len(),
        found.join("\n")
    );
}

#[test]
fn whatever_can_be_focused_or_pressed_has_a_name_and_a_role() {
    let mut nameless = Vec::new();
    for (name, desk) in pages() {
        let place = format!("{name} {:?}", desk.work.step);
        let harness = open(desk);
        for node in harness.root().children_recursive() {
            let node = node.accesskit_node();
            let data = node.data();
            let acts = data.supports_action(egui::accesskit::Action::Focus)
                || data.supports_action(egui::accesskit::Action::Click);
            let no_name = node.label().is_none_or(|name| name.trim().is_empty());
            let no_role = matches!(data.role(), Role::Unknown | Role::GenericContainer);
            if acts && (no_name || no_role) {
                nameless.push(format!("{place}: {:?} {:?}", data.role(), node.label()));
            }
        }
    }
    assert!(nameless.is_empty(), "{}", nameless.join("\n"));
}

#[test]
fn every_press_of_a_page_can_be_reached_by_tab() {
    for (name, desk) in pages() {
        let place = format!("{name} {:?}", desk.work.step);
        let mut harness = open(desk);
        let wanted: BTreeSet<String> = harness
            .root()
            .children_recursive()
            .filter_map(|node| {
                let node = node.accesskit_node();
                let focusable = node.data().supports_action(egui::accesskit::Action::Focus);
                (focusable && !node.is_disabled())
                    .then(|| node.label())
                    .flatten()
            })
            .collect();
        let mut seen = BTreeSet::new();
        for press in 0..3 * wanted.len() + 20 {
            // What has the focus when the page opens is reached without a key.
            if press > 0 {
                harness.key_press_modifiers(Modifiers::NONE, Key::Tab);
            }
            harness.run_steps(1);
            let focused = harness
                .root()
                .children_recursive()
                .find(|node| node.accesskit_node().is_focused());
            // Of a group with parts the part that its cursor is on counts as focused.
            let focused = focused.map(|node| node.accesskit_node());
            seen.extend(focused.as_ref().and_then(|node| node.label()));
            let group = focused.and_then(|node| node.parent());
            seen.extend(group.and_then(|node| node.label()));
        }
        let missed: Vec<_> = wanted.difference(&seen).collect();
        assert!(missed.is_empty(), "{place}: {missed:?}");
    }
}

#[test]
fn every_text_that_these_pages_say_is_there() {
    let catalogue = Catalogue::english();
    assert!(
        catalogue.problems().is_empty(),
        "{:?}",
        catalogue.problems()
    );
    let mut missing = BTreeSet::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ui/screening");
    let pages = ["frame", "outcome", "groups_fit", "decide", "letter"];
    let mut files = Vec::new();
    for page in pages {
        files.push(folder.join(format!("{page}.rs")));
        if let Ok(more) = std::fs::read_dir(folder.join(page)) {
            files.extend(more.map(|entry| entry.unwrap().path()));
        }
    }
    for file in files {
        let source = std::fs::read_to_string(&file).unwrap();
        for id in quoted(&source) {
            let is_question =
                id.starts_with("tg-") || id.starts_with("sg-") || id.starts_with("tr-");
            let is_code = ["dark-thoughts", "for-whom", "other-option"].contains(&id.as_str());
            let is_stem = ["letter-none", "letter-not-signed"].contains(&id.as_str());
            if is_stem {
                for end in ["title", "text"] {
                    assert!(catalogue.has(&format!("{id}-{end}")), "{id}");
                }
            } else if !is_question && !is_code && !catalogue.has(&id) {
                missing.insert(id);
            }
        }
    }
    for topic in anteroom::app::decide::MEETING_TOPICS {
        assert!(catalogue.has(&format!("meeting-topic-{topic}")));
    }
    assert!(missing.is_empty(), "{missing:?}");
}

/// Every quoted word of a source that looks like the id of a message.
fn quoted(source: &str) -> Vec<String> {
    let code = source.split("#[cfg(test)]").next().unwrap_or_default();
    let parts = code.split('"').skip(1).step_by(2);
    let looks = |word: &&str| {
        word.contains('-')
            && word.starts_with(|letter: char| letter.is_ascii_lowercase())
            && word.chars().all(|letter| {
                letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-'
            })
    };
    parts.filter(looks).map(str::to_owned).collect()
}

#[test]
fn every_gap_of_signing_has_its_words() {
    use anteroom::app::decide::Gap;
    let gaps = [
        Gap::ConsentUnsure,
        Gap::Guardian,
        Gap::SafetyQuestions(Vec::new()),
        Gap::Acknowledgement,
        Gap::ReviewNote,
        Gap::Reason(String::new()),
        Gap::Judgement,
        Gap::OverrideReason,
        Gap::Disposition,
        Gap::OtherOption,
        Gap::SeatNotDecided,
        Gap::PersonDeclined,
        Gap::GroupMissing,
        Gap::Meeting,
    ];
    for gap in gaps {
        assert!(Catalogue::english().has(gap.message()), "{}", gap.message());
    }
}
