//! Anteroom: what is decided before someone joins a group, explained, kept and written down.

pub mod app;
pub mod catalog;
pub mod cli;
pub mod domain;
pub mod fonts;
#[doc(hidden)]
pub mod fuzzing;
pub mod letter;
pub mod screening;
pub mod text;
pub mod ui;
pub mod vault;
