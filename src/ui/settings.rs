//! Settings: the clinic, how the window looks, the keys, and what the program is and is not.

mod backups;
mod letterhead;
mod people;
mod policy;
mod texts;

use egui::{Id, Ui};

use crate::app::command::Command;
use crate::catalog::shipped;
use crate::domain::clinic::Clinic;
use crate::domain::form::Pathway;
use crate::text::{say, say_with};
use crate::ui::fields::{self, Line};
use crate::ui::local::LocalSettings;
use crate::ui::screen::{Ask, Shared};
use crate::ui::shell::{self, Divided};
use crate::ui::theme::space;
use crate::ui::widgets::{Banner, Button, Segment, StateBadge, Text, Tone};
use crate::ui::{Ink, Look, State, Words};

/// The parts of the page.
/// A part of the page, in the order of the row of names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The clinic.
    Clinic,
    /// What is the same on all letters.
    Letterhead,
    /// People and their keys.
    People,
    /// Backups.
    Backups,
    /// The clinic's own wording of letters.
    Texts,
    /// How the window looks.
    Appearance,
    /// The keys.
    Keys,
    /// What the program is.
    About,
}

impl Part {
    const ALL: [(Part, &'static str); 8] = [
        (Part::Clinic, "settings-clinic"),
        (Part::Letterhead, "letterhead-title"),
        (Part::People, "settings-people"),
        (Part::Backups, "settings-backups"),
        (Part::Texts, "settings-texts"),
        (Part::Appearance, "settings-appearance"),
        (Part::Keys, "settings-keys"),
        (Part::About, "settings-about"),
    ];
}

/// The page.
#[derive(Default)]
pub struct SettingsPage {
    part: usize,
    clinic: ClinicForm,
    policy: policy::PolicyForm,
    /// Backups, and the work that is under way for them.
    pub(crate) backups: backups::BackupsPart,
    /// What is the same on all letters.
    pub(crate) letterhead: letterhead::LetterheadPart,
    /// People and their keys.
    pub(crate) people: people::PeoplePart,
    /// The clinic's own wording of letters.
    pub(crate) texts: texts::TextsPart,
}

#[derive(Clone, Default, PartialEq)]
struct ClinicForm {
    clinic: Clinic,
    start: Clinic,
    address: String,
    tried: bool,
}

fn id(part: &str) -> Id {
    Id::unique("settings").with(part)
}

impl SettingsPage {
    /// The page is opened.
    pub fn enter(&mut self, clinic: &Clinic) {
        self.backups.enter();
        self.people.enter();
        self.texts.enter();
        self.letterhead.enter();
        self.policy = policy::PolicyForm::default();
        self.clinic = ClinicForm {
            clinic: clinic.clone(),
            start: clinic.clone(),
            address: clinic.address.join("\n"),
            tried: false,
        };
    }

    /// Whether something was typed that is not kept.
    #[must_use]
    pub fn is_dirty(&self) -> bool {
        self.clinic.record() != self.clinic.start
            || self.policy.is_dirty()
            || self.letterhead.is_dirty()
            || self.texts.is_dirty()
    }

    /// Whether there are buttons at the foot.
    #[must_use]
    pub fn has_footer(&self) -> bool {
        self.shown() == Part::Clinic
    }

    /// Whether what is shown stands beside a page.
    #[must_use]
    pub fn is_wide(&self) -> bool {
        self.shown() == Part::Texts
    }

    /// Which part is shown, for the place of scrolling.
    #[must_use]
    pub fn part(&self) -> u8 {
        u8::try_from(self.part).unwrap_or(0)
    }

    /// The policy is kept.
    pub fn policy_saved(&mut self) {
        self.policy.saved();
    }

    /// Shows a part.
    pub fn open(&mut self, part: Part) {
        let place = Part::ALL.iter().position(|(known, _)| *known == part);
        self.part = place.unwrap_or_default();
    }

    fn shown(&self) -> Part {
        Part::ALL
            .get(self.part)
            .map_or(Part::About, |(part, _)| *part)
    }

    /// The chapter of the guide that belongs to the part that is shown.
    #[must_use]
    pub fn chapter(&self) -> &'static str {
        match self.shown() {
            Part::Letterhead | Part::Texts => "letter",
            Part::People => "people",
            Part::Backups => "backups",
            Part::Appearance | Part::Keys => "shortcuts",
            Part::Clinic | Part::About => "home",
        }
    }

    /// What was sent is kept.
    pub fn saved(&mut self) {
        self.clinic.start = self.clinic.record();
    }

    /// Draws it.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        shared: &Shared<'_>,
        settings: &mut LocalSettings,
        asks: &mut Vec<Ask>,
    ) {
        Text::h1(&say("place-settings")).show(ui);
        ui.add_space(space::S8);
        let words = Part::ALL.map(|(_, name)| say(name));
        let items: Vec<&str> = words.iter().map(String::as_str).collect();
        let name = say("settings-parts");
        Segment::new(id("parts"), &name, &items).show(ui, &mut self.part);
        ui.add_space(space::S24);
        match self.shown() {
            Part::Clinic => {
                self.clinic.show(ui);
                self.policy.show(ui, shared);
            }
            Part::Letterhead => self.letterhead.show(ui, shared, asks),
            Part::People => self.people.show(ui, shared, asks),
            Part::Backups => self.backups.show(ui, shared, asks),
            Part::Texts => self.texts.show(ui, shared, asks),
            Part::Appearance => appearance(ui, settings),
            Part::Keys => crate::ui::window::commands::sheet::list(ui),
            Part::About => about(ui),
        }
    }

    /// Draws the button that keeps the clinic.
    pub fn show_footer(
        &mut self,
        shell: &Divided,
        ui: &mut Ui,
        shared: &Shared<'_>,
        asks: &mut Vec<Ask>,
    ) {
        let (save, same) = (say("settings-save"), say("settings-same"));
        let (rights, allowed) = (say("settings-rights"), shared.opened.administrator);
        let changed = self.clinic.record() != self.clinic.start;
        let cannot = match (allowed, changed) {
            (false, _) => Some(rights.as_str()),
            (true, false) => Some(same.as_str()),
            (true, true) => None,
        };
        let pressed = shell.footer(
            ui,
            |_| {},
            |ui| {
                Button::primary(&save)
                    .busy(shared.busy)
                    .disabled(cannot)
                    .id(id("save"))
                    .show(ui)
                    .clicked()
            },
        );
        if matches!(pressed, Some(((), true))) {
            self.clinic.tried = true;
            crate::ui::focus::to_first_error(ui);
            asks.extend(self.policy.save().map(Ask::Do));
            let clinic = self.clinic.record();
            if clinic != self.clinic.start
                && !clinic.name.is_empty()
                && !clinic.emergency_number.is_empty()
            {
                asks.push(Ask::Do(Command::SaveClinic(Box::new(clinic))));
            }
        }
    }
}

impl ClinicForm {
    fn record(&self) -> Clinic {
        let mut clinic = self.clinic.clone();
        clinic.address = self
            .address
            .lines()
            .map(|line| line.trim().to_owned())
            .filter(|line| !line.is_empty())
            .collect();
        for text in [
            &mut clinic.name,
            &mut clinic.phone,
            &mut clinic.email,
            &mut clinic.emergency_number,
            &mut clinic.on_call_name,
            &mut clinic.on_call_phone,
            &mut clinic.currency,
        ] {
            *text = text.trim().to_owned();
        }
        clinic
    }

    fn show(&mut self, ui: &mut Ui) {
        let tried = self.tried;
        let clinic = &mut self.clinic;
        let missing = |text: &str, message| (tried && text.trim().is_empty()).then_some(message);
        let name_error = missing(&clinic.name, "error-clinic-name");
        let number_error = missing(&clinic.emergency_number, "error-emergency-number");
        Line::new(id("name"), "clinic-name")
            .error(name_error)
            .show(ui, &mut clinic.name);
        fields::lines(ui, id("address"), "clinic-address", 3, &mut self.address);
        fields::pair(
            ui,
            |ui| {
                Line::new(id("phone"), "clinic-phone")
                    .optional()
                    .show(ui, &mut clinic.phone)
            },
            |ui| {
                Line::new(id("email"), "clinic-email")
                    .optional()
                    .show(ui, &mut clinic.email)
            },
        );
        fields::pair(
            ui,
            |ui| {
                Line::new(id("emergency"), "clinic-emergency")
                    .error(number_error)
                    .show(ui, &mut clinic.emergency_number)
            },
            |ui| {
                Line::new(id("currency"), "clinic-currency")
                    .optional()
                    .show(ui, &mut clinic.currency)
            },
        );
        fields::pair(
            ui,
            |ui| {
                Line::new(id("on call"), "clinic-on-call")
                    .optional()
                    .show(ui, &mut clinic.on_call_name)
            },
            |ui| {
                Line::new(id("on call phone"), "clinic-on-call-phone")
                    .optional()
                    .show(ui, &mut clinic.on_call_phone)
            },
        );
        let protocol = &mut clinic.safety_protocol;
        fields::lines(ui, id("protocol"), "clinic-protocol", 4, protocol);
    }
}

fn appearance(ui: &mut Ui, settings: &mut LocalSettings) {
    let before = settings.clone();
    let looks = [
        (Look::Light, "look-light"),
        (Look::Dark, "look-dark"),
        (Look::ContrastLight, "look-contrast-light"),
        (Look::ContrastDark, "look-contrast-dark"),
    ];
    let words = looks.map(|(_, message)| say(message));
    let mut chosen = looks
        .iter()
        .position(|(look, _)| *look == settings.look())
        .unwrap_or(0);
    fields::segment(ui, id("look"), "settings-look", &words, &mut chosen);
    if let Some((look, _)) = looks.get(chosen) {
        settings.wear(*look);
    }
    ui.add_space(space::S24);
    let sizes = [80_u16, 90, 100, 110, 125, 150, 175, 200];
    let words: Vec<String> = sizes
        .iter()
        .map(|size| say_with("settings-percent", &[("percent", &size.to_string())]))
        .collect();
    let at = sizes
        .iter()
        .position(|size| *size >= settings.text_percent());
    let mut chosen = at.unwrap_or(0);
    let reply = fields::segment(ui, id("size"), "settings-text-size", &words, &mut chosen);
    if let (true, Some(size)) = (reply.changed, sizes.get(chosen)) {
        settings.set_text_percent(*size);
    }
    ui.add_space(space::S24);
    let words = ["settings-motion-fade", "settings-motion-still"].map(say);
    let mut chosen = usize::from(settings.is_still());
    fields::segment(ui, id("motion"), "settings-motion", &words, &mut chosen);
    settings.set_still(chosen == 1);
    // Where a window can be left out of pictures of the screen at all.
    if cfg!(any(windows, target_os = "macos")) {
        ui.add_space(space::S24);
        let words = ["settings-shield-off", "settings-shield-on"].map(say);
        let mut chosen = usize::from(settings.is_shielded());
        fields::segment(ui, id("shield"), "settings-shield", &words, &mut chosen);
        settings.set_shielded(chosen == 1);
    }
    if settings.is_shielded() != before.is_shielded() {
        let shield = egui::ViewportCommand::ContentProtected(settings.is_shielded());
        ui.send_viewport_cmd(shield);
    }
    if *settings != before {
        settings.theme().install(ui, Words::default());
        settings.keep();
        ui.request_repaint();
    }
}

fn about(ui: &mut Ui) {
    let version = say_with("about-version", &[("version", env!("CARGO_PKG_VERSION"))]);
    Text::h2(&say("about-title")).show(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::S12;
        Text::help(&version).show(ui);
        StateBadge::new(State::Note)
            .word(&say("about-draft"))
            .show(ui);
    });
    ui.add_space(space::S8);
    Text::body(&say("about-summary")).show(ui);
    ui.add_space(space::S12);
    let (title, text) = (say("about-draft"), say("about-draft-note"));
    Banner::new(id("draft"), Tone::Info, &title)
        .text(&text)
        .show(ui);
    ui.add_space(space::S12);
    shell::card(ui, |ui| {
        Text::body(&say("about-intended-use")).full_width().show(ui);
        ui.add_space(space::S4);
        Text::body(&say("about-not-a-device")).full_width().show(ui);
    });
    for (title, points) in [
        (
            "about-is-title",
            ["about-is-1", "about-is-2", "about-is-3", "about-is-4"],
        ),
        (
            "about-is-not-title",
            [
                "about-is-not-1",
                "about-is-not-2",
                "about-is-not-3",
                "about-is-not-4",
            ],
        ),
    ] {
        ui.add_space(space::S24);
        fields::heading(ui, title);
        for point in points {
            Text::body(&say(point)).show(ui);
        }
    }
    ui.add_space(space::S24);
    for pathway in [Pathway::Therapy, Pathway::Support, Pathway::Triage] {
        let pack = shipped().pack(pathway);
        let hash: String = pack.hash().chars().take(12).collect();
        let version = pack.form.version.to_string();
        let line = say_with(
            "about-rules",
            &[
                ("form", &pack.form.id),
                ("version", &version),
                ("hash", &hash),
            ],
        );
        Text::help(&line).ink(Ink::Meta).show(ui);
    }
    ui.add_space(space::S12);
    for line in [
        "about-licence",
        "about-licence-fonts",
        "about-licence-parts",
    ] {
        Text::help(&say(line)).show(ui);
    }
}
