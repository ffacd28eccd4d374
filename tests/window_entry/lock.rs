//! What locks the window, and what is there afterwards.

use anteroom::app::away::Away;
use anteroom::app::command::Event;
use anteroom::text::say;
use anteroom::ui::screen::Place;
use egui::Key;

use super::clinic::{Fake, PASSPHRASE};
use super::{
    Lookout, Seen, click, field, fill, open, place, press, press_with, says, type_text, unlock,
    watched,
};

#[test]
fn a_lock_clears_the_screen_and_what_egui_remembers() {
    let fake = Fake::sample();
    let mut seen = open(&fake);
    press_with(&mut seen, Key::F);
    type_text(&mut seen, "Marigold");
    assert!(says(&seen, "Marigold"));
    let remembers = |seen: &Seen| {
        seen.ctx
            .data(|data| data.count::<egui::widgets::text_edit::TextEditState>())
    };
    assert!(remembers(&seen) > 0);
    press_with(&mut seen, Key::L);
    assert!(fake.asked("lock"));
    assert!(place(&seen).is_none());
    assert!(!says(&seen, "Marigold"));
    assert!(says(&seen, &say("locked-asked")));
    // The fields of the page for signing in are all that is left.
    assert!(remembers(&seen) <= 1, "{}", remembers(&seen));
    // The same person is taken back to where they were.
    unlock(&mut seen, PASSPHRASE);
    assert_eq!(place(&seen), Some(Place::Clients));
}

#[test]
fn nobody_there_for_five_minutes_locks() {
    let fake = Fake::sample();
    let mut seen = open(&fake);
    let now = seen.ctx.input(|input| input.time);
    seen.input_mut().time = Some(now + 299.0);
    seen.step();
    assert!(place(&seen).is_some());
    // A move of the hand comes too late.
    seen.event(egui::Event::PointerMoved(egui::pos2(9.0, 9.0)));
    seen.input_mut().time = Some(now + 302.0);
    seen.step();
    assert!(fake.asked("lock") && place(&seen).is_none());
}

#[test]
fn half_a_minute_before_it_locks_the_window_says_so() {
    let fake = Fake::sample();
    let mut seen = open(&fake);
    let now = seen.ctx.input(|input| input.time);
    seen.input_mut().time = Some(now + 271.0);
    seen.step();
    seen.step();
    assert!(says(&seen, &say("window-locks-soon")));
    assert!(says(&seen, &say("window-locks-now")));
    seen.event(egui::Event::PointerMoved(egui::pos2(9.0, 9.0)));
    seen.input_mut().time = Some(now + 280.0);
    seen.step();
    seen.input_mut().time = Some(now + 310.0);
    seen.step();
    assert!(place(&seen).is_some() && !says(&seen, &say("window-locks-now")));
}

#[test]
fn whoever_goes_away_leaves_a_locked_window_whatever_was_open() {
    type Before = fn(&mut Seen);
    let befores: [(&str, Before); 4] = [
        ("on a page", |_| {}),
        ("with the list of keys", |seen| press_with(seen, Key::Slash)),
        ("in a form", |seen| {
            press_with(seen, Key::F);
            type_text(seen, "Mari");
        }),
        ("with a question open", |seen| {
            press_with(seen, Key::N);
            press(seen, Key::Num2);
        }),
    ];
    for (name, before) in befores {
        let fake = Fake::sample();
        let lookout = Lookout::default();
        let mut seen = watched(&fake, &lookout);
        unlock(&mut seen, PASSPHRASE);
        before(&mut seen);
        assert!(place(&seen).is_some());
        lookout.says(Away::ScreenLocked);
        // Before the next page is drawn.
        seen.step();
        assert!(place(&seen).is_none() && fake.asked("lock"), "{name}");
        seen.run();
        assert!(says(&seen, &say("locked-system")), "{name}");
        assert!(!says(&seen, "Mari"), "{name}");
        assert_eq!(
            seen.ctx.memory(|memory| memory.top_modal_layer()),
            None,
            "{name}"
        );
    }
}

#[test]
fn a_window_that_is_not_drawn_locks_as_well() {
    let fake = Fake::sample();
    let lookout = Lookout::default();
    let mut seen = watched(&fake, &lookout);
    unlock(&mut seen, PASSPHRASE);
    lookout.says(Away::Sleeps);
    let ctx = seen.ctx.clone();
    seen.state_mut().as_mut().unwrap().unseen(&ctx);
    assert!(place(&seen).is_none() && fake.asked("lock"));
    assert!(lookout.0.borrow().lock_by.is_none(), "and is not reminded");
    seen.run();
    assert!(lookout.0.borrow().locked, "who waits for it may go on");
}

#[test]
fn the_sentinel_knows_until_when_the_window_means_to_lock() {
    let fake = Fake::sample();
    let lookout = Lookout::default();
    let mut seen = watched(&fake, &lookout);
    assert!(lookout.0.borrow().lock_by.is_none());
    unlock(&mut seen, PASSPHRASE);
    let left = lookout
        .0
        .borrow()
        .lock_by
        .unwrap()
        .saturating_duration_since(std::time::Instant::now());
    let minutes = std::time::Duration::from_secs(60);
    assert!(left > 4 * minutes && left < 6 * minutes);
}

#[test]
fn what_could_not_be_saved_stays_on_the_screen_and_is_sent_again() {
    let fake = Fake::sample();
    let mut seen = open(&fake);
    press_with(&mut seen, Key::N);
    press(&mut seen, Key::Num2);
    fake.0.borrow_mut().disk_full = true;
    let mut trouble = anteroom::app::command::Trouble::new("disk", "The disk is full.");
    trouble.not_saved = true;
    fake.push(Event::Failed(trouble));
    seen.run();
    assert!(says(&seen, "NOT SAVED"));
    fake.0.borrow_mut().disk_full = false;
    click(&mut seen, "Save again");
    assert!(fake.asked("draft") && !says(&seen, "NOT SAVED"));
}

#[test]
fn closing_waits_for_the_disk_and_asks_after_five_seconds() {
    let fake = Fake::sample();
    let mut seen = open(&fake);
    fake.0.borrow_mut().silent = true;
    let root = egui::ViewportId::ROOT;
    let viewport = seen.input_mut().viewports.entry(root).or_default();
    viewport.events.push(egui::ViewportEvent::Close);
    let now = seen.ctx.input(|input| input.time);
    seen.step();
    seen.input_mut()
        .viewports
        .entry(root)
        .or_default()
        .events
        .clear();
    seen.step();
    assert!(says(&seen, &say("closing-saving-text")) || says(&seen, &say("closing-saving")));
    seen.input_mut().time = Some(now + 6.0);
    seen.step();
    seen.step();
    assert!(says(&seen, &say("closing-close")));
    click(&mut seen, "Stay");
    assert!(!says(&seen, &say("closing-close")));
    assert!(place(&seen).is_some());
}

#[test]
fn what_stands_in_a_form_at_a_lock_comes_back_into_the_same_form_and_no_other() {
    let fake = Fake::sample();
    let lookout = Lookout::default();
    let mut seen = watched(&fake, &lookout);
    unlock(&mut seen, PASSPHRASE);
    press_with(&mut seen, Key::Num3);
    click(&mut seen, "Add a group");
    fill(&mut seen, "Name", "Night shift comp");
    lookout.says(Away::Sleeps);
    seen.step();
    assert!(place(&seen).is_none());
    assert_eq!(fake.0.borrow().typed.as_ref().unwrap().place, "groups");
    seen.run();
    unlock(&mut seen, PASSPHRASE);
    assert_eq!(place(&seen), Some(Place::Groups));
    assert!(says(&seen, &say("window-typed-back")));
    // Elsewhere it does not turn up.
    press_with(&mut seen, Key::Num2);
    press_with(&mut seen, Key::Num3);
    click(&mut seen, "Add a group");
    assert_eq!(
        field(&seen, "Name").value().as_deref(),
        Some("Night shift comp")
    );
    // What was put back is kept by the next lock as well.
    press_with(&mut seen, Key::L);
    assert_eq!(fake.0.borrow().typed.as_ref().unwrap().fields.len(), 1);
    unlock(&mut seen, PASSPHRASE);
    assert!(says(&seen, &say("window-typed-back")));
}

#[test]
fn a_form_that_was_closed_leaves_nothing_to_be_kept() {
    let fake = Fake::sample();
    let mut seen = open(&fake);
    press_with(&mut seen, Key::Num3);
    click(&mut seen, "Add a group");
    fill(&mut seen, "Name", "Night shift company");
    click(&mut seen, &say("form-cancel"));
    seen.run_steps(4);
    press_with(&mut seen, Key::L);
    assert!(fake.0.borrow().typed.is_none());
}
