//! What stands around a letter: to whom, from whom, on which consent or ground.

use crate::app::command::{LetterConsent, LetterRequest};
use crate::domain::answers::Answer;
use crate::domain::group::Group;
use crate::domain::screening::ScreeningContent;
use crate::letter::Kind;
use crate::letter::blocks::Reach;
use crate::letter::facts::{
    Addressee, Class, Consent, ConsentEnd, Contact, Cover, Given, Legal, Person, Signer,
};

use super::{Field, Slot, Sources, first_name, ticked};

pub(super) fn cover(sources: &Sources<'_>, request: &LetterRequest, kind: Kind) -> Cover {
    let name = sources.name().to_owned();
    Cover {
        clinic: crate::letter::facts::Clinic {
            name: sources.clinic.name.clone(),
            address: sources.clinic.address.clone(),
            phone: sources.clinic.phone.clone(),
            email: sources.clinic.email.clone(),
            logo: sources.logo.clone(),
            stationery: sources.stationery.clone(),
        },
        paper: request.paper,
        date: sources.date,
        number: sources.number.clone(),
        receiver: addressee(sources, request, kind),
        person: Person {
            short_name: name
                .split_whitespace()
                .next()
                .unwrap_or_default()
                .to_owned(),
            chosen_name: name,
            birth_date: sources
                .client
                .and_then(|client| client.birth_date)
                .filter(|_| kind.may_print_birth_date()),
            record: sources
                .client
                .and_then(|client| client.record_number.clone()),
            pronouns: sources.client.and_then(|client| client.pronouns.clone()),
        },
        consent: request
            .consent
            .as_ref()
            .map(|consent| consent_facts(sources, request, consent, kind)),
        emergency: emergency(sources),
        signer: signer(sources, kind),
        anchor: sources.anchor.clone().filter(|_| kind.prints_anchor()),
        legal: legal(sources, request, kind),
        ground: Some(request.said(Slot::Ground).to_owned())
            .filter(|ground| kind == Kind::L3 && !ground.is_empty()),
        safe_to_write: request.safe_to_write,
    }
}

fn addressee(sources: &Sources<'_>, request: &LetterRequest, kind: Kind) -> Addressee {
    let receiver = &request.receiver;
    let reach = match kind {
        Kind::L5 => Reach::Person,
        Kind::L1 if !request.outside => Reach::InClinic,
        _ => Reach::Outside,
    };
    let short = first_name(sources);
    Addressee {
        name: receiver.name.clone(),
        salutation: if kind == Kind::L5 {
            short
        } else {
            String::new()
        },
        organisation: if receiver.organisation.trim().is_empty() {
            receiver.role.clone()
        } else {
            receiver.organisation.clone()
        },
        address: receiver.address.clone(),
        reach,
        medical: receiver.medical,
    }
}

/// A support letter carries no clinical title: by its kind, not by the person (S3:44).
fn signer(sources: &Sources<'_>, kind: Kind) -> Signer {
    let signer = sources.signer.clone();
    if kind == Kind::L2 {
        let role = sources.say_with("facts-signer-l2", &[("clinic", &sources.clinic.name)]);
        Signer {
            role,
            licence: None,
            ..signer
        }
    } else {
        signer
    }
}

fn emergency(sources: &Sources<'_>) -> Vec<Contact> {
    let number = sources.clinic.emergency_number.trim();
    if number.is_empty() {
        return Vec::new();
    }
    vec![Contact {
        name: sources.say("facts-emergency"),
        phone: number.to_owned(),
    }]
}

/// What every letter of a kind tells, in the words of the consent line.
fn content_words(kind: Kind) -> &'static str {
    match kind {
        Kind::L2 => "facts-content-l2",
        Kind::L3 => "facts-content-l3",
        Kind::L4 => "facts-content-l4",
        _ => "facts-content-l1",
    }
}

/// What a letter of a kind is for, where nobody worded it.
#[must_use]
pub fn purpose_words(kind: Kind) -> &'static str {
    match kind {
        Kind::L2 => "facts-purpose-l2",
        Kind::L3 => "facts-purpose-l3",
        Kind::L4 => "facts-purpose-l4",
        _ => "facts-purpose-l1",
    }
}

fn consent_facts(
    sources: &Sources<'_>,
    request: &LetterRequest,
    consent: &LetterConsent,
    kind: Kind,
) -> Consent {
    let mut content = vec![sources.say(content_words(kind))];
    let mut classes = Vec::new();
    for field in ticked(sources, request) {
        let empty = match field {
            Field::FreeText => request.said(Slot::Free).is_empty(),
            field => field.prints(sources).is_empty(),
        };
        if empty {
            continue;
        }
        let named = field.classes(sources);
        let known = consent.record.as_ref().map(|(_, classes)| classes);
        // A consent on record names what it names; one that is typed here names what is ticked.
        let open: Vec<Class> = named
            .into_iter()
            .filter(|class| known.is_none_or(|known| known.contains(class)))
            .collect();
        if !open.is_empty() {
            content.push(sources.say(&format!("facts-content-{}", field.code())));
            classes.extend(open);
        }
    }
    let name_reveals = reveals_substance(sources) && kind != Kind::L5;
    let known = consent.record.as_ref().map(|(_, classes)| classes);
    if name_reveals && known.is_none_or(|known| known.contains(&Class::Substance)) {
        content.push(sources.say("facts-content-substance"));
        classes.push(Class::Substance);
    }
    let purpose = if consent.purpose.trim().is_empty() {
        sources.say(purpose_words(kind))
    } else {
        consent.purpose.clone()
    };
    let guardian = sources.client.and_then(|client| client.guardian.as_ref());
    let ends = match kind {
        Kind::L1 | Kind::L2 => "facts-consent-ends-group",
        _ => "facts-consent-ends-receiver",
    };
    Consent {
        date: consent.on,
        receiver: match &consent.record {
            Some((receiver, _)) => receiver.clone(),
            None => request.receiver.name.clone(),
        },
        purpose,
        content,
        classes,
        ends: consent
            .ends
            .map_or_else(|| ConsentEnd::When(sources.say(ends)), ConsentEnd::On),
        given: if consent.signed {
            Given::Signed
        } else {
            Given::VerballyTo(sources.signer.name.clone())
        },
        guardian: guardian
            .filter(|_| by_guardian(sources.content))
            .map(|guardian| guardian.name.clone()),
    }
}

/// Whether a guardian agrees for the person.
#[must_use]
pub fn by_guardian(content: &ScreeningContent) -> bool {
    let said = content.answers.said("tg-can-consent").and_then(Answer::one);
    said == Some("guardian-agrees")
}

/// A group about substance use reveals that class by its name alone (decisions.md section 8).
fn reveals_substance(sources: &Sources<'_>) -> bool {
    let names_group = matches!(sources.kind, Kind::L1 | Kind::L2);
    let about = |group: &Group| group.themes.iter().any(|theme| theme == "substance");
    names_group && sources.groups.iter().any(about)
}

/// The notice that content about substance use must carry. In an emergency, and to the person, there is none.
fn legal(sources: &Sources<'_>, request: &LetterRequest, kind: Kind) -> Legal {
    let told = ticked(sources, request).any(|field| {
        field == Field::Substance && !field.prints(sources).is_empty()
            || field == Field::Measures && field.classes(sources).contains(&Class::Substance)
    });
    let due = reveals_substance(sources) || told;
    if !due || matches!(kind, Kind::L5 | Kind::L6) {
        return Legal::NotNeeded;
    }
    match sources.policy.part_2_programme {
        Some(false) => Legal::Text {
            heading: sources.say("facts-legal-heading"),
            text: sources.say("facts-legal-plain"),
        },
        Some(true) if !sources.policy.redisclosure_notice.trim().is_empty() => Legal::Text {
            heading: sources.say("facts-legal-heading"),
            text: sources.policy.redisclosure_notice.clone(),
        },
        _ => Legal::Missing,
    }
}
