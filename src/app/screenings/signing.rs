//! The end of a screening: signed or finished, what is kept of it, and what is added later.

use jiff::{Timestamp, ToSpan};

use super::super::command::{KeepSupport, Secret, Trouble};
use super::super::decide::{self, Gap};
use super::super::explain::answer_text;
use super::super::groups;
use super::super::vaults::passphrase;
use super::{index, view};
use crate::catalog::shipped;
use crate::domain::answers::Answer;
use crate::domain::clinic::SupportKeeping;
use crate::domain::form::Pathway;
use crate::domain::id::ScreeningId;
use crate::domain::recommendation::Recommendation;
use crate::domain::screening::{
    AddendumContent, DeskState, Disposition, ScreeningContent, Stage, SupportKept,
};
use crate::screening::evaluate;
use crate::text;
use crate::vault::{Keep, Open, Show};

/// Signs. A therapy assessment is frozen; of a support-group check what `keep` says stays, and the answers go.
///
/// # Errors
/// What stands between the draft and its signature, or a passphrase that is not accepted.
pub fn sign(
    open: &Open,
    id: ScreeningId,
    keep: Option<&KeepSupport>,
    secret: &Secret,
) -> Result<(), Trouble> {
    let mut screening = view(open, id)?;
    if screening.stage != Stage::Draft {
        return Err(Trouble::new("signed", text::say("trouble-signed-already")));
    }
    let pack = shipped().pack(screening.pathway);
    let now = evaluate(pack, &screening.content.answers);
    let around = decide::Around {
        client: screening.client.as_ref().map(|(_, client)| client),
        groups: &groups::list(open)?,
        today: open.today(),
    };
    let gaps = decide::gaps(pack, &screening.content, &now, &around);
    if !gaps.is_empty() {
        return Err(Trouble::new("not-ready", gaps_in_words(&gaps)));
    }
    let proof = open.prove(&passphrase(secret))?;
    let statement = text::say_with("sign-statement", &[("name", &open.me().name)]);
    screening.content.decided_by = Some(open.me().id);
    screening.content.decided_at = Some(open.now());
    screening.content.recommendation = Some(now.clone());
    if screening.pathway == Pathway::Therapy {
        let index = index(&screening.content, &now);
        open.screenings()
            .sign(id, &screening.content, &index, &statement, proof)?;
        let state = match &screening.content.disposition {
            Some(Disposition::OfferSeat { .. }) => DeskState::SeatOffered,
            Some(Disposition::Waitlist { .. }) => DeskState::Waiting,
            _ => DeskState::Closed,
        };
        open.screenings().set_desk_state(id, state)?;
    } else {
        let kept = keep_support(open, &screening.content, &now, keep)?;
        open.screenings()
            .finish_support(id, kept, &statement, proof)?;
    }
    Ok(())
}

/// Adds to a signed screening.
///
/// # Errors
/// If it is a draft or a colleague's, the text is empty, or the passphrase is not accepted.
pub fn add_to(open: &Open, id: ScreeningId, text: &str, secret: &Secret) -> Result<(), Trouble> {
    written(text, "trouble-addendum-empty")?;
    was_signed(open, id)?;
    let proof = open.prove(&passphrase(secret))?;
    let content = AddendumContent {
        text: text.trim().to_owned(),
        entered_in_error: false,
        co_signs: false,
    };
    open.addenda().add(id, &content, proof)?;
    Ok(())
}

/// Marks a signed screening as entered in error; it stays, struck through.
///
/// # Errors
/// If it is not signed or a colleague's, no reason is given, or the passphrase is not accepted.
pub fn mark_in_error(
    open: &Open,
    id: ScreeningId,
    reason: &str,
    secret: &Secret,
) -> Result<(), Trouble> {
    written(reason, "trouble-in-error-why")?;
    still_holds(open, id)?;
    let proof = open.prove(&passphrase(secret))?;
    open.screenings().mark_in_error(id, reason.trim(), proof)?;
    Ok(())
}

/// Signs a colleague's assessment as a second clinician.
///
/// # Errors
/// If it is one's own or not signed, or the passphrase is not accepted.
pub fn co_sign(open: &Open, id: ScreeningId, secret: &Secret) -> Result<(), Trouble> {
    still_holds(open, id)?;
    let proof = open.prove(&passphrase(secret))?;
    let statement = text::say_with("co-sign-statement", &[("name", &open.me().name)]);
    open.addenda().co_sign(id, &statement, proof)?;
    Ok(())
}

fn written(words: &str, message: &str) -> Result<(), Trouble> {
    if words.trim().is_empty() {
        return Err(Trouble::new("bad-input", text::say(message)));
    }
    Ok(())
}

/// Refuses what a draft is not ready for. What was entered in error may still be added to.
fn was_signed(open: &Open, id: ScreeningId) -> Result<Stage, Trouble> {
    match open.screenings().row(id)?.value.stage {
        Stage::Draft => Err(Trouble::new(
            "not-signed",
            text::say("trouble-not-signed-yet"),
        )),
        stage => Ok(stage),
    }
}

/// Refuses what follows from a signature that was taken out of force.
fn still_holds(open: &Open, id: ScreeningId) -> Result<(), Trouble> {
    match was_signed(open, id)? {
        Stage::EnteredInError => Err(Trouble::new(
            "in-error",
            text::say("trouble-in-error-already"),
        )),
        _ => Ok(()),
    }
}

/// What was added to a signed screening, a line each: additions, second signatures, why it was an error.
///
/// # Errors
/// If the vault refuses.
pub fn additions(open: &Open, id: ScreeningId) -> Result<Vec<String>, Trouble> {
    if open.addenda().count(id)? == 0 {
        return Ok(Vec::new());
    }
    let added = open.addenda().view(id)?;
    Ok(added
        .into_iter()
        .map(|addendum| {
            let by = open
                .staff()
                .get(addendum.author)
                .map_or_else(|_| text::say("records-somebody"), |staff| staff.name);
            let kind = match (addendum.content.entered_in_error, addendum.content.co_signs) {
                (true, _) => "addendum-error",
                (_, true) => "addendum-co-signed",
                _ => "addendum-added",
            };
            let when = addendum.created.to_string();
            let values = [
                ("by", by.as_str()),
                ("when", when.as_str()),
                ("text", addendum.content.text.as_str()),
            ];
            text::say_with(kind, &values)
        })
        .collect())
}

/// What is missing, a line each.
#[must_use]
pub fn gaps_in_words(gaps: &[Gap]) -> String {
    let mut lines = vec![text::say("sign-not-ready")];
    for gap in gaps {
        let line = text::say(gap.message());
        lines.push(match gap {
            Gap::SafetyQuestions(ids) | Gap::Confirmation(ids) => {
                format!("- {line} ({})", ids.join(", "))
            }
            Gap::Reason(id) => format!("- {line} ({id})"),
            _ => format!("- {line}"),
        });
    }
    lines.join("\n")
}

fn keep_support(
    open: &Open,
    content: &ScreeningContent,
    now: &Recommendation,
    keep: Option<&KeepSupport>,
) -> Result<Keep, Trouble> {
    let policy = open.settings().policy()?;
    let Some(keep) = keep.filter(|_| policy.support_keeping != SupportKeeping::Nothing) else {
        return Ok(Keep::Nothing);
    };
    let group = content
        .answers
        .said("sg-group")
        .and_then(Answer::one)
        .map(str::to_owned);
    let arrangements = if keep.arrangements.trim().is_empty() {
        access(content)
    } else {
        keep.arrangements.clone()
    };
    let keep_until = open
        .today()
        .saturating_add(i64::from(policy.support_keep_days).days());
    Ok(Keep::This(Box::new(SupportKept {
        chosen_name: keep.chosen_name.trim().to_owned(),
        contact: Some(keep.contact.trim().to_owned()).filter(|contact| !contact.is_empty()),
        group,
        on: open.today(),
        outcome: decide::decided_outcome(content, now).to_owned(),
        criteria: now
            .findings
            .iter()
            .map(|finding| (finding.criterion.clone(), finding.result.code().to_owned()))
            .collect(),
        disposition: content.disposition.clone(),
        arrangements,
        keep_until,
        content: (policy.support_keeping == SupportKeeping::Answers).then(|| content.clone()),
    })))
}

/// Access needs in words, a line each: the arrangements that the letter to the host names.
fn access(content: &ScreeningContent) -> String {
    let question = shipped().pack(Pathway::Support).form.question("sg-access");
    let said = content
        .answers
        .said("sg-access")
        .filter(|answer| !answer.many().iter().any(|code| code == "none"));
    let Some((question, answer)) = question.zip(said) else {
        return String::new();
    };
    let codes = answer.many().iter();
    let labels = codes.map(|code| answer_text(question, &Answer::One(code.clone())));
    labels.collect::<Vec<_>>().join("\n")
}

/// Ends a support-group check and keeps nothing of it. Refused while a safety concern is open.
///
/// # Errors
/// If a concern is open, or the vault refuses.
pub fn keep_nothing(open: &Open, id: ScreeningId) -> Result<(), Trouble> {
    let screening = view(open, id)?;
    let pack = shipped().pack(screening.pathway);
    let now = evaluate(pack, &screening.content.answers);
    if decide::is_locked(&screening.content, &now) || decide::review_due(&screening.content, &now) {
        return Err(Trouble::new("not-ready", text::say("trouble-concern-open")));
    }
    open.screenings().discard(id)?;
    Ok(())
}

/// An unfinished support-group check lives for its day; it goes at the next day's first unlock (rulings 5). One with an
/// open concern stays until a clinician has looked at it.
pub(in crate::app) fn drop_support_drafts_of_former_days(open: &Open) -> Result<(), Trouble> {
    for row in open.screenings().list(Show::In(Stage::Draft), u32::MAX)? {
        let support = row.row.value.pathway == Pathway::Support;
        let day = |at: Timestamp| at.to_zoned(open.zone()).date();
        if support && day(row.row.value.created) < open.today() {
            // What cannot be dropped now is tried again at the next unlock.
            let _ = keep_nothing(open, row.row.id);
        }
    }
    Ok(())
}
