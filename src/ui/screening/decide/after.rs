//! What now: after the signature one step, the seat and the next date; later who signed what, to be read only.

use egui::Ui;
use jiff::ToSpan;
use jiff::civil::Date;

use crate::app::letter::{in_words, when};
use crate::domain::form::Pathway;
use crate::domain::screening::{Disposition, Judgement};
use crate::text;
use crate::ui::screen::{Ask, Place, Shared};
use crate::ui::shell::{Breadth, card};
use crate::ui::theme::space;
use crate::ui::widgets::{Button, Text};
use crate::ui::{Icon, State};

use super::super::frame::{self, Foot, Frame, Pressed};
use super::super::{Step, Work};
use super::added::Added;
use super::three;

/// Days after which someone on a waitlist is asked how things are (decisions.md section 7).
const CHECK_IN_DAYS: i64 = 30;

/// Draws the page.
pub(super) fn show(
    ui: &mut Ui,
    frame: &Frame,
    work: &mut Work,
    (added, shared): (&mut Added, &Shared<'_>),
    asks: &mut Vec<Ask>,
) {
    frame.body(ui, |ui| {
        frame::signed_banner(ui, work);
        Text::h1(&text::say("what-now-title")).show(ui);
        ui.add_space(space::S8);
        let count = if frame.breadth == Breadth::Narrow {
            1
        } else {
            3
        };
        let parts = [Part::Next, Part::Seat, Part::Date];
        let block = |ui: &mut Ui, at: usize| {
            if let Some(part) = parts.get(at) {
                show_part(ui, *part, work, shared);
            }
        };
        frame::cards(ui, count, block, parts.len());
        frame::block(ui, &text::say("what-was-decided"));
        ui.add_space(space::S4);
        three::show(ui, frame, work);
        decided(ui, work, shared);
        added.show(ui, work, shared, asks);
    });
    foot(ui, frame, work, asks);
}

#[derive(Clone, Copy)]
enum Part {
    Next,
    Seat,
    Date,
}

fn show_part(ui: &mut Ui, part: Part, work: &Work, shared: &Shared<'_>) {
    let (icon, title, strong, help) = match part {
        Part::Next => {
            let (strong, help) = next(work);
            (Icon::ArrowRight, text::say("now-next"), strong, help)
        }
        Part::Seat => {
            let (strong, help) = seat(work, shared);
            (Icon::Chair, text::say("now-seat"), strong, help)
        }
        Part::Date => {
            let (strong, help) = date(work, shared);
            (Icon::Calendar, text::say("now-date"), strong, help)
        }
    };
    frame::caption(ui, icon, &title);
    Text::strong(&strong).show(ui);
    Text::help(&help).show(ui);
}

fn next(work: &Work) -> (String, String) {
    if has_letter(work) {
        (text::say("now-letter"), text::say("now-letter-help"))
    } else {
        let word = work
            .open
            .content
            .disposition
            .as_ref()
            .map_or("disposition-more-information", three::disposition_word);
        (text::say(word), text::say(&format!("{word}-help")))
    }
}

fn seat(work: &Work, shared: &Shared<'_>) -> (String, String) {
    match &work.open.content.disposition {
        Some(Disposition::OfferSeat { group, .. }) => match frame::group(shared, group) {
            Some(group) => (group.name.clone(), when(group)),
            None => (group.clone(), String::new()),
        },
        Some(Disposition::Waitlist { groups }) => {
            let names: Vec<&str> = groups
                .iter()
                .map(|id| frame::group(shared, id).map_or(id.as_str(), |group| &group.name))
                .collect();
            (names.join(", "), text::say("now-waitlist-help"))
        }
        _ => (text::say("now-no-seat"), text::say("now-no-seat-help")),
    }
}

/// The first meeting, else the check-in on the waitlist, else the day until which the assessment holds.
fn date(work: &Work, shared: &Shared<'_>) -> (String, String) {
    let signed = work
        .open
        .signature
        .as_ref()
        .map_or(shared.today, |signature| {
            signature.at.to_zoned(jiff::tz::TimeZone::system()).date()
        });
    let after = |days: i64| signed.checked_add(days.days()).unwrap_or(signed);
    match &work.open.content.disposition {
        Some(Disposition::OfferSeat { group, .. }) => {
            let starts = frame::group(shared, group).and_then(|group| group.starts);
            match starts.filter(|starts| *starts >= shared.today) {
                Some(starts) => (in_words(starts), text::say("now-starts-help")),
                None => (
                    text::say("now-next-meeting"),
                    text::say("now-next-meeting-help"),
                ),
            }
        }
        Some(Disposition::Waitlist { .. }) => (
            in_words(after(CHECK_IN_DAYS)),
            text::say("now-check-in-help"),
        ),
        _ if work.open.pathway == Pathway::Therapy => {
            let until: Date = after(i64::from(shared.opened.policy.assessment_valid_days));
            (in_words(until), text::say("now-valid-help"))
        }
        _ => (text::say("now-no-date"), text::say("now-no-date-help")),
    }
}

/// Whether a letter of referral follows from what was decided.
fn has_letter(work: &Work) -> bool {
    !super::super::letter::kinds(work).is_empty()
}

/// The rest of the decision, to be read.
fn decided(ui: &mut Ui, work: &Work, shared: &Shared<'_>) {
    let content = &work.open.content;
    let mut lines: Vec<(String, String)> = Vec::new();
    if let Some(Judgement::Override { reason, .. }) = &content.judgement {
        lines.push((text::say("override-reason"), reason.clone()));
    }
    match &content.disposition {
        Some(Disposition::OfferSeat {
            meeting: Some(meeting),
            ..
        }) => {
            let words = text::say_with(
                "now-meeting",
                &[("leader", &meeting.leader), ("date", &in_words(meeting.on))],
            );
            lines.push((text::say("meeting-title"), words));
        }
        Some(Disposition::OtherOption { named }) => {
            lines.push((text::say("options-label"), named.join(", ")));
        }
        _ => {}
    }
    if let Some(kept) = &work.open.kept {
        for (label, words) in [
            ("keep-name", &kept.chosen_name),
            ("keep-contact", &kept.contact),
            ("keep-arrangements", &kept.arrangements),
        ] {
            if !words.trim().is_empty() {
                lines.push((text::say(label), words.clone()));
            }
        }
        let days = shared.opened.policy.support_keep_days.to_string();
        let words = text::say_with("now-kept-days", &[("days", &days)]);
        lines.push((text::say("keep-title"), words));
    }
    if lines.is_empty() {
        return;
    }
    ui.add_space(space::S8);
    card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::S8;
        for (label, words) in &lines {
            frame::point(ui, State::Note, label, words);
        }
    });
}

fn foot(ui: &mut Ui, frame: &Frame, work: &mut Work, asks: &mut Vec<Ask>) {
    let letter = has_letter(work);
    let client = work.open.client.as_ref().map(|(id, _)| *id);
    let back = text::say("back-to-result");
    let main = text::say(if letter {
        "to-letter"
    } else if client.is_some() {
        "to-client"
    } else {
        "to-home"
    });
    let foot = Foot {
        back: &back,
        other: None,
        main: Some(Button::primary(&main)),
    };
    match frame.foot(ui, foot) {
        Some(Pressed::Back) => work.step = Step::Result,
        Some(Pressed::Main) if letter => work.step = Step::Letter,
        Some(Pressed::Main) => asks.push(Ask::Go(client.map_or(Place::Home, Place::Client))),
        Some(Pressed::Other) | None => {}
    }
}
