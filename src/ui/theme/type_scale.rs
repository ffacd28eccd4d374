//! The sizes of text and the height of their lines.

use egui::{FontFamily, FontId};

/// The name of the family of the bold face.
pub const STRONG: &str = "strong";
/// The name of the family of the regular face.
pub const BODY: &str = "body";

/// What a text is for; it fixes face, size and line height.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// Times, counts, key caps: 12.5/18.
    Meta,
    /// Meta in bold.
    MetaStrong,
    /// Help: 14/20.
    Small,
    /// Help in bold.
    SmallStrong,
    /// What is read: 15.5/24.
    Body,
    /// What is read, in bold.
    Strong,
    /// A question: 20/28.
    Question,
    /// The heading of a block: 22/30.
    H2,
    /// The heading of a page: 28/36.
    H1,
    /// What is read in the hand-over view: 20/30.
    HandOverBody,
    /// A question in the hand-over view: 28/38.
    HandOverQuestion,
}

impl Type {
    /// All of the scale, from small to large.
    pub const ALL: [Type; 11] = [
        Type::Meta,
        Type::MetaStrong,
        Type::Small,
        Type::SmallStrong,
        Type::Body,
        Type::Strong,
        Type::Question,
        Type::H2,
        Type::H1,
        Type::HandOverBody,
        Type::HandOverQuestion,
    ];

    /// Size in points.
    pub const fn size(self) -> f32 {
        match self {
            Type::Meta | Type::MetaStrong => 12.5,
            Type::Small | Type::SmallStrong => 14.0,
            Type::Body | Type::Strong => 15.5,
            Type::Question | Type::HandOverBody => 20.0,
            Type::H2 => 22.0,
            Type::H1 | Type::HandOverQuestion => 28.0,
        }
    }

    /// Line height in points.
    pub const fn line(self) -> f32 {
        match self {
            Type::Meta | Type::MetaStrong => 18.0,
            Type::Small | Type::SmallStrong => 20.0,
            Type::Body | Type::Strong => 24.0,
            Type::Question => 28.0,
            Type::HandOverBody | Type::H2 => 30.0,
            Type::H1 => 36.0,
            Type::HandOverQuestion => 38.0,
        }
    }

    /// Whether it is set in the bold face.
    pub const fn is_strong(self) -> bool {
        matches!(
            self,
            Type::MetaStrong
                | Type::SmallStrong
                | Type::Strong
                | Type::Question
                | Type::H2
                | Type::H1
                | Type::HandOverQuestion
        )
    }

    /// The face and size.
    pub fn font(self) -> FontId {
        let family = if self.is_strong() { STRONG } else { BODY };
        FontId::new(self.size(), FontFamily::Name(family.into()))
    }

    /// The widest that a running text of this size is set, so that a line has at most 68 letters.
    pub fn measure(self) -> f32 {
        self.size() * 0.52 * super::space::MEASURE_CHARS
    }
}
