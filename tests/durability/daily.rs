//! What the desk does by itself, and tells of backups on Home.

use std::cell::RefCell;
use std::fs;
use std::path::Path;
use std::sync::atomic::Ordering;

use anteroom::app::command::{BackupView, Command, Event, LockWhy, Secret};
use anteroom::app::desk::Desk;
use anteroom::domain::client::Client;
use jiff::SignedDuration;
use zeroize::Zeroizing;

use super::House;

fn desk(house: &House) -> Desk {
    Desk::with_open(house.vault(), house.clock())
}

fn one(events: Vec<Event>) -> Event {
    let mut events = events.into_iter();
    let event = events.next().unwrap();
    assert!(events.next().is_none());
    event
}

fn home(desk: &mut Desk) -> BackupView {
    match one(desk.handle(Command::Home)) {
        Event::Home(view) => view.backups.unwrap(),
        Event::Failed(trouble) => panic!("{}", trouble.message),
        _ => panic!("not Home"),
    }
}

fn choose(desk: &mut Desk, folder: &Path) -> Result<BackupView, String> {
    let folder = folder.display().to_string();
    match one(desk.handle(Command::ChooseBackups(folder))) {
        Event::Backups(view) => Ok(*view),
        Event::Failed(trouble) => Err(trouble.message),
        _ => panic!("no answer"),
    }
}

fn add_client(desk: &mut Desk, name: &str) {
    let client = Box::new(Client::named(name));
    let kept = one(desk.handle(Command::SaveClient { id: None, client }));
    assert!(matches!(kept, Event::ClientSaved(_)));
}

fn filed(house: &House) -> usize {
    fs::read_dir(house.safe()).unwrap().count()
}

#[test]
fn home_tells_of_backups_calmly_for_a_week_and_then_not() {
    let house = House::new();
    let mut desk = desk(&house);
    let view = home(&mut desk);
    assert!(
        view.last.is_none() && !view.late,
        "a new vault is not late yet"
    );
    house.clock.advance(SignedDuration::from_hours(24 * 7));
    assert!(home(&mut desk).late);
    match one(desk.handle(Command::BackUp)) {
        Event::Failed(trouble) => assert!(trouble.message.contains("folder")),
        _ => panic!("there is no folder yet"),
    }
    assert!(
        choose(&mut desk, &house.dir())
            .unwrap_err()
            .contains("inside the vault")
    );
    let view = choose(&mut desk, &house.safe()).unwrap();
    assert!(Path::new(&view.folder).ends_with("safe"));
    let told = RefCell::new(0);
    let events = desk.handle_telling(Command::BackUp, &|event| {
        assert!(matches!(event, Event::Work(_)));
        *told.borrow_mut() += 1;
    });
    match one(events) {
        Event::BackedUp(made) => assert!(made.path.is_file() && made.same_disk),
        _ => panic!("no backup"),
    }
    assert!(told.into_inner() > 3, "it says how far it is");
    let view = home(&mut desk);
    assert!(!view.late && view.drill_due && view.last.is_some());
    let secret = Secret(Zeroizing::new(
        "orbit lantern cobalt thicket mural wren".to_owned(),
    ));
    match one(desk.handle(Command::Drill(secret))) {
        Event::Drilled(proof) => assert!(!proof.view.drill_due && proof.last.is_some()),
        _ => panic!("no proof"),
    }
    match one(desk.handle(Command::CheckVault)) {
        Event::VaultChecked(found) => assert!(found.is_empty(), "{found:?}"),
        _ => panic!("no check"),
    }
    assert_eq!(home(&mut desk).checked.map(|(_, clean)| clean), Some(true));
}

#[test]
fn a_backup_is_made_once_a_day_while_nobody_asks_and_at_the_end_if_something_changed() {
    let house = House::new();
    let mut desk = desk(&house);
    assert!(desk.rest_is_due());
    desk.rest(&|_| {});
    assert_eq!(filed(&house), 0, "no folder, no backup");
    choose(&mut desk, &house.safe()).unwrap();
    house.clock.advance(SignedDuration::from_hours(24));
    add_client(&mut desk, "Ada Vale");
    assert!(matches!(one(desk.rest(&|_| {})), Event::Home(_)));
    assert_eq!(filed(&house), 1);
    assert!(!desk.rest_is_due() && desk.rest(&|_| {}).is_empty());
    house.clock.advance(SignedDuration::from_hours(24));
    desk.rest(&|_| {});
    assert_eq!(filed(&house), 1, "nothing changed");
    desk.handle(Command::Lock(LockWhy::Idle));
    assert_eq!(filed(&house), 1);
    let login = "vera".to_owned();
    let passphrase = Secret(Zeroizing::new(
        "orbit lantern cobalt thicket mural wren".to_owned(),
    ));
    desk.handle(Command::Unlock { login, passphrase });
    add_client(&mut desk, "Ben Moor");
    desk.handle(Command::Lock(LockWhy::Exit));
    assert_eq!(filed(&house), 2);
    let open = house.unlock();
    assert!(!open.upkeep().unwrap().changed);
}

#[test]
fn daily_work_gives_way_to_whoever_asks_and_comes_again() {
    let house = House::new();
    let mut desk = desk(&house);
    choose(&mut desk, &house.safe()).unwrap();
    let stop = desk.stop_flag();
    assert!(
        desk.rest(&|_| stop.store(true, Ordering::SeqCst))
            .is_empty()
    );
    assert_eq!(filed(&house), 0);
    assert!(desk.rest_is_due(), "it was only put off");
    desk.rest(&|_| {});
    assert_eq!(filed(&house), 1);
}

#[test]
fn a_folder_that_is_not_there_today_is_no_trouble_until_a_week_has_passed() {
    let house = House::new();
    let mut desk = desk(&house);
    choose(&mut desk, &house.safe()).unwrap();
    fs::remove_dir(house.safe()).unwrap();
    house.clock.advance(SignedDuration::from_hours(24));
    let events = desk.rest(&|_| {});
    assert!(events.iter().all(|event| matches!(event, Event::Home(_))));
    assert!(!home(&mut desk).late);
    house.clock.advance(SignedDuration::from_hours(24 * 6));
    assert!(home(&mut desk).late);
}
