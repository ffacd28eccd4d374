//! What may stand in which letter: one pure function over kind, receiver, consent and class of content.
//!
//! Every composition asks it for every sentence of a class that is never printed by default, so a sentence that was
//! ticked by mistake, or kept from an earlier form, still does not leave.

use super::blocks::{Kind, Reach};
use super::clean::line;
use super::facts::{Class, Consent, ConsentEnd, Cover, Given};

/// Why a class of content stays out of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Closed {
    /// This kind of letter never carries it.
    Never,
    /// Nobody agreed to the letter.
    NoConsent,
    /// The consent names another receiver.
    OtherReceiver,
    /// The consent has ended, or begins later.
    NotInForce,
    /// The consent does not name this content.
    NotNamed,
    /// The consent was spoken, and this needs a signature.
    NotInWriting,
    /// The consent lacks its purpose or its end.
    Incomplete,
    /// Nobody asked whether it is safe to write this down.
    NotSafeToWrite,
    /// Only medical personnel may learn of it in an emergency.
    NotMedical,
}

impl Closed {
    /// The message that says it to staff.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Self::Never => "letter-held-never",
            Self::NoConsent => "letter-held-no-consent",
            Self::OtherReceiver => "letter-held-other-receiver",
            Self::NotInForce => "letter-held-not-in-force",
            Self::NotNamed => "letter-held-not-named",
            Self::NotInWriting => "letter-held-not-in-writing",
            Self::Incomplete => "letter-held-incomplete",
            Self::NotSafeToWrite => "letter-held-not-safe",
            Self::NotMedical => "letter-held-not-medical",
        }
    }
}

/// Whether content of a class may stand in a letter of this kind with this cover.
///
/// # Errors
/// Why it may not.
pub fn admits(kind: Kind, cover: &Cover, class: Class) -> Result<(), Closed> {
    match (kind, class) {
        // Attendance, decision and the person's own goal are what these letters are for.
        (Kind::L1 | Kind::L3 | Kind::L4, Class::Basics) | (Kind::L1 | Kind::L3, Class::Goal) => {
            Ok(())
        }
        (Kind::L6, Class::Basics | Class::Safety | Class::Health | Class::FreeText) => Ok(()),
        (Kind::L6, Class::Substance) if cover.receiver.medical => Ok(()),
        (Kind::L6, Class::Substance) => Err(Closed::NotMedical),
        (Kind::L1 | Kind::L3, Class::Immigration) if !cover.safe_to_write => {
            Err(Closed::NotSafeToWrite)
        }
        // Within one clinic totals and picked sentences need the tick and no consent.
        (Kind::L1, Class::Measures | Class::FreeText)
            if cover.receiver.reach == Reach::InClinic && cover.consent.is_none() =>
        {
            Ok(())
        }
        (Kind::L1 | Kind::L3, class) | (Kind::L4, class @ (Class::Health | Class::Substance)) => {
            consented(cover, class)
        }
        _ => Err(Closed::Never),
    }
}

fn consented(cover: &Cover, class: Class) -> Result<(), Closed> {
    let consent = cover.consent.as_ref().ok_or(Closed::NoConsent)?;
    in_force(cover, consent)?;
    if !consent.classes.contains(&class) {
        return Err(Closed::NotNamed);
    }
    if class == Class::Substance {
        // 42 CFR 2.31: who, what, to whom, purpose, revocation, end, signature, date. Revocation is in the sentence itself.
        if consent.given != Given::Signed {
            return Err(Closed::NotInWriting);
        }
        let ends = match &consent.ends {
            ConsentEnd::On(_) => true,
            ConsentEnd::When(event) => !event.trim().is_empty(),
        };
        if consent.purpose.trim().is_empty() || consent.content.is_empty() || !ends {
            return Err(Closed::Incomplete);
        }
    }
    Ok(())
}

/// Whether a consent is for this receiver and holds on the letter's day.
///
/// # Errors
/// Why it is not.
pub fn in_force(cover: &Cover, consent: &Consent) -> Result<(), Closed> {
    let same = |a: &str, b: &str| line(a).to_lowercase() == line(b).to_lowercase();
    let to = &cover.receiver;
    let nobody = line(&consent.receiver).is_empty();
    if nobody || !same(&consent.receiver, &to.name) && !same(&consent.receiver, &to.organisation) {
        return Err(Closed::OtherReceiver);
    }
    let ended = matches!(consent.ends, ConsentEnd::On(last) if last < cover.date);
    if ended || consent.date > cover.date {
        return Err(Closed::NotInForce);
    }
    Ok(())
}
