//! What to do, by what kind of danger it is; what was answered; and whom to call.

use egui::{Id, Ui, pos2, vec2};

use super::{Hand, Matter, SafetyPage, part};
use crate::app::explain::{ExplainedAlarm, explain};
use crate::domain::answers::{Answer, SafetyLevel};
use crate::domain::criteria::Cause;
use crate::text::{say, say_with};
use crate::ui::screening::Work;
use crate::ui::theme::space;
use crate::ui::widgets::{Quote, Segment, Text};
use crate::ui::{Ground, Ink, Theme, Type, paint};

/// The word of a cause in the ids of its texts.
fn word(cause: Cause) -> &'static str {
    match cause {
        Cause::Suicide => "suicide",
        Cause::Violence => "violence",
        Cause::Abuse => "abuse",
        Cause::Protection => "protection",
        Cause::Medical => "medical",
        Cause::Other => "other",
    }
}

/// What raised this level, as answers and causes.
fn alarms(work: &Work, level: SafetyLevel) -> Vec<ExplainedAlarm> {
    let answers = &work.open.content.answers;
    let explained = explain(work.pack(), answers, &work.recommendation, false);
    let mut alarms = explained.alarms;
    alarms.retain(|alarm| alarm.level == level);
    alarms
}

/// Each cause once; something else where only an earlier answer reached the level.
fn causes(alarms: &[ExplainedAlarm]) -> Vec<Cause> {
    let mut causes: Vec<Cause> = Vec::new();
    for alarm in alarms {
        if !causes.contains(&alarm.cause) {
            causes.push(alarm.cause);
        }
    }
    // The general steps are in every other list too.
    if causes.len() > 1 {
        causes.retain(|cause| *cause != Cause::Other);
    }
    if causes.is_empty() {
        causes.push(Cause::Other);
    }
    causes
}

fn level(matter: Matter) -> SafetyLevel {
    match matter {
        Matter::ActNow | Matter::Acknowledged => SafetyLevel::ActNow,
        Matter::Review | Matter::Nothing => SafetyLevel::Review,
    }
}

/// What this is about, in one line.
pub(super) fn title(matter: Matter, work: &Work) -> String {
    match matter {
        Matter::Review => say("protocol-review-title"),
        Matter::Nothing => say("protocol-title"),
        Matter::ActNow if work.unread.is_some() => say("give-danger"),
        Matter::ActNow | Matter::Acknowledged => {
            let causes = causes(&alarms(work, SafetyLevel::ActNow));
            let first = causes.first().copied().unwrap_or(Cause::Other);
            say(&format!("protocol-{}-title", word(first)))
        }
    }
}

/// The code of an answer.
fn code<'w>(work: &'w Work, id: &str) -> Option<&'w str> {
    let answers = &work.open.content.answers;
    answers.said(id).and_then(Answer::one)
}

impl SafetyPage {
    /// Everything but the numbers; a question, if one of the quoted answers was pressed.
    pub(super) fn body(
        &mut self,
        ui: &mut Ui,
        matter: Matter,
        hand: &mut Hand<'_, '_>,
    ) -> Option<String> {
        if matter == Matter::Nothing {
            return None;
        }
        if matter == Matter::ActNow && !hand.shared.opened.clinician {
            self.desk(ui, hand);
        }
        let alarms = alarms(hand.work, level(matter));
        self.steps(ui, matter, &alarms, hand);
        if code(hand.work, "tg-observed-clear") == Some("affected") {
            part(ui, &say("protocol-affected-title"), |ui| {
                numbered(ui, "affected", 4);
            });
        }
        let went = answered(ui, self.id(), &alarms, hand.work);
        if hand.work.recommendation.safety_incomplete {
            Text::help(&say("protocol-not-all-asked")).show(ui);
        }
        match matter {
            Matter::ActNow => {
                Text::help(&say("protocol-locked")).show(ui);
                let beside = super::is_beside(hand);
                if beside {
                    Text::body(&say("safety-beside")).show(ui);
                }
                if (hand.shared.opened.clinician || beside) && hand.work.is_draft() {
                    let id = self.id();
                    self.form.show(ui, id, hand.shared);
                } else if !hand.shared.opened.clinician {
                    Text::body(&say("safety-desk-acknowledge")).show(ui);
                }
            }
            Matter::Review if hand.shared.opened.clinician => {
                let id = self.id();
                self.form.show_note(ui, id, hand.shared);
            }
            Matter::Review => {
                Text::body(&say("safety-note-desk")).show(ui);
            }
            Matter::Acknowledged => acknowledged(ui, hand.work),
            Matter::Nothing => {}
        }
        let id = self.id();
        self.mistake.show(ui, id, hand);
        went
    }

    fn steps(&self, ui: &mut Ui, matter: Matter, alarms: &[ExplainedAlarm], hand: &Hand<'_, '_>) {
        if matter == Matter::Review {
            part(ui, &say("safety-steps"), |ui| numbered(ui, "review", 4));
            return;
        }
        let own = hand.shared.opened.clinic.safety_protocol.trim();
        if !own.is_empty() {
            part(ui, &say("safety-own-protocol"), |ui| {
                Text::body(own).show(ui);
            });
            return;
        }
        if !hand.shared.opened.clinician {
            // At the desk nobody asks further: the steps are whom to call.
            return;
        }
        for (index, cause) in causes(alarms).into_iter().enumerate() {
            let title = if index == 0 {
                say("safety-steps")
            } else {
                say(&format!("protocol-{}-title", word(cause)))
            };
            part(ui, &title, |ui| {
                numbered(ui, word(cause), 6);
                if index == 0 {
                    Text::new(&say("protocol-draft"), Type::Meta)
                        .ink(Ink::Meta)
                        .show(ui);
                }
            });
        }
    }

    /// Whom to call, where the person is, and what to do if they are not here.
    pub(super) fn numbers(&mut self, ui: &mut Ui, hand: &mut Hand<'_, '_>) {
        let clinic = &hand.shared.opened.clinic;
        ui.spacing_mut().item_spacing.y = space::S4;
        let emergency = (
            say("safety-emergency"),
            clinic.emergency_number.as_str(),
            say("safety-no-number"),
        );
        let name = clinic.on_call_name.trim();
        let label = if name.is_empty() {
            say("safety-on-call")
        } else {
            say_with("safety-on-call-name", &[("name", name)])
        };
        let on_call = (
            label,
            clinic.on_call_phone.as_str(),
            say("safety-no-on-call"),
        );
        beside_or_below(ui, [emergency, on_call]);
        let away = matches!(code(hand.work, "tg-mode"), Some("video" | "phone"));
        if away {
            ui.add_space(space::S16);
            self.away(ui, hand);
        }
        ui.add_space(space::S16);
        Text::help(&say("protocol-reporting")).show(ui);
    }

    fn away(&mut self, ui: &mut Ui, hand: &Hand<'_, '_>) {
        Text::new(&say("safety-place"), Type::SmallStrong).show(ui);
        match code(hand.work, "tg-location") {
            Some(place) => Text::body(place).show(ui),
            None => Text::body(&say("safety-place-unknown"))
                .ink(Ink::Stop)
                .show(ui),
        };
        ui.add_space(space::S12);
        let name = say("protocol-with-you-question");
        Text::new(&name, Type::SmallStrong).show(ui);
        let labels = [
            say("protocol-with-you-no"),
            say("protocol-with-you-left"),
            say("protocol-with-you-yes"),
        ];
        let labels = [&*labels[0], &*labels[1], &*labels[2]];
        let mut chosen = self.with_you.unwrap_or(0);
        Segment::new(self.id().with("with you"), &name, &labels).show(ui, &mut chosen);
        self.with_you = Some(chosen);
        if chosen < 2 {
            ui.add_space(space::S12);
            Text::new(&say("protocol-away-title"), Type::SmallStrong).show(ui);
            numbered(ui, "away", 4);
        }
    }
}

/// Two numbers to call: side by side where there is room, so that both are seen at once.
fn beside_or_below(ui: &mut Ui, numbers: [(String, &str, String); 2]) {
    let width = ui.available_width();
    let one = |ui: &mut Ui, (label, digits, none): &(String, &str, String), width: f32| {
        ui.vertical(|ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = space::S4;
            number(ui, label, digits, none);
        });
    };
    if width < 480.0 {
        for number in &numbers {
            one(ui, number, width);
            ui.add_space(space::S8);
        }
        return;
    }
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::S24;
        for number in &numbers {
            one(ui, number, (width - space::S24) / 2.0);
        }
    });
}

/// A number to call, large enough to be read from the other side of the desk.
fn number(ui: &mut Ui, label: &str, number: &str, none: &str) {
    Text::new(label, Type::SmallStrong).ink(Ink::Help).show(ui);
    if number.trim().is_empty() {
        Text::body(none).ink(Ink::Stop).show(ui);
    } else {
        Text::new(number, Type::H2).show(ui);
    }
}

/// The steps `protocol-<word>-step-1` and on, each with its number.
pub(super) fn numbered(ui: &mut Ui, word: &str, count: usize) {
    let steps = (1..=count).map(|number| say(&format!("protocol-{word}-step-{number}")));
    list(ui, steps);
}

/// Steps with their numbers.
pub(super) fn list(ui: &mut Ui, steps: impl Iterator<Item = String>) {
    let theme = Theme::of(ui);
    for (index, step) in steps.enumerate() {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::S12;
            let (_, rect) = ui.allocate_space(vec2(24.0, Type::Body.line()));
            paint::frame(ui, rect, space::RADIUS_CHIP, Some(Ground::Sunken), None);
            let number = paint::one_line(
                ui,
                &(index + 1).to_string(),
                Type::SmallStrong,
                theme.ink(Ink::Body),
            );
            let at = pos2(
                rect.center().x - number.size().x / 2.0,
                rect.center().y - number.size().y / 2.0,
            );
            paint::text(ui, at, number);
            ui.vertical(|ui| Text::body(&step).show(ui));
        });
    }
}

/// The answers that raised it, as they were recorded; no prediction follows from them.
fn answered(ui: &mut Ui, id: Id, alarms: &[ExplainedAlarm], work: &Work) -> Option<String> {
    let mut went = None;
    part(ui, &say("protocol-because"), |ui| {
        ui.spacing_mut().item_spacing.y = space::S4;
        let mut any = false;
        for (index, alarm) in alarms.iter().enumerate() {
            for quote in &alarm.quotes {
                any = true;
                let blank = say("answering-declined");
                let answer = quote.answer.as_deref().unwrap_or(&blank);
                let quoted = Quote::new(
                    id.with(("quote", index, &quote.question)),
                    &quote.prompt,
                    answer,
                );
                if quoted.show(ui).clicked() {
                    went = Some(quote.question.clone());
                }
            }
        }
        if let Some(raised) = &work.open.content.answers.safety_raised {
            any = true;
            let text = say_with("safety-raised-by-hand", &[("reason", &raised.reason)]);
            Text::body(&text).show(ui);
        }
        if !any {
            // Not accepted yet, it is nobody's answer: it was said while the screen was with the person.
            let alone = work.unread.is_some() || work.open.handed_over > 0;
            let message = if alone {
                "safety-raised-alone"
            } else {
                "safety-raised-before"
            };
            Text::body(&say(message)).show(ui);
        }
    });
    went
}

fn acknowledged(ui: &mut Ui, work: &Work) {
    let Some(acknowledgement) = &work.open.content.acknowledgement else {
        return;
    };
    let time = acknowledgement
        .at
        .to_zoned(jiff::tz::TimeZone::system())
        .strftime("%H:%M")
        .to_string();
    part(
        ui,
        &say_with("safety-acknowledged", &[("time", &time)]),
        |ui| {
            for action in &acknowledgement.done {
                Text::body(&super::acknowledge::action(*action)).show(ui);
            }
            for text in [
                &acknowledgement.detail,
                &acknowledgement.agreed,
                &acknowledgement.follow_up,
            ] {
                if !text.trim().is_empty() {
                    Text::help(text).show(ui);
                }
            }
        },
    );
}
