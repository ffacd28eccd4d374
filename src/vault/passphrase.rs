//! A passphrase: held in wiped memory, normalised before use, and judged by how long it takes to guess.

use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use crate::vault::Error;

/// What a person types to open the vault.
pub struct Passphrase(Zeroizing<String>);

/// Whom a passphrase is for: administrators can hand out access, so theirs must be stronger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Holds the administrator's role, perhaps among others.
    Administrator,
    /// Any other member of staff.
    Staff,
}

/// How good a passphrase is, for the meter beside the field.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Strength {
    /// Length in code points.
    pub code_points: usize,
    /// Decimal logarithm of the guesses that a good guesser needs.
    pub guesses_log10: f64,
    /// What it has to reach.
    pub needed_log10: f64,
}

impl Passphrase {
    /// Shortest that is accepted (NIST SP 800-63B-4, single factor).
    pub const SHORTEST: usize = 15;
    /// Longest that is accepted.
    pub const LONGEST: usize = 256;

    /// Takes over what was typed.
    #[must_use]
    pub fn new(typed: String) -> Self {
        Self(Zeroizing::new(typed))
    }

    /// The same passphrase once more, in wiped memory of its own.
    pub(super) fn again(&self) -> Self {
        Self(self.0.clone())
    }

    /// NFKC, so that the same keys pressed on another system give the same bytes. The buffer is
    /// large enough for the longest expansion, so that growing leaves no copy behind.
    pub(super) fn normalised(&self) -> Zeroizing<String> {
        let mut out = Zeroizing::new(String::with_capacity(self.0.len() * 18 + 64));
        out.extend(self.0.nfkc());
        out
    }

    /// Judges it. `context` are words that a guesser would try first: the clinic, the person.
    #[must_use]
    pub fn strength(&self, standing: Standing, context: &[&str]) -> Strength {
        let code_points = self.0.chars().count();
        // The library's score calls 10^11 guesses "very strong"; a stolen file is tried faster, so
        // the number itself is used. It looks at the first hundred characters only.
        let guesses_log10 = if code_points == 0 {
            0.0
        } else {
            zxcvbn::zxcvbn(&self.0, context).guesses_log10()
        };
        let needed_log10 = match standing {
            Standing::Administrator => 14.0,
            Standing::Staff => 12.0,
        };
        Strength {
            code_points,
            guesses_log10,
            needed_log10,
        }
    }

    /// Refuses a passphrase that is too short, too long or too easy to guess.
    pub fn check(&self, standing: Standing, context: &[&str]) -> Result<(), Error> {
        let strength = self.strength(standing, context);
        if strength.code_points < Self::SHORTEST {
            return Err(Error::PassphraseTooShort);
        }
        if strength.code_points > Self::LONGEST {
            return Err(Error::PassphraseTooLong);
        }
        if strength.guesses_log10 < strength.needed_log10 {
            return Err(Error::PassphraseGuessable);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str) -> Result<(), Error> {
        Passphrase::new(typed.to_owned()).check(Standing::Administrator, &["Sample Clinic", "vera"])
    }

    #[test]
    fn six_unrelated_words_are_accepted() {
        assert!(check("orbit lantern cobalt thicket mural wren").is_ok());
    }

    #[test]
    fn fourteen_characters_are_too_short_however_wild() {
        assert!(matches!(
            check("x9#Kq2!mZ7@wP4"),
            Err(Error::PassphraseTooShort)
        ));
    }

    #[test]
    fn more_than_256_code_points_are_too_long() {
        assert!(matches!(
            check(&"é".repeat(257)),
            Err(Error::PassphraseTooLong)
        ));
    }

    #[test]
    fn a_guessable_one_is_refused_although_it_is_long() {
        assert!(matches!(
            check("groupintake2026now"),
            Err(Error::PassphraseGuessable)
        ));
        assert!(matches!(
            check("Sample Clinic vera"),
            Err(Error::PassphraseGuessable)
        ));
    }

    #[test]
    fn composed_and_decomposed_spelling_are_the_same() {
        let one = Passphrase::new("caf\u{e9}".to_owned()).normalised();
        let two = Passphrase::new("cafe\u{301}".to_owned()).normalised();
        assert_eq!(*one, *two);
    }

    #[test]
    fn normalising_never_grows_the_buffer() {
        let typed = "\u{fdfa}".repeat(256);
        let out = Passphrase::new(typed.clone()).normalised();
        assert!(out.len() <= typed.len() * 18 + 64);
    }
}
