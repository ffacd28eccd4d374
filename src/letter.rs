//! Letters: what is said, where it stands on the page, and the PDF that is printed.
//!
//! One direction only: facts -> [`compose`] -> [`Letter`] -> [`Press::set`] -> [`Sheets`] -> [`pdf`].
//! The preview draws the same [`Sheets`] that the PDF is written from, so what is seen is what is printed.

pub mod blocks;
pub mod clean;
pub mod compose;
pub mod facts;
pub mod fonts;
pub mod gate;
pub mod layout;
pub mod lint;
pub mod page;
pub mod pdf;
pub mod picture;
pub mod picture_of_page;
pub mod reading;
pub mod specimen;
pub mod texts;
pub mod words;

pub use blocks::{Block, Kind, Letter, Paper, Part};
pub use layout::Press;
pub use lint::{Problem, lint};
pub use page::{Page, Sheets};
pub use words::Say;

/// Why a letter could not be set, written or locked.
///
/// The one thing from the content that is ever named is a character no shipped font has,
/// because nobody could find it otherwise.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LetterError {
    /// A character that none of the shipped fonts can draw.
    #[error(
        "the character U+{:04X} in the {part} is in none of the letter's fonts; write it another way",
        u32::from(*.character)
    )]
    NoGlyph {
        /// The character.
        character: char,
        /// Where it stands.
        part: Part,
    },
    /// More text than a letter can hold.
    #[error("the {part} is too long to be set in a letter; shorten it")]
    TooLong {
        /// What is too long.
        part: Part,
    },
    /// The logo is not a picture that can be used.
    #[error("the logo cannot be used: {0}; choose a PNG or JPEG picture")]
    Logo(&'static str),
    /// The clinic's colour cannot be read on paper.
    #[error(
        "the clinic's colour {chosen} is too pale to be read on paper; choose a darker one, such as {darker}"
    )]
    Colour {
        /// The colour as it was chosen.
        chosen: String,
        /// The nearest that can be read.
        darker: String,
    },
    /// A font could not be cut down to the glyphs in use.
    #[error("the font {0} could not be prepared for the letter; reinstall the program")]
    Font(&'static str),
    /// The PDF writer complained.
    #[error("the letter could not be written as PDF: {0}")]
    Pdf(String),
    /// The password is empty or too long for a PDF.
    #[error("a PDF password needs 1 to 127 bytes; choose another")]
    Password,
}
