//! Which colours of text stand on which grounds in a frame, and whether they reach WCAG 2.2 AA, in high contrast AAA.

use std::collections::BTreeMap;

use anteroom::ui::theme::contrast::ratio;
use anteroom::ui::{Ink, Look, Theme};
use egui::epaint::ClippedShape;
use egui::{Color32, Rect, Shape};

/// A colour of text, what it stands on, whether it is large as WCAG counts, and an example.
pub type Pairs = BTreeMap<([u8; 4], [u8; 4], bool), String>;

struct Seen {
    color: Color32,
    ground: Color32,
    large: bool,
    words: String,
    place: Rect,
}

/// Every pair of a frame; what a dialog dims behind it does not count.
pub fn pairs(shapes: &[ClippedShape], screen: Rect) -> Pairs {
    let mut grounds: Vec<(Rect, Color32)> = Vec::new();
    let mut seen: Vec<Seen> = Vec::new();
    for clipped in shapes {
        walk(
            &clipped.shape,
            clipped.clip_rect,
            screen,
            &mut grounds,
            &mut seen,
        );
    }
    let mut pairs = Pairs::new();
    for one in seen {
        let key = (one.color.to_array(), one.ground.to_array(), one.large);
        pairs.entry(key).or_insert(one.words);
    }
    pairs
}

fn walk(
    shape: &Shape,
    clip: Rect,
    screen: Rect,
    grounds: &mut Vec<(Rect, Color32)>,
    seen: &mut Vec<Seen>,
) {
    match shape {
        Shape::Vec(shapes) => {
            for shape in shapes {
                walk(shape, clip, screen, grounds, seen);
            }
        }
        Shape::Rect(area) => {
            let rect = area.rect.intersect(clip);
            if area.fill.is_opaque() {
                seen.retain(|one| !rect.contains_rect(one.place));
                grounds.push((rect, area.fill));
            } else if area.fill.a() > 60 && rect.area() > 0.9 * screen.area() {
                seen.clear();
            }
        }
        Shape::Text(text) => {
            let rect = text.galley.mesh_bounds.translate(text.pos.to_vec2());
            let place = rect.intersect(clip);
            if !place.is_positive() || text.galley.text().trim().is_empty() {
                return;
            }
            let under = |rect: &Rect| rect.contains(place.center());
            let ground = grounds.iter().rev().find(|(rect, _)| under(rect));
            let Some((_, ground)) = ground else { return };
            for section in &text.galley.job.sections {
                let own = section.format.color;
                let own = if own == Color32::PLACEHOLDER {
                    text.fallback_color
                } else {
                    own
                };
                let size = section.format.font_id.size;
                seen.push(Seen {
                    color: text.override_text_color.unwrap_or(own),
                    ground: *ground,
                    // 18 points in print are 24 here, 14 in bold are 18.7.
                    large: size >= 24.0,
                    words: text.galley.text().chars().take(40).collect(),
                    place,
                });
            }
        }
        _ => {}
    }
}

/// The pairs that are not far enough apart, in words. What cannot be used is excepted, as WCAG does.
pub fn too_pale(pairs: &Pairs, look: Look) -> Vec<String> {
    let theme = Theme::new(look);
    let off = theme.ink(Ink::Disabled).to_array();
    let mut faults = Vec::new();
    for ((color, ground, large), words) in pairs {
        if *color == off || color[3] < 255 {
            continue;
        }
        let needed = match (look.is_high_contrast(), large) {
            (true, true) => 4.5,
            (true, false) => 7.0,
            (false, true) => 3.0,
            (false, false) => 4.5,
        };
        let [red, green, blue, _] = *color;
        let text = Color32::from_rgb(red, green, blue);
        let [red, green, blue, _] = *ground;
        let got = ratio(text, Color32::from_rgb(red, green, blue));
        if got < needed {
            faults.push(format!(
                "{got:.2} instead of {needed}: {words:?} {color:?} on {ground:?}"
            ));
        }
    }
    faults
}
