//! Writes set pages as a tagged PDF, designed for PDF/A-2b and PDF/UA-1. printpdf is used here and nowhere else.
//!
//! printpdf makes the document, its pages and the embedding of fonts; the operators on a page, the tree of what they
//! mean and what archives ask for are our own.

mod archive;
mod content;
mod faces;
mod icc;
mod lock;
mod pack;
mod resources;
mod tags;

use jiff::Timestamp;
use printpdf::{PdfDocument, PdfPage, PdfSaveOptions, PdfWarnMsg, Pt};

use super::LetterError;
use super::page::Sheets;
use faces::Faces;

pub use lock::{encrypt, made_up_password};

/// What makes one copy differ from the next: fixed here, the same letter gives the same bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// Identifies the document, at random.
    pub id: [u8; 16],
    /// When it was made.
    pub time: Timestamp,
}

/// Writes a PDF.
pub fn write(sheets: &Sheets, stamp: &Stamp) -> Result<Vec<u8>, LetterError> {
    let faces = Faces::collect(sheets)?;
    let mut pdf = PdfDocument::new(&sheets.title);
    for page in &sheets.pages {
        let (width, height) = (Pt(page.width_pt), Pt(page.height_pt));
        pdf.pages
            .push(PdfPage::new(width.into(), height.into(), Vec::new()));
    }
    let mut warnings = Vec::new();
    let mut document = pdf.to_lopdf_document(&options(), &mut warnings);
    refuse(&warnings)?;
    let mut pictures = Vec::new();
    let drawn: Vec<content::Drawn> = sheets
        .pages
        .iter()
        .map(|page| content::draw(page, &sheets.nodes, &faces, &mut pictures))
        .collect();
    let failed = |error: lopdf::Error| LetterError::Pdf(error.to_string());
    let marks: Vec<_> = drawn.iter().map(|page| page.marks.as_slice()).collect();
    tags::add(&mut document, sheets, &marks).map_err(failed)?;
    let contents = drawn.into_iter().map(|page| page.bytes).collect();
    resources::fill(&mut document, &faces, &pictures, contents).map_err(failed)?;
    archive::finish(&mut document, sheets, stamp).map_err(failed)?;
    // Only now: whatever was added after compression would have stayed as it was.
    pack::all(&mut document).map_err(failed)?;
    let mut bytes = Vec::with_capacity(128 * 1024);
    document
        .save_to(&mut bytes)
        .map_err(|error| LetterError::Pdf(error.to_string()))?;
    Ok(bytes)
}

/// Nothing that changes what we hand over.
fn options() -> PdfSaveOptions {
    PdfSaveOptions {
        optimize: false,
        subset_fonts: false,
        secure: true,
        image_optimization: None,
    }
}

/// A warning of the writer means a page that may look wrong somewhere: no letter is better.
fn refuse(warnings: &[PdfWarnMsg]) -> Result<(), LetterError> {
    match warnings.first() {
        Some(warning) => Err(LetterError::Pdf(warning.msg.clone())),
        None => Ok(()),
    }
}
