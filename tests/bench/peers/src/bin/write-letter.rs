//! Writes the two-page letter to standard output and ends: what a whole process costs.

#[path = "../../../../letters/samples.rs"]
#[allow(dead_code)]
mod samples;

use std::io::Write;

use anteroom::letter::compose::therapy;
use anteroom::letter::{Press, pdf};
use anteroom::text::Catalogue;

fn main() {
    let words = Catalogue::english();
    let letter = therapy(&samples::full_referral("Noor Haddad"), words);
    let sheets = Press::new().set(&letter).unwrap();
    let bytes = pdf::write(&sheets, &samples::stamp()).unwrap();
    std::io::stdout().write_all(&bytes).unwrap();
}
