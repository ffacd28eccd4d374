//! The facts of L3 to L6: for another service, for the referrer, for the person, for an emergency.

use crate::app::command::LetterRequest;
use crate::domain::form::Pathway;
use crate::domain::screening::Disposition;
use crate::letter::Kind;
use crate::letter::facts::{
    About, Decided, OnwardFacts, PersonFacts, ReplyFacts, ToPerson, Urgency, UrgentFacts,
};

use super::cover::cover;
use super::meeting::group_facts;
use super::referral::{extra, ticked_measures, ticked_safety};
use super::{Field, Slot, Sources, Variant, contact, lines};

pub(super) fn onward(sources: &Sources<'_>, request: &LetterRequest) -> OnwardFacts {
    OnwardFacts {
        cover: cover(sources, request, Kind::L3),
        asked_for: sources.words(request, Slot::Asked),
        why: sources.words(request, Slot::Why),
        urgency: match sources.words(request, Slot::Urgency).as_str() {
            "urgent" => Urgency::Urgent,
            "soon" => Urgency::Soon,
            _ => Urgency::Routine,
        },
        goal: sources.code("tg-goal").unwrap_or_default().to_owned(),
        urgent: sources.list(request, Slot::Urgent),
        phoned: sources.words(request, Slot::Phoned),
        safety: ticked_safety(sources, request),
        measures: ticked_measures(sources, request),
        extra: extra(sources, request),
        appointment: sources.words(request, Slot::Appointment),
        stays: sources.words(request, Slot::Stays) != "no",
        next: sources.list(request, Slot::Next),
        contact: contact(sources),
    }
}

pub(super) fn reply(sources: &Sources<'_>, request: &LetterRequest) -> ReplyFacts {
    let ticked = |field| request.fields.contains(&field);
    ReplyFacts {
        cover: cover(sources, request, Kind::L4),
        seen: sources.assessed_on(),
        decided: match &sources.content.disposition {
            Some(Disposition::OfferSeat { .. }) => Decided::Seat,
            Some(Disposition::Waitlist { .. }) => Decided::Waiting,
            Some(Disposition::OtherOption { .. }) => Decided::Other,
            Some(Disposition::ReferOn) => Decided::Onward,
            Some(Disposition::PersonChoseOtherwise) => Decided::OwnChoice,
            Some(Disposition::MoreInformation) | None => Decided::More,
        },
        recommended: if ticked(Field::Recommendation) {
            super::field::recommended(sources)
        } else {
            Vec::new()
        },
        preparation: if ticked(Field::Preparation) {
            super::referral::preparation(sources)
        } else {
            Vec::new()
        },
        next: sources.list(request, Slot::Next),
        contact: contact(sources),
    }
}

pub(super) fn person(sources: &Sources<'_>, request: &LetterRequest) -> PersonFacts {
    let variant = Variant::of(sources.content).unwrap_or(Variant::Own);
    let by = sources.words(request, Slot::By).parse().ok();
    let tells = match variant {
        Variant::Offer => ToPerson::Offer {
            group: Box::new(group_facts(sources)),
            prepare: sources.list(request, Slot::Prepare),
            reply_by: by,
        },
        Variant::Waitlist => ToPerson::Waitlist {
            groups: sources
                .groups
                .iter()
                .map(|group| group.name.clone())
                .collect(),
            check_in: by,
        },
        Variant::Other => ToPerson::Other {
            heard: sources.words(request, Slot::Heard),
            why: sources.words(request, Slot::NotNow),
            instead: sources.list(request, Slot::Instead),
            again: sources.words(request, Slot::Again),
        },
        Variant::Own => ToPerson::Own {
            options: sources.list(request, Slot::Instead),
        },
    };
    let mut cover = cover(sources, request, Kind::L5);
    // The person's own letter rests on no consent and says nothing of one.
    cover.consent = None;
    PersonFacts {
        cover,
        about: about(sources, variant),
        tells,
        next: lines(request.said(Slot::Next)),
        contact: contact(sources),
    }
}

/// The pathway concerned; both where the other kind of group is offered or suggested as well.
fn about(sources: &Sources<'_>, variant: Variant) -> About {
    let kinds = sources.groups.iter().map(|group| group.kind);
    let (mut therapy, mut support) = (false, false);
    for kind in kinds {
        match kind {
            crate::domain::group::GroupKind::Therapy => therapy = true,
            crate::domain::group::GroupKind::Support => support = true,
        }
    }
    match sources.pack.form.pathway {
        Pathway::Support => support = true,
        Pathway::Therapy | Pathway::Triage => therapy = true,
    }
    if variant == Variant::Other {
        let also = &sources.recommendation.also;
        support |= also.iter().any(|code| code == "support-group");
        therapy |= also.iter().any(|code| code == "therapy-assessment");
    }
    match (therapy, support) {
        (true, true) => About::Both,
        (false, true) => About::Support,
        _ => About::Therapy,
    }
}

pub(super) fn urgent(sources: &Sources<'_>, request: &LetterRequest) -> UrgentFacts {
    let mut cover = cover(sources, request, Kind::L6);
    cover.consent = None;
    UrgentFacts {
        cover,
        at: sources.at.clone(),
        place: sources.words(request, Slot::Place),
        danger: sources.list(request, Slot::Danger),
        means: sources.list(request, Slot::Means),
        company: sources.words(request, Slot::Company),
        medical: sources.list(request, Slot::Medical),
        substance: match sources.code("tg-withdrawal") {
            Some("yes") => vec![sources.say("facts-danger-tg-withdrawal")],
            _ => Vec::new(),
        },
        done: sources.list(request, Slot::Done),
        callback: sources.words(request, Slot::Callback),
        phoned: sources.words(request, Slot::Phoned),
        nature: sources.words(request, Slot::Nature),
    }
}
