//! A restricted client who is not open: who it is, and the reason that opens the record for an hour.

use egui::{Id, Ui};

use crate::app::command::{ClientRow, Command};
use crate::app::records::Ask as RecordsAsk;
use crate::domain::restricted::OpeningWhy;
use crate::text::{say, say_with};
use crate::ui::fields;
use crate::ui::screen::{Ask, Shared};
use crate::ui::shell;
use crate::ui::theme::space;
use crate::ui::widgets::{BETWEEN_FACTS, Banner, Button, LongText, Select, Tone};
use crate::ui::{Icon, Words, dates};

/// The shortest reason, as the vault asks for it.
const SHORTEST: usize = 20;

/// The page.
pub(super) struct ClosedClient {
    row: ClientRow,
    why: Option<usize>,
    reason: String,
    tried: bool,
}

impl ClosedClient {
    /// For this client.
    #[must_use]
    pub(super) fn new(row: ClientRow) -> Self {
        Self {
            row,
            why: None,
            reason: String::new(),
            tried: false,
        }
    }

    /// Whether something was typed.
    #[must_use]
    pub(super) fn is_dirty(&self) -> bool {
        !self.reason.trim().is_empty()
    }

    /// Draws it.
    pub(super) fn show(&mut self, ui: &mut Ui, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
        let words = Words::of(ui);
        let born = self.row.birth_date.map(|date| dates::day(date, &words));
        let parts: Vec<String> = [born, self.row.record_number.clone()]
            .into_iter()
            .flatten()
            .collect();
        fields::head(ui, &self.row.name, &parts.join(BETWEEN_FACTS), |_| {});
        ui.add_space(space::S16);
        let title = say_with("restricted-title", &[("name", &self.row.name)]);
        let text = say("restricted-text");
        Banner::new(Id::unique("client closed"), Tone::Stop, &title)
            .text(&text)
            .show(ui);
        ui.add_space(space::S16);
        shell::card(ui, |ui| self.fields(ui, shared, asks));
    }

    fn fields(&mut self, ui: &mut Ui, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
        let id = Id::unique("open restricted");
        let (label, none) = (say("restricted-why"), say("restricted-choose"));
        let choices = OpeningWhy::ALL.map(|why| say(&format!("restricted-why-{}", why.word())));
        let missing = (self.tried && self.why.is_none()).then_some(none.as_str());
        Select::new(
            id.with("why"),
            &label,
            &none,
            choices.iter().map(String::as_str),
        )
        .error(missing)
        .show(ui, &mut self.why);
        let (label, help) = (say("records-reason"), say("records-reason-help"));
        let short = say("records-reason-short");
        let enough = self.reason.trim().chars().count() >= SHORTEST;
        let error = (self.tried && !enough).then_some(short.as_str());
        LongText::new(id.with("reason"), &label)
            .help(&help)
            .error(error)
            .lines(3)
            .limit(2_000)
            .show(ui, &mut self.reason);
        ui.add_space(space::S8);
        let open = say("restricted-open");
        let pressed = Button::primary(&open)
            .icon(Icon::LockOpen)
            .busy(shared.busy)
            .id(id.with("open"))
            .show(ui)
            .clicked();
        if !pressed {
            return;
        }
        self.tried = true;
        let why = self.why.and_then(|at| OpeningWhy::ALL.get(at));
        if let (Some(why), true, Some(client)) = (why, enough, self.row.id) {
            asks.push(Ask::Do(Command::Records(RecordsAsk::Open {
                client,
                why: *why,
                reason: self.reason.trim().to_owned(),
            })));
        }
    }
}
