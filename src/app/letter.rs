//! The facts of a letter, taken from a signed screening: what is disclosed is decided here and nowhere else.

mod cover;
mod field;
mod meeting;
mod offered;
mod others;
mod referral;
mod slot;
mod support;

pub use cover::{by_guardian, purpose_words};
pub use field::{Field, class_of, home_is_unsafe};
pub use meeting::{in_words, when};
pub use offered::{Variant, offered};
pub use referral::default_brings;
pub use slot::Slot;

use jiff::civil::Date;

use crate::domain::answers::Answer;
use crate::domain::client::Client;
use crate::domain::clinic::{Clinic, Letterhead, Policy};
use crate::domain::group::Group;
use crate::domain::leader::Leader;
use crate::domain::recommendation::Recommendation;
use crate::domain::screening::ScreeningContent;
use crate::letter::blocks::Stationery;
use crate::letter::facts::{Contact, Cover, Signer};
use crate::letter::page::Colour;
use crate::letter::picture::Picture;
use crate::letter::{Kind, Letter, compose};
use crate::screening::Pack;
use crate::text::Catalogue;

use super::command::LetterRequest;
use super::explain::LANGUAGE;
use cover::cover;
use referral::referral_facts;
use support::support_facts;

/// Everything that a letter may draw on.
pub struct Sources<'a> {
    /// Form and rules of the screening.
    pub pack: &'a Pack,
    /// What was said and decided.
    pub content: &'a ScreeningContent,
    /// What the rules made of it, as it was signed.
    pub recommendation: &'a Recommendation,
    /// Whom it is about; none for an unnamed support-group check.
    pub client: Option<&'a Client>,
    /// Name to be called by, where there is no client record.
    pub chosen_name: &'a str,
    /// Arrangements that were kept of a support-group check, a line each.
    pub arrangements: &'a str,
    /// Which letter.
    pub kind: Kind,
    /// The letters' texts, with the clinic's own wording.
    pub texts: &'a Catalogue,
    /// The groups that the letter is about: the seat, or the lists.
    pub groups: &'a [Group],
    /// Its leaders, with their ids.
    pub leaders: &'a [(String, Leader)],
    /// The clinic.
    pub clinic: &'a Clinic,
    /// Its logo, if it has one.
    pub logo: Option<Picture>,
    /// What its paper looks like.
    pub stationery: Stationery,
    /// Its policy.
    pub policy: &'a Policy,
    /// Who signs.
    pub signer: Signer,
    /// The letter's number.
    pub number: String,
    /// Head of the activity log before the letter.
    pub anchor: Option<String>,
    /// The letter's date.
    pub date: Date,
    /// The letter's day and time in words, for an urgent summary.
    pub at: String,
}

/// Composes the letter that was asked for.
#[must_use]
pub fn letter(sources: &Sources<'_>, request: &LetterRequest) -> Letter {
    let say = sources.texts;
    match sources.kind {
        Kind::L1 | Kind::Handout => compose::therapy(&referral_facts(sources, request), say),
        Kind::L2 => compose::support(&support_facts(sources, request), say),
        Kind::L3 => compose::onward(&others::onward(sources, request), say),
        Kind::L4 => compose::reply(&others::reply(sources, request), say),
        Kind::L5 => compose::person(&others::person(sources, request), say),
        Kind::L6 => compose::urgent(&others::urgent(sources, request), say),
    }
}

/// The cover of a letter, for what is checked before it is composed.
#[must_use]
pub fn cover_of(sources: &Sources<'_>, request: &LetterRequest) -> Cover {
    cover(sources, request, sources.kind)
}

/// What the clinic's paper looks like, from its settings.
#[must_use]
pub fn stationery(letterhead: &Letterhead) -> Stationery {
    Stationery {
        window: letterhead.window,
        accent: Colour::from_hex(&letterhead.colour),
        lines: letterhead.lines.clone(),
        footer: letterhead.footer.clone(),
    }
}

impl Sources<'_> {
    fn say(&self, id: &str) -> String {
        self.texts.say(id, &[])
    }

    fn say_with(&self, id: &str, args: &[(&str, &str)]) -> String {
        self.texts.say(id, args)
    }

    /// The group that the letter is about first.
    fn group(&self) -> Option<&Group> {
        self.groups.first()
    }

    /// What stands at a place: what was typed, else what the screening gives.
    fn words(&self, request: &LetterRequest, slot: Slot) -> String {
        let typed = request.said(slot);
        if typed.is_empty() {
            slot.default_text(self)
        } else {
            typed.to_owned()
        }
    }

    /// The same, a sentence a line.
    fn list(&self, request: &LetterRequest, slot: Slot) -> Vec<String> {
        lines(&self.words(request, slot))
    }

    fn name(&self) -> &str {
        self.client.map_or(self.chosen_name, Client::display_name)
    }

    fn code(&self, question: &str) -> Option<&str> {
        self.content.answers.said(question).and_then(Answer::one)
    }

    /// The ticked options of a question in words, without "none".
    fn labels(&self, question: &str) -> Vec<String> {
        let Some(question) = self.pack.form.question(question) else {
            return Vec::new();
        };
        let codes = self
            .content
            .answers
            .said(&question.id)
            .map(Answer::many)
            .unwrap_or_default();
        let codes = codes.iter().filter(|code| *code != "none");
        codes
            .map(|code| question.label(code, LANGUAGE).to_owned())
            .collect()
    }

    fn assessed_on(&self) -> Date {
        self.code("tg-date")
            .and_then(|date| date.parse().ok())
            .unwrap_or(self.date)
    }
}

/// What was ticked and can be ticked for this kind.
fn ticked(sources: &Sources<'_>, request: &LetterRequest) -> impl Iterator<Item = Field> {
    let kind = sources.kind;
    let mut fields: Vec<Field> = request.fields.iter().copied().collect();
    fields.retain(|field| field.is_offered(kind));
    fields.into_iter()
}

fn first_name(sources: &Sources<'_>) -> String {
    sources
        .name()
        .split_whitespace()
        .next()
        .unwrap_or_default()
        .to_owned()
}

fn lines(text: &str) -> Vec<String> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

fn contact(sources: &Sources<'_>) -> Option<Contact> {
    let phone = sources.clinic.phone.trim();
    (!phone.is_empty()).then(|| Contact {
        name: sources.clinic.name.clone(),
        phone: phone.to_owned(),
    })
}
