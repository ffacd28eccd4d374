//! The real window over the sample clinic, brought to each of its screens by commands, names and keys.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

use anteroom::app::command::{Command, Event, Port, Standing};
use anteroom::app::desk::Desk;
use anteroom::app::worker::DirectPort;
use anteroom::domain::clock::FixedClock;
use anteroom::domain::id::ScreeningId;
use anteroom::ui::local::LocalSettings;
use anteroom::ui::window::Window;
use anteroom::ui::{Look, Theme};
use egui::accesskit::Role;
use egui::epaint::ClippedShape;
use egui::{Key, Modifiers, TexturesDelta, vec2};
use egui_kittest::kittest::{By, NodeT as _, Queryable as _};
use egui_kittest::{Harness, TestRenderer};
use software_painter::{Painter, Picture};
use tempfile::TempDir;

use crate::clinic::{Fake, PASSPHRASE};

/// A port that also hands over events that came before the window, and shows the same folders on every computer.
struct Stage {
    port: Box<dyn Port>,
    before: VecDeque<Event>,
}

#[derive(Clone)]
struct Staged(Rc<RefCell<Stage>>);

impl Port for Staged {
    fn send(&mut self, command: Command) {
        self.0.borrow_mut().port.send(command);
    }

    fn poll(&mut self) -> Option<Event> {
        let mut stage = self.0.borrow_mut();
        let event = stage.before.pop_front().or_else(|| stage.port.poll())?;
        Some(match event {
            Event::Standing(Standing::Locked { logins, .. }) => {
                let dir = PathBuf::from("/home/sample/Sample.vault");
                Event::Standing(Standing::Locked { dir, logins })
            }
            Event::Standing(Standing::Nothing { .. }) => {
                let dir = PathBuf::from("/home/sample/Clinic.vault");
                Event::Standing(Standing::Nothing { dir })
            }
            // What the clinic in memory does not know.
            Event::Failed(trouble) if trouble.kind == "later" => {
                drop(stage);
                return self.poll();
            }
            other => other,
        })
    }

    fn waiting(&self) -> usize {
        self.0.borrow().port.waiting()
    }
}

/// Hands what changes in the textures to the painter.
pub struct Textures(pub Rc<RefCell<Painter>>);

impl TestRenderer for Textures {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        self.0.borrow_mut().take(delta);
        delta.clear();
    }
}

/// A window at a size in pixels, with its text at a size in per cent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Setting {
    pub pixels: [u16; 2],
    pub percent: u16,
    pub look: Look,
}

impl Setting {
    pub const USUAL: Setting = Setting {
        pixels: [1280, 720],
        percent: 100,
        look: Look::Light,
    };

    fn size(self) -> egui::Vec2 {
        vec2(f32::from(self.pixels[0]), f32::from(self.pixels[1]))
    }

    /// The window's size in points.
    pub fn points(self) -> egui::Vec2 {
        self.size() / (f32::from(self.percent) / 100.0)
    }

    fn local(self) -> LocalSettings {
        let mut settings = LocalSettings::default();
        settings.set_still(true);
        settings.set_text_percent(self.percent);
        settings.wear(self.look);
        settings
    }
}

impl std::fmt::Display for Setting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [width, height] = self.pixels;
        write!(f, "{width}x{height}-{}-{:?}", self.percent, self.look)
    }
}

/// Somebody at the window.
pub struct Visit {
    pub seen: Harness<'static, Window>,
    stage: Staged,
    painter: Rc<RefCell<Painter>>,
    screenings: Vec<(String, ScreeningId)>,
    folder: Option<TempDir>,
}

impl Visit {
    /// Where nothing was set up yet.
    pub fn first_start() -> Self {
        Self::over(Box::new(Fake::nothing()), VecDeque::new(), None)
    }

    /// Before a locked vault.
    pub fn locked() -> Self {
        Self::over(Box::new(Fake::locked()), VecDeque::new(), None)
    }

    /// A new clinic in which nothing was done yet.
    pub fn empty() -> Self {
        let mut visit = Self::over(Box::new(Fake::locked()), VecDeque::new(), None);
        visit.types(PASSPHRASE);
        visit.press(Key::Enter);
        visit
    }

    /// In the sample clinic.
    pub fn sample() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(FixedClock::noon_of(anteroom::app::demo::DAY));
        let desk = Desk::new(folder.path().join("Clinic.vault"), clock);
        let mut port = DirectPort::new(desk);
        let mut before = VecDeque::new();
        let mut screenings = Vec::new();
        for command in [Command::LookAround, Command::Home] {
            port.send(command);
            while let Some(event) = port.poll() {
                match event {
                    Event::Home(view) => {
                        let rows = view.drafts.iter().chain(&view.recent).chain(&view.concerns);
                        screenings.extend(rows.map(|row| (row.person.clone(), row.id)));
                    }
                    Event::Opened(_) | Event::Groups(_) => before.push_back(event),
                    _ => {}
                }
            }
        }
        let mut visit = Self::over(Box::new(port), before, Some(folder));
        visit.screenings = screenings;
        visit
    }

    fn over(port: Box<dyn Port>, before: VecDeque<Event>, folder: Option<TempDir>) -> Self {
        let stage = Staged(Rc::new(RefCell::new(Stage { port, before })));
        let painter = Rc::new(RefCell::new(Painter::default()));
        let given = stage.clone();
        let mut seen = Harness::builder()
            .with_size([1280.0, 720.0])
            .with_max_steps(64)
            .renderer(Textures(painter.clone()))
            .build_eframe(move |created| {
                let settings = Setting::USUAL.local();
                Window::new(&created.egui_ctx, Box::new(given), settings)
                    .on_day(anteroom::app::demo::DAY)
            });
        seen.run();
        Self {
            seen,
            stage,
            painter,
            screenings: Vec::new(),
            folder,
        }
    }

    /// Another size, text size or look.
    pub fn set(&mut self, setting: Setting) {
        self.wear(setting);
        self.settle();
    }

    /// The same, and no more frames than its layout needs.
    pub fn lay_out(&mut self, setting: Setting) {
        self.wear(setting);
        self.seen.step();
    }

    /// Through the window's own settings, as Settings > Appearance does it.
    fn wear(&mut self, setting: Setting) {
        let ctx = self.seen.ctx.clone();
        let settings = setting.local();
        self.seen.state_mut().put_on(&ctx, settings);
        // The frame that takes over another text size stretches the old window; the size counts from the next on. A screen
        // that was handed over is larger than the settings say, and takes one frame more.
        self.seen.step();
        for _ in 0..3 {
            let zoom = ctx.zoom_factor();
            self.seen.set_size(setting.size() / zoom);
            self.seen.step();
            if (ctx.zoom_factor() - zoom).abs() < f32::EPSILON {
                break;
            }
        }
    }

    /// Frames until nothing more is asked for, or a few.
    pub fn settle(&mut self) {
        for _ in 0..2 {
            self.seen.step();
        }
        self.seen.run_ok();
    }

    pub fn press(&mut self, key: Key) {
        self.seen.key_press(key);
        self.settle();
    }

    pub fn ctrl(&mut self, key: Key) {
        self.seen.key_press_modifiers(Modifiers::COMMAND, key);
        self.settle();
    }

    pub fn types(&mut self, text: &str) {
        self.seen.event(egui::Event::Text(text.to_owned()));
        self.settle();
    }

    /// Presses what has this name and can be pressed.
    pub fn click(&mut self, label: &str) {
        {
            let all = self.seen.query_all(By::new().label(label));
            let mut found = all.filter(|node| {
                let role = node.accesskit_node().role();
                matches!(
                    role,
                    Role::Button
                        | Role::Tab
                        | Role::RadioButton
                        | Role::CheckBox
                        | Role::MenuItem
                        | Role::Link
                )
            });
            let node = found.next_back();
            let node = node.unwrap_or_else(|| panic!("no {label:?} among {}", self.everything()));
            node.click_accesskit();
        }
        self.settle();
    }

    /// Goes to a field by its label and types.
    pub fn fill(&mut self, label: &str, text: &str) {
        {
            let mut all = self.seen.query_all(By::new().label(label));
            let node = all.find(|node| {
                let role = node.accesskit_node().role();
                matches!(
                    role,
                    Role::TextInput | Role::MultilineTextInput | Role::PasswordInput
                )
            });
            node.unwrap_or_else(|| panic!("no {label:?} among {}", self.everything()))
                .focus();
        }
        self.settle();
        self.types(text);
    }

    /// Goes somewhere as the vault's answer to a command would.
    fn sends(&mut self, command: Command) {
        self.stage.0.borrow_mut().port.send(command);
        self.settle();
    }

    /// Back on Home, with nothing over it.
    pub fn home(&mut self) {
        for _ in 0..3 {
            self.press(Key::Escape);
        }
        self.ctrl(Key::Num1);
        if self.says(&anteroom::text::say("leaving-title")) {
            self.click("Leave it");
        }
    }

    /// Opens the screening of somebody from the sample clinic.
    pub fn opens(&mut self, person: &str) {
        self.home();
        let found = self.screenings.iter().find(|(name, _)| name == person);
        let Some((_, id)) = found else {
            panic!("no screening of {person} among {:?}", self.screenings)
        };
        self.sends(Command::OpenScreening(*id));
    }

    /// Opens the page of somebody from the sample clinic.
    pub fn opens_client(&mut self, person: &str) {
        self.home();
        self.ctrl(Key::K);
        self.types(person);
        self.press(Key::Enter);
        assert!(
            matches!(
                self.seen.state().place(),
                Some(anteroom::ui::screen::Place::Client(_))
            ),
            "{}",
            self.everything()
        );
    }

    /// Goes to a step of the screening by its word in the line of steps.
    pub fn step(&mut self, word: &str) {
        {
            let mut all = self.seen.query_all(By::new().label(word));
            let tab = all.find(|node| node.accesskit_node().role() == Role::Tab);
            tab.unwrap_or_else(|| panic!("no step {word:?}"))
                .click_accesskit();
        }
        self.settle();
    }

    pub fn says(&self, text: &str) -> bool {
        self.seen
            .query_all(By::new().label_contains(text))
            .next()
            .is_some()
    }

    /// Every name on the screen, for a message that helps.
    pub fn everything(&self) -> String {
        let all = self.seen.root().children_recursive();
        let names: Vec<String> = all
            .filter_map(|node| {
                let node = node.accesskit_node();
                let words = node.label().or_else(|| node.value())?;
                Some(format!("{:?} {words:?}", node.role()))
            })
            .collect();
        names.join("\n")
    }

    /// Frames until a letter that is being drawn on another thread is there.
    fn wait_for_paper(&mut self) {
        let setting = anteroom::text::say("preview-setting");
        for _ in 0..2_000 {
            if !self.says(&setting) {
                return self.settle();
            }
            std::thread::sleep(std::time::Duration::from_millis(5));
            self.seen.step();
        }
        panic!("the letter is never drawn: {}", self.everything());
    }

    /// The window as it would be painted, without a caret that blinks.
    pub fn picture(&mut self) -> Picture {
        self.wait_for_paper();
        // Letters that only another name of a folder has come with the next frame.
        if !self.shapes().1.is_empty() {
            self.seen.step();
        }
        let (mut shapes, others) = self.shapes();
        for (at, shape) in others {
            // A field clips to its text.
            let wider = shape.visual_bounding_rect().width()
                - shapes[at].shape.visual_bounding_rect().width();
            shapes[at].clip_rect.max.x += wider.max(0.0);
            shapes[at].shape = shape;
        }
        let ctx = &self.seen.ctx;
        let scale = ctx.pixels_per_point();
        let primitives = ctx.tessellate(shapes, scale);
        let size = ctx.content_rect().size() * scale;
        let size = [size.x.round() as usize, size.y.round() as usize];
        let ground = Theme::of(ctx).ground(anteroom::ui::Ground::Canvas);
        self.painter
            .borrow()
            .paint(size, scale, ground, &primitives)
    }

    /// What is drawn, and what takes its place in a picture, as folders have other names on each computer.
    fn shapes(&self) -> (Vec<ClippedShape>, Vec<(usize, egui::Shape)>) {
        let mut shapes = self.seen.output().shapes.clone();
        shapes.retain(|clipped| !is_drawn_by_lot(&clipped.shape));
        let others = shapes.iter().enumerate().filter_map(|(at, clipped)| {
            let egui::Shape::Text(text) = &clipped.shape else {
                return None;
            };
            let words = self.elsewhere(text.galley.text())?;
            let mut job = (*text.galley.job).clone();
            let section = job.sections.first_mut()?;
            section.byte_range.end = egui::text::ByteIndex(words.len());
            job.sections.truncate(1);
            job.text = words;
            let galley = self.seen.ctx.fonts_mut(|fonts| fonts.layout_job(job));
            let mut text = text.clone();
            text.galley = galley;
            Some((at, egui::Shape::Text(text)))
        });
        let others = others.collect();
        (shapes, others)
    }

    /// The same words with the folders of nobody.
    fn elsewhere(&self, words: &str) -> Option<String> {
        let home = directories::UserDirs::new();
        let home = home.as_ref();
        let folders = [
            (self.folder.as_ref().map(TempDir::path), "/home/sample"),
            (
                home.and_then(|dirs| dirs.document_dir().filter(|dir| dir.is_dir())),
                "/home/sample",
            ),
            (
                home.map(|dirs| dirs.home_dir())
                    .filter(|dir| dir.components().count() > 1),
                "/home/sample",
            ),
        ];
        for (folder, name) in folders {
            let folder = folder.map(|dir| dir.display().to_string());
            if let Some(folder) = folder.filter(|folder| words.contains(folder.as_str())) {
                return Some(words.replace(&folder, name));
            }
        }
        None
    }
}

/// The short names of records in the activity log are other ones in each clinic.
fn is_drawn_by_lot(shape: &egui::Shape) -> bool {
    let egui::Shape::Text(text) = shape else {
        return false;
    };
    let words = text.galley.text();
    words.len() == 8 && words.bytes().all(|letter| letter.is_ascii_hexdigit())
}
