//! Loads the letter's fonts, ready to set text with, and ends.

use anteroom::letter::Press;

fn main() {
    std::hint::black_box(Press::new());
}
