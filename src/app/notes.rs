//! What the vault has to say to whoever signs in, in words.

use crate::text;
use crate::vault::{Note, Sheet};

/// A note of the vault for staff.
#[must_use]
pub fn words(note: &Note) -> String {
    match note {
        Note::HeaderRepaired(_) => text::say("note-header-repaired"),
        Note::NewFormat => text::say("note-new-format"),
        Note::ClockWentBack => text::say("note-clock-went-back"),
        Note::ClockJumped => text::say("note-clock-jumped"),
        Note::LastSessionEndedEarly => text::say("note-ended-early"),
        Note::FailedTries { tries, since } => failed_tries(*tries, *since),
        Note::ComputerForgot => text::say("note-computer-forgot"),
        Note::TriesLost => text::say("note-tries-lost"),
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

fn failed_tries(tries: u32, since: jiff::Timestamp) -> String {
    let since = since.to_zoned(jiff::tz::TimeZone::system());
    let day = super::letter::in_words(since.date());
    let time = since.strftime("%H:%M").to_string();
    let tries = usize::try_from(tries).unwrap_or(usize::MAX);
    let (tries, since) = (
        text::count("note-failed-tries", tries),
        text::say_with("note-failed-since", &[("day", &day), ("time", &time)]),
    );
    format!("{tries} {since}")
}
