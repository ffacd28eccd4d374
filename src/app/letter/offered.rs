//! Which letters a screening can have now, and why not the others: letters follow the disposition.

use crate::domain::answers::{Answer, SafetyLevel};
use crate::domain::criteria::Standing;
use crate::domain::form::Pathway;
use crate::domain::recommendation::Recommendation;
use crate::domain::screening::{Disposition, ScreeningContent, Stage};
use crate::letter::Kind;
use crate::screening::Pack;

use super::super::decide;

/// Which of the four letters to the person it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variant {
    /// A seat.
    Offer,
    /// A place on a waiting list.
    Waitlist,
    /// Another option.
    Other,
    /// The person's own decision.
    Own,
}

impl Variant {
    /// The letter that follows what was decided; none while more has to be known.
    #[must_use]
    pub fn of(content: &ScreeningContent) -> Option<Self> {
        match content.disposition.as_ref()? {
            Disposition::OfferSeat { .. } => Some(Self::Offer),
            Disposition::Waitlist { .. } => Some(Self::Waitlist),
            Disposition::OtherOption { .. } | Disposition::ReferOn => Some(Self::Other),
            Disposition::PersonChoseOtherwise => Some(Self::Own),
            Disposition::MoreInformation => None,
        }
    }
}

/// Whether a letter of this kind can be written.
///
/// # Errors
/// The message that says why not.
pub fn offered(
    kind: Kind,
    pack: &Pack,
    stage: Stage,
    content: &ScreeningContent,
    now: &Recommendation,
) -> Result<(), &'static str> {
    if stage == Stage::EnteredInError {
        return Err("letter-why-in-error");
    }
    if kind == Kind::L6 {
        let danger = decide::reached(content, now) == SafetyLevel::ActNow;
        return danger.then_some(()).ok_or("letter-why-no-danger");
    }
    if stage != Stage::Signed {
        return Err("trouble-letter-unsigned");
    }
    if decide::is_locked(content, now) || decide::review_due(content, now) {
        return Err("trouble-letter-locked");
    }
    let standing = decide::decided_standing(pack, content, now);
    let joins = matches!(standing, Standing::Ready | Standing::WithPreparation);
    let placed = matches!(
        content.disposition,
        Some(Disposition::OfferSeat { .. } | Disposition::Waitlist { .. })
    );
    match kind {
        Kind::L1 | Kind::L2 => {
            let own = match kind {
                Kind::L1 => Pathway::Therapy,
                _ => Pathway::Support,
            };
            if pack.form.pathway != own {
                return Err("trouble-letter-kind");
            }
            (joins && placed)
                .then_some(())
                .ok_or("trouble-letter-no-seat")
        }
        Kind::L3 => matches!(
            content.disposition,
            Some(
                Disposition::ReferOn
                    | Disposition::OtherOption { .. }
                    | Disposition::PersonChoseOtherwise
            )
        )
        .then_some(())
        .ok_or("letter-why-not-onward"),
        Kind::L4 => content
            .disposition
            .is_some()
            .then_some(())
            .ok_or("letter-why-undecided"),
        Kind::L5 => {
            let variant = Variant::of(content).ok_or("letter-why-undecided")?;
            // Somebody who came affected is booked again: no letter tells them "not at present".
            let affected = content
                .answers
                .said("tg-observed-clear")
                .and_then(Answer::one)
                == Some("affected");
            if variant == Variant::Other && affected {
                return Err("letter-why-affected");
            }
            if matches!(variant, Variant::Offer | Variant::Waitlist) && !joins {
                return Err("trouble-letter-no-seat");
            }
            Ok(())
        }
        Kind::L6 | Kind::Handout => Err("trouble-letter-kind"),
    }
}
