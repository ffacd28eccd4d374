//! The pages from the result to the letter, driven by key and pointer with the worked cases.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "window_result/desk.rs"]
mod desk;

use std::collections::BTreeSet;
use std::path::Path;

use anteroom::app::command::Field;
use anteroom::domain::answers::Answer;
use anteroom::domain::screening::{Disposition, Judgement};
use anteroom::text::Catalogue;
use anteroom::ui::screening::Step;
use anteroom::ui::{Look, Theme, Words};
use desk::{Desk, PASSPHRASE};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

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

// --- The result -----------------------------------------------------------------------------------------------------

#[test]
fn the_result_says_its_sentence_its_line_and_the_reasons_with_their_answers() {
    let harness = open(Desk::of(1).at(Step::Result));
    for words in [
        "A therapy group can be offered",
        "Every required question is answered",
        "Wanting",
        "Able",
        "Fit",
        "Safety",
        "Willing to share something",
        "Draft for clinical review",
        "For licensed clinicians.",
        "Rules for therapy groups, version 1.1",
    ] {
        assert!(has(&harness, words), "{words}");
    }
}

#[test]
fn a_concern_that_weighs_nothing_is_shown_as_a_note() {
    let harness = open(Desk::of(1).at(Step::Result));
    assert!(has(&harness, "Willing to share something: Note"));
    let harness = open(Desk::of(4).at(Step::Result));
    assert!(has(&harness, ": Not met"));
}

#[test]
fn a_quoted_answer_is_one_press_from_its_question() {
    let mut harness = open(Desk::of(1).at(Step::Result));
    let quote = harness
        .get_all_by_role(Role::Link)
        .find(|node| {
            node.accesskit_node()
                .label()
                .is_some_and(|name| name.contains("Not sure"))
        })
        .unwrap();
    quote.click();
    harness.run_steps(3);
    let work = &harness.state().work;
    assert_eq!(work.step, Step::Answer);
    assert_eq!(work.go_to.as_deref(), Some("tg-member-tie"));
}

#[test]
fn met_criteria_are_one_line_until_they_are_asked_for() {
    let mut harness = open(Desk::of(9).at(Step::Result));
    let folds: Vec<String> = harness
        .get_all_by_role(Role::Button)
        .filter_map(|node| node.accesskit_node().label())
        .filter(|label| label.ends_with(" met"))
        .collect();
    assert!(!folds.is_empty());
    assert!(!has(&harness, ": Met"));
    let fold = harness
        .get_all_by_role(Role::Button)
        .find(|node| {
            let name = node.accesskit_node().label();
            name.is_some_and(|name| name.ends_with(" met"))
        })
        .unwrap();
    fold.click();
    harness.run_steps(3);
    assert!(has(&harness, ": Met"));
}

#[test]
fn source_and_confidence_come_when_they_are_asked_for() {
    let mut harness = open(Desk::of(4).at(Step::Result));
    assert!(!has(&harness, "Confidence:"));
    let why = harness.get_all_by_label("Why this matters").next().unwrap();
    why.click();
    harness.run_steps(3);
    assert!(has(&harness, "Confidence:"));
}

#[test]
fn what_is_missing_leads_to_its_question_and_what_would_change_the_result_is_named() {
    let mut harness = open(Desk::of(8).at(Step::Result));
    assert!(has(&harness, "questions are still open"));
    let missing = harness.state().work.recommendation.missing.clone();
    let row = harness
        .get_all_by_role(Role::Button)
        .find(|node| {
            let name = node.accesskit_node().label();
            name.is_some_and(|name| name.ends_with("Not answered"))
        })
        .unwrap();
    row.click();
    harness.run_steps(3);
    assert_eq!(harness.state().work.go_to, missing.first().cloned());
    let harness = open(Desk::of(4).at(Step::Result));
    assert!(has(&harness, "Then: "));
    assert!(has(&harness, "Support group"));
}

#[test]
fn act_now_stands_above_everything_and_locks_the_way_on() {
    let mut harness = open(Desk::of(5).at(Step::Result));
    assert!(has(&harness, "Act now: safety comes first"));
    assert!(!has(&harness, "See groups"));
    assert!(
        !has(&harness, "Then: "),
        "nothing that would change it under act-now"
    );
    harness.state_mut().work.step = Step::Decide;
    harness.run_steps(3);
    assert!(has(
        &harness,
        "Letters, seats, the waitlist and overrides are locked"
    ));
    for option in ["I decide otherwise", "Offer a seat", "Waitlist"] {
        assert!(is_disabled(&harness, option), "{option}");
    }
    assert!(is_disabled(&harness, "Sign"));
    harness.state_mut().work.step = Step::Result;
    harness.run_steps(3);
    harness
        .get_all_by_label("Open the safety page")
        .next()
        .unwrap()
        .click();
    harness.run_steps(3);
    assert_eq!(harness.state().work.step, Step::Safety);
}

// --- Groups ---------------------------------------------------------------------------------------------------------

#[test]
fn groups_stand_in_order_of_fit_and_also_say_why_not() {
    let harness = open(Desk::of(1).at(Step::Match));
    let order: Vec<String> = harness
        .get_all_by_role(Role::Article)
        .filter_map(|node| node.accesskit_node().label())
        .collect();
    assert!(
        order[0].ends_with("A seat can be offered once the notes are settled"),
        "{order:?}"
    );
    assert!(
        order.last().unwrap().ends_with("Not this group"),
        "{order:?}"
    );
    assert_eq!(order.len(), 4);
}

#[test]
fn choosing_a_group_keeps_it_as_what_happens_next_and_it_can_be_taken_back() {
    let mut harness = open(Desk::of(1).at(Step::Match));
    press(&mut harness, "Offer a seat here");
    let kept = |harness: &Harness<'_, Desk>| harness.state().work.open.content.disposition.clone();
    assert!(
        matches!(kept(&harness), Some(Disposition::OfferSeat { group, .. }) if group == "g-process")
    );
    assert!(harness.state().log.contains(&"save".to_owned()));
    press(&mut harness, "Take back");
    assert!(kept(&harness).is_none());
}

#[test]
fn a_tick_of_no_turns_a_group_away() {
    let mut harness = open(Desk::of(1).at(Step::Match));
    harness.get_all_by_label("No").next().unwrap().click();
    harness.run_steps(4);
    let seats = harness.query_all_by_label("Offer a seat here").count();
    assert_eq!(seats, 0);
}

#[test]
fn a_clinic_without_groups_is_told_so() {
    let mut desk = Desk::of(1).at(Step::Match);
    desk.groups.clear();
    let mut harness = open(desk);
    assert!(has(&harness, "The clinic has no therapy group yet"));
    press(&mut harness, "To the clinic\u{2019}s groups");
    assert!(harness.state().log.contains(&"go Groups".to_owned()));
}

#[test]
fn a_support_check_shows_its_own_group_first_and_asks_again_for_another() {
    let mut harness = open(Desk::of(9).at(Step::Match));
    let first = harness.get_all_by_role(Role::Article).next().unwrap();
    let name = first.accesskit_node().label().unwrap();
    assert!(
        name.ends_with("A seat can be offered once the notes are settled"),
        "{name}"
    );
    let again = harness
        .get_all_by_label("Ask again for this group")
        .next()
        .unwrap();
    again.click();
    harness.run_steps(3);
    let work = &harness.state().work;
    let asked = work
        .open
        .content
        .answers
        .said("sg-group")
        .and_then(Answer::one);
    assert_eq!(asked, Some("g-carers"));
    assert!(work.open.content.answers.said("sg-norms").is_none());
    assert!(work.open.content.answers.said("sg-safe-now").is_some());
    assert_eq!(work.step, Step::Answer);
}

// --- Decide and sign ------------------------------------------------------------------------------------------------

#[test]
fn an_override_without_a_reason_cannot_be_signed() {
    let mut harness = open(Desk::of(4).at(Step::Decide));
    press(&mut harness, "I decide otherwise");
    press(&mut harness, "Suitable with preparation");
    harness.get_by_label("The person chose otherwise").click();
    harness.run_steps(3);
    type_into(&mut harness, "Passphrase of Robin Example", PASSPHRASE);
    assert!(has(&harness, "reason of at least 20 characters"));
    assert!(is_disabled(&harness, "Sign"));
    type_into(&mut harness, "Your reason", "known well");
    assert!(has(&harness, "10 of at least 20 characters"));
    assert!(is_disabled(&harness, "Sign"));
    type_into(&mut harness, "Your reason", " from earlier work");
    assert!(!is_disabled(&harness, "Sign"));
    let judgement = harness.state().work.open.content.judgement.clone();
    assert!(
        matches!(judgement, Some(Judgement::Override { outcome, .. })
        if outcome == "suitable with preparation")
    );
    press(&mut harness, "Sign");
    assert!(harness.state().log.contains(&"sign".to_owned()));
    assert!(has(&harness, "What now"));
}

#[test]
fn passing_over_a_blocking_criterion_names_it_a_second_time() {
    let mut harness = open(Desk::of(6).at(Step::Decide));
    press(&mut harness, "I decide otherwise");
    press(&mut harness, "Suitable with preparation");
    assert!(has(
        &harness,
        "I know that this is not met: In touch with shared reality"
    ));
    assert!(has(&harness, "Name each point that you pass over."));
    press(
        &mut harness,
        "I know that this is not met: In touch with shared reality",
    );
    assert!(!has(&harness, "Name each point that you pass over."));
}

#[test]
fn signing_takes_the_right_passphrase_and_then_says_what_now() {
    let mut harness = open(Desk::of(1).decided().at(Step::Decide));
    assert!(has(&harness, "Nothing is missing."));
    assert!(is_disabled(&harness, "Sign"), "no passphrase yet");
    type_into(
        &mut harness,
        "Passphrase of Robin Example",
        "something else",
    );
    press(&mut harness, "Sign");
    assert!(has(&harness, "The passphrase was not accepted."));
    type_into(&mut harness, "Passphrase of Robin Example", PASSPHRASE);
    harness.key_press(Key::Enter);
    harness.run_steps(4);
    assert!(has(&harness, "Signed by Robin Example"));
    assert!(has(&harness, "What now"));
    let letter = harness.get_by_role_and_label(Role::Button, "Write the letter");
    letter.click();
    harness.run_steps(4);
    assert_eq!(harness.state().work.step, Step::Letter);
}

#[test]
fn every_gap_is_said_and_leads_to_where_it_is_settled() {
    let mut harness = open(Desk::of(8).at(Step::Decide));
    for words in [
        "safety question",
        "A clinician notes what was agreed",
        "Follow the recommendation, or decide otherwise.",
        "Say what happens next.",
    ] {
        assert!(has(&harness, words), "{words}");
    }
    let gap = harness
        .get_all_by_label_contains("safety question")
        .next()
        .unwrap();
    gap.click();
    harness.run_steps(3);
    let went = harness.state().work.go_to.clone().unwrap();
    assert!(
        harness.state().work.recommendation.missing.contains(&went),
        "{went}"
    );
    assert!(
        harness
            .state()
            .work
            .pack()
            .form
            .sections
            .iter()
            .any(|section| {
                section.safety && section.questions.iter().any(|question| question.id == went)
            })
    );
}

#[test]
fn the_desk_cannot_sign_for_a_clinician() {
    let mut desk = Desk::of(1).decided().at(Step::Decide);
    desk.opened.clinician = false;
    let mut harness = open(desk);
    type_into(&mut harness, "Passphrase of Robin Example", PASSPHRASE);
    assert!(is_disabled(&harness, "Sign"));
    assert!(is_disabled(&harness, "I decide otherwise"));
}

#[test]
fn the_meeting_with_the_leader_needs_all_six_topics() {
    let mut harness = open(Desk::of(1).decided().at(Step::Decide));
    press(&mut harness, "Goals for the group");
    assert!(has(&harness, "with all six topics"));
    press(&mut harness, "Goals for the group");
    assert!(has(&harness, "Nothing is missing."));
}

#[test]
fn another_option_starts_with_what_is_recommended_besides() {
    let mut harness = open(Desk::of(4).at(Step::Decide));
    press(&mut harness, "Another option");
    let disposition = harness.state().work.open.content.disposition.clone();
    let Some(Disposition::OtherOption { named }) = disposition else {
        panic!("another option");
    };
    assert_eq!(named, ["Another type of group", "Support group"]);
}

#[test]
fn a_support_check_can_be_finished_with_nothing_kept_after_one_question() {
    let mut harness = open(Desk::of(9).at(Step::Decide));
    press(&mut harness, "Finish, keep nothing");
    assert!(has(&harness, "Finish and keep nothing?"));
    assert!(!harness.state().log.contains(&"keep nothing".to_owned()));
    press(&mut harness, "Keep nothing");
    let log = &harness.state().log;
    assert!(log.contains(&"keep nothing".to_owned()));
    assert!(log.contains(&"go Home".to_owned()));
}

#[test]
fn a_support_check_with_a_point_of_safety_is_not_forgotten_before_a_clinician_looked() {
    let harness = open(Desk::of(10).at(Step::Decide));
    assert!(is_disabled(&harness, "Finish, keep nothing"));
}

#[test]
fn a_support_check_keeps_a_name_and_a_way_to_reach_the_person() {
    let mut harness = open(Desk::of(9).decided().at(Step::Decide));
    assert!(has(&harness, "write the name that they go by"));
    type_into(&mut harness, "Name to be called by", "Pippa");
    type_into(&mut harness, "Passphrase of Robin Example", PASSPHRASE);
    press(&mut harness, "Keep and sign");
    let kept = harness.state().work.open.kept.clone().unwrap();
    assert_eq!(kept.chosen_name, "Pippa");
}

// --- The letter -----------------------------------------------------------------------------------------------------

#[test]
fn the_letter_page_shows_the_page_and_its_text() {
    let harness = open(Desk::of(1).decided().signed().at(Step::Letter));
    let page = harness.get_by_label("Letter, Page 1 of 2");
    let text = page.accesskit_node().value().unwrap();
    assert!(text.contains("This is group therapy"), "{text}");
    assert!(text.contains("Tuesday process group"));
}

#[test]
fn what_stops_the_letter_is_said_and_nothing_is_saved_before_it_is_settled() {
    let mut harness = open(Desk::of(1).decided().signed().at(Step::Letter));
    assert!(!is_disabled(&harness, "Save as PDF"));
    press(&mut harness, "Outside");
    harness.run_steps(30);
    assert!(harness.state().request.as_ref().unwrap().outside);
    assert!(has(&harness, "stops this letter") || has(&harness, "stop this letter"));
    assert!(is_disabled(&harness, "Save as PDF"));
    assert!(is_disabled(&harness, "Save with password"));
    type_into(&mut harness, "Agreed on", "10/03/2025");
    harness.run_steps(30);
    assert!(harness.state().request.as_ref().unwrap().consent.is_some());
    assert!(!is_disabled(&harness, "Save as PDF"));
}

#[test]
fn saving_plainly_is_asked_about_each_time_and_then_told() {
    let mut harness = open(Desk::of(1).decided().signed().at(Step::Letter));
    press(&mut harness, "Save as PDF");
    assert!(has(&harness, "Save without a password?"));
    press(&mut harness, "Go back");
    assert!(
        !harness
            .state()
            .log
            .iter()
            .any(|entry| entry.starts_with("write"))
    );
    press(&mut harness, "Save as PDF");
    harness
        .get_all_by_label("Save as PDF")
        .last()
        .unwrap()
        .click();
    harness.run_steps(4);
    assert!(harness.state().log.contains(&"write plain".to_owned()));
    assert!(has(&harness, "Letter 12 was saved"));
    assert!(
        harness
            .state()
            .log
            .contains(&"toast The letter was saved.".to_owned())
    );
}

#[test]
fn a_password_is_typed_twice_and_has_eight_characters() {
    let mut harness = open(Desk::of(1).decided().signed().at(Step::Letter));
    press(&mut harness, "Save with password");
    harness.run_steps(6);
    let password = field(&harness, "Password for this file");
    assert!(password.accesskit_node().is_focused(), "one types at once");
    type_into(&mut harness, "Password for this file", "short");
    type_into(&mut harness, "The same again", "short");
    let act = |harness: &Harness<'_, Desk>| {
        let all = harness.get_all_by_label("Save with password");
        all.last().unwrap().accesskit_node().is_disabled()
    };
    assert!(act(&harness));
    type_into(&mut harness, "Password for this file", " but longer");
    assert!(act(&harness), "the two are not the same");
    type_into(&mut harness, "The same again", " but longer");
    assert!(!act(&harness));
    harness
        .get_all_by_label("Save with password")
        .last()
        .unwrap()
        .click();
    harness.run_steps(4);
    assert!(harness.state().log.contains(&"write locked".to_owned()));
}

#[test]
fn safety_arrangements_need_consent() {
    let mut harness = open(Desk::of(1).decided().signed().at(Step::Letter));
    assert!(is_disabled(&harness, "Present safety arrangements"));
    press(&mut harness, "The person agreed to this letter");
    type_into(&mut harness, "Agreed on", "10/03/2025");
    press(&mut harness, "Present safety arrangements");
    harness.run_steps(30);
    let request = harness.state().request.as_ref().unwrap();
    assert!(request.fields.contains(&Field::Safety));
}

#[test]
fn an_introduction_to_a_support_group_always_needs_consent() {
    let mut harness = open(Desk::of(9).decided().signed().at(Step::Letter));
    assert!(has(&harness, "needs the person\u{2019}s consent"));
    assert!(is_disabled(&harness, "Save as PDF"));
    type_into(&mut harness, "Agreed on", "10/03/2025");
    harness.run_steps(30);
    assert!(!is_disabled(&harness, "Save as PDF"));
}

#[test]
fn there_is_no_letter_before_the_signature_and_none_without_a_group() {
    let harness = open(Desk::of(1).at(Step::Letter));
    assert!(has(&harness, "The letter comes after the signature"));
    let harness = open(Desk::of(4).signed().at(Step::Letter));
    assert!(has(&harness, "No letter of referral follows"));
}

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
