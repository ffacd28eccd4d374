//! What happens next: a seat with the meeting with the leader, a waitlist, another option, or something else.

use egui::{Id, Ui};

use crate::app::command::Opened;
use crate::app::decide::{self, MEETING_TOPICS};
use crate::app::explain::LANGUAGE;
use crate::app::letter::when;
use crate::domain::answers::Answer;
use crate::domain::criteria::Standing;
use crate::domain::form::Pathway;
use crate::domain::screening::{Disposition, LeaderMeeting, MeetingMode};
use crate::text;
use crate::ui::screen::{Ask, Shared};
use crate::ui::shell::card;
use crate::ui::theme::space;
use crate::ui::widgets::{
    Button, Chip, DateField, Item, LongText, MultiGroup, OptionGroup, Segment, Text, TextField,
};
use crate::ui::{Icon, Type};

use super::super::frame;
use super::super::{Step, Work};
use super::three::disposition_word;
use super::{DecidePage, Go};

/// The id of the choice of what happens next.
pub(super) fn choice_id(work: &Work) -> Id {
    frame::id(work, "disposition")
}

/// The id of the first field of the meeting.
pub(super) fn meeting_id(work: &Work) -> Id {
    choice_id(work).with("leader")
}

/// The id of the field of other options.
pub(super) fn options_id(work: &Work) -> Id {
    choice_id(work).with("options")
}

impl DecidePage {
    /// Draws the block of what happens next.
    pub(super) fn disposition(
        &mut self,
        ui: &mut Ui,
        work: &mut Work,
        shared: &Shared<'_>,
        asks: &mut Vec<Ask>,
    ) -> Option<Go> {
        let title = text::say("disposition-title");
        Text::h2(&title).show(ui);
        let all = all(work);
        let words: Vec<(String, String)> = all
            .iter()
            .map(|one| {
                let word = disposition_word(one);
                (text::say(word), text::say(&format!("{word}-help")))
            })
            .collect();
        let reasons: Vec<Option<String>> = all.iter().map(|one| cannot(work, one)).collect();
        let items = words
            .iter()
            .zip(&reasons)
            .map(|((word, help), reason)| Item::new(word).help(help).disabled(reason.as_deref()));
        let before = &work.open.content.disposition;
        let mut chosen = before.as_ref().and_then(|before| place(&all, before));
        let reply = OptionGroup::new(choice_id(work), &title, items).show(ui, &mut chosen);
        if reply.changed {
            self.choose(work, asks, chosen.and_then(|at| all.get(at)));
        }
        details(ui, work, shared, asks)
    }

    /// What was written for the one before is kept, so that going back loses nothing.
    fn choose(&mut self, work: &mut Work, asks: &mut Vec<Ask>, wanted: Option<&Disposition>) {
        if let Some(before) = work.open.content.disposition.clone() {
            self.earlier.retain(|other| !same(other, &before));
            self.earlier.push(before);
        }
        let earlier = wanted.and_then(|wanted| {
            let mut known = self.earlier.iter();
            known.find(|other| same(other, wanted)).cloned()
        });
        let next = earlier.or_else(|| wanted.cloned());
        work.change(asks, |content| content.disposition = next);
    }
}

/// All six, each as it starts.
fn all(work: &Work) -> [Disposition; 6] {
    let asked = work.open.content.answers.said("sg-group");
    let asked = asked.and_then(Answer::one).map(str::to_owned);
    [
        Disposition::OfferSeat {
            group: asked.clone().unwrap_or_default(),
            meeting: None,
        },
        Disposition::Waitlist {
            groups: asked.into_iter().collect(),
        },
        Disposition::OtherOption {
            named: also_titles(work),
        },
        Disposition::ReferOn,
        Disposition::MoreInformation,
        Disposition::PersonChoseOtherwise,
    ]
}

fn same(one: &Disposition, other: &Disposition) -> bool {
    std::mem::discriminant(one) == std::mem::discriminant(other)
}

fn place(all: &[Disposition], one: &Disposition) -> Option<usize> {
    all.iter().position(|other| same(other, one))
}

/// What the rules recommend besides, to start the list of other options with.
fn also_titles(work: &Work) -> Vec<String> {
    let rules = work.pack().criteria.also.iter();
    rules
        .filter(|rule| work.recommendation.also.contains(&rule.code))
        .map(|rule| rule.title.say(LANGUAGE).to_owned())
        .collect()
}

/// Why this one cannot be chosen at present.
fn cannot(work: &Work, one: &Disposition) -> Option<String> {
    if !matches!(
        one,
        Disposition::OfferSeat { .. } | Disposition::Waitlist { .. }
    ) {
        return None;
    }
    let (content, now) = (&work.open.content, &work.recommendation);
    if decide::is_locked(content, now) {
        return Some(text::say("seat-locked"));
    }
    let standing = decide::decided_standing(work.pack(), content, now);
    if !matches!(standing, Standing::Ready | Standing::WithPreparation) {
        return Some(text::say("no-seat-outcome"));
    }
    let declined = matches!(
        content.answers.said("tg-decision").and_then(Answer::one),
        Some("decline" | "other-option")
    );
    let seat = matches!(one, Disposition::OfferSeat { .. });
    (declined && seat).then(|| text::say("no-seat-declined"))
}

fn details(ui: &mut Ui, work: &mut Work, shared: &Shared<'_>, asks: &mut Vec<Ask>) -> Option<Go> {
    let disposition = work.open.content.disposition.clone()?;
    ui.add_space(space::S8);
    match disposition {
        Disposition::OfferSeat { group, meeting } => {
            let go = seat(ui, work, shared, &group);
            if work.open.pathway == Pathway::Therapy && !group.is_empty() {
                leader_meeting(ui, work, shared, asks, (&group, meeting));
            }
            go
        }
        Disposition::Waitlist { groups } => waitlist(ui, work, shared, asks, &groups),
        Disposition::OtherOption { named } => {
            options(ui, work, asks, &named);
            None
        }
        Disposition::ReferOn | Disposition::MoreInformation | Disposition::PersonChoseOtherwise => {
            None
        }
    }
}

/// The group in which a seat is offered.
fn seat(ui: &mut Ui, work: &Work, shared: &Shared<'_>, group: &str) -> Option<Go> {
    let id = choice_id(work).with("seat");
    let mut go = None;
    card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::S4;
        let word = match frame::group(shared, group) {
            Some(group) => {
                Text::strong(&group.name).show(ui);
                Text::help(&when(group)).show(ui);
                text::say("choose-other-group")
            }
            None => {
                Text::help(&text::say("no-group-chosen")).show(ui);
                text::say("choose-group")
            }
        };
        if frame::link(ui, id, &word) {
            go = Some(Go::Step(Step::Match));
        }
    });
    go
}

fn waitlist(
    ui: &mut Ui,
    work: &mut Work,
    shared: &Shared<'_>,
    asks: &mut Vec<Ask>,
    groups: &[String],
) -> Option<Go> {
    let id = choice_id(work).with("waitlist");
    let mut go = None;
    let mut removed = None;
    card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::S8;
        if groups.is_empty() {
            Text::help(&text::say("no-group-chosen")).show(ui);
        }
        ui.horizontal_wrapped(|ui| {
            for one in groups {
                let name = frame::group(shared, one).map_or(one.as_str(), |group| &group.name);
                if Chip::removable(id.with(one), name).show(ui).clicked() {
                    removed = Some(one.clone());
                }
            }
        });
        Text::help(&text::say("waitlist-help")).show(ui);
        if frame::link(ui, id, &text::say("choose-group")) {
            go = Some(Go::Step(Step::Match));
        }
    });
    if let Some(removed) = removed {
        let groups = groups.iter().filter(|one| **one != removed);
        let groups = groups.cloned().collect();
        work.change(asks, |content| {
            content.disposition = Some(Disposition::Waitlist { groups });
        });
    }
    go
}

fn options(ui: &mut Ui, work: &mut Work, asks: &mut Vec<Ask>, named: &[String]) {
    let (label, help) = (text::say("options-label"), text::say("options-help"));
    let mut lines = named.join("\n");
    let reply = LongText::new(options_id(work), &label)
        .help(&help)
        .lines(3)
        .limit(2_000)
        .show(ui, &mut lines);
    if reply.changed {
        let named = lines.split('\n').map(str::to_owned).collect();
        work.change(asks, |content| {
            content.disposition = Some(Disposition::OtherOption { named });
        });
    }
}

/// Who met the person, when and how, and what was talked through.
fn leader_meeting(
    ui: &mut Ui,
    work: &mut Work,
    shared: &Shared<'_>,
    asks: &mut Vec<Ask>,
    (group, meeting): (&str, Option<LeaderMeeting>),
) {
    let rules_version = frame::group(shared, group).and_then(|group| group.rules_version);
    let mut meeting = meeting.unwrap_or(LeaderMeeting {
        leader: String::new(),
        on: shared.today,
        mode: MeetingMode::default(),
        topics: Vec::new(),
        rules_version,
    });
    ui.add_space(space::S16);
    Text::question(&text::say("meeting-title")).show(ui);
    Text::help(&text::say("meeting-help")).show(ui);
    ui.add_space(space::S4);
    let mut changed = leader(ui, work, shared.opened, &mut meeting);
    changed |= day_and_mode(ui, work, &mut meeting);
    changed |= topics(ui, work, &mut meeting);
    if let Some(version) = meeting.rules_version {
        let words = text::say_with("meeting-rules", &[("version", &version.to_string())]);
        Text::meta(&words).show(ui);
    }
    if changed {
        work.change(asks, |content| {
            content.disposition = Some(Disposition::OfferSeat {
                group: group.to_owned(),
                meeting: Some(meeting),
            });
        });
    }
}

fn leader(ui: &mut Ui, work: &Work, opened: &Opened, meeting: &mut LeaderMeeting) -> bool {
    let (label, help) = (
        text::say("meeting-leader"),
        text::say("meeting-leader-help"),
    );
    let mut changed = TextField::new(meeting_id(work), &label)
        .help(&help)
        .width(400.0)
        .limit(200)
        .show(ui, &mut meeting.leader)
        .changed;
    if opened.clinician && meeting.leader != opened.name {
        let word = text::say_with("meeting-me", &[("name", &opened.name)]);
        let button = Button::plain(&word).icon(Icon::User).small();
        if frame::flush(ui, meeting_id(work).with("me"), button).clicked() {
            meeting.leader.clone_from(&opened.name);
            changed = true;
        }
    }
    changed
}

fn day_and_mode(ui: &mut Ui, work: &Work, meeting: &mut LeaderMeeting) -> bool {
    let mut on = Some(meeting.on);
    let label = text::say("meeting-on");
    let day = DateField::new(choice_id(work).with("on"), &label);
    let mut changed = day.show(ui, &mut on).changed && on.is_some();
    meeting.on = on.unwrap_or(meeting.on);
    let name = text::say("meeting-mode");
    Text::new(&name, Type::SmallStrong).show(ui);
    let words = MeetingMode::ALL.map(|mode| text::say(mode.message()));
    let items: Vec<&str> = words.iter().map(String::as_str).collect();
    let known = MeetingMode::ALL;
    let here = known.iter().position(|mode| *mode == meeting.mode);
    let mut at = here.unwrap_or(0);
    let segment = Segment::new(choice_id(work).with("mode"), &name, &items);
    if segment.show(ui, &mut at).changed {
        meeting.mode = known.get(at).copied().unwrap_or_default();
        changed = true;
    }
    ui.add_space(space::S8);
    changed
}

fn topics(ui: &mut Ui, work: &Work, meeting: &mut LeaderMeeting) -> bool {
    let name = text::say("meeting-topics");
    Text::new(&name, Type::SmallStrong).show(ui);
    let words: Vec<String> = MEETING_TOPICS
        .iter()
        .map(|topic| text::say(&format!("meeting-topic-{topic}")))
        .collect();
    let mut ticked: Vec<bool> = MEETING_TOPICS
        .iter()
        .map(|topic| meeting.topics.iter().any(|known| known == topic))
        .collect();
    let group = MultiGroup::new(choice_id(work).with("topics"), &name, &words).dense();
    let changed = group.show(ui, &mut ticked).changed;
    if changed {
        let topics = MEETING_TOPICS.iter().zip(ticked);
        meeting.topics = topics
            .filter(|(_, ticked)| *ticked)
            .map(|(topic, _)| (*topic).to_owned())
            .collect();
    }
    changed
}
