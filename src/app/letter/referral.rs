//! The facts of L1: for whoever leads the therapy group.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::app::command::LetterRequest;
use crate::app::explain::{LANGUAGE, answer_text};
use crate::domain::answers::Answer;
use crate::domain::criteria::{CriterionResult, Effect};
use crate::domain::group::{Group, Style};
use crate::domain::leader::Leader;
use crate::domain::recommendation::Recommendation;
use crate::letter::Kind;
use crate::letter::facts::{Extra, HandOver, MeasureFacts, OtherCare, ReferralFacts};
use crate::screening::scoring;
use crate::text;

use super::cover::cover;
use super::meeting::group_facts;
use super::{Field, Slot, Sources, class_of, contact, first_name, lines, ticked};

pub(super) fn referral_facts(sources: &Sources<'_>, request: &LetterRequest) -> ReferralFacts {
    let name = first_name(sources);
    ReferralFacts {
        cover: cover(sources, request, Kind::L1),
        group: group_facts(sources),
        both: sources
            .recommendation
            .also
            .iter()
            .any(|code| code == "both"),
        reason: sources.say_with(reason(sources.group()), &[("name", &name)]),
        goal: sources.code("tg-goal").unwrap_or_default().to_owned(),
        brings: sources.list(request, Slot::Brings),
        preparation: preparation(sources),
        access: access(sources),
        care: care(sources),
        dual: dual(sources),
        urgent: sources.list(request, Slot::Urgent),
        phoned: sources.words(request, Slot::Phoned),
        safety: ticked_safety(sources, request),
        measures: ticked_measures(sources, request),
        extra: extra(sources, request),
        hand_over: hand_over(sources, request, &name),
        next: calls(sources, request),
        contact: contact(sources),
    }
}

/// Who calls whom, as proposed; where it was worded otherwise it stands among the steps.
fn hand_over(sources: &Sources<'_>, request: &LetterRequest, name: &str) -> Option<HandOver> {
    let leader = leader_name(sources)?;
    request.said(Slot::Call).is_empty().then(|| HandOver {
        caller: leader.to_owned(),
        called: name.to_owned(),
        by: sources.date.saturating_add(7.days()),
    })
}

fn calls(sources: &Sources<'_>, request: &LetterRequest) -> Vec<String> {
    let mut steps = lines(request.said(Slot::Call));
    steps.extend(sources.list(request, Slot::Next));
    steps
}

pub(super) fn leader_name<'a>(sources: &'a Sources<'_>) -> Option<&'a str> {
    let group = sources.group()?;
    let leads = |(id, _): &&(String, Leader)| group.leaders.contains(id);
    let leader = sources.leaders.iter().find(leads);
    leader.map(|(_, leader)| leader.name.as_str())
}

pub(super) fn ticked_safety(sources: &Sources<'_>, request: &LetterRequest) -> Vec<String> {
    ticked(sources, request)
        .filter(|field| *field == Field::Safety)
        .flat_map(|field| field.prints(sources))
        .collect()
}

pub(super) fn ticked_measures(sources: &Sources<'_>, request: &LetterRequest) -> Vec<MeasureFacts> {
    if request.fields.contains(&Field::Measures) {
        measures(sources)
    } else {
        Vec::new()
    }
}

/// Every other field that was ticked, with its class: the composition asks the gate again for each.
pub(super) fn extra(sources: &Sources<'_>, request: &LetterRequest) -> Vec<Extra> {
    ticked(sources, request)
        .filter(|field| !matches!(field, Field::Safety | Field::Measures))
        .map(|field| Extra {
            class: field.class(),
            heading: sources.say(&format!("facts-heading-{}", field.code())),
            sentences: if field == Field::FreeText {
                sources.list(request, Slot::Free)
            } else {
                field.prints(sources)
            },
        })
        .collect()
}

fn reason(group: Option<&Group>) -> &'static str {
    match group.and_then(|group| group.style) {
        Some(Style::Process) => "facts-reason-process",
        Some(Style::Skills) => "facts-reason-skills",
        Some(Style::Psychoeducational) => "facts-reason-psychoeducational",
        Some(Style::Support) | None => "facts-reason-other",
    }
}

/// Strengths that the answers show, in words that reveal no protected class.
#[must_use]
pub fn default_brings(recommendation: &Recommendation) -> Vec<String> {
    let shown = [
        "w-motivation",
        "w-goals",
        "w-sharing",
        "w-feedback",
        "a-listening",
        "a-attendance",
    ];
    let sentence = |criterion: &&str| match (recommendation.result(criterion), *criterion) {
        (CriterionResult::Met, _) => Some(text::say(&format!("facts-brings-{criterion}"))),
        (CriterionResult::Concern, "w-sharing") => Some(text::say("facts-brings-w-sharing-time")),
        _ => None,
    };
    shown.iter().filter_map(sentence).collect()
}

/// The neutral sentences of criteria that ask for preparation, and what was planned; never a protected class.
pub(super) fn preparation(sources: &Sources<'_>) -> Vec<String> {
    let findings = sources
        .pack
        .criteria
        .criteria
        .iter()
        .zip(&sources.recommendation.findings);
    let to_prepare = findings.filter(|(_, finding)| {
        matches!(
            finding.result,
            CriterionResult::Concern | CriterionResult::NotMet
        ) && finding.effect != Some(Effect::Note)
    });
    let sentences = to_prepare.map(|(criterion, _)| criterion.letter_text.say(LANGUAGE).to_owned());
    let question = sources.pack.form.question("tg-preparation");
    let planned = question.into_iter().flat_map(|question| {
        let codes = sources
            .content
            .answers
            .said("tg-preparation")
            .map(Answer::many)
            .unwrap_or_default();
        let shown = codes
            .iter()
            .filter(|code| !matches!(code.as_str(), "none" | "safety-plan"));
        shown
            .map(|code| question.label(code, LANGUAGE).to_owned())
            .collect::<Vec<_>>()
    });
    sentences
        .filter(|sentence| !sentence.is_empty())
        .chain(planned)
        .collect()
}

fn access(sources: &Sources<'_>) -> Vec<String> {
    let mut access = sources.labels("tg-access");
    if let Some((question, answer)) = sources
        .pack
        .form
        .question("tg-language")
        .zip(sources.content.answers.said("tg-language"))
    {
        let language = answer_text(question, answer);
        let help = sources.code("tg-language-ease") == Some("with-help");
        let message = if help {
            "facts-language-help"
        } else {
            "facts-language"
        };
        access.push(sources.say_with(message, &[("language", &language)]));
    }
    access
}

fn care(sources: &Sources<'_>) -> Option<OtherCare> {
    let care = sources
        .content
        .answers
        .said("tg-care-now")
        .map(Answer::many)
        .unwrap_or_default();
    if care.iter().all(|code| code == "none") {
        return None;
    }
    Some(OtherCare {
        who: String::new(),
        contact_allowed: sources.code("tg-contact-therapist") == Some("yes"),
    })
}

fn dual(sources: &Sources<'_>) -> Option<(String, Date)> {
    let agreed = sources.code("tg-leader-tie") == Some("clinical")
        && sources.code("tg-dual-consent") == Some("agreed");
    if !agreed {
        return None;
    }
    let tied = sources
        .content
        .answers
        .said("tg-leader-ids")
        .map(Answer::many)
        .unwrap_or_default();
    let leader = sources.leaders.iter().find(|(id, _)| {
        tied.contains(id)
            && sources
                .group()
                .is_some_and(|group| group.leaders.contains(id))
    });
    leader.map(|(_, leader)| (leader.name.clone(), sources.assessed_on()))
}

pub(super) fn safety(sources: &Sources<'_>) -> Vec<String> {
    match sources.code("tg-safety-plan") {
        Some("used") => vec![sources.say("facts-safety-plan-used")],
        Some("made-today") => vec![sources.say("facts-safety-plan-made-today")],
        _ => Vec::new(),
    }
}

/// Totals, each with its class: a total of a protected class needs that class to be open too.
pub(super) fn measures(sources: &Sources<'_>) -> Vec<MeasureFacts> {
    let answers = &sources.content.answers;
    let facts = sources.pack.measures.iter().filter_map(|measure| {
        let total = scoring::total(measure, answers)?;
        let most = measure.total.as_ref()?.max.to_string();
        let date = answers
            .said(&measure.date_id())
            .and_then(Answer::one)
            .and_then(|date| date.parse().ok());
        let result = match scoring::band(measure, answers) {
            Some(band) => sources.say_with(
                "facts-measure-band",
                &[
                    ("total", &total.to_string()),
                    ("most", &most),
                    ("band", band.say(LANGUAGE)),
                ],
            ),
            None => sources.say_with(
                "facts-measure-plain",
                &[("total", &total.to_string()), ("most", &most)],
            ),
        };
        let name = measure.title.say(LANGUAGE).to_owned();
        Some(MeasureFacts {
            name,
            date: date.unwrap_or_else(|| sources.assessed_on()),
            result,
            class: class_of(measure.sensitive),
        })
    });
    facts.collect()
}
