//! A new screening: the pathway first, then, for an assessment, the person.

mod card;
mod triage;

use egui::Ui;
use jiff::civil::Date;

use crate::app::command::{ClientRow, ClientView, Command, Deed};
use crate::domain::answers::{Answer, Answers};
use crate::domain::client::Client;
use crate::domain::form::Pathway;
use crate::domain::id::ClientId;
use crate::text::say;
use crate::ui::clients::finder::Finder;
use crate::ui::clients::form::{ClientForm, Done};
use crate::ui::fields;
use crate::ui::screen::{Ask, Shared};
use crate::ui::shell::Divided;
use crate::ui::theme::space;
use crate::ui::widgets::{Button, Text};
use crate::ui::{Icon, Ink};

use card::Card;
use triage::{Triage, Wish};

/// An answer that is known before the first question: its question and its value.
pub type Known = (String, Answer);

/// The page.
#[derive(Default)]
pub struct NewScreening {
    part: Part,
    /// What triage passes on to an assessment.
    carried: Vec<Known>,
    /// The person was chosen; their record is on its way.
    opening: Option<ClientId>,
    /// Their record came; the assessment begins with the next frame, which knows the day.
    chosen: Option<Box<ClientView>>,
    focus: Focus,
}

#[derive(Default)]
enum Part {
    #[default]
    Choose,
    Person(Box<Finder>),
    Adding(Box<ClientForm>),
    Triage(Box<Triage>),
}

/// What a card leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Therapy,
    Support,
    Triage,
}

/// Whether the first card still has to be given the focus.
struct Focus(bool);

impl Default for Focus {
    fn default() -> Self {
        Self(true)
    }
}

/// Starts an assessment with what is known already: the date, what triage passed on, and what stands in the record.
#[must_use]
pub fn start_therapy(id: ClientId, client: &Client, today: Date, carried: Vec<Known>) -> Command {
    let mut answers = Answers::default();
    answers.given.extend(carried);
    answers
        .given
        .insert("tg-date".to_owned(), Answer::One(today.to_string()));
    if let Some(language) = &client.language {
        answers
            .given
            .insert("tg-language".to_owned(), Answer::One(language.clone()));
    }
    Command::StartScreening {
        pathway: Pathway::Therapy,
        client: Some(id),
        answers,
    }
}

fn start_support(carried: Vec<Known>) -> Command {
    let mut answers = Answers::default();
    answers.given.extend(carried);
    Command::StartScreening {
        pathway: Pathway::Support,
        client: None,
        answers,
    }
}

impl NewScreening {
    /// Whether something was typed that is not kept.
    #[must_use]
    pub fn is_dirty(&self) -> bool {
        match &self.part {
            Part::Adding(form) => form.is_dirty(),
            Part::Triage(triage) => triage.is_dirty(),
            Part::Choose | Part::Person(_) => false,
        }
    }

    /// Whether there are buttons at the foot.
    #[must_use]
    pub fn has_footer(&self) -> bool {
        !matches!(self.part, Part::Choose)
    }

    /// Which part is shown, for the place of scrolling.
    #[must_use]
    pub fn part(&self) -> u8 {
        match &self.part {
            Part::Choose => 0,
            Part::Person(_) => 1,
            Part::Adding(_) => 2,
            Part::Triage(triage) => 3 + u8::from(triage.is_confirming()),
        }
    }

    /// Something was refused.
    pub fn refused(&mut self) {
        self.opening = None;
        match &mut self.part {
            Part::Person(finder) => finder.refused(),
            Part::Adding(form) => form.refused(),
            Part::Choose | Part::Triage(_) => {}
        }
    }

    /// Clients were found.
    pub fn hear_rows(&mut self, query: &str, rows: &[ClientRow], asks: &mut Vec<Ask>) {
        if let Part::Person(finder) = &mut self.part {
            finder.hear(query, rows, asks);
        }
    }

    /// A further page of clients came.
    pub fn hear_more(&mut self, query: &str, from: usize, total: usize, rows: &[ClientRow]) {
        if let Part::Person(finder) = &mut self.part {
            finder.hear_more(query, from, total, rows);
        }
    }

    /// Records were found that may be the same person.
    pub fn hear_duplicates(&mut self, rows: Vec<ClientRow>, asks: &mut Vec<Ask>) {
        if let Part::Adding(form) = &mut self.part {
            form.hear_duplicates(rows, asks);
        }
    }

    /// The new record was kept: the assessment is for this person.
    pub fn client_saved(&mut self, id: ClientId, asks: &mut Vec<Ask>) {
        self.pick(id, asks);
    }

    /// The chosen person's record came: the assessment begins.
    pub fn client_opened(&mut self, view: ClientView) {
        if self.opening.take() == Some(view.id) {
            self.chosen = Some(Box::new(view));
        }
    }

    fn pick(&mut self, id: ClientId, asks: &mut Vec<Ask>) {
        self.opening = Some(id);
        asks.push(Ask::Do(Command::OpenClient(id)));
    }

    /// Begins a screening of this pathway, as its card does.
    pub fn begin(&mut self, pathway: Pathway, asks: &mut Vec<Ask>) {
        match pathway {
            Pathway::Therapy => self.find_person(asks),
            Pathway::Support => asks.push(Ask::Do(start_support(Vec::new()))),
            Pathway::Triage => self.part = Part::Triage(Box::default()),
        }
    }

    fn find_person(&mut self, asks: &mut Vec<Ask>) {
        let mut finder = Finder::new(egui::Id::unique("new screening person"));
        asks.push(Ask::Do(finder.ask()));
        self.part = Part::Person(Box::new(finder));
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
        if let Some(view) = self.chosen.take() {
            let carried = std::mem::take(&mut self.carried);
            let command = start_therapy(view.id, &view.client, shared.today, carried);
            asks.push(Ask::Do(command));
        }
        match &mut self.part {
            Part::Choose => self.choose(ui, shared, asks),
            Part::Person(_) => self.person(ui, asks),
            Part::Adding(form) => {
                if let Done::Existing(id) = form.show(ui, shared, asks) {
                    self.pick(id, asks);
                }
            }
            Part::Triage(triage) => triage.show(ui, shared),
        }
    }

    fn choose(&mut self, ui: &mut Ui, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
        let (title, help) = (say("place-new-screening"), say("new-help"));
        fields::head(ui, &title, &help, |_| {});
        let assess = shared.opened.can(Deed::TherapyStart);
        // The desk begins an assessment that the person answers alone, and does not look into it.
        let alone = !assess && shared.opened.can(Deed::HandOver);
        let mut ways = vec![
            (Way::Support, "new-support", Icon::HandHeart),
            (Way::Triage, "new-triage", Icon::Question),
        ];
        if assess {
            ways.insert(0, (Way::Therapy, "new-therapy", Icon::ClipboardText));
        } else if alone {
            ways.push((Way::Therapy, "new-alone", Icon::ClipboardText));
        }
        let cards: Vec<Card> = ways
            .iter()
            .zip(["1", "2", "3"])
            .map(|((_, message, icon), key)| Card::new(message, *icon, key))
            .collect();
        let chosen = card::row(ui, &cards, &mut self.focus.0);
        let chosen = chosen.and_then(|index| ways.get(index)).map(|way| way.0);
        ui.add_space(space::S24);
        if !assess {
            Text::help(&say("new-therapy-clinician")).show(ui);
        }
        Text::help(&say("new-statement")).ink(Ink::Help).show(ui);
        if shared.busy {
            return;
        }
        match chosen {
            Some(Way::Therapy) => self.find_person(asks),
            Some(Way::Support) => asks.push(Ask::Do(start_support(Vec::new()))),
            Some(Way::Triage) => self.part = Part::Triage(Box::default()),
            None => {}
        }
    }

    fn person(&mut self, ui: &mut Ui, asks: &mut Vec<Ask>) {
        let add = say("clients-add");
        let (title, help) = (say("new-person-title"), say("new-person-help"));
        fields::head(ui, &title, &help, |_| {});
        let Part::Person(finder) = &mut self.part else {
            return;
        };
        let picked = finder.show(ui, asks);
        ui.add_space(space::S16);
        let pressed =
            !finder.offers_new() && Button::quiet(&add).icon(Icon::UserPlus).show(ui).clicked();
        let wanted = finder.wants_new();
        if pressed || wanted {
            let form = ClientForm::new(finder.typed_name());
            self.part = Part::Adding(Box::new(form));
        }
        if let Some(id) = picked.and_then(|row| row.id) {
            self.pick(id, asks);
        }
    }

    /// Draws the buttons at the foot.
    pub fn show_footer(
        &mut self,
        shell: &Divided,
        ui: &mut Ui,
        shared: &Shared<'_>,
        asks: &mut Vec<Ask>,
    ) {
        match &mut self.part {
            Part::Choose => {}
            Part::Person(_) => {
                let back = say("form-back");
                let pressed = shell.footer(
                    ui,
                    |ui| {
                        Button::quiet(&back)
                            .icon(Icon::ArrowLeft)
                            .show(ui)
                            .clicked()
                    },
                    |_| {},
                );
                if matches!(pressed, Some((true, ()))) {
                    *self = Self::default();
                }
            }
            Part::Adding(form) => {
                if form.show_footer(shell, ui, shared, asks) == Done::Cancelled {
                    self.find_person(asks);
                }
            }
            Part::Triage(triage) => match triage.show_footer(shell, ui, shared) {
                Wish::Nothing => {}
                Wish::Back => *self = Self::default(),
                Wish::Support(carried) => asks.push(Ask::Do(start_support(carried))),
                Wish::Therapy(_) if !shared.opened.can(Deed::TherapyStart) => {
                    asks.push(Ask::Toast(say("new-therapy-clinician")));
                }
                Wish::Therapy(carried) => {
                    self.carried = carried;
                    self.find_person(asks);
                }
            },
        }
    }
}
