//! What is missing before the signature, each point one press from where it is settled, and the signature itself.

use egui::{Id, Ui};

use crate::app::decide::Gap;
use crate::app::explain::quote;
use crate::domain::form::Pathway;
use crate::text;
use crate::ui::State;
use crate::ui::keys::Wish;
use crate::ui::screen::{Ask, Shared};
use crate::ui::shell::card;
use crate::ui::theme::space;
use crate::ui::widgets::{LongText, SecretField, Text, TextField};

use super::super::frame;
use super::super::{Step, Work};
use super::{DecidePage, Go, Missing, disposition, judgement};

fn name_id(work: &Work) -> Id {
    frame::id(work, "keep").with("name")
}

/// The field of the passphrase.
pub(super) fn secret_id(work: &Work) -> Id {
    frame::id(work, "sign").with("passphrase")
}

impl DecidePage {
    /// Draws what is missing, what is kept of a support-group check, and the passphrase.
    pub(super) fn signing(
        &mut self,
        ui: &mut Ui,
        work: &mut Work,
        shared: &Shared<'_>,
        asks: &mut Vec<Ask>,
        gaps: &[Missing],
    ) -> Option<Go> {
        ui.spacing_mut().item_spacing.y = space::S8;
        let support = work.open.pathway == Pathway::Support;
        if support {
            self.kept(ui, work, shared);
            ui.add_space(space::S8);
        }
        Text::h2(&text::say("sign-title")).show(ui);
        let mut go = None;
        card(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::S8;
            go = missing(ui, work, gaps);
            ui.add_space(space::S8);
            self.passphrase(ui, work, shared, asks, gaps);
            Text::meta(&text::say("sign-freezes")).show(ui);
        });
        go
    }

    fn passphrase(
        &mut self,
        ui: &mut Ui,
        work: &Work,
        shared: &Shared<'_>,
        asks: &mut Vec<Ask>,
        gaps: &[Missing],
    ) {
        let label = text::say_with("sign-passphrase", &[("name", &shared.opened.name)]);
        let help = text::say("sign-passphrase-help");
        let trouble = shared.trouble.filter(|_| self.asked);
        let error = trouble.map(|trouble| trouble.message.as_str());
        let reply = SecretField::new(secret_id(work), &label)
            .help(&help)
            .error(error)
            .show(ui, &mut self.secret);
        if reply.changed {
            self.asked = false;
        }
        let goes_on = reply.wish == Some(Wish::GoOn);
        if goes_on && self.cannot_sign(work, shared, gaps).is_none() && !shared.busy {
            self.sign(work, asks);
        }
    }

    /// What is kept of a support-group check, if anything is.
    fn kept(&mut self, ui: &mut Ui, work: &Work, shared: &Shared<'_>) {
        Text::h2(&text::say("keep-title")).show(ui);
        let days = shared.opened.policy.support_keep_days.to_string();
        Text::help(&text::say_with("keep-help", &[("days", &days)])).show(ui);
        ui.add_space(space::S4);
        card(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::S12;
            let (label, help) = (text::say("keep-name"), text::say("keep-name-help"));
            TextField::new(name_id(work), &label)
                .help(&help)
                .limit(200)
                .show(ui, &mut self.keep.chosen_name);
            let (label, help) = (text::say("keep-contact"), text::say("keep-contact-help"));
            TextField::new(name_id(work).with("contact"), &label)
                .help(&help)
                .optional()
                .limit(300)
                .show(ui, &mut self.keep.contact);
            let label = text::say("keep-arrangements");
            LongText::new(name_id(work).with("arrangements"), &label)
                .optional()
                .lines(2)
                .limit(2_000)
                .show(ui, &mut self.keep.arrangements);
        });
    }
}

fn missing(ui: &mut Ui, work: &Work, gaps: &[Missing]) -> Option<Go> {
    if gaps.is_empty() {
        frame::point(ui, State::Met, "", &text::say("sign-nothing-missing"));
        return None;
    }
    Text::help(&text::count("sign-gaps-count", gaps.len())).show(ui);
    let id = frame::id(work, "gaps");
    let mut go = None;
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (index, gap) in gaps.iter().enumerate() {
            let (word, leads) = leads(work, gap);
            let (words, word) = (words(work, gap), text::say(word));
            if frame::way(ui, id.with(index), State::NotAnswered, &words, &word) {
                go = Some(leads);
            }
        }
    });
    go
}

fn words(work: &Work, gap: &Missing) -> String {
    match gap {
        Missing::Of(Gap::SafetyQuestions(blank)) => {
            text::count("sign-gap-safety-questions", blank.len())
        }
        Missing::Of(Gap::Reason(question)) => {
            let prompt = quote(work.pack(), question, None).prompt;
            text::say_with("sign-gap-reason", &[("question", &prompt)])
        }
        Missing::Of(gap) => text::say(gap.message()),
        Missing::ChosenName => text::say("sign-gap-chosen-name"),
    }
}

/// The word of the link, and where it leads.
fn leads(work: &Work, gap: &Missing) -> (&'static str, Go) {
    let question = |id: &str| ("link-question", Go::Question(id.to_owned()));
    let here = |id: Id| ("link-here", Go::Focus(id));
    match gap {
        Missing::Of(Gap::ConsentUnsure) => question("tg-consent-assess"),
        Missing::Of(Gap::Guardian) => ("link-client", Go::Client),
        Missing::Of(Gap::SafetyQuestions(blank)) => {
            question(blank.first().map_or("", String::as_str))
        }
        Missing::Of(Gap::Acknowledgement | Gap::ReviewNote) => {
            ("open-safety", Go::Step(Step::Safety))
        }
        Missing::Of(Gap::Reason(id)) => question(id),
        Missing::Of(Gap::Judgement) => here(judgement::choice_id(work)),
        Missing::Of(Gap::OverrideReason) => here(judgement::reason_id(work)),
        Missing::Of(Gap::Confirmation(_)) => here(judgement::confirm_id(work)),
        Missing::Of(Gap::Disposition | Gap::SeatNotDecided) => here(disposition::choice_id(work)),
        Missing::Of(Gap::OtherOption) => here(disposition::options_id(work)),
        Missing::Of(Gap::PersonDeclined) => question("tg-decision"),
        Missing::Of(
            Gap::GroupMissing | Gap::SeatDoesNotFit | Gap::SeatWaits | Gap::WaitlistReason,
        ) => ("link-groups", Go::Step(Step::Match)),
        Missing::Of(Gap::Meeting) => here(disposition::meeting_id(work)),
        Missing::ChosenName => here(name_id(work)),
    }
}
