//! What the program can do, without a window: one file a use case.

pub mod command;
pub mod decide;
pub mod evaluate;
pub mod explain;
pub mod letter;
