//! Ways to reach a person, each marked as safe or not for what it would be used for.

use egui::{Id, Ui};

use crate::domain::client::{Address, Client, Email, Phone};
use crate::text::say;
use crate::ui::Icon;
use crate::ui::fields::{self, Line};
use crate::ui::theme::space;
use crate::ui::widgets::Button;

/// More than this nobody gives.
const MOST: usize = 4;

/// One way, as it is typed.
#[derive(Clone, Default)]
struct Way {
    text: String,
    safe: bool,
}

/// All ways.
#[derive(Clone)]
pub(super) struct Contacts {
    phones: Vec<Way>,
    emails: Vec<Way>,
    addresses: Vec<Way>,
}

/// The words of a kind of way.
struct Kind {
    field: &'static str,
    safe: &'static str,
    add: &'static str,
    wrong: &'static str,
    is_right: fn(&str) -> bool,
    lines: usize,
}

const PHONE: Kind = Kind {
    field: "client-phone",
    safe: "client-phone-safe",
    add: "client-phone-add",
    wrong: "error-phone",
    is_right: is_phone,
    lines: 1,
};

const EMAIL: Kind = Kind {
    field: "client-email",
    safe: "client-email-safe",
    add: "client-email-add",
    wrong: "error-email",
    is_right: is_email,
    lines: 1,
};

const ADDRESS: Kind = Kind {
    field: "client-address",
    safe: "client-address-safe",
    add: "client-address-add",
    wrong: "error-address",
    is_right: is_address,
    lines: 3,
};

/// Whether it can be a telephone number: at least five digits, and no letters but those of an extension.
pub(super) fn is_phone(text: &str) -> bool {
    text.chars().filter(char::is_ascii_digit).count() >= 5
}

fn is_email(text: &str) -> bool {
    let text = text.trim();
    matches!(text.split_once('@'), Some((before, after))
        if !before.is_empty() && after.contains('.') && !text.contains(' ') && !after.contains('@'))
}

fn is_address(_: &str) -> bool {
    true
}

fn with_one(mut ways: Vec<Way>) -> Vec<Way> {
    if ways.is_empty() {
        ways.push(Way::default());
    }
    ways
}

impl Contacts {
    pub(super) fn of(client: &Client) -> Self {
        let phones = client.phones.iter().map(|phone| Way {
            text: phone.number.clone(),
            safe: phone.safe_for_voice_message,
        });
        let emails = client.emails.iter().map(|email| Way {
            text: email.address.clone(),
            safe: email.safe,
        });
        let addresses = client.addresses.iter().map(|address| Way {
            text: address.lines.join("\n"),
            safe: address.safe_for_post,
        });
        Self {
            phones: with_one(phones.collect()),
            emails: with_one(emails.collect()),
            addresses: with_one(addresses.collect()),
        }
    }

    pub(super) fn write(&self, client: &mut Client) {
        let told = |ways: &[Way]| -> Vec<Way> {
            let given = ways.iter().filter(|way| !way.text.trim().is_empty());
            given.cloned().collect()
        };
        client.phones = told(&self.phones)
            .into_iter()
            .map(|way| Phone {
                number: way.text.trim().to_owned(),
                safe_for_voice_message: way.safe,
            })
            .collect();
        client.emails = told(&self.emails)
            .into_iter()
            .map(|way| Email {
                address: way.text.trim().to_owned(),
                safe: way.safe,
            })
            .collect();
        client.addresses = told(&self.addresses)
            .into_iter()
            .map(|way| Address {
                lines: lines(&way.text),
                safe_for_post: way.safe,
            })
            .collect();
    }

    pub(super) fn is_wrong(&self) -> bool {
        [(&PHONE, &self.phones), (&EMAIL, &self.emails)]
            .iter()
            .any(|(kind, ways)| ways.iter().any(|way| wrong(kind, way).is_some()))
    }

    pub(super) fn show(&mut self, ui: &mut Ui, tried: bool) {
        show_kind(ui, &PHONE, &mut self.phones, tried);
        show_kind(ui, &EMAIL, &mut self.emails, tried);
        show_kind(ui, &ADDRESS, &mut self.addresses, tried);
    }
}

fn wrong(kind: &Kind, way: &Way) -> Option<&'static str> {
    (!way.text.trim().is_empty() && !(kind.is_right)(&way.text)).then_some(kind.wrong)
}

fn show_kind(ui: &mut Ui, kind: &Kind, ways: &mut Vec<Way>, tried: bool) {
    let id = Id::unique("client contact").with(kind.field);
    for (index, way) in ways.iter_mut().enumerate() {
        let id = id.with(index);
        if kind.lines > 1 {
            fields::lines(ui, id, kind.field, kind.lines, &mut way.text);
            ui.add_space(-space::S32);
            fields::tick(ui, id.with("safe"), kind.safe, &mut way.safe);
            ui.add_space(space::S8);
        } else {
            one_line(ui, id, kind, way, tried);
        }
    }
    let more = ways.len() < MOST && ways.last().is_some_and(|way| !way.text.trim().is_empty());
    if more {
        let add = say(kind.add);
        let button = Button::plain(&add).icon(Icon::Plus).small();
        if button.id(id.with("add")).show(ui).clicked() {
            ways.push(Way::default());
            ui.memory_mut(|memory| memory.request_focus(id.with(ways.len() - 1)));
        }
        ui.add_space(space::S8);
    }
}

fn one_line(ui: &mut Ui, id: Id, kind: &Kind, way: &mut Way, tried: bool) {
    let error = wrong(kind, way).filter(|_| tried);
    let Way { text, safe } = way;
    fields::pair(
        ui,
        |ui| {
            Line::new(id, kind.field)
                .optional()
                .error(error)
                .show(ui, text)
        },
        |ui| {
            // Beside the field, not beside its label.
            if ui.available_width() < 400.0 {
                ui.add_space(30.0);
            }
            fields::tick(ui, id.with("safe"), kind.safe, safe)
        },
    );
}

fn lines(text: &str) -> Vec<String> {
    text.lines()
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_has_five_digits_and_an_address_for_mail_its_sign() {
        assert!(is_phone("555-0101") && is_phone("+44 20 5550 101") && !is_phone("soon"));
        assert!(is_email("sam@example.org"));
        for text in ["sam", "@example.org", "sam@example", "sam @example.org"] {
            assert!(!is_email(text), "{text}");
        }
    }

    #[test]
    fn what_was_not_filled_in_is_not_kept() {
        let mut client = Client::named("Sam Sample");
        let mut contacts = Contacts::of(&client);
        contacts.addresses[0].text = " 1 Sample Street \n\n Sampletown ".to_owned();
        contacts.write(&mut client);
        assert!(client.phones.is_empty() && client.emails.is_empty());
        assert_eq!(client.addresses[0].lines, ["1 Sample Street", "Sampletown"]);
    }
}
