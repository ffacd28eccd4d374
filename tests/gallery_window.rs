//! Opens the gallery in a window if `ANTEROOM_GALLERY` is set, such as to `dark 200 choices`; does nothing otherwise.

#[cfg(debug_assertions)]
use anteroom::ui::{
    Look, Theme,
    gallery::{self, Chapter},
};

#[cfg(not(debug_assertions))]
fn main() {}

#[cfg(debug_assertions)]
fn main() {
    let Ok(wanted) = std::env::var("ANTEROOM_GALLERY") else {
        return;
    };
    let mut look = Look::Light;
    let mut percent = 100;
    let mut chapter = None;
    for word in wanted.split_whitespace() {
        match word {
            "light" => look = Look::Light,
            "dark" => look = Look::Dark,
            "contrast-light" => look = Look::ContrastLight,
            "contrast-dark" => look = Look::ContrastDark,
            "words" => chapter = Some(Chapter::Words),
            "choices" => chapter = Some(Chapter::Choices),
            "fields" => chapter = Some(Chapter::Fields),
            "results" => chapter = Some(Chapter::Results),
            "lists" => chapter = Some(Chapter::Lists),
            "messages" => chapter = Some(Chapter::Messages),
            number => percent = number.parse().unwrap_or(percent),
        }
    }
    if let Err(error) = gallery::app(Theme::new(look).text_percent(percent), chapter) {
        panic!("the gallery did not open: {error}");
    }
}
