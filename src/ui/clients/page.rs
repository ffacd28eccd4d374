//! A client's page: who they are, how to reach them safely, their screenings and their letters.

use egui::{Id, Ui};

use crate::app::command::{ClientView, Deed, LookedView};
use crate::domain::client::Client;
use crate::domain::form::Pathway;
use crate::text::{count, say, say_with};
use crate::ui::activity::Looked;
use crate::ui::fields;
use crate::ui::home::screenings_table;
use crate::ui::letters::letters_table;
use crate::ui::new_screening;
use crate::ui::screen::{Ask, Place, Shared};
use crate::ui::shell::{self, Divided};
use crate::ui::theme::space;
use crate::ui::widgets::{Banner, Button, StateBadge, Text, Tone};
use crate::ui::{Icon, Ink, State, Words, dates};

use super::form::{ClientForm, Done};

/// The page.
#[derive(Default)]
pub struct ClientPage {
    view: Option<Box<ClientView>>,
    looked: Looked,
    form: Option<Box<ClientForm>>,
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
        banners(ui, &view.client, shared);
        fields::pair(
            ui,
            |ui| contact_card(ui, &view.client),
            |ui| others_card(ui, &view.client),
        );
        ui.add_space(space::S24);
        fields::heading(ui, "client-screenings");
        if view.screenings.is_empty() {
            Text::help(&say("client-no-screenings")).show(ui);
        } else if let Some(id) = screenings_table(
            ui,
            Id::unique("client screenings"),
            &view.screenings,
            shared,
        ) {
            asks.push(Ask::Go(Place::Screening(id)));
        }
        ui.add_space(space::S24);
        fields::heading(ui, "client-letters");
        if view.letters.is_empty() {
            Text::help(&say("client-no-letters")).show(ui);
        } else {
            letters_table(ui, Id::unique("client letters"), &view.letters, shared);
        }
        if view.may_see_looks {
            self.looked.show(ui, view.id, shared, asks);
        }
        if pressed.1 {
            self.form = Some(Box::new(ClientForm::edit(view.id, &view.client)));
        }
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
    parts.join("  \u{b7}  ")
}

fn banners(ui: &mut Ui, client: &Client, shared: &Shared<'_>) {
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
        let (title, text) = (
            say("client-restricted-banner"),
            say("client-restricted-text"),
        );
        Banner::new(Id::unique("client restricted"), Tone::Info, &title)
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
