//! Clients: their records, search as one types, and likely duplicates before a new record is made.

mod likeness;
mod lookup;

use jiff::civil::Date;
use rusqlite::{Connection, Row, params};

use crate::domain::client::Client;
use crate::domain::id::{ClientId, Id};
use crate::vault::audit::{Action, Event};
use crate::vault::fold::{digits, fold};
use crate::vault::open::Change;
use crate::vault::shelf::{self, execute, table};
use crate::vault::{Deed, Document, Error, Open, Stored, Table};

use likeness::{Keys, likeness};
pub(super) use lookup::{Changes, Lookup};

impl Document for Client {
    type Id = ClientId;
    const TABLE: Table = table!("client", "client");
}

/// The few facts by which staff tell clients apart in a list.
#[derive(Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ClientCard {
    /// Id.
    #[serde(skip, default = "no_id")]
    pub id: ClientId,
    /// The name in use.
    pub name: String,
    /// The legal name, where it differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal_name: Option<String>,
    /// The clinic's number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record_number: Option<String>,
    /// Date of birth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_date: Option<Date>,
    /// Opening it needs a reason.
    #[serde(default)]
    pub restricted: bool,
}

crate::domain::redacted::redacted!(ClientCard);

fn no_id() -> ClientId {
    ClientId::from_bytes([0; 16])
}

/// A client who may be the same person.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Duplicate {
    /// The client.
    pub card: ClientCard,
    /// Why it looks so.
    pub reason: DuplicateReason,
}

/// Why two records may be the same person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DuplicateReason {
    /// Same record number.
    RecordNumber,
    /// Same name and same date of birth.
    NameAndBirthDate,
    /// Same date of birth and a name that differs in little.
    SimilarNameAndBirthDate,
    /// Same name; the date of birth is not known of both.
    Name,
}

/// Words of a query that are looked for; more are ignored.
const WORDS: usize = 6;

/// The clients of an open vault.
pub struct Clients<'v>(pub(super) &'v Open);

impl Clients<'_> {
    /// Adds a client.
    pub fn add(&self, client: &Client) -> Result<ClientId, Error> {
        self.0.may(Deed::ClientAdd)?;
        check(client)?;
        let id = shelf::fresh()?;
        self.0.change(|change| {
            shelf::insert(change, id, client)?;
            index(change, id, client)
        })?;
        Ok(id)
    }

    /// Adds many clients in one transaction: all of them, or none.
    pub fn add_all(&self, clients: &[Client]) -> Result<Vec<ClientId>, Error> {
        self.0.may(Deed::ClientAdd)?;
        clients.iter().try_for_each(check)?;
        self.0.change(|change| {
            clients
                .iter()
                .map(|client| {
                    let id = shelf::fresh()?;
                    shelf::insert(change, id, client)?;
                    index(change, id, client)?;
                    Ok(id)
                })
                .collect()
        })
    }

    /// Saves a client's record; refused if somebody saved it since it was read.
    pub fn save(&self, stored: &Stored<Client>) -> Result<u32, Error> {
        check(&stored.value)?;
        self.0.may_of(Deed::ClientChange, Some(stored.id))?;
        if !stored.value.restricted && self.0.is_restricted(stored.id)? {
            self.0.may_of(Deed::ClientUnrestrict, Some(stored.id))?;
        }
        self.0.change(|change| {
            let version = shelf::update(change, stored)?;
            index(change, stored.id, &stored.value)?;
            Ok(version)
        })
    }

    /// A client's whole record; a restricted one only after it was opened with a reason. That it was seen is in the log before it is returned.
    pub fn view(&self, id: ClientId) -> Result<Stored<Client>, Error> {
        self.0.may_of(Deed::ClientOpen, Some(id))?;
        let stored = shelf::get(self.0.db(), id)?;
        self.0
            .note(Event::new(Client::TABLE.view).about(id.to_bytes()))?;
        Ok(stored)
    }

    /// The facts of one client for a list.
    pub fn card(&self, id: ClientId) -> Result<ClientCard, Error> {
        self.0.may(Deed::ClientFind)?;
        let sql = "SELECT client, card FROM client_index WHERE client = ?1";
        self.cards(sql, params![id.to_bytes()])?
            .pop()
            .ok_or(Error::NotFound("client"))
    }

    /// How many there are.
    pub fn count(&self) -> Result<u64, Error> {
        self.0
            .db()
            .query_row("SELECT count(*) FROM client_index", [], |row| row.get(0))
            .map_err(Error::db("count clients"))
    }

    /// Clients by name, from a place on.
    pub fn page(&self, offset: u64, limit: u32) -> Result<Vec<ClientCard>, Error> {
        self.0.may(Deed::ClientFind)?;
        let sql =
            "SELECT client, card FROM client_index ORDER BY sort_name, client LIMIT ?2 OFFSET ?1";
        self.cards(sql, params![offset, limit])
    }

    /// Clients who fit every word of a query: parts of names, record number, date of birth, telephone.
    /// Names that begin with the first word come first. The log has that there was a search, once a session, and
    /// no word of it.
    pub fn find(&self, query: &str, limit: u32) -> Result<Vec<ClientCard>, Error> {
        let most = usize::try_from(limit).unwrap_or(usize::MAX);
        self.find_from(query, 0, most).map(|(_, cards)| cards)
    }

    /// As [`Clients::find`], from a place on, and how many there are in all; an empty query finds everybody.
    pub fn find_from(
        &self,
        query: &str,
        from: usize,
        most: usize,
    ) -> Result<(usize, Vec<ClientCard>), Error> {
        self.0.may(Deed::ClientFind)?;
        let words = query_words(query);
        if !words.is_empty() {
            self.0.note_once(Action::CLIENT_SEARCH, "words")?;
        }
        let (total, rows) = self.0.look_up(|lookup| lookup.find(&words, from, most))?;
        Ok((total, self.cards_at(rows)?))
    }

    /// Clients who may be the same person as this one, likeliest first.
    pub fn likely_duplicates(&self, client: &Client) -> Result<Vec<Duplicate>, Error> {
        self.0.may(Deed::ClientFind)?;
        self.0.note_once(Action::CLIENT_SEARCH, "duplicates")?;
        let keys = Keys::of(client);
        let number = client
            .record_number
            .as_deref()
            .map(fold)
            .unwrap_or_default();
        let sql = "SELECT client, card FROM client_index \
                   WHERE name_key IN (?1, ?2) OR used_key IN (?1, ?2) OR birth = ?3 LIMIT 500";
        // An empty birth date is that of everybody whose date is not known.
        let birth = Some(&keys.birth).filter(|birth| !birth.is_empty());
        let mut cards = self.cards(sql, params![keys.name, keys.used, birth])?;
        if !number.is_empty() {
            let words = [format!(" {number} ")];
            let (_, rows) = self.0.look_up(|lookup| lookup.find(&words, 0, 500))?;
            for card in self.cards_at(rows)? {
                if cards.iter().all(|known| known.id != card.id) {
                    cards.push(card);
                }
            }
        }
        let mut found: Vec<Duplicate> = cards
            .into_iter()
            .filter_map(|card| {
                let reason = likeness(&keys, &number, &card)?;
                Some(Duplicate { card, reason })
            })
            .collect();
        found.sort_by_key(|duplicate| duplicate.reason);
        Ok(found)
    }

    /// Removes a client to whom nothing belongs; anything else needs an erasure.
    pub fn remove(&self, id: ClientId) -> Result<(), Error> {
        self.0.may_of(Deed::ClientRemove, Some(id))?;
        self.0.change(|change| shelf::remove::<Client>(change, id))
    }

    /// The cards of these rows, in their order.
    fn cards_at(&self, rows: Vec<i64>) -> Result<Vec<ClientCard>, Error> {
        let step = Error::db("find clients");
        let sql = "SELECT client, card FROM client_index WHERE rowid = ?1";
        let mut statement = self.0.db().prepare_cached(sql).map_err(&step)?;
        rows.into_iter()
            .map(|row| {
                let found = statement.query_row([row], |row| Ok((row.get(0)?, row.get(1)?)));
                read_card(found.map_err(&step)?)
            })
            .collect()
    }

    fn cards(&self, sql: &str, values: impl rusqlite::Params) -> Result<Vec<ClientCard>, Error> {
        let step = Error::db("find clients");
        let mut statement = self.0.db().prepare_cached(sql).map_err(&step)?;
        let rows = statement
            .query_map(values, |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?)))
            .and_then(Iterator::collect::<rusqlite::Result<Vec<([u8; 16], String)>>>)
            .map_err(&step)?;
        rows.into_iter().map(read_card).collect()
    }
}

fn read_card((id, card): ([u8; 16], String)) -> Result<ClientCard, Error> {
    let card: ClientCard = serde_json::from_str(&card).map_err(|_| Error::Unreadable("client"))?;
    Ok(ClientCard {
        id: ClientId::from_bytes(id),
        ..card
    })
}

/// Clients of whom search knows something else than their record says. For the full check.
pub(super) fn stale_index(db: &Connection) -> Result<Vec<ClientId>, Error> {
    let step = Error::db("check the search index");
    let sql = "SELECT client.id, client.body, haystack, sort_name, name_key, used_key, birth, card \
               FROM client LEFT JOIN client_index ON client_index.client = client.id";
    let mut statement = db.prepare_cached(sql).map_err(&step)?;
    let mut rows = statement.query([]).map_err(&step)?;
    let mut stale = Vec::new();
    while let Some(row) = rows.next().map_err(&step)? {
        let body: String = row.get(1).map_err(&step)?;
        let wanted = serde_json::from_str(&body)
            .ok()
            .and_then(|client| IndexRow::of(&client).ok());
        if wanted != read_index(row).ok() {
            stale.push(ClientId::from_bytes(row.get(0).map_err(&step)?));
        }
    }
    Ok(stale)
}

fn read_index(row: &Row<'_>) -> rusqlite::Result<IndexRow> {
    Ok(IndexRow {
        haystack: row.get(2)?,
        sort_name: row.get(3)?,
        name_key: row.get(4)?,
        used_key: row.get(5)?,
        birth: row.get(6)?,
        card: row.get(7)?,
    })
}

/// The folded words of a query. A date in any usual spelling becomes one word; others lose what is not
/// letter or digit.
fn query_words(query: &str) -> Vec<String> {
    query
        .split_whitespace()
        .flat_map(|word| match as_date(word) {
            Some(date) => vec![date.to_string()],
            None => fold(word)
                .split(' ')
                .filter(|w| !w.is_empty())
                .map(str::to_owned)
                .collect(),
        })
        .take(WORDS)
        .collect()
}

/// 1990-04-12, 12.4.1990, 12/04/1990. Day before month, as the clinic's forms print it.
fn as_date(word: &str) -> Option<Date> {
    let numbers: Vec<&str> = word.split(['-', '.', '/']).collect();
    let [one, two, three] = numbers[..] else {
        return None;
    };
    let (year, month, day) = if one.len() == 4 {
        (one, two, three)
    } else {
        (three, two, one)
    };
    if year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// A row of the search index, but for the client's id.
#[derive(PartialEq)]
struct IndexRow {
    haystack: String,
    sort_name: String,
    name_key: String,
    used_key: String,
    birth: String,
    card: String,
}

impl IndexRow {
    fn of(client: &Client) -> Result<Self, Error> {
        let keys = Keys::of(client);
        let name = client.display_name().to_owned();
        let card = ClientCard {
            id: no_id(),
            legal_name: Some(&client.legal_name)
                .filter(|legal| **legal != name)
                .cloned(),
            name,
            record_number: client.record_number.clone(),
            birth_date: client.birth_date,
            restricted: client.restricted,
        };
        Ok(Self {
            haystack: haystack(client, &keys),
            sort_name: fold(client.display_name()),
            card: serde_json::to_string(&card).map_err(|_| Error::Unreadable("client"))?,
            name_key: keys.name,
            used_key: keys.used,
            birth: keys.birth,
        })
    }
}

/// Rewrites what search knows of a client, in the transaction of the change.
fn index(change: &Change<'_>, id: ClientId, client: &Client) -> Result<(), Error> {
    let row = IndexRow::of(client)?;
    let sql = "INSERT INTO client_index (client, haystack, sort_name, name_key, used_key, birth, card) \
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) \
               ON CONFLICT (client) DO UPDATE SET haystack = ?2, sort_name = ?3, name_key = ?4, \
               used_key = ?5, birth = ?6, card = ?7";
    let values = params![
        id.to_bytes(),
        row.haystack,
        row.sort_name,
        row.name_key,
        row.used_key,
        row.birth,
        row.card
    ];
    execute(change.db(), sql, "client", values).map(|_| ())
}

/// Everything that a query may hit, each piece between spaces.
fn haystack(client: &Client, keys: &Keys) -> String {
    let mut pieces = vec![fold(&client.legal_name)];
    pieces.extend(client.chosen_name.as_deref().map(fold));
    if let Some(number) = client.record_number.as_deref().map(fold) {
        pieces.push(number.replace(' ', ""));
        pieces.push(number);
    }
    pieces.push(keys.birth.clone());
    pieces.extend(client.phones.iter().map(|phone| digits(&phone.number)));
    let pieces: Vec<String> = pieces
        .into_iter()
        .filter(|piece| !piece.is_empty())
        .collect();
    format!(" {} ", pieces.join(" "))
}

fn check(client: &Client) -> Result<(), Error> {
    if fold(&client.legal_name).is_empty() {
        return Err(Error::Refused {
            what: "client's name",
            problem: "empty",
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_are_read_in_the_usual_spellings() {
        for word in ["1990-04-12", "12.4.1990", "12/04/1990", "12-04-1990"] {
            assert_eq!(as_date(word), Some(date(1990, 4, 12)), "{word}");
        }
        for word in ["1990", "12.4", "555-0147", "99.99.1990", "a.b.c", "12.4.90"] {
            assert_eq!(as_date(word), None, "{word}");
        }
    }
}
