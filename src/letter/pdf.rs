//! Writes set pages as a tagged PDF, designed for PDF/A-2b and PDF/UA-1. printpdf is used here and nowhere else.

mod archive;
mod faces;
mod icc;
mod lock;
mod ops;
mod pack;
mod tags;

use jiff::Timestamp;
use printpdf::{PdfDocument, PdfPage, PdfSaveOptions, PdfWarnMsg, Pt};

use super::LetterError;
use super::page::Sheets;
use faces::Faces;

pub use lock::encrypt;

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
    faces.register(&mut pdf);
    let mut marks = Vec::new();
    for (index, page) in sheets.pages.iter().enumerate() {
        let drawn = ops::draw(
            page,
            index,
            &sheets.nodes,
            &faces,
            &mut pdf.resources.xobjects.map,
        );
        marks.push(drawn.marks);
        let (width, height) = (Pt(page.width_pt), Pt(page.height_pt));
        pdf.pages
            .push(PdfPage::new(width.into(), height.into(), drawn.ops));
    }
    let mut warnings = Vec::new();
    let options = PdfSaveOptions {
        optimize: false,
        subset_fonts: false,
        secure: true,
        image_optimization: None,
    };
    let mut document = pdf.to_lopdf_document(&options, &mut warnings);
    refuse(&warnings)?;
    let failed = |error: lopdf::Error| LetterError::Pdf(error.to_string());
    tags::add(&mut document, sheets, &marks).map_err(failed)?;
    archive::finish(&mut document, sheets, stamp).map_err(failed)?;
    // Only now: whatever was added after compression would have stayed as it was.
    pack::all(&mut document).map_err(failed)?;
    let mut bytes = Vec::new();
    document
        .save_to(&mut bytes)
        .map_err(|error| LetterError::Pdf(error.to_string()))?;
    Ok(bytes)
}

/// A warning of the writer means a page that may look wrong somewhere: no letter is better.
fn refuse(warnings: &[PdfWarnMsg]) -> Result<(), LetterError> {
    match warnings.first() {
        Some(warning) => Err(LetterError::Pdf(warning.msg.clone())),
        None => Ok(()),
    }
}
