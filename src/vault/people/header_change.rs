//! Rule H, by which every change of the header is made: stage it, commit what belongs to it, give it its name.

use crate::vault::header::{Header, MOST_SLOTS};
use crate::vault::people::Pen;
use crate::vault::roster::{self, Meta};
use crate::vault::{Error, Open, attempts, files};

impl Open {
    /// Changes the header together with the database. The commit decides: before it the old header is the
    /// true one, after it the new one, whatever happens to the rename.
    pub(in crate::vault) fn change_header<T>(
        &self,
        edit: impl FnOnce(&mut Header) -> Result<(), Error>,
        work: impl FnOnce(&Pen<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.promote_pending()?;
        let mut header = self.header().clone();
        header.generation += 1;
        edit(&mut header)?;
        if header.slots.len() > MOST_SLOTS {
            return Err(Error::Refused {
                what: "staff list",
                problem: "full: 64 people and sheets are the most",
            });
        }
        // Somebody opened this vault with a program that counts tries: from now on a missing ledger is missed.
        let slots = header.slots.iter_mut();
        slots.for_each(|slot| slot.flags |= attempts::COUNTED);
        header.slots.sort_by_key(|slot| slot.id);
        header.authenticate(&self.session().office.header_mac)?;
        files::stage_header(self.dir(), &header)?;
        let result = self.change(|change| {
            let pen = change.pen();
            let value = work(&pen)?;
            roster::set_header_facts(pen.db(), header.generation, &header.core_mac)?;
            Ok(value)
        });
        match (&result, Meta::read(self.db())) {
            // A commit can report a failure after it took place, so the database is asked.
            (_, Ok(meta)) if meta.generation == header.generation => {
                self.adopt(header);
                // The change is done. What the rename lacks is made up before the next change, or at the next opening.
                let _ = self.promote_pending();
            }
            (Err(_), Ok(_)) => files::sweep_new_header(self.dir())?,
            // Both headers stay; the next opening finds out which is the true one.
            _ => {}
        }
        result
    }
}
