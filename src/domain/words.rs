//! A text in each language that a data file declares.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One text, keyed by language (BCP-47, for example `en`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Words(pub BTreeMap<String, String>);

impl Words {
    /// The text in `language`, else in English, else in any language, else empty.
    #[must_use]
    pub fn say(&self, language: &str) -> &str {
        self.0
            .get(language)
            .or_else(|| self.0.get("en"))
            .or_else(|| self.0.values().next())
            .map_or("", String::as_str)
    }

    /// The English text, or an empty one.
    #[must_use]
    pub fn en(&self) -> &str {
        self.say("en")
    }

    /// A text in English only; for tests and drafts.
    #[must_use]
    pub fn english(text: &str) -> Self {
        Self(BTreeMap::from([("en".to_owned(), text.to_owned())]))
    }
}
