//! What can be chosen: the form's own options, and those that the clinic's lists add.

use std::collections::BTreeMap;

use super::Hand;
use crate::app::explain::LANGUAGE;
use crate::domain::answers::Answer;
use crate::domain::form::{OptionsFrom, Pathway, Question};
use crate::domain::group::{AdviceNorm, Group, GroupKind};
use crate::text::{self, Catalogue};

/// One thing that can be chosen.
pub(super) struct Offer {
    /// What is stored.
    pub(super) code: String,
    /// What people read.
    pub(super) label: String,
    /// A second line.
    pub(super) help: Option<String>,
}

/// Everything that can be chosen for a question, in order; what was chosen earlier stays even if its list lost it.
pub(super) fn offers(question: &Question, hand: &Hand<'_, '_>) -> Vec<Offer> {
    let mut offers: Vec<Offer> = question
        .answer
        .options()
        .iter()
        .map(|choice| Offer {
            code: choice.code.clone(),
            label: choice.label.say(LANGUAGE).to_owned(),
            help: None,
        })
        .collect();
    match question.answer.options_from() {
        Some(OptionsFrom::Groups) => offers.extend(groups(hand)),
        Some(OptionsFrom::Leaders) => offers.extend(leaders(hand)),
        Some(OptionsFrom::Languages) | None => {}
    }
    if question.answer.options_from() != Some(OptionsFrom::Languages) {
        let known = |code: &String| offers.iter().any(|offer| &offer.code == code);
        let lost: Vec<String> = match hand.said(&question.id) {
            Some(Answer::One(code)) if !known(code) => vec![code.clone()],
            Some(Answer::Many(codes)) => {
                codes.iter().filter(|code| !known(code)).cloned().collect()
            }
            _ => Vec::new(),
        };
        offers.extend(lost.into_iter().map(|code| Offer {
            label: code.clone(),
            help: Some(text::say("answering-option-gone")),
            code,
        }));
    }
    offers
}

/// The kind of groups that a pathway leads to.
pub(super) fn kind_of(pathway: Pathway) -> GroupKind {
    match pathway {
        Pathway::Therapy => GroupKind::Therapy,
        Pathway::Support | Pathway::Triage => GroupKind::Support,
    }
}

fn groups(hand: &Hand<'_, '_>) -> Vec<Offer> {
    let kind = kind_of(hand.work.open.pathway);
    let right = hand.shared.groups.iter().filter(|group| group.kind == kind);
    right
        .map(|group| Offer {
            code: group.id.clone(),
            label: group.name.clone(),
            help: when_and_where(group),
        })
        .collect()
}

/// Leaders by id, each by name with the groups that they lead.
fn leaders(hand: &Hand<'_, '_>) -> Vec<Offer> {
    let mut all: BTreeMap<&str, (&str, Vec<&str>)> = BTreeMap::new();
    for group in hand.shared.groups {
        for (id, name) in group.leaders_named() {
            let (_, groups) = all.entry(id).or_insert((name, Vec::new()));
            groups.push(&group.name);
        }
    }
    let mut offers: Vec<Offer> = all
        .into_iter()
        .map(|(id, (name, groups))| Offer {
            code: id.to_owned(),
            label: name.to_owned(),
            help: Some(text::say_with(
                "answering-leads",
                &[("groups", &groups.join(", "))],
            )),
        })
        .collect();
    offers.sort_by(|a, b| a.label.cmp(&b.label));
    offers
}

/// The text of a code where there is one, else the code.
fn named(prefix: &str, code: &str) -> String {
    let id = format!("{prefix}-{code}");
    if Catalogue::english().has(&id) {
        text::say(&id)
    } else {
        code.to_owned()
    }
}

fn when_and_where(group: &Group) -> Option<String> {
    let mut parts = Vec::new();
    parts.extend(group.slot.as_deref().map(|slot| named("slot", slot)));
    parts.extend(group.time.clone());
    parts.extend(group.place.clone());
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// What the chosen group's own record says to a question of the support-group check, to be read out.
pub(super) fn group_says(question: &Question, hand: &Hand<'_, '_>) -> Option<String> {
    let chosen = hand.said("sg-group").and_then(Answer::one)?;
    let group = hand.shared.groups.iter().find(|group| group.id == chosen)?;
    let list = |prefix: &str, codes: &[String]| {
        let names: Vec<String> = codes.iter().map(|code| named(prefix, code)).collect();
        (!names.is_empty()).then(|| names.join("; "))
    };
    match question.id.as_str() {
        "sg-for" => group.for_whom.clone(),
        "sg-link" => list("welcome", &group.welcome).or_else(|| list("theme", &group.themes)),
        "sg-stage" => list("stage", &group.stages),
        "sg-norms" => norms(group),
        "sg-confidential" => group.host_mandated.map(|mandated| {
            if mandated {
                text::say("answering-host-mandated")
            } else {
                text::say("answering-host-not-mandated")
            }
        }),
        "sg-reach" => when_and_where(group),
        "sg-access" => group
            .access
            .as_ref()
            .and_then(|access| list("access", access)),
        _ => None,
    }
}

fn norms(group: &Group) -> Option<String> {
    let advice = group.advice.map(|advice| match advice {
        AdviceNorm::ShareOnly => text::say("advice-share-only"),
        AdviceNorm::IdeasIfAsked => text::say("advice-ideas-if-asked"),
        AdviceNorm::IdeasWelcome => text::say("advice-ideas-welcome"),
    });
    match (advice, &group.rules) {
        (Some(advice), Some(rules)) => Some(format!("{advice}. {rules}")),
        (Some(advice), None) => Some(advice),
        (None, rules) => rules.clone(),
    }
}
