//! What reports count: pathways, dates, seats and waiting for the office, outcomes for clinicians alone; never a name.

use jiff::Timestamp;
use rusqlite::Row;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::Error as Word;

use crate::domain::form::Pathway;
use crate::domain::id::{Id, ScreeningId};
use crate::domain::screening::{DeskState, ScreeningIndex, Stage};
use crate::vault::audit::{Action, Detail, Event};
use crate::vault::keys::sha256;
use crate::vault::{Deed, Error, Open};

/// The facts of one screening that reports count.
#[derive(Clone, PartialEq, Eq)]
pub struct Counted {
    /// Which conversation.
    pub pathway: Pathway,
    /// Draft or signed; what was entered in error is not counted.
    pub stage: Stage,
    /// How it stands for the desk.
    pub desk_state: DeskState,
    /// When it began.
    pub begun: Timestamp,
    /// When it was signed.
    pub signed: Option<Timestamp>,
    /// When that state came about, or it was last saved.
    pub moved: Timestamp,
    /// The outcome that was decided, else recommended; only for clinicians.
    pub outcome: Option<String>,
    /// Word of the disposition; only for clinicians.
    pub disposition: Option<String>,
    /// Criteria that were not met; only for clinicians.
    pub reasons: Vec<String>,
    /// Groups for which the person waits still; only for clinicians.
    pub waits_for: Vec<String>,
}

/// What a report counts, as the tables hold it.
const FACTS: &str = "id, body ->> '$.created', body ->> '$.pathway', stage, body ->> '$.desk-state', updated, \
     body ->> '$.signature.at', body ->> '$.kept.outcome', body -> '$.kept.criteria'";

/// Reports of an open vault.
pub struct Reports<'v>(pub(super) &'v Open);

impl Reports<'_> {
    /// Screenings that began from one moment on and before another, the earliest first.
    pub fn begun(&self, from: Timestamp, before: Timestamp) -> Result<Vec<Counted>, Error> {
        // Drafts are few and in no index of time: saving an answer would move them in it.
        let of = |which: &str| {
            format!(
                "SELECT {FACTS} FROM screening WHERE {which} AND body ->> '$.created' >= ?1 \
                 AND body ->> '$.created' < ?2"
            )
        };
        let between = [bound(from), bound(before)];
        let settled = of("stage <> 'draft' AND stage <> 'entered-in-error'");
        let mut found = self.counted(&settled, between.clone())?;
        found.extend(self.counted(&of("stage = 'draft'"), between)?);
        found.sort_by_key(|counted| counted.begun);
        Ok(found)
    }

    /// Screenings whose person waits for a seat, whenever they began.
    pub fn waiting(&self) -> Result<Vec<Counted>, Error> {
        let sql = format!(
            "SELECT {FACTS} FROM screening WHERE body ->> '$.desk-state' = 'waiting' \
             AND stage <> 'entered-in-error'"
        );
        self.counted(&sql, [])
    }

    /// Notes, before it happens, that a report leaves for a file.
    pub fn leaves(&self, bytes: &[u8]) -> Result<(), Error> {
        self.0.may(Deed::ReportExport)?;
        let detail = Detail::default()
            .word("what", "report")
            .number("bytes", bytes.len() as u64)
            .hash("sha256", &sha256(bytes));
        self.0
            .note(Event::new(Action::DATA_EXPORT).detail(detail))?;
        self.0.anchor_soon();
        Ok(())
    }

    fn counted<const N: usize>(
        &self,
        sql: &str,
        values: [String; N],
    ) -> Result<Vec<Counted>, Error> {
        self.0.may(Deed::ReportSee)?;
        let clinical = self.0.can(Deed::TherapyIndex) && self.0.reaches_clinical();
        if clinical {
            self.0.note_once(Action::INDEX_VIEW, "index")?;
        }
        let step = Error::db("count screenings");
        let mut statement = self.0.db().prepare_cached(sql).map_err(&step)?;
        let mut rows = statement
            .query(rusqlite::params_from_iter(values))
            .map_err(&step)?;
        let (mut found, mut sealed) = (Vec::new(), Vec::new());
        while let Some(row) = rows.next().map_err(&step)? {
            let (id, mut counted, kept) = facts(row)?;
            match counted.pathway {
                Pathway::Therapy => sealed.push((found.len(), id)),
                Pathway::Support | Pathway::Triage if clinical => kept.into(&mut counted),
                Pathway::Support | Pathway::Triage => {}
            }
            found.push(counted);
        }
        if clinical {
            let ids: Vec<ScreeningId> = sealed.iter().map(|(_, id)| *id).collect();
            let rows = self.0.screenings().index_rows(&ids)?;
            for ((at, _), index) in sealed.into_iter().zip(rows) {
                if let (Some(counted), Some(index)) = (found.get_mut(at), index) {
                    add_index(counted, index);
                }
            }
        }
        Ok(found)
    }
}

fn add_index(counted: &mut Counted, index: ScreeningIndex) {
    let waits_for = index.waits().cloned().collect();
    let ScreeningIndex {
        outcome,
        decided,
        disposition,
        reasons,
        ..
    } = index;
    counted.outcome = decided.or(outcome);
    counted.disposition = disposition;
    counted.reasons = reasons;
    counted.waits_for = waits_for;
}

/// What a finished support check keeps of its outcome.
struct Kept {
    outcome: Option<String>,
    criteria: Option<String>,
}

impl Kept {
    fn into(self, counted: &mut Counted) {
        counted.outcome = self.outcome;
        let criteria: Vec<(String, String)> = self
            .criteria
            .and_then(|json| serde_json::from_str(&json).ok())
            .unwrap_or_default();
        let not_met = criteria
            .into_iter()
            .filter(|(_, result)| result == "not met");
        counted.reasons = not_met.map(|(criterion, _)| criterion).collect();
    }
}

fn facts(row: &Row<'_>) -> Result<(ScreeningId, Counted, Kept), Error> {
    let step = Error::db("count screenings");
    let text = |at: usize| row.get::<_, String>(at).map_err(&step);
    let moment = |text: String| text.parse::<Timestamp>().map_err(|_| unreadable());
    let id: [u8; 16] = row.get(0).map_err(&step)?;
    let signed: Option<String> = row.get(6).map_err(&step)?;
    let counted = Counted {
        begun: moment(text(1)?)?,
        pathway: word(&text(2)?)?,
        stage: word(&text(3)?)?,
        desk_state: word(&text(4)?)?,
        moved: moment(text(5)?)?,
        signed: signed.map(moment).transpose()?,
        outcome: None,
        disposition: None,
        reasons: Vec::new(),
        waits_for: Vec::new(),
    };
    let kept = Kept {
        outcome: row.get(7).map_err(&step)?,
        criteria: row.get(8).map_err(&step)?,
    };
    Ok((ScreeningId::from_bytes(id), counted, kept))
}

/// A word of the tables as its type.
fn word<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, Error> {
    T::deserialize(IntoDeserializer::<Word>::into_deserializer(text)).map_err(|_| unreadable())
}

fn unreadable() -> Error {
    Error::Unreadable("screening")
}

/// A moment as texts of the tables compare with it: without what follows the second.
fn bound(at: Timestamp) -> String {
    let whole = jiff::Timestamp::from_second(at.as_second()).unwrap_or(at);
    whole.to_string().trim_end_matches('Z').to_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::domain::client::Client;
    use crate::domain::screening::ScreeningContent;
    use crate::domain::staff::Role;
    use crate::vault::NewScreening;
    use crate::vault::desk::rules;
    use crate::vault::doors::{House, house};

    fn one(house: &House) -> ScreeningId {
        let open = &house.open;
        let client = open.clients().add(&Client::named("Ada Vale")).unwrap();
        let id = open
            .screenings()
            .start(NewScreening {
                client: Some(client),
                pathway: Pathway::Therapy,
                rules: rules(),
            })
            .unwrap();
        let index = ScreeningIndex {
            outcome: Some("suitable".to_owned()),
            reasons: vec!["w-goal".to_owned()],
            ..ScreeningIndex::default()
        };
        open.screenings()
            .save_draft(id, &ScreeningContent::default(), &index)
            .unwrap();
        id
    }

    fn all(open: &Open) -> Result<Vec<Counted>, Error> {
        open.reports().begun(Timestamp::MIN, Timestamp::MAX)
    }

    #[test]
    fn a_clinician_counts_outcomes_and_nobody_else_does() {
        let mut house = house();
        one(&house);
        let seen = all(&house.open).unwrap();
        assert_eq!(seen[0].outcome.as_deref(), Some("suitable"));
        assert_eq!(seen[0].reasons, ["w-goal"]);
        for role in [Role::Intake, Role::Administrator] {
            house.be(house.vera, &[role]);
            let seen = all(&house.open).unwrap();
            assert_eq!(seen.len(), 1);
            assert!(
                seen[0].outcome.is_none() && seen[0].reasons.is_empty(),
                "{role:?}"
            );
        }
    }

    #[test]
    fn a_period_ends_before_its_last_moment() {
        let house = house();
        one(&house);
        let begun = all(&house.open).unwrap()[0].begun;
        let second = jiff::SignedDuration::from_secs(1);
        let count = |from, before| house.open.reports().begun(from, before).unwrap().len();
        assert_eq!(count(begun, begun + second), 1);
        assert_eq!(count(begun - second, begun), 0);
        assert_eq!(count(begun + second, begun + second + second), 0);
    }

    #[test]
    fn lists_and_reports_read_by_an_index_and_sort_nothing() {
        let house = house();
        let plan = |sql: &str| -> String {
            let db = house.open.db();
            let mut statement = db.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let lines = statement
                .query_map([], |row| row.get::<_, String>(3))
                .unwrap();
            lines.map(Result::unwrap).collect::<Vec<_>>().join("; ")
        };
        let queries = [
            (
                "SELECT id FROM screening WHERE body ->> '$.signature.at' < 'b'",
                "screening_signed",
            ),
            (
                "SELECT id FROM screening WHERE stage <> 'draft' AND stage <> 'entered-in-error' \
              AND body ->> '$.created' >= 'a' AND body ->> '$.created' < 'b'",
                "screening_begun",
            ),
            (
                "SELECT id FROM screening WHERE body ->> '$.desk-state' = 'waiting'",
                "screening_waiting",
            ),
            (
                "SELECT client, card FROM client_index ORDER BY sort_name, client LIMIT 200 OFFSET 9",
                "client_in_order",
            ),
        ];
        for (sql, index) in queries {
            let plan = plan(sql);
            assert!(
                plan.contains(index) && !plan.contains("TEMP B-TREE"),
                "{sql}: {plan}"
            );
        }
    }
}
