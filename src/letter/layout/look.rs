//! How a letter looks: every measure, size and colour that the layout uses.
//!
//! A narrow column of headings on the left, the text beside it in lines of about seventy characters.

use crate::domain::clinic::Window;
use crate::letter::blocks::Paper;
use crate::letter::page::Colour;

/// Text.
pub(super) const INK: Colour = Colour(0x1C, 0x23, 0x21);
/// Text that steps back: labels, running lines, notices.
pub(super) const QUIET: Colour = Colour(0x55, 0x5F, 0x5B);
/// The one accent, where the clinic has no colour of its own.
const ACCENT: Colour = Colour(0x0B, 0x5F, 0x5A);
/// How much of the accent is in the ground of the statement.
const SOFT: f32 = 0.065;
/// How far a clinic's colour has to stand out from paper to be read.
pub(super) const LEAST_CONTRAST: f32 = 4.5;
/// Hairlines.
pub(super) const HAIR: Colour = Colour(0xC9, 0xCE, 0xCB);
/// The frame of urgent information, and nothing else.
pub(super) const ALARM: Colour = Colour(0x8C, 0x17, 0x10);

/// A point of millimetres.
pub(super) const fn mm(value: f32) -> f32 {
    value * 72.0 / 25.4
}

/// Bold or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// Size, line, weight and colour of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Style {
    pub(super) size: f32,
    pub(super) leading: f32,
    pub(super) weight: Weight,
    pub(super) colour: Colour,
}

impl Style {
    const fn new(size: f32, leading: f32, weight: Weight, colour: Colour) -> Self {
        Self {
            size,
            leading,
            weight,
            colour,
        }
    }

    /// From the line's upper edge to its baseline. The same for all scripts, so that lines stay even.
    pub(super) fn baseline(self) -> f32 {
        // Ascent and descent of Noto Sans: 1.069 and 0.293 of the size.
        (self.leading - 1.362 * self.size) / 2.0 + 1.069 * self.size
    }

    pub(super) const fn bold(self) -> Self {
        Self {
            weight: Weight::Bold,
            ..self
        }
    }

    pub(super) const fn coloured(self, colour: Colour) -> Self {
        Self { colour, ..self }
    }
}

/// How tightly a letter is set. The tight one is tried when the normal one spills a little over a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Look {
    /// The clinic's colour: its name, headings, bars.
    pub(super) accent: Colour,
    /// The ground of the statement.
    pub(super) soft: Colour,
    pub(super) clinic: Style,
    pub(super) contact: Style,
    pub(super) return_line: Style,
    pub(super) address: Style,
    pub(super) title: Style,
    pub(super) person: Style,
    pub(super) statement: Style,
    pub(super) body: Style,
    pub(super) small: Style,
    pub(super) running: Style,
    pub(super) fine: Style,
    /// Between a section and the next.
    pub(super) section_gap: f32,
    /// Between paragraphs of a section.
    pub(super) gap: f32,
    /// Above and below the text of a table row.
    pub(super) cell: f32,
    /// Room for a signature by hand.
    pub(super) hand: f32,
}

impl Look {
    pub(super) const NORMAL: Self = Self {
        accent: ACCENT,
        soft: Colour(0xEF, 0xF5, 0xF4),
        clinic: Style::new(15.0, 19.0, Weight::Bold, ACCENT),
        contact: Style::new(8.2, 11.5, Weight::Regular, QUIET),
        return_line: Style::new(6.6, 9.0, Weight::Regular, QUIET),
        address: Style::new(10.0, 13.2, Weight::Regular, INK),
        title: Style::new(17.0, 22.0, Weight::Bold, INK),
        person: Style::new(11.0, 15.0, Weight::Regular, INK),
        statement: Style::new(9.8, 14.0, Weight::Bold, INK),
        body: Style::new(9.8, 14.0, Weight::Regular, INK),
        small: Style::new(8.5, 12.0, Weight::Regular, QUIET),
        running: Style::new(8.0, 11.0, Weight::Regular, QUIET),
        fine: Style::new(7.0, 9.5, Weight::Regular, QUIET),
        section_gap: 11.0,
        gap: 4.0,
        cell: 2.4,
        hand: 32.0,
    };

    pub(super) const TIGHT: Self = Self {
        statement: Style::new(9.3, 12.8, Weight::Bold, INK),
        body: Style::new(9.3, 12.5, Weight::Regular, INK),
        small: Style::new(8.2, 11.2, Weight::Regular, QUIET),
        section_gap: 7.0,
        gap: 2.5,
        cell: 1.2,
        hand: 26.0,
        ..Self::NORMAL
    };

    /// The last resort of letters that must not have another page.
    pub(super) const SNUG: Self = Self {
        title: Style::new(15.0, 19.0, Weight::Bold, INK),
        person: Style::new(10.0, 13.5, Weight::Regular, INK),
        statement: Style::new(9.0, 12.0, Weight::Bold, INK),
        body: Style::new(9.0, 11.8, Weight::Regular, INK),
        small: Style::new(8.0, 10.6, Weight::Regular, QUIET),
        section_gap: 5.5,
        gap: 2.0,
        cell: 0.8,
        hand: 24.0,
        ..Self::NORMAL
    };
}

impl Look {
    /// The same in a clinic's colour.
    pub(super) fn in_colour(self, accent: Option<Colour>) -> Self {
        match accent {
            None => self,
            Some(accent) => Self {
                accent,
                soft: accent.tint(SOFT),
                clinic: self.clinic.coloured(accent),
                ..self
            },
        }
    }
}

/// Where things stand on a paper.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Frame {
    pub(super) width: f32,
    pub(super) height: f32,
    /// Left edge of everything.
    pub(super) left: f32,
    /// Right edge of everything.
    pub(super) right: f32,
    /// Upper edge of the letterhead.
    pub(super) head_top: f32,
    /// The window: upper edge of the return line.
    pub(super) window_top: f32,
    /// The window's width and height for text.
    pub(super) window_width: f32,
    pub(super) window_height: f32,
    /// Left edge of the column of references beside the window.
    pub(super) reference_left: f32,
    /// Where the first page's text starts, unless the address pushes it down.
    pub(super) first_top: f32,
    /// Where the text of later pages starts.
    pub(super) later_top: f32,
    /// Where text ends.
    pub(super) bottom: f32,
    /// Where the footer's rule is.
    pub(super) footer_top: f32,
    /// Left edge of the text beside the headings.
    pub(super) text_left: f32,
    /// Where the paper is folded, from above.
    pub(super) folds: [Option<f32>; 2],
    /// Where the middle of the paper is, for a punch.
    pub(super) punch: Option<f32>,
}

impl Frame {
    pub(super) const fn of(paper: Paper, window: Window) -> Self {
        match (paper, window) {
            (Paper::A4, Window::Din) => Self::DIN,
            // A window from 57 to 92 mm, and a letter of 99 mm in an envelope of 110: 46 to 92 mm of it may be seen,
            // and from 57 to 81 mm always.
            (Paper::A4, Window::Dl) => Self {
                window_top: mm(56.5),
                window_width: mm(73.0),
                window_height: mm(25.0),
                first_top: mm(95.5),
                folds: [Some(mm(99.0)), Some(mm(198.0))],
                punch: None,
                ..Self::DIN
            },
            (Paper::UsLetter, _) => Self::TEN,
        }
    }

    /// DIN 5008 form B: address field from 45 to 90 mm, of which the return line and notes take the first 17.7; text from
    /// 98.5 mm, or it could be read through the window; folds at 105 and 210 mm.
    const DIN: Self = Self {
        width: mm(210.0),
        height: mm(297.0),
        left: mm(25.0),
        right: mm(190.0),
        head_top: mm(16.0),
        window_top: mm(57.5),
        window_width: mm(80.0),
        window_height: mm(32.5),
        reference_left: mm(131.0),
        first_top: mm(97.0),
        later_top: mm(31.0),
        bottom: mm(277.0),
        footer_top: mm(280.5),
        text_left: mm(25.0) + 112.0,
        folds: [Some(mm(105.0)), Some(mm(210.0))],
        punch: Some(mm(148.5)),
    };

    /// A No. 10 envelope of 104.8 mm with a window half an inch from below: a letter folded in three lies on its lower
    /// edge, so that 52 to 80 mm from its top are seen; if it lies higher, down to 92 mm.
    const TEN: Self = Self {
        width: 612.0,
        height: 792.0,
        left: 72.0,
        right: 546.0,
        head_top: 42.0,
        window_top: 150.0,
        window_width: 240.0,
        window_height: 76.0,
        reference_left: 396.0,
        first_top: 260.0,
        later_top: 88.0,
        bottom: 736.0,
        footer_top: 748.0,
        text_left: 72.0 + 112.0,
        folds: [None, None],
        punch: None,
    };

    pub(super) fn text_width(&self) -> f32 {
        self.right - self.text_left
    }

    pub(super) fn full_width(&self) -> f32 {
        self.right - self.left
    }
}
