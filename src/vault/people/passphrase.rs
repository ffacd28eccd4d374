//! Another passphrase for the same person: the slot gets a new salt and a new box, and everything in it stays.

use crate::vault::audit::{Action, Event};
use crate::vault::header::FORMAT;
use crate::vault::kdf::Kdf;
use crate::vault::people::People;
use crate::vault::people::authority::{Authority, slot};
use crate::vault::people::joining::check_passphrase;
use crate::vault::slot::{NewSlot, Slot, SlotNoise};
use crate::vault::{Error, Passphrase, random};

impl People<'_> {
    /// Changes the passphrase of whoever is signed in. Copies of the vault from before open with the old one.
    pub fn change_passphrase(&mut self, old: &Passphrase, new: &Passphrase) -> Result<(), Error> {
        let authority = Authority::own(self.0, old)?;
        let me = self.0.me().clone();
        check_passphrase(self.0, &me.login, &me.name, me.roles, new)?;
        let header = self.0.header().clone();
        let before = slot(&header, &authority.slot_id)?;
        let made = NewSlot {
            kind: before.kind,
            user_tag: before.user_tag,
            kdf: Kdf::for_new_slot(header.usual_cost())?,
            contents: &authority.contents,
            k_db: &authority.k_db,
            e_db: header.e_db,
        };
        let noise = SlotNoise {
            id: before.id,
            salt: random::bytes()?,
            ..SlotNoise::random()?
        };
        let secret = new.normalised();
        let after = Slot::close(&header.vault, FORMAT, secret.as_bytes(), &made, &noise)?
            .counted_like(&header);
        self.0.change_header(
            |header| {
                header.replace(after);
                Ok(())
            },
            |pen| pen.log(&Event::new(Action::STAFF_PASSPHRASE).about(authority.id)),
        )?;
        self.anchored(Ok(()))
    }
}
