//! Screenings of an open vault: begin, keep, acknowledge, sign, finish.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::ToSpan;

use crate::catalog::shipped;
use crate::domain::answers::{Answer, Answers, SafetyLevel};
use crate::domain::client::Client;
use crate::domain::clinic::SupportKeeping;
use crate::domain::form::Pathway;
use crate::domain::id::{ClientId, RiskId, ScreeningId};
use crate::domain::recommendation::{Recommendation, RuleVersions};
use crate::domain::risk::{RiskContent, RiskStub};
use crate::domain::screening::{
    Acknowledgement, AddendumContent, DeskState, Disposition, Judgement, ReviewNote,
    ScreeningContent, ScreeningIndex, Stage, SupportKept,
};
use crate::screening::evaluate;
use crate::text;
use crate::vault::{Deed, Keep, NewScreening, Open, Saved, ScreeningRow as Listed, Show};

use super::command::{
    KeepSupport, NewAcknowledgement, OpenScreening, ScreeningRow, Secret, Trouble,
};
use super::decide::{self, Gap};
use super::explain::{LANGUAGE, answer_text};
use super::vaults::passphrase;

/// How many lines a list has at most.
const LONGEST_LIST: u32 = 200;

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
    let pack = shipped().pack(row.value.pathway);
    let now = evaluate(pack, &content.answers);
    let mut content = content.clone();
    content.highest_safety = content.highest_safety.max(now.safety);
    let index = index(&content, &now);
    content.recommendation = Some(now);
    let saved = open.screenings().save_draft(id, &content, &index)?;
    if row.value.pathway == Pathway::Support {
        note_danger(open, id, &content)?;
    }
    Ok(saved)
}

/// Danger in a support-group check outlives the check: a stub that says when, in which group and who was there, until a
/// clinician has taken note (rulings 6).
fn note_danger(open: &Open, id: ScreeningId, content: &ScreeningContent) -> Result<(), Trouble> {
    let open_danger =
        content.highest_safety == SafetyLevel::ActNow && content.acknowledgement.is_none();
    if open_danger && stub_of(open, id)?.is_none() {
        open.risks().open_stub(RiskStub {
            level: SafetyLevel::ActNow,
            group: content
                .answers
                .said("sg-group")
                .and_then(Answer::one)
                .map(str::to_owned),
            screening: Some(id),
            by: open.me().id,
            told: Vec::new(),
        })?;
    }
    Ok(())
}

/// The stub of a screening that waits for a clinician.
fn stub_of(open: &Open, id: ScreeningId) -> Result<Option<(RiskId, RiskStub)>, Trouble> {
    let of = |stub: &RiskStub| stub.screening == Some(id);
    let waiting = open.risks().waiting()?.into_iter();
    let mut stubs = waiting.filter_map(|stored| Some((stored.id, stored.value.stub.filter(of)?)));
    Ok(stubs.next())
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
    let kept = open.screenings().view(id)?.content.unwrap_or_default();
    let content = ScreeningContent {
        highest_safety: sent.highest_safety.max(kept.highest_safety),
        lowered: kept.lowered,
        acknowledgement: kept.acknowledgement,
        review_notes: kept.review_notes,
        ..sent.clone()
    };
    save(open, id, &content)
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
        measures: super::clients::measures_taken(&content.answers),
    }
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
    let content = viewed
        .content
        .unwrap_or_else(|| content_of_kept(row.kept.as_ref()));
    Ok(OpenScreening {
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

/// A finished support-group check keeps the group and a word a criterion; the answers are gone.
fn content_of_kept(kept: Option<&SupportKept>) -> ScreeningContent {
    let mut content = ScreeningContent::default();
    let Some(kept) = kept else { return content };
    if let Some(group) = &kept.group {
        content
            .answers
            .given
            .insert("sg-group".to_owned(), Answer::One(group.clone()));
        content.disposition = Some(Disposition::OfferSeat {
            group: group.clone(),
            meeting: None,
        });
    }
    let mut recommendation = evaluate(shipped().pack(Pathway::Support), &Answers::default());
    recommendation.missing.clear();
    recommendation.outcome.clone_from(&kept.outcome);
    let pack = shipped().pack(Pathway::Support);
    if let Some(words) = pack
        .criteria
        .outcomes
        .iter()
        .find(|words| words.outcome == kept.outcome)
    {
        recommendation.standing = words.standing;
    }
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
    content.recommendation = Some(recommendation);
    content.judgement = Some(Judgement::Agree);
    content
}

/// Lines of a list, the latest first.
///
/// # Errors
/// If the vault refuses.
pub fn rows(open: &Open, show: Show) -> Result<Vec<ScreeningRow>, Trouble> {
    newest(open, show, LONGEST_LIST)
}

/// As [`rows`], so many at most.
///
/// # Errors
/// If the vault refuses.
pub fn newest(open: &Open, show: Show, most: u32) -> Result<Vec<ScreeningRow>, Trouble> {
    if !open.can(Deed::ScreeningList) {
        return Ok(Vec::new());
    }
    let rows = open.screenings().list(show, most)?;
    lines(open, rows)
}

/// The lines of these screenings.
fn lines(open: &Open, rows: Vec<Listed>) -> Result<Vec<ScreeningRow>, Trouble> {
    let indexes = indexes(open, &rows)?;
    let groups = open.groups().list()?;
    let mut lines = Vec::with_capacity(rows.len());
    for row in rows {
        let value = row.row.value;
        let found = indexes.get(&row.row.id);
        let index = found.map(|(index, _)| index);
        let client = value
            .client
            .and_then(|client| open.clients().card(client).ok())
            .map(|card| card.name);
        let kept = value.kept.as_ref();
        let asked = found.and_then(|(_, group)| group.as_deref());
        let group = kept.and_then(|kept| kept.group.as_deref()).or(asked);
        let group = group.and_then(|id| groups.iter().find(|stored| stored.value.id == id));
        let person = client
            .or_else(|| {
                kept.map(|kept| kept.chosen_name.clone())
                    .filter(|name| !name.trim().is_empty())
            })
            .or_else(|| group.map(|stored| stored.value.name.clone()))
            .unwrap_or_else(|| text::say("screening-unnamed"));
        let outcome =
            index.and_then(|index| index.decided.clone().or_else(|| index.outcome.clone()));
        let outcome = outcome.or_else(|| kept.map(|kept| kept.outcome.clone()));
        lines.push(ScreeningRow {
            id: row.row.id,
            person,
            pathway: value.pathway,
            stage: value.stage,
            safety: index.map(|index| index.safety).unwrap_or_default(),
            outcome: outcome.map(|outcome| title(value.pathway, &outcome)),
            updated: row.updated,
            missing: index.map(|index| index.missing).unwrap_or_default(),
        });
    }
    Ok(lines)
}

/// Open safety concerns, gravest first: act-now that nobody acknowledged, and reviews that are due. Nothing is signed
/// while one is open, so that they are among the drafts; all of those are looked at, however many there are.
///
/// # Errors
/// If the vault refuses.
pub fn concerns(open: &Open) -> Result<Vec<ScreeningRow>, Trouble> {
    if !open.can(Deed::ScreeningList) {
        return Ok(Vec::new());
    }
    let waits = |index: &ScreeningIndex| {
        index.safety == SafetyLevel::ActNow && !index.acknowledged || index.review_due
    };
    let mut drafts = open.screenings().list(Show::In(Stage::Draft), u32::MAX)?;
    let indexes = indexes(open, &drafts)?;
    drafts.retain(|draft| {
        let found = indexes.get(&draft.row.id);
        found.is_some_and(|(index, _)| waits(index))
    });
    let mut concerns = lines(open, drafts)?;
    concerns.sort_by_key(|row| std::cmp::Reverse(row.safety));
    Ok(concerns)
}

/// The facts of screenings that lists need, and the group that a check is about: from the clinicians' index for
/// assessments, from the open drafts themselves for support-group checks, which have none.
fn indexes(
    open: &Open,
    rows: &[Listed],
) -> Result<HashMap<ScreeningId, (ScreeningIndex, Option<String>)>, Trouble> {
    let of = |pathway| {
        rows.iter()
            .filter(move |row| row.row.value.pathway == pathway)
    };
    let mut indexes = HashMap::new();
    // Who is no clinician sees no index, and the lines without it.
    if open.can(Deed::TherapyIndex) && open.reaches_clinical() {
        let ids = of(Pathway::Therapy).map(|row| row.row.id);
        let sealed = open.screenings().index_of(ids)?;
        indexes.extend(sealed.into_iter().map(|(id, index)| (id, (index, None))));
    }
    for row in of(Pathway::Support).filter(|row| row.row.value.stage == Stage::Draft) {
        // A colleague's check stays closed for the desk; its line is shown without what was said.
        let Ok(Some(content)) = open
            .screenings()
            .view(row.row.id)
            .map(|viewed| viewed.content)
        else {
            continue;
        };
        let now = evaluate(shipped().pack(Pathway::Support), &content.answers);
        let group = content
            .answers
            .said("sg-group")
            .and_then(Answer::one)
            .map(str::to_owned);
        indexes.insert(row.row.id, (index(&content, &now), group));
    }
    Ok(indexes)
}

fn title(pathway: Pathway, outcome: &str) -> String {
    let outcomes = &shipped().pack(pathway).criteria.outcomes;
    let words = outcomes.iter().find(|words| words.outcome == outcome);
    words.map_or_else(
        || outcome.to_owned(),
        |words| words.title.say(LANGUAGE).to_owned(),
    )
}

/// A clinician takes note of act-now. The passphrase is asked again; what was done is kept in the screening and, as it
/// outlives a support-group check, in a sealed clinical risk record.
///
/// # Errors
/// In words, if something is missing or the passphrase is not accepted.
pub fn acknowledge(
    open: &Open,
    id: ScreeningId,
    new: &NewAcknowledgement,
    secret: &Secret,
) -> Result<(), Trouble> {
    if new.done.is_empty() || new.agreed.trim().is_empty() || new.follow_up.trim().is_empty() {
        return Err(Trouble::new(
            "incomplete",
            text::say("trouble-acknowledgement-incomplete"),
        ));
    }
    let proof = open.prove(&passphrase(secret))?;
    let mut screening = view(open, id)?;
    let acknowledgement = Acknowledgement {
        by: open.me().id,
        at: open.now(),
        done: new.done.clone(),
        detail: new.detail.clone(),
        agreed: new.agreed.clone(),
        follow_up: new.follow_up.clone(),
    };
    let level = screening.content.highest_safety;
    let stub = stub_of(open, id)?;
    let client = screening.client.as_ref().map(|(client, _)| *client);
    let content = RiskContent {
        stub: stub.as_ref().map(|(_, stub)| stub.clone()),
        client,
        screening: Some(id),
        level,
        note: String::new(),
        acknowledgement: acknowledgement.clone(),
    };
    match stub {
        Some((stub, _)) => open.risks().seal(stub, &content, proof)?,
        None => {
            open.risks().add_sealed(&content, proof)?;
        }
    }
    screening.content.acknowledgement = Some(acknowledgement);
    save(open, id, &screening.content)?;
    Ok(())
}

/// A clinician looked at a point of review and says what was agreed.
///
/// # Errors
/// If nothing was written, or the vault refuses.
pub fn note_review(open: &Open, id: ScreeningId, agreed: &str) -> Result<(), Trouble> {
    if agreed.trim().is_empty() {
        return Err(Trouble::new(
            "incomplete",
            text::say("trouble-review-empty"),
        ));
    }
    let mut screening = view(open, id)?;
    let note = ReviewNote {
        question: String::new(),
        by: open.me().id,
        at: open.now(),
        agreed: agreed.to_owned(),
    };
    screening.content.review_notes.push(note);
    save(open, id, &screening.content)?;
    Ok(())
}

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
    let client = screening.client.as_ref().map(|(_, client)| client);
    let gaps = decide::gaps(pack, &screening.content, &now, client);
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
    let proof = open.prove(&passphrase(secret))?;
    open.screenings().mark_in_error(id, reason.trim(), proof)?;
    Ok(())
}

/// Signs a colleague's assessment as a second clinician.
///
/// # Errors
/// If it is one's own or not signed, or the passphrase is not accepted.
pub fn co_sign(open: &Open, id: ScreeningId, secret: &Secret) -> Result<(), Trouble> {
    let proof = open.prove(&passphrase(secret))?;
    let statement = text::say_with("co-sign-statement", &[("name", &open.me().name)]);
    open.addenda().co_sign(id, &statement, proof)?;
    Ok(())
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
            Gap::SafetyQuestions(ids) => format!("- {line} ({})", ids.join(", ")),
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
pub(super) fn drop_support_drafts_of_former_days(open: &Open) -> Result<(), Trouble> {
    for row in open
        .screenings()
        .list(Show::In(Stage::Draft), LONGEST_LIST)?
    {
        let support = row.row.value.pathway == Pathway::Support;
        let day = |at: Timestamp| at.to_zoned(jiff::tz::TimeZone::system()).date();
        if support && day(row.row.value.created) < open.today() {
            // What cannot be dropped now is tried again at the next unlock.
            let _ = keep_nothing(open, row.row.id);
        }
    }
    Ok(())
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
