//! What the vault has to say to whoever signs in, in words.

use crate::text;
use crate::vault::{Note, Sheet};

/// A note of the vault for staff.
#[must_use]
pub fn words(note: &Note) -> String {
    match note {
        Note::HeaderRepaired(_) => text::say("note-header-repaired"),
        Note::ClockWentBack => text::say("note-clock-went-back"),
        Note::LastSessionEndedEarly => text::say("note-ended-early"),
        Note::ClinicalKeyChanged => text::say("note-clinical-key-changed"),
        Note::ClinicalAccessWaits => text::say("note-clinical-access-waits"),
        Note::ClinicalAccessParked => text::say("note-clinical-access-parked"),
        Note::ClinicalRotationPending => text::say("note-clinical-rotation-pending"),
        Note::SealsSuspect(count) => text::count(
            "note-seals-suspect",
            usize::try_from(*count).unwrap_or(usize::MAX),
        ),
        Note::SheetUsed(Sheet::Office) => text::say("note-office-sheet-used"),
        Note::SheetUsed(Sheet::Clinical) => text::say("note-clinical-sheet-used"),
        Note::SheetToRenew(Sheet::Office) => text::say("note-office-sheet-renew"),
        Note::SheetToRenew(Sheet::Clinical) => text::say("note-clinical-sheet-renew"),
    }
}
