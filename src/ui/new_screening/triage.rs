//! Which is right? Five questions that suggest a conversation; nothing of them is kept but what is confirmed and taken along.

use egui::{Id, Ui};

use crate::app::explain::{LANGUAGE, answer_text, explain};
use crate::catalog::shipped;
use crate::domain::answers::{Answer, Answers, SafetyLevel};
use crate::domain::form::{Pathway, Question};
use crate::domain::recommendation::Recommendation;
use crate::screening::{Pack, evaluate};
use crate::text::{count, say, say_with};
use crate::ui::fields;
use crate::ui::keys::Wish as KeyWish;
use crate::ui::screen::Shared;
use crate::ui::shell::{self, Divided};
use crate::ui::theme::space;
use crate::ui::widgets::{AnswerRow, Banner, Button, Chip, OptionGroup, Text, Tone};
use crate::ui::{Icon, Ink};

use super::Known;

/// What the person wants after triage.
pub(super) enum Wish {
    Nothing,
    Back,
    Support(Vec<Known>),
    Therapy(Vec<Known>),
}

/// An answer that may be taken along, and whether it is.
struct Offer {
    known: Known,
    sentence: String,
    taken: bool,
}

/// The questions, then what is taken along.
pub(super) struct Triage {
    answers: Answers,
    /// The question that has the focus; the number of questions shows the suggestion.
    at: usize,
    focus: bool,
    confirming: Option<(Pathway, Vec<Offer>)>,
}

impl Default for Triage {
    fn default() -> Self {
        Self {
            answers: Answers::default(),
            at: 0,
            focus: true,
            confirming: None,
        }
    }
}

fn pack() -> &'static Pack {
    shipped().pack(Pathway::Triage)
}

fn questions() -> Vec<&'static Question> {
    pack().form.questions().collect()
}

fn id(part: &str) -> Id {
    Id::unique("triage").with(part)
}

impl Triage {
    pub(super) fn is_dirty(&self) -> bool {
        !self.answers.given.is_empty()
    }

    pub(super) fn is_confirming(&self) -> bool {
        self.confirming.is_some()
    }

    fn recommendation(&self) -> Recommendation {
        evaluate(pack(), &self.answers)
    }

    pub(super) fn show(&mut self, ui: &mut Ui, shared: &Shared<'_>) {
        if self.confirming.is_some() {
            self.show_confirming(ui);
            return;
        }
        let form = &pack().form;
        fields::head(
            ui,
            form.title.say(LANGUAGE),
            form.banner.say(LANGUAGE),
            |_| {},
        );
        let recommendation = self.recommendation();
        if recommendation.safety != SafetyLevel::None {
            safety_banner(ui, shared, recommendation.safety);
        }
        let questions = questions();
        if self.at >= questions.len() {
            self.suggestion(ui, &recommendation);
            ui.add_space(space::S16);
        }
        for (index, question) in questions.iter().enumerate() {
            if index == self.at {
                self.ask(ui, question, index);
            } else {
                self.folded(ui, question, index);
            }
            ui.add_space(space::S8);
        }
    }

    fn ask(&mut self, ui: &mut Ui, question: &Question, index: usize) {
        let prompt = question.prompt.say(LANGUAGE);
        let options = question.answer.options();
        Text::question(prompt).show(ui);
        ui.add_space(space::S4);
        let given = self.answers.said(&question.id).and_then(Answer::one);
        let mut chosen = given.and_then(|code| options.iter().position(|it| it.code == code));
        let group = id(&question.id);
        let labels = options.iter().map(|choice| choice.label.say(LANGUAGE));
        let reply = OptionGroup::new(group, prompt, labels).show(ui, &mut chosen);
        if reply.changed {
            match chosen.and_then(|at| options.get(at)) {
                Some(choice) => {
                    let answer = Answer::One(choice.code.clone());
                    self.answers.given.insert(question.id.clone(), answer);
                }
                None => {
                    self.answers.given.remove(&question.id);
                }
            }
        }
        fields::focus_once(ui, &mut self.focus, group);
        ui.add_space(space::S4);
        let next = say("triage-next");
        let button = Button::quiet(&next).small().key("Enter");
        let pressed = button.id(group.with("next")).show(ui).clicked();
        if pressed || reply.wish == Some(KeyWish::GoOn) {
            self.at = self.next_open(index);
            self.focus = true;
            ui.request_repaint();
        }
    }

    /// The next question without an answer, else the suggestion.
    fn next_open(&self, from: usize) -> usize {
        let questions = questions();
        let blank = |index: &usize| self.answers.said(&questions[*index].id).is_none();
        (from + 1..questions.len())
            .chain(0..from)
            .find(blank)
            .unwrap_or(questions.len())
    }

    fn folded(&mut self, ui: &mut Ui, question: &Question, index: usize) {
        let answer = self
            .answers
            .said(&question.id)
            .map(|answer| answer_text(question, answer));
        let prompt = question.prompt.say(LANGUAGE);
        let row = AnswerRow::new(id(&question.id).with("folded"), prompt, answer.as_deref());
        if row.show(ui).clicked() {
            self.at = index;
            self.focus = true;
        }
    }

    fn suggestion(&self, ui: &mut Ui, recommendation: &Recommendation) {
        let explained = explain(pack(), &self.answers, recommendation, false);
        shell::card(ui, |ui| {
            Text::help(&say("triage-suggestion")).show(ui);
            Text::h2(&explained.title).show(ui);
            Text::body(&explained.sentence).show(ui);
            if !explained.line.is_empty() {
                Text::help(&say_with("triage-because", &[("why", &explained.line)])).show(ui);
            }
        });
        ui.add_space(space::S4);
        Text::help(&say("triage-choose")).show(ui);
    }

    fn choose(&mut self, pathway: Pathway) -> Wish {
        let offers = self.offers(pathway);
        if offers.is_empty() {
            return wish(pathway, Vec::new());
        }
        self.confirming = Some((pathway, offers));
        self.focus = true;
        Wish::Nothing
    }

    /// What may be taken along: never more than this, and nothing of the safety section of an assessment.
    fn offers(&self, pathway: Pathway) -> Vec<Offer> {
        let said = |question: &str| self.answers.said(question).and_then(Answer::one);
        let pairs: Vec<(&str, Option<&str>)> = match pathway {
            Pathway::Support => vec![
                (
                    "sg-aim",
                    said("tr-aim").and_then(|aim| match aim {
                        "coping" => Some("company"),
                        "both" => Some("both"),
                        "change" => Some("change"),
                        _ => None,
                    }),
                ),
                ("sg-safe-now", said("tr-safe")),
            ],
            _ => vec![(
                "tg-aim",
                said("tr-aim").filter(|aim| matches!(*aim, "both" | "change")),
            )],
        };
        let form = &shipped().pack(pathway).form;
        pairs
            .into_iter()
            .filter_map(|(question, code)| {
                let (question, code) = (form.question(question)?, code?);
                let answer = Answer::One(code.to_owned());
                Some(Offer {
                    sentence: format!(
                        "{} {}",
                        question.prompt.say(LANGUAGE),
                        answer_text(question, &answer)
                    ),
                    known: (question.id.clone(), answer),
                    taken: true,
                })
            })
            .collect()
    }

    fn show_confirming(&mut self, ui: &mut Ui) {
        let Some((pathway, offers)) = &mut self.confirming else {
            return;
        };
        let name = crate::ui::clients::pathway_name(*pathway);
        let title = say_with("triage-take-along", &[("pathway", &name)]);
        fields::head(ui, &title, &say("triage-take-along-help"), |_| {});
        let take = say("triage-take");
        for (index, offer) in offers.iter_mut().enumerate() {
            shell::card(ui, |ui| {
                Text::body(&offer.sentence).show(ui);
                ui.add_space(space::S4);
                let chip = Chip::toggle(id("take").with(index), &take, offer.taken);
                if chip.show(ui).clicked() {
                    offer.taken = !offer.taken;
                }
            });
            ui.add_space(space::S4);
        }
        fields::focus_once(ui, &mut self.focus, id("go on"));
    }

    pub(super) fn show_footer(
        &mut self,
        shell: &Divided,
        ui: &mut Ui,
        shared: &Shared<'_>,
    ) -> Wish {
        let back = say("form-back");
        if self.confirming.is_some() {
            return self.confirm(shell, ui, shared, &back);
        }
        let (support, therapy) = (say("triage-support"), say("triage-therapy"));
        let blank = questions()
            .iter()
            .filter(|question| self.answers.said(&question.id).is_none())
            .count();
        let left = count("triage-left", blank);
        let suggested = self.recommendation().outcome;
        let prefers_support = suggested == "support-group check";
        let pressed = shell.footer(
            ui,
            |ui| {
                Button::quiet(&back)
                    .icon(Icon::ArrowLeft)
                    .show(ui)
                    .clicked()
            },
            |ui| {
                if blank > 0 {
                    Text::help(&left).ink(Ink::Help).show(ui);
                    return None;
                }
                let one = |ui: &mut Ui, word: &str, first: bool| {
                    let button = if first {
                        Button::primary(word)
                    } else {
                        Button::quiet(word)
                    };
                    button.busy(shared.busy).show(ui).clicked()
                };
                // The suggestion is the primary button; either may be chosen.
                let order = if prefers_support {
                    [(Pathway::Support, &support), (Pathway::Therapy, &therapy)]
                } else {
                    [(Pathway::Therapy, &therapy), (Pathway::Support, &support)]
                };
                let mut chosen = None;
                for (index, (pathway, word)) in order.into_iter().enumerate() {
                    if one(ui, word, index == 0) {
                        chosen = Some(pathway);
                    }
                }
                chosen
            },
        );
        match pressed {
            Some((true, _)) => Wish::Back,
            Some((_, Some(pathway))) => self.choose(pathway),
            _ => Wish::Nothing,
        }
    }

    fn confirm(&mut self, shell: &Divided, ui: &mut Ui, shared: &Shared<'_>, back: &str) -> Wish {
        let go_on = say("triage-go-on");
        let pressed = shell.footer(
            ui,
            |ui| Button::quiet(back).icon(Icon::ArrowLeft).show(ui).clicked(),
            |ui| {
                let button = Button::primary(&go_on).busy(shared.busy);
                button.id(id("go on")).show(ui).clicked()
            },
        );
        match pressed {
            Some((true, _)) => self.confirming = None,
            Some((_, true)) => {
                if let Some((pathway, offers)) = self.confirming.take() {
                    let taken = offers.into_iter().filter(|offer| offer.taken);
                    return wish(pathway, taken.map(|offer| offer.known).collect());
                }
            }
            _ => {}
        }
        Wish::Nothing
    }
}

fn wish(pathway: Pathway, known: Vec<Known>) -> Wish {
    match pathway {
        Pathway::Support => Wish::Support(known),
        Pathway::Therapy | Pathway::Triage => Wish::Therapy(known),
    }
}

/// Help comes first: the clinic's own numbers, and who is to be told.
fn safety_banner(ui: &mut Ui, shared: &Shared<'_>, level: SafetyLevel) {
    let clinic = &shared.opened.clinic;
    let (tone, title, text) = match level {
        SafetyLevel::ActNow => (Tone::ActNow, say("triage-act-now"), "triage-act-now-text"),
        _ => (Tone::Care, say("triage-review"), "triage-review-text"),
    };
    let mut text = say(text);
    if !clinic.emergency_number.is_empty() {
        let number = say_with("triage-emergency", &[("number", &clinic.emergency_number)]);
        text = format!("{text}\n{number}");
    }
    if !clinic.on_call_name.is_empty() || !clinic.on_call_phone.is_empty() {
        let on_call = say_with(
            "triage-on-call",
            &[
                ("name", &clinic.on_call_name),
                ("phone", &clinic.on_call_phone),
            ],
        );
        text = format!("{text}\n{on_call}");
    }
    Banner::new(id("safety"), tone, &title).text(&text).show(ui);
    ui.add_space(space::S16);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn triage(pairs: &[(&str, &str)]) -> Triage {
        let mut triage = Triage::default();
        for (question, code) in pairs {
            let answer = Answer::One((*code).to_owned());
            triage.answers.given.insert((*question).to_owned(), answer);
        }
        triage
    }

    fn codes(offers: Vec<Offer>) -> Vec<(String, String)> {
        let code = |offer: Offer| {
            let code = offer.known.1.one().unwrap_or_default().to_owned();
            (offer.known.0, code)
        };
        offers.into_iter().map(code).collect()
    }

    #[test]
    fn a_support_check_takes_the_aim_and_todays_safety_along() {
        let offers =
            triage(&[("tr-aim", "coping"), ("tr-safe", "dark-thoughts")]).offers(Pathway::Support);
        assert_eq!(
            codes(offers),
            [
                ("sg-aim".to_owned(), "company".to_owned()),
                ("sg-safe-now".to_owned(), "dark-thoughts".to_owned())
            ]
        );
    }

    #[test]
    fn an_assessment_takes_an_aim_of_change_along_and_never_an_answer_about_safety() {
        let all = [("tr-aim", "both"), ("tr-safe", "in-danger")];
        let offers = codes(triage(&all).offers(Pathway::Therapy));
        assert_eq!(offers, [("tg-aim".to_owned(), "both".to_owned())]);
        assert!(
            triage(&[("tr-aim", "coping")])
                .offers(Pathway::Therapy)
                .is_empty()
        );
    }

    #[test]
    fn after_the_last_answer_the_suggestion_is_shown() {
        let all = [
            ("tr-safe", "safe"),
            ("tr-aim", "coping"),
            ("tr-feedback", "heard"),
            ("tr-rhythm", "drop-in"),
            ("tr-lead", "host"),
        ];
        let triage = triage(&all);
        assert_eq!(triage.next_open(4), questions().len());
        assert_eq!(triage.recommendation().outcome, "support-group check");
    }
}
