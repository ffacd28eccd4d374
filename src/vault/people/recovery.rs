//! Recovery: whoever holds a sheet names a successor, who types a passphrase of their own.
//!
//! The office sheet makes an administrator, new or after a reset; the clinical sheet gives the clinicians' key to
//! somebody who has the role. Either use is shown to everybody for thirty days, and asks for a fresh sheet.

use crate::domain::id::{Id, PersonId};
use crate::domain::staff::{Role, Roles, Staff, normalise_login};
use crate::vault::attempts::Door;
use crate::vault::audit::{Action, Detail, Event};
use crate::vault::header::Header;
use crate::vault::info::Sheet;
use crate::vault::keys::OfficeKeys;
use crate::vault::locked::{self, fits, open_sheet};
use crate::vault::open::OpenParts;
use crate::vault::people::NewPerson;
use crate::vault::people::authority::Authority;
use crate::vault::people::joining::{add_with, grant_with, reset_with};
use crate::vault::people::roles::set_roles_with;
use crate::vault::roster::{self, Meta};
use crate::vault::session::{Session, SessionKeys};
use crate::vault::slot::SlotKind;
use crate::vault::watch::Watch;
use crate::vault::{Error, LockReason, Locked, Open, Passphrase, RecoveryCode, migrate};

/// Who takes over after a recovery.
pub enum Successor {
    /// Somebody who works here already, by login, with a passphrase of their own: a new one with the office sheet,
    /// the present one with the clinical sheet.
    Present {
        /// Their login.
        login: String,
        /// Their passphrase.
        passphrase: Passphrase,
    },
    /// Somebody new, as an administrator. Only with the office sheet.
    New(NewPerson),
}

impl Locked {
    /// Uses a recovery code to let a successor in, and opens the vault for them.
    pub fn recover(&self, typed: &str, successor: &Successor) -> Result<Open, Error> {
        self.with_code(typed, |header, door| {
            self.recover_with(header, door, typed, successor)
        })?;
        let (login, passphrase) = match successor {
            Successor::Present { login, passphrase } => (login, passphrase),
            Successor::New(new) => (&new.login, &new.passphrase),
        };
        self.unlock(login, passphrase)
    }

    fn recover_with(
        &self,
        header: &Header,
        door: &Door,
        typed: &str,
        successor: &Successor,
    ) -> Result<(), Error> {
        let code = RecoveryCode::parse(typed, &header.vault)?;
        let dir = door.dir().to_path_buf();
        let (slot, contents, derived) = open_sheet(header, &code)?;
        let k_db = slot.db_key(&header.vault, &contents.seeds, header.e_db)?;
        let office = OfficeKeys::derive(&k_db, &header.vault)?;
        header.verify(&office.header_mac)?;
        let clock = self.clock();
        let (db, _) = migrate::open(&migrate::Place {
            dir: &dir,
            header,
            office: &office,
            clock: &*clock,
            slot: &slot.id,
            upgrade: self.upgrade(&Watch::silent()),
        })?;
        let meta = Meta::read(&db)?;
        fits(header, &meta)?;
        let sheet = match slot.kind {
            SlotKind::OfficeSheet => Sheet::Office,
            _ => Sheet::Clinical,
        };
        let (doubt, memory) = locked::doubts(&db, header, door, &mut Vec::new())?;
        locked::settle_header(&dir, header, None)?;
        let session = Session::begin(SessionKeys {
            vault: header.vault,
            staff: bearer(slot.id, sheet),
            slot_id: slot.id,
            office,
            p_tx: meta.p_tx,
            e_tx: meta.e_tx,
            clinical: None,
        })?;
        let open = Open::new(OpenParts {
            dir,
            db,
            session,
            header: header.clone(),
            notes: Vec::new(),
            clock: self.clock(),
            // Held by whoever tries the code.
            lock: None,
            state: self.state(),
            doubt: None,
            memory,
        });
        let authority = Authority::new(&open, header, slot.id, slot, contents, derived)?;
        let detail = Detail::default().word("sheet", sheet.word());
        open.note(Event::new(Action::SHEET_USE).detail(detail))?;
        let done = hand_over(&open, sheet, successor, &authority);
        // A vault that is older than what is remembered of it lets a successor in all the same; the doubt stays for
        // them to look at.
        open.doubt.set(doubt);
        let closed = open.lock(LockReason::Asked);
        done?;
        closed.problem.map_or(Ok(()), Err)
    }
}

/// What the sheet can do, for one successor.
fn hand_over(
    open: &Open,
    sheet: Sheet,
    successor: &Successor,
    authority: &Authority,
) -> Result<(), Error> {
    match (sheet, successor) {
        (Sheet::Office, Successor::New(new)) => {
            let roles = new.roles.iter().chain([Role::Administrator]).collect();
            let new = NewPerson {
                login: new.login.clone(),
                name: new.name.clone(),
                roles,
                profile: new.profile.clone(),
                passphrase: new.passphrase.again(),
                cost: new.cost,
            };
            add_with(open, &new, authority).map(|_| ())
        }
        (Sheet::Office, Successor::Present { login, passphrase }) => {
            let row = row_of(open, login)?;
            let id = PersonId::from_bytes(row.person);
            let roles: Roles = row
                .staff()
                .roles
                .iter()
                .chain([Role::Administrator])
                .collect();
            if roles != row.staff().roles {
                set_roles_with(open, id, roles, authority)?;
            }
            reset_with(open, row_of(open, login)?, passphrase, false, authority)
        }
        (Sheet::Clinical, Successor::Present { login, passphrase }) => {
            let row = row_of(open, login)?;
            grant_with(
                open,
                PersonId::from_bytes(row.person),
                passphrase,
                authority,
            )
        }
        (Sheet::Clinical, Successor::New(_)) => Err(Error::RoleNeeded("administrator")),
    }
}

fn row_of(open: &Open, login: &str) -> Result<roster::StaffRow, Error> {
    let login = normalise_login(login);
    roster::staff_rows(open.db())?
        .into_iter()
        .find(|row| row.login == login && row.state == roster::PRESENT)
        .ok_or(Error::NotFound("member of staff"))
}

/// The sheet as the one who acts: in the log it stands under the id of its slot.
fn bearer(slot_id: [u8; 16], sheet: Sheet) -> Staff {
    let roles = match sheet {
        Sheet::Office => [Role::Administrator].into_iter().collect(),
        Sheet::Clinical => Roles::default(),
    };
    Staff {
        id: PersonId::from_bytes(slot_id),
        login: String::new(),
        name: String::new(),
        roles,
    }
}
