//! Work beside the window, such as a file dialog: it runs on a thread of its own and wakes the window when it is done.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use egui::Context;

static RUNNING: AtomicUsize = AtomicUsize::new(0);

/// Whether anything is being done beside any window of this program, whose result may change a page.
#[must_use]
pub fn is_anything_running() -> bool {
    RUNNING.load(Ordering::SeqCst) > 0
}

/// Counts one piece of work for as long as it lives, also if the work panics.
struct Counted;

impl Counted {
    fn begin() -> Self {
        RUNNING.fetch_add(1, Ordering::SeqCst);
        Self
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        RUNNING.fetch_sub(1, Ordering::SeqCst);
    }
}

/// One piece of work at a time, and its result.
pub struct Background<T> {
    running: Option<Receiver<T>>,
}

impl<T> Default for Background<T> {
    fn default() -> Self {
        Self { running: None }
    }
}

impl<T: Send + 'static> Background<T> {
    /// Begins, unless something is running already.
    pub fn start(&mut self, ctx: &Context, work: impl FnOnce() -> T + Send + 'static) {
        if self.running.is_some() {
            return;
        }
        let (done, running) = channel();
        let (ctx, counted) = (ctx.clone(), Counted::begin());
        std::thread::spawn(move || {
            // If the page is gone, nobody waits for the result.
            let _ = done.send(work());
            drop(counted);
            ctx.request_repaint();
        });
        self.running = Some(running);
    }

    /// Whether it is running.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.running.is_some()
    }

    /// The result, once.
    pub fn poll(&mut self) -> Option<T> {
        match self.running.as_ref()?.try_recv() {
            Ok(result) => {
                self.running = None;
                Some(result)
            }
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => {
                self.running = None;
                None
            }
        }
    }
}
