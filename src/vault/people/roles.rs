//! Roles: giving and taking them. Whoever loses one loses the key that came with it, because the key is changed.

use crate::domain::id::PersonId;
use crate::domain::staff::{Role, Roles};
use crate::vault::audit::{Action, Detail, Event};
use crate::vault::keys::{AdminKey, Key};
use crate::vault::people::authority::Authority;
use crate::vault::people::joining::{
    present_row, seal_admin, seal_to_administrator, write_staff_roster,
};
use crate::vault::people::{Pen, People};
use crate::vault::roster::{self, Meta, Wrapped};
use crate::vault::{Deed, Error, Open, Passphrase};

impl People<'_> {
    /// Sets what a person may do. A new clinician waits for the key until a clinician gives it; a new administrator
    /// has theirs at once. Taking a role away changes its key; the clinicians' key only if the one who does this
    /// holds it, else it waits for the next clinician.
    pub fn set_roles(
        &mut self,
        person: PersonId,
        roles: Roles,
        by: &Passphrase,
    ) -> Result<(), Error> {
        self.0.may(Deed::StaffAdd)?;
        let before = self.row(person)?.staff().roles;
        if roles.has(Role::Administrator) && !before.has(Role::Administrator) {
            self.agreed(Deed::GrantAdministrator)?;
        }
        let authority = Authority::own(self.0, by)?;
        let loses_clinical = set_roles_with(self.0, person, roles, &authority)?;
        if loses_clinical && authority.reaches_clinical() && authority.person() != person {
            self.rotate_clinical(&authority, &[])?;
        }
        self.0.reload_own_roles()?;
        self.anchored(Ok(()))
    }
}

/// [`People::set_roles`] by a person or a sheet; says whether a clinician's key has to be changed.
pub(super) fn set_roles_with(
    open: &Open,
    person: PersonId,
    roles: Roles,
    by: &Authority,
) -> Result<bool, Error> {
    let k_adm = by.administrator(open)?;
    let mut row = present_row(open, person)?;
    let before = row.staff().roles;
    if roles == Roles::default() {
        return Err(Error::Refused {
            what: "list of roles",
            problem: "empty: remove the person instead",
        });
    }
    let loses = |role| before.has(role) && !roles.has(role);
    last_holders(
        open,
        &[person],
        &[Role::Administrator, Role::Clinician].map(|role| (role, loses(role))),
    )?;
    let had_key = roster::holds_clinical(open.db(), &row.person)?;
    let meta = Meta::read(open.db())?;
    row.roles = roles.bits();
    let fresh = if loses(Role::Administrator) {
        Some(AdminKey(Key::random()?))
    } else {
        None
    };
    open.change(|change| {
        let pen = change.pen();
        roster::update_staff(pen.db(), &row)?;
        if loses(Role::Clinician) {
            roster::remove_wraps(pen.db(), &row.person, Wrapped::Clinicians)?;
            roster::clear_parked(pen.db(), &row.person)?;
            if had_key {
                roster::insert_pending(pen.db(), &row.person, &pen.now())?;
            }
        }
        if roles.has(Role::Administrator) && !before.has(Role::Administrator) {
            seal_to_administrator(&pen, k_adm, &row, meta.e_adm)?;
        }
        match &fresh {
            Some(fresh) => change_admin_key(&pen, fresh)?,
            None => write_staff_roster(&pen, k_adm)?,
        }
        let detail = Detail::default().number("roles", u64::from(row.roles));
        pen.log(
            &Event::new(Action::STAFF_ROLES)
                .about(row.person)
                .detail(detail),
        )
    })?;
    Ok(loses(Role::Clinician) && had_key)
}

/// A fresh administrators' key, sealed to everybody who is an administrator now and to the office sheet.
pub(super) fn change_admin_key(pen: &Pen<'_>, fresh: &AdminKey) -> Result<(), Error> {
    let e_adm = Meta::read(pen.db())?.e_adm + 1;
    roster::set_fact(pen.db(), "e_adm", &e_adm.to_le_bytes())?;
    roster::remove_all_wraps(pen.db(), Wrapped::Administrators)?;
    for row in roster::staff_rows(pen.db())? {
        if row.state == roster::PRESENT && row.staff().roles.has(Role::Administrator) {
            seal_to_administrator(pen, fresh, &row, e_adm)?;
        }
    }
    for sheet in roster::sheet_rows(pen.db())? {
        if sheet.kind == roster::OFFICE_SHEET {
            seal_admin(pen, fresh, &sheet.slot_id, &sheet.x, e_adm)?;
        }
    }
    pen.log(&Event::new(Action::KEY_ADMINISTRATORS))?;
    write_staff_roster(pen, fresh)
}

/// Refuses to take a role from the last who holds its key. A sheet does not count: it makes a successor first.
pub(super) fn last_holders(
    open: &Open,
    leaving: &[PersonId],
    lost: &[(Role, bool)],
) -> Result<(), Error> {
    let staff: Vec<_> = roster::staff_rows(open.db())?
        .into_iter()
        .filter(|row| row.state == roster::PRESENT)
        .collect();
    let parked = roster::parked_persons(open.db())?;
    for (role, lost) in lost {
        let mut holders = Vec::new();
        for row in &staff {
            let has_key = *role != Role::Clinician
                || (roster::holds_clinical(open.db(), &row.person)?
                    && !parked.contains(&row.person));
            if row.staff().roles.has(*role) && has_key {
                holders.push(row.staff().id);
            }
        }
        let leaver_holds = holders.iter().any(|id| leaving.contains(id));
        let others = holders.iter().any(|id| !leaving.contains(id));
        if *lost && leaver_holds && !others {
            return Err(Error::LastHolder(role.word()));
        }
    }
    Ok(())
}
