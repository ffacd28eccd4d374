//! Arriving: what a person reaches when they sign in, checked against the rosters, and what is put in order after it.

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension, params};

use crate::domain::staff::{Role, Staff};
use crate::vault::audit::{self, Action, Detail, Event};
use crate::vault::info::Sheet;
use crate::vault::keys::{AdminKey, ClinicalKeys, Key, Public, VaultId, clinical_key_id, same};
use crate::vault::people::authority::slot;
use crate::vault::people::clinical;
use crate::vault::roster::{self, Meta, StaffRow, Wrapped};
use crate::vault::slot::SlotContents;
use crate::vault::{Error, Note, Open, audit::hex, seal};

/// How long the banner about a used recovery sheet stands.
const BANNER: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How long a parked slot is kept.
const PARKING: SignedDuration = SignedDuration::from_hours(90 * 24);

/// Who came, with what, and what they should know.
pub(in crate::vault) struct Arrival {
    pub(in crate::vault) staff: Staff,
    pub(in crate::vault) clinical: Option<ClinicalKeys>,
    pub(in crate::vault) notes: Vec<Note>,
    /// The clinicians' public half that the slot has to remember from now on.
    pub(in crate::vault) pin: Option<Public>,
}

/// Finds the person of an opened slot and the keys that they reach. Everything that could have been changed
/// behind the program's back is checked here, before anything is shown.
pub(in crate::vault) fn arrive(
    db: &Connection,
    meta: &Meta,
    vault: &VaultId,
    slot_id: &[u8; 16],
    contents: &SlotContents,
) -> Result<Arrival, Error> {
    let row = own_row(db, vault, slot_id, contents)?;
    let staff = row.staff();
    if staff.roles.has(Role::Administrator) {
        verify_as_administrator(db, meta, vault, &row.person, contents)?;
    }
    let mut arrival = Arrival {
        staff,
        clinical: None,
        notes: Vec::new(),
        pin: None,
    };
    if arrival.staff.roles.has(Role::Clinician) {
        match reach(db, &row, contents, vault)? {
            Reach::Enrolled => {
                arrival.clinical = Some(clinical_keys(db, meta, vault, &row.person, contents)?);
            }
            Reach::Waiting => arrival.notes.push(Note::ClinicalAccessWaits),
            Reach::Parked => arrival.notes.push(Note::ClinicalAccessParked),
        }
    }
    if !same(&contents.pin, &meta.p_tx) {
        check_new_pin(db, meta, vault, &row.person, contents, &arrival)?;
        arrival.notes.push(Note::ClinicalKeyChanged);
        arrival.pin = Some(meta.p_tx);
    }
    Ok(arrival)
}

fn own_row(
    db: &Connection,
    vault: &VaultId,
    slot_id: &[u8; 16],
    contents: &SlotContents,
) -> Result<StaffRow, Error> {
    let x = contents.seeds.staff_pair(vault)?;
    roster::staff_rows(db)?
        .into_iter()
        .find(|row| row.slot_id == *slot_id && row.state == roster::PRESENT)
        .filter(|row| same(&row.x, x.public()))
        .ok_or(Error::RosterForged("staff"))
}

/// An administrator checks the roster at each sign-in; the key itself is let go at once.
fn verify_as_administrator(
    db: &Connection,
    meta: &Meta,
    vault: &VaultId,
    person: &[u8; 16],
    contents: &SlotContents,
) -> Result<(), Error> {
    let forged = Error::RosterForged("staff");
    let Some(sealed) = roster::wrap(db, person, Wrapped::Administrators, meta.e_adm)? else {
        return Err(forged);
    };
    let pair = contents.seeds.staff_pair(vault)?;
    let aad = roster::wrap_aad(vault, person, meta.e_adm);
    let key = seal::unseal_key(&pair, Wrapped::Administrators.purpose(), &aad, &sealed);
    let key = AdminKey(key.map_err(|_| forged)?);
    roster::verify_staff(db, meta, vault, &key.roster_mac(vault)?)
}

enum Reach {
    Enrolled,
    Waiting,
    Parked,
}

/// Whether a clinician has the key, waits for it, or had it before a reset.
fn reach(
    db: &Connection,
    row: &StaffRow,
    contents: &SlotContents,
    vault: &VaultId,
) -> Result<Reach, Error> {
    if roster::parked_persons(db)?.contains(&row.person) {
        return Ok(Reach::Parked);
    }
    if !roster::holds_clinical(db, &row.person)? {
        return Ok(Reach::Waiting);
    }
    let y = contents.seeds.clinical_pair(vault)?;
    let rows = roster::clinical_rows(db)?;
    match rows.iter().find(|entry| entry.person == row.person) {
        None => Ok(Reach::Waiting),
        Some(entry) if same(&entry.y, y.public()) => Ok(Reach::Enrolled),
        Some(_) => Err(Error::RosterForged("clinicians")),
    }
}

/// A clinician's keys, checked against the roster and the stored public half.
fn clinical_keys(
    db: &Connection,
    meta: &Meta,
    vault: &VaultId,
    person: &[u8; 16],
    contents: &SlotContents,
) -> Result<ClinicalKeys, Error> {
    let forged = || Error::RosterForged("clinicians");
    let k_tx = held_key(db, vault, person, contents, meta.e_tx)?.ok_or_else(forged)?;
    let keys = ClinicalKeys::derive(&k_tx, vault, meta.e_tx)?;
    roster::verify_clinical(db, meta, vault, keys.roster_mac())?;
    if !same(keys.public(), &meta.p_tx) {
        return Err(forged());
    }
    Ok(keys)
}

fn held_key(
    db: &Connection,
    vault: &VaultId,
    person: &[u8; 16],
    contents: &SlotContents,
    epoch: u32,
) -> Result<Option<Key>, Error> {
    let Some(sealed) = roster::wrap(db, person, Wrapped::Clinicians, epoch)? else {
        return Ok(None);
    };
    let pair = contents.seeds.clinical_pair(vault)?;
    let aad = roster::wrap_aad(vault, person, epoch);
    Ok(seal::unseal_key(&pair, Wrapped::Clinicians.purpose(), &aad, &sealed).ok())
}

/// A clinicians' key that is not the one that the slot remembers needs a reason: for a clinician the chain of links
/// from the key that they held, for others the event of a rotation in the log.
fn check_new_pin(
    db: &Connection,
    meta: &Meta,
    vault: &VaultId,
    person: &[u8; 16],
    contents: &SlotContents,
    arrival: &Arrival,
) -> Result<(), Error> {
    let fits = if arrival.clinical.is_some() {
        let mut held = Vec::new();
        for epoch in roster::wrap_epochs(db, person, Wrapped::Clinicians)? {
            if let Some(key) = held_key(db, vault, person, contents, epoch)? {
                held.push((epoch, key));
            }
        }
        clinical::follow_links(db, vault, &contents.pin, &held)?
    } else {
        rotation_is_told(db, &meta.p_tx)?
    };
    if fits {
        Ok(())
    } else {
        Err(Error::RosterForged("clinicians"))
    }
}

fn rotation_is_told(db: &Connection, p_tx: &Public) -> Result<bool, Error> {
    let kid = hex(&clinical_key_id(p_tx));
    let last: Option<String> = db
        .query_row(
            "SELECT detail FROM audit WHERE action = ?1 ORDER BY seq DESC LIMIT 1",
            [Action::KEY_CLINICAL.word()],
            |row| row.get(0),
        )
        .optional()
        .map_err(Error::db("read the activity log"))?;
    Ok(last.is_some_and(|detail| audit::detail_of(&detail, "kid") == Some(kid.as_str())))
}

/// What is put in order once the sign-in is in the log: the pin, what the desk sealed, what was parked too long.
pub(in crate::vault) fn settle_in(
    open: &mut Open,
    pin: Option<(Public, SlotContents, Key)>,
) -> Result<(), Error> {
    if let Some((pin, contents, derived)) = pin {
        renew_pin(open, pin, contents, &derived)?;
    }
    let suspect = open.change(clinical::seals_to_wraps)?;
    if suspect > 0 {
        open.add_note(Note::SealsSuspect(suspect));
    }
    if open.session().clinical.is_some() && !roster::pending(open.db())?.is_empty() {
        open.add_note(Note::ClinicalRotationPending);
    }
    end_parking(open)?;
    if open.has_tail()? {
        // It is tried again at the next sign-in: a full disk keeps nobody out.
        let _ = open.compact();
    }
    for note in sheet_notes(open.db(), open.now())? {
        open.add_note(note);
    }
    Ok(())
}

fn renew_pin(open: &Open, pin: Public, contents: SlotContents, derived: &Key) -> Result<(), Error> {
    let mut own = slot(&open.header(), &open.session().slot_id)?.clone();
    let vault = open.session().vault;
    let contents = SlotContents {
        seeds: contents.seeds,
        pin,
    };
    own.rebox(&vault, crate::vault::header::FORMAT, derived, &contents)?;
    open.change_header(
        |header| {
            header.replace(own);
            Ok(())
        },
        |pen| {
            clinical::drop_former_wraps(pen, &pen.actor(), open.session().e_tx)?;
            let detail = Detail::default().hash("kid", &clinical_key_id(&pin));
            pen.log(&Event::new(Action::KEY_PIN).detail(detail))
        },
    )
    .map(|_| ())
}

/// Slots that were parked for ninety days go; who needs clinical access then asks a colleague.
fn end_parking(open: &Open) -> Result<(), Error> {
    let now = open.now();
    let over = |since: &str| {
        since
            .parse::<Timestamp>()
            .is_ok_and(|since| now.duration_since(since) > PARKING)
    };
    let ids: Vec<[u8; 16]> = roster::parked_slots(open.db())?
        .into_iter()
        .filter(|(id, _, since)| {
            over(since) && open.header().slots.iter().any(|slot| slot.id == *id)
        })
        .map(|(id, ..)| id)
        .collect();
    if ids.is_empty() {
        return Ok(());
    }
    open.change_header(
        |header| {
            header.remove(&ids);
            Ok(())
        },
        |pen| {
            let detail = Detail::default().word("parked", "ended");
            pen.log(&Event::new(Action::STAFF_RESET).detail(detail))
        },
    )
    .map(|_| ())
}

/// Whether a recovery sheet was used lately, and whether a fresh one was made since.
fn sheet_notes(db: &Connection, now: Timestamp) -> Result<Vec<Note>, Error> {
    let mut notes = Vec::new();
    for sheet in [Sheet::Office, Sheet::Clinical] {
        let Some((used, time)) = last_event(db, Action::SHEET_USE, sheet)? else {
            continue;
        };
        if time
            .parse::<Timestamp>()
            .is_ok_and(|time| now.duration_since(time) < BANNER)
        {
            notes.push(Note::SheetUsed(sheet));
        }
        if last_event(db, Action::SHEET_RENEW, sheet)?.is_none_or(|(renewed, _)| renewed < used) {
            notes.push(Note::SheetToRenew(sheet));
        }
    }
    Ok(notes)
}

fn last_event(
    db: &Connection,
    action: Action,
    sheet: Sheet,
) -> Result<Option<(u64, String)>, Error> {
    db.query_row(
        "SELECT seq, time_utc FROM audit WHERE action = ?1 AND detail = ?2 ORDER BY seq DESC LIMIT 1",
        params![action.word(), format!("sheet={}", sheet.word())],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
    .optional()
    .map_err(Error::db("read the activity log"))
}
