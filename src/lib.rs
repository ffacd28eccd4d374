//! Anteroom: what is decided before someone joins a group, explained, kept and written down.

pub mod domain;
pub mod screening;
pub mod vault;
