//! Rotation: the whole database under a new key, so that whoever left can open nothing that is written from now on.
//!
//! The copy is finished, checked and given its header before anything is renamed. The rename of the database is
//! the commit point: before it the old files are the vault, after it the new ones, because a header counts only
//! beside the database whose salt it names.

use std::path::Path;

use rusqlite::Connection;

use crate::domain::id::{Id, PersonId};
use crate::domain::staff::{Role, Roles};
use crate::vault::audit::{self, Action, Detail, Event};
use crate::vault::backup::{copy_pages, place};
use crate::vault::header::Header;
use crate::vault::keys::{AdminKey, ClinicalKeys, DbKey, Key, OfficeKeys, VaultId};
use crate::vault::people::authority::Authority;
use crate::vault::people::clinical::change_clinical_key;
use crate::vault::people::roles::{change_admin_key, last_holders};
use crate::vault::people::{Pen, People};
use crate::vault::roster::{self, Meta};
use crate::vault::slot::SlotKind;
use crate::vault::watch::Watch;
use crate::vault::{Deed, Error, Open, Passphrase, database, files, random};

/// What a rotation did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rotated {
    /// People who left with it.
    pub left: usize,
    /// Whether the clinicians' key was changed too; if not and a clinician left, that waits for a clinician.
    pub clinical: bool,
    /// Pages that were written.
    pub pages: u64,
}

impl People<'_> {
    /// Removes a person: their slot goes, and every key that they held is changed.
    pub fn remove(&mut self, person: PersonId, by: &Passphrase) -> Result<Rotated, Error> {
        self.rotate(&[person], by, &Watch::silent())
    }

    /// Changes the keys of the vault, without `leavers`. Stopping it leaves everything as it was.
    pub fn rotate(
        &mut self,
        leavers: &[PersonId],
        by: &Passphrase,
        watch: &Watch<'_>,
    ) -> Result<Rotated, Error> {
        self.0.may(Deed::KeyRotate)?;
        let authority = Authority::own(self.0, by)?;
        authority.administrator(self.0)?;
        let mine = authority.person();
        if leavers.contains(&mine) {
            return Err(Error::Refused {
                what: "own removal",
                problem: "not possible: another administrator does that",
            });
        }
        for leaver in leavers {
            self.row(*leaver)?;
        }
        last_holders(
            self.0,
            leavers,
            &[(Role::Administrator, true), (Role::Clinician, true)],
        )?;
        self.0.promote_pending()?;
        place::room(self.0.dir(), files::database_len(self.0.dir())?)?;
        files::sweep_new_database(self.0.dir())?;
        let plan = Plan::new(self.0, leavers, &authority)?;
        let made = plan.write(self.0, watch);
        let made = made.inspect_err(|_| {
            // Nothing was promised of the copy.
            let _ = files::sweep_new_database(self.0.dir());
            let _ = files::sweep_new_header(self.0.dir());
        })?;
        self.take_over(made)
    }

    /// Closes the old database, gives the new one its name and goes on with it.
    fn take_over(&mut self, made: Made) -> Result<Rotated, Error> {
        let dir = self.0.dir().to_path_buf();
        // Something has to stand in the field while the file is exchanged; nothing is ever written to it.
        #[allow(
            clippy::disallowed_methods,
            reason = "it holds the place for a moment and no data"
        )]
        let nothing = Connection::open_in_memory().map_err(Error::db("exchange the database"))?;
        let old = self.0.exchange(nothing);
        let swapped = database::close(old).and_then(|()| files::promote_database(&dir));
        if let Err(error) = swapped {
            self.0
                .exchange(database::open(&dir, &self.0.session().office.page)?);
            files::sweep_new_database(&dir)?;
            files::sweep_new_header(&dir)?;
            return Err(error);
        }
        // From here on the new database is the vault, even if the folder cannot be synced or the header not renamed.
        self.0.adopt(made.header);
        self.0.session_mut().office = made.office;
        self.0.take_clinical(made.clinical);
        self.0
            .exchange(database::open(&dir, &self.0.session().office.page)?);
        self.0.promote_pending()?;
        self.0.anchor()?;
        Ok(made.report)
    }
}

/// The fresh keys, and who gets them.
struct Plan {
    vault: VaultId,
    leavers: Vec<[u8; 16]>,
    k_db: DbKey,
    k_adm: AdminKey,
    tx: Option<Clinical>,
    office: OfficeKeys,
    header: Header,
}

struct Clinical {
    old: Key,
    new: Key,
    keys: ClinicalKeys,
}

/// A finished copy, not yet in its place.
struct Made {
    header: Header,
    office: OfficeKeys,
    clinical: Option<ClinicalKeys>,
    report: Rotated,
}

impl Plan {
    fn new(open: &Open, leavers: &[PersonId], authority: &Authority) -> Result<Self, Error> {
        let vault = open.session().vault;
        let k_db = DbKey(Key::random()?);
        let leavers: Vec<[u8; 16]> = leavers.iter().map(|person| person.to_bytes()).collect();
        let tx = match authority.reaches_clinical() {
            true => {
                let (old, new) = (
                    Key::from_slice(authority.clinician(open)?.bytes())?,
                    Key::random()?,
                );
                let keys = ClinicalKeys::derive(&new, &vault, Meta::read(open.db())?.e_tx + 1)?;
                Some(Clinical { old, new, keys })
            }
            false => None,
        };
        let mut header = open.header().clone();
        if let Some(tx) = &tx {
            let own = authority.repinned(&header, *tx.keys.public())?;
            header.replace(own);
        }
        header.generation += 1;
        header.e_db += 1;
        reseal(open, &mut header, &leavers, &k_db)?;
        Ok(Self {
            vault,
            leavers,
            office: OfficeKeys::derive(&k_db, &vault)?,
            k_db,
            k_adm: AdminKey(Key::random()?),
            tx,
            header,
        })
    }

    /// Writes the new database and stages the new header.
    fn write(self, open: &Open, watch: &Watch<'_>) -> Result<Made, Error> {
        let Self {
            vault,
            leavers,
            k_db,
            k_adm,
            tx,
            office,
            mut header,
        } = self;
        drop(k_db);
        let dir = open.dir();
        let mut db = database::create_new(dir, &office.page)?;
        copy_pages(open.db(), &mut db, watch)?;
        let pages = files::new_database_len(dir)? / 4096;
        database::settle_new(&db)?;
        header.db_salt = files::new_database_salt(dir)?;
        header.authenticate(&office.header_mac)?;
        files::stage_header(dir, &header)?;
        let stamp = open.session().stamp(open.clock());
        let change = database::begin(&db)?;
        let pen = Pen::new(&change, vault, &stamp);
        let waiting = dismiss(&pen, &leavers)?;
        if let Some(tx) = &tx {
            change_clinical_key(&pen, &tx.old, &tx.new, &leavers)?;
        }
        change_admin_key(&pen, &k_adm)?;
        roster::set_header_facts(pen.db(), header.generation, &header.core_mac)?;
        let report = Rotated {
            left: leavers.len(),
            clinical: tx.is_some(),
            pages,
        };
        let detail = Detail::default()
            .number("left", leavers.len() as u64)
            .word("clinical", clinical_word(tx.is_some(), waiting));
        pen.log(&Event::new(Action::KEY_ROTATE).detail(detail))?;
        change
            .commit()
            .map_err(Error::db("write the new database"))?;
        let head = audit::head(&db, &vault)?;
        database::close(db)?;
        prove(dir, &office.page, &vault, head.seq)?;
        Ok(Made {
            header,
            office,
            clinical: tx.map(|tx| tx.keys),
            report,
        })
    }
}

fn clinical_word(changed: bool, waiting: bool) -> &'static str {
    match (changed, waiting) {
        (true, _) => "changed",
        (false, true) => "waits",
        (false, false) => "kept",
    }
}

/// Seals the new key of the database to everybody who stays. A slot that belongs to nobody on the roster goes.
fn reseal(
    open: &Open,
    header: &mut Header,
    leavers: &[[u8; 16]],
    k_db: &DbKey,
) -> Result<(), Error> {
    let staff = roster::staff_rows(open.db())?;
    let sheets = roster::sheet_rows(open.db())?;
    let parked = roster::parked_slots(open.db())?;
    let (vault, e_db) = (header.vault, header.e_db);
    let mut kept = Vec::new();
    for mut slot in std::mem::take(&mut header.slots) {
        if slot.is_parked() {
            let whose = parked.iter().find(|(id, ..)| *id == slot.id);
            if whose.is_some_and(|(_, person, _)| !leavers.contains(person)) {
                kept.push(slot);
            }
            continue;
        }
        let to = match slot.kind {
            SlotKind::Person => staff
                .iter()
                .find(|row| row.slot_id == slot.id && row.state == roster::PRESENT)
                .filter(|row| !leavers.contains(&row.person))
                .map(|row| row.x),
            _ => sheets
                .iter()
                .find(|row| row.slot_id == slot.id)
                .map(|row| row.x),
        };
        if let Some(to) = to {
            slot.reseal(&vault, &to, k_db, e_db)?;
            kept.push(slot);
        }
    }
    kept.sort_by_key(|slot| slot.id);
    header.slots = kept;
    Ok(())
}

/// Notes on the roster that people left; says whether one of them held the clinicians' key.
fn dismiss(pen: &Pen<'_>, leavers: &[[u8; 16]]) -> Result<bool, Error> {
    let enrolled = roster::clinical_rows(pen.db())?;
    let mut waiting = false;
    for mut row in roster::staff_rows(pen.db())? {
        if !leavers.contains(&row.person) {
            continue;
        }
        row.state = roster::LEFT;
        row.roles = Roles::default().bits();
        // The slot is gone; the column is unique and may not be empty.
        row.slot_id = random::bytes()?;
        roster::update_staff(pen.db(), &row)?;
        roster::remove_wraps(pen.db(), &row.person, roster::Wrapped::Clinicians)?;
        roster::clear_parked(pen.db(), &row.person)?;
        if enrolled.iter().any(|entry| entry.person == row.person) {
            roster::insert_pending(pen.db(), &row.person, &pen.now())?;
            waiting = true;
        }
        pen.log(&Event::new(Action::STAFF_LEAVE).about(row.person))?;
    }
    Ok(waiting)
}

/// Opens the copy as a stranger would, and checks it. A copy that was not opened again does not count.
fn prove(dir: &Path, page: &Key, vault: &VaultId, seq: u64) -> Result<(), Error> {
    let db = database::open_new(dir, page)?;
    let whole = database::sound(&db)?;
    let chain = audit::walk(&db, vault, |_| {})?;
    database::close(db)?;
    if whole && chain.broken.is_none() && chain.rows == seq {
        files::sync_new_database(dir)
    } else {
        Err(Error::DatabaseDamaged)
    }
}
