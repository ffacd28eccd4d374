//! What a letter must hold, and must not hold, before it may be finalised. All problems at once.

mod wordlist;

use super::blocks::{Kind, LegalText, Letter, Part, Reach};
use super::facts::Cover;
use super::gate;
use super::words::Say;
use wordlist::{WordList, has_code, has_placeholder, has_score};

/// A name longer than this cannot run along the top of a page.
const LONGEST_NAME: usize = 90;

/// Something that keeps a letter from being finalised.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// A part that every letter of this kind has is empty.
    Missing(Part),
    /// The kind shows no birth date.
    BirthDate,
    /// The kind has no urgent box.
    UrgentBox,
    /// The kind shows no audit anchor.
    Anchor,
    /// The statement no longer says what it must say.
    StatementMeaning(String),
    /// A clinical word in a letter that is not clinical.
    ClinicalWord {
        /// The word, from the list.
        word: String,
        /// Where it stands.
        part: Part,
    },
    /// A professional title where only "facilitator" or "host" belongs.
    Title {
        /// The title, from the list.
        word: String,
        /// Where it stands.
        part: Part,
    },
    /// A score or the name of a questionnaire.
    Score(Part),
    /// An id of a question, criterion or group.
    Code(Part),
    /// A word that blames.
    Blame {
        /// The word, from the list.
        word: String,
        /// Where it stands.
        part: Part,
    },
    /// A word of the decision model, or an unkind one, in a letter to the person.
    Model {
        /// The word, from the list.
        word: String,
        /// Where it stands.
        part: Part,
    },
    /// Neither consent of the person nor a ground in law that holds for this receiver on this day.
    ConsentNotInForce,
    /// A place that was not filled in.
    Placeholder(Part),
    /// The content asks for a legal text that is not there.
    LegalText,
    /// More receivers than one.
    Receivers,
    /// A text that cannot stand where it has to.
    TooLong(Part),
    /// More pages than are read.
    Pages {
        /// How many there are.
        pages: usize,
        /// How many there may be.
        most: usize,
    },
}

impl Problem {
    /// Whether it keeps the letter from being finalised; otherwise it is advice.
    pub fn stops(&self) -> bool {
        !matches!(self, Self::Pages { .. } | Self::Blame { .. })
    }

    /// The problem in a sentence for staff.
    pub fn message(&self, say: &dyn Say) -> String {
        let part = |part: &Part| part.to_string();
        match self {
            Self::Missing(Part::Letterhead) => say.say("letter-problem-letterhead", &[]),
            Self::Missing(Part::Consent) => say.say("letter-problem-missing-consent", &[]),
            Self::Missing(Part::Address) => say.say("letter-problem-missing-receiver", &[]),
            Self::Missing(at) => say.say("letter-problem-missing", &[("part", &part(at))]),
            Self::BirthDate => say.say("letter-problem-birth-date", &[]),
            Self::UrgentBox => say.say("letter-problem-urgent", &[]),
            Self::Anchor => say.say("letter-problem-anchor", &[]),
            Self::StatementMeaning(words) => {
                say.say("letter-problem-statement", &[("words", words)])
            }
            Self::ClinicalWord { word, part: at } => say.say(
                "letter-problem-clinical",
                &[("word", word), ("part", &part(at))],
            ),
            Self::Title { word, part: at } => say.say(
                "letter-problem-title",
                &[("word", word), ("part", &part(at))],
            ),
            Self::Score(at) => say.say("letter-problem-score", &[("part", &part(at))]),
            Self::Code(at) => say.say("letter-problem-code", &[("part", &part(at))]),
            Self::Blame { word, part: at } => say.say(
                "letter-problem-blame",
                &[("word", word), ("part", &part(at))],
            ),
            Self::Model { word, part: at } => say.say(
                "letter-problem-model",
                &[("word", word), ("part", &part(at))],
            ),
            Self::ConsentNotInForce => say.say("letter-problem-consent", &[]),
            Self::Placeholder(at) => say.say("letter-problem-placeholder", &[("part", &part(at))]),
            Self::LegalText => say.say("letter-problem-legal", &[]),
            Self::Receivers => say.say("letter-problem-receivers", &[]),
            Self::TooLong(at) => say.say("letter-problem-length", &[("part", &part(at))]),
            Self::Pages { pages, most } => say.say(
                "letter-problem-pages",
                &[("pages", &pages.to_string()), ("most", &most.to_string())],
            ),
        }
    }
}

/// Looks a letter through and returns every problem, in reading order of the rules.
pub fn lint(letter: &Letter) -> Vec<Problem> {
    let mut problems = missing(letter);
    problems.extend(not_allowed(letter));
    let list = WordList::english();
    problems.extend(statement(letter));
    problems.extend(words(letter, &list));
    problems
}

/// Whether a set letter has more pages than are read.
pub fn lint_pages(kind: Kind, pages: usize) -> Option<Problem> {
    let most = kind.most_pages();
    (pages > most).then_some(Problem::Pages { pages, most })
}

/// Looks at the consent of a letter's facts: it must name this receiver and hold on the letter's day.
pub fn lint_consent(cover: &Cover) -> Option<Problem> {
    let consent = cover.consent.as_ref()?;
    gate::in_force(cover, consent)
        .is_err()
        .then_some(Problem::ConsentNotInForce)
}

fn missing(letter: &Letter) -> Vec<Problem> {
    if letter.kind == Kind::Handout {
        let empty = letter.kind_line.trim().is_empty() || letter.body.is_empty();
        return empty
            .then_some(Problem::Missing(Part::Body))
            .into_iter()
            .collect();
    }
    let blank = |text: &str| text.trim().is_empty();
    let no_contact = blank(&letter.head.phone) && blank(&letter.head.email);
    let sign = &letter.signature;
    // A support letter is signed by whoever ran the check; all others need a licence under them.
    // An urgent summary is written by whoever is there.
    let needs_licence = !matches!(letter.kind, Kind::L2 | Kind::L6);
    let no_licence = needs_licence && sign.licence.as_deref().is_none_or(blank);
    let no_anchor = letter.kind.prints_anchor() && letter.anchor.as_deref().is_none_or(blank);
    // Two people may bear one name: a record number or a birth date tells them apart.
    let no_second =
        letter.person.record.as_deref().is_none_or(blank) && letter.person.birth_date.is_none();
    // In danger a name alone, or none, is enough to send help.
    let no_record = letter.kind.prints_anchor() && letter.kind != Kind::L6 && no_second;
    let no_danger = letter.kind == Kind::L6 && letter.urgent.is_none();
    let no_consent = letter.consent.is_none() && needs_consent(letter);
    let checks = [
        (
            blank(&letter.head.clinic) || letter.head.address.is_empty() || no_contact,
            Part::Letterhead,
        ),
        (letter.receiver.lines.is_empty(), Part::Address),
        (
            blank(&letter.date) || blank(&letter.number),
            Part::Reference,
        ),
        (blank(&letter.kind_line), Part::KindLine),
        (
            blank(&letter.person.chosen_name) || no_record,
            Part::Identifiers,
        ),
        (blank(&letter.statement), Part::Statement),
        (blank(&letter.purpose), Part::Purpose),
        (letter.body.is_empty(), Part::Body),
        (no_consent, Part::Consent),
        (letter.emergency.is_none(), Part::Notices),
        (
            blank(&sign.name) || (blank(&sign.role) && letter.kind != Kind::L6) || no_licence,
            Part::Signature,
        ),
        (no_danger, Part::Urgent),
        (no_anchor, Part::Footer),
    ];
    checks
        .into_iter()
        .filter(|(is_missing, _)| *is_missing)
        .map(|(_, part)| Problem::Missing(part))
        .collect()
}

fn needs_consent(letter: &Letter) -> bool {
    match letter.kind {
        Kind::L2 | Kind::L3 | Kind::L4 => true,
        Kind::L1 => letter.receiver.reach == Reach::Outside,
        // Its section says to whom, by whom and why it goes without consent.
        Kind::L6 => true,
        Kind::L5 | Kind::Handout => false,
    }
}

fn not_allowed(letter: &Letter) -> Vec<Problem> {
    let kind = letter.kind;
    let mut problems = Vec::new();
    if letter.person.birth_date.is_some() && !kind.may_print_birth_date() {
        problems.push(Problem::BirthDate);
    }
    if letter.urgent.is_some() && !kind.may_be_urgent() {
        problems.push(Problem::UrgentBox);
    }
    if letter.anchor.is_some() && !kind.prints_anchor() {
        problems.push(Problem::Anchor);
    }
    if letter.legal == LegalText::Missing {
        problems.push(Problem::LegalText);
    }
    let receivers = letter.receiver.lines.first().map_or("", String::as_str);
    if receivers.contains(';') || receivers.contains(" and ") || receivers.contains('&') {
        problems.push(Problem::Receivers);
    }
    if letter.person.chosen_name.chars().count() > LONGEST_NAME {
        problems.push(Problem::TooLong(Part::Identifiers));
    }
    if letter.receiver.lines.len() > 8 {
        problems.push(Problem::TooLong(Part::Address));
    }
    problems
}

/// The parts of a kind's statement that a text no longer says.
pub fn lost_of_statement(kind: Kind, text: &str) -> Vec<String> {
    let said = text.to_lowercase();
    WordList::english()
        .statement(kind)
        .iter()
        .filter(|words| !words.iter().any(|word| said.contains(word.as_str())))
        .filter_map(|words| words.first().cloned())
        .collect()
}

fn statement(letter: &Letter) -> Vec<Problem> {
    if letter.statement.trim().is_empty() {
        return Vec::new();
    }
    let said = letter.statement.to_lowercase();
    let lost = |kind: Kind| -> Vec<Problem> {
        let lost = lost_of_statement(kind, &letter.statement);
        lost.into_iter().map(Problem::StatementMeaning).collect()
    };
    if letter.kind != Kind::L5 {
        return lost(letter.kind);
    }
    // To the person: the whole statement of the kind of group that it names; of both, if it names both.
    let (therapy, support) = (said.contains("group therapy"), said.contains("not therapy"));
    match (therapy, support) {
        (true, true) => [lost(Kind::L1), lost(Kind::L2)].concat(),
        (false, true) => lost(Kind::L2),
        _ => lost(Kind::L1),
    }
}

fn words(letter: &Letter, list: &WordList) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (part, text) in letter.texts() {
        if has_placeholder(text, part) {
            problems.push(Problem::Placeholder(part));
        }
        // Names of clinics, streets and people are theirs; the statement is looked at by its meaning.
        if matches!(
            part,
            Part::Letterhead
                | Part::Address
                | Part::Identifiers
                | Part::Statement
                | Part::Reference
                | Part::Footer
        ) {
            continue;
        }
        if has_code(text) {
            problems.push(Problem::Code(part));
        }
        problems.extend(list.blame(text).map(|word| Problem::Blame { word, part }));
        // The numbers for an emergency carry the names that their services have.
        if letter.kind == Kind::L2 && part != Part::Notices {
            problems.extend(list.titles(text).map(|word| Problem::Title { word, part }));
            problems.extend(
                list.clinical(text)
                    .map(|word| Problem::ClinicalWord { word, part }),
            );
        }
        if letter.kind == Kind::L5 {
            problems.extend(list.model(text).map(|word| Problem::Model { word, part }));
        }
        if matches!(letter.kind, Kind::L2 | Kind::L5) && (has_score(text) || list.measures(text)) {
            problems.push(Problem::Score(part));
        }
    }
    problems.dedup();
    problems
}
