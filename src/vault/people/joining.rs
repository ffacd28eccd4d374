//! Joining: a new person, a person whose passphrase was lost, and the clinicians' key for either.

use crate::domain::clinic::Clinic;
use crate::domain::id::{Id, PersonId};
use crate::domain::staff::{Profile, Role, Roles, Staff, normalise_login};
use crate::vault::audit::{Action, Detail, Event};
use crate::vault::header::{FORMAT, Header};
use crate::vault::kdf::{Cost, Kdf};
use crate::vault::keys::{AdminKey, DbKey, Seeds};
use crate::vault::people::authority::{Authority, open_with, slot};
use crate::vault::people::{Pen, People, clinical};
use crate::vault::roster::{self, Meta, StaffRow, Wrapped};
use crate::vault::slot::{NewSlot, Slot, SlotContents, SlotKind, SlotNoise, user_tag};
use crate::vault::{Deed, Error, Open, Passphrase, Standing, random, seal, settings, staff};

/// Somebody who begins to work here. They type the passphrase themselves; there are no one-time passphrases.
pub struct NewPerson {
    /// What they will type to sign in.
    pub login: String,
    /// Their name.
    pub name: String,
    /// What they may do.
    pub roles: Roles,
    /// What letters say about them.
    pub profile: Profile,
    /// Their passphrase.
    pub passphrase: Passphrase,
    /// What a guess shall cost.
    pub cost: Cost,
}

/// A colleague who stands beside the one who is signed in, and types their own passphrase.
pub struct Present<'a> {
    /// Their login.
    pub login: &'a str,
    /// Their passphrase.
    pub passphrase: &'a Passphrase,
}

impl People<'_> {
    /// Adds a person. A clinician gets the clinicians' key at once if the administrator holds it; else a clinician
    /// gives it with [`People::grant`].
    pub fn add(&mut self, new: &NewPerson, by: &Passphrase) -> Result<Staff, Error> {
        self.0.may(Deed::StaffAdd)?;
        if new.roles.has(Role::Administrator) {
            self.agreed(Deed::GrantAdministrator)?;
        }
        let authority = Authority::own(self.0, by)?;
        self.anchored(add_with(self.0, new, &authority))
    }

    /// Gives the clinicians' key to a person who has the role: both type their passphrases.
    pub fn grant(
        &mut self,
        person: PersonId,
        their: &Passphrase,
        by: &Present<'_>,
    ) -> Result<(), Error> {
        let authority = Authority::of_login(self.0, by.login, by.passphrase)?;
        self.anchored(grant_with(self.0, person, their, &authority))?;
        self.reach_clinical(person, their)
    }

    /// The person remembers the passphrase from before a reset: that gives the clinicians' key back without a colleague.
    pub fn take_back(&mut self, former: &Passphrase, present: &Passphrase) -> Result<(), Error> {
        let me = self.0.me().id;
        let authority = {
            let header = self.0.header();
            let parked = roster::parked_slots(self.0.db())?
                .into_iter()
                .find(|(_, person, _)| *person == me.to_bytes())
                .ok_or(Error::NotFound("parked access"))?;
            let slot = slot(&header, &parked.0)?;
            let (contents, _) = open_with(self.0, &header, slot, former)?;
            Authority::of_parked(self.0, &header, contents, present)?
        };
        self.anchored(grant_with(self.0, me, present, &authority))?;
        self.reach_clinical(me, present)
    }

    /// Whoever is signed in goes on with a key that was given just now.
    fn reach_clinical(&mut self, person: PersonId, passphrase: &Passphrase) -> Result<(), Error> {
        if person == self.0.me().id {
            let keys = Authority::own(self.0, passphrase)?.clinical_keys(self.0)?;
            self.0.take_clinical_keys(Some(keys));
        }
        Ok(())
    }

    /// Gives a person who lost the passphrase a new way in: they type a new one at the desk. The old slot is
    /// parked until clinical access is back; with `compromised` it is closed for good, and a rotation has to follow.
    pub fn reset(
        &mut self,
        person: PersonId,
        new: &Passphrase,
        compromised: bool,
        by: &Passphrase,
    ) -> Result<(), Error> {
        let authority = Authority::own(self.0, by)?;
        let row = self.row(person)?;
        let login = row.login.clone();
        reset_with(self.0, row, new, compromised, &authority)?;
        // The reset is done; a wait that stays after it would end by itself.
        let _ = self.0.forgive_tries(&login);
        Ok(())
    }
}

/// [`People::add`] by a person or a sheet.
pub(super) fn add_with(open: &Open, new: &NewPerson, by: &Authority) -> Result<Staff, Error> {
    let k_adm = by.administrator(open)?;
    let login = check_person(open, new)?;
    let vault = open.session().vault;
    let header = open.header().clone();
    let meta = Meta::read(open.db())?;
    let contents = SlotContents {
        seeds: Seeds::random()?,
        pin: meta.p_tx,
    };
    let slot = new_slot(
        &header,
        &login,
        &new.passphrase,
        new.cost,
        &contents,
        &by.k_db,
    )?;
    let row = StaffRow {
        person: random::bytes()?,
        slot_id: slot.id,
        login,
        name: new.name.trim().to_owned(),
        roles: new.roles.bits(),
        x: *contents.seeds.staff_pair(&vault)?.public(),
        made_by: by.id,
        state: roster::PRESENT,
    };
    let staff = row.staff();
    let y = *contents.seeds.clinical_pair(&vault)?.public();
    let k_tx = match new.roles.has(Role::Clinician) && by.reaches_clinical() {
        true => Some(by.clinician(open)?),
        false => None,
    };
    open.change_header(
        |header| {
            header.replace(slot);
            Ok(())
        },
        |pen| {
            roster::insert_staff(pen.db(), &row)?;
            pen.log(&staff::first_profile(pen.db(), staff.id, &new.profile)?)?;
            if staff.roles.has(Role::Administrator) {
                seal_to_administrator(pen, k_adm, &row, meta.e_adm)?;
            }
            if let Some(k_tx) = k_tx {
                clinical::enrol(pen, k_tx, &row.person, &y)?;
            }
            write_staff_roster(pen, k_adm)?;
            let detail = Detail::default().number("roles", u64::from(row.roles));
            pen.log(
                &Event::new(Action::STAFF_ADD)
                    .about(row.person)
                    .detail(detail),
            )
        },
    )?;
    Ok(staff)
}

/// [`People::grant`] by a clinician, a clinical sheet, or the person's own former slot.
pub(super) fn grant_with(
    open: &Open,
    person: PersonId,
    their: &Passphrase,
    by: &Authority,
) -> Result<(), Error> {
    let k_tx = by.clinician(open)?;
    let row = present_row(open, person)?;
    if !row.staff().roles.has(Role::Clinician) {
        return Err(Error::WrongState("member of staff"));
    }
    let (vault, meta) = (open.session().vault, Meta::read(open.db())?);
    let (mut slot, contents, derived) = {
        let header = open.header();
        let slot = slot(&header, &row.slot_id)?;
        let (contents, derived) = open_with(open, &header, slot, their)?;
        (slot.clone(), contents, derived)
    };
    // A fresh clinical seed at each grant: whoever opened this slot before does not follow.
    let contents = SlotContents {
        seeds: Seeds {
            staff: contents.seeds.copy()?.staff,
            clinical: Seeds::random()?.clinical,
        },
        pin: meta.p_tx,
    };
    slot.rebox(&vault, FORMAT, &derived, &contents)?;
    let y = *contents.seeds.clinical_pair(&vault)?.public();
    let parked = parked_of(open, &row.person)?;
    open.change_header(
        |header| {
            header.replace(slot);
            header.remove(&parked);
            Ok(())
        },
        |pen| {
            roster::clear_parked(pen.db(), &row.person)?;
            clinical::enrol(pen, k_tx, &row.person, &y)?;
            pen.log(&Event::new(Action::STAFF_GRANT).about(row.person))
        },
    )
    .map(|_| ())
}

/// [`People::reset`] by a person or a sheet.
pub(super) fn reset_with(
    open: &Open,
    mut row: StaffRow,
    new: &Passphrase,
    compromised: bool,
    by: &Authority,
) -> Result<(), Error> {
    let k_adm = by.administrator(open)?;
    let roles = row.staff().roles;
    check_passphrase(open, &row.login, &row.name, roles, new)?;
    let has_key = roster::holds_clinical(open.db(), &row.person)?;
    if compromised && has_key && roster::clinical_rows(open.db())?.len() < 2 {
        return Err(Error::LastHolder("clinician"));
    }
    let (vault, meta) = (open.session().vault, Meta::read(open.db())?);
    let contents = SlotContents {
        seeds: Seeds::random()?,
        pin: meta.p_tx,
    };
    let header = open.header().clone();
    let slot = new_slot(
        &header,
        &row.login,
        new,
        header.usual_cost(),
        &contents,
        &by.k_db,
    )?;
    let old = row.slot_id;
    (row.slot_id, row.x, row.made_by) =
        (slot.id, *contents.seeds.staff_pair(&vault)?.public(), by.id);
    // A slot that was parked by an earlier reset keeps the clinical seed; the one in between has none.
    let earlier = parked_of(open, &row.person)?;
    let park = has_key && !compromised && earlier.is_empty();
    open.change_header(
        |header| {
            match header.slots.iter_mut().find(|slot| slot.id == old) {
                Some(slot) if park => slot.park()?,
                _ => header.remove(&[old]),
            }
            if compromised {
                header.remove(&earlier);
            }
            header.replace(slot);
            Ok(())
        },
        |pen| {
            roster::update_staff(pen.db(), &row)?;
            if has_key && earlier.is_empty() {
                roster::insert_parked(pen.db(), &old, &row.person, &pen.now())?;
            }
            if compromised && has_key {
                roster::insert_pending(pen.db(), &row.person, &pen.now())?;
            }
            roster::remove_wraps(pen.db(), &row.person, Wrapped::Administrators)?;
            if roles.has(Role::Administrator) {
                seal_to_administrator(pen, k_adm, &row, meta.e_adm)?;
            }
            write_staff_roster(pen, k_adm)?;
            let how = if compromised { "closed" } else { "parked" };
            let detail = Detail::default().word("old", how);
            pen.log(
                &Event::new(Action::STAFF_RESET)
                    .about(row.person)
                    .detail(detail),
            )
        },
    )?;
    open.forgive_tries(&row.login)
}

/// A slot for a person under a fresh id.
pub(super) fn new_slot(
    header: &Header,
    login: &str,
    passphrase: &Passphrase,
    cost: Cost,
    contents: &SlotContents,
    k_db: &DbKey,
) -> Result<Slot, Error> {
    let new = NewSlot {
        kind: SlotKind::Person,
        user_tag: user_tag(&header.name_salt, login)?,
        kdf: Kdf::for_new_slot(cost)?,
        contents,
        k_db,
        e_db: header.e_db,
    };
    let secret = passphrase.normalised();
    let slot = Slot::close(
        &header.vault,
        FORMAT,
        secret.as_bytes(),
        &new,
        &SlotNoise::random()?,
    )?;
    Ok(slot.counted_like(header))
}

/// Seals the administrators' key to a person or sheet on the roster of staff.
pub(super) fn seal_to_administrator(
    pen: &Pen<'_>,
    k_adm: &AdminKey,
    row: &StaffRow,
    e_adm: u32,
) -> Result<(), Error> {
    seal_admin(pen, k_adm, &row.person, &row.x, e_adm)
}

pub(super) fn seal_admin(
    pen: &Pen<'_>,
    k_adm: &AdminKey,
    id: &[u8; 16],
    x: &[u8; 32],
    e_adm: u32,
) -> Result<(), Error> {
    let aad = roster::wrap_aad(pen.vault(), id, e_adm);
    let sealed = seal::seal(x, Wrapped::Administrators.purpose(), &aad, k_adm.0.bytes())?;
    roster::insert_wrap(pen.db(), id, Wrapped::Administrators, e_adm, &sealed)
}

/// The next generation of the roster of staff, its MAC, and the event that carries it.
pub(super) fn write_staff_roster(pen: &Pen<'_>, k_adm: &AdminKey) -> Result<(), Error> {
    let meta = Meta::read(pen.db())?;
    let generation = meta.staff_gen + 1;
    let (staff, sheets) = (roster::staff_rows(pen.db())?, roster::sheet_rows(pen.db())?);
    let key = k_adm.roster_mac(pen.vault())?;
    let mac = roster::staff_mac(&key, pen.vault(), meta.e_adm, generation, &staff, &sheets)?;
    roster::set_fact(pen.db(), "staff_gen", &generation.to_le_bytes())?;
    roster::set_fact(pen.db(), "staff_mac", &mac)?;
    let version = u32::try_from(generation).unwrap_or(u32::MAX);
    pen.log(&Event::new(Action::ROSTER_STAFF).stored(version, mac))?;
    Ok(())
}

pub(super) fn present_row(open: &Open, person: PersonId) -> Result<StaffRow, Error> {
    roster::staff_rows(open.db())?
        .into_iter()
        .find(|row| row.person == person.to_bytes() && row.state == roster::PRESENT)
        .ok_or(Error::NotFound("member of staff"))
}

fn parked_of(open: &Open, person: &[u8; 16]) -> Result<Vec<[u8; 16]>, Error> {
    Ok(roster::parked_slots(open.db())?
        .into_iter()
        .filter(|(_, whose, _)| whose == person)
        .map(|(id, ..)| id)
        .collect())
}

/// Checks a login, a name and a passphrase; returns the login as it is kept.
fn check_person(open: &Open, new: &NewPerson) -> Result<String, Error> {
    staff::check_names(&new.login, &new.name)?;
    let login = normalise_login(&new.login);
    if roster::staff_rows(open.db())?
        .iter()
        .any(|row| row.login == login)
    {
        return Err(Error::LoginTaken);
    }
    if new.roles == Roles::default() {
        return Err(Error::Refused {
            what: "list of roles",
            problem: "empty: give at least one",
        });
    }
    check_passphrase(open, &new.login, &new.name, new.roles, &new.passphrase)?;
    Ok(login)
}

pub(super) fn check_passphrase(
    open: &Open,
    login: &str,
    name: &str,
    roles: Roles,
    passphrase: &Passphrase,
) -> Result<(), Error> {
    let standing = if roles.has(Role::Administrator) {
        Standing::Administrator
    } else {
        Standing::Staff
    };
    let clinic = settings::peek::<Clinic>(open.db())?.unwrap_or_default();
    passphrase.check(standing, &[clinic.name.as_str(), login, name])
}
