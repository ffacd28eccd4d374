//! Agree with the recommendation, or decide otherwise: with an outcome, a reason, and each blocking criterion named again.

use egui::{Id, Ui};

use crate::app::decide;
use crate::app::explain::LANGUAGE;
use crate::domain::screening::Judgement;
use crate::text;
use crate::ui::screen::{Ask, Shared};
use crate::ui::theme::space;
use crate::ui::widgets::{Item, LongText, MultiGroup, OptionGroup, Text};

use super::super::Work;
use super::super::frame;
use super::DecidePage;

/// The id of the choice between agreeing and deciding otherwise.
pub(super) fn choice_id(work: &Work) -> Id {
    frame::id(work, "judgement")
}

/// The id of the reason.
pub(super) fn reason_id(work: &Work) -> Id {
    choice_id(work).with("reason")
}

/// The id of the second confirmation.
pub(super) fn confirm_id(work: &Work) -> Id {
    choice_id(work).with("confirm")
}

impl DecidePage {
    /// Draws the block of the judgement.
    pub(super) fn judgement(
        &mut self,
        ui: &mut Ui,
        work: &mut Work,
        shared: &Shared<'_>,
        asks: &mut Vec<Ask>,
    ) {
        let title = text::say("judgement-title");
        Text::h2(&title).show(ui);
        let (agree, other) = (
            text::say("judgement-agree"),
            text::say("judgement-override"),
        );
        let (agree_help, other_help) = (
            text::say("judgement-agree-help"),
            text::say("judgement-override-help"),
        );
        let locked = cannot_override(work, shared);
        let items = [
            Item::new(&agree).help(&agree_help),
            Item::new(&other)
                .help(&other_help)
                .disabled(locked.as_deref()),
        ];
        let mut chosen = match &work.open.content.judgement {
            None => None,
            Some(Judgement::Agree) => Some(0),
            Some(Judgement::Override { .. }) => Some(1),
        };
        let reply = OptionGroup::new(choice_id(work), &title, items).show(ui, &mut chosen);
        if reply.changed {
            self.judge(work, asks, chosen);
        }
        if let Some(Judgement::Override { outcome, reason }) = work.open.content.judgement.clone() {
            self.otherwise(ui, work, asks, outcome, reason);
        }
    }

    fn judge(&mut self, work: &mut Work, asks: &mut Vec<Ask>, chosen: Option<usize>) {
        let now = work.open.content.judgement.clone();
        if let Some(Judgement::Override { .. }) = &now {
            self.earlier_override.clone_from(&now);
        }
        let judgement = match chosen {
            Some(0) => Some(Judgement::Agree),
            Some(_) => Some(
                self.earlier_override
                    .take()
                    .unwrap_or_else(|| Judgement::Override {
                        outcome: String::new(),
                        reason: String::new(),
                    }),
            ),
            None => None,
        };
        work.change(asks, |content| content.judgement = judgement);
    }

    /// The outcome instead, the reason, and the second confirmation.
    fn otherwise(
        &mut self,
        ui: &mut Ui,
        work: &mut Work,
        asks: &mut Vec<Ask>,
        mut outcome: String,
        mut reason: String,
    ) {
        ui.add_space(space::S8);
        let others: Vec<(String, String)> = work
            .pack()
            .criteria
            .outcomes
            .iter()
            .filter(|words| words.outcome != work.recommendation.outcome)
            .map(|words| {
                let title = words.title.say(LANGUAGE).to_owned();
                (words.outcome.clone(), title)
            })
            .collect();
        let question = text::say("override-outcome");
        Text::strong(&question).show(ui);
        let mut at = others.iter().position(|(known, _)| *known == outcome);
        let items = others.iter().map(|(_, title)| Item::new(title));
        let picked = OptionGroup::new(choice_id(work).with("outcome"), &question, items)
            .dense()
            .show(ui, &mut at)
            .changed;
        if picked {
            outcome = at
                .and_then(|at| others.get(at))
                .map(|(outcome, _)| outcome.clone())
                .unwrap_or_default();
        }
        ui.add_space(space::S8);
        let written = reason_field(ui, work, &mut reason);
        if picked || written {
            work.change(asks, |content| {
                content.judgement = Some(Judgement::Override { outcome, reason });
            });
        }
        self.confirmation(ui, work, asks);
    }

    /// Each blocking criterion is named a second time and ticked by itself.
    fn confirmation(&mut self, ui: &mut Ui, work: &mut Work, asks: &mut Vec<Ask>) {
        let content = &work.open.content;
        let named: Vec<(String, String)> =
            decide::to_confirm(work.pack(), content, &work.recommendation)
                .map(|criterion| (criterion.to_owned(), criterion_name(work, criterion)))
                .collect();
        if named.is_empty() {
            return;
        }
        let title = text::say("override-confirm-title");
        Text::strong(&title).show(ui);
        Text::help(&text::say("override-confirm-help")).show(ui);
        let words: Vec<String> = named
            .iter()
            .map(|(_, name)| text::say_with("override-confirm", &[("criterion", name)]))
            .collect();
        let mut ticked: Vec<bool> = named
            .iter()
            .map(|(criterion, _)| work.open.content.confirmed.contains(criterion))
            .collect();
        let reply = MultiGroup::new(confirm_id(work), &title, &words)
            .dense()
            .show(ui, &mut ticked);
        if reply.changed {
            work.change(asks, |content| {
                for ((criterion, _), ticked) in named.iter().zip(ticked) {
                    if ticked {
                        content.confirmed.insert(criterion.clone());
                    } else {
                        content.confirmed.remove(criterion);
                    }
                }
            });
        }
    }
}

fn reason_field(ui: &mut Ui, work: &Work, reason: &mut String) -> bool {
    let label = text::say("override-reason");
    let letters = reason.trim().chars().count();
    let least = Judgement::SHORTEST_REASON;
    let count = text::say_with(
        if letters < least {
            "override-reason-count"
        } else {
            "override-reason-enough"
        },
        &[
            ("count", &letters.to_string()),
            ("least", &least.to_string()),
        ],
    );
    LongText::new(reason_id(work), &label)
        .help(&count)
        .lines(2)
        .limit(4_000)
        .show(ui, reason)
        .changed
}

/// Why an override is not available, in words.
fn cannot_override(work: &Work, shared: &Shared<'_>) -> Option<String> {
    if decide::is_locked(&work.open.content, &work.recommendation) {
        Some(text::say("override-locked"))
    } else if !shared.opened.clinician {
        Some(text::say("override-clinician-only"))
    } else {
        None
    }
}

fn criterion_name(work: &Work, criterion: &str) -> String {
    let known = work
        .pack()
        .criteria
        .criteria
        .iter()
        .find(|known| known.id == criterion);
    known.map_or(criterion.to_owned(), |known| {
        known.name.say(LANGUAGE).to_owned()
    })
}
