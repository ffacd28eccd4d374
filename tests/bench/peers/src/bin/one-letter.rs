//! Sets the two-page letter each time it is told to, so that other programs can be timed in turns with it.
//!
//! `one-letter DIR`: leaves the letter's content, its logo and its PDF in DIR for the others to set; then answers each
//! line of standard input, which is the name that the letter is about, with the nanoseconds that the letter took.

#[path = "../../../../letters/samples.rs"]
#[allow(dead_code)]
mod samples;

use std::hint::black_box;
use std::io::{BufRead, Write};
use std::path::PathBuf;
use std::time::Instant;

use anteroom::letter::compose::therapy;
use anteroom::letter::picture::Picture;
use anteroom::letter::{Press, pdf};
use anteroom::text::Catalogue;

fn main() {
    let dir = PathBuf::from(std::env::args_os().nth(1).expect("a folder"));
    let words = Catalogue::english();
    let stamp = samples::stamp();
    let mut facts = samples::full_referral("Noor Haddad");
    let mut press = Press::new();
    let letter = therapy(&facts, words);
    let sheets = press.set(&letter).unwrap();
    assert_eq!(sheets.pages.len(), 2, "the sample letter has two pages");
    let content = serde_json::to_vec(&letter).unwrap();
    std::fs::write(dir.join("letter.json"), content).unwrap();
    let bytes = pdf::write(&sheets, &stamp).unwrap();
    std::fs::write(dir.join("ours.pdf"), bytes).unwrap();
    std::fs::write(dir.join("logo.png"), png(&samples::logo())).unwrap();
    println!("ready");
    for line in std::io::stdin().lock().lines() {
        facts.cover.person.chosen_name = line.unwrap();
        let start = Instant::now();
        let sheets = press.set(&therapy(&facts, words)).unwrap();
        black_box(pdf::write(&sheets, &stamp).unwrap());
        println!("{}", start.elapsed().as_nanos());
        std::io::stdout().flush().unwrap();
    }
}

fn png(picture: &Picture) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, picture.width, picture.height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&picture.rgb).unwrap();
    drop(writer);
    out
}
