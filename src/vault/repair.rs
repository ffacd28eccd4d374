//! Both copies of a header are gone, the database is whole: the header of a backup opens it again.

use std::path::Path;
use std::sync::Arc;

use crate::domain::clock::Clock;
use crate::vault::attempts::Door;
use crate::vault::audit::{Action, Detail, Event};
use crate::vault::backup::container::BackupFile;
use crate::vault::header::Header;
use crate::vault::keys::OfficeKeys;
use crate::vault::roster::Meta;
use crate::vault::slot::user_tag;
use crate::vault::{Error, Locked, Open, Passphrase, database, files, locked};

/// Writes a header from a backup of the same vault and the same generation, and opens the vault with it.
/// A header that still reads is never replaced. With a backup of another generation (somebody joined,
/// left or changed a passphrase since) nothing is written.
pub(super) fn header_from(
    file: &Path,
    dir: &Path,
    login: &str,
    passphrase: &Passphrase,
    clock: Arc<dyn Clock>,
) -> Result<Open, Error> {
    let dir = files::absolute(dir)?;
    let lock = files::lock(&dir)?;
    for name in [files::NEW_HEADER, files::HEADER] {
        if files::read_header(&dir, name).is_ok() {
            return Err(Error::Refused {
                what: "header of this vault",
                problem: "readable: it is not replaced",
            });
        }
    }
    let mut backup = BackupFile::open(file)?;
    let mut header = Header::from_file(&backup.header()?)?.header;
    let (office, _) = open_slot(&dir, &header, login, passphrase, &clock)?;
    header.verify(&office.header_mac)?;
    backup.manifest.verify(&office.manifest_mac)?;
    header.db_salt = files::database_salt(&dir)?;
    header.authenticate(&office.header_mac)?;
    let db = database::open_as_it_is(&dir, &office.page).map_err(|error| match error {
        // A whole database under other keys looks the same as a damaged one.
        Error::DatabaseDamaged => Error::HeaderOfAnotherTime,
        other => other,
    })?;
    locked::fits(&header, &Meta::read(&db)?)?;
    database::close(db)?;
    files::stage_header(&dir, &header)?;
    files::promote_header(&dir)?;
    drop(lock);
    let open = Locked::at(&dir, clock)?.unlock(login, passphrase)?;
    let detail = Detail::default()
        .word("from", "backup")
        .number("seq", backup.manifest.anchor.seq);
    open.note(Event::new(Action::HEADER_REPAIR).detail(detail))?;
    Ok(open)
}

/// The office keys that a person's slot gives, and the slot's id. A try at the vault's door like any other.
pub(super) fn open_slot(
    dir: &Path,
    header: &Header,
    login: &str,
    passphrase: &Passphrase,
    clock: &Arc<dyn Clock>,
) -> Result<(OfficeKeys, [u8; 16]), Error> {
    let door = Door::new(dir, None, clock, header.vault, &[header]);
    let tag = user_tag(&header.name_salt, login)?;
    door.attempt(tag, || open_own(header, login, passphrase))
}

fn open_own(
    header: &Header,
    login: &str,
    passphrase: &Passphrase,
) -> Result<(OfficeKeys, [u8; 16]), Error> {
    let tag = user_tag(&header.name_salt, login)?;
    let alone = || {
        let unnamed = login.trim().is_empty();
        if unnamed { header.only_person() } else { None }
    };
    let slot = header.person_slot(&tag).or_else(alone);
    let slot = slot.ok_or(Error::NotAccepted)?;
    let secret = passphrase.normalised();
    let derived = slot.kdf.derive(secret.as_bytes(), &slot.salt)?;
    let contents = slot.open(&header.vault, header.format, &derived)?;
    let k_db = slot.db_key(&header.vault, &contents.seeds, header.e_db)?;
    Ok((OfficeKeys::derive(&k_db, &header.vault)?, slot.id))
}

impl Locked {
    /// Gives a vault whose header is unreadable the header of a backup, and opens it.
    pub fn with_header_from(
        file: &Path,
        dir: &Path,
        login: &str,
        passphrase: &Passphrase,
        clock: Arc<dyn Clock>,
    ) -> Result<Open, Error> {
        header_from(file, dir, login, passphrase, clock)
    }
}
