//! What can be ticked for a letter, and what it would print: each field with its class of content.

use crate::domain::answers::Answer;
use crate::domain::consent::ContentClass as Class;
use crate::domain::form::Sensitivity;
use crate::domain::screening::ScreeningContent;
use crate::letter::Kind;

use super::Sources;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$item_doc:meta])* $item:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$item_doc])* $item),+ }

        impl $name {
            /// All of them, in order.
            pub const ALL: &'static [Self] = &[$(Self::$item),+];

            /// Its word, for message ids and the command line.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$item => $word),+ }
            }

            /// The one with this word.
            #[must_use]
            pub fn of_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|item| item.code() == code)
            }
        }
    };
}
pub(super) use words;

words! {
    /// Something that is printed only if somebody ticks it.
    Field {
        /// Present safety arrangements.
        Safety = "safety",
        /// What was said about safety.
        SafetyHistory = "safety-history",
        /// Totals of measures.
        Measures = "measures",
        /// Steadiness about past hurt.
        Trauma = "trauma",
        /// Health history.
        Health = "health",
        /// That medication is taken.
        Medication = "medication",
        /// Substance use.
        Substance = "substance",
        /// Abuse at home: how to reach the person safely.
        AbuseAtHome = "abuse-at-home",
        /// Identity and wishes about who is in the group.
        Identity = "identity",
        /// Immigration.
        Immigration = "immigration",
        /// That a reduced fee was asked for.
        FeeHardship = "fee-hardship",
        /// That a court or an employer sent the person.
        CourtReferral = "court-referral",
        /// That an earlier group was left early.
        EarlierExit = "earlier-exit",
        /// What is recommended besides.
        Recommendation = "recommendation",
        /// What is prepared.
        Preparation = "preparation",
        /// Sentences picked by hand.
        FreeText = "free-text",
    }
}

impl Field {
    /// The class of content that it belongs to.
    #[must_use]
    pub fn class(self) -> Class {
        match self {
            Self::Safety | Self::SafetyHistory => Class::Safety,
            Self::Measures => Class::Measures,
            Self::Trauma => Class::Trauma,
            Self::Health | Self::Medication => Class::Health,
            Self::Substance => Class::Substance,
            Self::AbuseAtHome => Class::AbuseAtHome,
            Self::Identity => Class::Identity,
            Self::Immigration => Class::Immigration,
            Self::FeeHardship | Self::CourtReferral | Self::EarlierExit | Self::FreeText => {
                Class::FreeText
            }
            Self::Recommendation | Self::Preparation => Class::Basics,
        }
    }

    /// Whether it can be ticked for this kind of letter.
    #[must_use]
    pub fn is_offered(self, kind: Kind) -> bool {
        match kind {
            Kind::L1 | Kind::L3 => !matches!(self, Self::Recommendation | Self::Preparation),
            Kind::L4 => matches!(self, Self::Recommendation | Self::Preparation),
            Kind::L2 | Kind::L5 | Kind::L6 | Kind::Handout => false,
        }
    }

    /// The classes that its sentences reveal, for the consent that names them.
    #[must_use]
    pub fn classes(self, sources: &Sources<'_>) -> Vec<Class> {
        match self {
            Self::Measures => {
                let mut classes = vec![Class::Measures];
                classes.extend(
                    super::referral::measures(sources)
                        .into_iter()
                        .map(|one| one.class),
                );
                classes
            }
            Self::Recommendation => recommended(sources)
                .into_iter()
                .map(|(class, _)| class)
                .collect(),
            other => vec![other.class()],
        }
    }

    /// What it prints. Nothing about reports, threatened persons or other members has a sentence here.
    #[must_use]
    pub fn prints(self, sources: &Sources<'_>) -> Vec<String> {
        match self {
            Self::Safety => super::referral::safety(sources),
            Self::SafetyHistory => by_code(
                sources,
                &[
                    ("tg-si-now", &["passive", "active"]),
                    ("tg-attempt", &["over-a-year", "past-year"]),
                    ("tg-self-harm", &["past", "recent"]),
                ],
            ),
            Self::Measures => super::referral::measures(sources)
                .into_iter()
                .map(|one| format!("{}: {}", one.name, one.result))
                .collect(),
            Self::Trauma => by_code(sources, &[("tg-trauma-steady", &["yes", "with-support"])]),
            Self::Health => {
                let mut said = by_code(sources, &[("tg-hospital", &["past-year", "past-month"])]);
                said.extend(many(
                    sources,
                    "tg-medical",
                    &["eating", "perinatal", "confusion"],
                ));
                said
            }
            Self::Medication => many(sources, "tg-care-now", &["medication"]),
            Self::Substance => by_code(
                sources,
                &[
                    ("tg-substance", &["recovery", "changing", "problem"]),
                    ("tg-withdrawal", &["managed", "possible", "yes"]),
                ],
            ),
            Self::AbuseAtHome => by_code(
                sources,
                &[("tg-unsafe-home", &["unsure", "yes", "yes-today"])],
            ),
            Self::Identity => identity(sources),
            Self::Immigration => sources
                .code("tg-immigration")
                .map(str::to_owned)
                .into_iter()
                .collect(),
            Self::FeeHardship => by_code(sources, &[("tg-fee", &["reduced", "cannot"])]),
            Self::CourtReferral => by_code(sources, &[("tg-referred-by", &["court-employer"])]),
            Self::EarlierExit => by_code(
                sources,
                &[("tg-group-ended", &["stopped", "asked-to-leave"])],
            ),
            Self::Recommendation => recommended(sources)
                .into_iter()
                .map(|(_, text)| text)
                .collect(),
            Self::Preparation => super::referral::preparation(sources),
            Self::FreeText => Vec::new(),
        }
    }
}

/// The sentence of each answer that has one: `facts-told-QUESTION-CODE`.
fn by_code(sources: &Sources<'_>, questions: &[(&str, &[&str])]) -> Vec<String> {
    let sentence = |(question, codes): &(&str, &[&str])| {
        let code = sources.code(question)?;
        codes
            .contains(&code)
            .then(|| sources.say(&format!("facts-told-{question}-{code}")))
    };
    questions.iter().filter_map(sentence).collect()
}

fn many(sources: &Sources<'_>, question: &str, codes: &[&str]) -> Vec<String> {
    let said = sources.content.answers.said(question);
    let said = said.map(Answer::many).unwrap_or_default();
    codes
        .iter()
        .filter(|code| said.iter().any(|one| one == *code))
        .map(|code| sources.say(&format!("facts-told-{question}-{code}")))
        .collect()
}

fn identity(sources: &Sources<'_>) -> Vec<String> {
    let mut said: Vec<String> = sources
        .code("tg-identity")
        .map(str::to_owned)
        .into_iter()
        .collect();
    let wishes = sources.labels("tg-makeup");
    if !wishes.is_empty() {
        let wishes = wishes.join(", ");
        said.push(sources.say_with("facts-told-makeup", &[("wishes", &wishes)]));
    }
    said
}

/// What is recommended besides, in words that reveal as little as they can, each with what it does reveal.
pub(super) fn recommended(sources: &Sources<'_>) -> Vec<(Class, String)> {
    let class = |code: &str| match code {
        "psychiatric-review" | "medical-check" | "higher-level" | "individual-first" => {
            Class::Health
        }
        _ => Class::Basics,
    };
    let also = sources.recommendation.also.iter();
    also.filter(|code| *code != "other-leader")
        .map(|code| (class(code), sources.say(&format!("facts-also-{code}"))))
        .collect()
}

/// The class of content to which a measure or a question belongs.
#[must_use]
pub fn class_of(sensitive: Option<Sensitivity>) -> Class {
    match sensitive {
        Some(Sensitivity::Health) => Class::Health,
        Some(Sensitivity::Trauma) => Class::Trauma,
        Some(Sensitivity::Safety) => Class::Safety,
        Some(Sensitivity::Substance) => Class::Substance,
        Some(Sensitivity::Identity) => Class::Identity,
        Some(Sensitivity::Immigration) => Class::Immigration,
        None => Class::Measures,
    }
}

/// Whether the screening knows of something at home that post must not reach.
#[must_use]
pub fn home_is_unsafe(content: &ScreeningContent) -> bool {
    let said = content.answers.said("tg-unsafe-home").and_then(Answer::one);
    said.is_some_and(|code| code != "no")
}
