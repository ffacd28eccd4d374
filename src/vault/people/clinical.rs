//! The clinicians' key: giving it to a person, changing it, and turning what the desk sealed into what clinicians wrap.

use rusqlite::params;

use crate::vault::audit::{self, Action, Detail, Event, hex};
use crate::vault::keys::{ClinicalKeys, Key, Public, clinical_key_id, same, sha256};
use crate::vault::open::Change;
use crate::vault::people::authority::Authority;
use crate::vault::people::{Pen, People};
use crate::vault::record::{self, KeyRow};
use crate::vault::roster::{self, ClinicalRow, Meta, Wrapped};
use crate::vault::shelf::execute;
use crate::vault::{Deed, Error, Passphrase, random, seal};

/// At most this many seals are turned into wraps at one sign-in, so that signing in stays quick.
const MOST_SEALS: usize = 1_000;

impl People<'_> {
    /// Finishes a clinical rotation that waits, or makes one: whoever lost the role reads nothing of what is written
    /// from now on.
    pub fn finish_clinical_rotation(&mut self, by: &Passphrase) -> Result<(), Error> {
        self.0.may(Deed::ClinicalKeyRotate)?;
        let authority = Authority::own(self.0, by)?;
        self.rotate_clinical(&authority, &[])
    }

    /// A new clinicians' key for everybody but `without` and those whose rotation waits.
    pub(super) fn rotate_clinical(
        &mut self,
        authority: &Authority,
        without: &[[u8; 16]],
    ) -> Result<(), Error> {
        let old = authority.clinician(self.0)?;
        let new = Key::random()?;
        let vault = self.0.session().vault;
        let keys = ClinicalKeys::derive(&new, &vault, self.meta()?.e_tx + 1)?;
        let own = authority.repinned(&self.0.header(), *keys.public())?;
        self.0.change_header(
            |header| {
                header.replace(own);
                Ok(())
            },
            |pen| change_clinical_key(pen, old, &new, without),
        )?;
        self.0.take_clinical_keys(Some(keys));
        self.anchored(Ok(()))
    }
}

/// Gives the clinicians' key to a person or sheet, and writes the roster anew.
pub(super) fn enrol(pen: &Pen<'_>, k_tx: &Key, person: &[u8; 16], y: &Public) -> Result<(), Error> {
    let meta = Meta::read(pen.db())?;
    roster::remove_wraps(pen.db(), person, Wrapped::Clinicians)?;
    roster::remove_clinical(pen.db(), person)?;
    roster::insert_clinical(
        pen.db(),
        &ClinicalRow {
            person: *person,
            y: *y,
            granted_by: pen.actor(),
            time: pen.now(),
        },
    )?;
    wrap(pen, person, y, meta.e_tx, k_tx)?;
    keep_rotation_due(pen, person)?;
    write_roster(pen, &ClinicalKeys::derive(k_tx, pen.vault(), meta.e_tx)?)
}

/// Somebody whose former access made a rotation necessary has the key again: the rotation stays due, because the
/// former access may be in other hands, but it strikes nobody.
fn keep_rotation_due(pen: &Pen<'_>, person: &[u8; 16]) -> Result<(), Error> {
    if roster::pending(pen.db())?.contains(person) {
        roster::remove_pending(pen.db(), person)?;
        roster::insert_pending(pen.db(), &random::bytes()?, &pen.now())?;
    }
    Ok(())
}

/// Takes people and sheets off the roster without a new key: for a sheet that is replaced unopened.
pub(super) fn strike(pen: &Pen<'_>, k_tx: &Key, person: &[u8; 16]) -> Result<(), Error> {
    roster::remove_wraps(pen.db(), person, Wrapped::Clinicians)?;
    roster::remove_clinical(pen.db(), person)?;
    let meta = Meta::read(pen.db())?;
    write_roster(pen, &ClinicalKeys::derive(k_tx, pen.vault(), meta.e_tx)?)
}

fn wrap(pen: &Pen<'_>, person: &[u8; 16], y: &Public, e_tx: u32, k_tx: &Key) -> Result<(), Error> {
    let aad = roster::wrap_aad(pen.vault(), person, e_tx);
    let sealed = seal::seal(y, Wrapped::Clinicians.purpose(), &aad, k_tx.bytes())?;
    roster::insert_wrap(pen.db(), person, Wrapped::Clinicians, e_tx, &sealed)
}

/// The next generation of the clinicians' roster, its MAC, and the event that carries it.
fn write_roster(pen: &Pen<'_>, keys: &ClinicalKeys) -> Result<(), Error> {
    let generation = Meta::read(pen.db())?.tx_gen + 1;
    let rows = roster::clinical_rows(pen.db())?;
    let mac = roster::clinical_mac(
        keys.roster_mac(),
        pen.vault(),
        keys.epoch,
        generation,
        &rows,
    )?;
    roster::set_fact(pen.db(), "tx_gen", &generation.to_le_bytes())?;
    roster::set_fact(pen.db(), "tx_mac", &mac)?;
    let version = u32::try_from(generation).unwrap_or(u32::MAX);
    pen.log(&Event::new(Action::ROSTER_CLINICAL).stored(version, mac))?;
    Ok(())
}

/// Changes the clinicians' key, in one transaction: every `R` is wrapped anew, the roster loses who left, everybody
/// else gets the new key sealed, and a link under the old key says that the new one follows it.
pub(super) fn change_clinical_key(
    pen: &Pen<'_>,
    old: &Key,
    new: &Key,
    without: &[[u8; 16]],
) -> Result<(), Error> {
    let (db, vault) = (pen.db(), pen.vault());
    let meta = Meta::read(db)?;
    let before = ClinicalKeys::derive(old, vault, meta.e_tx)?;
    let after = ClinicalKeys::derive(new, vault, meta.e_tx + 1)?;
    rewrap_all(pen, &before, &after)?;
    let leavers: Vec<[u8; 16]> = [without, &roster::pending(db)?].concat();
    for person in &leavers {
        roster::remove_clinical(db, person)?;
        roster::remove_wraps(db, person, Wrapped::Clinicians)?;
    }
    for row in roster::clinical_rows(db)? {
        wrap(pen, &row.person, &row.y, after.epoch, new)?;
    }
    let (old_kid, new_kid) = (
        clinical_key_id(before.public()),
        clinical_key_id(after.public()),
    );
    let mac = link_mac(old, vault, &old_kid, after.epoch, after.public())?;
    roster::insert_link(db, after.epoch, &old_kid, &new_kid, &mac)?;
    roster::set_fact(db, "e_tx", &after.epoch.to_le_bytes())?;
    roster::set_fact(db, "P_tx", after.public())?;
    roster::clear_pending(db)?;
    write_roster(pen, &after)?;
    let detail = Detail::default().hash("kid", &new_kid);
    pen.log(&Event::new(Action::KEY_CLINICAL).detail(detail))?;
    Ok(())
}

/// `HMAC(link key of the old K_tx, L"link" || V || old kid || new kid || e_tx || new P_tx)`.
pub(super) fn link_mac(
    old: &Key,
    vault: &[u8; 16],
    old_kid: &[u8; 16],
    e_tx: u32,
    p_tx: &Public,
) -> Result<[u8; 32], Error> {
    let message = [
        &vault[..],
        old_kid,
        &clinical_key_id(p_tx),
        &e_tx.to_le_bytes(),
        p_tx,
    ]
    .concat();
    old.derive(vault, "link")?.mac("link", &message)
}

fn rewrap_all(pen: &Pen<'_>, before: &ClinicalKeys, after: &ClinicalKeys) -> Result<(), Error> {
    for row in record::all_keys(pen.db())? {
        let opened = row.open(pen.vault(), before);
        if row.is_seal() && (opened.is_err() || check_seal(pen.db(), before, &row).is_err()) {
            // Nobody could have read it; it stays what it is, and stops nobody from leaving.
            continue;
        }
        let r = opened.map_err(|_| Error::Unreadable("key"))?;
        let wrapped = row.wrap(pen.vault(), after, &r)?;
        record::replace_wrap(pen.db(), &row.r_id, &wrapped)?;
    }
    Ok(())
}

/// Turns what the desk sealed since the last clinician came into wraps. A seal that does not fit what the log
/// says of it stays as it is; returns how many did not fit.
pub(in crate::vault) fn seals_to_wraps(change: &Change<'_>) -> Result<u64, Error> {
    let Ok(keys) = change.session().clinical() else {
        return Ok(0);
    };
    let (mut turned, mut suspect) = (0u64, 0u64);
    for row in record::sealed_keys(change.db(), MOST_SEALS)? {
        let opened = check_seal(change.db(), keys, &row)
            .and_then(|()| row.open(&change.session().vault, keys));
        match opened {
            Ok(r) => {
                let wrapped = row.wrap(&change.session().vault, keys, &r)?;
                record::replace_wrap(change.db(), &row.r_id, &wrapped)?;
                turned += 1;
            }
            Err(Error::Database { step, code }) => return Err(Error::Database { step, code }),
            Err(_) => suspect += 1,
        }
    }
    if turned + suspect > 0 {
        let detail = Detail::default()
            .number("turned", turned)
            .number("suspect", suspect);
        change.log(&Event::new(Action::KEY_SEALS).detail(detail))?;
    }
    Ok(suspect)
}

/// A seal is genuine as far as anyone can tell when the log has its hash, made to this key, and never told of the
/// same part under a wrap: a part that a clinician wrote does not become the desk's again.
fn check_seal(db: &rusqlite::Connection, keys: &ClinicalKeys, row: &KeyRow) -> Result<(), Error> {
    let step = Error::db("read the activity log");
    let mut statement = db
        .prepare_cached("SELECT detail FROM audit WHERE object = ?1 AND action = ?2 ORDER BY seq")
        .map_err(&step)?;
    let details = statement
        .query_map(params![row.record, Action::PART_KEEP.word()], |row| {
            row.get(0)
        })
        .and_then(Iterator::collect::<rusqlite::Result<Vec<String>>>)
        .map_err(&step)?;
    let of_part: Vec<&String> = details
        .iter()
        .filter(|detail| audit::detail_of(detail, "part") == Some(row.part.to_string().as_str()))
        .collect();
    let wanted = (
        hex(&sha256(&row.wrapped)),
        hex(&clinical_key_id(keys.public())),
    );
    let fits = of_part.last().is_some_and(|detail| {
        audit::detail_of(detail, "seal") == Some(wanted.0.as_str())
            && audit::detail_of(detail, "kid") == Some(wanted.1.as_str())
    });
    let always_desk = of_part
        .iter()
        .all(|detail| audit::detail_of(detail, "seal").is_some());
    if fits && always_desk {
        Ok(())
    } else {
        Err(Error::SealSuspect)
    }
}

/// Follows the links from the key that a slot pinned to the present one, with the former keys that this person holds.
pub(super) fn follow_links(
    db: &rusqlite::Connection,
    vault: &[u8; 16],
    pin: &Public,
    held: &[(u32, Key)],
) -> Result<bool, Error> {
    let mut held: Vec<_> = held
        .iter()
        .map(|(epoch, key)| {
            Ok((
                *epoch,
                key,
                *ClinicalKeys::derive(key, vault, *epoch)?.public(),
            ))
        })
        .collect::<Result<Vec<_>, Error>>()?;
    held.sort_by_key(|(epoch, ..)| *epoch);
    let Some(start) = held.iter().position(|(.., public)| same(public, pin)) else {
        return Ok(false);
    };
    for pair in held[start..].windows(2) {
        let [(epoch, old, old_public), (next, _, public)] = pair else {
            return Ok(false);
        };
        let old_kid = clinical_key_id(old_public);
        let stored = roster::link(db, *next)?;
        let wanted = link_mac(old, vault, &old_kid, *next, public)?;
        if *next != epoch + 1 || !stored.is_some_and(|mac| same(&mac, &wanted)) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Forgets the seals of former keys that a person does not need any more.
pub(super) fn drop_former_wraps(pen: &Pen<'_>, person: &[u8; 16], e_tx: u32) -> Result<(), Error> {
    execute(
        pen.db(),
        "DELETE FROM key_wraps WHERE person = ?1 AND key = 2 AND epoch < ?2",
        "key",
        params![person, e_tx],
    )
    .map(|_| ())
}
