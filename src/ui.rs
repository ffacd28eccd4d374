//! The window: one theme, one set of icons and of widgets, and the shell that every page stands in.

pub mod activity;
pub mod background;
pub mod clients;
pub mod column;
pub mod dates;
pub mod entry;
pub mod fields;
pub mod focus;
#[cfg(debug_assertions)]
pub mod gallery;
pub mod groups;
pub mod guide;
pub mod home;
pub mod icons;
pub mod keys;
#[cfg(debug_assertions)]
pub mod layout_check;
pub mod letters;
pub mod local;
pub mod new_screening;
pub mod paint;
pub mod plot;
pub mod printing;
pub mod records;
pub mod reports;
pub mod save_file;
pub mod screen;
pub mod screening;
pub mod settings;
pub mod sheet_view;
pub mod shell;
pub mod state;
pub mod theme;
pub mod widgets;
pub mod window;
pub mod words;

pub use icons::Icon;
pub use state::State;
pub use theme::{Ground, Ink, Line, Look, Theme, Type};
pub use words::Words;
