//! A copy that opens with a password only (AES-256).

use std::collections::BTreeMap;
use std::sync::Arc;

use lopdf::encryption::crypt_filters::{Aes256CryptFilter, CryptFilter};
use lopdf::{Document, EncryptionState, EncryptionVersion, Object, Permissions};
use zeroize::Zeroizing;

use super::archive::ARCHIVE_CLAIM;
use crate::letter::LetterError;

/// PDF cuts passwords off here, so a longer one would be weaker than it looks.
const MOST_BYTES: usize = 127;

/// Signs that nobody takes for another when they are read aloud or written down.
const SIGNS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
/// Groups of four signs: a hundred bits.
const GROUPS: usize = 5;

/// A password that nobody guesses, in groups that can be read aloud.
pub fn made_up_password() -> Result<Zeroizing<String>, LetterError> {
    let random = random()?;
    let mut password = Zeroizing::new(String::with_capacity(GROUPS * 5));
    for (index, byte) in random.iter().take(GROUPS * 4).enumerate() {
        if index > 0 && index % 4 == 0 {
            password.push('-');
        }
        password.push(char::from(SIGNS[usize::from(byte & 31)]));
    }
    Ok(password)
}

/// Locks a PDF with a password. The copy no longer claims to be an archive copy, as those may not be locked.
pub fn encrypt(pdf: &[u8], password: &str) -> Result<Vec<u8>, LetterError> {
    if password.is_empty() || password.len() > MOST_BYTES {
        return Err(LetterError::Password);
    }
    let failed = |error: lopdf::Error| LetterError::Pdf(error.to_string());
    let mut document = Document::load_mem(pdf).map_err(failed)?;
    withdraw_claim(&mut document).map_err(failed)?;
    let key = random()?;
    let owner = random()?;
    let owner = Zeroizing::new(
        owner
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect::<String>(),
    );
    let filter: Arc<dyn CryptFilter> = Arc::new(Aes256CryptFilter);
    let version = EncryptionVersion::V5 {
        encrypt_metadata: true,
        crypt_filters: BTreeMap::from([(b"StdCF".to_vec(), filter)]),
        file_encryption_key: key.as_slice(),
        stream_filter: b"StdCF".to_vec(),
        string_filter: b"StdCF".to_vec(),
        owner_password: &owner,
        user_password: password,
        permissions: Permissions::all(),
    };
    let state = EncryptionState::try_from(version).map_err(failed)?;
    document.encrypt(&state).map_err(failed)?;
    set_lengths(&mut document).map_err(failed)?;
    let mut bytes = Vec::new();
    document
        .save_to(&mut bytes)
        .map_err(|error| LetterError::Pdf(error.to_string()))?;
    Ok(bytes)
}

fn random() -> Result<Zeroizing<[u8; 32]>, LetterError> {
    let mut bytes = Zeroizing::new([0; 32]);
    getrandom::fill(bytes.as_mut()).map_err(|error| LetterError::Pdf(error.to_string()))?;
    Ok(bytes)
}

/// Without these two numbers Evince and Okular decrypt to noise.
fn set_lengths(document: &mut Document) -> lopdf::Result<()> {
    let id = document
        .trailer
        .get(b"Encrypt")
        .and_then(Object::as_reference)?;
    let encrypt = document.get_dictionary_mut(id)?;
    encrypt.set("Length", 256);
    let filters = encrypt.get_mut(b"CF")?.as_dict_mut()?;
    filters.get_mut(b"StdCF")?.as_dict_mut()?.set("Length", 32);
    Ok(())
}

fn withdraw_claim(document: &mut Document) -> lopdf::Result<()> {
    let id = document
        .catalog()?
        .get(b"Metadata")
        .and_then(Object::as_reference)?;
    let stream = document.get_object_mut(id)?.as_stream_mut()?;
    let text = String::from_utf8_lossy(&stream.content).replace(ARCHIVE_CLAIM, "");
    stream.set_content(text.into_bytes());
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_made_up_password_has_a_hundred_bits_and_never_comes_twice() {
        let password = made_up_password().unwrap();
        let groups: Vec<&str> = password.split('-').collect();
        assert_eq!(groups.len(), GROUPS);
        let known = |sign: u8| SIGNS.contains(&sign);
        assert!(
            groups
                .iter()
                .all(|group| group.len() == 4 && group.bytes().all(known))
        );
        assert_ne!(*password, *made_up_password().unwrap());
    }
}
