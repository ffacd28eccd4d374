//! Recovery sheets: a fresh one takes the place of the old, after two groups of it were typed back.

use crate::domain::id::Id;
use crate::vault::audit::{Action, Detail, Event};
use crate::vault::header::FORMAT;
use crate::vault::info::Sheet;
use crate::vault::kdf::{Cost, Kdf};
use crate::vault::keys::Seeds;
use crate::vault::people::authority::Authority;
use crate::vault::people::joining::{Present, seal_admin, write_staff_roster};
use crate::vault::people::{People, clinical};
use crate::vault::roster::{self, SheetRow, Wrapped};
use crate::vault::slot::{NewSlot, Slot, SlotContents, SlotKind, SlotNoise};
use crate::vault::{Deed, Error, Passphrase, RecoveryCode, random};

/// A sheet that was printed and is not valid yet. Dropped, it leaves the old sheet valid.
pub struct NewSheet {
    sheet: Sheet,
    code: RecoveryCode,
    challenge: [usize; 2],
    proved: bool,
}

impl NewSheet {
    /// Which sheet.
    #[must_use]
    pub fn sheet(&self) -> Sheet {
        self.sheet
    }

    /// The code to print.
    #[must_use]
    pub fn code(&self) -> &RecoveryCode {
        &self.code
    }

    /// Which groups to type back, counted from 0.
    #[must_use]
    pub fn challenge(&self) -> [usize; 2] {
        self.challenge
    }

    /// The groups that [`NewSheet::challenge`] asks for.
    pub fn prove(&mut self, typed: &str) -> bool {
        self.proved |= self.code.prove(&self.challenge, typed);
        self.proved
    }

    /// Goes on without typing back; the log says so. For scripts that keep the code.
    pub fn waive(&mut self) {
        self.proved = true;
    }
}

impl People<'_> {
    /// Makes a code for a fresh sheet. Nothing is changed yet.
    pub fn begin_sheet(&self, sheet: Sheet) -> Result<NewSheet, Error> {
        Ok(NewSheet {
            sheet,
            code: RecoveryCode::random(&self.0.session().vault)?,
            challenge: RecoveryCode::challenge()?,
            proved: false,
        })
    }

    /// Puts a fresh sheet in the place of the old one. The office sheet takes an administrator; the clinical sheet
    /// also a clinician, who may be the same person. If the old sheet was used or lost, a rotation has to follow.
    pub fn renew_sheet(
        &mut self,
        new: &NewSheet,
        by: &Passphrase,
        clinician: Option<&Present<'_>>,
    ) -> Result<(), Error> {
        if !new.proved {
            return Err(Error::SheetNotProved(new.sheet.name()));
        }
        self.0.may(Deed::SheetRenew)?;
        let authority = Authority::own(self.0, by)?;
        let k_adm = authority.administrator(self.0)?;
        let beside = clinician
            .map(|present| Authority::of_login(self.0, present.login, present.passphrase))
            .transpose()?;
        let k_tx = match new.sheet {
            Sheet::Office => None,
            Sheet::Clinical => Some(beside.as_ref().unwrap_or(&authority).clinician(self.0)?),
        };
        let (vault, meta) = (self.0.session().vault, self.meta()?);
        let contents = SlotContents {
            seeds: Seeds::random()?,
            pin: if k_tx.is_some() {
                meta.p_tx
            } else {
                random::bytes()?
            },
        };
        let header = self.0.header().clone();
        let kind = match new.sheet {
            Sheet::Office => SlotKind::OfficeSheet,
            Sheet::Clinical => SlotKind::ClinicalSheet,
        };
        let made = NewSlot {
            kind,
            user_tag: random::bytes()?,
            // The code has 128 random bits: the floor is more than enough for it.
            kdf: match header.usual_cost() {
                Cost::Least => Kdf::for_new_slot(Cost::Least)?,
                Cost::Calibrated => Kdf::FLOOR,
            },
            contents: &contents,
            k_db: &authority.k_db,
            e_db: header.e_db,
        };
        let slot = Slot::close(
            &vault,
            FORMAT,
            new.code.secret(),
            &made,
            &SlotNoise::random()?,
        )?
        .counted_like(&header);
        let row = SheetRow {
            slot_id: slot.id,
            kind: kind.code(),
            x: *contents.seeds.staff_pair(&vault)?.public(),
            made_by: self.0.me().id.to_bytes(),
            made: format!("{:.3}", self.0.now()),
        };
        let y = *contents.seeds.clinical_pair(&vault)?.public();
        let old: Vec<[u8; 16]> = roster::sheet_rows(self.0.db())?
            .into_iter()
            .filter(|sheet| sheet.kind == kind.code())
            .map(|sheet| sheet.slot_id)
            .collect();
        self.0.change_header(
            |header| {
                header.remove(&old);
                header.replace(slot);
                Ok(())
            },
            |pen| {
                for slot_id in &old {
                    roster::remove_sheet(pen.db(), slot_id)?;
                    roster::remove_wraps(pen.db(), slot_id, Wrapped::Administrators)?;
                    if let Some(k_tx) = k_tx {
                        clinical::strike(pen, k_tx, slot_id)?;
                    }
                }
                roster::insert_sheet(pen.db(), &row)?;
                match k_tx {
                    Some(k_tx) => clinical::enrol(pen, k_tx, &row.slot_id, &y)?,
                    None => seal_admin(pen, k_adm, &row.slot_id, &row.x, meta.e_adm)?,
                }
                write_staff_roster(pen, k_adm)?;
                let detail = Detail::default().word("sheet", new.sheet.word());
                pen.log(&Event::new(Action::SHEET_RENEW).detail(detail))
            },
        )?;
        self.anchored(Ok(()))
    }
}
