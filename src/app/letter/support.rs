//! The facts of L2: for the host of a support group.

use crate::app::command::LetterRequest;
use crate::domain::group::AdviceNorm;
use crate::letter::Kind;
use crate::letter::facts::{PeerAdvice, SupportFacts};

use super::cover::cover;
use super::meeting::group_facts;
use super::{Slot, Sources, contact, lines};

pub(super) fn support_facts(sources: &Sources<'_>, request: &LetterRequest) -> SupportFacts {
    let group = sources.group();
    let host = sources
        .leaders
        .iter()
        .find(|(id, _)| group.is_some_and(|group| group.leaders.contains(id)))
        .map(|(_, leader)| leader);
    SupportFacts {
        cover: cover(sources, request, Kind::L2),
        group: group_facts(sources),
        both: false,
        link: sources.words(request, Slot::Link),
        access: support_access(sources),
        advice: match group.and_then(|group| group.advice).unwrap_or_default() {
            AdviceNorm::IdeasWelcome => PeerAdvice::Welcome,
            AdviceNorm::IdeasIfAsked => PeerAdvice::IfAsked,
            AdviceNorm::ShareOnly => PeerAdvice::Discouraged,
        },
        host_shares: group.is_some_and(|group| group.host_shares_experience == Some(true)),
        host_phone: host.map(|host| host.contact.clone()).unwrap_or_default(),
        between: contact(sources),
        next: sources.list(request, Slot::Next),
    }
}

/// The answers of a finished check are gone; what was arranged was kept.
fn support_access(sources: &Sources<'_>) -> Vec<String> {
    let labels = sources.labels("sg-access");
    if labels.is_empty() {
        lines(sources.arrangements)
    } else {
        labels
    }
}
