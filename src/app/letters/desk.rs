//! What the page of a screening's letters starts from: the address book, consents that hold, what can be ticked and said.

use crate::catalog::shipped;
use crate::domain::consent::{Ends, Given};
use crate::domain::id::ScreeningId;
use crate::letter::Kind;
use crate::vault::Open;

use super::log;
use super::set::Held;
use crate::app::command::{Field, FieldView, KnownConsent, LetterDesk, Slot, Trouble};
use crate::app::letter::Variant;
use crate::app::screenings;

/// The desk of a screening's letters.
///
/// # Errors
/// If the vault refuses.
pub fn desk(open: &Open, screening: ScreeningId) -> Result<LetterDesk, Trouble> {
    let held = Held::of(open, screenings::view(open, screening)?)?;
    let number = open.letters().next_number()?;
    let mut desk = LetterDesk {
        recipients: open
            .recipients()
            .list()
            .map(|all| all.into_iter().map(|one| (one.id, one.value)).collect())
            .unwrap_or_default(),
        consents: consents(open, &held)?,
        other_language: other_language(&held),
        earlier: log::of_screening(open, screening)?,
        ..LetterDesk::default()
    };
    for kind in Kind::LETTERS {
        if held.offered(kind).is_err() {
            continue;
        }
        let sources = held.sources(open, kind, number)?;
        for field in Field::ALL.iter().filter(|field| field.is_offered(kind)) {
            desk.fields.push(FieldView {
                kind,
                field: *field,
                prints: field.prints(&sources),
            });
        }
        let variant = Variant::of(&held.screening.content);
        for slot in Slot::of(kind, variant) {
            let text = slot.default_text(&sources);
            desk.defaults.push((kind, *slot, text));
        }
    }
    Ok(desk)
}

fn consents(open: &Open, held: &Held) -> Result<Vec<KnownConsent>, Trouble> {
    let Some((client, _)) = &held.screening.client else {
        return Ok(Vec::new());
    };
    let today = open.today();
    let mut known = Vec::new();
    for stored in open.consents().of_client(*client)? {
        let consent = stored.value;
        if !consent.holds_on(today) {
            continue;
        }
        let Ok(receiver) = open.recipients().get(consent.receiver) else {
            continue;
        };
        known.push(KnownConsent {
            id: stored.id,
            receiver: receiver.value.name,
            recipient: consent.receiver,
            purpose: consent.purpose,
            classes: consent.classes,
            signed: consent.given == Given::Signature,
            on: consent.on,
            ends: match consent.ends {
                Some(Ends::On(last)) => Some(last),
                _ => None,
            },
        });
    }
    Ok(known)
}

/// The language that the person prefers, where it is not the letter's.
fn other_language(held: &Held) -> Option<String> {
    let content = &held.screening.content;
    let said = content
        .answers
        .said("tg-language")
        .and_then(crate::domain::answers::Answer::one);
    let kept = held.screening.client.as_ref();
    let code = said.or(kept.and_then(|(_, client)| client.language.as_deref()))?;
    if code == "en" || code.starts_with("en-") {
        return None;
    }
    let question = shipped()
        .pack(held.screening.pathway)
        .form
        .question("tg-language");
    let label = question.map_or(code, |question| {
        question.label(code, crate::app::explain::LANGUAGE)
    });
    Some(label.to_owned())
}
