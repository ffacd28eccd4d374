//! What a command does on a page of a screening, where a button of the same name stands: each says why it cannot be done.

use crate::app::command::{Deed, Opened};
use crate::domain::form::Pathway;
use crate::domain::screening::Stage;

use super::answer::{Pass, Who};
use super::{Step, Work, decide, letter};

/// Something of a page that has a button there and a row in the table of commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OnPage {
    /// Pause until the next meeting.
    Pause,
    /// Hand the screen to the person.
    HandOver,
    /// Raise a concern by hand.
    Raise,
    /// Show one of the passes over the questions.
    Pass(Pass),
    /// Somebody comes into the room, or leaves it.
    InRoom(Who),
    /// Go to the first group that can be chosen.
    ChooseGroup,
    /// Go to the first group on whose waitlist one can be put by hand.
    WaitByHand,
    /// The other conversation for the same person.
    OtherPathway,
    /// Save the result as a sheet.
    SaveSheet,
    /// Print the result as a sheet.
    PrintSheet,
    /// Go to the signature.
    Sign,
    /// Finish a check and keep nothing.
    KeepNothing,
    /// Add to a signed screening.
    Addendum,
    /// A second signature.
    SecondSignature,
    /// Mark it as entered in error.
    InError,
    /// The urgent summary for emergency services.
    Urgent,
    /// Save the letter as PDF.
    SaveLetter,
    /// Save the letter with a password.
    SaveLetterLocked,
    /// Print the letter.
    PrintLetter,
}

impl OnPage {
    /// The step that its page is.
    pub(crate) fn step(self) -> Step {
        match self {
            Self::Pause => Step::Pause,
            Self::HandOver | Self::Raise | Self::Pass(_) | Self::InRoom(_) => Step::Answer,
            Self::ChooseGroup | Self::WaitByHand => Step::Match,
            Self::OtherPathway | Self::SaveSheet | Self::PrintSheet => Step::Result,
            Self::Sign
            | Self::KeepNothing
            | Self::Addendum
            | Self::SecondSignature
            | Self::InError => Step::Decide,
            Self::Urgent | Self::SaveLetter | Self::SaveLetterLocked | Self::PrintLetter => {
                Step::Letter
            }
        }
    }

    /// Why it cannot be done with this screening by whoever is in, as a message; nothing if it can.
    pub(crate) fn why_not(self, work: &Work, opened: &Opened) -> Option<&'static str> {
        let therapy = work.open.pathway == Pathway::Therapy;
        let checks = match self {
            Self::Pause => [draft(work), only(therapy), here(work, Step::Pause)],
            Self::HandOver => [draft(work), only(therapy), role(opened.can(Deed::HandOver))],
            Self::Raise => [draft(work), role(opened.clinician), None],
            Self::Pass(_) => [only(therapy), None, None],
            Self::InRoom(_) => [draft(work), only(therapy), None],
            Self::ChooseGroup | Self::WaitByHand => [draft(work), no_triage(work), None],
            Self::OtherPathway => [
                draft(work),
                work.open.set_aside_for.map(|_| "command-not-aside"),
                role(therapy || opened.can(Deed::TherapyStart)),
            ],
            Self::SaveSheet | Self::PrintSheet => [no_triage(work), None, None],
            Self::Sign => [draft(work), no_triage(work), decide::not_by(work, opened)],
            Self::KeepNothing => [
                draft(work),
                (work.open.pathway != Pathway::Support).then_some("command-not-check"),
                decide::not_forgotten(work),
            ],
            Self::Addendum => [signed(work), None, None],
            Self::SecondSignature => [
                signed(work).or(marked(work)),
                only(therapy),
                role(opened.clinician),
            ],
            Self::InError => [signed(work), marked(work), None],
            Self::Urgent => [
                (!letter::is_urgent(work)).then_some("command-not-urgent"),
                role(opened.can(Deed::LetterList)),
                None,
            ],
            Self::SaveLetter | Self::SaveLetterLocked | Self::PrintLetter => [
                (work.step != Step::Letter || letter::kinds(work).is_empty())
                    .then_some("command-not-letter"),
                None,
                None,
            ],
        };
        checks.into_iter().flatten().next()
    }
}

fn draft(work: &Work) -> Option<&'static str> {
    (!work.is_draft()).then_some("command-not-draft")
}

fn signed(work: &Work) -> Option<&'static str> {
    work.is_draft().then_some("command-not-signed")
}

fn marked(work: &Work) -> Option<&'static str> {
    (work.open.stage == Stage::EnteredInError).then_some("command-not-marked")
}

fn only(therapy: bool) -> Option<&'static str> {
    (!therapy).then_some("command-not-assessment")
}

fn no_triage(work: &Work) -> Option<&'static str> {
    (work.open.pathway == Pathway::Triage).then_some("command-not-triage")
}

fn role(may: bool) -> Option<&'static str> {
    (!may).then_some("command-not-role")
}

fn here(work: &Work, step: Step) -> Option<&'static str> {
    (work.step == step).then_some("command-not-here")
}
