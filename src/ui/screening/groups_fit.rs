//! Which of the clinic's groups fit, each with its reasons, also why not; choosing one is kept as what happens next.

mod card;

use std::collections::{BTreeMap, BTreeSet};

use egui::Ui;

use crate::app::command::Event;
use crate::app::decide;
use crate::domain::answers::Answer;
use crate::domain::criteria::Standing;
use crate::domain::form::Pathway;
use crate::domain::id::ScreeningId;
use crate::domain::recommendation::{Fit, GroupMatch, Verdict};
use crate::domain::screening::{Disposition, GroupTicks, LeaderMeeting, ScreeningContent};
use crate::text;
use crate::ui::Icon;
use crate::ui::screen::{Ask, Place, Shared};
use crate::ui::theme::space;
use crate::ui::widgets::{Banner, Button, EmptyState, Text, Tone};

use super::frame::{self, Foot, Frame, Pressed};
use super::{OnPage, Step, Work};

/// How wide the column of groups is.
const MOST: f32 = 880.0;

/// The page of groups.
#[derive(Default)]
pub struct GroupsFit {
    screening: Option<ScreeningId>,
    /// Reasons for a waitlist by hand that are being written, by group.
    why: BTreeMap<String, String>,
    opened: BTreeSet<String>,
}

/// What was pressed on a card.
enum Chosen {
    Seat,
    Waitlist,
    /// With the reason.
    ByHand(String),
    /// What a clinician confirmed with the leader.
    Ticked(GroupTicks),
    TakenBack,
    AskAgain,
}

/// What decides which buttons a card has.
struct Terms {
    /// Answers can still be changed.
    draft: bool,
    /// Why nothing can be chosen at present.
    locked: Option<String>,
    /// Why no seat can be offered, although the group would fit.
    no_seat: Option<String>,
    /// The group that a support-group check is about.
    asked: Option<String>,
}

impl GroupsFit {
    /// Draws the page.
    pub fn show(&mut self, ui: &mut Ui, work: &mut Work, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
        if self.screening != Some(work.open.id) {
            *self = Self {
                screening: Some(work.open.id),
                ..Self::default()
            };
        }
        let frame = Frame::begin(ui, frame::id(work, "groups"), MOST);
        let found = Self::found(work, shared);
        let terms = terms(work);
        self.commanded(ui, work, &found, &terms);
        let mut chosen = None;
        let mut to_groups = false;
        frame.body(ui, |ui| {
            frame::signed_banner(ui, work);
            heading(ui, work, &found);
            if found.is_empty() {
                to_groups = empty(ui, work);
            }
            for one in &found {
                let Some(group) = frame::group(shared, &one.group) else {
                    continue;
                };
                let pressed = self.card(ui, work, (one, group), shared, &terms);
                chosen = chosen
                    .take()
                    .or(pressed.map(|what| (one.group.clone(), what)));
                ui.add_space(space::S8);
            }
        });
        if to_groups {
            asks.push(Ask::Go(Place::Groups));
        }
        if let Some((group, what)) = chosen {
            choose(work, shared, asks, &group, &what);
        }
        foot(ui, &frame, work);
    }

    /// Does what a command asked for: goes to where it is chosen.
    fn commanded(&mut self, ui: &Ui, work: &mut Work, found: &[GroupMatch], terms: &Terms) {
        let first = |can: fn(&Work, &GroupMatch, &Terms) -> bool, work: &Work| {
            let one = found.iter().find(|one| can(work, one, terms))?;
            Some((one.group.clone(), card::id(work, &one.group)))
        };
        if work.takes(OnPage::ChooseGroup)
            && let Some((_, id)) = first(card::can_choose, work)
        {
            crate::ui::focus::give(ui, id.with("choose"));
        }
        if work.takes(OnPage::WaitByHand)
            && let Some((group, id)) = first(card::can_wait_by_hand, work)
        {
            self.why.entry(group).or_default();
            crate::ui::focus::give(ui, id.with("why"));
        }
    }

    /// Why a command of this page cannot be done now, as a message.
    pub(crate) fn why_not(act: OnPage, work: &Work, shared: &Shared<'_>) -> Option<&'static str> {
        let can = match act {
            OnPage::ChooseGroup => card::can_choose,
            OnPage::WaitByHand => card::can_wait_by_hand,
            _ => return None,
        };
        let (content, now) = (&work.open.content, &work.recommendation);
        if decide::is_locked(content, now) {
            return Some("act-now-text");
        }
        if let Some(reason) = no_seat(work) {
            return Some(reason);
        }
        let terms = terms(work);
        let any = Self::found(work, shared)
            .iter()
            .any(|one| can(work, one, &terms));
        (!any).then_some("command-not-group")
    }

    /// Takes note of an event.
    pub fn hear(&mut self, event: &Event, _work: &mut Work) {
        if let Event::Locked = event {
            *self = Self::default();
        }
    }

    /// The matches as they are shown: for a support-group check the group that was asked about comes first.
    fn found(work: &Work, shared: &Shared<'_>) -> Vec<GroupMatch> {
        let (pack, content, now) = (work.pack(), &work.open.content, &work.recommendation);
        let mut found = decide::fit_of_groups(pack, content, now, shared.groups, shared.today);
        if let Some(asked) = asked(work) {
            found.sort_by_key(|one| one.group != asked);
        }
        found
    }
}

/// What the record of the group that a check is about says against it, where the result says nothing against it.
pub(super) fn record_says_no(work: &Work, shared: &Shared<'_>) -> Option<String> {
    let asked = asked(work)?;
    let joinable = matches!(
        work.recommendation.standing,
        Standing::Ready | Standing::WithPreparation
    );
    if !joinable || !work.is_draft() {
        return None;
    }
    let found = GroupsFit::found(work, shared).into_iter();
    let mut of_it = found.filter(|one| one.group == asked && one.verdict == Verdict::No);
    let group = frame::group(shared, &asked)?;
    let reasons: Vec<String> = of_it
        .next()?
        .conditions
        .iter()
        .filter(|condition| condition.fit == Fit::No)
        .map(|condition| text::say(&condition.reason))
        .collect();
    Some(text::say_with(
        "record-says-no-text",
        &[("group", &group.name), ("reasons", &reasons.join(" "))],
    ))
}

fn asked(work: &Work) -> Option<String> {
    if work.open.pathway != Pathway::Support {
        return None;
    }
    let answer = work.open.content.answers.said("sg-group");
    answer.and_then(Answer::one).map(str::to_owned)
}

/// Why no seat can be offered with this decision, as a message.
fn no_seat(work: &Work) -> Option<&'static str> {
    let (pack, content, now) = (work.pack(), &work.open.content, &work.recommendation);
    let standing = decide::decided_standing(pack, content, now);
    let joinable = matches!(standing, Standing::Ready | Standing::WithPreparation);
    let declined = matches!(
        content.answers.said("tg-decision").and_then(Answer::one),
        Some("decline" | "other-option")
    );
    if !joinable {
        Some("no-seat-outcome")
    } else if declined {
        Some("no-seat-declined")
    } else {
        None
    }
}

fn terms(work: &Work) -> Terms {
    let (content, now) = (&work.open.content, &work.recommendation);
    Terms {
        draft: work.is_draft(),
        locked: decide::is_locked(content, now).then(|| text::say("act-now-text")),
        no_seat: no_seat(work).map(text::say),
        asked: asked(work),
    }
}

fn heading(ui: &mut Ui, work: &mut Work, found: &[GroupMatch]) {
    let support = work.open.pathway == Pathway::Support;
    let (content, now) = (&work.open.content, &work.recommendation);
    if work.is_draft() && decide::is_locked(content, now) {
        let id = frame::id(work, "groups").with("locked");
        let (title, words) = (text::say("act-now-title"), text::say("act-now-text"));
        let action = text::say("open-safety");
        let pressed = Banner::new(id, Tone::ActNow, &title)
            .text(&words)
            .actions(&[&action])
            .show(ui);
        if pressed.is_some() {
            work.step = Step::Safety;
        }
        ui.add_space(space::S8);
    }
    Text::h1(&text::say(if support {
        "groups-title-support"
    } else {
        "groups-title"
    }))
    .show(ui);
    if !found.is_empty() {
        Text::body(&text::say(if support {
            "groups-help-support"
        } else {
            "groups-fit-help"
        }))
        .ink(crate::ui::Ink::Help)
        .show(ui);
    }
    ui.add_space(space::S8);
}

/// Says that the clinic has no such group; true if its groups are asked for.
fn empty(ui: &mut Ui, work: &mut Work) -> bool {
    let support = work.open.pathway == Pathway::Support;
    let title = text::say(if support {
        "no-groups-support"
    } else {
        "no-groups-therapy"
    });
    let (words, action) = (text::say("no-groups-text"), text::say("to-clinic-groups"));
    EmptyState::new(Icon::UsersThree, &title)
        .text(&words)
        .action(&action)
        .show(ui)
        .is_some_and(|button| button.clicked())
}

/// Keeps what was chosen as what happens next.
fn choose(work: &mut Work, shared: &Shared<'_>, asks: &mut Vec<Ask>, group: &str, chosen: &Chosen) {
    let rules_version = frame::group(shared, group).and_then(|group| group.rules_version);
    match chosen {
        Chosen::Seat => work.change(asks, |content| {
            // With a seat nobody stands on a list by hand.
            content.by_hand.clear();
            let meeting = meeting_kept(content.disposition.take(), rules_version);
            content.disposition = Some(Disposition::OfferSeat {
                group: group.to_owned(),
                meeting,
            });
        }),
        Chosen::Waitlist => work.change(asks, |content| wait(content, group)),
        Chosen::ByHand(why) => work.change(asks, |content| {
            wait(content, group);
            content.by_hand.insert(group.to_owned(), why.clone());
        }),
        Chosen::Ticked(ticks) => work.change(asks, |content| {
            content.group_ticks.insert(group.to_owned(), *ticks);
        }),
        Chosen::TakenBack => {
            work.change(asks, |content| take_back(content, group));
            asks.push(Ask::Undoable(text::say("undo-seat"), None));
        }
        Chosen::AskAgain => ask_again(work, asks, group),
    }
}

/// The group is not what happens next any more.
fn take_back(content: &mut ScreeningContent, group: &str) {
    content.by_hand.remove(group);
    content.disposition = match content.disposition.take() {
        Some(Disposition::Waitlist { mut groups }) => {
            groups.retain(|other| other != group);
            (!groups.is_empty()).then_some(Disposition::Waitlist { groups })
        }
        _ => None,
    };
}

/// One more waitlist.
fn wait(content: &mut ScreeningContent, group: &str) {
    let mut groups = match content.disposition.take() {
        Some(Disposition::Waitlist { groups }) => groups,
        _ => Vec::new(),
    };
    groups.push(group.to_owned());
    content.disposition = Some(Disposition::Waitlist { groups });
}

/// A meeting that was recorded stays when another group is chosen, with the rules of that group.
fn meeting_kept(before: Option<Disposition>, rules_version: Option<u32>) -> Option<LeaderMeeting> {
    match before {
        Some(Disposition::OfferSeat { meeting, .. }) => meeting.map(|meeting| LeaderMeeting {
            rules_version,
            ..meeting
        }),
        _ => None,
    }
}

/// Answers of a support-group check that are about the group and not about the person.
const ABOUT_THE_GROUP: [&str; 5] = [
    "sg-for",
    "sg-link",
    "sg-norms",
    "sg-facilitator",
    "sg-reach",
];

fn ask_again(work: &mut Work, asks: &mut Vec<Ask>, group: &str) {
    work.change(asks, |content| {
        for question in ABOUT_THE_GROUP {
            content.answers.given.remove(question);
            content.answers.declined.remove(question);
        }
        let answer = Answer::One(group.to_owned());
        content.answers.given.insert("sg-group".to_owned(), answer);
        content.disposition = None;
        content.judgement = None;
    });
    asks.push(Ask::Undoable(text::say("undo-asked-again"), None));
    work.show_question(ABOUT_THE_GROUP[0]);
}

fn foot(ui: &mut Ui, frame: &Frame, work: &mut Work) {
    let word = if work.is_draft() {
        "to-decide"
    } else {
        "to-what-now"
    };
    let (back, main) = (text::say("back-to-result"), text::say(word));
    let foot = Foot {
        back: &back,
        other: None,
        main: Some(Button::primary(&main)),
    };
    match frame.foot(ui, foot) {
        Some(Pressed::Back) => work.step = Step::Result,
        Some(Pressed::Main) => work.step = Step::Decide,
        Some(Pressed::Other) | None => {}
    }
}
