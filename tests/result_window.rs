//! Opens a worked case in a window if `ANTEROOM_RESULT` is set, such as to `1 result dark 200` or `9 letter signed`; does nothing otherwise.
#![allow(clippy::unwrap_used, missing_docs, dead_code)]

#[path = "window_result/desk.rs"]
mod desk;

use anteroom::ui::screening::Step;
use anteroom::ui::{Look, Theme, Words};
use desk::Desk;

struct Window(Desk);

impl eframe::App for Window {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.0.ui(ui);
    }
}

fn main() {
    let Ok(wanted) = std::env::var("ANTEROOM_RESULT") else {
        return;
    };
    let mut look = Look::Light;
    let mut percent = 100;
    let mut number = 1;
    let mut step = Step::Result;
    let (mut decided, mut signed) = (false, false);
    for word in wanted.split_whitespace() {
        match word {
            "dark" => look = Look::Dark,
            "contrast-light" => look = Look::ContrastLight,
            "contrast-dark" => look = Look::ContrastDark,
            "result" => step = Step::Result,
            "groups" => step = Step::Match,
            "decide" => step = Step::Decide,
            "letter" => step = Step::Letter,
            "decided" => decided = true,
            "signed" => (decided, signed) = (true, true),
            other => match other.parse().unwrap() {
                case @ 1..=12 => number = case,
                large => percent = u16::try_from(large).unwrap(),
            },
        }
    }
    let mut desk = Desk::of(number);
    if decided {
        desk = desk.decided();
    }
    if signed {
        desk = desk.signed();
    }
    let desk = desk.at(step);
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default().with_inner_size([1280.0, 720.0]),
        ..Default::default()
    };
    let theme = Theme::new(look).text_percent(percent);
    eframe::run_native(
        "anteroom-result",
        options,
        Box::new(move |created| {
            theme.install(&created.egui_ctx, Words::default());
            Ok(Box::new(Window(desk)))
        }),
    )
    .unwrap();
}
