//! Clients: find one, add one, and see everything that belongs to one.

mod closed;
mod course;
pub mod finder;
pub mod form;
mod page;

use egui::Ui;

use crate::app::command::{ClientRow, Command};
use crate::text::say;
use crate::ui::Icon;
use crate::ui::fields;
use crate::ui::screen::{Ask, Place, Shared};
use crate::ui::shell::Divided;
use crate::ui::widgets::Button;

use finder::Finder;
use form::{ClientForm, Done};

pub use page::ClientPage;
pub(crate) use page::pathway_name;

/// The list of clients, and the form for a new one.
pub struct ClientsPage {
    finder: Finder,
    form: Option<Box<ClientForm>>,
}

impl Default for ClientsPage {
    fn default() -> Self {
        Self {
            finder: Finder::new(egui::Id::unique("clients")),
            form: None,
        }
    }
}

impl ClientsPage {
    /// The page is opened.
    pub fn enter(&mut self) {
        self.form = None;
        self.finder.focus();
    }

    /// The search has the focus next, and begins anew.
    pub fn focus_search(&mut self) {
        self.finder.begin_anew();
    }

    /// What lists the clients as they are searched for now.
    pub fn search(&mut self) -> Command {
        self.finder.ask()
    }

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

    /// Opens the form of a new client.
    pub fn add(&mut self) {
        self.form = Some(Box::new(ClientForm::new("")));
    }

    /// Something was refused.
    pub fn refused(&mut self) {
        self.finder.refused();
        if let Some(form) = &mut self.form {
            form.refused();
        }
    }

    /// Clients were found.
    pub fn hear_rows(&mut self, query: &str, rows: &[ClientRow], asks: &mut Vec<Ask>) {
        self.finder.hear(query, rows, asks);
    }

    /// A further page of clients came.
    pub fn hear_more(&mut self, query: &str, from: usize, total: usize, rows: &[ClientRow]) {
        self.finder.hear_more(query, from, total, rows);
    }

    /// Records were found that may be the same person.
    pub fn hear_duplicates(&mut self, rows: Vec<ClientRow>, asks: &mut Vec<Ask>) {
        if let Some(form) = &mut self.form {
            form.hear_duplicates(rows, asks);
        }
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
        if let Some(form) = &mut self.form {
            if let Done::Existing(id) = form.show(ui, shared, asks) {
                self.form = None;
                asks.push(Ask::Go(Place::Client(id)));
            }
            return;
        }
        let (title, help) = (say("place-clients"), say("clients-help"));
        let add = say("clients-add");
        let pressed = fields::head(ui, &title, &help, |ui| {
            Button::primary(&add)
                .icon(Icon::UserPlus)
                .show(ui)
                .clicked()
        });
        if let Some(row) = self.finder.show(ui, asks)
            && let Some(id) = row.id
        {
            asks.push(Ask::Go(Place::Client(id)));
        }
        let wanted = self.finder.wants_new();
        if pressed || wanted {
            let name = if wanted { self.finder.typed_name() } else { "" };
            self.form = Some(Box::new(ClientForm::new(name)));
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
