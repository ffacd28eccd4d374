//! The hand-over: the screen is given to the person, locked to one screening, until a member of staff takes it back.

use jiff::Timestamp;

use super::command::{Event, Secret, Trouble};
use super::screenings;
use super::vaults::passphrase;
use crate::domain::answers::{Answers, SafetyLevel, SafetyRaised};
use crate::domain::form::Pathway;
use crate::domain::id::ScreeningId;
use crate::domain::risk::RiskStub;
use crate::domain::screening::{ScreeningContent, Stage};
use crate::text;
pub use crate::vault::HandedOver;
use crate::vault::{Deed, HandOver, Open};

/// What is asked for while, before and after the screen is with the person.
pub enum Ask {
    /// Give the screen away: from now on the desk does nothing else until it is taken back or locked.
    Give(ScreeningId),
    /// The person agreed to answer here.
    Begin,
    /// Keep what the person said so far; `finished` is a section that they are through with.
    Save {
        /// All that was said in this part.
        answers: Box<Answers>,
        /// Id of a section.
        finished: Option<String>,
    },
    /// The person does not feel safe, or something that they answered says so.
    Help,
    /// A member of staff takes the screen back, with the passphrase of whoever is signed in.
    TakeBack(Secret),
    /// What was said and not accepted yet, for a clinician.
    Look(ScreeningId),
    /// A clinician accepts one part, with the answers as they are to be from now on.
    Accept {
        /// Which.
        screening: ScreeningId,
        /// Which part.
        part: u16,
        /// The screening as it is with what was accepted.
        content: Box<ScreeningContent>,
    },
}

/// What comes back.
pub enum Told {
    /// A draft that whoever is signed in may give away and not read.
    Standing(Standing),
    /// The screen is the person's.
    Given(Standing),
    /// The person agreed; what they say is kept from now on.
    Begun,
    /// What was said is on the disk.
    Saved(Timestamp),
    /// It is noted that the person does not feel safe.
    HelpNoted,
    /// The screen is the clinic's again.
    TakenBack {
        /// Which screening it was.
        screening: ScreeningId,
        /// Whether whoever took it may look into it.
        may_look: bool,
        /// Whether the person said that they are not safe.
        danger: bool,
    },
    /// What waits to be accepted.
    Parts {
        /// Of which screening.
        screening: ScreeningId,
        /// Part by part, in the order in which they were answered.
        parts: Vec<HandedOver>,
    },
}

/// How a draft stands that is given away: nothing of what was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Which screening.
    pub screening: ScreeningId,
    /// Ids of the sections that the person is through with.
    pub finished: Vec<String>,
    /// How many parts wait for a clinician.
    pub waiting: usize,
    /// Somebody was in danger, and no clinician has acknowledged it yet.
    pub danger: bool,
    /// Whom the desk told of it, and when.
    pub told: Vec<(String, Timestamp)>,
}

/// The screen is away: which screening, and the open part once the person agreed.
pub struct Away {
    screening: ScreeningId,
    part: Option<HandOver>,
}

/// Does what was asked for. While the screen is `away`, only this answers.
///
/// # Errors
/// In words, if the vault refuses or the passphrase is not accepted.
pub fn handle(open: &Open, away: &mut Option<Away>, ask: Ask) -> Result<Vec<Event>, Trouble> {
    let told = match ask {
        Ask::Give(screening) => {
            let standing = standing(open, screening)?;
            *away = Some(Away {
                screening,
                part: None,
            });
            Told::Given(standing)
        }
        Ask::Begin => {
            let away = here(away)?;
            if away.part.is_none() {
                away.part = Some(open.screenings().hand_over(away.screening)?);
            }
            Told::Begun
        }
        Ask::Save { answers, finished } => {
            let part = here(away)?.part.as_mut().ok_or_else(not_away)?;
            Told::Saved(part.save(open, &answers, finished.as_deref())?.at)
        }
        Ask::Help => {
            let screening = here(away)?.screening;
            note_danger(open, screening)?;
            Told::HelpNoted
        }
        Ask::TakeBack(secret) => return take_back(open, away, &secret),
        Ask::Look(screening) => Told::Parts {
            screening,
            parts: open.screenings().handed_over(screening)?,
        },
        Ask::Accept {
            screening,
            part,
            content,
        } => return accept(open, screening, part, &content),
    };
    Ok(vec![Event::HandOver(told)])
}

fn not_away() -> Trouble {
    Trouble::new("hand-over", text::say("trouble-hand-over"))
}

fn here(away: &mut Option<Away>) -> Result<&mut Away, Trouble> {
    away.as_mut().ok_or_else(not_away)
}

/// How a draft stands, for somebody who may give it away.
///
/// # Errors
/// If it is no draft of an assessment, or this person may not give it away.
pub fn standing(open: &Open, screening: ScreeningId) -> Result<Standing, Trouble> {
    let row = open.screenings().row(screening)?.value;
    if row.pathway != Pathway::Therapy || row.stage != Stage::Draft || !open.can(Deed::HandOver) {
        return Err(not_away());
    }
    Ok(Standing {
        screening,
        finished: row.finished_sections,
        waiting: open.screenings().parts_waiting(screening)?,
        danger: screenings::danger_waits(open, screening)?,
        told: screenings::told_of(open, screening)?,
    })
}

/// A stub that outlives the hand-over: a clinician sees it first of all.
fn note_danger(open: &Open, screening: ScreeningId) -> Result<(), Trouble> {
    if screenings::danger_waits(open, screening)? {
        return Ok(());
    }
    open.risks().open_stub(RiskStub {
        level: SafetyLevel::ActNow,
        group: None,
        screening: Some(screening),
        by: open.me().id,
        told: Vec::new(),
    })?;
    Ok(())
}

fn take_back(open: &Open, away: &mut Option<Away>, secret: &Secret) -> Result<Vec<Event>, Trouble> {
    let screening = here(away)?.screening;
    open.prove(&passphrase(secret))?;
    if let Some(part) = away.take().and_then(|away| away.part) {
        part.close(open)?;
    }
    let told = Told::TakenBack {
        screening,
        may_look: open.can(Deed::TherapySee),
        danger: screenings::danger_waits(open, screening)?,
    };
    Ok(vec![Event::HandOver(told)])
}

/// What the person said becomes the screening's. Danger that was noted meanwhile stays above it.
fn accept(
    open: &Open,
    screening: ScreeningId,
    part: u16,
    sent: &ScreeningContent,
) -> Result<Vec<Event>, Trouble> {
    let mut content = screenings::kept_over(open, screening, sent)?;
    if screenings::danger_waits(open, screening)? && content.answers.safety_raised.is_none() {
        content.answers.safety_raised = Some(SafetyRaised {
            level: SafetyLevel::ActNow,
            reason: text::say("hand-over-danger-reason"),
        });
    }
    let index = screenings::made_whole(&mut content);
    open.screenings()
        .take_over(screening, part, &content, &index)?;
    let whole = screenings::view(open, screening)?;
    let parts = if whole.handed_over > 0 {
        open.screenings().handed_over(screening)?
    } else {
        Vec::new()
    };
    Ok(vec![
        Event::Screening(Box::new(whole)),
        Event::HandOver(Told::Parts { screening, parts }),
    ])
}
