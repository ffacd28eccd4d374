//! Opens the answering page in a window if `ANTEROOM_ANSWER` is set, such as to `therapy 06 dark 200`; does nothing otherwise.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "answering/sample.rs"]
mod sample;

use anteroom::app::command::Command;
use anteroom::domain::form::Pathway;
use anteroom::domain::group::Group;
use anteroom::ui::screen::{Ask, Shared};
use anteroom::ui::screening::answer::Answering;
use anteroom::ui::screening::safety::SafetyPage;
use anteroom::ui::screening::{Step, Work};
use anteroom::ui::shell::{Bar, RailItem, Shell};
use anteroom::ui::{Icon, Look, Theme, Words};

struct Window {
    opened: anteroom::app::command::Opened,
    groups: Vec<Group>,
    work: Work,
    answering: Answering,
    safety: SafetyPage,
}

impl eframe::App for Window {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let shell = Shell::new(egui::Id::unique("shell")).begin(ui);
        let places = [
            RailItem::new(Icon::Home, "Home"),
            RailItem::new(Icon::Users, "Clients"),
            RailItem::new(Icon::UsersThree, "Groups"),
            RailItem::new(Icon::Envelope, "Letters"),
            RailItem::new(Icon::Gear, "Settings"),
        ];
        shell.rail(ui, &places, 1);
        shell.bar(
            ui,
            Bar::new("Alex Example").who("Robin Sample").lock("Lock"),
        );
        let left = shell.rail.map_or(shell.all.left(), |rect| rect.right());
        let rest = egui::Rect::from_min_max(egui::pos2(left, shell.bar.bottom()), shell.all.max);
        let shared = Shared {
            opened: &self.opened,
            groups: &self.groups,
            today: jiff::civil::date(2025, 3, 10),
            busy: false,
            trouble: None,
        };
        let mut asks = Vec::new();
        let builder = egui::UiBuilder::new().id_salt("page").max_rect(rest);
        ui.scope_builder(builder, |ui| match self.work.step {
            Step::Answer => self.answering.show(ui, &mut self.work, &shared, &mut asks),
            Step::Safety => self.safety.show(ui, &mut self.work, &shared, &mut asks),
            other => {
                ui.label(format!("{other:?}"));
            }
        });
        for ask in asks {
            if let Ask::Do(Command::SaveDraft { screening, .. }) = ask {
                let at = jiff::Timestamp::now();
                let event = anteroom::app::command::Event::DraftSaved { screening, at };
                self.answering.hear(&event, &mut self.work);
            }
        }
    }
}

fn main() {
    let Ok(wanted) = std::env::var("ANTEROOM_ANSWER") else {
        return;
    };
    let mut look = Look::Light;
    let mut percent = 100;
    let mut pathway = Pathway::Support;
    let mut answers = "{}".to_owned();
    let mut clinician = true;
    let mut go_to = None;
    for word in wanted.split_whitespace() {
        match word {
            "light" => look = Look::Light,
            "dark" => look = Look::Dark,
            "contrast" => look = Look::ContrastDark,
            "therapy" => pathway = Pathway::Therapy,
            "desk" => clinician = false,
            "01" => {
                answers =
                    sample::answers_of(include_str!("../assets/sample/01-clearly-suitable.json"))
            }
            "05" => {
                answers = sample::answers_of(include_str!("../assets/sample/05-imminent-risk.json"))
            }
            "06" => {
                answers = sample::answers_of(include_str!(
                    "../assets/sample/06-acute-reality-strain.json"
                ))
            }
            "09" => {
                answers =
                    sample::answers_of(include_str!("../assets/sample/09-support-appropriate.json"))
            }
            "12" => {
                answers =
                    sample::answers_of(include_str!("../assets/sample/12-support-in-danger.json"))
            }
            "some" => {
                answers = r#"{"tg-mode":"video","tg-location":"At home, 0555 0123, sister nearby","tg-limits-explained":"yes","tg-can-consent":"self","tg-consent-assess":"yes","tg-urgent-today":"no","tg-main-reason":"Since the move I hardly see anyone, and when I do I say yes to everything.","tg-focus":["relationships","mood"],"tg-impact":6}"#.to_owned();
            }
            other if other.starts_with("to=") => go_to = Some(other["to=".len()..].to_owned()),
            number => percent = number.parse().unwrap_or(percent),
        }
    }
    let mut work = Work::new(sample::screening(pathway, &answers));
    work.go_to = go_to;
    let window = Window {
        opened: sample::opened(clinician),
        groups: sample::groups(),
        work,
        answering: Answering::default(),
        safety: SafetyPage::default(),
    };
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("Anteroom answering")
            .with_inner_size([1280.0, 720.0]),
        ..Default::default()
    };
    let theme = Theme::new(look).text_percent(percent);
    eframe::run_native(
        "anteroom-answering",
        options,
        Box::new(move |created| {
            theme.install(&created.egui_ctx, Words::default());
            Ok(Box::new(window))
        }),
    )
    .unwrap();
}
