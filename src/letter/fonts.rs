//! The shipped fonts as letters use them, each with the name that a PDF gives it.
//!
//! System fonts are never used for letters, so that a letter is the same on every computer.

use crate::fonts;

/// A shipped font.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    /// Latin, Greek, Cyrillic.
    Regular,
    /// The same, bold.
    Bold,
    /// Arabic.
    Arabic,
    /// Devanagari.
    Devanagari,
    /// Hebrew.
    Hebrew,
    /// Thai.
    Thai,
    /// Chinese (simplified), with the most used characters.
    Chinese,
}

impl Face {
    /// All faces, in the order in which a character is looked for.
    pub const ALL: [Self; 7] = [
        Self::Regular,
        Self::Bold,
        Self::Arabic,
        Self::Devanagari,
        Self::Hebrew,
        Self::Thai,
        Self::Chinese,
    ];

    /// The font file.
    pub fn bytes(self) -> &'static [u8] {
        match self {
            Self::Regular => fonts::SANS,
            Self::Bold => fonts::SANS_BOLD,
            Self::Arabic => fonts::ARABIC,
            Self::Devanagari => fonts::DEVANAGARI,
            Self::Hebrew => fonts::HEBREW,
            Self::Thai => fonts::THAI,
            Self::Chinese => fonts::CJK,
        }
    }

    /// The family's name as the font file gives it.
    pub fn family(self) -> &'static str {
        match self {
            Self::Regular | Self::Bold => "Noto Sans",
            Self::Arabic => "Noto Sans Arabic",
            Self::Devanagari => "Noto Sans Devanagari",
            Self::Hebrew => "Noto Sans Hebrew",
            Self::Thai => "Noto Sans Thai",
            Self::Chinese => "Noto Sans CJK SC",
        }
    }

    /// The PostScript name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Regular => "NotoSans-Regular",
            Self::Bold => "NotoSans-Bold",
            Self::Arabic => "NotoSansArabic-Regular",
            Self::Devanagari => "NotoSansDevanagari-Regular",
            Self::Hebrew => "NotoSansHebrew-Regular",
            Self::Thai => "NotoSansThai-Regular",
            Self::Chinese => "NotoSansCJKsc-Regular",
        }
    }
}
