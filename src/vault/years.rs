//! Records over the years: what is due, what goes by itself, what a hold keeps, and what an erasure leaves.
#![allow(clippy::unwrap_used)]

mod erasure;

use std::path::PathBuf;
use std::sync::Arc;

use crate::domain::answers::{Answer, Answers, SafetyLevel};
use crate::domain::client::Client;
use crate::domain::clock::{Clock, FixedClock};
use crate::domain::form::Pathway;
use crate::domain::id::{ClientId, ScreeningId};
use crate::domain::retention::RetentionTable;
use crate::domain::screening::{DeskState, Planned, ScreeningContent, ScreeningIndex, SupportKept};
use crate::vault::desk::{clock, lock, rules, therapy, vault_of, words};
use crate::vault::{
    Class, Due, DueRecord, DueWhy, Error, Keep, Locked, NewScreening, Note, Open, Purged, Why,
};
use jiff::SignedDuration;
use jiff::civil::{Date, date};
use tempfile::TempDir;

const WHY: &str = "The person asked for it in writing";

struct House {
    place: TempDir,
    clock: Arc<FixedClock>,
}

impl House {
    fn new() -> Self {
        Self {
            place: TempDir::new().unwrap(),
            clock: clock(),
        }
    }

    fn dir(&self) -> PathBuf {
        self.place.path().join("Clinic.vault")
    }

    fn vault(&self) -> Open {
        vault_of(&self.dir(), ("vera", words()), self.clock.clone()).0
    }

    fn unlock(&self) -> Open {
        let clock: Arc<dyn Clock> = self.clock.clone();
        Locked::at(&self.dir(), clock)
            .unwrap()
            .unlock("vera", &words())
            .unwrap()
    }

    /// Locks, lets days pass, with a sign-in at least each month, and unlocks.
    fn after_days(&self, open: Open, days: i64) -> Open {
        let mut open = open;
        let mut left = days;
        while left > 0 {
            lock(open);
            let step = left.min(30);
            self.clock.advance(SignedDuration::from_hours(24 * step));
            left -= step;
            open = self.unlock();
        }
        open
    }
}

fn content(text: &str) -> ScreeningContent {
    let mut answers = Answers::default();
    answers
        .given
        .insert("tg-goal".to_owned(), Answer::One(text.to_owned()));
    ScreeningContent {
        answers,
        ..ScreeningContent::default()
    }
}

fn draft_of(open: &Open, client: ClientId, text: &str) -> ScreeningId {
    let id = therapy(open, client);
    let index = ScreeningIndex::default();
    open.screenings()
        .save_draft(id, &content(text), &index)
        .unwrap();
    id
}

fn signed_of(open: &Open, client: ClientId, text: &str) -> ScreeningId {
    let id = draft_of(open, client, text);
    let proof = open.prove(&words()).unwrap();
    let index = ScreeningIndex::default();
    open.screenings()
        .sign(id, &content(text), &index, "I ran it.", proof)
        .unwrap();
    id
}

fn kept(until: Date, name: &str) -> Keep {
    Keep::This(Box::new(SupportKept {
        chosen_name: name.to_owned(),
        contact: None,
        group: None,
        on: date(2025, 3, 10),
        outcome: "fits".to_owned(),
        criteria: Vec::new(),
        disposition: None,
        arrangements: String::new(),
        keep_until: until,
        content: None,
    }))
}

fn support_of(open: &Open, client: Option<ClientId>, until: Date, name: &str) -> ScreeningId {
    let new = NewScreening {
        client,
        pathway: Pathway::Support,
        rules: rules(),
    };
    let id = open.screenings().start(new).unwrap();
    let proof = open.prove(&words()).unwrap();
    open.screenings()
        .finish_support(id, kept(until, name), "I ran it.", proof)
        .unwrap();
    id
}

fn is_there(open: &Open, id: ScreeningId) -> bool {
    open.screenings().row(id).is_ok()
}

fn due_of(open: &Open, id: ScreeningId) -> Option<Due> {
    let due = open.retention().due().unwrap();
    due.into_iter()
        .find(|line| line.record == DueRecord::Screening(id))
}

fn activate(open: &Open) {
    open.retention().propose(RetentionTable::default()).unwrap();
    open.retention()
        .activate("The shipped periods fit our law")
        .unwrap();
}

fn clean(open: &Open) {
    let report = open.check().unwrap();
    assert!(report.is_clean(), "{:?}", report.findings);
}

#[test]
fn a_kept_support_check_goes_after_its_last_day() {
    let house = House::new();
    let open = house.vault();
    let id = support_of(&open, None, date(2025, 6, 8), "Robin");
    let open = house.after_days(open, 90);
    assert!(is_there(&open, id), "its last day is today");
    let open = house.after_days(open, 1);
    assert!(!is_there(&open, id));
    let log = open.audit().newest(None, 20).unwrap();
    let purge = log.iter().find(|row| row.action == "retention.purge");
    assert_eq!(purge.unwrap().detail("support"), Some("1"));
    clean(&open);
}

#[test]
fn who_joined_is_forgotten_the_next_day() {
    let house = House::new();
    let open = house.vault();
    let id = support_of(&open, None, date(2025, 6, 8), "Robin");
    open.screenings()
        .set_desk_state(id, DeskState::Joined)
        .unwrap();
    lock(open);
    let open = house.unlock();
    assert!(is_there(&open, id), "not on the same day");
    let open = house.after_days(open, 1);
    assert!(!is_there(&open, id));
    clean(&open);
}

#[test]
fn an_unsigned_draft_is_warned_of_and_goes_once_the_table_is_in_force() {
    let house = House::new();
    let open = house.vault();
    let client = open.clients().add(&Client::named("Ada Vale")).unwrap();
    let id = draft_of(&open, client, "private");
    let open = house.after_days(open, 22);
    assert_eq!(due_of(&open, id), None);
    let open = house.after_days(open, 1);
    let line = due_of(&open, id).unwrap();
    assert_eq!((line.class, line.why), (Class::Draft, DueWhy::Soon));
    assert_eq!(line.date, date(2025, 4, 9));
    let open = house.after_days(open, 7);
    assert!(is_there(&open, id), "nobody has put a table in force");
    assert!(!due_of(&open, id).unwrap().by_itself);
    activate(&open);
    let open = house.after_days(open, 1);
    assert!(!is_there(&open, id));
    clean(&open);
}

#[test]
fn a_draft_with_a_planned_meeting_stays_until_14_days_after_it() {
    let house = House::new();
    let open = house.vault();
    let client = open.clients().add(&Client::named("Ada Vale")).unwrap();
    let id = draft_of(&open, client, "private");
    let planned = Planned {
        on: date(2025, 5, 10),
        place: "10:00, room 2".to_owned(),
    };
    open.screenings().plan(id, Some(planned)).unwrap();
    activate(&open);
    // The meeting is 61 days on: long after an unsigned draft would have gone.
    let open = house.after_days(open, 61);
    assert!(is_there(&open, id));
    assert_eq!(due_of(&open, id).unwrap().date, date(2025, 5, 24));
    let open = house.after_days(open, 13);
    assert!(is_there(&open, id));
    let open = house.after_days(open, 2);
    assert!(!is_there(&open, id));
    clean(&open);
}

#[test]
fn a_draft_with_an_open_concern_stays_until_a_clinician_has_looked() {
    let house = House::new();
    let open = house.vault();
    activate(&open);
    let client = open.clients().add(&Client::named("Ada Vale")).unwrap();
    let id = draft_of(&open, client, "private");
    let danger = ScreeningIndex {
        safety: SafetyLevel::ActNow,
        ..ScreeningIndex::default()
    };
    open.screenings()
        .save_draft(id, &content("private"), &danger)
        .unwrap();
    let open = house.after_days(open, 40);
    let line = due_of(&open, id).unwrap();
    assert_eq!((line.why, line.by_itself), (DueWhy::ConcernOpen, false));
    clean(&open);
}

#[test]
fn a_signed_assessment_is_due_after_its_years_and_never_goes_by_itself() {
    let house = House::new();
    let open = house.vault();
    activate(&open);
    let adult = Client {
        birth_date: Some(date(1980, 1, 1)),
        ..Client::named("Ada Vale")
    };
    let minor = Client {
        birth_date: Some(date(2009, 5, 1)),
        ..Client::named("Bo Vale")
    };
    let adult = open.clients().add(&adult).unwrap();
    let minor = open.clients().add(&minor).unwrap();
    let (one, two) = (signed_of(&open, adult, "a"), signed_of(&open, minor, "b"));
    assert_eq!(open.retention().due().unwrap(), []);
    let open = house.after_days(open, 365 * 7 + 2);
    let line = due_of(&open, one).unwrap();
    assert_eq!(
        (line.class, line.date, line.why, line.by_itself),
        (
            Class::Signed,
            date(2032, 3, 10),
            DueWhy::YearsAreOver,
            false
        )
    );
    assert_eq!(line.client, Some(adult));
    assert_eq!(due_of(&open, two), None, "the years of a minor begin later");
    let open = house.after_days(open, 365 * 2 + 60);
    let line = due_of(&open, two).unwrap();
    assert_eq!(
        (line.date, line.why),
        (date(2034, 5, 1), DueWhy::YearsSinceAdulthood)
    );
    assert!(is_there(&open, one) && is_there(&open, two));
    assert_eq!(open.retention().run().unwrap(), Purged::default());
}

#[test]
fn a_date_that_jumps_removes_nothing_until_an_administrator_confirms_it() {
    let house = House::new();
    let open = house.vault();
    let id = support_of(&open, None, date(2025, 3, 20), "Robin");
    lock(open);
    house.clock.advance(SignedDuration::from_hours(24 * 40));
    let open = house.unlock();
    assert_eq!(open.notes(), [Note::ClockJumped]);
    assert!(is_there(&open, id) && open.retention().waits().unwrap());
    lock(open);
    let open = house.unlock();
    assert_eq!(open.notes(), [], "the log has a newer event now");
    assert!(
        is_there(&open, id) && open.retention().run().is_err(),
        "it waits all the same"
    );
    let short = open.retention().confirm_clock("yes");
    assert!(matches!(short, Err(Error::ReasonNeeded)));
    let purged = open
        .retention()
        .confirm_clock("The clinic was closed for the holidays")
        .unwrap();
    assert_eq!(purged.support, 1);
    assert!(!is_there(&open, id) && !open.retention().waits().unwrap());
    clean(&open);
}

#[test]
fn a_date_that_went_back_removes_nothing() {
    let house = House::new();
    let open = house.vault();
    let id = support_of(&open, None, date(2025, 3, 1), "Robin");
    lock(open);
    house.clock.advance(SignedDuration::from_hours(-24));
    let open = house.unlock();
    assert_eq!(open.notes(), [Note::ClockWentBack]);
    assert!(is_there(&open, id));
}

#[test]
fn a_hold_keeps_what_would_go() {
    let house = House::new();
    let open = house.vault();
    let client = open.clients().add(&Client::named("Ada Vale")).unwrap();
    let held = support_of(&open, Some(client), date(2025, 3, 20), "Ada");
    let free = support_of(&open, None, date(2025, 3, 20), "Robin");
    let hold = open
        .holds()
        .set(Some(client), "Letter of the court of 3 March", "24-1187")
        .unwrap();
    let open = house.after_days(open, 12);
    assert!(is_there(&open, held) && !is_there(&open, free));
    assert!(due_of(&open, held).unwrap().held);
    open.holds()
        .release(hold, "The matter was closed in May")
        .unwrap();
    assert_eq!(open.retention().run().unwrap().support, 1);
    clean(&open);
}

#[test]
fn a_table_is_put_in_force_with_a_reason_and_not_as_a_setting() {
    let house = House::new();
    let open = house.vault();
    assert!(open.retention().state().unwrap().activated.is_none());
    let nothing = open.retention().activate("Nobody has proposed one");
    assert!(matches!(nothing, Err(Error::NotAllowed(Why::NotAsked))));
    let longer = RetentionTable {
        support_days: 60,
        signed_years: 10,
        ..RetentionTable::default()
    };
    open.retention().propose(longer).unwrap();
    let before = open.retention().state().unwrap();
    assert_eq!(before.table, RetentionTable::default());
    let short = open.retention().activate("ok");
    assert!(matches!(short, Err(Error::ReasonNeeded)));
    open.retention()
        .activate("Ten years in our state since 2024")
        .unwrap();
    let after = open.retention().state().unwrap();
    assert_eq!(after.table, longer);
    assert!(after.activated.is_some() && after.proposed.is_none());
    assert_eq!(open.settings().policy().unwrap().support_keep_days, 60);
    let around = open
        .settings()
        .put_json("retention", serde_json::json!({"table": {}}));
    assert!(matches!(around, Err(Error::Refused { .. })));
    for wrong in [
        RetentionTable {
            support_days: 0,
            ..longer
        },
        RetentionTable {
            draft_warn_days: 30,
            ..longer
        },
        RetentionTable {
            signed_years: 0,
            ..longer
        },
    ] {
        assert!(open.retention().propose(wrong).is_err());
    }
}
