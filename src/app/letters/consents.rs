//! To whom a letter goes and why it may: receiver, consent or ground in law, kept as records of their own.

use std::collections::BTreeSet;

use crate::domain::consent::{Consent, ContentClass, Ends, Given, GivenBy, Ground};
use crate::domain::id::{ClientId, ConsentId, RecipientId};
use crate::domain::recipient::{Recipient, RecipientKind};
use crate::letter::Kind;
use crate::text;
use crate::vault::Open;

use super::Set;
use crate::app::command::{LetterConsent, LetterRequest, Slot, Trouble};
use crate::app::letter::{Sources, by_guardian, home_is_unsafe, purpose_words};

/// Who gets the letter where nobody was named: the group's leader, the referrer, the person.
pub(super) fn fill_receiver(request: &mut LetterRequest, sources: &Sources<'_>) {
    if !request.receiver.name.trim().is_empty() {
        return;
    }
    match request.kind {
        Kind::L1 | Kind::L2 => {
            let group = sources.groups.first();
            let leads = |id: &String| group.is_some_and(|group| group.leaders.contains(id));
            if let Some((_, leader)) = sources.leaders.iter().find(|(id, _)| leads(id)) {
                request.receiver.name.clone_from(&leader.name);
                request.receiver.role.clone_from(&leader.role);
            }
        }
        Kind::L4 => {
            let referrer = sources.client.and_then(|client| client.referrer.as_ref());
            if let Some(referrer) = referrer {
                request.receiver.name.clone_from(&referrer.name);
                request.receiver.known = referrer.recipient;
            }
        }
        Kind::L5 => to_the_person(request, sources),
        Kind::L3 | Kind::L6 | Kind::Handout => {}
    }
}

/// What a consent on record says: the record, and not what was sent along, decides to whom it is and what it names.
pub(super) fn fill_consent(
    open: &Open,
    request: &mut LetterRequest,
    client: Option<ClientId>,
) -> Result<(), Trouble> {
    let Some(consent) = &mut request.consent else {
        return Ok(());
    };
    let Some(known) = consent.known else {
        consent.record = None;
        return Ok(());
    };
    let stored = open.consents().get(known)?.value;
    let holds = stored.holds_on(open.today()) && Some(stored.client) == client;
    // A consent that does not hold, or is somebody else's, is to nobody.
    let receiver = if holds {
        open.recipients().get(stored.receiver)?.value.name
    } else {
        String::new()
    };
    consent.on = stored.on;
    consent.purpose = stored.purpose;
    consent.signed = stored.given == Given::Signature;
    consent.ends = match stored.ends {
        Some(Ends::On(last)) => Some(last),
        _ => None,
    };
    consent.record = Some((receiver, stored.classes));
    Ok(())
}

/// The person, care of a guardian who may receive letters, and never to where post is not safe.
fn to_the_person(request: &mut LetterRequest, sources: &Sources<'_>) {
    let Some(client) = sources.client else {
        sources.chosen_name.clone_into(&mut request.receiver.name);
        return;
    };
    client.display_name().clone_into(&mut request.receiver.name);
    if home_is_unsafe(sources.content) {
        return;
    }
    let guardian = client.guardian.as_ref();
    if let Some(guardian) = guardian.filter(|one| one.may_receive_letters)
        && by_guardian(sources.content)
    {
        let args = [("guardian", guardian.name.as_str())];
        request.receiver.organisation = text::say_with("facts-care-of", &args);
    }
    let safe = client.addresses.iter().find(|one| one.safe_for_post);
    if request.receiver.address.is_empty()
        && let Some(safe) = safe
    {
        request.receiver.address.clone_from(&safe.lines);
    }
}

/// To whom, as the log of disclosures says it.
pub(super) fn receiver_words(request: &LetterRequest) -> String {
    let receiver = &request.receiver;
    let parts = [&receiver.name, &receiver.organisation];
    let parts: Vec<&str> = parts
        .into_iter()
        .map(|part| part.trim())
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(", ")
}

/// Why the letter may go, and the entry of the address book: a consent is kept as a record where there is a client's
/// record to keep it with.
pub(super) fn ground(open: &Open, set: &Set) -> Result<(Option<RecipientId>, Ground), Trouble> {
    let (request, kind) = (&set.request, set.letter.kind);
    let client = set.screening.client.as_ref().map(|(client, _)| *client);
    if kind == Kind::L5 {
        return Ok((None, Ground::ToThePerson));
    }
    if kind == Kind::L6 {
        // The letter's own words: receiver, whoever tells, time and nature of the emergency (42 CFR 2.51).
        let told = set
            .letter
            .consent
            .as_ref()
            .map(|section| section.lines().join(" "));
        return Ok((None, Ground::Emergency(told.unwrap_or_default())));
    }
    match (&request.consent, client) {
        (Some(consent), Some(client)) => {
            let receiver = address_book(open, request, kind)?;
            let kept = match &consent.known {
                Some(known) => *known,
                None => keep(open, set, client, receiver, consent)?,
            };
            Ok((Some(receiver), Ground::Consent(kept)))
        }
        (Some(_), None) => Ok((None, Ground::Law(text::say("ground-consent-in-letter")))),
        (None, _) => {
            let typed = request.said(Slot::Ground);
            let words = if kind == Kind::L3 && !typed.is_empty() {
                typed.to_owned()
            } else {
                text::say("ground-same-clinic")
            };
            Ok((request.receiver.known, Ground::Law(words)))
        }
    }
}

/// The entry of the address book, and a new one only for somebody who is not in it.
fn address_book(open: &Open, request: &LetterRequest, kind: Kind) -> Result<RecipientId, Trouble> {
    if let Some(known) = request.receiver.known {
        return Ok(known);
    }
    let receiver = &request.receiver;
    let new = Recipient {
        name: receiver.name.clone(),
        role: receiver.role.clone(),
        organisation: receiver.organisation.clone(),
        address: receiver.address.clone(),
        phone: String::new(),
        kind: match kind {
            Kind::L2 => RecipientKind::Host,
            Kind::L1 => RecipientKind::GroupTherapist,
            Kind::L4 => RecipientKind::Referrer,
            _ if receiver.medical => RecipientKind::Medical,
            _ => RecipientKind::Service,
        },
    };
    let known = open.recipients().list()?.into_iter().find(|one| {
        let one = &one.value;
        one.name == new.name && one.organisation == new.organisation && one.address == new.address
    });
    match known {
        Some(known) => Ok(known.id),
        None => Ok(open.recipients().add(&new)?),
    }
}

fn keep(
    open: &Open,
    set: &Set,
    client: ClientId,
    receiver: RecipientId,
    consent: &LetterConsent,
) -> Result<ConsentId, Trouble> {
    let kind = set.letter.kind;
    let mut classes = BTreeSet::from([ContentClass::Basics]);
    if kind != Kind::L2 {
        classes.insert(ContentClass::Goal);
        let ticked = set
            .request
            .fields
            .iter()
            .filter(|field| field.is_offered(kind));
        classes.extend(ticked.map(|field| field.class()));
        classes.extend(set.named.iter().copied());
    }
    let purpose = match consent.purpose.trim() {
        "" => text::say(purpose_words(kind)),
        purpose => purpose.to_owned(),
    };
    Ok(open.consents().add(&Consent {
        client,
        receiver,
        purpose,
        classes,
        given: if consent.signed {
            Given::Signature
        } else {
            Given::VerbalTo(open.me().id)
        },
        by: if by_guardian(&set.screening.content) {
            GivenBy::GuardianWithAssent
        } else {
            GivenBy::Person
        },
        on: consent.on,
        ends: consent.ends.map(Ends::On),
        revoked: None,
    })?)
}
