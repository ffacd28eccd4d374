//! How good a new passphrase is, and in words what is missing. The vault judges again by the same rule.

use crate::text::{count, say};

/// Shortest that is accepted.
const SHORTEST: usize = 15;
/// Longest that is accepted.
const LONGEST: usize = 256;
/// Decimal logarithm of the guesses that it must take.
const NEEDED: f64 = 14.0;

/// What is thought of a passphrase.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Judged {
    /// 0 to 4, for the meter.
    pub(super) score: u8,
    /// Whether it will be accepted.
    pub(super) accepted: bool,
    /// What it is, in a word.
    pub(super) word: String,
    /// What is missing.
    pub(super) hint: String,
}

/// Judges a passphrase; `context` are words that a guesser would try first.
pub(super) fn judge(typed: &str, context: &[&str]) -> Judged {
    let letters = typed.chars().count();
    if letters == 0 {
        return Judged {
            word: say("strength-none"),
            hint: say("strength-hint-none"),
            ..Judged::default()
        };
    }
    let log10 = zxcvbn::zxcvbn(typed, context).guesses_log10();
    let accepted = (SHORTEST..=LONGEST).contains(&letters) && log10 >= NEEDED;
    let score = match (accepted, log10) {
        (true, log10) if log10 >= NEEDED + 3.0 => 4,
        (true, _) => 3,
        (false, log10) if log10 >= 10.0 => 2,
        (false, log10) if log10 >= 5.0 => 1,
        (false, _) => 0,
    };
    let word = match score {
        4 => "strength-very-strong",
        3 => "strength-strong",
        2 => "strength-fair",
        _ => "strength-weak",
    };
    let hint = if letters > LONGEST {
        say("strength-hint-long")
    } else if letters < SHORTEST {
        count("strength-hint-short", SHORTEST - letters)
    } else if !accepted {
        say("strength-hint-guessable")
    } else {
        say("strength-hint-good")
    };
    Judged {
        score,
        accepted,
        word: say(word),
        hint,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_unrelated_words_are_accepted_and_the_clinics_name_is_not() {
        assert!(judge("orbit lantern cobalt thicket mural wren", &[]).accepted);
        assert!(!judge("Sample Clinic vera", &["Sample Clinic", "vera"]).accepted);
    }

    #[test]
    fn what_is_too_short_never_looks_strong() {
        let judged = judge("x9#Kq2!mZ7@wP4", &[]);
        assert!(!judged.accepted && judged.score <= 2);
        assert_ne!(judged.hint, say("strength-hint-good"));
    }
}
