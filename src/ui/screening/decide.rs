//! Decide and sign: what the program suggests, what the clinician decides, what the person decides, and what is missing.

mod added;
mod after;
mod disposition;
mod judgement;
mod sign;
mod three;

use egui::{Id, Ui};
use zeroize::Zeroizing;

use crate::app::command::{self, Command, Event, KeepSupport};
use crate::app::decide::{self, Gap};
use crate::domain::answers::SafetyLevel;
use crate::domain::form::Pathway;
use crate::domain::id::ScreeningId;
use crate::domain::screening::{Disposition, Judgement};
use crate::text;
use crate::ui::Icon;
use crate::ui::screen::{Ask, Place, Shared};
use crate::ui::shell::{Breadth, WIDE_COLUMN};
use crate::ui::theme::space;
use crate::ui::widgets::dialog::Choice;
use crate::ui::widgets::{Banner, Button, Dialog, Secret, Text, Tone};

use super::frame::{self, Foot, Frame, Pressed};
use super::{OnPage, Step, Work};

/// The page on which is decided and signed.
#[derive(Default)]
pub struct DecidePage {
    screening: Option<ScreeningId>,
    /// What was written before something else was chosen, so that nothing is lost by trying.
    earlier_override: Option<Judgement>,
    earlier: Vec<Disposition>,
    keep: KeepSupport,
    secret: Secret,
    /// Whether the dialog about keeping nothing is open.
    asks_nothing: bool,
    /// Nothing was kept of this one.
    finished: Option<ScreeningId>,
    added: added::Added,
    /// Whether this page asked for the signature, so that what was refused is said here.
    asked: bool,
}

/// Where a press on the page leads.
enum Go {
    Question(String),
    Step(Step),
    Client,
    Focus(Id),
}

impl DecidePage {
    /// Draws the page.
    pub fn show(&mut self, ui: &mut Ui, work: &mut Work, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
        self.take_up(work);
        self.commanded(ui, work);
        if self.finished == Some(work.open.id) {
            asks.push(Ask::Toast(text::say("nothing-kept-done")));
            asks.push(Ask::Go(Place::Home));
            *self = Self::default();
            return;
        }
        let frame = Frame::begin(ui, frame::id(work, "decide"), WIDE_COLUMN);
        if !work.is_draft() {
            after::show(ui, &frame, work, (&mut self.added, shared), asks);
            return;
        }
        let gaps = self.gaps(work, shared);
        let went = frame.body(ui, |ui| self.page(ui, &frame, work, shared, asks, &gaps));
        if let Some(went) = went {
            follow(ui, work, asks, went);
        }
        self.foot(ui, &frame, work, shared, asks, &gaps);
        self.nothing_dialog(ui, work, asks);
    }

    /// Takes note of an event: the signature, or that nothing was kept.
    pub fn hear(&mut self, event: &Event, work: &mut Work) {
        self.added.hear(event);
        match event {
            Event::Signed(open) if open.id == work.open.id => {
                *work = Work::new((**open).clone());
                work.step = Step::Decide;
                self.secret.clear();
                self.asked = false;
            }
            Event::NothingKept => self.finished = Some(work.open.id),
            Event::Locked => *self = Self::default(),
            _ => {}
        }
    }

    /// Starts anew for another screening.
    fn take_up(&mut self, work: &Work) {
        if self.screening == Some(work.open.id) {
            return;
        }
        let finished = self.finished;
        *self = Self {
            screening: Some(work.open.id),
            finished,
            ..Self::default()
        };
        if let Some((_, client)) = &work.open.client {
            client.display_name().clone_into(&mut self.keep.chosen_name);
        }
    }

    /// Does what a command asked for.
    fn commanded(&mut self, ui: &Ui, work: &mut Work) {
        if work.takes(OnPage::Sign) {
            crate::ui::focus::give(ui, sign::secret_id(work));
        }
        self.asks_nothing |= work.takes(OnPage::KeepNothing);
        self.added.commanded(ui, work);
    }

    fn page(
        &mut self,
        ui: &mut Ui,
        frame: &Frame,
        work: &mut Work,
        shared: &Shared<'_>,
        asks: &mut Vec<Ask>,
        gaps: &[Missing],
    ) -> Option<Go> {
        let mut go = locked(ui, work);
        Text::h1(&text::say("decide-title")).show(ui);
        ui.add_space(space::S8);
        go = go.or(three::show(ui, frame, work));
        if frame.breadth == Breadth::Wide {
            // Left what is decided, right what is missing and the signature.
            ui.add_space(space::S24);
            let area = ui.available_rect_before_wrap();
            let side = 376.0;
            let left = area.width() - side - space::S32;
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = space::S32;
                ui.vertical(|ui| {
                    ui.set_width(left);
                    let pressed = self.deciding(ui, work, shared, asks);
                    go = go.take().or(pressed);
                });
                ui.vertical(|ui| {
                    ui.set_width(side);
                    let pressed = self.signing(ui, work, shared, asks, gaps);
                    go = go.take().or(pressed);
                });
            });
        } else {
            ui.add_space(space::S16);
            let pressed = self.deciding(ui, work, shared, asks);
            go = go.take().or(pressed);
            ui.add_space(space::S24);
            let pressed = self.signing(ui, work, shared, asks, gaps);
            go = go.take().or(pressed);
        }
        go
    }

    fn deciding(
        &mut self,
        ui: &mut Ui,
        work: &mut Work,
        shared: &Shared<'_>,
        asks: &mut Vec<Ask>,
    ) -> Option<Go> {
        ui.spacing_mut().item_spacing.y = space::S8;
        self.judgement(ui, work, shared, asks);
        ui.add_space(space::S24);
        self.disposition(ui, work, shared, asks)
    }

    /// Everything that stands in the way, those of the window included.
    fn gaps(&self, work: &Work, shared: &Shared<'_>) -> Vec<Missing> {
        let around = decide::Around {
            client: work.open.client.as_ref().map(|(_, client)| client),
            groups: shared.groups,
            today: shared.today,
        };
        let (content, now) = (&work.open.content, &work.recommendation);
        let mut gaps: Vec<Missing> = decide::gaps(work.pack(), content, now, &around)
            .into_iter()
            .map(Missing::Of)
            .collect();
        if work.open.pathway == Pathway::Support && self.keep.chosen_name.trim().is_empty() {
            gaps.push(Missing::ChosenName);
        }
        gaps
    }

    fn foot(
        &mut self,
        ui: &mut Ui,
        frame: &Frame,
        work: &mut Work,
        shared: &Shared<'_>,
        asks: &mut Vec<Ask>,
        gaps: &[Missing],
    ) {
        let support = work.open.pathway == Pathway::Support;
        let reason = self.cannot_sign(work, shared, gaps);
        let back = text::say("back-to-groups");
        let sign = text::say(if support { "keep-and-sign" } else { "sign" });
        let nothing = text::say("keep-nothing");
        let no_nothing = not_forgotten(work).map(text::say);
        let foot = Foot {
            back: &back,
            other: support.then(|| {
                Button::quiet(&nothing)
                    .icon(Icon::Trash)
                    .disabled(no_nothing.as_deref())
            }),
            main: Some(
                Button::primary(&sign)
                    .icon(Icon::Signature)
                    .disabled(reason.as_deref())
                    .busy(shared.busy && self.asked && reason.is_none()),
            ),
        };
        match frame.foot(ui, foot) {
            Some(Pressed::Back) => work.step = Step::Match,
            Some(Pressed::Other) => self.asks_nothing = true,
            Some(Pressed::Main) => self.sign(work, asks),
            None => {}
        }
    }

    fn cannot_sign(&self, work: &Work, shared: &Shared<'_>, gaps: &[Missing]) -> Option<String> {
        if let Some(reason) = not_by(work, shared.opened) {
            return Some(text::say(reason));
        }
        if !gaps.is_empty() {
            return Some(text::count("sign-gaps-count", gaps.len()));
        }
        if self.secret.is_empty() {
            return Some(text::say("sign-no-passphrase"));
        }
        None
    }

    /// Asks for the signature; the passphrase leaves the page with it.
    fn sign(&mut self, work: &Work, asks: &mut Vec<Ask>) {
        let passphrase = Zeroizing::new(self.secret.as_str().to_owned());
        self.secret.clear();
        self.asked = true;
        let keep = (work.open.pathway == Pathway::Support).then(|| self.keep.clone());
        asks.push(Ask::Do(Command::Sign {
            screening: work.open.id,
            keep,
            passphrase: command::Secret(passphrase),
        }));
    }

    fn nothing_dialog(&mut self, ui: &Ui, work: &Work, asks: &mut Vec<Ask>) {
        if !self.asks_nothing {
            return;
        }
        let words = [
            "nothing-title",
            "nothing-back",
            "nothing-text",
            "nothing-act",
        ];
        let [title, back, words, act] = words.map(text::say);
        let dialog = Dialog::new(frame::id(work, "keep nothing"), &title, &back)
            .text(&words)
            .danger(&act);
        match dialog.show(ui) {
            Some(Choice::Act) => {
                self.asks_nothing = false;
                self.asked = true;
                asks.push(Ask::Do(Command::KeepNothing(work.open.id)));
            }
            Some(Choice::Safe) => self.asks_nothing = false,
            None => {}
        }
    }
}

/// Something that stands in the way of the signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Missing {
    /// What the rules of signing name.
    Of(Gap),
    /// There is no name to be called by.
    ChosenName,
}

/// The banner of act-now, which locks overrides, seats and the waitlist.
fn locked(ui: &mut Ui, work: &Work) -> Option<Go> {
    if !decide::is_locked(&work.open.content, &work.recommendation) {
        return None;
    }
    let (title, words) = (text::say("act-now-title"), text::say("act-now-text"));
    let action = text::say("open-safety");
    let id = frame::id(work, "decide").with("locked");
    let pressed = Banner::new(id, Tone::ActNow, &title)
        .text(&words)
        .actions(&[&action])
        .show(ui);
    ui.add_space(space::S8);
    pressed.map(|_| Go::Step(Step::Safety))
}

fn follow(ui: &Ui, work: &mut Work, asks: &mut Vec<Ask>, go: Go) {
    match go {
        Go::Question(question) => work.show_question(&question),
        Go::Step(step) => work.step = step,
        Go::Client => {
            if let Some((client, _)) = &work.open.client {
                asks.push(Ask::Go(Place::Client(*client)));
            }
        }
        Go::Focus(id) => ui.memory_mut(|memory| memory.request_focus(id)),
    }
}

/// Why somebody cannot sign this, as a message.
pub(super) fn not_by(work: &Work, opened: &command::Opened) -> Option<&'static str> {
    (needs_clinician(work) && !opened.clinician).then_some("sign-clinician-only")
}

/// Whether only a clinician may sign (rulings 5).
fn needs_clinician(work: &Work) -> bool {
    let content = &work.open.content;
    work.open.pathway != Pathway::Support
        || matches!(content.judgement, Some(Judgement::Override { .. }))
        || decide::reached(content, &work.recommendation) != SafetyLevel::None
}

/// Why a check cannot be finished with nothing kept, where a clinician has still to look at it, as a message.
pub(super) fn not_forgotten(work: &Work) -> Option<&'static str> {
    let (content, now) = (&work.open.content, &work.recommendation);
    let due = decide::is_locked(content, now) || decide::review_due(content, now);
    due.then_some("nothing-safety-first")
}
