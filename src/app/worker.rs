//! The one thread that owns the vault, and the port through which the window speaks with it.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::command::{Command, Event, LockWhy, Port, Trouble};
use super::desk::Desk;
use crate::text;

/// How long nobody asks for anything before daily work may begin.
const REST: Duration = Duration::from_secs(20);

/// A command, and whether the window waits for its answer.
pub(super) type Order = (Command, Asker);

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asker {
    Window,
    Sentinel,
}

/// A way to lock the vault past the window; it keeps nothing open.
pub struct LockLine {
    commands: Weak<Mutex<Option<Sender<Order>>>>,
    /// Set while daily work is done that gives way; what somebody asked for is finished first.
    resting: Arc<AtomicBool>,
    stop: Arc<AtomicBool>,
}

impl LockLine {
    #[cfg(test)]
    pub(super) fn to(commands: &Arc<Mutex<Option<Sender<Order>>>>) -> Self {
        Self {
            commands: Arc::downgrade(commands),
            resting: Arc::default(),
            stop: Arc::default(),
        }
    }

    /// Locks, after what was asked before.
    pub(super) fn lock(&self) {
        let Some(commands) = self.commands.upgrade() else {
            return;
        };
        if self.resting.load(Ordering::SeqCst) {
            self.stop.store(true, Ordering::SeqCst);
        }
        let commands = commands.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(commands) = &*commands {
            let _ = commands.send((Command::Lock(LockWhy::System), Asker::Sentinel));
        }
    }
}

/// A port to a desk on a thread of its own.
pub struct ThreadPort {
    commands: Arc<Mutex<Option<Sender<Order>>>>,
    events: Receiver<(Event, bool)>,
    waiting: usize,
    stop: Arc<AtomicBool>,
    resting: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl ThreadPort {
    /// Starts the thread. `wake` is called after each event, from that thread.
    ///
    /// # Errors
    /// If the system gives no thread.
    pub fn start(mut desk: Desk, wake: impl Fn() + Send + 'static) -> std::io::Result<Self> {
        let (to_desk, commands) = channel::<Order>();
        let (to_window, events) = channel();
        let stop = desk.stop_flag();
        let resting = Arc::new(AtomicBool::new(false));
        let rests = Arc::clone(&resting);
        let thread = std::thread::Builder::new()
            .name("vault".to_owned())
            .spawn(move || {
                let _ = to_window.send((desk.greet(), false));
                wake();
                let tell = |event| {
                    let _ = to_window.send((event, false));
                    wake();
                };
                while let Some((command, asker)) = next(&commands, &mut desk, &rests, &tell) {
                    let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                        desk.handle_telling(command, &tell)
                    }));
                    let mut events = done.unwrap_or_else(|_| {
                        let trouble = Trouble::new("fault", text::say("trouble-fault"));
                        vec![Event::Failed(Trouble {
                            not_saved: true,
                            ..trouble
                        })]
                    });
                    let last = events.pop();
                    for event in events {
                        let _ = to_window.send((event, false));
                    }
                    if let Some(event) = last {
                        let _ = to_window.send((event, asker == Asker::Window));
                    }
                    wake();
                }
                // The window is gone: whatever is open is locked, and the log says so.
                desk.handle(Command::Lock(LockWhy::Exit));
            })?;
        Ok(Self {
            commands: Arc::new(Mutex::new(Some(to_desk))),
            events,
            waiting: 0,
            stop,
            resting,
            thread: Some(thread),
        })
    }

    /// A way to lock the vault past the window.
    #[must_use]
    pub fn lock_line(&self) -> LockLine {
        LockLine {
            commands: Arc::downgrade(&self.commands),
            resting: Arc::clone(&self.resting),
            stop: Arc::clone(&self.stop),
        }
    }
}

/// The next command. Meanwhile the anchors follow the log, a minute after it changed, and the daily work
/// is done; when there is neither, this thread sleeps, and the window is not woken for it.
fn next(
    commands: &Receiver<Order>,
    desk: &mut Desk,
    resting: &AtomicBool,
    tell: &dyn Fn(Event),
) -> Option<Order> {
    let quiet = Instant::now();
    // Once a silence: whatever stopped it is in the queue, and a fault is not tried again at once.
    let mut rested = false;
    loop {
        let rest = (!rested && desk.rest_is_due()).then(|| REST.saturating_sub(quiet.elapsed()));
        let wait = desk.anchor_due_in().into_iter().chain(rest).min();
        let Some(wait) = wait else {
            return commands.recv().ok();
        };
        match commands.recv_timeout(wait) {
            Ok(order) => return Some(order),
            Err(RecvTimeoutError::Disconnected) => return None,
            Err(RecvTimeoutError::Timeout) => {}
        }
        desk.anchor_if_due();
        if !rested && quiet.elapsed() >= REST && desk.rest_is_due() {
            rested = true;
            resting.store(true, Ordering::SeqCst);
            // Nobody asked: nobody sees how far it is.
            let work = std::panic::AssertUnwindSafe(|| desk.rest(&|_| {}));
            let events = std::panic::catch_unwind(work).unwrap_or_default();
            resting.store(false, Ordering::SeqCst);
            events.into_iter().for_each(tell);
        }
    }
}

impl Port for ThreadPort {
    fn send(&mut self, command: Command) {
        // Long work is stopped from here; in the queue the wish would come too late.
        if matches!(command, Command::StopWork) {
            self.stop.store(true, Ordering::SeqCst);
            return;
        }
        // Daily work gives way.
        if self.resting.load(Ordering::SeqCst) {
            self.stop.store(true, Ordering::SeqCst);
        }
        let commands = self.commands.lock().unwrap_or_else(PoisonError::into_inner);
        let order = (command, Asker::Window);
        if commands.as_ref().is_some_and(|to| to.send(order).is_ok()) {
            self.waiting += 1;
        }
    }

    fn poll(&mut self) -> Option<Event> {
        let (event, answered) = self.events.try_recv().ok()?;
        if answered {
            self.waiting = self.waiting.saturating_sub(1);
        }
        Some(event)
    }

    fn waiting(&self) -> usize {
        self.waiting
    }
}

impl Drop for ThreadPort {
    fn drop(&mut self) {
        *self.commands.lock().unwrap_or_else(PoisonError::into_inner) = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// A port to a desk that answers at once: for tests of the whole program without threads.
pub struct DirectPort {
    desk: Desk,
    events: VecDeque<Event>,
}

impl DirectPort {
    /// Puts a port before a desk.
    #[must_use]
    pub fn new(desk: Desk) -> Self {
        let events = VecDeque::from([desk.greet()]);
        Self { desk, events }
    }
}

impl Port for DirectPort {
    fn send(&mut self, command: Command) {
        self.events.extend(self.desk.handle(command));
    }

    fn poll(&mut self) -> Option<Event> {
        self.events.pop_front()
    }

    fn waiting(&self) -> usize {
        0
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::time::Duration;

    use super::*;
    use crate::app::demo;
    use crate::domain::clock::FixedClock;
    use crate::vault::{Locked, Passphrase};

    fn port() -> (tempfile::TempDir, ThreadPort) {
        let place = tempfile::tempdir().unwrap();
        let clock = Arc::new(FixedClock::noon_of(jiff::civil::date(2025, 3, 10)));
        let desk = Desk::new(place.path().join("Clinic.vault"), clock);
        (place, ThreadPort::start(desk, || {}).unwrap())
    }

    fn next(port: &mut ThreadPort) -> Event {
        loop {
            if let Some(event) = port.poll() {
                return event;
            }
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    #[test]
    fn a_lock_from_behind_the_window_comes_after_what_was_asked_before() {
        let (_place, mut port) = port();
        assert!(matches!(next(&mut port), Event::Standing(_)));
        let line = port.lock_line();
        // A long piece of work, and another that waits behind it.
        port.send(Command::LookAround);
        port.send(Command::Home);
        line.lock();
        let mut order = Vec::new();
        loop {
            match next(&mut port) {
                Event::Opened(_) => order.push("opened"),
                Event::Home(_) => order.push("home"),
                Event::Locked => break,
                _ => {}
            }
        }
        assert_eq!(order, ["opened", "home"]);
        assert_eq!(
            port.waiting(),
            0,
            "nobody waits for what the sentinel asked"
        );
    }

    #[test]
    fn a_line_keeps_nothing_open() {
        let (place, mut port) = port();
        let line = port.lock_line();
        port.send(Command::LookAround);
        while !matches!(next(&mut port), Event::Opened(_)) {}
        drop(port);
        // The vault is let go although the line is still there; nobody hears it any more.
        line.lock();
        let sample = place.path().join("Sample clinic").join(demo::VAULT);
        let clock = Arc::new(FixedClock::noon_of(demo::DAY));
        let words = Passphrase::new(demo::PASSPHRASE.to_owned());
        let again = Locked::at(&sample, clock).unwrap();
        assert!(again.unlock(demo::LOGIN, &words).is_ok());
    }
}
