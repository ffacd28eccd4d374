//! The hand-over view: one question at a time, large, locked to one screening, until a member of staff takes it back.

mod frame;
mod give;
mod pages;

use std::collections::BTreeSet;

use egui::{Context, Event as Input, Id, Key, Modifiers, Ui};
use zeroize::Zeroizing;

use self::frame::Frame;
pub use self::give::GivePage;
use super::answer::{Answering, alone};
use super::{Step, Work};
use crate::app::command::{Command, Event, OpenScreening, Secret as Sent};
use crate::app::handover::{Ask as HandOver, Standing, Told};
use crate::domain::answers::{Answer, SafetyLevel};
use crate::domain::form::{Pathway, Question};
use crate::domain::id::ScreeningId;
use crate::domain::screening::{ScreeningContent, Stage};
use crate::text::{say, say_with};
use crate::ui::keys;
use crate::ui::screen::{Ask, Shared};
use crate::ui::theme::space;
use crate::ui::widgets::{Button, Progress, Secret, Text, status_line::Saved};
use crate::ui::{Icon, Type};

/// The view locks after so many minutes without a key.
pub const LOCK_MINUTES: u8 = 20;
/// After so many seconds it is covered.
const COVER_SECS: f64 = 120.0;
/// How much larger everything is: what is read is 20 points high, a question 28.
const LARGER: f32 = 20.0 / 15.5;
/// Somebody who chose very large text keeps it; it need not grow beyond that.
const LARGEST: f32 = 2.0;
/// How many frames a question takes to settle.
const FRESH: u8 = 4;
/// The answer that speaks of a crisis. No rule reaches a level by it alone, and nobody is left alone with it here.
const CRISIS: (&str, &str) = ("tg-stability", "crisis");

/// How much the window is to be enlarged for the person.
#[must_use]
pub fn zoom(text_percent: u16) -> f32 {
    let chosen = f32::from(text_percent) / 100.0;
    (chosen * LARGER).min(LARGEST).max(chosen)
}

/// Which page is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Page {
    /// What this is about, and whether the person wants to.
    Consent,
    /// The person would rather not.
    Refused,
    /// One question.
    Question,
    /// Something sounds like danger.
    Danger,
    /// Everything was gone through.
    Thanks,
    /// A member of staff takes the screen back.
    Staff,
}

/// The screen while it is with the person. It holds what they said in this part and nothing else of anybody.
pub struct HandOverView {
    work: Work,
    answering: Answering,
    /// Sections that are through, of this part and of those before.
    finished: BTreeSet<String>,
    page: Page,
    /// Where to go back to from the pages of danger and of staff.
    before: Page,
    at: Option<String>,
    arrived: bool,
    /// So many more frames the page stays at its top, whatever the widget that takes the focus would show.
    fresh: u8,
    /// The level for which the kind page was shown.
    minded: SafetyLevel,
    crisis_minded: bool,
    /// Danger was said: whoever works here sees what to do before they type anything.
    danger: bool,
    secret: Secret,
    refused: Option<String>,
    sent: bool,
    covered: bool,
    used_at: Option<f64>,
    saved: Saved,
}

impl HandOverView {
    /// The view for a draft that was given away just now.
    #[must_use]
    pub fn new(standing: &Standing) -> Self {
        let work = Work::new(OpenScreening {
            offered: None,
            handed_over: 0,
            additions: Vec::new(),
            set_aside_for: None,
            id: standing.screening,
            pathway: Pathway::Therapy,
            client: None,
            stage: Stage::Draft,
            content: ScreeningContent::default(),
            created: jiff::Timestamp::UNIX_EPOCH,
            signature: None,
            kept: None,
        });
        Self {
            work,
            answering: Answering::default(),
            finished: standing.finished.iter().cloned().collect(),
            page: Page::Consent,
            before: Page::Consent,
            at: None,
            arrived: true,
            fresh: 0,
            minded: SafetyLevel::None,
            crisis_minded: false,
            danger: false,
            secret: Secret::new(),
            refused: None,
            sent: false,
            covered: false,
            used_at: None,
            saved: Saved::Yes,
        }
    }

    /// Which screening it is locked to.
    #[must_use]
    pub fn screening(&self) -> ScreeningId {
        self.work.open.id
    }

    /// Draws it over the whole window.
    pub fn show(&mut self, ui: &mut Ui, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
        if self.cover(ui) {
            pages::cover(ui, self.id());
            return;
        }
        if keys::shortcuts_allowed(ui) && keys::take(ui, Key::F2) && self.page != Page::Danger {
            self.help(asks);
        }
        let frame = Frame::begin(ui);
        let clinic = shared.opened.clinic.name.clone();
        let mut staff = false;
        frame.head(ui, &clinic, |ui| {
            if self.page != Page::Staff {
                let label = say("hand-over-staff");
                let button = Button::plain(&label).small().icon(Icon::Lock);
                staff = button.id(self.id().with("staff")).show(ui).clicked();
            }
        });
        match self.page {
            Page::Consent => self.consent(ui, &frame, shared, asks),
            Page::Refused => self.refused(ui, &frame),
            Page::Question => self.question(ui, &frame, shared, asks),
            Page::Danger => self.danger(ui, &frame, shared),
            Page::Thanks => self.thanks(ui, &frame),
            Page::Staff => self.staff(ui, &frame, shared, asks),
        }
        if staff {
            self.turn(Page::Staff);
        }
    }

    /// Takes what came back.
    pub fn hear(&mut self, event: &Event) {
        match event {
            Event::HandOver(Told::Begun) => {
                self.sent = false;
                self.turn(Page::Question);
            }
            Event::HandOver(Told::Saved(_)) => self.saved = Saved::Yes,
            Event::Failed(trouble) => {
                self.sent = false;
                if trouble.not_saved {
                    self.saved = Saved::No;
                }
                self.refused = Some(trouble.message.clone());
            }
            _ => {}
        }
    }

    /// Keeps at once whatever is still being typed.
    pub fn settle(&mut self, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
        let mut mine = Vec::new();
        self.answering.settle(&mut self.work, shared, &mut mine);
        self.send(mine, None, asks);
    }

    fn id(&self) -> Id {
        Id::unique("hand-over").with(self.work.open.id.to_string())
    }

    /// Goes to another page, and remembers where one was.
    fn turn(&mut self, page: Page) {
        if matches!(page, Page::Danger | Page::Staff)
            && !matches!(self.page, Page::Danger | Page::Staff)
        {
            self.before = self.page;
        }
        self.danger |= page == Page::Danger;
        self.page = page;
        self.arrived = true;
        self.refused = None;
        self.secret.clear();
    }

    /// After two minutes nothing is shown; any key, and a press anywhere, shows it again and does nothing else.
    fn cover(&mut self, ctx: &Context) -> bool {
        let is_use = |event: &Input| {
            matches!(
                event,
                Input::Key { pressed: true, .. }
                    | Input::Text(_)
                    | Input::Paste(_)
                    | Input::Ime(_)
                    | Input::PointerButton { pressed: true, .. }
                    | Input::Touch { .. }
                    | Input::AccessKitActionRequest(_)
            )
        };
        let (now, used) = ctx.input(|input| (input.time, input.events.iter().any(is_use)));
        if used {
            self.used_at = Some(now);
        }
        let rested = now - *self.used_at.get_or_insert(now);
        if self.covered && used {
            self.covered = false;
            self.arrived = true;
            // The key that uncovers answers nothing.
            ctx.input_mut(|input| input.events.retain(|event| !is_use(event)));
        } else if rested >= COVER_SECS {
            self.covered = true;
        } else {
            let wait = std::time::Duration::from_secs_f64(COVER_SECS - rested + 0.05);
            ctx.request_repaint_after(wait);
        }
        self.covered
    }

    /// What the answering widgets wanted to keep goes into the part that was handed over, and nowhere else.
    fn send(&mut self, mine: Vec<Ask>, finished: Option<String>, asks: &mut Vec<Ask>) {
        let changed = mine
            .iter()
            .any(|ask| matches!(ask, Ask::Do(Command::SaveDraft { .. })));
        if !changed && finished.is_none() {
            return;
        }
        self.saved = Saved::Saving;
        let answers = Box::new(self.work.open.content.answers.clone());
        let save = HandOver::Save { answers, finished };
        asks.push(Ask::Do(Command::HandOver(save)));
    }

    /// The questions that are still to be gone through, with their sections.
    fn open(&self) -> Vec<(&'static str, &'static Question)> {
        let sections = alone(&self.work).into_iter();
        sections
            .filter(|(section, _)| !self.finished.contains(*section))
            .flat_map(|(section, asked)| asked.into_iter().map(move |question| (section, question)))
            .collect()
    }

    fn question(&mut self, ui: &mut Ui, frame: &Frame, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
        let open = self.open();
        let at = open
            .iter()
            .position(|(_, question)| Some(&question.id) == self.at.as_ref())
            .unwrap_or(0);
        let Some((section, question)) = open.get(at).copied() else {
            self.turn(Page::Thanks);
            ui.ctx().request_repaint();
            return;
        };
        let arrived = std::mem::take(&mut self.arrived) || self.at.as_ref() != Some(&question.id);
        self.at = Some(question.id.clone());
        self.fresh = if arrived {
            FRESH
        } else {
            self.fresh.saturating_sub(1)
        };
        let fresh = self.fresh > 0;
        let id = self.id().with(&question.id);
        let mut mine = Vec::new();
        let place = say_with(
            "hand-over-progress",
            &[
                ("at", &(at + 1).to_string()),
                ("of", &open.len().to_string()),
            ],
        );
        let part = at as f32 / open.len().max(1) as f32;
        let mut on = frame.body(ui, id, |ui| {
            let top = ui.cursor().min;
            Progress::new(id.with("progress"), &place, Some(part)).show(ui);
            ui.add_space(space::S16);
            let asked = (question, arrived);
            let on = self
                .answering
                .ask_alone(ui, &mut self.work, shared, &mut mine, asked);
            if fresh {
                // The question comes first, however many answers there are.
                let rect = egui::Rect::from_min_size(top, egui::vec2(1.0, 1.0));
                ui.scroll_to_rect(rect, Some(egui::Align::Min));
                ui.ctx().request_repaint();
            }
            on
        });
        let settled = {
            let answers = &self.work.open.content.answers;
            answers.said(&question.id).is_some() || answers.declined.contains(&question.id)
        };
        let (mut back, mut unsafe_now) = (false, false);
        let trouble = (self.saved == Saved::No).then(|| say("hand-over-not-saved"));
        frame.foot(
            ui,
            self.id().with("foot"),
            |ui| {
                let label = say("hand-over-back");
                let none = say("hand-over-first");
                let button = Button::quiet(&label)
                    .icon(Icon::ArrowLeft)
                    .disabled((at == 0).then_some(none.as_str()));
                back = button.id(self.id().with("back")).show(ui).clicked();
                let label = say("hand-over-unsafe");
                let button = Button::plain(&label).key("F2").icon(Icon::HandHeart);
                unsafe_now = button.id(self.id().with("unsafe")).show(ui).clicked();
                if let Some(trouble) = &trouble {
                    Text::new(trouble, Type::Small).show(ui);
                }
            },
            |ui| {
                let label = if settled {
                    say("hand-over-next")
                } else {
                    say("hand-over-skip")
                };
                let button = Button::primary(&label).id(self.id().with("next"));
                on |= button.show(ui).clicked();
            },
        );
        if keys::shortcuts_allowed(ui) {
            let up = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
            back |= up(Modifiers::ALT, Key::ArrowUp) || up(Modifiers::SHIFT, Key::Enter);
        }
        let finished = on.then(|| self.go_on(&open, at, section)).flatten();
        if back && at > 0 {
            self.at = open.get(at - 1).map(|(_, question)| question.id.clone());
            self.arrived = true;
        }
        self.send(mine, finished, asks);
        self.mind(asks);
        if unsafe_now {
            self.help(asks);
        }
        if on || back {
            ui.ctx().request_repaint();
        }
    }

    /// The next question; the section, if this was its last.
    fn go_on(
        &mut self,
        open: &[(&'static str, &'static Question)],
        at: usize,
        section: &str,
    ) -> Option<String> {
        self.arrived = true;
        let next = open.get(at + 1);
        if let Some((_, question)) = next {
            self.at = Some(question.id.clone());
        } else {
            self.turn(Page::Thanks);
        }
        let ends = next.is_none_or(|(other, _)| *other != section);
        ends.then(|| section.to_owned())
    }

    /// What was answered may sound like danger: then nothing else is asked until somebody has looked.
    fn mind(&mut self, asks: &mut Vec<Ask>) {
        let level = self.work.recommendation.safety;
        // The view has a page of its own for that.
        self.work.step = Step::Answer;
        let (question, code) = CRISIS;
        let said = self.work.open.content.answers.said(question);
        let crisis = said.and_then(Answer::one) == Some(code);
        if level > self.minded {
            self.minded = level;
            if level == SafetyLevel::ActNow {
                asks.push(Ask::Do(Command::HandOver(HandOver::Help)));
            }
            self.turn(Page::Danger);
        } else if crisis && !self.crisis_minded {
            self.crisis_minded = true;
            self.turn(Page::Danger);
        }
    }

    /// The person says that they do not feel safe.
    fn help(&mut self, asks: &mut Vec<Ask>) {
        asks.push(Ask::Do(Command::HandOver(HandOver::Help)));
        self.turn(Page::Danger);
    }

    fn take_back(&mut self, asks: &mut Vec<Ask>) {
        if self.secret.is_empty() {
            self.refused = Some(say("hand-over-passphrase-missing"));
            return;
        }
        let secret = Zeroizing::new(self.secret.as_str().to_owned());
        self.secret.clear();
        self.sent = true;
        self.refused = None;
        asks.push(Ask::Do(Command::HandOver(HandOver::TakeBack(Sent(secret)))));
    }
}
