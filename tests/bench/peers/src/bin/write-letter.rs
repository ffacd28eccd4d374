//! Writes the two-page letter to standard output and ends: what a whole process costs.

#[path = "../../../../letters/samples.rs"]
#[allow(dead_code)]
mod samples;

use std::io::Write;

use anteroom::letter::compose::therapy;
use anteroom::letter::picture::Picture;
use anteroom::letter::{Press, pdf};
use anteroom::text::Catalogue;

const LOGO: &[u8] = include_bytes!("../../../../letters/logo.jpg");

fn main() {
    let words = Catalogue::english();
    let mut facts = samples::referral_without_logo("Noor Haddad");
    facts.cover.clinic.logo = Some(Picture::read(LOGO).unwrap());
    let letter = therapy(&facts, words);
    let sheets = Press::new().set(&letter).unwrap();
    let bytes = pdf::write(&sheets, &samples::stamp()).unwrap();
    std::io::stdout().write_all(&bytes).unwrap();
}
