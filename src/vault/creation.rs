//! Making a vault: in memory and under a temporary name, until both recovery sheets were typed back.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::domain::clinic::{Clinic, Policy, Setting, VaultKind};
use crate::domain::clock::Clock;
use crate::domain::id::{Id, PersonId};
use crate::domain::staff::{Profile, Roles, normalise_login};
use crate::vault::attempts::{self, Door, Past};
use crate::vault::audit::{self, Action, Detail, Event};
use crate::vault::code::RecoveryCode;
use crate::vault::files::{self, LockFile};
use crate::vault::header::{FORMAT, Header};
use crate::vault::kdf::{Cost, Kdf};
use crate::vault::keys::{AdminKey, ClinicalKeys, DbKey, Key, OfficeKeys, Seeds, VaultId};
use crate::vault::locked;
use crate::vault::roster::{self, ClinicalRow, Meta, SheetRow, StaffRow, Wrapped};
use crate::vault::session::{Session, SessionKeys};
use crate::vault::slot::{NewSlot, Slot, SlotContents, SlotKind, SlotNoise, user_tag};
use crate::vault::{
    Error, Folders, Open, Passphrase, Standing, Synced, database, place, random, seal, settings,
    staff,
};

/// The person who sets the vault up. They hold all roles.
pub struct FirstPerson {
    /// What they will type to sign in.
    pub login: String,
    /// Their name.
    pub name: String,
    /// What letters say about them.
    pub profile: Profile,
    /// Their passphrase.
    pub passphrase: Passphrase,
}

/// Whether the recovery sheets have to be typed back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sheets {
    /// Two groups of each.
    #[default]
    TypedBack,
    /// Not at all; the log says so. For the sample clinic, and for scripts that keep the codes.
    Waived,
}

/// A vault to be made.
pub struct NewVault {
    /// The clinic.
    pub clinic: Clinic,
    /// The first person.
    pub first: FirstPerson,
    /// What a guess shall cost.
    pub cost: Cost,
    /// Whether the sheets are typed back.
    pub sheets: Sheets,
    /// Whether this is a sample clinic.
    pub kind: VaultKind,
}

/// A vault that is being made. Dropped before [`Creation::finish`], it leaves nothing behind.
pub struct Creation {
    target: PathBuf,
    workplace: Workplace,
    new: NewVault,
    kdf: Kdf,
    keys: FreshKeys,
    office: SheetCode,
    clinical: SheetCode,
    clock: Arc<dyn Clock>,
    synced: Option<Synced>,
}

struct FreshKeys {
    vault: VaultId,
    db: DbKey,
    admin: AdminKey,
    tx: Key,
}

struct SheetCode {
    code: RecoveryCode,
    challenge: [usize; 2],
    proved: bool,
}

/// The temporary directory, removed when it is dropped.
struct Workplace {
    dir: PathBuf,
    lock: Option<LockFile>,
}

impl Drop for Workplace {
    fn drop(&mut self) {
        self.lock = None;
        files::remove_unfinished(&self.dir);
    }
}

impl SheetCode {
    fn new(vault: &VaultId) -> Result<Self, Error> {
        Ok(Self {
            code: RecoveryCode::random(vault)?,
            challenge: RecoveryCode::challenge()?,
            proved: false,
        })
    }

    fn prove(&mut self, typed: &str) -> bool {
        self.proved |= self.code.prove(&self.challenge, typed);
        self.proved
    }
}

impl Creation {
    /// Checks everything that can be checked, makes the keys and the codes, and claims a place. The
    /// target must not exist, whatever it is; its parent must.
    pub fn begin(target: &Path, new: NewVault, clock: Arc<dyn Clock>) -> Result<Self, Error> {
        Self::begin_in(target, new, clock, Folders::LocalOnly)
    }

    /// As [`Creation::begin`], also in a folder that is kept in step with other computers if somebody chose that.
    pub fn begin_in(
        target: &Path,
        new: NewVault,
        clock: Arc<dyn Clock>,
        folders: Folders,
    ) -> Result<Self, Error> {
        if std::fs::symlink_metadata(target).is_ok() {
            return Err(Error::TargetExists(target.to_path_buf()));
        }
        check_first(&new)?;
        let target = files::absolute(target)?;
        let synced = place::check(&target, folders)?;
        files::sweep_unfinished(&target);
        let workplace = Workplace::claim(&target)?;
        let kdf = Kdf::for_new_slot(new.cost)?;
        let keys = FreshKeys {
            vault: random::bytes()?,
            db: DbKey(Key::random()?),
            admin: AdminKey(Key::random()?),
            tx: Key::random()?,
        };
        let (office, clinical) = (SheetCode::new(&keys.vault)?, SheetCode::new(&keys.vault)?);
        Ok(Self {
            target,
            workplace,
            new,
            kdf,
            keys,
            office,
            clinical,
            clock,
            synced,
        })
    }

    /// The code of the office sheet: opens the vault and the roster of staff, not what clinicians keep.
    #[must_use]
    pub fn office_code(&self) -> &RecoveryCode {
        &self.office.code
    }

    /// The code of the clinical sheet: opens the vault and what clinicians keep.
    #[must_use]
    pub fn clinical_code(&self) -> &RecoveryCode {
        &self.clinical.code
    }

    /// Which groups of the office sheet to type back, counted from 0.
    #[must_use]
    pub fn office_challenge(&self) -> [usize; 2] {
        self.office.challenge
    }

    /// Which groups of the clinical sheet to type back, counted from 0.
    #[must_use]
    pub fn clinical_challenge(&self) -> [usize; 2] {
        self.clinical.challenge
    }

    /// The groups that [`Creation::office_challenge`] asks for.
    pub fn prove_office(&mut self, typed: &str) -> bool {
        self.office.prove(typed)
    }

    /// The groups that [`Creation::clinical_challenge`] asks for.
    pub fn prove_clinical(&mut self, typed: &str) -> bool {
        self.clinical.prove(typed)
    }

    /// Writes the vault, gives it its name last, and opens it for the first person.
    pub fn finish(self) -> Result<Open, Error> {
        if self.new.sheets == Sheets::TypedBack {
            let missing = [(&self.office, "office"), (&self.clinical, "clinical")];
            if let Some((_, which)) = missing.into_iter().find(|(sheet, _)| !sheet.proved) {
                return Err(Error::SheetNotProved(which));
            }
        }
        let made = self.write()?;
        let Self {
            target,
            mut workplace,
            clock,
            synced,
            ..
        } = self;
        files::sync_dir(&workplace.dir)?;
        // The lock is let go for the moment of the rename: other systems do not rename open files.
        workplace.lock = None;
        files::rename_dir(&workplace.dir, &target)?;
        let real = files::inspect(&target)?;
        let lock = files::lock(&real)?;
        let vault = made.header.vault;
        let door = Door::new(&real, None, &clock, vault, &[&made.header]);
        locked::enter(locked::Entry {
            dir: real,
            lock,
            header: made.header,
            slot_id: made.slot_id,
            contents: made.contents,
            derived: None,
            clock,
            repaired: None,
            door,
            past: Past::default(),
            synced,
            upgrade: None,
        })
    }

    fn write(&self) -> Result<Made, Error> {
        let dir = &self.workplace.dir;
        let vault = self.keys.vault;
        let office = OfficeKeys::derive(&self.keys.db, &vault)?;
        let db = database::create(dir, &office.page)?;
        let clinical = ClinicalKeys::derive(&self.keys.tx, &vault, 1)?;
        let p_tx = *clinical.public();
        let slots = self.slots(&clinical)?;
        let name_salt = slots.name_salt;
        let mut header = Header::new(vault, files::database_salt(dir)?, name_salt, slots.all());
        header.authenticate(&office.header_mac)?;
        let person = PersonId::from_bytes(random::bytes()?);
        let change = database::begin(&db)?;
        let now = format!("{:.3}", self.clock.now());
        let rosters = self.rosters(&change, &slots, person, &clinical, &now)?;
        Meta {
            generation: header.generation,
            core_mac: header.core_mac,
            staff_gen: 1,
            tx_gen: 1,
            e_adm: 1,
            e_tx: 1,
            p_tx,
            staff_mac: rosters.0,
            tx_mac: rosters.1,
            created: now,
        }
        .write(&change)?;
        let session = Session::begin(SessionKeys {
            vault,
            staff: roster::staff_rows(&change)?[0].staff(),
            slot_id: slots.person.0.id,
            office,
            p_tx,
            e_tx: 1,
            clinical: None,
        })?;
        self.genesis(&change, &session, rosters)?;
        change.commit().map_err(Error::db("create the vault"))?;
        header.anchor = audit::head(&db, &vault)?;
        header.authenticate(&session.office.header_mac)?;
        files::stage_header(dir, &header)?;
        files::promote_header(dir)?;
        attempts::begin(dir, &*self.clock, vault)?;
        database::close(db)?;
        let (slot, contents) = slots.person;
        Ok(Made {
            header,
            slot_id: slot.id,
            contents,
        })
    }

    fn slots(&self, clinical: &ClinicalKeys) -> Result<NewSlots, Error> {
        let name_salt = random::bytes()?;
        let pinned = |pin| -> Result<SlotContents, Error> {
            Ok(SlotContents {
                seeds: Seeds::random()?,
                pin,
            })
        };
        let person = pinned(*clinical.public())?;
        // The office sheet reaches no clinical key; random bytes stand there, so that it does not show.
        let office = pinned(random::bytes()?)?;
        let sheet = pinned(*clinical.public())?;
        let secret = self.new.first.passphrase.normalised();
        let tag = user_tag(&name_salt, &self.new.first.login)?;
        let close = |kind, tag, kdf, contents: &SlotContents, secret: &[u8]| {
            let k_db = &self.keys.db;
            let new = NewSlot {
                kind,
                user_tag: tag,
                kdf,
                contents,
                k_db,
                e_db: 1,
            };
            let noise = SlotNoise::random()?;
            let mut slot = Slot::close(&self.keys.vault, FORMAT, secret, &new, &noise)?;
            slot.flags |= attempts::COUNTED;
            Ok::<_, Error>(slot)
        };
        // A code has 128 random bits: the floor is more than enough for it.
        let least = if self.new.cost == Cost::Least {
            self.kdf
        } else {
            Kdf::FLOOR
        };
        let person_slot = close(SlotKind::Person, tag, self.kdf, &person, secret.as_bytes())?;
        let office_slot = close(
            SlotKind::OfficeSheet,
            random::bytes()?,
            least,
            &office,
            self.office.code.secret(),
        )?;
        let clinical_slot = close(
            SlotKind::ClinicalSheet,
            random::bytes()?,
            least,
            &sheet,
            self.clinical.code.secret(),
        )?;
        Ok(NewSlots {
            name_salt,
            person: (person_slot, person),
            office: (office_slot, office),
            clinical: (clinical_slot, sheet),
        })
    }

    /// Writes both rosters and the wrapped keys; returns the MACs over the rosters.
    fn rosters(
        &self,
        db: &rusqlite::Connection,
        slots: &NewSlots,
        person: PersonId,
        clinical: &ClinicalKeys,
        now: &str,
    ) -> Result<([u8; 32], [u8; 32]), Error> {
        let vault = self.keys.vault;
        let me = person.to_bytes();
        let (slot, contents) = &slots.person;
        roster::insert_staff(
            db,
            &StaffRow {
                person: me,
                slot_id: slot.id,
                login: normalise_login(&self.new.first.login),
                name: self.new.first.name.trim().to_owned(),
                roles: Roles::all().bits(),
                x: *contents.seeds.staff_pair(&vault)?.public(),
                made_by: me,
                state: roster::PRESENT,
            },
        )?;
        for (slot, contents) in [&slots.office, &slots.clinical] {
            roster::insert_sheet(
                db,
                &SheetRow {
                    slot_id: slot.id,
                    kind: slot.kind.code(),
                    x: *contents.seeds.staff_pair(&vault)?.public(),
                    made_by: me,
                    made: now.to_owned(),
                },
            )?;
        }
        let administrators = [(me, contents), (slots.office.0.id, &slots.office.1)];
        for (id, contents) in administrators {
            let to = contents.seeds.staff_pair(&vault)?;
            self.wrap(
                db,
                &id,
                Wrapped::Administrators,
                to.public(),
                &self.keys.admin.0,
            )?;
        }
        let clinicians = [(me, contents), (slots.clinical.0.id, &slots.clinical.1)];
        for (id, contents) in clinicians {
            let to = contents.seeds.clinical_pair(&vault)?;
            self.wrap(db, &id, Wrapped::Clinicians, to.public(), &self.keys.tx)?;
            let row = ClinicalRow {
                person: id,
                y: *to.public(),
                granted_by: me,
                time: now.to_owned(),
            };
            roster::insert_clinical(db, &row)?;
        }
        let (staff, sheets) = (roster::staff_rows(db)?, roster::sheet_rows(db)?);
        let staff_key = self.keys.admin.roster_mac(&vault)?;
        Ok((
            roster::staff_mac(&staff_key, &vault, 1, 1, &staff, &sheets)?,
            roster::clinical_mac(
                clinical.roster_mac(),
                &vault,
                1,
                1,
                &roster::clinical_rows(db)?,
            )?,
        ))
    }

    fn wrap(
        &self,
        db: &rusqlite::Connection,
        person: &[u8; 16],
        which: Wrapped,
        to: &[u8; 32],
        key: &Key,
    ) -> Result<(), Error> {
        let aad = roster::wrap_aad(&self.keys.vault, person, 1);
        let sealed = seal::seal(to, which.purpose(), &aad, key.bytes())?;
        roster::insert_wrap(db, person, which, 1, &sealed)
    }

    /// The first events and the first settings, in the one transaction that makes the vault.
    fn genesis(
        &self,
        change: &rusqlite::Transaction<'_>,
        session: &Session,
        rosters: ([u8; 32], [u8; 32]),
    ) -> Result<(), Error> {
        let log = |event: Event| {
            audit::append(change, &session.vault, &session.stamp(&*self.clock), &event)
        };
        let sheets = match self.new.sheets {
            Sheets::TypedBack => "typed-back",
            Sheets::Waived => "waived",
        };
        log(Event::new(Action::CREATE).detail(Detail::default().word("sheets", sheets)))?;
        log(Event::new(Action::ROSTER_STAFF).stored(1, rosters.0))?;
        log(Event::new(Action::ROSTER_CLINICAL).stored(1, rosters.1))?;
        log(settings::first(change, Clinic::NAME, &self.new.clinic)?)?;
        log(settings::first(change, Policy::NAME, &Policy::default())?)?;
        log(settings::first(change, VaultKind::NAME, &self.new.kind)?)?;
        log(staff::first_profile(
            change,
            session.staff.id,
            &self.new.first.profile,
        )?)?;
        Ok(())
    }
}

struct Made {
    header: Header,
    slot_id: [u8; 16],
    contents: SlotContents,
}

struct NewSlots {
    name_salt: [u8; 16],
    person: (Slot, SlotContents),
    office: (Slot, SlotContents),
    clinical: (Slot, SlotContents),
}

impl NewSlots {
    fn all(&self) -> Vec<Slot> {
        vec![
            self.person.0.clone(),
            self.office.0.clone(),
            self.clinical.0.clone(),
        ]
    }
}

impl Workplace {
    fn claim(target: &Path) -> Result<Self, Error> {
        let dir = files::unfinished_name(target, &random::bytes()?)?;
        files::create_private_dir(&dir)?;
        let mut workplace = Self { dir, lock: None };
        workplace.lock = Some(files::lock(&workplace.dir)?);
        Ok(workplace)
    }
}

fn check_first(new: &NewVault) -> Result<(), Error> {
    staff::check_names(&new.first.login, &new.first.name)?;
    let context = [new.clinic.name.as_str(), &new.first.login, &new.first.name];
    new.first
        .passphrase
        .check(Standing::Administrator, &context)
}
