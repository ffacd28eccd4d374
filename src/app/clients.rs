//! Client records of an open vault.

mod course;

use jiff::civil::Date;
use serde_json::Value;

use crate::domain::client::Client;
use crate::domain::id::ClientId;
use crate::text;
use crate::vault::{ClientCard, Open, Show};

pub(super) use course::measures_taken;
pub use course::{Course, Happened, Taken, TimelineRow};

use super::command::{ClientRow, ClientView, Trouble};
use super::{activity, letters, screenings};

/// Clients that are sent at once.
pub const PAGE: usize = 200;
/// Longest name, in characters.
pub const LONGEST_NAME: usize = 200;
/// Longest other field of one line, in characters.
const LONGEST_FIELD: usize = 500;

/// Reads a client record from JSON and refuses what cannot be kept or printed.
///
/// # Errors
/// Every problem at once, without any content.
pub fn read(value: &Value) -> Result<Client, Trouble> {
    let client: Client = serde_json::from_value(value.clone()).map_err(|error| {
        Trouble::new(
            "bad-input",
            format!("client: {}", without_content(&error.to_string())),
        )
    })?;
    let problems = problems(&client);
    if problems.is_empty() {
        Ok(client)
    } else {
        Err(Trouble::new(
            "bad-input",
            problems
                .into_iter()
                .map(|line| format!("client: {line}"))
                .collect::<Vec<_>>()
                .join("\n"),
        ))
    }
}

/// Messages of serde quote values in double quotes; those could be names.
fn without_content(message: &str) -> String {
    let mut parts = message.split('"');
    let first = parts.next().unwrap_or_default().to_owned();
    if parts.next().is_some() {
        format!("{first}(not shown)")
    } else {
        first
    }
}

/// What is wrong with a client record, in words.
#[must_use]
pub fn problems(client: &Client) -> Vec<String> {
    let mut found = Vec::new();
    if client.legal_name.trim().is_empty() && client.display_name().trim().is_empty() {
        found.push(text::say("client-problem-name"));
    }
    let names = [
        Some(&client.legal_name),
        client.chosen_name.as_ref(),
        client.pronouns.as_ref(),
    ];
    for name in names.into_iter().flatten() {
        check_line(name, LONGEST_NAME, &mut found);
    }
    let lines = client
        .addresses
        .iter()
        .flat_map(|address| &address.lines)
        .chain(client.phones.iter().map(|phone| &phone.number))
        .chain(client.emails.iter().map(|email| &email.address))
        .chain(client.record_number.iter())
        .chain(client.language.iter())
        .chain(client.referrer.iter().map(|referrer| &referrer.name))
        .chain(
            client
                .guardian
                .iter()
                .flat_map(|guardian| [&guardian.name, &guardian.relation, &guardian.contact]),
        )
        .chain(
            client
                .emergency_contact
                .iter()
                .flat_map(|contact| [&contact.name, &contact.relation, &contact.phone]),
        );
    for line in lines {
        check_line(line, LONGEST_FIELD, &mut found);
    }
    found.sort();
    found.dedup();
    found
}

fn check_line(text: &str, most: usize, found: &mut Vec<String>) {
    if text.chars().count() > most {
        found.push(text::say_with(
            "client-problem-long",
            &[("most", &most.to_string())],
        ));
    }
    // A line break or a NUL in a name would break letters and lists; direction marks would turn the line around it.
    let unfit =
        |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if text.chars().any(unfit) {
        found.push(text::say("client-problem-control"));
    }
}

/// Clients that match, or the first page where nothing is asked.
///
/// # Errors
/// If the vault refuses.
pub fn find(open: &Open, query: &str) -> Result<Vec<ClientRow>, Trouble> {
    page(open, query, 0).map(|(_, rows)| rows)
}

/// How many match, and a page of them from a place on.
///
/// # Errors
/// If the vault refuses.
pub fn page(open: &Open, query: &str, from: usize) -> Result<(usize, Vec<ClientRow>), Trouble> {
    let (total, cards) = open.clients().find_from(query, from, PAGE)?;
    Ok((total, cards.into_iter().map(row).collect()))
}

/// Records that may be the same person.
///
/// # Errors
/// If the vault refuses.
pub fn duplicates(
    open: &Open,
    name: &str,
    birth_date: Option<Date>,
) -> Result<Vec<ClientRow>, Trouble> {
    let asked = Client {
        birth_date,
        ..Client::named(name)
    };
    Ok(open
        .clients()
        .likely_duplicates(&asked)?
        .into_iter()
        .map(|found| row(found.card))
        .collect())
}

/// Keeps a new or a changed record.
///
/// # Errors
/// If something is wrong with it, or the vault refuses.
pub fn save(open: &Open, id: Option<ClientId>, client: &Client) -> Result<ClientId, Trouble> {
    let problems = problems(client);
    if !problems.is_empty() {
        return Err(Trouble::new("bad-input", problems.join("\n")));
    }
    match id {
        None => Ok(open.clients().add(client)?),
        Some(id) => {
            let mut stored = open.clients().view(id)?;
            stored.value = client.clone();
            open.clients().save(&stored)?;
            Ok(id)
        }
    }
}

/// A client's page.
///
/// # Errors
/// If there is none, or the vault refuses.
pub fn view(open: &Open, id: ClientId) -> Result<ClientView, Trouble> {
    Ok(ClientView {
        id,
        client: open.clients().view(id)?.value,
        screenings: screenings::rows(open, Show::Of(id))?,
        timeline: course::timeline(open, id)?,
        courses: course::courses(open, id)?,
        letters: letters::of_client(open, id)?,
        may_see_looks: activity::may_see_looks(open, id)?,
    })
}

pub(super) fn row(card: ClientCard) -> ClientRow {
    ClientRow {
        id: Some(card.id),
        name: card.name,
        legal_name: card.legal_name,
        record_number: card.record_number,
        birth_date: card.birth_date,
        phone: None,
        restricted: card.restricted,
    }
}
