//! Letters as pages ask for them and show them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::app::letter::{Field, Slot};
use crate::domain::consent::ContentClass;
use crate::domain::id::{ConsentId, LetterId, RecipientId, ScreeningId};
use crate::domain::recipient::Recipient;
use crate::letter::{Paper, Sheets};

/// A letter to be set.
#[derive(Clone)]
pub struct LetterRequest {
    /// The screening that it rests on: signed, but for an urgent summary.
    pub screening: ScreeningId,
    /// Which letter.
    pub kind: crate::letter::Kind,
    /// To whom.
    pub receiver: LetterReceiver,
    /// Goes to someone outside the clinic; only an L1 may stay within it.
    pub outside: bool,
    /// The person's consent, where one was given.
    pub consent: Option<LetterConsent>,
    /// What was ticked: it is printed where kind, consent and receiver allow it.
    pub fields: BTreeSet<Field>,
    /// What was typed, by its place; what is empty is filled in from the screening.
    pub said: BTreeMap<Slot, String>,
    /// Whether somebody asked if writing immigration down is safe, and it is.
    pub safe_to_write: bool,
    /// A4 or US Letter.
    pub paper: Paper,
    /// The letter that this one corrects.
    pub replaces: Option<LetterId>,
}

impl LetterRequest {
    /// A letter with nothing typed and nothing ticked.
    #[must_use]
    pub fn new(screening: ScreeningId, kind: crate::letter::Kind) -> Self {
        Self {
            screening,
            kind,
            receiver: LetterReceiver::default(),
            outside: kind != crate::letter::Kind::L1,
            consent: None,
            fields: BTreeSet::new(),
            said: BTreeMap::new(),
            safe_to_write: false,
            paper: Paper::A4,
            replaces: None,
        }
    }

    /// What was typed at a place.
    #[must_use]
    pub fn said(&self, slot: Slot) -> &str {
        self.said.get(&slot).map_or("", |text| text.trim())
    }
}

/// Who gets a letter.
#[derive(Clone, Default)]
pub struct LetterReceiver {
    /// Name.
    pub name: String,
    /// Role.
    pub role: String,
    /// Organisation; may be empty.
    pub organisation: String,
    /// Lines of the address; may be empty for letters handed over.
    pub address: Vec<String>,
    /// The entry of the address book, where it was taken from there.
    pub known: Option<RecipientId>,
    /// Whether it is medical personnel.
    pub medical: bool,
}

/// Consent to one letter.
#[derive(Clone)]
pub struct LetterConsent {
    /// Day on which it was given.
    pub on: Date,
    /// For what.
    pub purpose: String,
    /// Whether in writing; else verbally to the signer.
    pub signed: bool,
    /// Last day, if it ends on one.
    pub ends: Option<Date>,
    /// The consent on record that this is. Whatever else stands here is then read from the record.
    pub known: Option<ConsentId>,
    /// To whom the consent on record is, and what it names; filled in from the record.
    pub record: Option<(String, BTreeSet<ContentClass>)>,
}

/// What the page of a letter needs beside the screening.
#[derive(Clone, Default)]
pub struct LetterDesk {
    /// The address book.
    pub recipients: Vec<(RecipientId, Recipient)>,
    /// The client's consents that hold today, each with its receiver's name.
    pub consents: Vec<KnownConsent>,
    /// What can be ticked for each kind, and what it would print.
    pub fields: Vec<FieldView>,
    /// What stands at each place if nothing is typed.
    pub defaults: Vec<(crate::letter::Kind, Slot, String)>,
    /// The person prefers another language than that of the letter.
    pub other_language: Option<String>,
    /// Letters of this screening that can be corrected: id, number, kind.
    pub earlier: Vec<(LetterId, u32, String)>,
}

/// A consent on record.
#[derive(Clone)]
pub struct KnownConsent {
    /// Which.
    pub id: ConsentId,
    /// To whom.
    pub receiver: String,
    /// To whom, in the address book.
    pub recipient: RecipientId,
    /// What for.
    pub purpose: String,
    /// Which kinds of content.
    pub classes: BTreeSet<ContentClass>,
    /// Whether it was signed.
    pub signed: bool,
    /// Since when.
    pub on: Date,
    /// Until when.
    pub ends: Option<Date>,
}

/// Something that can be ticked.
#[derive(Clone)]
pub struct FieldView {
    /// For which letter.
    pub kind: crate::letter::Kind,
    /// What.
    pub field: Field,
    /// What it would print; empty if the answers hold nothing for it.
    pub prints: Vec<String>,
}

/// A letter, set.
pub struct LetterPreview {
    /// The pages, as they will be printed.
    pub sheets: Sheets,
    /// What stops it from being finalised, in words.
    pub stops: Vec<String>,
    /// What should be looked at, in words.
    pub hints: Vec<String>,
    /// What leaves, field by field.
    pub leaves: Vec<Leaving>,
    /// What was ticked and stays out, each with the reason.
    pub held: Vec<(String, String)>,
}

/// A field that leaves with a letter.
#[derive(Clone, PartialEq, Eq)]
pub struct Leaving {
    /// Its name.
    pub name: String,
    /// What it says.
    pub text: String,
}

impl fmt::Debug for Leaving {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Leaving(..)")
    }
}

/// A line of a list of letters.
#[derive(Clone)]
pub struct LetterRow {
    /// Which.
    pub id: LetterId,
    /// The number of the letter that corrects it, if one does.
    pub corrected_by: Option<u32>,
    /// Why it was allowed to go; empty where this person may not know.
    pub ground: String,
    /// Who finished it.
    pub author: String,
    /// SHA-256 of its bytes, where this person may know it.
    pub sha256: String,
    /// Number of the letter.
    pub number: u32,
    /// Kind in words.
    pub kind: String,
    /// The person.
    pub person: String,
    /// To whom.
    pub receiver: String,
    /// What it told of the person, by name, where this person may know it.
    pub what: String,
    /// The group that it is about, by its name, where this person may know it.
    pub group: Option<String>,
    /// When.
    pub created: Timestamp,
}
