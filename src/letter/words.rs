//! How letters ask for their sentences: by id, so that every text lives in the language files.

/// Something that can say a sentence of which only the id is known here.
pub trait Say {
    /// The sentence with its places filled in. An unknown id is said as the id itself.
    fn say(&self, id: &str, args: &[(&str, &str)]) -> String;

    /// The language of the sentences (BCP-47).
    fn language(&self) -> &str {
        "en"
    }
}

impl Say for crate::text::Catalogue {
    fn say(&self, id: &str, args: &[(&str, &str)]) -> String {
        Self::say(self, id, args)
    }

    fn language(&self) -> &str {
        "en-GB"
    }
}
