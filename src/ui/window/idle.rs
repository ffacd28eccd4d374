//! How long nobody did anything, by the window's clock and by the wall's, which also runs while the system sleeps.

use std::time::{Duration, SystemTime};

use egui::{Context, Event};

use crate::app::command::LockWhy;
use crate::text;

const MINUTE_SECS: f64 = 60.0;

/// Watches for use.
#[derive(Debug)]
pub(super) struct Idle {
    /// The time of the last use by the window's clock; unknown until the first frame.
    used_at: Option<f64>,
    used_on_wall: SystemTime,
    opened_on_wall: SystemTime,
    after_secs: f64,
    left_secs: f64,
    warned: bool,
}

/// What is to be done about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Signal {
    Lock(LockWhy),
    /// It locks soon; said once.
    Warn,
}

/// So long before it locks, it is said.
const WARNING_SECS: f64 = 30.0;
/// Nobody works longer without signing in again.
const LONGEST: Duration = Duration::from_secs(12 * 60 * 60);

impl Default for Idle {
    fn default() -> Self {
        Self {
            used_at: None,
            used_on_wall: SystemTime::now(),
            opened_on_wall: SystemTime::now(),
            after_secs: 5.0 * MINUTE_SECS,
            left_secs: 5.0 * MINUTE_SECS,
            warned: false,
        }
    }
}

impl Idle {
    /// The vault was opened.
    pub(super) fn opened(&mut self) {
        self.opened_on_wall = SystemTime::now();
        self.used();
    }

    /// The vault was opened so long ago, for tests.
    #[cfg(test)]
    pub(super) fn opened_before(&mut self, ago: Duration) {
        self.opened_on_wall -= ago;
    }

    /// How long until it locks if nothing is done.
    pub(super) fn left(&self) -> Duration {
        Duration::from_secs_f64(self.left_secs.max(0.0))
    }

    /// Somebody did something.
    fn used(&mut self) {
        self.used_at = None;
        self.warned = false;
        self.used_on_wall = SystemTime::now();
    }

    /// Says whether to lock or to warn, and wakes the window when the next minute of the countdown begins.
    pub(super) fn watch(&mut self, ctx: &Context, after_minutes: u8) -> Option<Signal> {
        let (now, used) = ctx.input(|input| (input.time, input.events.iter().any(is_use)));
        self.after_secs = f64::from(after_minutes.clamp(1, 30)) * MINUTE_SECS;
        let slept = self.used_on_wall.elapsed().unwrap_or_default();
        // A move of the hand after the night must not keep yesterday's session open.
        if slept > Duration::from_secs_f64(self.after_secs) + Duration::from_secs(5) {
            return Some(Signal::Lock(LockWhy::System));
        }
        let open = self.opened_on_wall.elapsed().unwrap_or_default();
        if now - self.used_at.unwrap_or(now) >= self.after_secs || open >= LONGEST {
            return Some(Signal::Lock(LockWhy::Idle));
        }
        if used {
            self.used();
        }
        self.left_secs = self.after_secs - (now - *self.used_at.get_or_insert(now));
        let next = self.left_secs % MINUTE_SECS;
        let next = if next < 0.05 {
            MINUTE_SECS
        } else {
            next + 0.05
        };
        let warning = self.left_secs - WARNING_SECS;
        let next = if warning > 0.0 {
            next.min(warning + 0.05)
        } else {
            next
        };
        ctx.request_repaint_after(Duration::from_secs_f64(next));
        if warning <= 0.0 && !self.warned {
            self.warned = true;
            return Some(Signal::Warn);
        }
        None
    }

    /// When it locks, in words.
    pub(super) fn words(&self, ctx: &Context) -> String {
        let now = ctx.input(|input| input.time);
        let left = self.after_secs - (now - self.used_at.unwrap_or(now));
        if left <= WARNING_SECS {
            return text::say("window-locks-now");
        }
        let minutes = (left / MINUTE_SECS).ceil().max(1.0);
        text::count("window-locks-in", minutes as usize)
    }
}

fn is_use(event: &Event) -> bool {
    matches!(
        event,
        Event::Key { .. }
            | Event::Text(_)
            | Event::Paste(_)
            | Event::Copy
            | Event::Cut
            | Event::Ime(_)
            | Event::PointerMoved(_)
            | Event::PointerButton { .. }
            | Event::MouseWheel { .. }
            | Event::Touch { .. }
            | Event::AccessKitActionRequest(_)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_twelve_hours_somebody_at_work_signs_in_again() {
        let ctx = Context::default();
        let mut idle = Idle::default();
        assert_eq!(idle.watch(&ctx, 30), None);
        idle.opened_before(LONGEST);
        assert_eq!(idle.watch(&ctx, 30), Some(Signal::Lock(LockWhy::Idle)));
        idle.opened();
        assert_eq!(idle.watch(&ctx, 30), None);
    }

    #[test]
    fn it_cannot_be_switched_off() {
        let ctx = Context::default();
        let mut idle = Idle::default();
        assert_eq!(idle.watch(&ctx, 0), None);
        assert!(idle.left() <= Duration::from_secs(60));
        assert_eq!(idle.watch(&ctx, 255), None);
        assert!(idle.left() <= Duration::from_secs(30 * 60));
    }
}
