//! Waiting is never shortened: not by a restart, a kill, a clock, or anything done to the files.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use tempfile::TempDir;

use super::ledger::{Ledger, SHEETS, Told, wait_after};
use super::{Door, begin};
use crate::domain::clock::{Clock, Uptime};
use crate::vault::desk::{vault_of, words};
use crate::vault::kdf::counting;
use crate::vault::{Error, LockReason, Locked, Note, Open, Passphrase, files};

const WORDS: &str = "orbit lantern cobalt thicket mural wren";

/// A computer: its clock, which can be set, and the time since it was started, which cannot.
struct Computer {
    wall: Mutex<Timestamp>,
    up: Mutex<Uptime>,
}

impl Computer {
    fn new() -> Self {
        Self {
            wall: Mutex::new("2025-03-10T12:00:00Z".parse().unwrap()),
            up: Mutex::new(Uptime {
                boot: Some([1; 16]),
                ms: 3_600_000,
            }),
        }
    }

    fn wait(&self, seconds: u64) {
        self.up.lock().unwrap().ms += seconds * 1000;
        self.set_clock(i64::try_from(seconds).unwrap());
    }

    fn set_clock(&self, by_seconds: i64) {
        let mut wall = self.wall.lock().unwrap();
        *wall = wall
            .saturating_add(SignedDuration::from_secs(by_seconds))
            .unwrap();
    }

    fn start_again(&self) {
        let mut up = self.up.lock().unwrap();
        *up = Uptime {
            boot: Some([up.boot.unwrap()[0] + 1; 16]),
            ms: 1000,
        };
    }
}

impl Clock for Computer {
    fn now(&self) -> Timestamp {
        *self.wall.lock().unwrap()
    }
    fn zone(&self) -> TimeZone {
        TimeZone::UTC
    }
    fn uptime(&self) -> Uptime {
        *self.up.lock().unwrap()
    }
}

struct House {
    place: TempDir,
    computer: Arc<Computer>,
    codes: [String; 2],
}

impl House {
    fn new() -> Self {
        let place = TempDir::new().unwrap();
        let computer = Arc::new(Computer::new());
        let dir = place.path().join("Clinic.vault");
        let (open, codes) = vault_of(&dir, ("vera", words()), computer.clone());
        drop(open.lock(LockReason::Exit));
        Self {
            place,
            computer,
            codes,
        }
    }

    fn dir(&self) -> PathBuf {
        self.place.path().join("Clinic.vault")
    }

    fn state(&self) -> PathBuf {
        self.place.path().join("state/anteroom")
    }

    fn ledger(&self) -> PathBuf {
        self.dir().join(files::ATTEMPTS)
    }

    fn twin(&self) -> PathBuf {
        let mut found = fs::read_dir(self.state()).unwrap();
        found.next().unwrap().unwrap().path()
    }

    /// As a program that was just started.
    fn locked(&self) -> Locked {
        Locked::at(&self.dir(), self.computer.clone())
            .unwrap()
            .with_state(Some(&self.state()))
    }

    fn unlock(&self, login: &str, typed: &str) -> Result<Open, Error> {
        self.locked()
            .unlock(login, &Passphrase::new(typed.to_owned()))
    }

    fn open(&self) -> Open {
        self.unlock("vera", WORDS).unwrap()
    }

    /// Fails so often, waiting as long as each time is asked for.
    fn fail(&self, times: usize) {
        for _ in 0..times {
            self.wait_it_out("vera");
            assert!(matches!(
                self.unlock("vera", "not this one"),
                Err(Error::NotAccepted)
            ));
        }
    }

    /// How long a try is refused; without making one.
    fn left(&self, login: &str) -> u64 {
        counting::take();
        // Nothing is looked at while it waits, so a passphrase of any kind will do.
        match self.unlock(login, "not this one") {
            Err(Error::Wait { seconds, .. }) => {
                assert_eq!(counting::take().len(), 0);
                seconds
            }
            Err(_) => 0,
            Ok(_) => panic!("opened by a wrong passphrase"),
        }
    }

    fn wait_it_out(&self, login: &str) {
        let mut door = self.door();
        door.state = Some(self.state());
        let tag = crate::vault::slot::user_tag(&self.header().name_salt, login).unwrap();
        let mut ledger = door.read().unwrap();
        ledger.age(self.computer.uptime());
        self.computer.wait(ledger.wait(&tag).0.div_ceil(1000));
    }

    fn header(&self) -> crate::vault::header::Header {
        files::read_header(&self.dir(), files::HEADER)
            .unwrap()
            .header
    }

    fn door(&self) -> Door {
        let header = self.header();
        let clock: Arc<dyn Clock> = self.computer.clone();
        Door::new(&self.dir(), None, &clock, header.vault, &[&header])
    }
}

#[test]
fn four_tries_are_free_and_then_each_costs_more() {
    let house = House::new();
    for free in 1..=4 {
        assert!(
            matches!(
                house.unlock("vera", "not this one"),
                Err(Error::NotAccepted)
            ),
            "{free}"
        );
    }
    for seconds in [30, 60, 120, 300, 600, 900, 900] {
        assert!(matches!(
            house.unlock("vera", "not this one"),
            Err(Error::NotAccepted)
        ));
        assert_eq!(house.left("vera"), seconds);
        house.computer.wait(seconds - 1);
        assert_eq!(house.left("vera"), 1);
        house.computer.wait(1);
    }
}

#[test]
fn the_right_passphrase_waits_as_well_and_opens_afterwards() {
    let house = House::new();
    house.fail(5);
    counting::take();
    assert!(matches!(
        house.unlock("vera", WORDS),
        Err(Error::Wait {
            seconds: 30,
            shut: false
        })
    ));
    assert_eq!(counting::take().len(), 0, "nothing was looked at");
    house.computer.wait(30);
    drop(house.open().lock(LockReason::Exit));
    assert_eq!(house.left("vera"), 0, "it begins anew");
}

#[test]
fn a_try_is_on_the_disk_before_the_passphrase_is_looked_at() {
    let house = House::new();
    let door = house.door();
    let tag = house.header().slots[0].user_tag;
    let tag = door.persons.first().copied().unwrap_or(tag);
    for _ in 0..5 {
        // What a kill in the middle leaves: a try that nobody settled.
        #[allow(clippy::disallowed_methods, reason = "a killed process drops nothing")]
        std::mem::forget(door.knock(tag).unwrap());
    }
    assert_eq!(house.left("vera"), 30);
}

#[test]
fn no_clock_shortens_a_wait() {
    let year = 365 * 24 * 60 * 60;
    for by in [-year, year] {
        let house = House::new();
        house.fail(6);
        house.computer.set_clock(by);
        assert_eq!(house.left("vera"), 60);
        house.computer.wait(59);
        assert_eq!(house.left("vera"), 1);
        house.computer.set_clock(-2 * by);
        assert_eq!(house.left("vera"), 1);
        house.computer.wait(1);
        drop(house.open());
    }
}

#[test]
fn another_start_of_the_computer_shortens_nothing_and_what_was_waited_counts() {
    let house = House::new();
    house.fail(9);
    house.computer.wait(100);
    assert_eq!(house.left("vera"), 500);
    house.computer.start_again();
    assert_eq!(house.left("vera"), 499, "the second since the start");
    house.computer.set_clock(1_000_000);
    assert_eq!(house.left("vera"), 499);
    house.computer.wait(499);
    drop(house.open());
}

/// Something done to the files by whoever wants to go on guessing.
type Deed = fn(&House, &(Vec<u8>, Vec<u8>));

#[test]
fn nothing_done_to_a_file_shortens_a_wait() {
    let deeds: [(&str, Deed); 9] = [
        ("deleted", |house, _| {
            fs::remove_file(house.ledger()).unwrap();
        }),
        ("emptied", |house, _| fs::write(house.ledger(), "").unwrap()),
        ("cut", |house, _| {
            let bytes = fs::read(house.ledger()).unwrap();
            fs::write(house.ledger(), &bytes[..bytes.len() - 1]).unwrap();
        }),
        ("edited", |house, _| {
            let mut bytes = fs::read(house.ledger()).unwrap();
            bytes[48] ^= 1;
            fs::write(house.ledger(), bytes).unwrap();
        }),
        ("copied back", |house, before| {
            fs::write(house.ledger(), &before.0).unwrap();
        }),
        ("second deleted", |house, _| {
            fs::remove_file(house.twin()).unwrap();
        }),
        ("second copied back", |house, before| {
            fs::write(house.twin(), &before.1).unwrap();
        }),
        ("second made a folder", |house, _| {
            let twin = house.twin();
            fs::remove_file(&twin).unwrap();
            fs::create_dir(&twin).unwrap();
        }),
        ("swapped for another vault's", |house, _| {
            let other = House::new();
            drop(other.open());
            fs::copy(other.ledger(), house.ledger()).unwrap();
        }),
    ];
    for (name, deed) in deeds {
        let house = House::new();
        drop(house.open().lock(LockReason::Exit));
        let before = (
            fs::read(house.ledger()).unwrap(),
            fs::read(house.twin()).unwrap(),
        );
        house.fail(8);
        house.computer.wait(10);
        deed(&house, &before);
        assert!(house.left("vera") >= 290, "{name}: {}", house.left("vera"));
        house.wait_it_out("vera");
        house.fail(1);
        assert!(
            house.left("vera") >= 600,
            "{name}: the ninth is still the ninth"
        );
    }
}

#[test]
fn something_else_in_its_place_opens_nothing() {
    let house = House::new();
    house.fail(5);
    fs::remove_file(house.ledger()).unwrap();
    fs::create_dir(house.ledger()).unwrap();
    assert!(matches!(
        house.unlock("vera", WORDS),
        Err(Error::NotAPlainFile("attempts.bin"))
    ));
    fs::remove_dir(house.ledger()).unwrap();
    #[cfg(unix)]
    {
        let elsewhere = house.place.path().join("elsewhere");
        fs::write(&elsewhere, "untouched").unwrap();
        std::os::unix::fs::symlink(&elsewhere, house.ledger()).unwrap();
        assert!(matches!(
            house.unlock("vera", WORDS),
            Err(Error::NotAPlainFile("attempts.bin"))
        ));
        assert_eq!(fs::read_to_string(&elsewhere).unwrap(), "untouched");
    }
}

#[test]
fn both_copies_gone_count_as_five_failures_and_are_told() {
    let house = House::new();
    drop(house.open().lock(LockReason::Exit));
    fs::remove_file(house.twin()).unwrap();
    fs::remove_file(house.ledger()).unwrap();
    assert_eq!(house.left("vera"), 30);
    assert_eq!(house.left("nobody"), 30, "no name stands out");
    house.computer.wait(30);
    let open = house.open();
    assert!(open.notes().contains(&Note::TriesLost));
    let told = open.audit().newest(None, 3).unwrap();
    assert!(
        told.iter()
            .any(|row| row.action == "session.tries" && row.detail("ledger") == Some("lost"))
    );
    drop(open.lock(LockReason::Exit));
    let again = house.open();
    assert!(!again.notes().contains(&Note::TriesLost), "told once");
}

#[test]
fn a_vault_from_before_has_no_ledger_and_its_owner_does_not_wait() {
    let house = House::new();
    let mut door = house.door();
    let tag = door.persons[0];
    door.counted = false;
    fs::remove_file(house.ledger()).unwrap();
    let trial = door.knock(tag).unwrap();
    assert!(trial.past().notes().is_empty());
    trial.opened();
    assert!(
        house.ledger().is_file(),
        "from now on there is one to be missed"
    );
}

#[test]
fn a_restored_vault_begins_with_a_ledger() {
    let house = House::new();
    let door = house.door();
    fs::remove_file(house.ledger()).unwrap();
    begin(&house.dir(), &*house.computer, door.vault).unwrap();
    drop(house.open());
}

#[test]
fn an_unknown_name_costs_and_reads_the_same_as_a_wrong_passphrase() {
    let house = House::new();
    counting::take();
    let mut told = Vec::new();
    for login in ["vera", "nobody"] {
        let mut lines = Vec::new();
        for _ in 0..12 {
            let error = house.unlock(login, "not this one").err().unwrap();
            lines.push((error.to_string(), counting::take()));
            if let Error::Wait { seconds, .. } = error {
                house.computer.wait(seconds);
            }
        }
        told.push(lines);
        // Past the wait that all names share.
        house.wait_it_out("vera");
        drop(house.open().lock(LockReason::Exit));
        counting::take();
    }
    assert_eq!(told[0], told[1]);
    assert!(told[0].iter().any(|(_, made)| !made.is_empty()));
}

#[test]
fn the_next_sign_in_tells_how_often_and_since_when_and_once() {
    let house = House::new();
    let first = house.computer.now();
    house.fail(3);
    house.computer.wait(3600);
    let open = house.open();
    assert_eq!(
        open.notes(),
        [Note::FailedTries {
            tries: 3,
            since: first
        }]
    );
    let row = open
        .audit()
        .newest(None, 9)
        .unwrap()
        .into_iter()
        .find(|row| row.action == "session.tries")
        .unwrap();
    assert_eq!(row.detail("failed"), Some("3"));
    drop(open.lock(LockReason::Exit));
    assert!(house.open().notes().is_empty());
}

#[test]
fn a_passphrase_typed_again_is_counted_and_closes_nothing() {
    let house = House::new();
    let open = house.open();
    let wrong = Passphrase::new("not this one".to_owned());
    for _ in 0..5 {
        assert!(matches!(open.prove(&wrong), Err(Error::NotAccepted)));
    }
    assert!(matches!(
        open.prove(&words()),
        Err(Error::Wait { seconds: 30, .. })
    ));
    assert!(open.clients().count().is_ok(), "the vault stays open");
    house.computer.wait(30);
    assert!(open.prove(&words()).is_ok());
    assert!(open.prove(&wrong).is_err());
    drop(open.lock(LockReason::Exit));
    let told = house.open().notes().to_vec();
    assert!(matches!(told[..], [Note::FailedTries { tries: 6, .. }]));
}

#[test]
fn twenty_in_a_row_shut_a_name_until_a_sheet_an_administrator_or_a_day() {
    let house = House::new();
    house.fail(20);
    let day = 24 * 60 * 60;
    assert!(matches!(
        house.unlock("vera", WORDS),
        Err(Error::Wait { seconds, shut: true }) if seconds == day
    ));
    // A sheet.
    assert!(house.locked().unlock_with_code(&house.codes[0]).is_ok());
    let open = house.open();
    assert!(matches!(
        open.notes(),
        [Note::FailedTries { tries: 20, .. }]
    ));
    // An administrator, at another place of the same vault.
    let proof = open.prove(&words()).unwrap();
    let wrong = Passphrase::new("not this one".to_owned());
    for _ in 0..5 {
        assert!(open.prove(&wrong).is_err());
    }
    open.let_try_again(proof, "vera").unwrap();
    assert!(open.prove(&words()).is_ok());
    drop(open.lock(LockReason::Exit));
    // A day, also with the computer off at night.
    house.fail(20);
    house.computer.wait(day / 2);
    assert_eq!(house.left("vera"), day / 2);
    house.computer.start_again();
    house.computer.wait(day / 2);
    drop(house.open());
}

#[test]
fn a_slip_in_a_code_is_no_try_and_codes_of_other_vaults_are_not_read() {
    let house = House::new();
    let (start, last) = house.codes[0].split_at(house.codes[0].len() - 1);
    let slip = format!("{start}{}", if last == "7" { "8" } else { "7" });
    for _ in 0..6 {
        let refused = house.locked().unlock_with_code(&slip).err().unwrap();
        assert!(matches!(refused, Error::CodeMistyped), "{refused}");
    }
    assert!(house.locked().unlock_with_code(&house.codes[1]).is_ok());
}

#[test]
fn codes_are_counted_and_never_shut() {
    let house = House::new();
    let other = crate::vault::RecoveryCode::random(&house.header().vault).unwrap();
    for _ in 0..30 {
        let door = house.door();
        let mut ledger = door.read().unwrap();
        ledger.age(house.computer.uptime());
        let (left, shut) = ledger.wait(&SHEETS);
        assert!(!shut && left <= wait_after(19));
        house.computer.wait(left / 1000);
        assert!(matches!(
            house.locked().unlock_with_code(&other.printed()),
            Err(Error::CodeNotAccepted)
        ));
    }
    assert!(matches!(
        house.locked().unlock_with_code(&house.codes[0]),
        Err(Error::Wait {
            seconds: 900,
            shut: false
        })
    ));
}

#[test]
fn what_says_nothing_about_the_passphrase_is_not_counted() {
    let house = House::new();
    let door = house.door();
    let tag = door.persons[0];
    for _ in 0..9 {
        let tried: Result<(), Error> = door.attempt(tag, || Err(Error::NotEnoughMemory));
        assert!(matches!(tried, Err(Error::NotEnoughMemory)));
    }
    drop(house.open());
}

#[test]
fn a_list_of_names_is_slowed_and_pushes_nobody_out() {
    let house = House::new();
    house.fail(6);
    let mut waited = 0;
    for number in 0..400 {
        let login = format!("name{number}");
        match house.unlock(&login, "not this one") {
            Err(Error::Wait { seconds, .. }) => {
                waited += seconds;
                house.computer.wait(seconds);
            }
            Err(Error::NotAccepted) => {}
            _ => panic!("{login}"),
        }
    }
    assert!(waited > 10_000, "{waited}");
    let door = house.door();
    let known = door.read().unwrap().known(&door.persons[0]).unwrap();
    assert_eq!((known.rung.failures, known.tries), (6, 6));
}

#[test]
fn no_bytes_are_too_wild_to_be_read() {
    let house = House::new();
    house.fail(7);
    let vault = house.header().vault;
    let bytes = fs::read(house.ledger()).unwrap();
    let whole = Ledger::read(&bytes, &vault).unwrap();
    assert_eq!(whole.to_file(), bytes);
    for at in 0..bytes.len() {
        assert!(Ledger::read(&bytes[..at], &vault).is_none());
        let mut wild = bytes.clone();
        wild[at] ^= 0x55;
        assert!(Ledger::read(&wild, &vault).is_none(), "byte {at}");
        // As by somebody who knows how the sum is made.
        let body = wild.len() - 32;
        let sum = crate::vault::keys::hash("attempts", &[&wild[..body]]);
        wild[body..].copy_from_slice(&sum);
        if let Some(mut read) = Ledger::read(&wild, &vault) {
            read.age(house.computer.uptime());
            assert!(read.wait(&SHEETS).0 <= 24 * 60 * 60 * 1000);
            read.succeed(&SHEETS, Told::Yes);
        }
    }
    assert!(Ledger::read(&[0; 40_000], &vault).is_none());
}

#[test]
fn the_second_copy_is_private_and_holds_no_name() {
    let house = House::new();
    house.fail(2);
    let bytes = fs::read(house.twin()).unwrap();
    assert!(!bytes.windows(4).any(|four| four == b"vera"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: PathBuf| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(house.state()), mode(house.twin())), (0o700, 0o600));
        assert_eq!(mode(house.ledger()), 0o600);
    }
}

#[test]
fn a_place_for_the_second_copy_that_cannot_be_written_costs_nothing() {
    let house = House::new();
    fs::write(house.place.path().join("state"), "a file").unwrap();
    drop(house.open().lock(LockReason::Exit));
    drop(house.open());
}
