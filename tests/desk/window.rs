//! A person before the window, over a desk of the test's own.

use anteroom::app::command::Port;
use anteroom::ui::local::LocalSettings;
use anteroom::ui::window::Window;
use egui_kittest::Harness;
use jiff::civil::Date;

/// What is seen: the window is made in the first frame.
pub(crate) type Seen = Harness<'static, Option<Window>>;

/// The window over this way to the vault, drawn once.
pub(crate) fn before(port: impl Port + 'static, size: [f32; 2], day: Date) -> Seen {
    let mut port: Option<Box<dyn Port>> = Some(Box::new(port));
    let mut seen = Harness::builder()
        .with_size(size)
        .with_max_steps(64)
        .build_ui_state(
            move |ui, state: &mut Option<Window>| {
                let window = state.get_or_insert_with(|| {
                    let port = port.take().unwrap();
                    Window::new(ui.ctx(), port, LocalSettings::default()).on_day(day)
                });
                window.frame(ui);
            },
            None,
        );
    seen.run();
    seen
}
