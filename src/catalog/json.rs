//! Strict reading of JSON from outside: size, encoding, depth and duplicate keys are checked before anything else.

use std::fmt;
use std::io::Read;
use std::path::Path;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// Largest form, criteria or measure file, in bytes.
pub const LARGEST_DATA_FILE: u64 = 4 * 1024 * 1024;
/// Largest file of answers, in bytes.
pub const LARGEST_ANSWER_FILE: u64 = 1024 * 1024;

/// Why a file could not be read as JSON.
#[derive(Debug, thiserror::Error)]
pub enum JsonProblem {
    /// The file cannot be opened or read.
    #[error("the file cannot be read ({0})")]
    Io(std::io::ErrorKind),
    /// A folder, a device, a pipe.
    #[error("this is not a regular file")]
    NotAFile,
    /// No content.
    #[error("the file is empty")]
    Empty,
    /// Beyond the limit.
    #[error("the file is larger than {0} bytes")]
    TooLarge(u64),
    /// Not UTF-8.
    #[error("the file is not valid UTF-8, first at byte {0}")]
    NotUtf8(usize),
    /// Not JSON, or nested too deeply, or a key twice.
    #[error("{message} at line {line}, column {column}")]
    Syntax {
        /// What the parser says, without any content.
        message: String,
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
    },
}

impl JsonProblem {
    /// What to do next.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Io(_) => "check the path and its permissions",
            Self::NotAFile => "name a file",
            Self::Empty => "was it saved?",
            Self::TooLarge(_) => "is it the right file?",
            Self::NotUtf8(_) => "save it as UTF-8",
            Self::Syntax { .. } => "correct the file at that place",
        }
    }
}

/// Reads a file of at most `most` bytes.
///
/// # Errors
/// See [`JsonProblem`].
pub fn read_file(path: &Path, most: u64) -> Result<Vec<u8>, JsonProblem> {
    let io = |error: std::io::Error| JsonProblem::Io(error.kind());
    let metadata = std::fs::metadata(path).map_err(io)?;
    if !metadata.is_file() {
        return Err(JsonProblem::NotAFile);
    }
    if metadata.len() > most {
        return Err(JsonProblem::TooLarge(most));
    }
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(io)?;
    file.take(most + 1).read_to_end(&mut bytes).map_err(io)?;
    Ok(bytes)
}

/// Reads JSON of at most `most` bytes, nested at most 127 deep, without duplicate keys.
///
/// # Errors
/// See [`JsonProblem`].
pub fn read(bytes: &[u8], most: u64) -> Result<Value, JsonProblem> {
    if bytes.len() as u64 > most {
        return Err(JsonProblem::TooLarge(most));
    }
    let text =
        std::str::from_utf8(bytes).map_err(|error| JsonProblem::NotUtf8(error.valid_up_to()))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(JsonProblem::Empty);
    }
    let strict: Strict = serde_json::from_str(text).map_err(|error| {
        let full = error.to_string();
        let message = full
            .split(" at line ")
            .next()
            .unwrap_or_default()
            .to_owned();
        JsonProblem::Syntax {
            message,
            line: error.line(),
            column: error.column(),
        }
    })?;
    Ok(strict.0)
}

/// A JSON value that refuses a key twice, which serde_json's own would silently overwrite.
struct Strict(Value);

impl<'de> Deserialize<'de> for Strict {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(StrictVisitor).map(Self)
    }
}

struct StrictVisitor;

impl<'de> Visitor<'de> for StrictVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Value, E> {
        // A whole number written as 5.0 is the number 5.
        #[expect(
            clippy::cast_possible_truncation,
            reason = "checked to be whole and small"
        )]
        let whole = (value.fract() == 0.0 && value.abs() < 1e15).then_some(value as i64);
        Ok(whole.map_or_else(|| value.into(), Value::from))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E: de::Error>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(Strict(value)) = seq.next_element()? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut values = Map::new();
        while let Some(key) = map.next_key::<String>()? {
            if values.contains_key(&key) {
                let key = crate::screening::check::printable(&key);
                return Err(de::Error::custom(format_args!(
                    "the key \"{key}\" stands twice"
                )));
            }
            let Strict(value) = map.next_value()?;
            values.insert(key, value);
        }
        Ok(Value::Object(values))
    }
}
