//! Which shipped font draws what, in a fixed order.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily, FontTweak};

use super::type_scale::{BODY, STRONG};
use crate::{fonts, ui::icons};

const FALLBACK: [(&str, &[u8]); 5] = [
    ("arabic", fonts::ARABIC),
    ("devanagari", fonts::DEVANAGARI),
    ("hebrew", fonts::HEBREW),
    ("thai", fonts::THAI),
    ("cjk", fonts::CJK),
];

/// Noto Sans first, then the scripts in [`FALLBACK`]'s order; the icons stand alone.
///
/// egui keeps its picture of all letters drawn so far until the definitions differ, hence the generation.
pub(super) fn definitions(generation: u64) -> FontDefinitions {
    let mut definitions = FontDefinitions::empty();
    let mut add = |name: &str, bytes: &'static [u8]| {
        // Running the fonts' hinting programs costs a tenth of a second at the start, and shows on no modern screen.
        let tweak = FontTweak {
            hinting: Some(false),
            ..FontTweak::default()
        };
        let data = FontData::from_static(bytes).tweak(tweak);
        definitions
            .font_data
            .insert(name.to_owned(), Arc::new(data));
    };
    add("sans", fonts::SANS);
    add("sans-bold", fonts::SANS_BOLD);
    add(icons::FAMILY, icons::FILE);
    for (name, bytes) in FALLBACK {
        add(name, bytes);
    }

    let order = |first: &[&str]| -> Vec<String> {
        first
            .iter()
            .copied()
            .chain(FALLBACK.map(|(name, _)| name))
            .map(str::to_owned)
            .collect()
    };
    let body = order(&["sans"]);
    let strong = order(&["sans-bold", "sans"]);
    let families = &mut definitions.families;
    families.insert(FontFamily::Proportional, body.clone());
    families.insert(FontFamily::Monospace, body.clone());
    families.insert(
        FontFamily::Name(format!("generation {generation}").into()),
        body.clone(),
    );
    families.insert(FontFamily::Name(BODY.into()), body);
    families.insert(FontFamily::Name(STRONG.into()), strong);
    families.insert(
        FontFamily::Name(icons::FAMILY.into()),
        vec![icons::FAMILY.to_owned()],
    );
    definitions
}
