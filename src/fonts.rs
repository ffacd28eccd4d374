//! The bytes of the shipped fonts, once in the program, for the window and for the letter.

/// Noto Sans, regular: Latin, Greek and Cyrillic.
pub const SANS: &[u8] = include_bytes!("../assets/fonts/NotoSans-Regular.ttf");
/// Noto Sans, bold.
pub const SANS_BOLD: &[u8] = include_bytes!("../assets/fonts/NotoSans-Bold.ttf");
/// Noto Sans Arabic.
pub const ARABIC: &[u8] = include_bytes!("../assets/fonts/NotoSansArabic-Regular.ttf");
/// Noto Sans Devanagari.
pub const DEVANAGARI: &[u8] = include_bytes!("../assets/fonts/NotoSansDevanagari-Regular.ttf");
/// Noto Sans Hebrew.
pub const HEBREW: &[u8] = include_bytes!("../assets/fonts/NotoSansHebrew-Regular.ttf");
/// Noto Sans Thai.
pub const THAI: &[u8] = include_bytes!("../assets/fonts/NotoSansThai-Regular.ttf");
/// A part of Noto Sans CJK SC that covers names in Chinese, Japanese and Korean.
pub const CJK: &[u8] = include_bytes!("../assets/fonts/NotoSansCJKsc-Subset.otf");
