//! Finding clients while one types: what search knows of them, in memory while the vault is open.
//!
//! Reading a hundred thousand rows of the table at every letter would take many frames. Here they are one text, in the
//! order of the list, looked through in a millisecond or two. Any change of the table makes it out of date, and the
//! next search reads it again.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use memchr::memmem::Finder;
use rusqlite::Connection;
use zeroize::{Zeroize, Zeroizing};

use crate::vault::Error;

/// Counts the changes of what search knows, whoever makes them.
#[derive(Clone, Default)]
pub(in crate::vault) struct Changes(Arc<AtomicU64>);

/// Name as it is ordered, client, row of the table, and what is searched.
type Found = (Zeroizing<String>, [u8; 16], i64, Zeroizing<String>);

impl Changes {
    /// Counts the changes of this database from now on.
    pub(in crate::vault) fn of(db: &mut Connection) -> Self {
        let changes = Self::default();
        let count = Arc::clone(&changes.0);
        // Without the hook nothing is kept in memory: see `seen`.
        let hooked = db.update_hook(Some(
            move |_: rusqlite::hooks::Action, _: &str, table: &str, _: i64| {
                if table == "client_index" {
                    count.fetch_add(1, Ordering::Relaxed);
                }
            },
        ));
        if hooked.is_err() {
            changes.0.store(u64::MAX, Ordering::Relaxed);
        }
        changes
    }

    fn seen(&self) -> Option<u64> {
        Some(self.0.load(Ordering::Relaxed)).filter(|count| *count != u64::MAX)
    }
}

/// Everybody, in the order of the list.
pub(in crate::vault) struct Lookup {
    changes: Option<u64>,
    /// What each may be found by, one after another.
    text: Zeroizing<String>,
    /// Where each begins; one more for the end.
    starts: Vec<u32>,
    /// Rows of the table.
    rows: Vec<i64>,
    /// What was searched for last, and who was found.
    last: Option<(Vec<String>, Vec<u32>)>,
}

impl Drop for Lookup {
    fn drop(&mut self) {
        if let Some((words, _)) = &mut self.last {
            words.zeroize();
        }
    }
}

impl Lookup {
    /// Reads the table, in the order in which it lies: a walk along the order of the list would read each page many times.
    pub(in crate::vault) fn read(db: &Connection, changes: &Changes) -> Result<Self, Error> {
        let step = Error::db("read the search index");
        let seen = changes.seen();
        let sql = "SELECT rowid, sort_name, client, haystack FROM client_index";
        let mut statement = db.prepare_cached(sql).map_err(&step)?;
        let mut found: Vec<Found> = Vec::new();
        let mut rows = statement.query([]).map_err(&step)?;
        let mut bytes = 0;
        while let Some(row) = rows.next().map_err(&step)? {
            let haystack: String = row.get(3).map_err(&step)?;
            bytes += haystack.len();
            found.push((
                Zeroizing::new(row.get(1).map_err(&step)?),
                row.get(2).map_err(&step)?,
                row.get(0).map_err(&step)?,
                Zeroizing::new(haystack),
            ));
        }
        found.sort_unstable_by(|one, two| (one.0.as_str(), one.1).cmp(&(two.0.as_str(), two.1)));
        let mut lookup = Self {
            changes: seen,
            text: Zeroizing::new(String::with_capacity(bytes)),
            starts: Vec::with_capacity(found.len() + 1),
            rows: Vec::with_capacity(found.len()),
            last: None,
        };
        for (_, _, row, haystack) in &found {
            lookup.starts.push(lookup.end()?);
            lookup.rows.push(*row);
            lookup.text.push_str(haystack);
        }
        lookup.starts.push(lookup.end()?);
        Ok(lookup)
    }

    fn end(&self) -> Result<u32, Error> {
        u32::try_from(self.text.len()).map_err(|_| Error::Refused {
            what: "search index",
            problem: "too long",
        })
    }

    /// Whether nothing changed since it was read.
    pub(in crate::vault) fn is_current(&self, changes: &Changes) -> bool {
        self.changes.is_some() && self.changes == changes.seen()
    }

    /// How many fit all of these words, and the rows of those from a place on: first those of whom a word begins with
    /// the first, each part in the order of the list. No word fits everybody.
    pub(super) fn find(&mut self, words: &[String], from: usize, most: usize) -> (usize, Vec<i64>) {
        if words.is_empty() {
            let rows = self.rows.iter().skip(from).take(most);
            return (self.rows.len(), rows.copied().collect());
        }
        let known = self.last.as_ref().is_some_and(|(last, _)| last == words);
        if !known {
            let fit = self.fit(words);
            if let Some((words, _)) = &mut self.last {
                words.zeroize();
            }
            self.last = Some((words.to_vec(), fit));
        }
        let fit = self.last.as_ref().map_or(&[][..], |(_, fit)| fit);
        let rows = fit.iter().skip(from).take(most);
        let row = |index: &u32| self.rows.get(*index as usize).copied();
        (fit.len(), rows.filter_map(row).collect())
    }

    fn fit(&self, words: &[String]) -> Vec<u32> {
        // The longest is the rarest.
        let Some(rarest) = words.iter().max_by_key(|word| word.len()) else {
            return Vec::new();
        };
        let text = self.text.as_bytes();
        let finder = Finder::new(rarest.as_bytes());
        let others: Vec<Finder<'_>> = words
            .iter()
            .filter(|word| *word != rarest)
            .map(|word| Finder::new(word.as_bytes()))
            .collect();
        let begins = words
            .first()
            .map(|word| format!(" {word}"))
            .unwrap_or_default();
        let begins = Finder::new(begins.as_bytes());
        let (mut first, mut then) = (Vec::new(), Vec::new());
        let (mut at, mut index) = (0, 0);
        while let Some(hit) = text.get(at..).and_then(|rest| finder.find(rest)) {
            let place = at + hit;
            index = self.index_of(place, index);
            let (start, end) = (self.starts[index] as usize, self.starts[index + 1] as usize);
            at = end;
            // A word does not run over from one person to the next: each begins and ends with a space.
            if place + rarest.len() > end {
                at = end.max(place + 1);
                continue;
            }
            let whole = &text[start..end];
            if others.iter().all(|word| word.find(whole).is_some()) {
                let list = if begins.find(whole).is_some() {
                    &mut first
                } else {
                    &mut then
                };
                list.push(u32::try_from(index).unwrap_or(u32::MAX));
            }
        }
        first.append(&mut then);
        first
    }

    /// Whose text holds this place; hits come in order, so mostly the next few.
    fn index_of(&self, place: usize, from: usize) -> usize {
        let near = self.starts[from + 1..].iter().take(8);
        for (step, end) in near.enumerate() {
            if place < *end as usize {
                return from + step;
            }
        }
        self.starts
            .partition_point(|start| *start as usize <= place)
            .saturating_sub(1)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use rusqlite::params;

    use crate::domain::client::{Client, Phone};
    use crate::vault::Open;
    use crate::vault::doors::house;

    /// The same as a question to the table: what the search in memory has to agree with.
    fn by_table(open: &Open, words: &[&str]) -> Vec<String> {
        let mut all: Vec<&str> = words.to_vec();
        all.resize(6, "");
        let sql = "SELECT card ->> '$.record_number' FROM client_index \
                   WHERE instr(haystack, ?1) AND instr(haystack, ?2) AND instr(haystack, ?3) \
                     AND instr(haystack, ?4) AND instr(haystack, ?5) AND instr(haystack, ?6) \
                   ORDER BY instr(haystack, ' ' || ?1) = 0, sort_name, client LIMIT 50";
        let values = params![all[0], all[1], all[2], all[3], all[4], all[5]];
        let mut statement = open.db().prepare(sql).unwrap();
        let rows = statement.query_map(values, |row| row.get(0)).unwrap();
        rows.map(Result::unwrap).collect()
    }

    fn some(open: &Open, count: u32) {
        let given = ["Ada", "Adam", "Bo", "Cleo", "Dov"];
        let family = ["Vale", "Moor", "Adair", "Boland", "de Valera", "Vale Moor"];
        let many: Vec<Client> = (0..count)
            .map(|number| {
                let index = number as usize;
                let name = format!("{} {}", given[index % 5], family[index / 5 % 6]);
                Client {
                    record_number: Some(format!("{number:04}")),
                    phones: vec![Phone {
                        number: format!("555 {:04}", number * 37 % 1_000),
                        safe_for_voice_message: false,
                    }],
                    ..Client::named(name)
                }
            })
            .collect();
        open.clients().add_all(&many).unwrap();
    }

    fn by_search(open: &Open, query: &str) -> Vec<String> {
        let found = open.clients().find(query, 50).unwrap();
        let number = |card: crate::vault::ClientCard| card.record_number.unwrap();
        found.into_iter().map(number).collect()
    }

    #[test]
    fn it_finds_whom_the_table_finds_in_the_same_order() {
        let house = house();
        some(&house.open, 400);
        let queries = [
            "a",
            "ad",
            "ada",
            "ada v",
            "vale",
            "moor bo",
            "0123",
            "555",
            "012 ada",
            "de v",
            "ale m",
            "x",
            "vale vale",
            "5550",
            "o",
            "dov adair 03",
        ];
        for query in queries {
            let words: Vec<&str> = query.split(' ').collect();
            assert_eq!(
                by_search(&house.open, query),
                by_table(&house.open, &words),
                "{query}"
            );
        }
    }

    #[test]
    fn it_follows_every_change() {
        let house = house();
        let open = &house.open;
        some(open, 10);
        assert!(by_search(open, "zed").is_empty());
        let zed = Client {
            record_number: Some("9999".to_owned()),
            ..Client::named("Zed Sample")
        };
        let id = open.clients().add(&zed).unwrap();
        assert_eq!(by_search(open, "zed"), ["9999"]);
        let mut stored = open.clients().view(id).unwrap();
        stored.value.legal_name = "Yan Sample".to_owned();
        open.clients().save(&stored).unwrap();
        assert!(by_search(open, "zed").is_empty());
        assert_eq!(by_search(open, "yan"), ["9999"]);
        open.clients().remove(id).unwrap();
        assert!(by_search(open, "yan").is_empty());
    }

    #[test]
    fn pages_of_a_search_are_its_whole_list_in_pieces() {
        let house = house();
        let open = &house.open;
        some(open, 100);
        for query in ["", "ada", "vale"] {
            let all = open.clients().find_from(query, 0, 100).unwrap();
            assert_eq!(all.0, all.1.len());
            let mut pieces = Vec::new();
            for from in (0..all.0).step_by(7) {
                pieces.extend(open.clients().find_from(query, from, 7).unwrap().1);
            }
            assert!(all.1 == pieces, "{query}");
        }
    }
}
