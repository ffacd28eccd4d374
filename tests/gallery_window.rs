//! Opens the gallery in a window if `ANTEROOM_GALLERY` is set, such as to `dark 200 choices`, or the program's window over a
//! clinic in memory if `ANTEROOM_WINDOW` is set, such as to `first`, `locked dark 200` or `sample`; does nothing otherwise.

#[path = "window/clinic.rs"]
mod clinic;

#[cfg(debug_assertions)]
use anteroom::ui::{
    Look, Theme,
    gallery::{self, Chapter},
    local::LocalSettings,
    window::Window,
};

#[cfg(not(debug_assertions))]
fn main() {}

#[cfg(debug_assertions)]
fn main() {
    if let Ok(wanted) = std::env::var("ANTEROOM_WINDOW") {
        window(&wanted);
        return;
    }
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

fn window(wanted: &str) {
    let mut settings = LocalSettings::default();
    let mut fake = clinic::Fake::sample();
    let mut demo = false;
    for word in wanted.split_whitespace() {
        match word {
            "first" => fake = clinic::Fake::nothing(),
            "locked" => fake = clinic::Fake::sample(),
            "sample" => demo = true,
            "dark" => settings.wear(Look::Dark),
            "contrast-light" => settings.wear(Look::ContrastLight),
            "contrast-dark" => settings.wear(Look::ContrastDark),
            number => settings.set_text_percent(number.parse().unwrap_or(100)),
        }
    }
    if demo {
        anteroom::app::command::Port::send(&mut fake, anteroom::app::command::Command::LookAround);
    }
    let viewport = egui::ViewportBuilder::default()
        .with_title("Anteroom")
        .with_inner_size([1280.0, 720.0]);
    let options = eframe::NativeOptions {
        viewport,
        ..Default::default()
    };
    let today = jiff::civil::date(2025, 3, 10);
    let opened = eframe::run_native(
        "anteroom",
        options,
        Box::new(move |created| {
            let window = Window::new(&created.egui_ctx, Box::new(fake), settings);
            Ok(Box::new(window.on_day(today)))
        }),
    );
    if let Err(error) = opened {
        panic!("the window did not open: {error}");
    }
}
