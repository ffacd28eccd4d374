//! Who went away: the computer sleeps, its screen is locked, another user is at it, or nobody locked in time. The vault is locked at once.
//!
//! Three threads watch, none of them draws: one asks the clocks each second, and on Linux two hear the system's
//! buses. They wake the window, which saves what was typed and locks. A window that does not wake up in time, for
//! instance because nothing draws it, is passed over: the vault is locked behind its back.
//!
//! On Windows and macOS the clocks alone watch for now: there sleep is seen when it ends, before anything is drawn,
//! and a locked screen is not seen; the idle time locks then. What they offer (`WTSRegisterSessionNotification`,
//! `NSWorkspace`) needs calls that this program does not make without somebody to try them.

#[cfg(target_os = "linux")]
mod bus;

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::worker::LockLine;

/// Why there is nobody at the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Away {
    /// The computer is about to sleep, or to be switched off.
    Sleeps,
    /// It slept.
    Slept,
    /// The screen was locked, or the session asked to be.
    ScreenLocked,
    /// Another user is at the computer.
    UserSwitched,
    /// The window should have locked by now.
    Overdue,
}

/// Tells the window when somebody goes away.
pub trait Sentinel {
    /// What happened since the last question.
    fn poll(&mut self) -> Option<Away>;
    /// When the window means to lock by itself, at the latest; never while it is locked.
    fn lock_by(&mut self, at: Option<Instant>);
    /// The vault is locked, and whoever waits for that may go on.
    fn locked(&mut self);
}

/// Nobody watches: for tests and pictures.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoSentinel;

impl Sentinel for NoSentinel {
    fn poll(&mut self) -> Option<Away> {
        None
    }
    fn lock_by(&mut self, _: Option<Instant>) {}
    fn locked(&mut self) {}
}

/// How long the window has to lock before the vault is locked without it.
const PATIENCE: Duration = Duration::from_secs(2);
/// More than this between two clocks is sleep.
const JUMP: Duration = Duration::from_secs(5);
const TICK: Duration = Duration::from_secs(1);

/// The sentinel of this system. Its threads end with the program.
pub struct SystemSentinel {
    events: Receiver<Away>,
    watch: Arc<Watch>,
}

/// What the threads share.
pub(super) struct Watch {
    state: Mutex<State>,
    changed: Condvar,
    events: Mutex<Sender<Away>>,
    wake: Box<dyn Fn() + Send + Sync>,
    line: LockLine,
}

#[derive(Default)]
struct State {
    open: bool,
    lock_by: Option<Instant>,
    /// Since when the window has not answered.
    asked: Option<Instant>,
    gone: bool,
}

impl SystemSentinel {
    /// Begins to watch. `wake` wakes the window; the line reaches the vault past it.
    #[must_use]
    pub fn start(line: LockLine, wake: impl Fn() + Send + Sync + 'static) -> Self {
        let (to_window, events) = channel();
        let watch = Arc::new(Watch {
            state: Mutex::default(),
            changed: Condvar::new(),
            events: Mutex::new(to_window),
            wake: Box::new(wake),
            line,
        });
        let clocks = Arc::clone(&watch);
        // Without a thread the window still locks by itself.
        let _ = std::thread::Builder::new()
            .name("clocks".to_owned())
            .spawn(move || clocks.watch_clocks());
        #[cfg(target_os = "linux")]
        bus::start(&watch);
        Self { events, watch }
    }
}

impl Sentinel for SystemSentinel {
    fn poll(&mut self) -> Option<Away> {
        let away = self.events.try_recv().ok()?;
        // The window is awake, and does the rest.
        self.watch.state().asked = None;
        Some(away)
    }

    fn lock_by(&mut self, at: Option<Instant>) {
        let mut state = self.watch.state();
        state.open |= at.is_some();
        state.lock_by = at;
    }

    fn locked(&mut self) {
        self.watch.is_locked();
    }
}

impl Drop for SystemSentinel {
    fn drop(&mut self) {
        self.watch.state().gone = true;
        self.watch.changed.notify_all();
    }
}

impl Watch {
    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn is_gone(&self) -> bool {
        self.state().gone
    }

    fn is_locked(&self) {
        let mut state = self.state();
        state.open = false;
        state.lock_by = None;
        state.asked = None;
        self.changed.notify_all();
    }

    /// Tells the window.
    pub(super) fn tell(&self, away: Away) {
        let mut state = self.state();
        if state.open && state.asked.is_none() {
            state.asked = Some(Instant::now());
        }
        drop(state);
        let events = self.events.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = events.send(away);
        drop(events);
        (self.wake)();
    }

    /// Waits until the vault is locked, as long as whoever asked can wait.
    pub(super) fn wait_until_locked(&self, most: Duration) {
        let until = Instant::now() + most;
        let mut state = self.state();
        while state.open && !state.gone {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            // Half of the time for the window, the other half without it.
            if state.asked.is_some_and(|asked| asked.elapsed() >= most / 2) {
                state.asked = None;
                self.line.lock();
            }
            let nap = left.min(Duration::from_millis(100));
            state = self
                .changed
                .wait_timeout(state, nap)
                .unwrap_or_else(PoisonError::into_inner)
                .0;
        }
    }

    fn watch_clocks(&self) {
        let mut clocks = Clocks::now();
        loop {
            let state = self.state();
            let (state, _) = self
                .changed
                .wait_timeout(state, TICK)
                .unwrap_or_else(PoisonError::into_inner);
            if state.gone {
                return;
            }
            drop(state);
            let now = Clocks::now();
            let slept = now.slept_since(&clocks) > JUMP;
            clocks = now;
            self.tick(slept);
        }
    }

    /// One look at the clocks.
    fn tick(&self, slept: bool) {
        let state = self.state();
        let overdue = state
            .lock_by
            .is_some_and(|at| at.elapsed() > Duration::ZERO && state.open);
        let unanswered = state.asked.is_some_and(|asked| asked.elapsed() > PATIENCE);
        let (open, asked) = (state.open, state.asked.is_some());
        drop(state);
        if !open {
            return;
        }
        if slept {
            self.tell(Away::Slept);
        } else if overdue && !asked {
            self.tell(Away::Overdue);
        }
        if unanswered {
            self.state().asked = None;
            self.line.lock();
        }
    }
}

/// Two clocks, one of which stands still while the computer sleeps.
#[derive(Clone, Copy)]
struct Clocks {
    running: Instant,
    all: Duration,
}

impl Clocks {
    fn now() -> Self {
        Self {
            running: Instant::now(),
            all: always_running(),
        }
    }

    /// How long the computer slept in between.
    fn slept_since(&self, earlier: &Self) -> Duration {
        let all = self.all.saturating_sub(earlier.all);
        let awake = self.running.saturating_duration_since(earlier.running);
        // Where both clocks run during sleep, a tick that takes so long was one.
        if cfg!(windows) {
            return awake.saturating_sub(TICK);
        }
        all.saturating_sub(awake)
    }
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn always_running() -> Duration {
    use rustix::time::{ClockId, clock_gettime};
    let time = clock_gettime(ClockId::Boottime);
    Duration::new(
        u64::try_from(time.tv_sec).unwrap_or(0),
        u32::try_from(time.tv_nsec).unwrap_or(0),
    )
}

/// The wall's clock: setting it forward locks as well, and that costs a passphrase.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn always_running() -> Duration {
    let now = std::time::SystemTime::now();
    now.duration_since(std::time::SystemTime::UNIX_EPOCH)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests;
