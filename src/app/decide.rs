//! What has to be there before a screening is signed, and what a decision allows: pure, for the window and the command line.

mod seats;

pub use seats::{Around, fit_of_groups};

use crate::domain::answers::{Answer, Answers, SafetyLevel};
use crate::domain::criteria::{Effect, Standing};
use crate::domain::form::{AnswerKind, Pathway};
use crate::domain::recommendation::Recommendation;
use crate::domain::screening::{Disposition, Judgement, ScreeningContent};
use crate::screening::Pack;

/// Something that stands between a draft and its signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gap {
    /// The person is not sure about being assessed.
    ConsentUnsure,
    /// A guardian agrees, but the client's record names none.
    Guardian,
    /// Safety questions are blank.
    SafetyQuestions(Vec<String>),
    /// Act-now was reached and nobody acknowledged it.
    Acknowledgement,
    /// A review is due and there is no note of it.
    ReviewNote,
    /// An observation needs a written reason.
    Reason(String),
    /// Neither agreed nor overridden.
    Judgement,
    /// The override's reason is shorter than 20 characters, or its outcome is not one of the four.
    OverrideReason,
    /// Criteria that block and that an override passes over without naming them a second time.
    Confirmation(Vec<String>),
    /// Nothing was decided.
    Disposition,
    /// Something else must be named.
    OtherOption,
    /// A seat or the waitlist needs a decision of suitable, with or without preparation.
    SeatNotDecided,
    /// The person does not want a seat.
    PersonDeclined,
    /// A group of the clinic must be chosen.
    GroupMissing,
    /// Something about the chosen group speaks against a seat in it.
    SeatDoesNotFit,
    /// The chosen group is full, or its time to join is over.
    SeatWaits,
    /// A place on a waitlist that the rules do not speak of needs a reason.
    WaitlistReason,
    /// The meeting with the leader has not been recorded whole.
    Meeting,
}

impl Gap {
    /// Message id of what to do.
    #[must_use]
    pub fn message(&self) -> &'static str {
        match self {
            Self::ConsentUnsure => "sign-gap-consent-unsure",
            Self::Guardian => "sign-gap-guardian",
            Self::SafetyQuestions(_) => "sign-gap-safety-questions",
            Self::Acknowledgement => "sign-gap-acknowledgement",
            Self::ReviewNote => "sign-gap-review-note",
            Self::Reason(_) => "sign-gap-reason",
            Self::Judgement => "sign-gap-judgement",
            Self::OverrideReason => "sign-gap-override-reason",
            Self::Confirmation(_) => "sign-gap-confirmation",
            Self::Disposition => "sign-gap-disposition",
            Self::OtherOption => "sign-gap-other-option",
            Self::SeatNotDecided => "sign-gap-seat-not-decided",
            Self::PersonDeclined => "sign-gap-person-declined",
            Self::GroupMissing => "sign-gap-group-missing",
            Self::SeatDoesNotFit => "sign-gap-seat-does-not-fit",
            Self::SeatWaits => "sign-gap-seat-waits",
            Self::WaitlistReason => "sign-gap-waitlist-reason",
            Self::Meeting => "sign-gap-meeting",
        }
    }
}

/// Topics of the meeting with the leader (S2:72), as message ids `meeting-topic-*`.
pub const MEETING_TOPICS: [&str; 6] = [
    "histories",
    "issues",
    "goals",
    "format",
    "rules",
    "expectations",
];

/// The gravest level that this screening reached; answers that changed since do not lower it.
#[must_use]
pub fn reached(content: &ScreeningContent, now: &Recommendation) -> SafetyLevel {
    content.highest_safety.max(now.safety)
}

/// The criterion of agreeing to be assessed.
pub const AGREED: &str = "x-consent";

/// Whether the person said no to being assessed: then nothing of it is asked or told but safety.
#[must_use]
pub fn did_not_agree(answers: &Answers) -> bool {
    code(answers, "tg-consent-assess") == Some("no")
}

/// Whether routine letters, seats, the waitlist and overrides are locked.
#[must_use]
pub fn is_locked(content: &ScreeningContent, now: &Recommendation) -> bool {
    reached(content, now) == SafetyLevel::ActNow && content.acknowledgement.is_none()
}

/// Whether a review is due that nobody noted.
#[must_use]
pub fn review_due(content: &ScreeningContent, now: &Recommendation) -> bool {
    reached(content, now) == SafetyLevel::Review && content.review_notes.is_empty()
}

/// Where the decided outcome stands: the override's, else the recommendation's.
#[must_use]
pub fn decided_standing(pack: &Pack, content: &ScreeningContent, now: &Recommendation) -> Standing {
    match &content.judgement {
        Some(Judgement::Override { outcome, .. }) => {
            let words = pack
                .criteria
                .outcomes
                .iter()
                .find(|words| &words.outcome == outcome);
            words.map_or(now.standing, |words| words.standing)
        }
        _ => now.standing,
    }
}

/// The decided outcome's name.
#[must_use]
pub fn decided_outcome<'a>(content: &'a ScreeningContent, now: &'a Recommendation) -> &'a str {
    match &content.judgement {
        Some(Judgement::Override { outcome, .. }) => outcome,
        _ => &now.outcome,
    }
}

/// Criteria that block and are not met: an override names each of them a second time.
pub fn blocking(now: &Recommendation) -> impl Iterator<Item = &str> {
    let blocks = now
        .findings
        .iter()
        .filter(|finding| finding.effect == Some(Effect::Blocks));
    blocks.map(|finding| finding.criterion.as_str())
}

/// Blocking criteria that an override to joining passes over: each is named a second time (decisions.md section 6).
pub fn to_confirm<'a>(
    pack: &Pack,
    content: &ScreeningContent,
    now: &'a Recommendation,
) -> impl Iterator<Item = &'a str> + use<'a> {
    let overrides = matches!(content.judgement, Some(Judgement::Override { .. }));
    let passes_over = overrides && joinable(pack, content, now);
    blocking(now).filter(move |_| passes_over)
}

/// Whether a seat or a waitlist follows from what was decided.
fn joinable(pack: &Pack, content: &ScreeningContent, now: &Recommendation) -> bool {
    matches!(
        decided_standing(pack, content, now),
        Standing::Ready | Standing::WithPreparation
    )
}

/// Everything that stands between this draft and its signature; empty means that it may be signed.
#[must_use]
pub fn gaps(
    pack: &Pack,
    content: &ScreeningContent,
    now: &Recommendation,
    around: &Around<'_>,
) -> Vec<Gap> {
    let mut gaps = Vec::new();
    let refused = did_not_agree(&content.answers);
    if code(&content.answers, "tg-consent-assess") == Some("unsure") {
        gaps.push(Gap::ConsentUnsure);
    }
    let guardian_agrees = code(&content.answers, "tg-can-consent") == Some("guardian-agrees");
    let client = around.client;
    if guardian_agrees && client.is_none_or(|client| client.guardian.is_none()) {
        gaps.push(Gap::Guardian);
    }
    if !refused && reached(content, now) != SafetyLevel::ActNow {
        let blank = blank_safety_questions(pack, now);
        if !blank.is_empty() {
            gaps.push(Gap::SafetyQuestions(blank));
        }
    }
    if is_locked(content, now) {
        gaps.push(Gap::Acknowledgement);
    }
    if review_due(content, now) {
        gaps.push(Gap::ReviewNote);
    }
    gaps.extend(missing_reasons(pack, content));
    match &content.judgement {
        None => gaps.push(Gap::Judgement),
        Some(judgement) if !is_complete(pack, judgement) => gaps.push(Gap::OverrideReason),
        Some(_) => {}
    }
    let unnamed = to_confirm(pack, content, now).filter(|id| !content.confirmed.contains(*id));
    let unnamed: Vec<String> = unnamed.map(str::to_owned).collect();
    if !unnamed.is_empty() {
        gaps.push(Gap::Confirmation(unnamed));
    }
    disposition_gaps(pack, content, now, &mut gaps);
    gaps.extend(seats::gaps(pack, content, now, around));
    gaps
}

fn is_complete(pack: &Pack, judgement: &Judgement) -> bool {
    let known = match judgement {
        Judgement::Agree => true,
        Judgement::Override { outcome, .. } => pack
            .criteria
            .outcomes
            .iter()
            .any(|words| &words.outcome == outcome),
    };
    known && judgement.is_complete()
}

fn disposition_gaps(
    pack: &Pack,
    content: &ScreeningContent,
    now: &Recommendation,
    gaps: &mut Vec<Gap>,
) {
    let joinable = joinable(pack, content, now);
    match &content.disposition {
        None => gaps.push(Gap::Disposition),
        Some(Disposition::OfferSeat { group, meeting }) => {
            if group.is_empty() {
                gaps.push(Gap::GroupMissing);
            }
            if !joinable {
                gaps.push(Gap::SeatNotDecided);
            }
            if matches!(
                code(&content.answers, "tg-decision"),
                Some("decline" | "other-option")
            ) {
                gaps.push(Gap::PersonDeclined);
            }
            let whole = meeting.as_ref().is_some_and(|meeting| {
                !meeting.leader.trim().is_empty()
                    && MEETING_TOPICS
                        .iter()
                        .all(|topic| meeting.topics.iter().any(|t| t == topic))
            });
            if pack.form.pathway == Pathway::Therapy && !whole {
                gaps.push(Gap::Meeting);
            }
        }
        Some(Disposition::Waitlist { groups }) => {
            if groups.is_empty() {
                gaps.push(Gap::GroupMissing);
            }
            if !joinable {
                gaps.push(Gap::SeatNotDecided);
            }
        }
        Some(Disposition::OtherOption { named })
            if named.iter().all(|name| name.trim().is_empty()) =>
        {
            gaps.push(Gap::OtherOption);
        }
        Some(_) => {}
    }
}

fn blank_safety_questions(pack: &Pack, now: &Recommendation) -> Vec<String> {
    let in_safety = |id: &String| {
        pack.form.sections.iter().any(|section| {
            section.safety && section.questions.iter().any(|question| &question.id == id)
        })
    };
    now.missing
        .iter()
        .filter(|id| in_safety(id))
        .cloned()
        .collect()
}

/// In a support-group check an observation other than the first needs a written reason (decisions.md section 5).
fn missing_reasons(pack: &Pack, content: &ScreeningContent) -> Vec<Gap> {
    if pack.form.pathway != Pathway::Support {
        return Vec::new();
    }
    let asked = pack
        .form
        .questions()
        .filter(|question| needs_reason(question, &content.answers));
    let unsaid = asked.filter(|question| {
        content
            .answers
            .notes
            .get(&question.id)
            .is_none_or(|note| note.trim().is_empty())
    });
    unsaid
        .map(|question| Gap::Reason(question.id.clone()))
        .collect()
}

/// Whether a short reason is asked for beside this answer.
#[must_use]
pub fn needs_reason(question: &crate::domain::form::Question, answers: &Answers) -> bool {
    let AnswerKind::Single { options, .. } = &question.answer else {
        return false;
    };
    let first = options.first().map(|choice| choice.code.as_str());
    question.asks_reason && code(answers, &question.id).is_some_and(|code| Some(code) != first)
}

fn code<'a>(answers: &'a Answers, question: &str) -> Option<&'a str> {
    answers.said(question).and_then(Answer::one)
}
