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

/// An opaque area, drawn after so many texts.
#[derive(Clone, Copy, Debug)]
struct Cover {
    rect: Rect,
    after: usize,
}

impl Cover {
    fn between(&self, under: &Piece, over: &Piece, shared: Rect) -> bool {
        under.number < self.after && self.after <= over.number && self.rect.contains_rect(shared)
    }
}

#[derive(Clone, Debug)]
struct Piece {
    number: usize,
    text: String,
    rect: Rect,
    clip: Rect,
    elided: bool,
    /// A long text shows eight lines of many.
    scrolls: bool,
}

/// Every fault, in words, with the text and the place.
pub fn faults(shapes: &[ClippedShape], check: Check) -> Vec<String> {
    let (pieces, covers) = pieces_and_covers(shapes);
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
            let printed = shared.width() > TOUCH && shared.height() > TOUCH;
            if printed
                && !covers
                    .iter()
                    .any(|cover| cover.between(piece, other, shared))
            {
                faults.push(format!(
                    "over each other: {:?} and {:?} at {shared:?}",
                    piece.text, other.text
                ));
            }
        }
    }
    faults
}

/// Text that no scrolling brings onto the screen: it lies beside it, or below it in a part that does not scroll.
pub fn off_screen(shapes: &[ClippedShape], screen: Rect) -> Vec<String> {
    let (pieces, _) = pieces_and_covers(shapes);
    let beside = |piece: &Piece| {
        piece.rect.left() < screen.left() - TOUCH || piece.rect.right() > screen.right() + TOUCH
    };
    // What scrolls is clipped to its own part of the screen.
    let fixed = |piece: &Piece| piece.clip.bottom() >= screen.bottom() + 0.5 * TOUCH;
    let below = |piece: &Piece| {
        piece.rect.bottom() > screen.bottom() + TOUCH || piece.rect.top() < screen.top() - TOUCH
    };
    pieces
        .iter()
        .filter(|piece| beside(piece) || (fixed(piece) && below(piece)))
        .map(|piece| format!("off the screen: {:?} at {:?}", piece.text, piece.rect))
        .collect()
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
    sides || (check.vertical && ends && !piece.scrolls)
}

/// The texts that can be seen, and the opaque areas that were drawn among them.
fn pieces_and_covers(shapes: &[ClippedShape]) -> (Vec<Piece>, Vec<Cover>) {
    let mut pieces = Vec::new();
    let mut covers = Vec::new();
    let mut number = 0;
    for clipped in shapes {
        collect(
            &clipped.shape,
            clipped.clip_rect,
            &mut number,
            &mut pieces,
            &mut covers,
        );
    }
    (pieces, covers)
}

fn collect(
    shape: &Shape,
    clip: Rect,
    number: &mut usize,
    pieces: &mut Vec<Piece>,
    covers: &mut Vec<Cover>,
) {
    match shape {
        Shape::Vec(shapes) => {
            for shape in shapes {
                collect(shape, clip, number, pieces, covers);
            }
        }
        Shape::Rect(area) if area.fill.is_opaque() => {
            let rect = area.rect.intersect(clip);
            pieces.retain(|piece| !rect.contains_rect(piece.rect.intersect(piece.clip)));
            covers.push(Cover {
                rect,
                after: *number,
            });
        }
        Shape::Text(text) => {
            let rect = text.galley.mesh_bounds.translate(text.pos.to_vec2());
            let words = text.galley.text();
            // What egui says to programmers in debug builds is no part of the page.
            let page = !words.starts_with("egui PERF WARNING");
            if page && rect.is_positive() && !words.trim().is_empty() {
                pieces.push(Piece {
                    number: *number,
                    text: words.to_owned(),
                    rect,
                    clip,
                    elided: text.galley.elided,
                    scrolls: text.galley.rows.len() > 8,
                });
                *number += 1;
            }
        }
        _ => {}
    }
}
