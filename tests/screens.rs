//! Every screen in every look, size and text size: nothing is cut, covered or off the screen; pictures are as they were.

#![allow(
    clippy::unwrap_used,
    unreachable_pub,
    missing_docs,
    reason = "a test may fail"
)]
#![cfg(debug_assertions)]

#[path = "screens/all.rs"]
mod all;
#[path = "screens/before.rs"]
mod before;
#[path = "window/clinic.rs"]
mod clinic;
#[path = "screens/commands.rs"]
mod commands;
#[path = "screens/contrast.rs"]
mod contrast;
#[path = "screens/layout.rs"]
mod layout;
#[path = "screens/meeting.rs"]
mod meeting;
#[path = "screens/pictures.rs"]
mod pictures;
#[path = "screens/visit.rs"]
mod visit;
