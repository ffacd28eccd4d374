//! What is done all the time takes few steps and few pages, however much a vault holds. Counted, not timed.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::{SignedDuration, Timestamp};
use rusqlite::Connection;
use rusqlite::hooks::{AuthContext, Authorization};

use crate::domain::answers::{Answer, Answers};
use crate::domain::client::Client;
use crate::domain::clinic::VaultKind;
use crate::domain::form::Pathway;
use crate::domain::screening::{DeskState, ScreeningContent, ScreeningIndex, Stage};
use crate::vault::desk::{lock, rules, therapy, unlock, vault};
use crate::vault::keys::sha256;
use crate::vault::record::{self, INDEX_PART, Kind, Opened, Place};
use crate::vault::sample::{self, Invented};
use crate::vault::{Error, NewScreening, Open, database, files, people};

static STEPS: AtomicU64 = AtomicU64::new(0);

/// From here on every step of SQLite's machine counts.
fn count_steps(db: &mut Connection) -> Result<(), Error> {
    let count = || {
        STEPS.fetch_add(1, Ordering::Relaxed);
        false
    };
    db.progress_handler(1, Some(count))
        .map_err(Error::db("count the steps"))
}

fn steps_of(open: &mut Open, work: impl FnOnce(&mut Open)) -> u64 {
    open.guard_with(count_steps).unwrap();
    let before = STEPS.load(Ordering::Relaxed);
    work(open);
    STEPS.load(Ordering::Relaxed) - before
}

fn fill(open: &Open, clients: usize) {
    // All share one name, which is the worst case of a list by names.
    let many: Vec<Client> = (0..clients).map(|_| Client::named("Ada Vale")).collect();
    open.clients().add_all(&many).unwrap();
}

/// What a sign-in and the first list cost, in steps, in a vault with so many clients.
fn sign_in_steps(clients: usize) -> u64 {
    let (_place, dir, open) = vault();
    fill(&open, clients);
    lock(open);
    let mut open = unlock(&dir).unwrap();
    steps_of(&mut open, |open| {
        people::settle_in(open, None).unwrap();
        open.upkeep().unwrap();
        assert_eq!(open.clients().page(0, 20).unwrap().len(), 20);
    })
}

#[test]
fn a_sign_in_and_the_first_list_cost_the_same_however_many_clients_there_are() {
    let (few, many) = (sign_in_steps(30), sign_in_steps(1_500));
    assert!(
        many < few + 200,
        "{few} steps with 30 clients, {many} with 1,500"
    );
}

/// A cache that holds a small part of such a vault, as the real one does of a large one.
fn small_cache(db: &mut Connection) -> Result<(), Error> {
    db.execute_batch("PRAGMA cache_size = 24; PRAGMA shrink_memory")
        .map_err(Error::db("set the cache"))
}

/// Assessments of as many clients over seven years, in a vault of which only little is kept in memory.
#[cfg(target_os = "linux")]
fn seven_years(open: &mut Open, screenings: u32) {
    open.settings().put(&VaultKind { demo: true }).unwrap();
    let many: Vec<Client> = (0..screenings).map(|_| Client::named("Ada Vale")).collect();
    let clients = open.clients().add_all(&many).unwrap();
    let now = open.now();
    let invented: Vec<Invented> = (0..screenings)
        .zip(clients)
        .map(|(number, client)| Invented {
            new: NewScreening {
                client: Some(client),
                pathway: Pathway::Therapy,
                rules: rules(),
            },
            begun: now
                - SignedDuration::from_hours(i64::from(
                    (screenings - number) * 61_000 / screenings,
                )),
            stage: Stage::Signed,
            desk_state: DeskState::SeatOffered,
            kept: None,
            index: Some(ScreeningIndex {
                outcome: Some("suitable".to_owned()),
                ..ScreeningIndex::default()
            }),
            content: Some(ScreeningContent::default()),
        })
        .collect();
    sample::invent(open, &invented).unwrap();
    open.guard_with(|db| {
        db.authorizer(None::<fn(AuthContext<'_>) -> Authorization>)
            .map_err(Error::db("let go"))?;
        small_cache(db)?;
        database::guard(db)
    })
    .unwrap();
}

/// Pages that this thread has read so far, from whichever file.
#[cfg(target_os = "linux")]
fn pages_read() -> u64 {
    let told = fs::read_to_string("/proc/thread-self/io").unwrap();
    let line = told.lines().find(|line| line.starts_with("rchar:"));
    let bytes: u64 = line.unwrap()[6..].trim().parse().unwrap();
    bytes / 4096
}

/// Pages that are read when each index row is asked for alone, in the order in which they began.
#[cfg(target_os = "linux")]
fn one_by_one(open: &Open) -> u64 {
    let step = "SELECT id FROM screening ORDER BY body ->> '$.created'";
    let mut statement = open.db().prepare(step).unwrap();
    let ids: Vec<[u8; 16]> = statement
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let before = pages_read();
    for record in ids {
        let (part, kind) = (INDEX_PART, Kind::Index);
        let place = Place { record, part, kind };
        let row: Opened<ScreeningIndex> = record::load(open.db(), open.session(), place).unwrap();
        open.is_restricted(row.client.unwrap()).unwrap();
    }
    pages_read() - before
}

#[test]
#[cfg(target_os = "linux")]
fn a_report_over_all_years_reads_each_page_about_once() {
    let (_place, dir, mut open) = vault();
    seven_years(&mut open, 600);
    let of_file = fs::metadata(dir.join(files::DATABASE)).unwrap().len() / 4096;
    let before = pages_read();
    let counted = open
        .reports()
        .begun(Timestamp::MIN, Timestamp::MAX)
        .unwrap();
    let read = pages_read() - before;
    assert_eq!(counted.len(), 600);
    assert!(
        counted
            .iter()
            .all(|one| one.outcome.as_deref() == Some("suitable"))
    );
    assert!(
        read < of_file / 2,
        "{read} pages were read of a file of {of_file}"
    );
    let alone = one_by_one(&open);
    assert!(2 * read < alone, "{read} pages at once, {alone} one by one");
}

fn pages(dir: &Path) -> Vec<[u8; 32]> {
    let bytes = fs::read(dir.join(files::DATABASE)).unwrap();
    bytes.chunks(4096).map(sha256).collect()
}

#[test]
fn saving_one_answer_writes_four_pages_of_the_file_and_no_event() {
    let (_place, dir, open) = vault();
    fill(&open, 200);
    let client = open.clients().add(&Client::named("Ben Moor")).unwrap();
    let id = therapy(&open, client);
    let save = |answer: &str| {
        let mut answers = Answers::default();
        let given = Answer::One(answer.to_owned());
        answers.given.insert("tg-goal".to_owned(), given);
        let content = ScreeningContent {
            answers,
            ..ScreeningContent::default()
        };
        let index = ScreeningIndex::default();
        open.screenings().save_draft(id, &content, &index).unwrap();
    };
    save("first");
    save("other");
    let events = open.audit().head().unwrap().seq;
    for answer in ["third", "fifth", "later"] {
        let before = pages(&dir);
        save(answer);
        let after = pages(&dir);
        let changed = before.iter().zip(&after).filter(|(a, b)| a != b).count();
        // The first page, and both rows of the assessment with the page that the longer runs over to.
        assert!(changed <= 4, "{changed} pages were written");
        assert_eq!(before.len(), after.len());
    }
    assert_eq!(open.audit().head().unwrap().seq, events);
}
