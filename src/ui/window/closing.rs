//! The way out: what is on its way to the disk gets there first, or the person decides.

use egui::{Context, Id, Ui, ViewportCommand};

use crate::text::say;
use crate::ui::widgets::{Choice, Dialog};

/// How long saving may take before the person is asked.
const PATIENCE_SECS: f64 = 5.0;

/// Where closing stands.
#[derive(Debug, Default)]
pub(super) struct Closing {
    state: State,
}

#[derive(Debug, Default, PartialEq)]
enum State {
    #[default]
    Not,
    /// Something typed would be lost.
    Asking(String),
    Saving {
        since: f64,
    },
    NotSaved,
    Now,
}

/// What the person decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Stay,
    Leave,
    CloseAnyway,
}

impl Closing {
    pub(super) fn may_close(&self) -> bool {
        self.state == State::Now
    }

    pub(super) fn is_waiting(&self) -> bool {
        matches!(self.state, State::Saving { .. })
    }

    pub(super) fn ask(&mut self, what_is_lost: String) {
        self.state = State::Asking(what_is_lost);
    }

    pub(super) fn begin(&mut self, ctx: &Context) {
        let since = ctx.input(|input| input.time);
        self.state = State::Saving { since };
        ctx.request_repaint();
    }

    /// Work goes on, such as the day's backup: patience begins anew.
    pub(super) fn still_working(&mut self, ctx: &Context) {
        if self.is_waiting() {
            self.begin(ctx);
        }
    }

    pub(super) fn not_saved(&mut self) {
        self.state = State::NotSaved;
    }

    /// The vault is shut: everything is on the disk.
    pub(super) fn locked(&mut self, ctx: &Context) {
        if matches!(self.state, State::Saving { .. } | State::NotSaved) {
            self.close_now(ctx);
        }
    }

    pub(super) fn close_now(&mut self, ctx: &Context) {
        self.state = State::Now;
        ctx.send_viewport_cmd(ViewportCommand::Close);
    }

    /// Draws what is to be said or asked.
    pub(super) fn show(&mut self, ui: &Ui) -> Option<Answer> {
        if let State::Saving { since } = self.state {
            let waited = ui.input(|input| input.time) - since;
            if waited > PATIENCE_SECS {
                self.state = State::NotSaved;
            } else {
                let left = std::time::Duration::from_secs_f64(PATIENCE_SECS - waited + 0.05);
                ui.request_repaint_after(left);
            }
        }
        match &self.state {
            State::Not | State::Now => None,
            State::Asking(text) => {
                let (title, stay, leave) = (
                    say("closing-title"),
                    say("closing-stay"),
                    say("closing-leave"),
                );
                let dialog = Dialog::new(Id::unique("closing"), &title, &stay)
                    .text(text)
                    .danger(&leave);
                dialog.show(ui).map(|choice| match choice {
                    Choice::Safe => Answer::Stay,
                    Choice::Act => Answer::Leave,
                })
            }
            State::Saving { .. } => {
                let (title, stay, text) = (
                    say("closing-saving"),
                    say("closing-stay"),
                    say("closing-saving-text"),
                );
                let dialog = Dialog::new(Id::unique("closing saving"), &title, &stay).text(&text);
                dialog.show(ui).map(|_| Answer::Stay)
            }
            State::NotSaved => {
                let (title, text) = (say("closing-not-saved"), say("closing-not-saved-text"));
                let (stay, close) = (say("closing-stay"), say("closing-close"));
                let dialog = Dialog::new(Id::unique("closing not saved"), &title, &stay)
                    .text(&text)
                    .danger(&close);
                dialog.show(ui).map(|choice| match choice {
                    Choice::Safe => Answer::Stay,
                    Choice::Act => Answer::CloseAnyway,
                })
            }
        }
    }
}
