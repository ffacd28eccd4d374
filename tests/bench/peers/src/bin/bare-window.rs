//! The least window that eframe can open, with the same features as the program's.

fn main() -> eframe::Result {
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default().with_inner_size([1280.0, 800.0]),
        ..eframe::NativeOptions::default()
    };
    eframe::run_ui_native("Bare", options, |ui, _| {
        egui::CentralPanel::default().show(ui, |ui| ui.label("Bare"));
    })
}
