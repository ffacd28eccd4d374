//! A vault that was put back to an older state says so, whatever was put back with it, and is changed by nobody until somebody says why.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::{AnchorPlace, Explanation, Memory, Stands, Witness, witness_in};
use crate::domain::client::Client;
use crate::domain::clinic::Clinic;
use crate::domain::id::ClientId;
use crate::domain::staff::{Role, Roles};
use crate::vault::desk::{clock, lock, signed, vault, words};
use crate::vault::header::Anchor;
use crate::vault::{Error, Locked, Note, Open, files};

const REASON: &str = "The disk was replaced, we restored the copy of Friday.";

/// A vault on a computer that remembers it.
struct House {
    place: TempDir,
    dir: PathBuf,
}

impl House {
    fn new() -> (Self, Open) {
        let (place, dir, mut open) = vault();
        let house = Self { place, dir };
        open.remember_in(house.memory()).unwrap();
        (house, open)
    }

    fn memory(&self) -> Memory {
        Memory::in_dir(&self.state())
    }

    fn state(&self) -> PathBuf {
        self.place.path().join("state")
    }

    fn file(&self) -> PathBuf {
        self.state().join("anchor.bin")
    }

    fn unlock(&self) -> Open {
        self.try_unlock().unwrap()
    }

    fn try_unlock(&self) -> Result<Open, Error> {
        Locked::at(&self.dir, clock())?
            .with_state(Some(&self.state()))
            .unlock("vera", &words())
    }

    fn copy(&self, name: &str) -> Vec<u8> {
        fs::read(self.dir.join(name)).unwrap()
    }

    fn put_back(&self, name: &str, bytes: &[u8]) {
        fs::write(self.dir.join(name), bytes).unwrap();
    }

    /// Works, locks, and gives back the files as they were before the work.
    fn work_after_copy(&self, open: Open) -> (Vec<u8>, Vec<u8>) {
        lock(open);
        let copies = (self.copy(files::DATABASE), self.copy(files::HEADER));
        let open = self.unlock();
        add(&open);
        add(&open);
        lock(open);
        copies
    }
}

fn add(open: &Open) -> ClientId {
    open.clients().add(&Client::named("Ada Vale")).unwrap()
}

fn newest(open: &Open) -> String {
    open.audit().newest(None, 1).unwrap().remove(0).action
}

fn acknowledge(open: &Open) -> Result<(), Error> {
    let proof = open.prove(&words()).unwrap();
    open.acknowledge_doubt(Explanation::Backup, REASON, proof)
}

#[test]
fn an_older_database_under_the_newer_header_is_in_doubt() {
    let (house, open) = House::new();
    let (database, _) = house.work_after_copy(open);
    house.put_back(files::DATABASE, &database);
    fs::remove_file(house.file()).unwrap();
    let doubt = house.unlock().doubt().unwrap();
    assert_eq!(doubt.place, AnchorPlace::Header);
    assert_eq!(doubt.stands, Stands::Older);
    assert!(doubt.found < doubt.remembered);
}

#[test]
fn an_older_vault_put_back_whole_is_remembered_by_the_computer() {
    let (house, open) = House::new();
    let (database, header) = house.work_after_copy(open);
    house.put_back(files::DATABASE, &database);
    house.put_back(files::HEADER, &header);
    let doubt = house.unlock().doubt().unwrap();
    assert_eq!(doubt.place, AnchorPlace::Computer);
    assert_eq!(doubt.stands, Stands::Older);
    // Somebody goes on in the older vault on another computer, further than what is remembered here.
    let other = Locked::at(&house.dir, clock()).unwrap();
    let open = other.unlock("vera", &words()).unwrap();
    assert_eq!(open.doubt(), None, "nothing on that computer knows better");
    for _ in 0..9 {
        add(&open);
    }
    lock(open);
    let doubt = house.unlock().doubt().unwrap();
    assert_eq!(doubt.place, AnchorPlace::Computer);
    assert_eq!(doubt.stands, Stands::Differs);
    assert!(doubt.found > doubt.remembered);
}

#[test]
fn a_database_ahead_of_its_anchors_is_what_a_crash_leaves_and_no_doubt() {
    let (house, open) = House::new();
    lock(open);
    let open = house.unlock();
    add(&open);
    drop(open);
    let open = house.unlock();
    assert_eq!(open.doubt(), None);
    assert!(open.notes().contains(&Note::LastSessionEndedEarly));
}

#[test]
fn a_vault_in_doubt_is_read_with_every_event_and_changed_by_nobody() {
    let (house, open) = House::new();
    let client = add(&open);
    let screening = signed(&open);
    let (database, _) = house.work_after_copy(open);
    house.put_back(files::DATABASE, &database);
    let open = house.unlock();
    assert!(open.doubt().is_some());
    let rows = open.audit().newest(None, 1).unwrap();
    assert_eq!(rows[0].action, "session.login");
    assert_eq!(rows[0].detail("log"), Some("older"));
    assert_eq!(
        open.clients().view(client).unwrap().value.legal_name,
        "Ada Vale"
    );
    assert_eq!(newest(&open), "client.view");
    assert!(open.screenings().view(screening).unwrap().content.is_some());
    assert!(open.addenda().view(screening).unwrap().is_empty());
    let refused = |result: Result<(), Error>| matches!(result, Err(Error::InDoubt));
    assert!(refused(
        open.clients().add(&Client::named("Bo Reed")).map(drop)
    ));
    assert!(refused(open.settings().put(&Clinic::default())));
    assert!(refused(open.screenings().discard(screening)));
    let before = house.copy(files::HEADER);
    let remembered = fs::read(house.file()).unwrap();
    lock(open);
    assert_eq!(house.copy(files::HEADER), before, "no anchor moved");
    assert_eq!(fs::read(house.file()).unwrap(), remembered);
    assert!(house.unlock().doubt().is_some(), "still in doubt");
}

#[test]
fn only_an_administrator_who_says_why_ends_the_doubt_and_the_log_has_a_word_of_it() {
    let (house, open) = House::new();
    let (database, header) = house.work_after_copy(open);
    house.put_back(files::DATABASE, &database);
    house.put_back(files::HEADER, &header);
    let open = house.unlock();
    let proof = open.prove(&words()).unwrap();
    let short = open.acknowledge_doubt(Explanation::Backup, "  too short        ", proof);
    assert!(matches!(short, Err(Error::Refused { .. })));
    let desk: Roles = [Role::Clinician, Role::Auditor].into_iter().collect();
    let open = open.with_roles(desk);
    assert!(matches!(
        acknowledge(&open),
        Err(Error::RoleNeeded("administrator"))
    ));
    let open = open.with_roles(Roles::all());
    acknowledge(&open).unwrap();
    assert_eq!(open.doubt(), None);
    let said = open.audit().newest(None, 1).unwrap().remove(0);
    assert_eq!(said.action, "acknowledgement.add");
    assert_eq!(said.detail("why"), Some("backup"));
    assert_eq!(said.detail("place"), Some("computer"));
    assert!(!format!("{said:?}").contains("disk"));
    assert_eq!(open.acknowledgements().unwrap()[0].reason, REASON);
    assert!(matches!(acknowledge(&open), Err(Error::WrongState(_))));
    add(&open);
    assert!(open.check().unwrap().is_clean());
    assert!(open.audit().verify_all(&[]).unwrap().holds());
    lock(open);
    assert_eq!(house.unlock().doubt(), None);
}

#[test]
fn an_acknowledged_loss_is_not_asked_of_another_user_again_and_a_further_one_is() {
    let (house, open) = House::new();
    let (database, header) = house.work_after_copy(open);
    let others = fs::read(house.file()).unwrap();
    house.put_back(files::DATABASE, &database);
    house.put_back(files::HEADER, &header);
    let open = house.unlock();
    acknowledge(&open).unwrap();
    let (database, _) = house.work_after_copy(open);
    fs::write(house.file(), &others).unwrap();
    assert_eq!(house.unlock().doubt(), None);
    house.put_back(files::DATABASE, &database);
    assert!(house.unlock().doubt().is_some());
}

#[test]
fn an_acknowledgement_is_not_changed_behind_the_program() {
    let (house, open) = House::new();
    let (database, _) = house.work_after_copy(open);
    house.put_back(files::DATABASE, &database);
    let mut open = house.unlock();
    acknowledge(&open).unwrap();
    let change = "UPDATE acknowledgement SET body = '{}'";
    assert!(open.db().execute_batch(change).is_err());
    let db = open.unguarded();
    assert!(db.execute_batch(change).is_err());
    assert!(db.execute_batch("DELETE FROM acknowledgement").is_err());
    let let_go = "DROP TRIGGER acknowledgement_no_delete; DELETE FROM acknowledgement";
    db.execute_batch(let_go).unwrap();
    assert!(!open.check().unwrap().is_clean());
}

// The file ----------------------------------------------------------------------------------------

#[test]
fn a_deleted_anchor_file_is_begun_anew() {
    let (house, open) = House::new();
    lock(open);
    fs::remove_file(house.file()).unwrap();
    let open = house.unlock();
    assert_eq!(open.doubt(), None);
    assert!(!open.notes().contains(&Note::ComputerForgot));
    lock(open);
    assert!(house.file().exists());
}

#[test]
fn an_anchor_file_with_any_byte_changed_is_told_of_and_begun_anew() {
    let (house, open) = House::new();
    lock(open);
    let whole = fs::read(house.file()).unwrap();
    for at in 0..whole.len() {
        let mut changed = whole.clone();
        changed[at] ^= 1;
        fs::write(house.file(), &changed).unwrap();
        assert!(house.memory().recall(&[0; 16]).is_err(), "byte {at}");
    }
    for len in 0..whole.len() {
        fs::write(house.file(), &whole[..len]).unwrap();
        assert!(house.memory().recall(&[0; 16]).is_err(), "length {len}");
    }
    let open = house.unlock();
    assert_eq!(open.doubt(), None);
    assert!(open.notes().contains(&Note::ComputerForgot));
    let told = open.audit().newest(None, 1).unwrap().remove(0);
    assert_eq!(told.detail("memory"), Some("unreadable"));
    lock(open);
    assert_eq!(house.unlock().notes(), []);
}

#[test]
fn an_anchor_file_edited_on_purpose_raises_a_doubt_and_hides_none() {
    let (house, open) = House::new();
    let id = open.session().vault;
    lock(open);
    for seq in [3, 9_999] {
        let forged = Anchor { seq, head: [7; 32] };
        house.memory().keep(&id, forged).unwrap();
        let doubt = house.unlock().doubt().unwrap();
        assert_eq!(doubt.place, AnchorPlace::Computer);
    }
}

#[test]
fn the_anchor_file_of_another_vault_says_nothing_of_this_one() {
    let (house, open) = House::new();
    let (other, second) = House::new();
    lock(open);
    lock(second);
    fs::copy(other.file(), house.file()).unwrap();
    let open = house.unlock();
    assert_eq!(open.doubt(), None);
    lock(open);
    // Both are remembered now.
    let memory = house.memory().read().unwrap();
    assert_eq!(memory.len(), 2);
}

#[test]
fn the_file_remembers_some_vaults_privately_and_leaves_nothing_beside_it() {
    let (house, open) = House::new();
    for id in 0..40u8 {
        let anchor = Anchor {
            seq: 1,
            head: [id; 32],
        };
        house.memory().keep(&[id; 16], anchor).unwrap();
    }
    let known = house.memory().read().unwrap();
    assert_eq!(known.len(), super::memory::MOST_VAULTS);
    assert_eq!(known[0].0, [39; 16]);
    let left = fs::read_dir(house.state()).unwrap();
    let left = left.map(|entry| entry.unwrap().path());
    assert!(
        left.into_iter()
            .all(|path| path.extension().unwrap() != "new")
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&house.file()), 0o600);
        assert_eq!(mode(house.file().parent().unwrap()), 0o700);
    }
    drop(open);
}

#[test]
fn a_computer_that_cannot_remember_is_told_of_and_stops_nobody() {
    let (house, open) = House::new();
    lock(open);
    fs::remove_dir_all(house.file().parent().unwrap()).unwrap();
    fs::write(house.file().parent().unwrap(), "in the way").unwrap();
    let open = house.unlock();
    assert!(open.notes().contains(&Note::ComputerForgot));
    open.anchor().unwrap();
    assert_eq!(open.computer_remembers(), Some(false));
    lock(open);
}

#[test]
fn no_bytes_make_the_reader_of_anchor_files_fail() {
    assert_eq!(witness_in(&[], &"00".repeat(16)), None);
    assert_eq!(witness_in(b"ANTA\x01\x00\xff", "no id"), None);
    assert_eq!(witness_in(&[0xff; 5_000], &"00".repeat(16)), None);
}

// When ---------------------------------------------------------------------------------------------

#[test]
fn the_anchors_follow_a_change_within_a_minute_and_rest_while_nothing_changes() {
    let (house, open) = House::new();
    let start = Instant::now();
    assert_eq!(open.anchor_due_in(start), None);
    add(&open);
    let due = open.anchor_due_in(Instant::now()).unwrap();
    assert!(due <= Duration::from_secs(60) && due > Duration::from_secs(30));
    assert!(!open.anchor_if_due(Instant::now()).unwrap());
    let later = Instant::now() + Duration::from_secs(61);
    assert_eq!(open.anchor_due_in(later), Some(Duration::ZERO));
    assert!(open.anchor_if_due(later).unwrap());
    assert_eq!(open.anchor_due_in(later), None);
    let head = open.audit().head().unwrap();
    assert_eq!(open.remembered(), Some(head));
    let header = files::read_header(&house.dir, files::HEADER)
        .unwrap()
        .header;
    assert_eq!(header.anchor, head);
}

#[test]
fn signing_exporting_and_locking_move_the_anchors_at_once() {
    let (house, open) = House::new();
    signed(&open);
    assert_eq!(open.anchor_due_in(Instant::now()), None, "sign");
    add(&open);
    open.audit().data_leaves("csv", b"1").unwrap();
    assert_eq!(open.anchor_due_in(Instant::now()), None, "export");
    add(&open);
    open.audit().export_to(&mut Vec::new()).unwrap();
    assert_eq!(
        open.anchor_due_in(Instant::now()),
        None,
        "export of the log"
    );
    add(&open);
    let id = open.session().vault;
    lock(open);
    let open = house.unlock();
    let remembered = house.memory().recall(&id).unwrap().unwrap();
    assert_eq!(remembered.seq + 1, open.audit().head().unwrap().seq);
}

// Codes --------------------------------------------------------------------------------------------

#[test]
fn the_code_on_a_letter_is_a_witness() {
    let (_house, open) = House::new();
    let mark = open.audit().mark().unwrap();
    let witness = Witness::from_mark(&mark).unwrap();
    let found = open
        .audit()
        .verify_all(std::slice::from_ref(&witness))
        .unwrap();
    let given = found.anchors.last().unwrap();
    assert_eq!(
        (given.place, given.stands),
        (AnchorPlace::Given, Stands::Fits)
    );
    let other = Witness::from_mark("000005-0000-0000").unwrap();
    assert!(!open.audit().verify_all(&[other]).unwrap().holds());
    for text in [
        "",
        "000005",
        "000005-0000",
        "x-0000-0000",
        "5-0000-0000",
        "000005-00g0-0000",
        "000005-0000-0000-0",
    ] {
        assert_eq!(Witness::from_mark(text), None, "{text}");
    }
}
