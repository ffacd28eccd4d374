//! Recovery codes: 128 random bits that can be read aloud, typed back and checked before any key is derived.

use zeroize::Zeroizing;

use crate::vault::keys::{VaultId, hash, same};
use crate::vault::{Error, random};

const VERSION: u8 = 1;
const BYTES: usize = 20;
/// No I, L, O and U: they are mistaken for others, or make words.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A recovery code, as it stands on a sheet.
pub struct RecoveryCode(Zeroizing<[u8; BYTES]>);

impl RecoveryCode {
    /// Groups on a sheet.
    pub const GROUPS: usize = 8;
    /// Characters in a group.
    pub const GROUP_LEN: usize = 4;

    pub(super) fn random(vault: &VaultId) -> Result<Self, Error> {
        let mut secret = Zeroizing::new([0; 16]);
        random::fill(secret.as_mut())?;
        Ok(Self::from_secret(vault, &secret))
    }

    pub(super) fn from_secret(vault: &VaultId, secret: &[u8; 16]) -> Self {
        let mut bytes = Zeroizing::new([0; BYTES]);
        bytes[0] = VERSION;
        bytes[1..17].copy_from_slice(secret);
        bytes[17..].copy_from_slice(&checksum(vault, secret));
        Self(bytes)
    }

    /// Reads what was typed: case, spaces and dashes do not matter, I and L are 1, O is 0. A slip
    /// is found here, before any key is derived (all but one of 16.7 million).
    pub(super) fn parse(typed: &str, vault: &VaultId) -> Result<Self, Error> {
        let symbols = symbols(typed)?;
        if symbols.len() != Self::GROUPS * Self::GROUP_LEN {
            return Err(Error::CodeMistyped);
        }
        let mut bytes = Zeroizing::new([0; BYTES]);
        for (index, symbol) in symbols.iter().enumerate() {
            for bit in 0..5 {
                if symbol & (16 >> bit) != 0 {
                    let at = index * 5 + bit;
                    bytes[at / 8] |= 128 >> (at % 8);
                }
            }
        }
        let code = Self(bytes);
        let fits = code.0[0] == VERSION && same(&code.0[17..], &checksum(vault, code.secret()));
        if fits {
            Ok(code)
        } else {
            Err(Error::CodeMistyped)
        }
    }

    pub(super) fn secret(&self) -> &[u8; 16] {
        // The slice has this length by construction; an empty array would never open anything.
        self.0[1..17].first_chunk().unwrap_or(&[0; 16])
    }

    /// As printed: `7K3M-....-....`, eight groups of four.
    #[must_use]
    pub fn printed(&self) -> Zeroizing<String> {
        let mut out = Zeroizing::new(String::with_capacity(40));
        for index in 0..Self::GROUPS * Self::GROUP_LEN {
            if index > 0 && index % Self::GROUP_LEN == 0 {
                out.push('-');
            }
            let value = (0..5).fold(0usize, |value, bit| {
                let at = index * 5 + bit;
                value << 1 | usize::from(self.0[at / 8] >> (7 - at % 8) & 1)
            });
            out.push(char::from(ALPHABET[value]));
        }
        out
    }

    /// Whether the typed text is these groups (counted from 0), one after the other.
    #[must_use]
    pub fn prove(&self, groups: &[usize], typed: &str) -> bool {
        let printed = self.printed();
        let wanted: Option<Zeroizing<String>> = groups
            .iter()
            .map(|group| printed.split('-').nth(*group))
            .collect::<Option<_>>()
            .map(Zeroizing::new);
        match (wanted.map(|text| symbols(&text)), symbols(typed)) {
            (Some(Ok(wanted)), Ok(typed)) => !groups.is_empty() && same(&wanted, &typed),
            _ => false,
        }
    }

    /// Two groups to ask back, in ascending order.
    pub fn challenge() -> Result<[usize; 2], Error> {
        let [one, two] = random::bytes::<2>()?;
        let first = usize::from(one) % Self::GROUPS;
        let second = (first + 1 + usize::from(two) % (Self::GROUPS - 1)) % Self::GROUPS;
        Ok([first.min(second), first.max(second)])
    }
}

fn checksum(vault: &VaultId, secret: &[u8; 16]) -> [u8; 3] {
    let sum = hash("code", &[&[VERSION], vault, secret]);
    [sum[0], sum[1], sum[2]]
}

fn symbols(typed: &str) -> Result<Zeroizing<Vec<u8>>, Error> {
    let mut out = Zeroizing::new(Vec::with_capacity(64));
    for letter in typed
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '—'))
    {
        let plain = match letter.to_ascii_uppercase() {
            'I' | 'L' => '1',
            'O' => '0',
            other => other,
        };
        let value = ALPHABET
            .iter()
            .position(|symbol| char::from(*symbol) == plain);
        let value = value
            .and_then(|value| u8::try_from(value).ok())
            .ok_or(Error::CodeMistyped)?;
        if out.len() == out.capacity() {
            return Err(Error::CodeMistyped);
        }
        out.push(value);
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const VAULT: VaultId = [7; 16];

    #[test]
    fn a_printed_code_reads_back() {
        let code = RecoveryCode::random(&VAULT).unwrap();
        let printed = code.printed();
        assert_eq!(printed.split('-').map(str::len).collect::<Vec<_>>(), [4; 8]);
        assert_eq!(
            RecoveryCode::parse(&printed, &VAULT).unwrap().secret(),
            code.secret()
        );
    }

    #[test]
    fn sloppy_typing_reads_back_too() {
        let code = RecoveryCode::from_secret(&VAULT, &[0b0000_1000; 16]);
        let sloppy = code
            .printed()
            .to_lowercase()
            .replace('1', "l")
            .replace('0', "O")
            .replace('-', " ");
        assert_eq!(
            RecoveryCode::parse(&sloppy, &VAULT).unwrap().secret(),
            code.secret()
        );
    }

    #[test]
    fn one_wrong_symbol_is_noticed_wherever_it_is() {
        let printed = RecoveryCode::from_secret(&VAULT, &[0x5a; 16]).printed();
        for at in (0..printed.len()).filter(|at| printed.as_bytes()[*at] != b'-') {
            let mut wrong = printed.as_bytes().to_vec();
            wrong[at] = if wrong[at] == b'A' { b'B' } else { b'A' };
            let wrong = String::from_utf8(wrong).unwrap();
            assert!(
                matches!(
                    RecoveryCode::parse(&wrong, &VAULT),
                    Err(Error::CodeMistyped)
                ),
                "at {at}"
            );
        }
    }

    #[test]
    fn the_code_of_another_vault_is_refused() {
        let printed = RecoveryCode::from_secret(&VAULT, &[1; 16]).printed();
        assert!(RecoveryCode::parse(&printed, &[8; 16]).is_err());
    }

    #[test]
    fn garbage_is_refused() {
        for typed in [
            "",
            "7K3M",
            "ÄÖÜ",
            &"7".repeat(33),
            &"7".repeat(5000),
            "U".repeat(32).as_str(),
        ] {
            assert!(RecoveryCode::parse(typed, &VAULT).is_err());
        }
    }

    #[test]
    fn two_groups_typed_back_prove_the_sheet() {
        let code = RecoveryCode::random(&VAULT).unwrap();
        let printed = code.printed();
        let groups: Vec<&str> = printed.split('-').collect();
        assert!(code.prove(
            &[1, 6],
            &format!("{} {}", groups[1].to_lowercase(), groups[6])
        ));
        assert!(!code.prove(&[1, 6], groups[1]));
        assert!(!code.prove(&[], ""));
        assert!(!code.prove(&[9], groups[1]));
    }

    #[test]
    fn a_challenge_asks_for_two_different_groups() {
        for _ in 0..200 {
            let [one, two] = RecoveryCode::challenge().unwrap();
            assert!(one < two && two < RecoveryCode::GROUPS);
        }
    }
}
