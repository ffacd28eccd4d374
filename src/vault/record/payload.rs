//! What is inside a sealed part: an envelope that says what it belongs to, padded so that its length tells little.

use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, Zeroizing};

use crate::domain::id::{ClientId, PersonId};
use crate::vault::audit::hex;
use crate::vault::keys::{VaultId, hash, label};
use crate::vault::session::Session;
use crate::vault::{Error, random};

use super::{Kind, Place};

const LARGEST_PAYLOAD: usize = 12 * 1024 * 1024;

/// The payload: the client is inside, so that a row moved to another client shows on opening; the
/// salted hash lets a signature be checked without the content being guessable from it.
#[derive(Serialize, Deserialize)]
pub(super) struct Envelope {
    pub(super) v: u8,
    #[serde(default)]
    pub(super) client: Option<ClientId>,
    pub(super) author: PersonId,
    pub(super) salt: String,
    pub(super) hash: String,
    pub(super) body: String,
}

impl Drop for Envelope {
    fn drop(&mut self) {
        self.body.zeroize();
    }
}

pub(super) fn envelope<T: Serialize>(
    session: &Session,
    client: Option<ClientId>,
    value: &T,
) -> Result<Zeroizing<Vec<u8>>, Error> {
    let refused = |_| Error::Refused {
        what: "record",
        problem: "not something that can be written",
    };
    let salt = hex(&random::bytes::<16>()?);
    let body = serde_json::to_string(value).map_err(refused)?;
    let envelope = Envelope {
        v: 1,
        client,
        author: session.staff.id,
        hash: hex(&content_hash(salt.as_bytes(), body.as_bytes())),
        salt,
        body,
    };
    serde_json::to_vec(&envelope)
        .map(Zeroizing::new)
        .map_err(refused)
}

pub(in crate::vault) fn content_hash(salt: &[u8], body: &[u8]) -> [u8; 32] {
    let len = u32::try_from(salt.len()).unwrap_or(u32::MAX).to_le_bytes();
    hash("content", &[&len, salt, body])
}

/// `u32 len || payload || zeros`.
pub(in crate::vault) fn pad(payload: &[u8], kind: Kind) -> Result<Zeroizing<Vec<u8>>, Error> {
    let len = u32::try_from(payload.len())
        .ok()
        .filter(|_| payload.len() <= LARGEST_PAYLOAD);
    let len = len.ok_or(Error::Refused {
        what: "record",
        problem: "too large",
    })?;
    let whole = (payload.len() + 4).next_multiple_of(kind.padding());
    let mut out = Zeroizing::new(Vec::with_capacity(whole));
    out.extend_from_slice(&len.to_le_bytes());
    out.extend_from_slice(payload);
    out.resize(whole, 0);
    Ok(out)
}

/// Reads any bytes as what stands in a sealed record; see [`crate::vault::fuzzing`].
pub(in crate::vault) fn read_any(plain: &[u8]) {
    use crate::domain::screening::{ScreeningContent, ScreeningIndex};
    if let Ok(payload) = unpad(plain)
        && let Ok(envelope) = serde_json::from_slice::<Envelope>(payload)
    {
        let _ = serde_json::from_str::<ScreeningContent>(&envelope.body);
    }
    let _ = serde_json::from_slice::<ScreeningContent>(plain);
    let _ = serde_json::from_slice::<ScreeningIndex>(plain);
}

pub(super) fn unpad(plain: &[u8]) -> Result<&[u8], Error> {
    let (len, rest) = plain
        .split_first_chunk::<4>()
        .ok_or(Error::Unreadable("record"))?;
    let len = usize::try_from(u32::from_le_bytes(*len)).map_err(|_| Error::Unreadable("record"))?;
    rest.get(..len).ok_or(Error::Unreadable("record"))
}

/// `L"rec" || V || record || part || version || kind || r_id`.
pub(in crate::vault) fn record_aad(
    vault: &VaultId,
    place: Place,
    version: u32,
    r_id: &[u8; 16],
) -> Vec<u8> {
    [
        label("rec").as_slice(),
        vault,
        &place.record,
        &place.part.to_le_bytes(),
        &version.to_le_bytes(),
        &[place.kind.code()],
        r_id,
    ]
    .concat()
}

/// `L"r" || V || record || part || r_id || e_tx || origin`.
pub(in crate::vault) fn wrap_aad(
    vault: &VaultId,
    place: Place,
    r_id: &[u8; 16],
    e_tx: u32,
    origin: u8,
) -> Vec<u8> {
    [
        label("r").as_slice(),
        vault,
        &place.record,
        &place.part.to_le_bytes(),
        r_id,
        &e_tx.to_le_bytes(),
        &[origin],
    ]
    .concat()
}
