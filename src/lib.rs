//! Anteroom: what is decided before someone joins a group, explained, kept and written down.

pub mod fonts;
pub mod ui;
