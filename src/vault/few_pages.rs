//! What is done all the time takes few steps and few pages, however much a vault holds. Counted, not timed.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use rusqlite::Connection;

use crate::domain::answers::{Answer, Answers};
use crate::domain::client::Client;
use crate::domain::screening::{ScreeningContent, ScreeningIndex};
use crate::vault::keys::sha256;
use crate::vault::tampering::{therapy, unlock, vault};
use crate::vault::{Error, LockReason, Open, files, people};

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
    assert!(open.lock(LockReason::Asked).problem.is_none());
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

fn pages(dir: &Path) -> Vec<[u8; 32]> {
    let bytes = fs::read(dir.join(files::DATABASE)).unwrap();
    bytes.chunks(4096).map(sha256).collect()
}

#[test]
fn saving_one_answer_writes_five_pages_of_the_file_and_no_event() {
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
        // The first page, both rows of the assessment with the page that the longer runs over to, and the clear row.
        assert!(changed <= 5, "{changed} pages were written");
        assert_eq!(before.len(), after.len());
    }
    assert_eq!(open.audit().head().unwrap().seq, events);
}
