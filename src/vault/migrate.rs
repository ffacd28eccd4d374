//! New formats: a vault of an older one is backed up, then takes all steps in one transaction, or none.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::domain::clock::Clock;
use crate::domain::durability::BackupPlan;
use crate::domain::staff::Roles;
use crate::vault::audit::{self, Action, Detail, Event, Stamp};
use crate::vault::backup::{self, Source, place};
use crate::vault::database::{self, STEPS};
use crate::vault::header::Header;
use crate::vault::keys::OfficeKeys;
use crate::vault::roster::{self, Meta};
use crate::vault::watch::Watch;
use crate::vault::{Error, files, locked, random, session, settings};

/// A vault whose slot was opened.
pub(super) struct Place<'a> {
    pub(super) dir: &'a Path,
    pub(super) header: &'a Header,
    pub(super) office: &'a OfficeKeys,
    pub(super) clock: &'a dyn Clock,
    pub(super) slot: &'a [u8; 16],
    /// Who waits for it; nobody allowed it, if there is none.
    pub(super) upgrade: Option<&'a Watch<'a>>,
}

impl Place<'_> {
    /// A private copy made from a backup, which needs nobody's leave and no backup of its own.
    fn is_private(&self) -> bool {
        self.dir.join(files::UNFINISHED).exists()
    }
}

/// Opens the database. An older format is brought up to date first, if that is allowed; says whether that happened.
pub(super) fn open(place: &Place<'_>) -> Result<(Connection, bool), Error> {
    match database::open(place.dir, &place.office.page) {
        Err(Error::Older { .. }) if place.upgrade.is_some() || place.is_private() => {}
        result => return result.map(|db| (db, false)),
    }
    bring_up(place, &STEPS)?;
    database::open(place.dir, &place.office.page).map(|db| (db, true))
}

fn bring_up(place: &Place<'_>, steps: &[&str]) -> Result<(), Error> {
    let db = database::unguarded(place.dir, &place.office.page)?;
    locked::fits(place.header, &Meta::read(&db)?)?;
    if place.is_private() {
        take(place, &db, steps)?;
    } else {
        backup::place::room(place.dir, files::database_len(place.dir)?)?;
        let backup = back_up(place, &db, steps.len())?;
        take(place, &db, steps).map_err(|error| Error::MigrationFailed {
            backup,
            reason: Box::new(error),
        })?;
    }
    database::close(db)
}

/// A checked backup in the clinic's folder for backups, or beside the vault if that cannot be reached.
fn back_up(place: &Place<'_>, db: &Connection, format: usize) -> Result<PathBuf, Error> {
    let source = Source {
        db,
        dir: place.dir,
        vault: place.header.vault,
        header: place.header.clone(),
        office: place.office,
        now: place.clock.now(),
    };
    let name = format!("{}-before-format-{format}", place::stem(place.dir));
    let write = |folder: &Path| -> Result<PathBuf, Error> {
        let folder = place::folder(folder, place.dir)?;
        place::room(&folder, files::database_len(place.dir)?)?;
        let silent = Watch::silent();
        Ok(backup::write(&source, &folder, &name, place.upgrade.unwrap_or(&silent))?.path)
    };
    let plan = settings::peek::<BackupPlan>(db)?.unwrap_or_default();
    if let Some(folder) = plan.folder() {
        match write(folder) {
            Err(Error::Stopped) => return Err(Error::Stopped),
            Ok(path) => return Ok(path),
            Err(_) => {}
        }
    }
    write(place.dir.parent().unwrap_or(Path::new(".")))
}

/// All steps, the event that tells of them, the number of the format and the checks: one transaction.
fn take(place: &Place<'_>, db: &Connection, steps: &[&str]) -> Result<(), Error> {
    let found = database::version(db)?;
    let change = database::begin(db)?;
    database::take_steps(&change, steps, found)?;
    let detail = Detail::default()
        .number("from", found as u64)
        .number("to", steps.len() as u64);
    let event = Event::new(Action::MIGRATE).detail(detail);
    audit::append(
        &change,
        &place.header.vault,
        &stamp(&change, place.slot, place.clock)?,
        &event,
    )?;
    whole(&change)?;
    change.commit().map_err(Error::db("change the tables"))
}

/// Who did it, before there is a session: whose slot was opened.
pub(super) fn stamp(db: &Connection, slot: &[u8; 16], clock: &dyn Clock) -> Result<Stamp, Error> {
    let rows = roster::staff_rows(db)?;
    let me = rows.iter().find(|row| row.slot_id == *slot);
    Ok(Stamp {
        time: clock.now(),
        boot: session::boot_id()?,
        mono_ms: 0,
        actor: me.map_or(*slot, |row| row.person),
        session: random::bytes()?,
        role: me.map_or_else(String::new, |row| Roles::from_bits(row.roles).words()),
    })
}

/// No step may leave a row without its owner or an index that differs from its table.
fn whole(db: &Connection) -> Result<(), Error> {
    let step = Error::db("check the new tables");
    let orphans: Option<String> = db
        .prepare("PRAGMA foreign_key_check")
        .and_then(|mut statement| {
            let mut rows = statement.query([])?;
            rows.next()?.map(|row| row.get(0)).transpose()
        })
        .map_err(&step)?;
    let structure: String = db
        .query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))
        .map_err(&step)?;
    if orphans.is_none() && structure == "ok" {
        Ok(())
    } else {
        Err(Error::DatabaseDamaged)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use std::fs;
    use std::sync::Arc;

    use jiff::civil::date;
    use tempfile::TempDir;

    use super::*;
    use crate::domain::clock::FixedClock;
    use crate::vault::keys::sha256;
    use crate::vault::slot::user_tag;
    use crate::vault::{LockReason, Locked, Note, Passphrase, Upgrade};

    fn golden() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vaults/format-1")
    }

    fn clock() -> Arc<FixedClock> {
        Arc::new(FixedClock::noon_of(date(2025, 3, 11)))
    }

    fn words() -> Passphrase {
        Passphrase::new("marble lantern orchard copper violin harbour".to_owned())
    }

    /// A copy of the frozen vault, and the keys that open it.
    struct Old {
        place: TempDir,
        header: Header,
        slot: [u8; 16],
        office: OfficeKeys,
        clock: Arc<FixedClock>,
    }

    impl Old {
        fn new() -> Self {
            let place = TempDir::new().unwrap();
            let dir = place.path().join("Clinic.vault");
            copy_dir(&golden(), &dir);
            let header = files::read_header(&dir, files::HEADER).unwrap().header;
            let tag = user_tag(&header.name_salt, "sample").unwrap();
            let slot = header.person_slot(&tag).unwrap();
            let secret = words().normalised();
            let derived = slot.kdf.derive(secret.as_bytes(), &slot.salt).unwrap();
            let contents = slot.open(&header.vault, header.format, &derived).unwrap();
            let k_db = slot.db_key(&header.vault, &contents.seeds, header.e_db);
            let office = OfficeKeys::derive(&k_db.unwrap(), &header.vault).unwrap();
            let slot = slot.id;
            Self {
                place,
                header,
                slot,
                office,
                clock: clock(),
            }
        }

        fn dir(&self) -> PathBuf {
            self.place.path().join("Clinic.vault")
        }

        fn bring_up(&self, steps: &[&str]) -> Result<(), Error> {
            let dir = self.dir();
            let place = Place {
                dir: &dir,
                header: &self.header,
                office: &self.office,
                clock: &*self.clock,
                slot: &self.slot,
                upgrade: Some(&Watch::silent()),
            };
            bring_up(&place, steps)
        }

        fn sum(&self) -> [u8; 32] {
            sha256(&fs::read(self.dir().join(files::DATABASE)).unwrap())
        }

        fn version(&self) -> usize {
            let db = database::open_as_it_is(&self.dir(), &self.office.page).unwrap();
            database::version(&db).unwrap()
        }
    }

    fn copy_dir(from: &Path, to: &Path) {
        fs::create_dir(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }

    #[test]
    fn a_step_that_fails_leaves_every_byte_of_the_old_format_and_names_the_backup() {
        let old = Old::new();
        let before = old.sum();
        let orphan = "CREATE TABLE one (id INTEGER PRIMARY KEY) STRICT; \
                      CREATE TABLE two (one INTEGER REFERENCES one (id) DEFERRABLE INITIALLY DEFERRED) STRICT; \
                      INSERT INTO two (one) VALUES (7);";
        let broken = ["NOT SQL", "INSERT INTO nowhere VALUES (1)", orphan];
        for (count, step) in broken.into_iter().enumerate() {
            for at in 1..=STEPS.len() {
                let mut steps = STEPS.to_vec();
                steps.insert(at, step);
                match old.bring_up(&steps) {
                    Err(Error::MigrationFailed { backup, .. }) => {
                        assert!(backup.is_file(), "{count} {at}");
                    }
                    other => panic!("{step} at {at}: {other:?}"),
                }
                assert_eq!(old.sum(), before, "{step} at {at}");
            }
        }
        assert_eq!(old.version(), 1);
    }

    #[test]
    fn a_crash_in_the_middle_of_the_steps_leaves_the_old_format() {
        let old = Old::new();
        let crashed = old.place.path().join("Crashed.vault");
        {
            let db = database::unguarded(&old.dir(), &old.office.page).unwrap();
            // So little memory that pages go to the file before the end, as in a large vault.
            db.execute_batch("PRAGMA cache_size = 1; PRAGMA cache_spill = 1;")
                .unwrap();
            let change = database::begin(&db).unwrap();
            database::take_steps(&change, &STEPS, 1).unwrap();
            change
                .execute("UPDATE client_index SET haystack = haystack || ' x'", [])
                .unwrap();
            change
                .execute_batch("CREATE TABLE big (x TEXT); \
                    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) \
                    INSERT INTO big SELECT hex(randomblob(500)) FROM n;")
                .unwrap();
            copy_dir(&old.dir(), &crashed);
        }
        assert!(files::has_journal(&crashed), "nothing had reached the disk");
        let db = database::open_as_it_is(&crashed, &old.office.page).unwrap();
        assert_eq!(database::version(&db).unwrap(), 1);
        drop(db);
        let open = Locked::at(&crashed, old.clock.clone())
            .unwrap()
            .upgrading(Upgrade::Allowed)
            .unlock("sample", &words())
            .unwrap();
        assert!(open.notes().contains(&Note::NewFormat));
        assert!(open.check().unwrap().is_clean());
        assert!(open.lock(LockReason::Asked).problem.is_none());
    }
}
