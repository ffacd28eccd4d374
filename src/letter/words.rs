//! The sentences of letters, by id, from Fluent files.

use std::borrow::Cow;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

use super::LetterError;

/// The shipped English sentences.
const ENGLISH: &str = include_str!("../../assets/text/en/letters.ftl");

/// Something that can say a sentence of which only the id is known here.
pub trait Say {
    /// The sentence with its places filled in. An unknown id is said as the id itself.
    fn say(&self, id: &str, args: &[(&str, &str)]) -> String;

    /// The language of the sentences (BCP-47).
    fn language(&self) -> &str {
        "en"
    }
}

/// Sentences from one Fluent file.
pub struct Words {
    bundle: FluentBundle<FluentResource>,
    language: String,
}

impl Words {
    /// The sentences that are shipped in English.
    pub fn english() -> Result<Self, LetterError> {
        Self::from_source("en-GB", ENGLISH)
    }

    /// Sentences from the text of a Fluent file.
    pub fn from_source(language: &str, source: &str) -> Result<Self, LetterError> {
        let resource = FluentResource::try_new(source.to_owned())
            .map_err(|(_, mistakes)| LetterError::Words(mistakes.len()))?;
        let id: LanguageIdentifier = language.parse().map_err(|_| LetterError::Words(1))?;
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // Names are isolated where letters are composed; a mark around every number would only be noise.
        bundle.set_use_isolating(false);
        bundle
            .add_resource(resource)
            .map_err(|mistakes| LetterError::Words(mistakes.len()))?;
        Ok(Self {
            bundle,
            language: language.to_owned(),
        })
    }

    /// Whether a sentence with this id is there.
    pub fn has(&self, id: &str) -> bool {
        self.bundle.has_message(id)
    }
}

impl Say for Words {
    fn say(&self, id: &str, args: &[(&str, &str)]) -> String {
        let Some(pattern) = self
            .bundle
            .get_message(id)
            .and_then(|message| message.value())
        else {
            return id.to_owned();
        };
        let mut filled = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            filled.set(Cow::Borrowed(*name), Cow::Borrowed(*value));
        }
        let mut mistakes = Vec::new();
        self.bundle
            .format_pattern(pattern, Some(&filled), &mut mistakes)
            .into_owned()
    }

    fn language(&self) -> &str {
        &self.language
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_sentence_is_filled_in_without_marks_of_direction() {
        let words = Words::from_source("en", "hello = Hello { $name }, welcome.").unwrap();
        assert_eq!(
            words.say("hello", &[("name", "Łucja")]),
            "Hello Łucja, welcome."
        );
    }

    #[test]
    fn an_unknown_sentence_is_said_as_its_id() {
        let words = Words::from_source("en", "a = b").unwrap();
        assert_eq!(words.say("letter-nothing", &[]), "letter-nothing");
    }

    #[test]
    fn a_broken_file_is_refused() {
        assert!(matches!(
            Words::from_source("en", "= no id"),
            Err(LetterError::Words(_))
        ));
    }

    #[test]
    fn the_shipped_sentences_are_valid() {
        assert!(Words::english().unwrap().has("letter-l1-statement"));
    }
}
