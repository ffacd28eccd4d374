//! Looks at what was drawn for text that is cut off, shortened or printed over other text; for tests only.

use egui::{Rect, Shape, epaint::ClippedShape};

/// Which faults are looked for.
#[derive(Clone, Copy, Debug)]
pub struct Check {
    /// Also text that is cut at its top or bottom, as in a window so high that nothing scrolls.
    pub vertical: bool,
    /// Also text that ends in an ellipsis.
    pub elided: bool,
}

#[derive(Clone, Debug)]
struct Piece {
    text: String,
    rect: Rect,
    clip: Rect,
    elided: bool,
}

/// Every fault, in words, with the text and the place.
pub fn faults(shapes: &[ClippedShape], check: Check) -> Vec<String> {
    let pieces = visible_pieces(shapes);
    let mut faults = Vec::new();
    for piece in &pieces {
        if check.elided && piece.elided {
            faults.push(format!("shortened: {:?} at {:?}", piece.text, piece.rect));
        }
        if is_cut(piece, check) {
            faults.push(format!(
                "cut: {:?} at {:?} by {:?}",
                piece.text, piece.rect, piece.clip
            ));
        }
    }
    for (index, piece) in pieces.iter().enumerate() {
        for other in &pieces[index + 1..] {
            let shared = piece
                .rect
                .intersect(piece.clip)
                .intersect(other.rect.intersect(other.clip));
            if shared.width() > TOUCH && shared.height() > TOUCH {
                faults.push(format!(
                    "over each other: {:?} and {:?} at {shared:?}",
                    piece.text, other.text
                ));
            }
        }
    }
    faults
}

/// Ink may touch by this much, as with accents and descenders.
const TOUCH: f32 = 1.5;

fn is_cut(piece: &Piece, check: Check) -> bool {
    let (rect, clip) = (piece.rect, piece.clip);
    if !rect.intersects(clip) {
        return check.vertical;
    }
    let sides = rect.left() < clip.left() - TOUCH || rect.right() > clip.right() + TOUCH;
    let ends = rect.top() < clip.top() - TOUCH || rect.bottom() > clip.bottom() + TOUCH;
    sides || (check.vertical && ends)
}

/// The texts that can be seen: those that an opaque area drawn later covers are left out.
fn visible_pieces(shapes: &[ClippedShape]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for clipped in shapes {
        collect(&clipped.shape, clipped.clip_rect, &mut pieces);
    }
    pieces
}

fn collect(shape: &Shape, clip: Rect, pieces: &mut Vec<Piece>) {
    match shape {
        Shape::Vec(shapes) => {
            for shape in shapes {
                collect(shape, clip, pieces);
            }
        }
        Shape::Rect(area) if area.fill.is_opaque() => {
            let covered = area.rect.intersect(clip);
            pieces.retain(|piece| !covered.contains_rect(piece.rect.intersect(piece.clip)));
        }
        Shape::Text(text) => {
            let rect = text.galley.mesh_bounds.translate(text.pos.to_vec2());
            let words = text.galley.text();
            if rect.is_positive() && !words.trim().is_empty() {
                pieces.push(Piece {
                    text: words.to_owned(),
                    rect,
                    clip,
                    elided: text.galley.elided,
                });
            }
        }
        _ => {}
    }
}
