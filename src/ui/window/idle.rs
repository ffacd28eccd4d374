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
    after_secs: f64,
}

impl Default for Idle {
    fn default() -> Self {
        Self {
            used_at: None,
            used_on_wall: SystemTime::now(),
            after_secs: 5.0 * MINUTE_SECS,
        }
    }
}

impl Idle {
    /// Somebody did something, or the vault was opened.
    pub(super) fn used(&mut self) {
        self.used_at = None;
        self.used_on_wall = SystemTime::now();
    }

    /// Says whether to lock, and wakes the window when the next minute of the countdown begins.
    pub(super) fn watch(&mut self, ctx: &Context, after_minutes: u8) -> Option<LockWhy> {
        let (now, used) = ctx.input(|input| (input.time, input.events.iter().any(is_use)));
        self.after_secs = f64::from(after_minutes.clamp(1, 30)) * MINUTE_SECS;
        let slept = self.used_on_wall.elapsed().unwrap_or_default();
        // A move of the hand after the night must not keep yesterday's session open.
        if slept > Duration::from_secs_f64(self.after_secs) + Duration::from_secs(5) {
            return Some(LockWhy::System);
        }
        if now - self.used_at.unwrap_or(now) >= self.after_secs {
            return Some(LockWhy::Idle);
        }
        if used {
            self.used();
        }
        let left = self.after_secs - (now - *self.used_at.get_or_insert(now));
        let next = left % MINUTE_SECS;
        let next = if next < 0.05 {
            MINUTE_SECS
        } else {
            next + 0.05
        };
        ctx.request_repaint_after(Duration::from_secs_f64(next));
        None
    }

    /// When it locks, in words.
    pub(super) fn words(&self, ctx: &Context) -> String {
        let now = ctx.input(|input| input.time);
        let left = self.after_secs - (now - self.used_at.unwrap_or(now));
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
