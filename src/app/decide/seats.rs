//! A seat needs a group in which it can be offered, a place on a waitlist one that waits or a reason (decisions.md
//! section 7): what the window does not offer is not signed on the command line either.

use jiff::civil::Date;

use crate::domain::client::Client;
use crate::domain::form::Pathway;
use crate::domain::group::Group;
use crate::domain::recommendation::{GroupMatch, Recommendation, Verdict};
use crate::domain::screening::{Disposition, Judgement, ScreeningContent};
use crate::screening::Pack;
use crate::screening::matching::{Circumstances, Ticks, matches};

use super::{Gap, decided_standing, joinable};

/// What a signature rests on beside the screening itself.
#[derive(Clone, Copy)]
pub struct Around<'a> {
    /// The client's record, where there is one.
    pub client: Option<&'a Client>,
    /// The clinic's groups.
    pub groups: &'a [Group],
    /// The day.
    pub today: Date,
}

/// How each of the clinic's groups fits what was decided, with what a clinician confirmed with the leaders.
#[must_use]
pub fn fit_of_groups(
    pack: &Pack,
    content: &ScreeningContent,
    now: &Recommendation,
    groups: &[Group],
    today: Date,
) -> Vec<GroupMatch> {
    let ticks = |group: &str| {
        let ticks = content.group_ticks.get(group).copied().unwrap_or_default();
        Ticks {
            for_whom: ticks.for_whom,
            composition: ticks.composition,
        }
    };
    let circumstances = Circumstances {
        date: today,
        standing: decided_standing(pack, content, now),
        ticks: Some(&ticks),
    };
    matches(pack, &content.answers, now, groups, &circumstances)
}

/// What speaks against the group that was chosen, where one may be chosen at all.
pub(super) fn gaps(
    pack: &Pack,
    content: &ScreeningContent,
    now: &Recommendation,
    around: &Around<'_>,
) -> Vec<Gap> {
    if !joinable(pack, content, now) {
        return Vec::new();
    }
    let found = fit_of_groups(pack, content, now, around.groups, around.today);
    let verdict = |group: &str| {
        let of_it = found.iter().find(|one| one.group == group);
        of_it.map(|one| one.verdict)
    };
    match &content.disposition {
        Some(Disposition::OfferSeat { group, .. }) if !group.is_empty() => {
            seat(pack, content, verdict(group)).into_iter().collect()
        }
        Some(Disposition::Waitlist { groups }) => {
            let reason = |group: &str| {
                let why = content.by_hand.get(group);
                why.is_some_and(|why| !why.trim().is_empty())
            };
            let unknown = groups.iter().any(|group| verdict(group).is_none());
            let unsaid = groups
                .iter()
                .any(|group| verdict(group) != Some(Verdict::Waitlist) && !reason(group));
            let unknown = unknown.then_some(Gap::GroupMissing);
            unknown
                .or(unsaid.then_some(Gap::WaitlistReason))
                .into_iter()
                .collect()
        }
        _ => Vec::new(),
    }
}

fn seat(pack: &Pack, content: &ScreeningContent, verdict: Option<Verdict>) -> Option<Gap> {
    // A support-group check is about one group, so its override, with the reason, is about that group too.
    let overridden = pack.form.pathway == Pathway::Support
        && matches!(content.judgement, Some(Judgement::Override { .. }));
    match verdict {
        None => Some(Gap::GroupMissing),
        Some(Verdict::Offer | Verdict::OfferWithNote) => None,
        Some(_) if overridden => None,
        Some(Verdict::Waitlist) => Some(Gap::SeatWaits),
        Some(Verdict::No) => Some(Gap::SeatDoesNotFit),
    }
}
