//! Plots in the window's own colours. A series is a colour, a pattern and a word, so that colour never stands alone;
//! each plot is one figure for a screen reader, with everything it shows in its description.

mod bars;
mod course;
mod fill;

pub use bars::{Bars, Upright, Value};
pub use course::{Course, Cut, Point};
pub use fill::{Pattern, swatch};
