//! What the program and its letters say, in each language: Fluent messages from `assets/text` and `assets/letters`, English for now.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use include_dir::{Dir, include_dir};
use unic_langid::LanguageIdentifier;

static ENGLISH: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/assets/text/en");
static LETTERS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/assets/letters/en");

/// The messages of one language.
pub struct Catalogue {
    bundle: FluentBundle<FluentResource>,
    problems: Vec<String>,
}

impl fmt::Debug for Catalogue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Catalogue(en)")
    }
}

impl Catalogue {
    /// The English messages, read once.
    #[must_use]
    pub fn english() -> &'static Self {
        static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
        CATALOGUE
            .get_or_init(|| Self::read(&[&ENGLISH, &LETTERS], "en".parse().unwrap_or_default()))
    }

    /// The English messages with a clinic's own in the place of some: id and pattern. What is no message stays as shipped.
    #[must_use]
    pub fn with_own(own: &BTreeMap<String, String>) -> Self {
        let mut catalogue = Self::read(&[&ENGLISH, &LETTERS], "en".parse().unwrap_or_default());
        for (id, pattern) in own {
            if !catalogue.has(id) {
                continue;
            }
            let indented = pattern.trim().replace('\n', "\n    ");
            if let Ok(resource) = FluentResource::try_new(format!("{id} = {indented}\n")) {
                catalogue.bundle.add_resource_overriding(resource);
            }
        }
        catalogue
    }

    fn read(dirs: &[&Dir<'static>], language: LanguageIdentifier) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        // The isolating marks around arguments would be drawn as boxes and end up in letters.
        bundle.set_use_isolating(false);
        let mut problems = Vec::new();
        for file in dirs
            .iter()
            .flat_map(|dir| dir.files())
            .filter(|file| is_fluent(file))
        {
            let name = file.path().display().to_string();
            let text = file.contents_utf8().unwrap_or_default().to_owned();
            let resource = FluentResource::try_new(text).unwrap_or_else(|(resource, errors)| {
                problems.extend(errors.iter().map(|error| format!("{name}: {error}")));
                resource
            });
            if let Err(errors) = bundle.add_resource(resource) {
                problems.extend(errors.iter().map(|error| format!("{name}: {error}")));
            }
        }
        Self { bundle, problems }
    }

    /// What was wrong with the files; empty in a released program (`tests/text.rs`).
    #[must_use]
    pub fn problems(&self) -> &[String] {
        &self.problems
    }

    /// Whether there is a message with this id.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.bundle
            .get_message(id)
            .is_some_and(|message| message.value().is_some())
    }

    /// The message with its arguments put in; the id itself if there is none, so that a gap is seen and nothing fails.
    #[must_use]
    pub fn say(&self, id: &str, args: &[(&str, &str)]) -> String {
        let values = args
            .iter()
            .map(|(name, value)| (*name, FluentValue::from(*value)));
        self.format(id, values)
    }

    /// As [`Self::say`] with a number, which selects the plural.
    #[must_use]
    pub fn count(&self, id: &str, number: usize) -> String {
        self.format(id, [("number", FluentValue::from(number))])
    }

    fn format<'a>(
        &self,
        id: &str,
        values: impl IntoIterator<Item = (&'a str, FluentValue<'a>)>,
    ) -> String {
        let Some(pattern) = self
            .bundle
            .get_message(id)
            .and_then(|message| message.value())
        else {
            return id.to_owned();
        };
        let args: FluentArgs<'_> = values.into_iter().collect();
        let mut errors = Vec::new();
        self.bundle
            .format_pattern(pattern, Some(&args), &mut errors)
            .into_owned()
    }
}

fn is_fluent(file: &include_dir::File<'_>) -> bool {
    file.path().extension().is_some_and(|kind| kind == "ftl")
}

/// The shipped files of letters: name without its ending, and content.
pub fn letter_files() -> impl Iterator<Item = (&'static str, &'static str)> {
    LETTERS
        .files()
        .filter(|file| is_fluent(file))
        .filter_map(|file| {
            let name = file.path().file_stem()?.to_str()?;
            Some((name, file.contents_utf8()?))
        })
}

/// The message without arguments.
#[must_use]
pub fn say(id: &str) -> String {
    Catalogue::english().say(id, &[])
}

/// The message with arguments.
#[must_use]
pub fn say_with(id: &str, args: &[(&str, &str)]) -> String {
    Catalogue::english().say(id, args)
}

/// The message with a number.
#[must_use]
pub fn count(id: &str, number: usize) -> String {
    Catalogue::english().count(id, number)
}

/// Lines of a message that is a list: one a line.
#[must_use]
pub fn lines(id: &str) -> Vec<String> {
    say(id)
        .lines()
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect()
}
