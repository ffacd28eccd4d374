//! A letter as data: named blocks of finished text, before anything has a place on a page.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::page::Colour;
use super::picture::Picture;
use crate::domain::clinic::Window;

/// Which of the six letters this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// Referral to a therapy group.
    L1,
    /// Referral to a support group.
    L2,
    /// Referral on to another service.
    L3,
    /// Reply to the referrer.
    L4,
    /// Offer or other option, to the person.
    L5,
    /// Urgent summary.
    L6,
    /// A page for anyone, about groups: no receiver, no person, no signature.
    Handout,
}

impl Kind {
    /// The six letters.
    pub const LETTERS: [Self; 6] = [Self::L1, Self::L2, Self::L3, Self::L4, Self::L5, Self::L6];

    /// The letter with this code.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::LETTERS.into_iter().find(|kind| kind.code() == code)
    }

    /// Whether the birth date may stand in it.
    pub fn may_print_birth_date(self) -> bool {
        matches!(self, Self::L1 | Self::L3 | Self::L4 | Self::L6)
    }

    /// Whether urgent information may stand in a box at its top.
    pub fn may_be_urgent(self) -> bool {
        matches!(self, Self::L1 | Self::L3 | Self::L6)
    }

    /// Whether the audit chain's head is printed in it.
    pub fn prints_anchor(self) -> bool {
        matches!(self, Self::L1 | Self::L3 | Self::L4 | Self::L6)
    }

    /// How many pages it may have.
    pub fn most_pages(self) -> usize {
        match self {
            Self::L2 | Self::L5 | Self::Handout => 1,
            Self::L1 | Self::L3 | Self::L4 | Self::L6 => 2,
        }
    }

    /// Its code, for file names and the disclosure log.
    pub fn code(self) -> &'static str {
        match self {
            Self::L1 => "L1",
            Self::L2 => "L2",
            Self::L3 => "L3",
            Self::L4 => "L4",
            Self::L5 => "L5",
            Self::L6 => "L6",
            Self::Handout => "handout",
        }
    }
}

/// The paper, and with it the place of the window in the envelope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Paper {
    /// A4 with the address where DIN 5008 form B wants it, or a DL envelope if the clinic has those.
    #[default]
    A4,
    /// US Letter with the address where a No. 10 window envelope wants it.
    UsLetter,
}

/// A part of a letter, as problems name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Part {
    /// The clinic's name, address and contact.
    Letterhead,
    /// The receiver's address.
    Address,
    /// Date and letter number.
    Reference,
    /// The line that says what kind of letter it is.
    KindLine,
    /// Name, birth date and record number of the person.
    Identifiers,
    /// The mandatory statement.
    Statement,
    /// The box with urgent information.
    Urgent,
    /// The salutation.
    Salutation,
    /// The sentence that says what the letter is for.
    Purpose,
    /// The sections in the middle.
    Body,
    /// What happens next.
    Next,
    /// The consent line.
    Consent,
    /// Notices.
    Notices,
    /// The signature block.
    Signature,
    /// Page number and running lines.
    Footer,
    /// The letter as a whole.
    Whole,
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Letterhead => "letterhead",
            Self::Address => "address",
            Self::Reference => "date or number",
            Self::KindLine => "kind line",
            Self::Identifiers => "person's identifiers",
            Self::Statement => "mandatory statement",
            Self::Urgent => "urgent box",
            Self::Salutation => "salutation",
            Self::Purpose => "purpose line",
            Self::Body => "body",
            Self::Next => "next steps",
            Self::Consent => "consent line",
            Self::Notices => "notices",
            Self::Signature => "signature block (name, profession and licence of whoever signs)",
            Self::Footer => "footer",
            Self::Whole => "letter",
        })
    }
}

/// A whole letter. Everything in it is ready to be printed; nothing in it has a place yet.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Letter {
    /// Which letter it is.
    pub kind: Kind,
    /// The language it is written in (BCP-47).
    pub language: String,
    /// The paper it is set for.
    pub paper: Paper,
    /// The clinic.
    pub head: Letterhead,
    /// The date, written out.
    pub date: String,
    /// The letter's number.
    pub number: String,
    /// The receiver.
    pub receiver: Receiver,
    /// What kind of letter it is, in words: the title and the running line.
    pub kind_line: String,
    /// Whom it is about.
    pub person: Identifiers,
    /// The statement that this kind of letter must carry.
    pub statement: String,
    /// Present danger or medical danger, in a box above everything else.
    pub urgent: Option<Section>,
    /// "Dear ...", or empty.
    pub salutation: String,
    /// What the letter is for.
    pub purpose: String,
    /// The sections in the middle.
    pub body: Vec<Section>,
    /// What happens next, by whom, until when.
    pub next: Option<Section>,
    /// Who agreed to what.
    pub consent: Option<Section>,
    /// Where to turn in an emergency.
    pub emergency: Option<Section>,
    /// What law or clinic want said.
    pub notices: Vec<Section>,
    /// Whether a legal text is due, and whether it is there.
    pub legal: LegalText,
    /// Who signs, by hand.
    pub signature: Signature,
    /// Head of the audit chain before this letter was finalised.
    pub anchor: Option<String>,
    /// The small words around it.
    pub labels: Labels,
}

/// Only what kind of letter it is: its content stays out of logs.
impl fmt::Debug for Letter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Letter({})", self.kind.code())
    }
}

/// The clinic as it stands at the top.
#[derive(Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Letterhead {
    /// The clinic's name.
    pub clinic: String,
    /// Its address, a line each.
    pub address: Vec<String>,
    /// Telephone.
    pub phone: String,
    /// E-mail.
    pub email: String,
    /// Its logo. Kept with the clinic's settings, not with each letter.
    #[serde(skip)]
    pub logo: Option<Picture>,
    /// What the clinic's paper looks like.
    #[serde(default)]
    pub stationery: Stationery,
}

/// What is the same on all letters of a clinic, beside its name and address.
#[derive(Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Stationery {
    /// The window of its envelopes; on US Letter it is that of a No. 10 envelope.
    pub window: Window,
    /// Its colour; the program's own if there is none.
    pub accent: Option<Colour>,
    /// Lines under the address, such as a registration.
    pub lines: Vec<String>,
    /// A line at the foot of each page.
    pub footer: String,
}

/// Whether the receiver belongs to the clinic: it decides about the consent line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reach {
    /// Somebody in the same clinic.
    InClinic,
    /// Somebody else.
    Outside,
    /// The person, to read or to carry.
    Person,
}

/// The receiver as it stands in the envelope's window.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Receiver {
    /// Name, organisation, street, town: a line each.
    pub lines: Vec<String>,
    /// Inside the clinic or outside.
    pub reach: Reach,
}

/// The person, in phrases as printed.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Identifiers {
    /// The name the person goes by.
    pub chosen_name: String,
    /// "born 4 May 1991", where this kind of letter may say so.
    pub birth_date: Option<String>,
    /// "record R-1042".
    pub record: Option<String>,
    /// Pronouns, if the person wants them known.
    pub pronouns: Option<String>,
}

impl Identifiers {
    /// Name, birth date and record number in one line, as it runs along each page.
    pub fn line(&self) -> String {
        let mut parts = vec![super::clean::isolate(&self.chosen_name)];
        parts.extend(self.birth_date.clone());
        parts.extend(self.record.clone());
        parts.join(" \u{b7} ")
    }
}

/// A heading and what stands beside it.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// The heading, or empty.
    pub heading: String,
    /// Its content.
    pub blocks: Vec<Block>,
}

impl Section {
    /// Its content as lines: a list's items, "label: value", the cells of a row.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for block in &self.blocks {
            match block {
                Block::Paragraph(text) | Block::Quote(text) => lines.push(text.clone()),
                Block::Bullets(items) => lines.extend(items.iter().cloned()),
                Block::Pairs(pairs) => {
                    let pair = |pair: &Pair| format!("{}: {}", pair.label, pair.value);
                    lines.extend(pairs.iter().map(pair));
                }
                Block::Table(table) => lines.extend(table.rows.iter().map(|row| row.join(", "))),
            }
        }
        lines
    }
}

/// A piece of a section.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Block {
    /// Running text.
    Paragraph(String),
    /// The person's own words.
    Quote(String),
    /// A list.
    Bullets(Vec<String>),
    /// A table of two columns whose first column names the row.
    Pairs(Vec<Pair>),
    /// A table with a header row, repeated on each page that it reaches.
    Table(Table),
}

/// A named value.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Pair {
    /// What it is.
    pub label: String,
    /// The value.
    pub value: String,
}

/// A table.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// The header row.
    pub head: Vec<String>,
    /// The rows; missing cells are empty.
    pub rows: Vec<Vec<String>>,
}

/// A legal text that some content makes mandatory.
#[derive(Clone, PartialEq, Default, Serialize, Deserialize)]
pub enum LegalText {
    /// Nothing in the letter asks for it.
    #[default]
    NotNeeded,
    /// It is due, and the clinic has not given it.
    Missing,
    /// It stands among the notices.
    Given,
}

/// The block above which the letter is signed by hand.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Signature {
    /// "With kind regards,".
    pub greeting: String,
    /// Who signs.
    pub name: String,
    /// In what capacity.
    pub role: String,
    /// Type and number of the licence, where the letter shows one.
    pub licence: Option<String>,
}

/// The small words around a letter.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Labels {
    /// "Confidential".
    pub confidential: String,
    /// Label of the date.
    pub date: String,
    /// Label of the letter number.
    pub number: String,
    /// Label of the audit anchor.
    pub anchor: String,
    /// "Page {page} of {pages}": the two words in braces are filled in when the pages are known.
    pub page: String,
    /// For whom it is meant, and what to do if it reached somebody else.
    pub private: String,
}

impl Part {
    /// The message of its name where what leaves is listed.
    pub fn field_name(self) -> &'static str {
        match self {
            Self::Identifiers => "leaves-person",
            Self::Address => "leaves-receiver",
            Self::Urgent => "leaves-urgent",
            Self::Purpose => "leaves-purpose",
            Self::Next => "leaves-next",
            Self::Consent => "leaves-consent",
            Self::Statement => "leaves-statement",
            _ => "leaves-other",
        }
    }
}

impl Letter {
    /// What the letter tells of the person, field by field: part, heading and text, in reading order.
    pub fn fields(&self) -> Vec<(Part, String, String)> {
        let mut fields = vec![
            (Part::Address, String::new(), self.receiver.lines.join(", ")),
            (Part::Identifiers, String::new(), self.person.line()),
        ];
        let urgent = self.urgent.iter().map(|section| (Part::Urgent, section));
        let body = self.body.iter().map(|section| (Part::Body, section));
        let after = self.next.iter().map(|section| (Part::Next, section));
        let consent = self.consent.iter().map(|section| (Part::Consent, section));
        for (part, section) in urgent.chain(body).chain(after).chain(consent) {
            fields.push((part, section.heading.clone(), section.lines().join("\n")));
        }
        fields.retain(|(_, _, text)| !text.trim().is_empty());
        fields
    }

    /// Every text in the letter with the part it belongs to, in reading order.
    ///
    /// Checks walk this list, so a new block cannot be forgotten by one of them.
    pub fn texts(&self) -> Vec<(Part, &str)> {
        let mut out: Vec<(Part, &str)> = Vec::new();
        let mut put = |part, text| out.push((part, text));
        put(Part::Letterhead, &self.head.clinic);
        for line in &self.head.address {
            put(Part::Letterhead, line);
        }
        put(Part::Letterhead, &self.head.phone);
        put(Part::Letterhead, &self.head.email);
        for line in &self.head.stationery.lines {
            put(Part::Letterhead, line);
        }
        put(Part::Footer, &self.head.stationery.footer);
        for line in &self.receiver.lines {
            put(Part::Address, line);
        }
        put(Part::Reference, &self.date);
        put(Part::Reference, &self.number);
        put(Part::KindLine, &self.kind_line);
        put(Part::Identifiers, &self.person.chosen_name);
        for phrase in [
            &self.person.birth_date,
            &self.person.record,
            &self.person.pronouns,
        ] {
            put(Part::Identifiers, phrase.as_deref().unwrap_or_default());
        }
        put(Part::Statement, &self.statement);
        put_section(&mut put, Part::Urgent, self.urgent.as_ref());
        put(Part::Salutation, &self.salutation);
        put(Part::Purpose, &self.purpose);
        for section in &self.body {
            put_section(&mut put, Part::Body, Some(section));
        }
        put_section(&mut put, Part::Next, self.next.as_ref());
        put_section(&mut put, Part::Consent, self.consent.as_ref());
        put_section(&mut put, Part::Notices, self.emergency.as_ref());
        for section in &self.notices {
            put_section(&mut put, Part::Notices, Some(section));
        }
        let sign = &self.signature;
        for text in [&sign.greeting, &sign.name, &sign.role] {
            put(Part::Signature, text);
        }
        put(Part::Signature, sign.licence.as_deref().unwrap_or_default());
        put(Part::Footer, self.anchor.as_deref().unwrap_or_default());
        let labels = &self.labels;
        let small = [
            &labels.confidential,
            &labels.date,
            &labels.number,
            &labels.anchor,
        ];
        for text in small.into_iter().chain([&labels.page, &labels.private]) {
            put(Part::Footer, text);
        }
        out.retain(|(_, text)| !text.is_empty());
        out
    }
}

fn put_section<'a>(put: &mut impl FnMut(Part, &'a str), part: Part, section: Option<&'a Section>) {
    let Some(section) = section else { return };
    put(part, &section.heading);
    for block in &section.blocks {
        match block {
            Block::Paragraph(text) | Block::Quote(text) => put(part, text),
            Block::Bullets(items) => items.iter().for_each(|item| put(part, item)),
            Block::Pairs(pairs) => {
                for pair in pairs {
                    put(part, &pair.label);
                    put(part, &pair.value);
                }
            }
            Block::Table(table) => {
                for cell in table.head.iter().chain(table.rows.iter().flatten()) {
                    put(part, cell);
                }
            }
        }
    }
}
