//! The real window over the sample clinic, brought to each of its screens by commands, names and keys.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use anteroom::app::command::{Command, Event, Port, Secret, Standing};
use anteroom::app::desk::Desk;
use anteroom::app::printing::System;
use anteroom::app::worker::DirectPort;
use anteroom::domain::clock::FixedClock;
use anteroom::domain::id::ScreeningId;
use anteroom::domain::screening::{Disposition, Judgement, ScreeningContent};
use anteroom::ui::local::LocalSettings;
use anteroom::ui::window::Window;
use anteroom::ui::{Look, Theme};
use anteroom::vault::LockReason;
use egui::accesskit::Role;
use egui::epaint::ClippedShape;
use egui::{Key, Modifiers, TexturesDelta, vec2};
use egui_kittest::kittest::{By, NodeT as _, Queryable as _};
use egui_kittest::{Harness, TestRenderer};
use software_painter::{Painter, Picture};
use tempfile::TempDir;

use crate::before;
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
    /// The codes of the office sheet and of the clinical sheet, where the clinic has them.
    pub codes: [String; 2],
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
        Self::sample_after(|_, _| {})
    }

    /// In the sample clinic after somebody was referred on, with a printer.
    pub fn sample_later() -> Self {
        let visit = Self::sample_after(|port, found| {
            let refers_on = |content: &mut ScreeningContent| {
                content.judgement = Some(Judgement::Agree);
                content.disposition = Some(Disposition::ReferOn);
            };
            signs(port, found, "Lucian Makebelieve", refers_on);
        });
        visit.finds_printers();
        visit
    }

    fn sample_after(more: fn(&mut DirectPort, &[(String, ScreeningId)])) -> Self {
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
        more(&mut port, &screenings);
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
            codes: Default::default(),
        }
    }

    /// Before a vault in a folder.
    fn before(folder: TempDir) -> Self {
        let desk = Desk::new(folder.path().join("Clinic.vault"), before::clock());
        Self::over(
            Box::new(DirectPort::new(desk)),
            VecDeque::new(),
            Some(folder),
        )
    }

    /// Before a vault with a backup and two sheets.
    pub fn kept() -> Self {
        let (folder, codes) = before::kept();
        Self {
            codes,
            ..Self::before(folder)
        }
    }

    /// Before a damaged vault.
    pub fn damaged() -> Self {
        Self::before(before::damaged())
    }

    /// Before a vault of an older format.
    pub fn old() -> Self {
        Self::before(before::old())
    }

    /// At the desk of a clinic of two.
    pub fn desk() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let open = before::clinic(&folder.path().join("Clinic.vault"));
        assert!(open.lock(LockReason::Exit).problem.is_none());
        Self::before(folder)
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
                    Role::TextInput
                        | Role::MultilineTextInput
                        | Role::PasswordInput
                        | Role::DateInput
                )
            });
            node.unwrap_or_else(|| panic!("no {label:?} among {}", self.everything()))
                .focus();
        }
        self.settle();
        self.types(text);
    }

    /// The same in the place of what stands there.
    pub fn refill(&mut self, label: &str, text: &str) {
        self.fill(label, "");
        self.ctrl(Key::A);
        self.types(text);
    }

    /// Takes one of a list's entries.
    pub fn choose(&mut self, label: &str, option: &str) {
        let press = |on: &mut Self, label: &str, role: Role| {
            {
                let mut all = on.seen.query_all(By::new().label_contains(label));
                let node = all.find(|node| node.accesskit_node().role() == role);
                node.unwrap_or_else(|| panic!("no {label:?} among {}", on.everything()))
                    .click_accesskit();
            }
            on.settle();
        };
        press(self, label, Role::ComboBox);
        press(self, option, Role::RadioButton);
    }

    /// Opens the first row of a table that holds these words.
    pub fn row(&mut self, words: &str) {
        let found = {
            let tables = self.seen.query_all(By::new().role(Role::Table));
            let mut found = tables.filter_map(|table| {
                let rows = table.children_recursive();
                let mut rows = rows.filter(|node| node.accesskit_node().role() == Role::Row);
                let at = rows.position(|row| {
                    let label = row.accesskit_node().label();
                    label.is_some_and(|label| label.contains(words))
                })?;
                table.focus();
                Some(at)
            });
            found.next()
        };
        let Some(at) = found else {
            panic!("no row {words:?} among {}", self.everything())
        };
        self.settle();
        self.press(Key::Home);
        for _ in 0..at {
            self.press(Key::ArrowDown);
        }
        self.press(Key::Enter);
    }

    pub fn has_button(&self, label: &str) -> bool {
        let mut all = self.seen.query_all(By::new().label(label));
        all.any(|node| node.accesskit_node().role() == Role::Button)
    }

    /// Does nothing for so many seconds.
    pub fn rests(&mut self, seconds: f64) {
        let now = self.seen.ctx.input(|input| input.time);
        self.seen.input_mut().time = Some(now + seconds);
        self.seen.step();
        // From here on it passes by itself again.
        self.seen.input_mut().time = None;
        self.settle();
    }

    /// A file beside the vault.
    pub fn file(&self, name: &str) -> String {
        let folder = self.folder.as_ref().unwrap();
        folder.path().join(name).display().to_string()
    }

    /// From now on the print system is one of scripts, with two printers.
    fn finds_printers(&self) {
        let dir = self.folder.as_ref().unwrap().path().join("printers");
        std::fs::create_dir(&dir).unwrap();
        script(
            &dir,
            "lpstat",
            "case $1 in -r) echo scheduler is running;; -e) echo Front-desk; echo Room-2;; -d) echo system default destination: Front-desk;; esac",
        );
        script(
            &dir,
            "lpoptions",
            "echo 'Duplex/Sides: *None DuplexNoTumble DuplexTumble'; echo 'InputSlot/Tray: *Auto Tray-1 Letterhead'",
        );
        let system = System::at(&dir, std::time::Duration::from_secs(60));
        anteroom::ui::printing::stand_in(&self.seen.ctx, system);
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

    /// Frames until what is being done on another thread is there, such as a letter that is drawn.
    pub fn wait_for_work(&mut self) {
        let setting = anteroom::text::say("preview-setting");
        let mut quiet = 0;
        for _ in 0..20_000 {
            let rests = !anteroom::ui::background::is_anything_running() && !self.says(&setting);
            quiet = if rests { quiet + 1 } else { 0 };
            if quiet > 2 {
                return self.settle();
            }
            if !rests {
                std::thread::sleep(std::time::Duration::from_millis(5));
            }
            self.seen.step();
        }
        panic!("it is never done: {}", self.everything());
    }

    /// The window as it would be painted, without a caret that blinks.
    pub fn picture(&mut self) -> Picture {
        self.wait_for_work();
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

fn script(dir: &Path, name: &str, lines: &str) {
    let path = dir.join(name);
    std::fs::write(&path, format!("#!/bin/sh\n{lines}\n")).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let may_run = std::fs::Permissions::from_mode(0o700);
        std::fs::set_permissions(&path, may_run).unwrap();
    }
}

/// Decides on somebody's screening and signs it.
fn signs(
    port: &mut DirectPort,
    found: &[(String, ScreeningId)],
    person: &str,
    decides: impl Fn(&mut ScreeningContent),
) {
    let (_, screening) = found.iter().find(|(name, _)| name == person).unwrap();
    let screening = *screening;
    let mut answer = |command| {
        port.send(command);
        std::iter::from_fn(|| port.poll()).collect::<Vec<_>>()
    };
    let opened = answer(Command::OpenScreening(screening));
    let content = opened.into_iter().find_map(|event| match event {
        Event::Screening(open) => Some(open.content),
        _ => None,
    });
    let mut content = Box::new(content.unwrap());
    decides(&mut content);
    answer(Command::SaveDraft { screening, content });
    let words = anteroom::app::demo::PASSPHRASE.to_owned();
    let signed = answer(Command::Sign {
        screening,
        keep: None,
        passphrase: Secret(zeroize::Zeroizing::new(words)),
    });
    for event in &signed {
        if let Event::Failed(trouble) = event {
            panic!("{person}: {}", trouble.message);
        }
    }
}

/// The short names of records in the activity log are other ones in each clinic.
fn is_drawn_by_lot(shape: &egui::Shape) -> bool {
    let egui::Shape::Text(text) = shape else {
        return false;
    };
    // So are the hashes of letters.
    let words = text.galley.text();
    let last = words.rsplit(' ').next().unwrap_or_default();
    let is_hex = |text: &str| text.bytes().all(|letter| letter.is_ascii_hexdigit());
    words.len() == 8 && is_hex(words) || last.len() == 64 && is_hex(last)
}
