//! Distances, radii and sizes, in points; a view uses no other.

/// 4: between a mark and its word.
pub const S4: f32 = 4.0;
/// 8: inside a question.
pub const S8: f32 = 8.0;
/// 12: inside a control.
pub const S12: f32 = 12.0;
/// 16: inside a card.
pub const S16: f32 = 16.0;
/// 24: between questions, and the gutter.
pub const S24: f32 = 24.0;
/// 32: between blocks.
pub const S32: f32 = 32.0;
/// 48: around an empty page.
pub const S48: f32 = 48.0;
/// 64: above a page that stands alone.
pub const S64: f32 = 64.0;

/// The radius of a control.
pub const RADIUS_CONTROL: u8 = 6;
/// The radius of a card.
pub const RADIUS_CARD: u8 = 10;
/// The radius of a dialog.
pub const RADIUS_DIALOG: u8 = 14;
/// The radius of a chip: fully round.
pub const RADIUS_CHIP: u8 = 255;

/// The least height of what is pressed, and of an option row.
pub const TARGET: f32 = 44.0;
/// The height of a row in a dense table at the desk.
pub const DENSE: f32 = 36.0;
/// The height of a button.
pub const BUTTON: f32 = 40.0;

/// The most letters on a line of running text.
pub const MEASURE_CHARS: f32 = 68.0;
