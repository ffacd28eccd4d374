//! The address book of recipients.

use crate::domain::id::RecipientId;
use crate::domain::recipient::Recipient;
use crate::vault::shelf::table;
use crate::vault::{Deed, Document, Shelved, Table};

impl Document for Recipient {
    type Id = RecipientId;
    const TABLE: Table = table!("recipient", "recipient");
}

impl Shelved for Recipient {
    const SEE: Deed = Deed::RecipientSee;
    const CHANGE: Deed = Deed::RecipientChange;
}
