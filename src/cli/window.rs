//! Opens the window for a vault.

use std::path::Path;
use std::sync::Arc;

use crate::app::away::SystemSentinel;
use crate::app::desk::Desk;
use crate::app::worker::ThreadPort;
use crate::ui::local::LocalSettings;
use crate::ui::window::Window;
use crate::vault::Folders;

use super::output::Failure;
use super::session;

/// The window's icon.
const ICON: &[u8] = include_bytes!("../../assets/icons/anteroom-256.png");

/// Whether a window could be shown at all.
pub(super) fn has_display() -> bool {
    if cfg!(target_os = "linux") {
        let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        return set("WAYLAND_DISPLAY") || set("DISPLAY");
    }
    true
}

/// Opens the window and waits until it is closed.
pub(super) fn open(vault: &Path, folders: Folders) -> Result<(), Failure> {
    if !has_display() {
        let message = "there is no display for a window here: see anteroom --help for what can be done without one";
        return Err(Failure::new("no-display", message));
    }
    let settings = local_settings().of_vault(vault);
    let folders = if settings.allows_synced() {
        Folders::SyncedToo
    } else {
        folders
    };
    let options = eframe::NativeOptions {
        viewport: viewport(&settings),
        ..eframe::NativeOptions::default()
    };
    let desk = Desk::at(session::site(vault, folders));
    let run = eframe::run_native(
        "anteroom",
        options,
        Box::new(move |creation| {
            let ctx = creation.egui_ctx.clone();
            let port = ThreadPort::start(desk, move || ctx.request_repaint())?;
            let ctx = creation.egui_ctx.clone();
            let sentinel = SystemSentinel::start(port.lock_line(), move || ctx.request_repaint());
            let window = Window::new(&creation.egui_ctx, Box::new(port), settings);
            Ok(Box::new(window.watched_by(Box::new(sentinel))))
        }),
    );
    run.map_err(|error| {
        Failure::new(
            "no-display",
            format!("the window could not be opened: {error}"),
        )
    })
}

/// Only how the window looks lives outside the vault.
fn local_settings() -> LocalSettings {
    match directories::ProjectDirs::from("", "", "Anteroom") {
        Some(dirs) => LocalSettings::load(&dirs.config_local_dir().join("window.json")),
        None => LocalSettings::default(),
    }
}

fn viewport(settings: &LocalSettings) -> egui::ViewportBuilder {
    let builder = egui::ViewportBuilder::default()
        .with_title("Anteroom")
        .with_app_id("org.anteroom.Anteroom")
        .with_min_inner_size([640.0, 360.0])
        .with_inner_size(settings.window.unwrap_or([1280.0, 800.0]));
    match eframe::icon_data::from_png_bytes(ICON) {
        Ok(icon) => builder.with_icon(Arc::new(icon)),
        Err(_) => builder,
    }
}
