//! Restoring: a backup becomes a whole vault in a private directory, and takes the name in one step.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use rusqlite::params;

use crate::domain::clock::Clock;
use crate::domain::id::{Id, PersonId, ScreeningId};
use crate::domain::screening::Screening;
use crate::domain::staff::Staff;
use crate::vault::anchor::Memory;
use crate::vault::audit::{self, Action, Detail, Event, hex};
use crate::vault::backup::container::{BackupFile, Manifest};
use crate::vault::backup::place::{self, Scratch};
use crate::vault::check::{LEFT_OUT, left_out};
use crate::vault::header::Anchor;
use crate::vault::keys::VaultId;
use crate::vault::open::Change;
use crate::vault::people::Present;
use crate::vault::policy::{Decision, Deed};
use crate::vault::shelf::{self, execute};
use crate::vault::upkeep::done;
use crate::vault::watch::Watch;
use crate::vault::{Error, LockReason, Locked, Open, Passphrase, attempts, files, random, roster};

/// Someone on the staff roster of a backup.
#[derive(Clone, PartialEq, Eq)]
pub struct PersonInBackup {
    /// Who.
    pub staff: Staff,
    /// Whether they still work here by the roster of the present vault; unknown without it.
    pub still_here: Option<bool>,
}

/// What the present vault knows that the backup does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// There is no present vault, or it could not be opened.
    Unknown,
    /// So many later events.
    Events(u64),
    /// The backup is not an earlier state of the present vault.
    Otherwise,
}

/// A vault that was put in place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RestoreReport {
    /// Where it stands.
    pub vault: PathBuf,
    /// Where the vault that stood there is kept.
    pub replaced: Option<PathBuf>,
    /// The newest event of the backup.
    pub seq: u64,
    /// What is lost.
    pub lost: Lost,
    /// The newest event of the vault as it stands now.
    pub head: u64,
    /// Rows that were compared with the activity log.
    pub rows: u64,
}

/// A backup on its way back. Dropped before it is finished, it leaves nothing behind.
pub struct Restore {
    opened: Option<Opened>,
    manifest: Manifest,
    file: PathBuf,
    target: PathBuf,
    clock: Arc<dyn Clock>,
    scratch: Scratch,
    state: Option<PathBuf>,
}

struct Opened {
    open: Open,
    persons: Vec<PersonInBackup>,
    lost: Lost,
    rows: u64,
}

impl Restore {
    /// Unpacks a backup beside the place where it shall stand; sums and lengths are compared first.
    pub fn open(
        file: &Path,
        target: &Path,
        clock: Arc<dyn Clock>,
        watch: &Watch<'_>,
    ) -> Result<Self, Error> {
        let target = files::absolute(target)?;
        if fs::symlink_metadata(&target).is_ok() {
            replaceable(&target)?;
        }
        let mut backup = BackupFile::open(file)?;
        let parent = target.parent().unwrap_or(Path::new("."));
        place::room(parent, backup.manifest.db_len)?;
        place::sweep(parent, &prefix(&target), "");
        let scratch = unpack(&mut backup, &scratch_name(&target)?, &*clock, watch)?;
        Ok(Self {
            opened: None,
            manifest: backup.manifest,
            file: file.to_path_buf(),
            target,
            clock,
            state: None,
            scratch,
        })
    }

    /// This computer remembers vaults in that directory: tries at the present one are counted there too,
    /// and the log of the one that is put in place is the one to be expected from then on.
    #[must_use]
    pub fn with_state(mut self, dir: Option<&Path>) -> Self {
        self.state = dir.map(Path::to_path_buf);
        self
    }

    /// When the backup was made.
    #[must_use]
    pub fn created(&self) -> Timestamp {
        self.manifest.created
    }

    /// Opens the copy for a person who could open the vault then, and checks all of it. If the same
    /// login and passphrase open the present vault, the two are compared.
    pub fn unlock(
        &mut self,
        login: &str,
        passphrase: &Passphrase,
        watch: &Watch<'_>,
    ) -> Result<(), Error> {
        self.opened = None;
        let scratch = self.scratch.dir();
        let open = Locked::at(scratch, Arc::clone(&self.clock))?.unlock(login, passphrase)?;
        let rows = prove(&open, &self.manifest, &self.file, watch)?;
        let present = Locked::at(&self.target, Arc::clone(&self.clock))
            .map(|present| present.with_state(self.state.as_deref()))
            .and_then(|present| present.unlock(login, passphrase));
        let (roster, lost) = match present {
            Ok(present) => {
                let known = known_to(&present, &self.manifest);
                drop(present.lock(LockReason::Asked));
                known?
            }
            Err(Error::InUse(dir)) => return Err(Error::InUse(dir)),
            Err(_) => (None, Lost::Unknown),
        };
        let persons = present_rows(&open)?
            .into_iter()
            .map(|staff| PersonInBackup {
                still_here: roster.as_ref().map(|ids| ids.contains(&staff.id)),
                staff,
            })
            .collect();
        self.opened = Some(Opened {
            open,
            persons,
            lost,
            rows,
        });
        Ok(())
    }

    /// Who is on the roster of the backup; known once it was unlocked.
    #[must_use]
    pub fn persons(&self) -> &[PersonInBackup] {
        self.opened.as_ref().map_or(&[], |opened| &opened.persons)
    }

    /// What the present vault knows that the backup does not.
    #[must_use]
    pub fn lost(&self) -> Lost {
        self.opened
            .as_ref()
            .map_or(Lost::Unknown, |opened| opened.lost)
    }

    /// Where the vault will stand, and whether something stands there now.
    #[must_use]
    pub fn target(&self) -> (&Path, bool) {
        let stands = fs::symlink_metadata(&self.target).is_ok();
        (&self.target, stands)
    }

    /// Whether a second person has to confirm it.
    pub fn needs_second(&self) -> Result<bool, Error> {
        let opened = self.opened.as_ref().ok_or(Error::NotAccepted)?;
        let decision = opened.open.decision(Deed::VaultReplace, &[])?;
        Ok(decision == Decision::NeedsSecondPerson)
    }

    /// Whether those who are to confirm it do so, before anything is done: a slip of a finger costs no second unpacking.
    pub fn confirm(
        &self,
        passphrase: &Passphrase,
        second: Option<&Present<'_>>,
    ) -> Result<(), Error> {
        let opened = self.opened.as_ref().ok_or(Error::NotAccepted)?;
        opened.open.prove(passphrase)?;
        confirmed(&opened.open, second).map(drop)
    }

    /// Puts the vault in its place, under new keys. `leave` are persons who no longer work here: they
    /// reach nothing of it. Where two people could confirm each other, a `second` one types their
    /// passphrase too. The vault that stood there is kept beside it. Whenever this is interrupted, the old
    /// or the new vault stands whole.
    pub fn finish(
        self,
        leave: &[PersonId],
        passphrase: &Passphrase,
        second: Option<&Present<'_>>,
        watch: &Watch<'_>,
    ) -> Result<RestoreReport, Error> {
        let Some(opened) = self.opened else {
            return Err(Error::NotAccepted);
        };
        let Opened {
            mut open,
            lost,
            rows,
            ..
        } = opened;
        let second = confirmed(&open, second)?;
        let stands = fs::symlink_metadata(&self.target).is_ok();
        let held = stands.then(|| files::lock(&self.target)).transpose()?;
        let seq = self.manifest.anchor.seq;
        open.change(|change| {
            settle_drafts(change)?;
            change.log(&done(Action::RESTORE, told(seq, lost, second)))
        })?;
        end_in_rotation(&mut open, leave, passphrase, watch)?;
        let head = open.audit().head()?.seq;
        if let Some(problem) = open.lock(LockReason::Exit).problem {
            return Err(problem);
        }
        let dir = self.scratch.dir();
        carry_attempts(&self.target, dir)?;
        let unfinished = dir.join(files::UNFINISHED);
        fs::remove_file(&unfinished).map_err(Error::io("finish the vault", &unfinished))?;
        files::sync_dir(dir)?;
        let replaced = if stands {
            let today = self.clock.today();
            Some(exchange(dir, &self.target, &format!("replaced-{today}"))?)
        } else {
            files::rename_dir(dir, &self.target)?;
            None
        };
        drop(held);
        expect(self.state.as_deref(), &self.target, &self.manifest.vault);
        Ok(RestoreReport {
            vault: self.target,
            replaced,
            seq,
            head,
            lost,
            rows,
        })
    }
}

/// A vault that is damaged may be replaced; something that is no vault may not.
fn replaceable(target: &Path) -> Result<(), Error> {
    let has = |name| fs::symlink_metadata(target.join(name)).is_ok();
    let some = has(files::DATABASE) || has(files::HEADER) || has(files::NEW_HEADER);
    match files::inspect(target) {
        Err(Error::DatabaseTruncated) => Ok(()),
        Err(Error::HalfThere { .. }) if some => Ok(()),
        result => result.map(drop),
    }
}

/// Unpacks into a fresh private directory that is marked as unfinished.
pub(super) fn unpack(
    backup: &mut BackupFile,
    dir: &Path,
    clock: &dyn Clock,
    watch: &Watch<'_>,
) -> Result<Scratch, Error> {
    let scratch = Scratch::new(dir.to_path_buf())?;
    backup.unpack(scratch.dir(), watch)?;
    attempts::begin(scratch.dir(), clock, backup.manifest.vault)?;
    Ok(scratch)
}

/// Checks an opened copy against the manifest of its backup, and all of it against its log.
pub(super) fn prove(
    open: &Open,
    manifest: &Manifest,
    file: &Path,
    watch: &Watch<'_>,
) -> Result<u64, Error> {
    let session = open.session();
    manifest.verify(&session.office.manifest_mac)?;
    let header = open.header_copy();
    let fits = header.vault == manifest.vault
        && header.generation == manifest.generation
        && header.e_db == manifest.e_db
        && stands_in(open, &manifest.anchor)?;
    if !fits {
        return Err(Error::BackupForged);
    }
    let report = open.examine(watch)?;
    if report.is_clean() {
        Ok(report.rows)
    } else {
        Err(Error::BackupDamaged(file.to_path_buf()))
    }
}

/// Whether the log has this event, with this hash.
fn stands_in(open: &Open, anchor: &Anchor) -> Result<bool, Error> {
    let sql = "SELECT EXISTS (SELECT 1 FROM audit WHERE seq = ?1 AND hash = ?2)";
    open.db()
        .query_row(sql, params![anchor.seq, anchor.head], |row| row.get(0))
        .map_err(Error::db("read the activity log"))
}

type Known = (Option<Vec<PersonId>>, Lost);

/// What the present vault says: who works here, and how much happened since.
fn known_to(present: &Open, manifest: &Manifest) -> Result<Known, Error> {
    if present.session().vault != manifest.vault {
        return Ok((None, Lost::Otherwise));
    }
    let ids = present_rows(present)?.into_iter().map(|staff| staff.id);
    let lost = if stands_in(present, &manifest.anchor)? {
        let head = audit::head(present.db(), &manifest.vault)?.seq;
        // The sign-in that this comparison took is not counted.
        Lost::Events(head.saturating_sub(manifest.anchor.seq + 1))
    } else {
        Lost::Otherwise
    };
    Ok((Some(ids.collect()), lost))
}

fn present_rows(open: &Open) -> Result<Vec<Staff>, Error> {
    let rows = roster::staff_rows(open.db())?;
    let present = rows.into_iter().filter(|row| row.state == roster::PRESENT);
    Ok(present.map(|row| row.staff()).collect())
}

/// A restore ends in new keys, without the persons who left: else the backup would give them access again.
fn end_in_rotation(
    open: &mut Open,
    leave: &[PersonId],
    passphrase: &Passphrase,
    watch: &Watch<'_>,
) -> Result<(), Error> {
    open.people().rotate(leave, passphrase, watch).map(drop)
}

/// What this computer remembers of the vault is that of a later time. Whoever restores has said so; from
/// now on the restored log is the one to be expected. Without a memory nothing is remembered.
fn expect(state: Option<&Path>, vault: &Path, id: &VaultId) {
    let Some(state) = state else { return };
    if let Ok(read) = files::read_header(vault, files::HEADER) {
        // If it cannot be written, the vault opens in doubt, and an administrator says why.
        let _ = Memory::in_dir(state).keep(id, read.header.anchor);
    }
}

fn told(seq: u64, lost: Lost, second: Option<PersonId>) -> Detail {
    let detail = Detail::default().number("from", seq);
    let detail = match lost {
        Lost::Events(count) => detail.number("lost", count),
        Lost::Unknown => detail.word("lost", "unknown"),
        Lost::Otherwise => detail.word("lost", "other-history"),
    };
    match second {
        Some(person) => detail.hash("second", &person.to_bytes()),
        None => detail,
    }
}

/// An administrator restores; where two people could confirm each other, not alone.
fn confirmed(open: &Open, second: Option<&Present<'_>>) -> Result<Option<PersonId>, Error> {
    match open.decision(Deed::VaultReplace, &[])? {
        Decision::NeedsSecondPerson => {
            let second = second.ok_or(Error::SecondPersonNeeded)?;
            open.second_person(second).map(Some)
        }
        // That a backup was put in place is reason enough, and the log says which.
        Decision::Allowed | Decision::NeedsReason => Ok(None),
        Decision::Refused { .. } => Err(Error::RoleNeeded("administrator")),
    }
}

/// Open support checks are not in backups: their empty shells go, and the log says so.
fn settle_drafts(change: &Change<'_>) -> Result<(), Error> {
    for id in left_out(change.db())? {
        change.log(&Event::new(Action::DRAFT_REMOVE).about(id))?;
        match shelf::remove::<Screening>(change, ScreeningId::from_bytes(id)) {
            Ok(()) | Err(Error::NotFound(_)) => {}
            Err(error) => return Err(error),
        }
    }
    let sql = "DELETE FROM meta WHERE key = ?1";
    execute(change.db(), sql, "fact", params![LEFT_OUT]).map(drop)
}

/// A restore does not make wrong passphrases forgotten.
fn carry_attempts(from: &Path, to: &Path) -> Result<(), Error> {
    let path = from.join(files::ATTEMPTS);
    match fs::read(&path) {
        Ok(bytes) => {
            use std::io::Write;
            let path = to.join(files::ATTEMPTS);
            let _ = fs::remove_file(&path);
            let mut file = files::create_private_file(&path)?;
            file.write_all(&bytes)
                .and_then(|()| file.sync_all())
                .map_err(Error::io("write the count of attempts", &path))
        }
        Err(_) => Ok(()),
    }
}

fn prefix(target: &Path) -> String {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    format!(".{name}.restoring-")
}

fn scratch_name(target: &Path) -> Result<PathBuf, Error> {
    let random: [u8; 8] = random::bytes()?;
    Ok(target.with_file_name(format!("{}{}", prefix(target), hex(&random))))
}

/// Puts `new` in the place of `old`, which is kept beside it under its name and this ending.
fn exchange(new: &Path, old: &Path, ending: &str) -> Result<PathBuf, Error> {
    let name = old.file_name().unwrap_or_default().to_string_lossy();
    let aside = (1..1000)
        .map(|number| match number {
            1 => old.with_file_name(format!("{name}.{ending}")),
            _ => old.with_file_name(format!("{name}.{ending}-{number}")),
        })
        .find(|path| fs::symlink_metadata(path).is_err())
        .ok_or_else(|| Error::TargetExists(old.to_path_buf()))?;
    if swap(new, old) {
        // The old vault has the private name now; nothing sweeps it, because it is not marked.
        files::rename_dir(new, &aside)?;
    } else {
        files::rename_dir(old, &aside)?;
        files::rename_dir(new, old)?;
    }
    Ok(aside)
}

/// Exchanges two names in one step, where the system can.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn swap(one: &Path, other: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).is_ok()
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn swap(_one: &Path, _other: &Path) -> bool {
    false
}

/// Where names cannot be exchanged in one step, a restore may have ended between the two: the old
/// vault is aside and the new one, finished, has not its name yet. It gets it now.
pub(super) fn settle(target: &Path) {
    let gone = fs::symlink_metadata(target)
        .is_err_and(|error| error.kind() == std::io::ErrorKind::NotFound);
    let Some(parent) = target.parent().filter(|_| gone) else {
        return;
    };
    let prefix = prefix(target);
    let Ok(entries) = fs::read_dir(parent) else {
        return;
    };
    let whole = |dir: &Path| {
        let has = |name| fs::symlink_metadata(dir.join(name)).is_ok();
        has(files::DATABASE) && has(files::HEADER) && !has(files::UNFINISHED)
    };
    let mut found = entries
        .flatten()
        .filter(|entry| entry.file_name().to_string_lossy().starts_with(&prefix))
        .map(|entry| entry.path())
        .filter(|dir| whole(dir));
    if let (Some(only), None) = (found.next(), found.next()) {
        let _ = files::rename_dir(&only, target);
    }
}
