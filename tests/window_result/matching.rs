//! The groups that fit, and why the others do not.

use anteroom::domain::answers::Answer;
use anteroom::domain::screening::Disposition;
use anteroom::ui::screening::Step;
use egui::accesskit::Role;
use egui_kittest::Harness;

use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::desk::Desk;
use super::{has, open, press};

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
