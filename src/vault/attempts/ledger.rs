//! The ledger of failed tries: what stands in `attempts.bin`, how a wait runs down, and what a success takes away. No files here.

use crate::domain::clock::Uptime;
use crate::vault::keys::{VaultId, hash, same};
use crate::vault::slot::Reader;

/// Tells one name from another without keeping it; see the slots of the header.
pub(in crate::vault) type Tag = [u8; 16];

/// Where tries with a recovery code are counted.
pub(in crate::vault) const SHEETS: Tag = *b"recovery sheets.";
/// From here on a name is shut: see [`wait_after`].
pub(super) const SHUT: u16 = 20;
/// What a lost ledger counts as.
const LOST: u16 = 5;
/// Nothing longer is read.
pub(super) const LONGEST_FILE: usize = 16 * 1024;

const MAGIC: &[u8; 5] = b"ANTA\x01";
const SUM: usize = 32;
const MOST_NAMES: usize = 256;
const MOST_TWINS: usize = 16;
const HIGHEST: u16 = 10_000;
const SECOND: u64 = 1000;
const DAY: u64 = 24 * 60 * 60 * SECOND;

/// How long nobody may try after so many failures in a row, in milliseconds.
///
/// The last step is a day and not for ever. It could have been "until an administrator or a recovery sheet
/// helps", and both do help at once; but in a practice of one whose sheets are lost, a stranger at the keyboard
/// would then have destroyed every record with twenty wrong guesses. One guess a day tells nobody a passphrase.
pub(super) fn wait_after(failures: u16) -> u64 {
    match failures {
        0..=4 => 0,
        5 => 30 * SECOND,
        6 => 60 * SECOND,
        7 => 120 * SECOND,
        8 => 300 * SECOND,
        9 => 600 * SECOND,
        10..SHUT => 900 * SECOND,
        SHUT.. => DAY,
    }
}

/// The same over all names together: it slows who goes through a list of names, and hardly touches typos.
fn wait_after_any(failures: u16) -> u64 {
    match failures {
        0..=19 => 0,
        20..=49 => 30 * SECOND,
        50.. => 300 * SECOND,
    }
}

/// Failures in a row, and what is left of the wait that they cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Rung {
    pub(super) failures: u16,
    pub(super) left_ms: u64,
}

impl Rung {
    fn climb(&mut self, wait: fn(u16) -> u64) {
        self.failures = self.failures.saturating_add(1).min(HIGHEST);
        self.left_ms = wait(self.failures);
    }

    fn at_least(&mut self, other: Self) {
        self.failures = self.failures.max(other.failures);
        self.left_ms = self.left_ms.max(other.left_ms);
    }

    fn wait(&mut self, elapsed_ms: u64) {
        self.left_ms = self.left_ms.saturating_sub(elapsed_ms);
    }
}

/// What is known of one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) tag: Tag,
    pub(super) rung: Rung,
    /// Tries that failed since this name last opened the vault; shown at the next sign-in.
    pub(super) tries: u32,
    /// When the first of them was, in milliseconds since 1970 as the clock said.
    pub(super) since_ms: i64,
}

/// All of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ledger {
    vault: VaultId,
    /// When it was written, by the clock that nobody can set.
    stamp: Uptime,
    /// It was missing or altered, and no event tells of it yet.
    pub(super) lost: bool,
    /// What names without an entry have.
    others: Rung,
    /// All names together.
    any: Rung,
    entries: Vec<Entry>,
    /// The second copies that were written, by [`super::Twin`]; one that is gone was taken away.
    twins: Vec<Tag>,
}

impl Ledger {
    /// Nothing failed yet.
    pub(super) fn new(vault: VaultId, now: Uptime) -> Self {
        Self {
            vault,
            stamp: now,
            lost: false,
            others: Rung::default(),
            any: Rung::default(),
            entries: Vec::new(),
            twins: Vec::new(),
        }
    }

    /// What stands in a file, if it is one of this vault and was not altered.
    pub(super) fn read(bytes: &[u8], vault: &VaultId) -> Option<Self> {
        let len = bytes.len().checked_sub(SUM)?;
        let (body, sum) = bytes.split_at_checked(len)?;
        if bytes.len() > LONGEST_FILE || !same(&hash("attempts", &[body]), sum) {
            return None;
        }
        let mut reader = Reader(body);
        if &reader.array::<5>()? != MAGIC || reader.array::<16>()? != *vault {
            return None;
        }
        let has_boot = reader.array::<1>()?[0] != 0;
        let boot = reader.array()?;
        let stamp = Uptime {
            boot: has_boot.then_some(boot),
            ms: u64::from_le_bytes(reader.array()?),
        };
        let lost = reader.array::<1>()?[0] != 0;
        let (others, any) = (rung(&mut reader)?, rung(&mut reader)?);
        let twins = (0..count(&mut reader, MOST_TWINS)?)
            .map(|_| reader.array())
            .collect::<Option<Vec<_>>>()?;
        let entries = (0..count(&mut reader, MOST_NAMES)?)
            .map(|_| {
                Some(Entry {
                    tag: reader.array()?,
                    rung: rung(&mut reader)?,
                    tries: u32::from_le_bytes(reader.array()?),
                    since_ms: i64::from_le_bytes(reader.array()?),
                })
            })
            .collect::<Option<Vec<_>>>()?;
        reader.0.is_empty().then_some(Self {
            vault: *vault,
            stamp,
            lost,
            others,
            any,
            entries,
            twins,
        })
    }

    /// The bytes of the file.
    pub(super) fn to_file(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(128 + self.entries.len() * 38);
        out.extend_from_slice(MAGIC);
        out.extend_from_slice(&self.vault);
        out.push(u8::from(self.stamp.boot.is_some()));
        out.extend_from_slice(&self.stamp.boot.unwrap_or_default());
        out.extend_from_slice(&self.stamp.ms.to_le_bytes());
        out.push(u8::from(self.lost));
        let write_rung = |out: &mut Vec<u8>, rung: &Rung| {
            out.extend_from_slice(&rung.failures.to_le_bytes());
            out.extend_from_slice(&rung.left_ms.to_le_bytes());
        };
        let write_count = |out: &mut Vec<u8>, count: usize| {
            out.extend_from_slice(&u16::try_from(count).unwrap_or(u16::MAX).to_le_bytes());
        };
        write_rung(&mut out, &self.others);
        write_rung(&mut out, &self.any);
        write_count(&mut out, self.twins.len());
        self.twins
            .iter()
            .for_each(|twin| out.extend_from_slice(twin));
        write_count(&mut out, self.entries.len());
        for entry in &self.entries {
            out.extend_from_slice(&entry.tag);
            write_rung(&mut out, &entry.rung);
            out.extend_from_slice(&entry.tries.to_le_bytes());
            out.extend_from_slice(&entry.since_ms.to_le_bytes());
        }
        let sum = hash("attempts", &[&out]);
        out.extend_from_slice(&sum);
        out
    }

    /// Lets the waits run down to now.
    pub(super) fn age(&mut self, now: Uptime) {
        let elapsed = now.since(self.stamp);
        self.stamp = now;
        self.others.wait(elapsed);
        self.any.wait(elapsed);
        self.entries
            .iter_mut()
            .for_each(|entry| entry.rung.wait(elapsed));
    }

    /// Takes the worse of two copies in everything. Both have the same age.
    pub(super) fn merge(&mut self, other: Self) {
        self.lost |= other.lost;
        self.others.at_least(other.others);
        self.any.at_least(other.any);
        for theirs in other.entries {
            let floor = self.others;
            match self.find(&theirs.tag) {
                Some(ours) => {
                    ours.rung.at_least(theirs.rung);
                    ours.tries = ours.tries.max(theirs.tries);
                    ours.since_ms = match (ours.since_ms, theirs.since_ms) {
                        (0, since) | (since, 0) => since,
                        (one, two) => one.min(two),
                    };
                }
                None => {
                    let mut entry = theirs;
                    entry.rung.at_least(floor);
                    self.entries.push(entry);
                }
            }
        }
        for twin in other.twins {
            self.list_twin(twin);
        }
    }

    /// What a ledger that is missing or altered costs: five failures for every name, and an event at the next sign-in.
    pub(super) fn lose(&mut self, persons: &[Tag]) {
        let cost = Rung {
            failures: LOST,
            left_ms: wait_after(LOST),
        };
        self.lost = true;
        for tag in persons {
            self.entry(tag, persons).rung.at_least(cost);
        }
        self.entries
            .iter_mut()
            .for_each(|entry| entry.rung.at_least(cost));
        self.others.at_least(cost);
    }

    /// How long this name has to wait, in milliseconds, and whether it is shut.
    pub(super) fn wait(&self, tag: &Tag) -> (u64, bool) {
        let own = self
            .entries
            .iter()
            .find(|entry| entry.tag == *tag)
            .map_or(self.others, |entry| entry.rung);
        let any = if *tag == SHEETS { 0 } else { self.any.left_ms };
        (
            own.left_ms.max(any),
            own.failures >= SHUT && own.left_ms > 0,
        )
    }

    /// Counts a try that is about to be made.
    pub(super) fn count(&mut self, tag: &Tag, persons: &[Tag], wall_ms: i64) {
        let entry = self.entry(tag, persons);
        entry.rung.climb(wait_after);
        if *tag == SHEETS {
            // A code has 128 bits: nobody guesses it, and it is the way out for whoever is shut.
            entry.rung.failures = entry.rung.failures.min(SHUT - 1);
            entry.rung.left_ms = wait_after(entry.rung.failures);
        }
        entry.tries = entry.tries.saturating_add(1);
        if entry.tries == 1 {
            entry.since_ms = wall_ms;
        }
        if *tag != SHEETS {
            self.any.climb(wait_after_any);
        }
    }

    /// What is known of a name.
    pub(super) fn known(&self, tag: &Tag) -> Option<Entry> {
        self.entries.iter().find(|entry| entry.tag == *tag).copied()
    }

    /// The right passphrase: this name may go on. `told` is whether the person is told of failed tries now.
    pub(super) fn succeed(&mut self, tag: &Tag, told: Told) {
        self.any = Rung::default();
        self.others = Rung::default();
        if let Some(entry) = self.find(tag) {
            entry.rung = Rung::default();
            match told {
                Told::Yes => (entry.tries, entry.since_ms) = (0, 0),
                // The try that was just made did not fail.
                Told::NotYet => entry.tries = entry.tries.saturating_sub(1),
            }
        }
        if told == Told::Yes {
            self.lost = false;
        }
        self.tidy();
    }

    /// Nobody waits any longer; what failed is still told.
    pub(super) fn forgive_all(&mut self) {
        self.any = Rung::default();
        self.others = Rung::default();
        for entry in &mut self.entries {
            entry.rung = Rung::default();
            if entry.tag == SHEETS {
                entry.tries = 0;
            }
        }
        self.tidy();
    }

    /// The try came to nothing for a reason that tells nothing about the secret: as if it had not been made.
    pub(super) fn take_back(&mut self, before: &Self) {
        *self = Self {
            twins: std::mem::take(&mut self.twins),
            ..before.clone()
        };
    }

    pub(super) fn lists_twin(&self, twin: &Tag) -> bool {
        self.twins.contains(twin)
    }

    pub(super) fn list_twin(&mut self, twin: Tag) {
        if !self.lists_twin(&twin) {
            if self.twins.len() == MOST_TWINS {
                self.twins.remove(0);
            }
            self.twins.push(twin);
        }
    }

    pub(super) fn strike_twin(&mut self, twin: &Tag) {
        self.twins.retain(|listed| listed != twin);
    }

    fn find(&mut self, tag: &Tag) -> Option<&mut Entry> {
        self.entries.iter_mut().find(|entry| entry.tag == *tag)
    }

    /// The entry of a name, made if there is none. Unknown names are counted like known ones, so that they do not
    /// show; when there is no room, the unknown name with the fewest failures makes it.
    fn entry(&mut self, tag: &Tag, persons: &[Tag]) -> &mut Entry {
        let at = match self.entries.iter().position(|entry| entry.tag == *tag) {
            Some(at) => at,
            None => {
                if self.entries.len() >= MOST_NAMES {
                    self.make_room(persons);
                }
                self.entries.push(Entry {
                    tag: *tag,
                    rung: self.others,
                    tries: 0,
                    since_ms: 0,
                });
                self.entries.len() - 1
            }
        };
        &mut self.entries[at]
    }

    fn make_room(&mut self, persons: &[Tag]) {
        let stranger = |entry: &Entry| entry.tag != SHEETS && !persons.contains(&entry.tag);
        let least = self
            .entries
            .iter()
            .enumerate()
            .filter(|(_, entry)| stranger(entry))
            .min_by_key(|(_, entry)| (entry.rung.failures, entry.rung.left_ms));
        let at = least.map_or(0, |(at, _)| at);
        self.entries.remove(at);
    }

    /// Names that nothing is known of need no entry.
    fn tidy(&mut self) {
        self.entries
            .retain(|entry| entry.rung != Rung::default() || entry.tries > 0);
    }
}

/// Whether the person was told of the tries that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// At this sign-in.
    Yes,
    /// At the next one: this was a passphrase typed again within a session.
    NotYet,
}

fn rung(reader: &mut Reader<'_>) -> Option<Rung> {
    Some(Rung {
        failures: u16::from_le_bytes(reader.array()?).min(HIGHEST),
        // Whatever stands there: no wait is longer than the longest.
        left_ms: u64::from_le_bytes(reader.array()?).min(DAY),
    })
}

fn count(reader: &mut Reader<'_>, most: usize) -> Option<usize> {
    let count = usize::from(u16::from_le_bytes(reader.array()?));
    (count <= most).then_some(count)
}
