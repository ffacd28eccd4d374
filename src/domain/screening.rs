//! A screening: one person, one form version, what was said, what the rules recommend, what people decided.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::domain::answers::{Answer, Answers, SafetyLevel};
use crate::domain::form::Pathway;
use crate::domain::id::{ClientId, PersonId, ScreeningId};
use crate::domain::recommendation::{Recommendation, RuleVersions};
use crate::domain::redacted::redacted;

/// How far a screening has come, in law: a draft changes, what is signed does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Being worked on.
    Draft,
    /// Signed and frozen.
    Signed,
    /// Signed, then marked as wrong; kept and struck through.
    EnteredInError,
}

/// What the front desk sees of a screening. Neutral words: none tells what was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeskState {
    /// Being worked on.
    Draft,
    /// Waits for a signature.
    ToSign,
    /// A seat was offered.
    SeatOffered,
    /// On a waitlist.
    Waiting,
    /// Joined a group.
    Joined,
    /// Nothing more to do.
    Closed,
    /// Only a clinician can say more.
    AskAClinician,
}

/// A screening as everyone on staff may see it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Screening {
    /// The person; support checks and triage may have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client: Option<ClientId>,
    /// Which pathway.
    pub pathway: Pathway,
    /// Form and criteria, as versions and hash.
    pub rules: RuleVersions,
    /// Who runs it.
    pub author: PersonId,
    /// When it began.
    pub created: Timestamp,
    /// For the front desk.
    pub desk_state: DeskState,
    /// Draft, signed or entered in error.
    pub stage: Stage,
    /// The signature; absent while it is a draft.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<Signature>,
    /// Who marked it as wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub marked: Option<Marked>,
    /// What is kept of a finished support check.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept: Option<SupportKept>,
    /// Sections that the person finished by themselves, while the screen was handed over.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub finished_sections: Vec<String>,
    /// When it goes on, while it is paused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned: Option<Planned>,
    /// The screening on the other pathway that took its place; this one is set aside and not deleted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set_aside_for: Option<ScreeningId>,
}

/// A signature. The screening's content does not change after it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Signature {
    /// Who signed.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
    /// What they declared.
    pub statement: String,
    /// SHA-256 over the content as it is stored, in hexadecimal.
    pub content_hash: String,
    /// Number of the signature in the activity log.
    pub seq: u64,
}

/// Marked as entered in error. The reason is an addendum.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Marked {
    /// Who marked it.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
}

/// What the screening holds beside its clear row: everything that was said, found and decided.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ScreeningContent {
    /// What was said.
    pub answers: Answers,
    /// What the rules made of it, as shown; never recomputed after signing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recommendation: Option<Recommendation>,
    /// The highest level that was reached; answers do not lower it.
    #[serde(default)]
    pub highest_safety: SafetyLevel,
    /// Corrections of a level that was entered by mistake.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lowered: Vec<SafetyLowered>,
    /// What was done about act-now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acknowledgement: Option<Acknowledgement>,
    /// Points that a clinician looked at.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub review_notes: Vec<ReviewNote>,
    /// The clinician's judgement of the recommendation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judgement: Option<Judgement>,
    /// What happens next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disposition: Option<Disposition>,
    /// Blocking criteria that the clinician named a second time for an override.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub confirmed: BTreeSet<String>,
    /// What a clinician confirmed with the leaders of groups, by group.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub group_ticks: BTreeMap<String, GroupTicks>,
    /// Why somebody is put on a waitlist by hand, by group.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub by_hand: BTreeMap<String, String>,
    /// Until when and where the conversation is paused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pause: Option<Pause>,
    /// Questions that were marked to be asked next time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub still_to_ask: Vec<String>,
    /// Answers of another pathway to related questions: quotes, until somebody confirms them. By question of this one.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub quotes: BTreeMap<String, EarlierAnswer>,
    /// Who decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<PersonId>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_at: Option<Timestamp>,
}

/// Two points that only a clinician can confirm with the leaders of a group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct GroupTicks {
    /// Whether age and membership wish fit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub for_whom: Option<bool>,
    /// Whether nobody stands out alone and no tie makes it unworkable.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub composition: Option<bool>,
}

/// A conversation that goes on at another meeting.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Pause {
    /// The day of the next meeting, if one was agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
    /// Time and place, as agreed.
    #[serde(default)]
    pub place: String,
    /// When it was paused.
    pub at: Timestamp,
}

/// The next meeting, as everyone on staff may see it: nothing of what was said.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Planned {
    /// The day.
    pub on: Date,
    /// Time and place.
    #[serde(default)]
    pub place: String,
}

/// What was said on another pathway to a related question.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct EarlierAnswer {
    /// The question there.
    pub question: String,
    /// What was said, in the words of that question.
    pub words: String,
    /// The answer here that says the same, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same: Option<Answer>,
}

/// A clinician corrected a level that was entered by mistake.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SafetyLowered {
    /// The level before.
    pub from: SafetyLevel,
    /// The level after.
    pub to: SafetyLevel,
    /// Who.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: String,
}

/// What was done about present danger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SafetyAction {
    /// Emergency services were called.
    EmergencyServices,
    /// The crisis team was called.
    CrisisTeam,
    /// The clinician on call took over.
    OnCallClinician,
    /// Evaluated elsewhere, on a day that is named.
    EvaluatedElsewhere,
    /// Means were made safer and a safety plan was made.
    SafetyPlan,
    /// A threatened person or an authority was told.
    ThreatenedPersonTold,
    /// Protection services or the police were told.
    ProtectionTold,
}

/// Removes the lock of act-now; changes neither level nor outcome.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Acknowledgement {
    /// The clinician.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
    /// What was done, at least one.
    pub done: Vec<SafetyAction>,
    /// Details, where they are needed.
    #[serde(default)]
    pub detail: String,
    /// What was agreed.
    pub agreed: String,
    /// Who follows up.
    pub follow_up: String,
}

/// A clinician looked at a point of level review.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ReviewNote {
    /// The question that raised it; empty for one note on all.
    #[serde(default)]
    pub question: String,
    /// Who.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
    /// What was agreed; for a report, the decision and nothing of its content.
    pub agreed: String,
}

/// The clinician's judgement of the recommendation.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Judgement {
    /// Follows it.
    Agree,
    /// Decides otherwise, and says why.
    Override {
        /// The outcome instead.
        outcome: String,
        /// Why; at least [`Judgement::SHORTEST_REASON`] characters.
        reason: String,
    },
}

impl Judgement {
    /// Shortest reason for an override.
    pub const SHORTEST_REASON: usize = 20;

    /// Whether nothing is missing.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        match self {
            Self::Agree => true,
            Self::Override { outcome, reason } => {
                !outcome.is_empty() && reason.trim().chars().count() >= Self::SHORTEST_REASON
            }
        }
    }
}

/// What happens next.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Disposition {
    /// A seat in a group.
    OfferSeat {
        /// The group.
        group: String,
        /// The meeting with its leader.
        meeting: Option<LeaderMeeting>,
    },
    /// A place on waitlists.
    Waitlist {
        /// The groups.
        groups: Vec<String>,
    },
    /// Something else that is named.
    OtherOption {
        /// What.
        named: Vec<String>,
    },
    /// Another service.
    ReferOn,
    /// More has to be known.
    MoreInformation,
    /// The person chose otherwise.
    PersonChoseOtherwise,
}

/// How the person and the leader met.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MeetingMode {
    /// In a room.
    #[default]
    InPerson,
    /// By telephone.
    Phone,
    /// By video.
    Video,
}

impl MeetingMode {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::InPerson, Self::Phone, Self::Video];

    /// Message id of its word.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Self::InPerson => "mode-in-person",
            Self::Phone => "mode-phone",
            Self::Video => "mode-video",
        }
    }
}

/// The meeting of the person with the group's leader.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LeaderMeeting {
    /// Who led it.
    pub leader: String,
    /// When.
    pub on: Date,
    /// How.
    pub mode: MeetingMode,
    /// Codes of the topics that were talked through.
    pub topics: Vec<String>,
    /// Version of the rules that were handed out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rules_version: Option<u32>,
}

/// The little that is kept of a finished support check.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SupportKept {
    /// How the person wants to be called.
    #[serde(default)]
    pub chosen_name: String,
    /// How to reach them, if they agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// The group that the check was about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// The day.
    pub on: Date,
    /// The outcome.
    pub outcome: String,
    /// Each criterion with its result in a word.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<(String, String)>,
    /// What was decided to happen next: letters follow it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disposition: Option<Disposition>,
    /// What was arranged.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub arrangements: String,
    /// Last day on which this is kept.
    pub keep_until: Date,
    /// The answers too, where the clinic keeps them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<ScreeningContent>,
}

impl Eq for SupportKept {}

/// The few facts about a therapy screening from which clinicians' lists and reports are made.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ScreeningIndex {
    /// What the rules recommend.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// The outcome that was decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided: Option<String>,
    /// Word of the disposition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disposition: Option<String>,
    /// The highest level.
    #[serde(default)]
    pub safety: SafetyLevel,
    /// Whether act-now was acknowledged.
    #[serde(default)]
    pub acknowledged: bool,
    /// Whether a review note is still due.
    #[serde(default)]
    pub review_due: bool,
    /// Required questions that are blank.
    #[serde(default)]
    pub missing: u32,
    /// Criteria that were not met and stood in the way, for reports.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<String>,
    /// Groups whose waitlist was decided on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waits_for: Vec<String>,
    /// Why somebody stands on a waitlist by hand, by group.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub by_hand: BTreeMap<String, String>,
    /// Waits that are over, by group; the person may still wait for the others.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub waits_over: BTreeMap<String, WaitOver>,
    /// Whether the person said that nobody is there to turn to: whoever keeps the waitlist sees it (S1:23).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub alone: bool,
    /// Measures that were taken, for their course over time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<MeasureTaken>,
}

impl ScreeningIndex {
    /// The groups for which the person waits still.
    pub fn waits(&self) -> impl Iterator<Item = &String> {
        let over = &self.waits_over;
        self.waits_for
            .iter()
            .filter(|group| !over.contains_key(*group))
    }
}

/// How the wait for a group ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WaitOver {
    /// A seat was offered there.
    Offered,
    /// The list was left.
    Left,
}

/// A measure with a total, as it was taken once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct MeasureTaken {
    /// Which.
    pub measure: String,
    /// When, where a date was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
    /// The total; none while items are missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<i64>,
}

/// An addition to a signed screening.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct AddendumContent {
    /// The text.
    pub text: String,
    /// Whether it says why the screening was entered in error.
    #[serde(default)]
    pub entered_in_error: bool,
    /// Whether it is the signature of a second clinician.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub co_signs: bool,
}

redacted!(
    Screening,
    Signature,
    Marked,
    ScreeningContent,
    Pause,
    Planned,
    EarlierAnswer,
    SafetyLowered,
    Acknowledgement,
    ReviewNote,
    Judgement,
    Disposition,
    LeaderMeeting,
    SupportKept,
    ScreeningIndex,
    MeasureTaken,
    AddendumContent,
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_override_needs_a_reason_of_twenty_characters() {
        let with = |reason: &str| Judgement::Override {
            outcome: "suitable".to_owned(),
            reason: reason.to_owned(),
        };
        assert!(!with("   because I say so   ").is_complete());
        assert!(with("known well from earlier work").is_complete());
        assert!(Judgement::Agree.is_complete());
    }
}
