//! The activity log for people: who did what, who looked at a client, whether it holds, and a vault in doubt.

use crate::text;
use crate::vault::{AnchorPlace, Doubt, Stands};

/// Why a vault can be read and not changed, in words.
#[must_use]
pub fn doubt_words(doubt: Doubt) -> String {
    let place = match doubt.place {
        AnchorPlace::Computer => text::say("doubt-place-computer"),
        AnchorPlace::Header | AnchorPlace::Given => text::say("doubt-place-header"),
    };
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
