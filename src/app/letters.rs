//! Letters of an open vault: set for looking at, finalised, written as PDF, listed.

mod consents;
mod desk;
mod file;
mod log;
mod paper;
mod ready;
mod set;

pub use desk::desk;
pub(super) use file::{file_trouble, write_new};
pub use log::{copy, disclosures_csv, list, numbered, of_client};
pub use paper::print;

use std::path::Path;

use crate::domain::clinic::Letterhead;
use crate::domain::consent::DisclosureDetails;
use crate::domain::id::LetterId;
use crate::domain::letter_record::{FinishedLetter, ShownKind};
use crate::letter::layout::readable;
use crate::letter::page::Colour;
use crate::letter::{Kind, Letter, Part, Press, lint, pdf};
use crate::text::{self, Catalogue};
use crate::vault::{NewLetter, Open};

use super::command::{Leaving, LetterPreview, LetterRequest, Secret, Trouble};
use super::letter::stationery;
use file::{create, write_whole};
use set::{Set, set};

/// Sets a letter for looking at it; what stops it is told, not refused.
///
/// # Errors
/// If the screening is not signed, is locked, or holds a character that no font has.
pub fn preview(
    open: &Open,
    press: &mut Press,
    request: &LetterRequest,
) -> Result<LetterPreview, Trouble> {
    let number = open.letters().next_number()?;
    let set = set(open, press, request, number)?;
    let (stops, hints) = problems(&set);
    Ok(LetterPreview {
        leaves: leaving(&set.letter),
        sheets: set.sheets,
        stops,
        hints,
        held: set.held,
    })
}

/// What leaves, field by field, as it stands in the letter.
#[must_use]
pub fn leaving(letter: &Letter) -> Vec<Leaving> {
    letter
        .fields()
        .into_iter()
        .map(|(part, heading, text)| Leaving {
            name: if heading.is_empty() {
                text::say(part.field_name())
            } else {
                heading
            },
            text,
        })
        .collect()
}

fn problems(set: &Set) -> (Vec<String>, Vec<String>) {
    let pages = lint::lint_pages(set.letter.kind, set.sheets.pages.len());
    let found = lint::lint(&set.letter).into_iter().chain(pages);
    let (stops, hints): (Vec<_>, Vec<_>) = found.partition(lint::Problem::stops);
    let say = |problems: Vec<lint::Problem>| {
        problems
            .iter()
            .map(|problem| problem.message(Catalogue::english()))
            .collect::<Vec<_>>()
    };
    let mut stops = say(stops);
    stops.extend(set.stops.iter().cloned());
    (stops, say(hints))
}

/// Finalises a letter and writes it to a new file that only this user can read. Returns its number.
///
/// # Errors
/// If the linter stops it, the file cannot be written, or the vault refuses; then no file is left.
pub fn save(
    open: &Open,
    press: &mut Press,
    request: &LetterRequest,
    path: &Path,
    password: Option<&Secret>,
) -> Result<u32, Trouble> {
    let number = open.letters().next_number()?;
    let set = set(open, press, request, number)?;
    may_leave(open, &set)?;
    let mut file = create(path)?;
    let finished = finish(open, &set, number)
        .and_then(|(letter, bytes)| exported(open, letter, bytes, password))
        .and_then(|bytes| write_whole(&mut file, &bytes, path));
    if let Err(trouble) = finished {
        drop(file);
        // Half a letter would look like a whole one.
        let _ = std::fs::remove_file(path);
        return Err(trouble);
    }
    Ok(number)
}

/// Refuses a letter that must not become final, before it does.
fn may_leave(open: &Open, set: &Set) -> Result<(), Trouble> {
    let client = set.screening.client.as_ref().map(|(client, _)| *client);
    open.letters()
        .may_leave(shown_kind(set.letter.kind), client)?;
    let (stops, _) = problems(set);
    if stops.is_empty() {
        return Ok(());
    }
    Err(Trouble::new("letter-stopped", stops.join("\n")))
}

/// Refuses a letterhead that letters could not be set with.
///
/// # Errors
/// In words.
pub fn check_letterhead(letterhead: &Letterhead) -> Result<(), Trouble> {
    super::vaults::check_logo(letterhead)?;
    let wrong = || Trouble::new("bad-input", text::say("letterhead-colour-wrong"));
    if letterhead.colour.is_empty() {
        return Ok(());
    }
    let colour = Colour::from_hex(&letterhead.colour).ok_or_else(wrong)?;
    readable(colour).map_err(|error| Trouble::new("bad-input", error.to_string()))
}

fn random() -> Result<[u8; 16], Trouble> {
    let mut id = [0; 16];
    getrandom::fill(&mut id)
        .map_err(|_| Trouble::new("vault", text::say("trouble-no-randomness")))?;
    Ok(id)
}

/// Makes a letter final. That it leaves is noted by whoever lets it leave.
fn finish(open: &Open, set: &Set, number: u32) -> Result<(LetterId, Vec<u8>), Trouble> {
    let request = &set.request;
    let stamp = pdf::Stamp {
        id: random()?,
        time: open.now(),
    };
    let bytes = pdf::write(&set.sheets, &stamp).map_err(letter_trouble)?;
    let client = set.screening.client.as_ref().map(|(client, _)| *client);
    let new = NewLetter {
        kind: shown_kind(set.letter.kind),
        screening: Some(set.screening.id),
        client,
        replaces: request.replaces,
        letter: FinishedLetter {
            code: set.letter.kind.code().to_owned(),
            language: "en".to_owned(),
            pdf: bytes.clone(),
        },
    };
    let letter = open.letters().finish(number, &new)?;
    let (recipient, ground) = consents::ground(open, set)?;
    let details = DisclosureDetails {
        sha256: sha256(&bytes),
        recipient,
        receiver: consents::receiver_words(request),
        what: told(&set.letter),
        group: Some(set.group.clone()).filter(|group| !group.is_empty()),
        ground,
    };
    open.letters().disclose(letter, &details)?;
    Ok((letter, bytes))
}

/// What a letter tells of the person, by name: the receiver is told of elsewhere.
fn told(letter: &Letter) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (part, heading, _) in letter.fields() {
        let name = match part {
            Part::Address => continue,
            _ if heading.is_empty() => text::say(part.field_name()),
            _ => heading,
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn exported(
    open: &Open,
    letter: LetterId,
    bytes: Vec<u8>,
    password: Option<&Secret>,
) -> Result<Vec<u8>, Trouble> {
    let bytes = match password {
        Some(password) => pdf::encrypt(&bytes, &password.0).map_err(letter_trouble)?,
        None => bytes,
    };
    open.letters()
        .note_export(letter, password.is_some(), &bytes)?;
    Ok(bytes)
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn shown_kind(kind: Kind) -> ShownKind {
    match kind {
        Kind::L2 => ShownKind::SupportReferral,
        Kind::L5 => ShownKind::ToThePerson,
        _ => ShownKind::ClinicalLetter,
    }
}

pub(super) fn letter_trouble(error: crate::letter::LetterError) -> Trouble {
    Trouble::new("letter", error.to_string())
}

/// The clinic as a page without a person shows it.
pub(super) fn letterhead_facts(
    open: &Open,
    press: &mut Press,
) -> Result<crate::letter::facts::Clinic, Trouble> {
    let clinic = open.settings().clinic()?;
    let letterhead = open.settings().letterhead()?;
    Ok(crate::letter::facts::Clinic {
        name: clinic.name,
        address: clinic.address,
        phone: clinic.phone,
        email: clinic.email,
        logo: press.logo(&letterhead.logo_png).map_err(letter_trouble)?,
        stationery: stationery(&letterhead),
    })
}

/// The kind of a letter as everybody may know it, in words.
pub(super) fn kind_words(kind: ShownKind) -> String {
    text::say(match kind {
        ShownKind::SupportReferral => "letter-kind-support",
        ShownKind::ToThePerson => "letter-kind-person",
        ShownKind::ClinicalLetter => "letter-kind-clinical",
    })
}
