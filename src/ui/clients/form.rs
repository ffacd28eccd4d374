//! The form of a client's record. Only a name is required; before a new record is made, likely duplicates are shown.

mod contact;

use egui::{Id, Ui};
use jiff::civil::Date;

use crate::app::command::{ClientRow, Command};
use crate::domain::client::{Client, EmergencyContact, Guardian, Referrer};
use crate::domain::id::ClientId;
use crate::text::{count, say};
use crate::ui::fields::{self, Line, Most};
use crate::ui::focus;
use crate::ui::keys::Wish;
use crate::ui::screen::{Ask, Shared};
use crate::ui::shell::{self, Divided};
use crate::ui::theme::space;
use crate::ui::widgets::{BETWEEN_FACTS, Banner, Button, DateField, Text, Tone};
use crate::ui::{Icon, Ink, dates};

use contact::Contacts;

/// The languages that are offered by name; any other is typed as a code.
const LANGUAGES: [&str; 10] = ["en", "es", "fr", "de", "pt", "it", "pl", "uk", "ar", "zh"];

/// What came of drawing the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// It goes on.
    Not,
    /// It is to be closed and nothing kept.
    Cancelled,
    /// The person has a record already.
    Existing(ClientId),
}

/// Where the look for duplicates stands.
enum Check {
    NotYet,
    Asked,
    Found(Vec<ClientRow>),
    /// Nobody else, or the person who asked said so, for this name and birth date.
    Passed(String, Option<Date>),
}

/// The form.
pub struct ClientForm {
    id: Option<ClientId>,
    /// The record as it was; fields that the form does not show stay as they are.
    start: Client,
    legal_name: String,
    chosen_name: String,
    pronouns: String,
    birth_date: Option<Date>,
    record_number: String,
    language: Vec<String>,
    other_language: String,
    contacts: Contacts,
    referrer: String,
    guardian: Guardian,
    emergency: EmergencyContact,
    restricted: bool,
    check: Check,
    tried: bool,
    focus: bool,
}

fn id(part: &str) -> Id {
    Id::unique("client form").with(part)
}

impl ClientForm {
    /// A form for a new record, with the name that was searched for.
    #[must_use]
    pub fn new(name: &str) -> Self {
        let mut form = Self::of(None, Client::default());
        form.legal_name = name.to_owned();
        form
    }

    /// A form for a record that is there.
    #[must_use]
    pub fn edit(id: ClientId, client: &Client) -> Self {
        Self::of(Some(id), client.clone())
    }

    fn of(id: Option<ClientId>, client: Client) -> Self {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let language = text(&client.language);
        let offered = LANGUAGES.contains(&language.as_str());
        let mut form = Self {
            id,
            legal_name: client.legal_name.clone(),
            chosen_name: text(&client.chosen_name),
            pronouns: text(&client.pronouns),
            birth_date: client.birth_date,
            record_number: text(&client.record_number),
            language: if offered {
                vec![language.clone()]
            } else {
                Vec::new()
            },
            other_language: if offered { String::new() } else { language },
            contacts: Contacts::of(&client),
            referrer: client
                .referrer
                .as_ref()
                .map(|referrer| referrer.name.clone())
                .unwrap_or_default(),
            guardian: client.guardian.clone().unwrap_or_default(),
            emergency: client.emergency_contact.clone().unwrap_or_default(),
            restricted: client.restricted,
            check: Check::NotYet,
            tried: false,
            focus: true,
            start: client,
        };
        // What the form itself would write differently is no change by the person.
        form.start = form.record();
        form
    }

    /// Whether something was changed.
    #[must_use]
    pub fn is_dirty(&self) -> bool {
        self.record() != self.start
    }

    /// Something was refused; the look for duplicates is asked for again.
    pub fn refused(&mut self) {
        if matches!(self.check, Check::Asked) {
            self.check = Check::NotYet;
        }
    }

    /// Records came that may be the same person; without any the new one is kept.
    pub fn hear_duplicates(&mut self, rows: Vec<ClientRow>, asks: &mut Vec<Ask>) {
        if !matches!(self.check, Check::Asked) {
            return;
        }
        if rows.is_empty() {
            self.save(asks);
        } else {
            self.check = Check::Found(rows);
        }
    }

    /// The record as the form stands.
    fn record(&self) -> Client {
        let mut client = self.start.clone();
        client.legal_name = self.legal_name.trim().to_owned();
        client.chosen_name = some(&self.chosen_name);
        client.pronouns = some(&self.pronouns);
        client.birth_date = self.birth_date;
        client.record_number = some(&self.record_number);
        client.language = self
            .language
            .first()
            .cloned()
            .or_else(|| some(&self.other_language));
        self.contacts.write(&mut client);
        client.referrer = some(&self.referrer).map(|name| Referrer {
            recipient: self
                .start
                .referrer
                .as_ref()
                .filter(|before| before.name == name)
                .and_then(|before| before.recipient),
            name,
        });
        let blank = Guardian::default();
        client.guardian = (self.guardian != blank).then(|| self.guardian.clone());
        let blank = EmergencyContact::default();
        client.emergency_contact = (self.emergency != blank).then(|| self.emergency.clone());
        client.restricted = self.restricted;
        client
    }

    fn errors(&self, today: Date) -> Errors {
        let birth = self.birth_date.and_then(|birth| {
            let age = dates::age(birth, today);
            (birth > today || age > 120).then_some("error-birth-date")
        });
        let code = self.other_language.trim();
        let is_code = code.parse::<unic_langid::LanguageIdentifier>().is_ok();
        Errors {
            name: blank(&self.legal_name).then_some("error-client-name"),
            birth,
            language: (!code.is_empty() && !is_code).then_some("error-language"),
            guardian: (self.guardian != Guardian::default() && blank(&self.guardian.name))
                .then_some("error-guardian-name"),
            emergency: (self.emergency != EmergencyContact::default()
                && blank(&self.emergency.name))
            .then_some("error-emergency-name"),
            emergency_phone: (!blank(&self.emergency.name)
                && !contact::is_phone(&self.emergency.phone))
            .then_some("error-phone"),
            contacts: self.contacts.is_wrong(),
        }
    }

    fn try_to_save(&mut self, ui: &Ui, today: Date, asks: &mut Vec<Ask>) {
        self.tried = true;
        if self.errors(today).any() {
            focus::to_first_error(ui);
            return;
        }
        let name = self.legal_name.trim().to_owned();
        let passed = matches!(&self.check, Check::Passed(other, birth)
            if *other == name && *birth == self.birth_date);
        if self.id.is_some() || passed {
            self.save(asks);
        } else {
            self.check = Check::Asked;
            asks.push(Ask::Do(Command::FindDuplicates {
                name,
                birth_date: self.birth_date,
            }));
        }
    }

    fn save(&mut self, asks: &mut Vec<Ask>) {
        let name = self.legal_name.trim().to_owned();
        self.check = Check::Passed(name, self.birth_date);
        asks.push(Ask::Do(Command::SaveClient {
            id: self.id,
            client: Box::new(self.record()),
        }));
    }

    /// Draws the fields.
    pub fn show(&mut self, ui: &mut Ui, shared: &Shared<'_>, asks: &mut Vec<Ask>) -> Done {
        let title = if self.id.is_some() {
            "client-form-edit"
        } else {
            "client-form-new"
        };
        fields::title(ui, title);
        ui.add_space(space::S16);
        let done = self.show_duplicates(ui, asks);
        let errors = if self.tried {
            self.errors(shared.today)
        } else {
            Errors::default()
        };
        let entered = self.person(ui, &errors);
        ui.add_space(space::S16);
        fields::heading(ui, "client-part-contact");
        Text::help(&say("client-part-contact-help")).show(ui);
        ui.add_space(space::S8);
        self.contacts.show(ui, self.tried);
        ui.add_space(space::S16);
        fields::heading(ui, "client-part-others");
        ui.add_space(space::S8);
        self.others(ui, &errors);
        if entered {
            self.try_to_save(ui, shared.today, asks);
        }
        done
    }

    fn person(&mut self, ui: &mut Ui, errors: &Errors) -> bool {
        let name = Line::new(id("legal name"), "client-legal-name")
            .error(errors.name)
            .show(ui, &mut self.legal_name);
        let chosen = fields::pair(
            ui,
            |ui| {
                Line::new(id("chosen name"), "client-chosen-name")
                    .optional()
                    .show(ui, &mut self.chosen_name)
            },
            |ui| {
                Line::new(id("pronouns"), "client-pronouns")
                    .optional()
                    .show(ui, &mut self.pronouns)
            },
        );
        let (born, wrong) = (say("client-birth-date"), errors.birth.map(say));
        let number = fields::pair(
            ui,
            |ui| {
                DateField::new(id("birth date"), &born)
                    .optional()
                    .error(wrong.as_deref())
                    .show(ui, &mut self.birth_date)
            },
            |ui| {
                Line::new(id("record number"), "client-record-number")
                    .optional()
                    .show(ui, &mut self.record_number)
            },
        );
        let codes: Vec<&str> = LANGUAGES.to_vec();
        if fields::chips(
            ui,
            id("language"),
            "client-language",
            ("language", &codes),
            Most::One,
            &mut self.language,
        ) {
            self.other_language.clear();
        }
        let other = Line::new(id("other language"), "client-language-other")
            .optional()
            .width(272.0)
            .error(errors.language)
            .show(ui, &mut self.other_language);
        if other.changed && !blank(&self.other_language) {
            self.language.clear();
        }
        fields::focus_once(ui, &mut self.focus, id("legal name"));
        [
            name.wish,
            chosen.0.wish,
            chosen.1.wish,
            number.0.wish,
            number.1.wish,
            other.wish,
        ]
        .contains(&Some(Wish::GoOn))
    }

    fn others(&mut self, ui: &mut Ui, errors: &Errors) {
        Line::new(id("referrer"), "client-referrer")
            .optional()
            .show(ui, &mut self.referrer);
        let emergency = &mut self.emergency;
        Line::new(id("emergency name"), "client-emergency-name")
            .optional()
            .error(errors.emergency)
            .show(ui, &mut emergency.name);
        fields::pair(
            ui,
            |ui| {
                Line::new(id("emergency relation"), "client-relation")
                    .optional()
                    .show(ui, &mut emergency.relation)
            },
            |ui| {
                Line::new(id("emergency phone"), "client-emergency-phone")
                    .optional()
                    .error(errors.emergency_phone)
                    .show(ui, &mut emergency.phone)
            },
        );
        let guardian = &mut self.guardian;
        Line::new(id("guardian name"), "client-guardian-name")
            .optional()
            .error(errors.guardian)
            .show(ui, &mut guardian.name);
        fields::pair(
            ui,
            |ui| {
                Line::new(id("guardian relation"), "client-relation")
                    .optional()
                    .show(ui, &mut guardian.relation)
            },
            |ui| {
                Line::new(id("guardian contact"), "client-guardian-contact")
                    .optional()
                    .show(ui, &mut guardian.contact)
            },
        );
        fields::tick(
            ui,
            id("guardian letters"),
            "client-guardian-letters",
            &mut guardian.may_receive_letters,
        );
        ui.add_space(space::S16);
        fields::label(ui, "client-restricted");
        fields::tick(
            ui,
            id("restricted"),
            "client-restricted-tick",
            &mut self.restricted,
        );
    }

    fn show_duplicates(&mut self, ui: &mut Ui, asks: &mut Vec<Ask>) -> Done {
        let Check::Found(rows) = &self.check else {
            return Done::Not;
        };
        let mut done = Done::Not;
        let mut none = false;
        let title = count("duplicates-title", rows.len());
        let (text, this) = (say("duplicates-text"), say("duplicates-this"));
        Banner::new(id("duplicates"), Tone::Care, &title)
            .text(&text)
            .show(ui);
        ui.add_space(space::S8);
        let words = crate::ui::Words::of(ui);
        for (index, row) in rows.iter().take(5).enumerate() {
            shell::card(ui, |ui| {
                Text::strong(&row.name).show(ui);
                let born = row.birth_date.map(|date| dates::day(date, &words));
                let parts = [
                    row.legal_name.clone().filter(|name| *name != row.name),
                    born,
                    row.record_number.clone(),
                    row.phone.clone(),
                ];
                let line: Vec<String> = parts.into_iter().flatten().collect();
                Text::help(&line.join(BETWEEN_FACTS)).facts().show(ui);
                let button = Button::quiet(&this).small().icon(Icon::Check);
                let pressed = button.id(id("this person").with(index)).show(ui).clicked();
                if let (true, Some(existing)) = (pressed, row.id) {
                    done = Done::Existing(existing);
                }
            });
        }
        ui.add_space(space::S4);
        let new = say("duplicates-none");
        if Button::quiet(&new)
            .id(id("none of these"))
            .show(ui)
            .clicked()
        {
            none = true;
        }
        ui.add_space(space::S24);
        if none {
            self.save(asks);
        }
        done
    }

    /// Draws the buttons.
    pub fn show_footer(
        &mut self,
        shell: &Divided,
        ui: &mut Ui,
        shared: &Shared<'_>,
        asks: &mut Vec<Ask>,
    ) -> Done {
        let (cancel, save) = (say("form-cancel"), say("client-save"));
        let waiting = shared.busy || matches!(self.check, Check::Asked);
        let asking = say("duplicates-first");
        let cannot = matches!(self.check, Check::Found(_)).then_some(asking.as_str());
        let pressed = shell.footer(
            ui,
            |ui| Button::quiet(&cancel).id(id("cancel")).show(ui).clicked(),
            |ui| {
                let button = Button::primary(&save).busy(waiting).disabled(cannot);
                let pressed = button.id(id("save")).show(ui).clicked();
                if self.tried && self.errors(shared.today).any() {
                    Text::help(&say("form-wrong")).ink(Ink::Stop).show(ui);
                }
                pressed
            },
        );
        match pressed {
            Some((true, _)) => return Done::Cancelled,
            Some((_, true)) => self.try_to_save(ui, shared.today, asks),
            _ => {}
        }
        Done::Not
    }
}

/// What is wrong, as message ids.
#[derive(Default)]
struct Errors {
    name: Option<&'static str>,
    birth: Option<&'static str>,
    language: Option<&'static str>,
    guardian: Option<&'static str>,
    emergency: Option<&'static str>,
    emergency_phone: Option<&'static str>,
    contacts: bool,
}

impl Errors {
    fn any(&self) -> bool {
        let fields = [
            self.name,
            self.birth,
            self.language,
            self.guardian,
            self.emergency,
            self.emergency_phone,
        ];
        self.contacts || fields.iter().any(Option::is_some)
    }
}

fn blank(text: &str) -> bool {
    text.trim().is_empty()
}

fn some(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
