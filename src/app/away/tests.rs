//! Whoever goes away is noticed, and the vault is locked also by a window that does not move.
#![allow(clippy::unwrap_used)]

use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use crate::app::command::{Command, LockWhy};
use crate::app::worker::Order;

/// A sentinel without threads, and what it does.
struct Post {
    sentinel: SystemSentinel,
    orders: Receiver<Order>,
    line: Arc<Mutex<Option<Sender<Order>>>>,
    woken: Arc<AtomicUsize>,
}

impl Post {
    fn new() -> Self {
        let (to_vault, orders) = channel();
        let line = Arc::new(Mutex::new(Some(to_vault)));
        let woken = Arc::new(AtomicUsize::new(0));
        let wakes = Arc::clone(&woken);
        let (to_window, events) = channel();
        let watch = Arc::new(Watch {
            state: Mutex::default(),
            changed: Condvar::new(),
            events: Mutex::new(to_window),
            wake: Box::new(move || {
                wakes.fetch_add(1, Ordering::Relaxed);
            }),
            line: LockLine::to(&line),
        });
        Self {
            sentinel: SystemSentinel { events, watch },
            orders,
            line,
            woken,
        }
    }

    fn watch(&self) -> &Watch {
        &self.sentinel.watch
    }

    fn opened(&mut self, left: Duration) {
        self.sentinel.lock_by(Instant::now().checked_add(left));
    }

    /// As if the window had not moved for so long.
    fn unanswered_for(&self, time: Duration) {
        self.watch().state().asked = Instant::now().checked_sub(time);
    }

    fn locks_behind_the_window(&self) -> bool {
        match self.orders.try_recv() {
            Ok((Command::Lock(LockWhy::System), _)) => true,
            Ok(_) => panic!("something else than a lock"),
            Err(_) => false,
        }
    }
}

const HOUR: Duration = Duration::from_secs(3600);

#[test]
fn a_clock_that_stood_still_tells_of_sleep() {
    let before = Clocks::now();
    let second = Duration::from_secs(1);
    let awake = Clocks {
        running: before.running + second,
        all: before.all + second,
    };
    let slept = Clocks {
        running: before.running + second,
        all: before.all + second + Duration::from_secs(9),
    };
    assert!(awake.slept_since(&before) <= JUMP);
    if !cfg!(windows) {
        assert!(slept.slept_since(&before) > JUMP);
    }
}

#[test]
fn sleep_wakes_the_window_and_an_answer_is_enough() {
    let mut post = Post::new();
    post.opened(HOUR);
    post.watch().tick(true);
    assert_eq!(post.woken.load(Ordering::Relaxed), 1);
    assert_eq!(post.sentinel.poll(), Some(Away::Slept));
    assert_eq!(post.sentinel.poll(), None);
    post.watch().tick(false);
    assert!(!post.locks_behind_the_window());
}

#[test]
fn a_window_that_does_not_move_is_passed_over() {
    let mut post = Post::new();
    post.opened(HOUR);
    post.watch().tell(Away::ScreenLocked);
    post.watch().tick(false);
    assert!(!post.locks_behind_the_window(), "it gets a moment");
    post.unanswered_for(PATIENCE * 2);
    post.watch().tick(false);
    assert!(post.locks_behind_the_window());
    post.watch().tick(false);
    assert!(!post.locks_behind_the_window(), "once is enough");
}

#[test]
fn who_should_have_locked_by_now_is_reminded_and_then_passed_over() {
    let mut post = Post::new();
    post.opened(Duration::ZERO);
    while Instant::now() <= post.watch().state().lock_by.unwrap() {}
    post.watch().tick(false);
    assert!(post.watch().state().asked.is_some());
    post.unanswered_for(PATIENCE * 2);
    post.watch().tick(false);
    assert!(post.locks_behind_the_window());
}

#[test]
fn a_locked_vault_is_left_alone() {
    let mut post = Post::new();
    post.watch().tick(true);
    assert_eq!(post.sentinel.poll(), None);
    post.opened(HOUR);
    post.sentinel.locked();
    post.watch().tick(true);
    assert_eq!(post.sentinel.poll(), None);
    assert!(!post.locks_behind_the_window());
}

#[test]
fn the_computer_sleeps_when_the_vault_is_locked_and_not_when_the_window_is_shut() {
    let mut post = Post::new();
    post.opened(HOUR);
    post.sentinel.lock_by(None);
    assert!(post.watch().state().open, "the vault may still be saving");
    post.sentinel.locked();
    // Returns at once.
    post.watch().wait_until_locked(HOUR);
}

#[test]
fn before_sleep_half_of_the_time_is_the_windows_and_then_it_is_passed_over() {
    let mut post = Post::new();
    post.opened(HOUR);
    post.watch().tell(Away::Sleeps);
    post.unanswered_for(HOUR);
    post.watch().wait_until_locked(Duration::from_millis(1));
    assert!(post.locks_behind_the_window());
}

#[test]
fn a_program_that_ended_is_not_locked() {
    let mut post = Post::new();
    post.opened(HOUR);
    *post.line.lock().unwrap() = None;
    post.watch().tell(Away::ScreenLocked);
    post.unanswered_for(PATIENCE * 2);
    post.watch().tick(false);
    assert!(!post.locks_behind_the_window());
}
