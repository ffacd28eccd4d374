//! Screenings of an open vault: begin, keep, acknowledge, sign, finish.

mod danger;
mod lists;
mod pathways;
mod signing;

use std::collections::BTreeMap;

use super::command::{KeepSupport, OpenScreening, Trouble};
use super::decide;
use crate::catalog::shipped;
use crate::domain::answers::{Answer, Answers, SafetyLevel};
use crate::domain::client::Client;
use crate::domain::criteria::{CriterionResult, Standing};
use crate::domain::form::Pathway;
use crate::domain::id::{ClientId, ScreeningId};
use crate::domain::recommendation::{Recommendation, RuleVersions};
use crate::domain::screening::{
    DeskState, Disposition, Judgement, Planned, Screening, ScreeningContent, ScreeningIndex, Stage,
    SupportKept, WaitOver,
};
use crate::screening::evaluate;
use crate::vault::{Deed, NewScreening, Open, Saved};

pub use danger::{acknowledge, lower, note_review, note_told};
pub(in crate::app) use danger::{danger_waits, told_of};
pub use lists::{called, concerns, newest, rows};
pub use pathways::change_pathway;
pub(in crate::app) use signing::drop_support_drafts_of_former_days;
pub use signing::{add_to, additions, co_sign, gaps_in_words, keep_nothing, mark_in_error, sign};

/// Begins a screening and keeps what is known already.
///
/// # Errors
/// If the vault refuses.
pub fn start(
    open: &Open,
    pathway: Pathway,
    client: Option<ClientId>,
    answers: Answers,
) -> Result<ScreeningId, Trouble> {
    let pack = shipped().pack(pathway);
    let recommendation = evaluate(pack, &answers);
    let rules = recommendation.rules.clone();
    let id = open.screenings().start(NewScreening {
        client,
        pathway,
        rules,
    })?;
    let content = ScreeningContent {
        answers,
        highest_safety: recommendation.safety,
        recommendation: Some(recommendation),
        ..ScreeningContent::default()
    };
    save(open, id, &content)?;
    Ok(id)
}

/// Keeps a draft. The levels of safety and the recommendation are worked out here, whatever the caller says.
///
/// # Errors
/// If it is signed, or the vault refuses.
pub fn save(open: &Open, id: ScreeningId, content: &ScreeningContent) -> Result<Saved, Trouble> {
    let row = open.screenings().row(id)?;
    let mut content = content.clone();
    let index = whole(row.value.pathway, &mut content);
    let saved = open.screenings().save_draft(id, &content, &index)?;
    let planned = content.pause.as_ref().and_then(|pause| {
        let on = pause.on?;
        let place = pause.place.clone();
        Some(Planned { on, place })
    });
    if planned != row.value.planned {
        open.screenings().plan(id, planned)?;
    }
    if row.value.pathway == Pathway::Support {
        danger::note_danger(open, id, &content)?;
    }
    Ok(saved)
}

/// Works out what a therapy assessment holds besides what was said, and the facts that lists need.
pub(super) fn made_whole(content: &mut ScreeningContent) -> ScreeningIndex {
    whole(Pathway::Therapy, content)
}

fn whole(pathway: Pathway, content: &mut ScreeningContent) -> ScreeningIndex {
    let now = evaluate(shipped().pack(pathway), &content.answers);
    content.highest_safety = content.highest_safety.max(now.safety);
    let index = index(content, &now);
    content.recommendation = Some(now);
    index
}

/// Keeps what a screen sends. A screen may lag behind what a clinician has just noted, so what was noted and the gravest
/// level reached are taken from the vault and never from the screen.
///
/// # Errors
/// If it is signed, or the vault refuses.
pub fn save_from_screen(
    open: &Open,
    id: ScreeningId,
    sent: &ScreeningContent,
) -> Result<Saved, Trouble> {
    let content = kept_over(open, id, sent)?;
    save(open, id, &content)
}

/// What a screen sends, under what clinicians noted meanwhile.
pub(super) fn kept_over(
    open: &Open,
    id: ScreeningId,
    sent: &ScreeningContent,
) -> Result<ScreeningContent, Trouble> {
    let kept = open.screenings().view(id)?.content.unwrap_or_default();
    // A screen that has not heard yet that a level was a mistake must not bring it back.
    let lags = sent.lowered.len() < kept.lowered.len();
    let sent_level = if lags {
        SafetyLevel::None
    } else {
        sent.highest_safety
    };
    Ok(ScreeningContent {
        highest_safety: sent_level.max(kept.highest_safety),
        lowered: kept.lowered,
        acknowledgement: kept.acknowledgement,
        review_notes: kept.review_notes,
        ..sent.clone()
    })
}

fn index(content: &ScreeningContent, now: &Recommendation) -> ScreeningIndex {
    let decided = content
        .judgement
        .as_ref()
        .map(|_| decide::decided_outcome(content, now).to_owned());
    ScreeningIndex {
        outcome: Some(now.outcome.clone()),
        decided,
        disposition: content
            .disposition
            .as_ref()
            .map(|disposition| disposition_word(disposition).to_owned()),
        safety: decide::reached(content, now),
        acknowledged: content.acknowledgement.is_some(),
        review_due: decide::review_due(content, now),
        missing: u32::try_from(now.missing.len()).unwrap_or(u32::MAX),
        reasons: decide::blocking(now).map(str::to_owned).collect(),
        waits_for: match &content.disposition {
            Some(Disposition::Waitlist { groups }) => groups.clone(),
            _ => Vec::new(),
        },
        by_hand: match &content.disposition {
            Some(Disposition::Waitlist { groups }) => {
                let by_hand = content.by_hand.iter();
                let kept = by_hand.filter(|(group, _)| groups.contains(group));
                kept.map(|(group, why)| (group.clone(), why.clone()))
                    .collect()
            }
            _ => BTreeMap::new(),
        },
        alone: has_nobody(content, now),
        measures: super::clients::measures_taken(&content.answers),
        waits_over: BTreeMap::new(),
    }
}

/// Whether nobody is there to turn to between meetings, or nobody supports the person at all.
fn has_nobody(content: &ScreeningContent, now: &Recommendation) -> bool {
    let supports = content.answers.said("tg-supports").map(Answer::many);
    let none = supports.is_some_and(|codes| codes.iter().any(|code| code == "none"));
    none || now.result("c-support") == CriterionResult::NotMet
}

/// The word that files and lists use for a disposition.
#[must_use]
pub fn disposition_word(disposition: &Disposition) -> &'static str {
    match disposition {
        Disposition::OfferSeat { .. } => "offer-seat",
        Disposition::Waitlist { .. } => "waitlist",
        Disposition::OtherOption { .. } => "other-option",
        Disposition::ReferOn => "refer-on",
        Disposition::MoreInformation => "more-information",
        Disposition::PersonChoseOtherwise => "person-chose-otherwise",
    }
}

/// A screening to work on or to look at.
///
/// # Errors
/// If there is none, or this person may not see it.
pub fn view(open: &Open, id: ScreeningId) -> Result<OpenScreening, Trouble> {
    let viewed = open.screenings().view(id)?;
    let row = viewed.row.value;
    let client = match row.client {
        Some(client) => Some((client, open.clients().view(client)?.value)),
        None => None,
    };
    let kept = row.kept.as_ref().map(|kept| KeepSupport {
        chosen_name: kept.chosen_name.clone(),
        contact: kept.contact.clone().unwrap_or_default(),
        arrangements: kept.arrangements.clone(),
    });
    let mut content = viewed
        .content
        .unwrap_or_else(|| content_of_kept(row.kept.as_ref()));
    let draft = row.stage == Stage::Draft;
    if draft && row.pathway == Pathway::Therapy {
        danger::take_over(open, id, &mut content)?;
    }
    if draft && row.pathway == Pathway::Therapy && danger_waits(open, id)? {
        // Noted while the screen was with the person: it stands above whatever is done next.
        content.highest_safety = SafetyLevel::ActNow;
    }
    let handed_over = if draft {
        open.screenings().parts_waiting(id)?
    } else {
        0
    };
    let added = if draft {
        Vec::new()
    } else {
        additions(open, id)?
    };
    let offered = offered_since(open, id, &row, &content)?;
    Ok(OpenScreening {
        offered,
        handed_over,
        additions: added,
        set_aside_for: row.set_aside_for,
        id,
        pathway: row.pathway,
        client,
        stage: row.stage,
        content,
        created: row.created,
        signature: row.signature,
        kept,
    })
}

/// The group of which somebody who waited was offered a seat; of several, the first of their list. At the desk it is known
/// where they waited for one group alone.
fn offered_since(
    open: &Open,
    id: ScreeningId,
    row: &Screening,
    content: &ScreeningContent,
) -> Result<Option<String>, Trouble> {
    let Some(Disposition::Waitlist { groups }) = &content.disposition else {
        return Ok(None);
    };
    if open.can(Deed::TherapyIndex) && open.reaches_clinical() {
        let found = open.screenings().index_of([id])?;
        let over = found.first().map(|(_, index)| &index.waits_over);
        let offered =
            |group: &&String| over.is_some_and(|over| over.get(*group) == Some(&WaitOver::Offered));
        if let Some(group) = groups.iter().find(offered) {
            return Ok(Some(group.clone()));
        }
    }
    Ok(match groups.as_slice() {
        [one] if row.desk_state == DeskState::SeatOffered => Some(one.clone()),
        _ => None,
    })
}

/// A finished support-group check keeps the group, what was decided and a word a criterion; the answers are gone, unless
/// the clinic keeps them.
fn content_of_kept(kept: Option<&SupportKept>) -> ScreeningContent {
    let Some(kept) = kept else {
        return ScreeningContent::default();
    };
    if let Some(content) = &kept.content {
        return content.clone();
    }
    let mut content = ScreeningContent::default();
    if let Some(group) = &kept.group {
        content
            .answers
            .given
            .insert("sg-group".to_owned(), Answer::One(group.clone()));
    }
    let recommendation = recommendation_of_kept(kept);
    content.disposition = decided_of_kept(kept, recommendation.standing);
    content.recommendation = Some(recommendation);
    content.judgement = Some(Judgement::Agree);
    content
}

/// What was decided. A check from before that was kept tells only that somebody was welcome, or was not.
fn decided_of_kept(kept: &SupportKept, standing: Standing) -> Option<Disposition> {
    let joins = matches!(standing, Standing::Ready | Standing::WithPreparation);
    let before = || match (&kept.group, joins) {
        (Some(group), true) => Some(Disposition::OfferSeat {
            group: group.clone(),
            meeting: None,
        }),
        (_, true) => None,
        (_, false) => Some(Disposition::OtherOption { named: Vec::new() }),
    };
    kept.disposition.clone().or_else(before)
}

/// The words that were kept, as a recommendation: the outcome that was decided, and a word a criterion.
fn recommendation_of_kept(kept: &SupportKept) -> Recommendation {
    let pack = shipped().pack(Pathway::Support);
    let mut recommendation = evaluate(pack, &Answers::default());
    recommendation.missing.clear();
    recommendation.outcome.clone_from(&kept.outcome);
    if let Some(words) = pack
        .criteria
        .outcomes
        .iter()
        .find(|words| words.outcome == kept.outcome)
    {
        recommendation.standing = words.standing;
    }
    // The sentence under the outcome is that of the line that gave it, not of the empty answers.
    let rules = &pack.criteria.outcome_rules;
    recommendation.outcome_line = rules
        .iter()
        .position(|rule| rule.outcome == kept.outcome)
        .unwrap_or(rules.len());
    for finding in &mut recommendation.findings {
        let word = kept
            .criteria
            .iter()
            .find(|(criterion, _)| criterion == &finding.criterion);
        finding.because.clear();
        finding.left_open = false;
        if let Some((_, word)) = word
            && let Ok(result) = serde_json::from_value(serde_json::Value::String(word.clone()))
        {
            finding.result = result;
        }
    }
    recommendation
}

/// Adds what is known of the client to the answers of a new assessment: the date, the language, who referred.
#[must_use]
pub fn prefill(mut answers: Answers, client: Option<&Client>, today: jiff::civil::Date) -> Answers {
    let mut known = |question: &str, value: Option<String>| {
        if let Some(value) = value
            && !answers.given.contains_key(question)
        {
            answers
                .given
                .insert(question.to_owned(), Answer::One(value));
        }
    };
    known("tg-date", Some(today.to_string()));
    known(
        "tg-language",
        client.and_then(|client| client.language.clone()),
    );
    answers
}

/// The versions of the rules that are shipped, for a pathway.
#[must_use]
pub fn rules_of(pathway: Pathway) -> RuleVersions {
    evaluate(shipped().pack(pathway), &Answers::default()).rules
}
