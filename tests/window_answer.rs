//! The answering page and the safety page, by keyboard alone.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "answering/sample.rs"]
mod sample;

use anteroom::app::command::{Command, Event, OpenScreening, Opened};
use anteroom::domain::answers::Answer;
use anteroom::domain::form::Pathway;
use anteroom::domain::group::Group;
use anteroom::domain::screening::{Acknowledgement, SafetyAction, ScreeningContent};
use anteroom::ui::screen::{Ask, Shared};
use anteroom::ui::screening::answer::Answering;
use anteroom::ui::screening::safety::SafetyPage;
use anteroom::ui::screening::{Step, Work};
use anteroom::ui::{Look, Theme, Words};
use egui::Key;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

struct Page {
    opened: Opened,
    groups: Vec<Group>,
    work: Work,
    answering: Answering,
    safety: SafetyPage,
    asks: Vec<Ask>,
}

impl Page {
    fn content(&self) -> &ScreeningContent {
        &self.work.open.content
    }

    fn said(&self, id: &str) -> Option<&str> {
        self.content().answers.said(id).and_then(Answer::one)
    }
}

fn page(open: OpenScreening, clinician: bool, size: [f32; 2]) -> Harness<'static, Page> {
    let state = Page {
        opened: sample::opened(clinician),
        groups: sample::groups(),
        work: Work::new(open),
        answering: Answering::default(),
        safety: SafetyPage::default(),
        asks: Vec::new(),
    };
    let mut harness = Harness::builder()
        .with_size(size)
        .with_max_steps(24)
        .with_context_setup(|ctx| Theme::new(Look::Light).install(ctx, Words::default()))
        .build_ui_state(show, state);
    harness.run();
    harness
}

fn show(ui: &mut egui::Ui, page: &mut Page) {
    let shared = Shared {
        opened: &page.opened,
        groups: &page.groups,
        today: jiff::civil::date(2025, 3, 10),
        busy: false,
        trouble: None,
    };
    match page.work.step {
        Step::Answer => page
            .answering
            .show(ui, &mut page.work, &shared, &mut page.asks),
        Step::Safety => page
            .safety
            .show(ui, &mut page.work, &shared, &mut page.asks),
        _ => {}
    }
}

fn press(harness: &mut Harness<'static, Page>, keys: &[Key]) {
    for key in keys {
        harness.key_press(*key);
        harness.run();
    }
}

/// What has the focus, by its accessible name; of a group, the group's, not that of the option the cursor is on.
fn focused(harness: &Harness<'static, Page>) -> String {
    let focused = harness.root().children_recursive().find(|n| n.is_focused());
    let Some(node) = focused else {
        return String::new();
    };
    let node = node.accesskit_node();
    let grouped = node.parent().filter(|parent| {
        use egui::accesskit::Role;
        matches!(parent.role(), Role::RadioGroup | Role::Group) && parent.label().is_some()
    });
    grouped.unwrap_or(node).label().unwrap_or_default()
}

/// Gives the focus to the field with this label.
fn focus_field(harness: &mut Harness<'static, Page>, label: &str) {
    use egui::accesskit::Role;
    let is_field = |role: Role| matches!(role, Role::TextInput | Role::PasswordInput);
    let mut all = harness.query_all_by_label(label);
    let field = all.find(|node| is_field(node.accesskit_node().role()));
    field.unwrap().focus();
    drop(all);
    harness.run();
}

fn support() -> Harness<'static, Page> {
    page(
        sample::screening(Pathway::Support, "{}"),
        true,
        [1_280.0, 720.0],
    )
}

fn therapy(answers: &str) -> Harness<'static, Page> {
    page(
        sample::screening(Pathway::Therapy, answers),
        true,
        [1_280.0, 720.0],
    )
}

#[test]
fn a_support_group_check_takes_fifteen_choices_and_fifteen_enters() {
    let mut harness = support();
    assert_eq!(
        focused(&harness),
        "Which support group are you asking about?"
    );
    let mut keys = 0;
    for _ in 0..14 {
        press(&mut harness, &[Key::Num1, Key::Enter]);
        keys += 2;
    }
    assert!(focused(&harness).starts_with("Which access or language help"));
    press(&mut harness, &[Key::G, Key::Enter]);
    keys += 2;
    assert_eq!(keys, 30);
    let page = harness.state();
    assert_eq!(page.content().answers.given.len(), 15);
    assert!(page.work.view.missing.is_empty());
    assert_eq!(page.work.step, Step::Result);
    assert_eq!(page.work.recommendation.outcome, "appropriate");
}

#[test]
fn every_choice_is_kept_at_once() {
    let mut harness = support();
    harness.state_mut().asks.clear();
    press(&mut harness, &[Key::Num1]);
    let asks = &harness.state().asks;
    assert!(matches!(&asks[..], [Ask::Do(Command::SaveDraft { .. })]));
    let at = "2025-03-10T14:03:00Z".parse().unwrap();
    let page = harness.state_mut();
    let screening = page.work.open.id;
    page.answering
        .hear(&Event::DraftSaved { screening, at }, &mut page.work);
    assert!(!page.work.unsaved);
    assert_eq!(page.work.saved_at, Some(at));
}

#[test]
fn to_prefer_not_to_say_is_not_a_blank_and_backspace_takes_it_back() {
    let mut harness = support();
    press(&mut harness, &[Key::Num1, Key::Enter, Key::Num2]);
    assert_eq!(harness.state().said("sg-for"), Some("unsure"));
    press(&mut harness, &[Key::Period]);
    let answers = &harness.state().content().answers;
    assert!(answers.declined.contains("sg-for"));
    assert!(!answers.given.contains_key("sg-for"));
    press(&mut harness, &[Key::Enter]);
    harness.get_by_label_contains("preferred not to say");
    harness.key_press_modifiers(egui::Modifiers::SHIFT, Key::Enter);
    harness.run();
    press(&mut harness, &[Key::Backspace]);
    assert!(harness.state().content().answers.declined.is_empty());
    press(&mut harness, &[Key::Num1, Key::Backspace]);
    assert_eq!(harness.state().said("sg-for"), None);
}

#[test]
fn an_answer_takes_the_place_of_what_was_declined() {
    let mut harness = support();
    press(&mut harness, &[Key::Period, Key::Num2]);
    let answers = &harness.state().content().answers;
    assert!(answers.declined.is_empty());
    assert!(answers.said("sg-group").is_some());
}

#[test]
fn a_note_stands_beside_the_answer() {
    let mut harness = support();
    press(&mut harness, &[Key::Num1, Key::F2]);
    assert_eq!(focused(&harness), "Note");
    harness.event(egui::Event::Text("Came with a sister".to_owned()));
    harness.run();
    assert!(harness.state().content().answers.notes.is_empty());
    press(&mut harness, &[Key::Enter]);
    let notes = &harness.state().content().answers.notes;
    assert_eq!(notes["sg-group"], "Came with a sister");
    assert!(focused(&harness).starts_with("This group is for the people"));
}

#[test]
fn digits_in_a_note_answer_nothing() {
    let mut harness = support();
    press(&mut harness, &[Key::Num1, Key::F2]);
    harness.event(egui::Event::Text("2".to_owned()));
    press(&mut harness, &[Key::Num2]);
    let first = harness.state().groups.iter();
    let kind = anteroom::domain::group::GroupKind::Support;
    let first = first.clone().find(|group| group.kind == kind).unwrap();
    assert_eq!(harness.state().said("sg-group"), Some(&*first.id));
}

#[test]
fn an_observation_asks_for_a_short_reason_before_it_goes_on() {
    let mut harness = support();
    harness.state_mut().work.go_to = Some("sg-observed".to_owned());
    harness.run();
    press(&mut harness, &[Key::Num2, Key::Enter]);
    assert_eq!(focused(&harness), "A short reason");
    harness.event(egui::Event::Text("Very loud at the door".to_owned()));
    harness.run();
    press(&mut harness, &[Key::Enter]);
    let notes = &harness.state().content().answers.notes;
    assert_eq!(notes["sg-observed"], "Very loud at the door");
    assert!(focused(&harness).starts_with("Can you get there"));
}

#[test]
fn a_question_that_rests_on_another_comes_and_goes_and_its_answer_is_kept_aside() {
    let mut harness = therapy(r#"{"tg-group-before":"yes","tg-group-ended":"stopped"}"#);
    harness.state_mut().work.go_to = Some("tg-group-lesson".to_owned());
    harness.run();
    press(&mut harness, &[Key::Num1]);
    assert_eq!(harness.state().said("tg-group-lesson"), Some("can-say"));
    harness.state_mut().work.go_to = Some("tg-group-before".to_owned());
    harness.run();
    press(&mut harness, &[Key::Num1]);
    assert!(focused(&harness).starts_with("Have you been in any kind of group"));
    harness.get_by_label("2 earlier answers are kept aside.");
    assert!(
        harness
            .query_by_label_contains("How did the last one end")
            .is_none()
    );
    press(&mut harness, &[Key::Num3]);
    assert!(harness.query_by_label_contains("earlier answer").is_none());
    assert_eq!(harness.state().said("tg-group-lesson"), Some("can-say"));
}

#[test]
fn what_is_typed_is_kept_a_second_after_the_last_key() {
    let mut harness = therapy("{}");
    harness.state_mut().work.go_to = Some("tg-main-reason".to_owned());
    harness.run();
    harness.event(egui::Event::Text("I hardly see anyone.".to_owned()));
    harness.step();
    assert_eq!(harness.state().said("tg-main-reason"), None);
    for _ in 0..8 {
        harness.step();
    }
    assert_eq!(
        harness.state().said("tg-main-reason"),
        Some("I hardly see anyone.")
    );
}

#[test]
fn act_now_opens_the_safety_page_at_once_and_enter_does_not_close_it() {
    let mut harness = support();
    harness.state_mut().work.go_to = Some("sg-safe-now".to_owned());
    harness.run();
    press(&mut harness, &[Key::Num4]);
    assert_eq!(harness.state().work.step, Step::Safety);
    press(&mut harness, &[Key::Enter, Key::Enter, Key::Space]);
    assert_eq!(harness.state().work.step, Step::Safety);
    harness.get_by_label("000");
    harness.get_by_label("0555 0100");
    harness.get_by_label_contains("Not safe, or someone else is not");
    harness.get_by_label("Continue the conversation").click();
    harness.run();
    assert_eq!(harness.state().work.step, Step::Answer);
    assert_eq!(focused(&harness), "How safe are you today?");
    assert!(harness.query_all_by_label("Safety first").count() > 0);
}

#[test]
fn an_acknowledgement_names_what_was_done_and_leads_back() {
    let mut harness = therapy(r#"{"tg-si-now":"plan-intent"}"#);
    assert_eq!(harness.state().work.step, Step::Safety);
    harness.get_by_label("Acknowledge").click();
    harness.run();
    harness.get_by_label("Tick at least one thing that was done.");
    assert!(harness.state().asks.is_empty());
    // The focus is on what is missing: letters tick.
    press(&mut harness, &[Key::B, Key::E]);
    for (field, text) in [
        ("What was agreed", "Stays with a friend tonight"),
        ("Who follows up, and by when", "Robin, tomorrow at nine"),
        ("Passphrase of the clinician", "five sample words for tests"),
    ] {
        focus_field(&mut harness, field);
        harness.event(egui::Event::Text(text.to_owned()));
        harness.run();
    }
    harness.get_by_label("Acknowledge").click();
    harness.run();
    let page = harness.state_mut();
    let sent = page.asks.pop();
    let Some(Ask::Do(Command::Acknowledge {
        acknowledgement,
        passphrase,
        ..
    })) = sent
    else {
        panic!("nothing was sent");
    };
    assert_eq!(
        acknowledgement.done,
        [SafetyAction::CrisisTeam, SafetyAction::SafetyPlan]
    );
    assert_eq!(acknowledgement.agreed, "Stays with a friend tonight");
    assert_eq!(passphrase.0.as_str(), "five sample words for tests");
    let mut open = page.work.open.clone();
    open.content.acknowledgement = Some(Acknowledgement {
        by: anteroom::domain::id::Id::from_bytes([3; 16]),
        at: "2025-03-10T14:03:00Z".parse().unwrap(),
        done: acknowledgement.done,
        detail: String::new(),
        agreed: acknowledgement.agreed,
        follow_up: acknowledgement.follow_up,
    });
    page.safety
        .hear(&Event::Screening(Box::new(open)), &mut page.work);
    assert_eq!(page.work.step, Step::Answer);
    assert!(page.content().acknowledgement.is_some());
}

#[test]
fn at_the_desk_the_page_says_whom_to_call_and_a_note_unlocks_nothing() {
    let open = sample::screening(Pathway::Support, r#"{"sg-safe-now":"in-danger"}"#);
    let mut harness = page(open, false, [1_280.0, 720.0]);
    harness.get_by_label("Call a clinician now");
    // It is a clinician who acknowledges, with a login and passphrase of their own.
    assert!(harness.query_by_label("Login of the clinician").is_some());
    focus_field(&mut harness, "Whom you told");
    harness.event(egui::Event::Text("Dr Placeholder".to_owned()));
    harness.run();
    press(&mut harness, &[Key::Enter]);
    let notes = &harness.state().content().answers.notes;
    assert!(notes["sg-safe-now"].starts_with("I told Dr Placeholder at "));
    assert_eq!(harness.state().work.step, Step::Safety);
    let content = harness.state().content();
    assert!(content.acknowledgement.is_none());
}

#[test]
fn a_review_asks_for_a_note_and_leads_back() {
    let mut harness = therapy(r#"{"tg-si-now":"passive"}"#);
    assert_eq!(harness.state().work.step, Step::Answer);
    harness.get_by_label("Open the safety page").click();
    harness.run();
    assert_eq!(harness.state().work.step, Step::Safety);
    harness
        .get_by_role_and_label(
            egui::accesskit::Role::MultilineTextInput,
            "What was looked at, and what was agreed",
        )
        .focus();
    harness.run();
    harness.event(egui::Event::Text("Talked it through.".to_owned()));
    harness.run();
    harness.get_by_label("Keep the note").click();
    harness.run();
    let sent = harness.state_mut().asks.pop();
    assert!(
        matches!(sent, Some(Ask::Do(Command::NoteReview { agreed, .. })) if agreed == "Talked it through.")
    );
}

#[test]
fn the_focus_is_never_lost() {
    let mut harness = support();
    let first = focused(&harness);
    for key in [Key::Escape, Key::F9, Key::F9, Key::F8, Key::Escape] {
        press(&mut harness, &[key]);
        assert_eq!(focused(&harness), first, "after {key:?}");
    }
    press(&mut harness, &[Key::Num1, Key::Enter]);
    assert_ne!(focused(&harness), first);
    assert!(!focused(&harness).is_empty());
    harness.key_press_modifiers(egui::Modifiers::SHIFT, Key::Enter);
    harness.run();
    assert_eq!(focused(&harness), first);
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::PageDown);
    harness.run();
    assert!(!focused(&harness).is_empty());
}

#[test]
fn covering_leaves_only_the_open_question() {
    let mut harness = therapy("{}");
    press(&mut harness, &[Key::F9]);
    assert!(harness.state().answering.is_covered());
    assert!(harness.query_by_label("Still to ask").is_none());
    assert!(harness.query_by_label_contains("Who can agree").is_none());
    assert_eq!(focused(&harness), "How are you meeting?");
    press(&mut harness, &[Key::F9]);
    harness.get_by_label("Still to ask");
}

#[test]
fn reasoning_is_closed_until_it_is_asked_for() {
    let mut harness = therapy(r#"{"tg-own-choice":"forced"}"#);
    assert!(harness.query_by_label("Wanting").is_none());
    press(&mut harness, &[Key::F8]);
    harness.get_by_label("Wanting");
}

#[test]
fn the_open_question_stays_where_it_is_when_others_appear_above_it() {
    let open = sample::screening(Pathway::Therapy, r#"{"tg-reality":"intact"}"#);
    let mut harness = page(open, true, [1_280.0, 600.0]);
    harness.state_mut().work.go_to = Some("tg-follow".to_owned());
    harness.run();
    let place = |harness: &Harness<'static, Page>| {
        let mut all = harness.query_all_by_label_contains("Could the person follow");
        let group =
            all.find(|node| node.accesskit_node().role() == egui::accesskit::Role::RadioGroup);
        group.unwrap().rect().top()
    };
    let before = place(&harness);
    let page = harness.state_mut();
    page.work.change(&mut page.asks, |content| {
        let shaky = Answer::One("shaky".to_owned());
        content.answers.given.insert("tg-reality".to_owned(), shaky);
    });
    harness.run();
    assert!(
        harness
            .state()
            .work
            .view
            .visible
            .contains(&"tg-mania-now".to_owned())
    );
    assert!((place(&harness) - before).abs() < 1.0);
}

#[test]
fn every_section_can_be_walked_through_by_enter_alone() {
    let mut harness = therapy("{}");
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..120 {
        let now = focused(&harness);
        if now == "Next section" || now == "See result" {
            break;
        }
        assert!(!now.is_empty(), "the focus was lost after {seen:?}");
        assert!(seen.insert(now.clone()), "{now} came twice");
        harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::Enter);
        harness.run();
        if focused(&harness) == now {
            press(&mut harness, &[Key::Enter]);
        }
    }
    assert!(seen.len() > 70, "{}", seen.len());
}

#[test]
fn a_pass_shows_only_its_own_questions_and_the_window_comes_to_rest_where_there_are_none() {
    let mut harness = therapy("{}");
    harness.state_mut().work.go_to = Some("tg-si-now".to_owned());
    harness.run();
    harness.get_by_label("Before the visit").click();
    harness.run();
    harness.get_by_label("This section has no questions of this kind.");
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::PageDown);
    harness.run();
    assert!(focused(&harness).starts_with("If a meeting left you shaken"));
    assert!(
        harness
            .query_by_label_contains("Who or what supports you?")
            .is_none()
    );
    harness
        .get_by_label_contains("Only: Before the visit")
        .click();
    harness.run();
    harness.get_by_label_contains("Who or what supports you?");
}

#[test]
fn the_safety_page_prints_nothing_over_anything_else_at_any_width() {
    use anteroom::ui::layout_check::{Check, faults};
    for (width, clinician, pathway, answers) in [
        (
            1_280.0,
            true,
            Pathway::Therapy,
            r#"{"tg-si-now":"plan-intent","tg-mode":"phone"}"#,
        ),
        (
            640.0,
            true,
            Pathway::Therapy,
            r#"{"tg-violence":"current-threat","tg-observed-clear":"affected"}"#,
        ),
        (
            640.0,
            false,
            Pathway::Support,
            r#"{"sg-safe-now":"in-danger"}"#,
        ),
        (
            1_000.0,
            true,
            Pathway::Therapy,
            r#"{"tg-report":"yes-now"}"#,
        ),
    ] {
        let open = sample::screening(pathway, answers);
        let harness = page(open, clinician, [width, 3_000.0]);
        assert_eq!(harness.state().work.step, Step::Safety);
        let check = Check {
            vertical: true,
            elided: true,
        };
        let found = faults(&harness.output().shapes, check);
        assert!(found.is_empty(), "{width}: {found:#?}");
    }
}

#[test]
fn enter_goes_over_the_end_of_a_section() {
    let mut harness = therapy(
        r#"{"tg-mode":"in-person","tg-limits-explained":"yes","tg-can-consent":"self","tg-consent-assess":"yes"}"#,
    );
    assert!(focused(&harness).starts_with("Is there anything pressing today"));
    press(&mut harness, &[Key::Num1, Key::Enter]);
    assert!(focused(&harness).starts_with("What makes you think about a group"));
}

#[test]
fn while_the_person_is_not_sure_only_the_first_section_and_safety_are_open() {
    let mut harness = therapy(
        r#"{"tg-consent-assess":"unsure","tg-mode":"in-person","tg-limits-explained":"yes","tg-can-consent":"self","tg-urgent-today":"no"}"#,
    );
    harness.state_mut().work.go_to = Some("tg-aim".to_owned());
    harness.run();
    assert!(!focused(&harness).starts_with("If the group went as you hope"));
    harness.state_mut().work.go_to = Some("tg-urgent-today".to_owned());
    harness.run();
    press(&mut harness, &[Key::Enter]);
    assert!(focused(&harness).starts_with("Is there a medical concern"));
}

#[test]
fn a_person_who_would_rather_not_go_ahead_is_one_step_from_the_result() {
    let mut harness = therapy(r#"{"tg-consent-assess":"no"}"#);
    harness.get_by_label("Go to the result").click();
    harness.run();
    assert_eq!(harness.state().work.step, Step::Result);
}

#[test]
fn with_a_relative_in_the_room_harm_at_home_is_asked_alone_first() {
    let mut harness = therapy("{}");
    harness.get_by_label("Support person").click();
    harness.run();
    harness.state_mut().work.go_to = Some("tg-unsafe-home".to_owned());
    harness.run();
    assert_eq!(focused(&harness), "Asked alone?");
    press(&mut harness, &[Key::Num1]);
    assert!(focused(&harness).starts_with("Is anyone hurting"));
    assert_eq!(harness.state().said("tg-unsafe-home"), None);
    press(&mut harness, &[Key::Num1]);
    assert_eq!(harness.state().said("tg-unsafe-home"), Some("no"));
}

#[test]
fn a_measure_takes_its_total_and_asks_for_what_counts_by_itself() {
    let mut harness = therapy("{}");
    harness.state_mut().work.go_to = Some("m-phq9-total".to_owned());
    harness.run();
    harness.event(egui::Event::Text("31".to_owned()));
    press(&mut harness, &[Key::Enter]);
    harness.get_by_label("The total lies between 0 and 27.");
    assert!(
        harness
            .state()
            .content()
            .answers
            .said("m-phq9-total")
            .is_none()
    );
    harness.state_mut().work.go_to = Some("m-phq9-total".to_owned());
    harness.run();
    press(&mut harness, &[Key::Backspace, Key::Backspace]);
    harness.event(egui::Event::Text("12".to_owned()));
    press(&mut harness, &[Key::Enter]);
    let answers = &harness.state().content().answers;
    assert_eq!(
        answers.said("m-phq9-total").and_then(Answer::number),
        Some(12)
    );
    assert_eq!(focused(&harness), "Item 9 (risk item)");
    assert!(
        harness
            .state()
            .work
            .view
            .missing
            .contains(&"m-phq9-i9".to_owned())
    );
    harness.get_by_label("12 of 27 · moderate");
}

#[test]
fn an_observation_and_a_date_cannot_be_declined() {
    let mut harness = therapy("{}");
    harness.state_mut().work.go_to = Some("tg-reality".to_owned());
    harness.run();
    press(&mut harness, &[Key::Period]);
    assert!(harness.state().content().answers.declined.is_empty());
}

#[test]
fn a_signed_screening_takes_no_answer() {
    let mut open = sample::screening(Pathway::Support, "{}");
    open.stage = anteroom::domain::screening::Stage::Signed;
    let mut harness = page(open, true, [1_280.0, 720.0]);
    harness.state_mut().work.step = Step::Answer;
    harness.run();
    press(&mut harness, &[Key::Num1]);
    assert!(harness.state().content().answers.given.is_empty());
}

#[test]
fn nothing_is_cut_off_or_printed_over_something_else_in_any_section_at_any_width() {
    use anteroom::ui::layout_check::{Check, faults};
    let answers = sample::answers_of(include_str!("../assets/sample/01-clearly-suitable.json"));
    for (width, answers) in [
        (1_280.0, "{}"),
        (1_000.0, "{}"),
        (640.0, "{}"),
        (1_280.0, &*answers),
        (640.0, &*answers),
    ] {
        let open = sample::screening(Pathway::Therapy, answers);
        let mut harness = page(open, true, [width, 4_000.0]);
        for section in 0..14 {
            let check = Check {
                vertical: true,
                elided: true,
            };
            let found = faults(&harness.output().shapes, check);
            assert!(found.is_empty(), "section {section} at {width}: {found:#?}");
            harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::PageDown);
            harness.run();
        }
    }
}

/// Where the cursor of a text stands on the screen, while something of the text is on it.
fn cursor(harness: &Harness<'static, Page>) -> Option<egui::Rect> {
    let ime = harness.output().platform_output.ime;
    ime.map(|ime| ime.cursor_rect)
}

#[test]
fn a_tall_text_is_scrolled_with_its_cursor_where_the_page_is_low() {
    // 1280 by 720 and 1280 by 640 pixels, with the text at 200 %.
    for height in [360.0, 320.0] {
        let answers = r#"{"tg-mode":"in-person","tg-limits-explained":"yes","tg-can-consent":"self","tg-consent-assess":"yes"}"#;
        let open = sample::screening(Pathway::Therapy, answers);
        let mut harness = page(open, true, [640.0, height]);
        harness.state_mut().work.go_to = Some("tg-main-reason".to_owned());
        harness.run();
        let seen = |harness: &Harness<'static, Page>, line: usize| {
            let cursor = cursor(harness).unwrap();
            let foot = height - anteroom::ui::shell::FOOTER;
            assert!(
                cursor.bottom() < foot && cursor.top() > 0.0,
                "line {line} of a page {height} high: {cursor:?} under {foot}"
            );
        };
        seen(&harness, 0);
        for line in 1..12 {
            harness.event(egui::Event::Text("And one more thing to say".to_owned()));
            harness.run();
            harness.key_press(Key::Enter);
            harness.run();
            seen(&harness, line);
        }
        // Up again by the arrows, and the page follows.
        for line in 1..12 {
            harness.key_press(Key::ArrowUp);
            harness.run();
            seen(&harness, line);
        }
        // Whoever scrolls away meanwhile is left alone.
        let before = cursor(&harness).unwrap();
        harness.hover_at(egui::pos2(320.0, 100.0));
        harness.event(egui::Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: egui::vec2(0.0, -400.0),
            modifiers: egui::Modifiers::NONE,
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
        });
        harness.run();
        let gone = cursor(&harness).is_none_or(|after| after.top() < before.top() - 1.0);
        assert!(gone, "{before:?} stays on the screen");
    }
}

#[test]
fn every_message_that_these_pages_say_exists() {
    let catalogue = anteroom::text::Catalogue::english();
    let mut ours = catalogue.problems().iter();
    assert!(!ours.any(|problem| problem.starts_with("answering.ftl")));
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ui/screening");
    let mut files = vec![root.join("answer.rs"), root.join("safety.rs")];
    for dir in ["answer", "safety"] {
        let dir = std::fs::read_dir(root.join(dir)).unwrap();
        files.extend(dir.map(|entry| entry.unwrap().path()));
    }
    let mut count = 0;
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        for word in text.split('"').skip(1).step_by(2) {
            let ours = ["answering-", "safety-", "protocol-"];
            if ours.iter().any(|start| word.starts_with(start)) && !word.contains('{') {
                count += 1;
                assert!(catalogue.has(word), "{word} in {}", file.display());
            }
        }
    }
    assert!(count > 100);
}
