//! The address book: those who get letters, looked up, kept and removed.

use crate::domain::id::RecipientId;
use crate::domain::recipient::Recipient;
use crate::text::say;
use crate::vault::{Error, Open, Stored};

use super::command::Trouble;

/// What is asked of the address book.
pub enum Ask {
    /// All entries.
    List,
    /// Keep an entry; without an id it is a new one.
    Keep(Option<RecipientId>, Box<Recipient>),
    /// Remove an entry that no letter and no consent names.
    Remove(RecipientId),
}

/// Does what is asked, and tells all entries by name.
///
/// # Errors
/// If an entry has no name, is named elsewhere, or the vault refuses.
pub fn handle(open: &Open, ask: Ask) -> Result<Vec<(RecipientId, Recipient)>, Trouble> {
    match ask {
        Ask::List => {}
        Ask::Keep(_, recipient) if recipient.name.trim().is_empty() => {
            return Err(Trouble::new("bad-input", say("book-name-missing")));
        }
        Ask::Keep(None, recipient) => {
            open.recipients().add(&recipient)?;
        }
        Ask::Keep(Some(id), recipient) => {
            let stored = open.recipients().get(id)?;
            open.recipients().save(&Stored {
                value: *recipient,
                ..stored
            })?;
        }
        Ask::Remove(id) => match open.recipients().remove(id) {
            Err(Error::BrokenLink(_)) => {
                return Err(Trouble::new("named-elsewhere", say("book-named")));
            }
            other => other?,
        },
    }
    let mut all: Vec<_> = open
        .recipients()
        .list()?
        .into_iter()
        .map(|stored| (stored.id, stored.value))
        .collect();
    all.sort_by_key(|(_, recipient)| recipient.name.to_lowercase());
    Ok(all)
}
