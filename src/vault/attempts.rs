//! Tries to open a vault: counted and on the disk before the passphrase is looked at, so that no kill, restart or clock gives another.
//!
//! The ledger lies in the vault as `attempts.bin`, and once more in the state directory of whoever uses this computer,
//! where there is one; of both, the worse counts. A copy that was taken away, put back or edited costs five failures.
//! This stops guessing at the keyboard and nothing else: who can copy the files guesses elsewhere, and that is
//! Argon2id's part. Waits are measured by the time since the computer was started, which nobody can set.

mod ledger;
#[cfg(test)]
mod tests;

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;

use crate::domain::clock::{Clock, Uptime};
use crate::domain::staff::Role;
use crate::vault::audit::{Action, Detail, Event, hex};
use crate::vault::header::Header;
use crate::vault::keys::{VaultId, hash};
use crate::vault::slot::{SlotKind, user_tag};
use crate::vault::{Error, Note, Open, Proof};
use crate::vault::{files, scrub};

use ledger::{LONGEST_FILE, Ledger, Told};
pub(super) use ledger::{SHEETS, Tag};

/// Reads any bytes as a ledger, and as one whose sum is right; see [`super::fuzzing`].
pub(super) fn read_any(bytes: &[u8], vault: &VaultId) {
    let summed = [bytes, &hash("attempts", &[bytes])].concat();
    for file in [bytes, &summed] {
        if let Some(mut ledger) = Ledger::read(file, vault) {
            ledger.age(Uptime {
                boot: None,
                ms: u64::MAX,
            });
            let _ = ledger.wait(&SHEETS);
            let again = Ledger::read(&ledger.to_file(), vault);
            assert!(again.is_some(), "a ledger reads back");
        }
    }
}

/// In the flags of a slot: a ledger was made with this vault, so one that is missing was taken away.
/// Vaults from before have none, and their owners are not punished for that.
pub(super) const COUNTED: u8 = 2;

/// Where tries at one vault are counted.
#[derive(Clone)]
pub(super) struct Door {
    dir: PathBuf,
    state: Option<PathBuf>,
    clock: Arc<dyn Clock>,
    vault: VaultId,
    persons: Vec<Tag>,
    counted: bool,
}

/// A try that was counted. Unless something else is said, it failed.
#[must_use = "a try stays counted as failed until it is settled"]
pub(super) struct Trial<'d> {
    door: &'d Door,
    before: Ledger,
    ledger: Ledger,
    tag: Tag,
}

/// What the ledger said before a sign-in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Past {
    /// Tries under this name that failed since it last opened the vault.
    pub(super) tries: u32,
    since_ms: i64,
    /// The ledger was missing or altered.
    pub(super) lost: bool,
}

/// The second copy.
struct Twin {
    path: PathBuf,
    id: Tag,
}

enum Copy {
    Missing,
    Altered,
    Fine(Ledger),
}

impl Door {
    pub(super) fn new(
        dir: &Path,
        state: Option<&Path>,
        clock: &Arc<dyn Clock>,
        vault: VaultId,
        headers: &[&Header],
    ) -> Self {
        // With a crash in the middle of a change there are two headers, and either may have been put there.
        let slots = || headers.iter().flat_map(|header| &header.slots);
        let persons = slots().filter(|slot| slot.kind == SlotKind::Person);
        Self {
            dir: dir.to_path_buf(),
            state: state.map(Path::to_path_buf),
            clock: Arc::clone(clock),
            vault,
            persons: persons.map(|slot| slot.user_tag).collect(),
            counted: slots().any(|slot| slot.flags & COUNTED != 0),
        }
    }

    pub(super) fn dir(&self) -> &Path {
        &self.dir
    }

    /// The directory in which this computer remembers; the second copy lies there.
    pub(super) fn state(&self) -> Option<&Path> {
        self.state.as_deref()
    }

    pub(super) fn into_state(self) -> Option<PathBuf> {
        self.state
    }

    /// Counts a try that is about to be made, on the disk; or says how long to wait, and then nothing may be tried.
    pub(super) fn knock(&self, tag: Tag) -> Result<Trial<'_>, Error> {
        let mut ledger = self.read()?;
        ledger.age(self.clock.uptime());
        let (left_ms, shut) = ledger.wait(&tag);
        if left_ms > 0 {
            // What was waited so far is kept: the computer may be switched off meanwhile.
            self.write(&mut ledger)?;
            let seconds = left_ms.div_ceil(1000);
            return Err(Error::Wait { seconds, shut });
        }
        let before = ledger.clone();
        ledger.count(&tag, &self.persons, self.clock.now().as_millisecond());
        self.write(&mut ledger)?;
        Ok(Trial {
            door: self,
            before,
            ledger,
            tag,
        })
    }

    /// Makes one try that is counted. Failures for other reasons than a wrong secret take the count back.
    pub(super) fn attempt<T>(
        &self,
        tag: Tag,
        make: impl FnOnce() -> Result<T, Error>,
    ) -> Result<T, Error> {
        let trial = self.knock(tag)?;
        let made = make();
        scrub::stack();
        match made {
            Ok(done) => {
                trial.succeeded(Told::NotYet);
                Ok(done)
            }
            Err(error) => {
                trial.failed(&error);
                Err(error)
            }
        }
    }

    /// Whoever proved a recovery code has proved more than a passphrase: nobody waits any longer.
    pub(super) fn forgive_all(&self) -> Result<(), Error> {
        let mut ledger = self.read()?;
        ledger.age(self.clock.uptime());
        ledger.forgive_all();
        self.write(&mut ledger)
    }

    fn forgive(&self, tag: &Tag) -> Result<(), Error> {
        let mut ledger = self.read()?;
        ledger.age(self.clock.uptime());
        ledger.succeed(tag, Told::Yes);
        self.write(&mut ledger)
    }

    /// The worse of both copies.
    fn read(&self) -> Result<Ledger, Error> {
        let now = self.clock.uptime();
        let path = self.dir.join(files::ATTEMPTS);
        let own = match files::require_plain(&self.dir, files::ATTEMPTS)? {
            None => Copy::Missing,
            Some(_) => self.copy(&path, now),
        };
        let twin = self.twin();
        let second = twin
            .as_ref()
            .map_or(Copy::Missing, |twin| self.copy(&twin.path, now));
        let listed = match (&own, &twin) {
            (Copy::Fine(ledger), Some(twin)) => ledger.lists_twin(&twin.id),
            _ => false,
        };
        let lost = match (&own, &second) {
            (Copy::Fine(_), Copy::Fine(_)) => false,
            // One that could not be written last time is not listed, and not missed.
            (Copy::Fine(_), Copy::Missing | Copy::Altered) => listed,
            (Copy::Missing, Copy::Missing) => self.counted,
            (Copy::Altered | Copy::Missing, _) => true,
        };
        let mut ledger = match (own, second) {
            (Copy::Fine(mut ledger), Copy::Fine(second)) => {
                ledger.merge(second);
                ledger
            }
            (Copy::Fine(ledger), _) | (_, Copy::Fine(ledger)) => ledger,
            _ => Ledger::new(self.vault, now),
        };
        if lost {
            ledger.lose(&self.persons);
        }
        Ok(ledger)
    }

    fn copy(&self, path: &Path, now: crate::domain::clock::Uptime) -> Copy {
        let bytes = match read_file(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Copy::Missing,
            Err(_) => return Copy::Altered,
        };
        match Ledger::read(&bytes, &self.vault) {
            Some(mut ledger) => {
                ledger.age(now);
                Copy::Fine(ledger)
            }
            None => Copy::Altered,
        }
    }

    /// The second copy first: what lies in the vault lists it.
    fn write(&self, ledger: &mut Ledger) -> Result<(), Error> {
        if let Some(twin) = self.twin() {
            ledger.list_twin(twin.id);
            // Without a place for it, the copy in the vault does alone.
            let kept = twin.path.parent().is_some_and(|dir| {
                make_private(dir).is_ok() && write_file(&twin.path, &ledger.to_file()).is_ok()
            });
            if !kept {
                ledger.strike_twin(&twin.id);
            }
        }
        let path = self.dir.join(files::ATTEMPTS);
        write_file(&path, &ledger.to_file())
    }

    fn twin(&self) -> Option<Twin> {
        let path = self
            .state
            .as_ref()?
            .join(format!("{}.attempts", hex(&self.vault)));
        // Of this computer: the vault may be carried to another, where another file has the same path.
        let computer = std::fs::read("/etc/machine-id").unwrap_or_default();
        let id = hash("twin", &[path.as_os_str().as_encoded_bytes(), &computer]);
        let id = *id.first_chunk()?;
        Some(Twin { path, id })
    }
}

impl Trial<'_> {
    /// What there is to tell.
    pub(super) fn past(&self) -> Past {
        let known = self.before.known(&self.tag);
        Past {
            tries: known.map_or(0, |entry| entry.tries),
            since_ms: known.map_or(0, |entry| entry.since_ms),
            lost: self.before.lost,
        }
    }

    /// The secret was right, and the vault is open.
    pub(super) fn opened(self) {
        self.succeeded(Told::Yes);
    }

    /// The secret was wrong, or nothing came of the try.
    pub(super) fn failed(mut self, error: &Error) {
        if !matches!(error, Error::NotAccepted | Error::CodeNotAccepted) {
            self.ledger.take_back(&self.before);
            self.settle();
        }
    }

    fn succeeded(mut self, told: Told) {
        self.ledger.succeed(&self.tag, told);
        self.settle();
    }

    /// A try that could not be taken back stays counted; that costs a wait at worst.
    fn settle(mut self) {
        let _ = self.door.write(&mut self.ledger);
    }
}

impl Past {
    /// What whoever signs in should know.
    pub(super) fn notes(&self) -> Vec<Note> {
        let mut notes = Vec::new();
        if self.tries > 0 {
            notes.push(Note::FailedTries {
                tries: self.tries,
                since: Timestamp::from_millisecond(self.since_ms).unwrap_or(Timestamp::UNIX_EPOCH),
            });
        }
        if self.lost {
            notes.push(Note::TriesLost);
        }
        notes
    }

    /// The event, if there is something to tell.
    pub(super) fn event(&self) -> Option<Event> {
        if self.tries == 0 && !self.lost {
            return None;
        }
        let ledger = if self.lost { "lost" } else { "kept" };
        let detail = Detail::default()
            .number("failed", u64::from(self.tries))
            .word("ledger", ledger);
        Some(Event::new(Action::TRIES).detail(detail))
    }
}

/// Makes the ledger of a new or restored vault, so that none is missed there.
pub(super) fn begin(dir: &Path, clock: &dyn Clock, vault: VaultId) -> Result<(), Error> {
    let ledger = Ledger::new(vault, clock.uptime());
    write_file(&dir.join(files::ATTEMPTS), &ledger.to_file())
}

impl Open {
    /// Counts a try to prove who one is within a session, and makes it. The vault stays open whatever comes of it.
    pub(super) fn attempt<T>(
        &self,
        tag: Tag,
        make: impl FnOnce() -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.door().attempt(tag, make)
    }

    /// Lets a name that has to wait try again at once: an administrator sees who asks for it.
    pub fn let_try_again(&self, proof: Proof, login: &str) -> Result<(), Error> {
        self.accept(&proof)?;
        if !self.me().roles.has(Role::Administrator) {
            return Err(Error::RoleNeeded("administrator"));
        }
        self.note(Event::new(Action::LET_TRY))?;
        self.forgive_tries(login)
    }

    /// What a reset does with the tries under a name, after its own event.
    pub(super) fn forgive_tries(&self, login: &str) -> Result<(), Error> {
        let tag = user_tag(&self.header().name_salt, login)?;
        self.door().forgive(&tag)
    }
}

fn read_file(path: &Path) -> io::Result<Vec<u8>> {
    let mut options = std::fs::OpenOptions::new();
    options.read(true);
    // A pipe in its place must not hold the program up.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(
        &mut options,
        i32::try_from((rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK).bits())
            .unwrap_or(0),
    );
    let mut bytes = Vec::new();
    let limit = LONGEST_FILE as u64 + 1;
    options.open(path)?.take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Replaces a small file whole; it is on the disk when this returns.
fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let new = path.with_extension("new");
    let step = "count a try";
    match std::fs::remove_file(&new) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(Error::io(step, &new)(error));
        }
        _ => {}
    }
    let mut file: File = files::create_private_file(&new)?;
    file.write_all(bytes).map_err(Error::io(step, &new))?;
    // The model of people makes thousands of tries, and what waiting for the disk is good for no test of it can see.
    let sync = !cfg!(test);
    if sync {
        file.sync_all().map_err(Error::io(step, &new))?;
    }
    drop(file);
    std::fs::rename(&new, path).map_err(Error::io(step, path))?;
    match path.parent() {
        Some(dir) if sync => files::sync_dir(dir),
        _ => Ok(()),
    }
}

fn make_private(dir: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir)
}
