//! A client's page: who they are, how to reach them safely, their screenings and their letters.

use std::time::{Duration, Instant};

use egui::{Id, Ui};

use crate::app::command::{ClientRow, ClientView, Deed, LookedView};
use crate::app::printing;
use crate::app::records::OfClient;
use crate::domain::client::Client;
use crate::domain::form::Pathway;
use crate::domain::id::ClientId;
use crate::text::{count, say, say_with};
use crate::ui::activity::Looked;
use crate::ui::fields;
use crate::ui::home::screenings_of;
use crate::ui::letters::LettersOf;
use crate::ui::new_screening;
use crate::ui::records::form::{Form, Matter};
use crate::ui::records::{erase_line, hold_banner};
use crate::ui::screen::{Ask, Place, Shared};
use crate::ui::shell::{self, Divided};
use crate::ui::theme::space;
use crate::ui::widgets::{BETWEEN_FACTS, Banner, Button, StateBadge, Text, Tone};
use crate::ui::{Icon, Ink, State, Words, dates};

use super::closed::ClosedClient;
use super::course;
use super::form::{ClientForm, Done};

/// The page.
#[derive(Default)]
pub struct ClientPage {
    view: Option<Box<ClientView>>,
    looked: Looked,
    form: Option<Box<ClientForm>>,
    /// A restricted client who is not open.
    closed: Option<Box<ClosedClient>>,
    /// Holds and a request to erase.
    records: OfClient,
    /// When a restricted client closes again.
    until: Option<Instant>,
    matter: Option<Box<Form>>,
    letters: LettersOf,
}

impl ClientPage {
    /// Whether the form is shown.
    #[must_use]
    pub fn has_form(&self) -> bool {
        self.form.is_some()
    }

    /// Whether something was typed that is not kept.
    #[must_use]
    pub fn is_dirty(&self) -> bool {
        self.form.as_ref().is_some_and(|form| form.is_dirty())
            || self.closed.as_ref().is_some_and(|closed| closed.is_dirty())
    }

    /// The page of a restricted client who is not open.
    #[must_use]
    pub fn closed(row: ClientRow) -> Self {
        Self {
            closed: Some(Box::new(ClosedClient::new(row))),
            ..Self::default()
        }
    }

    /// What lies on the client came.
    pub fn hear_records(&mut self, of: OfClient) {
        let shown = self.view.as_ref().map(|view| view.id);
        if of.client.is_some() && of.client == shown {
            self.until = of
                .open_for_secs
                .map(|secs| Instant::now() + Duration::from_secs(secs));
            self.records = of;
        }
    }

    /// What was sent was done.
    pub fn done(&mut self) {
        if self.matter.as_ref().is_some_and(|form| form.is_sent()) {
            self.matter = None;
        }
    }

    /// The form is done with.
    pub fn close_form(&mut self) {
        self.form = None;
    }

    /// Something was refused.
    pub fn refused(&mut self) {
        if let Some(form) = &mut self.form {
            form.refused();
        }
        if let Some(form) = &mut self.matter {
            form.refused();
        }
        self.letters.refused();
    }

    /// A copy of a letter was written.
    pub fn letter_written(&mut self, asks: &mut Vec<Ask>) {
        self.letters.written(asks);
    }

    /// What the printer did with a letter.
    pub fn hear_print(&mut self, told: printing::Told, asks: &mut Vec<Ask>) {
        self.letters.hear_print(told, asks);
    }

    /// The record came.
    pub fn hear(&mut self, view: ClientView) {
        self.view = Some(Box::new(view));
    }

    /// Who looked at the record came.
    pub fn hear_looked(&mut self, view: LookedView) {
        self.looked.hear(view);
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
        if let Some(form) = &mut self.form {
            form.show(ui, shared, asks);
            return;
        }
        if let Some(closed) = &mut self.closed {
            closed.show(ui, shared, asks);
            return;
        }
        if self.is_over(ui) {
            self.view = None;
            asks.push(Ask::Go(Place::Home));
            return;
        }
        let Some(view) = &self.view else {
            Text::body(&say("page-loading")).ink(Ink::Help).show(ui);
            return;
        };
        let (edit, assess) = (say("client-edit"), say("client-assess"));
        let line = identity(&view.client, shared, ui);
        let pressed = fields::head(ui, view.client.display_name(), &line, |ui| {
            let assess = shared.opened.can(Deed::TherapyStart)
                && Button::primary(&assess)
                    .icon(Icon::ClipboardText)
                    .busy(shared.busy)
                    .show(ui)
                    .clicked();
            let edit = Button::quiet(&edit).icon(Icon::Pencil).show(ui).clicked();
            (assess, edit)
        });
        if pressed.0 {
            let command =
                new_screening::start_therapy(view.id, &view.client, shared.today, Vec::new());
            asks.push(Ask::Do(command));
        }
        banners(ui, &view.client, shared, self.until);
        on_client(ui, &self.records, shared, asks);
        fields::pair(
            ui,
            |ui| contact_card(ui, &view.client),
            |ui| others_card(ui, &view.client),
        );
        ui.add_space(space::S24);
        fields::heading(ui, "client-screenings");
        if view.screenings.is_empty() {
            Text::help(&say("client-no-screenings")).show(ui);
        } else if let Some(id) = screenings_of(
            ui,
            Id::unique("client screenings"),
            &view.screenings,
            shared,
        ) {
            asks.push(Ask::Go(Place::Screening(id)));
        }
        if shared.opened.can(Deed::LetterList) {
            ui.add_space(space::S24);
            fields::heading(ui, "client-letters");
            self.letters.show(ui, &view.letters, shared, asks);
        }
        if !view.timeline.is_empty() {
            ui.add_space(space::S24);
            course::timeline(ui, &view.timeline, shared);
        }
        course::courses(ui, &view.courses);
        if view.may_see_looks {
            self.looked.show(ui, view.id, shared, asks);
        }
        ui.add_space(space::S24);
        let wanted = records_part(ui, view.id, &self.records, shared);
        let edit = pressed
            .1
            .then(|| Box::new(ClientForm::edit(view.id, &view.client)));
        self.form = edit.or(self.form.take());
        if let Some(matter) = wanted {
            self.matter = Some(Box::new(Form::new(matter)));
        }
        if let Some(form) = &mut self.matter
            && form.show(ui, shared, asks)
        {
            self.matter = None;
        }
    }

    /// Whether the hour of a restricted client is over.
    fn is_over(&self, ui: &Ui) -> bool {
        let Some(until) = self.until else {
            return false;
        };
        let left = until.saturating_duration_since(Instant::now());
        ui.ctx()
            .request_repaint_after(left.min(Duration::from_secs(30)));
        left.is_zero()
    }

    /// Draws the buttons of the form.
    pub fn show_footer(
        &mut self,
        shell: &Divided,
        ui: &mut Ui,
        shared: &Shared<'_>,
        asks: &mut Vec<Ask>,
    ) {
        if let Some(form) = &mut self.form
            && form.show_footer(shell, ui, shared, asks) == Done::Cancelled
        {
            self.form = None;
        }
    }
}

/// Pronouns, birth date with the age, record number, in one line.
fn identity(client: &Client, shared: &Shared<'_>, ui: &Ui) -> String {
    let words = Words::of(ui);
    let born = client.birth_date.map(|date| {
        let age = usize::try_from(dates::age(date, shared.today)).unwrap_or(0);
        let day = dates::day(date, &words);
        say_with(
            "client-born",
            &[("day", &day), ("age", &count("client-years", age))],
        )
    });
    let legal = (client.display_name() != client.legal_name)
        .then(|| say_with("client-legal", &[("name", &client.legal_name)]));
    let number = client
        .record_number
        .as_ref()
        .map(|number| say_with("client-number", &[("number", number)]));
    let parts = [legal, client.pronouns.clone(), born, number];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(BETWEEN_FACTS)
}

/// Holds that stand, and a request to erase with the way to it.
fn on_client(ui: &mut Ui, records: &OfClient, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
    for row in &records.holds {
        hold_banner(ui, row, false, false, shared);
    }
    if let Some(row) = &records.erasure {
        let title = say("erase-asked");
        let text = erase_line(row, shared, &Words::of(ui));
        let look = say("records-home-open");
        let actions = [look.as_str()];
        let may = shared.opened.can(Deed::EraseSee);
        let pressed = Banner::new(Id::unique("client erasure"), Tone::Stop, &title)
            .text(&text)
            .actions(if may { &actions } else { &[] })
            .show(ui);
        if pressed.is_some() {
            asks.push(Ask::Go(Place::Records));
        }
        ui.add_space(space::S16);
    }
}

/// What may be asked for: a hold, an erasure. Absent for those who may ask for neither.
fn records_part(
    ui: &mut Ui,
    client: ClientId,
    records: &OfClient,
    shared: &Shared<'_>,
) -> Option<Matter> {
    let may_hold = shared.opened.can(Deed::HoldSet);
    let may_erase = shared.opened.can(Deed::EraseRequest)
        && records.erasure.is_none()
        && records.holds.is_empty();
    if !may_hold && !may_erase {
        return None;
    }
    fields::heading(ui, "client-records");
    ui.add_space(space::S4);
    let (hold, erase) = (say("client-hold-set"), say("client-erase-ask"));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::S12;
        let mut wanted = None;
        if may_hold && Button::quiet(&hold).icon(Icon::Lock).show(ui).clicked() {
            wanted = Some(Matter::Hold(Some(client)));
        }
        if may_erase && Button::quiet(&erase).icon(Icon::Trash).show(ui).clicked() {
            wanted = Some(Matter::AskErasure {
                client,
                alone: records.alone,
            });
        }
        wanted
    })
    .inner
}

fn banners(ui: &mut Ui, client: &Client, shared: &Shared<'_>, until: Option<Instant>) {
    let of_age = i16::from(shared.opened.policy.age_of_consent);
    let minor = client
        .birth_date
        .is_some_and(|birth| dates::age(birth, shared.today) < of_age);
    if minor {
        let (title, text) = (say("client-minor"), say("client-minor-text"));
        Banner::new(Id::unique("client minor"), Tone::Care, &title)
            .text(&text)
            .show(ui);
        ui.add_space(space::S16);
    }
    if client.restricted {
        let left = until.map_or(0, |until| {
            until.saturating_duration_since(Instant::now()).as_secs() / 60
        });
        let minutes = usize::try_from(left).unwrap_or(0);
        let title = say("restricted-open-banner");
        let text = count("restricted-open-text", minutes);
        Banner::new(Id::unique("client restricted"), Tone::Stop, &title)
            .text(&text)
            .show(ui);
        ui.add_space(space::S16);
    }
}

fn contact_card(ui: &mut Ui, client: &Client) {
    shell::card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::S4;
        Text::strong(&say("client-part-contact")).show(ui);
        let mut any = false;
        for phone in &client.phones {
            way(
                ui,
                &phone.number,
                phone.safe_for_voice_message,
                "safe-voice",
            );
            any = true;
        }
        for email in &client.emails {
            way(ui, &email.address, email.safe, "safe-email");
            any = true;
        }
        for address in &client.addresses {
            way(
                ui,
                &address.lines.join(", "),
                address.safe_for_post,
                "safe-post",
            );
            any = true;
        }
        if !any {
            Text::help(&say("client-no-contact")).show(ui);
        }
    });
}

/// A way to reach the person, and whether it is safe for its use, in words.
fn way(ui: &mut Ui, text: &str, safe: bool, use_of: &str) {
    ui.add_space(space::S4);
    Text::body(text).show(ui);
    let (state, message) = if safe {
        (State::Met, format!("{use_of}-yes"))
    } else {
        (State::NotMet, format!("{use_of}-no"))
    };
    StateBadge::new(state).word(&say(&message)).show(ui);
}

fn others_card(ui: &mut Ui, client: &Client) {
    shell::card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::S4;
        Text::strong(&say("client-part-others")).show(ui);
        let mut lines: Vec<(&str, String)> = Vec::new();
        if let Some(contact) = &client.emergency_contact {
            lines.push((
                "client-emergency-name",
                joined(&[&contact.name, &contact.relation, &contact.phone]),
            ));
        }
        if let Some(guardian) = &client.guardian {
            let letters = if guardian.may_receive_letters {
                say("client-guardian-letters")
            } else {
                String::new()
            };
            lines.push((
                "client-guardian-name",
                joined(&[
                    &guardian.name,
                    &guardian.relation,
                    &guardian.contact,
                    &letters,
                ]),
            ));
        }
        if let Some(referrer) = &client.referrer {
            lines.push(("client-referrer", referrer.name.clone()));
        }
        if let Some(language) = &client.language {
            lines.push(("client-language", language_name(language)));
        }
        if lines.is_empty() {
            Text::help(&say("client-no-others")).show(ui);
        }
        for (label, text) in lines {
            ui.add_space(space::S4);
            Text::help(&say(label)).show(ui);
            Text::body(&text).show(ui);
        }
    });
}

fn joined(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts
        .iter()
        .copied()
        .filter(|part| !part.trim().is_empty())
        .collect();
    parts.join(", ")
}

/// A language by name where it has one here, else its code.
fn language_name(code: &str) -> String {
    let id = format!("language-{code}");
    let words = say(&id);
    if words == id { code.to_owned() } else { words }
}

/// Names of pathways as lists show them.
pub(crate) fn pathway_name(pathway: Pathway) -> String {
    say(crate::ui::window::places::pathway_message(pathway))
}
