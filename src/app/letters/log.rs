//! What was written to whom: the list of letters, what left on what ground, and the same bytes once more.

use std::path::Path;

use crate::domain::consent::{Disclosure, DisclosureDetails, Ground};
use crate::domain::id::{ClientId, LetterId, PersonId, ScreeningId};
use crate::domain::letter_record::LetterRecord;
use crate::letter::pdf;
use crate::text;
use crate::vault::{Open, Stored};

use super::{create, kind_words, letter_trouble, write_new, write_whole};
use crate::app::command::{LetterRow, Secret, Trouble};
use crate::app::letter::in_words;

const LONGEST_LIST: u32 = 200;
/// More letters than this are no list that a spreadsheet shows.
const LONGEST_FILE: u32 = 1_000_000;

/// Letters that were finalised, the latest first.
///
/// # Errors
/// If the vault refuses.
pub fn list(open: &Open) -> Result<Vec<LetterRow>, Trouble> {
    Ok(rows(open, &open.letters().list(LONGEST_LIST)?))
}

/// The letter of this number, however old it is.
///
/// # Errors
/// If there is none, or the vault refuses.
pub fn numbered(open: &Open, number: u32) -> Result<LetterId, Trouble> {
    let all = open.letters().list(LONGEST_FILE)?;
    let found = all.into_iter().find(|stored| stored.value.number == number);
    found
        .map(|stored| stored.id)
        .ok_or_else(|| Trouble::new("not-found", text::say("trouble-no-such-letter")))
}

/// A client's letters.
///
/// # Errors
/// If the vault refuses.
pub fn of_client(open: &Open, client: ClientId) -> Result<Vec<LetterRow>, Trouble> {
    Ok(rows(open, &open.letters().of_client(client)?))
}

/// Letters of a screening that a new one can correct.
pub(super) fn of_screening(
    open: &Open,
    screening: ScreeningId,
) -> Result<Vec<(LetterId, u32, String)>, Trouble> {
    let letters = open.letters().of_screening(screening).unwrap_or_default();
    Ok(letters
        .into_iter()
        .map(|one| (one.id, one.value.number, kind_words(one.value.kind)))
        .collect())
}

fn rows(open: &Open, letters: &[Stored<LetterRecord>]) -> Vec<LetterRow> {
    letters
        .iter()
        .map(|stored| {
            let corrected_by = letters
                .iter()
                .find(|other| other.value.replaces == Some(stored.id))
                .map(|other| other.value.number);
            row(open, stored, corrected_by)
        })
        .collect()
}

fn row(open: &Open, stored: &Stored<LetterRecord>, corrected_by: Option<u32>) -> LetterRow {
    let disclosures = open.letters().disclosures(stored.id).unwrap_or_default();
    let details = disclosures
        .into_iter()
        .next()
        .and_then(|disclosure| disclosure.details);
    let person = person(open, stored);
    LetterRow {
        group: details.as_ref().and_then(|details| details.group.clone()),
        id: stored.id,
        corrected_by,
        ground: details
            .as_ref()
            .map(|details| ground_words(open, details))
            .unwrap_or_default(),
        author: author(open, stored.value.author),
        sha256: stored
            .value
            .sha256
            .clone()
            .or_else(|| details.as_ref().map(|details| details.sha256.clone()))
            .unwrap_or_default(),
        number: stored.value.number,
        kind: kind_words(stored.value.kind),
        person,
        what: details.as_ref().map(what_words).unwrap_or_default(),
        receiver: details.map(|details| details.receiver).unwrap_or_default(),
        created: stored.value.created,
    }
}

/// Whom it is about.
fn person(open: &Open, stored: &Stored<LetterRecord>) -> String {
    stored
        .value
        .client
        .and_then(|client| open.clients().card(client).ok())
        .map(|card| card.name)
        .unwrap_or_else(|| text::say("screening-unnamed"))
}

/// What a letter told of the person, by name.
pub(in crate::app) fn what_words(details: &DisclosureDetails) -> String {
    details.what.join("; ")
}

fn author(open: &Open, id: PersonId) -> String {
    let staff = open.staff().everybody().unwrap_or_default();
    let found = staff.into_iter().find(|one| one.id == id);
    found.map(|one| one.name).unwrap_or_default()
}

fn ground_words(open: &Open, details: &DisclosureDetails) -> String {
    match &details.ground {
        Ground::Consent(id) => match open.consents().get(*id) {
            Ok(consent) => {
                let date = in_words(consent.value.on);
                text::say_with("ground-consent-of", &[("date", &date)])
            }
            Err(_) => text::say("ground-consent"),
        },
        Ground::ToThePerson => text::say("ground-to-the-person"),
        Ground::Emergency(nature) => text::say_with("ground-emergency", &[("what", nature)]),
        Ground::Law(words) => words.clone(),
    }
}

/// Writes a finished letter to a new file again: the bytes that were finalised, or those with a password around them.
///
/// # Errors
/// If the vault refuses or the file cannot be written.
pub fn copy(
    open: &Open,
    letter: LetterId,
    path: &Path,
    password: Option<&Secret>,
) -> Result<(), Trouble> {
    let finished = open.letters().view(letter)?;
    let bytes = match password {
        Some(password) => pdf::encrypt(&finished.pdf, &password.0).map_err(letter_trouble)?,
        None => finished.pdf,
    };
    let mut file = create(path)?;
    let written = open
        .letters()
        .note_export(letter, password.is_some(), &bytes)
        .map_err(Trouble::from)
        .and_then(|()| write_whole(&mut file, &bytes, path));
    if written.is_err() {
        drop(file);
        let _ = std::fs::remove_file(path);
    }
    written
}

/// Writes what left the clinic as CSV, a line each time: letter, kind, person, what, receiver, when, by whom, on what
/// ground, hash.
///
/// # Errors
/// If the vault refuses or the file cannot be written.
pub fn disclosures_csv(open: &Open, path: &Path) -> Result<(), Trouble> {
    let heads = [
        "number", "kind", "person", "what", "receiver", "left", "author", "ground", "hash",
    ];
    let head = heads.map(|part| text::say(&format!("letter-col-{part}")));
    let mut out = csv_line(head.iter().map(String::as_str));
    for stored in &open.letters().list(LONGEST_FILE)? {
        let person = person(open, stored);
        for disclosure in open.letters().disclosures(stored.id)? {
            out.push_str(&disclosure_line(open, stored, &person, &disclosure));
        }
    }
    write_new(path, out.as_bytes())
}

fn disclosure_line(
    open: &Open,
    stored: &Stored<LetterRecord>,
    person: &str,
    disclosure: &Disclosure,
) -> String {
    let details = disclosure.details.as_ref();
    let words = |of: &dyn Fn(&DisclosureDetails) -> String| details.map(of).unwrap_or_default();
    csv_line([
        stored.value.number.to_string().as_str(),
        &kind_words(stored.value.kind),
        person,
        &words(&what_words),
        &words(&|details| details.receiver.clone()),
        &disclosure.at.to_string(),
        &author(open, disclosure.by),
        &words(&|details| ground_words(open, details)),
        &words(&|details| details.sha256.clone()),
    ])
}

/// Cells in quotation marks; what a spreadsheet would take for a formula stays text.
fn csv_line<'a>(cells: impl IntoIterator<Item = &'a str>) -> String {
    let cell = |text: &str| {
        let risky = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
        let text = text.replace('"', "\"\"");
        format!("\"{}{text}\"", if risky { "'" } else { "" })
    };
    let cells: Vec<String> = cells.into_iter().map(cell).collect();
    cells.join(",") + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_looks_like_a_formula_stays_text_in_a_spreadsheet() {
        let line = csv_line(["=HYPERLINK(\"x\")", "plain, with a comma", "-1"]);
        assert_eq!(
            line,
            "\"'=HYPERLINK(\"\"x\"\")\",\"plain, with a comma\",\"'-1\"\r\n"
        );
    }
}
