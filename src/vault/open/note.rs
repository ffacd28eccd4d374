//! What whoever signs in should know.

use jiff::Timestamp;

use crate::vault::header::HeaderCopy;
use crate::vault::info::Sheet;

/// Something that whoever signs in should know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// A copy of the header was damaged and was written again from the other.
    HeaderRepaired(HeaderCopy),
    /// The clock shows an earlier time than the newest event.
    ClockWentBack,
    /// The vault was of an older format and was brought up to date, after a backup.
    NewFormat,
    /// The clock is more than a month ahead of the newest event: nothing is removed until that is confirmed.
    ClockJumped,
    /// The last session ended without locking; its drafts are as they were last saved.
    LastSessionEndedEarly,
    /// The clinicians' key was changed since this person was here last.
    ClinicalKeyChanged,
    /// This person is a clinician; another one has to give them the clinicians' key.
    ClinicalAccessWaits,
    /// This person's access was reset; the clinicians' key has to be given back.
    ClinicalAccessParked,
    /// A clinician left, and the clinicians' key has to be changed.
    ClinicalRotationPending,
    /// This many sealed parts do not fit the activity log and stay closed.
    SealsSuspect(u64),
    /// A recovery sheet was used in the last thirty days.
    SheetUsed(Sheet),
    /// A recovery sheet was used and has to be made anew.
    SheetToRenew(Sheet),
    /// Somebody tried to sign in under this name.
    FailedTries {
        /// How often, since this name was last signed in.
        tries: u32,
        /// The first time, as the clock said.
        since: Timestamp,
    },
    /// The record of failed tries was missing or altered.
    TriesLost,
    /// What this computer remembered of its vaults cannot be read: it begins anew.
    ComputerForgot,
}
