//! From facts to a letter: which blocks it has and in which words. No place, no font, no page.

mod common;
mod handout;
mod onward;
mod person;
mod reply;
mod support;
mod therapy;
mod urgent;

use jiff::civil::Date;

use super::blocks::{
    Block, Identifiers, Kind, Labels, LegalText, Letter, Letterhead, Pair, Receiver, Section,
    Signature, Stationery,
};
use super::clean::{all, isolate, line, lines};
use super::facts::{
    Class, Clinic, Consent, ConsentEnd, Contact, Cover, Given, Legal, Person, Signer,
};
use super::gate;
use super::words::Say;

pub use handout::{Handout, HandoutFacts, handout};
pub use onward::onward;
pub use person::person;
pub use reply::reply;
pub use support::support;
pub use therapy::therapy;
pub use urgent::urgent;

/// One letter being worded.
struct Writer<'a> {
    say: &'a dyn Say,
    cover: &'a Cover,
    kind: Kind,
    /// What the person is called in running text.
    name: String,
}

impl<'a> Writer<'a> {
    fn new(say: &'a dyn Say, cover: &'a Cover, kind: Kind) -> Self {
        let person = &cover.person;
        let short = line(&person.short_name);
        let name = if short.is_empty() {
            line(&person.chosen_name)
        } else {
            short
        };
        Self {
            say,
            cover,
            kind,
            name: isolate(&name),
        }
    }

    /// A sentence without places.
    fn plain(&self, id: &str) -> String {
        self.say.say(id, &[])
    }

    /// A sentence with places; each value is cleaned and kept from turning its neighbours around.
    fn fill(&self, id: &str, args: &[(&str, &str)]) -> String {
        let values: Vec<(&str, String)> = args
            .iter()
            .map(|(name, value)| (*name, isolate(&line(value))))
            .collect();
        let args: Vec<(&str, &str)> = values
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        self.say.say(id, &args)
    }

    /// A sentence whose only place is the person's name.
    fn named(&self, id: &str) -> String {
        self.fill(id, &[("name", &self.name)])
    }

    fn date(&self, date: Date) -> String {
        let month = self.plain(&format!("letter-month-{}", date.month()));
        let (day, year) = (date.day().to_string(), date.year().to_string());
        self.fill(
            "letter-date",
            &[("day", &day), ("month", &month), ("year", &year)],
        )
    }

    /// "a, b and c".
    fn list(&self, items: &[String]) -> String {
        let items: Vec<String> = items.iter().map(|item| isolate(&line(item))).collect();
        let Some((last, rest)) = items.split_last() else {
            return String::new();
        };
        let Some((first, middle)) = rest.split_first() else {
            return last.clone();
        };
        let start = middle.iter().fold(first.clone(), |so_far, item| {
            self.fill("letter-list-more", &[("first", &so_far), ("rest", item)])
        });
        self.fill("letter-list-two", &[("first", &start), ("last", last)])
    }

    /// A label and a value, or "not yet set".
    fn pair(&self, label: &str, value: &str) -> Pair {
        let value = line(value);
        let value = if value.is_empty() {
            self.plain("letter-not-set")
        } else {
            value
        };
        Pair {
            label: self.plain(label),
            value,
        }
    }

    /// The letter with everything that all kinds share; the rest is filled in by its kind.
    fn letter(&self, kind_line: &str, statement: &str) -> Letter {
        let cover = self.cover;
        Letter {
            kind: self.kind,
            language: self.say.language().to_owned(),
            paper: cover.paper,
            head: letterhead(self, &cover.clinic),
            date: self.date(cover.date),
            number: line(&cover.number),
            receiver: receiver(cover),
            kind_line: self.plain(kind_line),
            person: self.identifiers(&cover.person),
            statement: self.plain(statement),
            urgent: None,
            salutation: self.salutation(),
            purpose: String::new(),
            body: Vec::new(),
            next: None,
            consent: self.why_it_may_go(),
            emergency: self.emergency(),
            notices: self.notices(),
            legal: match cover.legal {
                Legal::NotNeeded => LegalText::NotNeeded,
                Legal::Missing => LegalText::Missing,
                Legal::Text { .. } => LegalText::Given,
            },
            signature: self.signature(&cover.signer),
            anchor: cover
                .anchor
                .as_deref()
                .map(line)
                .filter(|_| self.kind.prints_anchor()),
            labels: self.labels(),
        }
    }

    fn labels(&self) -> Labels {
        Labels {
            confidential: self.plain("letter-confidential"),
            date: self.plain("letter-label-date"),
            number: self.plain("letter-label-number"),
            anchor: self.plain("letter-label-anchor"),
            page: self
                .say
                .say("letter-page", &[("page", "{page}"), ("pages", "{pages}")]),
            private: self.private(),
        }
    }

    fn private(&self) -> String {
        let clinic = &self.cover.clinic;
        self.fill(
            "letter-private",
            &[("clinic", &clinic.name), ("phone", &clinic.phone)],
        )
    }

    fn identifiers(&self, person: &Person) -> Identifiers {
        let born = person
            .birth_date
            .filter(|_| self.kind.may_print_birth_date());
        let present =
            |text: &Option<String>| text.as_deref().map(line).filter(|text| !text.is_empty());
        Identifiers {
            chosen_name: line(&person.chosen_name),
            birth_date: born.map(|date| self.fill("letter-born", &[("date", &self.date(date))])),
            // A host need not know that there is a record at all.
            record: present(&person.record)
                .filter(|_| self.kind != Kind::L2)
                .map(|number| self.fill("letter-record", &[("number", &number)])),
            pronouns: present(&person.pronouns),
        }
    }

    fn salutation(&self) -> String {
        let receiver = &self.cover.receiver;
        let name = if receiver.salutation.trim().is_empty() {
            &receiver.name
        } else {
            &receiver.salutation
        };
        if name.trim().is_empty() {
            return String::new();
        }
        self.fill("letter-dear", &[("name", name)])
    }

    fn consent(&self, consent: &Consent) -> Section {
        let ends = match &consent.ends {
            ConsentEnd::On(date) => {
                self.fill("letter-consent-ends-on", &[("date", &self.date(*date))])
            }
            ConsentEnd::When(event) => self.fill("letter-consent-ends-when", &[("event", event)]),
        };
        let mut text = self.fill(
            "letter-consent-line",
            &[
                ("name", &self.name),
                ("date", &self.date(consent.date)),
                ("receiver", &consent.receiver),
                ("purpose", &consent.purpose),
                ("content", &self.list(&consent.content)),
                ("ends", &ends),
            ],
        );
        text.push(' ');
        text.push_str(&match &consent.given {
            Given::Signed => self.plain("letter-consent-signed"),
            Given::VerballyTo(who) => self.fill("letter-consent-verbal", &[("who", who)]),
        });
        if let Some(guardian) = &consent.guardian {
            let args = [("guardian", guardian.as_str()), ("name", &self.name)];
            text.push(' ');
            text.push_str(&self.fill("letter-consent-guardian", &args));
        }
        Section {
            heading: self.plain("letter-consent-heading"),
            blocks: vec![Block::Paragraph(text)],
        }
    }

    /// The consent, or the ground in law where there is none. The person's own letter needs neither.
    fn why_it_may_go(&self) -> Option<Section> {
        if matches!(self.kind, Kind::L5 | Kind::L6) {
            return None;
        }
        let consent = self.cover.consent.as_ref();
        consent.map(|consent| self.consent(consent)).or_else(|| {
            let ground = self.cover.ground.as_deref().map(line)?;
            paragraph(self.plain("letter-ground-heading"), &ground)
        })
    }

    fn emergency(&self) -> Option<Section> {
        let contacts = self.contacts(&self.cover.emergency);
        let id = match self.kind {
            Kind::L2 => "letter-l2-emergency",
            Kind::L5 | Kind::Handout => "letter-l5-emergency",
            _ => "letter-emergency",
        };
        (!contacts.is_empty()).then(|| Section {
            heading: self.plain("letter-emergency-heading"),
            blocks: vec![Block::Paragraph(self.fill(id, &[("contacts", &contacts)]))],
        })
    }

    fn notices(&self) -> Vec<Section> {
        match &self.cover.legal {
            Legal::Text { heading, text } => {
                vec![Section {
                    heading: line(heading),
                    blocks: vec![Block::Paragraph(lines(text))],
                }]
            }
            // The mark of a preview: such a letter cannot be finalised.
            Legal::Missing => vec![self.legal_text_missing()],
            Legal::NotNeeded => Vec::new(),
        }
    }

    fn legal_text_missing(&self) -> Section {
        Section {
            heading: self.plain("letter-legal-missing-heading"),
            blocks: vec![Block::Paragraph(self.plain("letter-legal-missing"))],
        }
    }

    fn contacts(&self, contacts: &[Contact]) -> String {
        let contacts: Vec<String> = contacts
            .iter()
            .map(|contact| {
                self.fill(
                    "letter-emergency-contact",
                    &[("what", &contact.name), ("number", &contact.phone)],
                )
            })
            .collect();
        contacts.join("; ")
    }

    /// A support letter shows no licence: its signer is not there as a clinician.
    fn signature(&self, signer: &Signer) -> Signature {
        let licence = signer.licence.as_ref().filter(|_| self.kind != Kind::L2);
        Signature {
            greeting: self.plain("letter-regards"),
            name: line(&signer.name),
            role: line(&signer.role),
            licence: licence.map(|(kind, number)| {
                self.fill("letter-licence", &[("type", kind), ("number", number)])
            }),
        }
    }

    /// Whether content of a class may stand in this letter.
    fn may_tell(&self, class: Class) -> bool {
        gate::admits(self.kind, self.cover, class).is_ok()
    }
}

fn letterhead(writer: &Writer<'_>, clinic: &Clinic) -> Letterhead {
    let phone = line(&clinic.phone);
    Letterhead {
        clinic: line(&clinic.name),
        address: clinic
            .address
            .iter()
            .map(|text| line(text))
            .filter(|text| !text.is_empty())
            .collect(),
        phone: if phone.is_empty() {
            phone
        } else {
            writer.fill("letter-phone", &[("number", &phone)])
        },
        email: line(&clinic.email),
        logo: clinic.logo.clone(),
        stationery: Stationery {
            lines: all(&clinic.stationery.lines),
            footer: line(&clinic.stationery.footer),
            ..clinic.stationery.clone()
        },
    }
}

fn receiver(cover: &Cover) -> Receiver {
    let to = &cover.receiver;
    let lines = [&to.name, &to.organisation].into_iter().chain(&to.address);
    Receiver {
        lines: lines
            .map(|text| line(text))
            .filter(|text| !text.is_empty())
            .collect(),
        reach: to.reach,
    }
}

/// A section with one block, unless there is nothing to say.
fn bullets(heading: String, items: &[String]) -> Option<Section> {
    let items = all(items);
    (!items.is_empty()).then(|| Section {
        heading,
        blocks: vec![Block::Bullets(items)],
    })
}

/// A section with one paragraph, unless there is nothing to say.
fn paragraph(heading: String, text: &str) -> Option<Section> {
    let text = lines(text);
    (!text.is_empty()).then(|| Section {
        heading,
        blocks: vec![Block::Paragraph(text)],
    })
}

/// The person's own words in quotation marks, unless there are none.
fn quote(heading: String, text: &str) -> Option<Section> {
    let text = lines(text);
    (!text.is_empty()).then(|| Section {
        heading,
        blocks: vec![Block::Quote(format!("\u{201c}{text}\u{201d}"))],
    })
}
