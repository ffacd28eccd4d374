//! Only loads the fonts of the letter, each parsed by what sets text and by what writes PDF, and ends.

use std::hint::black_box;

use anteroom::letter::Press;
use anteroom::letter::fonts::Face;
use printpdf::ParsedFont;

fn main() {
    black_box(Press::new());
    for face in Face::ALL {
        black_box(ParsedFont::from_bytes(face.bytes(), 0, &mut Vec::new()));
    }
}
