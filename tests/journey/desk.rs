//! The real window over a real vault in a folder of its own, worked by keyboard and by the names of things.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use anteroom::app::away::Sentinel;
use anteroom::app::command::{Command, Event, Port};
use anteroom::app::desk::Desk;
use anteroom::app::printing::System;
use anteroom::app::worker::DirectPort;
use anteroom::domain::clock::FixedClock;
use anteroom::ui::local::LocalSettings;
use anteroom::ui::screen::Place;
use anteroom::ui::window::Window;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{By, NodeT as _, Queryable as _};
use egui_kittest::{Harness, Node};

pub const PASSPHRASE: &str = "copper willow seven lanterns orbit";

/// What a person could have read from the recovery sheets, and what was refused.
#[derive(Default)]
pub struct Overheard {
    pub codes: Vec<String>,
    pub challenge: [[usize; 2]; 2],
    pub refused: Vec<String>,
}

/// Passes everything on and remembers what a person would have on paper.
struct Spy {
    port: DirectPort,
    heard: Rc<RefCell<Overheard>>,
}

impl Port for Spy {
    fn send(&mut self, command: Command) {
        self.port.send(command);
    }

    fn poll(&mut self) -> Option<Event> {
        let event = self.port.poll()?;
        let mut heard = self.heard.borrow_mut();
        match &event {
            Event::SheetsReady(sheets) => {
                heard.codes = vec![sheets.office.to_string(), sheets.clinical.to_string()];
                heard.challenge = sheets.challenge;
            }
            Event::Failed(trouble) => heard.refused.push(trouble.message.clone()),
            _ => {}
        }
        Some(event)
    }

    fn waiting(&self) -> usize {
        self.port.waiting()
    }
}

/// What the system says, by the test's word.
#[derive(Clone, Default)]
pub struct Away(Rc<RefCell<Vec<anteroom::app::away::Away>>>);

impl Away {
    pub fn says(&self, away: anteroom::app::away::Away) {
        self.0.borrow_mut().push(away);
    }
}

impl Sentinel for Away {
    fn poll(&mut self) -> Option<anteroom::app::away::Away> {
        self.0.borrow_mut().pop()
    }
    fn lock_by(&mut self, _: Option<std::time::Instant>) {}
    fn locked(&mut self) {}
}

/// Somebody at a computer with nothing on it but the program.
pub struct Person {
    pub seen: Harness<'static, Option<Window>>,
    pub heard: Rc<RefCell<Overheard>>,
    /// What the system says about whether anybody is at the screen.
    pub away: Away,
    folder: tempfile::TempDir,
}

impl Person {
    pub fn sits_down() -> Self {
        Self::sits_down_in(tempfile::tempdir().unwrap())
    }

    /// Another window over the same vault.
    pub fn beside(other: &Self) -> Self {
        Self::sits_down_at(tempfile::tempdir().unwrap(), other.vault(), None)
    }

    /// The same with another print system than this computer's.
    pub fn sits_down_by(folder: tempfile::TempDir, printers: System) -> Self {
        let vault = folder.path().join("Clinic.vault");
        Self::sits_down_at(folder, vault, Some(printers))
    }

    /// At the vault in a folder, if there is one already.
    pub fn sits_down_in(folder: tempfile::TempDir) -> Self {
        let vault = folder.path().join("Clinic.vault");
        Self::sits_down_at(folder, vault, None)
    }

    fn sits_down_at(folder: tempfile::TempDir, vault: PathBuf, printers: Option<System>) -> Self {
        let heard = Rc::new(RefCell::new(Overheard::default()));
        let day = jiff::civil::date(2025, 3, 10);
        let clock = Arc::new(FixedClock::noon_of(day));
        let mut desk = Desk::new(vault, clock);
        if let Some(printers) = &printers {
            desk = desk.printing_by(printers.clone());
        }
        let mut port = Some(Spy {
            port: DirectPort::new(desk),
            heard: heard.clone(),
        });
        let away = Away::default();
        let sentinel = away.clone();
        let mut seen = Harness::builder()
            .with_size([1280.0, 720.0])
            .with_max_steps(64)
            .build_ui_state(
                move |ui, state: &mut Option<Window>| {
                    let window = state.get_or_insert_with(|| {
                        let port = Box::new(port.take().unwrap());
                        Window::new(ui.ctx(), port, LocalSettings::default())
                            .on_day(day)
                            .watched_by(Box::new(sentinel.clone()))
                    });
                    window.frame(ui);
                },
                None,
            );
        if let Some(printers) = printers {
            anteroom::ui::printing::stand_in(&seen.ctx, printers);
        }
        seen.run();
        Self {
            seen,
            heard,
            away,
            folder,
        }
    }

    /// Goes home and leaves the folder, as after a kill: nothing is locked or said to the program.
    pub fn leaves(self) -> tempfile::TempDir {
        self.folder
    }

    pub fn vault(&self) -> PathBuf {
        self.folder.path().join("Clinic.vault")
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn place(&self) -> Option<Place> {
        self.seen.state().as_ref().unwrap().place().cloned()
    }

    /// What the vault refused so far.
    pub fn refused(&self) -> String {
        self.heard.borrow().refused.join("; ")
    }

    pub fn press(&mut self, key: Key) {
        self.seen.key_press(key);
        self.seen.run();
    }

    pub fn press_ctrl(&mut self, key: Key) {
        self.seen.key_press_modifiers(Modifiers::COMMAND, key);
        self.seen.run();
    }

    /// Types into whatever has the focus.
    pub fn types(&mut self, text: &str) {
        self.seen.event(egui::Event::Text(text.to_owned()));
        self.seen.run();
    }

    /// Goes to a field by its label and types in the place of what stands there.
    pub fn fills(&mut self, label: &str, text: &str) {
        self.field(label).focus();
        self.seen.run();
        self.press_ctrl(Key::A);
        self.types(text);
    }

    /// Goes to a button, a chip or a tab by its words and presses Enter.
    pub fn enters(&mut self, label: &str) {
        self.control(label).focus();
        self.seen.run();
        assert_eq!(self.focused(), label, "{}", self.refused());
        self.press(Key::Enter);
    }

    /// Goes to the first row of a table that holds these words, by the arrows, and opens it.
    pub fn enters_row(&mut self, words: &str) {
        let tables = self.seen.query_all(By::new().role(Role::Table));
        let rows = |table: &Node<'_>| -> Vec<String> {
            let rows = table.children_recursive();
            let rows = rows.filter(|node| node.accesskit_node().role() == Role::Row);
            rows.filter_map(|node| node.accesskit_node().label())
                .collect()
        };
        let mut found = tables.filter_map(|table| {
            let at = rows(&table).iter().position(|row| row.contains(words))?;
            Some((table, at))
        });
        let (table, at) = found
            .next()
            .unwrap_or_else(|| panic!("no row {words:?} among {}", self.everything()));
        table.focus();
        drop(found);
        self.seen.run();
        self.press(Key::Home);
        for _ in 0..at {
            self.press(Key::ArrowDown);
        }
        self.press(Key::Enter);
    }

    /// Goes to a box by its words and ticks it.
    pub fn ticks(&mut self, label: &str) {
        let mut all = self.seen.query_all(By::new().label(label));
        let node = all.find(|node| node.accesskit_node().role() == Role::CheckBox);
        node.unwrap_or_else(|| panic!("no box {label:?}")).focus();
        drop(all);
        self.seen.run();
        self.press(Key::Space);
    }

    /// Opens a list by its label.
    pub fn opens_list(&mut self, label: &str) {
        let mut all = self.seen.query_all(By::new().label_contains(label));
        let node = all.find(|node| node.accesskit_node().role() == Role::ComboBox);
        node.unwrap_or_else(|| panic!("no list {label:?} among {}", self.everything()))
            .focus();
        drop(all);
        self.seen.run();
        self.press(Key::Enter);
    }

    /// How often the window is drawn in the next minute, if nobody does anything.
    pub fn frames_in_a_minute(&mut self) -> usize {
        self.seen.run();
        let mut frames = 0;
        let mut now = self.seen.ctx.input(|input| input.time);
        let end = now + 60.0;
        loop {
            let root = egui::ViewportId::ROOT;
            let delay = self.seen.output().viewport_output[&root].repaint_delay;
            now += delay.as_secs_f64().max(0.001);
            if now >= end || frames > 200 {
                return frames;
            }
            self.seen.input_mut().time = Some(now);
            self.seen.step();
            frames += 1;
        }
    }

    /// Presses the last button of these words: that of a dialog, which stands over the one that opened it.
    pub fn confirms(&mut self, label: &str) {
        let all = self.seen.query_all(By::new().label(label));
        let mut buttons = all.filter(|node| node.accesskit_node().role() == Role::Button);
        buttons.next_back().unwrap().focus();
        drop(buttons);
        self.seen.run();
        self.press(Key::Enter);
    }

    /// Goes to a step of the screening by its word in the bar.
    pub fn goes_to_step(&mut self, word: &str) {
        let mut all = self.seen.query_all(By::new().label(word));
        let tab = all.find(|node| node.accesskit_node().role() == Role::Tab);
        tab.unwrap_or_else(|| panic!("no step {word:?}")).focus();
        drop(all);
        self.seen.run();
        self.press(Key::Enter);
    }

    /// Waits two seconds, as for a page that is set a moment after the last key.
    pub fn waits(&mut self) {
        self.seen.run_steps(8);
    }

    /// Goes to one of a few choices that stand side by side and takes it with the arrows and Space.
    pub fn chooses(&mut self, group: &str, option: &str) {
        self.goes_to_group(group);
        let options = self.options(group);
        let at = options.iter().position(|label| label.starts_with(option));
        let at = at.unwrap_or_else(|| panic!("{group:?} has no {option:?}: {options:?}"));
        self.press(Key::Home);
        for _ in 0..at {
            self.press(Key::ArrowRight);
        }
        self.press(Key::Space);
    }

    /// Goes to answers that stand under each other and takes one with the arrows and Space.
    pub fn chooses_down(&mut self, group: &str, option: &str) {
        self.goes_to_group(group);
        let options = self.options(group);
        let at = options.iter().position(|label| label.starts_with(option));
        let at = at.unwrap_or_else(|| panic!("{group:?} has no {option:?}: {options:?}"));
        self.press(Key::Home);
        for _ in 0..at {
            self.press(Key::ArrowDown);
        }
        self.press(Key::Space);
    }

    /// Goes to a group of answers by its name.
    pub fn goes_to_group(&mut self, name: &str) {
        self.group(name).focus();
        self.seen.run();
        assert_eq!(self.focused(), name);
    }

    pub fn says(&self, text: &str) -> bool {
        self.seen
            .query_all(By::new().label_contains(text))
            .next()
            .is_some()
    }

    /// Whether something on the screen says this beside its name.
    pub fn explains(&self, text: &str) -> bool {
        let mut all = self.seen.root().children_recursive();
        all.any(|node| {
            let node = node.accesskit_node();
            let said = node.data().description().map(str::to_owned);
            said.is_some_and(|said| said.contains(text))
        })
    }

    /// What has the focus, by name; of a group, the group's.
    pub fn focused(&self) -> String {
        let focused = self
            .seen
            .root()
            .children_recursive()
            .find(|n| n.is_focused());
        let Some(node) = focused else {
            return String::new();
        };
        let node = node.accesskit_node();
        let around = node.parent().filter(|parent| {
            matches!(parent.role(), Role::RadioGroup | Role::Group)
                && parent.label().is_some()
                && matches!(node.role(), Role::RadioButton | Role::CheckBox)
        });
        around.unwrap_or(node).label().unwrap_or_default()
    }

    fn field<'a>(&'a self, label: &'a str) -> Node<'a> {
        let all = self.seen.query_all(By::new().label(label));
        all.into_iter()
            .find(|node| is_field(node.accesskit_node().role()))
            .unwrap_or_else(|| panic!("no field {label:?} among {}", self.everything()))
    }

    fn control<'a>(&'a self, label: &'a str) -> Node<'a> {
        let all = self.seen.query_all(By::new().label(label));
        all.into_iter()
            .find(|node| {
                let role = node.accesskit_node().role();
                matches!(role, Role::Button | Role::RadioButton)
            })
            .unwrap_or_else(|| panic!("no button {label:?} among {}", self.everything()))
    }

    fn group<'a>(&'a self, label: &'a str) -> Node<'a> {
        let all = self.seen.query_all(By::new().label(label));
        all.into_iter()
            .find(|node| {
                let role = node.accesskit_node().role();
                matches!(role, Role::RadioGroup | Role::Group)
            })
            .unwrap_or_else(|| panic!("no group {label:?} among {}", self.everything()))
    }

    fn options(&self, group: &str) -> Vec<String> {
        let children = self.group(group).children_recursive();
        children
            .filter(|node| {
                let role = node.accesskit_node().role();
                matches!(role, Role::RadioButton | Role::CheckBox)
            })
            .filter_map(|node| node.accesskit_node().label())
            .collect()
    }

    /// The answer that is taken in a group of answers.
    pub fn chosen(&self, group: &str) -> String {
        let mut children = self.group(group).children_recursive();
        let taken = children.find(|node| {
            let node = node.accesskit_node();
            node.role() == Role::RadioButton
                && (node.toggled() == Some(egui::accesskit::Toggled::True)
                    || node.is_selected() == Some(true))
        });
        taken
            .and_then(|node| node.accesskit_node().label())
            .unwrap_or_default()
    }

    /// Every name on the screen and what was refused, for a message that helps.
    pub fn everything(&self) -> String {
        let all = self.seen.root().children_recursive();
        let names: Vec<String> = all
            .filter_map(|node| {
                let node = node.accesskit_node();
                let words = node.label().or_else(|| node.value())?;
                Some(format!("{:?} {words:?}", node.role()))
            })
            .collect();
        format!("{}\nrefused: {}", names.join("\n"), self.refused())
    }

    /// What lies in the vault's folder, byte for byte.
    pub fn bytes_of_vault(&self) -> Vec<u8> {
        let mut all = Vec::new();
        read(&self.vault(), &mut all);
        assert!(!all.is_empty());
        all
    }
}

fn read(path: &Path, all: &mut Vec<u8>) {
    for entry in std::fs::read_dir(path).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read(&path, all);
        } else {
            all.extend(std::fs::read(path).unwrap());
        }
    }
}

fn is_field(role: Role) -> bool {
    matches!(
        role,
        Role::TextInput
            | Role::MultilineTextInput
            | Role::SearchInput
            | Role::PasswordInput
            | Role::DateInput
    )
}
