//! Ids of what the vault keeps: 128 random bits, a type for each kind, so that one is never taken for another.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What every id can do.
pub trait Id: Copy + Eq + fmt::Display {
    /// The bytes as they are stored.
    fn to_bytes(self) -> [u8; 16];
    /// From stored bytes.
    fn from_bytes(bytes: [u8; 16]) -> Self;
}

/// A text that is no id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an id is 32 hexadecimal digits")]
pub struct NotAnId;

/// Reads 32 hexadecimal digits; dashes between them do not matter.
fn parse(text: &str) -> Result<[u8; 16], NotAnId> {
    let mut bytes = [0u8; 16];
    let mut digits = text.chars().filter(|c| *c != '-');
    for byte in &mut bytes {
        let mut value = 0;
        for _ in 0..2 {
            let digit = digits.next().and_then(|c| c.to_digit(16)).ok_or(NotAnId)?;
            value = value << 4 | u8::try_from(digit).map_err(|_| NotAnId)?;
        }
        *byte = value;
    }
    if digits.next().is_some() {
        Err(NotAnId)
    } else {
        Ok(bytes)
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; 16]);

        impl Id for $name {
            fn to_bytes(self) -> [u8; 16] {
                self.0
            }
            fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(bytes)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({self})", stringify!($name))
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                parse(text).map(Self)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )+};
}

ids! {
    /// A member of staff.
    PersonId,
    /// A client.
    ClientId,
    /// A group in the clinic's catalogue, as stored.
    GroupRecordId,
    /// A leader or host of groups.
    LeaderId,
    /// A leader's treatment of a client.
    TreatsId,
    /// Someone who receives letters.
    RecipientId,
    /// A consent.
    ConsentId,
    /// A disclosure that was made.
    DisclosureId,
    /// A screening.
    ScreeningId,
    /// A finished letter.
    LetterId,
    /// A clinical risk record.
    RiskId,
    /// An addition to a signed screening.
    AddendumId,
    /// An acknowledgement that a vault was put back to an older state.
    AcknowledgementId,
    /// A legal hold.
    HoldId,
    /// An opening of a restricted client.
    OpeningId,
    /// A request to erase a client.
    EraseRequestId,
    /// What an erasure left.
    TombstoneId,
    /// A document of the settings.
    SettingId,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn an_id_reads_back_with_and_without_dashes() {
        let id = ClientId::from_bytes(*b"0123456789abcdef");
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!("30313233-3435-3637-3839-616263646566".parse(), Ok(id));
        assert_eq!(
            serde_json::from_str::<ClientId>(&serde_json::to_string(&id).unwrap()).unwrap(),
            id
        );
    }

    #[test]
    fn other_text_is_no_id() {
        for text in [
            "",
            "12",
            "3031323334353637383961626364656g",
            "303132333435363738396162636465660",
            "é",
        ] {
            assert_eq!(text.parse::<ClientId>(), Err(NotAnId));
        }
    }
}
