//! What keeps a letter from being finalised beside the linter, and what was ticked and stays out: each with its reason.

use crate::domain::consent::ContentClass;
use crate::letter::{Kind, gate, lint};
use crate::text;

use crate::app::command::{Field, LetterRequest, Slot};
use crate::app::letter::{Sources, Variant, by_guardian, cover_of, home_is_unsafe};

/// "Cannot be finalised while ...": all reasons at once.
pub(super) fn stops(sources: &Sources<'_>, request: &LetterRequest) -> Vec<String> {
    let kind = request.kind;
    let variant = Variant::of(sources.content);
    let worded = |slot: Slot| match request.said(slot) {
        "" => slot.default_text(sources),
        typed => typed.to_owned(),
    };
    let mut stops = Vec::new();
    for slot in Slot::of(kind, variant)
        .iter()
        .filter(|slot| slot.is_needed())
    {
        if worded(*slot).trim().is_empty() {
            let name = text::say(&format!("letter-slot-{}", slot.code()));
            stops.push(text::say_with("letter-stop-slot", &[("slot", &name)]));
        }
    }
    let urgent = matches!(kind, Kind::L1 | Kind::L3) && !request.said(Slot::Urgent).is_empty();
    if urgent && request.said(Slot::Phoned).is_empty() {
        stops.push(text::say("letter-stop-phoned"));
    }
    let suggests = kind == Kind::L5 && variant == Some(Variant::Other);
    if suggests && worded(Slot::Instead).trim().is_empty() {
        stops.push(text::say("letter-stop-instead"));
    }
    let receiver = &request.receiver;
    if kind == Kind::L6
        && receiver.organisation.trim().is_empty()
        && receiver.role.trim().is_empty()
    {
        stops.push(text::say("letter-stop-affiliation"));
    }
    if kind == Kind::L5 {
        stops.extend(post(sources, request).map(text::say));
    }
    if !matches!(kind, Kind::L5 | Kind::L6)
        && let Some(problem) = lint::lint_consent(&cover_of(sources, request))
    {
        stops.push(problem.message(sources.texts));
    }
    stops
}

/// Why this letter must not be posted.
fn post(sources: &Sources<'_>, request: &LetterRequest) -> Option<&'static str> {
    let address = &request.receiver.address;
    if address.is_empty() {
        return None;
    }
    let noted = !sources.content.review_notes.is_empty();
    let home = sources
        .content
        .answers
        .said("tg-unsafe-home")
        .and_then(crate::domain::answers::Answer::one);
    if by_guardian(sources.content) && home != Some("no") && !noted {
        return Some("letter-stop-guardian");
    }
    let known = sources.client.map(|client| &client.addresses);
    let is_safe = |safe: bool| {
        known.is_some_and(|known| {
            known
                .iter()
                .any(|one| &one.lines == address && one.safe_for_post == safe)
        })
    };
    if is_safe(false) && !is_safe(true) {
        return Some("letter-stop-post");
    }
    if home_is_unsafe(sources.content) && !is_safe(true) {
        return Some("letter-stop-home");
    }
    None
}

/// What was ticked and stays out.
pub(super) fn held(sources: &Sources<'_>, request: &LetterRequest) -> Vec<(String, String)> {
    let cover = cover_of(sources, request);
    let mut held = Vec::new();
    for field in &request.fields {
        let name = text::say(&format!("letter-field-{}", field.code()));
        if !field.is_offered(request.kind) {
            held.push((name, text::say("letter-held-never")));
            continue;
        }
        let classes = match field {
            // Recommendations stand one by one, each by its own class.
            Field::Recommendation => vec![ContentClass::Basics],
            field => vec![field.class()],
        };
        let closed = classes
            .into_iter()
            .find_map(|class| gate::admits(request.kind, &cover, class).err());
        if let Some(closed) = closed {
            held.push((name, text::say(closed.message())));
        } else if *field != Field::FreeText && field.prints(sources).is_empty() {
            held.push((name, text::say("letter-held-nothing")));
        }
    }
    held
}
