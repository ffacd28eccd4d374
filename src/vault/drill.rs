//! The drill: a backup is restored for proof, opened with a typed passphrase, checked, and removed.

use std::path::Path;

use jiff::Timestamp;

use crate::vault::audit::{Action, AuditEntry, Detail, hex};
use crate::vault::backup::container::BackupFile;
use crate::vault::backup::place;
use crate::vault::upkeep::done;
use crate::vault::watch::Watch;
use crate::vault::{Deed, Error, Info, LockReason, Locked, Open, Passphrase, random, restore};

/// What a drill proved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrillReport {
    /// When the backup was made.
    pub created: Timestamp,
    /// What is in it, in numbers.
    pub info: Info,
    /// Rows that were compared with the activity log.
    pub rows: u64,
    /// The newest event in it.
    pub last: Option<AuditEntry>,
}

impl Open {
    /// Restores a backup of this vault to a private directory, opens it as somebody who could open it
    /// when it was made, checks everything, and removes the directory. The log tells of it.
    pub fn drill(
        &self,
        file: &Path,
        login: &str,
        passphrase: &Passphrase,
        watch: &Watch<'_>,
    ) -> Result<DrillReport, Error> {
        self.may(Deed::RestoreDrill)?;
        let mut backup = BackupFile::open(file)?;
        let manifest = backup.manifest.clone();
        if manifest.vault != self.session().vault {
            return Err(Error::BackupOfAnotherVault);
        }
        let parent = self.dir().parent().unwrap_or(Path::new("."));
        place::room(parent, manifest.db_len)?;
        let name = self.dir().file_name().unwrap_or_default();
        let prefix = format!(".{}.drill-", name.to_string_lossy());
        place::sweep(parent, &prefix, "");
        let random: [u8; 8] = random::bytes()?;
        let dir = parent.join(format!("{prefix}{}", hex(&random)));
        let scratch = restore::unpack(&mut backup, &dir, self.clock(), watch)?;
        let copy = Locked::at(scratch.dir(), self.clock_shared())?.unlock(login, passphrase)?;
        let rows = restore::prove(&copy, &manifest, file, watch)?;
        let report = DrillReport {
            created: manifest.created,
            info: copy.info()?,
            rows,
            last: copy.audit().newest(Some(manifest.anchor.seq + 1), 1)?.pop(),
        };
        drop(copy.lock(LockReason::Exit));
        drop(scratch);
        let detail = Detail::default()
            .number("seq", manifest.anchor.seq)
            .number("rows", rows);
        self.note(done(Action::DRILL, detail))?;
        Ok(report)
    }
}
