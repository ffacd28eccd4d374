//! Letters of many clients in one day: whoever prints or exports those of more than ten says why, once a day.
//!
//! What left is counted in the activity log, so that nothing shortens the count: no lock, restart or second program.

use jiff::Timestamp;
use rusqlite::params;

use crate::domain::id::{ClientId, Id, OpeningId};
use crate::domain::restricted::OpeningReason;
use crate::vault::audit::{Action, Detail, Event};
use crate::vault::record::{self, Kind, MAIN_PART, Place};
use crate::vault::restricted::reason_of;
use crate::vault::{Error, Open, shelf};

/// Clients a day without a reason.
pub const MANY_CLIENTS: u64 = 10;

/// Actions with which a letter leaves the vault.
const LEAVES: [Action; 2] = [Action::LETTER_PRINT, Action::LETTER_EXPORT];

impl Open {
    /// Of how many clients the signed-in person printed or exported letters today.
    pub fn clients_sent_today(&self) -> Result<u64, Error> {
        self.sent_today(None)
    }

    /// Of how many clients the signed-in person opened the page today.
    pub fn clients_opened_today(&self) -> Result<u64, Error> {
        let sql = "SELECT count(DISTINCT object) FROM audit \
                   WHERE action = ?1 AND actor = ?2 AND time_utc >= ?3";
        let me = self.person().to_bytes();
        self.db()
            .prepare_cached(sql)
            .and_then(|mut statement| {
                let values = params![Action::CLIENT_VIEW.word(), me, self.morning()];
                statement.query_row(values, |row| row.get(0))
            })
            .map_err(Error::db("read the activity log"))
    }

    /// Says why letters of so many clients leave today. The reason is sealed to the clinicians; the log has the number.
    pub fn explain_many(&self, reason: &str) -> Result<(), Error> {
        let text = reason_of(reason)?;
        let sent = self.clients_sent_today()?;
        let id: OpeningId = shelf::fresh()?;
        self.change(|change| {
            let place = Place::of(id, MAIN_PART, Kind::Reason);
            record::save_frozen(change, place, None, &OpeningReason { text })?;
            let detail = Detail::default().number("clients", sent);
            change
                .log(
                    &Event::new(Action::LETTER_MANY)
                        .about(id.to_bytes())
                        .detail(detail),
                )
                .map(drop)
        })
    }

    /// Whether a letter of this client would be one of too many today, and nobody said why.
    pub(super) fn is_one_of_many(&self, client: Option<ClientId>) -> Result<bool, Error> {
        Ok(self.sent_today(client)? >= MANY_CLIENTS && !self.explained_today()?)
    }

    fn sent_today(&self, but: Option<ClientId>) -> Result<u64, Error> {
        // What the log names are letters; whose they are stands in their rows.
        let sql = "SELECT count(DISTINCT letter.client) FROM audit JOIN letter ON letter.id = audit.object \
                   WHERE audit.action IN (?1, ?2) AND audit.actor = ?3 AND audit.time_utc >= ?4 \
                   AND letter.client IS NOT ?5";
        let [print, export] = LEAVES.map(Action::word);
        let me = self.person().to_bytes();
        let but = but.map(|client| client.to_bytes());
        self.db()
            .prepare_cached(sql)
            .and_then(|mut statement| {
                let values = params![print, export, me, self.morning(), but];
                statement.query_row(values, |row| row.get(0))
            })
            .map_err(Error::db("read the activity log"))
    }

    fn explained_today(&self) -> Result<bool, Error> {
        let sql = "SELECT EXISTS (SELECT 1 FROM audit WHERE action = ?1 AND actor = ?2 AND time_utc >= ?3)";
        let me = self.person().to_bytes();
        self.db()
            .prepare_cached(sql)
            .and_then(|mut statement| {
                let values = params![Action::LETTER_MANY.word(), me, self.morning()];
                statement.query_row(values, |row| row.get(0))
            })
            .map_err(Error::db("read the activity log"))
    }

    /// When the clinic's day began, as the log writes times.
    fn morning(&self) -> String {
        let start = self.today().to_zoned(self.zone());
        let start = start.map_or(Timestamp::UNIX_EPOCH, |start| start.timestamp());
        format!("{start:.3}")
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::domain::client::Client;
    use crate::domain::id::LetterId;
    use crate::domain::letter_record::ShownKind;
    use crate::domain::screening::{ScreeningContent, ScreeningIndex};
    use crate::vault::desk::{therapy, vault, words};
    use crate::vault::doors::letter;

    fn finished(open: &Open, name: &str) -> LetterId {
        let client = open.clients().add(&Client::named(name)).unwrap();
        let id = therapy(open, client);
        let (content, index) = (ScreeningContent::default(), ScreeningIndex::default());
        let proof = open.prove(&words()).unwrap();
        open.screenings()
            .sign(id, &content, &index, "I ran it.", proof)
            .unwrap();
        let number = open.letters().next_number().unwrap();
        let new = letter(ShownKind::ClinicalLetter, client, id);
        open.letters().finish(number, &new).unwrap()
    }

    #[test]
    fn letters_of_an_eleventh_client_in_one_day_leave_only_after_a_reason() {
        let (_place, _dir, open) = vault();
        let letters: Vec<LetterId> = (0..12)
            .map(|number| finished(&open, &format!("Person {number:02} Sample")))
            .collect();
        let export = |letter: LetterId| open.letters().note_export(letter, true, b"bytes");
        for letter in &letters[..10] {
            export(*letter).unwrap();
        }
        assert_eq!(open.clients_sent_today().unwrap(), MANY_CLIENTS);
        // A client whose letter left already is no further one.
        export(letters[0]).unwrap();
        for _ in 0..2 {
            assert!(matches!(export(letters[10]), Err(Error::ManyToday(10))));
            let printed = open.letters().note_print(letters[10]);
            assert!(matches!(printed, Err(Error::ManyToday(10))));
        }
        let short = open.explain_many("audit day");
        assert!(matches!(short, Err(Error::ReasonNeeded)));
        open.explain_many("The insurer asked for all reports of the spring group.")
            .unwrap();
        export(letters[10]).unwrap();
        export(letters[11]).unwrap();
        assert_eq!(open.clients_sent_today().unwrap(), 12);
        assert!(open.check().unwrap().is_clean());
        let told = open.audit().newest(None, 100).unwrap();
        let why: Vec<_> = told
            .iter()
            .filter(|row| row.action == "letter.many")
            .collect();
        assert_eq!(why.len(), 1);
        assert_eq!(why[0].detail("clients"), Some("10"));
    }
}
