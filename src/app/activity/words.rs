//! Words for the log: what each action is called, which belong together, and what a fault means.

use crate::text;
use crate::text::Catalogue;
use crate::vault::{AnchorPlace, Break, Doubt, Fault, Stands};

/// Actions that belong together, for a filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Coming and going.
    Session,
    /// Somebody looked at something.
    Looked,
    /// Something was written.
    Wrote,
    /// Something was signed, added to a signed record, or marked.
    Signed,
    /// Something left the program.
    WentOut,
    /// People, roles, keys and settings.
    House,
    /// The vault itself and its log.
    Vault,
}

impl Kind {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 7] = [
        Self::Session,
        Self::Looked,
        Self::Wrote,
        Self::Signed,
        Self::WentOut,
        Self::House,
        Self::Vault,
    ];

    /// Message id of its name.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Self::Session => "activity-kind-session",
            Self::Looked => "activity-kind-looked",
            Self::Wrote => "activity-kind-wrote",
            Self::Signed => "activity-kind-signed",
            Self::WentOut => "activity-kind-out",
            Self::House => "activity-kind-house",
            Self::Vault => "activity-kind-vault",
        }
    }

    /// How its actions begin.
    pub(super) fn actions(self) -> Vec<String> {
        let begins: &[&str] = match self {
            Self::Session => &["session."],
            Self::Looked => &[
                "client.view",
                "client.search",
                "client.unlock",
                "screening.view",
                "addendum.view",
                "letter.view",
                "risk.view",
                "disclosure.view",
                "index.view",
                "opening.view",
            ],
            Self::Wrote => &[
                "client.add",
                "client.change",
                "client.remove",
                "screening.add",
                "screening.change",
                "screening.remove",
                "part.",
                "draft.",
                "consent.",
                "recipient.",
                "leader.",
                "treats.",
                "clinic_group.",
                "risk.add",
                "risk.change",
                "hold.",
                "erasure.",
                "retention.",
            ],
            Self::Signed => &["screening.sign", "screening.mark", "addendum.add"],
            Self::WentOut => &[
                "letter.print",
                "letter.export",
                "letter.release",
                "letter.add",
                "disclosure.add",
                "data.",
                "audit.export",
            ],
            Self::House => &[
                "staff.", "roster.", "key.", "sheet.", "profile.", "setting.",
            ],
            Self::Vault => &["vault.", "header.", "audit.", "acknowledgement."],
        };
        begins.iter().map(|begin| (*begin).to_owned()).collect()
    }
}

/// Whether an action shows somebody something of a record, or takes it out.
#[must_use]
pub fn looks(action: &str) -> bool {
    const OUT: [&str; 4] = [
        "client.unlock",
        "letter.print",
        "letter.export",
        "letter.release",
    ];
    action.ends_with(".view") || OUT.contains(&action)
}

/// What was done, in neutral words; the log's own word where this version has none.
#[must_use]
pub fn did(action: &str) -> String {
    let id = message_of(action);
    if Catalogue::english().has(&id) {
        text::say(&id)
    } else {
        text::say_with("did-other", &[("action", action)])
    }
}

/// Message id of an action's words.
#[must_use]
fn message_of(action: &str) -> String {
    format!("did-{}", action.replace(['.', '_'], "-"))
}

/// What a fault means, in words.
#[must_use]
pub fn fault_words(fault: &Fault) -> String {
    let seq = fault.seq().map(|seq| seq.to_string()).unwrap_or_default();
    let with = |id: &str| text::say_with(id, &[("seq", &seq)]);
    match fault {
        Fault::Chain(Break::Gap { .. }) => with("fault-gap"),
        Fault::Chain(Break::Link { .. }) => with("fault-link"),
        Fault::Chain(Break::Edited { .. }) => with("fault-edited"),
        Fault::Anchor { place, .. } => {
            let place = place_words(*place);
            text::say_with("fault-anchor", &[("seq", &seq), ("place", &place)])
        }
        Fault::Content { object, seq, .. } => {
            let id = object.get(..8).unwrap_or(object);
            match seq {
                Some(seq) => text::say_with(
                    "fault-content",
                    &[("seq", &seq.to_string()), ("object", id)],
                ),
                None => text::say_with("fault-content-unknown", &[("object", id)]),
            }
        }
    }
}

fn place_words(place: AnchorPlace) -> String {
    match place {
        AnchorPlace::Header => text::say("doubt-place-header"),
        AnchorPlace::Computer => text::say("doubt-place-computer"),
        AnchorPlace::Given => text::say("doubt-place-given"),
    }
}

/// Why a vault can be read and not changed, in words.
#[must_use]
pub fn doubt_words(doubt: Doubt) -> String {
    let place = place_words(doubt.place);
    let (remembered, found) = (doubt.remembered.to_string(), doubt.found.to_string());
    let values = [
        ("place", place.as_str()),
        ("remembered", remembered.as_str()),
        ("found", found.as_str()),
    ];
    match doubt.stands {
        Stands::Older => text::say_with("doubt-older", &values),
        Stands::Differs | Stands::Fits => text::say_with("doubt-differs", &values),
    }
}
