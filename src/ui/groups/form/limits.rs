//! Which field a problem of a group record stands beside, and what belongs to neither kind of group.

use crate::domain::group::{Group, GroupKind, GroupProblem, Style};

/// A field that can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Kind,
    Name,
    Themes,
    OutcomeLine,
    Ends,
    Fee,
    Capacity,
    FreeReason,
    Leaders,
    Minutes,
    /// A field that the form keeps right by itself.
    Other,
}

impl Field {
    /// Whether it may be blank until the group is to be kept, so that a new form does not begin with complaints.
    pub(super) fn may_wait(self) -> bool {
        matches!(
            self,
            Self::Name | Self::Themes | Self::OutcomeLine | Self::Fee | Self::Leaders
        )
    }
}

/// The field of a problem.
pub(super) fn field_of(problem: GroupProblem) -> Field {
    let (GroupProblem::Error(message) | GroupProblem::Hint(message)) = problem;
    match message {
        "group-error-kind" => Field::Kind,
        "group-error-name" => Field::Name,
        "group-error-theme" => Field::Themes,
        "group-error-outcome-line" => Field::OutcomeLine,
        "group-error-fee" => Field::Fee,
        "group-error-end-before-start" | "group-hint-weeks" => Field::Ends,
        "group-error-capacity"
        | "group-hint-size"
        | "group-hint-support-11-12"
        | "group-hint-support-large" => Field::Capacity,
        "group-error-licence" => Field::Leaders,
        "group-error-free-reason" => Field::FreeReason,
        "group-hint-length" => Field::Minutes,
        _ => Field::Other,
    }
}

/// Takes away what does not belong to the kind, so that a change of kind leaves nothing behind.
pub(super) fn keep_to_kind(group: &mut Group) {
    match group.kind {
        GroupKind::Therapy => {
            group.stages.clear();
            group.welcome.clear();
            group.donation_note = None;
            group.advice = None;
            group.guest_talks = None;
            group.host_mandated = None;
            group.host_shares_experience = None;
            group.large_support = false;
            if group.style == Some(Style::Support) {
                group.style = None;
            }
            if group.fee != Some(0) {
                group.free_reason = None;
            }
        }
        GroupKind::Support => {
            group.style = Some(Style::Support);
            group.fee = None;
            group.free_reason = None;
            group.reduced_places = 0;
            group.insurance = None;
            group.homework = false;
            group.outcome_line = None;
        }
    }
}
