//! What of a damaged vault is carried over into a new one.

use std::fs;

use anteroom::domain::client::Client;
use anteroom::vault::{Error, LockReason, Locked, SalvageReport, Watch, salvage};

use super::desk::words;
use super::{House, fill, names};

fn salvaged(house: &House, name: &str) -> Result<SalvageReport, Error> {
    let target = house.place.path().join(name);
    let watch = Watch::silent();
    salvage(
        &house.dir(),
        &target,
        "vera",
        &words(),
        &house.clock(),
        &watch,
    )
}

#[test]
fn a_whole_vault_is_carried_over_with_nothing_missing() {
    let house = House::new();
    let open = house.vault();
    let (client, _) = fill(&open);
    drop(open.lock(LockReason::Asked));
    let report = salvaged(&house, "New.vault").unwrap();
    assert!(report.gaps.is_empty());
    assert!(report.check.is_clean(), "{:?}", report.check.findings);
    let open = Locked::at(&report.vault, house.clock())
        .unwrap()
        .unlock("vera", &words())
        .unwrap();
    assert_eq!(names(&open), ["Ada Vale", "Ben Moor"]);
    assert_eq!(
        open.clients().view(client).unwrap().value,
        Client::named("Ada Vale")
    );
    // What was frozen before is frozen again: triggers and links are in force.
    assert!(open.check().unwrap().is_clean());
    let again = salvaged(&house, "New.vault");
    assert!(matches!(again, Err(Error::TargetExists(_))));
}

#[test]
fn of_a_vault_with_a_damaged_page_everything_else_is_carried_over_and_the_loss_is_named() {
    let house = House::new();
    let open = house.vault();
    let all: Vec<String> = (0..60).map(|at| format!("Person {at:02} Sample")).collect();
    for name in &all {
        open.clients().add(&Client::named(name)).unwrap();
    }
    let events = open.audit().newest(None, 1).unwrap()[0].seq;
    drop(open.lock(LockReason::Asked));
    let database = house.dir().join("vault.db");
    let whole = fs::read(&database).unwrap();
    let pages = whole.len() / 4096;
    let (mut carried, mut with_loss) = (0, 0);
    for page in (0..pages).step_by(17) {
        let mut bytes = whole.clone();
        bytes[page * 4096 + 1000] ^= 4;
        fs::write(&database, &bytes).unwrap();
        let name = format!("New {page}.vault");
        match salvaged(&house, &name) {
            // The page on which everything rests: tables, keys, staff.
            Err(Error::DatabaseDamaged | Error::RoleNeeded(_) | Error::Unreadable(_)) => {
                assert!(!house.place.path().join(&name).exists());
            }
            Err(error) => panic!("page {page}: {error}"),
            Ok(report) => {
                carried += 1;
                let named = report.check.findings.len();
                with_loss += usize::from(named > 0);
                let locked = Locked::at(&report.vault, house.clock()).unwrap();
                if let Ok(open) = locked.unlock("vera", &words()) {
                    let found = names(&open);
                    assert!(found.iter().all(|name| all.contains(name)));
                    let silent = found.len() < 60 && named == 0;
                    assert!(!silent, "page {page}: {} are there", found.len());
                    assert!(report.rows > events, "page {page}: {}", report.rows);
                }
            }
        }
        assert_eq!(
            fs::read(&database).unwrap(),
            bytes,
            "the damaged file is only read"
        );
    }
    assert!(carried > pages / 17 / 2, "{carried} of {}", pages / 17);
    assert!(with_loss > 0);
    let left = fs::read_dir(house.place.path()).unwrap().flatten();
    let hidden = left.filter(|entry| entry.file_name().to_string_lossy().starts_with('.'));
    assert_eq!(hidden.count(), 0, "no private copies are left");
}
