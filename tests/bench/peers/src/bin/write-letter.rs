//! Writes the two-page letter to standard output and ends: what a whole process costs.

#[path = "../../../../letters/samples.rs"]
#[allow(dead_code)]
mod samples;

use std::io::Write;

use anteroom::letter::compose::therapy;
use anteroom::letter::{Press, Words, pdf};

fn main() {
    let words = Words::english().unwrap();
    let letter = therapy(&samples::full_referral("Noor Haddad"), &words);
    let sheets = Press::new().set(&letter).unwrap();
    let bytes = pdf::write(&sheets, &samples::stamp()).unwrap();
    std::io::stdout().write_all(&bytes).unwrap();
}
