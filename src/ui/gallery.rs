//! Every widget in every state, for tests and for the eye; debug builds only.

mod choices;
mod fields;
mod lists;
mod messages;
mod results;
mod words;

use egui::{Id, Ui};

use crate::ui::{
    Icon, Look, State, Theme, Words,
    shell::{Bar, RailItem, Shell},
    theme::space,
    widgets::{Button, SectionItem, Text, Toasts, status_line::Saved},
};

/// The chapters of the gallery.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Chapter {
    /// Type, icons, states and buttons.
    Words,
    /// What answers a question.
    Choices,
    /// What is typed into.
    Fields,
    /// What a result is made of.
    Results,
    /// Tables, gauges and empty places.
    Lists,
    /// Banners, dialogs and paper.
    Messages,
}

impl Chapter {
    /// All chapters.
    pub const ALL: [Chapter; 6] = [
        Chapter::Words,
        Chapter::Choices,
        Chapter::Fields,
        Chapter::Results,
        Chapter::Lists,
        Chapter::Messages,
    ];

    const fn title(self) -> &'static str {
        match self {
            Chapter::Words => "Words and buttons",
            Chapter::Choices => "Questions and their answers",
            Chapter::Fields => "Fields",
            Chapter::Results => "Results",
            Chapter::Lists => "Lists",
            Chapter::Messages => "Messages and paper",
        }
    }
}

/// What is open over the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Over {
    /// Nothing.
    #[default]
    Nothing,
    /// A dialog.
    Dialog,
}

/// The gallery.
#[derive(Default)]
pub struct Gallery {
    theme: Theme,
    chapter: Option<Chapter>,
    over: Over,
    toasts: Toasts,
    choices: choices::Choices,
    fields: fields::Fields,
    lists: lists::Lists,
    wants: Option<Theme>,
}

impl Gallery {
    /// The gallery in a theme, with one chapter or with all.
    pub fn new(theme: Theme, chapter: Option<Chapter>) -> Self {
        Self {
            theme,
            chapter,
            ..Self::default()
        }
    }

    /// Opens what stands over the page.
    pub fn open(&mut self, over: Over) {
        self.over = over;
    }

    /// Adds two messages at the bottom.
    pub fn toast(&mut self) {
        use crate::ui::widgets::Tone;
        self.toasts.push(
            Tone::Ok,
            "The letter was saved to the folder that you chose.",
        );
        self.toasts.push(
            Tone::Care,
            "The printer does not answer. The letter is kept.",
        );
    }

    /// Draws it all.
    pub fn ui(&mut self, ui: &mut Ui) {
        if let Some(theme) = self.wants.take() {
            self.theme = theme;
            theme.install(ui, Words::default());
        }
        let shell = Shell::new(id("shell")).sections().side().footer().begin(ui);
        let places = [
            RailItem::new(Icon::Home, "Home"),
            RailItem::new(Icon::Users, "Clients"),
            RailItem::new(Icon::UsersThree, "Groups"),
            RailItem::new(Icon::Envelope, "Letters").count(3),
            RailItem::new(Icon::ChartBar, "Reports"),
            RailItem::new(Icon::Gear, "Settings"),
        ];
        if shell.rail(ui, &places, 1).is_some() {
            shell.close_drawers(ui);
        }
        let bar = Bar::new("Therapy-group assessment")
            .search("Search", "Ctrl K")
            .saved(Saved::Yes, "Saved 10:42")
            .who("Robin Example")
            .locks("Locks in 14 min")
            .lock("Lock");
        shell.bar(ui, bar);
        self.sections(ui, &shell);
        let chapter = self.chapter;
        shell.page(ui, chapter, |ui| self.page(ui));
        shell.side(ui, "Progress", side);
        self.footer(ui, &shell);
        messages::over(ui, &mut self.over);
        self.toasts.show(ui, crate::ui::shell::FOOTER);
    }

    fn sections(&mut self, ui: &mut Ui, shell: &crate::ui::shell::Divided) {
        let states = [
            State::Met,
            State::Concern,
            State::NotAnswered,
            State::NotMet,
            State::Note,
            State::ActNow,
        ];
        let current = self.chapter.unwrap_or(Chapter::Words);
        let went = shell.sections(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::S4;
            let mut went = None;
            for (index, (chapter, state)) in Chapter::ALL.into_iter().zip(states).enumerate() {
                let item = SectionItem::new(
                    id(("chapter", index)),
                    index + 1,
                    chapter.title(),
                    state,
                    "3 of 5",
                )
                .current(chapter == current);
                if item.show(ui).clicked() {
                    went = Some(chapter);
                }
            }
            went
        });
        if let Some(chapter) = went.flatten() {
            self.chapter = Some(chapter);
            shell.close_drawers(ui);
        }
    }

    fn page(&mut self, ui: &mut Ui) {
        ui.spacing_mut().item_spacing.y = space::S8;
        let chapters = match self.chapter {
            Some(chapter) => vec![chapter],
            None => Chapter::ALL.to_vec(),
        };
        for chapter in chapters {
            Text::h1(chapter.title()).show(ui);
            ui.add_space(space::S16);
            match chapter {
                Chapter::Words => words::show(ui),
                Chapter::Choices => self.choices.show(ui),
                Chapter::Fields => self.fields.show(ui),
                Chapter::Results => results::show(ui),
                Chapter::Lists => self.lists.show(ui),
                Chapter::Messages => messages::show(ui, &mut self.over),
            }
            ui.add_space(space::S32);
        }
    }

    fn footer(&mut self, ui: &mut Ui, shell: &crate::ui::shell::Divided) {
        let theme = self.theme;
        let mut wants = None;
        shell.footer(
            ui,
            |ui| {
                if Button::quiet("Back")
                    .icon(Icon::ArrowLeft)
                    .show(ui)
                    .clicked()
                {
                    wants = Some(Theme::new(next_look(theme.look())));
                }
            },
            |ui| Button::primary("Continue").key("Enter").show(ui),
        );
        self.wants = wants;
    }
}

fn next_look(look: Look) -> Look {
    let at = Look::ALL
        .iter()
        .position(|other| *other == look)
        .unwrap_or(0);
    Look::ALL[(at + 1) % Look::ALL.len()]
}

fn side(ui: &mut Ui) {
    ui.spacing_mut().item_spacing.y = space::S8;
    Text::h2("Progress").show(ui);
    Text::help("12 of 31 answered. Three are still needed before this can be signed.").show(ui);
    ui.add_space(space::S8);
    let gaps = [
        "Whose choice is it?",
        "How sure are you that you could come each week?",
    ];
    for (index, gap) in gaps.iter().enumerate() {
        crate::ui::widgets::AnswerRow::new(id(("gap", index)), gap, None).show(ui);
    }
    ui.add_space(space::S16);
    Button::quiet("Show reasoning")
        .icon(Icon::ListChecks)
        .key("F8")
        .show(ui);
}

/// An id of the gallery's own.
fn id(part: impl std::hash::Hash + std::fmt::Debug) -> Id {
    Id::unique("gallery").with(part)
}

/// Draws a heading inside a chapter.
fn block(ui: &mut Ui, title: &str) {
    ui.add_space(space::S16);
    Text::h2(title).show(ui);
    ui.add_space(space::S4);
}

/// Opens the gallery in a window of its own until that is closed.
pub fn app(theme: Theme, chapter: Option<Chapter>) -> eframe::Result {
    let viewport = egui::ViewportBuilder::default()
        .with_title("Anteroom gallery")
        .with_inner_size([1280.0, 720.0]);
    let options = eframe::NativeOptions {
        viewport,
        ..Default::default()
    };
    eframe::run_native(
        "anteroom-gallery",
        options,
        Box::new(move |created| {
            theme.install(&created.egui_ctx, Words::default());
            Ok(Box::new(Window(Gallery::new(theme, chapter))))
        }),
    )
}

struct Window(Gallery);

impl eframe::App for Window {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        if ui.input(|input| input.key_pressed(egui::Key::F10)) {
            self.0.toast();
        }
        if ui.input(|input| input.key_pressed(egui::Key::F11)) {
            self.0.open(Over::Dialog);
        }
        self.0.ui(ui);
    }
}
