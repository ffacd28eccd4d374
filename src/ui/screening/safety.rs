//! The safety page: the clinic's steps, the numbers to call, the answers that raised it, and what was done about it.

mod acknowledge;
mod desk;
mod mistake;
mod steps;

use egui::{Context, Id, Role, Sense, Ui, WidgetInfo};

use self::acknowledge::Form;
pub(super) use self::desk::steps_at_the_desk;
use super::answer::frame::Frame;
use super::{OnPage, Step, Work};
use crate::app::command::{Command, Event};
use crate::app::decide;
use crate::domain::answers::SafetyLevel;
use crate::domain::form::Pathway;
use crate::domain::id::ScreeningId;
use crate::text::say;
use crate::ui::keys;
use crate::ui::screen::{Ask, Place, Shared};
use crate::ui::theme::space;
use crate::ui::widgets::{Button, Text};
use crate::ui::{Icon, Ink, State, Theme, Type, paint};

/// What the page draws from and asks with.
struct Hand<'a, 's> {
    work: &'a mut Work,
    shared: &'a Shared<'s>,
    asks: &'a mut Vec<Ask>,
}

/// What the page is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Matter {
    /// Act now, and nobody acknowledged it yet.
    ActNow,
    /// Act now, acknowledged.
    Acknowledged,
    /// A clinician is to look at something.
    Review,
    /// Nothing, or what was asked for is done.
    Nothing,
}

impl Matter {
    fn of(work: &Work) -> Self {
        let content = &work.open.content;
        match decide::reached(content, &work.recommendation) {
            SafetyLevel::ActNow if content.acknowledgement.is_some() => Self::Acknowledged,
            SafetyLevel::ActNow => Self::ActNow,
            SafetyLevel::Review if content.review_notes.is_empty() => Self::Review,
            _ => Self::Nothing,
        }
    }

    fn state(self) -> State {
        match self {
            Self::ActNow | Self::Acknowledged => State::ActNow,
            Self::Review => State::Concern,
            Self::Nothing => State::Note,
        }
    }
}

/// The page that stands above everything when somebody may be in danger.
#[derive(Default)]
pub struct SafetyPage {
    screening: Option<ScreeningId>,
    form: Form,
    /// Where the person is: with whoever asks, away, or gone.
    with_you: Option<usize>,
    /// Whom the desk told.
    told: String,
    mistake: mistake::Mistake,
    last_frame: u64,
}

impl SafetyPage {
    /// Draws the page.
    pub fn show(&mut self, ui: &mut Ui, work: &mut Work, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
        let mut hand = Hand { work, shared, asks };
        let matter = Matter::of(hand.work);
        self.arrive(ui, hand.work.open.id);
        let frame = Frame::begin(ui, false, true);
        let id = self.id();
        let mut went = None;
        frame.page(ui, id.with("page"), None, |ui, _| {
            ui.spacing_mut().item_spacing.y = space::S12;
            headline(ui, id.with("headline"), matter, hand.work);
            if frame.side.is_none() {
                self.numbers(ui, &mut hand);
            }
            went = self.body(ui, matter, &mut hand);
        });
        if let Some(rect) = frame.side {
            let name = say("safety-emergency");
            let about = (Role::Complementary, name.as_str());
            Frame::beside(ui, rect, id.with("side"), about, |ui| {
                self.numbers(ui, &mut hand);
            });
        }
        if let Some(question) = went {
            hand.work.show_question(&question);
        }
        self.footer(ui, &frame, matter, &mut hand);
    }

    /// Takes what came back: an acknowledgement or a note leads back to where one was.
    pub fn hear(&mut self, event: &Event, work: &mut Work) {
        match event {
            Event::Screening(open) if open.id == work.open.id => {
                let now = &open.content;
                let here = &mut work.open.content;
                here.acknowledgement = now.acknowledgement.clone();
                here.review_notes = now.review_notes.clone();
                let corrected = now.lowered.len() > here.lowered.len();
                here.lowered = now.lowered.clone();
                here.highest_safety = if corrected {
                    self.mistake = mistake::Mistake::default();
                    work.alarmed = now.highest_safety;
                    now.highest_safety
                } else {
                    here.highest_safety.max(now.highest_safety)
                };
                let done = match self.form.sent {
                    acknowledge::Sent::Nothing => false,
                    acknowledge::Sent::Acknowledgement => now.acknowledgement.is_some(),
                    acknowledge::Sent::Note => !now.review_notes.is_empty(),
                };
                if done {
                    self.form = Form::default();
                    if work.step == Step::Safety {
                        work.leave_safety();
                    }
                }
            }
            Event::Failed(_) => {
                self.form.refused();
                self.mistake.refused();
            }
            Event::Locked => *self = Self::default(),
            _ => {}
        }
    }

    fn id(&self) -> Id {
        Id::unique("safety page").with(self.screening)
    }

    /// The focus goes to the headline, where Enter does nothing: whoever pressed Enter for the next question must
    /// not close this page by it.
    fn arrive(&mut self, ctx: &Context, screening: ScreeningId) {
        if self.screening != Some(screening) {
            *self = Self {
                screening: Some(screening),
                ..Self::default()
            };
        }
        let frame = ctx.cumulative_frame_nr();
        let new = frame > self.last_frame + 1 || self.last_frame == 0;
        self.last_frame = frame;
        let lost = ctx.memory(|memory| memory.focused().is_none());
        if (new || lost) && keys::shortcuts_allowed(ctx) {
            let headline = self.id().with("headline");
            ctx.memory_mut(|memory| memory.request_focus(headline));
        }
    }

    fn footer(&mut self, ui: &mut Ui, frame: &Frame, matter: Matter, hand: &mut Hand<'_, '_>) {
        let id = self.id().with("footer");
        let mut back = false;
        let mut on = false;
        let mut urgent = false;
        let summary = say("safety-urgent");
        // While there is danger whoever is there may write it, acknowledged or not.
        let may_write = OnPage::Urgent
            .why_not(hand.work, hand.shared.opened)
            .is_none()
            && hand.work.unread.is_none();
        let label = if hand.work.unread.is_some() {
            say("give-later")
        } else if hand.work.back_to == Step::Answer {
            say("safety-continue")
        } else {
            say("safety-back")
        };
        let clinician = hand.shared.opened.clinician && hand.work.is_draft();
        // At the desk a clinician acknowledges a support-group check beside whoever is signed in.
        let beside = is_beside(hand);
        let busy = hand.shared.busy && self.form.sent != acknowledge::Sent::Nothing;
        let primary = match matter {
            Matter::ActNow if clinician || beside => Some(say("protocol-acknowledge")),
            Matter::Review if clinician => Some(say("safety-save-note")),
            _ => None,
        };
        frame.footer(
            ui,
            id,
            |ui| {
                let button = Button::quiet(&label).icon(Icon::ArrowLeft);
                back = button.id(id.with("back")).show(ui).clicked();
            },
            |_| {},
            |ui| {
                // From the right: the primary one stands outermost.
                if let Some(primary) = &primary {
                    let button = Button::primary(primary).busy(busy).id(id.with("primary"));
                    on = button.show(ui).clicked();
                }
                if may_write {
                    let button = Button::quiet(&summary).icon(Icon::Envelope);
                    urgent = button.id(id.with("urgent")).show(ui).clicked();
                }
            },
        );
        if back && hand.work.unread.is_some() {
            hand.asks.push(Ask::Go(Place::Home));
        } else if back {
            hand.work.leave_safety();
        }
        if urgent {
            hand.work.want(OnPage::Urgent);
        }
        if on && matter == Matter::ActNow {
            self.acknowledge(ui, hand);
        } else if on {
            self.note(ui, hand);
        }
    }

    fn acknowledge(&mut self, ui: &Ui, hand: &mut Hand<'_, '_>) {
        let id = self.id();
        let beside = is_beside(hand);
        match self.form.acknowledgement(beside) {
            Some((acknowledgement, passphrase)) => hand.asks.push(Ask::Do(Command::Acknowledge {
                screening: hand.work.open.id,
                acknowledgement,
                passphrase,
            })),
            None => self.form.show_first_gap(ui, id, beside),
        }
    }

    fn note(&mut self, ui: &Ui, hand: &mut Hand<'_, '_>) {
        let id = self.id();
        match self.form.review_note() {
            Some(agreed) => hand.asks.push(Ask::Do(Command::NoteReview {
                screening: hand.work.open.id,
                agreed,
            })),
            None => self.form.show_first_gap(ui, id, false),
        }
    }
}

/// Whether a clinician acknowledges beside somebody of the desk.
fn is_beside(hand: &Hand<'_, '_>) -> bool {
    let work = &*hand.work;
    let at_the_desk = work.open.pathway == Pathway::Support || work.unread.is_some();
    !hand.shared.opened.clinician && work.is_draft() && at_the_desk
}

/// What this is about, in one line; it holds the focus when the page opens.
fn headline(ui: &mut Ui, id: Id, matter: Matter, work: &Work) {
    let theme = Theme::of(ui);
    let state = matter.state();
    let title = steps::title(matter, work);
    let below = match matter {
        Matter::ActNow => say("protocol-stay"),
        Matter::Acknowledged => say("safety-acknowledged-text"),
        Matter::Review => say("protocol-review-locks"),
        Matter::Nothing => say("safety-nothing"),
    };
    let width = ui.available_width();
    let room = width - 2.0 * space::S24 - 32.0 - space::S16;
    let (ink, small) = match matter {
        Matter::ActNow | Matter::Acknowledged => (Ink::OnActNow, Ink::OnActNow),
        _ => (Ink::Body, Ink::Help),
    };
    let title_text = paint::wrapped(ui, &title, Type::H2, theme.ink(ink), room);
    let below_text = paint::wrapped(ui, &below, Type::Body, theme.ink(small), room);
    let text = title_text.size().y + space::S4 + below_text.size().y;
    let (_, rect) = ui.allocate_space(egui::vec2(width, text + 2.0 * 20.0));
    let response = ui.interact(rect, id, Sense::focusable_noninteractive());
    paint::frame(ui, rect, space::RADIUS_CARD, Some(state.ground()), None);
    let mark = egui::pos2(rect.left() + space::S24 + 16.0, rect.center().y);
    paint::icon(ui, mark, state.icon(), 30.0, theme.ink(state.ink()));
    let x = rect.left() + space::S24 + 32.0 + space::S16;
    let height = title_text.size().y;
    paint::text(ui, egui::pos2(x, rect.top() + 20.0), title_text);
    paint::text(
        ui,
        egui::pos2(x, rect.top() + 20.0 + height + space::S4),
        below_text,
    );
    paint::focus(ui, &response, rect, space::RADIUS_CARD);
    let spoken = format!("{title}. {below}");
    response.widget_info(|| WidgetInfo::labeled(Role::Alert, true, &spoken));
    ui.accesskit_node_builder(id, |node| node.set_live(egui::accesskit::Live::Assertive));
}

/// A part of the page with its heading.
fn part<R>(ui: &mut Ui, title: &str, add: impl FnOnce(&mut Ui) -> R) -> R {
    crate::ui::shell::card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::S8;
        Text::strong(title).show(ui);
        add(ui)
    })
}
