//! Settings, texts: the sentences of letters and handouts, reworded beside the page they stand on.

use std::time::Duration;

use egui::{Id, Ui};

use crate::app::command::Command;
use crate::app::texts::{Ask as Question, Told};
use crate::letter::texts::{self, OwnTexts, Shipped};
use crate::text::{say, say_with};
use crate::ui::screen::{Ask, Shared};
use crate::ui::sheet_view::SheetView;
use crate::ui::theme::space;
use crate::ui::widgets::{Banner, Button, LongText, Select, StateBadge, Text, Tone};
use crate::ui::{Ink, State, fields};

/// How long nothing must change before a wording is looked at.
const PAUSE_SECS: f64 = 0.4;
/// Beside each other from this width on.
const WIDE: f32 = 860.0;

/// The part of the page.
#[derive(Default)]
pub(crate) struct TextsPart {
    own: OwnTexts,
    asked: bool,
    file: usize,
    text: usize,
    wording: String,
    /// When something changed that was not looked at yet.
    changed_at: Option<f64>,
    refused: Vec<String>,
    looked: bool,
    reading_age: Option<u8>,
    view: SheetView,
}

fn id(part: &str) -> Id {
    Id::unique("settings texts").with(part)
}

impl TextsPart {
    /// The page is opened: what is shown is asked for again.
    pub(super) fn enter(&mut self) {
        *self = Self::default();
    }

    /// Whether something was typed that is not kept.
    pub(super) fn is_dirty(&self) -> bool {
        self.asked && self.wording.trim() != self.kept().trim()
    }

    /// What the vault says.
    pub(crate) fn hear(&mut self, told: Told, asks: &mut Vec<Ask>) {
        match told {
            Told::Own(own) => {
                self.own = own;
                self.take_text();
            }
            Told::Kept(own) => {
                self.own = own;
                self.take_text();
                asks.push(Ask::Toast(say("texts-kept")));
            }
            Told::Looked {
                id,
                sheets,
                refused,
                reading_age,
            } => {
                if self.shipped().is_some_and(|text| text.id == id) {
                    self.refused = refused;
                    self.reading_age = reading_age;
                    self.looked = true;
                    if let Some(sheets) = sheets {
                        self.view.take(sheets);
                    }
                }
            }
            Told::Handout(..) | Told::Written(_) => {}
        }
    }

    fn shipped(&self) -> Option<&'static Shipped> {
        texts::shipped().get(self.file)?.texts.get(self.text)
    }

    /// What is kept of the chosen text.
    fn kept(&self) -> String {
        let Some(shipped) = self.shipped() else {
            return String::new();
        };
        let own = self.own.0.get(&shipped.id);
        own.cloned().unwrap_or_else(|| shipped.pattern.clone())
    }

    fn take_text(&mut self) {
        self.wording = self.kept();
        self.refused.clear();
        self.changed_at = Some(f64::NEG_INFINITY);
    }

    /// Draws it.
    pub(super) fn show(&mut self, ui: &mut Ui, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
        if !self.asked {
            self.asked = true;
            self.take_text();
            asks.push(Ask::Do(Command::Texts(Question::List)));
        }
        Text::help(&say("texts-help")).show(ui);
        ui.add_space(space::S16);
        let all = ui.available_width();
        if all < WIDE {
            self.editor(ui, shared, asks);
            ui.add_space(space::S24);
            self.preview(ui);
        } else {
            let left = (all * 0.5).min(460.0);
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = space::S24;
                fields::column(ui, left, |ui| self.editor(ui, shared, asks));
                fields::column(ui, all - left - space::S24, |ui| self.preview(ui));
            });
        }
        self.ask_when_still(ui, asks);
    }

    fn ask_when_still(&mut self, ui: &Ui, asks: &mut Vec<Ask>) {
        let Some(changed_at) = self.changed_at else {
            return;
        };
        let waits = changed_at + PAUSE_SECS - ui.input(|input| input.time);
        if waits > 0.0 {
            ui.request_repaint_after(Duration::from_secs_f64(waits));
            return;
        }
        self.changed_at = None;
        let Some(shipped) = self.shipped() else {
            return;
        };
        let question = Question::Look {
            id: shipped.id.clone(),
            wording: self.wording.clone(),
        };
        asks.push(Ask::Do(Command::Texts(question)));
    }

    fn editor(&mut self, ui: &mut Ui, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
        ui.spacing_mut().item_spacing.y = space::S8;
        self.choose(ui);
        let Some(shipped) = self.shipped() else {
            return;
        };
        let own = self.own.0.contains_key(&shipped.id);
        if own || shipped.mandatory {
            ui.horizontal_wrapped(|ui| {
                if own {
                    let word = say("texts-own");
                    StateBadge::new(State::Note).word(&word).show(ui);
                }
                if shipped.mandatory {
                    Text::help(&say("texts-mandatory")).show(ui);
                }
            });
        }
        let label = say("texts-wording");
        let places: Vec<String> = shipped
            .variables
            .iter()
            .map(|name| format!("{{ ${name} }}"))
            .collect();
        let help = if places.is_empty() {
            say("texts-no-places")
        } else {
            say_with("texts-places", &[("places", &places.join(", "))])
        };
        let field = LongText::new(id("wording").with(&shipped.id), &label)
            .help(&help)
            .lines(5)
            .limit(4_000);
        if field.show(ui, &mut self.wording).changed {
            self.looked = false;
            self.changed_at = Some(ui.input(|input| input.time));
        }
        if own {
            let words = say_with("texts-shipped", &[("text", &shipped.pattern)]);
            Text::help(&words).ink(Ink::Meta).show(ui);
        }
        self.verdict(ui);
        self.buttons(ui, shared, own, asks);
    }

    fn choose(&mut self, ui: &mut Ui) {
        let files = texts::shipped();
        let name = |file: &texts::File| say(&format!("texts-kind-{}", file.name));
        let words: Vec<String> = files.iter().map(name).collect();
        let label = say("texts-kind");
        let mut at = Some(self.file);
        let select = Select::new(id("kind"), &label, "", words.iter().map(String::as_str));
        if select.show(ui, &mut at).changed() {
            self.file = at.unwrap_or(0);
            self.text = 0;
            self.take_text();
        }
        let Some(file) = files.get(self.file) else {
            return;
        };
        let line = |text: &Shipped| {
            let own = self.own.0.get(&text.id);
            let words = own.unwrap_or(&text.pattern).replace('\n', " · ");
            let mut short: String = words.chars().take(72).collect();
            if short.len() < words.len() {
                short.push('…');
            }
            short
        };
        let words: Vec<String> = file.texts.iter().map(line).collect();
        let label = say("texts-which");
        let mut at = Some(self.text);
        let select = Select::new(id("text"), &label, "", words.iter().map(String::as_str));
        if select.show(ui, &mut at).changed() {
            self.text = at.unwrap_or(0);
            self.take_text();
        }
    }

    /// Whether it can be kept, and how easily it is read.
    fn verdict(&self, ui: &mut Ui) {
        if !self.refused.is_empty() {
            let title = say("texts-refused");
            Banner::new(id("refused"), Tone::Stop, &title)
                .text(&self.refused.join("\n"))
                .show(ui);
        } else if self.looked && self.is_dirty() {
            let title = say("texts-ready");
            Banner::new(id("ready"), Tone::Ok, &title).show(ui);
        }
        if let Some(age) = self.reading_age {
            let age = age.to_string();
            Text::help(&say_with("texts-reading-age", &[("age", &age)])).show(ui);
        }
    }

    fn buttons(&mut self, ui: &mut Ui, shared: &Shared<'_>, own: bool, asks: &mut Vec<Ask>) {
        let words = ["texts-save", "texts-reset", "texts-rights", "texts-same"];
        let [save, reset, rights, same] = words.map(say);
        let refused = say("texts-refused");
        let allowed = shared.opened.administrator;
        let cannot = if !allowed {
            Some(rights.as_str())
        } else if !self.is_dirty() {
            Some(same.as_str())
        } else if !self.refused.is_empty() {
            Some(refused.as_str())
        } else {
            None
        };
        let Some(shipped) = self.shipped() else {
            return;
        };
        let keep = |wording| {
            Ask::Do(Command::Texts(Question::Keep {
                id: shipped.id.clone(),
                wording,
            }))
        };
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::S12;
            let button = Button::primary(&save).disabled(cannot).id(id("save"));
            if button.show(ui).clicked() {
                asks.push(keep(Some(self.wording.clone())));
            }
            if own {
                let reason = (!allowed).then_some(rights.as_str());
                let button = Button::quiet(&reset).disabled(reason).id(id("reset"));
                if button.show(ui).clicked() {
                    asks.push(keep(None));
                }
            }
        });
    }

    fn preview(&mut self, ui: &mut Ui) {
        if self.view.is_empty() {
            Text::help(&say("page-loading")).show(ui);
            return;
        }
        self.view.show(ui, id("page"), &say("texts-preview"), 560.0);
    }
}
